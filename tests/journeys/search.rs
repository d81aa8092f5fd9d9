//! Search: as it is typed, into a session and back; never what is hidden, and nobody who does not
//! share.

use crate::test_app::TestApp;

const CONFIG: &str = r"
squadcheck: 1
defaults: {template: small}
teams: [{name: Zebra, people: [Ana, Bo, Chi]}, {name: Apex}, {name: Closed, share: false}]
templates:
  - {key: small, name: Small, add: [{key: speed, name: Speed}, {key: fun, name: Fun}]}
";

fn session(team: &str, date: &str, more: &str) -> (String, String) {
    let path = format!("sessions/{}/{date}-small.yaml", team.to_lowercase());
    let text = format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {date}\ntemplate: small\nvoters: 5\ndimensions:\n  \
         - {{key: speed, name: \"Speed\", agreed: {{vote: red}}, notes: \"{team}: the queue of \
         {date}\"}}\n  \
         - {{key: fun, name: \"Fun\", agreed: {{vote: green}}{more}}}\nstate: closed\n"
    );
    (path, text)
}

fn room() -> TestApp {
    let shown = ", votes: {green: 3}, comments: [\"A lamp for the corner\"]";
    let hidden = ", votes: {green: 2}, comments: [\"A lamp for nobody\"]";
    let files = [
        session("Zebra", "2026-05-04", shown),
        session("Zebra", "2026-08-03", hidden),
        session("Apex", "2026-07-01", "}\n  - {key: x, name: \"Lamps\""),
        session("Closed", "2026-06-01", shown),
    ];
    let mut all = vec![("healthcheck.yaml", CONFIG)];
    all.extend(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    TestApp::furnished(&all)
}

/// The texts stand on the screen in this order.
fn in_order(room: &TestApp, texts: &[&str]) {
    let screen = room.screen();
    let places: Vec<usize> = texts
        .iter()
        .map(|text| screen.find(text).unwrap_or_else(|| panic!("{text}\n{screen}")))
        .collect();
    assert!(places.is_sorted(), "{screen}");
}

#[test]
fn what_is_found_comes_newest_first_as_it_is_typed_and_opens_on_its_card() {
    let mut room = room();
    room.press("/").sees("Search · all teams").sees("Type a word").types("QUEUE o").sees("3 found");
    in_order(
        &room,
        &["3 Aug 2026 · Zebra · Speed · notes", "1 Jul 2026 · Apex", "4 May 2026 · Zebra"],
    );
    room.press("<Down><Enter>").sees("Apex").sees("1 of 3").sees("the queue of 2026-07-01");
    room.press("<Esc>")
        .sees("queue o")
        .sees("3 found")
        .press("<Enter>")
        .sees("Apex · 1 Jul 2026 · closed");
    room.press("<Esc><Esc>").sees("new check").press("q");
    assert_eq!(room.left, Some(0));
}

#[test]
fn only_comments_that_their_card_shows_are_found() {
    let mut room = room();
    room.press("/")
        .types("lamp")
        .sees("A lamp for the corner")
        .sees("Fun · comment")
        .sees("Lamps")
        .sees("2 found");
    room.sees_no("nobody").press("<Down><Enter>").sees("2 of 2").sees("A lamp for the corner");
}

#[test]
fn who_does_not_share_is_found_from_its_own_grid_alone_and_finds_nobody_else() {
    let mut room = room();
    room.press("/").types("closed").sees("Nothing contains all of these words").press("<Esc>");
    room.press("m/").types("closed").sees("Nothing contains").press("<Esc><Esc>");
    room.press("t/")
        .sees("Search · Zebra, and all teams")
        .types("queue")
        .sees("3 found")
        .sees_no("Closed");
    room.press("<Esc><Esc><Down><Down>t/").sees("Search · Closed alone").types("queue");
    room.sees("1 found")
        .sees("Closed: the queue")
        .sees_no("Zebra")
        .press("<Enter>")
        .sees("Closed · 1 Jun 2026 · closed");
    room.press("<Esc><Ctrl-u>").types("zebra").sees("Nothing contains");
}

#[test]
fn a_team_is_found_by_its_name_and_enter_goes_to_it() {
    let mut room = room();
    room.press("/")
        .types("ape")
        .sees("team")
        .sees("Apex")
        .press("<Enter>")
        .sees("new check")
        .press("n")
        .sees("Apex");
    room.press("<Esc>m/")
        .types("zeb")
        .press("<Enter>")
        .sees("Zebra · trends")
        .press("<Esc>")
        .sees("search    zeb");
}

#[test]
fn an_action_is_found_by_its_words_and_by_its_owner() {
    let mut room = room();
    room.press("n<Enter>3g<Space>a")
        .types("Cut the pipeline")
        .press("<Tab>")
        .types("Dörte")
        .press("<Enter>");
    room.press("<Esc><Esc>/").types("dorte pipe").sees("20 Nov 2026 · Zebra · Speed · action");
    room.sees("Cut the pipeline (Dörte)").press("<Enter>").sees("1 of 2");
}

#[test]
fn every_key_is_text_a_paste_too_and_ctrl_c_quits() {
    let mut room = room();
    room.press("/")
        .types("q?jkn e")
        .sees("search    q?jkn e")
        .press("<Ctrl-u>")
        .sees("Type a word");
    room.press("<Enter>")
        .sees("Type what to look for")
        .types("xyz")
        .press("<Enter>")
        .sees("Nothing to open here");
    room.press("<F1>").sees("shows the keys of this screen").press("<Esc><Ctrl-u>");
    room.tell(squadcheck::app::Msg::Paste("the\nqueue".to_owned()));
    room.sees("search    the queue").sees("3 found").press("<Ctrl-C>");
    assert_eq!(room.left, Some(0));
}

#[test]
fn what_an_older_search_finds_is_dropped() {
    let mut room = room();
    room.searches_wait = true;
    room.press("/").types("lam").sees("searching…");
    room.types("ps").searches_end().sees("1 found").sees("Lamps").sees_no("corner");
    room.searches_wait = true;
    room.press("<Ctrl-u>")
        .types("queue")
        .press("<Ctrl-u>")
        .searches_end()
        .sees("Type a word")
        .sees_no("queue");
    room.searches_wait = true;
    room.types("queue").press("<Esc>").searches_end().sees("new check").sees_no("queue");
}

#[test]
fn what_was_found_stays_until_there_is_something_newer() {
    let mut room = room();
    room.press("/").types("queue").sees("3 found");
    room.searches_wait = true;
    room.types(" 2026-05").sees("the queue of 2026-08-03").sees("searching…");
    room.searches_end().sees("1 found").sees_no("2026-08-03");
}

#[test]
fn a_session_that_came_after_the_workspace_was_read_is_told() {
    let mut room = room();
    let (path, text) = session("Apex", "2026-11-01", "");
    room.somebody_writes(&path, &text);
    room.press("/")
        .types("2026-11-01")
        .sees("1 found")
        .press("<Enter>")
        .sees("after the folder was read");
}

#[test]
fn more_than_two_hundred_are_not_told_and_the_screen_says_so() {
    let notes = "a needle\\n".repeat(2);
    let card = |n: usize| format!("  - {{key: k{n}, name: K{n}, notes: \"{notes}\"}}\n");
    let cards: String = (0..150).map(card).collect();
    let text = |day: usize| {
        format!(
            "squadcheck: 1\nteam: Apex\ndate: 2026-01-0{day}\ndimensions:\n{cards}state: closed\n"
        )
    };
    let (one, two) = (text(1), text(2));
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", CONFIG),
        ("sessions/apex/2026-01-01-x.yaml", &one),
        ("sessions/apex/2026-01-02-x.yaml", &two),
    ]);
    room.press("/")
        .types("needle")
        .sees("the newest 200; add a word to narrow it down")
        .sees("2 Jan 2026");
    room.press(&"<PageDown>".repeat(30)).sees("1 Jan 2026 · Apex · K49").sees_no("K50");
}
