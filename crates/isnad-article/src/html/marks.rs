//! What an element's tag, class, id and role say of its content: rows of kind `class:…` in the page cues.

use super::tag::Tag;
use crate::cues::Cues;
use rustc_hash::FxHashMap;

/// A set of the kinds in [`KINDS`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(pub u32);

/// Kinds of marks; a mark's bit is its index.
pub const KINDS: [&str; 24] = [
    "nav",
    "footer",
    "side",
    "related",
    "share",
    "comments",
    "ad",
    "newsletter",
    "tags",
    "author",
    "date",
    "caption",
    "credit",
    "popup",
    "ticker",
    "tools",
    "body",
    "article",
    "live",
    "hidden",
    "quote",
    "meta",
    "consent",
    "deck",
];

macro_rules! bits {
    ($($(#[$doc:meta])* $name:ident = $index:literal),* $(,)?) => {
        impl Marks { $($(#[$doc])* pub const $name: Marks = Marks(1 << $index);)* }
    };
}

bits! {
    NAV = 0, FOOTER = 1, SIDE = 2, RELATED = 3, SHARE = 4, COMMENTS = 5, AD = 6, NEWSLETTER = 7, TAGS = 8, AUTHOR = 9, DATE = 10, CAPTION = 11,
    CREDIT = 12, POPUP = 13, TICKER = 14, TOOLS = 15, BODY = 16, ARTICLE = 17, LIVE = 18, HIDDEN = 19, QUOTE = 20, META = 21, CONSENT = 22, DECK = 23,
}

impl Marks {
    /// Marks of what is no article, whatever it holds.
    pub const FOREIGN: Marks = Marks(
        Self::NAV.0
            | Self::FOOTER.0
            | Self::SIDE.0
            | Self::RELATED.0
            | Self::SHARE.0
            | Self::COMMENTS.0
            | Self::AD.0
            | Self::NEWSLETTER.0
            | Self::TAGS.0
            | Self::POPUP.0
            | Self::TICKER.0
            | Self::TOOLS.0
            | Self::HIDDEN.0
            | Self::CONSENT.0,
    );
    /// Of those, marks that careless class names also give to parts that hold the article's prose.
    pub const WEAK: Marks = Marks(
        Self::NAV.0 | Self::SIDE.0 | Self::SHARE.0 | Self::NEWSLETTER.0 | Self::TAGS.0 | Self::TICKER.0 | Self::TOOLS.0 | Self::POPUP.0 | Self::AD.0,
    );
    /// Marks of parts that speak of other articles, or that others wrote.
    pub const OF_OTHERS: Marks = Marks(Self::NAV.0 | Self::FOOTER.0 | Self::SIDE.0 | Self::RELATED.0 | Self::COMMENTS.0 | Self::TICKER.0);
    /// Marks of what holds links and labels, hardly ever prose.
    pub const LINKY: Marks = Marks(Self::NAV.0 | Self::TAGS.0 | Self::TICKER.0 | Self::TOOLS.0 | Self::SHARE.0);
    /// Marks of parts of an article that are not its body.
    pub const APART: Marks = Marks(Self::AUTHOR.0 | Self::DATE.0 | Self::CAPTION.0 | Self::CREDIT.0 | Self::META.0);

    /// Whether the two sets share a mark.
    pub fn has(self, other: Marks) -> bool {
        self.0 & other.0 != 0
    }

    /// The marks of either set.
    pub const fn or(self, other: Marks) -> Marks {
        Marks(self.0 | other.0)
    }

    /// The marks of this set that `other` has too.
    pub fn only(self, other: Marks) -> Marks {
        Marks(self.0 & other.0)
    }

    /// The name of the first mark.
    pub fn name(self) -> &'static str {
        KINDS.get(self.0.trailing_zeros() as usize).copied().unwrap_or("")
    }
}

/// The mark of what a page does not show.
pub fn hidden() -> Marks {
    Marks::HIDDEN
}

/// What a tag says by itself.
pub fn tag_marks(tag: Tag) -> Marks {
    match tag {
        Tag::Nav | Tag::Menu => Marks::NAV,
        Tag::Footer => Marks::FOOTER,
        Tag::Aside => Marks::SIDE,
        Tag::Button | Tag::Select | Tag::Option | Tag::Textarea => Marks::TOOLS,
        Tag::Dialog => Marks::POPUP,
        Tag::Marquee => Marks::TICKER,
        Tag::Time => Marks::DATE,
        Tag::Figcaption => Marks::CAPTION,
        Tag::Blockquote => Marks::QUOTE,
        Tag::Article | Tag::Main => Marks::ARTICLE,
        Tag::Video | Tag::Audio | Tag::Canvas => Marks::TOOLS,
        _ => Marks::default(),
    }
}

/// What an element says of itself.
#[derive(Clone, Copy)]
pub enum Said<'a> {
    /// Its classes, id, role and kind.
    Names(&'a str),
    /// What is read out to who does not see it.
    Label(&'a str),
}

/// Looks classes up, each text once a page.
pub struct Marker<'c> {
    cues: &'c Cues,
    /// What the packs say of the classes of the page's own site.
    own: Option<&'c FxHashMap<Box<str>, u32>>,
    seen: FxHashMap<Box<str>, Marks>,
}

impl<'c> Marker<'c> {
    /// For one page of `host`, where it is known.
    pub fn new(cues: &'c Cues, host: Option<&str>) -> Self {
        Marker { cues, own: host.and_then(|host| cues.classes_of(host)), seen: FxHashMap::default() }
    }

    /// The marks of what an element says of itself.
    pub fn marks(&mut self, said: Said<'_>) -> Marks {
        match said {
            Said::Names(names) => self.of_names(names),
            Said::Label(label) => self.cues.of_label(label),
        }
    }

    fn of_names(&mut self, classes: &str) -> Marks {
        if classes.is_empty() {
            return Marks::default();
        }
        if let Some(marks) = self.seen.get(classes) {
            return *marks;
        }
        // Blog software lists a post's tags and categories among its classes.
        let is_post = classes.split_whitespace().any(|name| matches!(name, "hentry" | "type-post"));
        let names = classes.split_whitespace().filter(|name| !(is_post && (name.starts_with("tag-") || name.starts_with("category-"))));
        let mut marks = names.take(40).fold(Marks::default(), |all, name| Marks(all.0 | self.of_name(name).0));
        if marks.has(Marks::HIDDEN) && classes.split_whitespace().any(shows_again) {
            marks = Marks(marks.0 & !Marks::HIDDEN.0);
        }
        self.seen.insert(classes.into(), marks);
        marks
    }

    /// The marks of one class: of its words, and of two or three of them together.
    fn of_name(&self, name: &str) -> Marks {
        let mut letters = String::with_capacity(name.len());
        let starts = words(name, &mut letters);
        if let Some(marks) = self.own.and_then(|own| own.get(letters.as_str())) {
            return Marks(*marks);
        }
        let count = starts.len() - 1;
        let mut marks = 0;
        let mut at = 0;
        while at < count {
            let run = |length: usize| &letters[starts[at]..starts[at + length]];
            let longest = (1..=3.min(count - at)).rev().find_map(|length| self.cues.class_mark(run(length)).map(|mark| (length, mark)));
            let (length, mark) = longest.unwrap_or((1, 0));
            marks |= mark;
            at += length;
        }
        Marks(marks)
    }
}

/// Whether a class shows on screens of one width what another class hides (`d-md-block`, `lg:flex`).
fn shows_again(name: &str) -> bool {
    let mut parts = name.split(['-', ':', '_']);
    parts.any(|part| matches!(part, "sm" | "md" | "lg" | "xl" | "2xl" | "xxl"))
        && parts.any(|part| matches!(part, "block" | "flex" | "grid" | "inline" | "table" | "contents"))
}

/// Puts the lower-case letters of a class into `letters`; where each of its words starts there (marks, digits and capitals part
/// them), and the end.
fn words(name: &str, letters: &mut String) -> Vec<usize> {
    let mut starts = Vec::with_capacity(6);
    let mut inside = false;
    let mut previous_lower = false;
    for c in name.chars().take(80) {
        if !c.is_alphabetic() {
            inside = false;
        } else {
            if !inside || c.is_uppercase() && previous_lower {
                starts.push(letters.len());
            }
            inside = true;
            letters.extend(c.to_lowercase());
        }
        previous_lower = c.is_lowercase();
    }
    starts.push(letters.len());
    starts
}
