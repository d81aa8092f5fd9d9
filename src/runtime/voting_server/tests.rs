//! Real sockets on this computer, and a small app that answers.

mod answers;
mod hostile;
mod opening;
mod phone;
mod rooms;
mod seats;

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use zeroize::Zeroizing;

use super::limits::Limits;
use super::*;
use crate::app::voting::{
    Given, OpenServer, Published, SeatId, VotingAnswer, VotingPlan, VotingRequest,
};
use crate::export::voting_page::{CardState, Stage, VotingState};
use crate::model::{Dimension, Scale, Secrecy};
use crate::seal::{BallotForm, SealKey};

use phone::{Phone, get, post};

const TOKEN: &str = "K7QM2";
/// Longer than any computer takes, and short enough to be told when something hangs.
const HANGS: Duration = Duration::from_secs(20);

/// A check of one card, as it is served.
fn published(version: u64, people: &[&str]) -> Published {
    let people: Vec<String> = people.iter().map(|name| (*name).to_owned()).collect();
    let secrecy = if people.is_empty() { Secrecy::Anonymous } else { Secrecy::Named };
    let cards = vec![("speed".to_owned(), Scale::TrafficLight)];
    let form = BallotForm { secrecy, cards, people: people.clone() };
    let hash = form.hash();
    let key = SealKey::new(&Zeroizing::new([9; 32]), form);
    let dimension =
        Dimension { key: "speed".to_owned(), name: "Speed".to_owned(), ..Dimension::default() };
    let state = VotingState {
        run: "run".to_owned(),
        version,
        team: "Checkout".to_owned(),
        check: "Health".to_owned(),
        at: Some("speed".to_owned()),
        joined: 0,
        seats: 6,
        cards: vec![CardState { dimension, stage: Stage::Open, round: 1 }],
        last_question: None,
        secrecy,
        people: people.into_iter().map(|name| (name, false)).collect(),
        threshold: 3,
        key: key.public().public(),
        form: hash,
        closed: false,
    };
    Published { state: Arc::new(state), key: Arc::new(key) }
}

/// A plan for this computer alone, at any port.
fn plan() -> VotingPlan {
    VotingPlan {
        token: TOKEN.to_owned(),
        listen: Some([127, 0, 0, 1].into()),
        port: Some(0),
        nth: 0,
        public: None,
        published: published(1, &[]),
    }
}

/// A server, and an app that answers by a rule and remembers what it was asked.
struct Team {
    server: Arc<Mutex<VotingServer>>,
    asked: Arc<Mutex<Vec<VotingRequest>>>,
    news: Receiver<VotingNews>,
}

impl Team {
    /// Answers as `rule` says. Where that is nothing, it does not answer.
    fn new(
        limits: Limits,
        mut rule: impl FnMut(&VotingRequest) -> Option<VotingAnswer> + Send + 'static,
    ) -> Self {
        let (sender, heard) = mpsc::channel();
        let server = VotingServer::with(limits, move |news| _ = sender.send(news));
        let (server, asked) = (Arc::new(Mutex::new(server)), Arc::<Mutex<Vec<_>>>::default());
        let (rest, news) = mpsc::channel();
        let (weak, all) = (Arc::downgrade(&server), Arc::clone(&asked));
        std::thread::spawn(move || {
            for one in heard {
                let VotingNews::Request { number, request } = one else {
                    _ = rest.send(one);
                    continue;
                };
                let answer = rule(&request);
                all.lock().unwrap().push(request);
                if let (Some(answer), Some(server)) = (answer, weak.upgrade()) {
                    server.lock().unwrap().ask(VotingJob::Answer { number, answer });
                }
            }
        });
        Self { server, asked, news }
    }

    /// One that gives a new seat to each who asks for one, and takes every ballot.
    fn open(limits: Limits) -> (Self, Door) {
        let team = Self::new(limits, willing());
        let door = team.opens(plan());
        (team, door)
    }

    fn ask(&self, job: VotingJob) {
        self.server.lock().unwrap().ask(job);
    }

    fn hears(&self) -> VotingNews {
        self.news.recv_timeout(HANGS).expect("news")
    }

    fn opened(&self, plan: VotingPlan) -> Result<OpenServer, ServerFault> {
        self.ask(VotingJob::Open(Box::new(plan)));
        match self.hears() {
            VotingNews::Opened(opened) => opened,
            other => panic!("{other:?}"),
        }
    }

    fn opens(&self, plan: VotingPlan) -> Door {
        let address = plan.listen.unwrap_or([127, 0, 0, 1].into());
        let open = self.opened(plan).expect("it listens");
        Door { address: (address, open.port).into(), url: open.url }
    }

    fn asked(&self) -> Vec<VotingRequest> {
        self.asked.lock().unwrap().clone()
    }
}

/// Gives a new seat to each who has none, the same for the same `once`, and takes every ballot.
fn willing() -> impl FnMut(&VotingRequest) -> Option<VotingAnswer> + Send + 'static {
    let mut taken: Vec<Option<String>> = Vec::new();
    move |request| match request {
        VotingRequest::Join { seat: Some(seat), .. } => Some(VotingAnswer::Joined(*seat)),
        VotingRequest::Join { once, .. } => {
            let same = once.as_ref().and_then(|_| taken.iter().position(|one| one == once));
            let at = same.unwrap_or_else(|| {
                taken.push(once.clone());
                taken.len() - 1
            });
            Some(VotingAnswer::Joined(SeatId(u32::try_from(at + 1).unwrap())))
        }
        VotingRequest::Ballot { .. } => Some(VotingAnswer::Taken),
    }
}

/// Where a server listens.
#[derive(Clone, Debug)]
struct Door {
    address: std::net::SocketAddr,
    url: String,
}

impl Door {
    fn phone(&self) -> Phone {
        Phone::at(self.address)
    }

    /// A phone with a seat.
    fn joined(&self) -> Phone {
        let mut phone = self.phone();
        let reply = phone.ask(&post("/K7QM2/join", ""));
        assert_eq!(reply.status, 303, "{reply:?}");
        phone.keep_cookie(&reply);
        phone
    }
}
