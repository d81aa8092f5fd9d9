//! The screens of the pictures: the program itself, driven by keys, on the demo's teams.
//!
//! The day and the hour are fixed, so that the same program always gives the same picture.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::{SignedDuration, Zoned, civil, tz::TimeZone};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;

use squadcheck::app::voting::{OpenServer, VotingNews, VotingOptions, VotingRequest};
use squadcheck::app::{App, Depth, Display, Loaded, Msg, Notice, Start};
use squadcheck::keys::{Key, Place};
use squadcheck::library::{Library, Record, session_path};
use squadcheck::model::{PendingBallots, Session};
use squadcheck::store::{Store, workspace_from};
use squadcheck::{demo, ui};

use crate::test_store::{FakeStore, perform_all};

/// A picture to be.
pub struct Scene {
    /// The name of its file.
    pub name: &'static str,
    /// What it is, in a few words.
    pub title: &'static str,
    /// What can be seen on it, for whoever cannot.
    pub words: &'static str,
    /// The screen.
    pub frame: Buffer,
}

/// All pictures.
pub fn all() -> Vec<Scene> {
    let mut scenes = Vec::new();
    let mut take = |name, title, words, frame| scenes.push(Scene { name, title, words, frame });

    let mut room = Room::open();
    take(
        "home",
        "Home: the teams of a workspace",
        "One row a team: its name, the lights of its latest check as badges with a shape and a \
         letter, the day, and how many actions are open. The first team has a check that is not \
         finished.",
        room.frame(Place::Home, 18),
    );

    room.press("t");
    take(
        "trend",
        "Trend grid: one team over time",
        "Cards down, checks across, the newest at the right. \
         Each cell is a badge with shape and letter, and an arrow for the direction that the team \
         gave.",
        room.frame(Place::Trend, 30),
    );

    room.press("<space><left><left><left><space><enter>");
    take(
        "compare",
        "Two checks side by side",
        "Cards down; what was agreed then and now as badges, what moved, \
         and how close the votes were. Beside them stand the actions that were agreed between \
         the two, each with what became of it.",
        room.frame(Place::Compare, 20),
    );
    room.press("<esc>");

    room.press("<esc>m");
    take(
        "teams",
        "Team grid: all teams on one date",
        "Cards down, teams across in the workspace's order, each with the lights of its \
         latest check and how long ago that was. A mark stands where half of the teams or more \
         are yellow or red.",
        room.frame(Place::Teams, 30),
    );

    room.press("<esc>a");
    take(
        "board",
        "Board: open actions and running experiments",
        "Actions and experiments, overdue first: when, team, who, card, \
         whether it is an action or an experiment, and what. Below it all of the row under the \
         cursor, and what its team does about its checks in counts.",
        room.frame(Place::Board, 26),
    );

    // The open check goes on where it stopped; the next card gets five of seven ballots.
    room.press("<esc><enter>").wait(30);
    room.press("<enter>").wait(35).press("3gyr2+=").wait(40);
    take(
        "card",
        "A card before the reveal",
        "The card's name in large letters, what awesome and crappy look like side by side, \
         last time's light, and how many have voted. Nothing tells what was voted.",
        room.frame(Place::Voting, 26),
    );

    // A check on devices: four of six phones are in.
    let mut room = Room::open();
    room.press("<down>n<down><down><left><enter>").settle_actions();
    room.let_phones_in(4);
    take(
        "join",
        "How phones get in",
        "A QR code, black on white, and beside it the address that it stands for, how many of \
         how many people are in, and what is promised about a vote.",
        room.frame(Place::Join, 28),
    );

    // A check in turns, anonymous: four of six have sat, then all.
    let mut room = Room::open();
    room.press("<down>n<down><down><right><enter>").settle_actions();
    for (voter, answers) in SITTINGS.iter().enumerate() {
        if voter == 4 {
            take(
                "turns",
                "Between two turns",
                "The name of the person who votes next in large letters, \
                 and below it everybody who is here with a mark at those who have voted.",
                room.frame(Place::Neutral, 24),
            );
        }
        room.sit(answers, COMMENTS.get(voter).copied().unwrap_or_default());
    }
    for _ in 0..CARD {
        room.press("<space>").wait(60).press("<enter>").wait(20);
    }
    room.press("<space>").wait(150);
    take(
        "result",
        "A card after the reveal",
        "A bar of badges for each light with its count, the directions, \
         the number of votes and the agreement, the comments in alphabetical order, \
         and the suggestion of what to agree on with its reason.",
        room.frame(Place::Result, 30),
    );

    while room.app.place() == Place::Result {
        room.press("<enter>").wait(20).press_if(Place::TurnsCard, "<space>").wait(90);
    }
    room.press("of<down>f<home>");
    room.press("aSplit the nightly job in two<tab>Iv<tab>+14d<enter>");
    room.press("m4+=-<space><enter>");
    take(
        "summary",
        "The summary of a check",
        "All cards in a table: the agreed light, the direction, \
         the change since last time and the agreement. Below it the worst, the most split, \
         the focus, the last question to the team and the actions.",
        room.frame(Place::Summary, 30),
    );
    scenes
}

/// Which card the picture of a result shows.
const CARD: usize = 2;

/// What each of six people answers, card by card: a light and a direction.
const SITTINGS: [&str; 6] = [
    "g= y= g+ g= y= g= g= y+ y- r- g=",
    "g= g= y+ g= y- g= g+ g= y= r= g=",
    "y+ g= g+ y= y= g- g= y+ g= y- g+",
    "g= y- r- g= r- y= g= g= y= r- g=",
    "g+ g= y= y- g= g= y- y= r- y= g=",
    "y= y= g+ g= y- y- g= g+ y= r- y=",
];
/// What some of them write on the card of the picture.
const COMMENTS: [&str; 4] = [
    "We finally split the module that everybody was afraid of.",
    "",
    "Tests run in four minutes now.",
    "The old import job has no tests and nobody dares to touch it.",
];

/// Cells across.
const WIDTH: u16 = 100;

/// The program, and the clock on the wall.
struct Room {
    app: App,
    now: Zoned,
}

impl Room {
    /// The program on the demo's workspace, as it stands after reading it.
    fn open() -> Self {
        let today = civil::date(2026, 11, 20);
        let now = today.at(15, 4, 0, 0).to_zoned(TimeZone::UTC).expect("UTC has every hour");
        let templates = Store::built_in_templates();
        let spotify = templates.iter().find(|t| t.key == "spotify").expect("spotify is built in");
        let demo = demo::demo(today, spotify);
        let root = PathBuf::from("payments");
        let mut workspace =
            workspace_from(&root.join("healthcheck.yaml"), demo.workspace_yaml.as_bytes())
                .expect("the demo's workspace is well formed");
        "Payments tribe".clone_into(&mut workspace.title);
        let sessions = root.join("sessions");
        let mut library = Library::default();
        for session in demo.sessions {
            library.put(record(&sessions, session, &library));
        }
        let display = Display { depth: Depth::True, ..Display::default() };
        let app = App::new(display, Start::Home, now.clone());
        let app = app.with_voting(VotingOptions::default(), [7; 32]);
        let mut room = Self { app, now };
        room.hear(Msg::Loaded(Box::new(Loaded {
            root,
            sessions,
            exists: true,
            workspace: Ok(workspace),
            library,
        })));
        room
    }

    /// Takes a message in, and says that everything that is to be saved was.
    fn hear(&mut self, msg: Msg) {
        let effects = self.app.update(msg, self.now.clone());
        perform_all(&mut self.app, &mut FakeStore::default(), effects, &self.now);
    }

    /// The voting server listens, and so many phones join.
    fn let_phones_in(&mut self, phones: u64) {
        let url = "http://192.168.178.23:7373/K7QM2".to_owned();
        let open = OpenServer { url, interface: Some("wlan0".into()), port: 7373, addresses: 2 };
        self.hear(Msg::Voting(VotingNews::Opened(Ok(open))));
        // The word about the last key has nothing to do with it.
        self.app.ctx.notice = None;
        for number in 0..phones {
            let request = VotingRequest::Join { seat: None, once: None, name: None };
            self.hear(Msg::Voting(VotingNews::Request { number, request }));
        }
    }

    /// Lets time pass.
    fn wait(&mut self, seconds: i64) -> &mut Self {
        self.now = self
            .now
            .checked_add(SignedDuration::from_secs(seconds))
            .expect("the year is far from its end");
        self.hear(Msg::Tick);
        self
    }

    /// Presses keys; `<enter>` and the like are keys by name.
    fn press(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            let key = if let Some((name, after)) = named {
                rest = after;
                by_name(name)
            } else {
                rest = &rest[first.len_utf8()..];
                Key::Char(first)
            };
            self.hear(Msg::Key(key));
        }
        self
    }

    /// Says of every open action that it stays open, and goes on to the cards.
    fn settle_actions(&mut self) {
        for _ in 0..20 {
            self.press_if(Place::Opening, "o");
        }
        self.press_if(Place::Opening, "<space>");
    }

    /// One whole sitting.
    fn sit(&mut self, answers: &str, comment: &str) {
        self.press("<enter>");
        for (card, answer) in answers.split(' ').enumerate() {
            self.press(answer);
            if card == CARD && !comment.is_empty() {
                self.press("c").press(comment).press("<enter>");
            }
            self.press("<enter>").wait(8);
        }
    }

    /// Presses keys where they belong, and nowhere else.
    fn press_if(&mut self, place: Place, keys: &str) -> &mut Self {
        if self.app.place() == place { self.press(keys) } else { self }
    }

    /// What is on the screen now, in so many rows. A picture of another place than the one that is
    /// meant, or one that shows a refusal, is no picture for the docs.
    fn frame(&self, place: Place, rows: u16) -> Buffer {
        assert_eq!(self.app.place(), place, "the keys of this picture lead elsewhere");
        assert!(
            !matches!(self.app.ctx.notice, Some(Notice::Refused(_))),
            "{:?}",
            self.app.ctx.notice
        );
        let mut terminal =
            Terminal::new(TestBackend::new(WIDTH, rows)).expect("this backend cannot fail");
        terminal.draw(|frame| ui::draw(&self.app, frame)).expect("this backend cannot fail");
        terminal.backend().buffer().clone()
    }
}

fn by_name(name: &str) -> Key {
    match name {
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "space" => Key::Char(' '),
        "tab" => Key::Tab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "home" => Key::Home,
        _ => panic!("no key is called {name}"),
    }
}

fn record(sessions: &std::path::Path, session: Session, library: &Library) -> Record {
    let template = session.template.clone().unwrap_or_default();
    let there: Vec<_> = library.records.iter().map(|record| &record.path).collect();
    let (path, number) = session_path(sessions, &session.team, session.date, &template, &there);
    Record::new(path, number, Arc::new(session), PendingBallots::default())
}
