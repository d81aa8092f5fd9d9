//! What stands beside a session when it is shown or reported: those before it, and what there is to learn from.
//!
//! Reads, and decides nothing.

use std::path::Path;
use std::sync::Arc;

use super::Setting;
use crate::model::history::{self, LastTime};
use crate::model::insight::{self, Around, Line, Rise};
use crate::model::{Session, Workspace};
use crate::store::Library;

/// What a session is shown beside.
#[derive(Debug)]
pub struct Beside<'a> {
    /// Those of the same team before it, oldest first.
    pub earlier: &'a [&'a Session],
    /// For each card what it was last time.
    pub last: &'a [Option<LastTime<'a>>],
    /// Where a dimension that is not well rose for others.
    pub elsewhere: &'a [(Rise, &'a Session)],
    /// What the session says.
    pub says: &'a [Line],
}

/// Goes on with what stands beside `session`, once it is read.
pub fn with<T>(
    setting: &mut Setting,
    workspace: &Workspace,
    mut library: Library,
    (path, session): (&Path, &Session),
    go_on: impl FnOnce(&Beside<'_>) -> T,
) -> T {
    setting.read_team(&mut library, &session.team);
    let rises: Vec<(Rise, Option<Arc<Session>>)> = {
        let earlier = library.before(path, session);
        let around = Around { workspace, session, earlier: &earlier, elsewhere: &[] };
        let (pasts, records): (Vec<_>, Vec<_>) = library.readable().unzip();
        let rises = insight::to_learn_from(&around, &pasts).into_iter();
        rises.map(|rise| (rise.clone(), setting.whole(records[rise.before]))).collect()
    };
    let elsewhere: Vec<(Rise, &Session)> =
        rises.iter().filter_map(|(rise, session)| Some((rise.clone(), session.as_deref()?))).collect();
    let earlier = library.before(path, session);
    let last = session.cards.iter().map(|card| history::last_time(workspace, &earlier, session, &card.dimension.key));
    let last: Vec<_> = last.collect();
    let says = insight::read(&Around { workspace, session, earlier: &earlier, elsewhere: &elsewhere });
    go_on(&Beside { earlier: &earlier, last: &last, elsewhere: &elsewhere, says: &says })
}
