//! When a team's next check is due, going by its own habit.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Trend;

/// The least checks that make a habit.
const HABIT: usize = 3;

impl Trend {
    /// The day on which the next check is due: as long after the last finished one as there usually
    /// is between two of them (the median of days). None below three finished checks.
    pub fn next_check(&self) -> Option<Date> {
        let days: Vec<Date> =
            self.columns.iter().filter(|column| !column.open).map(|column| column.date).collect();
        let last = *days.last().filter(|_| days.len() >= HABIT)?;
        let mut between: Vec<i32> =
            days.windows(2).map(|pair| (pair[1] - pair[0]).get_days()).collect();
        between.sort_unstable();
        let usual = between[between.len() / 2];
        last.checked_add(usual.days()).ok().filter(|day| *day > last)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::Column;
    use super::*;

    /// A team with finished checks on these days.
    fn team(days: &[(i16, i8, i8)]) -> Trend {
        let column = |&(year, month, day): &(i16, i8, i8)| Column {
            date: date(year, month, day),
            template: None,
            open: false,
        };
        Trend { columns: days.iter().map(column).collect(), ..Trend::default() }
    }

    #[test]
    fn the_next_check_is_due_after_the_usual_time_since_the_last_finished_one() {
        let mut team = team(&[(2026, 1, 5), (2026, 2, 4), (2026, 6, 4), (2026, 7, 4)]);
        assert_eq!(team.next_check(), Some(date(2026, 8, 3)), "a long pause is no habit");
        let today = Column { date: date(2026, 8, 1), template: None, open: true };
        team.columns.push(today);
        assert_eq!(team.next_check(), Some(date(2026, 8, 3)), "an open check is not finished");
    }

    #[test]
    fn two_checks_and_checks_of_one_day_make_no_habit() {
        assert_eq!(team(&[(2026, 1, 5), (2026, 2, 4)]).next_check(), None);
        assert_eq!(team(&[(2026, 1, 5), (2026, 1, 5), (2026, 1, 5)]).next_check(), None);
    }
}
