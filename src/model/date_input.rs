//! Dates as people type them.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// Forms of a date, for messages.
pub const FORMS: &str = "2026-12-04, +14d, +2w or friday";

/// Reads a date: `2026-12-04`, `+14d`, `+2w`, `today`, `tomorrow`, or a weekday, which is the next
/// one after `today`. A weekday may be cut to three letters. None: it is none of these.
pub fn parse(text: &str, today: Date) -> Option<Date> {
    let text = text.trim().to_lowercase();
    if let Some(rest) = text.strip_prefix('+') {
        let (number, unit) =
            rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
        let number: i64 = number.parse().ok().filter(|n| *n <= 3660)?;
        let span: Span = match unit.trim() {
            "d" | "" => number.days(),
            "w" => number.weeks(),
            "m" => number.months(),
            _ => return None,
        };
        return today.checked_add(span).ok();
    }
    match text.as_str() {
        "today" => return Some(today),
        "tomorrow" => return today.tomorrow().ok(),
        _ => {}
    }
    if let Some(weekday) = weekday(&text) {
        return today.nth_weekday(1, weekday).ok();
    }
    iso(&text)
}

/// Reads `2026-12-04` and nothing else.
pub fn iso(text: &str) -> Option<Date> {
    let plain = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    if plain { text.parse().ok() } else { None }
}

fn weekday(text: &str) -> Option<Weekday> {
    const DAYS: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    DAYS.into_iter().find(|(name, _)| text.len() >= 3 && name.starts_with(text)).map(|(_, day)| day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_date_is_read_as_people_type_it() {
        let friday = date(2026, 11, 20);
        for (text, expected) in [
            ("2026-12-04", date(2026, 12, 4)),
            ("+14d", date(2026, 12, 4)),
            ("+2w", date(2026, 12, 4)),
            (" Friday ", date(2026, 11, 27)),
            ("mon", date(2026, 11, 23)),
            ("today", friday),
            ("tomorrow", date(2026, 11, 21)),
        ] {
            assert_eq!(parse(text, friday), Some(expected), "{text}");
        }
        for text in
            ["", "fr", "+", "+14x", "2026-02-30", "2026-1-1", "20261204", "+99999d", "someday"]
        {
            assert_eq!(parse(text, friday), None, "{text}");
        }
    }
}
