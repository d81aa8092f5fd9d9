//! Search within one session.
//!
//! Reads no file. What may not be shown is not looked at: comments come from what a card shows, so
//! nothing that is not revealed, and nothing below the threshold, is ever found.

use std::collections::HashSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::session::Session;
use super::text::{self, SearchText, fold, sanitize};
use super::workspace::Workspace;

/// Graphemes that are kept before what was found, and of a line in all.
const BEFORE: usize = 24;
const LONGEST: usize = 240;

/// A query: words that must all stand in one field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchQuery(Vec<String>);

impl SearchQuery {
    /// Parses a typed line into words.
    pub fn new(typed: &str) -> Self {
        let mut words: Vec<String> =
            fold(&sanitize(typed)).split_whitespace().map(str::to_owned).collect();
        let mut seen = HashSet::new();
        words.retain(|word| seen.insert(word.clone()));
        Self(words)
    }

    /// True without any word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// True for a text that holds all words.
    pub fn stand_in(&self, text: &str) -> bool {
        let text = fold(&sanitize(text));
        !self.is_empty() && self.0.iter().all(|word| text.contains(word.as_str()))
    }

    /// Pre-filters the raw text of a session's file: never false for one that holds all words.
    pub fn may_stand_in(&self, file: &str) -> bool {
        // What is escaped may be any letter, or nothing that is seen, in the middle of a word.
        let mut escaped = file.split('\\').skip(1);
        if escaped.any(|after| !after.is_empty() && !after.starts_with(['"', 'n', 't'])) {
            return true;
        }
        let plain = file.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\r' | b'\t'));
        let folded =
            if plain { file.to_ascii_lowercase() } else { fold(&text::without_commands(file)) };
        // Signs between letters may be escaped, or written in another way.
        let parts = self.0.iter().flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
        parts.filter(|part| !part.is_empty()).all(|part| folded.contains(part))
    }

    /// Cuts and marks a line for the screen; none where it does not hold all words.
    pub fn line(&self, text: &str) -> Option<SearchLine> {
        if !self.stand_in(text) {
            return None;
        }
        let safe = sanitize(text);
        Some(self.marked(&safe, &SearchText::new(&safe)))
    }

    /// Finds the line with the most of the words, if the whole text holds all.
    fn lines(&self, text: &str) -> Option<SearchLine> {
        if !self.stand_in(text) {
            return None;
        }
        let lines = text.lines().map(|line| {
            let folded = fold(&sanitize(line));
            (self.0.iter().filter(|word| folded.contains(word.as_str())).count(), line)
        });
        let (_, best) = lines.reduce(|best, line| if line.0 > best.0 { line } else { best })?;
        let safe = sanitize(best);
        Some(self.marked(&safe, &SearchText::new(&safe)))
    }

    fn marked(&self, safe: &str, folded: &SearchText) -> SearchLine {
        let mut marks: Vec<Range<usize>> = Vec::new();
        for word in &self.0 {
            let found = folded.text.match_indices(word.as_str());
            marks.extend(found.map(|(at, _)| folded.origin(&(at..at + word.len()))));
        }
        marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
        let mut joined: Vec<Range<usize>> = Vec::new();
        for mark in marks {
            match joined.last_mut() {
                Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
                _ => joined.push(mark),
            }
        }
        SearchLine::cut(safe, &joined)
    }
}

/// A line in which something was found, as it may be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchLine {
    /// Text, cut around the first mark.
    pub text: String,
    /// Ranges of bytes to mark, in order, without overlap.
    pub marks: Vec<Range<usize>>,
    /// True if the line's beginning was cut off.
    pub cut: bool,
}

impl SearchLine {
    fn cut(safe: &str, marks: &[Range<usize>]) -> Self {
        let first = marks.first().map_or(0, |mark| mark.start);
        let start =
            safe[..first].grapheme_indices(true).rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        // No word is cut in two before the match, if there are several.
        let words = safe[start..first].split_once(' ').filter(|_| start > 0);
        let start = words.map_or(start, |(part, _)| start + part.len() + 1);
        let end = safe[start..]
            .grapheme_indices(true)
            .nth(LONGEST)
            .map_or(safe.len(), |(at, _)| start + at);
        let within = marks.iter().filter(|mark| mark.start < end);
        let marks = within.map(|mark| mark.start - start..mark.end.min(end) - start).collect();
        Self { text: safe[start..end].to_owned(), marks, cut: start > 0 }
    }
}

/// Kind of text that a match is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchField {
    /// The name of a dimension.
    Dimension,
    /// Notes on a card.
    Notes,
    /// A comment of a ballot.
    Comment,
    /// An action, or its owner.
    Action,
    /// An experiment, its owner, or its texts.
    Experiment,
}

/// A match in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchMatch {
    /// Kind of text.
    pub field: SearchField,
    /// The card that it belongs to, if it belongs to one.
    pub card: Option<usize>,
    /// The name of that card's dimension.
    pub dimension: Option<String>,
    /// Line with its marks.
    pub line: SearchLine,
}

/// Lists the matches in a session, in the order of its cards; then its actions and experiments.
pub fn in_session(words: &SearchQuery, session: &Session, threshold: u32) -> Vec<SearchMatch> {
    let mut found = Vec::new();
    let mut put = |field, card: Option<usize>, line: Option<SearchLine>| {
        let dimension = card.map(|at| session.cards[at].dimension.name.clone());
        found.extend(line.map(|line| SearchMatch { field, card, dimension, line }));
    };
    for (at, card) in session.cards.iter().enumerate() {
        put(SearchField::Dimension, Some(at), words.line(&card.dimension.name));
        put(SearchField::Notes, Some(at), words.lines(&card.notes));
        let shown = card.shown(session.secrecy(), threshold);
        for comment in shown.tally().map(|tally| tally.comments.as_slice()).unwrap_or_default() {
            put(SearchField::Comment, Some(at), words.line(comment));
        }
    }
    let card = |key: &Option<String>| key.as_deref().and_then(|key| session.card_index(key));
    let owned = |text: &str, owner: &str| {
        if owner.trim().is_empty() { text.to_owned() } else { format!("{text} ({owner})") }
    };
    for action in &session.actions {
        put(
            SearchField::Action,
            card(&action.dimension),
            words.line(&owned(&action.text, &action.owner)),
        );
    }
    for tried in &session.experiments {
        let said =
            [&tried.hypothesis, &tried.limit, &tried.rollback, &tried.measure, &tried.learning];
        let line = words.line(&owned(&tried.text, &tried.owner));
        let line = line.or_else(|| said.into_iter().find_map(|text| words.lines(text)));
        put(SearchField::Experiment, card(&tried.dimension), line);
    }
    found
}

/// Teams that a search may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All but those of these slugs, which do not share.
    AllBut(HashSet<String>),
    /// The team of this slug alone.
    Only(String),
}

impl Reach {
    /// Allows teams that share: for a place that belongs to no team.
    pub fn from_outside(workspace: &Workspace) -> Self {
        let closed = workspace.teams.iter().filter(|team| !team.share);
        Self::AllBut(closed.map(|team| text::slug(&team.name)).collect())
    }

    /// Allows a team itself, and if it shares, others that do: for the team's own grid.
    pub fn of_team(workspace: &Workspace, team: &str) -> Self {
        match Self::from_outside(workspace) {
            Self::AllBut(closed) if !closed.contains(&text::slug(team)) => Self::AllBut(closed),
            _ => Self::Only(text::slug(team)),
        }
    }

    /// True for a team that the search may see.
    pub fn holds(&self, team: &str) -> bool {
        let slug = text::slug(team);
        match self {
            Self::AllBut(closed) => !closed.contains(&slug),
            Self::Only(only) => *only == slug,
        }
    }
}

#[cfg(test)]
mod tests;
