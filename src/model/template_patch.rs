//! Templates made from others.
//!
//! Knows no files: which line a fault is about is the store's to say. Rules, target and prompts of
//! its own are given to a template once its dimensions are settled, since they speak of these.

use std::collections::{HashMap, HashSet};

use super::template::{Dimension, Template};
use super::template_rule::{Advice, Scope};

/// New words for a dimension that is there. Its key, its scale and its history stay.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reword {
    /// Key of the dimension.
    pub key: String,
    /// Replaces the name.
    pub name: Option<String>,
    /// Replaces the short name, which a new name drops.
    pub short: Option<String>,
    /// Replaces the description of its best state.
    pub awesome: Option<String>,
    /// Replaces the description of its worst state.
    pub crappy: Option<String>,
    /// Aliases to add.
    pub aliases: Vec<String>,
}

/// An own template as `healthcheck.yaml` states it: whole, or as changes to another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplatePatch {
    /// The new template's key.
    pub key: String,
    /// The template it starts from; none: from nothing.
    pub extends: Option<String>,
    /// Keys of dimensions that are left out.
    pub drop: Vec<String>,
    /// Dimensions that come after those that stay.
    pub add: Vec<Dimension>,
    /// New words for dimensions that stay.
    pub reword: Vec<Reword>,
    /// Replaces the name.
    pub name: Option<String>,
    /// Replaces the source.
    pub source: Option<String>,
    /// Replaces the licence.
    pub licence: Option<String>,
    /// Replaces the occasion.
    pub when: Option<String>,
    /// Replaces the guide to a result.
    pub reading: Option<String>,
    /// Replaces the limits.
    pub limits: Option<String>,
}

/// Error in a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatchError {
    /// `drop` at this index names no dimension of the base.
    NothingToDrop(usize),
    /// `add` at this index has a key that is there already.
    AlreadyThere(usize),
    /// `reword` at this index names no dimension that stays.
    NothingToReword(usize),
    /// Nothing would be asked.
    Empty,
}

impl TemplatePatch {
    /// Applies the change to its base, or returns all its errors.
    pub fn apply(&self, base: Option<&Template>) -> Result<Template, Vec<PatchError>> {
        let mut faults = Vec::new();
        let mut made = base.cloned().unwrap_or_default();
        made.key.clone_from(&self.key);
        if base.is_none() {
            made.name.clone_from(&self.key);
        }
        replace(&mut made.name, self.name.as_ref());
        replace(&mut made.source, self.source.as_ref());
        replace(&mut made.licence, self.licence.as_ref());
        replace(&mut made.when, self.when.as_ref());
        replace(&mut made.reading, self.reading.as_ref());
        replace(&mut made.limits, self.limits.as_ref());
        // Sets, since a file may name thousands of each.
        let before = base.map_or(&[][..], |base| &base.dimensions);
        let mut there: HashSet<&str> = before.iter().map(|d| d.key.as_str()).collect();
        let mut dropped = HashSet::new();
        for (index, key) in self.drop.iter().enumerate() {
            if there.remove(key.as_str()) {
                dropped.insert(key.as_str());
            } else {
                faults.push(PatchError::NothingToDrop(index));
            }
        }
        made.dimensions.retain(|d| !dropped.contains(d.key.as_str()));
        let places: HashMap<String, usize> =
            made.dimensions.iter().map(|d| d.key.clone()).zip(0..).collect();
        let mut aliases: HashSet<(&str, &str)> = HashSet::new();
        for dimension in before {
            aliases.extend(dimension.aliases.iter().map(|alias| (&*dimension.key, &**alias)));
        }
        for (index, reword) in self.reword.iter().enumerate() {
            match places.get(&reword.key) {
                Some(at) => reword.apply(&mut made.dimensions[*at], &mut aliases),
                None => faults.push(PatchError::NothingToReword(index)),
            }
        }
        for (index, dimension) in self.add.iter().enumerate() {
            if there.insert(&dimension.key) {
                made.dimensions.push(dimension.clone());
            } else {
                faults.push(PatchError::AlreadyThere(index));
            }
        }
        if made.dimensions.is_empty() {
            faults.push(PatchError::Empty);
        }
        forget(&mut made, &dropped);
        if faults.is_empty() { Ok(made) } else { Err(faults) }
    }
}

fn replace<T: Clone>(target: &mut T, new: Option<&T>) {
    if let Some(new) = new {
        target.clone_from(new);
    }
}

impl Reword {
    /// `aliases` are those that are there, by the key of their dimension.
    fn apply<'a>(&'a self, dimension: &mut Dimension, aliases: &mut HashSet<(&'a str, &'a str)>) {
        replace(&mut dimension.name, self.name.as_ref());
        if self.name.is_some() || self.short.is_some() {
            dimension.short.clone_from(&self.short);
        }
        replace(&mut dimension.awesome, self.awesome.as_ref());
        replace(&mut dimension.crappy, self.crappy.as_ref());
        for alias in &self.aliases {
            if aliases.insert((&self.key, alias)) {
                dimension.aliases.push(alias.clone());
            }
        }
    }
}

/// Removes rules and prompts about dropped dimensions alone. Those about more stay.
fn forget(template: &mut Template, dropped: &HashSet<&str>) {
    let gone = |key: &String| dropped.contains(key.as_str());
    for dimension in &mut template.dimensions {
        dimension.pair = dimension.pair.take().filter(|key| !gone(key));
    }
    let left = |advice: &mut Vec<Advice>| {
        advice.retain_mut(|advice| {
            let about_all = advice.dimensions.is_empty();
            advice.dimensions.retain(|key| !gone(key));
            about_all || !advice.dimensions.is_empty()
        });
    };
    template.rules.retain(|rule| !matches!(&rule.of, Scope::Dimension(key) if gone(key)));
    for rule in &mut template.rules {
        left(&mut rule.suggest);
    }
    left(&mut template.prompts);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Condition, Light, TemplateRule, Vote};

    fn dimension(key: &str) -> Dimension {
        Dimension { key: key.into(), name: key.into(), ..Dimension::default() }
    }

    fn base() -> Template {
        Template {
            key: "base".into(),
            name: "Base".into(),
            source: "s".into(),
            dimensions: vec![dimension("fun"), dimension("speed")],
            ..Template::default()
        }
    }

    #[test]
    fn a_change_drops_rewords_and_adds_and_keeps_the_rest() {
        let reword = Reword {
            key: "speed".into(),
            name: Some("Flow".into()),
            aliases: vec!["pace".into()],
            ..Reword::default()
        };
        let change = TemplatePatch {
            key: "ours".into(),
            drop: vec!["fun".into()],
            reword: vec![reword],
            add: vec![dimension("on-call")],
            ..TemplatePatch::default()
        };
        let made = change.apply(Some(&base())).unwrap();
        let words: Vec<_> =
            made.dimensions.iter().map(|d| (d.key.as_str(), d.name.as_str())).collect();
        assert_eq!(words, [("speed", "Flow"), ("on-call", "on-call")]);
        assert!(made.dimensions[0].goes_by("pace"));
        assert_eq!(
            (made.key.as_str(), made.name.as_str(), made.source.as_str()),
            ("ours", "Base", "s")
        );
    }

    #[test]
    fn every_fault_of_a_change_is_named() {
        let change = TemplatePatch {
            key: "ours".into(),
            drop: vec!["fun".into(), "nope".into()],
            reword: vec![Reword { key: "fun".into(), ..Reword::default() }],
            add: vec![dimension("speed")],
            ..TemplatePatch::default()
        };
        let faults = change.apply(Some(&base())).unwrap_err();
        let all = [
            PatchError::NothingToDrop(1),
            PatchError::NothingToReword(0),
            PatchError::AlreadyThere(0),
        ];
        assert_eq!(faults, all);
        assert_eq!(TemplatePatch::default().apply(None).unwrap_err(), [PatchError::Empty]);
    }

    #[test]
    fn what_was_said_of_a_dropped_dimension_goes_with_it() {
        let mut base = base();
        base.dimensions[1].pair = Some("fun".into());
        let rule = |of| TemplateRule {
            when: Condition::AtMost(Vote::Light(Light::Red)),
            of,
            say: "x".into(),
            suggest: Vec::new(),
        };
        base.rules = vec![rule(Scope::Dimension("fun".into())), rule(Scope::Each)];
        let advice = |keys: &[&str]| Advice {
            text: "y".into(),
            dimensions: keys.iter().map(|key| (*key).to_owned()).collect(),
        };
        base.rules[1].suggest = vec![advice(&["fun"]), advice(&["fun", "speed"]), advice(&[])];
        base.prompts = vec![advice(&["fun"]), advice(&["speed"])];
        let change = TemplatePatch {
            key: "ours".into(),
            drop: vec!["fun".into()],
            ..TemplatePatch::default()
        };
        let made = change.apply(Some(&base)).unwrap();
        assert_eq!(made.dimensions[0].pair, None);
        assert_eq!(made.rules.len(), 1);
        assert_eq!(made.rules[0].suggest, [advice(&["speed"]), advice(&[])]);
        assert_eq!(made.prompts, [advice(&["speed"])]);
    }
}
