//! The workspace of a `healthcheck.yaml`: teams, people, defaults, own templates.

use super::session::{Secrecy, VotingMode};
use super::template::Template;

/// Defaults of a new check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Defaults {
    /// The template's key.
    pub template: String,
    /// Secrecy of ballots.
    pub secrecy: Secrecy,
    /// Way in which ballots are given.
    pub way: VotingMode,
    /// Fewest votes that an anonymous card shows. At least 1.
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

/// A team of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// Name as people write it.
    pub name: String,
    /// Names of its members.
    pub people: Vec<String>,
    /// Key of its own template; none: the default.
    pub template: Option<String>,
    /// False keeps it out of every view across teams.
    pub share: bool,
}

/// The content of a `healthcheck.yaml`, with every template that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workspace {
    /// Title; may be empty.
    pub title: String,
    /// Folder of session files, relative to the file.
    pub sessions: String,
    /// Defaults of a new check.
    pub defaults: Defaults,
    /// The teams, in the file's order.
    pub teams: Vec<Team>,
    /// Built-in templates, then own ones; an own one with a built-in's key stands in its place.
    pub templates: Vec<Template>,
    /// Version of the format, where the file is of a newer program: all is read-only then.
    pub newer: Option<u32>,
}

impl Workspace {
    /// Makes a workspace without a file: no teams, the given built-in templates.
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

    /// Finds the template with this key.
    pub fn template(&self, key: &str) -> Option<&Template> {
        self.templates.iter().find(|t| t.key == key)
    }

    /// Finds a team; names are compared as slugs, so case does not matter.
    pub fn team(&self, name: &str) -> Option<&Team> {
        let slug = super::text::slug(name);
        self.teams
            .iter()
            .find(|t| t.name == name)
            .or_else(|| self.teams.iter().find(|t| super::text::slug(&t.name) == slug))
    }

    /// Finds the template of a team's next check.
    pub fn template_of(&self, team: &str) -> Option<&Template> {
        let own = self.team(team).and_then(|t| t.template.as_deref());
        self.template(own.unwrap_or(&self.defaults.template))
    }

    /// Finds the present key of a dimension that an older session of `template` called `key`.
    ///
    /// Looks at the session's template first, then at every other one.
    pub fn present_key<'a>(&'a self, template: Option<&str>, key: &'a str) -> &'a str {
        let own = template.and_then(|key| self.template(key));
        let found = own.into_iter().chain(&self.templates).find_map(|t| t.dimension(key));
        found.map_or(key, |d| d.key.as_str())
    }
}
