//! The ballot sheet of a live check: its key, and the file that people fill in elsewhere.

use std::sync::Arc;

use crate::export::Content;
use crate::export::ballot_sheet::BallotSheet;
use crate::messages::Message;
use crate::model::{SheetSecret, text};
use crate::seal::{BallotForm, SealKey};

use super::card::writable;
use super::{App, Block, Can, Context, Job, LiveCheck};

impl App {
    /// Keeps the key of the sheet ready while anybody may still vote, and no longer: once the last
    /// card is revealed, old codes open nowhere.
    pub(super) fn sync_sheet(&mut self) {
        let Some(live) = &mut self.live else { return };
        if !live.session().takes_ballots() {
            live.work.check.waiting.sheet = None;
        }
        let kept = live.sheet.take();
        live.sheet = live.check().waiting.sheet.as_ref().and_then(|secret| {
            let form = BallotForm::for_people(live.session(), &secret.people).ok()?;
            let same = |kept: &Arc<SealKey>| *kept.public().form() == form;
            kept.filter(same).or_else(|| Some(Arc::new(SealKey::new(&secret.seed, form))))
        });
    }
}

impl LiveCheck {
    /// Tells whether a sheet can be made here.
    pub(super) fn can_make_sheet(&self) -> Can {
        self.can_take_codes()?;
        writable(self)?;
        if self.session().takes_ballots() {
            Ok(())
        } else {
            Err(Block::Now(Message::NothingLeftToAsk))
        }
    }

    /// Writes the sheet. The first one makes the key, which is kept before the file is written.
    pub(super) fn make_sheet(&mut self, ctx: &mut Context) {
        if self.check().waiting.sheet.is_none() {
            let Some(secrets) = &mut ctx.secrets else { return ctx.refuse(Message::NoSecrets) };
            let secret = SheetSecret::new(secrets.draw(), self.session());
            self.work.check.waiting.sheet = Some(secret);
            self.needs_file = true;
        }
        let Some(secret) = &self.check().waiting.sheet else { return };
        let Ok(form) = BallotForm::for_people(self.session(), &secret.people) else {
            self.work.check.waiting.sheet = None;
            return ctx.refuse(Message::TooLargeForDevices);
        };
        let key = SealKey::new(&secret.seed, form);
        let sheet = BallotSheet::new(self.session(), &ctx.workspace, key.public().clone());
        let (team, date) = (text::slug(&sheet.team), sheet.date);
        let path = format!("{team}-{date}-ballot.html").into();
        ctx.ask(Job::Export { path, content: Content::Text(sheet.html()), replace: true });
    }

    /// The fingerprint of the sheet, for people who compare it with theirs.
    pub fn fingerprint(&self) -> Option<String> {
        self.sheet.as_ref().map(|key| key.public().fingerprint())
    }
}
