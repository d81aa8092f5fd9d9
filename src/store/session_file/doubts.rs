//! What a session says that its workspace does not know: a template, a dimension.
//!
//! A session has its own wording, so nothing of it is lost; but it may be a slip of the pen, and
//! then its rows stand alone in every grid.

use super::super::yaml::{Node, NodeDecoder, list_of, nearest};
use crate::model::{Session, Template, Workspace};

/// Notes the words of a session that are unknown in its workspace.
pub fn about(decoder: &mut NodeDecoder<'_>, root: &Node, session: &Session, workspace: &Workspace) {
    if session.newer.is_some() {
        return;
    }
    let known = |key: &str| {
        session.card(key).is_some()
            || workspace.templates.iter().any(|template| template.dimension(key).is_some())
    };
    let template = session.template.as_deref().map(|key| (key, workspace.template(key)));
    match template {
        Some((key, None)) => unknown_template(decoder, root, key, workspace),
        Some((_, Some(template))) => {
            for card in root.items("dimensions") {
                unknown_card(decoder, card, template, workspace);
            }
        }
        None => {}
    }
    for (list, what) in [("actions", "an action"), ("experiments", "an experiment")] {
        for item in root.items(list) {
            let Some((node, key)) = value(item, "dimension") else { continue };
            if !known(key) {
                let cards: Vec<&str> =
                    session.cards.iter().map(|card| card.dimension.key.as_str()).collect();
                let message =
                    format!("{what} is about `{key}`, which is not a dimension known here");
                decoder.note(node.place, message, meant(key, &cards));
            }
        }
    }
}

fn unknown_template(decoder: &mut NodeDecoder<'_>, root: &Node, key: &str, workspace: &Workspace) {
    let Some((node, _)) = value(root, "template") else { return };
    let keys: Vec<&str> = workspace.templates.iter().map(|t| t.key.as_str()).collect();
    let message = format!("there is no template `{key}` in this workspace");
    decoder.note(node.place, message, meant(key, &keys));
}

fn unknown_card(
    decoder: &mut NodeDecoder<'_>,
    card: &Node,
    template: &Template,
    workspace: &Workspace,
) {
    let Some((node, key)) = value(card, "key") else { return };
    if workspace.templates.iter().any(|template| template.dimension(key).is_some()) {
        return;
    }
    let keys: Vec<&str> = template.dimensions.iter().map(|d| d.key.as_str()).collect();
    let message = format!("`{key}` is not a dimension of the template `{}`", template.key);
    let help = match nearest(key, &keys) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "if it has another key now, write this one under `aliases` of that dimension, in \
                 healthcheck.yaml"
            .to_owned(),
    };
    decoder.note(node.place, message, help);
}

fn meant(key: &str, known: &[&str]) -> String {
    match nearest(key, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", list_of(known)),
    }
}

/// The value of a key, where it is a word.
fn value<'n>(map: &'n Node, key: &str) -> Option<(&'n Node, &'n str)> {
    let node = map.entry(key)?;
    Some((node, node.word()?))
}
