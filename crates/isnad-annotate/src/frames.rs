//! From triggers to drafts of claims: which frame fits, and who fills its roles.

use crate::args::{Args, can_act, coordinated, is_class, of_event, of_verb};
use crate::clause::{Opener, clause_of, preposition_of};
use crate::clitics::Pronoun;
use crate::event::event_draft;
use crate::expression::{idles, parts_end};
use crate::item::{FrameRef, Item, Kind, Mention};
use crate::report::Scope;
use crate::same_event::merge;
use crate::sentence::Sentence;
use isnad_model::{EventType, Family};
use isnad_pack::Sense;
use isnad_pack::conjugate::{Inflection, Tense};
use isnad_pack::grammar::{Need, NounClass, Role, Slot, Unreal, VerbFrame};
use smallvec::SmallVec;

/// A claim in the making: everything as item indices.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Type.
    pub event_type: EventType,
    /// The trigger.
    pub at: usize,
    /// The verb that carries an event noun.
    pub carrier: Option<usize>,
    /// Actors.
    pub actors: Vec<usize>,
    /// Targets.
    pub targets: Vec<usize>,
    /// Places of its own.
    pub places: Vec<usize>,
    /// Who is harmed or moved.
    pub victims: Vec<usize>,
    /// Who held it before.
    pub losers: Vec<usize>,
    /// Row.
    pub rule: String,
    /// One past the last item its arguments were looked for in.
    pub end: usize,
    /// Whether the subject was carried over from another clause.
    pub carried: bool,
    /// A verb of firing whose subject is what is fired: nobody did it.
    pub fired: bool,
    /// Grammatical subject.
    pub subject: Option<usize>,
    /// A noun that carries numbers (`قتيل`), as item.
    pub counter: Option<usize>,
    /// Last item of a fixed expression (`لقي مصرعه`); the trigger itself without one.
    pub parts_end: usize,
    /// Other triggers of the same event.
    pub also: Vec<usize>,
    /// An event noun that is the object (`استهدفت تعزيزات`).
    pub object_event: Option<usize>,
    /// How it must be told, where the frame holds only for what has not happened, or is not so.
    pub unreal: Option<Unreal>,
}

/// Every draft of a sentence, in order of their triggers, within the scopes of its reports.
pub fn drafts(sentence: &Sentence<'_, '_>, scopes: &[Scope]) -> Vec<Draft> {
    let mut out = Vec::new();
    let mut last_subject = None;
    for at in 0..sentence.items.len() {
        match &sentence.items[at].kind {
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => {
                let args = of_verb(sentence, at, last_subject);
                if let Some(subject) = args.subject.filter(|i| sentence.items[*i].mention().is_some_and(can_act)) {
                    last_subject = Some(subject);
                }
                out.extend(verb_draft(sentence, at, *verb, &args));
            }
            Kind::Preposition(_) => out.extend(crate::nominal::obligation(sentence, at).or_else(|| crate::nominal::predicate(sentence, at))),
            Kind::Event(frames, _) => {
                let draft = event_draft(sentence, at, frames, last_subject);
                let aim = draft.as_ref().and_then(|draft| crate::aims::of_operation(sentence, draft));
                out.extend(draft);
                out.extend(aim);
            }
            _ => {}
        }
    }
    out.iter_mut().filter(|draft| draft.event_type == EventType::Displaced).for_each(|draft| home(sentence, draft));
    out.retain(|draft| !crate::company::other_sense(sentence, draft));
    crate::charge::charged(sentence, &mut out);
    out.retain(|draft| draft.unreal.is_none_or(|how| crate::unreal::holds(sentence, scopes, draft, how)));
    merge(sentence, out)
}

/// `نزح الآلاف من سكان الفاشر إلى طويلة`: whoever is displaced leaves where he lives.
fn home(sentence: &Sentence<'_, '_>, draft: &mut Draft) {
    let items = sentence.items;
    let lives = |i: usize| {
        let people = mention(sentence, i).is_some_and(|m| m.people.is_some() && !m.definite && !items[i].clitics.article);
        let place = mention(sentence, i + 1).is_some_and(|m| matches!(m.class, NounClass::Place) && m.place.is_some());
        people && place && preposition_of(items, i + 1).is_none() && !items[i + 1].clitics.conjunction
    };
    let behind = draft.at + 1..draft.end.min(items.len().saturating_sub(1)).min(draft.at + 10);
    let Some(found) = behind.chain(draft.subject.filter(|subject| *subject < draft.at)).find(|&i| lives(i)) else { return };
    // `سكان قرى جبل الزاوية في محافظة إدلب`: what only tells where that lies gives way.
    let place = |at: usize| mention(sentence, at).and_then(|m| m.place.as_ref());
    let locates = |&at: &usize| at > found + 1 && place(found + 1).zip(place(at)).is_some_and(|(inner, outer)| crate::placing::lies_in(inner, outer));
    if draft.places.iter().all(locates) {
        draft.places = coordinated(items, found + 1);
    }
}

pub(crate) fn mention<'s>(sentence: &'s Sentence<'_, '_>, at: usize) -> Option<&'s Mention> {
    sentence.items.get(at).and_then(Item::mention)
}

fn slot_is(sentence: &Sentence<'_, '_>, filler: Option<usize>, classes: &[NounClass]) -> bool {
    let Some(at) = filler else { return false };
    match &sentence.items[at].kind {
        Kind::Mention(mention) => classes.iter().any(|class| is_class(mention, *class)),
        Kind::Event(..) => classes.contains(&NounClass::Event) || classes.contains(&NounClass::People) && names_people(sentence, at),
        // `1100 من مقاتلي الفصيل`: what the number is of.
        Kind::Number(_) => match partitive(sentence, at) {
            Some(of) => classes.iter().any(|class| is_class(of, *class)),
            None => classes.contains(&NounClass::People),
        },
        _ => false,
    }
}

/// The armed people that a number is of.
fn partitive<'s>(sentence: &'s Sentence<'_, '_>, number: usize) -> Option<&'s Mention> {
    let of = matches!(&sentence.items.get(number + 1)?.kind, Kind::Preposition(word) if &**word == "من");
    mention(sentence, number + 2).filter(|m| of && is_class(m, NounClass::Force))
}

pub(crate) fn fits(sentence: &Sentence<'_, '_>, at: usize, needs: &[Need], args: &Args) -> bool {
    needs.iter().all(|need| match need {
        Need::Preposition(word) => {
            args.complements.iter().map(|(preposition, _)| preposition).chain(&args.pronominal).any(|preposition| same_preposition(preposition, word))
                || governs_word(sentence, at, word)
        }
        // `تم أسر خمسة جنود`: a verbal noun need not say who did it, if it says to whom.
        Need::Is(Slot::Subject, _) if args.subject.is_none() && matches!(sentence.items[at].kind, Kind::Event(..)) => {
            needs.iter().any(|need| matches!(need, Need::Is(Slot::Object, classes) if slot_is(sentence, args.object, classes)))
        }
        Need::Is(Slot::Subject, classes) => slot_is(sentence, args.subject, classes),
        Need::Is(Slot::Object, classes) => slot_is(sentence, args.object, classes),
        Need::IsNot(Slot::Subject, classes) => !slot_is(sentence, args.subject, classes),
        Need::IsNot(Slot::Object, classes) => !slot_is(sentence, args.object, classes),
        // Only the whole sentence shows it.
        Need::Unreal(_) => true,
    })
}

/// A preposition can govern an event or a word no table knows: `رحبت بالاتفاق`.
fn governs_word(sentence: &Sentence<'_, '_>, at: usize, wanted: &str) -> bool {
    let items = sentence.items;
    (at + 1..items.len().min(at + 14))
        .take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(':' | '.') | Kind::Relative | Kind::Subordinator(_)))
        .any(|i| {
            // `مع استمرار القصف` tells when, not with whom.
            let deed = || matches!(items[i].kind, Kind::Event(..)) || crate::scope::noun_of_verb(sentence, i, true).is_some();
            matches!(items[i].kind, Kind::Event(..) | Kind::Word)
                && !(wanted == "مع" && deed())
                && preposition_of(items, i).is_some_and(|found| same_preposition(&found, wanted))
                || complement_with(sentence, i, wanted)
        })
}

/// `بأن`, `إلى أن`.
fn complement_with(sentence: &Sentence<'_, '_>, at: usize, wanted: &str) -> bool {
    let glued = matches!(sentence.items[at].kind, Kind::Complementizer(_))
        && sentence.norm(at).strip_prefix(wanted).is_some_and(|rest| rest.starts_with("ان"));
    let apart = matches!(&sentence.items[at].kind, Kind::Preposition(word) if same_preposition(word, wanted))
        && sentence.items.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Complementizer(_)));
    glued || apart
}

pub(crate) fn same_preposition(found: &str, wanted: &str) -> bool {
    // `انتزع المدينة من قبضة الميليشيا`
    let from_hands = wanted == "من" && matches!(found, "من قبضه" | "من ايدي" | "من يد" | "من براثن");
    from_hands
        || found == wanted
        || wanted.split(' ').next() == Some(found) && wanted.contains(' ')
        // `يطالبون بحق اللاجئين في العودة`
        || matches!((found, wanted), ("الى", "ل") | ("لدى", "في") | ("بحق", "ب"))
        // `أغار على أطراف البلدة`: at the edge of what it is aimed at.
        || matches!((found, wanted), ("على اطراف" | "على مشارف" | "على تخوم", "على"))
}

fn verb_draft(sentence: &Sentence<'_, '_>, at: usize, verb: u32, args: &Args) -> Option<Draft> {
    let pack = sentence.context.pack;
    let reports = pack.verbs.get(verb as usize).is_some_and(|row| !row.reporting.is_empty());
    // `سترد الدولة` of answering: nobody announces that something will be reported to have come in.
    let verbs = if reports && !sentence.items[at].clitics.future { smallvec::smallvec![verb] } else { homographs(sentence, at, verb) };
    let tells = |verb: &&u32| !idles(sentence, at, &pack.verbs[**verb as usize].idle, args);
    let mut drafts = verbs.iter().filter(tells).filter_map(|verb| frame_of(sentence, at, &pack.verbs[*verb as usize].frames, args));
    // `سيرت الشرطة دوريات`: of two verbs of one form, the one whose expression stands there.
    let first = drafts.next()?;
    if first.parts_end > at {
        return Some(first);
    }
    // `تقدم المقاتلون بإسناد من التحالف` provides nothing.
    let direct = |draft: &Draft| draft.parts_end > at && preposition_of(sentence.items, draft.parts_end).is_none();
    Some(drafts.find(direct).unwrap_or(first))
}

/// The draft of the frame that fits best.
fn frame_of(sentence: &Sentence<'_, '_>, at: usize, frames: &[u32], args: &Args) -> Option<Draft> {
    let pack = sentence.context.pack;
    let mut best: Option<(usize, Draft)> = None;
    for id in frames {
        let frame = &pack.verb_frames[*id as usize];
        let Some(end) = parts_end(sentence, at, &frame.parts) else { continue };
        // `هربوها من البلاد`: a verb that takes no object is another one where it has one, unless it is a noun (`سيطرته`).
        if frame.object.is_none()
            && matches!(frame.event_type, EventType::Withdraw | EventType::Advance | EventType::Protest)
            && takes_object(sentence, at)
        {
            continue;
        }
        // `يصل عددهم إلى عشرة آلاف`: nobody moves to a number.
        let figure = |i: usize| match &sentence.items[i].kind {
            Kind::Number(_) => true,
            Kind::Mention(m) => m.number.is_some() && m.place.is_none(),
            _ => false,
        };
        let to_figure = |(word, i): &(Box<str>, usize)| matches!(&**word, "الى" | "من") && figure(*i);
        if frame.event_type == EventType::Advance && args.complements.iter().any(to_figure) {
            continue;
        }
        // `أعلنت الحركة رفض الهدنة`: another event between, whose genitive the noun is.
        let bare = |before: &usize| *before > at && !sentence.items[*before].clitics.article && preposition_of(sentence.items, end).is_none();
        let other = end.checked_sub(1).filter(bare);
        if other.is_some_and(|before| of_other_type(sentence, before, frame.event_type)) {
            continue;
        }
        let args = if frame.parts.is_empty() { args.clone() } else { with_parts(sentence, at, end, args) };
        let args = inverted(sentence, at, frame, resumed(sentence, at, frame, args));
        let Some((args, passive)) = voice(sentence, at, frame, args) else { continue };
        let args = visited(sentence, at, frame, args);
        let unreal = frame.needs.iter().find_map(Need::unreal);
        let weight = frame.parts.len() * 10 + if unreal.is_some() { 0 } else { 1 + frame.needs.len() };
        // `منع دخول الغذاء`: of two expressions the one that reaches further, in one genitive (not `خلف قتلى وجرحى`).
        let joined = |i: usize| sentence.items[i].clitics.conjunction || matches!(sentence.items[i].kind, Kind::Conjunction | Kind::Preposition(_));
        let genitive = |from: usize| (from + 1..=end).all(|i| !joined(i) && preposition_of(sentence.items, i).is_none());
        let further = |known: usize, draft: &Draft| known / 10 == weight / 10 && draft.parts_end < end && genitive(draft.parts_end);
        if best.as_ref().is_some_and(|(known, draft)| *known >= weight && !further(*known, draft)) {
            continue;
        }
        let mut draft = empty(frame.event_type, at, frame.rule.clone(), args.end);
        draft.subject = if passive { args.object } else { args.subject };
        draft.carried = args.carried;
        draft.fired = passive && launches(frame);
        draft.parts_end = end;
        draft.unreal = unreal;
        if end > at && mention(sentence, end).is_some_and(|m| m.place.is_some()) {
            // `فتح معبر رفح`: the last word of the expression names the place.
            draft.places.push(end);
        }
        // `خلف الزلزال 20 وفاة`: the last word of the expression counts.
        if end > at && frame.event_type.counts_people() && mention(sentence, end).is_some_and(|m| m.people.is_some() && m.number.is_some()) {
            draft.victims.push(end);
        }
        draft.object_event = args.object.filter(|i| matches!(sentence.items[*i].kind, Kind::Event(..)));
        if !passive {
            fill(sentence, &mut draft, frame.subject, args.subject);
        }
        fill(sentence, &mut draft, frame.object, args.object);
        complements(sentence, &mut draft, &frame.prepositions, &args);
        if let Some(number) = args.by_number.filter(|_| frame.event_type.counts_people()) {
            draft.victims.push(number);
        }
        if arrives(&frame.needs, &frame.prepositions, &draft) {
            best = Some((weight, draft));
        }
    }
    best.map(|(_, draft)| draft)
}

/// `وصل الوزير إلى العاصمة`, not `إلى قناعة`: whoever meets by going somewhere goes to a place.
pub(crate) fn arrives(needs: &[Need], prepositions: &[(String, Role)], draft: &Draft) -> bool {
    let place = |word: &String| prepositions.iter().any(|(preposition, role)| preposition == word && *role == Role::Place);
    let goes = needs.iter().any(|need| matches!(need, Need::Preposition(word) if place(word)));
    draft.event_type != EventType::Meet || !goes || !draft.places.is_empty()
}

/// Whether a verb that can be no verbal noun has an attached pronoun.
fn takes_object(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let noun = sentence.block.hits.get(item.start).into_iter().flatten().any(|hit| matches!(hit.sense, Sense::Masdar(_)));
    item.is_verb() && item.clitics.pronoun.is_some() && !noun
}

/// An event noun that tells only of other types than `event_type`.
fn of_other_type(sentence: &Sentence<'_, '_>, at: usize, event_type: EventType) -> bool {
    let pack = sentence.context.pack;
    let Kind::Event(frames, _) = &sentence.items[at].kind else { return false };
    let own = |frame: &FrameRef| match frame {
        FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type == event_type,
        FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type == event_type,
    };
    !frames.is_empty() && !frames.iter().any(own) && (event_type.is_speech_act() || event_type.family() == Family::Talks)
}

/// `أربعة معلمين أفرج عنهم`: the phrase before the verb is whom the pronoun of its preposition stands for, not who did it.
fn resumed(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame, mut args: Args) -> Args {
    let whom = |preposition: &str| frame.prepositions.iter().any(|(word, role)| *role == Role::Victim && same_preposition(preposition, word));
    let topic = args.subject.filter(|subject| *subject < at && mention(sentence, *subject).is_some_and(|m| m.people.is_some() || m.number.is_some()));
    let preposition = args.pronominal.iter().find(|preposition| whom(preposition)).cloned();
    if let (Some(topic), Some(preposition)) = (topic, preposition) {
        args.complements.push((preposition, topic));
        args.subject = None;
    }
    // `إن ألغاما زرعتها الجماعة`: nor is it what the verb's own pronoun stands for, where somebody stands behind the verb.
    let thing = args.subject.filter(|subject| *subject + 2 >= at && *subject < at && mention(sentence, *subject).is_some_and(|m| !can_act(m)));
    let doer = args.object.filter(|object| *object == at + 1 && mention(sentence, *object).is_some_and(can_act));
    let takes = frame.subject == Some(Role::Actor) && matches!(frame.object, Some(Role::Place | Role::Target));
    if let (Some(thing), Some(doer)) = (thing.filter(|_| takes && takes_object(sentence, at)), doer) {
        (args.subject, args.object) = (Some(doer), Some(thing));
    }
    args
}

/// `هاجم الثكنة مسلحون`: a site right behind the verb is its object where somebody stands behind it.
fn inverted(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame, mut args: Args) -> Args {
    let (Some(subject), Some(object)) = (args.subject, args.object) else { return args };
    let takes = frame.subject == Some(Role::Actor) && matches!(frame.object, Some(Role::Place | Role::Target));
    let site =
        mention(sentence, subject).is_some_and(|m| !can_act(m) && matches!(m.class, NounClass::Site | NounClass::PlaceClass | NounClass::Place));
    // `استهدفت معسكر اللواء`: not where it is the genitive of the site.
    let apart = sentence.items[subject].clitics.article || mention(sentence, subject).is_some_and(|m| m.class == NounClass::Place);
    if takes && at < subject && subject < object && site && apart && mention(sentence, object).is_some_and(can_act) {
        (args.subject, args.object) = (Some(object), Some(subject));
    }
    args
}

/// `زار أيضا الرياض`, `زيارة دولة الإمارات`: a country or its capital is visited and visits nobody, unless it is told whom.
fn visited(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame, args: Args) -> Args {
    let place =
        |i: &usize| *i > at && mention(sentence, *i).is_some_and(|m| m.place.is_some() && matches!(m.class, NounClass::State | NounClass::Place));
    let wants = frame.event_type == EventType::Meet && frame.object == Some(Role::Place) && args.object.is_none();
    let others = |subject: usize| {
        (subject + 1..args.end.min(sentence.items.len())).any(|i| mention(sentence, i).is_some() && !sentence.items[i].clitics.conjunction)
    };
    match args.subject.filter(place).filter(|i| wants && preposition_of(sentence.items, *i).is_none() && !others(*i)) {
        Some(subject) => Args { subject: None, object: Some(subject), ..args },
        None => args,
    }
}

/// Every verb that the form at item `at` can belong to, the likeliest first.
pub(crate) fn homographs(sentence: &Sentence<'_, '_>, at: usize, verb: u32) -> SmallVec<[u32; 4]> {
    let item = &sentence.items[at];
    let mut out: SmallVec<[u32; 4]> = smallvec::smallvec![verb];
    let Kind::Verb(_, Inflection { tense, person, .. }) = item.kind else { return out };
    // `وفر السكان من البلدة`: at the head of a clause the first letter may be the conjunction.
    let heads = at == sentence.clauses[clause_of(&sentence.clauses, at)].start;
    let joined = |clitics: crate::clitics::Clitics| heads && clitics.conjunction && !item.clitics.conjunction;
    for hit in sentence.block.hits.get(item.start).into_iter().flatten() {
        match hit.sense {
            // `فتاة تدعى سميرة`: an imperfect that is written otherwise in the active.
            Sense::Verb(_, inflection) if inflection.passive && inflection.tense == Tense::Imperfect => {}
            Sense::Verb(id, inflection)
                if (hit.clitics == item.clitics
                    || joined(hit.clitics) && crate::clitics::Clitics { conjunction: false, ..hit.clitics } == item.clitics)
                    && (inflection.person == 3 || item.clitics.future && inflection.person == person)
                    && !out.contains(&id) =>
            {
                // `سيرد` keeps every root letter: no verb that ends in one that is gone.
                let lemma = sentence.context.pack.verbs.get(id as usize).map_or("", |row| &*row.lemma);
                if item.clitics.future && lemma.ends_with(['ى', 'ا', 'ي']) && !sentence.norm(at).ends_with(['ى', 'ي', 'و', 'ا', 'ن', 'ه']) {
                    continue;
                }
                let citation =
                    sentence.context.pack.verbs.get(id as usize).is_some_and(|row| isnad_text::fold::fold(&row.lemma) == sentence.norm(at));
                if citation || inflection.tense == tense {
                    out.push(id);
                }
            }
            _ => {}
        }
    }
    out
}

/// The reading of the verb, active or passive, that meets the frame's conditions. Unvocalised script does not tell قُتل from قَتل:
/// with one noun phrase that can be the patient and no other, the verb is passive.
fn voice(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame, mut args: Args) -> Option<(Args, bool)> {
    if args.object.is_none() {
        args.object = antecedent(sentence, at, frame.object);
    }
    let all = args.clone();
    let certain = matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.passive);
    let third = matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.person == 3);
    let own = !args.carried || sentence.clauses[clause_of(&sentence.clauses, at)].opener == Opener::Relative;
    let free = args.object.is_none_or(|i| matches!(sentence.items[i].kind, Kind::Event(..)));
    // `اعتقلت الشرطة من كان هناك`: a body under arms holds and kills; those who serve in it may be held and killed.
    let acting = |i: &usize| frame.object == Some(Role::Victim) && !certain && crate::power::holds(sentence, *i);
    let active = |i: usize| only_active(sentence, at, frame) && may_be_subject(sentence, at, i);
    let patient = args.subject.filter(|i| third && own && free && frame.object.is_some() && frame.subject.is_some() && !active(*i));
    let patient = patient.filter(|i| !acting(i));
    let passive = all_passive(patient, &args);
    let fired = launches(frame);
    let inert = patient.is_some_and(|i| {
        mention(sentence, i).is_none_or(|m| {
            fired && m.class == NounClass::Weapon
                || !can_act(m) && m.class != NounClass::Weapon
                || frame.object == Some(Role::Target) && m.people.is_some() && m.class != NounClass::Force
        })
    });
    let prefer = passive.is_some() && (certain || inert || frame.object == Some(Role::Victim));
    let passive = passive.filter(|_| prefer);
    // `أسقطت إحدى المروحيات`: where the active cannot be, what alone stands there is what it was done to.
    let wanted = frame.needs.iter().any(|need| matches!(need, Need::Is(Slot::Object, _)));
    let inanimate = |i: usize| mention(sentence, i).is_some_and(|m| m.class == NounClass::Weapon || m.number.is_some());
    let readings = if prefer {
        [passive.map(|a| (a, true)), (!certain).then_some((args, false))]
    } else {
        [Some((args, false)), all_passive(patient.filter(|i| wanted && all.object.is_none() && inanimate(*i)), &all).map(|a| (a, true))]
    };
    readings.into_iter().flatten().find(|(args, _)| fits(sentence, at, &frame.needs, args)).or_else(|| controlled(sentence, at, frame, &all))
}

/// `دعا`, `طالب`, `اغتال`: with a long vowel in the stem the passive is another word (`دعي`, `طولب`, `اغتيل`), and so it is of `يدعو`.
fn only_active(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame) -> bool {
    let Kind::Verb(_, inflection) = sentence.items[at].kind else { return false };
    let lemma = frame.rule.split([':', '+']).nth(1).unwrap_or_default();
    let long = |lemma: &str| lemma.chars().skip(1).any(|letter| matches!(letter, 'ا' | 'ى'));
    match inflection.tense {
        Tense::Perfect => !inflection.passive && long(lemma),
        _ => !inflection.passive && sentence.norm(at).ends_with('و') && lemma.ends_with(['ا', 'ى']),
    }
}

/// By gender and case: `تدعو السكان` and `دعا المقاتلين` have their subject elsewhere.
fn may_be_subject(sentence: &Sentence<'_, '_>, at: usize, noun: usize) -> bool {
    let feminine = matches!(sentence.items[at].kind, Kind::Verb(_, inflection) if inflection.feminine);
    let form = sentence.norm(noun);
    if feminine { form.ends_with("ات") || form.ends_with('ه') } else { !form.ends_with("ين") }
}

fn all_passive(patient: Option<usize>, args: &Args) -> Option<Args> {
    patient.map(|subject| Args { object: Some(subject), subject: None, ..args.clone() })
}

/// `25 قذيفة أطلقت على البلدة`: a weapon is what is fired, and fires nothing.
fn launches(frame: &VerbFrame) -> bool {
    let weapon = |need: &Need| matches!(need, Need::Is(Slot::Object, classes) if classes[..] == [NounClass::Weapon]);
    frame.object == Some(Role::Content) && frame.needs.iter().any(weapon)
}

/// `تعهدت الحكومة أن تسحب القوات`: after أن the subject is often that of the governing verb, and the one phrase behind the verb its object.
/// `سنصل إلى المدينة`: in the first person the speaker needs no naming.
fn controlled(sentence: &Sentence<'_, '_>, at: usize, frame: &VerbFrame, args: &Args) -> Option<(Args, bool)> {
    let Kind::Verb(_, inflection) = sentence.items[at].kind else { return None };
    let without: Vec<Need> = frame.needs.iter().filter(|need| !matches!(need, Need::Is(Slot::Subject, _))).cloned().collect();
    if inflection.person == 1 && frame.subject == Some(Role::Actor) && without.len() < frame.needs.len() && fits(sentence, at, &without, args) {
        return Some((args.clone(), false));
    }
    // `قال الضابط: "ردوا على النيران"`: a plural verb goes on with others than the one man who speaks.
    let one =
        args.subject.and_then(|i| mention(sentence, i)).is_some_and(|m| m.entity.as_ref().is_some_and(|e| e.kind == isnad_model::EntityKind::Person));
    let others = inflection.number == isnad_pack::conjugate::Number::Plural && inflection.person == 3 && args.carried && one;
    if others && frame.subject == Some(Role::Actor) && without.len() < frame.needs.len() && fits(sentence, at, &without, args) {
        return Some((Args { subject: None, carried: false, ..args.clone() }, false));
    }
    let infinitive = at > 0 && matches!(sentence.items[at - 1].kind, Kind::Complementizer(_)) && inflection.tense == Tense::Imperfect;
    let object = args.subject.filter(|_| infinitive && args.object.is_none() && !args.carried && frame.object.is_some())?;
    let subject = (0..at).rev().take(14).find(|&i| mention(sentence, i).is_some_and(can_act) && preposition_of(sentence.items, i).is_none());
    let swapped = Args { object: Some(object), subject, carried: true, ..args.clone() };
    (subject.is_some() && fits(sentence, at, &frame.needs, &swapped)).then_some((swapped, false))
}

/// Whom or what an attached pronoun stands for as object: the nearest phrase before it in the sentence that can fill the role.
pub(crate) fn antecedent(sentence: &Sentence<'_, '_>, at: usize, role: Option<Role>) -> Option<usize> {
    let pronoun = sentence.items[at].clitics.pronoun?;
    let positioned = |m: &Mention| m.place.is_some() && !m.metonym || matches!(m.class, NounClass::PlaceClass | NounClass::Site);
    let human = |m: &Mention| m.people.is_some() || matches!(m.class, NounClass::Force | NounClass::People | NounClass::Person);
    let can = |m: &Mention| match (role?, pronoun) {
        (Role::Place | Role::Target, Pronoun::She | Pronoun::He) => Some(positioned(m)),
        (Role::Victim | Role::Target | Role::Loser, Pronoun::They) => Some(human(m)),
        (Role::Victim, _) => Some(human(m)),
        _ => None,
    };
    // `أجزاء من المحافظة، وباديتها، لم تدخلها الفصائل`: what is itself somebody's is told of, not told again.
    // `ألغام زرعتها الميليشيا`: things, told by the verb right behind them.
    let thing = |i: usize| role == Some(Role::Target) && i + 2 >= at && mention(sentence, i).is_some_and(|m| m.class == NounClass::Weapon);
    (0..at).rev().find(|&i| sentence.items[i].clitics.pronoun.is_none() && (thing(i) || mention(sentence, i).is_some_and(|m| can(m) == Some(true))))
}

/// Arguments of a fixed expression: what follows its last noun.
fn with_parts(sentence: &Sentence<'_, '_>, at: usize, end: usize, args: &Args) -> Args {
    let mut after = of_event(sentence, end);
    after.subject = args.subject.filter(|subject| *subject != end);
    after.carried = args.carried;
    if after.subject.is_none_or(|i| matches!(sentence.items[i].kind, Kind::Event(..))) {
        after.subject = (at + 1..end).find(|&i| mention(sentence, i).is_some() && preposition_of(sentence.items, i).is_none());
    }
    if after.object == Some(end) {
        after.object = None;
    }
    // `وصل الوزير إلى عدن في زيارة`: what stands between the verb and its noun.
    let behind = std::mem::take(&mut after.complements);
    let between = args.complements.iter().filter(|(_, i)| *i < end && behind.iter().all(|(_, known)| known != i)).cloned();
    after.complements = between.chain(behind.iter().cloned()).collect();
    after
}

pub(crate) fn empty(event_type: EventType, at: usize, rule: String, end: usize) -> Draft {
    Draft {
        event_type,
        at,
        carrier: None,
        actors: vec![],
        targets: vec![],
        places: vec![],
        victims: vec![],
        losers: vec![],
        rule,
        end,
        carried: false,
        fired: false,
        subject: None,
        counter: None,
        parts_end: at,
        also: vec![],
        object_event: None,
        unreal: None,
    }
}

pub(crate) fn fill(sentence: &Sentence<'_, '_>, draft: &mut Draft, role: Option<Role>, filler: Option<usize>) {
    let (Some(role), Some(at)) = (role, filler) else { return };
    let at = if role == Role::Actor { of_number(sentence, at).unwrap_or(at) } else { at };
    for i in coordinated(sentence.items, at) {
        if i != at && i >= draft.end && at < draft.end {
            break;
        }
        place_in(sentence, draft, role, i);
    }
}

/// `تظاهر عشرات من الأهالي`: of whom so many act.
fn of_number(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let number = matches!(sentence.items[at].kind, Kind::Number(_));
    let of = sentence.items.get(at + 1).is_some_and(|next| matches!(&next.kind, Kind::Preposition(word) if &**word == "من"));
    mention(sentence, at + 2).filter(|m| number && of && can_act(m)).map(|_| at + 2)
}

fn place_in(sentence: &Sentence<'_, '_>, draft: &mut Draft, role: Role, at: usize) {
    let Some(found) = mention(sentence, at) else {
        let count = |kind: &Kind| matches!(kind, Kind::Number(number) if number.value.fract() == 0.0);
        if role == Role::Victim && (count(&sentence.items[at].kind) && !crate::figure::is_year(sentence, at) || names_people(sentence, at)) {
            draft.victims.push(at);
        }
        return;
    };
    let positioned = found.place.is_some() || matches!(found.class, NounClass::PlaceClass | NounClass::Site | NounClass::Place);
    let list = match role {
        Role::Actor if can_act(found) => &mut draft.actors,
        Role::Target if positioned && !can_act(found) => &mut draft.places,
        Role::Target if draft.event_type.counts_people() && found.people.is_some() => &mut draft.victims,
        Role::Target => &mut draft.targets,
        Role::Place if positioned => &mut draft.places,
        Role::Victim if found.people.is_some() || found.number.is_some() || can_act(found) => &mut draft.victims,
        Role::Loser if can_act(found) => &mut draft.losers,
        _ => return,
    };
    if !list.contains(&at) {
        list.push(at);
    }
}

/// Whether an event noun names people (`السجناء`, `الجرحى`).
pub(crate) fn names_people(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let people =
        |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Noun(id) if sentence.context.pack.nouns[id as usize].class == NounClass::People);
    matches!(item.kind, Kind::Event(..)) && (item.start..item.end).any(|t| sentence.block.hits.get(t).is_some_and(|hits| hits.iter().any(people)))
}

pub(crate) fn complements(sentence: &Sentence<'_, '_>, draft: &mut Draft, roles: &[(String, Role)], args: &Args) {
    for (preposition, at) in &args.complements {
        // `غارة على مقر للحركة`, `قصف موقع تابع للحركة`: whose the site is, not whose deed.
        if &**preposition == "ل" && of_site(sentence, *at) {
            continue;
        }
        // `في لاهاي بهولندا`: where the place right before it lies.
        let within = &**preposition == "ب"
            && mention(sentence, *at).is_some_and(|m| m.place.is_some())
            && at.checked_sub(1).and_then(|i| mention(sentence, i)).is_some_and(|m| m.place.is_some() && m.class == NounClass::Place);
        if within {
            continue;
        }
        let by = agentive(preposition);
        let role = roles.iter().find(|(word, _)| same_preposition(preposition, word)).map(|(_, role)| *role);
        match role {
            // `إلى مئة`: إلى stands for ل only where something goes to somebody.
            Some(Role::Actor) if &**preposition == "الى" && !roles.iter().any(|(word, _)| word == "الى") => {}
            Some(role) => fill(sentence, draft, Some(role), Some(*at)),
            // `التحالف الدولي، بقيادة الولايات المتحدة`: who leads a doer is told of him.
            None if &**preposition == "بقياده" && !(draft.actors.is_empty() && draft.targets.is_empty()) => {}
            None if by => fill(sentence, draft, Some(Role::Actor), Some(*at)),
            None if &**preposition == "على" && draft.event_type.family() == Family::Violence => {
                fill(sentence, draft, Some(Role::Target), Some(*at))
            }
            None if locative(preposition) => {
                if mention(sentence, *at).is_some_and(|m| m.place.is_some() || m.class == NounClass::PlaceClass) && draft.places.is_empty() {
                    fill(sentence, draft, Some(Role::Place), Some(*at));
                }
            }
            None => {}
        }
    }
    if draft.actors.is_empty() && draft.event_type.counts_people() {
        let owner = args.complements.iter().find_map(|(preposition, at)| owner_of_weapon(sentence, preposition, *at));
        fill(sentence, draft, Some(Role::Actor), owner);
    }
    if draft.actors.is_empty() && draft.event_type == EventType::Detained {
        let jailer = (draft.at + 1..draft.end.min(sentence.items.len())).find_map(|at| owner_of_prison(sentence, at));
        fill(sentence, draft, Some(Role::Actor), jailer);
    }
    if draft.places.is_empty() {
        for at in &args.adverbial {
            fill(sentence, draft, Some(Role::Place), Some(*at));
        }
    }
}

/// Prepositions that say by whom.
pub(crate) fn agentive(preposition: &str) -> bool {
    matches!(preposition, "من قبل" | "علي يد" | "على يد" | "على ايدي" | "بايدي" | "بيد" | "بواسطه" | "من جانب" | "من طرف" | "بقياده")
}

/// Whether ل at `at` tells whose the site right before it is.
fn of_site(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let site = |i: usize| {
        mention(sentence, i).is_some_and(|m| matches!(m.class, NounClass::Site | NounClass::PlaceClass) && m.place.is_none())
            && !sentence.items[i].clitics.article
    };
    let own = sentence.items[at].clitics.preposition == Some('ل') && !sentence.items[at].clitics.conjunction;
    let word = |i: usize| matches!(sentence.items[i].kind, Kind::Word | Kind::Participle(..)) && sentence.items[i].clitics.preposition.is_none();
    let head = (at.saturating_sub(3)..at).rev().find(|&i| !word(i));
    own && mention(sentence, at).is_some_and(can_act) && head.is_some_and(site)
}

/// `في سجون الجماعة`: whose site somebody is held in.
fn owner_of_prison(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let site = mention(sentence, at).is_some_and(|m| m.class == NounClass::Site && m.place.is_none()) && !sentence.items[at].clitics.article;
    let inside = preposition_of(sentence.items, at).is_some_and(|p| matches!(&*p, "في" | "ب" | "داخل"));
    let owner = mention(sentence, at + 1)?;
    let holds = can_act(owner) && matches!(owner.class, NounClass::Force | NounClass::Group | NounClass::State | NounClass::Body);
    let genitive = preposition_of(sentence.items, at + 1).is_none() && !sentence.items[at + 1].clitics.conjunction;
    (site && inside && holds && genitive).then_some(at + 1)
}

/// `برصاص الجيش`, `بنيران القناصة`: whose weapon it was.
fn owner_of_weapon(sentence: &Sentence<'_, '_>, preposition: &str, at: usize) -> Option<usize> {
    let owner = mention(sentence, at + 1)?;
    // `بالرصاص الإسرائيلي`: an adjective agrees with it.
    let free = !sentence.items[at].clitics.article || owner.sub == crate::nation::EVENT_NATION;
    let weapon = mention(sentence, at)?.class == NounClass::Weapon && preposition == "ب" && free;
    (weapon
        && can_act(owner)
        && owner.class != NounClass::People
        && preposition_of(sentence.items, at + 1).is_none()
        && !sentence.items[at + 1].clitics.conjunction)
        .then_some(at + 1)
}

/// Prepositions that say where.
pub fn locative(preposition: &str) -> bool {
    matches!(
        preposition,
        "في" | "ب"
            | "داخل"
            | "وسط"
            | "قرب"
            | "بالقرب من"
            | "عند"
            | "ضمن"
            | "شمال"
            | "جنوب"
            | "شرق"
            | "غرب"
            | "شمالي"
            | "جنوبي"
            | "شرقي"
            | "غربي"
            | "حول"
            | "خارج"
            | "فوق"
            | "على مشارف"
            | "على اطراف"
            | "في محيط"
            | "في جوار"
    )
}
