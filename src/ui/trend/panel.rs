//! The details of a cell of the trend grid: the agreed vote, the ballots as a distribution,
//! comments and notes, and the actions as they stood then.
//!
//! Ballots, directions and comments come from [`Card::shown`] alone, which holds the threshold.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::{App, TrendView};
use crate::messages::label::Label;
use crate::messages::term;
use crate::model::consensus::{self, agreement_figure};
use crate::model::{
    Card, Change, Direction, Light, PastAction, Row, Scale, Session, Shown, Tally, Vote,
};

use super::super::drawing;
use super::super::theme::Theme;

/// Cells of the distribution, and of the facts beside it.
const BALLOTS: u16 = 22;
const FACTS: u16 = 29;
/// Between two columns of the panel.
const GAP: u16 = 2;

/// Draws the panel into `area`: in columns where it is wide, one part below the other where it is
/// not.
pub fn draw(app: &App, view: &TrendView, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let (Some(at), Some(row)) = (view.at(), view.trend.rows.get(view.row)) else { return };
    let wide = area.width >= BALLOTS + FACTS + 2 * GAP + 20;
    let rest = head(view, row, at, wide, buffer, area, theme);
    let Some(card) = row.cards[at] else {
        return drawing::line(buffer, rest, 0, Label::NotAskedHere.say());
    };
    let Some(session) = app.ctx.library.session(&view.paths[at]) else {
        return drawing::line(buffer, rest, 0, Label::ReadAgain.say());
    };
    let Some(of) = session.cards.get(card) else { return };
    let said = row.said[at].as_ref();
    let mut facts = facts_of(app, session, of, said.and_then(|said| said.change), theme);
    if said.is_some_and(|said| said.reworded) {
        facts.push(Line::from(Label::OtherWords.say()));
    }
    for joined in said.iter().flat_map(|said| &said.joined) {
        let words = drawing::folded(&term::joined(joined), usize::from(FACTS));
        facts.extend(words.into_iter().map(Line::from));
    }
    let said = |width: u16| words(app, session, of, usize::from(width));
    let agreed = |width: u16| promises(app, session, row, usize::from(width), theme);
    let part = |x: u16, width: u16| Rect { x: rest.x + x, width, ..rest };
    if !wide {
        let ballots = ballots(app, session, of, rest.width, theme);
        return fill(buffer, rest, parted([ballots, facts, said(rest.width), agreed(rest.width)]));
    }
    let ballots = ballots(app, session, of, BALLOTS, theme);
    let start = BALLOTS + FACTS + 2 * GAP;
    let right = rest.width - start;
    let tall = u16::try_from(ballots.len().max(facts.len())).unwrap_or(u16::MAX);
    fill(buffer, part(0, BALLOTS), ballots);
    fill(buffer, part(BALLOTS + GAP, FACTS), facts);
    if right >= 60 {
        let half = (right - GAP) / 2;
        fill(buffer, part(start, half), said(half));
        fill(buffer, part(start + half + GAP, half), agreed(half));
    } else if right < 40 && rest.height >= tall + 4 {
        let below = drawing::below(rest, tall + 1);
        fill(buffer, below, parted([said(rest.width), agreed(rest.width)]));
    } else {
        fill(buffer, part(start, right), parted([said(right), agreed(right)]));
    }
}

/// Draws the name of the cell and the agreed vote. Returns the rest of the area.
fn head(
    view: &TrendView,
    row: &Row,
    at: usize,
    wide: bool,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> Rect {
    let column = &view.trend.columns[at];
    let template = column.template.as_deref().filter(|_| !wide || area.width >= 100);
    let template = template.map(|key| format!("{}{key}", theme.dot())).unwrap_or_default();
    let open = column.open.then(|| format!("{}{}", theme.dot(), Label::Open.say()));
    let open = open.unwrap_or_default();
    let facts = format!("{}{template}{open}", Label::Date(column.date).say());
    let agreed = row.cards[at].map(|_| agreed(row, at, theme)).unwrap_or_default();
    if wide {
        let facts = format!("{}{}   ", theme.dot(), drawing::safe(&facts));
        let taken = Span::raw(facts.as_str()).width() + agreed.width();
        let name =
            drawing::fit(theme, &row.name, usize::from(area.width).saturating_sub(taken).max(12));
        let mut spans = vec![Span::styled(name, theme.strong()), Span::raw(facts)];
        spans.extend(agreed.spans);
        drawing::line(buffer, area, 0, Line::from(spans));
        return drawing::below(area, 1 + u16::from(area.height >= 9));
    }
    drawing::line(
        buffer,
        area,
        0,
        Span::styled(drawing::fit(theme, &row.name, usize::from(area.width)), theme.strong()),
    );
    drawing::line(buffer, area, 1, facts);
    drawing::line(buffer, area, 3, agreed);
    drawing::below(area, 5)
}

/// Joins parts, with a blank line between those that are not empty.
fn parted<const N: usize>(parts: [Vec<Line<'static>>; N]) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(part);
    }
    lines
}

/// Draws as many lines as fit, and counts the rest.
pub fn fill(buffer: &mut Buffer, area: Rect, mut lines: Vec<Line<'_>>) {
    let room = usize::from(area.height);
    if lines.len() > room && room > 0 {
        let more = lines.len() - (room - 1);
        lines.truncate(room - 1);
        lines.push(Line::from(Label::AndMoreLines(more).say()));
    }
    for (at, line) in (0..).zip(lines) {
        drawing::line(buffer, area, at, line);
    }
}

fn agreed(row: &Row, at: usize, theme: Theme) -> Line<'static> {
    let Some(cell) = &row.cells[at] else { return Line::from(Label::NothingAgreed.say()) };
    let mut spans = vec![
        Span::raw(format!("{}  ", Label::Agreed.say())),
        drawing::long_badge(theme, cell.light, &cell.name),
    ];
    if let Some(direction) = cell.direction {
        spans.push(Span::raw(format!("  {} {}", theme.arrow(direction), direction.word())));
    }
    Line::from(spans)
}

fn shown<'a>(app: &App, session: &Session, card: &'a Card) -> Shown<'a> {
    card.shown(session.secrecy(), app.ctx.workspace.defaults.threshold)
}

/// The ballots as a distribution: a bar and a count for each answer.
fn ballots(
    app: &App,
    session: &Session,
    card: &Card,
    width: u16,
    theme: Theme,
) -> Vec<Line<'static>> {
    if card.skipped {
        return vec![Line::from(Label::CardSkipped.say())];
    }
    let shown = shown(app, session, card);
    let Some(tally) = shown.tally() else {
        if matches!(shown, Shown::Secret) {
            return vec![Line::from(Label::NotRevealed.say())];
        }
        let few = Label::HiddenVotes { threshold: app.ctx.workspace.defaults.threshold }.say();
        return drawing::folded(&few, usize::from(width)).into_iter().map(Line::from).collect();
    };
    let scale = &card.dimension.scale;
    let answers: Vec<Vote> = match scale {
        Scale::TrafficLight => Light::ALL.map(Vote::Light).to_vec(),
        Scale::Levels(_) => tally.votes.keys().copied().collect(),
    };
    let label = |vote: Vote| drawing::fit(theme, &scale.name(vote), 10);
    let widest = answers.iter().map(|vote| Span::raw(label(*vote)).width()).max().unwrap_or(0);
    let most =
        usize::try_from(tally.votes.values().copied().max().unwrap_or(0)).unwrap_or(usize::MAX);
    let room = usize::from(width)
        .saturating_sub(widest + 3 + Span::raw(theme.shape(Light::Red)).width() + 4);
    let line = |vote: Vote| {
        let n = tally.votes.get(&vote).copied().unwrap_or(0);
        let cells = usize::try_from(n).unwrap_or(usize::MAX);
        let cells = if most > room { (cells * room / most).max(usize::from(n > 0)) } else { cells };
        let light = scale.light(vote);
        let name = drawing::pad(theme, &label(vote), widest);
        Line::from(vec![
            Span::styled(format!(" {} {name} ", theme.shape(light)), theme.badge(light)),
            Span::raw(" "),
            Span::styled(" ".repeat(cells), theme.badge(light)),
            Span::styled(format!(" {n}"), theme.strong()),
        ])
    };
    answers.into_iter().map(line).collect()
}

/// Directions, agreement, the number of answers, and the change since the last time.
fn facts_of(
    app: &App,
    session: &Session,
    card: &Card,
    change: Option<Change>,
    theme: Theme,
) -> Vec<Line<'static>> {
    let since = change.map(|change| Line::from(Label::SinceLastTime(change).say()));
    let shown = shown(app, session, card);
    let Some(tally) = shown.tally().filter(|_| !card.skipped) else { return Vec::from_iter(since) };
    let mut facts = vec![directions(tally, theme)];
    let agreement = consensus::agreement(&card.dimension.scale, tally);
    let word = agreement
        .map(|agreement| format!("{}{}", theme.dot(), term::agreement(agreement)))
        .unwrap_or_default();
    let figure = agreement_figure(agreement);
    let agreement = Label::Agreement { figure: &figure, word: &word }.say();
    facts.push(Line::from(theme.words(&agreement)));
    let answered = tally.answered();
    let of = session.turnout().max(answered);
    facts.push(Line::from(Label::Answered { answered, of }.say()));
    facts.extend(since);
    if tally.abstained > 0 {
        facts.push(Line::from(Label::Abstained(tally.abstained).say()));
    }
    facts
}

fn directions(tally: &Tally, theme: Theme) -> Line<'static> {
    if tally.directed() == 0 {
        return Line::from(Span::styled(Label::NoDirections.say(), theme.faint()));
    }
    let of = |direction: Direction| {
        let n = tally.directions.get(&direction).copied().unwrap_or(0);
        Span::styled(format!("{} {n}   ", theme.arrow(direction)), theme.strong())
    };
    Line::from(Direction::ALL.map(of).to_vec())
}

/// Comments, sorted and above the threshold, and notes.
fn words(app: &App, session: &Session, card: &Card, width: usize) -> Vec<Line<'static>> {
    let shown = shown(app, session, card);
    let comments = shown
        .tally()
        .filter(|_| !card.skipped)
        .map(|tally| tally.comments.as_slice())
        .unwrap_or_default();
    let quoted =
        comments.iter().flat_map(|comment| drawing::folded(&format!("\"{comment}\""), width));
    let mut lines: Vec<Line<'static>> = quoted.map(Line::from).collect();
    let notes =
        if card.notes.is_empty() { Cow::default() } else { Label::Notes(&card.notes).say() };
    lines.extend(drawing::folded(&notes, width).into_iter().map(Line::from));
    lines
}

/// The actions of the session on this dimension, as they stood at the end of it.
fn promises(
    app: &App,
    session: &Session,
    row: &Row,
    width: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let day = session.as_of();
    let (mut lines, mut is_past) = (Vec::new(), false);
    for promise in PastAction::about(&app.ctx.workspace, session, &row.key) {
        let then = promise.clone().at(day);
        lines.extend(promise_lines(&then, width, theme));
        is_past |= then != promise;
    }
    // Whoever knows more by now sees why it is not said.
    if let Some(day) = day.filter(|_| is_past) {
        lines.push(Line::from(Span::styled(Label::AsOf(day).say(), theme.faint())));
    }
    lines
}

/// An action in lines: its text, then its owner and its outcome.
pub fn promise_lines(promise: &PastAction, width: usize, theme: Theme) -> Vec<Line<'static>> {
    let action = &promise.action;
    let ticked = theme.tick(action.state == crate::model::ActionState::Done);
    let none = Label::NoText.say();
    let text = if action.text.trim().is_empty() { &*none } else { &action.text };
    let mut lines: Vec<Line<'static>> = Vec::new();
    for (at, line) in drawing::folded(text, width.saturating_sub(4)).into_iter().enumerate() {
        let before = if at == 0 { format!("[{ticked}] ") } else { "    ".to_owned() };
        lines.push(Line::from(vec![Span::raw(before), Span::styled(line, theme.strong())]));
    }
    let owner =
        if action.owner.trim().is_empty() { String::new() } else { format!("{}: ", action.owner) };
    let became =
        format!("{owner}{}", term::became(action, |day| Label::Date(day).say().into_owned()));
    let indented = drawing::folded(&became, width.saturating_sub(4)).into_iter();
    lines
        .extend(indented.map(|line| Line::from(Span::styled(format!("    {line}"), Style::new()))));
    lines
}
