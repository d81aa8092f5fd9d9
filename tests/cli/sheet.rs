//! `squadcheck sheet`: a file that reads back, the same key each time, and refusals.

use std::fs;

use squadcheck::export::ballot_sheet::BallotSheet;

use super::Room;

const NAME: &str = "checkout-2026-11-20-ballot.html";

fn room(more: &[&str]) -> Room {
    let room = Room::with_config();
    let new = ["new", "Checkout", "--no-open", "--date", "2026-11-20"];
    assert_eq!(room.run(&[&new[..], more].concat()).code, 0);
    room
}

fn sheet(room: &Room, name: &str) -> BallotSheet {
    BallotSheet::read(&fs::read_to_string(room.path().join(name)).unwrap()).unwrap()
}

#[test]
fn it_is_written_beside_its_reader_and_the_key_stays_the_same() {
    let room = room(&[]);
    let said = room.run(&["sheet", "latest"]);
    assert_eq!((said.code, said.out.as_str()), (0, &*format!("{NAME}\n")), "{}", said.err);
    let first = sheet(&room, NAME);
    assert_eq!((first.team.as_str(), first.cards.len(), first.until), ("Checkout", 11, None));
    assert!(said.err.contains(&first.key.fingerprint()), "{}", said.err);
    let said = room.run(&["sheet", "Checkout", "--until", "2026-11-24T09:30", "-o", "to/b.html"]);
    assert_eq!(said.code, 1, "there is no such folder");
    let said = room.run(&["sheet", "Checkout", "--until", "2026-11-24T09:30", "-o", "b.html"]);
    assert_eq!((said.code, said.out.as_str()), (0, "b.html\n"));
    let second = sheet(&room, "b.html");
    assert_eq!((second.key, second.until.as_deref()), (first.key, Some("2026-11-24 09:30")));
    let said = room.run(&["sheet", "latest", "-o", "-"]);
    assert_eq!(BallotSheet::read(&said.out).unwrap().key, second_key(&room));
}

fn second_key(room: &Room) -> squadcheck::seal::BallotKey {
    sheet(room, "b.html").key
}

#[test]
fn its_key_is_in_the_state_folder_for_the_user_alone_and_nowhere_else() {
    use std::os::unix::fs::PermissionsExt;
    let room = room(&[]);
    room.run(&["sheet", "latest"]);
    let waiting = room.path().join("state/squadcheck/waiting");
    let file = fs::read_dir(waiting).unwrap().next().unwrap().unwrap().path();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(file).unwrap();
    let line = text.lines().find(|line| line.starts_with("sheet: {key: \"")).unwrap();
    let key = line.split('"').nth(1).unwrap();
    assert_eq!(key.len(), 43);
    let session = room.path().join("sessions/checkout/2026-11-20-spotify.yaml");
    for place in [session, room.path().join(NAME)] {
        assert!(!fs::read_to_string(place).unwrap().contains(key));
    }
}

#[test]
fn a_text_to_send_it_with_names_the_file_the_hour_and_the_fingerprint() {
    let room = room(&[]);
    let said = room.run(&["sheet", "latest", "--message", "--until", "2026-11-24"]);
    let fingerprint = sheet(&room, NAME).key.fingerprint();
    assert_eq!(said.code, 0);
    for words in ["Checkout", NAME, "until 2026-11-24", &fingerprint, "Seal"] {
        assert!(said.out.contains(words), "no {words} in {}", said.out);
    }
    assert!(said.err.contains(NAME));
}

#[test]
fn what_cannot_be_asked_any_more_is_refused_with_the_reason() {
    let turns = room(&["--way", "turns"]);
    let said = turns.run(&["sheet", "latest"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("in turns"), "{}", said.err);
    let room = room(&[]);
    for (arguments, code, words) in [
        (&["sheet", "Nobody"][..], 1, "Nobody"),
        (&["sheet", "latest", "--until", "soon"], 2, "--until is `soon`"),
        (&["sheet", "latest", "--until", "2026-11-24T25:00"], 2, "25:00"),
        (&["sheet", "latest", "--message", "-o", "-"], 2, "two texts"),
        (&["sheet"], 2, "SESSION"),
    ] {
        let said = room.run(arguments);
        assert_eq!(said.code, code, "{arguments:?}: {}", said.err);
        assert!(said.err.contains(words) && said.out.is_empty(), "{arguments:?}: {}", said.err);
    }
    let path = room.path().join("sessions/checkout/2026-11-20-spotify.yaml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("state: open", "state: closed")).unwrap();
    assert!(room.run(&["sheet", "latest"]).err.contains("closed"));
    fs::write(
        &path,
        text.replace("scale: traffic-light", "scale: traffic-light\n    skipped: true"),
    )
    .unwrap();
    let said = room.run(&["sheet", "latest"]);
    assert!(said.err.contains("nothing to ask"), "{}", said.err);
    assert!(!room.path().join("state/squadcheck/waiting").exists(), "no key was made");
}

#[test]
fn a_damaged_key_is_told_with_its_place() {
    let room = room(&[]);
    room.run(&["sheet", "latest"]);
    let waiting = room.path().join("state/squadcheck/waiting");
    let file = fs::read_dir(waiting).unwrap().next().unwrap().unwrap().path();
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("key: \"", "key: \"x")).unwrap();
    let said = room.run(&["sheet", "latest"]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("key of the ballot sheet is damaged"), "{}", said.err);
}
