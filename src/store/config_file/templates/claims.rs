//! Earlier keys that two dimensions of own templates claim.

use super::super::super::yaml::{Node, NodeDecoder};
use super::place_in;
use crate::library::Position;
use crate::model::{Claimant, DoubleClaim, Workspace};

/// The most that are told of a file.
const MOST: usize = 50;

/// Notes earlier keys that belong to two dimensions of the own templates.
pub fn claims(decoder: &mut NodeDecoder<'_>, root: &Node, workspace: &Workspace) {
    for claim in workspace.double_claims().into_iter().take(MOST) {
        let DoubleClaim { alias, of, other } = claim;
        let (message, help) = match other {
            Claimant::Alias { of: other } => (
                format!("the earlier key `{alias}` is claimed by `{other}` and by `{of}`"),
                "let each earlier key belong to one dimension",
            ),
            Claimant::Asked { template } => (
                format!(
                    "the earlier key `{alias}` of `{of}` is a dimension of the template \
                     `{template}`"
                ),
                "rename it there, too, or remove it from `aliases`",
            ),
        };
        decoder.note(place_of(root, claim), message, help);
    }
}

/// Returns the place of an alias, or of the templates.
fn place_of(root: &Node, claim: DoubleClaim<'_>) -> Position {
    let lists = |template| ["dimensions", "add", "reword"].map(|key| Node::items(template, key));
    let all = root.items("templates").iter().flat_map(lists).flatten();
    let own = all.filter(|node| node.entry("key").and_then(Node::word) == Some(claim.of));
    let mut aliases = own.flat_map(|node| node.items("aliases"));
    let found = aliases.find(|node| node.word() == Some(claim.alias));
    found.map_or_else(|| place_in(root, "templates"), |node| node.place)
}
