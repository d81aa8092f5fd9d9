//! The oracle itself: worked by hand where a figure is known, and whether its workspaces hold what
//! is rare. An oracle that never meets a joined card says nothing about one.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::date;

use crate::plain::{Ballots, Levels, Light, Session, Vote, Workspace};
use crate::rules::fraction::Fraction;
use crate::rules::{course, history, says, scale, score, trend, votes};
use crate::world::World;

fn levels(min: i64, max: i64, step: i64) -> Levels {
    let (labels, as_of) = (BTreeMap::new(), String::new());
    let lights = None;
    Levels { min, max, step, lights, unlit: false, labels, reversed: false, as_of }
}

#[test]
fn bands_are_three_equal_parts_with_borders_rounded_up() {
    // 1 to 5 in whole steps: 1 + 4/3 is 2.33 and so 3, 1 + 8/3 is 3.67 and so 4.
    let five = Some(levels(1000, 5000, 1000));
    let light = |level| scale::light(&five, Vote::Level(level)).unwrap();
    assert_eq!(
        [1000, 2000, 3000, 4000].map(light).map(scale::light_word),
        ["red", "red", "yellow", "green"]
    );
    // A mean that is not quite there is not there.
    let nearly = Fraction::new(3_999_999, 1000);
    assert_eq!(scale::light_of_health(&five, nearly), Some(Light::Yellow));
    let reversed = Some(Levels { reversed: true, ..levels(1000, 5000, 1000) });
    assert_eq!(scale::light(&reversed, Vote::Level(5000)), Some(Light::Red));
}

#[test]
fn figures_never_say_more_than_is_so() {
    let told = [0.0, 0.001, 0.499, 0.699, 0.7, 0.996, 1.0].map(votes::figure);
    assert_eq!(told, ["0.00", "0.01", "0.49", "0.69", "0.70", "0.99", "1.00"]);
    let third = Fraction::new(10_000, 3);
    assert_eq!((third.down(), third.up()), ("3.33".to_owned(), "3.34".to_owned()));
    let below = Fraction::whole(0) - third;
    assert_eq!((below.down(), below.up()), ("-3.34".to_owned(), "-3.33".to_owned()));
    assert_eq!([2500, 3000, -250].map(scale::level_word), ["2.5", "3", "-0.25"]);
}

#[test]
fn a_team_is_known_by_its_slug() {
    assert_eq!(history::slug("Beta Two"), history::slug("BETA-two"));
}

/// Counts over the workspaces of a few hundred seeds what must not be missing in them.
#[test]
fn workspaces_hold_what_is_rare() {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let mut courses: BTreeSet<String> = BTreeSet::new();
    let mut abouts: BTreeSet<&str> = BTreeSet::new();
    for seed in 0..80 {
        let world = World::new(seed, date(2026, 11, 27));
        let folder = tempfile::tempdir().unwrap();
        world.write(folder.path());
        let workspace = Workspace::read(folder.path());
        for (what, number) in rare(&workspace) {
            *found.entry(what).or_default() += number;
        }
        let teams: BTreeSet<String> =
            workspace.sessions.iter().map(|session| history::slug(&session.team)).collect();
        for team in teams {
            let sessions = history::of_team(&workspace, &team);
            for row in trend::rows(&workspace, &sessions) {
                let word = course::word(&workspace, &sessions, &row.key);
                courses.extend(word.split(' ').next().map(str::to_owned));
            }
        }
        for session in workspace.sessions.iter().filter(|_| seed % 3 == 0) {
            abouts.extend(says::says(&workspace, session).iter().map(|line| line.about));
        }
    }
    let missing: Vec<_> = found.iter().filter(|(_, number)| **number < 8).collect();
    assert!(missing.is_empty(), "hardly ever: {missing:?}");
    let words = ["better", "falling", "green", "red", "rising", "split", "unchanged", "until"];
    for word in words.into_iter().chain(["worse", "yellow"]) {
        assert!(courses.contains(word), "no row is `{word}`: {courses:?}");
    }
    assert_eq!(abouts.len(), 9, "{abouts:?}");
}

/// How often each rare thing is in a workspace.
fn rare(workspace: &Workspace) -> Vec<(&'static str, usize)> {
    let all = &workspace.sessions;
    let cards = || all.iter().flat_map(|session| session.cards.iter().map(move |c| (session, c)));
    let key = |(session, card): (&Session, &_)| history::key_of(workspace, session, card);
    let counted = |n: usize, is: bool| if is { n } else { 0 };
    let mut joined = 0;
    for session in all {
        let keys: BTreeSet<String> =
            session.cards.iter().map(|card| key((session, card))).collect();
        joined += session.cards.len() - keys.len();
    }
    let below = cards().filter(|(session, card)| match &card.ballots {
        Ballots::Counted(counts) => !session.named && votes::number(counts) < workspace.threshold,
        _ => false,
    });
    let hidden = cards().filter(|(_, card)| matches!(card.ballots, Ballots::Hidden)).count();
    let levels = || cards().filter_map(|(_, card)| card.dimension.scale.as_ref());
    let alias = cards().filter(|(session, card)| key((session, card)) != card.dimension.key);
    let without = |session: &&Session| {
        let of_votes = score::of_votes(session, workspace.threshold);
        of_votes.is_none() && score::of_agreed(session).is_some()
    };
    let same_day = |pair: &&[Session]| pair[0].team == pair[1].team && pair[0].date == pair[1].date;
    vec![
        ("joined cards", joined),
        ("old keys", alias.count()),
        ("votes below the threshold", below.count()),
        ("hidden votes", hidden),
        (
            "skipped cards that were agreed on",
            cards().filter(|(_, card)| card.skipped && card.vote.is_some()).count(),
        ),
        ("reversed levels", levels().filter(|levels| levels.reversed).count()),
        ("decimals", levels().filter(|levels| levels.step % 1000 != 0).count()),
        ("bands of their own", levels().filter(|levels| levels.lights.is_some()).count()),
        ("levels without a light in the middle", levels().filter(|levels| levels.unlit).count()),
        ("two sessions on a day", all.windows(2).filter(same_day).count()),
        ("scores as agreed", all.iter().filter(without).count()),
        ("teams that do not share", workspace.teams.iter().filter(|team| !team.share).count()),
        (
            "own templates in the place of built-in ones",
            counted(3, workspace.own.iter().any(|own| own.key == "spotify")),
        ),
        ("open sessions", all.iter().filter(|session| session.open).count()),
        ("sessions opened again", all.iter().filter(|s| s.reopened.is_some()).count()),
        ("named sessions", all.iter().filter(|session| session.named).count()),
    ]
}

#[test]
fn a_spread_is_rounded_by_whole_numbers() {
    let told = |healths: &[i64]| votes::spread_figure(healths);
    assert_eq!([told(&[2500, 2250]), told(&[0, 290]), told(&[0, 2010])], ["0.13", "0.15", "1.01"]);
    assert_eq!(
        [told(&[2800; 6]), told(&[1000, 1001]), told(&[3000, 1000])],
        ["0.00", "0.01", "1.00"]
    );
}
