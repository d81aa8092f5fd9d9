//! The clock, and the zone in which it is read.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, Zoned};

/// The time, where the program may look at a clock.
#[expect(clippy::disallowed_methods, reason = "the runtime hands the clock to everybody else")]
pub fn now() -> Zoned {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(zone);
    Timestamp::now().to_zoned(ZONE.clone())
}

/// The time since the first call, by a clock that nobody sets.
#[expect(clippy::disallowed_methods, reason = "the runtime hands the clock to everybody else")]
pub fn uptime() -> Duration {
    static BEGUN: LazyLock<Instant> = LazyLock::new(Instant::now);
    BEGUN.elapsed()
}

/// The zone of this machine, as it was when the program started.
///
/// Unless the user has stated one, its rules are read from where the system keeps them. The library
/// would find out their name besides, which nobody is shown, and go through all zones of the world
/// for it: every start would pay for that, and a tenth of a megabyte would stay taken for as long
/// as the program runs.
#[expect(
    clippy::disallowed_methods,
    reason = "the zone is a part of the clock, and no file of the workspace"
)]
fn zone() -> TimeZone {
    let stated = std::env::var_os("TZ").is_some();
    let rules = std::fs::read("/etc/localtime").ok().filter(|_| !stated);
    rules.and_then(|rules| TimeZone::tzif("local", &rules).ok()).unwrap_or_else(TimeZone::system)
}

/// How late the program may be to a time for which it had set its alarm, and still have run.
const LATE: SignedDuration = SignedDuration::from_secs(10);
/// A difference between two clocks that is not worth a word.
const SMALL: SignedDuration = SignedDuration::from_millis(200);

/// Tells the time in which the program ran from the time in which it could not: the computer slept,
/// the program was suspended, or the clock was set.
#[derive(Clone, Copy, Debug)]
pub struct RunningTime {
    wall: Timestamp,
    /// A clock that nobody sets. On Linux and macOS it stands still while the computer sleeps.
    steady: Instant,
}

impl RunningTime {
    /// Begins to watch both clocks.
    pub fn new() -> Self {
        Self { wall: now().timestamp(), steady: steady() }
    }

    /// Returns how far the wall's clock has moved since the last look while the program did not
    /// run. `due` is the time at which it wanted to look again.
    pub fn away(&mut self, due: Option<Timestamp>) -> SignedDuration {
        self.look(now().timestamp(), steady(), due)
    }

    /// Returns how far the wall's clock has moved since the last look, all of which the program was
    /// stopped.
    pub fn stopped(&mut self) -> SignedDuration {
        let before = std::mem::replace(self, Self::new());
        self.wall.duration_since(before.wall)
    }

    fn look(&mut self, wall: Timestamp, steady: Instant, due: Option<Timestamp>) -> SignedDuration {
        let passed = wall.duration_since(self.wall);
        let ran = SignedDuration::try_from(steady.saturating_duration_since(self.steady))
            .unwrap_or(passed);
        // Where the steady clock goes on, as it does for a program that is stopped, being late is
        // the only sign.
        let wanted = due.map(|due| due.duration_since(self.wall).max(SignedDuration::ZERO));
        let late = wanted.map(|wanted| ran - wanted).filter(|late| *late > LATE);
        *self = Self { wall, steady };
        let away = passed - ran + late.unwrap_or_default();
        if away.abs() > SMALL { away } else { SignedDuration::ZERO }
    }
}

#[expect(clippy::disallowed_methods, reason = "the runtime hands the clock to everybody else")]
fn steady() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn sleep_a_stop_and_a_clock_that_is_set_are_no_time_of_the_program() {
        let begin = RunningTime::new();
        let away = |wall: i64, steady: u64, due: Option<i64>| {
            let at = |seconds: i64| begin.wall + SignedDuration::from_secs(seconds);
            let steady = begin.steady + Duration::from_secs(steady);
            { begin }.look(at(wall), steady, due.map(at)).as_secs()
        };
        assert_eq!(away(60, 60, None), 0, "it waited for a key");
        assert_eq!(away(1, 1, Some(1)), 0);
        assert_eq!(away(5, 5, Some(1)), 0, "the computer was busy");
        assert_eq!(away(3600, 2, Some(1)), 3598, "the computer slept");
        assert_eq!(away(3600, 3600, Some(1)), 3599, "the program was stopped");
        assert_eq!(away(-3598, 2, Some(1)), -3600, "the clock was set back");
        assert_eq!(away(3600, 120, None), 3480, "it slept while nothing was due");
    }

    #[test]
    fn the_zone_is_the_one_that_the_library_finds() {
        let now = now();
        let theirs = now.timestamp().to_zoned(TimeZone::system());
        assert_eq!(now.datetime(), theirs.datetime());
        assert_eq!(now.offset(), theirs.offset());
    }
}
