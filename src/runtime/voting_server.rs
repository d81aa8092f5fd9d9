//! Lets phones in the room vote: a web server, for as long as the facilitator wants one.
//!
//! One thread of its own, which is there from [`VotingJob::Open`] to [`VotingJob::Close`]; before
//! and after, there is neither thread nor socket. It answers by itself what depends on nothing but
//! the request and what was published last. A join or a ballot is parked under a number until the
//! app has said what becomes of it: rules are none of the server's business.
//!
//! Nothing that it serves depends on a ballot. A ballot wakes no phone and changes no version.

pub mod addresses;
mod bind;
mod body;
pub mod by_bytes;
mod form;
mod limits;
mod listening;
mod parked;
mod patient;
mod reply;
mod request;
mod room;
mod seats;
mod site;
#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::thread::JoinHandle;

use tokio::sync::mpsc::{self, UnboundedReceiver, UnboundedSender};
use tokio::task::LocalSet;

use crate::app::voting::{ServerFault, VotingJob, VotingNews};

use limits::Limits;
use listening::Listening;
use room::Room;

/// Tells the app what happens.
type Tell = Arc<dyn Fn(VotingNews) + Send + Sync>;

/// The server as the main thread has it.
pub struct VotingServer {
    tell: Tell,
    limits: Limits,
    /// Numbers of parked requests. They go on from one thread to the next: an answer that comes too
    /// late belongs to nobody, and never to somebody else.
    numbers: Arc<AtomicU64>,
    jobs: Option<UnboundedSender<VotingJob>>,
    /// The thread, or the last one, which may be about to end.
    thread: Option<JoinHandle<()>>,
}

impl VotingServer {
    /// No thread yet: most runs never let phones vote. `tell` gets the news, on whatever thread
    /// there are some.
    pub fn new(tell: impl Fn(VotingNews) + Send + Sync + 'static) -> Self {
        Self::with(Limits::default(), tell)
    }

    fn with(limits: Limits, tell: impl Fn(VotingNews) + Send + Sync + 'static) -> Self {
        let numbers = Arc::new(AtomicU64::new(1));
        Self { tell: Arc::new(tell), limits, numbers, jobs: None, thread: None }
    }

    /// Hands over a job, and waits for nothing. Without a thread there is nothing to do but open.
    pub fn ask(&mut self, job: VotingJob) {
        match (&job, &self.jobs) {
            // Nobody sends any more, so the thread ends when it has done the rest.
            (VotingJob::Close, _) => self.jobs = None,
            (VotingJob::Open(_), jobs) if jobs.as_ref().is_none_or(UnboundedSender::is_closed) => {
                self.start(job);
            }
            (_, Some(jobs)) => {
                if jobs.send(job).is_err() {
                    self.jobs = None;
                    (self.tell)(VotingNews::Lost(ServerFault::Failed(ENDED.to_owned())));
                }
            }
            (_, None) => {}
        }
    }

    /// Starts the thread with its first job.
    fn start(&mut self, job: VotingJob) {
        let (sender, jobs) = mpsc::unbounded_channel();
        _ = sender.send(job);
        let room = (Arc::clone(&self.tell), self.limits, Arc::clone(&self.numbers));
        let last = self.thread.take();
        let thread = std::thread::Builder::new().name("voting".to_owned()).spawn(move || {
            // It may still have the port.
            _ = last.map(JoinHandle::join);
            let (tell, limits, numbers) = room;
            work(jobs, &tell, limits, numbers);
        });
        match thread {
            Ok(thread) => (self.jobs, self.thread) = (Some(sender), Some(thread)),
            Err(error) => {
                let fault = ServerFault::Failed(error.to_string());
                (self.tell)(VotingNews::Opened(Err(fault)));
            }
        }
    }
}

impl Drop for VotingServer {
    /// Ends the thread, and waits for it: it does not wait for phones.
    fn drop(&mut self) {
        self.jobs = None;
        _ = self.thread.take().map(JoinHandle::join);
    }
}

/// What is said where the thread ended by itself.
const ENDED: &str = "the thread of the voting server has ended";

/// The thread.
fn work(jobs: UnboundedReceiver<VotingJob>, tell: &Tell, limits: Limits, numbers: Arc<AtomicU64>) {
    match tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build() {
        Ok(runtime) => {
            let room = Room::new(Arc::clone(tell), limits, numbers);
            LocalSet::new().block_on(&runtime, serve(jobs, room));
        }
        Err(error) => tell(VotingNews::Opened(Err(ServerFault::Failed(error.to_string())))),
    }
}

/// Does jobs until there are no more.
async fn serve(mut jobs: UnboundedReceiver<VotingJob>, room: Room) {
    let room = std::rc::Rc::new(room);
    let mut listening: Option<Listening> = None;
    loop {
        let job = tokio::select! {
            job = jobs.recv() => job,
            fault = listening::lost(listening.as_mut()) => {
                if let Some(listening) = listening.take() {
                    listening.stop().await;
                }
                room.tell(VotingNews::Lost(fault));
                continue;
            }
        };
        match job {
            Some(VotingJob::Open(plan)) => {
                // It may have the same port.
                if let Some(listening) = listening.take() {
                    listening.stop().await;
                }
                room.publish(plan.published.clone());
                let opened = bind::bind(&plan).map(|(bound, open)| {
                    listening = Some(Listening::start(bound, &plan, &room));
                    open
                });
                room.tell(VotingNews::Opened(opened));
            }
            Some(VotingJob::Publish(published)) => room.publish(published),
            Some(VotingJob::Answer { number, answer }) => room.answer(number, answer),
            Some(VotingJob::Free(seat)) => room.free(seat),
            Some(VotingJob::FreeAll) => room.free_all(),
            Some(VotingJob::Close) | None => break,
        }
    }
    if let Some(listening) = listening {
        listening.stop().await;
    }
}
