//! A laptop with several addresses, and a phone on another computer.
//!
//! `tests/stress/namespaces` runs it: it makes the networks, in which this is the laptop.

use std::process::Command;

use crate::TEAMS;
use crate::pty::{Pty, Sandbox};

/// Addresses as they are offered: the room, a tunnel, what leads into the computer itself.
const OFFERED: [&str; 3] = ["10.73.3.2", "10.73.2.2", "10.73.1.2"];
/// What curl ends with if a connection is refused, and not if nothing ever came back.
const REFUSED: i32 = 7;

/// The address that the join screen shows, which is at this one of the computer's.
#[track_caller]
fn url(pty: &mut Pty, address: &str) -> String {
    let begin = format!("http://{address}:");
    pty.sees(&begin);
    let screen = pty.shows();
    let (_, rest) = screen.split_once(&begin).expect("an address");
    let end = rest.find(|c: char| c.is_whitespace() || c == '│').unwrap_or(rest.len());
    format!("{begin}{}", &rest[..end])
}

/// What a phone is answered: the status, and the page. None if nobody listens there.
fn asks(phone: &str, url: &str, more: &[&str]) -> Option<(u16, String)> {
    let output = Command::new("ip")
        .args(["netns", "exec", phone, "curl", "--silent", "--noproxy", "*", "--max-time", "20"])
        .args(["--write-out", "\n%{http_code}"])
        .args(more)
        .arg(url)
        .output()
        .expect("a curl");
    let said = String::from_utf8(output.stdout).expect("text");
    let (page, status) = said.rsplit_once('\n').expect("a status");
    match output.status.code() {
        Some(0) => Some((status.parse().expect("a status"), page.to_owned())),
        Some(REFUSED) => None,
        other => panic!("{other:?}: {}", String::from_utf8_lossy(&output.stderr)),
    }
}

#[test]
fn of_several_networks_the_room_is_first_and_tab_goes_through_the_others() {
    #[expect(clippy::disallowed_methods, reason = "the script that runs it says so")]
    let Ok(phone) = std::env::var("SQUADCHECK_PHONE") else {
        println!("tests/stress/namespaces runs this one");
        return;
    };
    let sandbox = Sandbox::with(TEAMS);
    let mut pty = sandbox.start(&["new", "Checkout", "--way", "devices"]);
    let mut before: Option<String> = None;
    for address in OFFERED {
        let url = url(&mut pty, address);
        let (status, page) = asks(&phone, &url, &[]).expect("it listens");
        assert!(status == 200 && page.contains("Checkout"), "{status}: {page}");
        let wrong = ["evil.test", "localhost", address, "10.73.9.9:7373"];
        for host in wrong {
            let host = format!("Host: {host}");
            let answer = asks(&phone, &url, &["--header", &host]);
            assert_eq!(answer, Some((421, String::new())), "{host} at {url}");
        }
        for other in OFFERED.iter().filter(|other| **other != address) {
            let elsewhere = url.replace(address, other);
            assert_eq!(asks(&phone, &elsewhere, &[]), None, "{elsewhere} while {url} is served");
        }
        assert_ne!(before.as_ref(), Some(&url));
        before = Some(url);
        pty.types("\t");
    }
    // After the last one comes the first again, and a phone takes a seat there.
    let url = url(&mut pty, OFFERED[0]);
    let origin = url.rsplit_once('/').map(|(origin, _)| format!("Origin: {origin}"));
    let join = ["--request", "POST", "--header", &origin.expect("a path")];
    let (status, _) = asks(&phone, &format!("{url}/join"), &join).expect("it listens");
    assert_eq!(status, 303);
    pty.sees("1 of 6").quits();
    assert_eq!(pty.ends().exit_code(), 0);
    println!("networks: 3 addresses, the room's first; Tab through all; 12 wrong hosts refused");
}
