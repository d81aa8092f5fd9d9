//! The page that says what a session says. Computed when it is opened; one reads it, and goes back.

use std::path::Path;

use crate::keys::Action;
use crate::model::Session;
use crate::model::insight::{self, InsightInput, InsightLine, RiseElsewhere};

use super::{App, Screen, moved};

/// What a session says, on the screen.
#[derive(Clone, Debug)]
pub struct InsightView {
    /// The team and the day.
    pub title: String,
    /// What is said.
    pub lines: Vec<InsightLine>,
    /// The line at the top.
    pub scroll: usize,
}

impl App {
    /// Whether sessions of others have to be read before it can be said what this one says.
    pub(crate) fn reads_others_first(&mut self, path: &Path, session: &Session) -> bool {
        let paths = self
            .library
            .to_learn_from(&self.workspace, (path, session))
            .into_iter()
            .map(|(_, path)| path)
            .collect();
        self.reads_these_first(paths)
    }

    /// Goes on with what stands beside a session when it is read.
    pub(crate) fn with_elsewhere<T>(
        &self,
        path: &Path,
        session: &Session,
        go_on: impl FnOnce(&[&Session], &[(RiseElsewhere, &Session)]) -> T,
    ) -> T {
        let earlier = self.library.before(path, session);
        let rises = self.library.to_learn_from(&self.workspace, (path, session));
        let known = rises
            .into_iter()
            .filter_map(|(rise, path)| Some((rise, self.library.session(&path)?.as_ref())));
        go_on(&earlier, &known.collect::<Vec<_>>())
    }

    /// Shows what the session on the screen says, or the one under the cursor of the team's grid.
    pub(crate) fn show_insight(&mut self) {
        let shown = match &self.screen {
            Screen::LiveCheck(held) => Some((held.path.clone(), held.session().clone())),
            Screen::Trend(view) => view.paths.get(view.column).and_then(|path| {
                Some((path.clone(), self.library.session(path)?.as_ref().clone()))
            }),
            _ => None,
        };
        let Some((path, session)) = shown else { return self.refuse("no session to read here") };
        if self.reads_others_first(&path, &session) {
            return;
        }
        let workspace = &self.workspace;
        let lines = self.with_elsewhere(&path, &session, |earlier, elsewhere| {
            insight::read(&InsightInput { workspace, session: &session, earlier, elsewhere })
        });
        if lines.is_empty() {
            return self.refuse("nothing to say yet: it is read once something is agreed");
        }
        let title =
            format!("{} · what this says · {}", session.team, session.date.strftime("%-d %b %Y"));
        self.go_to(Screen::Insight(Box::new(InsightView { title, lines, scroll: 0 })));
    }

    pub(crate) fn insight_key(&mut self, action: Action) {
        let Screen::Insight(view) = &mut self.screen else { return };
        view.scroll = moved(view.scroll, view.lines.len(), action);
    }
}
