//! What holds whatever is pressed: nothing panics, tallies add up, undo and redo are inverse, and
//! no screen shows a vote before its reveal.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use squadcheck::app::{Dialog, Effect, Job, LiveCheck, Msg, Notice, Screen, UndoState, View};
use squadcheck::keys::{Action, Key, Keys, Place};
use squadcheck::model::{
    Ballots, Direction, Light, PendingBallots, Revealed, Secrecy, Session, VotingMode,
};
use squadcheck::store::Store;

use crate::memory_app::MemoryApp;
use crate::test_store::Disk;
use crate::{render, typed};

/// Three ways to begin: hands and turns, anonymous and named, lights and levels, few and many.
const CONFIG: &str = r"
squadcheck: 1
defaults: {template: mixed, way: WAY, secrecy: SECRECY}
teams:
  - name: Checkout
    people: [Ana, Bo, Chi, Dörte]
templates:
  - key: mixed
    name: Mixed
    add:
      - {key: speed, name: Speed, awesome: Fast., crappy: Slow.}
      - {key: load, name: Load, awesome: Air., crappy: Overload.,
         scale: {min: 1, max: 5, step: 0.5}}
      - {key: fun, name: Fun, awesome: Joy., crappy: Gloom.}
      - {key: mood, name: Mood, awesome: Good., crappy: Bad., scale: {min: 1, max: 7}}
";

fn room(way: VotingMode, secrecy: Secrecy) -> MemoryApp {
    MemoryApp::new(Some(&CONFIG.replace("WAY", way.word()).replace("SECRECY", secrecy.word())), &[])
}

fn holding(way: VotingMode, secrecy: Secrecy) -> MemoryApp {
    let mut room = room(way, secrecy);
    press(&mut room, "n <Enter>");
    room
}

fn press(room: &mut MemoryApp, line: &str) {
    for key in typed::keys(line) {
        room.key(key);
    }
}

/// Where a random walk begins: the first screens, a demo, every kind of session, the end of one.
fn beginnings() -> Vec<MemoryApp> {
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").expect("built in");
    let demo = squadcheck::demo::demo(render::three_o_four().date(), spotify);
    let mut beginnings = vec![
        MemoryApp::new(None, &[]),
        MemoryApp::new(Some(&demo.workspace_yaml), &demo.sessions).with_broken_file(),
        MemoryApp::new(Some("squadcheck: 2\nteams: 7\n"), &[]),
    ];
    for way in VotingMode::ALL {
        for secrecy in Secrecy::ALL {
            beginnings.push(holding(way, secrecy));
        }
    }
    let mut closed = holding(VotingMode::Hands, Secrecy::Anonymous);
    press(&mut closed, "2g2r<Space><Enter> 1<Enter>5<Enter><Space><Space>3<Enter>n s C<Enter>");
    beginnings.push(closed);
    beginnings
}

/// Every key that stands in the table, and a few that do not.
fn any_key() -> impl Strategy<Value = Key> {
    let mut all: Vec<Key> = Keys::default()
        .bindings()
        .flat_map(|b| b.keys.iter().copied())
        .filter(|k| *k != Key::Digit)
        .collect();
    all.extend(('0'..='9').map(Key::Char));
    all.extend([
        Key::Delete,
        Key::F1,
        Key::Char('ä'),
        Key::Char('🟢'),
        Key::Ctrl('w'),
        Key::Ctrl('j'),
    ]);
    prop::sample::select(all)
}

/// Keys of a meeting: votes and moves are likelier than the rest, so that walks get somewhere.
fn meeting_key() -> impl Strategy<Value = Key> {
    let often: Vec<Key> = typed::keys(
        "gyrgyr+=-b12345. <Space><Space><Enter><Enter><Enter> np vV d u <Ctrl-R> <Backspace> jk",
    );
    prop_oneof![4 => prop::sample::select(often), 1 => any_key()]
}

/// A window, often one of the sizes at which the layout changes.
fn any_size() -> impl Strategy<Value = (u16, u16)> {
    let known =
        vec![(80, 24), (120, 40), (200, 60), (60, 16), (59, 16), (60, 15), (61, 17), (1, 1)];
    prop_oneof![(1..=220_u16, 1..=70_u16), prop::sample::select(known)]
}

/// Says what does not add up, if anything does not.
fn add_up(held: &LiveCheck, somebody_left: bool) -> Result<(), TestCaseError> {
    let check = held.check();
    for (at, card) in check.session.cards.iter().enumerate() {
        let key = &card.dimension.key;
        if let Some(ballots) = check.pending(at) {
            prop_assert!(card.revealed.is_none(), "{key} is revealed and has ballots that wait");
            prop_assert!(!ballots.is_empty(), "{key} waits with nothing");
            let named = check.session.secrecy() == Secrecy::Named;
            // Who has left has a seat still on what they gave; with names, all have who were here.
            let seats = if named { check.session.voters.count() } else { check.seats(at) };
            counted(ballots, seats)?;
            named_in_order(ballots, check.session.voters.people(), named)?;
        }
        prop_assert!(
            card.revealed.is_none() || !check.waiting.sat.contains_key(key),
            "{key} is revealed and sat on"
        );
        if let Some(Revealed::Ballots(ballots)) = &card.revealed {
            let tally = ballots.tally();
            prop_assert!(tally.answered() > 0, "{key} was revealed with nothing");
            prop_assert!(
                check.session.secrecy() == Secrecy::Named || tally.n() >= check.threshold,
                "{key} under the threshold"
            );
            prop_assert!(check.session.turnout() >= tally.answered());
        }
        prop_assert!(
            card.agreed.is_empty() || card.revealed.is_some(),
            "{key} is agreed on and not revealed"
        );
    }
    prop_assert!(check.session.focus.len() <= Session::FOCUS);
    prop_assert!(somebody_left || check.waiting.miss.n() <= check.voters());
    prop_assert!(check.voters() >= 1);
    Ok(())
}

fn counted(ballots: &Ballots, seats: u32) -> Result<(), TestCaseError> {
    let tally = ballots.tally();
    prop_assert!(
        tally.votes.values().chain(tally.directions.values()).all(|n| *n > 0),
        "a zero is kept"
    );
    prop_assert!(tally.answered() <= seats, "{} ballots of {seats}", tally.answered());
    prop_assert!(tally.directed() <= seats, "{} directions of {seats}", tally.directed());
    Ok(())
}

/// Ballots have the form of the check's secrecy, and named ones stand in the people's order.
fn named_in_order(ballots: &Ballots, people: &[String], named: bool) -> Result<(), TestCaseError> {
    prop_assert_eq!(matches!(ballots, Ballots::Named(_)), named);
    if let Ballots::Named(named) = ballots {
        let places: Vec<_> =
            named.iter().map(|(name, _)| people.iter().position(|p| p == name)).collect();
        prop_assert!(
            places.iter().all(Option::is_some),
            "a ballot of nobody: {named:?} of {people:?}"
        );
        prop_assert!(places.is_sorted());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_walk_through_the_program_panics_and_every_frame_can_be_drawn(
        beginning in 0..8_usize,
        disk in prop::sample::select(vec![Disk::Fine, Disk::Full, Disk::Changed]),
        walk in prop::collection::vec((any_key(), any_size()), 1..80),
    ) {
        let mut room = beginnings().swap_remove(beginning).with_conflict();
        room.store.disk = disk;
        for (key, size) in walk {
            room.key(key);
            render::frame(&room.app, size);
        }
    }

    #[test]
    fn an_action_is_available_exactly_when_it_is_not_refused(
        beginning in 0..8_usize,
        disk in prop::sample::select(vec![Disk::Fine, Disk::Full, Disk::Changed]),
        walk in prop::collection::vec(prop_oneof![meeting_key(), any_key()], 1..60),
    ) {
        let mut room = beginnings().swap_remove(beginning).with_conflict();
        room.store.disk = disk;
        room.tell(Msg::Size(100, 30));
        for key in walk {
            room.key(key);
        }
        let place = room.app.place();
        let help = help(&room);
        for binding in room.app.ctx.keys.of_place(place) {
            let can = room.app.can(binding.action);
            if let Some(help) = &help {
                let blocked = help.contains(&binding.action);
                prop_assert_eq!(blocked, can.is_err(), "help of {:?}", place);
            }
            // Ctrl-J is a new line, and Enter where all is one line.
            let own = |key: &&Key| **key == Key::Digit || room.app.meant(**key) == **key;
            let pressed = match binding.keys.iter().find(own) {
                Some(Key::Digit) => Key::Char('3'),
                Some(key) => *key,
                None => continue,
            };
            let mut other = room.clone();
            other.key(pressed);
            let notice = &other.app.ctx.notice;
            let refused = matches!(notice, Some(Notice::Refused(_)));
            prop_assert_eq!(
                refused,
                can.is_err(),
                "{:?} in {:?}: {:?}, {:?}",
                binding.action,
                place,
                can,
                notice
            );
        }
    }

    #[test]
    fn in_a_meeting_tallies_add_up(
        way in prop::sample::select(VotingMode::ALL.to_vec()),
        secrecy in prop::sample::select(Secrecy::ALL.to_vec()),
        walk in prop::collection::vec(meeting_key(), 1..150),
    ) {
        let mut room = holding(way, secrecy);
        let mut somebody_left = false;
        for key in walk {
            somebody_left |= matches!(room.app.place(), Place::Roster | Place::Join);
            room.key(key);
            if let Some(held) = room.app.live.as_ref() {
                add_up(held, somebody_left)?;
            }
        }
    }

    #[test]
    fn undo_brings_back_what_was_before_an_act_and_redo_what_was_after(
        way in prop::sample::select(VotingMode::ALL.to_vec()),
        secrecy in prop::sample::select(Secrecy::ALL.to_vec()),
        walk in prop::collection::vec(meeting_key(), 1..100),
    ) {
        let mut room = holding(way, secrecy);
        for key in walk {
            // Undo and redo themselves are no acts; leaving the session ends its history.
            let action = room.app.ctx.keys.action(room.app.place(), key);
            if matches!(action, Some(Action::Undo | Action::Redo)) {
                continue;
            }
            let Some(before) = work(&room) else { return Ok(()) };
            let acts = room.app.live.as_ref().map_or(0, LiveCheck::undoable);
            room.key(key);
            let Some(after) = work(&room) else { return Ok(()) };
            let now = room.app.live.as_ref().map_or(0, LiveCheck::undoable);
            if kept(&before) == kept(&after) {
                continue;
            }
            if now == 0 && barred(&before, &after) {
                continue;
            }
            prop_assert!(now > 0, "{key:?} changed the check and cannot be taken back");
            let sitting = acts >= now && before.sitting.is_some();
            let mut other = room.clone();
            other.app.dialog = None;
            press(&mut other, "u");
            let undone = work(&other).expect("still held");
            if sitting {
                // Handing over is one act with all of its sitting: it leads back before the
                // sitting.
                prop_assert!(undone.sitting.is_none());
            } else {
                prop_assert_eq!(kept(&undone), kept(&before), "after {:?} and undo", key);
            }
            press(&mut other, "<Ctrl-R>");
            let redone = work(&other).expect("still held");
            prop_assert_eq!(kept(&redone), kept(&after), "after {:?}, undo and redo", key);
        }
    }

    #[test]
    fn no_screen_shows_a_vote_before_the_reveal(
        way in prop::sample::select(VotingMode::ALL.to_vec()),
        secrecy in prop::sample::select(Secrecy::ALL.to_vec()),
        lights in prop::sample::select(vec!["gyr", "gry", "yrg", "ygr", "rgy", "ryg"]),
        directions in prop::sample::select(vec!["+=-", "-=+", "=-+", "=+-", "-+=", "+-="]),
        walk in prop::collection::vec(secret_key(), 1..70),
        size in prop::sample::select(vec![(80_u16, 24_u16), (120, 40), (60, 16)]),
    ) {
        let mut one = holding(way, secrecy);
        let mut two = one.clone();
        let other: BTreeMap<char, char> =
            "gyr+=-".chars().zip(lights.chars().chain(directions.chars())).collect();
        for key in walk {
            let action = one.app.ctx.keys.action(one.app.place(), key);
            let swapped = match (action, key) {
                (Some(Action::Reveal), _) => continue,
                (Some(Action::Light(_) | Action::Direct(_)), Key::Char(c)) => Key::Char(other[&c]),
                (_, key) => key,
            };
            one.key(key);
            two.key(swapped);
            prop_assert_eq!(one.app.place(), two.app.place());
            prop_assert_eq!(reports(&one), reports(&two), "after {:?} and {:?}", key, swapped);
            let (here, there) = (render::frame(&one.app, size), render::frame(&two.app, size));
            prop_assert!(
                here == there,
                "after {key:?} and {swapped:?}\n{}\n{}",
                render::text(&here),
                render::text(&there)
            );
        }
    }
}

/// Keys between two reveals.
fn secret_key() -> impl Strategy<Value = Key> {
    let keys = typed::keys(
        "gyrgyr+=-+=-gyr b b 2345 <Enter><Enter><Enter><Enter> n p <Right><Left> vd u<Ctrl-R> \
         <Backspace> jk s m c x <Esc> a e V w z <Up><Down> ? T",
    );
    prop::sample::select(keys)
}

/// What the last key sent out of the program for others to read.
fn reports(room: &MemoryApp) -> Vec<&Effect> {
    room.effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Store(Job::Export { .. }) | Effect::Copy(_)))
        .collect()
}

/// The actions that help shows as not available, where there is help.
fn help(room: &MemoryApp) -> Option<Vec<Action>> {
    let help = room.app.ctx.keys.of_place(room.app.place()).find(|b| b.action == Action::Help)?;
    let mut other = room.clone();
    other.key(help.keys[0]);
    match other.app.dialog {
        Some(Dialog::Help(help)) => Some(help.blocked),
        _ => None,
    }
}

fn work(room: &MemoryApp) -> Option<UndoState> {
    let live = room.app.live.as_ref();
    live.filter(|_| matches!(room.app.screens.top, Screen::Check(_))).map(|live| live.work.clone())
}

/// What of the work is kept anywhere: the session, the earlier ones, and what waits. What was shown
/// once stays known, whatever is taken back.
fn kept(work: &UndoState) -> (String, String) {
    let check = &work.check;
    let waiting = PendingBallots {
        shown: BTreeMap::new(),
        miss_shown: BTreeSet::new(),
        ..check.waiting.clone()
    };
    (format!("{:?} {:?}", check.session, work.earlier), format!("{waiting:?}"))
}

/// In anonymous turns a reveal bars the way back.
fn barred(before: &UndoState, after: &UndoState) -> bool {
    let revealed =
        |work: &UndoState| work.check.session.cards.iter().filter(|c| c.revealed.is_some()).count();
    let session = &after.check.session;
    session.way == VotingMode::Turns
        && session.secrecy() == Secrecy::Anonymous
        && revealed(after) > revealed(before)
}

/// Two levels of the same number of digits look the same until the reveal, in a sitting even while
/// they are typed.
#[test]
fn a_level_leaves_no_trace_before_the_reveal() {
    let frames = |way, level: &str| {
        let mut room = holding(way, Secrecy::Anonymous);
        let before = if way == VotingMode::Turns { "<Enter><Enter>" } else { "n" };
        press(&mut room, before);
        let mut frames = Vec::new();
        for key in typed::keys(level) {
            room.key(key);
            frames.push(render::frame(&room.app, (100, 30)));
        }
        press(&mut room, "<Enter>");
        frames.push(render::frame(&room.app, (100, 30)));
        frames
    };
    assert_eq!(frames(VotingMode::Turns, "2.5"), frames(VotingMode::Turns, "4.5"));
    assert_eq!(frames(VotingMode::Hands, "2.5").last(), frames(VotingMode::Hands, "4.5").last());
}

/// Lights in every order: the strip, the badges and the footer included.
#[test]
fn a_whole_sitting_looks_the_same_whatever_is_voted() {
    let last = |vote: Light, direction: Direction| {
        let mut room = holding(VotingMode::Turns, Secrecy::Anonymous);
        let level = ["2", "4", "7"][vote as usize];
        let vote = ["r", "y", "g"][vote as usize];
        let direction = ["-", "=", "+"][direction as usize % 3];
        press(
            &mut room,
            &format!(
                "<Enter> {vote}{direction}<Enter> 3<Enter>{direction}<Enter> {vote}<Enter> {level}<Enter>"
            ),
        );
        assert!(matches!(room.app.live.as_ref().map(|h| h.view), Some(View::Neutral { .. })));
        render::frame(&room.app, (100, 30))
    };
    let one = last(Light::Green, Direction::Improving);
    assert_eq!(one, last(Light::Red, Direction::Worsening));
    assert_eq!(one, last(Light::Yellow, Direction::Stable));
}
