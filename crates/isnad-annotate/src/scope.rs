//! Polarity and modality of one trigger: the cues whose scope it stands in, the verb that governs it, its own form.

use crate::ahead::{beside_future, dated, where_to};
use crate::aims::{agreed, aim, deed_over, ought, purpose, talked_of};
use crate::clause::{clause_of, preposition_of};
use crate::cue::{apply, happened, kinds};
use crate::implicative::{governing, implied};
use crate::item::{Item, Kind};
use crate::report::Scope;
use crate::sentence::Sentence;
use isnad_model::{EventType, Modality, Polarity};
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Report, Role, Terminator, VerbFrame};

/// The rule by which an imperfect behind `أن` is only possible.
const OPEN: &str = "form:أن+imperfect";

/// The rule by which what a draft says is only planned.
pub(crate) const PLANNED: &str = "report:plan";

/// The rule by which nothing is told of what nobody would say.
pub(crate) const UNTOLD: &str = "neg:untold";

/// What was decided about a trigger, with the rows that decided it.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// Asserted or denied.
    pub polarity: Polarity,
    /// Whether it happened.
    pub modality: Modality,
    /// Names of the cues.
    pub rules: Vec<String>,
}

/// Decides polarity and modality of the trigger at item `at`. `carrier` is the light verb that carries it.
pub fn status(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, scope: Option<&Scope>) -> Status {
    let mut out = own_status(sentence, at, carrier, scope);
    let mut first = at;
    // Coordinated verbal nouns hang on what the first of them hangs on: `حتى تحرير المعسكر وقطع خطوط الإمداد`.
    while out.modality == Modality::Actual && out.polarity == Polarity::Asserted {
        // `قررنا تنكيس الأعلام وإعلان إضراب`: the verbal noun that carries it is the one joined.
        let joined = |i: usize| sibling(sentence, i);
        let carried = || heads(sentence, first, carrier).into_iter().skip(1).filter(|&head| !sentence.items[head].is_verb()).find_map(joined);
        let Some(before) = joined(first).or_else(carried).filter(|before| scope.is_none_or(|scope| scope.start <= *before)) else { break };
        let other = own_status(sentence, before, None, None);
        // `فشل الهجوم وقتل عشرة`: what comes to nothing costs lives all the same.
        let failure = |cue: &crate::sentence::CueHit| {
            let row = &sentence.context.pack.cues[cue.id as usize];
            row.class == CueClass::Failure && other.rules.iter().any(|rule| rule.strip_prefix("cue:") == Some(row.cue.as_str()))
        };
        if sentence.items[at].is_verb() && other.polarity == Polarity::Denied && sentence.cues.iter().any(failure) {
            break;
        }
        if other.modality != Modality::Actual || other.polarity == Polarity::Denied {
            out.modality = other.modality;
            out.polarity = other.polarity;
            out.rules.extend(other.rules);
            out.rules.push("coordinated".into());
        }
        first = before;
    }
    // `إجلاء السكان مقابل الإفراج عن المعتقلين`: what is given for it is as real as what it is given for.
    let price = out.modality == Modality::Actual && !sentence.items[at].is_verb() && preposition_of(sentence.items, at).as_deref() == Some("مقابل");
    // `ستفرج الحركة عن محتجزات مقابل إطلاق سراح أسرى`
    let deed = |i: &usize| match sentence.items[*i].kind {
        Kind::Event(..) => !crate::frames::names_people(sentence, *i),
        _ => sentence.items[*i].is_verb(),
    };
    if let Some(before) = (at.saturating_sub(14)..at).rev().find(deed).filter(|_| price) {
        let other = own_status(sentence, before, None, None);
        weaken(&mut out, other.modality, "form:price".into());
    }
    out
}

pub(crate) fn own_status(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, scope: Option<&Scope>) -> Status {
    let mut out = Status { polarity: Polarity::Asserted, modality: Modality::Actual, rules: Vec::new() };
    let heads = heads(sentence, at, carrier);
    for (depth, head) in heads.iter().enumerate() {
        if negated_head(sentence, *head, at, depth, &mut out) {
            break;
        }
    }
    negated_copula(sentence, at, &mut out);
    crate::cleft::cleft(sentence, at, &mut out);
    implied(sentence, carrier.map_or(at, |carrier| carrier.min(at)), &mut out);
    // `ستعمل الدولتان على تشغيل خط اتصال`: what the verbal noun that carries it hangs on.
    let apart = preposition_of(sentence.items, at).as_deref() == Some("ب") || crate::cue::taken_for_granted(sentence, at, 0);
    for &head in heads
        .iter()
        .filter(|&&head| !apart && head < at && Some(head) != carrier && !sentence.items[head].is_verb() && !sentence.items[head].clitics.conjunction)
    {
        implied(sentence, head, &mut out);
    }
    let for_it = sentence.items[at].clitics.preposition == Some('ل') && at > 0 && !kinds(sentence, at - 1).is_empty();
    let given = crate::aims::given(sentence, at);
    for head in &heads {
        verb_form(sentence, *head, at, &mut out);
        let toll = *head != at && kinds(sentence, at).iter().all(|kind| kind.counts_people());
        // `العملية العسكرية لتحرير المدينة بدأت`: a verb behind a purpose carries what it is the purpose of.
        let carried = *head == at && carrier.is_some_and(|carrier| sentence.items[carrier].is_verb() && (carrier < at || !for_it));
        if !toll && !carried && !given {
            purpose(sentence, *head, &mut out);
        }
    }
    if let Some(deed) = deed_over(sentence, at).filter(|deed| !given && !heads.contains(deed)) {
        purpose(sentence, deed, &mut out);
    }
    crate::subject::governed_subject(sentence, at, carrier, &mut out);
    ought(sentence, at, &mut out);
    aim(sentence, at, &mut out);
    agreed(sentence, at, &mut out);
    beside_future(sentence, at, &mut out);
    where_to(sentence, carrier.unwrap_or(at), &mut out);
    talked_of(sentence, at, &mut out);
    dated(sentence, carrier.unwrap_or(at), &mut out);
    for cue in &sentence.cues {
        apply(sentence, cue, at, carrier.unwrap_or(at), &mut out);
    }
    crate::denial::of_reports(sentence, carrier.filter(|&carrier| carrier < at).unwrap_or(at), &mut out);
    if let Some(scope) = scope {
        by_report(sentence, scope, at, &mut out);
    }
    if_perfect(sentence, at, scope, &mut out);
    if crate::unreal::suspected(sentence, at) {
        weaken(&mut out, Modality::Possible, "form:suspected".into());
    }
    crate::cleft::any(sentence, at, &mut out);
    crate::cleft::listed(sentence, at, &mut out);
    crate::cleft::in_no_text(sentence, at, &mut out);
    question(sentence, at, &mut out);
    under_condition(sentence, at, &mut out);
    crate::cleft::of_all(sentence, at, &mut out);
    crate::cleft::on_condition(sentence, carrier.unwrap_or(at), &mut out);
    crate::cleft::apodosis(sentence, carrier.filter(|&carrier| sentence.items[carrier].is_verb()).unwrap_or(at), &mut out);
    out
}

/// `إن سقطت المدينة`: the إن that reports is followed by a noun, before a perfect it is an `if`.
fn if_perfect(sentence: &Sentence<'_, '_>, at: usize, scope: Option<&Scope>, out: &mut Status) {
    let items = sentence.items;
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let conditional = |i: usize| {
        let written = sentence.span(i, i + 1).map(|span| span.slice(&sentence.context.article.text));
        let word = written.is_some_and(|word| word.trim_start_matches(['و', 'ف']) == "إن");
        let perfect = items.get(i + 1).is_some_and(|next| matches!(next.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect));
        word && matches!(items[i].kind, Kind::Complementizer(_))
            && perfect
            && noun_of_verb(sentence, i + 1, true).is_none()
            && scope.is_none_or(|scope| scope.start != i + 1)
    };
    if (clause.start..at).any(conditional) {
        weaken(out, Modality::Conditional, "form:إن+perfect".into());
    }
}

/// What is asked is not told, unless the question is only why or how it came about: `لماذا انسحب الجيش؟`.
fn question(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let Some(mark) = items.iter().rposition(|item| item.is_mark(&['؟', '?'])).filter(|&mark| mark + 3 > items.len() && at < mark) else { return };
    let taken_for_granted = (0..at).any(|i| matches!(sentence.norm(i).trim_start_matches(['و', 'ف']), "لماذا" | "كيف" | "اين" | "لم" | "كم"));
    let own = sentence.clauses[clause_of(&sentence.clauses, at)].end + 4 > mark;
    if own && !taken_for_granted {
        weaken(out, Modality::Possible, "form:question".into());
    }
}

/// The verb or verbal noun that the one at `at` is joined to by و.
pub(crate) fn sibling(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    // `تحسبا لتوغل القوات أو سيطرتها`, `سيدخلون المدينة ثم ينسحب المسلحون`
    let apart = at > 0 && items[at - 1].kind.is_conjunction();
    let joined = (items[at].clitics.conjunction || apart) && items[at].clitics.preposition.is_none();
    if !joined {
        return None;
    }
    if let Kind::Verb(_, inflection) = items[at].kind {
        if inflection.tense == Tense::Imperfect && !items[at].clitics.future {
            return joined_imperfect(sentence, at);
        }
        // `حاولت الفصائل الاقتحام فقصفها الطيران`, `حاولوا اغتياله، وقتل خمسة`: a new deed, not a second verbal noun.
        if sentence.norm(at).starts_with('ف') || at > 0 && items[at - 1].is_mark(&['،', ',']) {
            return None;
        }
        noun_of_verb(sentence, at, true)?;
    } else if !verbal_noun(sentence, at) {
        return None;
    }
    let mut commas = 0;
    for i in (at.saturating_sub(14)..at).rev() {
        match &items[i].kind {
            // `، الثلاثاء،`
            Kind::Mark('،' | ',') if matches!(items.get(i + 1).map(|next| &next.kind), Some(Kind::When(_))) => {}
            Kind::Mark('،' | ',') if matches!(items[i.max(1) - 1].kind, Kind::When(_)) => {}
            Kind::Mark('،' | ',') => commas += 1,
            Kind::Mark('"' | '“' | '”' | '«' | '»') => {}
            Kind::Verb(..) if i > 0 && matches!(items[i - 1].kind, Kind::Relative) && !verbal_noun(sentence, i) => {}
            // `نشر قوات تحمي السكان وإغلاق المعابر`
            Kind::Verb(..) if qualifying(sentence, i) => {}
            Kind::Verb(..) if noun_of_verb(sentence, i, true).is_some() && i > 0 && !matches!(items[i - 1].kind, Kind::Mention(_)) => return Some(i),
            Kind::Mark(_) | Kind::Verb(..) | Kind::Complementizer(_) | Kind::Subordinator(_) => return None,
            _ if verbal_noun(sentence, i) && (commas < 2 || items[i].clitics.conjunction) => return Some(i),
            _ => {}
        }
    }
    None
}

/// An imperfect right behind an indefinite noun, which it describes.
fn qualifying(sentence: &Sentence<'_, '_>, verb: usize) -> bool {
    let items = sentence.items;
    let imperfect =
        matches!(items[verb].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect) && items[verb].clitics == Default::default();
    let noun = verb.checked_sub(1).filter(|_| imperfect).map(|i| &items[i]);
    noun.is_some_and(|noun| match &noun.kind {
        Kind::Mention(mention) => !mention.definite && mention.place.is_none() && !noun.clitics.article,
        Kind::Word => !noun.clitics.article && noun.clitics.pronoun.is_none(),
        _ => false,
    })
}

/// `سنصل إلى البلدة ونطهرها`, `أن يدخلوا ويسيطروا`: the imperfect before, in the same breath.
fn joined_imperfect(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    // `سيدخل المراقبون المدينة، ثم ينسحب المسلحون`
    let then = at > 1 && items[at - 1].kind.is_conjunction() && items[at - 2].is_mark(&['،', ',']);
    let from = if then { at - 2 } else { at };
    let before = (at.saturating_sub(12)..from).rev().take_while(|&i| !items[i].is_mark(&['،', ',', '.', ':', '؛'])).find(|&i| items[i].is_verb())?;
    matches!(items[before].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect).then_some(before)
}

/// Event nouns and the verbal nouns of verbs without a frame.
pub(crate) fn verbal_noun(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    match sentence.items[at].kind {
        Kind::Event(..) => true,
        Kind::Word => noun_of_verb(sentence, at, true).is_some(),
        _ => false,
    }
}

pub(crate) fn weaken(out: &mut Status, modality: Modality, rule: String) {
    // The first reading stands, but a condition outranks everything: nothing under `if` has happened. What `أن` leaves open a vow or an aim decides.
    let open = out.modality == Modality::Possible && out.rules.last().is_some_and(|rule| rule == OPEN);
    if out.modality == Modality::Actual || modality == Modality::Conditional || open && matches!(modality, Modality::Future | Modality::Intended) {
        out.modality = modality;
    }
    out.rules.push(rule);
}

/// The negation before a governor, over auxiliaries and particles; `عدم`, `دون`, `غير` before a verbal noun or participle.
fn negated_head(sentence: &Sentence<'_, '_>, head: usize, at: usize, depth: usize, out: &mut Status) -> bool {
    let items = sentence.items;
    // A verb that carries no event by itself denies only what it would bring about, which then stands indefinite: `لم ينقل أي تهديد`.
    let carries = depth == 0 || light(sentence, head) || !items[at].clitics.article && items[at].clitics.pronoun.is_none();
    // `لم يعلن عن عدد الضحايا`: what is not told is not denied.
    let says = depth > 0
        && matches!(items[head].kind, Kind::Verb(verb, _) if sentence.context.pack.verbs[verb as usize].reporting.iter().any(|id| tells(sentence.context.pack.reporting[*id as usize].class)));
    // `لم يصب سوى جندي`: but one was.
    let but = items
        .iter()
        .take(head + 4)
        .skip(head + 1)
        .filter(|item| item.end == item.start + 1)
        .any(|item| matches!(sentence.block.tokens.get(item.start).map(|token| &*token.norm), Some("سوى" | "سوي" | "الا")));
    let mut before = head;
    while before > 0 {
        before -= 1;
        match &items[before].kind {
            Kind::Negation if void(sentence, before) => break,
            Kind::Negation => {
                let negates = negates(sentence, before, head);
                if carries && negates && says {
                    weaken(out, Modality::Possible, UNTOLD.into());
                }
                if !(carries && negates) || says || but && sentence.norm(before).ends_with("لم") {
                    break;
                }
                out.polarity = Polarity::Denied;
                out.rules.push(format!("neg:{}", sentence.norm(before)));
                if sentence.norm(before).ends_with("لن") {
                    out.modality = Modality::Future;
                }
                return true;
            }
            // `طلب ألا يدخلوا المدينة`: أن and لا in one.
            Kind::Complementizer(word) if &**word == "الا" && depth == 0 && items[head].is_verb() => {
                out.polarity = Polarity::Denied;
                out.rules.push("neg:ألا".into());
                return true;
            }
            Kind::Auxiliary | Kind::Particle(_) | Kind::Adverb => {}
            _ => break,
        }
    }
    if never(sentence, head) {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:ما".into());
        return true;
    }
    let noun = sentence.cues.iter().any(|cue| {
        let close = cue.end == items[head].start || cue.end + 1 == items[head].start && is_any(sentence, cue.end);
        close && matches!(sentence.context.pack.cues[cue.id as usize].class, CueClass::NegationNoun | CueClass::Failure)
    });
    let noun = noun || items[head].is_verb() && crate::unreal::without(sentence, head);
    if noun && depth > 0 {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:noun".into());
    }
    noun && depth > 0
}

/// `ما قصف الجيش المدينة قط`, `ما انسحبنا`: ما before a perfect denies where something shows that it is no relative pronoun.
fn never(sentence: &Sentence<'_, '_>, head: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[head].kind else { return false };
    let ma = head > 0 && sentence.norm(head - 1).trim_start_matches(['و', 'ف']) == "ما" && items[head].clitics.pronoun.is_none();
    if !ma || inflection.tense != Tense::Perfect {
        return false;
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, head)];
    let behind = head + 1..clause.end.max(items.len().min(head + 12)).min(items.len());
    let shows = behind.take_while(|&i| !items[i].is_mark(&['.', '؛', ':'])).any(|i| match sentence.norm(i) {
        "قط" | "يوما" | "اي" | "احدا" | "ابدا" | "بتاتا" | "بل" => true,
        // `ما أدى لمقتل أحد الجنود`: one of them.
        "احد" if items[i].end > items[i].start + 1 => false,
        "احد" => items.get(i + 1).is_none_or(|next| !matches!(next.kind, Kind::Word | Kind::Mention(_))),
        _ => false,
    });
    // `ما دفعنا إلى الموافقة`: what drove us.
    let we = inflection.person == 1
        && (head == 1
            || sentence.norm(head - 2).ends_with("نا")
            || sentence.norm(head - 2) == "نحن"
            || items[head - 2].is_mark(&[':', '"', '«', '“']));
    shows || we
}

/// `لم يتوقف القصف`: the expression that begins with the negation at item `at` denies nothing of what it governs.
fn void(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.idle.iter().any(|words| words.start == sentence.items[at].start)
}

/// Reports that say of what they tell neither that it is so nor, when negated, that it is not.
fn tells(class: Report) -> bool {
    matches!(class, Report::Say | Report::Confirm | Report::Relay)
}

/// Whether a negating noun (`عدم`, `دون`, `غير`) stands right before the item.
pub fn negating(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    sentence
        .cues
        .iter()
        .any(|cue| cue.end == sentence.items[at].start && matches!(pack.cues[cue.id as usize].class, CueClass::NegationNoun | CueClass::Failure))
}

/// `أي`, `أية` at token `at`.
pub(crate) fn is_any(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.block.tokens.get(at).is_some_and(|token| matches!(&*token.norm, "اي" | "ايه"))
}

/// `لم يكن من مصلحتها شن هجوم`: a negated copula denies the nominal clause after it.
fn negated_copula(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    let finite = items[at].is_verb() && (items[at].clitics.conjunction || noun_of_verb(sentence, at, true).is_none());
    if finite || out.polarity == Polarity::Denied || aside(items, at) {
        return;
    }
    // `غير مشارك في القتال`
    let adjective = at >= 3
        && matches!(&items[at - 1].kind, Kind::Preposition(word) if &**word == "في")
        && matches!(items[at - 2].kind, Kind::Word)
        && negating(sentence, at - 2);
    if adjective {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:adjective".into());
        return;
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let copula = (clause.start..at).rev().find(|&i| matches!(items[i].kind, Kind::Auxiliary) && i > 0 && matches!(items[i - 1].kind, Kind::Negation));
    let Some(copula) = copula else { return };
    let plain = items[copula + 1..at].iter().all(|item| !item.is_verb() && !matches!(item.kind, Kind::Relative | Kind::Complementizer(_)));
    if plain && negates(sentence, copula - 1, copula + 1) {
        out.polarity = Polarity::Denied;
        out.rules.push("neg:copula".into());
    }
}

/// The trigger, what carries it, and the governors above it that add no event of their own: `تمكن من`, `قام ب`, `استطاع أن`.
fn heads(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>) -> Vec<usize> {
    let mut out = vec![at];
    out.extend(carrier.filter(|carrier| *carrier != at));
    while out.len() < 5 {
        let current = out.last().copied().unwrap_or(at);
        match governor(sentence, current) {
            Some(up) if !out.contains(&up) => out.push(up),
            _ => break,
        }
    }
    out
}

/// `تتهم جماعة لم تسمها بقتل مدنيين`: a negated verb whose pronoun takes up the indefinite noun before it only describes that.
fn describes(sentence: &Sentence<'_, '_>, verb: usize) -> bool {
    let items = sentence.items;
    let Some(noun) = verb.checked_sub(2).filter(|_| items[verb].clitics.pronoun.is_some()) else { return false };
    let indefinite =
        items[noun].mention().map_or(matches!(items[noun].kind, Kind::Word), |mention| !mention.definite) && !items[noun].clitics.article;
    matches!(items[verb - 1].kind, Kind::Negation) && indefinite
}

/// The verb or verbal noun that the word at `at` completes, when that adds no event of its own.
fn governor(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let mut from = at;
    if items[at].is_verb() {
        while from > 0 && matches!(items[from - 1].kind, Kind::Negation | Kind::Particle(_) | Kind::Auxiliary) {
            from -= 1;
        }
        if from > 0 && matches!(items[from - 1].kind, Kind::Complementizer(_)) {
            from -= 1;
        } else if !(from > 0 && items[from - 1].is_verb()) {
            return None;
        }
    } else if aside(items, at) {
        return None;
    }
    let mut any = false;
    for i in (from.saturating_sub(9)..from).rev() {
        any |= is_any(sentence, items[i].start);
        match &items[i].kind {
            // What such a verb says of its complement is told by its row.
            Kind::Verb(..) if governing(sentence, at).is_some_and(|(verb, _)| verb == i) => return None,
            Kind::Verb(..) if describes(sentence, i) => {}
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => return (any || transparent(sentence, *verb)).then_some(i),
            // `لم ينتج عن اعتراضه أي إصابات`: a complement between the verb and what it denies.
            Kind::Event(..) if any && preposition_of(items, i).is_some() => {}
            Kind::Event(_, verb) => return verb.filter(|verb| !sentence.context.pack.verbs[*verb as usize].lights.is_empty()).map(|_| i),
            Kind::Word | Kind::Mention(_) if carries_as_noun(sentence, i) => return Some(i),
            Kind::Word | Kind::Mention(_) | Kind::Number(_) | Kind::When(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) => {}
            Kind::Mark('"' | '“' | '”' | '«' | '»') => {}
            _ => return None,
        }
    }
    None
}

fn transparent(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let row = &sentence.context.pack.verbs[verb as usize];
    let tells = |frame: &VerbFrame| frame.parts.is_empty() && frame.needs.iter().all(|need| need.unreal().is_none());
    let framed = row.frames.iter().any(|id| tells(&sentence.context.pack.verb_frames[*id as usize]));
    !row.lights.is_empty() || !framed && row.reporting.is_empty()
}

fn light(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let verb = match sentence.items[at].kind {
        Kind::Verb(verb, _) | Kind::Participle(verb, _) | Kind::Event(_, Some(verb)) => Some(verb),
        _ => noun_of_verb(sentence, at, false),
    };
    verb.is_some_and(|verb| !sentence.context.pack.verbs[verb as usize].lights.is_empty())
}

/// The verb whose verbal noun or participle the word is.
pub fn noun_of_verb(sentence: &Sentence<'_, '_>, at: usize, masdar_only: bool) -> Option<u32> {
    let item = sentence.items.get(at)?;
    sentence.block.hits.get(item.start)?.iter().filter(|hit| hit.len == 1).find_map(|hit| match hit.sense {
        Sense::Masdar(verb) => Some(verb),
        Sense::Participle(verb, _) if !masdar_only => Some(verb),
        _ => None,
    })
}

pub(crate) fn carries_as_noun(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    noun_of_verb(sentence, at, false).is_some_and(|verb| transparent(sentence, verb)) && sentence.items[at].end == sentence.items[at].start + 1
}

/// What a preposition of time or cause sets beside an event is no part of it.
pub(crate) fn aside(items: &[Item], at: usize) -> bool {
    preposition_of(items, at).is_some_and(|p| {
        matches!(
            &*p,
            "بعد"
                | "قبل"
                | "منذ"
                | "خلال"
                | "اثر"
                | "عقب"
                | "جراء"
                | "بسبب"
                | "اثناء"
                | "وسط"
                | "رغم"
                | "نتيجه"
                | "نتيجه ل"
                | "نظرا ل"
                | "حول"
                | "بشان"
        )
    })
}

/// In a sentence with an `if`, what is still to come depends on it.
fn under_condition(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    if !matches!(out.modality, Modality::Future | Modality::Possible) {
        return;
    }
    let pack = sentence.context.pack;
    let own = clause_of(&sentence.clauses, at);
    let near = sentence.cues.iter().any(|cue| {
        pack.cues[cue.id as usize].class == CueClass::Conditional && {
            let item = sentence.item_at(cue.start);
            let clause = clause_of(&sentence.clauses, item.min(sentence.items.len().saturating_sub(1)));
            clause.abs_diff(own) <= 3 && matches!(sentence.items.get(item).map(|item| &item.kind), Some(Kind::Subordinator(_)))
        }
    });
    if near {
        weaken(out, Modality::Conditional, "cue:apodosis".into());
    }
}

/// `ما` before a verb is mostly a relative; only clear negators count here, and `لا يزال` is none.
fn negates(sentence: &Sentence<'_, '_>, negation: usize, target: usize) -> bool {
    let word = sentence.norm(negation).trim_start_matches(['و', 'ف']);
    let still = (negation..target).any(|i| matches!(sentence.norm(i), "يزال" | "تزال" | "يزالون" | "زال" | "زالت" | "زالوا" | "تزل" | "يزل"));
    !still && word != "ما" && word != "ومما"
}

fn verb_form(sentence: &Sentence<'_, '_>, head: usize, at: usize, out: &mut Status) {
    let item = &sentence.items[head];
    let Kind::Verb(_, inflection) = item.kind else { return };
    if item.clitics.future {
        return weaken(out, Modality::Future, "form:س".into());
    }
    if inflection.tense != Tense::Imperfect {
        return;
    }
    if item.clitics.preposition == Some('ل') {
        // After a comma the ل of a story tells what came next: `، ليقتل معهم اثنان`.
        // `، ليرتفع عدد القتلى إلى عشرين`
        let toll = head != at && !kinds(sentence, at).is_empty() && kinds(sentence, at).iter().all(|kind| kind.counts_people());
        // `قد تنهار الهدنة، لتندلع المعارك`: what comes of what has not happened has not either.
        let last = sentence.items[..head]
            .iter()
            .rev()
            .find_map(|item| if let Kind::Verb(_, inflection) = item.kind { Some((item, inflection)) } else { None });
        let happened = last.is_none_or(|(item, inflection)| inflection.tense == Tense::Perfect && !item.clitics.future);
        let tells = happened && head > 0 && sentence.items[head - 1].is_mark(&['،', ',']) && (inflection.passive || toll || occurs(sentence, head));
        return if tells {
        } else {
            weaken(out, Modality::Intended, "form:ل".into())
        };
    }
    let Some(before) = head.checked_sub(1).map(|i| &sentence.items[i]) else { return };
    match &before.kind {
        Kind::Particle(word) if &**word == "سوف" => weaken(out, Modality::Future, "form:سوف".into()),
        Kind::Particle(word) if &**word == "قد" => weaken(out, Modality::Possible, "form:قد".into()),
        Kind::Complementizer(word) if matches!(&**word, "ان" | "بان" | "لان" | "الا" | "كي" | "لكي" | "حتي") => {
            if !achieved(sentence, head - 1) && !crate::unreal::without(sentence, head) {
                weaken(out, Modality::Possible, OPEN.into());
            }
        }
        // `، على أن ينتشر الجيش`: a term of what was agreed before it.
        Kind::Subordinator(word) if &**word == "على ان" => weaken(out, Modality::Intended, "form:على أن".into()),
        // `لن يعودوا حتى ينسحب الجيش`, `يبقون إلى أن يوقع الاتفاق`: what is waited for.
        Kind::Preposition(word) if matches!(&**word, "حتى" | "حتي") => weaken(out, Modality::Future, "form:حتى".into()),
        Kind::Subordinator(word) if matches!(&**word, "الى ان" | "الي ان" | "ريثما") => {
            weaken(out, Modality::Future, "form:حتى".into())
        }
        Kind::Particle(word) if matches!(&**word, "كي" | "لكي" | "حتى") => weaken(out, Modality::Intended, "form:كي".into()),
        _ => {}
    }
}

/// `، لتندلع اشتباكات`, `، ليسفر الهجوم عن قتلى`: a verb that nobody does on purpose.
fn occurs(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let Kind::Verb(verb, _) = sentence.items[at].kind else { return false };
    pack.verbs[verb as usize].lights.iter().any(|id| matches!(pack.lights[*id as usize].subject, Role::Event | Role::Cause))
}

/// `تمكن من أن`, `استطاع أن`: what follows did happen.
fn achieved(sentence: &Sentence<'_, '_>, complementizer: usize) -> bool {
    (complementizer.saturating_sub(4)..complementizer).any(|i| match sentence.items[i].kind {
        Kind::Verb(verb, inflection) => inflection.tense == Tense::Perfect && !sentence.context.pack.verbs[verb as usize].lights.is_empty(),
        _ => false,
    })
}

/// Whether something in the content of a report is no part of it: a relative clause in the past, a happening set beside by time or cause,
/// a verb that describes an indefinite noun (`احتجاجات أوقعت قتلى`).
pub fn told(sentence: &Sentence<'_, '_>, scope: &Scope, at: usize) -> bool {
    // What is denied is denied, whatever it is about.
    if !matches!(scope.class, Report::Deny | Report::Reject) && crate::cue::beside(sentence, at, scope.at.min(scope.start), looks_ahead(scope.class))
    {
        return true;
    }
    let nominal =
        !matches!(scope.start.checked_sub(1).map(|i| &sentence.items[i].kind), Some(Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Mark(_)));
    let perfect = |i: usize| matches!(sentence.items[i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect);
    // `رجح أن تكون الجماعة وراء التفجيرات التي ضربت`: what a relative clause in the past tells of has happened.
    let items = sentence.items;
    let struck = at > scope.start
        && items[at].clitics.article
        && matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Relative))
        && items.get(at + 2).is_some_and(|_| perfect(at + 2))
        && !matches!(scope.class, Report::Deny | Report::Reject);
    // `الإفراج عن صحفيين مختطفين`: what is said of whom it is about.
    let described = at > scope.start
        && matches!(items[at].kind, Kind::Participle(_, true))
        && items[at - 1].mention().is_some_and(|m| m.people.is_some() && (!m.definite || m.number.is_some()))
        && !matches!(scope.class, Report::Deny | Report::Reject);
    nominal && (scope.start + 1..=at).any(perfect)
        || struck
        || described
        || happened(sentence, scope.start, at)
        || at > scope.start
            && aside(sentence.items, at)
            && sentence.items[scope.start..at].iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..)))
}

/// The class of cues that is like a class of reports.
fn looks_ahead(class: Report) -> CueClass {
    match class {
        Report::Warn | Report::Expect | Report::Believe => CueClass::Fear,
        _ => CueClass::Call,
    }
}

fn by_report(sentence: &Sentence<'_, '_>, scope: &Scope, at: usize, out: &mut Status) {
    let rule = |what: &str| format!("report:{what}");
    let near = at < scope.start + 8 || !sentence.items.get(scope.start..at).unwrap_or_default().iter().any(Item::is_verb);
    if told(sentence, scope, at) {
        return;
    }
    // `جاء في المسودة أن المجلس يدين القصف`, `وفق الخطة فإن القوات تنسحب`: what a plan says is planned.
    if sentence.items[at].is_verb() && planned(sentence, scope) {
        weaken(out, Modality::Intended, PLANNED.into());
    }
    match scope.class {
        // What the verb of denying governs is denied by it once.
        Report::Deny
            if !scope.negated
                && out.rules.iter().any(|rule| rule == crate::denial::REPORTS || rule.strip_prefix("implies:") == Some(sentence.norm(scope.at))) => {}
        Report::Deny if !scope.negated => {
            out.polarity = if out.polarity == Polarity::Denied { Polarity::Asserted } else { Polarity::Denied };
            out.rules.push(rule("deny"));
        }
        Report::Deny => weaken(out, Modality::Possible, rule("not-denied")),
        // `أمرت المحكمة بحبس الناشط`: whom a court orders to be held is held.
        Report::Call if ruled(sentence, scope, at) => out.rules.push(rule("ruled")),
        Report::Call => weaken(out, Modality::Intended, rule("call")),
        Report::Threaten => weaken(out, Modality::Intended, rule("threaten")),
        Report::Promise => weaken(out, Modality::Future, rule("promise")),
        Report::Expect if near => weaken(out, Modality::Possible, rule("expect")),
        Report::Warn if near => weaken(out, Modality::Possible, rule("warn")),
        Report::Believe if near && scope.negated => {
            weaken(out, Modality::Possible, rule("not-believed"));
            out.polarity = Polarity::Denied;
        }
        Report::Believe if near => weaken(out, Modality::Possible, rule("believe")),
        Report::Reject if near => {
            weaken(out, Modality::Intended, rule("reject"));
        }
        // `لم تبلغ سوى عن مقتل جنديين`: of no more than that.
        Report::Say | Report::Confirm | Report::Show | Report::Relay | Report::Admit
            if scope.negated && (scope.at + 1..scope.start + 1).any(|i| matches!(sentence.norm(i), "سوى" | "سوي" | "الا")) => {}
        Report::Say | Report::Confirm | Report::Show | Report::Relay | Report::Admit if scope.negated && near => {
            weaken(out, Modality::Possible, rule("unconfirmed"))
        }
        _ => {}
    }
}

/// Whether who says it is a draft, a plan or a proposal.
fn planned(sentence: &Sentence<'_, '_>, scope: &Scope) -> bool {
    let speaks = |cue: &crate::sentence::CueHit| {
        let (row, at) = (&sentence.context.pack.cues[cue.id as usize], sentence.item_at(cue.start));
        let near = scope.at < at
            && at <= scope.at + 2
            && at < scope.start
            && (scope.at + 1..at).all(|i| matches!(sentence.items[i].kind, Kind::Preposition(_)));
        row.class == CueClass::Intended && row.terminator == Terminator::Next && near && !sentence.items[at].is_verb()
    };
    !scope.backward && sentence.cues.iter().any(speaks)
}

/// A court or prosecutor orders an arrest.
fn ruled(sentence: &Sentence<'_, '_>, scope: &Scope, at: usize) -> bool {
    let held = kinds(sentence, at).contains(&EventType::Detained);
    let court = |item: &Item| item.mention().is_some_and(|mention| matches!(&*mention.sub, "court" | "judge"));
    held && !scope.negated && scope.at < scope.start && sentence.items[scope.at..scope.start].iter().any(court)
}
