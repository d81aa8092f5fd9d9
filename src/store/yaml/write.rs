//! Values to YAML text.
//!
//! All text that people typed stands in double quotes, with escapes for whatever a reader of YAML
//! 1.1 or
//! 1.2 takes for something else. Only words of this program stand bare.

use std::fmt::{self, Write as _};

use crate::model::RawValue;

/// A value on one line.
#[derive(Clone, Debug)]
pub enum Flow {
    /// A word, number or date of ours, written as it is.
    Bare(String),
    /// People's text, in double quotes.
    Text(String),
    /// `[a, b]`
    List(Vec<Flow>),
    /// `{a: 1, b: 2}`
    Map(Vec<(Flow, Flow)>),
}

impl Flow {
    /// A word of ours.
    pub fn bare(word: impl fmt::Display) -> Self {
        Self::Bare(word.to_string())
    }

    /// People's text.
    pub fn text(text: &str) -> Self {
        Self::Text(text.to_owned())
    }

    /// A key of a template or dimension: bare where no reader can mistake it.
    pub fn key(key: &str) -> Self {
        Self::Bare(key_word(key))
    }

    /// A key that this version does not know.
    pub fn unknown_key(key: &RawValue) -> Self {
        match key {
            RawValue::Text(key) => Self::key(key),
            other => other.into(),
        }
    }

    /// A list of people's texts.
    pub fn texts(texts: &[String]) -> Self {
        Self::List(texts.iter().map(|t| Self::text(t)).collect())
    }

    /// A list of keys.
    pub fn keys(keys: &[String]) -> Self {
        Self::List(keys.iter().map(|k| Self::key(k)).collect())
    }

    /// A map whose keys are words of ours.
    pub fn map<'a>(entries: impl IntoIterator<Item = (&'a str, Self)>) -> Self {
        Self::Map(entries.into_iter().map(|(key, value)| (Self::bare(key), value)).collect())
    }
}

impl fmt::Display for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bare(word) => f.write_str(word),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::List(items) => {
                f.write_char('[')?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index == 0 { "" } else { ", " })?;
                }
                f.write_char(']')
            }
            Self::Map(entries) => {
                f.write_char('{')?;
                for (index, (key, value)) in entries.iter().enumerate() {
                    write!(f, "{}", if index == 0 { "" } else { ", " })?;
                    let announced = matches!(key, Self::List(_) | Self::Map(_));
                    let key = key.to_string();
                    // YAML reads a bare key only up to 1024 characters, and a list only if it is
                    // announced.
                    if announced || key.len() > 100 {
                        write!(f, "? {key} : {value}")?;
                    } else {
                        write!(f, "{key}: {value}")?;
                    }
                }
                f.write_char('}')
            }
        }
    }
}

impl From<&RawValue> for Flow {
    fn from(plain: &RawValue) -> Self {
        match plain {
            RawValue::Null => Self::bare("null"),
            RawValue::Bare(value) => Self::bare(value),
            RawValue::Text(text) => Self::text(text),
            RawValue::List(items) => Self::List(items.iter().map(Self::from).collect()),
            RawValue::Map(entries) => {
                Self::Map(entries.iter().map(|(k, v)| (k.into(), v.into())).collect())
            }
        }
    }
}

/// A key, bare where every reader of YAML takes it for text, else in quotes.
pub fn key_word(key: &str) -> String {
    const TAKEN: [&str; 12] =
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n", "inf", "nan", "hidden"];
    let plain = key.starts_with(|c: char| c.is_ascii_lowercase())
        && key.len() <= 60
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        && !TAKEN.contains(&key);
    if plain { key.to_owned() } else { quoted(key) }
}

/// Text in double quotes, on one line, in nothing but characters that every reader lets through.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    let mut rest = text;
    loop {
        // Most text is letters and blanks, and stands as it is.
        let run = rest
            .bytes()
            .take_while(|byte| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\'))
            .count();
        out.push_str(&rest[..run]);
        rest = &rest[run..];
        let Some(c) = rest.chars().next() else { break };
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_plain(c) => out.push(c),
            c if u32::from(c) <= 0xff => _ = write!(out, "\\x{:02X}", u32::from(c)),
            c if u32::from(c) <= 0xffff => _ = write!(out, "\\u{:04X}", u32::from(c)),
            c => _ = write!(out, "\\U{:08X}", u32::from(c)),
        }
    }
    out.push('"');
    out
}

/// Returns true if a character needs no escape in quotes: printable in YAML 1.1 and 1.2, and
/// visible in an editor.
pub fn is_plain(c: char) -> bool {
    let code = u32::from(c);
    !c.is_control()
        && !matches!(code,
            0x00ad | 0x061c | 0x200b | 0x200e | 0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xfeff
            | 0xfdd0..=0xfdef | 0xfff0..=0xfffb | 0xe0000..=0xe007f)
        && code & 0xfffe != 0xfffe
}
