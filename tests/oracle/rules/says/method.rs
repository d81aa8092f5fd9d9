//! What the method says: its target, and its rules.

use std::cmp::Ordering;

use super::suggestions::Suggestions;
use super::{Line, Reading, agreed, changes, checks, day, in_figures};
use crate::plain::{Bound, Card, Rule, Scope, Session, When};
use crate::rules::fraction::Fraction;
use crate::rules::history;
use crate::rules::scale;
use crate::rules::score::{self, Score, Side};

/// The target: whether the score is above it, and for how many checks in a row.
pub fn target(reading: Reading<'_>) -> Option<Line> {
    let target = reading.template()?.target?;
    let scores = score::scores(reading.workspace, reading.session);
    let (_, now) = scores.first().filter(|(_, now)| is_on_todays_levels(reading, now))?;
    let held = in_a_row(&scores, Bound::Level(target.above));
    let aim = scale::level_word(target.above);
    let aim = if aim.contains('.') { aim } else { format!("{aim}.0") };
    let mut facts = match held {
        0 => vec![aim],
        held if held >= target.sessions => vec![aim, checks(held)],
        held => vec![aim, checks(held), checks(target.sessions)],
    };
    facts.extend(in_figures(reading.session, now));
    Some(Line::whole("target", facts))
}

/// A score is on the levels of today's template.
fn is_on_todays_levels(reading: Reading<'_>, score: &Score<'_>) -> bool {
    let today = reading.template().map_or(&[][..], |template| &template.dimensions);
    let items = today.iter().filter(|own| !own.beside).filter_map(|own| own.scale.as_ref());
    let mut items = items.peekable();
    items.any(|levels| scale::same_levels(levels, score.levels()))
}

/// The scores above a bound, from the newest on.
fn in_a_row(scores: &[(&Session, Score<'_>)], bound: Bound) -> usize {
    scores.iter().take_while(|(_, score)| of_score(score, bound) == Some(Ordering::Greater)).count()
}

/// Compares a score with a bound: a light with its light, a level with its mean.
fn of_score(score: &Score<'_>, bound: Bound) -> Option<Ordering> {
    match bound {
        Bound::Light(bound) => Some(score.light()?.cmp(&bound)),
        Bound::Level(bound) => {
            let levels = score.levels();
            let reaches = (levels.min..=levels.max).contains(&bound);
            reaches.then(|| score.mean.cmp(&Fraction::whole(bound)))
        }
    }
}

/// Compares what was agreed on a card with a bound. A level says nothing about a card of lights,
/// and nothing about levels that do not go as far.
fn of_card(card: &Card, bound: Bound) -> Option<Ordering> {
    let (own, vote) = (&card.dimension.scale, history::agreed(card)?);
    match bound {
        Bound::Light(bound) => Some(scale::light(own, vote)?.cmp(&bound)),
        Bound::Level(bound) => {
            let levels = own.as_ref()?;
            let reaches = (levels.min..=levels.max).contains(&bound);
            reaches.then(|| scale::health(own, vote).cmp(&bound))
        }
    }
}

fn word(bound: Bound) -> String {
    match bound {
        Bound::Light(light) => scale::light_word(light).to_owned(),
        Bound::Level(level) => scale::level_word(level),
    }
}

/// The rules that hold, with three things to try at most.
pub fn rules(reading: Reading<'_>) -> Vec<Line> {
    let Some(template) = reading.template() else { return Vec::new() };
    let mut suggestions = Suggestions::new(reading);
    let mut lines: Vec<Line> = Vec::new();
    for (at, rule) in template.rules.iter().enumerate() {
        for (card, facts) in held(reading, rule) {
            suggestions.offer((at, lines.len()), &rule.suggest, card);
            let about = if matches!(rule.when, When::Split(_)) { "split" } else { "rule" };
            let mut all = vec![rule.say.clone()];
            all.extend(facts);
            lines.push(match card {
                Some(card) => Line::of(about, card, all),
                None => Line::whole(about, all),
            });
        }
    }
    suggestions.give(&mut lines);
    lines
}

type Held<'w> = (Option<&'w Card>, Vec<String>);

/// Where a rule holds: for the score, or for cards.
fn held<'w>(reading: Reading<'w>, rule: &Rule) -> Vec<Held<'w>> {
    let mut cards = reading.cards();
    match &rule.of {
        Scope::Score => {
            return score_holds(reading, rule.when)
                .into_iter()
                .map(|facts| (None, facts))
                .collect();
        }
        Scope::Each => {}
        Scope::One(key) => {
            cards.retain(|card| reading.key_today(card) == key);
        }
    }
    let holds = cards
        .into_iter()
        .filter_map(|card| Some((Some(card), card_holds(reading, rule.when, card)?)));
    holds.take(if rule.of == Scope::Each { usize::MAX } else { 1 }).collect()
}

fn score_holds(reading: Reading<'_>, when: When) -> Option<Vec<String>> {
    let scores = score::scores(reading.workspace, reading.session);
    let (_, now) = scores.first()?;
    let figures = in_figures(reading.session, now);
    let today = is_on_todays_levels(reading, now);
    let may = |bound: Bound| matches!(bound, Bound::Light(_)) || today;
    let facts = |parts: &[String]| figures.iter().chain(parts).cloned().collect();
    match when {
        When::AtMost(bound) if may(bound) && of_score(now, bound)?.is_le() => {
            Some(facts(&[word(bound)]))
        }
        When::Above(bound) if may(bound) && of_score(now, bound)?.is_gt() => {
            Some(facts(&[word(bound)]))
        }
        When::Held { above, sessions } if may(above) => {
            let run = in_a_row(&scores, above);
            let mut told = vec![word(above), checks(run), word(above)];
            told.extend((sessions > 1).then(|| sessions.to_string()));
            (run >= sessions).then(|| facts(&told))
        }
        When::Fell { by, sessions } if today => {
            let (session, then) = scores.get(sessions)?;
            let (was, is) = alike((session, then), (reading.session, now))?;
            let mut facts = in_figures(reading.session, &is);
            facts.extend([was.mean.about_down(), day(session.date), scale::level_word(by)]);
            facts.extend((sessions > 1).then(|| sessions.to_string()));
            (was.mean - is.mean >= Fraction::whole(by)).then_some(facts)
        }
        _ => None,
    }
}

/// Two scores of one kind: votes with votes, else agreed with agreed.
fn alike<'s>(
    then: (&'s Session, &Score<'s>),
    now: (&'s Session, &Score<'s>),
) -> Option<(Score<'s>, Score<'s>)> {
    if then.1.is_agreed() == now.1.is_agreed() {
        return Some((then.1.clone(), now.1.clone()));
    }
    Some((score::of_agreed(then.0)?, score::of_agreed(now.0)?))
}

fn card_holds(reading: Reading<'_>, when: When, card: &Card) -> Option<Vec<String>> {
    let today = reading.is_as_today(card);
    let may = |bound: Bound| matches!(bound, Bound::Light(_)) || today;
    match when {
        When::Split(below) => changes::split_votes(reading, card, below),
        When::Gap(by) if today => gap(reading, card, by),
        When::AtMost(bound) if may(bound) && of_card(card, bound)?.is_le() => {
            // The very light of the rule is said once.
            let same = card.dimension.scale.is_none() && of_card(card, bound)?.is_eq();
            let mut facts = vec![agreed(card)];
            facts.extend((!same).then(|| word(bound)));
            Some(facts)
        }
        When::Above(bound) if may(bound) && of_card(card, bound)?.is_gt() => {
            Some(vec![agreed(card), word(bound)])
        }
        When::Held { above, sessions } if may(above) => {
            let is_above = |card: &Card| of_card(card, above) == Some(Ordering::Greater);
            let before = reading.agreed_before(card);
            let before = before.iter().take_while(|then| is_above(then.card)).count();
            let run = if is_above(card) { before + 1 } else { 0 };
            let mut facts = vec![word(above), checks(run), word(above)];
            facts.extend((sessions > 1).then(|| sessions.to_string()));
            (run >= sessions).then_some(facts)
        }
        When::Fell { by, sessions } if today => {
            let before = reading.agreed_before(card);
            let (then, vote) = (before.get(sessions.checked_sub(1)?)?, history::agreed(card)?);
            let fall = then.health() - scale::health(&card.dimension.scale, vote);
            let mut facts =
                vec![agreed(then.card), day(then.date()), agreed(card), scale::level_word(by)];
            facts.extend((sessions > 1).then(|| sessions.to_string()));
            (fall >= by).then_some(facts)
        }
        _ => None,
    }
}

fn gap(reading: Reading<'_>, card: &Card, by: i64) -> Option<Vec<String>> {
    let gaps = score::told_gaps(reading.session, reading.workspace.threshold);
    let gap = gaps.iter().find(|gap| gap.done.dimension.key == card.dimension.key)?;
    let (said, done) = gap.sides?;
    let side = |(mean, votes): Side| {
        let votes = votes.map_or_else(|| "as agreed".to_owned(), |votes| votes.to_string());
        [mean.about_down(), votes]
    };
    let wide = gap.wide()?;
    let facts =
        [&side(said)[..], &side(done)[..], &[wide.about_up(), scale::level_word(by)]].concat();
    (wide >= Fraction::whole(by)).then_some(facts)
}
