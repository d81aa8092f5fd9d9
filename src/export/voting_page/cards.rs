//! A card as a plain form: it works as it is, and the script adds to it.

use std::fmt::Write as _;

use crate::export::web::fields::{Fields, states, tiles};
use crate::export::web::html::{escape, value};
use crate::model::{Scale, Secrecy};

use super::words::in_language;
use super::{CardState, Lang, PageView, Stage, VotingState};

/// The key under which the last question is asked and answered.
pub(super) const MISS: &str = "miss";

/// Words that the script says anew in another language.
pub(super) fn words(lang: Lang, key: &str) -> String {
    in_language(lang).span(key)
}

/// The same, with numbers in their places.
pub(super) fn words_of(lang: Lang, key: &str, numbers: &[usize]) -> String {
    in_language(lang).span_of(key, numbers)
}

/// The scales of the cards: each different one once, and which card has which. Labels and
/// descriptions are a part of them.
pub(super) struct Scales<'a> {
    all: Vec<&'a Scale>,
    of: Vec<usize>,
    /// Card that is shown.
    shown: Option<usize>,
}

impl<'a> Scales<'a> {
    /// Those of all cards.
    pub(super) fn new(state: &'a VotingState, shown: Option<usize>) -> Self {
        let mut scales = Self { all: Vec::new(), of: Vec::new(), shown };
        for card in &state.cards {
            let scale = &card.dimension.scale;
            let at = scales.all.iter().position(|one| *one == scale);
            scales.of.push(at.unwrap_or(scales.all.len()));
            if at.is_none() {
                scales.all.push(scale);
            }
        }
        scales
    }

    /// Those that the forms of the shown card do not have.
    fn others(&self) -> impl Iterator<Item = (usize, &'a Scale)> {
        let here = self.shown.map(|shown| self.of[shown]);
        self.all.iter().copied().enumerate().filter(move |(at, _)| Some(*at) != here)
    }

    /// Scales of levels that the script makes tiles of: as short as they can be, since a scale may
    /// have a hundred levels.
    pub(super) fn json(&self) -> serde_json::Value {
        let levels = self.others().filter_map(|(at, scale)| match scale {
            Scale::TrafficLight => None,
            Scale::Levels(levels) => Some((at.to_string(), tiles(levels).into())),
        });
        serde_json::Value::Object(levels.collect())
    }
}

/// The section of a card. All are in the page; one is seen, and it alone comes with its forms.
pub(super) fn card(
    state: &VotingState,
    view: &PageView<'_>,
    scales: &Scales<'_>,
    at: usize,
) -> String {
    let shown = scales.shown == Some(at);
    let CardState { dimension, stage, .. } = &state.cards[at];
    let lang = view.lang;
    let stage = state.stage(*stage);
    let mut html = opening(&dimension.key, shown, at, Some(scales.of[at]));
    if shown {
        let of = words_of(lang, "card-of", &[at + 1, state.cards.len()]);
        _ = write!(html, "<p class=of>{of}</p>");
    }
    _ = write!(html, "<h2 id=h{at} tabindex=-1 dir=auto>{}</h2>", escape(&dimension.name));
    html.push_str(&states(in_language(lang), dimension));
    html.push_str(&stage_line(lang, stage, shown));
    if shown {
        html.push_str(&forms(state, view, &dimension.key, &dimension.scale, stage));
    }
    html.push_str("</section>");
    html
}

/// What the script puts the forms of the other cards together from, as far as the card that is
/// shown does not have it.
pub(super) fn parts(state: &VotingState, view: &PageView<'_>, scales: &Scales<'_>) -> String {
    let mut html = String::new();
    if scales.shown.is_none() {
        let forms = forms(state, view, "", &Scale::TrafficLight, Stage::Open);
        _ = write!(html, "<template id=forms>{forms}</template>");
    } else if scales.others().any(|(_, scale)| *scale == Scale::TrafficLight) {
        _ = write!(
            html,
            "<template id=lights>{}</template>",
            fields(view.lang).votes(&Scale::TrafficLight, "")
        );
    }
    html
}

/// A form that votes and one that abstains.
fn forms(
    state: &VotingState,
    view: &PageView<'_>,
    key: &str,
    scale: &Scale,
    stage: Stage,
) -> String {
    let lang = view.lang;
    let mut html =
        form_opening(view.path, key, stage).replacen("<form ", "<form enctype=text/plain ", 1);
    let fields = fields(lang);
    html.push_str(&fields.votes(scale, ""));
    html.push_str(&fields.directions());
    html.push_str(&fields.comment(&who_sees_it(state, lang)));
    let give = words(lang, "give");
    _ = write!(html, "<p class=mine></p><button class=give>{give}</button></form>");
    html.push_str(&abstention(view, key, stage));
    html
}

/// The section of the last question.
pub(super) fn last_question(view: &PageView<'_>, stage: Stage, shown: bool, at: usize) -> String {
    let lang = view.lang;
    let mut html = opening(MISS, shown, at, None);
    _ = write!(html, "<h2 id=h{at} tabindex=-1>{}</h2>", words(lang, "miss"));
    html.push_str(&stage_line(lang, stage, shown));
    html.push_str(&form_opening(view.path, MISS, stage));
    html.push_str(&fields(lang).last_question());
    let give = words(lang, "give");
    _ = write!(html, "<p class=mine></p><button class=give>{give}</button></form></section>");
    html
}

fn opening(key: &str, shown: bool, at: usize, scale: Option<usize>) -> String {
    let hidden = if shown { "" } else { " hidden" };
    let scale = scale.map_or_else(String::new, |scale| format!(" data-scale={scale}"));
    let key = value(key);
    format!("<section class=card aria-labelledby=h{at} data-key=\"{key}\"{scale}{hidden}>")
}

/// The word for a stage, as in the state.
pub(super) const fn word(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "open",
        Stage::Revealed => "revealed",
        Stage::Skipped => "skipped",
        Stage::Closed => "closed",
    }
}

/// Why a card takes no ballots, if it takes none. The script writes that on cards that are not
/// seen.
fn stage_line(lang: Lang, stage: Stage, shown: bool) -> String {
    match stage {
        _ if !shown => stage_line(lang, Stage::Open, true),
        Stage::Open => "<p class=stage hidden></p>".to_owned(),
        stage => format!("<p class=stage>{}</p>", words(lang, word(stage))),
    }
}

fn form_opening(path: &str, key: &str, stage: Stage) -> String {
    let hidden = if stage == Stage::Open { "" } else { " hidden" };
    format!(
        "<form method=post action=\"{}/ballot\"{hidden}>\
         <input type=hidden name=card value=\"{}\">",
        value(path),
        value(key)
    )
}

/// A form of its own: what else was chosen is not sent along.
fn abstention(view: &PageView<'_>, key: &str, stage: Stage) -> String {
    let opening = form_opening(view.path, key, stage);
    let words = words(view.lang, "abstain");
    format!("{opening}<button class=abstain name=vote value=\"abstain\">{words}</button></form>")
}

/// Fields that are alone in their form.
const fn fields(lang: Lang) -> Fields {
    Fields { words: in_language(lang), at: None }
}

/// Who will see a comment.
fn who_sees_it(state: &VotingState, lang: Lang) -> String {
    match state.secrecy {
        Secrecy::Named => words(lang, "comment-named"),
        Secrecy::Anonymous if state.seats < state.threshold => {
            let threshold = usize::try_from(state.threshold).unwrap_or(usize::MAX);
            words_of(lang, "few", &[threshold])
        }
        Secrecy::Anonymous => words(lang, "comment-open"),
    }
}
