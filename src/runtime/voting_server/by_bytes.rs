//! Answers bytes as the server does, without a socket or a thread: for tests that send what no
//! browser would, a million times.

use std::cell::{Cell, RefCell};
use std::future::pending;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex, split};
use tokio::sync::watch;
use tokio::task::{JoinHandle, LocalSet, spawn_local, yield_now};

use crate::app::voting::{SeatId, VotingAnswer, VotingNews, VotingPlan, VotingRequest};

use super::limits::{Connections, Limits};
use super::listening::connection;
use super::room::Room;
use super::seats::Cookie;
use super::site::Site;

/// The one value of `Host`.
pub const HOST: &str = "team.test:7373";
/// The one value of `Origin`.
pub const ORIGIN: &str = "http://team.test:7373";
/// The cookie of the one seat that is taken.
pub const COOKIE: &str = "seat=0123456789abcdef0123456789abcdef";

/// Where phones are: not on this computer.
const PHONE: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
/// Bytes that one end sends before the other one has read any.
const ROOM: usize = 64 * 1024;
/// So often everybody may do something; if nothing came of it, all wait for somebody else.
const IDLE: u32 = 16;
/// The same between two pieces.
const PAUSE: u32 = 4;

/// What came of some connections.
#[derive(Debug)]
pub struct Heard {
    /// All bytes that each of them was sent.
    pub answers: Vec<Vec<u8>>,
    /// What the app was asked, in order. It takes everything.
    pub asked: Vec<VotingRequest>,
}

/// Answers connections, one after the other, each of which sends some pieces. When nothing comes of
/// anything any more it hangs up: who sends half a request, or waits for news, waits in vain.
pub fn hear(plan: &VotingPlan, connections: &[&[&[u8]]]) -> io::Result<Heard> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    let news = Arc::<Mutex<Vec<VotingNews>>>::default();
    let told = Arc::clone(&news);
    let tell = move |one| told.lock().unwrap_or_else(PoisonError::into_inner).push(one);
    let room = Rc::new(Room::new(Arc::new(tell), Limits::default(), Arc::default()));
    room.publish(plan.published.clone());
    if let Some(cookie) = Cookie::read(COOKIE.trim_start_matches("seat=")) {
        room.know(SeatId(1), &cookie);
    }
    // Nobody stops the server, and so the other end stays.
    let (_stop, stopped) = watch::channel(false);
    let names = (HOST.to_owned(), ORIGIN.to_owned());
    let site = Rc::new(Site::new(names.0, names.1, plan, Rc::clone(&room), stopped.clone()));
    let mut heard = Heard { answers: Vec::new(), asked: Vec::new() };
    LocalSet::new().block_on(&runtime, async {
        for pieces in connections {
            let pieces = pieces.iter().map(|piece| piece.to_vec()).collect();
            let Some(phone) = Phone::calls(&site, &stopped, pieces) else { break };
            let (mut idle, mut before) = (0, 0);
            while idle < IDLE {
                yield_now().await;
                idle += 1;
                let news =
                    std::mem::take(&mut *news.lock().unwrap_or_else(PoisonError::into_inner));
                for one in news {
                    let VotingNews::Request { number, request } = one else { continue };
                    room.answer(number, taken(&request));
                    heard.asked.push(request);
                    idle = 0;
                }
                let now = phone.moved.get();
                if now > before {
                    (idle, before) = (0, now);
                }
            }
            heard.answers.push(phone.hangs_up());
        }
    });
    Ok(heard)
}

/// What a willing app says.
const fn taken(request: &VotingRequest) -> VotingAnswer {
    match request {
        VotingRequest::Join { seat: Some(seat), .. } => VotingAnswer::Joined(*seat),
        VotingRequest::Join { seat: None, .. } => VotingAnswer::Joined(SeatId(2)),
        VotingRequest::Ballot { .. } => VotingAnswer::Taken,
    }
}

/// One connection from its other end.
struct Phone {
    answers: Rc<RefCell<Vec<u8>>>,
    /// Bytes and pieces that went either way.
    moved: Rc<Cell<usize>>,
    tasks: [JoinHandle<()>; 3],
}

impl Phone {
    /// Calls, if there is room, and begins to send.
    fn calls(
        site: &Rc<Site>,
        stopped: &watch::Receiver<bool>,
        pieces: Vec<Vec<u8>>,
    ) -> Option<Self> {
        let room = site.room();
        let place = Connections::enter(&room.connections, &room.limits, Some(PHONE))?;
        let (ours, theirs) = duplex(ROOM);
        let served = connection(ours, PHONE, Rc::clone(site), stopped.clone(), place);
        let (mut from, mut to) = split(theirs);
        let answers = Rc::<RefCell<Vec<u8>>>::default();
        let moved = Rc::<Cell<usize>>::default();
        let (kept, read, wrote) = (Rc::clone(&answers), Rc::clone(&moved), Rc::clone(&moved));
        let reads = async move {
            let mut buffer = vec![0; ROOM];
            while let Ok(n @ 1..) = from.read(&mut buffer).await {
                kept.borrow_mut().extend_from_slice(&buffer[..n]);
                read.set(read.get() + n);
            }
        };
        let writes = async move {
            for piece in pieces {
                // Who is hung up on has nothing more to say.
                if to.write_all(&piece).await.is_err() {
                    break;
                }
                wrote.set(wrote.get() + 1);
                for _ in 0..PAUSE {
                    yield_now().await;
                }
            }
            // To be done is not to hang up: an answer may be on its way.
            pending::<()>().await;
        };
        let tasks = [spawn_local(served), spawn_local(reads), spawn_local(writes)];
        Some(Self { answers, moved, tasks })
    }

    /// Hangs up. What was answered?
    fn hangs_up(self) -> Vec<u8> {
        self.tasks.iter().for_each(JoinHandle::abort);
        self.answers.take()
    }
}
