use jiff::civil::date;

use super::*;
use crate::model::{
    ActionItem, ActionStep, Agreed, Card, Dimension, Light, Session, Summary, Template, Vote,
    Voters, VotingMode, Workspace,
};

fn session(month: i8, cards: &[(&str, Light)]) -> Session {
    let day = date(2026, month, 20);
    let mut session =
        Session::new("A|B".into(), day, &Template::default(), VotingMode::Hands, Voters::Count(5));
    let card = |(key, light): &(&str, Light)| Card {
        agreed: Agreed { vote: Some(Vote::Light(*light)), direction: None },
        ..Card::new(Dimension { key: (*key).into(), name: (*key).into(), ..Dimension::default() })
    };
    session.cards = cards.iter().map(card).collect();
    session
}

#[test]
fn a_comparison_is_a_table_and_a_task_list() {
    let mut then = session(1, &[("speed", Light::Red), ("fun", Light::Green)]);
    let mut action = ActionItem {
        text: "Cut *it*".into(),
        owner: "Ana".into(),
        dimension: Some("speed".into()),
        ..ActionItem::default()
    };
    then.actions.push(action.clone());
    action.step(ActionStep::Done, date(2026, 3, 1));
    then.actions.push(action);
    let now = session(8, &[("speed", Light::Green), ("joy", Light::Green)]);
    let workspace = Workspace::bare(Vec::new());
    let comparison = Comparison::new(&workspace, &Summary::new(&then), &Summary::new(&now));
    let promises: Vec<PastAction> = PastAction::in_session(&workspace, &then).collect();
    let text = comparison_markdown("A|B", [then.date, now.date], &comparison, promises.iter());
    insta::assert_snapshot!(text);
}
