//! English.

mod codes;
pub(super) mod insight;
mod keys;
pub(super) mod row_trend;
pub(super) mod term;

use std::path::Path;

use jiff::civil::Date;

use crate::keys::{Action, Key, Place};
use crate::library::{Conflict, SaveError};
use crate::model::Unrevealed;
use crate::model::board::ItemKind;
use crate::model::text::{count, few_letters, sanitize};
use crate::model::{ActionStep, Entry, Light, Refusal, Scale, Voters, date_input};

pub(super) use codes::fate_of as code_fate;
pub(super) use keys::{hint, place, word};

use super::dates::{day, day_and_month};
use super::{
    EditorError, Message, Multiplexer, Order, Panel, ServerFault, ToDelete, Typing, Words,
};

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The keys that vote.
pub(super) fn voting_keys(entry: Entry, words: Words<'_>) -> String {
    match entry {
        Entry::Level => format!("a level, then {}", words.key(Action::Enter)),
        Entry::Digit => "a digit".to_owned(),
        Entry::Light => {
            let [g, y, r] = lights(words).map(|(key, _)| key);
            format!("{g}, {y} or {r}")
        }
    }
}

/// The keys that vote, each with its answer.
pub(super) fn voting_keys_and_answers(scale: &Scale, words: Words<'_>) -> String {
    match scale.entry() {
        Entry::Level => format!("{}, then {}", scale.answers(), words.key(Action::Enter)),
        Entry::Digit => scale.answers(),
        Entry::Light => {
            lights(words).map(|(key, light)| format!("{key} {}", light.word())).join(", ")
        }
    }
}

/// The lights with their keys.
fn lights(words: Words<'_>) -> [(String, Light); 3] {
    Light::ALL.map(|light| (words.key(Action::Light(light)), light))
}

/// Says a message.
pub(super) fn message(message: &Message, words: Words<'_>) -> String {
    let key = |action| words.key(action);
    match message {
        Message::Refusal(why) => refusal(why, words),
        Message::Taken => "Counted".to_owned(),
        Message::BallotTaken(person) => format!("{person}'s vote is counted"),
        Message::BallotReplaced(person) => format!(
            "{person}'s new vote replaces the earlier one; {} restores that",
            key(Action::Undo)
        ),
        Message::DirectionReplaced(person) => format!(
            "{person}'s new direction replaces the earlier one; {} restores that",
            key(Action::Undo)
        ),
        Message::DirectionTaken(person) => format!("{person}'s direction is counted"),
        Message::LastTakenBack => "Last vote removed".to_owned(),
        Message::VotesCleared => {
            format!("Votes cleared. {} restores them", key(Action::Undo))
        }
        Message::CountOfOneOrMore => "Type a count of 1 or more".to_owned(),
        Message::NamedOneByOne => {
            "With names, votes are given one at a time, for the person under the cursor".to_owned()
        }
        Message::NothingTyped => "Nothing is typed".to_owned(),
        Message::NothingToTakeBack => format!(
            "Nothing was voted here to remove. {} clears the card and votes again",
            key(Action::VoteAgain)
        ),
        Message::HowToVote(entry) => {
            format!("Vote with {}. {} reveals", voting_keys(*entry, words), key(Action::Reveal))
        }
        Message::Missing { missing, turns } => {
            let are = if *missing == 1 { "is" } else { "are" };
            let missing = count(*missing, if *turns { "turn" } else { "vote" });
            format!("{missing} {are} missing. {} again reveals anyway", key(Action::Reveal))
        }
        Message::FewOnDevices { devices, missing } => few_on_devices(*devices, *missing, words),
        Message::VotesClearedForGood => "Votes cleared, those of phones for good".to_owned(),
        Message::NoDevicesInTurns => {
            "In turns everybody votes at this keyboard: phones vote by hands or by devices"
                .to_owned()
        }
        Message::NoServer(fault) => no_server(fault),
        Message::Codes(counts) => codes::counts(counts, words),
        Message::PlainLine(fault) => codes::plain_line(*fault),
        Message::PlainLineInDialog => format!(
            "A line of votes is taken where nobody sees it. {} here, or {}, then {}",
            key(Action::Codes),
            key(Action::Invite),
            key(Action::Codes)
        ),
        Message::PlainLineTaken { tag } => format!("1 vote taken in, with the tag {tag}"),
        Message::PlainLineMissing => "Type or paste the line first".to_owned(),
        Message::CodesPathMissing => {
            "Paste ballot codes, or name a file or folder that has them".to_owned()
        }
        Message::FollowingCodes(path) => {
            format!("Ballot codes are taken from {}", sanitize(&path.to_string_lossy()))
        }
        Message::NothingLeftToAsk => {
            "All cards are revealed or skipped: a sheet would have nothing to ask".to_owned()
        }
        Message::NoCodes => "No ballot code has been taken in".to_owned(),
        Message::CodeLeftOut { tag } => {
            format!("{tag} is left out. A later version of the same sheet brings it back")
        }
        Message::NoSecrets => {
            "The system gave no random number, so no phone can be let in; hands go on".to_owned()
        }
        Message::TooLargeForDevices => {
            "The check has more cards or people than a phone can vote on; hands go on".to_owned()
        }
        Message::NextAddress => "Trying the next address".to_owned(),
        Message::OneAddress => "This computer has no other address".to_owned(),
        Message::NoAddressYet => "There is no address yet".to_owned(),
        Message::AllSeatsFree => "Everybody joins anew".to_owned(),
        Message::NobodyJoined => "No phone has joined".to_owned(),
        Message::NotOnDevice => "No phone has joined under this name".to_owned(),
        Message::SeatFree(person) => {
            format!("{person} can join anew; votes of that phone are dropped")
        }
        Message::ServerClosed => {
            format!("Closed: no phone can vote. {} opens it again", key(Action::Invite))
        }
        Message::Revealed => "Revealed".to_owned(),
        Message::ResultCovered => {
            format!("The result is covered. {} shows it", key(Action::Reveal))
        }
        Message::NothingToAgreeOn(entry) => {
            format!("No suggestion. Choose {}", voting_keys(*entry, words))
        }
        Message::AgreedOn(name) => format!("Agreed on {name}"),
        Message::FirstCard => "This is the first card".to_owned(),
        Message::LastCard => {
            format!("This is the last card. {} shows the summary", key(Action::Summary))
        }
        Message::AfterLastCard => "That was the last card. Here is the result".to_owned(),
        Message::LeftUnrevealed { card, forward } => {
            let back = if *forward { Action::PreviousCard } else { Action::NextCard };
            format!("{card} has votes and is not revealed. {} goes back to it", key(back))
        }
        Message::NothingAboveOrBelow => {
            "Nothing above or below. ← and → go to other cards".to_owned()
        }
        Message::Skipped => format!("Skipped. {} brings it back", key(Action::Skip)),
        Message::BroughtBack => "No longer skipped".to_owned(),
        Message::TimerNotStarted => "The timer starts with the first vote".to_owned(),
        Message::Timer { runs: true } => "Timer resumed".to_owned(),
        Message::Timer { runs: false } => "Timer paused".to_owned(),
        Message::LargeType { on: true } => "Large type on".to_owned(),
        Message::LargeType { on: false } => "Large type off".to_owned(),
        Message::NotesKept => "Notes updated".to_owned(),
        Message::DraftKept(action) => format!("Draft kept: {} brings it back", key(*action)),
        Message::DraftWaits(action) => format!(
            "Nothing undone yet: a draft is open. {} shows it, {} again undoes",
            key(*action),
            key(Action::Undo)
        ),
        Message::DraftBack { changed: false } => {
            format!("This is your draft. {} saves it", key(Action::Keep))
        }
        Message::DraftBack { changed: true } => format!(
            "This is your draft; the text was changed since. {} saves yours, {} cancels",
            key(Action::Keep),
            key(Action::Drop)
        ),
        Message::CommentDropped => "Comment discarded".to_owned(),
        Message::CommentIsGone => format!(
            "Comment discarded, votes untouched. {} again removes the last vote",
            key(Action::Undo)
        ),
        Message::AllHaveSat => format!("Everyone has voted. {} reveals", key(Action::Reveal)),
        Message::SittingOver(person) => {
            format!("{person} has voted, and that cannot be changed any more")
        }
        Message::SittingLeft { person, stands: true } => format!(
            "{person}'s earlier votes stand. {} goes back to the new ones",
            key(Action::Redo)
        ),
        Message::SittingLeft { person, stands: false } => {
            format!("{person}'s votes were discarded. {} restores them", key(Action::Redo))
        }
        Message::LastCardOfSitting => {
            format!("This is the last card. {} ends your turn", key(Action::Enter))
        }
        Message::HandedOver { person, without, last } => {
            let without = match without {
                0 => String::new(),
                n => format!(", {} without a vote", count(*n, "card")),
            };
            let reveal = key(Action::Reveal);
            let last = if *last {
                format!(". Everyone has voted: {reveal} reveals card by card")
            } else {
                String::new()
            };
            format!("Thank you, {person}{without}{last}")
        }
        Message::CommentStaysHere => {
            "No editor for comments: it would show the text and leave it in a file".to_owned()
        }
        Message::CommentIsOneLine => "A comment is one line".to_owned(),
        Message::Arrived { voters } => format!("{} here now", count(*voters, "person")),
        Message::Left { voters } => {
            format!("{} here now. Votes already given stay", count(*voters, "person"))
        }
        Message::KnownByName => format!(
            "This check has names. {} adds somebody, {} marks who is here",
            key(Action::Arrive),
            key(Action::Toggle)
        ),
        Message::NameMissing => "Type a name".to_owned(),
        Message::NobodyKnownByName => format!(
            "This check has no names. {} adds somebody, {} removes somebody",
            key(Action::Arrive),
            key(Action::Leave)
        ),
        Message::Ordered(order) => self::order(*order).to_owned(),
        Message::Focus { name, now: true } => format!("{name} is in focus"),
        Message::Focus { name, now: false } => format!("{name} is no longer in focus"),
        Message::NobodyAnswered => "Nobody has answered yet".to_owned(),
        Message::TooManyAnswers { have, voters, more } => {
            format!("{have} of {voters} have answered; {more} more is too many")
        }
        Message::DifferenceOfAnswers => format!(
            "This change could show one person's answer. {} asks again",
            key(Action::VoteAgain)
        ),
        Message::AnswersRevealed => {
            format!(
                "Already revealed. {} clears the answers and asks again",
                key(Action::VoteAgain)
            )
        }
        Message::AskedAgain => {
            format!("Answers cleared. {} restores them", key(Action::Undo))
        }
        Message::Closed => format!("Closed. {} exports the report", key(Action::Export)),
        Message::GoneReplaced => format!("replaced · {} undoes", key(Action::Undo)),
        Message::GoneVotes => format!("votes cleared · {} undoes", key(Action::Undo)),
        Message::GoneAnswers => format!("answers cleared · {} undoes", key(Action::Undo)),
        Message::GoneClosed => format!("just closed · {} undoes", key(Action::Undo)),
        Message::Reopened => "Open again; the file notes it".to_owned(),
        Message::NoFollowUps => "Nothing from last time is open".to_owned(),
        Message::Marked { kind: ItemKind::Experiments, step: ActionStep::Carried } => {
            "still running".to_owned()
        }
        Message::Marked { kind: ItemKind::Actions, step: ActionStep::Carried } => {
            "still open".to_owned()
        }
        Message::Marked { step, .. } => step.word().to_owned(),
        Message::NowTheCards(message) => format!("{}. Now the cards", words.say(message)),
        Message::ActionMissing => {
            format!("What will you do? {} cancels", key(Action::Drop))
        }
        Message::ActionKept { due, today } => kept("Action", "due", *due, *today),
        Message::ExperimentMissing => {
            format!("What will you try? {} cancels", key(Action::Drop))
        }
        Message::ExperimentKept { review, today } => kept("Experiment", "review", *review, *today),
        Message::Finished { outcome, learnt: true } => {
            format!("Finished: {}", term::outcome(*outcome))
        }
        Message::Finished { outcome, learnt: false } => {
            format!("Finished: {}; no lesson recorded", term::outcome(*outcome))
        }
        Message::NoSuchDimension(typed) => {
            format!("That check has no card \"{typed}\". Leave it empty, or type how a card begins")
        }
        Message::NothingOpenOnBoard => format!(
            "Nothing is open here. {} adds an action, {} an experiment",
            key(Action::AddAction),
            key(Action::AddExperiment)
        ),
        Message::WhichTeam => format!(
            "Which team? Open its own board: {} on home shows its trend, {} there its board",
            words.keys.name(Place::Home, Action::OpenTrend),
            words.keys.name(Place::Trend, Action::OpenBoard)
        ),
        Message::TeamWithoutCheck => "This team has no check yet to add it to".to_owned(),
        Message::SessionUnreadable => {
            "Nothing was done: the check can no longer be read".to_owned()
        }
        Message::SessionChangedSince => {
            "Nothing was done: this check was changed by somebody else".to_owned()
        }
        Message::Undone => format!("Undone. {} redoes it", key(Action::Redo)),
        Message::Redone => "Redone".to_owned(),
        Message::NothingToUndo => "Nothing to undo".to_owned(),
        Message::NothingToUndoSinceReveal => "Nothing to undo since the last reveal".to_owned(),
        Message::NothingToRedo => "Nothing to redo".to_owned(),
        Message::OpenCheckWaits { team, date } => format!(
            "{team} has an open check of {}. {} resumes it",
            day_and_month(*date),
            key(Action::Enter)
        ),
        Message::NoSessionYet => {
            format!("No check to show yet. {} starts one", key(Action::NewCheck))
        }
        Message::NoOpenCheck => "This team has no open check to delete".to_owned(),
        Message::NothingOfItSaved => {
            format!(
                "Nothing to delete: this check is not saved yet. {} leaves it",
                key(Action::Back)
            )
        }
        Message::Deleted { team, date, backup } => {
            let backup = backup.as_ref().map(|path| format!("; a copy is {}", path.display()));
            format!(
                "The check of {team} of {} is deleted{}",
                day(*date),
                backup.unwrap_or_default()
            )
        }
        Message::NotDeleted(fault) => {
            let help = if fault.help.is_empty() { "" } else { "; " };
            format!("Not deleted: {}{help}{}", fault.message, fault.help)
        }
        Message::DeletedButBallots(fault) => {
            format!("The check is deleted, but not its unrevealed votes: {fault}")
        }
        Message::NothingToOpen => {
            format!("Nothing to open. {} starts a check", key(Action::NewCheck))
        }
        Message::NoSharedSession => {
            format!("No check of a team in this grid yet. {} starts one", key(Action::NewCheck))
        }
        Message::TeamNameMissing => "Type the team's name".to_owned(),
        Message::NamesMissing => "A named check needs names: tick people or type guests".to_owned(),
        Message::VotersMissing => "At least one person has to be here".to_owned(),
        Message::TooManyVoters => format!("At most {} people can vote", Voters::MOST),
        Message::NumberTooLong(most) => format!("A number has at most {most} digits"),
        Message::NoDate(typed) => format!("\"{typed}\" is not a date. Type {}", date_input::FORMS),
        Message::NoSuchTemplate(key) => format!("There is no template {key}"),
        Message::HoldsOnAnotherField => {
            format!(
                "That key works on another field. {} and {} move between fields",
                key(Action::Up),
                key(Action::Down)
            )
        }
        Message::Resumed { ballots_wait: true } => {
            "Resumed. The votes already given are still there".to_owned()
        }
        Message::Resumed { ballots_wait: false } => "Resumed".to_owned(),
        Message::BallotsAside(file) => {
            format!(
                "Votes of another check are waiting in {}; they are not used here",
                file.display()
            )
        }
        Message::BallotsUnreadable(why) => format!("Its unrevealed votes cannot be read: {why}"),
        Message::CellsShow(shows) => format!("Cells show: {}", term::metric(*shows)),
        Message::DensestIsYears => "Smallest view: one column a year".to_owned(),
        Message::DensestIsCell => "Smallest view: one cell a team".to_owned(),
        Message::Widest => "Largest view".to_owned(),
        Message::PanelShows(Panel::Shown) => "Details, as far as there is room".to_owned(),
        Message::PanelShows(Panel::Large) => {
            format!("Details ({} closes)", key(Action::Panel))
        }
        Message::PanelShows(Panel::Off) => {
            format!("Grid only ({} shows details)", key(Action::Panel))
        }
        Message::OneTemplate => "All checks use one template: none to leave out".to_owned(),
        Message::Joined { left_out: 0 } => {
            "Checks on other templates are shown too, joined where cards have the same key"
                .to_owned()
        }
        Message::Joined { left_out } => format!(
            "{left_out} on other templates left out. {} shows them again",
            key(Action::Join)
        ),
        Message::MarkedColumn { day: date, two: true } => {
            format!("{} is marked. {} compares the two", day(*date), key(Action::Enter))
        }
        Message::MarkedColumn { day: date, two: false } => {
            format!("{} is marked. Mark a second one to compare", day(*date))
        }
        Message::Unmarked(date) => format!("{} is no longer marked", day(*date)),
        Message::NotAskedThen => "This card was not asked in that check".to_owned(),
        Message::NothingAgreedByThen => "This team had agreed on nothing by that day".to_owned(),
        Message::ComparisonUnreadable => "One of the two can no longer be read".to_owned(),
        Message::NoEarlierDay => "There is no earlier check".to_owned(),
        Message::ThisIsToday => "This is today".to_owned(),
        Message::TeamAgreedOnNothing => "This team has agreed on nothing here".to_owned(),
        Message::TeamWithoutSession => "This team has no check to show yet".to_owned(),
        Message::SessionNotRead => "This check was added after the folder was read".to_owned(),
        Message::NothingFound => "Nothing to open here".to_owned(),
        Message::TypeToSearch => {
            format!("Type what to look for. {} goes back", key(Action::Back))
        }
        Message::NothingToSay => "Nothing to say yet: agree on a card first".to_owned(),
        Message::NoSessionToExport => "No check to export here".to_owned(),
        Message::FileNameMissing => "Type a file name".to_owned(),
        Message::WrittenTo(path) => format!("Written to {}", path.display()),
        Message::WrittenWithout { path, missing } => format!(
            "Written to {}; its font has no {}: an .svg has all letters",
            path.display(),
            few_letters(missing)
        ),
        Message::SentToTerminal(None) => {
            "Sent to the terminal. Try to paste: not every terminal accepts it".to_owned()
        }
        Message::SentToTerminal(Some(Multiplexer::Tmux)) => {
            "Sent to the terminal. tmux needs set-clipboard or allow-passthrough on".to_owned()
        }
        Message::SentToTerminal(Some(Multiplexer::Screen)) => {
            "Sent through GNU screen. Try to paste: not every terminal accepts it".to_owned()
        }
        Message::NoClipboard => "This terminal has no clipboard. Export to a file".to_owned(),
        Message::OnlyLongTextGoesToEditor => {
            "Only notes open in an editor: this is one line".to_owned()
        }
        Message::BackFromEditor => {
            format!("Back from the editor. {} saves the text", key(Action::Keep))
        }
        Message::EditorSaved { kept: true } => {
            format!("The editor saved: its text is below yours. {} saves both", key(Action::Keep))
        }
        Message::EditorSaved { kept: false } => {
            format!("The editor saved: this is its text. {} saves it here", key(Action::Keep))
        }
        Message::EditorSavedNotes(card) => format!(
            "The editor saved: its text is in the notes on {card}. {} undoes",
            key(Action::Undo)
        ),
        Message::EditorSavedDraft(action) => {
            format!("The editor saved: {} shows its text", words.keys.name(words.place, *action))
        }
        Message::Editor(why) => editor(why),
        Message::PasteCut => "The paste was too long: only the beginning was used".to_owned(),
        Message::PastedNowhere => {
            "Nothing was done: there is no text field to paste into".to_owned()
        }
        Message::Fault(fault) => fault.to_string(),
        Message::Unsaved(unsaved) => unsaved.to_string(),
        Message::NothingCanBeSaved(why) => {
            let help = if why.help.is_empty() { String::new() } else { format!("; {}", why.help) };
            format!("Nothing can be saved here: {}{help} ({})", why.message, why.path.display())
        }
        Message::NotSaved(unsaved) => not_saved(unsaved, &key(Action::Unsaved)),
        Message::MoreKeys(n) => format!("{n} more, {} shows them", key(Action::Down)),
        Message::SavedWithoutBackup(why) => format!("saved, but without a backup: {why}"),
        Message::AllSaved => "Everything is saved".to_owned(),
        Message::BeingSaved => "Saving now".to_owned(),
        Message::NotSavedYet => format!(
            "Something is not saved yet. {} says what, and what to do",
            key(Action::Unsaved)
        ),
        Message::SavingThenQuit => {
            format!("Saving. {} again quits without saving", key(Action::Quit))
        }
        Message::Deciding => "One moment: one version is replacing the other".to_owned(),
        Message::OneOfTheKeys => format!("Press one of these keys, or {}", key(Action::Back)),
        Message::NothingBesideIt => "The file is gone: there is no other version".to_owned(),
        Message::NobodyElseChangedIt => "Nobody else has changed this file".to_owned(),
        Message::NoCopyOfYours => format!(
            "No copy of yours could be made yet. {} keeps one at another place",
            words.keys.name(Place::Unsaved, Action::Elsewhere)
        ),
        Message::OnlyTheCheckOnScreen => {
            "Only the check on the screen can become two. You can take theirs; yours stays \
             beside it"
                .to_owned()
        }
        Message::TheirsUnreadable => {
            "Theirs cannot be read. Keep both, or fix the file in an editor".to_owned()
        }
        Message::TheirsTaken { yours: Some(copy) } => {
            format!("This is theirs now. Yours stays in {copy}")
        }
        Message::TheirsTaken { yours: None } => "This is theirs now".to_owned(),
        Message::TheirsNow(name) => {
            format!("Somebody else changed {name}. This is theirs now")
        }
        Message::BothKept(name) => format!("Both are kept. Yours continues as {name}"),
        Message::ChangedByOthers { name, readable: true } => {
            format!("Somebody else changed {name}. Yours stays here; the next save shows both")
        }
        Message::ChangedByOthers { name, readable: false } => {
            format!("Somebody else changed {name}, and it cannot be read. Yours stays here")
        }
        Message::DeletedByOthers(name) => {
            format!("Somebody else deleted {name}. What you see is in memory only")
        }
        Message::WrittenAgain(name) => {
            format!("Somebody else deleted {name}. It was written again from here")
        }
        Message::LetGo(name) => format!("{name} was let go"),
        Message::ConfigChanged => {
            "healthcheck.yaml was changed. This is what it says now".to_owned()
        }
        Message::ConfigUnreadable(fault) => {
            let why = fault.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("The last good healthcheck.yaml stays in use: {why}")
        }
        Message::ConfigWritten(path) => {
            format!("{} is written, with two sample teams", name(path))
        }
        Message::Unwatched(why) => {
            format!("Changes by others cannot be noticed: {why}")
        }
        Message::OtherWindowLetGo => format!(
            "The other window has left this check. {} continues it here",
            key(Action::Enter)
        ),
        Message::RunsHereNow => "This window runs the check now".to_owned(),
        Message::StillRunsElsewhere => {
            "This check still runs in another window. This one follows".to_owned()
        }
        Message::AnotherWindowBegan(name) => {
            format!("Another window started a check of this team too. This one is {name}")
        }
        Message::ClosedElsewhere => "The check was closed in the other window".to_owned(),
        Message::FileUnreadableJustNow { session: true } => {
            "The check's file cannot be read just now. This is how it was before".to_owned()
        }
        Message::FileUnreadableJustNow { session: false } => {
            "Its file cannot be read just now. This is how it was before".to_owned()
        }
        Message::StaysHere(pressed) => {
            format!("{} does nothing here; {} quits", pressed.label(), key(Action::Back))
        }
        Message::KeyDoesNothing(pressed) => does_nothing(*pressed, words),
        Message::CapitalDoesNothing { pressed, small } => format!(
            "{}. {} does something: is Caps Lock on?",
            does_nothing(*pressed, words),
            small.label()
        ),
        Message::CapsLock(pressed) => {
            format!("Nothing was done: Caps Lock seems to be on. {} again does it", pressed.label())
        }
        Message::OtherScript(script) => {
            format!("Your keyboard types {script} letters. Switch it to Latin for the keys")
        }
        Message::AnswerTheQuestion => {
            format!("Answer with {} or {}", key(Action::Enter), key(Action::Back))
        }
        Message::StillReading => "Still reading. What you type comes after that".to_owned(),
        Message::StillWrong => "Read again: still wrong".to_owned(),
        Message::NoProblemLeft => "Read again: no problem left".to_owned(),
        Message::Theme(name) => format!("Theme: {name}"),
        Message::AskQuitUnsaved(why) => {
            let why = why.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("Not everything is saved: {why}")
        }
        Message::AskQuitTyping(Typing::Drafts(drafts)) => {
            let (them, are) = if *drafts == 1 { ("it", "is") } else { ("they", "are") };
            let drafts = count(u32::try_from(*drafts).unwrap_or(u32::MAX), "draft");
            format!("{drafts} not saved: {them} {are} lost when you quit.")
        }
        Message::AskQuitTyping(what) => {
            let what = match what {
                Typing::Text | Typing::Drafts(_) => "text you are typing",
                Typing::Action => "an action you are typing",
                Typing::Experiment => "an experiment you are typing",
                Typing::Name => "a name you are typing",
                Typing::NewCheck => "a new check you are filling in",
                Typing::Sitting => "an unfinished turn",
            };
            format!("There is {what}: it is lost when you quit.")
        }
        Message::AskQuitLive(team) => {
            format!("The check of {team} is not closed. It waits and resumes where it stopped.")
        }
        Message::AskGoOn { team, date } => format!("{team} has an open check of {date}."),
        Message::AskQuitDevices => {
            "Votes that came by phone or code are in memory alone until their reveal. They are \
             lost when you quit. Phones send them again once the check goes on; codes can be \
             pasted again."
                .to_owned()
        }
        Message::AskLetIn => {
            "Everybody votes on their own phone, on a page that this computer serves in your \
             network. Hands can still be typed for those without one."
                .to_owned()
        }
        Message::AskNextAddress => {
            "Phones have joined at this address. At another one they have to join anew.".to_owned()
        }
        Message::AskAnew => {
            "Every phone has to join anew, and votes of phones that are not revealed are dropped. \
             This cannot be undone."
                .to_owned()
        }
        Message::AskCloseServer => {
            "Votes of phones wait for their reveal: they are counted, and nobody can change them \
             any more."
                .to_owned()
        }
        Message::AskVoteAgain => {
            "Votes of phones on this card are dropped. This cannot be undone.".to_owned()
        }
        Message::AskLeaveDevices => {
            "Votes that came by phone or code are in memory alone until their reveal. They are \
             lost when you leave the check; codes can be pasted again."
                .to_owned()
        }
        Message::AskReopen => {
            "This check is closed. The file will note that it was reopened.".to_owned()
        }
        Message::AskClose { unrevealed, drafts, unvoted } => {
            ask_close(*unrevealed, *drafts, *unvoted)
        }
        Message::AskTakeTheirs => {
            "Votes not revealed yet are discarded: no copy may hold them.".to_owned()
        }
        Message::AskDelete(what) => ask_delete(what),
        Message::AskReplace(path) => format!("{} already exists.", path.display()),
    }
}

/// Says that the votes of few devices could be told from those that the room saw.
fn few_on_devices(devices: u32, missing: u32, words: Words<'_>) -> String {
    let missing = match missing {
        0 => String::new(),
        _ => format!("{} missing; ", count(missing, "vote")),
    };
    let again = words.key(Action::Reveal);
    format!(
        "{missing}{} could be told from the hands. {again} again reveals",
        count(devices, "phone")
    )
}

/// Says why no phone can be let in, and what to do.
pub(super) fn no_server(fault: &ServerFault) -> String {
    match fault {
        ServerFault::NoNetwork => {
            "No network: join one, or open a hotspot. Hands go on meanwhile".to_owned()
        }
        ServerFault::PortsTaken(from, to) => format!(
            "Ports {from} to {to} are taken: end what uses them, or choose one with --listen. \
             Hands go on meanwhile"
        ),
        ServerFault::NotHere(address) => format!(
            "This computer does not have the address {address} any more: look at the network. \
             Hands go on meanwhile"
        ),
        ServerFault::Failed(why) => {
            format!("No phone can be let in: {}. Hands go on meanwhile", sanitize(why))
        }
    }
}

/// Says which cards are not voted on, and what is dropped when the check is closed.
fn ask_close(unrevealed: Option<Unrevealed>, drafts: usize, unvoted: u32) -> String {
    let nobody = (unvoted > 0).then(|| format!("Nobody has voted on {}.", count(unvoted, "card")));
    let dropped = (unrevealed.is_some() || drafts > 0).then(|| dropped(unrevealed, drafts));
    nobody.into_iter().chain(dropped).collect::<Vec<_>>().join(" ")
}

/// Says what is dropped when the check is closed.
fn dropped(unrevealed: Option<Unrevealed>, drafts: usize) -> String {
    let answers = match unrevealed {
        Some(Unrevealed::Cards(cards)) => {
            Some(format!("Votes on {} not revealed yet", count(cards, "card")))
        }
        Some(Unrevealed::LastQuestion) => {
            Some("Answers to the last question, not revealed yet,".to_owned())
        }
        None => None,
    };
    let typed = count(u32::try_from(drafts).unwrap_or(u32::MAX), "draft");
    match (answers, drafts) {
        (Some(answers), 0) => format!("{answers} are discarded when you close the check."),
        (Some(answers), _) => {
            format!("{answers} and {typed} not saved are discarded when you close the check.")
        }
        (None, 1) => format!("{typed} not saved is discarded when you close the check."),
        (None, _) => format!("{typed} not saved are discarded when you close the check."),
    }
}

/// Says what goes with a check that is deleted.
fn ask_delete(what: &ToDelete) -> String {
    let of = |n: u32, what: &str| (n > 0).then(|| count(n, what));
    let on = |n: u32, what: &str| (n > 0).then(|| format!("{what} on {}", count(n, "card")));
    let parts = [
        on(what.voted, "votes"),
        on(what.notes, "notes"),
        of(what.actions, "action"),
        of(what.experiments, "experiment"),
        of(what.drafts, "draft"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let goes = match parts.split_last() {
        None => "Nothing is in it.".to_owned(),
        Some((last, [])) => format!("With it go {last}."),
        Some((last, rest)) => format!("With it go {} and {last}.", rest.join(", ")),
    };
    format!("This deletes the check of {} of {}. {goes}", what.team, day(what.date))
}

/// A key that does nothing, and the way on.
fn does_nothing(pressed: Key, words: Words<'_>) -> String {
    let way_on = match words.help_key() {
        Some(help) => format!("{help} shows the keys"),
        None => format!("{} goes back", words.key(Action::Back)),
    };
    format!("{} does nothing here; {way_on}", pressed.label())
}

/// Something was kept, with its day.
fn kept(what: &str, by: &str, date: Option<Date>, today: Date) -> String {
    match date {
        Some(date) if date < today => format!("{what} noted, {by} {}, which is past", day(date)),
        Some(date) => format!("{what} noted, {by} {}", date.strftime("%a %-d %b %Y")),
        None => format!("{what} noted"),
    }
}

/// Says that a save failed, why, and the way out; the path comes last, since it may be long.
fn not_saved(unsaved: &SaveError, key: &str) -> String {
    let fault = &unsaved.fault;
    let copy = unsaved.copy.as_deref();
    let copy = copy.map_or_else(String::new, |copy| format!("; yours is kept in {}", name(copy)));
    if unsaved.conflict == Some(Conflict::Gone) {
        let kept = unsaved.copy.as_deref().map_or_else(
            || "yours is in memory only".to_owned(),
            |copy| format!("a backup of yours is {}", copy.display()),
        );
        let why = &fault.message;
        return format!("NOT SAVED: {why} · {key} writes it again, or lets it go · {kept}");
    }
    if unsaved.conflict.is_some() {
        let ways = "shows the difference, takes theirs, or keeps both";
        return format!("NOT SAVED: {}{copy} · {key} {ways}", fault.message);
    }
    let help = if fault.help.is_empty() { String::new() } else { format!("; {}", fault.help) };
    let (why, path) = (&fault.message, fault.path.display());
    format!("NOT SAVED: {why}{help}{copy} · trying again · {key} more ({path})")
}

fn editor(why: &EditorError) -> String {
    match why {
        EditorError::NoEditor => {
            "No editor: set EDITOR in your shell. The text is still here".to_owned()
        }
        EditorError::BackAtOnce(_) => {
            "The editor came back at once: is --wait missing? What it saves appears here".to_owned()
        }
        EditorError::TerminalBusy => {
            "The terminal does not respond just now. The text is still here".to_owned()
        }
        EditorError::TempFile(fault) => fault.to_string(),
        EditorError::Ended { editor, status } => {
            format!("{editor} ended with {status}. The text is unchanged")
        }
        EditorError::CannotStart { editor, error } => {
            format!("{editor} cannot be started: {error}. The text is unchanged")
        }
    }
}

fn people_are(people: u32) -> String {
    if people == 1 { "1 person is".to_owned() } else { format!("{people} people are") }
}

/// Why an act is not possible now, and the way on.
fn refusal(refusal: &Refusal, words: Words<'_>) -> String {
    let key = |action| words.key(action);
    match refusal {
        Refusal::TooMany { have, voters, .. } if have == voters => {
            format!("All {voters} have voted. Somebody new? Press {}", key(Action::WhoIsHere))
        }
        Refusal::TooMany { have, voters, more } => format!(
            "{have} of {voters} have voted; {more} more is too many. Somebody new? Press {}",
            key(Action::WhoIsHere)
        ),
        Refusal::TooManyDirections { have, voters, more } => format!(
            "{have} of {voters} gave a direction; {more} more is too many. \
             Somebody new? Press {}",
            key(Action::WhoIsHere)
        ),
        Refusal::TooManyCodes { have, voters } => format!(
            "{have} have voted, but {} here. {}, then {} leaves one out",
            people_are(*voters),
            key(Action::Invite),
            key(Action::FreeSeat)
        ),
        Refusal::Closed => format!(
            "This check is closed. {} in the summary reopens it",
            key(Action::CloseOrReopen)
        ),
        Refusal::Skipped => {
            format!("This card is skipped. {} brings it back", key(Action::Skip))
        }
        Refusal::Revealed => {
            format!("This card is revealed. {} clears it for a new vote", key(Action::VoteAgain))
        }
        Refusal::NotRevealed => {
            format!("Nothing is revealed yet. {} reveals", key(Action::Reveal))
        }
        Refusal::NoBallots => {
            format!("Nobody has voted on this card yet. {} skips it", key(Action::Skip))
        }
        Refusal::Difference => format!(
            "This change could show one person's vote. {} clears the card for a new vote",
            key(Action::VoteAgain)
        ),
        Refusal::NotOnScale(answers) => format!("Votes on this card are {answers}"),
        Refusal::Named => {
            format!("Whose vote is it? Choose with {} and {}", key(Action::Up), key(Action::Down))
        }
        Refusal::UnknownCard(card) => format!("This check has no card `{card}`"),
        Refusal::NotHere(person) => {
            format!("{person} is not here. {} changes who is here", key(Action::WhoIsHere))
        }
        Refusal::AlreadyHere(person) => format!("{person} is here already"),
        Refusal::LastVoter => "At least one person has to stay".to_owned(),
        Refusal::WasRevealed => "This check has a result, so it stays. You can close it".to_owned(),
        Refusal::FocusFull => {
            format!("Three are chosen. Press {} on one to remove it", key(Action::Focus))
        }
        Refusal::InTurns => {
            format!(
                "People vote one after the other here. {} starts the next turn",
                key(Action::Enter)
            )
        }
        Refusal::Newer(format) => {
            format!("Read-only: written by a newer squadcheck (format {format})")
        }
        Refusal::NewerWorkspace(format) => {
            format!("Read-only: healthcheck.yaml needs a newer squadcheck (format {format})")
        }
        Refusal::RunsElsewhere => {
            "Read-only: this check runs in another window. This one follows".to_owned()
        }
    }
}

/// Says the order of the cards in the summary.
pub(super) const fn order(order: Order) -> &'static str {
    match order {
        Order::Asked => "as asked",
        Order::Need => "by need",
        Order::Disagreement => "by disagreement",
    }
}

#[cfg(test)]
mod tests;
