//! Nothing drawn panics, at no size.

use crate::{render, states};

#[test]
fn every_screen_draws_at_every_size_up_to_70_by_20_and_at_some_large_ones() {
    for state in states::all().into_iter().chain(states::crowded()) {
        for width in 1..=70 {
            for height in (1..=20).filter(|height| width % 5 == 0 || width >= 59 || height % 5 == 1)
            {
                render::frame(&state.room.app, (width, height));
            }
        }
        for size in [
            (1, 1),
            (80, 24),
            (99, 25),
            (100, 26),
            (120, 40),
            (200, 60),
            (300, 16),
            (60, 120),
            (400, 100),
        ] {
            render::frame(&state.room.app, size);
        }
    }
}

#[test]
fn a_window_that_is_too_small_says_so_and_q_still_quits() {
    let mut room = states::demo();
    let text = render::text(&render::frame(&room.app, (59, 16)));
    assert!(text.contains("59x16 is too small; 60x16 is enough. q quits."), "{text}");
    room.key(squadcheck::keys::Key::Char('q'));
    assert_eq!(room.effects, [squadcheck::app::Effect::Quit(0)]);
}

#[test]
fn at_the_smallest_size_every_screen_has_its_title_and_the_way_to_help() {
    for state in states::all() {
        let text = render::text(&render::frame(&state.room.app, (60, 16)));
        assert!(
            text.lines().next().is_some_and(|line| !line.trim().is_empty()),
            "{}\n{text}",
            state.name
        );
        let help = state
            .room
            .app
            .ctx
            .keys
            .of_place(state.room.app.place())
            .find(|b| b.action == squadcheck::keys::Action::Help)
            .map(|b| b.keys[0].label());
        assert!(
            help.is_none_or(|key| text.contains(&format!("{key} help"))),
            "{}\n{text}",
            state.name
        );
    }
}
