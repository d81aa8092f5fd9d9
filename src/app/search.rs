//! Search: one line that is typed, and below it what holds its words, as it is found.
//!
//! Reads no file: what is looked for goes out, and what was found comes back with the number of its
//! search. What an older search finds is dropped.

use tui_input::Input;

use crate::keys::{Action, Key, Place};
use crate::library::{Hit, SearchRequest};
use crate::messages::Message;
use crate::model::search::{Reach, SearchQuery};
use crate::model::text;

use super::{
    Block, Can, Component, Context, Effect, Home, LiveCheck, SearchResults, Step, moved, text_input,
};

/// A search on the screen.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct SearchView {
    /// The text typed so far.
    pub input: Input,
    /// Teams whose names hold it.
    pub teams: Vec<String>,
    /// The results from sessions, newest first.
    pub hits: Vec<Hit>,
    /// The row under the cursor: teams come first.
    pub cursor: usize,
    /// True if the search goes on.
    pub under_way: bool,
    /// True if there may be more results than those shown.
    pub more: bool,
    /// The team from whose grid it was started.
    pub own: Option<String>,
    /// Started from home: a team that is found is a row of it.
    from_home: bool,
    /// The names of all teams, in home's order.
    known: Vec<String>,
    /// The number of the running search; the hits may still be those of the search before.
    number: u64,
    stale: bool,
}

impl SearchView {
    fn new(own: Option<String>, from_home: bool, ctx: &Context) -> Self {
        Self {
            input: Input::default(),
            teams: Vec::new(),
            hits: Vec::new(),
            cursor: 0,
            under_way: false,
            more: false,
            own,
            from_home,
            known: Home::new(ctx).team_names().map(str::to_owned).collect(),
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

impl Context {
    /// Opens the search. Started from a team's own grid, it reaches that team, whether it shares or
    /// not.
    pub(super) fn begin_search(&mut self, own: Option<String>, from_home: bool) {
        let view = SearchView::new(own, from_home, self);
        self.open(view);
    }
}

impl SearchView {
    /// Looks for what stands in the line now. What was found before stays until there is something
    /// new.
    fn search(&mut self, ctx: &mut Context) {
        let (words, workspace) = (self.words(), &ctx.workspace);
        let reach = self
            .own
            .as_deref()
            .map_or_else(|| Reach::from_outside(workspace), |team| Reach::of_team(workspace, team));
        let found = self.known.iter().filter(|name| words.stand_in(name) && reach.holds(name));
        self.teams = found.cloned().collect();
        ctx.searches += 1;
        self.number = ctx.searches;
        let empty = words.is_empty();
        if empty {
            self.end(ctx);
            self.hits.clear();
            self.more = false;
            self.cursor = self.cursor.min(self.teams.len().saturating_sub(1));
        } else {
            let (sessions, threshold) = (ctx.sessions.clone(), ctx.workspace.defaults.threshold);
            let quest = SearchRequest { number: self.number, words, sessions, reach, threshold };
            ctx.effects.push(Effect::Search(Some(Box::new(quest))));
        }
        (self.under_way, self.stale) = (!empty, !empty);
    }

    /// Takes in what a search has found, if it is the one that is wanted.
    pub(super) fn found(&mut self, finds: SearchResults) {
        if self.number != finds.number || !self.under_way {
            return;
        }
        if std::mem::take(&mut self.stale) {
            self.hits.clear();
        }
        self.hits.extend(finds.hits);
        (self.under_way, self.more) = (!finds.ended, finds.more);
        if finds.ended {
            self.cursor = self.cursor.min(self.rows().saturating_sub(1));
        }
    }

    /// Nobody waits any more for what is still looked for.
    fn end(&self, ctx: &mut Context) {
        if self.under_way {
            ctx.effects.push(Effect::Search(None));
        }
    }

    fn open_hit(&self, ctx: &mut Context) {
        if let Some(team) = self.teams.get(self.cursor) {
            return self.go_to_team(team, ctx);
        }
        if let Some(hit) = self.hit() {
            self.end(ctx);
            ctx.go(Step::Open { path: hit.path.clone(), card: hit.found.card });
        }
    }

    /// From home back to it with the cursor on the team; from a grid on to the team's grid.
    fn go_to_team(&self, team: &str, ctx: &mut Context) {
        if self.from_home {
            self.end(ctx);
            return ctx.go(Step::HomeOn(team.to_owned()));
        }
        if ctx.show_trend(team) {
            self.end(ctx);
        }
    }
}

fn has_sessions(team: &str, ctx: &Context) -> bool {
    let slug = text::slug(team);
    ctx.library.readable().any(|(past, _)| *past.session.slug == *slug)
}

impl Component for SearchView {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Search
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        if action != Action::Enter {
            return Ok(());
        }
        match (self.teams.get(self.cursor), self.hit()) {
            (Some(team), _) if !self.from_home && !has_sessions(team, ctx) => {
                Err(Block::Now(Message::TeamWithoutSession))
            }
            (None, Some(hit)) if ctx.library.record(&hit.path).is_none() => {
                Err(Block::Now(Message::SessionNotRead))
            }
            (Some(_), _) | (None, Some(_)) => Ok(()),
            (None, None) => {
                let typed = !self.input.value().trim().is_empty();
                Err(Block::Now(if typed { Message::NothingFound } else { Message::TypeToSearch }))
            }
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Enter => self.open_hit(ctx),
            Action::Back => {
                self.end(ctx);
                ctx.back();
            }
            action => {
                let last = self.rows().saturating_sub(1);
                self.cursor = moved(self.cursor.min(last), self.rows(), action);
            }
        }
    }

    fn edit(&mut self, key: Key, ctx: &mut Context) {
        let before = self.input.value().to_owned();
        text_input::edit(&mut self.input, key);
        if self.input.value() != before {
            self.cursor = 0;
            self.search(ctx);
        }
    }

    fn paste(&mut self, text: &str, ctx: &mut Context) -> bool {
        text_input::paste(&mut self.input, text);
        self.cursor = 0;
        self.search(ctx);
        true
    }

    fn refresh(&mut self, ctx: &mut Context) {
        self.known = Home::new(ctx).team_names().map(str::to_owned).collect();
        self.search(ctx);
    }
}
