//! A list of sessions. It may be long, and copies nothing that can be shown as it is.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::values::{VERSION, path_text};
use crate::model::text::sanitize;
use crate::model::{Light, Summary};

/// One session in a list.
#[derive(Debug, Serialize)]
struct Listed<'s> {
    path: Cow<'s, str>,
    team: Cow<'s, str>,
    date: String,
    template: Option<Cow<'s, str>>,
    secrecy: &'static str,
    way: &'static str,
    voters: u32,
    state: &'static str,
    dimensions: usize,
    settled: usize,
    lights: Lights,
    #[serde(skip_serializing_if = "Option::is_none")]
    newer: Option<u32>,
}

/// The number of cards with each light; a light that none has is left out.
#[derive(Debug, Default, Serialize)]
struct Lights {
    #[serde(skip_serializing_if = "Lights::none")]
    green: usize,
    #[serde(skip_serializing_if = "Lights::none")]
    red: usize,
    #[serde(skip_serializing_if = "Lights::none")]
    yellow: usize,
}

impl Lights {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks like this")]
    const fn none(count: &usize) -> bool {
        *count == 0
    }

    fn new(session: &Summary) -> Self {
        let mut lights = Self::default();
        for light in session.lights().flatten().flatten() {
            *match light {
                Light::Green => &mut lights.green,
                Light::Yellow => &mut lights.yellow,
                Light::Red => &mut lights.red,
            } += 1;
        }
        lights
    }
}

impl<'s> Listed<'s> {
    fn new(path: &'s Path, session: &'s Summary) -> Self {
        let path = path.to_str().map_or_else(|| path_text(path).into(), sanitize);
        Self {
            path,
            team: sanitize(&session.team),
            date: session.date.to_string(),
            template: session.template.as_deref().map(sanitize),
            secrecy: session.secrecy.word(),
            way: session.way.word(),
            voters: session.voters,
            state: session.state.word(),
            dimensions: session.gists.len(),
            settled: session.settled(),
            lights: Lights::new(session),
            newer: session.newer,
        }
    }
}

/// Renders a list of sessions with their files, each session on a line of its own: so a long list
/// is a quarter shorter, and lines can be counted.
pub fn sessions(sessions: &[(&Path, &Summary)]) -> String {
    let mut text = Vec::with_capacity(sessions.len() * 320 + 64);
    text.extend_from_slice(format!("{{\"squadcheck\": {VERSION}, \"sessions\": [").as_bytes());
    for (at, (path, session)) in sessions.iter().enumerate() {
        text.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        // Memory takes every line.
        _ = Listed::new(path, session)
            .serialize(&mut Serializer::with_formatter(&mut text, OneLine));
    }
    text.extend_from_slice(b"\n]}\n");
    String::from_utf8(text).unwrap_or_default()
}

/// On one line, with blanks that let it be read.
struct OneLine;

impl Formatter for OneLine {
    fn begin_object_key<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        first: bool,
    ) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::model::{Session, Template, Voters, VotingMode};

    fn listed(count: u32) -> serde_json::Value {
        let of = |voters| {
            let date = jiff::civil::date(2026, 11, 20);
            Summary::new(&Session::new(
                "A".into(),
                date,
                &Template::default(),
                VotingMode::Hands,
                Voters::Count(voters),
            ))
        };
        let all: Vec<(PathBuf, Summary)> =
            (0..count).map(|voters| (format!("{voters}.yaml").into(), of(voters))).collect();
        let all: Vec<_> = all.iter().map(|(path, session)| (path.as_path(), session)).collect();
        let text = sessions(&all);
        assert_eq!(text.lines().count(), if count == 0 { 2 } else { 2 + count as usize });
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_list_of_any_length_is_one_document_in_order() {
        for count in [0, 1, 500, 501, 2100] {
            let document = listed(count);
            assert_eq!(document["squadcheck"], 1);
            let sessions = document["sessions"].as_array().unwrap();
            let voters: Vec<u64> =
                sessions.iter().filter_map(|session| session["voters"].as_u64()).collect();
            assert_eq!(voters, (0..u64::from(count)).collect::<Vec<_>>());
            assert!(
                sessions
                    .iter()
                    .all(|session| session["path"] == format!("{}.yaml", session["voters"]))
            );
        }
    }
}
