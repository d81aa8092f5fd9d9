//! The result of a card: a picture of the votes, what was said, and what to agree on.
//!
//! What is agreed is given its rows first, then the picture, and what was said takes the rest: so
//! a small window cuts words, and never the decision.

mod agree;
pub mod lights;
pub mod number_line;
mod said;

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, CardView, LiveCheck};
use crate::messages::label::{Label, Noun};
use crate::messages::term;
use crate::model::{Ballots, Card, Revealed, Scale, Shown, Tally, consensus, score};

use super::big_text::Size;
use super::card_parts::{foot_of_card, last_time, name_of_card, of_last_time};
use super::drawing;
use super::theme::Theme;

/// Rows for the parts of a result, from the height of the window.
struct Rows {
    name: u16,
    /// What is agreed, with its hint.
    agree: u16,
    /// Rows between two parts.
    gap: u16,
    /// The directions.
    directions: u16,
}

impl Rows {
    const fn of(height: u16) -> Self {
        match height {
            40.. => Self { name: 4, agree: 10, gap: 1, directions: 4 },
            30.. => Self { name: 4, agree: 8, gap: 1, directions: 4 },
            22.. => Self { name: 4, agree: 5, gap: 1, directions: 1 },
            16.. => Self { name: 1, agree: 4, gap: 0, directions: 1 },
            _ => Self { name: 1, agree: 2, gap: 0, directions: 1 },
        }
    }
}

/// Draws the revealed card below the head of the screen.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    view: CardView,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let check = live.check();
    let card = &check.session.cards[view.at];
    let rows = Rows::of(area.height);
    let shown = card.shown(check.session.secrecy(), check.threshold);
    let tally = shown.tally();
    let suggestion = tally.and_then(|tally| consensus::suggestion(&card.dimension.scale, tally));

    let mut top = u16::from(area.height >= 22);
    top += head(app, live, card, buffer, drawing::below(area, top), rows.name, theme);
    top += u16::from(area.height >= 16);
    let mut end = area.height;
    end -= foot_of_card(live, view.at, buffer, drawing::band(area, 0, end), theme);
    end = end.saturating_sub(rows.agree);
    let place = drawing::band(area, end, rows.agree);
    agree::draw(app, (live, card), suggestion, buffer, place, theme);
    if rows.agree > 2 {
        end = end.saturating_sub(rows.gap);
    }
    if let Some(split) = tally.and_then(|tally| split(&card.dimension.scale, tally)) {
        let height = if area.height >= 30 { 3 } else { 1 };
        end = end.saturating_sub(height);
        banner(buffer, drawing::band(area, end, height), &split, theme);
        end = end.saturating_sub(u16::from(rows.gap > 0 && area.height >= 30));
    }
    let middle = drawing::band(area, top, end.saturating_sub(top));
    match &shown {
        Shown::Tally(tally) => picture(app, view, card, tally, (buffer, middle), &rows, theme),
        Shown::Hidden | Shown::Secret => {
            let few = Label::HiddenVotes { threshold: check.threshold }.say();
            drawing::line(buffer, middle, 0, Span::styled(few, theme.strong()));
            let why = Label::WhyHidden.say();
            let why_area = drawing::below(middle, 1);
            drawing::wrapped(buffer, why_area, &why, ratatui::style::Style::new());
        }
    }
}

/// Draws the name with the last result and the change beside or below it. Returns its rows.
fn head(
    app: &App,
    live: &LiveCheck,
    card: &Card,
    buffer: &mut Buffer,
    area: Rect,
    most: u16,
    theme: Theme,
) -> u16 {
    let name = name_of_card(app, live, card, (area.width, most), Size::Large);
    name.draw(buffer, area, theme, theme.strong());
    let last = of_last_time(app, live, card);
    let mut facts = vec![last_time(last, theme)];
    if let Some(change) = last.and_then(|last| last.change(card)) {
        facts.push(Line::styled(Label::ChangeSince(change).say(), theme.strong()));
    }
    let rows = name.rows();
    let widest = facts.iter().map(Line::width).max().unwrap_or(0);
    if usize::from(name.width()) + widest + 4 <= usize::from(area.width) {
        let first = rows.saturating_sub(u16::try_from(facts.len()).unwrap_or(2) + 1);
        for (row, fact) in (first..).zip(facts).take(usize::from(rows.max(1))) {
            drawing::right(buffer, area, row, fact);
        }
        return rows;
    }
    let mut line = Line::default();
    for fact in facts {
        line.spans.extend(fact.spans);
        line.push_span(Span::raw("   "));
    }
    drawing::line(buffer, area, rows, line);
    rows + 1
}

/// Draws the picture of the votes, the facts beside it, and what was said.
fn picture(
    app: &App,
    view: CardView,
    card: &Card,
    tally: &Tally,
    (buffer, area): (&mut Buffer, Rect),
    rows: &Rows,
    theme: Theme,
) {
    let named = match &card.revealed {
        Some(Revealed::Ballots(Ballots::Named(ballots))) => ballots.as_slice(),
        _ => &[],
    };
    let people = said::rows_of_people(named, area.width);
    let words = said::rows_of_comments(tally, area.width);
    let directed = tally.directed() > 0;
    let directions = match rows.directions {
        large if directed && area.height >= 16 => large,
        _ => 1,
    };
    let fixed = 1 + directions + people + rows.gap * 3;
    let words = words.min(area.height.saturating_sub(fixed + 4).min(area.height / 3));
    let height = area.height.saturating_sub(fixed + words).max(1);
    let place = drawing::band(area, 0, height);
    let used = if card.dimension.scale.is_typed() {
        number_line::draw(buffer, place, &card.dimension.scale, tally, theme)
    } else {
        lights::draw(buffer, place, &card.dimension.scale, tally, theme)
    };
    let mut row = used + rows.gap;
    let facts = facts(&card.dimension.scale, tally, theme);
    let advice = Span::styled(advice(card, tally).unwrap_or_default(), theme.faint());
    if facts.width() + advice.width() + 3 <= usize::from(area.width) {
        drawing::right(buffer, area, row, advice);
    }
    drawing::marked(buffer, area, row, facts, theme);
    row += 1 + rows.gap;
    said::directions(buffer, drawing::band(area, row, directions), tally, theme);
    row += directions + rows.gap;
    said::people(buffer, drawing::band(area, row, people), card, named, theme);
    row += people;
    said::comments(app, buffer, drawing::below(area, row), tally, view.page, theme);
}

/// Whom to hear, as long as nothing is agreed; a split says so in its band.
fn advice(card: &Card, tally: &Tally) -> Option<Cow<'static, str>> {
    let open = card.agreed.vote.is_none() && split(&card.dimension.scale, tally).is_none();
    match tally.votes.len() {
        1 if open && tally.n() > 1 => Some(Label::AllTheSame.say()),
        2.. if open => Some(Label::SomeDiffer.say()),
        _ => None,
    }
}

/// The counts of the votes in words, how close they are, and what of them is a mean.
fn facts(scale: &Scale, tally: &Tally, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    if !scale.is_typed() {
        for (vote, n) in scale.listed(&tally.votes) {
            spans.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote)));
            spans.push(Span::styled(format!(" {n}   "), theme.strong()));
        }
    }
    if let Some(agreement) = consensus::agreement(scale, tally) {
        spans.push(Span::styled(term::agreement(agreement), theme.strong()));
        spans.push(Span::raw(theme.dot()));
    }
    spans.push(Span::raw(Label::count(Noun::Vote, tally.n()).say()));
    if tally.abstained > 0 {
        spans.push(Span::raw(theme.dot()));
        spans.push(Span::raw(Label::Abstained(tally.abstained).say()));
    }
    // A mean never stands alone: distribution and number of votes are beside it.
    if let Some(score) = score::of_tally(scale, tally) {
        let (mean, spread) = (term::mean(score.mean), score.spread);
        spans.push(Span::raw(theme.dot()));
        spans.push(Span::raw(Label::MeanAndSpread { mean: &mean, spread }.say()));
    }
    if scale.levels().is_some_and(|levels| levels.reversed) {
        spans.push(Span::raw(theme.dot()));
        spans.push(Span::styled(Label::AgreeingIsBad.say(), theme.strong()));
    }
    Line::from(spans)
}

/// The words about a split: the counts, and whom to hear first. None where there is no split.
fn split(scale: &Scale, tally: &Tally) -> Option<String> {
    let split = consensus::split(scale, tally)?;
    let counts: Vec<String> = split.counts.iter().map(u32::to_string).collect();
    Some(Label::Split { counts: &counts.join(" : "), hear: split.hear }.say().into_owned())
}

/// Draws words on a full row of attention.
fn banner(buffer: &mut Buffer, area: Rect, words: &str, theme: Theme) {
    use ratatui::widgets::{Block, Widget};
    Block::new().style(theme.warning()).render(area, buffer);
    let words = drawing::fit(theme, &theme.words(words), usize::from(area.width).saturating_sub(2));
    let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    drawing::line(buffer, inner, area.height / 2, Span::styled(words, theme.warning()));
}
