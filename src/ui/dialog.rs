//! What lies over a screen: one frame, the screen still visible around it.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Widget};
use tui_input::Input;

use crate::app::{
    ActionField, ActionForm, App, Dialog, ExportDialog, ExportRow, Purpose, Question, Roster,
    TextEditor,
};
use crate::messages::term;
use crate::model::{MissAnswer, Secrecy};

use super::theme::Theme;
use super::{conflict_dialog, drawing, experiment_form, help};

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
        Dialog::Miss(miss) => draw_miss(app, &miss.digits, frame, area, theme),
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

/// Clears a centred part of the screen and frames it. Returns what is inside.
pub fn frame_of(
    title: &str,
    width: u16,
    height: u16,
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
) -> Rect {
    let (width, height) = (width.min(area.width), height.min(area.height));
    let outer = Rect {
        x: area.x + (area.width - width) / 2,
        y: area.y + (area.height - height) / 2,
        width,
        height,
    };
    let buffer = frame.buffer_mut();
    Clear.render(outer, buffer);
    let mut block = Block::bordered();
    if !title.is_empty() {
        let title = drawing::fit(theme, &theme.words(title), usize::from(width).saturating_sub(6));
        block = block.title(Line::from(Span::styled(format!(" {title} "), theme.strong())));
    }
    block =
        if theme.ascii() { block.border_set(ASCII) } else { block.border_type(BorderType::Plain) };
    let inner = block.inner(outer);
    block.render(outer, buffer);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// A frame in ASCII.
const ASCII: ratatui::symbols::border::Set<'static> = ratatui::symbols::border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

fn draw_editor(app: &App, entry: &TextEditor, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let dots = entry.purpose == Purpose::Comment
        && app.live.as_ref().is_some_and(|h| h.session().secrecy() == Secrecy::Anonymous);
    let title = match entry.purpose {
        Purpose::Notes(_) => "Notes",
        Purpose::Comment if dots => "Your comment (only dots show)",
        Purpose::Comment => "Your comment",
        Purpose::Learnt(_) => "What was learnt? Nothing may be written, and is counted so",
    };
    let height =
        if matches!(entry.purpose, Purpose::Comment) { 7 } else { (area.height / 2).max(9) };
    let inner = frame_of(title, area.width.min(100), height, frame, area, theme);
    let mut text = entry.shown();
    if dots {
        text.set_mask_char(if theme.ascii() { '*' } else { '•' });
    }
    text.render(inner, frame.buffer_mut());
}

/// A line of text being typed, with its label and what it will be taken for.
pub struct Typed<'a> {
    pub label: &'a str,
    pub input: &'a Input,
    pub here: bool,
    pub hint: &'a str,
}

/// Draws a line of text being typed.
pub fn field(frame: &mut Frame<'_>, area: Rect, row: u16, typed: &Typed<'_>, theme: Theme) {
    field_at(frame, area, row, typed, 10, theme);
}

/// Draws a line of text being typed, behind so many cells of label.
pub fn field_at(
    frame: &mut Frame<'_>,
    area: Rect,
    row: u16,
    typed: &Typed<'_>,
    labels: u16,
    theme: Theme,
) {
    let style = if typed.here { theme.strong() } else { Style::new() };
    let pointer = if typed.here { theme.pointer() } else { " " };
    drawing::line(
        frame.buffer_mut(),
        area,
        row,
        Span::styled(format!("{pointer} {:<7}", typed.label), style),
    );
    let value = Rect { x: area.x + labels, width: area.width.saturating_sub(labels), ..area };
    let width = drawing::typed(frame, value, row, typed.input, typed.here);
    if !typed.hint.is_empty() {
        let used = u16::try_from(width).unwrap_or(u16::MAX).min(value.width);
        let beside = Rect { x: value.x + used, width: value.width - used, ..value };
        let hint = format!("   {}", theme.words(typed.hint));
        drawing::line(frame.buffer_mut(), beside, row, Span::styled(hint, theme.faint()));
    }
}

fn draw_action(app: &App, form: &ActionForm, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let title = experiment_form::title_of(app, "Action", &form.target, form.dimension.as_deref());
    let about = form.picker.as_ref();
    let height = if about.is_some() { 13 } else { 11 };
    let inner = frame_of(&title, area.width.min(90), height, frame, area, theme);
    let people = form.target.people(app.live.as_ref(), &app.ctx);
    let owner = form.owner_meant(&people);
    let typed = form.owner.value().trim();
    let owner_hint = if !typed.is_empty() && owner != typed { owner } else { String::new() };
    let due_hint = match form.due_meant(app.ctx.now.date()) {
        Ok(Some(due)) if due.to_string() != form.due.value().trim() => {
            due.strftime("%a %-d %b %Y").to_string()
        }
        _ => String::new(),
    };
    field(
        frame,
        inner,
        1,
        &Typed {
            label: "What",
            input: &form.text,
            here: form.field == ActionField::Text,
            hint: "",
        },
        theme,
    );
    field(
        frame,
        inner,
        3,
        &Typed {
            label: "Who",
            input: &form.owner,
            here: form.field == ActionField::Owner,
            hint: &owner_hint,
        },
        theme,
    );
    field(
        frame,
        inner,
        5,
        &Typed {
            label: "By",
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
            7,
            &Typed { label: "On", input: &topics.input, here, hint: &hint },
            theme,
        );
    }
    let hint = match form.field {
        ActionField::About => {
            drawing::fit(theme, &experiment_form::names(about), usize::from(inner.width))
        }
        ActionField::Text => "Tab goes on to who and by when; Enter keeps it as it is.".to_owned(),
        ActionField::Owner if people.is_empty() => "A name.".to_owned(),
        ActionField::Owner => drawing::fit(theme, &people.join(", "), usize::from(inner.width)),
        ActionField::Due => crate::model::date_input::FORMS.to_owned(),
    };
    let row = if about.is_some() { 9 } else { 7 };
    drawing::line(frame.buffer_mut(), inner, row, Span::raw(hint));
}

fn draw_roster(app: &App, roster: &Roster, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(held) = app.live.as_ref() else { return };
    let check = held.check();
    let people = &check.waiting.roster;
    let rows = u16::try_from(people.len()).unwrap_or(u16::MAX).saturating_add(7);
    let inner = frame_of("Who is here", 50, rows.max(8), frame, area, theme);
    let voters = check.voters();
    drawing::line(
        frame.buffer_mut(),
        inner,
        0,
        Span::styled(
            format!("{} from now on", crate::model::text::count(voters, "voter")),
            theme.strong(),
        ),
    );
    if people.is_empty() {
        drawing::line(frame.buffer_mut(), inner, 2, "+ somebody arrives    - somebody leaves");
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
            if away { "  away" } else { "" }
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
            &Typed { label: "Name", input: name, here: true, hint: "" },
            theme,
        );
    }
}

fn draw_miss(app: &App, digits: &str, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let Some(held) = app.live.as_ref() else { return };
    let check = held.check();
    let inner = frame_of("Would you miss this check if it were gone?", 68, 10, frame, area, theme);
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
                format!("Hidden: fewer than {} answers.", check.threshold),
            );
        }
        None => {
            let (n, voters) = (check.waiting.miss.n(), check.voters());
            drawing::line(buffer, inner, 1, Line::from("+ yes      = not sure      - no"));
            let mut spans =
                vec![Span::styled(format!("{n} of {voters} have answered"), theme.strong())];
            if !digits.is_empty() {
                spans.push(Span::raw("   "));
                spans.push(Span::styled(format!(" {digits} "), theme.cursor()));
            }
            drawing::line(buffer, inner, 3, Line::from(spans));
            drawing::line(
                buffer,
                inner,
                5,
                "Digits before a key count: 4+ is four times yes. Space reveals.",
            );
        }
    }
}

fn draw_export(app: &App, form: &ExportDialog, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let inner = frame_of(
        &format!("Export the {} as Markdown", app.words().subject(form.subject())),
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
        &Typed { label: "File", input: &form.path, here: file, hint: "" },
        theme,
    );
    let pointer = if file { " " } else { theme.pointer() };
    let style = if file { Style::new() } else { theme.strong() };
    drawing::line(
        frame.buffer_mut(),
        inner,
        3,
        Span::styled(format!("{pointer} Clipboard"), style),
    );
    drawing::line(
        frame.buffer_mut(),
        inner,
        5,
        theme.words("↑ and ↓ choose, Enter exports, Esc drops."),
    );
    if !form.endings().is_empty() {
        let endings: Vec<String> =
            form.endings().iter().map(|ending| format!(".{ending}")).collect();
        let words = format!("A name that ends in {} takes that format.", endings.join(", "));
        drawing::line(frame.buffer_mut(), inner, 6, Span::styled(words, theme.faint()));
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
