//! The table itself. A key that does something is here, and a key that is here does something.

use crate::model::{Direction, Light};

use super::Key::{Char as C, Ctrl};
use super::Place::{
    Across, Ask, Board, Compare, Difference, Faults, Form, Help, Home, LongText, Miss, Neutral,
    Opening, Outcome, Result, ResultLevels, Roster, Search, Sitting, SittingLevels, Summary, Teams,
    Text, Trend, TurnsCard, Unsaved, Voting, VotingLevels, Welcome,
};
use super::Places::{Except, In};
use super::{Action as A, Binding, Hint as H, Key, Place, Places, Word as W};

/// Cards that are not revealed, outside a sitting.
const COVERED: &[Place] = &[Voting, VotingLevels, TurnsCard];
/// Cards that are revealed.
const REVEALED: &[Place] = &[Result, ResultLevels];
/// Cards, outside a sitting.
const CARD: &[Place] = &[Voting, VotingLevels, TurnsCard, Result, ResultLevels];
/// Cards, outside a sitting, and the summary.
const CARD_OR_SUMMARY: &[Place] = &[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Summary];
/// A sitting.
const IN_A_SITTING: &[Place] = &[Sitting, SittingLevels];
/// Cards that take a light.
const LIGHTS: &[Place] = &[Voting, Result, Sitting];
/// Cards that take a level.
const LEVELS: &[Place] = &[VotingLevels, ResultLevels, SittingLevels];
/// Cards that take a direction.
const DIRECTIONS: &[Place] = &[Voting, VotingLevels, Result, ResultLevels, Sitting, SittingLevels];
/// Views of a check, and the board: acts can be undone.
const UNDOABLE: &[Place] = &[
    Opening,
    Voting,
    VotingLevels,
    TurnsCard,
    Result,
    ResultLevels,
    Neutral,
    Sitting,
    SittingLevels,
    Summary,
    Roster,
    Miss,
    Board,
];
/// Views of a check that have a report, and home.
const REPORTED: &[Place] =
    &[Home, Opening, Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Summary];
/// Forms and the editor of long text.
const TYPED: &[Place] = &[Text, LongText];
/// The first screens.
const FIRST: &[Place] = &[Welcome, Home];
/// Everywhere.
const EVERYWHERE: Places = Except(&[]);
/// Everywhere but in text.
const NOT_TEXT: Places = Except(&[Search, Text, LongText]);
/// Every screen that has one before it.
const AFTER_THE_FIRST: Places = Except(&[Welcome, Home, Search, Text, LongText]);
/// Everywhere but in text, help and questions.
const WITH_HELP: Places = Except(&[Search, Text, LongText, Help, Ask]);
/// Places with a cursor that moves up and down.
const LISTS: Places = Except(&[
    Welcome,
    TurnsCard,
    Result,
    ResultLevels,
    Sitting,
    SittingLevels,
    Outcome,
    Search,
    Miss,
    Ask,
    Unsaved,
    Text,
    LongText,
]);
/// Those of them that can be long.
const LONG_LISTS: Places = Except(&[
    Welcome,
    Form,
    Voting,
    VotingLevels,
    TurnsCard,
    Result,
    ResultLevels,
    Sitting,
    SittingLevels,
    Outcome,
    Search,
    Roster,
    Miss,
    Ask,
    Unsaved,
    Text,
    LongText,
]);
/// Those of them that can be longer than a page.
const PAGED_LISTS: Places = Except(&[
    Welcome,
    Form,
    Opening,
    Voting,
    VotingLevels,
    TurnsCard,
    Result,
    ResultLevels,
    Neutral,
    Sitting,
    SittingLevels,
    Summary,
    Outcome,
    Search,
    Roster,
    Miss,
    Ask,
    Unsaved,
    Text,
    LongText,
]);

fn on(keys: &[Key], action: A, word: W, hint: H, places: Places) -> Binding {
    Binding { keys: keys.to_vec(), action, word, hint, places }
}

/// Every key of the program. The footer keeps this order, so what matters most stands first.
pub(super) fn bindings() -> Vec<Binding> {
    vec![
        // The first screens.
        on(&[C('i')], A::WriteConfig, W::WriteConfig, H::WriteConfig, In(&[Welcome])),
        on(&[Key::Enter], A::Enter, W::GoOnWithout, H::EnterOnWelcome, In(&[Welcome])),
        on(&[C('n')], A::NewCheck, W::NewCheck, H::NewCheck, In(&[Home])),
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnHome, In(&[Home])),
        on(&[C('t')], A::OpenTrend, W::Trend, H::OpenTrend, In(&[Home])),
        on(&[C('m')], A::OpenTeams, W::Teams, H::OpenTeams, In(&[Home])),
        on(&[C('a')], A::OpenBoard, W::Actions, H::OpenBoardOnHome, In(&[Home])),
        on(&[C('/')], A::Search, W::Search, H::SearchOnHome, In(&[Home])),
        // The form.
        on(&[Key::Enter], A::Enter, W::Start, H::EnterOnForm, In(&[Form])),
        on(&[Key::Left, C('h')], A::Left, W::Choose, H::LeftOnForm, In(&[Form])),
        on(&[Key::Right, C('l')], A::Right, W::Choose, H::RightOnForm, In(&[Form])),
        on(&[C(' ')], A::Toggle, W::Tick, H::ToggleOnForm, In(&[Form])),
        on(&[Key::Digit], A::Digit, W::None, H::DigitOnForm, In(&[Form])),
        on(&[Key::Backspace], A::TakeBack, W::None, H::TakeBackOnForm, In(&[Form])),
        on(&[Key::Tab], A::NextField, W::NextField, H::NextFieldOnForm, In(&[Form])),
        on(&[Key::BackTab], A::PreviousField, W::None, H::PreviousFieldOnForm, In(&[Form])),
        // What was agreed last time.
        on(&[C('d')], A::ActionDone, W::Done, H::ActionDone, In(&[Opening, Board])),
        on(&[C('x')], A::ActionDropped, W::Dropped, H::ActionDropped, In(&[Opening, Board])),
        on(&[C('o')], A::ActionOpen, W::StillOpen, H::ActionOpen, In(&[Opening, Board])),
        on(&[Key::Enter], A::Enter, W::Edit, H::EnterOnOpening, In(&[Opening, Board])),
        on(
            &[C(' '), C('n'), Key::Right, C('l')],
            A::NextCard,
            W::ToTheCards,
            H::NextCardOnOpening,
            In(&[Opening]),
        ),
        // Votes.
        on(&[Key::Enter], A::Enter, W::AgreeNext, H::EnterOnResult, In(&[Result])),
        on(&[Key::Enter], A::Enter, W::AgreeNext, H::EnterOnResultLevels, In(&[ResultLevels])),
        on(&[C('g')], A::Light(Light::Green), W::Green, H::LightGreen, In(LIGHTS)),
        on(&[C('y')], A::Light(Light::Yellow), W::Yellow, H::LightYellow, In(LIGHTS)),
        on(&[C('r')], A::Light(Light::Red), W::Red, H::LightRed, In(LIGHTS)),
        on(&[C(' ')], A::Reveal, W::Reveal, H::RevealOnCovered, In(COVERED)),
        on(&[Key::Digit], A::Digit, W::Level, H::DigitOnLevels, In(LEVELS)),
        on(&[C('.')], A::Point, W::None, H::Point, In(LEVELS)),
        on(
            &[C('+')],
            A::Direct(Direction::Improving),
            W::Direction,
            H::DirectImprovingOnVotes,
            In(DIRECTIONS),
        ),
        on(
            &[C('=')],
            A::Direct(Direction::Stable),
            W::Direction,
            H::DirectStableOnVotes,
            In(DIRECTIONS),
        ),
        on(
            &[C('-')],
            A::Direct(Direction::Worsening),
            W::Direction,
            H::DirectWorseningOnVotes,
            In(DIRECTIONS),
        ),
        on(&[Key::Digit], A::Digit, W::None, H::DigitOnVoting, In(&[Voting])),
        on(&[Key::Enter], A::Enter, W::None, H::EnterOnVoting, In(&[Voting])),
        on(&[Key::Enter], A::Enter, W::GiveLevel, H::EnterOnVotingLevels, In(&[VotingLevels])),
        on(&[Key::Enter], A::Enter, W::NextSitting, H::EnterOnTurnsCard, In(&[TurnsCard])),
        on(
            &[C('b')],
            A::Abstain,
            W::Abstain,
            H::Abstain,
            In(&[Voting, VotingLevels, Sitting, SittingLevels]),
        ),
        on(
            &[Key::Backspace],
            A::TakeBack,
            W::TakeBack,
            H::TakeBackOnVoting,
            In(&[Voting, VotingLevels, SittingLevels]),
        ),
        on(&[C(' ')], A::Reveal, W::Cover, H::RevealOnRevealed, In(REVEALED)),
        on(&[Key::Backspace], A::TakeBack, W::None, H::TakeBackOnResultLevels, In(&[ResultLevels])),
        // Sittings.
        on(&[Key::Enter], A::Enter, W::Begin, H::EnterOnNeutral, In(&[Neutral])),
        on(&[C(' '), C('n')], A::NextCard, W::ToTheCards, H::NextCardOnNeutral, In(&[Neutral])),
        on(&[Key::Left, C('h')], A::Left, W::None, H::LeftOnNeutral, In(&[Neutral])),
        on(&[Key::Right, C('l')], A::Right, W::None, H::RightOnNeutral, In(&[Neutral])),
        on(&[Key::Enter], A::Enter, W::NextCard, H::EnterOnSitting, In(&[Sitting])),
        on(&[Key::Enter], A::Enter, W::NextCard, H::EnterOnSittingLevels, In(&[SittingLevels])),
        on(&[C('c')], A::Comment, W::Comment, H::Comment, In(IN_A_SITTING)),
        on(
            &[Key::Right, C('l'), Key::Down, C('j')],
            A::NextCard,
            W::None,
            H::NextCardOnSitting,
            In(IN_A_SITTING),
        ),
        on(
            &[Key::Left, C('h'), Key::Up, C('k')],
            A::PreviousCard,
            W::None,
            H::PreviousCardOnSitting,
            In(IN_A_SITTING),
        ),
        // Summary.
        on(&[Key::Enter], A::Enter, W::OpenCard, H::EnterOnSummary, In(&[Summary])),
        on(&[C('o')], A::Order, W::Order, H::Order, In(&[Summary])),
        on(&[C('f')], A::Focus, W::Focus, H::Focus, In(&[Summary])),
        on(&[C('m')], A::Miss, W::MissIt, H::Miss, In(&[Summary])),
        on(&[C('C')], A::CloseOrReopen, W::Close, H::CloseOrReopen, In(&[Summary])),
        // Every card.
        on(&[C('n'), Key::Right, C('l')], A::NextCard, W::Next, H::NextCardOnCard, In(CARD)),
        on(
            &[C('p'), Key::Left, C('h')],
            A::PreviousCard,
            W::Previous,
            H::PreviousCardOnCard,
            In(CARD),
        ),
        on(&[C('c')], A::Notes, W::Notes, H::Notes, In(CARD)),
        on(&[C('a')], A::AddAction, W::Action, H::AddActionOnVoting, In(CARD_OR_SUMMARY)),
        on(
            &[C('s')],
            A::Summary,
            W::Summary,
            H::Summary,
            In(&[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Opening]),
        ),
        on(
            &[C('x')],
            A::AddExperiment,
            W::Experiment,
            H::AddExperimentOnVoting,
            In(CARD_OR_SUMMARY),
        ),
        on(&[C('d')], A::Skip, W::Skip, H::Skip, In(CARD)),
        on(
            &[C('v')],
            A::WhoIsHere,
            W::WhoIsHere,
            H::WhoIsHere,
            In(&[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Summary]),
        ),
        on(&[C('V')], A::VoteAgain, W::VoteAgain, H::VoteAgainOnCard, In(CARD)),
        on(&[C('w')], A::Timer, W::Timer, H::Timer, In(CARD)),
        on(&[C('z')], A::LargeType, W::LargeType, H::LargeType, In(CARD)),
        // Would you miss this check?
        on(
            &[C('+')],
            A::Direct(Direction::Improving),
            W::Yes,
            H::DirectImprovingOnMiss,
            In(&[Miss]),
        ),
        on(&[C('=')], A::Direct(Direction::Stable), W::NotSure, H::DirectStableOnMiss, In(&[Miss])),
        on(
            &[C('-')],
            A::Direct(Direction::Worsening),
            W::No,
            H::DirectWorseningOnMiss,
            In(&[Miss]),
        ),
        on(&[Key::Digit], A::Digit, W::None, H::DigitOnMiss, In(&[Miss])),
        on(&[Key::Backspace], A::TakeBack, W::TakeBack, H::TakeBackOnMiss, In(&[Miss])),
        on(&[C(' ')], A::Reveal, W::Reveal, H::RevealOnMiss, In(&[Miss])),
        on(&[C('V')], A::VoteAgain, W::AskAgain, H::VoteAgainOnMiss, In(&[Miss])),
        on(&[Key::Enter], A::Enter, W::Done, H::EnterOnMiss, In(&[Miss])),
        // Who is here.
        on(&[C('+'), C('a')], A::Arrive, W::Arrives, H::Arrive, In(&[Roster])),
        on(&[C('-'), C('d')], A::Leave, W::Leaves, H::Leave, In(&[Roster])),
        on(&[C(' ')], A::Toggle, W::HereOrNot, H::ToggleOnRoster, In(&[Roster])),
        on(&[Key::Enter], A::Enter, W::Done, H::EnterOnRoster, In(&[Roster])),
        // Grids.
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnTrend, In(&[Trend])),
        on(&[Key::Left, C('h')], A::Left, W::Older, H::LeftOnTrend, In(&[Trend])),
        on(&[Key::Right, C('l')], A::Right, W::Newer, H::RightOnTrend, In(&[Trend])),
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnTeams, In(&[Teams])),
        on(&[C('v')], A::Shows, W::Cells, H::Shows, In(&[Trend, Teams])),
        on(&[C('-')], A::Denser, W::Density, H::Denser, In(&[Trend, Teams])),
        on(&[C('+'), C('=')], A::Wider, W::Density, H::Wider, In(&[Trend, Teams])),
        on(&[C(' ')], A::Mark, W::Mark, H::Mark, In(&[Trend])),
        on(&[C('o')], A::Join, W::Templates, H::Join, In(&[Trend])),
        on(&[C('p')], A::Panel, W::Panel, H::Panel, In(&[Trend])),
        on(&[C('[')], A::EarlierDay, W::Earlier, H::EarlierDay, In(&[Teams])),
        on(&[C(']')], A::LaterDay, W::Later, H::LaterDay, In(&[Teams])),
        on(&[C('r')], A::OpenRow, W::AcrossTeams, H::OpenRow, In(&[Teams])),
        on(&[Key::Left, C('h')], A::Left, W::None, H::LeftOnTeams, In(&[Teams])),
        on(&[Key::Right, C('l')], A::Right, W::None, H::RightOnTeams, In(&[Teams])),
        on(&[C('/')], A::Search, W::Search, H::SearchOnTrend, In(&[Trend])),
        on(&[C('/')], A::Search, W::Search, H::SearchOnTeams, In(&[Teams])),
        on(&[C('i')], A::Insight, W::Insight, H::Insight, In(&[Summary, Trend])),
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnCompare, In(&[Compare])),
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnAcross, In(&[Across])),
        on(&[C('a')], A::OpenBoard, W::Actions, H::OpenBoardOnTrend, In(&[Trend])),
        // The board.
        on(&[C('a')], A::AddAction, W::NewAction, H::AddActionOnBoard, In(&[Board])),
        on(&[C('X')], A::AddExperiment, W::NewExperiment, H::AddExperimentOnBoard, In(&[Board])),
        on(
            &[C('+')],
            A::Direct(Direction::Improving),
            W::Worked,
            H::DirectImprovingOnOutcome,
            In(&[Outcome]),
        ),
        on(
            &[C('=')],
            A::Direct(Direction::Stable),
            W::Unclear,
            H::DirectStableOnOutcome,
            In(&[Outcome]),
        ),
        on(
            &[C('-')],
            A::Direct(Direction::Worsening),
            W::DidNotWork,
            H::DirectWorseningOnOutcome,
            In(&[Outcome]),
        ),
        // Search.
        on(&[Key::Enter], A::Enter, W::Open, H::EnterOnSearch, In(&[Search])),
        on(&[Key::Esc], A::Back, W::Back, H::BackOnSearch, In(&[Search])),
        on(&[Key::Up], A::Up, W::Move, H::UpOnSearch, In(&[Search])),
        on(&[Key::Down], A::Down, W::Move, H::DownOnSearch, In(&[Search])),
        on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnSearch, In(&[Search])),
        on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnSearch, In(&[Search])),
        on(&[Key::F1], A::Help, W::Help, H::HelpOnSearch, In(&[Search])),
        // The error screen.
        on(&[C('R')], A::ReadAgain, W::ReadAgain, H::ReadAgain, In(&[Faults])),
        // Questions.
        on(&[Key::Enter, C('y')], A::Enter, W::None, H::EnterOnAsk, In(&[Ask])),
        on(&[C('n')], A::Other, W::None, H::Other, In(&[Ask])),
        // What could not be saved.
        on(&[Key::Enter], A::Enter, W::TryAgain, H::EnterOnUnsaved, In(&[Unsaved])),
        on(&[C('d')], A::Compare, W::Difference, H::Compare, In(&[Unsaved])),
        on(&[C('t')], A::TakeTheirs, W::TakeTheirs, H::TakeTheirs, In(&[Unsaved, Difference])),
        on(&[C('b')], A::KeepBoth, W::KeepBoth, H::KeepBoth, In(&[Unsaved, Difference])),
        on(&[C('o')], A::Elsewhere, W::AnotherPlace, H::Elsewhere, In(&[Unsaved])),
        // Text.
        on(&[Key::Enter], A::Keep, W::Keep, H::Keep, In(TYPED)),
        on(&[Key::Esc], A::Drop, W::Drop, H::Drop, In(TYPED)),
        on(&[Key::Tab], A::NextField, W::None, H::NextFieldOnText, In(&[Text])),
        on(&[Key::BackTab], A::PreviousField, W::None, H::PreviousFieldOnText, In(&[Text])),
        on(&[Key::Up], A::Up, W::None, H::UpOnText, In(&[Text])),
        on(&[Key::Down], A::Down, W::None, H::DownOnText, In(&[Text])),
        on(&[Ctrl('j')], A::NewLine, W::NewLine, H::NewLine, In(&[LongText])),
        on(&[Ctrl('e')], A::Editor, W::Editor, H::Editor, In(&[LongText])),
        // Moving.
        on(&[Key::Up, C('k')], A::Up, W::None, H::UpOnLists, LISTS),
        on(&[Key::Down, C('j')], A::Down, W::None, H::DownOnLists, LISTS),
        on(&[Key::Home], A::First, W::None, H::First, LONG_LISTS),
        on(&[Key::End], A::Last, W::None, H::Last, LONG_LISTS),
        on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnHome, PAGED_LISTS),
        on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnHome, PAGED_LISTS),
        // Everywhere.
        on(&[C('e')], A::Export, W::Export, H::ExportOnHome, In(REPORTED)),
        on(&[C('e')], A::Export, W::Export, H::ExportOnTrend, In(&[Trend, Teams])),
        on(&[C('e')], A::Export, W::Export, H::ExportOnCompare, In(&[Compare, Across])),
        on(&[C('e')], A::Export, W::Export, H::ExportOnBoard, In(&[Board])),
        on(&[C('u')], A::Undo, W::Undo, H::Undo, In(UNDOABLE)),
        on(&[Ctrl('r')], A::Redo, W::None, H::Redo, In(UNDOABLE)),
        on(&[C('!')], A::Unsaved, W::None, H::Unsaved, NOT_TEXT),
        on(&[C('T')], A::NextTheme, W::None, H::NextTheme, NOT_TEXT),
        on(&[C('q'), Key::Esc], A::Back, W::Quit, H::BackOnFirst, In(FIRST)),
        on(&[Key::Esc, C('q')], A::Back, W::Back, H::BackOnLater, AFTER_THE_FIRST),
        on(&[C('?'), Key::F1], A::Help, W::Help, H::HelpOnAnywhere, WITH_HELP),
        on(&[Ctrl('z')], A::Suspend, W::None, H::Suspend, NOT_TEXT),
        on(&[Ctrl('c')], A::Quit, W::None, H::Quit, EVERYWHERE),
    ]
}
