//! Random meetings on a real disk: nothing fails to be saved, and what is read again is what was
//! there.

use proptest::prelude::*;
use squadcheck::app::UndoState;
use squadcheck::keys::Key;
use squadcheck::model::{Secrecy, Summary, VotingMode};

use crate::test_app::TestApp;
use crate::typed::keys;

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
";
const FILE: &str = "sessions/checkout/2026-11-20-mixed.yaml";

/// Votes, reveals, undo, skips, people coming and going, the last question.
fn meeting_key() -> impl Strategy<Value = Key> {
    prop::sample::select(keys(
        "gyrgyr+=-+=-b2345 <Enter><Enter><Enter><Enter><Enter><Space><Space><Space> \
         npnp d u u <Ctrl-R> V v sm f C <Backspace> jk",
    ))
}

fn work(room: &TestApp) -> Option<&UndoState> {
    room.app.live.as_ref().map(|held| &held.work)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_done_in_a_meeting_is_saved_and_read_again(
        way in prop::sample::select(VotingMode::ALL.to_vec()),
        secrecy in prop::sample::select(Secrecy::ALL.to_vec()),
        walk in prop::collection::vec(meeting_key(), 1..90),
    ) {
        let config = CONFIG.replace("WAY", way.word()).replace("SECRECY", secrecy.word());
        let mut room = TestApp::with(&config);
        room.press("n <Enter>");
        for key in walk {
            room.key(key);
            prop_assert_eq!(room.app.ctx.saving.failure(), None, "after {:?}", key);
            let Some(work) = work(&room) else { break };
            let cards = &work.check.session.cards;
            let revealed = cards.iter().filter(|card| card.revealed.is_some()).count();
            if room.files().iter().any(|file| file == FILE) {
                let text = room.file(FILE);
                let has_votes =
                    |l: &&str| l.starts_with("    votes:") || l.starts_with("    ballots:");
                let with_votes = text.lines().filter(has_votes).count();
                prop_assert_eq!(
                    with_votes,
                    revealed,
                    "only revealed cards have votes in\n{}",
                    text
                );
            }
        }
        // Somebody who sits once more is still sat on the disk, until the sitting is handed over.
        let Some(before) = work(&room).filter(|work| work.sitting.is_none()).cloned() else {
            return Ok(());
        };
        room.starts_again();
        if let Some(record) = room.app.ctx.library.records.first() {
            let session = before.check.session.as_ref();
            prop_assert_eq!(record.summary().map(AsRef::as_ref), Some(&Summary::new(session)));
            prop_assert!(record.is_outline() && record.waiting.is_empty());
            // All of it is read when it is opened.
            room.press("<Enter>");
            let record = &room.app.ctx.library.records[0];
            prop_assert_eq!(record.session().map(AsRef::as_ref), Some(session));
            prop_assert_eq!(&record.waiting.cards, &before.check.waiting.cards);
            prop_assert_eq!(&record.waiting.sat, &before.check.waiting.sat);
            prop_assert_eq!(&record.waiting.miss, &before.check.waiting.miss);
        } else {
            prop_assert!(before.check.waiting.is_empty(), "ballots without a file");
        }
    }
}
