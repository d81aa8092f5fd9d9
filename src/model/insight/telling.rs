//! The order in which findings are told to a room: the few that matter most first, alike ones
//! together.

use std::cmp::Reverse;

use super::super::consensus::Change;
use super::super::light::Light;
use super::{Insight, InsightKind, InsightLine, Slide};

/// Most groups that are told first.
const FIRST: usize = 3;

/// Findings of a kind that one sentence says, in the order in which they were found.
pub type InsightGroup = Vec<InsightLine>;

/// All findings of a session in groups.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Telling {
    /// Limits of the result, to know before all else.
    pub cautions: Vec<InsightGroup>,
    /// The few that matter most.
    pub first: Vec<InsightGroup>,
    /// The others, by kind.
    pub rest: Vec<InsightGroup>,
}

impl Telling {
    /// Puts findings into groups, and those that matter most in front.
    pub fn new(lines: &[InsightLine]) -> Self {
        let mut groups: Vec<InsightGroup> = Vec::new();
        for line in lines {
            match groups.iter_mut().find(|group| are_alike(&group[0], line)) {
                Some(group) => group.push(line.clone()),
                None => groups.push(vec![line.clone()]),
            }
        }
        let mut telling = Self::default();
        let (cautions, others): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group[0].kind() == InsightKind::Caution);
        telling.cautions = cautions;
        let mut urgent: Vec<_> = (0..others.len())
            .filter_map(|at| Some((others[at].iter().filter_map(urgency).min()?, at)))
            .collect();
        urgent.sort_unstable();
        // What is told of a dimension is told once in front, so that the others get their place.
        let mut chosen: Vec<usize> = Vec::new();
        let mut known: Vec<&str> = Vec::new();
        for (_, at) in urgent {
            let keys = others[at].iter().filter_map(|line| Some(line.about.as_ref()?.key.as_str()));
            let keys: Vec<&str> = keys.collect();
            let is_new = keys.is_empty() || keys.iter().any(|key| !known.contains(key));
            if is_new && chosen.len() < FIRST {
                chosen.push(at);
                known.extend(keys);
            }
        }
        for at in &chosen {
            telling.first.push(others[*at].clone());
        }
        let rest = others.into_iter().enumerate().filter(|(at, _)| !chosen.contains(at));
        telling.rest = rest.map(|(_, group)| group).collect();
        telling
    }
}

/// Ranks a finding, the lowest first: what got worse, what slides, what stays bad, where opinions
/// are split. None for what is never told in front: hints, other teams, and what is well.
fn urgency(line: &InsightLine) -> Option<(u8, Reverse<usize>)> {
    let rank = match &line.insight {
        Insight::Moved { change: Change::Worse, .. } => 0,
        Insight::Sliding(_) => 1,
        Insight::Streak { light: Light::Red, .. } => 2,
        Insight::Split { .. } => 3,
        Insight::Rule { .. } => 4,
        Insight::Target { target, held, .. } if *held < target.sessions => 5,
        Insight::Moved { change: Change::Better, .. } => 6,
        Insight::Streak { light: Light::Yellow, .. } => 7,
        _ => return None,
    };
    let long = match &line.insight {
        Insight::Streak { checks, .. } => *checks,
        _ => 0,
    };
    Some((rank, Reverse(long)))
}

/// Returns true for two findings that one sentence says with both names.
fn are_alike(one: &InsightLine, other: &InsightLine) -> bool {
    let both = one.about.is_some() && other.about.is_some();
    both && one.suggest == other.suggest
        && match (&one.insight, &other.insight) {
            (Insight::Moved { change, .. }, Insight::Moved { change: too, .. }) => change == too,
            (Insight::Sliding(one), Insight::Sliding(other)) => one.is_twice() == other.is_twice(),
            (Insight::Streak { light, .. }, Insight::Streak { light: too, .. }) => light == too,
            (Insight::Split { say, .. }, Insight::Split { say: too, .. }) => say == too,
            (
                Insight::Rule { say, when, .. },
                Insight::Rule { say: says_too, when: when_too, .. },
            ) => say == says_too && when == when_too,
            _ => false,
        }
}

impl Slide {
    /// Returns true if it was seen in two checks in a row.
    pub const fn is_twice(&self) -> bool {
        matches!(self, Self::SaidTwice(_) | Self::FellTwice(_))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::super::scale::{LabelledVote, Vote};
    use super::super::InsightTopic;
    use super::*;

    fn line(name: &str, insight: Insight) -> InsightLine {
        let about = Some(InsightTopic { key: name.to_lowercase(), name: name.to_owned() });
        InsightLine { about, insight, suggest: Vec::new() }
    }

    fn moved(change: Change) -> Insight {
        let vote = |light| LabelledVote { vote: Vote::Light(light), label: None };
        let (was, is) = (vote(Light::Yellow), vote(Light::Green));
        Insight::Moved { change, was, on: date(2026, 8, 20), is }
    }

    fn streak(light: Light, checks: usize) -> Insight {
        Insight::Streak { light, checks, since: date(2026, 1, 20) }
    }

    fn names(groups: &[InsightGroup]) -> Vec<String> {
        let name = |line: &InsightLine| line.about.as_ref().map(|about| about.name.clone());
        let of = |group: &InsightGroup| group.iter().filter_map(name).collect::<Vec<_>>();
        groups.iter().map(|group| of(group).join("+")).collect()
    }

    #[test]
    fn what_got_worse_what_slides_and_what_stays_red_come_first_and_alike_ones_are_together() {
        let slide = Insight::Sliding(Slide::SaidTwice(date(2026, 8, 20)));
        let lines = [
            InsightLine::whole(Insight::FewVotes { most: 3 }),
            line("Value", moved(Change::Better)),
            line("Fun", moved(Change::Worse)),
            line("Pace", moved(Change::Worse)),
            line("Help", slide.clone()),
            line("Mission", slide),
            line("Tech", streak(Light::Green, 9)),
            line("Flow", streak(Light::Red, 2)),
            line("Play", streak(Light::Red, 5)),
            line("Team", streak(Light::Yellow, 4)),
        ];
        let telling = Telling::new(&lines);
        assert_eq!(telling.cautions.len(), 1);
        assert_eq!(names(&telling.first), ["Fun+Pace", "Help+Mission", "Flow+Play"]);
        assert_eq!(names(&telling.rest), ["Value", "Tech", "Team"]);
        let all: usize = [&telling.cautions, &telling.first, &telling.rest]
            .into_iter()
            .flatten()
            .map(Vec::len)
            .sum();
        assert_eq!(all, lines.len(), "nothing is lost");
    }

    #[test]
    fn a_dimension_is_in_front_once() {
        let lines = [line("Fun", moved(Change::Worse)), line("Fun", streak(Light::Red, 2))];
        let telling = Telling::new(&lines);
        assert_eq!((telling.first.len(), telling.rest.len()), (1, 1));
    }

    #[test]
    fn what_is_well_is_never_in_front() {
        let telling = Telling::new(&[line("Tech", streak(Light::Green, 9))]);
        assert_eq!((telling.first.len(), telling.rest.len()), (0, 1));
    }
}
