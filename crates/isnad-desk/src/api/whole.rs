//! `/v1/record`: the whole record as `isnad record --json` prints it. Over thousands of articles it is tens of megabytes, so it is written
//! piece by piece while it is sent, one at a time, and never stands in memory whole.

use crate::Library;
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::view::View;
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
use std::time::Duration;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{Receiver, Sender, channel};

/// Bytes of a piece.
const PIECE: usize = 64 << 10;
/// Pieces that are written ahead of a reader.
const AHEAD: usize = 4;
/// How long a reader may take for one piece; then it is given up, and the next is served.
const PATIENCE: Duration = Duration::from_secs(20);

/// The record of `snapshot`, or that the reader has it already.
///
/// # Errors
/// A parameter that is not known here; busy, when others wait for theirs.
pub async fn answer(library: &Arc<Library>, view: &View, snapshot: &Arc<Snapshot>, headers: &HeaderMap) -> Result<Response, Problem> {
    super::known(view, &[])?;
    let turn = library.writing.clone().acquire_owned().await.map_err(|_| Problem::busy())?;
    let record = Record { as_of: view.as_of, ..snapshot.record.clone() };
    let packs = library.source.packs().clone();
    let tag = tag(&record, library, snapshot).await?;
    let has_it =
        headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok()).is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let fixed = [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache".to_owned())];
    if has_it {
        return Ok((StatusCode::NOT_MODIFIED, fixed).into_response());
    }
    let (pieces, receiver) = channel(AHEAD);
    let handle = Handle::current();
    // A thread of its own: a slow reader must not keep one that makes pages.
    let write = move || {
        let _turn = turn;
        let mut out = Pieces { pieces, held: Vec::with_capacity(PIECE), handle };
        let written = isnad_export::write_record(&record, &packs, &mut out).and_then(|()| out.flush());
        if let Err(error) = written {
            // The reader sees that the answer broke off; one that went away does not mind.
            let _ = out.pieces.try_send(Err(error));
        }
    };
    std::thread::Builder::new().name("record".into()).spawn(write).map_err(|_| Problem::busy())?;
    let mut response = (fixed, Body::from_stream(Sent(receiver))).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    Ok(response)
}

/// A tag that changes with any byte of the record; worked out once for a snapshot.
async fn tag(record: &Record, library: &Arc<Library>, snapshot: &Arc<Snapshot>) -> Result<String, Problem> {
    let (whole, packs, asked) = (snapshot.clone(), library.source.packs().clone(), record.as_of);
    let hash = tokio::task::spawn_blocking(move || {
        let hash = || {
            let mut out = Hashed(Sha256::new());
            let _ = isnad_export::write_record(&whole.record, &packs, &mut out);
            out.0.finalize().iter().take(12).map(|byte| format!("{byte:02x}")).collect()
        };
        whole.hash.get_or_init(hash).clone()
    });
    let moment = asked.map_or_else(String::new, |stamp| format!("-{}", stamp.to_string().replace(|c: char| !c.is_ascii_alphanumeric(), "")));
    Ok(format!("W/\"{}{moment}\"", hash.await.map_err(|_| Problem::defect())?))
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

/// Sends what is written to it, and waits for a reader that is behind.
struct Pieces {
    pieces: Sender<io::Result<Bytes>>,
    held: Vec<u8>,
    handle: Handle,
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
        let piece = Bytes::from(std::mem::replace(&mut self.held, Vec::with_capacity(PIECE)));
        let sent = self.handle.block_on(async { tokio::time::timeout(PATIENCE, self.pieces.send(Ok(piece))).await });
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }
}

/// Pieces as they come.
struct Sent(Receiver<io::Result<Bytes>>);

impl Stream for Sent {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}
