//! The first screens: the teams, and what stands there while there is no workspace.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::keys::{Action, Key};
use crate::library::{FileError, Record};
use crate::model::{Refusal, Summary, history, text};

use super::{App, Dialog, Effect, Job, Msg, NewCheckForm, Screen, TrendView, moved, text_input};

/// The teams, with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// What is shown.
    pub rows: Vec<HomeRow>,
    /// The row under the cursor.
    pub cursor: usize,
}

/// One row of home.
#[derive(Clone, Debug, PartialEq)]
pub enum HomeRow {
    /// A team with its latest session, if it has one.
    Team {
        /// The team.
        name: String,
        /// Its latest session's file; an open one comes before a later closed one.
        latest: Option<(PathBuf, Arc<Summary>)>,
        /// How many sessions it has.
        sessions: usize,
        /// How many of them are open.
        open: usize,
        /// How many of its actions are open.
        actions: u32,
        /// How many of those are overdue.
        overdue: u32,
    },
    /// A file that cannot be read.
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        faults: Vec<FileError>,
    },
    /// A copy that was set aside in a conflict.
    Conflict(PathBuf),
}

impl HomeRow {
    fn is_open(&self) -> bool {
        matches!(self, Self::Team { latest: Some((_, session)), .. } if session.is_open())
    }

    fn name(&self) -> String {
        match self {
            Self::Team { name, .. } => name.clone(),
            Self::Broken { path, .. } | Self::Conflict(path) => path.to_string_lossy().into_owned(),
        }
    }
}

impl Home {
    /// Whether a key does something on the row under the cursor.
    pub fn holds(&self, action: Action) -> bool {
        let session = |row: &HomeRow| matches!(row, HomeRow::Team { latest: Some(_), .. });
        match action {
            Action::OpenTrend | Action::Export => self.rows.get(self.cursor).is_some_and(session),
            Action::OpenTeams => self.rows.iter().any(session),
            _ => true,
        }
    }

    /// The same home with the rows of today.
    ///
    /// Open sessions come first, then the workspace's order, then other teams by name: never by
    /// health.
    pub(crate) fn refreshed(&self, app: &App) -> Self {
        let mut by_slug: HashMap<&str, Vec<(history::SummaryRef<'_>, &Record)>> = HashMap::new();
        for (past, record) in app.library.readable() {
            by_slug.entry(&past.session.slug).or_default().push((past, record));
        }
        let mut of_team =
            |name: &str| by_slug.remove(text::slug(name).as_str()).unwrap_or_default();
        let known = app.workspace.teams.iter().map(|team| (team.name.clone(), of_team(&team.name)));
        let mut teams: Vec<(String, Vec<_>)> = known.collect();
        // A name of several spellings is shown as the first file has it.
        let others =
            by_slug.into_values().map(|found| (found[0].0.session.team.to_string(), found));
        let mut others: Vec<(String, Vec<_>)> = others.collect();
        others.sort_by_cached_key(|(name, _)| (name.to_lowercase(), name.clone()));
        teams.extend(others);
        let today = app.now.date();
        let mut rows: Vec<HomeRow> =
            teams.into_iter().map(|(name, found)| team_row(name, found, today)).collect();
        rows.sort_by_key(|row| !row.is_open());
        for record in &app.library.records {
            if let Err(faults) = &record.content {
                rows.push(HomeRow::Broken { path: record.path.clone(), faults: faults.clone() });
            }
        }
        rows.extend(app.library.conflicts.iter().cloned().map(HomeRow::Conflict));
        let before = self.rows.get(self.cursor).map(HomeRow::name);
        let cursor = rows.iter().position(|row| Some(row.name()) == before);
        let cursor = cursor.unwrap_or_else(|| self.cursor.min(rows.len().saturating_sub(1)));
        Self { rows, cursor }
    }
}

fn team_row(
    name: String,
    mut found: Vec<(history::SummaryRef<'_>, &Record)>,
    today: Date,
) -> HomeRow {
    found.sort_by(|a, b| history::order(&a.0, &b.0));
    let latest = found.iter().rev().find(|(past, _)| past.session.is_open()).or(found.last());
    let latest =
        latest.and_then(|(_, record)| Some((record.path.clone(), Arc::clone(record.summary()?))));
    let due = found.iter().flat_map(|(past, _)| past.session.open_actions.iter());
    let overdue = due.clone().flatten().filter(|due| **due < today);
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    HomeRow::Team {
        name,
        latest,
        sessions: found.len(),
        open: found.iter().filter(|(past, _)| past.session.is_open()).count(),
        actions: count(due.clone().count()),
        overdue: count(overdue.count()),
    }
}

impl App {
    pub(crate) fn welcome_key(&mut self, action: Action) {
        match action {
            Action::WriteConfig => self.effects.push(Effect::Store(Job::Init)),
            Action::Enter => {
                self.without_file = true;
                self.reading = true;
                self.effects.push(Effect::Store(Job::UseOwnFolder));
            }
            _ => {}
        }
    }

    pub(crate) fn home_key(&mut self, action: Action) {
        let Screen::Home(home) = &mut self.screen else { return };
        let row = home.rows.get(home.cursor).cloned();
        match (action, row) {
            (Action::Enter, Some(HomeRow::Conflict(copy))) => {
                self.effects.push(Effect::Store(Job::CompareCopy(copy)));
            }
            (Action::Enter, Some(HomeRow::Team { latest: Some((path, _)), .. })) => {
                self.open(&path, None);
            }
            (Action::Enter, Some(HomeRow::Broken { faults, .. })) => {
                self.go_to(Screen::Faults { faults, scroll: 0 });
            }
            (Action::OpenTrend, Some(HomeRow::Team { name, latest: Some(_), .. })) => {
                if self.defer_until_loaded(&name) {
                    return;
                }
                let view = TrendView::new(self, &name);
                self.go_to(Screen::Trend(Box::new(view)));
            }
            (Action::OpenTrend, _) => self.refuse("no session to show yet: n starts a check"),
            (Action::OpenTeams, _) => self.show_teams(),
            (Action::NewCheck | Action::Enter, Some(HomeRow::Team { name, .. })) => {
                self.begin_form(Some(&name));
            }
            (Action::NewCheck, _) => self.begin_form(None),
            (Action::Enter, None) => self.refuse("nothing to open: n starts a check"),
            (action, _) => home.cursor = moved(home.cursor, home.rows.len(), action),
        }
    }

    fn begin_form(&mut self, team: Option<&str>) {
        if let Some(newer) = self.workspace.newer {
            return self.refuse(Refusal::NewerWorkspace(newer));
        }
        let form = NewCheckForm::new(self, team);
        self.go_to(Screen::Form(Box::new(form)));
    }

    /// A key where text is typed.
    pub(crate) fn text_key(&mut self, key: Key, action: Option<Action>) {
        if action == Some(Action::Editor) && !matches!(self.dialog, Some(Dialog::TextEditor(_))) {
            return self.refuse("only long text goes to an editor: notes do, this is one line");
        }
        match self.dialog {
            Some(Dialog::TextEditor(_)) => return self.entry_key(key, action),
            Some(Dialog::Action(_)) => return self.action_form_key(key, action),
            Some(Dialog::Experiment(_)) => return self.experiment_form_key(key, action),
            Some(Dialog::Export(_)) => return self.export_key(key, action),
            Some(Dialog::Elsewhere { .. }) => return self.elsewhere_key(key, action),
            Some(Dialog::Roster(_)) => return self.roster_name_key(key, action),
            _ => {}
        }
        match &self.screen {
            Screen::Search(_) => self.search_key(key, action),
            Screen::Form(_) => self.form_text_key(key, action),
            _ => {}
        }
    }

    /// Pasted text goes where text is typed, and nowhere else.
    pub(crate) fn paste(&mut self, text: &str) {
        if self.reading {
            return self.typed.push_back(Msg::Paste(text.to_owned()));
        }
        self.notice = None;
        match (&mut self.dialog, &mut self.screen) {
            (Some(Dialog::TextEditor(entry)), _) => entry.paste(text),
            (Some(Dialog::Action(form)), _) => text_input::paste(form.input_mut(), text),
            (Some(Dialog::Experiment(form)), _) => text_input::paste(form.input_mut(), text),
            (Some(Dialog::Export(form)), _) => text_input::paste(&mut form.path, text),
            (Some(Dialog::Elsewhere { place, .. }), _) => text_input::paste(place, text),
            (Some(Dialog::Roster(roster)), _) if roster.name.is_some() => {
                if let Some(name) = &mut roster.name {
                    text_input::paste(name, text);
                }
            }
            (None, Screen::Search(_)) => self.paste_into_search(text),
            (None, Screen::Form(form)) if form.is_text() => {
                if let Some(input) = form.input_mut() {
                    text_input::paste(input, text);
                }
            }
            _ => self.refuse("text was pasted where none is typed; nothing was done"),
        }
    }

    /// What the terminal holds back of a paste is said where the rest of it stands.
    pub(crate) fn paste_cut(&mut self) {
        if self.place().is_text() {
            self.refuse("the paste was too long: only its beginning was taken");
        }
    }
}
