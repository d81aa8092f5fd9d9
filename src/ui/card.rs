//! A card: the question, the number of ballots, and after the reveal the result.
//!
//! Before the reveal nothing drawn here depends on what was voted.

use std::borrow::Cow;

use jiff::ToSpan;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, CardView, LiveCheck};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::{Card, Level, Scale, Secrecy, VotingMode};

use super::big_text::{self, Size};
use super::card_parts::{foot_of_card, of_last_time};
use super::theme::Theme;
use super::title::{saved_word, title};
use super::{drawing, revealed_card};

/// The widest that awesome and crappy stand beside each other: two short columns are read faster.
const WORDING: u16 = 124;
/// Rows of the head: title, strip, rule.
const HEAD: u16 = 3;
/// The most labels that get a line each.
const MOST_LABELS: usize = 7;

/// Draws the card on the screen.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    view: CardView,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    head(app, live, Some(view.at), frame, area, theme);
    let card = &live.session().cards[view.at];
    let body = drawing::below(area, HEAD);
    let vast = area.height >= 45 && area.width >= 150;
    let wanted = if app.ctx.display.large || vast { Size::Huge } else { Size::Large };
    let size = if area.height < 20 {
        Size::Line
    } else {
        big_text::size(theme, &card.dimension.name, body.width, wanted)
    };
    let roomy = body.height >= 26;
    let mut row = u16::from(roomy || size == Size::Line);
    let buffer = frame.buffer_mut();
    big_text::draw(buffer, drawing::below(body, row), theme, &card.dimension.name, size);
    row += size.rows() + u16::from(roomy);
    drawing::line(buffer, body, row, last_time(app, live, card, theme));
    row += 2;
    if card.skipped {
        drawing::line(buffer, body, row, Instruction::BringBack.say(app.keys_in(Place::Voting)));
        return;
    }
    if card.revealed.is_none() {
        row += wording(buffer, drawing::below(body, row), card, theme) + 1 + u16::from(roomy);
        row += large_count(app, live, view.at, buffer, drawing::below(body, row), theme);
        voters(app, live, view, buffer, drawing::below(body, row), theme);
        foot_of_card(live, view.at, buffer, body, theme);
    } else if view.covered {
        row += wording(buffer, drawing::below(body, row), card, theme) + 1;
        drawing::line(buffer, body, row, Instruction::Covered.say(app.keys_in(Place::Result)));
    } else {
        if roomy
            || body.height.saturating_sub(row)
                >= revealed_card::rows(live, view.at) + wording_rows(card, body, theme) + 3
        {
            row += wording(buffer, drawing::below(body, row), card, theme) + 1;
        }
        revealed_card::draw(app, live, view.at, buffer, drawing::below(body, row), theme);
    }
}

/// Draws the title, the strip of all cards with the timer, and a rule.
pub fn head(
    app: &App,
    live: &LiveCheck,
    at: Option<usize>,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    let session = live.session();
    let check = app
        .ctx
        .workspace
        .template(session.template.as_deref().unwrap_or(""))
        .map_or_else(|| Label::HealthCheck.say(), |t| t.name.as_str().into());
    let mut left = vec![Cow::from(&session.team), Label::Date(session.date).say()];
    if !session.is_open() {
        left.push(Label::Closed.say());
    }
    if live.check().runs_elsewhere() {
        left.push(Label::FollowsWindow.say());
    } else if live.check().unlocked().is_err() {
        left.push(Label::ReadOnly.say());
    }
    if app.ctx.demo {
        left.push(Label::Demo.say());
    }
    if area.width >= 100 {
        left.push(check);
    }
    let total = session.cards.len();
    let mut facts = Vec::new();
    if let Some(at) = at {
        facts.push(Label::Of(at + 1, total).say());
    }
    if live.takes_acts() {
        facts.push(Label::Minutes(live.minutes(app.ctx.now.timestamp())).say());
        let remaining = session.cards.iter().filter(|c| !c.settled()).count();
        let minutes =
            i64::try_from(remaining).unwrap_or(0) * i64::from(app.ctx.workspace.defaults.minutes);
        if remaining > 0
            && let Ok(end) = app.ctx.now.checked_add(minutes.minutes())
        {
            facts.push(Label::EndsAbout(&end.strftime("%H:%M").to_string()).say());
        }
    }
    title(frame, area, theme, &left.join(" · "), &facts.join(" · "));
    let buffer = frame.buffer_mut();
    let mut strip = strip(live, at, theme);
    let mut right = Vec::new();
    if let Some(gone) = &live.gone {
        let words = format!(" {} ", app.words().say(gone));
        right.push(Span::styled(theme.words(&words), theme.warning()));
        right.push(Span::raw("  "));
    }
    let saved = saved_word(app);
    if app.ctx.saving.failure().is_some() {
        right.push(Span::styled(format!(" {saved} "), theme.alarm()));
    } else {
        right.push(Span::styled(saved, theme.faint()));
    }
    if let Some(at) = at
        && let Some(clock) = timer(app, live, at, theme)
    {
        right.push(Span::raw("  "));
        right.push(clock);
    }
    let right = Line::from(right);
    if let Some(at) = at {
        // The name in letters, too: large type is drawn, and cannot be searched or copied.
        let room = usize::from(area.width).saturating_sub(strip.width() + right.width() + 4);
        let name = drawing::fit(theme, &session.cards[at].dimension.name, room);
        strip.push_span(Span::styled(format!("  {name}"), theme.strong()));
    }
    drawing::line(buffer, area, 1, strip);
    drawing::right(buffer, area, 1, right);
    drawing::rule(buffer, area, 2, theme);
}

/// All cards, one mark each.
fn strip(live: &LiveCheck, at: Option<usize>, theme: Theme) -> Line<'static> {
    let mut spans = Vec::new();
    for (index, card) in live.session().cards.iter().enumerate() {
        let light =
            card.agreed.vote.filter(|_| !card.skipped).map(|vote| card.dimension.scale.light(vote));
        let here = at == Some(index);
        let mut mark = match light {
            Some(light) => drawing::badge(theme, light),
            None if card.skipped => Span::raw("-"),
            None if card.revealed.is_some() => Span::raw("?"),
            None if here => Span::raw((index + 1).to_string()),
            None => Span::styled(theme.nothing(), theme.faint()),
        };
        if here {
            mark.style = mark.style.add_modifier(theme.here());
            spans.push(Span::styled(theme.pointer(), theme.strong()));
        }
        spans.push(mark);
        spans.push(Span::raw(" "));
    }
    Line::from(spans)
}

/// The clock of a card: amber at the planned time, red at one and a half.
fn timer(app: &App, live: &LiveCheck, at: usize, theme: Theme) -> Option<Span<'static>> {
    let timer = live.timer.filter(|t| t.card == at && live.takes_acts())?;
    let seconds = timer.seconds(app.ctx.now.timestamp());
    let planned = i64::from(app.ctx.workspace.defaults.minutes) * 60;
    let paused = timer.since.is_none().then(|| format!(" {}", Label::Paused.say()));
    let paused = paused.unwrap_or_default();
    let text = format!("{:02}:{:02} / {:02}:00{paused}", seconds / 60, seconds % 60, planned / 60);
    let style = if seconds * 2 >= planned * 3 {
        theme.alarm()
    } else if seconds >= planned {
        theme.warning()
    } else {
        return Some(Span::raw(text));
    };
    Some(Span::styled(format!(" {text} "), style))
}

fn last_time(app: &App, live: &LiveCheck, card: &Card, theme: Theme) -> Line<'static> {
    let Some(last) = of_last_time(app, live, card) else {
        return Line::from(Span::styled(Label::FirstTime.say(), theme.faint()));
    };
    let agreed = last.agreed();
    let scale = &last.card.dimension.scale;
    let mut spans = vec![Span::raw(format!("{}  ", Label::LastTime(last.date).say()))];
    if let Some(vote) = agreed.vote {
        spans.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote)));
    }
    if let Some(direction) = agreed.direction {
        spans.push(Span::raw(format!("  {} {}", theme.arrow(direction), direction.word())));
    }
    Line::from(spans)
}

/// The rows that [`wording`] takes.
fn wording_rows(card: &Card, area: Rect, theme: Theme) -> u16 {
    let (left, right) = drawing::halves(Rect { width: area.width.min(WORDING), ..area }, 4);
    let texts = drawing::rows(&card.dimension.awesome, left.width)
        .max(drawing::rows(&card.dimension.crappy, right.width));
    1 + texts + level_rows(&level_lines(&card.dimension.scale, area.width, theme))
}

/// Draws the words for awesome and crappy side by side. Returns the rows it took.
pub fn wording(buffer: &mut Buffer, area: Rect, card: &Card, theme: Theme) -> u16 {
    let (left, right) = drawing::halves(Rect { width: area.width.min(WORDING), ..area }, 4);
    let dimension = &card.dimension;
    let texts = drawing::rows(&dimension.awesome, left.width)
        .max(drawing::rows(&dimension.crappy, right.width));
    for (half, head, text) in
        [(left, Label::Awesome, &dimension.awesome), (right, Label::Crappy, &dimension.crappy)]
    {
        drawing::line(buffer, half, 0, Span::styled(head.say(), theme.strong()));
        drawing::wrapped(buffer, drawing::below(half, 1), text, ratatui::style::Style::new());
    }
    let mut rows = 1 + texts;
    let levels = level_lines(&dimension.scale, area.width, theme);
    let after = rows + level_rows(&levels);
    for line in levels {
        rows += 1;
        drawing::line(buffer, area, rows, line);
    }
    after
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

/// Draws the number of ballots in large type. Returns the rows it took.
fn large_count(
    app: &App,
    live: &LiveCheck,
    at: usize,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> u16 {
    if live.check().runs_elsewhere() {
        return 0;
    }
    let [answered, seats] = [live.check().answered(at), live.check().seats(at)]
        .map(|n| usize::try_from(n).unwrap_or(usize::MAX));
    let text = Label::Of(answered, seats).say();
    let size = big_text::size(theme, &text, area.width, Size::Huge);
    if !app.ctx.display.large || size == Size::Line || area.height < size.rows() + 3 {
        return 0;
    }
    big_text::draw(buffer, area, theme, &text, size);
    size.rows() + 1
}

/// Draws the number of ballots, or the names of those who have voted; never a vote.
fn voters(
    app: &App,
    live: &LiveCheck,
    view: CardView,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let check = live.check();
    if check.runs_elsewhere() {
        // Not even how many have voted: that is the other window's to show.
        drawing::line(buffer, area, 0, Label::RunsElsewhere.say());
        drawing::line(
            buffer,
            area,
            1,
            Span::styled(Instruction::GoOnHere.say(app.keys_in(Place::Voting)), theme.faint()),
        );
        return;
    }
    let (answered, voters) = (check.answered(view.at), check.seats(view.at));
    let turns = check.session.way == VotingMode::Turns;
    let have = if turns {
        Label::HaveSat { answered, of: voters }
    } else {
        Label::HaveVoted { answered, of: voters }
    };
    let seats = usize::try_from(voters.max(answered)).unwrap_or(usize::MAX).min(30);
    let mut squares: Vec<Span<'static>> = Vec::new();
    for seat in 0..seats {
        let filled = u32::try_from(seat).is_ok_and(|seat| seat < answered);
        squares.push(Span::styled(theme.seat(filled), theme.strong()));
        squares.push(Span::raw(" "));
    }
    squares.push(Span::styled(format!("  {}", have.say()), theme.strong()));
    let directed = check.directed(view.at);
    if !turns && directed > 0 {
        let gave = Label::GaveDirection { directed, of: voters }.say();
        squares.push(Span::raw(format!("{}{gave}", theme.dot())));
    }
    if !live.digits.is_empty() {
        squares.push(Span::raw("   "));
        // A count may be seen; a level that is typed is a vote.
        let level = check.session.cards[view.at].dimension.scale.is_typed();
        let typed = if level { Label::Typing.say() } else { live.digits.as_str().into() };
        squares.push(Span::styled(format!(" {typed} "), theme.cursor()));
    }
    drawing::line(buffer, area, 0, Line::from(squares));
    if turns {
        let next = live.next_to_sit().is_some();
        let words = if next { Instruction::NextSitting } else { Instruction::RevealAll };
        drawing::line(buffer, area, 2, words.say(app.keys_in(Place::TurnsCard)));
    } else if check.session.secrecy() == Secrecy::Named {
        people(live, view, buffer, drawing::below(area, 2), theme);
    }
}

/// Named, by hands: draws everybody who is here, with a mark for a ballot.
fn people(live: &LiveCheck, view: CardView, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let here = live.check().here();
    let ballots = live.check().pending(view.at);
    let columns = usize::from(area.width / 26).max(1);
    for (index, person) in here.iter().enumerate() {
        let ballot = ballots.and_then(|b| b.ballot_of(person));
        let answered = ballot.is_some_and(|b| b.answer.is_some());
        let directed = ballot.is_some_and(|b| b.direction.is_some());
        let mark = if index == view.person { theme.pointer() } else { " " };
        let state = directed.then(|| format!(", {}", Label::AndDirection.say()));
        let state = state.unwrap_or_default();
        let text =
            format!("{mark} {} {}{state}", theme.seat(answered), drawing::fit(theme, person, 12));
        let style =
            if index == view.person { theme.strong() } else { ratatui::style::Style::new() };
        let (x, row) = (
            u16::try_from(index % columns * 26).unwrap_or(0),
            u16::try_from(index / columns).unwrap_or(u16::MAX),
        );
        let cell = Rect { x: area.x + x, width: 26.min(area.width.saturating_sub(x)), ..area };
        drawing::line(buffer, cell, row, Span::styled(text, style));
    }
}
