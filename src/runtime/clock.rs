//! The clock, and the zone in which it is read.

use std::sync::LazyLock;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

/// The time, where the program may look at a clock.
#[expect(clippy::disallowed_methods, reason = "the runtime hands the clock to everybody else")]
pub fn now() -> Zoned {
    static ZONE: LazyLock<TimeZone> = LazyLock::new(zone);
    Timestamp::now().to_zoned(ZONE.clone())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zone_is_the_one_that_the_library_finds() {
        let now = now();
        let theirs = now.timestamp().to_zoned(TimeZone::system());
        assert_eq!(now.datetime(), theirs.datetime());
        assert_eq!(now.offset(), theirs.offset());
    }
}
