//! Search: one line that is typed, and below it what holds its words, as it is found.
//!
//! Reads no file: what is looked for goes out, and what was found comes back with the number of its
//! search. What an older search finds is dropped.

use std::path::PathBuf;

use tui_input::Input;

use crate::keys::{Action, Key};
use crate::library::{Hit, SearchRequest};
use crate::model::search::{Reach, SearchQuery};

use super::{App, Effect, HomeRow, Screen, SearchResults, TrendView, moved, text_input};

/// A search on the screen.
#[derive(Clone, Debug)]
pub struct SearchView {
    /// What is typed.
    pub input: Input,
    /// Teams whose names hold it.
    pub teams: Vec<String>,
    /// What was found in sessions, newest first.
    pub hits: Vec<Hit>,
    /// The row under the cursor: teams come first.
    pub cursor: usize,
    /// Whether the search goes on.
    pub under_way: bool,
    /// Whether there may be more than what is shown.
    pub more: bool,
    /// The team from whose grid it was started.
    pub own: Option<String>,
    /// What is looked for now; the hits may still be those of the search before.
    number: u64,
    stale: bool,
}

impl SearchView {
    fn new(own: Option<String>) -> Self {
        Self {
            input: Input::default(),
            teams: Vec::new(),
            hits: Vec::new(),
            cursor: 0,
            under_way: false,
            more: false,
            own,
            number: 0,
            stale: false,
        }
    }

    /// The words that are looked for.
    pub fn words(&self) -> SearchQuery {
        SearchQuery::new(self.input.value())
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.teams.len() + self.hits.len()
    }

    /// The hit under the cursor.
    fn hit(&self) -> Option<&Hit> {
        self.hits.get(self.cursor.checked_sub(self.teams.len())?)
    }
}

impl App {
    /// Opens the search. Started from a team's own grid, it reaches that team, whether it shares or
    /// not.
    pub(crate) fn begin_search(&mut self) {
        let own = match &self.screen {
            Screen::Trend(view) => Some(view.trend.team.clone()),
            _ => None,
        };
        self.go_to(Screen::Search(Box::new(SearchView::new(own))));
    }

    fn search_view(&mut self) -> Option<&mut SearchView> {
        match &mut self.screen {
            Screen::Search(view) => Some(view),
            _ => None,
        }
    }

    fn reach(&self, own: Option<&str>) -> Reach {
        own.map_or_else(
            || Reach::from_outside(&self.workspace),
            |team| Reach::of_team(&self.workspace, team),
        )
    }

    /// The teams of home, which lies below every search.
    fn team_names(&self) -> impl Iterator<Item = &String> {
        let home = self
            .back
            .iter()
            .find_map(|screen| if let Screen::Home(home) = screen { Some(home) } else { None });
        home.into_iter().flat_map(|home| &home.rows).filter_map(|row| match row {
            HomeRow::Team { name, .. } => Some(name),
            HomeRow::Broken { .. } | HomeRow::Conflict(_) => None,
        })
    }

    /// Looks for what stands in the line now. What was found before stays until there is something
    /// new.
    pub(crate) fn search_again(&mut self) {
        let Screen::Search(view) = &self.screen else { return };
        let (words, own, was_under_way) = (view.words(), view.own.clone(), view.under_way);
        let reach = self.reach(own.as_deref());
        let mut teams: Vec<String> =
            self.team_names().filter(|name| words.stand_in(name)).cloned().collect();
        teams.retain(|name| reach.holds(name));
        self.searches += 1;
        let (number, empty) = (self.searches, words.is_empty());
        if empty && was_under_way {
            self.effects.push(Effect::Search(None));
        } else if !empty {
            let (sessions, threshold) = (self.sessions.clone(), self.workspace.defaults.threshold);
            let quest = SearchRequest { number, words, sessions, reach, threshold };
            self.effects.push(Effect::Search(Some(Box::new(quest))));
        }
        let Some(view) = self.search_view() else { return };
        (view.number, view.teams) = (number, teams);
        (view.under_way, view.stale) = (!empty, !empty);
        if empty {
            view.hits.clear();
            (view.more, view.cursor) = (false, view.cursor.min(view.teams.len().saturating_sub(1)));
        }
    }

    /// Takes in what a search has found, if it is the one that is wanted.
    pub(crate) fn found(&mut self, finds: SearchResults) {
        let Some(view) =
            self.search_view().filter(|view| view.number == finds.number && view.under_way)
        else {
            return;
        };
        if std::mem::take(&mut view.stale) {
            view.hits.clear();
        }
        view.hits.extend(finds.hits);
        (view.under_way, view.more) = (!finds.ended, finds.more);
        if finds.ended {
            view.cursor = view.cursor.min(view.rows().saturating_sub(1));
        }
    }

    /// A key on the screen of the search.
    pub(crate) fn search_key(&mut self, key: Key, action: Option<Action>) {
        let Some(view) = self.search_view() else { return };
        match action {
            Some(Action::Enter) => self.open_hit(),
            Some(Action::Back) => {
                self.end_search();
                self.go_back();
            }
            Some(action) => {
                let last = view.rows().saturating_sub(1);
                view.cursor = moved(view.cursor.min(last), view.rows(), action);
            }
            None => {
                let before = view.input.value().to_owned();
                text_input::edit(&mut view.input, key);
                if view.input.value() != before {
                    view.cursor = 0;
                    self.search_again();
                }
            }
        }
    }

    /// Nobody waits any more for what is still looked for.
    fn end_search(&mut self) {
        if self.search_view().is_some_and(|view| view.under_way) {
            self.effects.push(Effect::Search(None));
        }
    }

    /// Text was pasted into the line.
    pub(crate) fn paste_into_search(&mut self, text: &str) {
        let Some(view) = self.search_view() else { return };
        text_input::paste(&mut view.input, text);
        view.cursor = 0;
        self.search_again();
    }

    fn open_hit(&mut self) {
        let Screen::Search(view) = &self.screen else { return };
        if let Some(team) = view.teams.get(view.cursor).cloned() {
            return self.go_to_team(&team);
        }
        let Some(hit) = view.hit() else {
            return self.refuse(if view.input.value().trim().is_empty() {
                "type what to look for; Esc goes back"
            } else {
                "nothing to open here"
            });
        };
        let (path, card): (PathBuf, _) = (hit.path.clone(), hit.found.card);
        if self.library.record(&path).is_none() {
            return self.refuse("this session was written after the workspace was read");
        }
        self.end_search();
        self.open(&path, card);
    }

    /// From home back to it with the cursor on the team; from elsewhere on to the team's grid.
    fn go_to_team(&mut self, team: &str) {
        if let Some(Screen::Home(home)) = self.back.last_mut() {
            let row = home
                .rows
                .iter()
                .position(|row| matches!(row, HomeRow::Team { name, .. } if name == team));
            home.cursor = row.unwrap_or(home.cursor);
            self.end_search();
            return self.go_back();
        }
        if self.defer_until_loaded(team) {
            return;
        }
        let view = TrendView::new(self, team);
        if view.trend.columns.is_empty() {
            return self.refuse("this team has no session to show yet");
        }
        self.end_search();
        self.go_to(Screen::Trend(Box::new(view)));
    }
}
