//! Options that several commands share: the format of a document, and a day.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::display_args::Letters;
use super::error::CliError;
use crate::export::{DocumentKind, Export, Format};
use crate::model::date_input;
use crate::model::text::sanitize;

/// The parser of a `--format` option: the formats that this kind of document has.
pub fn formats(kind: DocumentKind) -> impl TypedValueParser<Value = Format> {
    let value = |export: Export| PossibleValue::new(export.format.word()).help(export.purpose);
    PossibleValuesParser::new(kind.exports().map(value))
        .map(|word| Format::from_word(&word).unwrap_or(Format::Markdown))
}

/// The format to render: plain text is in ASCII where the display asks for it.
pub fn displayed(format: Format, letters: Letters) -> Format {
    match format {
        Format::Text if letters != Letters::All => Format::AsciiText,
        format => format,
    }
}

/// Parses the day that an option names, if it names one.
pub fn day(option: &str, typed: Option<&str>) -> Result<Option<Date>, CliError> {
    let Some(typed) = typed else { return Ok(None) };
    let day = date_input::iso(typed).ok_or_else(|| {
        let typed = sanitize(typed);
        CliError::Usage(format!(
            "squadcheck: {option} is `{typed}`, but should be a day such as 2026-01-31"
        ))
    })?;
    Ok(Some(day))
}
