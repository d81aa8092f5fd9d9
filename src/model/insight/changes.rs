//! Changes of each dimension: moved, sliding, the same for long, split.

use super::super::consensus::{self, Change, Suggestion};
use super::super::light::{Direction, Light};
use super::super::session::Card;
use super::super::template_rule::{Condition, Scope, TemplateRule};
use super::{InsightInput, InsightKind, InsightLine, day};

/// Length of a streak that is not well, in checks.
const BAD_STREAK: usize = 2;
/// Length of a streak that is well, in checks.
const GOOD_STREAK: usize = 4;
/// Agreement below which votes are split.
const SPLIT: f64 = 0.5;

/// Adds changes since the last agreed value.
pub fn moved(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        let Some((date, then)) = input.agreed_before(card).next() else { continue };
        let (scale, before) = (&card.dimension.scale, &then.dimension.scale);
        let word = match consensus::change(scale, (before, then.agreed), card.agreed) {
            Some(Change::Better) => "better",
            Some(Change::Worse) => "worse",
            Some(Change::Same) | None => continue,
        };
        let (Some(was), Some(is)) = (then.agreed.vote, card.agreed.vote) else { continue };
        let says = format!("{} is {word} than last time.", card.dimension.name);
        let reason =
            format!("agreed {} on {}, {} now", before.name(was), day(date), scale.name(is));
        lines.push(InsightLine::new(InsightKind::Moved, card, says, reason));
    }
}

/// Adds declines that are not red yet: said while there is time.
pub fn sliding(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        if let Some(reason) = slides(input, card) {
            let says = format!("{} is sliding, and not red yet.", card.dimension.name);
            lines.push(InsightLine::new(InsightKind::Sliding, card, says, reason));
        }
    }
}

/// Explains why a card is sliding: it is not red, and the team said twice in a row that it gets
/// worse, or the agreed value fell and is said to fall on, or fell twice in a row, or the median
/// vote fell below the one before while the agreed value stayed.
pub fn slides<'a>(input: &InsightInput<'a>, card: &'a Card) -> Option<String> {
    let scale = &card.dimension.scale;
    let vote = card.agreed.vote?;
    if scale.light(vote) == Light::Red {
        return None;
    }
    let before: Vec<_> = input.agreed_before(card).take(2).collect();
    let (date, last) = before.first()?;
    let change = |then: &Card, now: &Card| {
        consensus::change(scale, (&then.dimension.scale, then.agreed), now.agreed)
    };
    let fell = change(last, card) == Some(Change::Worse);
    let says_worse = |card: &Card| card.agreed.direction == Some(Direction::Worsening);
    if says_worse(card) && says_worse(last) {
        return Some(format!("worsening, as the team said on {} and now", day(*date)));
    }
    if fell && says_worse(card) {
        return Some(format!("less healthy than on {}, and said to get worse", day(*date)));
    }
    if let Some((first, earlier)) = before.get(1)
        && fell
        && change(earlier, last) == Some(Change::Worse)
    {
        return Some(format!(
            "less healthy than the time before, twice in a row since {}",
            day(*first)
        ));
    }
    let middle = |card: &Card, secrecy| -> Option<Suggestion> {
        consensus::suggestion(
            &card.dimension.scale,
            card.shown(secrecy, input.threshold()).tally()?,
        )
    };
    let (_, then, _) = input.before(card).find(|(day, _, _)| day == date)?;
    let (was, is) = (middle(last, then.secrecy())?, middle(card, input.session.secrecy())?);
    let lower = scale.health(is.vote) < scale.health(was.vote);
    (lower && change(last, card) == Some(Change::Same)).then(|| {
        let (was, is) = (scale.name(was.vote), scale.name(is.vote));
        format!(
            "agreed as before, but the vote in the middle went from {was} on {} to {is}",
            day(*date)
        )
    })
}

/// Adds lights that stayed for several checks in a row.
pub fn streaks(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        let Some(vote) = card.agreed.vote else { continue };
        let light = card.dimension.scale.light(vote);
        let same = |then: &Card| {
            then.agreed.vote.is_some_and(|vote| then.dimension.scale.light(vote) == light)
        };
        let before: Vec<_> = input.agreed_before(card).take_while(|(_, then)| same(then)).collect();
        let (checks, least) =
            (before.len() + 1, if light == Light::Green { GOOD_STREAK } else { BAD_STREAK });
        let Some((since, _)) = before.last().filter(|_| checks >= least) else { continue };
        let says = format!(
            "{} has been {} for {checks} checks in a row.",
            card.dimension.name,
            light.word()
        );
        lines.push(InsightLine::new(
            InsightKind::Streak,
            card,
            says,
            format!("since {}", day(*since)),
        ));
    }
}

/// Adds votes that lie far apart, unless the method has words of its own for it.
pub fn split(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let in_own_words =
        |rule: &TemplateRule| matches!((&rule.when, &rule.of), (Condition::Split(_), Scope::Each));
    if input.template().is_some_and(|template| template.rules.iter().any(in_own_words)) {
        return;
    }
    for card in input.cards() {
        if let Some(reason) = why_split(input, card, SPLIT) {
            let says = format!(
                "The team is split on {}. Listen to both ends before you agree.",
                card.dimension.name
            );
            lines.push(InsightLine::new(InsightKind::Split, card, says, reason));
        }
    }
}

/// Tells the agreement of a card and its votes, where it is below a bound.
pub fn why_split(input: &InsightInput<'_>, card: &Card, below: f64) -> Option<String> {
    let shown = card.shown(input.session.secrecy(), input.threshold());
    let tally = shown.tally()?;
    let scale = &card.dimension.scale;
    let agreement = consensus::agreement(scale, tally).filter(|agreement| *agreement < below)?;
    let counts: Vec<String> =
        tally.votes.iter().map(|(vote, n)| format!("{n} {}", scale.name(*vote))).collect();
    let figure = consensus::agreement_figure(Some(agreement));
    Some(format!("agreement {figure}, below {below}: {}", counts.join(", ")))
}
