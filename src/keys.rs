//! Every key of the program, in one table: from it come dispatch, footer, help and `docs/keys.md`.
//!
//! Knows neither state nor screen: what an action does is the app's affair.

mod table;

use std::fmt::Write as _;

use crate::model::{Direction, Light};

pub use table::TABLE;

/// A key press, independent of the terminal library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A character, as it comes out with Shift.
    Char(char),
    /// A character with Ctrl, in lower case.
    Ctrl(char),
    /// Stands in the table for any of the ten digits; never pressed itself.
    Digit,
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// The first function key.
    F1,
}

impl Key {
    fn is(self, pressed: Self) -> bool {
        match (self, pressed) {
            (Self::Digit, Self::Char(c)) => c.is_ascii_digit(),
            _ => self == pressed,
        }
    }

    /// How the key is written in footer, help and docs.
    pub fn label(self) -> String {
        match self {
            Self::Char(' ') => "Space".to_owned(),
            Self::Char(c) => c.to_string(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_ascii_uppercase()),
            Self::Digit => "0–9".to_owned(),
            Self::Left => "←".to_owned(),
            Self::Right => "→".to_owned(),
            Self::Up => "↑".to_owned(),
            Self::Down => "↓".to_owned(),
            Self::PageUp => "PgUp".to_owned(),
            Self::PageDown => "PgDn".to_owned(),
            Self::BackTab => "Shift-Tab".to_owned(),
            other => format!("{other:?}"),
        }
    }
}

/// Where a key is pressed. Each place has its own footer and help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// No `healthcheck.yaml` yet.
    Welcome,
    /// The teams.
    Home,
    /// The form of a new check, on a field that is chosen.
    Form,
    /// Open actions and experiments due for review, before the first card.
    Opening,
    /// A card by hands, lights, before the reveal.
    Voting,
    /// A card by hands, levels, before the reveal.
    VotingLevels,
    /// A card in turns, before the reveal.
    TurnsCard,
    /// A card of lights after the reveal.
    Result,
    /// A card of levels after the reveal.
    ResultLevels,
    /// Between two sittings.
    Neutral,
    /// In a sitting, on a card of lights.
    Sitting,
    /// In a sitting, on a card of levels.
    SittingLevels,
    /// All cards at a glance.
    Summary,
    /// One team over time.
    Trend,
    /// All teams at one moment.
    Teams,
    /// What is still to be done and tried.
    Board,
    /// What came of an experiment?
    Outcome,
    /// Where what to look for is typed, above what was found.
    Search,
    /// What a session says.
    Insight,
    /// Two sessions side by side.
    Compare,
    /// One dimension across teams and time.
    Across,
    /// What is wrong with a file.
    Faults,
    /// Help for a place.
    Help,
    /// Who is here.
    Roster,
    /// Would you miss this check?
    Miss,
    /// A question of the program.
    Ask,
    /// What can be done about what could not be saved.
    Unsaved,
    /// Two versions of a session.
    Difference,
    /// Where a line of text is typed.
    Text,
    /// Where long text is typed.
    LongText,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 30] = [
        Self::Welcome,
        Self::Home,
        Self::Form,
        Self::Opening,
        Self::Voting,
        Self::VotingLevels,
        Self::TurnsCard,
        Self::Result,
        Self::ResultLevels,
        Self::Neutral,
        Self::Sitting,
        Self::SittingLevels,
        Self::Summary,
        Self::Trend,
        Self::Teams,
        Self::Board,
        Self::Outcome,
        Self::Search,
        Self::Insight,
        Self::Compare,
        Self::Across,
        Self::Faults,
        Self::Help,
        Self::Roster,
        Self::Miss,
        Self::Ask,
        Self::Unsaved,
        Self::Difference,
        Self::Text,
        Self::LongText,
    ];

    /// Whether keys are text here.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Search | Self::Text | Self::LongText)
    }

    /// What the place is called in help and docs.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Welcome => "First screen of an empty folder",
            Self::Home => "Home",
            Self::Form => "New check",
            Self::Opening => "What was agreed last time",
            Self::Voting => "Card before the reveal, by hands",
            Self::VotingLevels => "Card before the reveal, by hands, on levels",
            Self::TurnsCard => "Card before the reveal, in turns",
            Self::Result => "Card after the reveal",
            Self::ResultLevels => "Card after the reveal, on levels",
            Self::Neutral => "Between two sittings",
            Self::Sitting => "A sitting",
            Self::SittingLevels => "A sitting, on levels",
            Self::Summary => "Summary",
            Self::Trend => "Trend grid",
            Self::Teams => "Team grid",
            Self::Board => "Board",
            Self::Outcome => "What came of an experiment?",
            Self::Search => "Search",
            Self::Insight => "What a session says",
            Self::Compare => "Comparison of two sessions",
            Self::Across => "A dimension across teams",
            Self::Faults => "Error screen",
            Self::Help => "Help",
            Self::Roster => "Who is here",
            Self::Miss => "Would you miss this check?",
            Self::Ask => "A question",
            Self::Unsaved => "What could not be saved",
            Self::Difference => "The difference between two versions",
            Self::Text => "Where text is typed",
            Self::LongText => "Where long text is typed",
        }
    }
}

/// What a key asks for. The app decides what comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is described where its key is: in the table")]
pub enum Action {
    Quit,
    Suspend,
    Back,
    Help,
    Enter,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    PageUp,
    PageDown,
    Undo,
    Redo,
    Export,
    NextTheme,
    WriteConfig,
    NewCheck,
    OpenTrend,
    OpenTeams,
    Shows,
    Denser,
    Wider,
    Mark,
    Join,
    Panel,
    OpenRow,
    OpenBoard,
    EarlierDay,
    LaterDay,
    Search,
    Insight,
    Light(Light),
    Direct(Direction),
    Abstain,
    Digit,
    Point,
    TakeBack,
    Reveal,
    NextCard,
    PreviousCard,
    Skip,
    Notes,
    Comment,
    AddAction,
    AddExperiment,
    WhoIsHere,
    VoteAgain,
    Timer,
    LargeType,
    Summary,
    Order,
    Focus,
    Miss,
    CloseOrReopen,
    ActionDone,
    ActionDropped,
    ActionOpen,
    Toggle,
    Arrive,
    Leave,
    Other,
    ReadAgain,
    Unsaved,
    Compare,
    TakeTheirs,
    KeepBoth,
    Elsewhere,
    NextField,
    PreviousField,
    Keep,
    Drop,
    Editor,
    NewLine,
}

/// One row of the table: keys that do one thing in some places.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// The keys; the first is the one that the footer shows.
    pub keys: &'static [Key],
    /// What they ask for.
    pub action: Action,
    /// One to three words for the footer; empty: not in the footer.
    pub words: &'static str,
    /// A sentence for help and docs, without a full stop.
    pub help: &'static str,
    /// Where they hold.
    pub places: &'static [Place],
}

impl Binding {
    /// The keys as they are written.
    pub fn label(&self) -> String {
        let labels: Vec<_> = self.keys.iter().map(|k| k.label()).collect();
        labels.join(" ")
    }
}

/// The bindings that hold in a place, in the table's order.
pub fn of_place(place: Place) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |binding| binding.places.contains(&place))
}

/// What a key asks for in a place.
pub fn action(place: Place, pressed: Key) -> Option<Action> {
    of_place(place)
        .find(|binding| binding.keys.iter().any(|key| key.is(pressed)))
        .map(|binding| binding.action)
}

/// The key that the footer names for an action in a place.
pub fn key_of(place: Place, action: Action) -> Option<String> {
    of_place(place).find(|binding| binding.action == action).map(|binding| binding.keys[0].label())
}

/// What the footer shows of a place: a key and one to three words, the most useful first. Left out
/// are actions that do not hold now.
pub fn footer(place: Place, holds: impl Fn(Action) -> bool) -> Vec<(String, &'static str)> {
    let mut shown: Vec<(String, &'static str)> = Vec::new();
    for binding in of_place(place).filter(|b| !b.words.is_empty() && holds(b.action)) {
        match shown.last_mut() {
            // Neighbours with the same words share them: `+ = - direction`.
            Some((keys, words)) if *words == binding.words => {
                *keys = format!("{keys} {}", binding.keys[0].label());
            }
            _ => shown.push((binding.keys[0].label(), binding.words)),
        }
    }
    shown
}

/// The text of `docs/keys.md`.
pub fn markdown() -> String {
    let mut text = String::from(
        "# Keys\n\nThis file is made from the table in `src/keys/table.rs` with `cargo xtask docs`; a test\n\
         fails when it is out of date. In the program, `?` shows the keys of the place you are in.\n",
    );
    for place in Place::ALL {
        let _ = write!(text, "\n## {}\n\n| key | what it does |\n|---|---|\n", place.name());
        for binding in of_place(place) {
            let keys: Vec<_> = binding
                .keys
                .iter()
                .map(|k| format!("`{}`", k.label().replace('|', "\\|")))
                .collect();
            let _ = writeln!(text, "| {} | {} |", keys.join(" "), binding.help);
        }
    }
    text
}

#[cfg(test)]
mod tests;
