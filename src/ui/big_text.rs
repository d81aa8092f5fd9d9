//! Large type, for what must be read from the back of a room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use super::drawing;
use super::theme::Theme;

/// A size, in cells a letter across and down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One row, bold.
    Line,
    /// Four by four cells a letter.
    Large,
    /// Eight by four cells a letter.
    Huge,
}

impl Size {
    /// Rows it takes.
    pub const fn rows(self) -> u16 {
        match self {
            Self::Line => 1,
            Self::Large | Self::Huge => 4,
        }
    }
}

/// The largest size in which `text` fits into `width`, at most `wanted`.
pub fn size(theme: Theme, text: &str, width: u16, wanted: Size) -> Size {
    // The font has no more than Latin letters; anything else is written in one bold row.
    let text = drawing::safe(text);
    let letters = text.chars().count();
    let drawable =
        !theme.ascii() && text.chars().all(|c| matches!(c, ' '..='~' | '\u{a1}'..='\u{ff}'));
    let fits = |cells: usize| drawable && letters * cells <= usize::from(width);
    match wanted {
        Size::Huge if fits(8) => Size::Huge,
        Size::Huge | Size::Large if fits(4) => Size::Large,
        _ => Size::Line,
    }
}

/// Writes `text` in this size from the top left of `area`.
pub fn draw(buffer: &mut Buffer, area: Rect, theme: Theme, text: &str, size: Size) {
    let pixels = match size {
        Size::Line => {
            return drawing::line(
                buffer,
                area,
                0,
                ratatui::text::Span::styled(
                    drawing::fit(theme, text, area.width.into()),
                    theme.strong(),
                ),
            );
        }
        Size::Large => PixelSize::Quadrant,
        Size::Huge => PixelSize::HalfHeight,
    };
    if area.height < size.rows() {
        return;
    }
    let big =
        BigText::builder().pixel_size(pixels).lines([Line::from(drawing::safe(text))]).build();
    big.render(area, buffer);
}
