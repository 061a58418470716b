//! Sentences about a deed that do not tell it: clefts denied, what is said of every such deed, what is done on a condition.

use crate::clause::{clause_of, preposition_of};
use crate::item::{Item, Kind};
use crate::scope::{Status, is_any, own_status, weaken};
use crate::sentence::Sentence;
use isnad_model::{Family, Modality, Polarity};
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, NounClass, Terminator};

/// The rule by which any such event is none that happened.
pub(crate) const ANY: &str = "form:any";

/// How many items before a relative its negated copula may stand.
const REACH: usize = 8;

/// `ليس الجيش هو من قصف السوق`, `لسنا من قصف`: not whoever is named did it.
pub(crate) fn cleft(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let relative = |i: usize| matches!(sentence.norm(i), "من" | "الذي" | "التي" | "الذين");
    let Some(who) = at.checked_sub(1).filter(|&i| relative(i) && items[i].clitics.pronoun.is_none()) else { return };
    let pronoun = who.checked_sub(1).filter(|&i| matches!(sentence.norm(i), "هو" | "هي" | "هم" | "هما" | "نحن"));
    let negated = |i: usize| matches!(items[i].kind, Kind::Negation) && sentence.norm(i).trim_start_matches(['و', 'ف']).starts_with("لي");
    let copula = |i: usize| negated(i) || matches!(sentence.norm(i).trim_start_matches(['و', 'ف']), "لسنا" | "لست" | "لستم");
    let denied = match pronoun {
        Some(pronoun) => {
            (pronoun.saturating_sub(REACH)..pronoun).rev().take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(_))).any(copula)
        }
        None => who > 0 && copula(who - 1),
    };
    if denied {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:cleft".into());
    }
}

/// `قصف المستشفيات جريمة حرب`: a deed done to a whole kind, where nothing says when, where or to how many, is none that was done.
pub(crate) fn of_all(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    if out.modality != Modality::Actual || out.polarity == Polarity::Denied {
        return;
    }
    let bare = matches!(items[at].kind, Kind::Event(_, Some(_))) && items[at].clitics == Default::default() && preposition_of(items, at).is_none();
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let opens = (clause.start..at).all(|i| match items[i].kind {
        Kind::Complementizer(_) => true,
        Kind::Verb(_, inflection) => inflection.tense == Tense::Imperfect && i + 1 == at,
        _ => false,
    });
    let kind = items.get(at + 1).is_some_and(|item| {
        let plural = item.mention().is_none_or(|m| m.place.is_none() && m.number.is_none());
        item.clitics.article && item.end == item.start + 1 && plural && matches!(item.kind, Kind::Word | Kind::Mention(_)) && many(sentence, at + 1)
    });
    // `هذا القصف`, but `في أي بلد`
    let this = |i: usize| matches!(items[i].kind, Kind::Demonstrative) && !sentence.norm(i).starts_with("اي");
    let particular = |item: &Item| match &item.kind {
        Kind::Verb(_, inflection) => inflection.tense == Tense::Perfect,
        Kind::When(_) | Kind::Number(_) | Kind::Relative => true,
        Kind::Mention(m) => m.place.is_some() && m.class != NounClass::PlaceClass,
        _ => false,
    };
    // `قصف المستشفيات مستمر`, `قصف المستشفيات يتواصل`, `لم يتوقف`: what goes on is done; what is judged has a noun for it.
    let ends = |i: usize| items[..clause.end].get(i).is_none_or(|next| matches!(next.kind, Kind::Preposition(_) | Kind::Mark(_)));
    let goes_on = match items.get(at + 2).map(|item| &item.kind) {
        Some(Kind::Participle(..)) => true,
        Some(Kind::Verb(..)) => ends(at + 3),
        Some(Kind::Negation) => items.get(at + 3).is_some_and(Item::is_verb) && ends(at + 4),
        _ => false,
    };
    let ground = crate::cue::kinds(sentence, at).iter().any(|kind| kind.family() == Family::Territory);
    if bare
        && opens
        && kind
        && !ground
        && !goes_on
        && at + 2 < clause.end
        && !items[at + 2..clause.end].iter().any(particular)
        && !(at + 2..clause.end).any(this)
    {
        weaken(out, Modality::Conditional, "form:of all".into());
    }
}

/// Whether the word is a plural by its form: a sound plural, or a noun that tables know as people of a kind.
fn many(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let norm = sentence.norm(at);
    norm.ends_with("ات") || norm.ends_with("ين") || norm.ends_with("ون") || sentence.items[at].mention().is_some_and(|m| m.people.is_some())
}

/// `تفتح المعابر شريطة تسليم الأسرى`: an imperfect with its condition behind it.
pub(crate) fn on_condition(sentence: &Sentence<'_, '_>, head: usize, out: &mut Status) {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[head].kind else { return };
    let pack = sentence.context.pack;
    let speaks = is_speech(sentence, verb);
    if inflection.tense != Tense::Imperfect || speaks || out.modality != Modality::Actual || out.polarity == Polarity::Denied {
        return;
    }
    let lacking = head > 0 && sentence.norm(head - 1).ends_with("لم");
    let plain = |item: &Item| {
        !item.is_verb() && !item.kind.is_conjunction() && !matches!(item.kind, Kind::Mark(_) | Kind::Complementizer(_) | Kind::Relative)
    };
    let condition = sentence.cues.iter().find(|cue| {
        let at = sentence.item_at(cue.start);
        let row = &pack.cues[cue.id as usize];
        let names = row.class == CueClass::Conditional && !row.cue.contains("سواء") && row.direction == Direction::Forward;
        names && head < at && at < head + REACH && !items[at].clitics.conjunction && items[head + 1..at].iter().all(plain)
    });
    if let Some(cue) = condition.filter(|_| !lacking) {
        weaken(out, Modality::Conditional, format!("cue:{}", pack.cues[cue.id as usize].cue));
    }
}

/// Whether a verb by itself is a speech act: `انسحب` is none, though `انسحب من المعاهدة` is.
fn is_speech(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let pack = sentence.context.pack;
    let frame = |id: &u32| &pack.verb_frames[*id as usize];
    pack.verbs[verb as usize].frames.iter().any(|id| frame(id).parts.is_empty() && frame(id).event_type.is_speech_act())
}

/// `إذا لم يصل المراقبون، يطلق الجيش عملية`: the imperfect behind a condition is what follows from it.
pub(crate) fn apodosis(sentence: &Sentence<'_, '_>, head: usize, out: &mut Status) {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[head].kind else { return };
    let pack = sentence.context.pack;
    let speaks = is_speech(sentence, verb);
    let apart = head > 0 && matches!(items[head - 1].kind, Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) | Kind::Negation);
    if inflection.tense != Tense::Imperfect || speaks || apart || out.modality != Modality::Actual {
        return;
    }
    let own = clause_of(&sentence.clauses, head);
    let comma = |i: usize| items[i].is_mark(&['،', ',']);
    let opens =
        |at: usize| at == 0 || matches!(items[at - 1].kind, Kind::Mark(_) | Kind::Complementizer(_)) || at == 1 && items[0].kind.is_conjunction();
    // Nothing but the condition, up to one comma, and then the verb or its subject.
    let condition = sentence.cues.iter().find(|cue| {
        let (row, at) = (&pack.cues[cue.id as usize], sentence.item_at(cue.start));
        let word = row.cue.trim_start_matches("إلا ");
        let names = row.class == CueClass::Conditional && ["إذا", "إن لم", "في حال", "ما لم", "حال"].iter().any(|one| word.starts_with(one));
        let Some(end) = (at + 1..head).find(|&i| comma(i)) else { return false };
        let main = clause_of(&sentence.clauses, (end + 1).min(head));
        let plain =
            |item: &Item| !item.is_verb() && !matches!(item.kind, Kind::Mark(_) | Kind::Relative | Kind::Complementizer(_) | Kind::Subordinator(_));
        names && opens(at) && main == own && items[end + 1..head].iter().all(plain)
    });
    if let Some(cue) = condition {
        weaken(out, Modality::Conditional, format!("cue:{}", pack.cues[cue.id as usize].cue));
    }
}

/// `أي اشتباكات`: what is spoken of as any such thing is not told, unless it is denied.
pub(crate) fn any(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let item = &sentence.items[at];
    // `أي إجراء ترفضه الحكومة`, `أي صواريخ تطلق على البلدة`: such as there may be.
    let Kind::Verb(_, inflection) = item.kind else { return any_noun(sentence, at, out) };
    let noun = (at.saturating_sub(3)..at).rev().take_while(|&i| matches!(sentence.items[i].kind, Kind::Word | Kind::Mention(_) | Kind::Event(..)));
    let such = noun.last().is_some_and(|i| {
        let item = &sentence.items[i];
        let any = is_any(sentence, item.start) && item.end > item.start + 1 || item.start > 0 && is_any(sentence, item.start - 1);
        any && !item.clitics.article && item.clitics.pronoun.is_none() && !sentence.items[i..at].iter().any(|item| item.clitics.conjunction)
    });
    if such && inflection.tense == Tense::Imperfect && !item.clitics.conjunction && out.polarity == Polarity::Asserted {
        weaken(out, Modality::Conditional, ANY.into());
    }
}

fn any_noun(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let item = &sentence.items[at];
    let indefinite = matches!(item.kind, Kind::Event(..)) && !item.clitics.article && item.clitics.pronoun.is_none();
    if indefinite && item.start > 0 && is_any(sentence, item.start - 1) && out.polarity == Polarity::Asserted {
        weaken(out, Modality::Possible, ANY.into());
    }
}

/// The rule by which a point of a list is what is wanted.
pub(crate) const LISTED: &str = "form:listed";

/// `7- سحب القوات من البلدة`: a bare verbal noun behind its number in a list is a point of what is wanted.
pub(crate) fn listed(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    // `سحب قواتها`: a verbal noun in the letters of a verb.
    let noun = matches!(items[at].kind, Kind::Event(..)) || crate::scope::noun_of_verb(sentence, at, true).is_some();
    let bare = noun && items[at].clitics.preposition.is_none() && !items[at].clitics.conjunction;
    let first = items[..at].iter().rposition(|item| matches!(item.kind, Kind::Mark(_))).map_or(0, |i| i + 1);
    // `3- الإفراج عن المعتقلين`, `10- وقف تهديد الجيران`
    let masdar = crate::scope::noun_of_verb(sentence, first, true).is_some() || matches!(items[first].kind, Kind::Event(_, Some(_)) | Kind::Word);
    let numbered = first > 1
        && items[first - 1].is_mark(&['-', '–', ')', '.'])
        && matches!(&items[first - 2].kind, Kind::Number(number) if number.value < 40.0)
        && (first == 2 || matches!(items[first - 3].kind, Kind::Mark(_)));
    if bare && masdar && numbered && at < first + 3 && out.polarity == Polarity::Asserted {
        weaken(out, Modality::Intended, LISTED.into());
    }
}

/// The rule by which what a text says that nobody adopted is only meant.
pub(crate) const NO_TEXT: &str = "form:text";

/// `منعت تبني قرار يدعو إلى`, `طلبوا بيانا يدين القصف`: the imperfect that tells what a statement says which is not made, or only asked for.
pub(crate) fn in_no_text(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let pack = sentence.context.pack;
    if !matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect) || items[at].clitics.conjunction {
        return;
    }
    let plain = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Mention(_) | Kind::Event(..)) && !items[*i].clitics.article;
    let cue_at = |i: usize| {
        sentence.cues.iter().map(|cue| (cue, &pack.cues[cue.id as usize])).find(move |(cue, row)| {
            row.class == CueClass::Intended && row.terminator == Terminator::Next && (items[i].start..items[i].end).contains(&cue.start)
        })
    };
    let named = |i: &usize| items[*i].mention().is_some_and(|m| &*m.sub == "statement");
    let inside = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Mention(_) | Kind::Event(..));
    let text = (at.saturating_sub(5)..at).rev().take_while(inside).filter(plain).find(|i| named(i) || cue_at(*i).is_some());
    let Some(text) = text.filter(|i| items[*i].clitics.pronoun.is_none()) else { return };
    let unmade = |status: &Status| status.polarity == Polarity::Denied || status.modality != Modality::Actual;
    let own = own_status(sentence, text, None, None);
    // By a word before it, not by its own.
    let before = |rule: &String| {
        sentence.cues.iter().any(|cue| {
            let row = &pack.cues[cue.id as usize];
            rule.strip_prefix("cue:") == Some(row.cue.as_str()) && sentence.item_at(cue.start) < text && sentence.item_at(cue.end) <= text
        })
    };
    let asked = unmade(&own) && own.rules.iter().any(before);
    let deed = (text.saturating_sub(3)..text).rev().find(|&i| items[i].is_verb() || matches!(items[i].kind, Kind::Event(..)));
    if asked || deed.is_some_and(|i| unmade(&own_status(sentence, i, None, None))) {
        weaken(out, Modality::Intended, NO_TEXT.into());
    }
}
