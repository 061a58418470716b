//! Who speaks: the subject of a verb of saying, the owner of a statement, the medium that passed it on.

use crate::agreement::disagrees;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::clitics::{is_by_what, is_for_whom};
use crate::item::{Item, Kind, Mention};
use crate::report::{Carry, Chain, Scope, is_quote_item, reporting_class};
use crate::resolve::stands_for;
use crate::sentence::Sentence;
use crate::stranger::{named_behind, noun_phrase, unknown_speaker, unnamed, unnamed_as};
use isnad_model::{EntityKind, EntityRef, EventType};
use isnad_pack::conjugate::{Number, Tense};
use isnad_pack::grammar::{NounClass, Report, Role};

/// Class of nouns for one who reports for a medium.
pub(crate) const REPORTER: &str = "reporter";

/// A source of which nothing is told.
pub(crate) const BARE_SOURCE: &str = "unnamed:sources";

/// Whether a noun phrase of this class can speak.
pub fn speaks(class: NounClass) -> bool {
    !matches!(
        class,
        NounClass::Place | NounClass::PlaceClass | NounClass::Weapon | NounClass::Unit | NounClass::Direction | NounClass::Site | NounClass::Event
    )
}

/// The subject of a reporting verb: after it, before it, or the speaker that is carried on.
pub fn of_verb(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry, before: &[Scope]) -> Option<Chain> {
    let items = sentence.items;
    let participle = matches!(items[at].kind, Kind::Participle(..));
    if let Some(chain) = written(sentence, at, limit, carry) {
        return Some(chain);
    }
    let finite = |scope: &&Scope| !matches!(sentence.items[scope.at].kind, Kind::Word | Kind::Event(..));
    let last = || before.iter().rev().filter(finite).find(|scope| !scope.backward || participle).map(|scope| scope.chain.clone());
    // `أدعو الجميع إلى`: the first person is whoever speaks.
    if matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.person == 1) {
        return last().or_else(|| carry.speaker.clone());
    }
    // `يبدو أن فلانا غاضب`: so it seems to nobody named.
    if seems(sentence, at) {
        return Some(Chain::default());
    }
    if accused_by_nobody(sentence, at, limit) {
        return Some(Chain::default());
    }
    let own = if participle || accuses_only(sentence, at, limit, carry.attributed && carry.speaker.is_some()) {
        None
    } else if let Some(antecedent) = antecedent(sentence, at) {
        Some(speaker(sentence, antecedent.0, antecedent.1, antecedent.1 + 1, carry))
    } else {
        leading(sentence, at, carry)
            .or_else(|| gave_out(sentence, at, carry))
            .or_else(|| headed(sentence, at, carry))
            .or_else(|| after(sentence, at, limit, carry))
            .or_else(|| before_verb(sentence, at, carry))
            .or_else(|| fronted(sentence, at, carry))
    };
    // `الحملة التي تضمنت التهديد بكذا`: what the pronoun stands for does it, whoever spoke before.
    let described = at.checked_sub(1).is_some_and(|i| matches!(items[i].kind, Kind::Relative) && sentence.norm(i).contains("ال") && !participle);
    if own.is_some() || described {
        return own;
    }
    // `شنت غارات على ما وصف بأهداف`: a passive says nobody.
    let headless = at
        .checked_sub(1)
        .is_some_and(|i| matches!(items[i].kind, Kind::Relative) && matches!(sentence.norm(i), "ما" | "بما" | "مما" | "عما" | "لما"));
    if headless && !participle && items[at].clitics.pronoun.is_none() && items.get(at + 1).is_some_and(|item| item.clitics.preposition == Some('ب'))
    {
        return None;
    }
    if let Some(named) = bare_subject(sentence, at, limit).filter(|_| !participle) {
        return Some(named);
    }
    if participle && before.is_empty() {
        if let Some(subject) = main_subject(sentence, at, carry) {
            return Some(subject);
        }
    }
    let same_sentence = last();
    let named = same_sentence.as_ref().is_some_and(|chain| !chain.sources.is_empty());
    let joined = || if named || participle { None } else { coordinated_subject(sentence, at, carry) };
    let same_sentence = joined().or(same_sentence);
    // After a person his own belief is as likely.
    let person = carry.speaker.as_ref().and_then(|chain| chain.sources.first()).is_some_and(|source| source.kind == EntityKind::Person);
    same_sentence.or_else(|| if !person && impersonal(sentence, at) { Some(Chain::default()) } else { carry.speaker.clone() })
}

/// `زار الوزير بيروت، وقال إن`: the subject of the verb that this one is joined to, or of the one that is joined to in turn.
fn coordinated_subject(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let apart = |i: &usize| matches!(items[*i].kind, Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) | Kind::Mark(':' | '؛'));
    let mut joined = at;
    // `زار الداعية القرية حيث قال إن`: so does the verb of a circumstance in the same gender.
    let circumstance = |i: usize| {
        i > 0
            && matches!(&items[i - 1].kind, Kind::Subordinator(word) if matches!(&**word, "حيث" | "عندما" | "حينما" | "بعدما" | "قبل ان" | "بعد ان"))
    };
    let alike = |i: usize| match (&items[at].kind, (0..i - 1).rev().take_while(|i| !apart(i)).find(|&i| items[i].is_verb()).map(|i| &items[i].kind)) {
        (Kind::Verb(_, own), Some(Kind::Verb(_, main))) => own.feminine == main.feminine && own.number == main.number && own.person == main.person,
        _ => false,
    };
    while items[joined].clitics.conjunction || circumstance(joined) && alike(joined) {
        let from = if items[joined].clitics.conjunction { joined } else { joined - 1 };
        let verb = (0..from).rev().take_while(|i| !apart(i)).find(|&i| items[i].is_verb())?;
        if crate::agreement::met(sentence, verb) {
            joined = verb;
            continue;
        }
        // `جاء ذلك في مقابلة حيث قال`: what has come said nothing.
        let pointed = from < joined && matches!(items.get(verb + 1).map(|item| &item.kind), Some(Kind::Demonstrative));
        let finite = !pointed && matches!(items[verb].kind, Kind::Verb(_, inflection) if !inflection.passive);
        let before = fronted(sentence, verb, carry).or_else(|| leading(sentence, verb, carry));
        let subject = before.or_else(|| after(sentence, verb, joined, carry)).or_else(|| before_verb(sentence, verb, carry));
        if subject.is_some() || !finite {
            return subject.filter(|_| finite);
        }
        joined = verb;
    }
    None
}

/// `تنتقد واشنطن موسكو، وتتهم روسيا بقصف المدينة`: the one phrase behind a joined verb that takes the accused is the accused.
fn accuses_only(sentence: &Sentence<'_, '_>, at: usize, limit: usize, goes_on: bool) -> bool {
    let items = sentence.items;
    let spoke = goes_on || items[..at].iter().any(Item::is_verb);
    spoke && items[at].clitics.conjunction && names_accused_only(sentence, at, limit)
}

/// `اتهم الجنود بقتل مدنيين`: a verb that takes the accused at the head of its sentence, with one phrase behind it, says nobody who accuses.
fn accused_by_nobody(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> bool {
    let head = sentence.items[..at].iter().all(|item| matches!(item.kind, Kind::When(_) | Kind::Adverb | Kind::Mark(_)));
    head && !sentence.items[at].clitics.conjunction && names_accused_only(sentence, at, limit)
}

fn names_accused_only(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[at].kind else { return false };
    let pack = sentence.context.pack;
    let frames = &pack.verbs[verb as usize].frames;
    let mut accuses = frames.iter().map(|id| &pack.verb_frames[*id as usize]).filter(|row| row.event_type == EventType::Accuse);
    let object = accuses.clone().next().is_some() && accuses.all(|row| row.object == Some(Role::Target));
    let phrases = (at + 1..limit.min(items.len()))
        .take_while(|&i| items[i].clitics.preposition != Some('ب') && !items[i].is_verb())
        .filter(|&i| preposition_of(items, i).is_none() && !items[i].clitics.conjunction)
        .filter(|&i| items[i].mention().is_some() || matches!(items[i].kind, Kind::Word) && !items[i].clitics.article);
    object && items[at].clitics.pronoun.is_none() && !inflection.passive && phrases.count() == 1
}

/// `أصدرت الوزارة بيانا قالت فيه إن`: whoever gave out what the words stand in.
fn gave_out(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let inside = |next: &Item| matches!(&next.kind, Kind::Preposition(word) if word.starts_with("في")) && next.clitics.pronoun.is_some();
    let what =
        (0..at).rev().find(|&i| !matches!(items[i].kind, Kind::When(_))).filter(|&i| matches!(items[i].kind, Kind::Word | Kind::Mention(_)))?;
    // `بث ناشطون مقطعا يظهر`
    let shown = items[what].mention().is_some_and(|m| !m.definite && (is_statement(m) || m.sub == "footage"));
    if !(shown || items.get(at + 1).is_some_and(inside)) || items[at].clitics.conjunction {
        return None;
    }
    let apart = |i: &usize| matches!(items[*i].kind, Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Mark(':' | '؛'));
    let spoke = |i: &usize| items[*i].mention().is_some_and(|m| speaks(m.class) && !is_statement(m)) && preposition_of(items, *i).is_none();
    // `بثت القناة بيانا للوزارة أعلنت فيه`: whose statement it is.
    let stated = (0..at).rev().take_while(|i| !apart(i)).find(|&i| items[i].mention().is_some_and(is_statement));
    let given = stated.and_then(|i| items[i].mention()?.entity.clone()).filter(|entity| entity.kind != EntityKind::Unnamed);
    if let Some(owner) = given.or_else(|| owner(sentence, stated?, at)) {
        return Some(Chain { sources: vec![owner], ..Chain::default() });
    }
    let first = (0..what).rev().take_while(|i| !apart(i)).filter(spoke).last()?;
    let entity = items[first].mention()?.entity.clone()?;
    Some(speaker(sentence, entity, first, what, carry))
}

/// `ويعتقد أن 40 جنديا قتلوا` at the head of a sentence: it is thought, by nobody named.
fn impersonal(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Kind::Verb(verb, inflection) = sentence.items[at].kind else { return false };
    let thought = matches!(reporting_class(sentence, verb), Some((Report::Believe | Report::Expect, _)));
    thought && inflection.tense == Tense::Imperfect && inflection.person == 3 && inflection.number == Number::Singular && !inflection.feminine
}

/// Whether the verb tells what stands in a text: `ورد في`, `جاء في`.
pub(crate) fn in_text(sentence: &Sentence<'_, '_>, verb: u32) -> bool {
    let pack = sentence.context.pack;
    pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|take| take == "في"))
}

/// Whether the verb at `at`, with its words right behind it, is one that tells how things look (`يبدو أن`, `تبين أن`).
fn seems(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Kind::Verb(verb, _) = sentence.items[at].kind else { return false };
    let pack = sentence.context.pack;
    let mut rows = pack.verbs[verb as usize].reporting.iter().map(|id| &pack.reporting[*id as usize]);
    let told = sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)));
    told && rows.any(|row| row.takes.iter().any(|take| take == "own"))
}

/// `التحالف الذي يدعم الرئيس`: the subject of a speech act right behind its relative pronoun is what the pronoun stands for, if no pronoun takes that up.
pub(crate) fn antecedent(sentence: &Sentence<'_, '_>, at: usize) -> Option<(EntityRef, usize)> {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[at].kind else { return None };
    let pronoun = at.checked_sub(1).filter(|&i| matches!(items[i].kind, Kind::Relative))?;
    let acts = matches!(reporting_class(sentence, verb)?.0, Report::Accuse | Report::Condemn | Report::Support | Report::Reject | Report::Threaten);
    let object = items.get(at + 1).and_then(Item::mention).is_some_and(|m| speaks(m.class)) && preposition_of(items, at + 1).is_none();
    let free = items[at].clitics.pronoun.is_none() && !inflection.passive;
    let back = pronoun.checked_sub(1).filter(|_| acts && object && free)?;
    let same = sentence.norm(pronoun) == if inflection.feminine { "التي" } else { "الذي" };
    let mention = items[back].mention().filter(|m| same && speaks(m.class))?;
    Some((mention.entity.clone()?, back))
}

/// The first of several joined by `و` right before one another: `سكان وناشطون`.
fn head_of_list(items: &[Item], last: usize) -> usize {
    let mut head = last;
    while head > 0 && items[head].clitics.conjunction && items[head - 1].mention().is_some_and(|m| speaks(m.class)) {
        head -= 1;
    }
    head
}

/// `قال إن باريس أبلغت بيروت`: right behind the complementizer, and right before its verb, stands the subject.
fn headed(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let subject = at.checked_sub(1)?;
    // `لكن باريس اتهمت بيروت`, `فيما باريس تتهم بيروت`: and so it does at the head of a clause of its own.
    let opens = subject == 0
        || matches!(items[subject - 1].kind, Kind::Complementizer(_) | Kind::Subordinator(_))
        || items[subject - 1].kind.is_conjunction();
    let mention = items[subject].mention().filter(|m| opens && (speaks(m.class) || m.metonym))?;
    let object = items.get(at + 1).and_then(Item::mention).is_some() && preposition_of(items, at + 1).is_none();
    let entity = mention.entity.clone().filter(|_| object && !items[at].clitics.conjunction)?;
    Some(speaker(sentence, entity, subject, subject + 1, carry))
}

/// `كانت دمشق قد اتهمت إسرائيل`: between an auxiliary and its verb stands the subject.
fn leading(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut back = at.checked_sub(1)?;
    while back > 0 && matches!(items[back].kind, Kind::Particle(_) | Kind::When(_) | Kind::Adverb) {
        back -= 1;
    }
    // `كان تقرير، صادر عن المنظمة، قد اتهم`: past what stands between commas.
    let comma = |i: usize| items[i].is_mark(&['،', ',']);
    let auxiliary = || (0..back).rev().find(|&i| matches!(items[i].kind, Kind::Auxiliary));
    let opened = || (0..back).rev().take(12).find(|&i| comma(i));
    let back = match auxiliary().zip(opened()).filter(|_| comma(back)) {
        Some((auxiliary, open)) if auxiliary + 1 < open && !items[auxiliary + 1..open].iter().any(Item::is_verb) => auxiliary + 1,
        _ => head_of_list(items, back),
    };
    let subject = items[back].mention().filter(|m| speaks(m.class) || m.metonym)?;
    let framed = back > 0 && matches!(items[back - 1].kind, Kind::Auxiliary) && preposition_of(items, back).is_none();
    framed.then(|| subject.entity.clone()).flatten().map(|entity| speaker(sentence, entity, back, at, carry))
}

/// `مصادر محلية كانت قد استبقت البيان`: the subject right before a verb and its auxiliary, at the head of a clause.
fn fronted(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let aside = |i: &usize| matches!(items[*i].kind, Kind::Particle(_) | Kind::Auxiliary | Kind::Adverb | Kind::When(_));
    let last = (0..at).rev().find(|i| !aside(i)).filter(|i| i + 1 < at)?;
    // `يذكر أن الوكالة، كانت قد ذكرت أن`: a comma before the auxiliary parts nothing.
    let comma = items[last].is_mark(&['،', ',']) && matches!(items[last + 1].kind, Kind::Auxiliary);
    let last = if comma { (0..last).rev().find(|&i| !matches!(items[i].kind, Kind::Word))? } else { last };
    let head = head_of_list(items, last);
    let opens = head == 0
        || matches!(items[head - 1].kind, Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Report(_))
        || items[head - 1].kind.is_conjunction();
    let mention = items[head].mention().filter(|m| opens && (speaks(m.class) || m.metonym))?;
    Some(speaker(sentence, mention.entity.clone()?, head, at, carry))
}

/// `جاء في تقرير للوكالة أن`, `ورد في البيان أن`: what was written speaks for whoever wrote it.
pub(crate) fn written(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let Kind::Verb(verb, _) = items[at].kind else { return None };
    let inside = matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في")
        || matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Report(_)));
    if !inside || reporting_class(sentence, verb)?.0 != Report::Relay {
        return None;
    }
    let Some(i) = (at + 1..limit.min(at + 5)).find(|&i| items[i].mention().is_some_and(|m| speaks(m.class))) else {
        // `ورد في التقرير أن`
        let words = sentence.span(at + 1, at + 2).filter(|_| matches!(items[at + 1].kind, Kind::Report(_)))?;
        let name = words.slice(&sentence.context.article.text).split_once(' ').map(|(_, name)| name).filter(|name| name.starts_with("ال"))?;
        let told = || unnamed_as(sentence, at + 1, at + 2).map(|entity| EntityRef { id: "unnamed:statement".into(), name_ar: name.into(), ..entity });
        return carry.statement.clone().or_else(|| carry.speaker.clone()).or_else(|| Some(Chain { sources: vec![told()?], ..Chain::default() }));
    };
    let entity = items[i].mention()?.entity.clone()?;
    Some(speaker(sentence, entity, i, limit, carry))
}

/// Who stands behind a noun of saying: its genitive, its pronoun, whoever speaks around it.
pub fn of_noun(sentence: &Sentence<'_, '_>, at: usize, limit: usize, before: &[Scope]) -> Option<Chain> {
    let items = sentence.items;
    let around = before
        .iter()
        .rev()
        .find(|scope| scope.start <= at && at < scope.end || !scope.backward && scope.at < at && at < scope.start)
        .map(|scope| scope.chain.clone());
    if items[at].clitics.pronoun.is_some() {
        // `إثر اتهامه بشن هجوم`: the pronoun is the accused, the accuser is not told.
        let accused = crate::report::noun_class(sentence, at) == Some(Report::Accuse);
        return around.or_else(|| if accused { Some(Chain::default()) } else { main_subject(sentence, at, &Carry::default()) });
    }
    let genitive =
        items.get(at + 1).filter(|item| at + 1 < limit && !item.clitics.conjunction).and_then(Item::mention).filter(|m| speaks(m.class) || m.metonym);
    // `اتهام واشنطن دمشق`, `اتهامات المعارضة للجيش` have an accuser; `اتهام إيران بقصف`, `تواجه الحكومة اتهامات` only the accused.
    // `وجهت الوزارة الاتهام إلى فلان`: whoever directs it at somebody else.
    let directed =
        (at + 1..limit).any(|i| preposition_of(items, i).is_some_and(|p| matches!(&*p, "الى" | "ل" | "ضد")) && items[i].mention().is_some());
    if !directed && crate::report::noun_class(sentence, at) == Some(Report::Accuse) {
        let accused = items.get(at + 2).is_some_and(|item| item.mention().is_some() && !item.clitics.conjunction)
            && preposition_of(items, at + 2).is_none_or(|p| &*p == "ل");
        let accuser = genitive.filter(|_| accused && preposition_of(items, at + 1).is_none()).and_then(|mention| mention.entity.clone());
        return Some(accuser.map_or_else(Chain::default, |entity| Chain { sources: vec![entity], ..Chain::default() }));
    }
    match genitive.filter(|_| preposition_of(items, at + 1).is_none()).and_then(|mention| mention.entity.clone()) {
        Some(entity) => Some(Chain { sources: vec![entity], ..Chain::default() }),
        // `وجهت الوزارة الاتهام`: the subject of the verb that carries the noun.
        None => {
            let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
            // `جاء التصريح وسط اتهامات للوزارة`: in an adjunct nobody carries it.
            let adjunct = preposition_of(items, at)
                .is_some_and(|p| matches!(&*p, "وسط" | "بعد" | "عقب" | "اثر" | "رغم" | "برغم" | "بالرغم من" | "على الرغم من" | "مع" | "منذ" | "قبل"));
            let carrier = (clause.start..at).rev().find(|&i| items[i].is_verb() && !adjunct);
            let carrier = carrier.and_then(|verb| after(sentence, verb, at, &Carry::default()));
            Some(carrier.or(around).unwrap_or_default())
        }
    }
}

pub(crate) fn after(sentence: &Sentence<'_, '_>, at: usize, limit: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut next = at + 1;
    while next < limit.min(at + 14) {
        let item = &items[next];
        match &item.kind {
            // `مركز كذا لحقوق الإنسان`: a genitive behind a noun with a preposition is no subject.
            Kind::Mention(_) if next > at + 1 && genitive_in_phrase(sentence, next) => {}
            Kind::Mention(mention) => {
                let usable = speaks(mention.class) || mention.metonym;
                if usable && preposition_of(items, next).is_none() && !item.clitics.conjunction {
                    if disagrees(sentence, at, next) {
                        return None;
                    }
                    if let Some(entity) = &mention.entity {
                        let nameless = ["x:body:", "generic:", "people:"].iter().any(|unnamed| entity.id.starts_with(unnamed));
                        let entity = named_behind(sentence, next, limit).filter(|_| nameless).unwrap_or(entity);
                        return Some(speaker(sentence, entity.clone(), next, limit, carry));
                    }
                }
                if preposition_of(items, next).is_none() && !item.clitics.conjunction {
                    // `الموقع الرسمي للحلف`, `أحد المسؤولين في الوزارة`: named by whose it is, or not at all.
                    if let Some(entity) = owner(sentence, next, limit) {
                        return Some(Chain { sources: vec![entity], ..Chain::default() });
                    }
                    if mention.class == NounClass::Official {
                        return unnamed(sentence, next).map(|entity| Chain { sources: vec![entity], ..Chain::default() });
                    }
                }
                // `أعلن مستشفى كذا`, `ذكر مركز كذا للأبحاث`: an institution that a table of places knows.
                if preposition_of(items, next).is_none() && !item.clitics.conjunction && mention.class == NounClass::Site && next == at + 1 {
                    if let Some(chain) = noun_phrase(sentence, next, true) {
                        return Some(chain);
                    }
                }
                // `المديرية العامة للأمن` is no district.
                if preposition_of(items, next).is_none() && mention.class == NounClass::PlaceClass {
                    return definite_words(sentence, at, next, carry);
                }
            }
            Kind::When(_) | Kind::Adverb | Kind::Demonstrative | Kind::Preposition(_) | Kind::Mark(_) | Kind::Number(_) => {}
            // `وقال الأخير`: whoever spoke last.
            Kind::Word if next == at + 1 && matches!(sentence.norm(next), "الاخير" | "الاخيره") => return carry.speaker.clone(),
            // `قال أحد الناجين`: one of those that no table knows.
            Kind::Word if next == at + 2 && matches!(sentence.norm(at + 1), "احد" | "احدى") && item.clitics.article => {
                return unnamed_as(sentence, at + 1, next + 1).map(|entity| Chain { sources: vec![entity], ..Chain::default() });
            }
            // `سجلت 18 حالة`: what is counted speaks not.
            Kind::Word if next > 0 && matches!(items[next - 1].kind, Kind::Number(_)) => {}
            Kind::Word if preposition_of(items, next).is_none() && !item.clitics.conjunction && item.clitics.preposition.is_none() => {
                // `الكاتب والباحث فلان`: two callings of one man.
                if let Some(mention) = items.get(next + 1).filter(|_| item.clitics.article && next + 1 < limit).and_then(Item::mention) {
                    let person = mention.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person && items[next + 1].clitics.conjunction);
                    if let Some(person) = person {
                        return Some(speaker(sentence, person.clone(), next + 1, limit, carry));
                    }
                }
                // `أفادت حصيلة جديدة من المرصد`: whoever counted.
                let counted = crate::quantity::tally(sentence.norm(next));
                let body = (item.clitics.article || counted).then(|| owner(sentence, next, limit.min(next + 4))).flatten();
                return body
                    .map(|entity| Chain { sources: vec![entity], ..Chain::default() })
                    .or_else(|| unknown_speaker(sentence, next, limit, carry, true))
                    .or_else(|| definite_words(sentence, at, next, carry));
            }
            Kind::Event(..) if next == at + 1 && crate::content::says_itself(sentence, next) => {
                return noun_phrase(sentence, next, true).or_else(|| definite_words(sentence, at, next, carry));
            }
            Kind::Word | Kind::Event(..) => {}
            _ => break,
        }
        next += 1;
    }
    None
}

/// `قال إثر شكوى التاجر إن`, `أقر بعد إدانة نائبه بأن`: whose the noun behind a preposition is speaks not.
fn genitive_in_phrase(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let head = &items[at - 1];
    let plain = !head.clitics.article && head.clitics.pronoun.is_none();
    match head.kind {
        // `قالت خلال إلقائها كلمة`: nor what a verbal noun with its pronoun has behind it.
        Kind::Word | Kind::Event(..) if head.clitics.pronoun.is_some() && preposition_of(items, at - 1).is_some() => {
            crate::scope::noun_of_verb(sentence, at - 1, true).is_some()
        }
        Kind::Word if head.clitics.preposition.is_some() => true,
        Kind::Word | Kind::Event(..) => plain && preposition_of(items, at - 1).is_some(),
        Kind::Mention(ref mention) => plain && is_statement(mention) && !mention.definite && preposition_of(items, at - 1).is_some(),
        _ => false,
    }
}

/// `قالت خدمة كذا للإسعاف إن`, `أمر مدعون بالقبض على`: what stands between the verb and its complementizer is who speaks, and so is a plural
/// in the nominative, whether a table knows any of it or not.
fn bare_subject(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> Option<Chain> {
    let items = sentence.items;
    let first = items.get(at + 1).filter(|item| item.clitics == crate::clitics::Clitics::default())?;
    let known = first.mention().is_some_and(|mention| mention.entity.is_some());
    // `روى نازحون من المدينة أن`
    let harmed = matches!(first.kind, Kind::Event(..)) && sentence.norm(at + 1).ends_with("ون");
    // `وأكد له أنه`: no preposition with its pronoun.
    let function = is_for_whom(sentence.norm(at + 1)) || is_by_what(sentence.norm(at + 1));
    if !matches!(first.kind, Kind::Word | Kind::Mention(_)) && !harmed || known || function || sentence.norm(at + 1).ends_with('ا') {
        return None;
    }
    let told = limit.checked_sub(1).filter(|&i| i > at && matches!(items.get(i).map(|item| &item.kind), Some(Kind::Complementizer(_))));
    let part = |i: &usize| {
        matches!(items[*i].kind, Kind::Word | Kind::Mention(_) | Kind::Verb(..) | Kind::Event(..))
            && !items[*i].clitics.conjunction
            && items[*i].clitics.preposition.is_none_or(|letter| letter == 'ل')
            && items[*i].mention().is_none_or(|mention| mention.class != NounClass::Official)
    };
    let plural = matches!(first.kind, Kind::Word) && sentence.norm(at + 1).ends_with("ون");
    let end = match told {
        Some(told) => (at + 1..told).take_while(part).last()? + 1,
        None => at + 2,
    };
    // `القائم بأعمال الوزير`: more of him than can be told from here.
    let goes_on = told.is_some() && items[end].clitics.preposition.is_some();
    if told.is_none() && !plural || goes_on || end > at + 7 {
        return None;
    }
    words_of(sentence, at + 1, end)
}

/// `قال الداعية إن`, `نفت المديرية العامة للأمن، من جانبها،`: a definite phrase of no table right behind a verb of saying, with its words or a comma behind it.
fn definite_words(sentence: &Sentence<'_, '_>, at: usize, from: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    // `وصرح الحريري، أن`: the surname of whoever spoke last.
    let surname =
        |source: &EntityRef| isnad_text::fold::fold(&source.name_ar).strip_suffix(sentence.norm(from)).is_some_and(|rest| rest.ends_with(' '));
    if let Some(chain) = carry.speaker.as_ref().filter(|chain| from == at + 1 && chain.sources.first().is_some_and(surname)) {
        return Some(chain.clone());
    }
    let Kind::Verb(verb, inflection) = items[at].kind else { return None };
    reporting_class(sentence, verb)?;
    let part = |i: &usize| {
        let item = &items[*i];
        let word = (*i == from || matches!(item.kind, Kind::Word)) && item.clitics.article || *i > from && item.clitics.preposition == Some('ل');
        word && !item.clitics.conjunction
    };
    let end = (from..items.len().min(from + 5)).take_while(part).last()? + 1;
    let opens = |item: &Item| is_quote_item(item) && !sentence.quoted(at, carry.open_quote.is_some());
    let told = items.get(end).is_some_and(|item| matches!(item.kind, Kind::Complementizer(_)) || item.is_mark(&[':']) || opens(item));
    // An object would stand there as well, unless the verb agrees with it.
    let agrees = inflection.feminine && sentence.norm(from).ends_with('ه') && items.get(end).is_some_and(|item| item.is_mark(&['،', ',']));
    let institution = items[from].mention().is_none() || end > from + 1;
    // `أعلن الباحث الزائر في مادة الطب، فلان، أن`: more of him before his words.
    let more = items.get(end).is_some_and(|item| matches!(item.kind, Kind::Preposition(_)) || item.is_mark(&['،', ',']));
    let words = more
        && (end..items.len().min(end + 32))
            .find(|&i| items[i].is_verb() || matches!(items[i].kind, Kind::Complementizer(_)))
            .is_some_and(|i| !items[i].is_verb());
    (from == at + 1 && institution && (told || agrees || words)).then(|| words_of(sentence, from, end)).flatten()
}

/// A speaker by the words for him.
pub(crate) fn words_of(sentence: &Sentence<'_, '_>, from: usize, to: usize) -> Option<Chain> {
    let span = sentence.span(from, to)?;
    let words = span.slice(&sentence.context.article.text);
    let entity = EntityRef {
        id: format!("x:body:{}", isnad_text::fold::fold(words).replace(' ', "_")).into(),
        name_ar: words.into(),
        name_en: None,
        surface: words.into(),
        kind: EntityKind::Body,
        span: Some(span),
    };
    Some(Chain { sources: vec![entity], ..Chain::default() })
}

/// The chain of a subject with those coordinated to it. A statement speaks for whoever gave it.
pub fn speaker(sentence: &Sentence<'_, '_>, entity: EntityRef, at: usize, limit: usize, carry: &Carry) -> Chain {
    let Some(mention) = sentence.items[at].mention() else { return Chain { sources: vec![entity], ..Chain::default() } };
    if let Some(chain) = stands_for(sentence, mention, &entity, at, limit, carry) {
        return chain;
    }
    // `قال أحد السكان`
    let one = mention.number.is_some_and(|number| number.value == 1.0) && matches!(entity.kind, EntityKind::People | EntityKind::Unnamed);
    let entity = if one { unnamed_as(sentence, at, at + 1).unwrap_or(entity) } else { entity };
    let (entity, mut next) = crate::called::whole(sentence, entity, at, limit);
    let mut co_origins = Vec::new();
    while next < limit && co_origins.len() < 3 {
        match sentence.items[next].mention() {
            Some(mention) if sentence.items[next].clitics.conjunction && speaks(mention.class) => co_origins.extend(mention.entity.clone()),
            _ => break,
        }
        next += 1;
    }
    Chain { sources: vec![entity], co_origins, own: None }
}

/// Nouns for what somebody published: statements, reports, counts.
pub fn is_statement(mention: &Mention) -> bool {
    mention.class == NounClass::Source && matches!(mention.sub.as_str(), "statement" | "reports")
}

/// Whose statement it is: `بيان صادر عن الوزارة`, `حصيلة للمرصد`, `تقرير أصدرته المنظمة`.
pub(crate) fn owner(sentence: &Sentence<'_, '_>, at: usize, limit: usize) -> Option<EntityRef> {
    let items = sentence.items;
    let issued =
        |next: &Item| next.clitics.article || matches!(next.kind, Kind::Participle(..)) || sentence.block.tokens[next.start].norm.starts_with("صادر");
    for i in at + 1..limit.min(at + 7).min(items.len()) {
        match &items[i].kind {
            Kind::Mention(mention) if speaks(mention.class) => {
                let from = preposition_of(items, i).is_some_and(|p| matches!(&*p, "عن" | "ل" | "من" | "باسم" | "من قبل"));
                let given_to = mention.media && items[at].mention().is_none_or(|m| !is_statement(m));
                // `البيان الذي نقلته الوكالة`: who passes it on did not give it.
                let issued = i > 0 && (items[i - 1].is_verb() || matches!(items[i - 1].kind, Kind::Participle(..)));
                let issued = issued && !(mention.media && crate::relay::passes_on(sentence, i - 1));
                // `بيان محافظ المنيا`: whose it is in the genitive.
                let genitive = i == at + 1
                    && items[at].mention().is_some_and(|m| is_statement(m) && !m.definite)
                    // `تقرير حقوقي`: an adjective is nobody.
                    && (mention.definite || mention.class != NounClass::People)
                    && preposition_of(items, i).is_none()
                    && !items[i].clitics.conjunction;
                if from && !given_to || issued || genitive {
                    return mention.entity.clone();
                }
            }
            // `التقرير، الصادر عن البعثة`
            Kind::Mark('،' | ',') if i <= at + 2 && items.get(i + 1).is_some_and(|next| issued(next) && next.mention().is_none()) => {}
            Kind::Mark('،' | ',' | ':') | Kind::Complementizer(_) => return None,
            _ => {}
        }
    }
    None
}

fn before_verb(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let clause = &sentence.clauses[clause_of(&sentence.clauses, at)];
    let items = sentence.items;
    let relative = clause.opener == Opener::Relative;
    let low = if relative { clause.start.saturating_sub(6) } else { clause.start };
    let open = carry.open_quote.is_some();
    let quoted = sentence.quoted(at, open);
    for i in (low..at).rev() {
        // `وقال: "يدفع الشعب الثمن"، ودعا إلى`: nobody inside the quotation, unless it is a name.
        let words = |range: std::ops::Range<usize>| items[range].iter().any(Item::is_verb);
        if !quoted && sentence.quotation(i, open).is_some_and(words) {
            continue;
        }
        if let Some(mention) = items[i].mention() {
            let governed = preposition_of(items, i).is_some() || crate::agreement::met_at(sentence, i);
            if speaks(mention.class) && (!governed || relative) {
                let head = head_of_list(items, i);
                let first = items[head].mention().and_then(|m| m.entity.clone()).filter(|_| preposition_of(items, head).is_none() && head >= low);
                return match first {
                    Some(entity) if head < i => Some(speaker(sentence, entity, head, i + 1, carry)),
                    _ => mention.entity.clone().map(|entity| speaker(sentence, entity, i, i + 1, carry)),
                };
            }
        }
        if items[i].is_verb() {
            return None;
        }
    }
    topic(sentence, at, carry)
}

/// `المتحدث باسم الجيش، العميد فلان، قال`, `أما فلان، أحد رؤساء البلدية، فقال`: the topic at the head of the sentence.
fn topic(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let items = sentence.items;
    let mut back = at;
    while back > 0 && matches!(items[back - 1].kind, Kind::Particle(_) | Kind::Auxiliary) {
        back -= 1;
    }
    let close = back > 0 && (items[back - 1].is_mark(&['،', ',', ')']) || items[at].clitics.conjunction);
    let headed =
        items.first().is_some_and(|item| matches!(item.kind, Kind::Conjunction)) && sentence.norm(0) == "اما" && items[at].clitics.conjunction;
    if !close || items[..at].iter().any(|item| item.is_verb() && !headed || matches!(item.kind, Kind::Report(_) | Kind::Mark(':'))) {
        return None;
    }
    let first =
        (0..at).find(|&i| matches!(items[i].kind, Kind::Mention(_)) || matches!(items[i].kind, Kind::Word) && !items[i].clitics.conjunction)?;
    if preposition_of(items, first).is_some() {
        return None;
    }
    match items[first].mention() {
        Some(mention) if speaks(mention.class) => mention.entity.clone().map(|entity| speaker(sentence, entity, first, first + 1, carry)),
        Some(_) => None,
        None => unknown_speaker(sentence, first, at, carry, true),
    }
}

/// The subject of the sentence's first verb, for adverbial participles (`… مؤكدا أن`).
pub(crate) fn main_subject(sentence: &Sentence<'_, '_>, at: usize, carry: &Carry) -> Option<Chain> {
    let verb = (0..at).find(|&i| sentence.items[i].is_verb())?;
    leading(sentence, verb, carry).or_else(|| after(sentence, verb, at, carry)).or_else(|| before_verb(sentence, verb, carry))
}
