//! `squadcheck paths`

use std::path::Path;

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use super::table::TextTable;

/// Shows where everything is kept.
pub fn run(context: &CommandContext) -> Result<(), CliError> {
    let (location, folders) = (context.store.location(), context.store.folders());
    let sessions = match context.store.config() {
        Ok(workspace) => context.store.sessions_folder(&workspace).display().to_string(),
        Err(_) => {
            "unknown: healthcheck.yaml cannot be read, `squadcheck validate` says why".to_owned()
        }
    };
    let config = format!(
        "{}{}",
        location.config.display(),
        if location.exists { "" } else { " (not there yet)" }
    );
    let own =
        if location.own { " (your own, as no healthcheck.yaml was found upwards)" } else { "" };
    let path = |path: Option<&Path>| {
        path.map_or_else(|| "none".to_owned(), |path| path.display().to_string())
    };
    let waiting = folders.state.as_deref().map(|state| state.join("waiting"));
    let mut table = TextTable::default();
    table.row(["workspace", &format!("{}{own}", location.root.display())]);
    table.row(["config", &config]);
    table.row(["sessions", &sessions]);
    table.row(["data", &path(folders.data.as_deref())]);
    table.row(["state", &path(folders.state.as_deref())]);
    table.row(["waiting", &path(waiting.as_deref())]);
    table.row(["cache", &path(folders.cache.as_deref())]);
    table.row(["editor", folders.editor.as_deref().unwrap_or("none: set $VISUAL or $EDITOR")]);
    output::data(&table.text())
}
