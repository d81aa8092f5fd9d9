//! The command line: what can be typed, and which file does it.
//!
//! Data goes to stdout, words about it to stderr; the exit code is 0 for fine, 1 for failed, 2 for
//! wrong usage. No rule of a health check lives here.

mod beside;
mod board;
mod demo;
mod export;
mod format;
mod full_screen;
mod init;
mod list;
mod looks;
mod manual;
mod new;
mod out;
mod paths;
mod say;
mod setting;
mod show;
mod table;
mod teams;
mod templates;
mod trend;
mod validate;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

pub use setting::{Setting, Stop};

/// Runs a squad health check live in the terminal and keeps it as plain YAML.
#[derive(Debug, Parser)]
#[command(name = "squadcheck", version, max_term_width = 100, disable_help_subcommand = true)]
struct Cli {
    /// The workspace: a folder with a healthcheck.yaml [default: the nearest one upwards, else your
    /// own]
    #[arg(long, global = true, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    looks: looks::Looks,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a commented healthcheck.yaml; one that is there is left alone
    Init(init::Arguments),
    /// Start a new check of a team
    New(new::Arguments),
    /// List the sessions, newest first
    List(list::Arguments),
    /// Show one session
    Show(show::Arguments),
    /// Print the trend grid of a team: dimensions down, sessions across
    Trend(trend::Arguments),
    /// Print the grid of all teams that share: dimensions down, teams across
    Teams(teams::Arguments),
    /// List what is still to be done, overdue first
    Actions(board::Arguments),
    /// List what is being tried, overdue reviews first
    Experiments(board::Arguments),
    /// Write the report of a session
    Export(export::Arguments),
    /// List the templates, or print one as YAML, ready to paste into healthcheck.yaml
    Templates(templates::Arguments),
    /// Read files strictly and say all that is wrong with them, as path:line:column: message
    Validate(validate::Arguments),
    /// Show where everything is kept
    Paths,
    /// Open the full screen on two years of three made-up teams; deleted at the end
    Demo,
    /// Print completions for a shell
    Completions(manual::Arguments),
    /// Print the man page
    Man,
}

/// All that can be typed, for man pages and completions.
pub fn command() -> clap::Command {
    Cli::command()
}

/// Runs what was typed and says how it went.
pub fn run() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            say::usage(&error);
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let setting = Setting::of_this_machine(cli.dir.as_deref());
    let done = match cli.command {
        None => full_screen::workspace(setting, cli.looks),
        Some(Command::Init(arguments)) => init::run(&setting, &arguments, cli.dir.as_deref()),
        Some(Command::New(arguments)) => new::run(setting, cli.looks, &arguments),
        Some(Command::List(arguments)) => list::run(setting, &arguments),
        Some(Command::Show(arguments)) => show::run(setting, &arguments),
        Some(Command::Templates(arguments)) => templates::run(&setting, &arguments),
        Some(Command::Validate(arguments)) => validate::run(&setting, &arguments),
        Some(Command::Trend(arguments)) => trend::run(setting, cli.looks, &arguments),
        Some(Command::Teams(arguments)) => teams::run(setting, cli.looks, &arguments),
        Some(Command::Actions(arguments)) => board::actions(setting, cli.looks, &arguments),
        Some(Command::Experiments(arguments)) => board::experiments(setting, cli.looks, &arguments),
        Some(Command::Export(arguments)) => export::run(setting, &arguments),
        Some(Command::Paths) => paths::run(&setting),
        Some(Command::Demo) => demo::run(setting, cli.looks),
        Some(Command::Completions(arguments)) => manual::completions(&arguments),
        Some(Command::Man) => manual::man(),
    };
    match done {
        Ok(()) | Err(Stop::NobodyReads) => ExitCode::SUCCESS,
        Err(Stop::Failed(words)) => {
            say::word(&words);
            ExitCode::from(1)
        }
        Err(Stop::Usage(words)) => {
            say::word(&words);
            ExitCode::from(2)
        }
        Err(Stop::Signal(signal)) => {
            crate::runtime::die_of(signal);
            ExitCode::from(1)
        }
    }
}
