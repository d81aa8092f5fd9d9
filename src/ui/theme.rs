//! Colours, styles and glyphs of screens. Drawing code asks for them here; the separators that it
//! types itself, such as ` · ` and `–`, pass through [`Theme::words`], which knows them in ASCII.
//!
//! A light is never colour alone: black text on a filled badge, with a shape and a letter.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::app::{Depth, Display, Palette};
use crate::messages::term;
use crate::model::{Change, Direction, Light};

use super::drawing::cells;

/// Styles and glyphs for one choice of display.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    display: Display,
}

impl Theme {
    /// The theme of this choice.
    pub const fn new(display: Display) -> Self {
        Self { display }
    }

    /// Returns true if only ASCII may be drawn.
    pub const fn ascii(self) -> bool {
        self.display.ascii
    }

    /// The colour of a light: Okabe and Ito's palette, which most colour-blind people can tell
    /// apart; its sky blue in place of green in the second theme.
    const fn colour(self, light: Light) -> Color {
        match (self.display.palette, self.display.depth, light) {
            (Palette::Classic, Depth::True, Light::Green) => Color::Rgb(0x2e, 0xb8, 0x4b),
            (Palette::Classic, Depth::True, Light::Yellow) => Color::Rgb(0xff, 0xd9, 0x1a),
            (Palette::Classic, Depth::True, Light::Red) => Color::Rgb(0xe8, 0x3e, 0x3e),
            (Palette::Classic, Depth::Indexed, Light::Green) => Color::Indexed(41),
            (Palette::Classic, Depth::Indexed, Light::Yellow) => Color::Indexed(220),
            (Palette::Classic, Depth::Indexed, Light::Red) => Color::Indexed(203),
            (Palette::Sky, Depth::True, Light::Green) => Color::Rgb(0x56, 0xb4, 0xe9),
            (Palette::Sky, Depth::Indexed, Light::Green) => Color::Indexed(74),
            (Palette::Sky, Depth::Eight | Depth::Sixteen, Light::Green) => Color::Cyan,
            (_, Depth::Eight | Depth::Sixteen, Light::Green) => Color::Green,
            (_, Depth::Eight, Light::Yellow) => Color::Yellow,
            (_, Depth::Eight, Light::Red) => Color::Red,
            (_, Depth::Sixteen, Light::Yellow) => Color::LightYellow,
            (_, Depth::Sixteen, Light::Red) => Color::LightRed,
            (_, Depth::True, Light::Green) => Color::Rgb(0x00, 0x9e, 0x73),
            (_, Depth::True, Light::Yellow) => Color::Rgb(0xf0, 0xe4, 0x42),
            (_, Depth::True, Light::Red) => Color::Rgb(0xd5, 0x5e, 0x00),
            (_, Depth::Indexed, Light::Green) => Color::Indexed(36),
            (_, Depth::Indexed, Light::Yellow) => Color::Indexed(227),
            (_, Depth::Indexed, Light::Red) => Color::Indexed(166),
        }
    }

    /// The black of a badge's text. The red of eight colours is so dark that white is read better.
    const fn ink(self, light: Light) -> Color {
        match (self.display.depth, light) {
            (Depth::True, _) => Color::Rgb(0, 0, 0),
            (Depth::Indexed, _) => Color::Indexed(16),
            (Depth::Eight, Light::Red) => Color::Gray,
            (Depth::Eight | Depth::Sixteen, _) => Color::Black,
        }
    }

    /// The black of a code that cameras read, whatever the theme.
    pub const fn dark_module(self) -> Color {
        match self.display.depth {
            Depth::True => Color::Rgb(0, 0, 0),
            Depth::Indexed => Color::Indexed(16),
            Depth::Eight | Depth::Sixteen => Color::Black,
        }
    }

    /// Its white.
    pub const fn light_module(self) -> Color {
        match self.display.depth {
            Depth::True => Color::Rgb(0xff, 0xff, 0xff),
            Depth::Indexed => Color::Indexed(231),
            Depth::Sixteen => Color::White,
            Depth::Eight => Color::Gray,
        }
    }

    /// A filled badge of this light.
    pub fn badge(self, light: impl Into<Option<Light>>) -> Style {
        let light = light.into().filter(|_| self.display.palette != Palette::Plain);
        let Some(light) = light else {
            return Style::new().add_modifier(Modifier::REVERSED);
        };
        let badge = Style::new().fg(self.ink(light)).bg(self.colour(light));
        match (self.display.depth, light) {
            // Bold is bright there, and bright black is grey.
            (Depth::Eight, Light::Green | Light::Yellow) | (Depth::Sixteen, _) => badge,
            _ => badge.add_modifier(Modifier::BOLD),
        }
    }

    /// Fills `area` with a light. Without colours each has a pattern of its own: solid, shaded,
    /// hollow.
    pub fn fill(self, buffer: &mut Buffer, area: Rect, light: impl Into<Option<Light>>) {
        let light = light.into();
        let style = match (self.display.palette, light) {
            (Palette::Plain, Some(Light::Yellow | Light::Red)) => Style::new(),
            _ => self.badge(light),
        };
        let sign = match (self.display.palette, self.display.ascii, light) {
            (Palette::Plain, false, Some(Light::Yellow)) => "▒",
            (Palette::Plain, false, Some(Light::Red)) => "░",
            (Palette::Plain, true, Some(Light::Yellow)) => ":",
            (Palette::Plain, true, Some(Light::Red)) => ".",
            _ => " ",
        };
        for cell in cells(buffer, area) {
            // Most of what is filled with blanks is blank already.
            if sign != " " || cell.symbol() != " " {
                cell.set_symbol(sign);
            }
            cell.set_style(style);
        }
    }

    /// Fills the rows of a list's entry with a light and leaves a gap below it: of several rows the
    /// last is filled by half.
    pub fn fill_entry(self, buffer: &mut Buffer, area: Rect, light: impl Into<Option<Light>>) {
        let light = light.into();
        let filled = area.height.saturating_sub(1).max(1);
        self.fill(buffer, Rect { height: filled, ..area }, light);
        let colour = light.filter(|_| self.display.palette != Palette::Plain && !self.ascii());
        if let (2.., Some(light)) = (area.height, colour) {
            let half = Rect { y: area.bottom() - 1, height: 1, ..area };
            for cell in cells(buffer, half) {
                cell.set_symbol("▀").set_style(Style::new().fg(self.colour(light)));
            }
        }
    }

    /// Clears a part of what [`Self::fill`] filled, so that letters stand on a quiet ground.
    pub fn clear(self, buffer: &mut Buffer, area: Rect, light: impl Into<Option<Light>>) {
        let style = self.badge(light);
        for cell in cells(buffer, area) {
            cell.set_symbol(" ").set_style(style);
        }
    }

    /// Something that asks for attention and does not alarm.
    pub fn warning(self) -> Style {
        self.badge(Light::Yellow)
    }

    /// Something that must not be overlooked.
    pub fn alarm(self) -> Style {
        self.badge(Light::Red)
    }

    /// The most important text.
    pub const fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The head of a part of a list.
    pub const fn heading(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD).add_modifier(Modifier::UNDERLINED)
    }

    /// The least important text. No grey reaches 4.5:1 on a light and on a dark ground alike, so it
    /// has the terminal's own colour.
    pub const fn faint(self) -> Style {
        Style::new()
    }

    /// What is no text: rules, seats, marks of nothing. 3:1 at least on the usual grounds.
    pub const fn quiet(self) -> Style {
        match (self.display.palette, self.display.depth) {
            (Palette::Plain, _) | (_, Depth::Eight | Depth::Sixteen) => Style::new(),
            _ => Style::new().fg(Color::Indexed(243)),
        }
    }

    /// The row or cell under the cursor.
    pub const fn cursor(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The cell or card under the cursor, on top of its own style.
    pub const fn here(self) -> Modifier {
        Modifier::UNDERLINED.union(Modifier::BOLD)
    }

    /// A match in a line of search results.
    pub const fn marked(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD).add_modifier(Modifier::REVERSED)
    }

    /// The shape of a light, or of a level without one.
    pub fn shape(self, light: impl Into<Option<Light>>) -> &'static str {
        match (self.display.ascii, light.into()) {
            (false, Some(Light::Green)) => "●",
            (false, Some(Light::Yellow)) => "▲",
            (false, Some(Light::Red)) => "■",
            (true, Some(Light::Green)) => "(G)",
            (true, Some(Light::Yellow)) => "/Y\\",
            (true, Some(Light::Red)) => "[R]",
            (false, None) => "○",
            (true, None) => "(-)",
        }
    }

    /// The letter of a light; a dash for a level without one.
    pub fn letter(self, light: impl Into<Option<Light>>) -> &'static str {
        match light.into() {
            Some(Light::Green) => "G",
            Some(Light::Yellow) => "Y",
            Some(Light::Red) => "R",
            None => "-",
        }
    }

    /// Shape and letter, as short as a badge can be.
    pub fn short(self, light: impl Into<Option<Light>>) -> &'static str {
        match (self.display.ascii, light.into()) {
            (false, Some(Light::Green)) => "●G",
            (false, Some(Light::Yellow)) => "▲Y",
            (false, Some(Light::Red)) => "■R",
            (true, Some(Light::Green)) => "(G)",
            (true, Some(Light::Yellow)) => "/Y\\",
            (true, Some(Light::Red)) => "[R]",
            (false, None) => "○-",
            (true, None) => "(-)",
        }
    }

    /// An arrow for what people say about where it is going; in ASCII, the key that says it.
    pub const fn arrow(self, direction: Direction) -> &'static str {
        match (self.display.ascii, direction) {
            (false, Direction::Improving) => "↗",
            (false, Direction::Stable) => "→",
            (false, Direction::Worsening) => "↘",
            (true, Direction::Improving) => "+",
            (true, Direction::Stable) => "=",
            (true, Direction::Worsening) => "-",
        }
    }

    /// A change in words: it is computed, so it never looks like an arrow that people gave.
    pub const fn change(self, change: Option<Change>) -> &'static str {
        match change {
            Some(change) => term::change(change),
            None => self.nothing(),
        }
    }

    /// Nothing to show.
    pub const fn nothing(self) -> &'static str {
        if self.display.ascii { "." } else { "·" }
    }

    /// Something that may not be shown: another sign than nothing, and no colour either.
    pub const fn hidden(self) -> &'static str {
        if self.display.ascii { "o" } else { "◦" }
    }

    /// A seam before a question with other words.
    pub const fn seam(self) -> &'static str {
        if self.display.ascii { "|" } else { "┆" }
    }

    /// A column that is marked.
    pub const fn mark(self) -> &'static str {
        if self.display.ascii { "*" } else { "✓" }
    }

    /// Points at the column under the cursor, from above.
    pub const fn pointer_down(self) -> &'static str {
        if self.display.ascii { "v" } else { "▾" }
    }

    /// Points up at what stands above a line.
    pub const fn pointer_up(self) -> &'static str {
        if self.display.ascii { "^" } else { "▴" }
    }

    /// A shade for a share from 0 to 1: the more, the darker.
    pub const fn shade(self, share: f64) -> &'static str {
        match (self.display.ascii, share) {
            (false, 1.0..) => "█",
            (false, 0.75..) => "▓",
            (false, 0.5..) => "▒",
            (false, _) => "░",
            (true, 1.0..) => "#",
            (true, 0.75..) => "+",
            (true, 0.5..) => ":",
            (true, _) => ".",
        }
    }

    /// A place that is filled, or not yet.
    pub const fn seat(self, filled: bool) -> &'static str {
        match (self.display.ascii, filled) {
            (false, true) => "■",
            (false, false) => "□",
            (true, true) => "#",
            (true, false) => "-",
        }
    }

    /// Fills a seat: solid with a ballot, shaded without one.
    pub fn fill_seat(self, buffer: &mut Buffer, area: Rect, filled: bool) {
        let (sign, style) = match (filled, self.display.ascii) {
            (true, false) => ("█", self.quiet()),
            (true, true) => ("#", Style::new()),
            (false, false) => ("░", self.quiet()),
            (false, true) => (".", Style::new()),
        };
        for cell in cells(buffer, area) {
            cell.set_symbol(sign).set_style(style);
        }
    }

    /// A card that was voted on and not revealed.
    pub const fn voted(self) -> &'static str {
        if self.display.ascii { "#" } else { "◆" }
    }

    /// One unit of a bar.
    pub fn bar(self, light: impl Into<Option<Light>>) -> &'static str {
        match (self.display.ascii, light.into()) {
            (false, Some(Light::Green)) => " ● ",
            (false, Some(Light::Yellow)) => " ▲ ",
            (false, Some(Light::Red)) => " ■ ",
            (false, None) => " ○ ",
            (true, _) => " # ",
        }
    }

    /// A tick.
    pub const fn tick(self, ticked: bool) -> &'static str {
        match (self.display.ascii, ticked) {
            (false, true) => "✓",
            (true, true) => "x",
            (_, false) => " ",
        }
    }

    /// Points at the row under the cursor.
    pub const fn pointer(self) -> &'static str {
        if self.display.ascii { ">" } else { "▸" }
    }

    /// In focus.
    pub const fn star(self) -> &'static str {
        if self.display.ascii { "*" } else { "★" }
    }

    /// A horizontal rule's unit.
    pub const fn rule(self) -> &'static str {
        if self.display.ascii { "-" } else { "─" }
    }

    /// One unit of the timer's line.
    pub const fn timer(self) -> &'static str {
        if self.display.ascii { "=" } else { "━" }
    }

    /// A line in the colour of a light; none: in the terminal's own.
    pub fn line_of(self, light: Option<Light>) -> Style {
        let coloured = light.filter(|_| self.display.palette != Palette::Plain);
        coloured.map_or_else(Style::new, |light| Style::new().fg(self.colour(light)))
    }

    /// Between two facts on one line.
    pub const fn dot(self) -> &'static str {
        if self.display.ascii { " - " } else { " · " }
    }

    /// The end of a text that was cut.
    pub const fn ellipsis(self) -> &'static str {
        if self.display.ascii { "~" } else { "…" }
    }

    /// Around a value that ← and → change.
    pub const fn choice(self) -> (&'static str, &'static str) {
        if self.display.ascii { ("< ", " >") } else { ("‹ ", " ›") }
    }

    /// Turns glyphs of ours into ASCII where only that may be drawn. People's text stays as it is.
    pub fn words(self, text: &str) -> String {
        if !self.display.ascii {
            return text.to_owned();
        }
        let plain = text.replace(" · ", " - ").replace('–', "-").replace('…', "...");
        plain.replace('←', "left").replace('→', "right").replace('↑', "up").replace('↓', "down")
    }
}

#[cfg(test)]
mod tests;
