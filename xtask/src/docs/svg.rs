//! A screen as a picture: self-contained SVG with real text in it.
//!
//! Every cell keeps its place whatever font is at hand: text is set run by run at the column where
//! it stands, and block elements, which fonts draw with gaps, are drawn as shapes.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

/// A cell, in pixels.
const CELL: (u32, u32) = (9, 20);
/// The rim around the screen.
const RIM: u32 = 18;
/// From the top of a row to the line that letters stand on.
const BASE: u32 = 15;
const PAPER: &str = "#101216";
const INK: &str = "#e3e5e8";
/// Columns of a contact sheet, the space between two screens, and the room for a title.
const COLUMNS: usize = 2;
const GAP: u32 = 40;
const HEADING: u32 = 56;
const WALL: &str = "#2a2d34";

/// The picture of a screen.
pub fn picture(frame: &Buffer, title: &str, words: &str) -> String {
    let (width, height) =
        (u32::from(frame.area.width) * CELL.0, u32::from(frame.area.height) * CELL.1);
    let (width, height) = (width + 2 * RIM, height + 2 * RIM);
    let mut out = head((width, height), title, words);
    screen(&mut out, frame, (width, height));
    out.push_str("</svg>\n");
    out
}

/// A picture of several screens, each with its title above it, in two columns.
pub fn contact_sheet(screens: &[(&str, &Buffer)], title: &str, words: &str) -> String {
    let size = |frame: &Buffer| {
        let cells = (u32::from(frame.area.width), u32::from(frame.area.height));
        (cells.0 * CELL.0 + 2 * RIM, cells.1 * CELL.1 + 2 * RIM)
    };
    let widest = screens.iter().map(|(_, frame)| size(frame).0).max().unwrap_or(0);
    let mut body = String::new();
    // Each screen goes into the column that ends higher.
    let mut ends = [GAP; COLUMNS];
    for (name, frame) in screens {
        let column = (0..COLUMNS).min_by_key(|column| ends[*column]).unwrap_or(0);
        let (x, y) = (GAP + u32::try_from(column).unwrap_or(0) * (widest + GAP), ends[column]);
        let _ = writeln!(
            body,
            "<text x=\"{}\" y=\"{}\" font-family=\"system-ui, 'Segoe UI', 'DejaVu Sans', \
             sans-serif\" font-size=\"30\" font-weight=\"bold\" fill=\"{INK}\">{}</text>",
            x + RIM,
            y + HEADING - RIM,
            escaped(name)
        );
        let _ = writeln!(body, "<g transform=\"translate({x} {})\">", y + HEADING);
        screen(&mut body, frame, size(frame));
        body.push_str("</g>\n");
        ends[column] = y + HEADING + size(frame).1 + GAP;
    }
    let columns = u32::try_from(COLUMNS).unwrap_or(1);
    let width = GAP + columns * (widest + GAP);
    let height = ends.into_iter().max().unwrap_or(0);
    let mut out = head((width, height), title, words);
    let _ = writeln!(out, "<rect width=\"{width}\" height=\"{height}\" fill=\"{WALL}\"/>");
    out.push_str(&body);
    out.push_str("</svg>\n");
    out
}

fn head((width, height): (u32, u32), title: &str, words: &str) -> String {
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title desc\">"
    );
    let _ = writeln!(out, "<title id=\"title\">{}</title>", escaped(title));
    let _ = writeln!(out, "<desc id=\"desc\">{}</desc>", escaped(words));
    out
}

/// A screen on its paper.
fn screen(out: &mut String, frame: &Buffer, (width, height): (u32, u32)) {
    let _ =
        writeln!(out, "<rect width=\"{width}\" height=\"{height}\" rx=\"12\" fill=\"{PAPER}\"/>");
    let _ = writeln!(
        out,
        "<g font-family=\"ui-monospace, 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', \
         'Liberation Mono', monospace\" font-size=\"15\" fill=\"{INK}\" xml:space=\"preserve\">"
    );
    for y in 0..frame.area.height {
        row(out, frame, y);
    }
    out.push_str("</g>\n");
}

/// How a run looks.
#[derive(Clone, PartialEq, Eq)]
struct Look {
    ink: Option<String>,
    fill: Option<String>,
    bold: bool,
    underlined: bool,
}

impl Look {
    fn new(cell: &Cell) -> Self {
        let (mut ink, mut fill) = (colour(cell.fg), colour(cell.bg));
        if cell.modifier.contains(Modifier::REVERSED) {
            (ink, fill) = (
                Some(fill.unwrap_or_else(|| PAPER.to_owned())),
                Some(ink.unwrap_or_else(|| INK.to_owned())),
            );
        }
        let has = |modifier| cell.modifier.contains(modifier);
        Self { ink, fill, bold: has(Modifier::BOLD), underlined: has(Modifier::UNDERLINED) }
    }
}

fn row(out: &mut String, frame: &Buffer, y: u16) {
    let cells: Vec<(u16, &Cell)> =
        (0..frame.area.width).filter_map(|x| Some((x, frame.cell((x, y))?))).collect();
    let top = RIM + u32::from(y) * CELL.1;
    for run in cells.chunk_by(|a, b| Look::new(a.1) == Look::new(b.1)) {
        let look = Look::new(run[0].1);
        if let Some(fill) = &look.fill {
            // A little lower than the row, so that badges of two rows do not run into one.
            let (x, width) = (left(run[0].0), u32::try_from(run.len()).unwrap_or(0) * CELL.0);
            let (y, height) = (top + 1, CELL.1 - 2);
            let _ = writeln!(
                out,
                "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"2\" \
                 fill=\"{fill}\"/>"
            );
        }
        blocks(out, run, top, &look);
        for piece in pieces(run) {
            text(out, &piece, top, &look);
        }
    }
}

/// Text that is set in one go: letters, or one sign of a kind that fonts give another width.
struct Piece {
    at: u16,
    cells: u32,
    text: String,
}

/// The texts of a run. Two blanks end one, so that nothing depends on how wide a blank is.
fn pieces(run: &[(u16, &Cell)]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let (mut open, mut blanks) = (false, 0);
    let mut hidden = 0;
    for (x, cell) in run {
        let symbol = cell.symbol();
        if hidden > 0 {
            // The second cell of a wide sign.
            hidden -= 1;
            continue;
        }
        let width = symbol.width();
        hidden = width.saturating_sub(1);
        if symbol.trim().is_empty() || shape(symbol).is_some() {
            open = open && shape(symbol).is_none() && blanks == 0;
            blanks += 1;
            continue;
        }
        let plain = symbol.chars().all(|c| c < '\u{2000}') && width == 1;
        if plain && open {
            let last = pieces.last_mut().expect("an open piece is there");
            if blanks == 1 {
                last.text.push(' ');
                last.cells += 1;
            }
            last.text.push_str(symbol);
            last.cells += 1;
        } else {
            pieces.push(Piece {
                at: *x,
                cells: u32::try_from(width).unwrap_or(1),
                text: symbol.to_owned(),
            });
        }
        (open, blanks) = (plain, 0);
    }
    pieces
}

fn text(out: &mut String, piece: &Piece, top: u32, look: &Look) {
    // The shapes of lights fill a whole cell in many fonts, and would touch the letter beside them.
    let shape = "●▲■□".contains(&piece.text);
    let (x, y) = (left(piece.at), top + BASE - u32::from(shape));
    let width = piece.cells * CELL.0;
    let place = if piece.cells == 1 || piece.text.chars().count() == 1 {
        format!("x=\"{}\" y=\"{y}\" text-anchor=\"middle\"", Half(2 * x + width))
    } else {
        format!("x=\"{x}\" y=\"{y}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"")
    };
    let ink = look.ink.as_ref().map(|ink| format!(" fill=\"{ink}\"")).unwrap_or_default();
    let size = if shape { " font-size=\"12\"" } else { "" };
    let bold = if look.bold { " font-weight=\"bold\"" } else { "" };
    let line = if look.underlined { " text-decoration=\"underline\"" } else { "" };
    let _ = writeln!(out, "<text {place}{ink}{size}{bold}{line}>{}</text>", escaped(&piece.text));
}

/// Draws the block elements of a run as one shape.
fn blocks(out: &mut String, run: &[(u16, &Cell)], top: u32, look: &Look) {
    let mut path = String::new();
    for (x, cell) in run {
        for (across, down, width, height) in shape(cell.symbol()).into_iter().flatten() {
            let (x, y) = (2 * left(*x) + across * CELL.0, 2 * top + down * CELL.1);
            let (width, height) = (Half(width * CELL.0), height * CELL.1);
            let _ = write!(path, "M{} {}h{width}v{}h-{width}z", Half(x), Half(y), Half(height));
        }
        if cell.symbol() == "─" {
            let _ = write!(path, "M{} {}h{}v1h-{}z", left(*x), top + CELL.1 / 2, CELL.0, CELL.0);
        }
    }
    if !path.is_empty() {
        let ink = look.ink.as_deref().unwrap_or(INK);
        let _ = writeln!(out, "<path d=\"{path}\" fill=\"{ink}\" shape-rendering=\"crispEdges\"/>");
    }
}

/// A block element as rectangles in half cells: across, down, width, height. None: it is text.
fn shape(symbol: &str) -> Option<Vec<(u32, u32, u32, u32)>> {
    const QUADRANTS: [&str; 16] =
        ["", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];
    if symbol == "─" {
        return Some(Vec::new());
    }
    let bits = QUADRANTS.iter().position(|q| *q == symbol).filter(|bits| *bits > 0)?;
    Some(match bits {
        15 => vec![(0, 0, 2, 2)],
        _ => [(0, 0), (1, 0), (0, 1), (1, 1)]
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| bits >> bit & 1 == 1)
            .map(|(_, (across, down))| (across, down, 1, 1))
            .collect(),
    })
}

fn left(x: u16) -> u32 {
    RIM + u32::from(x) * CELL.0
}

/// Halves of a pixel.
struct Half(u32);

impl std::fmt::Display for Half {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0 / 2, if self.0 % 2 == 1 { ".5" } else { "" })
    }
}

/// A colour as SVG writes it; none for the terminal's own.
fn colour(colour: Color) -> Option<String> {
    let (r, g, b) = match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(n @ 16..=231) => {
            let part = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            (part((n - 16) / 36), part((n - 16) / 6 % 6), part((n - 16) % 6))
        }
        Color::Indexed(n @ 232..) => (8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)),
        // The first sixteen are the terminal's own, and the program uses none of them.
        _ => return None,
    };
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
