//! Opens, feeds and closes the voting server with the live check, and answers it.

use std::time::Duration;

use crate::messages::Message;
use crate::model::{Secrecy, ServerPlace};

use super::super::{App, Context, Effect, LiveCheck, Screen, View};
use super::{
    LiveFacts, LiveVoting, OpenServer, ServerFault, ServerStatus, VotingAnswer, VotingJob,
    VotingNews, VotingRequest,
};

impl App {
    /// Has the server serve what the live check is now. It ends with the check, and opens by itself
    /// where devices voted before a restart.
    pub(in crate::app) fn sync_voting(&mut self) {
        let ctx = &mut self.ctx;
        let Some(live) = &mut self.live else { return ctx.close_server() };
        if live.check().unlocked().is_err() {
            live.voting = None;
        } else if live.voting.is_none() && live.takes_acts() && live.session().way.is_typed() {
            // Who comes to the join screen wants phones to come.
            let place = live.check().waiting.server.clone();
            if place.is_some() || matches!(self.screens.top, Screen::Join(_)) {
                live.open_voting(place.as_ref(), ctx);
            }
        }
        let Some(mut voting) = live.voting.take() else { return ctx.close_server() };
        if matches!(self.dialog, Some(super::super::Dialog::Miss(_))) {
            voting.asked = true;
        }
        if live.session().miss.is_none() && live.check().writable().is_err() {
            voting.asked = false;
        }
        live.work.check.set_joined(voting.seats.joined());
        let facts = LiveFacts::new(live, &ctx.workspace);
        let published = ctx.secrets.as_mut().and_then(|secrets| voting.news(&facts, secrets));
        if let Some(published) = published {
            let open = ctx.serving.as_deref() == Some(voting.run.as_str());
            let job = if open {
                VotingJob::Publish(published)
            } else {
                if ctx.serving.replace(voting.run.clone()).is_some() {
                    // Another check, or another version of this one: its seats are not these.
                    ctx.effects.push(Effect::Voting(VotingJob::FreeAll));
                }
                VotingJob::Open(Box::new(voting.plan(&ctx.voting_options, published)))
            };
            ctx.effects.push(Effect::Voting(job));
        }
        live.voting = Some(voting);
    }

    /// Takes in what the server tells, and answers what it asks.
    pub(in crate::app) fn voting_news(&mut self, news: VotingNews) {
        let (request, number) = match news {
            VotingNews::Request { number, request } => (request, number),
            VotingNews::Opened(result) => {
                let now = self.ctx.uptime;
                let fault = result.as_ref().err().cloned();
                if let Some(live) = &mut self.live {
                    live.server_opened(result, now);
                }
                return self.tell_fault(fault);
            }
            VotingNews::Lost(fault) => {
                if let Some(voting) = self.live.as_mut().and_then(|live| live.voting.as_mut()) {
                    voting.status = ServerStatus::Failed(fault.clone());
                    self.tell_fault(Some(fault));
                }
                return;
            }
        };
        let joins = matches!(request, VotingRequest::Join { .. });
        let (live, secrets) = (self.live.as_mut(), self.ctx.secrets.as_mut());
        let (answer, freed) = match (live, secrets) {
            (Some(live), Some(secrets)) => live.answer(request, secrets),
            _ if joins => (VotingAnswer::Full, None),
            _ => (VotingAnswer::NoSeat, None),
        };
        if let Some(seat) = freed {
            self.ctx.effects.push(Effect::Voting(VotingJob::Free(seat)));
        }
        self.ctx.effects.push(Effect::Voting(VotingJob::Answer { number, answer }));
        match (answer, &mut self.live) {
            (VotingAnswer::Joined(_), Some(live)) => live.has_been_joined(),
            (VotingAnswer::Taken, Some(live)) => {
                if let Some(card) = live.card_at().filter(|card| live.check().on_devices(*card) > 0)
                {
                    live.start_timer(card, self.ctx.now.timestamp());
                }
                self.reveal_when_all_voted();
            }
            _ => {}
        }
    }

    /// Says why nobody can be let in, where the join screen does not.
    fn tell_fault(&mut self, fault: Option<ServerFault>) {
        if let (Some(fault), false) = (fault, matches!(self.screens.top, Screen::Join(_))) {
            self.ctx.refuse(Message::NoServer(fault));
        }
    }

    /// Reveals the card on the screen once all have voted, where the workspace asks for that.
    pub(in crate::app) fn reveal_when_all_voted(&mut self) {
        let shown = self.dialog.is_none() && matches!(self.screens.top, Screen::Check(_));
        let Some(live) = self.live.as_mut().filter(|_| shown) else { return };
        let View::Card(view) = live.view else { return };
        let all = live.check().missing(view.at) == 0;
        if self.ctx.workspace.defaults.reveals && all && view.can_reveal(live).is_ok() {
            view.reveal(live, &mut self.ctx);
        }
    }
}

impl Context {
    /// Ends the server, if there is one.
    fn close_server(&mut self) {
        if self.serving.take().is_some() {
            self.effects.push(Effect::Voting(VotingJob::Close));
        }
    }

    /// The check is served at the next address, as it is published next.
    pub(in crate::app) fn serve_anew(&mut self) {
        self.serving = None;
    }
}

impl LiveCheck {
    /// Begins to let devices in. Says why not.
    pub(in crate::app) fn open_voting(&mut self, before: Option<&ServerPlace>, ctx: &mut Context) {
        if self.voting.is_some() {
            return;
        }
        let Some(secrets) = &mut ctx.secrets else { return ctx.refuse(Message::NoSecrets) };
        let options = &ctx.voting_options;
        let voting = LiveVoting::new(self.session(), before, options, secrets, ctx.uptime);
        match voting {
            Some(voting) => self.voting = Some(Box::new(voting)),
            None => ctx.refuse(Message::TooLargeForDevices),
        }
    }

    /// Takes in that the server listens, or cannot. A restart comes back where it listens now.
    fn server_opened(&mut self, result: Result<OpenServer, ServerFault>, now: Duration) {
        let Some(voting) = &mut self.voting else { return };
        voting.opened(result, now);
        let waiting = &mut self.work.check.waiting;
        if let (Some(place), Some(_)) = (voting.place(), &waiting.server) {
            waiting.server = Some(place);
        }
    }

    /// A device has joined: from now on a restart brings the address back.
    fn has_been_joined(&mut self) {
        self.needs_file = true;
        let place = self.voting.as_ref().and_then(|voting| voting.place());
        if place.is_some() {
            self.work.check.waiting.server = place;
        }
    }

    /// Ends voting on devices. What they gave is counted.
    pub(in crate::app) fn close_voting(&mut self) {
        self.voting = None;
        self.work.check.waiting.server = None;
        self.work.check.set_joined(0);
    }

    /// Number of people who are in: by a phone, or by a ballot code.
    pub fn are_in(&self) -> u32 {
        let check = self.check();
        let joined = self.voting.as_ref().map_or(0, |voting| voting.seats.joined());
        if self.session().secrecy() == Secrecy::Anonymous {
            return joined.saturating_add(check.coded());
        }
        let coded = |person: &str| check.codes().any(|code| code.person.as_deref() == Some(person));
        let people = check.here().into_iter();
        let are_in = people.filter(|person| self.has_seat(person) || coded(person)).count();
        u32::try_from(are_in).unwrap_or(u32::MAX)
    }

    /// Number of people who are here and are not in yet.
    pub fn without_device(&self) -> u32 {
        self.check().voters().saturating_sub(self.are_in())
    }

    /// True for a person of a named check whose phone has joined.
    pub fn has_seat(&self, person: &str) -> bool {
        self.voting.as_ref().is_some_and(|voting| voting.seats.of_person(person).is_some())
    }

    /// Those of a named check who have no device yet.
    pub fn missing_devices(&self) -> Vec<&str> {
        let Some(voting) =
            self.voting.as_ref().filter(|_| self.session().secrecy() == Secrecy::Named)
        else {
            return Vec::new();
        };
        let here = self.check().here().into_iter();
        here.filter(|person| voting.seats.of_person(person).is_none()).collect()
    }
}
