//! Words in which journeys speak about a room's screen and files.

use std::fs;
use std::path::{Path, PathBuf};

use crate::test_app::TestApp;

/// The session that most journeys hold.
pub const CHECKOUT: &str = "sessions/checkout/2026-11-20-spotify.yaml";

/// Two teams, as the starter has them.
pub const TEAMS: &str = r"
squadcheck: 1
title: Our health checks
teams:
  - name: Checkout
    people: [Ana, Bo, Chi, Dörte, Eli, Fay]
  - name: Search
    people: [Gil, Hana]
";

/// A check whose file somebody else has changed since.
pub fn changed_underneath() -> TestApp {
    let mut room = TestApp::on_the_first_card();
    room.press("6g<Space>").sees("saved");
    let text = room.file(CHECKOUT).replace("voters: 6", "voters: 7");
    room.somebody_writes(CHECKOUT, &text);
    room
}

impl TestApp {
    /// The starter's teams, with a check of Checkout on its first card.
    pub fn on_the_first_card() -> Self {
        let mut room = Self::with(TEAMS);
        room.press("n <Enter>");
        room
    }

    /// The words are on the screen.
    #[track_caller]
    pub fn sees(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(screen.contains(words), "no \"{words}\" on\n{screen}");
        self
    }

    /// The words are not on the screen.
    #[track_caller]
    pub fn sees_no(&mut self, words: &str) -> &mut Self {
        let screen = self.screen();
        assert!(!screen.contains(words), "\"{words}\" is on\n{screen}");
        self
    }

    /// Somebody deletes a file of the workspace.
    #[expect(clippy::disallowed_methods, reason = "tests do what other programs do")]
    pub fn loses(&self, name: &str) {
        fs::remove_file(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// The text of a file of the workspace.
    #[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
    pub fn file(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// What the file holds, text or not.
    #[expect(clippy::disallowed_methods, reason = "tests look at what was written")]
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The file holds these lines somewhere, blanks at the ends aside.
    #[track_caller]
    pub fn file_has(&mut self, name: &str, line: &str) -> &mut Self {
        let text = self.file(name);
        assert!(text.lines().any(|l| l.trim() == line), "no line `{line}` in\n{text}");
        self
    }

    /// The file holds no such text.
    #[track_caller]
    pub fn file_has_no(&mut self, name: &str, words: &str) -> &mut Self {
        let text = self.file(name);
        assert!(!text.contains(words), "`{words}` is in\n{text}");
        self
    }

    /// Somebody else writes a file of the workspace.
    #[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
    pub fn somebody_writes(&mut self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// Somebody else deletes a file of the workspace.
    #[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
    pub fn somebody_deletes(&mut self, name: &str) {
        fs::remove_file(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
    }

    /// All files of the workspace, by their path in it, without `healthcheck.yaml`.
    pub fn files(&self) -> Vec<String> {
        let root = self.path("");
        let files = files_below(&root).into_iter();
        let names = files
            .map(|path| path.strip_prefix(&root).expect("below").to_string_lossy().into_owned());
        names.filter(|name| name != "healthcheck.yaml").collect()
    }

    /// What stands in the files in which ballots wait.
    #[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
    pub fn waiting_text(&self) -> String {
        self.waiting().iter().map(|path| fs::read_to_string(path).expect("text")).collect()
    }

    /// Gives or takes the right to write a file or folder of the workspace.
    #[cfg(unix)]
    pub fn may_write(&mut self, name: &str, may: bool) {
        use std::os::unix::fs::PermissionsExt;
        let path = self.path(name);
        let mode = self.mode(name);
        let mode = if may { mode | 0o200 } else { mode & !0o222 };
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("its mode changes");
    }

    /// The mode of a file or folder of the workspace.
    #[cfg(unix)]
    pub fn mode(&self, name: &str) -> u32 {
        use std::os::unix::fs::PermissionsExt;
        fs::metadata(self.path(name)).expect("it is there").permissions().mode() & 0o777
    }

    /// What stands in the backups, oldest first.
    #[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
    pub fn backups(&self) -> Vec<String> {
        let files = files_below(&self.state().join("backups"));
        files.iter().map(|path| fs::read_to_string(path).expect("text")).collect()
    }

    /// Somebody damages the files in which ballots wait.
    #[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
    pub fn damages_what_waits(&mut self) {
        for path in self.waiting() {
            fs::write(path, "garbage: [").expect("a file");
        }
    }

    /// Somebody deletes the files in which ballots wait.
    #[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
    pub fn loses_what_waits(&mut self) {
        for path in self.waiting() {
            fs::remove_file(path).expect("it is there");
        }
    }

    /// The files in which ballots wait.
    pub fn waiting(&self) -> Vec<PathBuf> {
        files_below(&self.state().join("waiting"))
    }
}

#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files.sort();
    files
}
