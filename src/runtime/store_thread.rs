//! The thread that owns the store: drawing and voting never wait for the disk.

use std::io;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::JoinHandle;

use crate::app::{ExportProblem, Job, Loaded, Msg};
use crate::export::Content;
use crate::library::{ExportError, FileError, Library};
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
    /// Starts the thread; answers go to `events`, and so do changes of files.
    pub fn start(store: Store, events: Sender<Event>) -> io::Result<Self> {
        let (jobs, queue) = mpsc::channel();
        let work = move || work(store, &queue, &events);
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

fn work(store: Store, queue: &Receiver<Job>, events: &Sender<Event>) {
    let _farewell = Farewell(events);
    // Before that is said, the store lets go of what it has in its hands.
    let (mut store, mut watch) = (store, FileWatcher::start(events.clone()));
    let mut jobs = Vec::new();
    loop {
        if jobs.is_empty() {
            match queue.recv() {
                Ok(job) => jobs.push(job),
                Err(_) => return,
            }
        }
        jobs.extend(queue.try_iter());
        jobs = merged(jobs);
        let job = jobs.remove(0);
        watch.before(&job, &store);
        let elsewhere = matches!(job, Job::UseOwnFolder);
        let saves = matches!(job, Job::Keep(_) | Job::Read(_));
        // An answer that nobody hears any more does not stop the saves after it.
        let mut tell = |msg| _ = events.send(Event::Store(msg));
        match job {
            Job::Export { path, content, replace } => {
                export_aside(&store, (path, content, replace), events.clone());
            }
            Job::Read(paths) => {
                let mut records = Vec::with_capacity(paths.len());
                for path in paths {
                    records.push(store.record(path));
                    jobs.extend(queue.try_iter());
                    jobs = merged(jobs);
                    // Whoever saves does not wait for whoever reads a lot.
                    while matches!(jobs.first(), Some(Job::Keep(_))) {
                        tell(answer(&mut store, jobs.remove(0)));
                    }
                }
                tell(Msg::Read(records));
            }
            job => {
                let msg = answer_and_tell(&mut store, job, &mut tell);
                tell(msg);
            }
        }
        watch.after(saves, &store);
        if elsewhere {
            watch.before(&Job::Load, &store);
        }
    }
}

/// Writes a report in a thread of its own: a slow disk or network never stands before a save.
fn export_aside(store: &Store, report: (PathBuf, Content, bool), events: Sender<Event>) {
    let (writer, (path, content, replace)) = (store.writer(), report);
    let name = path.clone();
    let failed = events.clone();
    let write = move || {
        let msg = exported(&writer, path, &content, replace);
        _ = events.send(Event::Store(msg));
    };
    if let Err(error) = std::thread::Builder::new().name("export".to_owned()).spawn(write) {
        let fault = FileError::of_file(&name, format!("no thread writes it: {error}"), "");
        let result = Err(ExportProblem::Fault(fault));
        _ = failed.send(Event::Store(Msg::Exported { path: name, result }));
    }
}

fn exported(store: &Store, path: PathBuf, content: &Content, replace: bool) -> Msg {
    let write = || {
        let file = content.bytes().map_err(|undrawn| {
            let help = "name a file that ends in .svg";
            ExportProblem::Fault(FileError::of_file(&path, undrawn.to_string(), help))
        })?;
        store.report(&path, &file.bytes, replace).map_err(|fault| match fault {
            ExportError::Exists(_) => ExportProblem::Exists,
            ExportError::Failed(fault) => ExportProblem::Fault(fault),
        })?;
        Ok(file.missing)
    };
    let result = write();
    Msg::Exported { path, result }
}

/// Returns true for a job that only looks: a save may go before it.
const fn only_looks(job: &Job) -> bool {
    matches!(
        job,
        Job::Read(_)
            | Job::Look(_)
            | Job::Verify(_)
            | Job::Compare(_)
            | Job::CompareCopy(_)
            | Job::Export { .. }
    )
}

/// Merges the waiting saves of one session into the newest, and puts saves before what only looks.
/// None moves over anything else.
fn merged(jobs: Vec<Job>) -> Vec<Job> {
    let mut kept: Vec<Job> = Vec::with_capacity(jobs.len());
    for job in jobs {
        let Job::Keep(keep) = &job else {
            kept.push(job);
            continue;
        };
        let stays = |job: &Job| !matches!(job, Job::Keep(_)) && !only_looks(job);
        let after = kept.iter().rposition(stays).map_or(0, |at| at + 1);
        let same = |job: &Job| matches!(job, Job::Keep(other) if other.path == keep.path);
        if let Some(at) = kept[after..].iter().position(same) {
            kept.remove(after + at);
        }
        let saves = kept[after..].iter().take_while(|job| matches!(job, Job::Keep(_))).count();
        kept.insert(after + saves, job);
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
        Job::Delete { path, when } => {
            let result = store.delete(&path, when);
            Msg::Deleted { path, result }
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
        Job::TrySaving(workspace) => Msg::Tried(store.try_saving(&workspace)),
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
        Job::Export { path, content, replace } => exported(store, path, &content, replace),
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

    #[test]
    fn a_save_goes_before_what_only_looks_and_over_nothing_else() {
        let content = || Content::Text(String::new());
        let export = || Job::Export { path: "r".into(), content: content(), replace: false };
        let jobs = merged(vec![
            Job::Know(Vec::new()),
            Job::Read(Vec::new()),
            export(),
            keep("a", 1),
            Job::Look(Vec::new()),
            keep("b", 2),
            keep("a", 3),
        ]);
        let names = jobs.iter().map(|job| match job {
            Job::Know(_) => "know".to_owned(),
            Job::Keep(keep) => keep.number.to_string(),
            _ => "looks".to_owned(),
        });
        assert_eq!(names.collect::<Vec<_>>(), ["know", "2", "3", "looks", "looks", "looks"]);
    }
}
