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
        Word::GoOnWithout => "go on without",
        Word::NewCheck => "new check",
        Word::Open => "open",
        Word::Trend => "trend",
        Word::Teams => "teams",
        Word::Actions => "actions",
        Word::Search => "search",
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
        Word::Green => "green",
        Word::Yellow => "yellow",
        Word::Red => "red",
        Word::Reveal => "reveal",
        Word::Level => "level",
        Word::Direction => "direction",
        Word::GiveLevel => "give level",
        Word::NextSitting => "next sitting",
        Word::Abstain => "abstain",
        Word::TakeBack => "take back",
        Word::Cover => "cover",
        Word::Begin => "begin",
        Word::NextCard => "next card",
        Word::Comment => "comment",
        Word::OpenCard => "open card",
        Word::Order => "order",
        Word::Focus => "focus",
        Word::MissIt => "miss it?",
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
        Word::LargeType => "large type",
        Word::Yes => "yes",
        Word::NotSure => "not sure",
        Word::No => "no",
        Word::AskAgain => "ask again",
        Word::Arrives => "arrives",
        Word::Leaves => "leaves",
        Word::HereOrNot => "here or not",
        Word::Older => "older",
        Word::Newer => "newer",
        Word::Cells => "cells",
        Word::Density => "density",
        Word::Mark => "mark",
        Word::Templates => "templates",
        Word::Panel => "panel",
        Word::Earlier => "earlier",
        Word::Later => "later",
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
        Word::Keep => "keep",
        Word::Drop => "drop",
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
        Word::QuitWithout => "quit without",
        Word::TryToSaveAgain => "try to save again",
        Word::OtherWaysToKeep => "other ways to keep it",
        Word::Stay => "stay",
        Word::GoOnWithIt => "go on with it",
        Word::StartNewOne => "start a new one",
        Word::BackToForm => "back to the form",
        Word::LeaveClosed => "leave it closed",
        Word::CloseAnyway => "close all the same",
        Word::DeleteIt => "delete it",
        Word::KeepIt => "keep it",
        Word::TakeTheirsAnyway => "take theirs all the same",
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
        Hint::EnterOnWelcome => "goes on without one, in your own data folder".to_owned(),
        Hint::NewCheck => "starts a new check, of the team under the cursor".to_owned(),
        Hint::EnterOnHome => {
            "opens the team's latest check; an open one goes on where it stopped; without one, \
             starts the first"
                .to_owned()
        }
        Hint::OpenTrend => "shows the team's sessions as a trend grid".to_owned(),
        Hint::OpenTeams => "shows all teams that share at one moment".to_owned(),
        Hint::OpenBoardOnHome => {
            "shows what all teams that share have still to do and are trying".to_owned()
        }
        Hint::SearchOnHome => {
            "looks for words in names, notes, comments, actions and experiments".to_owned()
        }
        Hint::EnterOnForm => "starts the check".to_owned(),
        Hint::LeftOnForm => {
            "chooses the value before; on people, moves to the one before".to_owned()
        }
        Hint::RightOnForm => "chooses the next value; on people, moves to the next one".to_owned(),
        Hint::ToggleOnForm => "ticks or unticks the person under the cursor".to_owned(),
        Hint::DigitOnForm => "types the number of voters, in place of the one there".to_owned(),
        Hint::TakeBackOnForm => "takes the last digit back".to_owned(),
        Hint::NextFieldOnForm => "goes to the next field".to_owned(),
        Hint::PreviousFieldOnForm => "goes to the field before".to_owned(),
        Hint::ActionDone => {
            "marks it as done; of an experiment it asks what came of it, and what was learnt"
                .to_owned()
        }
        Hint::ActionDropped => "marks it as dropped".to_owned(),
        Hint::ActionOpen => "marks it as still open".to_owned(),
        Hint::EnterOnOpening => "edits it".to_owned(),
        Hint::NextCardOnOpening => "goes on to the first card".to_owned(),
        Hint::EnterOnResult => {
            "keeps what is agreed, else takes the suggestion, and goes to the next card".to_owned()
        }
        Hint::EnterOnResultLevels => {
            "takes the level that was typed; else keeps what is agreed or takes the suggestion, \
             and goes to the next card"
                .to_owned()
        }
        Hint::LightGreen => {
            "green: by hands one ballot, or as many as the digits before it say; in a sitting your \
             own; after the reveal, what is agreed"
                .to_owned()
        }
        Hint::LightYellow => "yellow, in the same way".to_owned(),
        Hint::LightRed => "red, in the same way".to_owned(),
        Hint::RevealOnCovered => format!(
            "reveals the card; with ballots missing it asks for a second {}",
            key(Action::Reveal)
        ),
        Hint::DigitOnLevels => format!(
            "gathers a level, and {} gives it; before a direction, by hands, it is how many",
            key(Action::Enter)
        ),
        Hint::DigitOnDigits => {
            "this level: by hands one vote, in a sitting your own; after the reveal, what is \
             agreed"
                .to_owned()
        }
        Hint::Point => "the point of a level such as 2.5; a comma is one, too".to_owned(),
        Hint::DirectImprovingOnVotes => {
            "improving: by hands one direction, or as many as the digits before it say; in a \
             sitting your own; after the reveal, what is agreed"
                .to_owned()
        }
        Hint::DirectImprovingOnDigits => {
            "improving: by hands one direction a press; in a sitting your own; after the reveal, \
             what is agreed"
                .to_owned()
        }
        Hint::DirectStableOnVotes => "stable, in the same way".to_owned(),
        Hint::DirectWorseningOnVotes => "worsening, in the same way".to_owned(),
        Hint::DigitOnVoting => format!(
            "how many the next key counts: `4{}` is four green",
            key(Action::Light(Light::Green))
        ),
        Hint::EnterOnVoting => "says what comes next".to_owned(),
        Hint::EnterOnVotingLevels => "gives the level that was typed".to_owned(),
        Hint::EnterOnTurnsCard => "goes to the next sitting".to_owned(),
        Hint::Abstain => "abstains: no vote, but counted as here".to_owned(),
        Hint::TakeBackOnVoting => "takes the last ballot or digit back".to_owned(),
        Hint::RevealOnRevealed => {
            "covers the result, and shows it again; the file stays".to_owned()
        }
        Hint::TakeBackOnResultLevels => "takes the last digit back".to_owned(),
        Hint::EnterOnNeutral => "begins the sitting of the person under the cursor".to_owned(),
        Hint::NextCardOnNeutral => "goes to the cards, where they are revealed".to_owned(),
        Hint::LeftOnNeutral => "goes to the person before".to_owned(),
        Hint::RightOnNeutral => "goes to the next person".to_owned(),
        Hint::EnterOnSitting => {
            "goes to the next card; on the last one hands over to the next person".to_owned()
        }
        Hint::EnterOnSittingLevels => {
            "gives the level that was typed, else goes to the next card; on the last one hands \
             over"
                .to_owned()
        }
        Hint::Comment => "writes your own comment; in an anonymous check only dots show".to_owned(),
        Hint::NextCardOnSitting => "next card".to_owned(),
        Hint::PreviousCardOnSitting => "card before".to_owned(),
        Hint::EnterOnSummary => "goes to that card".to_owned(),
        Hint::Order => "orders the cards: as asked, by need, by disagreement".to_owned(),
        Hint::Focus => "takes the dimension into focus, or out; at most three".to_owned(),
        Hint::Miss => "asks the team: would you miss this check?".to_owned(),
        Hint::CloseOrReopen => "closes the check, or reopens a closed one".to_owned(),
        Hint::DeleteOnHome => {
            "deletes the team's open check; it asks, and a check with a result stays".to_owned()
        }
        Hint::DeleteOnSummary => {
            "deletes the check; it asks, and a check with a result stays".to_owned()
        }
        Hint::NextCardOnCard => "next card".to_owned(),
        Hint::PreviousCardOnCard => "card before".to_owned(),
        Hint::Notes => "writes notes on the card".to_owned(),
        Hint::AddActionOnVoting => "writes an action down".to_owned(),
        Hint::Summary => "shows all cards at a glance".to_owned(),
        Hint::AddExperimentOnVoting => "writes an experiment down".to_owned(),
        Hint::Skip => "skips the dimension, or brings it back".to_owned(),
        Hint::WhoIsHere => "adds who arrives and removes who leaves".to_owned(),
        Hint::VoteAgainOnCard => "votes this card again from nothing".to_owned(),
        Hint::Timer => "pauses the timer, and lets it go on".to_owned(),
        Hint::LargeType => "large type for the back of the room, and back again".to_owned(),
        Hint::DirectImprovingOnMiss => {
            "yes: one answer, or as many as the digits before it say".to_owned()
        }
        Hint::DirectStableOnMiss => "not sure, in the same way".to_owned(),
        Hint::DirectWorseningOnMiss => "no, in the same way".to_owned(),
        Hint::DigitOnMiss => "how many the next key counts".to_owned(),
        Hint::TakeBackOnMiss => "takes the digits back, else all answers".to_owned(),
        Hint::RevealOnMiss => "reveals the answers".to_owned(),
        Hint::VoteAgainOnMiss => "asks again from nothing".to_owned(),
        Hint::EnterOnMiss => "goes back to the summary".to_owned(),
        Hint::Arrive => "somebody arrives; where there are names, you type one".to_owned(),
        Hint::Leave => "the person under the cursor leaves; no ballot is taken back".to_owned(),
        Hint::ToggleOnRoster => "the person under the cursor leaves or comes back".to_owned(),
        Hint::DigitOnRoster => format!(
            "types how many are here, where nobody is known by name: {} takes it, and {} or {} \
             one more or one fewer",
            key(Action::Enter),
            key(Action::Arrive),
            key(Action::Leave)
        ),
        Hint::EnterOnRoster => "takes a number that was typed, and goes back".to_owned(),
        Hint::EnterOnTrend => {
            "opens the session on this card; with two columns marked, compares them".to_owned()
        }
        Hint::LeftOnTrend => "one column back in time".to_owned(),
        Hint::RightOnTrend => "one column on".to_owned(),
        Hint::EnterOnTeams => {
            "opens the team's session on this card; on a dimension's name, the dimension across \
             teams and time"
                .to_owned()
        }
        Hint::Shows => {
            "switches what cells show: agreed, the middle of the ballots, the direction said, the \
             change (in the trend grid), agreement, how many answered"
                .to_owned()
        }
        Hint::Denser => {
            "denser: one cell a column; in the trend grid then a year in a column, which shows the \
             last that was said in it"
                .to_owned()
        }
        Hint::Wider => "wider: badges with arrows".to_owned(),
        Hint::Mark => format!(
            "marks the session, or takes the mark away; of two marked ones {} shows a comparison, \
             and a third mark replaces the older one",
            key(Action::Enter)
        ),
        Hint::Join => {
            "leaves sessions of other templates than the newest one's out, or joins them by the \
             keys of their dimensions"
                .to_owned()
        }
        Hint::Panel => {
            "explains the cell under the cursor in full, then not at all, then as far as there is \
             room"
                .to_owned()
        }
        Hint::EarlierDay => {
            "goes back to the day before on which the grid was another one".to_owned()
        }
        Hint::LaterDay => {
            "goes on to the next day on which the grid is another one, at last to today".to_owned()
        }
        Hint::OpenRow => {
            "shows the dimension across teams and time: who rose in it, and what they had agreed \
             before"
                .to_owned()
        }
        Hint::LeftOnTeams => "one team to the left, at last to the dimension's name".to_owned(),
        Hint::RightOnTeams => "one team to the right".to_owned(),
        Hint::SearchOnTrend => {
            "looks for words in this team's sessions, and if it shares, in those of all teams that \
             do"
            .to_owned()
        }
        Hint::SearchOnTeams => "looks for words in the sessions of all teams that share".to_owned(),
        Hint::Insight => {
            "shows what the session says: what moved, what slides, what the method suggests, each \
             with its reason"
                .to_owned()
        }
        Hint::EnterOnCompare => {
            "opens the later session on this card; on an action, the session in which it was \
             agreed"
                .to_owned()
        }
        Hint::EnterOnAcross => "opens the team's last session that agreed on it".to_owned(),
        Hint::OpenBoardOnTrend => "shows what this team has still to do and is trying".to_owned(),
        Hint::AddActionOnBoard => "writes an action down, for the team under the cursor".to_owned(),
        Hint::AddExperimentOnBoard => {
            "writes an experiment down, for the team under the cursor".to_owned()
        }
        Hint::DirectImprovingOnOutcome => "it worked".to_owned(),
        Hint::DirectStableOnOutcome => "nobody can say".to_owned(),
        Hint::DirectWorseningOnOutcome => "it did not work".to_owned(),
        Hint::EnterOnSearch => {
            "opens the session on the card of the row under the cursor; on a team, goes to it"
                .to_owned()
        }
        Hint::BackOnSearch => "goes back to where the search was started".to_owned(),
        Hint::UpOnSearch => "moves up, while you type".to_owned(),
        Hint::DownOnSearch => "moves down, while you type".to_owned(),
        Hint::PageUpOnSearch => "moves ten up".to_owned(),
        Hint::PageDownOnSearch => "moves ten down".to_owned(),
        Hint::HelpOnSearch => format!(
            "shows the keys of this place; `{}` is text here",
            words.keys.name(Place::Home, Action::Help)
        ),
        Hint::ReadAgain => "reads the file again, after you have fixed it".to_owned(),
        Hint::EnterOnAsk => "does what the question says".to_owned(),
        Hint::Other => "takes the other choice, where there is one".to_owned(),
        Hint::EnterOnUnsaved => "tries to save it again".to_owned(),
        Hint::WriteAgain => "writes the file again, as it is on the screen".to_owned(),
        Hint::LetGo => "lets it go, as the file is gone; ballots wait until it is back".to_owned(),
        Hint::Compare => "shows what is different between yours and theirs".to_owned(),
        Hint::TakeTheirs => "goes on with theirs; yours stays in the copy beside it".to_owned(),
        Hint::KeepBoth => "lets theirs stand, and makes yours a session of its own".to_owned(),
        Hint::Elsewhere => "keeps a copy at another place until its own can be written".to_owned(),
        Hint::Keep => "keeps the text; in a form, starts or saves it".to_owned(),
        Hint::Drop => {
            "leaves; what was typed stays as a draft, but for a comment in a sitting".to_owned()
        }
        Hint::NextFieldOnText => "in a form, goes to the next field".to_owned(),
        Hint::PreviousFieldOnText => "in a form, goes to the field before".to_owned(),
        Hint::UpOnText => "in a form, goes to the field before".to_owned(),
        Hint::DownOnText => "in a form, goes to the next field".to_owned(),
        Hint::NewLine => "starts a new line".to_owned(),
        Hint::Editor => "opens the text in $EDITOR".to_owned(),
        Hint::UpOnLists => "moves up".to_owned(),
        Hint::DownOnLists => "moves down".to_owned(),
        Hint::First => "goes to the first one".to_owned(),
        Hint::Last => "goes to the last one".to_owned(),
        Hint::PageUpOnHome => "moves a page up; in a grid, five columns back".to_owned(),
        Hint::PageUpOnCard => "turns the text of the card a page back".to_owned(),
        Hint::PageDownOnCard => "turns to the next page of the card's text".to_owned(),
        Hint::PageUpOnResult => "turns the comments a page back".to_owned(),
        Hint::PageDownOnResult => "turns to the next page of comments".to_owned(),
        Hint::PageDownOnHome => "moves a page down; in a grid, five columns on".to_owned(),
        Hint::ExportOnHome => {
            "exports the report as Markdown: to a file or the clipboard".to_owned()
        }
        Hint::ExportOnTrend => {
            "exports the grid: as Markdown, or as CSV, JSON or a picture if the file's name ends \
             so"
            .to_owned()
        }
        Hint::ExportOnCompare => {
            "exports this page as Markdown: to a file or the clipboard".to_owned()
        }
        Hint::ExportOnBoard => "exports the board as Markdown".to_owned(),
        Hint::Undo => "takes the last act back".to_owned(),
        Hint::Redo => "does it again".to_owned(),
        Hint::Unsaved => "says what could not be saved, and what can be done".to_owned(),
        Hint::NextTheme => "next theme".to_owned(),
        Hint::BackOnFirst => "quits".to_owned(),
        Hint::BackOnLater => {
            "goes back; from a card to where it was opened from, else to the summary".to_owned()
        }
        Hint::HelpOnAnywhere => "shows the keys of this place".to_owned(),
        Hint::Suspend => "suspends the program; `fg` brings it back".to_owned(),
        Hint::Quit => {
            "quits; while a check is not closed, or something is not saved, it asks, and a second \
             one quits all the same"
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
        Place::Neutral => "Between two sittings",
        Place::Sitting => "A sitting",
        Place::SittingLevels => "A sitting, on levels",
        Place::SittingDigits => "A sitting, on levels of one digit",
        Place::Summary => "Summary",
        Place::Trend => "Trend grid",
        Place::Teams => "Team grid",
        Place::Board => "Board",
        Place::Outcome => "What came of an experiment?",
        Place::Search => "Search",
        Place::Page => "A page to read",
        Place::Compare => "Comparison of two sessions",
        Place::Across => "A dimension across teams",
        Place::Faults => "Error screen",
        Place::Help => "Help",
        Place::Roster => "Who is here",
        Place::Miss => "Would you miss this check?",
        Place::Ask => "A question",
        Place::Unsaved => "What could not be saved",
        Place::Difference => "The difference between two versions",
        Place::Text => "Where text is typed",
        Place::LongText => "Where long text is typed",
    }
}
