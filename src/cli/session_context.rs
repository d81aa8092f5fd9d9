//! The sessions around one that is shown or reported: the earlier ones of its team, and those of
//! others that it can learn from.

use std::path::Path;
use std::sync::Arc;

use super::context::CommandContext;
use crate::export::Report;
use crate::library::Library;
use crate::model::insight::RiseElsewhere;
use crate::model::{Session, Workspace};

/// Reads the sessions around `session`, and hands over the report that they make.
pub fn with<T>(
    context: &mut CommandContext,
    workspace: &Workspace,
    mut library: Library,
    (path, session): (&Path, &Session),
    go_on: impl FnOnce(Report<'_>) -> T,
) -> T {
    context.read_team(&mut library, &session.team);
    let rises = library.to_learn_from(workspace, (path, session)).into_iter();
    let whole = |path: &Path| library.record(path).and_then(|record| context.whole(record));
    let rises: Vec<(RiseElsewhere, Option<Arc<Session>>)> =
        rises.map(|(rise, path)| (rise, whole(&path))).collect();
    let elsewhere: Vec<(RiseElsewhere, &Session)> = rises
        .iter()
        .filter_map(|(rise, session)| Some((rise.clone(), session.as_deref()?)))
        .collect();
    let earlier = library.before(path, session);
    go_on(Report { workspace, session, earlier: &earlier, elsewhere: &elsewhere })
}
