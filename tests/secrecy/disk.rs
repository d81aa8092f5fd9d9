//! Everything that the program has written anywhere, so that two rooms can be compared byte for
//! byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::test_app::TestApp;

/// All files of a room, the state folder's included: where, and what stands in them. A room's own
/// folder and the names made from it, of waiting files, of locks and of backups, are left out of
/// both; a backup's name tells when the check was opened.
pub fn everything(room: &TestApp) -> BTreeMap<String, String> {
    let root = root(room);
    let (mut all, mut backups) = (BTreeMap::new(), 0);
    for path in files(&root) {
        let name = path.strip_prefix(&root).expect("below").to_string_lossy().into_owned();
        let name = match name.split('/').take(2).collect::<Vec<_>>()[..] {
            ["state", "running"] => "state/running/*".to_owned(),
            ["state", "waiting"] => "state/waiting/*".to_owned(),
            ["state", "shown"] => "state/shown/*".to_owned(),
            ["state", "backups"] => {
                backups += 1;
                format!("state/backups/{backups}")
            }
            _ => name,
        };
        let text = read(&path).replace(&*root.to_string_lossy(), "ROOM");
        assert!(all.insert(name.clone(), text).is_none(), "{name} is there twice");
    }
    all
}

/// The part of [`everything`] that lies below the workspace, which is what a commit takes.
pub fn workspace(room: &TestApp) -> BTreeMap<String, String> {
    everything(room).into_iter().filter(|(name, _)| name.starts_with("workspace/")).collect()
}

/// The files in which ballots wait.
pub fn waiting(room: &TestApp) -> Vec<PathBuf> {
    files(&room.state().join("waiting"))
}

/// The folder that holds workspace and state.
fn root(room: &TestApp) -> PathBuf {
    room.state().parent().expect("a folder above").canonicalize().expect("it is there")
}

#[expect(clippy::disallowed_methods, reason = "tests read what the program wrote")]
pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[expect(clippy::disallowed_methods, reason = "tests change files underneath")]
pub fn write(path: &Path, text: &str) {
    fs::write(path, text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

#[expect(clippy::disallowed_methods, reason = "tests look at what the program wrote")]
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with(".git") {
            files.extend(self::files(&path));
        } else if path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    files
}

impl TestApp {
    /// The screen shows this.
    pub fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.screen().contains(words), "no \"{words}\" on\n{}", self.screen());
        self
    }

    /// What stands in a file of the workspace.
    pub fn file(&self, name: &str) -> String {
        read(&self.path(name))
    }
}
