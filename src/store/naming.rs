//! What session files are called.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::model::text::slug;

/// The file of a new session, `<team>/<date>-<template>.yaml`, with `-2`, `-3` … where that is taken,
/// and its number on that day.
pub fn session_path(
    sessions: &Path,
    team: &str,
    date: Date,
    template: &str,
    taken: impl Fn(&Path) -> bool,
) -> (PathBuf, u32) {
    let folder = sessions.join(slug(team));
    let name = format!("{date}-{}", slug(template));
    let first = folder.join(format!("{name}.yaml"));
    if !taken(&first) {
        return (first, 1);
    }
    let mut number = 2;
    loop {
        let path = folder.join(format!("{name}-{number}.yaml"));
        if !taken(&path) {
            return (path, number);
        }
        number += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_session_on_a_day_is_numbered() {
        let date = jiff::civil::date(2026, 11, 20);
        let first = Path::new("s/checkout/2026-11-20-spotify.yaml");
        assert_eq!(session_path(Path::new("s"), "Checkout", date, "spotify", |_| false), (first.into(), 1));
        let second = Path::new("s/checkout/2026-11-20-spotify-2.yaml");
        assert_eq!(session_path(Path::new("s"), "Checkout", date, "spotify", |p| p == first), (second.into(), 2));
    }
}
