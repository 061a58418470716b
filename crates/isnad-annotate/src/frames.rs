//! From triggers to drafts of claims: which frame fits, and who fills its roles.

use crate::args::{Args, can_act, coordinated, is_class, of_event, of_verb};
use crate::clause::preposition_of;
use crate::item::{FrameRef, Item, Kind, Mention};
use crate::sentence::Sentence;
use isnad_model::{EventType, Family};
use isnad_pack::grammar::{Need, NounClass, Role, Slot};

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
    /// Grammatical subject.
    pub subject: Option<usize>,
    /// A noun that carries numbers (`قتيل`).
    pub counter: bool,
    /// Other triggers of the same event.
    pub also: Vec<usize>,
}

/// Every draft of a sentence, in order of their triggers. `previous` is the last subject of the sentence before.
pub fn drafts(sentence: &Sentence<'_, '_>) -> Vec<Draft> {
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
            Kind::Event(frames, _) => out.extend(event_draft(sentence, at, frames, last_subject)),
            _ => {}
        }
    }
    merge(sentence, out)
}

/// An event told twice is one claim: a strike and the verb whose subject it is (`غارة استهدفت المدينة`), a carrying expression and its noun
/// (`توصل إلى اتفاق`), two nouns of one type in one clause of which one adds nothing.
fn merge(sentence: &Sentence<'_, '_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    for draft in drafts {
        let clause = |d: &Draft| crate::clause::clause_of(&sentence.clauses, d.at);
        let twin = out.iter_mut().rev().take(3).find(|known| strikes_as_subject(sentence, known, &draft) || known.event_type == draft.event_type && clause(known) == clause(&draft) && compatible(known, &draft));
        match twin {
            Some(known) => absorb(known, draft),
            None => out.push(draft),
        }
    }
    out
}

/// A verb of violence whose subject is the strike itself.
fn strikes_as_subject(sentence: &Sentence<'_, '_>, event: &Draft, verb: &Draft) -> bool {
    let violent = |d: &Draft| d.event_type.family() == Family::Violence;
    if !violent(event) || !violent(verb) || !sentence.items[verb.at].is_verb() || !matches!(sentence.items[event.at].kind, Kind::Event(..)) {
        return false;
    }
    let (low, high) = (event.at.min(verb.at), event.at.max(verb.at));
    let between = &sentence.items[low + 1..high];
    let plain = between.iter().all(|item| match &item.kind {
        Kind::Word | Kind::When(_) | Kind::Adverb | Kind::Relative | Kind::Preposition(_) => true,
        Kind::Mark(mark) => matches!(mark, '"' | '«' | '»' | '“' | '”'),
        Kind::Mention(mention) => mention.class != NounClass::Place,
        _ => false,
    });
    let own_actor = verb.subject.is_some_and(|s| s > event.at && verb.at < s) && !verb.actors.is_empty() && event.at < verb.at;
    plain && high - low < 9 && !own_actor && preposition_of(sentence.items, event.at).as_deref() != Some("ب") || verb.subject == Some(event.at)
}

/// Two drafts of one type tell one event unless both name different places or different actors.
fn compatible(known: &Draft, draft: &Draft) -> bool {
    let differ = |a: &[usize], b: &[usize]| !a.is_empty() && !b.is_empty() && a != b;
    !draft.event_type.counts_people() && !differ(&known.places, &draft.places) && !differ(&known.actors, &draft.actors) && !differ(&known.targets, &draft.targets)
        || draft.event_type.counts_people() && (known.victims == draft.victims && !known.victims.is_empty() || known.counter != draft.counter && draft.at - known.at < 4)
}

fn absorb(known: &mut Draft, draft: Draft) {
    let specific = |t: EventType| !matches!(t, EventType::Shelling | EventType::Offensive | EventType::Clash);
    if !specific(known.event_type) && specific(draft.event_type) {
        known.event_type = draft.event_type;
        known.rule.clone_from(&draft.rule);
    }
    for (list, more) in [(&mut known.actors, draft.actors), (&mut known.targets, draft.targets), (&mut known.places, draft.places), (&mut known.victims, draft.victims), (&mut known.losers, draft.losers)] {
        for item in more {
            if list.is_empty() || !list.contains(&item) {
                list.push(item);
            }
        }
    }
    known.counter |= draft.counter;
    known.end = known.end.max(draft.end);
    known.carrier = known.carrier.or(draft.carrier);
    known.subject = known.subject.or(draft.subject.filter(|_| !draft.carried));
    known.also.push(draft.at);
}

fn mention<'s>(sentence: &'s Sentence<'_, '_>, at: usize) -> Option<&'s Mention> {
    sentence.items.get(at).and_then(Item::mention)
}

fn slot_is(sentence: &Sentence<'_, '_>, filler: Option<usize>, classes: &[NounClass]) -> bool {
    let Some(at) = filler else { return false };
    match &sentence.items[at].kind {
        Kind::Mention(mention) => classes.iter().any(|class| is_class(mention, *class)),
        Kind::Event(..) => classes.contains(&NounClass::Event),
        Kind::Number(_) => classes.contains(&NounClass::People),
        _ => false,
    }
}

fn fits(sentence: &Sentence<'_, '_>, at: usize, needs: &[Need], args: &Args) -> bool {
    needs.iter().all(|need| match need {
        Need::Preposition(word) => args.complements.iter().any(|(preposition, _)| same_preposition(preposition, word)) || governs_word(sentence, at, word),
        Need::Is(Slot::Subject, classes) => slot_is(sentence, args.subject, classes),
        Need::Is(Slot::Object, classes) => slot_is(sentence, args.object, classes),
        Need::IsNot(Slot::Subject, classes) => !slot_is(sentence, args.subject, classes),
        Need::IsNot(Slot::Object, classes) => !slot_is(sentence, args.object, classes),
    })
}

/// A preposition can govern an event or a word no table knows: `رحبت بالاتفاق`.
fn governs_word(sentence: &Sentence<'_, '_>, at: usize, wanted: &str) -> bool {
    let items = sentence.items;
    (at + 1..items.len().min(at + 14))
        .take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(':' | '.') | Kind::Relative | Kind::Subordinator(_)))
        .any(|i| matches!(items[i].kind, Kind::Event(..) | Kind::Word) && preposition_of(items, i).is_some_and(|found| same_preposition(&found, wanted)) || complement_with(sentence, i, wanted))
}

/// `بأن`, `إلى أن`.
fn complement_with(sentence: &Sentence<'_, '_>, at: usize, wanted: &str) -> bool {
    let glued = matches!(sentence.items[at].kind, Kind::Complementizer(_)) && sentence.norm(at).strip_prefix(wanted).is_some_and(|rest| rest.starts_with("ان"));
    let apart = matches!(&sentence.items[at].kind, Kind::Preposition(word) if same_preposition(word, wanted)) && sentence.items.get(at + 1).is_some_and(|next| matches!(next.kind, Kind::Complementizer(_)));
    glued || apart
}

fn same_preposition(found: &str, wanted: &str) -> bool {
    found == wanted || wanted.split(' ').next() == Some(found) && wanted.contains(' ') || matches!((found, wanted), ("الى", "ل") | ("لدى", "في"))
}

/// Nouns of a fixed expression that must follow the verb: where the last of them stands.
fn parts_end(sentence: &Sentence<'_, '_>, at: usize, parts: &[String]) -> Option<usize> {
    let mut end = at;
    for part in parts {
        let found = (end + 1..(end + 12).min(sentence.items.len())).find(|&i| {
            let item = &sentence.items[i];
            let norm = sentence.norm(i);
            let bare = crate::mention::without_proclitics(norm, item.clitics);
            let bare = bare.strip_prefix("ال").unwrap_or(bare);
            let stem = bare.strip_suffix("هم").or_else(|| bare.strip_suffix("ها")).or_else(|| bare.strip_suffix('ه')).unwrap_or(bare);
            let stem = stem.strip_suffix('ا').filter(|s| s.chars().count() > 2).unwrap_or(stem);
            let cut = norm.strip_prefix(['ب', 'ل', 'ك', 'و', 'ف']).unwrap_or(norm);
            cut == part || [norm, bare, stem].contains(&part.as_str()) || bare == part || stem.strip_suffix('ت').is_some_and(|s| part.strip_suffix('ه') == Some(s)) || ["ين", "ان", "ات"].iter().any(|ending| stem.strip_suffix(ending) == Some(part.as_str()))
        });
        end = found?;
        if sentence.items[at + 1..end].iter().any(Item::is_verb) {
            return None;
        }
    }
    Some(end)
}

fn verb_draft(sentence: &Sentence<'_, '_>, at: usize, verb: u32, args: &Args) -> Option<Draft> {
    let pack = sentence.context.pack;
    let frames = &pack.verbs[verb as usize].frames;
    let mut best: Option<(usize, Draft)> = None;
    for id in frames {
        let frame = &pack.verb_frames[*id as usize];
        let Some(end) = parts_end(sentence, at, &frame.parts) else { continue };
        let args = if frame.parts.is_empty() { args.clone() } else { with_parts(sentence, at, end, args) };
        if !fits(sentence, at, &frame.needs, &args) {
            continue;
        }
        let weight = frame.parts.len() * 10 + frame.needs.len();
        if best.as_ref().is_some_and(|(known, _)| *known >= weight) {
            continue;
        }
        let mut draft = empty(frame.event_type, at, frame.rule.clone(), args.end);
        draft.subject = args.subject;
        draft.carried = args.carried;
        fill(sentence, &mut draft, frame.subject, args.subject);
        fill(sentence, &mut draft, frame.object, args.object);
        complements(sentence, &mut draft, &frame.prepositions, &args);
        if let Some(number) = args.by_number.filter(|_| frame.event_type.counts_people()) {
            draft.victims.push(number);
        }
        passive(sentence, &mut draft, frame.subject, frame.object, &args);
        best = Some((weight, draft));
    }
    best.map(|(_, draft)| draft)
}

/// Arguments of a fixed expression: what follows its last noun.
fn with_parts(sentence: &Sentence<'_, '_>, at: usize, end: usize, args: &Args) -> Args {
    let mut after = of_event(sentence, end);
    after.subject = args.subject.filter(|subject| *subject != end);
    after.carried = args.carried;
    if after.subject.is_none() {
        after.subject = (at + 1..end).find(|&i| mention(sentence, i).is_some() && preposition_of(sentence.items, i).is_none());
    }
    if after.object == Some(end) {
        after.object = None;
    }
    after
}

fn empty(event_type: EventType, at: usize, rule: String, end: usize) -> Draft {
    Draft { event_type, at, carrier: None, actors: vec![], targets: vec![], places: vec![], victims: vec![], losers: vec![], rule, end, carried: false, subject: None, counter: false, also: vec![] }
}

fn fill(sentence: &Sentence<'_, '_>, draft: &mut Draft, role: Option<Role>, filler: Option<usize>) {
    let (Some(role), Some(at)) = (role, filler) else { return };
    for i in coordinated(sentence.items, at) {
        if i != at && i >= draft.end && at < draft.end {
            break;
        }
        place_in(sentence, draft, role, i);
    }
}

fn place_in(sentence: &Sentence<'_, '_>, draft: &mut Draft, role: Role, at: usize) {
    let Some(found) = mention(sentence, at) else {
        if role == Role::Victim && matches!(sentence.items[at].kind, Kind::Number(_)) {
            draft.victims.push(at);
        }
        return;
    };
    let positioned = found.place.is_some() || matches!(found.class, NounClass::PlaceClass | NounClass::Site | NounClass::Place);
    let list = match role {
        Role::Actor if can_act(found) => &mut draft.actors,
        Role::Target if positioned && !can_act(found) => &mut draft.places,
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

fn complements(sentence: &Sentence<'_, '_>, draft: &mut Draft, roles: &[(String, Role)], args: &Args) {
    for (preposition, at) in &args.complements {
        let by = matches!(&**preposition, "من قبل" | "علي يد" | "على يد" | "على ايدي" | "بواسطه" | "من جانب" | "بقياده");
        let role = roles.iter().find(|(word, _)| same_preposition(preposition, word)).map(|(_, role)| *role);
        match role {
            Some(role) => fill(sentence, draft, Some(role), Some(*at)),
            None if by => fill(sentence, draft, Some(Role::Actor), Some(*at)),
            None if &**preposition == "على" && draft.event_type.family() == Family::Violence => fill(sentence, draft, Some(Role::Target), Some(*at)),
            None if locative(preposition) => {
                if mention(sentence, *at).is_some_and(|m| m.place.is_some() || m.class == NounClass::PlaceClass) && draft.places.is_empty() {
                    fill(sentence, draft, Some(Role::Place), Some(*at));
                }
            }
            None => {}
        }
    }
    if draft.places.is_empty() {
        for at in &args.adverbial {
            fill(sentence, draft, Some(Role::Place), Some(*at));
        }
    }
}

/// Prepositions that say where.
pub fn locative(preposition: &str) -> bool {
    matches!(preposition, "في" | "ب" | "داخل" | "وسط" | "قرب" | "بالقرب من" | "عند" | "ضمن" | "شمال" | "جنوب" | "شرق" | "غرب" | "شمالي" | "جنوبي" | "شرقي" | "غربي" | "حول" | "خارج" | "فوق" | "على مشارف" | "على اطراف")
}

/// Unvocalised script does not tell قُتل from قَتل: with one noun phrase that can be the patient and no other, the verb is passive.
fn passive(sentence: &Sentence<'_, '_>, draft: &mut Draft, subject: Option<Role>, object: Option<Role>, args: &Args) {
    if subject != Some(Role::Actor) || args.object.is_some() {
        return;
    }
    let Some(at) = args.subject else { return };
    let Some(found) = mention(sentence, at) else {
        if object == Some(Role::Victim) && matches!(sentence.items[at].kind, Kind::Number(_)) {
            draft.victims.push(at);
        }
        return;
    };
    match object {
        Some(Role::Victim) => {
            draft.actors.clear();
            draft.victims = coordinated(sentence.items, at);
        }
        Some(Role::Place) if found.place.is_some() && !can_act(found) => {
            draft.actors.clear();
            draft.places = coordinated(sentence.items, at);
        }
        _ => {}
    }
}

fn event_draft(sentence: &Sentence<'_, '_>, at: usize, frames: &[FrameRef], last_subject: Option<usize>) -> Option<Draft> {
    let pack = sentence.context.pack;
    let args = of_event(sentence, at);
    let carrier = carrier(sentence, at);
    let mut best: Option<(usize, Draft)> = None;
    for frame in frames {
        let (event_type, rule, genitive, prepositions, needs, counter, verbal) = match frame {
            FrameRef::Verb(id) => {
                let row = &pack.verb_frames[*id as usize];
                if !row.parts.is_empty() && parts_end(sentence, at, &row.parts).is_none() {
                    continue;
                }
                (row.event_type, &row.rule, None, &row.prepositions, &row.needs, false, Some((row.subject, row.object)))
            }
            FrameRef::Noun(id) => {
                let row = &pack.noun_frames[*id as usize];
                let counter = row.genitive.is_none() && row.event_type.counts_people();
                (row.event_type, &row.rule, row.genitive, &row.prepositions, &row.needs, counter, None)
            }
        };
        let mut args = args.clone();
        let (subject_role, object_role) = verbal.unwrap_or((Some(Role::Actor), None));
        let (lent, lent_role) = lend(sentence, at, carrier, last_subject);
        // The genitive of a verbal noun is its subject or its object, by what it is.
        let as_object = match (verbal, args.object) {
            (Some((subject, object)), Some(filler)) => genitive_is_object(sentence, subject, object, filler, needs),
            _ => true,
        };
        if verbal.is_some() {
            if as_object {
                args.subject = lent;
            } else {
                args.subject = args.object.take().or(lent);
                args.object = second_object(sentence, &args, at);
            }
        }
        if !fits_event(sentence, at, needs, &args, verbal.is_some()) {
            continue;
        }
        let weight = needs.len() + usize::from(verbal.is_none());
        if best.as_ref().is_some_and(|(known, _)| *known >= weight) {
            continue;
        }
        let mut draft = empty(event_type, at, rule.clone(), args.end);
        draft.carrier = carrier;
        draft.counter = counter;
        draft.subject = lent;
        if verbal.is_some() {
            fill(sentence, &mut draft, subject_role, args.subject);
            fill(sentence, &mut draft, object_role, args.object);
        } else {
            fill(sentence, &mut draft, genitive, args.object);
            genitive_by_class(sentence, &mut draft, args.object);
            fill(sentence, &mut draft, lent_role, lent);
        }
        if verbal.is_some() && lent_role != Some(Role::Actor) {
            if let Some(role) = lent_role {
                draft.actors.retain(|a| Some(*a) != lent);
                fill(sentence, &mut draft, Some(role), lent);
            }
        }
        if draft.actors.is_empty() {
            fill(sentence, &mut draft, Some(Role::Actor), args.nation);
        }
        complements(sentence, &mut draft, prepositions, &args);
        best = Some((weight, draft));
    }
    best.map(|(_, draft)| draft)
}

fn fits_event(sentence: &Sentence<'_, '_>, at: usize, needs: &[Need], args: &Args, verbal: bool) -> bool {
    needs.iter().all(|need| match need {
        // A verbal noun often leaves its subject unsaid.
        Need::Is(Slot::Subject, _) if verbal && args.subject.is_none() => true,
        need => fits(sentence, at, std::slice::from_ref(need), args),
    })
}

fn second_object(sentence: &Sentence<'_, '_>, args: &Args, at: usize) -> Option<usize> {
    let first = args.subject?;
    if first < at {
        return None;
    }
    let next = coordinated(sentence.items, first).last().copied()? + 1;
    let by_lam = args.complements.iter().find(|(preposition, _)| &**preposition == "ل").map(|(_, i)| *i);
    (next..args.end).find(|&i| mention(sentence, i).is_some() && preposition_of(sentence.items, i).is_none() && !sentence.items[i].clitics.conjunction).or(by_lam)
}

fn genitive_is_object(sentence: &Sentence<'_, '_>, subject: Option<Role>, object: Option<Role>, filler: usize, needs: &[Need]) -> bool {
    let Some(found) = mention(sentence, filler) else { return true };
    let wants_place_subject = subject == Some(Role::Place);
    if wants_place_subject {
        return false;
    }
    let Some(object) = object else { return false };
    let positioned = !can_act(found) && (found.place.is_some() || matches!(found.class, NounClass::Site | NounClass::PlaceClass));
    let object_need = needs.iter().find_map(|need| if let Need::Is(Slot::Object, classes) = need { Some(classes) } else { None });
    if let Some(classes) = object_need {
        let fits_object = classes.iter().any(|class| is_class(found, *class));
        return fits_object && !(can_act(found) && is_class(found, NounClass::Force) && !found.definite);
    }
    match object {
        Role::Victim => true,
        Role::Place => positioned,
        Role::Target => positioned || found.people.is_some() && !is_class(found, NounClass::Force),
        _ => !can_act(found),
    }
}

/// An event noun's genitive, corrected by what it is: places are places, armed bodies act.
fn genitive_by_class(sentence: &Sentence<'_, '_>, draft: &mut Draft, genitive: Option<usize>) {
    let Some(at) = genitive else { return };
    let Some(found) = mention(sentence, at) else { return };
    if !draft.actors.is_empty() || !draft.victims.is_empty() || !draft.places.is_empty() || !draft.targets.is_empty() {
        return;
    }
    if found.place.is_some() && !can_act(found) {
        draft.places = coordinated(sentence.items, at);
    } else if can_act(found) && !draft.event_type.counts_people() {
        draft.actors = coordinated(sentence.items, at);
    } else if draft.event_type.counts_people() && found.people.is_some() {
        draft.victims = coordinated(sentence.items, at);
    }
}

/// The light, aspect or causal verb that carries the event noun at `at`.
fn carrier(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let preposition = preposition_of(items, at);
    for i in (at.saturating_sub(9)..at).rev() {
        match &items[i].kind {
            Kind::Verb(verb, _) | Kind::Participle(verb, _) => {
                let lights = &sentence.context.pack.verbs[*verb as usize].lights;
                let fits = lights.iter().map(|id| &sentence.context.pack.lights[*id as usize]).any(|light| match (&light.preposition, &preposition) {
                    (None, None) => true,
                    (Some(wanted), Some(found)) => same_preposition(found, wanted) || **found == **wanted,
                    _ => false,
                });
                // The second of two coordinated event nouns hangs on the same verb.
                let joined = items[at].clitics.conjunction && items[i..at].iter().any(|item| matches!(item.kind, Kind::Event(..)));
                return (fits || joined && !lights.is_empty()).then_some(i);
            }
            Kind::Event(..) if !items[at].clitics.conjunction => return None,
            Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) => return None,
            Kind::Mark('.' | '؛' | ':') => return None,
            _ => {}
        }
    }
    None
}

/// What the carrying verb lends: its subject, and the role that subject plays in the event. A pronoun on the noun lends the last subject.
fn lend(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, last_subject: Option<usize>) -> (Option<usize>, Option<Role>) {
    let pronoun = sentence.items[at].clitics.pronoun.is_some();
    let Some(verb_at) = carrier else {
        return if pronoun { (last_subject, Some(Role::Actor)) } else { (None, None) };
    };
    let (Kind::Verb(verb, _) | Kind::Participle(verb, _)) = &sentence.items[verb_at].kind else { return (None, None) };
    let preposition = preposition_of(sentence.items, at);
    let pack = sentence.context.pack;
    let light = pack.verbs[*verb as usize].lights.iter().map(|id| &pack.lights[*id as usize]).find(|light| match (&light.preposition, &preposition) {
        (None, None) => true,
        (Some(wanted), Some(found)) => same_preposition(found, wanted),
        _ => false,
    });
    let role = light.or_else(|| pack.verbs[*verb as usize].lights.first().map(|id| &pack.lights[*id as usize])).map(|light| light.subject);
    match role {
        Some(Role::Event | Role::Cause) | None => (if pronoun { last_subject } else { None }, if pronoun { Some(Role::Actor) } else { None }),
        Some(role) => {
            let args = of_verb(sentence, verb_at, last_subject.filter(|s| *s < verb_at));
            (args.subject, Some(role))
        }
    }
}
