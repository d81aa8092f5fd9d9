//! Takes connections in, and ends them.

use std::convert::Infallible;
use std::future::pending;
use std::net::IpAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};

use crate::app::voting::{ServerFault, VotingPlan};

use super::addresses::local_addresses;
use super::bind::Bound;
use super::limits::{Connected, Connections, DROPPED, HEAD, sender};
use super::patient::Patient;
use super::room::Room;
use super::site::Site;

/// Time in which answers under way are still written when the server ends.
const FAREWELL: Duration = Duration::from_millis(100);
/// Time until a system that has no room for a connection is asked again.
const BREATH: Duration = Duration::from_millis(100);
/// How often the computer is asked whether it still has the address: no system tells that to one
/// who listens there.
const LOOK: Duration = Duration::from_secs(5);
/// So many looks without it, and it is lost: Wi-Fi comes back some seconds after a sleep.
const LOOKS: u32 = 3;

/// A socket that listens, and all connections that came by it.
pub struct Listening {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
    lost: Pin<Box<dyn Future<Output = ServerFault>>>,
}

impl Listening {
    /// Begins to take connections in.
    pub fn start(bound: Bound, plan: &VotingPlan, room: &Rc<Room>) -> Self {
        let (stop, stopped) = watch::channel(false);
        let lost = Box::pin(address_lost(bound.address));
        let Bound { listener, host, origin, .. } = bound;
        let site = Site::new(host, origin, plan, Rc::clone(room), stopped.clone());
        let task = tokio::task::spawn_local(accept(listener, Rc::new(site), stopped));
        Self { task, stop, lost }
    }

    /// Listens no more. What is being answered is answered if that is quick.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        _ = self.task.await;
    }
}

/// Waits until the address is gone; for ever where there is none.
pub async fn lost(listening: Option<&mut Listening>) -> ServerFault {
    match listening {
        Some(listening) => listening.lost.as_mut().await,
        None => pending().await,
    }
}

/// Waits until the address is gone. The one of this computer alone never is.
async fn address_lost(address: IpAddr) -> ServerFault {
    if address.is_loopback() {
        return pending().await;
    }
    let is_here = || {
        // Who cannot be asked says nothing against it.
        let all = local_addresses().ok();
        all.is_none_or(|all| all.iter().any(|one| one.address == address))
    };
    gone(LOOK, is_here).await;
    ServerFault::NotHere(address)
}

/// Looks now and then, until there was nothing so many times in a row.
async fn gone(look: Duration, mut is_here: impl FnMut() -> bool) {
    let mut without = 0;
    while without < LOOKS {
        sleep(look).await;
        without = if is_here() { 0 } else { without + 1 };
    }
}

async fn accept(listener: TcpListener, site: Rc<Site>, mut stopped: watch::Receiver<bool>) {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            _ = stopped.changed() => break,
        };
        let Ok((stream, peer)) = accepted else {
            sleep(BREATH).await;
            continue;
        };
        let peer = peer.ip().to_canonical();
        let who = (!site.is_everybody(peer)).then(|| sender(peer));
        let room = site.room();
        // Without room it is closed at once.
        if let Some(place) = Connections::enter(&room.connections, &room.limits, who) {
            let site = Rc::clone(&site);
            _ = stream.set_nodelay(true);
            connections.spawn_local(connection(stream, peer, site, stopped.clone(), place));
        }
    }
    drop(listener);
    let all = async { while connections.join_next().await.is_some() {} };
    _ = timeout(FAREWELL, all).await;
    connections.shutdown().await;
}

/// Answers the requests of one connection.
pub async fn connection(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    peer: IpAddr,
    site: Rc<Site>,
    mut stopped: watch::Receiver<bool>,
    _place: Connected,
) {
    let limits = site.room().limits;
    let service = service_fn(move |request| {
        let site = Rc::clone(&site);
        async move { Ok::<_, Infallible>(site.answer(peer, request).await) }
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head)
        // Heads that are a little too long get an answer with all its headers.
        .max_buf_size(2 * HEAD)
        .serve_connection(TokioIo::new(Patient::new(stream, limits.write)), service);
    let ended = tokio::select! {
        ended = &mut connection => ended,
        _ = stopped.changed() => {
            Pin::new(&mut connection).graceful_shutdown();
            (&mut connection).await
        }
    };
    // A sender that is cut off in the middle never reads what was wrong.
    if ended.is_err_and(|error| error.is_parse()) {
        let stream = connection.into_parts().io.into_inner().into_inner();
        _ = timeout(limits.drop, read_out(stream)).await;
    }
}

/// Reads what still comes, up to a limit, and drops it.
async fn read_out(mut stream: impl AsyncRead + AsyncWrite + Unpin) {
    _ = stream.shutdown().await;
    let (mut bytes, mut left) = (vec![0; 4096], DROPPED);
    while let Ok(read @ 1..) = stream.read(&mut bytes).await {
        let Some(rest) = left.checked_sub(read) else { return };
        left = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_gone_when_it_was_missed_three_times_in_a_row() {
        let looks = [true, false, false, true, false, false, false, true];
        let mut seen = looks.into_iter();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(gone(Duration::from_millis(1), || seen.next().unwrap()));
        assert_eq!(seen.count(), 1);
    }
}
