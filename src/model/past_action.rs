//! What was agreed to be done, when, and about what: actions with the day on which they were born.
//!
//! Takes whole sessions, and knows no ballots.

use jiff::civil::Date;

use super::action::ActionItem;
use super::session::Session;
use super::workspace::Workspace;

/// An action, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct PastAction {
    /// The day of the session in which it was born.
    pub born: Date,
    /// The present key of the dimension it is about.
    pub key: Option<String>,
    /// What that dimension was called there.
    pub name: Option<String>,
    /// The action as it stands now.
    pub action: ActionItem,
}

impl PastAction {
    /// What was agreed in `session`, in its order.
    pub fn in_session<'a>(
        workspace: &'a Workspace,
        session: &'a Session,
    ) -> impl Iterator<Item = Self> + 'a {
        session.actions.iter().map(|action| {
            let asked = action.dimension.as_deref();
            let key =
                asked.map(|key| workspace.present_key(session.template.as_deref(), key).to_owned());
            let name = asked
                .map(|key| session.card(key).map_or(key, |card| &card.dimension.name).to_owned());
            Self { born: session.date, key, name, action: action.clone() }
        })
    }

    /// What was agreed in `session` about one dimension.
    pub fn about<'a>(
        workspace: &'a Workspace,
        session: &'a Session,
        key: &'a str,
    ) -> impl Iterator<Item = Self> + 'a {
        Self::in_session(workspace, session)
            .filter(move |promise| promise.key.as_deref() == Some(key))
    }
}
