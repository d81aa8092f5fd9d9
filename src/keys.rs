//! Every key of the program, in one table: from it come dispatch, footer, help and `docs/keys.md`.
//!
//! Knows neither state nor screen, and no words: the app decides what an action does, and
//! `messages` says it.

mod action;
mod editing;
mod table;

use std::borrow::Cow;

pub use action::{Action, Hint, Word};
pub use editing::Edit;

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
    /// Enter with Alt.
    AltEnter,
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

    /// Returns true if it ends a line of text.
    pub const fn ends_line(self) -> bool {
        matches!(self, Self::Enter | Self::Ctrl('j'))
    }

    /// Returns true if it may be a part of text that is pasted.
    pub const fn may_be_text(self) -> bool {
        self.ends_line() || matches!(self, Self::Char(_) | Self::Tab)
    }

    /// Returns true if it is a letter that Caps Lock would make a capital.
    pub const fn is_small_letter(self) -> bool {
        matches!(self, Self::Char('a'..='z'))
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
            Self::AltEnter => "Alt-Enter".to_owned(),
            other => format!("{other:?}"),
        }
    }
}

/// The place in which a key is pressed. Each place has its own footer and help.
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
    /// A card by hands, levels of one digit, before the reveal.
    VotingDigits,
    /// A card in turns, before the reveal.
    TurnsCard,
    /// A card of lights after the reveal.
    Result,
    /// A card of levels after the reveal.
    ResultLevels,
    /// A card of levels of one digit after the reveal.
    ResultDigits,
    /// Between two sittings.
    Neutral,
    /// In a sitting, on a card of lights.
    Sitting,
    /// In a sitting, on a card of levels.
    SittingLevels,
    /// In a sitting, on a card of levels of one digit.
    SittingDigits,
    /// All cards at a glance.
    Summary,
    /// One team over time.
    Trend,
    /// All teams at one moment.
    Teams,
    /// The board of open actions and experiments.
    Board,
    /// How phones get in, and who is in.
    Join,
    /// The question for the outcome of an experiment.
    Outcome,
    /// The search input, above the results.
    Search,
    /// A page that is read: it has no keys of its own.
    Page,
    /// Two sessions side by side.
    Compare,
    /// One dimension across teams and time.
    Across,
    /// The list of problems of a file.
    Faults,
    /// Help for a place.
    Help,
    /// The words that are looked for in help.
    HelpSearch,
    /// The roster: the people who are here.
    Roster,
    /// Would you miss this check?
    Miss,
    /// A question of the program.
    Ask,
    /// The ways to resolve a save that failed.
    Unsaved,
    /// Two versions of a session.
    Difference,
    /// A line of text that is being typed.
    Text,
    /// Long text that is being typed.
    LongText,
}

impl Place {
    /// All places.
    pub const ALL: [Self; 35] = [
        Self::Welcome,
        Self::Home,
        Self::Form,
        Self::Opening,
        Self::Voting,
        Self::VotingLevels,
        Self::VotingDigits,
        Self::TurnsCard,
        Self::Result,
        Self::ResultLevels,
        Self::ResultDigits,
        Self::Neutral,
        Self::Sitting,
        Self::SittingLevels,
        Self::SittingDigits,
        Self::Summary,
        Self::Trend,
        Self::Teams,
        Self::Board,
        Self::Join,
        Self::Outcome,
        Self::Search,
        Self::Page,
        Self::Compare,
        Self::Across,
        Self::Faults,
        Self::Help,
        Self::HelpSearch,
        Self::Roster,
        Self::Miss,
        Self::Ask,
        Self::Unsaved,
        Self::Difference,
        Self::Text,
        Self::LongText,
    ];

    /// Returns true if keys are text here.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Search | Self::HelpSearch | Self::Text | Self::LongText)
    }
}

/// One row of the table: keys that do one thing in some places.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The keys; the first is the one that the footer shows.
    pub keys: Cow<'static, [Key]>,
    /// The action that they ask for.
    pub action: Action,
    /// The words for the footer.
    pub word: Word,
    /// The sentence for help and docs.
    pub hint: Hint,
    /// The places where they hold.
    places: Places,
}

impl Binding {
    /// The keys as they are written.
    pub fn label(&self) -> String {
        let labels: Vec<_> = self.keys.iter().map(|k| k.label()).collect();
        labels.join(" ")
    }

    /// Returns true if one of its keys is pressed so.
    pub fn has(&self, pressed: Key) -> bool {
        self.keys.iter().any(|key| key.is(pressed))
    }

    /// Returns true if the footer has one word for both, or both are one.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.action == other.action || self.word != Word::None && self.word == other.word
    }

    /// Returns true if it holds everywhere but in some places, so that a new place has it, too.
    pub const fn holds_nearly_everywhere(&self) -> bool {
        self.places.all_but_some()
    }

    /// Returns true if it holds in a place.
    pub fn holds_in(&self, place: Place) -> bool {
        self.places.contain(place)
    }
}

/// A set of places: one bit each.
#[derive(Clone, Copy, Debug)]
struct Places(u64);

impl Places {
    /// These.
    const fn only(places: &[Place]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < places.len() {
            bits |= 1 << places[at] as u64;
            at += 1;
        }
        Self(bits)
    }

    /// All but these: a new place has such keys by itself.
    const fn except(places: &[Place]) -> Self {
        Self(!Self::only(places).0)
    }

    /// These and those.
    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// These without those.
    const fn but(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Returns true if a place that is not there yet belongs to them.
    const fn all_but_some(self) -> bool {
        self.0 >> (u64::BITS - 1) == 1
    }

    const fn contain(self, place: Place) -> bool {
        self.0 & (1 << place as u64) != 0
    }
}

/// The keys of the program: what dispatch, footer, help and docs are given.
#[derive(Clone, Debug)]
pub struct Keys {
    bindings: Cow<'static, [Binding]>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { bindings: Cow::Borrowed(table::BINDINGS) }
    }
}

impl Keys {
    /// All bindings, in the table's order.
    pub fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.bindings.iter()
    }

    /// The bindings that hold in a place, in the table's order.
    pub fn of_place(&self, place: Place) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.holds_in(place))
    }

    /// Returns the action that a key asks for in a place.
    pub fn action(&self, place: Place, pressed: Key) -> Option<Action> {
        let binding = self.of_place(place).find(|binding| binding.has(pressed));
        binding.map(|binding| binding.action)
    }

    /// The key that is meant by what a keyboard sends: the Enter of a keypad may come as Ctrl-J,
    /// which is a new line only where `lines` may be typed, and outside of text a full-width letter
    /// is the letter.
    pub fn meant(&self, place: Place, lines: bool, pressed: Key) -> Key {
        match pressed {
            Key::Ctrl('j') if !lines || self.action(place, pressed).is_none() => Key::Enter,
            Key::Char(c) if !place.is_text() => Key::Char(half_width(c)),
            pressed => pressed,
        }
    }

    /// The small letter of a capital that does nothing in a place, if that does something there.
    pub fn small_letter(&self, place: Place, pressed: Key) -> Option<Key> {
        let Key::Char(c @ 'A'..='Z') = pressed else { return None };
        let small = Key::Char(c.to_ascii_lowercase());
        let idle = self.action(place, pressed).is_none();
        (idle && self.action(place, small).is_some()).then_some(small)
    }

    /// Rebinds an action: `key` becomes its only key, in all places where it has one.
    #[must_use]
    pub fn rebound(mut self, action: Action, key: Key) -> Self {
        for binding in self.bindings.to_mut().iter_mut().filter(|binding| binding.action == action)
        {
            binding.keys = Cow::Owned(vec![key]);
        }
        self
    }

    /// The name of the key for an action: in this place, or else wherever it has one.
    pub fn name(&self, place: Place, action: Action) -> String {
        let here = self.of_place(place).find(|binding| binding.action == action);
        let binding = here.or_else(|| self.bindings.iter().find(|b| b.action == action));
        binding.map(|binding| binding.keys[0].label()).unwrap_or_default()
    }

    /// Returns true if a key asks for help in this place.
    pub fn has_help(&self, place: Place) -> bool {
        self.of_place(place).any(|binding| binding.action == Action::Help)
    }

    /// Returns true if a key leaves the program when the window is too small to show anything: the
    /// one that goes back everywhere but where text is typed.
    pub fn leaves_small_window(&self, pressed: Key) -> bool {
        pressed != Key::Esc && self.action(Place::Home, pressed) == Some(Action::Back)
    }
}

/// A full-width character as keyboards of East Asia send it, in the width of all others. Unicode
/// has them in the same order.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

#[cfg(test)]
mod tests;
