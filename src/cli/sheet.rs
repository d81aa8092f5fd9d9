//! `squadcheck sheet`

use std::path::{Path, PathBuf};

use jiff::civil::Time;

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use crate::export::ballot_sheet::BallotSheet;
use crate::keys::{Keys, Place};
use crate::library::SaveTime;
use crate::messages::{Message, Words};
use crate::model::text::{sanitize, slug};
use crate::model::{Refusal, Session, SessionIds, SheetSecret, Workspace, date_input};
use crate::runtime;
use crate::seal::{BallotForm, SealKey};

/// Arguments of `sheet`.
#[derive(Debug, clap::Args)]
pub struct SheetArgs {
    /// A path, TEAM (its latest), TEAM@2026-11-20, or latest
    session: String,
    /// Where to; - is stdout [default: TEAM-DATE-ballot.html in this folder]
    #[arg(short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Until when codes are asked for, as words on the sheet: a day, or a day and an hour
    #[arg(long, value_name = "DAY[THH:MM]")]
    until: Option<String>,
    /// Prints a text to send the sheet with; the sheet's path goes to stderr
    #[arg(long)]
    message: bool,
}

/// Writes the ballot sheet of a check that nobody runs just now. The first one makes the key.
pub fn run(mut context: CommandContext, arguments: &SheetArgs) -> Result<(), CliError> {
    if arguments.message && arguments.output.as_deref() == Some(Path::new("-")) {
        return Err(usage("--message and -o - would mix two texts; name a file for the sheet"));
    }
    let until = match &arguments.until {
        Some(typed) => Some(until(typed, &context)?),
        None => None,
    };
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let (path, _) = context.session(&library, &arguments.session)?;
    if !library.records.iter().any(|record| record.path == path) {
        return Err(failed(format!(
            "{} is in no workspace; a sheet belongs to a check of one",
            sanitize(&path.to_string_lossy())
        )));
    }
    let sheet = keep_key(&mut context, &workspace, &path)?;
    let sheet = BallotSheet { until, ..sheet };
    let name = format!("{}-{}-ballot.html", slug(&sheet.team), sheet.date);
    let file = arguments.output.clone().unwrap_or_else(|| PathBuf::from(&name));
    if file.as_os_str() == "-" {
        return output::data(&sheet.html());
    }
    let written = context.store.export(&file, sheet.html().as_bytes(), true);
    written.map_err(|fault| CliError::Failed(fault.to_string()))?;
    let written = sanitize(&file.to_string_lossy()).into_owned();
    let fingerprint = sheet.key.fingerprint();
    if arguments.message {
        output::word(&format!("written to {written}"));
        output::data(&message(&sheet, &file, &fingerprint))
    } else {
        output::word(&format!("the sheet says {fingerprint}"));
        output::data(&format!("{written}\n"))
    }
}

/// The sheet of a check, once its key is kept. Nobody else may run the check meanwhile.
fn keep_key(
    context: &mut CommandContext,
    workspace: &Workspace,
    path: &Path,
) -> Result<BallotSheet, CliError> {
    if !context.store.hold(path) {
        return Err(failed("another window runs this check; make the sheet on its join screen"));
    }
    let record = context.store.record(path.to_owned());
    let session = record.content.clone().map_err(|faults| {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        CliError::Failed(first)
    })?;
    let mut session: Session = match session.whole {
        Some(session) => (*session).clone(),
        None => context.store.read_session(path)?,
    };
    may_ask(&session, workspace)?;
    let mut waiting = (*record.waiting).clone();
    let secret = if let Some(secret) = &waiting.sheet {
        secret.clone()
    } else {
        let seed = runtime::secret();
        let seed = seed.ok_or_else(|| failed("the system gave no random number"))?;
        SheetSecret::new(seed, &session)
    };
    let form = BallotForm::for_people(&session, &secret.people)
        .map_err(|_| failed("the check has more cards or people than a sheet has room for"))?;
    let key = SealKey::new(&secret.seed, form);
    if waiting.sheet.is_none() {
        session.id.get_or_insert_with(|| SessionIds::new(runtime::entropy()).make());
        waiting.sheet = Some(secret);
        let when = SaveTime { now: context.now, opened: context.now };
        context.store.keep(path, &session, &waiting, when)?;
    }
    context.store.let_go(path);
    Ok(BallotSheet::new(&session, workspace, key.public().clone()))
}

/// Refuses where a sheet could not be counted, with the reason.
fn may_ask(session: &Session, workspace: &Workspace) -> Result<(), CliError> {
    let keys = Keys::default();
    let say = |message: Message| failed(Words::new(&keys, Place::Home).say(&message));
    if let Some(newer) = session.newer {
        return Err(say(Refusal::Newer(newer).into()));
    }
    if let Some(newer) = workspace.newer {
        return Err(say(Refusal::NewerWorkspace(newer).into()));
    }
    if !session.is_open() {
        return Err(failed("this check is closed; reopen it first"));
    }
    if !session.way.is_typed() {
        return Err(failed("this check is voted in turns, at one keyboard; it takes no codes"));
    }
    if !session.takes_ballots() {
        return Err(say(Message::NothingLeftToAsk));
    }
    Ok(())
}

/// Reads a day, with or without an hour, and writes it as one that everybody understands.
fn until(typed: &str, context: &CommandContext) -> Result<String, CliError> {
    let (day, hour) = match typed.split_once(['T', 't']) {
        Some((day, hour)) if hour.starts_with(|c: char| c.is_ascii_digit()) => (day, Some(hour)),
        _ => (typed, None),
    };
    let wanted = || {
        usage(format!(
            "--until is `{}`, but should be a day such as {}, or with an hour, 2026-12-03T18:00",
            sanitize(typed),
            date_input::FORMS
        ))
    };
    let day = date_input::parse(day, context.today).ok_or_else(wanted)?;
    let Some(hour) = hour else { return Ok(day.to_string()) };
    let time = Time::strptime("%H:%M", hour).map_err(|_| wanted())?;
    Ok(format!("{day} {}", time.strftime("%H:%M")))
}

/// The text that goes with the sheet, into a chat or a mail.
fn message(sheet: &BallotSheet, file: &Path, fingerprint: &str) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let until = match &sheet.until {
        Some(until) => format!(" until {}", sanitize(until)),
        None => String::new(),
    };
    format!(
        "Health check of {team}: vote at your own time{until}.\n\
         \n\
         1. Download {name} and open it in a browser. It sends nothing.\n\
         2. Vote on each card, and press Seal.\n\
         3. Paste the code that it shows into this chat. Changed your mind? Seal again: the later \
         code counts.\n\
         \n\
         Nobody in this chat can open a code, and votes are counted together.\n\
         The sheet says {fingerprint} at its top; if yours says something else, ask me.\n",
        team = sanitize(&sheet.team),
        name = sanitize(&name),
    )
}

fn usage(words: impl std::fmt::Display) -> CliError {
    CliError::Usage(format!("squadcheck: {words}"))
}

fn failed(words: impl std::fmt::Display) -> CliError {
    CliError::Failed(format!("squadcheck: {words}"))
}
