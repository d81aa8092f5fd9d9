//! Insights of the method: its target, and its rules.
//!
//! A rule about one dimension reads what was agreed; a score and a gap read the votes, or what was
//! agreed where no votes may be shown. Bounds are compared by [`Scale::against`] and
//! [`Score::against`] alone, so that lights are never mixed up with levels.
//!
//! [`Scale::against`]: super::super::Scale::against

use std::cmp::Ordering;

use super::super::level::Level;
use super::super::light::Light;
use super::super::scale::Vote;
use super::super::score::{self, Mean, Score};
use super::super::session::{Card, Session};
use super::super::template_rule::{Condition, Scope, TemplateRule};
use super::suggestions::Suggestions;
use super::{Evidence, Insight, InsightInput, InsightLine, changes};

/// True for a card that was agreed to be yellow or red.
pub fn is_unwell(card: &Card) -> bool {
    let light = card.vote().and_then(|vote| card.dimension.scale.light(vote));
    light.is_some_and(Light::is_unwell)
}

/// Adds the target of the method: reached, and for how many checks in a row.
pub fn target(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(target) = input.template().and_then(|template| template.target) else { return };
    let scores = input.scores();
    let Some((_, now)) = scores.first().filter(|(_, now)| scored_as_today(input, now)) else {
        return;
    };
    let (held, score) = (above(&scores, Vote::Level(target.above)), now.clone());
    lines.push(InsightLine::whole(Insight::Target { target, held, score }));
}

/// True for a score on the levels that today's template has: its bounds are about these.
fn scored_as_today(input: &InsightInput<'_>, score: &Score) -> bool {
    let items = input.template().map(|template| template.items()).unwrap_or_default();
    items.iter().any(|item| item.scale.levels().is_some_and(|levels| score.is_on(levels)))
}

/// Counts checks in a row, up to now, with a score above a bound.
fn above(scores: &[(&Session, Score)], bound: Vote) -> u32 {
    let held =
        scores.iter().take_while(|(_, score)| score.against(bound) == Some(Ordering::Greater));
    u32::try_from(held.count()).unwrap_or(u32::MAX)
}

/// Adds the rules of the method that hold, with three things to try at most.
pub fn rules(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(template) = input.template() else { return };
    let mut suggestions = Suggestions::new(input);
    for (place, rule) in template.rules.iter().enumerate() {
        let mut told = Vec::new();
        match &rule.of {
            Scope::Score => told.extend(whole(input, &rule.when).map(|evidence| (None, evidence))),
            Scope::Each => {
                told.extend(input.cards().filter_map(|card| about(input, &rule.when, card)));
            }
            Scope::Dimension(key) => {
                let mut cards = input.cards().filter(|card| input.key_today(card) == key);
                told.extend(cards.find_map(|card| about(input, &rule.when, card)));
            }
        }
        for (card, evidence) in told {
            suggestions.offer(place, &rule.suggest, card, lines.len());
            let insight = said(rule, evidence);
            lines.push(match card {
                Some(card) => InsightLine::new(card, insight),
                None => InsightLine::whole(insight),
            });
        }
    }
    suggestions.give(lines);
}

type About<'a> = (Option<&'a Card>, Found);

/// The numbers that a rule goes by.
enum Found {
    Split(super::SplitVotes),
    Evidence(Box<Evidence>),
}

fn said(rule: &TemplateRule, found: Found) -> Insight {
    let say = rule.say.clone();
    match found {
        Found::Split(votes) => Insight::Split { say: Some(say), votes },
        Found::Evidence(evidence) => Insight::Rule { say, evidence, when: rule.when.clone() },
    }
}

/// Finds what meets a condition about the score.
fn whole(input: &InsightInput<'_>, when: &Condition) -> Option<Found> {
    let scores = input.scores();
    let (_, now) = scores.first()?;
    let as_today = || scored_as_today(input, now);
    let may = |bound: Vote| matches!(bound, Vote::Light(_)) || as_today();
    let evidence = match when {
        Condition::AtMost(bound) => (may(*bound) && now.against(*bound)? != Ordering::Greater)
            .then(|| Evidence::Score(now.clone())),
        Condition::Above(bound) => (may(*bound) && now.against(*bound)? == Ordering::Greater)
            .then(|| Evidence::Score(now.clone())),
        Condition::Held { above: bound, sessions } => {
            let checks = above(&scores, *bound);
            (may(*bound) && checks >= *sessions).then(|| Evidence::ScoreHeld {
                above: *bound,
                checks,
                score: now.clone(),
            })
        }
        Condition::Fell { by, sessions } => {
            let (session, then) = scores.get(*sessions as usize).filter(|_| as_today())?;
            let (was, is) = alike(input, (session, then), now)?;
            is.fell_from(&was, *by).then(|| Evidence::ScoreFell {
                was: was.mean,
                on: session.date,
                is: is.clone(),
            })
        }
        Condition::Split(_) | Condition::Gap(_) => None,
    };
    evidence.map(|evidence| Found::Evidence(Box::new(evidence)))
}

/// Two scores of one kind: votes with votes, agreed with agreed.
fn alike(
    input: &InsightInput<'_>,
    (session, then): (&Session, &Score),
    now: &Score,
) -> Option<(Score, Score)> {
    if then.basis == now.basis {
        return Some((then.clone(), now.clone()));
    }
    Some((score::of_agreed(session)?, score::of_agreed(input.session)?))
}

/// Finds what meets a condition about a card.
fn about<'a>(input: &InsightInput<'a>, when: &Condition, card: &'a Card) -> Option<About<'a>> {
    let (scale, vote) = (&card.dimension.scale, card.vote());
    let may = |bound: Vote| matches!(bound, Vote::Light(_)) || input.measures_as_today(card);
    let agreed = |bound: Vote, holds: fn(Ordering) -> bool| {
        let vote = vote.filter(|_| may(bound))?;
        holds(scale.against(vote, bound)?).then(|| Evidence::Agreed(scale.labelled(vote)))
    };
    let evidence = match when {
        Condition::Split(below) => {
            let votes = changes::split_votes(input, card, f64::from(*below) / 1000.0)?;
            return Some((Some(card), Found::Split(votes)));
        }
        Condition::Gap(by) => gap(input, card, *by),
        Condition::AtMost(bound) => agreed(*bound, Ordering::is_le),
        Condition::Above(bound) => agreed(*bound, Ordering::is_gt),
        Condition::Held { above, sessions } => {
            may(*above).then(|| held(input, card, *above, *sessions)).flatten()
        }
        Condition::Fell { by, sessions } => fell(input, card, *by, *sessions),
    };
    Some((Some(card), Found::Evidence(Box::new(evidence?))))
}

fn gap(input: &InsightInput<'_>, card: &Card, by: Level) -> Option<Evidence> {
    let gaps = score::told_gaps(input.session, input.threshold());
    let gap = gaps.iter().find(|gap| std::ptr::eq(gap.done, card))?;
    let wide = input.measures_as_today(card) && gap.gap()? >= Mean::of_level(by);
    let (said, done) = gap.means.clone()?;
    let gap = gap.gap()?;
    wide.then_some(Evidence::Gap { said, done, gap })
}

fn held<'a>(
    input: &InsightInput<'a>,
    card: &'a Card,
    above: Vote,
    sessions: u32,
) -> Option<Evidence> {
    let is_above = |card: &Card| {
        let against = card.vote().and_then(|vote| card.dimension.scale.against(vote, above));
        against == Some(Ordering::Greater)
    };
    let before = input.agreed_before(card).take_while(|(_, then)| is_above(then)).count();
    let checks = if is_above(card) { before + 1 } else { 0 };
    (checks >= sessions as usize).then_some(Evidence::Held { above, checks })
}

fn fell<'a>(
    input: &InsightInput<'a>,
    card: &'a Card,
    by: Level,
    sessions: u32,
) -> Option<Evidence> {
    let before = (sessions as usize).checked_sub(1)?;
    let (session, then) = input.agreed_before(card).nth(before)?;
    let (scale, now, was) = (&card.dimension.scale, card.vote()?, then.vote()?);
    (input.measures_as_today(card) && scale.drop(was, now) >= by).then(|| Evidence::Fell {
        was: then.dimension.scale.labelled(was),
        on: session.date,
        is: scale.labelled(now),
    })
}
