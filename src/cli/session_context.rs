//! What stands beside a session when it is shown or reported: those before it, and what there is to
//! learn from.
//!
//! Reads, and decides nothing.

use std::path::Path;
use std::sync::Arc;

use super::CommandContext;
use crate::library::Library;
use crate::model::history::{self, LastTime};
use crate::model::insight::{self, InsightInput, InsightLine, RiseElsewhere};
use crate::model::{Session, Workspace};

/// What a session is shown beside.
#[derive(Debug)]
pub struct SessionContext<'a> {
    /// Those of the same team before it, oldest first.
    pub earlier: &'a [&'a Session],
    /// For each card what it was last time.
    pub last: &'a [Option<LastTime<'a>>],
    /// Where a dimension that is not well rose for others.
    pub elsewhere: &'a [(RiseElsewhere, &'a Session)],
    /// What the session says.
    pub says: &'a [InsightLine],
}

/// Goes on with what stands beside `session`, once it is read.
pub fn with<T>(
    context: &mut CommandContext,
    workspace: &Workspace,
    mut library: Library,
    (path, session): (&Path, &Session),
    go_on: impl FnOnce(&SessionContext<'_>) -> T,
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
    let last = session
        .cards
        .iter()
        .map(|card| history::last_time(workspace, &earlier, session, &card.dimension.key));
    let last: Vec<_> = last.collect();
    let says = insight::read(&InsightInput {
        workspace,
        session,
        earlier: &earlier,
        elsewhere: &elsewhere,
    });
    go_on(&SessionContext { earlier: &earlier, last: &last, elsewhere: &elsewhere, says: &says })
}
