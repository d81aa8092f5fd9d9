//! What is asked: templates and their dimensions.
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
    /// What people call it.
    pub name: String,
    /// What it looks like at its best.
    pub awesome: String,
    /// What it looks like at its worst.
    pub crappy: String,
    /// Earlier keys and names under which its history may be found.
    pub aliases: Vec<String>,
    /// How it is answered.
    pub scale: Scale,
    /// Asked beside the score: it is no item of it.
    pub beside: bool,
    /// The dimension of what is said, where this one asks what is done.
    pub pair: Option<String>,
}

impl Dimension {
    /// Whether `key` is this dimension's key or one of its aliases.
    pub fn goes_by(&self, key: &str) -> bool {
        self.key == key || self.aliases.iter().any(|alias| alias == key)
    }

    /// Whether it may be an item of a score: answered with levels, and not asked beside it.
    pub const fn is_item(&self) -> bool {
        !self.beside && self.scale.is_typed()
    }

    /// From where to where its levels go.
    pub fn range(&self) -> Option<(Level, Level)> {
        self.scale.levels().map(|levels| (levels.min, levels.max))
    }
}

/// A named set of dimensions with their wording, source and licence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// Stable name, used in files and commands.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Where the method comes from.
    pub source: String,
    /// Under what licence the wording stands.
    pub licence: String,
    /// When to use it, in a sentence or two.
    pub when: String,
    /// How to read a result, in a sentence or two.
    pub reading: String,
    /// What a result does not say.
    pub limits: String,
    /// What is asked, in order.
    pub dimensions: Vec<Dimension>,
    /// Where the score should be.
    pub target: Option<RuleTarget>,
    /// What a result says, in the order in which it is said.
    pub rules: Vec<TemplateRule>,
    /// What to talk about.
    pub prompts: Vec<Advice>,
}

impl Template {
    /// The dimension that goes by `key`.
    pub fn dimension(&self, key: &str) -> Option<&Dimension> {
        self.dimensions
            .iter()
            .find(|d| d.key == key)
            .or_else(|| self.dimensions.iter().find(|d| d.goes_by(key)))
    }

    /// How it is answered, in words: `1 to 5`; several scales one after the other.
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

    /// The items of the score, as [`super::score::items`] has them; none where there is no score.
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
