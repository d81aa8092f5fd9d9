//! Sessions that are not counted, told: where they lie, what they are copies of, and what to do.
//!
//! Which they are is decided by names and places (see [`misfit`]); here files are compared.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use super::difference;
use super::scan;
use super::yaml;
use super::{Store, atomic_file, session_file};
use crate::library::{
    FileError, Misfit, Position, Record, Side, file_name, folded, misfit, named_template,
    session_path,
};
use crate::model::text::count;
use crate::model::{Session, Summary, text};

/// The most files that are read in places where no session is looked for.
const MOST: usize = 200;

/// A workspace in which sessions may lie where none is looked for.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The folder of the workspace.
    pub root: &'a Path,
    /// The folder of the sessions.
    pub folder: &'a Path,
}

impl Store {
    /// The places of the workspace that was read.
    pub(super) fn place(&self) -> Place<'_> {
        Place { root: &self.location.root, folder: &self.folder }
    }
}

impl Place<'_> {
    /// Parts the sessions that are counted from those that are not. The second are told.
    pub fn part(self, records: Vec<Record>) -> (Vec<Record>, Vec<FileError>) {
        let whys: Vec<Option<Misfit>> =
            records.iter().map(|record| self.misfit(record, &records)).collect();
        if whys.iter().all(Option::is_none) {
            return (records, Vec::new());
        }
        let there = scan::all_files(self.folder);
        let (mut counted, mut strays) = (Vec::with_capacity(records.len()), Vec::new());
        for (record, why) in records.into_iter().zip(whys) {
            match (why, record.summary()) {
                (Some(why), Some(session)) => {
                    strays.push(self.told(&record.path, why, session, &there));
                }
                _ => counted.push(record),
            }
        }
        (counted, strays)
    }

    fn misfit(self, record: &Record, among: &[Record]) -> Option<Misfit> {
        let is_there =
            |path: &Path| among.binary_search_by(|record| record.path.as_path().cmp(path)).is_ok();
        misfit(self.folder, &record.path, record.summary()?, is_there)
    }

    /// Returns why the session in this file is not counted, told; none if it is counted.
    pub fn stray(self, path: &Path, session: &Summary) -> Option<FileError> {
        let why = misfit(self.folder, path, session, Path::exists)?;
        Some(self.told(path, why, session, &scan::all_files(self.folder)))
    }

    /// Reads files that lie where no session is looked for, and tells those that hold one.
    pub fn elsewhere(self, paths: &[PathBuf]) -> Vec<FileError> {
        if paths.is_empty() {
            return Vec::new();
        }
        let there = scan::all_files(self.folder);
        let told = |(at, path): (usize, &PathBuf)| {
            let found = if at < MOST { read(path) } else { None };
            match found.map(|session| Summary::new(&session)) {
                Some(session) => {
                    let why = misfit(self.folder, path, &session, Path::exists)?;
                    Some(self.told(path, why, &session, &there))
                }
                None if at >= MOST && named_template(path).is_some() => Some(FileError::of_file(
                    path,
                    "it lies where no check is looked for, so it is not counted",
                    "put it into the folder of its team",
                )),
                None => None,
            }
        };
        paths.iter().enumerate().filter_map(told).collect()
    }

    /// Tells a copy that was set aside in a conflict.
    pub fn set_aside(self, path: &Path) -> FileError {
        match read(path).map(|session| Summary::new(&session)) {
            Some(session) => self.told(path, Misfit::Name, &session, &scan::all_files(self.folder)),
            None => FileError::of_file(
                path,
                "it was set aside in a conflict, and cannot be read",
                "delete it, if the check beside it is whole",
            ),
        }
    }

    /// Tells a session that is not counted.
    fn told(self, path: &Path, why: Misfit, session: &Summary, there: &[PathBuf]) -> FileError {
        let original = self.original(path, session, there);
        let mut message = format!("{}, so it is not counted", reason(path, why, session));
        let own = self.own_place(path, session, original.as_deref(), there);
        let own = self.shown(&own);
        let help = match original {
            Some(original) => {
                let (words, same) = what_differs(&original, path);
                _ = write!(message, "; it is a copy of {}{words}", self.shown(&original));
                if same {
                    "delete one of the two".to_owned()
                } else {
                    format!(
                        "compare the two and delete one, or rename this one to {own} if it is a \
                         session of its own"
                    )
                }
            }
            None => match why {
                Misfit::Day => format!("rename it to {own}, or correct the date"),
                Misfit::Folder => format!("move it to {own}, or correct the team"),
                Misfit::Above | Misfit::Below => format!("move it to {own}"),
                Misfit::Name | Misfit::Ending => format!("rename it to {own}"),
            },
        };
        let fault = FileError::of_file(path, message, help);
        match why {
            Misfit::Day => placed(fault, "date"),
            Misfit::Folder => placed(fault, "team"),
            _ => fault,
        }
    }

    /// Finds the session of which this is a copy: the one of its team, day and template whose name
    /// is in the name of the copy.
    fn original(self, path: &Path, session: &Summary, there: &[PathBuf]) -> Option<PathBuf> {
        let stem = folded(path.file_stem());
        let first = match session.template.as_deref() {
            Some(template) => format!("{}-{}", session.date, text::slug(template)),
            None => format!("{}-", session.date),
        };
        let of_team = there.iter().filter(|file| {
            *file != path
                && file.extension().is_some_and(|ending| ending == "yaml")
                && file.parent().is_some_and(|folder| folded(folder.file_name()) == *session.slug)
        });
        let named = of_team.map(|file| (folded(file.file_stem()), file));
        let named = named.filter(|(name, _)| {
            *name == first || name.starts_with(&first) && stem.contains(name.as_str())
        });
        let is_session = |file: &Path| {
            let read = read(file).map(|found| Summary::new(&found));
            read.is_some_and(|found| {
                found.date == session.date
                    && found.slug == session.slug
                    && found.template == session.template
                    && misfit(self.folder, file, &found, Path::exists).is_none()
            })
        };
        let mut named: Vec<(bool, usize, &PathBuf)> =
            named.map(|(name, file)| (stem.contains(&name), name.len(), file)).collect();
        named.sort();
        named.into_iter().rev().map(|(.., file)| file).find(|file| is_session(file)).cloned()
    }

    /// Returns a free name under which the session is counted.
    fn own_place(
        self,
        path: &Path,
        session: &Summary,
        original: Option<&Path>,
        there: &[PathBuf],
    ) -> PathBuf {
        let template = match session.template.as_deref() {
            Some(template) => template.to_owned(),
            None => original
                .and_then(named_template)
                .or_else(|| named_template(path))
                .unwrap_or_else(|| "check".to_owned()),
        };
        let others: Vec<&PathBuf> = there.iter().filter(|file| *file != path).collect();
        session_path(self.folder, &session.team, session.date, &template, &others).0
    }

    /// A path as people name it: from the workspace on.
    fn shown(self, path: &Path) -> String {
        path.strip_prefix(self.root).unwrap_or(path).to_string_lossy().into_owned()
    }
}

/// Says why a session is not counted.
fn reason(path: &Path, why: Misfit, session: &Summary) -> String {
    match why {
        Misfit::Name => {
            let template = session.template.as_deref().map_or("TEMPLATE".to_owned(), text::slug);
            format!("the name is not {}-{template}.yaml", session.date)
        }
        Misfit::Ending => "the name of a check ends in .yaml".to_owned(),
        Misfit::Above => "it lies beside the folders of the teams".to_owned(),
        Misfit::Below => "it lies in a folder below that of a team".to_owned(),
        Misfit::Folder => format!(
            "`team` is `{}`, but the file lies in the folder {}",
            session.team,
            path.parent().map(file_name).unwrap_or_default()
        ),
        Misfit::Day => {
            let day = crate::library::day_of(path).map(|day| day.to_string());
            format!(
                "the file is named after {}, but its `date` is {}",
                day.unwrap_or_default(),
                session.date
            )
        }
    }
}

/// The session in a file, if there is one.
fn read(path: &Path) -> Option<Session> {
    session_file::read(path, &atomic_file::bytes(path).ok()??).ok()
}

/// Says what is different in a copy; true: nothing.
fn what_differs(original: &Path, copy: &Path) -> (String, bool) {
    let text = |path| atomic_file::bytes(path).ok().flatten();
    let (Some(theirs), Some(ours)) = (text(original), text(copy)) else {
        return (String::new(), false);
    };
    if theirs == ours {
        return (", and the same".to_owned(), true);
    }
    let lines =
        difference::lines(&String::from_utf8_lossy(&theirs), &String::from_utf8_lossy(&ours));
    let of = |side| lines.iter().filter(move |line| line.side == side);
    let (added, missing) = (of(Side::Ours).count(), of(Side::Theirs).count());
    let number = |n: usize| count(u32::try_from(n).unwrap_or(u32::MAX), "line");
    let words = match of(Side::Ours).next() {
        Some(first) => {
            let first: String = first.line.trim().chars().take(60).collect();
            format!(" with {} of its own, first `{first}`", number(added))
        }
        None => format!(" without {}", number(missing)),
    };
    (words, false)
}

/// The same fault with the place of the value of a key.
pub fn placed(fault: FileError, key: &str) -> FileError {
    let place = || -> Option<(String, Position)> {
        let bytes = atomic_file::bytes(&fault.path).ok()??;
        let (text, root) = yaml::read(&fault.path, &bytes).ok()?;
        let place = root.entry(key)?.place;
        Some((text, place))
    };
    let Some((text, place)) = place() else { return fault };
    let line = text.lines().nth(place.line - 1).map(str::to_owned);
    FileError { place: Some(place), line, ..fault }
}
