//! Where a report goes: a file, or the terminal's clipboard.

use std::path::PathBuf;

use tui_input::Input;

use crate::keys::{Action, Key};
use crate::model::{Session, text};

use super::{App, Effect, ExportProblem, HomeRow, Job, Overlay, Question, Screen, field};

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
    /// The report.
    pub text: String,
}

impl App {
    /// The session that is exported from here, with its file.
    fn exported_session(&self) -> Option<(PathBuf, Session)> {
        match &self.screen {
            Screen::Held(held) => Some((held.path.clone(), held.session().clone())),
            Screen::Home(home) => match home.rows.get(home.cursor)? {
                HomeRow::Team { latest: Some((path, session)), .. } => Some((path.clone(), session.as_ref().clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// The Markdown report of a session.
    pub fn report(&self, path: &std::path::Path, session: &Session) -> String {
        let earlier = self.library.before(path, session);
        crate::export::markdown(&crate::export::Report { workspace: &self.workspace, session, earlier: &earlier })
    }

    pub(crate) fn begin_export(&mut self) {
        let Some((path, session)) = self.exported_session() else {
            return self.refuse("no session to export here");
        };
        let name = format!("{}-{}.md", text::slug(&session.team), session.date);
        let report = self.report(&path, &session);
        let form = ExportForm { row: ExportRow::File, path: Input::new(name), text: report };
        self.overlay = Some(Overlay::Export(Box::new(form)));
    }

    pub(crate) fn export_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Overlay::Export(form)) = &mut self.overlay else { return };
        match action {
            Some(Action::Keep) => {
                let Some(Overlay::Export(form)) = self.overlay.take() else { return };
                match form.row {
                    ExportRow::Clipboard => {
                        self.effects.push(Effect::Copy(form.text));
                        self.done("sent to the terminal");
                    }
                    ExportRow::File if form.path.value().trim().is_empty() => {
                        self.overlay = Some(Overlay::Export(form));
                        self.refuse("a file name is missing");
                    }
                    ExportRow::File => {
                        let path = PathBuf::from(form.path.value().trim());
                        self.effects.push(Effect::Store(Job::Export { path, text: form.text.clone(), replace: false }));
                        self.overlay = Some(Overlay::Export(form));
                    }
                }
            }
            Some(Action::Drop) => self.overlay = None,
            Some(Action::Up | Action::PreviousField | Action::Down | Action::NextField) => {
                form.row = if form.row == ExportRow::File { ExportRow::Clipboard } else { ExportRow::File };
            }
            None if form.row == ExportRow::File => {
                field::edit(&mut form.path, key);
            }
            _ => {}
        }
    }

    pub(crate) fn exported(&mut self, path: PathBuf, result: Result<(), ExportProblem>) {
        match result {
            Ok(()) => {
                if matches!(self.overlay, Some(Overlay::Export(_))) {
                    self.overlay = None;
                }
                self.done(format!("written to {}", path.display()));
            }
            Err(ExportProblem::Exists) => {
                if let Some(Overlay::Export(form)) = &self.overlay {
                    let text = form.text.clone();
                    self.overlay = Some(Overlay::Ask(Question::Replace { path, text }));
                }
            }
            Err(ExportProblem::Fault(fault)) => self.refuse(fault),
        }
    }
}
