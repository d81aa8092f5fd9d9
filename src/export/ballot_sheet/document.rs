//! The whole file: a form that can be filled in, and what to do where no script runs.

use std::fmt::Write as _;

use serde_json::json;

use crate::export::web::Lang;
use crate::export::web::fields::{Fields, states};
use crate::export::web::html::{escape, json_in_script};
use crate::export::web::words::Words;
use crate::model::{Dimension, Scale, Secrecy};

use super::words::in_language;
use super::{BallotSheet, assets, data};

/// The words of the file as it comes. The script says them anew in another language.
const WORDS: Words = in_language(Lang::En);
/// Answers of the example of a plain line, over and over.
const EXAMPLE: [&str; 5] = ["g+", "y=", "r-", "b", "g"];

pub(super) fn html(sheet: &BallotSheet) -> String {
    let team = escape(&sheet.team);
    let words = json!({ "en": in_language(Lang::En).all(), "de": in_language(Lang::De).all() });
    format!(
        "<!doctype html>\n<html lang=en><head><meta charset=utf-8>\
         <meta http-equiv=content-security-policy content=\"{policy}\">\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=color-scheme content=\"light dark\"><title>{team} · {title}</title>\
         <style>{style}</style></head>\n<body><header><h1 dir=auto>{team} \
         <small>{check}, {date}</small></h1><button type=button id=lang hidden></button></header>\n\
         {main}\n{data}\n<script type=application/json id=words>{words}</script>\n\
         <script>{script}</script></body></html>\n",
        policy = &*assets::POLICY,
        title = WORDS.say("title"),
        style = &*assets::STYLE,
        check = escape(&sheet.check),
        date = sheet.date,
        main = main(sheet),
        data = data::element(sheet),
        words = json_in_script(&words.to_string()),
        script = &*assets::SCRIPT,
    )
}

/// A paragraph of words that the script says anew.
fn said(key: &str) -> String {
    format!("<p>{}</p>", WORDS.span(key))
}

fn main(sheet: &BallotSheet) -> String {
    let mut html = "<main>".to_owned();
    if sheet.open().next().is_none() {
        _ = write!(html, "<p class=big>{}</p></main>", WORDS.span("no-cards"));
        return html;
    }
    _ = write!(html, "<div class=scripts>{}{}", said("intro"), said("sends-nothing"));
    if anonymous(sheet) && sheet.threshold > 1 {
        let threshold = usize::try_from(sheet.threshold).unwrap_or(usize::MAX);
        _ = write!(html, "<p>{}</p>", WORDS.span_of("few", &[threshold]));
    }
    _ = write!(html, "{}</div>", said("room"));
    html.push_str(&plain(sheet));
    if let Some(until) = &sheet.until {
        let (until, words) = (escape(until), WORDS.span("until"));
        _ = write!(html, "<p class=until>{words} <b dir=auto>{until}</b></p>");
    }
    html.push_str(&fingerprint(sheet));
    html.push_str("<form id=ballot autocomplete=off>");
    html.push_str(&people(sheet));
    html.push_str(&cards(sheet));
    html.push_str(&sealing(sheet));
    html.push_str("</form>");
    html.push_str(&secrecy(sheet));
    html.push_str("</main>");
    html
}

fn anonymous(sheet: &BallotSheet) -> bool {
    sheet.key.form().secrecy == Secrecy::Anonymous
}

/// What to do where no script runs, which cannot choose the language: so in all of them.
fn plain(sheet: &BallotSheet) -> String {
    let answers: Vec<String> =
        sheet.open().enumerate().map(|(at, (_, dimension))| example(at, dimension)).collect();
    let name = sheet.key.form().people.first();
    let name = name.map(|name| format!("{}: ", escape(name))).unwrap_or_default();
    let line = format!("{name}{}", escape(&answers.join(" ")));
    let mut html = "<div id=plain class=note>".to_owned();
    for lang in Lang::ALL {
        let words = in_language(lang);
        let say = |key| words.say(key);
        let name = if name.is_empty() { "" } else { say("plain-name") };
        _ = write!(
            html,
            "<div lang={}><p>{}</p><p>{} {name}</p><p>{} <code dir=auto>{line}</code></p>\
             <p>{}</p></div>",
            lang.word(),
            say("plain"),
            say("plain-line"),
            say("plain-example"),
            say("plain-secret")
        );
    }
    html.push_str("</div>");
    html
}

/// An answer that a card has.
fn example(at: usize, dimension: &Dimension) -> String {
    let answer = EXAMPLE[at % EXAMPLE.len()];
    match &dimension.scale {
        Scale::Levels(levels) if answer != "b" => {
            let level = if answer.starts_with('g') { levels.max } else { levels.min };
            format!("{level}{}", &answer[1..])
        }
        _ => answer.to_owned(),
    }
}

/// In a named check the names come first.
fn people(sheet: &BallotSheet) -> String {
    if anonymous(sheet) {
        return String::new();
    }
    let mut html = format!(
        "<section class=card id=who><fieldset aria-describedby=who-fault><legend>{}</legend>\
         <div class=\"row names\">",
        WORDS.span("who")
    );
    for (at, name) in sheet.key.form().people.iter().enumerate() {
        let (name, at) = (escape(name), at + 1);
        _ = write!(
            html,
            "<label><input type=radio name=person value={at}><bdi>{name}</bdi></label>"
        );
    }
    html.push_str("</div></fieldset><p class=fault id=who-fault></p></section>");
    html
}

/// All cards that are open, and the last question. What is the same in all cards is there once,
/// for the script to copy; levels are not, since without scripts somebody has to read them.
fn cards(sheet: &BallotSheet) -> String {
    let all = sheet.open().count();
    let mut html = templates(sheet);
    for (place, (at, dimension)) in sheet.open().enumerate() {
        let levels = match dimension.scale {
            Scale::TrafficLight => String::new(),
            Scale::Levels(_) => votes(at, &dimension.scale),
        };
        _ = write!(
            html,
            "<section class=card aria-labelledby=h{at} data-at={at}>\
             <p class=of>{}</p><h2 id=h{at} dir=auto>{}</h2>{}{levels}</section>",
            WORDS.span_of("card-of", &[place + 1, all]),
            escape(&dimension.name),
            states(WORDS, dimension),
        );
    }
    let fields = Fields { words: WORDS, at: Some(sheet.cards.len()) };
    _ = write!(
        html,
        "<section class=\"card scripts\" aria-labelledby=last id=miss><h2 id=last>{}</h2>{}{}{}\
         </section>",
        WORDS.span("miss"),
        said("leave-out"),
        fields.last_question(),
        clear()
    );
    html
}

fn votes(at: usize, scale: &Scale) -> String {
    let fields = Fields { words: WORDS, at: Some(at) };
    let abstain = fields.option("vote", "abstain", " class=none", &WORDS.span("abstain"));
    fields.votes(scale, &abstain)
}

/// The votes of a card with lights, and what stands behind the votes of each card. The script puts
/// the number of the card into the names.
fn templates(sheet: &BallotSheet) -> String {
    let who = WORDS.span(if anonymous(sheet) { "comment-open" } else { "comment-named" });
    let fields = Fields { words: WORDS, at: Some(0) };
    format!(
        "<template id=lights>{}</template><template id=rest><p class=fault></p>{}{}{}</template>",
        votes(0, &Scale::TrafficLight),
        fields.directions(),
        fields.comment(&who),
        clear()
    )
}

fn clear() -> String {
    format!("<button type=button class=clear hidden>{}</button>", WORDS.span("clear"))
}

/// The button, and the code that comes of it.
fn sealing(sheet: &BallotSheet) -> String {
    let span = |key| WORDS.span(key);
    let again = if anonymous(sheet) { said("one-more") } else { String::new() };
    format!(
        "<section class=\"card scripts\" id=sealing aria-labelledby=finish><h2 id=finish>{}</h2>\
         <p id=count></p><p id=left></p><p id=kept></p><p id=status role=status></p>\
         <button type=button id=seal class=give></button>\
         <div id=code hidden><h3 id=yours>{}</h3>{}\
         <p id=text class=code tabindex=0 role=group aria-labelledby=yours dir=ltr></p>\
         <p id=length></p><button type=button class=copy data-of=text>{}</button>\
         <p class=copied role=status></p>\
         <details id=pieces><summary>{}</summary>{}<ol></ol></details>\
         {}{again}<p>{} <b id=tag class=code></b><br>{}</p>\
         </div></section>",
        span("finish"),
        span("code"),
        said("paste"),
        span("copy"),
        span("pieces"),
        said("pieces-why"),
        said("later"),
        span("tag"),
        span("tag-why")
    )
}

/// What people compare with the shared screen.
fn fingerprint(sheet: &BallotSheet) -> String {
    let fingerprint = sheet.key.fingerprint();
    let [name, why] = ["fingerprint", "fingerprint-why"].map(|key| WORDS.span(key));
    format!("<p id=fingerprint>{name} <b class=code>{fingerprint}</b><br><small>{why}</small></p>")
}

/// What is promised, and what is not.
fn secrecy(sheet: &BallotSheet) -> String {
    let reveal = if anonymous(sheet) { "secret-open" } else { "secret-named" };
    let said = ["secret-chat", reveal, "secret-key", "secret-tab"].map(said).concat();
    let summary = WORDS.span("secret");
    format!("<details id=secret class=scripts><summary>{summary}</summary>{said}</details>")
}
