//! What is projected fills the window.

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use squadcheck::store::Store;

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
        ("insight", "t<Left>i", 25),
        ("board", "a", 20),
        ("teams", "m", 30),
        ("agreement of teams", "mvvv", 20),
        ("new check", "n", 10),
        ("follow-ups", "jjn<Enter>", 10),
        ("compare", "t<Left><Space><Left><Left><Left><Space><Enter>", 20),
    ] {
        for size in [(120, 40), (200, 60)] {
            let room = states::press(states::demo(), keys);
            let frame = render::frame(&room.app, size);
            let ink = ink(&frame);
            assert!(ink >= least, "{name} {size:?}: {ink} %\n{}", render::text(&frame));
        }
    }
}

#[test]
fn turns_fill_the_window_with_few_and_with_many_people() {
    for template in Store::built_in_templates() {
        for voters in [1, 6, 12, 40] {
            let neutral = states::in_turns(&template, voters);
            let sitting = states::press(neutral.clone(), "<Enter>");
            for (name, room) in [("neutral", &neutral), ("sitting", &sitting)] {
                for size in [(120, 40), (200, 60)] {
                    let frame = render::frame(&room.app, size);
                    let (ink, text) = (ink(&frame), render::text(&frame));
                    let here = format!("{name} of {} with {voters}", template.key);
                    assert!(ink >= 25, "{here} {size:?}: {ink} %\n{text}");
                }
            }
        }
    }
}

#[test]
fn large_type_takes_more_of_the_window_on_every_screen_that_is_projected() {
    let twelve = states::of_twelve();
    for (name, room, keys, more) in [
        ("summary", twelve.clone(), "s", 1),
        ("closed summary", twelve, "sC", 1),
        // Of a team whose checks are all closed: an open one leaves its column blank.
        ("trend", states::demo(), "jt", 1),
        // All three teams have room: their cells are as wide, and their words larger.
        ("teams", states::demo(), "m", 0),
        ("insight", states::demo(), "t<Left>i", 1),
    ] {
        let room = states::press(room, keys);
        let large = states::press(room.clone(), "z");
        for size in [(120, 40), (200, 60)] {
            let [before, after] = [&room, &large].map(|room| render::frame(&room.app, size));
            let text = render::text(&after);
            let (before, after) = (ink(&before), ink(&after));
            assert!(after >= before + more, "{name} {size:?}: {before} % to {after} %\n{text}");
        }
    }
}
