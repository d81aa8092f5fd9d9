//! What must never be cut: the question, what to agree on, and the next key; in every built-in
//! template, with few and with many voters, at every size.

use squadcheck::app::App;
use squadcheck::model::{Entry, Template};
use squadcheck::store::Store;

use crate::memory_app::MemoryApp;
use crate::{render, states};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// The text of a frame with single blanks, so that words which were wrapped are found in one piece.
fn words(app: &App, size: (u16, u16)) -> String {
    let text = render::text(&render::frame(app, size));
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A check on its first card.
fn begun(template: &Template, voters: usize) -> MemoryApp {
    states::by_hands(template, voters)
}

/// Votes of everybody on the card: half at each end, so that they are split.
fn votes(template: &Template, voters: usize) -> String {
    let (low, high) = (voters / 2, voters - voters / 2);
    match template.dimensions[0].range() {
        None => format!("{high}g{low}r"),
        Some((min, max)) => {
            format!(
                "{}{}",
                format!("{max}<Enter>").repeat(high),
                format!("{min}<Enter>").repeat(low)
            )
        }
    }
}

#[test]
fn question_agreement_and_next_key_are_whole_in_every_template_with_1_to_40_voters() {
    for template in Store::built_in_templates() {
        let question = &template.dimensions[0].name;
        for voters in [1, 6, 12, 40] {
            let mut app = begun(&template, voters).app;
            let here = format!("{} with {voters}", template.key);
            let card = states::press(begun(&template, voters), "");
            for size in SIZES {
                let text = words(&card.app, size);
                for whole in
                    [question.as_str(), &format!("0 of {voters} have voted"), "Space reveal"]
                {
                    assert!(text.contains(whole), "{here} at {size:?}: no {whole}\n{text}");
                }
            }
            let all = states::press(begun(&template, voters), &votes(&template, voters));
            for size in SIZES {
                let text = words(&all.app, size);
                let count = format!("{voters} of {voters} have voted");
                for whole in [question.as_str(), &count, "Space reveal"] {
                    assert!(text.contains(whole), "{here} at {size:?}: no {whole}\n{text}");
                }
            }
            let result =
                states::press(begun(&template, voters), &(votes(&template, voters) + "<Space>"));
            for size in SIZES {
                let text = words(&result.app, size);
                let split = if voters > 1 { "SPLIT" } else { "Agree on" };
                for whole in [question.as_str(), "Agree on", "Enter agree, next", split] {
                    assert!(text.contains(whole), "{here} at {size:?}: no {whole}\n{text}");
                }
            }
            app.ctx.display.large = true;
            for size in SIZES {
                let text = words(&app, size);
                assert!(text.contains(question.as_str()), "{here} at {size:?}, large\n{text}");
            }
        }
    }
}

#[test]
fn every_card_of_every_template_has_large_type_where_its_letters_fit() {
    for template in Store::built_in_templates() {
        let mut room = begun(&template, 6);
        for dimension in &template.dimensions {
            let large = render::text(&render::frame(&room.app, (120, 40)));
            let rows = large.lines().skip(3).take(8);
            let blocks = rows.flat_map(str::chars).filter(|c| "█▀▄▌▐▛▜▙▟▖▗▘▝▚▞".contains(*c));
            assert!(blocks.count() > 12, "{} in {}\n{large}", dimension.name, template.key);
            room = states::press(room, "n");
        }
    }
}

#[test]
fn in_turns_the_next_person_the_question_and_the_next_key_are_whole_with_1_to_40_voters() {
    for template in Store::built_in_templates() {
        let question = &template.dimensions[0].name;
        for voters in [1, 6, 12, 40] {
            let neutral = states::in_turns(&template, voters);
            let sitting = states::press(neutral.clone(), "<Enter>");
            let scale = &template.dimensions[0].scale;
            let vote = match (scale.entry(), scale.levels()) {
                (Entry::Level, Some(levels)) => format!("{}<Enter>", levels.min),
                (_, levels) => levels.map_or("g".to_owned(), |levels| levels.min.to_string()),
            };
            let given = states::press(sitting.clone(), &vote);
            for large in [false, true] {
                let shown = |room: &MemoryApp, size: (u16, u16)| {
                    let mut app = room.app.clone();
                    app.ctx.display.large = large;
                    words(&app, size)
                };
                for size in SIZES {
                    let here = format!("{} with {voters} at {size:?}", template.key);
                    let text = shown(&neutral, size);
                    let count = format!("0 of {voters} have voted");
                    let next = "Voter1 is next. Everybody else, please look away. Enter starts.";
                    for whole in [next, &count, "Enter start"] {
                        assert!(text.contains(whole), "{here}: no {whole}\n{text}");
                    }
                    for (room, state) in [(&sitting, "not yet"), (&given, "given")] {
                        let text = shown(room, size);
                        let vote = format!("Vote {state}");
                        for whole in [question.as_str(), &vote, "Direction not yet", "Enter "] {
                            assert!(text.contains(whole), "{here}: no {whole}\n{text}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn no_cell_of_a_sitting_depends_on_what_is_voted() {
    for template in Store::built_in_templates() {
        let scale = &template.dimensions[0].scale;
        let votes: Vec<String> = match scale.levels() {
            None => ["g", "y", "r", "b"].map(str::to_owned).to_vec(),
            Some(levels) => [levels.min, levels.max].map(|level| level.to_string()).to_vec(),
        };
        let enter = if scale.entry() == Entry::Level { "<Enter>" } else { "" };
        // While it is typed, when it is given, with a direction, and after the turn.
        for after in ["", enter, "<Enter><Left>", "<Enter><Left>+", "<Esc>"] {
            let directions = if after.ends_with('+') { ["+", "=", "-"] } else { ["", "", ""] };
            let after = after.trim_end_matches('+');
            for size in SIZES {
                let frames = votes.iter().flat_map(|vote| {
                    directions.map(|direction| {
                        let keys = format!("<Enter>{vote}{after}{direction}");
                        let room = states::press(states::in_turns(&template, 3), &keys);
                        render::frame(&room.app, size)
                    })
                });
                let frames: Vec<_> = frames.collect();
                assert!(
                    frames.iter().all(|frame| *frame == frames[0]),
                    "{} at {size:?} after {after:?}\n{}",
                    template.key,
                    render::text(&frames[0])
                );
            }
        }
    }
}

#[test]
fn on_a_small_window_the_seat_under_the_cursor_is_shown_and_the_rest_counted() {
    let template = &Store::built_in_templates()[0];
    let room = states::press(states::in_turns(template, 40), "<End>");
    let text = words(&room.app, (60, 16));
    assert!(text.contains("Voter40") && text.contains("more"), "{text}");
    let text = words(&room.app, (200, 60));
    assert!((1..=40).all(|n| text.contains(&format!("Voter{n}"))), "{text}");
}

#[test]
fn what_is_overdue_is_told_with_its_day_and_its_words_whole() {
    let board = states::press(states::demo(), "a");
    for size in [(120, 40), (200, 60)] {
        let text = words(&board.app, size);
        for whole in ["overdue 9 days", "Estimate nothing for a sprint", "d done"] {
            assert!(text.contains(whole), "{size:?}: no {whole}\n{text}");
        }
    }
}

#[test]
fn findings_that_are_alike_are_one_sentence_and_each_of_the_first_three_has_its_strip() {
    let insight = states::press(states::demo(), "t<Left>i");
    let text = words(&insight.app, (120, 40));
    assert!(text.contains("Easy to release, Tech quality and On-call are better"), "{text}");
    assert!(text.contains("Y R R R R R Flow has been red"), "the strip of what stays red\n{text}");
}

#[test]
fn the_first_screen_cuts_none_of_its_lines() {
    let first = states::all().into_iter().find(|state| state.name == "welcome").unwrap();
    for size in &SIZES[1..] {
        let text = words(&first.room.app, *size);
        for whole in [
            "Nothing is set up here yet.",
            "choose what to work on.",
            "two years of three made-up teams",
            "checks are kept in your own data folder",
            "write a commented healthcheck.yaml here; this screen follows it",
            "Enter start now",
        ] {
            assert!(text.contains(whole), "{size:?}: no {whole}\n{text}");
        }
    }
}

#[test]
fn in_large_type_a_summary_has_every_name_the_day_and_what_is_next_in_plain_letters() {
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").expect("built in");
    for (keys, next) in [("s", "C close"), ("s C", "e export")] {
        let summary = states::press(states::of_twelve(), &format!("{keys} z"));
        for size in SIZES {
            let text = words(&summary.app, size);
            let wholes = ["Focus Easy to release", "Cut the pipeline to ten minutes", next];
            let day = "8 green, 2 yellow, 1 red".to_owned();
            let day = (size.1 >= 40).then_some(day);
            let wholes = wholes.into_iter().map(str::to_owned).chain(day);
            // The smallest windows count the rest, as they do without large type.
            let wholes = wholes.filter(|_| size.1 >= 24);
            let names = spotify.dimensions.iter().map(|d| d.name.clone());
            let names = names.filter(|_| size.1 >= 24);
            for whole in wholes.chain(names) {
                assert!(text.contains(&whole), "{keys} at {size:?}: no {whole}\n{text}");
            }
            assert!(size.1 >= 24 || text.contains("more cards"), "{size:?}\n{text}");
        }
    }
}

#[test]
fn in_large_type_both_grids_have_every_row_and_count_the_columns_that_are_left_out() {
    let rows = ["Easy to release", "Suitable process", "Delivering value", "On-call"];
    let usual = states::press(states::demo(), "t");
    let trend = states::press(usual.clone(), "z");
    let teams = states::press(states::demo(), "mz");
    for size in [(80, 24), (100, 30), (120, 40), (200, 60)] {
        let earlier = |room: &MemoryApp| {
            let text = words(&room.app, size);
            let before = text.split(" earlier").next().and_then(|text| text.split(' ').next_back());
            before.and_then(|n| n.parse::<usize>().ok()).unwrap_or(0)
        };
        let text = words(&trend.app, size);
        assert!(earlier(&trend) > earlier(&usual), "{size:?}\n{text}");
        assert!(text.contains("▲ Yellow") || size.1 == 60, "{size:?}\n{text}");
        for whole in rows.iter().chain(&["20 Nov", "Enter open"]) {
            assert!(text.contains(whole), "{size:?}: no {whole}\n{text}");
        }
        let text = words(&teams.app, size);
        for whole in rows.iter().chain(&["Checkout", "Ledger", "Search", "Enter open"]) {
            assert!(text.contains(whole), "{size:?}: no {whole}\n{text}");
        }
    }
}

#[test]
fn in_large_type_findings_keep_their_names_and_words_in_plain_letters() {
    let insight = states::press(states::demo(), "t<Left>iz");
    for size in [(80, 24), (120, 40), (200, 60)] {
        let text = words(&insight.app, size);
        for whole in ["Flow has been red for 5 checks in a row.", "Delivering value: The team"] {
            assert!(text.contains(whole), "{size:?}: no {whole}\n{text}");
        }
        let more = text.contains("more below");
        assert!(more || size.1 == 60, "what does not fit is counted\n{text}");
    }
}
