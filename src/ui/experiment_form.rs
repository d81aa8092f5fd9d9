//! The form of an experiment, and the question how it ended.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, DimensionPicker, EXPERIMENT_FIELDS, ExperimentForm, Target};
use crate::keys::{Action, Place};
use crate::messages::label::{Instruction, Label};
use crate::model::{Direction, date_input};

use super::dialog_frame::{Typed, field_at, frame_of, room_below};
use super::drawing;
use super::theme::Theme;

/// Cells of the column of labels.
const LABELS: u16 = 12;

/// The labels of the fields.
const FIELDS: [Label<'static>; EXPERIMENT_FIELDS] = [
    Label::ColumnWhat,
    Label::ColumnWho,
    Label::WeExpect,
    Label::Limit,
    Label::RollBack,
    Label::Measure,
    Label::Review,
];

/// Draws the form.
pub fn draw(app: &App, form: &ExperimentForm, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let title = title_of(app, &Label::Experiment.say(), &form.target, form.dimension.as_deref());
    let fields = EXPERIMENT_FIELDS + usize::from(form.picker.is_some());
    let fields = u16::try_from(fields).unwrap_or(u16::MAX);
    let room = room_below(app, area);
    // Two columns where one would stand over the votes; a row between two fields where there is
    // room.
    let two = fields + 5 > room;
    let lines = if two { fields.div_ceil(2) } else { fields };
    let step = if !two && room >= lines * 2 + 5 { 2 } else { 1 };
    let height = lines * step + if two { 3 } else { 5 };
    let inner = frame_of(&title, area.width, height, frame, area, theme);
    let (left, right) = drawing::halves(inner, 2);
    let top = u16::from(step == 2);
    let place = |at: u16| match (two, at / lines) {
        (false, _) => (inner, top + at * step),
        (true, 0) => (left, at),
        (true, _) => (right, at - lines),
    };
    let people = form.target.people(app.live.as_ref(), &app.ctx);
    let owner = form.owner_meant(&people);
    let review = match form.review_meant(app.ctx.now.date()) {
        Ok(Some(day)) => Label::DateWithWeekday(day).say(),
        _ => Cow::default(),
    };
    let hints = |at: usize, typed: &str| match at {
        1 if !typed.trim().is_empty() && owner != typed.trim() => owner.clone(),
        6 if !typed.trim().starts_with("20") => review.to_string(),
        _ => String::new(),
    };
    for (at, (label, input)) in FIELDS.iter().zip(&form.inputs).enumerate() {
        let hint = hints(at, input.value());
        let typed = Typed { label: &label.say(), input, here: at == form.at, hint: &hint };
        let (place, row) = place(u16::try_from(at).unwrap_or(0));
        field_at(frame, place, row, &typed, LABELS, theme);
    }
    if let Some(topics) = &form.picker {
        let hint = topic_hint(topics, form.dimension.as_deref());
        let typed = Typed {
            label: &Label::On.say(),
            input: &topics.input,
            here: form.at == EXPERIMENT_FIELDS,
            hint: &hint,
        };
        let (place, row) = place(fields - 1);
        field_at(frame, place, row, &typed, LABELS, theme);
    }
    let hint = match form.at {
        0 => Instruction::FillIn.say(app.keys_in(Place::Text)).into(),
        1 if people.is_empty() => Label::OwnerExample.say(),
        1 => people.join(", ").into(),
        2 => Label::HypothesisHint.say(),
        3 => Label::LimitHint.say(),
        4 => Label::RollBackHint.say(),
        5 => Label::MeasureHint.say(),
        6 => Label::ReviewHint(date_input::FORMS).say(),
        _ => names(form.picker.as_ref()).into(),
    };
    drawing::line(
        frame.buffer_mut(),
        inner,
        top + lines * step,
        Span::raw(drawing::fit(theme, &theme.words(&hint), inner.width.into())),
    );
}

/// `Experiment on Fun · Checkout`
pub fn title_of(app: &App, what: &str, target: &Target, dimension: Option<&str>) -> String {
    let session = target.session(app.live.as_ref(), &app.ctx);
    let card = dimension.and_then(|key| session?.card(key));
    let name = card.map(|card| card.dimension.name.as_str());
    let mut title = name.map_or_else(
        || what.to_owned(),
        |name| Label::OnDimension { what, name }.say().into_owned(),
    );
    if let (Target::Board { .. } | Target::BoardNew { .. }, Some(session)) = (target, session) {
        title = format!("{title} · {}", session.team);
    }
    title
}

/// The dimension that is meant, where it is not what is typed.
pub fn topic_hint(topics: &DimensionPicker, before: Option<&str>) -> String {
    match topics.meant(before) {
        Ok(Some((_, name))) if name != topics.input.value().trim() => name.to_owned(),
        _ => String::new(),
    }
}

/// The names of the dimensions there are.
pub fn names(topics: Option<&DimensionPicker>) -> String {
    let names: Vec<&str> =
        topics.iter().flat_map(|topics| &topics.known).map(|(_, name)| name.as_str()).collect();
    Label::DimensionHint(&names.join(", ")).say().into_owned()
}

/// Draws the question what came of an experiment.
pub fn draw_outcome(app: &App, target: &Target, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner = frame_of(&Label::WhatCameOfIt.say(), 72, 11, frame, area, theme);
    let buffer = frame.buffer_mut();
    let session = target.session(app.live.as_ref(), &app.ctx);
    let tried = target.index().and_then(|index| session?.experiments.get(index));
    if let Some(tried) = tried {
        let text = drawing::fit(theme, &tried.text, inner.width.into());
        drawing::line(buffer, inner, 1, Span::styled(text, theme.strong()));
        if !tried.hypothesis.is_empty() {
            let expected = drawing::fit(
                theme,
                &Label::WeExpected(&tried.hypothesis).say(),
                inner.width.into(),
            );
            drawing::line(buffer, inner, 2, expected);
        }
    }
    let key = app.keys_in(Place::Outcome);
    for (row, (direction, words)) in (4..).zip([
        (Direction::Improving, Label::ItWorked),
        (Direction::Stable, Label::Unclear),
        (Direction::Worsening, Label::ItDidNotWork),
    ]) {
        let key = key(Action::Direct(direction));
        drawing::line(
            buffer,
            inner,
            row,
            Line::from(vec![
                Span::styled(format!("{key}   "), theme.strong()),
                Span::raw(words.say()),
            ]),
        );
    }
    drawing::line(buffer, inner, 8, Span::styled(Label::ThenLearnt.say(), theme.faint()));
}
