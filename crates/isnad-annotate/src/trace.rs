//! What the passes saw in a sentence, layer by layer, for those who work on rules.

use crate::clause::Opener;
use crate::frames::drafts;
use crate::item::{Kind, Mention};
use crate::report::{OwnVoice, Scope};
use crate::sentence::Sentence;
use isnad_text::Span;

/// A pass of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// A sentence.
    Sentence,
    /// A clause.
    Clause,
    /// A stretch that somebody says.
    Scope,
    /// Somebody or something that is named.
    Entity,
    /// A place.
    Place,
    /// A number.
    Number,
    /// A date or time.
    When,
    /// A word that tells an event.
    Trigger,
    /// A cue of polarity or modality.
    Cue,
}

impl Layer {
    /// A short name.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Sentence => "sentence",
            Layer::Clause => "clause",
            Layer::Scope => "scope",
            Layer::Entity => "entity",
            Layer::Place => "place",
            Layer::Number => "number",
            Layer::When => "when",
            Layer::Trigger => "trigger",
            Layer::Cue => "cue",
        }
    }
}

/// A stretch of text with what a pass made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The pass.
    pub layer: Layer,
    /// Where.
    pub span: Span,
    /// What, in short words: a class and an id, a rule, who speaks.
    pub note: String,
}

/// Everything that was seen in `sentence`, in order.
pub(crate) fn marks(sentence: &Sentence<'_, '_>, scopes: &[Scope]) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut add = |layer: Layer, span: Option<Span>, note: String| out.extend(span.map(|span| Mark { layer, span, note }));
    add(Layer::Sentence, tokens(sentence, sentence.range.start, sentence.range.end), String::new());
    for clause in &sentence.clauses {
        add(Layer::Clause, sentence.span(clause.start, clause.end), opener(&clause.opener));
    }
    for scope in scopes {
        add(Layer::Scope, sentence.span(scope.start, scope.end), speaker(scope));
    }
    for (at, item) in sentence.items.iter().enumerate() {
        let span = sentence.span(at, at + 1);
        match &item.kind {
            Kind::Mention(mention) => {
                let layer = if mention.place.is_some() { Layer::Place } else { Layer::Entity };
                add(layer, span, said_of(mention));
            }
            Kind::Number(number) => add(Layer::Number, span, format!("{} ({})", number.value, number.bound.name())),
            Kind::When(when) => {
                let day = |date: Option<jiff::civil::Date>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
                add(Layer::When, span, format!("{}..{} ({})", day(when.time.start), day(when.time.end), when.time.precision.name()));
            }
            _ => {}
        }
    }
    for draft in drafts(sentence, scopes) {
        let note = format!("{} by {}", draft.event_type.name(), draft.rule);
        add(Layer::Trigger, sentence.span(draft.at, draft.parts_end.max(draft.at) + 1), note);
    }
    for cue in &sentence.cues {
        let row = &sentence.context.pack.cues[cue.id as usize];
        add(
            Layer::Cue,
            tokens(sentence, cue.start, cue.end),
            format!("{:?} {:?}, to the {:?}: {}", row.class, row.direction, row.terminator, row.cue),
        );
    }
    out.sort_by_key(|mark| (mark.span.start, mark.layer, mark.span.end));
    out
}

fn tokens(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> Option<Span> {
    let tokens = &sentence.block.tokens;
    Some(tokens.get(from)?.span.cover(tokens.get(to.checked_sub(1)?)?.span))
}

fn opener(opener: &Opener) -> String {
    match opener {
        Opener::Start => "opens the sentence".into(),
        Opener::Comma => "after a comma".into(),
        Opener::Colon => "after a colon".into(),
        Opener::Parenthesis => "in parentheses".into(),
        Opener::Resumed => "after parentheses".into(),
        Opener::Subordinate(word) => format!("subordinate: {word}"),
        Opener::Complement => "complement".into(),
        Opener::Relative => "relative".into(),
        Opener::Coordinate => "coordinate".into(),
    }
}

fn speaker(scope: &Scope) -> String {
    let names: Vec<&str> = scope.chain.sources.iter().map(|source| if source.id.is_empty() { &*source.surface } else { &*source.id }).collect();
    let who = match (&scope.chain.own, names.is_empty()) {
        (Some(OwnVoice::Correspondent), _) => "the outlet's correspondent".to_owned(),
        (Some(OwnVoice::Outlet), _) => "the outlet".to_owned(),
        (None, true) => "the outlet".to_owned(),
        (None, false) => names.join(" ← "),
    };
    let negated = if scope.negated { ", negated" } else { "" };
    let backward = if scope.backward { ", said after its words" } else { "" };
    format!("{:?} by {who}{negated}{backward}", scope.class)
}

fn said_of(mention: &Mention) -> String {
    let mut parts = vec![format!("{:?}", mention.class).to_lowercase()];
    parts.extend(mention.place.as_ref().map(|place| format!("{} ({})", place.id, place.kind.name())));
    parts.extend(mention.entity.as_ref().filter(|entity| !entity.id.is_empty()).map(|entity| entity.id.to_string()));
    parts.extend(Some(&mention.sub).filter(|sub| !sub.is_empty()).cloned());
    parts.extend(mention.number.map(|number| format!("counts {} ({})", number.value, number.bound.name())));
    parts.join(", ")
}
