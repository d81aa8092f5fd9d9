//! Every document that can be exported, and every format that it has: one table for the window and
//! the command line.
//!
//! A new format is a renderer of its own, and here a [`Format`], its rows in [`EXPORTS`] and its
//! arms in [`Document::render`].

use std::path::Path;

use jiff::civil::Date;

use super::board::{board_markdown, board_text};
use super::comparison::comparison_markdown;
use super::dimension_across_teams::across_markdown;
use super::markdown::{Report, markdown};
use super::svg::PictureStyle;
use super::teams::{teams_markdown, teams_text};
use super::trend::{trend_markdown, trend_text};
use super::{Content, CsvStyle, csv, json, svg};
use crate::model::text::slug;
use crate::model::{Board, Comparison, FollowUpStats, PastAction, TeamGrid, TeamTimes, Trend};

/// A format of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text for a terminal.
    Text,
    /// The same in glyphs that any terminal has.
    AsciiText,
    /// Markdown for a wiki.
    Markdown,
    /// Values for a spreadsheet.
    Csv,
    /// Fields for a program.
    Json,
    /// A picture.
    Svg,
    /// The same picture in dots.
    Png,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::AsciiText, Self::Markdown, Self::Csv, Self::Json, Self::Svg, Self::Png];

    /// The word that asks for the format on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::AsciiText => "ascii",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// The ending of a file's name.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Text | Self::AsciiText => "txt",
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// Returns true for a picture.
    pub const fn is_picture(self) -> bool {
        matches!(self, Self::Svg | Self::Png)
    }

    /// What is to be written of a document that was rendered in this format.
    pub const fn content(self, rendered: String) -> Content {
        match self {
            Self::Png => Content::Png(rendered),
            _ => Content::Text(rendered),
        }
    }

    /// The format that this word asks for.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.word() == word)
    }
}

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// The report of one session.
    Report,
    /// One team over time.
    Trend,
    /// All teams at one moment.
    Teams,
    /// Two sessions of one team.
    Comparison,
    /// One dimension across teams and time.
    Across,
    /// A list of actions or of experiments.
    Board,
    /// Actions and experiments in one document.
    Boards,
}

/// A format that a kind of document has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    /// The kind of document.
    pub kind: DocumentKind,
    /// The format.
    pub format: Format,
    /// The purpose, for the help of the command line.
    pub purpose: &'static str,
    /// The window offers it: a file's name with this ending asks for it.
    pub in_window: bool,
}

const fn export(
    kind: DocumentKind,
    format: Format,
    purpose: &'static str,
    in_window: bool,
) -> Export {
    Export { kind, format, purpose, in_window }
}

/// The purpose of a picture in dots.
const PNG: &str = "The same picture for a chat or a slide; into a file";

/// Every format of every kind of document. All have Markdown.
pub const EXPORTS: [Export; 23] = {
    use DocumentKind::{Across, Board, Boards, Comparison, Report, Teams, Trend};
    use Format::{Csv, Json, Markdown, Png, Svg, Text};
    [
        export(Report, Markdown, "Markdown report", true),
        export(Report, Csv, "For a spreadsheet: one line per card", false),
        export(Report, Json, "For programs", false),
        export(Report, Svg, "A picture", true),
        export(Report, Png, PNG, true),
        export(Trend, Text, "For a terminal", false),
        export(Trend, Markdown, "For a wiki", true),
        export(Trend, Csv, "For a spreadsheet: one line per cell", true),
        export(Trend, Json, "For programs", true),
        export(Trend, Svg, "A picture", true),
        export(Trend, Png, PNG, true),
        export(Teams, Text, "For a terminal", false),
        export(Teams, Markdown, "For a wiki", true),
        export(Teams, Csv, "For a spreadsheet: one line per cell", true),
        export(Teams, Json, "For programs", true),
        export(Teams, Svg, "A picture", true),
        export(Teams, Png, PNG, true),
        export(Comparison, Markdown, "For a wiki", true),
        export(Across, Markdown, "For a wiki", true),
        export(Board, Text, "For a terminal", false),
        export(Board, Markdown, "For a wiki", false),
        export(Board, Json, "For programs", false),
        export(Boards, Markdown, "For a wiki", true),
    ]
};

impl DocumentKind {
    /// The formats that this kind has.
    pub fn exports(self) -> impl Iterator<Item = Export> {
        EXPORTS.into_iter().filter(move |export| export.kind == self)
    }

    /// The endings of a file's name that ask the window for another format than Markdown.
    pub fn endings(self) -> impl Iterator<Item = &'static str> {
        self.exports()
            .filter(|export| export.in_window && export.format != Format::Markdown)
            .map(|export| export.format.ending())
    }

    /// The format that a file's name asks the window for; Markdown unless its ending is known.
    pub fn format_of(self, file: &Path) -> Format {
        let ending = file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        self.exports()
            .find(|export| export.in_window && ending.as_deref() == Some(export.format.ending()))
            .map_or(Format::Markdown, |export| export.format)
    }
}

/// A document, as it was computed; borrowed, so that nothing is copied to be rendered.
#[derive(Clone, Debug)]
pub enum Document<'a> {
    /// The report of one session, with the session's file.
    Report {
        /// The file of the session.
        path: &'a Path,
        /// The session, and the sessions around it.
        report: Report<'a>,
    },
    /// One team over time.
    Trend(&'a Trend),
    /// All teams at one moment.
    Teams(&'a TeamGrid),
    /// Two sessions of one team.
    Comparison {
        /// The team's name.
        team: &'a str,
        /// The day of the earlier session, and of the later one.
        days: [Date; 2],
        /// The dimensions of both.
        comparison: &'a Comparison,
        /// The actions that were agreed on in between.
        promises: Vec<&'a PastAction>,
    },
    /// One dimension across teams and time.
    Across {
        /// The dimension's key.
        key: &'a str,
        /// The dimension's name.
        name: &'a str,
        /// The last day.
        as_of: Date,
        /// Each team's times, and for each of its rises the actions agreed on before.
        teams: Vec<(&'a TeamTimes, &'a [Vec<PastAction>])>,
    },
    /// A list of actions or of experiments.
    Board {
        /// The list.
        board: &'a Board,
        /// One team's counts; none for several teams.
        practice: Option<&'a FollowUpStats>,
        /// The file of each of the sessions that the list was made of.
        paths: &'a [&'a Path],
    },
    /// Actions, then experiments.
    Boards {
        /// The team; none: all teams that share.
        team: Option<&'a str>,
        /// The actions and the experiments.
        boards: &'a [Board; 2],
        /// One team's counts; none for several teams.
        practice: Option<&'a FollowUpStats>,
    },
}

impl Document<'_> {
    /// The kind of document that it is.
    pub const fn kind(&self) -> DocumentKind {
        match self {
            Self::Report { .. } => DocumentKind::Report,
            Self::Trend(_) => DocumentKind::Trend,
            Self::Teams(_) => DocumentKind::Teams,
            Self::Comparison { .. } => DocumentKind::Comparison,
            Self::Across { .. } => DocumentKind::Across,
            Self::Board { .. } => DocumentKind::Board,
            Self::Boards { .. } => DocumentKind::Boards,
        }
    }

    /// Renders the document. A format that it does not have gives Markdown, and a picture in dots
    /// is the SVG from which [`Format::content`] has it drawn.
    pub fn render(&self, format: Format) -> String {
        self.render_with(format, CsvStyle::default())
    }

    /// [`Self::render`], with lines of CSV in this style.
    pub fn render_with(&self, format: Format, style: CsvStyle) -> String {
        self.render_as(format, style, PictureStyle::default())
    }

    /// [`Self::render_with`], with a picture in this look.
    pub fn render_as(&self, format: Format, style: CsvStyle, look: PictureStyle) -> String {
        let ascii = format == Format::AsciiText;
        match (self, format) {
            (Self::Report { report, .. }, Format::Csv) => {
                csv::session_csv(report.session, &report.last(), report.threshold(), style)
            }
            (Self::Report { path, report }, Format::Json) => {
                let (last, says) = (report.last(), report.insights());
                json::session(path, report.session, &last, &says, report.threshold())
            }
            (Self::Report { report, .. }, Format::Svg | Format::Png) => {
                svg::session_svg(report, look)
            }
            (Self::Report { report, .. }, _) => markdown(report),
            (Self::Trend(trend), Format::Text | Format::AsciiText) => trend_text(trend, ascii),
            (Self::Trend(trend), Format::Csv) => csv::trend_csv(trend, style),
            (Self::Trend(trend), Format::Json) => json::trend(trend),
            (Self::Trend(trend), Format::Svg | Format::Png) => svg::trend_svg(trend, look),
            (Self::Trend(trend), Format::Markdown) => trend_markdown(trend),
            (Self::Teams(grid), Format::Text | Format::AsciiText) => teams_text(grid, ascii),
            (Self::Teams(grid), Format::Csv) => csv::teams_csv(grid, style),
            (Self::Teams(grid), Format::Json) => json::teams(grid),
            (Self::Teams(grid), Format::Svg | Format::Png) => svg::teams_svg(grid, look),
            (Self::Teams(grid), Format::Markdown) => teams_markdown(grid),
            (Self::Comparison { team, days, comparison, promises }, _) => {
                comparison_markdown(team, *days, comparison, promises.iter().copied())
            }
            (Self::Across { name, as_of, teams, .. }, _) => {
                across_markdown(name, *as_of, teams.iter().copied())
            }
            (Self::Board { board, practice, .. }, Format::Text | Format::AsciiText) => {
                board_text(board, *practice, ascii)
            }
            (Self::Board { board, practice, paths }, Format::Json) => {
                json::board(board, *practice, paths)
            }
            (Self::Board { board, practice, .. }, _) => board_markdown(board, *practice),
            (Self::Boards { boards: [actions, experiments], practice, .. }, _) => {
                let actions = board_markdown(actions, *practice);
                format!("{}\n\n{}", actions.trim_end(), board_markdown(experiments, None))
            }
        }
    }

    /// The name of a Markdown file that fits the document.
    pub fn file_name(&self, today: Date) -> String {
        match self {
            Self::Report { report, .. } => {
                format!("{}-{}.md", slug(&report.session.team), report.session.date)
            }
            Self::Trend(trend) => {
                let newest = trend.columns.last().map(|column| format!("-{}", column.date));
                format!("{}-trend{}.md", slug(&trend.team), newest.unwrap_or_default())
            }
            Self::Teams(grid) => {
                let day = grid.as_of.map(|day| format!("-{day}")).unwrap_or_default();
                format!("teams{day}.md")
            }
            Self::Comparison { team, days: [then, now], .. } => {
                format!("{}-{then}-and-{now}.md", slug(team))
            }
            Self::Across { key, as_of, .. } => format!("{}-across-teams-{as_of}.md", slug(key)),
            Self::Board { .. } => format!("board-{today}.md"),
            Self::Boards { team, .. } => {
                let team = team.map(|team| format!("{}-", slug(team))).unwrap_or_default();
                format!("{team}board-{today}.md")
            }
        }
    }
}

#[cfg(test)]
mod tests;
