//! Every system call of a save fails once, fails from then on, or is the last one before the
//! program is killed.
//!
//! A program that does nothing but save runs under `strace`, which injects the faults; what it said
//! and what lies on the disk afterwards are compared. Where there is no `strace`, the test says so
//! and is skipped, but under `CI=true` it fails. `tests/stress/faults` tries every call with every
//! fault; `cargo test` takes a sample.
#![expect(clippy::disallowed_methods, reason = "the test looks at files of its own")]

mod access;
mod trace;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{IoSlice, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use squadcheck::library::SaveTime;
use squadcheck::model::{
    Agreed, Answer, Check, Light, PendingBallots, Revealed, Session, Tally, Vote, Voters,
    VotingMode,
};
use squadcheck::store::{AppDirs, Location, Store};

use access::Access;
use trace::{calls, is_needed, out_of_order, trace};

/// The calls without whose success nothing is on the disk.
const NEEDED: [&str; 12] = [
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "linkat",
    "mkdir",
    "fchmod",
    "openat",
    "fsetxattr",
    "getxattr",
    "listxattr",
];
const ERRORS: [&str; 4] = ["ENOSPC", "EIO", "EROFS", "EACCES"];
/// How the saves are tried: as they are, and where a file system cannot exchange files.
const WAYS: [Option<&str>; 2] = [None, Some("inject=renameat2:error=EINVAL")];
/// In which folder the program below saves.
const PLACE: &str = "SQUADCHECK_FAULTS";
/// Whether every call is tried with every fault.
const HEAVY: &str = "SQUADCHECK_HEAVY";
/// How many of the faults a sample leaves out for each that it takes.
const SAMPLE: usize = 10;
/// The session that lies there from the beginning.
const CHECKOUT: &str = "checkout/2026-11-20-spotify.yaml";
/// The session that is new.
const SEARCH: &str = "search/2026-11-20-spotify.yaml";
/// How often the program tries a save before it goes on.
const TRIES: usize = 2;

/// One state of a session that is kept: its file, the session, what waits.
struct Stage(&'static str, Session, PendingBallots);

/// What is kept, one after the other; the first one lies there before.
fn stages() -> Vec<Stage> {
    let green = |n| {
        move |check: &mut Check, at| {
            check.cast(at, Answer::Vote(Vote::Light(Light::Green)), n).unwrap();
        }
    };
    let mut template =
        Store::built_in_templates().into_iter().find(|t| t.key == "spotify").unwrap();
    template.dimensions.truncate(3);
    let session = |team: &str| {
        let date = jiff::civil::date(2026, 11, 20);
        Session::new(team.into(), date, &template, VotingMode::Hands, Voters::Count(6))
    };
    let mut check = Check::new(session("Checkout"), PendingBallots::default(), 3);
    let mut stages = Vec::new();
    let mut keep = |check: &Check| {
        stages.push(Stage(CHECKOUT, check.session.as_ref().clone(), check.waiting.clone()));
    };
    green(6)(&mut check, 0);
    keep(&check);
    check.reveal(0).unwrap();
    keep(&check);
    green(4)(&mut check, 1);
    keep(&check);
    let before = check.clone();
    check.reveal(1).unwrap();
    check.card_mut(1).unwrap().agreed =
        Agreed { vote: Some(Vote::Light(Light::Red)), direction: None };
    keep(&check);
    // A reveal is taken back: its ballots wait again.
    keep(&before);
    let mut check = Check::new(session("Search"), PendingBallots::default(), 3);
    let mut keep = |check: &Check| {
        stages.push(Stage(SEARCH, check.session.as_ref().clone(), check.waiting.clone()));
    };
    keep(&check);
    green(5)(&mut check, 0);
    check.reveal(0).unwrap();
    keep(&check);
    stages
}

fn store(place: &Path) -> Store {
    let folders = AppDirs {
        state: Some(place.join("state")),
        current: place.to_owned(),
        ..AppDirs::default()
    };
    let mut store = Store::open(Location::new(place.join("work")), folders);
    let workspace = store.config().unwrap();
    store.load(&workspace);
    store
}

fn when(hour: i8) -> SaveTime {
    let day = jiff::civil::date(2026, 11, 20);
    SaveTime { now: day.at(hour, 4, 0, 0), opened: day.at(hour, 0, 0, 0) }
}

fn session_path(place: &Path, name: &str) -> PathBuf {
    place.join("work/sessions").join(name)
}

/// The program that is traced, where it is told of a place, and else the test.
pub fn run() {
    match std::env::var_os(PLACE) {
        Some(place) => saves(Path::new(&place)),
        None => a_fault_in_any_call_of_a_save_loses_nothing_that_was_said_to_be_saved(),
    }
}

/// Does nothing but save, and says what came of it in a file, with a call that no fault is injected
/// into.
fn saves(place: &Path) {
    let mut said = File::options().append(true).create(true).open(place.join("said")).unwrap();
    let mut say = |words: String| {
        _ = said.write_vectored(&[IoSlice::new(format!("{words}\n").as_bytes())]).unwrap();
    };
    let (stages, mut store) = (stages(), store(place));
    // As it is opened: what was not read is never replaced.
    assert!(store.record(session_path(place, CHECKOUT)).session().is_some());
    assert!(!place.join("it begins").exists(), "a call that can be found in the trace");
    for (number, Stage(name, session, waiting)) in stages.iter().enumerate().skip(1) {
        for _ in 0..TRIES {
            say(format!("tries {number}"));
            match store.keep(&session_path(place, name), session, waiting, when(16)) {
                Ok(kept) => {
                    if let Some(fault) = kept.no_backup {
                        say(format!("error {fault}"));
                    }
                    say(format!("saved {number}"));
                    break;
                }
                Err(unsaved) => say(format!("error {unsaved}")),
            }
        }
    }
    assert!(!place.join("it ends").exists());
}

/// A folder in which the first stage lies, and who may do what with its file.
fn laid_out() -> (tempfile::TempDir, Access) {
    let folder = tempfile::tempdir().unwrap();
    let Stage(name, session, waiting) = &stages()[0];
    store(folder.path())
        .keep(&session_path(folder.path(), name), session, waiting, when(15))
        .unwrap();
    let file = session_path(folder.path(), name);
    access::gives(&file);
    (folder, Access::of(&file))
}

/// The ballots of each card, revealed or waiting; where both are there, the session wins.
fn ballots(session: &Session, waiting: &PendingBallots) -> Vec<Option<Tally>> {
    let of = |card: &squadcheck::model::Card| match &card.revealed {
        Some(Revealed::Ballots(ballots)) => Some(ballots.tally().into_owned()),
        Some(Revealed::Hidden) => None,
        None => waiting.cards.get(&card.dimension.key).map(|ballots| ballots.tally().into_owned()),
    };
    session.cards.iter().map(of).collect()
}

/// What is wrong after a fault, if anything is.
fn wrong(place: &Path, before: &Access, fault: &Fault) -> Option<String> {
    let said = fs::read_to_string(place.join("said")).unwrap_or_default();
    let stages = stages();
    let last = |word: &str, of: &str| {
        let numbers =
            said.lines().filter_map(|line| line.strip_prefix(word)?.trim().parse::<usize>().ok());
        numbers.filter(|number| stages[*number].0 == of).max()
    };
    let folders = AppDirs {
        state: Some(place.join("state")),
        current: place.to_owned(),
        ..AppDirs::default()
    };
    let mut store = Store::open(Location::new(place.join("work")), folders);
    let workspace = store.config().unwrap();
    let library = store.load(&workspace);
    for record in &library.records {
        if let Err(faults) = &record.content {
            return Some(format!("torn: {faults:?}"));
        }
    }
    // What came out of an exchange and could not be looked at is kept, and named.
    if !library.conflicts.is_empty() && !said.contains("what was there lies in") {
        return Some(format!("a conflict with itself: {:?}\n{said}", library.conflicts));
    }
    for name in [CHECKOUT, SEARCH] {
        let (acknowledged, tried) = (last("saved ", name), last("tries ", name));
        let record = library.record(&session_path(place, name));
        let there = record
            .map(|r| store.record(r.path.clone()))
            .and_then(|r| r.session().map(|s| ballots(s, &r.waiting)));
        let first = if name.starts_with("checkout") { Some(0) } else { None };
        let oldest = acknowledged.or(first);
        let mut allowed: Vec<Option<Vec<Option<Tally>>>> = Vec::new();
        if oldest.is_none() {
            allowed.push(None);
        }
        let (from, to) = (oldest.unwrap_or(0), tried.unwrap_or(0));
        for Stage(of, session, waiting) in stages.iter().take(to + 1).skip(from) {
            if *of == name {
                allowed.push(Some(ballots(session, waiting)));
            }
        }
        if !allowed.contains(&there) {
            return Some(format!(
                "lost: {name} holds {there:?}, but {acknowledged:?} of {tried:?} was said to be \
                 saved"
            ));
        }
    }
    if let Some(wrong) = wrong_access(place, before, fault) {
        return Some(wrong);
    }
    let failed = fault.killed || said.contains("error ");
    if fault.needed && !failed {
        return Some(format!("unsaid: nothing was said of it:\n{said}"));
    }
    // The next save leaves nothing behind of the one that was stopped.
    for Stage(name, session, waiting) in [&stages[3], &stages[6]] {
        let mut session = session.clone();
        session.cards[2].notes.push_str("afterwards");
        store.keep(&session_path(place, name), &session, waiting, when(17)).unwrap();
        let folder = session_path(place, name);
        let litter =
            fs::read_dir(folder.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
        let litter: Vec<_> =
            litter.filter(|name| name.to_string_lossy().starts_with('.')).collect();
        if !litter.is_empty() {
            return Some(format!("left behind: {litter:?}"));
        }
    }
    // A lock that could not be taken away is empty.
    let waiting =
        fs::read_dir(place.join("state/waiting")).unwrap().map(|entry| entry.unwrap().path());
    let ballots: Vec<_> = waiting.filter(|path| fs::metadata(path).unwrap().len() > 0).collect();
    (!ballots.is_empty()).then(|| format!("ballots are left after the reveal: {ballots:?}"))
}

/// What is wrong with who may do what: the old file's is kept, or narrower where its group cannot
/// be kept, and the new file is for its owner alone.
fn wrong_access(place: &Path, before: &Access, fault: &Fault) -> Option<String> {
    let now = Access::of(&session_path(place, CHECKOUT));
    let narrower = fault.option.contains("chown") && now == before.without_group();
    if now != *before && !narrower {
        return Some(format!("not who may do what with it: {before:?} became {now:?}"));
    }
    let new = session_path(place, SEARCH);
    let open = new.exists() && !Access::of(&new).is_private();
    open.then(|| format!("a new file is for others, too: {:?}", Access::of(&new)))
}

/// One fault.
#[derive(Debug)]
struct Fault {
    option: String,
    /// The program ends at it.
    killed: bool,
    /// Something must be said of it.
    needed: bool,
}

fn faults(calls: &BTreeMap<String, (usize, usize)>, trace: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (call, (before, inside)) in calls {
        for number in before + 1..=before + inside {
            let option =
                |what: &str, more: &str| format!("inject={call}:{what}:when={number}{more}");
            faults.push(Fault { option: option("signal=KILL", ""), killed: true, needed: false });
            for error in ERRORS {
                let what = format!("error={error}");
                let needed = NEEDED.contains(&call.as_str()) && is_needed(trace, call, number);
                faults.push(Fault { option: option(&what, ""), killed: false, needed });
                faults.push(Fault { option: option(&what, "+"), killed: false, needed });
            }
        }
    }
    faults
}

fn a_fault_in_any_call_of_a_save_loses_nothing_that_was_said_to_be_saved() {
    let there = Command::new("strace")
        .args(["-qq", "-o", "/dev/null", "true"])
        .stderr(Stdio::null())
        .status();
    if !there.is_ok_and(|status| status.success()) {
        crate::skip::skip("there is no strace here, or it may not trace");
        return;
    }
    for way in WAYS {
        tries(way);
    }
}

/// Tries all faults in one of the ways to save.
fn tries(way: Option<&str>) {
    let way: Vec<String> = way.iter().flat_map(|way| ["-e".to_owned(), (*way).into()]).collect();
    let (folder, before) = laid_out();
    let trace_of_all = trace(folder.path(), &way);
    let wrong_order = out_of_order(&trace_of_all);
    assert!(wrong_order.is_empty(), "{wrong_order:#?}\n{trace_of_all}");
    assert_eq!(Access::of(&session_path(folder.path(), CHECKOUT)), before);
    let mut calls = calls(&trace_of_all);
    if !way.is_empty() {
        calls.remove("renameat2");
        assert!(calls.contains_key("rename") || calls.contains_key("renameat"), "{calls:?}");
    }
    let heavy = std::env::var_os(HEAVY).is_some();
    let mut faults = faults(&calls, &trace_of_all);
    let all = faults.len();
    if !heavy {
        let mut number = 0;
        faults.retain(|_| {
            number += 1;
            number % SAMPLE == 0
        });
    }
    let (next, mut problems) = (AtomicUsize::new(0), Vec::new());
    let workers = std::thread::available_parallelism().map_or(2, usize::from).min(4);
    std::thread::scope(|scope| {
        let try_all = || {
            let mut problems = Vec::new();
            while let Some(fault) = faults.get(next.fetch_add(1, Ordering::Relaxed)) {
                let (folder, before) = laid_out();
                let injected = ["-e".to_owned(), fault.option.clone()];
                trace(folder.path(), &[&way[..], &injected].concat());
                problems.extend(
                    wrong(folder.path(), &before, fault)
                        .map(|wrong| format!("{}: {wrong}", fault.option)),
                );
            }
            problems
        };
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(try_all)).collect();
        problems.extend(threads.into_iter().flat_map(|thread| thread.join().unwrap()));
    });
    println!("{} of {all} faults at {calls:?}", faults.len());
    assert!(
        problems.is_empty(),
        "{} of {}:\n{}",
        problems.len(),
        faults.len(),
        problems.join("\n")
    );
}
