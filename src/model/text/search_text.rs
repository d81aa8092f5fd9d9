//! Text folded for search: without case, accents, normal form, width and invisible characters.
//!
//! Keeps track of where each piece comes from, so that what was found can be marked.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use super::slug::{is_accent, is_invisible};

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct SearchText {
    /// Folded text.
    pub text: String,
    /// Start in `text` and source bytes of each grapheme.
    pieces: Vec<(usize, Range<usize>)>,
}

impl SearchText {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut folded = Self::default();
        for (at, grapheme) in text.grapheme_indices(true) {
            folded.pieces.push((folded.text.len(), at..at + grapheme.len()));
            put(&mut folded.text, grapheme);
        }
        folded
    }

    /// Maps a range of the folded text to the bytes of whole graphemes of the original.
    pub fn origin(&self, found: &Range<usize>) -> Range<usize> {
        let first = self.pieces.partition_point(|(at, _)| *at <= found.start).saturating_sub(1);
        let last = self.pieces.partition_point(|(at, _)| *at < found.end).saturating_sub(1);
        let bytes = |at: usize| self.pieces.get(at).map_or(0..0, |(_, bytes)| bytes.clone());
        bytes(first).start..bytes(last).end
    }
}

/// Folds a text without its map: most text is ASCII, which needs no look at graphemes.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        folded.extend(rest[..plain].chars().map(|c| c.to_ascii_lowercase()));
        rest = &rest[plain..];
        let other = rest.bytes().position(|byte| byte.is_ascii()).unwrap_or(rest.len());
        for grapheme in rest[..other].graphemes(true) {
            put(&mut folded, grapheme);
        }
        rest = &rest[other..];
    }
    folded
}

fn put(folded: &mut String, grapheme: &str) {
    if let [byte] = grapheme.as_bytes() {
        return folded.push(char::from(byte.to_ascii_lowercase()));
    }
    // Down, up, and down letter by letter: `ß` and `ẞ` are `ss` then, and a last sigma is like any
    // other.
    let down_and_up = grapheme.nfkd().flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let letters = down_and_up.flat_map(char::to_lowercase).nfkd();
    folded.extend(letters.filter(|c| !is_accent(*c) && !is_invisible(*c)));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ways_to_write_one_word_are_one() {
        for (one, other) in [
            ("Café", "cafe\u{301}"),
            ("Dörte", "dorte"),
            ("STRASSE", "straße"),
            ("ΟΔΟΣ", "οδος"),
            ("Ｃｈｅｃｋｏｕｔ", "checkout"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("ガス", "ｶﾞｽ"),
            ("İzmir", "izmir"),
            ("a\u{200b}b\u{ad}c", "abc"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} {other}");
        }
        assert_ne!(fold("東京"), fold("大阪"));
    }

    #[test]
    fn what_was_found_is_told_by_whole_graphemes_of_the_original() {
        let text = "Die große e\u{301}te\u{301} 👩\u{200d}👧!";
        let folded = SearchText::new(text);
        let of = |wanted: &str| {
            let at = folded.text.find(wanted).unwrap();
            &text[folded.origin(&(at..at + wanted.len()))]
        };
        assert_eq!((of("gross"), of("os"), of("ete")), ("groß", "oß", "e\u{301}te\u{301}"));
        assert_eq!((of("👧"), of("!")), ("👩\u{200d}👧", "!"));
    }

    /// A text in each of the normal forms.
    fn forms(text: &str) -> [String; 4] {
        [
            text.nfc().to_string(),
            text.nfd().to_string(),
            text.nfkc().to_string(),
            text.nfkd().to_string(),
        ]
    }

    proptest! {
        #[test]
        fn every_normal_form_folds_to_the_same_and_both_ways_to_fold_agree(
            text in "\\PC{0,40}",
            raw in any::<String>(),
        ) {
            for text in [text, raw] {
                let once = fold(&text);
                prop_assert_eq!(&SearchText::new(&text).text, &once, "{:?}", &text);
                for form in forms(&text) {
                    prop_assert_eq!(fold(&form), once.clone(), "{:?} as {:?}", &text, form);
                }
                let folded = SearchText::new(&text);
                let all = folded.origin(&(0..folded.text.len()));
                prop_assert!(text.get(all).is_some());
            }
        }
    }
}
