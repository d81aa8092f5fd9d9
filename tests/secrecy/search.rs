//! A search finds nothing that is not shown: the same keys over two workspaces that differ in what
//! is secret alone give the same screens.

use crate::config;
use crate::test_app::TestApp;
use crate::typed::keys;

/// What is looked for, in the middle of a check and after it.
const LOOKS: [&str; 7] = ["secret", "s", "red", "green", "worsening", "ana", "e"];

/// All that a search shows, from home and from the team's own grid.
fn looked(room: &mut TestApp) -> Vec<String> {
    let mut seen = Vec::new();
    for way in ["/", "t/"] {
        for key in keys(way) {
            room.key(key);
        }
        for words in LOOKS {
            room.press("<Ctrl-u>").types(words);
            seen.push(room.screen());
        }
        room.press("<Ctrl-u><Esc>");
        if way == "t/" {
            room.press("<Esc>");
        }
    }
    seen
}

#[test]
fn ballots_and_comments_that_wait_for_their_reveal_are_never_found() {
    let meeting = |person: &str| {
        let mut room = TestApp::with(&config("turns"));
        room.press("n<Enter><Enter>").press(person).press("<Enter><Enter><Enter>");
        room.press("<Esc><Esc>");
        (looked(&mut room), room)
    };
    let (one, first) = meeting("r-csecret<Enter>");
    let (two, _) = meeting("g+cother<Enter>");
    assert_eq!(one, two);
    let waits: String =
        crate::disk::waiting(&first).iter().map(|path| crate::disk::read(path)).collect();
    assert!(waits.contains("secret"), "there is something to find: {waits}");
    assert!(
        one.iter().all(|screen| screen.matches("secret").count() <= 1),
        "what was typed, and nothing else"
    );
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]
fn what_few_people_said_is_never_found_even_where_a_file_holds_it() {
    let files = |votes: &str| {
        let text = format!(
            "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\ntemplate: mixed\nvoters: 4\n\
             dimensions:\n  - {{key: speed, name: Speed, {votes}agreed: {{vote: yellow}}}}\n  \
             - {{key: fun, name: Fun, notes: \"known\"}}\nstate: closed\n"
        );
        let mut room = TestApp::with(&config("hands"));
        let path = room.path(crate::SESSION);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
        room.starts_again();
        looked(&mut room)
    };
    let untold = files("votes: hidden, ");
    for votes in [
        "votes: {red: 2}, directions: {worsening: 2}, comments: [\"a secret\", \"red secret\"], ",
        "votes: {green: 1}, abstained: 3, comments: [\"secret\"], ",
    ] {
        assert_eq!(files(votes), untold);
    }
}

#[test]
#[expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]
fn from_outside_a_team_that_does_not_share_leaves_no_trace() {
    let files = |secret: bool| {
        let closed =
            config("hands").replace("teams:\n", "teams:\n  - {name: Shut, share: false}\n");
        let mut room = TestApp::with(&closed);
        let session = |team: &str| {
            format!(
                "squadcheck: 1\nteam: {team}\ndate: 2026-11-20\n\
                 dimensions: [{{key: own, name: Secret, agreed: {{vote: red}}, notes: secret}}]\n\
                 actions: [{{text: a secret, owner: Ana}}]\nexperiments: [{{text: secret}}]\n\
                 state: closed\n"
            )
        };
        for (folder, team) in
            [("shut", "Shut"), ("checkout", "SHUT")].into_iter().filter(|_| secret)
        {
            let path = room.path(&format!("sessions/{folder}/2026-11-20-x.yaml"));
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, session(team)).expect("a file");
        }
        room.starts_again();
        let mut seen = Vec::new();
        for words in LOOKS {
            room.press("/").types(words);
            seen.push(room.screen());
            room.press("<Esc>");
        }
        room.press("<Home>t/").types("secret");
        (seen, room.screen())
    };
    let ((with, own), (without, _)) = (files(true), files(false));
    assert_eq!(with, without);
    assert!(own.contains("found") && own.contains("Shut alone"), "its own grid finds it: {own}");
}
