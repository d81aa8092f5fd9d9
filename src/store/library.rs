//! All sessions of a workspace as they were read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::history::{self, Past};
use crate::model::{Session, Waiting, text};

use super::fault::Fault;

/// One session file.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The file.
    pub path: PathBuf,
    /// 1 for the first of its kind on a day, n for a file name ending in `-n`.
    pub number: u32,
    /// The session, or all that is wrong with the file.
    pub content: Result<Arc<Session>, Vec<Fault>>,
    /// The ballots that wait for their reveal, of an open session.
    pub waiting: Waiting,
}

/// All sessions of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The files, by path.
    pub records: Vec<Record>,
}

impl Library {
    /// The record of this file.
    pub fn record(&self, path: &Path) -> Option<&Record> {
        self.records.iter().find(|r| r.path == path)
    }

    /// The session of this file, if it could be read.
    pub fn session(&self, path: &Path) -> Option<&Arc<Session>> {
        self.record(path)?.content.as_ref().ok()
    }

    /// Puts what is now known of a file in place of what was known.
    pub fn put(&mut self, record: Record) {
        match self.records.binary_search_by(|r| r.path.cmp(&record.path)) {
            Ok(at) => self.records[at] = record,
            Err(at) => self.records.insert(at, record),
        }
    }

    /// The readable records of a team, oldest first. Team names are compared as slugs.
    pub fn of_team(&self, team: &str) -> Vec<&Record> {
        let slug = text::slug(team);
        let mut found: Vec<(Past<'_>, &Record)> =
            self.readable().filter(|(past, _)| text::slug(&past.session.team) == slug).collect();
        found.sort_by(|a, b| history::order(&a.0, &b.0));
        found.into_iter().map(|(_, record)| record).collect()
    }

    /// The sessions of the same team that come before the one in `path`, oldest first.
    pub fn before(&self, path: &Path, session: &Session) -> Vec<&Session> {
        let number = self.record(path).map_or(u32::MAX, |r| r.number);
        let this = Past { session, number };
        let of_team = self.of_team(&session.team).into_iter().filter(|r| r.path != path);
        let pasts = of_team.filter_map(|r| r.content.as_ref().ok().map(|s| Past { session: s, number: r.number }));
        pasts.filter(|past| history::order(past, &this).is_lt()).map(|past| past.session).collect()
    }

    fn readable(&self) -> impl Iterator<Item = (Past<'_>, &Record)> {
        self.records.iter().filter_map(|record| {
            let session = record.content.as_ref().ok()?;
            Some((Past { session, number: record.number }, record))
        })
    }
}
