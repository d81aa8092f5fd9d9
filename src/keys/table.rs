//! The table itself. A key that does something is here, and a key that is here does something.

use std::borrow::Cow;

use crate::model::{Direction, Light};

use super::Key::{Char as C, Ctrl};
use super::Place::{
    Across, Ask, Board, Compare, Difference, Faults, Form, Help, HelpSearch, Home, Join, LongText,
    Miss, Neutral, Opening, Outcome, Page, Result, ResultDigits, ResultLevels, Roster, Search,
    Sitting, SittingDigits, SittingLevels, Summary, Teams, Text, Trend, TurnsCard, Unsaved, Voting,
    VotingDigits, VotingLevels, Welcome,
};
use super::{Action as A, Binding, Hint as H, Key, Place, Places, Word as W};

/// Cards by hands that are not revealed.
const BY_HANDS: Places = only(&[Voting, VotingLevels, VotingDigits]);
/// Cards that are not revealed, outside a sitting.
const COVERED: Places = BY_HANDS.and(only(&[TurnsCard]));
/// Cards that are revealed.
const REVEALED: Places = only(&[Result, ResultLevels, ResultDigits]);
/// Cards, outside a sitting.
const CARD: Places = COVERED.and(REVEALED);
/// A sitting.
const IN_A_SITTING: Places = only(&[Sitting, SittingLevels, SittingDigits]);
/// What the room reads besides cards.
const READ_BY_ALL: Places =
    IN_A_SITTING.and(only(&[Neutral, Opening, Summary, Trend, Teams, Page, Board]));
/// Cards that take a light.
const LIGHTS: Places = only(&[Voting, Result, Sitting]);
/// Cards that take a level.
const LEVELS: Places = only(&[VotingLevels, ResultLevels, SittingLevels]);
/// Cards on which a digit is a level.
const DIGITS: Places = only(&[VotingDigits, ResultDigits, SittingDigits]);
/// Those of the cards that take a direction on which digits before a key are a count.
const COUNTED: Places = LIGHTS.and(LEVELS);
/// Cards that take a direction.
const DIRECTIONS: Places = COUNTED.and(DIGITS);
/// Every view of a check but a sitting.
const VIEWS: Places = CARD.and(only(&[Opening, Neutral, Summary]));
/// Views of a check that have a report, and home.
const REPORTED: Places = VIEWS.and(only(&[Home]));
/// Views of a check, and the board: acts can be undone. Home: a form that was left comes back.
const UNDOABLE: Places = REPORTED.and(IN_A_SITTING).and(only(&[Roster, Miss, Board]));
/// Forms and the editor of long text.
const TYPED: Places = only(&[Text, LongText]);
/// Where keys are text.
const TEXT: Places = TYPED.and(only(&[Search, HelpSearch]));
/// The first screens.
const FIRST: Places = only(&[Welcome, Home]);
/// Everywhere.
const EVERYWHERE: Places = except(&[]);
/// Everywhere but in text.
const NOT_TEXT: Places = EVERYWHERE.but(TEXT);
/// Every screen that has one before it.
const AFTER_THE_FIRST: Places = NOT_TEXT.but(FIRST);
/// Everywhere but in text, help and questions.
const WITH_HELP: Places = NOT_TEXT.but(only(&[Help, Ask]));
/// Places with a cursor that moves up and down.
const LISTS: Places = NOT_TEXT
    .but(IN_A_SITTING)
    .but(REVEALED)
    .but(only(&[Welcome, TurnsCard, Outcome, Miss, Ask, Unsaved]));
/// Those of them that can be long.
const LONG_LISTS: Places = LISTS.but(CARD).but(only(&[Form, Roster, Join]));
/// Those of them that can be longer than a page.
const PAGED_LISTS: Places = LONG_LISTS.but(VIEWS);

const fn only(places: &[Place]) -> Places {
    Places::only(places)
}

const fn except(places: &[Place]) -> Places {
    Places::except(places)
}

const fn on(keys: &'static [Key], action: A, word: W, hint: H, places: Places) -> Binding {
    Binding { keys: Cow::Borrowed(keys), action, word, hint, places }
}

/// Every key of the program, in each place those that matter most first: the footer and help keep
/// this order, a narrow footer drops the last, and the first is the next key where no other is.
pub(super) const BINDINGS: &[Binding] = &[
    // The first screens.
    on(&[Key::Enter], A::Enter, W::StartNow, H::EnterOnWelcome, only(&[Welcome])),
    on(&[C('d')], A::OpenDemo, W::OpenDemo, H::OpenDemo, only(&[Welcome])),
    on(&[C('i')], A::WriteConfig, W::WriteConfig, H::WriteConfig, only(&[Welcome])),
    on(&[C('n')], A::NewCheck, W::NewCheck, H::NewCheck, only(&[Home])),
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnHome, only(&[Home])),
    on(&[C('t')], A::OpenTrend, W::Trend, H::OpenTrend, only(&[Home])),
    on(&[C('m')], A::OpenTeams, W::Teams, H::OpenTeams, only(&[Home])),
    on(&[C('a')], A::OpenBoard, W::Actions, H::OpenBoardOnHome, only(&[Home])),
    on(&[C('q')], A::Back, W::Quit, H::BackOnFirst, FIRST),
    on(&[C('/')], A::Search, W::Search, H::SearchOnHome, only(&[Home])),
    // The form.
    on(&[Key::Enter], A::Enter, W::Start, H::EnterOnForm, only(&[Form])),
    on(&[Key::Left, C('h')], A::Left, W::Choose, H::LeftOnForm, only(&[Form])),
    on(&[Key::Right, C('l')], A::Right, W::Choose, H::RightOnForm, only(&[Form])),
    on(&[C(' ')], A::Toggle, W::Tick, H::ToggleOnForm, only(&[Form])),
    on(&[Key::Digit], A::Digit, W::None, H::DigitOnForm, only(&[Form])),
    on(&[Key::Backspace], A::TakeBack, W::None, H::TakeBackOnForm, only(&[Form])),
    on(&[Key::Tab], A::NextField, W::NextField, H::NextFieldOnForm, only(&[Form])),
    on(&[Key::BackTab], A::PreviousField, W::None, H::PreviousFieldOnForm, only(&[Form])),
    // What was agreed last time.
    on(
        &[C(' '), C('n'), Key::Right, C('l')],
        A::NextCard,
        W::ToTheCards,
        H::NextCardOnOpening,
        only(&[Opening]),
    ),
    on(&[Key::Enter], A::Enter, W::Edit, H::EnterOnOpening, only(&[Board])),
    on(&[C('d')], A::ActionDone, W::Done, H::ActionDone, only(&[Opening, Board])),
    on(&[C('x')], A::ActionDropped, W::Dropped, H::ActionDropped, only(&[Opening, Board])),
    on(&[C('o')], A::ActionOpen, W::StillOpen, H::ActionOpen, only(&[Opening, Board])),
    on(&[Key::Enter], A::Enter, W::Edit, H::EnterOnOpening, only(&[Opening])),
    // Votes.
    on(&[Key::Enter], A::Enter, W::AgreeNext, H::EnterOnResult, only(&[Result, ResultDigits])),
    on(&[Key::Enter], A::Enter, W::AgreeNext, H::EnterOnResultLevels, only(&[ResultLevels])),
    on(&[C('g')], A::Light(Light::Green), W::Light, H::LightGreen, LIGHTS),
    on(&[C('y')], A::Light(Light::Yellow), W::Light, H::LightYellow, LIGHTS),
    on(&[C('r')], A::Light(Light::Red), W::Light, H::LightRed, LIGHTS),
    on(&[Key::Digit], A::Digit, W::Level, H::DigitOnLevels, LEVELS),
    on(&[Key::Digit], A::Digit, W::Level, H::DigitOnDigits, DIGITS),
    on(&[Key::Enter], A::Enter, W::NextSitting, H::EnterOnTurnsCard, only(&[TurnsCard])),
    on(&[C(' ')], A::Reveal, W::Reveal, H::RevealOnCovered, COVERED),
    on(&[C('.'), C(',')], A::Point, W::None, H::Point, LEVELS),
    on(&[Key::Enter], A::Enter, W::GiveLevel, H::EnterOnVotingLevels, only(&[VotingLevels])),
    on(
        &[C('+')],
        A::Direct(Direction::Improving),
        W::Direction,
        H::DirectImprovingOnVotes,
        COUNTED,
    ),
    on(
        &[C('+')],
        A::Direct(Direction::Improving),
        W::Direction,
        H::DirectImprovingOnDigits,
        DIGITS,
    ),
    on(&[C('=')], A::Direct(Direction::Stable), W::Direction, H::DirectStableOnVotes, DIRECTIONS),
    on(
        &[C('-')],
        A::Direct(Direction::Worsening),
        W::Direction,
        H::DirectWorseningOnVotes,
        DIRECTIONS,
    ),
    on(&[Key::Digit], A::Digit, W::None, H::DigitOnVoting, only(&[Voting])),
    on(&[Key::Enter], A::Enter, W::None, H::EnterOnVoting, only(&[Voting, VotingDigits])),
    on(&[Key::Enter], A::Enter, W::NextCard, H::EnterOnSitting, only(&[Sitting, SittingDigits])),
    on(&[Key::Enter], A::Enter, W::NextCard, H::EnterOnSittingLevels, only(&[SittingLevels])),
    on(&[C('b')], A::Abstain, W::Abstain, H::Abstain, BY_HANDS.and(IN_A_SITTING)),
    on(
        &[Key::Backspace],
        A::TakeBack,
        W::TakeBack,
        H::TakeBackOnVoting,
        BY_HANDS.and(only(&[SittingLevels])),
    ),
    on(&[Key::Backspace], A::TakeBack, W::None, H::TakeBackOnResultLevels, only(&[ResultLevels])),
    // Sittings.
    on(&[Key::Enter], A::Enter, W::Begin, H::EnterOnNeutral, only(&[Neutral])),
    on(&[C(' '), C('n')], A::NextCard, W::ToTheCards, H::NextCardOnNeutral, only(&[Neutral])),
    on(&[Key::Left, C('h')], A::Left, W::None, H::LeftOnNeutral, only(&[Neutral])),
    on(&[Key::Right, C('l')], A::Right, W::None, H::RightOnNeutral, only(&[Neutral])),
    on(&[C('c')], A::Comment, W::Comment, H::Comment, IN_A_SITTING),
    on(
        &[Key::Right, C('l'), Key::Down, C('j')],
        A::NextCard,
        W::None,
        H::NextCardOnSitting,
        IN_A_SITTING,
    ),
    on(
        &[Key::Left, C('h'), Key::Up, C('k')],
        A::PreviousCard,
        W::None,
        H::PreviousCardOnSitting,
        IN_A_SITTING,
    ),
    // Summary.
    on(&[Key::Enter], A::Enter, W::OpenCard, H::EnterOnSummary, only(&[Summary])),
    on(&[C('f')], A::Focus, W::Focus, H::Focus, only(&[Summary])),
    on(&[C('C')], A::CloseOrReopen, W::Close, H::CloseOrReopen, only(&[Summary])),
    on(&[C('D')], A::DeleteCheck, W::None, H::DeleteOnSummary, only(&[Summary])),
    on(&[C('D')], A::DeleteCheck, W::None, H::DeleteOnHome, only(&[Home])),
    // Every card. Enter goes on after the reveal, so `n` matters less there.
    on(&[C('n'), Key::Right, C('l')], A::NextCard, W::Next, H::NextCardOnCard, COVERED),
    on(&[C('a')], A::AddAction, W::Action, H::AddActionOnVoting, CARD.and(only(&[Summary]))),
    on(&[C('c')], A::Notes, W::Notes, H::Notes, CARD),
    on(&[C(' ')], A::Reveal, W::Cover, H::RevealOnRevealed, REVEALED),
    on(&[C('n'), Key::Right, C('l')], A::NextCard, W::Next, H::NextCardOnCard, REVEALED),
    on(&[C('p'), Key::Left, C('h')], A::PreviousCard, W::Previous, H::PreviousCardOnCard, CARD),
    on(&[C('s')], A::Summary, W::Summary, H::Summary, VIEWS.but(only(&[Summary]))),
    on(
        &[C('x')],
        A::AddExperiment,
        W::Experiment,
        H::AddExperimentOnVoting,
        CARD.and(only(&[Summary])),
    ),
    on(&[C('m')], A::Miss, W::MissIt, H::Miss, only(&[Summary])),
    on(&[C('I'), C('i')], A::Insight, W::Insight, H::Insight, only(&[Summary])),
    on(&[C('o')], A::Order, W::Order, H::Order, only(&[Summary])),
    on(&[C('d')], A::Skip, W::Skip, H::Skip, CARD),
    on(&[C('v')], A::WhoIsHere, W::WhoIsHere, H::WhoIsHere, VIEWS.but(only(&[Opening]))),
    on(&[C('V')], A::VoteAgain, W::VoteAgain, H::VoteAgainOnCard, CARD),
    on(&[C('w')], A::Timer, W::Timer, H::Timer, CARD),
    on(&[C('z')], A::LargeType, W::LargeType, H::LargeType, CARD),
    on(&[C('i')], A::Invite, W::Phones, H::Invite, CARD),
    // How phones get in.
    on(&[Key::Enter, C(' ')], A::NextCard, W::ToTheCards, H::NextCardOnJoin, only(&[Join])),
    on(&[Key::Tab], A::NextField, W::NextAddress, H::NextFieldOnJoin, only(&[Join])),
    on(&[C('+')], A::Arrive, W::OneMore, H::ArriveOnJoin, only(&[Join])),
    on(&[C('-')], A::Leave, W::OneLess, H::LeaveOnJoin, only(&[Join])),
    on(&[C('x')], A::FreeSeat, W::FreeSeat, H::FreeSeat, only(&[Join])),
    on(&[C('R')], A::EverybodyAnew, W::Anew, H::EverybodyAnew, only(&[Join])),
    on(&[C('e')], A::Export, W::KeepCode, H::ExportOnJoin, only(&[Join])),
    on(&[C('S')], A::BallotSheet, W::BallotSheet, H::BallotSheet, only(&[Join])),
    on(&[C('o')], A::Codes, W::Codes, H::Codes, only(&[Join])),
    on(&[C('z')], A::LargeType, W::LargerCode, H::LargeTypeOnJoin, only(&[Join])),
    on(&[C('Q')], A::CloseServer, W::CloseServer, H::CloseServer, only(&[Join])),
    // Would you miss this check?
    on(&[C('+')], A::Direct(Direction::Improving), W::Yes, H::DirectImprovingOnMiss, only(&[Miss])),
    on(&[C('=')], A::Direct(Direction::Stable), W::NotSure, H::DirectStableOnMiss, only(&[Miss])),
    on(&[C('-')], A::Direct(Direction::Worsening), W::No, H::DirectWorseningOnMiss, only(&[Miss])),
    on(&[Key::Digit], A::Digit, W::None, H::DigitOnMiss, only(&[Miss])),
    on(&[C(' ')], A::Reveal, W::Reveal, H::RevealOnMiss, only(&[Miss])),
    on(&[C('V')], A::VoteAgain, W::AskAgain, H::VoteAgainOnMiss, only(&[Miss])),
    on(&[Key::Enter], A::Enter, W::Done, H::EnterOnMiss, only(&[Miss])),
    on(&[Key::Backspace], A::TakeBack, W::TakeBack, H::TakeBackOnMiss, only(&[Miss])),
    // Who is here.
    on(&[Key::Enter], A::Enter, W::Done, H::EnterOnRoster, only(&[Roster])),
    on(&[C('+'), C('a')], A::Arrive, W::Arrives, H::Arrive, only(&[Roster])),
    on(&[C('-'), C('d')], A::Leave, W::Leaves, H::Leave, only(&[Roster])),
    on(&[C(' ')], A::Toggle, W::HereOrNot, H::ToggleOnRoster, only(&[Roster])),
    on(&[Key::Digit], A::Digit, W::None, H::DigitOnRoster, only(&[Roster])),
    on(&[Key::Backspace], A::TakeBack, W::None, H::TakeBackOnForm, only(&[Roster])),
    // Grids.
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnTrend, only(&[Trend])),
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnTeams, only(&[Teams])),
    on(&[C('v')], A::Shows, W::Cells, H::Shows, only(&[Trend, Teams])),
    on(&[C(' ')], A::Mark, W::Mark, H::Mark, only(&[Trend])),
    on(&[C('i')], A::Insight, W::Insight, H::Insight, only(&[Trend])),
    on(&[C('[')], A::EarlierDay, W::Day, H::EarlierDay, only(&[Teams])),
    on(&[C(']')], A::LaterDay, W::Day, H::LaterDay, only(&[Teams])),
    on(&[C('r')], A::OpenRow, W::AcrossTeams, H::OpenRow, only(&[Teams])),
    on(&[C('-')], A::Denser, W::Density, H::Denser, only(&[Trend, Teams])),
    on(&[C('+'), C('=')], A::Wider, W::Density, H::Wider, only(&[Trend, Teams])),
    on(&[C('p')], A::Panel, W::Panel, H::Panel, only(&[Trend])),
    on(&[C('a')], A::OpenBoard, W::Actions, H::OpenBoardOnTrend, only(&[Trend])),
    on(&[C('o')], A::Join, W::Templates, H::Join, only(&[Trend])),
    on(&[Key::Left, C('h')], A::Left, W::InTime, H::LeftOnTrend, only(&[Trend])),
    on(&[Key::Right, C('l')], A::Right, W::InTime, H::RightOnTrend, only(&[Trend])),
    on(&[Key::Left, C('h')], A::Left, W::None, H::LeftOnTeams, only(&[Teams])),
    on(&[Key::Right, C('l')], A::Right, W::None, H::RightOnTeams, only(&[Teams])),
    on(&[C('/')], A::Search, W::Search, H::SearchOnTrend, only(&[Trend])),
    on(&[C('/')], A::Search, W::Search, H::SearchOnTeams, only(&[Teams])),
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnCompare, only(&[Compare])),
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnAcross, only(&[Across])),
    // The board.
    on(&[C('a')], A::AddAction, W::NewAction, H::AddActionOnBoard, only(&[Board])),
    on(&[C('X')], A::AddExperiment, W::NewExperiment, H::AddExperimentOnBoard, only(&[Board])),
    on(
        &[C('+')],
        A::Direct(Direction::Improving),
        W::Worked,
        H::DirectImprovingOnOutcome,
        only(&[Outcome]),
    ),
    on(
        &[C('=')],
        A::Direct(Direction::Stable),
        W::Unclear,
        H::DirectStableOnOutcome,
        only(&[Outcome]),
    ),
    on(
        &[C('-')],
        A::Direct(Direction::Worsening),
        W::DidNotWork,
        H::DirectWorseningOnOutcome,
        only(&[Outcome]),
    ),
    // Search.
    on(&[Key::Enter], A::Enter, W::Open, H::EnterOnSearch, only(&[Search])),
    on(&[Key::Esc], A::Back, W::Back, H::BackOnSearch, only(&[Search])),
    on(&[Key::Enter], A::Enter, W::Found, H::EnterOnHelpSearch, only(&[HelpSearch])),
    on(&[Key::Esc], A::Back, W::Clear, H::BackOnHelpSearch, only(&[HelpSearch])),
    on(&[Key::Up], A::Up, W::Move, H::UpOnSearch, only(&[Search, HelpSearch])),
    on(&[Key::Down], A::Down, W::Move, H::DownOnSearch, only(&[Search, HelpSearch])),
    on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnSearch, only(&[Search, HelpSearch])),
    on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnSearch, only(&[Search, HelpSearch])),
    on(&[Key::F1], A::Help, W::Help, H::HelpOnSearch, only(&[Search])),
    on(&[C('/')], A::Search, W::Search, H::SearchInHelp, only(&[Help])),
    // The error screen.
    on(&[C('R')], A::ReadAgain, W::ReadAgain, H::ReadAgain, only(&[Faults])),
    // Questions.
    on(&[Key::Enter, C('y')], A::Enter, W::None, H::EnterOnAsk, only(&[Ask])),
    on(&[C('n')], A::Other, W::None, H::Other, only(&[Ask])),
    // What could not be saved.
    on(&[Key::Enter], A::Enter, W::TryAgain, H::EnterOnUnsaved, only(&[Unsaved])),
    on(&[C('d')], A::Compare, W::Difference, H::Compare, only(&[Unsaved])),
    on(&[C('b')], A::KeepBoth, W::KeepBoth, H::KeepBoth, only(&[Unsaved, Difference])),
    on(&[C('t')], A::TakeTheirs, W::TakeTheirs, H::TakeTheirs, only(&[Unsaved, Difference])),
    on(&[C('o')], A::Elsewhere, W::AnotherPlace, H::Elsewhere, only(&[Unsaved])),
    // Text.
    on(&[Key::Enter], A::Keep, W::Keep, H::Keep, TYPED),
    on(&[Key::Esc], A::Drop, W::LeaveText, H::Drop, TYPED),
    on(&[Key::Tab], A::NextField, W::None, H::NextFieldOnText, only(&[Text])),
    on(&[Key::BackTab], A::PreviousField, W::None, H::PreviousFieldOnText, only(&[Text])),
    on(&[Key::Up], A::Up, W::None, H::UpOnText, only(&[Text])),
    on(&[Key::Down], A::Down, W::None, H::DownOnText, only(&[Text])),
    on(&[Ctrl('j'), Key::AltEnter], A::NewLine, W::NewLine, H::NewLine, only(&[LongText])),
    on(&[Ctrl('e'), Ctrl('x')], A::Editor, W::Editor, H::Editor, only(&[LongText])),
    // Moving.
    on(&[Key::Up, C('k')], A::Up, W::None, H::UpOnLists, LISTS),
    on(&[Key::Down, C('j')], A::Down, W::None, H::DownOnLists, LISTS),
    on(&[Key::Home], A::First, W::None, H::First, LONG_LISTS),
    on(&[Key::End], A::Last, W::None, H::Last, LONG_LISTS),
    on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnResult, REVEALED),
    on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnResult, REVEALED),
    on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnCard, COVERED),
    on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnCard, COVERED),
    on(&[Key::PageUp], A::PageUp, W::None, H::PageUpOnHome, PAGED_LISTS),
    on(&[Key::PageDown], A::PageDown, W::None, H::PageDownOnHome, PAGED_LISTS),
    // Everywhere.
    on(&[C('e')], A::Export, W::Export, H::ExportOnHome, REPORTED),
    on(&[C('e')], A::Export, W::Export, H::ExportOnTrend, only(&[Trend, Teams])),
    on(&[C('e')], A::Export, W::Export, H::ExportOnCompare, only(&[Compare, Across])),
    on(&[C('e')], A::Export, W::Export, H::ExportOnBoard, only(&[Board])),
    on(&[C('u')], A::Undo, W::Undo, H::Undo, UNDOABLE),
    on(&[Ctrl('r'), Ctrl('y')], A::Redo, W::None, H::Redo, UNDOABLE),
    on(&[C('!')], A::Unsaved, W::None, H::Unsaved, NOT_TEXT),
    on(&[C('T')], A::NextTheme, W::None, H::NextTheme, NOT_TEXT),
    on(&[Key::Esc, C('q')], A::Back, W::Back, H::BackOnLater, AFTER_THE_FIRST),
    on(&[C('z')], A::LargeType, W::LargeType, H::LargeType, READ_BY_ALL),
    on(&[C('?'), Key::F1], A::Help, W::Help, H::HelpOnAnywhere, WITH_HELP),
    on(&[Ctrl('z')], A::Suspend, W::None, H::Suspend, NOT_TEXT),
    on(&[Ctrl('c')], A::Quit, W::None, H::Quit, EVERYWHERE),
];
