//! Names for files, made of any team's name. Knows no folder and no file.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest slug.
const SLUG: usize = 60;

/// Makes a name for files: `[a-z0-9-]{1,60}`, never one that Windows reserves.
///
/// Latin letters lose their accents. A name of which nothing or not everything is left over gets a
/// number made from the whole name, so that two teams do not fall together. Ways to write one name,
/// such as `é` in one character or in two, are one slug.
pub fn slug(name: &str) -> String {
    let folded = folded(name);
    let mut slug = String::new();
    let mut lost = false;
    for c in folded.nfkd() {
        if let Some(plain) = plain(c) {
            slug.push_str(plain);
        } else if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if is_accent(c) {
            // `a` and U+0308 make the same slug as `ä`.
        } else {
            lost |= c.is_alphanumeric() || is_combining_mark(c);
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
        let mark = format!("{:08x}", fnv(&folded));
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

/// Folds a name: without case, normal form, width and invisible characters.
fn folded(name: &str) -> String {
    let visible = name.nfkc().filter(|c| !is_invisible(*c)).collect::<String>();
    // Down, up, and down letter by letter: `ß` and `ẞ` are `ss` then, and a last sigma is like any
    // other.
    let folded: String = visible
        .trim()
        .to_lowercase()
        .to_uppercase()
        .chars()
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect();
    folded.trim().to_owned()
}

/// True for joiners, marks of direction and variants of emoji.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

pub(super) const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Hashes with FNV-1a, 32 bits: stable over versions and machines, which the standard hasher is
/// not.
fn fnv(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// Returns true for a name of a folder into which sessions may be written: not hidden, as `.git`
/// is, nor another spelling of such a name, nor one that a system reserves. `.` means no folder of
/// its own.
pub fn is_plain_folder(name: &str) -> bool {
    let folded = name.to_lowercase();
    let stem = folded.split('.').next().unwrap_or_default().trim_end();
    let strange = |c: char| c.is_control() || is_invisible(c) || "<>:\"|?*\\".contains(c);
    // `git~1` is what an old file system calls `.git`.
    let hidden = name.starts_with('.') || folded.starts_with("git~");
    let cut = name.ends_with(['.', ' ']);
    name.is_empty()
        || name == "."
        || !(hidden || cut || is_reserved(stem) || name.chars().any(strange))
}

fn is_reserved(slug: &str) -> bool {
    matches!(slug, "con" | "prn" | "aux" | "nul")
        || slug.len() == 4
            && (slug.starts_with("com") || slug.starts_with("lpt"))
            && slug.ends_with(|c: char| c.is_ascii_digit())
}

/// Spells a Latin letter that is no plain one with an accent.
const fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ł' => "l",
        'ø' => "o",
        'œ' => "oe",
        'ß' => "ss",
        'ŧ' => "t",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn is_plain(slug: &str) -> bool {
        let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        plain && (1..=SLUG).contains(&slug.len()) && !slug.starts_with('-') && !slug.ends_with('-')
    }

    #[test]
    fn a_slug_is_short_plain_and_never_reserved() {
        assert_eq!(slug("Checkout"), "checkout");
        assert_eq!(slug("  Team Ä & Co. "), "team-a-co");
        assert_eq!(slug("Łódź Straße Ærø"), "lodz-strasse-aero");
        for name in [
            "",
            "...",
            "CON",
            "com1",
            "COM¹",
            "nul.",
            "東京",
            "x".repeat(90).as_str(),
            "../../etc",
            "ÄÖ東",
        ] {
            let slug = slug(name);
            assert!(is_plain(&slug), "{slug}");
            assert!(!is_reserved(&slug), "{slug}");
        }
        assert_ne!(slug("東京"), slug("大阪"));
        assert_eq!(slug("東京"), slug(" 東京 "));
    }

    #[test]
    fn ways_to_write_one_name_are_one_slug() {
        for (one, other) in [
            ("Café", "Cafe\u{301}"),
            ("Café", "CAFÉ"),
            ("ärger", "a\u{308}rger"),
            ("Ｃｈｅｃｋｏｕｔ", "Checkout"),
            ("ﬁn", "fin"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("ΟΔΟΣ", "οδοσ"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("ガス", "ｶﾞｽ"),
            ("İzmir", "izmir"),
            ("東京", "\u{feff}東京\u{200b}"),
            ("🚀", "🚀\u{fe0f}"),
            ("a\u{a0}b", "a b"),
            ("Å", "\u{212b}"),
            ("ệ", "e\u{302}\u{323}"),
        ] {
            assert_eq!(slug(one), slug(other), "{one} {other}");
        }
    }

    #[test]
    fn slugs_stay_the_same_over_versions() {
        for (name, expected) in
            [("東京", "68dea76f"), ("ÄÖ東", "ao-27aa7399"), ("CON", "con-f08dd14b")]
        {
            assert_eq!(slug(name), expected);
        }
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
        fn any_name_has_a_slug_and_the_slug_is_its_own(name in "\\PC{0,80}", raw in any::<String>()) {
            for name in [name, raw] {
                let once = slug(&name);
                prop_assert!(is_plain(&once), "{}", once);
                prop_assert!(!is_reserved(&once), "{}", once);
                prop_assert_eq!(slug(&once), once.clone());
                for form in forms(&name) {
                    prop_assert_eq!(slug(&form), once.clone(), "{:?} as {:?}", &name, form);
                }
                let (lower, upper) = (slug(&name.to_lowercase()), slug(&name.to_uppercase()));
                prop_assert_eq!(lower, upper, "{:?}", name);
            }
        }
    }
}
