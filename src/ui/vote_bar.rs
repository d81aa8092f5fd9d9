//! The votes of one card as a bar in a list: a share of the width for each light.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Span;
use unicode_width::UnicodeWidthStr;

use crate::model::Light;

use super::drawing;
use super::theme::Theme;

/// Draws the bar over the rows of `area`, with a gap below it, and with the counts where they fit.
pub fn draw(buffer: &mut Buffer, area: Rect, counts: &[(Option<Light>, u32)], theme: Theme) {
    let ns: Vec<u32> = counts.iter().map(|(_, n)| *n).collect();
    let mut x = area.x;
    for ((light, n), width) in counts.iter().zip(shares(area.width, 3, &ns)) {
        let part = Rect { x, width, ..area };
        theme.fill_entry(buffer, part, *light);
        let words = format!(" {n} ");
        let cells = u16::try_from(words.width()).unwrap_or(u16::MAX);
        if cells <= width {
            let place = Rect { x: x + (width - cells) / 2, width: cells, ..area };
            let row = area.height.saturating_sub(2) / 2;
            drawing::line(buffer, place, row, Span::styled(words, theme.badge(*light)));
        }
        x += width;
    }
}

/// Splits `width` in proportion to the counts; none gets less than `least`, as far as all fit.
pub fn shares(width: u16, least: u16, counts: &[u32]) -> Vec<u16> {
    let all: u32 = counts.iter().sum();
    let least = least.min(width / u16::try_from(counts.len().max(1)).unwrap_or(u16::MAX));
    let share = |n: u32| -> u16 {
        let cells = u64::from(width) * u64::from(n) / u64::from(all.max(1));
        u16::try_from(cells).unwrap_or(width).max(least)
    };
    let mut shares: Vec<u16> = counts.iter().map(|n| share(*n)).collect();
    // What rounding left over or took too much goes to the largest share.
    let used: u16 = shares.iter().sum();
    if let Some(largest) = shares.iter_mut().max() {
        *largest = (*largest + width).saturating_sub(used);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_fill_the_width_in_proportion_and_none_vanishes() {
        assert_eq!(shares(120, 7, &[3, 2, 1]), [60, 40, 20]);
        assert_eq!(shares(100, 7, &[1, 1, 1]).iter().sum::<u16>(), 100);
        assert_eq!(shares(76, 7, &[39, 1]), [69, 7]);
        assert_eq!(shares(76, 7, &[1]), [76]);
        assert_eq!(shares(6, 7, &[1, 1, 1]), [2, 2, 2]);
        assert!(shares(76, 7, &[]).is_empty());
    }
}
