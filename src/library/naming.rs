//! The names of session files and of conflict copies. Looks at names only, and opens no file.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

use crate::model::text::slug;

/// The mark in the name of a conflict copy, before its time.
pub const CONFLICT_MARK: &str = ".conflict-";

/// The same, and the mark that Syncthing writes.
const MARKS: [&str; 2] = [CONFLICT_MARK, ".sync-conflict-"];

/// Returns the file of a new session, `<team>/<date>-<template>.yaml`, and its number on that day:
/// `-2`, `-3` … if the name is taken. `there` are the files that exist.
///
/// No two names differ in case or normal form only: on another machine the two would be one. If the
/// team's folder is spelled in another way, the file goes into that one.
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
pub fn folded(name: Option<&OsStr>) -> String {
    name.unwrap_or_default().to_string_lossy().nfkc().collect::<String>().to_lowercase()
}

/// Returns the last part of a path as text.
pub fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Returns true for `*.yaml` that is neither hidden nor a conflict copy. Whether it is the name of
/// the session in it, says [`misfit`](super::misfit()).
pub fn is_session_name(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    bytes.ends_with(b".yaml") && !bytes.starts_with(b".") && !is_conflict_name(name)
}

/// Returns true for what may hold a session under whatever name: `*.yaml` and `*.yml` in any case
/// that is not hidden.
pub fn may_hold_session(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    let ends = |ending: &str| {
        name.len() > ending.len()
            && name[name.len() - ending.len()..].eq_ignore_ascii_case(ending.as_bytes())
    };
    !name.starts_with(b".") && (ends(".yaml") || ends(".yml"))
}

/// Returns true for `*.conflict-*` and `*.sync-conflict-*`, the names of conflict copies.
pub fn is_conflict_name(name: &OsStr) -> bool {
    let bytes = name.as_encoded_bytes();
    let mut dots = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'.').map(|(at, _)| at);
    !bytes.starts_with(b".")
        && dots.any(|at| MARKS.into_iter().any(|mark| bytes[at..].starts_with(mark.as_bytes())))
}

/// Returns 1, or the n of a file name that ends in `-n`: the number of the session on its day.
pub fn number_of(path: &Path) -> u32 {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
    // The date in front has numbers of its own.
    let rest = stem.get(10..).unwrap_or_default();
    let number = rest.rsplit_once('-').map(|(_, number)| number).filter(|n| !n.starts_with('0'));
    number.and_then(|number| number.parse().ok()).filter(|n| *n >= 2).unwrap_or(1)
}

/// Returns the date in the name of a session file.
pub fn day_of(path: &Path) -> Option<Date> {
    let stem = path.file_stem()?.to_str()?;
    crate::model::date_input::iso(stem.get(..10)?)
}

/// Returns the session of which this is a conflict copy.
pub fn original_of(copy: &Path) -> PathBuf {
    let name = copy.file_name().unwrap_or_default().to_string_lossy();
    let stem =
        MARKS.iter().find_map(|mark| name.split_once(mark)).map_or(name.as_ref(), |(stem, _)| stem);
    copy.with_file_name(format!("{stem}.yaml"))
}

/// Returns true if a change of this path may be of interest. Hidden names are locks and files that
/// are being written.
pub fn may_matter(path: &Path) -> bool {
    !file_name(path).starts_with('.')
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

    #[test]
    fn a_copy_knows_beside_which_session_it_lies() {
        let copy = Path::new("s/a/2026-11-20-spotify.conflict-20261121T150400.yaml");
        assert_eq!(original_of(copy), Path::new("s/a/2026-11-20-spotify.yaml"));
    }
}
