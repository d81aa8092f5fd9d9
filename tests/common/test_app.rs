//! A room in which a check is held: keys go in, the screen and the files come out.
//!
//! What the app asks for is done at once, by the real store, in a folder of its own that is deleted
//! with the room. The clock stands still unless a test moves it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, ToSpan, Zoned};
use squadcheck::app::voting::{VotingJob, VotingOptions};
use squadcheck::app::{App, Display, Effect, Job, Msg, Start};
use squadcheck::keys::Key;
use squadcheck::library::SearchRequest;
use squadcheck::store::{AppDirs, Location, Store, codes_in};

use crate::render;
use crate::test_store::{TestStore, library};
use crate::typed::keys;

/// A room with a program running in it.
pub struct TestApp {
    /// The program.
    pub app: App,
    /// What the window measures.
    pub size: (u16, u16),
    /// How many keys were pressed.
    pub pressed: usize,
    /// The exit code, once the program wants to leave.
    pub left: Option<u8>,
    /// What was sent to the terminal's clipboard, and to the editor.
    pub sent: Vec<String>,
    /// What the voting server was asked to do.
    pub voting: Vec<VotingJob>,
    /// While this is set, what the store is asked for is under way and does not come to an end.
    pub saves_wait: bool,
    /// While this is set, searches are under way and find nothing yet.
    pub searches_wait: bool,
    quests: Vec<SearchRequest>,
    /// How many jobs the store was given.
    pub jobs: usize,
    under_way: Vec<Job>,
    store: Store,
    now: Zoned,
    seed: u64,
    folder: Arc<tempfile::TempDir>,
}

impl TestApp {
    /// A room whose folder is empty.
    pub fn empty() -> Self {
        Self::furnished(&[])
    }

    /// A room whose folder holds this `healthcheck.yaml`.
    pub fn with(config: &str) -> Self {
        Self::furnished(&[("healthcheck.yaml", config)])
    }

    /// A room whose folder holds these files.
    #[expect(
        clippy::disallowed_methods,
        reason = "the room lays files out before the program starts"
    )]
    pub fn furnished(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("workspace")).expect("a workspace");
        for (name, text) in files {
            let path = folder.path().join("workspace").join(name);
            fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder");
            fs::write(path, text).expect("a file");
        }
        Self::on(Arc::new(folder))
    }

    /// A second program on the same folder.
    pub fn beside(&self) -> Self {
        Self::on(Arc::clone(&self.folder))
    }

    fn on(folder: Arc<tempfile::TempDir>) -> Self {
        let now = render::three_o_four();
        let store = open(folder.path());
        // Another number for each program on the folder, and the same ones in another room.
        let seed = 1000 * u64::try_from(Arc::strong_count(&folder)).expect("a few");
        let app = program(&now, seed);
        let (under_way, sent) = (Vec::new(), Vec::new());
        let mut room = Self {
            app,
            size: (100, 30),
            pressed: 0,
            left: None,
            sent,
            voting: Vec::new(),
            saves_wait: false,
            searches_wait: false,
            quests: Vec::new(),
            jobs: 0,
            under_way,
            store,
            now,
            seed,
            folder,
        };
        room.perform(vec![Effect::Store(Job::Load)]);
        room
    }

    /// The program is killed and started again.
    pub fn starts_again(&mut self) {
        self.under_way.clear();
        self.left = None;
        // What it has in its hands the system lets go of first.
        self.store = Store::open(self.store.location().clone(), AppDirs::default());
        self.store = open(self.folder.path());
        self.seed += 1;
        self.app = program(&self.now, self.seed);
        self.perform(vec![Effect::Store(Job::Load)]);
    }

    /// Presses the keys of a line; see [`keys`].
    pub fn press(&mut self, line: &str) -> &mut Self {
        for key in keys(line) {
            self.key(key);
        }
        self
    }

    /// Presses one key.
    pub fn key(&mut self, key: Key) {
        self.pressed += 1;
        self.tell(Msg::Key(key));
    }

    /// Types text, blanks and all.
    pub fn types(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(Key::Char(c));
        }
        self
    }

    /// Hands a message in and does all that comes of it.
    pub fn tell(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now.clone());
        self.perform(effects);
    }

    /// The system says that something has changed at these files and folders of the workspace.
    pub fn hears_of(&mut self, names: &[&str]) -> &mut Self {
        let paths = names.iter().map(|name| self.path(name)).collect();
        self.tell(Msg::FilesChanged(paths));
        self
    }

    /// Lets time pass.
    pub fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.checked_add(seconds.seconds()).expect("not that late");
        self.app.ctx.uptime += Duration::from_secs(seconds.unsigned_abs());
        self.tell(Msg::Tick);
        self
    }

    /// Lets the clock go on, or back, while the program does not run.
    pub fn is_away(&mut self, by: SignedDuration) -> &mut Self {
        self.now = self.now.checked_add(by).expect("not that late");
        self.tell(Msg::Away(by));
        self
    }

    /// Somebody sets the clock of the machine back.
    pub fn is_set_back(&mut self, seconds: i64) -> &mut Self {
        self.now = self.now.checked_sub(seconds.seconds()).expect("not that early");
        self
    }

    /// Lets the saves that are under way come to their end.
    pub fn saves_end(&mut self) {
        self.saves_wait = false;
        for job in std::mem::take(&mut self.under_way) {
            self.work(job);
        }
    }

    /// Lets the searches that are under way come to their end, the newest first.
    pub fn searches_end(&mut self) -> &mut Self {
        self.searches_wait = false;
        for quest in std::mem::take(&mut self.quests).into_iter().rev() {
            self.search(quest);
        }
        self
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        render::text(&render::frame(&self.app, self.size))
    }

    /// A file or folder of the workspace.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("workspace").join(name)
    }

    /// The state folder, where ballots wait.
    pub fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Store(job) if self.saves_wait => self.under_way.push(job),
                Effect::Store(job) => self.work(job),
                Effect::Search(Some(quest)) if self.searches_wait => self.quests.push(*quest),
                Effect::Search(Some(quest)) => self.search(*quest),
                Effect::Copy(text) | Effect::Edit(text) => self.sent.push(text),
                Effect::Voting(job) => self.voting.push(job),
                Effect::Codes(Some(path)) => {
                    let result = codes_in(&self.path(".").join(&path));
                    self.tell(Msg::Codes { path, result });
                }
                Effect::Search(None) | Effect::Codes(None) | Effect::Suspend => {}
                Effect::Quit(code) => self.left = Some(code),
                Effect::Demo => self.left = Some(0),
            }
        }
    }

    fn search(&mut self, request: SearchRequest) {
        self.answer(Effect::Search(Some(Box::new(request))));
    }

    fn work(&mut self, job: Job) {
        self.jobs += 1;
        self.answer(Effect::Store(job));
    }

    fn answer(&mut self, effect: Effect) {
        for msg in self.store.perform(library(&self.app), effect) {
            self.tell(msg);
        }
    }
}

/// A program that lets devices in, too.
fn program(now: &Zoned, seed: u64) -> App {
    let secret = [u8::try_from(seed % 251).expect("a byte"); 32];
    let app = App::new(Display::default(), Start::Home, now.clone()).with_entropy(seed);
    app.with_voting(VotingOptions::default(), secret)
}

fn folders(folder: &Path) -> AppDirs {
    AppDirs {
        current: folder.join("workspace"),
        data: Some(folder.join("data")),
        state: Some(folder.join("state")),
        ..AppDirs::default()
    }
}

fn open(folder: &Path) -> Store {
    let folders = folders(folder);
    let here = Location::new(folders.current.clone());
    let location = match &folders.data {
        Some(data) if !here.exists => Location { own: true, ..Location::new(data.clone()) },
        _ => here,
    };
    Store::open(location, folders)
}
