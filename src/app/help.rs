//! Help: the keys of the place from which it was opened, then those of everywhere and of other
//! places, and a search among them.

use tui_input::Input;

use crate::keys::{Action, Binding, Key, Keys, Place, Word};
use crate::messages::Words;
use crate::model::search::SearchQuery;

use super::{Component, Context, Dialog, LiveCheck, Named, Step, text_input};

/// How far a page is.
const PAGE: usize = 10;

/// The keys of a place, and of the others.
#[derive(Clone, Debug)]
pub struct HelpDialog {
    /// The place.
    pub place: Place,
    /// The first row shown.
    pub scroll: usize,
    /// The actions that did not hold when help was opened.
    pub blocked: Vec<Action>,
    /// The action that came next when help was opened.
    next: Option<Action>,
    /// The words that are looked for.
    pub search: Input,
    /// True while they are typed.
    pub typing: bool,
    /// The dialog that lies under help.
    pub under: Option<Box<Dialog>>,
}

/// A part of help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The key that comes next.
    Next,
    /// The other keys of the place.
    Here,
    /// The keys that hold nearly everywhere.
    Everywhere,
    /// The keys of another place.
    Elsewhere(Place),
}

/// A row of help.
#[derive(Clone, Copy, Debug)]
pub enum HelpRow<'a> {
    /// The head of a part.
    Head(Section),
    /// Keys, and the place in whose words they are said.
    Keys(&'a Binding, Place),
}

impl HelpDialog {
    /// Help for a place.
    pub fn new(place: Place, next: Option<Action>, blocked: Vec<Action>) -> Self {
        let (search, typing, under) = (Input::default(), false, None);
        Self { place, scroll: 0, blocked, next, search, typing, under }
    }

    /// The rows: all, or those which hold the words that are looked for. A row of the table stands
    /// once, in the first of the parts that have it.
    pub fn rows<'a>(&self, keys: &'a Keys) -> Vec<HelpRow<'a>> {
        let sections = [Section::Next, Section::Here, Section::Everywhere].into_iter();
        let elsewhere = Place::ALL.into_iter().map(Section::Elsewhere);
        let next = keys.of_place(self.place).find(|binding| self.next == Some(binding.action));
        let (mut rows, mut seen) = (Vec::new(), Vec::new());
        for section in sections.chain(elsewhere) {
            let place = match section {
                Section::Elsewhere(place) => place,
                Section::Next | Section::Here | Section::Everywhere => self.place,
            };
            let mut head = Some(HelpRow::Head(section));
            for binding in keys.of_place(place) {
                let here = binding.holds_in(self.place);
                let of_section = match section {
                    Section::Next => next.is_some_and(|next| next.says_the_same(binding)),
                    Section::Here => !binding.holds_nearly_everywhere(),
                    Section::Everywhere => true,
                    Section::Elsewhere(_) => !here && !binding.holds_nearly_everywhere(),
                };
                let stands = seen.iter().any(|other| std::ptr::eq(*other, binding));
                if of_section && !stands && self.finds(binding, section, Words::new(keys, place)) {
                    seen.push(binding);
                    rows.extend(head.take());
                    rows.push(HelpRow::Keys(binding, place));
                }
            }
        }
        rows
    }

    /// Returns true if all words that are looked for stand in a row: in its keys, its sentence, its
    /// word of the footer, or the name of its action. One sign alone is a key.
    fn finds(&self, binding: &Binding, section: Section, words: Words<'_>) -> bool {
        let place = match section {
            Section::Elsewhere(place) => words.place(place),
            _ => "",
        };
        let (label, hint) = (binding.label(), words.hint(binding.hint).replace('`', ""));
        let word = words.word(binding.word);
        let text = format!("{label} {hint} {word} {:?} {place}", binding.action);
        self.search.value().split_whitespace().all(|typed| {
            let mut signs = typed.chars();
            match (signs.next(), signs.next()) {
                (Some(sign), None) => {
                    binding.has(Key::Char(sign)) || binding.keys.iter().any(|k| k.label() == typed)
                }
                _ => SearchQuery::new(typed).stand_in(&text),
            }
        })
    }

    /// Returns true if words are looked for.
    pub fn is_searched(&self) -> bool {
        self.typing || !self.search.value().is_empty()
    }

    /// The first row of the last part.
    fn last_part(&self, keys: &Keys) -> usize {
        self.rows(keys).iter().rposition(|row| matches!(row, HelpRow::Head(_))).unwrap_or(0)
    }
}

impl Component for HelpDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        if self.typing { Place::HelpSearch } else { Place::Help }
    }

    fn named(&self, action: Action, _live: Option<&LiveCheck>, _ctx: &Context) -> Named {
        match action {
            Action::Back if self.is_searched() => Named::As(Word::Clear),
            _ => Named::AsUsual,
        }
    }

    fn act(&mut self, action: Action, _key: Key, _live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let last = self.rows(&ctx.keys).len().saturating_sub(1);
        match action {
            Action::Up => self.scroll = self.scroll.saturating_sub(1),
            Action::Down => self.scroll = (self.scroll + 1).min(last),
            Action::PageUp => self.scroll = self.scroll.saturating_sub(PAGE),
            Action::PageDown => self.scroll = (self.scroll + PAGE).min(last),
            Action::First => self.scroll = 0,
            Action::Last => self.scroll = self.last_part(&ctx.keys),
            Action::Search => self.typing = true,
            Action::Enter => self.typing = false,
            Action::Back if self.is_searched() => {
                (self.search, self.typing, self.scroll) = (Input::default(), false, 0);
            }
            _ => match self.under.take() {
                Some(under) => ctx.go(Step::Show(*under)),
                None => ctx.close(),
            },
        }
    }

    fn edit(&mut self, key: Key, _ctx: &mut Context) {
        text_input::edit(&mut self.search, key);
        self.scroll = 0;
    }

    fn paste(&mut self, text: &str, _ctx: &mut Context) -> bool {
        if self.typing {
            text_input::paste(&mut self.search, text);
            self.scroll = 0;
        }
        self.typing
    }
}
