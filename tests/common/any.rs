//! Any session at all, with the texts that YAML stumbles over.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use squadcheck::model::{
    ActionItem, ActionState, ActionStep, Agreed, Answer, Ballot, Ballots, Bands, Card, Dimension,
    Direction, Experiment, ExperimentOutcome, ExperimentStep, Extra, Level, Levels, Light, Miss,
    MissTally, RawValue, Revealed, Scale, Session, SessionIds, State, StateChange, Tally, Vote,
    Voters, VotingMode,
};

const NASTY: [&str; 40] = [
    "no",
    "yes",
    "null",
    "~",
    "true",
    "1:30",
    "=",
    "1e3",
    "0x1F",
    "007",
    "2026-11-20",
    ".inf",
    "<<",
    "*a",
    "&a",
    "!x",
    "- a",
    "a: b",
    "a #b",
    "# c",
    "{a}",
    "[b]",
    "\"",
    "'",
    "\\",
    "\\n",
    "%",
    "@",
    "`",
    "|",
    ">",
    " lead",
    "trail ",
    "\t",
    "\n",
    "\r\n",
    "a\u{85}b",
    "a\u{2028}b\u{2029}",
    "\u{feff}",
    "<<<<<<< ours",
];

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&NASTY[..]).prop_map(str::to_owned),
        vec(any::<char>(), 0..12).prop_map(String::from_iter),
        vec(select(&NASTY[..]), 1..4).prop_map(|parts| parts.concat()),
        select(
            &[
                "Ana",
                "Dörte",
                "👩\u{200d}👩\u{200d}👧",
                "\0\u{1b}[2J",
                "\u{fffe}\u{10ffff}",
                "東京",
                "{{{{[[[["
            ][..]
        )
        .prop_map(str::to_owned),
        (200_usize..1500).prop_map(|n| "long \"text\" ".repeat(n / 10)),
    ]
}

pub fn name() -> impl Strategy<Value = String> {
    text().prop_filter("not empty", |text| !text.is_empty())
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        select(&["fun", "speed", "on-call", "team_work", "hidden"][..]).prop_map(str::to_owned),
        name()
    ]
}

fn date() -> impl Strategy<Value = Date> {
    (1970_i16..2200, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

pub fn scale() -> impl Strategy<Value = Scale> {
    let range = select(
        &[(1, 7, 1000), (0, 10, 1000), (1, 4, 500), (-2, 2, 250), (1, 2, 1000), (1, 5, 125)][..],
    );
    let texts = || vec((0_usize..40, text()), 0..4);
    let levels = (range, any::<bool>(), texts(), texts(), any::<bool>(), text());
    let levels =
        levels.prop_map(|((min, max, step), reversed, labels, descriptions, own, as_of)| {
            let mut levels =
                Levels::new(Level::whole(min), Level::whole(max), Level::thousandths(step));
            let all = all_levels(&levels);
            for (at, label) in labels {
                levels.labels.insert(all[at % all.len()], label);
            }
            for (at, description) in descriptions {
                levels.descriptions.insert(all[at % all.len()], description);
            }
            levels.as_of = as_of;
            if own && all.len() > 2 {
                levels.lights =
                    Bands { red: all[0], yellow: all[1], green: all[2], unlit: reversed };
            }
            levels.reversed = reversed;
            Scale::Levels(levels)
        });
    prop_oneof![Just(Scale::TrafficLight), levels]
}

fn all_levels(levels: &Levels) -> Vec<Level> {
    let range = levels.min.in_thousandths()..=levels.max.in_thousandths();
    let step = usize::try_from(levels.step.in_thousandths()).unwrap();
    range.step_by(step).map(Level::thousandths).collect()
}

fn votes(scale: &Scale) -> Vec<Vote> {
    match scale {
        Scale::TrafficLight => Light::ALL.map(Vote::Light).into(),
        Scale::Levels(levels) => all_levels(levels).into_iter().map(Vote::Level).collect(),
    }
}

fn direction() -> impl Strategy<Value = Direction> {
    select(&Direction::ALL[..])
}

fn tally(scale: &Scale) -> impl Strategy<Value = Tally> + use<> {
    let votes = btree_map(select(votes(scale)), 1_u32..90, 0..4);
    let directions = btree_map(direction(), 1_u32..90, 0..3);
    (votes, directions, 0_u32..9, vec(text(), 0..3)).prop_map(
        |(votes, directions, abstained, mut comments)| {
            comments.sort();
            Tally { votes, directions, abstained, comments }
        },
    )
}

fn ballot(scale: &Scale) -> impl Strategy<Value = Ballot> + use<> {
    let answer =
        prop_oneof![3 => select(votes(scale)).prop_map(Answer::Vote), 1 => Just(Answer::Abstained)];
    (option::of(answer), option::of(direction()), option::of(text()))
        .prop_map(|(answer, direction, comment)| Ballot { answer, direction, comment })
}

fn ballots(scale: &Scale, voters: &Voters) -> BoxedStrategy<Ballots> {
    match voters {
        Voters::Count(_) => tally(scale).prop_map(Ballots::Tally).boxed(),
        Voters::People(people) => {
            let who = subsequence(people.clone(), 0..=people.len());
            let scale = scale.clone();
            let all = who.prop_flat_map(move |who| {
                let given = vec(ballot(&scale), who.len());
                given.prop_map(move |given| who.clone().into_iter().zip(given).collect())
            });
            all.prop_map(Ballots::Named).boxed()
        }
    }
}

/// Words that some reader of YAML takes for something else than text.
const BARE: &[&str] = &[
    "yes",
    "No",
    "ON",
    "off",
    "y",
    "N",
    "TRUE",
    "False",
    ".inf",
    "-.INF",
    "+.inf",
    ".NaN",
    "012",
    "0x1F",
    "0o17",
    "0b101",
    "1_000",
    "1:30",
    "12:30:45.5",
    "2026-11-20",
    "2026-1-2",
    "2026-11-20T12:00:00Z",
    "2026-11-20 12:00:00 +01:00",
    "1e400",
    "1.50",
    "+7",
    "-0",
    ".5",
    "1.",
    "-.5",
    "18446744073709551616",
    "1e3",
    "1.2.3",
    "7up",
];

/// A number as people type it.
fn bare(value: f64) -> String {
    if value.is_nan() {
        ".nan".to_owned()
    } else if value.is_infinite() {
        format!("{}.inf", if value < 0.0 { "-" } else { "" })
    } else {
        format!("{value:?}")
    }
}

/// Values without meaning. Keys of one map differ in their text.
pub fn plain() -> impl Strategy<Value = RawValue> {
    let leaf = prop_oneof![
        Just(RawValue::Null),
        any::<bool>().prop_map(|value| RawValue::Bare(value.to_string())),
        any::<i128>().prop_map(|value| RawValue::Bare(value.to_string())),
        any::<f64>().prop_map(|value| RawValue::Bare(bare(value))),
        "[+-]?(0[xob])?[0-9]{1,60}".prop_map(RawValue::Bare),
        select(BARE).prop_map(|word| RawValue::Bare(word.to_owned())),
        text().prop_map(RawValue::Text),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let map = btree_map(text(), inner.clone(), 0..4);
        prop_oneof![
            vec(inner, 0..4).prop_map(RawValue::List),
            map.prop_map(|map| RawValue::Map(
                map.into_iter().map(|(k, v)| (RawValue::Text(k), v)).collect()
            )),
        ]
    })
}

fn extra() -> impl Strategy<Value = Extra> {
    let some = btree_map(text().prop_map(|t| format!("x{t}")), plain(), 0..3);
    prop_oneof![2 => Just(Extra::new()), 1 => some.prop_map(|map| map
        .into_iter()
        .map(|(key, value)| (RawValue::Text(key), value))
        .collect())]
}

fn card(key: String, voters: Voters) -> impl Strategy<Value = Card> {
    let wording = (name(), text(), text(), scale(), any::<bool>(), option::of(self::key()));
    wording.prop_flat_map(move |(name, awesome, crappy, scale, beside, pair)| {
        let key = key.clone();
        let dimension =
            Dimension { key, name, awesome, crappy, scale, beside, pair, ..Dimension::default() };
        let scale = dimension.scale.clone();
        let ballots = ballots(&scale, &voters).prop_map(Revealed::Ballots);
        let revealed = option::of(prop_oneof![4 => ballots, 1 => Just(Revealed::Hidden)]);
        let agreed = (option::of(select(votes(&scale))), option::of(direction()));
        (revealed, agreed, text(), any::<bool>(), extra()).prop_map(
            move |(revealed, (vote, direction), notes, skipped, extra)| Card {
                dimension: dimension.clone(),
                revealed,
                agreed: Agreed { vote, direction },
                notes,
                skipped,
                extra,
            },
        )
    })
}

fn action() -> impl Strategy<Value = ActionItem> {
    let change =
        (date(), select(&ActionStep::ALL[..])).prop_map(|(date, step)| StateChange { date, step });
    let what = (text(), text(), option::of(date()), option::of(name()));
    (what, select(&ActionState::ALL[..]), vec(change, 0..3), extra()).prop_map(
        |((text, owner, due, dimension), state, changes, extra)| ActionItem {
            text,
            owner,
            due,
            dimension,
            state,
            changes,
            extra,
        },
    )
}

fn experiment() -> impl Strategy<Value = Experiment> {
    let change = (date(), select(&ExperimentStep::ALL[..]))
        .prop_map(|(date, step)| StateChange { date, step });
    let what = (text(), text(), text(), text(), text(), text());
    let end = (option::of(select(&ExperimentOutcome::ALL[..])), text(), vec(change, 0..3));
    (what, option::of(date()), option::of(name()), text(), end, extra()).prop_map(
        |(
            (text, owner, hypothesis, limit, rollback, measure),
            review,
            dimension,
            state,
            (outcome, learning, changes),
            extra,
        )| Experiment {
            text,
            owner,
            hypothesis,
            limit,
            rollback,
            measure,
            review,
            dimension,
            state,
            outcome,
            learning,
            changes,
            extra,
        },
    )
}

pub fn voters() -> impl Strategy<Value = Voters> {
    let people = btree_set(name(), 1..5)
        .prop_map(|names: BTreeSet<String>| names.into_iter().rev().collect());
    prop_oneof![(0_u32..99).prop_map(Voters::Count), people.prop_map(Voters::People)]
}

fn miss() -> impl Strategy<Value = Option<Miss>> {
    let tally = (0_u32..9, 0_u32..9, 0_u32..9);
    let tally = tally
        .prop_map(|(would, unsure, would_not)| Miss::Tally(MissTally { would, unsure, would_not }));
    option::of(prop_oneof![Just(Miss::Hidden), tally])
}

pub fn session() -> impl Strategy<Value = Session> {
    let frame = (voters(), btree_set(key(), 0..4));
    frame.prop_flat_map(|(voters, keys)| {
        let keys: Vec<String> = keys.into_iter().rev().collect();
        let cards: Vec<_> =
            keys.iter().map(|key| card(key.clone(), voters.clone()).boxed()).collect();
        let focus = subsequence(keys.clone(), 0..=keys.len().min(Session::FOCUS));
        let id = option::of(any::<u64>().prop_map(|seed| SessionIds::new(seed).make()));
        let head = (id, name(), date(), option::of(name()), select(&VotingMode::ALL[..]));
        let follow = (vec(action(), 0..3), vec(experiment(), 0..2), vec(date(), 0..3));
        let left = match &voters {
            Voters::Count(_) => (0_u32..3).boxed(),
            Voters::People(_) => Just(0).boxed(),
        };
        let end = (select(&[State::Open, State::Closed][..]), left, extra());
        (head, cards, focus, miss(), follow, end).prop_map(
            move |(
                (id, team, date, template, way),
                cards,
                focus,
                miss,
                (actions, experiments, reopened),
                (state, left, extra),
            )| {
                let voters = voters.clone();
                Session {
                    id,
                    team,
                    date,
                    template,
                    way,
                    voters,
                    left,
                    cards,
                    focus,
                    miss,
                    actions,
                    experiments,
                    reopened,
                    state,
                    extra,
                    newer: None,
                }
            },
        )
    })
}

/// Ballots that may wait for the cards of this session.
pub fn waiting_cards(
    session: &Session,
) -> impl Strategy<Value = BTreeMap<String, Ballots>> + use<> {
    let open = session.cards.iter().filter(|card| card.revealed.is_none());
    let each: Vec<_> = open
        .map(|card| {
            let key = card.dimension.key.clone();
            ballots(&card.dimension.scale, &session.voters)
                .prop_map(move |ballots| (key.clone(), ballots))
                .boxed()
        })
        .collect();
    each.prop_map(|cards| cards.into_iter().collect())
}
