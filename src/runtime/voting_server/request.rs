//! What is asked for, as far as the head of a request says so.

use hyper::header::{CONTENT_TYPE, COOKIE, HeaderName};
use hyper::http::request::Parts;

use crate::app::voting::Given;
use crate::export::voting_page::Lang;

use super::form::{Fields, cookies};
use super::seats::Cookie;

/// Name of the cookie.
pub const SEAT: &str = "seat";
/// Name of the cookie that keeps the language of a page without scripts.
pub const LANG: &str = "lang";

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
    /// As a form whose fields are lines: 500 letters of any script take a third of the bytes.
    Lines,
    /// As bytes, sealed.
    Sealed,
    /// As nothing that is known here.
    Other,
}

impl Kind {
    /// Whether a page without scripts wrote it.
    pub const fn is_form(self) -> bool {
        matches!(self, Self::Form | Self::Lines)
    }
}

/// How the body is written, as its sender says.
pub fn kind(head: &Parts) -> Kind {
    let kind = only(head, &CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match &*kind {
        "application/x-www-form-urlencoded" => Kind::Form,
        "text/plain" => Kind::Lines,
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
    cookies_of(head, SEAT).filter_map(Cookie::read)
}

/// The language that was chosen before.
pub fn chosen_lang(head: &Parts) -> Option<Lang> {
    cookies_of(head, LANG).find_map(Lang::from_word)
}

fn cookies_of<'a>(head: &'a Parts, name: &'static str) -> impl Iterator<Item = &'a str> {
    let headers = head.headers.get_all(COOKIE).iter().filter_map(|header| header.to_str().ok());
    headers.flat_map(move |header| cookies(header, name))
}

/// The fields of a form.
pub fn fields(sent: &[u8]) -> Option<Fields> {
    Fields::read(std::str::from_utf8(sent).ok()?)
}

/// The fields of a form whose fields are lines.
pub fn lines(sent: &[u8]) -> Option<Fields> {
    Fields::read_lines(std::str::from_utf8(sent).ok()?)
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
