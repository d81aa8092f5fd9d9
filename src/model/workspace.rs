//! What `healthcheck.yaml` says: teams, people, defaults, own templates.

use super::session::{Secrecy, VotingMode};
use super::template::Template;

/// What a new check starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The template's key.
    pub template: String,
    /// Whether ballots carry names.
    pub secrecy: Secrecy,
    /// How ballots are given.
    pub way: VotingMode,
    /// With fewer votes on a card, an anonymous card shows no votes. At least 1.
    pub threshold: u32,
    /// Planned minutes for a dimension. At least 1.
    pub minutes: u32,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            template: "spotify".to_owned(),
            secrecy: Secrecy::Anonymous,
            way: VotingMode::Hands,
            threshold: 3,
            minutes: 4,
        }
    }
}

/// Who holds checks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// As people write it.
    pub name: String,
    /// Who is in it.
    pub people: Vec<String>,
    /// Its own template's key, else the default one.
    pub template: Option<String>,
    /// False: in no view across teams.
    pub share: bool,
}

/// The content of a `healthcheck.yaml`, with every template that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// What the workspace is called; may be empty.
    pub title: String,
    /// Where session files lie, relative to the file.
    pub sessions: String,
    /// What a new check starts from.
    pub defaults: Defaults,
    /// The teams, in the file's order.
    pub teams: Vec<Team>,
    /// Built-in templates, then own ones; an own one with a built-in's key stands in its place.
    pub templates: Vec<Template>,
    /// The version of the format, where the file is of a newer program: then all can only be looked
    /// at.
    pub newer: Option<u32>,
}

impl Workspace {
    /// A workspace without a file: no teams, the given built-in templates.
    pub fn bare(templates: Vec<Template>) -> Self {
        Self {
            title: String::new(),
            sessions: "sessions".to_owned(),
            defaults: Defaults::default(),
            teams: Vec::new(),
            templates,
            newer: None,
        }
    }

    /// The template with this key.
    pub fn template(&self, key: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.key == key)
    }

    /// The team of this name; names are compared as slugs, so case does not matter.
    pub fn team(&self, name: &str) -> Option<&Team> {
        let slug = super::text::slug(name);
        self.teams
            .iter()
            .find(|t| t.name == name)
            .or_else(|| self.teams.iter().find(|t| super::text::slug(&t.name) == slug))
    }

    /// The template that a team's next check uses.
    pub fn template_of(&self, team: &str) -> Option<&Template> {
        let own = self.team(team).and_then(|t| t.template.as_deref());
        self.template(own.unwrap_or(&self.defaults.template))
    }

    /// The present key of a dimension that an older session of `template` called `key`.
    ///
    /// Looks at the session's template first, then at every other one.
    pub fn present_key<'a>(&'a self, template: Option<&str>, key: &'a str) -> &'a str {
        let own = template.and_then(|key| self.template(key));
        let found = own.into_iter().chain(&self.templates).find_map(|t| t.dimension(key));
        found.map_or(key, |d| d.key.as_str())
    }
}
