//! What the teams of a tribe are asked, and how that changes over the years.
//!
//! Dimensions are renamed, reworded, dropped and added; history is to find them by key and alias
//! all the same.

use std::collections::BTreeMap;

use squadcheck::model::{Dimension, Level, Levels, Scale, Template};
use squadcheck::store::{Store, template_yaml};

/// The key of what most teams are asked.
pub const OWN: &str = "our-check";
/// The key of what some teams are asked, and the others now and then: levels in place of lights.
pub const PULSE: &str = "pulse";

/// All that is asked.
pub struct Asked {
    /// The own template from the first year to today.
    own: [Template; 4],
    pulse: Template,
}

impl Asked {
    /// Four versions of the own template and one of the other.
    pub fn over_the_years() -> Self {
        let built_in = Store::built_in_templates();
        let spotify =
            built_in.into_iter().find(|template| template.key == "spotify").unwrap_or_default();
        let mut first =
            Template { key: OWN.to_owned(), name: "Our check".to_owned(), ..spotify.clone() };
        without(&mut first, "pawns-or-players");
        without(&mut first, "learning");
        first.dimensions.push(lights(
            "pager",
            "Pager",
            "The pager is quiet, and when it rings somebody can do something about it.",
            "The pager never rests, and it mostly cries wolf.",
        ));

        let mut second = first.clone();
        without(&mut second, "mission");
        rename(&mut second, "pager", "on-call", "On-call");
        reword(
            &mut second,
            "suitable-process",
            "How we work",
            "Our way of working fits us, and we change it when it does not.",
        );

        let mut third = second.clone();
        rename(&mut third, "speed", "flow", "Flow");
        reword(
            &mut third,
            "flow",
            "Flow",
            "What we start, we finish within days, and little of that is waiting.",
        );
        without(&mut third, "support");

        let mut fourth = third.clone();
        reword(&mut fourth, "fun", "Joy", "We look forward to the week, and we laugh together.");
        let workload = lights(
            "workload",
            "Workload",
            "There is as much to do as we can do well.",
            "There is more to do than anybody can do.",
        );
        fourth.dimensions.push(Dimension { scale: stress(), ..workload });

        Self { pulse: pulse(&spotify), own: [first, second, third, fourth] }
    }

    /// What a team is asked in a month, with `months` in all.
    pub const fn own_in(&self, month: usize, months: usize) -> &Template {
        let [first, second, third, fourth] = &self.own;
        match month * 100 / if months == 0 { 1 } else { months } {
            ..30 => first,
            30..55 => second,
            55..80 => third,
            _ => fourth,
        }
    }

    /// The other template, which has not changed.
    pub const fn pulse(&self) -> &Template {
        &self.pulse
    }

    /// Today's templates, for `healthcheck.yaml`.
    pub fn yaml(&self) -> String {
        let [.., today] = &self.own;
        template_yaml(today) + &template_yaml(&self.pulse)
    }
}

fn lights(key: &str, name: &str, awesome: &str, crappy: &str) -> Dimension {
    Dimension {
        key: key.to_owned(),
        name: name.to_owned(),
        awesome: awesome.to_owned(),
        crappy: crappy.to_owned(),
        ..Dimension::default()
    }
}

fn without(template: &mut Template, key: &str) {
    template.dimensions.retain(|dimension| dimension.key != key);
}

/// Gives a dimension another key; the old one stays as an alias.
fn rename(template: &mut Template, from: &str, key: &str, name: &str) {
    for dimension in template.dimensions.iter_mut().filter(|dimension| dimension.key == from) {
        dimension.aliases.push(std::mem::replace(&mut dimension.key, key.to_owned()));
        name.clone_into(&mut dimension.name);
    }
}

fn reword(template: &mut Template, key: &str, name: &str, awesome: &str) {
    for dimension in template.dimensions.iter_mut().filter(|dimension| dimension.key == key) {
        name.clone_into(&mut dimension.name);
        awesome.clone_into(&mut dimension.awesome);
    }
}

/// Dimensions of the first template on seven levels, without those that it does not ask for.
fn pulse(spotify: &Template) -> Template {
    let mut pulse = Template { key: PULSE.to_owned(), name: "Pulse".to_owned(), ..spotify.clone() };
    for key in ["pawns-or-players", "support", "suitable-process"] {
        without(&mut pulse, key);
    }
    rename(&mut pulse, "speed", "flow", "Flow");
    let mut agree = Levels::new(Level::whole(1), Level::whole(7), Level::whole(1));
    agree.labels = labels(&[(1, "Never"), (7, "Always")]);
    for dimension in &mut pulse.dimensions {
        dimension.scale = Scale::Levels(agree.clone());
    }
    pulse
}

/// Five levels of which the highest is the worst.
fn stress() -> Scale {
    let mut levels = Levels::new(Level::whole(1), Level::whole(5), Level::whole(1));
    levels.labels = labels(&[(1, "Calm"), (3, "Full"), (5, "Too much")]);
    levels.reversed = true;
    Scale::Levels(levels)
}

fn labels(of: &[(i16, &str)]) -> BTreeMap<Level, String> {
    of.iter().map(|(level, label)| (Level::whole(*level), (*label).to_owned())).collect()
}
