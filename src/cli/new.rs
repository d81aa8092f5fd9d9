//! `squadcheck new`

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::context::CommandContext;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::{output, tui};
use crate::keys::{Keys, Place};
use crate::library::{Library, SaveTime};
use crate::messages::Words;
use crate::model::text::{self, count, sanitize};
use crate::model::{
    PendingBallots, Refusal, Secrecy, Session, SessionIds, Template, Voters, VotingMode, Workspace,
    date_input,
};
use crate::runtime;

fn secrecies() -> impl TypedValueParser<Value = Secrecy> {
    PossibleValuesParser::new(["anonymous", "named"])
        .map(|word| Secrecy::from_word(&word).unwrap_or_default())
}

fn ways() -> impl TypedValueParser<Value = VotingMode> {
    PossibleValuesParser::new(VotingMode::ALL.map(VotingMode::word))
        .map(|word| VotingMode::from_word(&word).unwrap_or_default())
}

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
pub struct NewArgs {
    /// The team; an unknown name becomes a new team
    team: String,
    /// The template [default: the team's, else the workspace's]
    #[arg(long, value_name = "KEY")]
    template: Option<String>,
    /// Whether votes carry names; cannot be changed later
    #[arg(long, value_parser = secrecies())]
    secrecy: Option<Secrecy>,
    /// How people vote: by hands, in turns at this keyboard, or on devices of their own
    #[arg(long, value_parser = ways())]
    way: Option<VotingMode>,
    /// Who is here, separated by commas [default: the team's people]
    #[arg(long, value_name = "A,B", value_delimiter = ',', conflicts_with = "voters")]
    people: Option<Vec<String>>,
    /// How many people are here, without names
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(Voters::MOST)))]
    voters: Option<u32>,
    /// The day: 2026-12-04, friday, +14d [default: today]
    #[arg(long, value_name = "D")]
    date: Option<String>,
    /// Make the file and print its path, without opening the full screen
    #[arg(long)]
    no_open: bool,
}

fn usage(words: impl std::fmt::Display) -> CliError {
    CliError::Usage(format!("squadcheck: {words}"))
}

/// Makes a new session. It is saved here only with `--no-open`.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &NewArgs,
) -> Result<(), CliError> {
    if !context.terminal && !arguments.no_open {
        return Err(usage("nothing was made: without a terminal, `new` needs --no-open"));
    }
    let workspace = context.workspace()?;
    if let Some(newer) = workspace.newer {
        let keys = Keys::default();
        let why = Words::new(&keys, Place::Home).say(&Refusal::NewerWorkspace(newer).into());
        return Err(CliError::Failed(format!("squadcheck: nothing was made: {why}")));
    }
    let team = arguments.team.trim();
    if team.is_empty() {
        return Err(usage("a team needs a name"));
    }
    let team = workspace.team(team).map_or(team, |team| team.name.as_str()).to_owned();
    let date = match &arguments.date {
        Some(typed) => date_input::parse(typed, context.today).ok_or_else(|| {
            usage(format!(
                "--date is `{}`, but should be a day such as {}",
                sanitize(typed),
                date_input::FORMS
            ))
        })?,
        None => context.today,
    };
    let template = template(&workspace, &team, arguments)?;
    let voters = voters(&workspace, &team, arguments)?;
    let library = context.library(&workspace);
    // Names are compared as slugs: `Team!` and `Team?` would share a folder, so they are one team.
    let known = library
        .of_team(&team)
        .last()
        .and_then(|record| record.summary().map(|s| s.team.to_string()));
    let team = known.filter(|_| workspace.team(&team).is_none()).unwrap_or(team);
    let way = arguments.way.unwrap_or(workspace.defaults.way);
    let mut session = Session::new(team, date, template, way, voters);
    notes(&context, &workspace, &library, &session);
    if let Some(why) = context.store.try_saving(&workspace) {
        return Err(CliError::Failed(format!("squadcheck: nothing was made: {why}")));
    }
    if !arguments.no_open {
        let roster = roster(&workspace, &session, arguments)?;
        return tui::new_session(context, looks, session, roster);
    }
    session.id = Some(SessionIds::new(runtime::entropy()).make());
    let path = context.store.new_path(&workspace, &session.team, date, &template.key);
    let when = SaveTime { now: context.now, opened: context.now };
    context.store.keep(&path, &session, &PendingBallots::default(), when)?;
    output::data(&format!("{}\n", sanitize(&path.to_string_lossy())))
}

fn template<'w>(
    workspace: &'w Workspace,
    team: &str,
    arguments: &NewArgs,
) -> Result<&'w Template, CliError> {
    let found = match &arguments.template {
        Some(key) => workspace.template(key),
        None => workspace.template_of(team),
    };
    found.ok_or_else(|| {
        let keys: Vec<&str> = workspace.templates.iter().map(|t| t.key.as_str()).collect();
        let wanted = arguments.template.as_deref().unwrap_or(&workspace.defaults.template);
        usage(format!("there is no template `{}`; there are {}", sanitize(wanted), keys.join(", ")))
    })
}

fn voters(workspace: &Workspace, team: &str, arguments: &NewArgs) -> Result<Voters, CliError> {
    let secrecy = arguments.secrecy.unwrap_or(workspace.defaults.secrecy);
    let people = match &arguments.people {
        Some(typed) => names(typed)?,
        None => workspace.team(team).map(|team| team.people.clone()).unwrap_or_default(),
    };
    match secrecy {
        Secrecy::Named if arguments.voters.is_some() => Err(usage(
            "a named check needs to know who votes: give --people A,B in place of --voters",
        )),
        Secrecy::Named if people.is_empty() => {
            Err(usage(format!("nobody is known to be in {}: give --people A,B", sanitize(team))))
        }
        Secrecy::Named => Ok(Voters::People(people)),
        Secrecy::Anonymous => {
            let known = u32::try_from(people.len()).ok().filter(|n| *n > 0);
            arguments.voters.or(known).map(Voters::Count).ok_or_else(|| {
                usage(format!(
                    "nobody is known to be in {}: give --voters N or --people A,B",
                    sanitize(team)
                ))
            })
        }
    }
}

/// The participants, if names are known and as many as there are voters.
fn roster(
    workspace: &Workspace,
    session: &Session,
    arguments: &NewArgs,
) -> Result<Vec<String>, CliError> {
    let people = match &arguments.people {
        Some(typed) => names(typed)?,
        None => workspace.team(&session.team).map(|team| team.people.clone()).unwrap_or_default(),
    };
    let all = u32::try_from(people.len()) == Ok(session.voters.count());
    Ok(if all { people } else { Vec::new() })
}

fn names(typed: &[String]) -> Result<Vec<String>, CliError> {
    let mut names: Vec<String> = Vec::new();
    for name in typed.iter().map(|name| name.trim()).filter(|name| !name.is_empty()) {
        if names.iter().any(|known| known == name) {
            return Err(usage(format!("{} stands in --people twice", sanitize(name))));
        }
        names.push(name.to_owned());
    }
    if names.is_empty() { Err(usage("--people names nobody")) } else { Ok(names) }
}

/// Hints before the first vote.
fn notes(context: &CommandContext, workspace: &Workspace, library: &Library, session: &Session) {
    for record in library.of_team(&session.team) {
        if let Some(open) = record.summary()
            && open.is_open()
        {
            let path =
                record.path.strip_prefix(&context.store.location().root).unwrap_or(&record.path);
            let (team, path) = (sanitize(&open.team), path.to_string_lossy());
            output::word(&format!(
                "{team} has an open check of {}: {}",
                open.date,
                sanitize(&path)
            ));
        }
    }
    let (voters, threshold) = (session.voters.count(), workspace.defaults.threshold);
    if session.secrecy() == Secrecy::Anonymous && voters < threshold {
        let who = count(voters, "person");
        output::word(&format!(
            "with {who} and a threshold of {threshold}, votes and comments will be neither shown \
             nor kept, only what is agreed"
        ));
    }
    let slug = text::slug(&session.team);
    if workspace.team(&session.team).is_none()
        && !workspace.teams.is_empty()
        && library.of_team(&session.team).is_empty()
    {
        output::word(&format!(
            "{} is a new team; its checks are kept in {slug}",
            sanitize(&session.team)
        ));
    }
}
