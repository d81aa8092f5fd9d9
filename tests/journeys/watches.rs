//! Files change while the program is open: the screens follow, and nothing that is done here is
//! lost.

use squadcheck::app::{Effect, Job, Msg};

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const COPY: &str = "sessions/checkout/2026-11-20-spotify.conflict-20260102T101112.yaml";
const EARLIER: &str = "sessions/checkout/2026-10-01-spotify.yaml";

fn small(team: &str, date: &str, state: &str) -> String {
    format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {date}\nvoters: 6\ndimensions:\n  \
         - {{key: fun, name: \"Fun\", agreed: {{vote: green}}}}\n  \
         - {{key: speed, name: \"Speed\"}}\nstate: {state}\n"
    )
}

/// Home, with a closed session of Checkout.
fn home() -> TestApp {
    TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (CHECKOUT, &small("Checkout", "2026-11-20", "closed")),
    ])
}

#[test]
fn a_new_session_a_changed_one_and_one_that_is_gone_are_seen_on_home() {
    let mut room = home();
    room.sees("1 check").press("<Down>");
    room.somebody_writes(
        "sessions/search/2026-11-19-spotify.yaml",
        &small("Search", "2026-11-19", "open"),
    );
    room.hears_of(&["sessions/search"])
        .sees("19 Nov")
        .press("<Enter>")
        .sees("Search · 19 Nov 2026")
        .press("<Esc><Esc>");
    room.somebody_writes(EARLIER, &small("Checkout", "2026-10-01", "closed"));
    room.hears_of(&[EARLIER]).sees("3 checks");
    room.somebody_deletes(EARLIER);
    room.hears_of(&[EARLIER]).sees("2 checks");
    // Renamed: one is gone, and one has come.
    room.somebody_deletes(CHECKOUT);
    room.somebody_writes(EARLIER, &small("Checkout", "2026-10-01", "closed"));
    room.hears_of(&[CHECKOUT, EARLIER]).sees("1 Oct").sees_no("20 Nov");
}

#[test]
fn the_cursor_stays_on_its_team() {
    let mut room = home();
    room.press("<Down>");
    // An open check moves its team to the top.
    room.somebody_writes(
        "sessions/search/2026-11-19-spotify.yaml",
        &small("Search", "2026-11-19", "open"),
    );
    room.hears_of(&["sessions/search/2026-11-19-spotify.yaml"])
        .press("<Enter>")
        .sees("Search · 19 Nov 2026");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
fn a_folder_of_sessions_that_is_gone_takes_its_sessions_with_it() {
    let mut room = home();
    std::fs::rename(room.path("sessions/checkout"), room.path("elsewhere")).expect("it is moved");
    room.hears_of(&["sessions/checkout", "elsewhere"]).sees_no("1 check");
    std::fs::rename(room.path("elsewhere"), room.path("sessions/checkout")).expect("it is moved");
    room.hears_of(&["sessions/checkout", "elsewhere"]).sees("1 check");
}

#[test]
fn a_file_that_breaks_is_named_and_one_that_is_mended_is_a_session_again() {
    let mut room = home();
    room.somebody_writes(CHECKOUT, "squadcheck: 1\nteam: ?\n");
    room.hears_of(&[CHECKOUT]).sees("cannot be read").press("<End><Enter>").sees("team");
    room.somebody_writes(CHECKOUT, &small("Checkout", "2026-11-20", "closed"));
    room.hears_of(&[CHECKOUT]).sees("no problem left").sees_no("cannot be read").sees("20 Nov");
}

#[test]
fn a_copy_that_was_set_aside_comes_and_goes() {
    let mut room = home();
    room.somebody_writes(COPY, &small("Checkout", "2026-11-20", "closed"));
    room.hears_of(&[COPY]).sees("set aside in a conflict").sees("1 check");
    room.somebody_deletes(COPY);
    room.hears_of(&[COPY]).sees_no("set aside in a conflict");
}

#[test]
fn what_is_no_session_changes_nothing() {
    let mut room = home();
    let before = room.screen();
    for name in [
        "notes.txt",
        "sessions/README.md",
        "sessions/checkout/a.yaml~",
        "sessions/checkout/.#2026-11-19-spotify.yaml",
        "sessions/checkout/.2026-11-19-spotify.yaml.swp",
    ] {
        room.somebody_writes(name, &small("Search", "2026-11-19", "open"));
        room.hears_of(&[name]);
        assert_eq!(room.screen(), before, "{name}");
    }
}

#[test]
fn healthcheck_yaml_is_followed_and_one_that_cannot_be_read_takes_nothing_away() {
    let mut room = home();
    room.somebody_writes("healthcheck.yaml", &TEAMS.replace("name: Search", "name: Billing"));
    room.hears_of(&["healthcheck.yaml"])
        .sees("Billing")
        .sees_no("Search")
        .sees("healthcheck.yaml was changed");
    room.somebody_writes("healthcheck.yaml", "squadcheck: 1\nteams: 7\n");
    room.hears_of(&["healthcheck.yaml"])
        .sees("Billing")
        .sees("The last good healthcheck.yaml stays in use");
    room.somebody_writes("healthcheck.yaml", TEAMS);
    room.hears_of(&["healthcheck.yaml"]).sees("Search").sees_no("Billing");
    // An editor may take it away for a moment.
    room.somebody_deletes("healthcheck.yaml");
    room.hears_of(&["healthcheck.yaml"]).sees("Search");
}

#[test]
fn another_folder_of_sessions_is_read_once_no_session_is_on_the_screen() {
    let mut room = home();
    room.somebody_writes(
        "others/search/2026-11-19-spotify.yaml",
        &small("Search", "2026-11-19", "closed"),
    );
    room.press("<Enter>").sees("Checkout · 20 Nov 2026");
    room.somebody_writes("healthcheck.yaml", &format!("{TEAMS}\nsessions: others\n"));
    room.hears_of(&["healthcheck.yaml"])
        .sees("Checkout · 20 Nov 2026")
        .press("<Esc><Esc>")
        .sees("19 Nov")
        .sees_no("20 Nov");
}

#[test]
fn one_that_was_broken_from_the_start_is_mended_while_it_is_looked_at() {
    let mut room = TestApp::with("squadcheck: 1\nteams: 7\n");
    room.sees("teams").somebody_writes("healthcheck.yaml", TEAMS);
    room.hears_of(&["healthcheck.yaml"]).sees("Search").sees("Checkout");
}

#[test]
fn a_session_on_the_screen_in_which_nothing_was_done_shows_theirs_and_says_so() {
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (CHECKOUT, &small("Checkout", "2026-11-20", "open")),
    ]);
    room.press("<Enter>").sees("Speed");
    let theirs = room.file(CHECKOUT).replace("\"Speed\"}", "\"Speed\", notes: \"It rained.\"}");
    room.somebody_writes(CHECKOUT, &theirs);
    room.hears_of(&[CHECKOUT]).sees("This is theirs now").sees("It rained.").sees("2 of 2");
    // It is known: the next act is no conflict.
    room.press("6g<Space>")
        .sees("saved")
        .sees_no("NOT SAVED")
        .file_has(CHECKOUT, "notes: \"It rained.\"");
    room.press("uuuu").sees("It rained.").file_has(CHECKOUT, "notes: \"It rained.\"");
}

#[test]
fn a_session_in_which_something_was_done_stays_and_is_not_called_saved_any_more() {
    // A ballot that waits; an act that can be taken back; a text that is being typed.
    for (keys, act, head) in [
        ("3g", "3y<Space>", "NOT SAVED"),
        ("6g<Space>", "r", "NOT SAVED"),
        ("cSunny", "<Enter>", "FILE CHANGED"),
    ] {
        let mut room = TestApp::on_the_first_card();
        room.press("d d").sees("saved");
        room.starts_again();
        room.press("<Enter>").press(keys);
        let before = room.screen();
        let theirs = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
        room.somebody_writes(CHECKOUT, &theirs);
        room.hears_of(&[CHECKOUT]).sees(head);
        // Fewer rows are free for it; what it says is the same.
        let says = |screen: &str| {
            let told = ["have voted", "votes", "Agree on", "Sunny"];
            let lines = screen.lines().skip(3);
            let lines = lines.filter(|line| told.iter().any(|word| line.contains(word)));
            lines.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(says(&room.screen()), says(&before), "{keys}");
        assert!(!says(&before).is_empty(), "{keys}");
        assert!(!room.screen().contains(" saved "), "{keys}");
        room.press(act).sees("NOT SAVED").sees("! shows the");
        assert_eq!(room.file(CHECKOUT), theirs, "{keys}");
        room.hears_of(&[CHECKOUT]).sees("NOT SAVED");
        assert_eq!(room.file(CHECKOUT), theirs, "{keys}");
    }
}

#[test]
fn what_could_not_be_taken_in_is_taken_in_when_it_is_decided() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    let theirs = room.file(CHECKOUT).replace("state: open", "state: closed");
    room.somebody_writes(CHECKOUT, &theirs);
    room.hears_of(&[CHECKOUT]).sees("NOT SAVED: somebody else changed").sees("1 of 11");
    room.press("<Esc><Esc>")
        .sees("0 of 11")
        .press("!t")
        .sees("This is theirs now")
        .sees_no("of 11");
    assert_eq!(room.file(CHECKOUT), theirs);
}

#[test]
fn a_text_that_is_typed_over_a_changed_file_and_dropped_makes_room_for_theirs() {
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (CHECKOUT, &small("Checkout", "2026-11-20", "open")),
    ]);
    room.press("<Enter>cSunny");
    room.somebody_writes(CHECKOUT, &small("Checkout", "2026-11-20", "closed"));
    room.hears_of(&[CHECKOUT]).sees("FILE CHANGED").press("<Esc><Esc><Esc>").sees_no("NOT SAVED");
    room.sees_no("of 2");
}

#[test]
fn an_earlier_session_whose_actions_are_looked_at_is_followed_too() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>a").types("Buy a lamp").press("<Enter>s").wait(86_400);
    room.starts_again();
    room.press("n<Enter>n").sees("Buy a lamp");
    let theirs = room.file(CHECKOUT).replace("Buy a lamp", "Buy two lamps");
    room.somebody_writes(CHECKOUT, &theirs);
    room.hears_of(&[CHECKOUT]).sees("Buy two lamps").press("d").sees_no("NOT SAVED");
    room.file_has_no(CHECKOUT, "Buy a lamp");
    let again = room.file(CHECKOUT).replace("Buy two lamps", "Buy three lamps");
    room.somebody_writes(CHECKOUT, &again);
    // Something was done, and could be taken back to what is not there any more.
    room.hears_of(&[CHECKOUT]).press("u").sees("NOT SAVED");
    assert_eq!(room.file(CHECKOUT), again);
}

#[test]
fn what_is_saved_here_is_no_news_and_asks_for_nothing() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>r").sees("saved");
    let (screen, jobs) = (room.screen(), room.jobs);
    room.hears_of(&[CHECKOUT, "sessions/checkout", "sessions", "healthcheck.yaml"]);
    assert_eq!(room.jobs, jobs + 1, "one look, and nothing comes of it");
    assert_eq!(room.screen(), screen);
}

#[test]
fn a_change_of_layout_alone_is_taken_in_without_a_word() {
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (CHECKOUT, &small("Checkout", "2026-11-20", "open")),
    ]);
    room.press("<Enter>").press("n").press("p");
    let before = room.screen();
    room.somebody_writes(
        CHECKOUT,
        &small("Checkout", "2026-11-20", "open").replace("voters: 6", "voters:   6"),
    );
    room.hears_of(&[CHECKOUT]);
    assert_eq!(room.screen(), before);
    room.press("d").sees("saved").sees_no("NOT SAVED");
}

#[test]
fn a_look_from_before_a_save_does_not_make_theirs_ours() {
    let mut room = TestApp::furnished(&[
        ("healthcheck.yaml", TEAMS),
        (CHECKOUT, &small("Checkout", "2026-11-20", "open")),
    ]);
    room.press("<Enter>");
    let theirs = small("Checkout", "2026-11-20", "open").replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &theirs);
    room.saves_wait = true;
    // The look is on its way when a key is pressed.
    room.hears_of(&[CHECKOUT]).press("d");
    room.saves_end();
    room.sees("NOT SAVED");
    assert_eq!(room.file(CHECKOUT), theirs);
}

#[test]
fn that_nothing_is_noticed_is_said_once_and_all_goes_on() {
    let mut room = home();
    room.tell(Msg::Unwatched("the system watches no more folders for you".to_owned()));
    room.sees("Changes by others cannot be noticed").press("<Down>").sees_no("cannot be noticed");
}

#[test]
fn nothing_is_asked_of_the_disk_by_looking_at_what_did_not_change() {
    let mut room = home();
    let effects = room.app.update(Msg::Rescanned(Box::default()), squadcheck::runtime::now());
    assert_eq!(effects, [] as [Effect; 0]);
    let paths = vec![room.path(CHECKOUT)];
    let effects = room.app.update(Msg::FilesChanged(paths.clone()), squadcheck::runtime::now());
    assert_eq!(effects, [Effect::Store(Job::Look(paths))]);
}

#[test]
fn a_session_that_is_not_counted_is_told_as_long_as_it_is_there() {
    let mut room = home();
    let copies = [
        "sessions/checkout/2026-11-19-spotify (1).yaml",
        "sessions/checkout/deep/2026-11-19-spotify.yaml",
        "sessions/checkout/2026-11-19-spotify.yml",
        "sessions/search/2026-11-19-spotify.yaml",
        "sessions/2026-11-19-spotify.yaml",
    ];
    for (at, name) in copies.iter().enumerate() {
        room.somebody_writes(name, &small("Checkout", "2026-11-19", "closed"));
        room.hears_of(&[name]);
        room.sees(&format!("{} file", at + 1)).sees("not counted");
    }
    room.press("<End><Enter>").sees("Checks that are not counted").sees("5 files");
    room.sees("2026-11-19-spotify.yml").sees("the name of a check ends in .yaml");
    room.press("r").sees("5 files").press("<Esc>").sees("5 files with a check are not counted");
    room.press("<Enter>");
    for name in copies {
        room.somebody_deletes(name);
        room.hears_of(&[name]);
    }
    room.sees_no("not counted").sees("no problem left").sees("1 check");
}

#[test]
fn a_new_check_never_takes_the_place_of_a_file_that_is_not_counted() {
    let mut room = home();
    let taken = "sessions/checkout/2026-11-20-spotify-2.yaml";
    let text = small("Search", "2026-11-20", "closed");
    room.somebody_writes(taken, &text);
    room.hears_of(&[taken]).sees("1 file with a check is not counted");
    room.press("<Home>n<Enter>").press("6g<Space>").sees("saved");
    assert!(room.files().iter().any(|file| file.ends_with("2026-11-20-spotify-3.yaml")));
    room.file_has(taken, "team: \"Search\"");
}

#[test]
fn home_says_how_many_files_need_a_look() {
    let mut room = home();
    room.sees_no("need");
    let typo = small("Search", "2026-11-19", "closed").replace("agreed:", "agred:");
    let path = "sessions/search/2026-11-19-spotify.yaml";
    room.somebody_writes(path, &typo);
    room.hears_of(&[path]).sees("1 file needs a look: squadcheck validate");
    let unknown = small("Checkout", "2026-11-20", "closed")
        .replace("voters: 6", "template: sporify\nvoters: 6");
    room.somebody_writes(CHECKOUT, &unknown);
    room.hears_of(&[CHECKOUT]).sees("2 files need a look: squadcheck validate");
    room.somebody_writes(path, &small("Search", "2026-11-19", "closed"));
    let about = "actions: [{text: Do it, dimension: spede}]\nstate: closed";
    let about = small("Checkout", "2026-11-20", "closed").replace("state: closed", about);
    room.somebody_writes(CHECKOUT, &about);
    room.hears_of(&[path, CHECKOUT]).sees("1 file needs a look: squadcheck validate");
    room.somebody_writes(CHECKOUT, &about.replace("spede", "speed"));
    room.hears_of(&[CHECKOUT]).sees_no("a look");
}
