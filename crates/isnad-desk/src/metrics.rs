//! What the desk counts about itself, in the text form that Prometheus reads.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Duration;

/// Upper ends of the time buckets in microseconds.
const BUCKETS: [u64; 13] = [500, 1_000, 2_500, 5_000, 10_000, 20_000, 40_000, 80_000, 160_000, 500_000, 1_000_000, 5_000_000, 30_000_000];
/// What requests are counted under: the screens, the API, and the rest.
const ROUTES: [&str; 23] = [
    "board",
    "story",
    "event",
    "matrix",
    "timeline",
    "figures",
    "figure",
    "control",
    "framing",
    "sources",
    "source",
    "articles",
    "article",
    "compare",
    "contradictions",
    "watch",
    "search",
    "help",
    "api",
    "post",
    "stream",
    "assets",
    "other",
];
/// Kinds of status.
const KINDS: [&str; 5] = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/// Counts since the start.
#[derive(Default)]
pub struct Metrics {
    routes: [Route; ROUTES.len()],
    /// Requests under way.
    pub under_way: AtomicU64,
    /// Requests refused because their sender asks too often.
    pub limited: AtomicU64,
    /// Articles taken in by POST.
    pub posted: AtomicU64,
    /// Requests without a valid token where one is needed.
    pub unauthorized: AtomicU64,
}

#[derive(Default)]
struct Route {
    statuses: [AtomicU64; KINDS.len()],
    buckets: [AtomicU64; BUCKETS.len()],
    micros: AtomicU64,
}

/// A value of the moment that somebody else knows.
pub struct Gauge {
    /// Name without the prefix.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// Value.
    pub value: u64,
}

impl Metrics {
    /// Counts one answered request.
    pub fn answered(&self, path: &str, status: u16, took: Duration) {
        let route = &self.routes[route(path)];
        if let Some(count) = route.statuses.get(usize::from(status / 100).saturating_sub(1)) {
            count.fetch_add(1, Relaxed);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        route.micros.fetch_add(micros, Relaxed);
        if let Some(at) = BUCKETS.iter().position(|end| micros <= *end) {
            route.buckets[at].fetch_add(1, Relaxed);
        }
    }

    /// Everything as text.
    pub fn text(&self, gauges: &[Gauge]) -> String {
        let mut out = String::new();
        head(&mut out, "requests_total", "Answered requests", "counter");
        for (route, counts) in self.seen() {
            for (kind, count) in KINDS.iter().zip(&counts.statuses).filter(|(_, count)| count.load(Relaxed) > 0) {
                let _ = writeln!(out, "isnad_requests_total{{route=\"{route}\",status=\"{kind}\"}} {}", count.load(Relaxed));
            }
        }
        head(&mut out, "request_seconds", "Time to an answer", "histogram");
        for (route, counts) in self.seen() {
            let mut below = 0;
            for (end, count) in BUCKETS.iter().zip(&counts.buckets) {
                below += count.load(Relaxed);
                let _ = writeln!(out, "isnad_request_seconds_bucket{{route=\"{route}\",le=\"{}\"}} {below}", *end as f64 / 1e6);
            }
            let all: u64 = counts.statuses.iter().map(|count| count.load(Relaxed)).sum();
            let _ = writeln!(out, "isnad_request_seconds_bucket{{route=\"{route}\",le=\"+Inf\"}} {all}");
            let _ = writeln!(out, "isnad_request_seconds_sum{{route=\"{route}\"}} {}", counts.micros.load(Relaxed) as f64 / 1e6);
            let _ = writeln!(out, "isnad_request_seconds_count{{route=\"{route}\"}} {all}");
        }
        for (name, about, value) in [
            ("limited_total", "Requests refused because their sender asks too often", &self.limited),
            ("posted_total", "Articles taken in by POST", &self.posted),
            ("unauthorized_total", "Requests without a valid token where one is needed", &self.unauthorized),
        ] {
            head(&mut out, name, about, "counter");
            let _ = writeln!(out, "isnad_{name} {}", value.load(Relaxed));
        }
        let under_way = Gauge { name: "requests_under_way", about: "Requests being answered", value: self.under_way.load(Relaxed) };
        for gauge in gauges.iter().chain([&under_way]) {
            head(&mut out, gauge.name, gauge.about, "gauge");
            let _ = writeln!(out, "isnad_{} {}", gauge.name, gauge.value);
        }
        out
    }

    fn seen(&self) -> impl Iterator<Item = (&'static str, &Route)> {
        let is_seen = |route: &&Route| route.statuses.iter().any(|count| count.load(Relaxed) > 0);
        ROUTES.iter().copied().zip(&self.routes).filter(move |(_, route)| is_seen(route))
    }
}

fn head(out: &mut String, name: &str, about: &str, kind: &str) {
    let _ = writeln!(out, "# HELP isnad_{name} {about}.\n# TYPE isnad_{name} {kind}");
}

/// Where a path is counted.
fn route(path: &str) -> usize {
    let mut parts = path.trim_start_matches('/').split('/');
    let name = match (parts.next().unwrap_or(""), parts.next().unwrap_or("")) {
        ("ar" | "en", "") => "board",
        ("ar" | "en", screen) => screen,
        ("v1", "stream") => "stream",
        ("v1", _) => "api",
        ("assets", _) => "assets",
        _ => "other",
    };
    ROUTES.iter().position(|known| *known == name).unwrap_or(ROUTES.len() - 1)
}

/// Bytes of memory that the process holds, where the system tells.
pub fn resident() -> Option<u64> {
    let pages = std::fs::read_to_string("/proc/self/statm").ok()?;
    pages.split(' ').nth(1)?.parse::<u64>().ok().map(|pages| pages * 4096)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_screen_status_and_time() {
        let metrics = Metrics::default();
        metrics.answered("/ar/", 200, Duration::from_millis(3));
        metrics.answered("/en/event/e-1", 404, Duration::from_micros(400));
        metrics.answered("/wp-login.php", 404, Duration::from_secs(99));
        let text = metrics.text(&[Gauge { name: "articles", about: "Articles", value: 7 }]);
        for line in [
            "isnad_requests_total{route=\"board\",status=\"2xx\"} 1",
            "isnad_request_seconds_bucket{route=\"board\",le=\"0.0025\"} 0",
            "isnad_request_seconds_bucket{route=\"board\",le=\"0.005\"} 1",
            "isnad_request_seconds_bucket{route=\"event\",le=\"0.0005\"} 1",
            "isnad_request_seconds_bucket{route=\"other\",le=\"30\"} 0",
            "isnad_request_seconds_bucket{route=\"other\",le=\"+Inf\"} 1",
            "isnad_articles 7",
        ] {
            assert!(text.lines().any(|one| one == line), "{line} is not in\n{text}");
        }
    }
}
