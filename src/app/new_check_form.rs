//! The form of a new check. Sensible defaults everywhere: for a known team, Enter is enough.

use std::sync::Arc;

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key};
use crate::library;
use crate::model::{Check, PendingBallots, Secrecy, Session, Voters, VotingMode, date_input, text};

use super::{App, Dialog, LiveCheck, Question, Screen, View, text_input};

/// One field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormField {
    /// Which team.
    Team,
    /// A new team's name.
    NewTeam,
    /// Which template.
    Template,
    /// Hands or turns.
    Way,
    /// Anonymous or named.
    Secrecy,
    /// Who of the team is here.
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
    pub voters: String,
    /// The day.
    pub date: Input,
    /// The field under the cursor.
    pub field: FormField,
    /// With fewer votes on a card nothing of them is shown.
    pub threshold: u32,
}

impl NewCheckForm {
    /// A form for this team, or for the first one.
    pub(crate) fn new(app: &App, team: Option<&str>) -> Self {
        let workspace = &app.workspace;
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
            voters: "6".to_owned(),
            date: Input::new(app.now.date().to_string()),
            field: FormField::Team,
            threshold: workspace.defaults.threshold,
        };
        form.follow_team(app);
        if form.teams.is_empty() {
            form.field = FormField::NewTeam;
        }
        form
    }

    /// Sets what depends on the team: its people, its template, how many came last time.
    fn follow_team(&mut self, app: &App) {
        let name = self.teams.get(self.team).cloned().unwrap_or_default();
        let known = app.workspace.team(&name);
        self.people =
            known.map(|t| t.people.iter().map(|p| (p.clone(), true)).collect()).unwrap_or_default();
        self.person = 0;
        let key = app.workspace.template_of(&name).map_or("", |t| t.key.as_str());
        self.template = self.templates.iter().position(|(k, ..)| k == key).unwrap_or(0);
        let last = app.library.of_team(&name).last().and_then(|r| r.summary()).map(|s| s.turnout);
        self.voters = last.filter(|n| *n > 0).unwrap_or(6).to_string();
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

    /// Whether text is typed in the field under the cursor.
    pub const fn is_text(&self) -> bool {
        matches!(self.field, FormField::NewTeam | FormField::Guests | FormField::Date)
    }

    pub(crate) const fn input_mut(&mut self) -> Option<&mut Input> {
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
            return self.voters.parse().ok().filter(|n| (1..=999).contains(n));
        }
        u32::try_from(self.present().len()).ok()
    }

    /// Whether so few vote that an anonymous card will not show its votes.
    pub fn too_few(&self) -> bool {
        self.secrecy == Secrecy::Anonymous && self.count().is_some_and(|n| n < self.threshold)
    }

    fn step(&mut self, forward: bool) {
        let fields = self.fields();
        let at = fields.iter().position(|f| *f == self.field).unwrap_or(0);
        let to =
            if forward { (at + 1) % fields.len() } else { (at + fields.len() - 1) % fields.len() };
        self.field = fields[to];
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

impl App {
    pub(crate) fn form_key(&mut self, action: Action, key: Key) {
        let Screen::Form(form) = &mut self.screen else { return };
        match action {
            Action::Enter => self.start_check(),
            Action::Up | Action::PreviousField => form.step(false),
            Action::Down | Action::NextField => form.step(true),
            Action::Left | Action::Right => self.turn(action == Action::Right),
            Action::Toggle if form.field == FormField::People => {
                if let Some((_, here)) = form.people.get_mut(form.person) {
                    *here = !*here;
                }
            }
            Action::Digit if form.field == FormField::Voters => {
                if let Key::Char(c) = key
                    && form.voters.len() < 3
                {
                    form.voters.push(c);
                }
            }
            Action::TakeBack if form.field == FormField::Voters => {
                form.voters.pop();
            }
            _ => self.refuse("this key holds on another field; ↑ and ↓ move between them"),
        }
    }

    /// Left and right on a field.
    fn turn(&mut self, forward: bool) {
        let Screen::Form(form) = &mut self.screen else { return };
        match form.field {
            FormField::Team => {
                form.team = turned(form.team, form.teams.len() + 1, forward);
                let mut form = form.clone();
                form.follow_team(self);
                if form.team == form.teams.len() {
                    form.field = FormField::NewTeam;
                }
                self.screen = Screen::Form(form);
            }
            FormField::Template => {
                form.template = turned(form.template, form.templates.len(), forward);
            }
            FormField::Way => {
                form.way = if form.way == VotingMode::Hands {
                    VotingMode::Turns
                } else {
                    VotingMode::Hands
                }
            }
            FormField::Secrecy => {
                let named = form.secrecy == Secrecy::Named;
                form.secrecy = if named { Secrecy::Anonymous } else { Secrecy::Named };
            }
            FormField::People => form.person = turned(form.person, form.people.len(), forward),
            FormField::Voters => {
                let n = form.count().unwrap_or(1);
                form.voters =
                    if forward { (n + 1).min(999) } else { n.saturating_sub(1).max(1) }.to_string();
            }
            FormField::NewTeam | FormField::Guests | FormField::Date => {}
        }
    }

    pub(crate) fn form_text_key(&mut self, key: Key, action: Option<Action>) {
        let Screen::Form(form) = &mut self.screen else { return };
        match action {
            Some(Action::Keep) => self.start_check(),
            Some(Action::Drop) => self.go_back(),
            Some(Action::Up | Action::PreviousField) => form.step(false),
            Some(Action::Down | Action::NextField) => form.step(true),
            Some(_) => {}
            None => {
                let known = form.teams.len();
                let empty_name = form.field == FormField::NewTeam
                    && form.new_team.value().is_empty()
                    && known > 0;
                if empty_name && matches!(key, Key::Left | Key::Right) {
                    form.field = FormField::Team;
                    return self.turn(key == Key::Right);
                }
                if let Some(input) = form.input_mut() {
                    text_input::edit(input, key);
                }
            }
        }
    }

    /// Starts what the form says, or says what is missing.
    fn start_check(&mut self) {
        let Screen::Form(form) = &mut self.screen else { return };
        let team = form.team_name();
        if team.is_empty() {
            form.field =
                if form.team == form.teams.len() { FormField::NewTeam } else { FormField::Team };
            return self.refuse("a team's name is missing");
        }
        if self.defer_until_loaded(&team) {
            return;
        }
        let Screen::Form(form) = &mut self.screen else { return };
        let Some(date) = date_input::parse(form.date.value(), self.now.date()) else {
            form.field = FormField::Date;
            let words =
                format!("\"{}\" is no date; write {}", form.date.value(), date_input::FORMS);
            return self.refuse(words);
        };
        let present = form.present();
        let voters = match (form.secrecy, form.count()) {
            (Secrecy::Named, _) if present.is_empty() => {
                form.field = FormField::Guests;
                return self.refuse("a named check needs names: tick people or type guests");
            }
            (Secrecy::Named, _) => Voters::People(present.clone()),
            (Secrecy::Anonymous, Some(count)) if count > 0 => Voters::Count(count),
            (Secrecy::Anonymous, _) => return self.refuse("at least one voter is needed"),
        };
        let key =
            form.templates.get(form.template).map(|(key, ..)| key.clone()).unwrap_or_default();
        let way = form.way;
        let Some(template) = self.workspace.template(&key) else {
            return self.refuse(format!("there is no template {key}"));
        };
        let session = Session::new(team.clone(), date, template, way, voters);
        let mut open = self.library.of_team(&team).into_iter().rev();
        let open = open
            .find_map(|r| r.summary().filter(|s| s.is_open()).map(|s| (r.path.clone(), s.date)));
        match open {
            Some((open, date)) => {
                let new = Box::new(session);
                let date = date.to_string();
                self.dialog =
                    Some(Dialog::Ask(Question::GoOn { open, date, new, roster: present }));
            }
            None => self.begin(session, present),
        }
    }

    /// Puts a new session on the screen. It has no file before the first act.
    pub(crate) fn begin(&mut self, session: Session, roster: Vec<String>) {
        let there: Vec<&std::path::Path> =
            self.library.records.iter().map(|r| r.path.as_path()).collect();
        let template = session.template.clone().unwrap_or_default();
        let (path, number) =
            library::session_path(&self.sessions, &session.team, session.date, &template, &there);
        let earlier = self.earlier_with_open_things(&session.team, session.date, number);
        let roster = if session.way == VotingMode::Turns || session.secrecy() == Secrecy::Named {
            roster
        } else {
            Vec::new()
        };
        let waiting = PendingBallots { roster, ..PendingBallots::default() };
        let check = Check::new(session, waiting, self.workspace.defaults.threshold)
            .in_workspace(self.workspace.newer);
        let mut held = LiveCheck::new(path, number, check, self.now.timestamp());
        held.work.earlier.clone_from(&earlier);
        held.sent_earlier = earlier;
        if held.open_things().is_empty() && self.last_focus(&held).is_none() {
            held.enter_first_card();
        } else {
            held.view = View::Opening { cursor: 0 };
        }
        let screen = Screen::LiveCheck(Box::new(held));
        if matches!(self.screen, Screen::Form(_)) {
            self.screen = screen;
        } else {
            self.go_to(screen);
        }
    }

    fn earlier_with_open_things(
        &self,
        team: &str,
        date: Date,
        number: u32,
    ) -> Vec<(std::path::PathBuf, Arc<Session>)> {
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
