//! Event nouns: their genitives, the verbs that carry them, and what those lend.

use crate::args::{Args, can_act, coordinated, is_class, of_event, of_verb};
use crate::clause::{clause_of, preposition_of};
use crate::clitics::{Clitics, Pronoun};
use crate::expression::{idle_noun, idles, parts_end};
use crate::frames::{Draft, antecedent, arrives, complements, empty, fill, fits, homographs, mention, names_people, same_preposition};
use crate::item::{FrameRef, Kind, Mention};
use crate::sentence::Sentence;
use isnad_model::EventType;
use isnad_pack::Sense;
use isnad_pack::grammar::{Light, Need, NounClass, Role, Slot, Trait};
use smallvec::SmallVec;

/// The valency of one frame of an event noun.
struct Valency<'p> {
    /// Last noun of a fixed expression.
    parts_end: usize,
    event_type: EventType,
    rule: &'p str,
    genitive: Option<Role>,
    prepositions: &'p [(String, Role)],
    needs: &'p [Need],
    /// Subject and object of the verb, for a verbal noun.
    verbal: Option<(Option<Role>, Option<Role>)>,
}

impl Valency<'_> {
    /// Whether the noun names those harmed (`قتيل`), or a tally of them.
    fn counter(&self, sentence: &Sentence<'_, '_>, at: usize) -> bool {
        // `2497 وفاة`, `18 حالة وفاة`: a casualty with its number before it is a count, whatever the noun governs elsewhere.
        let numbered = || {
            let number = |i: usize| matches!(sentence.items[i].kind, Kind::Number(_));
            let case = |i: usize| matches!(sentence.items[i].kind, Kind::Word) && sentence.norm(i).starts_with("حال");
            let plain = !sentence.items[at].clitics.article && !sentence.items[at].clitics.conjunction;
            plain && (at > 0 && number(at - 1) || at > 1 && case(at - 1) && number(at - 2))
        };
        self.verbal.is_none() && self.event_type.counts_people() && (self.genitive.is_none() && names_people(sentence, at) || numbered())
    }
}

fn valency<'p>(sentence: &Sentence<'_, 'p>, at: usize, frame: FrameRef) -> Option<Valency<'p>> {
    let pack = sentence.context.pack;
    match frame {
        FrameRef::Verb(id) => {
            let row = &pack.verb_frames[id as usize];
            let parts_end = parts_end(sentence, at, &row.parts)?;
            Some(Valency {
                parts_end,
                event_type: row.event_type,
                rule: &row.rule,
                genitive: None,
                prepositions: &row.prepositions,
                needs: &row.needs,
                verbal: Some((row.subject, row.object)),
            })
        }
        FrameRef::Noun(id) => {
            let row = &pack.noun_frames[id as usize];
            Some(Valency {
                parts_end: at,
                event_type: row.event_type,
                rule: &row.rule,
                genitive: row.genitive,
                prepositions: &row.prepositions,
                needs: &row.needs,
                verbal: None,
            })
        }
    }
}

/// The draft of the event noun at `at`, by the frame that fits best.
pub(crate) fn event_draft(sentence: &Sentence<'_, '_>, at: usize, frames: &[FrameRef], last_subject: Option<usize>) -> Option<Draft> {
    let mut args = of_event(sentence, at);
    let carrier = carrier(sentence, at).or_else(|| carrier_after(sentence, at));
    if let Some(after) = carrier.filter(|c| *c > at) {
        let verb = of_verb(sentence, after, None);
        args.complements.extend(verb.complements);
        args.pronominal.extend(verb.pronominal);
        args.end = args.end.max(verb.end);
    }
    if matches!(sentence.items[at].kind, Kind::Event(_, Some(verb)) if idles(sentence, at, &sentence.context.pack.verbs[verb as usize].idle, &args)) {
        return None;
    }
    let lent = lend(sentence, at, carrier, last_subject);
    if std::env::var("DBG").is_ok() {
        eprintln!("EV {} {:?}", sentence.norm(at), args);
    }
    let mut best: Option<(i32, Draft)> = None;
    for frame in frames {
        let Some(valency) = valency(sentence, at, *frame) else { continue };
        let Some((weight, mut draft)) = try_frame(sentence, at, &valency, &args, lent) else { continue };
        // The frame of a fixed expression says more than that of its first word alone.
        let weight = weight + if valency.parts_end > at && valency.parts_end < at + 5 { 10 } else { 0 };
        if best.as_ref().is_none_or(|(known, _)| *known < weight) {
            draft.carrier = carrier;
            if draft.actors.is_empty() {
                fill(sentence, &mut draft, Some(Role::Actor), doer_behind(sentence, at));
            }
            best = Some((weight, draft));
        }
    }
    best.map(|(_, draft)| draft)
}

fn try_frame(
    sentence: &Sentence<'_, '_>,
    at: usize,
    valency: &Valency<'_>,
    args: &Args,
    (lent, lent_role): (Option<usize>, Option<Role>),
) -> Option<(i32, Draft)> {
    let mut args = args.clone();
    if let Some((_, object)) = valency.verbal {
        // `قطع الإمدادات`, `تسيير دوريات`: the noun of a fixed expression plays no part beside it.
        args.object = args.object.filter(|i| *i != valency.parts_end || !mention(sentence, *i).is_some_and(can_act));
        // The genitive of a verbal noun is its subject or its object, by what it is.
        // `ضم روسيا للقرم`: a state before what it takes is its subject.
        let taken = args.complements.iter().any(|(word, i)| &**word == "ل" && mention(sentence, *i).is_some_and(|m| m.place.is_some()));
        // `إطلاق إسرائيل سراح الأسرى`: whoever stands inside the expression is its subject.
        let inside = args.object.is_some_and(|i| i < valency.parts_end);
        // `ضم روسيا شبه جزيرة القرم`: a state right before the place it takes.
        let place = |i: usize| {
            preposition_of(sentence.items, i).is_none()
                && !sentence.items[i].clitics.conjunction
                && mention(sentence, i).is_some_and(|m| m.place.is_some())
        };
        let state = args.object.filter(|i| mention(sentence, *i).is_some_and(|m| m.class == NounClass::State) && *i + 1 < args.end);
        let inside = inside || object == Some(Role::Place) && state.is_some_and(|i| place(i + 1));
        // `بدأت القوات مغادرة النيجر`: what a place is to whoever the verb before names.
        let left = object == Some(Role::Place)
            && lent.and_then(|i| mention(sentence, i)).is_some_and(|m| is_class(m, NounClass::Force))
            && args.object.is_some_and(|i| i > at && mention(sentence, i).is_some_and(|m| m.class == NounClass::State && m.place.is_some()));
        let taker = inside || args.object.and_then(|i| mention(sentence, i)).is_some_and(|m| taken && m.class == NounClass::State);
        // `تقوم المبادرات بدعم النساء`: whoever does it is told before, known to a table or not.
        let carried = lent_role == Some(Role::Actor) && object.is_some() && valency.event_type == EventType::Support && !taker;
        if left || carried || !taker && args.object.is_none_or(|filler| genitive_is_object(sentence, valency, filler)) {
            args.subject = lent;
        } else {
            args.subject = args.object.take().or(lent);
            args.object =
                if inside && valency.parts_end > at { of_event(sentence, valency.parts_end).object } else { second_object(sentence, &args, at) };
        }
        if args.object.is_none() {
            args.object = antecedent(sentence, at, object);
        }
    }
    let predicate = valency.verbal.is_none() && valency.needs.iter().any(|need| matches!(need, Need::Is(Slot::Subject, _)));
    if predicate {
        args.subject = lent.or_else(|| subject_before(sentence, at));
    }
    let counter = valency.counter(sentence, at);
    if counter && args.object.and_then(|i| mention(sentence, i)).is_some_and(|m| m.number.is_none()) {
        // `قتيل مدني`: an adjective.
        args.object = None;
    }
    // `إصابة منزل`: who is harmed is nobody.
    let thing = |m: &Mention| {
        m.people.is_none() && !m.metonym && matches!(m.class, NounClass::Site | NounClass::Weapon | NounClass::PlaceClass) && m.entity.is_none()
    };
    let harmed = matches!(valency.event_type, EventType::Killed | EventType::Injured) && valency.genitive == Some(Role::Victim);
    if harmed && args.object.and_then(|i| mention(sentence, i)).is_some_and(thing) {
        return None;
    }
    let weight = weight(sentence, at, valency, &args)?;
    let mut draft = empty(valency.event_type, at, valency.rule.to_owned(), args.end);
    draft.counter = counter.then_some(at);
    draft.subject = lent;
    draft.parts_end = valency.parts_end;
    draft.unreal = valency.needs.iter().find_map(Need::unreal);
    if let Some((subject, object)) = valency.verbal {
        if valency.event_type == EventType::Siege && args.subject.is_some_and(|filler| filler > at && besieged(sentence, &args, filler)) {
            fill(sentence, &mut draft, Some(Role::Loser), args.subject);
            args.subject = lent;
        }
        fill(sentence, &mut draft, subject, args.subject);
        fill(sentence, &mut draft, object, args.object);
        if let Some(role) = lent_role.filter(|role| *role != Role::Actor) {
            draft.actors.retain(|a| Some(*a) != lent);
            fill(sentence, &mut draft, Some(role), lent);
        }
    } else {
        let genitive = args.object.or_else(|| genitive_by_lam(sentence, at, valency));
        if valency.event_type == EventType::Siege && args.object.is_some_and(|filler| besieged(sentence, &args, filler)) {
            fill(sentence, &mut draft, Some(Role::Loser), genitive);
        } else {
            let masdar = matches!(sentence.items[at].kind, Kind::Event(_, Some(_))) && !sentence.norm(at).ends_with("ات");
            let accused = valency.event_type == EventType::Accuse && masdar && genitive.is_some_and(|i| accused_alone(sentence, i));
            let role = if accused { Some(Role::Target) } else { valency.genitive };
            fill(sentence, &mut draft, role, genitive);
            genitive_by_class(sentence, &mut draft, genitive);
        }
        fill(sentence, &mut draft, lent_role, lent);
        if predicate {
            // `الرجلان قيد الاحتجاز`: who is in that state suffers it.
            let role = if valency.event_type.counts_people() { Role::Victim } else { Role::Actor };
            fill(sentence, &mut draft, Some(role), args.subject);
            fill(sentence, &mut draft, Some(Role::Place), args.subject);
            draft.subject = args.subject;
        }
    }
    if draft.actors.is_empty() {
        fill(sentence, &mut draft, Some(Role::Actor), args.nation);
    }
    if draft.actors.is_empty() {
        fill(sentence, &mut draft, Some(Role::Actor), agent_by_lam(sentence, at, valency, &args));
    }
    complements(sentence, &mut draft, valency.prepositions, &args);
    arrives(valency.needs, valency.prepositions, &draft).then_some((weight, draft))
}

/// The subject of a predicate noun (`الجيش موجود في المدينة`): the nearest bare phrase before it in its clause.
fn subject_before(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let start = sentence.clauses[clause_of(&sentence.clauses, at)].start;
    (start..at).rev().find(|&i| mention(sentence, i).is_some() && preposition_of(sentence.items, i).is_none())
}

/// What the pronoun of a verbal noun may stand for: those who hold a place, and whoever is held, lost or harmed.
fn told_before(kind: EventType, pronoun: Option<Pronoun>, classes: &[NounClass]) -> bool {
    let somebody = || {
        let harmed = matches!(kind, EventType::Killed | EventType::Injured | EventType::Missing | EventType::Detained | EventType::Freed);
        harmed && classes.iter().any(|class| matches!(class, NounClass::People | NounClass::Person))
    };
    match pronoun {
        Some(Pronoun::She) => classes.contains(&NounClass::Place),
        Some(Pronoun::They) => classes.contains(&NounClass::Force) || somebody(),
        Some(Pronoun::He) => somebody(),
        _ => false,
    }
}

/// How well the conditions are met; `None` when one fails. A verbal noun often leaves its subject unsaid, which proves nothing.
fn weight(sentence: &Sentence<'_, '_>, at: usize, valency: &Valency<'_>, args: &Args) -> Option<i32> {
    let mut weight = if valency.verbal.is_none() { 2 } else { 0 };
    let by_preposition = valency.needs.iter().any(|need| matches!(need, Need::Preposition(_)));
    // `الوصول إلى المدينة`, `مغادرة البلاد`: anybody moves; only of forces is it news.
    let unreal = valency.needs.iter().any(|need| need.unreal().is_some());
    let moves = matches!(valency.event_type, EventType::Advance | EventType::Hold)
        || valency.event_type == EventType::Meet && by_preposition
        || valency.event_type == EventType::Withdraw && !by_preposition;
    // `إصابة منزل بصاروخ`: what strikes can stand behind ب, but is not left out.
    let weapon = |(preposition, i): &(Box<str>, usize)| &**preposition == "ب" && mention(sentence, *i).is_some_and(|m| m.class == NounClass::Weapon);
    let by_weapon = args.complements.iter().any(weapon);
    for need in valency.needs {
        if need.unreal().is_some() {
            weight -= 20;
        } else if fits(sentence, at, std::slice::from_ref(need), args) {
            weight += 2;
        } else if matches!(need, Need::Is(Slot::Object, classes) if args.object.is_none() && told_before(valency.event_type, sentence.items[at].clitics.pronoun, classes))
        {
            // `بعد استعادتها`, `طردهم من`: what the pronoun means was told in a sentence before.
            weight -= 1;
        } else if matches!(need, Need::Is(Slot::Subject, classes) if classes[..] != [NounClass::Weapon] || by_weapon)
            && valency.verbal.is_some()
            && args.subject.is_none()
            && !unreal
            && !moves
        {
            weight -= 1;
        } else {
            return None;
        }
    }
    Some(weight)
}

/// `حصار المسلحين في البلدة`: armed people besieged, where no other object stands behind them (`حصار الجيش للبلدة`, `حصار الجيش على البلدة`).
fn besieged(sentence: &Sentence<'_, '_>, args: &Args, filler: usize) -> bool {
    let taken = args.complements.iter().any(|(word, i)| matches!(&**word, "ل" | "على") && *i > filler)
        || args.pronominal.iter().any(|word| matches!(&**word, "ل" | "على"))
        || sentence.items.get(filler + 1).is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if &**word == "على"));
    let armed = mention(sentence, filler).is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::Group | NounClass::People));
    armed && !taken && second_object(sentence, &Args { subject: Some(filler), ..Args { end: args.end, ..Args::default() } }, filler).is_none()
}

fn second_object(sentence: &Sentence<'_, '_>, args: &Args, at: usize) -> Option<usize> {
    let first = args.subject?;
    if first < at {
        return None;
    }
    let next = coordinated(sentence.items, first).last().copied()? + 1;
    let by_lam = args.complements.iter().find(|(preposition, _)| &**preposition == "ل").map(|(_, i)| *i);
    (next..args.end)
        .find(|&i| mention(sentence, i).is_some() && preposition_of(sentence.items, i).is_none() && !sentence.items[i].clitics.conjunction)
        .or(by_lam)
}

fn genitive_is_object(sentence: &Sentence<'_, '_>, valency: &Valency<'_>, filler: usize) -> bool {
    let Some(found) = mention(sentence, filler) else { return true };
    let (subject, object) = valency.verbal.unwrap_or_default();
    let needs = valency.needs;
    let wants_place_subject = subject == Some(Role::Place);
    if wants_place_subject {
        return false;
    }
    let Some(object) = object else { return false };
    if valency.event_type == EventType::Accuse && object == Role::Target && accused_alone(sentence, filler) {
        return true;
    }
    if subject == Some(Role::Actor) && object == Role::Victim && patient_behind(sentence, filler) {
        return false;
    }
    let positioned = !can_act(found) && (found.place.is_some() || matches!(found.class, NounClass::Site | NounClass::PlaceClass));
    let object_need = needs.iter().find_map(|need| if let Need::Is(Slot::Object, classes) = need { Some(classes) } else { None });
    if let Some(classes) = object_need {
        let fits_object = classes.iter().any(|class| is_class(found, *class));
        // `أسر 20 مقاتلا`, `إعدام مسلحين`, but `خطف مسلحين مدنيا`: whom a deed is done to, unless somebody else stands behind.
        let second = sentence.items.get(filler + 1).is_some_and(|item| {
            // `أكثر من 500 عنصر مشتبه فيه`: what describes a counted noun is nobody else.
            let describes = found.number.is_some() && item.mention().is_some_and(|m| m.sub == "general" || m.sub == "detainees");
            !item.clitics.conjunction
                && preposition_of(sentence.items, filler + 1).is_none()
                && !describes
                && item.mention().is_some_and(|m| m.people.is_some())
        });
        let doer = can_act(found) && is_class(found, NounClass::Force) && !found.definite;
        // `إرسال قوات إلى الحدود`, `إبعاد المسلحين من الميناء`
        let moved = matches!(valency.event_type, EventType::Deploy | EventType::Withdraw);
        let sent = object == Role::Target && moved || subject.is_none() && object == Role::Actor;
        return fits_object && (!doer || (object == Role::Victim || sent) && !second);
    }
    // `قصف السفارة`, `قصف كييف`: a house or a capital is struck, it strikes nobody.
    let struck =
        valency.event_type.family() == isnad_model::Family::Violence && (found.metonym && found.place.is_some() || found.class == NounClass::Body);
    // `اقتحام الاستخبارات مقر الحزب`: with its object behind it, it is the doer.
    let followed = sentence.items.get(filler + 1).is_some_and(|item| item.mention().is_some() && !item.clitics.conjunction)
        && preposition_of(sentence.items, filler + 1).is_none();
    match object {
        Role::Target | Role::Place if struck && !followed => true,
        Role::Victim => true,
        // `زيارة دولة الإمارات`: a country is visited and visits nobody, unless it is told whom.
        Role::Place => positioned || valency.event_type == EventType::Meet && found.place.is_some() && !followed,
        Role::Target => positioned || found.class == NounClass::Weapon || found.people.is_some() && !is_class(found, NounClass::Force),
        _ => !can_act(found),
    }
}

/// `اتهام الوزير بالفساد`: with what he is accused of right behind, the genitive is the accused.
fn accused_alone(sentence: &Sentence<'_, '_>, filler: usize) -> bool {
    let next = sentence.items.get(filler + 1);
    next.is_some_and(|next| next.clitics.preposition == Some('ب') || matches!(next.kind, Kind::Complementizer(_)))
        && preposition_of(sentence.items, filler).is_none()
}

/// `اعتقال قوات الأمن عشرات المسلحين`, `قتل الجيش مدنيا`: behind who does it stands, in the accusative, to whom.
fn patient_behind(sentence: &Sentence<'_, '_>, filler: usize) -> bool {
    let acts = mention(sentence, filler).is_some_and(|m| {
        can_act(m) && m.definite && m.number.is_none() && matches!(m.class, NounClass::Force | NounClass::Group | NounClass::State | NounClass::Body)
    });
    let next = filler + 1;
    let Some(item) = sentence.items.get(next).filter(|item| acts && !item.clitics.conjunction && !item.clitics.article) else { return false };
    let people = match &item.kind {
        Kind::Number(_) => true,
        Kind::Mention(m) => m.number.is_some() || m.people.is_some() && !m.definite,
        _ => false,
    };
    people && preposition_of(sentence.items, next).is_none()
}

/// `هجوم للتنظيم`, `غارات للتحالف`, `الهجوم الأخير للتنظيم`: behind an indefinite noun, or the adjective of a definite one, ل stands for the genitive of
/// whoever acts.
fn genitive_by_lam(sentence: &Sentence<'_, '_>, at: usize, valency: &Valency<'_>) -> Option<usize> {
    let told = valency.prepositions.iter().any(|(word, _)| &**word == "ل");
    let definite = sentence.items[at].clitics.article;
    let own = Clitics { article: definite, ..Clitics::default() };
    let adjective = |i: &usize| matches!(sentence.items[*i].kind, Kind::Word | Kind::When(_)) && sentence.items[*i].clitics == own;
    let found = (at + 1..sentence.items.len()).take(3).find(|i| !adjective(i))?;
    let next = &sentence.items[found];
    let crowd = |found: &Mention| valency.event_type == EventType::Protest && found.people.is_some();
    let acts = next.mention().is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::Group) && m.people.is_none() || crowd(m));
    let by_lam = next.clitics.preposition == Some('ل') && !next.clitics.conjunction;
    (valency.genitive == Some(Role::Actor) && !told && by_lam && acts && !(definite && found == at + 1)).then_some(found)
}

/// `التقدم الكبير للجيش`, `انسحاب غير مشروط للمسلحين`: behind a verbal noun that has no object, ل stands for whoever acts.
fn agent_by_lam(sentence: &Sentence<'_, '_>, at: usize, valency: &Valency<'_>, args: &Args) -> Option<usize> {
    let intransitive = matches!(valency.verbal, Some((Some(Role::Actor), None))) || strikes_by_lam(sentence, at, valency, args);
    let told = valency.prepositions.iter().any(|(word, _)| &**word == "ل");
    let items = sentence.items;
    let adjective = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Negation | Kind::Particle(_)) && items[*i].clitics.preposition.is_none();
    let next = (valency.parts_end.max(at) + 1..items.len()).take(5).find(|i| !adjective(i))?;
    let acts = mention(sentence, next).is_some_and(|m| matches!(m.class, NounClass::Force | NounClass::Group) && can_act(m));
    (intransitive && !told && acts && items[next].clitics.preposition == Some('ل') && !items[next].clitics.conjunction).then_some(next)
}

/// `قصف للجيش على البلدة`: behind an indefinite noun of striking that is not said to be aimed, the armed strike, and are struck behind `على`.
fn strikes_by_lam(sentence: &Sentence<'_, '_>, at: usize, valency: &Valency<'_>, args: &Args) -> bool {
    let strikes = matches!(valency.verbal, Some((Some(Role::Actor), Some(Role::Target))))
        && matches!(valency.event_type, EventType::Airstrike | EventType::Shelling | EventType::Offensive);
    let armed = |need: &Need| matches!(need, Need::Is(Slot::Object, classes) if classes.contains(&NounClass::Force));
    let struck = args.complements.iter().any(|(word, _)| &**word == "على");
    let aimed = sentence.context.pack.traits.get(valency.rule).is_some_and(|traits| traits.contains(&Trait::Aimed));
    // `القصف المكثف للقوات`: behind an adjective of a definite one, unless it tells by whom.
    let described = args.nation.is_none() && sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Word) && item.clitics.article);
    let definite = sentence.items[at].clitics.article && !described || sentence.items[at].clitics.pronoun.is_some();
    strikes && !definite && args.object.is_none() && (struck || !aimed && !valency.needs.iter().any(armed))
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
                let mut lights = light_rows(sentence, i, *verb);
                let any = lights.next();
                let fits = any.into_iter().chain(lights).any(|light| match (&light.preposition, &preposition) {
                    (None, None) => true,
                    (Some(wanted), Some(found)) => same_preposition(found, wanted) || **found == **wanted,
                    _ => false,
                });
                if idle_noun(sentence, at, &sentence.context.pack.verbs[*verb as usize].idle) {
                    return None;
                }
                // The second of two coordinated event nouns hangs on the same verb.
                if fits
                    && items[i].is_verb()
                    && any.is_some_and(|light| matches!(light.subject, Role::Event))
                    && preposition.is_none()
                    && of_verb(sentence, i, None).subject.is_some_and(|s| s < i)
                {
                    // The verb has its subject: the noun after it is its object.
                    return None;
                }
                // `تمكنت القوات مدعومة بالطيران من السيطرة`: an adverbial between the verb and what it carries.
                if matches!(items[i].kind, Kind::Participle(_, true)) && any.is_none() {
                    continue;
                }
                let joined = items[at].clitics.conjunction && items[i..at].iter().any(|item| matches!(item.kind, Kind::Event(..)));
                return (fits || joined && any.is_some()).then_some(i);
            }
            // `أسفر الهجوم عن مقتل`: the subject of the verb may be an event itself.
            // `يواصل تقدمه لتحرير المواقع`: the verb carries the nearer event.
            Kind::Event(..) if items[at].clitics.preposition == Some('ل') && !items[at].clitics.conjunction && preposition_of(items, i).is_none() => {
                return None;
            }
            // `تمكن الجيش بإسناد التحالف من السيطرة`
            Kind::Event(frames, _) if preposition.is_some() && items[i].clitics.preposition == Some('ب') && lends_aid(sentence, frames) => {}
            Kind::Event(..) if !items[at].clitics.conjunction && (preposition.is_none() || preposition_of(items, i).is_some()) => return None,
            Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) => return None,
            Kind::Mark('.' | '؛' | ':') => return None,
            _ => {}
        }
    }
    None
}

/// Whether an event noun tells of help.
pub(crate) fn lends_aid(sentence: &Sentence<'_, '_>, frames: &[FrameRef]) -> bool {
    let pack = sentence.context.pack;
    frames.iter().any(|frame| match frame {
        FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type == EventType::Support,
        FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type == EventType::Support,
    })
}

/// The verb after the noun whose subject or object it is: `انفجار وقع`, `الحصار الذي تفرضه القوات`, `معارك شهدتها المدينة`.
fn carrier_after(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    for (i, item) in items.iter().enumerate().skip(at + 1).take(12) {
        match &item.kind {
            Kind::Verb(verb, _) => {
                let resumed = item.clitics.pronoun.is_some();
                let carries = light_rows(sentence, i, *verb).any(|light| carries_behind(sentence, i, light, resumed));
                return (carries && !item.clitics.conjunction && !describes(sentence, at, i)).then_some(i);
            }
            // `المعارك مستمرة`, `المفاوضات ما زالت جارية`: a participle as predicate.
            Kind::Participle(verb, false) if items[at].clitics.article && !item.clitics.article && !item.clitics.conjunction => {
                let goes_on = light_rows(sentence, i, *verb).any(|light| light.preposition.is_none() && light.subject == Role::Event);
                let predicate = (at + 1..i).all(|j| matches!(items[j].kind, Kind::Auxiliary | Kind::Negation | Kind::Word | Kind::Mention(_)));
                return (goes_on && predicate && item.clitics.preposition.is_none()).then_some(i);
            }
            Kind::Event(..) | Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Participle(..) | Kind::Conjunction | Kind::Report(_) => {
                return None;
            }
            Kind::Mark('.' | '؛' | ':' | '،' | ',') => return None,
            _ if item.clitics.conjunction => return None,
            _ => {}
        }
    }
    None
}

/// `قصف المستشفيات جريمة لا تسقط بالتقادم`: a verb that describes the indefinite predicate of the definite deed at `at`.
fn describes(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> bool {
    let items = sentence.items;
    let last = (at + 1..verb).rev().find(|&i| !matches!(items[i].kind, Kind::Negation | Kind::Auxiliary));
    let plain = |i: usize| matches!(items[i].kind, Kind::Word) && items[i].clitics == Clitics::default();
    last.is_some_and(|i| plain(i) && items[at..i].iter().any(|item| item.clitics.article))
}

/// `شهدت المدينة تظاهرات شارك فيها الآلاف`, `وقع انفجار نفذه التنظيم`, `هجوم بصاروخ أطلقته الحركة`: the subject of a verb behind the noun that takes
/// up what happened, or what it was done with.
fn doer_behind(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let agent = |verb: usize| {
        let Kind::Verb(id, _) = items[verb].kind else { return false };
        let resumed = items[verb].clitics.pronoun.is_some();
        let takes = |light: &Light| light.subject == Role::Actor && (resumed || light.preposition.is_some());
        light_rows(sentence, verb, id).any(|light| takes(light) && carries_behind(sentence, verb, light, resumed))
    };
    let means = |i: &usize| mention(sentence, *i).is_some_and(|m| m.class == NounClass::Weapon) && items[*i].clitics.preposition == Some('ب');
    let launched = || {
        let arms = (at + 1..items.len().min(at + 4)).find(means)?;
        let verb = (arms + 1..items.len().min(arms + 4)).find(|&i| items[i].is_verb())?;
        let plain = items[arms + 1..verb].iter().all(|item| matches!(item.kind, Kind::Word));
        (plain && items[verb].clitics.pronoun.is_some() && !items[verb].clitics.conjunction).then_some(verb)
    };
    // `محاولة تسلل، قام بها مسلحون`, `الغارات، التي قادها التحالف`
    let apart = || {
        let comma = (at + 1..items.len().min(at + 6)).find(|&i| !matches!(items[i].kind, Kind::Word | Kind::Mention(_)))?;
        let next = comma + 1 + usize::from(matches!(items.get(comma + 1)?.kind, Kind::Relative));
        let free = items.get(next).is_some_and(|item| item.is_verb() && !item.clitics.conjunction);
        (items[comma].is_mark(&['،', ',']) && free && agent(next)).then_some(next)
    };
    let verb = carrier_after(sentence, at).filter(|verb| agent(*verb)).or_else(launched).or_else(apart)?;
    let args = of_verb(sentence, verb, None);
    args.subject.filter(|subject| *subject > verb).or(args.object).filter(|subject| *subject > verb)
}

/// Whether the verb at `verb` carries an event before it: `معارك شهدتها المدينة`, `مظاهرة شارك فيها المئات`.
fn carries_behind(sentence: &Sentence<'_, '_>, verb: usize, light: &Light, resumed: bool) -> bool {
    match &light.preposition {
        None => matches!(light.subject, Role::Event | Role::Cause) != resumed,
        Some(wanted) => sentence.items.get(verb + 1).is_some_and(|next| match &next.kind {
            Kind::Preposition(word) => next.clitics.pronoun.is_some() && crate::clause::without_pronoun(word) == &**wanted,
            _ => false,
        }),
    }
}

/// The verb, or where it carries nothing, the others that its form can belong to (`تعرض`).
fn carriers(sentence: &Sentence<'_, '_>, at: usize, verb: u32) -> SmallVec<[u32; 4]> {
    if sentence.context.pack.verbs.get(verb as usize).is_some_and(|row| row.lights.is_empty()) {
        homographs(sentence, at, verb)
    } else {
        smallvec::smallvec![verb]
    }
}

/// Light-verb rows of the verb at item `at` whose fixed nouns are there.
fn light_rows<'p>(sentence: &Sentence<'_, 'p>, at: usize, verb: u32) -> impl Iterator<Item = &'p Light> {
    let pack = sentence.context.pack;
    let rows: Vec<&'p Light> = carriers(sentence, at, verb)
        .iter()
        .flat_map(|verb| &pack.verbs[*verb as usize].lights)
        .map(|id| &pack.lights[*id as usize])
        .filter(|light| parts_end(sentence, at, &light.parts).is_some())
        .collect();
    rows.into_iter()
}

/// `ضلوع الشرطة في قتل السائح`, `نفى الجيش ضلوعه في الهجوم`: the verbal noun of a verb that carries the event, with its own subject.
fn carried_by_noun(sentence: &Sentence<'_, '_>, at: usize, last_subject: Option<usize>) -> Option<usize> {
    let items = sentence.items;
    let noun = noun_carrier(sentence, at)?;
    let genitive = (noun + 1..at).find(|&i| mention(sentence, i).is_some_and(can_act) && preposition_of(items, i).is_none());
    genitive.or(last_subject.filter(|_| items[noun].clitics.pronoun.is_some()))
}

/// Where such a noun stands.
pub(crate) fn noun_carrier(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let pack = sentence.context.pack;
    let governor = preposition_of(items, at)?;
    let carries = |i: usize| {
        let lights = |verb: u32| pack.verbs[verb as usize].lights.iter().map(|id| &pack.lights[*id as usize]);
        let fits = |light: &Light| {
            light.parts.is_empty()
                && light.subject == Role::Actor
                && light.preposition.as_ref().is_some_and(|wanted| same_preposition(&governor, wanted))
        };
        let hits = sentence.block.hits.get(items[i].start).into_iter().flatten();
        matches!(items[i].kind, Kind::Word)
            && hits.filter_map(|hit| if let Sense::Masdar(verb) = hit.sense { Some(verb) } else { None }).any(|verb| lights(verb).any(fits))
    };
    (at.saturating_sub(5)..at).rev().take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(_))).find(|&i| carries(i))
}

/// What the carrying verb lends: its subject, and the role that subject plays in the event. A pronoun on the noun lends the last subject.
fn lend(sentence: &Sentence<'_, '_>, at: usize, carrier: Option<usize>, last_subject: Option<usize>) -> (Option<usize>, Option<Role>) {
    let pronoun = sentence.items[at].clitics.pronoun.is_some();
    let last_subject = if pronoun { crate::agreement::antecedent(sentence, at, last_subject) } else { last_subject };
    let Some(verb_at) = carrier else {
        if let Some(doer) = (!pronoun).then(|| carried_by_noun(sentence, at, last_subject)).flatten() {
            return (Some(doer), Some(Role::Actor));
        }
        let intends = crate::unreal::intender(sentence, at).filter(|_| !pronoun);
        return if pronoun { (last_subject, Some(Role::Actor)) } else { (intends, intends.map(|_| Role::Actor)) };
    };
    let (Kind::Verb(verb, _) | Kind::Participle(verb, _)) = &sentence.items[verb_at].kind else { return (None, None) };
    let preposition = preposition_of(sentence.items, at);
    let resumed = sentence.items[verb_at].clitics.pronoun.is_some();
    let light = light_rows(sentence, verb_at, *verb).find(|light| match (&light.preposition, &preposition) {
        _ if verb_at > at => carries_behind(sentence, verb_at, light, resumed),
        (None, None) => true,
        (Some(wanted), Some(found)) => same_preposition(found, wanted),
        _ => false,
    });
    let role = light.or_else(|| light_rows(sentence, verb_at, *verb).next()).map(|light| light.subject);
    // `تسببت الميليشيا في مقتل المئات`: somebody, and no deed, is the cause.
    if role == Some(Role::Cause) {
        let cause = of_verb(sentence, verb_at, last_subject.filter(|s| *s < verb_at)).subject.filter(|subject| subject.abs_diff(verb_at) == 1);
        let armed = |m: &Mention| can_act(m) && matches!(m.class, NounClass::Force | NounClass::Group | NounClass::State | NounClass::Person);
        if let Some(doer) = cause.filter(|i| mention(sentence, *i).is_some_and(armed)) {
            return (Some(doer), Some(Role::Actor));
        }
    }
    match role {
        Some(Role::Event | Role::Cause) | None => (if pronoun { last_subject } else { None }, if pronoun { Some(Role::Actor) } else { None }),
        Some(role) => {
            let args = of_verb(sentence, verb_at, last_subject.filter(|s| *s < verb_at));
            (args.subject.filter(|subject| *subject != at), Some(role))
        }
    }
}
