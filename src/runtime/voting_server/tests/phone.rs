//! A browser of few habits: it sends what it is told, to the byte.

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use super::HANGS;

/// A request to be. `HOST` stands for the server's own address.
#[derive(Clone, Debug)]
pub struct Request {
    line: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

const OWN: &str = "HOST";

/// A request for a page.
pub fn get(path: &str) -> Request {
    method("GET", path)
}

/// A request by any method.
pub fn method(method: &str, path: &str) -> Request {
    let headers = vec![("Host".to_owned(), OWN.to_owned())];
    Request { line: format!("{method} {path} HTTP/1.1"), headers, body: Vec::new() }
}

/// A form as a page of ours sends it.
pub fn post(path: &str, form: &str) -> Request {
    let request = method("POST", path)
        .with("Origin", "http://HOST")
        .with("Content-Type", "application/x-www-form-urlencoded");
    request.body(form.as_bytes())
}

/// A sealed ballot as a page of ours sends it.
pub fn sealed(path: &str, body: &[u8]) -> Request {
    let request = method("POST", path).with("Origin", "http://HOST");
    request.with("Content-Type", "application/octet-stream").body(body)
}

impl Request {
    /// The same with a header in place of the one of that name.
    pub fn with(self, name: &str, value: &str) -> Self {
        let mut request = self.without(name);
        request.headers.push((name.to_owned(), value.to_owned()));
        request
    }

    /// The same with a header beside those of that name.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(one, _)| one != name);
        self
    }

    /// The same with a body and its length.
    pub fn body(self, body: &[u8]) -> Self {
        let length = body.len().to_string();
        Self { body: body.to_vec(), ..self.with("Content-Length", &length) }
    }
}

/// An answer as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: String,
}

impl Reply {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| &**value)
    }

    /// All of it but the time.
    pub fn but_date(mut self) -> Self {
        self.headers.retain(|(name, _)| name != "date");
        self
    }
}

/// One connection, and the cookie that came by it.
pub struct Phone {
    stream: BufReader<TcpStream>,
    host: String,
    pub cookie: Option<String>,
}

impl Phone {
    pub fn at(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("a connection");
        stream.set_read_timeout(Some(HANGS)).unwrap();
        Self { stream: BufReader::new(stream), host: address.to_string(), cookie: None }
    }

    /// Sends these bytes. A server that has hung up already is not told so here.
    pub fn send(&mut self, bytes: &[u8]) {
        _ = self.stream.get_mut().write_all(bytes);
    }

    /// The bytes of a request.
    pub fn bytes(&self, request: &Request) -> Vec<u8> {
        let mut head = format!("{}\r\n", request.line);
        for (name, value) in &request.headers {
            _ = write!(head, "{name}: {}\r\n", value.replace(OWN, &self.host));
        }
        if let Some(cookie) = &self.cookie {
            _ = write!(head, "Cookie: {cookie}\r\n");
        }
        [head.as_bytes(), b"\r\n", &request.body].concat()
    }

    /// Sends a request, and reads its answer.
    pub fn ask(&mut self, request: &Request) -> Reply {
        let bytes = self.bytes(request);
        self.send(&bytes);
        self.reply()
    }

    /// Reads an answer.
    pub fn reply(&mut self) -> Reply {
        self.next_reply().expect("an answer")
    }

    /// Reads an answer; none if the server has hung up.
    pub fn next_reply(&mut self) -> Option<Reply> {
        let mut line = || {
            let mut line = String::new();
            self.stream.read_line(&mut line).ok()?;
            Some(line.trim_end().to_owned())
        };
        let first = line()?;
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            let line = line()?;
            let Some((name, value)) = line.split_once(": ") else { break };
            headers.push((name.to_owned(), value.to_owned()));
        }
        let mut reply = Reply { status, headers, body: String::new() };
        let length = reply.header("content-length").and_then(|length| length.parse().ok());
        let mut body = vec![0; length.unwrap_or(0)];
        self.stream.read_exact(&mut body).ok()?;
        reply.body = String::from_utf8(body).expect("text");
        Some(reply)
    }

    /// Returns true once the server has hung up, and has said nothing more.
    pub fn is_hung_up(&mut self) -> bool {
        match self.stream.read(&mut [0]) {
            Ok(read) => read == 0,
            Err(error) => error.kind() == std::io::ErrorKind::ConnectionReset,
        }
    }

    /// Keeps the cookie of an answer.
    pub fn keep_cookie(&mut self, reply: &Reply) {
        let cookie = reply.header("set-cookie").expect("a cookie");
        self.cookie = cookie.split(';').next().map(str::to_owned);
    }
}
