//! Each command as a script sees it: stdout, stderr, exit code.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test looks at files of its own")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

#[path = "cli/sheet.rs"]
mod sheet;
#[path = "cli/vote.rs"]
mod vote;

struct Room(tempfile::TempDir);

struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Room {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with_config() -> Self {
        let room = Self::new();
        assert_eq!(room.run(&["init"]).code, 0);
        room
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_squadcheck"));
        command
            .current_dir(self.path())
            .stdin(Stdio::null())
            .env("XDG_STATE_HOME", self.path().join("state"));
        command.env("XDG_DATA_HOME", self.path().join("data")).env("HOME", self.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Said {
        let output = self.command().args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let said = Said {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().unwrap(),
        };
        assert!(
            !said.out.contains('\x1b') && !said.err.contains('\x1b'),
            "no escape bytes without a terminal"
        );
        said
    }
}

#[test]
fn init_writes_a_workspace_once() {
    let room = Room::new();
    let said = room.run(&["init", "here"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.ends_with("here/healthcheck.yaml\n"));
    let said = room.run(&["init", "here"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("already"), "{}", said.err);
    assert_eq!(room.run(&["--dir", "here", "validate"]).code, 0);
}

#[test]
fn new_makes_a_session_and_prints_its_path() {
    let room = Room::with_config();
    let said = room.run(&["new", "checkout", "--no-open", "--date", "2026-11-20"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let text = fs::read_to_string(said.out.trim_end()).unwrap();
    assert!(text.contains("team: \"Checkout\"") && text.contains("voters: 6"), "{text}");
    let said =
        room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20", "--secrecy", "named"]);
    assert!(said.out.ends_with("2026-11-20-spotify-2.yaml\n"), "{}", said.out);
    assert!(said.err.contains("open check of 2026-11-20"), "{}", said.err);
    assert!(fs::read_to_string(said.out.trim_end()).unwrap().contains("people: [\"Ana\", "));
}

#[test]
fn new_says_what_is_wrong_and_makes_nothing() {
    let room = Room::with_config();
    for (arguments, words) in [
        (&["new", "Checkout"][..], "--no-open"),
        (&["new", "Nova", "--no-open"], "--voters N or --people"),
        (&["new", "Nova", "--no-open", "--secrecy", "named"], "--people A,B"),
        (
            &["new", "Nova", "--no-open", "--secrecy", "named", "--voters", "3"],
            "in place of --voters",
        ),
        (&["new", "Nova", "--no-open", "--voters", "3", "--people", "A"], "cannot be used"),
        (&["new", "Nova", "--no-open", "--voters", "0"], "0"),
        (&["new", "Nova", "--no-open", "--people", "A,A"], "twice"),
        (&["new", "Checkout", "--no-open", "--template", "nope"], "there are spotify"),
        (&["new", "Checkout", "--no-open", "--date", "someday"], "should be a day"),
        (&["new", "Checkout", "--no-open", "--secrecy", "secret"], "anonymous, named"),
        (&["new", " ", "--no-open"], "needs a name"),
        (&["new"], "Usage"),
        (&["nonsense"], "nonsense"),
    ] {
        let said = room.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains(words), "{arguments:?}: {}", said.err);
    }
    assert!(!room.path().join("sessions").exists());
}

/// A disk without room for what is printed.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_no_success() {
    let room = Room::with_config();
    assert_eq!(room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20"]).code, 0);
    let full = || fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let session = "sessions/checkout/2026-11-20-spotify.yaml";
    fs::write(room.path().join("bad.yaml"), "team: A\n").unwrap();
    for line in [
        "--help",
        "--version",
        "new --help",
        "list",
        "list --json",
        "show latest",
        "trend Checkout",
        "teams",
        "actions",
        "experiments",
        "export latest",
        "export latest --format json",
        "templates",
        "templates spotify",
        "validate bad.yaml",
        "paths",
        "completions bash",
        "man",
        "init more",
        "new Checkout --no-open",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        let output = room.command().args(arguments).stdout(full()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{line}: {err}");
        assert!(err.contains("cannot write to stdout"), "{line}: {err}");
    }
    assert!(room.path().join(session).exists());
    // A reader that goes away is no failure.
    for line in ["--help", "man"] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = room.command().args(line.split(' ')).stdout(writer).output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &[][..]), "{line}");
    }
}

#[test]
fn few_voters_are_told_what_will_not_be_shown() {
    let room = Room::with_config();
    let said = room.run(&["new", "Nova", "--no-open", "--people", "A, B"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("only what is agreed"), "{}", said.err);
}

#[test]
fn list_and_show_read_what_is_there_and_name_what_is_not() {
    let room = Room::with_config();
    assert_eq!(room.run(&["list"]).out, "");
    room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20"]);
    let said = room.run(&["list", "--team", "CHECKOUT"]);
    assert!(said.out.starts_with("2026-11-20  Checkout  spotify  open"), "{}", said.out);
    assert_eq!(room.run(&["list", "--team", "nobody"]).code, 1);
    let json: serde_json::Value = serde_json::from_str(&room.run(&["list", "--json"]).out).unwrap();
    assert_eq!(
        (&json["squadcheck"], &json["sessions"][0]["team"]),
        (&1.into(), &"Checkout".into())
    );
    let said = room.run(&["show", "latest"]);
    assert!(
        said.out.contains("Easy to release") && said.out.contains("not revealed"),
        "{}",
        said.out
    );
    let said = room.run(&["show", "nobody"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("sessions of Checkout"), "{}", said.err);
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["show", "checkout", "--json"]).out).unwrap();
    assert_eq!(json["dimensions"].as_array().unwrap().len(), 11);
}

#[test]
fn show_honours_the_threshold_and_takes_a_path() {
    let room = Room::with_config();
    let session = "squadcheck: 1\nteam: \"A\\u001b[31m\"\ndate: 2026-11-20\nvoters: 2\n\
                   dimensions:\n  - key: fun\n    name: Fun\n    votes: {green: 2}\n    \
                   comments: [\"secret word\"]\n    agreed: {vote: green}\n  - key: run\n    \
                   name: Run\n    votes: {green: 2, red: 1}\nstate: open\n";
    let path = room.path().join("elsewhere.yaml");
    fs::write(&path, session).unwrap();
    let said = room.run(&["show", "elsewhere.yaml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(
        said.out.contains("hidden: fewer than 3") && said.out.contains("●2 ■1"),
        "{}",
        said.out
    );
    assert!(!said.out.contains("secret word"));
    let json = room.run(&["show", "elsewhere.yaml", "--json"]).out;
    assert!(json.contains("\"hidden\"") && !json.contains("secret word"));
}

#[test]
fn a_broken_file_is_named_and_the_others_are_shown() {
    let room = Room::with_config();
    room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20"]);
    let broken = room.path().join("sessions/checkout/2026-11-21-spotify.yaml");
    fs::write(&broken, "squadcheck: 1\nteam: x\n").unwrap();
    let said = room.run(&["list"]);
    assert_eq!((said.code, said.out.lines().count()), (0, 1));
    assert!(said.err.contains("1 file could not be read"), "{}", said.err);
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 1);
    assert!(
        said.out.contains("2026-11-21-spotify.yaml:2:8: the file ends without `state`"),
        "{}",
        said.out
    );
}

#[test]
fn validate_compares_the_date_with_the_file_name_and_takes_paths() {
    let room = Room::with_config();
    let made = room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20"]).out;
    let other = room.path().join("sessions/checkout/2026-11-25-spotify.yaml");
    fs::rename(made.trim_end(), &other).unwrap();
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("named after 2026-11-25"), "{}", said.out);
    assert_eq!(room.run(&["validate", "healthcheck.yaml"]).code, 0);
    assert_eq!(room.run(&["validate", "nothing.yaml"]).code, 1);
    fs::write(room.path().join("healthcheck.yaml"), "squadcheck: 1\ntitel: x\n").unwrap();
    let said = room.run(&["list"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("healthcheck.yaml:2:1:"), "{}", said.err);
}

#[test]
fn a_template_is_printed_ready_to_paste() {
    let room = Room::new();
    let list = room.run(&["templates"]).out;
    assert!(list.starts_with("spotify  "));
    let culture = list.lines().find(|line| line.starts_with("generative-culture ")).unwrap();
    assert!(culture.ends_with("5 cards   1 to 4 in steps of 0.1"), "{culture}");
    assert!(list.contains("\n    Generative culture, Transformational leadership,"), "{list}");
    let printed = room.run(&["templates", "spotify"]).out;
    let config = format!("squadcheck: 1\ntemplates:\n{printed}");
    let pasted =
        squadcheck::store::workspace_from(Path::new("healthcheck.yaml"), config.as_bytes())
            .unwrap();
    assert_eq!(pasted.templates, squadcheck::store::Store::built_in_templates());
    assert_eq!(room.run(&["templates", "nope"]).code, 1);
}

#[test]
fn paths_names_every_folder() {
    let room = Room::with_config();
    let said = room.run(&["paths"]);
    for word in ["workspace", "config", "sessions", "state", "waiting", "editor"] {
        assert!(said.out.lines().any(|line| line.starts_with(word)), "{word}");
    }
}

#[test]
fn without_a_terminal_the_full_screen_says_what_to_use() {
    let said = Room::new().run(&[]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("needs a terminal"), "{}", said.err);
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly() {
    let room = Room::new();
    let mut child = room
        .command()
        .args(["templates", "spotify"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn a_healthcheck_yaml_that_is_no_file_is_told_and_not_passed_over() {
    let room = Room::with_config();
    fs::remove_file(room.path().join("healthcheck.yaml")).unwrap();
    fs::create_dir(room.path().join("healthcheck.yaml")).unwrap();
    let said = room.run(&["new", "X", "--voters", "3", "--no-open"]);
    assert_eq!((said.code, said.out.as_str()), (1, ""));
    assert!(said.err.contains("this is a folder"), "{}", said.err);
}

/// Three teams that share and one that does not, each with a closed check in which speed is red or
/// green.
#[test]
fn of_two_checks_of_one_day_every_command_takes_the_same_for_the_latest() {
    let room = Room::with_config();
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    for (template, light) in [("spotify", "red"), ("westrum", "green")] {
        let text = format!(
            "squadcheck: 1\nteam: Checkout\ndate: 2026-03-01\ntemplate: {template}\ndimensions:\n  \
             - {{key: speed, name: Speed, agreed: {{vote: {light}}}}}\nstate: closed\n"
        );
        fs::write(folder.join(format!("2026-03-01-{template}.yaml")), text).unwrap();
    }
    let json = |arguments: &[&str]| -> serde_json::Value {
        serde_json::from_str(&room.run(arguments).out).unwrap()
    };
    assert_eq!(json(&["show", "Checkout", "--json"])["template"], "westrum");
    assert_eq!(json(&["list", "--json"])["sessions"][0]["template"], "westrum");
    let grid = json(&["teams", "--as-of", "2026-03-09", "--format", "json"]);
    assert_eq!(grid["dimensions"][0]["cells"][0]["light"], "green");
    assert_eq!(
        json(&["trend", "Checkout", "--format", "json"])["sessions"][1]["template"],
        "westrum"
    );
}

fn teams_room() -> Room {
    let room = Room::new();
    let config = "squadcheck: 1\nteams: [{name: Zebra}, {name: Checkout}, {name: Secret, \
                  share: false}, {name: Apex}]\n";
    fs::write(room.path().join("healthcheck.yaml"), config).unwrap();
    for (team, light) in
        [("Zebra", "red"), ("Checkout", "green"), ("Secret", "red"), ("Apex", "yellow")]
    {
        let folder = room.path().join("sessions").join(team.to_lowercase());
        fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "squadcheck: 1\nteam: \"{team}\"\ndate: 2026-03-01\ntemplate: spotify\nvoters: 5\n\
             dimensions:\n  \
             - {{key: speed, name: \"Speed\", scale: traffic-light, agreed: {{vote: {light}, \
             direction: stable}}}}\nstate: closed\n"
        );
        fs::write(folder.join("2026-03-01-spotify.yaml"), text).unwrap();
    }
    room
}

#[test]
fn the_team_grid_comes_in_every_format_and_without_those_who_do_not_share() {
    let room = teams_room();
    for format in ["text", "markdown", "csv", "json", "svg"] {
        let said = room.run(&["teams", "--as-of", "2026-03-09", "--format", format]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(!said.out.contains("Secret"), "{format}: {}", said.out);
        let places: Vec<usize> = ["Zebra", "Checkout", "Apex"]
            .map(|team| said.out.find(team).unwrap_or_else(|| panic!("{format}: {team}")))
            .to_vec();
        assert!(places.is_sorted(), "the workspace's order, in {format}");
    }
    let said = room.run(&["teams", "--as-of", "2026-03-09", "--format", "json"]);
    let grid: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!((&grid["squadcheck"], &grid["as_of"]), (&1.into(), &"2026-03-09".into()));
    assert_eq!((&grid["teams"][0]["team"], &grid["teams"][0]["age"]), (&"Zebra".into(), &8.into()));
    assert_eq!(grid["dimensions"][0]["cells"][2]["light"], "yellow");
    assert_eq!(grid["dimensions"][0]["pattern"]["unwell"], 2);
    let said = room.run(&["teams", "--as-of", "2026-02-28"]);
    assert!(
        said.out.contains("3 teams as of 2026-02-28") && !said.out.contains("Speed"),
        "{}",
        said.out
    );
    assert_eq!(room.run(&["teams", "--as-of", "yesterday"]).code, 2);
    assert_eq!(room.run(&["teams", "--format", "gif"]).code, 2);
    let own = room.run(&["trend", "secret", "--format", "json"]);
    assert!(
        own.code == 0 && own.out.contains("Secret"),
        "a team's own grid is its own: {}",
        own.err
    );
}

#[test]
fn a_trend_is_written_as_csv_json_and_a_picture() {
    let room = teams_room();
    let csv = room.run(&["trend", "zebra", "--format", "csv"]).out;
    assert_eq!(
        csv,
        "team,date,state,dimension,name,vote,light,direction\n\
         Zebra,2026-03-01,closed,speed,Speed,red,red,stable\n"
    );
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["trend", "zebra", "--format", "json"]).out).unwrap();
    assert_eq!(json["sessions"][0]["date"], "2026-03-01");
    assert_eq!(json["dimensions"][0]["cells"][0]["direction"], "stable");
    let said = room.run(&["trend", "zebra", "--format", "svg", "-o", "zebra.svg"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    let picture = fs::read_to_string(room.path().join("zebra.svg")).unwrap();
    assert!(picture.starts_with("<svg ") && picture.contains("■R"), "{picture}");
    let csv = room.run(&["export", "zebra", "--format", "csv"]).out;
    assert!(
        csv.lines()
            .nth(1)
            .unwrap()
            .starts_with("Zebra,2026-03-01,spotify,speed,Speed,no,red,red,stable,"),
        "{csv}"
    );
}

/// Width and height, as the head of a PNG says them.
#[track_caller]
fn dots(png: &[u8]) -> (u32, u32) {
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn every_picture_comes_in_dots_too_into_a_file_or_a_pipe() {
    let room = teams_room();
    for command in [&["export", "zebra"][..], &["trend", "zebra"], &["teams"]] {
        let picture = |more: &[&str]| {
            let arguments = [command, &["--format", "png"], more].concat();
            let file = room.path().join("picture.png");
            let said = room.run(&[&arguments[..], &["-o", "picture.png"]].concat());
            assert_eq!((said.code, said.out.as_str()), (0, ""), "{arguments:?}: {}", said.err);
            let bytes = fs::read(&file).unwrap();
            let piped = room.command().args(&arguments).output().unwrap();
            assert!(piped.status.success() && piped.stdout == bytes, "{arguments:?}");
            bytes
        };
        let (light, dark) = (picture(&[]), picture(&["--dark"]));
        let (width, height) = dots(&light);
        assert!(width >= 1000 && height >= 400, "{command:?}: {width} x {height}");
        assert!(dots(&dark) == (width, height) && dark != light);
        assert_ne!(picture(&["--theme", "classic"]), light);
    }
}

#[test]
fn letters_that_a_picture_in_dots_cannot_show_are_named() {
    let room = teams_room();
    let file = room.path().join("sessions/zebra/2026-03-01-spotify.yaml");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("\"Speed\"", "\"Speed 東京\"")).unwrap();
    let said = room.run(&["trend", "zebra", "--format", "png", "-o", "z.png"]);
    assert_eq!(said.code, 0);
    assert!(said.err.contains("has no 東 京; --format svg has all letters"), "{}", said.err);
    let said = room.run(&["trend", "zebra", "--format", "svg", "-o", "z.svg"]);
    assert!(!said.err.contains("has no"), "{}", said.err);
}

/// Two teams that share and one that does not, each with an action that is late, one that is not,
/// and one that is done.
fn room_with_things_to_do() -> Room {
    let room = Room::new();
    let config =
        "squadcheck: 1\nteams: [{name: Zebra}, {name: Secret, share: false}, {name: Apex}]\n";
    fs::write(room.path().join("healthcheck.yaml"), config).unwrap();
    for team in ["Zebra", "Secret", "Apex"] {
        let folder = room.path().join("sessions").join(team.to_lowercase());
        fs::create_dir_all(&folder).unwrap();
        let text = format!(
            "squadcheck: 1\nteam: \"{team}\"\ndate: 2026-03-01\ntemplate: spotify\nvoters: 5\n\
             dimensions:\n  \
             - {{key: speed, name: \"Speed\", scale: traffic-light}}\nactions:\n  \
             - {{text: \"{team} has time\", due: 9999-01-01, state: open}}\n  \
             - {{text: \"{team} is late\", owner: \"Ana\", due: 2026-03-08, dimension: speed, \
             state: open, changes: [{{date: 2026-03-15, state: carried}}]}}\n  \
             - {{text: \"{team} is done\", state: done, changes: [{{date: 2026-03-16, \
             state: done}}]}}\nexperiments:\n  \
             - {{text: \"{team} tries\", review: 2026-03-20, state: running}}\n  \
             - {{text: \"{team} tried\", state: finished, outcome: did-not, \
             learning: \"{team} learnt\", changes: [{{date: 2026-03-18, state: finished}}]}}\n\
             state: closed\n"
        );
        fs::write(folder.join("2026-03-01-spotify.yaml"), text).unwrap();
    }
    room
}

/// The texts in the order in which they stand.
fn in_order<'t>(said: &str, texts: &[&'t str]) -> Vec<&'t str> {
    let mut found: Vec<(usize, &str)> =
        texts.iter().filter_map(|text| Some((said.find(text)?, *text))).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, text)| text).collect()
}

#[test]
fn actions_come_overdue_first_in_every_format_and_without_those_who_do_not_share() {
    let room = room_with_things_to_do();
    for format in ["text", "markdown", "json"] {
        let said = room.run(&["actions", "--format", format]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        let order = ["Zebra is late", "Apex is late", "Zebra has time", "Apex has time"];
        assert_eq!(in_order(&said.out, &order), order, "{format}: {}", said.out);
        assert!(
            !said.out.contains("Secret") && !said.out.contains("done"),
            "{format}: {}",
            said.out
        );
    }
    let text = room.run(&["actions"]).out;
    assert!(text.starts_with("Actions · 4 open, 2 overdue · "), "{text}");
    assert!(
        text.contains("2026-03-08, overdue by ") && text.contains("open, looked at on 2026-03-15"),
        "{text}"
    );
    let all = room.run(&["actions", "--all"]).out;
    assert!(
        all.contains("Apex is done")
            && all.contains("done on 2026-03-16")
            && all.contains("2 over"),
        "{all}"
    );
    let own = room.run(&["actions", "--team", "SECRET"]).out;
    assert!(own.contains("Secret is late") && !own.contains("Zebra"), "{own}");
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["actions", "--json"]).out).unwrap();
    assert_eq!(
        (&json["squadcheck"], &json["open"], &json["overdue"]),
        (&1.into(), &4.into(), &2.into())
    );
    let late = &json["actions"][0];
    assert_eq!(
        (&late["owner"], &late["session"], &late["due"]),
        (&"Ana".into(), &"2026-03-01".into(), &"2026-03-08".into())
    );
    assert_eq!(
        (&late["dimension"]["name"], &late["last"]["date"]),
        (&"Speed".into(), &"2026-03-15".into())
    );
    assert!(late["path"].as_str().unwrap().ends_with("sessions/zebra/2026-03-01-spotify.yaml"));
}

#[test]
fn experiments_are_listed_until_they_are_over() {
    let room = room_with_things_to_do();
    let said = room.run(&["experiments"]);
    assert!(said.out.starts_with("Experiments · 2 running, 2 overdue · "), "{}", said.out);
    assert!(said.out.contains("Zebra tries") && !said.out.contains("tried"), "{}", said.out);
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["experiments", "--all", "--json"]).out).unwrap();
    assert_eq!(json["experiments"].as_array().unwrap().len(), 4);
    let over = json["experiments"]
        .as_array()
        .unwrap()
        .iter()
        .find(|tried| tried["state"] == "finished")
        .unwrap();
    assert_eq!((&over["outcome"], &over["learning"]), (&"did-not".into(), &"Zebra learnt".into()));
    assert_eq!(over["last"]["date"], "2026-03-18");
    assert!(json.get("practice").is_none(), "nothing is counted where teams stand side by side");
}

#[test]
fn what_a_team_learnt_and_how_it_follows_up_is_told_of_one_team_alone() {
    let room = room_with_things_to_do();
    let all = room.run(&["experiments", "--all"]).out;
    assert!(
        all.contains("finished on 2026-03-18: did not work")
            && all.contains("; learnt: Zebra learnt"),
        "{all}"
    );
    assert!(!all.contains("(goal") && !all.contains("Secret"), "{all}");
    let own = room.run(&["experiments", "--team", "secret"]).out;
    assert!(
        own.contains("Since the check of 2026-03-01:") && own.contains("Experiments: 2 in "),
        "{own}"
    );
    assert!(own.contains("Lessons recorded: 1 of 1, 100 %"), "{own}");
    let own = room.run(&["actions", "--team", "zebra", "--format", "markdown"]).out;
    assert!(own.contains("- Actions done: 1 of 3") && !own.contains("Apex"), "{own}");
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["actions", "--team", "zebra", "--json"]).out).unwrap();
    assert_eq!((&json["practice"]["done"], &json["practice"]["actions"]), (&1.into(), &3.into()));
    // What is shown of a session is what was known on its day.
    let shown = room.run(&["show", "zebra"]).out;
    assert!(shown.contains("running  Zebra tried") && !shown.contains("finished on"), "{shown}");
    let json: serde_json::Value =
        serde_json::from_str(&room.run(&["show", "zebra", "--json"]).out).unwrap();
    let tried = &json["experiments"][1];
    assert_eq!((&tried["state"], &tried["outcome"]), (&"running".into(), &().into()));
}

#[test]
fn with_nothing_to_do_a_word_says_so_and_wrong_usage_is_told() {
    let room = Room::with_config();
    let said = room.run(&["actions", "--format", "markdown"]);
    assert!(
        said.code == 0
            && said.err.contains("No action is open; --all shows finished and dropped ones too"),
        "{}",
        said.err
    );
    let said = room.run(&["experiments", "--json"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    assert_eq!(room.run(&["actions", "--team", "nobody"]).code, 1);
    assert_eq!(room.run(&["actions", "--format", "csv"]).code, 2);
    assert_eq!(room.run(&["actions", "--json", "--format", "text"]).code, 2);
}

/// A session of Checkout, closed, with one red card and one open action.
const HELD: &str = "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\ntemplate: spotify\nvoters: 6\n\
                    dimensions:\n  - {key: fun, name: Fun, votes: {red: 6}, agreed: {vote: red}}\n\
                    actions:\n  - {text: Mend it, state: open}\nstate: closed\n";

#[test]
fn a_copy_is_named_and_never_counted() {
    let room = Room::with_config();
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2026-11-20-spotify.yaml"), HELD).unwrap();
    let commands: [&[&str]; 5] = [
        &["list", "--json"],
        &["trend", "Checkout", "--format", "json"],
        &["teams", "--format", "json"],
        &["actions", "--json"],
        &["show", "Checkout", "--json"],
    ];
    let before: Vec<String> = commands.map(|command| room.run(command).out).into();
    assert_eq!(room.run(&["validate"]).code, 0, "{}", room.run(&["validate"]).out);
    for (name, help) in [
        ("checkout/2026-11-20-spotify (Ana's conflicted copy 2026-11-21).yaml", "compare the two"),
        ("checkout/2026-11-20-spotify (conflicted copy 2026-11-21 120000).yaml", "compare"),
        (
            "checkout/2026-11-20-spotify 2.yaml",
            "rename this one to sessions/checkout/2026-11-20-spotify-2.yaml",
        ),
        ("checkout/2026-11-20-spotify (1).yaml", "compare"),
        ("checkout/2026-11-20-spotify-DESKTOP-1AB2.yaml", "compare"),
        ("checkout/2026-11-20-spotify-laptop-anna.yaml", "compare"),
        ("checkout/2026-11-20-spotify_LOCAL_1234.yaml", "compare"),
        ("checkout/2026-11-20-spotify copy.yaml", "compare"),
        ("checkout/2026-11-20-spotify.sync-conflict-20261121-120000-ABCDEFG.yaml", "compare"),
        ("checkout/2026-11-20-spotify.conflict-20261121T120000.yaml", "compare"),
        ("checkout/2026-11-22-spotify.yaml", "compare"),
        ("checkout/2026-11-20-spotify.yml", "compare"),
        ("checkout/old/2026-11-20-spotify.yaml", "compare"),
        ("search/2026-11-20-spotify.yaml", "compare"),
        ("2026-11-20-spotify.yaml", "compare"),
    ] {
        let path = room.path().join("sessions").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, HELD.replace("voters: 6", "voters: 7")).unwrap();
        let now: Vec<String> = commands.map(|command| room.run(command).out).into();
        assert_eq!(now, before, "{name}");
        let shown = path.to_string_lossy().into_owned();
        for arguments in [vec!["validate"], vec!["validate", shown.as_str()]] {
            let said = room.run(&arguments);
            assert_eq!(said.code, 1, "{name}: {}", said.out);
            assert_eq!(said.out.lines().count(), 1, "{name}: {}", said.out);
            assert!(said.out.starts_with(&shown), "{name}: {}", said.out);
            for words in ["so it is not counted", "with 1 line of its own, first `voters: 7`", help]
            {
                assert!(said.out.contains(words), "{words}: {}", said.out);
            }
        }
        let said = room.run(&["list"]);
        assert_eq!(said.code, 0);
        assert!(said.err.contains(&shown), "{name}: {}", said.err);
        // By its path it can be looked at.
        for command in ["show", "export"] {
            let said = room.run(&[command, &shown]);
            assert_eq!(said.code, 0, "{name}: {}", said.err);
            assert!(said.out.contains("Mend it"), "{}", said.out);
        }
        fs::remove_file(path).unwrap();
    }
    assert_eq!(room.run(&["validate"]).code, 0);
}

#[test]
fn history_under_names_of_its_own_never_vanishes_without_a_word() {
    let room = Room::with_config();
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    for (name, month) in [("retro one.yaml", "09"), ("october.yaml", "10")] {
        fs::write(folder.join(name), HELD.replace("2026-11", &format!("2026-{month}"))).unwrap();
    }
    let said = room.run(&["list"]);
    assert!(said.out.is_empty() && said.code == 0, "{}", said.out);
    for words in [
        "2 files hold a check and are not counted: rename them",
        "rename it to sessions/checkout/2026-09-20-spotify.yaml",
        "rename it to sessions/checkout/2026-10-20-spotify.yaml",
    ] {
        assert!(said.err.contains(words), "{words}: {}", said.err);
    }
    assert_eq!(room.run(&["validate"]).code, 1);
    // A copy that is the same can go.
    fs::write(folder.join("2026-11-20-spotify.yaml"), HELD).unwrap();
    fs::write(folder.join("2026-11-20-spotify (2).yaml"), HELD).unwrap();
    let said = room.run(&["validate"]).out;
    assert!(
        said.contains(
            "is a copy of sessions/checkout/2026-11-20-spotify.yaml, and the same; delete one"
        ),
        "{said}"
    );
    // Renamed as it is told, it counts.
    fs::rename(folder.join("october.yaml"), folder.join("2026-10-20-spotify.yaml")).unwrap();
    let said = room.run(&["list"]);
    assert!(said.out.contains("2026-10-20") && !said.err.contains("october"), "{}", said.err);
}

#[test]
fn a_template_in_a_name_may_be_any_slug() {
    let room = Room::with_config();
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    let own = HELD.replace("template: spotify\n", "");
    for name in ["2026-11-20-our-check.yaml", "2026-11-20-our-check-2.yaml", "2026-11-20-x.yaml"] {
        fs::write(folder.join(name), &own).unwrap();
    }
    let said = room.run(&["list"]);
    assert_eq!((said.out.lines().count(), said.err.as_str()), (3, ""));
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 0, "{}", said.out);
}

/// A workspace with one session in which something is agreed.
fn with_a_session() -> Room {
    let room = Room::with_config();
    let made = room.run(&["new", "Checkout", "--no-open", "--date", "2026-11-20"]);
    assert_eq!(made.code, 0, "{}", made.err);
    let path = room.path().join(made.out.trim());
    let text = fs::read_to_string(&path).unwrap();
    let agreed = "    scale: traffic-light\n    agreed: {vote: yellow, direction: improving}\n";
    let text = text.replacen("    scale: traffic-light\n", agreed, 1);
    fs::write(path, text.replace("\"Easy to release\"", "\"Dörte; Straße\"")).unwrap();
    room
}

#[test]
fn a_dash_is_stdout_for_every_command_that_writes_a_file() {
    let room = with_a_session();
    for arguments in [&["trend", "Checkout"][..], &["teams"], &["export", "latest"]] {
        let plain = room.run(arguments);
        let dash = room.run(&[arguments, &["-o", "-"]].concat());
        assert_eq!((dash.code, dash.out, dash.err), (0, plain.out, plain.err), "{arguments:?}");
    }
    assert!(!room.path().join("-").exists());
}

#[test]
fn excel_gets_its_mark_and_its_delimiter() {
    let room = with_a_session();
    for arguments in [&["trend", "Checkout"][..], &["teams"], &["export", "latest"]] {
        let csv = [arguments, &["--format", "csv"]].concat();
        let plain = room.run(&csv).out;
        assert!(plain.starts_with("team,"), "{plain}");
        let marked = room.run(&[&csv[..], &["--bom"]].concat()).out;
        assert_eq!(marked, format!("\u{feff}{plain}"));
        let file = room.run(&[&csv[..], &["--bom", "-o", "x.csv"]].concat());
        assert_eq!(file.code, 0, "{}", file.err);
        assert_eq!(fs::read_to_string(room.path().join("x.csv")).unwrap(), marked);
        let other = room.run(&[&csv[..], &["--bom", "--delimiter", ";"]].concat()).out;
        assert!(other.starts_with("\u{feff}team;date;"), "{other}");
        let tabs = room.run(&[&csv[..], &["--delimiter", "tab"]].concat()).out;
        assert!(tabs.starts_with("team\tdate\t"), "{tabs}");
    }
    let quoted = room.run(&["export", "latest", "--format", "csv", "--delimiter", ";"]).out;
    assert!(quoted.contains(";\"Dörte; Straße\";"), "{quoted}");
}

#[test]
fn what_is_about_csv_alone_is_refused_elsewhere() {
    let room = with_a_session();
    for arguments in [
        &["trend", "Checkout", "--bom"][..],
        &["teams", "--delimiter", ";"],
        &["teams", "--format", "json", "--bom"],
        &["export", "latest", "--bom"],
        &["export", "latest", "--format", "json", "--delimiter", "|"],
    ] {
        let said = room.run(arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}");
        assert!(said.err.contains("add --format csv"), "{}", said.err);
    }
    for sign in ["a", "1", "\"", "", ";;", "ö", "-", "\n"] {
        let csv = ["teams", "--format", "csv", &format!("--delimiter={sign}")];
        let said = room.run(&csv);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{sign:?}");
        assert!(said.err.contains("--delimiter"), "{}", said.err);
    }
}

#[test]
fn data_in_a_pipe_has_all_letters_whatever_the_locale() {
    let room = with_a_session();
    for arguments in
        [&["list"][..], &["show", "latest"], &["trend", "Checkout"], &["export", "latest"]]
    {
        let usual = room.run(arguments).out;
        let mut command = room.command();
        let output = command.args(arguments).env("LC_ALL", "C").env("TERM", "vt100").output();
        let text = String::from_utf8(output.unwrap().stdout).unwrap();
        assert_eq!(text, usual, "{arguments:?}");
        assert!(!usual.is_ascii(), "{usual}");
    }
    assert_eq!(room.run(&["--ascii", "--unicode", "list"]).code, 2);
    let ascii = room.run(&["--ascii", "show", "latest"]).out;
    assert!(ascii.contains("Straße") && !ascii.contains('▲'), "{ascii}");
}

#[test]
fn a_current_folder_that_is_gone_is_said_by_every_command() {
    let room = Room::with_config();
    let gone = room.path().join("gone");
    for arguments in [
        "",
        "list",
        "new Checkout --no-open",
        "show latest",
        "trend Checkout",
        "teams",
        "actions",
        "validate",
        "paths",
        "templates",
        "init",
        "--dir . list",
    ] {
        fs::create_dir(&gone).unwrap();
        let line = format!("cd gone && rmdir ../gone && exec \"$0\" {arguments}");
        let mut shell = Command::new("sh");
        shell.current_dir(room.path()).args(["-c", &line, env!("CARGO_BIN_EXE_squadcheck")]);
        let output = shell.stdin(Stdio::null()).env("HOME", room.path()).output().unwrap();
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(1), "{arguments}: {err}");
        assert!(err.contains("the current folder is gone"), "{arguments}: {err}");
        assert!(output.stdout.is_empty() && !room.path().join(".local").exists(), "{arguments}");
    }
}

#[test]
fn a_report_on_the_command_line_may_go_into_a_pipe() {
    let room = Room::with_config();
    let line = "mkfifo pipe && cat pipe > read & while [ ! -p pipe ]; do :; done; \
                \"$0\" templates -h > /dev/null; \"$0\" teams -o pipe; wait; test -s read";
    assert_eq!(room.run(&["new", "Checkout", "--no-open"]).code, 0);
    let mut shell = Command::new("sh");
    shell.current_dir(room.path()).args(["-c", line, env!("CARGO_BIN_EXE_squadcheck")]);
    let status = shell.stdin(Stdio::null()).env("HOME", room.path()).status().unwrap();
    assert!(status.success() && room.path().join("pipe").exists());
}

/// Writes one session of Checkout and validates: exit code and lines.
fn validated(room: &Room, text: &str, strict: bool) -> (i32, String) {
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("2026-11-20-spotify.yaml"), text).unwrap();
    let all = room.run(if strict { &["validate", "--strict"] } else { &["validate"] });
    let path = "sessions/checkout/2026-11-20-spotify.yaml";
    let arguments = ["validate", path, "--strict"];
    let one = room.run(if strict { &arguments } else { &arguments[..2] });
    assert_eq!(one.code, all.code, "{}", one.out);
    assert_eq!(all.out.lines().count(), one.out.lines().count(), "{}\n{}", all.out, one.out);
    (all.code, all.out)
}

#[test]
fn what_may_be_a_mistake_in_a_session_is_told_with_its_place() {
    let room = Room::with_config();
    assert_eq!(validated(&room, HELD, true), (0, String::new()));
    // `^` stands before what is told.
    for (from, to, words) in [
        ("votes: {red: 6}", "^votes: {red: 7}", "7 people voted or abstained, but there were 6"),
        ("votes: {red: 6}", "^votes: {red: 6}, abstained: 1", "7 people voted or abstained"),
        ("votes: {red: 6}", "votes: {red: 6}, ^directions: {stable: 7}", "7 people said"),
        ("state: closed", "miss: ^{would: 7}\nstate: closed", "7 people answered"),
        ("agreed: {vote: red}", "^agred: {vote: red}", "did you mean `agreed`?"),
        ("agreed: {vote: red}", "agreed: {vote: red}, ^ntoes: x", "did you mean `notes`?"),
        ("template: spotify\n", "template: spotify\n^Voters: 6\n", "did you mean `voters`?"),
        ("template: spotify\n", "template: spotify\n^action: []\n", "`action` is not a key"),
        ("template: spotify\n", "template: spotify\n^re_opened: []\n", "did you mean `reopened`?"),
        ("{text: Mend it", "{text: Mend it, ^onwer: Ana", "did you mean `owner`?"),
        ("template: spotify", "template: ^sporify", "did you mean `spotify`?"),
        ("template: spotify", "template: ^gone", "there is no template `gone`"),
        ("key: fun", "key: ^funn", "did you mean `fun`?"),
        ("key: fun", "key: ^lunch", "`lunch` is not a dimension of the template `spotify`"),
        ("{text: Mend it", "{text: Mend it, dimension: ^fnu", "did you mean `fun`?"),
        (
            "state: closed",
            "experiments: [{text: Try, dimension: ^nonsense}]\nstate: closed",
            "is about `nonsense`, which is not a dimension known here",
        ),
        ("team: Checkout", "team: ^Search", "`team` is `Search`"),
        ("date: 2026-11-20", "date: ^2026-11-19", "named after 2026-11-20"),
        ("template: spotify", "template: ^westrum", "named after the template `spotify`"),
        ("agreed: {vote: red}", "agreed: {vote: ^blue}", "`blue`"),
        ("votes: {red: 6}", "votes: {red: 6}, comments: [^~]", "nothing"),
        ("state: closed", "focus: ^[speed]\nstate: closed", "`speed` is in focus"),
    ] {
        let marked = HELD.replace(from, to);
        assert_ne!(marked, HELD, "{from}");
        let (before, _) = marked.split_once('^').unwrap();
        let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
        let place =
            format!("2026-11-20-spotify.yaml:{}:{column}: ", before.matches('\n').count() + 1);
        let (code, said) = validated(&room, &marked.replace('^', ""), false);
        assert_eq!(code, 1, "{to}");
        let line = said.lines().find(|line| line.contains(&place) && line.contains(words));
        assert!(line.is_some(), "{to}: {place}{words}\n{said}");
    }
    // Who has left voted before.
    let left = HELD.replace("voters: 6", "voters: 4\nleft: 2");
    assert_eq!(validated(&room, &left, true), (0, String::new()));
    // An action may be about a dimension of another template.
    let other = HELD.replace("{text: Mend it", "{text: Mend it, dimension: speed");
    assert_eq!(validated(&room, &other, true), (0, String::new()));
}

#[test]
fn an_earlier_key_of_two_dimensions_is_told_with_its_place() {
    let room = Room::with_config();
    let config = "squadcheck: 1\ntemplates:\n  - key: one\n    dimensions:\n      \
                  - {key: flow, name: Flow, aliases: [pace]}\n      - {key: fun, name: Fun}\n  \
                  - key: two\n    extends: spotify\n    add:\n      \
                  - {key: tempo, name: Tempo, aliases: [beat, ^]}\n";
    for (alias, words) in [
        ("rhythm", ""),
        ("pace", "the earlier key `pace` is claimed by `flow` and by `tempo`"),
        ("flow", "the earlier key `flow` of `tempo` is a dimension of the template `one`"),
        ("speed", "the earlier key `speed` of `tempo` is a dimension of the template `two`"),
    ] {
        let text = config.replace('^', alias);
        fs::write(room.path().join("healthcheck.yaml"), text).unwrap();
        let said = room.run(&["validate"]);
        let told = said.out.lines().collect::<Vec<_>>();
        if words.is_empty() {
            assert_eq!((said.code, told.len()), (0, 0), "{}", said.out);
        } else {
            assert_eq!((said.code, told.len()), (1, 1), "{}", said.out);
            assert!(told[0].contains(&format!("healthcheck.yaml:10:51: {words}; ")), "{told:?}");
        }
    }
    // An alias that another template takes over is one dimension, and so is one that is reworded.
    let same = "squadcheck: 1\ntemplates:\n  - {key: one, extends: spotify, reword: \
                [{key: speed, aliases: [pace]}]}\n  - {key: two, extends: one, drop: [fun], reword: \
                [{key: speed, aliases: [pace]}]}\n";
    fs::write(room.path().join("healthcheck.yaml"), same).unwrap();
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn two_sessions_with_one_identity_are_told() {
    let room = Room::with_config();
    let folder = room.path().join("sessions/checkout");
    fs::create_dir_all(&folder).unwrap();
    for (day, id) in [("19", "k7q2m9x4"), ("20", "k7q2m9x4"), ("21", "k7q2m9x5")] {
        let day = format!("2026-11-{day}");
        let text = HELD.replace("2026-11-20", &day);
        let text = text.replace("team: Checkout", &format!("id: {id}\nteam: Checkout"));
        fs::write(folder.join(format!("{day}-spotify.yaml")), text).unwrap();
    }
    for arguments in [&["validate"][..], &["validate", "sessions"]] {
        let said = room.run(arguments);
        assert_eq!((said.code, said.out.lines().count()), (1, 1), "{}", said.out);
        for words in ["2026-11-20-spotify.yaml:2:5: `id` is k7q2m9x4", "2026-11-19-spotify.yaml;"] {
            assert!(said.out.contains(words), "{}", said.out);
        }
    }
}

#[test]
fn a_name_from_right_to_left_keeps_to_itself_in_what_is_shown() {
    let room = Room::with_config();
    let text = HELD.replace("team: Checkout", "team: צוות 7").replace("name: Fun", "name: כיף");
    let text = text.replace("state: closed", "focus: [fun]\nstate: closed");
    fs::write(room.path().join("s.yaml"), text).unwrap();
    let said = room.run(&["show", "s.yaml"]);
    assert!(said.out.starts_with("\u{2068}צוות 7\u{2069} · 2026-11-20 · "), "{}", said.out);
    assert!(said.out.contains("\nFocus: \u{2068}כיף\u{2069}\n"), "{}", said.out);
}

#[test]
fn nothing_is_no_name_wherever_one_stands() {
    let room = Room::with_config();
    let named = "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\npeople: [Ana, Bo]\n\
                 dimensions:\n  - {key: fun, name: Fun, ballots: {Ana: {vote: red}}}\nstate: closed\n";
    assert_eq!(validated(&room, named, true), (0, String::new()));
    for (from, to, place) in [
        ("[Ana, Bo]", "[Ana, ~, Bo]", "4:15"),
        ("[Ana, Bo]", "[Ana, , Bo]", "4:"),
        ("[Ana, Bo]", "[Ana, \"\", Bo]", "4:15"),
        ("[Ana, Bo]", "[Ana, null, Bo]", "4:15"),
        ("[Ana, Bo]", "[Ana, NULL, Bo]", "4:15"),
        ("team: Checkout", "team: ~", "2:"),
        ("name: Fun", "name: ~", "6:"),
        ("people: [Ana, Bo]\n", "", ""),
    ] {
        let (code, said) = validated(&room, &named.replace(from, to), false);
        if place.is_empty() {
            assert_eq!(code, 0, "{said}");
            continue;
        }
        assert_eq!(code, 1, "{to}");
        assert!(said.contains(&format!("2026-11-20-spotify.yaml:{place}")), "{to}: {said}");
    }
    fs::remove_dir_all(room.path().join("sessions")).unwrap();
    for (people, code) in [
        ("[Ana, ~, Bo]", 1),
        ("[Ana, null, Bo]", 1),
        ("[Ana, \"\"]", 1),
        ("[Ana, \"null\", \"~\"]", 0),
        ("[Ana, 007, no, 2026-11-20]", 0),
    ] {
        let config = format!("squadcheck: 1\nteams:\n  - {{name: A, people: {people}}}\n");
        fs::write(room.path().join("healthcheck.yaml"), config).unwrap();
        let said = room.run(&["validate"]);
        assert_eq!(said.code, code, "{people}: {}", said.out);
        assert_eq!(said.out.contains("healthcheck.yaml:3:29: a name in `people`"), code == 1);
    }
    // What other readers of YAML take for something else is told to who asks for it.
    let said = room.run(&["validate", "--strict"]);
    assert_eq!((said.code, said.out.lines().count()), (1, 3), "{}", said.out);
}

#[test]
fn other_unknown_keys_are_listed_by_strict_alone() {
    let room = Room::with_config();
    let text = HELD
        .replace("template: spotify", "template: spotify\nticket: 7")
        .replace("name: Fun", "name: Fun, colour: mauve")
        .replace("text: Mend it", "text: Mend it, url: x");
    assert_eq!(validated(&room, &text, false), (0, String::new()));
    let (code, said) = validated(&room, &text, true);
    assert_eq!((code, said.lines().count()), (1, 3), "{said}");
    for words in [
        "5:1: `ticket` is not a key of a check",
        "`colour` is not a key of a dimension",
        "`url` is not a key of an action",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(room.run(&["validate", "--help"]).out.contains("--strict"));
}
