//! Dialogs over a screen: one frame, the screen still visible around it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::{
    ActionField, ActionForm, App, Clipboard, Dialog, ExportDialog, ExportRow, Purpose, Question,
    Roster, TextEditor,
};
use crate::export::DocumentKind;
use crate::keys::Place;
use crate::messages::label::{Instruction, Label};
use crate::messages::term;
use crate::model::{MissAnswer, Secrecy};

use super::dialog_frame::{Typed, field, frame_of, room_below};
use super::theme::Theme;
use super::{codes_dialog, conflict_dialog, drawing, experiment_form, help};

/// Draws the overlay.
pub fn draw(app: &App, dialog: &Dialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    match dialog {
        Dialog::Help(help) => help::draw(app, help, frame, area, theme),
        Dialog::Editor(editor) => draw_editor(app, editor, frame, area, theme),
        Dialog::Action(form) => draw_action(app, form, frame, area, theme),
        Dialog::Experiment(form) => experiment_form::draw(app, form, frame, area, theme),
        Dialog::Outcome(outcome) => {
            experiment_form::draw_outcome(app, &outcome.target, frame, area, theme);
        }
        Dialog::Roster(roster) => draw_roster(app, roster, frame, area, theme),
        Dialog::Miss(miss) => draw_miss(app, miss.digits.as_str(), frame, area, theme),
        Dialog::Codes(codes) => codes_dialog::draw(app, codes, frame, area, theme),
        Dialog::Export(export) => draw_export(app, export, frame, area, theme),
        Dialog::Ask(question) => draw_question(app, question, frame, area, theme),
        Dialog::Unsaved(dialog) => conflict_dialog::draw(app, &dialog.of, frame, area, theme),
        Dialog::Difference(dialog) => {
            conflict_dialog::draw_difference(app, dialog, frame, area, theme);
        }
        Dialog::Elsewhere(dialog) => {
            conflict_dialog::draw_elsewhere(&dialog.of, &dialog.to, frame, area, theme);
        }
    }
}

fn draw_editor(app: &App, entry: &TextEditor, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let dots = entry.purpose == Purpose::Comment
        && app.live.as_ref().is_some_and(|h| h.session().secrecy() == Secrecy::Anonymous);
    let title = match entry.purpose {
        Purpose::Notes(_) => Label::NotesTitle,
        Purpose::Comment => Label::YourComment { dots },
        Purpose::Learnt(_) => Label::WhatWasLearnt,
    };
    let height = match entry.purpose {
        Purpose::Comment => 7,
        _ => room_below(app, area).min(area.height / 2).max(7),
    };
    let inner = frame_of(&title.say(), area.width.min(100), height, frame, area, theme);
    let mut text = entry.shown();
    if dots {
        text.set_mask_char(if theme.ascii() { '*' } else { '•' });
    }
    text.render(inner, frame.buffer_mut());
}

fn draw_action(app: &App, form: &ActionForm, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let title = experiment_form::title_of(
        app,
        &Label::Action.say(),
        &form.target,
        form.dimension.as_deref(),
    );
    let about = form.picker.as_ref();
    let fields = 3 + u16::from(about.is_some());
    // A row between two fields where there is room.
    let step = if room_below(app, area) >= fields * 2 + 5 { 2 } else { 1 };
    let top = step - 1;
    let height = 2 * top + fields * step + 3;
    let inner = frame_of(&title, area.width, height, frame, area, theme);
    let people = form.target.people(app.live.as_ref(), &app.ctx);
    let owner = form.owner_meant(&people);
    let typed = form.owner.value().trim();
    let owner_hint = if !typed.is_empty() && owner != typed { owner } else { String::new() };
    let due_hint = match form.due_meant(app.ctx.now.date()) {
        Ok(Some(due)) if due.to_string() != form.due.value().trim() => {
            Label::DateWithWeekday(due).say().into_owned()
        }
        _ => String::new(),
    };
    field(
        frame,
        inner,
        top,
        &Typed {
            label: &Label::ColumnWhat.say(),
            input: &form.text,
            here: form.field == ActionField::Text,
            hint: "",
        },
        theme,
    );
    field(
        frame,
        inner,
        top + step,
        &Typed {
            label: &Label::ColumnWho.say(),
            input: &form.owner,
            here: form.field == ActionField::Owner,
            hint: &owner_hint,
        },
        theme,
    );
    field(
        frame,
        inner,
        top + 2 * step,
        &Typed {
            label: &Label::DueBy.say(),
            input: &form.due,
            here: form.field == ActionField::Due,
            hint: &due_hint,
        },
        theme,
    );
    if let Some(topics) = about {
        let hint = experiment_form::topic_hint(topics, form.dimension.as_deref());
        let here = form.field == ActionField::About;
        field(
            frame,
            inner,
            top + 3 * step,
            &Typed { label: &Label::On.say(), input: &topics.input, here, hint: &hint },
            theme,
        );
    }
    let hint = match form.field {
        ActionField::About => {
            drawing::fit(theme, &experiment_form::names(about), usize::from(inner.width))
        }
        ActionField::Text => Instruction::FillInAction.say(app.keys_in(Place::Text)),
        ActionField::Owner if people.is_empty() => Label::OwnerExample.say().into_owned(),
        ActionField::Owner => drawing::fit(theme, &people.join(", "), usize::from(inner.width)),
        ActionField::Due => crate::model::date_input::FORMS.to_owned(),
    };
    drawing::line(frame.buffer_mut(), inner, top + fields * step, Span::raw(hint));
}

fn draw_roster(app: &App, roster: &Roster, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(live) = app.live.as_ref() else { return };
    let check = live.check();
    let people = &check.waiting.roster;
    let rows = u16::try_from(people.len()).unwrap_or(u16::MAX).saturating_add(7);
    let inner = frame_of(&Label::WhoIsHere.say(), 50, rows.max(8), frame, area, theme);
    let voters = check.voters();
    drawing::line(
        frame.buffer_mut(),
        inner,
        0,
        Span::styled(
            Label::VotersFromNowOn(usize::try_from(voters).unwrap_or(usize::MAX)).say(),
            theme.strong(),
        ),
    );
    if people.is_empty() {
        let words = Instruction::ArriveOrLeave.say(app.keys_in(Place::Roster));
        drawing::line(frame.buffer_mut(), inner, 2, words);
        if !roster.digits.is_empty() {
            let typed = Span::styled(format!(" {} ", roster.digits), theme.cursor());
            drawing::line(frame.buffer_mut(), inner, 3, typed);
        }
        return;
    }
    let list = drawing::band(inner, 2, inner.height.saturating_sub(4));
    let visible = usize::from(list.height).max(1);
    let cursor = roster.cursor.min(people.len().saturating_sub(1));
    let first = cursor.saturating_sub(visible - 1);
    for (index, person) in people.iter().enumerate().skip(first).take(visible) {
        let away = check.waiting.away.contains(person);
        let pointer = if index == cursor { theme.pointer() } else { " " };
        let text = format!(
            "{pointer} [{}] {}{}",
            theme.tick(!away),
            drawing::fit(theme, person, 30),
            if away { format!("  {}", Label::Away.say()) } else { String::new() }
        );
        let style = if index == cursor { theme.strong() } else { Style::new() };
        drawing::line(
            frame.buffer_mut(),
            list,
            u16::try_from(index - first).unwrap_or(u16::MAX),
            Span::styled(text, style),
        );
    }
    if let Some(name) = &roster.name {
        field(
            frame,
            inner,
            inner.height.saturating_sub(1),
            &Typed { label: &Label::Name.say(), input: name, here: true, hint: "" },
            theme,
        );
    }
}

fn draw_miss(app: &App, digits: &str, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(live) = app.live.as_ref() else { return };
    let check = live.check();
    let inner = frame_of(&Label::MissQuestion.say(), 68, 10, frame, area, theme);
    let buffer = frame.buffer_mut();
    match check.session.miss.map(|miss| miss.shown(check.session.secrecy(), check.threshold)) {
        Some(Some(tally)) => {
            for (row, answer) in (1..).zip(MissAnswer::ALL) {
                let n = tally.get(answer);
                let bar = theme.seat(true).repeat(usize::try_from(n).unwrap_or(usize::MAX).min(30));
                drawing::line(
                    buffer,
                    inner,
                    row * 2 - 1,
                    Line::from(format!("{:<9} {n:>3}  {bar}", term::miss_answer(answer))),
                );
            }
        }
        Some(None) => {
            drawing::line(
                buffer,
                inner,
                1,
                Label::HiddenFewer { threshold: check.threshold }.say(),
            );
        }
        None => {
            let (n, voters) = (check.missed(), check.voters());
            drawing::line(buffer, inner, 1, Instruction::MissAnswers.say(app.keys_in(Place::Miss)));
            let mut spans = vec![Span::styled(
                Label::HaveAnswered { answered: n, of: voters }.say(),
                theme.strong(),
            )];
            if !digits.is_empty() {
                spans.push(Span::raw("   "));
                spans.push(Span::styled(format!(" {digits} "), theme.cursor()));
            }
            drawing::line(buffer, inner, 3, Line::from(spans));
            drawing::line(buffer, inner, 5, Instruction::MissCounts.say(app.keys_in(Place::Miss)));
        }
    }
}

fn draw_export(app: &App, form: &ExportDialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner = frame_of(
        &Label::ExportAs(&document(form.kind).say()).say(),
        area.width.min(80),
        9,
        frame,
        area,
        theme,
    );
    let file = form.row == ExportRow::File;
    field(
        frame,
        inner,
        1,
        &Typed { label: &Label::File.say(), input: &form.path, here: file, hint: "" },
        theme,
    );
    let pointer = if file { " " } else { theme.pointer() };
    let style = if file { Style::new() } else { theme.strong() };
    if app.ctx.display.clipboard != Clipboard::Missing {
        drawing::line(
            frame.buffer_mut(),
            inner,
            3,
            Span::styled(format!("{pointer} {}", Label::Clipboard.say()), style),
        );
    }
    drawing::line(
        frame.buffer_mut(),
        inner,
        5,
        theme.words(&Instruction::ChooseExport.say(app.keys_in(Place::Text))),
    );
    let endings: Vec<String> = form.kind.endings().map(|ending| format!(".{ending}")).collect();
    if !endings.is_empty() {
        let endings = endings.join(", ");
        let words = Label::EndingsTakeFormats(&endings).say();
        drawing::line(frame.buffer_mut(), inner, 6, Span::styled(words, theme.faint()));
    }
}

/// The name of a kind of document.
const fn document(kind: DocumentKind) -> Label<'static> {
    match kind {
        DocumentKind::Report => Label::ReportDocument,
        DocumentKind::Trend => Label::TrendDocument,
        DocumentKind::Teams => Label::TeamsDocument,
        DocumentKind::Comparison => Label::ComparisonDocument,
        DocumentKind::Across => Label::PageDocument,
        DocumentKind::Board | DocumentKind::Boards => Label::BoardDocument,
    }
}

fn draw_question(app: &App, question: &Question, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let words = app.words().say(&question.message());
    let width = area.width.min(70);
    let rows = drawing::rows(&words, width.saturating_sub(4));
    let choices = u16::try_from(question.choices().len()).unwrap_or(u16::MAX);
    // The keys are always there; of the words as many rows as fit above them.
    let rows = rows.min(area.height.saturating_sub(choices + 5));
    let inner = frame_of("", width, rows + choices + 5, frame, area, theme);
    let buffer = frame.buffer_mut();
    drawing::wrapped(buffer, drawing::band(inner, 1, rows), &words, theme.strong());
    for (index, (action, word)) in question.choices().iter().enumerate() {
        let (key, what) = (app.words().key(*action), app.words().word(*word));
        let row = 2 + rows + u16::try_from(index).unwrap_or(0);
        drawing::line(
            buffer,
            inner,
            row,
            Line::from(vec![Span::styled(format!("{key:<8}"), theme.strong()), Span::raw(what)]),
        );
    }
}
