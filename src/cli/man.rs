//! `squadcheck man` and `squadcheck completions`: the command line, written out for others.

use clap_complete::Shell;

use super::error::CliError;
use super::{command, output};

/// Arguments of `completions`.
#[derive(Debug, clap::Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the man page.
pub fn man() -> Result<(), CliError> {
    let mut page = Vec::new();
    clap_mangen::Man::new(command()).render(&mut page).map_err(|error| {
        CliError::Failed(format!("squadcheck: the man page could not be made: {error}"))
    })?;
    for subcommand in command().get_subcommands() {
        let named = subcommand.clone().name(format!("squadcheck-{}", subcommand.get_name()));
        let man = clap_mangen::Man::new(named);
        man.render_name_section(&mut page)
            .and_then(|()| man.render_synopsis_section(&mut page))
            .and_then(|()| man.render_options_section(&mut page))
            .map_err(|error| {
                CliError::Failed(format!("squadcheck: the man page could not be made: {error}"))
            })?;
    }
    output::data(&String::from_utf8_lossy(&page))
}

/// Prints the completions of a shell.
pub fn completions(arguments: &CompletionsArgs) -> Result<(), CliError> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command(), "squadcheck", &mut script);
    output::data(&String::from_utf8_lossy(&script))
}
