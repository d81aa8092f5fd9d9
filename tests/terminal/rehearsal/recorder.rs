//! A proxy between phones and the server that keeps all which phones send, as anybody in the
//! network of the room could.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode, utf8_percent_encode};

/// What came by each connection.
type Kept = Arc<Mutex<Vec<Vec<u8>>>>;

/// The proxy. It ends with the test's program.
pub struct Recorder {
    kept: Kept,
}

impl Recorder {
    /// Hands on to a server what comes to a listener.
    pub fn start(listener: TcpListener, server: SocketAddr) -> Self {
        let kept = Kept::default();
        let all = Arc::clone(&kept);
        std::thread::spawn(move || {
            for (number, phone) in listener.incoming().filter_map(Result::ok).enumerate() {
                all.lock().expect("no panic").push(Vec::new());
                // A server that is gone hangs up, here as anywhere.
                let Ok(server) = TcpStream::connect(server) else { continue };
                let [from, back] = [&phone, &server].map(|end| end.try_clone().expect("an end"));
                let kept = Arc::clone(&all);
                std::thread::spawn(move || {
                    hand_on(from, server, |bytes| {
                        kept.lock().expect("no panic")[number].extend(bytes);
                    });
                });
                std::thread::spawn(move || hand_on(back, phone, |_| {}));
            }
        });
        Self { kept }
    }

    /// All requests so far that came whole.
    pub fn requests(&self) -> Vec<Request> {
        self.kept.lock().expect("no panic").iter().flat_map(|sent| Request::all(sent)).collect()
    }

    /// All bytes so far.
    pub fn bytes(&self) -> Vec<u8> {
        self.kept.lock().expect("no panic").join(&b"\n"[..])
    }
}

/// Keeps bytes before the other end has them: what is answered is in the record.
fn hand_on(mut from: TcpStream, mut to: TcpStream, keep: impl Fn(&[u8])) {
    let mut buffer = [0; 4096];
    while let Ok(n @ 1..) = from.read(&mut buffer) {
        keep(&buffer[..n]);
        if to.write_all(&buffer[..n]).is_err() {
            break;
        }
    }
    _ = to.shutdown(Shutdown::Write);
}

/// A request as it was sent.
#[derive(Debug)]
pub struct Request {
    /// Its head, without the length of its body.
    pub head: Vec<String>,
    /// Its body.
    pub body: Vec<u8>,
}

impl Request {
    fn all(mut sent: &[u8]) -> Vec<Self> {
        let mut all = Vec::new();
        while let Some(at) = sent.windows(4).position(|end| end == b"\r\n\r\n") {
            let head = std::str::from_utf8(&sent[..at]).expect("a head in ASCII");
            let (lengths, head): (Vec<&str>, Vec<&str>) = head
                .lines()
                .partition(|line| line.to_ascii_lowercase().starts_with("content-length:"));
            let length = lengths.first().and_then(|line| line.split(' ').nth(1)?.parse().ok());
            let Some(body) = sent.get(at + 4..at + 4 + length.unwrap_or(0)) else { break };
            sent = &sent[at + 4 + body.len()..];
            let head = head.into_iter().map(str::to_owned).collect();
            all.push(Self { head, body: body.to_vec() });
        }
        all
    }

    /// The method and the path.
    pub fn asks(&self) -> &str {
        self.head[0].strip_suffix(" HTTP/1.1").expect("a request of a browser")
    }
}

/// Whether words are in bytes: as they are, percent-encoded, in UTF-16, as hexadecimal digits, or
/// in base64 at any place.
pub fn tells(bytes: &[u8], words: &str) -> bool {
    let small = bytes.to_ascii_lowercase();
    let decoded: Vec<u8> = percent_decode(bytes).collect();
    let spaced: Vec<u8> = decoded.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let digit = |four: u8| char::from_digit(u32::from(four), 16).expect("four bits");
    let hex: String = words.bytes().flat_map(|byte| [byte >> 4, byte & 15].map(digit)).collect();
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let encoded = utf8_percent_encode(words, NON_ALPHANUMERIC).to_string();
    let found = |within: &[u8], what: &[u8]| within.windows(what.len()).any(|one| one == what);
    found(bytes, words.as_bytes())
        || found(bytes, &wide)
        || found(bytes, encoded.as_bytes())
        || found(&decoded, words.as_bytes())
        || found(&spaced, words.as_bytes())
        || found(&small, hex.as_bytes())
        || (0..3).any(|before| in_base64(words.as_bytes(), before).any(|one| found(bytes, &one)))
}

/// The signs of words in base64 that do not depend on what stands around them, with so many bytes
/// before; in both alphabets.
fn in_base64(words: &[u8], before: usize) -> impl Iterator<Item = Vec<u8>> {
    let whole = STANDARD_NO_PAD.encode([&[0; 2][..before], words].concat());
    let first = (before * 8).div_ceil(6);
    let last = (before + words.len()) * 8 / 6;
    let own = whole[first..last].to_owned();
    [own.clone(), own.replace('+', "-").replace('/', "_")].into_iter().map(String::into_bytes)
}

#[test]
fn words_are_found_however_they_are_written() {
    let words = "Größe?>";
    for wrote in [
        words,
        "Gr%C3%B6%C3%9Fe%3F%3E",
        "Gr%c3%b6%c3%9fe?>",
        "4772c3b6c39f653F3E",
        // With nothing, one byte and two bytes before it.
        "R3LDtsOfZT8+",
        "eEdyw7bDn2U/Pg",
        "eHhHcsO2w59lPz4=",
        "eEdyw7bDn2U_Pg",
    ] {
        assert!(tells(format!("card=speed&x={wrote}&y").as_bytes(), words), "{wrote}");
    }
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(tells(&wide, words));
    assert!(tells(b"a+short+word", "a short word"));
    assert!(!tells(b"Grosse?> R3LDtsOfZT9=", words));
}
