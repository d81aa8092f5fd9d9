//! Levels in a report: means, the score, and the gap between word and deed.
//!
//! No mean stands alone here: how many voted, the distribution and the spread are in the same row,
//! and what was agreed beside them.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{NOTHING, Report, light_and_name, name};
use crate::export::escape::escape;
use crate::export::glyphs::emoji;
use crate::export::table::Table;
use crate::messages::term;
use crate::model::score::{self, Mean, Score};
use crate::model::text::count;
use crate::model::{Card, Shown};

impl Report<'_> {
    /// The score and the means of all cards of levels; nothing where there are none.
    pub(super) fn score(&self) -> String {
        let cards: Vec<&Card> =
            self.cards().filter(|card| card.dimension.scale.is_typed()).collect();
        if cards.is_empty() {
            return String::new();
        }
        let items = score::items(self.session).len();
        let mut parts = vec![if items > 0 { "## Score" } else { "## Means" }.to_owned()];
        if items > 0 {
            parts.push(self.score_line(items));
        }
        let mut table = Table::new(["Asked", "Mean", "Spread", "Votes", "Distribution", "Agreed"]);
        for card in &cards {
            table.row(self.mean_row(card, items > 0));
        }
        parts.push(table.to_string().trim_end().to_owned());
        parts.push(notes_on_means(&cards));
        parts.join("\n\n")
    }

    fn score_line(&self, items: usize) -> String {
        let Some(score) = score::of_session(self.session, self.threshold()) else {
            let items = count(u32::try_from(items).unwrap_or(u32::MAX), "card");
            return format!("No score yet: none of {items} has votes that may be shown.");
        };
        let (min, max) = score.range();
        let light = score.light();
        format!(
            "**{}** on {min} to {max}, {} {}: the mean of the means of {} of {}, from {}. \
             All votes: {}; spread {}.",
            term::mean(score.mean),
            emoji(light),
            term::light(light),
            score.items,
            count(score.asked, "card"),
            count(score.n(), "vote"),
            score.distribution(),
            score::spread_figure(score.spread)
        )
    }

    fn mean_row(&self, card: &Card, scored: bool) -> Vec<String> {
        let mut asked = name(&card.dimension.name);
        if card.dimension.scale.levels().is_some_and(|levels| levels.reversed) {
            asked.push_str(" (reversed)");
        }
        if scored && card.dimension.beside {
            asked.push_str(" (beside the score)");
        }
        let agreed = card.agreed.vote.filter(|_| !card.skipped);
        let agreed = agreed
            .map_or_else(|| NOTHING.to_owned(), |vote| light_and_name(&card.dimension.scale, vote));
        let nothing = || NOTHING.to_owned();
        let Some(mean) = score::of_card(card, self.session, self.threshold()) else {
            let why = match card.shown(self.secrecy(), self.threshold()) {
                _ if card.skipped => "skipped".to_owned(),
                Shown::Hidden => self.hidden("vote"),
                Shown::Secret => "no votes kept".to_owned(),
                Shown::Tally(_) => "no votes".to_owned(),
            };
            return vec![asked, nothing(), nothing(), nothing(), why, agreed];
        };
        let Score { spread, .. } = mean;
        let (n, distribution) = (mean.n().to_string(), mean.distribution());
        vec![
            asked,
            format!("{} {}", mean.mean, emoji(mean.light())),
            score::spread_figure(spread),
            n,
            distribution,
            agreed,
        ]
    }

    /// The gaps between word and deed; nothing where no two cards are a pair.
    pub(super) fn gaps(&self) -> String {
        let gaps = score::gaps(self.session, self.threshold());
        let there =
            |card: &Card| card.skipped || card.revealed.is_some() || !card.agreed.is_empty();
        let mut table = Table::new(["Said", "Done", "Mean said", "Mean done", "Gap"]);
        for gap in gaps.iter().filter(|gap| there(gap.said) && there(gap.done)) {
            let means = gap.means.as_ref();
            let figure = |mean: Option<&Score>| {
                mean.map_or_else(|| NOTHING.to_owned(), |mean| mean.mean.to_string())
            };
            table.row(vec![
                name(&gap.said.dimension.name),
                name(&gap.done.dimension.name),
                figure(means.map(|(said, _)| said)),
                figure(means.map(|(_, done)| done)),
                gap.gap().map_or_else(|| NOTHING.to_owned(), Mean::rounded_up),
            ]);
        }
        if table.is_empty() {
            return String::new();
        }
        let pairs = count(u32::try_from(gaps.len()).unwrap_or(u32::MAX), "pair");
        let mean = score::mean_gap(&gaps).map_or_else(
            || format!("None of {pairs} has votes on both sides that may be shown."),
            |(mean, known)| {
                format!(
                    "Mean gap **{}** over {known} of {pairs}. Gaps are rounded up; votes and \
                     spread are above.",
                    term::gap(mean)
                )
            },
        );
        format!("## What we say and what we do\n\n{}\n\n{mean}", table.to_string().trim_end())
    }
}

/// Remarks on how means are computed.
fn notes_on_means(cards: &[&Card]) -> String {
    let levels = || cards.iter().filter_map(|card| card.dimension.scale.levels());
    let mut notes =
        String::from("The spread is the standard deviation. Means are rounded down, never up.");
    if levels().any(|levels| levels.reversed) {
        notes.push_str(
            " Reversed items count from the other end, in means and distributions alike.",
        );
    }
    let years: BTreeSet<&str> =
        levels().map(|levels| levels.as_of.as_str()).filter(|year| !year.is_empty()).collect();
    for year in years {
        _ = write!(notes, " Levels and lights are as of {}.", escape(year));
    }
    notes
}
