//! What can be on the screen, what can lie over it, and where a key is pressed then.
//!
//! Each screen carries its own cursor, and there is at most one overlay: two pop-ups at once cannot
//! be written down.

use std::path::PathBuf;

use crate::keys::Place;
use crate::library::FileError;
use crate::model::{Session, VotingMode};

use super::{
    AcrossTeamsView, ActionForm, App, BoardView, ComparisonView, DifferenceView, ExperimentForm,
    ExportForm, Home, InsightView, LiveCheck, NewCheckForm, Question, Roster, SearchView, Target,
    TeamsView, TextEditor, TrendView, View,
};

/// What fills the window. Each screen carries its own cursor.
#[derive(Clone, Debug)]
pub enum Screen {
    /// The workspace is being read for the first time.
    Reading,
    /// There is no `healthcheck.yaml` yet.
    Welcome,
    /// The teams.
    Home(Home),
    /// A new check.
    Form(Box<NewCheckForm>),
    /// A session.
    LiveCheck(Box<LiveCheck>),
    /// One team over time.
    Trend(Box<TrendView>),
    /// All teams at one moment.
    Teams(Box<TeamsView>),
    /// What is still to be done and tried.
    Board(Box<BoardView>),
    /// What holds some words.
    Search(Box<SearchView>),
    /// What a session says.
    Insight(Box<InsightView>),
    /// Two sessions of one team side by side.
    Compare(Box<ComparisonView>),
    /// One dimension across teams and time.
    Across(Box<AcrossTeamsView>),
    /// What is wrong with a file.
    Faults {
        /// All of it.
        faults: Vec<FileError>,
        /// The first line shown.
        scroll: usize,
    },
}

/// What lies over the screen; there is at most one.
#[derive(Clone, Debug)]
pub enum Dialog {
    /// The keys of a place.
    Help {
        /// Which place.
        place: Place,
        /// The first line shown.
        scroll: usize,
    },
    /// Long text: notes, or a comment.
    TextEditor(Box<TextEditor>),
    /// An action.
    Action(Box<ActionForm>),
    /// An experiment.
    Experiment(Box<ExperimentForm>),
    /// What came of an experiment?
    Outcome(Target),
    /// Who is here.
    Roster(Roster),
    /// Would you miss this check?
    Miss {
        /// Digits typed so far.
        digits: String,
    },
    /// Where the report goes.
    Export(Box<ExportForm>),
    /// A question of the program.
    Ask(Question),
    /// What can be done about this session's file, which could not be written.
    Unsaved(PathBuf),
    /// Two versions of a session.
    Difference(DifferenceView),
    /// Another place for a session that cannot be kept in its own.
    Elsewhere {
        /// The session's file.
        of: PathBuf,
        /// The place, as it is typed.
        place: tui_input::Input,
    },
}

/// A word about the last key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// It was done.
    Done(String),
    /// It was not done, and why.
    Refused(String),
}

/// What the program opens on.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// Home, or what stands in its place.
    Home,
    /// A new session that has no file yet, and who takes part, where there are names.
    New(Box<Session>, Vec<String>),
}

impl App {
    /// Where the next key is pressed.
    pub fn place(&self) -> Place {
        match &self.dialog {
            Some(Dialog::Help { .. }) => return Place::Help,
            Some(Dialog::TextEditor(_)) => return Place::LongText,
            Some(
                Dialog::Action(_)
                | Dialog::Experiment(_)
                | Dialog::Export(_)
                | Dialog::Elsewhere { .. },
            ) => {
                return Place::Text;
            }
            Some(Dialog::Outcome(_)) => return Place::Outcome,
            Some(Dialog::Roster(roster)) => {
                return if roster.name.is_some() { Place::Text } else { Place::Roster };
            }
            Some(Dialog::Miss { .. }) => return Place::Miss,
            Some(Dialog::Ask(_)) => return Place::Ask,
            Some(Dialog::Unsaved(_)) => return Place::Unsaved,
            Some(Dialog::Difference(_)) => return Place::Difference,
            None => {}
        }
        match &self.screen {
            Screen::Reading | Screen::Home(_) => Place::Home,
            Screen::Welcome => Place::Welcome,
            Screen::Form(form) => {
                if form.is_text() {
                    Place::Text
                } else {
                    Place::Form
                }
            }
            Screen::Trend(_) => Place::Trend,
            Screen::Teams(_) => Place::Teams,
            Screen::Board(_) => Place::Board,
            Screen::Search(_) => Place::Search,
            Screen::Insight(_) => Place::Insight,
            Screen::Compare(_) => Place::Compare,
            Screen::Across(_) => Place::Across,
            Screen::Faults { .. } => Place::Faults,
            Screen::LiveCheck(held) => place_of(held),
        }
    }
}

fn place_of(held: &LiveCheck) -> Place {
    let levels = |at: usize| held.session().cards[at].dimension.scale.is_typed();
    match held.view {
        View::Opening { .. } => Place::Opening,
        View::Neutral { .. } => Place::Neutral,
        View::Summary(_) => Place::Summary,
        View::Sitting if held.card_at().is_some_and(levels) => Place::SittingLevels,
        View::Sitting => Place::Sitting,
        View::Card(card) => {
            let revealed = held.session().cards[card.at].revealed.is_some();
            match (revealed, held.session().way, levels(card.at)) {
                (true, _, false) => Place::Result,
                (true, _, true) => Place::ResultLevels,
                (false, VotingMode::Turns, _) => Place::TurnsCard,
                (false, VotingMode::Hands, false) => Place::Voting,
                (false, VotingMode::Hands, true) => Place::VotingLevels,
            }
        }
    }
}
