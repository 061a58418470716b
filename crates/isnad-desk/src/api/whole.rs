//! `/v1/record`: the whole record as `isnad record --json` prints it. Over thousands of articles it is tens of megabytes, so it is written
//! piece by piece while it is sent, one at a time, and never stands in memory whole.

use crate::Library;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::view::View;
use crate::web::names_tag;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use isnad_fuse::Record;
use sha2::{Digest, Sha256};
use std::io::{self, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::{Duration, Instant};
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that are written ahead of a reader.
const AHEAD: usize = 4;
/// How long one waits for the reader before.
const TURN: Duration = Duration::from_secs(2);
/// How long a reader may take for one piece, and for all; then it is given up, and the next is served.
const PATIENCE: Duration = Duration::from_secs(20);
const WHOLE: Duration = Duration::from_secs(300);

/// The record of `snapshot`, or that the reader has it already.
///
/// # Errors
/// A parameter that is not known here; busy, when another reader has not got its own yet.
pub async fn answer(library: &Arc<Library>, view: &View, snapshot: &Arc<Snapshot>, headers: &HeaderMap) -> Result<Response, Problem> {
    super::known(view, &[])?;
    let tag = tag(library, view, snapshot).await?;
    let has_it = headers.get(header::IF_NONE_MATCH).is_some_and(|known| names_tag(known, &tag));
    let fixed = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if has_it {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    let turn = timeout(TURN, library.work.records.clone().acquire_owned()).await;
    let turn = turn.ok().and_then(Result::ok).ok_or_else(Problem::busy)?;
    let record = Record { as_of: view.as_of, ..snapshot.record.clone() };
    let packs = library.source.packs().clone();
    let (pieces, receiver) = channel(AHEAD);
    let (handle, until) = (Handle::current(), Instant::now() + WHOLE);
    // A thread of its own: a slow reader must not keep one that makes pages.
    let write = move || {
        let _turn = turn;
        let mut out = Pieces { pieces, held: Vec::with_capacity(PIECE), handle, until };
        // Where it breaks off, no end is sent: the reader sees that it has not all.
        let _ = isnad_export::write_record(&record, &packs, &mut out).and_then(|()| out.end());
    };
    std::thread::Builder::new().name("record".into()).spawn(write).map_err(|_| Problem::busy())?;
    let mut response = (fixed, Body::from_stream(Sent { pieces: receiver, is_over: false })).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// A tag that changes with any byte of the record; worked out once for a snapshot.
async fn tag(library: &Arc<Library>, view: &View, snapshot: &Arc<Snapshot>) -> Result<String, Problem> {
    let hash = || {
        let (whole, packs) = (snapshot.clone(), library.source.packs().clone());
        library.work.page(move || {
            let mut out = Hashed(Sha256::new());
            isnad_export::write_record(&whole.record, &packs, &mut out).map_err(|_| Problem::defect())?;
            Ok(out.0.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect::<String>())
        })
    };
    let hash = snapshot.hash.get_or_try_init(hash).await?;
    let moment = view.as_of.map_or_else(String::new, |stamp| format!("-{}", stamp.to_string().replace(|c: char| !c.is_ascii_alphanumeric(), "")));
    Ok(format!("W/\"{hash}{moment}\""))
}

struct Hashed(Sha256);

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Of the record, or its end.
enum Piece {
    Bytes(Bytes),
    End,
}

/// Sends what is written to it, and waits for a reader that is behind.
struct Pieces {
    pieces: Sender<Piece>,
    held: Vec<u8>,
    handle: Handle,
    until: Instant,
}

impl Pieces {
    /// Says that this was all.
    fn end(&mut self) -> io::Result<()> {
        self.flush()?;
        self.send(Piece::End)
    }

    fn send(&mut self, piece: Piece) -> io::Result<()> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let patience = PATIENCE.min(left);
        match self.handle.block_on(async { timeout(patience, self.pieces.send(piece)).await }) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        self.send(Piece::Bytes(piece.into()))
    }
}

/// Pieces as they come. One that was not told of the end fails at it, so that what came never passes for all.
struct Sent {
    pieces: Receiver<Piece>,
    is_over: bool,
}

impl Stream for Sent {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        self.pieces.poll_recv(context).map(|piece| match piece {
            Some(Piece::Bytes(bytes)) => Some(Ok(bytes)),
            end => {
                self.is_over = true;
                end.is_none().then(|| Err(io::ErrorKind::UnexpectedEof.into()))
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn pieces(ahead: usize, until: Instant) -> (Pieces, Body) {
        let (pieces, receiver) = channel(ahead);
        (Pieces { pieces, held: Vec::new(), handle: Handle::current(), until }, Body::from_stream(Sent { pieces: receiver, is_over: false }))
    }

    #[tokio::test]
    async fn a_record_that_breaks_off_does_not_end_as_if_it_were_whole() {
        for (ends, whole) in [(true, true), (false, false)] {
            let (mut out, body) = pieces(AHEAD, Instant::now() + WHOLE);
            std::thread::spawn(move || {
                out.write_all(b"{\"events\":[]}").and_then(|()| if ends { out.end() } else { out.flush() }).unwrap();
            });
            assert_eq!(to_bytes(body, usize::MAX).await.is_ok(), whole);
        }
    }

    #[tokio::test]
    async fn a_reader_that_takes_too_long_for_all_is_given_up() {
        let (mut out, body) = pieces(1, Instant::now());
        let written = std::thread::spawn(move || out.write_all(&[b'x'; 8 * PIECE]).unwrap_err().kind());
        assert_eq!(tokio::task::spawn_blocking(|| written.join().unwrap()).await.unwrap(), io::ErrorKind::TimedOut);
        assert!(to_bytes(body, usize::MAX).await.is_err());
    }
}
