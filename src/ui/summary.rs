//! All cards at a glance.

mod table;
mod tiles;

use std::borrow::Cow;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck, SummaryView};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label, Noun};
use crate::messages::term;
use crate::model::board::ItemKind;
use crate::model::{Change, DayResult, MissAnswer, score};

use super::card_parts::of_last_time;
use super::result::lights;
use super::theme::Theme;
use super::{check_head, drawing};
use table::Table;
use tiles::Tiles;

/// Draws the summary.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    view: SummaryView,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, None, frame, area, theme);
    let buffer = frame.buffer_mut();
    let facts = facts(app, live, theme);
    let scores = scores(live, theme);
    let large = app.ctx.display.large;
    if large && in_tiles(app, live, view, (buffer, area), (&facts, &scores), theme) {
        return;
    }
    let table = Table::of(live, area, large);
    table.heads(buffer, drawing::band(area, 3, 1), theme);
    let cards = live.ordered(view.order);
    let mut facts: Vec<_> = facts.into_iter().map(|fact| fact.line).collect();
    let wanted = u16::try_from(scores.len() + facts.len().min(4)).unwrap_or(u16::MAX);
    facts.splice(0..0, scores);
    let list = drawing::band(area, 4, area.height.saturating_sub(5 + wanted));
    // The window is used: rows are as tall as all of them fit.
    let count = u16::try_from(cards.len()).unwrap_or(u16::MAX).max(1);
    let step = (list.height / count).clamp(1, 4);
    let visible = usize::from((list.height / step).max(1));
    let first = view.cursor.saturating_sub(visible - 1);
    for (index, at) in cards.iter().enumerate().skip(first).take(visible) {
        let row = u16::try_from(index - first).unwrap_or(u16::MAX).saturating_mul(step);
        let place = drawing::band(list, row, step);
        table.row(app, live, (*at, index == view.cursor), (buffer, place), theme);
    }
    let hidden = cards.len().saturating_sub(visible);
    if hidden > 0 {
        let more = format!(" {}", Label::Count(Noun::MoreCard, hidden).say());
        drawing::right(buffer, area, 2, Span::styled(more, theme.faint()));
    }
    let used = u16::try_from(cards.len().min(visible)).unwrap_or(0).saturating_mul(step);
    let below = drawing::below(area, 4 + used + u16::from(step == 1));
    let facts_rows = u16::try_from(facts.len()).unwrap_or(u16::MAX);
    below_the_table(app, buffer, below, facts, view, theme);
    let rest = drawing::below(below, facts_rows.saturating_add(1));
    the_day(app, live, buffer, (rest, 5), theme);
}

/// Draws everything in large type: the cards, what comes next, the day. Returns false where the
/// cards have no room in it.
fn in_tiles(
    app: &App,
    live: &LiveCheck,
    view: SummaryView,
    (buffer, area): (&mut Buffer, Rect),
    (facts, scores): (&[Fact], &[Line<'static>]),
    theme: Theme,
) -> bool {
    let list = drawing::below(area, check_head::ROWS);
    // Below the cards: what is done next, a line of words and a bar of the day.
    let stay = facts.iter().filter(|fact| fact.stays).count().min(4);
    let fewest = stay.min(2);
    let fit = |lines: usize| {
        let below = u16::try_from(lines + 2).unwrap_or(u16::MAX);
        let room = Rect { height: list.height.saturating_sub(below), ..list };
        Tiles::fit(app, live, room, theme)
    };
    let Some(tiles) = (fewest..=stay).rev().find_map(fit) else { return false };
    tiles.draw(app, live, view, (buffer, list), theme);
    let below = drawing::below(list, tiles.height());
    let (first, last): (Vec<&Fact>, Vec<&Fact>) = facts.iter().partition(|fact| fact.stays);
    let lines = first.into_iter().map(|fact| fact.line.clone());
    let lines = lines.chain(scores.iter().cloned()).chain(last.into_iter().map(|f| f.line.clone()));
    let lines: Vec<Line<'static>> = lines.collect();
    let room = below.height.saturating_sub(2);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(room);
    below_the_table(app, buffer, drawing::band(below, 0, rows), lines, view, theme);
    the_day(app, live, buffer, (drawing::below(below, rows), 2), theme);
    true
}

/// Draws the agreed lights of all cards as one bar, where the table leaves the least rows for it.
fn the_day(
    app: &App,
    live: &LiveCheck,
    buffer: &mut Buffer,
    (area, least): (Rect, u16),
    theme: Theme,
) {
    if area.height < least {
        return;
    }
    let session = live.session();
    let cards = session.cards.iter().filter(|card| !card.skipped);
    let changes: Vec<Change> =
        cards.filter_map(|card| of_last_time(app, live, card)?.change(card)).collect();
    let DayResult { lights: counts, better, worse } = DayResult::new(session, &changes);
    if counts.is_empty() {
        return;
    }
    let words = Label::TheDay { counts: &counts, better, worse }.say();
    drawing::line(buffer, area, 0, Span::styled(theme.words(&words), theme.strong()));
    lights::draw_counts(buffer, drawing::band(area, 1, 8), counts, theme);
}

fn below_the_table(
    app: &App,
    buffer: &mut Buffer,
    area: Rect,
    facts: Vec<Line<'static>>,
    view: SummaryView,
    theme: Theme,
) {
    let room = usize::from(area.height);
    let more = facts.len().saturating_sub(room);
    for (index, fact) in facts.into_iter().take(room).enumerate() {
        let order = (index == 0 && view.order != crate::app::Order::Asked)
            .then(|| Label::OrderedBy(app.words().order(view.order)).say());
        let left = (index + 1 == room && more > 0).then(|| Label::MoreInReport(more).say());
        let beside = [left, order].into_iter().flatten().collect::<Vec<_>>().join(theme.dot());
        let row = u16::try_from(index).unwrap_or(u16::MAX);
        let taken = u16::try_from(beside.width()).unwrap_or(area.width);
        let taken = if taken == 0 { 0 } else { taken + 2 };
        let place = Rect { width: area.width.saturating_sub(taken), ..area };
        drawing::marked(buffer, place, row, fact, theme);
        drawing::right(buffer, area, row, Span::styled(beside, theme.faint()));
    }
}

fn fact(theme: Theme, head: Option<Label<'_>>, text: &str) -> Line<'static> {
    let head = head.map_or_else(Cow::default, Label::say);
    Line::from(vec![
        Span::styled(format!("{head:<12}"), theme.strong()),
        Span::raw(theme.words(text)),
    ])
}

/// The score with the figures that have to stand beside it, and the gap between word and deed.
fn scores(live: &LiveCheck, theme: Theme) -> Vec<Line<'static>> {
    let (session, threshold) = (live.session(), live.check().threshold);
    let mut facts = Vec::new();
    if let Some(score) = score::of_session(session, threshold) {
        let (min, max) = score.range();
        let rest = Label::ScoreFacts {
            min: &min.to_string(),
            max: &max.to_string(),
            items: score.items,
            asked: score.asked,
            spread: score.spread,
        };
        facts.push(Line::from(vec![
            Span::styled(format!("{:<12}", Label::Score.say()), theme.strong()),
            drawing::long_badge(theme, score.light(), &term::mean(score.mean)),
            Span::raw(theme.words(&format!("  {}", rest.say()))),
        ]));
        let votes = usize::try_from(score.n()).unwrap_or(usize::MAX);
        let distribution = score.distribution();
        let votes = Label::Distribution { votes, distribution: &distribution };
        facts.push(fact(theme, None, &votes.say()));
    }
    let gaps = score::gaps(session, threshold);
    if let Some((mean, known)) = score::mean_gap(&gaps) {
        let mean = term::gap(mean);
        let text = Label::GapFacts { mean: &mean, known, pairs: gaps.len() };
        facts.push(fact(theme, Some(Label::Gap), &text.say()));
    }
    facts
}

/// `, due 4 Dec`
fn by(kind: ItemKind, day: Option<Date>) -> String {
    let day = day.map(|day| Label::By { kind, day: &Label::DayAndMonth(day).say() }.say());
    day.map(|by| format!(", {by}")).unwrap_or_default()
}

/// A line below the table.
struct Fact {
    line: Line<'static>,
    /// It says what comes next, and stays where there is little room.
    stays: bool,
}

/// Worst and most split, focus, the last question, actions: a line each.
fn facts(app: &App, live: &LiveCheck, theme: Theme) -> Vec<Fact> {
    let session = live.session();
    let name = |at: usize| drawing::safe(&session.cards[at].dimension.name);
    let fact = |head: Label<'_>, text: &str| {
        let stays = !matches!(head, Label::Worst | Label::MostSplit | Label::MissIt);
        Fact { line: fact(theme, Some(head), text), stays }
    };
    let key = app.keys_in(Place::Summary);
    let mut facts = Vec::new();
    let worst: Vec<String> = live.worst().into_iter().map(name).collect();
    if !worst.is_empty() {
        facts.push(fact(Label::Worst, &worst.join(" · ")));
    }
    if let Some((at, agreement)) = live.most_split() {
        let split = Label::MostSplitFacts { name: &name(at), agreement }.say();
        facts.push(fact(Label::MostSplit, &split));
    }
    let focus: Vec<String> = session
        .focus
        .iter()
        .map(|key| session.card(key).map_or(key.clone(), |c| drawing::safe(&c.dimension.name)))
        .collect();
    let open = live.takes_acts();
    let text = match (focus.is_empty(), open) {
        (true, true) => Instruction::TakeIntoFocus.say(&key).into(),
        (true, false) => Label::NoFocus.say(),
        (false, _) => focus.join(" · ").into(),
    };
    facts.push(fact(Label::Focus, &text));
    let miss: Cow<'_, str> =
        match session.miss.map(|miss| miss.shown(session.secrecy(), live.check().threshold)) {
            Some(Some(tally)) => {
                let parts: Vec<_> = MissAnswer::ALL
                    .iter()
                    .map(|a| format!("{} {}", tally.get(*a), term::miss_answer(*a)))
                    .collect();
                parts.join(" · ").into()
            }
            Some(None) => Label::HiddenAnswers.say(),
            None if open => Instruction::AskTheTeam.say(&key).into(),
            None => Label::NotAsked.say(),
        };
    facts.push(fact(Label::MissIt, &miss));
    if open && session.actions.is_empty() && session.experiments.is_empty() {
        facts.push(fact(Label::Action, &Instruction::OneNameOneDate.say(&key)));
    }
    let day = session.as_of();
    for action in session.actions.iter().map(|action| action.at(day)) {
        let owner =
            if action.owner.is_empty() { String::new() } else { format!(", {}", action.owner) };
        let text = format!("{}{owner}{}", action.text, by(ItemKind::Actions, action.due));
        facts.push(fact(Label::ActionState(action.state), &drawing::safe(&text)));
    }
    for tried in session.experiments.iter().map(|tried| tried.at(day)) {
        let owner =
            if tried.owner.is_empty() { String::new() } else { format!(", {}", tried.owner) };
        let text = format!("{}{owner}{}", tried.text, by(ItemKind::Experiments, tried.review));
        facts.push(fact(Label::ExperimentGoes(tried.trial()), &drawing::safe(&text)));
    }
    facts
}
