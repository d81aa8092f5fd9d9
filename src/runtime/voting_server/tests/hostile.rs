//! Requests that mean no good. Each is answered or cut off, and the next phone is served.

use super::*;

/// Somebody else is served as if nothing was.
#[track_caller]
fn is_well(team: &Team, door: &Door) {
    assert_eq!(door.phone().ask(&get("/K7QM2")).status, 200);
    assert_eq!(team.asked(), []);
}

const SHORT: Duration = Duration::from_millis(50);

#[test]
fn a_head_that_does_not_end_is_cut_off() {
    let (_team, door) = Team::open(Limits { head: SHORT, ..Limits::default() });
    let mut phone = door.phone();
    phone.send(b"GET /K7QM2 HTTP/1.1\r\nHost: ");
    assert!(phone.is_hung_up());
    assert!(door.phone().is_hung_up(), "who says nothing");
}

#[test]
fn half_a_body_is_cut_off() {
    let (team, door) = Team::open(Limits { body: SHORT, drop: SHORT, ..Limits::default() });
    let mut phone = door.phone();
    let bytes = phone.bytes(&post("/K7QM2/join", "name=Ana"));
    phone.send(&bytes[..bytes.len() - 1]);
    assert_eq!(phone.reply().status, 408);
    assert!(phone.is_hung_up());
    is_well(&team, &door);
}

#[test]
fn a_body_of_a_megabyte_is_refused_before_it_comes_and_its_sender_reads_so() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let request = post("/K7QM2/join", "").body(&vec![b'x'; 1 << 20]);
    let bytes = phone.bytes(&request);
    let head = bytes.len() - (1 << 20);
    phone.send(&bytes[..head]);
    assert_eq!(phone.reply().status, 413);
    phone.send(&bytes[head..]);
    assert!(phone.is_hung_up());
    // As browsers do: all at once, and only then the answer is read.
    assert_eq!(door.phone().ask(&request).status, 413);
    is_well(&team, &door);
}

#[test]
fn a_body_that_never_says_how_long_it_is_ends_at_its_limit() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let request = post("/K7QM2/join", "").without("Content-Length");
    let bytes = phone.bytes(&request.with("Transfer-Encoding", "chunked"));
    phone.send(&bytes);
    for _ in 0..5 {
        phone.send(format!("400\r\n{}\r\n", "x".repeat(1024)).as_bytes());
    }
    assert_eq!(phone.reply().status, 413);
    is_well(&team, &door);
}

#[test]
fn a_head_of_a_megabyte_is_refused_and_its_sender_reads_so() {
    let (team, door) = Team::open(Limits::default());
    let reply = door.phone().ask(&get("/K7QM2").with("X", &"x".repeat(1 << 20)));
    assert_eq!(reply.status, 431);
    let many = (0..200).fold(get("/K7QM2"), |get, at| get.with(&format!("X{at}"), "x"));
    assert_eq!(door.phone().ask(&many).status, 431);
    is_well(&team, &door);
}

#[test]
fn what_is_no_request_is_cut_off() {
    let (team, door) = Team::open(Limits::default());
    for bytes in [
        &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET /K7QM2 HTTP/1.1\r\nHo st: x\r\n\r\n",
        b"GET /K7\xffQM2 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
    ] {
        let mut phone = door.phone();
        phone.send(bytes);
        let status = phone.next_reply().map(|reply| reply.status);
        assert!(matches!(status, None | Some(400 | 421)), "{status:?}");
    }
    is_well(&team, &door);
}

#[test]
fn two_lengths_are_none() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let reply = phone.ask(&post("/K7QM2/join", "a=b").and("Content-Length", "4"));
    assert_eq!(reply.status, 400);
    assert!(phone.is_hung_up());
    is_well(&team, &door);
}

#[test]
fn requests_sent_at_once_are_answered_in_their_order() {
    let (_team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let bytes: Vec<u8> =
        [get("/K7QM2/state"), get("/XXXXX"), post("/K7QM2/join", "a=b"), get("/K7QM2")]
            .iter()
            .flat_map(|request| phone.bytes(request))
            .collect();
    phone.send(&bytes);
    assert_eq!([0; 4].map(|_| phone.reply().status), [200, 404, 303, 200]);
}

#[test]
fn two_thousand_wrong_tokens_and_the_right_one_is_served() {
    let (team, door) = Team::open(Limits::default());
    let mut phone = door.phone();
    let statuses: Vec<u16> =
        (0..2000).map(|at| phone.ask(&get(&format!("/{at:05}"))).status).collect();
    assert!(statuses[..20].iter().all(|status| *status == 404));
    assert!(statuses[20..].iter().all(|status| *status == 429));
    assert_eq!(phone.ask(&get("/K7QM2/state")).status, 200);
    is_well(&team, &door);
}

#[test]
fn who_takes_no_answer_is_cut_off() {
    let (_team, door) = Team::open(Limits { write: SHORT, connections: 1, ..Limits::default() });
    let mut phone = door.phone();
    // More than the buffers of any system hold.
    let asked = 2000;
    let bytes = phone.bytes(&get("/K7QM2")).repeat(asked);
    phone.send(&bytes);
    assert!(is_served_at_last(&door), "its room is free");
    let answered = std::iter::from_fn(|| phone.next_reply()).count();
    assert!(answered < asked, "{answered}");
}

#[test]
fn more_connections_than_there_is_room_for_are_cut_off() {
    let (_team, door) = Team::open(Limits { connections: 3, ..Limits::default() });
    let mut phones = [door.phone(), door.phone(), door.phone()];
    for phone in &mut phones {
        assert_eq!(phone.ask(&get("/K7QM2/state")).status, 200);
    }
    let mut late = door.phone();
    assert!(late.is_hung_up());
    drop(phones);
    assert!(is_served_at_last(&door));
}

/// Tries until there is room: it is there as soon as the server has seen somebody go.
fn is_served_at_last(door: &Door) -> bool {
    let served = std::iter::repeat_with(|| {
        let mut phone = door.phone();
        let bytes = phone.bytes(&get("/K7QM2/state"));
        phone.send(&bytes);
        phone.next_reply()
    });
    served.take(100_000).flatten().next().is_some()
}
