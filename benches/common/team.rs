//! One team of a tribe and its checks, from the first to the last. Writes nothing.
//!
//! Moods drift from month to month, ballots scatter around them, and what is agreed follows the
//! ballots as the model reads them.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use squadcheck::demo::{Chance, Mood, topic};
use squadcheck::model::{
    ActionItem, ActionStep, Agreed, Answer, Ballot, Ballots, Card, Experiment, Level, Levels,
    Light, Miss, MissTally, Revealed, Scale, Secrecy, Session, State, Tally, Vote, Voters,
    VotingMode, consensus,
};

use super::asked::{Asked, OWN, PULSE};

const AREAS: [&str; 10] = [
    "Checkout", "Ledger", "Search", "Delivery", "Returns", "Loyalty", "Identity", "Platform",
    "Reports", "Büro",
];
const PARTS: [&str; 10] = [
    "Core",
    "North",
    "South",
    "Mobile",
    "Web",
    "Data",
    "Partners",
    "Back office",
    "Süd-West",
    "Labs",
];
const PEOPLE: [&str; 24] = [
    "Ana", "Bo", "Chi", "Dörte", "Emeka", "Farah", "Goran", "Hana", "Ivo", "Jun", "Katka", "Luis",
    "Mette", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Sami", "Tove", "Uli", "Vera", "Wim",
    "Zoé",
];

/// The checks in which what is not done may still be open: an action is carried on twice at the
/// most.
const RECENT: usize = 4;

/// A team, and what is settled about it before chance has its say.
pub struct Team {
    /// As people write it.
    pub name: String,
    /// Who is in it.
    pub people: Vec<&'static str>,
    /// The key of what it is asked, but for once a year.
    pub template: &'static str,
    /// False: it keeps itself out of everything across teams.
    pub share: bool,
    secrecy: Secrecy,
    way: VotingMode,
    /// How many months before the others it held its last check.
    stopped: usize,
    /// Its last check is still being held.
    open: bool,
    seed: u64,
}

impl Team {
    /// The team at this place of the workspace.
    pub fn new(at: usize, seed: u64) -> Self {
        let seed = seed.wrapping_mul(1_000_003).wrapping_add(at as u64);
        let mut chance = Chance::new(seed);
        let (area, part) = (AREAS[at % AREAS.len()], PARTS[at / AREAS.len() % PARTS.len()]);
        let name = match at / (AREAS.len() * PARTS.len()) {
            0 => format!("{area} {part}"),
            more => format!("{area} {part} {}", more + 1),
        };
        let (first, size) = (upto(&mut chance, PEOPLE.len()), 5 + upto(&mut chance, 4));
        Self {
            name,
            people: PEOPLE.into_iter().cycle().skip(first).take(size).collect(),
            template: if at % 9 == 4 { PULSE } else { OWN },
            share: at % 25 != 2,
            secrecy: if at % 7 == 3 { Secrecy::Named } else { Secrecy::Anonymous },
            way: if at % 4 == 1 { VotingMode::Turns } else { VotingMode::Hands },
            stopped: if at % 11 == 5 { 1 + at % 24 } else { 0 },
            open: at % 20 == 7,
            seed,
        }
    }

    /// All its checks, oldest first.
    pub fn sessions(&self, months: usize, last: Date, asked: &Asked) -> Vec<Session> {
        let mut chance = Chance::new(self.seed.rotate_left(32));
        let mut moods: BTreeMap<String, Mood> = BTreeMap::new();
        let mut sessions: Vec<Session> = Vec::with_capacity(months);
        for month in 0..months {
            let date = day(last, months - 1 - month + self.stopped, &mut chance);
            let usual = month % 12 != 5;
            let own = usual == (self.template == OWN);
            let template = if own { asked.own_in(month, months) } else { asked.pulse() };
            let voters = self.voters(&mut chance);
            let mut session = Session::new(self.name.clone(), date, template, self.way, voters);
            let open = self.open && month + 1 == months;
            let last = if open { session.cards.len() / 2 } else { session.cards.len() };
            for (index, card) in session.cards.iter_mut().enumerate() {
                let mood = match moods.entry(today(&card.dimension.key).to_owned()) {
                    Entry::Occupied(known) => known.into_mut(),
                    Entry::Vacant(new) => new.insert(Mood::new(&mut chance)),
                };
                mood.walk(&mut chance);
                if index < last {
                    held(card, &session.voters, mood, &mut chance);
                }
            }
            look_at_actions(&mut sessions, date, &mut chance);
            if !open {
                self.decide(&mut session, &mut chance);
            }
            sessions.push(session);
        }
        sessions
    }

    /// Who is there: at most two are away, and never so many that a reveal would show nothing.
    fn voters(&self, chance: &mut Chance) -> Voters {
        let mut people: Vec<String> =
            self.people.iter().map(|person| (*person).to_owned()).collect();
        for _ in 0..upto(chance, 3) {
            if people.len() > 4 {
                people.remove(upto(chance, people.len()));
            }
        }
        match self.secrecy {
            Secrecy::Named => Voters::People(people),
            Secrecy::Anonymous => Voters::Count(u32::try_from(people.len()).unwrap_or(u32::MAX)),
        }
    }

    /// Each check ends with a focus, an action for each of it, now and then an experiment, and the
    /// last question.
    fn decide(&self, session: &mut Session, chance: &mut Chance) {
        let mut worst: Vec<(i32, &str)> = Vec::new();
        for card in &session.cards {
            let light = card.agreed.vote.map(|vote| card.dimension.scale.light(vote));
            if let Some(Some(light @ (Light::Yellow | Light::Red))) = light {
                worst.push((light.health(), &card.dimension.key));
            }
        }
        // Red before yellow.
        worst.sort_by_key(|(health, _)| *health);
        session.focus = worst
            .iter()
            .take(upto(chance, Session::FOCUS))
            .map(|(_, key)| (*key).to_owned())
            .collect();
        for key in session.focus.clone() {
            let Some(text) = chance.pick(&topic(today(&key)).actions).copied() else { continue };
            session.actions.push(ActionItem {
                text: text.to_owned(),
                owner: self.somebody(chance),
                due: Some(session.date.saturating_add(i64::from(chance.between(2, 6) * 7).days())),
                dimension: Some(key),
                ..ActionItem::default()
            });
        }
        if chance.one_in(12) {
            session.experiments.push(Experiment {
                text: "Two weeks without estimates".to_owned(),
                owner: self.somebody(chance),
                hypothesis: "We finish as much, and talk less about how much it is.".to_owned(),
                limit: "One release may slip by a week.".to_owned(),
                measure: "Finished items a week, before and after".to_owned(),
                review: Some(session.date.saturating_add(21.days())),
                state: "running".to_owned(),
                ..Experiment::default()
            });
        }
        if chance.one_in(2) {
            session.miss = Some(miss(session.voters.count(), chance));
        }
        session.state = State::Closed;
    }

    fn somebody(&self, chance: &mut Chance) -> String {
        chance.pick(&self.people).map_or_else(String::new, |person| (*person).to_owned())
    }
}

/// A number below `n`; 0 where there is none.
fn upto(chance: &mut Chance, n: usize) -> usize {
    let last = i32::try_from(n).unwrap_or(i32::MAX) - 1;
    usize::try_from(chance.between(0, last.max(0))).unwrap_or(0)
}

/// A workday of the month that is so many before the last one.
fn day(last: Date, before: usize, chance: &mut Chance) -> Date {
    let month = last.saturating_sub(i64::try_from(before).unwrap_or(0).months());
    // Not before the third, or the Friday before a weekend would be in the month before.
    let day = month.saturating_add(i64::from(chance.between(2, 18)).days());
    let back: i64 = match day.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    day.saturating_sub(back.days())
}

/// What a dimension is called today: moods outlive a renaming.
fn today(key: &str) -> &str {
    match key {
        "speed" => "flow",
        "pager" => "on-call",
        key => key,
    }
}

/// Everybody votes, the card is revealed, and the team agrees on something; or it passes the card
/// over.
fn held(card: &mut Card, voters: &Voters, mood: &Mood, chance: &mut Chance) {
    if chance.one_in(60) {
        card.skipped = true;
        return;
    }
    let topic = topic(today(&card.dimension.key));
    let mut ballots = Vec::new();
    for voter in 0..voters.count() {
        let vote = vote(&card.dimension.scale, mood, chance);
        let light = card.dimension.scale.light(vote).unwrap_or(Light::Yellow);
        let abstains = voter == 0 && chance.one_in(15);
        let answer = if abstains { Answer::Abstained } else { Answer::Vote(vote) };
        let direction = (!abstains && !chance.one_in(7)).then(|| mood.direction(chance));
        let comment =
            if chance.one_in(12) { topic.comment(light, chance).map(str::to_owned) } else { None };
        ballots.push(Ballot { answer: Some(answer), direction, comment });
    }
    let mut tally = Tally::default();
    for ballot in &ballots {
        tally.add(ballot);
    }
    card.agreed = agree(card, &tally, chance);
    if let Some(vote) = card.agreed.vote
        && chance.one_in(6)
    {
        let light = card.dimension.scale.light(vote).unwrap_or(Light::Yellow);
        topic.note(light).clone_into(&mut card.notes);
    }
    card.revealed = Some(match voters {
        // Most had left the room: too few voted for the votes to be written.
        Voters::Count(_) if chance.one_in(80) => Revealed::Hidden,
        Voters::Count(_) => Revealed::Ballots(Ballots::Tally(tally)),
        Voters::People(people) => {
            Revealed::Ballots(Ballots::Named(people.iter().cloned().zip(ballots).collect()))
        }
    });
}

fn vote(scale: &Scale, mood: &Mood, chance: &mut Chance) -> Vote {
    match scale {
        Scale::TrafficLight => Vote::Light(mood.vote(chance)),
        Scale::Levels(levels) => Vote::Level(level(levels, mood.felt(chance))),
    }
}

/// The level of a feeling from 0 to 2000.
fn level(levels: &Levels, felt: i32) -> Level {
    let (min, max) = (levels.min.in_thousandths(), levels.max.in_thousandths());
    let step = levels.step.in_thousandths().max(1);
    let steps = (felt.clamp(0, 2000) * ((max - min) / step) + 1000) / 2000;
    levels.healthy(Level::thousandths(min + steps * step))
}

/// Mostly what the ballots suggest; now and then the talk ends on what somebody less happy voted.
fn agree(card: &Card, tally: &Tally, chance: &mut Chance) -> Agreed {
    let scale = &card.dimension.scale;
    let Some(suggestion) = consensus::suggestion(scale, tally) else { return Agreed::default() };
    let below = |vote: &Vote| scale.compare(*vote, suggestion.vote).is_le();
    let votes: Vec<Vote> = tally.votes.keys().copied().filter(below).collect();
    let moved = if chance.one_in(9) { chance.pick(&votes).copied() } else { None };
    Agreed { vote: Some(moved.unwrap_or(suggestion.vote)), direction: suggestion.direction }
}

/// Each check begins with what became of the actions.
fn look_at_actions(sessions: &mut [Session], date: Date, chance: &mut Chance) {
    let recent = sessions.iter_mut().rev().take(RECENT).flat_map(|session| &mut session.actions);
    for action in recent.filter(|action| action.is_open()) {
        let carried_twice = action.changes.len() >= 2;
        let step = match chance.between(1, 10) {
            1..=5 => ActionStep::Done,
            6..=8 if !carried_twice => ActionStep::Carried,
            _ => ActionStep::Dropped,
        };
        action.step(step, date);
    }
}

fn miss(voters: u32, chance: &mut Chance) -> Miss {
    let mut tally = MissTally::default();
    for _ in 0..voters {
        match chance.between(1, 10) {
            1..=6 => tally.would += 1,
            7..=9 => tally.unsure += 1,
            _ => tally.would_not += 1,
        }
    }
    Miss::Tally(tally)
}
