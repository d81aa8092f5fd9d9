//! Content of a board, and independence of its order.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{
    ActionStep, Agreed, Card, Dimension, Light, State, Template, Vote, Voters, VotingMode,
};

const TODAY: Date = date(2026, 11, 20);

fn workspace(teams: &[(&str, bool)]) -> Workspace {
    let dimension = |key: &str, name: &str, aliases: &[&str]| Dimension {
        key: key.to_owned(),
        name: name.to_owned(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..Dimension::default()
    };
    let dimensions = vec![dimension("flow", "Flow", &["speed"]), dimension("fun", "Fun", &[])];
    let template = Template { key: "ours".into(), dimensions, ..Template::default() };
    let team = |(name, share): &(&str, bool)| crate::model::Team {
        name: (*name).to_owned(),
        people: Vec::new(),
        template: None,
        share: *share,
    };
    Workspace { teams: teams.iter().map(team).collect(), ..Workspace::bare(vec![template]) }
}

fn session(team: &str, day: Date, actions: Vec<ActionItem>) -> Session {
    let mut session =
        Session::new(team.into(), day, &Template::default(), VotingMode::Hands, Voters::Count(5));
    session.template = Some("ours".to_owned());
    session.state = State::Closed;
    session.actions = actions;
    session
}

fn action(text: &str, owner: &str, due: Option<Date>, dimension: Option<&str>) -> ActionItem {
    ActionItem {
        text: text.to_owned(),
        owner: owner.to_owned(),
        due,
        dimension: dimension.map(str::to_owned),
        ..ActionItem::default()
    }
}

fn pasts(sessions: &[Session]) -> Vec<SessionRef<'_>> {
    sessions.iter().map(|session| SessionRef { session, number: 1 }).collect()
}

fn actions(team: Option<&str>, all: bool) -> Wanted<'_> {
    Wanted { kind: ItemKind::Actions, team, all }
}

fn texts(board: &Board) -> Vec<&str> {
    board.items.iter().map(|item| item.text.as_str()).collect()
}

#[test]
fn overdue_comes_first_then_team_owner_and_dimension() {
    let past = Some(date(2026, 11, 1));
    let sessions = [
        session(
            "Apex",
            date(2026, 8, 1),
            vec![action("a", "Ana", past, None), action("b", "", None, None)],
        ),
        session(
            "Zebra",
            date(2026, 9, 1),
            vec![
                action("c", "bo", Some(TODAY), Some("fun")),
                action("d", "Bo", None, Some("speed")),
                action("e", "", None, Some("fun")),
                action("f", "Zoe", past, None),
                action("g", "Bo", None, None),
            ],
        ),
        session("other", date(2026, 9, 1), vec![action("h", "", None, None)]),
    ];
    let workspace = workspace(&[("Zebra", true), ("Apex", true)]);
    let board = Board::new(&workspace, TODAY, &pasts(&sessions), actions(None, false));
    assert_eq!(texts(&board), ["f", "a", "d", "c", "g", "e", "b", "h"]);
    assert_eq!((board.open(), board.overdue()), (8, 2));
    assert_eq!(board.items[0].overdue, Some(19));
    assert!(board.items[3].overdue.is_none(), "what is due today is not late");
    let topic = board.items[2].topic.clone().unwrap();
    assert_eq!(
        (topic.key.as_str(), topic.name.as_str()),
        ("flow", "Flow"),
        "found again by an alias"
    );
}

#[test]
fn of_what_is_overdue_the_most_days_late_come_first_whoever_does_them() {
    let late = |text: &str, owner: &str, day: i8| {
        action(text, owner, Some(date(2026, 11, day)), Some("fun"))
    };
    let sessions = [
        session("Apex", date(2026, 8, 1), vec![late("10 days", "Zoe", 10), late("3", "", 17)]),
        session("Zebra", date(2026, 9, 1), vec![late("5", "Ana", 15), late("10 too", "Ana", 10)]),
    ];
    let workspace = workspace(&[("Zebra", true), ("Apex", true)]);
    let board = Board::new(&workspace, TODAY, &pasts(&sessions), actions(None, false));
    assert_eq!(texts(&board), ["10 too", "10 days", "5", "3"]);
}

#[test]
fn the_name_that_a_template_has_for_a_dimension_moves_no_item() {
    let items = ["fun", "flow"].map(|key| action(key, "Ana", None, Some(key)));
    let sessions = [session("A", date(2026, 8, 1), items.to_vec())];
    let named = |flow: &str| {
        let mut workspace = workspace(&[("A", true)]);
        workspace.templates[0].dimensions[0].name = flow.to_owned();
        let board = Board::new(&workspace, TODAY, &pasts(&sessions), actions(None, false));
        board.items.into_iter().map(|item| item.text).collect::<Vec<_>>()
    };
    assert_eq!(named("Flow"), ["flow", "fun"]);
    assert_eq!(named("Zest"), named("Flow"));
}

#[test]
fn without_all_only_what_is_still_to_be_done_is_there_and_nothing_done_is_late() {
    let mut done = action("done", "", Some(date(2026, 1, 1)), None);
    done.step(ActionStep::Done, date(2026, 2, 1));
    let mut carried = action("carried", "", None, None);
    carried.step(ActionStep::Carried, date(2026, 2, 1));
    let sessions = [session("A", date(2025, 12, 1), vec![done, carried])];
    let workspace = workspace(&[]);
    let board = |all| Board::new(&workspace, TODAY, &pasts(&sessions), actions(None, all));
    assert_eq!(texts(&board(false)), ["carried"]);
    assert_eq!((texts(&board(true)), board(true).overdue()), (vec!["done", "carried"], 0));
    let last = Some(StateChange { date: date(2026, 2, 1), step: ActionStep::Carried });
    assert_eq!(board(false).items[0].standing, Standing::Action(ActionState::Open, last));
}

#[test]
fn an_experiment_is_over_only_with_a_word_that_says_so() {
    let tried = |text: &str, state: &str| Experiment {
        text: text.into(),
        state: state.into(),
        review: Some(date(2026, 11, 10)),
        ..Experiment::default()
    };
    let mut of = session("A", date(2026, 10, 1), Vec::new());
    of.experiments =
        vec![tried("a", "running"), tried("b", ""), tried("c", " Worked "), tried("d", "on hold")];
    let sessions = [of];
    let wanted = Wanted { kind: ItemKind::Experiments, team: None, all: false };
    let board = Board::new(&workspace(&[]), TODAY, &pasts(&sessions), wanted);
    assert_eq!(texts(&board), ["a", "b", "d"]);
    assert!(board.items.iter().all(|item| item.overdue == Some(10)));
}

#[test]
fn a_team_that_does_not_share_is_neither_shown_nor_counted_unless_it_is_named() {
    let late = || vec![action("own", "", Some(date(2026, 1, 1)), None)];
    let sessions =
        [session("secret", date(2025, 12, 1), late()), session("A", date(2025, 12, 1), Vec::new())];
    let workspace = workspace(&[("A", true), ("Secret", false)]);
    let board = |team| Board::new(&workspace, TODAY, &pasts(&sessions), actions(team, true));
    assert_eq!(board(None), Board { kind: ItemKind::Actions, today: TODAY, items: Vec::new() });
    assert_eq!((texts(&board(Some("SECRET"))), board(Some("secret")).overdue()), (vec!["own"], 1));
    assert_eq!(board(Some("secret")).items[0].team, "Secret", "as the workspace spells it");
    assert_eq!(texts(&board(Some("A"))), [""; 0]);
}

proptest! {
    #[test]
    fn the_board_depends_neither_on_the_order_of_files_nor_does_its_order_on_health(
        given in prop::collection::vec((0..3_usize, 0..3_usize, prop::option::of(0..40_i32), any::<bool>()), 12),
        lights in prop::collection::vec(prop::sample::select(Light::ALL.to_vec()), 12),
        order in Just((0..6).collect::<Vec<usize>>()).prop_shuffle(),
        swapped in Just(vec![Light::Green, Light::Yellow, Light::Red]).prop_shuffle(),
    ) {
        let workspace = workspace(&[("C", true), ("A", true), ("S", false)]);
        let of = |at: usize, map: &dyn Fn(Light) -> Light| {
            let actions = given[at * 2..at * 2 + 2].iter().map(|(owner, topic, due, done)| {
                let due = due.map(|days| TODAY.saturating_add(jiff::ToSpan::days(days - 20)));
                let owner = ["Ana", "", "bo"][*owner];
                let topic = [None, Some("fun"), Some("speed")][*topic];
                let mut action = action("same", owner, due, topic);
                if *done {
                    action.step(ActionStep::Done, TODAY);
                }
                action
            });
            let team = ["A", "B", "C", "b", "S", "D"][at];
            let mut session = session(team, date(2026, 1, 1), actions.collect());
            let card = |(key, light): (&str, &Light)| {
                let name = key.into();
                let dimension = Dimension { key: key.into(), name, ..Dimension::default() };
                let agreed = Agreed { vote: Some(Vote::Light(map(*light))), direction: None };
                Card { agreed, ..Card::new(dimension) }
            };
            let cards = std::iter::zip(["fun", "speed"], &lights[at * 2..]);
            session.cards = cards.map(card).collect();
            session
        };
        let sessions: Vec<Session> = (0..6).map(|at| of(at, &|light| light)).collect();
        let board = Board::new(&workspace, TODAY, &pasts(&sessions), actions(None, true));
        let shared = given.len() - 2;
        prop_assert_eq!(board.items.len(), shared);
        prop_assert!(board.items.is_sorted_by_key(|item| item.overdue.is_none()));

        let shuffled: Vec<Session> = order.iter().map(|at| sessions[*at].clone()).collect();
        let mut other = Board::new(&workspace, TODAY, &pasts(&shuffled), actions(None, true));
        for item in &mut other.items {
            item.session = order[item.session];
        }
        let facts = |board: &Board| -> Vec<Item> {
            // Two teams of one slug on one day are one team: which of its two files comes first is
            // no fact.
            board.items.iter().map(|item| Item { session: 0, ..item.clone() }).collect()
        };
        prop_assert_eq!(facts(&other), facts(&board));

        let turned = |light: Light| swapped[Light::ALL.iter().position(|l| *l == light).unwrap()];
        let permuted: Vec<Session> = (0..6).map(|at| of(at, &turned)).collect();
        let permuted = Board::new(&workspace, TODAY, &pasts(&permuted), actions(None, true));
        prop_assert_eq!(permuted, board);
    }
}
