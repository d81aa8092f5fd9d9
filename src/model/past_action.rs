//! Past actions with the session that created them.
//!
//! Takes whole sessions, and knows no ballots.

use jiff::civil::Date;

use super::action::ActionItem;
use super::session::Session;
use super::workspace::Workspace;

/// An action with its origin.
#[derive(Clone, Debug, PartialEq)]
pub struct PastAction {
    /// Date of the session that created it.
    pub born: Date,
    /// Present key of its dimension.
    pub key: Option<String>,
    /// Name of that dimension in that session.
    pub name: Option<String>,
    /// The action in its current state.
    pub action: ActionItem,
}

impl PastAction {
    /// Lists the actions of `session`, in its order.
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

    /// The action as it was on a day; none: as it is now.
    #[must_use]
    pub fn at(self, day: Option<Date>) -> Self {
        let action = self.action.at(day).into_owned();
        Self { action, ..self }
    }

    /// Lists the actions of `session` about one dimension.
    pub fn about<'a>(
        workspace: &'a Workspace,
        session: &'a Session,
        key: &'a str,
    ) -> impl Iterator<Item = Self> + 'a {
        Self::in_session(workspace, session)
            .filter(move |promise| promise.key.as_deref() == Some(key))
    }
}
