//! Text from people and files: made safe to show, and turned into names for files.

mod base_letters;
mod fingerprint;
mod isolate;
mod lookalike;
mod sanitize;
mod script;
mod search_text;
mod slug;

pub use base_letters::{base_letters, base_letters_of, plain_glyphs};
pub use fingerprint::fingerprint;
pub use isolate::{ISOLATE, POP_ISOLATE, is_right_to_left, isolated, set_apart};
pub use lookalike::Lookalikes;
pub use sanitize::{sanitize, sanitize_lines, sanitize_to, tidy, without_commands};
pub use script::other_script;
pub use search_text::{SearchText, fold};
pub use slug::{is_plain_folder, slug};

/// The first of these letters, one by one: `東 京 都 and 12 more`.
pub fn few_letters(letters: &str) -> String {
    const FEW: usize = 8;
    let few: Vec<String> = letters.chars().take(FEW).map(String::from).collect();
    let few = sanitize(&few.join(" ")).into_owned();
    match letters.chars().count().saturating_sub(FEW) {
        0 => few,
        more => format!("{few} and {more} more"),
    }
}

/// Counts things in words: `1 vote`, `2 votes`, `3 people`.
pub fn count(n: u32, one: &str) -> String {
    match (n, one) {
        (1, _) => format!("1 {one}"),
        (_, "person") => format!("{n} people"),
        _ => format!("{n} {one}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_letters_the_first_are_named() {
        assert_eq!(few_letters("東京"), "東 京");
        assert_eq!(few_letters("abcdefghij"), "a b c d e f g h and 2 more");
    }
}
