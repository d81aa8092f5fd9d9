//! What is asked: templates and their dimensions, and how one template is made from another.
//!
//! Reading templates from YAML is the store's work; this module only knows the rules.

use super::scale::Scale;

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
}

impl Dimension {
    /// Whether `key` is this dimension's key or one of its aliases.
    pub fn goes_by(&self, key: &str) -> bool {
        self.key == key || self.aliases.iter().any(|alias| alias == key)
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
    /// What is asked, in order.
    pub dimensions: Vec<Dimension>,
}

impl Template {
    /// The dimension that goes by `key`.
    pub fn dimension(&self, key: &str) -> Option<&Dimension> {
        self.dimensions.iter().find(|d| d.key == key).or_else(|| self.dimensions.iter().find(|d| d.goes_by(key)))
    }
}

/// An own template as `healthcheck.yaml` states it: whole, or as changes to another one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateChange {
    /// The new template's key.
    pub key: String,
    /// The template it starts from; none: from nothing.
    pub extends: Option<String>,
    /// Keys of dimensions that are left out.
    pub drop: Vec<String>,
    /// Dimensions that come after those that stay.
    pub add: Vec<Dimension>,
    /// Replaces the name.
    pub name: Option<String>,
    /// Replaces the source.
    pub source: Option<String>,
    /// Replaces the licence.
    pub licence: Option<String>,
    /// Replaces when to use it.
    pub when: Option<String>,
    /// Replaces how to read it.
    pub reading: Option<String>,
}

/// Why a change cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeFault {
    /// `drop` at this index names no dimension of the base.
    NothingToDrop(usize),
    /// `add` at this index has a key that is there already.
    AlreadyThere(usize),
    /// Nothing would be asked.
    Empty,
}

impl TemplateChange {
    /// The template that comes out of this change, or all that is wrong with it.
    pub fn apply(&self, base: Option<&Template>) -> Result<Template, Vec<ChangeFault>> {
        let mut faults = Vec::new();
        let mut made = base.cloned().unwrap_or_default();
        made.key.clone_from(&self.key);
        match (&self.name, base) {
            (Some(name), _) => made.name.clone_from(name),
            (None, Some(_)) => {}
            (None, None) => made.name.clone_from(&self.key),
        }
        let replace = |target: &mut String, new: &Option<String>| {
            if let Some(new) = new {
                target.clone_from(new);
            }
        };
        replace(&mut made.source, &self.source);
        replace(&mut made.licence, &self.licence);
        replace(&mut made.when, &self.when);
        replace(&mut made.reading, &self.reading);
        for (index, key) in self.drop.iter().enumerate() {
            let before = made.dimensions.len();
            made.dimensions.retain(|d| d.key != *key);
            if made.dimensions.len() == before {
                faults.push(ChangeFault::NothingToDrop(index));
            }
        }
        for (index, dimension) in self.add.iter().enumerate() {
            if made.dimensions.iter().any(|d| d.key == dimension.key) {
                faults.push(ChangeFault::AlreadyThere(index));
            } else {
                made.dimensions.push(dimension.clone());
            }
        }
        if made.dimensions.is_empty() {
            faults.push(ChangeFault::Empty);
        }
        if faults.is_empty() { Ok(made) } else { Err(faults) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Template {
        let dimension = |key: &str| Dimension { key: key.into(), name: key.into(), ..Dimension::default() };
        Template {
            key: "base".into(),
            name: "Base".into(),
            source: "s".into(),
            dimensions: vec![dimension("fun"), dimension("speed")],
            ..Template::default()
        }
    }

    #[test]
    fn a_change_drops_and_adds_and_keeps_the_rest() {
        let on_call = Dimension { key: "on-call".into(), name: "On-call".into(), ..Dimension::default() };
        let change = TemplateChange {
            key: "ours".into(),
            extends: Some("base".into()),
            drop: vec!["fun".into()],
            add: vec![on_call],
            ..TemplateChange::default()
        };
        let made = change.apply(Some(&base())).unwrap();
        let keys: Vec<_> = made.dimensions.iter().map(|d| d.key.as_str()).collect();
        assert_eq!(keys, ["speed", "on-call"]);
        assert_eq!((made.key.as_str(), made.name.as_str(), made.source.as_str()), ("ours", "Base", "s"));
    }

    #[test]
    fn every_fault_of_a_change_is_named() {
        let change = TemplateChange {
            key: "ours".into(),
            drop: vec!["fun".into(), "nope".into()],
            add: vec![Dimension { key: "speed".into(), ..Dimension::default() }],
            ..TemplateChange::default()
        };
        let faults = change.apply(Some(&base())).unwrap_err();
        assert_eq!(faults, [ChangeFault::NothingToDrop(1), ChangeFault::AlreadyThere(0)]);
        assert_eq!(TemplateChange::default().apply(None).unwrap_err(), [ChangeFault::Empty]);
    }

    #[test]
    fn a_dimension_is_found_by_key_before_alias() {
        let mut template = base();
        template.dimensions[0].aliases.push("speed".into());
        assert_eq!(template.dimension("speed").unwrap().key, "speed");
        assert_eq!(template.dimension("nope"), None);
    }
}
