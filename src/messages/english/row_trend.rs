//! Trends of rows in English.

use jiff::civil::Date;

use crate::model::{Change, RowTrend};

/// Most times that are counted; a longer run is told by its beginning.
const COUNTED: usize = 3;

/// Says a trend in words that fit the end of a row. Months of other years than `now`'s have their
/// year.
///
/// Seasons are those of the north, from the first of March, June, September and December.
pub(crate) fn row_trend(course: RowTrend, now: Date) -> String {
    match course {
        RowTrend::Rising(times) => format!("rising {times} times"),
        RowTrend::Falling(times) => format!("falling {times} times"),
        RowTrend::Light(light, run) if run.times <= COUNTED => {
            format!("{} {} times", light.word(), run.times)
        }
        RowTrend::Light(light, run) => {
            format!("{} since {}", light.word(), month(run.since, now))
        }
        RowTrend::Split(run) if run.times <= COUNTED => format!("split {} times", run.times),
        RowTrend::Split(run) if run.since.year() == now.year() && run.since.month() < 12 => {
            format!("split since {}", season(run.since))
        }
        RowTrend::Split(run) => format!("split since {}", month(run.since, now)),
        RowTrend::GreenFor(1) => "green for a year".to_owned(),
        RowTrend::GreenFor(years) => format!("green for {years} years"),
        RowTrend::Step(Change::Better) => "better".to_owned(),
        RowTrend::Step(Change::Same) => "unchanged".to_owned(),
        RowTrend::Step(Change::Worse) => "worse".to_owned(),
        RowTrend::Until(day) => format!("until {}", month(day, now)),
    }
}

fn month(day: Date, now: Date) -> String {
    day.strftime(if day.year() == now.year() { "%B" } else { "%b %Y" }).to_string()
}

fn season(day: Date) -> &'static str {
    match day.month() {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    }
}

#[cfg(test)]
mod tests;
