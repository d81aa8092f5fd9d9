//! Sessions that lie under a name, or in a place, where none is looked for: they are not counted.
//!
//! A copy that a synchroniser or a merge left behind holds a session like any other, so its name
//! tells it. Opens no file.

use std::borrow::Cow;
use std::path::Path;

use super::naming::folded;
use crate::model::{Summary, date_input, text};

/// Why a file that holds a session is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misfit {
    /// The name is not `DATE-TEMPLATE[-N].yaml`.
    Name,
    /// The name does not end in `.yaml`.
    Ending,
    /// It lies in the folder of sessions itself.
    Above,
    /// It lies below the folder of a team.
    Below,
    /// It lies in the folder of another team.
    Folder,
    /// It is named after another day than its date, and there is a session of its date.
    Day,
}

/// Returns why the session of this file is not counted; none if it is.
///
/// The template in a name may be any slug: one that was renamed since is no copy. But a name that
/// adds more to the session's own template than a number is one. So is a name that adds anything to
/// that of another session, or names another day, if `is_there` says that the session which the
/// file would be exists.
pub fn misfit(
    sessions: &Path,
    path: &Path,
    session: &Summary,
    is_there: impl Fn(&Path) -> bool,
) -> Option<Misfit> {
    let folder = path.parent()?;
    if folder == sessions {
        return Some(Misfit::Above);
    }
    if folder.parent() != Some(sessions) {
        return Some(Misfit::Below);
    }
    let name = path.file_name()?;
    let Some(stem) = name.as_encoded_bytes().strip_suffix(b".yaml") else {
        return Some(Misfit::Ending);
    };
    let folder = folder.file_name()?;
    if folder.as_encoded_bytes() != session.slug.as_bytes() && folded(Some(folder)) != *session.slug
    {
        return Some(Misfit::Folder);
    }
    let stem = match std::str::from_utf8(stem) {
        Ok(stem) if is_plain(stem.as_bytes()) => stem.to_owned(),
        _ => folded(path.file_stem()),
    };
    let named = stem.split_at_checked(10).and_then(|(day, rest)| {
        Some((date_input::iso(day)?, rest.strip_prefix('-').filter(|rest| is_slug(rest))?))
    });
    let Some((day, template)) = named else { return Some(Misfit::Name) };
    let own = session.template.as_deref().map(|own| {
        if is_plain(own.as_bytes()) { Cow::Borrowed(own) } else { text::slug(own).into() }
    });
    if day != session.date {
        let own = own.as_deref().unwrap_or(template);
        let named = path.with_file_name(format!("{}-{own}.yaml", session.date));
        return is_there(&named).then_some(Misfit::Day);
    }
    let added = match own {
        Some(own) => added(template, &own),
        None => added_to_another(path, &stem, is_there),
    };
    added.filter(|added| !is_number(added)).map(|_| Misfit::Name)
}

/// Returns the template in the name of a session, with a number behind it or not; none if the file
/// has another name.
pub fn named_template(path: &Path) -> Option<String> {
    let stem = folded(path.file_stem());
    let (day, rest) = stem.split_at_checked(10)?;
    date_input::iso(day)?;
    rest.strip_prefix('-').filter(|rest| is_slug(rest)).map(str::to_owned)
}

/// The part of a name behind the session's own template.
fn added<'n>(named: &'n str, own: &str) -> Option<&'n str> {
    named.strip_prefix(own)?.strip_prefix('-')
}

/// The part of a name behind that of another session in the folder.
fn added_to_another<'n>(
    path: &Path,
    stem: &'n str,
    is_there: impl Fn(&Path) -> bool,
) -> Option<&'n str> {
    let cuts = stem.match_indices('-').skip(3);
    let mut cuts =
        cuts.filter(|(at, _)| is_there(&path.with_file_name(format!("{}.yaml", &stem[..*at]))));
    cuts.next().map(|(at, _)| &stem[at + 1..])
}

/// The number of a second session on a day.
fn is_number(text: &str) -> bool {
    !text.starts_with('0') && text.parse::<u32>().is_ok_and(|number| number >= 2)
}

/// Returns true for a slug, with a number behind it or not.
fn is_slug(name: &str) -> bool {
    let is = |name: &str| {
        (1..=60).contains(&name.len())
            && is_plain(name.as_bytes())
            && !name.starts_with('-')
            && !name.ends_with('-')
            && !name.contains("--")
    };
    is(name) || name.rsplit_once('-').is_some_and(|(name, number)| is_number(number) && is(name))
}

fn is_plain(name: &[u8]) -> bool {
    name.iter().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Session, Template, Voters, VotingMode};

    fn of(template: Option<&str>) -> Summary {
        let day = jiff::civil::date(2026, 11, 21);
        let asked = Template::default();
        let (way, voters) = (VotingMode::Hands, Voters::Count(3));
        let session = Session::new("Check out".to_owned(), day, &asked, way, voters);
        Summary::new(&Session { template: template.map(str::to_owned), ..session })
    }

    fn of_name(name: &str, template: Option<&str>) -> Option<Misfit> {
        let path = Path::new("s/check-out").join(name);
        let there = Path::new("s/check-out/2026-11-21-retro.yaml");
        misfit(Path::new("s"), &path, &of(template), |path| path == there)
    }

    #[test]
    fn a_date_and_a_slug_are_the_name_of_a_session() {
        for (name, template) in [
            ("2026-11-21-spotify.yaml", Some("spotify")),
            ("2026-11-21-spotify-2.yaml", Some("spotify")),
            ("2026-11-21-spotify-13.yaml", Some("spotify")),
            ("2026-11-21-Spotify.yaml", Some("spotify")),
            ("2026-11-21-our-check.yaml", Some("Our check")),
            ("2026-11-21-our-check-2.yaml", Some("Our check")),
            ("2026-11-21-spotify-2.yaml", Some("spotify-2")),
            ("2026-11-21-spotify-2-2.yaml", Some("spotify-2")),
            ("2026-11-21-renamed-since.yaml", Some("spotify")),
            ("2026-11-21-spotify.yaml", Some("sporify")),
            ("2026-11-21-spotify.yaml", None),
            ("2026-11-21-anything-else.yaml", None),
            ("2026-11-21-retro-2.yaml", None),
        ] {
            assert_eq!(of_name(name, template), None, "{name}");
        }
        let long = "x".repeat(60);
        assert_eq!(of_name(&format!("2026-11-21-{long}-2.yaml"), Some(&long)), None);
    }

    #[test]
    fn a_copy_has_another_name() {
        for name in [
            "2026-11-21-spotify (Ana's conflicted copy 2026-11-21).yaml",
            "2026-11-21-spotify (conflicted copy 2026-11-21 120000).yaml",
            "2026-11-21-spotify (Case Conflict).yaml",
            "2026-11-21-spotify 2.yaml",
            "2026-11-21-spotify-DESKTOP-1AB2.yaml",
            "2026-11-21-spotify-laptop-anna.yaml",
            "2026-11-21-spotify-laptop-2.yaml",
            "2026-11-21-spotify-1.yaml",
            "2026-11-21-spotify-02.yaml",
            "2026-11-21-spotify (1).yaml",
            "2026-11-21-spotify(1).yaml",
            "2026-11-21-spotify_LOCAL_1234.yaml",
            "2026-11-21-spotify_REMOTE_1234.yaml",
            "2026-11-21-spotify_BASE_1234.yaml",
            "2026-11-21-spotify_BACKUP_1234.yaml",
            "2026-11-21-spotify_conflict-20261121-120000.yaml",
            "2026-11-21-spotify copy.yaml",
            "2026-11-21-spotify copy 2.yaml",
            "2026-11-21-spotify - Copy.yaml",
            "2026-11-21-spotify - Kopie (2).yaml",
            "Copy of 2026-11-21-spotify.yaml",
            "2026-11-21-spotify.bak.yaml",
            "2026-11-21-spotify.orig.yaml",
            "2026-11-21 spotify.yaml",
            "2026-11-21.yaml",
            "2026-11-21-.yaml",
            "2026-1-2-spotify.yaml",
            "2026-02-30-spotify.yaml",
            "retro.yaml",
            "november.yaml",
        ] {
            assert_eq!(of_name(name, Some("spotify")), Some(Misfit::Name), "{name}");
        }
        for name in ["2026-11-21-retro-DESKTOP-1AB2.yaml", "2026-11-21-retro-laptop-anna.yaml"] {
            assert_eq!(of_name(name, None), Some(Misfit::Name), "{name}");
        }
    }

    #[test]
    fn a_place_where_no_session_is_looked_for_is_told() {
        let name = "2026-11-21-spotify.yaml";
        for (path, why) in [
            (format!("s/{name}"), Misfit::Above),
            (format!("s/check-out/old/{name}"), Misfit::Below),
            (format!("s/check-out/old/older/{name}"), Misfit::Below),
            (format!("s/search/{name}"), Misfit::Folder),
            (format!("s/check-out 2/{name}"), Misfit::Folder),
            ("s/check-out/2026-11-21-spotify.yml".to_owned(), Misfit::Ending),
            ("s/check-out/2026-11-21-spotify.YAML".to_owned(), Misfit::Ending),
        ] {
            let session = of(Some("spotify"));
            let found = misfit(Path::new("s"), Path::new(&path), &session, |_| false);
            assert_eq!(found, Some(why), "{path}");
        }
        let path = Path::new("s/Check-Out").join(name);
        assert_eq!(misfit(Path::new("s"), &path, &of(Some("spotify")), |_| false), None);
    }

    #[test]
    fn another_day_is_a_copy_if_the_session_of_its_date_is_there() {
        let day = Path::new("s/check-out/2026-11-22-spotify.yaml");
        let its_own = Path::new("s/check-out/2026-11-21-spotify.yaml");
        let with = |there: bool| {
            misfit(Path::new("s"), day, &of(Some("spotify")), |path| there && path == its_own)
        };
        assert_eq!((with(true), with(false)), (Some(Misfit::Day), None));
    }
}
