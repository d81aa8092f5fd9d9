//! One session as a picture: for a phone, a slide, a wall.
//!
//! Each card is a row: its name, its votes, what was agreed, where it goes, and the change. What
//! may be shown is asked of the model, as in the report.

use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr;

use super::canvas::{Canvas, PictureStyle, Type, cut, wrapped};
use crate::export::day_line::day_line;
use crate::export::glyphs::{arrow, letter, shape};
use crate::export::markdown::{Report, may_show};
use crate::export::standing::tried_stands;
use crate::export::teams::plain_name;
use crate::messages::label::{Label, Noun};
use crate::messages::term;
use crate::model::consensus::{card_agreement, split, suggestion};
use crate::model::history::LastTime;
use crate::model::{
    ActionState, Bin, Card, Change, Direction, Levels, Light, Scale, Shown, Tally, Vote,
};

/// Units of the whole, of its margin, of a row, and of the columns in it. Nearly a square: wide
/// enough for a slide, and narrow enough for a phone.
const WIDTH: usize = 1080;
const MARGIN: usize = 36;
const ROW: usize = 82;
/// A row with a number line: the levels stand below it.
const LINE_ROW: usize = 112;
const BAR: (usize, usize) = (420, 310);
const BADGE: (usize, usize) = (752, 140);
const HEIGHT: usize = 34;
/// Cells of a name's line, of a line over the whole width, and of one beside the bar.
const NAME: usize = 28;
const LINE: usize = 84;
/// Most cells of a text in the description.
const DESCRIBED: usize = 200;
/// Most places of a number line: more levels share one.
const PLACES: usize = 16;
/// Units from the top of a row to the line, and from the line to its levels.
const TO_LINE: usize = 52;
const TO_LEVELS: usize = 20;
/// Size of the levels, and the units that a letter of that size takes at most.
const LEVEL: (usize, usize) = (16, 11);

/// Renders one session.
pub fn session_svg(report: &Report<'_>, style: PictureStyle) -> String {
    let mut sheet = Sheet { report, canvas: Canvas::new(style), y: MARGIN, words: String::new() };
    sheet.head();
    let last = report.last();
    let mut any = false;
    for (card, last) in std::iter::zip(&report.session.cards, last) {
        if may_show(card) {
            any = true;
            sheet.card(card, last);
        }
    }
    if !any {
        sheet.canvas.text((MARGIN, sheet.y + 30), 22, "Nothing is revealed yet.");
        sheet.y += 60;
    }
    sheet.plans();
    sheet.legend();
    let height = sheet.y + MARGIN;
    let title = sheet.title();
    sheet.canvas.finish((WIDTH, height), &title, &sheet.words)
}

struct Sheet<'a> {
    report: &'a Report<'a>,
    canvas: Canvas,
    /// The first free unit from above.
    y: usize,
    /// The description so far.
    words: String,
}

impl Sheet<'_> {
    fn title(&self) -> String {
        let session = self.report.session;
        let template = plain_name(self.report.plain_template_name());
        cut(&format!("{} · {template} · {}", plain_name(&session.team), session.date), DESCRIBED)
    }

    fn head(&mut self) {
        let session = self.report.session;
        self.canvas.strong((MARGIN, self.y + 34), 36, &cut(&plain_name(&session.team), 44));
        let secrecy = Label::Secrecy(session.secrecy()).say();
        let facts = format!(
            "{} · {} · {}, {secrecy}",
            cut(&plain_name(self.report.plain_template_name()), 44),
            session.date,
            Label::count(Noun::Voter, session.turnout()).say(),
        );
        self.canvas.text((MARGIN, self.y + 68), 20, &facts);
        let line = day_line(self.report);
        self.canvas.strong((MARGIN, self.y + 104), 24, &line);
        let _ = write!(self.words, "{line}");
        self.y += 132;
    }

    fn card(&mut self, card: &Card, last: Option<LastTime<'_>>) {
        let y = self.y;
        let ink = self.canvas.style.line();
        self.canvas.field((MARGIN, y), (WIDTH - 2 * MARGIN, 1), 0, ink, None);
        let name = plain_name(&card.dimension.name);
        let lines = wrapped(&name, NAME, 2);
        let first = if lines.len() > 1 { y + 34 } else { y + 42 };
        for (at, line) in lines.iter().enumerate() {
            self.canvas.strong((MARGIN, first + at * 27), 22, line);
        }
        let _ = write!(self.words, ". {}: ", cut(&name, DESCRIBED));
        let levels = card.dimension.scale.levels();
        let reversed = levels.is_some_and(|levels| levels.reversed);
        let number_line = levels.is_some() && matches!(self.shown(card), Shown::Tally(_));
        let row = if number_line || reversed { LINE_ROW } else { ROW };
        self.y += row;
        if reversed {
            let words = Label::AgreeingIsBad.say();
            let (y, faint) = (first + lines.len() * 27, self.canvas.style.faint());
            let at = (MARGIN, y);
            self.canvas
                .typed(Type { at, size: 17, ink: faint, anchor: "start", bold: false }, &words);
            let _ = write!(self.words, "{words}; ");
        }
        if card.skipped {
            self.canvas.text((BADGE.0, y + 40), 20, "skipped");
            self.words.push_str("skipped");
            return;
        }
        self.agreed(card, y + 12);
        let (threshold, secrecy) = (self.report.threshold(), self.report.session.secrecy());
        let said = match self.shown(card) {
            Shown::Secret => "no votes kept".to_owned(),
            Shown::Hidden => self.report.hidden("vote"),
            Shown::Tally(tally) => {
                self.votes(&card.dimension.scale, &tally, y);
                let agreement = card_agreement(card, secrecy, threshold);
                below(&card.dimension.scale, &tally, agreement)
            }
        };
        let split = said.contains(SPLIT);
        let (ink, faint) = (self.canvas.style.ink(), self.canvas.style.faint());
        let ink = if split { ink } else { faint };
        let at = (BAR.0, y + row - 12);
        self.canvas.typed(Type { at, size: 18, ink, anchor: "start", bold: split }, &said);
        let _ = write!(self.words, "; {said}");
        if let Some(change) = change(card, last) {
            self.canvas.text((BADGE.0, y + 70), 18, &cut(&change, 26));
            let _ = write!(self.words, "; {change}");
        }
    }

    fn shown<'c>(&self, card: &'c Card) -> Shown<'c> {
        card.shown(self.report.session.secrecy(), self.report.threshold())
    }

    /// What was agreed, as a badge with shape and letter, and the direction beside it.
    fn agreed(&mut self, card: &Card, y: usize) {
        let at = (BADGE.0, y);
        if let Some(vote) = card.agreed.vote {
            let light = card.dimension.scale.light(vote);
            let words = format!("{}{} {}", shape(light), letter(light), short(vote));
            self.canvas.filled(at, (BADGE.1, HEIGHT), light, &words);
            let _ = write!(self.words, "{}", named(&card.dimension.scale, vote));
        } else {
            let style = self.canvas.style;
            self.canvas.field(at, (BADGE.1, HEIGHT), 4, style.ground(), Some(style.line()));
            let at = (BADGE.0 + BADGE.1 / 2, y + 24);
            let ink = style.ink();
            let middle = Type { at, size: 18, ink, anchor: "middle", bold: false };
            self.canvas.typed(middle, "not agreed");
            self.words.push_str("not agreed");
        }
        if let Some(direction) = card.agreed.direction {
            let words = format!("{} {}", arrow(direction), direction.word());
            self.canvas.text((BADGE.0 + BADGE.1 + 14, y + 25), 20, &words);
            let _ = write!(self.words, ", {}", direction.word());
        }
    }

    /// The votes in proportion: one bar, or a line of levels.
    fn votes(&mut self, scale: &Scale, tally: &Tally, y: usize) {
        match scale.levels() {
            Some(levels) => self.line(levels, scale, tally, y + TO_LINE),
            None => self.bar(scale, tally, y + 12),
        }
        let counts = scale.listed(&tally.votes).into_iter().filter(|(_, n)| *n > 0);
        for (vote, n) in counts {
            let _ = match vote {
                Vote::Light(_) => write!(self.words, ", {n} {}", vote.name()),
                Vote::Level(_) => write!(self.words, ", {n} at {}", vote.name()),
            };
        }
    }

    fn bar(&mut self, scale: &Scale, tally: &Tally, y: usize) {
        let counts = scale.listed(&tally.votes).into_iter().filter(|(_, n)| *n > 0);
        let all = usize::try_from(tally.n()).unwrap_or(1).max(1);
        let mut before = 0;
        for (vote, n) in counts {
            let n = usize::try_from(n).unwrap_or(all);
            let place = |votes: usize| BAR.1 * votes / all;
            let (from, to) = (place(before), place(before + n));
            before += n;
            let light = scale.light(vote);
            let words = format!("{}{n}", shape(light));
            let width = (to - from).saturating_sub(2).max(1);
            let fits = |words: &str| words.width() * 13 <= width;
            let number = n.to_string();
            let words = match (fits(&words), fits(&number)) {
                (true, _) => words,
                (false, true) => number,
                (false, false) => String::new(),
            };
            if words.is_empty() {
                let fill = self.canvas.style.fill(light);
                self.canvas.field((BAR.0 + from, y), (width, HEIGHT), 0, fill, None);
            } else {
                self.canvas.filled((BAR.0 + from, y), (width, HEIGHT), light, &words);
            }
        }
    }

    /// A number line at `y`, from the lowest level: a column with shape and count for each place,
    /// and the levels below, with the median marked.
    fn line(&mut self, levels: &Levels, scale: &Scale, tally: &Tally, y: usize) {
        let all = usize::try_from(levels.count()).unwrap_or(1);
        let bins = Bin::of(levels, tally, all.div_ceil(PLACES));
        let most = bins.iter().map(|bin| bin.n).max().unwrap_or(1).max(1);
        let width = BAR.1 / bins.len().max(1);
        let style = self.canvas.style;
        self.canvas.field((BAR.0, y), (width * bins.len(), 2), 0, style.line(), None);
        for (at, bin) in bins.iter().enumerate().filter(|(_, bin)| bin.n > 0) {
            let light = bin.light(scale);
            let tall = usize::try_from(16 + 14 * bin.n / most).unwrap_or(30).min(30);
            let place = (BAR.0 + at * width + 1, y - tall);
            self.canvas.field(place, (width - 2, tall), 3, style.fill(light), None);
            let x = BAR.0 + at * width + width / 2;
            let sign =
                Type { at: (x, y - 3), size: 14, ink: "#000000", anchor: "middle", bold: true };
            self.canvas.typed(sign, shape(light));
            let (at, ink) = ((x, y - tall - 4), style.ink());
            let count = Type { at, size: 16, ink, anchor: "middle", bold: true };
            self.canvas.typed(count, &bin.n.to_string());
        }
        let median = suggestion(scale, tally).map(|suggestion| suggestion.vote);
        self.levels(&bins, median, width, y + TO_LEVELS);
    }

    /// The levels below a number line, as far as they have room: the median first and marked, then
    /// the two ends.
    fn levels(&mut self, bins: &[Bin], median: Option<Vote>, width: usize, y: usize) {
        let middle = |vote: Vote| bins.iter().position(|bin| bin.holds(vote));
        let marked = median.and_then(|vote| Some((middle(vote)?, vote.name(), true)));
        let last = bins.len().saturating_sub(1);
        let name = |at: usize| {
            let level = if at == last { bins[at].last } else { bins[at].first };
            (at, level.to_string(), false)
        };
        let ends = [0, last].map(name);
        let rest = (1..last).map(name);
        let mut taken: Vec<(usize, usize)> = Vec::new();
        for (at, words, is_median) in marked.into_iter().chain(ends).chain(rest) {
            let x = BAR.0 + at * width + width / 2;
            let half = (words.width() * LEVEL.1).div_ceil(2) + if is_median { 6 } else { 0 };
            let (from, to) = (x - half, x + half);
            if taken.iter().any(|(left, right)| from < right + 4 && *left < to + 4) {
                continue;
            }
            taken.push((from, to));
            let style = self.canvas.style;
            if is_median {
                self.canvas.field((from, y - 15), (to - from, 20), 3, style.ink(), None);
            }
            let ink = if is_median { style.ground() } else { style.faint() };
            let level = Type { at: (x, y), size: LEVEL.0, ink, anchor: "middle", bold: is_median };
            self.canvas.typed(level, &words);
        }
    }

    /// Focus, actions and experiments: what the team does next.
    fn plans(&mut self) {
        let session = self.report.session;
        let day = session.as_of();
        let focus = session.focus.iter().map(|key| plain_name(self.report.plain_name_of(key)));
        let focus: Vec<String> = focus.collect();
        let focus = if focus.is_empty() { Vec::new() } else { vec![focus.join(", ")] };
        self.section("Focus", &focus);
        let actions = session.actions.iter().map(|action| {
            let action = action.at(day);
            let state = match action.state {
                ActionState::Open => String::new(),
                ActionState::Done | ActionState::Dropped => format!("{}: ", action.state.word()),
            };
            let due = action.due.map(|due| format!("due {due}"));
            format!("{state}{}{}", plain_text(&action.text), about(&action.owner, due))
        });
        self.section("Actions", &actions.collect::<Vec<_>>());
        let tried = session.experiments.iter().map(|tried| {
            let tried = tried.at(day);
            let review = tried.review.map(|review| format!("review {review}"));
            let state = tried_stands(&tried);
            format!("{}{} ({state})", plain_text(&tried.text), about(&tried.owner, review))
        });
        self.section("Experiments", &tried.collect::<Vec<_>>());
    }

    fn section(&mut self, title: &str, items: &[String]) {
        if items.is_empty() {
            return;
        }
        self.y += 14;
        self.canvas.strong((MARGIN, self.y + 22), 22, title);
        self.y += 32;
        let _ = write!(self.words, ". {title}: ");
        for (at, item) in items.iter().enumerate() {
            for (line, words) in wrapped(item, LINE, 2).iter().enumerate() {
                let sign = if line == 0 { "• " } else { "" };
                let indent = if line == 0 { 0 } else { 16 };
                let at = (MARGIN + indent, self.y + 20);
                self.canvas.text(at, 20, &format!("{sign}{words}"));
                self.y += 28;
            }
            let between = if at == 0 { "" } else { "; " };
            let _ = write!(self.words, "{between}{}", cut(item, DESCRIBED));
        }
    }

    fn legend(&mut self) {
        self.y += 20;
        let mut x = MARGIN;
        for light in Light::ALL {
            let words = format!("{}{}", shape(light), letter(light));
            self.canvas.filled((x, self.y), (52, 28), Some(light), &words);
            let name = light.word();
            self.canvas.text((x + 60, self.y + 21), 18, name);
            x += 80 + name.width() * 12;
        }
        x += 20;
        for way in Direction::ALL {
            let words = format!("{} {}", arrow(way), way.word());
            self.canvas.text((x, self.y + 21), 18, &words);
            x += 20 + words.width() * 12;
        }
        let levels = |card: &Card| may_show(card) && card.dimension.scale.levels().is_some();
        if self.report.session.cards.iter().any(levels) {
            let (median, style) = (Label::Median.say(), self.canvas.style);
            let wide = median.width() * 11 + 16;
            self.canvas.field((x, self.y + 4), (wide, 22), 3, style.ink(), None);
            let at = (x + wide / 2, self.y + 20);
            let ink = style.ground();
            self.canvas.typed(Type { at, size: 16, ink, anchor: "middle", bold: true }, &median);
        }
        self.y += 28;
    }
}

/// The sign before a split.
const SPLIT: &str = "◆ split";

/// The words below the votes: the median of levels, who abstained, and a mark for a split.
fn below(scale: &Scale, tally: &Tally, agreement: Option<f64>) -> String {
    let mut parts = Vec::new();
    if split(scale, tally).is_some() {
        parts.push(SPLIT.to_owned());
    } else if let Some(agreement) = agreement {
        parts.push(term::agreement_alone(agreement).to_owned());
    }
    if let (Some(_), Some(middle)) = (scale.levels(), suggestion(scale, tally)) {
        parts.push(format!("{} {}", Label::Median.say(), middle.vote.name()));
    }
    if tally.votes.is_empty() {
        parts.push("no votes".to_owned());
    }
    if tally.abstained > 0 {
        parts.push(format!("{} abstained", tally.abstained));
    }
    parts.join(", ")
}

/// `better, was Red`, `same as last time`.
fn change(card: &Card, last: Option<LastTime<'_>>) -> Option<String> {
    let last = last?;
    let was = named(&last.card.dimension.scale, last.agreed().vote?);
    card.vote()?;
    Some(match last.change(card) {
        Some(Change::Same) => Label::ChangeSince(Change::Same).say().into_owned(),
        Some(change) => format!("{}, was {was}", term::change(change)),
        None => format!("was {was}"),
    })
}

/// `Green`, or `5` on levels.
fn short(vote: Vote) -> String {
    match vote {
        Vote::Light(light) => light.name().to_owned(),
        Vote::Level(level) => level.to_string(),
    }
}

/// `Green`, or `5 Green` on levels.
fn named(scale: &Scale, vote: Vote) -> String {
    match vote {
        Vote::Light(light) => light.name().to_owned(),
        Vote::Level(level) => format!("{level} {}", term::light(scale.light(vote))),
    }
}

fn plain_text(text: &str) -> String {
    if text.trim().is_empty() { "(no text)".to_owned() } else { text.trim().to_owned() }
}

/// ` — Ana, due 2026-12-04`, as far as it is known.
fn about(owner: &str, date: Option<String>) -> String {
    let owner = Some(owner.trim().to_owned()).filter(|owner| !owner.is_empty());
    let known: Vec<String> = [owner, date].into_iter().flatten().collect();
    if known.is_empty() { String::new() } else { format!(" — {}", known.join(", ")) }
}
