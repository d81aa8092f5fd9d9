//! Until its reveal nothing of a card is in the workspace, whatever key is pressed.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use squadcheck::model::Session;
use squadcheck::store::session_from;

use crate::disk::{everything, read, waiting, workspace};
use crate::test_app::TestApp;
use crate::typed::keys;
use crate::{SESSION, config};

pub fn room(way: &str) -> TestApp {
    let mut room = TestApp::with(&config(way));
    room.press("n<Enter>");
    room
}

/// The session as its file says, once there is one.
fn session(room: &TestApp) -> Option<Session> {
    let path = room.path(SESSION);
    path.exists().then(|| session_from(&path, read(&path).as_bytes()).expect("the file is sound"))
}

fn revealed(room: &TestApp) -> usize {
    session(room)
        .map_or(0, |session| session.cards.iter().filter(|card| card.revealed.is_some()).count())
}

/// The workspace holds the session, the waiting file is its owner's and lies elsewhere, and nothing
/// else is left anywhere.
fn only_what_may_be_there(room: &TestApp) {
    for name in everything(room).into_keys() {
        let known = ["workspace/healthcheck.yaml", "state/waiting/*", "state/running/*"]
            .contains(&name.as_str());
        assert!(
            known || name == format!("workspace/{SESSION}"),
            "{name} is left after {} keys",
            room.pressed
        );
    }
    for path in waiting(room) {
        let mode = path.metadata().expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", path.display());
        assert!(!path.starts_with(room.path("")), "{}", path.display());
    }
}

/// Two meetings in which all is the same but what is voted, up to the first reveal.
pub const MEETINGS: [(&str, &str, &str); 3] = [
    (
        "hands",
        "2gy+=- r n p <Backspace> y v+<Esc> n 1<Enter>5<Enter> s<Esc> u <Ctrl-R> c x<Enter> d d p",
        "2ry=-- g n p <Backspace> g v+<Esc> n 4<Enter>2<Enter> s<Esc> u <Ctrl-R> c x<Enter> d d p",
    ),
    (
        "hands",
        "b b g u u V g z w s a do<Enter> m 2+=<Esc> <Esc>",
        "y r b u u V b z w s a do<Enter> m 2-=<Esc> <Esc>",
    ),
    (
        "turns",
        "<Enter>g+c no<Enter><Enter> 1<Enter><Enter> r<Enter> <Enter>y<Enter><Enter>b-<Enter> \
         v-<Esc> <Enter>r<Esc><Enter>r<Enter>5<Enter><Enter>g<Enter>",
        "<Enter>r-c ya<Enter><Enter> 4<Enter><Enter> g<Enter> <Enter>b<Enter><Enter>g+<Enter> \
         v-<Esc> <Enter>y<Esc><Enter>y<Enter>2<Enter><Enter>r<Enter>",
    ),
];

#[test]
fn after_no_key_before_the_reveal_does_the_workspace_depend_on_a_vote() {
    for (way, one, two) in MEETINGS {
        let (one, two) = (keys(one), keys(two));
        assert_eq!(one.len(), two.len());
        let (mut here, mut there) = (room(way), room(way));
        for (one, two) in one.into_iter().zip(two) {
            here.key(one);
            there.key(two);
            assert_eq!(workspace(&here), workspace(&there), "{way}, after {} keys", here.pressed);
            assert_eq!(revealed(&here), 0);
            only_what_may_be_there(&here);
            assert_eq!(waiting(&here).len(), waiting(&there).len());
        }
    }
}

#[test]
fn after_the_reveal_nothing_of_the_card_waits() {
    let mut room = room("hands");
    room.press("2g2r+-");
    assert_eq!(waiting(&room).len(), 1);
    room.press("n 2.5<Enter>p <Space>");
    assert_eq!(revealed(&room), 1);
    let text = read(&waiting(&room)[0]);
    assert!(text.contains("key: load") && !text.contains("key: speed"), "{text}");
    room.press("n <Space><Space>");
    assert!(waiting(&room).is_empty());
    only_what_may_be_there(&room);
}

#[test]
fn a_waiting_file_holds_no_order_no_time_and_no_link_from_a_name_to_a_vote() {
    let mut room = room("turns");
    for (person, vote) in [(2, "r"), (0, "g"), (3, "y")] {
        room.press("<Home>")
            .press(&"<Down>".repeat(person))
            .press(&format!("<Enter>{vote}<Enter><Enter><Enter>"));
        room.wait(61);
    }
    let text = read(&waiting(&room)[0]);
    assert!(text.contains(r#"who: ["Ana", "Chi", "Eli"]"#), "in the roster's order: {text}");
    assert!(text.contains("votes: {green: 1, yellow: 1, red: 1}"), "{text}");
    let (cards, sat) = text.split_once("\nsat:").expect("two lists");
    let (_, cards) = cards.split_once("\ncards:").expect("two lists");
    assert!(!["Ana", "Bo", "Chi", "Eli"].iter().any(|name| cards.contains(name)), "{cards}");
    assert!(!["green", "yellow", "red"].iter().any(|vote| sat.contains(vote)), "{sat}");
    let own = text.replace(&*room.path("").to_string_lossy(), "").replace("2026-11-20-mixed", "");
    assert!(!own.contains("2026") && !own.contains("15:0"), "{own}");
}

#[test]
fn undo_is_in_memory_only() {
    let mut room = room("turns");
    room.press("<Enter>r-c")
        .types("a word to be forgotten")
        .press("<Enter><Enter><Enter><Enter>")
        .sees("Thank you, Ana");
    assert!(read(&waiting(&room)[0]).contains("forgotten"));
    room.press("u").sees("Undone");
    assert!(!everything(&room).values().any(|text| text.contains("forgotten")));
    room.press("<Ctrl-R>").sees("Redone").press("<Home><Enter>g").sees("Ana votes");
    room.starts_again();
    room.press("<Enter> u").sees("Nothing to undo");
}

#[test]
fn what_a_crash_leaves_is_what_waits_and_nothing_else() {
    let mut room = room("hands");
    room.saves_wait = true;
    room.press("2gy<Space><Space>");
    room.starts_again();
    only_what_may_be_there(&room);
}

/// The hash of the tree that a commit of the whole workspace has; none where there is no git.
fn committed(room: &TestApp) -> Option<String> {
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.current_dir(room.path(""))
            .args(["-c", "user.name=t", "-c", "user.email=t@example.org"])
            .args(arguments);
        git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = git.output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    git(&["init", "--quiet"])?;
    git(&["add", "--all"])?;
    git(&["commit", "--quiet", "--allow-empty", "--no-gpg-sign", "--message", "in the middle"])?;
    git(&["rev-parse", "HEAD^{tree}"])
}

#[test]
fn a_commit_in_the_middle_of_a_session_holds_no_vote_of_a_card_not_yet_revealed() {
    let meeting = |second: &str| {
        let mut room = room("hands");
        let mut trees = Vec::new();
        room.press("2g2r<Space><Enter> n");
        for line in ["", second, "p3<Enter>4<Enter>"] {
            room.press(line);
            trees.push(committed(&room));
        }
        trees
    };
    let (one, two) = (meeting("3g+=-"), meeting("y2r2-="));
    if one.iter().any(Option::is_none) {
        crate::skip::skip("there is no git that commits here");
        return;
    }
    assert_eq!(one, two);
    assert!(
        one.windows(2).all(|trees| trees[0] == trees[1]),
        "ballots alone change nothing in the workspace"
    );
}
