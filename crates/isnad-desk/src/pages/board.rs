//! The board: stories with their weightiest events; and one story.

use super::row::{EventRow, weight};
use super::{Answer, page as print};
use crate::frame::{Badge, Frame};
use crate::html::Html;
use crate::problem::Problem;
use crate::strings::number;
use askama::Template;
use isnad_fuse::record::{ContradictionState, Control, Event, Figure, StoryRow};
use std::collections::BTreeSet;

/// Stories on the board.
const STORIES: usize = 20;
/// Events shown of each.
const EVENTS: usize = 6;

/// A story on the board.
pub struct StoryCard {
    href: String,
    title: Html,
    when: String,
    badges: Vec<Badge>,
    events: Vec<EventRow>,
    more: usize,
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
    more_stories: usize,
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
    figures: Vec<Latest>,
    matrix: String,
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
    let mut stories: Vec<&StoryRow> = record.stories.iter().collect();
    stories.sort_by_key(|story| std::cmp::Reverse((story.events, story.articles.len(), story.end)));
    let template = BoardPage {
        stories: stories.iter().take(STORIES).map(|story| card(&frame, story)).collect(),
        more_stories: stories.len().saturating_sub(STORIES),
        disputes: disputes(&frame),
        figures: latest(&frame, record.figures.iter()).into_iter().take(6).collect(),
        control: record.control.iter().take(8).map(|one| holding(&frame, one)).collect(),
        rejects: frame.desk.source.rejects().len(),
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
    let mut days: Vec<(Option<jiff::civil::Date>, Vec<&Event>)> = Vec::new();
    let mut events: Vec<&Event> = snapshot.events_of(id).collect();
    events.sort_by_key(|event| {
        (event.time.start.or(event.time.before).is_none(), event.time.start.or(event.time.before), std::cmp::Reverse(weight(event)))
    });
    for event in events {
        let day = event.time.start.or(event.time.before);
        match days.last_mut() {
            Some((last, list)) if *last == day => list.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    let member: BTreeSet<&str> = story.articles.iter().map(|id| id.as_str()).collect();
    let of_story = |figure: &&Figure| {
        let claims = figure.points.iter().flat_map(|point| &point.claims);
        claims.filter_map(|claim| snapshot.claim(claim.as_str())).any(|row| member.contains(row.claim.article.as_str()))
    };
    let template = StoryPage {
        badges: badges(&frame, story),
        days: days
            .into_iter()
            .map(|(day, events)| {
                let title = day.map_or_else(|| frame.t("when.unknown").to_owned(), |day| frame.long_day(day));
                (title, events.into_iter().map(|event| EventRow::of(&frame, event)).collect())
            })
            .collect(),
        articles: story.articles.iter().filter_map(|id| super::lists::ArticleLine::of(&frame, id.as_str())).collect(),
        figures: latest(&frame, snapshot.record.figures.iter().filter(of_story)),
        matrix: frame.view.to_with("/matrix", &[("story", id)]),
        f: frame,
    };
    print(&template)
}

/// The story's headline, or its places where it has none.
pub fn story_title(frame: &Frame, story: &StoryRow) -> String {
    if let Some(title) = &story.title {
        return title.clone();
    }
    let places: Vec<String> = story.places.iter().map(|place| frame.name_text(&place.name)).collect();
    if places.is_empty() { frame.t("story.untitled").to_owned() } else { places.join("، ") }
}

fn card(frame: &Frame, story: &StoryRow) -> StoryCard {
    let mut events: Vec<&Event> = frame.snapshot.events_of(&story.id).collect();
    events.sort_by_key(|event| std::cmp::Reverse(weight(event)));
    StoryCard {
        href: frame.view.to(&format!("/story/{}", story.id)),
        title: Html::bdi(&story_title(frame, story)),
        when: match (story.start, story.end) {
            (Some(start), Some(end)) if start != end => format!("{} – {}", frame.day(start), frame.day(end)),
            (Some(day), _) | (None, Some(day)) => frame.day(day),
            (None, None) => frame.t("asof.undated").to_owned(),
        },
        badges: badges(frame, story),
        more: events.len().saturating_sub(EVENTS),
        events: events.into_iter().take(EVENTS).map(|event| EventRow::of(frame, event)).collect(),
    }
}

/// Articles, outlets, roots, open contradictions.
fn badges(frame: &Frame, story: &StoryRow) -> Vec<Badge> {
    let snapshot = &frame.snapshot;
    let outlets: BTreeSet<&str> =
        story.articles.iter().filter_map(|id| snapshot.article(id.as_str())).map(|article| article.outlet.id.as_str()).collect();
    let roots: BTreeSet<&str> = snapshot
        .events_of(&story.id)
        .flat_map(|event| event.chains_for.iter().chain(&event.chains_against))
        .map(|chain| chain.root.id.as_str())
        .collect();
    let disputed: usize = snapshot.events_of(&story.id).filter_map(|event| snapshot.contradictions_of.get(&event.id)).sum();
    let mut out = vec![
        Badge { kind: "plain", text: frame.count("n.articles", story.articles.len()) },
        Badge { kind: "plain", text: frame.count("n.outlets", outlets.len()) },
        Badge { kind: "plain", text: frame.count("n.roots", roots.len()) },
    ];
    if disputed > 0 {
        out.push(Badge { kind: "disputed", text: frame.count("n.contradictions", disputed) });
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

/// Series with several points first.
fn latest<'f>(frame: &Frame, figures: impl Iterator<Item = &'f Figure>) -> Vec<Latest> {
    let mut figures: Vec<&Figure> = figures.filter(|figure| figure.subgroup.is_none()).collect();
    figures.sort_by_key(|figure| std::cmp::Reverse((figure.points.len(), figure.best)));
    figures
        .into_iter()
        .map(|figure| {
            let mut values: Vec<String> = Vec::new();
            for point in figure.points.iter().rev().take(3).rev() {
                let value = number(point.value);
                if values.last() != Some(&value) {
                    values.push(value);
                }
            }
            let arrow = if frame.lang() == crate::strings::Lang::Ar { " ← " } else { " → " };
            let root = figure.points.iter().rev().find_map(|point| point.root.as_ref());
            Latest {
                href: frame.view.to(&format!("/figure/{}", figure.id)),
                title: super::figures::title(frame, figure),
                values: values.join(arrow),
                origin: root.map_or_else(|| Html::text(frame.t("source.none")), |root| frame.name(root)),
            }
        })
        .collect()
}

fn holding(frame: &Frame, one: &Control) -> Holding {
    let who = one.holder.as_ref().or(one.claimant.as_ref());
    Holding {
        href: frame.view.to_with("/control", &[("place", &one.place.name.id)]),
        status: one.status.name(),
        word: frame.code("control", one.status.name()),
        place: frame.place(&one.place),
        who: who.map_or_else(|| Html::text("–"), |who| frame.name(who)),
    }
}
