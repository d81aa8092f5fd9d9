use std::path::Path;
use std::sync::Arc;

use jiff::Zoned;
use jiff::civil::date;
use jiff::tz::TimeZone;

use super::*;
use crate::keys::Place;
use crate::library::{Library, Record};
use crate::model::{
    Answer, Card, Dimension, Light, PendingBallots, Refusal, Revealed, Session, Submission,
    SubmissionId, Vote, Voters, VotingMode, Workspace,
};

fn three_o_four() -> Zoned {
    date(2026, 11, 20).at(15, 4, 0, 0).to_zoned(TimeZone::UTC).unwrap()
}

fn session(voters: Voters) -> Session {
    let template =
        crate::model::Template { key: "small".into(), ..crate::model::Template::default() };
    let mut session =
        Session::new("Checkout".into(), date(2026, 11, 20), &template, VotingMode::Hands, voters);
    let card = |key: &str| {
        Card::new(Dimension { key: key.into(), name: key.into(), ..Dimension::default() })
    };
    session.cards = ["speed", "fun"].map(card).into();
    session
}

fn loaded(library: Library) -> Msg {
    let workspace = Ok(Workspace::bare(Vec::new()));
    Msg::Loaded(Box::new(Loaded {
        root: "/w".into(),
        sessions: "/w/s".into(),
        exists: true,
        workspace,
        library,
    }))
}

/// A program on the first card of a new check of six.
fn on_a_card() -> App {
    let start = Start::New(Box::new(session(Voters::Count(6))), Vec::new());
    let mut app = App::new(Display::default(), start, three_o_four());
    app.update(loaded(Library::default()), three_o_four());
    app
}

fn press(app: &mut App, keys: &str) -> Vec<Effect> {
    let mut effects = Vec::new();
    for c in keys.chars() {
        let key = if c == '\n' { Key::Enter } else { Key::Char(c) };
        effects.extend(app.update(Msg::Key(key), three_o_four()));
    }
    effects
}

fn keeps(effects: &[Effect]) -> Vec<&SaveRequest> {
    let mut keeps = Vec::new();
    for effect in effects {
        if let Effect::Store(Job::Keep(keep)) = effect {
            keeps.push(keep.as_ref());
        }
    }
    keeps
}

#[test]
fn an_act_is_one_save_and_a_look_around_is_none() {
    let mut app = on_a_card();
    assert_eq!(press(&mut app, "npzs?q"), []);
    let mut app = on_a_card();
    let effects = press(&mut app, "4g");
    let [keep] = keeps(&effects)[..] else { panic!("{effects:?}") };
    assert_eq!(keep.path, Path::new("/w/s/checkout/2026-11-20-small.yaml"));
    assert_eq!(keep.waiting.at.as_deref(), Some("speed"));
    assert!(keep.session.cards[0].revealed.is_none());
    assert_eq!(press(&mut app, "9g0gw"), [], "a refusal saves nothing");
}

#[test]
fn what_is_sent_to_be_kept_is_what_the_library_shows() {
    let mut app = on_a_card();
    let effects = press(&mut app, "6g y");
    let keep = keeps(&effects).last().copied().unwrap().clone();
    let record = app.ctx.library.record(&keep.path).unwrap();
    assert_eq!(record.session(), Some(&keep.session));
    assert_eq!(*record.waiting, keep.waiting);
}

#[test]
fn an_act_that_refuses_leaves_nothing_to_take_back() {
    let mut app = on_a_card();
    let live = app.live.as_mut().unwrap();
    let before = live.work.clone();
    let refused = live.act(|work| {
        work.check.cast(0, Answer::Abstained, 3)?;
        Err::<(), _>(Refusal::Closed)
    });
    assert_eq!(refused, Err(Refusal::Closed));
    assert_eq!((&live.work, live.undoable()), (&before, 0));
}

#[test]
fn an_act_that_changes_nothing_is_no_step_of_undo() {
    let mut app = on_a_card();
    press(&mut app, "6g yyy");
    assert_eq!(app.live.as_ref().unwrap().undoable(), 3);
}

#[test]
fn undo_reaches_back_five_hundred_acts() {
    let mut app = on_a_card();
    press(&mut app, &"d".repeat(501));
    assert_eq!(app.live.as_ref().unwrap().undoable(), 500);
    press(&mut app, &"u".repeat(500));
    assert!(
        app.live.as_ref().unwrap().session().cards[0].skipped,
        "the first of 501 acts is out of reach"
    );
}

#[test]
fn a_new_act_ends_what_could_be_done_again() {
    let mut app = on_a_card();
    press(&mut app, "3gu2g");
    app.update(Msg::Key(Key::Ctrl('r')), three_o_four());
    assert_eq!(app.ctx.notice, Some(Notice::Refused(Message::NothingToRedo)));
    assert_eq!(app.live.as_ref().unwrap().check().answered(0), 2);
}

#[test]
fn reading_the_workspace_again_leaves_a_check_on_the_screen_alone() {
    let mut app = on_a_card();
    press(&mut app, "4g");
    app.update(loaded(Library::default()), three_o_four());
    assert_eq!(app.live.as_ref().unwrap().check().answered(0), 4);
}

#[test]
fn there_is_at_most_one_overlay_and_its_place_is_where_keys_go() {
    let mut app = on_a_card();
    for (keys, place) in [("v", Place::Roster), ("\nc", Place::LongText), ("v", Place::LongText)] {
        press(&mut app, keys);
        assert_eq!(app.place(), place, "after {keys:?}");
    }
}

#[test]
fn the_clock_is_drawn_only_while_a_timer_shows_and_runs() {
    let mut app = on_a_card();
    assert!(app.wakes_in().is_none());
    press(&mut app, "g");
    assert!(app.wakes_in().is_some());
    for (keys, ticks) in [("w", false), ("w", true), ("n", false), ("p", true), ("s", false)] {
        press(&mut app, keys);
        assert_eq!(app.wakes_in().is_some(), ticks, "after {keys}");
    }
}

#[test]
fn a_second_check_of_the_day_has_the_number_2() {
    let mut library = Library::default();
    let path = Path::new("/w/s/checkout/2026-11-20-small.yaml");
    library.put(Record::new(
        path.into(),
        1,
        Arc::new(session(Voters::Count(6))),
        PendingBallots::default(),
    ));
    let start = Start::New(Box::new(session(Voters::Count(6))), Vec::new());
    let mut app = App::new(Display::default(), start, three_o_four());
    app.update(loaded(library), three_o_four());
    let live = app.live.as_ref().unwrap();
    assert_eq!(
        (live.number, live.path.as_path()),
        (2, Path::new("/w/s/checkout/2026-11-20-small-2.yaml"))
    );
}

#[test]
fn names_are_a_roster_only_where_they_are_needed() {
    let people = vec!["Ana".to_owned(), "Bo".to_owned()];
    for (voters, roster) in [(Voters::Count(2), 0), (Voters::People(people.clone()), 2)] {
        let start = Start::New(Box::new(session(voters)), people.clone());
        let mut app = App::new(Display::default(), start, three_o_four());
        app.update(loaded(Library::default()), three_o_four());
        assert_eq!(app.live.as_ref().unwrap().check().waiting.roster.len(), roster);
    }
}

/// One green ballot of a device, for the first card.
fn submission(revision: u16, light: Light) -> Msg {
    let ballots = vec![("speed".to_owned(), Answer::Vote(Vote::Light(light)).into())];
    Msg::Submitted(Submission { id: SubmissionId([7; 8]), revision, person: None, ballots })
}

#[test]
fn a_submission_reaches_the_live_check_whatever_is_on_the_screen() {
    let screens = [
        "",
        "n",
        "s",
        "?",
        "c",
        "a",
        "x",
        "v",
        "T",
        "e",
        "sm",
        "sa",
        "nggggg ",
        "nggggg \n",
        "nggggg \nI",
        "nggggg sC",
        "\u{3}",
    ];
    for keys in screens {
        let mut app = on_a_card();
        press(&mut app, keys);
        let (place, voted) = (app.place(), app.live.as_ref().unwrap().check().answered(0));
        assert_eq!(app.update(submission(1, Light::Green), three_o_four()), [], "{keys:?}");
        assert_eq!(app.live.as_ref().unwrap().check().answered(0), voted + 1, "on {keys:?}");
        assert_eq!(app.place(), place, "on {keys:?}");
    }
}

#[test]
fn a_submission_is_saved_with_the_reveal_and_not_before() {
    let mut app = on_a_card();
    app.update(submission(1, Light::Yellow), three_o_four());
    let keep = keeps(&press(&mut app, "3g")).last().map(|keep| keep.waiting.clone()).unwrap();
    assert!(!format!("{keep:?}").contains("Yellow"), "a device's ballot is on the disk: {keep:?}");
    app.update(submission(2, Light::Red), three_o_four());
    let effects = press(&mut app, "  ");
    let revealed = &keeps(&effects).last().unwrap().session.cards[0].revealed;
    let tally = match revealed {
        Some(Revealed::Ballots(ballots)) => ballots.tally(),
        other => panic!("{other:?}"),
    };
    assert_eq!(tally.votes[&Vote::Light(Light::Red)], 1);
    assert_eq!(tally.votes[&Vote::Light(Light::Green)], 3);
}

#[test]
fn without_a_live_check_a_submission_changes_nothing() {
    let mut app = App::new(Display::default(), Start::Home, three_o_four());
    app.update(loaded(Library::default()), three_o_four());
    assert_eq!(app.update(submission(1, Light::Green), three_o_four()), []);
    assert!(app.live.is_none() && app.ctx.notice.is_none());
}

#[test]
fn a_reveal_with_a_submission_bars_the_way_back() {
    let mut app = on_a_card();
    app.update(submission(1, Light::Green), three_o_four());
    press(&mut app, "3g  u");
    assert_eq!(app.ctx.notice, Some(Notice::Refused(Message::NothingToUndoSinceReveal)));
    assert!(app.live.as_ref().unwrap().session().cards[0].revealed.is_some());
}
