//! The dialogs. There is at most one: two pop-ups at once cannot be written down.

use super::{
    ActionForm, Component, DifferenceDialog, ElsewhereDialog, ExperimentForm, ExportDialog,
    HelpDialog, MissDialog, OutcomeDialog, Question, Roster, TextEditor, UnsavedDialog,
};

/// Declares the dialogs: each variant holds a component.
macro_rules! dialogs {
    ($($(#[$doc:meta])* $dialog:ident($of:ident),)+) => {
        /// A dialog over the screen.
        #[derive(Clone, Debug)]
        pub enum Dialog {
            $($(#[$doc])* $dialog(Box<$of>),)+
        }

        $(impl From<$of> for Dialog {
            fn from(dialog: $of) -> Self {
                Self::$dialog(Box::new(dialog))
            }
        })+

        impl Dialog {
            /// The dialog as a component.
            pub fn component(&self) -> &dyn Component {
                match self {
                    $(Self::$dialog(dialog) => dialog.as_ref(),)+
                }
            }

            /// The dialog as a component, to be changed.
            pub(super) fn component_mut(&mut self) -> &mut dyn Component {
                match self {
                    $(Self::$dialog(dialog) => dialog.as_mut(),)+
                }
            }
        }
    };
}

dialogs! {
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
