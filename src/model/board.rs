//! Actions and experiments of all teams, over all their sessions.
//!
//! Overdue comes first, the most days late at the top, then teams in the workspace's order and by
//! name, owners, dimensions: never health, which nothing here looks at. Across teams, one that does
//! not share is neither shown nor counted.

use std::collections::HashMap;

use jiff::civil::Date;

use super::action::{ActionItem, ActionState, Experiment, StateChange};
use super::history::SessionRef;
use super::session::Session;
use super::text;
use super::workspace::Workspace;

/// Kind of item on a board.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemKind {
    /// Things to do.
    Actions,
    /// Things to try.
    Experiments,
}

/// Query of a board.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Actions or experiments.
    pub kind: ItemKind,
    /// Only this team's, whether it shares or not; none: all teams that share.
    pub team: Option<&'a str>,
    /// True: include items that are over.
    pub all: bool,
}

/// State of an item on the board.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// An action with its latest change.
    Action(ActionState, Option<StateChange>),
    /// An experiment, whole.
    Experiment(Box<Experiment>),
}

impl Standing {
    /// True while there is something left to do.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Action(state, _) => *state == ActionState::Open,
            Self::Experiment(tried) => tried.is_running(),
        }
    }

    /// Tells actions from experiments.
    pub const fn kind(&self) -> ItemKind {
        match self {
            Self::Action(..) => ItemKind::Actions,
            Self::Experiment(_) => ItemKind::Experiments,
        }
    }
}

/// Dimension of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// The present key.
    pub key: String,
    /// Name in the workspace's templates, else in the session.
    pub name: String,
}

/// One action or experiment.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Text as people typed it.
    pub text: String,
    /// Name of the owner; empty while nobody has taken it.
    pub owner: String,
    /// Due date of an action, review date of an experiment.
    pub by: Option<Date>,
    /// Days since that date, where there is still something to do.
    pub overdue: Option<i32>,
    /// The team, as the workspace spells it.
    pub team: String,
    /// Dimension, if it has one.
    pub topic: Option<Topic>,
    /// Date of the session that created it.
    pub born: Date,
    /// Index of that session among the board's sessions.
    pub session: usize,
    /// Its index among that session's actions or experiments.
    pub at: usize,
    /// State on the day of the board.
    pub standing: Standing,
}

/// Actions or experiments, in the order of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Actions or experiments.
    pub kind: ItemKind,
    /// Day for which items are overdue or not.
    pub today: Date,
    /// Items in the order of a board.
    pub items: Vec<Item>,
}

impl Board {
    /// Builds the board of a day. The result does not depend on the order of sessions.
    pub fn new(
        workspace: &Workspace,
        today: Date,
        sessions: &[SessionRef<'_>],
        wanted: Wanted<'_>,
    ) -> Self {
        let fits = |_: usize, item: &Item| wanted.all || item.standing.is_open();
        let items = in_order(workspace, today, sessions, (wanted.team, &[wanted.kind]), fits);
        Self { kind: wanted.kind, today, items }
    }

    /// Number of items with something left to do.
    pub fn open(&self) -> usize {
        self.items.iter().filter(|item| item.standing.is_open()).count()
    }

    /// Number of overdue items.
    pub fn overdue(&self) -> usize {
        self.items.iter().filter(|item| item.overdue.is_some()).count()
    }
}

/// Lists open actions and experiments together, in the order of a board; and closed ones for which
/// `also` is true of a session's index, a kind, and an index among the session's items of that
/// kind.
pub fn open_things(
    workspace: &Workspace,
    today: Date,
    sessions: &[SessionRef<'_>],
    team: Option<&str>,
    also: impl Fn(usize, ItemKind, usize) -> bool,
) -> Vec<Item> {
    let fits = |session: usize, item: &Item| {
        item.standing.is_open() || also(session, item.standing.kind(), item.at)
    };
    in_order(workspace, today, sessions, (team, &[ItemKind::Actions, ItemKind::Experiments]), fits)
}

/// Selects and sorts items. The result does not depend on the order of sessions.
fn in_order(
    workspace: &Workspace,
    today: Date,
    sessions: &[SessionRef<'_>],
    (only, kinds): (Option<&str>, &[ItemKind]),
    fits: impl Fn(usize, &Item) -> bool,
) -> Vec<Item> {
    let teams = Teams::new(workspace, sessions);
    let only = only.map(text::slug);
    let mut entries: Vec<(Key, Item)> = Vec::new();
    for (index, past) in sessions.iter().enumerate() {
        let team = teams.of_session(past.session);
        let shown = only.as_ref().map_or(team.shares, |slug| *slug == team.slug);
        if !shown {
            continue;
        }
        for item in kinds.iter().flat_map(|kind| items(workspace, today, past.session, *kind)) {
            if fits(index, &item) {
                let item = Item { team: team.name.to_owned(), session: index, ..item };
                entries.push((Key::new(team, past, &item), item));
            }
        }
    }
    entries.sort_by(|(a, _), (b, _)| a.cmp(b));
    entries.into_iter().map(|(_, item)| item).collect()
}

/// Lists a session's items, before their team and session are filled in.
fn items(workspace: &Workspace, today: Date, session: &Session, kind: ItemKind) -> Vec<Item> {
    let item = |at: usize,
                text: &str,
                owner: &str,
                by: Option<Date>,
                key: Option<&str>,
                standing: Standing| Item {
        text: text.to_owned(),
        owner: owner.to_owned(),
        by,
        overdue: by
            .filter(|by| *by < today && standing.is_open())
            .map(|by| (today - by).get_days()),
        team: String::new(),
        topic: key.map(|key| topic(workspace, session, key)),
        born: session.date,
        session: 0,
        at,
        standing,
    };
    let action = |(at, action): (usize, &ActionItem)| {
        let standing = Standing::Action(action.state, action.last_step());
        item(at, &action.text, &action.owner, action.due, action.dimension.as_deref(), standing)
    };
    let experiment = |(at, tried): (usize, &Experiment)| {
        let standing = Standing::Experiment(Box::new(tried.clone()));
        item(at, &tried.text, &tried.owner, tried.review, tried.dimension.as_deref(), standing)
    };
    match kind {
        ItemKind::Actions => session.actions.iter().enumerate().map(action).collect(),
        ItemKind::Experiments => session.experiments.iter().enumerate().map(experiment).collect(),
    }
}

fn topic(workspace: &Workspace, session: &Session, key: &str) -> Topic {
    let present = workspace.present_key(session.template.as_deref(), key);
    let known = workspace.name_of(session.template.as_deref(), present);
    let known = known.or_else(|| session.card(key).map(|card| card.dimension.name.as_str()));
    Topic { key: present.to_owned(), name: known.unwrap_or(key).to_owned() }
}

/// Sort key of the board. Nothing in it comes from a vote.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    not_overdue: bool,
    /// Of what is overdue the day that it was for: the oldest comes first.
    late: Option<Date>,
    team: (usize, String),
    /// Items with an owner come first.
    owner: (bool, String),
    /// Items with a dimension come first, by its present key: names differ between templates and
    /// change, and one dimension keeps its place.
    topic: (bool, String),
    /// Items with a date come first.
    by: (bool, Option<Date>),
    born: (Date, u32, Option<String>, String),
    kind: ItemKind,
    at: usize,
    text: String,
}

impl Key {
    fn new(team: &Team<'_>, past: &SessionRef<'_>, item: &Item) -> Self {
        let owner = item.owner.trim().to_lowercase();
        let topic = item.topic.as_ref().map(|topic| topic.key.clone());
        Self {
            not_overdue: item.overdue.is_none(),
            late: item.by.filter(|_| item.overdue.is_some()),
            team: (team.rank, team.name.to_lowercase()),
            owner: (owner.is_empty(), owner),
            topic: (topic.is_none(), topic.unwrap_or_default()),
            by: (item.by.is_none(), item.by),
            born: (
                item.born,
                past.number,
                past.session.template.clone(),
                past.session.team.clone(),
            ),
            kind: item.standing.kind(),
            at: item.at,
            text: item.text.clone(),
        }
    }
}

/// A team as the board sees it.
#[derive(Clone, Debug)]
struct Team<'a> {
    slug: String,
    name: &'a str,
    /// Position in the workspace; teams that are not in it come last.
    rank: usize,
    shares: bool,
}

/// Teams by the name in their sessions: a cache, since a slug takes longer than a look-up.
struct Teams<'a>(HashMap<&'a str, Team<'a>>);

impl<'a> Teams<'a> {
    fn new(workspace: &'a Workspace, sessions: &[SessionRef<'a>]) -> Self {
        let mut known: HashMap<String, (usize, &'a str, bool)> = HashMap::new();
        for (rank, team) in workspace.teams.iter().enumerate() {
            known.entry(text::slug(&team.name)).or_insert((rank, &team.name, team.share)).2 &=
                team.share;
        }
        let mut slugs: HashMap<&'a str, String> = HashMap::new();
        for past in sessions {
            let name = past.session.team.as_str();
            let slug = slugs.entry(name).or_insert_with(|| text::slug(name));
            // Of two spellings the same one is shown whatever was found first.
            let (rank, spelled, _) = known.entry(slug.clone()).or_insert((usize::MAX, name, true));
            if *rank == usize::MAX {
                *spelled = name.min(*spelled);
            }
        }
        let team = |(name, slug): (&'a str, String)| {
            let (rank, spelled, shares) =
                known.get(&slug).copied().unwrap_or((usize::MAX, name, false));
            (name, Team { slug, name: spelled, rank, shares })
        };
        Self(slugs.into_iter().map(team).collect())
    }

    fn of_session(&self, session: &Session) -> &Team<'a> {
        &self.0[session.team.as_str()]
    }
}

#[cfg(test)]
mod tests;
