//! The list of all screens, each with the keys that lead to it.

use jiff::ToSpan;
use jiff::civil::date;
use squadcheck::app::Msg;
use squadcheck::model::{
    self, Agreed, Ballots, Direction, Light, PendingBallots, Revealed, Session, Tally, Template,
    Vote, Voters, VotingMode,
};
use squadcheck::store::{Store, session_from};

use crate::memory_app::MemoryApp;
use crate::phones;
use crate::render;
use crate::test_store::Disk;
use crate::typed::keys;

/// One screen.
#[derive(Clone)]
pub struct State {
    /// What it is called.
    pub name: &'static str,
    /// The program showing it.
    pub room: MemoryApp,
}

const CONFIG: &str = r#"
squadcheck: 1
title: Payments tribe
defaults: {template: mixed, way: WAY, secrecy: SECRECY}
teams:
  - {name: Checkout, people: [Ana, Bo, Chi, Dan, Eli, Fay]}
  - {name: Search, people: [Gil, Hana]}
templates:
  - key: mixed
    name: Mixed
    add:
      - {key: speed, name: Speed, awesome: Things get done quickly., crappy: Nothing gets finished.}
      - key: load
        name: Workload
        awesome: Enough air.
        crappy: Overload.
        scale: {min: 1, max: 5, step: 0.5, labels: {1: "Never", 5: "Always"}}
      - {key: fun, name: Fun, awesome: We laugh a lot., crappy: The days drag.}
"#;

const LAST_TIME: &str = r#"squadcheck: 1
team: "Checkout"
date: 2026-10-20
template: mixed
voters: 6
dimensions:
  - key: speed
    name: "Speed"
    votes: {green: 0, yellow: 1, red: 5}
    agreed: {vote: red, direction: worsening}
actions:
  - {text: "Cut the pipeline to ten minutes", owner: "Ana", due: 2026-11-01, state: open}
  - {text: "Buy a lamp", state: open}
state: closed
"#;

/// What two teams have still to do and are trying.
const TO_DO: [&str; 2] = [
    r#"squadcheck: 1
team: "Checkout"
date: 2026-10-20
template: mixed
voters: 6
dimensions:
  - {key: speed, name: "Speed", agreed: {vote: red}}
  - {key: fun, name: "Fun", agreed: {vote: green}}
focus: [speed, fun]
actions:
  - {text: "Cut the pipeline to ten minutes", owner: "Ana", due: 2026-11-01,
     dimension: speed, state: open}
  - {text: "Buy a lamp", dimension: fun, state: open}
experiments:
  - {text: "Release trains on Tuesdays, so that nobody releases on a Friday evening any more",
     owner: "Bo", hypothesis: "Fewer surprises, because all look at once",
     limit: "Two weeks, and no more than one hotfix", rollback: "Release when ready, as before",
     measure: "Hotfixes a week", review: 2026-11-15, dimension: speed, state: running}
  - {text: "Pair on incidents", state: finished, outcome: did-not,
     learning: "Two is one too many at night"}
  - {text: "No meetings on Mondays", state: worked}
state: closed
"#,
    r#"squadcheck: 1
team: "Search"
date: 2026-11-10
template: mixed
voters: 2
dimensions: [{key: load, name: "Workload", agreed: {vote: yellow}}]
actions:
  - {text: "Write down who is on call", owner: "Gil", due: 2026-12-04, dimension: load, state: open}
  - {text: "Ask for a third person", owner: "Hana", due: 2026-10-30, state: open}
experiments:
  - {text: "One topic at a time", review: 2026-12-01, dimension: load, state: running}
state: closed
"#,
];

/// Two teams with things to do and to try.
fn to_do() -> MemoryApp {
    let config = CONFIG.replace("WAY", "hands").replace("SECRECY", "anonymous");
    let session = |text: &str| {
        session_from(std::path::Path::new("past.yaml"), text.as_bytes()).expect("a session")
    };
    MemoryApp::new(Some(&config), &TO_DO.map(session))
}

fn workspace(way: &str, secrecy: &str) -> MemoryApp {
    MemoryApp::new(Some(&CONFIG.replace("WAY", way).replace("SECRECY", secrecy)), &[])
}

pub fn press(mut room: MemoryApp, line: &str) -> MemoryApp {
    for key in keys(line) {
        room.key(key);
    }
    room
}

pub fn types(mut room: MemoryApp, text: &str) -> MemoryApp {
    room.tell(Msg::Paste(text.to_owned()));
    room
}

/// A card with more text than the window has rows for.
fn wordy(way: &str) -> MemoryApp {
    wordy_on(way, "traffic-light")
}

/// The same on this scale.
fn wordy_on(way: &str, scale: &str) -> MemoryApp {
    let text = "It takes many words to say how good this is. ".repeat(60);
    let config = format!(
        "squadcheck: 1\ndefaults: {{template: wordy, way: {way}}}\n\
         teams: [{{name: Checkout, people: [Ana, Bo, Chi]}}]\ntemplates:\n  - key: wordy\n    \
         dimensions: [{{key: one, name: One, awesome: \"{text}\", crappy: Few words.,\n      \
         scale: {scale}}}]\n"
    );
    let room = press(MemoryApp::new(Some(&config), &[]), "n<Enter>");
    if way == "turns" { press(room, "<Space>") } else { room }
}

/// The result of a card with more comments than fit beside it.
fn talked_about() -> MemoryApp {
    let comments: Vec<String> =
        (1..=18).map(|n| format!("\"Reason {n} to say a little more than one line.\"")).collect();
    let session = format!(
        "squadcheck: 1\nteam: Checkout\ndate: 2026-10-20\ntemplate: mixed\nvoters: 20\n\
         dimensions:\n  - key: speed\n    name: Speed\n    \
         votes: {{green: 9, yellow: 2, red: 8}}\n    comments: [{}]\n    \
         agreed: {{vote: yellow}}\nstate: closed\n",
        comments.join(", ")
    );
    let config = CONFIG.replace("WAY", "hands").replace("SECRECY", "anonymous");
    let session = session_from(std::path::Path::new("past.yaml"), session.as_bytes());
    press(MemoryApp::new(Some(&config), &[session.expect("a session")]), "<Enter><Enter>")
}

/// The result of a card on levels of one digit with more comments than fit beside it.
fn talked_about_digits() -> MemoryApp {
    let comments: Vec<String> = (1..=90).map(|n| format!("\"Reason {n} to say more.\"")).collect();
    let session = format!(
        "squadcheck: 1\nteam: Checkout\ndate: 2026-10-20\ntemplate: mixed\nvoters: 20\n\
         dimensions:\n  - key: load\n    name: Workload\n    scale: {{min: 1, max: 5}}\n    \
         votes: {{1: 9, 3: 2, 5: 8}}\n    comments: [{}]\nstate: open\n",
        comments.join(", ")
    );
    let config = CONFIG.replace("WAY", "hands").replace("SECRECY", "anonymous");
    let session = session_from(std::path::Path::new("past.yaml"), session.as_bytes());
    press(MemoryApp::new(Some(&config), &[session.expect("a session")]), "<Enter><PageDown>")
}

/// A check on levels of one digit, on its first card.
fn digits(way: &str) -> MemoryApp {
    let config = CONFIG.replace("WAY", way).replace("SECRECY", "anonymous");
    let config = config.replace("max: 5, step: 0.5", "max: 5, step: 1");
    press(MemoryApp::new(Some(&config), &[]), "n<Enter>")
}

/// A check by hands on its first card.
fn hands() -> MemoryApp {
    press(workspace("hands", "anonymous"), "n<Enter>")
}

/// A check by hands whose first card is settled.
fn settled() -> MemoryApp {
    press(
        hands(),
        "3g2yr 2+3=- <Space><Enter> 1<Enter>2.5<Enter>5<Enter> 2<Enter><Space><Space>3<Enter>+n",
    )
}

/// A check of one of the built-in templates with so many people.
fn of_template(template: &Template, voters: usize, way: &str) -> MemoryApp {
    let people: Vec<String> = (1..=voters).map(|n| format!("Voter{n}")).collect();
    let config = format!(
        "squadcheck: 1\ndefaults: {{template: {}, threshold: 1, way: {way}}}\n\
         teams: [{{name: Checkout, people: [{}]}}]\n",
        template.key,
        people.join(", ")
    );
    press(MemoryApp::new(Some(&config), &[]), "n<Enter>")
}

/// The same by hands, on its first card.
pub fn by_hands(template: &Template, voters: usize) -> MemoryApp {
    of_template(template, voters, "hands")
}

/// A check of the Spotify template with twelve people: three cards are settled one way each, one on
/// a split, the others green; one is in focus, and one action agreed on.
pub fn of_twelve() -> MemoryApp {
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").expect("built in");
    let votes = "9g3y5+7=<Space>g+<Enter> 2g9y1r3+<Space>y=<Enter> 2y9+1-<Backspace>\
                 <Backspace>10r<Space>r-<Enter> 6g6r4+4=<Space>y<Enter>";
    let votes = format!("{votes}{}", "11g1y6+<Space>g+<Enter>".repeat(6));
    let room = press(by_hands(spotify, 12), &votes);
    let room = types(press(room, "12g<Space>g=s f a"), "Cut the pipeline to ten minutes");
    press(room, "<Enter>")
}

/// The same in turns, before the first of them.
pub fn in_turns(template: &Template, voters: usize) -> MemoryApp {
    of_template(template, voters, "turns")
}

/// Two years of made-up teams.
pub fn demo() -> MemoryApp {
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").expect("built in");
    let demo = squadcheck::demo::demo(render::three_o_four().date(), spotify);
    let mut room = MemoryApp::new(Some(&demo.workspace_yaml), &demo.sessions);
    room.app.ctx.demo = true;
    room
}

/// Ten years of one team, month by month, and of another one that began later.
pub fn ten_years() -> MemoryApp {
    let templates = Store::built_in_templates();
    let spotify = templates.iter().find(|t| t.key == "spotify").expect("built in");
    let mut sessions = Vec::new();
    for (team, months) in [("Checkout", 120_usize), ("Ledger", 30)] {
        for back in 0..months {
            let month = 12 * 2026 + 10 - i16::try_from(back).expect("few");
            let day = date(month / 12, i8::try_from(month % 12 + 1).expect("a month"), 4);
            let mut session =
                Session::new(team.to_owned(), day, spotify, VotingMode::Hands, Voters::Count(6));
            for (at, card) in session.cards.iter_mut().enumerate() {
                // Waves of different lengths, so that rows rise, fall and stay.
                let mood = (months - back) * (at + 3) / 17 + team.len();
                let votes = [(mood % 5).min(6), (mood / 2) % 3, 1];
                let mut tally = Tally::default();
                for (light, n) in Light::ALL.into_iter().zip(votes) {
                    tally.add_votes(Vote::Light(light), u32::try_from(n).expect("few"));
                }
                tally.add_directions(Direction::ALL[mood % 3], 2);
                let suggestion =
                    model::consensus::suggestion(&card.dimension.scale, &tally).expect("votes");
                card.agreed =
                    Agreed { vote: Some(suggestion.vote), direction: suggestion.direction };
                card.revealed = Some(Revealed::Ballots(Ballots::Tally(tally)));
                if (back + at) % 7 == 0 {
                    let text = format!("Do something about {}", card.dimension.name);
                    let dimension = Some(card.dimension.key.clone());
                    let mut action = model::ActionItem {
                        text,
                        owner: "Ana".to_owned(),
                        dimension,
                        ..model::ActionItem::default()
                    };
                    if back % 3 > 0 {
                        action.step(model::ActionStep::Done, day);
                    }
                    session.actions.push(action);
                }
            }
            session.state = model::State::Closed;
            sessions.push(session);
        }
    }
    MemoryApp::new(Some("squadcheck: 1\nteams: [{name: Checkout}, {name: Ledger}]\n"), &sessions)
}

/// A check of the Spotify template by hands.
fn spotify() -> MemoryApp {
    let config =
        "squadcheck: 1\nteams: [{name: Checkout, people: [Ana, Bo, Chi, Dan, Eli, Fay]}]\n";
    press(MemoryApp::new(Some(config), &[]), "n<Enter>")
}

fn last_time() -> Session {
    session_from(std::path::Path::new("last.yaml"), LAST_TIME.as_bytes()).expect("a session")
}

/// A check that a newer program wrote.
fn newer() -> MemoryApp {
    let config = CONFIG.replace("WAY", "hands").replace("SECRECY", "anonymous");
    let session = Session { newer: Some(2), state: model::State::Open, ..last_time() };
    MemoryApp::new(Some(&config), &[session])
}

/// A check that another window runs.
fn elsewhere() -> MemoryApp {
    let mut room = press(settled(), "nn3g<Esc><Esc>");
    room.store.elsewhere = true;
    room
}

/// All of them.
pub fn all() -> Vec<State> {
    let few = "squadcheck: 1\n";
    let turns = || press(workspace("turns", "anonymous"), "n<Enter>");
    let opening = || {
        let config = CONFIG.replace("WAY", "hands").replace("SECRECY", "anonymous");
        press(MemoryApp::new(Some(&config), &[last_time()]), "n<Enter>")
    };
    let broken = "squadcheck: 1\nteams:\n  - nam: Checkout\ndefaults: {way: feet}\n";
    let on = |disk| {
        let mut room = press(hands(), "6g<Space>");
        room.store.disk = disk;
        press(room, "r")
    };
    let (unsaved, changed) = (on(Disk::Full), on(Disk::Changed));
    let mut late = press(hands(), "4g 2+");
    late.now = late.now.checked_add(7.minutes()).expect("later");
    late.tell(Msg::Tick);
    let mut list: Vec<(&'static str, MemoryApp)> = vec![
        ("welcome", MemoryApp::new(None, &[])),
        ("home", demo()),
        ("home-with-a-broken-file", press(demo().with_broken_file(), "<End>")),
        ("home-without-teams", MemoryApp::new(Some(few), &[])),
        ("home-with-an-open-check", press(settled(), "<Esc><Esc>")),
        ("form", press(workspace("hands", "anonymous"), "n")),
        ("form-people", press(workspace("hands", "named"), "njjjj<Space>l")),
        ("form-new-team", press(workspace("hands", "anonymous"), "nh")),
        (
            "form-few-voters",
            press(
                MemoryApp::new(Some(few), &[]),
                "n N<Down><Down><Down><Down>0<Backspace><Backspace>2",
            ),
        ),
        ("opening", opening()),
        ("opening-second", press(opening(), "d")),
        ("card", spotify()),
        ("card-first", hands()),
        ("card-voting", late),
        ("card-after-last-time", press(opening(), "do")),
        ("card-named", press(workspace("hands", "named"), "n<Enter> gy+")),
        ("card-levels-fresh", press(hands(), "n")),
        ("card-levels", press(hands(), "n 2<Enter> 3")),
        ("card-digits", press(digits("hands"), "4g n 2 3 +")),
        ("result-digits", press(digits("hands"), "4g n 1 2 5 2 2 5 <Space> 3")),
        ("result-digits-comments", talked_about_digits()),
        ("card-skipped", press(hands(), "d")),
        ("card-with-notes", types(press(hands(), "c"), "It blocks us\nTwice a week")),
        ("card-large", press(hands(), "z 4g")),
        ("card-asks-for-more", press(hands(), "4g<Space>")),
        ("result", press(spotify(), "3g2yr 2+3=- <Space>")),
        ("card-wordy", wordy("hands")),
        ("card-digits-wordy", press(wordy_on("hands", "{min: 1, max: 5}"), "<PageDown>")),
        ("card-wordy-second", press(wordy("hands"), "<PageDown>")),
        ("turns-card-wordy", press(wordy("turns"), "<PageDown>")),
        ("result-comments", talked_about()),
        ("result-comments-second", press(talked_about(), "<PageDown>")),
        ("result-agreed", press(hands(), "3g2yr 2+3=- <Space>y+ p")),
        ("result-change", press(opening(), "do 6g<Space>g")),
        ("result-hidden", press(hands(), "2g<Space><Space>")),
        ("result-covered", press(hands(), "6g<Space><Space>")),
        (
            "result-levels",
            press(hands(), "n1<Enter>2.5<Enter>5<Enter>2<Enter>2<Enter>5<Enter><Space>3"),
        ),
        ("turns-neutral", turns()),
        ("turns-card", press(turns(), "<Space>")),
        ("turns-sitting", press(turns(), "<Enter>g")),
        ("turns-sitting-levels-fresh", press(turns(), "<Enter>g<Enter>")),
        ("turns-sitting-levels", press(turns(), "<Enter>g<Enter>2")),
        ("turns-sitting-digits", press(digits("turns"), "<Enter>g<Enter>2")),
        ("turns-comment", types(press(turns(), "<Enter>c"), "Too slow")),
        (
            "turns-named-comment",
            types(press(workspace("turns", "named"), "n<Enter><Enter>c"), "Too slow"),
        ),
        ("turns-half", press(turns(), "<Enter>g<Enter>2<Enter><Enter>y<Enter>")),
        ("summary", press(settled(), "s")),
        ("summary-by-need", press(settled(), "s o jj f")),
        ("summary-closed", press(settled(), "s C<Enter>")),
        ("summary-large", press(of_twelve(), "sz")),
        ("summary-large-closed", press(of_twelve(), "s C z")),
        ("summary-large-levels", press(settled(), "sz")),
        ("insight-large", press(demo(), "t<Left>iz")),
        ("trend-large", press(demo(), "tz")),
        ("teams-large", press(demo(), "mz")),
        ("insight", press(demo(), "jj<Enter>i")),
        ("insight-below", press(demo(), "t<Left>i<PageDown>")),
        ("trend", press(demo(), "t")),
        ("trend-export", press(demo(), "te")),
        ("teams", press(demo(), "mjj")),
        ("teams-earlier", press(demo(), "m[[[l")),
        ("board", press(to_do(), "a")),
        ("board-experiment", press(to_do(), "ajj")),
        ("board-acted", press(to_do(), "a d d d - <Enter> o")),
        ("board-own", press(to_do(), "t a")),
        ("board-empty", press(workspace("hands", "anonymous"), "a")),
        ("board-edit", press(to_do(), "a<Enter><BackTab>")),
        ("board-outcome", press(to_do(), "ajjd")),
        ("board-learnt", types(press(to_do(), "ajjd-"), "Trains are for many,\nwe are few")),
        ("board-experiment-form", press(to_do(), "ajj<Enter>")),
        ("experiment", types(press(hands(), "x"), "Release trains")),
        ("opening-experiments", press(to_do(), "n<Enter>")),
        ("opening-acted", press(to_do(), "n<Enter>dod+<Enter>p<Esc>")),
        ("search", press(demo(), "/")),
        ("search-found", press(types(press(demo(), "/"), "pipeline"), "<Down>")),
        ("search-team", types(press(demo(), "t/"), "s")),
        ("search-nothing", types(press(demo(), "m/"), "no such words")),
        ("trend-older", press(demo(), "t<Home>jj")),
        ("trend-narrow", press(demo(), "t-k<Left><Space>vvv")),
        ("trend-large-panel", press(demo(), "tjpk<Left>")),
        ("trend-alone", press(demo(), "tppv")),
        ("trend-one-template", press(ten_years(), "to")),
        ("trend-ten-years", press(ten_years(), "t")),
        ("trend-ten-years-narrow", press(ten_years(), "t-<Left><Left><Space>jj")),
        ("trend-ten-years-by-year", press(ten_years(), "t--<Left>jvvvv")),
        ("compare", press(demo(), "t<Space><Left><Left><Left><Space><Enter>")),
        ("compare-end", press(demo(), "t<Space><Left><Left><Left><Space><Enter><End>")),
        ("compare-ten-years", press(ten_years(), "t<Space><Home><Space><Enter>jjj")),
        ("teams-narrow", press(demo(), "m-vvv")),
        ("teams-on-a-name", press(demo(), "mj<Left>")),
        ("across", press(demo(), "mj<Left><Enter>")),
        ("across-second", press(demo(), "mjr j")),
        ("across-ten-years", press(ten_years(), "mr")),
        ("faults", MemoryApp::new(Some(broken), &[])),
        ("faults-second", press(MemoryApp::new(Some(broken), &[]), "j")),
        ("faults-of-a-session", press(demo().with_broken_file(), "<End><Enter>")),
        ("help", press(hands(), "?")),
        ("help-end", press(hands(), "?<End>")),
        ("help-other-places", press(hands(), "?<PageDown><PageDown><PageDown>")),
        ("help-search", types(press(hands(), "?/"), "comm")),
        ("help-search-below", press(types(press(hands(), "?/"), "card"), "<PageDown>")),
        ("help-found", press(types(press(hands(), "?/"), "u"), "<Enter>")),
        ("help-nothing", types(press(hands(), "?/"), "no such words")),
        ("help-home", press(demo(), "?")),
        ("help-trend", press(demo(), "t?")),
        ("help-roster", press(workspace("hands", "named"), "n<Enter> v ?")),
        ("help-sitting", press(turns(), "<Enter>g?")),
        ("roster", press(hands(), "v")),
        ("roster-names", press(workspace("hands", "named"), "n<Enter> v j -")),
        ("roster-arrives", types(press(turns(), "v+"), "Zoe")),
        ("miss", press(settled(), "s m 3+ 2")),
        ("miss-revealed", press(settled(), "s m 3+ 2= - <Space>")),
        ("action", types(press(hands(), "a"), "Cut the pipeline")),
        ("action-due", types(press(types(press(hands(), "a"), "Cut"), "<Down>an<Down>"), "friday")),
        ("export", press(settled(), "e")),
        ("read-only", press(newer(), "<Enter>")),
        ("read-only-card", press(newer(), "<Enter><Enter>r")),
        ("read-only-home", newer()),
        ("follows", press(elsewhere(), "<Enter>")),
        ("follows-result", press(elsewhere(), "<Enter>pg")),
        ("follows-summary", press(elsewhere(), "<Enter>sC")),
        ("ask-quit", press(unsaved.clone(), "<Ctrl-C>")),
        ("ask-go-on", press(settled(), "<Esc><Esc>n<Enter>")),
        ("ask-reopen", press(settled(), "s C<Enter> C")),
        ("ask-close", press(hands(), "4g s C")),
        ("ask-quit-live", press(hands(), "4g<Ctrl-C>")),
        ("ask-delete", press(hands(), "4g s D")),
        ("not-saved", unsaved.clone()),
        ("not-saved-ways", press(unsaved.clone(), "!")),
        ("not-saved-elsewhere", press(unsaved, "!o")),
        ("changed", changed.clone()),
        ("changed-ways", press(changed.clone(), "!")),
        ("changed-difference", press(changed.clone(), "!d")),
        ("changed-difference-end", press(changed, "!d<End>")),
        ("home-with-a-conflict", press(demo().with_conflict(), "<End>")),
        ("home-compares-a-conflict", press(demo().with_conflict(), "<End><Enter>")),
    ];
    list.extend(phones::all(&workspace));
    list.into_iter().map(|(name, room)| State { name, room }).collect()
}

/// The largest check that is likely: forty voters, forty cards with long names, all of it wide.
pub fn crowded() -> Vec<State> {
    let templates = Store::built_in_templates();
    let dimensions = (0..40).map(|n| {
        let mut dimension = templates[0].dimensions[n % templates[0].dimensions.len()].clone();
        dimension.key = format!("dimension-{n}");
        dimension.name = format!("{n} 名前がとても長い質問 👩‍👩‍👧‍👦 with a tail that goes on and on");
        dimension
    });
    let template = Template {
        key: "wide".to_owned(),
        dimensions: dimensions.collect(),
        ..Template::default()
    };
    let people = (0..40).map(|n| format!("{n} Перерепенко-Довгочхун 日本 e\u{301}")).collect();
    let date = render::three_o_four().date();
    let session = Session::new(
        "長い名前のチーム".repeat(9),
        date,
        &template,
        VotingMode::Turns,
        Voters::People(people),
    );
    let mut check = model::Check::new(session, PendingBallots::default(), 3);
    for at in 0..20 {
        let notes = "so much to say ".repeat(40);
        check.card_mut(at).expect("open").notes = notes;
    }
    let room = MemoryApp::new(Some("squadcheck: 1\n"), &[check.session.as_ref().clone()]);
    let list: [(&'static str, &str); 7] = [
        ("crowded-home", ""),
        ("crowded-neutral", "<Enter>"),
        ("crowded-card", "<Enter><Space>"),
        ("crowded-sitting", "<Enter><Enter>gg<Enter>"),
        ("crowded-summary", "<Enter>s<End>"),
        ("crowded-roster", "<Enter>v"),
        ("crowded-trend", "t<Enter>"),
    ];
    list.into_iter().map(|(name, line)| State { name, room: press(room.clone(), line) }).collect()
}
