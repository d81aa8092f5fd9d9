//! The version of the format: how older files are brought up to it, and what becomes of newer ones.
//!
//! A step is pure: it turns the tree of a file into the tree that the same file would be one
//! version later. What the values mean is decided after the last step. Nothing is written here; a
//! file that was brought up is written in the present version when it is next kept.

use super::yaml::{Fields, Node, NodeContent, NodeDecoder};
use crate::library::Position;

/// The version of the format that is written.
pub const VERSION: u32 = 1;

/// From one version to the next.
pub type UpgradeStep = fn(Node) -> Node;

/// The number of steps to the present version. A missing or an extra step does not compile.
const STEPS: usize = VERSION as usize - 1;

/// The first step leads from version 1 to 2, and so on. Each has a file in
/// `tests/files/migrations`.
pub const SESSION: [UpgradeStep; STEPS] = [];
/// The same for `healthcheck.yaml`.
pub const CONFIG: [UpgradeStep; STEPS] = [];
/// The same for ballots that wait.
pub const WAITING: [UpgradeStep; STEPS] = [];

/// The tree in the present version. What states no version, or a newer one, stays as it is.
pub fn brought_up(root: Node, steps: &[UpgradeStep]) -> Node {
    let from = stated(&root).and_then(|(version, _)| usize::try_from(version).ok()).unwrap_or(0);
    if from == 0 {
        return root;
    }
    steps.iter().skip(from - 1).fold(root, |root, step| step(root))
}

/// Lets a newer file be read as far as it is understood: unknown keys are no faults in it.
pub fn tolerate_newer(decoder: &mut NodeDecoder<'_>, root: &Node) {
    if let Some((version, place)) = stated(root).filter(|(version, _)| *version > VERSION) {
        decoder.tolerate(version, place);
    }
}

fn stated(root: &Node) -> Option<(u32, Position)> {
    let NodeContent::Map(entries) = &root.content else { return None };
    let is_version =
        |key: &Node| matches!(&key.content, NodeContent::Scalar { raw, .. } if raw == "squadcheck");
    let (_, value) = entries.iter().find(|(key, _)| is_version(key))?;
    let NodeContent::Scalar { raw, .. } = &value.content else { return None };
    Some((raw.parse().ok()?, value.place))
}

/// Reads the version. Refuses a newer one where it is not tolerated; true: go on.
pub fn version(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'_>, what: &str) -> bool {
    let help = format!("write `squadcheck: {VERSION}` as the first line");
    let Some(node) = decoder.required(fields, "squadcheck", what, &help) else { return true };
    if decoder.newer().is_some() {
        return true;
    }
    match decoder.count(node, "`squadcheck`") {
        Some(0) => {
            decoder.fault(
                node.place,
                "`squadcheck` is 0, but the first version of the format is 1",
                help,
            );
            true
        }
        Some(newer) if newer > VERSION => {
            decoder.fault(node.place, newer_words(newer), "read it with a newer squadcheck");
            false
        }
        Some(_) | None => true,
    }
}

/// Words the message about a newer file that cannot be read.
pub fn newer_words(newer: u32) -> String {
    format!("the file is in version {newer} of the format, this program knows {VERSION}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::yaml;
    use super::*;
    use crate::model::RawValue;

    fn root(text: &str) -> Node {
        yaml::read(Path::new("s.yaml"), text.as_bytes()).unwrap().1
    }

    fn renamed(root: Node, from: &str, to: &str) -> Node {
        let NodeContent::Map(mut entries) = root.content else { return root };
        for (key, _) in &mut entries {
            match &mut key.content {
                NodeContent::Scalar { raw, .. } if raw == from => to.clone_into(raw),
                _ => {}
            }
        }
        Node { content: NodeContent::Map(entries), ..root }
    }

    const MADE_UP: [UpgradeStep; 3] = [
        |root| renamed(root, "a", "b"),
        |root| renamed(root, "b", "c"),
        |root| renamed(root, "c", "d"),
    ];

    fn keys(text: &str) -> Vec<String> {
        let RawValue::Map(entries) = brought_up(root(text), &MADE_UP).plain() else {
            return Vec::new();
        };
        entries
            .into_iter()
            .filter_map(|(key, _)| if let RawValue::Text(key) = key { Some(key) } else { None })
            .collect()
    }

    #[test]
    fn a_file_takes_every_step_from_its_version_on_and_none_before() {
        assert_eq!(keys("{squadcheck: 1, a: x}"), ["squadcheck", "d"]);
        assert_eq!(keys("{squadcheck: 2, a: x, b: y}"), ["squadcheck", "a", "d"]);
        assert_eq!(keys("{squadcheck: 3, b: x, c: y}"), ["squadcheck", "b", "d"]);
        assert_eq!(keys("{squadcheck: 4, c: x, e: y}"), ["squadcheck", "c", "e"]);
    }

    #[test]
    fn what_states_no_version_or_a_newer_one_takes_no_step() {
        for text in
            ["{a: x}", "{squadcheck: 9, a: x}", "{squadcheck: one, a: x}", "{squadcheck: 0, a: x}"]
        {
            assert!(keys(text).contains(&"a".to_owned()), "{text}");
        }
        assert!(
            brought_up(root("[a]"), &MADE_UP).plain()
                == RawValue::List(vec![RawValue::Text("a".to_owned())])
        );
    }

    #[test]
    fn a_step_keeps_values_and_places() {
        let NodeContent::Map(entries) =
            brought_up(root("squadcheck: 1\n\na: [1, no]\n"), &MADE_UP).content
        else {
            panic!("a map");
        };
        let (key, value) = &entries[1];
        assert_eq!(
            (key.place, value.place),
            (Position { line: 3, column: 1 }, Position { line: 3, column: 4 })
        );
        assert_eq!(
            value.plain(),
            RawValue::List(vec![RawValue::Bare("1".to_owned()), RawValue::Bare("no".to_owned())])
        );
    }
}
