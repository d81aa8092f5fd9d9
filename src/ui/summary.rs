//! All cards at a glance.

use std::borrow::Cow;

use jiff::civil::Date;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck, SummaryView};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label, Noun};
use crate::messages::term;
use crate::model::board::ItemKind;
use crate::model::consensus::card_agreement;
use crate::model::{Change, DayResult, MissAnswer, Shown, consensus, score};

use super::card_parts::of_last_time;

use super::drawing;
use super::result::lights;
use super::theme::Theme;
use super::{check_head, vote_bar};

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
    let table = Table::of(live, area);
    table.heads(buffer, drawing::band(area, 3, 1), theme);
    let cards = live.ordered(view.order);
    let mut facts = facts(app, live, theme);
    let scores = scores(live, theme);
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
    the_day(app, live, buffer, rest, theme);
}

/// Draws the agreed lights of all cards as one bar, where the table leaves room for it.
fn the_day(app: &App, live: &LiveCheck, buffer: &mut Buffer, area: Rect, theme: Theme) {
    if area.height < 5 {
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

/// The columns of the table of cards.
struct Table {
    /// Cells of the names, with the pointer before them.
    names: u16,
    /// Cells of the bars of votes; none on a narrow window.
    bars: u16,
    /// True: directions are arrows alone.
    narrow: bool,
}

/// Cells of what is agreed, of the change, and of the agreement.
const AGREED: u16 = 13;
const CHANGE: u16 = 9;
const AGREEMENT: u16 = 11;

impl Table {
    /// The columns for this window.
    fn of(live: &LiveCheck, area: Rect) -> Self {
        let cards = live.session().cards.iter();
        let longest = cards.map(|c| drawing::safe(&c.dimension.name).width()).max().unwrap_or(0);
        let narrow = area.width < 100;
        let fixed = AGREED + CHANGE + AGREEMENT + Self::directions(narrow);
        let room = area.width.saturating_sub(fixed);
        let longest = u16::try_from(longest).unwrap_or(u16::MAX).saturating_add(6);
        // Bars get what names leave, and a third at least where there is room for both.
        let names = longest.clamp(20, (room * 2 / 3).max(20));
        let bars = room.saturating_sub(names + 2);
        Self { names, bars: if bars < 8 { 0 } else { bars }, narrow }
    }

    const fn directions(narrow: bool) -> u16 {
        if narrow { 3 } else { 13 }
    }

    /// The places of the columns: bars, agreed, direction, change, agreement.
    fn places(&self, area: Rect) -> [Rect; 5] {
        let mut x = area.x + self.names;
        let bars = if self.bars > 0 { self.bars + 2 } else { 0 };
        [bars, AGREED, Self::directions(self.narrow), CHANGE, AGREEMENT].map(|width| {
            let place = Rect { x, width, ..area }.intersection(area);
            x += width;
            place
        })
    }

    fn heads(&self, buffer: &mut Buffer, area: Rect, theme: Theme) {
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
    fn row(
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
            let place = Rect { width: agreed.width.min(AGREED - 2), ..agreed };
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
