//! Names that the eye takes for one another, as a Latin and a Cyrillic `C`.

use unicode_security::skeleton;

use super::slug;

/// Returns true for two different names that look the same. Names of plain ASCII never do: people
/// tell `Team 1` and `Team l` apart by where they stand.
pub fn looks_like(one: &str, other: &str) -> bool {
    let plain = one.is_ascii() && other.is_ascii();
    let seen = |name: &str| skeleton(&name.to_lowercase()).collect::<String>();
    !plain && slug(one) != slug(other) && seen(one) == seen(other)
}

#[cfg(test)]
mod tests {
    use super::*;

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
