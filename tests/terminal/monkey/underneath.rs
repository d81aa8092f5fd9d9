//! Somebody else, who works on the same files: an editor, a synchroniser, git, `rm`.
//!
//! It remembers what it wrote, and afterwards looks whether that is still there. A session that is
//! changed so that it can be read gets a mark in a key of its own, which the program has to keep
//! when it reads the file and saves it again. What cannot be read has to stay as it is, byte for
//! byte.
#![expect(clippy::disallowed_methods, reason = "this is somebody else, who works on the files")]

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use squadcheck::library::is_session_name;

use super::deed::Deed;
use super::theirs::{Theirs, files_below, missing};
use crate::pty::Sandbox;

/// What files lie outside the workspace and may never be touched.
const OUTSIDE: &str = "outside";
/// How a mark begins.
const MARK: &str = "marked-by-somebody: \"";

/// Somebody else.
pub struct Somebody {
    root: PathBuf,
    /// The `healthcheck.yaml` of this sandbox, in several wordings.
    configs: Vec<String>,
    theirs: BTreeMap<PathBuf, Theirs>,
    /// What was moved away: where it was, and where it is.
    away: Vec<(PathBuf, PathBuf)>,
    number: u64,
    /// What was there before a file was replaced by something that is no session.
    before: BTreeMap<PathBuf, Vec<u8>>,
    has_git: bool,
    /// All that was written and cannot be read.
    broken: Vec<Vec<u8>>,
}

/// Whether these are the bytes of a session that was not cut short.
fn is_whole(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.starts_with("squadcheck: 1\n") && text.contains("\nstate: ") && text.ends_with('\n')
}

impl Somebody {
    pub fn new(sandbox: &Sandbox, configs: Vec<String>) -> Self {
        let root = sandbox.path("workspace");
        fs::create_dir(sandbox.path(OUTSIDE)).expect("a folder");
        fs::write(sandbox.path("outside/letter.yaml"), "a letter of somebody\n").expect("a file");
        let mut somebody = Self {
            root,
            configs,
            theirs: BTreeMap::new(),
            away: Vec::new(),
            number: 0,
            before: BTreeMap::new(),
            has_git: false,
            broken: Vec::new(),
        };
        let letter = sandbox.path("outside/letter.yaml");
        somebody.theirs.insert(letter, Theirs::Bytes(b"a letter of somebody\n".to_vec()));
        somebody.has_git = somebody.git(&["init", "-q"]);
        if somebody.has_git {
            let ignored = ".*.lock\n.*.tmp\n";
            fs::write(somebody.root.join(".git/info/exclude"), ignored).expect("a file");
            somebody.git(&["add", "-A"]);
            somebody.git(&["commit", "-qm", "first"]);
        }
        somebody.expect_config();
        somebody
    }

    fn sessions(&self) -> PathBuf {
        self.root.join("sessions")
    }

    fn outside(&self) -> PathBuf {
        self.root.with_file_name(OUTSIDE)
    }

    fn git(&self, arguments: &[&str]) -> bool {
        let mut command = Command::new("git");
        command.current_dir(&self.root).args(["-c", "user.name=a", "-c", "user.email=a@b"]);
        command.args(["-c", "core.hooksPath=/dev/null", "-c", "gc.auto=0"]);
        command.args(arguments).env("GIT_CONFIG_GLOBAL", "/dev/null").env_remove("GIT_DIR");
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }

    /// One of the sessions, those that were written last oftener.
    fn session(&self, which: u64) -> Option<PathBuf> {
        let mut files = files_below(&self.sessions());
        files.retain(|path| path.file_name().is_some_and(is_session_name));
        let time =
            |path: &PathBuf| fs::symlink_metadata(path).and_then(|meta| meta.modified()).ok();
        if !which.is_multiple_of(3) {
            return files.into_iter().max_by_key(time);
        }
        let at = usize::try_from(which).ok()? % files.len().max(1);
        files.into_iter().nth(at)
    }

    /// Puts a file there in one step, as a synchroniser does.
    fn puts(&self, path: &Path, bytes: &[u8]) {
        let beside = self.outside().join("being-written");
        if fs::write(&beside, bytes).is_ok() {
            _ = fs::rename(beside, path);
        }
    }

    fn mark(&mut self) -> String {
        self.number += 1;
        format!("{MARK}{}\"", self.number)
    }

    /// Changes a session so that it can still be read.
    fn edit(&mut self, path: &Path, in_place: bool, change: impl Fn(String) -> String) {
        let Ok(text) = fs::read_to_string(path) else { return };
        if !is_whole(text.as_bytes()) {
            return;
        }
        let mark = self.mark();
        let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with(MARK)).collect();
        let text = change(lines.join("\n") + "\n");
        let text = text.replacen('\n', &format!("\n{mark}\n"), 1);
        if in_place {
            _ = fs::write(path, &text);
        } else {
            self.puts(path, text.as_bytes());
        }
        self.theirs.insert(path.to_owned(), Theirs::Mark(mark));
    }

    /// Replaces a session by something else; it can be put back later.
    fn replaces(&mut self, path: &Path) -> bool {
        let Ok(meta) = fs::symlink_metadata(path) else { return false };
        if meta.is_file() {
            if let Ok(bytes) = fs::read(path)
                && is_whole(&bytes)
            {
                self.before.insert(path.to_owned(), bytes);
            }
            _ = fs::remove_file(path);
        } else if meta.is_symlink() {
            _ = fs::remove_file(path);
        } else {
            _ = fs::remove_dir_all(path);
        }
        self.theirs.remove(path);
        true
    }

    fn bytes_instead(&mut self, path: &Path, bytes: &[u8]) {
        if fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file()) {
            if let Ok(old) = fs::read(path)
                && is_whole(&old)
            {
                self.before.insert(path.to_owned(), old);
            }
            self.puts(path, bytes);
            self.theirs.insert(path.to_owned(), Theirs::Bytes(bytes.to_vec()));
            self.broken.push(bytes.to_vec());
        }
    }

    /// Moves a file or a folder away.
    fn moves(&mut self, from: &Path, to: &Path) {
        if fs::rename(from, to).is_err() {
            return;
        }
        let within: Vec<PathBuf> =
            self.theirs.keys().filter(|path| path.starts_with(from)).cloned().collect();
        for path in within {
            let inner = path.strip_prefix(from).expect("below it");
            let new = if inner.as_os_str().is_empty() { to.to_owned() } else { to.join(inner) };
            let theirs = self.theirs.remove(&path).expect("it is there");
            self.theirs.insert(new, theirs);
        }
    }

    /// Brings back what was moved away last. What came there meanwhile stays.
    fn moves_back(&mut self) {
        let Some((was, is)) = self.away.pop() else { return };
        if !was.exists() && was.symlink_metadata().is_err() {
            self.moves(&is, &was);
        } else if is.is_dir() && was.is_dir() {
            for path in files_below(&is) {
                let back = was.join(path.strip_prefix(&is).expect("below it"));
                if back.symlink_metadata().is_err() {
                    _ = fs::create_dir_all(back.parent().expect("a folder"));
                    self.moves(&path, &back);
                }
            }
        }
    }

    fn config(&self) -> PathBuf {
        self.root.join("healthcheck.yaml")
    }

    fn expect_config(&mut self) {
        if let Ok(bytes) = fs::read(self.config()) {
            self.theirs.insert(self.config(), Theirs::Bytes(bytes));
        }
    }

    /// One of the files of ballots that wait.
    fn waiting(&self, which: u64) -> Option<PathBuf> {
        let mut files = files_below(&self.root.with_file_name("state").join("squadcheck/waiting"));
        files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
        let at = usize::try_from(which).ok()? % files.len().max(1);
        files.into_iter().nth(at)
    }

    /// After git has worked on all files, only what is still there is looked for.
    fn after_git(&mut self) {
        let gone: Vec<PathBuf> = self
            .theirs
            .iter()
            .filter_map(|(path, is)| missing(path, is).map(|_| path.clone()))
            .collect();
        for path in gone {
            self.theirs.remove(&path);
        }
        self.expect_config();
    }

    /// Does it.
    pub fn does(&mut self, deed: Deed, which: u64) {
        let session = self.session(which / 7);
        match (deed, session) {
            (Deed::EditBesides, Some(path)) => self.edit(&path, false, |text| text),
            (Deed::EditInPlace, Some(path)) => self.edit(&path, true, |text| text),
            (Deed::Agree, Some(path)) => {
                self.edit(&path, which.is_multiple_of(2), |text| match which % 3 {
                    0 => text.replacen("agreed: {vote: green", "agreed: {vote: red", 1),
                    1 => text.replacen("agreed: {vote: yellow", "agreed: {vote: green", 1),
                    _ => text.replacen("notes: \"", "notes: \"somebody said ", 1),
                });
            }
            (Deed::Delete | Deed::DeleteOpen, Some(path)) => {
                self.replaces(&path);
            }
            (Deed::Move, Some(path)) => {
                self.number += 1;
                let to = self.outside().join(format!("moved-{}.yaml", self.number));
                self.moves(&path, &to);
                self.away.push((path, to));
            }
            (Deed::MoveBack | Deed::RenameBack, _) => self.moves_back(),
            (Deed::Copy, Some(path)) => {
                let date = format!("20{:02}-0{}-11", 10 + which % 16, 1 + which % 9);
                let name = format!("{date}-mixed.yaml");
                let to = path.with_file_name(name);
                if let Ok(bytes) = fs::read(&path)
                    && is_whole(&bytes)
                    && to.symlink_metadata().is_err()
                {
                    self.puts(&to, &bytes);
                    self.edit(&to, false, |text| {
                        let line = |line: &str| {
                            line.starts_with("date: ").then(|| format!("date: {date}"))
                        };
                        let lines = text.lines().map(|l| line(l).unwrap_or_else(|| l.to_owned()));
                        lines.collect::<Vec<_>>().join("\n") + "\n"
                    });
                }
            }
            (Deed::FolderInstead, Some(path)) => {
                let made = self.replaces(&path) && fs::create_dir(&path).is_ok();
                self.theirs.extend(made.then_some((path, Theirs::Folder)));
            }
            (Deed::LinkInstead, Some(path)) => {
                let to = self.outside().join("letter.yaml");
                if self.replaces(&path) && symlink(to, &path).is_ok() {
                    self.theirs.insert(path, Theirs::Link);
                }
            }
            (Deed::Empty, Some(path)) => self.bytes_instead(&path, b""),
            (Deed::Break, Some(path)) => {
                self.bytes_instead(&path, format!("squadcheck: 1\nteam: [{which}\n").as_bytes());
            }
            (Deed::CutShort, Some(path)) => {
                if let Ok(bytes) = fs::read(&path) {
                    self.bytes_instead(&path, &bytes[..bytes.len() / 2]);
                }
            }
            (Deed::Mend, _) => {
                if let Some((path, bytes)) = self.before.pop_first()
                    && path.parent().is_some_and(Path::is_dir)
                    && self.replaces(&path)
                {
                    self.before.remove(&path);
                    self.puts(&path, &bytes);
                    self.edit(&path, false, |text| text);
                }
            }
            (Deed::RenameTeamFolder, Some(path)) => {
                self.number += 1;
                let folder = path.parent().expect("a folder").to_owned();
                let to = self.outside().join(format!("team-{}", self.number));
                self.moves(&folder, &to);
                self.away.push((folder, to));
            }
            (Deed::RenameSessions, _) => {
                self.number += 1;
                let to = self.root.join(format!("renamed-{}", self.number));
                if self.sessions().is_dir() {
                    self.moves(&self.sessions(), &to);
                    self.away.push((self.sessions(), to));
                }
            }
            (Deed::Config | Deed::MendConfig, _) => {
                let at = usize::try_from(which).expect("small") % self.configs.len();
                self.puts(&self.config(), self.configs[at].as_bytes());
                self.expect_config();
            }
            (Deed::BreakConfig, _) => {
                self.puts(&self.config(), b"squadcheck: 1\nteams: [\n");
                self.expect_config();
            }
            (Deed::DeleteWaiting, _) => {
                if let Some(path) = self.waiting(which) {
                    _ = fs::remove_file(path);
                }
            }
            (Deed::EmptyWaiting, _) => {
                if let Some(path) = self.waiting(which) {
                    _ = fs::write(path, "");
                }
            }
            (Deed::Commit, _) if self.has_git => {
                self.git(&["add", "-A"]);
                self.git(&["commit", "-qm", "more"]);
            }
            (Deed::Stash, _) if self.has_git => {
                self.git(&["stash", "-u", "-q"]);
                self.after_git();
            }
            (Deed::Unstash, _) if self.has_git => {
                self.git(&["stash", "pop", "-q"]);
                self.after_git();
            }
            (Deed::CheckOut, _) if self.has_git => {
                self.git(&["checkout", "-q", "."]);
                self.after_git();
            }
            (Deed::Clean, _) if self.has_git => {
                self.git(&["clean", "-fdq"]);
                self.after_git();
            }
            _ => {}
        }
    }

    /// Which of the files it has written is no longer as it was left.
    pub fn misses(&self) -> Option<String> {
        self.theirs.iter().find_map(|(path, is)| missing(path, is))
    }

    /// Whether this file cannot be read because somebody else has made it so.
    pub fn broke(&self, path: &Path) -> bool {
        // git may have put it at another place, or brought it back.
        fs::read(path).map_or(true, |bytes| self.broken.contains(&bytes))
            || path.symlink_metadata().is_ok_and(|meta| meta.is_symlink())
    }
}
