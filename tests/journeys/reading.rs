//! What can be done while a workspace is read, and what is read of it when.

use squadcheck::app::{App, Display, Loaded, Msg, Start};
use squadcheck::keys::Key;
use squadcheck::library::{Library, Progress, Record};

use crate::render;
use crate::test_app::TestApp;

const TEAMS: &str =
    "squadcheck: 1\nteams:\n  - {name: Checkout, people: [Ana, Bo, Chi]}\n  - {name: Search}\n";

fn closed(team: &str, day: &str, notes: &str) -> String {
    format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {day}\ntemplate: spotify\nvoters: 5\n\
         dimensions:\n  - key: fun\n    name: \"Fun\"\n    scale: traffic-light\n    \
         votes: {{green: 4, yellow: 1, red: 0}}\n    agreed: {{vote: green}}\n    \
         notes: \"{notes}\"\nstate: closed\n"
    )
}

fn room() -> TestApp {
    TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (
            "sessions/checkout/2026-05-20-spotify.yaml",
            &closed("Checkout", "2026-05-20", "Warm rooms."),
        ),
        (
            "sessions/checkout/2026-08-20-spotify.yaml",
            &closed("Checkout", "2026-08-20", "Cold rooms."),
        ),
        ("sessions/search/2026-08-21-spotify.yaml", &closed("Search", "2026-08-21", "No rooms.")),
    ])
}

#[test]
fn closed_sessions_are_read_whole_when_one_of_the_team_is_opened_and_let_go_of_for_another_team() {
    let mut room = room();
    let whole = |room: &TestApp| {
        let whole = room.app.ctx.library.records.iter().filter(|record| record.session().is_some());
        whole.map(|record| record.summary().unwrap().team.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(whole(&room), Vec::<String>::new());
    room.press("<Enter><Enter>").sees("Cold rooms.");
    assert_eq!(whole(&room), ["Checkout", "Checkout"]);
    room.press("<Esc><Esc>j<Enter><Enter>").sees("No rooms.");
    assert_eq!(whole(&room), ["Search"]);
}

#[test]
fn a_key_that_needs_a_whole_session_and_what_is_typed_after_it_wait_for_it() {
    let mut room = room();
    room.saves_wait = true;
    room.press("t<Left><Enter>").sees("Still reading");
    room.saves_wait = false;
    room.saves_end();
    room.sees("20 May 2026").sees("Warm rooms.").sees_no("Still reading");
}

#[test]
fn the_board_reads_what_has_something_open_of_all_teams_that_share_and_keys_typed_ahead_wait_for_it()
 {
    let mut room = room();
    let with =
        |text: String, more: &str| text.replace("state: closed", &format!("{more}\nstate: closed"));
    let (old, other) =
        ("sessions/checkout/2026-05-20-spotify.yaml", "sessions/search/2026-08-21-spotify.yaml");
    let action = "actions: [{text: Buy a lamp}]";
    let text = with(room.file(old), action);
    room.somebody_writes(old, &text);
    let text = with(
        room.file(other),
        "experiments: [{text: Mob, state: running}, {text: Nap, state: worked}]",
    );
    room.somebody_writes(other, &text);
    room.starts_again();
    room.saves_wait = true;
    room.press("ad").sees("Still reading").sees_no("Buy a lamp");
    room.saves_wait = false;
    room.saves_end();
    room.sees("Mob").sees("done").sees_no("Nap").sees("1 open, 0 overdue");
    assert!(room.file(old).contains("changes: [{date: 2026-11-20, state: done}]"));
    let whole = room.app.ctx.library.records.iter().filter(|record| record.session().is_some());
    assert_eq!(
        whole.map(|record| record.path.clone()).collect::<Vec<_>>(),
        [room.path(old), room.path(other)]
    );
}

#[test]
fn the_report_of_a_session_that_was_not_opened_is_the_whole_report() {
    let mut room = room();
    room.press("e<Down><Enter>");
    let report = room.sent.concat();
    assert!(report.contains("Cold rooms"), "{report}");
}

#[test]
fn a_session_that_goes_away_before_it_is_opened_says_so() {
    let mut room = room();
    room.loses("sessions/checkout/2026-08-20-spotify.yaml");
    room.press("<Enter>").sees("cannot read it");
}

/// The program after the first word about a large workspace.
fn under_way() -> (App, Loaded, Vec<Record>) {
    let whole = room().app;
    let records = whole.ctx.library.records.clone();
    let begun = Loaded {
        root: whole.ctx.root.clone(),
        sessions: whole.ctx.sessions.clone(),
        exists: true,
        workspace: Ok(whole.ctx.workspace.clone()),
        library: Library::default(),
    };
    let mut app = App::new(Display::default(), Start::Home, render::three_o_four());
    let progress = Progress { records: records[..2].to_vec(), done: 2, of: 3 };
    app.update(Msg::Size(100, 30), render::three_o_four());
    app.update(
        Msg::Progress { begun: Some(Box::new(begun.clone())), progress },
        render::three_o_four(),
    );
    (app, begun, records)
}

fn screen(app: &App) -> String {
    render::text(&render::frame(app, (100, 30)))
}

#[test]
fn the_first_screen_shows_what_there_is_and_how_far_it_is() {
    let (mut app, begun, records) = under_way();
    let shown = screen(&app);
    assert!(shown.contains("reading · 2 of 3 checks") && shown.contains("20 Aug 2026"), "{shown}");
    // One can look around; what would open something waits.
    app.update(Msg::Key(Key::Down), render::three_o_four());
    assert!(
        screen(&app).contains("> Search") || screen(&app).contains("▸ Search"),
        "{}",
        screen(&app)
    );
    app.update(Msg::Key(Key::Char('m')), render::three_o_four());
    app.update(Msg::Key(Key::Right), render::three_o_four());
    assert!(screen(&app).contains("Still reading"));
    let mut library = Library::default();
    for record in records {
        library.put(record);
    }
    app.update(Msg::Loaded(Box::new(Loaded { library, ..begun })), render::three_o_four());
    let shown = screen(&app);
    assert!(
        shown.contains("Teams · as of") && shown.contains('[') && !shown.contains("reading"),
        "{shown}"
    );
}

#[test]
fn a_program_that_is_left_while_it_reads_ends() {
    let (mut app, ..) = under_way();
    let effects = app.update(Msg::Key(Key::Ctrl('c')), render::three_o_four());
    assert_eq!(effects, [squadcheck::app::Effect::Quit(0)]);
}

#[test]
fn a_page_over_several_teams_is_read_once_whatever_was_whole_before() {
    let lit = |team: &str, day: &str, light: &str| {
        closed(team, day, "Said.").replace("vote: green", &format!("vote: {light}"))
    };
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        ("sessions/checkout/2026-05-20-spotify.yaml", &lit("Checkout", "2026-05-20", "red")),
        ("sessions/checkout/2026-08-20-spotify.yaml", &lit("Checkout", "2026-08-20", "green")),
        ("sessions/search/2026-05-21-spotify.yaml", &lit("Search", "2026-05-21", "red")),
        ("sessions/search/2026-08-21-spotify.yaml", &lit("Search", "2026-08-21", "green")),
    ]);
    // One team is whole, the other is not, and the page needs a session of each.
    room.press("t<Esc>mr").sees("all teams, up to").sees("2 teams improved");
    room.press("<Esc><Esc>a").sees("Actions and experiments");
}

#[test]
fn open_sessions_are_read_whole_when_they_are_opened_and_let_go_of_like_closed_ones() {
    let mut room = room();
    for (team, day) in [("Checkout", "2026-09-20"), ("Search", "2026-09-21")] {
        let open = closed(team, day, "Dark rooms.").replace("state: closed", "state: open");
        let file = format!("sessions/{}/{day}-spotify.yaml", team.to_lowercase());
        room.somebody_writes(&file, &open);
    }
    room.starts_again();
    let whole = |room: &TestApp| {
        let whole = room.app.ctx.library.records.iter().filter(|record| record.session().is_some());
        whole.map(|record| record.path.clone()).collect::<Vec<_>>()
    };
    assert_eq!(whole(&room), Vec::<std::path::PathBuf>::new());
    room.sees("an open check of 20 Sep");
    // Somebody else goes on with one that nobody looks at here: it stays as little known.
    let other = "sessions/search/2026-09-21-spotify.yaml";
    let text = room.file(other).replace("voters: 5", "voters: 7");
    room.somebody_writes(other, &text);
    room.hears_of(&[other]);
    assert_eq!(whole(&room), Vec::<std::path::PathBuf>::new());
    let of = |library: &Library, name: &std::path::Path| {
        library.record(name).and_then(|record| record.summary().map(|summary| summary.voters))
    };
    assert_eq!(of(&room.app.ctx.library, &room.path(other)), Some(7));
    room.press("<Enter><Enter>").sees("Dark rooms.");
    assert_eq!(whole(&room).len(), 3, "those of the team");
    room.press("<Esc><Esc>j<Enter><Enter>").sees("Dark rooms.");
    assert_eq!(
        whole(&room),
        [room.path("sessions/search/2026-08-21-spotify.yaml"), room.path(other)]
    );
}
