//! `squadcheck show`

use std::fmt::Write as _;

use super::context::CommandContext;
use super::display_args::{DisplayArgs, Letters};
use super::error::CliError;
use super::table::TextTable;
use super::{output, session_context};
use crate::export::{Document, Format, arrow, shape, tried_stands};
use crate::messages::term;
use crate::model::history::LastTime;
use crate::model::text::{count, sanitize, sanitize_lines, set_apart};
use crate::model::{
    Card, Scale, Secrecy, Session, Shown, Tally, Vote, Workspace, consensus, score,
};

/// Arguments of `show`.
#[derive(Debug, clap::Args)]
pub struct ShowArgs {
    /// A path, TEAM (its latest), TEAM@2026-11-20, or latest
    session: String,
    /// As JSON
    #[arg(long)]
    json: bool,
}

/// Shows one session.
pub fn run(
    mut context: CommandContext,
    looks: DisplayArgs,
    arguments: &ShowArgs,
) -> Result<(), CliError> {
    let workspace = context.workspace()?;
    let library = context.library(&workspace);
    let (path, session) = context.session(&library, &arguments.session)?;
    let text =
        session_context::with(&mut context, &workspace, library, (&path, &session), |report| {
            if arguments.json {
                Document::Report { path: &path, report }.render(Format::Json)
            } else {
                text(&workspace, &session, &report.last())
            }
        });
    let letters = if arguments.json { Letters::All } else { context.letters(looks, None) };
    output::data(&output::in_letters(letters, text))
}

/// Renders a session as plain text.
fn text(workspace: &Workspace, session: &Session, last: &[Option<LastTime<'_>>]) -> String {
    let threshold = workspace.defaults.threshold;
    let mut out = head(workspace, session);
    let mut table = TextTable::default();
    table.row(["Card", "Agreed", "Direction", "Change", "Agreement", "Votes"]);
    for (card, last) in session.cards.iter().zip(last) {
        let agreed = card.agreed.vote.filter(|_| !card.skipped);
        let agreed_text =
            agreed.map_or_else(|| "–".to_owned(), |vote| answer(&card.dimension.scale, vote));
        let direction = card.agreed.direction.filter(|_| agreed.is_some());
        let direction =
            direction.map_or_else(|| "–".to_owned(), |d| format!("{} {}", arrow(d), d.word()));
        let change = last.filter(|_| agreed.is_some()).and_then(|last| last.change(card));
        let change = change.map_or("–", term::change);
        let agreement =
            consensus::card_agreement(card, session.secrecy(), threshold).filter(|_| !card.skipped);
        let figure = consensus::agreement_figure(agreement);
        let agreement =
            agreement.map_or(figure.clone(), |a| format!("{figure} {}", term::agreement(a)));
        let votes = votes(card, session.secrecy(), threshold);
        table.row([&card.dimension.name, &agreed_text, &direction, change, &agreement, &votes]);
    }
    out.push_str(&table.text());
    score(&mut out, session, threshold);
    words(&mut out, session, threshold);
    follow_up(&mut out, session, threshold);
    out
}

fn head(workspace: &Workspace, session: &Session) -> String {
    let key = session.template.as_deref();
    let template = key.and_then(|key| workspace.template(key)).map(|t| t.name.as_str()).or(key);
    let mut title = format!("{} · {}", set_apart(&session.team), session.date);
    if let Some(template) = template {
        _ = write!(title, " · {}", set_apart(template));
    }
    _ = write!(title, " · {}", session.state.word());
    if let Some(newer) = session.newer {
        _ = write!(title, " · read-only: written by a newer squadcheck (format {newer})");
    }
    let people = count(session.turnout(), "person");
    let how = format!("{people}, {}, {}", session.secrecy().word(), session.way.word());
    format!("{title}\n{how}\n\n")
}

/// An agreed answer: shape, light, and the level it stands for.
fn answer(scale: &Scale, vote: Vote) -> String {
    let light = scale.light(vote);
    let beside = scale.long_name(vote).map_or(String::new(), |name| format!(" ({name})"));
    format!("{} {}{beside}", shape(light), term::light(light))
}

/// The score, with all that has to stand beside it.
fn score(out: &mut String, session: &Session, threshold: u32) {
    if let Some(score) = score::of_session(session, threshold) {
        let (min, max) = score.range();
        let light = score.light();
        _ = writeln!(
            out,
            "\nScore  {} on {min} to {max}, {} {}; {} of {}, {}: {}; spread {}",
            term::mean(score.mean),
            shape(light),
            term::light(light),
            score.items,
            count(score.asked, "card"),
            count(score.n(), "vote"),
            score.distribution(),
            score::spread_figure(score.spread)
        );
    }
    let gaps = score::gaps(session, threshold);
    if let Some((mean, known)) = score::mean_gap(&gaps) {
        let pairs = count(u32::try_from(gaps.len()).unwrap_or(u32::MAX), "pair");
        _ = writeln!(
            out,
            "\nSaid above done  {} on the mean of {known} of {pairs}",
            term::gap(mean)
        );
    }
}

fn votes(card: &Card, secrecy: Secrecy, threshold: u32) -> String {
    if card.skipped {
        return "skipped".to_owned();
    }
    match card.shown(secrecy, threshold) {
        Shown::Secret => "not revealed".to_owned(),
        Shown::Hidden => format!("hidden: fewer than {threshold} votes"),
        Shown::Tally(tally) => distribution(&card.dimension.scale, &tally),
    }
}

fn distribution(scale: &Scale, tally: &Tally) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (vote, n) in scale.listed(&tally.votes).into_iter().filter(|(_, n)| *n > 0) {
        parts.push(if scale.is_typed() {
            format!("{n} at {}", vote.name())
        } else {
            format!("{}{n}", shape(scale.light(vote)))
        });
    }
    if parts.is_empty() {
        parts.push("no votes".to_owned());
    }
    let mut said = parts.join(if scale.is_typed() { ", " } else { " " });
    if tally.abstained > 0 {
        _ = write!(said, " ({} abstained)", tally.abstained);
    }
    said
}

/// Comments and notes under the name of their dimension.
fn words(out: &mut String, session: &Session, threshold: u32) {
    for card in &session.cards {
        let shown = card.shown(session.secrecy(), threshold);
        let comments = shown.tally().map(|tally| tally.comments.as_slice()).unwrap_or_default();
        if comments.is_empty() && card.notes.is_empty() {
            continue;
        }
        _ = writeln!(out, "\n{}", sanitize(&card.dimension.name));
        for comment in comments {
            _ = writeln!(out, "  \"{}\"", sanitize(comment));
        }
        for line in sanitize_lines(&card.notes).lines() {
            _ = writeln!(out, "  {line}");
        }
    }
}

fn follow_up(out: &mut String, session: &Session, threshold: u32) {
    if !session.focus.is_empty() {
        let name = |key: &'_ String| {
            let name = session.card(key).map_or(key, |card| &card.dimension.name);
            set_apart(name).into_owned()
        };
        let names: Vec<String> = session.focus.iter().map(name).collect();
        _ = writeln!(out, "\nFocus: {}", names.join(", "));
    }
    if let Some(miss) = session.miss {
        let answers = match miss.shown(session.secrecy(), threshold) {
            Some(t) => format!("{} yes, {} not sure, {} no", t.would, t.unsure, t.would_not),
            None => format!("hidden: fewer than {threshold} answers"),
        };
        _ = writeln!(out, "\nWould you miss this check? {answers}");
    }
    let mut list = |title: &str, rows: Vec<[String; 4]>| {
        if rows.is_empty() {
            return;
        }
        let mut table = TextTable::default();
        for row in &rows {
            table.row(row.iter().map(String::as_str));
        }
        _ = write!(out, "\n{title}\n{}", table.text());
    };
    let day = |word: &str, date: Option<jiff::civil::Date>| {
        date.map(|d| format!("{word} {d}")).unwrap_or_default()
    };
    let action = |a: &crate::model::ActionItem| {
        [a.state.word().to_owned(), a.text.clone(), a.owner.clone(), day("due", a.due)]
    };
    let on = session.as_of();
    list("Actions", session.actions.iter().map(|item| action(&item.at(on))).collect());
    let experiment = |e: &crate::model::Experiment| {
        [tried_stands(e), e.text.clone(), e.owner.clone(), day("review", e.review)]
    };
    list("Experiments", session.experiments.iter().map(|item| experiment(&item.at(on))).collect());
}
