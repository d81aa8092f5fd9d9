//! All cards at a glance.

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
use crate::model::consensus::{agreement_figure, card_agreement};
use crate::model::{MissAnswer, Shown, score};

use super::card::head;
use super::card_parts::of_last_time;
use super::drawing;
use super::theme::Theme;

/// Draws the summary.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    view: SummaryView,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    head(app, live, None, frame, area, theme);
    let buffer = frame.buffer_mut();
    let longest = live
        .session()
        .cards
        .iter()
        .map(|c| drawing::safe(&c.dimension.name).width())
        .max()
        .unwrap_or(0);
    let names = (longest + 4).clamp(20, usize::from(area.width).saturating_sub(56).max(20));
    let narrow = area.width < 74;
    let direction = if narrow { Cow::default() } else { Label::ColumnDirection.say() };
    let said = if narrow { 3 } else { 12 };
    let heads = format!(
        "  {:<names$} {:<12} {direction:<said$} {:<8} {:>9}",
        "",
        Label::ColumnAgreed.say(),
        Label::ColumnChange.say(),
        Label::ColumnAgreement.say()
    );
    drawing::line(
        buffer,
        area,
        3,
        Span::styled(drawing::fit(theme, &heads, area.width.into()), theme.faint()),
    );
    let cards = live.ordered(view.order);
    let mut facts = facts(app, live, theme);
    let scores = scores(live, theme);
    let wanted = u16::try_from(scores.len() + facts.len().min(4)).unwrap_or(u16::MAX);
    facts.splice(0..0, scores);
    let list = drawing::band(area, 4, area.height.saturating_sub(5 + wanted));
    let step = if usize::from(list.height) >= cards.len() * 2 { 2 } else { 1 };
    let visible = (usize::from(list.height) / step).max(1);
    let first = view.cursor.saturating_sub(visible - 1);
    for (index, at) in cards.iter().enumerate().skip(first).take(visible) {
        let row = u16::try_from((index - first) * step).unwrap_or(u16::MAX);
        drawing::line(
            buffer,
            list,
            row,
            row_of(app, live, *at, index == view.cursor, (names, narrow), theme),
        );
    }
    let hidden = cards.len().saturating_sub(visible);
    if hidden > 0 {
        drawing::right(
            buffer,
            area,
            2,
            Span::styled(format!(" {}", Label::Count(Noun::MoreCard, hidden).say()), theme.faint()),
        );
    }
    let used = u16::try_from(cards.len().min(visible) * step).unwrap_or(0);
    below_the_table(app, buffer, drawing::below(area, 4 + used + 1), facts, view, theme);
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
        drawing::line(buffer, area, u16::try_from(index).unwrap_or(u16::MAX), fact);
    }
    if more > 0 {
        drawing::right(
            buffer,
            area,
            area.height - 1,
            Span::styled(format!(" {}", Label::MoreInReport(more).say()), theme.faint()),
        );
    }
    if view.order != crate::app::Order::Asked {
        drawing::right(
            buffer,
            area,
            0,
            Span::styled(Label::OrderedBy(app.words().order(view.order)).say(), theme.faint()),
        );
    }
}

fn row_of(
    app: &App,
    live: &LiveCheck,
    at: usize,
    selected: bool,
    (names, narrow): (usize, bool),
    theme: Theme,
) -> Line<'static> {
    let check = live.check();
    let card = &check.session.cards[at];
    let scale = &card.dimension.scale;
    let focus = check.session.focus.contains(&card.dimension.key);
    let style = if selected { theme.strong() } else { ratatui::style::Style::new() };
    let pointer = if selected { theme.pointer() } else { " " };
    let star = if focus { theme.star() } else { " " };
    let name = drawing::pad(theme, &card.dimension.name, names - 2);
    let mut spans = vec![Span::styled(format!("{pointer} {name} {star} "), style)];
    let width = 12;
    if let Some(vote) = card.agreed.vote.filter(|_| !card.skipped) {
        let badge = drawing::long_badge(
            theme,
            scale.light(vote),
            &drawing::fit(theme, &scale.name(vote), 8),
        );
        let blanks = " ".repeat(width + 1usize - badge.width().min(width));
        spans.push(badge);
        spans.push(Span::raw(blanks));
    } else {
        let word = if card.skipped {
            Label::Skipped.say()
        } else if card.revealed.is_some() {
            Label::NotAgreed.say()
        } else {
            theme.nothing().into()
        };
        spans.push(Span::styled(format!("{word:<width$} "), theme.faint()));
    }
    let direction = card.agreed.direction.filter(|_| !card.skipped);
    let said = direction.map_or_else(String::new, |d| {
        if narrow { theme.arrow(d).to_owned() } else { format!("{} {}", theme.arrow(d), d.word()) }
    });
    spans.push(Span::styled(drawing::pad(theme, &said, if narrow { 3 } else { 12 }), style));
    let change =
        of_last_time(app, live, card).and_then(|last| last.change(card)).filter(|_| !card.skipped);
    spans.push(Span::styled(format!(" {:<8}", theme.change(change)), style));
    let agreement = match card.shown(check.session.secrecy(), check.threshold) {
        Shown::Hidden => Label::Hidden.say(),
        _ => {
            agreement_figure(card_agreement(card, check.session.secrecy(), check.threshold)).into()
        }
    };
    spans.push(Span::styled(theme.words(&format!(" {agreement:>9}")), style));
    Line::from(spans)
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
            drawing::long_badge(theme, score.light(), &score.mean.to_string()),
            Span::raw(theme.words(&format!("  {}", rest.say()))),
        ]));
        let votes = usize::try_from(score.n()).unwrap_or(usize::MAX);
        let distribution = score.distribution();
        let votes = Label::Distribution { votes, distribution: &distribution };
        facts.push(fact(theme, None, &votes.say()));
    }
    let gaps = score::gaps(session, threshold);
    if let Some((mean, known)) = score::mean_gap(&gaps) {
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

/// Worst and most split, focus, the last question, actions: a line each.
fn facts(app: &App, live: &LiveCheck, theme: Theme) -> Vec<Line<'static>> {
    let session = live.session();
    let name = |at: usize| drawing::safe(&session.cards[at].dimension.name);
    let fact = |head: Label<'_>, text: &str| fact(theme, Some(head), text);
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
