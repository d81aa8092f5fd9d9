//! What to agree on: the suggestion of the ballots, or the light that the team settled on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::{Card, Direction, Suggestion, Vote};

use super::super::big_text::{Big, Sign, Size};
use super::super::drawing;
use super::super::theme::Theme;

/// Cells of the heads.
const HEADS: usize = 12;

/// Draws the agreed vote, or the suggestion with its reason, into all rows of `area`.
pub fn draw(
    app: &App,
    (live, card): (&LiveCheck, &Card),
    suggestion: Option<Suggestion>,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) {
    let settled = card.agreed.vote.is_some();
    let vote = card.agreed.vote.or(suggestion.map(|s| s.vote));
    let direction = card.agreed.direction.or(suggestion.and_then(|s| s.direction));
    // Only suggested: Enter takes it together with the vote.
    let open = settled && card.agreed.direction.is_none() && direction.is_some();
    let head = if settled { Label::AgreedOn } else { Label::AgreeOn };
    let mut words = vec![Span::styled(format!("{:<HEADS$}", head.say()), theme.strong())];
    let scale = &card.dimension.scale;
    match vote {
        Some(vote) => {
            words.push(drawing::long_badge(theme, scale.light(vote), &scale.name(vote)));
        }
        None => words.push(Span::raw(app.words().voting_keys(scale))),
    }
    if let Some(direction) = direction {
        let open = if open { "?" } else { "" };
        let text = format!("  {} {}{open}", theme.arrow(direction), direction.word());
        words.push(Span::styled(text, theme.strong()));
    }
    if !live.digits.is_empty() {
        words.push(Span::raw("   "));
        words.push(Span::styled(format!(" {} ", live.digits), theme.cursor()));
    }
    let hint = hint(app, (live, card), suggestion, settled).unwrap_or_default();
    let words = Line::from(words);
    if area.height < 4 {
        drawing::line(buffer, area, 0, words);
        drawing::line(buffer, area, 1, format!("{:HEADS$}{hint}", ""));
        return;
    }
    let hint = Span::styled(hint, theme.strong());
    if words.width() + hint.width() + 3 <= usize::from(area.width) {
        drawing::right(buffer, area, 0, hint);
    } else {
        let room = usize::from(area.width).saturating_sub(words.width() + 3);
        let hint = drawing::fit(theme, &hint.content, room);
        drawing::right(buffer, area, 0, Span::styled(hint, theme.strong()));
    }
    drawing::line(buffer, area, 0, words);
    if let Some(vote) = vote {
        band(buffer, drawing::below(area, 1), card, vote, direction, theme);
    }
}

/// Draws a band of the light over the whole width, with its name and arrow in large type.
fn band(
    buffer: &mut Buffer,
    area: Rect,
    card: &Card,
    vote: Vote,
    direction: Option<Direction>,
    theme: Theme,
) {
    let scale = &card.dimension.scale;
    let light = scale.light(vote);
    theme.fill(buffer, area, light);
    let style = theme.badge(light);
    let name = scale.name(vote);
    let sizes = [Size::Giant, Size::Huge, Size::Large, Size::Line];
    let wide = |size: Size, name: &Big| {
        let sign = if light.is_some() { size.cells().0 * 2 } else { 0 };
        let arrow = if direction.is_some() { size.cells().0 * 2 } else { 0 };
        (sign, name.width() + sign + arrow)
    };
    for size in sizes {
        let name = Big::fit(&name, (area.width, size.rows()), size);
        let (sign, mut width) = wide(size, &name);
        let arrow = direction.map_or("", |d| theme.arrow(d));
        let words = format!("{} {} {arrow}", theme.shape(light), name.text());
        if size == Size::Line {
            width = u16::try_from(words.trim_end().width()).unwrap_or(u16::MAX);
        }
        if name.size() != size || width.saturating_add(4) > area.width || size.rows() > area.height
        {
            continue;
        }
        let place = Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - size.rows()) / 2,
            width,
            height: size.rows(),
        };
        theme.clear(buffer, place, light);
        if size == Size::Line {
            return drawing::line(buffer, place, 0, Span::styled(words, style));
        }
        if let Some(light) = light {
            Sign::Light(light).draw(buffer, place, size, theme, style);
        }
        let letters = Rect { x: place.x + sign, width: place.width - sign, ..place };
        name.draw(buffer, letters, theme, style);
        if let Some(direction) = direction {
            let arrow = size.cells().0;
            let at = Rect { x: place.right() - arrow, width: arrow, ..place };
            Sign::Direction(direction).draw(buffer, at, size, theme, style);
        }
        return;
    }
}

/// Says what Enter does now, and what else may be done.
fn hint(
    app: &App,
    (live, card): (&LiveCheck, &Card),
    suggestion: Option<Suggestion>,
    settled: bool,
) -> Option<String> {
    if !live.takes_acts() {
        return None;
    }
    let key = app.keys_in(Place::Result);
    Some(match suggestion {
        _ if settled => {
            let levels = card.dimension.scale.is_typed();
            Instruction::GoOnOrChange { levels }.say(key)
        }
        Some(suggestion) if suggestion.tie => Instruction::TakeHealthier.say(key),
        Some(_) => Instruction::TakeMiddle.say(key),
        None => Label::TalkFirst.say().into_owned(),
    })
}
