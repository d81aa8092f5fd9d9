//! With fewer votes than the threshold, nothing of an anonymous card comes out anywhere: whatever
//! the few said, every screen, report and command says the same as if it had never been kept.

use std::path::Path;
use std::process::Command;

use proptest::prelude::*;
use squadcheck::app::{Effect, Job};
use squadcheck::export::{csv, json};
use squadcheck::model::insight;
use squadcheck::model::{
    Agreed, Ballots, Direction, Level, Light, Miss, MissTally, Revealed, Session, State, Tally,
    Vote,
};
use squadcheck::store::{session_from, session_text};

use crate::disk::workspace;
use crate::memory_app::MemoryApp;
use crate::test_app::TestApp;
use crate::typed::keys;
use crate::{SESSION, config, render};

const VOTERS: u32 = 6;

/// What few people said: fewer votes than three, but any abstentions, directions and comments.
fn few(levels: bool) -> impl Strategy<Value = Tally> {
    let votes = prop::collection::vec(0..3_usize, 0..3);
    let directions = prop::collection::vec(prop::sample::select(Direction::ALL.to_vec()), 0..5);
    let comments = prop::collection::vec(prop::sample::select(vec!["a secret", "b secret"]), 0..3);
    (votes, directions, comments, 0..4_u32).prop_map(
        move |(votes, directions, mut comments, abstained)| {
            let mut tally =
                Tally { votes: [].into(), directions: [].into(), abstained, comments: Vec::new() };
            for vote in votes {
                let level = [Level::whole(1), Level::thousandths(2500), Level::whole(5)][vote];
                tally.add_votes(
                    if levels { Vote::Level(level) } else { Vote::Light(Light::ALL[vote]) },
                    1,
                );
            }
            for direction in directions {
                tally.add_directions(direction, 1);
            }
            comments.sort_unstable();
            tally.comments = comments.into_iter().map(str::to_owned).collect();
            tally
        },
    )
}

fn few_answers() -> impl Strategy<Value = MissTally> {
    (0..2_u32, 0..2_u32).prop_map(|(would, would_not)| MissTally { would, unsure: 0, would_not })
}

/// A session of three cards: one shown to compare with, two with what is given here.
fn session(few: Option<(&Tally, &Tally, MissTally)>, agreed: bool, closed: bool) -> Session {
    let text = format!(
        "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\ntemplate: mixed\nvoters: {VOTERS}\n\
         dimensions:\n  - {{key: speed, name: Speed}}\n  \
         - {{key: load, name: Load, scale: {{min: 1, max: 5, step: 0.5}}}}\n  \
         - {{key: fun, name: Fun, votes: {{green: 4, red: 1}}, agreed: {{vote: green}}}}\n\
         state: open\n"
    );
    let mut session = session_from(Path::new("x.yaml"), text.as_bytes()).expect("a session");
    let of = |tally: &Tally| Revealed::Ballots(Ballots::Tally(tally.clone()));
    session.cards[0].revealed = Some(few.map_or(Revealed::Hidden, |(speed, ..)| of(speed)));
    session.cards[1].revealed = Some(few.map_or(Revealed::Hidden, |(_, load, _)| of(load)));
    session.miss = Some(few.map_or(Miss::Hidden, |(.., miss)| Miss::Tally(miss)));
    if agreed {
        session.cards[0].agreed =
            Agreed { vote: Some(Vote::Light(Light::Yellow)), direction: None };
    }
    session.state = if closed { State::Closed } else { State::Open };
    session
}

/// A walk over every screen that shows a session, with a report to the clipboard.
const WALK: &str = "<Enter> n p n n p p z n z s o o o <Down> m<Esc> e<Down><Enter> <Enter> \
                    <Esc><Esc><Esc> t <Left><Down><Enter><Space><Space> e<Down><Enter> ? <Esc> \
                    <Esc><Esc> /secret<Enter><Ctrl-u>check<Ctrl-u>e<Down><Enter><Esc><Esc> \
                    m j[] e<Down><Enter>";

/// Everything that the walk shows, after every key, and everything that it sends out.
fn walked(session: &Session) -> Vec<String> {
    let mut room = MemoryApp::new(Some(&config("hands")), std::slice::from_ref(session));
    let mut seen = Vec::new();
    for key in keys(WALK) {
        room.key(key);
        // What is on its way to the disk is compared below, as files.
        let sent =
            room.effects.iter().filter(|effect| !matches!(effect, Effect::Store(Job::Keep(_))));
        let sent: Vec<_> = sent.collect();
        seen.push(format!("{}\n{sent:?}", render::text(&render::frame(&room.app, (120, 40)))));
        seen.push(render::text(&render::frame(&room.app, (80, 24))));
    }
    let agreed = session.cards.iter().any(|card| card.agreed.vote.is_some());
    assert_eq!(
        seen.iter().any(|screen| screen.contains("Teams · as of")),
        agreed,
        "the walk ends on the team grid"
    );
    let workspace = &room.app.ctx.workspace;
    let says =
        insight::read(&insight::InsightInput { workspace, session, earlier: &[], elsewhere: &[] });
    seen.push(json::session(Path::new("x.yaml"), session, &[], &says, 3));
    seen.push(csv::session_csv(session, &[], 3, squadcheck::export::CsvStyle::default()));
    seen
}

/// A walk over all that the grids show, over two sessions compared and over a dimension across
/// teams.
const GRIDS: &str = "t v v v v v v - v v v v v v - v v v v v v + + j v v v v v v p v v v v v v p p \
                     <Left> j k <Space><Right><Space> e<Down><Enter> <Enter> j j e<Down><Enter> \
                     <Esc> o o <Esc> m v v v v v - v v v v v + <Left> <Enter> e<Down><Enter> <Esc> \
                     j r <Esc> <Esc>";

/// What the grids show of two sessions of which this one is the later, after every key.
fn walked_grids(session: &Session, earlier: &Session) -> Vec<String> {
    let mut earlier = earlier.clone();
    earlier.date = jiff::civil::date(2026, 8, 20);
    let mut room = MemoryApp::new(Some(&config("hands")), &[earlier, session.clone()]);
    let mut seen = Vec::new();
    for key in keys(GRIDS) {
        room.key(key);
        seen.push(format!(
            "{}\n{:?}",
            render::text(&render::frame(&room.app, (160, 40))),
            room.effects
        ));
        seen.push(render::text(&render::frame(&room.app, (120, 40))));
        seen.push(render::text(&render::frame(&room.app, (80, 24))));
    }
    for words in
        ["agreement", "how many answered", "20 Aug 2026 and 20 Nov 2026", "all teams, up to"]
    {
        assert!(seen.iter().any(|screen| screen.contains(words)), "the walk shows {words}");
    }
    seen
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 12,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_grid_panel_and_comparison_is_the_same_whatever_the_few_said(
        speed in few(false),
        load in few(true),
    ) {
        let miss = MissTally { would: 0, unsure: 0, would_not: 0 };
        let told = session(Some((&speed, &load, miss)), true, true);
        let untold = session(None, true, true);
        let told = walked_grids(&told, &told);
        for (told, untold) in told.iter().zip(&walked_grids(&untold, &untold)) {
            prop_assert_eq!(told, untold);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn every_screen_and_report_is_the_same_whatever_the_few_said(
        speed in few(false),
        load in few(true),
        miss in few_answers(),
        agreed in any::<bool>(),
        closed in any::<bool>(),
    ) {
        let told = walked(&session(Some((&speed, &load, miss)), agreed, closed));
        let untold = walked(&session(None, agreed, closed));
        for (told, untold) in told.iter().zip(&untold) {
            prop_assert_eq!(told, untold);
        }
    }
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
    command.current_dir(folder).args(arguments).env("XDG_STATE_HOME", folder.join("state"));
    let output = command.env("XDG_DATA_HOME", folder.join("data")).output().expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    format!(
        "{}\n{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]
fn every_command_says_the_same_whatever_the_few_said() {
    const COMMANDS: [&[&str]; 22] = [
        &["list"],
        &["list", "--json"],
        &["show", "checkout"],
        &["show", "checkout", "--json"],
        &["export", "checkout"],
        &["export", "checkout", "--format", "json"],
        &["trend", "checkout"],
        &["export", "checkout", "--format", "csv"],
        &["trend", "checkout", "--format", "markdown"],
        &["trend", "checkout", "--format", "csv"],
        &["trend", "checkout", "--format", "json"],
        &["trend", "checkout", "--format", "svg"],
        &["teams"],
        &["teams", "--format", "markdown"],
        &["teams", "--format", "csv"],
        &["teams", "--format", "json"],
        &["teams", "--format", "svg"],
        &["actions", "--all"],
        &["actions", "--all", "--json"],
        &["experiments", "--all"],
        &["experiments", "--all", "--json"],
        &["validate"],
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(SESSION);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    std::fs::write(folder.path().join("healthcheck.yaml"), config("hands")).expect("a file");
    let all = |session: &Session| {
        std::fs::write(&path, session_text(session)).expect("a file");
        COMMANDS.map(|arguments| said(folder.path(), arguments))
    };
    let untold = all(&session(None, true, true));
    let (red, never) = (Vote::Light(Light::Red), Vote::Level(Level::whole(1)));
    for (lights, levels, abstained) in [(0, 1, 0), (1, 2, 1), (2, 0, 4), (2, 2, 0)] {
        let mut speed = Tally {
            votes: [].into(),
            directions: [].into(),
            abstained,
            comments: vec!["a secret".to_owned()],
        };
        speed.add_votes(red, lights);
        speed.add_directions(Direction::Worsening, lights);
        let mut load = Tally::default();
        load.add_votes(never, levels);
        let told = all(&session(
            Some((&speed, &load, MissTally { would: 0, unsure: 1, would_not: 1 })),
            true,
            true,
        ));
        assert_eq!(told, untold);
        assert!(!told.concat().contains("secret"));
    }
}

#[test]
fn what_the_program_keeps_of_few_votes_is_the_same_whatever_they_were() {
    let reveal = |votes: &str| {
        let mut room = TestApp::with(&config("hands"));
        room.press("n<Enter>").press(votes).press("<Space>");
        if room.screen().contains("missing") {
            room.press("<Space>");
        }
        room.sees("Hidden: fewer than 3 votes, without abstentions.");
        let shown = room.screen();
        room.press("y<Enter>s").sees("hidden");
        (shown, room.screen(), workspace(&room))
    };
    let first = reveal("g");
    for votes in ["r", "2y", "gr", "g+", "2r2-", "b", "4b", "2b2g", "b3="] {
        assert_eq!(reveal(votes), first, "{votes}");
    }
}
