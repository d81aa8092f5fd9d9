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
    /// Sessions whose ballots that wait cannot be read, and why.
    pub unreadable_waiting: Vec<(PathBuf, Fault)>,
    /// Copies beside sessions that were set aside in a conflict; never sessions themselves.
    pub conflicts: Vec<PathBuf>,
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

/// No session goes by what was asked for. The message says what there is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotFound {
    message: String,
}

impl Library {
    /// The names of all teams that have a readable session, each once, sorted.
    pub fn team_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (past, _) in self.readable() {
            let name = past.session.team.as_str();
            if !names.iter().any(|known| text::slug(known) == text::slug(name)) {
                names.push(name);
            }
        }
        names.sort_by_key(|name| name.to_lowercase());
        names
    }

    /// The newest session of all; of several on one day the one that was started last.
    pub fn latest(&self) -> Option<&Record> {
        let newest = self.readable().max_by(|a, b| history::order(&a.0, &b.0));
        newest.map(|(_, record)| record)
    }

    /// The record that SESSION means: a path, `TEAM` (its latest, an open one included),
    /// `TEAM@2026-11-20` (the latest of that day), or `latest`. Team names match in any case, or as slugs.
    pub fn find(&self, session: &str) -> Result<&Record, NotFound> {
        if let Some(record) = self.record(Path::new(session)) {
            return Ok(record);
        }
        if session == "latest" {
            return self.latest().ok_or_else(|| NotFound { message: self.what_there_is("there is no session yet") });
        }
        let (team, day) = match session.rsplit_once('@') {
            Some((team, day)) if text::slug(session) != text::slug(team) && self.of_team(session).is_empty() => {
                let date = crate::model::due::iso(day)
                    .ok_or_else(|| NotFound { message: format!("`{day}` is no day, as in {team}@2026-11-20") })?;
                (team, Some(date))
            }
            _ => (session, None),
        };
        let records = self.of_team(team);
        if records.is_empty() {
            return Err(NotFound { message: self.what_there_is(&format!("there is no session of a team `{team}`")) });
        }
        let date = |record: &Record| record.content.as_ref().ok().map(|s| s.date);
        let found = records.iter().rev().find(|r| day.is_none_or(|day| date(r) == Some(day)));
        found.copied().ok_or_else(|| {
            let mut days: Vec<String> = records.iter().filter_map(|r| date(r)).map(|d| d.to_string()).collect();
            days.dedup();
            let day = day.map(|d| d.to_string()).unwrap_or_default();
            NotFound { message: format!("{team} has no session of {day}; there are {}", days.join(", ")) }
        })
    }

    fn what_there_is(&self, message: &str) -> String {
        match self.team_names().as_slice() {
            [] => format!("{message}; there are no sessions here: `squadcheck new TEAM` starts one"),
            names => format!("{message}; there are sessions of {}", names.join(", ")),
        }
    }
}
