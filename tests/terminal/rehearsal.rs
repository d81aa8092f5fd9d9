//! A whole check on six phones in a real browser, with the program killed in the middle; and the
//! same ballots by hands, which leave the same file.
//!
//! `tests/stress/rehearsal` runs it: it needs Node, Chromium and two packages for Node.

mod chats;
mod recorder;
mod sheet;
mod wire;

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use rustix::process::Signal;
use squadcheck::model::{Direction, Light};
use squadcheck::store::Store;

use crate::pty::{Pty, Sandbox};
use crate::{TEAMS, session};

const VOTERS: &str =
    concat!(include_str!("rehearsal/browser.js"), include_str!("rehearsal/voters.js"));
/// The card in whose middle the program is killed, and the one to which somebody comes late.
const KILLED: usize = 5;
const LATE: usize = 2;
const LATECOMER: usize = 4;

/// What somebody gives: none abstains.
type Given = Option<(Light, Direction)>;

/// The ballots of a card, by voter; the latecomer misses the first ones.
fn ballots(card: usize) -> Vec<Option<Given>> {
    let given = |voter: usize| {
        let light = Light::ALL[(card + voter * voter) % 3];
        let direction = Direction::ALL[(card * 2 + voter) % 3];
        // The first voter, who has a button for it, now and then.
        let abstains = voter == 0 && card % 4 == 3;
        (!abstains).then_some((light, direction))
    };
    let here = |voter: usize| voter != LATECOMER || card >= LATE;
    (0..6).map(|voter| here(voter).then(|| given(voter))).collect()
}

/// The same for the script.
fn as_json(ballots: &[Option<Given>]) -> String {
    let one = |ballot: &Option<Given>| match ballot {
        None => serde_json::Value::Null,
        Some(None) => serde_json::json!(["abstain", ""]),
        Some(Some((light, direction))) => serde_json::json!([light.word(), direction.word()]),
    };
    serde_json::Value::Array(ballots.iter().map(one).collect()).to_string()
}

/// The same for the keyboard.
fn as_keys(ballots: &[Option<Given>]) -> String {
    let mut keys = String::new();
    for ballot in ballots.iter().flatten() {
        let Some((light, direction)) = ballot else {
            keys.push('b');
            continue;
        };
        keys.push(match light {
            Light::Green => 'g',
            Light::Yellow => 'y',
            Light::Red => 'r',
        });
        keys.push(match direction {
            Direction::Improving => '+',
            Direction::Stable => '=',
            Direction::Worsening => '-',
        });
    }
    keys
}

/// The browser with its six voters.
struct Browser {
    child: Child,
    orders: ChildStdin,
    said: BufReader<ChildStdout>,
}

impl Browser {
    fn start(script: &str) -> Self {
        let mut child = Command::new("node")
            .args(["-e", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a Node");
        let orders = child.stdin.take().expect("a pipe");
        let said = BufReader::new(child.stdout.take().expect("a pipe"));
        Self { child, orders, said }
    }

    #[track_caller]
    fn does(&mut self, order: &str) {
        assert_eq!(self.answers(order), "");
    }

    /// What comes of an order, as JSON.
    #[track_caller]
    fn answers(&mut self, order: &str) -> String {
        writeln!(self.orders, "{order}").expect("it listens");
        let mut answer = String::new();
        self.said.read_line(&mut answer).expect("an answer");
        let failed = answer
            .strip_prefix("failed: ")
            .map(|why| serde_json::from_str::<String>(why).unwrap_or_else(|_| why.to_owned()));
        let done = answer.trim_end().strip_prefix("done").unwrap_or_else(|| {
            panic!("{}", failed.unwrap_or_else(|| format!("no answer: {answer}")));
        });
        done.trim_start().to_owned()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // It may have ended by itself.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// The address that the join screen shows.
fn address(pty: &mut Pty) -> String {
    pty.waits_for("an address", |screen| screen.contains("http://team.test:"));
    let screen = pty.shows();
    let (_, rest) = screen.split_once("http://").expect("an address");
    let end = rest.find(|c: char| c.is_whitespace() || c == '│').unwrap_or(rest.len());
    format!("http://{}", &rest[..end])
}

/// Reveals a card with so many votes missing, agrees, and goes on.
fn reveals(pty: &mut Pty, missing: bool) {
    if missing {
        pty.types(" ").sees("again reveals anyway");
    }
    pty.types(" ").sees("Enter agree");
}

fn is_asked_for() -> bool {
    #[expect(clippy::disallowed_methods, reason = "the script that runs it says so")]
    let asked = std::env::var_os("SQUADCHECK_CHROMIUM").is_some();
    if !asked {
        println!("tests/stress/rehearsal runs this one");
    }
    asked
}

/// Where the server listens, and what the browser has for it: an origin that is not secure.
fn network() -> (String, String) {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
    let port = port.expect("a free port").port();
    (format!("127.0.0.1:{port}"), format!("http://team.test:{port}"))
}

/// The file of the same ballots by hands.
fn by_hands(cards: usize) -> String {
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&["new", "Checkout", "--way", "hands"]);
    for at in 0..cards {
        pty.sees(&format!("{} of {cards}", at + 1));
        let ballots = ballots(at);
        let given = ballots.iter().flatten().count();
        pty.types(&as_keys(&ballots)).sees(&format!("{given} of 6 have voted"));
        reveals(&mut pty, given < 6);
        pty.types("\r");
    }
    pty.sees("saved").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    session(&sandbox)
}

#[test]
fn a_check_on_six_phones_leaves_the_file_of_the_same_check_by_hands() {
    if !is_asked_for() {
        return;
    }
    let templates = Store::built_in_templates();
    let cards: Vec<&str> = templates[0].dimensions.iter().map(|card| &*card.key).collect();
    assert_eq!(cards.len(), 11);
    let (listen, url) = network();
    let network = ["--listen", &listen, "--address", &url];

    let sandbox = Sandbox::with(TEAMS);
    let new = ["new", "Checkout", "--way", "devices"];
    let mut pty = sandbox.start(&[&new[..], &network].concat());
    let url = address(&mut pty);
    let mut browser = Browser::start(VOTERS);
    browser.does(&format!("come {url}"));
    pty.sees("5 of 6").types("\r");
    for (at, key) in cards.iter().enumerate() {
        pty.sees(&format!("{} of 11", at + 1));
        if at == LATE {
            browser.does("late");
        }
        let ballots = ballots(at);
        let given = ballots.iter().flatten().count();
        let voted = format!("{given} of 6 have voted");
        browser.does(&format!("card {key} {}", as_json(&ballots)));
        pty.sees(&voted);
        if at == KILLED {
            pty.sees("saved");
            pty.signal(Signal::KILL);
            assert_eq!(pty.ends().signal(), Some("Killed"));
            assert!(!session(&sandbox).contains(&format!("{key}\n    votes")), "before its reveal");
            pty = sandbox.start(&network);
            pty.sees("Checkout").types("\r").sees(&format!("{} of 11", at + 1));
            // Whoever has scripts is back alone, with the ballot.
            pty.sees(&format!("{} of 6 have voted", given - 1));
            browser.does(&format!("back {key} {}", as_json(&ballots)));
            pty.sees(&voted);
        }
        reveals(&mut pty, given < 6);
        browser.does(&format!("revealed {key}"));
        pty.types("\r");
    }
    pty.sees("saved");
    browser.does("bye");
    pty.quits();
    assert_eq!(pty.ends().exit_code(), 0);
    let on_devices = session(&sandbox);
    assert!(on_devices.contains("way: devices"), "{on_devices}");

    // Each session draws an id.
    let kept = |line: &&str| !line.starts_with("way: ") && !line.starts_with("id: ");
    let by_hands = by_hands(cards.len());
    let lines = |text| str::lines(text).filter(kept).collect::<Vec<_>>().join("\n");
    assert_eq!(lines(&on_devices), lines(&by_hands));
    assert_eq!(on_devices.lines().count(), by_hands.lines().count());
    println!("rehearsal: 6 voters, 11 cards, killed once; the same file as by hands");
}

#[test]
fn a_named_check_on_phones_keeps_who_said_what() {
    if !is_asked_for() {
        return;
    }
    let (listen, url) = network();
    let sandbox = Sandbox::with(TEAMS);
    let new = ["new", "Checkout", "--way", "devices", "--secrecy", "named"];
    let more = ["--people", "Ana,Bo,Chi", "--template", "generative-culture"];
    let network = ["--listen", &listen, "--address", &url];
    let mut pty = sandbox.start(&[&new[..], &more, &network].concat());
    let url = address(&mut pty);
    let mut browser = Browser::start(VOTERS);
    browser.does(&format!("meet {url}"));
    pty.sees("3 of 3").types("\r").sees("1 of 5");
    browser.does("levels");
    // Bo has a seat and said nothing.
    pty.sees("2 of 3 have voted");
    reveals(&mut pty, true);
    pty.types("\rsm").sees("Would you miss");
    browser.does("last");
    browser.does("bye");
    pty.types("\x1b").sees("2 votes: 1 at 3.4").types("\x03").sees("in memory alone").types("\x03");
    assert_eq!(pty.ends().exit_code(), 0);
    let text = session(&sandbox);
    for ballot in [
        r#""Ana": {vote: 3.4, direction: improving, comment: "We ask early."}"#,
        r#""Chi": {vote: 2}"#,
    ] {
        assert!(text.contains(ballot), "{ballot} in {text}");
    }
}
