//! The cue words of the source packs (`page-cues.tsv`), by kind.

use crate::html::marks::{KINDS, Marks};
use crate::html::site;
use isnad_pack::Pack;
use isnad_text::token::{Token, TokenKind, tokens};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of cues that rules look for; a kind of the table that is not here is an ordinary boilerplate kind, matched at the
/// start of a line and named in the block's reason.
pub mod kind {
    /// Links to other articles.
    pub const RELATED: &str = "related";
    /// Prompts to share.
    pub const SHARE: &str = "share";
    /// Names of platforms that share bars run together.
    pub const PLATFORM: &str = "platform";
    /// Words of menus and section names.
    pub const SECTION: &str = "section";
    /// Placeholders of content that a script would load.
    pub const LOADING: &str = "loading";
    /// Words that follow the outlet's name in the alternative text of its logo.
    pub const LOGO: &str = "logo";
    /// Labels of the time of publication.
    pub const PUBLISHED: &str = "published";
    /// Labels of the time of the last change.
    pub const UPDATED: &str = "updated";
    /// Labels of dates that are not those of the page.
    pub const OTHER_DATE: &str = "other_date";
    /// Notices that ask for consent.
    pub const CONSENT: &str = "consent";
    /// What a site says of texts that it did not write.
    pub const DISCLAIMER: &str = "disclaimer";
    /// What only a disclaimer says, anywhere in a line.
    pub const DISCLAIMER_IN: &str = "disclaimer_in";
    /// Words that stand around dates and say nothing.
    pub const DATE_WORD: &str = "date_word";
    /// Words before how long ago something was.
    pub const RELATIVE: &str = "relative";
    /// Units of time in them.
    pub const TIME_UNIT: &str = "time_unit";
    /// Words that lead from page to page.
    pub const PAGER: &str = "pager";
    /// Headings of what is said of an author, as whole lines or with the name behind them.
    pub const AUTHOR_HEAD: &str = "author_head";
    /// Labels of authors.
    pub const BYLINE: &str = "byline";
    /// Labels of the text's source.
    pub const SOURCE: &str = "source";
    /// Picture agencies, and words for pictures in credits.
    pub const PHOTO: &str = "photo";
    /// Words that open captions.
    pub const CAPTION: &str = "caption";
    /// Class words that open an outlet's name.
    pub const OUTLET_WORD: &str = "outlet_word";
    /// Readers' comments.
    pub const COMMENTS: &str = "comments";
    /// Headings of readers' comments, as whole lines.
    pub const COMMENTS_HEAD: &str = "comments_head";
    /// Names of sites whose owner gave them none.
    pub const UNNAMED: &str = "unnamed";
    /// Copyright lines.
    pub const COPYRIGHT: &str = "copyright";
}

/// A cue's kind and words.
type Cue = (String, Vec<Box<str>>);

/// The table, compiled.
pub struct Cues {
    by_kind: BTreeMap<String, Vec<Vec<Box<str>>>>,
    /// Kind and words of every cue by its first word, the longest first.
    by_first: FxHashMap<Box<str>, Vec<Cue>>,
    /// Minutes east of UTC for words of `zone:…` kinds.
    zones: Vec<(Vec<Box<str>>, i32)>,
    /// Platform and section words without spaces, longest first.
    glued: BTreeMap<&'static str, Vec<String>>,
    /// Names of agencies and outlets, folded, their words with single spaces.
    media: BTreeSet<String>,
    /// Bits of [`crate::html::marks::KINDS`] by word of a class.
    classes: FxHashMap<Box<str>, u32>,
    /// The same bits by the whole name of a class of one host.
    host_classes: FxHashMap<Box<str>, FxHashMap<Box<str>, u32>>,
    /// What was learned of hosts.
    sites: FxHashMap<Box<str>, site::Rows>,
}

/// From this many letters on, a word of a class also stands for longer words that begin with it.
const CLASS_PREFIX: usize = 6;
/// No word of a class that the packs list is longer.
const CLASS_LENGTH: usize = 24;

/// Kinds that [`Cues::opening`] does not look for, because rules of their own use them.
const SPECIAL: [&str; 16] = [
    kind::UNNAMED,
    kind::TIME_UNIT,
    kind::PAGER,
    kind::AUTHOR_HEAD,
    kind::DISCLAIMER_IN,
    kind::OTHER_DATE,
    kind::COMMENTS_HEAD,
    kind::PLATFORM,
    kind::SECTION,
    kind::LOGO,
    kind::PUBLISHED,
    kind::UPDATED,
    kind::DATE_WORD,
    kind::PHOTO,
    kind::OUTLET_WORD,
    kind::BYLINE,
];

impl Cues {
    /// The cues of `pack`.
    pub fn of(pack: &Pack) -> Self {
        let mut cues = Cues {
            by_kind: BTreeMap::new(),
            by_first: FxHashMap::default(),
            zones: Vec::new(),
            glued: BTreeMap::new(),
            media: media(pack),
            classes: FxHashMap::default(),
            host_classes: FxHashMap::default(),
            sites: FxHashMap::default(),
        };
        for site in &pack.sites {
            cues.sites.entry(site.host.as_str().into()).or_default().add(site);
        }
        for (cue, kind) in &pack.page_cues {
            if let Some(class) = kind.strip_prefix("class:") {
                let (class, host) = class.split_once('@').map_or((class, None), |(class, host)| (class, Some(host)));
                let bit = KINDS.iter().position(|name| *name == class).map_or(0, |index| 1 << index);
                let classes = host.map_or(&mut cues.classes, |host| cues.host_classes.entry(host.into()).or_default());
                *classes.entry(cue.chars().filter(|c| c.is_alphabetic()).collect::<String>().into()).or_default() |= bit;
                continue;
            }
            let words = norms(cue);
            if words.is_empty() {
                continue;
            }
            match kind.strip_prefix("zone:").map(str::parse) {
                Some(Ok(minutes)) => cues.zones.push((words, minutes)),
                Some(Err(_)) => {}
                None => cues.by_kind.entry(kind.clone()).or_default().push(words),
            }
        }
        for (kind, words) in cues.by_kind.iter().flat_map(|(kind, list)| list.iter().map(move |words| (kind, words))) {
            cues.by_first.entry(words[0].clone()).or_default().push((kind.clone(), words.clone()));
        }
        for list in cues.by_first.values_mut() {
            list.sort_by_key(|(_, words)| std::cmp::Reverse(words.len()));
        }
        for kind in [kind::PLATFORM, kind::SECTION, kind::SHARE] {
            let mut words: Vec<String> = cues.list(kind).iter().map(|words| words.concat()).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            cues.glued.insert(kind, words);
        }
        cues
    }

    fn list(&self, kind: &str) -> &[Vec<Box<str>>] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Length in tokens of the longest cue of `kind` that `tokens` start with.
    pub fn starts(&self, kind: &str, tokens: &[Token]) -> Option<usize> {
        self.beginning(tokens).find(|(own, _)| *own == kind).map(|(_, length)| length)
    }

    /// The kinds and lengths in tokens of the cues that `tokens` start with, the longest first.
    fn beginning<'c, 't>(&'c self, tokens: &'t [Token]) -> impl Iterator<Item = (&'c str, usize)> + use<'c, 't> {
        let list = tokens.first().and_then(|first| self.by_first.get(&first.norm)).map_or(&[][..], Vec::as_slice);
        list.iter().filter(|(_, words)| begins(tokens, words)).map(|(kind, words)| (kind.as_str(), words.len()))
    }

    /// Whether `tokens` hold a cue of `kind` anywhere.
    pub fn within(&self, kind: &str, tokens: &[Token]) -> bool {
        let list = self.list(kind);
        !list.is_empty() && (0..tokens.len()).any(|at| list.iter().any(|cue| begins(&tokens[at..], cue)))
    }

    /// The kind and length in tokens of the ordinary cue that `tokens` start with; the longest wins, then the kind's name.
    pub fn opening(&self, tokens: &[Token]) -> Option<(&str, usize)> {
        let found = self.beginning(tokens).filter(|(kind, _)| !SPECIAL.contains(kind));
        found.max_by_key(|&(kind, length)| (length, std::cmp::Reverse(kind)))
    }

    /// Minutes east of UTC of the first zone that `tokens` name.
    pub fn zone(&self, tokens: &[Token]) -> Option<i32> {
        (0..tokens.len()).find_map(|at| self.zones.iter().find(|(words, _)| begins(&tokens[at..], words)).map(|(_, minutes)| *minutes))
    }

    /// Whether `tokens` start with a zone's name, and its length.
    pub fn zone_length(&self, tokens: &[Token]) -> Option<usize> {
        self.zones.iter().filter(|(words, _)| begins(tokens, words)).map(|(words, _)| words.len()).max()
    }

    /// What the pages of `host` repeat, if anything was learned.
    pub fn site(&self, host: &str) -> Option<&site::Rows> {
        self.sites.get(host)
    }

    /// The marks that whole names of classes make on the pages of `host`, if any were written down.
    pub fn classes_of(&self, host: &str) -> Option<&FxHashMap<Box<str>, u32>> {
        self.host_classes.get(host)
    }

    /// The marks that a word of a class makes, if any.
    pub fn class_mark(&self, word: &str) -> Option<u32> {
        let exact = self.classes.get(word);
        let prefix = |length: usize| word.get(..length).and_then(|start| self.classes.get(start));
        exact.or_else(|| (CLASS_PREFIX..word.len().min(CLASS_LENGTH)).rev().find_map(prefix)).copied()
    }

    /// Whether `words` (folded) are the name of an agency or outlet.
    pub fn is_media(&self, words: &[&str]) -> bool {
        self.media.contains(&words.join(" "))
    }

    /// Whether `name` is that of a platform where others publish.
    pub fn is_platform(&self, name: &str) -> bool {
        let words = norms(name);
        self.list(kind::PLATFORM).contains(&words)
    }

    /// The marks of a part of a page that is called so: `مقالات ذات صلة`, `التعليقات`.
    pub fn of_label(&self, label: &str) -> Marks {
        let tokens = tokens(label, 0);
        let is_all = |length: &usize| *length == tokens.len();
        let heads = |kind: &str| self.starts(kind, &tokens).is_some_and(|length| is_all(&length));
        match () {
            () if heads(kind::RELATED) => Marks::RELATED,
            () if heads(kind::COMMENTS_HEAD) || heads(kind::COMMENTS) => Marks::COMMENTS,
            () => Marks::default(),
        }
    }

    /// Whether a site goes by the name that its content system came with.
    pub fn is_unnamed(&self, name: &str) -> bool {
        let words = norms(name);
        self.list(kind::UNNAMED).contains(&words)
    }

    /// How many words of `kinds` make up all of `run` (folded letters without spaces), or `None` when they do not.
    pub fn made_of(&self, kinds: &[&str], run: &str) -> Option<usize> {
        let mut rest = run;
        let mut count = 0;
        while !rest.is_empty() {
            let words = kinds.iter().filter_map(|kind| self.glued.get(kind)).flatten();
            let longest = words.filter(|word| rest.starts_with(word.as_str())).max_by_key(|word| word.len())?;
            rest = &rest[longest.len()..];
            count += 1;
        }
        (count > 0).then_some(count)
    }
}

fn media(pack: &Pack) -> BTreeSet<String> {
    let words = |name: &String| {
        tokens(name, 0).into_iter().filter(|token| token.kind != TokenKind::Mark).map(|token| token.norm.into_string()).collect::<Vec<_>>()
    };
    pack.outlets.iter().flat_map(|row| &row.names).map(|name| words(name).join(" ")).filter(|name| name.chars().count() > 1).collect()
}

fn norms(cue: &str) -> Vec<Box<str>> {
    tokens(cue, 0).into_iter().filter(|token| token.kind != TokenKind::Break).map(|token| token.norm).collect()
}

fn begins(tokens: &[Token], cue: &[Box<str>]) -> bool {
    tokens.len() >= cue.len() && cue.iter().zip(tokens).all(|(word, token)| token.norm == *word)
}
