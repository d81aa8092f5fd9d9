//! `squadcheck demo`

use super::looks::Looks;
use super::{Setting, Stop, full_screen};
use crate::app::Start;
use crate::store::Store;

/// Opens the full screen on a made-up workspace that is deleted at the end.
pub fn run(setting: Setting, looks: Looks) -> Result<(), Stop> {
    if !setting.terminal {
        return full_screen::open(setting, looks, Start::Home, true);
    }
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").cloned().unwrap_or_default();
    let demo = crate::demo::demo(setting.today, &spotify);
    // Lives until the full screen has been left, and is deleted then, whatever ended it.
    let (_folder, store) =
        Store::throw_away(setting.store.folders(), &demo.workspace_yaml, &demo.sessions)?;
    full_screen::open(Setting { store, ..setting }, looks, Start::Home, true)
}
