//! Parallel work on several threads, which live no longer than the work.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

/// Most threads: more gain nothing, since the disk is the limit then.
const MOST_THREADS: usize = 8;

/// Chunking of work.
#[derive(Clone, Copy, Debug)]
pub struct Chunking {
    /// Fewest items for a thread: with fewer, threads cost more memory than they save time.
    pub worth_a_thread: usize,
    /// Items that a thread takes at a time: few enough to end together, enough to wake the reader
    /// seldom.
    pub at_a_time: usize,
}

/// Runs `work` on each item, and hands over each result with its index, as it comes.
pub fn each<T: Sync, R: Send>(
    items: &[T],
    cut: Chunking,
    work: impl Fn(&T) -> R + Sync,
    mut hand_over: impl FnMut(usize, R),
) {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(MOST_THREADS);
    let threads = threads.min(items.len() / cut.worth_a_thread + 1);
    if threads == 1 {
        return items.iter().enumerate().for_each(|(at, item)| hand_over(at, work(item)));
    }
    let next = AtomicUsize::new(0);
    let (sender, done) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            let (next, work) = (&next, &work);
            scope.spawn(move || {
                loop {
                    let from = next.fetch_add(cut.at_a_time, Ordering::Relaxed);
                    let until = items.len().min(from + cut.at_a_time);
                    let Some(some) = items.get(from..until).filter(|some| !some.is_empty()) else {
                        return;
                    };
                    let some: Vec<R> = some.iter().map(work).collect();
                    if sender.send((from, some)).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (from, some) in done {
            some.into_iter().enumerate().for_each(|(n, result)| hand_over(from + n, result));
        }
    });
}

/// Runs both, the second one on another thread where it is worth one.
pub fn both<A, B: Send>(
    first: impl FnOnce() -> A,
    second: impl FnOnce() -> B + Send,
    worth_a_thread: bool,
) -> (A, B) {
    if !worth_a_thread {
        return (first(), second());
    }
    thread::scope(|scope| {
        let second = scope.spawn(second);
        let first = first();
        (first, second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_worked_on_once_whatever_the_number_of_threads() {
        let items: Vec<usize> = (0..1000).collect();
        for worth_a_thread in [1, 300, 5000] {
            let mut seen = vec![0; items.len()];
            each(
                &items,
                Chunking { worth_a_thread, at_a_time: 7 },
                |item| item * 2,
                |at, double| seen[at] += double + 1,
            );
            assert!(
                seen.iter().enumerate().all(|(at, seen)| *seen == at * 2 + 1),
                "{worth_a_thread}"
            );
        }
        each(
            &items[..0],
            Chunking { worth_a_thread: 1, at_a_time: 7 },
            |item| *item,
            |_, _| panic!("there is none"),
        );
    }

    #[test]
    fn both_are_done_whether_or_not_it_takes_a_thread() {
        for worth_a_thread in [false, true] {
            assert_eq!(both(|| 1, || 2, worth_a_thread), (1, 2));
        }
    }
}
