//! A workspace in which one text stands in one field, or in all of them.

use jiff::civil::date;
use squadcheck::model::{
    ActionItem, Agreed, Answer, Ballot, Ballots, Card, Dimension, Direction, Experiment, Level,
    Levels, Light, RawValue, Revealed, Scale, Session, State, Tally, Vote, Voters, VotingMode,
};

/// All texts that come from people and files.
#[derive(Clone, Debug)]
pub struct World {
    title: String,
    team: String,
    person: String,
    template: String,
    source: String,
    template_key: String,
    dimension: String,
    dimension_key: String,
    awesome: String,
    crappy: String,
    label: String,
    comment: String,
    notes: String,
    action: String,
    owner: String,
    experiment: String,
    experimenter: String,
    hypothesis: String,
    limit: String,
    rollback: String,
    measure: String,
    learning: String,
    state: String,
    unknown_key: String,
    unknown_value: String,
}

type Field = (&'static str, fn(&mut World) -> &mut String);

/// How many of the fields stand in `healthcheck.yaml`: the first ones.
pub const IN_CONFIG: usize = 9;

/// Every field, by name.
pub const FIELDS: [Field; 25] = [
    ("title", |w| &mut w.title),
    ("team", |w| &mut w.team),
    ("person", |w| &mut w.person),
    ("template", |w| &mut w.template),
    ("source", |w| &mut w.source),
    ("dimension", |w| &mut w.dimension),
    ("awesome", |w| &mut w.awesome),
    ("crappy", |w| &mut w.crappy),
    ("label", |w| &mut w.label),
    ("template's key", |w| &mut w.template_key),
    ("dimension's key", |w| &mut w.dimension_key),
    ("comment", |w| &mut w.comment),
    ("notes", |w| &mut w.notes),
    ("action", |w| &mut w.action),
    ("owner", |w| &mut w.owner),
    ("experiment", |w| &mut w.experiment),
    ("experimenter", |w| &mut w.experimenter),
    ("hypothesis", |w| &mut w.hypothesis),
    ("limit", |w| &mut w.limit),
    ("rollback", |w| &mut w.rollback),
    ("measure", |w| &mut w.measure),
    ("learning", |w| &mut w.learning),
    ("state", |w| &mut w.state),
    ("unknown key", |w| &mut w.unknown_key),
    ("unknown value", |w| &mut w.unknown_value),
];

impl World {
    /// Plain words everywhere.
    pub fn plain() -> Self {
        let word = |word: &str| word.to_owned();
        Self {
            title: word("Tribe"),
            team: word("Checkout"),
            person: word("Ana"),
            template: word("Mixed"),
            source: word("ours"),
            template_key: word("mixed"),
            dimension: word("Speed"),
            dimension_key: word("speed"),
            awesome: word("Fast."),
            crappy: word("Slow."),
            label: word("Never"),
            comment: word("Well"),
            notes: word("note"),
            action: word("act"),
            owner: word("Bo"),
            experiment: word("try"),
            experimenter: word("Chi"),
            hypothesis: word("h"),
            limit: word("l"),
            rollback: word("r"),
            measure: word("m"),
            learning: word("learnt"),
            state: word("running"),
            unknown_key: word("weather"),
            unknown_value: word("rain"),
        }
    }

    /// This text in this field.
    pub fn with(field: Field, text: &str) -> Self {
        let mut world = Self::plain();
        text.clone_into(field.1(&mut world));
        world
    }

    /// This text in all fields.
    pub fn new(text: &str) -> Self {
        let mut world = Self::plain();
        for (_, field) in FIELDS {
            text.clone_into(field(&mut world));
        }
        world
    }

    /// A `healthcheck.yaml`.
    pub fn config(&self, way: VotingMode) -> String {
        let [title, team, person, template, source, dimension, awesome, crappy, label] = [
            &self.title,
            &self.team,
            &self.person,
            &self.template,
            &self.source,
            &self.dimension,
            &self.awesome,
            &self.crappy,
            &self.label,
        ]
        .map(|text| quoted(text));
        format!(
            "squadcheck: 1\ntitle: {title}\ndefaults: {{template: mixed, way: {}}}\nteams:\n  \
             - {{name: {team}, people: [{person}, Bo, Chi]}}\ntemplates:\n  - key: mixed\n    \
             name: {template}\n    source: {source}\n    licence: x\n    when: {source}\n    \
             reading: x\n    dimensions:\n      \
             - {{key: speed, name: {dimension}, awesome: {awesome}, crappy: {crappy}}}\n      \
             - {{key: load, name: {dimension}, awesome: x, crappy: x, scale: {{min: 1, max: 3, \
             labels: {{1: {label}, 3: {label}}}}}}}\n    rules:\n      \
             - {{when: {{split: 0.5}}, say: {crappy}, suggest: [{crappy}]}}\n    \
             prompts: [{awesome}]\n",
            way.word()
        )
    }

    fn card(&self, key: &str, levels: bool, ballots: Ballots) -> Card {
        let level = Level::whole(1);
        let mut scale = Levels::new(level, Level::whole(3), level);
        scale.labels.insert(level, self.label.clone());
        scale.descriptions.insert(level, self.label.clone());
        scale.as_of.clone_from(&self.label);
        let dimension = Dimension {
            key: key.to_owned(),
            name: self.dimension.clone(),
            short: Some(self.dimension.clone()),
            awesome: self.awesome.clone(),
            crappy: self.crappy.clone(),
            aliases: Vec::new(),
            scale: if levels { Scale::Levels(scale) } else { Scale::TrafficLight },
            beside: false,
            pair: Some(key.to_owned()),
        };
        let vote = if levels { Vote::Level(level) } else { Vote::Light(Light::Red) };
        Card {
            revealed: Some(Revealed::Ballots(ballots)),
            agreed: Agreed { vote: Some(vote), direction: Some(Direction::Stable) },
            notes: self.notes.clone(),
            extra: [(
                RawValue::Text(self.unknown_key.clone()),
                RawValue::Text(self.unknown_value.clone()),
            )]
            .into_iter()
            .collect(),
            ..Card::new(dimension)
        }
    }

    /// A named session that is closed, and an anonymous one that is open.
    pub fn sessions(&self) -> Vec<Session> {
        let ballot = Ballot {
            answer: Some(Answer::Abstained),
            direction: Some(Direction::Stable),
            comment: Some(self.comment.clone()),
        };
        let named =
            Ballots::Named(vec![(self.person.clone(), ballot.clone()), ("Bo".to_owned(), ballot)]);
        let mut tally = Tally {
            votes: [].into(),
            directions: [].into(),
            abstained: 0,
            comments: vec![self.comment.clone(), self.comment.clone()],
        };
        tally.add_votes(Vote::Light(Light::Green), 3);
        let mut level = Tally::default();
        level.add_votes(Vote::Level(Level::whole(1)), 3);
        let action = ActionItem {
            text: self.action.clone(),
            owner: self.owner.clone(),
            due: Some(date(2026, 12, 1)),
            dimension: Some(self.dimension_key.clone()),
            ..ActionItem::default()
        };
        let experiment = Experiment {
            text: self.experiment.clone(),
            owner: self.experimenter.clone(),
            hypothesis: self.hypothesis.clone(),
            limit: self.limit.clone(),
            rollback: self.rollback.clone(),
            measure: self.measure.clone(),
            learning: self.learning.clone(),
            dimension: Some(self.dimension_key.clone()),
            state: self.state.clone(),
            ..Experiment::default()
        };
        let session = |day, voters, cards, state| Session {
            id: None,
            team: self.team.clone(),
            date: day,
            template: Some(self.template_key.clone()),
            way: VotingMode::Hands,
            voters,
            left: 0,
            cards,
            focus: vec![self.dimension_key.clone()],
            miss: None,
            actions: vec![action.clone(), action.clone()],
            experiments: vec![experiment.clone()],
            newer: None,
            reopened: Vec::new(),
            state,
            extra: [(
                RawValue::Text(self.unknown_key.clone()),
                RawValue::Text(self.unknown_value.clone()),
            )]
            .into_iter()
            .collect(),
        };
        let people = Voters::People(vec![self.person.clone(), "Bo".to_owned()]);
        let past = vec![
            self.card(&self.dimension_key, false, named.clone()),
            self.card("load", true, named),
        ];
        let mut present = vec![
            self.card(&self.dimension_key, false, Ballots::Tally(tally)),
            self.card("load", true, Ballots::Tally(level)),
        ];
        present.push(Card { revealed: None, agreed: Agreed::default(), ..present[1].clone() });
        present[2].dimension.key.push_str("-2");
        vec![
            session(date(2026, 10, 20), people, past, State::Closed),
            session(date(2026, 11, 20), Voters::Count(3), present, State::Open),
        ]
    }
}

/// A text of YAML, everything in it escaped but letters, digits and blanks.
pub fn quoted(text: &str) -> String {
    let plain =
        |c: char| c == ' ' || c.is_ascii_alphanumeric() || ('\u{4e00}'..'\u{9fff}').contains(&c);
    let escaped = text
        .chars()
        .map(|c| if plain(c) { c.to_string() } else { format!("\\U{:08x}", u32::from(c)) });
    format!("\"{}\"", escaped.collect::<String>())
}
