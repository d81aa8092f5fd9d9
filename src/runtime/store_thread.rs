//! The thread that owns the store: drawing and voting never wait for the disk.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use crate::app::{ExportProblem, Job, Loaded, Msg};
use crate::library::{ExportError, Library};
use crate::model::Workspace;
use crate::store::Store;

use super::event::Event;
use super::file_watcher::FileWatcher;

/// The handle of the store's thread. The thread ends when this is closed and all jobs are done.
pub struct StoreThread {
    jobs: Option<Sender<Job>>,
    thread: JoinHandle<()>,
}

impl StoreThread {
    /// Starts the thread; answers go to `events`.
    pub fn start(store: Store, watch: FileWatcher, events: Sender<Event>) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let work = move || work(store, watch, &queue, &events);
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(work)?;
        Ok(Self { jobs: Some(jobs), thread })
    }

    /// Puts a job in the queue. Returns false if the thread has ended.
    pub fn ask(&self, job: Job) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Closes the queue.
    pub fn close(&mut self) {
        self.jobs = None;
    }

    /// Returns true if the thread has ended, with all it could still send.
    pub fn has_ended(&self) -> bool {
        self.thread.is_finished()
    }
}

/// Reports the end of the thread, even after a panic, so that nobody waits for it.
struct Farewell<'a>(&'a Sender<Event>);

impl Drop for Farewell<'_> {
    fn drop(&mut self) {
        _ = self.0.send(Event::StoreEnded);
    }
}

fn work(store: Store, watch: FileWatcher, queue: &Receiver<Job>, events: &Sender<Event>) {
    let _farewell = Farewell(events);
    // Before that is said, the store lets go of what it has in its hands.
    let (mut store, mut watch) = (store, watch);
    while let Ok(first) = queue.recv() {
        let mut jobs = vec![first];
        jobs.extend(queue.try_iter());
        for job in merged(jobs) {
            watch.before(&job, &store);
            let elsewhere = matches!(job, Job::UseOwnFolder);
            let saves = matches!(job, Job::Keep(_));
            // An answer that nobody hears any more does not stop the saves after it.
            let msg =
                answer_and_tell(&mut store, job, &mut |msg| _ = events.send(Event::Store(msg)));
            _ = events.send(Event::Store(msg));
            watch.after(saves, &store);
            if elsewhere {
                watch.before(&Job::Load, &store);
            }
        }
    }
}

/// Merges the waiting saves of one session into the newest. None moves behind a reading.
fn merged(jobs: Vec<Job>) -> Vec<Job> {
    let mut kept: Vec<Job> = Vec::with_capacity(jobs.len());
    for job in jobs {
        if let Job::Keep(keep) = &job {
            let after =
                kept.iter().rposition(|job| !matches!(job, Job::Keep(_))).map_or(0, |at| at + 1);
            let same = |job: &Job| matches!(job, Job::Keep(other) if other.path == keep.path);
            if let Some(at) = kept[after..].iter().position(same) {
                kept.remove(after + at);
            }
        }
        kept.push(job);
    }
    kept
}

/// Performs a job and returns the result as a message.
pub fn answer(store: &mut Store, job: Job) -> Msg {
    answer_and_tell(store, job, &mut |_| {})
}

/// Performs a job, and reports progress before it is done.
fn answer_and_tell(store: &mut Store, job: Job, tell: &mut dyn FnMut(Msg)) -> Msg {
    match job {
        Job::Load => loaded(store, tell),
        Job::Read(paths) => Msg::Read(paths.into_iter().map(|path| store.record(path)).collect()),
        Job::Look(paths) => Msg::Rescanned(Box::new(store.look(&paths))),
        Job::Know(sights) => {
            store.know(&sights);
            Msg::Known
        }
        Job::Newer(newer) => {
            store.states(newer);
            Msg::Known
        }
        Job::Hold { path, read } => {
            let ours = store.hold(&path);
            let record = read.then(|| Box::new(store.record(path.clone())));
            Msg::Hold { path, ours, record }
        }
        Job::LetGo(path) => {
            store.let_go(&path);
            Msg::LetGo(path)
        }
        Job::Init => Msg::Initialised(store.init_here()),
        Job::UseOwnFolder => {
            store.use_own_folder();
            loaded(store, tell)
        }
        Job::Verify(paths) => Msg::Verified(store.lost(&paths)),
        Job::Keep(keep) => {
            let save = if keep.again { Store::keep_again } else { Store::keep };
            let result = save(store, &keep.path, &keep.session, &keep.waiting, keep.when);
            Msg::Saved { path: keep.path, number: keep.number, result }
        }
        Job::KeepElsewhere(keep, place) => {
            let result =
                store.keep_elsewhere(&keep.path, &keep.session, &keep.waiting, &place, keep.when);
            Msg::Saved { path: keep.path, number: keep.number, result }
        }
        Job::Compare(keep) => {
            let result = store.difference(&keep.path, &keep.session);
            Msg::Differs { of: keep.path, result }
        }
        Job::CompareCopy(copy) => {
            let result = store.difference_of_copy(&copy);
            Msg::Differs { of: copy, result }
        }
        Job::TakeTheirs(path) => Msg::Theirs(Box::new(store.take_theirs(&path))),
        Job::KeepBoth(keep) => {
            let result = store.keep_both(&keep.path, &keep.session, &keep.waiting, keep.when);
            Msg::Both { of: keep.path, result: result.map(|(own, theirs)| (own, Box::new(theirs))) }
        }
        Job::Export { path, text, replace } => {
            let result = store.export(&path, &text, replace).map_err(|fault| match fault {
                ExportError::Exists(_) => ExportProblem::Exists,
                ExportError::Failed(fault) => ExportProblem::Fault(fault),
            });
            Msg::Exported { path, result }
        }
    }
}

fn loaded(store: &mut Store, tell: &mut dyn FnMut(Msg)) -> Msg {
    let exists = store.location().exists;
    let workspace = store.config();
    let bare = Workspace::bare(Vec::new());
    let sessions = store.sessions_folder(workspace.as_ref().unwrap_or(&bare));
    let root =
        if exists { store.location().root.clone() } else { store.folder_for_init().to_owned() };
    let mut loaded =
        Box::new(Loaded { root, sessions, exists, workspace, library: Library::default() });
    if let Ok(workspace) = &loaded.workspace {
        let mut begun = Some(loaded.clone());
        let library = store.load_and_tell(workspace, &mut |progress| {
            tell(Msg::Progress { begun: begun.take(), progress });
        });
        loaded.library = library;
        store.tidy();
    }
    Msg::Loaded(loaded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::SaveRequest;
    use crate::library::SaveTime;
    use crate::model::{PendingBallots, Session, Template, Voters, VotingMode};

    fn keep(path: &str, number: u64) -> Job {
        let date = jiff::civil::date(2026, 11, 20);
        let session = Session::new(
            "A".into(),
            date,
            &Template::default(),
            VotingMode::Hands,
            Voters::Count(1),
        );
        let when = SaveTime { now: date.at(15, 4, 0, 0), opened: date.at(15, 0, 0, 0) };
        Job::Keep(Box::new(SaveRequest {
            path: path.into(),
            number,
            session: session.into(),
            waiting: PendingBallots::default(),
            when,
            again: false,
        }))
    }

    #[test]
    fn saves_that_wait_merge_into_the_newest() {
        let jobs = merged(vec![
            keep("a", 1),
            keep("a", 2),
            keep("b", 3),
            Job::Load,
            keep("a", 4),
            keep("b", 5),
            keep("a", 6),
        ]);
        let numbers: Vec<_> = jobs
            .iter()
            .map(|job| if let Job::Keep(keep) = job { keep.number } else { 0 })
            .collect();
        assert_eq!(numbers, [2, 3, 0, 5, 6]);
    }
}
