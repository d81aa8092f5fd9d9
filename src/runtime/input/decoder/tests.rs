use super::*;

/// The keys of these bytes, when nothing more comes.
fn keys(bytes: &[u8]) -> Vec<Key> {
    let (mut decoder, mut tokens) = (KeyDecoder::default(), Vec::new());
    for byte in bytes {
        decoder.feed(*byte, &mut tokens);
    }
    while decoder.patience().is_some() {
        decoder.lapse(&mut tokens);
    }
    tokens
        .into_iter()
        .filter_map(|token| if let Token::Key(key) = token { Some(key) } else { None })
        .collect()
}

#[test]
fn every_dialect_of_a_terminal_names_the_same_keys() {
    let spoken: [(Key, &[&str]); 14] = [
        (
            Key::Up,
            &[
                "\x1b[A",
                "\x1bOA",
                "\x1b[1;2A",
                "\x1b[1;5A",
                "\x1bO5A",
                "\x1b[a",
                "\x1bOa",
                "\x1b[1;1:1A",
            ],
        ),
        (Key::Down, &["\x1b[B", "\x1bOB", "\x1b[1;5B", "\x1b[b"]),
        (Key::Right, &["\x1b[C", "\x1bOC", "\x1b[1;2C", "\x1bOc"]),
        (Key::Left, &["\x1b[D", "\x1bOD", "\x1b[1;6D", "\x1b[d"]),
        (
            Key::Home,
            &[
                "\x1b[H",
                "\x1bOH",
                "\x1b[1~",
                "\x1b[7~",
                "\x1b[7$",
                "\x1b[7^",
                "\x1b[7@",
                "\x1b[1;5H",
            ],
        ),
        (Key::End, &["\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~", "\x1b[8^", "\x1b[1;2F"]),
        (Key::PageUp, &["\x1b[5~", "\x1b[5;5~", "\x1b[5^", "\x1b[5$"]),
        (Key::PageDown, &["\x1b[6~", "\x1b[6;2~"]),
        (Key::Delete, &["\x1b[3~", "\x1b[3;2~", "\x1b[3$"]),
        (Key::BackTab, &["\x1b[Z", "\x1b[1;2Z", "\x1b[9;2u"]),
        (Key::F1, &["\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P", "\x1b[1;2P"]),
        (Key::Backspace, &["\x7f", "\x08", "\x1b[127u"]),
        (Key::Enter, &["\r", "\x1bOM", "\x1b[13u", "\x1b[13;2u"]),
        (Key::Ctrl('c'), &["\x03", "\x1b[99;5u", "\x1b[27;5;99~"]),
    ];
    for (key, dialects) in spoken {
        for bytes in dialects {
            assert_eq!(keys(bytes.as_bytes()), [key], "{bytes:?}");
        }
    }
    assert_eq!(
        keys(b"\x1b[97;2u\x1b[97u\x1bOr\x1bOk"),
        [Key::Char('A'), Key::Char('a'), Key::Char('2'), Key::Char('+')]
    );
}

#[test]
fn what_is_cut_anywhere_means_the_same() {
    let bytes = "g\u{e4}\u{1f600}\x1b[1;5A\x1bOB\x1b[3~r".as_bytes();
    let whole = keys(bytes);
    assert_eq!(whole.len(), 7);
    // Fed byte by byte there is no cut at all; what is left open is waited for, and long enough.
    let (mut decoder, mut tokens) = (KeyDecoder::default(), Vec::new());
    for byte in bytes {
        decoder.feed(*byte, &mut tokens);
        assert!(decoder.patience().is_none_or(|patience| patience >= BRIEF));
    }
    assert!(decoder.patience().is_none());
    assert_eq!(tokens, whole.into_iter().map(Token::Key).collect::<Vec<_>>());
}

#[test]
fn esc_alone_is_a_key_and_so_is_every_one_of_several() {
    assert_eq!(keys(b"\x1b"), [Key::Esc]);
    assert_eq!(keys(b"\x1b\x1b"), [Key::Esc; 2]);
    assert_eq!(keys(b"\x1b\x1b\x1b\x1b"), [Key::Esc; 4]);
    assert_eq!(keys(b"\x1b\x1b[A"), [], "Alt and an arrow");
    assert_eq!(keys(b"\x1b\x03"), [Key::Esc, Key::Ctrl('c')], "the way out");
}

#[test]
fn a_sequence_in_two_pieces_is_waited_for_and_a_lone_esc_hardly() {
    for sequence in ["\x1b[A", "\x1bOA", "\x1b[1;5A", "\x1b[3~", "\x1b[200~"] {
        for at in 1..sequence.len() {
            let (mut decoder, mut tokens) = (KeyDecoder::default(), Vec::new());
            let bytes = sequence.as_bytes();
            bytes[..at].iter().for_each(|byte| decoder.feed(*byte, &mut tokens));
            let patience = decoder.patience().expect("the rest is waited for");
            let least = if at == 1 { 100 } else { 1000 };
            assert_eq!(patience, Duration::from_millis(least), "{sequence:?} at {at}");
            bytes[at..].iter().for_each(|byte| decoder.feed(*byte, &mut tokens));
            assert_eq!(tokens.len(), 1, "{sequence:?} at {at}");
            assert_ne!(tokens, [Token::Key(Key::Esc)]);
        }
    }
}

#[test]
fn enter_is_one_key_whatever_a_line_makes_of_it() {
    assert_eq!(keys(b"\r\n"), [Key::Enter]);
    assert_eq!(keys(b"\r\0"), [Key::Enter]);
    assert_eq!(keys(b"\r\r"), [Key::Enter; 2]);
    assert_eq!(keys(b"\n"), [Key::Ctrl('j')]);
    assert_eq!(keys(b"\x1b\r"), [Key::AltEnter]);
    assert_eq!(keys(b"\x1b[13;3u\x1b[27;3;13~"), [Key::AltEnter; 2]);
}

#[test]
fn what_means_nothing_is_swallowed_whole() {
    for bytes in [
        &b"\x1bg"[..],
        b"\x1b\xc3\xa4",
        b"\x1b[1;3A",
        b"\x1b[1;9A",
        b"\x1b[97;3u",
        b"\x1b[97;1:3u",
        b"\x1b[57441;2u",
        b"\x1b[2~",
        b"\x1b[24~",
        b"\x1b[[E",
        b"\x1b[I\x1b[O",
        b"\x1b[M !!",
        b"\x1b[<0;10;20M\x1b[<0;10;20m",
        b"\x1b[32;10;20M",
        b"\x1b[12;40R",
        b"\x1b[?2026;2$y",
        b"\x1b[?62;c\x1b[>0;10;1c",
        b"\x1b]11;rgb:0000/gggg/0000\x07",
        b"\x1b]11;rgb:0000/gggg/0000\x1b\\",
        b"\x1bP1+r544e=67\x1b\\",
        b"\x1b_Ggi=31;OK\x1b\\",
        b"\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19g",
        b"\x1b[",
        b"\x1b[12",
        b"\x1bO",
        b"\xff\xfe\xc3",
        b"\xed\xa0\x80",
        b"\xc2\x9b",
        b"\x1b[200~\x1b[201~",
    ] {
        assert_eq!(keys(bytes), [], "{:?}", String::from_utf8_lossy(bytes));
        let mut followed = bytes.to_vec();
        if !matches!(bytes, b"\x1b[" | b"\x1b[12" | b"\x1bO") {
            followed.push(b'y');
            assert_eq!(keys(&followed), [Key::Char('y')], "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}

#[test]
fn a_new_sequence_begins_where_an_old_one_breaks_off() {
    assert_eq!(keys(b"\x1b[12\x1b[A"), [Key::Up]);
    assert_eq!(keys(b"\x1b]0;x\x1b[A"), [Key::Up]);
    assert_eq!(keys(b"\x1b]0;x\x03"), [Key::Ctrl('c')]);
    assert_eq!(keys(b"\xc3g"), [Key::Char('g')]);
    assert_eq!(keys(b"\x1b[1\x03"), [Key::Ctrl('c')]);
}

proptest::proptest! {
    #[test]
    fn any_bytes_at_all_are_taken_and_leave_nothing_open(bytes: Vec<u8>) {
        keys(&bytes);
    }
}
