//! A search request and its matches.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::model::search::{Reach, SearchField, SearchMatch, SearchQuery, in_session};
use crate::model::{Session, text};

/// A search for words in the sessions of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The number that comes back with the answer.
    pub number: u64,
    /// The words.
    pub words: SearchQuery,
    /// The folder of the session files.
    pub sessions: PathBuf,
    /// The teams whose sessions are searched.
    pub reach: Reach,
    /// The threshold of the workspace.
    pub threshold: u32,
}

/// A match, with the session that it is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The session's file.
    pub path: PathBuf,
    /// The session's team.
    pub team: String,
    /// The session's day.
    pub date: Date,
    /// The match.
    pub found: SearchMatch,
}

/// The dimensions whose names were reported already: once for each team, in its newest session.
#[derive(Clone, Debug, Default)]
pub struct NamedDimensions(HashSet<(String, String)>);

/// Returns the matches of one session.
pub fn hits(
    request: &SearchRequest,
    path: &Path,
    session: &Session,
    named: &mut NamedDimensions,
) -> Vec<Hit> {
    if !request.reach.holds(&session.team) {
        return Vec::new();
    }
    let mut found = in_session(&request.words, session, request.threshold);
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
