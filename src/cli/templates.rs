//! `squadcheck templates`

use std::fmt::Write as _;

use unicode_width::UnicodeWidthChar;

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use super::table::TextTable;
use crate::model::Template;
use crate::model::text::{count, sanitize};
use crate::store::template_yaml;

/// Arguments of `templates`.
#[derive(Debug, clap::Args)]
pub struct TemplatesArgs {
    /// Print this one as YAML
    key: Option<String>,
}

/// Lists the templates, or prints one, ready to paste under `templates:` in `healthcheck.yaml`.
pub fn run(context: &CommandContext, arguments: &TemplatesArgs) -> Result<(), CliError> {
    let workspace = context.workspace()?;
    let Some(key) = &arguments.key else {
        return output::data(&list(&workspace.templates));
    };
    let Some(template) = workspace.template(key) else {
        let keys: Vec<&str> = workspace.templates.iter().map(|t| t.key.as_str()).collect();
        let words = format!("there is no template `{key}`; there are {}", keys.join(", "));
        return Err(CliError::Failed(format!("squadcheck: {}", sanitize(&words))));
    };
    output::word(
        "Paste this under `templates:` in healthcheck.yaml; with another key it stands \
         beside this one.",
    );
    output::data(&seen(&template_yaml(template)))
}

/// Lists each template with its scale and its dimensions.
fn list(templates: &[Template]) -> String {
    let mut table = TextTable::default();
    for template in templates {
        let dimensions =
            count(u32::try_from(template.dimensions.len()).unwrap_or(u32::MAX), "card");
        table.row([template.key.as_str(), &template.name, &dimensions, &template.answers()]);
    }
    let mut list = String::new();
    for (line, template) in table.text().lines().zip(templates) {
        let names: Vec<&str> = template.dimensions.iter().map(|d| d.name.as_str()).collect();
        _ = writeln!(list, "{line}\n    {}", sanitize(&names.join(", ")));
    }
    list
}

/// The same YAML, with an escape for all that does not stand for itself on a terminal. Every text
/// in it is in double quotes, so that what is pasted is what was printed.
fn seen(yaml: &str) -> String {
    let mut seen = String::with_capacity(yaml.len());
    for line in yaml.lines() {
        if sanitize(line) == line {
            seen.push_str(line);
        } else {
            for c in line.chars() {
                if c.width().unwrap_or(0) > 0 {
                    seen.push(c);
                } else {
                    _ = write!(seen, "\\U{:08X}", u32::from(c));
                }
            }
        }
        seen.push('\n');
    }
    seen
}
