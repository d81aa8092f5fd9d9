//! The team grid: through time, into a session, out as files; and never with who does not share.

use crate::test_app::TestApp;

const CONFIG: &str = r"
squadcheck: 1
defaults: {template: small}
teams: [{name: Zebra}, {name: Apex}, {name: Hidden, share: false}]
templates:
  - {key: small, name: Small, add: [{key: speed, name: Speed}, {key: fun, name: Fun}]}
";

fn session(team: &str, date: &str, speed: &str, more: &str) -> (String, String) {
    let path = format!("sessions/{}/{date}-small.yaml", team.to_lowercase());
    let text = format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {date}\ntemplate: small\nvoters: 5\ndimensions:\n  \
         - {{key: speed, name: \"Speed\", scale: traffic-light, agreed: {{vote: {speed}}}}}\n\
         {more}state: closed\n"
    );
    (path, text)
}

fn room() -> TestApp {
    let fun = "  - {key: fun, name: \"Fun\", scale: traffic-light, agreed: {vote: green}}\n";
    let secret = "  - {key: own, name: \"Own topic\", scale: traffic-light, agreed: {vote: red}}\n";
    let files = [
        session("Zebra", "2026-05-04", "red", ""),
        session("Zebra", "2026-08-03", "yellow", ""),
        session("Apex", "2026-07-01", "red", fun),
        session("Hidden", "2026-06-01", "red", secret),
    ];
    let mut all = vec![("healthcheck.yaml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    TestApp::furnished(&all)
}

#[test]
fn the_grid_goes_back_in_time_and_comes_back_to_today() {
    let mut room = room();
    room.press("m").sees("as of 20 Nov 2026, today").sees("2 teams").sees("▲Y").sees("■R");
    room.sees("yellow or red for 2 of 2 teams; needs help from outside");
    room.press("[").sees("as of 1 Jul 2026").sees_no("▲Y");
    room.press("[").sees("as of 4 May 2026").sees("nothing yet").sees_no("Fun");
    room.press("[").sees("There is no earlier check");
    room.press("]")
        .sees("as of 1 Jul 2026")
        .press("]")
        .sees("as of 3 Aug 2026")
        .press("]")
        .sees("20 Nov 2026, today");
    room.press("]").sees("This is today").press("<Esc>").sees("Zebra");
}

#[test]
fn a_cell_opens_the_session_on_that_card_and_esc_comes_back_to_the_grid() {
    let mut room = room();
    room.press("m[jl<Enter>").sees("2 of 2").sees("Fun").press("<Esc>").sees("as of 1 Jul 2026");
    room.press("h<Enter>").sees("was not asked in that check").press("k<Enter>").sees("1 of 1");
    room.press("<Esc>[l<Enter>").sees("This team had agreed on nothing by that day");
}

#[test]
fn a_team_that_does_not_share_is_in_no_grid_of_teams_and_in_its_own() {
    let mut room = room();
    room.press("m")
        .sees("Zebra")
        .sees_no("Hidden")
        .sees_no("Own topic")
        .press("[[")
        .sees_no("Hidden");
    room.press("<Esc><End>t").sees("Hidden").sees("Own topic");
}

#[test]
fn without_a_team_that_shares_the_key_says_what_to_do() {
    let mut room = TestApp::furnished(&[("healthcheck.yaml", CONFIG)]);
    room.press("m").sees("No check of a team in this grid yet. n starts one");
}

#[test]
fn both_grids_are_exported_in_the_format_that_the_name_of_the_file_ends_in() {
    let mut room = room();
    room.press("me")
        .sees("Export the team grid")
        .press("<Enter>")
        .sees("Written to teams-2026-11-20.md");
    assert!(room.file("teams-2026-11-20.md").starts_with("# Teams · 2 teams as of 2026-11-20\n"));
    room.press("e<Ctrl-u>").types("all.svg").press("<Enter>").sees("Written to all.svg");
    assert!(room.file("all.svg").starts_with("<svg "));
    room.press("e<Ctrl-u>").types("all.png").press("<Enter>").sees("Written to all.png");
    assert!(room.bytes("all.png").starts_with(b"\x89PNG"));
    room.press("<Esc>te<Ctrl-u>").types("zebra.CSV").press("<Enter>").sees("Written to zebra.CSV");
    assert!(room.file("zebra.CSV").starts_with("team,date,state,"));
    room.press("e<Ctrl-u>").types("zebra.CSV").press("<Enter>y").sees("Written to zebra.CSV");
    room.press("e<Enter>").sees("Written to zebra-trend-2026-08-03.md");
    for name in ["teams-2026-11-20.md", "all.svg"] {
        assert!(
            !room.file(name).contains("Hidden") && !room.file(name).contains("Own topic"),
            "{name}"
        );
    }
}

#[test]
fn large_type_writes_the_lights_of_all_teams_out() {
    let mut room = room();
    room.press("m").sees("Teams");
    let before = room.screen();
    room.press("z").sees("Large type on");
    assert_ne!(room.screen().lines().nth(5), before.lines().nth(5));
    room.press("z").sees("Large type off");
}
