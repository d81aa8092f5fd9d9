//! Names that the eye takes for one another, as a Latin and a Cyrillic `C`.

use std::collections::HashMap;

use unicode_security::skeleton;

use super::slug;

/// Names, found by how they look.
#[derive(Debug, Default)]
pub struct Lookalikes(HashMap<String, Vec<String>>);

impl Lookalikes {
    /// Adds a name. If it is new, returns another one among those before it that looks the same.
    ///
    /// Names of plain ASCII never do: people tell `Team 1` and `Team l` apart by where they stand.
    pub fn add(&mut self, name: &str) -> Option<String> {
        let alike = self.0.entry(skeleton(&name.to_lowercase()).collect()).or_default();
        if alike.iter().any(|other| other == name) {
            return None;
        }
        let differs = |other: &&String| {
            !(other.is_ascii() && name.is_ascii()) && slug(other.as_str()) != slug(name)
        };
        let other = alike.iter().find(differs).cloned();
        alike.push(name.to_owned());
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
