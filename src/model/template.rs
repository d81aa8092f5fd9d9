//! Templates and their dimensions.
//!
//! Reading templates from YAML is the store's work; how one is made from another is told in
//! [`super::template_patch`].

use super::level::Level;
use super::scale::Scale;
use super::template_rule::{Advice, RuleTarget, TemplateRule};

/// One topic that is voted on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// Stable over renaming: history is found by it.
    pub key: String,
    /// Display name.
    pub name: String,
    /// Name of at most [`Self::SHORTEST`] letters for large type, where the name is longer.
    /// Templates have it, and sessions have not.
    pub short: Option<String>,
    /// Description of its best state.
    pub awesome: String,
    /// Description of its worst state.
    pub crappy: String,
    /// Earlier keys and names under which its history may be found.
    pub aliases: Vec<String>,
    /// Scale of its answers.
    pub scale: Scale,
    /// True: asked beside the score, and no item of it.
    pub beside: bool,
    /// Key of the dimension about the word, where this one is about the deed.
    pub pair: Option<String>,
}

impl Dimension {
    /// The most letters of a short name: in large type they take 72 columns.
    pub const SHORTEST: usize = 18;

    /// True for this dimension's key or one of its aliases.
    pub fn goes_by(&self, key: &str) -> bool {
        self.key == key || self.aliases.iter().any(|alias| alias == key)
    }

    /// True for a possible item of a score: answered with levels, and not asked beside it.
    pub const fn is_item(&self) -> bool {
        !self.beside && self.scale.is_typed()
    }

    /// Lowest and highest level.
    pub fn range(&self) -> Option<(Level, Level)> {
        self.scale.levels().map(|levels| (levels.min, levels.max))
    }
}

/// A named set of dimensions with their wording, source and licence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Stable name, used in files and commands.
    pub key: String,
    /// Display name.
    pub name: String,
    /// Source of the method.
    pub source: String,
    /// Licence of the wording.
    pub licence: String,
    /// Occasion to use it, in a sentence or two.
    pub when: String,
    /// Guide to a result, in a sentence or two.
    pub reading: String,
    /// Limits of a result.
    pub limits: String,
    /// Dimensions in the order in which they are asked.
    pub dimensions: Vec<Dimension>,
    /// Target of the score.
    pub target: Option<RuleTarget>,
    /// Rules about a result, in the order in which they are told.
    pub rules: Vec<TemplateRule>,
    /// Prompts to talk about.
    pub prompts: Vec<Advice>,
}

impl Template {
    /// Finds a dimension by its key, else by an alias.
    pub fn dimension(&self, key: &str) -> Option<&Dimension> {
        self.dimensions
            .iter()
            .find(|d| d.key == key)
            .or_else(|| self.dimensions.iter().find(|d| d.goes_by(key)))
    }

    /// Lists the scales in words: `1 to 5`; several one after the other.
    pub fn answers(&self) -> String {
        let mut answers: Vec<String> = Vec::new();
        for dimension in &self.dimensions {
            let words = dimension.scale.answers();
            if !answers.contains(&words) {
                answers.push(words);
            }
        }
        answers.join("; ")
    }

    /// Lists the items of the score, as [`super::score::items`] does; none where there is no score.
    pub fn items(&self) -> Vec<&Dimension> {
        same_range(self.dimensions.iter().filter(|d| d.is_item()).collect(), |d| d)
    }
}

/// Returns the items if all their levels go from the same lowest to the same highest level, else
/// none: there is no score over different ranges.
pub(super) fn same_range<T>(items: Vec<&T>, dimension: fn(&T) -> &Dimension) -> Vec<&T> {
    let mut ranges = items.iter().map(|item| dimension(item).range());
    let first = ranges.next();
    if ranges.all(|range| Some(range) == first) { items } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dimension_is_found_by_key_before_alias() {
        let dimension =
            |key: &str| Dimension { key: key.into(), name: key.into(), ..Dimension::default() };
        let mut template = Template {
            dimensions: vec![dimension("fun"), dimension("speed")],
            ..Template::default()
        };
        template.dimensions[0].aliases.push("speed".into());
        assert_eq!(template.dimension("speed").unwrap().key, "speed");
        assert_eq!(template.dimension("nope"), None);
    }
}
