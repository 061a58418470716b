//! The board: stories with their weightiest events; and one story.

use super::row::{EventRow, day_of};
use super::threads::Thread;
use super::{Answer, page as print};
use crate::digest::StoryDigest;
use crate::frame::{Badge, Frame};
use crate::html::Html;
use crate::problem::Problem;
use crate::strings::number;
use askama::Template;
use isnad_fuse::record::{ContradictionState, Control, Event, Figure, Point, StoryRow};

/// Stories on the board.
const STORIES: usize = 20;
/// Events shown of each.
const EVENTS: usize = 6;
/// Events on one page of a story.
const LINES: usize = 60;
/// Articles beside them.
const ARTICLES: usize = 30;

/// A story on the board.
pub struct StoryCard {
    href: String,
    title: Html,
    when: String,
    badges: Vec<Badge>,
    growth: Option<Growth>,
    events: Vec<EventRow>,
    more: usize,
}

/// Articles a day, as small bars.
pub struct Growth {
    width: usize,
    bars: Vec<(usize, f64)>,
    label: String,
}

impl Growth {
    fn of(frame: &Frame, days: &[usize]) -> Option<Growth> {
        let most = days.iter().copied().max().filter(|_| days.len() > 1)?;
        let list: Vec<String> = days.iter().map(usize::to_string).collect();
        Some(Growth {
            width: days.len() * 7,
            bars: days.iter().enumerate().map(|(at, n)| (at * 7, (*n as f64 / most as f64 * 15.0).max(1.0))).collect(),
            label: format!("{} {}", frame.t("story.growth"), list.join(frame.lang().comma())),
        })
    }
}

/// The latest number of a series.
pub struct Latest {
    href: String,
    title: Html,
    values: String,
    origin: Html,
}

/// Who holds a place, in short.
pub struct Holding {
    href: String,
    status: &'static str,
    word: String,
    place: Html,
    who: Html,
    /// What whoever is named does or did.
    role: String,
}

/// Two sides.
pub struct Dispute {
    href: String,
    title: Html,
    kind: String,
}

#[derive(Template)]
#[template(path = "board.html")]
struct BoardPage {
    f: Frame,
    stories: Vec<StoryCard>,
    previous: Option<String>,
    next: Option<String>,
    disputes: Vec<Dispute>,
    figures: Vec<Latest>,
    control: Vec<Holding>,
    rejects: usize,
}

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    f: Frame,
    badges: Vec<Badge>,
    days: Vec<(String, Vec<EventRow>)>,
    articles: Vec<super::lists::ArticleLine>,
    more_articles: usize,
    all_articles: String,
    previous: Option<String>,
    next: Option<String>,
    figures: Vec<Latest>,
    matrix: String,
    threads: Vec<Thread>,
}

/// The board.
///
/// # Errors
/// A defect, when the template cannot be filled.
pub fn page(mut frame: Frame) -> Result<Answer, Problem> {
    frame.title = frame.t("nav.board").to_owned();
    frame.section = "board";
    frame.data = vec![("JSON", frame.view.api("/stories", &[])), ("CSV", frame.view.api("/stories", &[("format", "csv")]))];
    let record = &frame.snapshot.record;
    let digest = &frame.snapshot.digest;
    let total = digest.stories.len();
    let from = frame.view.number("from", total.saturating_sub(1)) / STORIES * STORIES;
    let template = BoardPage {
        stories: digest.stories.iter().skip(from).take(STORIES).map(|&at| card(&frame, &record.stories[at])).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - STORIES).to_string()))),
        next: (from + STORIES < total).then(|| frame.view.here_with("from", Some(&(from + STORIES).to_string()))),
        disputes: disputes(&frame),
        figures: digest.series.iter().take(6).map(|&at| latest(&frame, &record.figures[at])).collect(),
        control: record.control.iter().take(8).map(|one| holding(&frame, one)).collect(),
        rejects: frame.library.source.rejects().len(),
        f: frame,
    };
    print(&template)
}

/// One story.
///
/// # Errors
/// Missing, when no story bears the id.
pub fn story(mut frame: Frame, id: &str) -> Result<Answer, Problem> {
    let snapshot = frame.snapshot.clone();
    let story = snapshot.story(id).ok_or_else(|| Problem::missing(id))?;
    frame.title = story_title(&frame, story);
    frame.section = "board";
    frame.data = vec![("JSON", frame.view.api("/events", &[("story", id)])), ("CSV", frame.view.api("/events", &[("story", id), ("format", "csv")]))];
    let nothing = StoryDigest::default();
    let digest = snapshot.digest_of(id).unwrap_or(&nothing);
    let total = digest.by_day.len();
    let from = frame.view.number("from", total.saturating_sub(1)) / LINES * LINES;
    let mut days: Vec<(Option<jiff::civil::Date>, Vec<&Event>)> = Vec::new();
    for event in snapshot.events_at(&digest.by_day).skip(from).take(LINES) {
        let day = day_of(event);
        match days.last_mut() {
            Some((last, list)) if *last == day => list.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    let template = StoryPage {
        badges: badges(&frame, story),
        days: days
            .into_iter()
            .map(|(day, events)| {
                let title = day.map_or_else(|| frame.t("when.unknown").to_owned(), |day| frame.long_day(day));
                (title, events.into_iter().map(|event| EventRow::of(&frame, event)).collect())
            })
            .collect(),
        articles: story.articles.iter().take(ARTICLES).filter_map(|id| super::lists::ArticleLine::of(&frame, id.as_str())).collect(),
        more_articles: story.articles.len().saturating_sub(ARTICLES),
        all_articles: frame.view.to_with("/articles", &[("story", id)]),
        figures: digest.series.iter().take(8).map(|&at| latest(&frame, &snapshot.record.figures[at])).collect(),
        previous: (from > 0).then(|| frame.view.here_with("from", Some(&(from - LINES).to_string()))),
        next: (from + LINES < total).then(|| frame.view.here_with("from", Some(&(from + LINES).to_string()))),
        matrix: frame.view.to_with("/matrix", &[("story", id)]),
        // They are the story in short, and stand on its first page.
        threads: if from == 0 { Thread::all(&frame, &digest.threads) } else { Vec::new() },
        f: frame,
    };
    print(&template)
}

/// The story's headline, or its places where it has none.
pub fn story_title(frame: &Frame, story: &StoryRow) -> String {
    if let Some(title) = &story.title {
        return title.clone();
    }
    let places: Vec<String> = story.places.iter().map(|place| crate::frame::plain(&frame.place(place))).collect();
    if places.is_empty() { frame.t("story.untitled").to_owned() } else { places.join(frame.lang().comma()) }
}

fn card(frame: &Frame, story: &StoryRow) -> StoryCard {
    let ranked = frame.snapshot.digest_of(&story.id).map_or(&[][..], |digest| &digest.ranked);
    StoryCard {
        href: frame.view.to(&format!("/story/{}", story.id)),
        title: Html::bdi(&story_title(frame, story)),
        when: match (story.start, story.end) {
            (Some(start), Some(end)) if start != end => format!("{} – {}", frame.day(start), frame.day(end)),
            (Some(day), _) | (None, Some(day)) => frame.day(day),
            (None, None) => frame.t("asof.undated").to_owned(),
        },
        badges: badges(frame, story),
        growth: frame.snapshot.digest_of(&story.id).and_then(|digest| Growth::of(frame, &digest.growth)),
        more: ranked.len().saturating_sub(EVENTS),
        events: frame.snapshot.events_at(ranked).take(EVENTS).map(|event| EventRow::of(frame, event)).collect(),
    }
}

/// Articles, outlets, roots, open contradictions.
fn badges(frame: &Frame, story: &StoryRow) -> Vec<Badge> {
    let nothing = StoryDigest::default();
    let digest = frame.snapshot.digest_of(&story.id).unwrap_or(&nothing);
    let mut out = vec![
        Badge { kind: "plain", text: frame.count("n.articles", story.articles.len()) },
        Badge { kind: "plain", text: frame.count("n.outlets", digest.outlets) },
        Badge { kind: "plain", text: frame.count("n.roots", digest.roots) },
    ];
    if digest.disputed > 0 {
        out.push(Badge { kind: "disputed", text: frame.count("n.contradictions", digest.disputed) });
    }
    out
}

fn disputes(frame: &Frame) -> Vec<Dispute> {
    let open = frame.snapshot.record.contradictions.iter().filter(|one| one.state == ContradictionState::Open);
    open.take(6)
        .map(|one| Dispute {
            href: super::lists::contradiction_href(frame, one),
            title: super::lists::contradiction_title(frame, one),
            kind: frame.code("contradiction", one.kind.name()),
        })
        .collect()
}

/// The last numbers of a series by one origin: the one that spoke last, nobody only where no origin did.
fn latest(frame: &Frame, figure: &Figure) -> Latest {
    let root = figure.points.iter().rev().find_map(|point| point.root.as_ref());
    let own: Vec<&Point> = figure.points.iter().filter(|point| point.root.as_ref().map(|one| &one.id) == root.map(|one| &one.id)).collect();
    let mut values: Vec<String> = Vec::new();
    for point in own.iter().rev().take(3).rev() {
        let value = number(point.value);
        if values.last() != Some(&value) {
            values.push(value);
        }
    }
    Latest {
        href: frame.view.to(&format!("/figure/{}", figure.id)),
        title: super::figures::title(frame, figure),
        values: values.join(frame.arrow()),
        origin: root.map_or_else(|| Html::text(frame.t("source.none")), |root| frame.name(root)),
    }
}

fn holding(frame: &Frame, one: &Control) -> Holding {
    let (who, role) = super::control::who(frame, one.status, one.holder.as_ref(), one.claimant.as_ref());
    Holding {
        href: frame.view.to_with("/control", &[("place", &one.place.name.id)]),
        status: one.status.name(),
        word: frame.code("control", one.status.name()),
        place: frame.place(&one.place),
        who,
        role,
    }
}
