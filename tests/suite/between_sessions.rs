//! Every rule of every built-in method holds where it should, and not at its border; and what is
//! said between sessions, between scales, and between two cards of one dimension.

use std::path::Path;

use jiff::civil::{Date, date};
use squadcheck::export::{Report, json};
use squadcheck::messages::InsightText;
use squadcheck::model::history::SummaryRef;
use squadcheck::model::insight::{self, InsightInput};
use squadcheck::model::{
    Ballots, Condition, Level, Light, Metric, Revealed, Scale, Scope, Session, State, Summary,
    Tally, TeamGrid, Template, TemplateRule, Trend, Vote, Voters, VotingMode, Workspace,
};
use squadcheck::store::{Store, session_from, workspace_from};

const NOW: Date = date(2026, 11, 20);

/// An answer whose health is this: a level after reversal, or steps of a light above red.
fn answer(scale: &Scale, health: i32) -> Vote {
    match scale {
        Scale::TrafficLight => {
            let at = usize::try_from(health / 1000).unwrap();
            Vote::Light([Light::Red, Light::Yellow, Light::Green][at])
        }
        Scale::Levels(levels) => Vote::Level(levels.healthy(Level::thousandths(health))),
    }
}

/// The health of the best and the worst answer, and the step between two.
fn bounds(scale: &Scale) -> (i32, i32, i32) {
    scale.levels().map_or((2000, 0, 1000), |levels| {
        let in_thousandths = [levels.max, levels.min, levels.step].map(Level::in_thousandths);
        (in_thousandths[0], in_thousandths[1], in_thousandths[2])
    })
}

/// A closed check in which everybody gave each card this answer, and it was agreed on.
fn check(template: &Template, day: Date, health: impl Fn(usize, &Scale) -> i32) -> Session {
    let mut session = Session::new("A".into(), day, template, VotingMode::Hands, Voters::Count(6));
    session.state = State::Closed;
    for (at, card) in session.cards.iter_mut().enumerate() {
        let vote = answer(&card.dimension.scale, health(at, &card.dimension.scale));
        let mut tally = Tally::default();
        tally.add_votes(vote, 6);
        card.revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
        card.agreed.vote = Some(vote);
    }
    session
}

fn said(workspace: &Workspace, session: &Session, earlier: &[&Session]) -> Vec<InsightText> {
    InsightText::all(&insight::read(&InsightInput { workspace, session, earlier, elsewhere: &[] }))
}

fn holds(template: &Template, rule: &TemplateRule, sessions: &[Session]) -> bool {
    let workspace = Workspace::bare(vec![template.clone()]);
    let (session, earlier) = sessions.split_last().unwrap();
    let earlier: Vec<&Session> = earlier.iter().collect();
    said(&workspace, session, &earlier).iter().any(|line| line.says.ends_with(&rule.say))
}

/// Checks in which a rule holds, and such in which it just does not.
fn both(template: &Template, rule: &TemplateRule) -> [Vec<Session>; 2] {
    let days = [date(2025, 11, 20), date(2026, 5, 20), NOW];
    let best = |_: usize, scale: &Scale| bounds(scale).0;
    // The score is about all items, any other rule about the first card.
    let whole = rule.of == Scope::Score;
    let set = |value: i32| {
        move |at: usize, scale: &Scale| {
            let this = whole || at == 0;
            if this { value.clamp(bounds(scale).1, bounds(scale).0) } else { bounds(scale).0 }
        }
    };
    let step = bounds(&template.dimensions[0].scale).2;
    let bound = |bound: Vote| match (bound, template.dimensions[0].scale.levels()) {
        (Vote::Level(level), _) => level.in_thousandths(),
        (Vote::Light(light), None) => light.health() * 1000,
        (Vote::Light(Light::Red), Some(levels)) => levels.lights.yellow.in_thousandths() - step,
        (Vote::Light(Light::Yellow), Some(levels)) => levels.lights.green.in_thousandths() - step,
        (Vote::Light(Light::Green), Some(levels)) => levels.max.in_thousandths(),
    };
    let one = |value: i32| vec![check(template, NOW, set(value))];
    match &rule.when {
        Condition::AtMost(at) => [one(bound(*at)), one(bound(*at) + step)],
        Condition::Above(at) => [one(bound(*at) + step), one(bound(*at))],
        Condition::Held { above, sessions } => {
            let times = |first: i32| -> Vec<Session> {
                let last = &days[days.len() - *sessions as usize..];
                let value = |at: usize| if at == 0 { first } else { bound(*above) + step };
                let held = |(at, day): (usize, &Date)| check(template, *day, set(value(at)));
                last.iter().enumerate().map(held).collect()
            };
            [times(bound(*above) + step), times(bound(*above))]
        }
        Condition::Fell { by, .. } => {
            let fall = |by: i32| {
                let now = move |at: usize, scale: &Scale| {
                    bounds(scale).0 - if whole || at == 0 { by } else { 0 }
                };
                vec![check(template, days[1], best), check(template, NOW, now)]
            };
            let steps = (by.in_thousandths() + step - 1) / step * step;
            [fall(steps), fall(steps - step)]
        }
        Condition::Split(_) => {
            let mut split = check(template, NOW, best);
            let scale = split.cards[0].dimension.scale.clone();
            let mut tally = Tally::default();
            tally.add_votes(answer(&scale, bounds(&scale).0), 3);
            tally.add_votes(answer(&scale, bounds(&scale).1), 3);
            split.cards[0].revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
            [vec![split], one(bounds(&template.dimensions[0].scale).0)]
        }
        Condition::Gap(by) => {
            let gap = |by: i32| {
                let done = template.dimensions.iter().position(|d| d.pair.is_some()).unwrap();
                let now = move |at: usize, scale: &Scale| {
                    bounds(scale).0 - if at == done { by } else { 0 }
                };
                vec![check(template, NOW, now)]
            };
            [gap(by.in_thousandths()), gap(by.in_thousandths() - step)]
        }
    }
}

#[test]
fn every_rule_of_every_method_holds_where_it_should_and_not_at_its_border() {
    for template in Store::built_in_templates() {
        for rule in &template.rules {
            let [holding, border] = both(&template, rule);
            assert!(holds(&template, rule, &holding), "{} {:?}", template.key, rule.when);
            assert!(!holds(&template, rule, &border), "{} {:?}", template.key, rule.when);
        }
    }
}

fn workspace(templates: &str) -> Workspace {
    let text = format!("squadcheck: 1\ntemplates:\n{templates}");
    workspace_from(Path::new("healthcheck.yaml"), text.as_bytes()).unwrap()
}

/// A closed session of a day, with these cards.
fn session(day: &str, template: &str, cards: &[&str]) -> Session {
    let cards: Vec<String> = cards.iter().map(|card| format!("  - {{{card}}}\n")).collect();
    let cards = cards.concat();
    let text = format!(
        "squadcheck: 1\nteam: A\ndate: {day}\ntemplate: {template}\nvoters: 6\ndimensions:\n\
         {cards}state: closed\n"
    );
    session_from(Path::new("s.yaml"), text.as_bytes()).unwrap()
}

const OTHER: &str = "key: other, name: Other";

const LEVELS: &str = "  - key: ours\n    scale: {min: 1, max: 5, lights: {yellow: 3, green: 4}}\n    \
     target: {above: 3, sessions: 2}\n    dimensions: [{key: trust, name: Trust}]\n    rules:\n      \
     - {when: {fell: {by: 1}}, say: It fell.}\n      \
     - {when: {at-most: yellow}, of: each, say: Not green.}\n      \
     - {when: {fell: {by: 1}}, of: each, say: The card fell.}\n";

#[test]
fn nothing_is_claimed_over_a_change_of_scale() {
    let workspace = workspace(LEVELS);
    let seven =
        "key: trust, name: Trust, scale: {min: 1, max: 7}, votes: {5: 4}, agreed: {vote: 5}";
    let five = "key: trust, name: Trust, scale: {min: 1, max: 5, lights: {yellow: 3, green: 4}}, \
                votes: {4: 4}, agreed: {vote: 4}";
    let (then, now) =
        (session("2026-08-20", "ours", &[seven]), session("2026-11-20", "ours", &[five]));
    let lines = said(&workspace, &now, &[&then]);
    let says: Vec<&str> = lines.iter().map(|line| line.says.as_str()).collect();
    let target = "Above 3.0 for one check. The target is 2 checks in a row.";
    assert!(says.contains(&target), "{says:?}");
    assert!(
        !says.iter().any(|line| line.contains("fell") || line.contains("last time")),
        "{says:?}"
    );
    let summaries = [&then, &now].map(Summary::new);
    let trend = Trend::new(&workspace, "A", &summaries.each_ref());
    assert_eq!(trend.rows[0].said[1].as_ref().unwrap().change, None);
    // The older session is read by lights alone: its levels are not those of today.
    let lines = said(&workspace, &then, &[]);
    assert!(!lines.iter().any(|line| line.says.starts_with("Above")), "{lines:?}");
}

#[test]
fn a_card_that_was_renamed_against_a_built_in_one_is_one_row_under_its_own_name() {
    let workspace = workspace(
        "  - key: ours\n    extends: spotify\n    drop: [speed]\n    add: [{key: flow, name: Flow, \
         aliases: [speed, tempo]}]\n",
    );
    let light = |key: &str, vote: &str| {
        format!("key: {key}, name: {key}, votes: {{{vote}: 4}}, agreed: {{vote: {vote}}}")
    };
    let all = [
        session("2026-02-20", "spotify", &[&light("speed", "red")]),
        session("2026-05-20", "westrum", &[OTHER]),
        session("2026-08-20", "ours", &[&light("flow", "red")]),
        session("2026-11-20", "spotify", &[&light("speed", "green"), &light("tempo", "yellow")]),
    ];
    let summaries: Vec<Summary> = all.iter().map(Summary::new).collect();
    let trend = Trend::new(&workspace, "A", &summaries.iter().collect::<Vec<_>>());
    let keys: Vec<&str> = trend.rows.iter().map(|row| row.key.as_str()).collect();
    assert_eq!(keys, ["flow", "other"]);
    let row = &trend.rows[0];
    // Of two cards the less healthy stands, and the other one is named.
    assert_eq!(row.cells[3].as_ref().and_then(|cell| cell.light), Some(Light::Yellow));
    let joined = &row.said[3].as_ref().unwrap().joined;
    assert_eq!(joined.iter().map(|card| card.name.as_str()).collect::<Vec<_>>(), ["speed"]);
    assert!(json::trend(&trend).contains("\"dimension\": \"speed\""), "{}", json::trend(&trend));
    let earlier: Vec<&Session> = all[..3].iter().collect();
    let lines = said(&workspace, &all[2], &earlier[..2]);
    let streak = "flow has been red for 2 checks in a row.";
    assert!(lines.iter().any(|line| line.says == streak), "{lines:?}");
    let pasts: Vec<SummaryRef<'_>> =
        summaries.iter().map(|session| SummaryRef { session, number: 1 }).collect();
    let grid = TeamGrid::new(&workspace, NOW, &pasts);
    assert_eq!(grid.rows[0].name, "Flow", "as the workspace's own template has it");
    assert_eq!(grid.rows[0].sign(0, Metric::Agreed), row.sign(3, Metric::Agreed));
}

#[test]
fn a_skipped_card_and_other_methods_do_not_hide_the_last_time() {
    let workspace = Workspace::bare(Store::built_in_templates());
    let card = |vote: &str, more: &str| {
        format!("key: speed, name: Speed, votes: {{{vote}: 4}}, agreed: {{vote: {vote}}}{more}")
    };
    let all = [
        session("2026-02-20", "spotify", &[&card("red", "")]),
        session("2026-05-20", "spotify", &[&card("green", ", skipped: true")]),
        session("2026-06-20", "westrum", &[OTHER]),
        session("2026-07-20", "experimentation", &[OTHER]),
        session("2026-11-20", "spotify", &[&card("yellow", "")]),
        session("2026-11-21", "westrum", &[OTHER]),
        session("2026-11-22", "experimentation", &[OTHER]),
    ];
    let summaries: Vec<Summary> = all.iter().map(Summary::new).collect();
    let trend = Trend::new(&workspace, "A", &summaries.iter().collect::<Vec<_>>());
    let speed = trend.rows.iter().find(|row| row.key == "speed").unwrap();
    let course = speed.course.map(|course| format!("{course:?}"));
    assert_eq!(course.as_deref(), Some("Step(Better)"), "a rotation of three ends no row");
    let earlier: Vec<&Session> = all[..4].iter().collect();
    let report =
        Report { workspace: &workspace, session: &all[4], earlier: &earlier, elsewhere: &[] };
    assert_eq!(report.last()[0].unwrap().date, date(2026, 2, 20));
    let other: Vec<Summary> = all[..5]
        .iter()
        .map(|session| Summary::new(&Session { team: "B".into(), ..session.clone() }))
        .collect();
    let pasts: Vec<SummaryRef<'_>> =
        other.iter().map(|session| SummaryRef { session, number: 1 }).collect();
    let rises = insight::rises(&workspace, &pasts, "A", NOW, &["speed".to_owned()]);
    assert_eq!(
        rises.iter().map(|rise| (rise.before, rise.from)).collect::<Vec<_>>(),
        [(0, date(2026, 2, 20))]
    );
}
