//! The board: what is to be done and tried, over all teams and of one; an experiment from its
//! beginning to its end.

use crate::disk::{CHECKOUT, TEAMS};
use crate::test_app::TestApp;

const TRIBE: &str = r"
squadcheck: 1
teams:
  - {name: Checkout, people: [Ana, Bo, Chi]}
  - {name: Search, people: [Gil, Hana]}
  - {name: Quiet, people: [Zoe], share: false}
";

fn session(team: &str, date: &str, more: &str) -> String {
    format!(
        "squadcheck: 1\nteam: \"{team}\"\ndate: {date}\ntemplate: spotify\nvoters: 6\n\
         dimensions:\n  \
         - {{key: speed, name: \"Speed\", agreed: {{vote: red}}}}\n  \
         - {{key: fun, name: \"Fun\", agreed: {{vote: green}}}}\n{more}state: closed\n"
    )
}

const OLD: &str = "sessions/checkout/2026-08-20-spotify.yaml";
const LAST: &str = "sessions/checkout/2026-11-10-spotify.yaml";
const SEARCH: &str = "sessions/search/2026-11-10-spotify.yaml";
const QUIET: &str = "sessions/quiet/2026-11-10-spotify.yaml";

/// Three teams with things to do and to try, one of which does not share.
fn tribe() -> TestApp {
    let old = "actions:\n  - {text: \"Cut the pipeline\", owner: \"Ana\", due: 2026-11-01, \
               dimension: speed}\n  \
               - {text: \"Old and done\", state: done}\n";
    let last = "experiments:\n  - {text: \"Release trains\", owner: \"Bo\", \
                hypothesis: \"Fewer surprises\", limit: \"Two weeks\", \
                rollback: \"Release when ready\", measure: \"Hotfixes\", review: 2026-11-15, \
                dimension: speed, state: half way, mood: sunny}\n  \
                - {text: \"Long ago\", state: worked}\n";
    let search = "actions:\n  - {text: \"Buy a lamp\", owner: \"Gil\", due: 2026-12-04, \
                  dimension: fun}\n  \
                  - {text: \"Paint the wall\", owner: \"Hana\", due: 2026-10-01}\n";
    let quiet = "actions:\n  - {text: \"Between us\", owner: \"Zoe\", due: 2026-10-01}\n";
    TestApp::furnished(&[
        ("healthcheck.yaml", TRIBE),
        (OLD, &session("Checkout", "2026-08-20", old)),
        (LAST, &session("Checkout", "2026-11-10", last)),
        (SEARCH, &session("Search", "2026-11-10", search)),
        (QUIET, &session("Quiet", "2026-11-10", quiet)),
    ])
}

/// The lines of the screen on which one of these texts stands, in the order of the screen, above
/// what is told of the row under the cursor.
fn order(room: &TestApp, texts: &[&'static str]) -> Vec<&'static str> {
    let screen = room.screen();
    let lines = screen.lines().skip(3).take_while(|line| !line.trim().is_empty());
    lines.filter_map(|line| texts.iter().find(|text| line.contains(**text)).copied()).collect()
}

#[test]
fn the_board_stands_overdue_first_by_days_and_then_by_team() {
    let mut room = tribe();
    room.press("a").sees("Actions and experiments · all teams").sees("4 open, 3 overdue");
    let texts = [
        "Cut the pipeline",
        "Release trains",
        "Buy a lamp",
        "Paint the wall",
        "Long ago",
        "Old and done",
    ];
    assert_eq!(
        order(&room, &texts),
        ["Paint the wall", "Cut the pipeline", "Release trains", "Buy a lamp"]
    );
    room.sees("overdue 50 days")
        .sees("due 4 Dec 2026")
        .sees("overdue by 50 days · from the check of 10 Nov 2026");
    room.press("j").sees("overdue by 19 days · Speed · from the check of 20 Aug 2026");
    room.press("j")
        .sees("Fewer surprises")
        .sees("Two weeks")
        .sees("Release when ready")
        .sees("Hotfixes");
    room.sees("half way").press("<Esc>").sees("Checkout");
}

#[test]
fn a_team_that_does_not_share_is_only_on_its_own_board() {
    let mut room = tribe();
    room.press("a").sees_no("Between us").sees_no("Quiet").press("<Esc>");
    room.press("jj t a")
        .sees("Actions and experiments · Quiet")
        .sees("Between us")
        .sees("1 open, 1 overdue");
    room.sees_no("Buy a lamp").press("d").sees("saved").file_has(
        QUIET,
        "- {text: \"Between us\", owner: \"Zoe\", due: 2026-10-01, state: done, \
         changes: [{date: 2026-11-20, state: done}]}",
    );
    room.press("<Esc><Esc> a").sees_no("Between us").sees("4 open");
}

#[test]
fn each_key_is_written_with_its_day_where_the_thing_was_born_and_undo_takes_it_back() {
    let mut room = tribe();
    room.press("a j o").sees("still open").sees("saved");
    room.file_has(
        OLD,
        "- {text: \"Cut the pipeline\", owner: \"Ana\", due: 2026-11-01, dimension: speed, \
         state: open, changes: [{date: 2026-11-20, state: carried}]}",
    );
    room.press("x").sees("dropped").file_has(
        LAST,
        "- {text: \"Release trains\", owner: \"Bo\", hypothesis: \"Fewer surprises\", \
         limit: \"Two weeks\", rollback: \"Release when ready\", measure: \"Hotfixes\", \
         review: 2026-11-15, dimension: speed, state: dropped, changes: [{date: 2026-11-20, \
         state: dropped}], mood: \"sunny\"}",
    );
    room.press("kkkd").file_has(
        SEARCH,
        "- {text: \"Paint the wall\", owner: \"Hana\", due: 2026-10-01, state: done, \
         changes: [{date: 2026-11-20, state: done}]}",
    );
    room.sees("2 open, 1 overdue");
    room.press("uu").sees("Undone").file_has_no(SEARCH, "changes").file_has_no(LAST, "changes");
    room.file_has_no(LAST, "state: dropped").sees("overdue 5 days");
    room.press("<Ctrl-R>").sees("Redone").file_has_no(SEARCH, "changes");
    assert!(room.file(LAST).contains("state: dropped"));
    room.press("uuu").sees("Nothing to undo").file_has_no(OLD, "changes");
}

#[test]
fn what_is_over_stays_until_the_board_is_left_and_can_be_opened_again() {
    let mut room = tribe();
    room.press("a j d k").sees("Cut the pipeline").press("o").sees("still open");
    // The same word once more is no act.
    room.press("k o u").sees("Undone").sees("done").press("<Ctrl-R>");
    room.press("d").sees("done").press("<Esc> a").sees_no("Cut the pipeline").sees("3 open");
}

#[test]
fn an_experiment_lives_from_its_card_to_what_was_learnt() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space> x")
        .sees("Experiment on Easy to release")
        .press("<Enter>")
        .sees("What will you try?");
    room.types("Trains on Tuesdays")
        .press("<Tab>")
        .types("bo")
        .sees("Bo")
        .press("<Tab>")
        .types("Fewer surprises");
    room.press("<Tab>")
        .types("Two weeks")
        .press("<Tab>")
        .types("As before")
        .press("<Tab>")
        .types("Hotfixes");
    room.press("<Tab>").types("soon").press("<Enter>").sees("\"soon\" is not a date");
    room.press("<Ctrl-U>")
        .types("2026-12-04")
        .press("<Enter>")
        .sees("Experiment noted, review Fri 4 Dec 2026")
        .sees("saved");
    let born = "- {text: \"Trains on Tuesdays\", owner: \"Bo\", hypothesis: \"Fewer surprises\", \
                limit: \"Two weeks\", rollback: \"As before\", measure: \"Hotfixes\", \
                review: 2026-12-04, dimension: easy-to-release, state: running";
    room.file_has(CHECKOUT, &format!("{born}}}"));
    room.press("u")
        .file_has_no(CHECKOUT, "Trains")
        .press("<Ctrl-R>")
        .file_has(CHECKOUT, &format!("{born}}}"));
    room.press("s")
        .sees("Experiment")
        .sees("Trains on Tuesdays, Bo, review 4 Dec")
        .press("C<Enter> <Esc><Esc><Esc>")
        .press("t a");
    room.sees("review 4 Dec 2026  Trains on Tuesdays")
        .sees("Bo · Easy to release · experiment")
        .sees("Checkout since its check of 20 Nov 2026");
    room.sees("Experiments: 1 in 1 sprint of two weeks (goal 2 to 3")
        .sees("no finished experiment yet");
    room.press("o")
        .sees("still running")
        .file_has(CHECKOUT, &format!("{born}, changes: [{{date: 2026-11-20, state: carried}}]}}"));
    room.press("d").sees("What came of it?").sees("We expected: Fewer surprises").press("<Esc>");
    room.file_has_no(CHECKOUT, "outcome").press("d-").sees("What did you learn?").press("<Esc>");
    room.file_has_no(CHECKOUT, "outcome")
        .press("d-")
        .types("Ask first")
        .press("<Enter>")
        .sees("Finished: did not work");
    let over = born.replace("running", "finished");
    room.file_has(
        CHECKOUT,
        &format!(
            "{over}, outcome: did-not, learning: \"Ask first\", changes: [{{date: 2026-11-20, \
             state: finished}}]}}"
        ),
    );
    room.sees("Lessons recorded: 1 of 1, 100 % (goal 90 %").sees("0 open");
    room.press("u d=<Ctrl-U><Enter>").sees("Finished: unclear; no lesson recorded");
    room.file_has(
        CHECKOUT,
        &format!("{over}, outcome: unclear, changes: [{{date: 2026-11-20, state: finished}}]}}"),
    );
    room.sees("Lessons recorded: 0 of 1, 0 %");
}

#[test]
fn a_new_check_begins_with_what_is_due_for_review_and_the_report_says_what_became_of_it() {
    let mut room = tribe();
    let text = room.file(LAST).replace("experiments:", "focus: [fun]\nexperiments:");
    room.somebody_writes(LAST, &text);
    room.starts_again();
    room.press("n<Enter>")
        .sees("What we agreed on last time")
        .sees("Cut the pipeline")
        .sees("due 1 Nov, overdue");
    room.sees("? experiment")
        .sees("Release trains")
        .sees("review 15 Nov, overdue")
        .sees("In focus since 10 Nov: Fun");
    room.press("d d")
        .sees("What came of it?")
        .press("+")
        .types("Small ones do")
        .press("<Enter>")
        .sees("Now the cards");
    assert!(
        room.file(LAST)
            .contains("outcome: worked, learning: \"Small ones do\", changes: [{date: 2026-11-20")
    );
    room.press("6g<Space><Enter> s e<Enter>").sees("Written to checkout-2026-11-20.md");
    let report = room.file("checkout-2026-11-20.md");
    let became = "## What became of experiments\n\n\
                  - Release trains — Bo (Speed): finished on 2026-11-20: worked\n  \
                  - Learnt: Small ones do\n- Long ago: worked\n  \
                  - Learnt: no lesson recorded\n";
    assert!(report.contains(became), "{report}");
    assert!(report.contains("- Lessons recorded: 1 of 2, 50 %"), "{report}");
}

#[test]
fn a_focus_alone_is_reason_enough_to_look_back() {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space><Enter> s f C<Enter> <Esc><Esc><Esc>n<Enter>")
        .sees("In focus since 20 Nov: Easy to release");
    room.sees("Nothing is open").press("<Enter>").sees("1 of 11");
}

#[test]
fn things_are_written_down_and_edited_on_the_board() {
    let mut room = tribe();
    room.press("a")
        .sees("overdue 5 days     Release trains")
        .press("j<Enter>")
        .sees("Action on Speed · Checkout");
    room.press("<Ctrl-U>")
        .types("Halve the pipeline")
        .press("<Tab><Tab><Ctrl-U>")
        .types("2026-12-01");
    room.press("<Tab><Ctrl-U>")
        .types("nonsense")
        .press("<Enter>")
        .sees("That check has no card \"nonsense\"");
    room.press("<Ctrl-U>")
        .types("fu")
        .sees("Fun")
        .press("<Enter>")
        .sees("Action noted, due Tue 1 Dec 2026");
    room.file_has(
        OLD,
        "- {text: \"Halve the pipeline\", owner: \"Ana\", due: 2026-12-01, dimension: fun, \
         state: open}",
    );
    room.sees("Ana · due 1 Dec 2026 · Fun").press("u").sees("overdue 19 days").press("<Ctrl-R>");
    // A new one goes into the team's latest session, about the dimension under the cursor.
    room.press("a").sees("On").types("Ask for a runner").press("<Enter>").sees("Action noted");
    room.file_has(LAST, "- {text: \"Ask for a runner\", dimension: fun, state: open}")
        .sees("nobody yet");
    room.press("X")
        .types("Mobbing")
        .press("<BackTab>")
        .sees("Which card is it about?")
        .press("<Ctrl-U><Enter>");
    room.sees("Experiment noted").file_has(LAST, "- {text: \"Mobbing\", state: running}");
    room.press("u").file_has_no(LAST, "Mobbing").press("X").types("half").press("<Ctrl-C>");
    room.sees("an experiment you are typing").press("<Esc>").sees("half");
}

#[test]
fn where_nothing_is_open_the_board_says_so() {
    let mut room = TestApp::with(TEAMS);
    room.press("a")
        .sees("Nothing is open")
        .press("d")
        .sees("Nothing is open here")
        .press("a")
        .sees("Which team?");
    room.press("u")
        .sees("Nothing to undo")
        .press("e<Enter>")
        .sees("Written to board-2026-11-20.md");
    assert!(room.file("board-2026-11-20.md").contains("# Actions · 0 open"));
}

#[test]
fn a_save_that_fails_on_the_board_says_not_saved_and_nothing_is_lost() {
    let mut room = tribe();
    room.press("a j d").sees("saved");
    let text = room.file(OLD).replace("voters: 6", "voters: 7");
    room.somebody_writes(OLD, &text);
    room.press("k o").sees("NOT SAVED: somebody else changed the file").sees("still open");
    room.press("<Ctrl-C>")
        .sees("Not everything is saved")
        .press("<Esc>!")
        .press("t")
        .sees("This is theirs now");
    room.sees_no("NOT SAVED")
        .file_has(OLD, "voters: 7")
        .press("u")
        .sees("this check was changed by somebody else");
    room.press("d").sees("saved").file_has(OLD, "voters: 7");
}

#[test]
fn what_a_newer_program_wrote_is_shown_and_not_changed() {
    let mut room = tribe();
    let text = room.file(OLD).replace("squadcheck: 1", "squadcheck: 2");
    room.somebody_writes(OLD, &text);
    room.starts_again();
    room.press("a")
        .sees("Cut the pipeline")
        .press("jd")
        .sees("newer")
        .press("<Enter>")
        .sees("newer")
        .sees("overdue 19");
    assert_eq!(room.file(OLD), text);
}

#[test]
fn the_board_is_exported_as_it_stands() {
    let mut room = tribe();
    room.press("a e<Enter>").sees("Written to board-2026-11-20.md");
    let text = room.file("board-2026-11-20.md");
    assert!(text.starts_with("# Actions · 3 open, 2 overdue · 2026-11-20\n"), "{text}");
    assert!(
        text.contains("# Experiments · 1 running, 1 overdue") && !text.contains("Between us"),
        "{text}"
    );
    assert!(!text.contains("(goal"), "no counts where teams stand side by side: {text}");
    room.press("<Esc>t a e<Enter>").sees("Written to checkout-board-2026-11-20.md");
    let text = room.file("checkout-board-2026-11-20.md");
    assert!(text.contains("(goal 2 to 3") && !text.contains("Buy a lamp"), "{text}");
}
