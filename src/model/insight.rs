//! What a session says, read by rules: each line with its reason and the numbers behind it.
//!
//! The rules of a method are data of its template; those here hold for every method. Nothing is
//! said about a person, nobody is ranked, and nothing is said of votes that are fewer than the
//! threshold: what a team agreed on is its own word, and is read all the same. Knows no screen and
//! no file.

mod changes;
mod elsewhere;
mod rules;

use jiff::civil::Date;

use super::history::{SummaryRef, same_card};
use super::scale::Scale;
use super::score::{self, Score};
use super::session::{Card, Session};
use super::template::Template;
use super::workspace::Workspace;

pub use elsewhere::{RiseElsewhere, rises};

/// With fewer votes than this, one person moves the picture: the text says so.
const FEW: u32 = 5;
/// The most that is suggested at a time: one or two are taken up, and the rest is noise.
const SUGGESTIONS: usize = 3;

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InsightKind {
    /// How little can be read.
    Caution,
    /// What has changed since last time.
    Moved,
    /// What gets worse and is not red yet.
    Sliding,
    /// What has been so for several checks.
    Streak,
    /// Where the votes lie far apart.
    Split,
    /// A target, and whether it is held.
    Target,
    /// What the method says.
    Rule,
    /// What other teams had agreed to do when the same dimension rose for them.
    Elsewhere,
    /// What to talk about.
    Prompt,
}

impl InsightKind {
    /// The word of JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Caution => "caution",
            Self::Moved => "moved",
            Self::Sliding => "sliding",
            Self::Streak => "streak",
            Self::Split => "split",
            Self::Target => "target",
            Self::Rule => "rule",
            Self::Elsewhere => "elsewhere",
            Self::Prompt => "prompt",
        }
    }

    /// What lines of this kind stand under.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Caution => "How much this can say",
            Self::Moved => "What moved",
            Self::Sliding => "Sliding, and not yet red",
            Self::Streak => "For several checks",
            Self::Split => "Where the team is split",
            Self::Target => "Target",
            Self::Rule => "What the method says",
            Self::Elsewhere => "When it rose elsewhere",
            Self::Prompt => "To talk about",
        }
    }
}

/// One thing that a session says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsightLine {
    /// What it is about.
    pub kind: InsightKind,
    /// The key of the dimension in the session; none: the whole.
    pub key: Option<String>,
    /// What it says.
    pub says: String,
    /// Why: the numbers behind it. Empty where there are none.
    pub reason: String,
    /// What may be tried.
    pub suggest: Vec<String>,
}

impl InsightLine {
    fn new(kind: InsightKind, card: &Card, says: String, reason: String) -> Self {
        Self { kind, key: Some(card.dimension.key.clone()), says, reason, suggest: Vec::new() }
    }

    fn whole(kind: InsightKind, says: impl Into<String>, reason: String) -> Self {
        Self { kind, key: None, says: says.into(), reason, suggest: Vec::new() }
    }
}

/// What a session is read beside.
#[derive(Clone, Copy, Debug)]
pub struct InsightInput<'a> {
    /// What `healthcheck.yaml` says.
    pub workspace: &'a Workspace,
    /// The session.
    pub session: &'a Session,
    /// Those of the same team before it, oldest first.
    pub earlier: &'a [&'a Session],
    /// Where a dimension of it rose for teams that share, and the session in which they had agreed
    /// what to do.
    pub elsewhere: &'a [(RiseElsewhere, &'a Session)],
}

impl<'a> InsightInput<'a> {
    const fn threshold(&self) -> u32 {
        self.workspace.defaults.threshold
    }

    fn template(&self) -> Option<&'a Template> {
        self.workspace.template(self.session.template.as_deref()?)
    }

    /// The cards that something can be said of.
    fn cards(&self) -> impl Iterator<Item = &'a Card> {
        self.session.cards.iter().filter(|card| !card.skipped)
    }

    /// This card in the sessions before, the newest first, each with its day and session.
    fn before(&self, card: &'a Card) -> impl Iterator<Item = (Date, &'a Session, &'a Card)> {
        let (workspace, template) = (self.workspace, self.session.template.as_deref());
        let earlier = self.earlier.iter().rev();
        earlier.filter_map(move |past| {
            let then = same_card(workspace, past, template, &card.dimension.key)?;
            (!then.skipped).then_some((past.date, *past, then))
        })
    }

    /// The cards before on which something was agreed that can be compared with this one, the
    /// newest first.
    fn agreed_before(&self, card: &'a Card) -> impl Iterator<Item = (Date, &'a Card)> {
        let before = self.before(card);
        before
            .filter(|(_, _, then)| then.agreed.vote.is_some())
            .take_while(|(_, _, then)| measures_alike(&then.dimension.scale, &card.dimension.scale))
            .map(|(date, _, then)| (date, then))
    }

    /// The score of this session, and those of the sessions before it on the same template, the
    /// newest first.
    fn scores(&self) -> Vec<(Date, Option<Score>)> {
        let same = self.earlier.iter().rev().filter(|past| past.template == self.session.template);
        let all = std::iter::once(&self.session).chain(same);
        all.map(|session| (session.date, score::of_session(session, self.threshold()))).collect()
    }
}

/// Whether answers on two scales can be compared.
pub(super) fn measures_alike(a: &Scale, b: &Scale) -> bool {
    super::consensus::comparable(a, b)
}

/// All that a session says, in the order in which it is told.
pub fn read(around: &InsightInput<'_>) -> Vec<InsightLine> {
    let mut lines = Vec::new();
    caution(around, &mut lines);
    changes::moved(around, &mut lines);
    changes::sliding(around, &mut lines);
    changes::streaks(around, &mut lines);
    changes::split(around, &mut lines);
    rules::target(around, &mut lines);
    rules::rules(around, &mut lines);
    elsewhere::lines(around, &mut lines);
    prompts(around, &mut lines);
    lines.sort_by_key(|line| line.kind);
    lines
}

/// Says how little few votes can say.
fn caution(around: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let (session, threshold) = (around.session, around.threshold());
    let shown = around.cards().map(|card| card.shown(session.secrecy(), threshold));
    let counts: Vec<u32> =
        shown.filter_map(|shown| shown.tally().map(super::Tally::n)).filter(|n| *n > 0).collect();
    let Some(most) = counts.iter().max().copied() else {
        if around.cards().any(|card| card.revealed.is_some()) {
            let reason = format!("fewer than {threshold} votes on every card");
            let says = "Nothing is read from the votes: they are too few to be shown. What was agreed stands.";
            lines.push(InsightLine::whole(InsightKind::Caution, says, reason));
        }
        return;
    };
    if most < FEW {
        let reason = format!("at most {} on a card", super::text::count(most, "vote"));
        let says = "So few votes say little by themselves: one person more would change the picture. Ask, and do not count.";
        lines.push(InsightLine::whole(InsightKind::Caution, says, reason));
    }
}

/// The prompts of the method: those for cards that are not well first, and those for none in
/// particular.
fn prompts(around: &InsightInput<'_>, lines: &mut Vec<InsightLine>) {
    let Some(template) = around.template() else { return };
    for prompt in &template.prompts {
        let about = |key: &String| {
            around.cards().find(|card| card.dimension.key == *key && rules::is_unwell(card))
        };
        if prompt.dimensions.is_empty() {
            lines.push(InsightLine::whole(InsightKind::Prompt, &*prompt.text, String::new()));
        } else if let Some(card) = prompt.dimensions.iter().find_map(about) {
            let reason = format!("{} is not well", card.dimension.name);
            lines.push(InsightLine::new(InsightKind::Prompt, card, prompt.text.clone(), reason));
        }
    }
}

/// A day as people read it.
fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// Which sessions of other teams `session` can learn from, as [`rises`] finds them among all
/// sessions.
pub fn dimensions_to_learn(around: &InsightInput<'_>) -> Vec<String> {
    let template = around.session.template.as_deref();
    let wanted = around
        .cards()
        .filter(|card| rules::is_unwell(card) || changes::slides(around, card).is_some());
    wanted
        .map(|card| around.workspace.present_key(template, &card.dimension.key).to_owned())
        .collect()
}

/// Where the dimensions that are not well in this session rose for other teams.
pub fn to_learn_from(around: &InsightInput<'_>, all: &[SummaryRef<'_>]) -> Vec<RiseElsewhere> {
    rises(
        around.workspace,
        all,
        &around.session.team,
        around.session.date,
        &dimensions_to_learn(around),
    )
}
