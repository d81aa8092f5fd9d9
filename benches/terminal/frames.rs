//! What is drawn: the first frame, the frame after a key, and the last one after many keys at once.

use std::time::Duration;

use squadcheck::keys::{Key, Keys, Place};

use super::baseline;
use super::figures::{Beside, Figure, Times, in_turns, medians};
use super::room::{Room, Start};
use super::table::Table;
use super::window::Window;

/// The first team of every workspace here.
pub const TEAM: &str = "Checkout Core";
const LEFT: &[u8] = b"\x1b[D";
const RIGHT: &[u8] = b"\x1b[C";
const END: &[u8] = b"\x1b[F";
/// How many keys are held.
const HELD: usize = 100;
/// After this long without a byte a screen will not change by itself any more.
const LOADED: Duration = Duration::from_millis(300);

/// From the start of the process to its first frame, and to the first one with a team in it.
pub fn start(room: &Room, table: &mut Table) {
    let (bare, ours) = (room.bare(baseline::EACH), room.ours(room.hundred(), &[]));
    let first = |start: &Start| {
        let mut window = Window::open(room, start)?;
        Ok(window.frame()?.saturating_duration_since(window.begun))
    };
    let measured = in_turns(room.extent.often, || first(&bare), || first(&ours));
    let reach = "≤ 2 × the bare program";
    table.beside(
        "start to first frame, 100 sessions",
        reach,
        &measured.map(|times| medians(&times)),
    );
    let teams = || {
        let mut window = Window::open(room, &ours)?;
        Ok(window.shows(TEAM)?.saturating_duration_since(window.begun))
    };
    let measured = in_turns(room.extent.often / 2, || first(&bare), teams);
    table.beside(
        "start to the first frame with the teams",
        "",
        &measured.map(|times| medians(&times)),
    );
}

/// A grid: in which workspace it is, and the keys that lead to it from home.
struct Grid<'r> {
    ours: Start,
    way: &'static [&'static [u8]],
    room: &'r Room,
}

/// All grids; none in place of one that no key leads to.
fn grids(room: &Room) -> [(&'static str, Option<Grid<'_>>); 3] {
    let trend = |way| Grid { ours: room.ours(room.longest(), &[]), way, room };
    let teams = || Grid { ours: room.ours(room.large(), &[]), way: &[b"m"], room };
    let leads = |place, key| Keys::default().action(place, Key::Char(key)).is_some();
    [
        ("trend grid of 120 sessions", Some(trend(&[b"t"]))),
        ("the same, one cell a session", leads(Place::Trend, '-').then(|| trend(&[b"t", b"-"]))),
        ("team grid", leads(Place::Home, 'm').then(teams)),
    ]
}

impl Grid<'_> {
    /// The program, on this grid.
    fn open(&self) -> Result<Window, String> {
        let mut window = Window::open(self.room, &self.ours)?;
        window.shows(TEAM)?;
        window.settles_for(LOADED);
        for key in self.way {
            let before = window.screen();
            window.types(key)?;
            window.settles_for(LOADED);
            if window.screen() == before {
                return Err(format!("the key {} changed nothing", String::from_utf8_lossy(key)));
            }
        }
        window.types(END)?;
        window.settles_for(LOADED);
        Ok(window)
    }

    /// The bare program, ready.
    fn floor(&self, way: &str) -> Result<Window, String> {
        let mut window = Window::open(self.room, &self.room.bare(way))?;
        window.frame()?;
        window.settles_for(LOADED);
        Ok(window)
    }
}

/// From a key to the end of the frame that answers it: from the newest column to the oldest, and
/// back.
pub fn key(room: &Room, table: &mut Table) {
    let reach = "≤ 1.5 × the bare program";
    for (name, grid) in grids(room) {
        let what = format!("key to finished frame, {name}");
        let Some(grid) = grid else {
            table.words(&what, "", "no such grid", "", reach);
            continue;
        };
        match keys_answered(&grid, room.extent.often) {
            Ok((times, bytes)) => {
                table.beside(&what, reach, &Ok(medians(&times)));
                let (floor, ours) = (times.0.percentile(99), times.1.percentile(99));
                table.beside(&format!("{what}, p99"), "≤ 1 ms", &Ok(Beside { floor, ours }));
                let [bare, own] = bytes;
                table.note(format!(
                    "A frame after a key, {name}: {own} bytes; in the bare program: {bare} bytes."
                ));
            }
            Err(why) => table.beside(&what, reach, &Err(why)),
        }
    }
}

/// The times, and how many bytes a frame has.
fn keys_answered(grid: &Grid<'_>, often: usize) -> Result<((Times, Times), [usize; 2]), String> {
    let (mut floor, mut ours) = (grid.floor(baseline::EACH)?, grid.open()?);
    let before = (floor.bytes, ours.bytes);
    let (mut floors, mut all_ours) = (Vec::new(), Vec::new());
    let there_and_back = [LEFT; HELD].into_iter().chain([RIGHT; HELD]);
    for key in there_and_back.cycle().take(often * 10) {
        floors.push(floor.answers(key)?);
        all_ours.push(ours.answers(key)?);
    }
    let frames = floors.len().max(1);
    let bytes = [floor.bytes - before.0, ours.bytes - before.1].map(|bytes| bytes / frames);
    Ok(((Times::new(floors)?, Times::new(all_ours)?), bytes))
}

/// A hundred keys in one write, until the last frame has ended.
pub fn held(room: &Room, table: &mut Table) {
    for (name, grid) in grids(room) {
        let what = format!("100 held keys, {name}");
        let Some(grid) = grid else {
            table.words(&what, "", "no such grid", "", "≤ 5 ms");
            continue;
        };
        match keys_held(&grid, room.extent.often / 2) {
            Ok(Held { beside, each, frames }) => {
                table.beside(&what, "≤ 5 ms", &Ok(beside));
                let bare = format!("the bare program takes {each} where it draws after each");
                table.note(format!(
                    "100 held keys, {name}: frames drawn, at the most: {frames}; {bare}."
                ));
            }
            Err(why) => table.beside(&what, "≤ 5 ms", &Err(why)),
        }
    }
}

/// What came of keys that were held.
struct Held {
    beside: Beside,
    /// How long the bare program takes that draws after each key.
    each: Figure,
    /// The most frames that ours drew.
    frames: usize,
}

fn keys_held(grid: &Grid<'_>, often: usize) -> Result<Held, String> {
    let (mut floor, mut each, mut ours) =
        (grid.floor(baseline::WAITING)?, grid.floor(baseline::EACH)?, grid.open()?);
    let one_by_one = {
        for _ in 0..HELD {
            ours.answers(LEFT)?;
        }
        ours.settles();
        ours.screen()
    };
    let keys = LEFT.repeat(HELD);
    let at_once = |window: &mut Window| {
        window.types(END)?;
        window.settles_for(LOADED / 3);
        let typed = window.types(&keys)?;
        let frames = window.frames;
        let last = window.settles_for(LOADED / 3).ok_or("no frame answered the keys")?;
        Ok::<_, String>((last.saturating_duration_since(typed), window.frames - frames))
    };
    let (mut floors, mut eaches, mut all_ours, mut most) = (Vec::new(), Vec::new(), Vec::new(), 0);
    for _ in 0..often {
        floors.push(at_once(&mut floor)?.0);
        eaches.push(at_once(&mut each)?.0);
        let (time, frames) = at_once(&mut ours)?;
        all_ours.push(time);
        most = most.max(frames);
        if ours.screen() != one_by_one {
            return Err(
                "keys were lost: the screen is another one than after the same keys one by one"
                    .to_owned(),
            );
        }
    }
    let beside =
        Beside { floor: Times::new(floors)?.median(), ours: Times::new(all_ours)?.median() };
    Ok(Held { beside, each: Times::new(eaches)?.median(), frames: most })
}
