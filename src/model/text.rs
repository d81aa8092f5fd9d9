//! Text from people and files: made safe to show, and turned into names for files.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// The longest text that is shown of one field, in graphemes.
const LONGEST: usize = 10_000;
/// The most combining marks that stay on one grapheme.
const MARKS: usize = 8;

/// Text as it may reach a screen, a log or an export: nothing in it commands a terminal or turns
/// the reading order around. Line breaks and tabs become spaces; see [`sanitize_lines`].
///
/// Removed are control characters, bidirectional overrides and isolates, U+2028 and U+2029, tag
/// characters, and marks beyond the eighth on one grapheme. Emoji joined by U+200D stay whole.
pub fn sanitize(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) && text.len() <= LONGEST {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len());
    for grapheme in text.graphemes(true).take(LONGEST) {
        let mut marks = 0;
        for (index, c) in grapheme.chars().enumerate() {
            match c {
                '\n' | '\t' => safe.push(' '),
                '\r' if grapheme == "\r" => safe.push(' '),
                c if is_unsafe(c) => {}
                c if index > 0 && unicode_width::UnicodeWidthChar::width(c) == Some(0) && c != '\u{200d}' => {
                    marks += 1;
                    if marks <= MARKS {
                        safe.push(c);
                    }
                }
                c => safe.push(c),
            }
        }
    }
    Cow::Owned(safe)
}

/// [`sanitize`], line by line: line breaks stay.
pub fn sanitize_lines(text: &str) -> String {
    let lines: Vec<_> = text.lines().map(sanitize).collect();
    lines.join("\n")
}

fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The longest slug.
const SLUG: usize = 60;

/// A name for files: `[a-z0-9-]{1,60}`, never one that Windows reserves.
///
/// Latin letters lose their accents. A name of which nothing or not everything is left over
/// gets a number made from the whole name, so that two teams do not fall together.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    let mut lost = false;
    for c in name.trim().to_lowercase().chars() {
        if let Some(plain) = plain(c) {
            slug.push_str(plain);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if ('\u{300}'..='\u{36f}').contains(&c) {
            // An accent of its own: `a` and U+0308 make the same slug as `ä`.
        } else {
            lost |= c.is_alphanumeric();
            if !slug.ends_with('-') && !slug.is_empty() {
                slug.push('-');
            }
        }
    }
    while slug.ends_with('-') {
        slug.pop();
    }
    lost |= slug.is_empty() || slug.len() > SLUG || is_reserved(&slug);
    if lost {
        let mark = format!("{:08x}", fnv(&name.trim().to_lowercase()));
        slug.truncate(SLUG - mark.len() - 1);
        while slug.ends_with('-') {
            slug.pop();
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&mark);
    }
    slug
}

/// FNV-1a, 32 bits: stable over versions and machines, which the standard hasher is not.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

fn is_reserved(slug: &str) -> bool {
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || slug.len() == 4
            && (slug.starts_with("com") || slug.starts_with("lpt"))
            && slug.ends_with(|c: char| c.is_ascii_digit())
}

/// The plain letters of an accented Latin one.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => return None,
    })
}

/// `1 vote`, `2 votes`.
pub fn count(n: u32, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_commands_a_terminal_gets_through() {
        assert_eq!(sanitize("a\x1b[31mb\x07\u{9b}c"), "a[31mbc");
        assert_eq!(sanitize("x\u{202e}y\u{2066}z\u{2028}w\u{e0041}"), "xyzw");
        assert_eq!(sanitize("one\ntwo\tthree\r\nfour"), "one two three four");
        assert_eq!(sanitize_lines("one\ntwo\x1b"), "one\ntwo");
    }

    #[test]
    fn joined_emoji_survive_and_piles_of_marks_do_not() {
        let family = "👩\u{200d}👩\u{200d}👧";
        assert_eq!(sanitize(family), family);
        let zalgo = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(sanitize(&zalgo).chars().count(), 1 + MARKS);
    }

    #[test]
    fn a_slug_is_short_plain_and_never_reserved() {
        assert_eq!(slug("Checkout"), "checkout");
        assert_eq!(slug("  Team Ä & Co. "), "team-a-co");
        assert_eq!(slug("a\u{308}rger"), slug("ärger"));
        for name in ["", "...", "CON", "com1", "東京", "x".repeat(90).as_str(), "../../etc", "ÄÖ東"] {
            let slug = slug(name);
            assert!((1..=SLUG).contains(&slug.len()), "{slug}");
            assert!(slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{slug}");
            assert!(!is_reserved(&slug), "{slug}");
        }
        assert_ne!(slug("東京"), slug("大阪"));
        assert_eq!(slug("東京"), slug(" 東京 "));
    }
}
