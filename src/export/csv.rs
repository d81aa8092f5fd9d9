//! Grids and sessions as CSV: one line a cell, lights and directions in words.
//!
//! A spreadsheet takes a text that begins like a formula for one and runs it; such a text gets an
//! apostrophe in front, which spreadsheets do not show. A missing value is an empty field, never a
//! zero.

use crate::model::history::LastTime;
use crate::model::text::sanitize;
use crate::model::{Cell, Direction, Light, Session, TeamGrid, Trend, Vote, consensus, score};

/// How lines of CSV are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CsvStyle {
    /// The sign between two fields.
    pub delimiter: u8,
    /// A mark at the beginning, by which Excel knows UTF-8.
    pub bom: bool,
}

impl Default for CsvStyle {
    fn default() -> Self {
        Self { delimiter: b',', bom: false }
    }
}

/// Renders the trend grid of a team: a line for each dimension that a session asked.
pub fn trend_csv(trend: &Trend, style: CsvStyle) -> String {
    let mut lines = vec![grid_head()];
    for row in &trend.rows {
        for (at, column) in
            trend.columns.iter().enumerate().filter(|(at, _)| row.cards[*at].is_some())
        {
            let dimension = (row.key.as_str(), row.name.as_str());
            let date = column.date.to_string();
            let line =
                |dimension, cell| grid_line(&trend.team, &date, column.open, dimension, cell);
            lines.push(line(dimension, row.cells[at].as_ref()));
            let joined = row.said[at].iter().flat_map(|said| &said.joined);
            lines.extend(
                joined
                    .map(|card| line((card.key.as_str(), card.name.as_str()), card.cell.as_ref())),
            );
        }
    }
    written(&lines, style)
}

/// Renders the grid of all teams: a line for each dimension that a team's session asked.
pub fn teams_csv(grid: &TeamGrid, style: CsvStyle) -> String {
    let mut lines = vec![grid_head()];
    for row in &grid.rows {
        for (at, column) in
            grid.columns.iter().enumerate().filter(|(at, _)| row.cards[*at].is_some())
        {
            let date = column.session.map_or(String::new(), |(_, date)| date.to_string());
            let dimension = (row.key.as_str(), row.name.as_str());
            let line =
                |dimension, cell| grid_line(&column.team, &date, column.open, dimension, cell);
            lines.push(line(dimension, row.cells[at].as_ref()));
            let joined = row.said[at].iter().flat_map(|said| &said.joined);
            lines.extend(
                joined
                    .map(|card| line((card.key.as_str(), card.name.as_str()), card.cell.as_ref())),
            );
        }
    }
    written(&lines, style)
}

/// Renders a session, a line for each dimension; each entry of `last` is the same card of the last
/// session that asked it.
pub fn session_csv(
    session: &Session,
    last: &[Option<LastTime<'_>>],
    threshold: u32,
    style: CsvStyle,
) -> String {
    let head = [
        "team",
        "date",
        "template",
        "dimension",
        "name",
        "skipped",
        "vote",
        "light",
        "direction",
        "change",
        "votes",
        "abstained",
        "agreement",
        "ballots",
        "directions",
        "comments",
        "notes",
        "mean",
        "spread",
    ];
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    for (at, card) in session.cards.iter().enumerate() {
        let shown = card.shown(session.secrecy(), threshold);
        let tally = shown.tally();
        let scale = &card.dimension.scale;
        let counted = |pairs: Vec<(String, u32)>| {
            let pairs: Vec<String> =
                pairs.into_iter().map(|(word, n)| format!("{word} {n}")).collect();
            pairs.join(", ")
        };
        let change = last.get(at).copied().flatten().and_then(|last| last.change(card));
        let agreement = consensus::card_agreement(card, session.secrecy(), threshold);
        let mean = score::of_card(card, session, threshold);
        lines.push(vec![
            text(&session.team),
            session.date.to_string(),
            text(session.template.as_deref().unwrap_or_default()),
            text(&card.dimension.key),
            text(&card.dimension.name),
            if card.skipped { "yes" } else { "no" }.to_owned(),
            card.agreed.vote.map_or(String::new(), Vote::word),
            light(card.agreed.vote.and_then(|vote| scale.light(vote))),
            card.agreed.direction.map_or(String::new(), |direction| direction.word().to_owned()),
            change.map_or(String::new(), |change| change.word().to_owned()),
            tally.map_or(String::new(), |tally| tally.n().to_string()),
            tally.map_or(String::new(), |tally| tally.abstained.to_string()),
            agreement.map_or(String::new(), |agreement| {
                format!("{:.3}", consensus::rounded(agreement, 3, &[]))
            }),
            tally.map_or(String::new(), |tally| {
                counted(tally.votes.iter().map(|(v, n)| (v.word(), *n)).collect())
            }),
            tally.map_or(String::new(), |tally| {
                counted(tally.directions.iter().map(|(d, n)| (d.word().to_owned(), *n)).collect())
            }),
            text(&tally.map_or(String::new(), |tally| tally.comments.join(" / "))),
            text(&card.notes),
            mean.as_ref().map_or(String::new(), |mean| mean.mean.to_string()),
            mean.as_ref().map_or(String::new(), |mean| score::spread_figure(mean.spread)),
        ]);
    }
    written(&lines, style)
}

fn grid_head() -> Vec<String> {
    ["team", "date", "state", "dimension", "name", "vote", "light", "direction"]
        .map(str::to_owned)
        .to_vec()
}

fn grid_line(
    team: &str,
    date: &str,
    open: bool,
    (key, name): (&str, &str),
    cell: Option<&Cell>,
) -> Vec<String> {
    let word = |of: fn(&Cell) -> String| cell.map_or(String::new(), of);
    vec![
        text(team),
        date.to_owned(),
        if open { "open" } else { "closed" }.to_owned(),
        text(key),
        text(name),
        word(|cell| cell.vote.word()),
        word(|cell| light(cell.light)),
        word(|cell| cell.direction.map(Direction::word).unwrap_or_default().to_owned()),
    ]
}

/// The word for a light; an empty field for a level that has none.
fn light(light: Option<Light>) -> String {
    light.map_or(String::new(), |light| light.word().to_owned())
}

/// People's text as a spreadsheet may get it.
fn text(text: &str) -> String {
    let safe = sanitize(text);
    let formula = safe.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if formula { format!("'{safe}") } else { safe.into_owned() }
}

fn written(lines: &[Vec<String>], style: CsvStyle) -> String {
    let mark: &[u8] = if style.bom { "\u{feff}".as_bytes() } else { &[] };
    let mut writer =
        csv::WriterBuilder::new().delimiter(style.delimiter).from_writer(mark.to_vec());
    for line in lines {
        // Memory takes every line, and all lines of a table have as many fields.
        _ = writer.write_record(line);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests;
