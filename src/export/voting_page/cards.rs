//! A card as a plain form: it works as it is, and the script adds to it.

use std::fmt::Write as _;

use crate::export::{arrow, letter, shape};
use crate::model::{Dimension, Direction, Level, Levels, Light, Scale, Secrecy};

use super::html::{escape, value};
use super::words::{fill, say};
use super::{CardState, Lang, PageView, Stage, VotingState};

/// The key under which the last question is asked and answered.
pub(super) const MISS: &str = "miss";

/// Words that the script says anew in another language.
pub(super) fn words(lang: Lang, key: &str) -> String {
    format!("<span data-w={key}>{}</span>", say(lang, key))
}

/// The same, with numbers in their places.
pub(super) fn words_of(lang: Lang, key: &str, numbers: &[usize]) -> String {
    let given: Vec<String> = numbers.iter().map(usize::to_string).collect();
    format!("<span data-w={key} data-n=\"{}\">{}</span>", given.join(" "), fill(lang, key, numbers))
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
    for (key, text) in [("best", &dimension.awesome), ("worst", &dimension.crappy)] {
        if !text.trim().is_empty() {
            let label = words(lang, key);
            _ = write!(html, "<p class={key}><b>{label}</b> <bdi>{}</bdi></p>", escape(text));
        }
    }
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
    match &dimension.scale {
        Scale::TrafficLight => html.push_str(&lights(lang)),
        Scale::Levels(levels) => html.push_str(&self::levels(lang, levels)),
    }
    html.push_str(&directions(lang));
    html.push_str(&comment(state, lang));
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
    _ = write!(html, "<fieldset><legend>{}</legend><div class=row>", words(lang, "vote"));
    for key in ["would", "unsure", "would-not"] {
        html.push_str(&option("vote", key, "", &words(lang, key)));
    }
    let give = words(lang, "give");
    _ = write!(
        html,
        "</div></fieldset><p class=mine></p><button class=give>{give}</button></form></section>"
    );
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

/// A radio button, as a tile that is easy to hit.
fn option(name: &str, vote: &str, class: &str, inside: &str) -> String {
    let required = if name == "vote" { " required" } else { "" };
    format!(
        "<label{class}><input type=radio name={name} value=\"{vote}\"{required}>{inside}</label>"
    )
}

fn lights(lang: Lang) -> String {
    let mut html = format!("<fieldset><legend>{}</legend><div class=row>", words(lang, "vote"));
    for light in Light::ALL {
        let class = format!(" class={}", light.word());
        let badge = format!("<i aria-hidden=true>{}{}</i>", shape(light), letter(light));
        let inside = format!("{badge}{}", words(lang, light.word()));
        html.push_str(&option("vote", light.word(), &class, &inside));
    }
    html.push_str("</div></fieldset>");
    html
}

fn levels(lang: Lang, levels: &Levels) -> String {
    let mut html = format!("<fieldset><legend>{}</legend><div class=levels>", words(lang, "vote"));
    for step in 0..levels.count() {
        let above = step * levels.step.in_thousandths();
        let level = Level::thousandths(levels.min.in_thousandths() + above);
        let text = level.to_string();
        let mut inside = format!("<i>{text}</i>");
        let label = levels.labels.get(&level);
        if let Some(label) = label {
            _ = write!(inside, "<span dir=auto>{}</span>", escape(label));
        }
        let description = levels.descriptions.get(&level);
        if let Some(description) = description {
            _ = write!(inside, "<small dir=auto>{}</small>", escape(description));
        }
        let told = label.is_some() || description.is_some();
        html.push_str(&option("vote", &text, if told { " class=told" } else { "" }, &inside));
    }
    html.push_str("</div></fieldset>");
    html
}

fn directions(lang: Lang) -> String {
    let legend = words(lang, "direction");
    let mut html = format!("<fieldset><legend>{legend}</legend><div class=row>");
    for direction in Direction::ALL {
        let sign = format!("<i aria-hidden=true>{}</i>", arrow(direction));
        let inside = format!("{sign}{}", words(lang, direction.word()));
        html.push_str(&option("direction", direction.word(), "", &inside));
    }
    html.push_str("</div></fieldset>");
    html
}

/// Where something may be written, with who will see it.
fn comment(state: &VotingState, lang: Lang) -> String {
    let who = match state.secrecy {
        Secrecy::Named => words(lang, "comment-named"),
        Secrecy::Anonymous if state.seats < state.threshold => {
            let threshold = usize::try_from(state.threshold).unwrap_or(usize::MAX);
            words_of(lang, "few", &[threshold])
        }
        Secrecy::Anonymous => words(lang, "comment-open"),
    };
    format!(
        "<label class=text>{}<textarea name=comment rows=2 maxlength=500 dir=auto></textarea>\
         <small>{who}</small></label>",
        words(lang, "comment")
    )
}
