//! Text of people and files, made safe to show.
//!
//! Every sink takes its text from here: screen, stdout, stderr, export. Knows no sink and no field.

use std::borrow::Cow;

use super::isolate::{ISOLATE, POP_ISOLATE, end_of_isolate};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

/// The longest text that is shown of one field, in graphemes.
const LONGEST: usize = 10_000;
/// The most combining marks that stay on one grapheme.
const MARKS: usize = 8;
/// The most joiners in one grapheme: the emoji that fonts know have no more, and a terminal that
/// knows none of them draws no more than four side by side.
const JOINERS: usize = 3;
/// The most characters of one grapheme.
const CHARS: usize = 32;
/// Joins two emoji into one, or shapes letters.
const JOINER: char = '\u{200d}';

/// Makes a text safe for a screen, a log or an export: nothing in it commands a terminal, turns the
/// reading order around, or hides. Line breaks and tabs become spaces; see [`sanitize_lines`].
///
/// Removed are control characters, bidirectional overrides and isolates, U+2028 and U+2029, tag
/// characters, whatever else draws nothing, marks beyond the eighth on one grapheme, and marks that
/// stand on nothing, since they would stand on what is written before. Emoji joined by U+200D stay
/// whole; outside of them variation selectors go, because terminals do not agree on their width.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    sanitize_to(LONGEST, text)
}

/// Sanitizes as much as `longest` graphemes: a text without end costs no more than one that fits.
pub fn sanitize_to(longest: usize, text: &str) -> Cow<'_, str> {
    let longest = longest.clamp(1, LONGEST);
    if text.len() <= longest && text[plain(text)..].chars().all(stands_alone) {
        return Cow::Borrowed(text);
    }
    // First what is to go, then the graphemes: what stood between two marks must not hide the
    // second.
    let mut before = ' ';
    let one_break = |c: char| {
        let both = before == '\r' && c == '\n';
        before = c;
        if both { None } else { visible(c) }
    };
    let seen: String = text.chars().filter_map(one_break).take(longest * CHARS).collect();
    let mut safe = String::with_capacity(seen.len());
    let mut graphemes = seen.graphemes(true);
    for grapheme in graphemes.by_ref().take(longest - 1) {
        put(&mut safe, grapheme);
    }
    match (graphemes.next(), graphemes.next()) {
        (Some(last), None) => put(&mut safe, last),
        (Some(_), Some(_)) => safe.push('…'),
        (None, _) => {}
    }
    Cow::Owned(safe)
}

/// Sanitizes what somebody wrote, without blanks around it. The result stays as it is if that is
/// done once more: what is taken away may leave a blank at an end, or something that was held by one.
pub fn tidy(text: &str) -> String {
    let mut text = sanitize(text.trim()).into_owned();
    loop {
        let again = sanitize(text.trim()).into_owned();
        if again == text {
            return text;
        }
        text = again;
    }
}

/// Sanitizes line by line: line breaks stay.
pub fn sanitize_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(sanitize).collect();
    lines.join("\n")
}

/// Removes terminal commands from text whose lines and columns have to stay: whatever [`sanitize`]
/// removes everywhere is gone from it. No length is cut, and no mark counted; U+2060, with which a
/// report keeps a mention from being one, stays, and so do the marks around a text that is set
/// apart.
pub fn without_commands(text: &str) -> Cow<'_, str> {
    let harmless = |c: char| {
        stands_alone(c) || matches!(c, '\n' | '\t' | '\u{2060}') || !c.is_control() && !hides(c)
    };
    if all_plain_but(text, harmless) {
        Cow::Borrowed(text)
    } else {
        let mut ends = None;
        let stays = |(at, c): (usize, char)| {
            let behind = at + c.len_utf8();
            let ours = match c {
                ISOLATE => {
                    ends = end_of_isolate(&text[behind..]).map(|end| behind + end);
                    ends.is_some()
                }
                POP_ISOLATE => ends == Some(at),
                _ => false,
            };
            (ours || harmless(c)).then_some(c)
        };
        text.char_indices().filter_map(stays).collect()
    }
}

/// True for a text of plain and harmless characters and line breaks.
fn all_plain_but(text: &str, harmless: impl Fn(char) -> bool) -> bool {
    let mut rest = &text[plain(text)..];
    while let Some(c) = rest.chars().next() {
        if !harmless(c) {
            return false;
        }
        rest = &rest[c.len_utf8()..];
        rest = &rest[plain(rest)..];
    }
    true
}

/// Replaces a character by its visible form; none where it has to go.
fn visible(c: char) -> Option<char> {
    match c {
        '\n' | '\t' | '\r' => Some(' '),
        c if c.is_control() || hides(c) => None,
        c => Some(c),
    }
}

/// True for a character that turns the reading order around, breaks a line invisibly, or draws
/// nothing.
fn hides(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fdd0}'..='\u{fdef}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Counts plain bytes at the beginning of a text: visible ASCII and blanks. Nearly all text is.
fn plain(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' '..=b'~')).count()
}

/// True for a character that is a grapheme by itself, and so needs no further look. Every frame is
/// full of them, so this is the cost of a key press.
const fn stands_alone(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2af}' | '\u{2010}'..='\u{2027}'
        | '\u{2190}'..='\u{23ff}' | '\u{2500}'..='\u{25ff}')
}

const fn selects(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}')
}

fn is_mark(c: char) -> bool {
    c.width() == Some(0)
}

/// Adds a grapheme, cut to the limits.
fn put(safe: &mut String, grapheme: &str) {
    let mut parts = grapheme.split(JOINER).filter(|part| !part.is_empty()).peekable();
    let (mut marks, mut chars, mut joiners) = (0, 0, 0);
    let mut joined = false;
    while let Some(part) = parts.next() {
        let fits = joiners < JOINERS && chars + part.chars().count() < CHARS;
        let joins = fits && parts.peek().is_some_and(|next| !next.starts_with(is_mark));
        for c in part.chars() {
            let mark = is_mark(c);
            let stands = chars > 0 || !mark;
            if selects(c) && !(joins || joined)
                || mark && (!stands || marks == MARKS)
                || chars == CHARS
            {
                continue;
            }
            // A mark on a blank would be left alone where blanks at the ends are cut off.
            if mark && (safe.is_empty() || safe.ends_with(char::is_whitespace)) {
                continue;
            }
            marks += usize::from(mark);
            chars += 1;
            safe.push(c);
        }
        // What was taken away from before a joiner leaves it nothing to join.
        joined = joins && chars > 0;
        if joined {
            safe.push(JOINER);
            joiners += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_stands_alone_is_neither_hidden_nor_a_mark_nor_joined_to_anything() {
        for c in (0..=0x10_ffff).filter_map(char::from_u32).filter(|c| stands_alone(*c)) {
            assert!(!c.is_control() && !hides(c) && !is_mark(c) && !selects(c), "{c:?}");
            let doubled = format!("{c}{c}");
            assert_eq!(doubled.graphemes(true).count(), 2, "{c:?}");
        }
    }

    #[test]
    fn nothing_that_commands_a_terminal_gets_through() {
        assert_eq!(sanitize("a\x1b[31mb\x07\u{9b}c\0\x7f"), "a[31mbc");
        assert_eq!(sanitize("x\u{202e}y\u{2066}z\u{2028}w\u{e0041}"), "xyzw");
        assert_eq!(sanitize("one\ntwo\tthree\r\nfour\rfive"), "one two three four five");
        assert_eq!(sanitize_lines("one\ntwo\x1b"), "one\ntwo");
    }

    #[test]
    fn what_draws_nothing_is_not_kept() {
        let nothing = "\u{ad}\u{34f}\u{61c}\u{180e}\u{200b}\u{2060}\u{feff}\u{115f}\u{3164}\
                       \u{ffa0}\u{e0100}\u{fffe}";
        for c in nothing.chars() {
            assert_eq!(sanitize(&format!("a{c}b")), "ab", "{c:?}");
        }
        assert_eq!(
            sanitize("نمی\u{200c}خواهم"),
            "نمی\u{200c}خواهم",
            "a word of Persian is written with it"
        );
    }

    #[test]
    fn joined_emoji_survive() {
        for emoji in [
            "👩\u{200d}👩\u{200d}👧",
            "🏳\u{fe0f}\u{200d}🌈",
            "🏃🏽\u{200d}♀\u{fe0f}",
            "👩\u{200d}❤\u{fe0f}\u{200d}💋\u{200d}👩",
        ] {
            assert_eq!(sanitize(emoji), emoji);
        }
        assert_eq!(sanitize("क्\u{200d}ष कार्त्स्न्य"), "क्\u{200d}ष कार्त्स्न्य");
    }

    #[test]
    fn a_variation_selector_outside_of_joined_emoji_goes() {
        assert_eq!(sanitize("❤\u{fe0f} a\u{fe0f} 1\u{fe0f}\u{20e3}"), "❤ a 1\u{20e3}");
    }

    #[test]
    fn a_chain_of_joined_emoji_falls_apart_after_four() {
        let chain = vec!["👩"; 100].join("\u{200d}");
        let safe = sanitize(&chain);
        assert_eq!(safe.matches(JOINER).count(), JOINERS);
        assert_eq!(safe.matches('👩').count(), 100 - (100 - CHARS));
    }

    #[test]
    fn piles_of_marks_are_cut_even_where_something_stands_between_them() {
        for between in ["", "\x1b", "\u{200b}", "\u{202e}", "\u{fe0f}", "\u{200d}", "\u{e0041}"] {
            let pile = format!("e{}", format!("\u{301}{between}").repeat(50));
            assert_eq!(sanitize(&pile), format!("e{}", "\u{301}".repeat(MARKS)), "{between:?}");
        }
    }

    #[test]
    fn a_mark_that_stands_on_nothing_does_not_stand_on_what_comes_before() {
        assert_eq!(sanitize("\u{20e0}Ana \u{301}B\n\u{301}C"), "Ana B C");
        assert_eq!(sanitize("\u{200d}Ana\u{200d}"), "Ana");
        assert_eq!(sanitize("\u{301}\u{200d}🏽"), "🏽");
    }

    #[test]
    fn a_text_without_end_is_cut_and_says_so() {
        let cut = sanitize(&"ä".repeat(100_000)).into_owned();
        assert_eq!((cut.chars().count(), cut.chars().last()), (LONGEST, Some('…')));
        assert_eq!(sanitize(&"a".repeat(100_000)).len(), LONGEST - 1 + '…'.len_utf8());
        assert_eq!(sanitize(&"ä".repeat(LONGEST)), "ä".repeat(LONGEST));
    }

    #[test]
    fn the_last_look_leaves_lines_and_columns_as_they_are() {
        assert_eq!(without_commands("a\tb\nc\x1b\u{9b}\u{202e}\r\u{200b}d"), "a\tb\ncd");
        assert_eq!(without_commands("👩\u{200d}👩 ●G"), "👩\u{200d}👩 ●G");
    }

    #[test]
    fn plain_bytes_end_at_the_first_that_is_not_visible_ascii() {
        assert_eq!(plain("a plain text, and then ä"), 23);
        assert_eq!(
            (plain(""), plain("eight by"), plain("\tx"), plain("123456789\n")),
            (0, 8, 0, 9)
        );
    }

    /// Characters that join, select or hide.
    const JOINED: &str = "e\u{301}\u{200d}👩❤\u{fe0f}🏽\u{200b}\x1b क्ष\u{1f1e9}";

    proptest! {
        #[test]
        fn what_is_safe_stays_as_it_is(
            text in prop::collection::vec(prop_oneof![
                any::<char>(),
                prop::sample::select(JOINED.chars().collect::<Vec<_>>()),
            ], 0..60),
        ) {
            let text = String::from_iter(text);
            let once = sanitize(&text).into_owned();
            prop_assert_eq!(sanitize(&once), once.as_str());
        }

        #[test]
        fn what_is_tidy_stays_as_it_is(
            text in prop::collection::vec(prop_oneof![
                any::<char>(),
                Just(' '),
                prop::sample::select(JOINED.chars().collect::<Vec<_>>()),
            ], 0..60),
            longer in prop::sample::select(vec![0, LONGEST - 30, LONGEST]),
        ) {
            let text = "A ".repeat(longer / 2) + &String::from_iter(text);
            let once = tidy(&text);
            prop_assert_eq!(tidy(&once), once.as_str());
            prop_assert_eq!(once.trim(), once.as_str());
        }
    }
}
