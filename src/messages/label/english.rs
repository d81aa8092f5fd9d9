//! English.
#![expect(clippy::match_same_arms, reason = "each label is said on its own")]

use std::borrow::Cow;

use super::{Field, Instruction, Label, Noun};
use crate::keys::Action;
use crate::messages::dates::{day, day_and_month};
use crate::model::board::ItemKind;
use crate::model::consensus::agreement_figure;
use crate::model::score::spread_figure;
use crate::model::{
    ActionState, ActionStep, Change, Direction, ExperimentState, Light, Secrecy, VotingMode,
};

const fn noun(noun: Noun) -> &'static str {
    match noun {
        Noun::Action => "action",
        Noun::Dimension => "card",
        Noun::File => "file",
        Noun::Item => "item",
        Noun::Line => "line",
        Noun::MoreCard => "more card",
        Noun::MoreLine => "more line",
        Noun::MoreRow => "more row",
        Noun::Pair => "pair",
        Noun::Problem => "problem",
        Noun::Session => "check",
        Noun::Team => "team",
        Noun::Vote => "vote",
        Noun::Voter => "person",
    }
}

fn count(n: usize, one: &str) -> String {
    match (n, one) {
        (1, _) => format!("1 {one}"),
        (_, "person") => format!("{n} people"),
        _ => format!("{n} {one}s"),
    }
}

const fn field(field: Field) -> &'static str {
    match field {
        Field::Team => "Team",
        Field::NewTeam => "New team",
        Field::Template => "Template",
        Field::Voting => "Voting",
        Field::Secrecy => "Secrecy",
        Field::Here => "Here",
        Field::Guests => "Guests",
        Field::Voters => "People here",
        Field::Date => "Date",
    }
}

const fn due_or_review(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Actions => "due",
        ItemKind::Experiments => "review",
    }
}

/// Says how this system's firewall is opened.
fn firewall(port: u16) -> String {
    if cfg!(target_os = "macos") {
        "System Settings, Network, Firewall: let squadcheck in.".to_owned()
    } else if cfg!(windows) {
        format!(
            "netsh advfirewall firewall add rule name=squadcheck dir=in action=allow protocol=TCP \
             localport={port}"
        )
    } else {
        format!("sudo ufw allow {port}/tcp, or sudo firewall-cmd --add-port={port}/tcp")
    }
}

/// Says a label.
#[expect(clippy::too_many_lines, reason = "a list of words")]
pub(super) fn label(label: Label<'_>) -> Cow<'static, str> {
    match label {
        // Every screen.
        Label::Reading => "reading…".into(),
        Label::NotSavedYet => "NOT SAVED".into(),
        Label::FileGone => "FILE GONE".into(),
        Label::FileChanged => "FILE CHANGED".into(),
        Label::Saving => "saving".into(),
        Label::Saved => "saved".into(),
        Label::Drafts(drafts) => count(drafts, "draft").into(),
        Label::AllSharingTeams => "all teams".into(),
        Label::ReadOnly => "read-only".into(),
        Label::Open => "open".into(),
        Label::Skipped => "skipped".into(),
        Label::NotAgreed => "not agreed".into(),
        Label::Hidden => "hidden".into(),
        Label::NoText => "(no text)".into(),
        // Home and the first screen.
        Label::Purpose => {
            "A team health check, live on this screen. Nothing is set up here yet.".into()
        }
        Label::TheHour => {
            "What an hour looks like: read a card aloud, everybody votes at once, see the result, \
             talk, agree on a light, go on to the next card. At the end, choose what to work on."
                .into()
        }
        Label::NoTeamYet => "No team yet".into(),
        Label::OpensDemo => "see the demo first: two years of three made-up teams".into(),
        Label::WritesConfig => {
            "write a commented healthcheck.yaml here; this screen follows it".into()
        }
        Label::GoesOnWithoutConfig => "start now; checks are kept in your own data folder".into(),
        Label::ShowsKeys => "all keys of this screen".into(),
        Label::Quits => "quit".into(),
        Label::ConfigPlace => "here".into(),
        Label::DemoDeleted => "demo, removed when you quit".into(),
        Label::ConfigIsNewer => "read-only: healthcheck.yaml is newer".into(),
        Label::NoCheckYet => "no check yet".into(),
        // The form of a new check.
        Label::NewCheck => "New check".into(),
        Label::Field(name) => field(name).into(),
        Label::NameExample => "a name".into(),
        Label::NamesExample => "names, separated by commas".into(),
        Label::WhenToUse => "When to use it".into(),
        Label::HowToAnswer => "How to answer".into(),
        Label::WhatItAsks => "What it asks".into(),
        Label::ANewTeam => "a new team".into(),
        Label::NoTemplate | Label::NoFocus => "none".into(),
        Label::VotingMode(VotingMode::Hands) => "hands".into(),
        Label::VotingMode(VotingMode::Turns) => "turns".into(),
        Label::VotingMode(VotingMode::Devices) => "devices".into(),
        Label::VotingModeMeans(VotingMode::Hands) => {
            "everybody shows a hand or a card; you type them".into()
        }
        Label::VotingModeMeans(VotingMode::Turns) => {
            "one after the other votes at this keyboard".into()
        }
        Label::VotingModeMeans(VotingMode::Devices) => {
            "everybody votes on their own phone, at once; you type for those without".into()
        }
        Label::Secrecy(Secrecy::Anonymous) => "anonymous".into(),
        Label::Secrecy(Secrecy::Named) => "named".into(),
        Label::SecrecyMeans(Secrecy::Anonymous) => "only counts are kept, no names".into(),
        Label::SecrecyMeans(Secrecy::Named) => "every vote is kept with its name".into(),
        // The board.
        Label::NothingOnBoard => "Nothing is open: no action to do, no experiment running.".into(),
        Label::ColumnWhen => "When".into(),
        Label::ColumnTeam => "Team".into(),
        Label::ColumnWho => "Who".into(),
        Label::ColumnOn | Label::On => "On".into(),
        Label::ColumnWhat => "What".into(),
        Label::ItemKind(ItemKind::Actions) => "action".into(),
        Label::ItemKind(ItemKind::Experiments) => "experiment".into(),
        Label::NoDate => "no date".into(),
        Label::ActionStep(ActionStep::Done) => "done".into(),
        Label::ActionStep(ActionStep::Dropped)
        | Label::ExperimentState(ExperimentState::Dropped) => "dropped".into(),
        Label::ActionStep(ActionStep::Carried | ActionStep::Open) => "still open".into(),
        Label::ExperimentState(ExperimentState::Finished) => "finished".into(),
        Label::ExperimentState(ExperimentState::Running) => "still running".into(),
        Label::NobodyYet => "nobody yet".into(),
        Label::WeExpect => "We expect".into(),
        Label::SafeToFail => "Safe limit".into(),
        Label::RollBack => "Undo plan".into(),
        Label::Measure => "Measure".into(),
        Label::Learnt => "Learnt".into(),
        // Follow-ups.
        Label::AgreedLastTime => "What we agreed on last time".into(),
        Label::NotLookedAt(ItemKind::Actions) => "?".into(),
        Label::NotLookedAt(ItemKind::Experiments) => "? experiment".into(),
        Label::Overdue => "overdue".into(),
        // Cards.
        Label::HealthCheck => "health check".into(),
        Label::Closed => "closed".into(),
        Label::FollowsWindow => "read-only, follows another window".into(),
        Label::Demo => "demo".into(),
        Label::Paused => "paused".into(),
        Label::FirstTime => "asked for the first time".into(),
        Label::Awesome => "Awesome".into(),
        Label::Crappy => "Crappy".into(),
        Label::RunsElsewhere => {
            "Not revealed yet. This check runs in another window; this one follows.".into()
        }
        Label::Typing => "typing".into(),
        Label::AndDirection | Label::ColumnDirection => "direction".into(),
        // Revealed cards.
        Label::WhyHidden => {
            "Too few votes to show without revealing who said what. They are not stored.".into()
        }
        Label::AgreeingIsBad => "here a high vote is bad".into(),
        Label::Median => "median".into(),
        Label::AbstainedShort => "abst.".into(),
        Label::NoDirections => "no direction given".into(),
        Label::AgreedOn => "Agreed on".into(),
        Label::AgreeOn => "Agree on".into(),
        Label::BeforeTheVote => "Read both ends aloud, then vote all at once.".into(),
        Label::AllTheSame => "Be glad, or suspicious, and move on.".into(),
        Label::SomeDiffer => "Hear those far from the middle first.".into(),
        Label::TalkFirst => "Talk, then agree on one.".into(),
        Label::ChangeHead => "Change".into(),
        Label::ChangeSince(Change::Better) | Label::SinceLastTime(Change::Better) => {
            "better than last time".into()
        }
        Label::ChangeSince(Change::Same) => "same as last time".into(),
        Label::ChangeSince(Change::Worse) | Label::SinceLastTime(Change::Worse) => {
            "worse than last time".into()
        }
        // Sittings.
        Label::AllHaveSat => "Everyone has voted".into(),
        Label::SecrecyPromise(Secrecy::Anonymous) => {
            "Anonymous: nobody can tell later who voted what.".into()
        }
        Label::SecrecyPromise(Secrecy::Named) => "Named: every vote is kept with its name.".into(),
        Label::Given => "given".into(),
        Label::NotYet => "not yet".into(),
        Label::VoteHead => "Vote".into(),
        Label::DirectionHead => "Direction".into(),
        Label::CommentHead => "Comment".into(),
        // Summary.
        Label::ColumnVotes => "votes".into(),
        Label::ColumnAgreed => "agreed".into(),
        Label::ColumnChange => "change".into(),
        Label::ColumnAgreement => "agreement".into(),
        Label::Score => "Score".into(),
        Label::Gap => "Gap".into(),
        Label::Worst => "Worst".into(),
        Label::MostSplit => "Most split".into(),
        Label::Focus => "Focus".into(),
        Label::MissIt => "Worth it?".into(),
        Label::HiddenAnswers => "hidden: too few answers".into(),
        Label::NotAsked => "not asked".into(),
        Label::ActionState(ActionState::Open) => "Action".into(),
        Label::ActionState(ActionState::Done) => "Done".into(),
        Label::ActionState(ActionState::Dropped)
        | Label::ExperimentGoes(ExperimentState::Dropped) => "Dropped".into(),
        Label::ExperimentGoes(ExperimentState::Running) => "Experiment".into(),
        Label::ExperimentGoes(ExperimentState::Finished) => "Tried".into(),
        // Grids.
        Label::KeyOfYears => ", the last check of each year".into(),
        Label::KeyOfTenths => ", in tenths, A is all".into(),
        Label::KeyOfChanges => ": b better, s same, w worse".into(),
        Label::ChangeLetter(Change::Better) => "b".into(),
        Label::ChangeLetter(Change::Same) => "s".into(),
        Label::ChangeLetter(Change::Worse) => "w".into(),
        Label::AllLetter => "A".into(),
        Label::NothingYet => "nothing yet".into(),
        Label::Patterns => {
            "yellow or red in half the teams or more: needs help from outside".into()
        }
        // The panel of the trend grid.
        Label::NotAskedHere => "Not asked in this check.".into(),
        Label::ReadAgain => "Read again: press any key to see what was said.".into(),
        Label::OtherWords => "asked in other words".into(),
        Label::NothingAgreed => "Nothing agreed".into(),
        Label::Agreed => "Agreed".into(),
        Label::CardSkipped => "Skipped.".into(),
        Label::NotRevealed => "Not revealed.".into(),
        Label::SinceLastTime(Change::Same) => "same as last time".into(),
        // Comparison.
        Label::ColumnThen => "then".into(),
        Label::ColumnNow => "now".into(),
        Label::ColumnMoved => "moved".into(),
        Label::AgreedInBetween => "Agreed in between".into(),
        Label::NothingAgreedInBetween => "No actions were agreed.".into(),
        // A dimension across teams.
        Label::NeverAgreedOn => "never agreed on".into(),
        Label::DidNotRise => "No improvement so far.".into(),
        Label::NothingAgreedAbout => "No actions had been agreed on it.".into(),
        Label::AgreedBefore => "Agreed before:".into(),
        // Search.
        Label::LookFor => "search".into(),
        Label::TeamFound => "team".into(),
        Label::Searching => "searching…".into(),
        Label::TypeAWord => "Type a word, or several that belong together.".into(),
        Label::NothingHolds => "Nothing contains all of these words.".into(),
        Label::HelpNext => "Next".into(),
        Label::HelpHere => "Here".into(),
        Label::HelpEverywhere => "Everywhere".into(),
        Label::NoSuchKey => "No key is described with these words.".into(),
        Label::SearchedFields => {
            "Searches names of teams and cards, notes, shown comments, actions and\n\
             experiments. Unrevealed votes are not searched."
                .into()
        }
        // Experiments.
        Label::Experiment => "Experiment".into(),
        Label::Action => "Action".into(),
        Label::DueBy => "By".into(),
        Label::NotesTitle => "Notes".into(),
        Label::YourComment { dots: true } => "Your comment (only dots show)".into(),
        Label::YourComment { dots: false } => "Your comment".into(),
        Label::WhatWasLearnt => {
            "What did you learn? You may leave it empty; it then counts as no lesson".into()
        }
        Label::WhoIsHere => "Who is here".into(),
        Label::Away => "away".into(),
        Label::Name => "Name".into(),
        Label::MissQuestion => "Would you miss this check if it were gone?".into(),
        Label::ReportDocument => "report".into(),
        Label::TrendDocument => "trend grid".into(),
        Label::TeamsDocument => "team grid".into(),
        Label::ComparisonDocument => "comparison".into(),
        Label::PageDocument => "page".into(),
        Label::BoardDocument => "board".into(),
        Label::Clipboard => "Clipboard".into(),
        Label::Limit => "Safe limit".into(),
        Label::Review => "Review".into(),
        Label::OwnerExample => "A name.".into(),
        Label::HypothesisHint => "What do you expect, and why?".into(),
        Label::LimitHint => "When do we stop?".into(),
        Label::RollBackHint => "How do we undo it?".into(),
        Label::MeasureHint => "How will we know that it worked?".into(),
        Label::WhatCameOfIt => "What came of it?".into(),
        Label::ItWorked => "it worked".into(),
        Label::Unclear => "unclear: nobody can say".into(),
        Label::ItDidNotWork => "it did not work".into(),
        Label::ThenLearnt => "Next: what you learnt, above all if it did not work.".into(),
        // The error screen and conflicts.
        Label::BallotsAside => "Votes of another check".into(),
        Label::FileUnreadable => "This file cannot be read".into(),
        Label::NeedALook(1) => "1 file needs a look: squadcheck validate".into(),
        Label::NeedALook(files) => format!("{files} files need a look: squadcheck validate").into(),
        Label::FilesUncounted => "Checks that are not counted".into(),
        Label::SavedAfterAll => "Saved after all".into(),
        Label::NotSaved => "Not saved".into(),
        Label::DifferenceKey { unsaved: true } => "- only in theirs    + only in yours".into(),
        Label::DifferenceKey { unsaved: false } => {
            "- only in the check's file    + only in the copy".into()
        }
        Label::NoDifference => "Nothing is different. You can delete one of the two.".into(),
        Label::KeepCopyElsewhere => "Keep a copy at another place".into(),
        Label::File => "File".into(),
        Label::HoldsRevealed => {
            "It holds what is revealed; unrevealed votes stay out of it.".into()
        }
        // Days and counts.
        Label::Date(date) => day(date).into(),
        Label::DateWithWeekday(date) => date.strftime("%a %-d %b %Y").to_string().into(),
        Label::Ago(days) => ago(days).into(),
        Label::LastFinished(date) => format!("last finished check, {}", day(date)).into(),
        Label::NextCheck { due, past: false } => {
            format!("next check due about {}", day(due)).into()
        }
        Label::NextCheck { due, past: true } => {
            format!("next check was due about {}", day(due)).into()
        }
        Label::DayAndMonth(date) => day_and_month(date).into(),
        Label::Count(what, n) => count(n, noun(what)).into(),
        Label::More(n) => format!("{n} more").into(),
        Label::Of(n, of) => format!("{n} of {of}").into(),
        // Every screen.
        Label::HiddenVotes { threshold } => {
            let votes = count(usize::try_from(threshold).unwrap_or(usize::MAX), "vote");
            format!("Hidden: fewer than {votes}, without abstentions.").into()
        }
        Label::By { kind, day } => format!("{} {day}", due_or_review(kind)).into(),
        // Home.
        Label::SessionsRead { done, of } => format!("reading · {done} of {of} checks").into(),
        Label::MoreOpen(n) => format!("{n} more open").into(),
        Label::ActionsOpen(n) => format!("{} open", count(n, "action")).into(),
        Label::ActionsOverdue { overdue, actions } => {
            format!("{overdue} of {} overdue", count(actions, "action")).into()
        }
        // The form of a new check.
        Label::TooFewVoters { voters, threshold } => format!(
            "With {} here, votes and comments are neither shown nor kept: fewer than {threshold} \
             would reveal who said what. What you agree on is kept.",
            count(voters, "person")
        )
        .into(),
        Label::AnswersOf { dimensions, answers } => {
            format!("{}, {answers}", count(dimensions, "card")).into()
        }
        // The board and follow-ups.
        Label::BoardTitle(teams) => format!("Actions and experiments · {teams}").into(),
        Label::OpenAndOverdue { open, overdue } => format!("{open} open, {overdue} overdue").into(),
        Label::SinceCheckOf { team, date } => {
            format!("{team} since its check of {}", day(date)).into()
        }
        Label::OverdueDays(days) => format!("overdue {}", count(days, "day")).into(),
        Label::OverdueBy(days) => format!("overdue by {}", count(days, "day")).into(),
        Label::StepOn { step, date } => format!("{step} on {}", day(date)).into(),
        Label::FromCheckOf(date) => format!("from the check of {}", day(date)).into(),
        Label::InFocusSince { date, names } => {
            format!("In focus since {}: {names}", day_and_month(date)).into()
        }
        // Cards.
        Label::Minutes(minutes) => format!("{minutes} min").into(),
        Label::EndsAbout(time) => format!("ends about {time}").into(),
        Label::LastTime(date) => format!("last time, {}", day(date)).into(),
        Label::HaveVoted { answered, of } => format!("{answered} of {of} have voted").into(),
        Label::OnDevices(devices) => format!("{devices} on devices").into(),
        // Phones join.
        Label::PhonesJoin => "Vote on your phone".into(),
        Label::JoinHere => "Scan the code, or type this address:".into(),
        Label::AreIn { are_in, of } => format!("{are_in} of {of}").into(),
        Label::OpeningServer => "Looking for an address…".into(),
        Label::NobodyCame => "Nobody comes in? Look at these:".into(),
        Label::SameNetwork => {
            "Are phones in the same Wi-Fi as this computer, without a VPN?".into()
        }
        Label::GuestNetwork => {
            "Guest networks often keep devices apart; a hotspot of a phone does not.".into()
        }
        Label::Firewall(port) => {
            format!("Does this computer's firewall let them through? {}", firewall(port)).into()
        }
        Label::AreInBy { are_in, of, codes } => {
            let more = match codes {
                0 if are_in == of => ": that is everybody".to_owned(),
                0 => String::new(),
                codes => format!(" · {codes} by code"),
            };
            format!("{are_in} of {of} are in{more}").into()
        }
        Label::HandsGoOn => "Hands go on meanwhile.".into(),
        // Ballot codes.
        Label::BallotCodes => "Ballot codes".into(),
        Label::WhereCodesComeFrom => {
            "Paste the chat here: all ballot codes in it are taken in, whatever stands around them."
                .into()
        }
        Label::CodesPath => "File".into(),
        Label::CodesFromPath => {
            "A file, or a folder: it is followed, and new codes in it are taken in as they come."
                .into()
        }
        Label::PlainLine => "Line".into(),
        Label::PlainLineExample => {
            "For who cannot open the sheet: one answer for each open card, such as g+ y= r- b g. \
             The team does not see it, but whoever sends and types it does."
                .into()
        }
        Label::SheetIsOut { fingerprint } => format!("The ballot sheet says {fingerprint}").into(),
        Label::SecretOnPhones => "Nobody sees a vote before the reveal.".into(),
        Label::SealedInNetwork => "Each phone seals its votes before it sends them.".into(),
        Label::GaveDirection { directed, of } => {
            format!("{directed} of {of} gave a direction").into()
        }
        Label::Note(note) => format!("note: {note}").into(),
        Label::ActionOfCard { text, owner, due } => {
            let owner = if owner.is_empty() { String::new() } else { format!(", {owner}") };
            let due = due.map(|due| format!(", due {}", day_and_month(due))).unwrap_or_default();
            format!("action: {text}{owner}{due}").into()
        }
        Label::ExperimentOfCard { text, owner, review } => {
            let owner = if owner.is_empty() { String::new() } else { format!(", {owner}") };
            let review = review.map(|day| format!(", review {}", day_and_month(day)));
            format!("experiment: {text}{owner}{}", review.unwrap_or_default()).into()
        }
        Label::Split { counts, hear } => {
            let whom = hear.map_or_else(
                || "both sides".to_owned(),
                |light| format!("the {}", crate::messages::term::light(Some(light)).to_lowercase()),
            );
            let counts = if counts.contains(':') { format!(" {counts}") } else { String::new() };
            format!("SPLIT{counts} · hear {whom} before you agree").into()
        }
        Label::AndMore { more, line } => format!("and {more} more; {line}").into(),
        Label::Abstained(n) => format!("{n} abstained").into(),
        Label::Agreement { figure, word } => format!("agreement {figure}{word}").into(),
        Label::MeanAndSpread { mean, spread } => {
            format!("mean {mean}, spread {}", spread_figure(spread)).into()
        }
        Label::MoreInReport(n) => format!("and {n} more, in the report").into(),
        // Sittings.
        Label::HasSat(person) => format!("{person} has voted.").into(),
        Label::Votes(person) => format!("{person} votes").into(),
        // Dialogs.
        Label::VotersFromNowOn(n) => format!("{} from now on", count(n, "person")).into(),
        Label::HiddenFewer { threshold } => {
            format!("Hidden: fewer than {threshold} answers.").into()
        }
        Label::HaveAnswered { answered, of } => format!("{answered} of {of} have answered").into(),
        Label::ExportAs(subject) => format!("Export the {subject} as Markdown").into(),
        Label::EndingsTakeFormats(endings) => {
            format!("The ending of the name chooses the format: .md, {endings}.").into()
        }
        Label::WhatThisSays { team, date } => {
            format!("{team} · what this check says · {}", day(date)).into()
        }
        // Summary.
        Label::TheDay { counts, better, worse } => {
            let mut parts: Vec<String> = counts
                .iter()
                .map(|(light, n)| format!("{n} {}", crate::messages::term::light(*light)))
                .map(|part| part.to_lowercase())
                .collect();
            let moved = [(better, "better"), (worse, "worse")];
            let moved: Vec<String> = moved
                .into_iter()
                .filter(|(n, _)| *n > 0)
                .map(|(n, word)| format!("{n} {word} than last time"))
                .collect();
            if !moved.is_empty() {
                parts = vec![format!("{} · {}", parts.join(", "), moved.join(", "))];
            }
            parts.join(", ").into()
        }
        Label::OrderedBy(order) => format!("ordered {order}").into(),
        Label::ScoreFacts { min, max, items, asked, spread } => {
            let asked = count(usize::try_from(asked).unwrap_or(usize::MAX), "card");
            let spread = spread_figure(spread);
            format!("on {min} to {max} · {items} of {asked} · spread {spread}").into()
        }
        Label::Distribution { votes, distribution } => {
            format!("{}: {distribution}", count(votes, "vote")).into()
        }
        Label::GapFacts { mean, known, pairs } => format!(
            "{mean} higher for what is said than for what is done, over {known} of {}",
            count(pairs, "pair")
        )
        .into(),
        Label::MostSplitFacts { name, agreement } => {
            format!("{name}, agreement {}", agreement_figure(Some(agreement))).into()
        }
        // Grids.
        Label::TrendTitle { team, metric, key } => {
            format!("{team} · trends · {metric}{key}").into()
        }
        Label::TeamsTitle { day, today, metric, key } => {
            let today = if today { ", today" } else { "" };
            format!("Teams · as of {day}{today} · {metric}{key}").into()
        }
        Label::LeftOut(n) => format!("{n} left out").into(),
        Label::Earlier(n) => format!("{n} earlier").into(),
        Label::Later(n) => format!("{n} later").into(),
        Label::Before(n) => format!("{n} before").into(),
        Label::Held(1) => "once".into(),
        Label::Held(n @ ..10) => format!("{n} times").into(),
        Label::Held(n) => format!("{n}x").into(),
        Label::YellowOrRed { needy, of } => format!("{needy} of {of} yellow or red").into(),
        Label::PatternOf { name, pattern } => {
            format!("{name}: {pattern}; needs help from outside").into()
        }
        Label::Answered { answered, of } => format!("{answered} of {of} answered").into(),
        Label::Notes(notes) => format!("Notes: {notes}").into(),
        Label::AsOf(date) => format!("as of {}", day(date)).into(),
        Label::AndMoreLines(n) => format!("and {}", count(n, "more line")).into(),
        // Comparison, and a dimension across teams.
        Label::ComparisonTitle { team, then, now } => {
            format!("{team} · {} and {}", day(then), day(now)).into()
        }
        Label::MovedCounts { better, worse, same } => {
            format!("{better} better, {worse} worse, {same} the same").into()
        }
        Label::BornOn { date, about } => {
            let about = about.map(|name| format!(", {name}")).unwrap_or_default();
            format!("of {}{about}", day(date)).into()
        }
        Label::AcrossTitle { name, date } => {
            format!("{name} · all teams, up to {}", day(date)).into()
        }
        Label::RoseInIt(teams) => format!("{} improved", count(teams, "team")).into(),
        Label::RoseIn(date) => date.strftime("up %b %Y").to_string().into(),
        Label::ThenOn(date) => format!("then {}", day(date)).into(),
        Label::RoseBefore(times) => format!("and improved {} before", count(times, "time")).into(),
        // Insights and search.
        Label::Above(n) => format!("{n} above").into(),
        Label::MoreBelow(n) => format!("{n} more below").into(),
        Label::AboveAndBelow { above, below } => {
            format!("{above} above, {below} more below").into()
        }
        Label::SearchTitle(teams) => format!("Search · {teams}").into(),
        Label::TeamAlone(team) => format!("{team} alone").into(),
        Label::TeamAndSharing(team) => format!("{team}, and all teams").into(),
        Label::NewestFound(n) => format!("the newest {n}; add a word to narrow it down").into(),
        Label::FoundSoFar(n) => format!("{n} found, searching…").into(),
        Label::Found(n) => format!("{n} found").into(),
        // Experiments.
        Label::OnDimension { what, name } => format!("{what} on {name}").into(),
        Label::ReviewHint(forms) => format!("When do we look at it? {forms}").into(),
        Label::DimensionHint(names) => format!("Which card is it about? {names}").into(),
        Label::WeExpected(hypothesis) => format!("We expected: {hypothesis}").into(),
        // The error screen and conflicts.
        Label::LineAndColumn { line, column } => format!("line {line}, column {column}").into(),
        Label::YoursKeptIn(path) => format!("yours is kept in {path}").into(),
        Label::DifferenceOf(name) => format!("What is different: {name}").into(),
        Label::GoesThereWhile(name) => {
            format!("Each change goes there until {name} can be written again.").into()
        }
    }
}

/// Says an instruction.
pub(super) fn instruction(instruction: Instruction<'_>, key: &dyn Fn(Action) -> String) -> String {
    let enter = || key(Action::Enter);
    match instruction {
        Instruction::TooSmall { size: (width, height), smallest: (least, lowest) } => format!(
            "{width}x{height} is too small; {least}x{lowest} is enough. {} quits.",
            key(Action::Back)
        ),
        Instruction::AgainQuits => format!("{} again quits.", key(Action::Back)),
        Instruction::NoTeam => {
            format!("No team yet. {} starts the first check.", key(Action::NewCheck))
        }
        Instruction::FileUnreadable { name, problems } => {
            let problems = count(problems, "problem");
            format!("{name} cannot be read: {problems}. {} shows what is wrong", enter())
        }
        Instruction::Uncounted(files) => {
            let are = if files == 1 { "is" } else { "are" };
            format!(
                "{} with a check {are} not counted. {} shows which, and how to rename {}",
                count(files, "file"),
                enter(),
                if files == 1 { "it" } else { "them" }
            )
        }
        Instruction::SetAside(name) => {
            format!("set aside in a conflict: {name}. {} compares", enter())
        }
        Instruction::BallotsAside(name) => {
            format!("votes are waiting for {name}, which is gone. {} says more", enter())
        }
        Instruction::WriteOneDown => format!(
            "{} adds an action, {} an experiment.",
            key(Action::AddAction),
            key(Action::AddExperiment)
        ),
        Instruction::NothingOpen => {
            format!("Nothing is open. {} goes to the cards.", key(Action::NextCard))
        }
        Instruction::FillInAction => format!(
            "{} goes to who and by when. {} saves.",
            key(Action::NextField),
            key(Action::Keep)
        ),
        Instruction::ArriveOrLeave => format!(
            "{} arrives    {} leaves    or type how many",
            key(Action::Arrive),
            key(Action::Leave)
        ),
        Instruction::MissAnswers => format!(
            "{} yes      {} not sure      {} no",
            key(Action::Direct(Direction::Improving)),
            key(Action::Direct(Direction::Stable)),
            key(Action::Direct(Direction::Worsening))
        ),
        Instruction::MissCounts => format!(
            "4{} counts four yes votes. {} reveals.",
            key(Action::Direct(Direction::Improving)),
            key(Action::Reveal)
        ),
        Instruction::PeopleElsewhere => format!(
            "Not in the room? {} writes a ballot sheet to send. Paste the codes here.",
            key(Action::BallotSheet)
        ),
        Instruction::TakeCodes => format!(
            "{} changes the field. {} takes them in, {} leaves.",
            key(Action::NextField),
            key(Action::Keep),
            key(Action::Drop)
        ),
        Instruction::ChooseExport => format!(
            "{} and {} choose. {} exports, {} cancels.",
            key(Action::Up),
            key(Action::Down),
            key(Action::Keep),
            key(Action::Drop)
        ),
        Instruction::BringBack => format!("Skipped. {} brings it back.", key(Action::Skip)),
        Instruction::Covered => {
            format!("The result is covered. {} shows it.", key(Action::Reveal))
        }
        Instruction::GoOnHere => {
            format!("{} continues it here, once that window has left it.", enter())
        }
        Instruction::HowToCount => format!(
            "Four green, two yellow: type 4{}2{}",
            key(Action::Light(Light::Green)),
            key(Action::Light(Light::Yellow))
        ),
        Instruction::RevealNow => format!("{} reveals", key(Action::Reveal)),
        Instruction::MoreComments { page, pages } => {
            format!("comments, page {page} of {pages}: {} turns", key(Action::PageDown))
        }
        Instruction::MoreText { page, pages } => {
            format!("page {page} of {pages}: {} turns", key(Action::PageDown))
        }
        Instruction::NextSitting => format!("{} starts the next turn.", enter()),
        Instruction::RevealAll => format!("Everyone has voted. {} reveals.", key(Action::Reveal)),
        Instruction::GoOnOrChange { levels } => {
            let answers = if levels {
                "another level or".to_owned()
            } else {
                Light::ALL.map(Action::Light).map(key).join(" ")
            };
            let directions = Direction::ALL.map(Action::Direct).map(key).join(" ");
            format!("{}: next card. {answers} {directions} change it.", enter())
        }
        Instruction::TakeHealthier => {
            format!("Suggested: the lower of the two middle votes. {} accepts.", enter())
        }
        Instruction::TakeMiddle => format!("Suggested: the middle vote. {} accepts.", enter()),
        Instruction::ToTheCards => {
            format!("{} goes to the cards, to reveal them one by one.", key(Action::NextCard))
        }
        Instruction::SitAgain(person) => {
            format!(
                "{person} has voted. {} lets them vote again on cards not yet revealed.",
                enter()
            )
        }
        Instruction::SitNext(person) => {
            format!("{person} is next. Everybody else, please look away. {} starts.", enter())
        }
        Instruction::Answers(answers) => format!("{answers}; {} abstain", key(Action::Abstain)),
        Instruction::Directions => Direction::ALL
            .map(|direction| format!("{} {}", key(Action::Direct(direction)), direction.word()))
            .join(", "),
        Instruction::HandOver => format!("{} ends your turn.", enter()),
        Instruction::NextCard => format!("{} goes to the next card.", enter()),
        Instruction::TakeIntoFocus => {
            format!("Press {} to choose up to three cards to work on", key(Action::Focus))
        }
        Instruction::OneNameOneDate => {
            format!("Press {} to add one: one name, one date", key(Action::AddAction))
        }
        Instruction::AskTheTeam => format!("Press {} to ask", key(Action::Miss)),
        Instruction::FillIn => format!(
            "One thing to try for a while. {}: next field. {} saves.",
            key(Action::NextField),
            key(Action::Keep)
        ),
        Instruction::GoBack => format!("{} goes back.", key(Action::Back)),
    }
}

/// How long ago a day was, in the unit that people would use: `3 weeks ago`.
fn ago(days: i32) -> String {
    let since =
        |n: i32, unit: &str| format!("{} ago", count(usize::try_from(n).unwrap_or(0), unit));
    match days {
        ..=-1 => "in the future".to_owned(),
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..14 => since(days, "day"),
        14..61 => since(days / 7, "week"),
        61..730 => since(days * 12 / 365, "month"),
        _ => since(days / 365, "year"),
    }
}
