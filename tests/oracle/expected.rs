//! What the program is to print, by the rules: values in the form of its JSON.
//!
//! The fields are those of `docs/file-format.md`; nothing is calculated here.

mod session;

use jiff::civil::Date;
use serde_yaml::Value;

use crate::plain::{Session, Workspace};
use crate::rules::follow_up::{self, Kind, Listed, Practice};
use crate::rules::trend::Cell;
use crate::rules::{history, team_grid, trend};

pub use session::{FACTS, session};

/// A map in this order; what is missing is null.
pub fn map<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Mapping(entries.into_iter().map(|(key, value)| (key.into(), value)).collect())
}

/// A text, or null.
pub fn or_null(text: Option<impl Into<String>>) -> Value {
    text.map_or(Value::Null, |text| Value::from(text.into()))
}

/// A list of values.
pub fn list<T>(all: &[T], value: impl Fn(&T) -> Value) -> Value {
    Value::Sequence(all.iter().map(value).collect())
}

fn cells(cells: &[Option<Cell>]) -> Value {
    list(cells, |cell| {
        let Some(cell) = cell else { return Value::Null };
        map([
            ("vote", cell.vote.clone().into()),
            ("light", or_null(cell.light)),
            ("direction", or_null(cell.direction)),
        ])
    })
}

/// Cards for which another one of the same session stands; null where there is none.
fn joined(workspace: &Workspace, sessions: &[Option<&Session>], key: &str) -> Value {
    let mut all = Vec::new();
    for (at, session) in sessions.iter().enumerate() {
        let Some(session) = session else { continue };
        for card in history::joined(workspace, session, key) {
            let cell = cells(&[trend::cell(card)])[0].clone();
            all.push(map([
                ("at", at.into()),
                ("dimension", card.dimension.key.clone().into()),
                ("name", card.dimension.name.clone().into()),
                ("cell", cell),
            ]));
        }
    }
    if all.is_empty() { Value::Null } else { Value::Sequence(all) }
}

const fn state(session: &Session) -> &'static str {
    if session.open { "open" } else { "closed" }
}

/// `trend TEAM --format json`
pub fn trend(workspace: &Workspace, sessions: &[&Session], rows: &[trend::Row]) -> Value {
    let columns: Vec<Option<&Session>> = sessions.iter().map(|session| Some(*session)).collect();
    let sessions = list(sessions, |session| {
        map([
            ("date", session.date.to_string().into()),
            ("template", or_null(session.template.clone())),
            ("state", state(session).into()),
        ])
    });
    let rows = list(rows, |row| {
        map([
            ("key", row.key.clone().into()),
            ("name", row.name.clone().into()),
            ("cells", cells(&row.cells)),
            ("reworded", list(&row.reworded, |reworded| (*reworded).into())),
            ("joined", joined(workspace, &columns, &row.key)),
        ])
    });
    map([("sessions", sessions), ("dimensions", rows)])
}

/// `trend TEAM --format csv`: a line for each cell of a dimension that was asked, and one for each
/// card for which another one stands.
pub fn trend_csv(workspace: &Workspace, sessions: &[&Session], rows: &[trend::Row]) -> Value {
    let mut lines = vec!["team,date,state,dimension,name,vote,light,direction".to_owned()];
    let team = sessions.last().map_or("", |newest| &newest.team);
    for row in rows {
        for (at, session) in sessions.iter().enumerate().filter(|(at, _)| row.asked[*at]) {
            let known = row.cells[at].as_ref();
            lines.push(csv_line(team, session, (&row.key, &row.name), known));
            for card in history::joined(workspace, session, &row.key) {
                let (own, cell) = (&card.dimension, trend::cell(card));
                lines.push(csv_line(team, session, (&own.key, &own.name), cell.as_ref()));
            }
        }
    }
    list(&lines, |line| line.clone().into())
}

fn csv_line(
    team: &str,
    session: &Session,
    (key, name): (&str, &str),
    cell: Option<&Cell>,
) -> String {
    let name = if name.contains(',') { format!("\"{name}\"") } else { name.to_owned() };
    let vote = cell.map_or("", |cell| &cell.vote);
    let light = cell.and_then(|cell| cell.light).unwrap_or_default();
    let direction = cell.and_then(|cell| cell.direction).unwrap_or_default();
    let date = session.date.to_string();
    [team, &date, state(session), key, &name, vote, light, direction].join(",")
}

/// `teams --as-of DAY --format json`
pub fn teams(workspace: &Workspace, day: Date) -> Value {
    let columns = team_grid::columns(workspace, day);
    let teams = list(&columns, |column| {
        let session = column.session;
        map([
            ("team", column.team.clone().into()),
            ("date", or_null(session.map(|session| session.date.to_string()))),
            ("state", or_null(session.map(state))),
            ("age", session.map_or(Value::Null, |_| column.age.into())),
        ])
    });
    let rows = team_grid::rows(workspace, &columns);
    let sessions: Vec<Option<&Session>> = columns.iter().map(|column| column.session).collect();
    let rows = list(&rows, |row| {
        let pattern = row.pattern.map_or(Value::Null, |(unwell, of)| {
            map([("unwell", unwell.into()), ("of", of.into())])
        });
        map([
            ("key", row.key.clone().into()),
            ("name", row.name.clone().into()),
            ("cells", cells(&row.cells)),
            ("joined", joined(workspace, &sessions, &row.key)),
            ("pattern", pattern),
        ])
    });
    map([("as_of", day.to_string().into()), ("teams", teams), ("dimensions", rows)])
}

/// `actions --all --format json` and its sister, of a team or of all that share.
pub fn board(
    workspace: &Workspace,
    (kind, team, all): (Kind, Option<&str>, bool),
    today: Date,
) -> Value {
    let items = follow_up::listed(workspace, kind, team, (all, today));
    let open =
        |item: &&Listed<'_>| follow_up::standing(&item.item.state) == follow_up::Standing::Open;
    let overdue = items.iter().filter(|item| item.overdue.is_some()).count();
    let practice = team.and_then(|team| follow_up::practice(workspace, team, today));
    let practice = practice.map_or(Value::Null, |practice| {
        map([
            ("since", practice.since.to_string().into()),
            ("sprints", practice.sprints.into()),
            ("experiments", practice.experiments.into()),
            ("aim", vec![Value::from(practice.sprints * 2), (practice.sprints * 3).into()].into()),
            ("finished", practice.finished.into()),
            ("learnt", practice.learnt.into()),
            ("actions", practice.actions.into()),
            ("done", practice.done.into()),
        ])
    });
    let name = if kind == Kind::Actions { "actions" } else { "experiments" };
    map([
        ("open", items.iter().filter(open).count().into()),
        ("overdue", overdue.into()),
        ("practice", practice),
        (name, list(&items, |item| listed(kind, item))),
    ])
}

fn listed(kind: Kind, listed: &Listed<'_>) -> Value {
    let item = listed.item;
    let dimension = listed.dimension.as_ref().map_or(Value::Null, |(key, name)| {
        map([("key", key.clone().into()), ("name", name.clone().into())])
    });
    let last = item.changes.last().map_or(Value::Null, |(date, state)| {
        map([("date", date.to_string().into()), ("state", state.clone().into())])
    });
    let by = if kind == Kind::Actions { "due" } else { "review" };
    map([
        ("text", item.text.clone().into()),
        ("owner", item.owner.clone().into()),
        (by, or_null(item.by.map(|by| by.to_string()))),
        ("overdue", listed.overdue.map_or(Value::Null, Value::from)),
        ("team", listed.team.clone().into()),
        ("dimension", dimension),
        ("session", listed.session.date.to_string().into()),
        ("state", item.state.clone().into()),
        ("last", last),
        ("outcome", or_null(follow_up::outcome(item).filter(|_| kind == Kind::Experiments))),
    ])
}

/// What the trend grid shows on the screen besides: the change of each cell, and the word of a row.
pub fn grid(rows: &[trend::Row]) -> Value {
    list(rows, |row| {
        map([
            ("key", row.key.clone().into()),
            ("changes", list(&row.changes, |change| or_null(*change))),
            (
                "ballots",
                list(&row.ballots, |ballots| {
                    ballots_of_cell(
                        ballots.middle.clone(),
                        ballots.direction,
                        (ballots.agreement, ballots.answered),
                    )
                }),
            ),
            ("course", row.course.clone().into()),
        ])
    })
}

/// What a cell shows of its ballots: middle, direction, agreement and how many answered.
pub fn ballots_of_cell(
    middle: Option<String>,
    direction: Option<&str>,
    (agreement, answered): (Option<f64>, Option<u32>),
) -> Value {
    map([
        ("middle", or_null(middle)),
        ("direction", or_null(direction)),
        ("agreement", agreement.map_or(Value::Null, Value::from)),
        ("answered", answered.map_or(Value::Null, Value::from)),
    ])
}

/// The lines of a text.
pub fn lines(text: &str) -> Value {
    list(&text.lines().collect::<Vec<_>>(), |line| (*line).into())
}

/// The numbers of the counts in a report: experiments, sprints, at least and at most; learning
/// written down, finished; actions done, actions. Empty for a team that neither does nor tries
/// anything.
pub fn practice(workspace: &Workspace, session: &Session) -> Value {
    let practice = follow_up::practice_before(workspace, session);
    let tells = |p: &Practice| p.experiments > 0 || p.finished > 0 || p.actions > 0;
    let Some(practice) = practice.filter(tells) else { return Value::Sequence(Vec::new()) };
    let Practice { since, sprints, experiments, finished, learnt, actions, done } = practice;
    let tried = format!("{experiments} {sprints} {} {}", sprints * 2, sprints * 3);
    let of = (learnt * 100).checked_div(finished).map(|of| format!("{learnt} {finished} {of}"));
    let done = if actions == 0 { String::new() } else { format!("{done} {actions}") };
    let parts = [since.to_string(), tried, of.unwrap_or_default(), done];
    list(&parts, |part| part.clone().into())
}

/// The same numbers as a report has them.
pub fn practice_lines(report: &str) -> Value {
    let mut lines = report.lines().skip_while(|line| !line.starts_with("## From the check of "));
    let Some(title) = lines.next() else { return Value::Sequence(Vec::new()) };
    let since = title.split(' ').nth(5).unwrap_or_default().to_owned();
    let mut parts = vec![since];
    // The lessons end with an aim that is always the same: `goal 90 %`.
    for line in lines.filter(|line| line.starts_with("- ")).take(3) {
        let line = line.replace("90 %", "");
        let words = line.split(|c: char| !c.is_ascii_digit()).filter(|word| !word.is_empty());
        parts.push(words.collect::<Vec<_>>().join(" "));
    }
    list(&parts, |part| part.clone().into())
}
