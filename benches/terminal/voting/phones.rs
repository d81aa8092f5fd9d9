//! Phones: each has one connection, and sends what it is told.

use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::{JoinSet, LocalSet};

use super::now;

/// One phone.
pub struct Phone {
    stream: TcpStream,
    port: u16,
    cookie: Option<String>,
    kind: &'static str,
}

const SEALED: &str = "application/octet-stream";
const FORM: &str = "application/x-www-form-urlencoded";

impl Phone {
    /// A phone that is connected.
    pub async fn at(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.map_err(words)?;
        stream.set_nodelay(true).map_err(words)?;
        Ok(Self { stream, port, cookie: None, kind: SEALED })
    }

    /// The same without scripts: it sends forms.
    pub async fn with_forms(port: u16) -> Result<Self, String> {
        Ok(Self { kind: FORM, ..Self::at(port).await? })
    }

    async fn send(&mut self, what: &str, body: &[u8]) -> Result<(), String> {
        let (port, cookie) = (self.port, self.cookie.as_deref().unwrap_or("a=b"));
        let kind = self.kind;
        let mut bytes = format!(
            "{what} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Cookie: {cookie}\r\nContent-Type: {kind}\r\n\
             Content-Length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend(body);
        self.stream.write_all(&bytes).await.map_err(words)
    }

    /// Reads an answer to its end; answers its status.
    async fn status(&mut self) -> Result<u16, String> {
        let (mut read, mut buffer) = (Vec::new(), vec![0; 64 * 1024]);
        loop {
            let n = self.stream.read(&mut buffer).await.map_err(words)?;
            if n == 0 {
                return Err("the server has hung up".to_owned());
            }
            read.extend(&buffer[..n]);
            let Some(end) = read.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
            let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
            let header = |name: &str| {
                let mut lines = head.lines();
                lines.find_map(|line| Some(line.strip_prefix(name)?.trim().to_owned()))
            };
            let length = header("content-length:").and_then(|length| length.parse().ok());
            if read.len() < end + 4 + length.unwrap_or(0) {
                continue;
            }
            if let Some(cookie) = header("set-cookie:") {
                self.cookie = cookie.split(';').next().map(str::to_owned);
            }
            let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
            return status.ok_or_else(|| "no answer".to_owned());
        }
    }

    /// Sends this, and reads an answer of this status.
    pub async fn ask(&mut self, what: &str, body: &[u8], status: u16) -> Result<(), String> {
        self.send(what, body).await?;
        match self.status().await? {
            said if said == status => Ok(()),
            said => Err(format!("{what}: {said}")),
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it stands in map_err")]
fn words(error: std::io::Error) -> String {
    error.to_string()
}

/// All send the same at once, and each reads its answer.
pub async fn all(phones: &mut [Phone], what: &str, body: &[u8], status: u16) -> Result<(), String> {
    for phone in phones.iter_mut() {
        phone.send(what, body).await?;
    }
    for phone in phones {
        match phone.status().await? {
            said if said == status => {}
            said => return Err(format!("{what}: {said}")),
        }
    }
    Ok(())
}

/// All vote, so often, and so many of them at a time; answers how long each ballot took.
pub async fn vote(
    phones: Vec<Phone>,
    ballot: &[u8],
    often: usize,
    at_once: usize,
) -> Result<Vec<Duration>, String> {
    let ballot: Rc<[u8]> = ballot.into();
    let mut groups: Vec<Vec<Phone>> = (0..at_once).map(|_| Vec::new()).collect();
    for (at, phone) in phones.into_iter().enumerate() {
        groups[at % at_once].push(phone);
    }
    let mut tasks = JoinSet::new();
    for mut group in groups {
        let ballot = Rc::clone(&ballot);
        tasks.spawn_local(async move {
            let mut times = Vec::new();
            for _ in 0..often {
                for phone in &mut group {
                    let begun = now();
                    phone.ask("POST /K7QM2/ballot", &ballot, 204).await?;
                    times.push(begun.elapsed());
                }
            }
            Ok::<_, String>(times)
        });
    }
    let mut times = Vec::new();
    while let Some(group) = tasks.join_next().await {
        times.extend(group.map_err(|error| error.to_string())??);
    }
    Ok(times)
}

/// So many phones that come over some time, and then wait for news again and again.
pub async fn wait(port: u16, phones: usize, within: Duration) -> Result<JoinSet<()>, String> {
    let mut waiting = JoinSet::new();
    for _ in 0..phones {
        let mut phone = Phone::at(port).await?;
        waiting.spawn_local(async move {
            while phone.ask("GET /K7QM2/state?after=1", &[], 200).await.is_ok() {}
        });
        tokio::time::sleep(within / u32::try_from(phones).unwrap_or(u32::MAX)).await;
    }
    Ok(waiting)
}

/// Runs what has tasks of its own.
pub fn run<T>(future: impl Future<Output = Result<T, String>>) -> Result<T, String> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    LocalSet::new().block_on(&runtime.map_err(words)?, future)
}
