//! Votes of lights as one bar over the whole width, in proportion, with their counts inside.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;

use crate::model::{Light, Scale, Tally, consensus};

use super::super::big_text::{Big, Sign, Size};
use super::super::drawing;
use super::super::theme::Theme;
use super::super::vote_bar::shares;

/// The least cells of a light that got a vote: its short badge and a count of two digits.
const NARROWEST: u16 = 7;

/// Draws the bar. Returns the rows it took: all of them.
pub fn draw(buffer: &mut Buffer, area: Rect, scale: &Scale, tally: &Tally, theme: Theme) -> u16 {
    draw_counts(buffer, area, consensus::by_light(scale, tally), theme);
    area.height
}

/// Draws counts of lights; what has none is left out.
pub fn draw_counts(
    buffer: &mut Buffer,
    area: Rect,
    counts: Vec<(Option<Light>, u32)>,
    theme: Theme,
) {
    let counts: Vec<_> = counts.into_iter().filter(|(light, _)| light.is_some()).collect();
    let shares = shares(area.width, NARROWEST, &counts.iter().map(|c| c.1).collect::<Vec<_>>());
    let mut x = area.x;
    for ((light, n), width) in counts.into_iter().zip(shares) {
        let Some(light) = light else { continue };
        segment(buffer, Rect { x, width, ..area }, light, n, theme);
        x += width;
    }
}

/// Draws one light: its fill, its shape, and how many chose it.
fn segment(buffer: &mut Buffer, area: Rect, light: Light, n: u32, theme: Theme) {
    theme.fill(buffer, area, light);
    let count = n.to_string();
    if sign_and_text(buffer, area, light, &count, theme) {
        return;
    }
    let words = format!(" {} {count} ", theme.short(light));
    let words = drawing::fit(theme, &words, area.width.into());
    let blank = usize::from(area.width).saturating_sub(words.chars().count()) / 2;
    let x = area.x + u16::try_from(blank).unwrap_or(0);
    let place = Rect { x, width: area.right() - x, ..area };
    drawing::line(buffer, place, area.height / 2, Span::styled(words, theme.badge(light)));
}

/// Draws the shape of a light and a text beside it in the middle of `area`, in the largest type
/// that fits. Returns false where none does.
pub fn sign_and_text(
    buffer: &mut Buffer,
    area: Rect,
    light: Light,
    text: &str,
    theme: Theme,
) -> bool {
    let style = theme.badge(light);
    for size in [Size::Giant, Size::Huge, Size::Large] {
        let (across, down) = size.cells();
        let big = Big::fit(text, (area.width, area.height), size);
        let sign = across + across / 2;
        let width = big.width() + sign;
        if big.size() != size || down + 1 > area.height || width + 2 > area.width {
            continue;
        }
        let place = Rect {
            x: area.x + (area.width - width) / 2,
            y: area.y + (area.height - down) / 2,
            width,
            height: down,
        };
        theme.clear(buffer, place, light);
        Sign::Light(light).draw(buffer, place, size, theme, style);
        let letters = Rect { x: place.x + sign, width: width - sign, ..place };
        big.draw(buffer, letters, theme, style);
        return true;
    }
    false
}
