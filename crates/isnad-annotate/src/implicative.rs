//! Verbs that imply what became of their complement: `منع الحراس المتظاهرين من دخول المبنى` says that they did not enter it.

use crate::clause::{clause_of, preposition_of};
use crate::item::Kind;
use crate::scope::{Status, noun_of_verb, own_status, weaken};
use crate::sentence::Sentence;
use isnad_model::{EventType, Family, Modality, Polarity};
use isnad_pack::grammar::{Implicative, Outcome};

/// How many items before a complement its verb is looked for.
const REACH: usize = 14;

/// The verb, or its verbal noun, that takes what stands at `head` as its complement, and what it implies of it.
pub(crate) fn governing<'s>(sentence: &'s Sentence<'_, '_>, head: usize) -> Option<(usize, &'s Implicative)> {
    let items = sentence.items;
    if items[head].is_verb() && noun_of_verb(sentence, head, true).is_none() {
        return None;
    }
    let preposition = preposition_of(items, head);
    let attached = preposition.as_deref().unwrap_or("obj");
    let bare = preposition.is_none();
    // `الأمل في معارك اليمن`: a noun of fighting is a place or a time behind في.
    if attached == "في" && matches!(items[head].kind, Kind::Event(_, None)) {
        return None;
    }
    let definite = sentence.norm(head).ends_with('ا') && items[head].clitics.pronoun.is_none() || items[head].clitics.article;
    let mut commas = 0;
    let mut again = false;
    for i in (head.saturating_sub(REACH)..head).rev() {
        // `رغب في التحقيق في مقتل ثلاثة`: the first phrase with the preposition is the complement.
        let deed =
            |i: usize| matches!(items[i].kind, Kind::Event(..)) || matches!(items[i].kind, Kind::Word) && noun_of_verb(sentence, i, true).is_some();
        again |= !bare && i + 1 < head && deed(i + 1) && preposition_of(items, i + 1).as_deref() == Some(attached);
        let verb = match items[i].kind {
            Kind::Verb(verb, _) | Kind::Participle(verb, _) | Kind::Event(_, Some(verb)) => Some(verb),
            // `مهتم بالتوصل إلى اتفاق`: a participle right before its complement, no student and no seat.
            _ => noun_of_verb(sentence, i, bare || items[i].clitics.article || i + 1 != head),
        };
        let rows = verb.map_or(&[][..], |verb| &sentence.context.pack.verbs[verb as usize].implies);
        // `منع خروج المسلحين`: what may be a verbal noun has no subject.
        // `المجلس أقر نشر القوات`: with its subject before it the verb has its object right behind it.
        let preceded = i > 0 && items[i - 1].mention().is_some() && preposition_of(items, i - 1).is_none() && !items[i].clitics.conjunction;
        let first = items[i].is_verb() && i + 1 == head && !preceded && noun_of_verb(sentence, i, true).is_none();
        let takes = |row: &Implicative, complement: &str| row.takes.iter().any(|take| take == complement);
        if let Some(row) = rows.iter().find(|row| takes(row, attached) || bare && first && takes(row, "subj")) {
            // `منعت غارات السكان من العودة`: right behind the verb stands its subject, and a deed with the article or a tanwin is somebody else's.
            // `تعليق الاتفاق`: the genitive of a verbal noun is its object.
            let genitive = i + 1 == head && !items[i].is_verb() && !items[i].clitics.article;
            // `أعاقت الدولة التوصل إلى اتفاق`: behind the subject and with a complement of its own it is the object all the same.
            let subject = items[i + 1..head].iter().any(|item| item.mention().is_some() && item.clitics.preposition.is_none());
            // `تفادى السكان القصف على حلب`: what strikes somebody is there whatever he does.
            let strikes =
                matches!(items[head].kind, Kind::Event(..)) && crate::cue::kinds(sentence, head).iter().any(|kind| kind.family() == Family::Violence);
            let full = subject && !strikes && items[i].is_verb() && items.get(head + 1).is_some_and(|item| matches!(item.kind, Kind::Preposition(_)));
            // `الأمن يتطلب السيطرة على الحدود`: so is what stands right behind a verb whose subject stands before it.
            let object = preceded && i + 1 == head;
            let anothers = bare && !takes(row, "subj") && (first || definite && !genitive && !full && !object);
            let apart = bare && commas > 0 && row.does != Outcome::Intended;
            // `تعليق التجارب وإغلاق الموقع`: a verbal noun joined behind what is no deed is a second one beside the first.
            let deedless = items.get(i + 1).is_some_and(|next| matches!(next.kind, Kind::Word | Kind::Mention(_)) && !deed(i + 1));
            let beside =
                items[head].clitics.conjunction && !items[head].clitics.article && !items[i].is_verb() && row.does == Outcome::Denied && deedless;
            return (!anothers && !again && !apart && !beside).then_some((i, row));
        }
        // `عرض الرئيس، خلال اتصال هاتفي، عقد لقاء`: an occasion between commas.
        let occasion = commas == 1 && matches!(items[i].kind, Kind::Event(..)) && preposition_of(items, i).is_some();
        let apart = !occasion
            && matches!(items[i].kind, Kind::Event(..) | Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) | Kind::Conjunction);
        // `حث وزير الخارجية، فلان، الحكومة على الإفراج`: a preposition that the verb takes may stand behind a phrase between commas.
        // `قررت النقابة، تنفيذ إضراب`: so may its object.
        if items[i].is_mark(&['،', ',']) && (!bare || i + 1 == head && !items[head].clitics.conjunction || commas == 1) && commas < 2 {
            commas += 1;
            continue;
        }
        if items[i].is_verb() || apart || items[i].is_mark(&['،', ',', '.', ':', '؛']) {
            return None;
        }
    }
    None
}

/// The verb that governs the item at `head`, and what it says of it as it stands, negated or not.
fn outcome(sentence: &Sentence<'_, '_>, head: usize) -> Option<(usize, Outcome)> {
    let (verb, row) = governing(sentence, head)?;
    let negated = verb > 0 && matches!(sentence.items[verb - 1].kind, Kind::Negation);
    Some((verb, if negated { row.undone } else { row.does }))
}

/// Whether the verb that governs the item at `head` implies that it happened: `أجبرهم على الانسحاب`.
pub(crate) fn happened(sentence: &Sentence<'_, '_>, head: usize) -> bool {
    outcome(sentence, head).is_some_and(|(_, outcome)| outcome == Outcome::Happened)
}

/// `أعلن أن القمة ألغيت`: what opens its clause and is called off right behind it did not come about.
fn called_off(sentence: &Sentence<'_, '_>, head: usize) -> bool {
    let words = sentence.context.pack.classes.get("called_off");
    let verb = head + 1;
    let off = verb < sentence.items.len() && words.is_some_and(|words| words.contains(sentence.norm(verb)));
    let feminine = |norm: &str, endings: [&str; 2]| endings.iter().any(|ending| norm.ends_with(ending));
    let agrees = off && feminine(sentence.norm(verb), ["ت", "ن"]) == feminine(sentence.norm(head), ["ه", "ات"]);
    let introduced = head.checked_sub(1).is_some_and(|i| matches!(sentence.items[i].kind, Kind::Complementizer(_)));
    let first = introduced || head == sentence.clauses[clause_of(&sentence.clauses, head)].start;
    let opens = first && preposition_of(sentence.items, head).is_none();
    // `الهجوم ألغيت بسببه الرحلات`: what is taken up again was not called off itself.
    agrees && opens && sentence.items.get(verb + 1).is_none_or(|next| next.clitics.pronoun.is_none())
}

/// What a verb that governs the trigger says of it. `head` is the trigger or what carries it, whichever stands first.
pub(crate) fn implied(sentence: &Sentence<'_, '_>, head: usize, out: &mut Status) {
    if called_off(sentence, head) {
        out.polarity = Polarity::Denied;
        out.rules.push(format!("implies:{}", sentence.norm(head + 1)));
        return;
    }
    let Some((verb, outcome)) = outcome(sentence, head) else { return };
    let rule = format!("implies:{}", sentence.norm(verb));
    let modality = match outcome {
        Outcome::Open => return,
        Outcome::Possible => Modality::Possible,
        Outcome::Intended => Modality::Intended,
        // As real as the verb itself.
        Outcome::Happened | Outcome::Denied => own_status(sentence, verb, None, None).modality,
    };
    if modality != Modality::Actual {
        weaken(out, modality, rule.clone());
    }
    // `عرقلت الدولة طلب جارتها`: what somebody said was said, whoever stops what comes of it.
    let found = crate::cue::kinds(sentence, head);
    if outcome == Outcome::Denied && !found.is_empty() && found.iter().all(|kind| *kind == EventType::Call) {
        return;
    }
    if outcome == Outcome::Denied {
        out.polarity = Polarity::Denied;
        out.rules.push(rule);
    }
}
