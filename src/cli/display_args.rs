//! The look of the full screen: options, and the abilities of the terminal.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::abilities::Abilities;
use crate::app::{Depth, Display, Palette};
use crate::store::AppDirs;

/// Options for the look of the full screen.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct DisplayArgs {
    /// Colours of the full screen and of pictures: clear, sky (blue instead of green, for
    /// colour-blind viewers), plain (none), classic (traffic light); T changes it
    #[arg(long, global = true, value_name = "NAME", value_parser = palettes())]
    theme: Option<Palette>,
    /// Use ASCII if ● ▲ ■ look too wide [default: where the terminal or the locale needs it]
    #[arg(long, global = true)]
    ascii: bool,
    /// Use all letters and glyphs, whatever the terminal and the locale say
    #[arg(long, global = true, conflicts_with = "ascii")]
    unicode: bool,
}

/// The letters that plain text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// All.
    All,
    /// ASCII for glyphs of ours; people's text as it is.
    AsciiGlyphs,
    /// ASCII alone: people's text by its base letters.
    Base,
}

fn palettes() -> impl TypedValueParser<Value = Palette> {
    let palette = |word: String| Palette::ALL.into_iter().find(|palette| palette.name() == word);
    PossibleValuesParser::new(Palette::ALL.map(Palette::name))
        .map(move |word| palette(word).unwrap_or_default())
}

impl DisplayArgs {
    /// The colours that are asked for.
    pub const fn theme(self) -> Option<Palette> {
        self.theme
    }

    /// Combines the options with the abilities of this terminal.
    pub fn display(self, folders: &AppDirs) -> Display {
        let found = Abilities::of_this_machine(folders);
        let colourless = folders.no_color || found.depth.is_none();
        let wanted = if colourless { Palette::Plain } else { Palette::Clear };
        let letters = self.letters_for(found);
        Display {
            palette: self.theme.unwrap_or(wanted),
            // Colours that are asked for all the same are the most common ones.
            depth: found.depth.unwrap_or(Depth::Eight),
            ascii: letters != Letters::All,
            base_letters: letters == Letters::Base,
            large: false,
            clipboard: found.clipboard,
        }
    }

    /// The letters of plain text: what a terminal shows follows the terminal; what goes into a pipe
    /// or a file is data, and has all letters.
    pub fn letters(self, folders: &AppDirs, on_terminal: bool) -> Letters {
        match (on_terminal, self.ascii) {
            (true, _) => self.letters_for(Abilities::of_this_machine(folders)),
            (false, true) => Letters::AsciiGlyphs,
            (false, false) => Letters::All,
        }
    }

    const fn letters_for(self, found: Abilities) -> Letters {
        match (self.unicode, found.base_letters, found.ascii || self.ascii) {
            (true, ..) | (false, false, false) => Letters::All,
            (false, true, _) => Letters::Base,
            (false, false, true) => Letters::AsciiGlyphs,
        }
    }
}
