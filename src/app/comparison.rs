//! Two sessions of one team side by side, with a cursor over dimensions and over what was agreed in
//! between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::model::{Comparison, PastAction};

use super::{Component, Context, LiveCheck, Step, moved};

/// The comparison on the screen.
#[derive(Clone, Debug)]
pub struct ComparisonView {
    /// The team.
    pub team: String,
    /// The earlier session's file and day.
    pub then: (PathBuf, Date),
    /// The later session's file and day.
    pub now: (PathBuf, Date),
    /// Dimension by dimension.
    pub comparison: Comparison,
    /// The actions agreed from `then` on and before `now`, as they stood at the end of `now`, each
    /// with the file of the session it was born in.
    pub promises: Vec<(PathBuf, PastAction)>,
    /// The day as of which they stand so; none: today, since `now` is open.
    pub as_of: Option<Date>,
    /// The row under the cursor: the dimensions, and after them the promises.
    pub cursor: usize,
}

impl ComparisonView {
    /// The sessions of two files of one team; none if one of them cannot be read.
    pub(super) fn new(ctx: &Context, then: &Path, now: &Path) -> Option<Self> {
        let summary = |path: &Path| ctx.library.record(path)?.summary().map(Arc::clone);
        let (earlier, later) = (summary(then)?, summary(now)?);
        let records = ctx.library.of_team(&later.team);
        let between = records
            .iter()
            .skip_while(|record| record.path != then)
            .take_while(|record| record.path != now);
        let last = || ctx.library.session(now).and_then(|session| session.as_of());
        let day = (!later.is_open()).then(|| last().unwrap_or(later.date));
        let promises = between.filter_map(|record| Some((record, record.session()?))).flat_map(
            |(record, session)| {
                PastAction::in_session(&ctx.workspace, session)
                    .map(move |promise| (record.path.clone(), promise.at(day)))
            },
        );
        Some(Self {
            team: later.team.to_string(),
            then: (then.to_owned(), earlier.date),
            now: (now.to_owned(), later.date),
            comparison: Comparison::new(&ctx.workspace, &earlier, &later),
            promises: promises.collect(),
            as_of: day,
            cursor: 0,
        })
    }

    /// How many rows the cursor can be on.
    pub fn count(&self) -> usize {
        self.comparison.rows().len() + self.promises.len()
    }
}

impl ComparisonView {
    /// The session and card under the cursor. Of something agreed it is the session in which it was
    /// agreed.
    fn target(&self, ctx: &Context) -> Option<(PathBuf, Option<usize>)> {
        let rows = self.comparison.rows();
        if let Some(row) = rows.get(self.cursor) {
            let path = if row.cards[1].is_some() { &self.now.0 } else { &self.then.0 };
            return Some((path.clone(), row.cards[1].or(row.cards[0])));
        }
        let (path, promise) = self.promises.get(self.cursor - rows.len())?;
        let about = promise.action.dimension.as_deref();
        let session = ctx.library.session(path);
        let card = session.and_then(|session| session.card_index(about?)).unwrap_or(0);
        Some((path.clone(), Some(card)))
    }
}

impl Component for ComparisonView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Compare
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Back => ctx.back(),
            Action::Export => ctx.go(Step::Export),
            Action::Enter => {
                if let Some((path, card)) = self.target(ctx) {
                    ctx.go(Step::Open { path, card });
                }
            }
            action => self.cursor = moved(self.cursor, self.count(), action),
        }
    }

    /// A session that can no longer be read stays as it was shown.
    fn refresh(&mut self, ctx: &mut Context) {
        if let Some(mut fresh) = Self::new(ctx, &self.then.0, &self.now.0) {
            if ctx.library.session(&self.then.0).is_none() {
                fresh.promises.clone_from(&self.promises);
            }
            fresh.cursor = self.cursor.min(fresh.count().saturating_sub(1));
            *self = fresh;
        }
    }
}
