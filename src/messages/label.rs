//! The words that screens are labelled with, as data: names, headings, facts and sentences that
//! stand on a screen as long as it is shown.
//!
//! A second language is a second pair of functions beside `english`. The drawing code puts labels
//! in their places, cuts them and fills them up; it holds no words.

mod english;

use std::borrow::Cow;

use jiff::civil::Date;

use crate::keys::Action;
use crate::model::board::ItemKind;
use crate::model::{ActionState, ActionStep, Change, ExperimentState, Light, Secrecy, VotingMode};

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named in `english`")]
pub enum Noun {
    Action,
    Dimension,
    File,
    Item,
    Line,
    MoreCard,
    MoreLine,
    MoreRow,
    Pair,
    Problem,
    Session,
    Team,
    Vote,
    Voter,
}

/// A field of the form of a new check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named in `english`")]
pub enum Field {
    Team,
    NewTeam,
    Template,
    Voting,
    Secrecy,
    Here,
    Guests,
    Voters,
    Date,
}

/// Words that name no key. Names, days, counts and figures are their data.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is said in `english`")]
pub enum Label<'a> {
    // Days.
    Date(Date),
    DateWithWeekday(Date),
    DayAndMonth(Date),
    Ago(i32),
    LastFinished(Date),
    NextCheck { due: Date, past: bool },
    // Counts.
    Count(Noun, usize),
    More(usize),
    Of(usize, usize),
    // Every screen.
    Reading,
    NotSavedYet,
    FileGone,
    FileChanged,
    Saving,
    Saved,
    Drafts(usize),
    AllSharingTeams,
    ReadOnly,
    Open,
    Skipped,
    NotAgreed,
    Hidden,
    HiddenVotes { threshold: u32 },
    NoText,
    By { kind: ItemKind, day: &'a str },
    // Home and the first screen.
    Purpose,
    WritesConfig,
    GoesOnWithoutConfig,
    ShowsKeys,
    Quits,
    NoTeamYet,
    OpensDemo,
    TheHour,
    ConfigPlace,
    DemoDeleted,
    ConfigIsNewer,
    SessionsRead { done: usize, of: usize },
    NoCheckYet,
    MoreOpen(usize),
    ActionsOpen(usize),
    ActionsOverdue { overdue: usize, actions: usize },
    // The form of a new check.
    NewCheck,
    Field(Field),
    NameExample,
    NamesExample,
    TooFewVoters { voters: usize, threshold: u32 },
    WhenToUse,
    HowToAnswer,
    WhatItAsks,
    AnswersOf { dimensions: usize, answers: &'a str },
    ANewTeam,
    NoTemplate,
    VotingMode(VotingMode),
    VotingModeMeans(VotingMode),
    Secrecy(Secrecy),
    SecrecyMeans(Secrecy),
    // The board.
    BoardTitle(&'a str),
    OpenAndOverdue { open: usize, overdue: usize },
    SinceCheckOf { team: &'a str, date: Date },
    NothingOnBoard,
    ColumnWhen,
    ColumnTeam,
    ColumnWho,
    ColumnOn,
    ColumnWhat,
    ItemKind(ItemKind),
    OverdueDays(usize),
    OverdueBy(usize),
    NoDate,
    ActionStep(ActionStep),
    ExperimentState(ExperimentState),
    NobodyYet,
    StepOn { step: &'a str, date: Date },
    FromCheckOf(Date),
    WeExpect,
    SafeToFail,
    RollBack,
    Measure,
    Learnt,
    // Follow-ups.
    AgreedLastTime,
    InFocusSince { date: Date, names: &'a str },
    NotLookedAt(ItemKind),
    Overdue,
    // Cards.
    HealthCheck,
    Closed,
    FollowsWindow,
    Demo,
    Minutes(i64),
    EndsAbout(&'a str),
    Paused,
    FirstTime,
    LastTime(Date),
    Awesome,
    Crappy,
    RunsElsewhere,
    HaveVoted { answered: u32, of: u32 },
    OnDevices(u32),
    // Phones join.
    PhonesJoin,
    JoinHere,
    AreIn { are_in: u32, of: u32 },
    OpeningServer,
    NobodyCame,
    SameNetwork,
    GuestNetwork,
    Firewall(u16),
    AreInBy { are_in: u32, of: u32, codes: u32 },
    HandsGoOn,
    // Ballot codes.
    BallotCodes,
    WhereCodesComeFrom,
    CodesPath,
    CodesFromPath,
    PlainLine,
    PlainLineExample,
    SheetIsOut { fingerprint: &'a str },
    SecretOnPhones,
    SealedInNetwork,
    GaveDirection { directed: u32, of: u32 },
    Typing,
    AndDirection,
    Note(&'a str),
    ActionOfCard { text: &'a str, owner: &'a str, due: Option<Date> },
    ExperimentOfCard { text: &'a str, owner: &'a str, review: Option<Date> },
    AndMore { more: usize, line: &'a str },
    // Revealed cards.
    Split { counts: &'a str, hear: Option<Light> },
    AgreeingIsBad,
    Median,
    WhyHidden,
    AbstainedShort,
    Abstained(u32),
    NoDirections,
    Agreement { figure: &'a str, word: &'a str },
    MeanAndSpread { mean: &'a str, spread: f64 },
    MoreInReport(usize),
    AgreedOn,
    AgreeOn,
    BeforeTheVote,
    AllTheSame,
    SomeDiffer,
    TalkFirst,
    ChangeHead,
    ChangeSince(Change),
    // Sittings.
    AllHaveSat,
    HasSat(&'a str),
    SecrecyPromise(Secrecy),
    Votes(&'a str),
    Given,
    NotYet,
    VoteHead,
    DirectionHead,
    CommentHead,
    // Summary.
    TheDay { counts: &'a [(Option<Light>, u32)], better: usize, worse: usize },
    ColumnVotes,
    ColumnAgreed,
    ColumnDirection,
    ColumnChange,
    ColumnAgreement,
    OrderedBy(&'a str),
    Score,
    ScoreFacts { min: &'a str, max: &'a str, items: u32, asked: u32, spread: f64 },
    Distribution { votes: usize, distribution: &'a str },
    Gap,
    GapFacts { mean: &'a str, known: u32, pairs: usize },
    Worst,
    MostSplit,
    MostSplitFacts { name: &'a str, agreement: f64 },
    Focus,
    NoFocus,
    MissIt,
    HiddenAnswers,
    NotAsked,
    ActionState(ActionState),
    ExperimentGoes(ExperimentState),
    // Grids.
    TrendTitle { team: &'a str, metric: &'a str, key: &'a str },
    TeamsTitle { day: &'a str, today: bool, metric: &'a str, key: &'a str },
    KeyOfYears,
    KeyOfTenths,
    KeyOfChanges,
    ChangeLetter(Change),
    AllLetter,
    LeftOut(usize),
    Earlier(usize),
    Later(usize),
    Before(usize),
    Held(usize),
    NothingYet,
    YellowOrRed { needy: usize, of: usize },
    PatternOf { name: &'a str, pattern: &'a str },
    Patterns,
    // The panel of the trend grid.
    NotAskedHere,
    ReadAgain,
    OtherWords,
    NothingAgreed,
    Agreed,
    CardSkipped,
    NotRevealed,
    SinceLastTime(Change),
    Answered { answered: u32, of: u32 },
    Notes(&'a str),
    AndMoreLines(usize),
    // Comparison.
    ComparisonTitle { team: &'a str, then: Date, now: Date },
    MovedCounts { better: usize, worse: usize, same: usize },
    ColumnThen,
    ColumnNow,
    ColumnMoved,
    AgreedInBetween,
    AsOf(Date),
    NothingAgreedInBetween,
    BornOn { date: Date, about: Option<&'a str> },
    // A dimension across teams.
    AcrossTitle { name: &'a str, date: Date },
    RoseInIt(usize),
    RoseIn(Date),
    NeverAgreedOn,
    DidNotRise,
    ThenOn(Date),
    NothingAgreedAbout,
    AgreedBefore,
    RoseBefore(usize),
    // Insights.
    WhatThisSays { team: &'a str, date: Date },
    Above(usize),
    MoreBelow(usize),
    AboveAndBelow { above: usize, below: usize },
    // Search.
    SearchTitle(&'a str),
    LookFor,
    TeamFound,
    TeamAlone(&'a str),
    TeamAndSharing(&'a str),
    NewestFound(usize),
    Searching,
    FoundSoFar(usize),
    Found(usize),
    TypeAWord,
    NothingHolds,
    HelpNext,
    HelpHere,
    HelpEverywhere,
    NoSuchKey,
    SearchedFields,
    // Dialogs.
    Action,
    DueBy,
    NotesTitle,
    YourComment { dots: bool },
    WhatWasLearnt,
    WhoIsHere,
    VotersFromNowOn(usize),
    Away,
    Name,
    MissQuestion,
    HiddenFewer { threshold: u32 },
    HaveAnswered { answered: u32, of: u32 },
    ExportAs(&'a str),
    ReportDocument,
    TrendDocument,
    TeamsDocument,
    ComparisonDocument,
    PageDocument,
    BoardDocument,
    Clipboard,
    EndingsTakeFormats(&'a str),
    // Experiments.
    Experiment,
    Limit,
    Review,
    OnDimension { what: &'a str, name: &'a str },
    On,
    OwnerExample,
    HypothesisHint,
    LimitHint,
    RollBackHint,
    MeasureHint,
    ReviewHint(&'a str),
    DimensionHint(&'a str),
    WhatCameOfIt,
    WeExpected(&'a str),
    ItWorked,
    Unclear,
    ItDidNotWork,
    ThenLearnt,
    // The error screen.
    FileUnreadable,
    BallotsAside,
    FilesUncounted,
    NeedALook(usize),
    LineAndColumn { line: usize, column: usize },
    // Conflicts.
    SavedAfterAll,
    NotSaved,
    YoursKeptIn(&'a str),
    DifferenceOf(&'a str),
    DifferenceKey { unsaved: bool },
    NoDifference,
    KeepCopyElsewhere,
    File,
    GoesThereWhile(&'a str),
    HoldsRevealed,
}

impl Label<'_> {
    /// So many of these.
    pub fn count<N: TryInto<usize>>(noun: Noun, n: N) -> Self {
        Self::Count(noun, n.try_into().unwrap_or(usize::MAX))
    }

    /// The words.
    pub fn say(self) -> Cow<'static, str> {
        english::label(self)
    }
}

/// Words that name keys: the key of an action has a place in the sentence, and is looked up when
/// the sentence is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is said in `english`")]
pub enum Instruction<'a> {
    // Every screen.
    TooSmall { size: (u16, u16), smallest: (u16, u16) },
    AgainQuits,
    // Home.
    NoTeam,
    FileUnreadable { name: &'a str, problems: usize },
    SetAside(&'a str),
    BallotsAside(&'a str),
    Uncounted(usize),
    // The board and follow-ups.
    WriteOneDown,
    NothingOpen,
    // Cards.
    BringBack,
    Covered,
    GoOnHere,
    NextSitting,
    RevealNow,
    HowToCount,
    MoreComments { page: usize, pages: usize },
    MoreText { page: usize, pages: usize },
    RevealAll,
    GoOnOrChange { levels: bool },
    TakeHealthier,
    TakeMiddle,
    // Sittings.
    ToTheCards,
    SitAgain(&'a str),
    SitNext(&'a str),
    Answers(&'a str),
    Directions,
    HandOver,
    NextCard,
    // Summary.
    TakeIntoFocus,
    OneNameOneDate,
    AskTheTeam,
    // Dialogs.
    FillInAction,
    ArriveOrLeave,
    MissAnswers,
    MissCounts,
    ChooseExport,
    TakeCodes,
    PeopleElsewhere,
    // Experiments and conflicts.
    FillIn,
    GoBack,
}

impl Instruction<'_> {
    /// The words; `key` names the key of an action.
    pub fn say(self, key: impl Fn(Action) -> String) -> String {
        english::instruction(self, &key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_names_the_keys_that_it_is_given() {
        let key = |action| format!("<{action:?}>");
        assert_eq!(Instruction::BringBack.say(key), "Skipped. <Skip> brings it back.");
        assert_eq!(
            Instruction::WriteOneDown.say(key),
            "<AddAction> adds an action, <AddExperiment> an experiment."
        );
    }

    #[test]
    fn one_is_singular_and_anything_else_plural() {
        let said = [0, 1, 2].map(|n| Label::Count(Noun::Team, n).say());
        assert_eq!(said, ["0 teams", "1 team", "2 teams"]);
        assert_eq!(Label::count(Noun::Vote, 1_u32).say(), "1 vote");
        assert_eq!(Label::count(Noun::Vote, -1_i64), Label::Count(Noun::Vote, usize::MAX));
    }
}
