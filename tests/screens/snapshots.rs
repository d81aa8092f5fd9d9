//! Whole screens as text, reviewed by eye. Styles are asserted elsewhere: text holds no colour.
//!
//! `INSTA_UPDATE=always cargo test --test screens` writes them anew; what changed is then read in
//! the diff.

use crate::{render, states};

/// The sizes of every screen, and those which are seen on a projector at the third as well.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];
const PROJECTED: (u16, u16) = (200, 60);
const ON_A_PROJECTOR: [&str; 26] = [
    "card",
    "card-voting",
    "result",
    "summary",
    "trend",
    "trend-ten-years",
    "trend-ten-years-narrow",
    "trend-ten-years-by-year",
    "compare",
    "compare-ten-years",
    "teams-narrow",
    "across",
    "across-ten-years",
    "form",
    "opening-experiments",
    "turns-neutral",
    "turns-sitting",
    "turns-sitting-levels",
    "insight",
    "summary-large",
    "trend-large",
    "teams-large",
    "insight-large",
    "board",
    "join",
    "join-large",
];

#[test]
fn screens_look_as_they_were_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for state in states::all() {
            let projected = ON_A_PROJECTOR.contains(&state.name).then_some(PROJECTED);
            for size in SIZES.into_iter().chain(projected) {
                let name = format!("{}-{}x{}", state.name, size.0, size.1);
                insta::assert_snapshot!(name, render::text(&render::frame(&state.room.app, size)));
            }
        }
    });
}
