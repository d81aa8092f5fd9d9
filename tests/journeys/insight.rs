//! What a session says, on the screen, in the report and as JSON.

use crate::test_app::TestApp;

const TEAMS: &str = "squadcheck: 1\nteams:\n  - {name: Checkout, people: [Ana, Bo, Chi]}\n  \
                     - {name: Search}\n  - {name: Secret, share: false}\n";

fn closed(team: &str, day: &str, speed: &str, action: &str) -> String {
    let actions = if action.is_empty() {
        String::new()
    } else {
        format!("actions:\n  - {{text: \"{action}\", dimension: speed, state: done}}\n")
    };
    format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {day}\ntemplate: spotify\nvoters: 6\n\
         dimensions:\n  - key: speed\n    name: \"Speed\"\n    scale: traffic-light\n    \
         votes: {{green: 2, yellow: 2, red: 2}}\n    agreed: {{vote: {speed}}}\n\
         {actions}state: closed\n"
    )
}

fn room() -> TestApp {
    TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (
            "sessions/checkout/2026-05-20-spotify.yaml",
            &closed("Checkout", "2026-05-20", "yellow", ""),
        ),
        ("sessions/checkout/2026-08-20-spotify.yaml", &closed("Checkout", "2026-08-20", "red", "")),
        (
            "sessions/search/2026-05-21-spotify.yaml",
            &closed("Search", "2026-05-21", "red", "Cut the queue"),
        ),
        ("sessions/search/2026-08-21-spotify.yaml", &closed("Search", "2026-08-21", "green", "")),
        ("sessions/search/2026-08-19-spotify.yaml", &closed("Search", "2026-08-19", "green", "")),
        (
            "sessions/secret/2026-05-21-spotify.yaml",
            &closed("Secret", "2026-05-21", "red", "Hide it well"),
        ),
        ("sessions/secret/2026-08-19-spotify.yaml", &closed("Secret", "2026-08-19", "green", "")),
    ])
}

#[test]
fn a_summary_says_what_moved_what_is_split_and_what_others_did() {
    let mut room = room();
    room.press("<Enter>i").sees("Checkout · what this check says · 20 Aug 2026").sees("What moved");
    room.sees("Speed is worse than last time.").sees("agreed Yellow on 20 May 2026, Red now");
    room.sees("Where the team is split").sees("What helped other teams");
    room.sees("Speed improved for Search. They had agreed: \"Cut the queue\" (done)")
        .sees_no("Hide it well");
    room.press("j").sees("1 above").sees_no("What moved").press("<Esc>").sees("agreed");
}

#[test]
fn the_grid_of_a_team_opens_it_for_the_session_under_the_cursor() {
    let mut room = room();
    room.press("t<Left>i")
        .sees("Checkout · what this check says · 20 May 2026")
        .sees_no("What moved");
}

#[test]
fn the_report_says_the_same() {
    let mut room = room();
    room.press("e<Down><Enter>");
    let report = room.sent.concat();
    assert!(
        report.contains(
            "## What this check says\n\n### What moved\n\n- Speed is worse than last time."
        ),
        "{report}"
    );
    assert!(report.contains("Cut the queue") && !report.contains("Hide it well"), "{report}");
}

#[test]
fn a_check_that_has_just_begun_says_only_what_to_talk_about() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>si")
        .sees("To talk about")
        .sees_no("What moved")
        .sees_no("How much this can say");
}

#[test]
fn large_type_is_turned_on_where_a_check_says_what_it_says_and_pages_turn_by_one() {
    let mut room = room();
    room.press("<Enter>i").sees("What moved").press("z").sees("Large type on");
    room.sees("Speed is worse than last time.").press("<PageDown>").sees("1 above");
    room.press("z").sees("Large type off").press("<PageUp>").sees("What moved");
}
