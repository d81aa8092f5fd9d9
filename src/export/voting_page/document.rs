//! The whole document.

use std::fmt::Write as _;

use serde_json::json;

use crate::export::web::assets::base64url;
use crate::export::web::html::{escape, in_query, json_in_script, value};

use super::assets;
use super::cards::{MISS, Scales, card, last_question, parts, word, words, words_of};
use super::words::{in_all_languages, in_language};
use super::{CardState, Lang, PageNote, PageView, Stage, StateJson, VotingState};

/// The page, for one browser.
pub fn page(state: &VotingState, view: &PageView<'_>) -> String {
    let (begin, end) = page_in_parts(state, view);
    begin + end
}

/// The page in two parts, of which the second one is the same for all.
pub fn page_in_parts(state: &VotingState, view: &PageView<'_>) -> (String, &'static str) {
    let lang = view.lang;
    let team = escape(&state.team);
    let mut html = format!(
        "<!doctype html>\n<html lang={}><head><meta charset=utf-8>\
         <meta name=viewport content=\"width=device-width, initial-scale=1\">\
         <meta name=color-scheme content=\"light dark\"><title>{team} · {}</title>\
         <style>{}</style></head>\n<body><header><h1 dir=auto>{team} <small>{}</small></h1>{}\
         </header>\n",
        lang.word(),
        in_language(lang).say("title"),
        &*assets::STYLE,
        escape(&state.check),
        languages(view)
    );
    _ = write!(
        html,
        "{}\n<script type=application/json id=data>{}</script>\n",
        main(state, view),
        json_in_script(&data(state, view)),
    );
    (html, &assets::END)
}

/// The way to the same page in another language.
fn languages(view: &PageView<'_>) -> String {
    let others = Lang::ALL.into_iter().filter(|lang| *lang != view.lang);
    others.fold(String::new(), |mut html, lang| {
        let (word, path) = (lang.word(), value(view.path));
        let name = lang.name();
        _ = write!(
            html,
            "<a id=lang lang={word} hreflang={word} href=\"{path}?lang={word}\">{name}</a>"
        );
        html
    })
}

/// What the script starts from. Nothing in it depends on a ballot.
fn data(state: &VotingState, view: &PageView<'_>) -> String {
    let person = view.seat.and_then(|seat| seat.person);
    // Who has no seat has no cards.
    let scales =
        view.seat.filter(|_| !state.closed).map(|_| scales(state, shown(state, view)).json());
    json!({
        "edition": *assets::EDITION,
        "path": view.path,
        "form": base64url(&state.form),
        "seat": view.seat.is_some(),
        "person": person.map_or(0, |person| person + 1),
        "name": person.and_then(|person| Some(&state.people.get(person)?.0)),
        "full": view.full,
        "closed": state.closed,
        "miss": state.last_question,
        "scales": scales,
        "state": StateJson::new(state),
        "words": in_all_languages(),
    })
    .to_string()
}

fn main(state: &VotingState, view: &PageView<'_>) -> String {
    let lang = view.lang;
    let mut html = "<main>".to_owned();
    if let Some(note) = view.note {
        _ = write!(html, "<p class=note role=alert>{}</p>", words(lang, note.key()));
    }
    html.push_str("<p id=status role=status></p><p id=net role=status></p>");
    if state.closed {
        _ = write!(html, "<p class=big>{}</p>", words(lang, "closed"));
    } else if view.seat.is_some() {
        html.push_str(&voting(state, view));
    } else if view.full {
        let seats = usize::try_from(state.seats).unwrap_or(usize::MAX);
        let (full, again) = (words_of(lang, "full", &[seats]), words(lang, "reload"));
        let path = value(view.path);
        _ = write!(
            html,
            "<p class=big>{full}</p><p><a class=button href=\"{path}\">{again}</a></p>"
        );
    } else {
        _ = write!(html, "<p>{}</p>{}", words(lang, "join-why"), join(state, view, "join", ""));
    }
    html.push_str("</main>");
    html
}

/// What a browser with a seat sees.
fn voting(state: &VotingState, view: &PageView<'_>) -> String {
    let lang = view.lang;
    let shown = shown(state, view);
    let mut html = format!(
        "<noscript><p class=note>{}</p></noscript><p class=sealed>{}</p>\
         <p id=room hidden>{} <b dir=auto></b> <button type=button>{}</button></p>",
        words(lang, "unsealed"),
        words(lang, "sealed"),
        words(lang, "room"),
        words(lang, "go")
    );
    let scales = scales(state, shown);
    html.push_str(&parts(state, view, &scales));
    for at in 0..state.cards.len() {
        html.push_str(&card(state, view, &scales, at));
    }
    if let Some(stage) = state.last_question {
        html.push_str(&last_question(view, stage, shown == Some(MISS), state.cards.len()));
    }
    let hidden = if shown.is_none() { "" } else { " hidden" };
    _ = write!(html, "<p id=done class=big{hidden}>{}</p>", words(lang, "done"));
    html.push_str(&ways(state, view, shown));
    html.push_str(&somebody_else(state, view));
    html
}

fn scales<'a>(state: &'a VotingState, shown: Option<&str>) -> Scales<'a> {
    let is_shown = |card: &CardState| shown == Some(&*card.dimension.key);
    Scales::new(state, state.cards.iter().position(is_shown))
}

/// The card that is seen: the one asked for, else the one on the shared screen, else the first one
/// that takes ballots.
fn shown<'a>(state: &'a VotingState, view: &PageView<'a>) -> Option<&'a str> {
    let is_card = |key: &&str| {
        (*key == MISS && state.last_question.is_some())
            || state.cards.iter().any(|card| card.dimension.key == *key)
    };
    let here = state.at.as_deref().filter(is_card);
    // The last question is asked from where no card is open.
    let is_open = |key: &&str| open(state).any(|open| open == *key);
    let last = (state.last_question == Some(Stage::Open)).then_some(MISS);
    let room = here.filter(is_open).or(last).or(here);
    view.card.filter(is_card).or(room).or_else(|| open(state).next())
}

/// Keys of what takes ballots, in order.
fn open(state: &VotingState) -> impl Iterator<Item = &str> {
    let cards = state.cards.iter().filter(|card| card.stage == Stage::Open);
    let cards = cards.map(|card| &*card.dimension.key);
    cards.chain((state.last_question == Some(Stage::Open)).then_some(MISS))
}

/// The next card, and all of them.
fn ways(state: &VotingState, view: &PageView<'_>, shown: Option<&str>) -> String {
    let lang = view.lang;
    let path = value(view.path);
    let place = |key: &str| state.cards.iter().position(|card| card.dimension.key == key);
    let here = shown.and_then(place);
    let behind = open(state).find(|key| place(key).is_none_or(|at| Some(at) > here));
    let next = behind.or_else(|| open(state).next()).filter(|next| Some(*next) != shown);
    let mut html = format!(
        "<p><a id=next class=button href=\"{path}?card={}\"{}>{}</a></p>",
        next.map_or("".into(), in_query),
        if next.is_some() { "" } else { " hidden" },
        words(lang, "next")
    );
    _ = write!(html, "<details id=all><summary>{}</summary><ol>", words(lang, "all"));
    let cards = state.cards.iter().map(|card| {
        let name = escape(&card.dimension.name);
        (&*card.dimension.key, name, state.stage(card.stage))
    });
    let last = state.last_question.map(|stage| (MISS, words(lang, "miss"), stage));
    for (key, name, stage) in cards.chain(last) {
        let said = if stage == Stage::Open {
            String::new()
        } else {
            words(lang, &format!("is-{}", word(stage)))
        };
        let href = format!(" href=\"{path}?card={}\"", in_query(key));
        _ = write!(
            html,
            "<li><a data-to=\"{}\"{}><bdi>{name}</bdi></a> <span class=is>{said}</span></li>",
            value(key),
            if stage == Stage::Open { &href } else { "" }
        );
    }
    html.push_str("</ol></details>");
    html
}

/// Another seat for the same device.
fn somebody_else(state: &VotingState, view: &PageView<'_>) -> String {
    let lang = view.lang;
    let inside = if view.full {
        let seats = usize::try_from(state.seats).unwrap_or(usize::MAX);
        format!("<p>{}</p>", words_of(lang, "full", &[seats]))
    } else {
        let another = "<input type=hidden name=another value=\"1\">";
        let form = join(state, view, "else-join", another);
        format!("<p>{}</p>{form}", words(lang, "else-why"))
    };
    let summary = words(lang, "else");
    format!("<details id=else><summary>{summary}</summary>{inside}</details>")
}

/// The form that takes a seat: in a named check a button for each person.
fn join(state: &VotingState, view: &PageView<'_>, words_of_button: &str, more: &str) -> String {
    let lang = view.lang;
    let mut html = format!(
        "<form class=join method=post action=\"{}/join\">\
         <input type=hidden name=once value=\"{}\">{more}",
        value(view.path),
        value(view.once)
    );
    if state.people.is_empty() {
        _ = write!(html, "<button class=give>{}</button>", words(lang, words_of_button));
    } else {
        _ = write!(html, "<fieldset><legend>{}</legend>", words(lang, "who"));
        for (name, taken) in &state.people {
            let (name_value, name) = (value(name), escape(name));
            _ = if *taken {
                let taken = words(lang, "taken");
                write!(html, "<button disabled><bdi>{name}</bdi> ({taken})</button>")
            } else {
                write!(html, "<button name=name value=\"{name_value}\"><bdi>{name}</bdi></button>")
            };
        }
        html.push_str("</fieldset>");
    }
    html.push_str("</form>");
    html
}

impl PageNote {
    const fn key(self) -> &'static str {
        match self {
            Self::NotOpen => "note-not-open",
            Self::NameTaken => "note-name-taken",
            Self::NoSeat => "note-no-seat",
            Self::Malformed => "note-malformed",
            Self::TooMany => "note-too-many",
        }
    }
}
