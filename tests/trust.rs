//! A workspace that somebody else has written, or may write: what its files may not do.
#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "the test looks at files of its own")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
#[cfg(target_os = "linux")]
use std::time::{Duration, Instant};

#[cfg(target_os = "linux")]
#[path = "common/skip.rs"]
mod skip;

/// How long a test looks for something. Only a broken program comes near it.
#[cfg(target_os = "linux")]
const PATIENCE: Duration = Duration::from_secs(20);

const CONFIG: &str = "squadcheck: 1\nteams: [{name: Checkout}, {name: Search}]\n";
const SESSION: &str = "squadcheck: 1\nteam: Checkout\ndate: 2026-11-20\ndimensions:\n  \
                       - {key: fun, name: Fun, agreed: {vote: green}}\nstate: closed\n";
const FILE: &str = "sessions/checkout/2026-11-20-spotify.yaml";

struct Room(tempfile::TempDir);

struct Said {
    out: String,
    err: String,
    code: i32,
}

impl Room {
    fn new() -> Self {
        let room = Self(tempfile::tempdir().unwrap());
        room.write("work/healthcheck.yaml", CONFIG);
        room.write(&format!("work/{FILE}"), SESSION);
        room
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    fn command(&self, folder: &str) -> Command {
        self.command_of(Path::new(env!("CARGO_BIN_EXE_squadcheck")), folder)
    }

    fn command_of(&self, program: &Path, folder: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.path(folder)).stdin(Stdio::null()).env("HOME", self.0.path());
        for (name, folder) in
            [("XDG_STATE_HOME", "state"), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")]
        {
            command.env(name, self.path(folder));
        }
        command
    }

    fn run_in(&self, folder: &str, arguments: &[&str]) -> Said {
        let output = self.command(folder).args(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        let code = output.status.code().unwrap();
        Said { out: text(output.stdout), err: text(output.stderr), code }
    }

    fn run(&self, arguments: &[&str]) -> Said {
        self.run_in("work", arguments)
    }

    /// Exports into `file`, which is refused with these words.
    #[track_caller]
    fn refuses(&self, file: &str, words: &str) {
        for arguments in [
            &["export", "latest", "--format", "markdown", "-o", file][..],
            &["trend", "checkout", "--format", "json", "-o", file],
            &["teams", "--format", "json", "-o", file],
            &["actions", "--format", "json", "-o", file],
        ] {
            let said = self.run(arguments);
            if !arguments.contains(&"actions") {
                assert_eq!(said.code, 1, "{file}: {}{}", said.out, said.err);
                assert!(said.err.contains(words), "{file}: {}", said.err);
            }
        }
    }
}

#[test]
fn an_export_never_goes_through_a_link_and_names_its_target() {
    let room = Room::new();
    room.write("home/authorized_keys", "key");
    let target = room.path("home/authorized_keys");
    symlink(&target, room.path("work/report.md")).unwrap();
    symlink(room.path("home/new"), room.path("work/dangling.md")).unwrap();
    symlink(room.path("home"), room.path("work/out")).unwrap();
    room.refuses("report.md", &target.canonicalize().unwrap().to_string_lossy());
    room.refuses("dangling.md", "home/new");
    room.refuses("out/authorized_keys", "home/authorized_keys");
    assert_eq!(room.read("home/authorized_keys"), "key");
    assert!(!room.path("home/new").exists());
}

#[test]
fn an_export_never_replaces_a_file_of_the_workspace_whatever_it_is_called() {
    let room = Room::new();
    room.write("work/.git/config", "git");
    room.write("state/squadcheck/waiting/x.yaml", "ballots");
    room.write("cache/squadcheck/index/x.bin", "index");
    fs::create_dir_all(room.path("work/deep/er")).unwrap();
    symlink(room.path("work/sessions/checkout"), room.path("work/linked")).unwrap();
    fs::hard_link(room.path("work/healthcheck.yaml"), room.path("work/hard.md")).unwrap();
    fs::hard_link(room.path(&format!("work/{FILE}")), room.path("work/harder.md")).unwrap();
    let absolute = room.path("work/healthcheck.yaml");
    for file in [
        "healthcheck.yaml",
        "./healthcheck.yaml",
        "deep/../healthcheck.yaml",
        "deep/er/../../healthcheck.yaml",
        "HealthCheck.YAML",
        absolute.to_str().unwrap(),
        "hard.md",
    ] {
        room.refuses(file, "the workspace's own file");
    }
    for file in [
        FILE,
        "sessions/checkout/new.yaml",
        "sessions/new.yml",
        "sessions/../sessions/checkout/2026-11-20-spotify.yaml",
        "linked/2026-11-20-spotify.yaml",
        "sessions/checkout/.2026-11-20-spotify.yaml.lock",
        "harder.md",
    ] {
        room.refuses(file, "a file of the workspace's checks");
    }
    room.refuses(".git/config", "git's own file");
    room.refuses("../work/.git/hooks/pre-commit", "git's own file");
    room.refuses("../state/squadcheck/waiting/x.yaml", "keeps for itself");
    room.refuses("../cache/squadcheck/index/x.bin", "keeps for itself");
    assert_eq!(room.read("work/healthcheck.yaml"), CONFIG);
    assert_eq!(room.read(&format!("work/{FILE}")), SESSION);
    assert_eq!(room.read("work/.git/config"), "git");
    assert_eq!(room.read("state/squadcheck/waiting/x.yaml"), "ballots");
    assert!(!room.path("work/HealthCheck.YAML").exists());
}

#[test]
fn an_export_asks_nothing_for_an_ordinary_file_and_writes_into_pipes_and_devices() {
    let room = Room::new();
    room.write("work/report.md", "old");
    for file in ["report.md", "sessions/checkout/report.md", "../other.md"] {
        let said = room.run(&["export", "latest", "-o", file]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(room.read(&format!("work/{file}")).contains("# Checkout"), "{file}");
    }
    assert_eq!(room.run(&["export", "latest", "-o", "/dev/null"]).code, 0);
    let said = room.run(&["export", "latest", "-o", "/dev/stdout"]);
    assert!(said.code == 0 && said.out.contains("# Checkout"), "{}", said.err);
    let into = fs::File::create(room.path("into")).unwrap();
    let mut command = room.command("work");
    command.args(["export", "latest", "-o", "/dev/stdout"]).stdout(into);
    assert!(command.status().unwrap().success());
    assert!(room.read("into").contains("# Checkout"), "stdout is a plain file here");
    let made = Command::new("mkfifo").arg(room.path("work/pipe")).status();
    if made.is_ok_and(|made| made.success()) {
        let reader =
            Command::new("cat").arg(room.path("work/pipe")).stdout(Stdio::piped()).spawn().unwrap();
        assert_eq!(room.run(&["export", "latest", "-o", "pipe"]).code, 0);
        let read = reader.wait_with_output().unwrap().stdout;
        assert!(String::from_utf8(read).unwrap().contains("# Checkout"));
    }
}

#[test]
fn no_place_to_write_is_hidden_reserved_or_outside() {
    let room = Room::new();
    for sessions in [
        ".git/refs",
        ".hidden",
        "a/.b/c",
        "./.git",
        "..",
        "a/../../b",
        "/tmp/x",
        "nul",
        "a/CON",
        "com1.d",
        "git~1/refs",
        "x.",
        "a/b ",
        "\\u200c.git",
        "a*b",
        "a\\\\b",
        "c:/x",
    ] {
        let config = format!("squadcheck: 1\nsessions: \"{sessions}\"\nteams: [{{name: heads}}]\n");
        room.write("work/healthcheck.yaml", &config);
        for arguments in
            [&["validate"][..], &["new", "heads", "--voters", "3", "--no-open"], &["list"]]
        {
            let said = room.run(arguments);
            assert_eq!(said.code, 1, "{sessions}: {}{}", said.out, said.err);
            let all = format!("{}{}", said.out, said.err);
            assert!(all.contains("healthcheck.yaml:2:11: "), "{sessions}: {all}");
        }
    }
    for sessions in ["checks", "./checks", "team/checks/2026", "v1.2", "console", "a-.b"] {
        room.write("work/healthcheck.yaml", &format!("squadcheck: 1\nsessions: {sessions}\n"));
        let said = room.run(&["new", "heads", "--voters", "3", "--no-open"]);
        assert_eq!(said.code, 0, "{sessions}: {}", said.err);
    }
}

#[test]
fn a_sessions_folder_that_leads_into_a_hidden_one_takes_no_session() {
    let room = Room::new();
    fs::create_dir_all(room.path("work/.git/refs")).unwrap();
    fs::remove_dir_all(room.path("work/sessions")).unwrap();
    symlink(room.path("work/.git/refs"), room.path("work/sessions")).unwrap();
    let said = room.run(&["new", "heads", "--voters", "3", "--no-open"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert_eq!(fs::read_dir(room.path("work/.git/refs")).unwrap().count(), 0);
}

#[test]
fn linked_folders_of_teams_are_named_and_not_read_and_take_no_session() {
    let room = Room::new();
    symlink("checkout", room.path("work/sessions/search")).unwrap();
    symlink("..", room.path("work/sessions/loop")).unwrap();
    symlink("/usr", room.path("work/sessions/evil")).unwrap();
    let said = room.run(&["list", "--json"]);
    assert_eq!(said.out.matches("\"team\"").count(), 1, "{}", said.out);
    for name in ["search", "loop", "evil"] {
        assert!(said.err.contains(&format!("sessions/{name}: this is a link to")), "{}", said.err);
    }
    assert_eq!(room.run(&["validate"]).code, 1);
    let said = room.run(&["new", "Search", "--voters", "3", "--no-open"]);
    assert_eq!(said.code, 1, "{}{}", said.out, said.err);
    assert!(said.err.contains("a link"), "{}", said.err);
}

#[test]
fn a_hidden_folder_beside_the_teams_holds_no_sessions() {
    let room = Room::new();
    room.write("work/sessions/.stversions/2026-11-20-spotify.yaml", SESSION);
    let said = room.run(&["list", "--json"]);
    assert_eq!((said.code, said.out.matches("\"team\"").count()), (0, 1), "{}", said.err);
}

/// Gives a file to another user; false: only root can.
fn give_away(path: &Path) -> bool {
    std::os::unix::fs::chown(path, Some(54_321), None).is_ok()
}

#[test]
fn a_workspace_of_another_user_is_read_only_where_somebody_named_it() {
    let room = Room::new();
    fs::create_dir_all(room.path("work/mine/deep")).unwrap();
    if !give_away(&room.path("work/healthcheck.yaml")) {
        return;
    }
    for folder in ["work", "work/mine/deep"] {
        for arguments in [&["list"][..], &["validate"], &["teams"], &["new", "x", "--no-open"]] {
            let said = room.run_in(folder, arguments);
            assert_eq!((said.code, &*said.out), (1, ""), "{}", said.err);
            assert!(said.err.contains("belongs to another user (54321)"), "{}", said.err);
            let root = room.path("work");
            assert!(said.err.contains(&format!("--dir {}", root.display())), "{}", said.err);
        }
        assert_eq!(room.run_in(folder, &["paths"]).code, 0);
    }
    let root = room.path("work");
    assert_eq!(room.run_in("work/mine", &["--dir", root.to_str().unwrap(), "list"]).code, 0);
    // Root by sudo of that user.
    let mut command = room.command("work");
    assert!(command.env("SUDO_UID", "54321").arg("list").output().unwrap().status.success());
    // One's own workspace below is one's own.
    room.write("work/mine/healthcheck.yaml", CONFIG);
    assert_eq!(room.run_in("work/mine/deep", &["list"]).code, 0);
}

#[test]
fn names_that_look_alike_are_named_both() {
    let room = Room::new();
    let teams = "squadcheck: 1\nteams:\n  - name: Checkout\n  - name: \u{421}heckout\n";
    room.write("work/healthcheck.yaml", teams);
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("healthcheck.yaml:4:5: "), "{}", said.out);
    assert!(said.out.contains("looks like `Checkout`"), "{}", said.out);
    // Names that differ to the eye are fine, in any script.
    let teams = "squadcheck: 1\nteams: [{name: D\u{f6}rte}, {name: Dorte 1}, {name: Dorte l}, \
                 {name: \u{41a}\u{430}\u{441}\u{441}\u{430}}]\n";
    room.write("work/healthcheck.yaml", teams);
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 0, "{}", said.out);
    // A session of such a team stands beside those of the other.
    room.write("work/healthcheck.yaml", CONFIG);
    let other = SESSION.replace("Checkout", "\u{421}heckout");
    let made = room.run(&["new", "\u{421}heckout", "--voters", "3", "--no-open"]);
    let folder = Path::new(made.out.trim()).parent().unwrap().join("2026-11-20-spotify.yaml");
    fs::write(folder, other).unwrap();
    let said = room.run(&["validate"]);
    assert_eq!(said.code, 1, "{}", said.out);
    assert!(said.out.contains("looks like `Checkout`"), "{}", said.out);
}

/// Starts a program, looks at it until `seen` says what is looked for, and ends it. Returns whether
/// it was seen: the first moment belongs to the program that started it.
#[cfg(target_os = "linux")]
fn is_seen(command: &mut Command, seen: impl Fn(&Path) -> bool) -> bool {
    let mut child = command.spawn().unwrap();
    let process = PathBuf::from(format!("/proc/{}", child.id()));
    let begun = Instant::now();
    let mut found = false;
    while !found && begun.elapsed() < PATIENCE && child.try_wait().unwrap().is_none() {
        found = seen(&process);
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    found
}

#[cfg(target_os = "linux")]
#[test]
fn the_program_leaves_no_copy_of_its_memory() {
    let room = Room::new();
    assert!(Command::new("mkfifo").arg(room.path("work/pipe")).status().unwrap().success());
    let forbidden = |process: &Path| {
        let limits = fs::read_to_string(process.join("limits")).unwrap_or_default();
        let core = limits.lines().find(|line| line.starts_with("Max core file size"));
        core.is_some_and(|core| core.split_whitespace().filter(|word| *word == "0").count() == 2)
    };
    // It waits for a reader of the pipe, and is looked at meanwhile.
    let mut waits = room.command("work");
    assert!(
        is_seen(waits.args(["export", "latest", "-o", "pipe"]), forbidden),
        "a core file may be written"
    );
}

/// The system gives what it tells of a process to root, once nobody else may look into it.
#[cfg(target_os = "linux")]
#[test]
fn nobody_else_of_the_user_may_read_the_memory_of_the_program() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    use std::os::unix::process::CommandExt;

    const SOMEBODY: u32 = 65_534;
    let room = Room::new();
    let program = room.path("squadcheck");
    fs::copy(env!("CARGO_BIN_EXE_squadcheck"), &program).unwrap();
    assert!(Command::new("mkfifo").arg(room.path("work/pipe")).status().unwrap().success());
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    let user = if is_root { SOMEBODY } else { fs::metadata("/proc/self").unwrap().uid() };
    // What root runs belongs to root anyway, so it runs as somebody who owns all that it needs.
    let of_user = |command: &mut Command| {
        if is_root {
            command.uid(SOMEBODY).gid(SOMEBODY);
        }
    };
    if is_root {
        let opened = fs::Permissions::from_mode(0o755);
        fs::set_permissions(room.path("."), opened).unwrap();
        let own = |path: &Path| {
            std::os::unix::fs::chown(path, Some(SOMEBODY), Some(SOMEBODY)).unwrap();
        };
        own(&room.path("."));
        let work = room.path("work");
        for part in ["", "pipe", "healthcheck.yaml", "sessions", "sessions/checkout", FILE] {
            own(&work.join(part));
        }
    }
    let owner = |process: &Path| fs::metadata(process.join("mem")).map(|mem| mem.uid()).ok();

    let mut other = Command::new("cat");
    other.stdin(Stdio::piped()).stdout(Stdio::null());
    of_user(&mut other);
    if !is_seen(&mut other, |process| owner(process) == Some(user)) {
        return skip::skip("this system gives no process to its user");
    }
    let mut waits = room.command_of(&program, "work");
    of_user(waits.args(["export", "latest", "-o", "pipe"]));
    assert!(is_seen(&mut waits, |process| owner(process) == Some(0)), "its memory may be read");
}
