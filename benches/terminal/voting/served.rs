//! The server's side, as a process: ours, with an app that takes everything, and the floor.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::BufRead as _;
use std::process::ExitCode;
use std::sync::mpsc;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hpke::rand_core::{TryCryptoRng, TryRng};
use squadcheck::app::voting::{
    Published, SeatId, VotingAnswer, VotingJob, VotingNews, VotingPlan, VotingRequest,
};
use squadcheck::export::voting_page::{CardState, Lang, PageView, Stage, VotingState, page};
use squadcheck::model::{
    Answer, Ballot, Dimension, Light, Scale, Secrecy, Submission, SubmissionId, Vote,
};
use squadcheck::runtime::voting_server::VotingServer;
use squadcheck::seal::{BallotForm, SealKey, SealedBallots};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use zeroize::Zeroizing;

use super::phones;

/// Our server.
pub const OURS: &str = "voting";
/// The least that a server can be.
pub const FLOOR: &str = "bare-voting";
/// Cards of the check.
const CARDS: usize = 11;

/// Numbers that are the same each time.
struct Counted(u8);

impl TryRng for Counted {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(7);
            *byte = self.0;
        }
        Ok(())
    }
}

impl TryCryptoRng for Counted {}

/// What is served, and a ballot that fits.
fn published() -> (Published, Vec<u8>) {
    let keys: Vec<String> = (0..CARDS).map(|at| format!("card-{at}")).collect();
    let cards = keys.iter().map(|key| (key.clone(), Scale::TrafficLight)).collect();
    let form = BallotForm { secrecy: Secrecy::Anonymous, cards, people: Vec::new() };
    let hash = form.hash();
    let key = SealKey::new(&Zeroizing::new([9; 32]), form);
    let cards = keys.iter().map(|key| {
        let text = "We can do this at any time, and are proud of how it is done.".to_owned();
        let dimension = Dimension {
            key: key.clone(),
            name: "Easy to release".to_owned(),
            awesome: text.clone(),
            crappy: text,
            ..Dimension::default()
        };
        CardState { dimension, stage: Stage::Open, round: 1 }
    });
    let state = VotingState {
        run: "run".to_owned(),
        version: 1,
        team: "Checkout".to_owned(),
        check: "Health".to_owned(),
        at: keys.first().cloned(),
        joined: 0,
        seats: 500,
        cards: cards.collect(),
        last_question: None,
        secrecy: Secrecy::Anonymous,
        people: Vec::new(),
        threshold: 3,
        key: key.public().public(),
        form: hash,
        closed: false,
    };
    let ballots = keys.into_iter().map(|key| {
        let answer = Some(Answer::Vote(Vote::Light(Light::Green)));
        (key, Ballot { answer, direction: None, comment: None })
    });
    let submission = Submission {
        id: SubmissionId([7; 8]),
        revision: 1,
        person: None,
        ballots: ballots.collect(),
    };
    let ballots = SealedBallots { submission, miss: None };
    let ballot = key.public().seal(&ballots, &mut Counted(1)).unwrap_or_default();
    (Published { state: Arc::new(state), key: Arc::new(key) }, ballot)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// The bytes of such digits.
pub fn bytes(hex: &str) -> Vec<u8> {
    let digits = (0..hex.len()).step_by(2).filter_map(|at| hex.get(at..at + 2));
    digits.filter_map(|digits| u8::from_str_radix(digits, 16).ok()).collect()
}

/// Our server, until nobody asks any more. Each line asks how many ballots there are.
pub fn ours() -> ExitCode {
    let (published, ballot) = published();
    let (sender, news) = mpsc::channel();
    let server = Arc::new(Mutex::new(VotingServer::new(move |one| _ = sender.send(one))));
    let ask = |job| {
        if let Ok(mut server) = server.lock() {
            server.ask(job);
        }
    };
    ask(VotingJob::Open(Box::new(VotingPlan {
        token: "K7QM2".to_owned(),
        listen: Some([127, 0, 0, 1].into()),
        port: Some(0),
        nth: 0,
        public: None,
        published,
    })));
    let Ok(VotingNews::Opened(Ok(open))) = news.recv() else { return ExitCode::FAILURE };
    println!("{} {}", open.port, hex(&ballot));
    let counts = Arc::<Mutex<HashMap<SeatId, usize>>>::default();
    let all = Arc::clone(&counts);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines() {
            let Ok(counts) = all.lock() else { return };
            let (sum, most) = (counts.values().sum::<usize>(), counts.values().max());
            println!("{sum}, {} of each phone", most.copied().unwrap_or(0));
            _ = line;
        }
        std::process::exit(0);
    });
    let mut seats = 0;
    for one in news {
        let VotingNews::Request { number, request } = one else { continue };
        let answer = match request {
            VotingRequest::Join { .. } => {
                seats += 1;
                VotingAnswer::Joined(SeatId(seats))
            }
            VotingRequest::Ballot { seat, .. } => {
                if let Ok(mut counts) = counts.lock() {
                    *counts.entry(seat).or_default() += 1;
                }
                VotingAnswer::Taken
            }
        };
        ask(VotingJob::Answer { number, answer });
    }
    ExitCode::SUCCESS
}

/// The floor, until it is killed.
pub fn floor() -> ExitCode {
    let (published, ballot) = published();
    let view = PageView {
        path: "/K7QM2",
        seat: None,
        full: false,
        once: "once",
        card: None,
        lang: Lang::En,
        note: None,
    };
    let page = page(&published.state, &view);
    let answer = |status: &str, body: &str| {
        format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n\r\n{body}", body.len())
    };
    let page: Arc<str> = answer("200 OK", &page).into();
    let [other, join, taken] =
        ["200 OK", "303 See Other", "204 No Content"].map(|status| answer(status, ""));
    let served = async {
        let words = |error: std::io::Error| error.to_string();
        let listener = TcpListener::bind("127.0.0.1:0").await.map_err(words)?;
        println!("{} {}", listener.local_addr().map_err(words)?.port(), hex(&ballot));
        std::thread::spawn(|| {
            for _ in std::io::stdin().lock().lines() {
                println!();
            }
            std::process::exit(0);
        });
        loop {
            let (stream, _) = listener.accept().await.map_err(words)?;
            let answers = [other.clone(), join.clone(), taken.clone()];
            tokio::task::spawn_local(bare(stream, Arc::clone(&page), answers));
        }
        #[expect(unreachable_code, reason = "it says what the future gives")]
        Ok::<(), String>(())
    };
    if phones::run(served).is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Takes whatever can be read for one request.
async fn bare(mut stream: TcpStream, page: Arc<str>, [other, join, taken]: [String; 3]) {
    let mut buffer = vec![0; 8 * 1024];
    _ = stream.set_nodelay(true);
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        let head = String::from_utf8_lossy(&buffer[..read.min(40)]);
        let path = head.split(' ').nth(1).unwrap_or_default();
        let answer = match path {
            "/K7QM2" => &*page,
            "/K7QM2/join" => &join,
            "/K7QM2/ballot" => &taken,
            _ => {
                tokio::time::sleep(Duration::from_secs(25)).await;
                &other
            }
        };
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
    }
}
