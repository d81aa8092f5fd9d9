use super::*;

fn paste(text: &str) -> Msg {
    Msg::Paste(text.to_owned())
}

fn key(c: char) -> Msg {
    Msg::Key(Key::Char(c))
}

/// Decodes these reads, one after the other.
fn take(stream: &mut PasteReader, reads: &[&[u8]]) -> Vec<Msg> {
    let mut out = Vec::new();
    for read in reads {
        stream.take(read, &mut out);
    }
    stream.hand_over(&mut out);
    out
}

fn lapse(stream: &mut PasteReader) -> Vec<Msg> {
    assert!(stream.patience().is_some(), "nothing is open");
    let mut out = Vec::new();
    stream.lapse(&mut out);
    out
}

#[test]
fn a_paste_is_one_text_wherever_it_is_cut() {
    let bytes = "g\x1b[200~6g \u{e4}\x1b[20 \x1b\x1b[201~y".as_bytes();
    for at in 0..bytes.len() {
        let mut stream = PasteReader::default();
        let taken = take(&mut stream, &[&bytes[..at], &bytes[at..]]);
        assert_eq!(taken, [key('g'), paste("6g \u{e4}\x1b[20 \x1b"), key('y')], "cut at {at}");
        assert_eq!(stream.patience(), None);
    }
}

#[test]
fn a_paste_without_an_end_ends_with_what_there_is() {
    let mut stream = PasteReader::default();
    assert_eq!(take(&mut stream, &[b"\x1b[200~gg"]), []);
    assert_eq!(lapse(&mut stream), [paste("gg")]);
    assert_eq!(take(&mut stream, &[b"r", b"\x1b[A"]), [key('r'), Msg::Key(Key::Up)]);
    assert_eq!(stream.patience(), None);
}

#[test]
fn what_comes_in_bulk_after_that_still_belongs_to_it() {
    let mut stream = PasteReader::default();
    take(&mut stream, &[b"\x1b[200~gg"]);
    lapse(&mut stream);
    let bulk = [b'r'; BULK];
    assert_eq!(take(&mut stream, &[&bulk]), []);
    assert_eq!(lapse(&mut stream), [paste(&"r".repeat(BULK))]);
    // A short tail is told by its end.
    assert_eq!(take(&mut stream, &[b"rr\x1b[201~y"]), [paste("rr"), key('y')]);
    assert_eq!(take(&mut stream, &[&bulk]).len(), BULK, "keys again, even many at once");
}

#[test]
fn an_end_that_comes_late_or_in_two_parts_is_an_end() {
    for (first, second) in
        [(&b"\x1b[200~gg"[..], &b"\x1b[201~"[..]), (b"\x1b[200~gg\x1b[20", b"1~")]
    {
        let mut stream = PasteReader::default();
        take(&mut stream, &[first]);
        assert_eq!(lapse(&mut stream), [paste("gg")]);
        assert_eq!(take(&mut stream, &[second, b"y"]), [key('y')]);
    }
}

#[test]
fn another_paste_after_one_that_stopped_is_one_of_its_own() {
    let mut stream = PasteReader::default();
    take(&mut stream, &[b"\x1b[200~gg"]);
    lapse(&mut stream);
    assert_eq!(
        take(&mut stream, &[b"\x1b[200~and one more, that is long enough\x1b[201~"]).len(),
        1
    );
    assert_eq!(take(&mut stream, &[b"y"]), [key('y')]);
}

#[test]
fn ctrl_c_alone_ends_whatever_is_open() {
    let mut stream = PasteReader::default();
    assert_eq!(
        take(&mut stream, &[b"\x1b[200~gg", b"\x03"]),
        [paste("gg"), Msg::Key(Key::Ctrl('c'))]
    );
    let mut stream = PasteReader::default();
    assert_eq!(take(&mut stream, &[b"\x1b]0;", b"\x03"]), [Msg::Key(Key::Ctrl('c'))]);
}

#[test]
fn a_paste_has_a_bound_and_what_is_beyond_is_never_keys() {
    let mut stream = PasteReader::default();
    let mut out = take(&mut stream, &[b"\x1b[200~"]);
    let chunk = [b'g'; 4095];
    for _ in 0..2560 {
        stream.take(&chunk, &mut out);
        assert!(out.is_empty());
        let Paste::Open(pasted) = &stream.paste else { panic!("it is open") };
        assert!(pasted.text.capacity() <= 2 * MOST, "memory has a bound, too");
    }
    // It stops in the middle, and then it goes on.
    assert_eq!(lapse(&mut stream), [paste(&"g".repeat(MOST)), Msg::PasteCut]);
    out = take(&mut stream, &[&chunk, b"\x1b[201~", b"y"]);
    assert_eq!(out, [key('y')]);
}

#[test]
fn a_pause_inside_a_paste_loses_neither_blanks_nor_line_ends_nor_half_a_character() {
    for (first, second, parts) in [
        (&b"one\r"[..], &b"two"[..], [paste("one"), paste("\rtwo")]),
        (b"one\r\n", b"two", [paste("one"), paste("\r\ntwo")]),
        (b"one\r", b"\ntwo", [paste("one"), paste("\r\ntwo")]),
        (b"one ", b"two", [paste("one"), paste(" two")]),
        (b"one", b"\rtwo", [paste("one"), paste("\rtwo")]),
        (b"one\xc3", b"\xa4two", [paste("one"), paste("\u{e4}two")]),
        (b"one\r \xf0\x9f", b"\x98\x80", [paste("one"), paste("\r \u{1f600}")]),
    ] {
        let mut stream = PasteReader::default();
        assert_eq!(take(&mut stream, &[b"\x1b[200~", first]), []);
        let mut out = lapse(&mut stream);
        out.extend(take(&mut stream, &[&[second, b"\x1b[201~"].concat(), b"y"]));
        let [first, second] = parts;
        assert_eq!(out, [first, second, key('y')]);
        assert_eq!(stream.patience(), None);
    }
}

#[test]
fn a_paste_that_pauses_before_its_first_word_is_one_text() {
    let mut stream = PasteReader::default();
    assert_eq!(take(&mut stream, &[b"\x1b[200~\r"]), []);
    assert_eq!(lapse(&mut stream), []);
    assert_eq!(take(&mut stream, &[b"one\x1b[201~"]), [paste("\rone")]);
}

#[test]
fn text_without_marks_is_one_burst_however_it_is_cut() {
    let text = "Notes: the pipeline is red again,\rgyr and nobody knows why.\r".repeat(4);
    for size in [1, 2, 7, 20, 33, 64, 200] {
        let mut stream = PasteReader::default();
        let mut out = Vec::new();
        for piece in text.as_bytes().chunks(size) {
            stream.take(piece, &mut out);
            assert!(out.is_empty(), "{size}");
        }
        assert!(stream.patience() >= Some(Duration::from_millis(50)));
        stream.lapse(&mut out);
        assert!(matches!(&out[..], [Msg::Burst(keys)] if keys.len() == text.len()), "{size}");
    }
}

#[test]
fn ctrl_c_behind_a_burst_is_ctrl_c() {
    let mut stream = PasteReader::default();
    let out = take(&mut stream, &[b"gyr gyr gyr gyr gyr gyr gyr gyr gyr\x03"]);
    assert!(matches!(&out[..], [Msg::Burst(_), Msg::Key(Key::Ctrl('c'))]), "{out:?}");
}

#[test]
fn the_rest_of_a_sequence_after_an_esc_that_was_taken_for_a_key_is_none() {
    for rest in [&b"[A"[..], b"OB", b"[1;5C", b"[3~", b"[<0;10;20M", b"[I"] {
        let mut stream = PasteReader::default();
        take(&mut stream, &[b"\x1b"]);
        assert_eq!(lapse(&mut stream), [Msg::Key(Key::Esc)]);
        let first = Some(Duration::from_millis(100));
        assert_eq!(take(&mut stream, &[rest, b"y"]), [key('y')], "{rest:?}");
        // From now on this line is known to be slow.
        take(&mut stream, &[b"\x1b"]);
        assert!(stream.patience() > first);
    }
    let mut stream = PasteReader::default();
    take(&mut stream, &[b"\x1b"]);
    lapse(&mut stream);
    assert_eq!(take(&mut stream, &[b"[200~6g \x1b[201~"]), [paste("6g ")]);
}

#[test]
fn what_is_typed_after_esc_is_typed() {
    for keys in [&b"["[..], b"O", b"[r", b"g", b"Ok"] {
        let mut stream = PasteReader::default();
        take(&mut stream, &[b"\x1b"]);
        lapse(&mut stream);
        let typed: Vec<Msg> = keys.iter().map(|byte| key(char::from(*byte))).collect();
        assert_eq!(take(&mut stream, &[keys]), typed);
    }
    let mut stream = PasteReader::default();
    take(&mut stream, &[b"\x1b"]);
    lapse(&mut stream);
    assert_eq!(lapse(&mut stream), []);
    assert_eq!(take(&mut stream, &[b"[A"]), [key('['), key('A')], "long after it");
}

#[test]
fn a_bound_in_the_middle_of_a_character_leaves_no_half_of_it() {
    let mut stream = PasteReader::default();
    let text = format!("\x1b[200~x{}\x1b[201~", "\u{e4}".repeat(MOST / 2));
    let out = take(&mut stream, &[text.as_bytes()]);
    assert_eq!(out, [paste(&format!("x{}", "\u{e4}".repeat(MOST / 2 - 1))), Msg::PasteCut]);
}
