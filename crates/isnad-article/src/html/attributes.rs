//! The attributes that the reading of a page looks at.

use super::tag::Tag;
use std::ops::Range;

/// The attributes of the start tag that is being read.
#[derive(Default)]
pub struct Attributes {
    current: Option<Attribute>,
    /// Class, id, role and kind.
    pub class: String,
    /// Where in them the classes and the id stand.
    classes: Range<usize>,
    id: Range<usize>,
    pub href: String,
    pub style: String,
    pub hidden: bool,
    pub rel: String,
    pub kind: String,
    pub name: String,
    pub content: String,
    pub itemprop: String,
    /// Whether the element is an item of microdata, and what kind it says.
    pub itemscope: bool,
    pub itemtype: String,
    pub datetime: String,
    pub title: String,
    /// What stands for a picture.
    pub alternative: String,
    /// What is read out to who does not see the element.
    pub label: String,
    pub language: String,
}

#[derive(Clone, Copy)]
enum Attribute {
    Class,
    Id,
    Role,
    Href,
    Style,
    Rel,
    Kind,
    Name,
    Content,
    Itemprop,
    Itemtype,
    Datetime,
    Title,
    Alternative,
    Label,
    Language,
}

impl Attributes {
    pub fn clear(&mut self) {
        self.current = None;
        (self.classes, self.id) = (0..0, 0..0);
        (self.hidden, self.itemscope) = (false, false);
        for text in [
            &mut self.class,
            &mut self.href,
            &mut self.style,
            &mut self.rel,
            &mut self.kind,
            &mut self.name,
            &mut self.content,
            &mut self.itemprop,
            &mut self.itemtype,
            &mut self.datetime,
            &mut self.title,
            &mut self.alternative,
            &mut self.label,
            &mut self.language,
        ] {
            text.clear();
        }
    }

    pub fn start(&mut self, name: &[u8]) {
        self.current = match name {
            b"class" => Some(Attribute::Class),
            b"id" => Some(Attribute::Id),
            b"role" | b"data-component" => Some(Attribute::Role),
            b"itemtype" => Some(Attribute::Itemtype),
            b"href" => Some(Attribute::Href),
            b"style" => Some(Attribute::Style),
            b"rel" => Some(Attribute::Rel),
            b"type" => Some(Attribute::Kind),
            b"name" | b"property" | b"http-equiv" => Some(Attribute::Name),
            b"content" | b"value" => Some(Attribute::Content),
            b"itemprop" => Some(Attribute::Itemprop),
            b"datetime" => Some(Attribute::Datetime),
            b"title" => Some(Attribute::Title),
            b"alt" => Some(Attribute::Alternative),
            b"aria-label" => Some(Attribute::Label),
            b"lang" => Some(Attribute::Language),
            b"itemscope" => {
                self.itemscope = true;
                None
            }
            b"hidden" => {
                self.hidden = true;
                None
            }
            _ => None,
        };
    }

    /// The element's id and its classes.
    pub fn names(&self) -> (&str, &str) {
        (&self.class[self.id.clone()], &self.class[self.classes.clone()])
    }

    /// The time that the element gives for machines; blog software writes it as the title of an abbreviation.
    pub fn stamp(&self, tag: Tag) -> Option<&str> {
        let given = tag == Tag::Time || !self.itemprop.is_empty();
        let slots = [(true, &self.datetime), (given, &self.content), (tag == Tag::InlineOther && !self.itemprop.is_empty(), &self.title)];
        slots.into_iter().find(|(counts, text)| *counts && !text.is_empty()).map(|(_, text)| text.as_str())
    }

    pub fn value(&mut self, value: &[u8]) {
        let Some(current) = self.current else { return };
        let slot = match current {
            Attribute::Class | Attribute::Id | Attribute::Role | Attribute::Itemtype => &mut self.class,
            Attribute::Href => &mut self.href,
            Attribute::Style => &mut self.style,
            Attribute::Rel => &mut self.rel,
            Attribute::Kind => &mut self.kind,
            Attribute::Name => &mut self.name,
            Attribute::Content => &mut self.content,
            Attribute::Itemprop => &mut self.itemprop,
            Attribute::Datetime => &mut self.datetime,
            Attribute::Title => &mut self.title,
            Attribute::Alternative => &mut self.alternative,
            Attribute::Label => &mut self.label,
            Attribute::Language => &mut self.language,
        };
        if !slot.is_empty() {
            slot.push(' ');
        }
        let start = slot.len();
        slot.push_str(&String::from_utf8_lossy(&value[..value.len().min(4096)]));
        match current {
            Attribute::Class => self.classes = start..slot.len(),
            Attribute::Id => self.id = start..slot.len(),
            Attribute::Itemtype => self.itemtype.push_str(&slot[start..]),
            _ => {}
        }
    }
}
