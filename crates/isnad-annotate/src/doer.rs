//! Who does a speech act or holds talks: the subject the grammar gives, checked for agreement, else whoever spoke last.

use crate::args::{can_act, coordinated};
use crate::clause::{Opener, clause_of, preposition_of};
use crate::item::{FrameRef, Item, Kind, Mention};
use crate::memory::Memory;
use crate::pair::{dual_noun, duals, one_of_two};
use crate::report::Scope;
use crate::speech::Speech;
use isnad_model::{Claim, EntityKind, EntityRef, EventType, Family, Naming, naming};
use isnad_pack::Pack;
use isnad_pack::Sense;
use isnad_pack::conjugate::{Inflection, Number, Tense};
use isnad_pack::grammar::{NounClass, Report, Role};

/// What is known of the doer.
pub(crate) enum Doer {
    /// Found.
    Known(Vec<EntityRef>),
    /// A passive without an agent.
    Nobody,
    /// Not found.
    Unknown,
}

/// Finds the doer of a draft.
pub(crate) fn doer(speech: &Speech<'_, '_, '_, '_>, memory: &Memory) -> Doer {
    let found = find(speech, memory);
    match found {
        Doer::Known(actors) if actors.is_empty() => Doer::Unknown,
        found => found,
    }
}

fn find(speech: &Speech<'_, '_, '_, '_>, memory: &Memory) -> Doer {
    let draft = speech.draft;
    let Some(item) = speech.item() else { return Doer::Unknown };
    if speech.owned {
        return Doer::Known(speaker(speech, memory));
    }
    match item.kind {
        Kind::Verb(_, inflection) if inflection.person == 1 => Doer::Known(speaker(speech, memory)),
        Kind::Verb(_, inflection) => of_verb(speech, item, inflection, memory),
        Kind::Participle(_, true) => Doer::Known(speaker(speech, memory)),
        Kind::Participle(..) => of_participle(speech, item, memory),
        _ if periphrastic_passive(speech) => Doer::Nobody,
        _ if pledged(speech) => Doer::Known(speaker(speech, memory)),
        _ if joined_owner(speech).is_some() => Doer::Known(named(speech, &joined_owner(speech).into_iter().collect::<Vec<_>>(), memory)),
        _ if !draft.actors.is_empty() => Doer::Known(named(speech, &draft.actors, memory)),
        _ if draft.at > 0 && matches!(speech.sentence.items.get(draft.at - 1).map(|item| &item.kind), Some(Kind::Pronoun)) => {
            Doer::Known(speaker(speech, memory))
        }
        _ if speech.announced(speech.writer.scope_at(draft.at)) => Doer::Known(speaker(speech, memory)),
        _ if crate::pair::of_two(speech) && duals(speech, memory).is_some() => Doer::Known(duals(speech, memory).unwrap_or_default()),
        _ if item.clitics.pronoun.is_some() && speech.kind == EventType::Accuse && draft.targets.is_empty() => Doer::Nobody,
        _ if item.clitics.pronoun.is_some() => Doer::Known(dropped(speech, None, memory)),
        _ if speech.kind.family() == Family::Talks && duals(speech, memory).is_some() => Doer::Known(duals(speech, memory).unwrap_or_default()),
        _ => Doer::Unknown,
    }
}

/// `تعهد الرئيس بدعم الفصائل`, `نفت الدولة دعم الفصائل`: who pledges or denies backing gives it or does not, to whom the noun governs.
pub(crate) fn pledged(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let items = speech.sentence.items;
    let at = speech.draft.at;
    let scope = speech.writer.scope_at(at).filter(|scope| scope.class == Report::Promise && !scope.backward && scope.at < at);
    let by_promise = scope.is_some_and(|scope| items[scope.at].is_verb() && !items[scope.at + 1..at].iter().any(Item::is_verb));
    let bare = speech.draft.actors.first().is_some_and(|i| *i == at + 1 && preposition_of(items, *i).is_none());
    let denied =
        speech.writer.scope_at(at).is_some_and(|scope| scope.class == Report::Deny && !scope.backward && scope.at < scope.start && scope.start == at);
    let whom = bare || speech.draft.actors.is_empty() && speech.draft.targets.first() == Some(&(at + 1));
    if speech.kind == EventType::Support && denied && whom && !items[at].clitics.article {
        return true;
    }
    speech.kind == EventType::Support && by_promise && bare && items[at].clitics.preposition == Some('ب') && speech.draft.targets.is_empty()
}

/// `تنديدات الدولة وتحذيراتها من العواقب`: the pronoun of a noun that is joined to another stands for whose that one is.
fn joined_owner(speech: &Speech<'_, '_, '_, '_>) -> Option<usize> {
    let items = speech.sentence.items;
    let at = speech.draft.at;
    let joined = items[at].clitics.conjunction && items[at].clitics.pronoun.is_some();
    let owner = at.checked_sub(1).filter(|&i| joined && items[i].clitics == Default::default())?;
    let noun = owner.checked_sub(1).filter(|&i| matches!(items[i].kind, Kind::Event(..)) && !items[i].clitics.article)?;
    (items[noun].clitics.pronoun.is_none() && speech.mention(owner).is_some_and(can_act)).then_some(owner)
}

/// `تم اتهام الشركة`: what happens to the accused, by nobody named.
fn periphrastic_passive(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let pack = speech.sentence.context.pack;
    let carrier = speech.draft.carrier.and_then(|at| speech.sentence.items.get(at)).map(|item| &item.kind);
    let occurs = matches!(carrier, Some(Kind::Verb(verb, _)) if pack.verbs.get(*verb as usize).is_some_and(|verb| verb.lights.iter().any(|id| pack.lights.get(*id as usize).is_some_and(|light| light.subject == Role::Event))));
    occurs
        && matches!(speech.kind, EventType::Accuse | EventType::Condemn)
        && !speech.draft.actors.iter().any(|at| preposition_of(speech.sentence.items, *at).is_some())
}

/// Whoever's words these are.
fn speaker(speech: &Speech<'_, '_, '_, '_>, memory: &Memory) -> Vec<EntityRef> {
    let (chain, _) = speech.writer.chain_at(speech.draft.at, memory);
    let carried = || memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first());
    chain.sources.first().or_else(carried).cloned().into_iter().collect()
}

fn of_verb(speech: &Speech<'_, '_, '_, '_>, item: &Item, inflection: Inflection, memory: &Memory) -> Doer {
    let draft = speech.draft;
    // `واتفق الجانبان على`
    if let Some(actors) = Some(()).filter(|()| one_of_two(speech, draft.at + 1)).and_then(|()| duals(speech, memory)) {
        return Doer::Known(actors);
    }
    if let Some(unknown) = unknown_subject(speech) {
        return Doer::Known(vec![unknown]);
    }
    // A verb in the dual has its subject before it: `زارا المدينة حيث التقيا زعماء الكتل`.
    if inflection.number == Number::Dual
        && draft.subject.is_none_or(|subject| subject > draft.at || subject < draft.at && (draft.carried || item.clitics.conjunction))
    {
        if let Some(actors) = duals(speech, memory) {
            return Doer::Known(actors);
        }
    }
    let Some(subject) = draft.subject else { return Doer::Known(dropped(speech, Some(inflection), memory)) };
    // `قال: "يدفع الشعب الثمن"، ودعا إلى`: nobody inside the quotation that ended before.
    let open = memory.carry.open_quote.is_some();
    let inside = |at: usize| speech.sentence.quotation(at, open).is_some_and(|words| speech.sentence.items[words].iter().any(Item::is_verb));
    let met = subject < draft.at && item.clitics.conjunction && crate::agreement::met_at(speech.sentence, subject);
    if draft.carried && !relative(speech, subject) || subject < draft.at && inside(subject) && !inside(draft.at) || met {
        return Doer::Known(dropped(speech, Some(inflection), memory));
    }
    if subject > draft.at {
        // What can do nothing is the object; the subject was left out (`أنها تراقب الأحداث`).
        let Some(mention) = speech.mention(subject).filter(|mention| can_act(mention) || speech.kind.family() == Family::Talks) else {
            return Doer::Known(dropped(speech, Some(inflection), memory));
        };
        if clashes(speech.sentence.context.pack, inflection, mention, speech.sentence.norm(subject))
            || crate::agreement::disagrees(speech.sentence, draft.at, subject)
        {
            return Doer::Known(dropped(speech, Some(inflection), memory));
        }
        if goes_on(speech, item, mention) || addressed(speech, inflection, subject, memory) {
            return Doer::Known(dropped(speech, Some(inflection), memory));
        }
        if lacks_object(speech, item) {
            // `قال رئيس اللجنة كذا. واتهم القوات بقصف السوق`: a sentence that goes on from one that was somebody's words.
            let speaks_on = item.clitics.conjunction && memory.carry.attributed && carried_speaker(memory).is_some();
            let passive = marked_passive(speech, inflection) || !speaks_on && !follows_speaker(speech, item);
            return if passive { Doer::Nobody } else { Doer::Known(dropped(speech, Some(inflection), memory)) };
        }
    }
    let mut actors = named(speech, &draft.actors, memory);
    // `وصل الوزير حيث التقى نظيره`: with one party named, the other is whoever the sentence spoke of before.
    if speech.kind == EventType::Meet
        && subject > draft.at
        && actors.len() == 1
        && draft.targets.is_empty()
        && takes_party(speech)
        && resumes(speech, item)
    {
        let here = memory.claims[memory.sentence_start..].iter().rev().find(|claim| !claim.parts.actors.is_empty());
        for other in here.map_or_else(|| dropped(speech, Some(inflection), memory), |claim| claim.parts.actors.clone()) {
            if actors.iter().all(|known| known.id != other.id) {
                actors.push(other);
            }
        }
    }
    if actors.is_empty() && speech.kind.family() == Family::Talks {
        return Doer::Known(duals(speech, memory).unwrap_or_default());
    }
    if dual_noun(speech, subject) {
        return Doer::Known(duals(speech, memory).unwrap_or(actors));
    }
    Doer::Known(actors)
}

/// `قال المسؤول إن الوضع خطير وطالب الأطراف بوقف القتال`: the one phrase behind a joined verb that takes whom it addresses, and no party known
/// by name, is addressed by whoever spoke.
fn goes_on(speech: &Speech<'_, '_, '_, '_>, item: &Item, mention: &Mention) -> bool {
    let unlisted = mention.entity.as_ref().is_none_or(|entity| ["x:", "people:", "generic:"].iter().any(|unnamed| entity.id.starts_with(unnamed)));
    let spoke = speech.writer.scopes.iter().any(|scope| scope.at < speech.draft.at && !scope.backward && !scope.chain.sources.is_empty());
    let one = speech.draft.targets.is_empty() && speech.draft.actors.len() == 1;
    speech.kind == EventType::Call && item.clitics.conjunction && unlisted && spoke && one && takes_accused(speech)
}

/// `طلبت الوزارة كذا، ودعت خبراء إلى`, `دعا كل الأطراف إلى`, `وطالب المجتمع الدولي بموقف`: who is called upon, with the caller unsaid.
fn addressed(speech: &Speech<'_, '_, '_, '_>, inflection: Inflection, subject: usize, memory: &Memory) -> bool {
    let items = speech.sentence.items;
    let draft = speech.draft;
    let Some(mention) = speech.mention(subject) else { return false };
    if speech.kind != EventType::Call || !takes_accused(speech) || !draft.targets.is_empty() || draft.actors.len() != 1 {
        return false;
    }
    // Men in the plural are no subject of a verb in the feminine; families and crowds are.
    let group = |people: &crate::item::People| matches!(&*people.subgroup, "family" | "women" | "crowd" | "protesters");
    let men = (mention.class == NounClass::Official || mention.people.as_ref().is_some_and(|people| !group(people)))
        && mention.number.is_none()
        && inflection.feminine
        && crate::agreement::men(speech.sentence, subject);
    let told = carried_speaker(memory).is_some() || speech.writer.scopes.iter().any(|scope| scope.at < draft.at && !scope.chain.sources.is_empty());
    let all = |word: &str| matches!(word, "كل" | "جميع" | "كافه" | "ساير");
    let first = speech.sentence.block.tokens.get(items[subject].start).is_some_and(|token| all(&token.norm));
    let every = first || subject.checked_sub(1).is_some_and(|i| i > draft.at && all(speech.sentence.norm(i)));
    // `وطالب المجتمع الدولي بالتدخل`: people whom a table names act on nobody's call.
    let world = mention.entity.as_ref().is_some_and(|entity| entity.kind == EntityKind::People && naming(&entity.id) == Naming::Listed)
        && items[draft.at].clitics.conjunction
        && !inflection.feminine;
    men || told && (every && mention.entity.as_ref().is_none_or(|entity| entity.id.starts_with("x:") || entity.id.starts_with("people:")) || world)
}

/// A verb of meeting that takes the other party as its object.
fn takes_party(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let pack = speech.sentence.context.pack;
    let Some(Kind::Verb(verb, inflection)) = speech.item().map(|item| &item.kind) else { return false };
    let object = |id: &u32| pack.verb_frames[*id as usize].object == Some(Role::Target) && pack.verb_frames[*id as usize].rule == speech.draft.rule;
    inflection.number == Number::Singular && pack.verbs[*verb as usize].frames.iter().any(object)
}

/// The clause goes on from one before it in its sentence: `حيث التقى`, `والتقى`.
fn resumes(speech: &Speech<'_, '_, '_, '_>, item: &Item) -> bool {
    let before = speech.draft.at.checked_sub(1).map(|at| speech.sentence.norm(at));
    speech.draft.at > 2 && (item.clitics.conjunction || matches!(before, Some("حيث" | "كما")))
}

/// The subject is what the relative clause hangs on.
fn relative(speech: &Speech<'_, '_, '_, '_>, subject: usize) -> bool {
    let clauses = &speech.sentence.clauses;
    let clause = clauses.get(clause_of(clauses, speech.draft.at));
    clause.is_some_and(|clause| clause.opener == Opener::Relative && subject < clause.start && clause.start - subject < 5)
}

/// An active participle has its subject before it; after a comma it is adverbial and goes on with the subject of what it hangs on.
fn of_participle(speech: &Speech<'_, '_, '_, '_>, item: &Item, memory: &Memory) -> Doer {
    let draft = speech.draft;
    if accused(speech, item) {
        return Doer::Nobody;
    }
    let adverbial = draft.at == 0
        || item.clitics.conjunction
        || speech.sentence.items.get(draft.at - 1).is_some_and(|item| matches!(item.kind, Kind::Mark(_) | Kind::When(_)));
    match draft.subject.filter(|subject| *subject < draft.at && !adverbial) {
        Some(_) => Doer::Known(named(speech, &draft.actors, memory)),
        None => Doer::Known(dropped(speech, None, memory)),
    }
}

/// `الشركة متهمة بالتهرب`: right before what it is about, the participle of a verb that wants the accused is his.
fn accused(speech: &Speech<'_, '_, '_, '_>, item: &Item) -> bool {
    let next = speech.sentence.items.get(speech.draft.at + 1);
    let about = next.is_some_and(|next| next.clitics.preposition == Some('ب') || matches!(next.kind, Kind::Complementizer(_)));
    speech.kind == EventType::Accuse && about && item.clitics.pronoun.is_none() && takes_accused(speech)
}

/// A word no table knows right after the verb, or before it at the head of its clause, is the subject.
fn unknown_subject(speech: &Speech<'_, '_, '_, '_>) -> Option<EntityRef> {
    let at = speech.draft.at;
    let clauses = &speech.sentence.clauses;
    let start = clauses.get(clause_of(clauses, at)).map_or(at, |clause| clause.start);
    let opens = |at: usize| at == start || at == start + 1 && matches!(speech.sentence.items[start].kind, Kind::Complementizer(_));
    // Whoever the act of speech itself is attributed to, with the whole of the name.
    let speaks = speech.writer.scopes.iter().find(|scope| scope.at == at).and_then(|scope| scope.chain.sources.first());
    let after = nameless(speech, at + 1).filter(|_| speech.draft.subject.is_none_or(|subject| subject > at || speech.draft.carried));
    let before = || {
        at.checked_sub(1)
            .filter(|before| opens(*before) && (speech.draft.subject.is_none_or(|subject| subject != *before) || gathering(speech, *before)))
            .and_then(|before| nameless(speech, before))
    };
    let named = after.or_else(before)?;
    let whole = speaks.filter(|source| source.id.strip_prefix(&*named.id).is_some_and(|rest| rest.starts_with('_')));
    Some(whole.cloned().unwrap_or(named))
}

/// A word that can be a name: definite or unknown to the lexicon, ungoverned, no adverb.
fn nameless(speech: &Speech<'_, '_, '_, '_>, at: usize) -> Option<EntityRef> {
    let sentence = speech.sentence;
    let word = sentence.items.get(at)?;
    // `يتهم الغرب روسيا`: a point of the compass without what lies there.
    let west = at > speech.draft.at && word.mention().is_some_and(|m| m.class == NounClass::Direction && m.place.is_none());
    // `طالبت المسيرة بالعودة`, `يتهم البحث الحكومة`: what is held or written may speak for those who do.
    let event = at > speech.draft.at && matches!(word.kind, Kind::Event(..)) && matches!(speech.kind, EventType::Call | EventType::Accuse);
    let meets = gathering(speech, at);
    let plain = (matches!(word.kind, Kind::Word) || west || event || meets) && word.clitics.preposition.is_none() && !word.clitics.conjunction;
    let norm = sentence.norm(at);
    let unknown = sentence.block.hits.get(word.start).is_some_and(|hits| hits.is_empty());
    // `انتقد طيب ما وصفه بالصمت`: before `ما` stands the subject.
    let before_object =
        at == speech.draft.at + 1 && speech.item().is_some_and(Item::is_verb) && at + 1 < sentence.items.len() && sentence.norm(at + 1) == "ما";
    let definite = norm.starts_with("ال");
    // `ودعت المسافرين إلى الحذر`: men in the oblique case are called upon.
    if at > speech.draft.at && crate::agreement::oblique(sentence, at) {
        return None;
    }
    if !plain || !before_object && (norm.chars().count() < 4 || norm.ends_with('ا') && !definite || !(definite || unknown)) {
        return None;
    }
    // `رفض الأمر`: a common noun with nothing behind it is what was rejected; `يدعو القرار إلى` has its complement.
    let common = sentence.block.hits.get(word.start).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Common)));
    let adjective =
        |i: &usize| matches!(sentence.items[*i].kind, Kind::Word) && sentence.items[*i].clitics.article && !sentence.items[*i].clitics.conjunction;
    let behind = at > speech.draft.at;
    // `يحث الاقتصاديون`: the nominative of men; `يتهم البحث الحكومة`: what stands before the accused.
    let nominative = behind && definite && norm.ends_with("ون") && norm.chars().count() > 5;
    let subject = nominative || behind && definite && before_party(speech, at);
    let governed = (at + 1..sentence.items.len().min(at + 4)).find(|i| !adjective(i)).is_some_and(|i| {
        // `وافق الاتحاد على أن`: preposition and complementizer in one.
        matches!(sentence.items[i].kind, Kind::Preposition(_)) || matches!(&sentence.items[i].kind, Kind::Subordinator(word) if word.ends_with(" ان"))
    });
    // `يرفض الاعتذار من الدولة`: a verbal noun behind who rejects or condemns is what he does not want.
    let deed = sentence.block.hits.get(word.start).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, Sense::Masdar(_))));
    let judged = deed && matches!(speech.kind, EventType::Reject | EventType::Condemn);
    if (common || event) && !meets && !before_object && !subject && !(governed && behind && !judged) {
        return None;
    }
    let span = sentence.span(at, if nominative { crate::whole::of_those_in(sentence, at) } else { at + 1 })?;
    let name = span.slice(&sentence.context.article.text);
    let body = (common || meets) && definite;
    let prefix = if body { "body" } else { "person" };
    Some(EntityRef {
        id: format!("x:{prefix}:{}", isnad_text::fold::fold(name).replace(' ', "_")).into(),
        name_ar: name.into(),
        name_en: None,
        surface: name.into(),
        kind: if body { EntityKind::Body } else { EntityKind::Person },
        span: Some(span),
    })
}

/// `أوصت القمة ب`, `الاجتماع دعا`: a meeting right beside its verb speaks for those who hold it.
fn gathering(speech: &Speech<'_, '_, '_, '_>, at: usize) -> bool {
    let pack = speech.sentence.context.pack;
    let item = &speech.sentence.items[at];
    let meets = |frame: &FrameRef| matches!(frame, FrameRef::Noun(id) if pack.noun_frames[*id as usize].event_type == EventType::Meet);
    let says = speech.kind.is_speech_act() || speech.kind == EventType::Agree;
    let agrees = match speech.item().map(|item| &item.kind) {
        Some(Kind::Verb(_, inflection)) => {
            inflection.feminine == speech.sentence.block.tokens[item.start].marbuta && inflection.number == Number::Singular
        }
        _ => false,
    };
    let noun = matches!(&item.kind, Kind::Event(frames, _) if frames.iter().any(meets)) && item.clitics.article && item.end == item.start + 1;
    says && agrees && noun && at.abs_diff(speech.draft.at) == 1
}

/// Behind the word at `at`, which agrees with the verb of an accusation, stands another phrase that can be its object.
fn before_party(speech: &Speech<'_, '_, '_, '_>, at: usize) -> bool {
    let sentence = speech.sentence;
    let items = sentence.items;
    let Some(Kind::Verb(_, inflection)) = speech.item().map(|item| &item.kind) else { return false };
    let marked = sentence.block.tokens.get(items[at].start).is_some_and(|token| token.marbuta || token.norm.ends_with("ات"));
    let describes = |i: &usize| matches!(items[*i].kind, Kind::Adverb) || matches!(items[*i].kind, Kind::Word) && items[*i].clitics.article;
    let next = (at + 1..items.len().min(at + 4)).find(|i| !describes(i));
    let party = next.is_some_and(|i| {
        let phrase = matches!(items[i].kind, Kind::Number(_)) || items[i].mention().is_some_and(|m| can_act(m) && m.definite);
        phrase && preposition_of(items, i).is_none() && !items[i].clitics.conjunction
    });
    inflection.person == 3 && marked == inflection.feminine && party && takes_accused(speech)
}

/// Entities of the actors; a statement stands for whose statement it is.
fn named(speech: &Speech<'_, '_, '_, '_>, actors: &[usize], memory: &Memory) -> Vec<EntityRef> {
    let mut out: Vec<EntityRef> = Vec::new();
    for &at in actors {
        let Some(mention) = speech.mention(at) else { continue };
        // `صفقة بين البلدين`
        let two = one_of_two(speech, at);
        if let Some(both) = Some(()).filter(|()| two).and_then(|()| duals(speech, memory)) {
            out.extend(both.into_iter().filter(|entity| out.iter().all(|known| known.id != entity.id)).collect::<Vec<_>>());
            continue;
        }
        if two && speech.kind.family() == Family::Talks {
            continue;
        }
        // `وزارته`, `حكومتها`: of whoever speaks or was named before.
        if speech.writer.possessed(at) && mention.class == NounClass::Body {
            let owner = speech.writer.owner(at, speech.writer.scope_at(speech.draft.at), memory);
            out.extend(owner.into_iter().filter(|entity| matches!(entity.kind, EntityKind::Body | EntityKind::State | EntityKind::Person)));
            if !out.is_empty() {
                continue;
            }
        }
        let found = if statement(mention) { owner(speech, at).or_else(|| carried_speaker(memory)) } else { None };
        let again = |entity: &EntityRef| crate::resolve::told_again(speech.sentence, entity, at, &memory.carry)?.sources.into_iter().next();
        let again = mention.entity.as_ref().filter(|_| found.is_none() && speech.kind.is_speech_act()).and_then(again);
        if let Some(entity) = found.or(again).or_else(|| mention.entity.clone()) {
            if !out.iter().any(|known| known.id == entity.id) {
                out.push(entity);
            }
        }
    }
    out
}

fn statement(mention: &Mention) -> bool {
    mention.class == NounClass::Source && mention.sub == "statement"
}

/// `بيان لوزارة X`, `بيان الحركة`: a body the tables know before one they do not.
fn owner(speech: &Speech<'_, '_, '_, '_>, at: usize) -> Option<EntityRef> {
    let items = speech.sentence.items;
    let belongs = |i: &usize| preposition_of(items, *i).is_none_or(|word| matches!(&*word, "ل" | "عن" | "من")) && !items[*i].clitics.conjunction;
    let near: Vec<&EntityRef> = (at + 1..items.len().min(at + 5))
        .take_while(|i| !items[*i].is_verb() && !items[*i].is_mark(&['،', ',', ':', '.']))
        .filter(belongs)
        .filter_map(|i| speech.mention(i).filter(|mention| can_act(mention) && !statement(mention))?.entity.as_ref())
        .collect();
    let known = near.iter().find(|entity| !entity.id.starts_with("x:") && !entity.id.starts_with("people:") && entity.kind != EntityKind::Unnamed);
    known.or(near.first()).map(|entity| (*entity).clone()).or_else(|| owned_word(speech, at + 1))
}

/// `بيان للكتل البرلمانية`: words no table knows, with their adjectives.
fn owned_word(speech: &Speech<'_, '_, '_, '_>, at: usize) -> Option<EntityRef> {
    let sentence = speech.sentence;
    let first = sentence.items.get(at).filter(|item| matches!(item.kind, Kind::Word) && item.clitics.preposition == Some('ل'))?;
    let adjectives = sentence
        .items
        .get(at + 1..)
        .unwrap_or_default()
        .iter()
        .take_while(|item| matches!(item.kind, Kind::Word) && item.clitics.article && !item.clitics.conjunction && item.clitics.preposition.is_none())
        .take(2)
        .count();
    let span = sentence.span(at, at + 1 + adjectives)?;
    let written = span.slice(&sentence.context.article.text);
    let name = match (first.clitics.article, written.strip_prefix("لل")) {
        (true, Some(rest)) => format!("ال{rest}"),
        _ => written.strip_prefix('ل').unwrap_or(written).to_owned(),
    };
    Some(EntityRef {
        id: format!("x:body:{}", isnad_text::fold::fold(&name).replace(' ', "_")).into(),
        name_ar: name.as_str().into(),
        name_en: None,
        surface: name.as_str().into(),
        kind: EntityKind::Body,
        span: Some(span),
    })
}

fn carried_speaker(memory: &Memory) -> Option<EntityRef> {
    memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first()).cloned()
}

/// The subject left out: who spoke last in this sentence, its last subject, who spoke before.
fn dropped(speech: &Speech<'_, '_, '_, '_>, inflection: Option<Inflection>, memory: &Memory) -> Vec<EntityRef> {
    let found = dropped_any(speech, inflection, memory);
    // `خرجوا في مسيرات داعين إلى`
    let men = inflection.is_none()
        && speech.item().is_some_and(|item| matches!(item.kind, Kind::Participle(..)))
        && speech.sentence.norm(speech.draft.at).ends_with("ين");
    let many = men || inflection.is_some_and(|inflection| inflection.number == Number::Plural && inflection.person == 3);
    if !many || plural(&found) {
        return found;
    }
    // `التقى المبعوث قادة الجماعة حيث رفضوا المقترح`: several go on with several.
    let behind = |at: usize| {
        speech.mention(at).filter(|m| can_act(m) && (m.people.is_some() || m.number.is_some() || several(m))).and_then(|m| m.entity.clone())
    };
    let here = (0..speech.draft.at).rev().find_map(behind).map(|entity| vec![entity]);
    let before = || memory.claims.iter().rev().take(8).map(|claim| claim.parts.actors.clone()).find(|actors| !actors.is_empty() && plural(actors));
    here.or_else(before).unwrap_or(found)
}

/// Whether a verb in the plural can be theirs.
pub(crate) fn plural(actors: &[EntityRef]) -> bool {
    use EntityKind::{Force, Group, People, Unnamed};
    // `أفادت الأنباء`: what is reported is no men.
    let told = |actor: &EntityRef| ["unnamed:reports", "unnamed:statement", "unnamed:footage"].contains(&&*actor.id);
    actors.len() > 1 || actors.iter().any(|actor| matches!(actor.kind, Force | Group | People | Unnamed) && !told(actor))
}

/// Armed men, or a movement.
fn several(mention: &Mention) -> bool {
    let armed = mention.entity.as_ref().is_some_and(|entity| matches!(entity.kind, EntityKind::Force | EntityKind::Group));
    armed || matches!(mention.class, NounClass::Force | NounClass::Group | NounClass::People)
}

/// The same, whatever the number of the verb.
fn dropped_any(speech: &Speech<'_, '_, '_, '_>, inflection: Option<Inflection>, memory: &Memory) -> Vec<EntityRef> {
    if inflection.is_some_and(|inflection| inflection.number == Number::Dual) {
        if let Some(actors) = duals(speech, memory) {
            return actors;
        }
    }
    let draft = speech.draft;
    if let Some(actors) = inflection.and_then(|inflection| alongside(speech, inflection, memory)) {
        return actors;
    }
    // A participle hangs on the verb of its sentence, not on a noun of saying inside what is said; nor does a verb go on with such a noun.
    let noun = |scope: &Scope| speech.sentence.items.get(scope.at).is_some_and(|item| matches!(item.kind, Kind::Event(..)));
    let verbs = |scope: &&&Scope| match inflection {
        Some(_) => !noun(scope),
        None => speech.sentence.items.get(scope.at).is_some_and(Item::is_verb),
    };
    let spoken = || speech.writer.scopes.iter().rev().filter(|scope| scope.at < draft.at && !scope.backward && !speech.writer.is_relay(scope));
    let told = spoken().filter(|scope| verbs(&scope)).chain(spoken()).find_map(|scope| scope.chain.sources.first());
    if let Some(entity) = told {
        return vec![entity.clone()];
    }
    // `أيدت الوزيرة دعوة الرئيس وأدانت الهجوم`: nor with whose noun it is.
    let said = memory.claims.get(memory.sentence_start..).unwrap_or_default();
    let acts = || said.iter().rev().filter(|claim| claim.parts.event_type.is_speech_act() && !claim.parts.actors.is_empty());
    let by_verb = |claim: &&Claim| inflection.is_some() && !claim.parts.rules.first().is_some_and(|rule| rule.starts_with("noun:"));
    if let Some(claim) = acts().find(by_verb).or_else(|| acts().next()) {
        return claim.parts.actors.clone();
    }
    // `والتقى نظيره ودعا إلى`: whoever met him, not whom he met.
    if let Some(actors) = draft.subject.and_then(|met| who_met(speech, met, memory)) {
        return actors;
    }
    let last = draft.subject.filter(|subject| *subject < draft.at).filter(|subject| {
        speech.mention(*subject).is_some_and(|mention| {
            can_act(mention)
                && inflection.is_none_or(|inflection| {
                    !clashes(speech.sentence.context.pack, inflection, mention, speech.sentence.norm(*subject))
                        && !outnumbers(inflection, mention, speech.sentence.norm(*subject))
                })
        })
    });
    if let Some(inflection) = inflection.filter(|_| last.is_some_and(|subject| crate::agreement::met_at(speech.sentence, subject))) {
        if let Some(actors) = earlier(speech, inflection, memory) {
            return actors;
        }
    }
    if let Some(subject) = last {
        return named(speech, &coordinated(speech.sentence.items, subject).into_iter().filter(|at| *at < draft.at).collect::<Vec<_>>(), memory);
    }
    // `أعلنت الدولة كذا ودعت خبراء إلى`: with an object behind it the verb goes on with the subject of the one before.
    let behind = draft.subject.is_some_and(|subject| subject > draft.at);
    if let Some(actors) = inflection.filter(|_| behind).and_then(|inflection| earlier(speech, inflection, memory)) {
        return actors;
    }
    carried_speaker(memory).map(|entity| vec![entity]).or_else(|| memory.actor.clone()).unwrap_or_default()
}

/// The other of two who met, where the verb of meeting only goes on and has the one at `met` behind it.
fn who_met(speech: &Speech<'_, '_, '_, '_>, met: usize, memory: &Memory) -> Option<Vec<EntityRef>> {
    let items = speech.sentence.items;
    let one = speech.mention(met)?.entity.as_ref()?;
    let verb = met.checked_sub(1).filter(|i| *i < speech.draft.at && items[*i].is_verb() && items[*i].clitics.conjunction)?;
    let alone = crate::args::of_verb(speech.sentence, verb, None).object.is_none();
    let said = memory.claims.get(memory.sentence_start..).unwrap_or_default();
    let talks = said.iter().rev().find(|claim| claim.parts.event_type == EventType::Meet)?;
    let both = alone && talks.parts.actors.len() == 2 && talks.parts.actors.iter().any(|actor| actor.id == one.id);
    both.then(|| talks.parts.actors.iter().filter(|actor| actor.id != one.id).cloned().collect())
}

/// The subject of the last verb before that agrees with this one.
fn earlier(speech: &Speech<'_, '_, '_, '_>, inflection: Inflection, memory: &Memory) -> Option<Vec<EntityRef>> {
    let sentence = speech.sentence;
    let alike = |i: &usize| {
        let other = if let Kind::Verb(_, other) = sentence.items[*i].kind { Some(other) } else { None };
        other.is_some_and(|other| (other.person, other.feminine, other.passive) == (inflection.person, inflection.feminine, inflection.passive))
    };
    let own = |i: &usize| alike(i) && !crate::agreement::met(sentence, *i);
    let subject = (0..speech.draft.at).rev().filter(own).find_map(|i| crate::args::of_verb(sentence, i, None).subject)?;
    let actors = named(speech, &coordinated(sentence.items, subject).into_iter().filter(|at| *at < speech.draft.at).collect::<Vec<_>>(), memory);
    Some(actors).filter(|actors| !actors.is_empty() && speech.mention(subject).is_some_and(can_act))
}

/// `أضاف المتحدث أن النظام يشعل الحروب ويدعم الجماعات`: a joined verb in the form of the verb before it, which is not that of the verb of saying,
/// goes on with the subject of what is said.
fn alongside(speech: &Speech<'_, '_, '_, '_>, inflection: Inflection, memory: &Memory) -> Option<Vec<EntityRef>> {
    let sentence = speech.sentence;
    let form = |other: Inflection| (other.tense, other.feminine, other.number, other.person);
    let at = |i: usize| if let Kind::Verb(_, inflection) = sentence.items.get(i)?.kind { Some(form(inflection)) } else { None };
    let draft = speech.draft;
    let scope = speech.writer.scopes.iter().rev().find(|scope| scope.at < draft.at && !scope.backward)?;
    if !speech.item()?.clitics.conjunction || at(scope.at)? == form(inflection) {
        return None;
    }
    let before = (scope.at + 1..draft.at).rev().filter(|i| at(*i) == Some(form(inflection)));
    let subject = before.filter_map(|i| crate::args::of_verb(sentence, i, None).subject).find(|subject| *subject > scope.at)?;
    let acts = speech.mention(subject).is_some_and(can_act);
    let actors = named(speech, &coordinated(sentence.items, subject).into_iter().filter(|at| *at < draft.at).collect::<Vec<_>>(), memory);
    Some(actors).filter(|actors| acts && !actors.is_empty())
}

/// Grammatical gender of a noun phrase by its head, where it shows.
pub(crate) fn feminine(pack: &Pack, mention: &Mention, norm: &str) -> Option<bool> {
    if norm.ends_with('ه') {
        return Some(true);
    }
    let person = matches!(mention.class, NounClass::Official | NounClass::Person);
    // A country's name is feminine without the article, and so is its capital; `مجلس الوزراء` is what its head is.
    let country = mention.entity.as_ref().and_then(|entity| pack.country_by_id.get(&*entity.id)).map(|&at| &pack.countries[at as usize]);
    let article = norm.trim_start_matches('و').starts_with("ال") && country.is_none_or(|country| !country.feminine);
    let masculine = article || country.is_some_and(|country| country.masculine);
    let state = mention.metonym || mention.class == NounClass::State && mention.sub.is_empty() && !masculine;
    match (person, state) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// A singular verb cannot have this noun phrase as its subject.
fn clashes(pack: &Pack, inflection: Inflection, mention: &Mention, norm: &str) -> bool {
    let Some(feminine) = feminine(pack, mention, norm) else { return false };
    // A feminine verb may stand with a person's title in the masculine (`قالت رئيس الوزراء`); a masculine one never with a feminine name.
    inflection.person == 3 && inflection.number == Number::Singular && feminine && !inflection.feminine && mention.class != NounClass::Person
}

/// A singular verb after a dual or sound plural goes on with somebody else.
fn outnumbers(inflection: Inflection, mention: &Mention, norm: &str) -> bool {
    let many = norm.trim_start_matches('و').starts_with("ال") && (norm.ends_with("ان") || norm.ends_with("ون"));
    let nameless = mention.entity.as_ref().is_none_or(|entity| {
        entity.id.starts_with("x:") || entity.id.starts_with("people:") || matches!(entity.kind, EntityKind::Unnamed | EntityKind::People)
    });
    inflection.number == Number::Singular && many && nameless
}

/// An accusation needs its accused: with one noun phrase and no object pronoun the verb is passive, or the subject is left out.
fn lacks_object(speech: &Speech<'_, '_, '_, '_>, item: &Item) -> bool {
    // `اتهم المجلس، شركات صرافة، بالتلاعب`: the object may stand between commas.
    let items = speech.sentence.items;
    let apart =
        speech.draft.subject.filter(|subject| items.get(subject + 1).is_some_and(|item| item.is_mark(&['،', ',']))).map_or(0, |subject| subject + 3);
    let end = speech.draft.end.max(apart).min(items.len());
    let object = items.get(speech.draft.at + 1..end).unwrap_or_default().iter().enumerate().any(|(offset, item)| {
        let at = speech.draft.at + 1 + offset;
        Some(at) != speech.draft.subject
            && (item.mention().is_some_and(can_act) || matches!(item.kind, Kind::Number(_)) && item.clitics.article)
            && preposition_of(speech.sentence.items, at).is_none()
            && !item.clitics.conjunction
            && !after_title(speech, at)
    });
    // `تتهم أنقرة غولن بالتدبير`: a name that no table knows.
    let stranger = speech.draft.subject.map(|subject| subject + 1).filter(|at| *at < end).is_some_and(|at| {
        let name = matches!(items[at].kind, Kind::Word) && items[at].clitics == Default::default() && !after_title(speech, at);
        name && speech.sentence.block.hits.get(items[at].start).is_some_and(|hits| hits.is_empty())
    });
    let object = object || stranger;
    speech.kind == EventType::Accuse && takes_accused(speech) && item.clitics.pronoun.is_none() && !object && speech.draft.targets.is_empty()
}

/// Whether the frame has the accused as its object (`وجه اتهامات إلى` has not).
fn takes_accused(speech: &Speech<'_, '_, '_, '_>) -> bool {
    let pack = speech.sentence.context.pack;
    let Some(Kind::Verb(verb, _)) = speech.item().map(|item| &item.kind) else { return true };
    let frames = &pack.verbs[*verb as usize].frames;
    frames.iter().map(|id| &pack.verb_frames[*id as usize]).filter(|row| row.rule == speech.draft.rule).all(|row| row.object == Some(Role::Target))
}

/// A name in apposition to the subject before it.
fn after_title(speech: &Speech<'_, '_, '_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    // `اتهمت الوزارة، الجمعة، المجلس`: behind a day between commas stands the object.
    let day =
        before >= 2 && matches!(speech.sentence.items[before - 1].kind, Kind::When(_)) && speech.sentence.items[before - 2].is_mark(&['،', ',']);
    // A person stands in apposition to a person, not a group to a ministry: `اتهمت الوزارة، الجماعة، بقصف الحي`.
    let person = |at: usize| speech.mention(at).is_some_and(|mention| matches!(mention.class, NounClass::Official | NounClass::Person));
    let comma = speech.sentence.items.get(before).is_some_and(|item| item.is_mark(&['،', ',']));
    let subject =
        speech.draft.subject.filter(|subject| *subject > speech.draft.at && *subject + 1 == before).and_then(|subject| speech.mention(subject));
    // A group between commas behind a group is its other name (`حركة المقاومة الإسلامية، حماس،`), behind a ministry it is another.
    let country = |m: &Mention| m.class == NounClass::State && m.sub.is_empty();
    let two = subject.is_some_and(country) && speech.mention(at).is_some_and(|m| country(m) && m.place.is_some());
    let institution = two || subject.is_some_and(|m| m.class == NounClass::Body || m.class == NounClass::State && !m.sub.is_empty());
    let another = subject.and_then(|m| m.entity.as_ref()).zip(speech.mention(at).and_then(|m| m.entity.as_ref())).is_some_and(|(a, b)| a.id != b.id);
    let object = comma && institution && another && !person(at);
    !day && !object && speech.sentence.items.get(before).is_some_and(|item| item.is_mark(&['،', ',', '(', '"', '«']))
        || Some(before) == speech.draft.subject && speech.mention(at).is_some_and(|mention| mention.class == NounClass::Person)
}

/// Somebody spoke or acted before in this sentence, and the verb is joined to it.
fn follows_speaker(speech: &Speech<'_, '_, '_, '_>, item: &Item) -> bool {
    item.clitics.conjunction && speech.draft.at > 2 && speech.sentence.items.get(..speech.draft.at).unwrap_or_default().iter().any(Item::is_verb)
}

/// The vowel sign that only a passive has on the prefix of a derived verb (`يُتهم`).
fn marked_passive(speech: &Speech<'_, '_, '_, '_>, inflection: Inflection) -> bool {
    let Some(span) = speech.sentence.span(speech.draft.at, speech.draft.at + 1) else { return false };
    let word = span.slice(&speech.sentence.context.article.text);
    inflection.tense == Tense::Imperfect && word.contains('\u{64f}')
}
