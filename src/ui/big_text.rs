//! Large type, for what must be read from the back of a room.
//!
//! Letters are those of an 8 by 8 font, and signs are drawn in the same grid, so a count and its
//! light stand on one line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};
use unicode_width::UnicodeWidthStr;

use crate::model::{Direction, Light};

use super::drawing;
use super::theme::Theme;

/// A size of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// One row, bold.
    Line,
    /// Four by four cells a letter.
    Large,
    /// Eight by four cells a letter.
    Huge,
    /// Eight by eight cells a letter.
    Giant,
}

impl Size {
    /// The sizes of large type, the largest first.
    const LARGE: [Self; 3] = [Self::Giant, Self::Huge, Self::Large];
    /// Most lines of large type: more would be a text, and not a title.
    const MOST_LINES: usize = 3;

    /// Cells of a letter, across and down.
    pub const fn cells(self) -> (u16, u16) {
        match self {
            Self::Line => (1, 1),
            Self::Large => (4, 4),
            Self::Huge => (8, 4),
            Self::Giant => (8, 8),
        }
    }

    /// Rows of a letter.
    pub const fn rows(self) -> u16 {
        self.cells().1
    }
}

/// A text in the size that fits its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Big {
    size: Size,
    lines: Vec<String>,
}

impl Big {
    /// Fits a name into `room`, its cells across and down: in the largest size, at most `most`, in
    /// which it fits, broken between words. What fits in none is one bold row.
    pub fn fit(text: &str, room: (u16, u16), most: Size) -> Self {
        Self::of_lines(text, room, most, Size::MOST_LINES)
    }

    /// [`Self::fit`] for sentences, which may take as many lines as there is room for.
    pub fn fit_text(text: &str, room: (u16, u16), most: Size) -> Self {
        Self::of_lines(text, room, most, usize::MAX)
    }

    fn of_lines(text: &str, room: (u16, u16), most: Size, most_lines: usize) -> Self {
        let text = drawing::safe(text);
        // The font has no more than Latin letters.
        let drawable = text.chars().all(|c| matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}'));
        for size in Size::LARGE.into_iter().filter(|size| drawable && *size <= most) {
            let (across, down) = size.cells();
            let (letters, lines) = (usize::from(room.0 / across), usize::from(room.1 / down));
            if text.split_whitespace().all(|word| word.chars().count() <= letters) {
                let broken = drawing::folded(&text, letters);
                if broken.len() <= lines.min(most_lines) {
                    return Self { size, lines: broken };
                }
            }
        }
        Self { size: Size::Line, lines: vec![text] }
    }

    /// Returns true if it is in large type.
    pub fn is_large(&self) -> bool {
        self.size != Size::Line
    }

    /// The text in one piece.
    pub fn text(&self) -> String {
        self.lines.join(" ")
    }

    /// The size that fits.
    pub const fn size(&self) -> Size {
        self.size
    }

    /// Rows it takes.
    pub fn rows(&self) -> u16 {
        u16::try_from(self.lines.len()).unwrap_or(u16::MAX).saturating_mul(self.size.rows())
    }

    /// Cells it takes across.
    pub fn width(&self) -> u16 {
        let letters = |line: &String| match self.size {
            Size::Line => line.width(),
            _ => line.chars().count(),
        };
        let letters = self.lines.iter().map(letters).max().unwrap_or(0);
        u16::try_from(letters).unwrap_or(u16::MAX).saturating_mul(self.size.cells().0)
    }

    /// Draws it from the top left of `area`.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: Theme, style: Style) {
        let area = area.intersection(buffer.area);
        let pixels = match self.size {
            Size::Line => {
                let text = drawing::fit(theme, &self.text(), area.width.into());
                let style = style.patch(theme.strong());
                return drawing::line(buffer, area, 0, Span::styled(text, style));
            }
            Size::Large => PixelSize::Quadrant,
            Size::Huge => PixelSize::HalfHeight,
            Size::Giant => PixelSize::Full,
        };
        let lines = self.lines.iter().map(|line| Line::from(line.as_str()));
        let area = drawing::band(area, 0, self.rows());
        BigText::builder()
            .pixel_size(pixels)
            .style(style)
            .lines(lines.collect::<Vec<_>>())
            .build()
            .render(area, buffer);
        if theme.ascii() {
            in_ascii(buffer, area);
        }
    }
}

/// A sign in the grid of the letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// The shape of a light.
    Light(Light),
    /// The arrow of a direction.
    Direction(Direction),
}

impl Sign {
    /// Its eight rows, the highest bit at the left.
    const fn pixels(self) -> [u8; 8] {
        match self {
            Self::Light(Light::Green) => [0x3c, 0x7e, 0xff, 0xff, 0xff, 0xff, 0x7e, 0x3c],
            Self::Light(Light::Yellow) => [0x00, 0x18, 0x18, 0x3c, 0x3c, 0x7e, 0x7e, 0xff],
            Self::Light(Light::Red) => [0x00, 0x7e, 0x7e, 0x7e, 0x7e, 0x7e, 0x7e, 0x00],
            Self::Direction(Direction::Improving) => {
                [0x00, 0x3e, 0x0e, 0x1e, 0x3a, 0x70, 0xe0, 0x40]
            }
            Self::Direction(Direction::Stable) => [0x00, 0x08, 0x0c, 0xfe, 0xff, 0xfe, 0x0c, 0x08],
            Self::Direction(Direction::Worsening) => {
                [0x40, 0xe0, 0x70, 0x3a, 0x1e, 0x0e, 0x3e, 0x00]
            }
        }
    }

    /// Draws it in the size of large letters from the top left of `area`.
    pub fn draw(self, buffer: &mut Buffer, area: Rect, size: Size, theme: Theme, style: Style) {
        let (across, down) = size.cells();
        let place = Rect { width: across, height: down, ..area };
        if size == Size::Line || place.intersection(area) != place {
            return;
        }
        let pixels = self.pixels();
        let (wide, high) = (8 / across, 8 / down);
        let lit = |x: u16, y: u16| pixels[usize::from(y)] >> (7 - x) & 1 == 1;
        for (x, y) in (0..across).flat_map(|x| (0..down).map(move |y| (x, y))) {
            let corner = |right: u16, below: u16| {
                lit(x * wide + right.min(wide - 1), y * high + below.min(high - 1))
            };
            let corners = [corner(0, 0), corner(1, 0), corner(0, 1), corner(1, 1)];
            let cell = &mut buffer[(area.x + x, area.y + y)];
            cell.set_char(quadrants(corners)).set_style(style);
        }
        if theme.ascii() {
            in_ascii(buffer, place);
        }
    }
}

/// The sign for four quarters of a cell: upper left, upper right, lower left, lower right.
fn quadrants(corners: [bool; 4]) -> char {
    const SIGNS: [char; 16] =
        [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];
    SIGNS[corners.iter().rev().fold(0, |bits, corner| bits << 1 | usize::from(*corner))]
}

/// Takes away the lower half of a row of letters, so that they stay apart from those below them.
pub fn lift(buffer: &mut Buffer, row: Rect) {
    for cell in drawing::cells(buffer, row) {
        let sign = match cell.symbol() {
            "█" | "▛" | "▜" => "▀",
            "▌" | "▙" | "▚" => "▘",
            "▐" | "▟" | "▞" => "▝",
            "▄" | "▖" | "▗" | "_" => " ",
            _ => continue,
        };
        cell.set_symbol(sign);
    }
}

/// Turns blocks into letters that leave a like impression, where only ASCII may be drawn.
fn in_ascii(buffer: &mut Buffer, area: Rect) {
    for cell in drawing::cells(buffer, area) {
        let sign = match cell.symbol() {
            "█" | "▛" | "▜" | "▙" | "▟" => "#",
            "▀" | "▘" | "▝" => "\"",
            "▄" | "▖" | "▗" => "_",
            "▌" | "▐" => "|",
            "▚" => "\\",
            "▞" => "/",
            _ => continue,
        };
        cell.set_symbol(sign);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Display;

    fn fit(text: &str, room: (u16, u16), most: Size) -> (Size, Vec<String>) {
        let big = Big::fit(text, room, most);
        (big.size, big.lines)
    }

    #[test]
    fn a_text_takes_the_largest_size_in_which_it_fits_between_its_words() {
        let lines = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let name = "Easy to release";
        assert_eq!(fit(name, (196, 20), Size::Giant), (Size::Giant, lines(&[name])));
        assert_eq!(fit(name, (116, 8), Size::Giant), (Size::Huge, lines(&["Easy to", "release"])));
        assert_eq!(fit(name, (116, 7), Size::Giant), (Size::Large, lines(&[name])));
        assert_eq!(fit(name, (116, 8), Size::Large), (Size::Large, lines(&[name])));
        assert_eq!(fit(name, (116, 3), Size::Giant), (Size::Line, lines(&[name])));
        assert_eq!(
            fit("Unbreakable", (40, 40), Size::Giant),
            (Size::Line, lines(&["Unbreakable"]))
        );
        assert_eq!(fit("Δ", (40, 40), Size::Giant), (Size::Line, lines(&["Δ"])));
    }

    #[test]
    fn signs_fill_their_cells_and_differ_in_every_size() {
        let theme = Theme::new(Display::default());
        for size in [Size::Large, Size::Huge, Size::Giant] {
            let signs =
                Light::ALL.map(Sign::Light).into_iter().chain(Direction::ALL.map(Sign::Direction));
            let mut seen: Vec<Buffer> = Vec::new();
            for sign in signs {
                let area = Rect::new(0, 0, size.cells().0, size.cells().1);
                let mut buffer = Buffer::empty(area);
                sign.draw(&mut buffer, area, size, theme, Style::new());
                assert!(!seen.contains(&buffer), "{sign:?} {size:?}");
                seen.push(buffer);
                let mut narrow = Buffer::empty(area);
                let room = Rect { width: area.width - 1, ..area };
                sign.draw(&mut narrow, room, size, theme, Style::new());
                assert_eq!(narrow, Buffer::empty(area), "nothing rather than a part");
            }
        }
    }

    #[test]
    fn in_ascii_large_type_stays_large_and_is_ascii() {
        let theme = Theme::new(Display { ascii: true, ..Display::default() });
        for size in [Size::Large, Size::Huge, Size::Giant] {
            let big = Big::fit("Fun", (80, 8), size);
            assert_eq!(big.size, size);
            let area = Rect::new(0, 0, 80, 8);
            let mut buffer = Buffer::empty(area);
            big.draw(&mut buffer, area, theme, Style::new());
            let text: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(text.is_ascii() && text.contains('#'), "{size:?} {text}");
        }
    }
}
