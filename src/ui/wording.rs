//! What a card asks: the words for its best and its worst state, and its levels.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::App;
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::{Card, Level, Scale};

use super::big_text::{Big, Size};
use super::drawing;
use super::theme::Theme;

/// The widest that the two stand beside each other in ordinary type: short columns are read faster.
const WIDEST: u16 = 124;
/// The most rows of a card's words.
const LONGEST: u16 = 200;
/// The most labels that get a line each.
const MOST_LABELS: usize = 7;

/// Draws what a card asks into `area`, or the part of it that `page` turned to, and says with which
/// key the rest is seen. Returns the rows it took.
pub fn draw_page(
    app: &App,
    (buffer, area): (&mut Buffer, Rect),
    card: &Card,
    page: usize,
    theme: Theme,
) -> u16 {
    let large = app.ctx.display.large;
    // As much as any window could hold, to be cut to what this one holds.
    let mut whole = Buffer::empty(Rect { height: area.height.max(LONGEST), ..area });
    let rows = draw(&mut whole, Rect { height: area.height, ..area }, card, large, theme);
    if rows > area.height {
        whole.reset();
        draw(&mut whole, Rect { height: LONGEST, ..area }, card, false, theme);
    }
    let rows = rows.min(LONGEST);
    let pages = usize::from(rows.div_ceil(area.height.max(1))).max(1);
    let last = rows.saturating_sub(area.height);
    let page = page % pages;
    let from = u16::try_from(page).unwrap_or(0).saturating_mul(area.height).min(last);
    for y in 0..area.height.min(rows) {
        for x in area.x..area.right() {
            buffer[(x, area.y + y)] = whole[(x, area.y + from + y)].clone();
        }
    }
    if pages > 1 && area.height > 0 {
        let more = Instruction::MoreText { page: page + 1, pages };
        let words = format!(" {}", more.say(app.keys_in(Place::Voting)));
        drawing::right(buffer, area, 0, Span::styled(words, theme.strong()));
    }
    rows.min(area.height)
}

/// Draws the words for awesome and crappy side by side, in large type where they fit into `area`
/// and the window is vast or asks for it. Returns the rows that they take, with a blank one below.
pub fn draw(buffer: &mut Buffer, area: Rect, card: &Card, large: bool, theme: Theme) -> u16 {
    let dimension = &card.dimension;
    let levels = level_lines(&dimension.scale, area.width, theme);
    let below = level_rows(&levels);
    let (left, right) = drawing::halves(area, 4);
    let room = (left.width, area.height.saturating_sub(below + 2));
    let texts = [&dimension.awesome, &dimension.crappy];
    let big = texts.map(|text| Big::fit_text(text, room, Size::Large));
    let vast = large || area.width >= 150;
    let is_large = vast && big.iter().all(|big| big.is_large() || big.text().is_empty());
    let narrow = Rect { width: area.width.min(WIDEST), ..area };
    let (left, right) = if is_large { (left, right) } else { drawing::halves(narrow, 4) };
    let heads = [(left, Label::Awesome), (right, Label::Crappy)];
    let mut rows = 0;
    for (((half, head), text), big) in heads.into_iter().zip(texts).zip(&big) {
        // No colour of a light stands on a card before its reveal.
        let head = Span::styled(format!("{} ", head.say()), theme.strong());
        let behind = u16::try_from(head.width()).unwrap_or(u16::MAX).min(half.width);
        let rule = Rect { x: half.x + behind, width: half.width - behind, ..half };
        drawing::rule(buffer, rule, 0, theme);
        drawing::line(buffer, half, 0, head);
        let place = drawing::below(half, if is_large { 2 } else { 1 });
        if is_large {
            big.draw(buffer, place, theme, Style::new());
            rows = rows.max(big.rows() + 1);
        } else {
            drawing::wrapped(buffer, place, text, Style::new());
            rows = rows.max(drawing::rows(text, half.width));
        }
    }
    rows += 1;
    let after = rows + below;
    for line in levels {
        rows += 1;
        drawing::line(buffer, area, rows, line);
    }
    after + 1
}

/// The answers to choose from: on one line if it holds everything, else a line for each label, with
/// the meaning of the level.
fn level_lines(scale: &Scale, width: u16, theme: Theme) -> Vec<Line<'static>> {
    let Some(levels) = scale.levels() else { return Vec::new() };
    let answers = Span::raw(format!("{}  ", scale.answers()));
    let label = |(level, label): (Level, &str)| {
        [
            Span::styled(format!("{level} "), theme.strong()),
            Span::raw(format!("{}   ", drawing::safe(label))),
        ]
    };
    let one: Line<'_> =
        std::iter::once(answers.clone()).chain(scale.labels().flat_map(label)).collect();
    let fits = levels.descriptions.is_empty() && one.width() <= usize::from(width) + 3;
    if fits || levels.labels.len() > MOST_LABELS {
        return vec![one];
    }
    let widest =
        levels.labels.values().map(|label| drawing::safe(label).width()).max().unwrap_or(0).min(40);
    let lines = scale.labels().map(|(level, label)| {
        let meaning = levels.descriptions.get(&level).map_or("", String::as_str);
        let text = format!("{}  {meaning}", drawing::pad(theme, label, widest));
        let text = drawing::fit(theme, text.trim_end(), usize::from(width.saturating_sub(5)));
        Line::from(vec![
            Span::styled(format!("{:<5}", level.to_string()), theme.strong()),
            Span::raw(text),
        ])
    });
    std::iter::once(Line::from(answers)).chain(lines).collect()
}

/// The rows of such lines, with the one above them.
fn level_rows(lines: &[Line<'_>]) -> u16 {
    if lines.is_empty() { 0 } else { u16::try_from(lines.len()).unwrap_or(u16::MAX) + 1 }
}
