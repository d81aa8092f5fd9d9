//! Names that the eye takes for one another, as a Latin and a Cyrillic `C`.

mod skeleton;

use std::collections::{HashMap, HashSet};

use super::slug;
use skeleton::skeleton;

/// Names, found by how they look.
#[derive(Debug, Default)]
pub struct Lookalikes(HashMap<String, Alike>);

/// The names that look the same.
#[derive(Debug, Default)]
struct Alike {
    names: HashSet<String>,
    any: TwoSlugs,
    /// Among those that are not plain ASCII.
    foreign: TwoSlugs,
}

/// The first name, and the first one with another slug: one of the two differs from any name.
#[derive(Debug, Default)]
struct TwoSlugs(Vec<(String, String)>);

impl TwoSlugs {
    fn add(&mut self, slug: &str, name: &str) {
        if self.0.len() < 2 && self.other(slug).is_some() != self.0.is_empty() {
            self.0.push((slug.to_owned(), name.to_owned()));
        }
    }

    fn other(&self, slug: &str) -> Option<&String> {
        self.0.iter().find(|(of, _)| of != slug).map(|(_, name)| name)
    }
}

impl Lookalikes {
    /// Adds a name. If it is new, returns another one among those before it that looks the same.
    ///
    /// Names of plain ASCII never do: people tell `Team 1` and `Team l` apart by where they stand.
    pub fn add(&mut self, name: &str) -> Option<String> {
        let alike = self.0.entry(skeleton(&name.to_lowercase())).or_default();
        if !alike.names.insert(name.to_owned()) {
            return None;
        }
        let slug = slug(name);
        let among = if name.is_ascii() { &alike.foreign } else { &alike.any };
        let other = among.other(&slug).cloned();
        alike.any.add(&slug, name);
        if !name.is_ascii() {
            alike.foreign.add(&slug, name);
        }
        other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looks_like(one: &str, other: &str) -> bool {
        let mut names = Lookalikes::default();
        assert_eq!(names.add(one), None);
        names.add(other).is_some_and(|found| found == one)
    }

    #[test]
    fn letters_of_other_scripts_are_seen_as_those_that_they_look_like() {
        assert!(looks_like("Checkout", "\u{421}heckout"));
        assert!(looks_like("CHECKOUT", "\u{441}heckout"));
        assert!(looks_like("Apo", "\u{391}po"));
        for (one, other) in
            [("Team 1", "Team l"), ("D\u{f6}rte", "Dorte"), ("Checkout", "checkout"), ("A", "B")]
        {
            assert!(!looks_like(one, other), "{one} {other}");
        }
    }
}
