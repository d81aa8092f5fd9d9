//! Where the server listens, and when it does not.

use std::net::{IpAddr, Ipv4Addr, TcpListener, TcpStream};

use super::*;
use crate::app::voting::PublicAddress;

#[test]
fn before_it_opens_and_after_it_closes_nothing_listens() {
    let (team, door) = Team::open(Limits::default());
    assert_eq!(door.url, format!("http://{}/K7QM2", door.address));
    let mut waits = door.phone();
    let bytes = waits.bytes(&get("/K7QM2/state?after=1"));
    waits.send(&bytes);
    // It must have come in.
    assert_eq!(door.phone().ask(&get("/K7QM2")).status, 200);
    team.ask(VotingJob::Close);
    _ = waits.next_reply();
    assert!(waits.is_hung_up());
    // The port is free when the server listens there anew.
    let again = team.opens(VotingPlan { port: Some(door.address.port()), ..plan() });
    assert_eq!(again.address, door.address);
    drop(team);
    assert!(TcpStream::connect(door.address).is_err());
}

#[test]
fn jobs_without_a_server_do_nothing() {
    let team = Team::new(Limits::default(), willing());
    team.ask(VotingJob::Publish(published(1, &[])));
    team.ask(VotingJob::FreeAll);
    team.ask(VotingJob::Close);
    assert!(team.server.lock().unwrap().thread.is_none());
    assert!(team.news.try_recv().is_err());
}

#[test]
fn a_port_that_was_chosen_is_that_port_or_none() {
    let team = Team::new(Limits::default(), willing());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let opened = team.opened(VotingPlan { port: Some(port), ..plan() });
    assert_eq!(opened, Err(ServerFault::PortsTaken(port, port)));
}

/// At an address of its own: other tests, and other programs, have theirs.
#[cfg(target_os = "linux")]
#[test]
fn without_a_chosen_port_it_is_the_first_free_one_of_eleven() {
    let team = Team::new(Limits::default(), willing());
    let [a, b, ..] = std::process::id().to_le_bytes();
    let address = Ipv4Addr::new(127, a, b, 73);
    let plan = || VotingPlan { listen: Some(address.into()), port: None, ..plan() };
    let mut taken = vec![TcpListener::bind((address, 7373)).unwrap()];
    assert_eq!(team.opened(plan()).unwrap().port, 7374);
    taken.extend((7375..=7383).map(|port| TcpListener::bind((address, port)).unwrap()));
    assert_eq!(team.opened(plan()).unwrap().port, 7374, "its own");
    team.ask(VotingJob::Close);
    // What it had is free when it says that it listens elsewhere.
    _ = team.opened(super::plan()).unwrap();
    taken.push(TcpListener::bind((address, 7374)).unwrap());
    assert_eq!(team.opened(plan()), Err(ServerFault::PortsTaken(7373, 7383)));
}

#[test]
fn everywhere_and_elsewhere_are_no_addresses() {
    let team = Team::new(Limits::default(), willing());
    for address in ["0.0.0.0", "::", "::ffff:0.0.0.0", "224.0.0.1", "192.0.2.1"] {
        let listen: IpAddr = address.parse().unwrap();
        let opened = team.opened(VotingPlan { listen: Some(listen), ..plan() });
        assert_eq!(opened, Err(ServerFault::NotHere(listen)));
    }
}

#[test]
fn the_addresses_of_this_computer_come_in_turn() {
    let local = addresses::local_addresses().unwrap();
    let team = Team::new(Limits::default(), willing());
    for nth in 0..local.len() + 2 {
        let opened = team.opened(VotingPlan { listen: None, nth, ..plan() });
        match local.get(nth % local.len().max(1)) {
            Some(one) => {
                let open = opened.unwrap();
                let host = std::net::SocketAddr::new(one.address, open.port);
                assert_eq!(open.url, format!("http://{host}/K7QM2"));
                assert_eq!(open.interface.as_ref(), Some(&one.interface));
                assert_eq!(open.addresses, local.len());
            }
            None => assert_eq!(opened, Err(ServerFault::NoNetwork)),
        }
    }
}

#[test]
fn behind_a_proxy_host_and_origin_are_those_of_its_address() {
    let public = PublicAddress { secure: true, host: "Vote.team.test:443".to_owned() };
    let team = Team::new(Limits { of_one: 1, ..Limits::default() }, willing());
    let plan = VotingPlan { listen: None, public: Some(public), ..plan() };
    let open = team.opened(plan).unwrap();
    assert_eq!(open.url, "https://vote.team.test/K7QM2");
    let phone = || Phone::at(([127, 0, 0, 1], open.port).into());
    // All of them come from the proxy's address.
    let mut phones = [phone(), phone(), phone()];
    assert_eq!(phones[0].ask(&get("/K7QM2")).status, 421);
    let page = |host| get("/K7QM2").with("Host", host);
    assert_eq!(phones[0].ask(&page("vote.team.test")).status, 200);
    assert_eq!(phones[1].ask(&page("vote.team.test:443")).status, 200);
    let join = post("/K7QM2/join", "").with("Host", "vote.team.test");
    assert_eq!(phones[2].ask(&join).status, 403);
    let reply = phones[2].ask(&join.with("Origin", "https://vote.team.test"));
    assert_eq!((reply.status, reply.header("location")), (303, Some("/K7QM2")));
    assert!(reply.header("set-cookie").unwrap().ends_with("; SameSite=Lax; Secure"));
}
