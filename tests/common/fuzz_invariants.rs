//! What holds for every file, whatever is in it: the reader comes to an end, its faults have a
//! place in the file, and what it reads is written and read again as the same.
//!
//! Asserted by the fuzz targets on bytes that nobody thought of, and by the tests on all that those
//! have found.

use std::path::Path;

use squadcheck::library::FileError;
use squadcheck::model::{
    Dimension, Level, Levels, Scale, Secrecy, Session, Template, Voters, VotingMode, Workspace,
};
use squadcheck::seal::{BallotForm, SealedBallots, armor};
use squadcheck::store::{
    Store, session_from, session_text, template_yaml, waiting_from, waiting_text, workspace_from,
};

/// The most faults of one file that are told.
const MOST_FAULTS: usize = 51;
/// The longest line or message that is told, in characters.
const LONGEST: usize = 601;

fn told(path: &Path, bytes: &[u8], faults: &[FileError]) {
    assert!(!faults.is_empty() && faults.len() <= MOST_FAULTS);
    let text =
        String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned();
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    for fault in faults {
        assert_eq!(fault.path, path);
        assert!(
            !fault.message.is_empty() && fault.message != "the file could not be understood",
            "{fault:?}"
        );
        assert!(
            fault.message.chars().count() <= LONGEST && fault.help.chars().count() <= LONGEST,
            "{fault:?}"
        );
        let Some(place) = fault.place else { continue };
        assert!(place.line >= 1 && place.line <= lines.len(), "{fault:?}");
        let line = lines[place.line - 1];
        assert!(
            place.column >= 1 && place.column <= line.chars().count() + 1,
            "{fault:?} in {line:?}"
        );
        let quoted = fault.line.as_deref().unwrap_or_default();
        let beginning = quoted.strip_suffix('…').unwrap_or(quoted);
        assert!(line.starts_with(beginning), "{fault:?} in {line:?}");
    }
}

/// These bytes as a session.
pub fn session(bytes: &[u8]) {
    let path = Path::new("s.yaml");
    let read = match session_from(path, bytes) {
        Ok(read) => read,
        Err(faults) => return told(path, bytes, &faults),
    };
    // Behind a byte order mark the same text takes the thorough way.
    let thorough = session_from(path, &[b"\xef\xbb\xbf", bytes].concat());
    let behind = bytes.starts_with(b"\xef\xbb\xbf") || bytes.len() > 1024 * 1024 - 3;
    // As text, for the one number that is not equal to itself.
    assert!(
        behind || format!("{thorough:?}") == format!("{:?}", Ok::<_, Vec<FileError>>(&read)),
        "{thorough:?}\n{read:?}"
    );
    let Session { newer: None, .. } = read else { return };
    let text = session_text(&read);
    let again = session_from(path, text.as_bytes());
    let again = again.unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
    assert_eq!(session_text(&again), text);
    // The one number that is not equal to itself.
    assert!(again == read || text.contains(".nan"), "{again:?}\n{read:?}");
}

/// These bytes as a `healthcheck.yaml`.
pub fn config(bytes: &[u8]) {
    let path = Path::new("healthcheck.yaml");
    let workspace = match workspace_from(path, bytes) {
        Ok(workspace) => workspace,
        Err(faults) => return told(path, bytes, &faults),
    };
    inside(&workspace);
    for template in &workspace.templates {
        let text = format!("squadcheck: 1\ntemplates:\n{}", template_yaml(template));
        let again = workspace_from(path, text.as_bytes())
            .unwrap_or_else(|faults| panic!("{faults:?}\n{text}"));
        assert_eq!(again.template(&template.key), Some(template), "{text}");
    }
}

/// Sessions lie in the workspace, and no two teams in one folder.
fn inside(workspace: &Workspace) {
    let store = Store::open(
        squadcheck::store::Location::new("/w".into()),
        squadcheck::store::AppDirs::default(),
    );
    let folder = store.sessions_folder(workspace);
    assert!(folder.starts_with("/w"), "{}", folder.display());
    assert!(
        folder.components().all(|part| part != std::path::Component::ParentDir),
        "{}",
        folder.display()
    );
    let mut slugs: Vec<String> =
        workspace.teams.iter().map(|t| squadcheck::model::text::slug(&t.name)).collect();
    slugs.sort();
    slugs.dedup();
    assert_eq!(slugs.len(), workspace.teams.len());
}

/// These bytes as ballots that wait, for an anonymous session and for a named one.
pub fn waiting(bytes: &[u8]) {
    let path = Path::new("w.yaml");
    let levels =
        Scale::Levels(Levels::new(Level::whole(1), Level::whole(7), Level::thousandths(500)));
    let dimension = |key: &str, scale: Scale| Dimension {
        key: key.into(),
        name: key.into(),
        scale,
        ..Dimension::default()
    };
    let dimensions = vec![dimension("speed", Scale::TrafficLight), dimension("fun", levels)];
    let template = Template { dimensions, ..Template::default() };
    let people = ["Ana", "Bo", "no"].map(str::to_owned).to_vec();
    for voters in [Voters::Count(3), Voters::People(people)] {
        let session = Session::new(
            "A".into(),
            jiff::civil::date(2026, 11, 20),
            &template,
            VotingMode::Turns,
            voters,
        );
        let read = match waiting_from(path, bytes, &session) {
            Ok(read) => read,
            Err(faults) => {
                told(path, bytes, &faults);
                continue;
            }
        };
        let text = waiting_text(Path::new("/w/s.yaml"), &session, &read);
        let again = waiting_from(path, text.as_bytes(), &session);
        assert_eq!(again, Ok(read), "{text}");
    }
}

/// The inside of a sealed ballot: what is read of it is on the form, and is written and read again.
pub fn ballot(bytes: &[u8]) {
    for people in [&[][..], &["Ana", "Bo"]] {
        let secrecy = if people.is_empty() { Secrecy::Anonymous } else { Secrecy::Named };
        let levels = |min, max, step| {
            let level = Level::thousandths;
            Scale::Levels(Levels::new(level(min), level(max), level(step)))
        };
        let cards = [
            ("speed", Scale::TrafficLight),
            ("culture", levels(1000, 4000, 100)),
            ("trust", levels(-2000, 2000, 1000)),
        ];
        let form = BallotForm {
            secrecy,
            cards: cards.into_iter().map(|(key, scale)| (key.to_owned(), scale)).collect(),
            people: people.iter().map(|name| (*name).to_owned()).collect(),
        };
        let Ok(read) = SealedBallots::read(bytes, &form) else { continue };
        assert!(read.submission.revision > 0);
        assert_eq!(read.submission.person.is_some(), secrecy == Secrecy::Named);
        match read.write(&form) {
            Ok(again) => assert_eq!(SealedBallots::read(&again, &form), Ok(read)),
            // Longer bytes than any page sends can say more than a page can.
            Err(error) => assert!(bytes.len() > 2200, "{error:?}"),
        }
    }
}

/// A chat with codes in it: each is found once, and again behind everything else.
pub fn codes(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let found = armor::find(&text);
    let mut each = found.codes.clone();
    each.sort();
    each.dedup();
    assert_eq!(each.len(), found.codes.len());
    let written: Vec<String> = found.codes.iter().map(|code| armor::write(code)).collect();
    let again = armor::find(&written.join("\n"));
    assert_eq!((again.codes, again.faults.len()), (found.codes.clone(), 0));
    let one = [7; 30];
    let more = armor::find(&format!("{text}\n{}", armor::write(&one)));
    let mut expected = found.codes;
    if !expected.contains(&one.to_vec()) {
        expected.push(one.to_vec());
    }
    assert_eq!(more.codes, expected);
}
