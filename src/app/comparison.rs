//! Two sessions of one team side by side, with a cursor over dimensions and over what was agreed in
//! between.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::Action;
use crate::model::{Comparison, PastAction};

use super::{App, Screen};

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
    /// What was agreed from `then` on and before `now`, each with the file of the session it was
    /// born in.
    pub promises: Vec<(PathBuf, PastAction)>,
    /// What is under the cursor: the dimensions, and after them the promises.
    pub cursor: usize,
}

impl ComparisonView {
    /// The sessions of two files of one team; none if one of them cannot be read.
    pub(crate) fn new(app: &App, then: &Path, now: &Path) -> Option<Self> {
        let summary = |path: &Path| app.library.record(path)?.summary().map(Arc::clone);
        let (earlier, later) = (summary(then)?, summary(now)?);
        let records = app.library.of_team(&later.team);
        let between = records
            .iter()
            .skip_while(|record| record.path != then)
            .take_while(|record| record.path != now);
        let promises = between.filter_map(|record| Some((record, record.session()?))).flat_map(
            |(record, session)| {
                PastAction::in_session(&app.workspace, session)
                    .map(|promise| (record.path.clone(), promise))
            },
        );
        Some(Self {
            team: later.team.to_string(),
            then: (then.to_owned(), earlier.date),
            now: (now.to_owned(), later.date),
            comparison: Comparison::new(&app.workspace, &earlier, &later),
            promises: promises.collect(),
            cursor: 0,
        })
    }

    /// How many rows the cursor can be on.
    pub fn count(&self) -> usize {
        self.comparison.rows().len() + self.promises.len()
    }
}

impl App {
    /// Brings the screens behind the grids up to date; what can no longer be read stays as it was
    /// shown.
    pub(crate) fn refresh_behind_the_grids(&mut self) {
        match &self.screen {
            Screen::Compare(view) => {
                if let Some(mut fresh) = ComparisonView::new(self, &view.then.0, &view.now.0) {
                    if self.library.session(&view.then.0).is_none() {
                        fresh.promises.clone_from(&view.promises);
                    }
                    fresh.cursor = view.cursor.min(fresh.count().saturating_sub(1));
                    self.screen = Screen::Compare(Box::new(fresh));
                }
            }
            Screen::Across(view) => {
                let view = view.refreshed(self);
                self.screen = Screen::Across(Box::new(view));
            }
            _ => {}
        }
    }

    pub(crate) fn compare_key(&mut self, action: Action) {
        let Screen::Compare(view) = &mut self.screen else { return };
        let rows = view.comparison.rows();
        if action != Action::Enter {
            view.cursor = super::moved(view.cursor, view.count(), action);
            return;
        }
        if let Some(row) = rows.get(view.cursor) {
            let path =
                if row.cards[1].is_some() { view.now.0.clone() } else { view.then.0.clone() };
            let card = row.cards[1].or(row.cards[0]);
            return self.open(&path, card);
        }
        let Some((path, promise)) = view.promises.get(view.cursor - rows.len()).cloned() else {
            return;
        };
        let about = promise.action.dimension.as_deref();
        let card = self.whole(&path).and_then(|session| session.card_index(about?)).unwrap_or(0);
        self.open(&path, Some(card));
    }
}
