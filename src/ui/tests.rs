use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, Zoned};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use super::*;
use crate::app::{Display, Loaded, Msg, Palette, Start};
use crate::keys::Key;
use crate::library::{Library, Record};
use crate::model::{Direction, Light, PendingBallots, Session, Vote, Workspace};
use squadcheck::store::Store;
use test_store::{Disk, FakeStore, perform_all};

#[path = "../../tests/common/test_store.rs"]
#[expect(dead_code, reason = "drawings need a few faults only")]
mod test_store;

const INK: Color = Color::Indexed(16);
const GREEN: Color = Color::Indexed(36);
const YELLOW: Color = Color::Indexed(227);
const RED: Color = Color::Indexed(166);

fn three_o_four() -> Zoned {
    date(2026, 11, 20).at(15, 4, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

/// A closed session of Checkout: one card of each light, and one that was not agreed on.
fn session() -> Session {
    let workspace = Workspace::bare(Store::built_in_templates());
    let template = workspace.template("spotify").unwrap();
    let voters = crate::model::Voters::Count(6);
    let day = date(2026, 10, 20);
    let mut session =
        Session::new("Checkout".into(), day, template, crate::model::VotingMode::Hands, voters);
    session.cards.truncate(4);
    let lights = [
        (Light::Green, Direction::Improving),
        (Light::Yellow, Direction::Stable),
        (Light::Red, Direction::Worsening),
    ];
    for (card, (light, direction)) in session.cards.iter_mut().zip(lights) {
        card.agreed.vote = Some(Vote::Light(light));
        card.agreed.direction = Some(direction);
    }
    session.state = crate::model::State::Closed;
    session
}

/// The program on home, with these sessions and a disk that takes everything, or nothing.
struct Stage {
    app: App,
    now: Zoned,
    store: FakeStore,
}

impl Stage {
    fn new(sessions: &[Session]) -> Self {
        let mut library = Library::default();
        for session in sessions {
            let path = format!("/w/sessions/checkout/{}-spotify.yaml", session.date).into();
            library.put(Record::new(path, 1, Arc::new(session.clone()), PendingBallots::default()));
        }
        let mut workspace = Workspace::bare(Store::built_in_templates());
        workspace.teams.push(crate::model::Team {
            name: "Checkout".into(),
            people: vec!["Ana".into(), "Bo".into(), "Chi".into()],
            template: None,
            share: true,
        });
        let loaded = Loaded {
            root: "/w".into(),
            sessions: "/w/sessions".into(),
            exists: true,
            workspace: Ok(workspace),
            library,
        };
        let now = three_o_four();
        let mut stage = Self {
            app: App::new(Display::default(), Start::Home, now.clone()),
            now,
            store: FakeStore::default(),
        };
        stage.tell(Msg::Loaded(Box::new(loaded)));
        stage
    }

    fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now.clone());
        perform_all(&mut self.app, &mut self.store, effects, &self.now);
    }

    /// Presses keys; a line break is Enter, `<` is Esc.
    fn press(&mut self, keys: &str) -> &mut Self {
        for c in keys.chars() {
            let key = match c {
                '\n' => Key::Enter,
                '<' => Key::Esc,
                c => Key::Char(c),
            };
            self.tell(Msg::Key(key));
        }
        self
    }

    fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.checked_add(seconds.seconds()).unwrap();
        self.tell(Msg::Tick);
        self
    }

    fn frame(&self) -> Buffer {
        let mut terminal = Terminal::new(TestBackend::new(100, 30)).unwrap();
        terminal.draw(|frame| draw(&self.app, frame)).unwrap();
        terminal.backend().buffer().clone()
    }

    /// Colours of a text wherever it stands on the screen, each pair once.
    #[track_caller]
    fn colours(&self, text: &str) -> Vec<(Color, Color)> {
        let found: Vec<_> = self.cells(text).into_iter().map(|cell| (cell.fg, cell.bg)).collect();
        let mut pairs: Vec<(Color, Color)> = Vec::new();
        for pair in found {
            if !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        pairs
    }

    #[track_caller]
    fn cells(&self, text: &str) -> Vec<ratatui::buffer::Cell> {
        let buffer = self.frame();
        let mut cells = Vec::new();
        for row in buffer.content().chunks(usize::from(buffer.area.width)) {
            let starts = (0..row.len()).filter(|at| {
                let rest: String = row[*at..]
                    .iter()
                    .map(ratatui::buffer::Cell::symbol)
                    .take(text.chars().count())
                    .collect();
                rest == text
            });
            for at in starts {
                cells.extend_from_slice(&row[at..at + text.chars().count()]);
            }
        }
        let rows: Vec<String> = buffer
            .content()
            .chunks(100)
            .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect())
            .collect();
        assert!(!cells.is_empty(), "no \"{text}\" on\n{}", rows.join("\n"));
        cells
    }
}

fn badges_are_filled(stage: &Stage, green: &str, yellow: &str, red: &str) {
    assert_eq!(stage.colours(green), [(INK, GREEN)]);
    assert_eq!(stage.colours(yellow), [(INK, YELLOW)]);
    assert_eq!(stage.colours(red), [(INK, RED)]);
}

#[test]
fn home_shows_the_latest_lights_as_badges_and_nothing_as_a_faint_dot() {
    let stage = Stage::new(&[session()]);
    badges_are_filled(&stage, "●G", "▲Y", "■R");
    assert_eq!(stage.cells("· ")[0].bg, Color::Reset);
}

#[test]
fn the_trend_grid_fills_its_cells_and_shows_arrows_in_them() {
    let mut stage = Stage::new(&[session()]);
    stage.press("t");
    badges_are_filled(&stage, "●G", "▲Y", "■R");
    for arrow in ["↗", "→", "↘"] {
        let fills = [GREEN, YELLOW, RED];
        assert!(stage.colours(arrow).iter().any(|(_, bg)| fills.contains(bg)), "{arrow}");
    }
}

#[test]
fn the_team_grid_shows_badges_and_no_filling_where_the_last_check_is_half_a_year_old() {
    let mut stage = Stage::new(&[session()]);
    stage.press("m");
    badges_are_filled(&stage, "●G", "▲Y", "■R");
    let mut old = session();
    old.date = date(2026, 5, 1);
    let mut stage = Stage::new(&[old]);
    stage.press("m");
    for badge in ["●G", "▲Y", "■R"] {
        let colours = stage.colours(badge);
        assert!(
            !colours.is_empty() && colours.iter().all(|(_, bg)| *bg == Color::Reset),
            "{badge}: {colours:?}"
        );
    }
}

#[test]
fn what_was_looked_for_is_marked_by_more_than_a_colour_and_nothing_else_is() {
    let mut stage = Stage::new(&[session()]);
    stage.press("/check");
    let marked = |stage: &Stage, text: &str| {
        let both = Modifier::BOLD | Modifier::REVERSED;
        stage.cells(text).iter().filter(|cell| cell.modifier.contains(both)).count()
    };
    assert_eq!((marked(&stage, "Check"), marked(&stage, "out")), (5, 0));
}

#[test]
fn the_summary_shows_badges_with_their_words() {
    let mut stage = Stage::new(&[session()]);
    stage.press("\n");
    badges_are_filled(&stage, " ● Green ", " ▲ Yellow ", " ■ Red ");
    badges_are_filled(&stage, "●G", "▲Y", "■R");
}

#[test]
fn the_strip_of_a_card_shows_badges_of_what_is_agreed_and_none_of_what_waits() {
    let mut stage = Stage::new(&[session()]);
    stage.press("\n\n");
    badges_are_filled(&stage, "●G", "▲Y", "■R");
    let mut stage = Stage::new(&[]);
    stage.press("n\n2gr2+-");
    let frame = stage.frame();
    let coloured = frame.content().iter().find(|cell| [GREEN, YELLOW, RED].contains(&cell.bg));
    assert_eq!(coloured, None, "a card that is not revealed has no light on it");
}

#[test]
fn a_result_shows_its_bars_as_filled_badges() {
    let mut stage = Stage::new(&[]);
    stage.press("n\ngyr ");
    badges_are_filled(&stage, " ● ", " ▲ ", " ■ ");
    stage.press("y");
    assert_eq!(stage.colours("▲Y"), [(INK, YELLOW)]);
    assert_eq!(stage.colours("Agreed on Yellow")[0].1, Color::Reset);
}

#[test]
fn the_second_theme_has_blue_in_place_of_green() {
    let mut stage = Stage::new(&[session()]);
    stage.press("T");
    assert_eq!(stage.app.ctx.display.palette, Palette::Sky);
    assert_eq!(stage.colours("●G"), [(INK, Color::Indexed(74))]);
    assert_eq!(stage.colours("■R"), [(INK, RED)]);
    stage.press("T");
    assert_eq!(stage.colours("●G"), [(Color::Reset, Color::Reset)]);
    assert!(stage.cells("●G").iter().all(|cell| cell.modifier.contains(Modifier::REVERSED)));
}

#[test]
fn the_timer_is_amber_at_the_planned_time_and_red_at_one_and_a_half() {
    let mut stage = Stage::new(&[]);
    stage.press("n\ng");
    stage.wait(239);
    assert_eq!(stage.colours(" 03:59 / 04:00 "), [(Color::Reset, Color::Reset)]);
    stage.wait(1);
    assert_eq!(stage.colours(" 04:00 / 04:00 "), [(INK, YELLOW)]);
    stage.wait(119);
    assert_eq!(stage.colours(" 05:59 / 04:00 "), [(INK, YELLOW)]);
    stage.wait(1);
    assert_eq!(stage.colours(" 06:00 / 04:00 "), [(INK, RED)]);
}

#[test]
fn a_refusal_asks_for_attention_and_a_word_about_what_was_done_does_not() {
    let mut stage = Stage::new(&[]);
    stage.press("n\ng");
    assert_eq!(stage.colours("Counted"), [(Color::Reset, Color::Reset)]);
    stage.press("9g");
    assert_eq!(stage.colours("more is too many"), [(INK, YELLOW)]);
}

#[test]
fn what_is_not_saved_is_an_alarm_on_every_screen() {
    let mut stage = Stage::new(&[]);
    stage.store.disk = Disk::Full;
    stage.press("n\n3g ");
    assert_eq!(stage.colours("NOT SAVED"), [(INK, RED)]);
    assert_eq!(stage.colours("no space is left"), [(INK, RED)]);
    for keys in ["s", "?", "<v", "<<<", "t"] {
        stage.press(keys);
        assert_eq!(stage.colours("NOT SAVED: ")[0], (INK, RED), "after {keys}");
    }
}

#[test]
fn an_open_check_and_a_late_action_ask_for_attention() {
    let mut before = session();
    before.actions.push(crate::model::ActionItem {
        text: "Cut it".into(),
        due: Some(date(2026, 11, 1)),
        ..crate::model::ActionItem::default()
    });
    let mut stage = Stage::new(&[before]);
    stage.press("n\n");
    assert_eq!(stage.colours("due 1 Nov"), [(INK, YELLOW)]);
    stage.press(" 3g <<");
    assert_eq!(stage.colours(" open ")[0], (INK, YELLOW));
}

#[test]
fn the_keys_of_the_footer_are_bold_and_their_words_are_not() {
    let mut stage = Stage::new(&[]);
    stage.press("n\n");
    assert!(stage.cells("b abstain")[0].modifier.contains(Modifier::BOLD));
    assert!(!stage.cells("b abstain")[2].modifier.contains(Modifier::BOLD));
}
