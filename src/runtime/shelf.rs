//! The store at work beside the screen: drawing and voting never wait for the disk.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use crate::app::{ExportProblem, Keep, Loaded, Msg};
use crate::model::Workspace;
use crate::store::{ExportFault, Library, Location, Store};

use super::Event;

/// Something for the store to do.
#[derive(Debug)]
pub enum Job {
    /// Read the workspace.
    Load,
    /// Write `healthcheck.yaml`.
    Init,
    /// Work in the user's own data folder from now on.
    UseOwnFolder,
    /// Keep a session.
    Keep(Box<Keep>),
    /// Write a report.
    Export {
        /// Where to.
        path: PathBuf,
        /// The report.
        text: String,
        /// Whether a file there may be replaced.
        replace: bool,
    },
}

/// The thread that has the store. It ends when this is dropped, after all that was asked for is done.
pub struct Shelf {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Shelf {
    /// Starts to work; answers go to `events`.
    pub fn start(store: Store, events: Sender<Event>) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let work = move || work(store, &queue, &events);
        let thread = std::thread::Builder::new().name("store".to_owned()).spawn(work)?;
        Ok(Self { jobs: Some(jobs), thread: Some(thread) })
    }

    /// Puts a job in the queue. False: the thread has ended, and nothing can be done any more.
    pub fn ask(&self, job: Job) -> bool {
        self.jobs.as_ref().is_some_and(|jobs| jobs.send(job).is_ok())
    }

    /// Lets the jobs that are left run by themselves, without waiting for them.
    pub fn abandon(mut self) {
        self.thread = None;
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(thread) = self.thread.take() {
            _ = thread.join();
        }
    }
}

fn work(mut store: Store, queue: &Receiver<Job>, events: &Sender<Event>) {
    while let Ok(first) = queue.recv() {
        let mut jobs = vec![first];
        jobs.extend(queue.try_iter());
        for job in merged(jobs) {
            // An answer that nobody hears any more does not stop the saves after it.
            _ = events.send(Event::Store(done(&mut store, job)));
        }
    }
}

/// Of several saves of one session only the newest is done. None moves behind a reading.
fn merged(jobs: Vec<Job>) -> Vec<Job> {
    let mut kept: Vec<Job> = Vec::with_capacity(jobs.len());
    for job in jobs {
        if let Job::Keep(keep) = &job {
            let after = kept.iter().rposition(|job| !matches!(job, Job::Keep(_))).map_or(0, |at| at + 1);
            let same = |job: &Job| matches!(job, Job::Keep(other) if other.path == keep.path);
            if let Some(at) = kept[after..].iter().position(same) {
                kept.remove(after + at);
            }
        }
        kept.push(job);
    }
    kept
}

fn done(store: &mut Store, job: Job) -> Msg {
    match job {
        Job::Load => loaded(store),
        Job::Init => {
            let written = Store::init(&folder_for_init(store));
            if let Ok(path) = &written
                && let Some(root) = path.parent()
            {
                *store = Store::open(Location::of(root.to_owned()), store.folders().clone());
            }
            Msg::Initialised(written)
        }
        Job::UseOwnFolder => {
            if let Some(data) = store.folders().data.clone() {
                let own = Location { own: true, ..Location::of(data) };
                *store = Store::open(own, store.folders().clone());
            }
            loaded(store)
        }
        Job::Keep(keep) => {
            let result = store.keep(&keep.path, &keep.session, &keep.waiting);
            Msg::Saved { path: keep.path, number: keep.number, result }
        }
        Job::Export { path, text, replace } => {
            let result = store.export(&path, &text, replace).map_err(|fault| match fault {
                ExportFault::Exists(_) => ExportProblem::Exists,
                ExportFault::Failed(fault) => ExportProblem::Fault(fault),
            });
            Msg::Exported { path, result }
        }
    }
}

/// The current folder, unless another one was named.
fn folder_for_init(store: &Store) -> PathBuf {
    if store.location().own { store.folders().current.clone() } else { store.location().root.clone() }
}

fn loaded(store: &mut Store) -> Msg {
    let exists = store.location().exists;
    let workspace = store.config();
    let library = match &workspace {
        Ok(workspace) => store.load(workspace),
        Err(_) => Library::default(),
    };
    let bare = Workspace::bare(Vec::new());
    let sessions = store.sessions_folder(workspace.as_ref().unwrap_or(&bare));
    let root = if exists { store.location().root.clone() } else { folder_for_init(store) };
    Msg::Loaded(Box::new(Loaded { root, sessions, exists, workspace, library }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Session, Template, Voters, Waiting, Way};

    fn keep(path: &str, number: u64) -> Job {
        let date = jiff::civil::date(2026, 11, 20);
        let session = Session::new("A".into(), date, &Template::default(), Way::Hands, Voters::Count(1));
        Job::Keep(Box::new(Keep { path: path.into(), number, session, waiting: Waiting::default() }))
    }

    #[test]
    fn saves_that_wait_merge_into_the_newest() {
        let jobs =
            merged(vec![keep("a", 1), keep("a", 2), keep("b", 3), Job::Load, keep("a", 4), keep("b", 5), keep("a", 6)]);
        let numbers: Vec<_> = jobs.iter().map(|job| if let Job::Keep(keep) = job { keep.number } else { 0 }).collect();
        assert_eq!(numbers, [2, 3, 0, 5, 6]);
    }
}
