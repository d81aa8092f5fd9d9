//! `healthcheck.yaml` and the built-in templates.
//!
//! Turns text into a [`Workspace`]; opens no file. The program never writes this file but once, in
//! `init`.

mod templates;

use std::collections::HashMap;
use std::path::{Component, Path};

use super::version;
use super::yaml::{self, Fields, Node, NodeDecoder, Note};
use crate::library::FileError;
use crate::model::text::Lookalikes;
use crate::model::{Defaults, Secrecy, Team, Template, VotingMode, Workspace, text};

pub use templates::{built_in, template_yaml};

/// The text of a new `healthcheck.yaml`.
pub const STARTER: &str = include_str!("../../templates/healthcheck.yaml.txt");

const KEYS: [&str; 6] = ["squadcheck", "title", "sessions", "defaults", "teams", "templates"];

/// Reads a `healthcheck.yaml` strictly; one of a newer version as far as it is understood.
///
/// The quick way knows no places: whatever it does not take, and whatever has a fault, takes the
/// thorough one.
pub fn read(path: &Path, bytes: &[u8]) -> Result<Workspace, Vec<FileError>> {
    let quickly = yaml::read_quickly(bytes).and_then(|(text, root)| decoded(path, text, root).ok());
    quickly.map_or_else(|| thoroughly(path, bytes), Ok)
}

/// Reads a `healthcheck.yaml`, with what may be a mistake in it.
pub fn examine(path: &Path, bytes: &[u8]) -> Result<(Workspace, Vec<Note>), Vec<FileError>> {
    let (text, root) = yaml::read(path, bytes)?;
    noted(path, &text, root, templates::claims)
}

fn thoroughly(path: &Path, bytes: &[u8]) -> Result<Workspace, Vec<FileError>> {
    examine(path, bytes).map(|(workspace, _)| workspace)
}

fn decoded(path: &Path, text: &str, root: Node) -> Result<Workspace, Vec<FileError>> {
    noted(path, text, root, |_, _, _| {}).map(|(workspace, _)| workspace)
}

/// Reads a file, and has more noted of what can be read.
fn noted(
    path: &Path,
    text: &str,
    root: Node,
    more: fn(&mut NodeDecoder<'_>, &Node, &Workspace),
) -> Result<(Workspace, Vec<Note>), Vec<FileError>> {
    let root = version::brought_up(root, &version::CONFIG);
    let mut decoder = NodeDecoder::new(path, text);
    version::tolerate_newer(&mut decoder, &root);
    let workspace = workspace(&mut decoder, &root);
    if let Some(workspace) = workspace.as_ref().filter(|workspace| workspace.newer.is_none()) {
        more(&mut decoder, &root, workspace);
    }
    let notes = decoder.take_notes();
    decoder.finish(workspace).map(|workspace| (workspace, notes))
}

fn workspace(decoder: &mut NodeDecoder<'_>, root: &Node) -> Option<Workspace> {
    let mut fields = decoder.fields(root, "the file")?;
    if !version::version(decoder, &mut fields, "healthcheck.yaml") {
        return None;
    }
    let mut workspace = Workspace::bare(built_in());
    workspace.newer = decoder.newer();
    workspace.title = decoder.optional_text(&mut fields, "title");
    if let Some(node) = fields.get("sessions") {
        workspace.sessions = sessions(decoder, node).unwrap_or(workspace.sessions);
    }
    if let Some(node) = fields.get("templates") {
        templates::all(decoder, node, &mut workspace);
    }
    if let Some(node) = fields.get("defaults") {
        workspace.defaults = defaults(decoder, node, &workspace.templates);
    }
    if let Some(node) = fields.get("teams") {
        let (mut folders, mut alike) = (HashMap::new(), Lookalikes::default());
        for item in decoder.list(node, "`teams`") {
            if let Some(team) = team(decoder, item, &workspace.templates, &mut folders, &mut alike)
            {
                workspace.teams.push(team);
            }
        }
    }
    decoder.unknown(&fields, "healthcheck.yaml", &KEYS);
    Some(workspace)
}

fn sessions(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<String> {
    let folder = decoder.name(node, "`sessions`")?;
    let inside = Path::new(&folder)
        .components()
        .all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
    let drive = folder.contains('\\') || folder.contains(':');
    if inside
        && !drive
        && let Some(part) = folder.split('/').find(|part| !text::is_plain_folder(part))
    {
        let message =
            format!("`sessions` is {}, but {part:?} may not name a folder of checks", node.found());
        let help = "write a folder that begins with no dot, ends with none, has no invisible sign \
                    and none of `<>\"|?*`, and is no name that a system reserves";
        decoder.fault(node.place, message, help);
        return None;
    }
    if !inside || drive || folder.chars().any(char::is_control) {
        let message = format!(
            "`sessions` is {}, but should be a folder beside or below this file",
            node.found()
        );
        decoder.fault(node.place, message, "write a relative path with `/` and without `..`");
        return None;
    }
    Some(folder)
}

fn defaults(decoder: &mut NodeDecoder<'_>, node: &Node, templates: &[Template]) -> Defaults {
    let mut defaults = Defaults::default();
    let Some(mut fields) = decoder.fields(node, "`defaults`") else { return defaults };
    if let Some(key) = known_template(decoder, &mut fields, templates) {
        defaults.template = key;
    }
    if let Some(node) = fields.get("secrecy") {
        let words = Secrecy::ALL.map(Secrecy::word);
        defaults.secrecy =
            decoder.word(node, "`secrecy`", Secrecy::from_word, &words).unwrap_or_default();
    }
    if let Some(node) = fields.get("way") {
        let words = VotingMode::ALL.map(VotingMode::word);
        defaults.way =
            decoder.word(node, "`way`", VotingMode::from_word, &words).unwrap_or_default();
    }
    if let Some(node) = fields.get("threshold") {
        defaults.threshold =
            at_least_one(decoder, node, "`threshold`").unwrap_or(defaults.threshold);
    }
    if let Some(node) = fields.get("minutes_per_dimension") {
        defaults.minutes =
            at_least_one(decoder, node, "`minutes_per_dimension`").unwrap_or(defaults.minutes);
    }
    if let Some(node) = fields.get("reveal") {
        let reveals = |word: &str| match word {
            "by-hand" => Some(false),
            "when-all-voted" => Some(true),
            _ => None,
        };
        let words = ["by-hand", "when-all-voted"];
        defaults.reveals = decoder.word(node, "`reveal`", reveals, &words).unwrap_or_default();
    }
    let known = ["template", "secrecy", "way", "threshold", "minutes_per_dimension", "reveal"];
    decoder.unknown(&fields, "`defaults`", &known);
    defaults
}

fn at_least_one(decoder: &mut NodeDecoder<'_>, node: &Node, what: &str) -> Option<u32> {
    let number = decoder.count(node, what)?;
    if number == 0 {
        decoder.fault(
            node.place,
            format!("{what} is 0, but should be at least 1"),
            "write 1 or more",
        );
    }
    (number > 0).then_some(number)
}

/// The key under `template`, if there is such a template.
fn known_template(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    templates: &[Template],
) -> Option<String> {
    let node = fields.get("template")?;
    let keys: Vec<&str> = templates.iter().map(|t| t.key.as_str()).collect();
    let known = |word: &str| keys.contains(&word).then(|| word.to_owned());
    decoder.word(node, "`template`", known, &keys)
}

/// Reads a team. `folders` and `alike` have the names of those before it, by the folder of their
/// sessions and by how they look.
fn team(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    templates: &[Template],
    folders: &mut HashMap<String, String>,
    alike: &mut Lookalikes,
) -> Option<Team> {
    let mut fields = decoder.fields(node, "a team")?;
    let name = decoder.required(&mut fields, "name", "a team", "the name is what people call it");
    let place = fields.place_of("name");
    let name = name.and_then(|node| decoder.name(node, "`name`"));
    let people = fields.get("people").map(|node| decoder.unique_names(node, "`people`"));
    let template = known_template(decoder, &mut fields, templates);
    let share = fields.get("share").and_then(|node| decoder.flag(node, "`share`"));
    decoder.unknown(&fields, "a team", &["name", "people", "template", "share"]);
    let name = name?;
    let slug = text::slug(&name);
    if let Some(other) = folders.get(&slug) {
        let message =
            format!("`{name}` and `{other}` would keep their checks in the same folder, `{slug}`");
        decoder.fault(
            place,
            message,
            "give one of the two teams a name that differs in more than case, accents and signs",
        );
    } else if let Some(other) = alike.add(&name) {
        let message = format!("`{name}` looks like `{other}`, but is written with other letters");
        decoder.fault(place, message, "write one of the two with the letters of the other script");
    } else {
        folders.insert(slug, name.clone());
    }
    Some(Team { name, people: people.unwrap_or_default(), template, share: share.unwrap_or(true) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_init_writes_takes_the_quick_way_and_is_read_the_same_both_ways() {
        let path = Path::new("healthcheck.yaml");
        let (text, root) = yaml::read_quickly(STARTER.as_bytes()).unwrap();
        assert_eq!(
            decoded(path, text, root).unwrap(),
            thoroughly(path, STARTER.as_bytes()).unwrap()
        );
    }

    #[test]
    fn a_fault_is_told_with_its_place_whichever_way_the_file_could_take() {
        let text = "squadcheck: 1\n\nteams:\n  - name: Search # the first\n    peple: [Ana]\n";
        assert!(yaml::read_quickly(text.as_bytes()).is_some());
        let faults = read(Path::new("healthcheck.yaml"), text.as_bytes()).unwrap_err();
        let place = faults[0].place.map(|place| (place.line, place.column));
        assert_eq!(place, Some((5, 5)), "{faults:?}");
    }
}
