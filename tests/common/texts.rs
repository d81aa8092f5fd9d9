//! Every text of a session, with the way to it through the file.

use serde_json::{Value, json};
use squadcheck::model::{Ballots, Extra, RawValue, Revealed, Scale, Session, Voters};

/// What leads to a value: keys and numbers, one after the other; and the text that is there.
/// Without a text the way itself is what counts: its last part is a key that somebody typed.
pub type Text = (Vec<Value>, Option<String>);

struct Found {
    at: Vec<Value>,
    texts: Vec<Text>,
}

impl Found {
    fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.within(key, |found| found.here(text));
        }
    }

    fn here(&mut self, text: &str) {
        self.texts.push((self.at.clone(), Some(text.to_owned())));
    }

    fn within(&mut self, key: impl Into<Value>, look: impl FnOnce(&mut Self)) {
        self.at.push(key.into());
        look(self);
        self.at.pop();
    }

    fn list<T>(&mut self, key: &str, items: &[T], look: impl Fn(&mut Self, &T)) {
        for (at, item) in items.iter().enumerate() {
            self.within(key, |found| found.within(at, |found| look(found, item)));
        }
    }

    fn extra(&mut self, extra: &Extra) {
        for (key, value) in extra {
            if let RawValue::Text(key) = key {
                self.within(key.as_str(), |found| found.plain(value));
            }
        }
    }

    fn plain(&mut self, value: &RawValue) {
        match value {
            RawValue::Text(text) => self.here(text),
            RawValue::List(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.within(at, |found| found.plain(item));
                }
            }
            RawValue::Map(entries) => {
                for (key, value) in entries {
                    if let RawValue::Text(key) = key {
                        self.within(key.as_str(), |found| found.plain(value));
                    }
                }
            }
            _ => self.texts.push((self.at.clone(), None)),
        }
    }

    fn scale(&mut self, scale: &Scale) {
        let Scale::Levels(levels) = scale else { return };
        let labels: Vec<String> = levels.labels.values().cloned().collect();
        // Their keys are numbers, and are found by their order.
        self.within("scale", |found| {
            found.within("labels", |found| {
                for (at, label) in labels.iter().enumerate() {
                    found.within(json!({ "value": at }), |found| found.here(label));
                }
            });
        });
    }
}

/// All texts of a session.
pub fn of(session: &Session) -> Vec<Text> {
    let mut found = Found { at: Vec::new(), texts: Vec::new() };
    found.text("team", &session.team);
    found.text("template", session.template.as_deref().unwrap_or_default());
    if let Voters::People(people) = &session.voters {
        found.list("people", people, |found, name| found.here(name));
    }
    found.list("dimensions", &session.cards, |found, card| {
        let dimension = &card.dimension;
        for (key, text) in [
            ("key", &dimension.key),
            ("name", &dimension.name),
            ("awesome", &dimension.awesome),
            ("crappy", &dimension.crappy),
            ("notes", &card.notes),
        ] {
            found.text(key, text);
        }
        found.scale(&dimension.scale);
        match &card.revealed {
            Some(Revealed::Ballots(Ballots::Tally(tally))) => {
                found.list("comments", &tally.comments, |found, comment| found.here(comment));
            }
            Some(Revealed::Ballots(Ballots::Named(named))) => found.within("ballots", |found| {
                for (name, ballot) in named {
                    found.within(name.as_str(), |found| {
                        found.texts.push((found.at.clone(), None));
                        found.text("comment", ballot.comment.as_deref().unwrap_or_default());
                    });
                }
            }),
            _ => {}
        }
        found.extra(&card.extra);
    });
    found.list("focus", &session.focus, |found, key| found.here(key));
    found.list("actions", &session.actions, |found, action| {
        for (key, text) in [("text", &action.text), ("owner", &action.owner)] {
            found.text(key, text);
        }
        found.text("dimension", action.dimension.as_deref().unwrap_or_default());
        found.extra(&action.extra);
    });
    found.list("experiments", &session.experiments, |found, experiment| {
        for (key, text) in [
            ("text", &experiment.text),
            ("owner", &experiment.owner),
            ("hypothesis", &experiment.hypothesis),
            ("limit", &experiment.limit),
            ("rollback", &experiment.rollback),
            ("measure", &experiment.measure),
            ("state", &experiment.state),
            ("learning", &experiment.learning),
        ] {
            found.text(key, text);
        }
        found.text("dimension", experiment.dimension.as_deref().unwrap_or_default());
        found.extra(&experiment.extra);
    });
    found.extra(&session.extra);
    found.texts
}
