//! What session files are called. Looks at names only, and opens none.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::model::text::slug;

/// The file of a new session, `<team>/<date>-<template>.yaml`, with `-2`, `-3` … where that is
/// taken, and its number on that day. `there` are the files that exist.
///
/// No name differs from one of those in nothing but case or normal form: on another machine the two
/// would be one. Where the team's folder is spelled in another way, the file goes into that one.
pub fn session_path(
    sessions: &Path,
    team: &str,
    date: Date,
    template: &str,
    there: &[impl AsRef<Path>],
) -> (PathBuf, u32) {
    let slug_of_team = slug(team);
    let folders = there.iter().filter_map(|file| file.as_ref().parent());
    let same = |folder: &&Path| {
        folder.parent() == Some(sessions) && folded(folder.file_name()) == slug_of_team
    };
    // Of several the one that is spelled like the slug; it comes last.
    let folder =
        folders.filter(same).max().map_or_else(|| sessions.join(&slug_of_team), Path::to_owned);
    let in_folder =
        |file: &&Path| file.parent().is_some_and(|f| folded(f.file_name()) == slug_of_team);
    let taken: Vec<String> = there
        .iter()
        .map(AsRef::as_ref)
        .filter(in_folder)
        .map(|file| folded(file.file_name()))
        .collect();
    let first = format!("{date}-{}", slug(template));
    let mut number = 1;
    loop {
        let stem = if number == 1 { first.clone() } else { format!("{first}-{number}") };
        let name = format!("{stem}.yaml");
        if !taken.contains(&name) {
            return (folder.join(name), number);
        }
        number += 1;
    }
}

/// A name as a file system sees it that knows neither case nor normal forms.
fn folded(name: Option<&OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().nfkc().collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NONE: [&str; 0] = [];

    fn path(team: &str, there: &[&str]) -> (PathBuf, u32) {
        session_path(Path::new("s"), team, jiff::civil::date(2026, 11, 20), "spotify", there)
    }

    #[test]
    fn a_second_session_on_a_day_is_numbered() {
        let first = "s/checkout/2026-11-20-spotify.yaml";
        assert_eq!(path("Checkout", &NONE), (first.into(), 1));
        assert_eq!(path("Checkout", &[first]), ("s/checkout/2026-11-20-spotify-2.yaml".into(), 2));
    }

    #[test]
    fn no_two_names_differ_in_case_alone() {
        let theirs = "s/CheckOut/2026-11-20-Spotify.yaml";
        assert_eq!(path("Checkout", &[theirs]), ("s/CheckOut/2026-11-20-spotify-2.yaml".into(), 2));
        let both = [theirs, "s/checkout/2026-11-20-spotify-2.YAML"];
        assert_eq!(path("Checkout", &both), ("s/checkout/2026-11-20-spotify-3.yaml".into(), 3));
        // A folder of that name elsewhere says nothing.
        assert_eq!(
            path("Checkout", &["other/CheckOut/a.yaml"]).0,
            Path::new("s/checkout/2026-11-20-spotify.yaml")
        );
    }

    proptest! {
        #[test]
        fn a_session_lies_in_a_folder_below_the_sessions_whatever_a_team_is_called(
            team in any::<String>(),
            template in any::<String>(),
        ) {
            let day = jiff::civil::date(2026, 11, 20);
            let (path, _) = session_path(Path::new("/w/s"), &team, day, &template, &NONE);
            let inner = path.strip_prefix("/w/s").unwrap();
            let parts: Vec<_> = inner.components().collect();
            prop_assert_eq!(parts.len(), 2);
            prop_assert!(parts.iter().all(|part| matches!(part, std::path::Component::Normal(_))));
            let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-./".contains(c);
            prop_assert!(inner.to_str().unwrap().chars().all(plain), "{:?}", inner);
        }
    }
}
