//! Insights of the method: its target, and its rules with their suggestions.

use super::super::action::ActionItem;
use super::super::level::Level;
use super::super::light::Light;
use super::super::scale::Vote;
use super::super::score::{self, Mean, Score};
use super::super::session::{Card, Shown};
use super::super::template_rule::{Advice, Condition, Scope, TemplateRule};
use super::super::text;
use super::{Evidence, Insight, InsightInput, InsightLine, SUGGESTIONS, changes};

/// True for a card that was agreed to be yellow or red.
pub fn is_unwell(card: &Card) -> bool {
    card.agreed
        .vote
        .is_some_and(|vote| !card.skipped && card.dimension.scale.light(vote) != Light::Green)
}

/// Adds the target of the method: reached, and for how many checks in a row.
pub fn target(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(target) = input.template().and_then(|template| template.target) else { return };
    let scores = input.scores();
    let Some((_, Some(now))) = scores.first() else { return };
    let (held, score) = (above(&scores, target.above), now.clone());
    lines.push(InsightLine::whole(Insight::Target { target, held, score }));
}

/// Counts checks in a row, up to now, with a score above this. One without a score ends it.
fn above(scores: &[(jiff::civil::Date, Option<Score>)], level: Level) -> u32 {
    let held = scores
        .iter()
        .take_while(|(_, s)| s.as_ref().is_some_and(|s| s.mean > Mean::of_level(level)));
    u32::try_from(held.count()).unwrap_or(u32::MAX)
}

/// Adds the rules of the method that hold.
pub fn rules(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(template) = input.template() else { return };
    for rule in &template.rules {
        match &rule.of {
            Scope::Score => whole(input, rule, lines),
            Scope::Each => {
                for card in input.cards() {
                    one(input, rule, card, lines);
                }
            }
            Scope::Dimension(key) => {
                if let Some(card) = input.cards().find(|card| card.dimension.key == *key) {
                    one(input, rule, card, lines);
                }
            }
        }
    }
}

fn whole(input: &InsightInput<'_>, rule: &TemplateRule, lines: &mut Vec<InsightLine>) {
    let scores = input.scores();
    let Some((_, Some(now))) = scores.first() else { return };
    let bound = |vote: Vote| match vote {
        Vote::Level(level) => Some(level),
        Vote::Light(_) => None,
    };
    let holds = match &rule.when {
        Condition::AtMost(vote) => {
            bound(*vote).is_some_and(|level| now.mean <= Mean::of_level(level))
        }
        Condition::Above(vote) => {
            bound(*vote).is_some_and(|level| now.mean > Mean::of_level(level))
        }
        Condition::Held { above: vote, sessions } => {
            bound(*vote).is_some_and(|level| above(&scores, level) >= *sessions)
        }
        Condition::Fell { by, sessions } => {
            let then = scores.get(*sessions as usize).and_then(|(_, score)| score.as_ref());
            then.is_some_and(|then| {
                then.mean.number() - now.mean.number() >= thousandths(*by) - 1e-9
            })
        }
        Condition::Split(_) | Condition::Gap(_) => false,
    };
    if holds {
        let line = InsightLine::whole(insight(rule, Evidence::Score(now.clone())));
        lines.push(InsightLine { suggest: suggestions(input, &rule.suggest, None), ..line });
    }
}

fn thousandths(level: Level) -> f64 {
    f64::from(level.in_thousandths()) / 1000.0
}

fn one(input: &InsightInput<'_>, rule: &TemplateRule, card: &Card, lines: &mut Vec<InsightLine>) {
    let secrecy = input.session.secrecy();
    // Of too few votes there is no verdict, whatever was agreed.
    if matches!(card.shown(secrecy, input.threshold()), Shown::Hidden) {
        return;
    }
    let insight = match &rule.when {
        Condition::Split(below) => {
            let votes = changes::split_votes(input, card, f64::from(*below) / 1000.0);
            votes.map(|votes| Insight::Split { say: Some(rule.say.clone()), votes })
        }
        when => evidence(input, when, card).map(|evidence| insight(rule, evidence)),
    };
    if let Some(insight) = insight {
        let line = InsightLine::new(card, insight);
        lines.push(InsightLine { suggest: suggestions(input, &rule.suggest, Some(card)), ..line });
    }
}

fn insight(rule: &TemplateRule, evidence: Evidence) -> Insight {
    Insight::Rule { say: rule.say.clone(), evidence, when: rule.when.clone() }
}

/// Finds the numbers of a card that meet a condition; none where they do not.
fn evidence(input: &InsightInput<'_>, when: &Condition, card: &Card) -> Option<Evidence> {
    match when {
        Condition::Split(_) => None,
        Condition::Gap(by) => {
            let gaps = score::gaps(input.session, input.threshold());
            let gap = gaps.iter().find(|gap| std::ptr::eq(gap.done, card))?;
            let wide = gap.gap()? >= Mean::of_level(*by);
            let (said, done) = gap.means.clone()?;
            let gap = gap.figure()?;
            wide.then_some(Evidence::Gap { said, done, gap })
        }
        Condition::AtMost(bound) => agreed(card, |health, at| health <= at, *bound),
        Condition::Above(bound) => agreed(card, |health, at| health > at, *bound),
        Condition::Held { above, sessions } => held(input, card, *above, *sessions),
        Condition::Fell { by, sessions } => fell(input, card, *by, *sessions),
    }
}

fn agreed(card: &Card, holds: fn(i32, i32) -> bool, bound: Vote) -> Option<Evidence> {
    let scale = &card.dimension.scale;
    let vote = card.agreed.vote?;
    holds(scale.health(vote), healthy(bound)).then(|| Evidence::Agreed(scale.labelled(vote)))
}

/// Converts a bound, which is stated after reversal, to the unit of
/// [`super::super::Scale::health`].
fn healthy(bound: Vote) -> i32 {
    match bound {
        Vote::Light(light) => light.health() * 1000,
        Vote::Level(level) => level.in_thousandths(),
    }
}

fn held(input: &InsightInput<'_>, card: &Card, above: Vote, sessions: u32) -> Option<Evidence> {
    let card = input.session.cards.iter().find(|own| std::ptr::eq(*own, card))?;
    let is_above = |card: &Card| {
        card.agreed.vote.is_some_and(|vote| card.dimension.scale.health(vote) > healthy(above))
    };
    let before = input.agreed_before(card).take_while(|(_, then)| is_above(then)).count();
    let checks = if is_above(card) { before + 1 } else { 0 };
    (checks >= sessions as usize).then_some(Evidence::Held { above, checks })
}

fn fell(input: &InsightInput<'_>, card: &Card, by: Level, sessions: u32) -> Option<Evidence> {
    let card = input.session.cards.iter().find(|own| std::ptr::eq(*own, card))?;
    let (date, then) = input.agreed_before(card).nth((sessions as usize).checked_sub(1)?)?;
    let (scale, now, was) = (&card.dimension.scale, card.agreed.vote?, then.agreed.vote?);
    let drop = then.dimension.scale.health(was) - scale.health(now);
    (drop >= by.in_thousandths()).then(|| Evidence::Fell {
        was: then.dimension.scale.labelled(was),
        on: date,
        is: scale.labelled(now),
    })
}

/// Picks suggestions: for the weakest dimensions first, none that is already under way.
fn suggestions(input: &InsightInput<'_>, advice: &[Advice], card: Option<&Card>) -> Vec<String> {
    let running = |text: &str| {
        let open = std::iter::once(input.session).chain(input.earlier.iter().copied());
        let mut actions =
            open.flat_map(|session| &session.actions).filter(|action| action.is_open());
        let slug = text::slug(text);
        actions.any(|action: &ActionItem| text::slug(&action.text) == slug)
            || input
                .session
                .experiments
                .iter()
                .any(|experiment| text::slug(&experiment.text) == slug)
    };
    let weakest: Vec<&str> = match card {
        Some(card) => vec![&card.dimension.key],
        None => weakest(input),
    };
    let place = |advice: &Advice| {
        let places =
            advice.dimensions.iter().filter_map(|key| weakest.iter().position(|weak| weak == key));
        places.min().unwrap_or(usize::MAX)
    };
    let fits = |advice: &Advice| {
        card.is_none_or(|card| {
            advice.dimensions.is_empty() || advice.dimensions.contains(&card.dimension.key)
        })
    };
    let mut wanted: Vec<&Advice> =
        advice.iter().filter(|advice| fits(advice) && !running(&advice.text)).collect();
    wanted.sort_by_key(|advice| place(advice));
    wanted.into_iter().take(SUGGESTIONS).map(|advice| advice.text.clone()).collect()
}

/// Sorts keys of dimensions from the weakest to the strongest, by votes, else by agreed values.
fn weakest<'a>(input: &InsightInput<'a>) -> Vec<&'a str> {
    let at = |card: &'a Card| {
        let mean =
            score::of_card(card, input.session, input.threshold()).map(|score| score.mean.number());
        let agreed =
            card.agreed.vote.map(|vote| f64::from(card.dimension.scale.health(vote)) / 1000.0);
        Some((mean.or(agreed)?, card.dimension.key.as_str()))
    };
    let mut known: Vec<(f64, &str)> = input.cards().filter_map(at).collect();
    known.sort_by(|a, b| a.0.total_cmp(&b.0));
    known.into_iter().map(|(_, key)| key).collect()
}
