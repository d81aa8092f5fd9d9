//! Themes: no colour in the plain one, no glyph of ours beyond ASCII where that was asked for, and
//! the same words in all of them.

use ratatui::style::Color;
use squadcheck::app::{Depth, Display, Palette};

use crate::{render, states};

const SIZE: (u16, u16) = (120, 40);

#[test]
fn the_plain_theme_has_no_colour_on_any_screen() {
    for mut state in states::all() {
        state.room.app.ctx.display.palette = Palette::Plain;
        let frame = render::frame(&state.room.app, SIZE);
        for cell in frame.content() {
            assert_eq!(
                (cell.fg, cell.bg),
                (Color::Reset, Color::Reset),
                "`{}` on {}",
                cell.symbol(),
                state.name
            );
        }
    }
}

#[test]
fn in_ascii_no_screen_has_a_glyph_of_ours_beyond_ascii() {
    for mut state in states::all() {
        state.room.app.ctx.display.ascii = true;
        for size in [(80, 24), SIZE, (200, 60)] {
            // A person's name is not a glyph of ours.
            let text =
                render::text(&render::frame(&state.room.app, size)).replace("Dörte", "Doerte");
            let foreign: Vec<&str> = text.lines().filter(|line| !line.is_ascii()).collect();
            assert!(foreign.is_empty(), "{} at {size:?}: {foreign:#?}", state.name);
        }
    }
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    for state in states::all() {
        let text = render::text(&render::frame(&state.room.app, SIZE));
        for palette in Palette::ALL {
            for depth in [Depth::Indexed, Depth::True] {
                let mut app = state.room.app.clone();
                app.ctx.display = Display { palette, depth, ..app.ctx.display };
                assert_eq!(render::text(&render::frame(&app, SIZE)), text, "{}", state.name);
            }
        }
    }
}

#[test]
fn with_true_colour_no_badge_is_taken_from_the_256() {
    for mut state in states::all() {
        state.room.app.ctx.display.depth = Depth::True;
        for cell in render::frame(&state.room.app, SIZE).content() {
            assert!(!matches!(cell.bg, Color::Indexed(_)), "`{}` on {}", cell.symbol(), state.name);
        }
    }
}
