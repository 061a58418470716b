//! What stands behind a head that no table knows whole: `مجلس أساقفة كذا`, `حاكم ولاية كذا`, `إدارة الأمن في كذا`.

use crate::lookup::Hit;
use crate::mention::Reader;
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::sentence::is_quote;
use isnad_text::token::{Token, TokenKind};

/// Most words behind the head.
const LONGEST: usize = 7;

impl<'a> Reader<'a, '_> {
    /// Past the genitives, adjectives and places that belong to a head which ends before `at`.
    ///
    /// A bare noun waits for its genitive; a noun with the article, a name or a place ends the chain: behind it stand only adjectives and an
    /// attached ل. With `whole` a foreign name is read to its end: no person's name follows.
    pub(crate) fn rest_of_phrase(&self, at: usize, head: Hit, whole: bool) -> usize {
        let Some(last) = at.checked_sub(1).and_then(|i| self.block.tokens.get(i)) else { return at };
        let mut open = !head.clitics.article && head.clitics.pronoun.is_none() && may_govern(last) && !self.is_relational(last);
        let mut next = at;
        // `دعت المنظمات المجتمع`: a masculine is no adjective of a feminine with the article, and a noun with the article has no genitive.
        let unlike = head.clitics.article && head.len == 1 && self.unlike(at);
        while next < at + LONGEST && !unlike {
            let inner = self.past_quotes(next);
            if inner > next {
                let Some(close) = self.closing_quote(inner).filter(|_| open) else { break };
                next = close + 1;
                open = false;
                continue;
            }
            let Some(token) = self.token(next).filter(|t| t.kind == TokenKind::Word) else { break };
            // `خدمة ماجن دافيد أدوم`: a foreign name goes on over words that no table knows.
            let foreign =
                whole && next > at && self.block.hits[next].is_empty() && self.block.hits[next - 1].is_empty() && !token.norm.starts_with("ال");
            let step = match open {
                true => self.genitive(next, token),
                false if foreign => Some((next + 1, false)),
                false => self.belongs(next, token, next > at),
            };
            let Some((end, goes_on)) = step else { break };
            open = goes_on;
            next = end;
        }
        next
    }

    /// Whether the word at `at`, with its article, cannot describe the feminine or the plural of things right before it.
    fn unlike(&self, at: usize) -> bool {
        let feminine = |t: &Token| t.marbuta || t.norm.ends_with("ات");
        let head = at.checked_sub(1).and_then(|i| self.block.tokens.get(i)).filter(|t| feminine(t) && !t.norm.ends_with("لات"));
        head.is_some() && self.token(at).is_some_and(|t| t.norm.starts_with("ال") && !feminine(t) && !t.norm.ends_with(['ى', 'ا', 'ه', 'ء']))
    }

    /// A genitive behind a bare noun, and whether it waits for one itself.
    fn genitive(&self, at: usize, token: &Token) -> Option<(usize, bool)> {
        let hits = &self.block.hits[at];
        // `ولاية`, `مركز`: what is a common noun too is taken for one.
        let common = hits.iter().any(|hit| matches!(hit.sense, Sense::Noun(_) | Sense::Common));
        let named = hits
            .iter()
            .filter(|hit| hit.clitics.weight() == 0)
            .filter(|hit| {
                matches!(hit.sense, Sense::Entity(_) | Sense::Country(_)) || matches!(hit.sense, Sense::Place(_)) && (hit.len > 1 || !common)
            })
            .map(|hit| hit.len)
            .max();
        // A genitive has no ending of an object: `أعلن مسؤول هجوما`.
        if self.is_closed(at) || self.is_told(at) || self.is_accusative(at) || hits.iter().any(|hit| self.is_harm(hit)) {
            return None;
        }
        if let Some(len) = named {
            return Some((at + len, false));
        }
        let joined = hits.iter().any(|hit| hit.clitics.conjunction) && !hits.iter().any(|hit| !hit.clitics.conjunction);
        if joined || !nominal(hits) && !hits.is_empty() {
            return None;
        }
        // What no table knows is a name, and so is the last word of a chain.
        let definite = token.norm.starts_with("ال") || self.is_unknown(at);
        Some((at + 1, !definite && may_govern(token) && !self.is_relational(token)))
    }

    /// `محلي`, `أمني`: an adjective, which has a feminine and no genitive.
    pub(crate) fn is_relational(&self, token: &Token) -> bool {
        let lexicon = &self.context.pack.lexicon;
        let known = |word: &str| lexicon.step(lexicon.root(), word).is_some_and(|node| !lexicon.senses(node).is_empty());
        token.norm.ends_with('ي') && nisba(&token.norm) && known(&format!("{}ه", token.norm))
    }

    /// An adjective, a second genitive joined by و, or a noun behind an attached ل.
    fn belongs(&self, at: usize, token: &Token, inside: bool) -> Option<(usize, bool)> {
        let hits = &self.block.hits[at];
        if self.is_closed(at) {
            return None;
        }
        let things = |prefix: &str| {
            token.norm.starts_with(prefix)
                && hits.iter().any(|hit| matches!(hit.sense, Sense::Common | Sense::Masdar(_) | Sense::EventNoun(_) | Sense::Noun(_)))
                && !hits.iter().any(|hit| self.is_somebody(hit) || matches!(hit.sense, Sense::Entity(_) | Sense::Country(_) | Sense::BodyHead(_)))
        };
        if inside && (things("وال") || things("لل")) {
            return Some((at + 1, false));
        }
        // `صندوق الاستثمارات العامة`, not `الشركة العام الماضي`.
        let rank =
            token.norm.strip_prefix("ال").is_some_and(|word| self.context.pack.classes.get("standing").is_some_and(|words| words.contains(word)));
        if rank && inside && !self.is_time(at) {
            return Some((at + 1, false));
        }
        let adjective = token.norm.starts_with("ال")
            && (token.norm.ends_with('ي')
                || token.norm.ends_with("يه")
                || hits.iter().any(|hit| matches!(hit.sense, Sense::Participle(..) | Sense::Number(_))))
            && !hits.iter().any(|hit| (self.is_somebody(hit) || self.is_institution(hit)) && !self.is_nisba(hit))
            && !matches!(&*token.norm, "التي" | "الذي" | "اللتي");
        adjective.then_some((at + 1, false))
    }

    /// `العام الماضي`: when something was.
    pub(crate) fn is_time(&self, at: usize) -> bool {
        self.block.hits[at].iter().any(|hit| matches!(hit.sense, Sense::Time(_)) && hit.len > 1)
    }

    /// `الهيئة العليا`, `الاتحاد العام`: past the adjectives of a definite body, those of rank among them.
    pub(crate) fn standing(&self, at: usize, head: Hit) -> usize {
        let standing = self.context.pack.classes.get("standing").filter(|_| head.clitics.article);
        let ranks = |at: usize| {
            let word = self.token(at).filter(|t| t.kind == TokenKind::Word).and_then(|t| t.norm.strip_prefix("ال"));
            word.is_some_and(|word| standing.is_some_and(|words| words.contains(word))) && !self.is_time(at)
        };
        let mut next = self.adjectives(at, head);
        while ranks(next) {
            next = self.adjectives(next + 1, head);
        }
        next
    }

    /// `وكالة "كذا" الألمانية للأنباء`: past what is told of a medium behind its name.
    pub(crate) fn past_kind(&self, at: usize) -> usize {
        let kinds = self.context.pack.classes.get("medium");
        let kind = |word: &str| kinds.is_some_and(|words| words.contains(word));
        let told = |i: usize| {
            let token = self.token(i).filter(|t| t.kind == TokenKind::Word)?;
            let word = token.norm.strip_prefix("لل").or_else(|| token.norm.strip_prefix("ال"))?;
            let nation = token.norm.starts_with("ال") && self.nation(i).is_some();
            (nation || kind(word)).then_some(())
        };
        (at..at + 3).find(|&i| told(i).is_none()).unwrap_or(at + 3)
    }

    /// `الرابطة الوطنية للمحامين الليبيين`, `اللجنة المستقلة للتحقيق في الأحداث`: past what a definite body with its adjective is for.
    pub(crate) fn purposed(&self, at: usize) -> Option<usize> {
        let token = self.token(at).filter(|t| t.kind == TokenKind::Word && t.norm.starts_with("لل"))?;
        let hits = &self.block.hits[at];
        // `للتجارة`: a field that a ministry is called by alone, too.
        let named = |hits: &[Hit]| {
            let common = hits.iter().any(|hit| hit.sense == Sense::Common);
            hits.iter().any(|hit| matches!(hit.sense, Sense::Entity(_) | Sense::Country(_)) || matches!(hit.sense, Sense::BodyHead(_)) && !common)
        };
        if !nominal(hits) || token.norm.chars().count() < 4 || named(hits) || self.is_told(at) {
            return None;
        }
        let definite = |i: usize| self.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.norm.starts_with("ال"));
        let nation = |i: usize| definite(i) && self.nation(i).is_some_and(|(_, hit)| hit.clitics.article);
        // `قالت الهيئة الوطنية للصحفيين إن`: to whom it speaks, unless they are told of more closely.
        let told = |hit: &Hit| match hit.sense {
            Sense::Noun(id) => {
                let row = &self.context.pack.nouns[id as usize];
                row.sub == "journalists" || matches!(row.class, NounClass::Official | NounClass::Source)
            }
            _ => false,
        };
        if hits.iter().any(told) && !nation(at + 1) {
            return None;
        }
        let verbal = hits.iter().any(|hit| matches!(hit.sense, Sense::Masdar(_)));
        let mut next = at + 1;
        // `للتحقيق في أحداث كذا`: a verbal noun with what it goes into, which is no place.
        if verbal && self.token(next).is_some_and(|t| t.is("في")) && self.block.hits.get(next + 1).is_some_and(|hits| thing(hits)) {
            let head = self
                .best(next + 1, |sense| matches!(sense, Sense::Common | Sense::Noun(_) | Sense::EventNoun(_) | Sense::Masdar(_)).then_some(()))?
                .1;
            return Some(self.rest_of_phrase(next + 2, head, true));
        }
        while next < at + LONGEST {
            let Some(token) = self.token(next).filter(|t| t.kind == TokenKind::Word) else { break };
            let joined = token.norm.starts_with("وال")
                && (nominal(&self.block.hits[next]) || self.block.hits[next].is_empty())
                && !named(&self.block.hits[next]);
            let adjective = nation(next) || matches!(self.belongs(next, token, false), Some((end, _)) if end == next + 1);
            if !joined && !adjective {
                break;
            }
            next += 1;
        }
        Some(next)
    }

    /// `مسؤول في المسجد`: past the institution that somebody of no other name sits in.
    pub(crate) fn seat_of(&self, at: usize, depth: usize) -> Option<usize> {
        self.token(at).filter(|t| matches!(&*t.norm, "في" | "لدي" | "لدى"))?;
        let (mention, end) = self.phrase(self.past_quotes(at + 1), depth + 1)?;
        (matches!(mention.class, NounClass::Body | NounClass::Site) && mention.number.is_none()).then_some(end)
    }

    /// Words of closed classes, of time and of saying: no noun phrase runs past them.
    fn is_closed(&self, at: usize) -> bool {
        self.block.hits[at].iter().any(|hit| {
            let ordinal = matches!(hit.sense, Sense::Number(_)) && self.token(at).is_some_and(|t| t.norm.starts_with("ال"));
            // `لجنة رصد الانتهاكات`: a noun of saying that has its own genitive.
            let construct = self.token(at + 1).is_some_and(|t| t.norm.starts_with("ال"))
                && self.block.hits[at].iter().any(|hit| matches!(hit.sense, Sense::Masdar(_)));
            matches!(hit.sense, Sense::Function(_) | Sense::Time(_) | Sense::Cue(_)) && hit.len == 1
                || matches!(hit.sense, Sense::Reporting(_)) && hit.len == 1 && hit.clitics.weight() == 0 && !construct
                // `نقل عن مسؤول كبير قوله`
                || matches!(hit.sense, Sense::Reporting(_)) && hit.len == 1 && hit.clitics.pronoun.is_some()
                || matches!(hit.sense, Sense::Number(_)) && !ordinal
        })
    }

    /// `مقتل`, `إصابة`: what is told of, never a genitive of whoever tells it, unlike `عمليات` or `دعم`.
    fn is_harm(&self, hit: &Hit) -> bool {
        use isnad_model::EventType::{Deploy, Hold, Meet, Monitor, Offensive, Support};
        let Sense::EventNoun(id) = hit.sense else { return false };
        let kind = self.context.pack.noun_frames[id as usize].event_type;
        !hit.clitics.article && hit.clitics.weight() == 0 && !matches!(kind, Deploy | Hold | Meet | Monitor | Offensive | Support)
    }

    /// `الإعلامي`: a noun for somebody that is an adjective as well.
    fn is_nisba(&self, hit: &Hit) -> bool {
        matches!(hit.sense, Sense::Noun(id) if self.context.pack.nouns[id as usize].lemma.ends_with('ي')) && hit.clitics.article
    }

    /// `الهيئة`: a noun for an institution that ends like an adjective.
    fn is_institution(&self, hit: &Hit) -> bool {
        matches!(hit.sense, Sense::Noun(id) if self.context.pack.nouns[id as usize].class == NounClass::Body && !self.context.pack.nouns[id as usize].lemma.ends_with("ية"))
    }

    /// A noun for people who can speak for themselves.
    fn is_somebody(&self, hit: &Hit) -> bool {
        match hit.sense {
            Sense::Noun(id) => {
                matches!(self.context.pack.nouns[id as usize].class, NounClass::Official | NounClass::People | NounClass::Force | NounClass::Source)
            }
            Sense::Entity(id) => self.context.pack.entities[id as usize].kind == isnad_model::EntityKind::Person,
            _ => false,
        }
    }
}

/// Whether the word has an ending of an adjective of relation: `صحفي`, `أمنية`, `طبيون`, `حكوميين`.
pub(crate) fn nisba(word: &str) -> bool {
    let word = word.strip_prefix("ال").unwrap_or(word);
    word.chars().count() > 3 && ["ي", "يه", "يون", "يين", "يات", "يان", "يتان", "يتين"].iter().any(|ending| word.ends_with(ending))
}

/// A bare noun may have a genitive, unless its ending forbids it: `مسؤولون`, `مقاتلين`.
fn may_govern(token: &Token) -> bool {
    !["ون", "ين", "ان"].iter().any(|ending| token.norm.ends_with(ending) && token.norm.chars().count() > 4)
        && !is_quote(&token.norm)
        && !token.norm.starts_with("ال")
}

/// Whether the word is a noun for a thing or an event, and no name of a place.
fn thing(hits: &[Hit]) -> bool {
    hits.iter().any(|hit| matches!(hit.sense, Sense::Common | Sense::EventNoun(_) | Sense::Masdar(_)))
        && !hits.iter().any(|hit| matches!(hit.sense, Sense::Place(_) | Sense::Country(_)) && hit.clitics.weight() == 0)
}

/// Whether some reading of the word is a noun.
fn nominal(hits: &[Hit]) -> bool {
    hits.iter().any(|hit| {
        matches!(
            hit.sense,
            Sense::Common
                | Sense::Noun(_)
                | Sense::Masdar(_)
                | Sense::EventNoun(_)
                | Sense::BodyHead(_)
                | Sense::Participle(..)
                | Sense::Nationality(_)
                | Sense::Nominal
                | Sense::Head
                | Sense::Label(_)
        )
    })
}
