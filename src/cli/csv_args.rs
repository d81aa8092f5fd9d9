//! Options for CSV: what Excel and its languages need.

use super::error::CliError;
use crate::export::{CsvStyle, Format};
use crate::model::text::sanitize;

/// Options for CSV.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct CsvArgs {
    /// CSV: begin with the mark by which Excel knows UTF-8
    #[arg(long)]
    bom: bool,
    /// CSV: what stands between two fields, such as ';' or tab [default: ,]
    #[arg(long, value_name = "C", allow_hyphen_values = true)]
    delimiter: Option<String>,
}

impl CsvArgs {
    /// The style that is asked for. With another format than CSV there is none to ask for.
    pub fn style(&self, format: Format) -> Result<CsvStyle, CliError> {
        let asked = match (self.bom, &self.delimiter) {
            (true, _) => Some("--bom"),
            (false, Some(_)) => Some("--delimiter"),
            (false, None) => None,
        };
        if let Some(option) = asked.filter(|_| format != Format::Csv) {
            return Err(CliError::Usage(format!(
                "squadcheck: {option} is about CSV, and this is {}: add --format csv",
                format.word()
            )));
        }
        let delimiter = self.delimiter.as_deref().map_or(Ok(b','), delimiter)?;
        Ok(CsvStyle { delimiter, bom: self.bom })
    }
}

/// A sign that is in no number, no word and no quote.
fn delimiter(typed: &str) -> Result<u8, CliError> {
    match (typed, typed.as_bytes()) {
        ("tab" | "\\t", _) => Ok(b'\t'),
        (_, [sign @ (b',' | b';' | b'|' | b':' | b'\t')]) => Ok(*sign),
        _ => Err(CliError::Usage(format!(
            "squadcheck: --delimiter is `{}`, but should be one of , ; | : or tab",
            sanitize(typed)
        ))),
    }
}
