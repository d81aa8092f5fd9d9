//! An experiment being written, and how one comes to its end.

use jiff::civil::Date;
use tui_input::Input;

use crate::keys::{Action, Key, Place};
use crate::messages::Message;
use crate::model::board::ItemKind;
use crate::model::{Direction, Experiment, ExperimentOutcome};

use super::item_form::ItemForm;
use super::{
    Component, Context, DimensionPicker, LiveCheck, NextKey, Target, TextEditor, dimension_picker,
};

/// How many fields the form has, besides the dimension.
pub const EXPERIMENT_FIELDS: usize = 7;
/// The fields that a rule looks at.
const TEXT: usize = 0;
const OWNER: usize = 1;
const REVIEW: usize = 6;
/// The dimension, where it can be chosen.
const ABOUT: usize = 7;

/// An experiment being written.
#[derive(Clone, Debug)]
pub struct ExperimentForm {
    /// The experiment that is written.
    pub target: Target,
    /// The fields, from what is tried to the day of the review.
    pub inputs: [Input; EXPERIMENT_FIELDS],
    /// The field under the cursor; the one behind the last is the dimension.
    pub at: usize,
    /// The dimension it is about.
    pub dimension: Option<String>,
    /// The dimension as it is typed, on the board.
    pub picker: Option<DimensionPicker>,
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
            picker: None,
            before: Vec::new(),
        };
        form.before = form.typed();
        form
    }

    /// A form for a new experiment of the live check, about this dimension.
    pub fn for_dimension(dimension: Option<String>) -> Self {
        Self::new(&Experiment { dimension, ..Experiment::default() }, Target::New)
    }

    /// The form with the dimension to be chosen.
    #[must_use]
    pub fn with(mut self, picker: Option<DimensionPicker>) -> Self {
        self.picker = picker;
        self.before = self.typed();
        self
    }

    /// The fields as they are typed.
    pub(super) fn typed(&self) -> Vec<String> {
        self.inputs
            .iter()
            .chain(self.picker.as_ref().map(|t| &t.input))
            .map(|input| input.value().to_owned())
            .collect()
    }

    /// Returns true if a field differs from what it was at the beginning.
    pub fn changed(&self) -> bool {
        self.typed() != self.before
    }

    /// Returns true if a field is not empty.
    pub(super) fn has_words(&self) -> bool {
        self.typed().iter().any(|field| !field.trim().is_empty())
    }

    /// Goes on with what was typed before. True: what is kept was changed since.
    pub(super) fn take_up(&mut self, left: Self) -> bool {
        let changed = self.before != left.before;
        self.inputs = left.inputs;
        if self.picker.is_some() == left.picker.is_some() {
            (self.picker, self.at) = (left.picker, left.at);
        }
        changed
    }

    /// Returns the text of a field, without blank ends.
    fn value(&self, at: usize) -> String {
        self.inputs[at].value().trim().to_owned()
    }

    /// The owner that is meant.
    pub fn owner_meant(&self, people: &[String]) -> String {
        dimension_picker::owner(self.inputs[OWNER].value(), people)
    }

    /// The day of the review that is meant.
    pub fn review_meant(&self, today: Date) -> Result<Option<Date>, Message> {
        dimension_picker::day(self.inputs[REVIEW].value(), today)
    }

    /// Merges the text of the fields into `tried`; or tells which field is wrong, and why.
    fn written(
        &self,
        tried: Experiment,
        people: &[String],
        today: Date,
    ) -> Result<Experiment, (usize, Message)> {
        if self.value(TEXT).is_empty() {
            return Err((TEXT, Message::ExperimentMissing));
        }
        let review = self.review_meant(today).map_err(|words| (REVIEW, words))?;
        let dimension = match &self.picker {
            Some(picker) => {
                let meant =
                    picker.meant(self.dimension.as_deref()).map_err(|words| (ABOUT, words))?;
                meant.map(|(key, _)| key.to_owned())
            }
            None => self.dimension.clone(),
        };
        let [text, _, hypothesis, limit, rollback, measure, _] =
            std::array::from_fn(|at| self.value(at));
        let owner = self.owner_meant(people);
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

impl ItemForm for ExperimentForm {
    type Field = usize;
    type Meant = Experiment;

    fn target(&self) -> &Target {
        &self.target
    }

    fn input_mut(&mut self) -> &mut Input {
        match &mut self.picker {
            Some(picker) if self.at == ABOUT => &mut picker.input,
            _ => &mut self.inputs[self.at.min(REVIEW)],
        }
    }

    fn step(&mut self, forward: bool) {
        let fields = EXPERIMENT_FIELDS + usize::from(self.picker.is_some());
        self.at = (self.at + if forward { 1 } else { fields - 1 }) % fields;
    }

    fn go_to(&mut self, field: usize) {
        self.at = field;
    }

    fn meant(
        &self,
        live: Option<&LiveCheck>,
        ctx: &Context,
    ) -> Result<Experiment, (usize, Message)> {
        let people = self.target.people(live, ctx);
        self.written(tried(&self.target, live, ctx), &people, ctx.now.date())
    }

    fn keep(&self, tried: Experiment, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let review = tried.review;
        let result =
            self.target.write(ItemKind::Experiments, live, ctx, |session, index| match index {
                Some(index) => session.experiments[index] = tried,
                None => session.experiments.push(tried),
            });
        if result.is_ok() {
            ctx.finish();
        }
        ctx.report(result, Message::ExperimentKept { review, today: ctx.now.date() });
    }
}

/// The experiment that a target means; a new one where there is none yet.
fn tried(target: &Target, live: Option<&LiveCheck>, ctx: &Context) -> Experiment {
    let there =
        target.index().and_then(|index| target.session(live, ctx)?.experiments.get(index).cloned());
    let new = || Experiment { state: "running".to_owned(), ..Experiment::default() };
    there.unwrap_or_else(new)
}

/// The question for what came of an experiment.
#[derive(Clone, Debug)]
pub struct OutcomeDialog {
    /// The experiment that is asked about.
    pub target: Target,
}

impl Component for OutcomeDialog {
    fn place(&self, _live: Option<&LiveCheck>) -> Place {
        Place::Outcome
    }

    // One answer is no nearer than another.
    fn next(&self, _live: Option<&LiveCheck>, _ctx: &Context) -> NextKey {
        NextKey::None
    }

    fn act(&mut self, action: Action, _key: Key, live: Option<&mut LiveCheck>, ctx: &mut Context) {
        let outcome = match action {
            Action::Direct(Direction::Improving) => ExperimentOutcome::Worked,
            Action::Direct(Direction::Worsening) => ExperimentOutcome::DidNot,
            Action::Direct(Direction::Stable) => ExperimentOutcome::Unclear,
            _ => return ctx.close(),
        };
        let learning = tried(&self.target, live.as_deref(), ctx).learning;
        ctx.show(TextEditor::learnt(self.target.clone(), outcome, &learning));
    }
}

/// Finishes an experiment; nothing may have been learnt.
pub(super) fn finish(
    target: &Target,
    outcome: ExperimentOutcome,
    learning: String,
    live: Option<&mut LiveCheck>,
    ctx: &mut Context,
) {
    let today = ctx.now.date();
    let message = Message::Finished { outcome, learnt: !learning.is_empty() };
    match (target, live) {
        (Target::Board { path, index }, _) => {
            let (thing, index) = ((path.clone(), ItemKind::Experiments, *index), *index);
            let result = ctx.changeable(path).map(|before| {
                super::board::BoardChange::new(thing, before, false, |session| {
                    session.experiments[index].finish(outcome, learning, today);
                })
            });
            match result {
                Ok(change) => {
                    ctx.finish();
                    ctx.go(super::Step::Board(Box::new(change)));
                    ctx.done(message);
                }
                Err(why) => ctx.refuse(why),
            }
        }
        (Target::Earlier { session, index }, Some(live)) => {
            let finish = |session: &mut crate::model::Session, today| {
                session.experiments[*index].finish(outcome, learning, today);
            };
            if live.follow_up(*session, finish, message, ctx) {
                ctx.finish();
            }
        }
        _ => {}
    }
}
