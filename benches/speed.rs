//! What `docs/performance.md` quotes of the inside: from start to first frame, from a key press to
//! the drawn frame, and reading a hundred and a thousand sessions and a single one, beside the
//! plain reading of their bytes; and the search for ballot codes in chats.
//!
//! A frame goes through the real terminal backend, escape sequences included, and ends in memory.

#[path = "common/generated_workspace.rs"]
mod generated_workspace;
#[path = "../tests/common/test_store.rs"]
#[expect(dead_code, reason = "the benches measure the real store")]
mod test_store;

use std::hint::black_box;
use std::io::Write;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::{Zoned, civil, tz::TimeZone};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use tempfile::TempDir;

use squadcheck::app::{App, Depth, Display, Loaded, Msg, Start};
use squadcheck::keys::{Key, Place};
use squadcheck::store::{AppDirs, Location, Store, session_from};
use squadcheck::{demo, seal, ui};

use generated_workspace::GeneratedWorkspace;
use test_store::perform_all;

/// How many sessions the demo's workspace has.
const SESSIONS: usize = 100;
/// One team with ten years of monthly checks: the longest grid.
const LONGEST: GeneratedWorkspace = GeneratedWorkspace { teams: 1, months: 120, seed: 1 };
/// What is read where it is much.
const THOUSAND: GeneratedWorkspace = GeneratedWorkspace { teams: 20, months: 50, seed: 1 };
/// The windows in which keys are pressed.
const WINDOWS: [(u16, u16); 2] = [(120, 40), (200, 60)];

/// The other end of the line: takes bytes and forgets them when they are flushed.
struct Wire(Vec<u8>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        black_box(&self.0);
        self.0.clear();
        Ok(())
    }
}

type Window = Terminal<CrosstermBackend<Wire>>;

fn window((width, height): (u16, u16)) -> Window {
    let viewport = Viewport::Fixed(Rect::new(0, 0, width, height));
    let wire = Wire(Vec::with_capacity(64 * 1024));
    Terminal::with_options(CrosstermBackend::new(wire), TerminalOptions { viewport })
        .expect("memory takes everything")
}

fn draw(window: &mut Window, app: &App) {
    window.draw(|frame| ui::draw(app, frame)).expect("memory takes everything");
}

fn now() -> Zoned {
    civil::date(2026, 11, 20).at(15, 4, 0, 0).to_zoned(TimeZone::UTC).expect("UTC has every hour")
}

/// A workspace on the disk.
struct Workspace {
    _folder: TempDir,
    root: PathBuf,
    folders: AppDirs,
    sessions: usize,
}

impl Workspace {
    /// A hundred sessions: the demo's teams, and the same again under other names.
    fn of_the_demo() -> Self {
        let templates = Store::built_in_templates();
        let spotify = templates.iter().find(|t| t.key == "spotify").expect("spotify is built in");
        let demo = demo::demo(now().date(), spotify);
        let rounds =
            (1..).flat_map(|round| demo.sessions.iter().map(move |session| (round, session)));
        let sessions: Vec<_> = rounds
            .take(SESSIONS)
            .map(|(round, session)| {
                let mut session = session.clone();
                if round > 1 {
                    session.team = format!("{} {round}", session.team);
                }
                session
            })
            .collect();
        let (folder, store) =
            Store::throw_away(&AppDirs::default(), &demo.workspace_yaml, &sessions)
                .expect("the temporary folder takes a workspace");
        let (root, folders) = (store.location().root.clone(), store.folders().clone());
        Self { root, folders, _folder: folder, sessions: SESSIONS }
    }

    /// One that is generated.
    fn new(tribe: GeneratedWorkspace) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let root = folder.path().join("workspace");
        tribe.lay(&root).expect("the temporary folder takes a workspace");
        let folders = AppDirs { state: Some(folder.path().join("state")), ..AppDirs::default() };
        Self { root, folders, _folder: folder, sessions: tribe.sessions() }
    }

    fn store(&self) -> Store {
        Store::open(Location::new(self.root.clone()), self.folders.clone())
    }

    /// Everything that is read before the first screen.
    fn loaded(&self) -> Loaded {
        self.loaded_by(&mut self.store())
    }

    fn loaded_by(&self, store: &mut Store) -> Loaded {
        let workspace = store.config().expect("the demo's workspace is well formed");
        let library = store.load(&workspace);
        assert_eq!(library.records.len(), self.sessions);
        let sessions = store.sessions_folder(&workspace);
        Loaded {
            root: self.root.clone(),
            sessions,
            exists: true,
            workspace: Ok(workspace),
            library,
        }
    }

    /// The program on this workspace, after these keys, each with all that the store answers.
    fn app(&self, keys: &[Key]) -> App {
        let display = Display { depth: Depth::True, ..Display::default() };
        let mut app = App::new(display, Start::Home, now());
        let mut store = self.store();
        let loaded = Msg::Loaded(Box::new(self.loaded_by(&mut store)));
        for msg in std::iter::once(loaded).chain(keys.iter().map(|key| Msg::Key(*key))) {
            let effects = app.update(msg, now());
            perform_all(&mut app, &mut store, effects, &now());
        }
        app
    }
}

fn start(c: &mut Criterion) {
    let workspace = Workspace::of_the_demo();
    c.bench_function("start to first frame, 100 sessions, 120x40", |b| {
        b.iter(|| {
            let app = workspace.app(&[]);
            let mut window = window((120, 40));
            draw(&mut window, &app);
            app
        });
    });
}

fn key_to_frame(c: &mut Criterion) {
    let (demo, longest) = (Workspace::of_the_demo(), Workspace::new(LONGEST));
    let card =
        (Place::Voting, [Key::Enter, Key::Enter].as_slice(), [Key::Char('g'), Key::Backspace]);
    let trend = (Place::Trend, [Key::Char('t')].as_slice(), [Key::Left, Key::Right]);
    // In the middle, where each step moves the whole grid.
    let middle = [[Key::Char('t')].as_slice(), &[Key::Left; 60]].concat();
    let middle = (Place::Trend, middle.as_slice(), [Key::Left, Key::Right]);
    let grids = [
        ("card", &demo, card),
        ("trend grid", &demo, trend),
        ("trend grid of 120 sessions", &longest, middle),
    ];
    let now = now();
    let mut group = c.benchmark_group("key press to drawn frame");
    for (name, workspace, (place, way, keys)) in grids {
        for size in WINDOWS {
            let mut app = workspace.app(way);
            assert_eq!(app.place(), place, "the keys lead elsewhere");
            let mut window = window(size);
            draw(&mut window, &app);
            // A key and the one that takes it back, so that each press meets the same screen as the
            // last but one.
            let mut keys = keys.into_iter().cycle();
            group.bench_function(BenchmarkId::new(name, format!("{}x{}", size.0, size.1)), |b| {
                b.iter(|| {
                    let key = keys.next().expect("a cycle has no end");
                    let effects = app.update(Msg::Key(black_box(key)), now.clone());
                    draw(&mut window, &app);
                    effects
                });
            });
            assert_eq!(app.place(), place);
        }
    }
    group.finish();
}

fn load(c: &mut Criterion) {
    for (name, workspace) in [
        ("100 sessions", Workspace::of_the_demo()),
        ("1000 sessions of the generator", Workspace::new(THOUSAND)),
    ] {
        let records = workspace.loaded().library.records;
        let files: Vec<PathBuf> = records.into_iter().map(|record| record.path).collect();
        let bytes: usize = files.iter().map(|path| bytes_of(path).len()).sum();
        let mut group = c.benchmark_group(name);
        // The least that criterion takes: a thousand take long enough to be measured well each
        // time.
        if workspace.sessions > SESSIONS {
            group.sample_size(10);
        }
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function("load", |b| b.iter(|| workspace.loaded()));
        group.bench_function("floor: read the bytes", |b| {
            b.iter(|| files.iter().map(|path| black_box(bytes_of(path)).len()).sum::<usize>());
        });
        group.finish();
    }
}

/// A session of about 4 KB, as this program writes it, and as somebody typed it: with a blank too
/// many, which takes the thorough way.
fn one_session(c: &mut Criterion) {
    let workspace = Workspace::of_the_demo();
    let texts = workspace.loaded().library.records.into_iter().map(|record| bytes_of(&record.path));
    let written =
        texts.min_by_key(|text| text.len().abs_diff(4096)).expect("a workspace has sessions");
    let typed = String::from_utf8(written.clone())
        .expect("a session is text")
        .replacen(": ", ":  ", 1)
        .into_bytes();
    let path = std::path::Path::new("s.yaml");
    assert_eq!(session_from(path, &written), session_from(path, &typed));
    let mut group = c.benchmark_group("read one session, 4 KB");
    group.throughput(Throughput::Bytes(written.len() as u64));
    group.bench_function("as written", |b| b.iter(|| session_from(path, black_box(&written))));
    group.bench_function("as typed", |b| b.iter(|| session_from(path, black_box(&typed))));
    group.bench_function("floor: yaml_serde into Value", |b| {
        b.iter(|| serde_yaml::from_slice::<serde_yaml::Value>(black_box(&written)));
    });
    group.finish();
}

/// Chats with codes, and texts that only seem to have them: twice the text takes twice the time.
fn codes(c: &mut Criterion) {
    let sealed = |n: u8| [n; 309].map(|byte| byte.wrapping_mul(31));
    let chat =
        |n: u8| format!("Ana Berg  10:42 AM\n> {}\nThanks!\n", seal::armor::write(&sealed(n)));
    let chat: String = (0..=u8::MAX).map(chat).collect();
    let texts = [
        ("a chat", chat),
        ("markers alone", "SQU1".repeat(32 * 1024)),
        ("markers of long codes", "SQU111ZZZ ".repeat(16 * 1024)),
        (
            "a marker, then lines that seem to be code",
            format!("SQU111ZZZ{}", "ABCDEFG\n".repeat(9000)),
        ),
    ];
    let mut group = c.benchmark_group("find ballot codes");
    for (name, text) in &texts {
        for kilobytes in [32, 64] {
            let text = &text[..kilobytes * 1024];
            group.throughput(Throughput::Bytes(text.len() as u64));
            group.bench_function(BenchmarkId::new(*name, format!("{kilobytes} KB")), |b| {
                b.iter(|| seal::armor::find(black_box(text)));
            });
        }
    }
    group.finish();
}

#[expect(clippy::disallowed_methods, reason = "the floor is the file system without the store")]
fn bytes_of(path: &std::path::Path) -> Vec<u8> {
    std::fs::read(path).expect("the file was written a moment ago")
}

criterion_group!(benches, start, key_to_frame, load, one_session, codes);
criterion_main!(benches);
