//! The figures of `docs/performance.md` that need the whole program: in a real terminal, and as a
//! process.
//!
//! Everything is measured beside its floor in the same run: a bare ratatui program on the same
//! terminal, or the least that the system can do. Nothing is asserted about times, and nothing
//! outside a folder of its own is written. `cargo bench --bench terminal` prints the table; words
//! after `--` choose among its parts.

#[path = "../common/generated_workspace.rs"]
mod generated_workspace;

mod baseline;
mod figures;
mod frames;
mod idle;
mod read;
mod result;
mod room;
mod save;
mod table;
mod voting;
mod window;

use std::process::ExitCode;

use clap::Parser;

use room::{Extent, Room};
use table::Table;

/// What is measured.
#[derive(Debug, Parser)]
struct Arguments {
    /// Only parts whose name has one of these in it: start, key, result, held, idle, memory, list,
    /// teams, save, size, voting
    parts: Vec<String>,
    /// Teams of the large workspace
    #[arg(long, default_value_t = 100)]
    teams: usize,
    /// Checks of each of its teams
    #[arg(long, default_value_t = 120)]
    months: usize,
    /// What `cargo bench` says; without it everything is only tried once, on little
    #[arg(long, hide = true)]
    bench: bool,
}

type Part = fn(&Room, &mut Table);

const PARTS: [(&str, Part); 11] = [
    ("start", frames::start),
    ("key", frames::key),
    ("result", result::result),
    ("held", frames::held),
    ("idle", idle::idle),
    ("memory", idle::memory),
    ("list", read::list),
    ("teams", read::teams),
    ("save", save::save),
    ("size", save::size),
    ("voting", voting::voting),
];

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some(baseline::OPTION) {
        return match arguments.next().as_deref() {
            Some(voting::served::OURS) => voting::served::ours(),
            Some(voting::served::FLOOR) => voting::served::floor(),
            way => baseline::run(way),
        };
    }
    let arguments = Arguments::parse();
    let extent = if arguments.bench {
        Extent::full(arguments.teams, arguments.months)
    } else {
        Extent::trial()
    };
    let room = match Room::new(extent) {
        Ok(room) => room,
        Err(error) => {
            eprintln!("terminal: no room for it: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut table = Table::default();
    let chosen = |name: &str| {
        arguments.parts.is_empty() || arguments.parts.iter().any(|part| name.contains(part))
    };
    for (name, part) in PARTS.into_iter().filter(|(name, _)| chosen(name)) {
        eprintln!("… {name}");
        part(&room, &mut table);
    }
    if !arguments.bench {
        println!(
            "Only tried, on little: these are no figures. `cargo bench --bench terminal` measures."
        );
    }
    println!("{}", room.machine());
    println!("{table}");
    ExitCode::SUCCESS
}
