//! The threads of a story: what follows on each other at one place, whoever tells it.

use crate::frame::Frame;
use crate::html::Html;
use isnad_fuse::record::Event;

/// Threads shown.
const THREADS: usize = 6;
/// Steps of each; of more, the weightiest.
const STEPS: usize = 7;

/// One thread.
pub struct Thread {
    /// Where.
    pub place: Html,
    /// What happened there, in time.
    pub steps: Vec<Step>,
    /// Steps left out.
    pub more: usize,
}

/// One event of a thread.
pub struct Step {
    /// Its page.
    pub href: String,
    /// Status, which is also its mark.
    pub status: &'static str,
    /// The status in words.
    pub word: String,
    /// What happened, and by whom.
    pub title: Html,
    /// When.
    pub when: String,
}

impl Thread {
    /// The threads of a story (places of events in the record, each in time), those with the most to tell first.
    pub fn all(frame: &Frame, threads: &[Vec<usize>]) -> Vec<Thread> {
        threads.iter().take(THREADS).map(|thread| Thread::of(frame, thread)).collect()
    }

    fn of(frame: &Frame, events: &[usize]) -> Thread {
        let snapshot = &frame.snapshot;
        let mut heavy: Vec<usize> = events.to_vec();
        heavy.sort_by_key(|&at| std::cmp::Reverse(snapshot.digest.weight(at)));
        heavy.truncate(STEPS);
        let place = heavy.first().and_then(|&at| snapshot.record.events[at].places.first());
        Thread {
            place: place.map_or_else(|| Html::text(frame.t("place.unknown")), |place| frame.place(place)),
            more: events.len() - heavy.len(),
            steps: events.iter().filter(|at| heavy.contains(at)).map(|&at| step(frame, &snapshot.record.events[at])).collect(),
        }
    }
}

fn step(frame: &Frame, event: &Event) -> Step {
    let what = Html::text(&frame.code("type", event.event_type.name()));
    let who: Vec<Html> = event.actors.iter().take(1).map(|actor| frame.name(actor)).collect();
    let title = if who.is_empty() { what } else { Html::join(&[what, frame.list(&who)], " · ") };
    Step {
        href: frame.event_href(&event.id),
        status: event.status.name(),
        word: frame.code("status", event.status.name()),
        title,
        when: frame.when(&event.time),
    }
}
