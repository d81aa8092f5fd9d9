//! The bytes of a terminal, understood as keys. Knows neither a clock nor a descriptor.
//!
//! Terminals do not agree on their sequences: those of xterm, of the VT family, of rxvt, of the
//! Linux console and of the newer `CSI u` are all understood. A sequence that means nothing here is
//! swallowed whole, since what would be left of it would be pressed as keys.

use std::time::Duration;

use crate::keys::Key;

/// The time in which an Esc may begin a sequence: long enough for a slow line, too short to be
/// felt. Vim waits as long.
const BRIEF: Duration = Duration::from_millis(100);
/// The same on a line that has been seen to be slower, and the time in which the rest of a paste
/// has to arrive.
pub const LONG: Duration = Duration::from_millis(400);
/// The time in which the rest of a sequence has to arrive: by then nobody has pressed Esc.
const REST: Duration = Duration::from_secs(1);
/// The longest parameters that mean anything.
const LONGEST: usize = 32;
const ESC: u8 = 0x1b;
/// Alt, Super, Hyper and Meta, as a sequence counts them.
const NOT_OURS: u32 = 2 | 8 | 16 | 32;

/// The meaning of a few bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    /// A key was pressed.
    Key(Key),
    /// From here on it is pasted text.
    PasteBegins,
    /// To here it was pasted text.
    PasteEnds,
}

/// The state of the decoder.
#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// In a character of several bytes. With Alt it means nothing.
    Character { bytes: Vec<u8>, want: usize, alt: bool },
    /// After Enter, of which some lines send a second byte.
    Enter,
    /// After one Esc, or two.
    Escape { twice: bool },
    /// After an Esc that was taken for a key, in the time in which that may turn out to be wrong.
    TakenForKey,
    /// After `ESC O`.
    Single { alt: bool },
    /// After `ESC [`.
    Sequence { alt: bool },
    /// After `ESC [ [`, as the Linux console writes its function keys.
    Console,
    /// In a report of an old mouse, of which so many bytes are left.
    Mouse(u8),
    /// In words of the terminal to the program (OSC, DCS and their like), which nobody here asked
    /// for.
    Words { begun: bool },
    /// In such words, after an Esc that may end them.
    WordsEscape,
}

/// Turns bytes into keys, however they are cut.
#[derive(Debug, Default)]
pub struct KeyDecoder {
    state: State,
    parameters: Vec<u8>,
    /// The Esc of this sequence was taken for a key, so the rest of it is none.
    late: bool,
    /// That has happened on this line.
    slow: bool,
}

impl KeyDecoder {
    /// Takes the next byte in.
    pub fn feed(&mut self, byte: u8, out: &mut Vec<Token>) {
        let before = out.len();
        self.understand(byte, out);
        if self.late {
            let keys = out.split_off(before).into_iter();
            out.extend(keys.filter(|token| !matches!(token, Token::Key(_))));
            self.late = matches!(self.state, State::Single { .. } | State::Sequence { .. });
        }
    }

    fn understand(&mut self, byte: u8, out: &mut Vec<Token>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Enter if matches!(byte, b'\n' | 0) => State::Ground,
            State::Ground | State::Enter | State::TakenForKey => begin(byte, out),
            State::Character { bytes, want, alt } => character(bytes, want, alt, byte, out),
            State::Escape { twice } => self.escape(twice, byte, out),
            State::Single { alt } => self.single(alt, byte, out),
            State::Sequence { alt } => self.sequence(alt, byte, out),
            State::Console => {
                if byte == b'A' {
                    out.push(Token::Key(Key::F1));
                }
                State::Ground
            }
            State::Mouse(left) => {
                if left > 1 {
                    State::Mouse(left - 1)
                } else {
                    State::Ground
                }
            }
            State::Words { .. } => match byte {
                ESC => State::WordsEscape,
                0x07 | 0x18 | 0x1a => State::Ground,
                0x03 => begin(byte, out),
                _ => State::Words { begun: true },
            },
            State::WordsEscape if byte == b'\\' => State::Ground,
            State::WordsEscape => self.escape(false, byte, out),
        };
    }

    /// Returns the time to wait for the next byte before [`Self::lapse`]; none if nothing is open.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Escape { .. } if self.slow => Some(LONG),
            State::Enter | State::Escape { .. } | State::Words { begun: false } => Some(BRIEF),
            State::TakenForKey | State::Character { .. } => Some(LONG),
            _ => Some(REST),
        }
    }

    /// Nothing more came: an Esc was the key, and half a sequence is nothing.
    pub fn lapse(&mut self, out: &mut Vec<Token>) {
        self.late = false;
        if let State::Escape { twice } = std::mem::take(&mut self.state) {
            out.push(Token::Key(Key::Esc));
            if twice {
                out.push(Token::Key(Key::Esc));
            }
            self.state = State::TakenForKey;
        }
    }

    /// Looks at what one read has brought: the rest of a sequence whose Esc was taken for a key is
    /// no key, and the next Esc is waited for longer.
    pub fn begins(&mut self, read: &[u8]) {
        if matches!(self.state, State::TakenForKey) && is_rest(read) {
            self.state = State::Escape { twice: false };
            (self.late, self.slow) = (true, true);
        }
    }

    fn escape(&mut self, twice: bool, byte: u8, out: &mut Vec<Token>) -> State {
        self.parameters.clear();
        match byte {
            ESC => {
                if twice {
                    out.push(Token::Key(Key::Esc));
                }
                State::Escape { twice: true }
            }
            b'[' => State::Sequence { alt: twice },
            b'O' => State::Single { alt: twice },
            b']' | b'P' | b'X' | b'^' | b'_' => State::Words { begun: false },
            b'\r' if !twice => {
                out.push(Token::Key(Key::AltEnter));
                State::Enter
            }
            // The way out is not lost to an Esc just before it.
            0x03 => {
                out.push(Token::Key(Key::Esc));
                begin(byte, out)
            }
            _ => {
                if twice {
                    out.push(Token::Key(Key::Esc));
                }
                match width(byte) {
                    want @ 2.. => State::Character { bytes: vec![byte], want, alt: true },
                    _ => State::Ground,
                }
            }
        }
    }

    fn single(&mut self, alt: bool, byte: u8, out: &mut Vec<Token>) -> State {
        match byte {
            ESC => State::Escape { twice: false },
            b'0'..=b'9' | b';' => {
                self.keep(byte);
                State::Single { alt }
            }
            0x40..=0x7e => {
                let modifiers = Numbers::new(&self.parameters).modifiers();
                if !alt && modifiers & NOT_OURS == 0 {
                    out.extend(of_single(byte).map(Token::Key));
                }
                State::Ground
            }
            _ => begin(byte, out),
        }
    }

    fn sequence(&mut self, alt: bool, byte: u8, out: &mut Vec<Token>) -> State {
        let first = self.parameters.first().copied();
        match byte {
            ESC => State::Escape { twice: false },
            b'[' if first.is_none() => State::Console,
            b'M' if first.is_none() => State::Mouse(3),
            // Ends a key of rxvt, but not the answer to a question about a mode.
            b'$' if first.is_some_and(|first| first.is_ascii_digit()) => {
                self.ended(alt, byte, out);
                State::Ground
            }
            0x20..=0x3f => {
                self.keep(byte);
                State::Sequence { alt }
            }
            0x40..=0x7e => {
                self.ended(alt, byte, out);
                State::Ground
            }
            _ => begin(byte, out),
        }
    }

    fn ended(&self, alt: bool, last: u8, out: &mut Vec<Token>) {
        match (self.parameters.as_slice(), last) {
            (b"200", b'~') => out.push(Token::PasteBegins),
            (b"201", b'~') => out.push(Token::PasteEnds),
            (parameters, last) if !alt => {
                out.extend(of_sequence(&Numbers::new(parameters), last).map(Token::Key));
            }
            _ => {}
        }
    }

    fn keep(&mut self, byte: u8) {
        if self.parameters.len() <= LONGEST {
            self.parameters.push(byte);
        }
    }
}

/// Returns true for a sequence without its Esc. Nobody types one within a single read.
fn is_rest(read: &[u8]) -> bool {
    let last = match read {
        [b'O', last, ..] => Some(*last),
        [b'[', rest @ ..] => match rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) {
            Some(0) => Some(rest[0]),
            at => return at.is_some_and(|at| (0x40..=0x7e).contains(&rest[at])),
        },
        _ => None,
    };
    last.is_some_and(|last| matches!(last, b'A'..=b'I' | b'M' | b'O'..=b'S' | b'Z'))
}

/// Decodes a byte outside any sequence.
fn begin(byte: u8, out: &mut Vec<Token>) -> State {
    let key = match byte {
        ESC => return State::Escape { twice: false },
        b'\r' => {
            out.push(Token::Key(Key::Enter));
            return State::Enter;
        }
        b'\t' => Key::Tab,
        0x08 | 0x7f => Key::Backspace,
        0x00 => Key::Ctrl(' '),
        0x01..=0x1a => Key::Ctrl(char::from(byte | 0x60)),
        0x1c..=0x1f => Key::Ctrl(char::from(byte | 0x40)),
        0x20..=0x7e => Key::Char(char::from(byte)),
        _ => {
            return match width(byte) {
                want @ 2.. => State::Character { bytes: vec![byte], want, alt: false },
                _ => State::Ground,
            };
        }
    };
    out.push(Token::Key(key));
    State::Ground
}

fn character(mut bytes: Vec<u8>, want: usize, alt: bool, byte: u8, out: &mut Vec<Token>) -> State {
    if !(0x80..=0xbf).contains(&byte) {
        return begin(byte, out);
    }
    bytes.push(byte);
    if bytes.len() < want {
        return State::Character { bytes, want, alt };
    }
    let read = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
    if let Some(c) = read.filter(|c| !alt && !c.is_control()) {
        out.push(Token::Key(Key::Char(c)));
    }
    State::Ground
}

/// Returns the length of a character with this first byte; 0 if none begins so.
const fn width(byte: u8) -> usize {
    match byte {
        0..=0x7f => 1,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 0,
    }
}

/// The numbers of a sequence. None, if it is one of the private ones.
struct Numbers<'a>(Option<&'a str>);

impl<'a> Numbers<'a> {
    fn new(parameters: &'a [u8]) -> Self {
        let text = std::str::from_utf8(parameters).ok();
        Self(text.filter(|text| text.len() <= LONGEST && !text.starts_with(['<', '=', '>', '?'])))
    }

    fn at(&self, index: usize) -> Option<u32> {
        self.0?.split(';').nth(index)?.split(':').next()?.parse().ok()
    }

    /// Shift, Alt, Ctrl and so on, one bit each.
    fn modifiers(&self) -> u32 {
        self.at(1).unwrap_or(1).saturating_sub(1)
    }

    fn is_release(&self) -> bool {
        let kind =
            self.0.and_then(|text| text.split(';').nth(1)?.split(':').nth(1)?.parse::<u32>().ok());
        kind == Some(3)
    }
}

fn of_sequence(numbers: &Numbers, last: u8) -> Option<Key> {
    numbers.0?;
    let modifiers = numbers.modifiers();
    let code = match (last, numbers.at(0)) {
        (b'u', code) => code,
        (b'~', Some(27)) => numbers.at(2),
        _ => None,
    };
    if numbers.is_release() {
        return None;
    }
    if modifiers == 2 && code == Some(13) {
        return Some(Key::AltEnter);
    }
    if modifiers & NOT_OURS != 0 {
        return None;
    }
    match (last, numbers.at(0)) {
        (b'P', _) => Some(Key::F1),
        (b'Z', _) => Some(Key::BackTab),
        (b'u', Some(code)) => of_code(code, modifiers),
        (b'~', Some(27)) => of_code(numbers.at(2)?, modifiers),
        (b'~' | b'^' | b'$' | b'@', Some(number)) => match number {
            1 | 7 => Some(Key::Home),
            3 => Some(Key::Delete),
            4 | 8 => Some(Key::End),
            5 => Some(Key::PageUp),
            6 => Some(Key::PageDown),
            11 => Some(Key::F1),
            _ => None,
        },
        _ => of_arrow(last),
    }
}

/// rxvt writes an arrow with Shift or Ctrl in small letters.
const fn of_arrow(last: u8) -> Option<Key> {
    match last {
        b'A' | b'a' => Some(Key::Up),
        b'B' | b'b' => Some(Key::Down),
        b'C' | b'c' => Some(Key::Right),
        b'D' | b'd' => Some(Key::Left),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        _ => None,
    }
}

/// The keypad writes so, too, if another program has left it in that mode.
fn of_single(last: u8) -> Option<Key> {
    match last {
        b'P' => Some(Key::F1),
        b'M' => Some(Key::Enter),
        b'X' => Some(Key::Char('=')),
        b'j'..=b'y' => Some(Key::Char(char::from(last - 0x40))),
        _ => of_arrow(last),
    }
}

/// A key by its character, as `CSI u` and xterm's `modifyOtherKeys` name it.
fn of_code(code: u32, modifiers: u32) -> Option<Key> {
    let (shift, ctrl) = (modifiers & 1 != 0, modifiers & 4 != 0);
    match code {
        13 | 57414 => Some(Key::Enter),
        9 if shift => Some(Key::BackTab),
        9 => Some(Key::Tab),
        27 => Some(Key::Esc),
        8 | 127 => Some(Key::Backspace),
        // The private characters are keys without one, such as a Shift alone.
        57344..=63743 => None,
        _ => {
            let c = char::from_u32(code).filter(|c| !c.is_control())?;
            Some(match (ctrl, shift) {
                (true, _) => Key::Ctrl(c.to_ascii_lowercase()),
                (_, true) => Key::Char(c.to_ascii_uppercase()),
                _ => Key::Char(c),
            })
        }
    }
}

#[cfg(test)]
mod tests;
