//! The form of a new check.

use std::borrow::Cow;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use tui_input::Input;
use unicode_width::UnicodeWidthStr;

use crate::app::{App, FormField, NewCheckForm};
use crate::messages::label::{Field, Label, Noun};
use crate::model::Template;

use super::big_text::{Big, Size};
use super::drawing;
use super::theme::Theme;
use super::title::title;

/// Cells of the column of labels.
const LABELS: u16 = 15;
/// Cells of the heads of the preview.
const HEADS: u16 = 17;
/// Rows that the preview takes.
const PREVIEW: u16 = 9;
/// The widest that a preview gets: longer lines are hard to read.
const WIDEST: u16 = 110;
/// Cells between two columns of large names.
const GAP: u16 = 6;

/// Draws the form.
pub fn draw(app: &App, form: &NewCheckForm, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let today = Label::Date(app.ctx.now.date()).say();
    title(frame, area, theme, &Label::NewCheck.say(), &today);
    drawing::rule(frame.buffer_mut(), area, 1, theme);
    let fields = u16::try_from(form.fields().len()).unwrap_or(u16::MAX);
    // Two rows stay free for the word about too few voters, and some for what the template asks.
    let step = ((area.height.saturating_sub(4 + PREVIEW)) / fields).clamp(1, 3);
    let mut row = if step > 1 { 3 } else { 2 };
    for field in form.fields() {
        let here = field == form.field;
        let pointer = if here { theme.pointer() } else { " " };
        let label = format!("{pointer} {:<13}", Label::Field(label(field)).say());
        let style = if here { theme.strong() } else { ratatui::style::Style::new() };
        drawing::line(frame.buffer_mut(), area, row, Span::styled(label, style));
        let value = Rect { x: area.x + LABELS, width: area.width - LABELS, ..area };
        match field {
            FormField::NewTeam => {
                text(frame, value, row, &form.new_team, here, &Label::NameExample.say());
            }
            FormField::Guests => {
                text(frame, value, row, &form.guests, here, &Label::NamesExample.say());
            }
            FormField::Date => text(frame, value, row, &form.date, here, ""),
            _ => drawing::marked(
                frame.buffer_mut(),
                value,
                row,
                chosen(form, field, here, value.width.into(), theme),
                theme,
            ),
        }
        row += step;
    }
    if form.too_few() {
        let voters = usize::try_from(form.count().unwrap_or(0)).unwrap_or(usize::MAX);
        let few = Label::TooFewVoters { voters, threshold: form.threshold }.say();
        drawing::wrapped(
            frame.buffer_mut(),
            drawing::band(area, row, 2),
            &few,
            ratatui::style::Style::new(),
        );
        row += 3;
    }
    let chosen =
        form.templates.get(form.template).and_then(|(key, ..)| app.ctx.workspace.template(key));
    if let Some(template) = chosen {
        preview(template, frame.buffer_mut(), drawing::below(area, row), theme);
    }
}

/// Draws purpose, answers and dimensions of the chosen template, as far as there is room.
fn preview(template: &Template, buffer: &mut Buffer, area: Rect, theme: Theme) {
    drawing::rule(buffer, area, 0, theme);
    let whole = area;
    let area = Rect { width: area.width.min(WIDEST), ..area };
    let names: Vec<&str> = template.dimensions.iter().map(|d| d.name.as_str()).collect();
    let when = (!template.when.is_empty()).then(|| (Label::WhenToUse, Cow::from(&template.when)));
    let answers = template.answers();
    let answers = Label::AnswersOf { dimensions: names.len(), answers: &answers }.say();
    let answers = (Label::HowToAnswer, answers);
    let asks = (Label::WhatItAsks, Cow::from(names.join(" · ")));
    let mut row = 1;
    for (head, text) in when.into_iter().chain([answers, asks.clone()]) {
        drawing::line(buffer, area, row, Span::styled(head.say(), theme.strong()));
        let beside = Rect { x: area.x + HEADS, width: area.width.saturating_sub(HEADS), ..area };
        // The last one takes what is left; of the others none keeps the rest from being seen.
        let most = if head == asks.0 { area.height.saturating_sub(row) } else { 3 };
        let rows = drawing::rows(&text, beside.width).min(most);
        drawing::wrapped(
            buffer,
            drawing::band(beside, row, rows),
            &theme.words(&text),
            ratatui::style::Style::new(),
        );
        row += rows;
    }
    large_names(template, buffer, drawing::below(whole, row + 1), theme);
}

/// Draws what the template asks in large type, down its columns, if all of it has room.
fn large_names(template: &Template, buffer: &mut Buffer, area: Rect, theme: Theme) {
    let names: Vec<&str> =
        template.dimensions.iter().map(|d| d.short.as_deref().unwrap_or(&d.name)).collect();
    let high = Size::Large.rows();
    let fit = |name: &&str| Big::fit(name, (area.width, high), Size::Large);
    let large: Vec<Big> = names.iter().map(fit).collect();
    if !large.iter().all(Big::is_large) {
        return;
    }
    let room = usize::from((area.height + 1) / (high + 1));
    let columns: Vec<&[Big]> = large.chunks(room.max(1)).collect();
    let width = |column: &&[Big]| column.iter().map(Big::width).max().unwrap_or(0) + GAP;
    let widths: Vec<u16> = columns.iter().map(width).collect();
    if room == 0 || widths.iter().sum::<u16>() > area.width + GAP {
        return;
    }
    let mut x = area.x;
    for (column, width) in columns.into_iter().zip(widths) {
        for (at, name) in (0..).zip(column) {
            let place = Rect { x, width, ..drawing::below(area, at * (high + 1)) };
            name.draw(buffer, place, theme, ratatui::style::Style::new());
        }
        x += width;
    }
}

const fn label(field: FormField) -> Field {
    match field {
        FormField::Team => Field::Team,
        FormField::NewTeam => Field::NewTeam,
        FormField::Template => Field::Template,
        FormField::Way => Field::Voting,
        FormField::Secrecy => Field::Secrecy,
        FormField::People => Field::Here,
        FormField::Guests => Field::Guests,
        FormField::Voters => Field::Voters,
        FormField::Date => Field::Date,
    }
}

fn text(frame: &mut Frame<'_>, area: Rect, row: u16, input: &Input, here: bool, hint: &str) {
    if input.value().is_empty() && !here {
        drawing::line(frame.buffer_mut(), area, row, Span::raw(format!("({hint})")));
    } else {
        drawing::typed(frame, area, row, input, here);
    }
}

fn chosen(
    form: &NewCheckForm,
    field: FormField,
    here: bool,
    width: usize,
    theme: Theme,
) -> Line<'static> {
    let (open, close) = if here { theme.choice() } else { ("", "") };
    let style = if here { theme.strong() } else { ratatui::style::Style::new() };
    let choice = |text: String, more: &str| {
        Line::from(vec![
            Span::styled(format!("{open}{}{close}", drawing::safe(&text)), style),
            Span::raw(if more.is_empty() {
                String::new()
            } else {
                format!("   {}", theme.words(more))
            }),
        ])
    };
    match field {
        FormField::Team => choice(
            form.teams
                .get(form.team)
                .cloned()
                .unwrap_or_else(|| Label::ANewTeam.say().into_owned()),
            "",
        ),
        FormField::Template => match form.templates.get(form.template) {
            Some((_, name, n)) => choice(name.clone(), &Label::Count(Noun::Dimension, *n).say()),
            None => choice(Label::NoTemplate.say().into_owned(), ""),
        },
        FormField::Way => choice(
            Label::VotingMode(form.way).say().into_owned(),
            &Label::VotingModeMeans(form.way).say(),
        ),
        FormField::Secrecy => choice(
            Label::Secrecy(form.secrecy).say().into_owned(),
            &Label::SecrecyMeans(form.secrecy).say(),
        ),
        FormField::Voters => choice(form.voters.to_string(), ""),
        FormField::People => {
            let mut spans = Vec::new();
            // As many as fit, the one under the cursor among them.
            let cells = |(name, _): &(String, bool)| drawing::safe(name).width() + 6;
            let mut first = 0;
            while first < form.person
                && form.people[first..=form.person].iter().map(cells).sum::<usize>() + 4 > width
            {
                first += 1;
            }
            if first > 0 {
                spans.push(Span::raw(format!("{} ", theme.ellipsis())));
            }
            for (index, (name, ticked)) in form.people.iter().enumerate().skip(first) {
                let text = format!("[{}] {}", theme.tick(*ticked), drawing::safe(name));
                let under = here && index == form.person;
                spans.push(Span::styled(
                    text,
                    if under { theme.cursor() } else { ratatui::style::Style::new() },
                ));
                spans.push(Span::raw("  "));
            }
            let here = form.people.iter().filter(|(_, ticked)| *ticked).count();
            spans.insert(0, Span::styled(format!("{here}  "), theme.strong()));
            Line::from(spans)
        }
        FormField::NewTeam | FormField::Guests | FormField::Date => Line::default(),
    }
}
