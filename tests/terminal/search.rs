//! A search on its own thread: it finds while keys are typed, and leaving waits for none.

use crate::TEAMS;
use crate::pty::Sandbox;

#[test]
fn what_is_looked_for_is_found_opened_and_left_in_the_middle_of_a_search() {
    let sandbox = Sandbox::with(TEAMS);
    for day in 1..=28 {
        let text = format!(
            "squadcheck: 1\nteam: Checkout\ndate: 2026-01-{day:02}\n\
             dimensions: [{{key: k, name: K, notes: \"the queue of {day}\"}}]\nstate: closed\n"
        );
        sandbox.writes(&format!("workspace/sessions/checkout/2026-01-{day:02}-x.yaml"), &text);
    }
    let mut pty = sandbox.start(&[]);
    pty.sees("Checkout")
        .types("/queue of 2")
        .sees("11 found")
        .sees("the queue of 28")
        .types("\x1b[B\r");
    pty.sees("27 Jan 2026")
        .sees("the queue of 27")
        .types("\x1b")
        .sees("11 found")
        .types("\x7f\x7f\x7fqueue\x03");
    assert_eq!(pty.ends().exit_code(), 0);
}
