//! The sheet that pictures are drawn on: its colours, and the one way for text to come in.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use crate::model::Light;
use crate::model::text::sanitize;

/// Colours of the lights, as the themes of the screen have them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PictureTheme {
    /// Colours that most colour-blind people can tell apart.
    #[default]
    Clear,
    /// Blue instead of green.
    Sky,
    /// Greys.
    Plain,
    /// Traffic lights.
    Classic,
}

/// The look of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PictureStyle {
    /// Colours of the lights.
    pub theme: PictureTheme,
    /// Light text on a dark ground.
    pub dark: bool,
}

impl PictureStyle {
    /// Colour of a light, below black text.
    pub(super) const fn fill(self, light: Option<Light>) -> &'static str {
        match (self.theme, light) {
            (_, None) => "#d8d8d8",
            (PictureTheme::Plain, Some(Light::Green)) => "#f4f4f4",
            (PictureTheme::Plain, Some(Light::Yellow)) => "#c4c4c4",
            (PictureTheme::Plain, Some(Light::Red)) => "#949494",
            (PictureTheme::Classic, Some(Light::Green)) => "#2EB84B",
            (PictureTheme::Classic, Some(Light::Yellow)) => "#FFD91A",
            (PictureTheme::Classic, Some(Light::Red)) => "#E83E3E",
            (PictureTheme::Sky, Some(Light::Green)) => "#56B4E9",
            (PictureTheme::Clear, Some(Light::Green)) => "#009E73",
            (_, Some(Light::Yellow)) => "#F0E442",
            (_, Some(Light::Red)) => "#D55E00",
        }
    }

    /// Colour of text.
    pub(super) const fn ink(self) -> &'static str {
        if self.dark { "#f2f2f2" } else { "#1f1f1f" }
    }

    /// Colour of the least important text: 4.5 to 1 on the ground, as all that is to be read.
    pub(super) const fn faint(self) -> &'static str {
        if self.dark { "#b4b4b4" } else { "#5f5f5f" }
    }

    /// Colour of the ground.
    pub(super) const fn ground(self) -> &'static str {
        if self.dark { "#1b1b1f" } else { "#ffffff" }
    }

    /// Colour of lines.
    pub(super) const fn line(self) -> &'static str {
        if self.dark { "#7d7d85" } else { "#8a8a8a" }
    }
}

/// Where a text stands, how large and how strong.
#[derive(Clone, Copy, Debug)]
pub(super) struct Type {
    pub at: (usize, usize),
    pub size: usize,
    pub ink: &'static str,
    pub anchor: &'static str,
    pub bold: bool,
}

/// A picture that is being drawn.
#[derive(Debug)]
pub(super) struct Canvas {
    pub style: PictureStyle,
    body: String,
}

impl Canvas {
    pub const fn new(style: PictureStyle) -> Self {
        Self { style, body: String::new() }
    }

    /// A text that begins at `at`.
    pub fn text(&mut self, at: (usize, usize), size: usize, words: &str) {
        let ink = self.style.ink();
        self.typed(Type { at, size, ink, anchor: "start", bold: false }, words);
    }

    /// A strong text that begins at `at`.
    pub fn strong(&mut self, at: (usize, usize), size: usize, words: &str) {
        let ink = self.style.ink();
        self.typed(Type { at, size, ink, anchor: "start", bold: true }, words);
    }

    /// A text, as `typed` says.
    pub fn typed(&mut self, typed: Type, words: &str) {
        let Type { at: (x, y), size, ink, anchor, bold } = typed;
        let bold = if bold { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{ink}\" \
             text-anchor=\"{anchor}\"{bold}>{}</text>",
            xml(words)
        );
    }

    /// A filled field; `fill` and `stroke` are colours of the style.
    pub fn field(
        &mut self,
        (x, y): (usize, usize),
        (width, height): (usize, usize),
        round: usize,
        fill: &str,
        stroke: Option<&str>,
    ) {
        let stroke =
            stroke.map_or(String::new(), |ink| format!(" stroke=\"{ink}\" stroke-width=\"2\""));
        let _ = writeln!(
            self.body,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"{round}\" \
             fill=\"{fill}\"{stroke}/>"
        );
    }

    /// A field with a light's colour, and black text in its middle.
    pub fn filled(
        &mut self,
        (x, y): (usize, usize),
        (width, height): (usize, usize),
        light: Option<Light>,
        words: &str,
    ) {
        self.field((x, y), (width, height), 4, self.style.fill(light), None);
        let at = (x + width / 2, y + height / 2 + 7);
        self.typed(Type { at, size: 20, ink: "#000000", anchor: "middle", bold: true }, words);
    }

    /// The whole picture, with a title and a description for readers who cannot see it.
    pub fn finish(self, (width, height): (usize, usize), title: &str, words: &str) -> String {
        let (ground, line) = (self.style.ground(), self.style.line());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\" \
             font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"desc\">{}</desc>\n\
             <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{ground}\" \
             stroke=\"{line}\"/>\n{}</svg>\n",
            xml(title),
            xml(words),
            self.body
        )
    }
}

/// Cuts a text to so many cells.
pub(super) fn cut(text: &str, longest: usize) -> String {
    if text.width() <= longest {
        return text.to_owned();
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + 2 > longest {
            break;
        }
        short.push(c);
    }
    short.push('…');
    short
}

/// Breaks a text between words into at most `most` lines of so many cells; the last is cut.
pub(super) fn wrapped(text: &str, cells: usize, most: usize) -> Vec<String> {
    let safe = sanitize(text);
    let mut lines: Vec<String> = vec![String::new()];
    for word in safe.split_whitespace() {
        let last = lines.len() - 1;
        let full = lines[last].width() + 1 + word.width() > cells;
        if full && !lines[last].is_empty() && lines.len() < most {
            lines.push(word.to_owned());
        } else {
            if !lines[last].is_empty() {
                lines[last].push(' ');
            }
            lines[last].push_str(word);
        }
    }
    lines.iter().map(|line| cut(line, cells)).collect()
}

/// Escapes text for the inside of an element.
fn xml(text: &str) -> String {
    let safe = sanitize(text);
    let mut inert = String::with_capacity(safe.len());
    for c in safe.chars() {
        match c {
            '&' => inert.push_str("&amp;"),
            '<' => inert.push_str("&lt;"),
            '>' => inert.push_str("&gt;"),
            '"' => inert.push_str("&quot;"),
            c => inert.push(c),
        }
    }
    inert
}
