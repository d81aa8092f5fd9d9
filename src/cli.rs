//! The command line: what can be typed, and which file does it.
//!
//! Data goes to stdout, words about it to stderr; the exit code is 0 for fine, 1 for failed, 2 for
//! wrong usage. No rule of a health check lives here.

mod abilities;
mod board;
mod context;
mod csv_args;
mod demo;
mod display_args;
mod error;
mod export;
mod format;
mod init;
mod list;
mod man;
mod new;
mod output;
mod paths;
mod picture_args;
mod session_context;
mod sheet;
mod show;
mod table;
mod teams;
mod templates;
mod trend;
mod tui;
mod validate;
mod vote;
mod voting_args;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use context::CommandContext;
pub use error::CliError;

/// Runs a squad health check live in the terminal and keeps it as plain YAML.
#[derive(Debug, Default, Parser)]
#[command(name = "squadcheck", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    /// The workspace: a folder with a healthcheck.yaml [default: this folder or the nearest above
    /// it, else your own data folder]
    #[arg(long, global = true, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    looks: display_args::DisplayArgs,
    #[command(flatten)]
    voting: voting_args::VotingArgs,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a commented healthcheck.yaml; never replaces one
    Init(init::InitArgs),
    /// Start a new check of a team
    New(new::NewArgs),
    /// List the checks, newest first
    List(list::ListArgs),
    /// Show one check
    Show(show::ShowArgs),
    /// Print the trend grid of a team: one line per card, one column per check
    Trend(trend::TrendArgs),
    /// Print the grid of all teams: one line per card, one column per team
    Teams(teams::TeamsArgs),
    /// List open actions, overdue first
    Actions(board::BoardArgs),
    /// List running experiments, overdue reviews first
    Experiments(board::BoardArgs),
    /// Write the report of a check
    Export(export::ExportArgs),
    /// Write a ballot sheet of a check, for people who are not in the room
    Sheet(sheet::SheetArgs),
    /// Answer a ballot sheet in the terminal, and print the sealed code to paste into a chat
    Vote(vote::VoteArgs),
    /// List the templates, or print one as YAML to paste into healthcheck.yaml
    Templates(templates::TemplatesArgs),
    /// Check files strictly and list what is wrong, as path:line:column: message
    Validate(validate::ValidateArgs),
    /// Show where files are kept
    Paths,
    /// Open the full screen on two years of three made-up teams; removed when you quit
    Demo,
    /// Print completions for a shell
    Completions(man::CompletionsArgs),
    /// Print the man page
    Man,
}

/// All that can be typed, for man pages and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

impl Cli {
    /// Reads what was typed. Where nothing was, the tree of all commands is not even built, which
    /// is most of what a start would need memory for.
    fn of_this_process() -> Result<Self, clap::Error> {
        if std::env::args_os().len() <= 1 { Ok(Self::default()) } else { Self::try_parse() }
    }
}

/// Runs what was typed and says how it went.
pub fn run() -> ExitCode {
    crate::runtime::outlive_limits();
    let cli = match Cli::of_this_process() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            output::usage(&error);
            return ExitCode::from(2);
        }
        Err(asked) => return exit_code(output::help(&asked)),
    };
    let context = CommandContext::of_this_machine(cli.dir.as_deref())
        .map(|context| CommandContext { voting: cli.voting.clone().options(), ..context });
    exit_code(context.and_then(|context| perform(context, cli)))
}

/// Does what was asked for.
fn perform(context: CommandContext, cli: Cli) -> Result<(), CliError> {
    match cli.command {
        None => tui::workspace(context, cli.looks),
        Some(Command::Init(arguments)) => init::run(&context, &arguments, cli.dir.as_deref()),
        Some(Command::New(arguments)) => new::run(context, cli.looks, &arguments),
        Some(Command::List(arguments)) => list::run(context, cli.looks, &arguments),
        Some(Command::Show(arguments)) => show::run(context, cli.looks, &arguments),
        Some(Command::Templates(arguments)) => templates::run(&context, &arguments),
        Some(Command::Validate(arguments)) => validate::run(&context, &arguments),
        Some(Command::Trend(arguments)) => trend::run(context, cli.looks, &arguments),
        Some(Command::Teams(arguments)) => teams::run(context, cli.looks, &arguments),
        Some(Command::Actions(arguments)) => board::actions(context, cli.looks, &arguments),
        Some(Command::Experiments(arguments)) => board::experiments(context, cli.looks, &arguments),
        Some(Command::Export(arguments)) => export::run(context, cli.looks, &arguments),
        Some(Command::Sheet(arguments)) => sheet::run(context, &arguments),
        Some(Command::Vote(arguments)) => vote::run(&context, &arguments),
        Some(Command::Paths) => paths::run(&context),
        Some(Command::Demo) => demo::run(context, cli.looks),
        Some(Command::Completions(arguments)) => man::completions(&arguments),
        Some(Command::Man) => man::man(),
    }
}

/// Says why a command ended early, and returns the exit code.
fn exit_code(done: Result<(), CliError>) -> ExitCode {
    match done {
        Ok(()) | Err(CliError::NobodyReads) => ExitCode::SUCCESS,
        Err(CliError::Failed(words)) => {
            output::word(&words);
            ExitCode::from(1)
        }
        Err(CliError::Usage(words)) => {
            output::word(&words);
            ExitCode::from(2)
        }
        Err(CliError::Signal(signal)) => {
            crate::runtime::die_of(signal);
            ExitCode::from(1)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nothing_typed_means_is_what_the_parser_makes_of_it() {
        let parsed = Cli::try_parse_from(["squadcheck"]).unwrap();
        assert_eq!(format!("{parsed:?}"), format!("{:?}", Cli::default()));
    }
}
