//! A monkey at the terminal: random keys, pastes, sizes and signals, while somebody else works on
//! the same files. Whatever it does, what the screen calls saved is on the disk, nobody else's
//! bytes are overwritten, and the terminal is given back.
//!
//! `cargo test` runs a few seeds. `tests/stress/monkey` runs many.

mod audit;
mod deed;
mod promises;
mod run;
mod steps;
mod theirs;
mod underneath;
mod workspace;

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::chance::asked;
use crate::pty::now;
use run::{Counts, Run};
use steps::Steps;

/// The steps of a seed.
const A_SEED: u64 = 400;
/// The seeds of an ordinary run, and one more that is new each time.
const SEEDS: [u64; 2] = [3, 6];

/// Runs one seed to its end. An error says all that is needed to see it again.
fn seed(seed: u64, steps: u64, counts: &Mutex<Counts>) -> Result<(), String> {
    let mut run = Run::new(seed);
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        for step in Steps::new(seed).take(usize::try_from(steps).expect("a number of steps")) {
            run.takes(step);
        }
        run.comes_to_an_end();
    }));
    counts.lock().expect("no seed panics in here").add(&run.counts);
    outcome.map_err(|panic| {
        let why = panic.downcast_ref::<String>().cloned();
        let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| (*why).to_owned()));
        let why = why.unwrap_or_default();
        format!(
            "seed {seed}, step {}: {why}\n\nThe steps, which `tests/stress/monkey {} {seed}` \
             takes again:\n{}\n\nThe last screen:\n{}\n",
            run.counts.steps,
            run.counts.steps,
            run.log(),
            run.screen()
        )
    })
}

#[test]
fn monkey_what_is_called_saved_is_on_the_disk_and_the_terminal_is_given_back() {
    let steps = asked("SQUADCHECK_MONKEY_STEPS");
    let first = asked("SQUADCHECK_SEED");
    // A seed that is asked for alone has all the steps that are asked for.
    let each = steps.unwrap_or(A_SEED).min(A_SEED);
    let number = steps.unwrap_or(0).div_ceil(A_SEED);
    let seeds: Vec<u64> = match (steps, first) {
        (None, None) => {
            let new = RandomState::new().hash_one(0) % 1_000_000;
            SEEDS.into_iter().chain([new]).collect()
        }
        (_, first) => {
            let first = first.unwrap_or_else(|| RandomState::new().hash_one(0) % 1_000_000);
            (first..first + number.max(1)).collect()
        }
    };
    println!(
        "monkey: {} seeds of {each} steps, the first {}, the last {}",
        seeds.len(),
        seeds[0],
        seeds[seeds.len() - 1]
    );
    let counts = Mutex::new(Counts::default());
    let failures = Mutex::new(Vec::new());
    let next = AtomicU64::new(0);
    let begun = now();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(seeds.len());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(number) = usize::try_from(at).ok().and_then(|at| seeds.get(at)) else {
                        return;
                    };
                    if let Err(failure) = seed(*number, each, &counts) {
                        println!("{failure}");
                        let words = failure.lines().next().unwrap_or_default().to_owned();
                        failures.lock().expect("no panic").push(words);
                    }
                }
            });
        }
    });
    let counts = counts.into_inner().expect("no panic");
    let failures = failures.into_inner().expect("no panic");
    let seconds = now().duration_since(begun).max(Duration::from_millis(1)).as_secs();
    println!("monkey: {counts} in {seconds} s; {} seeds failed", failures.len());
    assert!(failures.is_empty(), "{failures:#?}");
    // One seed alone may never look.
    assert!(seeds.len() < 3 || counts.held > 0, "no screen was compared with the disk: {counts}");
}
