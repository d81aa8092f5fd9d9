//! What is told first in large type: the name of each dimension over the light it has now, and the
//! strip of its last checks beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{InsightEntry, InsightView};
use crate::model::{CellValue, Metric, Row};

use super::super::big_text::{Big, Sign, Size};
use super::super::drawing;
use super::super::theme::Theme;
use super::super::trend::cell;
use super::{First, MOST, TWO, Text};

/// Rows of a dimension: its letters, and a gap.
const EACH: u16 = 5;
/// The least rows of a window in which this is better than more findings.
const LEAST: u16 = 28;
/// Cells of a band: its shape and sixteen letters.
const BAND: u16 = 72;
/// The least and the most cells of a strip.
const STRIP: (u16, u16) = (12, 36);
/// Cells between two columns.
const GAP: u16 = 2;

/// The layout of an entry in large type.
pub struct Large {
    band: u16,
    strip: u16,
    /// True: the words stand beside the dimensions, and not below them.
    beside: bool,
    rows: u16,
}

impl Large {
    /// The layout, where the entry has a dimension and room for all of it.
    pub fn of(entry: &InsightEntry, text: &Text, area: Rect) -> Option<Self> {
        let dimensions = u16::try_from(entry.rows.len().min(MOST)).unwrap_or(0);
        let band = BAND.min(area.width.saturating_sub(GAP + STRIP.0));
        let strip = area.width.saturating_sub(band + GAP).min(STRIP.1);
        let beside = area.width >= TWO;
        let plan = Self { band, strip, beside, rows: 0 };
        let words = text.rows(plan.words(area).width, true) + 1;
        let high = dimensions * EACH;
        let rows = if beside { high.max(words) } else { high + words };
        let fits = dimensions > 0 && area.height >= LEAST && rows + First::TOP <= area.height;
        fits.then_some(Self { rows, ..plan })
    }

    /// Rows of the entry.
    pub const fn rows(&self) -> u16 {
        self.rows
    }

    /// The place of the words, if they stand beside the dimensions; else all of it.
    fn words(&self, area: Rect) -> Rect {
        let before = if self.beside { self.band + self.strip + 2 * GAP } else { 0 };
        Rect { x: area.x + before, width: area.width.saturating_sub(before), ..area }
    }

    /// Draws the dimensions and the words.
    pub fn draw(
        &self,
        view: &InsightView,
        entry: &InsightEntry,
        text: &Text,
        (buffer, area): (&mut Buffer, Rect),
        theme: Theme,
    ) {
        let shown = entry.rows.iter().take(MOST);
        let high = EACH * u16::try_from(shown.len()).unwrap_or(0);
        for (at, row) in (0..).zip(shown) {
            let place = drawing::band(area, at * EACH, EACH);
            self.dimension(&view.trend.rows[*row], buffer, place, theme);
        }
        let words = self.words(drawing::below(area, if self.beside { 0 } else { high }));
        text.draw(buffer, words, true, theme);
    }

    fn dimension(&self, row: &Row, buffer: &mut Buffer, area: Rect, theme: Theme) {
        let size = Size::Large;
        let (across, down) = size.cells();
        let now = row.cells.last().and_then(Option::as_ref);
        let light = now.and_then(|cell| cell.light);
        let sign = if light.is_some() { across + 2 } else { 0 };
        let band = Rect { width: self.band, height: down, ..area };
        let letters = Rect { x: band.x + 1 + sign, width: band.width - 1 - sign, ..band };
        let name = Big::fit(&row.name, (letters.width, down), size);
        let style = now.map_or_else(|| theme.strong(), |_| theme.badge(light));
        if now.is_some() {
            theme.fill(buffer, band, light);
            let width = (1 + sign + name.width() + 1).min(band.width);
            theme.clear(buffer, Rect { width, ..band }, light);
        }
        if let Some(light) = light {
            let place = Rect { x: band.x + 1, width: band.width - 1, ..band };
            Sign::Light(light).draw(buffer, place, size, theme, style);
        }
        let middle = u16::from(!name.is_large());
        name.draw(buffer, drawing::below(letters, middle), theme, style);
        // In one piece, too: large type is drawn, and cannot be searched or copied.
        let beside = Rect { x: band.right() + GAP, width: self.strip, ..area };
        let value = drawing::badge(theme, light);
        let room = usize::from(self.strip).saturating_sub(value.width() + 1);
        let words = format!(" {}", drawing::fit(theme, &row.name, room));
        let words = Line::from(vec![value, Span::styled(words, theme.strong())]);
        drawing::line(buffer, beside, 0, words);
        let signs: Vec<CellValue<'_>> =
            (0..row.cells.len()).map(|at| row.sign(at, Metric::Agreed)).collect();
        let check = if self.strip >= STRIP.1 { 3 } else { 2 };
        let strip = drawing::band(beside, 1, down - 1);
        cell::strip(buffer, strip, check, signs.into_iter(), theme);
    }
}
