//! A key in the full screen while hundreds of phones vote, beside the same key while they rest.
//!
//! All have voted once before, so that a vote changes nothing on the screen: each frame is a key's.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::super::figures::{Beside, Times, medians};
use super::super::room::Room;
use super::super::table::Table;
use super::super::window::Window;
use super::phones::{self, Phone};

/// How often each phone votes: all of them together within three seconds. A seat may not vote more
/// often than every other second for long.
const OFTEN: Duration = Duration::from_millis(2500);
/// Turns large type on and off, which nobody is served.
const KEY: &[u8] = b"z";
/// After this long without a byte nothing more is drawn.
const STILL: Duration = Duration::from_millis(50);

/// From a key to the end of its frame.
pub fn keys(room: &Room, table: &mut Table) {
    let what = format!("key to finished frame while {} phones vote", room.extent.phones);
    let reach = "≤ 1.5 × of the same without";
    match answered(room) {
        Ok((times, votes)) => {
            table.beside(&what, reach, &Ok(medians(&times)));
            let (rest, busy) = (times.0.percentile(99), times.1.percentile(99));
            table.beside(&format!("{what}, p99"), "", &Ok(Beside { floor: rest, ours: busy }));
            table.note(format!("Votes that came meanwhile: {votes}."));
        }
        Err(why) => table.beside(&what, reach, &Err(why)),
    }
}

/// The times without votes and with them, and how many votes came.
fn answered(room: &Room) -> Result<((Times, Times), usize), String> {
    let people = room.extent.phones.to_string();
    let new = ["new", "Checkout Core", "--way", "devices", "--voters", &people];
    let asked = [&new[..], &["--listen", "127.0.0.1"]].concat();
    let mut window = Window::open(room, &room.ours(&room.fresh()?, &asked))?;
    window.shows("http://127.0.0.1:")?;
    let screen = window.screen();
    let address = screen.split("http://127.0.0.1:").nth(1).unwrap_or_default();
    let address = address.split_whitespace().next().unwrap_or_default();
    let (port, token) = address.split_once('/').ok_or("no address is shown")?;
    let port: u16 = port.parse().map_err(|_| "no port is shown")?;
    let (phones, path) = (room.extent.phones, format!("/{token}"));
    let pause = OFTEN / u32::try_from(phones).map_err(|_| "so many phones")?;
    let (ready, is_ready) = std::sync::mpsc::channel();
    let (votes, ends) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (go, stop) = (Arc::clone(&votes), Arc::clone(&ends));
    let crowd = std::thread::spawn(move || {
        phones::run(async {
            let mut all = Vec::new();
            for _ in 0..phones {
                all.push(Phone::with_forms(port).await?);
            }
            phones::all(&mut all, &format!("POST {path}/join"), &[], 303).await?;
            let ballot = b"card=speed&vote=green";
            let vote = format!("POST {path}/ballot");
            phones::all(&mut all, &vote, ballot, 303).await?;
            _ = ready.send(());
            let mut given = 0;
            while !stop.load(Ordering::Relaxed) {
                tokio::time::sleep(pause).await;
                if go.load(Ordering::Relaxed) {
                    let phone = &mut all[given % phones];
                    phone.ask(&vote, ballot, 303).await?;
                    given += 1;
                }
            }
            Ok::<_, String>(given)
        })
    });
    let measured = is_ready.recv().map_err(|_| "the phones did not come in".to_owned());
    let measured = measured.and_then(|()| measure(room, &mut window, &votes));
    ends.store(true, Ordering::Relaxed);
    let given = crowd.join().map_err(|_| "the phones failed")?;
    // Why the phones ended says more than why nothing was measured.
    let given = given?;
    Ok((measured?, given))
}

fn measure(room: &Room, window: &mut Window, votes: &AtomicBool) -> Result<(Times, Times), String> {
    let (mut rest, mut busy) = (Vec::new(), Vec::new());
    window.types(b"\r")?;
    window.shows("have voted")?;
    for round in 0..room.extent.often * 10 {
        // In turns, so that a noisy minute is in both.
        let voting = round % 2 == 1;
        votes.store(voting, Ordering::Relaxed);
        window.settles_for(STILL);
        let times = if voting { &mut busy } else { &mut rest };
        times.push(window.answers(KEY)?);
    }
    Ok((Times::new(rest)?, Times::new(busy)?))
}
