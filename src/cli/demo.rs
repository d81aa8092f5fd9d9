//! `squadcheck demo`

use super::context::CommandContext;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::tui;
use crate::app::Start;
use crate::store::Store;

/// Opens the full screen on a made-up workspace that is deleted at the end.
pub fn run(context: CommandContext, looks: DisplayArgs) -> Result<(), CliError> {
    if !context.terminal {
        return tui::open(context, looks, Start::Home, true);
    }
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").cloned().unwrap_or_default();
    let demo = crate::demo::demo(context.today, &spotify);
    // Lives until the full screen has been left, and is deleted then, whatever ended it.
    let (_folder, store) =
        Store::throw_away(context.store.folders(), &demo.workspace_yaml, &demo.sessions)?;
    tui::open(CommandContext { store, ..context }, looks, Start::Home, true)
}
