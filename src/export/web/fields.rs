//! The fields of a card: native radio buttons as tiles that are easy to hit, and a comment.

use std::fmt::Write as _;

use crate::export::{arrow, letter, shape};
use crate::model::{Dimension, Direction, Level, Levels, Light, Scale};

use super::html::{escape, line};
use super::words::Words;

/// The fields of one card.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// What is said around them.
    pub words: Words,
    /// Number of the card, where several are in one form: then none of them has to be answered.
    pub at: Option<usize>,
}

impl Fields {
    /// The name under which a form sends a field.
    fn name(self, field: &str) -> String {
        self.at.map_or_else(|| field.to_owned(), |at| format!("{field}-{at}"))
    }

    /// A radio button, as a tile.
    pub fn option(self, field: &str, value: &str, class: &str, inside: &str) -> String {
        let name = self.name(field);
        let required = if field == "vote" && self.at.is_none() { " required" } else { "" };
        format!(
            "<label{class}><input type=radio name={name} value=\"{value}\"{required}>\
             {inside}</label>"
        )
    }

    /// Options in a group with a name.
    fn group(self, legend: &str, class: &str, options: &str) -> String {
        let legend = self.words.span(legend);
        format!("<fieldset><legend>{legend}</legend><div class={class}>{options}</div></fieldset>")
    }

    /// What may be voted, with more options behind.
    pub fn votes(self, scale: &Scale, more: &str) -> String {
        match scale {
            Scale::TrafficLight => self.group("vote", "row", &(self.lights() + more)),
            Scale::Levels(levels) => self.group("vote", "levels", &(self.levels(levels) + more)),
        }
    }

    fn lights(self) -> String {
        let light = |light: Light| {
            let class = format!(" class={}", light.word());
            let badge = format!("<i aria-hidden=true>{}{}</i>", shape(light), letter(light));
            let inside = format!("{badge}{}", self.words.span(light.word()));
            self.option("vote", light.word(), &class, &inside)
        };
        Light::ALL.map(light).concat()
    }

    fn levels(self, levels: &Levels) -> String {
        let mut html = String::new();
        for level in steps(levels) {
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
            html.push_str(&self.option(
                "vote",
                &text,
                if told { " class=told" } else { "" },
                &inside,
            ));
        }
        html
    }

    /// Which way it is going.
    pub fn directions(self) -> String {
        let direction = |direction: Direction| {
            let sign = format!("<i aria-hidden=true>{}</i>", arrow(direction));
            let inside = format!("{sign}{}", self.words.span(direction.word()));
            self.option("direction", direction.word(), "", &inside)
        };
        self.group("direction", "row", &Direction::ALL.map(direction).concat())
    }

    /// Where something may be written, with who will see it.
    pub fn comment(self, who: &str) -> String {
        format!(
            "<label class=text>{}<textarea name={} rows=2 maxlength=500 dir=auto></textarea>\
             <small>{who}</small></label>",
            self.words.span("comment"),
            self.name("comment")
        )
    }

    /// The answers to the last question.
    pub fn last_question(self) -> String {
        let one = |key: &str| self.option("vote", key, "", &self.words.span(key));
        self.group("vote", "row", &["would", "unsure", "would-not"].map(one).concat())
    }
}

fn steps(levels: &Levels) -> impl Iterator<Item = Level> {
    let (min, step) = (levels.min.in_thousandths(), levels.step.in_thousandths());
    (0..levels.count()).map(move |at| Level::thousandths(min + at * step))
}

/// The levels as a script makes the same tiles of them: each is a number, and perhaps a label and
/// what it means. As short as can be, since a scale may have a hundred.
pub fn tiles(levels: &Levels) -> Vec<Vec<String>> {
    let tile = |level| {
        let said = |words: Option<&String>| words.map_or_else(String::new, |said| line(said));
        let (label, meaning) = (levels.labels.get(&level), levels.descriptions.get(&level));
        let mut tile = vec![level.to_string(), said(label), said(meaning)];
        while tile.last().is_some_and(String::is_empty) {
            tile.pop();
        }
        tile
    };
    steps(levels).map(tile).collect()
}

/// What a card is about: its best and its worst state.
pub fn states(words: Words, dimension: &Dimension) -> String {
    let mut html = String::new();
    for (key, text) in [("best", &dimension.awesome), ("worst", &dimension.crappy)] {
        if !text.trim().is_empty() {
            let (label, text) = (words.say(key), escape(text));
            _ = write!(html, "<p class={key}><b data-w={key}>{label}</b> <bdi>{text}</bdi></p>");
        }
    }
    html
}
