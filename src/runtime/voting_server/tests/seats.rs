//! Who has which seat.

use super::*;

fn joins(asked: &[VotingRequest]) -> Vec<Option<SeatId>> {
    let join = |one: &VotingRequest| match one {
        VotingRequest::Join { seat, .. } => Some(*seat),
        VotingRequest::Ballot { .. } => None,
    };
    asked.iter().filter_map(join).collect()
}

#[test]
fn a_join_gets_a_cookie_that_no_script_and_no_other_page_reads() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let reply = phone.ask(&post("/K7QM2/join", "once=abc"));
    assert_eq!((reply.status, reply.header("location")), (303, Some("/K7QM2")));
    let cookie = reply.header("set-cookie").unwrap();
    let (value, rest) = cookie.split_once("; ").unwrap();
    assert_eq!(rest, "Path=/K7QM2; HttpOnly; SameSite=Lax");
    assert_eq!(value.len(), "seat=".len() + 32);
    // A link preview takes no seat.
    assert_eq!(phone.ask(&get("/K7QM2")).header("set-cookie"), None);
    assert_eq!(joins(&team.asked()), [None]);
}

#[test]
fn a_join_with_a_live_cookie_keeps_its_seat() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.joined();
    let reply = phone.ask(&post("/K7QM2/join", ""));
    assert_eq!((reply.status, reply.header("set-cookie")), (303, None));
    // Somebody else votes on the same phone.
    let reply = phone.ask(&post("/K7QM2/join", "another=1"));
    phone.keep_cookie(&reply);
    _ = phone.ask(&post("/K7QM2/join", ""));
    assert_eq!(joins(&team.asked()), [None, Some(SeatId(1)), None, Some(SeatId(2))]);
}

#[test]
fn a_double_tap_takes_one_seat() {
    let (team, door) = Team::open(Limits::default());
    let mut taps = [door.phone(), door.phone()];
    for phone in &mut taps {
        let bytes = phone.bytes(&post("/K7QM2/join", "once=abc"));
        phone.send(&bytes);
    }
    for phone in &mut taps {
        let reply = phone.reply();
        phone.keep_cookie(&reply);
        assert_eq!(phone.ask(&post("/K7QM2/ballot", "card=speed&vote=red")).status, 303);
    }
    let ballots = team.asked().into_iter().filter_map(|one| match one {
        VotingRequest::Ballot { seat, .. } => Some(seat),
        VotingRequest::Join { once, .. } => {
            assert_eq!(once.as_deref(), Some("abc"));
            None
        }
    });
    assert_eq!(ballots.collect::<Vec<_>>(), [SeatId(1); 2]);
}

#[test]
fn a_seat_that_is_freed_votes_no_more() {
    let (team, door) = Team::open(Limits::default());
    let mut phones = [door.joined(), door.joined(), door.joined()];
    let mut statuses = || {
        phones
            .each_mut()
            .map(|phone| phone.ask(&post("/K7QM2/ballot", "card=speed&vote=red")).status)
    };
    assert_eq!(statuses(), [303; 3]);
    team.ask(VotingJob::Free(SeatId(2)));
    assert_eq!(statuses(), [303, 403, 303]);
    team.ask(VotingJob::FreeAll);
    assert_eq!(statuses(), [403; 3]);
}

#[test]
fn a_seat_freed_while_its_join_is_under_way_votes_no_more() {
    let (sender, heard) = mpsc::channel();
    let mut server = VotingServer::new(move |news| _ = sender.send(news));
    server.ask(VotingJob::Open(Box::new(plan())));
    let next = || heard.recv_timeout(HANGS).unwrap();
    let VotingNews::Opened(Ok(open)) = next() else { panic!() };
    let mut phone = Phone::at(([127, 0, 0, 1], open.port).into());
    let bytes = phone.bytes(&post("/K7QM2/join", ""));
    phone.send(&bytes);
    let VotingNews::Request { number, .. } = next() else { panic!() };
    server.ask(VotingJob::Answer { number, answer: VotingAnswer::Joined(SeatId(1)) });
    server.ask(VotingJob::FreeAll);
    let reply = phone.reply();
    phone.keep_cookie(&reply);
    assert_eq!(phone.ask(&post("/K7QM2/ballot", "card=speed&vote=red")).status, 403);
}

#[test]
fn a_name_goes_with_its_seat_and_the_page_knows_its_place() {
    let team = Team::new(Limits::default(), willing());
    let door = team.opens(VotingPlan { published: published(1, &["Ana", "Bo"]), ..plan() });
    let mut phone = door.phone();
    let reply = phone.ask(&post("/K7QM2/join", "name=Bo&once=1"));
    phone.keep_cookie(&reply);
    assert!(phone.ask(&get("/K7QM2")).body.contains("\"person\":2"));
    let name = Some("Bo".to_owned());
    let join = VotingRequest::Join { seat: None, once: Some("1".to_owned()), name };
    assert_eq!(team.asked(), [join]);
}

#[test]
fn seats_stay_at_another_address() {
    let (team, door) = Team::open(Limits::default());
    let cookie = door.joined().cookie;
    let door = team.opens(plan());
    let mut phone = door.phone();
    phone.cookie = cookie;
    assert_eq!(phone.ask(&post("/K7QM2/ballot", "card=speed&vote=red")).status, 303);
}

#[test]
fn thirty_ballots_a_minute_and_no_more() {
    let (team, door) = Team::open(Limits::default());
    let (mut phone, mut other) = (door.joined(), door.joined());
    let ballot = post("/K7QM2/ballot", "card=speed&vote=red");
    for _ in 0..30 {
        assert_eq!(phone.ask(&ballot).status, 303);
    }
    let reply = phone.ask(&ballot);
    assert_eq!(reply.status, 429);
    assert!(reply.header("retry-after").is_some_and(|wait| wait.parse::<u8>().unwrap() <= 60));
    assert_eq!(other.ask(&ballot).status, 303, "another seat");
    let ballots = team.asked().len() - joins(&team.asked()).len();
    assert_eq!(ballots, 31);
}

#[test]
fn a_hundred_and_twenty_joins_of_one_address_a_minute_and_no_more() {
    // Those of this computer have no limit, as those of a proxy have none.
    let (_team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    assert!((0..130).all(|_| phone.ask(&post("/K7QM2/join", "")).status == 303));

    let join = format!(
        "POST /K7QM2/join HTTP/1.1\r\nHost: {}\r\nOrigin: {}\r\nContent-Length: 0\r\n\r\n",
        by_bytes::HOST,
        by_bytes::ORIGIN
    );
    let page = format!("GET /K7QM2/state HTTP/1.1\r\nHost: {}\r\n\r\n", by_bytes::HOST);
    let joins = join.repeat(60);
    let [joins, one] = [joins, [&*join, &page].concat()].map(String::into_bytes);
    let heard = by_bytes::hear(&plan(), &[&[&joins], &[&joins], &[&one]]).unwrap();
    let statuses = heard.answers.iter().map(|answers| {
        let answers = String::from_utf8_lossy(answers).into_owned();
        let lines = answers.lines().filter_map(|line| line.strip_prefix("HTTP/1.1 "));
        lines.map(|line| line[..3].to_owned()).collect::<Vec<_>>()
    });
    let [first, second, third] = &statuses.collect::<Vec<_>>()[..] else { panic!("{heard:?}") };
    assert_eq!((first.len(), second.len()), (60, 60));
    assert!(first.iter().chain(second).all(|status| status == "303"), "{first:?} {second:?}");
    assert_eq!(third[..], ["429", "200"], "it may still look");
    assert_eq!(heard.asked.len(), 120, "the app is not asked");
    let last = String::from_utf8_lossy(&heard.answers[2]);
    assert!(last.contains("\r\nretry-after: "), "{last}");
}
