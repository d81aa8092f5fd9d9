//! Options for pictures: the ground; the theme is that of the full screen.

use super::display_args::DisplayArgs;
use super::error::CliError;
use crate::app::Palette;
use crate::export::Format;
use crate::export::svg::{PictureStyle, PictureTheme};

/// Options for pictures.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub struct PictureArgs {
    /// A picture: light text on a dark ground; --theme chooses its colours
    #[arg(long)]
    dark: bool,
}

impl PictureArgs {
    /// The look that is asked for. With a format that is no picture there is none to ask for.
    pub fn style(self, format: Format, looks: DisplayArgs) -> Result<PictureStyle, CliError> {
        if self.dark && !format.is_picture() {
            return Err(CliError::Usage(format!(
                "squadcheck: --dark is about pictures, and this is {}: add --format svg or png",
                format.word()
            )));
        }
        let theme = match looks.theme().unwrap_or_default() {
            Palette::Clear => PictureTheme::Clear,
            Palette::Sky => PictureTheme::Sky,
            Palette::Plain => PictureTheme::Plain,
            Palette::Classic => PictureTheme::Classic,
        };
        Ok(PictureStyle { theme, dark: self.dark })
    }
}
