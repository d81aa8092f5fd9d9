//! Any template at all that can be loaded.

use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use squadcheck::model::{
    Advice, Condition, Dimension, Level, Levels, Light, RuleTarget, Scale, Scope, Template,
    TemplateRule, Vote,
};

use crate::any::{name, scale, text};

/// Keys of dimensions of a template.
const KEYS: [&str; 5] = ["fun", "speed", "on-call", "no", "x1"];

fn advice() -> impl Strategy<Value = Vec<Advice>> {
    let one = (name(), subsequence(&KEYS[..2], 0..=2));
    let one = one.prop_map(|(text, keys)| Advice {
        text,
        dimensions: keys.into_iter().map(str::to_owned).collect(),
    });
    vec(one, 0..3)
}

/// A rule for a template whose dimensions `fun` and `speed` are levels of 1 to 7, and a pair.
fn rule() -> impl Strategy<Value = TemplateRule> {
    // Nothing is above the best answer, and nothing falls further than from it to the worst.
    let bound = |lights: &'static [Light], highest: i32| {
        let level = (1000..=highest).prop_map(Level::thousandths);
        prop_oneof![select(lights).prop_map(Vote::Light), level.prop_map(Vote::Level)]
    };
    let above = || bound(&[Light::Yellow, Light::Red], 6999);
    let by = || (1_i32..=6000).prop_map(Level::thousandths);
    let when = prop_oneof![
        bound(&Light::ALL, 7000).prop_map(Condition::AtMost),
        above().prop_map(Condition::Above),
        (above(), 1_u32..9).prop_map(|(above, sessions)| Condition::Held { above, sessions }),
        (by(), 1_u32..9).prop_map(|(by, sessions)| Condition::Fell { by, sessions }),
        (1_u32..=1000).prop_map(Condition::Split),
        by().prop_map(Condition::Gap),
    ];
    let of = prop_oneof![
        Just(Scope::Score),
        Just(Scope::Each),
        Just(Scope::Dimension("speed".to_owned()))
    ];
    (when, of, name(), advice()).prop_map(|(when, of, say, suggest)| {
        let of = if matches!(when, Condition::Split(_) | Condition::Gap(_)) && of == Scope::Score {
            Scope::Each
        } else {
            of
        };
        TemplateRule { when, of, say, suggest }
    })
}

/// Any template that can be loaded: `fun` and `speed` are a pair of levels, the rest is as it
/// comes.
pub fn template() -> impl Strategy<Value = Template> {
    let texts = (name(), text(), text(), text(), text(), text());
    let dimension =
        || (name(), text(), text(), scale(), any::<bool>(), any::<bool>(), btree_set(name(), 0..3));
    let target = option::of((1000_i32..=6999, 1_u32..9));
    (texts, vec(dimension(), 2..=KEYS.len()), target, vec(rule(), 0..4), advice()).prop_map(
        |((name, source, licence, when, reading, limits), dimensions, target, rules, prompts)| {
            let mut made = Vec::new();
            for (key, (name, awesome, crappy, mut scale, beside, reversed, aliases)) in
                KEYS.iter().zip(dimensions)
            {
                let pair = made.len() < 2;
                if pair {
                    let mut levels = Levels::new(Level::whole(1), Level::whole(7), Level::whole(1));
                    levels.reversed = reversed;
                    scale = Scale::Levels(levels);
                }
                made.push(Dimension {
                    key: (*key).to_owned(),
                    short: (!beside).then(|| name.chars().take(9).collect()),
                    name,
                    awesome,
                    crappy,
                    aliases: aliases.into_iter().collect(),
                    scale,
                    beside: beside || !pair,
                    pair: (made.len() == 1).then(|| "fun".to_owned()),
                });
            }
            made[0].beside = false;
            let target = target
                .map(|(above, sessions)| RuleTarget { above: Level::thousandths(above), sessions });
            let key = "any-of-these".to_owned();
            Template {
                key,
                name,
                source,
                licence,
                when,
                reading,
                limits,
                dimensions: made,
                target,
                rules,
                prompts,
            }
        },
    )
}
