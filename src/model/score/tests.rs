//! Scores that were worked out by hand; the arithmetic is beside each.

use jiff::civil::date;

use super::*;
use proptest::prelude::*;

use crate::model::{
    Answer, Ballot, Ballots, Bands, Dimension, Revealed, Template, Voters, VotingMode,
};

fn levels(min: i16, max: i16, yellow: i32, green: i32) -> Levels {
    let mut levels = Levels::new(Level::whole(min), Level::whole(max), Level::thousandths(100));
    levels.lights = Bands {
        red: levels.min,
        yellow: Level::thousandths(yellow),
        green: Level::thousandths(green),
        unlit: false,
    };
    levels
}

fn one_to_five() -> Levels {
    levels(1, 5, 3000, 4000)
}

/// A card: key, scale, and the votes as they were answered.
type Asked<'a> = (&'a str, &'a Levels, &'a [(&'a str, u32)]);

/// A session with these cards.
fn session(cards: &[Asked<'_>]) -> Session {
    let dimension = |(key, levels, _): &Asked<'_>| Dimension {
        key: (*key).to_owned(),
        scale: Scale::Levels((*levels).clone()),
        ..Dimension::default()
    };
    let template =
        Template { dimensions: cards.iter().map(dimension).collect(), ..Template::default() };
    let mut session = Session::new(
        "T".into(),
        date(2026, 11, 20),
        &template,
        VotingMode::Hands,
        Voters::Count(9),
    );
    for (card, (_, _, votes)) in session.cards.iter_mut().zip(cards) {
        let mut tally = Tally::default();
        for (level, n) in *votes {
            tally.add_votes(card.dimension.scale.parse(level).unwrap(), *n);
        }
        card.revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
    }
    session
}

fn reversed(levels: &Levels) -> Levels {
    Levels { reversed: true, ..levels.clone() }
}

#[test]
fn equal_votes_spread_by_nothing_whatever_their_digits() {
    for level in ["2.8", "1.1", "3.3", "4.9"] {
        for n in 1..12 {
            let asked = session(&[("a", &one_to_five(), &[(level, n)])]);
            let score = of_session(&asked, 1).unwrap();
            assert_eq!(spread_figure(score.spread), "0.00", "{n} at {level}");
        }
    }
}

#[test]
fn an_item_counts_the_same_however_many_voted_on_it() {
    let scale = one_to_five();
    let session = session(&[("a", &scale, &[("5", 3)]), ("b", &scale, &[("1", 6), ("4", 3)])]);
    let score = of_session(&session, 3).unwrap();
    // a: 5. b: (6 * 1 + 3 * 4) / 9 = 18 / 9 = 2. Score: (5 + 2) / 2 = 3.5, not (15 + 18) / 12 =
    // 2.75.
    assert_eq!((score.mean.to_string().as_str(), score.light()), ("3.50", Some(Light::Yellow)));
    assert_eq!((score.items, score.asked, score.n()), (2, 2, 12));
    assert_eq!(score.distribution(), "3 at 5, 3 at 4, 6 at 1");
    // All votes: mean 33 / 12 = 2.75; squares 3 * 2.25² + 3 * 1.25² + 6 * 1.75² = 15.1875 + 4.6875
    // + 18.375 = 38.25; 38.25 / 12 = 3.1875, and its root is 1.785.
    assert!((score.spread - 1.785).abs() < 0.0005, "{}", score.spread);
}

#[test]
fn a_reversed_item_counts_from_the_other_end() {
    let (plain, turned) = (one_to_five(), reversed(&one_to_five()));
    let session = session(&[("a", &plain, &[("5", 4)]), ("b", &turned, &[("5", 4)])]);
    let score = of_session(&session, 3).unwrap();
    // a: 5. b: 6 - 5 = 1. Score: (5 + 1) / 2 = 3.
    assert_eq!(score.mean, Mean::of_level(Level::whole(3)));
    assert_eq!(score.distribution(), "4 at 5, 4 at 1");
    // b alone: 6 - 5 = 1, which is red.
    assert_eq!(of_card(&session.cards[1], &session, 3).unwrap().light(), Some(Light::Red));
}

#[test]
fn decimals_are_exact() {
    let scale = levels(1, 4, 2000, 3100);
    let votes: &[(&str, u32)] = &[("2.5", 2), ("3", 1), ("3.4", 1)];
    let session = session(&[("a", &scale, votes)]);
    // (2 * 2.5 + 3 + 3.4) / 4 = 11.4 / 4 = 2.85.
    assert_eq!(of_session(&session, 3).unwrap().mean, Mean::of_level(Level::thousandths(2850)));
}

#[test]
fn thirds_add_up_and_nothing_is_rounded_up_to_a_better_light() {
    let scale = one_to_five();
    let third = |session: &Session| of_session(session, 3).unwrap();
    // 11/3, 12/3 and 13/3: (11 + 12 + 13) / 9 = 4, which is green.
    let even = session(&[
        ("a", &scale, &[("4", 2), ("3", 1)]),
        ("b", &scale, &[("4", 3)]),
        ("c", &scale, &[("4", 2), ("5", 1)]),
    ]);
    assert_eq!(
        (third(&even).mean.to_string().as_str(), third(&even).light()),
        ("4.00", Some(Light::Green))
    );
    // (99 * 4 + 3.9) / 100 = 3.999: shown as 3.99, and yellow.
    let below = session(&[("a", &scale, &[("4", 99), ("3.9", 1)])]);
    assert_eq!(
        (third(&below).mean.to_string().as_str(), third(&below).light()),
        ("3.99", Some(Light::Yellow))
    );
    // Half at 3, half at 5: the mean is 4, as much as the bands ask for. Half at 2.9: (2.9 + 5) / 2
    // = 3.95, yellow.
    let split = session(&[("a", &scale, &[("2.9", 3), ("5", 3)])]);
    assert_eq!(
        (third(&split).mean.to_string().as_str(), third(&split).light()),
        ("3.95", Some(Light::Yellow))
    );
}

#[test]
fn a_mean_below_zero_is_rounded_down_too() {
    let scale = levels(-2, 2, 0, 1000);
    let session = session(&[("a", &scale, &[("-1", 2), ("0", 1)])]);
    // -2 / 3 = -0.6667, rounded down -0.67.
    assert_eq!(of_session(&session, 3).unwrap().mean.to_string(), "-0.67");
}

#[test]
fn what_is_missing_is_missing_and_not_zero() {
    let scale = one_to_five();
    let mut session = session(&[
        ("a", &scale, &[("4", 3)]),
        ("under-the-threshold", &scale, &[("1", 2)]),
        ("skipped", &scale, &[("1", 5)]),
        ("not-revealed", &scale, &[("1", 5)]),
        ("hidden", &scale, &[("1", 5)]),
        ("beside", &scale, &[("1", 5)]),
    ]);
    session.cards[2].skipped = true;
    session.cards[3].revealed = None;
    session.cards[4].revealed = Some(Revealed::Hidden);
    session.cards[5].dimension.beside = true;
    let score = of_session(&session, 3).unwrap();
    // Of five items one may be shown: 4.
    assert_eq!(
        (score.mean.to_string().as_str(), score.items, score.asked, score.n()),
        ("4.00", 1, 5, 3)
    );
    session.cards[0].skipped = true;
    assert_eq!(of_session(&session, 3), None);
    assert!(of_card(&session.cards[5], &session, 3).is_some());
    assert!(of_card(&session.cards[1], &session, 3).is_none());
}

#[test]
fn there_is_no_score_over_two_ranges_and_none_over_lights() {
    let (five, seven) = (one_to_five(), levels(1, 7, 3000, 5000));
    let mut mixed = session(&[("a", &five, &[("4", 3)]), ("b", &seven, &[("4", 3)])]);
    assert_eq!(of_session(&mixed, 3), None);
    mixed.cards[1].dimension.beside = true;
    assert_eq!(of_session(&mixed, 3).unwrap().asked, 1);
    mixed.cards[0].dimension.scale = Scale::TrafficLight;
    assert_eq!(of_session(&mixed, 3), None);
}

#[test]
fn the_gap_is_what_is_said_above_what_is_done() {
    let scale = one_to_five();
    let mut session = session(&[
        ("said", &scale, &[("5", 2), ("4", 1)]),
        ("done", &scale, &[("3", 2), ("2", 1)]),
        ("other-said", &scale, &[("4", 3)]),
        ("other-done", &scale, &[("5", 1), ("4", 2)]),
        ("third-said", &scale, &[("4", 3)]),
        ("third-done", &scale, &[("4", 2)]),
    ]);
    for (done, said) in [(1, "said"), (3, "other-said"), (5, "third-said")] {
        session.cards[done].dimension.pair = Some(said.into());
    }
    let gaps = gaps(&session, 3);
    let figures: Vec<Option<String>> =
        gaps.iter().map(|gap| gap.gap().map(Mean::rounded_up)).collect();
    // (5 + 5 + 4) / 3 = 14/3, (3 + 3 + 2) / 3 = 8/3: 6/3 = 2. 4 - 13/3 = -1/3, rounded up -0.33.
    // The third has two votes on what is done, fewer than the threshold: missing.
    assert_eq!(figures, [Some("2.00".into()), Some("-0.33".into()), None]);
    // (2 - 1/3) / 2 = 5/6 = 0.8333, rounded up 0.84.
    let mean = mean_gap(&gaps).map(|(mean, n)| (mean.rounded_up(), n));
    assert_eq!(mean, Some(("0.84".into(), 2)));
    assert_eq!(mean_gap(&[]), None);
}

proptest! {
    #[test]
    fn a_score_is_the_same_whatever_the_order_of_ballots(
        answers in proptest::collection::vec((10_i32..=50, any::<bool>()), 1..30),
        shuffled in any::<proptest::sample::Index>(),
    ) {
        let scale = Scale::Levels(one_to_five());
        let given = |answers: &[(i32, bool)]| {
            let mut tally = Tally::default();
            for (level, abstains) in answers {
                let vote = Vote::Level(Level::thousandths(level * 100));
                let answer = if *abstains { Answer::Abstained } else { Answer::Vote(vote) };
                tally.add(&Ballot::from(answer));
            }
            of_tally(&scale, &tally)
        };
        let mut other = answers.clone();
        other.rotate_left(shuffled.index(answers.len()));
        other.reverse();
        prop_assert_eq!(given(&answers), given(&other));
        // A mean lies between the least and the most healthy answer.
        if let Some(score) = given(&answers) {
            let levels: Vec<Level> = score.votes.keys().copied().collect();
            prop_assert!(Mean::of_level(levels[0]) <= score.mean);
            prop_assert!(score.mean <= Mean::of_level(levels[levels.len() - 1]));
        }
    }
}
