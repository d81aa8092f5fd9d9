//! Keys and pastes told apart in what a terminal sends. Knows neither a clock nor a descriptor.
//!
//! A paste is text and never keys. But an end that does not come must not take the keyboard away,
//! and a paste without a bound must not take the memory.

use std::time::Duration;

use crate::app::Msg;
use crate::keys::Key;

use super::burst::{Burst, MOST};
use super::decoder::{KeyDecoder, LONG, Token};

/// As many bytes at once are not typed.
const BULK: usize = 32;
const BEGIN: &[u8] = b"\x1b[200~";
const END: &[u8] = b"\x1b[201~";

/// The text between the marks of a paste.
#[derive(Debug)]
struct Pasted {
    text: Vec<u8>,
    /// The number of bytes of the end mark that have come.
    matched: usize,
    /// The number of bytes that may still be taken.
    room: usize,
    /// More came than is taken.
    cut: bool,
    /// A part of it was handed over, and that it was cut.
    handed: bool,
    told: bool,
}

impl Default for Pasted {
    fn default() -> Self {
        Self { text: Vec::new(), matched: 0, room: MOST, cut: false, handed: false, told: false }
    }
}

impl Pasted {
    /// True: that was the end.
    fn push(&mut self, byte: u8) -> bool {
        if byte == END[self.matched] {
            self.matched += 1;
            return self.matched == END.len();
        }
        for byte in &END[..std::mem::take(&mut self.matched)] {
            self.keep(*byte);
        }
        if byte == END[0] {
            self.matched = 1;
        } else {
            self.keep(byte);
        }
        false
    }

    fn keep(&mut self, byte: u8) {
        if self.text.len() < self.room {
            self.text.push(byte);
        } else {
            self.cut = true;
        }
    }

    /// Hands over what there is, and keeps the rest of the room for what may still come.
    ///
    /// If it has not ended, blanks and a line end stay for the next part: at the end of a text they
    /// are nothing, and between two parts they are something. So does half a character.
    fn hand_over(&mut self, ended: bool, out: &mut Vec<Msg>) {
        // A character that the bound has cut in two is no character.
        let whole = match std::str::from_utf8(&self.text) {
            Err(error) if error.error_len().is_none() => error.valid_up_to(),
            _ => self.text.len(),
        };
        let text = &self.text[..whole];
        let text = if ended { text } else { text.trim_ascii_end() };
        if !text.is_empty() || ended && !self.handed {
            out.push(Msg::Paste(String::from_utf8_lossy(text).into_owned()));
            self.handed = true;
        }
        let rest = if ended || self.cut { self.text.len() } else { text.len() };
        self.room -= rest;
        self.text.drain(..rest);
        if self.cut && !self.told {
            out.push(Msg::PasteCut);
            self.told = true;
        }
    }
}

/// The state of a paste.
#[derive(Debug, Default)]
enum Paste {
    /// It is typed.
    #[default]
    None,
    /// It is.
    Open(Pasted),
    /// One has begun and then stopped without an end. What comes in bulk still belongs to it.
    Stopped(Pasted),
}

/// Understands what a terminal sends, read by read.
#[derive(Debug, Default)]
pub struct PasteReader {
    decoder: KeyDecoder,
    paste: Paste,
    tokens: Vec<Token>,
    typed: Burst,
}

impl PasteReader {
    /// Takes in what one read has brought.
    pub fn take(&mut self, read: &[u8], out: &mut Vec<Msg>) {
        if read == [0x03] {
            // Ctrl-C is Ctrl-C, whatever was open.
            self.typed.hand_over(out);
            self.lapse(out);
            out.push(Msg::Key(Key::Ctrl('c')));
            return;
        }
        self.paste = match std::mem::take(&mut self.paste) {
            Paste::Stopped(pasted) => resumed(pasted, read),
            paste => paste,
        };
        if !self.is_pasting() {
            self.decoder.begins(read);
        }
        for byte in read {
            match &mut self.paste {
                Paste::Open(pasted) => {
                    if pasted.push(*byte) {
                        pasted.hand_over(true, out);
                        self.paste = Paste::None;
                    }
                }
                _ => self.decode(*byte, out),
            }
        }
    }

    fn decode(&mut self, byte: u8, out: &mut Vec<Msg>) {
        self.decoder.feed(byte, &mut self.tokens);
        for token in self.tokens.drain(..) {
            match token {
                // The way out waits for nothing.
                Token::Key(key @ Key::Ctrl('c')) => {
                    self.typed.hand_over(out);
                    out.push(Msg::Key(key));
                }
                Token::Key(key) => self.typed.push(key),
                Token::PasteBegins => {
                    self.typed.hand_over(out);
                    self.paste = Paste::Open(Pasted::default());
                }
                Token::PasteEnds => self.paste = Paste::None,
            }
        }
    }

    /// Returns the time to wait for more before [`Self::lapse`]; none if nothing is open.
    pub fn patience(&self) -> Option<Duration> {
        match (self.is_gathering(), self.is_pasting()) {
            (true, _) => Some(self.typed.patience()),
            (_, true) => Some(LONG),
            _ => self.decoder.patience(),
        }
    }

    /// Returns true while keys are held back, because more may belong to them.
    pub fn is_gathering(&self) -> bool {
        !self.typed.is_empty()
    }

    /// Returns true if they are more than anybody types, so that they have a bound of their own.
    pub const fn is_bulk(&self) -> bool {
        self.typed.is_bulk()
    }

    /// How many keys are held back.
    pub fn gathered(&self) -> usize {
        self.typed.len()
    }

    /// Hands over the keys that are held back.
    pub fn hand_over(&mut self, out: &mut Vec<Msg>) {
        self.typed.hand_over(out);
    }

    /// Returns true while a paste is coming in.
    pub fn is_pasting(&self) -> bool {
        matches!(self.paste, Paste::Open(_))
    }

    /// Nothing more came: what is open ends with what there is, and keys are keys.
    pub fn lapse(&mut self, out: &mut Vec<Msg>) {
        if self.is_gathering() {
            // What is open behind them has its own time.
            return self.typed.hand_over(out);
        }
        self.decoder.lapse(&mut self.tokens);
        out.extend(self.tokens.drain(..).filter_map(|token| match token {
            Token::Key(key) => Some(Msg::Key(key)),
            _ => None,
        }));
        self.paste = match std::mem::take(&mut self.paste) {
            Paste::Open(mut pasted) => {
                pasted.hand_over(false, out);
                Paste::Stopped(pasted)
            }
            paste => paste,
        };
    }
}

/// Returns true if a paste that had stopped goes on with these bytes.
fn resumed(pasted: Pasted, read: &[u8]) -> Paste {
    if read.starts_with(BEGIN) {
        return Paste::None;
    }
    let ends = read.starts_with(&END[pasted.matched..])
        || read.windows(END.len()).any(|window| window == END);
    if ends || read.len() >= BULK { Paste::Open(pasted) } else { Paste::Stopped(pasted) }
}

#[cfg(test)]
mod tests;
