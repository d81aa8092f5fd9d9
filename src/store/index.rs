//! What was read of the sessions last time, so that only what has changed is read again.
//!
//! A cache: it may be deleted or damaged at any time, is never believed where it does not fit, and holds
//! nothing that the session files do not. Open sessions are not in it: they are always read.
//!
//! A file is the same as last time if its path, size, inode, and times of modification and change are. That
//! says nothing about a file which was changed shortly before it was looked at: it may have been changed once
//! more within what the clock of its file system can tell apart. So what is not older than [`RACY`] at the
//! time of looking is read again, the next time too.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::Metadata;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::save;
use crate::model::{Asked, Gist, Secrecy, Shared, State, Summary, Way, text};

/// Within this time two changes of a file may look like one: two seconds, in nanoseconds.
const RACY: i64 = 2_000_000_000;

/// What the file begins with: its name, and the version of the layout. One of another version is not read.
const HEAD: &[u8; 16] = b"squadcheck idx 5";

/// What tells a file from what it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    modified: i64,
    changed: i64,
    inode: u64,
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(meta: &Metadata) -> Self {
        let modified = meta.modified().map_or(i64::MAX, nanoseconds);
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt;
            (meta.ctime().saturating_mul(1_000_000_000).saturating_add(meta.ctime_nsec()), meta.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = (modified, 0);
        Self { size: meta.len(), modified, changed, inode }
    }

    /// Whether the file may have been changed once more after it was looked at, and still look the same.
    const fn is_racy(self, looked: i64) -> bool {
        self.modified > looked - RACY || self.changed > looked - RACY
    }
}

fn nanoseconds(time: SystemTime) -> i64 {
    let before = |early: std::time::Duration| i64::try_from(early.as_nanos()).map_or(i64::MIN, |nanos| -nanos);
    let after = |since: std::time::Duration| i64::try_from(since.as_nanos()).unwrap_or(i64::MAX);
    time.duration_since(UNIX_EPOCH).map_or_else(|error| before(error.duration()), after)
}

/// The time, as file systems count it.
#[expect(clippy::disallowed_methods, reason = "what a file's times are compared with is the clock of the machine")]
pub fn clock() -> i64 {
    nanoseconds(SystemTime::now())
}

/// What was read last time.
#[derive(Debug, Default)]
pub struct Index {
    looked: i64,
    /// Sorted by name.
    entries: Vec<(Box<str>, Stamp, Arc<Summary>)>,
}

impl Index {
    /// The index of the sessions in `folder`; an empty one where there is none that can be believed.
    pub fn read(cache: &Path, folder: &Path, shared: &mut Shared) -> Self {
        let Ok(Some(bytes)) = save::bytes_up_to(&path(cache, folder), u64::MAX) else { return Self::default() };
        sound(&bytes).and_then(|content| Self::unpacked(content, folder, shared)).unwrap_or_default()
    }

    /// How many files it knows.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// What is known of the file of this name, if it still is what it was. `near` is about where it stands.
    pub fn find(&self, name: &str, near: usize, stamp: Stamp) -> Option<&Arc<Summary>> {
        let (_, known, summary) = match self.entries.get(near) {
            Some(entry) if *entry.0 == *name => entry,
            _ => &self.entries[self.entries.binary_search_by(|entry| (*entry.0).cmp(name)).ok()?],
        };
        (*known == stamp && !stamp.is_racy(self.looked)).then_some(summary)
    }

    fn unpacked(content: &[u8], folder: &Path, shared: &mut Shared) -> Option<Self> {
        let stored: Stored<'_> = postcard::from_bytes(content).ok()?;
        if stored.folder != folder.to_str()? {
            return None;
        }
        let words: Vec<(Arc<str>, Arc<str>)> =
            stored.words.iter().map(|word| shared.word_and_slug(word, text::slug)).collect();
        let asked: Vec<Arc<[Asked]>> = stored.asked.into_iter().map(|asked| shared.asked(asked.into_owned())).collect();
        let mut entries = Vec::with_capacity(stored.entries.len());
        for entry in stored.entries {
            let (team, slug) = words.get(entry.team as usize)?.clone();
            let template = match entry.template {
                Some(at) => Some(Arc::clone(&words.get(at as usize)?.0)),
                None => None,
            };
            let asked = Arc::clone(asked.get(entry.asked as usize)?);
            let open_actions: Option<Box<[_]>> =
                entry.open_actions.iter().map(|due| due.map_or(Some(None), |due| due.date().map(Some))).collect();
            if entry.gists.len() != asked.len() {
                return None;
            }
            let summary = Summary {
                team,
                slug,
                date: entry.date.date()?,
                template,
                secrecy: entry.secrecy,
                way: entry.way,
                voters: entry.voters,
                turnout: entry.turnout,
                state: State::Closed,
                newer: entry.newer,
                asked,
                gists: entry.gists.into_owned().into(),
                open_actions: open_actions?,
                actions: entry.actions,
                done: entry.done,
                experiments: entry.experiments,
                running: entry.running,
                finished: entry.finished,
                learnt: entry.learnt,
            };
            entries.push((entry.name.into(), entry.stamp, Arc::new(summary)));
        }
        entries.is_sorted_by(|a: &(Box<str>, _, _), b| a.0 < b.0).then_some(())?;
        Some(Self { looked: stored.looked, entries })
    }
}

/// Where the index of the sessions in `folder` lies.
pub fn path(cache: &Path, folder: &Path) -> PathBuf {
    cache.join("index").join(format!("{:016x}.bin", text::fingerprint(folder.as_os_str().as_encoded_bytes())))
}

/// The content of an index whose head and sum are right.
fn sound(bytes: &[u8]) -> Option<&[u8]> {
    let (head, rest) = bytes.split_at_checked(HEAD.len())?;
    let (expected, content) = rest.split_at_checked(8)?;
    (head == HEAD && expected == sum(content)).then_some(content)
}

fn sum(content: &[u8]) -> [u8; 8] {
    // One that another version of the standard library sums up differently is not believed: no harm.
    let mut hasher = DefaultHasher::new();
    hasher.write(content);
    hasher.finish().to_le_bytes()
}

/// Writes down what is known now. It is a cache: what goes wrong is not worth a word.
pub fn write(cache: &Path, folder: &Path, looked: i64, mut known: Vec<(&str, Stamp, &Summary)>) {
    let Some(name) = folder.to_str() else { return };
    known.sort_unstable_by_key(|(name, ..)| *name);
    let (path, bytes) = (path(cache, folder), packed(name, looked, &known));
    let made = path.parent().map_or(Ok(()), save::make_folder);
    _ = made.and_then(|()| save::put_lightly(&path, &bytes));
}

fn packed(folder: &str, looked: i64, known: &[(&str, Stamp, &Summary)]) -> Vec<u8> {
    let (mut words, mut asked) = (Numbered::default(), Numbered::default());
    let entries = known.iter().map(|(name, stamp, summary)| Entry {
        name,
        stamp: *stamp,
        team: words.number(&*summary.team),
        date: summary.date.into(),
        template: summary.template.as_deref().map(|template| words.number(template)),
        secrecy: summary.secrecy,
        way: summary.way,
        voters: summary.voters,
        turnout: summary.turnout,
        newer: summary.newer,
        asked: asked.number(&*summary.asked),
        gists: Cow::Borrowed(&summary.gists),
        open_actions: summary.open_actions.iter().map(|due| due.map(Day::from)).collect(),
        actions: summary.actions,
        done: summary.done,
        experiments: summary.experiments,
        running: summary.running,
        finished: summary.finished,
        learnt: summary.learnt,
    });
    let entries = entries.collect();
    let asked = asked.items.into_iter().map(Cow::Borrowed).collect();
    let stored = Stored { folder, looked, words: words.items, asked, entries };
    let content = postcard::to_allocvec(&stored).unwrap_or_default();
    [HEAD.as_slice(), &sum(&content), &content].concat()
}

/// Things that stand in the file once, and are numbers elsewhere in it.
struct Numbered<'a, T: ?Sized> {
    items: Vec<&'a T>,
    numbers: HashMap<&'a T, u32>,
}

impl<T: ?Sized> Default for Numbered<'_, T> {
    fn default() -> Self {
        Self { items: Vec::new(), numbers: HashMap::new() }
    }
}

impl<'a, T: ?Sized + Eq + std::hash::Hash> Numbered<'a, T> {
    fn number(&mut self, item: &'a T) -> u32 {
        *self.numbers.entry(item).or_insert_with(|| {
            self.items.push(item);
            u32::try_from(self.items.len() - 1).unwrap_or(u32::MAX)
        })
    }
}

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    folder: &'a str,
    looked: i64,
    #[serde(borrow)]
    words: Vec<&'a str>,
    asked: Vec<Cow<'a, [Asked]>>,
    entries: Vec<Entry<'a>>,
}

#[derive(Serialize, Deserialize)]
struct Entry<'a> {
    name: &'a str,
    stamp: Stamp,
    team: u32,
    date: Day,
    template: Option<u32>,
    secrecy: Secrecy,
    way: Way,
    voters: u32,
    turnout: u32,
    newer: Option<u32>,
    asked: u32,
    gists: Cow<'a, [Gist]>,
    open_actions: Vec<Option<Day>>,
    actions: u32,
    done: u32,
    experiments: u32,
    running: u32,
    finished: u32,
    learnt: u32,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
struct Day(i16, i8, i8);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.year(), date.month(), date.day())
    }
}

impl Day {
    fn date(self) -> Option<Date> {
        Date::new(self.0, self.1, self.2).ok()
    }
}
