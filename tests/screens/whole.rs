//! What must never be cut: the question, what to agree on, and the next key; in every built-in
//! template, with few and with many voters, at every size.

use squadcheck::app::App;
use squadcheck::model::Template;
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
    let people: Vec<String> = (1..=voters).map(|n| format!("Voter{n}")).collect();
    let config = format!(
        "squadcheck: 1\ndefaults: {{template: {}, threshold: 1}}\n\
         teams: [{{name: Checkout, people: [{}]}}]\n",
        template.key,
        people.join(", ")
    );
    states::press(MemoryApp::new(Some(&config), &[]), "n<Enter>")
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
