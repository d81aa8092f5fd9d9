//! What changed: moved, sliding, the same for long; and where the team is split.

use std::cmp::Ordering;

use super::{Line, Reading, agreed, day};
use crate::plain::{Card, Direction, Light, Scope, Vote, When};
use crate::rules::history::{self, Time};
use crate::rules::{scale, votes};

/// The step of a card from an earlier time.
fn step(then: &Time<'_>, card: &Card) -> Option<Ordering> {
    history::step((then.card, then.vote), (card, history::agreed(card)?))
}

/// What moved since last time.
pub fn moved(reading: Reading<'_>) -> Vec<Line> {
    let line = |card: &&Card| {
        let last = *reading.agreed_before(card).first()?;
        let step = step(&last, card).filter(|step| step.is_ne())?;
        let (was, is) = (agreed(last.card), agreed(card));
        let facts = vec![history::change(step).to_owned(), was, day(last.date()), is];
        Some(Line::of("moved", card, facts))
    };
    reading.cards().iter().filter_map(line).collect()
}

/// What is sliding and not yet red.
pub fn sliding(reading: Reading<'_>) -> Vec<Line> {
    let line = |card: &&Card| Some(Line::of("sliding", card, slides(reading, card)?));
    reading.cards().iter().filter_map(line).collect()
}

/// The first sign of a slide: said twice in a row to get worse; fell, and said to fall on; fell
/// twice in a row; or the middle vote fell while the agreed value stayed.
pub fn slides(reading: Reading<'_>, card: &Card) -> Option<Vec<String>> {
    let own = &card.dimension.scale;
    if scale::light(own, history::agreed(card)?) == Some(Light::Red) {
        return None;
    }
    let before = reading.agreed_before(card);
    let last = before.first()?;
    let falls = |card: &Card| card.direction == Some(Direction::Worsening);
    let fell = step(last, card) == Some(Ordering::Less);
    let fell_before =
        || before.get(1).filter(|first| step(first, last.card) == Some(Ordering::Less));
    if falls(card) && (falls(last.card) || fell) {
        return Some(vec![day(last.date())]);
    }
    if let Some(first) = fell_before().filter(|_| fell) {
        return Some(vec![day(first.date())]);
    }
    let middle = |session, card| -> Option<Vote> {
        votes::middle(card, votes::shown(session, card, reading.workspace.threshold)?)
    };
    let (was, is) = (middle(last.session, last.card)?, middle(reading.session, card)?);
    let lower = scale::health(own, is) < scale::health(&last.card.dimension.scale, was);
    let facts =
        vec![scale::name(&last.card.dimension.scale, was), day(last.date()), scale::name(own, is)];
    (lower && step(last, card) == Some(Ordering::Equal)).then_some(facts)
}

/// What has been so for several checks: yellow or red twice or more, green four times or more.
pub fn streaks(reading: Reading<'_>) -> Vec<Line> {
    let line = |card: &&Card| {
        let light = scale::light(&card.dimension.scale, history::agreed(card)?)?;
        let same =
            |then: &&Time<'_>| scale::light(&then.card.dimension.scale, then.vote) == Some(light);
        let before = reading.agreed_before(card);
        let run: Vec<_> = before.iter().take_while(same).collect();
        let least = if light == Light::Green { 4 } else { 2 };
        let facts = vec![
            scale::light_word(light).to_owned(),
            (run.len() + 1).to_string(),
            day(run.last()?.date()),
        ];
        (run.len() + 1 >= least).then(|| Line::of("streak", card, facts))
    };
    reading.cards().iter().filter_map(line).collect()
}

/// Where the team is split, unless the method has words of its own for it.
pub fn split(reading: Reading<'_>) -> Vec<Line> {
    let rules = reading.template().map_or(&[][..], |template| &template.rules);
    if rules.iter().any(|rule| matches!(rule.when, When::Split(_)) && rule.of == Scope::Each) {
        return Vec::new();
    }
    let line = |card: &&Card| Some(Line::of("split", card, split_votes(reading, card, 500)?));
    reading.cards().iter().filter_map(line).collect()
}

/// The agreement of votes that agree less than this, and how many gave each answer, the healthiest
/// first.
pub fn split_votes(reading: Reading<'_>, card: &Card, below: i64) -> Option<Vec<String>> {
    let counts = votes::shown(reading.session, card, reading.workspace.threshold)?;
    let own = &card.dimension.scale;
    let bound = Vote::Level(below);
    #[expect(clippy::cast_precision_loss, reason = "a number up to a thousand")]
    let most = below as f64 / 1000.0;
    let agreement = votes::agreement(card, counts).filter(|agreement| *agreement < most)?;
    let mut facts = vec![votes::figure_below(agreement, most), scale::word(bound)];
    let mut all: Vec<(Vote, u32)> = counts.votes.iter().map(|(vote, n)| (*vote, *n)).collect();
    all.sort_by_key(|(vote, _)| -scale::health(own, *vote));
    facts.extend(all.into_iter().flat_map(|(vote, n)| [n.to_string(), scale::name(own, vote)]));
    Some(facts)
}
