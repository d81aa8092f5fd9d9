//! Reports as people get them.

use jiff::civil::date;

use super::*;
use crate::model::{
    ActionItem, ActionState, ActionStep, Agreed, Check, Dimension, Experiment, ExperimentOutcome,
    Level, Levels, Light, MissTally, PendingBallots, State, Template, Voters,
};

const GREEN: Vote = Vote::Light(Light::Green);
const YELLOW: Vote = Vote::Light(Light::Yellow);
const RED: Vote = Vote::Light(Light::Red);

fn dimension(key: &str, name: &str) -> Dimension {
    Dimension { key: key.into(), name: name.into(), ..Dimension::default() }
}

fn template() -> Template {
    let mut joy = dimension("joy", "How often do you laugh?");
    let mut levels = Levels::new(Level::whole(1), Level::whole(7), Level::whole(1));
    levels.labels.insert(Level::whole(6), "Often".into());
    joy.scale = Scale::Levels(levels);
    let mut flow = dimension("flow", "Flow");
    flow.aliases.push("speed".into());
    let release = dimension("easy-to-release", "Easy to release");
    let dimensions =
        vec![release, flow, joy, dimension("mission", "Mission"), dimension("fun", "Fun")];
    Template { key: "ours".into(), name: "Our check".into(), dimensions, ..Template::default() }
}

pub(in crate::export) fn workspace() -> Workspace {
    Workspace::bare(vec![template()])
}

pub(in crate::export) fn tally(
    votes: &[(Vote, u32)],
    directions: [u32; 3],
    comments: &[&str],
) -> Tally {
    let mut tally = Tally::default();
    for (vote, count) in votes {
        tally.add_votes(*vote, *count);
    }
    for (direction, count) in Direction::ALL.into_iter().zip(directions) {
        tally.add_directions(direction, count);
    }
    tally.comments = comments.iter().map(|comment| (*comment).to_owned()).collect();
    tally
}

pub(in crate::export) fn reveal(
    card: &mut Card,
    tally: Tally,
    agreed: Option<Vote>,
    direction: Option<Direction>,
) {
    card.revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
    card.agreed = Agreed { vote: agreed, direction };
}

fn action(text: &str, owner: &str, state: ActionState) -> ActionItem {
    ActionItem { text: text.into(), owner: owner.into(), state, ..ActionItem::default() }
}

pub(in crate::export) fn earlier() -> Session {
    let mut session = Session::new(
        "Checkout".into(),
        date(2026, 8, 20),
        &template(),
        VotingMode::Hands,
        Voters::Count(6),
    );
    session.cards[1].dimension = dimension("speed", "Speed");
    reveal(&mut session.cards[0], tally(&[(RED, 6)], [0; 3], &[]), Some(RED), None);
    reveal(&mut session.cards[1], tally(&[(YELLOW, 6)], [0; 3], &[]), Some(YELLOW), None);
    let mut done = action("Fewer approvals", "Bo", ActionState::Open);
    done.dimension = Some("speed".into());
    done.step(ActionStep::Carried, date(2026, 9, 1));
    done.step(ActionStep::Done, date(2026, 9, 8));
    let mut carried = action("Buy a bell", "", ActionState::Open);
    carried.step(ActionStep::Carried, date(2026, 9, 8));
    session.actions = vec![done, carried, action("Say no", "Ana", ActionState::Dropped)];
    let tried = |text: &str| Experiment {
        text: text.into(),
        state: "running".into(),
        ..Experiment::default()
    };
    let (mut learnt, mut unlearnt) = (tried("Pair on incidents"), tried("No meetings on Mondays"));
    (learnt.owner, learnt.dimension) = ("Bo".into(), Some("speed".into()));
    learnt.finish(
        ExperimentOutcome::DidNot,
        "Two is one too many at night".into(),
        date(2026, 10, 1),
    );
    unlearnt.finish(ExperimentOutcome::Worked, String::new(), date(2026, 10, 1));
    session.experiments = vec![learnt, unlearnt, tried("Release on green")];
    session.state = State::Closed;
    session
}

pub(in crate::export) fn full() -> Session {
    let mut session = Session::new(
        "Checkout".into(),
        date(2026, 11, 20),
        &template(),
        VotingMode::Hands,
        Voters::Count(6),
    );
    let said = ["The queue is long.", "We shipped | three times."];
    let release = tally(&[(GREEN, 3), (YELLOW, 2), (RED, 1)], [2, 3, 1], &said);
    reveal(&mut session.cards[0], release, Some(YELLOW), Some(Direction::Improving));
    session.cards[0].notes = "The pipeline blocks us twice a week.\n- Mostly on Mondays".into();
    session.cards[1].revealed = Some(Revealed::Hidden);
    session.cards[1].agreed.vote = Some(YELLOW);
    let often = Vote::Level(Level::whole(6));
    let mut joy = tally(&[(often, 4), (Vote::Level(Level::whole(2)), 1)], [0; 3], &[]);
    joy.abstained = 1;
    reveal(&mut session.cards[2], joy, Some(often), Some(Direction::Stable));
    session.cards[3].skipped = true;
    reveal(&mut session.cards[4], tally(&[(GREEN, 3), (RED, 3)], [0; 3], &[]), None, None);
    session.focus = vec!["easy-to-release".into()];
    session.miss = Some(Miss::Tally(MissTally { would: 4, unsure: 2, would_not: 0 }));
    let mut cut = action("Cut the pipeline to ten minutes", "Ana", ActionState::Open);
    cut.due = Some(date(2026, 12, 4));
    cut.dimension = Some("easy-to-release".into());
    let done = action("Ask for a bigger runner", "Bo", ActionState::Done);
    session.actions = vec![cut, done, action("Rewrite it all", "", ActionState::Dropped)];
    session.experiments.push(Experiment {
        text: "Release train on Tuesdays".into(),
        owner: "Bo".into(),
        measure: "Releases a week".into(),
        review: Some(date(2026, 12, 18)),
        state: "running".into(),
        ..Experiment::default()
    });
    session.state = State::Closed;
    session
}

fn report(session: &Session, earlier: &[&Session]) -> String {
    markdown(&Report { workspace: &workspace(), session, earlier, elsewhere: &[] })
}

#[test]
fn a_report_holds_all_that_the_team_takes_away() {
    let earlier = earlier();
    insta::assert_snapshot!(report(&full(), &[&earlier]), @r"
    # Checkout · Our check · 2026-11-20

    **1 green, 2 yellow, 1 not agreed; 1 better**

    ## Focus

    - Easy to release

    ## Actions

    - [ ] Cut the pipeline to ten minutes — Ana, due 2026-12-04 (Easy to release)
    - [x] Ask for a bigger runner — Bo
    - ~~Rewrite it all~~ dropped

    ## Experiments

    - Release train on Tuesdays — Bo, review 2026-12-18
      - State: running
      - Measure: Releases a week

    ## About this check

    - Date: 2026-11-20
    - Template: Our check (ours)
    - People: 6, anonymous, by hands

    ## Cards

    | Card                    | Agreed            | Direction   | Change              | Agreement   | Votes                       | Directions  |
    | ----------------------- | ----------------- | ----------- | ------------------- | ----------- | --------------------------- | ----------- |
    | Easy to release         | 🟡 Yellow         | ↗ improving | better, was 🔴 Red  | 0.36, split | 3 🟢 2 🟡 1 🔴              | 2 ↗ 3 → 1 ↘ |
    | Flow                    | 🟡 Yellow         | –           | same, was 🟡 Yellow | –           | hidden: fewer than 3 votes  | –           |
    | How often do you laugh? | 🟢 Green: 6 Often | → stable    | –                   | 0.61, mixed | 4 at 6, 1 at 2, 1 abstained | –           |
    | Mission                 | skipped           | –           | –                   | –           | –                           | –           |
    | Fun                     | not agreed        | –           | –                   | 0.00, split | 3 🟢 3 🔴                   | –           |

    ## Score

    **5.20** on 1 to 7, 🟢 Green: the mean of the means of 1 of 1 card, from 5 votes. All votes: 4 at 6, 1 at 2; spread 1.60.

    | Asked                   | Mean    | Spread | Votes | Distribution   | Agreed            |
    | ----------------------- | ------- | ------ | ----- | -------------- | ----------------- |
    | How often do you laugh? | 5.20 🟢 | 1.60   | 5     | 4 at 6, 1 at 2 | 🟢 Green: 6 Often |

    The spread is the standard deviation. Means are rounded down, never up.

    ## What was said

    ### Easy to release

    The pipeline blocks us twice a week.

    \- Mostly on Mondays

    - “The queue is long.”
    - “We shipped \| three times.”

    ## What this check says

    ### What moved

    - Easy to release is better than last time. (agreed Red on 20 Aug 2026, Yellow now)

    ### Unchanged for several checks

    - Flow has been yellow for 2 checks in a row. (agreed so since 20 Aug 2026)

    ### Where the team is split

    - The team is split on Easy to release. Hear both sides before you agree. (agreement 0.36, below 0.5: 3 Green, 2 Yellow, 1 Red)
    - The team is split on Fun. Hear both sides before you agree. (agreement 0.00, below 0.5: 3 Green, 3 Red)

    ## What became of the actions of 2026-08-20

    - Fewer approvals — Bo (Flow): done on 2026-09-08
    - Buy a bell: still open, looked at on 2026-09-08
    - Say no — Ana: dropped

    ## What became of experiments

    - Pair on incidents — Bo (Flow): finished on 2026-10-01: did not work
      - Learnt: Two is one too many at night
    - No meetings on Mondays: finished on 2026-10-01: worked
      - Learnt: no lesson recorded
    - Release on green: running

    ## From the check of 2026-08-20 to this one

    - Experiments: 3 in 7 sprints of two weeks (goal 14 to 21)
    - Lessons recorded: 1 of 2, 50 % (goal 90 %)
    - Actions done: 1 of 3

    ## Would you miss this check?

    4 yes, 2 not sure, 0 no
    ");
}

#[test]
fn a_named_session_lists_its_ballots_by_person() {
    let people = vec!["Ana".to_owned(), "Bo".to_owned(), "Chi".to_owned()];
    let voters = Voters::People(people);
    let session =
        Session::new("Checkout".into(), date(2026, 11, 20), &template(), VotingMode::Turns, voters);
    let mut check = Check::new(session, PendingBallots::default(), 3);
    let ana = Ballot {
        answer: Some(Answer::Vote(RED)),
        comment: Some("Too | many".into()),
        direction: Some(Direction::Worsening),
    };
    check.sit("Ana", &[(0, ana)]).unwrap();
    check.sit("Bo", &[(0, Answer::Abstained.into())]).unwrap();
    check.reveal(0).unwrap();
    check.agree(0, RED).unwrap();
    insta::assert_snapshot!(report(&check.session, &[]), @r"
    # Checkout · Our check · 2026-11-20

    **1 red; not finished**

    ## About this check

    - Date: 2026-11-20
    - Template: Our check (ours)
    - People: 3, named, in turns: Ana, Bo, Chi
    - State: open, not finished; 4 cards not revealed yet

    ## Cards

    | Card            | Agreed | Direction | Change | Agreement | Votes             | Directions |
    | --------------- | ------ | --------- | ------ | --------- | ----------------- | ---------- |
    | Easy to release | 🔴 Red | –         | –      | –         | 1 🔴, 1 abstained | 1 ↘        |

    ## What was said

    ### Easy to release

    | Who | Answer    | Direction   | Comment     |
    | --- | --------- | ----------- | ----------- |
    | Ana | 🔴 Red    | ↘ worsening | Too \| many |
    | Bo  | abstained | –           |             |

    ## What this check says

    ### How much this can say

    - So few votes say little: one more person could change the picture. Ask, do not count. (at most 1 vote on a card)
    ");
}

#[test]
fn a_card_that_is_not_revealed_leaves_no_trace() {
    let mut session = full();
    session.state = State::Open;
    session.cards[4].revealed = None;
    session.cards[4].notes = "Nobody laughs.".into();
    let text = report(&session, &[]);
    assert!(!text.contains("Fun") && !text.contains("laughs"), "{text}");
    assert!(text.contains("- State: open, not finished; 1 card not revealed yet\n"), "{text}");
    session.cards.truncate(0);
    session.cards.push(Card::new(dimension("fun", "Fun")));
    assert!(report(&session, &[]).contains("Nothing is revealed yet."));
}

#[test]
fn ballots_that_wait_change_no_byte_of_a_report() {
    let session = Session::new(
        "Checkout".into(),
        date(2026, 11, 20),
        &template(),
        VotingMode::Hands,
        Voters::Count(4),
    );
    let before = report(&session, &[]);
    let mut check = Check::new(session, PendingBallots::default(), 3);
    check.cast(0, Answer::Vote(RED), 4).unwrap();
    check.direct(0, Direction::Worsening, 4).unwrap();
    assert_eq!(report(&check.session, &[]), before);
}

#[test]
fn too_few_ballots_say_nothing_but_what_is_agreed() {
    let mut session = full();
    // A file may hold fewer than the threshold of today; the report goes by today's.
    reveal(
        &mut session.cards[0],
        tally(&[(RED, 2)], [0, 0, 2], &["Only I say so."]),
        Some(YELLOW),
        None,
    );
    session.miss = Some(Miss::Tally(MissTally { would: 0, unsure: 0, would_not: 2 }));
    session.cards[0].notes.clear();
    let text = report(&session, &[]);
    let line = text.lines().find(|line| line.starts_with("| Easy")).unwrap();
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    assert_eq!(cells[2..8], ["🟡 Yellow", "–", "–", "–", "hidden: fewer than 3 votes", "–"]);
    assert!(!text.contains("Only I say so"), "{text}");
    assert!(text.contains("check?\n\nhidden: fewer than 3 answers\n"), "{text}");
}

#[test]
fn no_person_is_in_the_report_of_an_anonymous_session() {
    let mut session = full();
    session.actions.clear();
    session.experiments.clear();
    // An anonymous session cannot hold names; were a file to bring some, they stay out.
    let ballot = Ballot::from(Answer::Vote(RED));
    let people = ["Zoe", "Yan", "Xu"];
    let named = people.map(|person| (person.to_owned(), ballot.clone())).to_vec();
    session.cards[0].revealed = Some(Revealed::Ballots(Ballots::Named(named)));
    let text = report(&session, &[]);
    assert!(text.contains("3 🔴"), "{text}");
    assert!(people.iter().all(|person| !text.contains(person)), "{text}");
}

#[test]
fn comments_come_in_an_order_that_says_nothing() {
    let mut session = full();
    let comments = ["b", "a", "c"];
    reveal(&mut session.cards[0], tally(&[(RED, 3)], [0; 3], &comments), None, None);
    assert!(report(&session, &[]).contains("- “a”\n- “b”\n- “c”"));
}

#[test]
fn a_report_needs_neither_template_nor_names() {
    let mut session = full();
    session.template = None;
    session.team = String::new();
    assert!(report(&session, &[]).starts_with("# (no name) · health check · 2026-11-20\n"));
    session.template = Some("gone".into());
    assert!(report(&session, &[]).starts_with("# (no name) · gone · 2026-11-20\n"));
}

#[test]
fn one_line_says_how_the_day_went() {
    let (mut session, mut before) = (full(), earlier());
    let line = |session: &Session, earlier: &[&Session]| {
        let text = report(session, earlier);
        text.lines().nth(2).unwrap().to_owned()
    };
    assert_eq!(line(&session, &[]), "**1 green, 2 yellow, 1 not agreed**");
    assert_eq!(line(&session, &[&before]), "**1 green, 2 yellow, 1 not agreed; 1 better**");
    before.cards[1].agreed.vote = Some(GREEN);
    let moved = "**1 green, 2 yellow, 1 not agreed; 1 better, 1 worse**";
    assert_eq!(line(&session, &[&before]), moved);
    before.cards[0].agreed.vote = Some(YELLOW);
    before.cards[1].agreed.vote = Some(YELLOW);
    assert_eq!(
        line(&session, &[&before]),
        "**1 green, 2 yellow, 1 not agreed; same as last time**"
    );
    // A skipped card counts for nothing, whatever was agreed before.
    session.cards[0].skipped = true;
    session.state = State::Open;
    assert_eq!(line(&session, &[]), "**1 green, 1 yellow, 1 not agreed; not finished**");
    for card in &mut session.cards {
        card.agreed = Agreed::default();
    }
    assert_eq!(line(&session, &[&before]), "**nothing agreed yet**");
    session.state = State::Closed;
    assert_eq!(line(&session, &[&before]), "**nothing agreed**");
}

#[test]
fn what_to_do_comes_before_the_table_and_what_this_says_after_the_quotes() {
    let before = earlier();
    let text = report(&full(), &[&before]);
    let heads: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let first = ["Focus", "Actions", "Experiments", "About this check", "Cards", "Score"];
    assert_eq!(heads[..6], first);
    assert_eq!(heads[6..8], ["What was said", "What this check says"]);
}
