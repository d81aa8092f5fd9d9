//! What is asked for, as far as the head of a request says so.

use hyper::header::{CONTENT_TYPE, COOKIE, HeaderName};
use hyper::http::request::Parts;

use crate::app::voting::Given;

use super::form::{Fields, cookies};
use super::seats::Cookie;

/// Name of the cookie.
pub const SEAT: &str = "seat";

/// The pages that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// The page.
    Page,
    /// The state, at once or when it is another one.
    State,
    /// A seat is asked for.
    Join,
    /// A seat votes.
    Ballot,
}

impl Route {
    /// The one method that it has.
    pub const fn method(self) -> &'static str {
        match self {
            Self::Page | Self::State => "GET",
            Self::Join | Self::Ballot => "POST",
        }
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// As a form.
    Form,
    /// As bytes, sealed.
    Sealed,
    /// As nothing that is known here.
    Other,
}

/// How the body is written, as its sender says.
pub fn kind(head: &Parts) -> Kind {
    let kind = only(head, &CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match &*kind {
        "application/x-www-form-urlencoded" => Kind::Form,
        "application/octet-stream" => Kind::Sealed,
        _ => Kind::Other,
    }
}

/// The one spelling of a token: capitals, and the signs that others are taken for.
pub fn canonical(token: &str) -> String {
    let sign = |sign: char| match sign.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        sign => sign,
    };
    token.chars().map(sign).collect()
}

/// The value of a header that stands there once, in ASCII.
pub fn only<'a>(head: &'a Parts, name: &HeaderName) -> Option<&'a str> {
    let mut values = head.headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Bytes of a head, as it came or nearly so.
pub fn length(head: &Parts) -> usize {
    let line =
        head.method.as_str().len() + head.uri.path_and_query().map_or(0, |one| one.as_str().len());
    let headers = head.headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4);
    line + "  HTTP/1.1\r\n\r\n".len() + headers.sum::<usize>()
}

/// Cookies of ours.
pub fn sent_cookies(head: &Parts) -> impl Iterator<Item = Cookie> {
    let headers = head.headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    headers.flat_map(|header| cookies(header, SEAT)).filter_map(Cookie::read)
}

/// The fields of a form.
pub fn fields(sent: &[u8]) -> Option<Fields> {
    Fields::read(std::str::from_utf8(sent).ok()?)
}

/// The ballot in a form; none if it is on no card.
pub fn ballot(form: &Fields) -> Option<Given> {
    let get = |name| form.get(name).map(str::to_owned);
    let card = get("card")?;
    Some(Given::Form {
        card,
        vote: get("vote"),
        direction: get("direction"),
        comment: get("comment"),
    })
}
