//! One cell of a grid, and a row's strip of its last times. Knows no sessions, and decides nothing.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::agreement_figure;
use crate::model::{Cell, CellValue, Vote};

use super::super::big_text::{Big, Sign, Size};
use super::super::theme::Theme;
use super::super::{big_text, drawing};

/// The highlights of a cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// It is under the cursor.
    pub here: bool,
    /// It tells of another time: it is not filled.
    pub old: bool,
    /// A seam: from here on the question has other words.
    pub reworded: bool,
    /// How large its words are.
    pub letters: Letters,
}

/// How large the words of a cell are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// As short as a badge.
    #[default]
    Short,
    /// The whole name of a light, in large letters where there are rows for them.
    Large,
}

impl Letters {
    /// Those of a screen that is in large type or is not.
    pub const fn of(large: bool) -> Self {
        if large { Self::Large } else { Self::Short }
    }
}

/// Draws a cell of `width`: a badge with an arrow, or another value. A cell that was not asked or
/// not agreed on is a dot, never a colour.
pub fn full(sign: &CellValue<'_>, look: Look, width: usize, theme: Theme) -> Vec<Span<'static>> {
    let (open, close) = match (look.here, look.reworded) {
        (true, _) => ("[", "]"),
        (false, true) => (theme.seam(), " "),
        (false, false) => (" ", " "),
    };
    let inner = match sign {
        CellValue::Vote(cell) => {
            let text = match cell.vote {
                Vote::Light(light) => theme.short(light).to_owned(),
                Vote::Level(level) => format!("{}{level}", theme.shape(cell.light)),
            };
            let style = if look.old { theme.faint() } else { theme.badge(cell.light) };
            let arrow = cell.direction.map_or(" ", |direction| theme.arrow(direction));
            vec![Span::styled(text, style), Span::raw(format!(" {arrow}"))]
        }
        sign => vec![plain(sign, look, theme)],
    };
    let used: usize = 2 + inner.iter().map(|span| span.content.width()).sum::<usize>();
    let mut spans = vec![Span::styled(open, theme.strong())];
    spans.extend(inner);
    spans.push(Span::styled(close, theme.strong()));
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used))));
    spans
}

/// The least cells of a field that is filled as a whole.
const WIDE: u16 = 10;

/// Draws a cell over the rows of `area`, with a gap below it: filled with its light, its badge and
/// arrow in the middle. Other values, and those of another time, are as in [`full`].
pub fn block(buffer: &mut Buffer, area: Rect, sign: &CellValue<'_>, look: Look, theme: Theme) {
    let middle = area.height.saturating_sub(2) / 2;
    if let (CellValue::Vote(cell), false) = (sign, look.old) {
        let text = match cell.vote {
            Vote::Light(light) => theme.short(light).to_owned(),
            Vote::Level(level) => format!("{}{level}", theme.shape(cell.light)),
        };
        let arrow = cell.direction.map_or(" ", |direction| theme.arrow(direction));
        let short = format!("{text} {arrow}");
        let long = format!("{} {} {arrow}", theme.shape(cell.light), drawing::safe(&cell.name));
        let large = look.letters == Letters::Large;
        let fits = large && long.width() + 4 <= usize::from(area.width);
        let words = if fits { long } else { short };
        let words = Span::styled(words, theme.badge(cell.light));
        let cells = u16::try_from(words.width()).unwrap_or(u16::MAX);
        // A narrow cell is as wide as its words, so that neighbours stay apart.
        let width = if area.width < WIDE { cells } else { area.width - 2 };
        let area = Rect { width: (width + 2).min(area.width), ..area };
        let field = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        theme.fill_entry(buffer, field, cell.light);
        if !(large && in_letters(buffer, field, cell, theme)) {
            let blank = field.width.saturating_sub(cells) / 2;
            let place = Rect { x: field.x + blank, width: field.width - blank, ..field };
            drawing::line(buffer, place, middle, words);
        }
        let (open, close) = match (look.here, look.reworded) {
            (true, _) => ("[", "]"),
            (false, true) => (theme.seam(), " "),
            (false, false) => (" ", " "),
        };
        drawing::line(buffer, area, middle, Span::styled(open, theme.strong()));
        drawing::right(buffer, area, middle, Span::styled(close, theme.strong()));
        return;
    }
    if let (Some(share), false) = (share_of(sign), look.old) {
        // The figure stands on a quiet row, or on a quiet part of the only one.
        let height = if area.height > 2 { area.height - 1 } else { area.height };
        let field = Rect { x: area.x + 1, width: area.width.saturating_sub(2), height, ..area };
        shade(buffer, field, share, theme);
        if height > 1 {
            Clear.render(drawing::band(area, middle, 1), buffer);
        }
        let spans = full(sign, look, 0, theme);
        return drawing::line(buffer, area, middle, Line::from(spans));
    }
    let spans = full(sign, look, area.width.into(), theme);
    drawing::line(buffer, area, middle, Line::from(spans));
}

/// Draws shape and letter of a cell in large type, and beside them its name and arrow as they are.
/// Returns false where there is no room for them.
fn in_letters(buffer: &mut Buffer, field: Rect, cell: &Cell, theme: Theme) -> bool {
    let size = Size::Large;
    let (across, down) = size.cells();
    let text = match cell.vote {
        Vote::Light(light) => theme.letter(light).to_owned(),
        Vote::Level(level) => level.to_string(),
    };
    let big = Big::fit(&text, (field.width, field.height), size);
    let sign = if cell.light.is_some() { across + 1 } else { 0 };
    let name = drawing::safe(&cell.name);
    let plain = u16::try_from(name.width()).unwrap_or(u16::MAX);
    let width = (sign + big.width() + 1).saturating_add(plain);
    if !big.is_large() || width + 2 > field.width {
        return false;
    }
    let style = theme.badge(cell.light);
    // All rows of the letters, or they would stand on a broken edge.
    theme.fill(buffer, Rect { height: down, ..field }, cell.light);
    let place = Rect { x: field.x + (field.width - width) / 2, width, height: down, ..field };
    theme.clear(buffer, place, cell.light);
    if let Some(light) = cell.light {
        Sign::Light(light).draw(buffer, place, size, theme, style);
    }
    big.draw(buffer, Rect { x: place.x + sign, width: big.width(), ..place }, theme, style);
    if field.height == down {
        big_text::lift(buffer, drawing::band(place, down - 1, 1));
    }
    let beside = Rect { x: place.right() - plain, width: plain, ..place };
    drawing::line(buffer, beside, 1, Span::styled(name, style));
    let arrow = cell.direction.map_or("", |direction| theme.arrow(direction));
    drawing::line(buffer, beside, 2, Span::styled(arrow, style));
    true
}

/// The share that a value is, from 0 to 1.
fn share_of(sign: &CellValue<'_>) -> Option<f64> {
    match sign {
        CellValue::Agreement(agreement) => Some(f64::from(*agreement)),
        CellValue::Answered(answered, of) => Some(f64::from(*answered) / f64::from((*of).max(1))),
        _ => None,
    }
}

/// Fills `area` with the shade of a share.
fn shade(buffer: &mut Buffer, area: Rect, share: f64, theme: Theme) {
    for cell in drawing::cells(buffer, area) {
        cell.set_symbol(theme.shade(share)).set_style(theme.quiet());
    }
}

/// A value without a badge.
fn plain(sign: &CellValue<'_>, look: Look, theme: Theme) -> Span<'static> {
    let style = if look.old { theme.faint() } else { Style::new() };
    match sign {
        CellValue::Vote(_) => Span::raw(""),
        CellValue::Direction(direction) => Span::styled(theme.arrow(*direction), style),
        CellValue::Change(change) => Span::styled(term::change(*change), style),
        CellValue::Agreement(agreement) => {
            Span::styled(agreement_figure(Some(f64::from(*agreement))), style)
        }
        CellValue::Answered(answered, of) => Span::styled(format!("{answered}/{of}"), style),
        CellValue::Hidden => Span::styled(theme.hidden(), theme.quiet()),
        CellValue::Nothing => Span::styled(theme.nothing(), theme.quiet()),
        CellValue::NotAsked => Span::raw(" "),
    }
}

/// Draws [`narrow`] over all rows of `area`, in the middle of its cells.
pub fn narrow_block(
    buffer: &mut Buffer,
    area: Rect,
    sign: &CellValue<'_>,
    look: Look,
    theme: Theme,
) {
    let middle = area.height.saturating_sub(2) / 2;
    if let (CellValue::Vote(cell), false) = (sign, look.old) {
        theme.fill_entry(buffer, area, cell.light);
    }
    let x = area.x + area.width.saturating_sub(1) / 2;
    let place = Rect { x, width: area.right() - x, ..area };
    drawing::line(buffer, place, middle, narrow(sign, look, theme));
}

/// Draws the newest of these values beside each other, each in `width` cells: lights as fields,
/// shares as shades.
pub fn strip<'a>(
    buffer: &mut Buffer,
    area: Rect,
    width: u16,
    signs: impl Iterator<Item = CellValue<'a>>,
    theme: Theme,
) {
    let signs: Vec<_> = signs.collect();
    let most = usize::from(area.width / width.max(1));
    let newest = signs.len().saturating_sub(most);
    for (at, sign) in (0..).zip(&signs[newest..]) {
        let place = Rect { x: area.x + at * width, width, ..area };
        match share_of(sign) {
            Some(share) => {
                let height = area.height.saturating_sub(1).max(1);
                shade(buffer, Rect { height, ..place }, share, theme);
            }
            None => narrow_block(buffer, place, sign, Look::default(), theme),
        }
    }
}

/// Draws a cell of one cell of the terminal: a letter or a level on its colour, or one sign.
pub fn narrow(sign: &CellValue<'_>, look: Look, theme: Theme) -> Span<'static> {
    let span = match sign {
        CellValue::Vote(cell) => {
            let level = match cell.vote {
                Vote::Level(level) => level.to_string(),
                Vote::Light(_) => String::new(),
            };
            let text = if level.len() == 1 { level } else { theme.letter(cell.light).to_owned() };
            Span::styled(text, if look.old { theme.faint() } else { theme.badge(cell.light) })
        }
        CellValue::Change(change) => Span::raw(Label::ChangeLetter(*change).say()),
        sign => match share_of(sign) {
            Some(share) => Span::raw(tenths(share)),
            None => plain(sign, look, theme),
        },
    };
    if look.here { Span::styled(span.content, span.style.add_modifier(theme.here())) } else { span }
}

/// Says a share in full tenths, or a letter for all of it.
fn tenths(share: f64) -> String {
    if share >= 1.0 {
        return Label::AllLetter.say().into_owned();
    }
    let full = (1..10).filter(|tenths| share >= f64::from(*tenths) / 10.0).count();
    full.to_string()
}
