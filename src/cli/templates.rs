//! `squadcheck templates`

use super::table::Table;
use super::{Setting, Stop, say};
use crate::model::text::{count, sanitize};
use crate::store::template_yaml;

/// What `templates` takes.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Print this one as YAML
    key: Option<String>,
}

/// Lists the templates, or prints one, ready to paste under `templates:` in `healthcheck.yaml`.
pub fn run(setting: &Setting, arguments: &Arguments) -> Result<(), Stop> {
    let workspace = setting.workspace()?;
    let Some(key) = &arguments.key else {
        let mut table = Table::default();
        for template in &workspace.templates {
            let dimensions = count(u32::try_from(template.dimensions.len()).unwrap_or(u32::MAX), "dimension");
            table.row([template.key.as_str(), &template.name, &dimensions, &template.source]);
        }
        return say::data(&table.text());
    };
    let Some(template) = workspace.template(key) else {
        let keys: Vec<&str> = workspace.templates.iter().map(|t| t.key.as_str()).collect();
        let words = format!("there is no template `{key}`; there are {}", keys.join(", "));
        return Err(Stop::Failed(format!("squadcheck: {}", sanitize(&words))));
    };
    say::word("Paste this under `templates:` in healthcheck.yaml; with another key it stands beside this one.");
    say::data(&template_yaml(template))
}
