//! All cards in large type: for each a band of what was agreed with its name, and the same in plain
//! letters below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, LiveCheck, SummaryView};
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::{self, card_agreement};
use crate::model::{Card, Vote};

use super::super::big_text::{Big, Sign, Size};
use super::super::card_parts::{name_of_card, of_last_time};
use super::super::theme::Theme;
use super::super::{drawing, vote_bar};

/// Most columns, cells between two of them, and the least cells of one.
const MOST: usize = 3;
const GAP: u16 = 3;
const LEAST: u16 = 30;

/// Where the cards stand.
pub struct Tiles {
    size: Size,
    /// Cards of a column.
    rows: usize,
    /// Cells and rows of a card.
    width: u16,
    step: u16,
}

impl Tiles {
    /// The largest letters with which all cards fit; none where they fit in no large type.
    pub fn fit(app: &App, live: &LiveCheck, area: Rect, theme: Theme) -> Option<Self> {
        let cards = &live.session().cards;
        let plans = |size: Size| {
            (1..=MOST).filter_map(move |columns| {
                let rows = cards.len().div_ceil(columns).max(1);
                let gaps = GAP * u16::try_from(columns - 1).ok()?;
                let width = area.width.saturating_sub(gaps) / u16::try_from(columns).ok()?;
                let step = area.height / u16::try_from(rows).ok()?;
                let step = step.min(size.rows() + 3);
                let tiles = Self { size, rows, width, step };
                (step > size.rows() && width >= LEAST).then_some(tiles)
            })
        };
        let whole = |tiles: &Self| {
            cards.iter().all(|card| tiles.name(app, live, card, theme).size() == tiles.size)
        };
        let sizes = [Size::Giant, Size::Huge, Size::Large];
        let best = sizes.into_iter().find_map(|size| plans(size).find(whole));
        best.or_else(|| plans(Size::Large).next())
    }

    /// Rows that all cards take.
    pub fn height(&self) -> u16 {
        u16::try_from(self.rows).unwrap_or(u16::MAX).saturating_mul(self.step)
    }

    /// The name as it stands in the band.
    fn name(&self, app: &App, live: &LiveCheck, card: &Card, theme: Theme) -> Big {
        let (across, _) = self.size.cells();
        let value = card.agreed.vote.map_or(1, |vote| letters(theme, vote).chars().count());
        let before = across * (u16::try_from(value).unwrap_or(u16::MAX) + 2) + 2;
        let room = (self.width.saturating_sub(before), self.size.rows());
        name_of_card(app, live, card, room, self.size)
    }

    /// Draws the cards down the columns.
    pub fn draw(
        &self,
        app: &App,
        live: &LiveCheck,
        view: SummaryView,
        (buffer, area): (&mut Buffer, Rect),
        theme: Theme,
    ) {
        for (index, at) in live.ordered(view.order).into_iter().enumerate() {
            let column = u16::try_from(index / self.rows).unwrap_or(u16::MAX);
            let row = u16::try_from(index % self.rows).unwrap_or(u16::MAX);
            let x = area.x + column * (self.width + GAP);
            let place = drawing::band(area, row * self.step, self.step);
            let place = Rect { x, width: self.width, ..place };
            let high = self.size.rows();
            let card = &live.session().cards[at];
            self.band(app, live, card, (buffer, drawing::band(place, 0, high)), theme);
            let below = drawing::below(place, high);
            let words = words(app, live, card, (index == view.cursor, self.width), theme);
            drawing::line(buffer, below, 0, words);
            let check = live.check();
            let shown = card.shown(check.session.secrecy(), check.threshold);
            if let Some(tally) = shown.tally().filter(|tally| tally.n() > 0)
                && below.height > 2
            {
                let counts = consensus::by_light(&card.dimension.scale, tally);
                vote_bar::draw(buffer, drawing::band(below, 1, 1), &counts, theme);
            }
        }
    }

    /// Draws the band: shape, letter or level, and name.
    fn band(
        &self,
        app: &App,
        live: &LiveCheck,
        card: &Card,
        (buffer, area): (&mut Buffer, Rect),
        theme: Theme,
    ) {
        let name = self.name(app, live, card, theme);
        let (across, down) = self.size.cells();
        let line = Rect { x: area.x + 1, width: area.width.saturating_sub(1), ..area };
        let middle = if name.is_large() { 0 } else { (down - 1) / 2 };
        let Some(vote) = card.agreed.vote.filter(|_| !card.skipped) else {
            // Small letters stand below the band anyway.
            let style = if card.skipped { theme.faint() } else { Style::new() };
            if name.is_large() {
                name.draw(buffer, line, theme, style);
            }
            return;
        };
        let light = card.dimension.scale.light(vote);
        let style = theme.badge(light);
        theme.fill(buffer, area, light);
        let value = Big::fit(&letters(theme, vote), (area.width, down), self.size);
        let sign = if light.is_some() { across + across / 4 } else { 0 };
        let before = sign + value.width() + across / 2;
        let cells = (before + name.width() + 1).min(line.width);
        theme.clear(buffer, Rect { width: cells, ..line }, light);
        if let Some(light) = light {
            Sign::Light(light).draw(buffer, line, self.size, theme, style);
        }
        let beside = |x: u16| {
            let x = x.min(line.width);
            Rect { x: line.x + x, width: line.width - x, ..line }
        };
        value.draw(buffer, beside(sign), theme, style);
        name.draw(buffer, drawing::below(beside(before), middle), theme, style);
    }
}

/// What was agreed, in as few letters as there can be.
fn letters(theme: Theme, vote: Vote) -> String {
    match vote {
        Vote::Light(light) => theme.letter(light).to_owned(),
        Vote::Level(level) => level.to_string(),
    }
}

/// The card in plain letters: its name in one piece, then what came of it, as far as there is room.
fn words(
    app: &App,
    live: &LiveCheck,
    card: &Card,
    (selected, width): (bool, u16),
    theme: Theme,
) -> Line<'static> {
    let check = live.check();
    let style = if selected { theme.strong() } else { Style::new() };
    let pointer = if selected { theme.pointer() } else { " " };
    let focus = check.session.focus.contains(&card.dimension.key);
    let star = if focus { format!(" {}", theme.star()) } else { String::new() };
    let mut rest = Vec::new();
    let scale = &card.dimension.scale;
    let vote = card.agreed.vote.filter(|_| !card.skipped);
    match vote {
        Some(vote) => rest.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote))),
        None if card.skipped => rest.push(Span::styled(Label::Skipped.say(), theme.faint())),
        None if card.revealed.is_some() => {
            rest.push(Span::styled(Label::NotAgreed.say(), theme.faint()));
        }
        None => {}
    }
    if let (Some(said), Some(_)) = (card.agreed.direction, vote) {
        rest.push(Span::styled(theme.arrow(said), style));
    }
    let moved = of_last_time(app, live, card).and_then(|last| last.change(card));
    if let (Some(moved), Some(_)) = (moved, vote) {
        rest.push(Span::styled(theme.change(Some(moved)), style));
    }
    let close = card_agreement(card, check.session.secrecy(), check.threshold);
    if let (Some(close), false) = (close, card.skipped) {
        let words = term::agreement(close);
        // What was agreed on a split keeps the mark.
        rest.push(if close < consensus::SPLIT {
            Span::styled(format!(" {words} "), theme.warning())
        } else {
            Span::styled(words, style)
        });
    }
    let name = drawing::safe(&card.dimension.name);
    let head = Span::styled(format!("{pointer} {name}{star}"), style);
    // The name comes first, and the agreement goes first.
    let cells = |rest: &[Span<'_>]| rest.iter().map(|span| span.width() + 2).sum::<usize>();
    while !rest.is_empty() && head.width() + cells(&rest) > usize::from(width) {
        rest.pop();
    }
    let room = usize::from(width).saturating_sub(cells(&rest));
    let mut spans = vec![Span::styled(drawing::fit(theme, &head.content, room), style)];
    for span in rest {
        spans.push(Span::raw("  "));
        spans.push(span);
    }
    Line::from(spans)
}
