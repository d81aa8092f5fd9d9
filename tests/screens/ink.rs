//! What is projected fills the window.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};

use crate::{render, states};

/// The share of the cells between head and foot with a sign, a ground or reverse, in percent.
fn ink(frame: &Buffer) -> usize {
    let (width, height) = (usize::from(frame.area.width), usize::from(frame.area.height));
    let body = &frame.content()[3 * width..(height - 3) * width];
    let inked = body.iter().filter(|cell| {
        let reversed = cell.modifier.contains(Modifier::REVERSED);
        cell.symbol().trim() != "" || cell.bg != Color::Reset || reversed
    });
    inked.count() * 100 / body.len()
}

#[test]
fn screens_of_a_check_fill_the_window_at_both_sizes_of_a_projector() {
    for (name, keys, least) in [
        ("card", "<Enter>n", 25),
        ("result", "<Enter>n4g2yr2+3=-<Space>", 40),
        ("split", "<Enter>n4g3r2+3=-<Space>", 40),
        ("agreed", "<Enter>n6gr<Space>g", 40),
        ("summary", "j<Enter>", 30),
        ("home", "", 20),
        ("trend", "t", 30),
    ] {
        for size in [(120, 40), (200, 60)] {
            let room = states::press(states::demo(), keys);
            let frame = render::frame(&room.app, size);
            let ink = ink(&frame);
            assert!(ink >= least, "{name} {size:?}: {ink} %\n{}", render::text(&frame));
        }
    }
}
