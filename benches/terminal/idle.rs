//! What the program costs while nobody types: wake-ups, processor time, memory. Told by the system,
//! under Linux.

use std::fs;
use std::time::Duration;

use super::baseline;
use super::figures::{Beside, Figure};
use super::frames::TEAM;
use super::room::Room;
use super::table::Table;
use super::window::Window;

/// How long after its last frame a program is left alone before it is watched.
const SETTLED: Duration = Duration::from_millis(1500);

/// How often all threads of a process have gone to sleep, and how long they have run.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    sleeps: u64,
    ran: Duration,
}

impl Life {
    #[expect(clippy::disallowed_methods, reason = "the system tells it in files")]
    /// What there was until now.
    pub fn new(pid: u32) -> Result<Self, String> {
        let mut life = Self { sleeps: 0, ran: Duration::ZERO };
        let tasks = format!("/proc/{pid}/task");
        for task in fs::read_dir(&tasks)
            .map_err(|_| format!("{tasks} cannot be read: this is told by Linux alone"))?
        {
            let task = task.map_err(|error| error.to_string())?.path();
            let told = |name: &str| fs::read_to_string(task.join(name)).unwrap_or_default();
            let status = told("status");
            let sleeps =
                status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            life.sleeps += sleeps.and_then(|count| count.trim().parse::<u64>().ok()).unwrap_or(0);
            let ran =
                told("schedstat").split_whitespace().next().and_then(|nanos| nanos.parse().ok());
            life.ran += Duration::from_nanos(
                ran.ok_or("the system does not tell how long a thread has run")?,
            );
        }
        Ok(life)
    }

    /// What there was since then.
    pub fn since(self, before: Self) -> String {
        let wake_ups = self.sleeps.saturating_sub(before.sleeps);
        format!("{wake_ups} wake-ups, {}", Figure::Time(self.ran.saturating_sub(before.ran)))
    }
}

/// Both programs side by side, ours in the trend grid.
fn both(room: &Room) -> Result<(Window, Window), String> {
    let mut floor = Window::open(room, &room.bare(baseline::EACH))?;
    floor.frame()?;
    let mut ours = Window::open(room, &room.ours(room.hundred(), &[]))?;
    ours.shows(TEAM)?;
    ours.settles_for(SETTLED / 3);
    ours.types(b"t")?;
    ours.settles_for(SETTLED);
    floor.settles_for(SETTLED);
    Ok((floor, ours))
}

/// What happens in a few seconds without a key.
pub fn idle(room: &Room, table: &mut Table) {
    let watched = room.extent.watched;
    let measured = both(room).and_then(|(floor, ours)| {
        let pids = (floor.pid()?, ours.pid()?);
        let before = (Life::new(pids.0)?, Life::new(pids.1)?);
        std::thread::sleep(watched);
        Ok((Life::new(pids.0)?.since(before.0), Life::new(pids.1)?.since(before.1)))
    });
    let what = format!("idle for {:.1} s, no timer", watched.as_secs_f64());
    let reach = "0 wake-ups, 0 CPU";
    match measured {
        Ok((floor, ours)) => table.words(&what, &floor, &ours, "", reach),
        Err(why) => table.words(&what, "", &why, "", reach),
    }
}

/// The share of memory that is the process's own.
pub fn memory(room: &Room, table: &mut Table) {
    let measured = both(room).and_then(|(floor, ours)| {
        Ok(Beside { floor: share(floor.pid()?)?, ours: share(ours.pid()?)? })
    });
    table.beside("memory (PSS), 100 sessions, trend grid", "≤ 6 MB", &measured);
}

/// How much of the memory is the process's own.
#[expect(clippy::disallowed_methods, reason = "the system tells it in a file")]
pub fn share(pid: u32) -> Result<Figure, String> {
    let path = format!("/proc/{pid}/smaps_rollup");
    let told = fs::read_to_string(&path)
        .map_err(|_| format!("{path} cannot be read: this is told by Linux alone"))?;
    let share = told
        .lines()
        .find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix("kB")?.trim().parse().ok());
    share.map(Figure::Kilobytes).ok_or_else(|| format!("{path} does not tell it"))
}
