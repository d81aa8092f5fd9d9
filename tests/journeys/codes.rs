//! Ballot codes: a sheet is written, filled in elsewhere, and its codes are pasted from a chat.

use std::fs;

use squadcheck::app::Msg;
use squadcheck::export::ballot_sheet::BallotSheet;
use squadcheck::keys::Key;
use squadcheck::model::Light::{Green, Red, Yellow};
use squadcheck::model::MissAnswer;
use squadcheck::seal::armor;

use crate::disk::{CHECKOUT, TEAMS};
use crate::sheets::Voter;
use crate::test_app::TestApp;

const SHEET: &str = "checkout-2026-11-20-ballot.html";

/// Fills a sheet in: the same vote on each card that is open.
trait FillsIn {
    fn on(&self, sheet: &BallotSheet) -> String;
}

impl FillsIn for Voter<'_> {
    fn on(&self, sheet: &BallotSheet) -> String {
        let cards: Vec<&str> = sheet.open().map(|(_, card)| card.key.as_str()).collect();
        self.code(&sheet.key, &cards)
    }
}

/// The same code, as if a newer program had sealed it.
fn newer(code: &str) -> String {
    let sealed = &armor::find(code).codes[0];
    armor::write(&[&[2][..], &sealed[1..]].concat())
}

impl TestApp {
    /// Text is pasted.
    fn paste(&mut self, text: &str) -> &mut Self {
        self.tell(Msg::Paste(text.to_owned()));
        self
    }

    /// The sheet that was written.
    #[track_caller]
    fn sheet(&self, name: &str) -> BallotSheet {
        BallotSheet::read(&self.file(name)).expect("a sheet")
    }
}

/// A check of six on its join screen, with a sheet.
fn remote() -> TestApp {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter> i<Enter>").press("S").sees(SHEET);
    room
}

/// The files of the workspace and the state folder, with their bytes.
#[expect(clippy::disallowed_methods, reason = "tests look at what is on the disk")]
fn disk(room: &TestApp) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut folders = vec![room.path("."), room.state()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.clone(), fs::read(&path).expect("a file")));
            }
        }
    }
    files.sort();
    files
}

#[test]
fn a_whole_chat_is_pasted_and_its_codes_are_the_votes() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    assert_eq!((sheet.team.as_str(), sheet.cards.len()), ("Checkout", 11));
    let codes: Vec<String> =
        [(1, Green), (2, Green), (3, Yellow), (4, Green), (5, Red), (6, Green)]
            .map(|(id, light)| Voter::new(id, light).on(&sheet))
            .into();
    let lines = codes.iter().map(|code| format!("[14:02] Somebody: {code} thanks!\n> quoted\n"));
    let chat = format!("Ana, 14:02\nhere is mine\n{}", lines.collect::<String>());
    let before = disk(&room);
    room.paste(&chat).sees("6 ballot codes taken in").sees("6 of 6 are in · 6 by code");
    assert_eq!(disk(&room), before, "no ballot is on a disk before its reveal");
    room.press("<Enter>").sees("6 of 6 have voted · 6 on devices");
    room.paste(&codes[0]).sees("1 ballot code has been here before");
    room.press("<Space>")
        .sees("6 votes")
        .file_has(CHECKOUT, "votes: {green: 4, yellow: 1, red: 1}");
}

#[test]
fn the_file_is_as_if_the_same_votes_had_been_typed() {
    let mut typed = TestApp::with(TEAMS);
    typed.press("n<Enter> 4g2r<Space>");
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let all: Vec<String> =
        (1..=6).map(|id| Voter::new(id, if id > 4 { Red } else { Green }).on(&sheet)).collect();
    room.press("<Enter>").paste(&all.join("\n")).press("<Space>");
    let same = |text: &str| {
        let kept =
            text.lines().filter(|line| !line.starts_with("way:") && !line.starts_with("id:"));
        kept.collect::<Vec<_>>().join("\n")
    };
    assert_eq!(same(&room.file(CHECKOUT)), same(&typed.file(CHECKOUT)));
}

#[test]
fn what_is_wrong_with_a_code_is_said_with_what_to_do() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let good = Voter::new(1, Green).on(&sheet);
    let cut = &Voter::new(2, Green).on(&sheet)[..300];
    let other = Voter::new(3, Green).on(&remote_elsewhere());
    let newer = newer(&Voter::new(5, Green).on(&sheet));
    room.paste(&format!("{good}\n{other}\n{newer}\n{cut}\n"));
    room.sees("1 ballot code taken in").sees("1 ballot code is for another check");
    room.sees("newer squadcheck").sees("1 ballot code is cut short");
    room.press("<Esc>").sees("1 of 6 are in · 1 by code");
    room.paste("SQU1 of nothing").sees_no("taken in");
}

/// The sheet of another check.
fn remote_elsewhere() -> BallotSheet {
    let mut room = TestApp::with(TEAMS);
    // Other random numbers than in the first room.
    room.starts_again();
    room.press("n<Enter> i<Enter> S");
    room.sheet(SHEET)
}

#[test]
fn a_code_without_a_sheet_of_this_computer_says_so() {
    let room = remote();
    let code = Voter::new(1, Green).on(&room.sheet(SHEET));
    let mut other = TestApp::on_the_first_card();
    other.paste(&code).sees("of a sheet made on another computer");
}

#[test]
fn the_later_version_of_a_sheet_counts() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let later = Voter { revision: 2, light: Red, ..Voter::new(1, Green) }.on(&sheet);
    room.paste(&Voter::new(1, Green).on(&sheet)).paste(&later);
    room.sees("in place of an earlier version").sees("1 of 6 are in · 1 by code");
    room.paste(&Voter::new(1, Green).on(&sheet)).sees("the later one counts");
}

#[test]
fn more_codes_than_people_bar_the_reveal_until_one_is_left_out() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let codes: Vec<String> = (1..=7).map(|id| Voter::new(id, Green).on(&sheet)).collect();
    room.paste(&codes.join(" ")).sees("7 of 6 are in · 7 by code").press("<Enter><Space>");
    room.sees("7 have voted, but 6 people are here").press("i");
    let tag = armor::tag(squadcheck::model::SubmissionId([3; 8]));
    room.sees(&tag).press("<Down><Down>x").sees(&format!("{tag} is left out"));
    room.paste(&codes[2]).sees("1 ballot code is left out");
    room.press("<Esc><Enter><Space>").sees("6 votes");
}

#[test]
fn the_key_is_gone_with_the_last_reveal_and_old_codes_open_nowhere() {
    let mut room = TestApp::with(TEAMS);
    room.press("n<Enter>").press(&"n d".repeat(10)).press("i<Enter>S").sees(SHEET);
    let sheet = room.sheet(SHEET);
    let open: Vec<_> = sheet.open().map(|(at, _)| at).collect();
    assert_eq!(open, [0], "the others are skipped");
    let waiting = || disk_of(&room.state().join("waiting"));
    assert!(waiting().contains("sheet: {key:"));
    let codes: Vec<String> = (1..=6).map(|id| Voter::new(id, Green).on(&sheet)).collect();
    room.paste(&codes.join(" ")).press("<Enter>").press(&"p".repeat(10)).press("<Space>");
    room.sees("6 votes");
    assert!(!disk_of(&room.state().join("waiting")).contains("key"));
    room.paste(&codes[0]).sees("of a sheet made on another computer");
}

#[test]
fn a_check_that_is_closed_or_deleted_takes_the_key_along() {
    let waiting = |room: &TestApp| disk_of(&room.state().join("waiting"));
    let mut closed = remote();
    assert!(waiting(&closed).contains("sheet: {key:"));
    closed.press("<Enter> s C<Enter>").sees("Closed");
    assert_eq!(waiting(&closed), "");
    let mut deleted = remote();
    deleted.press("<Enter> s D<Enter>").sees("is deleted");
    assert_eq!(waiting(&deleted), "");
}

/// All text in the files of a folder.
#[expect(clippy::disallowed_methods, reason = "tests look at what is on the disk")]
fn disk_of(folder: &std::path::Path) -> String {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter_map(|file| fs::read_to_string(file.path()).ok()).collect()
}

#[test]
fn after_a_restart_the_key_is_there_and_codes_are_pasted_again() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let code = Voter::new(1, Green).on(&sheet);
    room.paste(&code).sees("1 of 6 are in · 1 by code");
    room.starts_again();
    room.press("<Enter>").sees_no("on devices").paste(&code).sees("1 ballot code taken in");
    room.press("i").server_opens().press("S").sees("Written to");
    assert_eq!(room.sheet(SHEET).key, sheet.key, "the same key");
}

#[test]
fn a_named_sheet_keeps_its_names_and_says_who_is_not_here() {
    let mut room = TestApp::with(&format!("{TEAMS}defaults:\n  secrecy: named\n"));
    room.press("n<Enter> i<Enter> S");
    let sheet = room.sheet(SHEET);
    let ana = Voter { person: Some("Ana"), ..Voter::new(1, Green) };
    room.paste(&ana.on(&sheet)).sees("1 ballot code taken in");
    let bo = Voter { person: Some("Bo"), ..Voter::new(2, Red) };
    room.press("<Enter> v <Down><Space><Enter>").paste(&bo.on(&sheet));
    room.sees("of somebody who is not here");
}

#[test]
fn a_plain_line_is_taken_in_the_dialog_alone_and_never_shown() {
    let mut room = remote();
    let line = "r- y+ r- b g g g g g g g";
    room.press("<Enter>").paste(line).sees("taken where nobody sees it").sees_no("r- y+");
    room.press("i o").paste(line).sees_no("r- y+").sees("•••").press("<Enter>");
    room.sees("1 vote taken in, with the tag").sees("1 of 6 are in · 1 by code");
    room.press("o<Tab>g<Space>y<Enter>").sees("The line has 2 answers, but 11 cards are open");
    room.press("<Esc>").press("<Enter>").sees("1 of 6 have voted");
}

#[test]
#[expect(clippy::disallowed_methods, reason = "tests do what other programs do")]
fn codes_are_taken_from_a_file_and_from_a_folder() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    fs::create_dir(room.path("chats")).expect("a folder");
    let put = |name: &str, text: &str| {
        fs::write(room.path("chats").join(name), text).expect("a file");
    };
    put("one.txt", &Voter::new(1, Green).on(&sheet));
    put("two.txt", &Voter::new(2, Green).on(&sheet));
    room.press("o chats<Enter>").sees("2 ballot codes taken in");
    // It changes: what is new is told.
    let text = format!("{}\n{}", Voter::new(2, Green).on(&sheet), Voter::new(3, Red).on(&sheet));
    room.tell(Msg::Codes { path: "chats".into(), result: Ok(text) });
    room.sees("3 of 6 are in · 3 by code");
    room.press("o missing.txt<Enter>").sees("missing.txt");
}

#[test]
fn answers_to_the_last_question_come_along() {
    let mut room = remote();
    let sheet = room.sheet(SHEET);
    let voter = |id| Voter { miss: Some(MissAnswer::Would), ..Voter::new(id, Green) };
    let codes: Vec<String> = (1..=6).map(|id| voter(id).on(&sheet)).collect();
    room.paste(&codes.join("\n")).press("<Enter> s m").sees("6 of 6").press("<Space>");
    room.file_has(CHECKOUT, "miss: {would: 6, unsure: 0, would-not: 0}");
}

#[test]
fn a_paste_without_marks_is_taken_for_what_it_is() {
    let mut room = remote();
    let code = Voter::new(1, Green).on(&room.sheet(SHEET));
    let keys = |text: &str| {
        let key = |c| if c == '\n' { Key::Enter } else { Key::Char(c) };
        Msg::Burst(text.chars().map(key).collect())
    };
    room.press("<Enter>").tell(keys(&format!("Ana says:\n{code}\n")));
    room.sees("1 ballot code taken in").sees("1 of 6 have voted · 1 on devices");
    room.press("io").tell(keys(&code));
    room.sees("1 ballot code has been here before");
}

#[test]
fn in_turns_no_sheet_is_made() {
    let mut room = TestApp::with(&format!("{TEAMS}defaults:\n  way: turns\n"));
    room.press("n<Enter><Space>i").sees("In turns everybody votes at this keyboard");
    let code = Voter::new(1, Green).on(&remote().sheet(SHEET));
    room.paste(&code).sees("In turns everybody votes at this keyboard");
}
