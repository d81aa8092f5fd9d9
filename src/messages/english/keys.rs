//! The words of the table of keys: footer, help and docs.
#![expect(
    clippy::match_same_arms,
    reason = "each row is said on its own, even where two are alike"
)]

use crate::keys::{Action, Hint, Place, Word};
use crate::model::Light;

use super::Words;

/// Says a word of the footer.
pub(crate) const fn word(word: Word) -> &'static str {
    match word {
        Word::None => "",
        Word::OpenDemo => "demo",
        Word::WriteConfig => "write healthcheck.yaml",
        Word::StartNow => "start now",
        Word::NewCheck => "new check",
        Word::Open => "open",
        Word::Trend => "trend",
        Word::Teams => "teams",
        Word::Actions => "actions",
        Word::Search => "search",
        Word::Found => "to the list",
        Word::Clear => "clear",
        Word::Start => "start",
        Word::Choose => "choose",
        Word::Tick => "tick",
        Word::NextField => "next field",
        Word::Done => "done",
        Word::Dropped => "dropped",
        Word::StillOpen => "still open",
        Word::Edit => "edit",
        Word::ToTheCards => "to the cards",
        Word::AgreeNext => "agree, next",
        Word::Light => "light",
        Word::Reveal => "reveal",
        Word::Level => "level",
        Word::Direction => "direction",
        Word::GiveLevel => "vote",
        Word::NextSitting => "next turn",
        Word::Abstain => "abstain",
        Word::TakeBack => "remove last",
        Word::Cover => "cover",
        Word::Begin => "start",
        Word::NextCard => "next card",
        Word::Comment => "comment",
        Word::OpenCard => "open card",
        Word::Order => "order",
        Word::Focus => "focus",
        Word::MissIt => "worth it?",
        Word::Close => "close",
        Word::Next => "next",
        Word::Previous => "previous",
        Word::Notes => "notes",
        Word::Action => "action",
        Word::Summary => "summary",
        Word::Experiment => "experiment",
        Word::Skip => "skip",
        Word::WhoIsHere => "who is here",
        Word::VoteAgain => "vote again",
        Word::Timer => "timer",
        Word::Phones => "phones",
        Word::NextAddress => "next address",
        Word::OneMore => "one more",
        Word::OneLess => "one less",
        Word::FreeSeat => "free a name",
        Word::Anew => "everybody anew",
        Word::KeepCode => "keep the QR code",
        Word::BallotSheet => "ballot sheet",
        Word::Codes => "ballot codes",
        Word::TakeCodes => "take them in",
        Word::LeaveCodeOut => "leave one out",
        Word::CloseServer => "close it",
        Word::LetThemIn => "let phones in",
        Word::StayByHands => "stay by hands",
        Word::LeaveCheck => "leave",
        Word::LargerCode => "larger QR code",
        Word::LargeType => "large type",
        Word::Yes => "yes",
        Word::NotSure => "not sure",
        Word::No => "no",
        Word::AskAgain => "ask again",
        Word::Arrives => "add",
        Word::Leaves => "remove",
        Word::HereOrNot => "here or not",
        Word::InTime => "in time",
        Word::Cells => "cells",
        Word::Density => "size",
        Word::Mark => "mark",
        Word::Templates => "templates",
        Word::Panel => "details",
        Word::Day => "date",
        Word::AcrossTeams => "across teams",
        Word::Insight => "what it says",
        Word::NewAction => "new action",
        Word::NewExperiment => "new experiment",
        Word::Worked => "worked",
        Word::Unclear => "unclear",
        Word::DidNotWork => "did not work",
        Word::Back => "back",
        Word::Move => "move",
        Word::Help => "help",
        Word::ReadAgain => "read again",
        Word::TryAgain => "try again",
        Word::Difference => "difference",
        Word::TakeTheirs => "take theirs",
        Word::LetGo => "let it go",
        Word::WriteAgain => "write it again",
        Word::KeepBoth => "keep both",
        Word::AnotherPlace => "another place",
        Word::Keep => "save",
        Word::Drop => "cancel",
        Word::LeaveText => "leave",
        Word::NewLine => "new line",
        Word::Editor => "editor",
        Word::Export => "export",
        Word::Undo => "undo",
        Word::Quit => "quit",
        Word::Reopen => "reopen",
        Word::Show => "show",
        Word::Compare => "compare",
        Word::GoOn => "go on",
        Word::KeepOpen => "keep it open",
        Word::QuitWithout => "quit without saving",
        Word::TryToSaveAgain => "try to save again",
        Word::OtherWaysToKeep => "other ways to keep it",
        Word::Stay => "stay",
        Word::GoOnWithIt => "resume it",
        Word::StartNewOne => "start a new one",
        Word::BackToForm => "back to the form",
        Word::LeaveClosed => "leave it closed",
        Word::CloseAnyway => "close anyway",
        Word::DeleteIt => "delete it",
        Word::KeepIt => "keep it",
        Word::TakeTheirsAnyway => "take theirs anyway",
        Word::LeaveAsItIs => "leave it as it is",
        Word::Replace => "replace it",
        Word::LeaveIt => "leave it",
    }
}

/// Says a sentence of help and docs, without a full stop.
pub(crate) fn hint(hint: Hint, words: Words<'_>) -> String {
    let key = |action| words.key(action);
    match hint {
        Hint::OpenDemo => "opens the demo: two years of three made-up teams".to_owned(),
        Hint::WriteConfig => "writes a commented `healthcheck.yaml` into this folder".to_owned(),
        Hint::EnterOnWelcome => {
            "starts without one and keeps checks in your own data folder".to_owned()
        }
        Hint::NewCheck => "starts a new check for the team under the cursor".to_owned(),
        Hint::EnterOnHome => {
            "opens the team's latest check, or starts its first one; an open check resumes where \
             it stopped"
                .to_owned()
        }
        Hint::OpenTrend => "shows the team's trend: all its checks in one grid".to_owned(),
        Hint::OpenTeams => "shows all teams side by side on one date".to_owned(),
        Hint::OpenBoardOnHome => {
            "shows the open actions and running experiments of all teams".to_owned()
        }
        Hint::SearchOnHome => "searches names, notes, comments, actions and experiments".to_owned(),
        Hint::EnterOnForm => "starts the check".to_owned(),
        Hint::LeftOnForm => {
            "chooses the previous value; on people, moves to the previous one".to_owned()
        }
        Hint::RightOnForm => "chooses the next value; on people, moves to the next one".to_owned(),
        Hint::ToggleOnForm => "ticks or unticks the person under the cursor".to_owned(),
        Hint::DigitOnForm => "types how many people are here; replaces the old number".to_owned(),
        Hint::TakeBackOnForm => "deletes the last digit".to_owned(),
        Hint::NextFieldOnForm => "goes to the next field".to_owned(),
        Hint::PreviousFieldOnForm => "goes to the previous field".to_owned(),
        Hint::ActionDone => {
            "marks it as done; for an experiment, asks what came of it and what you learnt"
                .to_owned()
        }
        Hint::ActionDropped => "marks it as dropped".to_owned(),
        Hint::ActionOpen => "marks it as still open".to_owned(),
        Hint::EnterOnOpening => "edits it".to_owned(),
        Hint::NextCardOnOpening => "goes to the first card".to_owned(),
        Hint::EnterOnResult => {
            "goes to the next card; if nothing is agreed yet, accepts the suggestion first"
                .to_owned()
        }
        Hint::EnterOnResultLevels => {
            "agrees on the level you typed; otherwise goes to the next card and, if nothing is \
             agreed yet, accepts the suggestion first"
                .to_owned()
        }
        Hint::LightGreen => {
            "green: by hands one vote, or as many as you type before it; in your turn your own \
             vote; after the reveal, what is agreed"
                .to_owned()
        }
        Hint::LightYellow => "yellow: one vote, or as many as you type before it".to_owned(),
        Hint::LightRed => "red: one vote, or as many as you type before it".to_owned(),
        Hint::RevealOnCovered => {
            format!("reveals the card; if votes are missing, press {} twice", key(Action::Reveal))
        }
        Hint::DigitOnLevels => format!(
            "types a level, and {} casts it; before a direction, by hands, says how many",
            key(Action::Enter)
        ),
        Hint::DigitOnDigits => {
            "this level: by hands one vote, in your turn your own; after the reveal, what is \
             agreed"
                .to_owned()
        }
        Hint::Point => "types the point of a level such as 2.5; a comma works too".to_owned(),
        Hint::DirectImprovingOnVotes => {
            "improving: by hands one direction, or as many as you type before it; in your turn \
             your own; after the reveal, what is agreed"
                .to_owned()
        }
        Hint::DirectStableOnVotes => "stable: one, or as many as you type before it".to_owned(),
        Hint::DirectWorseningOnVotes => {
            "worsening: one, or as many as you type before it".to_owned()
        }
        Hint::DirectImprovingOnDigits => {
            "improving: by hands one direction a press; in your turn your own; after the reveal, \
             what is agreed"
                .to_owned()
        }
        Hint::DigitOnVoting => format!(
            "says how many the next key counts: `4{}` is four green votes",
            key(Action::Light(Light::Green))
        ),
        Hint::EnterOnVoting => "says what comes next".to_owned(),
        Hint::EnterOnVotingLevels => "casts the level you typed".to_owned(),
        Hint::EnterOnTurnsCard => "starts the next person's turn".to_owned(),
        Hint::Abstain => "abstains: no vote, but counted as answered".to_owned(),
        Hint::TakeBackOnVoting => "removes the last vote, or deletes the last digit".to_owned(),
        Hint::RevealOnRevealed => {
            "covers the result, or shows it again; the file does not change".to_owned()
        }
        Hint::TakeBackOnResultLevels => "deletes the last digit".to_owned(),
        Hint::EnterOnNeutral => "starts the turn of the person under the cursor".to_owned(),
        Hint::NextCardOnNeutral => "goes to the cards, to reveal them".to_owned(),
        Hint::LeftOnNeutral => "goes to the previous person".to_owned(),
        Hint::RightOnNeutral => "goes to the next person".to_owned(),
        Hint::EnterOnSitting => "goes to the next card; on the last one, ends your turn".to_owned(),
        Hint::EnterOnSittingLevels => {
            "casts the level you typed, otherwise goes to the next card; on the last one, ends \
             your turn"
                .to_owned()
        }
        Hint::Comment => "writes your own comment; in an anonymous check only dots show".to_owned(),
        Hint::NextCardOnSitting => "goes to the next card".to_owned(),
        Hint::PreviousCardOnSitting => "goes to the previous card".to_owned(),
        Hint::EnterOnSummary => "goes to that card".to_owned(),
        Hint::Order => "sorts the cards: as asked, by need, by disagreement".to_owned(),
        Hint::Focus => "chooses this card to work on, or removes it; three at most".to_owned(),
        Hint::Miss => "asks the team: would you miss this check?".to_owned(),
        Hint::CloseOrReopen => "closes the check, or reopens a closed one".to_owned(),
        Hint::DeleteOnHome => {
            "deletes the team's open check; asks first; a check with a result stays".to_owned()
        }
        Hint::DeleteOnSummary => {
            "deletes the check; asks first; a check with a result stays".to_owned()
        }
        Hint::NextCardOnCard => "goes to the next card".to_owned(),
        Hint::PreviousCardOnCard => "goes to the previous card".to_owned(),
        Hint::Notes => "writes notes on the card".to_owned(),
        Hint::AddActionOnVoting => "adds an action".to_owned(),
        Hint::Summary => "shows all cards at a glance".to_owned(),
        Hint::AddExperimentOnVoting => "adds an experiment".to_owned(),
        Hint::Skip => "skips this card, or brings it back".to_owned(),
        Hint::WhoIsHere => "adds who arrives and removes who leaves".to_owned(),
        Hint::VoteAgainOnCard => "clears the votes on this card for a new vote".to_owned(),
        Hint::Invite => "shows how phones get in, so that everybody votes on their own".to_owned(),
        Hint::NextCardOnJoin => "to the cards; phones go on voting".to_owned(),
        Hint::NextFieldOnJoin => "serves at the next address of this computer".to_owned(),
        Hint::ArriveOnJoin => "one more person is here; with names, who is here".to_owned(),
        Hint::LeaveOnJoin => "one person less is here".to_owned(),
        Hint::FreeSeat => {
            "frees the name under the cursor for another phone, or leaves a ballot code out"
                .to_owned()
        }
        Hint::EverybodyAnew => {
            "everybody joins anew; votes of phones that are not revealed are dropped".to_owned()
        }
        Hint::ExportOnJoin => "keeps the QR code as a picture, for a chat".to_owned(),
        Hint::BallotSheet => "writes a ballot sheet for people who are not in the room".to_owned(),
        Hint::Codes => "takes ballot codes from a file or folder, or a line of votes".to_owned(),
        Hint::CloseServer => "closes the server: no phone can vote any more".to_owned(),
        Hint::LargeTypeOnJoin => "a larger QR code, where the window has room for it".to_owned(),
        Hint::Timer => "pauses or resumes the timer".to_owned(),
        Hint::LargeType => "turns large type on or off, for the back of the room".to_owned(),
        Hint::DirectImprovingOnMiss => {
            "yes: one answer, or as many as you type before it".to_owned()
        }
        Hint::DirectStableOnMiss => {
            "not sure: one answer, or as many as you type before it".to_owned()
        }
        Hint::DirectWorseningOnMiss => {
            "no: one answer, or as many as you type before it".to_owned()
        }
        Hint::DigitOnMiss => "says how many the next key counts".to_owned(),
        Hint::TakeBackOnMiss => "deletes the digits; without digits, all answers".to_owned(),
        Hint::RevealOnMiss => "reveals the answers".to_owned(),
        Hint::VoteAgainOnMiss => "clears the answers and asks again".to_owned(),
        Hint::EnterOnMiss => "goes back to the summary".to_owned(),
        Hint::Arrive => "adds somebody who arrives; in a check with names, you type one".to_owned(),
        Hint::Leave => "removes somebody who leaves; votes already given stay".to_owned(),
        Hint::ToggleOnRoster => {
            "marks the person under the cursor as away, or as here again".to_owned()
        }
        Hint::DigitOnRoster => format!(
            "in a check without names, types how many are here: {} sets it; {} and {} add or \
             remove one",
            key(Action::Enter),
            key(Action::Arrive),
            key(Action::Leave)
        ),
        Hint::EnterOnRoster => "sets the number you typed, and goes back".to_owned(),
        Hint::EnterOnTrend => {
            "opens the check on this card; with two columns marked, compares them".to_owned()
        }
        Hint::LeftOnTrend => "goes one column back in time".to_owned(),
        Hint::RightOnTrend => "goes one column on".to_owned(),
        Hint::EnterOnTeams => {
            "opens the team's check on this card; on a card's name, shows that card in all teams \
             over time"
                .to_owned()
        }
        Hint::Shows => {
            "switches what cells show: agreed, median vote, direction, change since last check (in \
             the trend grid), agreement, how many answered"
                .to_owned()
        }
        Hint::Denser => {
            "makes the view smaller: one cell a column; in the trend grid then one column a year, \
             with the last result of that year"
                .to_owned()
        }
        Hint::Wider => "makes the view larger: lights with arrows".to_owned(),
        Hint::Mark => format!(
            "marks this check, or removes the mark; {} compares two marked ones, and a third mark \
             replaces the older one",
            key(Action::Enter)
        ),
        Hint::Join => {
            "hides checks on other templates than the newest, or shows them again, joined where \
             cards have the same key"
                .to_owned()
        }
        Hint::Panel => {
            "switches the details of the cell under the cursor: in full, off, as far as there is \
             room"
                .to_owned()
        }
        Hint::EarlierDay => "goes to the previous date with a change".to_owned(),
        Hint::LaterDay => "goes to the next date with a change, and at the end to today".to_owned(),
        Hint::OpenRow => {
            "shows this card in all teams over time: which teams improved, and what they had \
             agreed before"
                .to_owned()
        }
        Hint::LeftOnTeams => {
            "goes one team to the left, and at the end to the card's name".to_owned()
        }
        Hint::RightOnTeams => "goes one team to the right".to_owned(),
        Hint::SearchOnTrend => {
            "searches this team's checks, and those of all teams unless this one opted out"
                .to_owned()
        }
        Hint::SearchOnTeams => "searches the checks of all teams that did not opt out".to_owned(),
        Hint::Insight => {
            "shows what this check says: what moved, early warnings, what the method suggests, \
             each with its reason"
                .to_owned()
        }
        Hint::EnterOnCompare => {
            "opens the later check on this card; on an action, the check in which it was agreed"
                .to_owned()
        }
        Hint::EnterOnAcross => "opens the team's last check that agreed on it".to_owned(),
        Hint::OpenBoardOnTrend => {
            "shows this team's open actions and running experiments".to_owned()
        }
        Hint::AddActionOnBoard => "adds an action for the team under the cursor".to_owned(),
        Hint::AddExperimentOnBoard => "adds an experiment for the team under the cursor".to_owned(),
        Hint::DirectImprovingOnOutcome => "it worked".to_owned(),
        Hint::DirectStableOnOutcome => "nobody can say".to_owned(),
        Hint::DirectWorseningOnOutcome => "it did not work".to_owned(),
        Hint::EnterOnSearch => {
            "opens the check on that card; on a team, goes to the team".to_owned()
        }
        Hint::BackOnSearch => "goes back to where the search was started".to_owned(),
        Hint::UpOnSearch => "moves up, while you type".to_owned(),
        Hint::DownOnSearch => "moves down, while you type".to_owned(),
        Hint::PageUpOnSearch => "moves ten up".to_owned(),
        Hint::PageDownOnSearch => "moves ten down".to_owned(),
        Hint::HelpOnSearch => format!(
            "shows the keys of this screen; `{}` is text here",
            words.keys.name(Place::Home, Action::Help)
        ),
        Hint::EnterOnHelpSearch => "goes to the list of what was found".to_owned(),
        Hint::BackOnHelpSearch => "clears the search".to_owned(),
        Hint::SearchInHelp => "searches help for a key, a word or an action".to_owned(),
        Hint::ReadAgain => "reads the file again, once you have fixed it".to_owned(),
        Hint::EnterOnAsk => "does what the question says".to_owned(),
        Hint::Other => "takes the other choice, if there is one".to_owned(),
        Hint::EnterOnUnsaved => "tries to save it again".to_owned(),
        Hint::WriteAgain => "writes the file again, as it is on the screen".to_owned(),
        Hint::LetGo => {
            "lets it go, as the file is gone; unrevealed votes wait until it is back".to_owned()
        }
        Hint::Compare => "shows the differences between yours and theirs".to_owned(),
        Hint::TakeTheirs => "continues with theirs; yours stays in a copy beside it".to_owned(),
        Hint::KeepBoth => "keeps both: theirs stays, yours becomes a check of its own".to_owned(),
        Hint::Elsewhere => "keeps a copy at another place until its own can be written".to_owned(),
        Hint::Keep => "saves the text; in a form, starts the check or saves the entry".to_owned(),
        Hint::Drop => {
            "cancels; what you typed stays as a draft, except a comment in your turn".to_owned()
        }
        Hint::NextFieldOnText => "in a form, goes to the next field".to_owned(),
        Hint::PreviousFieldOnText => "in a form, goes to the previous field".to_owned(),
        Hint::UpOnText => "in a form, goes to the previous field".to_owned(),
        Hint::DownOnText => "in a form, goes to the next field".to_owned(),
        Hint::NewLine => "starts a new line".to_owned(),
        Hint::Editor => "opens the text in $EDITOR".to_owned(),
        Hint::UpOnLists => "moves up".to_owned(),
        Hint::DownOnLists => "moves down".to_owned(),
        Hint::First => "goes to the first one".to_owned(),
        Hint::Last => "goes to the last one".to_owned(),
        Hint::PageUpOnHome => "moves a page up; in a grid, goes five columns back".to_owned(),
        Hint::PageUpOnCard => "turns back a page of the card's text".to_owned(),
        Hint::PageDownOnCard => "turns to the next page of the card's text".to_owned(),
        Hint::PageUpOnResult => "turns back a page of comments".to_owned(),
        Hint::PageDownOnResult => "turns to the next page of comments".to_owned(),
        Hint::PageDownOnHome => "moves a page down; in a grid, goes five columns on".to_owned(),
        Hint::ExportOnHome => "exports the Markdown report to a file or the clipboard".to_owned(),
        Hint::ExportOnTrend => {
            "exports the grid as Markdown, or as CSV, JSON or a picture if the file name ends so"
                .to_owned()
        }
        Hint::ExportOnCompare => {
            "exports this page as Markdown to a file or the clipboard".to_owned()
        }
        Hint::ExportOnBoard => "exports the board as Markdown".to_owned(),
        Hint::Undo => "undoes the last step".to_owned(),
        Hint::Redo => "redoes what was undone".to_owned(),
        Hint::Unsaved => "shows what could not be saved, and what to do".to_owned(),
        Hint::NextTheme => "switches to the next theme".to_owned(),
        Hint::BackOnFirst => "quits".to_owned(),
        Hint::BackOnLater => {
            "goes back; from a card to where it was opened from, else to the summary".to_owned()
        }
        Hint::HelpOnAnywhere => "shows the keys of this screen".to_owned(),
        Hint::Suspend => "suspends the program; `fg` brings it back".to_owned(),
        Hint::Quit => {
            "quits; asks first while a check is not closed or something is not saved; press twice \
             to quit anyway"
                .to_owned()
        }
    }
}

/// Says the name of a place, as help and docs have it.
pub(crate) const fn place(place: Place) -> &'static str {
    match place {
        Place::Welcome => "First screen of an empty folder",
        Place::Home => "Home",
        Place::Form => "New check",
        Place::Opening => "What was agreed last time",
        Place::Voting => "Card before the reveal, by hands",
        Place::VotingLevels => "Card before the reveal, by hands, on levels",
        Place::VotingDigits => "Card before the reveal, by hands, on levels of one digit",
        Place::TurnsCard => "Card before the reveal, in turns",
        Place::Result => "Card after the reveal",
        Place::ResultLevels => "Card after the reveal, on levels",
        Place::ResultDigits => "Card after the reveal, on levels of one digit",
        Place::Neutral => "Between two turns",
        Place::Sitting => "A turn",
        Place::SittingLevels => "A turn, on levels",
        Place::SittingDigits => "A turn, on levels of one digit",
        Place::Summary => "Summary",
        Place::Trend => "Trend grid",
        Place::Teams => "Team grid",
        Place::Board => "Board",
        Place::Join => "Phones join",
        Place::Outcome => "What came of an experiment?",
        Place::Search => "Search",
        Place::Page => "A page to read",
        Place::Compare => "Comparison of two checks",
        Place::Across => "A card across teams",
        Place::Faults => "Error screen",
        Place::Help => "Help",
        Place::HelpSearch => "Search in help",
        Place::Roster => "Who is here",
        Place::Miss => "Would you miss this check?",
        Place::Ask => "A question",
        Place::Unsaved => "What could not be saved",
        Place::Difference => "The difference between two versions",
        Place::Text => "Where text is typed",
        Place::LongText => "Where long text is typed",
    }
}
