//! An experiment being written, and how one comes to its end.

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key};
use crate::model::board::ItemKind;
use crate::model::{Direction, Experiment, ExperimentOutcome};

use super::{App, Dialog, DimensionPicker, Target, TextEditor, View, dimension_picker, text_input};

/// The fields of the form, in their order.
pub const EXPERIMENT_FIELDS: [&str; 7] =
    ["What", "Who", "We expect", "Limit", "Roll-back", "Measure", "Review"];
/// Those of them that a rule looks at.
const TEXT: usize = 0;
const OWNER: usize = 1;
const REVIEW: usize = 6;
/// The dimension, where it can be chosen.
const ABOUT: usize = 7;

/// An experiment being written.
#[derive(Clone, Debug)]
pub struct ExperimentForm {
    /// Which experiment.
    pub target: Target,
    /// What is typed into each of [`EXPERIMENT_FIELDS`].
    pub inputs: [Input; 7],
    /// The field under the cursor; the one behind the last is the dimension.
    pub at: usize,
    /// The dimension it is about.
    pub dimension: Option<String>,
    /// The dimension as it is typed, on the board.
    pub topics: Option<DimensionPicker>,
    before: Vec<String>,
}

impl ExperimentForm {
    /// A form that starts with this experiment.
    pub fn new(tried: &Experiment, target: Target) -> Self {
        let review = tried.review.map(|day| day.to_string()).unwrap_or_default();
        let Experiment { text, owner, hypothesis, limit, rollback, measure, .. } = tried.clone();
        let inputs = [text, owner, hypothesis, limit, rollback, measure, review].map(Input::new);
        let mut form = Self {
            target,
            inputs,
            at: 0,
            dimension: tried.dimension.clone(),
            topics: None,
            before: Vec::new(),
        };
        form.before = form.typed();
        form
    }

    /// The form with the dimension to be chosen.
    #[must_use]
    pub fn with(mut self, topics: Option<DimensionPicker>) -> Self {
        self.topics = topics;
        self.before = self.typed();
        self
    }

    fn typed(&self) -> Vec<String> {
        self.inputs
            .iter()
            .chain(self.topics.as_ref().map(|t| &t.input))
            .map(|input| input.value().to_owned())
            .collect()
    }

    pub(crate) fn input_mut(&mut self) -> &mut Input {
        match &mut self.topics {
            Some(topics) if self.at == ABOUT => &mut topics.input,
            _ => &mut self.inputs[self.at.min(REVIEW)],
        }
    }

    /// Whether anything is another than at the beginning.
    pub fn changed(&self) -> bool {
        self.typed() != self.before
    }

    fn step(&mut self, forward: bool) {
        let fields = EXPERIMENT_FIELDS.len() + usize::from(self.topics.is_some());
        self.at = (self.at + if forward { 1 } else { fields - 1 }) % fields;
    }

    /// What stands in a field, without blank ends.
    fn value(&self, at: usize) -> String {
        self.inputs[at].value().trim().to_owned()
    }

    /// The owner that is meant.
    pub fn owner_of(&self, people: &[String]) -> String {
        dimension_picker::owner(self.inputs[OWNER].value(), people)
    }

    /// The day of the review that is meant.
    pub fn review_of(&self, today: Date) -> Result<Option<Date>, String> {
        dimension_picker::day(self.inputs[REVIEW].value(), today)
    }

    /// What is kept of `tried` and what is written now; or which field is wrong, and why.
    fn written(
        &self,
        tried: Experiment,
        people: &[String],
        today: Date,
    ) -> Result<Experiment, (usize, String)> {
        if self.value(TEXT).is_empty() {
            return Err((TEXT, "what is to be tried? Esc drops the experiment".to_owned()));
        }
        let review = self.review_of(today).map_err(|words| (REVIEW, words))?;
        let dimension = match &self.topics {
            Some(topics) => {
                let meant =
                    topics.meant(self.dimension.as_deref()).map_err(|words| (ABOUT, words))?;
                meant.map(|(key, _)| key.to_owned())
            }
            None => self.dimension.clone(),
        };
        let [text, _, hypothesis, limit, rollback, measure, _] =
            std::array::from_fn(|at| self.value(at));
        let owner = self.owner_of(people);
        Ok(Experiment {
            text,
            owner,
            hypothesis,
            limit,
            rollback,
            measure,
            review,
            dimension,
            ..tried
        })
    }
}

impl App {
    /// Begins an experiment on the card, or on the one under the cursor of the summary.
    pub(crate) fn begin_experiment(&mut self) {
        let Some(held) = self.held() else { return };
        if let Err(refusal) = held.check().writable() {
            return self.refuse(refusal);
        }
        let dimension = match held.view {
            View::Summary(view) => held.ordered(view.order).get(view.cursor).copied(),
            _ => held.card_at(),
        };
        let dimension = dimension.map(|at| held.session().cards[at].dimension.key.clone());
        let form =
            ExperimentForm::new(&Experiment { dimension, ..Experiment::default() }, Target::New);
        self.dialog = Some(Dialog::Experiment(Box::new(form)));
    }

    pub(crate) fn experiment_form_key(&mut self, key: Key, action: Option<Action>) {
        let Some(Dialog::Experiment(form)) = &mut self.dialog else { return };
        match action {
            Some(Action::Keep) => self.keep_experiment(),
            Some(Action::Drop) => self.dialog = None,
            Some(Action::Up | Action::PreviousField) => form.step(false),
            Some(Action::Down | Action::NextField) => form.step(true),
            Some(_) => {}
            None => {
                text_input::edit(form.input_mut(), key);
            }
        }
    }

    /// The experiment that a target means; a new one where there is none yet.
    fn tried(&self, target: &Target) -> Experiment {
        let there = match target {
            Target::New | Target::BoardNew { .. } => None,
            Target::Earlier { index, .. } | Target::Board { index, .. } => {
                self.session_of(target).and_then(|session| session.experiments.get(*index)).cloned()
            }
        };
        there.unwrap_or_else(|| Experiment { state: "running".to_owned(), ..Experiment::default() })
    }

    fn keep_experiment(&mut self) {
        let Some(Dialog::Experiment(form)) = &self.dialog else { return };
        let (target, people, today) = (form.target.clone(), self.people(), self.now.date());
        let tried = match form.written(self.tried(&target), &people, today) {
            Ok(tried) => tried,
            Err((at, words)) => {
                if let Some(Dialog::Experiment(form)) = &mut self.dialog {
                    form.at = at;
                }
                return self.refuse(words);
            }
        };
        let words = match tried.review {
            Some(day) if day < today => {
                format!("experiment kept, review {}, which is past", day.strftime("%-d %b %Y"))
            }
            Some(day) => format!("experiment kept, review {}", day.strftime("%a %-d %b %Y")),
            None => "experiment kept".to_owned(),
        };
        self.keep_written(target, ItemKind::Experiments, words, |session, index| match index {
            Some(index) => session.experiments[index] = tried,
            None => session.experiments.push(tried),
        });
    }

    /// Asks what came of an experiment.
    pub(crate) fn begin_finish(&mut self, target: Target) {
        if self.may_act_on(&target) {
            self.dialog = Some(Dialog::Outcome(target));
        }
    }

    pub(crate) fn outcome_key(&mut self, action: Action) {
        let Some(Dialog::Outcome(target)) = &self.dialog else { return };
        let outcome = match action {
            Action::Direct(Direction::Improving) => ExperimentOutcome::Worked,
            Action::Direct(Direction::Worsening) => ExperimentOutcome::DidNot,
            Action::Direct(Direction::Stable) => ExperimentOutcome::Unclear,
            _ => return self.dialog = None,
        };
        let target = target.clone();
        let learning = self.tried(&target).learning;
        self.dialog =
            Some(Dialog::TextEditor(Box::new(TextEditor::learnt(target, outcome, &learning))));
    }

    /// An experiment has come to its end; nothing may have been learnt.
    pub(crate) fn finish(&mut self, target: Target, outcome: ExperimentOutcome, learning: String) {
        let today = self.now.date();
        let learnt = if learning.is_empty() { "; what was learnt is not written down" } else { "" };
        let words = format!("finished: {}{learnt}", outcome.words());
        match target {
            Target::Board { path, index } => {
                let thing = (path, ItemKind::Experiments, index);
                let done = self.act_on(thing, |session| {
                    session.experiments[index].finish(outcome, learning, today);
                });
                self.after_act(done, &words);
            }
            Target::Earlier { session, index } => {
                self.say_at_opening(
                    session,
                    |session, today| session.experiments[index].finish(outcome, learning, today),
                    &words,
                );
            }
            Target::New | Target::BoardNew { .. } => {}
        }
    }
}
