//! `squadcheck actions` and `squadcheck experiments`

use std::path::Path;
use std::sync::Arc;

use super::context::CommandContext;
use super::display_args::DisplayArgs;
use super::error::CliError;
use super::{format, list, output};
use crate::export::{Document, DocumentKind, Format};
use crate::model::board::{ItemKind, Wanted};
use crate::model::history::SessionRef;
use crate::model::{Board, FollowUpStats, Summary};

/// Arguments of `actions` and `experiments`.
#[derive(Debug, clap::Args)]
pub struct BoardArgs {
    /// Only this team, by name or slug, in any case [default: all teams that did not opt out]
    #[arg(long, value_name = "TEAM")]
    team: Option<String>,
    /// Finished and dropped ones too
    #[arg(long)]
    all: bool,
    /// Format
    #[arg(long, value_parser = format::formats(DocumentKind::Board), default_value = "text")]
    format: Format,
    /// Same as --format json
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

/// Prints the actions.
pub fn actions(
    context: CommandContext,
    looks: DisplayArgs,
    arguments: &BoardArgs,
) -> Result<(), CliError> {
    run(context, looks, arguments, ItemKind::Actions)
}

/// Prints the experiments.
pub fn experiments(
    context: CommandContext,
    looks: DisplayArgs,
    arguments: &BoardArgs,
) -> Result<(), CliError> {
    run(context, looks, arguments, ItemKind::Experiments)
}

fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &BoardArgs,
    kind: ItemKind,
) -> Result<(), CliError> {
    let workspace = context.workspace()?;
    let mut library = context.library(&workspace);
    let team = arguments.team.as_deref();
    if let Some(team) = team {
        list::team_is_known(&workspace, &library, team)?;
    }
    let has_some = |session: &Summary| match kind {
        ItemKind::Actions if arguments.all => session.actions > 0,
        ItemKind::Actions => !session.open_actions.is_empty(),
        ItemKind::Experiments if arguments.all => session.experiments > 0,
        ItemKind::Experiments => session.running > 0,
    };
    context.read_where(&mut library, has_some);
    let sessions =
        library.records.iter().filter_map(|record| Some((record, record.session()?.as_ref())));
    let (paths, pasts): (Vec<&Path>, Vec<SessionRef<'_>>) = sessions
        .map(|(record, session)| {
            (record.path.as_path(), SessionRef { session, number: record.number })
        })
        .unzip();
    let board =
        Board::new(&workspace, context.today, &pasts, Wanted { kind, team, all: arguments.all });
    // Only a team that is asked for is told what it does about its checks: nobody is compared.
    let practice = team.and_then(|team| {
        let of_team: Vec<&Summary> =
            library.of_team(team).iter().filter_map(|r| r.summary().map(Arc::as_ref)).collect();
        FollowUpStats::now(&of_team, context.today)
    });
    let practice = practice.as_ref();
    let format = if arguments.json { Format::Json } else { arguments.format };
    if board.items.is_empty() && format != Format::Json {
        let more = if arguments.all { "" } else { "; --all shows finished and dropped ones too" };
        output::word(&match kind {
            ItemKind::Actions => format!("No action is open{more}"),
            ItemKind::Experiments => format!("No experiment is running{more}"),
        });
    }
    let document = Document::Board { board: &board, practice, paths: &paths };
    let letters = context.letters(looks, None);
    let format = format::displayed(format, letters);
    let text = document.render(format);
    output::data(&if format == Format::AsciiText {
        output::in_letters(letters, text)
    } else {
        text
    })
}
