//! The form of a new check. Sensible defaults everywhere: for a known team, Enter is enough.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key, Place, Word};
use crate::library;
use crate::messages::Message;
use crate::model::{Check, PendingBallots, Secrecy, Session, Voters, VotingMode, date_input, text};

use super::check_view::{FollowUpsView, View};
use super::{
    Block, Can, Component, Context, DraftOf, LiveCheck, Named, Question, Step, TypedNumber,
    text_input,
};

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormField {
    /// The team.
    Team,
    /// A new team's name.
    NewTeam,
    /// The template.
    Template,
    /// Hands or turns.
    Way,
    /// Anonymous or named.
    Secrecy,
    /// The people of the team who are here.
    People,
    /// Names of guests, separated by commas.
    Guests,
    /// How many voters, where nobody is known by name.
    Voters,
    /// The day.
    Date,
}

/// A new check before it is started.
#[derive(Clone, Debug)]
pub struct NewCheckForm {
    /// The known teams.
    pub teams: Vec<String>,
    /// The chosen one; `teams.len()` is a new one.
    pub team: usize,
    /// The new team's name.
    pub new_team: Input,
    /// Keys and names of the templates, with their number of dimensions.
    pub templates: Vec<(String, String, usize)>,
    /// The chosen one.
    pub template: usize,
    /// Hands or turns.
    pub way: VotingMode,
    /// Anonymous or named.
    pub secrecy: Secrecy,
    /// The team's people, and whether they are here.
    pub people: Vec<(String, bool)>,
    /// The person under the cursor.
    pub person: usize,
    /// Guests.
    pub guests: Input,
    /// How many, where nobody is known by name.
    pub voters: TypedNumber,
    /// The day.
    pub date: Input,
    /// The field under the cursor.
    pub field: FormField,
    /// With fewer votes on a card nothing of them is shown.
    pub threshold: u32,
    /// The team that it was opened for.
    opened_for: Option<String>,
    /// What is typed in it, as it was at the beginning.
    before: [String; 4],
}

impl NewCheckForm {
    /// A form for this team, or for the first one.
    pub(super) fn new(ctx: &Context, team: Option<&str>) -> Self {
        let workspace = &ctx.workspace;
        let mut teams: Vec<String> = workspace.teams.iter().map(|t| t.name.clone()).collect();
        if let Some(team) = team
            && !teams.iter().any(|t| text::slug(t) == text::slug(team))
        {
            teams.push(team.to_owned());
        }
        let at = team
            .and_then(|team| teams.iter().position(|t| text::slug(t) == text::slug(team)))
            .unwrap_or(0);
        let templates = workspace
            .templates
            .iter()
            .map(|t| (t.key.clone(), t.name.clone(), t.dimensions.len()))
            .collect();
        let mut form = Self {
            team: at,
            teams,
            new_team: Input::default(),
            templates,
            template: 0,
            way: workspace.defaults.way,
            secrecy: workspace.defaults.secrecy,
            people: Vec::new(),
            person: 0,
            guests: Input::default(),
            voters: TypedNumber::standing("6"),
            date: Input::new(ctx.now.date().to_string()),
            field: FormField::Team,
            threshold: workspace.defaults.threshold,
            opened_for: team.map(str::to_owned),
            before: Default::default(),
        };
        form.follow_team(ctx);
        if form.teams.is_empty() {
            form.field = FormField::NewTeam;
        }
        form.before = form.typed();
        form
    }

    /// The fields as they are typed.
    pub(super) fn typed(&self) -> [String; 4] {
        let [team, guests, date] =
            [&self.new_team, &self.guests, &self.date].map(|input| input.value().to_owned());
        [team, guests, date, self.voters.to_string()]
    }

    /// Returns true if something was typed in it.
    pub(super) fn changed(&self) -> bool {
        self.typed() != self.before
    }

    /// Returns true if it has names that were typed.
    pub(super) fn has_words(&self) -> bool {
        [&self.new_team, &self.guests].iter().any(|input| !input.value().trim().is_empty())
    }

    /// What a draft of it belongs to.
    pub(super) fn draft_of(&self) -> DraftOf {
        DraftOf::Form(self.opened_for.clone())
    }

    /// Goes on with what was typed and chosen before, as far as the workspace still has it.
    pub(super) fn take_up(&mut self, left: Self, ctx: &Context) {
        let team = left.teams.get(left.team);
        let team =
            team.map_or(Some(self.teams.len()), |name| self.teams.iter().position(|t| t == name));
        if let Some(team) = team {
            self.team = team;
            self.follow_team(ctx);
        }
        if let Some((key, ..)) = left.templates.get(left.template) {
            let there = self.templates.iter().position(|(there, ..)| there == key);
            self.template = there.unwrap_or(self.template);
        }
        for (name, here) in &mut self.people {
            let before = left.people.iter().find(|(there, _)| there == name);
            *here = before.map_or(*here, |(_, here)| *here);
        }
        (self.way, self.secrecy, self.voters) = (left.way, left.secrecy, left.voters);
        (self.new_team, self.guests, self.date) = (left.new_team, left.guests, left.date);
        if self.fields().contains(&left.field) {
            self.field = left.field;
        }
    }

    /// Sets what depends on the team: its people, its template, how many came last time.
    fn follow_team(&mut self, ctx: &Context) {
        let name = self.teams.get(self.team).cloned().unwrap_or_default();
        let known = ctx.workspace.team(&name);
        self.people =
            known.map(|t| t.people.iter().map(|p| (p.clone(), true)).collect()).unwrap_or_default();
        self.person = 0;
        let key = ctx.workspace.template_of(&name).map_or("", |t| t.key.as_str());
        self.template = self.templates.iter().position(|(k, ..)| k == key).unwrap_or(0);
        let last = ctx.library.of_team(&name).last().and_then(|r| r.summary()).map(|s| s.turnout);
        self.voters = TypedNumber::standing(last.filter(|n| *n > 0).unwrap_or(6).to_string());
    }

    /// The team's name as it stands.
    pub fn team_name(&self) -> String {
        self.teams
            .get(self.team)
            .cloned()
            .unwrap_or_else(|| self.new_team.value().trim().to_owned())
    }

    /// The fields that matter now, from top to bottom.
    pub fn fields(&self) -> Vec<FormField> {
        let mut fields = Vec::new();
        if !self.teams.is_empty() {
            fields.push(FormField::Team);
        }
        if self.team == self.teams.len() {
            fields.push(FormField::NewTeam);
        }
        fields.extend([FormField::Template, FormField::Way, FormField::Secrecy]);
        if !self.people.is_empty() {
            fields.push(FormField::People);
        }
        if !self.people.is_empty() || self.secrecy == Secrecy::Named {
            fields.push(FormField::Guests);
        } else {
            fields.push(FormField::Voters);
        }
        fields.push(FormField::Date);
        fields
    }

    /// Returns true if text is typed in the field under the cursor.
    pub const fn is_text(&self) -> bool {
        matches!(self.field, FormField::NewTeam | FormField::Guests | FormField::Date)
    }

    const fn input_mut(&mut self) -> Option<&mut Input> {
        match self.field {
            FormField::NewTeam => Some(&mut self.new_team),
            FormField::Guests => Some(&mut self.guests),
            FormField::Date => Some(&mut self.date),
            _ => None,
        }
    }

    /// Everybody ticked, and the guests, each once.
    pub fn present(&self) -> Vec<String> {
        let ticked = self.people.iter().filter(|(_, here)| *here).map(|(name, _)| name.clone());
        let guests =
            self.guests.value().split(',').map(|g| g.trim().to_owned()).filter(|g| !g.is_empty());
        let mut present: Vec<String> = Vec::new();
        for name in ticked.chain(guests) {
            if !present.contains(&name) {
                present.push(name);
            }
        }
        present
    }

    /// How many will vote; none: what was typed is no number.
    pub fn count(&self) -> Option<u32> {
        if self.fields().contains(&FormField::Voters) {
            return self.voters.whole().filter(|n| (1..=Voters::MOST).contains(n));
        }
        u32::try_from(self.present().len()).ok()
    }

    /// Returns true if so few vote that an anonymous card will not show its votes.
    pub fn too_few(&self) -> bool {
        self.secrecy == Secrecy::Anonymous && self.count().is_some_and(|n| n < self.threshold)
    }

    fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|f| *f == self.field).unwrap_or(0);
        let to =
            if forward { (at + 1) % fields.len() } else { (at + fields.len() - 1) % fields.len() };
        self.field = fields[to];
        self.voters.settle();
    }
}

const fn turned(at: usize, count: usize, forward: bool) -> usize {
    if count == 0 {
        0
    } else if forward {
        (at + 1) % count
    } else {
        (at + count - 1) % count
    }
}

impl NewCheckForm {
    /// Left and right on a field.
    fn turn(&mut self, forward: bool, ctx: &Context) {
        match self.field {
            FormField::Team => {
                self.team = turned(self.team, self.teams.len() + 1, forward);
                self.follow_team(ctx);
                if self.team == self.teams.len() {
                    self.field = FormField::NewTeam;
                }
            }
            FormField::Template => {
                self.template = turned(self.template, self.templates.len(), forward);
            }
            FormField::Way => {
                let ways = VotingMode::ALL;
                let at = ways.iter().position(|way| *way == self.way).unwrap_or(0);
                self.way = ways[turned(at, ways.len(), forward)];
            }
            FormField::Secrecy => {
                let named = self.secrecy == Secrecy::Named;
                self.secrecy = if named { Secrecy::Anonymous } else { Secrecy::Named };
            }
            FormField::People => self.person = turned(self.person, self.people.len(), forward),
            FormField::Voters => {
                let n = self.count().unwrap_or(1);
                let n =
                    if forward { (n + 1).min(Voters::MOST) } else { n.saturating_sub(1).max(1) };
                self.voters = TypedNumber::standing(n.to_string());
            }
            FormField::NewTeam | FormField::Guests | FormField::Date => {}
        }
    }

    /// The session that the form means; or the field that is wrong, and why.
    fn session(&self, ctx: &Context) -> Result<Session, (FormField, Message)> {
        let team = self.team_name();
        if team.is_empty() {
            let new = self.team == self.teams.len();
            let field = if new { FormField::NewTeam } else { FormField::Team };
            return Err((field, Message::TeamNameMissing));
        }
        let typed = self.date.value();
        let date = date_input::parse(typed, ctx.now.date());
        let date = date.ok_or_else(|| (FormField::Date, Message::NoDate(typed.to_owned())))?;
        let present = self.present();
        let voters = match (self.secrecy, self.count()) {
            (Secrecy::Named, _) if present.is_empty() => {
                return Err((FormField::Guests, Message::NamesMissing));
            }
            (Secrecy::Named, _) => Voters::People(present),
            (Secrecy::Anonymous, Some(count)) if count > 0 => Voters::Count(count),
            (Secrecy::Anonymous, _) => {
                let most = self.voters.whole().is_some_and(|typed| typed > Voters::MOST);
                let why = if most { Message::TooManyVoters } else { Message::VotersMissing };
                let typed = self.fields().contains(&FormField::Voters);
                return Err((if typed { FormField::Voters } else { self.field }, why));
            }
        };
        let key = self.templates.get(self.template).map_or("", |(key, ..)| key.as_str());
        let template = ctx.workspace.template(key);
        let template =
            template.ok_or_else(|| (self.field, Message::NoSuchTemplate(key.to_owned())))?;
        Ok(Session::new(team, date, template, self.way, voters))
    }

    /// Starts the check; or asks first, where the team has an open one.
    fn start(&self, ctx: &mut Context) {
        if ctx.defer_until_loaded(&self.team_name()) {
            return;
        }
        let session = match self.session(ctx) {
            Ok(session) => session,
            Err((_, why)) => return ctx.refuse(why),
        };
        let roster = self.present();
        let open = ctx.library.of_team(&session.team).into_iter().rev().find_map(|record| {
            let open = record.summary().filter(|summary| summary.is_open())?;
            Some((record.path.clone(), open.date))
        });
        match open {
            Some((open, date)) => {
                ctx.show(Question::GoOn { open, date, new: Box::new(session), roster });
            }
            None => ctx.go(Step::Begin(Box::new(session), roster)),
        }
    }
}

impl Component for NewCheckForm {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        if self.is_text() { Place::Text } else { Place::Form }
    }

    fn can(&self, action: Action, _live: Option<&LiveCheck>, ctx: &Context) -> Can {
        match action {
            Action::Enter | Action::Keep => {
                self.session(ctx).map(|_| ()).map_err(|(_, why)| Block::Now(why))
            }
            Action::Toggle if self.field != FormField::People => {
                Err(Block::Here(Message::HoldsOnAnotherField))
            }
            Action::Digit | Action::TakeBack if self.field != FormField::Voters => {
                Err(Block::Now(Message::HoldsOnAnotherField))
            }
            Action::Editor => Err(Block::Here(Message::OnlyLongTextGoesToEditor)),
            _ => Ok(()),
        }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        match action {
            Action::Keep => Named::As(Word::Start),
            Action::Drop => Named::As(Word::Back),
            _ => Named::AsUsual,
        }
    }

    fn blocked(&mut self, action: Action, _live: Option<&mut LiveCheck>, ctx: &Context) {
        if matches!(action, Action::Enter | Action::Keep)
            && let Err((field, _)) = self.session(ctx)
        {
            self.field = field;
        }
    }

    fn act(&mut self, action: Action, key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        match action {
            Action::Enter | Action::Keep => self.start(ctx),
            Action::Back | Action::Drop => ctx.back(),
            Action::Up | Action::PreviousField => self.step(false),
            Action::Down | Action::NextField => self.step(true),
            Action::Left | Action::Right => self.turn(action == Action::Right, ctx),
            Action::Toggle => {
                if let Some((_, here)) = self.people.get_mut(self.person) {
                    *here = !*here;
                }
            }
            Action::Digit => self.voters.type_key(key, ctx),
            Action::TakeBack => _ = self.voters.take_back(),
            _ => {}
        }
    }

    fn edit(&mut self, key: Key, ctx: &mut Context) {
        let empty_name = self.field == FormField::NewTeam
            && self.new_team.value().is_empty()
            && !self.teams.is_empty();
        if empty_name && matches!(key, Key::Left | Key::Right) {
            self.field = FormField::Team;
            return self.turn(key == Key::Right, ctx);
        }
        if let Some(input) = self.input_mut() {
            text_input::edit(input, key);
        }
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        let input = self.input_mut();
        let typed = input.is_some();
        if let Some(input) = input {
            text_input::paste(input, text);
        }
        typed
    }
}

impl Context {
    /// A new check. It has no file before the first act.
    pub(super) fn begin(&mut self, mut session: Session, roster: Vec<String>) -> LiveCheck {
        session.id = Some(self.ids.make());
        let (path, number) = self.new_session_path(&session, &self.library.taken());
        let earlier = self.earlier_with_open_things(&session.team, session.date, number);
        let has_roster = session.way == VotingMode::Turns || session.secrecy() == Secrecy::Named;
        let roster = if has_roster { roster } else { Vec::new() };
        let waiting = PendingBallots { roster, ..PendingBallots::default() };
        let check = Check::new(session, waiting, self.workspace.defaults.threshold)
            .in_workspace(self.workspace.newer);
        let mut live = LiveCheck::new(path, number, check, self.now.timestamp());
        live.work.earlier.clone_from(&earlier);
        live.sent_earlier = earlier;
        if live.open_things().is_empty() && self.last_focus(&live).is_none() {
            live.enter_first_card();
        } else {
            live.view = View::FollowUps(FollowUpsView::default());
        }
        live
    }

    /// The file for a new session, and its number among those of its kind on the day.
    pub(super) fn new_session_path(&self, session: &Session, there: &[&Path]) -> (PathBuf, u32) {
        let template = session.template.as_deref().unwrap_or_default();
        library::session_path(&self.sessions, &session.team, session.date, template, there)
    }

    fn earlier_with_open_things(
        &self,
        team: &str,
        date: Date,
        number: u32,
    ) -> Vec<(PathBuf, Arc<Session>)> {
        let records = self.library.of_team(team).into_iter();
        let sessions =
            records.filter_map(|r| Some((r.path.clone(), Arc::clone(r.session()?), r.number)));
        let before = sessions.filter(|(_, s, n)| (s.date, *n) < (date, number));
        let open = |session: &Session| {
            session.actions.iter().any(crate::model::ActionItem::is_open)
                || session.experiments.iter().any(|tried| tried.is_up_for_review(date))
        };
        before.filter(|(_, s, _)| open(s)).map(|(p, s, _)| (p, s)).collect()
    }
}
