//! Voting in turns: the neutral screen, and a sitting. Nothing drawn here depends on a vote.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use unicode_width::UnicodeWidthStr;

use crate::app::{App, LiveCheck};
use crate::keys::{Action, Place};
use crate::messages::label::{Instruction, Label};
use crate::model::{Direction, Light, Scale};

use super::big_text::{Big, Sign, Size};
use super::card_parts::question_of_card;
use super::drawing;
use super::result::{lights, number_line};
use super::theme::Theme;
use super::title::title;
use super::{check_head, seats, wording};

/// Rows of the arrows for directions.
const ARROWS: u16 = 4;
/// The fewest rows of the answers to choose from, if there are any, and the most.
const LEAST: u16 = 3;
const TALLEST: u16 = 14;

/// Draws the screen between two sittings: who is next, and who has had their turn.
pub fn neutral(
    app: &App,
    live: &LiveCheck,
    cursor: usize,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, None, frame, area, theme);
    let check = live.check();
    let here = check.here();
    let person = here.get(cursor).copied().unwrap_or_default();
    let buffer = frame.buffer_mut();
    let body = drawing::below(area, check_head::ROWS);
    let roomy = body.height >= 26;
    let waiting = here.iter().filter(|p| !live.has_sat(p)).count();
    let name = if waiting == 0 { Label::AllHaveSat.say() } else { person.into() };
    let name = name_of_person(app, &name, body);
    let mut row = u16::from(roomy || !name.is_large());
    if name.is_large() {
        name.draw(buffer, drawing::below(body, row), theme, theme.strong());
        row += name.rows() + 1;
    }
    // In one piece, too: large type is drawn, and cannot be searched or copied.
    for words in [instruction(app, live, person, waiting), secrecy(live)] {
        let rows = drawing::rows(&words, body.width);
        drawing::wrapped(buffer, drawing::band(body, row, rows), &words, theme.strong());
        row += rows + u16::from(roomy);
    }
    row += u16::from(!roomy);
    // How many have had their turn, at the foot, in large type where there is room.
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (answered, of) = (count(here.len() - waiting), count(here.len()));
    let words = Label::HaveVoted { answered, of }.say();
    let most = if body.height >= 40 { Size::Huge } else { Size::Large };
    let big = Big::fit(&words, (body.width, 4), most);
    let big = Some(big).filter(|big| roomy && big.is_large());
    let foot = big.as_ref().map_or(0, |big| big.rows() + 1) + 2;
    let people = seats::people_of_turns(live, cursor);
    let room = body.height.saturating_sub(row + foot);
    let place = drawing::band(body, row, room);
    let hidden = seats::draw_some(buffer, place, &people, cursor, theme);
    row += room + u16::from(roomy);
    if let Some(big) = &big {
        big.draw(buffer, drawing::below(body, row), theme, theme.strong());
        row += big.rows() + 1;
    }
    drawing::line(buffer, body, row, Span::styled(words, theme.strong()));
    if hidden > 0 {
        let more = Span::raw(format!(" {}", Label::More(hidden).say()));
        drawing::right(buffer, body, row, more);
    }
}

/// The name of the person who is next, in the largest type that fits.
fn name_of_person(app: &App, name: &str, area: Rect) -> Big {
    let (rows, most) = match area.height {
        45.. => (16, Size::Giant),
        26.. => (8, Size::Giant),
        13.. => (4, Size::Huge),
        _ => (1, Size::Line),
    };
    let large = app.ctx.display.large && area.height >= 13;
    let (rows, most) = if large { (rows.max(area.height / 2), Size::Giant) } else { (rows, most) };
    Big::fit(name, (area.width, rows), most)
}

/// Says who takes the keyboard, and the key that begins.
fn instruction(app: &App, live: &LiveCheck, person: &str, waiting: usize) -> String {
    let (who, key) = (drawing::safe(person), app.keys_in(Place::Neutral));
    if waiting == 0 {
        Instruction::ToTheCards.say(key)
    } else if live.has_sat(person) && live.can_sit_again(person) {
        Instruction::SitAgain(&who).say(key)
    } else if live.has_sat(person) {
        Label::HasSat(&who).say().into_owned()
    } else {
        Instruction::SitNext(&who).say(key)
    }
}

fn secrecy(live: &LiveCheck) -> String {
    Label::SecrecyPromise(live.session().secrecy()).say().into_owned()
}

/// The rows of the parts below the question.
struct Rows {
    /// The answers to choose from, as blocks.
    answers: u16,
    /// The arrows.
    arrows: u16,
    /// Between two parts.
    gap: u16,
}

impl Rows {
    const fn of(height: u16) -> Self {
        match height {
            45.. => Self { answers: 10, arrows: ARROWS, gap: 1 },
            30.. => Self { answers: 6, arrows: ARROWS, gap: 1 },
            22.. => Self { answers: 4, arrows: 0, gap: 0 },
            17.. => Self { answers: 2, arrows: 0, gap: 0 },
            _ => Self { answers: 0, arrows: 0, gap: 0 },
        }
    }

    /// All of them: with a line each for vote, direction, comment and the next key.
    const fn all(&self) -> u16 {
        self.answers + self.arrows + 4 + 3 * self.gap
    }
}

/// Draws one person's sitting.
pub fn sitting(app: &App, live: &LiveCheck, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(sitting) = &live.work.sitting else { return };
    let Some((at, ballot)) = sitting.ballots.get(sitting.at) else { return };
    let card = &live.session().cards[*at];
    let total = sitting.ballots.len();
    let (whose, count) = (Label::Votes(&sitting.person), Label::Of(sitting.at + 1, total));
    title(frame, area, theme, &whose.say(), &count.say());
    let buffer = frame.buffer_mut();
    let mut strip = Vec::new();
    for (index, (_, ballot)) in sitting.ballots.iter().enumerate() {
        let style = if index == sitting.at { theme.cursor() } else { Style::new() };
        strip.push(Span::styled(theme.seat(ballot.answer.is_some()), style));
        strip.push(Span::raw(" "));
    }
    strip.push(Span::styled(format!("  {}", drawing::safe(&card.dimension.name)), theme.strong()));
    drawing::line(buffer, area, 1, Line::from(strip));
    drawing::rule(buffer, area, 2, theme);
    let body = drawing::below(area, check_head::ROWS);
    let mut rows = Rows::of(body.height);
    let mut row = question_of_card(app, live, card, buffer, body, theme);
    row += u16::from(body.height >= 13);
    let large = app.ctx.display.large;
    let room = |rows: &Rows| drawing::band(body, row, body.height.saturating_sub(row + rows.all()));
    // Words come first: the blocks give them their rows, as far as they can.
    let words = room(&rows);
    let mut scratch = Buffer::empty(Rect { height: words.height.max(100), ..words });
    let needed = wording::draw(&mut scratch, words, card, large, theme).saturating_sub(1);
    let spared = rows.answers.saturating_sub(LEAST);
    rows.answers -= needed.saturating_sub(words.height).min(spared);
    let words = room(&rows);
    let taken = wording::draw(buffer, words, card, large, theme);
    if taken > words.height + 1 {
        let cut = Span::styled(format!(" {}", theme.ellipsis()), theme.strong());
        drawing::right(buffer, words, words.height.saturating_sub(1), cut);
    }
    row += taken.min(words.height);
    let spare = body.height.saturating_sub(row + rows.all());
    if rows.answers > 0 {
        rows.answers += spare.min(TALLEST.saturating_sub(rows.answers));
    }
    let given = |there: bool| if there { Label::Given } else { Label::NotYet };
    let key = app.keys_in(Place::Sitting);
    let width = usize::from(body.width).saturating_sub(13);
    let fact = |there: bool, head: Label<'_>, state: Label<'_>, how: String| {
        Line::from(vec![
            Span::styled(format!("{} {:<11}", theme.seat(there), head.say()), theme.strong()),
            Span::raw(drawing::fit(theme, &format!("{:<10}{how}", state.say()), width)),
        ])
    };
    let scale = &card.dimension.scale;
    let how = Instruction::Answers(&app.words().voting_keys_and_answers(scale)).say(&key);
    let answered = ballot.answer.is_some();
    // The same word for every level: one being typed is as secret as one that was given.
    let state = if live.digits.is_empty() { given(answered) } else { Label::Typing };
    drawing::line(buffer, body, row, fact(answered, Label::VoteHead, state, how));
    row += 1;
    answers(&key, buffer, drawing::band(body, row, rows.answers), scale, theme);
    row += rows.answers + rows.gap;
    let (directed, how) = (ballot.direction.is_some(), Instruction::Directions.say(&key));
    let direction = fact(directed, Label::DirectionHead, given(directed), how);
    drawing::line(buffer, body, row, direction);
    row += 1;
    arrows(&key, buffer, drawing::band(body, row, rows.arrows), theme);
    row += rows.arrows + rows.gap;
    let said = ballot.comment.is_some();
    let comment = fact(said, Label::CommentHead, given(said), key(Action::Comment));
    drawing::line(buffer, body, row, comment);
    row += 1 + rows.gap;
    let last = sitting.at + 1 == total;
    let next = if last { Instruction::HandOver } else { Instruction::NextCard }.say(&key);
    let next = if answered && live.digits.is_empty() {
        Span::styled(format!(" {next} "), theme.cursor())
    } else {
        Span::raw(next)
    };
    drawing::line(buffer, body, row, next);
}

/// A third of `area`, with a gap behind it.
const fn third(area: Rect, at: u16) -> Rect {
    let (from, to) = (at * (area.width + 1) / 3, (at + 1) * (area.width + 1) / 3);
    Rect { x: area.x + from, width: (to - from).saturating_sub(1), ..area }
}

/// Draws the answers to choose from: a block for each light, or the levels. None of them is marked.
fn answers(
    key: &impl Fn(Action) -> String,
    buffer: &mut Buffer,
    area: Rect,
    scale: &Scale,
    theme: Theme,
) {
    if area.height == 0 {
        return;
    }
    if let Some(levels) = scale.levels() {
        return number_line::choices(buffer, area, levels, theme);
    }
    for (at, light) in (0..).zip(Light::ALL) {
        let place = third(area, at);
        theme.fill(buffer, place, light);
        let words =
            format!(" {} {} {} ", theme.shape(light), key(Action::Light(light)), light.word());
        let above = Rect { height: place.height.saturating_sub(1), ..place };
        let large = lights::sign_and_text(buffer, above, light, theme.letter(light), theme);
        let row = if large { place.height - 1 } else { place.height / 2 };
        middle(buffer, place, row, Span::styled(words, theme.badge(light)));
    }
}

/// Draws the arrows to choose from. None of them is marked.
fn arrows(key: &impl Fn(Action) -> String, buffer: &mut Buffer, area: Rect, theme: Theme) {
    if area.height < ARROWS {
        return;
    }
    for (at, direction) in (0..).zip(Direction::ALL) {
        let place = third(area, at);
        let words = format!("{} {}", key(Action::Direct(direction)), direction.word());
        let wide = ARROWS + 2 + u16::try_from(words.width()).unwrap_or(u16::MAX).min(place.width);
        let x = place.x + place.width.saturating_sub(wide) / 2;
        let sign = Rect { x, width: ARROWS, ..place };
        Sign::Direction(direction).draw(buffer, sign, Size::Large, theme, theme.strong());
        let beside = Rect { x: x + ARROWS + 2, width: wide - ARROWS - 2, ..place };
        drawing::line(buffer, beside, 1, Span::styled(words, theme.strong()));
    }
}

/// Writes a span in the middle of `area`.
fn middle(buffer: &mut Buffer, area: Rect, row: u16, span: Span<'_>) {
    let width = u16::try_from(span.width()).unwrap_or(u16::MAX).min(area.width);
    let place = Rect { x: area.x + (area.width - width) / 2, width, ..area };
    drawing::line(buffer, place, row, span);
}
