//! Every lexicon expression that starts at each token.

use crate::clitics::{Clitics, proclitic_cuts, pronoun_cuts};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::FunctionClass;
use isnad_pack::{Lexicon, Node, Sense};
use isnad_text::token::{Token, TokenKind};
use smallvec::SmallVec;

/// One expression found.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// Tokens it spans, from the one it was found at.
    pub len: usize,
    /// What it may mean.
    pub sense: Sense,
    /// What was cut off its first word.
    pub clitics: Clitics,
}

/// Hits at one token.
pub type Hits = SmallVec<[Hit; 4]>;

/// Longest expression, in words.
const LONGEST: usize = 8;

/// All hits at every token of one sentence.
pub fn look_up(lexicon: &Lexicon, tokens: &[Token]) -> Vec<Hits> {
    let mut out: Vec<Hits> = Vec::with_capacity(tokens.len());
    for at in 0..tokens.len() {
        let mut hits = hits_at(lexicon, tokens, at);
        if out.last().is_some_and(is_preposition) {
            hits.retain(|hit| !hit.clitics.conjunction || !is_nominal(hit.sense));
        }
        out.push(hits);
    }
    out
}

/// A word that is a preposition and nothing else.
fn is_preposition(hits: &Hits) -> bool {
    let preposition = |hit: &Hit| matches!(hit.sense, Sense::Function(FunctionClass::Preposition));
    hits.iter().any(|hit| hit.len == 1 && preposition(hit)) && hits.iter().filter(|hit| hit.len == 1).all(preposition)
}

/// What a preposition governs, and so what no `و` can open behind one: `في وجدة` is no Jeddah.
fn is_nominal(sense: Sense) -> bool {
    matches!(sense, Sense::Place(_) | Sense::Country(_) | Sense::Capital(_) | Sense::Nationality(_) | Sense::Entity(_) | Sense::BodyHead(_))
}

fn hits_at(lexicon: &Lexicon, tokens: &[Token], at: usize) -> Hits {
    let mut hits = Hits::new();
    let token = &tokens[at];
    if token.kind != TokenKind::Word {
        return hits;
    }
    for (clitics, stem) in proclitic_cuts(&token.norm) {
        if let Some(node) = lexicon.step(lexicon.root(), &stem) {
            collect(lexicon, tokens, at, node, clitics, &mut hits);
        }
        // `ليبرمان` is no `ل` before a dual: behind it the imperfect drops its nun.
        if clitics.preposition == Some('ل') && (stem.ends_with("ان") || stem.ends_with("ون")) {
            hits.retain(|hit| !matches!(hit.sense, Sense::Verb(_, inflection) if hit.clitics == clitics && inflection.number != Number::Singular));
        }
    }
    // `قتله` is no `قتلة`: a common word with ta marbuta is no reading of what is written with a pronoun.
    let with_marbuta = |hit: &Hit| hit.sense == Sense::Common && !token.marbuta && token.norm.ends_with('ه');
    if !hits.iter().any(|hit| hit.len == 1 && !with_marbuta(hit)) {
        with_pronoun(lexicon, tokens, at, &mut hits);
    }
    if hits.is_empty() {
        with_final_ya(lexicon, tokens, at, &mut hits);
    }
    hits
}

fn collect(lexicon: &Lexicon, tokens: &[Token], at: usize, node: Node, clitics: Clitics, hits: &mut Hits) {
    for &sense in lexicon.senses(node) {
        if fits(sense, clitics) {
            hits.push(Hit { len: 1, sense, clitics });
        }
    }
    walk(lexicon, tokens, at, 1, node, clitics, hits);
}

/// Follows the trie over the next words, each as written, without its article, or without an attached conjunction-free preposition.
fn walk(lexicon: &Lexicon, tokens: &[Token], at: usize, len: usize, node: Node, clitics: Clitics, hits: &mut Hits) {
    if len >= LONGEST || !lexicon.continues(node) {
        return;
    }
    let mut next = at + len;
    while tokens.get(next).is_some_and(|t| t.kind == TokenKind::Mark && isnad_text::sentence::is_quote(&t.norm)) && next == at + len {
        next += 1;
    }
    // `فرانس 24`: a number may belong to a name.
    let Some(token) = tokens.get(next).filter(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number)) else { return };
    let consumed = next - at + 1;
    let bare = token.norm.strip_prefix("ال");
    // `تحت سيطرته`: the noun of a predicate with a pronoun for its genitive.
    let first = lexicon.step(lexicon.root(), &tokens[at].norm).map_or(&[][..], |first| lexicon.senses(first));
    if bare.is_none() && clitics.pronoun.is_none() && first.contains(&Sense::Function(FunctionClass::Preposition)) {
        for (pronoun, base) in pronoun_cuts(&token.norm) {
            let senses = lexicon.step(node, &base).map_or(&[][..], |step| lexicon.senses(step));
            let events = senses.iter().filter(|sense| matches!(sense, Sense::EventNoun(_)) && fits(**sense, clitics));
            hits.extend(events.map(|&sense| Hit { len: consumed, sense, clitics: Clitics { pronoun: Some(pronoun), ..clitics } }));
        }
    }
    for word in std::iter::once(&*token.norm).chain(bare) {
        if let Some(step) = lexicon.step(node, word) {
            for &sense in lexicon.senses(step) {
                // `الوزارة صحة…` is no ministry of health: a head with the article has no bare genitive.
                let apart = clitics.article && matches!(sense, Sense::BodyHead(_)) && bare.is_none();
                if fits(sense, clitics) && !apart {
                    hits.push(Hit { len: consumed, sense, clitics });
                }
            }
            walk(lexicon, tokens, at, consumed, step, clitics, hits);
        }
    }
}

/// Whether a sense may carry these proclitics: verbs take no article and no preposition, only verbs take the future س.
fn fits(sense: Sense, clitics: Clitics) -> bool {
    match sense {
        Sense::Verb(_, inflection) => {
            let purpose = clitics.preposition == Some('ل') && inflection.tense == isnad_pack::conjugate::Tense::Imperfect;
            !clitics.article
                && (clitics.preposition.is_none() || purpose)
                && (!clitics.future || inflection.tense == isnad_pack::conjugate::Tense::Imperfect)
        }
        Sense::Function(_) | Sense::Cue(_) => !clitics.article && !clitics.future,
        // `السيول` is no Seoul: a capital or country has its article in its name or none.
        Sense::Capital(_) | Sense::Country(_) => !clitics.article && !clitics.future,
        _ => !clitics.future,
    }
}

fn with_pronoun(lexicon: &Lexicon, tokens: &[Token], at: usize, hits: &mut Hits) {
    let token = &tokens[at];
    for (clitics, stem) in proclitic_cuts(&token.norm) {
        if clitics.article {
            continue;
        }
        // `عمليتها العسكرية`, `غاراتهم الجوية`: behind a pronoun the adjective of an expression is definite.
        let adjective = tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Word && next.norm.starts_with("ال"));
        for (pronoun, base) in pronoun_cuts(&stem) {
            // `فضحة` is no form of `فضح`.
            if token.marbuta {
                continue;
            }
            let Some(node) = lexicon.step(lexicon.root(), &base) else { continue };
            for &sense in lexicon.senses(node) {
                let carries = matches!(
                    sense,
                    Sense::Verb(..)
                        | Sense::Masdar(_)
                        | Sense::EventNoun(_)
                        | Sense::Noun(_)
                        | Sense::BodyHead(_)
                        | Sense::Function(_)
                        | Sense::Reporting(_)
                );
                let clitics = Clitics { pronoun: Some(pronoun), ..clitics };
                // A verb takes ني, never ي: `أيدي` is no form of أيد.
                if matches!(sense, Sense::Verb(..)) && stem.ends_with('ي') {
                    continue;
                }
                // `بيانا` is no `ب` + `يا` + `نا`: a particle stands behind no preposition.
                let particle = sense == Sense::Function(FunctionClass::Particle) && clitics.preposition.is_some();
                if carries && !particle && fits(sense, clitics) {
                    hits.push(Hit { len: 1, sense, clitics });
                }
            }
            if adjective && !hits.is_empty() {
                let known = hits.len();
                walk(lexicon, tokens, at, 1, node, Clitics { pronoun: Some(pronoun), ..clitics }, hits);
                let of_events = |hit: &Hit| matches!(hit.sense, Sense::EventNoun(_) | Sense::NoEvent);
                let longer: Hits = hits.drain(known..).filter(of_events).collect();
                hits.extend(longer);
            }
        }
    }
}

/// Egyptian printing writes final ي as ى: a word not found is tried that way.
fn with_final_ya(lexicon: &Lexicon, tokens: &[Token], at: usize, hits: &mut Hits) {
    let Some(base) = tokens[at].norm.strip_suffix('ى') else { return };
    let spelled = format!("{base}ي");
    for (clitics, stem) in proclitic_cuts(&spelled) {
        if let Some(node) = lexicon.step(lexicon.root(), &stem) {
            collect(lexicon, tokens, at, node, clitics, hits);
        }
    }
}
