//! Compares what the screen says with the disk: the files are read anew, and the same view is drawn
//! from them. If the head of the screen says `saved`, the two have to be equal.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use squadcheck::app::{
    App, CardView, CheckScreen, Display, LiveCheck, Loaded, Msg, NeutralView, Order, Palette,
    Start, SummaryView, View,
};
use squadcheck::library::{FileError, Library, Record, is_session_name};
use squadcheck::model::{Check, PendingBallots, Secrecy, Session, Voters, VotingMode};
use squadcheck::store;
use squadcheck::{runtime, ui};
use unicode_width::UnicodeWidthStr;

use super::theirs::files_below;
use crate::pty::Sandbox;

/// Rows of the head, and rows of the foot: a word about the last key, and the next keys.
const HEAD: usize = 3;
const FOOT: usize = 3;
/// The mark of a cursor.
const POINTER: char = '▸';

/// What an audit has found.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The screen promises nothing that can be compared.
    NoClaim,
    /// What it says is on the disk.
    Holds,
    /// It is not; the nearest of what is there.
    Differs(String),
}

/// The part of a title that stands at the left.
fn left(row: &str) -> &str {
    row.trim_start().split("   ").next().unwrap_or_default().trim_end()
}

/// The last words of a row.
fn right(row: &str) -> &str {
    row.trim_end().rsplit("   ").next().unwrap_or_default()
}

/// Whether this is a view of a check whose head promises that it is saved.
pub fn says_saved(rows: &[String]) -> bool {
    rows.len() >= 24 && right(&rows[1]).split_whitespace().any(|word| word == "saved")
}

/// Whether a dialog lies over the view.
pub fn has_dialog(rows: &[String]) -> bool {
    rows.iter().any(|row| row.contains('┌') || row.contains('└'))
}

/// The card that is shown: its number, and how many there are.
fn card_of(rows: &[String]) -> Option<usize> {
    let words: Vec<&str> = rows[0].split_whitespace().collect();
    let at = words.windows(3).rposition(|three| {
        three[1] == "of" && three[0].parse::<usize>().is_ok() && three[2].parse::<usize>().is_ok()
    })?;
    words[at].parse::<usize>().ok()?.checked_sub(1)
}

/// The rows below the head, without what only the running program knows: in turns, whether somebody
/// may sit again; digits that were typed; the cursor; and what it looks back at, which it keeps as
/// long as something is done in the check.
fn body(rows: &[String]) -> Vec<String> {
    let words = [
        "is next.",
        "has voted.",
        "again",
        "sit ",
        "last time",
        "asked for the first time",
        "Change  ",
    ];
    let rows = &rows[HEAD..rows.len() - FOOT];
    let column = |name: &str| {
        let head = rows.first().filter(|row| row.contains("agreed"))?;
        Some(head.chars().count() - head.split_once(name)?.1.chars().count())
    };
    let change = column("change").zip(column("agreement"));
    let comparable = |row: &String| {
        let row = row.replace(POINTER, " ");
        let counts = ["have voted", "then Enter"].iter().any(|words| row.contains(words));
        let row = if counts { row.trim_end().trim_end_matches(DIGITS).trim_end() } else { &row };
        // Behind the count stand digits that were typed, and what is said to the room.
        let row = row.split_once("have voted").map_or(row, |(counted, _)| counted);
        let row: String = match change {
            // The heads stand at the right end of their columns.
            Some((from, to)) => {
                let from = from.saturating_sub(8);
                let change = from..to.saturating_sub(9);
                row.chars()
                    .enumerate()
                    .filter(|(at, _)| !change.contains(at))
                    .map(|(_, c)| c)
                    .collect()
            }
            None => row.to_owned(),
        };
        (!words.iter().any(|word| row.contains(word))).then(|| row.trim_end().to_owned())
    };
    rows.iter().filter_map(comparable).collect()
}

/// What a count or a level is typed with.
const DIGITS: [char; 11] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.'];

/// How many rows of the view are as on the screen.
fn equal(screen: &[String], drawn: &[String]) -> usize {
    let strip = |rows: &[String]| left(&rows[1]).to_owned();
    let mut count = usize::from(left(&screen[0]) == left(&drawn[0]));
    count += usize::from(strip(screen) == strip(drawn));
    let (ours, theirs) = (body(screen), body(drawn));
    count + ours.iter().zip(&theirs).filter(|(a, b)| a == b).count()
}

fn all(screen: &[String]) -> usize {
    2 + body(screen).len()
}

/// A workspace as it is on the disk.
pub struct OnDisk {
    loaded: Loaded,
    waiting: Vec<Vec<u8>>,
}

#[expect(clippy::disallowed_methods, reason = "an audit reads what the program wrote")]
fn bytes(path: &Path) -> Option<Vec<u8>> {
    fs::read(path).ok()
}

impl OnDisk {
    /// Reads all files of a sandbox, under this `healthcheck.yaml`.
    pub fn read(sandbox: &Sandbox, config: &str) -> Self {
        let root = sandbox.path("workspace");
        let sessions = root.join("sessions");
        let mut library = Library::default();
        for path in files_below(&sessions) {
            if !path.file_name().is_some_and(is_session_name) {
                continue;
            }
            let Some(bytes) = bytes(&path) else { continue };
            let number = squadcheck::library::number_of(&path);
            library.put(match store::session_from(&path, &bytes) {
                Ok(session) => {
                    Record::new(path, number, Arc::new(session), PendingBallots::default())
                }
                Err(faults) => Record::broken(path, faults),
            });
        }
        let waiting = files_below(&sandbox.path("state/squadcheck/waiting"));
        let waiting = waiting.iter().filter_map(|path| bytes(path)).collect();
        let path = root.join("healthcheck.yaml");
        let workspace = store::workspace_from(&path, config.as_bytes());
        Self { loaded: Loaded { root, sessions, exists: true, workspace, library }, waiting }
    }

    fn app(&self) -> App {
        let mut app = App::new(Display::default(), Start::Home, runtime::now());
        app.update(Msg::Loaded(Box::new(self.loaded.clone())), runtime::now());
        app
    }

    /// The sessions of which the screen may speak, with what may wait for them.
    fn candidates(&self, path: &Path, session: &Session) -> Vec<PendingBallots> {
        let mut found = vec![PendingBallots::default()];
        for bytes in &self.waiting {
            if let Ok(waiting) = store::waiting_from(path, bytes, session)
                && !found.contains(&waiting)
            {
                found.push(waiting);
            }
        }
        found
    }

    /// Compares a view of a check that says `saved`.
    pub fn judge(&self, screen: &[String], width: u16) -> Verdict {
        if !says_saved(screen)
            || has_dialog(screen)
            || screen.iter().any(|row| row.contains("typing"))
        {
            return Verdict::NoClaim;
        }
        let title = left(&screen[0]);
        if screen.iter().any(|row| row.contains("What we agreed on last time")) {
            return self.judge_follow_ups(screen);
        }
        if title.contains("read-only") {
            return Verdict::NoClaim;
        }
        let app = self.app();
        let threshold = app.ctx.workspace.defaults.threshold;
        let mut nearest: (usize, String) = (0, "no session has this team and day".to_owned());
        for record in &self.loaded.library.records {
            let Some(session) = record.session() else { continue };
            for mut waiting in self.candidates(&record.path, session) {
                if waiting.roster.is_empty() {
                    waiting.roster = roster_of(&app, session);
                }
                // Without a ballot nothing keeps the names of an anonymous check.
                let counts = matches!(session.voters, Voters::Count(_));
                if waiting.roster.is_empty() && counts && session.way == VotingMode::Turns {
                    let mut people = people_on(screen);
                    people.retain(|_| card_of(screen).is_none());
                    if u32::try_from(people.len()) == Ok(session.voters.count()) {
                        waiting.roster = people;
                    }
                }
                let check = Check::new(Arc::clone(session), waiting, threshold);
                let live = LiveCheck::new(
                    record.path.clone(),
                    record.number,
                    check,
                    app.ctx.now.timestamp(),
                );
                for drawn in views(&app, &live, screen, width) {
                    let count = equal(screen, &drawn);
                    if count == all(screen) && body(screen).len() == body(&drawn).len() {
                        return Verdict::Holds;
                    }
                    if count > nearest.0 {
                        nearest =
                            (count, format!("{}:\n{}", record.path.display(), drawn.join("\n")));
                    }
                }
            }
        }
        let waiting: Vec<_> =
            self.waiting.iter().map(|bytes| String::from_utf8_lossy(bytes)).collect();
        Verdict::Differs(format!("{}\nWaiting:\n{}", nearest.1, waiting.join("---\n")))
    }
}

impl OnDisk {
    /// Compares what is said to have become of earlier actions: some session on the disk says so.
    fn judge_follow_ups(&self, screen: &[String]) -> Verdict {
        let texts: Vec<String> = self
            .loaded
            .library
            .records
            .iter()
            .filter_map(|record| Some(store::session_text(record.session()?)))
            .collect();
        for row in body(screen) {
            for (said, written) in [("done ", "state: done"), ("dropped ", "state: dropped")] {
                let Some(rest) = row.trim_start().strip_prefix(said) else { continue };
                let what = rest.trim_start().split("   ").next().unwrap_or_default();
                // Text that is too long for its column is cut, and may be escaped in the file.
                if what.ends_with('…') || what.contains(['"', '\\']) {
                    continue;
                }
                let line =
                    |line: &str| line.contains(&format!("\"{what}\"")) && line.contains(written);
                if !texts.iter().any(|text| text.lines().any(line)) {
                    return Verdict::Differs(format!("no action says {row:?}"));
                }
            }
        }
        Verdict::Holds
    }
}

/// The people who sit, where the file does not name them.
fn roster_of(app: &App, session: &Session) -> Vec<String> {
    let team = app.ctx.workspace.team(&session.team);
    let people = team.map(|team| team.people.clone()).unwrap_or_default();
    let all = u32::try_from(people.len()) == Ok(session.voters.count());
    let sit = session.way == VotingMode::Turns && session.secrecy() == Secrecy::Anonymous;
    if all && sit { people } else { Vec::new() }
}

/// The people on the screen between two sittings.
fn people_on(screen: &[String]) -> Vec<String> {
    let name = |rest: &str| rest.trim_end().trim_end_matches(POINTER).trim().to_owned();
    let row = |row: &String| row.split(['□', '■']).skip(1).map(name).collect::<Vec<_>>();
    screen.iter().skip(HEAD).flat_map(row).filter(|name| !name.is_empty()).collect()
}

/// All frames that a program would show of this check, as far as it may be the view on the screen:
/// with each place of a cursor, covered or not, in each type and theme. Drawn as they are asked
/// for.
fn views(
    app: &App,
    live: &LiveCheck,
    screen: &[String],
    width: u16,
) -> impl Iterator<Item = Vec<String>> {
    let cards = live.session().cards.len();
    let people = live.check().here().len().max(1);
    let mut views = Vec::new();
    let card = card_of(screen);
    if let Some(at) = card.filter(|at| *at < cards) {
        for covered in [false, true] {
            for person in 0..people {
                views.push(View::Card(CardView { at, person, covered, ..CardView::default() }));
            }
        }
    } else if card.is_none() {
        for order in [Order::Asked, Order::Need, Order::Disagreement] {
            views.push(View::Summary(SummaryView { cursor: 0, order }));
        }
        for cursor in 0..people {
            views.push(View::Neutral(NeutralView { cursor }));
        }
    }
    let looks = [
        (Palette::Clear, false),
        (Palette::Plain, false),
        (Palette::Clear, true),
        (Palette::Plain, true),
    ];
    let size = (width, u16::try_from(screen.len()).expect("a window"));
    let mut app = app.clone();
    app.screens.top = CheckScreen.into();
    let live = live.clone();
    let looks = looks.into_iter().filter(move |(_, large)| !large || card.is_some());
    let all = looks.flat_map(move |look| views.clone().into_iter().map(move |view| (look, view)));
    all.map(move |((palette, large), view)| {
        let mut live = live.clone();
        live.view = view;
        app.live = Some(live);
        (app.ctx.display.palette, app.ctx.display.large) = (palette, large);
        frame(&app, size)
    })
}

/// One frame, row by row, without blanks at the ends.
fn frame(app: &App, (width, height): (u16, u16)) -> Vec<String> {
    let mut terminal = Terminal::new(TestBackend::new(width, height)).expect("a buffer");
    terminal.draw(|frame| ui::draw(app, frame)).expect("a buffer takes every frame");
    let buffer = terminal.backend().buffer();
    let row = |y| {
        let (mut row, mut x) = (String::new(), 0);
        while x < width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            // The cell behind a wide letter is a part of it.
            x += u16::try_from(symbol.width()).unwrap_or(1).max(1);
        }
        row.trim_end().to_owned()
    };
    (0..height).map(row).collect()
}

/// The errors of files that nobody else has broken.
pub fn faults(
    sandbox: &Sandbox,
    excused: impl Fn(&Path) -> bool,
) -> Vec<(PathBuf, Vec<FileError>)> {
    let files = files_below(&sandbox.path("workspace/sessions"));
    let mut found = Vec::new();
    for path in files {
        if !path.to_string_lossy().ends_with(".yaml") || excused(&path) {
            continue;
        }
        if let Some(bytes) = bytes(&path)
            && let Err(faults) = store::session_from(&path, &bytes)
        {
            found.push((path, faults));
        }
    }
    found
}
