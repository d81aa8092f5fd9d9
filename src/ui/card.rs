//! A card: the question and who has voted, or the result.
//!
//! Before the reveal nothing drawn here depends on what was voted.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, CardView, LiveCheck};
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::model::{Entry, Secrecy, VotingMode};

use super::big_text::{Big, Size};
use super::card_parts::{foot_of_card, last_time, of_last_time, question_of_card};
use super::theme::Theme;
use super::{check_head, drawing, result, seats, wording};

/// Draws the card on the screen.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    view: CardView,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, Some(view.at), frame, area, theme);
    let card = &live.session().cards[view.at];
    let body = drawing::below(area, check_head::ROWS);
    let buffer = frame.buffer_mut();
    if card.revealed.is_some() && !view.covered && !card.skipped {
        return result::draw(app, live, view, buffer, body, theme);
    }
    let mut row = question(app, live, view.at, buffer, body, theme);
    if card.skipped {
        let words = if live.takes_acts() {
            Instruction::BringBack.say(app.keys_in(Place::Voting))
        } else {
            Label::Skipped.say().into_owned()
        };
        return drawing::line(buffer, body, row, words);
    }
    let end = body.height - foot_of_card(live, view.at, buffer, body, theme);
    let big = large_count(app, live, view.at, body);
    let ballots = rows_of_ballots(live, view.at, body, big.as_ref());
    let words = drawing::band(body, row, end.saturating_sub(row + ballots));
    row += wording::draw_page(app, (buffer, words), card, view.page, theme);
    if card.revealed.is_some() {
        let words = Instruction::Covered.say(app.keys_in(Place::Result));
        return drawing::line(buffer, body, row + 1, words);
    }
    // The seats take half of what is left, and stand as near to the question as to the foot.
    let spare = end.saturating_sub(row + ballots);
    let grown = if body.height >= 26 { spare / 2 } else { 0 };
    let at = row + (spare - grown) / 2;
    let ballots = drawing::band(body, at, (ballots + grown).min(end.saturating_sub(row)));
    draw_ballots(app, live, view, big.as_ref(), (buffer, ballots), theme);
}

/// Draws the name and what was agreed last time. Returns the rows it took.
fn question(
    app: &App,
    live: &LiveCheck,
    at: usize,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> u16 {
    let card = &live.session().cards[at];
    let row = question_of_card(app, live, card, buffer, area, theme);
    drawing::line(buffer, area, row, last_time(of_last_time(app, live, card), theme));
    row + 2
}

/// Rows for who has voted: the count, in large type and in words, and the seats.
fn rows_of_ballots(live: &LiveCheck, at: usize, area: Rect, big: Option<&Big>) -> u16 {
    let check = live.check();
    if check.runs_elsewhere() {
        return 2;
    }
    let named = check.session.secrecy() == Secrecy::Named && check.session.way.is_typed();
    let seats = usize::try_from(check.seats(at).max(check.answered(at))).unwrap_or(usize::MAX);
    seats::rows(seats, named, area) + big.map_or(0, |big| big.rows() + 1) + 2
}

/// The number of ballots in large type, where the window has room for it.
fn large_count(app: &App, live: &LiveCheck, at: usize, area: Rect) -> Option<Big> {
    if live.check().runs_elsewhere() {
        return None;
    }
    let most = match area.height {
        40.. => Size::Huge,
        26.. => Size::Large,
        _ if app.ctx.display.large && area.height >= 20 => Size::Large,
        _ => return None,
    };
    let count = Big::fit(&count(live, at), (area.width, 4), most);
    count.is_large().then_some(count)
}

/// How many have voted, in words.
fn count(live: &LiveCheck, at: usize) -> String {
    let check = live.check();
    let (answered, of) = (check.answered(at), check.seats(at));
    Label::HaveVoted { answered, of }.say().into_owned()
}

/// Draws how many ballots there are, or who has voted; never a vote.
fn draw_ballots(
    app: &App,
    live: &LiveCheck,
    view: CardView,
    big: Option<&Big>,
    (buffer, area): (&mut Buffer, Rect),
    theme: Theme,
) {
    let check = live.check();
    if check.runs_elsewhere() {
        // Not even how many have voted: that is the other window's to show.
        drawing::line(buffer, area, 0, Label::RunsElsewhere.say());
        let words = Instruction::GoOnHere.say(app.keys_in(Place::Voting));
        return drawing::line(buffer, area, 1, Span::styled(words, theme.faint()));
    }
    let turns = check.session.way == VotingMode::Turns;
    let named = check.session.secrecy() == Secrecy::Named && !turns;
    let mut row = 0;
    if let Some(big) = big {
        big.draw(buffer, area, theme, theme.strong());
        row += big.rows() + 1;
    }
    drawing::marked(buffer, area, row, words(app, live, view, area.width, theme), theme);
    row += 2;
    let place = drawing::below(area, row);
    if named {
        let people = seats::people(live, view);
        seats::draw_named(buffer, place, &people, theme);
    } else {
        let (answered, seats) = (check.answered(view.at), check.seats(view.at));
        seats::draw(buffer, place, answered, seats.max(answered), theme);
    }
}

/// The count in one line, the directions, what is being typed, and what comes next. A hint stands
/// there where it has room.
fn words(app: &App, live: &LiveCheck, view: CardView, width: u16, theme: Theme) -> Line<'static> {
    let check = live.check();
    let (answered, of) = (check.answered(view.at), check.seats(view.at));
    let turns = check.session.way == VotingMode::Turns;
    let mut spans = vec![Span::styled(count(live, view.at), theme.strong())];
    let joined = live.voting.as_ref().map_or(0, |voting| voting.seats.joined());
    let devices = joined.max(check.on_devices(view.at));
    if devices > 0 {
        spans.push(Span::raw(format!("{}{}", theme.dot(), Label::OnDevices(devices).say())));
    }
    let directed = check.directed(view.at);
    if !turns && directed > 0 {
        let gave = Label::GaveDirection { directed, of }.say();
        spans.push(Span::raw(format!("{}{gave}", theme.dot())));
    }
    if !live.digits.is_empty() {
        spans.push(Span::raw("   "));
        // A count may be seen; a level that is typed is a vote.
        let level = live.entry(view.at) == Entry::Level;
        let typed = if level { Label::Typing.say() } else { live.digits.as_str().into() };
        spans.push(Span::styled(format!(" {typed} "), theme.cursor()));
    }
    let next = if turns {
        let next = live.next_to_sit().is_some();
        let words = if next { Instruction::NextSitting } else { Instruction::RevealAll };
        Some(words.say(app.keys_in(Place::TurnsCard)))
    } else if answered >= of && of > 0 && live.takes_acts() {
        Some(Instruction::RevealNow.say(app.keys_in(Place::Voting)))
    } else {
        None
    };
    if let Some(next) = next {
        spans.push(Span::raw("   "));
        spans.push(Span::styled(format!(" {next} "), theme.cursor()));
        return Line::from(spans);
    }
    let hint = if is_first_of_all(app, live, view.at) {
        Instruction::HowToCount.say(app.keys_in(Place::Voting))
    } else if !turns && answered == 0 && directed == 0 && live.takes_acts() {
        Label::BeforeTheVote.say().into_owned()
    } else {
        return Line::from(spans);
    };
    let mut line = Line::from(spans);
    let hint = Span::styled(format!("   {hint}"), theme.faint());
    if line.width() + hint.width() <= usize::from(width) {
        line.push_span(hint);
    }
    line
}

/// Returns true on the first card of a team's first check as long as nothing is typed: the one
/// moment at which somebody may not know how to type what the room shows.
fn is_first_of_all(app: &App, live: &LiveCheck, at: usize) -> bool {
    let check = live.check();
    let session = live.session();
    at == 0
        && session.way == VotingMode::Hands
        && session.secrecy() == Secrecy::Anonymous
        && !session.cards[at].dimension.scale.is_typed()
        && check.answered(at) == 0
        && check.directed(at) == 0
        && live.digits.is_empty()
        && live.takes_acts()
        && app.ctx.library.before(&live.path, session).is_empty()
}
