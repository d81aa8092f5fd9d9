//! The voting page of every method that comes with the program.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use squadcheck::export::voting_page::{
    CardState, Lang, PageView, SeatView, Stage, VotingState, page,
};
use squadcheck::model::{Level, Levels, Scale, Secrecy, Template};
use squadcheck::store::Store;

fn state(template: &Template) -> VotingState {
    let card = |dimension| CardState { dimension, stage: Stage::Open, round: 1 };
    VotingState {
        run: "0123456789abcdef".into(),
        version: 1,
        team: "Checkout".into(),
        check: template.name.clone(),
        at: template.dimensions.first().map(|dimension| dimension.key.clone()),
        joined: 6,
        seats: 6,
        cards: template.dimensions.iter().cloned().map(card).collect(),
        last_question: Some(Stage::Open),
        secrecy: Secrecy::Anonymous,
        people: Vec::new(),
        threshold: 3,
        key: [7; 32],
        form: [9; 32],
        closed: false,
    }
}

fn view(lang: Lang) -> PageView<'static> {
    PageView {
        path: "/K7QM2",
        seat: Some(SeatView { person: None }),
        full: false,
        once: "0123456789abcdef0123456789abcdef",
        card: None,
        lang,
        note: None,
    }
}

fn with_key(key: &str) -> Template {
    let templates = Store::built_in_templates();
    templates.into_iter().find(|template| template.key == key).expect("it comes with the program")
}

/// Bytes of the page as sent, and packed.
fn weight(state: &VotingState, lang: Lang) -> (usize, usize) {
    let page = page(state, &view(lang));
    let mut packed = GzEncoder::new(Vec::new(), Compression::best());
    packed.write_all(page.as_bytes()).unwrap();
    (page.len(), packed.finish().unwrap().len())
}

#[test]
fn the_page_of_every_method_is_small() {
    for template in Store::built_in_templates() {
        for (lang, last) in Lang::ALL.into_iter().flat_map(|lang| [(lang, true), (lang, false)]) {
            let mut state = state(&template);
            // At the last question no card came with its forms.
            state.at = state.at.filter(|_| !last);
            if last {
                state.cards.iter_mut().for_each(|card| card.stage = Stage::Revealed);
            }
            let (sent, packed) = weight(&state, lang);
            assert!(sent <= 48 * 1024, "{}: {sent} bytes", template.key);
            assert!(packed <= 16 * 1024, "{}: {packed} bytes packed", template.key);
        }
    }
}

/// What a team writes is sent once, and next to nothing comes with it.
#[test]
fn a_method_of_many_described_levels_adds_little_but_its_words() {
    let mut template = with_key("spotify");
    let mut described = 0;
    for (card, dimension) in template.dimensions.iter_mut().enumerate() {
        let mut levels = Levels::new(Level::whole(1), Level::whole(10), Level::whole(1));
        for level in 1..=10 {
            let label = format!("Label {level} of {card}");
            let description = format!("What level {level} means on card {card}. ").repeat(9);
            described += label.len() + description.len();
            levels.labels.insert(Level::whole(level), label);
            levels.descriptions.insert(Level::whole(level), description);
        }
        dimension.scale = Scale::Levels(levels);
    }
    assert!(described > 30_000);
    for lang in Lang::ALL {
        let (sent, packed) = weight(&state(&template), lang);
        assert!(sent <= 48 * 1024 + described, "{sent} bytes, {described} of them words");
        assert!(packed <= 16 * 1024 + described / 8, "{packed} bytes packed");
    }
}

/// The values that a form of a card sends under a name.
fn offered<'a>(section: &'a str, name: &str) -> Vec<&'a str> {
    let field = format!("name={name} value=\"");
    section.split(&field).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_method_has_a_form_for_each_card_with_its_answers() {
    for template in Store::built_in_templates() {
        let state = state(&template);
        for (at, dimension) in template.dimensions.iter().enumerate() {
            let asked = PageView { card: Some(&dimension.key), ..view(Lang::En) };
            let page = page(&state, &asked);
            let sections: Vec<&str> = page.split("<section ").skip(1).collect();
            assert_eq!(sections.len(), template.dimensions.len() + 1, "{}", template.key);
            let section = sections[at];
            assert!(section.contains("method=post action=\"/K7QM2/ballot\""));
            // One form votes, the other one abstains.
            assert_eq!(offered(section, "card"), [&dimension.key, &dimension.key]);
            let mut votes = offered(section, "vote");
            assert_eq!(votes.pop(), Some("abstain"));
            assert!(votes.iter().all(|vote| dimension.scale.parse(vote).is_some()), "{votes:?}");
            match &dimension.scale {
                Scale::TrafficLight => assert_eq!(votes, ["green", "yellow", "red"]),
                Scale::Levels(levels) => {
                    assert_eq!(Some(votes.len()), usize::try_from(levels.count()).ok());
                    for label in levels.labels.values().filter(|label| !label.contains('\'')) {
                        assert!(section.contains(label.as_str()), "{label}");
                    }
                }
            }
            assert_eq!(offered(section, "direction"), ["improving", "stable", "worsening"]);
            assert!(section.contains("<textarea name=comment "));
        }
        let asked = PageView { card: Some("miss"), ..view(Lang::En) };
        let page = page(&state, &asked);
        let last = page.split("<section ").last().expect("the last question");
        assert_eq!(offered(last, "card"), ["miss"]);
        assert_eq!(offered(last, "vote"), ["would", "unsure", "would-not"]);
    }
}

#[test]
fn without_scripts_a_card_is_shown_and_the_next_one_is_linked() {
    let mut state = state(&with_key("spotify"));
    state.cards[4].stage = Stage::Revealed;
    state.at = Some("value".into());
    let shown = |page: &str| -> Vec<String> {
        let sections = page.split("<section ").skip(1);
        let seen = sections.filter(|section| {
            !section.split('>').next().is_some_and(|tag| tag.ends_with(" hidden"))
        });
        let key = |section: &str| {
            section.split("data-key=\"").nth(1)?.split('"').next().map(str::to_owned)
        };
        seen.filter_map(key).collect()
    };
    let next = |page: &str| {
        page.split("id=next ")
            .nth(1)
            .and_then(|rest| rest.split("href=\"").nth(1)?.split('"').next().map(str::to_owned))
    };
    let here = page(&state, &view(Lang::En));
    assert_eq!(shown(&here), ["value"]);
    assert_eq!(next(&here).as_deref(), Some("/K7QM2?card=mission"), "a revealed one is passed by");
    for (asked, is_shown) in [("fun", "fun"), ("miss", "miss"), ("nonsense", "value")] {
        let page = page(&state, &PageView { card: Some(asked), ..view(Lang::En) });
        assert_eq!(shown(&page), [is_shown]);
    }
    let last = page(&state, &PageView { card: Some("miss"), ..view(Lang::En) });
    assert_eq!(next(&last).as_deref(), Some("/K7QM2?card=easy-to-release"));
    state.at = Some("speed".into());
    assert_eq!(shown(&page(&state, &view(Lang::En))), ["miss"], "no card is open there");
    state.last_question = None;
    assert_eq!(shown(&page(&state, &view(Lang::En))), ["speed"]);
    state.at = None;
    assert_eq!(shown(&page(&state, &view(Lang::En))), ["easy-to-release"]);
}

#[test]
fn who_is_not_in_finds_the_way_in_and_no_card() {
    let mut state = state(&with_key("spotify"));
    let nobody = PageView { seat: None, ..view(Lang::En) };
    let join = page(&state, &nobody);
    assert!(!join.contains("<section"));
    assert!(join.contains("method=post action=\"/K7QM2/join\""));
    assert_eq!(offered(&join, "once"), ["0123456789abcdef0123456789abcdef"]);
    let full = page(&state, &PageView { full: true, ..nobody.clone() });
    assert!(full.contains("All 6 seats are taken.") && !full.contains("<form"));
    state.secrecy = Secrecy::Named;
    state.people = vec![("Ana".into(), true), ("Bo".into(), false)];
    let named = page(&state, &nobody);
    assert_eq!(offered(&named, "name"), ["Bo"]);
    assert!(named.contains("<button disabled><bdi>Ana</bdi>"));
    // Somebody else on the same device.
    let other = page(&state, &view(Lang::En));
    assert_eq!(offered(&other, "another"), ["1"]);
    assert_eq!(offered(&other, "name"), ["Bo"]);
    state.closed = true;
    let closed = page(&state, &view(Lang::De));
    assert!(closed.contains("Dieser Check ist geschlossen.") && !closed.contains("<form"));
}

/// Reads as little as a phone would before the reveal: whatever was voted, this is all there is.
#[test]
fn below_the_threshold_the_page_says_what_becomes_of_comments() {
    let mut state = state(&with_key("spotify"));
    let few = "Fewer than 3 votes are neither shown nor kept, and comments neither.";
    let body = |state: &VotingState| {
        let page = page(state, &view(Lang::En));
        page.split("<script").next().expect("a body").to_owned()
    };
    assert!(!body(&state).contains(few));
    state.seats = 2;
    assert!(body(&state).contains(few));
    state.secrecy = Secrecy::Named;
    assert!(!body(&state).contains(few));
}
