//! Plain data about the files of a workspace, as the store hands it out and the app keeps it.
//!
//! Performs no I/O: paths are only names here.

mod ballots_aside;
mod content_hash;
mod difference;
mod file_error;
mod misfit;
mod naming;
mod record;
mod rescan;
mod save;
mod search;

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::model::history::{self, SessionRef, SummaryRef};
use crate::model::insight::{self, InsightInput, RiseElsewhere};
use crate::model::{Asked, Session, Summary, Workspace, text};

pub use ballots_aside::BallotsAside;
pub use content_hash::ContentHash;
pub use difference::{Difference, Side};
pub use file_error::{FileError, Position};
pub use misfit::{Misfit, misfit, named_template};
pub use naming::{
    CONFLICT_MARK, day_of, file_name, folded, is_conflict_name, is_session_name, may_hold_session,
    may_matter, number_of, original_of, session_path,
};
pub use record::{Content, Record, no_pending};
pub use rescan::{ChangedFile, Rescan};
pub use save::{Conflict, DeleteOutcome, ExportError, SaveError, SaveOutcome, SaveTime};
pub use search::{Hit, NamedDimensions, SearchRequest, hits};

/// Progress of the reading of a workspace.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The sessions since the last report.
    pub records: Vec<Record>,
    /// The number of files that were read.
    pub done: usize,
    /// The number of files in all.
    pub of: usize,
}

/// All sessions of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The files, by path.
    pub records: Vec<Record>,
    /// Sessions whose pending ballots cannot be read, with the error.
    pub unreadable_waiting: Vec<(PathBuf, FileError)>,
    /// Ballots for sessions that are not where they were.
    pub ballots_aside: Vec<BallotsAside>,
    /// Conflict copies; never sessions themselves.
    pub conflicts: Vec<PathBuf>,
    /// Sessions that are not counted, for their name or their place, told; by path.
    pub strays: Vec<FileError>,
}

impl Library {
    /// Returns the record of this file.
    pub fn record(&self, path: &Path) -> Option<&Record> {
        let at = self.records.binary_search_by(|record| record.path.as_path().cmp(path)).ok()?;
        Some(&self.records[at])
    }

    /// Returns the session of this file, if it was read whole.
    pub fn session(&self, path: &Path) -> Option<&Arc<Session>> {
        self.record(path)?.session()
    }

    /// Inserts or replaces the record of a file.
    pub fn put(&mut self, record: Record) {
        match self.records.binary_search_by(|r| r.path.cmp(&record.path)) {
            Ok(at) => self.records[at] = record,
            Err(at) => self.records.insert(at, record),
        }
    }

    /// Removes these files, and all files in these folders.
    pub fn remove(&mut self, gone: &[PathBuf]) {
        let stays = |path: &Path| !gone.iter().any(|gone| path.starts_with(gone));
        self.records.retain(|record| stays(&record.path));
        self.conflicts.retain(|copy| stays(copy));
        self.unreadable_waiting.retain(|(of, _)| stays(of));
        self.strays.retain(|stray| stays(&stray.path));
    }

    /// Inserts or replaces what is told of a session that is not counted.
    pub fn put_stray(&mut self, stray: FileError) {
        match self.strays.binary_search_by(|other| other.path.cmp(&stray.path)) {
            Ok(at) => self.strays[at] = stray,
            Err(at) => self.strays.insert(at, stray),
        }
    }

    /// Returns the files that have the name of a session, counted or not.
    pub fn taken(&self) -> Vec<&Path> {
        let records = self.records.iter().map(|record| record.path.as_path());
        records.chain(self.strays.iter().map(|stray| stray.path.as_path())).collect()
    }

    /// Adds a conflict copy.
    pub fn put_conflict(&mut self, copy: PathBuf) {
        if let Err(at) = self.conflicts.binary_search(&copy) {
            self.conflicts.insert(at, copy);
        }
    }

    /// Returns the readable records of a team, oldest first. Team names are compared as slugs.
    pub fn of_team(&self, team: &str) -> Vec<&Record> {
        let slug = text::slug(team);
        let mut found: Vec<(SummaryRef<'_>, &Record)> =
            self.readable().filter(|(past, _)| *past.session.slug == *slug).collect();
        found.sort_by(|a, b| history::order(&a.0, &b.0));
        found.into_iter().map(|(_, record)| record).collect()
    }

    /// Returns the files of a team that are not read whole yet: an open session looks back at
    /// them.
    pub fn outlines_of(&self, team: &str) -> Vec<PathBuf> {
        let outlines = self.of_team(team).into_iter().filter(|record| record.is_outline());
        outlines.map(|record| record.path.clone()).collect()
    }

    /// Returns the earlier sessions of the same team that were read whole, oldest first.
    pub fn before(&self, path: &Path, session: &Session) -> Vec<&Session> {
        let number = self.record(path).map_or(u32::MAX, |r| r.number);
        let this = SessionRef { session, number }.place();
        let of_team = self.of_team(&session.team).into_iter().filter(|record| record.path != path);
        let before = of_team.filter(|record| {
            let past = record
                .summary()
                .map(|summary| SummaryRef { session: summary, number: record.number });
            // Lists of records go by path where nothing else decides, and this agrees with them.
            let order = past.map(|past| past.place().cmp(&this));
            order.is_some_and(|order| order.then_with(|| record.path.as_path().cmp(path)).is_lt())
        });
        before.filter_map(|record| record.session().map(Arc::as_ref)).collect()
    }

    /// Finds other teams for which the unhealthy dimensions of this session rose, and the files of
    /// the sessions in which those teams agreed on what to do.
    pub fn to_learn_from(
        &self,
        workspace: &Workspace,
        (path, session): (&Path, &Session),
    ) -> Vec<(RiseElsewhere, PathBuf)> {
        let earlier = self.before(path, session);
        let around = InsightInput { workspace, session, earlier: &earlier, elsewhere: &[] };
        let (pasts, records): (Vec<_>, Vec<_>) = self.readable().unzip();
        let rises = insight::to_learn_from(&around, &pasts).into_iter();
        rises.map(|rise| (rise.clone(), records[rise.before].path.clone())).collect()
    }

    /// Drops whole sessions that nobody looks at any more; their summaries stay.
    pub fn forget_whole(&mut self, keep: impl Fn(&Record) -> bool) {
        for record in self.records.iter_mut().filter(|record| !keep(record)) {
            record.forget_whole();
        }
    }

    /// Returns the summaries of all readable sessions, for grids.
    pub fn pasts(&self) -> Vec<SummaryRef<'_>> {
        self.readable().map(|(past, _)| past).collect()
    }

    /// Returns the number of sessions in which something may be a mistake: in the file itself, or
    /// because its template, or a dimension that it asks or wants to do something about, is unknown
    /// in the workspace.
    pub fn doubtful(&self, workspace: &Workspace) -> usize {
        let is_known = |key: &str| workspace.templates.iter().any(|t| t.dimension(key).is_some());
        // Most sessions of a template ask the same.
        let mut known: HashMap<*const Asked, bool> = HashMap::new();
        let mut all_known = |asked: &Arc<[Asked]>| {
            let all = || asked.iter().all(|asked| is_known(&asked.key));
            *known.entry(asked.as_ptr()).or_insert_with(all)
        };
        let mut fits = |session: &Summary| {
            let asked = match session.template.as_deref() {
                Some(template) => {
                    workspace.template(template).is_some() && all_known(&session.asked)
                }
                None => true,
            };
            session.newer.is_some() || asked && session.about.iter().all(|key| is_known(key))
        };
        let readable = self.readable();
        readable.filter(|(past, _)| past.session.doubtful || !fits(past.session)).count()
    }

    /// Returns the readable records, each with its place in history.
    pub fn readable(&self) -> impl Iterator<Item = (SummaryRef<'_>, &Record)> {
        self.records.iter().filter_map(|record| {
            let session = record.summary()?;
            Some((SummaryRef { session, number: record.number }, record))
        })
    }
}

/// The error for a session that does not exist. The message names those that do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NotFound {
    message: String,
}

impl Library {
    /// Returns the names of all teams with a readable session, sorted.
    pub fn team_names(&self) -> Vec<&str> {
        let mut seen: HashSet<&str> = HashSet::new();
        let named = self.readable().map(|(past, _)| past.session);
        let mut names: Vec<&str> =
            named.filter(|session| seen.insert(&session.slug)).map(|s| &*s.team).collect();
        names.sort_by_key(|name| name.to_lowercase());
        names
    }

    /// Returns the newest session; of several on one day the one that was started last.
    pub fn latest(&self) -> Option<&Record> {
        let newest = self.readable().max_by(|a, b| history::order(&a.0, &b.0));
        newest.map(|(_, record)| record)
    }

    /// Finds the record of SESSION: a path, `TEAM` (its latest, an open one included),
    /// `TEAM@2026-11-20` (the latest of that day), or `latest`. Team names match in any case, or as
    /// slugs.
    pub fn find(&self, session: &str) -> Result<&Record, NotFound> {
        if let Some(record) = self.record(Path::new(session)) {
            return Ok(record);
        }
        if session == "latest" {
            return self.latest().ok_or_else(|| NotFound {
                message: self.what_there_is("there is no session yet"),
            });
        }
        let (team, day) = match session.rsplit_once('@') {
            Some((team, day))
                if text::slug(session) != text::slug(team) && self.of_team(session).is_empty() =>
            {
                let date = crate::model::date_input::iso(day).ok_or_else(|| NotFound {
                    message: format!("`{day}` is no day, as in {team}@2026-11-20"),
                })?;
                (team, Some(date))
            }
            _ => (session, None),
        };
        let records = self.of_team(team);
        if records.is_empty() {
            return Err(NotFound {
                message: self.what_there_is(&format!("there is no session of a team `{team}`")),
            });
        }
        let date = |record: &Record| record.summary().map(|s| s.date);
        let found = records.iter().rev().find(|r| day.is_none_or(|day| date(r) == Some(day)));
        found.copied().ok_or_else(|| {
            let mut days: Vec<String> =
                records.iter().filter_map(|r| date(r)).map(|d| d.to_string()).collect();
            days.dedup();
            let day = day.map(|d| d.to_string()).unwrap_or_default();
            NotFound {
                message: format!("{team} has no session of {day}; there are {}", days.join(", ")),
            }
        })
    }

    fn what_there_is(&self, message: &str) -> String {
        match self.team_names().as_slice() {
            [] => {
                format!("{message}; there are no sessions here: `squadcheck new TEAM` starts one")
            }
            names => format!("{message}; there are sessions of {}", names.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Template, Voters, VotingMode};

    #[test]
    fn of_two_sessions_that_nothing_else_orders_one_is_before_the_other() {
        let day = jiff::civil::date(2026, 6, 11);
        let (way, voters) = (VotingMode::Hands, Voters::Count(3));
        let session = Session::new("Delta".to_owned(), day, &Template::default(), way, voters);
        let session = Arc::new(Session { template: None, ..session });
        let [ours, rhythm] = ["ours", "rhythm"]
            .map(|template| PathBuf::from(format!("sessions/delta/2026-06-11-{template}.yaml")));
        let mut library = Library::default();
        for path in [&rhythm, &ours] {
            library.put(Record::new(path.clone(), 1, Arc::clone(&session), no_pending()));
        }
        let order: Vec<&PathBuf> = library.of_team("delta").iter().map(|r| &r.path).collect();
        assert_eq!(order, [&ours, &rhythm]);
        assert_eq!(library.before(&ours, &session).len(), 0);
        assert_eq!(library.before(&rhythm, &session).len(), 1, "as the trend grid has it");
    }
}
