//! The voting server, with a phone for each of five hundred people.
//!
//! It runs in a process of its own, with an app that takes everything. Its floor is a bare server
//! of the same runtime, which reads no request and always has the same answers.

mod keys;
mod phones;
pub mod served;

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::time::Duration;

use super::figures::{Beside, Figure, Times, now};
use super::idle::{Life, share};
use super::room::Room;
use super::table::Table;

use phones::Phone;

/// Ballots that each phone gives.
const BALLOTS: usize = 5;
/// Phones that vote at the same moment.
const AT_ONCE: usize = 8;

/// A server in a process of its own.
struct Server {
    child: Child,
    says: BufReader<ChildStdout>,
    asks: ChildStdin,
    port: u16,
    ballot: Vec<u8>,
}

impl Server {
    fn start(room: &Room, way: &str) -> Result<Self, String> {
        let words = |error: std::io::Error| format!("no server: {error}");
        let mut command = room.command(&room.bare(way));
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let mut child = child.map_err(words)?;
        let pipes = (child.stdout.take(), child.stdin.take());
        let (Some(stdout), Some(asks)) = pipes else { return Err("no pipes".to_owned()) };
        let mut says = BufReader::new(stdout);
        let mut line = String::new();
        says.read_line(&mut line).map_err(words)?;
        let (port, ballot) = line.trim().split_once(' ').ok_or("the server does not listen")?;
        let port = port.parse().map_err(|_| "no port")?;
        let ballot = served::bytes(ballot);
        Ok(Self { child, says, asks, port, ballot })
    }

    /// How many ballots came in, and the most of one seat.
    fn counts(&mut self) -> Result<String, String> {
        let mut line = String::new();
        self.asks.write_all(b"\n").map_err(|error| error.to_string())?;
        self.says.read_line(&mut line).map_err(|error| error.to_string())?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// What was seen of one server.
struct Seen {
    page: Duration,
    ballots: Times,
    memory: u64,
    life: String,
    idle: String,
    counts: String,
}

/// Everything about it.
pub fn voting(room: &Room, table: &mut Table) {
    server(room, table);
    keys::keys(room, table);
}

/// The server alone.
fn server(room: &Room, table: &mut Table) {
    let phones = room.extent.phones;
    let measured = watch(room, served::FLOOR).and_then(|floor| {
        let ours = watch(room, served::OURS)?;
        Ok((floor, ours))
    });
    let page = format!("voting page for {phones} connections at once");
    let (floor, ours) = match measured {
        Ok(seen) => seen,
        Err(why) => return table.beside(&page, "", &Err(why)),
    };
    let beside = |floor, ours| Ok(Beside { floor, ours });
    let times = beside(Figure::Time(floor.page), Figure::Time(ours.page));
    table.beside(&page, "all served", &times);
    let ballots = format!("ballot, {} of them, {AT_ONCE} at once", phones * BALLOTS);
    table.beside(&ballots, "", &beside(floor.ballots.median(), ours.ballots.median()));
    let p99 = beside(floor.ballots.percentile(99), ours.ballots.percentile(99));
    table.beside(&format!("{ballots}, p99"), "≤ 25 ms", &p99);
    table.words("the same, as the app got them", "", &ours.counts, "", "each once");
    let waiting = format!("memory of {phones} phones that wait");
    let memory = beside(Figure::Kilobytes(floor.memory), Figure::Kilobytes(ours.memory));
    table.beside(&waiting, "≤ 12 MB", &memory);
    let seconds = room.extent.waits.as_secs_f64();
    let waiting = format!("{phones} phones wait for {seconds:.0} s");
    table.words(&waiting, &floor.life, &ours.life, "", "≤ 40 wake-ups a second");
    table.words("the same without a phone", &floor.idle, &ours.idle, "", "0 wake-ups");
}

fn watch(room: &Room, way: &str) -> Result<Seen, String> {
    let mut server = Server::start(room, way)?;
    let (pid, port) = (server.child.id(), server.port);
    std::thread::sleep(room.extent.watched);
    let idle = lives(pid, || std::thread::sleep(room.extent.watched))?;
    let bare = share(pid)?;
    let (page, ballots) = phones::run(async {
        let mut phones = Vec::new();
        for _ in 0..room.extent.phones {
            phones.push(Phone::at(port).await?);
        }
        let begun = now();
        phones::all(&mut phones, "GET /K7QM2", &[], 200).await?;
        let page = begun.elapsed();
        phones::all(&mut phones, "POST /K7QM2/join", &[], 303).await?;
        let ballots = phones::vote(phones, &server.ballot, BALLOTS, AT_ONCE).await?;
        Ok::<_, String>((page, Times::new(ballots)?))
    })?;
    let counts = server.counts()?;
    let (life, memory) = phones::run(async {
        let waiting = phones::wait(port, room.extent.phones, room.extent.waits).await?;
        let memory = share(pid)?;
        let before = Life::new(pid)?;
        tokio::time::sleep(room.extent.waits).await;
        let life = Life::new(pid)?.since(before);
        drop(waiting);
        Ok::<_, String>((life, memory))
    })?;
    let memory = match memory {
        Figure::Kilobytes(all) => all - size(bare).min(all),
        Figure::Time(_) => 0,
    };
    Ok(Seen { page, ballots, memory, life, idle, counts })
}

fn size(figure: Figure) -> u64 {
    if let Figure::Kilobytes(size) = figure { size } else { 0 }
}

/// What a process does meanwhile.
fn lives(pid: u32, meanwhile: impl FnOnce()) -> Result<String, String> {
    let before = Life::new(pid)?;
    meanwhile();
    Ok(Life::new(pid)?.since(before))
}
