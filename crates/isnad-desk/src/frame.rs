//! What every page is given: its view, the record under it, and words for the record's values.

use crate::Library;
use crate::html::Html;
use crate::snapshot::Snapshot;
use crate::strings::{Lang, number};
use crate::view::{View, encode, short};
use isnad_fuse::record::{Event, EventTime, Named, NamedPlace};
use isnad_model::{Bound, PlaceKind, Stamp};
use jiff::civil::Date;
use std::sync::Arc;

/// The frame of one page.
pub struct Frame {
    /// What the address asks for.
    pub view: View,
    /// The record under it.
    pub snapshot: Arc<Snapshot>,
    /// What is served.
    pub library: Arc<Library>,
    /// Title of the page, without the desk's name.
    pub title: String,
    /// The entry of the navigation that it stands under.
    pub section: &'static str,
    /// The page's data: label and address.
    pub data: Vec<(&'static str, String)>,
    /// Sources left out that nobody bears.
    pub strangers: Vec<String>,
}

/// A link of the frame.
pub struct Link {
    /// Where to.
    pub href: String,
    /// What it says.
    pub text: String,
    /// Whether it is the page itself.
    pub here: bool,
}

/// A code of the record with its word.
pub struct Code {
    /// The code, which is also its mark.
    pub code: &'static str,
    /// Its word.
    pub word: String,
    /// What it means.
    pub help: String,
}

/// A short note beside a title.
pub struct Badge {
    /// Class: `plain` or `disputed`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
}

/// A source that can be left out or taken back.
pub struct Choice {
    /// Where to.
    pub href: String,
    /// Who.
    pub name: Html,
    /// Events it stands behind.
    pub events: usize,
}

/// The screens in the order of the navigation: section and path.
pub const SECTIONS: [(&str, &str); 9] = [
    ("board", "/"),
    ("matrix", "/matrix"),
    ("timeline", "/timeline"),
    ("figures", "/figures"),
    ("control", "/control"),
    ("framing", "/framing"),
    ("sources", "/sources"),
    ("articles", "/articles"),
    ("watch", "/watch"),
];

impl Frame {
    /// The page's language.
    pub fn lang(&self) -> Lang {
        self.view.lang
    }

    /// The words of `key`.
    pub fn t(&self, key: &'static str) -> &'static str {
        self.view.lang.t(key)
    }

    /// A counted noun.
    pub fn count(&self, key: &'static str, n: usize) -> String {
        self.view.lang.count(key, n)
    }

    /// The word for a code of the record.
    pub fn code(&self, group: &str, code: &str) -> String {
        self.view.lang.code_word(group, code)
    }

    /// The codes that a legend explains.
    pub fn legend(&self, group: &'static str) -> Vec<Code> {
        let codes: &[&'static str] = match group {
            "says" => &["asserts", "denies", "if", "forecast"],
            "control" => &["held", "contested", "claimed", "unknown"],
            _ => &["reported", "corroborated", "disputed", "denied", "unattributed", "hypothetical", "retracted"],
        };
        codes.iter().map(|code| Code { code, word: self.code(group, code), help: self.code("help", code) }).collect()
    }

    /// Names, mirrored punctuation and all.
    pub fn list(&self, items: &[Html]) -> Html {
        Html::join(items, self.lang().comma())
    }

    /// The arrow from what comes first to what follows, the way the page is read.
    pub fn arrow(&self) -> &'static str {
        if self.view.lang == Lang::Ar { " ← " } else { " → " }
    }

    /// The navigation.
    pub fn sections(&self) -> Vec<Link> {
        let link =
            |(section, path): &(&str, &str)| Link { href: self.view.to(path), text: self.code("nav", section), here: *section == self.section };
        SECTIONS.iter().map(link).collect()
    }

    /// The name of an entity in the page's language, isolated.
    pub fn name(&self, named: &Named) -> Html {
        Html::bdi(&self.name_text(named))
    }

    /// The name of an entity in the page's language.
    pub fn name_text(&self, named: &Named) -> String {
        let by_id = || self.snapshot.names.get(&named.id);
        match self.view.lang {
            Lang::En => named.name_en.clone().or_else(|| by_id().and_then(|known| known.name_en.clone())).unwrap_or_else(|| self.arabic(named)),
            Lang::Ar => self.arabic(named),
        }
    }

    fn arabic(&self, named: &Named) -> String {
        if named.name_ar.is_empty() || named.name_ar == named.id { tidy_id(&named.id) } else { named.name_ar.clone() }
    }

    /// The name of whoever bears `id`.
    pub fn name_of(&self, id: &str) -> Html {
        // Whoever was left out has no name in this view, but one in the whole record.
        let elsewhere = || self.library.shelf.whole().and_then(|whole| whole.names.get(id).cloned());
        match self.snapshot.names.get(id).cloned().or_else(elsewhere) {
            Some(named) => self.name(&named),
            None => Html::bdi(&tidy_id(id)),
        }
    }

    /// The name of a place. A governorate is told from the city that it is named after.
    pub fn place(&self, place: &NamedPlace) -> Html {
        let name = self.name_text(&place.name);
        let tells_itself = || self.t("place_words.governorate").split(' ').any(|word| name.contains(word));
        if place.kind == PlaceKind::Governorate && !tells_itself() {
            return Html::fill(self.t("place_named.governorate"), &[("name", Html::bdi(&name))]);
        }
        Html::bdi(&name)
    }

    /// The name of an outlet.
    pub fn outlet(&self, outlet: &isnad_model::Outlet) -> Html {
        if outlet.id.is_empty() {
            return Html::text(self.t("outlet.unknown"));
        }
        let (ar, en) = (outlet.name_ar.as_deref(), outlet.name_en.as_deref());
        let name = if self.view.lang == Lang::Ar { ar.or(en) } else { en.or(ar) };
        name.map_or_else(|| self.name_of(&outlet.id), Html::bdi)
    }

    /// A day, short: the month by the first of its names.
    pub fn day(&self, date: Date) -> String {
        let month = self.code("month", &date.month().to_string());
        let month = month.split('/').next().unwrap_or_default();
        let month: String = if self.view.lang == Lang::En { month.chars().take(3).collect() } else { month.to_owned() };
        format!("{} {month} {}", date.day(), date.year())
    }

    /// A day with its weekday and both names of its month.
    pub fn long_day(&self, date: Date) -> String {
        let month = self.code("month", &date.month().to_string());
        let weekday = self.code("weekday", &date.weekday().to_monday_one_offset().to_string());
        format!("{weekday} {} {month} {}", date.day(), date.year())
    }

    /// A moment.
    pub fn moment(&self, stamp: Stamp) -> String {
        if stamp.day_only {
            return self.day(stamp.date());
        }
        format!("{} {:02}:{:02}", self.day(stamp.date()), stamp.civil.hour(), stamp.civil.minute())
    }

    /// The days of an event.
    pub fn when(&self, time: &EventTime) -> String {
        match (time.start, time.end, time.before) {
            (Some(start), Some(end), _) if start != end => format!("{} – {}", self.day(start), self.day(end)),
            (Some(start), _, _) => self.day(start),
            (None, Some(end), _) | (None, None, Some(end)) => self.view.lang.fill("when.by", &[("day", &self.day(end))]),
            (None, None, None) => self.t("when.unknown").to_owned(),
        }
    }

    /// What an event is, as a heading: what, where, by whom.
    pub fn event_title(&self, event: &Event) -> Html {
        let mut title = self.event_what(event);
        let people: Vec<Html> = event.actors.iter().take(3).map(|actor| self.name(actor)).collect();
        if !people.is_empty() {
            title = Html::join(&[title, self.list(&people)], " · ");
        }
        title
    }

    /// What an event is and where.
    pub fn event_what(&self, event: &Event) -> Html {
        let places: Vec<Html> = event.places.iter().take(3).map(|place| self.place(place)).collect();
        self.what(event.event_type.name(), &places, event.partial)
    }

    /// A type of event at places, or at parts of them.
    pub fn what(&self, kind: &str, places: &[Html], partial: bool) -> Html {
        let what = Html::text(&self.code("type", kind));
        if places.is_empty() {
            return what;
        }
        let pattern = self.lang().find(&format!("at.{kind}")).unwrap_or_else(|| self.t("at.other"));
        let places = self.list(places);
        let place = if partial { Html::fill(self.t("at.part"), &[("place", places)]) } else { places };
        Html::join(&[what, Html::fill(pattern, &[("place", place)])], " ")
    }

    /// The same as plain text, for titles of pages and drawings.
    pub fn event_title_text(&self, event: &Event) -> String {
        plain(&self.event_title(event))
    }

    /// A number with what bounds it.
    pub fn bounded(&self, value: u64, bound: Bound) -> Html {
        let sign = match bound {
            Bound::Exact => "",
            Bound::Min => "≥\u{202F}",
            Bound::Max => "≤\u{202F}",
            Bound::Approx => "≈\u{202F}",
        };
        Html::number(&format!("{sign}{}", number(value)))
    }

    /// What the line below is called.
    pub fn as_of_label(&self) -> &'static str {
        self.t(if self.view.as_of.is_some() { "asof.label" } else { "asof.label_all" })
    }

    /// A line that says as of when the page speaks.
    pub fn as_of_line(&self) -> String {
        let shown = self.count("n.articles", self.snapshot.record.articles.len());
        match self.view.as_of {
            Some(stamp) => self.lang().fill("asof.at", &[("time", &self.long_moment(stamp)), ("articles", &shown)]),
            None => {
                let latest = self.library.moments.last().map_or_else(|| self.t("asof.undated").to_owned(), |stamp| self.moment(*stamp));
                self.lang().fill("asof.all", &[("time", &latest), ("articles", &shown)])
            }
        }
    }

    /// A moment with its weekday.
    pub fn long_moment(&self, stamp: Stamp) -> String {
        let day = self.long_day(stamp.date());
        if stamp.day_only { day } else { format!("{day}{}{:02}:{:02}", self.lang().comma(), stamp.civil.hour(), stamp.civil.minute()) }
    }

    /// The moment as a form field holds it.
    pub fn as_of_field(&self) -> String {
        let stamp = self.view.as_of.or(self.library.moments.last().copied());
        stamp.map_or_else(String::new, |stamp| stamp.civil.strftime("%Y-%m-%dT%H:%M").to_string())
    }

    /// Steps back and forth from the moment shown.
    pub fn steps(&self) -> Vec<Link> {
        let Some(now) = self.view.as_of.or(self.library.moments.last().copied()) else { return Vec::new() };
        [(-24, "step.day_back"), (-6, "step.six_back"), (-1, "step.hour_back"), (1, "step.hour_on"), (6, "step.six_on"), (24, "step.day_on")]
            .into_iter()
            .filter_map(|(hours, key)| {
                let base = if now.day_only { now.civil.date().at(23, 59, 0, 0) } else { now.civil };
                let civil = base.checked_add(jiff::Span::new().hours(hours)).ok()?;
                let stamp = Stamp { civil, offset_minutes: now.offset_minutes, day_only: false };
                Some(Link { href: self.view.at(Some(stamp)), text: self.t(key).to_owned(), here: false })
            })
            .collect()
    }

    /// The same page over everything that was read.
    pub fn as_of_none(&self) -> String {
        self.view.at(None)
    }

    /// The sources left out, each with the way back.
    pub fn left_out(&self) -> Vec<Choice> {
        let choice = |id: &String| Choice { href: self.view.toggled(id), name: self.name_of(id), events: 0 };
        self.view.without.iter().map(choice).collect()
    }

    /// Roots that can be left out, the heaviest first.
    pub fn can_leave_out(&self) -> Vec<Choice> {
        let choice = |&at: &usize| {
            let row = &self.snapshot.record.sources[at];
            Choice { href: self.view.toggled(&row.source.id), name: self.name(&row.source), events: row.events }
        };
        self.snapshot.digest.heaviest.iter().take(12).map(choice).collect()
    }

    /// What a form must carry along: the page's own parameters.
    pub fn hidden(&self, but: &str) -> Vec<(String, String)> {
        let mut out: Vec<(String, String)> = self.view.own.iter().filter(|(key, _)| key != but).cloned().collect();
        out.extend(self.view.as_of.filter(|_| but != "as_of").map(|stamp| ("as_of".to_owned(), short(stamp))));
        out.extend(self.view.without.iter().map(|id| ("without".to_owned(), id.clone())));
        out.extend(self.view.eastern.then(|| ("nu".to_owned(), "arab".to_owned())));
        out
    }

    /// What the search carries along: the view.
    pub fn carried(&self) -> Vec<(String, String)> {
        self.hidden("").into_iter().filter(|(key, _)| matches!(key.as_str(), "as_of" | "without" | "nu")).collect()
    }

    /// What was searched for.
    pub fn question(&self) -> &str {
        self.view.get("q").unwrap_or_default()
    }

    /// The way back for one source.
    pub fn take_back(&self, choice: &Choice) -> Html {
        Html::fill(self.t("without.back"), &[("name", choice.name.clone())])
    }

    /// A notice about a name that nobody bears.
    pub fn stranger(&self, name: &str) -> Html {
        Html::fill(self.t("without.unknown"), &[("name", Html::bdi(name))])
    }

    /// Hash of the assets.
    pub fn version(&self) -> &'static str {
        crate::assets::version()
    }

    /// The address of an event's page.
    pub fn event_href(&self, id: &str) -> String {
        self.view.to(&format!("/event/{}", encode(id)))
    }

    /// The address of an article's page.
    pub fn article_href(&self, id: &str) -> String {
        self.view.to(&format!("/article/{}", encode(id)))
    }

    /// The address of a claim in its article.
    pub fn claim_href(&self, article: &str, claim: &str) -> String {
        self.view.to_with(&format!("/article/{}#focus", encode(article)), &[("claim", claim)])
    }
}

/// An id without its prefix, when nothing better is known of whoever bears it.
fn tidy_id(id: &str) -> String {
    id.rsplit(':').next().unwrap_or(id).replace('_', " ")
}

/// Text of safe markup: what lies between the tags.
pub fn plain(html: &Html) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.to_string().chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}
