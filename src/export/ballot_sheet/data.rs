//! What a sheet was made from, as JSON inside its file.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::export::web::assets::base64url;
use crate::export::web::html::json_in_script;
use crate::model::{Bands, Dimension, Level, Levels, Scale, Secrecy};
use crate::seal::{BallotForm, BallotKey};

use super::{BallotSheet, SheetCard, SheetFault};

/// The version of the data. A program reads no newer one.
const FORMAT: u64 = 1;
/// What stands before the data, and before nothing else in a file.
const OPENING: &str = "<script type=\"application/json\" id=\"sheet\">";
const CLOSING: &str = "</script>";

/// A scale has no more levels than a template may have.
const MOST_LEVELS: i64 = 1000;
/// The highest number that a file may name, in thousandths.
const HIGHEST: i64 = 99_999_999;

#[derive(Serialize, Deserialize)]
struct SheetJson {
    squadcheck: u64,
    team: String,
    check: String,
    date: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    threshold: u32,
    /// The public key and the hash of the cards, in base64url.
    key: String,
    form: String,
    fingerprint: String,
    named: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    people: Vec<String>,
    cards: Vec<CardJson>,
}

/// What is as in most cards is left out.
#[derive(Serialize, Deserialize)]
struct CardJson {
    key: String,
    open: bool,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    short: Option<String>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    awesome: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    crappy: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Vec<String>,
    /// None for lights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    levels: Option<LevelsJson>,
    #[serde(default, skip_serializing_if = "is_false")]
    beside: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pair: Option<String>,
}

/// Levels are in thousandths.
#[derive(Serialize, Deserialize)]
struct LevelsJson {
    min: i32,
    max: i32,
    step: i32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    labels: Vec<(i32, String)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    descriptions: Vec<(i32, String)>,
    /// The lowest red, yellow and green one.
    lights: (i32, i32, i32),
    #[serde(default, skip_serializing_if = "is_false")]
    unlit: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    reversed: bool,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    as_of: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// The element that holds the data.
pub(super) fn element(sheet: &BallotSheet) -> String {
    // Text and numbers: there is nothing in it that could not be written.
    let json = serde_json::to_string(&SheetJson::new(sheet)).unwrap_or_default();
    format!("{OPENING}{}{CLOSING}", json_in_script(&json))
}

pub(super) fn read(html: &str) -> Result<BallotSheet, SheetFault> {
    let (_, rest) = html.split_once(OPENING).ok_or(SheetFault::NotASheet)?;
    let (json, _) = rest.split_once(CLOSING).ok_or(SheetFault::Damaged)?;
    let json: serde_json::Value = serde_json::from_str(json).map_err(|_| SheetFault::Damaged)?;
    match json.get("squadcheck").map(serde_json::Value::as_u64) {
        None => Err(SheetFault::NotASheet),
        Some(Some(FORMAT)) => serde_json::from_value::<SheetJson>(json)
            .ok()
            .and_then(SheetJson::sheet)
            .ok_or(SheetFault::Damaged),
        Some(Some(newer)) if newer > FORMAT => Err(SheetFault::Newer),
        Some(_) => Err(SheetFault::Damaged),
    }
}

impl SheetJson {
    fn new(sheet: &BallotSheet) -> Self {
        let form = sheet.key.form();
        Self {
            squadcheck: FORMAT,
            team: sheet.team.clone(),
            check: sheet.check.clone(),
            date: sheet.date.to_string(),
            until: sheet.until.clone(),
            threshold: sheet.threshold,
            key: base64url(&sheet.key.public()),
            form: base64url(&form.hash()),
            fingerprint: sheet.key.fingerprint(),
            named: form.secrecy == Secrecy::Named,
            people: form.people.clone(),
            cards: sheet.cards.iter().map(CardJson::new).collect(),
        }
    }

    /// The sheet, if all of it fits together.
    fn sheet(self) -> Option<BallotSheet> {
        let cards: Option<Vec<SheetCard>> = self.cards.into_iter().map(CardJson::card).collect();
        let cards = cards?;
        let of = |card: &SheetCard| (card.dimension.key.clone(), card.dimension.scale.clone());
        let form = BallotForm {
            secrecy: if self.named { Secrecy::Named } else { Secrecy::Anonymous },
            cards: cards.iter().map(of).collect(),
            people: self.people,
        };
        let fits = form.cards.len() <= BallotForm::MOST
            && form.people.len() < BallotForm::MOST
            && form.people.is_empty() != self.named
            && form.cards.iter().all(|(key, _)| key.len() <= BallotForm::MOST)
            && base64url(&form.hash()) == self.form;
        let public = URL_SAFE_NO_PAD.decode(&self.key).ok()?.try_into().ok()?;
        let key = BallotKey::new(public, form);
        let sheet = BallotSheet {
            team: self.team,
            check: self.check,
            date: self.date.parse().ok()?,
            until: self.until,
            threshold: self.threshold,
            cards,
            key,
        };
        (fits && sheet.key.fingerprint() == self.fingerprint).then_some(sheet)
    }
}

impl CardJson {
    fn new(SheetCard { dimension, open }: &SheetCard) -> Self {
        let dimension = dimension.clone();
        Self {
            key: dimension.key,
            open: *open,
            name: dimension.name,
            short: dimension.short,
            awesome: dimension.awesome,
            crappy: dimension.crappy,
            aliases: dimension.aliases,
            levels: match dimension.scale {
                Scale::TrafficLight => None,
                Scale::Levels(levels) => Some(LevelsJson::new(levels)),
            },
            beside: dimension.beside,
            pair: dimension.pair,
        }
    }

    fn card(self) -> Option<SheetCard> {
        let scale = match self.levels {
            None => Scale::TrafficLight,
            Some(levels) => Scale::Levels(levels.levels()?),
        };
        let dimension = Dimension {
            key: self.key,
            name: self.name,
            short: self.short,
            awesome: self.awesome,
            crappy: self.crappy,
            aliases: self.aliases,
            scale,
            beside: self.beside,
            pair: self.pair,
        };
        Some(SheetCard { dimension, open: self.open })
    }
}

impl LevelsJson {
    fn new(levels: Levels) -> Self {
        let texts = |texts: std::collections::BTreeMap<Level, String>| {
            texts.into_iter().map(|(level, text)| (level.in_thousandths(), text)).collect()
        };
        let Bands { red, yellow, green, unlit } = levels.lights;
        Self {
            min: levels.min.in_thousandths(),
            max: levels.max.in_thousandths(),
            step: levels.step.in_thousandths(),
            labels: texts(levels.labels),
            descriptions: texts(levels.descriptions),
            lights: (red.in_thousandths(), yellow.in_thousandths(), green.in_thousandths()),
            unlit,
            reversed: levels.reversed,
            as_of: levels.as_of,
        }
    }

    /// The scale, if a template may have it: nothing that is counted is too large.
    fn levels(self) -> Option<Levels> {
        let [min, max, step] = [self.min, self.max, self.step].map(i64::from);
        let range = max - min;
        let sound = step > 0
            && range >= 0
            && range % step == 0
            && range / step < MOST_LEVELS
            && -min <= HIGHEST
            && max <= HIGHEST;
        let texts = |texts: Vec<(i32, String)>| {
            texts.into_iter().map(|(level, text)| (Level::thousandths(level), text)).collect()
        };
        let (red, yellow, green) = self.lights;
        let [red, yellow, green] = [red, yellow, green].map(Level::thousandths);
        sound.then(|| Levels {
            min: Level::thousandths(self.min),
            max: Level::thousandths(self.max),
            step: Level::thousandths(self.step),
            labels: texts(self.labels),
            descriptions: texts(self.descriptions),
            lights: Bands { red, yellow, green, unlit: self.unlit },
            reversed: self.reversed,
            as_of: self.as_of,
        })
    }
}
