//! The head of every screen of a check: who, when and how far, a mark for each card, and the timer.

use std::borrow::Cow;

use jiff::ToSpan;
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, LiveCheck};
use crate::messages::label::Label;
use crate::model::{Card, Light, consensus};

use super::drawing;
use super::theme::Theme;
use super::title::{saved_word, title};

/// Rows of the head: title, strip, rule.
pub const ROWS: u16 = 3;

/// Stands behind the mark of a card that was agreed on a split.
const ON_A_SPLIT: &str = "!";

/// Draws the title, the strip of all cards with the timer, and a rule.
pub fn draw(
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
        && let Some(clock) = clock(app, live, at, theme)
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
    if let Some(timer) = at.and_then(|at| Timed::of(app, live, at)) {
        timer.draw(buffer, area, 2, theme);
    }
}

/// The time on a card beside the planned one.
struct Timed {
    seconds: i64,
    planned: i64,
    paused: bool,
}

impl Timed {
    /// The time on this card, while its timer shows.
    fn of(app: &App, live: &LiveCheck, at: usize) -> Option<Self> {
        let timer = live.timer.filter(|t| t.card == at && live.takes_acts())?;
        let planned = i64::from(app.ctx.workspace.defaults.minutes) * 60;
        let seconds = timer.seconds(app.ctx.now.timestamp());
        Some(Self { seconds, planned, paused: timer.since.is_none() })
    }

    /// Amber at the planned time, red at one and a half; before that, none.
    fn light(&self) -> Option<Light> {
        if self.seconds * 2 >= self.planned * 3 {
            Some(Light::Red)
        } else {
            (self.seconds >= self.planned).then_some(Light::Yellow)
        }
    }

    /// Draws a line that fills until the planned time.
    fn draw(&self, buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) {
        let all = i64::from(area.width);
        let filled = (all * self.seconds / self.planned.max(1)).clamp(0, all);
        let filled = usize::try_from(filled).unwrap_or(0);
        let line = theme.timer().repeat(filled);
        drawing::line(buffer, area, row, Span::styled(line, theme.line_of(self.light())));
    }
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
            None if live.check().waits_for_reveal(index) => Span::raw(theme.voted()),
            None => Span::styled(theme.nothing(), theme.quiet()),
        };
        if here {
            mark.style = mark.style.add_modifier(theme.here());
            spans.push(Span::styled(theme.pointer(), theme.strong()));
        }
        spans.push(mark);
        spans.push(if agreed_on_a_split(live, card) {
            Span::styled(ON_A_SPLIT, theme.strong())
        } else {
            Span::raw(" ")
        });
    }
    Line::from(spans)
}

/// Returns true for a card on which something is agreed although its votes are split.
fn agreed_on_a_split(live: &LiveCheck, card: &Card) -> bool {
    let check = live.check();
    let agreement = || consensus::card_agreement(card, check.session.secrecy(), check.threshold);
    card.vote().is_some() && agreement().is_some_and(|agreement| agreement < consensus::SPLIT)
}

/// The clock of a card, in the colours of its line.
fn clock(app: &App, live: &LiveCheck, at: usize, theme: Theme) -> Option<Span<'static>> {
    let timed = Timed::of(app, live, at)?;
    let paused = if timed.paused { format!(" {}", Label::Paused.say()) } else { String::new() };
    let (seconds, planned) = (timed.seconds, timed.planned / 60);
    let text = format!("{:02}:{:02} / {planned:02}:00{paused}", seconds / 60, seconds % 60);
    Some(match timed.light() {
        Some(Light::Red) => Span::styled(format!(" {text} "), theme.alarm()),
        Some(_) => Span::styled(format!(" {text} "), theme.warning()),
        None => Span::raw(text),
    })
}
