//! Texts of an editor that came back at once, and saves only later: a window of its own that nobody
//! waited for.
//!
//! What it saves comes to where it was asked for: into the field, if that is open; into the notes,
//! if they can be written; else it waits as a draft.

use crate::messages::{EditorError, Message};

use super::drafts::{DraftOf, LeftText};
use super::text_editor::in_place_of;
use super::{App, Dialog, TextEditor};

/// A text that an editor may still have.
#[derive(Clone, Debug)]
pub(super) struct LateText {
    number: u64,
    of: DraftOf,
    /// The field as it was.
    editor: TextEditor,
    /// What was last taken in of it.
    taken: String,
}

impl App {
    /// Takes in what came back from the user's editor.
    pub(super) fn edited(&mut self, result: Result<String, EditorError>) {
        let Some(Dialog::Editor(editor)) = &mut self.dialog else { return };
        if let Err(EditorError::BackAtOnce(number)) = result
            && let Some(of) = editor.draft_of(self.live.as_ref())
        {
            let (editor, taken) = (editor.as_ref().clone(), editor.text());
            self.late.push(LateText { number, of, editor, taken });
        }
        editor.edited(result, &mut self.ctx);
    }

    /// Takes in what an editor has saved that came back before.
    pub(super) fn editor_saved(&mut self, number: u64, text: &str) {
        let text = text.trim();
        let Some(at) = self.late.iter().position(|late| late.number == number) else { return };
        if text.is_empty() || text == self.late[at].taken {
            return;
        }
        let mut late = self.late.remove(at);
        if let Some(Dialog::Editor(editor)) = &mut self.dialog
            && editor.draft_of(self.live.as_ref()).as_ref() == Some(&late.of)
        {
            let kept = editor.take_in(&late.taken, text);
            self.ctx.done(Message::EditorSaved { kept });
        } else {
            self.keep_late(&late, text);
        }
        text.clone_into(&mut late.taken);
        self.late.push(late);
    }

    /// Keeps a text whose field is closed.
    fn keep_late(&mut self, late: &LateText, text: &str) {
        let left = self.ctx.drafts.take(&late.of);
        if left.is_none()
            && let Some(card) = self.notes_of(&late.of)
            && let Some(live) = &mut self.live
        {
            let written = live.act(|work| {
                let notes = &mut work.check.card_mut(card)?.notes;
                *notes = in_place_of(notes, &late.taken, text);
                Ok(())
            });
            if written.is_ok() {
                let name = live.session().cards[card].dimension.name.clone();
                return self.ctx.done(Message::EditorSavedNotes(name));
            }
        }
        let mut editor = match left {
            Some(LeftText::Dialog(Dialog::Editor(left))) => *left,
            _ => late.editor.opened_on(&late.taken),
        };
        editor.take_in(&late.taken, text);
        self.ctx.done(Message::EditorSavedDraft(late.of.action()));
        self.ctx.drafts.put(late.of.clone(), LeftText::Dialog(editor.into()));
    }

    /// The card of the live check that such notes belong to, if they can be written now.
    fn notes_of(&self, of: &DraftOf) -> Option<usize> {
        let DraftOf::Notes { session, card } = of else { return None };
        let live = self.live.as_ref().filter(|live| live.path == *session)?;
        let free = live.takes_acts() && live.work.sitting.is_none();
        let at = live.session().cards.iter().position(|there| there.dimension.key == *card);
        at.filter(|_| free)
    }
}
