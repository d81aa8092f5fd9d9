//! The workspace of a `healthcheck.yaml`: teams, people, defaults, own templates.

use std::collections::{HashMap, HashSet};

use super::session::{Secrecy, VotingMode};
use super::template::{Dimension, Template};

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
    /// A card is revealed by itself once all have voted on devices.
    pub reveals: bool,
}

impl Default for Defaults {
    fn default() -> Self {
        Self {
            template: "spotify".to_owned(),
            secrecy: Secrecy::Anonymous,
            way: VotingMode::Hands,
            threshold: 3,
            minutes: 4,
            reveals: false,
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
    /// Keys of the own ones: they decide which cards are one dimension, and what it is called.
    pub own: Vec<String>,
    /// Version of the format, where the file is of a newer program: all is read-only then.
    pub newer: Option<u32>,
}

/// An earlier key that belongs to two dimensions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DoubleClaim<'a> {
    /// The earlier key.
    pub alias: &'a str,
    /// The dimension that has it among its aliases.
    pub of: &'a str,
    /// The other dimension.
    pub other: Claimant<'a>,
}

/// The other dimension that an earlier key belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claimant<'a> {
    /// Has it among its aliases, too.
    Alias {
        /// The key of that dimension.
        of: &'a str,
    },
    /// Has it for its key, and is asked.
    Asked {
        /// The key of the template that asks it.
        template: &'a str,
    },
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
            own: Vec::new(),
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

    /// Lists earlier keys of own templates that another dimension of theirs has or claims, each
    /// once: nobody can say which of the two an older session means.
    pub fn double_claims(&self) -> Vec<DoubleClaim<'_>> {
        let own = || self.own_templates().flat_map(|template| &template.dimensions);
        let live: HashMap<&str, &str> = self
            .own_templates()
            .flat_map(|template| template.dimensions.iter().map(move |own| (template, own)))
            .map(|(template, own)| (own.key.as_str(), template.key.as_str()))
            .collect();
        let (mut claimed, mut told) = (HashMap::<&str, &str>::new(), HashSet::new());
        let mut found = Vec::new();
        for own in own() {
            for alias in own.aliases.iter().map(String::as_str).filter(|alias| *alias != own.key) {
                let first = *claimed.entry(alias).or_insert(&own.key);
                let other = match live.get(alias) {
                    Some(template) => Claimant::Asked { template },
                    None if first != own.key => Claimant::Alias { of: first },
                    None => continue,
                };
                if told.insert(alias) {
                    found.push(DoubleClaim { alias, of: &own.key, other });
                }
            }
        }
        found
    }

    fn is_own(&self, template: &Template) -> bool {
        self.own.contains(&template.key)
    }

    /// Iterates over the own templates, in the order of the file.
    fn own_templates(&self) -> impl Iterator<Item = &Template> {
        self.own.iter().filter_map(|key| self.template(key))
    }

    /// Finds the present key of a dimension that an older session of `template` called `key`.
    ///
    /// Whoever renames a card says so in a template of their own, so these decide: the session's
    /// own one; then one that has the key as an alias, then one that has it at all; and built-in
    /// ones last.
    pub fn present_key<'a>(&'a self, template: Option<&str>, key: &'a str) -> &'a str {
        let of_session = template.and_then(|key| self.template(key));
        let own = || self.own_templates();
        let found = of_session
            .filter(|template| self.is_own(template))
            .and_then(|template| template.dimension(key))
            .or_else(|| {
                let renamed = |d: &&Dimension| d.key != key && d.goes_by(key);
                let mut found = own().filter_map(|template| template.dimension(key));
                found.find(renamed).or_else(|| own().find_map(|t| t.dimension(key)))
            })
            .or_else(|| of_session?.dimension(key))
            .or_else(|| self.templates.iter().find_map(|template| template.dimension(key)));
        found.map_or(key, |dimension| dimension.key.as_str())
    }

    /// The short name of a dimension as a session of `template` asked it; none once the template
    /// calls it something else.
    pub fn short_of(&self, template: Option<&str>, dimension: &Dimension) -> Option<&str> {
        let asked = self.template(template?)?.dimension(&dimension.key)?;
        asked.short.as_deref().filter(|_| asked.name == dimension.name)
    }

    /// Finds the name of a dimension, by its present key, in a view over several templates: a
    /// workspace's own template names it, where one asks it; the session's comes first.
    pub fn name_of(&self, template: Option<&str>, present: &str) -> Option<&str> {
        let of_session = template.and_then(|key| self.template(key));
        let first = of_session.filter(|template| self.is_own(template));
        let all =
            first.into_iter().chain(self.own_templates()).chain(of_session).chain(&self.templates);
        let named = |template: &'_ Template| -> Option<usize> {
            template.dimensions.iter().position(|dimension| dimension.key == present)
        };
        let mut found =
            all.filter_map(|template| Some(template.dimensions[named(template)?].name.as_str()));
        found.next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_key_that_two_dimensions_claim_is_told_once_with_the_first_other_one() {
        let dimension = |key: &str, aliases: &[&str]| Dimension {
            key: key.into(),
            aliases: aliases.iter().map(|alias| (*alias).into()).collect(),
            ..Dimension::default()
        };
        let template =
            |key: &str, dimensions| Template { key: key.into(), dimensions, ..Template::default() };
        let mut workspace = Workspace::bare(vec![
            template("built-in", vec![dimension("pace", &["speed"])]),
            template("one", vec![dimension("fun", &["joy", "speed"]), dimension("joy", &[])]),
            template("two", vec![dimension("fun", &["joy"]), dimension("flow", &["joy", "speed"])]),
        ]);
        workspace.own = vec!["one".into(), "two".into()];
        let by_alias =
            |alias| DoubleClaim { alias, of: "flow", other: Claimant::Alias { of: "fun" } };
        let asked = Claimant::Asked { template: "one" };
        let joy = DoubleClaim { alias: "joy", of: "fun", other: asked };
        assert_eq!(workspace.double_claims(), [joy, by_alias("speed")]);
        workspace.templates[1].dimensions.pop();
        assert_eq!(workspace.double_claims(), [by_alias("joy"), by_alias("speed")]);
        workspace.templates[2].dimensions.pop();
        assert!(workspace.double_claims().is_empty(), "the same dimension in two templates");
    }
}
