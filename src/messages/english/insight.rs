//! Insights in English.

use crate::model::consensus;
use crate::model::insight::{
    Evidence, Insight, InsightKind, InsightLine, InsightTopic, Slide, SplitVotes, Tried,
};
use crate::model::score::spread_figure;
use crate::model::text::count;
use crate::model::{Basis, Condition, LabelledVote, Level, Light, RuleTarget, Score, Vote};

use super::{day, term};

/// Says the title over insights of a kind.
pub(crate) const fn title(kind: InsightKind) -> &'static str {
    match kind {
        InsightKind::Caution => "How much this can say",
        InsightKind::Moved => "What moved",
        InsightKind::Sliding => "Early warnings",
        InsightKind::Streak => "Unchanged for several checks",
        InsightKind::Split => "Where the team is split",
        InsightKind::Target => "Target",
        InsightKind::Rule => "What the method says",
        InsightKind::Elsewhere => "What helped other teams",
        InsightKind::Prompt => "To talk about",
    }
}

/// Says an insight.
pub(crate) fn says(line: &InsightLine) -> String {
    let name = line.about.as_ref().map(|about| about.name.as_str()).unwrap_or_default();
    match &line.insight {
        Insight::HiddenVotes { .. } => "There are too few votes to show, so this reads \
            only what you agreed on."
            .to_owned(),
        Insight::FewVotes { .. } => "So few votes say little: one more person could \
            change the picture. Ask, do not count."
            .to_owned(),
        Insight::Moved { change, .. } => {
            format!("{name} is {} than last time.", term::change(*change))
        }
        Insight::Sliding(slide) if slide.is_twice() => {
            format!("{name} is getting worse (two checks in a row).")
        }
        Insight::Sliding(_) => format!("{name} is getting worse."),
        Insight::Streak { light, checks, .. } => {
            format!("{name} has been {} for {checks} checks in a row.", light.word())
        }
        Insight::Split { say: None, .. } => {
            format!("The team is split on {name}. Hear both sides before you agree.")
        }
        Insight::Split { say: Some(say), .. } | Insight::Rule { say, .. } => match &line.about {
            Some(InsightTopic { name, .. }) => format!("{name}: {say}"),
            None => say.clone(),
        },
        Insight::Target { target, held, .. } => self::target(*target, *held),
        Insight::Elsewhere { team, tried, .. } => {
            let tried: Vec<String> = tried.iter().map(self::tried).collect();
            format!("{name} improved for {team}. They had agreed: {}", tried.join("; "))
        }
        Insight::Prompt { text } => text.clone(),
    }
}

/// Says findings that are alike, with all their names.
pub(crate) fn says_of_several(lines: &[InsightLine]) -> String {
    let name = |line: &InsightLine| line.about.as_ref().map(|about| about.name.clone());
    let names = list(&lines.iter().filter_map(name).collect::<Vec<_>>());
    match &lines[0].insight {
        Insight::Moved { change, .. } => {
            format!("{names} are {} than last time.", term::change(*change))
        }
        Insight::Sliding(slide) if slide.is_twice() => {
            format!("{names} are getting worse (two checks in a row).")
        }
        Insight::Sliding(_) => format!("{names} are getting worse."),
        Insight::Streak { light, .. } => {
            format!("{} for several checks in a row: {}.", light.name(), list(&streaks(lines)))
        }
        Insight::Split { say: None, .. } => {
            format!("The team is split on {names}. Hear both sides before you agree.")
        }
        Insight::Split { say: Some(say), .. } | Insight::Rule { say, .. } => {
            format!("{names}: {say}")
        }
        _ => lines.iter().map(says).collect::<Vec<_>>().join(" "),
    }
}

/// Names streaks with the checks of each: `Flow (5 checks)`, then `Fun (3)`.
fn streaks(lines: &[InsightLine]) -> Vec<String> {
    let streak = |(at, line): (usize, &InsightLine)| {
        let Insight::Streak { checks, .. } = &line.insight else { return None };
        let checks = if at == 0 { format!("{checks} checks") } else { checks.to_string() };
        Some(format!("{} ({checks})", line.about.as_ref()?.name))
    };
    lines.iter().enumerate().filter_map(streak).collect()
}

/// Says why, of findings that are alike: once where all have one reason, else with each name.
pub(crate) fn reason_of_several(lines: &[InsightLine]) -> String {
    let reasons: Vec<String> = lines.iter().map(reason).collect();
    if reasons.iter().all(|reason| *reason == reasons[0]) {
        return reasons[0].clone();
    }
    let since = |line: &InsightLine| match &line.insight {
        Insight::Streak { since, .. } => Some(day(*since)),
        _ => None,
    };
    let days: Vec<String> = lines.iter().filter_map(since).collect();
    if days.len() == lines.len() {
        return format!("agreed so since {}", list(&days));
    }
    let name = |line: &InsightLine| line.about.as_ref().map(|about| about.name.clone());
    let each = lines.iter().zip(&reasons);
    let each = each.map(|(line, reason)| format!("{}: {reason}", name(line).unwrap_or_default()));
    each.collect::<Vec<_>>().join("; ")
}

/// Joins words: `A, B and C`.
fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] => format!("{} and {last}", some.join(", ")),
    }
}

/// Says the reason of an insight, with its numbers; empty where there are none.
pub(crate) fn reason(line: &InsightLine) -> String {
    match &line.insight {
        Insight::HiddenVotes { threshold } => format!("fewer than {threshold} votes on every card"),
        Insight::FewVotes { most } => format!("at most {} on a card", count(*most, "vote")),
        Insight::Moved { was, on, is, .. } => {
            format!("agreed {} on {}, {} now", name(was), day(*on), name(is))
        }
        Insight::Sliding(slide) => self::slide(slide),
        Insight::Streak { since, .. } => format!("agreed so since {}", day(*since)),
        Insight::Split { votes, .. } => split(votes),
        Insight::Target { score, .. } => in_figures(score),
        Insight::Rule { evidence, when, .. } => match (evidence.as_ref(), when) {
            // What was agreed is all that a rule at this very light has to say.
            (Evidence::Agreed(vote), Condition::AtMost(most @ Vote::Light(_)))
                if vote.vote == *most =>
            {
                format!("agreed {}", name(vote))
            }
            (evidence, when) => format!("{}, {}", self::evidence(evidence), condition(when)),
        },
        Insight::Elsewhere { from, to, .. } => format!("between {} and {}", day(*from), day(*to)),
        Insight::Prompt { .. } => {
            let about = line.about.as_ref();
            about.map(|about| format!("{} is not well", about.name)).unwrap_or_default()
        }
    }
}

/// Names a vote: the light's name, or the level with its label.
fn name(vote: &LabelledVote) -> String {
    let name = vote.vote.name();
    vote.label.as_ref().map_or_else(|| name.clone(), |label| format!("{name} {label}"))
}

fn slide(slide: &Slide) -> String {
    match slide {
        Slide::SaidTwice(on) => format!("the team said worsening on {} and now", day(*on)),
        Slide::FellAndSaid(on) => {
            format!("agreed lower than on {}, and the team says worsening", day(*on))
        }
        Slide::FellTwice(since) => {
            format!("agreed lower twice in a row since {}", day(*since))
        }
        Slide::MedianFell { was, on, is } => format!(
            "agreed as before, but the median vote went from {} on {} to {}",
            name(was),
            day(*on),
            name(is)
        ),
    }
}

fn split(split: &SplitVotes) -> String {
    let counts: Vec<String> = split.votes.iter().map(|(vote, n)| counted(vote, *n)).collect();
    let figure = consensus::rounded(split.agreement, 2, &[split.below]);
    format!("agreement {figure:.2}, below {}: {}", split.below, counts.join(", "))
}

/// Says how many gave an answer: `2 Green`, `3 at 1 Never`.
fn counted(vote: &LabelledVote, n: u32) -> String {
    match vote.vote {
        Vote::Light(_) => format!("{n} {}", name(vote)),
        Vote::Level(_) => format!("{n} at {}", name(vote)),
    }
}

fn target(target: RuleTarget, held: u32) -> String {
    let aim = mean(target.above);
    match held {
        0 => format!("The target, a score above {aim}, is not reached."),
        n if n >= target.sessions => {
            format!("The target, above {aim}, is reached: {}.", in_a_row(n))
        }
        n => {
            format!("Above {aim} for {}. The target is {}.", in_a_row(n), in_a_row(target.sessions))
        }
    }
}

fn in_a_row(checks: u32) -> String {
    if checks == 1 { "one check".to_owned() } else { format!("{checks} checks in a row") }
}

/// Formats a target as a mean: `4.0`.
fn mean(level: Level) -> String {
    let text = level.to_string();
    if text.contains('.') { text } else { format!("{text}.0") }
}

/// Formats a score with its distribution, votes and spread, and says what it is the mean of.
fn in_figures(score: &Score) -> String {
    let items = format!("{} of {}", score.items, count(score.asked, "card"));
    let (mean, distribution) = (term::mean(score.mean), score.distribution());
    match score.basis {
        Basis::Votes => {
            let votes = count(score.n(), "vote");
            let agreed = score
                .agreed
                .map_or_else(String::new, |of| format!("; {} as agreed", term::mean(of)));
            let spread = spread_figure(score.spread);
            format!("score {mean}, {items}, {votes}, spread {spread}: {distribution}{agreed}")
        }
        Basis::Agreed => format!("score {mean} as agreed, {items}: {distribution}"),
    }
}

fn evidence(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Score(score) => in_figures(score),
        Evidence::Agreed(vote) => format!("agreed {}", name(vote)),
        Evidence::Held { above, checks } => {
            let checks = in_a_row(u32::try_from(*checks).unwrap_or(u32::MAX));
            format!("agreed above {} in {checks}", above.word())
        }
        Evidence::ScoreHeld { above, checks, score } => {
            format!("{}; above {} in {}", in_figures(score), above.word(), in_a_row(*checks))
        }
        Evidence::ScoreFell { was, on, is } => {
            format!("{}; {} on {}", in_figures(is), term::mean(*was), day(*on))
        }
        Evidence::Fell { was, on, is } => {
            format!("agreed {} on {}, {} now", name(was), day(*on), name(is))
        }
        Evidence::Gap { said, done, gap } => {
            format!("said {}, done {}, gap {}", mean_of(said), mean_of(done), term::gap(*gap))
        }
    }
}

/// Formats the mean of a card: `about 5.33 of 6 votes`, `5.00 as agreed`.
fn mean_of(score: &Score) -> String {
    match score.basis {
        Basis::Votes => format!("{} of {}", term::mean(score.mean), count(score.n(), "vote")),
        Basis::Agreed => format!("{} as agreed", term::mean(score.mean)),
    }
}

/// Says an action with its state, or an experiment with its outcome and its lessons.
fn tried(tried: &Tried) -> String {
    match tried {
        Tried::Action { text, state } => format!("\"{text}\" ({})", state.word()),
        Tried::Experiment { text, outcome, learning } => {
            let outcome = outcome.map_or_else(
                || "experiment".to_owned(),
                |outcome| format!("experiment, {}", term::outcome(outcome)),
            );
            if learning.trim().is_empty() {
                format!("\"{text}\" ({outcome})")
            } else {
                format!("\"{text}\" ({outcome}; learnt: {learning})")
            }
        }
    }
}

/// Says the condition of a rule.
pub(crate) fn condition(when: &Condition) -> String {
    match when {
        Condition::AtMost(Vote::Light(Light::Red)) => "at red".to_owned(),
        Condition::AtMost(Vote::Light(light)) => format!("at {} or worse", light.word()),
        Condition::AtMost(Vote::Level(level)) => format!("at {level} or less"),
        Condition::Above(bound) => format!("above {}", bound.word()),
        Condition::Held { above, sessions: 1 } => format!("above {} in this check", above.word()),
        Condition::Held { above, sessions } => {
            format!("above {} in {sessions} checks in a row", above.word())
        }
        Condition::Fell { by, sessions: 1 } => {
            format!("fell by {by} or more since the check before")
        }
        Condition::Fell { by, sessions } => format!("fell by {by} or more in {sessions} checks"),
        Condition::Split(below) => {
            let below = Level::thousandths(i32::try_from(*below).unwrap_or(1000));
            format!("agreement below {below}")
        }
        Condition::Gap(by) => format!("said above done by {by} or more"),
    }
}
