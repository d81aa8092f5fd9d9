//! What the monkey does next, from a seed alone.

use std::fmt;

use squadcheck::keys::{Key, Keys};

use super::deed::Deed;
use crate::chance::Chance;

/// The keys of a meeting, the commonest ones oftener.
const MEETING: &[&str] = &[
    "g", "g", "y", "y", "r", "+", "=", "-", "b", " ", " ", " ", "\r", "\r", "\r", "\r", "n", "n",
    "p", "u", "u", "\x12", "s", "d", "v", "V", "m", "f", "o", "C", "w", "z", "i", "t", "a", "x",
    "c", "e", "!", "?", "T", "/", "j", "k", "h", "l",
];
const DIGITS: &[&str] = &["0", "1", "2", "2", "3", "3", "4", "5", "6", "7", "8", "9", "."];
const ARROWS: &[&str] = &[
    "\x1b[A",
    "\x1b[B",
    "\x1b[C",
    "\x1b[D",
    "\x1bOA",
    "\x1bOB",
    "\x1b[H",
    "\x1b[F",
    "\x1b[5~",
    "\x1b[6~",
    "\x1b[1;5C",
    "\x1b[Z",
    "\t",
    "\x7f",
    "\x1b[3~",
];
/// What is no key of the table, or half of one.
const ODD: &[&str] = &[
    "\x1b[",
    "\x1bO",
    "\x1b[99~",
    "\x1b[200~",
    "\x1b[201~",
    "\x1b[<0;3;4M",
    "\x1b]0;x\x07",
    "\x00",
    "\x1c",
    "\x04",
    "\x0a",
    "ä",
    "漢",
    "G",
    "Q",
    "\u{202e}",
    "\x1b[I",
    "\x1b[O",
    "\x1bg",
];
/// What people do in one go.
const HABITS: &[&str] = &[
    "n\r",
    "n\r",
    "3g1y ",
    "4g ",
    "2g2r \r",
    "3+1=",
    "3\r",
    "1\r2\r4\r ",
    " \r",
    "ssC\r",
    "C\r",
    "m2+1= \r",
    "\r3gy\r2=\r",
    "\r g\ry\r3\r\r",
    "dn",
    "u u ",
    "!\r",
    "!t",
    "!b",
    "!d",
    "va\r",
    "f",
    "e\r\r",
    "V\r",
    "Vy",
];
const SIZES: &[(u16, u16)] =
    &[(80, 24), (100, 30), (120, 40), (200, 60), (60, 16), (59, 15), (30, 8), (1, 1), (90, 24)];
const SIGNALS: &[&str] = &[
    "WINCH", "WINCH", "WINCH", "TSTP", "TSTP", "STOP", "CONT", "TERM", "HUP", "INT", "USR1", "KILL",
];
const PASTES: &[&str] = &[
    "one line",
    "two\nlines",
    "a tab\tand \x1b[A an escape",
    "grgr rr g\r",
    "日本語 and ünï",
    "",
    "4g2y  \r\r",
    "- a: [b",
    "\"quoted\" 'and' #hash",
    "x",
];
const WORDS: &[&str] = &["fine", "ümläut: yes", "- no", "'", "\"", "#", "~", "null", "a\tb", "12"];

/// One step. A key is one; so is a paste, a new size, a signal, a deed of somebody else.
#[derive(Clone, PartialEq, Eq)]
pub enum Step {
    /// The bytes of a key.
    Key(String),
    /// Text that is pasted, in brackets or bare.
    Paste(String, bool),
    /// The window measures this.
    Size(u16, u16),
    /// A signal.
    Signal(&'static str),
    /// Somebody else does something to the files; the number says to which.
    Deed(Deed, u64),
    /// What the screen says is compared with the disk.
    Audit,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(f, "{}", key.escape_debug()),
            Self::Paste(text, true) => write!(f, "<paste {text:?}>"),
            Self::Paste(text, false) => write!(f, "<bare paste {text:?}>"),
            Self::Size(columns, rows) => write!(f, "<{columns}x{rows}>"),
            Self::Signal(name) => write!(f, "<SIG{name}>"),
            Self::Deed(deed, which) => write!(f, "<{deed:?} {which}>"),
            Self::Audit => write!(f, "<audit>"),
        }
    }
}

/// All steps of a seed; there is no end to them.
pub struct Steps {
    chance: Chance,
    keys: Vec<String>,
    /// Keys that belong together, the next one last.
    waiting: Vec<Step>,
    number: u64,
}

/// The bytes that a terminal sends for a key.
fn bytes(key: Key) -> Option<String> {
    Some(match key {
        Key::Char(c) => c.to_string(),
        Key::Ctrl(c) => {
            // Suspending, leaving and the editor have their own share.
            if "cze".contains(c) {
                return None;
            }
            char::from(u8::try_from(c).ok()? & 0x1f).to_string()
        }
        Key::F1 => "\x1bOP".to_owned(),
        _ => return None,
    })
}

impl Steps {
    pub fn new(seed: u64) -> Self {
        let mut keys: Vec<String> = Keys::default()
            .bindings()
            .flat_map(|binding| binding.keys.iter().copied())
            .filter_map(bytes)
            .filter(|key| key != "q")
            .collect();
        keys.sort();
        keys.dedup();
        Self { chance: Chance::new(seed), keys, waiting: Vec::new(), number: 0 }
    }

    /// A word that is nowhere else, so that it can be looked for.
    fn word(&mut self) -> String {
        format!("hush{}x{} {}", self.number, self.chance.below(1000), self.chance.one(WORDS))
    }

    fn queue(&mut self, keys: &str) {
        let steps: Vec<Step> = keys.chars().map(|c| Step::Key(c.to_string())).collect();
        self.waiting.extend(steps.into_iter().rev());
    }

    fn key(&mut self) -> Step {
        let chance = &mut self.chance;
        let key = match chance.below(1000) {
            0..560 => (*chance.one(MEETING)).to_owned(),
            560..690 => (*chance.one(DIGITS)).to_owned(),
            690..800 => (*chance.one(ARROWS)).to_owned(),
            800..930 => chance.one(&self.keys).clone(),
            930..955 => (*chance.one(ODD)).to_owned(),
            955..970 => "\x1b".to_owned(),
            970..972 => "q".to_owned(),
            972..974 => "\x03".to_owned(),
            974..978 => "\x1a".to_owned(),
            978..984 => "\x05".to_owned(),
            _ => "\r".to_owned(),
        };
        Step::Key(key)
    }

    fn deed(&mut self) -> Step {
        let deed = *self.chance.one(Deed::ALL);
        Step::Deed(deed, self.chance.below(1 << 30))
    }
}

impl Iterator for Steps {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        self.number += 1;
        if let Some(step) = self.waiting.pop() {
            return Some(step);
        }
        Some(match self.chance.below(1000) {
            0..110 => {
                let habit = *self.chance.one(HABITS);
                self.queue(habit);
                return self.waiting.pop();
            }
            110..122 => {
                let opens = *self.chance.one(&["c", "c", "a", "x", "c\x05"]);
                let ends = *self.chance.one(&["\r", "\r", "\r", "\x1b", "\x0amore\r"]);
                let word = self.word();
                self.queue(&format!("{opens}{word}{ends}"));
                return self.waiting.pop();
            }
            122..128 => {
                let long = self.chance.below(20) == 0;
                let text = self.chance.one(PASTES).repeat(if long { 400 } else { 1 });
                Step::Paste(text, self.chance.below(2) == 0)
            }
            128..134 => {
                let (columns, rows) = *self.chance.one(SIZES);
                Step::Size(columns, rows)
            }
            134..137 => Step::Signal(self.chance.one::<&str>(SIGNALS)),
            137..158 => self.deed(),
            158..180 => Step::Audit,
            _ => self.key(),
        })
    }
}
