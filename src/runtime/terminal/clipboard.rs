//! The way of a text to the terminal's clipboard (OSC 52). What stands between wraps it.

use std::io;

use crossterm::clipboard::{ClipboardSelection, ClipboardType, CopyToClipboard};
use crossterm::queue;

use crate::app::Clipboard;
use crate::messages::Multiplexer;

/// The most bytes of one string that every GNU screen passes on.
const CHUNK: usize = 200;
/// The end of a string.
const END: &[u8] = b"\x1b\\";

/// The bytes that put a text on the clipboard.
pub fn bytes(text: &str, clipboard: Clipboard) -> io::Result<Vec<u8>> {
    let destination = ClipboardSelection(vec![ClipboardType::Clipboard]);
    let mut plain = Vec::new();
    queue!(plain, CopyToClipboard { content: text, destination })?;
    Ok(match clipboard {
        Clipboard::Terminal => plain,
        Clipboard::Through(Multiplexer::Tmux) => through_tmux(plain),
        Clipboard::Through(Multiplexer::Screen) => through_screen(&plain),
        Clipboard::Missing => Vec::new(),
    })
}

/// Both ways that tmux may be set to: it takes the text itself, or passes it on.
fn through_tmux(mut plain: Vec<u8>) -> Vec<u8> {
    let inner: Vec<u8> =
        plain.iter().flat_map(|byte| vec![*byte; if *byte == 0x1b { 2 } else { 1 }]).collect();
    plain.extend_from_slice(b"\x1bPtmux;");
    plain.extend(inner);
    plain.extend_from_slice(END);
    plain
}

/// GNU screen passes strings on and prints what is longer than its memory for them, so the text
/// comes in pieces. Its own end would end the first piece, so the whole ends with a bell.
fn through_screen(plain: &[u8]) -> Vec<u8> {
    let mut inner = plain.strip_suffix(END).unwrap_or(plain).to_vec();
    inner.push(0x07);
    let mut bytes = Vec::new();
    for piece in inner.chunks(CHUNK) {
        bytes.extend_from_slice(b"\x1bP");
        bytes.extend_from_slice(piece);
        bytes.extend_from_slice(END);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str, clipboard: Clipboard) -> String {
        String::from_utf8(bytes(text, clipboard).expect("memory takes it")).expect("ASCII")
    }

    #[test]
    fn a_terminal_gets_it_as_it_is_and_one_without_a_clipboard_nothing() {
        assert_eq!(sent("Hi", Clipboard::Terminal), "\u{1b}]52;c;SGk=\u{1b}\\");
        assert_eq!(sent("Hi", Clipboard::Missing), "");
    }

    #[test]
    fn gnu_screen_gets_pieces_that_together_are_the_whole() {
        let text = "Words. ".repeat(300);
        let sent = sent(&text, Clipboard::Through(Multiplexer::Screen));
        let pieces: Vec<&str> = sent.split_terminator("\u{1b}\\").collect();
        assert!(pieces.len() > 10);
        assert!(
            pieces.iter().all(|piece| piece.starts_with("\u{1b}P") && piece.len() <= CHUNK + 2)
        );
        let whole: String = pieces.iter().map(|piece| &piece[2..]).collect();
        let plain = self::sent(&text, Clipboard::Terminal);
        assert_eq!(whole.strip_suffix('\u{7}'), plain.strip_suffix("\u{1b}\\"));
    }

    #[test]
    fn tmux_gets_it_for_itself_and_to_pass_on() {
        let sent = sent("Hi", Clipboard::Through(Multiplexer::Tmux));
        let doubled = "\u{1b}Ptmux;\u{1b}\u{1b}]52;c;SGk=\u{1b}\u{1b}\\\u{1b}\\";
        assert_eq!(sent, format!("\u{1b}]52;c;SGk=\u{1b}\\{doubled}"));
    }
}
