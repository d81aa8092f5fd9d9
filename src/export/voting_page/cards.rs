//! A card as a plain form: it works as it is, and the script adds to it.

use std::fmt::Write as _;

use crate::export::web::fields::{Fields, states};
use crate::export::web::html::{escape, value};
use crate::model::{Dimension, Scale, Secrecy};

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

/// The section of a card. All are in the page; one is seen.
pub(super) fn card(state: &VotingState, view: &PageView<'_>, at: usize, shown: bool) -> String {
    let CardState { dimension, stage, round } = &state.cards[at];
    let lang = view.lang;
    let stage = state.stage(*stage);
    let mut html = opening(&dimension.key, *round, stage, shown, at);
    let of = words_of(lang, "card-of", &[at + 1, state.cards.len()]);
    _ = write!(html, "<p class=of>{of}</p>");
    _ = write!(html, "<h2 id=h{at} tabindex=-1 dir=auto>{}</h2>", escape(&dimension.name));
    html.push_str(&states(in_language(lang), dimension));
    html.push_str(&stage_line(lang, stage));
    // The script copies the forms of lights.
    if shown || dimension.scale != Scale::TrafficLight {
        html.push_str(&forms(state, view, dimension, stage));
    }
    html.push_str("</section>");
    html
}

/// The forms of any card with lights, for the script to copy.
pub(super) fn forms_of_lights(state: &VotingState, view: &PageView<'_>) -> String {
    let forms = forms(state, view, &Dimension::default(), Stage::Open);
    format!("<template id=lights>{forms}</template>")
}

/// A form that votes and one that abstains.
fn forms(state: &VotingState, view: &PageView<'_>, dimension: &Dimension, stage: Stage) -> String {
    let lang = view.lang;
    let mut html = form_opening(view.path, &dimension.key, stage);
    let fields = fields(lang);
    html.push_str(&fields.votes(&dimension.scale, ""));
    html.push_str(&fields.directions());
    html.push_str(&fields.comment(&who_sees_it(state, lang)));
    let give = words(lang, "give");
    _ = write!(html, "<p class=mine></p><button class=give>{give}</button></form>");
    html.push_str(&abstention(view, dimension, stage));
    html
}

/// The section of the last question.
pub(super) fn last_question(view: &PageView<'_>, stage: Stage, shown: bool, at: usize) -> String {
    let lang = view.lang;
    let mut html = opening(MISS, 1, stage, shown, at);
    _ = write!(html, "<h2 id=h{at} tabindex=-1>{}</h2>", words(lang, "miss"));
    html.push_str(&stage_line(lang, stage));
    html.push_str(&form_opening(view.path, MISS, stage));
    html.push_str(&fields(lang).last_question());
    let give = words(lang, "give");
    _ = write!(html, "<p class=mine></p><button class=give>{give}</button></form></section>");
    html
}

fn opening(key: &str, round: u16, stage: Stage, shown: bool, at: usize) -> String {
    let hidden = if shown { "" } else { " hidden" };
    format!(
        "<section class=card aria-labelledby=h{at} data-key=\"{}\" data-round={round} \
         data-stage={}{hidden}>",
        value(key),
        word(stage)
    )
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

/// Why a card takes no ballots, if it takes none.
fn stage_line(lang: Lang, stage: Stage) -> String {
    match stage {
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
fn abstention(view: &PageView<'_>, dimension: &Dimension, stage: Stage) -> String {
    let opening = form_opening(view.path, &dimension.key, stage);
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
