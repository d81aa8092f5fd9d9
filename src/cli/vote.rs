//! `squadcheck vote`

mod answers;
mod ask;

use std::io;
use std::path::{Path, PathBuf};

use super::context::CommandContext;
use super::error::CliError;
use super::output;
use crate::export::ballot_sheet::{BallotSheet, SheetFault};
use crate::library::FileError;
use crate::model::text::sanitize;
use crate::model::{Secrecy, SubmissionId};
use crate::runtime;
use crate::seal::{SealError, SealedBallots, armor};

use answers::Given;

/// Arguments of `vote`.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without --answer it asks, card by card. The code goes to stdout, and nothing else does.\n\
                  A second code for the same sheet replaces the first one. Your shell may keep what you\n\
                  type behind --answer and --comment in its history."
)]
pub struct VoteArgs {
    /// The ballot sheet: the HTML file that you were sent
    file: PathBuf,
    /// An answer, in place of questions: green, yellow, red, a level or abstain, then improving,
    /// stable or worsening if you like; miss=would, unsure or would-not for the last question
    #[arg(long = "answer", value_name = "KEY=VOTE[,DIRECTION]")]
    answers: Vec<String>,
    /// A comment on a card that is answered
    #[arg(long = "comment", value_name = "KEY=TEXT", requires = "answers")]
    comments: Vec<String>,
    /// Who you are, in a check with names
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// In pieces of at most 990 characters, one a line, for chats that cut long messages
    #[arg(long)]
    pieces: bool,
    /// Count as one more person: somebody else has made a code on this computer before
    #[arg(long)]
    somebody_else: bool,
}

/// Asks what the sheet asks, or takes the answers that were typed, and prints the sealed code.
pub fn run(context: &CommandContext, arguments: &VoteArgs) -> Result<(), CliError> {
    let sheet = sheet(context, &arguments.file)?;
    if sheet.open().next().is_none() {
        return Err(failed("no card of this sheet is open any more; nothing was sealed"));
    }
    let person = person(&sheet, arguments.name.as_deref())?;
    let given = if arguments.answers.is_empty() {
        ask::ask(&sheet, person, &mut io::stdin().lock())?
    } else {
        answers::typed(&sheet, person, &arguments.answers, &arguments.comments)?
    };
    let code = seal(context, &sheet, given, arguments.somebody_else)?;
    let code = if arguments.pieces { armor::pieces(&code) } else { vec![armor::write(&code)] };
    output::data(&code.into_iter().map(|line| line + "\n").collect::<String>())
}

/// Seals what was given, as the next revision of this user's submission, and says what to do with
/// it.
fn seal(
    context: &CommandContext,
    sheet: &BallotSheet,
    given: Given,
    somebody_else: bool,
) -> Result<Vec<u8>, CliError> {
    if given.ballots.is_empty() {
        return Err(failed("no card was answered; nothing was sealed"));
    }
    let no_random = "this computer has no source of random numbers; nothing was sealed";
    let mut random = runtime::system_random().ok_or_else(|| failed(no_random))?;
    let fresh = fresh_id().ok_or_else(|| failed(no_random))?;
    let mut ballots: SealedBallots = given.into();
    ballots.submission.id = fresh;
    // Nothing is recorded of what cannot be sealed.
    ballots.write(sheet.key.form()).map_err(|error| unsealed(&error))?;
    let name = record_name(sheet, ballots.submission.person.as_deref());
    let (id, revision) = context.store.next_submission(&name, fresh, somebody_else)?;
    ballots.submission.id = id;
    ballots.submission.revision = revision;
    let sealed = sheet.key.seal(&ballots, &mut random).map_err(|error| unsealed(&error))?;
    output::word("Sealed. Paste the code into the chat of your team: nobody there can read it.");
    if revision > 1 {
        output::word("It replaces the code that you made before.");
    }
    if context.store.folders().state.is_none() {
        output::word(
            "Nothing is remembered here: another code of yours would count as one more person.",
        );
    }
    let tag = armor::tag(id);
    output::word(&format!(
        "Its tag is {tag}. Should it not count after all, tell the facilitator this tag."
    ));
    Ok(sealed)
}

/// The name of the record of this person's codes for a sheet.
fn record_name(sheet: &BallotSheet, person: Option<&str>) -> String {
    let place = sheet.key.form().people.iter().position(|name| Some(name.as_str()) == person);
    let fingerprint = sheet.key.fingerprint();
    place.map_or_else(|| fingerprint.clone(), |at| format!("{fingerprint}-{}", at + 1))
}

fn fresh_id() -> Option<SubmissionId> {
    let random = runtime::secret()?;
    let mut id = [0; 8];
    id.copy_from_slice(&random[..8]);
    Some(SubmissionId(id))
}

fn failed(words: &str) -> CliError {
    CliError::Failed(format!("squadcheck: {words}"))
}

fn usage(words: impl std::fmt::Display) -> CliError {
    CliError::Usage(format!("squadcheck: {words}"))
}

fn unsealed(error: &SealError) -> CliError {
    failed(&match error {
        SealError::TooLong(bytes) => format!(
            "the comments together are about {bytes} letters too long; shorten one. Nothing was \
             sealed"
        ),
        SealError::Answer(card) => format!("the sheet has no such answer to `{}`", sanitize(card)),
        SealError::Person => "the sheet has no such person".to_owned(),
        SealError::Key => "the key in this sheet is none; ask for the sheet again".to_owned(),
    })
}

fn sheet(context: &CommandContext, path: &Path) -> Result<BallotSheet, CliError> {
    let html = context.store.read_sheet(path)?;
    BallotSheet::read(&html).map_err(|fault| {
        let (message, help) = match fault {
            SheetFault::NotASheet => (
                "this is no ballot sheet",
                "name the HTML file that the facilitator has made with `squadcheck sheet`",
            ),
            SheetFault::Newer => (
                "a newer squadcheck has made this ballot sheet",
                "update squadcheck, or open the file in a browser",
            ),
            SheetFault::Damaged => {
                ("this ballot sheet was cut short or changed on its way", "ask for the file again")
            }
        };
        FileError::of_file(path, message, help).into()
    })
}

/// The person of this name; none where nobody was named.
fn person(sheet: &BallotSheet, name: Option<&str>) -> Result<Option<String>, CliError> {
    let Some(name) = name else { return Ok(None) };
    let form = sheet.key.form();
    if form.secrecy == Secrecy::Anonymous {
        return Err(usage("--name: this check has no names; leave it out"));
    }
    answers::person(form, name).map(Some).ok_or_else(|| {
        usage(format!(
            "--name: nobody is called `{}` in this check; there are {}",
            sanitize(name),
            sanitize(&form.people.join(", "))
        ))
    })
}
