//! Ballot codes: taken out of whatever was pasted or lies in a file, and counted.
//!
//! Nobody is told more than how many: no code is linked to a name, a time or a place in a chat.

use std::path::PathBuf;

use jiff::Timestamp;

use crate::library::FileError;
use crate::messages::{CodeCounts, CodeFate, Message};
use crate::model::{CodeOutcome, Refusal, is_like_plain_line};
use crate::seal::armor::{self, Found};
use crate::seal::{ContentError, OpenError, SealKey, SealedBallots};

use super::card::writable;
use super::{
    App, Block, Can, CodesDialog, Context, Dialog, Effect, LiveCheck, Notice, Screen, View,
};

impl App {
    /// Takes ballot codes out of pasted text, where a check is on the screen that takes them.
    /// Returns false if this is another text, or another place.
    pub(super) fn paste_codes(&mut self, text: &str) -> bool {
        let shown = match (&self.dialog, &self.screens.top) {
            (Some(Dialog::Codes(_)), _) | (None, Screen::Join(_)) => true,
            (None, Screen::Check(_)) => !matches!(
                self.live.as_ref().map(|live| live.view),
                Some(View::Sitting(_) | View::Neutral(_)) | None
            ),
            _ => false,
        };
        let Some(live) = self.live.as_mut().filter(|_| shown) else { return false };
        let found = armor::find(text);
        if found == Found::default() {
            let is_line = is_like_plain_line(text);
            match &mut self.dialog {
                Some(Dialog::Codes(dialog)) if is_line => dialog.take_line(text),
                _ if is_line => self.ctx.refuse(Message::PlainLineInDialog),
                _ => {}
            }
            return is_line;
        }
        if let Err(block) = live.can_take_codes() {
            self.ctx.refuse(block.into_message());
        } else {
            let counts = live.take_codes(found);
            self.tell_codes(counts);
        }
        true
    }

    /// Returns true if the last thing that happened is that codes were pasted.
    pub(super) fn codes_were_pasted(&self) -> bool {
        matches!(self.ctx.notice, Some(Notice::Done(Message::Codes(_))))
    }

    /// Takes in what lies in the file or folder of codes. What was there before is not told again.
    pub(super) fn codes_read(&mut self, path: &PathBuf, result: Result<String, FileError>) {
        if self.ctx.codes.as_ref() != Some(path) {
            return;
        }
        let text = match result {
            Ok(text) => text,
            Err(fault) => return self.ctx.refuse(fault),
        };
        let Some(live) = self.live.as_mut().filter(|live| live.can_take_codes().is_ok()) else {
            return;
        };
        let counts = live.take_codes(armor::find(&text));
        let told = std::mem::replace(&mut live.codes_told, counts.clone());
        if counts.says_more_than(&told) {
            self.tell_codes(counts);
        }
    }

    /// Says what became of codes: in one line where all is well, else with what to do.
    fn tell_codes(&mut self, counts: CodeCounts) {
        if counts.taken() > 0
            && let Some(live) = &mut self.live
        {
            live.codes_came(self.ctx.now.timestamp());
        }
        if counts.is_fine() {
            self.ctx.done(Message::Codes(counts));
        } else {
            self.show_codes(counts);
        }
        self.go_where_asked();
        self.reveal_when_all_voted();
    }

    /// Has the file or folder of codes read while a check takes them, and followed.
    pub(super) fn sync_codes(&mut self) {
        let takes = self.live.as_ref().filter(|live| live.can_take_codes().is_ok());
        let wanted = takes.and_then(|live| Some((live.path.clone(), self.ctx.codes.clone()?)));
        if self.ctx.codes_read_for != wanted {
            let path = wanted.as_ref().map(|(_, path)| path.clone());
            self.ctx.codes_read_for = wanted;
            self.ctx.effects.push(Effect::Codes(path));
        }
    }
}

impl LiveCheck {
    /// Tells whether ballot codes count here.
    pub(super) fn can_take_codes(&self) -> Can {
        if !self.session().way.is_typed() {
            return Err(Block::Here(Message::NoDevicesInTurns));
        }
        writable(self)
    }

    /// Takes in the codes that were found in a text, and says what became of them.
    pub(super) fn take_codes(&mut self, found: Found) -> CodeCounts {
        let mut counts = CodeCounts::default();
        found.faults.iter().for_each(|fault| counts.add(CodeFate::from(fault)));
        let key = self.sheet.clone();
        for code in found.codes {
            let fate = self.take_code(key.as_deref(), &code);
            counts.add(fate);
        }
        counts
    }

    /// Codes were taken in: from now on there is a file, and the timer runs from the first vote.
    pub(super) fn codes_came(&mut self, now: Timestamp) {
        self.needs_file = true;
        if let Some(card) = self.card_at().filter(|card| self.check().on_devices(*card) > 0) {
            self.start_timer(card, now);
        }
    }

    fn take_code(&mut self, key: Option<&SealKey>, code: &[u8]) -> CodeFate {
        // Of a sheet that was made elsewhere nothing is known here, not even for which check.
        let Some(key) = key else { return CodeFate::OtherComputer };
        let SealedBallots { submission, miss } = match key.open(code) {
            Ok(ballots) => ballots,
            Err(OpenError::OtherKey) => return CodeFate::OtherCheck,
            Err(OpenError::Version(_) | OpenError::Content(ContentError::Newer)) => {
                return CodeFate::Newer;
            }
            Err(_) => return CodeFate::Damaged,
        };
        match self.work.check.submit_code(submission, miss) {
            Ok(CodeOutcome::Taken) => CodeFate::Taken,
            Ok(CodeOutcome::Replaced) => CodeFate::Replaced,
            Ok(CodeOutcome::Before) => CodeFate::Before,
            Ok(CodeOutcome::Earlier) => CodeFate::Earlier,
            Ok(CodeOutcome::LeftOut) => CodeFate::LeftOut,
            Err(Refusal::NotHere(_) | Refusal::Named) => CodeFate::NotHere,
            Err(_) => CodeFate::OtherCheck,
        }
    }
}

impl App {
    /// Shows what became of codes, in the dialog that takes more of them.
    fn show_codes(&mut self, counts: CodeCounts) {
        match &mut self.dialog {
            Some(Dialog::Codes(dialog)) => dialog.told = Some(counts),
            Some(_) => self.ctx.refuse(Message::Codes(counts)),
            None => self.ctx.show(CodesDialog::telling(counts)),
        }
    }
}

impl Context {
    /// Follows this file or folder of codes from now on.
    pub(super) fn follow_codes(&mut self, path: PathBuf) {
        // The same one again is read again.
        (self.codes, self.codes_read_for) = (Some(path), None);
    }
}
