//! The choice of where an export goes: a file, or the terminal's clipboard.
//!
//! The document is rendered on Enter, in the format that the file's name asks for.

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tui_input::Input;

use crate::export::{
    Report, across_markdown, board_markdown, comparison_markdown, csv, json, svg, teams_markdown,
    trend_markdown,
};
use crate::keys::{Action, Key, Place, Word};
use crate::messages::{ExportSubject, Message};
use crate::model::{Board, FollowUpStats, Session, TeamGrid, Trend, text};

use super::{
    AcrossTeamsView, Block, Can, ComparisonView, Component, Context, Effect, ExportProblem, Job,
    LiveCheck, Named, Question, Screen, text_input,
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

/// What is exported, as it stood when the dialog was opened.
#[derive(Clone, Debug)]
enum Document {
    Trend(Box<Trend>),
    Teams(Box<TeamGrid>),
    Comparison(Box<ComparisonView>),
    Across(Box<AcrossTeamsView>),
    Board { team: Option<String>, boards: Box<[Board; 2]>, practice: Option<FollowUpStats> },
    Report(PathBuf, Box<Session>),
}

impl Document {
    const fn subject(&self) -> ExportSubject {
        match self {
            Self::Trend(_) => ExportSubject::Trend,
            Self::Teams(_) => ExportSubject::Teams,
            Self::Comparison(_) => ExportSubject::Comparison,
            Self::Across(_) => ExportSubject::Page,
            Self::Board { .. } => ExportSubject::Board,
            Self::Report(..) => ExportSubject::Report,
        }
    }

    /// The endings of a file's name that ask for another format than Markdown.
    const fn endings(&self) -> &'static [&'static str] {
        match self {
            Self::Trend(_) | Self::Teams(_) => &["csv", "json", "svg"],
            _ => &[],
        }
    }

    /// The name that a file has if nobody chooses another.
    fn file_name(&self, today: Date) -> String {
        match self {
            Self::Trend(trend) => {
                let newest = trend.columns.last().map(|column| format!("-{}", column.date));
                format!("{}-trend{}.md", text::slug(&trend.team), newest.unwrap_or_default())
            }
            Self::Teams(grid) => {
                let day = grid.as_of.map(|day| format!("-{day}")).unwrap_or_default();
                format!("teams{day}.md")
            }
            Self::Comparison(view) => {
                format!("{}-{}-and-{}.md", text::slug(&view.team), view.then.1, view.now.1)
            }
            Self::Across(view) => {
                format!("{}-across-teams-{}.md", text::slug(&view.key), view.as_of)
            }
            Self::Board { team, .. } => {
                let team = team.as_deref().map(|team| format!("{}-", text::slug(team)));
                format!("{}board-{today}.md", team.unwrap_or_default())
            }
            Self::Report(_, session) => {
                format!("{}-{}.md", text::slug(&session.team), session.date)
            }
        }
    }

    /// The text of a file with this ending.
    fn text(&self, ending: &str, ctx: &Context) -> String {
        match (self, ending) {
            (Self::Trend(trend), "csv") => csv::trend_csv(trend),
            (Self::Trend(trend), "json") => json::trend(trend),
            (Self::Trend(trend), "svg") => svg::trend_svg(trend),
            (Self::Trend(trend), _) => trend_markdown(trend),
            (Self::Teams(grid), "csv") => csv::teams_csv(grid),
            (Self::Teams(grid), "json") => json::teams(grid),
            (Self::Teams(grid), "svg") => svg::teams_svg(grid),
            (Self::Teams(grid), _) => teams_markdown(grid),
            (Self::Comparison(view), _) => {
                let days = [view.then.1, view.now.1];
                let promises = view.promises.iter().map(|(_, promise)| promise);
                comparison_markdown(&view.team, days, &view.comparison, promises)
            }
            (Self::Across(view), _) => {
                let teams = view.teams.iter().map(|team| (&team.times, team.promises.as_slice()));
                across_markdown(&view.name, view.as_of, teams)
            }
            (Self::Board { boards, practice, .. }, _) => {
                let [actions, experiments] = boards.as_ref();
                let actions = board_markdown(actions, practice.as_ref());
                format!("{}\n\n{}", actions.trim_end(), board_markdown(experiments, None))
            }
            (Self::Report(path, session), _) => ctx.report_of(path, session),
        }
    }
}

/// The choice of where an export goes.
#[derive(Clone, Debug)]
pub struct ExportDialog {
    /// The way that is chosen.
    pub row: ExportRow,
    /// The file.
    pub path: Input,
    document: Document,
}

impl ExportDialog {
    fn new(document: Document, name: String) -> Self {
        Self { row: ExportRow::File, path: Input::new(name), document }
    }

    /// What is exported.
    pub const fn subject(&self) -> ExportSubject {
        self.document.subject()
    }

    /// The endings of a file's name that ask for another format than Markdown.
    pub const fn endings(&self) -> &'static [&'static str] {
        self.document.endings()
    }

    fn text_for(&self, path: &Path, ctx: &Context) -> String {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        self.document.text(&ending.unwrap_or_default(), ctx)
    }

    /// Takes in what became of the export. Where there is such a file already, asks first.
    pub(super) fn exported(
        &self,
        path: PathBuf,
        result: Result<(), ExportProblem>,
        ctx: &mut Context,
    ) {
        match result {
            Ok(()) => {
                ctx.close();
                ctx.done(Message::WrittenTo(path));
            }
            Err(ExportProblem::Exists) => {
                let text = self.text_for(&path, ctx);
                ctx.show(Question::Replace { path, text });
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
                ctx.effects.push(Effect::Copy(self.document.text("", ctx)));
                ctx.close();
                ctx.done(Message::SentToTerminal);
            }
            (Action::Keep, ExportRow::File) => {
                let path = PathBuf::from(self.path.value().trim());
                let text = self.text_for(&path, ctx);
                ctx.ask(Job::Export { path, text, replace: false });
            }
            (Action::Drop, _) => ctx.close(),
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
    /// The Markdown report of a session.
    pub fn report_of(&self, path: &Path, session: &Session) -> String {
        let workspace = &self.workspace;
        self.with_elsewhere(path, session, |earlier, elsewhere| {
            crate::export::markdown(&Report { workspace, session, earlier, elsewhere })
        })
    }

    /// Opens the dialog for what is on the screen, once all is read that belongs to it.
    pub(super) fn begin_export(&mut self, screen: &Screen, live: Option<&LiveCheck>) {
        let document = match screen {
            Screen::Trend(view) => Document::Trend(Box::new(view.trend.clone())),
            Screen::Teams(view) => Document::Teams(Box::new(view.grid.clone())),
            Screen::Compare(view) => Document::Comparison(view.clone()),
            Screen::Across(view) => Document::Across(view.clone()),
            Screen::Board(view) => {
                let practice = view.own.as_ref().and_then(|_| view.practice(self));
                Document::Board {
                    team: view.own.clone(),
                    boards: Box::new(view.boards(self.now.date())),
                    practice: practice.map(|(_, practice)| practice),
                }
            }
            Screen::Home(home) => {
                let Some((team, path)) = home.latest() else {
                    return self.refuse(Message::NoSessionToExport);
                };
                if self.defer_until_loaded(team) {
                    return;
                }
                let Some(session) = self.library.session(path) else {
                    return self.refuse(Message::NoSessionToExport);
                };
                Document::Report(path.to_owned(), Box::new(session.as_ref().clone()))
            }
            _ => match live {
                Some(live) => Document::Report(live.path.clone(), Box::new(live.session().clone())),
                None => return self.refuse(Message::NoSessionToExport),
            },
        };
        if let Document::Report(path, session) = &document
            && self.reads_others_first(path, session)
        {
            return;
        }
        let name = document.file_name(self.now.date());
        self.show(ExportDialog::new(document, name));
    }
}
