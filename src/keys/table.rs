//! The table itself. A key that does something is here, and a key that is here does something.

use crate::model::{Direction, Light};

use super::Key::{Char as C, Ctrl};
use super::Place::{
    Across, Ask, Board, Compare, Difference, Faults, Form, Help, Home, LongText, Miss, Neutral,
    Opening, Outcome, Result, ResultLevels, Roster, Search, Sitting, SittingLevels, Summary, Teams,
    Text, Trend, TurnsCard, Unsaved, Voting, VotingLevels, Welcome,
};
use super::Places::{Except, In};
use super::{Action, Binding, Hint, Key, Place, Places, Word};

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

fn on(keys: &[Key], action: Action, word: Word, hint: Hint, places: Places) -> Binding {
    Binding { keys: keys.to_vec(), action, word, hint, places }
}

/// Every key of the program. The footer keeps this order, so what matters most stands first.
pub(super) fn bindings() -> Vec<Binding> {
    vec![
        // The first screens.
        on(&[C('i')], Action::WriteConfig, Word::WriteConfig, Hint::WriteConfig, In(&[Welcome])),
        on(&[Key::Enter], Action::Enter, Word::GoOnWithout, Hint::EnterOnWelcome, In(&[Welcome])),
        on(&[C('n')], Action::NewCheck, Word::NewCheck, Hint::NewCheck, In(&[Home])),
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnHome, In(&[Home])),
        on(&[C('t')], Action::OpenTrend, Word::Trend, Hint::OpenTrend, In(&[Home])),
        on(&[C('m')], Action::OpenTeams, Word::Teams, Hint::OpenTeams, In(&[Home])),
        on(&[C('a')], Action::OpenBoard, Word::Actions, Hint::OpenBoardOnHome, In(&[Home])),
        on(&[C('/')], Action::Search, Word::Search, Hint::SearchOnHome, In(&[Home])),
        // The form.
        on(&[Key::Enter], Action::Enter, Word::Start, Hint::EnterOnForm, In(&[Form])),
        on(&[Key::Left, C('h')], Action::Left, Word::Choose, Hint::LeftOnForm, In(&[Form])),
        on(&[Key::Right, C('l')], Action::Right, Word::Choose, Hint::RightOnForm, In(&[Form])),
        on(&[C(' ')], Action::Toggle, Word::Tick, Hint::ToggleOnForm, In(&[Form])),
        on(&[Key::Digit], Action::Digit, Word::None, Hint::DigitOnForm, In(&[Form])),
        on(&[Key::Backspace], Action::TakeBack, Word::None, Hint::TakeBackOnForm, In(&[Form])),
        on(&[Key::Tab], Action::NextField, Word::NextField, Hint::NextFieldOnForm, In(&[Form])),
        on(
            &[Key::BackTab],
            Action::PreviousField,
            Word::None,
            Hint::PreviousFieldOnForm,
            In(&[Form]),
        ),
        // What was agreed last time.
        on(&[C('d')], Action::ActionDone, Word::Done, Hint::ActionDone, In(&[Opening, Board])),
        on(
            &[C('x')],
            Action::ActionDropped,
            Word::Dropped,
            Hint::ActionDropped,
            In(&[Opening, Board]),
        ),
        on(&[C('o')], Action::ActionOpen, Word::StillOpen, Hint::ActionOpen, In(&[Opening, Board])),
        on(&[Key::Enter], Action::Enter, Word::Edit, Hint::EnterOnOpening, In(&[Opening, Board])),
        on(
            &[C(' '), C('n'), Key::Right, C('l')],
            Action::NextCard,
            Word::ToTheCards,
            Hint::NextCardOnOpening,
            In(&[Opening]),
        ),
        // Votes.
        on(&[Key::Enter], Action::Enter, Word::AgreeNext, Hint::EnterOnResult, In(&[Result])),
        on(
            &[Key::Enter],
            Action::Enter,
            Word::AgreeNext,
            Hint::EnterOnResultLevels,
            In(&[ResultLevels]),
        ),
        on(&[C('g')], Action::Light(Light::Green), Word::Green, Hint::LightGreen, In(LIGHTS)),
        on(&[C('y')], Action::Light(Light::Yellow), Word::Yellow, Hint::LightYellow, In(LIGHTS)),
        on(&[C('r')], Action::Light(Light::Red), Word::Red, Hint::LightRed, In(LIGHTS)),
        on(&[C(' ')], Action::Reveal, Word::Reveal, Hint::RevealOnCovered, In(COVERED)),
        on(&[Key::Digit], Action::Digit, Word::Level, Hint::DigitOnLevels, In(LEVELS)),
        on(&[C('.')], Action::Point, Word::None, Hint::Point, In(LEVELS)),
        on(
            &[C('+')],
            Action::Direct(Direction::Improving),
            Word::Direction,
            Hint::DirectImprovingOnVotes,
            In(DIRECTIONS),
        ),
        on(
            &[C('=')],
            Action::Direct(Direction::Stable),
            Word::Direction,
            Hint::DirectStableOnVotes,
            In(DIRECTIONS),
        ),
        on(
            &[C('-')],
            Action::Direct(Direction::Worsening),
            Word::Direction,
            Hint::DirectWorseningOnVotes,
            In(DIRECTIONS),
        ),
        on(&[Key::Digit], Action::Digit, Word::None, Hint::DigitOnVoting, In(&[Voting])),
        on(&[Key::Enter], Action::Enter, Word::None, Hint::EnterOnVoting, In(&[Voting])),
        on(
            &[Key::Enter],
            Action::Enter,
            Word::GiveLevel,
            Hint::EnterOnVotingLevels,
            In(&[VotingLevels]),
        ),
        on(
            &[Key::Enter],
            Action::Enter,
            Word::NextSitting,
            Hint::EnterOnTurnsCard,
            In(&[TurnsCard]),
        ),
        on(
            &[C('b')],
            Action::Abstain,
            Word::Abstain,
            Hint::Abstain,
            In(&[Voting, VotingLevels, Sitting, SittingLevels]),
        ),
        on(
            &[Key::Backspace],
            Action::TakeBack,
            Word::TakeBack,
            Hint::TakeBackOnVoting,
            In(&[Voting, VotingLevels, SittingLevels]),
        ),
        on(&[C(' ')], Action::Reveal, Word::Cover, Hint::RevealOnRevealed, In(REVEALED)),
        on(
            &[Key::Backspace],
            Action::TakeBack,
            Word::None,
            Hint::TakeBackOnResultLevels,
            In(&[ResultLevels]),
        ),
        // Sittings.
        on(&[Key::Enter], Action::Enter, Word::Begin, Hint::EnterOnNeutral, In(&[Neutral])),
        on(
            &[C(' '), C('n')],
            Action::NextCard,
            Word::ToTheCards,
            Hint::NextCardOnNeutral,
            In(&[Neutral]),
        ),
        on(&[Key::Left, C('h')], Action::Left, Word::None, Hint::LeftOnNeutral, In(&[Neutral])),
        on(&[Key::Right, C('l')], Action::Right, Word::None, Hint::RightOnNeutral, In(&[Neutral])),
        on(&[Key::Enter], Action::Enter, Word::NextCard, Hint::EnterOnSitting, In(&[Sitting])),
        on(
            &[Key::Enter],
            Action::Enter,
            Word::NextCard,
            Hint::EnterOnSittingLevels,
            In(&[SittingLevels]),
        ),
        on(&[C('c')], Action::Comment, Word::Comment, Hint::Comment, In(IN_A_SITTING)),
        on(
            &[Key::Right, C('l'), Key::Down, C('j')],
            Action::NextCard,
            Word::None,
            Hint::NextCardOnSitting,
            In(IN_A_SITTING),
        ),
        on(
            &[Key::Left, C('h'), Key::Up, C('k')],
            Action::PreviousCard,
            Word::None,
            Hint::PreviousCardOnSitting,
            In(IN_A_SITTING),
        ),
        // Summary.
        on(&[Key::Enter], Action::Enter, Word::OpenCard, Hint::EnterOnSummary, In(&[Summary])),
        on(&[C('o')], Action::Order, Word::Order, Hint::Order, In(&[Summary])),
        on(&[C('f')], Action::Focus, Word::Focus, Hint::Focus, In(&[Summary])),
        on(&[C('m')], Action::Miss, Word::MissIt, Hint::Miss, In(&[Summary])),
        on(&[C('C')], Action::CloseOrReopen, Word::Close, Hint::CloseOrReopen, In(&[Summary])),
        // Every card.
        on(
            &[C('n'), Key::Right, C('l')],
            Action::NextCard,
            Word::Next,
            Hint::NextCardOnCard,
            In(CARD),
        ),
        on(
            &[C('p'), Key::Left, C('h')],
            Action::PreviousCard,
            Word::Previous,
            Hint::PreviousCardOnCard,
            In(CARD),
        ),
        on(&[C('c')], Action::Notes, Word::Notes, Hint::Notes, In(CARD)),
        on(
            &[C('a')],
            Action::AddAction,
            Word::Action,
            Hint::AddActionOnVoting,
            In(CARD_OR_SUMMARY),
        ),
        on(
            &[C('s')],
            Action::Summary,
            Word::Summary,
            Hint::Summary,
            In(&[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Opening]),
        ),
        on(
            &[C('x')],
            Action::AddExperiment,
            Word::Experiment,
            Hint::AddExperimentOnVoting,
            In(CARD_OR_SUMMARY),
        ),
        on(&[C('d')], Action::Skip, Word::Skip, Hint::Skip, In(CARD)),
        on(
            &[C('v')],
            Action::WhoIsHere,
            Word::WhoIsHere,
            Hint::WhoIsHere,
            In(&[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Summary]),
        ),
        on(&[C('V')], Action::VoteAgain, Word::VoteAgain, Hint::VoteAgainOnCard, In(CARD)),
        on(&[C('w')], Action::Timer, Word::Timer, Hint::Timer, In(CARD)),
        on(&[C('z')], Action::LargeType, Word::LargeType, Hint::LargeType, In(CARD)),
        // Would you miss this check?
        on(
            &[C('+')],
            Action::Direct(Direction::Improving),
            Word::Yes,
            Hint::DirectImprovingOnMiss,
            In(&[Miss]),
        ),
        on(
            &[C('=')],
            Action::Direct(Direction::Stable),
            Word::NotSure,
            Hint::DirectStableOnMiss,
            In(&[Miss]),
        ),
        on(
            &[C('-')],
            Action::Direct(Direction::Worsening),
            Word::No,
            Hint::DirectWorseningOnMiss,
            In(&[Miss]),
        ),
        on(&[Key::Digit], Action::Digit, Word::None, Hint::DigitOnMiss, In(&[Miss])),
        on(&[Key::Backspace], Action::TakeBack, Word::TakeBack, Hint::TakeBackOnMiss, In(&[Miss])),
        on(&[C(' ')], Action::Reveal, Word::Reveal, Hint::RevealOnMiss, In(&[Miss])),
        on(&[C('V')], Action::VoteAgain, Word::AskAgain, Hint::VoteAgainOnMiss, In(&[Miss])),
        on(&[Key::Enter], Action::Enter, Word::Done, Hint::EnterOnMiss, In(&[Miss])),
        // Who is here.
        on(&[C('+'), C('a')], Action::Arrive, Word::Arrives, Hint::Arrive, In(&[Roster])),
        on(&[C('-'), C('d')], Action::Leave, Word::Leaves, Hint::Leave, In(&[Roster])),
        on(&[C(' ')], Action::Toggle, Word::HereOrNot, Hint::ToggleOnRoster, In(&[Roster])),
        on(&[Key::Enter], Action::Enter, Word::Done, Hint::EnterOnRoster, In(&[Roster])),
        // Grids.
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnTrend, In(&[Trend])),
        on(&[Key::Left, C('h')], Action::Left, Word::Older, Hint::LeftOnTrend, In(&[Trend])),
        on(&[Key::Right, C('l')], Action::Right, Word::Newer, Hint::RightOnTrend, In(&[Trend])),
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnTeams, In(&[Teams])),
        on(&[C('v')], Action::Shows, Word::Cells, Hint::Shows, In(&[Trend, Teams])),
        on(&[C('-')], Action::Denser, Word::Density, Hint::Denser, In(&[Trend, Teams])),
        on(&[C('+'), C('=')], Action::Wider, Word::Density, Hint::Wider, In(&[Trend, Teams])),
        on(&[C(' ')], Action::Mark, Word::Mark, Hint::Mark, In(&[Trend])),
        on(&[C('o')], Action::Join, Word::Templates, Hint::Join, In(&[Trend])),
        on(&[C('p')], Action::Panel, Word::Panel, Hint::Panel, In(&[Trend])),
        on(&[C('[')], Action::EarlierDay, Word::Earlier, Hint::EarlierDay, In(&[Teams])),
        on(&[C(']')], Action::LaterDay, Word::Later, Hint::LaterDay, In(&[Teams])),
        on(&[C('r')], Action::OpenRow, Word::AcrossTeams, Hint::OpenRow, In(&[Teams])),
        on(&[Key::Left, C('h')], Action::Left, Word::None, Hint::LeftOnTeams, In(&[Teams])),
        on(&[Key::Right, C('l')], Action::Right, Word::None, Hint::RightOnTeams, In(&[Teams])),
        on(&[C('/')], Action::Search, Word::Search, Hint::SearchOnTrend, In(&[Trend])),
        on(&[C('/')], Action::Search, Word::Search, Hint::SearchOnTeams, In(&[Teams])),
        on(&[C('i')], Action::Insight, Word::Insight, Hint::Insight, In(&[Summary, Trend])),
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnCompare, In(&[Compare])),
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnAcross, In(&[Across])),
        on(&[C('a')], Action::OpenBoard, Word::Actions, Hint::OpenBoardOnTrend, In(&[Trend])),
        // The board.
        on(&[C('a')], Action::AddAction, Word::NewAction, Hint::AddActionOnBoard, In(&[Board])),
        on(
            &[C('X')],
            Action::AddExperiment,
            Word::NewExperiment,
            Hint::AddExperimentOnBoard,
            In(&[Board]),
        ),
        on(
            &[C('+')],
            Action::Direct(Direction::Improving),
            Word::Worked,
            Hint::DirectImprovingOnOutcome,
            In(&[Outcome]),
        ),
        on(
            &[C('=')],
            Action::Direct(Direction::Stable),
            Word::Unclear,
            Hint::DirectStableOnOutcome,
            In(&[Outcome]),
        ),
        on(
            &[C('-')],
            Action::Direct(Direction::Worsening),
            Word::DidNotWork,
            Hint::DirectWorseningOnOutcome,
            In(&[Outcome]),
        ),
        // Search.
        on(&[Key::Enter], Action::Enter, Word::Open, Hint::EnterOnSearch, In(&[Search])),
        on(&[Key::Esc], Action::Back, Word::Back, Hint::BackOnSearch, In(&[Search])),
        on(&[Key::Up], Action::Up, Word::Move, Hint::UpOnSearch, In(&[Search])),
        on(&[Key::Down], Action::Down, Word::Move, Hint::DownOnSearch, In(&[Search])),
        on(&[Key::PageUp], Action::PageUp, Word::None, Hint::PageUpOnSearch, In(&[Search])),
        on(&[Key::PageDown], Action::PageDown, Word::None, Hint::PageDownOnSearch, In(&[Search])),
        on(&[Key::F1], Action::Help, Word::Help, Hint::HelpOnSearch, In(&[Search])),
        // The error screen.
        on(&[C('R')], Action::ReadAgain, Word::ReadAgain, Hint::ReadAgain, In(&[Faults])),
        // Questions.
        on(&[Key::Enter, C('y')], Action::Enter, Word::None, Hint::EnterOnAsk, In(&[Ask])),
        on(&[C('n')], Action::Other, Word::None, Hint::Other, In(&[Ask])),
        // What could not be saved.
        on(&[Key::Enter], Action::Enter, Word::TryAgain, Hint::EnterOnUnsaved, In(&[Unsaved])),
        on(&[C('d')], Action::Compare, Word::Difference, Hint::Compare, In(&[Unsaved])),
        on(
            &[C('t')],
            Action::TakeTheirs,
            Word::TakeTheirs,
            Hint::TakeTheirs,
            In(&[Unsaved, Difference]),
        ),
        on(&[C('b')], Action::KeepBoth, Word::KeepBoth, Hint::KeepBoth, In(&[Unsaved, Difference])),
        on(&[C('o')], Action::Elsewhere, Word::AnotherPlace, Hint::Elsewhere, In(&[Unsaved])),
        // Text.
        on(&[Key::Enter], Action::Keep, Word::Keep, Hint::Keep, In(TYPED)),
        on(&[Key::Esc], Action::Drop, Word::Drop, Hint::Drop, In(TYPED)),
        on(&[Key::Tab], Action::NextField, Word::None, Hint::NextFieldOnText, In(&[Text])),
        on(
            &[Key::BackTab],
            Action::PreviousField,
            Word::None,
            Hint::PreviousFieldOnText,
            In(&[Text]),
        ),
        on(&[Key::Up], Action::Up, Word::None, Hint::UpOnText, In(&[Text])),
        on(&[Key::Down], Action::Down, Word::None, Hint::DownOnText, In(&[Text])),
        on(&[Ctrl('j')], Action::NewLine, Word::NewLine, Hint::NewLine, In(&[LongText])),
        on(&[Ctrl('e')], Action::Editor, Word::Editor, Hint::Editor, In(&[LongText])),
        // Moving.
        on(&[Key::Up, C('k')], Action::Up, Word::None, Hint::UpOnLists, LISTS),
        on(&[Key::Down, C('j')], Action::Down, Word::None, Hint::DownOnLists, LISTS),
        on(&[Key::Home], Action::First, Word::None, Hint::First, LONG_LISTS),
        on(&[Key::End], Action::Last, Word::None, Hint::Last, LONG_LISTS),
        on(&[Key::PageUp], Action::PageUp, Word::None, Hint::PageUpOnHome, PAGED_LISTS),
        on(&[Key::PageDown], Action::PageDown, Word::None, Hint::PageDownOnHome, PAGED_LISTS),
        // Everywhere.
        on(&[C('e')], Action::Export, Word::Export, Hint::ExportOnHome, In(REPORTED)),
        on(&[C('e')], Action::Export, Word::Export, Hint::ExportOnTrend, In(&[Trend, Teams])),
        on(&[C('e')], Action::Export, Word::Export, Hint::ExportOnCompare, In(&[Compare, Across])),
        on(&[C('e')], Action::Export, Word::Export, Hint::ExportOnBoard, In(&[Board])),
        on(&[C('u')], Action::Undo, Word::Undo, Hint::Undo, In(UNDOABLE)),
        on(&[Ctrl('r')], Action::Redo, Word::None, Hint::Redo, In(UNDOABLE)),
        on(&[C('!')], Action::Unsaved, Word::None, Hint::Unsaved, NOT_TEXT),
        on(&[C('T')], Action::NextTheme, Word::None, Hint::NextTheme, NOT_TEXT),
        on(&[C('q'), Key::Esc], Action::Back, Word::Quit, Hint::BackOnFirst, In(FIRST)),
        on(&[Key::Esc, C('q')], Action::Back, Word::Back, Hint::BackOnLater, AFTER_THE_FIRST),
        on(&[C('?'), Key::F1], Action::Help, Word::Help, Hint::HelpOnAnywhere, WITH_HELP),
        on(&[Ctrl('z')], Action::Suspend, Word::None, Hint::Suspend, NOT_TEXT),
        on(&[Ctrl('c')], Action::Quit, Word::None, Hint::Quit, EVERYWHERE),
    ]
}
