//! The look of the full screen: options, and the abilities of the terminal.

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::app::{Depth, Display, Palette};
use crate::store::AppDirs;

/// Options for the look of the full screen.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct DisplayArgs {
    /// Colours of the full screen: clear, sky (for who cannot tell green), plain (none); T changes
    /// it
    #[arg(long, global = true, value_name = "NAME", value_parser = palettes())]
    theme: Option<Palette>,
    /// Draw the full screen and grids in ASCII, where ● ▲ ■ are two cells wide
    #[arg(long, global = true)]
    pub ascii: bool,
}

fn palettes() -> impl TypedValueParser<Value = Palette> {
    let palette = |word: String| Palette::ALL.into_iter().find(|palette| palette.name() == word);
    PossibleValuesParser::new(Palette::ALL.map(Palette::name))
        .map(move |word| palette(word).unwrap_or_default())
}

impl DisplayArgs {
    /// Combines the options with the abilities of this terminal.
    pub fn display(self, folders: &AppDirs) -> Display {
        let wanted = if folders.no_color { Palette::Plain } else { Palette::Clear };
        let depth = if folders.true_colour { Depth::True } else { Depth::Indexed };
        Display { palette: self.theme.unwrap_or(wanted), depth, ascii: self.ascii, large: false }
    }
}
