//! Renders the model as text for a wiki, a mail or a script.
//!
//! Opens no files, asks no clock, and knows neither store nor screens. Secrecy and threshold are
//! asked of the model, never decided here. Text of people reaches Markdown through [`escape()`]
//! alone.

pub mod ballot_sheet;
mod board;
mod comparison;
mod content;
pub mod csv;
mod day_line;
mod dimension_across_teams;
mod document;
mod escape;
pub mod follow_up_stats;
mod glyphs;
mod grid;
pub mod join_code;
pub mod json;
mod markdown;
mod png;
mod standing;
pub mod svg;
mod table;
mod teams;
mod trend;
pub mod voting_page;
mod web;

pub use board::{board_markdown, board_text};
pub use comparison::comparison_markdown;
pub use content::{Content, FileBytes};
pub use csv::CsvStyle;
pub use dimension_across_teams::across_markdown;
pub use document::{Document, DocumentKind, EXPORTS, Export, Format};
pub use escape::{escape, paragraphs};
pub use glyphs::{arrow, ascii_arrow, emoji, letter, shape};
pub use join_code::JoinCode;
pub use markdown::{Report, markdown};
pub use png::PngError;
pub use standing::tried_stands;
pub use table::Table;
pub use teams::{PATTERNS, age, pattern_words, teams_markdown, teams_text};
pub use trend::{trend_markdown, trend_text};
