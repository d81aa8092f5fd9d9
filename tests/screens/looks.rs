//! Themes: no colour in the plain one, no glyph of ours beyond ASCII where that was asked for, and
//! the same words in all of them.

use ratatui::style::Color;
use squadcheck::app::{App, Depth, Display, Palette};

use crate::{render, states};

const SIZE: (u16, u16) = (120, 40);

#[test]
fn the_plain_theme_has_no_colour_on_any_screen() {
    for mut state in states::all() {
        state.room.app.ctx.display.palette = Palette::Plain;
        let frame = render::frame(&state.room.app, SIZE);
        // A code is black on white in every theme: cameras read no other.
        let code = state.name.contains("join");
        let of_code = [Color::Indexed(16), Color::Indexed(231)];
        for cell in frame.content().iter().filter(|cell| !(code && of_code.contains(&cell.bg))) {
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
fn with_base_letters_every_cell_of_every_screen_is_ascii() {
    for mut state in states::all() {
        let names = |app: &_| render::text(&render::frame(app, SIZE)).contains("Dörte");
        let named = names(&state.room.app);
        let display = &mut state.room.app.ctx.display;
        (display.ascii, display.base_letters) = (true, true);
        for size in [(80, 24), SIZE, (200, 60)] {
            let text = render::text(&render::frame(&state.room.app, size));
            assert!(text.is_ascii(), "{} at {size:?}:\n{text}", state.name);
            assert!(size != SIZE || !named || text.contains("Dorte"), "{}:\n{text}", state.name);
        }
    }
}

#[test]
fn a_badge_is_legible_in_every_depth() {
    for state in states::all() {
        for depth in [Depth::Eight, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let mut app = state.room.app.clone();
            app.ctx.display.depth = depth;
            for cell in render::frame(&app, SIZE).content() {
                assert!(cell.bg == Color::Reset || cell.fg != cell.bg, "{} {depth:?}", state.name);
                let few = depth < Depth::Indexed;
                let long = |colour| matches!(colour, Color::Indexed(_) | Color::Rgb(..));
                assert!(!few || !long(cell.fg) && !long(cell.bg), "{} {depth:?}", state.name);
            }
        }
    }
}

#[test]
fn a_theme_changes_colours_and_nothing_else() {
    for state in states::all() {
        // Without colours a light has a pattern in place of a fill, and no half row.
        let text = |app: &App| {
            let text = render::text(&render::frame(app, SIZE)).replace(['▒', '░', '▀'], " ");
            text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
        };
        let usual = text(&state.room.app);
        for palette in Palette::ALL {
            for depth in [Depth::Eight, Depth::Sixteen, Depth::Indexed, Depth::True] {
                let mut app = state.room.app.clone();
                app.ctx.display = Display { palette, depth, ..app.ctx.display };
                assert_eq!(text(&app), usual, "{}", state.name);
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

#[test]
fn the_word_on_a_number_line_is_text_and_not_grey_as_its_rule() {
    let state = states::all().into_iter().find(|state| state.name == "result-levels");
    let frame = render::frame(&state.expect("a result").room.app, SIZE);
    let cells = frame.content();
    let word = |at: &usize| {
        let letters = cells[*at..].iter().take(6).map(ratatui::buffer::Cell::symbol);
        letters.eq(["m", "e", "d", "i", "a", "n"])
    };
    let at = (0..cells.len()).filter(word).find(|at| cells[at - 2].symbol() == "▴");
    let at = at.expect("the word behind the pointer");
    assert!(cells[at - 2..at + 6].iter().all(|cell| cell.fg == Color::Reset));
}
