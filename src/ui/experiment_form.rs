//! The form of an experiment, and the question how it ended.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::app::{App, DimensionPicker, EXPERIMENT_FIELDS, ExperimentForm, Target};
use crate::model::date_input;

use super::dialog::{Typed, field_at, frame_of};
use super::drawing;
use super::theme::Theme;

/// Cells of the column of labels.
const LABELS: u16 = 12;

/// The labels of the fields.
const FIELDS: [&str; EXPERIMENT_FIELDS] =
    ["What", "Who", "We expect", "Limit", "Roll-back", "Measure", "Review"];

/// Draws the form.
pub fn draw(app: &App, form: &ExperimentForm, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let title = title_of(app, "Experiment", &form.target, form.dimension.as_deref());
    let fields = EXPERIMENT_FIELDS + usize::from(form.picker.is_some());
    let fields = u16::try_from(fields).unwrap_or(u16::MAX);
    // A row between two fields where there is room.
    let step = if area.height >= fields * 2 + 5 { 2 } else { 1 };
    let inner = frame_of(&title, area.width.min(100), fields * step + 5, frame, area, theme);
    let people = form.target.people(app.live.as_ref(), &app.ctx);
    let owner = form.owner_meant(&people);
    let review = match form.review_meant(app.ctx.now.date()) {
        Ok(Some(day)) => day.strftime("%a %-d %b %Y").to_string(),
        _ => String::new(),
    };
    let hints = |at: usize, typed: &str| match at {
        1 if !typed.trim().is_empty() && owner != typed.trim() => owner.clone(),
        6 if !typed.trim().starts_with("20") => review.clone(),
        _ => String::new(),
    };
    let top = u16::from(step == 2);
    for (at, (label, input)) in FIELDS.iter().zip(&form.inputs).enumerate() {
        let hint = hints(at, input.value());
        let typed = Typed { label, input, here: at == form.at, hint: &hint };
        let row = top + u16::try_from(at).unwrap_or(0) * step;
        field_at(frame, inner, row, &typed, LABELS, theme);
    }
    if let Some(topics) = &form.picker {
        let hint = topic_hint(topics, form.dimension.as_deref());
        let typed = Typed {
            label: "On",
            input: &topics.input,
            here: form.at == EXPERIMENT_FIELDS,
            hint: &hint,
        };
        field_at(frame, inner, top + (fields - 1) * step, &typed, LABELS, theme);
    }
    let hint = match form.at {
        0 => "One thing that you try for a while. Tab goes on; Enter keeps it.".to_owned(),
        1 if people.is_empty() => "A name.".to_owned(),
        1 => people.join(", "),
        2 => "What you expect to see, and why.".to_owned(),
        3 => "How far it may go wrong and still be safe to fail.".to_owned(),
        4 => "How you take it back.".to_owned(),
        5 => "How you will know that it worked.".to_owned(),
        6 => format!("When you look at it. {}", date_input::FORMS),
        _ => names(form.picker.as_ref()),
    };
    let row = top + fields * step;
    drawing::line(
        frame.buffer_mut(),
        inner,
        row,
        Span::raw(drawing::fit(theme, &theme.words(&hint), inner.width.into())),
    );
}

/// `Experiment on Fun · Checkout`
pub fn title_of(app: &App, what: &str, target: &Target, dimension: Option<&str>) -> String {
    let session = target.session(app.live.as_ref(), &app.ctx);
    let card = dimension.and_then(|key| session?.card(key));
    let mut title =
        card.map_or_else(|| what.to_owned(), |card| format!("{what} on {}", card.dimension.name));
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
    format!("The dimension it is about: {}", names.join(", "))
}

/// Draws the question what came of an experiment.
pub fn draw_outcome(app: &App, target: &Target, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner = frame_of("What came of it?", 72, 11, frame, area, theme);
    let buffer = frame.buffer_mut();
    let session = target.session(app.live.as_ref(), &app.ctx);
    let tried = target.index().and_then(|index| session?.experiments.get(index));
    if let Some(tried) = tried {
        let text = drawing::fit(theme, &tried.text, inner.width.into());
        drawing::line(buffer, inner, 1, Span::styled(text, theme.strong()));
        if !tried.hypothesis.is_empty() {
            let expected = drawing::fit(
                theme,
                &format!("We expected: {}", tried.hypothesis),
                inner.width.into(),
            );
            drawing::line(buffer, inner, 2, expected);
        }
    }
    for (row, (key, words)) in
        (4..).zip([("+", "it worked"), ("=", "unclear: nobody can say"), ("-", "it did not work")])
    {
        drawing::line(
            buffer,
            inner,
            row,
            Line::from(vec![Span::styled(format!("{key}   "), theme.strong()), Span::raw(words)]),
        );
    }
    drawing::line(
        buffer,
        inner,
        8,
        Span::styled(
            "Then: what was learnt. Also, and above all, if it did not work.",
            theme.faint(),
        ),
    );
}
