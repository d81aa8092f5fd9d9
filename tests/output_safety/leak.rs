//! What may not come out of any sink.

use unicode_width::UnicodeWidthChar;

/// A kind of leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leak {
    /// C0, DEL or C1: it commands a terminal.
    Control,
    /// It turns the reading order around.
    Bidi,
    /// It ends a line where none seems to end.
    Separator,
    /// Text that nobody sees.
    Tag,
    /// It draws nothing, or nothing of its own.
    Invisible,
    /// A variation selector outside of joined emoji: terminals do not agree on its width.
    Selector,
    /// More than eight marks on one base.
    Pile,
    /// A mark that stands on nothing of its own text.
    Adrift,
    /// More emoji joined than any font knows.
    Chain,
    /// A line without end.
    Endless,
}

/// The longest line that a sink may make of a text of 10,000 graphemes: a few such texts in a row.
const LONGEST: usize = 100_000;

/// The leaks of a text whose line breaks are its own.
pub fn leaks(text: &str) -> Vec<(Leak, char)> {
    text.split('\n').flat_map(line).collect()
}

fn line(text: &str) -> Vec<(Leak, char)> {
    if text.len() <= LONGEST && text.bytes().all(|b| (0x20..0x7f).contains(&b)) {
        return Vec::new();
    }
    let mut leaks = Vec::new();
    let (mut marks, mut joiners, mut base) = (0, 0, None::<char>);
    let chars: Vec<char> = text.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| chars[at]);
        let kind = match c {
            c if c.is_control() => Some(Leak::Control),
            '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => Some(Leak::Bidi),
            '\u{2028}' | '\u{2029}' => Some(Leak::Separator),
            '\u{e0000}'..='\u{e007f}' => Some(Leak::Tag),
            '\u{ad}'
            | '\u{34f}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206a}'..='\u{206f}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0080}'..='\u{e0fff}' => Some(Leak::Invisible),
            '\u{fe00}'..='\u{fe0f}' => {
                let joined = chars.get(at + 1) == Some(&'\u{200d}')
                    || at >= 2 && chars[at - 2] == '\u{200d}';
                (!joined).then_some(Leak::Selector)
            }
            _ => None,
        };
        leaks.extend(kind.map(|kind| (kind, c)));
        if c == '\u{200d}' {
            joiners += 1;
            if base.is_none() {
                leaks.push((Leak::Adrift, c));
            }
        } else if c.width() == Some(0) {
            marks += 1;
            if base.is_none_or(char::is_whitespace) {
                leaks.push((Leak::Adrift, c));
            }
        } else {
            if before != Some('\u{200d}') {
                (marks, joiners) = (0, 0);
            }
            base = Some(c);
        }
        if marks > 8 {
            leaks.push((Leak::Pile, c));
        }
        if joiners > 3 {
            leaks.push((Leak::Chain, c));
        }
    }
    if chars.len() > LONGEST {
        leaks.push((Leak::Endless, ' '));
    }
    leaks
}

/// [`leaks`] in a report, where a sign of the program's own keeps a mention or a number from being
/// one.
pub fn leaks_in_markdown(text: &str) -> Vec<(Leak, char)> {
    leaks(&text.replace("@\u{2060}", "@").replace("#\u{2060}", "#"))
}

#[test]
fn every_kind_of_leak_is_found() {
    for (text, kind) in [
        ("a\x1bb", Leak::Control),
        ("a\0", Leak::Control),
        ("a\x7f", Leak::Control),
        ("a\u{9b}b", Leak::Control),
        ("a\rb", Leak::Control),
        ("a\tb", Leak::Control),
        ("a\u{85}b", Leak::Control),
        ("a\u{202e}b", Leak::Bidi),
        ("a\u{2066}b", Leak::Bidi),
        ("a\u{200f}b", Leak::Bidi),
        ("a\u{61c}b", Leak::Bidi),
        ("a\u{2028}b", Leak::Separator),
        ("a\u{2029}b", Leak::Separator),
        ("a\u{e0041}", Leak::Tag),
        ("a\u{200b}b", Leak::Invisible),
        ("a\u{ad}b", Leak::Invisible),
        ("a\u{feff}b", Leak::Invisible),
        ("a\u{3164}b", Leak::Invisible),
        ("a\u{e0100}", Leak::Invisible),
        ("a\u{fe0f}b", Leak::Selector),
        ("e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}", Leak::Pile),
        ("\u{20e0}a", Leak::Adrift),
        ("a \u{301}", Leak::Adrift),
        ("👩\u{200d}👩\u{200d}👩\u{200d}👩\u{200d}👩", Leak::Chain),
        (&"a".repeat(LONGEST + 1), Leak::Endless),
    ] {
        assert!(
            leaks(text).iter().any(|(found, _)| *found == kind),
            "{kind:?} in {:?}",
            &text[..text.len().min(40)]
        );
    }
}

#[test]
fn what_people_write_is_no_leak() {
    for text in [
        "Dörte, 東京, Ελλάδα, עברית, हिन्दी क्षत्रिय, नमस्ते",
        "👩\u{200d}👩\u{200d}👧\u{200d}👦 🏃🏽\u{200d}♀\u{fe0f} 🏳\u{fe0f}\u{200d}🌈 🟢🟡🔴 🇩🇪",
        "e\u{301}e\u{301}\u{302}\u{303}",
        "نمی\u{200c}خواهم",
        "one\ntwo",
    ] {
        assert_eq!(leaks(text), [], "{text}");
    }
}
