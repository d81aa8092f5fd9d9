//! `docs/methods.md`, made from the built-in templates. Says nothing that is not in them.

use std::fmt::Write as _;

use squadcheck::messages::condition;
use squadcheck::model::{Advice, Dimension, Levels, Scope, Template, TemplateRule};
use squadcheck::store::Store;
use textwrap::{Options, WordSplitter};

/// The width of lines, tables apart.
const WIDTH: usize = 100;

const HEAD: &str = "\
# The methods

For facilitators. It answers: which ways to ask come with squadcheck, how is each answered and \
scored, and where is it from?

`squadcheck templates` lists them, `squadcheck templates KEY` prints one, and \
[templates.md](templates.md) says how to change one or write your own. This page is made from the \
templates with `cargo xtask docs`.

Three things hold for all of them. A mean is a mean of levels after reversal, never of lights, and \
never stands without the number of votes, the distribution and the spread, which is the standard \
deviation of the votes. What is missing, skipped, or hidden because fewer voted than the threshold \
is missing and not zero. Ties and rounding never flatter: an even split is the less healthy of the \
two, means are rounded down and gaps up, and a light is reached or it is not.
";

/// The page.
pub fn page() -> String {
    let mut page = HEAD.to_owned();
    for template in Store::built_in_templates() {
        method(&mut page, &template);
    }
    wrapped(&page)
}

/// Wraps what is neither a table nor a heading. A list item goes on below its text.
fn wrapped(page: &str) -> String {
    let mut text = String::new();
    for line in page.lines() {
        let indent = if line.starts_with("- ") { "  " } else { "" };
        let options = Options::new(WIDTH).subsequent_indent(indent).break_words(false);
        let options = options.word_splitter(WordSplitter::NoHyphenation);
        let lines = if line.starts_with(['|', '#']) {
            vec![line.into()]
        } else {
            textwrap::wrap(line, options)
        };
        for line in lines {
            text.push_str(&line);
            text.push('\n');
        }
    }
    text
}

fn method(page: &mut String, template: &Template) {
    _ = writeln!(page, "\n## {}\n\n`{}`. {}\n", template.name, template.key, template.when);
    _ = writeln!(
        page,
        "**Origin.** {}. {}.\n",
        template.source.trim_end_matches('.'),
        template.licence
    );
    _ = writeln!(page, "**Scale.** {}\n", scale(template));
    asked(page, template);
    _ = writeln!(page, "\n**Scoring.** {}\n", scoring(template));
    _ = writeln!(page, "**Reading.** {}\n", template.reading);
    for rule in &template.rules {
        rule_lines(page, rule, template);
    }
    page.push_str("\nTo talk about:\n\n");
    for prompt in &template.prompts {
        _ = writeln!(page, "- {}", prompt.text);
    }
    _ = writeln!(page, "\n**Limits.** {}", template.limits);
}

/// How it is answered; where all dimensions are answered alike, with labels, lights and
/// descriptions.
fn scale(template: &Template) -> String {
    let mut words = template.answers();
    let first = template.dimensions.first().and_then(|d| d.scale.levels());
    let Some(levels) = first else {
        return format!("{words}, and an arrow: improving, stable or worsening.");
    };
    words = format!("{words}, and an arrow.");
    if is_alike(template) {
        _ = write!(words, " {}", lights(levels));
    }
    if !levels.as_of.is_empty() {
        _ = write!(words, " Levels and lights as of {}.", levels.as_of);
    }
    words
}

/// True where all dimensions have the same lights on the same levels.
fn is_alike(template: &Template) -> bool {
    let bands = |d: &Dimension| d.scale.levels().map(|levels| (levels.max, levels.lights));
    template.dimensions.iter().all(|d| bands(d) == bands(&template.dimensions[0]))
}

fn lights(levels: &Levels) -> String {
    let middle = if levels.lights.unlit { "no light" } else { "yellow" };
    format!(
        "Red from {}, {middle} from {}, green from {}.",
        levels.min, levels.lights.yellow, levels.lights.green
    )
}

/// What is asked: one row a dimension, with the labels of its levels where they are its own.
fn asked(page: &mut String, template: &Template) {
    page.push_str("| asked | awesome | crappy | levels |\n| --- | --- | --- | --- |\n");
    for dimension in &template.dimensions {
        let row = [
            name(dimension),
            dimension.awesome.clone(),
            dimension.crappy.clone(),
            answers(dimension, template),
        ];
        _ = writeln!(page, "| {} |", row.join(" | "));
    }
    let described = template
        .dimensions
        .iter()
        .filter_map(|d| d.scale.levels())
        .find(|l| !l.descriptions.is_empty());
    for (level, text) in described.iter().flat_map(|levels| &levels.descriptions) {
        let label =
            described.and_then(|levels| levels.labels.get(level)).map_or("", String::as_str);
        _ = writeln!(
            page,
            "{}- {level} {label}: {text}",
            if *level == described.map_or(*level, |l| l.min) { "\n" } else { "" }
        );
    }
}

fn name(dimension: &Dimension) -> String {
    let reversed = dimension.scale.levels().is_some_and(|levels| levels.reversed);
    format!("{}{}", dimension.name, if reversed { " (reversed)" } else { "" })
}

fn labels(dimension: &Dimension) -> String {
    let labels: Vec<String> =
        dimension.scale.labels().map(|(level, label)| format!("{level} {label}")).collect();
    if labels.is_empty() { "lights".to_owned() } else { labels.join("; ") }
}

/// The labels, and the lights of a scale that differs from others of its template.
fn answers(dimension: &Dimension, template: &Template) -> String {
    let lights = dimension.scale.levels().filter(|_| !is_alike(template)).map(lights);
    lights.map_or_else(|| labels(dimension), |lights| format!("{}. {lights}", labels(dimension)))
}

fn scoring(template: &Template) -> String {
    let items = template.items();
    let all = template.dimensions.len();
    let pairs = template.dimensions.iter().filter(|d| d.pair.is_some()).count();
    let mut words = match (items.len(), pairs) {
        (0, 0) if template.dimensions.iter().any(|d| d.scale.is_typed()) => {
            "A mean for each dimension; there is no score over them.".to_owned()
        }
        (0, 0) => {
            "None: lights are counted and never averaged. What is agreed is the result.".to_owned()
        }
        (0, pairs) => format!(
            "The gap between what is said and what is done, for each of {pairs} pairs, \
             and the mean of the gaps."
        ),
        (1, _) if all > 1 => {
            format!(
                "The mean of “{}” alone; the other {} are asked beside it.",
                items[0].name,
                all - 1
            )
        }
        (n, _) => format!("The mean of the means of {n} items."),
    };
    let reversed =
        items.iter().filter(|d| d.scale.levels().is_some_and(|levels| levels.reversed)).count();
    if let (true, Some(levels)) = (reversed > 0, items.first().and_then(|d| d.scale.levels())) {
        let sum = levels.min.in_thousandths() + levels.max.in_thousandths();
        let sum = squadcheck::model::Level::thousandths(sum);
        _ = write!(
            words,
            " {reversed} of them are reversed: an answer counts as {sum} less the answer."
        );
    }
    if let Some(target) = &template.target {
        _ = write!(
            words,
            " Target: above {} in {} checks in a row.",
            target.above, target.sessions
        );
    }
    words
}

fn rule_lines(page: &mut String, rule: &TemplateRule, template: &Template) {
    let of = match &rule.of {
        Scope::Score => "the score".to_owned(),
        Scope::Each => "each".to_owned(),
        Scope::Dimension(key) => {
            template.dimension(key).map_or_else(|| key.clone(), |d| d.name.clone())
        }
    };
    _ = writeln!(page, "- *{of}, {}*: {}", condition(&rule.when), rule.say);
    for Advice { text, dimensions } in &rule.suggest {
        let names: Vec<&str> = dimensions
            .iter()
            .filter_map(|key| template.dimension(key))
            .map(|d| d.name.as_str())
            .collect();
        let of = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
        _ = writeln!(page, "  - {text}{of}");
    }
}
