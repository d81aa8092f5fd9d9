//! The result of a card: distribution, directions, agreement, comments, and the agreed vote.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Widget};

use crate::app::{App, LiveCheck};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label, Noun};
use crate::messages::term;
use crate::model::consensus::{self, agreement_figure};
use crate::model::{
    Answer, Ballot, Ballots, Card, Direction, Light, Revealed, Scale, Shown, Suggestion, Tally,
    Vote, score,
};

use super::big_text::{self, Size};
use super::card_parts::{foot_of_card, of_last_time};
use super::drawing;
use super::theme::Theme;

/// Cells of the heads below the distribution.
const HEADS: usize = 12;

/// Estimates the rows that the result of a card takes, with everything that belongs to it.
pub fn rows(live: &LiveCheck, at: usize) -> u16 {
    let check = live.check();
    let card = &check.session.cards[at];
    let shown = card.shown(check.session.secrecy(), check.threshold);
    let comments =
        shown.tally().map_or(0, |tally| u16::try_from(tally.comments.len()).unwrap_or(u16::MAX));
    let answers = shown.tally().map_or(0, |tally| card.dimension.scale.listed(&tally.votes).len());
    let facts = if card.dimension.scale.is_typed() { 4 } else { 3 };
    let answers = u16::try_from(answers).unwrap_or(u16::MAX).max(facts);
    let people = match &card.revealed {
        Some(Revealed::Ballots(Ballots::Named(ballots))) => {
            u16::try_from(ballots.len() / 3 + 2).unwrap_or(u16::MAX)
        }
        _ => 0,
    };
    answers + 1 + people + comments.min(6) + u16::from(comments > 0) + 3
}

/// Draws the result of a revealed card.
pub fn draw(app: &App, live: &LiveCheck, at: usize, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let check = live.check();
    let card = &check.session.cards[at];
    let shown = card.shown(check.session.secrecy(), check.threshold);
    let mut row = 0;
    let mut suggestion = None;
    match &shown {
        Shown::Tally(tally) => {
            suggestion = consensus::suggestion(&card.dimension.scale, tally);
            let room = area.height >= 11 && area.width >= 72 && !theme.ascii();
            row += if app.ctx.display.large && room && !card.dimension.scale.is_typed() {
                large_distribution(buffer, area, card, tally, theme)
            } else {
                distribution(buffer, area, card, tally, theme) + 1
            };
            if let Some(Revealed::Ballots(Ballots::Named(ballots))) = &card.revealed {
                row += people(buffer, drawing::below(area, row), card, ballots, theme);
            }
            row += comments(buffer, drawing::below(area, row), tally, theme);
        }
        Shown::Hidden | Shown::Secret => {
            let few = Label::HiddenVotes { threshold: check.threshold }.say();
            drawing::line(buffer, area, row, Span::styled(few, theme.strong()));
            let why = Label::WhyHidden.say();
            drawing::wrapped(
                buffer,
                drawing::band(area, row + 1, 2),
                &why,
                ratatui::style::Style::new(),
            );
            row += 4;
        }
    }
    agreed(app, (live, card), suggestion, buffer, drawing::below(area, row), theme);
    row += 2;
    drawing::line(buffer, area, row, change(app, live, card, theme));
    let rest = drawing::below(area, row + 1);
    if rest.height > 0 {
        foot_of_card(live, at, buffer, rest, theme);
    }
}

/// Draws one row an answer, directions and agreement beside them. Returns the rows it took.
fn distribution(buffer: &mut Buffer, area: Rect, card: &Card, tally: &Tally, theme: Theme) -> u16 {
    let scale = &card.dimension.scale;
    let answers = scale.listed(&tally.votes);
    let second = if area.width < 74 { 34 } else { 46 };
    let rows = u16::try_from(answers.len()).unwrap_or(u16::MAX);
    // Where there is room, a blank row between two answers lets them be told apart from afar.
    let step = if area.height >= 16 && rows <= 4 { 2 } else { 1 };
    let label = |vote: Vote| drawing::long_badge(theme, scale.light(vote), &scale.name(vote));
    let widest = answers.iter().map(|(vote, _)| label(*vote).width()).max().unwrap_or(0);
    let room = usize::from(second).saturating_sub(widest + 6);
    let most =
        usize::try_from(tally.votes.values().copied().max().unwrap_or(0)).unwrap_or(usize::MAX);
    let badges = most.saturating_mul(4) <= room;
    for (index, (vote, n)) in (0..).zip(&answers) {
        let mut spans =
            vec![label(*vote), Span::raw(" ".repeat(widest + 2 - label(*vote).width()))];
        spans.extend(bar(*n, room, badges, scale.light(*vote), theme));
        spans.push(Span::styled(format!(" {n}"), theme.strong()));
        drawing::line(buffer, area, index * step, Line::from(spans));
    }
    let beside = Rect { x: area.x + second, width: area.width.saturating_sub(second), ..area };
    let facts = facts(scale, tally, theme);
    let most = rows.max(u16::try_from(facts.len()).unwrap_or(u16::MAX));
    for (index, fact) in (0..).zip(facts) {
        drawing::line(buffer, beside, index * step, fact);
    }
    (most - 1) * step + 1
}

/// Draws in large type a filled field for each light, with its count. Returns the rows it took.
fn large_distribution(
    buffer: &mut Buffer,
    area: Rect,
    card: &Card,
    tally: &Tally,
    theme: Theme,
) -> u16 {
    const FIELD: u16 = 22;
    const FIELDS: u16 = 3 * (FIELD + 2);
    let height = if area.height >= 14 { 6 } else { 5 };
    let scale = &card.dimension.scale;
    for (index, (vote, n)) in (0..).zip(scale.listed(&tally.votes)) {
        let light = scale.light(vote);
        let field = Rect { x: area.x + index * (FIELD + 2), y: area.y, width: FIELD, height };
        Block::new().style(theme.badge(light)).render(field.intersection(area), buffer);
        let inner = Rect { x: field.x + 2, width: FIELD - 3, ..field };
        big_text::draw(
            buffer,
            drawing::below(inner, (height - 4) / 2),
            theme,
            &n.to_string(),
            Size::Large,
        );
        let side = Rect { x: field.x + FIELD - 10, width: 9, ..field };
        drawing::line(
            buffer,
            side,
            height - 2,
            Span::raw(format!("{} {}", theme.shape(light), term::light(light))),
        );
    }
    let facts = facts(scale, tally, theme);
    if area.width >= FIELDS + 26 {
        let beside = Rect { x: area.x + FIELDS, width: area.width - FIELDS, ..area };
        for (index, fact) in (0..).zip(facts) {
            drawing::line(buffer, beside, 1 + index * 2, fact);
        }
        return height + 1;
    }
    let mut below = Vec::new();
    for fact in facts {
        below.extend(fact.spans);
        below.push(Span::raw("   "));
    }
    drawing::line(buffer, area, height, Line::from(below));
    height + 2
}

/// `n` badges, or a solid bar where so many do not fit.
fn bar(
    n: u32,
    room: usize,
    badges: bool,
    light: Option<Light>,
    theme: Theme,
) -> Vec<Span<'static>> {
    let n = usize::try_from(n).unwrap_or(usize::MAX);
    if !badges {
        return vec![Span::styled(" ".repeat(n.min(room)), theme.badge(light))];
    }
    (0..n)
        .flat_map(|_| [Span::styled(theme.bar(light), theme.badge(light)), Span::raw(" ")])
        .collect()
}

/// Draws everybody with their vote and direction. Returns the rows it took.
fn people(
    buffer: &mut Buffer,
    area: Rect,
    card: &Card,
    ballots: &[(String, Ballot)],
    theme: Theme,
) -> u16 {
    const CELL: u16 = 19;
    let columns = usize::from(area.width / CELL).max(1);
    for (index, (person, ballot)) in ballots.iter().enumerate() {
        let vote = match ballot.answer {
            Some(Answer::Vote(vote)) => {
                let (scale, light) = (&card.dimension.scale, card.dimension.scale.light(vote));
                if scale.is_typed() {
                    Span::styled(format!(" {} ", vote.name()), theme.badge(light))
                } else {
                    drawing::badge(theme, light)
                }
            }
            Some(Answer::Abstained) => Span::raw(Label::AbstainedShort.say()),
            None => Span::raw(theme.nothing()),
        };
        let arrow = ballot.direction.map_or(" ", |d| theme.arrow(d));
        let name = Span::raw(format!(" {}", drawing::fit(theme, person, 11)));
        let x = u16::try_from(index % columns).unwrap_or(0) * CELL;
        let cell =
            Rect { x: area.x + x, width: (CELL - 1).min(area.width.saturating_sub(x)), ..area };
        let row = u16::try_from(index / columns).unwrap_or(u16::MAX);
        drawing::line(
            buffer,
            cell,
            row,
            Line::from(vec![vote, Span::raw(format!(" {arrow}")), name]),
        );
    }
    u16::try_from(ballots.len().div_ceil(columns)).unwrap_or(u16::MAX) + 1
}

/// Directions, n and agreement; on levels the mean.
fn facts(scale: &Scale, tally: &Tally, theme: Theme) -> Vec<Line<'static>> {
    let mut directions = Vec::new();
    for direction in Direction::ALL {
        let n = tally.directions.get(&direction).copied().unwrap_or(0);
        directions.push(Span::styled(format!("{} {n}", theme.arrow(direction)), theme.strong()));
        directions.push(Span::raw("    "));
    }
    if tally.directed() == 0 {
        directions = vec![Span::styled(Label::NoDirections.say(), theme.faint())];
    }
    let agreement = consensus::agreement(scale, tally);
    let word =
        agreement.map(|a| format!("{}{}", theme.dot(), term::agreement(a))).unwrap_or_default();
    let figure = agreement_figure(agreement);
    let abstained = if tally.abstained > 0 {
        format!("{}{}", theme.dot(), Label::Abstained(tally.abstained).say())
    } else {
        String::new()
    };
    let mut facts = vec![
        Line::from(directions),
        Line::from(format!("{}{abstained}", Label::count(Noun::Vote, tally.n()).say())),
        Line::from(theme.words(&Label::Agreement { figure: &figure, word: &word }.say())),
    ];
    // A mean never stands alone: distribution and number of votes are beside it.
    if let Some(score) = score::of_tally(scale, tally) {
        let (mean, spread) = (score.mean.to_string(), score.spread);
        facts.push(Line::from(Label::MeanAndSpread { mean: &mean, spread }.say()));
    }
    facts
}

/// Draws the comments, sorted. Returns the rows it took.
fn comments(buffer: &mut Buffer, area: Rect, tally: &Tally, theme: Theme) -> u16 {
    if tally.comments.is_empty() {
        return 0;
    }
    // Below come what is agreed and the change.
    let room = usize::from(area.height.saturating_sub(4)).clamp(1, 6);
    let shown = if tally.comments.len() > room { room - 1 } else { tally.comments.len() };
    let width = usize::from(area.width);
    for (index, comment) in tally.comments.iter().take(shown).enumerate() {
        let text = format!("\"{}\"", drawing::fit(theme, comment, width.saturating_sub(2)));
        drawing::line(buffer, area, u16::try_from(index).unwrap_or(u16::MAX), text);
    }
    let mut rows = u16::try_from(shown).unwrap_or(0);
    if shown < tally.comments.len() {
        drawing::line(buffer, area, rows, Label::MoreInReport(tally.comments.len() - shown).say());
        rows += 1;
    }
    rows + 1
}

/// Draws the agreed vote, or the suggestion of the ballots with its reason.
fn agreed(
    app: &App,
    (live, card): (&LiveCheck, &Card),
    suggestion: Option<Suggestion>,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let scale = &card.dimension.scale;
    let mut spans = Vec::new();
    let vote = card.agreed.vote.or(suggestion.map(|s| s.vote));
    let direction = card.agreed.direction.or(suggestion.and_then(|s| s.direction));
    let settled = card.agreed.vote.is_some();
    let head = if settled { Label::AgreedOn } else { Label::AgreeOn };
    spans.push(Span::styled(format!("{:<HEADS$}", head.say()), theme.strong()));
    match vote {
        Some(vote) => spans.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote))),
        None => spans.push(Span::raw(app.words().voting_keys(scale))),
    }
    if let Some(direction) = direction {
        // Only suggested: Enter takes it together with the vote.
        let open = if settled && card.agreed.direction.is_none() { "?" } else { "" };
        let text = format!("  {} {}{open}", theme.arrow(direction), direction.word());
        spans.push(Span::styled(text, theme.strong()));
    }
    if !live.digits.is_empty() {
        spans.push(Span::raw("   "));
        spans.push(Span::styled(format!(" {} ", live.digits), theme.cursor()));
    }
    drawing::line(buffer, area, 0, Line::from(spans));
    if !live.takes_acts() {
        return;
    }
    let key = app.keys_in(Place::Result);
    let why = match suggestion {
        _ if settled => Instruction::GoOnOrChange.say(key).into(),
        Some(suggestion) if suggestion.tie => Instruction::TakeHealthier.say(key).into(),
        Some(_) => Instruction::TakeMiddle.say(key).into(),
        None => Label::TalkFirst.say(),
    };
    drawing::line(buffer, area, 1, format!("{:HEADS$}{why}", ""));
}

/// The change against last time, which is computed, beside the direction, which is asked for.
fn change(app: &App, live: &LiveCheck, card: &Card, theme: Theme) -> Line<'static> {
    let Some(last) = of_last_time(app, live, card) else { return Line::default() };
    let Some(change) = last.change(card) else { return Line::default() };
    let head = format!("{:<HEADS$}", Label::ChangeHead.say());
    let words = Label::ChangeSince(change).say();
    Line::from(vec![Span::styled(head, theme.strong()), Span::raw(words)])
}
