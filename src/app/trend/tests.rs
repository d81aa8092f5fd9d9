//! The grid on the screen, whatever order files are found in and whatever is pressed.

use std::sync::Arc;

use jiff::civil::date;
use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::*;
use crate::app::{App, Display, Effect, Job, Msg, Screen, Start};
use crate::keys::Key;
use crate::model::{
    Agreed, Card, Dimension, Light, PendingBallots, Session, State, Template, Vote, Voters,
    VotingMode,
};

fn session(year: i16, month: i8, template: &str, light: Light) -> Session {
    let mut session = Session::new(
        "A".into(),
        date(year, month, 20),
        &Template::default(),
        VotingMode::Hands,
        Voters::Count(5),
    );
    session.template = Some(template.to_owned());
    session.state = State::Closed;
    session.cards = vec![Card {
        agreed: Agreed { vote: Some(Vote::Light(light)), direction: None },
        ..Card::new(Dimension { key: "speed".into(), name: "Speed".into(), ..Dimension::default() })
    }];
    session
}

fn app(sessions: &[(PathBuf, Session)]) -> App {
    let now = date(2026, 11, 20).at(15, 4, 0, 0).to_zoned(TimeZone::UTC).unwrap();
    let mut app = App::new(Display::default(), Start::Home, now);
    for (path, session) in sessions {
        app.ctx.library.put(Record::new(
            path.clone(),
            1,
            Arc::new(session.clone()),
            PendingBallots::default(),
        ));
    }
    app
}

fn three_years() -> Vec<(PathBuf, Session)> {
    let of = |(at, month)| {
        let template = if month % 4 == 0 { "pulse" } else { "ours" };
        let session =
            session(2024 + at / 12, month, template, Light::ALL[usize::try_from(at % 3).unwrap()]);
        (PathBuf::from(format!("/w/a/{}-{template}.yaml", session.date)), session)
    };
    (0..36).map(|at: i16| (at, i8::try_from(at % 12 + 1).unwrap())).map(of).collect()
}

proptest! {
    #[test]
    fn the_grid_is_the_same_in_whatever_order_the_files_are_found(
        found in Just(three_years()).prop_shuffle(), joined in any::<bool>(),
    ) {
        let here = TrendView::joined_or_not(&app(&three_years()).ctx, "A", joined);
        let there = TrendView::joined_or_not(&app(&found).ctx, "A", joined);
        prop_assert_eq!(&here.trend, &there.trend);
        prop_assert_eq!(here.paths, there.paths);
        // The newest one is of the pulse, as every fourth month is.
        prop_assert_eq!(here.left_out, if joined { 0 } else { 27 });
    }
}

#[test]
fn a_third_mark_takes_the_place_of_the_older_one() {
    let mut view = TrendView::new(&app(&three_years()).ctx, "A");
    for column in [5, 9, 2] {
        view.column = column;
        view.mark();
    }
    assert_eq!((view.marks.as_slice(), view.marked()), (&[9, 2][..], Some([2, 9])));
    view.mark();
    assert_eq!((view.marks.as_slice(), view.marked()), (&[9][..], None));
}

#[test]
fn cursor_and_marks_stay_on_their_sessions_when_files_come_and_go() {
    let all = three_years();
    let mut view = TrendView::new(&app(&all[6..]).ctx, "A");
    (view.column, view.marks) = (3, vec![1, 4]);
    let fresh = view.with(TrendView::joined_or_not(&app(&all[5..]).ctx, "A", true));
    assert_eq!((fresh.column, fresh.marks), (4, vec![2, 5]));
    let fresh = view.with(TrendView::joined_or_not(&app(&all[8..]).ctx, "A", true));
    assert_eq!((fresh.column, fresh.marks), (1, vec![2]));
}

#[test]
fn what_was_let_go_of_is_read_again_before_a_key_is_answered() {
    let mut app = app(&three_years());
    let view = TrendView::new(&app.ctx, "A");
    app.screens.top = Screen::Trend(Box::new(view));
    app.ctx.reading = false;
    app.ctx.window = (100, 30);
    app.ctx.library.forget_whole(|_| false);
    let now = app.ctx.now.clone();
    let effects = app.update(Msg::Key(Key::Left), now.clone());
    let Some(Effect::Store(Job::Read(paths))) = effects.first() else { panic!("{effects:?}") };
    assert_eq!(paths.len(), 36);
    let column = |app: &App| match &app.screens.top {
        Screen::Trend(view) => view.column,
        _ => panic!("the trend grid"),
    };
    assert_eq!(column(&app), 35);
    let records = three_years()
        .into_iter()
        .map(|(path, session)| Record::new(path, 1, Arc::new(session), PendingBallots::default()));
    app.update(Msg::Read(records.collect()), now);
    assert_eq!(column(&app), 34, "the key is answered once");
}

#[test]
fn in_a_grid_of_years_the_cursor_goes_from_year_to_year() {
    let mut view = TrendView::new(&app(&three_years()).ctx, "A");
    view.density = Density::Years;
    assert_eq!((view.years.len(), view.year(), view.at()), (3, 2, Some(35)));
    view.move_to(Action::Left);
    assert_eq!((view.year(), view.at()), (1, Some(23)));
    view.move_to(Action::First);
    assert_eq!((view.year(), view.at()), (0, Some(11)));
    view.move_to(Action::PageDown);
    assert_eq!(view.year(), 2);
}
