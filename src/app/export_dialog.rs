//! Where a report goes: a file, or the terminal's clipboard.

use std::path::{Path, PathBuf};

use tui_input::Input;

use crate::export::{
    across_markdown, comparison_markdown, csv, json, svg, teams_markdown, trend_markdown,
};
use crate::keys::{Action, Key};
use crate::model::{Session, text};

use super::{App, Dialog, Effect, ExportProblem, HomeRow, Job, Question, Screen, text_input};

/// Where a report can go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportRow {
    /// A Markdown file.
    #[default]
    File,
    /// The terminal's clipboard.
    Clipboard,
}

/// The choice of where a report goes.
#[derive(Clone, Debug)]
pub struct ExportForm {
    /// What is chosen.
    pub row: ExportRow,
    /// The file.
    pub path: Input,
    /// What is exported, in words.
    pub what: &'static str,
    /// The Markdown.
    pub text: String,
    /// The other formats, each with the ending of a file's name that asks for it.
    pub others: Vec<(&'static str, String)>,
}

impl ExportForm {
    /// What goes into a file of this name.
    fn text_for(&self, path: &Path) -> &str {
        let ending = path
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase())
            .unwrap_or_default();
        let other = self.others.iter().find(|(known, _)| *known == ending);
        other.map_or(&self.text, |(_, text)| text)
    }
}

impl App {
    /// The session that is exported from here, with its file.
    fn exported_session(&self) -> Option<(PathBuf, Session)> {
        match &self.screen {
            Screen::LiveCheck(held) => Some((held.path.clone(), held.session().clone())),
            Screen::Home(home) => match home.rows.get(home.cursor)? {
                HomeRow::Team { latest: Some((path, _)), .. } => {
                    Some((path.clone(), self.library.session(path)?.as_ref().clone()))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// The Markdown report of a session.
    pub fn report(&self, path: &Path, session: &Session) -> String {
        let workspace = &self.workspace;
        self.with_elsewhere(path, session, |earlier, elsewhere| {
            crate::export::markdown(&crate::export::Report {
                workspace,
                session,
                earlier,
                elsewhere,
            })
        })
    }

    pub(crate) fn begin_export(&mut self) {
        if let Screen::Home(home) = &self.screen
            && let Some(HomeRow::Team { name, latest: Some(_), .. }) = home.rows.get(home.cursor)
            && self.defer_until_loaded(&name.clone())
        {
            return;
        }
        let (what, name, markdown, others) = match &self.screen {
            Screen::Trend(view) => {
                let trend = &view.trend;
                let newest = trend
                    .columns
                    .last()
                    .map(|column| format!("-{}", column.date))
                    .unwrap_or_default();
                let others = vec![
                    ("csv", csv::trend_csv(trend)),
                    ("json", json::trend(trend)),
                    ("svg", svg::trend_svg(trend)),
                ];
                (
                    "trend grid",
                    format!("{}-trend{newest}.md", text::slug(&trend.team)),
                    trend_markdown(trend),
                    others,
                )
            }
            Screen::Teams(view) => {
                let grid = &view.grid;
                let day = grid.as_of.map(|day| format!("-{day}")).unwrap_or_default();
                let others = vec![
                    ("csv", csv::teams_csv(grid)),
                    ("json", json::teams(grid)),
                    ("svg", svg::teams_svg(grid)),
                ];
                ("team grid", format!("teams{day}.md"), teams_markdown(grid), others)
            }
            Screen::Compare(view) => {
                let days = [view.then.1, view.now.1];
                let promises = view.promises.iter().map(|(_, promise)| promise);
                let markdown = comparison_markdown(&view.team, days, &view.comparison, promises);
                let name = format!("{}-{}-and-{}.md", text::slug(&view.team), days[0], days[1]);
                ("comparison", name, markdown, Vec::new())
            }
            Screen::Across(view) => {
                let teams = view.teams.iter().map(|team| (&team.times, team.promises.as_slice()));
                let markdown = across_markdown(&view.name, view.as_of, teams);
                (
                    "page",
                    format!("{}-across-teams-{}.md", text::slug(&view.key), view.as_of),
                    markdown,
                    Vec::new(),
                )
            }
            Screen::Board(view) => {
                let team = view
                    .own
                    .as_deref()
                    .map(|team| format!("{}-", text::slug(team)))
                    .unwrap_or_default();
                let name = format!("{team}board-{}.md", self.now.date());
                ("board", name, self.board_report(view), Vec::new())
            }
            _ => {
                let Some((path, session)) = self.exported_session() else {
                    return self.refuse("no session to export here");
                };
                if self.reads_others_first(&path, &session) {
                    return;
                }
                let name = format!("{}-{}.md", text::slug(&session.team), session.date);
                ("report", name, self.report(&path, &session), Vec::new())
            }
        };
        let form = ExportForm {
            row: ExportRow::File,
            path: Input::new(name),
            what,
            text: markdown,
            others,
        };
        self.dialog = Some(Dialog::Export(Box::new(form)));
    }

    pub(crate) fn export_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::Export(form)) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) => {
                let Some(Dialog::Export(form)) = self.dialog.take() else { return };
                match form.row {
                    ExportRow::Clipboard => {
                        self.effects.push(Effect::Copy(form.text));
                        self.done("sent to the terminal");
                    }
                    ExportRow::File if form.path.value().trim().is_empty() => {
                        self.dialog = Some(Dialog::Export(form));
                        self.refuse("a file name is missing");
                    }
                    ExportRow::File => {
                        let path = PathBuf::from(form.path.value().trim());
                        let text = form.text_for(&path).to_owned();
                        self.effects.push(Effect::Store(Job::Export {
                            path,
                            text,
                            replace: false,
                        }));
                        self.dialog = Some(Dialog::Export(form));
                    }
                }
            }
            Some(Action::Drop) => self.dialog = None,
            Some(Action::Up | Action::PreviousField | Action::Down | Action::NextField) => {
                form.row = if form.row == ExportRow::File {
                    ExportRow::Clipboard
                } else {
                    ExportRow::File
                };
            }
            None if form.row == ExportRow::File => {
                text_input::edit(&mut form.path, key);
            }
            _ => {}
        }
    }

    pub(crate) fn exported(&mut self, path: PathBuf, result: Result<(), ExportProblem>) {
        match result {
            Ok(()) => {
                if matches!(self.dialog, Some(Dialog::Export(_))) {
                    self.dialog = None;
                }
                self.done(format!("written to {}", path.display()));
            }
            Err(ExportProblem::Exists) => {
                if let Some(Dialog::Export(form)) = &self.dialog {
                    let text = form.text_for(&path).to_owned();
                    self.dialog = Some(Dialog::Ask(Question::Replace { path, text }));
                }
            }
            Err(ExportProblem::Fault(fault)) => self.refuse(fault),
        }
    }
}
