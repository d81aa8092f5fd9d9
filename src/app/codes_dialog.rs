//! The dialog that takes ballot codes: pasted, from a file or folder, or a plain line.

use std::path::PathBuf;

use tui_input::Input;
use zeroize::Zeroizing;

use crate::keys::{Action, Edit, Key, Place, Word};
use crate::messages::{CodeCounts, Message};
use crate::model::SubmissionId;
use crate::seal;

use super::{Block, Can, Component, Context, LiveCheck, Named, text_input};

/// What is typed in the dialog.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CodesRow {
    /// A file or folder with codes.
    #[default]
    Path,
    /// The answers of somebody who could open no sheet.
    Line,
}

/// The dialog.
#[derive(Clone, Debug, Default)]
pub struct CodesDialog {
    /// The field that keys go to.
    pub row: CodesRow,
    /// A file or folder.
    pub path: Input,
    /// The plain line, which nobody is shown.
    line: Zeroizing<String>,
    /// What became of the codes that were pasted last.
    pub told: Option<CodeCounts>,
}

impl CodesDialog {
    /// The dialog with what became of codes.
    pub fn telling(counts: CodeCounts) -> Self {
        Self { told: Some(counts), ..Self::default() }
    }

    /// Number of letters of the plain line.
    pub fn letters(&self) -> usize {
        self.line.chars().count()
    }

    /// Takes pasted text for the plain line, wherever the cursor is: it is a vote, and not shown.
    pub(super) fn take_line(&mut self, text: &str) {
        self.row = CodesRow::Line;
        self.line = Zeroizing::new(text.trim().to_owned());
    }

    /// Takes the plain line in as a submission of its own.
    fn keep_line(&mut self, live: &mut LiveCheck, ctx: &mut Context) {
        let Some(id) = ctx.submission_id() else { return ctx.refuse(Message::NoSecrets) };
        let submission = match live.check().plain_line(&self.line, id) {
            Ok(submission) => submission,
            Err(fault) => return ctx.refuse(Message::PlainLine(fault)),
        };
        if let Err(refusal) = live.work.check.submit_code(submission, None) {
            return ctx.refuse(refusal);
        }
        live.codes_came(ctx.now.timestamp());
        self.line = Zeroizing::default();
        ctx.finish();
        ctx.done(Message::PlainLineTaken { tag: seal::tag(id) });
    }
}

impl Component for CodesDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Text
    }

    fn can(&self, action: Action, live: Option<&LiveCheck>, _ctx: &Context) -> Can {
        match (action, self.row) {
            (Action::Keep, CodesRow::Path) if self.path.value().trim().is_empty() => {
                Err(Block::Now(Message::CodesPathMissing))
            }
            (Action::Keep, CodesRow::Line) if self.line.trim().is_empty() => {
                Err(Block::Now(Message::PlainLineMissing))
            }
            (Action::Keep, _) => live.map_or(Ok(()), LiveCheck::can_take_codes),
            (Action::Editor, _) => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        if action == Action::Keep { Named::As(Word::TakeCodes) } else { Named::AsUsual }
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match (action, self.row) {
            (Action::Keep, CodesRow::Path) => {
                let path = PathBuf::from(self.path.value().trim());
                ctx.follow_codes(path.clone());
                ctx.finish();
                ctx.done(Message::FollowingCodes(path));
            }
            (Action::Keep, CodesRow::Line) => {
                if let Some(live) = live {
                    self.keep_line(live, ctx);
                }
            }
            (Action::Drop, _) => ctx.close(),
            (Action::Up | Action::PreviousField | Action::Down | Action::NextField, row) => {
                self.row = match row {
                    CodesRow::Path => CodesRow::Line,
                    CodesRow::Line => CodesRow::Path,
                };
            }
            _ => {}
        }
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        match (self.row, Edit::from_key(key)) {
            (CodesRow::Path, _) => text_input::edit(&mut self.path, key),
            (CodesRow::Line, Some(Edit::Insert(c))) => self.line.push(c),
            (CodesRow::Line, Some(Edit::DeleteBefore)) => _ = self.line.pop(),
            (CodesRow::Line, Some(Edit::DeleteToStart | Edit::DeleteWord)) => {
                self.line = Zeroizing::default();
            }
            (CodesRow::Line, _) => {}
        }
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        match self.row {
            CodesRow::Path => text_input::paste(&mut self.path, text),
            CodesRow::Line => self.line.push_str(text.trim()),
        }
        true
    }
}

impl Context {
    /// A random id for what somebody gives who has none. None: the system gave no random number.
    fn submission_id(&mut self) -> Option<SubmissionId> {
        let drawn = self.secrets.as_mut()?.draw();
        let mut id = [0; 8];
        id.copy_from_slice(&drawn[..8]);
        Some(SubmissionId(id))
    }
}
