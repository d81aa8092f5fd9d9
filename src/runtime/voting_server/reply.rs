//! Answers. All of them forbid a browser to keep them, to guess what they are, and to load anything
//! from elsewhere.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONNECTION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName,
    HeaderValue, LOCATION, REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};

use crate::export::voting_page::content_security_policy;

/// An answer.
pub type Reply = Response<Full<Bytes>>;

/// An answer without a body.
pub fn empty(status: StatusCode) -> Reply {
    with_body(status, Bytes::new())
}

/// A page.
pub fn page(status: StatusCode, html: String) -> Reply {
    let html = with_body(status, html.into());
    set(html, CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))
}

/// A state.
pub fn json(json: Bytes) -> Reply {
    let json = with_body(StatusCode::OK, json);
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

fn with_body(status: StatusCode, body: Bytes) -> Reply {
    let mut reply = Response::new(Full::new(body));
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
