//! English.

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
use crate::model::text::count;
use crate::model::{ActionStep, Entry, Light, Refusal, Scale, Voters, date_input};

pub(super) use keys::{hint, place, word};

use super::dates::{day, day_and_month};
use super::{EditorError, Message, Multiplexer, Order, Panel, ToDelete, Typing, Words};

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
        Message::Taken => "taken".to_owned(),
        Message::BallotTaken(person) => format!("ballot of {person} taken"),
        Message::BallotReplaced(person) => format!(
            "ballot of {person} taken in place of an earlier one; {} brings that back",
            key(Action::Undo)
        ),
        Message::DirectionReplaced(person) => format!(
            "direction of {person} taken in place of an earlier one; {} brings that back",
            key(Action::Undo)
        ),
        Message::DirectionTaken(person) => format!("direction of {person} taken"),
        Message::LastTakenBack => "the last one is taken back".to_owned(),
        Message::VotesCleared => {
            format!("from nothing; {} brings the ballots back", key(Action::Undo))
        }
        Message::CountOfOneOrMore => "Type a count of 1 or more".to_owned(),
        Message::NamedOneByOne => {
            "named ballots are given one by one, to the person under the cursor".to_owned()
        }
        Message::NothingTyped => "nothing is typed".to_owned(),
        Message::NothingToTakeBack => format!(
            "nothing typed here to take back; {} votes the card again from nothing",
            key(Action::VoteAgain)
        ),
        Message::HowToVote(entry) => {
            format!("a ballot is {}; {} reveals", voting_keys(*entry, words), key(Action::Reveal))
        }
        Message::Missing { missing, turns } => {
            let missing = count(*missing, if *turns { "sitting" } else { "ballot" });
            format!("{missing} missing; {} again reveals without", key(Action::Reveal))
        }
        Message::Revealed => "revealed".to_owned(),
        Message::ResultCovered => {
            format!("the result is covered; {} shows it", key(Action::Reveal))
        }
        Message::NothingToAgreeOn(entry) => {
            format!("nothing to take: {} sets what is agreed", voting_keys(*entry, words))
        }
        Message::AgreedOn(name) => format!("agreed on {name}"),
        Message::FirstCard => "this is the first card".to_owned(),
        Message::LastCard => {
            format!("this is the last card; {} shows the summary", key(Action::Summary))
        }
        Message::AfterLastCard => "that was the last card".to_owned(),
        Message::LeftUnrevealed { card, forward } => {
            let back = if *forward { Action::PreviousCard } else { Action::NextCard };
            format!("{card} is voted on and not revealed; {} goes back to it", key(back))
        }
        Message::NothingAboveOrBelow => {
            "there is nothing above or below; ← and → go to other cards".to_owned()
        }
        Message::Skipped => format!("skipped; {} brings it back", key(Action::Skip)),
        Message::BroughtBack => "back again".to_owned(),
        Message::TimerNotStarted => "the timer starts at the first ballot".to_owned(),
        Message::Timer { runs: true } => "the timer goes on".to_owned(),
        Message::Timer { runs: false } => "the timer is paused".to_owned(),
        Message::LargeType { on: true } => {
            "large type, where the window has room for it".to_owned()
        }
        Message::LargeType { on: false } => "Normal size".to_owned(),
        Message::NotesKept => "notes kept".to_owned(),
        Message::DraftKept(action) => format!("Draft kept: {} brings it back", key(*action)),
        Message::DraftWaits(action) => format!(
            "the draft waits, nothing was taken back: {} brings it back, {} again goes on",
            key(*action),
            key(Action::Undo)
        ),
        Message::DraftBack { changed: false } => {
            format!("this is your draft: {} keeps it", key(Action::Keep))
        }
        Message::DraftBack { changed: true } => format!(
            "this is your draft; what is kept was changed since: {} keeps this, {} leaves it",
            key(Action::Keep),
            key(Action::Drop)
        ),
        Message::CommentDropped => "the comment is not kept".to_owned(),
        Message::CommentIsGone => format!(
            "the comment is gone, no answer was touched; {} again takes one back",
            key(Action::Undo)
        ),
        Message::AllHaveSat => format!("all have sat; {} reveals", key(Action::Reveal)),
        Message::SittingOver(person) => {
            format!("{person} has sat, and that cannot be changed any more")
        }
        Message::SittingLeft { person, stands: true } => format!(
            "the earlier sitting of {person} stands; {} goes back to the new one",
            key(Action::Redo)
        ),
        Message::SittingLeft { person, stands: false } => format!(
            "nothing of this sitting of {person} is kept; {} brings it back",
            key(Action::Redo)
        ),
        Message::LastCardOfSitting => {
            format!("this is the last card; {} hands over", key(Action::Enter))
        }
        Message::HandedOver { person, without, last } => {
            let without = match without {
                0 => String::new(),
                n => format!(", {} without a vote", count(*n, "card")),
            };
            let reveal = key(Action::Reveal);
            let last = if *last {
                format!(". All have sat: {reveal} reveals card by card")
            } else {
                String::new()
            };
            format!("thank you, {person}{without}{last}")
        }
        Message::CommentStaysHere => {
            "a comment stays here: an editor would show it, and keep it in a file".to_owned()
        }
        Message::CommentIsOneLine => "a comment is one line".to_owned(),
        Message::Arrived { voters } => format!("here: {voters}"),
        Message::Left { voters } => format!("here: {voters}; no ballot is taken back"),
        Message::KnownByName => format!(
            "people are known by name here: {} adds one, {} says who is here",
            key(Action::Arrive),
            key(Action::Toggle)
        ),
        Message::NameMissing => "a name is missing".to_owned(),
        Message::NobodyKnownByName => format!(
            "nobody is known by name; {} arrives, {} leaves",
            key(Action::Arrive),
            key(Action::Leave)
        ),
        Message::Ordered(order) => self::order(*order).to_owned(),
        Message::Focus { name, now: true } => format!("{name} is in focus"),
        Message::Focus { name, now: false } => format!("{name} is out of focus"),
        Message::NobodyAnswered => "nobody has answered yet".to_owned(),
        Message::TooManyAnswers { have, voters, more } => {
            format!("{have} of {voters} have answered, {more} more would be too many")
        }
        Message::DifferenceOfAnswers => format!(
            "This change is small enough to reveal one person's answer: {} asks again",
            key(Action::VoteAgain)
        ),
        Message::AnswersRevealed => {
            format!("this is revealed; {} asks again from nothing", key(Action::VoteAgain))
        }
        Message::AskedAgain => {
            format!("asked again from nothing; {} brings the answers back", key(Action::Undo))
        }
        Message::Closed => format!("closed; {} exports the report", key(Action::Export)),
        Message::GoneReplaced => format!("replaced · {} undoes", key(Action::Undo)),
        Message::GoneVotes => format!("ballots cleared · {} undoes", key(Action::Undo)),
        Message::GoneAnswers => format!("answers cleared · {} undoes", key(Action::Undo)),
        Message::GoneClosed => format!("just closed · {} undoes", key(Action::Undo)),
        Message::Reopened => "open again, and written down".to_owned(),
        Message::NoFollowUps => "nothing of last time is open".to_owned(),
        Message::Marked { kind: ItemKind::Experiments, step: ActionStep::Carried } => {
            "still running".to_owned()
        }
        Message::Marked { kind: ItemKind::Actions, step: ActionStep::Carried } => {
            "still open".to_owned()
        }
        Message::Marked { step, .. } => step.word().to_owned(),
        Message::NowTheCards(message) => format!("{}; now the cards", words.say(message)),
        Message::ActionMissing => {
            format!("what is to be done? {} drops the action", key(Action::Drop))
        }
        Message::ActionKept { due, today } => kept("action", "due", *due, *today),
        Message::ExperimentMissing => {
            format!("what is to be tried? {} drops the experiment", key(Action::Drop))
        }
        Message::ExperimentKept { review, today } => kept("experiment", "review", *review, *today),
        Message::Finished { outcome, learnt: true } => {
            format!("finished: {}", term::outcome(*outcome))
        }
        Message::Finished { outcome, learnt: false } => {
            format!("finished: {}; what was learnt is not written down", term::outcome(*outcome))
        }
        Message::NoSuchDimension(typed) => {
            format!("\"{typed}\" is no dimension of that check; leave it empty, or begin a name")
        }
        Message::NothingOpenOnBoard => format!(
            "nothing is open here; {} writes an action down, {} an experiment",
            key(Action::AddAction),
            key(Action::AddExperiment)
        ),
        Message::WhichTeam => format!(
            "of which team? Open its own board: {} on home shows its grid, and {} there its board",
            words.keys.name(Place::Home, Action::OpenTrend),
            words.keys.name(Place::Trend, Action::OpenBoard)
        ),
        Message::TeamWithoutCheck => "this team has no check yet to write it down in".to_owned(),
        Message::SessionUnreadable => {
            "its session cannot be read any more; nothing was done".to_owned()
        }
        Message::SessionChangedSince => {
            "this session has become another one since; nothing was done".to_owned()
        }
        Message::Undone => format!("taken back; {} does it again", key(Action::Redo)),
        Message::Redone => "done again".to_owned(),
        Message::NothingToUndo => "nothing to take back".to_owned(),
        Message::NothingToUndoSinceReveal => {
            "nothing to take back since the last reveal".to_owned()
        }
        Message::NothingToRedo => "Nothing to redo".to_owned(),
        Message::OpenCheckWaits { team, date } => format!(
            "{team} has an open check of {}; {} goes on with it",
            day_and_month(*date),
            key(Action::Enter)
        ),
        Message::NoSessionYet => {
            format!("no session to show yet: {} starts a check", key(Action::NewCheck))
        }
        Message::NoOpenCheck => "this team has no open check to delete".to_owned(),
        Message::NothingOfItSaved => {
            format!("nothing of this check is kept yet; {} leaves it", key(Action::Back))
        }
        Message::Deleted { team, date, backup } => {
            let backup = backup.as_ref().map(|path| format!("; a copy is {}", path.display()));
            format!(
                "the check of {team} of {} is deleted{}",
                day(*date),
                backup.unwrap_or_default()
            )
        }
        Message::NotDeleted(fault) => {
            let help = if fault.help.is_empty() { "" } else { "; " };
            format!("not deleted: {}{help}{}", fault.message, fault.help)
        }
        Message::DeletedButBallots(fault) => {
            format!("the check is deleted, but not the votes that wait: {fault}")
        }
        Message::NothingToOpen => {
            format!("nothing to open: {} starts a check", key(Action::NewCheck))
        }
        Message::NoSharedSession => format!(
            "no session of a team that shares to show yet: {} starts a check",
            key(Action::NewCheck)
        ),
        Message::TeamNameMissing => "a team's name is missing".to_owned(),
        Message::NamesMissing => "a named check needs names: tick people or type guests".to_owned(),
        Message::VotersMissing => "at least one voter is needed".to_owned(),
        Message::TooManyVoters => format!("at most {} people can vote", Voters::MOST),
        Message::NumberTooLong(most) => format!("a number has at most {most} digits"),
        Message::NoDate(typed) => format!("\"{typed}\" is no date; write {}", date_input::FORMS),
        Message::NoSuchTemplate(key) => format!("there is no template {key}"),
        Message::HoldsOnAnotherField => {
            format!(
                "this key holds on another field; {} and {} move between them",
                key(Action::Up),
                key(Action::Down)
            )
        }
        Message::Resumed { ballots_wait: true } => {
            "going on where it stopped; the ballots given are still there".to_owned()
        }
        Message::Resumed { ballots_wait: false } => "going on where it stopped".to_owned(),
        Message::BallotsAside(file) => {
            format!("ballots of another check wait in {}; they are not read here", file.display())
        }
        Message::BallotsUnreadable(why) => format!("its ballots cannot be read: {why}"),
        Message::CellsShow(shows) => format!("cells show: {}", term::metric(*shows)),
        Message::DensestIsYears => "a year in a column is the densest".to_owned(),
        Message::DensestIsCell => "one cell a team is the densest".to_owned(),
        Message::Widest => "badges with arrows are the widest".to_owned(),
        Message::PanelShows(Panel::Shown) => "the cell under the cursor is explained".to_owned(),
        Message::PanelShows(Panel::Large) => {
            format!("the cell under the cursor in full; {} again takes it away", key(Action::Panel))
        }
        Message::PanelShows(Panel::Off) => format!(
            "the grid alone; {} again explains the cell under the cursor",
            key(Action::Panel)
        ),
        Message::OneTemplate => "all sessions are on one template: none to leave out".to_owned(),
        Message::Joined { left_out: 0 } => {
            "sessions of other templates are in the grid, joined by the keys of their dimensions"
                .to_owned()
        }
        Message::Joined { left_out } => format!(
            "{left_out} of other templates than the newest one's left out; {} brings them back",
            key(Action::Join)
        ),
        Message::MarkedColumn { day: date, two: true } => {
            format!("{} is marked; {} compares the two", day(*date), key(Action::Enter))
        }
        Message::MarkedColumn { day: date, two: false } => {
            format!("{} is marked; mark a second one to compare", day(*date))
        }
        Message::Unmarked(date) => format!("{} is no longer marked", day(*date)),
        Message::NotAskedThen => "this dimension was not asked in that session".to_owned(),
        Message::NothingAgreedByThen => "this team had agreed on nothing by that day".to_owned(),
        Message::ComparisonUnreadable => "one of the two can no longer be read".to_owned(),
        Message::NoEarlierDay => "there is no earlier session of a team that shares".to_owned(),
        Message::ThisIsToday => "this is today".to_owned(),
        Message::TeamAgreedOnNothing => "this team has agreed on nothing here".to_owned(),
        Message::TeamWithoutSession => "this team has no session to show yet".to_owned(),
        Message::SessionNotRead => {
            "this session was written after the workspace was read".to_owned()
        }
        Message::NothingFound => "nothing to open here".to_owned(),
        Message::TypeToSearch => {
            format!("type what to look for; {} goes back", key(Action::Back))
        }
        Message::NothingToSay => {
            "nothing to say yet: it is read once something is agreed".to_owned()
        }
        Message::NoSessionToExport => "no session to export here".to_owned(),
        Message::FileNameMissing => "a file name is missing".to_owned(),
        Message::WrittenTo(path) => format!("written to {}", path.display()),
        Message::SentToTerminal(None) => {
            "sent to the terminal; try to paste it: not every one takes it".to_owned()
        }
        Message::SentToTerminal(Some(Multiplexer::Tmux)) => {
            "sent to the terminal through tmux, which needs set-clipboard or allow-passthrough on"
                .to_owned()
        }
        Message::SentToTerminal(Some(Multiplexer::Screen)) => {
            "sent to the terminal through GNU screen; try to paste it: not every one takes it"
                .to_owned()
        }
        Message::NoClipboard => "this terminal has no clipboard: export to a file".to_owned(),
        Message::OnlyLongTextGoesToEditor => {
            "only long text goes to an editor: notes do, this is one line".to_owned()
        }
        Message::BackFromEditor => {
            format!("back from the editor; {} keeps the text", key(Action::Keep))
        }
        Message::EditorSaved { kept: true } => format!(
            "the editor has saved: its text is below yours; {} keeps both",
            key(Action::Keep)
        ),
        Message::EditorSaved { kept: false } => {
            format!("the editor has saved: this is its text; {} keeps it", key(Action::Keep))
        }
        Message::EditorSavedNotes(card) => format!(
            "the editor has saved: its text is in the notes on {card}; {} takes it out",
            key(Action::Undo)
        ),
        Message::EditorSavedDraft(action) => format!(
            "the editor has saved: its text waits where {} was pressed",
            words.keys.name(words.place, *action)
        ),
        Message::Editor(why) => editor(why),
        Message::PasteCut => "the paste was too long: only its beginning was taken".to_owned(),
        Message::PastedNowhere => {
            "text was pasted where none is typed; nothing was done".to_owned()
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
        Message::AllSaved => "everything is saved".to_owned(),
        Message::BeingSaved => "it is being saved".to_owned(),
        Message::NotSavedYet => format!(
            "something is not saved yet: {} says what, and what can be done",
            key(Action::Unsaved)
        ),
        Message::SavingThenQuit => {
            format!("saving; {} again quits without", key(Action::Quit))
        }
        Message::Deciding => "one moment: one of the two versions is taking its place".to_owned(),
        Message::OneOfTheKeys => format!("one of these keys, or {}", key(Action::Back)),
        Message::NothingBesideIt => "the file is gone: there is nothing of theirs".to_owned(),
        Message::NobodyElseChangedIt => "nobody else has changed this file".to_owned(),
        Message::NoCopyOfYours => format!(
            "no copy of yours could be made yet; {} keeps one at another place",
            words.keys.name(Place::Unsaved, Action::Elsewhere)
        ),
        Message::OnlyTheCheckOnScreen => {
            "only the check on the screen can become two; theirs can be taken, yours stays beside \
             it"
            .to_owned()
        }
        Message::TheirsUnreadable => {
            "theirs cannot be read: keep both, or fix the file in an editor".to_owned()
        }
        Message::TheirsTaken { yours: Some(copy) } => {
            format!("theirs is taken; yours stays in {copy}")
        }
        Message::TheirsTaken { yours: None } => "theirs is taken".to_owned(),
        Message::TheirsNow(name) => {
            format!("{name} was changed by somebody else; this is theirs now")
        }
        Message::BothKept(name) => format!("both are kept; yours goes on as {name}"),
        Message::ChangedByOthers { name, readable: true } => {
            format!("somebody else changed {name}; yours stays here, and the next save shows both")
        }
        Message::ChangedByOthers { name, readable: false } => {
            format!("somebody else changed {name}, and it cannot be read; yours stays here")
        }
        Message::DeletedByOthers(name) => {
            format!("somebody else deleted {name}; what is shown is in memory only")
        }
        Message::WrittenAgain(name) => {
            format!("somebody else deleted {name}; it was written again from here")
        }
        Message::LetGo(name) => format!("{name} was let go"),
        Message::ConfigChanged => {
            "healthcheck.yaml was changed; this is what it says now".to_owned()
        }
        Message::ConfigUnreadable(fault) => {
            let why = fault.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("what healthcheck.yaml said before goes on: {why}")
        }
        Message::ConfigWritten(path) => {
            format!("{} is written; two sample teams are in it", name(path))
        }
        Message::Unwatched(why) => {
            format!("changes by others are not noticed while this is open: {why}")
        }
        Message::OtherWindowLetGo => format!(
            "the other window has let go of this check: {} goes on here",
            key(Action::Enter)
        ),
        Message::RunsHereNow => "this window runs the check now".to_owned(),
        Message::StillRunsElsewhere => {
            "this check still runs in another window; this one follows".to_owned()
        }
        Message::AnotherWindowBegan(name) => {
            format!("another window has begun a check of this team, too; this one is {name}")
        }
        Message::ClosedElsewhere => "the check was closed in the other window".to_owned(),
        Message::FileUnreadableJustNow { session: true } => {
            "the session's file cannot be read just now; this is how it was before".to_owned()
        }
        Message::FileUnreadableJustNow { session: false } => {
            "its file cannot be read just now; this is how it was before".to_owned()
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
        Message::CapsLock(pressed) => format!(
            "Caps Lock seems to be on, so nothing was done; {} again does it",
            pressed.label()
        ),
        Message::OtherScript(script) => {
            format!("the keyboard types {script} letters; switch it to Latin for the keys")
        }
        Message::AnswerTheQuestion => {
            format!("{} and {} answer this", key(Action::Enter), key(Action::Back))
        }
        Message::StillReading => "still reading; what you type is taken in after that".to_owned(),
        Message::StillWrong => "read again: this is still wrong".to_owned(),
        Message::NoProblemLeft => "read again: no problem left".to_owned(),
        Message::Theme(name) => format!("theme: {name}"),
        Message::AskQuitUnsaved(why) => {
            let why = why.as_ref().map(ToString::to_string).unwrap_or_default();
            format!("Not everything is saved: {why}")
        }
        Message::AskQuitTyping(Typing::Drafts(drafts)) => {
            let (them, are) = if *drafts == 1 { ("it", "is") } else { ("they", "are") };
            let drafts = count(u32::try_from(*drafts).unwrap_or(u32::MAX), "draft");
            format!("{drafts} {are} not kept: {them} {are} lost when you quit.")
        }
        Message::AskQuitTyping(what) => {
            let what = match what {
                Typing::Text | Typing::Drafts(_) => "text that is being typed",
                Typing::Action => "an action that is being typed",
                Typing::Experiment => "an experiment that is being typed",
                Typing::Name => "a name that is being typed",
                Typing::NewCheck => "a new check that is being typed",
                Typing::Sitting => "an unfinished sitting",
            };
            format!("There is {what}: it is lost when you quit.")
        }
        Message::AskQuitLive(team) => {
            format!("The check of {team} is not closed. It waits, and goes on where it stopped.")
        }
        Message::AskGoOn { team, date } => format!("{team} has an open check of {date}."),
        Message::AskReopen => {
            "This check is closed. Reopening it is written down in its file.".to_owned()
        }
        Message::AskClose { unrevealed, drafts, unvoted } => {
            ask_close(*unrevealed, *drafts, *unvoted)
        }
        Message::AskTakeTheirs => {
            "Ballots given since and not revealed are dropped: no copy may hold them.".to_owned()
        }
        Message::AskDelete(what) => ask_delete(what),
        Message::AskReplace(path) => format!("{} exists.", path.display()),
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
            Some(format!("Answers to {} not revealed", count(cards, "card")))
        }
        Some(Unrevealed::LastQuestion) => {
            Some("Answers to the last question, not revealed,".to_owned())
        }
        None => None,
    };
    let typed = count(u32::try_from(drafts).unwrap_or(u32::MAX), "draft");
    match (answers, drafts) {
        (Some(answers), 0) => format!("{answers} are dropped when the check is closed."),
        (Some(answers), _) => {
            format!("{answers} and {typed} not kept are dropped when the check is closed.")
        }
        (None, 1) => format!("{typed} not kept is dropped when the check is closed."),
        (None, _) => format!("{typed} not kept are dropped when the check is closed."),
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
        Some(date) if date < today => format!("{what} kept, {by} {}, which is past", day(date)),
        Some(date) => format!("{what} kept, {by} {}", date.strftime("%a %-d %b %Y")),
        None => format!("{what} kept"),
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
            "no editor: set EDITOR in your shell; the text is still here".to_owned()
        }
        EditorError::BackAtOnce(_) => {
            "the editor is back at once: is --wait missing? What it saves comes in here".to_owned()
        }
        EditorError::TerminalBusy => {
            "the terminal takes nothing just now; the text is still here".to_owned()
        }
        EditorError::TempFile(fault) => fault.to_string(),
        EditorError::Ended { editor, status } => {
            format!("{editor} ended with {status}; the text is as it was")
        }
        EditorError::CannotStart { editor, error } => {
            format!("{editor} cannot be started: {error}; the text is as it was")
        }
    }
}

/// Why an act is not possible now, and the way on.
fn refusal(refusal: &Refusal, words: Words<'_>) -> String {
    let key = |action| words.key(action);
    match refusal {
        Refusal::TooMany { have, voters, more } => format!(
            "{have} of {voters} have voted, {more} more would be too many: {} changes who is here",
            key(Action::WhoIsHere)
        ),
        Refusal::TooManyDirections { have, voters, more } => format!(
            "{have} of {voters} have given a direction, {more} more would be too many: \
             {} changes who is here",
            key(Action::WhoIsHere)
        ),
        Refusal::Closed => format!(
            "this check is closed: reopen it from the summary, with {}",
            key(Action::CloseOrReopen)
        ),
        Refusal::Skipped => {
            format!("this dimension is skipped: {} brings it back", key(Action::Skip))
        }
        Refusal::Revealed => {
            format!("this card is revealed: {} votes it again from nothing", key(Action::VoteAgain))
        }
        Refusal::NotRevealed => {
            format!("nothing is revealed yet: {} reveals", key(Action::Reveal))
        }
        Refusal::NoBallots => {
            format!("nobody has voted on this dimension yet; {} skips it", key(Action::Skip))
        }
        Refusal::Difference => format!(
            "This change is small enough to reveal one person's ballot: {} votes it again",
            key(Action::VoteAgain)
        ),
        Refusal::NotOnScale(answers) => format!("this dimension is answered with {answers}"),
        Refusal::Named => {
            format!(
                "nobody is under the cursor: {} and {} choose whose ballot it is",
                key(Action::Up),
                key(Action::Down)
            )
        }
        Refusal::UnknownCard(card) => format!("this check has no card `{card}`"),
        Refusal::NotHere(person) => format!(
            "{person} is not among the voters: {} changes who is here",
            key(Action::WhoIsHere)
        ),
        Refusal::AlreadyHere(person) => format!("{person} is here already"),
        Refusal::LastVoter => "a check needs at least one voter".to_owned(),
        Refusal::WasRevealed => {
            "something was revealed in this check, so it stays; close it in place of that"
                .to_owned()
        }
        Refusal::FocusFull => format!(
            "three are in focus already: {} on one of them takes it out",
            key(Action::Focus)
        ),
        Refusal::InTurns => {
            format!("ballots are given in turns: {} goes to the next sitting", key(Action::Enter))
        }
        Refusal::Newer(format) => {
            format!("written by a newer squadcheck (format {format}): read-only")
        }
        Refusal::NewerWorkspace(format) => format!(
            "healthcheck.yaml was written for a newer squadcheck (format {format}): read-only"
        ),
        Refusal::RunsElsewhere => {
            "read-only: this check runs in another window; this one follows".to_owned()
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
