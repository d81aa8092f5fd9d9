//! The ballot sheet of every method that comes with the program.

use jiff::civil::date;
use squadcheck::export::ballot_sheet::{BallotSheet, SheetCard};
use squadcheck::model::{Scale, Secrecy, Template};
use squadcheck::seal::{BallotForm, BallotKey};
use squadcheck::store::Store;

fn sheet(template: &Template, people: &[String]) -> BallotSheet {
    let cards = template.dimensions.iter();
    let form = BallotForm {
        secrecy: if people.is_empty() { Secrecy::Anonymous } else { Secrecy::Named },
        cards: cards.clone().map(|card| (card.key.clone(), card.scale.clone())).collect(),
        people: people.to_vec(),
    };
    BallotSheet {
        team: "Checkout".into(),
        check: template.name.clone(),
        date: date(2026, 11, 28),
        until: Some("2026-11-30 10:00".into()),
        threshold: 3,
        cards: cards.map(|card| SheetCard { dimension: card.clone(), open: true }).collect(),
        key: BallotKey::new([7; 32], form),
    }
}

/// It goes through mail and chat, so it is small: with a team of twelve and its names, too.
#[test]
fn every_sheet_is_small_and_is_read_again() {
    let people: Vec<String> = (1..=12).map(|n| format!("Person number {n}")).collect();
    let templates = Store::built_in_templates();
    assert!(templates.len() > 5);
    for template in templates {
        for people in [&[], &people[..]] {
            let sheet = sheet(&template, people);
            let html = sheet.html();
            assert!(html.len() <= 64 * 1024, "{}: {} bytes", template.key, html.len());
            assert_eq!(BallotSheet::read(&html), Ok(sheet), "{}", template.key);
        }
    }
}

#[test]
fn every_answer_of_a_method_is_on_its_sheet() {
    for template in Store::built_in_templates() {
        let html = sheet(&template, &[]).html();
        // Lights, direction and comment are there once, for the script to copy.
        let (_, copied) = html.split_once("<template id=lights>").expect("one");
        let (copied, cards) = copied.rsplit_once("</template>").expect("its end");
        for (name, count) in [("vote", 4), ("direction", 3), ("comment", 1)] {
            assert_eq!(copied.matches(&format!("name={name}-0 ")).count(), count, "{name}");
        }
        for (at, card) in template.dimensions.iter().enumerate() {
            let section = cards.split("<section ").nth(at + 1).expect("a card");
            let offered = section.matches(&format!("name=vote-{at} value=\"")).count();
            let answers = match &card.scale {
                Scale::TrafficLight => 0,
                // One more abstains.
                Scale::Levels(levels) => levels.count() + 1,
            };
            assert_eq!(Ok(offered), usize::try_from(answers), "{}: {}", template.key, card.key);
        }
    }
}
