//! Changes of each dimension: moved, sliding, the same for long, split.

use super::super::consensus::{self, Change, SPLIT, Suggestion};
use super::super::light::{Direction, Light};
use super::super::session::Card;
use super::super::template_rule::{Condition, Scope, TemplateRule};
use super::{Insight, InsightInput, InsightLine, Slide, SplitVotes};

/// Length of a streak that is not well, in checks.
const BAD_STREAK: usize = 2;
/// Length of a streak that is well, in checks.
const GOOD_STREAK: usize = 4;

/// Adds changes since the last agreed value.
pub fn moved(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        let Some((date, then)) = input.agreed_before(card).next() else { continue };
        let (scale, before) = (&card.dimension.scale, &then.dimension.scale);
        let change = consensus::change(scale, (before, then.agreed), card.agreed);
        let Some(change) = change.filter(|change| *change != Change::Same) else { continue };
        let (Some(was), Some(is)) = (then.agreed.vote, card.agreed.vote) else { continue };
        let (was, is) = (before.labelled(was), scale.labelled(is));
        lines.push(InsightLine::new(card, Insight::Moved { change, was, on: date, is }));
    }
}

/// Adds declines that are not red yet: said while there is time.
pub fn sliding(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        if let Some(slide) = slides(input, card) {
            lines.push(InsightLine::new(card, Insight::Sliding(slide)));
        }
    }
}

/// Finds the sign that a card is sliding: it is not red, and the team said twice in a row that it
/// gets worse, or the agreed value fell and is said to fall on, or fell twice in a row, or the
/// median vote fell below the one before while the agreed value stayed.
pub fn slides<'a>(input: &InsightInput<'a>, card: &'a Card) -> Option<Slide> {
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
        return Some(Slide::SaidTwice(*date));
    }
    if fell && says_worse(card) {
        return Some(Slide::FellAndSaid(*date));
    }
    if let Some((first, earlier)) = before.get(1)
        && fell
        && change(earlier, last) == Some(Change::Worse)
    {
        return Some(Slide::FellTwice(*first));
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
    (lower && change(last, card) == Some(Change::Same)).then(|| Slide::MedianFell {
        was: scale.labelled(was.vote),
        on: *date,
        is: scale.labelled(is.vote),
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
        lines.push(InsightLine::new(card, Insight::Streak { light, checks, since: *since }));
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
        if let Some(votes) = split_votes(input, card, SPLIT) {
            lines.push(InsightLine::new(card, Insight::Split { say: None, votes }));
        }
    }
}

/// Counts the votes of a card, where their agreement is below a bound.
pub fn split_votes(input: &InsightInput<'_>, card: &Card, below: f64) -> Option<SplitVotes> {
    let shown = card.shown(input.session.secrecy(), input.threshold());
    let tally = shown.tally()?;
    let scale = &card.dimension.scale;
    let agreement = consensus::agreement(scale, tally).filter(|agreement| *agreement < below)?;
    let votes = tally.votes.iter().map(|(vote, n)| (scale.labelled(*vote), *n)).collect();
    Some(SplitVotes { agreement, below, votes })
}
