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
fn a_bound_in_the_middle_of_a_character_leaves_no_half_of_it() {
    let mut stream = PasteReader::default();
    let text = format!("\x1b[200~x{}\x1b[201~", "\u{e4}".repeat(MOST / 2));
    let out = take(&mut stream, &[text.as_bytes()]);
    assert_eq!(out, [paste(&format!("x{}", "\u{e4}".repeat(MOST / 2 - 1))), Msg::PasteCut]);
}
