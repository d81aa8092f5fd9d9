//! Changes of each dimension: moved, sliding, the same for long, split.

use super::super::consensus::{self, Change, SPLIT, Suggestion};
use super::super::light::{Direction, Light};
use super::super::session::{Card, Session};
use super::super::template_rule::{Condition, Scope, TemplateRule};
use super::{Insight, InsightInput, InsightLine, Slide, SplitVotes};

/// Length of a streak that is not well, in checks.
const BAD_STREAK: usize = 2;
/// Length of a streak that is well, in checks.
const GOOD_STREAK: usize = 4;

/// Computes the change between two cards of one dimension.
fn change(then: &Card, now: &Card) -> Option<Change> {
    consensus::change((&then.dimension.scale, then.vote()?), (&now.dimension.scale, now.vote()?))
}

/// Adds changes since the last agreed value.
pub fn moved(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    for card in input.cards() {
        let Some((session, then)) = input.agreed_before(card).next() else { continue };
        let Some(change) = change(then, card).filter(|change| *change != Change::Same) else {
            continue;
        };
        let (Some(was), Some(is)) = (then.vote(), card.vote()) else { continue };
        let (was, is) = (then.dimension.scale.labelled(was), card.dimension.scale.labelled(is));
        let moved = Insight::Moved { change, was, on: session.date, is };
        lines.push(InsightLine::new(card, moved));
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
    if scale.light(card.vote()?) == Some(Light::Red) {
        return None;
    }
    let before: Vec<_> = input.agreed_before(card).take(2).collect();
    let (session, last) = before.first()?;
    let on = session.date;
    let fell = change(last, card) == Some(Change::Worse);
    let says_worse = |card: &Card| card.agreed.direction == Some(Direction::Worsening);
    if says_worse(card) && says_worse(last) {
        return Some(Slide::SaidTwice(on));
    }
    if fell && says_worse(card) {
        return Some(Slide::FellAndSaid(on));
    }
    if let Some((first, earlier)) = before.get(1)
        && fell
        && change(earlier, last) == Some(Change::Worse)
    {
        return Some(Slide::FellTwice(first.date));
    }
    let middle = |card: &Card, of: &Session| -> Option<Suggestion> {
        let shown = card.shown(of.secrecy(), input.threshold());
        consensus::suggestion(&card.dimension.scale, shown.tally()?)
    };
    let (was, is) = (middle(last, session)?, middle(card, input.session)?);
    let lower = scale.compare(is.vote, was.vote).is_lt();
    (lower && change(last, card) == Some(Change::Same)).then(|| Slide::MedianFell {
        was: last.dimension.scale.labelled(was.vote),
        on,
        is: scale.labelled(is.vote),
    })
}

/// Adds lights that stayed for several checks in a row.
pub fn streaks(input: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let light = |card: &Card| card.dimension.scale.light(card.vote()?);
    for card in input.cards() {
        let Some(now) = light(card) else { continue };
        let before = input.agreed_before(card).take_while(|(_, then)| light(then) == Some(now));
        let before: Vec<_> = before.collect();
        let (checks, least) =
            (before.len() + 1, if now == Light::Green { GOOD_STREAK } else { BAD_STREAK });
        let Some((first, _)) = before.last().filter(|_| checks >= least) else { continue };
        let streak = Insight::Streak { light: now, checks, since: first.date };
        lines.push(InsightLine::new(card, streak));
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

/// Counts the votes of a card, where their agreement is below a bound. The healthiest come first.
pub fn split_votes(input: &InsightInput<'_>, card: &Card, below: f64) -> Option<SplitVotes> {
    let shown = card.shown(input.session.secrecy(), input.threshold());
    let tally = shown.tally()?;
    let scale = &card.dimension.scale;
    let agreement = consensus::agreement(scale, tally).filter(|agreement| *agreement < below)?;
    let counted = scale.listed(&tally.votes).into_iter().filter(|(_, n)| *n > 0);
    let votes = counted.map(|(vote, n)| (scale.labelled(vote), n)).collect();
    Some(SplitVotes { agreement, below, votes })
}
