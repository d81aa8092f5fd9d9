//! Looking for words in the session files of a folder, newest first.
//!
//! Reads and remembers nothing: what a session knows of itself stays with those that open it.
//! Ballots that wait lie elsewhere, and are not looked at.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{atomic_file, found, name_of, number_of, session_file};
use crate::model::search::{Reach, SearchField, SearchMatch, SearchQuery, in_session};
use crate::model::{Session, text};

/// What is looked for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// Comes back with the answer.
    pub number: u64,
    /// The words.
    pub words: SearchQuery,
    /// The folder of the session files.
    pub sessions: PathBuf,
    /// Which teams are looked at.
    pub reach: Reach,
    /// The threshold of the workspace.
    pub threshold: u32,
}

/// Something that was found, with the session that it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The session's file.
    pub path: PathBuf,
    /// Its team.
    pub team: String,
    /// Its day.
    pub date: Date,
    /// What was found.
    pub found: SearchMatch,
}

/// A search under way: it goes on a file at a time, so that it can be given up in between.
#[derive(Debug)]
pub struct Search {
    quest: SearchRequest,
    /// The folder as it really is: no link leads out of it.
    bounds: Option<PathBuf>,
    /// The oldest is the first.
    files: Vec<PathBuf>,
    named: Named,
}

impl Search {
    /// Looks what files there are, and reads none.
    pub fn begin(quest: SearchRequest) -> Self {
        let mut files: Vec<PathBuf> =
            found(&quest.sessions).files.into_iter().map(|(path, _)| path).collect();
        files.sort_by_cached_key(|path| {
            (Reverse(day(path)), Reverse(number_of(path)), path.clone())
        });
        files.reverse();
        Self { bounds: quest.sessions.canonicalize().ok(), quest, files, named: Named::default() }
    }

    /// Reads the next file, and says what it holds. None: there is no further one.
    pub fn go_on(&mut self) -> Option<Vec<Hit>> {
        let path = self.files.pop()?;
        Some(self.look(&path).unwrap_or_default())
    }

    /// Whether all files were read.
    pub const fn is_over(&self) -> bool {
        self.files.is_empty()
    }

    fn look(&mut self, path: &Path) -> Option<Vec<Hit>> {
        let bytes = atomic_file::bytes(path).ok()??;
        // What is no text is no session either.
        let text = std::str::from_utf8(&bytes).ok()?;
        if !self.quest.words.may_stand_in(text) {
            return None;
        }
        let real = path.canonicalize().ok()?;
        if !self.bounds.as_ref().is_some_and(|bounds| real.starts_with(bounds)) {
            return None;
        }
        let session = session_file::read(path, &bytes).ok()?;
        Some(hits(&self.quest, path, &session, &mut self.named))
    }
}

/// The day in the name of a file; a name without one counts as the oldest.
fn day(path: &Path) -> Option<String> {
    let name = name_of(path);
    name.get(..10).filter(|day| crate::model::date_input::iso(day).is_some()).map(str::to_owned)
}

/// The dimensions whose names were told already: each team's once, in its newest session.
#[derive(Clone, Debug, Default)]
pub struct Named(HashSet<(String, String)>);

/// What of a session is found in a quest.
pub fn hits(quest: &SearchRequest, path: &Path, session: &Session, named: &mut Named) -> Vec<Hit> {
    if !quest.reach.holds(&session.team) {
        return Vec::new();
    }
    let mut found = in_session(&quest.words, session, quest.threshold);
    found.retain(|found| {
        let key = found.card.map(|at| session.cards[at].dimension.key.clone()).unwrap_or_default();
        found.field != SearchField::Dimension || named.0.insert((text::slug(&session.team), key))
    });
    let hit = |found| Hit {
        path: path.to_owned(),
        team: session.team.clone(),
        date: session.date,
        found,
    };
    found.into_iter().map(hit).collect()
}

#[cfg(test)]
mod tests;
