//! `squadcheck list`

use std::mem::ManuallyDrop;

use super::context::CommandContext;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::output;
use super::table::{self, TextTable};
use crate::export::json;
use crate::library::{Library, Record, original_of};
use crate::model::text::{count, sanitize};
use crate::model::{Summary, Workspace};

/// Arguments of `list`.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    /// Only this team's checks
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Lists the sessions, newest first.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &ListArgs,
) -> Result<(), CliError> {
    let workspace = context.workspace()?;
    // The process ends with the list: to free thousands of sessions one by one would take as long
    // as to print them.
    let library = ManuallyDrop::new(context.library(&workspace));
    for copy in &library.conflicts {
        let session = original_of(copy);
        let words = "was set aside in a conflict and is not counted; compare it with";
        output::word(&format!(
            "{}: {words} {}, then delete one of the two",
            copy.display(),
            session.display()
        ));
    }
    say_what_is_not_counted(&library);
    let mut sessions = sessions(&workspace, &library, arguments.team.as_deref())?;
    sessions.reverse();
    if arguments.json {
        let listed: Vec<_> =
            sessions.iter().map(|(record, session)| (record.path.as_path(), *session)).collect();
        return output::data(&json::sessions(&listed));
    }
    if sessions.is_empty() {
        output::word("There are no checks yet: `squadcheck new TEAM` starts one.");
    }
    let mut table = TextTable::default();
    for (_, session) in &sessions {
        let date = session.date.to_string();
        let state = match session.newer {
            Some(newer) => format!("{}, read-only (format {newer})", session.state.word()),
            None => session.state.word().to_owned(),
        };
        let template = session.template.as_deref().unwrap_or("–");
        table.row([&*date, &session.team, template, &state, &table::lights(session)]);
    }
    output::data(&output::in_letters(context.letters(looks, None), table.text()))
}

/// Names on stderr the sessions that are not counted, and says what to do about each.
fn say_what_is_not_counted(library: &Library) {
    let lines: Vec<String> = library.strays.iter().map(ToString::to_string).collect();
    if lines.is_empty() {
        return;
    }
    let files = count(u32::try_from(lines.len()).unwrap_or(u32::MAX), "file");
    let (is, hold, it) =
        if lines.len() == 1 { ("is", "holds", "it") } else { ("are", "hold", "them") };
    output::word(&lines.join("\n"));
    output::word(&format!(
        "{files} {hold} a check and {is} not counted: rename {it} to DATE-TEMPLATE.yaml in the \
         team's folder, or delete {it}"
    ));
}

/// Returns the sessions asked for, oldest first.
fn sessions<'l>(
    workspace: &Workspace,
    library: &'l Library,
    team: Option<&str>,
) -> Result<Vec<(&'l Record, &'l Summary)>, CliError> {
    let records: Vec<&Record> = match team {
        Some(team) => {
            team_is_known(workspace, library, team)?;
            library.of_team(team)
        }
        None => library.records.iter().collect(),
    };
    let mut sessions: Vec<(&Record, &Summary)> =
        records.into_iter().filter_map(|r| r.summary().map(|s| (r, &**s))).collect();
    // Of one team in the order of everywhere else, so that its latest comes first.
    sessions.sort_by_cached_key(|(record, session)| {
        (session.date, &*session.slug, record.number, session.template.as_deref())
    });
    Ok(sessions)
}

/// Returns an error that names the known teams, if this one is neither in the workspace nor in any
/// session.
pub fn team_is_known(workspace: &Workspace, library: &Library, team: &str) -> Result<(), CliError> {
    if workspace.team(team).is_some() || !library.of_team(team).is_empty() {
        return Ok(());
    }
    let mut known: Vec<&str> = workspace.teams.iter().map(|t| t.name.as_str()).collect();
    let more = library.team_names();
    known.extend(more.into_iter().filter(|name| workspace.team(name).is_none()));
    let known = if known.is_empty() { "none".to_owned() } else { known.join(", ") };
    let words = format!("there is no team `{team}`; the teams are: {known}");
    Err(CliError::Failed(format!("squadcheck: {}", sanitize(&words))))
}
