//! Answers. All of them forbid a browser to keep them, to guess what they are, and to load anything
//! from elsewhere.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, LOCATION, REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};

use crate::export::voting_page::content_security_policy;

/// An answer.
pub type Reply = Response<Parts>;

/// A body in parts. What is the same for all phones is there once, however many are sent it.
#[derive(Debug, Default)]
pub struct Parts(VecDeque<Bytes>);

impl Parts {
    fn new(parts: impl IntoIterator<Item = Bytes>) -> Self {
        Self(parts.into_iter().filter(|part| !part.is_empty()).collect())
    }
}

impl Body for Parts {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(self.0.pop_front().map(|part| Ok(Frame::data(part))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let bytes: usize = self.0.iter().map(Bytes::len).sum();
        SizeHint::with_exact(bytes.try_into().unwrap_or(u64::MAX))
    }
}

/// An answer without a body.
pub fn empty(status: StatusCode) -> Reply {
    with_body(status, Parts::default())
}

/// A page.
pub fn page(status: StatusCode, begin: String, end: &'static str) -> Reply {
    let parts = [begin.into(), Bytes::from_static(end.as_bytes())];
    let html = with_body(status, Parts::new(parts));
    set(html, CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))
}

/// A state.
pub fn json(json: Bytes) -> Reply {
    let json = with_body(StatusCode::OK, Parts::new([json]));
    set(json, CONTENT_TYPE, HeaderValue::from_static("application/json"))
}

/// Leads to the page.
pub fn see(path: &str) -> Reply {
    set_text(empty(StatusCode::SEE_OTHER), LOCATION, path)
}

/// A method that a path does not have.
pub fn not_allowed(method: &'static str) -> Reply {
    set(empty(StatusCode::METHOD_NOT_ALLOWED), ALLOW, HeaderValue::from_static(method))
}

/// The same answer, and when to try again.
pub fn later(reply: Reply, wait: Duration) -> Reply {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    set(reply, RETRY_AFTER, seconds.into())
}

/// The same answer, and the connection ends with it.
pub fn last(reply: Reply) -> Reply {
    set(reply, CONNECTION, HeaderValue::from_static("close"))
}

/// The same answer, with a cookie.
pub fn with_cookie(reply: Reply, cookie: &str) -> Reply {
    set_text(reply, SET_COOKIE, cookie)
}

fn with_body(status: StatusCode, body: Parts) -> Reply {
    let mut reply = Response::new(body);
    *reply.status_mut() = status;
    let reply = set(reply, CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let reply = set(reply, X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    // Without any, forms would send `Origin: null`.
    let reply = set(reply, REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    set_text(reply, CONTENT_SECURITY_POLICY, &content_security_policy())
}

fn set(mut reply: Reply, name: HeaderName, value: HeaderValue) -> Reply {
    reply.headers_mut().insert(name, value);
    reply
}

/// What the program itself writes into headers are letters, digits and signs of ASCII.
fn set_text(reply: Reply, name: HeaderName, value: &str) -> Reply {
    match HeaderValue::from_str(value) {
        Ok(value) => set(reply, name, value),
        Err(_) => reply,
    }
}
