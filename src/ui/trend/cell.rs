//! One cell of a grid, and a row's line of small bars. Knows no sessions, and decides nothing.

use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::agreement_figure;
use crate::model::{CellValue, Vote};

use super::super::theme::Theme;

/// The highlights of a cell.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// It is under the cursor.
    pub here: bool,
    /// It tells of another time: it is not filled.
    pub old: bool,
    /// A seam: from here on the question has other words.
    pub reworded: bool,
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
        CellValue::Hidden => Span::styled(theme.hidden(), theme.faint()),
        CellValue::Nothing => Span::styled(theme.nothing(), theme.faint()),
        CellValue::NotAsked => Span::raw(" "),
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
        CellValue::Agreement(agreement) => Span::raw(tenths(f64::from(*agreement))),
        CellValue::Answered(answered, of) => {
            Span::raw(tenths(f64::from(*answered) / f64::from((*of).max(1))))
        }
        sign => plain(sign, look, theme),
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

/// Draws the newest of these heights as small bars in `width` cells, with a gap where nothing was
/// agreed.
pub fn spark(
    heights: impl DoubleEndedIterator<Item = Option<u8>>,
    width: usize,
    theme: Theme,
) -> String {
    let mut bars: Vec<&str> = heights
        .rev()
        .take(width)
        .map(|height| height.map_or(" ", |height| theme.spark(height)))
        .collect();
    bars.reverse();
    bars.concat()
}
