//! Text in ASCII alone, for terminals and locales that have no other letters. Only for what is
//! shown: nothing is kept so.

use std::borrow::Cow;

use any_ascii::any_ascii;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The glyphs of ours in plain text.
const GLYPHS: [char; 15] =
    ['●', '▲', '■', '·', '–', '…', '→', '↗', '↘', '←', '↑', '↓', '×', '✓', '┆'];

/// A grapheme in ASCII: a letter by its base letters, a sign by one that is like it.
pub fn base_letters_of(grapheme: &str) -> Cow<'_, str> {
    if grapheme.is_ascii() {
        return Cow::Borrowed(grapheme);
    }
    let glyph = match grapheme {
        "●" => "o",
        "▲" => "^",
        "■" => "#",
        "·" => ".",
        "→" => ">",
        "↗" => "+",
        "–" | "↘" => "-",
        "×" => "x",
        _ => "",
    };
    if !glyph.is_empty() {
        return Cow::Borrowed(glyph);
    }
    let plain: String = any_ascii(grapheme).chars().filter(|c| matches!(c, ' '..='~')).collect();
    let plain = plain.trim();
    Cow::Owned(if plain.is_empty() && grapheme.width() > 0 { "?".into() } else { plain.into() })
}

/// Lines in ASCII. Columns keep their place, as far as the blanks between them allow it.
pub fn base_letters(text: &str) -> String {
    replaced(text, |_| true)
}

/// Lines with glyphs of ours in ASCII, and people's text as it is.
pub fn plain_glyphs(text: &str) -> String {
    replaced(text, |grapheme| grapheme.chars().all(|c| GLYPHS.contains(&c)))
}

fn replaced(text: &str, wanted: impl Fn(&str) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let (mut late, mut blanks) = (0_usize, 0_usize);
        for grapheme in line.graphemes(true) {
            if grapheme == " " {
                blanks += 1;
                continue;
            }
            flush(&mut out, &mut late, &mut blanks);
            if grapheme.is_ascii() || !wanted(grapheme) {
                out.push_str(grapheme);
            } else {
                let plain = base_letters_of(grapheme);
                out.push_str(&plain);
                late += plain.len();
                if late >= grapheme.width() {
                    late -= grapheme.width();
                } else {
                    out.push_str(&" ".repeat(grapheme.width() - late));
                    late = 0;
                }
            }
        }
        flush(&mut out, &mut late, &mut blanks);
    }
    out
}

/// Writes blanks, fewer where the text before them got longer, but one at least.
fn flush(out: &mut String, late: &mut usize, blanks: &mut usize) {
    let cut = (*late).min(blanks.saturating_sub(1));
    out.push_str(&" ".repeat(*blanks - cut));
    *late -= cut;
    *blanks = 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_keep_their_base_letters() {
        for (text, plain) in [
            ("Dörte", "Dorte"),
            ("Straße", "Strasse"),
            ("Łukasz Ångström", "Lukasz Angstrom"),
            ("Þóra Æsir", "Thora Aesir"),
            ("e\u{301}t", "et"),
            ("plain ~ text", "plain ~ text"),
        ] {
            assert_eq!(base_letters(text), plain);
        }
        for text in ["日本 語", "Привет", "שלום", "🟢 👩‍💻", "∑ ● ↗ ½", "\u{e000}"]
        {
            let plain = base_letters(text);
            assert!(plain.is_ascii() && !plain.trim().is_empty(), "{text}: {plain}");
        }
    }

    #[test]
    fn columns_stay_where_blanks_allow_it() {
        assert_eq!(base_letters("Straße   3\nDörte    4\n"), "Strasse  3\nDorte    4\n");
        assert_eq!(base_letters("ßß 3"), "ssss 3");
        assert_eq!(base_letters("日本   3").len(), "RiBen  3".len());
    }

    #[test]
    fn glyphs_of_ours_go_alone() {
        assert_eq!(plain_glyphs("Dörte  ●G · ▲Y – ↗"), "Dörte  oG . ^Y - +");
    }
}
