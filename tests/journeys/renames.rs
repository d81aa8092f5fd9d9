//! A history survives editing: a dimension is renamed, reworded, dropped and brought back, and
//! keeps its row.

use crate::test_app::TestApp;

const CONFIG: &str = "squadcheck: 1
teams:
  - {name: Checkout, template: ours}
templates:
  - key: ours
    dimensions:
      - {key: flow, name: Flow, awesome: It flows., crappy: It jams., aliases: [speed, pace]}
      - {key: fun, name: Fun, awesome: Laughter., crappy: Silence.}
";

/// A closed check in which `dimension` was asked under a key and a name, beside fun.
fn check(day: &str, dimension: Option<(&str, &str, &str)>, light: &str) -> String {
    let asked = dimension.map_or(String::new(), |(key, name, awesome)| {
        format!(
            "  - key: {key}\n    name: \"{name}\"\n    awesome: \"{awesome}\"\n    \
             agreed: {{vote: {light}}}\n"
        )
    });
    format!(
        "squadcheck: 1\nteam: \"Checkout\"\ndate: {day}\ntemplate: ours\nvoters: 5\ndimensions:\n\
         {asked}  - key: fun\n    name: \"Fun\"\n    agreed: {{vote: green}}\nstate: closed\n"
    )
}

fn four_years() -> TestApp {
    let speed = Some(("speed", "Speed", "Fast."));
    let pace = Some(("pace", "Pace", "Fast."));
    let flow = Some(("flow", "Flow", "It flows."));
    TestApp::furnished(&[
        ("healthcheck.yaml", CONFIG),
        ("sessions/checkout/2022-11-20-ours.yaml", &check("2022-11-20", speed, "red")),
        ("sessions/checkout/2023-05-20-ours.yaml", &check("2023-05-20", speed, "red")),
        ("sessions/checkout/2023-11-20-ours.yaml", &check("2023-11-20", pace, "yellow")),
        ("sessions/checkout/2024-11-20-ours.yaml", &check("2024-11-20", None, "")),
        ("sessions/checkout/2025-11-20-ours.yaml", &check("2025-11-20", flow, "yellow")),
        ("sessions/checkout/2026-05-20-ours.yaml", &check("2026-05-20", flow, "green")),
    ])
}

fn row(room: &TestApp, name: &str) -> String {
    let screen = room.screen();
    let badges = |line: &str| line.chars().filter(|c| "●▲■".contains(*c)).count();
    let rows: Vec<&str> =
        screen.lines().filter(|line| line.contains(name) && badges(line) > 2).collect();
    assert_eq!(rows.len(), 1, "one row of {name} in\n{screen}");
    rows[0].to_owned()
}

#[test]
fn a_dimension_that_was_renamed_twice_dropped_and_brought_back_is_one_row_with_seams() {
    let mut room = four_years();
    room.press("t").sees("Flow").sees_no("Speed").sees_no("Pace");
    let flow = row(&room, "Flow");
    assert_eq!(
        flow.matches("■R").count() + flow.matches("▲Y").count() + flow.matches("●G").count(),
        5,
        "{flow}"
    );
    // Speed became Pace, and Pace Flow: two seams. That it was not asked for a year is none.
    assert_eq!(flow.matches('┆').count(), 2, "{flow}");
    assert_eq!(row(&room, "Fun").matches('┆').count(), 0);
    room.press("<Left>").sees("asked in other words");
    room.press("<Left><Enter>").sees("was not asked in that check");
    room.press("<Home><Enter>").sees("20 Nov 2022").sees("Fast.");
}

#[test]
fn a_change_is_told_across_a_seam() {
    let mut room = four_years();
    room.press("t<Left>vvv");
    let flow = room.screen().lines().find(|line| line.contains("Flow")).unwrap().to_owned();
    assert!(flow.contains("better"), "{flow}");
}
