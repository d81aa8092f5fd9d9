//! The screens on which phones join and vote.

use std::time::Duration;

use squadcheck::app::Msg;
use squadcheck::app::voting::{Given, OpenServer, SeatId, ServerFault, VotingNews, VotingRequest};
use squadcheck::model::{Answer, Ballot, Light, Submission, SubmissionId, Vote};
use squadcheck::seal::SealedBallots;

use crate::memory_app::MemoryApp;
use crate::sheets::Voter;
use crate::states::press;

/// The beginning of a code.
const CUT: &str = "Ana: SQU1110FF05VGHPM 55DT8JP935JJ78RT R5XGJ48WCCNM00VA 5Y82A5CYC8Q88BX5 \
                   Z15ADD4J46GAHRKY 5FHK3K7NJJYWNHGJ DV8XVHP5WJ60AWW1";

fn tell(mut room: MemoryApp, news: VotingNews) -> MemoryApp {
    room.tell(Msg::Voting(news));
    room
}

fn asks(room: MemoryApp, request: VotingRequest) -> MemoryApp {
    tell(room, VotingNews::Request { number: 1, request })
}

fn opens(room: MemoryApp) -> MemoryApp {
    let url = "http://192.168.178.23:7373/K7QM2".to_owned();
    let open = OpenServer { url, interface: Some("wlan0".into()), port: 7373, addresses: 2 };
    tell(room, VotingNews::Opened(Ok(open)))
}

fn joins(room: MemoryApp, name: Option<&str>) -> MemoryApp {
    let name = name.map(str::to_owned);
    asks(room, VotingRequest::Join { seat: None, once: None, name })
}

fn votes(room: MemoryApp, seat: u32) -> MemoryApp {
    let ballots = vec![("speed".to_owned(), Ballot::from(Answer::Vote(Vote::Light(Light::Red))))];
    let id = SubmissionId([u8::try_from(seat).expect("a few"); 8]);
    let submission = Submission { id, revision: 1, person: None, ballots };
    let given = Given::Sealed(SealedBallots { submission, miss: None });
    asks(room, VotingRequest::Ballot { seat: SeatId(seat), given })
}

fn nobody_comes(mut room: MemoryApp) -> MemoryApp {
    room.app.ctx.uptime += Duration::from_secs(30);
    room.tell(Msg::Tick);
    room
}

/// Codes of a sheet that this program made are pasted.
fn codes(room: MemoryApp, people: &[Option<&str>]) -> MemoryApp {
    let mut room = press(room, "S");
    let key = room.app.live.as_ref().and_then(|live| live.sheet.clone()).expect("a sheet");
    for (id, person) in (1..).zip(people) {
        let voter = Voter { person: *person, ..Voter::new(id, Light::Green) };
        let code = voter.code(key.public(), &["speed"]);
        room.tell(Msg::Paste(code));
    }
    room
}

fn pastes(mut room: MemoryApp, text: &str) -> MemoryApp {
    room.tell(Msg::Paste(text.to_owned()));
    room
}

/// The list of them.
pub fn all(workspace: &impl Fn(&str, &str) -> MemoryApp) -> Vec<(&'static str, MemoryApp)> {
    let begun = |secrecy| press(workspace("devices", secrecy), "n<Enter>");
    let open = |secrecy| opens(begun(secrecy));
    let four = || (0..4).fold(open("anonymous"), |room, _| joins(room, None));
    let named = || ["Bo", "Eli"].into_iter().fold(open("named"), |room, n| joins(room, Some(n)));
    let fault = VotingNews::Opened(Err(ServerFault::PortsTaken(7373, 7383)));
    let voted = || (1..4).fold(press(four(), "<Enter>"), votes);
    vec![
        ("join-opening", begun("anonymous")),
        ("join-fault", tell(begun("anonymous"), fault)),
        ("join", open("anonymous")),
        ("join-nobody", nobody_comes(open("anonymous"))),
        ("join-four", four()),
        ("join-codes", codes(open("anonymous"), &[None; 6])),
        ("join-codes-named", codes(open("named"), &[Some("Ana"), Some("Chi")])),
        ("join-dialog", press(open("anonymous"), "o")),
        ("join-dialog-line", press(open("anonymous"), "o<Tab>gyr")),
        ("join-dialog-cut", pastes(codes(open("anonymous"), &[None]), CUT)),
        ("join-large", press(four(), "z")),
        ("join-named", press(named(), "j")),
        ("join-anew", press(four(), "R")),
        ("card-devices", voted()),
        ("card-devices-again", press(voted(), "V")),
        ("card-devices-few", press(votes(press(four(), "<Enter>"), 1), "2g<Space>")),
        ("card-let-in", press(workspace("hands", "anonymous"), "n<Enter>i")),
        ("help-join", press(open("anonymous"), "?")),
    ]
}
