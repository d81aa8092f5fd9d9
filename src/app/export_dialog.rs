//! The choice of where an export goes: a file, or the terminal's clipboard.
//!
//! The document is rendered on Enter, in the format that the file's name asks for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tui_input::Input;

use crate::export::{Content, Document, DocumentKind, Format, Report};
use crate::keys::{Action, Key, Place, Word};
use crate::messages::Message;
use crate::model::{Board, FollowUpStats, Session, TeamGrid, Trend};

use super::{
    AcrossTeamsView, Block, Can, Clipboard, ComparisonView, Component, Context, Effect,
    ExportProblem, Job, LiveCheck, Named, Question, Screen, text_input,
};

/// The way that an export goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ExportRow {
    /// A file.
    #[default]
    File,
    /// The terminal's clipboard.
    Clipboard,
}

/// Something to export, as it stood when the dialog was opened.
#[derive(Clone, Debug)]
enum Subject {
    Trend(Box<Trend>),
    Teams(Box<TeamGrid>),
    Comparison(Box<ComparisonView>),
    Across(Box<AcrossTeamsView>),
    Boards { team: Option<String>, boards: Box<[Board; 2]>, practice: Option<FollowUpStats> },
    Report(PathBuf, Arc<Session>),
}

impl Subject {
    /// Goes on with the document that it makes.
    fn with_document<T>(&self, ctx: &Context, go_on: impl FnOnce(&Document<'_>) -> T) -> T {
        let document = match self {
            Self::Trend(trend) => Document::Trend(trend),
            Self::Teams(grid) => Document::Teams(grid),
            Self::Comparison(view) => Document::Comparison {
                team: &view.team,
                days: [view.then.1, view.now.1],
                comparison: &view.comparison,
                promises: view.promises.iter().map(|(_, promise)| promise).collect(),
            },
            Self::Across(view) => Document::Across {
                key: &view.key,
                name: &view.name,
                as_of: view.as_of,
                teams: view.teams.iter().map(|t| (&t.times, t.promises.as_slice())).collect(),
            },
            Self::Boards { team, boards, practice } => {
                Document::Boards { team: team.as_deref(), boards, practice: practice.as_ref() }
            }
            Self::Report(path, session) => {
                let workspace = &ctx.workspace;
                return ctx.with_elsewhere(path, session, |earlier, elsewhere| {
                    let report = Report { workspace, session, earlier, elsewhere };
                    go_on(&Document::Report { path, report })
                });
            }
        };
        go_on(&document)
    }
}

/// The choice of where an export goes.
#[derive(Clone, Debug)]
pub struct ExportDialog {
    /// The way that is chosen.
    pub row: ExportRow,
    /// The file.
    pub path: Input,
    /// The name of the file that was suggested.
    pub(super) suggested: String,
    /// The kind of document.
    pub kind: DocumentKind,
    subject: Subject,
}

impl ExportDialog {
    fn new(subject: Subject, ctx: &Context) -> Self {
        let (kind, name) = subject
            .with_document(ctx, |document| (document.kind(), document.file_name(ctx.now.date())));
        let path = Input::new(name.clone());
        Self { row: ExportRow::File, path, suggested: name, kind, subject }
    }

    fn render(&self, format: Format, ctx: &Context) -> String {
        self.subject.with_document(ctx, |document| document.render(format))
    }

    /// What the file of this name is to hold.
    fn content(&self, path: &Path, ctx: &Context) -> Content {
        let format = self.kind.format_of(path);
        format.content(self.render(format, ctx))
    }

    /// Takes in what became of the export. Where there is such a file already, asks first.
    pub(super) fn exported(
        &self,
        path: PathBuf,
        result: Result<String, ExportProblem>,
        ctx: &mut Context,
    ) {
        match result {
            Ok(missing) => {
                ctx.finish();
                ctx.written(path, missing);
            }
            Err(ExportProblem::Exists) => {
                let content = self.content(&path, ctx);
                ctx.show(Question::Replace { path, content });
            }
            Err(ExportProblem::Fault(fault)) => ctx.refuse(fault),
        }
    }
}

impl Component for ExportDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Text
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        let named = !self.path.value().trim().is_empty();
        match action {
            Action::Keep if self.row == ExportRow::File && !named => {
                Err(Block::Now(Message::FileNameMissing))
            }
            Action::Editor => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        if action == Action::Keep { Named::As(Word::Export) } else { Named::AsUsual }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match (action, self.row) {
            (Action::Keep, ExportRow::Clipboard) => {
                ctx.effects.push(Effect::Copy(self.render(Format::Markdown, ctx)));
                ctx.finish();
                ctx.done(Message::SentToTerminal(match ctx.display.clipboard {
                    Clipboard::Through(multiplexer) => Some(multiplexer),
                    Clipboard::Terminal | Clipboard::Missing => None,
                }));
            }
            (Action::Keep, ExportRow::File) => {
                let path = PathBuf::from(self.path.value().trim());
                let content = self.content(&path, ctx);
                ctx.ask(Job::Export { path, content, replace: false });
            }
            (Action::Drop, _) => ctx.close(),
            (Action::Up | Action::PreviousField | Action::Down | Action::NextField, _)
                if ctx.display.clipboard == Clipboard::Missing =>
            {
                ctx.refuse(Message::NoClipboard);
            }
            (
                Action::Up | Action::PreviousField | Action::Down | Action::NextField,
                ExportRow::File,
            ) => self.row = ExportRow::Clipboard,
            (Action::Up | Action::PreviousField | Action::Down | Action::NextField, _) => {
                self.row = ExportRow::File;
            }
            _ => {}
        }
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        if self.row == ExportRow::File {
            text_input::edit(&mut self.path, key);
        }
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        text_input::paste(&mut self.path, text);
        true
    }
}

impl Context {
    /// Says that a file was written, and which letters are not in its picture.
    pub(super) fn written(&mut self, path: PathBuf, missing: String) {
        self.drafts.forget_files();
        self.done(if missing.is_empty() {
            Message::WrittenTo(path)
        } else {
            Message::WrittenWithout { path, missing }
        });
    }

    /// Opens the dialog for what is on the screen, once all is read that belongs to it.
    pub(super) fn begin_export(&mut self, screen: &Screen, live: Option<&LiveCheck>) {
        let subject = match screen {
            Screen::Trend(view) => Subject::Trend(Box::new(view.trend.clone())),
            Screen::Teams(view) => Subject::Teams(Box::new(view.grid.clone())),
            Screen::Compare(view) => Subject::Comparison(view.clone()),
            Screen::Across(view) => Subject::Across(view.clone()),
            Screen::Board(view) => {
                let practice = view.own.as_ref().and_then(|_| view.practice(self));
                Subject::Boards {
                    team: view.own.clone(),
                    boards: Box::new(view.boards(self.now.date())),
                    practice: practice.map(|(_, practice)| practice),
                }
            }
            Screen::Home(home) => {
                if home.latest().is_some_and(|(team, _)| self.defer_until_loaded(team)) {
                    return;
                }
                let session = |path| Some((path, self.library.session(path)?));
                match home.latest().and_then(|(_, path)| session(path)) {
                    Some((path, session)) => Subject::Report(path.to_owned(), Arc::clone(session)),
                    None => return self.refuse(Message::NoSessionToExport),
                }
            }
            _ => match live {
                Some(live) => Subject::Report(live.path.clone(), Arc::clone(&live.check().session)),
                None => return self.refuse(Message::NoSessionToExport),
            },
        };
        if let Subject::Report(path, session) = &subject
            && self.reads_others_first(path, session)
        {
            return;
        }
        let dialog = ExportDialog::new(subject, self);
        self.show(dialog);
    }
}
