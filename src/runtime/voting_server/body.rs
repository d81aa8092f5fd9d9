//! Bodies of requests.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::StatusCode;
use hyper::body::{Body as _, Bytes, Incoming};
use tokio::time::timeout;
use zeroize::Zeroizing;

use super::limits::{BODY, DROPPED};

/// A body. What was not read of it when the answer is made is read and dropped behind its back: a
/// sender that is cut off never reads the answer.
pub struct Body {
    rest: Option<Incoming>,
    drop: Duration,
}

impl Body {
    /// What comes after a head; the time is how long it is dropped for.
    pub fn new(body: Incoming, drop: Duration) -> Self {
        Self { rest: Some(body), drop }
    }

    /// Reads all of it, if it is not too long.
    pub async fn read(&mut self) -> Result<Zeroizing<Vec<u8>>, StatusCode> {
        let Some(body) = &mut self.rest else { return Ok(Zeroizing::default()) };
        // All of it at once: what grows leaves parts of itself behind.
        let most = body.size_hint().upper().and_then(|most| usize::try_from(most).ok());
        let mut read = Zeroizing::new(Vec::with_capacity(most.unwrap_or(BODY).min(BODY)));
        while let Some(frame) = body.frame().await {
            let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
            let Some(data) = frame.data_ref() else { continue };
            if read.len() + data.len() > BODY {
                return Err(StatusCode::PAYLOAD_TOO_LARGE);
            }
            read.extend_from_slice(data);
        }
        self.rest = None;
        Ok(read)
    }
}

impl Drop for Body {
    fn drop(&mut self) {
        let Some(mut body) = self.rest.take().filter(|body| !body.is_end_stream()) else { return };
        let time = self.drop;
        tokio::task::spawn_local(timeout(time, async move {
            let mut left = DROPPED;
            while let Some(Ok(frame)) = body.frame().await {
                let read = frame.data_ref().map_or(0, Bytes::len);
                let Some(rest) = left.checked_sub(read) else { return };
                left = rest;
            }
        }));
    }
}
