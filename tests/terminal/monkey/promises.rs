//! What has to hold whatever was done: the screen is as the disk, files can be read, what others
//! wrote is there, and nothing unrevealed is in the workspace.

use std::path::Path;
use std::time::Duration;

use super::audit::{OnDisk, Verdict, faults, has_dialog, says_saved};
use super::run::Run;
use super::theirs::files_below;
use crate::pty::{PATIENCE, now};

/// The window in which a screen is compared with the disk, and another one, so that there is a new
/// frame.
const AUDITED: [(u16, u16); 2] = [(120, 40), (121, 40)];
/// A screen is looked at when nothing new has come for so long.
pub const QUIET: Duration = Duration::from_millis(50);

impl Run {
    /// The screen, once it does not change any more, without a dialog if one can be left.
    pub(super) fn settled(&mut self) -> Option<Vec<String>> {
        let (columns, rows) = if self.size == AUDITED[0] { AUDITED[1] } else { AUDITED[0] };
        self.measures(columns, rows);
        for _ in 0..3 {
            self.pty().takes(QUIET);
            self.keeps_up();
            if self.size != (columns, rows) {
                return None; // It had ended, and was started again.
            }
            let shown = self.pty().rows();
            if !has_dialog(&shown) {
                return Some(shown);
            }
            self.typed.push('\x1b');
            self.types();
            if self.size != (columns, rows) {
                return None;
            }
        }
        None
    }

    pub(super) fn judges(&self, shown: &[String]) -> Verdict {
        // An address and who has joined are on no disk: the screen on which phones join is not
        // drawn from there.
        let joins = shown.iter().any(|row| row.contains("Vote on your phone"));
        if joins || !says_saved(shown) {
            return Verdict::NoClaim;
        }
        let mut verdict = Verdict::NoClaim;
        for config in &self.configs {
            verdict = OnDisk::read(&self.sandbox, config).judge(shown, self.size.0);
            if !matches!(verdict, Verdict::Differs(_)) {
                break;
            }
        }
        verdict
    }

    /// Compares the screen with the disk. What others have done in this moment may take another
    /// moment to be noticed, and no longer.
    pub(super) fn audits(&mut self) {
        let Some(mut shown) = self.settled() else { return };
        let deadline = now() + PATIENCE / 6;
        let size = self.size;
        loop {
            match self.judges(&shown) {
                Verdict::NoClaim => {
                    self.counts.silent += 1;
                    break;
                }
                Verdict::Holds => {
                    self.counts.held += 1;
                    break;
                }
                Verdict::Differs(_) if now() < deadline => {
                    self.pty().takes(QUIET);
                    self.keeps_up();
                    if self.size != size {
                        return;
                    }
                    shown = self.pty().rows();
                }
                Verdict::Differs(nearest) => panic!(
                    "the screen says `saved`, and the disk says otherwise. The nearest is {nearest}"
                ),
            }
        }
        self.files_are_whole();
    }

    /// Whatever lies in the workspace can be read, and what others wrote is there.
    pub(super) fn files_are_whole(&self) {
        if let Some(missed) = self.somebody.misses() {
            panic!("{missed}");
        }
        let faults = faults(&self.sandbox, |path| self.somebody.broke(path));
        assert!(faults.is_empty(), "{faults:?}");
        self.nothing_unrevealed();
    }

    /// No word of a comment that waits for its reveal is in the workspace.
    fn nothing_unrevealed(&self) {
        let waiting = files_below(&self.sandbox.path("state/squadcheck/waiting"));
        let words: Vec<String> = waiting.iter().flat_map(|path| hushed(path)).collect();
        if words.is_empty() {
            return;
        }
        for path in files_below(&self.sandbox.path("workspace")) {
            let text = text_of(&path);
            for word in &words {
                assert!(
                    !text.contains(word.as_str()),
                    "{word} waits for its reveal, and is in {}:\n{text}",
                    path.display()
                );
            }
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests look at what was left")]
fn text_of(path: &Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned()
}

/// The words of comments in a file of ballots that wait. They are nowhere else.
fn hushed(path: &Path) -> Vec<String> {
    let text = text_of(path);
    let comments = text.lines().filter(|line| line.contains("comment"));
    let words = comments.flat_map(|line| line.split(|c: char| !c.is_ascii_alphanumeric()));
    words.filter(|word| word.starts_with("hush")).map(str::to_owned).collect()
}
