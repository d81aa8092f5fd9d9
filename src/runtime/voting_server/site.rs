//! Answers requests, in the order that is promised: host, path and token, method, origin, limits,
//! seat, words, and only then the card.

use std::net::IpAddr;
use std::rc::Rc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{ACCEPT_LANGUAGE, CONTENT_LENGTH, HOST, ORIGIN};
use hyper::http::request::Parts;
use hyper::{Method, Request, StatusCode};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};
use zeroize::Zeroizing;

use crate::app::voting::{Given, SeatId, VotingAnswer, VotingPlan, VotingRequest};
use crate::export::voting_page::{Lang, PageNote, PageView, SeatView, page_in_parts};
use crate::seal::OpenError;

use super::body::Body;
use super::form::Fields;
use super::limits::{BODY, HEAD};
use super::reply::{self, Reply};
use super::request::{
    Kind, LANG, Route, SEAT, ballot, canonical, chosen_lang, fields, kind, length, lines, only,
    sent_cookies,
};
use super::room::{Room, Served};
use super::seats::Cookie;

/// Bytes of a form's `once`, at the most.
const ONCE: usize = 64;
/// Phones that wait are woken up in groups.
const TICK: u64 = 500;

/// One address, and what is served there.
pub struct Site {
    token: String,
    /// The page's path.
    path: String,
    host: String,
    origin: String,
    secure: bool,
    /// All phones come from the same address.
    behind_proxy: bool,
    room: Rc<Room>,
    begun: Instant,
    stopped: watch::Receiver<bool>,
}

/// What becomes of a request.
enum Begun {
    /// It is answered.
    Done(Box<Reply>),
    /// It waits for another version than this one.
    Waits(Option<u64>),
}

/// What is needed of a request, without its body. Its head would keep a buffer of the connection
/// for as long as the app is asked.
struct Asked {
    kind: Kind,
    query: String,
    /// The language that its browser likes best.
    lang: Lang,
    cookies: Vec<Cookie>,
    served: Rc<Served>,
    seat: Option<SeatId>,
}

impl Site {
    /// What is served under the one host and origin that browsers are to name.
    pub fn new(
        host: String,
        origin: String,
        plan: &VotingPlan,
        room: Rc<Room>,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        Self {
            token: plan.token.clone(),
            path: format!("/{}", plan.token),
            host,
            origin,
            secure: plan.public.as_ref().is_some_and(|public| public.secure),
            behind_proxy: plan.public.is_some(),
            room,
            begun: Instant::now(),
            stopped,
        }
    }

    /// What it keeps.
    pub fn room(&self) -> &Room {
        &self.room
    }

    /// Whether any phone may come from this address, as all do through a proxy in front.
    pub const fn is_everybody(&self, peer: IpAddr) -> bool {
        self.behind_proxy || peer.is_loopback()
    }

    /// Answers a request.
    pub async fn answer(&self, peer: IpAddr, request: Request<Incoming>) -> Reply {
        // What it takes to understand a request is gone while a phone waits.
        let begun = Box::pin(self.begin(peer, request)).await;
        match begun {
            Begun::Waits(known) => self.state(known).await,
            Begun::Done(reply) => *reply,
        }
    }

    /// Answers all but a phone that wants to know what is new.
    async fn begin(&self, peer: IpAddr, request: Request<Incoming>) -> Begun {
        let done = |reply| Begun::Done(Box::new(reply));
        let (head, body) = request.into_parts();
        let mut body = Body::new(body, self.room.limits.drop);
        let route = match self.admit(&head, peer) {
            Ok(route) => route,
            Err(reply) => return Begun::Done(reply),
        };
        let Some(served) = self.room.served() else {
            return done(reply::empty(StatusCode::SERVICE_UNAVAILABLE));
        };
        let asked = self.understand(&head, served);
        drop(head);
        let replied = match route {
            Route::Page => self.page(&asked),
            Route::State => match asked.known_version() {
                Ok(known) => return Begun::Waits(known),
                Err(refused) => Err(refused),
            },
            Route::Join => self.join(&asked, peer, &mut body).await,
            Route::Ballot => self.ballot(&asked, &mut body).await,
        };
        Begun::Done(replied.map_or_else(|refused| refused, Box::new))
    }

    fn understand(&self, head: &Parts, served: Rc<Served>) -> Asked {
        let cookies: Vec<Cookie> = sent_cookies(head).collect();
        let liked = || only(head, &ACCEPT_LANGUAGE).map(Lang::of).unwrap_or_default();
        Asked {
            kind: kind(head),
            query: head.uri.query().unwrap_or_default().to_owned(),
            lang: chosen_lang(head).unwrap_or_else(liked),
            seat: self.room.seat(cookies.iter().copied()),
            cookies,
            served,
        }
    }

    /// Refuses what no seat and no card could make right.
    fn admit(&self, head: &Parts, peer: IpAddr) -> Result<Route, Box<Reply>> {
        let refused = |status| Err(Box::new(reply::empty(status)));
        let named = head.uri.authority().is_none_or(|one| self.is_host(one.as_str()));
        if !named || !only(head, &HOST).is_some_and(|host| self.is_host(host)) {
            return refused(StatusCode::MISDIRECTED_REQUEST);
        }
        let path = head.uri.path().strip_prefix('/').unwrap_or_default();
        let (token, rest) = path.split_once('/').unwrap_or((path, ""));
        if canonical(token) != self.token {
            return Err(Box::new(match self.room.count_wrong_token(peer) {
                Ok(()) => reply::empty(StatusCode::NOT_FOUND),
                Err(wait) => reply::later(reply::empty(StatusCode::TOO_MANY_REQUESTS), wait),
            }));
        }
        let route = match rest {
            "" => Route::Page,
            "state" => Route::State,
            "join" => Route::Join,
            "ballot" => Route::Ballot,
            _ => return refused(StatusCode::NOT_FOUND),
        };
        if head.method.as_str() != route.method() {
            return Err(Box::new(reply::not_allowed(route.method())));
        }
        let ours = || only(head, &ORIGIN).is_some_and(|one| one.eq_ignore_ascii_case(&self.origin));
        if head.method == Method::POST && !ours() {
            return refused(StatusCode::FORBIDDEN);
        }
        // Browsers send a cookie back to the one spelling of the path that it came with.
        if token != self.token || path.ends_with('/') {
            return Err(Box::new(reply::see(&self.path)));
        }
        if length(head) > HEAD {
            return refused(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let announced = only(head, &CONTENT_LENGTH).and_then(|one| one.parse::<usize>().ok());
        if announced.is_some_and(|bytes| bytes > BODY) {
            return Err(Box::new(reply::last(reply::empty(StatusCode::PAYLOAD_TOO_LARGE))));
        }
        Ok(route)
    }

    fn is_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let implied = if self.secure { ":443" } else { ":80" };
        host.strip_suffix(implied).unwrap_or(&host) == self.host
    }

    fn page(&self, asked: &Asked) -> Result<Reply, Box<Reply>> {
        let query = asked.query()?;
        let lang = query.get("lang").and_then(Lang::from_word);
        let shown = Shown { card: query.get("card"), lang, ..Shown::default() };
        let page = self.show(asked, StatusCode::OK, shown)?;
        // Each vote without scripts leads back to the page alone.
        Ok(match lang {
            Some(lang) => reply::with_cookie(page, &self.cookie(LANG, lang.word())),
            None => page,
        })
    }

    /// Answers at once if the phone knows another version, or none; else as soon as there is one.
    async fn state(&self, known: Option<u64>) -> Reply {
        let Some(mut watch) = self.room.watch() else {
            return reply::empty(StatusCode::SERVICE_UNAVAILABLE);
        };
        if let Some(known) = known {
            let mut stopped = self.stopped.clone();
            tokio::select! {
                _ = watch.wait_for(|served| served.state().version != known) => {}
                () = sleep_until(self.poll_ends()) => {}
                // Before it is cut off.
                _ = stopped.wait_for(|stopped| *stopped) => {}
            }
        }
        reply::json(watch.borrow().json())
    }

    /// The end of a poll that begins now. Those that end close to each other end together, so that
    /// they wake up the processor once.
    fn poll_ends(&self) -> Instant {
        let tick = u128::from(TICK);
        let passed = (self.begun.elapsed() + self.room.limits.poll).as_millis();
        let passed = if self.room.limits.poll.as_millis() > tick {
            passed.div_ceil(tick) * tick
        } else {
            passed
        };
        self.begun + Duration::from_millis(u64::try_from(passed).unwrap_or(u64::MAX))
    }

    async fn join(
        &self,
        asked: &Asked,
        peer: IpAddr,
        body: &mut Body,
    ) -> Result<Reply, Box<Reply>> {
        if !self.is_everybody(peer)
            && let Err(wait) = self.room.count_join(peer)
        {
            return Ok(reply::later(reply::empty(StatusCode::TOO_MANY_REQUESTS), wait));
        }
        let sent = self.receive(body).await?;
        let malformed = || Box::new(reply::empty(StatusCode::BAD_REQUEST));
        let form = match asked.kind {
            Kind::Form => fields(&sent).ok_or_else(malformed)?,
            // A bare POST of a script is a form without fields.
            _ if sent.is_empty() => fields(b"").ok_or_else(malformed)?,
            Kind::Lines | Kind::Sealed | Kind::Other => return Err(malformed()),
        };
        let once = form.get("once").map(str::to_owned);
        if once.as_ref().is_some_and(|once| once.len() > ONCE) {
            return Err(malformed());
        }
        let name = form.get("name").map(|name| name.trim().to_owned());
        // Somebody else votes on the same device, too: a seat more, under a cookie of its own.
        let seat = asked.seat.filter(|_| form.get("another").is_none());
        drop(sent);
        let (answer, cookie) = self.ask(VotingRequest::Join { seat, once, name }).await?;
        let shown = Shown::default();
        match answer {
            VotingAnswer::Joined(_) => {
                let reply = reply::see(&self.path);
                Ok(match cookie {
                    Some(cookie) => reply::with_cookie(reply, &self.cookie(SEAT, &cookie.text())),
                    None => reply,
                })
            }
            VotingAnswer::Full => {
                let shown = Shown { full: true, ..shown };
                self.show(asked, StatusCode::FORBIDDEN, shown)
            }
            VotingAnswer::NameTaken => {
                let shown = Shown { note: Some(PageNote::NameTaken), ..shown };
                self.show(asked, StatusCode::CONFLICT, shown)
            }
            other => self.refuse(asked, other, shown),
        }
    }

    fn cookie(&self, name: &str, text: &str) -> String {
        // Without TLS browsers refuse a cookie that says so.
        let secure = if self.secure { "; Secure" } else { "" };
        let path = &self.path;
        format!("{name}={text}; Path={path}; HttpOnly; SameSite=Lax{secure}")
    }

    async fn ballot(&self, asked: &Asked, body: &mut Body) -> Result<Reply, Box<Reply>> {
        let shown = Shown::default();
        if let Some(Err(wait)) = asked.seat.map(|seat| self.room.count_ballot(seat)) {
            let shown = Shown { note: Some(PageNote::TooMany), ..shown };
            let reply = self.show_form(asked, StatusCode::TOO_MANY_REQUESTS, shown)?;
            return Ok(reply::later(reply, wait));
        }
        let Some(seat) = asked.seat else {
            return self.refuse(asked, VotingAnswer::NoSeat, shown);
        };
        let sent = self.receive(body).await?;
        let form = |form: Option<Fields>| form.and_then(|form| ballot(&form));
        let given = match asked.kind {
            Kind::Form => form(fields(&sent)),
            Kind::Lines => form(lines(&sent)),
            Kind::Sealed => match asked.served.open(&sent) {
                Ok(ballots) => Some(Given::Sealed(ballots)),
                // The form has changed since, or the server has begun anew: the phone asks again.
                Err(OpenError::OtherKey) => {
                    return self.refuse(asked, VotingAnswer::NotOpen, shown);
                }
                Err(_) => None,
            },
            Kind::Other => None,
        };
        let Some(given) = given else {
            return self.refuse(asked, VotingAnswer::Malformed, shown);
        };
        drop(sent);
        let (answer, _) = self.ask(VotingRequest::Ballot { seat, given }).await?;
        match answer {
            VotingAnswer::Taken if asked.kind.is_form() => Ok(reply::see(&self.path)),
            VotingAnswer::Taken => Ok(reply::empty(StatusCode::NO_CONTENT)),
            other => self.refuse(asked, other, shown),
        }
    }

    /// The app's answer. It may have no time for it, as while an editor has the terminal.
    async fn ask(
        &self,
        request: VotingRequest,
    ) -> Result<(VotingAnswer, Option<Cookie>), Box<Reply>> {
        let busy = || {
            let busy = reply::empty(StatusCode::SERVICE_UNAVAILABLE);
            Box::new(reply::later(busy, Duration::from_secs(2)))
        };
        self.room.ask(request).await.ok_or_else(busy)
    }

    /// What became of a form, on the page; for scripts the status says it all.
    fn refuse(
        &self,
        asked: &Asked,
        answer: VotingAnswer,
        shown: Shown,
    ) -> Result<Reply, Box<Reply>> {
        let (status, note) = match answer {
            VotingAnswer::NotOpen => (StatusCode::CONFLICT, PageNote::NotOpen),
            VotingAnswer::NoSeat | VotingAnswer::Full => (StatusCode::FORBIDDEN, PageNote::NoSeat),
            VotingAnswer::NameTaken => (StatusCode::CONFLICT, PageNote::NameTaken),
            VotingAnswer::Malformed | VotingAnswer::Joined(_) | VotingAnswer::Taken => {
                (StatusCode::BAD_REQUEST, PageNote::Malformed)
            }
        };
        self.show_form(asked, status, Shown { note: Some(note), ..shown })
    }

    fn show_form(
        &self,
        asked: &Asked,
        status: StatusCode,
        shown: Shown,
    ) -> Result<Reply, Box<Reply>> {
        if asked.kind.is_form() {
            self.show(asked, status, shown)
        } else {
            Ok(reply::empty(status))
        }
    }

    fn show(&self, asked: &Asked, status: StatusCode, shown: Shown) -> Result<Reply, Box<Reply>> {
        // It may have changed while the app was asked.
        let served = self.room.served().unwrap_or_else(|| Rc::clone(&asked.served));
        let state = served.state();
        let seat = self.room.seat(asked.cookies.iter().copied());
        let once = Cookie::random()
            .ok_or_else(|| Box::new(reply::empty(StatusCode::SERVICE_UNAVAILABLE)))?;
        let view = PageView {
            path: &self.path,
            seat: seat.map(|seat| SeatView { person: self.room.person(seat, state) }),
            full: shown.full || state.joined >= state.seats,
            once: &once.text(),
            card: shown.card,
            lang: shown.lang.unwrap_or(asked.lang),
            note: shown.note,
        };
        let (begin, end) = page_in_parts(state, &view);
        Ok(reply::page(status, begin, end))
    }

    async fn receive(&self, body: &mut Body) -> Result<Zeroizing<Vec<u8>>, Box<Reply>> {
        let status = match timeout(self.room.limits.body, body.read()).await {
            Ok(Ok(read)) => return Ok(read),
            Ok(Err(status)) => status,
            Err(_) => StatusCode::REQUEST_TIMEOUT,
        };
        Err(Box::new(reply::last(reply::empty(status))))
    }
}

/// What a page shows besides the state.
#[derive(Clone, Copy, Debug, Default)]
struct Shown<'a> {
    card: Option<&'a str>,
    lang: Option<Lang>,
    full: bool,
    note: Option<PageNote>,
}

impl Asked {
    fn query(&self) -> Result<Fields, Box<Reply>> {
        let query = Fields::read(&self.query);
        query.ok_or_else(|| Box::new(reply::empty(StatusCode::BAD_REQUEST)))
    }

    /// The version of the state that the phone has.
    fn known_version(&self) -> Result<Option<u64>, Box<Reply>> {
        let known = self.query()?.get("after").map(str::parse).transpose();
        known.map_err(|_| Box::new(reply::empty(StatusCode::BAD_REQUEST)))
    }
}
