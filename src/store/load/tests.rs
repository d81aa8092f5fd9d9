//! With an index or without: what is read is what lies there.

#![expect(clippy::disallowed_methods, reason = "the tests change files as other programs do")]

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::*;
use crate::store::dir_entries::{self, Stamps};
use crate::store::{AppDirs, Location, index};

/// A workspace, a cache, and a clock that can be ahead.
struct Place {
    folder: tempfile::TempDir,
    /// Every change of a file gets a time of modification of its own, an hour ago and later.
    changes: u64,
}

const TEAMS: [&str; 3] = ["a", "a-b", "search"];

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for team in TEAMS {
            fs::create_dir_all(folder.path().join("sessions").join(team)).unwrap();
        }
        Self { folder, changes: 0 }
    }

    fn path(&self, team: usize, day: u8) -> PathBuf {
        self.folder
            .path()
            .join("sessions")
            .join(TEAMS[team])
            .join(format!("2026-11-{day:02}-spotify.yaml"))
    }

    /// Writes a session; all of them have the same size.
    fn write(&mut self, team: usize, day: u8, voters: u8, open: bool) {
        let state = if open { "open  " } else { "closed" };
        let text = format!(
            "squadcheck: 1\nteam: \"{}\"\ndate: 2026-11-{day:02}\nvoters: {voters}\ndimensions:\n  \
             - key: fun\n    name: \"Fun\"\n    agreed: {{vote: green}}\nstate: {state}\n",
            TEAMS[team]
        );
        let path = self.path(team, day);
        fs::write(&path, text).unwrap();
        self.changes += 1;
        let modified = SystemTime::now() - Duration::from_secs(3600 - self.changes);
        File::options().write(true).open(path).unwrap().set_modified(modified).unwrap();
    }

    fn store(&self, cache: bool, clock: fn() -> i64) -> Store {
        let root = self.folder.path().to_owned();
        let cache = cache.then(|| root.join("cache"));
        let folders = AppDirs {
            state: Some(root.join("state")),
            cache,
            current: root.clone(),
            ..AppDirs::default()
        };
        Store { clock, ..Store::open(Location::new(root), folders) }
    }

    fn load(&self, cache: bool, clock: fn() -> i64) -> Library {
        let mut store = self.store(cache, clock);
        let workspace = store.config().unwrap();
        store.load(&workspace)
    }

    fn index(&self) -> PathBuf {
        let sessions = self.folder.path().join("sessions").canonicalize().unwrap();
        index::path(&self.folder.path().join("cache"), &sessions)
    }
}

/// So far ahead that nothing was changed shortly before: what the index knows is believed.
fn later() -> i64 {
    dir_entries::clock() + 10_000_000_000
}

#[derive(Clone, Debug)]
enum Step {
    Write { team: usize, day: u8, voters: u8, open: bool },
    Break { team: usize, day: u8 },
    Rename { team: usize, day: u8, to: u8 },
    Delete { team: usize, day: u8 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (team, day) = (0..TEAMS.len(), 1_u8..5);
    let step = prop_oneof![
        6 => (team.clone(), day.clone(), 1_u8..9, prop::bool::weighted(0.2))
            .prop_map(|(team, day, voters, open)| Step::Write { team, day, voters, open }),
        1 => (team.clone(), day.clone()).prop_map(|(team, day)| Step::Break { team, day }),
        2 => (team.clone(), day.clone(), 1_u8..5)
            .prop_map(|(team, day, to)| Step::Rename { team, day, to }),
        2 => (team, day).prop_map(|(team, day)| Step::Delete { team, day }),
    ];
    prop::collection::vec(step, 1..25)
}

fn take(place: &mut Place, step: &Step) {
    match *step {
        Step::Write { team, day, voters, open } => place.write(team, day, voters, open),
        Step::Break { team, day } => {
            fs::write(place.path(team, day), "squadcheck: 1\nteam: \"").unwrap();
        }
        Step::Rename { team, day, to } => {
            _ = fs::rename(place.path(team, day), place.path(team, to));
        }
        Step::Delete { team, day } => _ = fs::remove_file(place.path(team, day)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 48,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Edits keep the size, and come within the same second.
    #[test]
    fn with_an_index_or_without_it_is_the_same_after_any_changes(
        steps in steps(),
        ahead in any::<bool>(),
    ) {
        let mut place = Place::new();
        for step in &steps {
            take(&mut place, step);
            let fresh = place.load(false, dir_entries::clock);
            let clock = if ahead { later } else { dir_entries::clock };
            prop_assert_eq!(&place.load(true, clock), &fresh);
            prop_assert_eq!(&place.load(true, dir_entries::clock), &fresh);
        }
    }

    #[test]
    fn a_damaged_index_is_never_visible(
        at in any::<prop::sample::Index>(),
        flip in 1_u8..,
        cut in any::<bool>(),
    ) {
        let mut place = Place::new();
        for day in 1..4 {
            place.write(0, day, day, false);
        }
        let fresh = place.load(true, later);
        let path = place.index();
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= flip }
        fs::write(&path, &bytes).unwrap();
        prop_assert_eq!(place.load(true, later), fresh);
    }
}

/// Writes an index by hand that says something else than the files, to see whether it is believed.
fn doctored(place: &Place, looked: i64) {
    let sessions = place.folder.path().join("sessions").canonicalize().unwrap();
    let library = place.load(false, dir_entries::clock);
    let doctored: Vec<Summary> = library
        .records
        .iter()
        .filter_map(Record::summary)
        .map(|s| Summary { voters: 99, ..(**s).clone() })
        .collect();
    let known: Vec<(&[u8], Stamp, &Summary)> = library
        .records
        .iter()
        .zip(&doctored)
        .map(|(record, summary)| {
            let stamp = Stamps::within(record.path.parent().unwrap())
                .unwrap()
                .stamp(record.path.file_name().unwrap())
                .unwrap();
            (name_in(&place.folder.path().join("sessions"), &record.path).unwrap(), stamp, summary)
        })
        .collect();
    index::write(&place.folder.path().join("cache"), &sessions, looked, known);
}

fn voters(library: &Library) -> Vec<u32> {
    library.records.iter().filter_map(Record::summary).map(|summary| summary.voters).collect()
}

#[test]
fn only_what_has_changed_is_read_again() {
    let mut place = Place::new();
    for team in 0..3 {
        place.write(team, 1, 5, false);
    }
    doctored(&place, later());
    place.write(1, 1, 6, false);
    place.write(2, 2, 7, false);
    // What the index says of the others shows that their files were not read.
    assert_eq!(voters(&place.load(true, later)), [99, 6, 99, 7]);
    assert_eq!(voters(&place.load(true, later)), [99, 6, 99, 7], "and not the next time either");
}

#[test]
fn what_was_changed_shortly_before_it_was_looked_at_is_read_again() {
    let mut place = Place::new();
    place.write(0, 1, 5, false);
    doctored(&place, dir_entries::clock());
    assert_eq!(voters(&place.load(true, dir_entries::clock)), [5]);
}

#[test]
fn an_index_of_another_folder_is_not_believed() {
    let (mut place, mut other) = (Place::new(), Place::new());
    place.write(0, 1, 5, false);
    other.write(0, 1, 5, false);
    doctored(&place, later());
    let expected = voters(&other.load(true, later));
    fs::copy(place.index(), other.index()).unwrap();
    assert_eq!(voters(&other.load(true, later)), expected);
}

#[test]
fn open_sessions_are_known_in_outline_like_closed_ones() {
    let mut place = Place::new();
    place.write(0, 1, 5, false);
    place.write(0, 2, 6, true);
    for _ in 0..2 {
        let library = place.load(true, later);
        let known = |record: &Record| (record.is_outline(), record.is_open());
        let known: Vec<_> = library.records.iter().map(known).collect();
        assert_eq!(known, [(true, false), (true, true)]);
    }
    doctored(&place, later());
    assert_eq!(voters(&place.load(true, later)), [99, 99], "none of both files is read again");
    let mut store = place.store(false, dir_entries::clock);
    let workspace = store.config().unwrap();
    let newest = store.load_newest(&workspace, jiff::civil::date(2026, 11, 30), |_| false);
    assert!(newest.records.iter().all(Record::is_outline));
}

#[test]
fn ballots_of_open_sessions_are_looked_at_and_not_kept() {
    let mut place = Place::new();
    for day in 1..4 {
        place.write(0, day, 5, true);
    }
    let waiting = place.folder.path().join("state/waiting");
    fs::create_dir_all(&waiting).unwrap();
    let file = |day| {
        let file = place.path(0, day).canonicalize().unwrap();
        (waiting.join(format!("{}.yaml", pending_file::name(&file))), file)
    };
    let ((sound, of), (broken, _)) = (file(1), file(2));
    let ballots = format!(
        "squadcheck: 1\nsession: {of:?}\ncards:\n  - {{key: fun, votes: {{green: 3}}}}\n\
         state: waiting\n"
    );
    fs::write(&sound, ballots).unwrap();
    fs::write(&broken, "squadcheck: 1\nsession: \"").unwrap();
    for cache in [false, true, true] {
        let library = place.load(cache, later);
        let unreadable: Vec<_> = library.unreadable_waiting.iter().map(|(of, _)| of).collect();
        assert_eq!(unreadable, [&place.path(0, 2)]);
        assert!(library.record(&broken).is_some_and(|record| record.content.is_err()));
        assert!(library.record(&sound).is_none());
        assert!(library.records.iter().all(|record| record.waiting.is_empty()));
    }
    let mut store = place.store(true, later);
    let workspace = store.config().unwrap();
    store.load(&workspace);
    let whole = store.record(place.path(0, 1));
    assert_eq!(whole.waiting.cards.len(), 1, "they come with the whole session");
}

#[test]
fn a_link_out_of_the_folder_is_not_followed() {
    let mut place = Place::new();
    let outside = place.folder.path().join("outside.yaml");
    place.write(0, 1, 5, false);
    fs::rename(place.path(0, 1), &outside).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, place.path(0, 1)).unwrap();
    let library = place.load(true, later);
    assert!(library.records.iter().all(|record| record.content.is_err()), "{library:?}");
}

#[test]
fn the_newest_of_each_team_is_found_by_the_days_in_the_names() {
    let mut place = Place::new();
    for (team, day, open) in
        [(0, 1, false), (0, 2, false), (0, 4, false), (1, 3, false), (2, 4, false)]
    {
        place.write(team, day, day, open);
    }
    let until = jiff::civil::date(2026, 11, 3);
    let mut store = place.store(false, dir_entries::clock);
    let workspace = store.config().unwrap();
    let library = store.load_newest(&workspace, until, |s| s.date > until || s.says_something());
    assert_eq!(
        voters(&library),
        [2, 3, 4],
        "the last team had none yet, and is known all the same"
    );
    let grid = |library: &Library| {
        let mut grid = crate::model::TeamGrid::new(&workspace, until, &library.pasts());
        grid.columns
            .iter_mut()
            .for_each(|column| column.session = column.session.map(|(_, day)| (0, day)));
        grid
    };
    assert_eq!(grid(&library), grid(&place.load(false, dir_entries::clock)));
}

#[test]
fn who_reads_is_told_in_between_and_misses_nothing() {
    let mut place = Place::new();
    let from = jiff::civil::date(2020, 1, 1);
    place.write(0, 1, 5, false);
    let text = fs::read_to_string(place.path(0, 1)).unwrap();
    for n in 0..TELL * 2 + 10 {
        let day = from.saturating_add(jiff::Span::new().days(i64::try_from(n).unwrap()));
        let path = place.path(0, 1).with_file_name(format!("{day}-spotify.yaml"));
        fs::write(path, text.replace("2026-11-01", &day.to_string())).unwrap();
    }
    let mut store = place.store(false, dir_entries::clock);
    let workspace = store.config().unwrap();
    let mut told: Vec<Progress> = Vec::new();
    let library = store.load_and_tell(&workspace, &mut |progress| told.push(progress));
    assert_eq!(told.iter().map(|p| p.done).collect::<Vec<_>>(), [TELL, TELL * 2]);
    assert!(told.iter().all(|progress| progress.of == library.records.len()));
    for record in told.iter().flat_map(|progress| &progress.records) {
        assert_eq!(library.record(&record.path), Some(record));
    }
}

#[test]
fn copies_and_what_lies_elsewhere_are_not_counted_with_an_index_or_without() {
    let mut place = Place::new();
    place.write(0, 1, 5, false);
    place.write(0, 2, 6, true);
    let session = fs::read_to_string(place.path(0, 1)).unwrap();
    let sessions = place.folder.path().join("sessions");
    fs::create_dir_all(sessions.join("a/old/older")).unwrap();
    let strays = [
        "2026-11-01-spotify.yaml",
        "a/2026-11-01-spotify (1).yaml",
        "a/2026-11-01-spotify-DESKTOP-1AB2.yaml",
        "a/2026-11-01-spotify.yml",
        "a/old/2026-11-01-spotify.yaml",
        "a/old/older/any name.yaml",
        "search/2026-11-01-spotify.yaml",
    ];
    for name in strays {
        fs::write(sessions.join(name), &session).unwrap();
    }
    for name in ["notes.yaml", "a/old/notes.yaml", "a/docker-compose.yml", "a/.hidden.yaml"] {
        fs::write(sessions.join(name), "version: 3\n").unwrap();
    }
    for round in 0..3 {
        let library = place.load(true, later);
        assert_eq!(library, place.load(false, dir_entries::clock), "round {round}");
        let told: Vec<_> = library.strays.iter().map(|stray| stray.path.clone()).collect();
        let expected: Vec<_> = strays.iter().map(|name| sessions.join(name)).collect();
        assert_eq!(told, expected);
        assert_eq!(voters(&library), [5, 6]);
    }
    let mut store = place.store(false, dir_entries::clock);
    let workspace = store.config().unwrap();
    let newest = store.load_newest(&workspace, jiff::civil::date(2026, 11, 30), |_| true);
    assert_eq!(voters(&newest), [6]);
}
