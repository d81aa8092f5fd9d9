//! The title line of a screen, and the words in it that every screen shares.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use super::drawing;
use super::theme::Theme;
use crate::app::{App, FileFate};
use crate::messages::label::Label;

/// The name of the program.
pub const NAME: &str = "squadcheck";

/// Draws the title line: a name at the left, a fact at the right.
pub fn title(frame: &mut Frame<'_>, area: Rect, theme: Theme, left: &str, right: &str) {
    let buffer = frame.buffer_mut();
    let right = drawing::safe(&theme.words(right));
    let room = usize::from(area.width).saturating_sub(right.width() + 2);
    let left = drawing::fit(theme, &theme.words(left), room);
    drawing::line(buffer, area, 0, Span::styled(left, theme.strong()));
    drawing::right(buffer, area, 0, Span::raw(right));
}

/// The state of saving, in a word for the title, behind the drafts that wait.
pub fn saved_word(app: &App) -> Cow<'static, str> {
    let saved = saving_word(app);
    match app.ctx.drafts.words() {
        0 => saved,
        drafts if saved.is_empty() => Label::Drafts(drafts).say(),
        drafts => format!("{} · {saved}", Label::Drafts(drafts).say()).into(),
    }
}

fn saving_word(app: &App) -> Cow<'static, str> {
    if app.live.as_ref().is_some_and(|live| app.ctx.library.record(&live.path).is_none()) {
        // A new check has no file before the first act.
        Cow::default()
    } else if app.ctx.saving.has_gone() {
        Label::FileGone.say()
    } else if app.ctx.saving.failure().is_some() {
        Label::NotSavedYet.say()
    } else if let Some(fate) = app.live.as_ref().and_then(|live| live.elsewhere) {
        match fate {
            FileFate::Gone => Label::FileGone.say(),
            FileFate::Changed => Label::FileChanged.say(),
        }
    } else if app.ctx.saving.is_under_way() {
        Label::Saving.say()
    } else if app.ctx.saving.is_saved() {
        Label::Saved.say()
    } else {
        Cow::default()
    }
}
