//! The table of all cards: a row each.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck};
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::card_agreement;
use crate::model::{Shown, consensus};

use super::super::card_parts::of_last_time;
use super::super::theme::Theme;
use super::super::{drawing, vote_bar};

/// The columns of the table of cards.
pub struct Table {
    /// Cells of the names, with the pointer before them.
    names: u16,
    /// Cells of the bars of votes; none on a narrow window.
    bars: u16,
    /// Cells of what is agreed.
    agreed: u16,
    /// True: directions are arrows alone.
    narrow: bool,
}

/// The least cells of what is agreed, and those of the change and of the agreement.
const AGREED: u16 = 13;
const CHANGE: u16 = 9;
const AGREEMENT: u16 = 11;

impl Table {
    /// The columns for this window; in large type what is agreed takes the place of the bars.
    pub fn of(live: &LiveCheck, area: Rect, large: bool) -> Self {
        let cards = live.session().cards.iter();
        let longest = cards.map(|c| drawing::safe(&c.dimension.name).width()).max().unwrap_or(0);
        let narrow = area.width < 100;
        let fixed = AGREED + CHANGE + AGREEMENT + Self::directions(narrow);
        let room = area.width.saturating_sub(fixed);
        let longest = u16::try_from(longest).unwrap_or(u16::MAX).saturating_add(6);
        // Bars get what names leave, and a third at least where there is room for both.
        let names = longest.clamp(20, (room * 2 / 3).max(20));
        let bars = room.saturating_sub(names + 2);
        if large {
            return Self { names, bars: 0, agreed: AGREED + bars, narrow };
        }
        Self { names, bars: if bars < 8 { 0 } else { bars }, agreed: AGREED, narrow }
    }

    const fn directions(narrow: bool) -> u16 {
        if narrow { 3 } else { 13 }
    }

    /// The places of the columns: bars, agreed, direction, change, agreement.
    fn places(&self, area: Rect) -> [Rect; 5] {
        let mut x = area.x + self.names;
        let bars = if self.bars > 0 { self.bars + 2 } else { 0 };
        [bars, self.agreed, Self::directions(self.narrow), CHANGE, AGREEMENT].map(|width| {
            let place = Rect { x, width, ..area }.intersection(area);
            x += width;
            place
        })
    }

    /// Draws the heads of the columns.
    pub fn heads(&self, buffer: &mut Buffer, area: Rect, theme: Theme) {
        let [bars, agreed, direction, change, agreement] = self.places(area);
        let mut head = |place: Rect, label: Label<'_>| {
            let text = drawing::fit(theme, &label.say(), place.width.into());
            drawing::line(buffer, place, 0, Span::styled(text, theme.faint()));
        };
        head(bars, Label::ColumnVotes);
        head(agreed, Label::ColumnAgreed);
        if !self.narrow {
            head(direction, Label::ColumnDirection);
        }
        head(change, Label::ColumnChange);
        head(agreement, Label::ColumnAgreement);
    }

    /// Draws a card: its name, its votes, and what came of them.
    pub fn row(
        &self,
        app: &App,
        live: &LiveCheck,
        (at, selected): (usize, bool),
        (buffer, area): (&mut Buffer, Rect),
        theme: Theme,
    ) {
        let check = live.check();
        let card = &check.session.cards[at];
        let scale = &card.dimension.scale;
        let middle = area.height.saturating_sub(2) / 2;
        let [bars, agreed, direction, change, agreement] = self.places(area);
        let style = if selected { theme.strong() } else { Style::new() };
        let pointer = if selected { theme.pointer() } else { " " };
        let focus = check.session.focus.contains(&card.dimension.key);
        let star = if focus { theme.star() } else { " " };
        let room = usize::from(self.names).saturating_sub(5);
        let name = drawing::pad(theme, &card.dimension.name, room);
        let name = Span::styled(format!("{pointer} {name} {star}"), style);
        drawing::line(buffer, area, middle, name);
        let shown = card.shown(check.session.secrecy(), check.threshold);
        if let (Some(tally), true) = (shown.tally().filter(|t| t.n() > 0), self.bars > 0) {
            let place = Rect { width: self.bars, ..bars };
            let counts = consensus::by_light(scale, tally);
            vote_bar::draw(buffer, place, &counts, theme);
        }
        if let Some(vote) = card.agreed.vote.filter(|_| !card.skipped) {
            let place = Rect { width: agreed.width.min(self.agreed - 2), ..agreed };
            let light = scale.light(vote);
            theme.fill_entry(buffer, place, light);
            let room = usize::from(place.width).saturating_sub(4);
            let name = drawing::fit(theme, &scale.name(vote), room);
            drawing::line(buffer, place, middle, drawing::long_badge(theme, light, &name));
        } else {
            let word = if card.skipped {
                Label::Skipped.say()
            } else if card.revealed.is_some() {
                Label::NotAgreed.say()
            } else {
                theme.nothing().into()
            };
            drawing::line(buffer, agreed, middle, Span::styled(word, theme.faint()));
        }
        if card.skipped {
            return;
        }
        if let Some(said) = card.agreed.direction {
            let word = if self.narrow { "" } else { said.word() };
            let text = format!("{} {word}", theme.arrow(said));
            drawing::line(buffer, direction, middle, Span::styled(text, style));
        }
        let moved = of_last_time(app, live, card).and_then(|last| last.change(card));
        drawing::line(buffer, change, middle, Span::styled(theme.change(moved), style));
        let close = card_agreement(card, check.session.secrecy(), check.threshold);
        let word = match shown {
            Shown::Hidden => Span::styled(Label::Hidden.say(), style),
            // What was agreed on a split keeps the mark.
            _ if close.is_some_and(|close| close < consensus::SPLIT) => Span::styled(
                format!(" {} ", term::agreement(close.unwrap_or(0.0))),
                theme.warning(),
            ),
            _ => Span::styled(close.map_or(theme.nothing(), term::agreement), style),
        };
        drawing::line(buffer, agreement, middle, word);
    }
}
