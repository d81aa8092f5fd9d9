//! What a session says, on the built-in methods and by hand.

use std::path::Path;

use Light::{Green, Red, Yellow};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use squadcheck::messages::InsightText;
use squadcheck::model::history::SummaryRef;
use squadcheck::model::insight::{self, InsightInput, InsightKind};
use squadcheck::model::{
    ActionItem, ActionState, Agreed, Ballot, Ballots, Direction, Experiment, Level, Light,
    Revealed, Session, State, Summary, Tally, Team, Vote, Voters, VotingMode, Workspace,
};
use squadcheck::store::{Store, session_from, workspace_from};

fn workspace() -> Workspace {
    Workspace::bare(Store::built_in_templates())
}

/// A closed check of `team` on a built-in template, in which nothing was said yet.
fn check(team: &str, template: &str, day: Date) -> Session {
    let workspace = workspace();
    let template = workspace.template(template).unwrap();
    let mut session = Session::new(team.into(), day, template, VotingMode::Hands, Voters::Count(6));
    session.state = State::Closed;
    session
}

/// Gives a card of levels these votes, as thousandths, and agrees on the first of them.
fn levels(session: &mut Session, key: &str, votes: &[i32]) {
    let at = session.card_index(key).unwrap();
    let mut tally = Tally::default();
    for vote in votes {
        tally.add_votes(Vote::Level(Level::thousandths(*vote)), 1);
    }
    session.cards[at].revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
    session.cards[at].agreed.vote =
        votes.first().map(|vote| Vote::Level(Level::thousandths(*vote)));
}

/// Gives a card of lights so many of each, and an agreed light and direction.
fn lights(
    session: &mut Session,
    key: &str,
    votes: [u32; 3],
    agreed: Light,
    direction: Option<Direction>,
) {
    let at = session.card_index(key).unwrap();
    let mut tally = Tally::default();
    for (light, count) in Light::ALL.into_iter().zip(votes) {
        tally.add_votes(Vote::Light(light), count);
    }
    session.cards[at].revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
    session.cards[at].agreed = Agreed { vote: Some(Vote::Light(agreed)), direction };
}

fn said(input: &InsightInput<'_>) -> Vec<InsightText> {
    InsightText::all(&insight::read(input))
}

fn read(session: &Session, earlier: &[&Session]) -> Vec<InsightText> {
    said(&InsightInput { workspace: &workspace(), session, earlier, elsewhere: &[] })
}

fn of(kind: InsightKind, lines: &[InsightText]) -> Vec<&InsightText> {
    lines.iter().filter(|line| line.kind == kind).collect()
}

const NOW: Date = date(2026, 11, 20);
const LAST: Date = date(2026, 8, 20);
const FIRST: Date = date(2026, 5, 20);

#[test]
fn dora_at_2_5_suggests_practices_for_the_weakest_and_none_that_is_on_the_way() {
    let mut session = check("A", "generative-culture", NOW);
    levels(&mut session, "culture", &[2500; 6]);
    levels(&mut session, "transformational-leadership", &[3000; 6]);
    levels(&mut session, "learning-culture", &[1500; 6]);
    levels(&mut session, "team-experimentation", &[3500; 6]);
    levels(&mut session, "well-being", &[3800; 6]);
    let lines = read(&session, &[]);
    let [rule] = of(InsightKind::Rule, &lines)[..] else { panic!("{lines:?}") };
    assert!(rule.says.starts_with("At 3 or less"), "{rule:?}");
    assert!(
        rule.reason.starts_with("score 2.50, 1 of 1 card, 6 votes, spread 0.00: 6 at 2.5"),
        "{rule:?}"
    );
    assert_eq!(rule.suggest.len(), 3);
    assert!(
        rule.suggest[0].starts_with("Hold retrospectives without blame"),
        "learning is weakest: {rule:?}"
    );
    // Once it is an action, the next one takes its place.
    let text = rule.suggest[0].clone();
    session.actions.push(ActionItem { text: text.to_uppercase(), ..ActionItem::default() });
    let lines = read(&session, &[]);
    assert!(!of(InsightKind::Rule, &lines)[0].suggest.contains(&text));
    session.actions[0].state = ActionState::Done;
    assert!(
        of(InsightKind::Rule, &read(&session, &[]))[0].suggest.contains(&text),
        "what is done may be done again"
    );
}

#[test]
fn dora_at_3_2_suggests_the_weakest_capability_beside_it() {
    let mut session = check("A", "generative-culture", NOW);
    levels(&mut session, "culture", &[3200; 6]);
    levels(&mut session, "transformational-leadership", &[3500; 6]);
    levels(&mut session, "learning-culture", &[3000; 6]);
    levels(&mut session, "team-experimentation", &[3500; 6]);
    levels(&mut session, "well-being", &[1800; 6]);
    let lines = read(&session, &[]);
    let [rule] = of(InsightKind::Rule, &lines)[..] else { panic!("{lines:?}") };
    assert!(rule.says.starts_with("Above 3"), "{rule:?}");
    assert!(
        rule.suggest[0].starts_with("Well-being") && rule.suggest[1].starts_with("Learning"),
        "{rule:?}"
    );
}

#[test]
fn a_target_is_reached_at_once_and_held_only_over_checks() {
    // Three items are reversed: 1 is their best answer. Six items at 5 and one at 4 make (6 * 5 +
    // 4) / 7 = 4.857.
    let safe = |day, low: i32| {
        let mut session = check("A", "psychological-safety", day);
        for card in session.cards.clone() {
            let reversed = card.dimension.scale.levels().unwrap().reversed;
            levels(&mut session, &card.dimension.key, &[if reversed { 1000 } else { 5000 }; 6]);
        }
        levels(&mut session, "skills-valued", &[low; 6]);
        session
    };
    let (first, last, now) = (safe(FIRST, 4000), safe(LAST, 4000), safe(NOW, 4000));
    let says = |session, earlier: &[&Session]| {
        let lines = read(session, earlier);
        (of(InsightKind::Target, &lines)[0].clone(), of(InsightKind::Rule, &lines).len())
    };
    let (target, rules) = says(&now, &[]);
    assert_eq!(target.says, "Above 4.0 for one check. The target is 2 checks in a row.");
    assert!(target.reason.starts_with("score about 4.85, 7 of 7 cards, 42 votes"), "{target:?}");
    assert_eq!(rules, 0);
    let (target, rules) = says(&now, &[&first, &last]);
    assert_eq!(target.says, "The target, above 4.0, is reached: 3 checks in a row.");
    assert_eq!(rules, 1, "the rule of the method says so, too");
    // Everybody says 5 to everything: three of the seven count as 1, (4 * 5 + 3 * 1) / 7 = 3.285.
    let mut eager = check("A", "psychological-safety", NOW);
    for card in eager.cards.clone() {
        levels(&mut eager, &card.dimension.key, &[5000; 6]);
    }
    let (target, _) = says(&eager, &[&last]);
    assert_eq!(target.says, "The target, a score above 4.0, is not reached.");
    assert!(target.reason.starts_with("score about 3.28,"), "{target:?}");
}

#[test]
fn what_moved_slides_and_stays_is_said_with_its_days() {
    let with = |day, speed, fun, value, direction| {
        let mut session = check("A", "spotify", day);
        lights(&mut session, "speed", [2, 2, 2], speed, None);
        lights(&mut session, "fun", [6, 0, 0], fun, direction);
        lights(&mut session, "value", [0, 0, 6], value, None);
        session
    };
    let first = with(FIRST, Red, Green, Red, None);
    let last = with(LAST, Red, Green, Red, Some(Direction::Worsening));
    let now = with(NOW, Yellow, Green, Red, Some(Direction::Worsening));
    let lines = read(&now, &[&first, &last]);
    let told = |kind| {
        of(kind, &lines).iter().map(|l| format!("{} {}", l.says, l.reason)).collect::<Vec<_>>()
    };
    assert_eq!(
        told(InsightKind::Moved),
        ["Speed is better than last time. agreed Red on 20 Aug 2026, Yellow now"]
    );
    assert_eq!(
        told(InsightKind::Sliding),
        [
            "Fun is getting worse (two checks in a row). the team said worsening on 20 Aug 2026 and now"
        ]
    );
    assert_eq!(
        told(InsightKind::Streak),
        ["Delivering value has been red for 3 checks in a row. agreed so since 20 May 2026"]
    );
    // Two of each: mean 1, 1 + 2 * 1/3 * log2(1 - 1/2) = 1/3.
    assert_eq!(
        told(InsightKind::Split),
        ["Speed: The team does not see this the same way. Hear both sides before you \
          agree. agreement 0.33, below 0.5: 2 Green, 2 Yellow, 2 Red"]
    );
}

#[test]
fn a_card_that_fell_twice_or_whose_middle_fell_slides_and_a_red_one_has_arrived() {
    let with = |day, votes, agreed| {
        let mut session = check("A", "spotify", day);
        lights(&mut session, "fun", votes, agreed, None);
        session
    };
    let sliding =
        |now: &Session, earlier: &[&Session]| of(InsightKind::Sliding, &read(now, earlier)).len();
    let (green, yellow) = (with(FIRST, [6, 0, 0], Green), with(LAST, [0, 6, 0], Yellow));
    assert_eq!(sliding(&with(NOW, [0, 0, 6], Red), &[&green, &yellow]), 0, "it is red");
    assert_eq!(sliding(&yellow, &[&green]), 0, "once is no slide");
    let middle = with(NOW, [2, 4, 0], Green);
    assert_eq!(
        sliding(&middle, &[&green]),
        1,
        "agreed green as before, and the vote in the middle is yellow"
    );
    let hidden = with(NOW, [1, 1, 0], Green);
    assert_eq!(sliding(&hidden, &[&green]), 0, "votes that are not shown say nothing");
}

#[test]
fn a_gap_between_word_and_deed_is_told_with_both_means() {
    let mut session = check("A", "generative-leadership", NOW);
    levels(&mut session, "ideals-said", &[5000; 6]);
    levels(&mut session, "ideals-done", &[2000, 2000, 2000, 3000, 3000, 3000]);
    let lines = read(&session, &[]);
    let rules = of(InsightKind::Rule, &lines);
    // Done: (3 * 2 + 3 * 3) / 6 = 2.5, and 5 - 2.5 = 2.5.
    assert!(
        rules.iter().any(|line| line
            .reason
            .starts_with("said 5.00 of 6 votes, done 2.50 of 6 votes, gap 2.50")),
        "{lines:?}"
    );
}

#[test]
fn of_votes_below_the_threshold_nothing_is_said_and_of_few_that_they_are_few() {
    let mut session = check("A", "psychological-safety", NOW);
    for card in session.cards.clone() {
        levels(&mut session, &card.dimension.key, &[1000, 5000]);
    }
    let lines = read(&session, &[]);
    assert_eq!(of(InsightKind::Caution, &lines).len(), 1);
    assert!(lines[0].says.starts_with("There are too few votes to show"), "{lines:?}");
    assert!(
        lines.iter().all(|line| !line.reason.contains("vote") || line.kind == InsightKind::Caution),
        "{lines:?}"
    );
    // Straight items were agreed at 1, reversed ones at 1, which counts as 5: (4 * 1 + 3 * 5) / 7.
    let [target] = of(InsightKind::Target, &lines)[..] else { panic!("{lines:?}") };
    assert_eq!(target.reason, "score about 2.71 as agreed, 7 of 7 cards: 3 at 5, 4 at 1");
    levels(&mut session, "safe-to-risk", &[1000, 1000, 5000]);
    let lines = read(&session, &[]);
    assert!(lines[0].says.starts_with("So few votes say little"), "{lines:?}");
}

#[test]
fn another_team_that_shares_is_learnt_from_and_one_that_does_not_is_not() {
    let with = |team: &str, day, agreed| {
        let mut session = check(team, "spotify", day);
        lights(&mut session, "speed", [2, 2, 2], agreed, None);
        session
    };
    let mut sessions = [
        with("Search", FIRST, Red),
        with("Search", LAST, Green),
        with("Secret", FIRST, Red),
        with("Secret", LAST, Green),
        with("A", FIRST, Red),
        with("A", LAST, Yellow),
    ];
    let text = "Cut the queue";
    for at in [0, 2] {
        let dimension = Some("speed".to_owned());
        sessions[at].actions.push(ActionItem {
            text: text.into(),
            dimension,
            ..ActionItem::default()
        });
    }
    sessions[0].experiments.push(Experiment {
        text: "Small steps".into(),
        dimension: Some("speed".into()),
        state: "worked".into(),
        learning: " ".into(),
        ..Experiment::default()
    });
    let now = with("A", NOW, Yellow);
    let summaries: Vec<Summary> = sessions.iter().map(Summary::new).collect();
    let pasts: Vec<SummaryRef<'_>> =
        summaries.iter().map(|session| SummaryRef { session, number: 1 }).collect();
    let mut workspace = workspace();
    workspace.teams =
        vec![Team { name: "secret".into(), people: Vec::new(), template: None, share: false }];
    let around =
        InsightInput { workspace: &workspace, session: &now, earlier: &[], elsewhere: &[] };
    let rises = insight::to_learn_from(&around, &pasts);
    assert_eq!(
        rises.iter().map(|rise| (&*rise.team, rise.before)).collect::<Vec<_>>(),
        [("Search", 0)]
    );
    let elsewhere: Vec<_> =
        rises.into_iter().map(|rise| (rise.clone(), &sessions[rise.before])).collect();
    let lines = said(&InsightInput { elsewhere: &elsewhere, ..around });
    let [line] = of(InsightKind::Elsewhere, &lines)[..] else { panic!("{lines:?}") };
    assert_eq!(
        line.says,
        "Speed improved for Search. They had agreed: \"Cut the queue\" (open); \"Small steps\" \
         (experiment, worked)"
    );
    assert_eq!(line.reason, "between 20 May 2026 and 20 Aug 2026");
    let mut shuffled = pasts.clone();
    shuffled.reverse();
    let again = insight::to_learn_from(&around, &shuffled);
    assert_eq!((again.len(), &*again[0].team), (1, "Search"));
}

#[test]
fn each_rise_elsewhere_is_told_once_also_if_two_cards_are_one_dimension() {
    let text = "squadcheck: 1\ntemplates:\n  - key: ours\n    dimensions: [{key: pager, name: \
                Pager, aliases: [mood]}]\n";
    let workspace = workspace_from(Path::new("healthcheck.yaml"), text.as_bytes()).unwrap();
    let session = |team: &str, day: &str, cards: &[(&str, &str)], more: &str| -> Session {
        let card = |(key, vote): &(&str, &str)| {
            format!("  - {{key: {key}, name: Pager, agreed: {{vote: {vote}}}}}\n")
        };
        let cards: String = cards.iter().map(card).collect();
        let text = format!(
            "squadcheck: 1\nteam: {team}\ndate: {day}\ntemplate: ours\nvoters: 6\ndimensions:\n\
             {cards}{more}state: closed\n"
        );
        session_from(Path::new("s.yaml"), text.as_bytes()).unwrap()
    };
    let actions = "actions: [{text: Write it down, dimension: pager}]\n";
    // Three checks on one day rise twice, the first time from an earlier day.
    let others = [
        session("Echo", "2026-05-22", &[("mood", "red")], actions),
        session("Echo", "2026-09-04", &[("mood", "yellow")], ""),
        session("Echo", "2026-09-04", &[("mood", "green")], ""),
    ];
    let now = session("A", "2026-09-14", &[("pager", "yellow"), ("mood", "yellow")], "");
    let summaries: Vec<Summary> = others.iter().map(Summary::new).collect();
    let pasts: Vec<SummaryRef<'_>> =
        (1..).zip(&summaries).map(|(number, session)| SummaryRef { session, number }).collect();
    let around =
        InsightInput { workspace: &workspace, session: &now, earlier: &[], elsewhere: &[] };
    let rises = insight::to_learn_from(&around, &pasts);
    let found: Vec<_> = rises.iter().map(|rise| (rise.before, rise.risen)).collect();
    assert_eq!(found, [(0, 1), (1, 2)]);
    let told = |others: &[Session]| -> Vec<String> {
        let elsewhere: Vec<_> =
            rises.iter().map(|rise| (rise.clone(), &others[rise.before])).collect();
        let lines = said(&InsightInput { elsewhere: &elsewhere, ..around });
        let lines = of(InsightKind::Elsewhere, &lines).into_iter();
        lines.map(|line| format!("{} {}", line.says, line.reason)).collect()
    };
    let line = |from: &str| {
        let says = "Pager improved for Echo. They had agreed: \"Write it down\" (open)";
        format!("{says} between {from} 2026 and 4 Sep 2026")
    };
    assert_eq!(told(&others), [line("22 May")]);
    // Something is agreed on before the second rise, too: that is another one.
    let [before, _, after] = others;
    let between = session("Echo", "2026-09-04", &[("mood", "yellow")], actions);
    assert_eq!(told(&[before, between, after]), [line("22 May"), line("4 Sep")]);
}

proptest! {
    #[test]
    fn it_says_the_same_whatever_the_order_of_the_ballots(
        votes in prop::collection::vec(1_i16..=5, 7),
        order in Just((0..7).collect::<Vec<usize>>()).prop_shuffle(),
    ) {
        let people: Vec<String> = (0..7).map(|n| format!("P{n}")).collect();
        let ballot = |vote: i16| -> Ballot {
            squadcheck::model::Answer::Vote(Vote::Level(Level::whole(vote))).into()
        };
        let with = |order: &[usize]| {
            let mut session = check("A", "psychological-safety", NOW);
            session.voters = Voters::People(people.clone());
            for card in &mut session.cards {
                let pairs = order.iter().zip(&people);
                let named = pairs.map(|(at, name)| (name.clone(), ballot(votes[*at])));
                card.revealed = Some(Revealed::Ballots(Ballots::Named(named.collect())));
            }
            session
        };
        let lines = read(&with(&[0, 1, 2, 3, 4, 5, 6]), &[]);
        prop_assert_eq!(&read(&with(&order), &[]), &lines);
        for line in &lines {
            for name in &people {
                prop_assert!(
                    !line.says.contains(name.as_str()) && !line.reason.contains(name.as_str())
                );
            }
        }
    }
}
