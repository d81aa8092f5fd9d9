//! Actions and experiments in a session's file.
//!
//! Reads and writes them; what becomes of them over time is the model's.

use super::super::yaml::{Fields, Flow, Node, NodeDecoder};
use crate::model::{
    ActionItem, ActionState, ActionStep, Experiment, ExperimentOutcome, ExperimentStep, Extra,
    StateChange,
};

/// Reads one action.
pub fn action(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<ActionItem> {
    let mut fields = decoder.fields(node, "an action")?;
    let text = text(decoder, &mut fields, "an action");
    let owner = decoder.optional_text(&mut fields, "owner");
    let due = fields.get("due").and_then(|n| decoder.date(n, "`due`"));
    let dimension = fields.get("dimension").and_then(|n| decoder.name(n, "`dimension`"));
    let state = fields.get("state");
    let words = ActionState::ALL.map(ActionState::word);
    let state = state
        .and_then(|n| decoder.word(n, "`state`", ActionState::from_word, &words))
        .unwrap_or_default();
    let changes = changes(
        decoder,
        &mut fields,
        ActionStep::from_word,
        &ActionStep::ALL.map(ActionStep::word),
    );
    let known = ["text", "owner", "due", "dimension", "state", "changes"];
    decoder.unknown_kept(&fields, "an action", &known);
    Some(ActionItem { text: text?, owner, due, dimension, state, changes, extra: fields.extra() })
}

fn text(decoder: &mut NodeDecoder<'_>, fields: &mut Fields<'_>, what: &str) -> Option<String> {
    let node = decoder.required(fields, "text", what, "`text` says what is to be done")?;
    decoder.text(node, "`text`")
}

fn changes<S>(
    decoder: &mut NodeDecoder<'_>,
    fields: &mut Fields<'_>,
    from: fn(&str) -> Option<S>,
    words: &[&str],
) -> Vec<StateChange<S>> {
    let Some(node) = fields.get("changes") else { return Vec::new() };
    let items = decoder.list(node, "`changes`").iter();
    items.filter_map(|item| change(decoder, item, from, words)).collect()
}

fn change<S>(
    decoder: &mut NodeDecoder<'_>,
    node: &Node,
    from: fn(&str) -> Option<S>,
    words: &[&str],
) -> Option<StateChange<S>> {
    let mut fields = decoder.fields(node, "a change")?;
    let help = "a change is {date: 2026-11-27, state: carried}";
    let date = decoder
        .required(&mut fields, "date", "a change", help)
        .and_then(|n| decoder.date(n, "`date`"));
    let step = decoder.required(&mut fields, "state", "a change", help);
    let step = step.and_then(|n| decoder.word(n, "`state`", from, words));
    decoder.unknown(&fields, "a change", &["date", "state"]);
    Some(StateChange { date: date?, step: step? })
}

/// Reads one experiment.
pub fn experiment(decoder: &mut NodeDecoder<'_>, node: &Node) -> Option<Experiment> {
    let mut fields = decoder.fields(node, "an experiment")?;
    let text = text(decoder, &mut fields, "an experiment");
    let mut optional = |key| decoder.optional_text(&mut fields, key);
    let mut tried = Experiment {
        owner: optional("owner"),
        hypothesis: optional("hypothesis"),
        limit: optional("limit"),
        rollback: optional("rollback"),
        measure: optional("measure"),
        state: optional("state"),
        learning: optional("learning"),
        ..Experiment::default()
    };
    tried.review = fields.get("review").and_then(|n| decoder.date(n, "`review`"));
    tried.dimension = fields.get("dimension").and_then(|n| decoder.name(n, "`dimension`"));
    let outcomes = ExperimentOutcome::ALL.map(ExperimentOutcome::word);
    let outcome = fields.get("outcome");
    tried.outcome =
        outcome.and_then(|n| decoder.word(n, "`outcome`", ExperimentOutcome::from_word, &outcomes));
    tried.changes = changes(
        decoder,
        &mut fields,
        ExperimentStep::from_word,
        &ExperimentStep::ALL.map(ExperimentStep::word),
    );
    let known = [
        "text",
        "owner",
        "hypothesis",
        "limit",
        "rollback",
        "measure",
        "review",
        "dimension",
        "state",
        "outcome",
        "learning",
        "changes",
    ];
    decoder.unknown_kept(&fields, "an experiment", &known);
    Some(Experiment { text: text?, extra: fields.extra(), ..tried })
}

type Entries = Vec<(Flow, Flow)>;

fn push(entries: &mut Entries, key: &str, value: Flow) {
    entries.push((Flow::bare(key), value));
}

fn push_text(entries: &mut Entries, key: &str, text: &str) {
    if !text.is_empty() {
        push(entries, key, Flow::text(text));
    }
}

fn push_extra(entries: &mut Entries, extra: &Extra) {
    for (key, value) in extra {
        entries.push((Flow::unknown_key(key), value.into()));
    }
}

fn push_changes<S: Copy>(
    entries: &mut Entries,
    changes: &[StateChange<S>],
    word: fn(S) -> &'static str,
) {
    if !changes.is_empty() {
        let change = |c: &StateChange<S>| {
            Flow::map([("date", Flow::bare(c.date)), ("state", Flow::bare(word(c.step)))])
        };
        push(entries, "changes", Flow::List(changes.iter().map(change).collect()));
    }
}

/// Writes an action.
pub fn action_flow(action: &ActionItem) -> Flow {
    let mut entries = Entries::new();
    push(&mut entries, "text", Flow::text(&action.text));
    push_text(&mut entries, "owner", &action.owner);
    if let Some(due) = action.due {
        push(&mut entries, "due", Flow::bare(due));
    }
    if let Some(dimension) = &action.dimension {
        push(&mut entries, "dimension", Flow::key(dimension));
    }
    push(&mut entries, "state", Flow::bare(action.state.word()));
    push_changes(&mut entries, &action.changes, ActionStep::word);
    push_extra(&mut entries, &action.extra);
    Flow::Map(entries)
}

/// Writes an experiment.
pub fn experiment_flow(experiment: &Experiment) -> Flow {
    let mut entries = Entries::new();
    push(&mut entries, "text", Flow::text(&experiment.text));
    push_text(&mut entries, "owner", &experiment.owner);
    push_text(&mut entries, "hypothesis", &experiment.hypothesis);
    push_text(&mut entries, "limit", &experiment.limit);
    push_text(&mut entries, "rollback", &experiment.rollback);
    push_text(&mut entries, "measure", &experiment.measure);
    if let Some(review) = experiment.review {
        push(&mut entries, "review", Flow::bare(review));
    }
    if let Some(dimension) = &experiment.dimension {
        push(&mut entries, "dimension", Flow::key(dimension));
    }
    if !experiment.state.is_empty() {
        push(&mut entries, "state", Flow::key(&experiment.state));
    }
    if let Some(outcome) = experiment.outcome {
        push(&mut entries, "outcome", Flow::bare(outcome.word()));
    }
    push_text(&mut entries, "learning", &experiment.learning);
    push_changes(&mut entries, &experiment.changes, ExperimentStep::word);
    push_extra(&mut entries, &experiment.extra);
    Flow::Map(entries)
}
