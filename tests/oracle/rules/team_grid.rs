//! All teams that share at one moment: dimensions down, teams across.

use jiff::civil::Date;

use super::history;
use super::trend::{Cell, cell};
use crate::plain::{Session, Workspace};

/// A team of the grid.
#[derive(Debug)]
pub struct Column<'w> {
    pub team: String,
    /// Its latest session up to the day in which anything was agreed.
    pub session: Option<&'w Session>,
    /// Days since that session.
    pub age: i32,
}

/// A dimension over all teams.
#[derive(Debug)]
pub struct Row {
    pub key: String,
    pub name: String,
    pub cells: Vec<Option<Cell>>,
    /// The teams for which it is yellow or red, and those that agreed on anything: if there are two
    /// of them at least, and half of those that agreed.
    pub pattern: Option<(usize, usize)>,
}

/// The columns: teams of the workspace in its order, then others by name. None that does not share.
pub fn columns(workspace: &Workspace, day: Date) -> Vec<Column<'_>> {
    let column = |team: String| {
        let sessions = history::of_team(workspace, &team);
        let tells = |session: &&Session| {
            session.date <= day && session.cards.iter().any(|c| history::agreed(c).is_some())
        };
        let session = sessions.into_iter().rfind(tells);
        let age = session.map_or(0, |session| (day - session.date).get_days());
        Column { team, session, age }
    };
    teams(workspace).into_iter().map(column).collect()
}

/// The names of all teams that share and have a session.
pub fn teams(workspace: &Workspace) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for team in &workspace.teams {
        let has_some = !history::of_team(workspace, &team.name).is_empty();
        if team.share && has_some {
            names.push(team.name.clone());
        }
    }
    let mut others: Vec<String> = Vec::new();
    for session in &workspace.sessions {
        let slug = history::slug(&session.team);
        let is = |name: &String| history::slug(name) == slug;
        if workspace.teams.iter().any(|team| is(&team.name)) {
            continue;
        }
        match others.iter_mut().find(|name| is(name)) {
            // Of two spellings the first of the alphabet is shown.
            Some(name) => *name = session.team.clone().min(name.clone()),
            None => others.push(session.team.clone()),
        }
    }
    others.sort_by_key(|name| (name.to_lowercase(), name.clone()));
    names.extend(others);
    names
}

/// The rows: those of the first team's session in its order, then what others ask besides.
pub fn rows(workspace: &Workspace, columns: &[Column<'_>]) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for session in columns.iter().filter_map(|column| column.session) {
        for card in &session.cards {
            let key = history::key_of(workspace, session, card);
            if rows.iter().any(|row| row.key == key) {
                continue;
            }
            let own = &card.dimension.name;
            let name = name(workspace, session.template.as_deref(), &key).unwrap_or(own).to_owned();
            let of_team = |column: &Column<'_>| {
                history::card_of(workspace, column.session?, &key).and_then(cell)
            };
            let cells: Vec<Option<Cell>> = columns.iter().map(of_team).collect();
            rows.push(Row { key, name, pattern: pattern(&cells), cells });
        }
    }
    rows
}

/// The name of a dimension in a view over several templates: that of the session's own template,
/// else of the first own one that asks it, else of a built-in one.
pub fn name<'w>(workspace: &'w Workspace, template: Option<&str>, key: &str) -> Option<&'w str> {
    let of_session = workspace.own.iter().filter(|own| Some(own.key.as_str()) == template);
    let built_in = workspace.built_in.iter().filter(|own| Some(own.key.as_str()) == template);
    let mut all = of_session
        .chain(&workspace.own)
        .chain(built_in)
        .chain(&workspace.built_in)
        .flat_map(|template| &template.dimensions);
    all.find(|dimension| dimension.key == key).map(|dimension| dimension.name.as_str())
}

fn pattern(cells: &[Option<Cell>]) -> Option<(usize, usize)> {
    let agreed: Vec<&Cell> = cells.iter().flatten().collect();
    let is_unwell = |cell: &&&Cell| matches!(cell.light, Some("yellow" | "red"));
    let unwell = agreed.iter().filter(is_unwell).count();
    (unwell >= 2 && unwell * 2 >= agreed.len()).then_some((unwell, agreed.len()))
}
