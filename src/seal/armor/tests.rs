use proptest::prelude::*;

use super::*;

/// Bytes as random as sealed ones.
fn sealed(length: usize, seed: u8) -> Vec<u8> {
    let blocks = (0..=length / 32).map(|at| Sha256::digest([seed, at.to_le_bytes()[0]]));
    blocks.flat_map(|block| block.to_vec()).take(length).collect()
}

fn found(codes: &[Vec<u8>]) -> Found {
    Found { codes: codes.to_vec(), faults: Vec::new() }
}

fn fault(fault: ArmorFault) -> Found {
    Found { codes: Vec::new(), faults: vec![fault] }
}

/// The text in lines of so many characters.
fn wrapped(text: &str, width: usize, between: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let lines: Vec<String> = chars.chunks(width).map(|line| line.iter().collect()).collect();
    lines.join(between)
}

#[test]
fn a_code_is_as_the_format_says() {
    let code = write(&sealed(309, 1));
    assert_eq!(code.len(), 539);
    assert!(code.starts_with("SQU1110FF"));
    let groups: Vec<&str> = code.split(' ').collect();
    assert_eq!(groups.len(), 32);
    assert!(groups[..31].iter().all(|group| group.len() == 16) && groups[31].len() == 12);
    let signs = groups.concat();
    assert_eq!(signs[9..504], base32::first(495, &sealed(309, 1)));
    assert_eq!(signs[504..], base32::first(4, &Sha256::digest(&signs[..504])));
    assert_eq!(find(&write(&[])), found(&[Vec::new()]));
    assert_eq!(write(&[]), "SQU111000".to_owned() + &check(b"SQU111000"));
}

#[test]
fn pieces_have_at_most_990_characters_and_the_hash_of_the_whole() {
    let lengths = [309, 573, 1149, 2253].map(|length| pieces(&sealed(length, 1)).len());
    assert_eq!(lengths, [1, 1, 3, 4]);
    assert_eq!(pieces(&sealed(573, 1)), [write(&sealed(573, 1))]);
    let sealed = sealed(2253, 2);
    let hash = base32::first(4, &Sha256::digest(&sealed));
    let pieces = pieces(&sealed);
    for (at, piece) in pieces.iter().enumerate() {
        let signs = piece.replace(' ', "");
        assert!(piece.len() <= 990 && signs.starts_with(&format!("SQU14{}", at + 1)));
        assert_eq!(signs[9..13], hash);
    }
    assert_eq!(pieces[0].len(), 990);
    assert_eq!(find(&pieces.join("\n")), found(&[sealed]));
}

#[test]
fn a_tag_is_the_first_twenty_bits() {
    assert_eq!(tag(SubmissionId([0, 0b0100_0100, 0b0011_0000, 9, 9, 9, 9, 9])), "0123");
}

#[test]
fn a_text_without_codes_has_nothing() {
    for text in [
        "",
        "Good morning! Squad health check at ten, squirrels welcome.",
        "The code begins with SQU1. Paste it here.",
        "Mais nous qui sommes loin, les quinze… squish, squint, squid\nsquirrels\nSQUIRRELS",
        "SQU1 code please",
        "SQU2 is out",
    ] {
        assert_eq!(find(text), Found::default(), "{text}");
    }
}

#[test]
fn codes_are_found_in_what_chats_make_of_them() {
    let (one, two) = (sealed(309, 1), sealed(573, 2));
    let (a, b) = (write(&one), write(&two));
    let both = found(&[one.clone(), two.clone()]);
    let teams = format!("Ana Berg 10:42 AM\n{a}\n\nBo\n  10:43\n{b}\nEdited\n👍 2\n");
    let irc = format!("<ana> {a}\n<bo> {b}");
    let quoted = format!("> {}\n\n> {}", wrapped(&a, 61, "\n> "), wrapped(&b, 76, "\n> "));
    let marked = format!("`{a}` and “{b}”, thanks!");
    let lower = format!("{} {}", a.to_lowercase(), b.to_lowercase());
    let dense = format!("{}\n{}", a.replace(' ', ""), b.replace(' ', ""));
    let typed = format!("{}\n{}", a.replace('0', "O").replace('1', "l"), b.replace('1', "I"));
    let typed_small = format!("{}\n{}", a.replace('0', "o").replace('1', "i"), b);
    let nbsp = format!("{a}\n{b}").replace(' ', "\u{a0}");
    let invisible = format!("{a}\n{b}").replace('S', "\u{200b}S\u{feff}");
    let wide: String = a
        .chars()
        .map(|c| char::from_u32(c as u32 + 0xfee0).filter(|_| c != ' ').unwrap_or(c))
        .collect();
    let wide = format!("{wide}\r\n{b}");
    let joined = format!("{a}{b}");
    let twice = format!("{a}\n{b}\n{a}\n> {}…\n{a}", &a[..100]);
    for text in [
        teams,
        irc,
        quoted,
        marked,
        lower,
        dense,
        typed,
        typed_small,
        nbsp,
        invisible,
        wide,
        joined,
        twice,
    ] {
        assert_eq!(find(&text), both, "{text}");
    }
    for width in 40..=80 {
        for between in ["\n", "\r\n", "\n> ", "\n>> | "] {
            let text = format!("Bo: {}", wrapped(&format!("{a}\n{b}"), width, between));
            assert_eq!(find(&text), both, "{text}");
        }
    }
    for at in 1..4 {
        let text = format!("{}\n{} {b}", &a[..at], &a[at..]);
        assert_eq!(find(&text), both, "{text}");
    }
}

#[test]
fn lines_in_the_middle_of_a_code_are_left_out() {
    let one = sealed(1149, 3);
    let code = write(&one);
    for header in [
        "Ana Berg  10:42 AM",
        "Ana Berg",
        "Dörte Müller",
        "Am 28.11.2026 um 10:42 schrieb Ana <ana@team.test>:",
        "10:42",
        "NEW",
        "ana berg\n10:42 (edited)",
        "👍 3",
        "Thanks, got it!",
    ] {
        for at in [20, 33, 170, 340, 500, 700] {
            let text = format!("{}\n{header}\n{}", &code[..at], &code[at..]);
            assert_eq!(find(&text), found(std::slice::from_ref(&one)), "{text}");
            let quoted = format!("> {header}\n> {}", wrapped(&code[at..], 72, "\n> "));
            let text = format!("{}\n\n{quoted}\nthanks", wrapped(&code[..at], 64, "\n"));
            assert_eq!(find(&text), found(std::slice::from_ref(&one)), "{text}");
        }
    }
    // A chat that splits, with the name before each part.
    let (a, rest) = code.split_at(400);
    let (b, c) = rest.split_at(401);
    let text = format!("[10:42] Ana Berg: {a}\n[10:42] Ana Berg: {b}\n[10:42] Ana Berg: {c} OK");
    assert_eq!(find(&text), found(&[one]));
}

#[test]
fn pieces_come_in_any_order_doubled_and_mixed() {
    let (one, two) = (sealed(2253, 4), sealed(1149, 5));
    let (a, b) = (pieces(&one), pieces(&two));
    let text = [&a[2], &b[1], &a[0], &a[2], &b[0], &a[3], &b[2], &a[1], &b[1]];
    let text: Vec<&str> = text.into_iter().map(String::as_str).collect();
    assert_eq!(find(&text.join("\nBo 10:42\n")), found(&[two.clone(), one.clone()]));
    let missing = |pieces, missing: &[usize]| {
        fault(ArmorFault::MissingPieces { pieces, missing: missing.to_vec() })
    };
    assert_eq!(find(&[&a[3][..], &a[0]].join("\n")), missing(4, &[2, 3]));
    assert_eq!(find(&b[1]), missing(3, &[1, 3]));
    // The whole says more than its pieces.
    assert_eq!(find(&format!("{}\n{}", b[1], write(&two))), found(&[two]));
}

/// A whole whose pieces are each good, and not of one another.
#[test]
fn pieces_with_a_wrong_hash_are_damaged() {
    let signs = base32::write(&sealed(1149, 6));
    let (a, b) = signs.split_at(900);
    let text = [piece(2, 1, &format!("0000{a}")), piece(2, 2, &format!("0000{b}"))].join("\n");
    assert_eq!(find(&text), fault(ArmorFault::Damaged));
}

#[test]
fn each_wrong_sign_is_told_as_damage() {
    let code = write(&sealed(309, 7));
    let signs = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    for (at, was) in code.bytes().enumerate().filter(|(_, was)| *was != b' ') {
        let other = signs[(signs.iter().position(|sign| *sign == was).unwrap_or(0) + 7) % 32];
        let mut bytes = code.clone().into_bytes();
        bytes[at] = other;
        let text = String::from_utf8(bytes).unwrap();
        let expected = match at {
            0..3 => Found::default(),
            3 => fault(ArmorFault::Newer),
            // A length that is greater than what is there.
            6..9 if other > was => fault(ArmorFault::CutShort),
            _ => fault(ArmorFault::Damaged),
        };
        let found = find(&text);
        let damaged = (6..9).contains(&at) && found == fault(ArmorFault::Damaged);
        assert!(damaged || found == expected, "{at}: {found:?}");
        // Whatever comes behind it.
        let more = write(&sealed(309, 8));
        let behind = find(&format!("{text}\nBo 10:43\n{more}"));
        assert_eq!((behind.codes, behind.faults), (vec![sealed(309, 8)], found.faults), "{at}");
    }
}

#[test]
fn a_code_that_ends_early_is_told_as_cut_short() {
    let code = write(&sealed(309, 9));
    let other = write(&sealed(309, 10));
    for at in (5..code.len()).filter(|at| !code[..*at].ends_with(' ')) {
        let cut = &code[..at];
        assert_eq!(find(cut), fault(ArmorFault::CutShort), "{cut}");
        assert_eq!(find(&format!("Ana: {cut}…\nThanks all")), fault(ArmorFault::CutShort), "{cut}");
        let behind = find(&format!("Ana 10:42\n{cut}\nBo Yu 10:43\n{other}"));
        assert_eq!(behind.faults, [ArmorFault::CutShort], "{cut}");
        assert_eq!(behind.codes, [sealed(309, 10)]);
    }
}

#[test]
fn a_later_version_is_told_as_newer() {
    let code = write(&sealed(309, 11));
    for version in 2..=9 {
        let newer = code.replacen("SQU1", &format!("squ{version}"), 1);
        assert_eq!(find(&newer), fault(ArmorFault::Newer));
        let text = format!("{newer}\n{code}\n{newer}");
        let faults = vec![ArmorFault::Newer];
        assert_eq!(find(&text), Found { codes: vec![sealed(309, 11)], faults });
    }
}

#[test]
fn a_beginning_of_a_code_that_is_there_is_no_fault() {
    let (one, two) = (sealed(309, 12), sealed(309, 13));
    let (a, b) = (write(&one), write(&two));
    let text = format!("{a}\nBo: In reply to Ana: {}…\n{b}", &a[..80]);
    assert_eq!(find(&text), found(&[one.clone(), two]));
    // That of another is.
    let text = format!("{a}\nBo: {}…", &b[..80]);
    assert_eq!(find(&text), Found { codes: vec![one], faults: vec![ArmorFault::CutShort] });
}

proptest! {
    #[test]
    fn what_is_written_is_found(bytes in proptest::collection::vec(any::<u8>(), 0..2600)) {
        prop_assert_eq!(find(&write(&bytes)), found(std::slice::from_ref(&bytes)));
        prop_assert_eq!(find(&pieces(&bytes).join(" ")), found(&[bytes]));
    }
}

mod chats;
