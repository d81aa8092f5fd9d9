//! Drafts: text that was left before it was kept, until the key that it was typed behind brings it
//! back.
//!
//! In memory only, each with what it belongs to. A voter's comment has none: the next person at
//! this keyboard would find it.

use std::path::{Path, PathBuf};

use crate::keys::Action;
use crate::messages::Message;
use crate::model::board::ItemKind;

use super::check_view::{CardView, View};
use super::{App, Context, Dialog, LiveCheck, NewCheckForm, Purpose, Screen, Target, TextEditor};

/// What a draft belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DraftOf {
    /// Notes on a card of this key.
    Notes {
        /// The session's file.
        session: PathBuf,
        /// The key of the card's dimension.
        card: String,
    },
    /// A new action or experiment.
    New {
        /// The file of the session that it goes into.
        session: PathBuf,
        /// An action or an experiment.
        kind: ItemKind,
        /// The key of the dimension that it was begun on.
        about: Option<String>,
    },
    /// An action or experiment that is there already.
    Item {
        /// The session's file.
        session: PathBuf,
        /// An action or an experiment.
        kind: ItemKind,
        /// Its index.
        index: usize,
    },
    /// The learning from an experiment.
    Learning {
        /// The session's file.
        session: PathBuf,
        /// The experiment's index.
        index: usize,
    },
    /// The name of somebody who arrives.
    Name {
        /// The session's file.
        session: PathBuf,
    },
    /// A new check, begun for this team.
    Form(Option<String>),
    /// The file of an export, by the name that was suggested.
    ExportFile(String),
    /// Another place for a session that cannot be saved in its own.
    Elsewhere(PathBuf),
}

impl DraftOf {
    /// The action whose key brings the draft back.
    pub(super) const fn action(&self) -> Action {
        match self {
            Self::Notes { .. } => Action::Notes,
            Self::New { kind: ItemKind::Actions, .. } => Action::AddAction,
            Self::New { kind: ItemKind::Experiments, .. } => Action::AddExperiment,
            Self::Item { .. } => Action::Enter,
            Self::Learning { .. } => Action::ActionDone,
            Self::Name { .. } => Action::Arrive,
            Self::Form(_) => Action::NewCheck,
            Self::ExportFile(_) => Action::Export,
            Self::Elsewhere(_) => Action::Elsewhere,
        }
    }

    /// Returns true if it is somebody's words. The name of a file can be typed again.
    const fn is_words(&self) -> bool {
        !matches!(self, Self::ExportFile(_) | Self::Elsewhere(_))
    }

    const fn session(&self) -> Option<&PathBuf> {
        match self {
            Self::Notes { session, .. }
            | Self::New { session, .. }
            | Self::Item { session, .. }
            | Self::Learning { session, .. }
            | Self::Name { session } => Some(session),
            Self::Form(_) | Self::ExportFile(_) | Self::Elsewhere(_) => None,
        }
    }

    const fn session_mut(&mut self) -> Option<&mut PathBuf> {
        match self {
            Self::Notes { session, .. }
            | Self::New { session, .. }
            | Self::Item { session, .. }
            | Self::Learning { session, .. }
            | Self::Name { session } => Some(session),
            Self::Form(_) | Self::ExportFile(_) | Self::Elsewhere(_) => None,
        }
    }
}

/// What was left, as it stood.
#[derive(Clone, Debug)]
pub(super) enum LeftText {
    /// A dialog.
    Dialog(Dialog),
    /// The form of a new check.
    Form(Box<NewCheckForm>),
}

impl LeftText {
    /// What is typed in it.
    fn typed(&self) -> String {
        match self {
            Self::Dialog(Dialog::Editor(editor)) => editor.text(),
            Self::Dialog(Dialog::Action(form)) => form.typed().join("\n"),
            Self::Dialog(Dialog::Experiment(form)) => form.typed().join("\n"),
            Self::Dialog(Dialog::Roster(roster)) => roster.typed().to_owned(),
            Self::Dialog(_) => String::new(),
            Self::Form(form) => form.typed().join("\n"),
        }
    }
}

/// What undo takes back before anything else.
enum LeftLast<'a> {
    /// A comment, which cannot come back.
    Comment,
    /// A draft.
    Draft(&'a DraftOf),
}

/// The text that was left last, as long as nothing else was done since. Undo takes that back first.
#[derive(Clone, Debug)]
struct LastLeft {
    /// None: a comment, which is not kept.
    of: Option<DraftOf>,
    /// Undo has brought it back before, and nothing was typed since.
    seen: bool,
    /// The number of acts until then.
    acts: u64,
}

/// All drafts.
#[derive(Clone, Debug, Default)]
pub struct Drafts {
    texts: Vec<(DraftOf, LeftText)>,
    last: Option<LastLeft>,
    /// The text that undo has brought back: who leaves it once more as it is wants something else
    /// taken back.
    seen: Option<(DraftOf, String)>,
}

impl Drafts {
    pub(super) fn put(&mut self, of: DraftOf, text: LeftText) {
        self.forget(&of);
        self.texts.push((of, text));
    }

    /// Hands a draft out: what was typed is in the window again.
    pub(super) fn take(&mut self, of: &DraftOf) -> Option<LeftText> {
        let at = self.texts.iter().position(|(there, _)| there == of)?;
        self.last = None;
        Some(self.texts.remove(at).1)
    }

    fn forget(&mut self, of: &DraftOf) {
        self.texts.retain(|(there, _)| there != of);
    }

    /// Forgets the names of files, once one is written.
    pub(super) fn forget_files(&mut self) {
        self.texts.retain(|(of, _)| !matches!(of, DraftOf::ExportFile(_)));
    }

    /// How many texts of a session wait.
    pub(super) fn of_session(&self, path: &Path) -> usize {
        self.texts.iter().filter(|(of, _)| of.session().is_some_and(|of| of == path)).count()
    }

    /// Forgets the texts of a session.
    pub(super) fn forget_session(&mut self, path: &Path) {
        self.texts.retain(|(of, _)| of.session().is_none_or(|of| of != path));
    }

    /// A session has another file now.
    pub(super) fn follow_file(&mut self, from: &Path, to: &Path) {
        for (of, _) in &mut self.texts {
            if let Some(path) = of.session_mut().filter(|path| *path == from) {
                to.clone_into(path);
            }
        }
    }

    /// From now on undo takes back no text: what it was typed for is another one now.
    pub(super) fn settle(&mut self) {
        self.last = None;
    }

    /// How many texts with somebody's words wait.
    pub fn words(&self) -> usize {
        self.texts.iter().filter(|(of, _)| of.is_words()).count()
    }
}

impl Dialog {
    /// What the text that is typed here belongs to; none: there is no draft of it.
    fn draft_of(&self, live: Option<&LiveCheck>) -> Option<DraftOf> {
        match self {
            Self::Editor(editor) => editor.draft_of(live),
            Self::Action(form) => {
                form.target.draft_of(ItemKind::Actions, form.dimension.as_deref(), live)
            }
            Self::Experiment(form) => {
                form.target.draft_of(ItemKind::Experiments, form.dimension.as_deref(), live)
            }
            Self::Roster(_) => Some(DraftOf::Name { session: live?.path.clone() }),
            Self::Export(dialog) => Some(DraftOf::ExportFile(dialog.suggested.clone())),
            Self::Elsewhere(dialog) => Some(DraftOf::Elsewhere(dialog.of.clone())),
            _ => None,
        }
    }

    /// Returns true if words were typed here that nothing has kept yet.
    fn has_words(&self) -> bool {
        match self {
            Self::Editor(editor) => editor.changed() && !editor.text().is_empty(),
            Self::Action(form) => form.changed() && form.has_words(),
            Self::Experiment(form) => form.changed() && form.has_words(),
            Self::Roster(roster) => !roster.typed().is_empty(),
            Self::Export(dialog) => dialog.path.value().trim() != dialog.suggested,
            Self::Elsewhere(dialog) => dialog.to.value().trim() != dialog.suggested,
            _ => false,
        }
    }

    /// Goes on with what was typed in an earlier one. True: what is kept was changed since.
    fn take_up(&mut self, left: Self) -> bool {
        match (self, left) {
            (Self::Editor(editor), Self::Editor(left)) => return editor.take_up(*left),
            (Self::Action(form), Self::Action(left)) => return form.take_up(*left),
            (Self::Experiment(form), Self::Experiment(left)) => return form.take_up(*left),
            (Self::Export(dialog), Self::Export(left)) => {
                (dialog.path, dialog.row) = (left.path, left.row);
            }
            (Self::Elsewhere(dialog), Self::Elsewhere(left)) => dialog.to = left.to,
            _ => {}
        }
        false
    }
}

impl TextEditor {
    pub(super) fn draft_of(&self, live: Option<&LiveCheck>) -> Option<DraftOf> {
        match (self.purpose, &self.target) {
            (Purpose::Notes(at), _) => {
                let (live, card) = (live?, live?.session().cards.get(at)?);
                let (session, card) = (live.path.clone(), card.dimension.key.clone());
                Some(DraftOf::Notes { session, card })
            }
            (Purpose::Learnt(_), Some(target)) => {
                match target.draft_of(ItemKind::Experiments, None, live)? {
                    DraftOf::Item { session, index, .. } => {
                        Some(DraftOf::Learning { session, index })
                    }
                    _ => None,
                }
            }
            (Purpose::Comment | Purpose::Learnt(_), _) => None,
        }
    }
}

impl Target {
    fn draft_of(
        &self,
        kind: ItemKind,
        about: Option<&str>,
        live: Option<&LiveCheck>,
    ) -> Option<DraftOf> {
        Some(match self {
            Self::New => {
                DraftOf::New { session: live?.path.clone(), kind, about: about.map(str::to_owned) }
            }
            Self::BoardNew { path } => DraftOf::New { session: path.clone(), kind, about: None },
            Self::Earlier { session, index } => {
                let session = live?.work.earlier.get(*session)?.0.clone();
                DraftOf::Item { session, kind, index: *index }
            }
            Self::Board { path, index } => {
                DraftOf::Item { session: path.clone(), kind, index: *index }
            }
        })
    }
}

impl Context {
    /// Opens the form of a new check, with what was typed there before.
    pub(super) fn begin_form(&mut self, team: Option<&str>) {
        // What could not be saved at the start may be right by now, or the other way round.
        self.try_saving();
        let mut form = NewCheckForm::new(self, team);
        if let Some(LeftText::Form(left)) = self.drafts.take(&form.draft_of()) {
            form.take_up(*left, self);
            self.done(Message::DraftBack { changed: false });
        }
        self.open(form);
    }

    /// The name of somebody who arrives as it was typed before.
    pub(super) fn name_left(&mut self, live: &LiveCheck) -> Option<tui_input::Input> {
        let of = DraftOf::Name { session: live.path.clone() };
        match self.drafts.take(&of)? {
            LeftText::Dialog(Dialog::Roster(left)) => {
                self.done(Message::DraftBack { changed: false });
                left.name
            }
            _ => None,
        }
    }
}

impl App {
    /// Opens a dialog in place of the one that is open, with the draft of its text.
    pub(super) fn open_dialog(&mut self, mut dialog: Dialog) {
        self.leave_dialog();
        if let Some(of) = dialog.draft_of(self.live.as_ref())
            && !matches!(of, DraftOf::Name { .. })
            && let Some(LeftText::Dialog(left)) = self.ctx.drafts.take(&of)
        {
            let changed = dialog.take_up(left);
            if of.is_words() {
                self.ctx.done(Message::DraftBack { changed });
            }
        }
        self.dialog = Some(dialog);
    }

    /// Closes the dialog. Words that were typed in it and not kept stay as a draft.
    pub(super) fn leave_dialog(&mut self) {
        if let Some(dialog) = self.dialog.take() {
            self.keep_draft(dialog);
        }
    }

    /// Keeps the words of a dialog that is left.
    pub(super) fn keep_draft(&mut self, dialog: Dialog) {
        if !dialog.has_words() {
            return;
        }
        match dialog.draft_of(self.live.as_ref()) {
            Some(of) => self.put_draft(of, LeftText::Dialog(dialog)),
            None if matches!(dialog, Dialog::Editor(_)) => {
                self.ctx.drafts.last = Some(LastLeft { of: None, seen: false, acts: self.acts() });
                self.ctx.done(Message::CommentDropped);
            }
            None => {}
        }
    }

    /// Keeps the words of the form that is left.
    pub(super) fn leave_form(&mut self) {
        if let Screen::Form(form) = &self.screens.top
            && form.changed()
        {
            self.put_draft(form.draft_of(), LeftText::Form(form.clone()));
        }
    }

    fn put_draft(&mut self, of: DraftOf, text: LeftText) {
        if of.is_words() {
            let seen = self.ctx.drafts.seen.take();
            let seen = seen.is_some_and(|(seen, typed)| seen == of && typed == text.typed());
            self.ctx.drafts.last = Some(LastLeft { of: Some(of.clone()), seen, acts: self.acts() });
            self.ctx.done(Message::DraftKept(of.action()));
        }
        self.ctx.drafts.put(of, text);
    }

    /// How many acts were done in the check or on the board on the screen.
    fn acts(&self) -> u64 {
        match (&self.screens.top, &self.live) {
            (Screen::Board(board), _) => board.acts(),
            (_, live) => live.as_ref().map_or(0, LiveCheck::acts),
        }
    }

    /// Returns the text that undo takes back before anything else: the one that was left last, if
    /// nothing was done since, and if it can be typed on from here.
    fn left_last(&self) -> Option<LeftLast<'_>> {
        let last = self.ctx.drafts.last.as_ref().filter(|last| last.acts == self.acts())?;
        if !matches!(self.dialog, None | Some(Dialog::Roster(_) | Dialog::Miss(_))) {
            return None;
        }
        let sits = self.live.as_ref().is_some_and(|live| matches!(live.view, View::Sitting(_)));
        let Some(of) = &last.of else { return sits.then_some(LeftLast::Comment) };
        let left = self.ctx.drafts.texts.iter().find(|(there, _)| there == of)?;
        let reachable = match (&self.screens.top, &left.1) {
            (Screen::Home(_), LeftText::Form(_)) => self.dialog.is_none(),
            (Screen::Board(_), LeftText::Dialog(dialog)) => dialog.draft_of(None).is_some(),
            (Screen::Check(_), LeftText::Dialog(dialog)) => {
                let live = self.live.as_ref().filter(|live| live.takes_acts() && !sits);
                live.is_some() && dialog.draft_of(live).as_ref() == Some(of)
            }
            _ => false,
        };
        reachable.then_some(LeftLast::Draft(of))
    }

    /// Returns true if undo takes a text back before anything else.
    pub(super) fn undo_is_for_text(&self) -> bool {
        self.left_last().is_some()
    }

    /// Brings the text back that was left last. A comment cannot come back, and a text that was
    /// brought back already waits; both are said once before undo goes on to other acts.
    pub(super) fn bring_back(&mut self) {
        let seen = self.ctx.drafts.last.as_ref().is_some_and(|last| last.seen);
        let of = match self.left_last() {
            Some(LeftLast::Draft(of)) if !seen => of.clone(),
            Some(LeftLast::Draft(of)) => {
                let action = of.action();
                self.ctx.drafts.settle();
                return self.ctx.warn(Message::DraftWaits(action));
            }
            Some(LeftLast::Comment) => {
                self.ctx.drafts.settle();
                return self.ctx.warn(Message::CommentIsGone);
            }
            None => return,
        };
        let Some(left) = self.ctx.drafts.take(&of) else { return };
        self.ctx.drafts.seen = Some((of, left.typed()));
        match left {
            LeftText::Dialog(dialog) => {
                if let (Dialog::Editor(editor), Some(live)) = (&dialog, &mut self.live)
                    && let Purpose::Notes(at) = editor.purpose
                    && live.card_at() != Some(at)
                {
                    live.look_at(View::Card(CardView::new(at)));
                }
                self.dialog = Some(dialog);
            }
            LeftText::Form(form) => self.screens.push(Screen::Form(form)),
        }
        self.ctx.done(Message::DraftBack { changed: false });
    }
}
