//! Searches, beside the screen and beside the saves: neither waits for them.
//!
//! One is under way at a time. A newer one, or nobody who wants it any more, ends it between two
//! files.

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};

use crate::app::{Msg, SearchResults};
use crate::library::{Hit, SearchRequest};
use crate::store::Search;

use super::event::Event;

/// So many hits are enough: whoever wants others types more.
const ENOUGH: usize = 200;
/// After so many files, or so many hits, what was found is told.
const FILES: usize = 256;
const HITS: usize = 24;

/// The thread that looks for words, once somebody does.
pub struct SearchThread {
    events: Sender<Event>,
    quests: Option<Sender<Option<SearchRequest>>>,
}

impl SearchThread {
    /// No thread yet: most runs never search.
    pub const fn new(events: Sender<Event>) -> Self {
        Self { events, quests: None }
    }

    /// Looks for this in place of what was looked for before; for nothing, if it is none.
    pub fn ask(&mut self, quest: Option<SearchRequest>) -> io::Result<()> {
        let quests = match (&self.quests, &quest) {
            (Some(quests), _) => quests,
            (None, None) => return Ok(()),
            (None, Some(_)) => {
                let (quests, queue) = mpsc::channel();
                let events = self.events.clone();
                std::thread::Builder::new()
                    .name("search".to_owned())
                    .spawn(move || work(&queue, &events))?;
                self.quests.insert(quests)
            }
        };
        // A thread that ended has nobody left to tell anything to.
        _ = quests.send(quest);
        Ok(())
    }
}

fn work(queue: &Receiver<Option<SearchRequest>>, events: &Sender<Event>) {
    let mut next = None;
    loop {
        let quest = match next.take() {
            Some(quest) => quest,
            None => match queue.recv() {
                Ok(quest) => quest,
                Err(_) => return,
            },
        };
        let Some(quest) = quest else { continue };
        let go_on = || {
            next = queue.try_iter().last();
            next.is_none()
        };
        search(quest, go_on, |msg| _ = events.send(Event::Found(msg)));
    }
}

/// Looks through all files, newest first, and tells what it finds bit by bit. Between two files it
/// asks whether to go on.
pub fn search(quest: SearchRequest, mut go_on: impl FnMut() -> bool, mut tell: impl FnMut(Msg)) {
    let number = quest.number;
    let mut search = Search::begin(quest);
    let (mut told, mut files): (usize, usize) = (0, 0);
    let mut hits: Vec<Hit> = Vec::new();
    while go_on() {
        let Some(found) = search.go_on() else {
            return tell(Msg::Found(SearchResults { number, hits, ended: true, more: false }));
        };
        files += 1;
        hits.extend(found);
        if told + hits.len() >= ENOUGH {
            let more = told + hits.len() > ENOUGH || !search.is_over();
            hits.truncate(ENOUGH - told);
            return tell(Msg::Found(SearchResults { number, hits, ended: true, more }));
        }
        // The first ones are what somebody waits for.
        if !hits.is_empty() && (told == 0 || hits.len() >= HITS || files >= FILES) {
            (told, files) = (told + hits.len(), 0);
            tell(Msg::Found(SearchResults {
                number,
                hits: std::mem::take(&mut hits),
                ended: false,
                more: false,
            }));
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test lays out files of its own")]
mod tests {
    use super::*;
    use crate::model::search::{Reach, SearchQuery};

    /// Files of one hit each, from the first to the last of a month.
    fn month(days: usize) -> (tempfile::TempDir, SearchRequest) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("a")).unwrap();
        for day in 1..=days {
            let date = format!("2026-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
            let text = format!(
                "squadcheck: 1\nteam: A\ndate: {date}\n\
                 dimensions: [{{key: k{day}, name: K, notes: queue}}]\nstate: closed\n"
            );
            std::fs::write(folder.path().join("a").join(format!("{date}-x.yaml")), text).unwrap();
        }
        let (words, reach) = (SearchQuery::new("queue"), Reach::Only("a".to_owned()));
        let quest = SearchRequest {
            number: 7,
            words,
            sessions: folder.path().to_owned(),
            reach,
            threshold: 3,
        };
        (folder, quest)
    }

    fn finds(quest: SearchRequest, go_on: impl FnMut() -> bool) -> Vec<SearchResults> {
        let mut told = Vec::new();
        search(quest, go_on, |msg| {
            if let Msg::Found(finds) = msg {
                told.push(finds);
            }
        });
        told
    }

    #[test]
    fn the_first_hit_is_told_at_once_and_all_come_newest_first() {
        let (_folder, quest) = month(60);
        let told = finds(quest, || true);
        assert_eq!(told[0].hits.len(), 1);
        assert!(
            told.iter()
                .all(|finds| finds.number == 7 && finds.ended == (finds == told.last().unwrap()))
        );
        let days: Vec<_> = told.iter().flat_map(|finds| &finds.hits).map(|hit| hit.date).collect();
        assert!(days.len() == 60 && days.is_sorted_by(|a, b| a > b), "{days:?}");
    }

    #[test]
    fn with_two_hundred_it_ends_and_says_whether_there_may_be_more() {
        for (days, more) in [(200, false), (201, true)] {
            let (_folder, quest) = month(days);
            let told = finds(quest, || true);
            assert_eq!(told.iter().map(|finds| finds.hits.len()).sum::<usize>(), 200);
            assert_eq!(told.last().map(|finds| (finds.ended, finds.more)), Some((true, more)));
        }
    }

    #[test]
    fn a_search_that_nobody_wants_ends_between_two_files_and_says_no_more() {
        let (_folder, quest) = month(60);
        let mut left = 3;
        let told = finds(quest, || {
            left -= 1;
            left > 0
        });
        assert!(told.len() == 1 && !told[0].ended, "{told:?}");
    }

    #[test]
    fn a_newer_search_takes_the_place_of_the_one_under_way_and_none_ends_it() {
        let (_folder, quest) = month(5);
        let (events, heard) = mpsc::channel();
        let (quests, queue) = mpsc::channel();
        for quest in [
            Some(quest.clone()),
            Some(SearchRequest { number: 8, ..quest.clone() }),
            None,
            Some(SearchRequest { number: 9, ..quest }),
        ] {
            quests.send(quest).unwrap();
        }
        drop(quests);
        work(&queue, &events);
        drop(events);
        let told: Vec<u64> = heard
            .iter()
            .filter_map(|event| {
                if let Event::Found(Msg::Found(finds)) = event { Some(finds.number) } else { None }
            })
            .collect();
        assert_eq!(told, [9; 2], "the one hit that comes first, and the rest");
    }
}
