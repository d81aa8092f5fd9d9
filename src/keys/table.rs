//! The table itself. A key that does something is here, and a key that is here does something.

use crate::model::{Direction, Light};

use super::Place::{
    Across, Ask, Board, Compare, Difference, Faults, Form, Help, Home, Insight, LongText, Miss,
    Neutral, Opening, Outcome, Result, ResultLevels, Roster, Search, Sitting, SittingLevels,
    Summary, Teams, Text, Trend, TurnsCard, Unsaved, Voting, VotingLevels, Welcome,
};
use super::{Action, Binding, Key, Place};

/// Cards that are not revealed, outside a sitting.
const COVERED: &[Place] = &[Voting, VotingLevels, TurnsCard];
/// Cards that are revealed.
const REVEALED: &[Place] = &[Result, ResultLevels];
/// Cards, outside a sitting.
const CARD: &[Place] = &[Voting, VotingLevels, TurnsCard, Result, ResultLevels];
/// Where one person votes alone.
const IN_A_SITTING: &[Place] = &[Sitting, SittingLevels];
/// Where a light can be given.
const LIGHTS: &[Place] = &[Voting, Result, Sitting];
/// Where a level can be given.
const LEVELS: &[Place] = &[VotingLevels, ResultLevels, SittingLevels];
/// Where a direction can be given.
const DIRECTIONS: &[Place] = &[Voting, VotingLevels, Result, ResultLevels, Sitting, SittingLevels];
/// Where a session is held and can be taken back.
const HELD: &[Place] = &[
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
/// Where nothing is typed as text.
const NOT_TEXT: &[Place] = &[
    Welcome,
    Home,
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
    Trend,
    Teams,
    Insight,
    Compare,
    Across,
    Board,
    Outcome,
    Faults,
    Help,
    Roster,
    Miss,
    Ask,
    Unsaved,
    Difference,
];
/// Where keys are text.
const TYPED: &[Place] = &[Text, LongText];
/// The first screens.
const FIRST: &[Place] = &[Welcome, Home];
/// Every screen that has one before it.
const AFTER_THE_FIRST: &[Place] = &[
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
    Trend,
    Teams,
    Insight,
    Compare,
    Across,
    Board,
    Outcome,
    Faults,
    Help,
    Roster,
    Miss,
    Ask,
    Unsaved,
    Difference,
];
/// Where help can be asked for.
const WITH_HELP: &[Place] = &[
    Welcome,
    Home,
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
    Trend,
    Teams,
    Insight,
    Compare,
    Across,
    Board,
    Outcome,
    Faults,
    Roster,
    Miss,
    Unsaved,
    Difference,
];
/// Where a cursor moves up and down.
const LISTS: &[Place] = &[
    Home,
    Form,
    Opening,
    Voting,
    VotingLevels,
    Neutral,
    Summary,
    Trend,
    Teams,
    Insight,
    Compare,
    Across,
    Board,
    Faults,
    Help,
    Roster,
    Difference,
];
/// Everywhere.
const EVERYWHERE: &[Place] = &Place::ALL;

const fn on(
    keys: &'static [Key],
    action: Action,
    words: &'static str,
    help: &'static str,
    places: &'static [Place],
) -> Binding {
    Binding { keys, action, words, help, places }
}

/// Every key of the program. The footer keeps this order, so what matters most stands first.
#[rustfmt::skip]
pub static TABLE: &[Binding] = &[
    // The first screens.
    on(&[Key::Char('i')], Action::WriteConfig, "write healthcheck.yaml", "writes a commented `healthcheck.yaml` into this folder", &[Welcome]),
    on(&[Key::Enter], Action::Enter, "go on without", "goes on without one, in your own data folder", &[Welcome]),
    on(&[Key::Char('n')], Action::NewCheck, "new check", "starts a new check, of the team under the cursor", &[Home]),
    on(&[Key::Enter], Action::Enter, "open", "opens the team's latest check; an open one goes on where it stopped; without one, starts the first", &[Home]),
    on(&[Key::Char('t')], Action::OpenTrend, "trend", "shows the team's sessions as a trend grid", &[Home]),
    on(&[Key::Char('m')], Action::OpenTeams, "teams", "shows all teams that share at one moment", &[Home]),
    on(&[Key::Char('a')], Action::OpenBoard, "actions", "shows what all teams that share have still to do and are trying", &[Home]),
    on(&[Key::Char('/')], Action::Search, "search", "looks for words in names, notes, comments, actions and experiments", &[Home]),
    // The form.
    on(&[Key::Enter], Action::Enter, "start", "starts the check", &[Form]),
    on(&[Key::Left, Key::Char('h')], Action::Left, "choose", "chooses the value before; on people, moves to the one before", &[Form]),
    on(&[Key::Right, Key::Char('l')], Action::Right, "choose", "chooses the next value; on people, moves to the next one", &[Form]),
    on(&[Key::Char(' ')], Action::Toggle, "tick", "ticks or unticks the person under the cursor", &[Form]),
    on(&[Key::Digit], Action::Digit, "", "types the number of voters", &[Form]),
    on(&[Key::Backspace], Action::TakeBack, "", "takes the last digit back", &[Form]),
    on(&[Key::Tab], Action::NextField, "next field", "goes to the next field", &[Form]),
    on(&[Key::BackTab], Action::PreviousField, "", "goes to the field before", &[Form]),
    // What was agreed last time.
    on(&[Key::Char('d')], Action::ActionDone, "done", "marks it as done; of an experiment it asks what came of it, and what was learnt", &[Opening, Board]),
    on(&[Key::Char('x')], Action::ActionDropped, "dropped", "marks it as dropped", &[Opening, Board]),
    on(&[Key::Char('o')], Action::ActionOpen, "still open", "marks it as still open", &[Opening, Board]),
    on(&[Key::Enter], Action::Enter, "edit", "edits it", &[Opening, Board]),
    on(&[Key::Char(' '), Key::Char('n'), Key::Right, Key::Char('l')], Action::NextCard, "to the cards", "goes on to the first card", &[Opening]),
    // Votes.
    on(&[Key::Enter], Action::Enter, "agree, next", "keeps what is agreed, else takes the suggestion, and goes to the next card", &[Result]),
    on(&[Key::Enter], Action::Enter, "agree, next", "takes the level that was typed; else keeps what is agreed or takes the suggestion, and goes to the next card", &[ResultLevels]),
    on(&[Key::Char('g')], Action::Light(Light::Green), "green", "green: by hands one ballot, or as many as the digits before it say; in a sitting your own; after the reveal, what is agreed", LIGHTS),
    on(&[Key::Char('y')], Action::Light(Light::Yellow), "yellow", "yellow, in the same way", LIGHTS),
    on(&[Key::Char('r')], Action::Light(Light::Red), "red", "red, in the same way", LIGHTS),
    on(&[Key::Char(' ')], Action::Reveal, "reveal", "reveals the card; with ballots missing it asks for a second Space", COVERED),
    on(&[Key::Digit], Action::Digit, "level", "gathers a level, and Enter gives it", LEVELS),
    on(&[Key::Char('.')], Action::Point, "", "the point of a level such as 2.5", LEVELS),
    on(&[Key::Char('+')], Action::Direct(Direction::Improving), "direction", "improving: by hands one direction, or as many as the digits before it say; in a sitting your own; after the reveal, what is agreed", DIRECTIONS),
    on(&[Key::Char('=')], Action::Direct(Direction::Stable), "direction", "stable, in the same way", DIRECTIONS),
    on(&[Key::Char('-')], Action::Direct(Direction::Worsening), "direction", "worsening, in the same way", DIRECTIONS),
    on(&[Key::Digit], Action::Digit, "", "how many the next key counts: `4g` is four green", &[Voting]),
    on(&[Key::Enter], Action::Enter, "", "says what comes next", &[Voting]),
    on(&[Key::Enter], Action::Enter, "give level", "gives the level that was typed", &[VotingLevels]),
    on(&[Key::Enter], Action::Enter, "next sitting", "goes to the next sitting", &[TurnsCard]),
    on(&[Key::Char('b')], Action::Abstain, "abstain", "abstains: no vote, but counted as here", &[Voting, VotingLevels, Sitting, SittingLevels]),
    on(&[Key::Backspace], Action::TakeBack, "take back", "takes the last ballot or digit back", &[Voting, VotingLevels, SittingLevels]),
    on(&[Key::Char(' ')], Action::Reveal, "cover", "covers the result, and shows it again; the file stays", REVEALED),
    on(&[Key::Backspace], Action::TakeBack, "", "takes the last digit back", &[ResultLevels]),
    // Sittings.
    on(&[Key::Enter], Action::Enter, "begin", "begins the sitting of the person under the cursor", &[Neutral]),
    on(&[Key::Char(' '), Key::Char('n')], Action::NextCard, "to the cards", "goes to the cards, where they are revealed", &[Neutral]),
    on(&[Key::Left, Key::Char('h')], Action::Left, "", "goes to the person before", &[Neutral]),
    on(&[Key::Right, Key::Char('l')], Action::Right, "", "goes to the next person", &[Neutral]),
    on(&[Key::Enter], Action::Enter, "next card", "goes to the next card; on the last one hands over to the next person", &[Sitting]),
    on(&[Key::Enter], Action::Enter, "next card", "gives the level that was typed, else goes to the next card; on the last one hands over", &[SittingLevels]),
    on(&[Key::Char('c')], Action::Comment, "comment", "writes your own comment; in an anonymous check only dots show", IN_A_SITTING),
    on(&[Key::Right, Key::Char('l'), Key::Down, Key::Char('j')], Action::NextCard, "", "next card", IN_A_SITTING),
    on(&[Key::Left, Key::Char('h'), Key::Up, Key::Char('k')], Action::PreviousCard, "", "card before", IN_A_SITTING),
    // Summary.
    on(&[Key::Enter], Action::Enter, "open card", "goes to that card", &[Summary]),
    on(&[Key::Char('o')], Action::Order, "order", "orders the cards: as asked, by need, by disagreement", &[Summary]),
    on(&[Key::Char('f')], Action::Focus, "focus", "takes the dimension into focus, or out; at most three", &[Summary]),
    on(&[Key::Char('m')], Action::Miss, "miss it?", "asks the team: would you miss this check?", &[Summary]),
    on(&[Key::Char('C')], Action::CloseOrReopen, "close", "closes the check, or reopens a closed one", &[Summary]),
    // Every card.
    on(&[Key::Char('n'), Key::Right, Key::Char('l')], Action::NextCard, "next", "next card", CARD),
    on(&[Key::Char('p'), Key::Left, Key::Char('h')], Action::PreviousCard, "previous", "card before", CARD),
    on(&[Key::Char('c')], Action::Notes, "notes", "writes notes on the card", CARD),
    on(&[Key::Char('a')], Action::AddAction, "action", "writes an action down", &[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Summary]),
    on(&[Key::Char('s')], Action::Summary, "summary", "shows all cards at a glance", &[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Opening]),
    on(&[Key::Char('x')], Action::AddExperiment, "experiment", "writes an experiment down", &[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Summary]),
    on(&[Key::Char('d')], Action::Skip, "skip", "skips the dimension, or brings it back", CARD),
    on(&[Key::Char('v')], Action::WhoIsHere, "who is here", "adds who arrives and removes who leaves", &[Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Summary]),
    on(&[Key::Char('V')], Action::VoteAgain, "vote again", "votes this card again from nothing", CARD),
    on(&[Key::Char('w')], Action::Timer, "timer", "pauses the timer, and lets it go on", CARD),
    on(&[Key::Char('z')], Action::LargeType, "large type", "large type for the back of the room, and back again", CARD),
    // Would you miss this check?
    on(&[Key::Char('+')], Action::Direct(Direction::Improving), "yes", "yes: one answer, or as many as the digits before it say", &[Miss]),
    on(&[Key::Char('=')], Action::Direct(Direction::Stable), "not sure", "not sure, in the same way", &[Miss]),
    on(&[Key::Char('-')], Action::Direct(Direction::Worsening), "no", "no, in the same way", &[Miss]),
    on(&[Key::Digit], Action::Digit, "", "how many the next key counts", &[Miss]),
    on(&[Key::Backspace], Action::TakeBack, "take back", "takes the digits back, else all answers", &[Miss]),
    on(&[Key::Char(' ')], Action::Reveal, "reveal", "reveals the answers", &[Miss]),
    on(&[Key::Char('V')], Action::VoteAgain, "ask again", "asks again from nothing", &[Miss]),
    on(&[Key::Enter], Action::Enter, "done", "goes back to the summary", &[Miss]),
    // Who is here.
    on(&[Key::Char('+'), Key::Char('a')], Action::Arrive, "arrives", "somebody arrives; where there are names, you type one", &[Roster]),
    on(&[Key::Char('-'), Key::Char('d')], Action::Leave, "leaves", "the person under the cursor leaves; no ballot is taken back", &[Roster]),
    on(&[Key::Char(' ')], Action::Toggle, "here or not", "the person under the cursor leaves or comes back", &[Roster]),
    on(&[Key::Enter], Action::Enter, "done", "goes back to the card", &[Roster]),
    // Grids.
    on(&[Key::Enter], Action::Enter, "open", "opens the session on this card; with two columns marked, compares them", &[Trend]),
    on(&[Key::Left, Key::Char('h')], Action::Left, "older", "one column back in time", &[Trend]),
    on(&[Key::Right, Key::Char('l')], Action::Right, "newer", "one column on", &[Trend]),
    on(&[Key::Enter], Action::Enter, "open", "opens the team's session on this card; on a dimension's name, the dimension across teams and time", &[Teams]),
    on(&[Key::Char('v')], Action::Shows, "cells", "switches what cells show: agreed, the middle of the ballots, the direction said, the change (in the trend grid), agreement, how many answered", &[Trend, Teams]),
    on(&[Key::Char('-')], Action::Denser, "density", "denser: one cell a column; in the trend grid then a year in a column, which shows the last that was said in it", &[Trend, Teams]),
    on(&[Key::Char('+'), Key::Char('=')], Action::Wider, "density", "wider: badges with arrows", &[Trend, Teams]),
    on(&[Key::Char(' ')], Action::Mark, "mark", "marks the session, or takes the mark away; of two marked ones Enter shows a comparison, and a third mark replaces the older one", &[Trend]),
    on(&[Key::Char('o')], Action::Join, "templates", "leaves sessions of other templates than the newest one's out, or joins them by the keys of their dimensions", &[Trend]),
    on(&[Key::Char('p')], Action::Panel, "panel", "explains the cell under the cursor in full, then not at all, then as far as there is room", &[Trend]),
    on(&[Key::Char('[')], Action::EarlierDay, "earlier", "goes back to the day before on which the grid was another one", &[Teams]),
    on(&[Key::Char(']')], Action::LaterDay, "later", "goes on to the next day on which the grid is another one, at last to today", &[Teams]),
    on(&[Key::Char('r')], Action::OpenRow, "across teams", "shows the dimension across teams and time: who rose in it, and what they had agreed before", &[Teams]),
    on(&[Key::Left, Key::Char('h')], Action::Left, "", "one team to the left, at last to the dimension's name", &[Teams]),
    on(&[Key::Right, Key::Char('l')], Action::Right, "", "one team to the right", &[Teams]),
    on(&[Key::Char('/')], Action::Search, "search", "looks for words in this team's sessions, and if it shares, in those of all teams that do", &[Trend]),
    on(&[Key::Char('/')], Action::Search, "search", "looks for words in the sessions of all teams that share", &[Teams]),
    on(&[Key::Char('i')], Action::Insight, "what it says", "shows what the session says: what moved, what slides, what the method suggests, each with its reason", &[Summary, Trend]),
    on(&[Key::Enter], Action::Enter, "open", "opens the later session on this card; on an action, the session in which it was agreed", &[Compare]),
    on(&[Key::Enter], Action::Enter, "open", "opens the team's last session that agreed on it", &[Across]),
    on(&[Key::Char('a')], Action::OpenBoard, "actions", "shows what this team has still to do and is trying", &[Trend]),
    // The board.
    on(&[Key::Char('a')], Action::AddAction, "new action", "writes an action down, for the team under the cursor", &[Board]),
    on(&[Key::Char('X')], Action::AddExperiment, "new experiment", "writes an experiment down, for the team under the cursor", &[Board]),
    on(&[Key::Char('+')], Action::Direct(Direction::Improving), "worked", "it worked", &[Outcome]),
    on(&[Key::Char('=')], Action::Direct(Direction::Stable), "unclear", "nobody can say", &[Outcome]),
    on(&[Key::Char('-')], Action::Direct(Direction::Worsening), "did not work", "it did not work", &[Outcome]),
    // Search.
    on(&[Key::Enter], Action::Enter, "open", "opens the session on the card of the row under the cursor; on a team, goes to it", &[Search]),
    on(&[Key::Esc], Action::Back, "back", "goes back to where the search was started", &[Search]),
    on(&[Key::Up], Action::Up, "move", "moves up, while you type", &[Search]),
    on(&[Key::Down], Action::Down, "move", "moves down, while you type", &[Search]),
    on(&[Key::PageUp], Action::PageUp, "", "moves ten up", &[Search]),
    on(&[Key::PageDown], Action::PageDown, "", "moves ten down", &[Search]),
    on(&[Key::F1], Action::Help, "help", "shows the keys of this place; `?` is text here", &[Search]),
    // The error screen.
    on(&[Key::Char('R')], Action::ReadAgain, "read again", "reads the file again, after you have mended it", &[Faults]),
    // Questions.
    on(&[Key::Enter, Key::Char('y')], Action::Enter, "", "does what the question says", &[Ask]),
    on(&[Key::Char('n')], Action::Other, "", "takes the other choice, where there is one", &[Ask]),
    // What could not be saved.
    on(&[Key::Enter], Action::Enter, "try again", "tries to save it again", &[Unsaved]),
    on(&[Key::Char('d')], Action::Compare, "difference", "shows what is different between yours and theirs", &[Unsaved]),
    on(&[Key::Char('t')], Action::TakeTheirs, "take theirs", "goes on with theirs; yours stays in the copy beside it", &[Unsaved, Difference]),
    on(&[Key::Char('b')], Action::KeepBoth, "keep both", "lets theirs stand, and makes yours a session of its own", &[Unsaved, Difference]),
    on(&[Key::Char('o')], Action::Elsewhere, "another place", "keeps a copy at another place until its own can be written", &[Unsaved]),
    // Text.
    on(&[Key::Enter], Action::Keep, "keep", "keeps the text; in a form, starts or saves it", TYPED),
    on(&[Key::Esc], Action::Drop, "drop", "drops what was typed; in the form of a new check, goes back", TYPED),
    on(&[Key::Tab], Action::NextField, "", "in a form, goes to the next field", &[Text]),
    on(&[Key::BackTab], Action::PreviousField, "", "in a form, goes to the field before", &[Text]),
    on(&[Key::Up], Action::Up, "", "in a form, goes to the field before", &[Text]),
    on(&[Key::Down], Action::Down, "", "in a form, goes to the next field", &[Text]),
    on(&[Key::Ctrl('j')], Action::NewLine, "new line", "starts a new line", &[LongText]),
    on(&[Key::Ctrl('e')], Action::Editor, "editor", "opens the text in $EDITOR", &[LongText]),
    // Moving.
    on(&[Key::Up, Key::Char('k')], Action::Up, "", "moves up", LISTS),
    on(&[Key::Down, Key::Char('j')], Action::Down, "", "moves down", LISTS),
    on(&[Key::Home], Action::First, "", "goes to the first one", &[Home, Opening, Neutral, Summary, Trend, Teams, Board, Compare, Across, Insight, Faults, Help, Difference]),
    on(&[Key::End], Action::Last, "", "goes to the last one", &[Home, Opening, Neutral, Summary, Trend, Teams, Board, Compare, Across, Insight, Faults, Help, Difference]),
    on(&[Key::PageUp], Action::PageUp, "", "moves a page up; in a grid, five columns back", &[Home, Trend, Teams, Board, Compare, Across, Insight, Faults, Help, Difference]),
    on(&[Key::PageDown], Action::PageDown, "", "moves a page down; in a grid, five columns on", &[Home, Trend, Teams, Board, Compare, Across, Insight, Faults, Help, Difference]),
    // Everywhere.
    on(&[Key::Char('e')], Action::Export, "export", "exports the report as Markdown: to a file or the clipboard", &[Home, Opening, Voting, VotingLevels, TurnsCard, Result, ResultLevels, Neutral, Summary]),
    on(&[Key::Char('e')], Action::Export, "export", "exports the grid: as Markdown, or as CSV, JSON or a picture if the file's name ends so", &[Trend, Teams]),
    on(&[Key::Char('e')], Action::Export, "export", "exports this page as Markdown: to a file or the clipboard", &[Compare, Across]),
    on(&[Key::Char('e')], Action::Export, "export", "exports the board as Markdown", &[Board]),
    on(&[Key::Char('u')], Action::Undo, "undo", "takes the last act back", HELD),
    on(&[Key::Ctrl('r')], Action::Redo, "", "does it again", HELD),
    on(&[Key::Char('!')], Action::Unsaved, "", "says what could not be saved, and what can be done", NOT_TEXT),
    on(&[Key::Char('T')], Action::NextTheme, "", "next theme", NOT_TEXT),
    on(&[Key::Char('q'), Key::Esc], Action::Back, "quit", "quits", FIRST),
    on(&[Key::Esc, Key::Char('q')], Action::Back, "back", "goes back; on the first screen, quits", AFTER_THE_FIRST),
    on(&[Key::Char('?'), Key::F1], Action::Help, "help", "shows the keys of this place", WITH_HELP),
    on(&[Key::Ctrl('z')], Action::Suspend, "", "suspends the program; `fg` brings it back", NOT_TEXT),
    on(&[Key::Ctrl('c')], Action::Quit, "", "quits; if something is not saved it asks, and a second one quits all the same", EVERYWHERE),
];
