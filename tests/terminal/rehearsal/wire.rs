//! What somebody in the network reads of a vote and a comment: nothing, if the page has scripts.

use std::net::TcpListener;

use super::recorder::{Recorder, Request, tells};
use super::{Browser, VOTERS, address, is_asked_for, reveals};
use crate::pty::{Sandbox, until};
use crate::{TEAMS, session};

const SHORT: &str = "Only Größe waits: 5 > 3?";
/// No more than 228 bytes of comments are as long as none.
const LONG: &str = "We wait for the other teams, they wait for us, and all of us wait for a \
                    machine that nobody repairs. Whoever asks why is told that it was ever so, \
                    and whoever asks twice waits longest. This is what I would say if nobody knew \
                    that it was I.";
const OPEN: &str = "Whoever listens reads this.";

/// Orders the one voter to give a vote and a comment.
fn says(card: &str, vote: &str, direction: &str, comment: &str) -> String {
    format!("says {card} {}", serde_json::json!([vote, direction, comment]))
}

fn ballots(recorder: &Recorder) -> Vec<Request> {
    let mut requests = recorder.requests();
    requests.retain(|one| one.asks().ends_with("/ballot"));
    requests
}

#[test]
fn a_page_with_scripts_sends_no_byte_of_a_vote_or_a_comment_in_clear() {
    if !is_asked_for() {
        return;
    }
    // Phones are told the recorder's address, and so they ask for its host from its origin.
    let recorded = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let (listen, _) = super::network();
    let url = format!("http://team.test:{}", recorded.local_addr().expect("a port").port());
    let recorder = Recorder::start(recorded, listen.parse().expect("an address"));
    let sandbox = Sandbox::with(TEAMS);
    let new = ["new", "Checkout", "--way", "devices", "--secrecy", "named", "--people", "Ana,Bo"];
    let mut pty = sandbox.start(&[&new[..], &["--listen", &listen, "--address", &url]].concat());
    let url = address(&mut pty);
    let (_, token) = url.rsplit_once('/').expect("a token");

    let mut browser = Browser::start(VOTERS);
    browser.does(&format!("alone {url} Ana"));
    pty.sees("1 of 2").types("\r").sees("1 of 11");
    browser.does(&says("easy-to-release", "yellow", "worsening", SHORT));
    pty.sees("1 of 2 have voted");
    until("the first ballot", || ballots(&recorder).len() == 1);
    browser.does(&says("easy-to-release", "green", "improving", LONG));
    until("the second ballot", || ballots(&recorder).len() == 2);
    pty.sees("1 of 2 have voted");
    browser.does("bye");

    let (bytes, sealed) = (recorder.bytes(), ballots(&recorder));
    assert_eq!(sealed.iter().map(|one| one.body.len()).collect::<Vec<_>>(), [309, 573]);
    let words = ["yellow", "worsening", "green", "improving"];
    let comments = [SHORT, LONG].into_iter().flat_map(|comment| comment.split(' '));
    let comments: Vec<&str> = comments.filter(|word| word.len() > 4).collect();
    for word in words.iter().chain(&comments) {
        assert!(!tells(&bytes, word), "{word}: {}", String::from_utf8_lossy(&bytes));
    }
    // Nothing else says it in words of its own: these requests, and heads that are the same.
    assert_eq!(sealed[0].head, sealed[1].head);
    let [page, state, join, ballot] =
        ["", "/state", "/join", "/ballot"].map(|path| format!("/{token}{path}"));
    for request in recorder.requests() {
        let (asks, after) = request.asks().split_once("?after=").unwrap_or((request.asks(), "0"));
        let known = [("GET", &page), ("GET", &state), ("POST", &join), ("POST", &ballot)];
        let known = known.map(|(method, path)| format!("{method} {path}"));
        assert!(known.iter().any(|one| one == asks), "{request:?}");
        assert!(after.bytes().all(|byte| byte.is_ascii_digit()), "{request:?}");
    }

    // The recorder does hear: of a page without scripts it has every word.
    let mut browser = Browser::start(VOTERS);
    browser.does(&format!("alone {url} Bo plain"));
    browser.does(&says("easy-to-release", "yellow", "worsening", OPEN));
    pty.sees("2 of 2 have voted");
    let bytes = recorder.bytes();
    for word in ["yellow", "worsening", OPEN] {
        assert!(tells(&bytes, word), "{word}: {}", String::from_utf8_lossy(&bytes));
    }
    assert!(!tells(&bytes, LONG));
    browser.does("bye");

    // What nobody could read has arrived.
    reveals(&mut pty, false);
    pty.sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let text = session(&sandbox);
    let ana = format!("\"Ana\": {{vote: green, direction: improving, comment: \"{LONG}\"}}");
    assert!(text.contains(&ana), "{text}");
    println!("rehearsal: a vote and a comment through a recorder; not a word in clear");
}
