//! Killed at any moment of a live session: nothing is corrupt, and nothing is lost for which the
//! screen has said "saved".
//!
//! Each key of the session adds one to what was done: six votes on a card, its reveal, and what is
//! agreed on, which leads to the next card. So what was done can be counted on a screen and in the
//! files alike.

use std::process::Command;
use std::time::Duration;

use rustix::process::Signal;

use crate::chance::{Chance, asked};
use crate::pty::{PROGRAM, Sandbox, now};
use crate::{TEAMS, on_the_first_card, session_so_far};

/// Rounds of an ordinary run. `tests/stress/kill` asks for more.
const ROUNDS: u64 = 8;
const SEED: u64 = 20_261_121;
/// The most keys of a round: more than two cards.
const KEYS: u64 = 19;
const VOTES: usize = 6;
/// Votes, reveal, agreement.
const A_CARD: usize = VOTES + 2;
const APART: Duration = Duration::from_millis(100);

/// How many keys of the session this screen of a card shows the outcome of.
fn done(screen: &str) -> Option<usize> {
    let before = |words: &str| {
        screen.split(words).next()?.split_whitespace().next_back()?.parse::<usize>().ok()
    };
    let card =
        screen.contains(" of 11").then(|| before(" of 11")).flatten()?.checked_sub(1)? * A_CARD;
    if screen.contains(" of 6 have voted") {
        Some(card + before(" of 6 have voted")?)
    } else {
        screen.contains("6 votes").then_some(card + VOTES + 1)
    }
}

/// What one round has shown.
struct Round {
    typed: usize,
    promised: usize,
    kept: usize,
}

/// Votes, kills, starts again. `steady`: the keys come as they come, however slow the disk is; else
/// each waits until the screen says "saved" of the last one. An error says what is corrupt.
fn round(chance: &mut Chance, steady: bool) -> Result<Round, String> {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = on_the_first_card(&sandbox);
    let typed = usize::try_from(chance.below(KEYS + 1)).expect("few");
    for key in 0..typed {
        if !steady && key > 0 {
            pty.waits_for("saved", |screen| done(screen) == Some(key) && screen.contains("saved"));
        }
        pty.watches_until(now() + APART);
        pty.types(match key % A_CARD {
            0..VOTES => ["g", "y", "r"][usize::try_from(chance.below(3)).expect("three")],
            VOTES => " ",
            _ => "\r",
        });
    }
    // A save is over in a few milliseconds: half of the rounds look for the middle of it.
    let moment = if chance.below(2) == 0 { chance.below(8_000) } else { chance.below(100_000) };
    pty.watches_until(now() + Duration::from_micros(moment));
    pty.signal(Signal::KILL);
    pty.ends();
    let frame = pty.last_frame();
    let promised = if frame.contains("saved") { done(&frame).unwrap_or(0) } else { 0 };
    drop(pty);
    let kept = kept(&sandbox)?;
    Ok(Round { typed, promised, kept })
}

/// How many keys are still there when the program is started again.
fn kept(sandbox: &Sandbox) -> Result<usize, String> {
    let mut command = Command::new(PROGRAM);
    command
        .arg("validate")
        .current_dir(sandbox.path("workspace"))
        .env("XDG_STATE_HOME", sandbox.path("state"));
    let output = command.output().expect("it starts");
    if !output.status.success() {
        return Err(format!("validate: {}", String::from_utf8_lossy(&output.stdout)));
    }
    let Some(text) = session_so_far(sandbox) else { return Ok(0) };
    let agreed = text.matches("agreed: {").count() * A_CARD;
    let mut pty = sandbox.start(&[]);
    pty.waits_for("the open check", |screen| screen.contains(" of 11")).types("\r");
    pty.waits_for("a card", |screen| done(screen).is_some());
    let shown = done(&pty.shows()).unwrap_or(0);
    // It works, too: what cannot be read would be named, and could not be saved.
    pty.types("d").sees("saved").quits();
    let status = pty.ends();
    if status.exit_code() == 0 {
        Ok(shown.max(agreed))
    } else {
        Err(format!("{status:?} with {text}"))
    }
}

#[test]
fn killed_at_any_moment_it_loses_at_most_the_last_key_and_nothing_that_was_saved() {
    let many = asked("SQUADCHECK_KILL_ROUNDS");
    let seed = asked("SQUADCHECK_SEED").unwrap_or(SEED);
    let rounds = many.unwrap_or(ROUNDS);
    let (mut corrupt, mut broken, mut late, mut last) = (0, 0, 0, 0);
    for number in 0..rounds {
        let mut chance = Chance::new(seed.wrapping_add(number));
        match round(&mut chance, many.is_some()) {
            Err(what) => {
                corrupt += 1;
                println!("seed {seed}, round {number}: {what}");
            }
            Ok(Round { typed, promised, kept }) => {
                broken += u32::from(kept < promised);
                late += u32::from(kept + 1 < typed);
                last += u32::from(kept + 1 == typed);
                if kept < promised || kept + 1 < typed || kept > typed {
                    println!(
                        "seed {seed}, round {number}: {typed} typed, {promised} said saved, \
                         {kept} kept"
                    );
                }
            }
        }
    }
    println!(
        "kills: {rounds} rounds, seed {seed}: {corrupt} corrupt, {broken} without something that \
         was said to be saved, {late} without more than the last key, {last} without the last key"
    );
    assert_eq!((corrupt, broken, late), (0, 0, 0), "seed {seed}");
}
