//! By what words people without a name are called: their adjectives, and whose family they are.

use crate::clitics::Clitics;
use crate::item::Kind;
use crate::lookup::Hit;
use crate::mention::Reader;
use crate::sentence::Sentence;
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::token::TokenKind;

impl Reader<'_, '_> {
    /// Past what describes the people whose noun, with its clitics in `head`, ends before `at`: `دبلوماسيون غربيون`, `أسرة العامل المتوفى`.
    pub(crate) fn described(&self, at: usize, head: Hit, family: bool) -> usize {
        if head.clitics.pronoun.is_some() {
            return at;
        }
        let end = self.adjectives_of_men(at, head.clitics.article);
        let whose = family && end == at && !head.clitics.article;
        if whose { self.family_of(at) } else { end }
    }

    /// Past at most two adjectives that agree with the plural before `at`.
    fn adjectives_of_men(&self, at: usize, article: bool) -> usize {
        let Some(noun) = at.checked_sub(1).and_then(|i| self.block.tokens.get(i)) else { return at };
        let plural = |norm: &str| if norm.ends_with("ون") { Some("ون") } else { norm.ends_with("ين").then_some("ين") };
        let case = plural(&noun.norm);
        let agrees = |i: usize| {
            let Some(token) = self.token(i).filter(|t| t.kind == TokenKind::Word && t.norm.chars().count() > 4) else { return false };
            let ending = plural(&token.norm).is_some_and(|ending| case.is_none_or(|case| case == ending));
            let plain = |hit: &Hit| {
                let adjective = match hit.sense {
                    Sense::Common | Sense::Participle(..) | Sense::Nationality(_) => true,
                    Sense::Noun(id) => self.context.pack.nouns[id as usize].class == NounClass::People,
                    _ => false,
                };
                adjective && !hit.clitics.conjunction && hit.clitics.preposition.is_none()
            };
            ending && token.norm.starts_with("ال") == article && self.block.hits[i].iter().all(plain)
        };
        at + (at..at + 2).take_while(|i| agrees(*i)).count()
    }

    /// Past whose family it is: somebody named, or a definite noun with its adjectives.
    fn family_of(&self, at: usize) -> usize {
        let closed = |hit: &Hit| {
            matches!(hit.sense, Sense::Function(_) | Sense::Verb(..) | Sense::Time(_) | Sense::Number(_) | Sense::Cue(_) | Sense::Nationality(_))
                || hit.clitics.conjunction
                || hit.clitics.preposition.is_some()
        };
        let word = |i: usize| self.token(i).is_some_and(|t| t.kind == TokenKind::Word);
        if !word(at) || self.block.hits[at].iter().any(|hit| hit.len == 1 && closed(hit)) {
            return at;
        }
        if let Some((_, end)) = self.phrase(at, 1).filter(|(mention, _)| mention.entity.is_some() && mention.place.is_none()) {
            return end;
        }
        let named = self.name_after_title(at);
        if named > at {
            return named;
        }
        let definite = |i: usize| word(i) && self.token(i).is_some_and(|t| t.norm.starts_with("ال")) && !self.block.hits[i].iter().any(closed);
        let adjective = |i: usize| definite(i) && self.block.hits[i].iter().all(|hit| hit.clitics == Clitics { article: true, ..Clitics::default() });
        if !definite(at) {
            return at;
        }
        if adjective(at + 1) { at + 2 } else { at + 1 }
    }
}

/// `المشاركون في الاجتماع`, `المراقبون الدوليون`: past what tells which men the noun at `at` means.
pub(crate) fn of_those_in(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    let items = sentence.items;
    let plain = |i: usize| items.get(i).is_some_and(|item| item.clitics.preposition.is_none() && !item.clitics.conjunction);
    let adjective =
        |i: usize| plain(i) && matches!(items[i].kind, Kind::Word) && sentence.norm(i).starts_with("ال") && sentence.norm(i).ends_with("ون");
    let end = if adjective(at + 1) { at + 2 } else { at + 1 };
    let inside = matches!(items.get(end).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في");
    let what = |i: usize| plain(i) && matches!(items[i].kind, Kind::Word | Kind::Event(..)) && sentence.norm(i).starts_with("ال");
    if end == at + 1 && inside && what(end + 1) { end + 2 } else { end }
}
