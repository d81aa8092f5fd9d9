//! A summary agrees with its session, and never shows what the session may not.

use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::model::{
    ActionItem, ActionState, Ballots, Card, Dimension, Direction, Revealed, Tally, Template, Vote,
    Voters,
};

fn session(voters: Voters, tally: [u32; 3], abstained: u32) -> Session {
    let mut session = Session::new(
        "Über uns".into(),
        date(2026, 11, 20),
        &Template::default(),
        VotingMode::Hands,
        voters,
    );
    let mut counted =
        Tally { votes: [].into(), directions: [].into(), abstained, comments: Vec::new() };
    for (light, count) in Light::ALL.into_iter().zip(tally) {
        counted.add_votes(Vote::Light(light), count);
    }
    counted.add_directions(Direction::Worsening, 1);
    let card = |key: &str| {
        Card::new(Dimension { key: key.into(), name: key.to_uppercase(), ..Dimension::default() })
    };
    session.cards = ["speed", "fun", "value", "mission"].map(card).into();
    session.cards[0].revealed = Some(Revealed::Ballots(Ballots::Tally(counted)));
    session.cards[0].agreed.vote = Some(Vote::Light(Light::Yellow));
    session.cards[1].revealed = Some(Revealed::Hidden);
    session.cards[2].agreed.vote = Some(Vote::Light(Light::Red));
    session.cards[2].skipped = true;
    session
}

#[test]
fn it_says_what_lists_and_grids_show() {
    let mut session = session(Voters::Count(6), [3, 2, 1], 2);
    let action = |due, state| ActionItem { due, state, ..ActionItem::default() };
    let due = Some(date(2026, 12, 4));
    session.actions = vec![
        action(due, ActionState::Open),
        action(due, ActionState::Done),
        action(None, ActionState::Open),
    ];
    let summary = Summary::new(&session);
    assert_eq!((&*summary.team, &*summary.slug, summary.turnout), ("Über uns", "uber-uns", 8));
    assert_eq!(summary.lights().collect::<Vec<_>>(), [Some(Some(Light::Yellow)), None, None, None]);
    assert_eq!((summary.settled(), summary.says_something(), summary.is_open()), (2, true, true));
    assert_eq!(*summary.open_actions, [due, None]);
    // Three green, two yellow, one red: the two in the middle are green and yellow.
    let counts = summary.gists[0].counts(Secrecy::Anonymous, 3).unwrap();
    assert_eq!((counts.votes, counts.answered), (6, 8));
    assert_eq!(
        (counts.median, counts.direction),
        (Some(Vote::Light(Light::Yellow)), Some(Direction::Worsening))
    );
    assert!((counts.agreement.unwrap() - 0.35568).abs() < 0.0005);
    for gist in summary.gists.iter().skip(1) {
        assert_eq!(gist.counts(Secrecy::Anonymous, 1), None, "not revealed, or hidden");
    }
}

#[test]
fn what_summaries_have_in_common_is_in_memory_once() {
    let mut shared = Shared::default();
    let of = |votes| Summary::new(&session(Voters::Count(6), votes, 0));
    let (first, second) = (shared.share(of([1, 2, 3])), shared.share(of([3, 0, 0])));
    assert!(Arc::ptr_eq(&first.asked, &second.asked) && Arc::ptr_eq(&first.team, &second.team));
    assert_eq!((first, second), (of([1, 2, 3]), of([3, 0, 0])));
}

proptest! {
    #[test]
    fn counts_are_shown_exactly_where_the_card_shows_them(
        tally in prop::array::uniform3(0_u32..4),
        threshold in 1_u32..6,
        named in any::<bool>(),
    ) {
        let people = (0..6).map(|n| n.to_string()).collect();
        let voters = if named { Voters::People(people) } else { Voters::Count(6) };
        let session = session(voters, tally, 1);
        let summary = Summary::new(&session);
        for (card, gist) in session.cards.iter().zip(summary.gists.iter()) {
            let shown = card.shown(session.secrecy(), threshold);
            let counts = gist.counts(summary.secrecy, threshold);
            let shown = shown.tally().map(|t| (t.n(), t.answered()));
            prop_assert_eq!(shown, counts.map(|c| (c.votes, c.answered)));
        }
    }
}
