//! The search for words in the session files of a folder, newest first.
//!
//! Remembers nothing of what it reads. Pending ballots lie elsewhere, and are not searched.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use super::scan::found;
use super::{atomic_file, session_file};
use crate::library::{Hit, NamedDimensions, SearchRequest, file_name, hits, misfit, number_of};
use crate::model::Summary;

/// A search under way: it goes on a file at a time, so that it can be given up in between.
#[derive(Debug)]
pub struct Search {
    request: SearchRequest,
    /// The folder as it really is: no link leads out of it.
    bounds: Option<PathBuf>,
    /// The oldest is the first.
    files: Vec<PathBuf>,
    named: NamedDimensions,
}

impl Search {
    /// Looks what files there are, and reads none.
    pub fn begin(request: SearchRequest) -> Self {
        let mut files: Vec<PathBuf> =
            found(&request.sessions).files.into_iter().map(|(path, _)| path).collect();
        files.sort_by_cached_key(|path| {
            (Reverse(day(path)), Reverse(number_of(path)), path.clone())
        });
        files.reverse();
        Self {
            bounds: request.sessions.canonicalize().ok(),
            request,
            files,
            named: NamedDimensions::default(),
        }
    }

    /// Reads the next file, and says what it holds. None: there is no further one.
    pub fn go_on(&mut self) -> Option<Vec<Hit>> {
        let path = self.files.pop()?;
        Some(self.look(&path).unwrap_or_default())
    }

    /// Returns true when all files were read.
    pub const fn is_over(&self) -> bool {
        self.files.is_empty()
    }

    fn look(&mut self, path: &Path) -> Option<Vec<Hit>> {
        let bytes = atomic_file::bytes(path).ok()??;
        // What is no text is no session either.
        let text = std::str::from_utf8(&bytes).ok()?;
        if !self.request.words.may_stand_in(text) {
            return None;
        }
        let real = path.canonicalize().ok()?;
        if !self.bounds.as_ref().is_some_and(|bounds| real.starts_with(bounds)) {
            return None;
        }
        let session = session_file::read(path, &bytes).ok()?;
        let summary = Summary::new(&session);
        if misfit(&self.request.sessions, path, &summary, Path::exists).is_some() {
            return None;
        }
        Some(hits(&self.request, path, &session, &mut self.named))
    }
}

/// The day in the name of a file; a name without one counts as the oldest.
fn day(path: &Path) -> Option<String> {
    let name = file_name(path);
    name.get(..10).filter(|day| crate::model::date_input::iso(day).is_some()).map(str::to_owned)
}

#[cfg(test)]
mod tests;
