//! The picture of a result in a large window: how long a key takes that changes what is agreed.
//!
//! The bare program fills as many cells, and changes as many.

use std::time::Duration;

use super::baseline;
use super::figures::{Beside, Times, medians};
use super::room::Room;
use super::table::Table;
use super::window::Window;

/// A projector with small letters.
const SIZE: (u16, u16) = (200, 60);
const RIGHT: &[u8] = b"\x1b[C";
/// After this long without a byte what was agreed is saved, and the head says so.
const SAVED: Duration = Duration::from_millis(50);

/// From a key to the end of the frame with another light agreed.
pub fn result(room: &Room, table: &mut Table) {
    let what = "key to finished frame, result of 200 x 60";
    let reach = "≤ 1.5 × the bare program";
    match answered(room) {
        Ok((times, ours, bare)) => {
            table.beside(what, reach, &Ok(medians(&times)));
            let (floor, own) = (times.0.percentile(99), times.1.percentile(99));
            table.beside(&format!("{what}, p99"), "", &Ok(Beside { floor, ours: own }));
            table.note(format!(
                "Cells with ink, result of 200 x 60: {ours}; in the bare program: {bare}."
            ));
        }
        Err(why) => table.beside(what, reach, &Err(why)),
    }
}

/// The times, and how many cells each fills.
fn answered(room: &Room) -> Result<((Times, Times), usize, usize), String> {
    let mut floor = Window::of_size(room, &room.bare(baseline::RESULT), SIZE)?;
    floor.shows("q quit")?;
    let mut ours = Window::of_size(room, &room.ours(&room.fresh()?, &[]), SIZE)?;
    for (keys, words) in [("", "Checkout"), ("n", "New check"), ("\r", "1 of"), ("3g2yr ", "Agree")]
    {
        ours.types(keys.as_bytes())?;
        ours.shows(words)?;
    }
    let (mut floors, mut all_ours) = (Vec::new(), Vec::new());
    for key in [b"y", b"r", b"g"].into_iter().cycle().take(room.extent.often * 10) {
        // What was agreed is saved, which is drawn, too.
        for window in [&mut floor, &mut ours] {
            window.settles_for(SAVED);
        }
        floors.push(floor.answers(RIGHT)?);
        all_ours.push(ours.answers(key)?);
    }
    Ok(((Times::new(floors)?, Times::new(all_ours)?), ours.inked(), floor.inked()))
}
