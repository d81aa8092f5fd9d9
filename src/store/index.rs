//! A cache of session summaries, so that only changed files are read again.
//!
//! It may be deleted or damaged at any time, is not used where it does not fit, and holds nothing
//! that the session files did not hold when it was written: no ballot that waits.
//!
//! A file is the same as last time if its path, size, inode, and times of modification and change
//! are. That says nothing about a file which was changed shortly before it was looked at: it may
//! have been changed once more within what the clock of its file system can tell apart. So what is
//! not older than [`RACY`] at the time of looking is read again, the next time too.

mod layout;

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::atomic_file;
use super::dir_entries::Stamp;
use crate::model::{CardSummaries, CardSummary, SessionId, Shared, Summary, text};
use layout::{DateRow, Entry, Head};

/// The time in which two changes of a file may look like one: two seconds, in nanoseconds.
const RACY: i64 = 2_000_000_000;

/// The first bytes of the file: a name, and the version of the layout. Another version is not read.
const HEAD: &[u8; 16] = b"squadcheck idx10";

/// The summaries of the last reading.
#[derive(Debug, Default)]
pub struct Index<'b> {
    looked: i64,
    /// Sorted by name.
    entries: Vec<(&'b [u8], Stamp, Arc<Summary>)>,
}

/// Returns the size of the index for the sessions in `folder`.
pub fn size(cache: &Path, folder: &Path) -> u64 {
    path(cache, folder).metadata().map_or(0, |meta| meta.len())
}

/// Reads the bytes of the index for the sessions in `folder`; none if there is none.
pub fn bytes(cache: &Path, folder: &Path) -> Vec<u8> {
    atomic_file::bytes_up_to(&path(cache, folder), u64::MAX).ok().flatten().unwrap_or_default()
}

impl<'b> Index<'b> {
    /// Decodes the index of the sessions in `folder`; an unsound one is empty.
    pub fn unpacked(bytes: &'b [u8], folder: &Path, shared: &mut Shared) -> Self {
        sound(bytes).and_then(|content| Self::new(content, folder, shared)).unwrap_or_default()
    }

    /// Returns the number of files.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Finds the summary of an unchanged file by its name. `near` is its likely place.
    pub fn find(&self, name: &[u8], near: usize, stamp: Stamp) -> Option<&Arc<Summary>> {
        let (_, known, summary) = match self.entries.get(near) {
            Some(entry) if entry.0 == name => entry,
            _ => &self.entries[self.entries.binary_search_by(|entry| entry.0.cmp(name)).ok()?],
        };
        (*known == stamp && !is_racy(stamp, self.looked)).then_some(summary)
    }

    fn new(content: &'b [u8], folder: &Path, shared: &mut Shared) -> Option<Self> {
        let (head, mut rest): (Head<'_>, _) = postcard::take_from_bytes(content).ok()?;
        if head.folder != folder.to_str()? {
            return None;
        }
        let words: Vec<(Arc<str>, Arc<str>)> =
            head.words.iter().map(|word| shared.word_and_slug(word, text::slug)).collect();
        let asked = head.asked.into_iter();
        let asked: Vec<_> =
            asked.map(|rows| shared.asked(rows.into_iter().map(Into::into).collect())).collect();
        let gists: Arc<[CardSummary]> = head.cards.into_iter().map(Into::into).collect();
        let mut entries: Vec<(&[u8], _, _)> = Vec::with_capacity(head.entries.min(content.len()));
        for _ in 0..head.entries {
            let entry: Entry<'_>;
            (entry, rest) = postcard::take_from_bytes(rest).ok()?;
            if entries.last().is_some_and(|(before, ..)| *before >= entry.name) {
                return None;
            }
            let (team, slug) = words.get(entry.team as usize)?.clone();
            let template = match entry.template {
                Some(at) => Some(Arc::clone(&words.get(at as usize)?.0)),
                None => None,
            };
            let asked = Arc::clone(asked.get(entry.asked as usize)?);
            let open_actions: Option<Box<[_]>> = entry
                .open_actions
                .iter()
                .map(|due| due.map_or(Some(None), |due| due.date().map(Some)))
                .collect();
            let gists =
                cards_of(&entry.cards, &gists).filter(|gists| gists.len() == asked.len())?;
            let id = match entry.id {
                Some(word) => Some(SessionId::from_word(word)?),
                None => None,
            };
            let summary = Summary {
                id,
                team,
                slug,
                date: entry.date.date()?,
                template,
                secrecy: entry.secrecy.into(),
                way: entry.way.into(),
                voters: entry.voters,
                turnout: entry.turnout,
                state: entry.state.into(),
                newer: entry.newer,
                doubtful: entry.doubtful,
                asked,
                gists,
                open_actions: open_actions?,
                actions: entry.actions,
                done: entry.done,
                experiments: entry.experiments,
                running: entry.running,
                finished: entry.finished,
                learnt: entry.learnt,
                about: entry.about.into_iter().map(str::to_owned).collect(),
            };
            entries.push((entry.name, entry.stamp.into(), Arc::new(summary)));
        }
        Some(Self { looked: head.looked, entries })
    }
}

/// Returns true if a later change could have left the same stamp.
const fn is_racy(stamp: Stamp, looked: i64) -> bool {
    stamp.modified > looked - RACY || stamp.changed > looked - RACY
}

/// Returns the path of the index for the sessions in `folder`.
pub fn path(cache: &Path, folder: &Path) -> PathBuf {
    cache
        .join("index")
        .join(format!("{:016x}.bin", text::fingerprint(folder.as_os_str().as_encoded_bytes())))
}

/// Returns the content if the head and the checksum are right.
fn sound(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_at_checked(HEAD.len())?;
    let (expected, content) = rest.split_at_checked(8)?;
    (head == HEAD && expected == sum(content)).then_some(content)
}

fn sum(content: &[u8]) -> [u8; 8] {
    // One that another version of the standard library sums up differently is not believed: no
    // harm.
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    hasher.finish().to_le_bytes()
}

/// Writes the index. An error is ignored: it is only a cache.
pub fn write(cache: &Path, folder: &Path, looked: i64, mut known: Vec<(&[u8], Stamp, &Summary)>) {
    let Some(name) = folder.to_str() else { return };
    known.sort_unstable_by_key(|(name, ..)| *name);
    let (path, bytes) = (path(cache, folder), packed(name, looked, &known));
    let made = path.parent().map_or(Ok(()), atomic_file::make_folder);
    _ = made.and_then(|()| atomic_file::put_lightly(&path, &bytes));
}

fn packed(folder: &str, looked: i64, known: &[(&[u8], Stamp, &Summary)]) -> Vec<u8> {
    let (mut words, mut asked, mut cards) =
        (Numbered::default(), Numbered::default(), Numbered::default());
    let mut entries: Vec<u8> = Vec::new();
    for (name, stamp, summary) in known {
        let of_entry = summary
            .gists
            .iter()
            .flat_map(|gist| cards.number(gist, || (*gist).into()).to_le_bytes());
        let entry = Entry {
            name,
            stamp: (*stamp).into(),
            state: summary.state.into(),
            id: summary.id.as_ref().map(SessionId::as_str),
            date: summary.date.into(),
            cards: of_entry.collect(),
            team: words.number(&*summary.team, || &*summary.team),
            template: summary
                .template
                .as_deref()
                .map(|template| words.number(template, || template)),
            secrecy: summary.secrecy.into(),
            way: summary.way.into(),
            voters: summary.voters,
            turnout: summary.turnout,
            newer: summary.newer,
            doubtful: summary.doubtful,
            asked: asked.number(&*summary.asked, || summary.asked.iter().map(Into::into).collect()),
            open_actions: summary.open_actions.iter().map(|due| due.map(DateRow::from)).collect(),
            actions: summary.actions,
            done: summary.done,
            experiments: summary.experiments,
            running: summary.running,
            finished: summary.finished,
            learnt: summary.learnt,
            about: summary.about.iter().map(String::as_str).collect(),
        };
        entries = postcard::to_extend(&entry, entries).unwrap_or_default();
    }
    let (words, asked, cards) = (words.items, asked.items, cards.items);
    let head = Head { folder, looked, words, asked, cards, entries: known.len() };
    let mut content = postcard::to_allocvec(&head).unwrap_or_default();
    content.append(&mut entries);
    [HEAD.as_slice(), &sum(&content), &content].concat()
}

/// Values that are stored once, and are numbers elsewhere in the file.
struct Numbered<K, T> {
    items: Vec<T>,
    numbers: HashMap<K, u32>,
}

impl<K, T> Default for Numbered<K, T> {
    fn default() -> Self {
        Self { items: Vec::new(), numbers: HashMap::new() }
    }
}

impl<K: Eq + Hash, T> Numbered<K, T> {
    fn number(&mut self, key: K, item: impl FnOnce() -> T) -> u32 {
        *self.numbers.entry(key).or_insert_with(|| {
            self.items.push(item());
            u32::try_from(self.items.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

/// Finds the cards of one entry among those of the whole file.
fn cards_of(entry: &[u8], all: &Arc<[CardSummary]>) -> Option<CardSummaries> {
    let (places, []) = entry.as_chunks::<4>() else { return None };
    CardSummaries::shared(places.iter().map(|place| u32::from_le_bytes(*place)).collect(), all)
}

#[cfg(test)]
mod tests;
