//! The trend grid: what cells show, how densely, the panel, two sessions compared; and a row of the
//! team grid.

use crate::test_app::TestApp;

const CONFIG: &str = r"
squadcheck: 1
defaults: {template: small}
teams: [{name: Zebra}, {name: Apex}, {name: Hidden, share: false}]
templates:
  - {key: small, name: Small,
     add: [{key: speed, name: Speed, aliases: [pace]}, {key: fun, name: Fun}]}
";

fn session(team: &str, date: &str, template: &str, speed: &str, more: &str) -> (String, String) {
    let path = format!("sessions/{}/{date}-{template}.yaml", team.to_lowercase());
    let text = format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {date}\ntemplate: {template}\nvoters: 5\n\
         dimensions:\n  {speed}\n{more}state: closed\n"
    );
    (path, text)
}

fn speed(votes: &str, agreed: &str) -> String {
    format!(
        "- {{key: speed, name: \"Speed\", scale: traffic-light, votes: {votes}, \
         directions: {{improving: 2}}, comments: [\"The queue is long.\"], \
         agreed: {{vote: {agreed}}}, notes: \"Twice a week.\"}}"
    )
}

fn room() -> TestApp {
    let action = "actions:\n  - {text: \"Cut the pipeline\", owner: \"Ana\", dimension: speed, \
                  state: done, changes: [{date: 2026-07-01, state: done}]}\n";
    let pulse = "- {key: pace, name: \"Pace\", scale: {min: 1, max: 5}, agreed: {vote: 4}}";
    let many = "{green: 1, yellow: 1, red: 3}";
    let files = [
        session("Zebra", "2025-11-03", "small", &speed(many, "red"), ""),
        session("Zebra", "2026-05-04", "small", &speed(many, "red"), action),
        session("Zebra", "2026-06-04", "pulse", pulse, ""),
        session("Zebra", "2026-08-03", "small", &speed("{green: 2}", "yellow"), ""),
        session("Apex", "2026-07-01", "small", &speed(many, "red"), ""),
        session("Hidden", "2026-06-01", "small", &speed(many, "red"), action),
        session("Hidden", "2026-07-01", "small", &speed(many, "green"), ""),
    ];
    let mut all = vec![("healthcheck.yaml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    TestApp::furnished(&all)
}

#[test]
fn v_switches_what_cells_show_and_the_title_says_what() {
    let mut room = room();
    room.press("t").sees("Zebra · trends · agreed").sees("[▲Y  ]").sees("●4");
    room.press("v").sees("trends · median vote").sees("[◦]").press("v").sees("direction");
    room.press("v")
        .sees("change since last check")
        .sees("[better]")
        .sees("same")
        .press("v")
        .sees("agreement");
    room.press("v").sees("how many answered").sees("5/5").press("v").sees("trends · agreed");
}

#[test]
fn the_grid_gets_denser_and_wider_and_says_where_that_ends() {
    let mut room = room();
    room.press("t-")
        .sees("RR4Y")
        .press("-")
        .sees("the last check of each year")
        .sees("once")
        .sees("3 times");
    room.press("-").sees("Smallest view: one column a year").press("++").sees("[▲Y  ]");
    room.press("=").sees("Largest view");
    // In a year the cursor is on the last that was said in it, and Enter opens that one.
    room.press("--v").sees("Speed · 4 May 2026").press("<Enter>").sees("4 May 2026").press("<Esc>");
    room.press("<Left>").sees("Speed · 3 Nov 2025").press("<Right>").sees("Speed · 4 May 2026");
}

#[test]
fn the_panel_tells_all_of_a_cell_and_hides_what_is_too_little_to_tell() {
    let mut room = room();
    room.press("t")
        .sees("Speed · 3 Aug 2026")
        .sees("Hidden: fewer than 3")
        .sees_no("The queue")
        .sees("Notes: Twice a week.");
    room.press("<Left>")
        .sees("Speed · 4 Jun 2026")
        .sees("4 ")
        .press("<Left>")
        .sees("Speed · 4 May 2026");
    room.sees("■ Red")
        .sees("agreement 0.28 · split")
        .sees("\"The queue is long.\"")
        .sees("same as last time");
    room.sees("[ ] Cut the pipeline").sees("Ana: still open").sees("as of 4 May 2026");
    room.press("pp").sees_no("Cut the pipeline").press("p").sees("Cut the pipeline");
}

#[test]
fn other_templates_are_left_out_and_brought_back_and_the_cursor_stays() {
    let mut room = room();
    room.press("t<Left>o")
        .sees("3 checks, 1 left out")
        .sees_no("●4")
        .press("o")
        .sees("4 checks")
        .sees("●4");
    room.press("<Esc>jto").sees("All checks use one template");
}

#[test]
fn two_marked_sessions_are_compared_with_what_was_agreed_in_between() {
    let mut room = room();
    room.press("t<Space>")
        .sees("3 Aug 2026 is marked. Mark a second one")
        .press("<Left><Left><Space>");
    room.sees("4 May 2026 is marked. Enter compares the two")
        .sees("Enter compare")
        .press("<Enter>");
    room.sees("Zebra · 4 May 2026 and 3 Aug 2026")
        .sees("1 better, 0 worse, 0 the same")
        .sees("better");
    room.sees("[✓] Cut the pipeline")
        .sees("Ana: done on 1 Jul 2026")
        .sees("of 4 May 2026, Speed")
        .sees("/ ◦");
    room.press("e<Enter>").sees("Written to zebra-2026-05-04-and-2026-08-03.md");
    let text = room.file("zebra-2026-05-04-and-2026-08-03.md");
    assert!(
        text.contains("| hidden") && text.contains("Cut the pipeline — Ana: done on 2026-07-01"),
        "{text}"
    );
    // Enter on an action opens the session it was born in; Esc comes back to the comparison, then
    // to the grid.
    room.press("j<Enter>")
        .sees("4 May 2026")
        .press("<Esc>")
        .sees("and 3 Aug 2026")
        .press("<Esc>")
        .sees("trends");
    room.press("<Left><Space>")
        .press("<Enter>")
        .sees("3 Nov 2025 and 4 May 2026")
        .sees("same")
        .sees_no("Cut the pipeline");
}

#[test]
fn what_became_of_an_action_later_is_shown_in_no_check_of_before() {
    let later = "actions:\n  - {text: \"Cut the pipeline\", owner: \"Ana\", dimension: speed, \
                 state: done, changes: [{date: 2026-10-01, state: done}]}\nexperiments:\n  \
                 - {text: \"Two at a time\", dimension: speed, state: finished, outcome: worked, \
                 learning: \"Slow\", changes: [{date: 2026-10-01, state: finished}]}\n";
    let many = "{green: 1, yellow: 1, red: 3}";
    let files = [
        session("Zebra", "2026-05-04", "small", &speed(many, "red"), later),
        session("Zebra", "2026-08-03", "small", &speed(many, "yellow"), ""),
        session("Zebra", "2026-10-05", "small", &speed(many, "green"), ""),
    ];
    let mut all = vec![("healthcheck.yaml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut room = TestApp::furnished(&all);
    room.press("t<Left><Space><Left><Space><Enter>").sees("4 May 2026 and 3 Aug 2026");
    room.sees("Agreed in between, as of 3 Aug 2026").sees("[ ] Cut").sees("Ana: still open");
    room.press("e<Enter>").sees("Written to zebra-2026-05-04-and-2026-08-03.md");
    let text = room.file("zebra-2026-05-04-and-2026-08-03.md");
    assert!(text.contains("- [ ] Cut the pipeline — Ana: still open"), "{text}");
    room.press("<Esc><Right><Right><Space><Enter>").sees("4 May 2026 and 5 Oct 2026");
    room.sees("as of 5 Oct 2026").sees("[✓] Cut").sees("Ana: done on 1 Oct 2026");
    // The check of May on the screen.
    room.press("j<Enter>").sees("4 May 2026").press("s");
    room.sees("Action      Cut the pipeline").sees("Experiment  Two at a time");
    room.sees_no("Done ").sees_no("Tried");
}

#[test]
fn a_row_of_the_team_grid_is_the_dimension_across_teams_and_time() {
    let mut room = room();
    room.press("m<Left>")
        .sees("[Speed]")
        .press("<Enter>")
        .sees("Speed · all teams, up to 20 Nov 2026");
    room.sees("1 team improved")
        .sees_no("Hidden")
        .press("<Esc>")
        .sees("[Speed]")
        .press("l<Enter>")
        .sees("1 of 1");
    room.press("<Esc>r")
        .sees("all teams, up to")
        .press("j<Enter>")
        .sees("Apex")
        .press("<Esc><Esc><Esc>")
        .sees("Hidden");
}

#[test]
fn who_rose_is_told_with_what_was_agreed_before_and_exported() {
    let files = [
        session(
            "Zebra",
            "2026-05-04",
            "small",
            &speed("{red: 4}", "red"),
            "actions:\n  - {text: \"Cut the pipeline\", dimension: speed, state: open}\n  \
             - {text: \"Buy a lamp\", state: open}\n",
        ),
        session("Zebra", "2026-08-03", "small", &speed("{green: 4}", "green"), ""),
    ];
    let mut all = vec![("healthcheck.yaml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let mut room = TestApp::furnished(&all);
    room.press("mr")
        .sees("1 team improved")
        .sees("4 May 2026")
        .sees("then 3 Aug 2026")
        .sees("Agreed before:");
    room.sees("Cut the pipeline").sees("still open").sees_no("Buy a lamp");
    room.press("e<Enter>").sees("Written to speed-across-teams-2026-11-20.md");
    assert!(
        room.file("speed-across-teams-2026-11-20.md")
            .contains("- [ ] Cut the pipeline: still open")
    );
    // As of an earlier day nothing later is on the page.
    room.press("<Esc>[").press("[").sees("4 May 2026").press("r").sees("0 teams improved");
}

#[test]
fn large_type_writes_the_lights_of_the_trend_out_and_goes_with_the_room() {
    let mut room = room();
    room.press("jt").sees_no("Yellow →").press("z").sees("Large type on");
    assert!(room.app.ctx.display.large);
    room.press("<Esc>m").sees("Teams").press("z").sees("Large type off");
}
