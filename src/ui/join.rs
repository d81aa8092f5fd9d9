//! The join screen: the code, the address, and how many phones are in. Never a vote.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::app::voting::{LiveVoting, ServerStatus};
use crate::app::{App, JoinScreen, LiveCheck};
use crate::export::JoinCode;
use crate::keys::Place;
use crate::messages::Message;
use crate::messages::label::{Instruction, Label};
use crate::model::Secrecy;
use crate::seal;

use super::big_text::{Big, Size};
use super::theme::Theme;
use super::{check_head, drawing};

/// Cells between the code and the words.
const GAP: u16 = 3;
/// The least cells across for the words beside a code.
const WORDS: u16 = 30;
/// Cells of a code's tag, with those around it.
const TAG: u16 = 8;
/// Rows of letters in large type.
const LARGE: u16 = 4;

/// Draws how phones get in.
pub fn draw(
    app: &App,
    live: &LiveCheck,
    screen: JoinScreen,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) {
    check_head::draw(app, live, live.card_at(), frame, area, theme);
    let buffer = frame.buffer_mut();
    let body = drawing::below(area, check_head::ROWS);
    let url = live.voting.as_ref().and_then(|voting| voting.url());
    let code = url.filter(|_| !theme.ascii()).and_then(JoinCode::new);
    let code = code.map(|code| draw_code(app, &code, buffer, body, theme));
    let (beside, below) = code.unwrap_or_default();
    let words = Rect { x: body.x + beside, width: body.width - beside, ..body };
    let mut row = 0;
    let title = Label::PhonesJoin.say();
    drawing::line(buffer, words, row, Span::styled(title, theme.strong()));
    row += 2;
    if let Some(address) = url.map(|url| Big::fit(bare(url), (body.width, LARGE), Size::Large)) {
        // Beside the code, or else below it.
        let fits = address.width() > words.width && body.height >= below + address.rows();
        if address.is_large() && fits {
            let place = drawing::below(body, body.height - address.rows());
            address.draw(buffer, place, theme, theme.strong());
        }
    }
    let Some(voting) = &live.voting else {
        let closed = app.words().say(&Message::ServerClosed);
        drawing::wrapped(buffer, drawing::below(words, row), &closed, Style::new());
        row += drawing::rows(&closed, words.width) + 1;
        row += joined(live, buffer, words, row, theme);
        codes(live, screen, buffer, words, row, theme);
        return;
    };
    row += address(app, voting, buffer, words, row, theme);
    row += joined(live, buffer, words, row, theme);
    if live.session().secrecy() == Secrecy::Named {
        row += people(live, screen, (buffer, words, row), theme);
    }
    row += codes(live, screen, buffer, words, row, theme);
    hints(app, voting, buffer, words, row, theme);
}

/// Draws the code from the top left, dark on light whatever the theme: in full blocks where they
/// leave room below, or large type is asked for and they fit. Returns the cells across and down
/// that it takes with the gaps behind it; none where the words would have no room.
fn draw_code(
    app: &App,
    code: &JoinCode,
    buffer: &mut Buffer,
    area: Rect,
    theme: Theme,
) -> (u16, u16) {
    let size = code.size();
    let fits = |across: u16, down: u16| across + GAP + WORDS <= area.width && down <= area.height;
    let (dark, light) = (theme.dark_module(), theme.light_module());
    let roomy = area.height > size + LARGE;
    if (app.ctx.display.large || roomy) && fits(2 * size, size) {
        for (column, row) in modules(size, size) {
            let style = if code.is_dark(column, row) { dark } else { light };
            for half in 0..2 {
                let at = (area.x + 2 * column + half, area.y + row);
                if let Some(cell) = buffer.cell_mut(at) {
                    cell.set_symbol(" ").set_style(Style::new().bg(style));
                }
            }
        }
        return (2 * size + GAP, size + 1);
    }
    let rows = size.div_ceil(2);
    if !fits(size, rows) {
        return (0, 0);
    }
    for (column, row) in modules(size, rows) {
        let of = |row: u16| if code.is_dark(column, row) { dark } else { light };
        if let Some(cell) = buffer.cell_mut((area.x + column, area.y + row)) {
            let (upper, lower) = (of(2 * row), of(2 * row + 1));
            if upper == lower {
                cell.set_symbol(" ").set_style(Style::new().bg(lower));
            } else {
                // The lower half ends where the cell does in every font, the upper one does not
                // begin there.
                cell.set_symbol("▄").set_style(Style::new().fg(lower).bg(upper));
            }
        }
    }
    (size + GAP, rows + 1)
}

fn modules(columns: u16, rows: u16) -> impl Iterator<Item = (u16, u16)> {
    (0..rows).flat_map(move |row| (0..columns).map(move |column| (column, row)))
}

/// Draws the address, or why there is none. Returns the rows it took.
fn address(
    app: &App,
    voting: &LiveVoting,
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    theme: Theme,
) -> u16 {
    match &voting.status {
        ServerStatus::Opening => {
            drawing::line(buffer, area, row, theme.words(&Label::OpeningServer.say()));
            2
        }
        ServerStatus::Failed(fault) => {
            let words = app.words().say(&Message::NoServer(fault.clone()));
            let words = theme.words(&words);
            let rows = drawing::rows(&words, area.width);
            drawing::wrapped(buffer, drawing::band(area, row, rows), &words, theme.warning());
            rows + 1
        }
        ServerStatus::Open(open) => {
            drawing::line(buffer, area, row, Label::JoinHere.say());
            drawing::line(buffer, area, row + 1, Span::styled(open.url.clone(), theme.strong()));
            let big = Big::fit(bare(&open.url), (area.width, LARGE), Size::Large);
            if big.is_large() {
                big.draw(buffer, drawing::below(area, row + 3), theme, theme.strong());
                return 4 + big.rows();
            }
            3
        }
    }
}

/// What has to be typed of an address.
fn bare(url: &str) -> &str {
    url.split_once("://").map_or(url, |(_, bare)| bare)
}

/// Draws how many are in, in large type. Returns the rows it took.
fn joined(live: &LiveCheck, buffer: &mut Buffer, area: Rect, row: u16, theme: Theme) -> u16 {
    let (are_in, of) = (live.are_in(), live.check().voters());
    let words = Label::AreIn { are_in, of }.say();
    let big = Big::fit(&words, (area.width, LARGE), Size::Large);
    big.draw(buffer, drawing::below(area, row), theme, theme.strong());
    let rows = big.rows();
    let all = Label::AreInBy { are_in, of, codes: live.check().coded() }.say();
    drawing::line(buffer, area, row + rows, Span::styled(theme.words(&all), theme.strong()));
    rows + 2
}

/// Draws who is in and who is not, around the cursor. Returns the rows it took.
fn people(
    live: &LiveCheck,
    screen: JoinScreen,
    (buffer, area, row): (&mut Buffer, Rect, u16),
    theme: Theme,
) -> u16 {
    let here = live.check().here();
    let cursor = screen.cursor.min(here.len().saturating_sub(1));
    let room = usize::from(area.height.saturating_sub(row)).max(1);
    let first = cursor.saturating_sub(room / 2).min(here.len().saturating_sub(room));
    let shown = here.iter().enumerate().skip(first).take(room);
    let mut rows = 0;
    for (at, person) in shown {
        let coded = live.check().codes().any(|code| code.person.as_deref() == Some(*person));
        let joined = coded || live.has_seat(person);
        let style = if at == cursor { theme.cursor() } else { Style::new() };
        let name = drawing::fit(theme, person, usize::from(area.width).saturating_sub(2));
        let line = vec![Span::raw(format!("{} ", theme.seat(joined))), Span::styled(name, style)];
        drawing::line(buffer, area, row + rows, Line::from(line));
        rows += 1;
    }
    rows + 1
}

/// Draws what the ballot sheet says, and the tags of codes without a name: whoever sent one finds
/// it on the sheet. Returns the rows it took.
fn codes(
    live: &LiveCheck,
    screen: JoinScreen,
    buffer: &mut Buffer,
    area: Rect,
    row: u16,
    theme: Theme,
) -> u16 {
    let mut rows = 0;
    if let Some(fingerprint) = live.fingerprint() {
        let words = Label::SheetIsOut { fingerprint: &fingerprint }.say();
        drawing::line(buffer, area, row, theme.words(&words));
        rows += 1;
    }
    if live.session().secrecy() == Secrecy::Anonymous && live.check().coded() > 0 {
        let tags: Vec<String> = live.check().codes().map(|code| seal::tag(code.id)).collect();
        let cursor = screen.cursor.min(tags.len() - 1);
        let in_row = usize::from(area.width / TAG).max(1);
        for (at, tag) in tags.iter().enumerate() {
            let style = if at == cursor { theme.cursor() } else { Style::new() };
            let down = u16::try_from(at / in_row).unwrap_or(u16::MAX).saturating_add(row + rows);
            let across = TAG * u16::try_from(at % in_row).unwrap_or(0);
            if down < area.height {
                let place = Rect { x: area.x + across, width: TAG.min(area.width), ..area };
                drawing::line(buffer, place, down, Span::styled(format!(" {tag} "), style));
            }
        }
        rows += u16::try_from(tags.len().div_ceil(in_row)).unwrap_or(u16::MAX);
    }
    if rows > 0 { rows + 1 } else { 0 }
}

/// Draws what to look at when nobody has come; before, what is promised.
fn hints(
    app: &App,
    voting: &LiveVoting,
    buffer: &mut Buffer,
    area: Rect,
    mut row: u16,
    theme: Theme,
) {
    let words = if voting.waits_in_vain(app.ctx.uptime) {
        vec![
            Label::NobodyCame,
            Label::SameNetwork,
            Label::GuestNetwork,
            Label::Firewall(voting.port()),
            Label::HandsGoOn,
        ]
    } else {
        vec![Label::SecretOnPhones, Label::SealedInNetwork]
    };
    let elsewhere = Instruction::PeopleElsewhere.say(app.keys_in(Place::Join));
    let words = words.into_iter().map(|label| label.say().into_owned()).chain([elsewhere]);
    for words in words {
        let words = theme.words(&words);
        let rows = drawing::rows(&words, area.width);
        if row + rows > area.height {
            return;
        }
        drawing::wrapped(buffer, drawing::band(area, row, rows), &words, Style::new());
        row += rows;
    }
}
