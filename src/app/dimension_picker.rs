//! Owners, days and dimensions as they are typed into the forms of actions and experiments.
//!
//! Says what is meant; keeps nothing.

use jiff::civil::Date;
use tui_input::Input;

use crate::messages::Message;
use crate::model::date_input;

/// The dimension that something is about, where it is typed.
#[derive(Clone, Debug)]
pub struct DimensionPicker {
    /// The text typed so far.
    pub input: Input,
    /// The keys and names there are.
    pub known: Vec<(String, String)>,
}

impl DimensionPicker {
    /// The dimensions of a session, with the one that something is about.
    pub fn new(known: Vec<(String, String)>, dimension: Option<&str>) -> Self {
        let name = known
            .iter()
            .find(|(key, _)| Some(key.as_str()) == dimension)
            .map(|(_, name)| name.as_str());
        // One that the session does not have any more stays, by its key.
        Self { input: Input::new(name.or(dimension).unwrap_or_default().to_owned()), known }
    }

    /// The dimension that is meant, by key and name: the one that is typed, or the first that
    /// begins so; none: nothing was typed. `before` is what it was about, which may be none of
    /// those there are.
    pub fn meant<'a>(
        &'a self,
        before: Option<&'a str>,
    ) -> Result<Option<(&'a str, &'a str)>, Message> {
        let typed = self.input.value().trim();
        if typed.is_empty() {
            return Ok(None);
        }
        let is = |(key, name): &&(String, String)| name.trim() == typed || key == typed;
        let starts =
            |(_, name): &&(String, String)| name.to_lowercase().starts_with(&typed.to_lowercase());
        let found = self.known.iter().find(is).or_else(|| self.known.iter().find(starts));
        match (found, before) {
            (Some((key, name)), _) => Ok(Some((key, name))),
            (None, Some(before)) if before == typed => Ok(Some((before, before))),
            (None, _) => Err(Message::NoSuchDimension(typed.to_owned())),
        }
    }
}

/// The owner that is meant: the person whose name starts with what was typed, else what was typed.
pub fn owner(typed: &str, people: &[String]) -> String {
    let typed = typed.trim();
    if typed.is_empty() {
        return String::new();
    }
    let starts = |person: &&String| person.to_lowercase().starts_with(&typed.to_lowercase());
    people
        .iter()
        .find(|p| p.as_str() == typed)
        .or_else(|| people.iter().find(starts))
        .map_or(typed, |p| p)
        .to_owned()
}

/// The day that is meant; none: nothing was typed.
pub fn day(typed: &str, today: Date) -> Result<Option<Date>, Message> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    date_input::parse(typed, today).map(Some).ok_or_else(|| Message::NoDate(typed.to_owned()))
}
