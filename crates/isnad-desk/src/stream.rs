//! What happens, told as it happens: server-sent events that a reader can take up again where it left off.

use axum::body::{Body, Bytes};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_core::Stream;
use serde_json::Value;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::sync::{Semaphore, mpsc, watch};

/// Happenings kept for readers that come back.
const KEPT: usize = 1000;
/// Readers at once.
const READERS: usize = 64;
/// How often a reader hears that nothing has happened.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A number that no happening has: the desk ends.
const CLOSED: u64 = u64::MAX;

/// The happenings of one run of the desk.
pub struct Happenings {
    /// Told apart from the numbers of another run.
    run: String,
    kept: Mutex<Kept>,
    latest: watch::Sender<u64>,
    readers: Arc<Semaphore>,
}

#[derive(Default)]
struct Kept {
    last: u64,
    frames: VecDeque<(u64, Bytes)>,
}

impl Happenings {
    /// None yet; `run` is a name that no other run has.
    pub fn new(run: String) -> Self {
        let (latest, _) = watch::channel(0);
        Happenings { run, kept: Mutex::default(), latest, readers: Arc::new(Semaphore::new(READERS)) }
    }

    /// Tells all readers.
    pub fn tell(&self, kind: &str, data: &Value) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.last += 1;
        let number = kept.last;
        let frame = Bytes::from(format!("id: {}-{number}\nevent: {kind}\ndata: {data}\n\n", self.run));
        kept.frames.push_back((number, frame));
        if kept.frames.len() > KEPT {
            kept.frames.pop_front();
        }
        drop(kept);
        self.latest.send_replace(number);
    }

    /// Sends all readers away: the desk ends.
    pub fn close(&self) {
        self.latest.send_replace(CLOSED);
    }

    /// What happened after the happening of that id, and the number of the last. A reader that missed some is told `reset` first:
    /// then only reading anew tells what it lacks.
    fn after(&self, id: Option<&str>) -> (Vec<Bytes>, u64) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(id) = id else { return (vec![self.greeting("ready", kept.last)], kept.last) };
        let number = id.rsplit_once('-').filter(|(run, _)| *run == self.run).and_then(|(_, number)| number.parse::<u64>().ok());
        let first = kept.frames.front().map_or(kept.last + 1, |(number, _)| *number);
        match number.filter(|number| *number <= kept.last && number + 1 >= first) {
            Some(number) => (kept.frames.iter().filter(|(at, _)| *at > number).map(|(_, frame)| frame.clone()).collect(), kept.last),
            None => (vec![self.greeting("reset", kept.last)], kept.last),
        }
    }

    fn greeting(&self, kind: &str, number: u64) -> Bytes {
        Bytes::from(format!("id: {}-{number}\nevent: {kind}\ndata: {{}}\n\n", self.run))
    }

    /// The stream for a reader that has seen everything up to `seen`; nothing when there are too many readers.
    pub fn answer(self: &Arc<Self>, seen: Option<String>) -> Option<Response> {
        let place = self.readers.clone().try_acquire_owned().ok()?;
        let (frames, receiver) = mpsc::channel::<Bytes>(16);
        let happenings = self.clone();
        tokio::spawn(async move {
            let _place = place;
            let mut latest = happenings.latest.subscribe();
            let (mut due, mut last) = happenings.after(seen.as_deref());
            loop {
                for frame in due {
                    if frames.send(frame).await.is_err() {
                        return;
                    }
                }
                match tokio::time::timeout(HEARTBEAT, latest.wait_for(|number| *number > last)).await {
                    Ok(Ok(number)) if *number == CLOSED => return,
                    Ok(Ok(_)) => (due, last) = happenings.after(Some(&format!("{}-{last}", happenings.run))),
                    Ok(Err(_)) => return,
                    Err(_) => due = vec![Bytes::from_static(b": nothing new\n\n")],
                }
            }
        });
        let headers = [(header::CONTENT_TYPE, "text/event-stream"), (header::CACHE_CONTROL, "no-store")];
        Some((headers, Body::from_stream(Frames(receiver))).into_response())
    }
}

/// Frames as they come.
struct Frames(mpsc::Receiver<Bytes>);

impl Stream for Frames {
    type Item = Result<Bytes, std::convert::Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|frame| frame.map(Ok))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn told(happenings: &Happenings, id: Option<&str>) -> String {
        happenings.after(id).0.iter().map(|frame| String::from_utf8_lossy(frame).into_owned()).collect()
    }

    #[test]
    fn a_reader_takes_up_where_it_left_off() {
        let happenings = Happenings::new("r".into());
        (1..=3).for_each(|n| happenings.tell("article", &json!({ "n": n })));
        assert_eq!(told(&happenings, Some("r-1")), "id: r-2\nevent: article\ndata: {\"n\":2}\n\nid: r-3\nevent: article\ndata: {\"n\":3}\n\n");
        assert_eq!(told(&happenings, Some("r-3")), "");
        assert!(told(&happenings, None).contains("id: r-3\nevent: ready"));
        (0..KEPT).for_each(|_| happenings.tell("article", &json!({})));
        for lost in ["r-1", "r-99999", "other-3", "nonsense"] {
            assert!(told(&happenings, Some(lost)).contains("event: reset"), "{lost}");
        }
    }

    #[tokio::test]
    async fn readers_are_sent_away_at_the_end() {
        let happenings = Arc::new(Happenings::new("r".into()));
        let open = happenings.answer(None).unwrap();
        happenings.close();
        let body = axum::body::to_bytes(open.into_body(), 1000).await.unwrap();
        assert!(body.starts_with(b"id: r-0\nevent: ready"));
    }

    #[tokio::test]
    async fn readers_are_bounded() {
        let happenings = Arc::new(Happenings::new("r".into()));
        let open: Vec<_> = (0..READERS).map(|_| happenings.answer(None)).collect();
        assert!(open.iter().all(Option::is_some) && happenings.answer(None).is_none());
    }
}
