//! The ballot sheet: all cards of a check in one HTML file, with the key that ballots are sealed
//! to.
//!
//! For people who are not in the network. The file sends nothing: whoever fills it in gets a code
//! to paste into any chat. All that it was made from stands in it as data, and is read back from
//! there.

mod assets;
mod data;
mod document;
mod words;

use jiff::civil::Date;

use crate::model::{Dimension, Session, Workspace};
use crate::seal::BallotKey;

/// What a sheet asks, of whom, and for which key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BallotSheet {
    /// Team of the check.
    pub team: String,
    /// Display name of its template.
    pub check: String,
    /// Day of the check.
    pub date: Date,
    /// Until when codes are asked for, in words. Nothing depends on it.
    pub until: Option<String>,
    /// Fewer votes than these are never shown.
    pub threshold: u32,
    /// All cards of the check, in the order of [`BallotKey::form`].
    pub cards: Vec<SheetCard>,
    /// The public key, with the cards and people that it belongs to.
    pub key: BallotKey,
}

/// A card of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCard {
    /// What is asked, and how it may be answered.
    pub dimension: Dimension,
    /// Whether it may be: it is neither revealed nor left out. The others are not shown, and are in
    /// the data, so that the hash of the cards is the same for every sheet of a check.
    pub open: bool,
}

/// The reasons why a file is no sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetFault {
    /// It is something else.
    NotASheet,
    /// A newer program made it.
    Newer,
    /// It was one, and was changed or cut short.
    Damaged,
}

impl BallotSheet {
    /// The sheet of a session, for this key: cards that are revealed or skipped ask nothing.
    pub fn new(session: &Session, workspace: &Workspace, key: BallotKey) -> Self {
        let template = session.template.as_deref().unwrap_or_default();
        let name = workspace.template(template).map_or(template, |found| found.name.as_str());
        let cards = session.cards.iter().map(|card| SheetCard {
            dimension: card.dimension.clone(),
            open: card.revealed.is_none() && !card.skipped,
        });
        Self {
            team: session.team.clone(),
            check: name.to_owned(),
            date: session.date,
            until: None,
            threshold: workspace.defaults.threshold,
            cards: cards.collect(),
            key,
        }
    }

    /// The whole file.
    pub fn html(&self) -> String {
        document::html(self)
    }

    /// Reads a sheet back from its file.
    pub fn read(html: &str) -> Result<Self, SheetFault> {
        data::read(html)
    }

    /// The cards that may be answered, each with its place in the form.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Dimension)> {
        let open = self.cards.iter().enumerate().filter(|(_, card)| card.open);
        open.map(|(at, card)| (at, &card.dimension))
    }
}

#[cfg(test)]
mod tests;
