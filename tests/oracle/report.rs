//! All trials, and a report that tells how to repeat what differs.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Mutex;
use std::thread;

use jiff::civil::Date;

use crate::compare::Difference;
use crate::trial::{self, Outcome};
use crate::world::World;

/// So many workspaces that differ are made as small as they get; the rest is only told.
const SHRUNK: usize = 2;
/// After so many workspaces that differ no more are tried.
const ENOUGH: usize = 20;

/// What became of all trials.
#[derive(Debug, Default)]
pub struct Report {
    workspaces: usize,
    sessions: usize,
    commands: usize,
    /// How often something differs, by command and place, and the first of them.
    kinds: BTreeMap<String, (usize, String)>,
    /// The seeds of workspaces that differ, and where they are kept.
    pub differences: Vec<(u64, PathBuf)>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { workspaces, sessions, commands, kinds, differences } = self;
        let n = differences.len();
        write!(
            f,
            "{workspaces} workspaces, {sessions} sessions, {commands} commands: {n} workspaces \
             differ"
        )?;
        for (seed, folder) in differences {
            write!(f, "\nseed {seed}: {}", folder.display())?;
        }
        kinds.iter().try_for_each(|(kind, (n, first))| write!(f, "\n{n:>6} {kind}: {first}"))
    }
}

/// The day of this machine, as the program knows it.
pub fn today() -> Date {
    squadcheck::runtime::now().date()
}

/// Tries all seeds, on as many threads as the machine has cores.
pub fn of(seeds: Range<u64>, today: Date) -> Report {
    let (next, report) = (Mutex::new(seeds), Mutex::new(Report::default()));
    let work = || {
        loop {
            let enough = report.lock().unwrap().differences.len() >= ENOUGH;
            let Some(seed) = next.lock().unwrap().next().filter(|_| !enough) else { break };
            one(seed, today, &report);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut report = report.into_inner().unwrap();
    report.differences.sort();
    report
}

fn one(seed: u64, today: Date, report: &Mutex<Report>) {
    let mut world = World::new(seed, today);
    let sessions = world.sessions.len();
    let mut outcome = outcome(&world, today);
    let commands = outcome.commands;
    let known = report.lock().unwrap().differences.len();
    if !outcome.found.is_empty() && known < SHRUNK {
        (world, outcome) = shrunk(world, outcome, today);
    }
    let mut report = report.lock().unwrap();
    report.workspaces += 1;
    report.sessions += sessions;
    report.commands += commands;
    for (command, difference) in &outcome.found {
        let first = || (0, told(seed, command, difference));
        report.kinds.entry(kind(command, difference)).or_insert_with(first).0 += 1;
    }
    if !outcome.found.is_empty() {
        let folder = tempfile::tempdir().unwrap().keep();
        world.write(&folder);
        report.differences.push((seed, folder));
    }
}

fn outcome(world: &World, today: Date) -> Outcome {
    let folder = tempfile::tempdir().unwrap();
    trial::run(world, folder.path(), today)
}

/// The command and the place, without numbers: `show dimensions//votes`.
fn kind(command: &str, difference: &Difference) -> String {
    let place: String = difference.place.chars().filter(|c| !c.is_ascii_digit()).collect();
    format!("{} {place}", command.split(' ').next().unwrap_or_default())
}

/// Leaves sessions out, then cards, as long as something differs in the same place.
fn shrunk(mut world: World, mut outcome: Outcome, today: Date) -> (World, Outcome) {
    let first = |outcome: &Outcome| {
        outcome.found.first().map(|(command, difference)| kind(command, difference))
    };
    let wanted = first(&outcome);
    let smaller = |world: &World, smaller: World| {
        let found = self::outcome(&smaller, today);
        let same = smaller.sessions.len() <= world.sessions.len() && first(&found) == wanted;
        same.then_some((smaller, found))
    };
    for at in (0..world.sessions.len()).rev() {
        if let Some(found) = smaller(&world, world.without_session(at)) {
            (world, outcome) = found;
        }
    }
    for session in 0..world.sessions.len() {
        for card in (0..world.cards(session)).rev() {
            if let Some(found) = smaller(&world, world.without_card(session, card)) {
                (world, outcome) = found;
            }
        }
    }
    (world, outcome)
}

/// Tells a difference.
fn told(seed: u64, command: &str, difference: &Difference) -> String {
    let Difference { place, expected, printed } = difference;
    format!(
        "seed {seed}, `squadcheck {command}` at {place}\n         by the rules: {expected}\n         \
         printed:      {printed}"
    )
}
