//! The dialogs. There is at most one: two pop-ups at once cannot be written down.

use super::component::components;
use super::{
    ActionForm, CodesDialog, DifferenceDialog, ElsewhereDialog, ExperimentForm, ExportDialog,
    HelpDialog, MissDialog, OutcomeDialog, Question, Roster, TextEditor, UnsavedDialog,
};

components! {
    /// A dialog over the screen.
    pub enum Dialog {
        /// The keys of a place.
        Help(HelpDialog),
        /// Long text: notes, or a comment.
        Editor(TextEditor),
        /// An action.
        Action(ActionForm),
        /// An experiment.
        Experiment(ExperimentForm),
        /// The question for what came of an experiment.
        Outcome(OutcomeDialog),
        /// The roster: the people who are here.
        Roster(Roster),
        /// The last question: would you miss this check?
        Miss(MissDialog),
        /// Ballot codes: where they are, and what became of them.
        Codes(CodesDialog),
        /// The way that an export goes.
        Export(ExportDialog),
        /// A question of the program.
        Ask(Question),
        /// The ways out for a session that could not be saved.
        Unsaved(UnsavedDialog),
        /// Two versions of a session.
        Difference(DifferenceDialog),
        /// Another place for a session that cannot be saved in its own.
        Elsewhere(ElsewhereDialog),
    }
}
