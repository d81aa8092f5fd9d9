//! How dates are written in English.

use jiff::civil::Date;

/// A day of any year: `5 Nov 2026`.
pub(super) fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// A day of a year that is known: `5 Nov`.
pub(super) fn day_and_month(date: Date) -> String {
    date.strftime("%-d %b").to_string()
}
