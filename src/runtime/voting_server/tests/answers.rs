//! The answers that are promised, row by row.

use super::phone::{method, sealed};
use super::*;

#[track_caller]
fn statuses(door: &Door, cookie: Option<&str>, rows: &[(phone::Request, u16)]) {
    for (request, status) in rows {
        let mut phone = door.phone();
        phone.cookie = cookie.map(str::to_owned);
        let reply = phone.ask(request);
        assert_eq!(reply.status, *status, "{request:?}\n{reply:?}");
    }
}

#[test]
fn what_is_wrong_first_is_answered_first() {
    let (team, door) = Team::open(Limits::default());
    let post = |path| post(path, "card=speed&vote=green");
    let long = "x".repeat(9000);
    statuses(
        &door,
        None,
        &[
            (method("PUT", "/XXXXX").with("Host", "evil.test"), 421),
            (get("/K7QM2").with("Host", "127.0.0.1"), 421),
            (get("/K7QM2").with("Host", "localhost:7373"), 421),
            (get("/K7QM2").without("Host"), 421),
            (get("/K7QM2").and("Host", "HOST"), 421),
            (get("http://evil.test/K7QM2"), 421),
            (get("/"), 404),
            (get("/favicon.ico"), 404),
            (method("PUT", "/XXXXX"), 404),
            (get("/K7QM2/other"), 404),
            (get("/%4B7QM2"), 404),
            (method("OPTIONS", "*"), 404),
            (method("PUT", "/K7QM2/ballot"), 405),
            (method("HEAD", "/K7QM2"), 405),
            (get("/K7QM2/join"), 405),
            (post("/K7QM2").with("Origin", "http://evil.test"), 405),
            (post("/K7QM2/join").with("Origin", "http://evil.test"), 403),
            (post("/K7QM2/join").with("Origin", "https://HOST"), 403),
            (post("/K7QM2/join").with("Origin", "null"), 403),
            (post("/K7QM2/join").without("Origin"), 403),
            (post("/K7QM2/join").and("Origin", "http://HOST"), 403),
            (post("/K7QM2/ballot").with("Origin", "null").with("Content-Length", "5000"), 403),
            (post("/K7QM2/ballot").with("X", &long), 431),
            (get("/K7QM2").with("X", &long), 431),
            (post("/K7QM2/ballot").body(&[b'x'; 4097]), 413),
            (post("/K7QM2/ballot"), 403),
            (sealed("/K7QM2/ballot", b"x"), 403),
        ],
    );
    assert_eq!(team.asked(), []);
}

#[test]
fn a_ballot_of_a_seat_is_taken_or_its_words_are_wrong() {
    let (team, door) = Team::open(Limits::default());
    let joined = door.joined();
    let form = |body| post("/K7QM2/ballot", body);
    statuses(
        &door,
        joined.cookie.as_deref(),
        &[
            (form("vote=green"), 400),
            (form("card=speed&card=x"), 400),
            (form("card=%FF"), 400),
            (post("/K7QM2/ballot", "").body(b"card=\xff"), 400),
            (form("card=speed").with("Content-Type", "text/plain"), 400),
            (form("card=speed").without("Content-Type"), 400),
            (sealed("/K7QM2/ballot", b""), 400),
            (sealed("/K7QM2/ballot", &[1; 309]), 409),
            (form("card=speed&vote=green&direction=&comment=a+b"), 303),
        ],
    );
    let asked = team.asked();
    let [_, VotingRequest::Ballot { seat, given }] = &asked[..] else { panic!("{asked:?}") };
    let text = |text: &str| Some(text.to_owned());
    let (vote, comment) = (text("green"), text("a b"));
    let form = Given::Form { card: "speed".to_owned(), vote, direction: None, comment };
    assert_eq!((*seat, given), (SeatId(1), &form));
}

#[test]
fn what_the_app_says_of_a_ballot_is_a_status() {
    let says = Arc::new(Mutex::new(VotingAnswer::Taken));
    let said = Arc::clone(&says);
    let team = Team::new(Limits::default(), move |request| {
        Some(match request {
            VotingRequest::Join { .. } => VotingAnswer::Joined(SeatId(1)),
            VotingRequest::Ballot { .. } => *said.lock().unwrap(),
        })
    });
    let door = team.opens(plan());
    let mut phone = door.joined();
    let sealed = sealed("/K7QM2/ballot", &rooms::sealed_vote(0));
    for (answer, plain, scripts) in [
        (VotingAnswer::Taken, 303, 204),
        (VotingAnswer::NotOpen, 409, 409),
        (VotingAnswer::NoSeat, 403, 403),
        (VotingAnswer::Malformed, 400, 400),
    ] {
        *says.lock().unwrap() = answer;
        let form = phone.ask(&post("/K7QM2/ballot", "card=speed&vote=red"));
        let reply = phone.ask(&sealed);
        assert_eq!((form.status, reply.status), (plain, scripts), "{answer:?}");
        assert_eq!(form.body.is_empty(), answer == VotingAnswer::Taken, "a page says why");
        assert_eq!(reply.body, "");
    }
}

#[test]
fn what_the_app_says_of_a_join_is_a_status() {
    for (answer, status) in
        [(VotingAnswer::Full, 403), (VotingAnswer::NameTaken, 409), (VotingAnswer::Malformed, 400)]
    {
        let team = Team::new(Limits::default(), move |_| Some(answer));
        let door = team.opens(plan());
        let reply = door.phone().ask(&post("/K7QM2/join", "name=Ana"));
        assert_eq!((reply.status, reply.header("set-cookie")), (status, None), "{answer:?}");
        assert!(reply.body.starts_with("<!doctype html>"), "{reply:?}");
    }
}

#[test]
fn every_answer_forbids_to_keep_it_and_to_load_anything() {
    let (_team, door) = Team::open(Limits::default());
    for request in [
        get("/K7QM2"),
        get("/K7QM2/state"),
        get("/XXXXX"),
        get("/K7QM2").with("Host", "evil.test"),
        get("/K7QM2").with("X", &"x".repeat(9000)),
        post("/K7QM2/join", ""),
        post("/K7QM2/ballot", "").body(&[b'x'; 4097]),
    ] {
        let reply = door.phone().ask(&request);
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{reply:?}");
        assert_eq!(reply.header("x-content-type-options"), Some("nosniff"), "{reply:?}");
        assert_eq!(reply.header("referrer-policy"), Some("same-origin"), "{reply:?}");
        let policy = reply.header("content-security-policy").unwrap();
        assert!(policy.contains("default-src 'none'"), "{policy}");
        assert_eq!(reply.header("access-control-allow-origin"), None);
    }
}

#[test]
fn other_spellings_lead_to_the_one_and_get_no_cookie() {
    let (team, door) = Team::open(Limits::default());
    let token = plan().token.to_lowercase();
    let mut phone = door.phone();
    for request in [
        get(&format!("/{token}")),
        get("/K7QM2/"),
        get("/k7qM2/state"),
        post("/k7qm2/join", ""),
        post("/k7qm2/ballot", "card=speed&vote=red"),
    ] {
        let reply = phone.ask(&request);
        assert_eq!((reply.status, reply.header("location")), (303, Some("/K7QM2")), "{request:?}");
        assert_eq!(reply.header("set-cookie"), None);
    }
    assert_eq!(phone.ask(&get("/K7QM2")).status, 200);
    assert_eq!(team.asked(), []);
    let door = team.opens(VotingPlan { token: "01ABC".to_owned(), ..plan() });
    let reply = door.phone().ask(&get("/oLabc"));
    assert_eq!((reply.status, reply.header("location")), (303, Some("/01ABC")));
}

#[test]
fn the_state_is_there_at_once_without_after_and_else_when_it_changes() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let first = phone.ask(&get("/K7QM2/state"));
    assert_eq!(first.status, 200);
    assert_eq!(first.header("content-type"), Some("application/json"));
    assert!(first.body.contains("\"version\":1"), "{first:?}");
    assert_eq!(phone.ask(&get("/K7QM2/state?after=7")).body, first.body, "of another run");
    assert_eq!(phone.ask(&get("/K7QM2/state?after=x")).status, 400);
    let waits = phone.bytes(&get("/K7QM2/state?after=1"));
    phone.send(&waits);
    // A ballot is no news.
    let mut voter = door.joined();
    assert_eq!(voter.ask(&post("/K7QM2/ballot", "card=speed&vote=red")).status, 303);
    team.ask(VotingJob::Publish(published(1, &[])));
    team.ask(VotingJob::Publish(published(2, &[])));
    assert!(phone.reply().body.contains("\"version\":2"));
}

#[test]
fn a_phone_that_waits_in_vain_is_told_the_same_again() {
    let limits = Limits { poll: Duration::from_millis(20), ..Limits::default() };
    let (_team, door) = Team::open(limits);
    let mut phone = door.phone();
    let first = phone.ask(&get("/K7QM2/state"));
    let again = phone.ask(&get("/K7QM2/state?after=1"));
    assert_eq!((again.status, again.body), (200, first.body));
}

#[test]
fn an_app_without_time_is_no_ballot_lost_without_a_word() {
    let limits = Limits { answer: Duration::from_millis(20), ..Limits::default() };
    let team = Team::new(limits, |_| None);
    let door = team.opens(plan());
    let reply = door.phone().ask(&post("/K7QM2/join", ""));
    assert_eq!((reply.status, reply.header("retry-after")), (503, Some("2")));
}

#[test]
fn the_page_is_in_the_language_of_the_browser_or_of_the_link() {
    let (_team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let german = get("/K7QM2").with("Accept-Language", "de-AT,de;q=0.9,en;q=0.5");
    assert_ne!(phone.ask(&german).body, phone.ask(&get("/K7QM2")).body);
    let page = |phone: &mut Phone, path: &str| phone.ask(&get(path)).body;
    assert!(phone.ask(&german).body.contains("<html lang=de>"));
    assert!(page(&mut phone, "/K7QM2?lang=de").contains("<html lang=de>"));
    assert!(page(&mut phone, "/K7QM2").contains("<html lang=en>"));
}

#[test]
fn a_comment_of_500_letters_of_any_script_fits_into_a_form_without_scripts() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.joined();
    let page = phone.ask(&get("/K7QM2")).body;
    assert!(page.contains("<form enctype=text/plain method=post action=\"/K7QM2/ballot\""));
    let comment = "\u{8a9e}".repeat(499) + "\r\n";
    let form = format!("card=speed\r\nvote=red\r\ncomment={comment}\r\n");
    let lines = post("/K7QM2/ballot", &form).with("Content-Type", "text/plain");
    assert_eq!(phone.ask(&lines).status, 303);
    let given = Given::Form {
        card: "speed".to_owned(),
        vote: Some("red".to_owned()),
        direction: None,
        comment: Some(comment),
    };
    let ballot = VotingRequest::Ballot { seat: SeatId(1), given };
    assert_eq!(team.asked().last(), Some(&ballot));
    let cut = post("/K7QM2/ballot", "card=speed&vote=red").with("Content-Type", "text/plain");
    assert_eq!(phone.ask(&cut).status, 400);
    assert_eq!(phone.ask(&lines.with("Origin", "null")).status, 403);
}

#[test]
fn a_language_that_was_chosen_stays_without_scripts() {
    let (_team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let german = |reply: &phone::Reply| reply.body.contains("<html lang=de>");
    let reply = phone.ask(&get("/K7QM2?lang=de"));
    assert!(german(&reply));
    let cookie = "lang=de; Path=/K7QM2; HttpOnly; SameSite=Lax";
    assert_eq!(reply.header("Set-Cookie"), Some(cookie));
    phone.keep_cookie(&reply);
    let reply = phone.ask(&get("/K7QM2").with("Accept-Language", "en"));
    assert!(german(&reply) && reply.header("Set-Cookie").is_none());
    assert!(!german(&phone.ask(&get("/K7QM2?lang=en"))));
    let other = phone.ask(&get("/K7QM2?lang=xx"));
    assert!(german(&other) && other.header("Set-Cookie").is_none());
}
