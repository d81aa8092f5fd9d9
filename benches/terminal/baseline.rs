//! The floor of everything that is drawn: a bare ratatui program with a grid of the same shape, and
//! nothing else.
//!
//! It reads no file, has one thread, and does what the examples of the library do. The marks around
//! a frame are its only addition: by them its end is known.

use std::io::{self, Write};
use std::process::ExitCode;
use std::time::Duration;

use crossterm::event::{self, Event, KeyCode};
use crossterm::execute;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Paragraph};

/// What tells this program to be the bare one.
pub const OPTION: &str = "--bare";
/// Draws after each key.
pub const EACH: &str = "each";
/// Takes in all keys that wait before it draws.
pub const WAITING: &str = "waiting";
/// Draws a result in place of a grid.
pub const RESULT: &str = "result";

const ROWS: [&str; 11] = [
    "Easy to release",
    "How we work",
    "Tech quality",
    "Delivering value",
    "Flow",
    "Joy",
    "Teamwork",
    "On-call",
    "Workload",
    "Support",
    "Mission",
];
const COLUMNS: usize = 120;
const WIDTH: usize = 8;
const NAMES: usize = 18;

/// The badges of the three lights.
const LIGHTS: [(&str, Color); 3] = [
    ("●G", Color::Rgb(0, 158, 115)),
    ("▲Y", Color::Rgb(240, 228, 66)),
    ("■R", Color::Rgb(213, 94, 0)),
];
const ARROWS: [&str; 3] = ["↗", "→", "↘"];

/// Runs until `q`.
pub fn run(way: Option<&str>) -> ExitCode {
    let terminal = ratatui::init();
    let ended = until_q(terminal, way == Some(WAITING), way == Some(RESULT));
    ratatui::restore();
    if ended.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn until_q(
    mut terminal: ratatui::DefaultTerminal,
    takes_in_first: bool,
    result: bool,
) -> io::Result<()> {
    let draw = if result { draw_result } else { draw };
    let mut cursor = COLUMNS - 1;
    loop {
        let mut out = io::stdout();
        execute!(out, BeginSynchronizedUpdate)?;
        terminal.draw(|frame| draw(frame, cursor))?;
        execute!(out, EndSynchronizedUpdate)?;
        out.flush()?;
        loop {
            if let Event::Key(key) = event::read()? {
                match key.code {
                    KeyCode::Left => cursor = cursor.saturating_sub(1),
                    KeyCode::Right => cursor = (cursor + 1).min(COLUMNS - 1),
                    KeyCode::End => cursor = COLUMNS - 1,
                    KeyCode::Char('q') => return Ok(()),
                    _ => {}
                }
            }
            if !(takes_in_first && event::poll(Duration::ZERO)?) {
                break;
            }
        }
    }
}

fn draw(frame: &mut Frame<'_>, cursor: usize) {
    let area = frame.area();
    let visible = (usize::from(area.width) - NAMES) / WIDTH;
    let first = cursor.saturating_sub(visible / 2).min(COLUMNS - visible);
    let shown = first..first + visible;
    let strong = Style::new().add_modifier(Modifier::BOLD);
    let at = |row: u16| Rect { y: row, height: 1, ..area };
    frame.render_widget(Line::styled("A team · trends", strong), at(0));
    frame.render_widget(Line::raw("─".repeat(usize::from(area.width))), at(1));
    let mut days = vec![Span::raw(" ".repeat(NAMES))];
    for column in shown.clone() {
        let style = if column == cursor { strong } else { Style::new() };
        days.push(Span::styled(format!("{:<WIDTH$}", format!("{} Nov", 1 + column % 28)), style));
    }
    frame.render_widget(Line::from(days), at(3));
    for (row, name) in ROWS.iter().enumerate() {
        let mut spans = vec![Span::raw(format!("  {name:<0$}", NAMES - 2))];
        for column in shown.clone() {
            // Lights and arrows stay for some months, as a team's do.
            let (badge, colour) = LIGHTS[(column + row * 5) / 4 % 3];
            let arrow = ARROWS[(column / 2 + row) % 3];
            let (open, close) = if column == cursor && row == 0 { ("[", "]") } else { (" ", " ") };
            spans.push(Span::styled(open, strong));
            spans.push(Span::styled(badge, Style::new().bg(colour).fg(Color::Black)));
            spans.push(Span::raw(format!(" {arrow}{close}  ")));
        }
        let line = u16::try_from(5 + row * 2).unwrap_or(u16::MAX);
        if line < area.height {
            frame.render_widget(Line::from(spans), at(line));
        }
    }
    frame.render_widget(Line::raw(" ← → move   q quit"), at(area.height - 1));
}

/// The votes as one bar, and below it a band of what is agreed, which changes with the cursor.
fn draw_result(frame: &mut Frame<'_>, cursor: usize) {
    let area = frame.area();
    let band = |y: u16, height: u16| Rect { y, height, ..area };
    let field = |(_, colour): (&str, Color)| Block::new().style(Style::new().bg(colour));
    let shares = [Constraint::Fill(3), Constraint::Fill(2), Constraint::Fill(1)];
    let [top, bottom] = [area.height / 6, area.height * 3 / 4];
    frame.render_widget(Line::raw("A card"), band(0, 1));
    for (light, part) in
        LIGHTS.into_iter().zip(&*Layout::horizontal(shares).split(band(top, top * 3)))
    {
        frame.render_widget(field(light), *part);
    }
    let agreed = LIGHTS[cursor % LIGHTS.len()];
    let below = band(bottom, area.height / 6);
    frame.render_widget(field(agreed), below);
    frame.render_widget(Paragraph::new(agreed.0).centered(), below);
    frame.render_widget(Line::raw(" ← → change   q quit"), band(area.height - 1, 1));
}
