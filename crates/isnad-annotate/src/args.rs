//! Arguments: which noun phrases hang on a verb or event noun, and with which preposition.

use crate::clause::{Opener, clause_of, preposition_of};
use crate::clitics::{Clitics, Pronoun};
use crate::item::{Item, Kind, Mention};
pub use crate::listed::{coordinated, coordinated_events};
use crate::report::is_quote_item;
use crate::sentence::Sentence;
use isnad_model::EntityKind;
use isnad_pack::conjugate::{Number, Tense};
use isnad_pack::grammar::NounClass;

/// The arguments of one trigger, as item indices.
#[derive(Clone, Debug, Default)]
pub struct Args {
    /// Grammatical subject, or for an event noun the subject of the verb that carries it.
    pub subject: Option<usize>,
    /// The subject stands in another clause and was carried on.
    pub carried: bool,
    /// Direct object, or the genitive of an event noun.
    pub object: Option<usize>,
    /// Complements with their prepositions, in order.
    pub complements: Vec<(Box<str>, usize)>,
    /// Prepositions whose complement is a pronoun (`السيطرة عليها`).
    pub pronominal: Vec<Box<str>>,
    /// Bare place phrases (`شمالي حلب`).
    pub adverbial: Vec<usize>,
    /// A number after ب (`يفرون بالآلاف`).
    pub by_number: Option<usize>,
    /// A nationality that qualifies the event noun.
    pub nation: Option<usize>,
    /// One past the last item looked at.
    pub end: usize,
}

/// Whether a noun phrase belongs to a meaning class.
pub fn is_class(mention: &Mention, class: NounClass) -> bool {
    let kind = mention.entity.as_ref().map(|entity| entity.kind);
    match class {
        NounClass::Force => {
            mention.class == NounClass::Force
                || matches!(kind, Some(EntityKind::Force))
                || matches!(kind, Some(EntityKind::Group)) && mention.class != NounClass::Source
        }
        NounClass::State => mention.class == NounClass::State || kind == Some(EntityKind::State),
        NounClass::Group => matches!(kind, Some(EntityKind::Group)),
        NounClass::Body => mention.class == NounClass::Body || matches!(kind, Some(EntityKind::Body | EntityKind::Un | EntityKind::Ngo)),
        // `خطفوا مسؤولا حكوميا`: who is quoted without a name holds an office all the same.
        NounClass::Official => {
            let holds = mention.class == NounClass::Source && matches!(mention.sub.as_str(), "government" | "security" | "military" | "diplomatic");
            matches!(mention.class, NounClass::Official | NounClass::Person) || holds
        }
        NounClass::Person => mention.class == NounClass::Person || kind == Some(EntityKind::Person),
        // Sources that are people are harmed and held like others: `حبست السلطات ناشطا`.
        NounClass::People => {
            let tells = mention.class == NounClass::Source && matches!(mention.sub.as_str(), "activists" | "reporter" | "witnesses" | "people");
            mention.people.is_some() || mention.class == NounClass::People || tells
        }
        NounClass::Place => mention.place.is_some() || mention.class == NounClass::PlaceClass || mention.class == NounClass::Place,
        class => mention.class == class,
    }
}

/// Whether it can be the doer of something.
pub fn can_act(mention: &Mention) -> bool {
    mention.entity.is_some()
        && !matches!(
            mention.class,
            NounClass::Place | NounClass::PlaceClass | NounClass::Site | NounClass::Weapon | NounClass::Unit | NounClass::Direction
        )
        || mention.metonym
}

/// The arguments of the verb at item `at`.
pub fn of_verb(sentence: &Sentence<'_, '_>, at: usize, previous: Option<usize>) -> Args {
    let items = sentence.items;
    let mut args = Args { end: forward_end(sentence, at), ..Args::default() };
    let clause_index = clause_of(&sentence.clauses, at);
    let clause = &sentence.clauses[clause_index];
    let (number, person) = match items[at].kind {
        Kind::Verb(_, inflection) => (inflection.number, inflection.person),
        _ => (Number::Singular, 3),
    };
    let before = bare_before(items, clause.start, at)
        .or_else(|| crate::resume::past_relative(sentence, clause_index, at))
        .or_else(|| crate::resume::event_before(sentence, at))
        .or_else(|| crate::resume::relative_without_pronoun(items, at))
        .or_else(|| crate::resume::pluperfect(sentence, at));
    // Arabic puts the verb in the singular before its subject: a plural verb has its subject behind it.
    let subject_before = before.is_some() || number == Number::Plural || person != 3 || items[at].clitics.preposition.is_some();
    let mut bare = Vec::new();
    collect(sentence, at, &mut args, &mut bare);
    if let [subject] = bare[..] {
        bare.extend(behind_description(sentence, at, subject).or_else(|| behind_apposition(sentence, clause_index, at, subject)));
    }
    // `إنها قصفت الجيش`, `أنه قتل مسلحا`: the pronoun is the subject; in the masculine only where what stands behind can only be the object.
    let by_pronoun = at > 0
        && matches!(items[at - 1].kind, Kind::Complementizer(_))
        && (["ها", "هم", "هما"].iter().any(|ending| sentence.norm(at - 1).ends_with(ending))
            || sentence.norm(at - 1).ends_with('ه') && bare.first().is_some_and(|i| crate::agreement::accusative(sentence, *i)));
    let subject_before = subject_before || by_pronoun;
    let mut bare = bare.into_iter();
    // `حركة حماس، التي تسيطر`: behind a comma too.
    let relative = clause.opener == Opener::Relative || matches!(items[clause.start].kind, Kind::Relative);
    let antecedent = relative.then(|| crate::resume::antecedent(sentence, clause.start)).flatten();
    if let Some(antecedent) = antecedent {
        let first = bare.next();
        let doer = first.filter(|i| items[*i].mention().is_some_and(can_act));
        let resumed = items[at].clitics.pronoun.is_some()
            || items
                .get(at + 1..args.end)
                .unwrap_or_default()
                .iter()
                .any(|item| item.clitics.pronoun.is_some() && matches!(item.kind, Kind::Preposition(_)));
        let agrees = matches!(items[at].kind, Kind::Verb(_, inflection) if sentence.norm(clause.start).ends_with(if inflection.feminine { "التي" } else { "الذي" }));
        // Unless a pronoun takes it up, what can act is itself the subject: `التحالف الذي يدعم الرئيس`.
        // With a pronoun on the object (`الجماعة التي قصف الجيش مواقعها`) or another gender of the verb it is not.
        // `الرئيس، الذي دعا ألمانيا إلى مساعدة بلاده`: what is said may well be of whoever says it.
        let own = first.filter(|_| says(sentence, at)).map_or(args.end, |first| args.end.min(first + 1));
        // `الدولة التي اتهمت جيرانها`: the one phrase behind a verb of accusing is the accused, whatever its pronoun stands for.
        let own = if bare.len() == 0 && accuses(sentence, at) { at + 1 } else { own };
        // `الدولة التي اتهمت جيرانها`: men in the plural are no subject of a verb in the feminine.
        let addressed = agrees && first.is_some_and(|first| says(sentence, at) && crate::agreement::addressed_men(sentence, at, first));
        let taken_up = !addressed
            && (items.get(at + 1..own).unwrap_or_default().iter().any(|item| item.clitics.pronoun.is_some())
                || (at + 1..own.min(items.len())).any(|i| {
                    let norm = sentence.norm(i);
                    items[i].mention().is_some()
                        && ["ها", "هم", "هما", "ه"]
                            .iter()
                            .any(|ending| norm.strip_suffix(ending).is_some_and(|stem| stem.chars().count() > 3 && !stem.starts_with("ال")))
                        && sentence.block.tokens.get(items[i].start).is_some_and(|token| !token.marbuta)
                }));
        // `التحالف الذي يدعمه الغرب`: what its own pronoun takes up is the object, whoever the subject is.
        let object = match items[at].clitics.pronoun {
            Some(Pronoun::He) => sentence.norm(clause.start).ends_with("الذي"),
            Some(Pronoun::She) => sentence.norm(clause.start).ends_with("التي"),
            _ => false,
        };
        // Only where a noun that no table knows as a doer stands right behind the verb: `إسرائيل التي قصفتها` struck somebody told before.
        let stranger = items.get(at + 1).is_some_and(|item| {
            let free = item.clitics.preposition.is_none() && !item.clitics.conjunction;
            let unknown = sentence.block.hits.get(item.start).is_some_and(|hits| hits.is_empty());
            // `الغرب` is a direction too.
            let direction = item.mention().is_some_and(|m| m.class == NounClass::Direction);
            (matches!(item.kind, Kind::Word) || direction) && free && (item.clitics.article || sentence.norm(at + 1).starts_with("ال") || unknown)
        });
        if object && stranger && doer.is_none() && matches!(items[at].kind, Kind::Verb(_, inflection) if !inflection.passive) {
            args.object = Some(antecedent);
            return args;
        }
        // `هافانا التي تتهم واشنطن`: a state speaks for itself, by its capital too.
        let state = |m: &Mention| says(sentence, at) && (m.metonym || m.class == NounClass::State);
        let acts = agrees && !taken_up && items[antecedent].mention().is_some_and(|m| can_act(m) && (m.place.is_none() || state(m)));
        if doer.is_some() && (resumed || number == Number::Singular && !agrees_passive(items, at) && !acts) && first != args.object {
            args.subject = first;
            // `الموقع الذي قتل فيه ثلاثة جنود`: what a preposition takes up is no object.
            // Nor is the place that it is about: `المدينة التي انسحب منها المقاتلون`.
            let place = items[antecedent].mention().is_some_and(|m| m.place.is_some() && !can_act(m) || m.class == NounClass::PlaceClass);
            let inside = items[at].clitics.pronoun.is_none() && args.pronominal.first().is_some_and(|preposition| &**preposition == "في" || place);
            args.object = bare.next().or(Some(antecedent).filter(|_| !inside));
            if inside {
                let taken_up = args.pronominal.first().map(|preposition| (preposition.clone(), antecedent));
                args.complements.splice(0..0, taken_up);
            }
        } else {
            args.subject = Some(antecedent);
            args.carried = true;
            args.object = first;
        }
        return args;
    }
    // `المدينة سيطر عليها الجيش`, `منطقة تسيطر عليها المعارضة`: what a pronoun takes up is no subject.
    let topic = before.filter(|&i| {
        items[i].mention().is_some_and(|m| !can_act(m) || m.place.is_some()) && !args.pronominal.is_empty() && number == Number::Singular
    });
    // `المدرسة قصفها المسلحون`, `الفتاة ضربها والدها`: what the pronoun of the verb takes up is its object.
    let singular =
        matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.person == 3 && inflection.number == Number::Singular && !inflection.passive);
    let behind = |i: usize| i == at + 1 && items[i].mention().is_some_and(can_act) && items[i].clitics.preposition.is_none();
    let taken_up = before.filter(|_| singular && items[at].clitics.pronoun.is_some() && bare.clone().next().is_some_and(behind));
    let doer = topic.and_then(|_| bare.clone().next()).filter(|i| items[*i].mention().is_some_and(can_act));
    if taken_up.is_some() {
        args.subject = bare.next();
        args.object = taken_up;
    } else if let (Some(topic), Some(doer)) = (topic, doer) {
        args.subject = Some(doer);
        args.complements.extend(args.pronominal.first().map(|preposition| (preposition.clone(), topic)));
    } else if subject_before {
        args.subject = before;
        args.object = bare.next();
    } else if bare.clone().next().is_some_and(|i| crate::agreement::no_subject(sentence, at, i)) {
        args.object = bare.next();
        args.subject = bare.next();
    } else {
        args.subject = bare.next();
        args.object = bare.next();
    }
    if args.subject.is_none_or(|i| matches!(items[i].kind, Kind::Event(..))) {
        args.subject = crate::resume::dislocated(sentence, at).or(args.subject);
    }
    // `على الجيش أن يغادر البلدة`: who ought to is who does.
    let obliged = clause_start_before(sentence, at).and_then(|head| crate::nominal::obliged(sentence, head));
    if let Some((who, _)) = obliged.filter(|(_, deed)| deed + 1 == at) {
        args.object = args.subject.filter(|subject| *subject > at).or(args.object);
        args.subject = Some(who);
    }
    // `شنت إسرائيل غارات على دمشق وقصفت حلب`: what cannot act behind a joined verb is the object; the subject goes on.
    let inert = |i: usize| i > at && items[i].mention().is_some_and(|m| !can_act(m) && m.class != NounClass::Weapon);
    // `أنهكت القوات خصومها ودمرت تعزيزاتهم`: a verb that wants an object, and no other phrase.
    let transitive = matches!(items[at].kind, Kind::Verb(verb, _) if sentence.context.pack.verbs[verb as usize].frames.iter().all(|id| sentence.context.pack.verb_frames[*id as usize].object.is_some()));
    let theirs = |i: usize| {
        let armed = items[i].mention().is_some_and(|m| m.class == NounClass::Force);
        transitive && i > at && armed && items[i].clitics.pronoun.is_some()
    };
    let inert = |i: usize| inert(i) || theirs(i);
    let harmed = |i: usize| i > at && crate::agreement::only_active(sentence, at, i);
    let continued = args.subject.is_some_and(harmed) && previous.is_some_and(|i| !crate::agreement::goes_on_with_another(sentence, at, i));
    if args.object.is_none() && (continued || args.subject.is_some_and(inert) && previous.is_some() && crate::agreement::goes_on(items, at)) {
        args.object = args.subject;
        args.subject = previous;
        args.carried = true;
    }
    if args.subject.is_none() && args.object.is_none() && !subject_before || args.subject.is_none() && subject_before {
        args.subject = previous.filter(|previous| !crate::agreement::goes_on_with_another(sentence, at, *previous));
        args.carried = args.subject.is_some();
    }
    args
}

/// Whether the verb at `at` has a frame of an act of speech.
fn says(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let Kind::Verb(verb, _) = sentence.items[at].kind else { return false };
    pack.verbs[verb as usize].frames.iter().any(|id| pack.verb_frames[*id as usize].event_type.is_speech_act())
}

/// A verb that takes the accused as its object.
fn accuses(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let Kind::Verb(verb, _) = sentence.items[at].kind else { return false };
    pack.verbs[verb as usize]
        .frames
        .iter()
        .map(|id| &pack.verb_frames[*id as usize])
        .any(|row| row.event_type == isnad_model::EventType::Accuse && row.object == Some(isnad_pack::grammar::Role::Target))
}

/// The preposition that heads what stands before the complementizer right before `at`: `على الطرفين أن يلتزما`.
fn clause_start_before(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let complementizer = at.checked_sub(1).filter(|i| matches!(sentence.items[*i].kind, Kind::Complementizer(_)))?;
    (complementizer.saturating_sub(6)..complementizer).rev().find(|&i| matches!(&sentence.items[i].kind, Kind::Preposition(word) if &**word == "على"))
}

fn agrees_passive(items: &[Item], at: usize) -> bool {
    matches!(items[at].kind, Kind::Verb(_, inflection) if inflection.passive)
}

/// The arguments of the event noun at item `at`; its subject comes from the verb that carries it.
pub fn of_event(sentence: &Sentence<'_, '_>, at: usize) -> Args {
    let items = sentence.items;
    let mut args = Args { end: forward_end(sentence, at), ..Args::default() };
    let definite = items[at].clitics.article || items[at].clitics.pronoun.is_some();
    let mut next = at + 1;
    if items.get(next).and_then(Item::mention).is_some_and(|m| m.sub == crate::nation::EVENT_NATION) {
        args.nation = Some(next);
        next += 1;
        while items.get(next).and_then(Item::mention).is_some_and(|m| m.sub == crate::nation::EVENT_NATION) {
            next += 1;
        }
    }
    // `بإسناد ومشاركة القوات`: what follows two verbal nouns belongs to both.
    let second = |i: usize| {
        let plain = items[i].clitics.conjunction && !items[i].clitics.article && items[i].clitics.preposition.is_none();
        let light = |verb: u32| !sentence.context.pack.verbs[verb as usize].lights.is_empty();
        let noun = match items[i].kind {
            Kind::Word => crate::scope::noun_of_verb(sentence, i, true).is_some(),
            Kind::Event(_, verb) => verb.is_some_and(light),
            _ => false,
        };
        i == at + 1 && noun && plain
    };
    if next < args.end && !definite && second(next) {
        next += 1;
    }
    while next < args.end
        && (matches!(items[next].kind, Kind::Word | Kind::Adverb | Kind::When(_) | Kind::Demonstrative) || is_quote_item(&items[next]))
        && next < at + 4
        && !items[next].clitics.conjunction
        && items[next].clitics.preposition.is_none()
    {
        next += 1;
    }
    let nominal = |item: &&Item| matches!(item.kind, Kind::Mention(_) | Kind::Number(_));
    let genitive = items
        .get(next)
        // `غارات إسرائيلية 10 أشخاص`: behind its adjective an event noun has no genitive.
        .filter(|_| next < args.end && !definite && args.nation.is_none())
        .filter(nominal)
        .filter(|_| preposition_of(items, next).is_none() && !items[next].clitics.conjunction);
    if genitive.is_some() {
        args.object = Some(next);
    }
    let mut bare = Vec::new();
    collect(sentence, at, &mut args, &mut bare);
    // A verbal noun with a pronoun takes its object bare: `استهدافها المدينة`.
    if items[at].clitics.pronoun.is_some() && args.object.is_none() {
        args.object = bare.first().copied();
    }
    args
}

/// Arguments reach to the end of the clause, over lists and parentheses without a verb of their own.
fn forward_end(sentence: &Sentence<'_, '_>, at: usize) -> usize {
    let index = clause_of(&sentence.clauses, at);
    let mut end = sentence.clauses[index].end;
    let mut skipped_relative = false;
    for clause in &sentence.clauses[index + 1..] {
        // `شن أي غارات، متهما الحركة بمهاجمة القاعدة`: a participle behind a comma heads a clause of its own.
        let verb = sentence.items[clause.start..clause.end].iter().any(Item::is_verb)
            || matches!(sentence.items[clause.start].kind, Kind::Participle(_, false));
        match clause.opener {
            Opener::Comma | Opener::Parenthesis | Opener::Resumed if !verb => end = clause.end,
            Opener::Relative if !skipped_relative => skipped_relative = true,
            _ => break,
        }
    }
    end
}

/// Sorts what follows into bare phrases and complements, up to the next predicate.
fn collect(sentence: &Sentence<'_, '_>, at: usize, args: &mut Args, bare: &mut Vec<usize>) {
    let items = sentence.items;
    let own = clause_of(&sentence.clauses, at);
    let mut adjunct_end = 0;
    for next in at + 1..args.end.min(items.len()) {
        let clause = clause_of(&sentence.clauses, next);
        if sentence.clauses[clause].opener == Opener::Relative && clause != own || set_off(sentence, own, clause, args.end) {
            continue;
        }
        // `مواجهات في القطاع، قبل ساعات من تدشين السفارة في القدس`: what only tells how long before or after.
        if lapse(items, next) {
            args.end = next;
            return;
        }
        match &items[next].kind {
            Kind::Verb(..) => {
                if clause == own || sentence.clauses[clause].opener != Opener::Relative {
                    args.end = next;
                    return;
                }
            }
            // An adjunct (`جراء قصف عنيف لقوات النظام`) may stand between a verb and its subject.
            Kind::Event(..) if adjunct(items, at, next) && bare.is_empty() => adjunct_end = genitive_end(items, next),
            // `سيطرت القوات بدعم من التحالف على المدخل`
            Kind::Event(frames, _) if aid_end(items, next).is_some() && crate::event::lends_aid(sentence, frames) => {
                adjunct_end = aid_end(items, next).unwrap_or(next);
            }
            Kind::Event(..) => {
                if preposition_of(items, next).is_none() && !items[next].clitics.conjunction {
                    bare.push(next);
                    bare.extend(harmed_behind(sentence, at, next).filter(|_| bare.len() == 1));
                }
                args.end = next;
                return;
            }
            Kind::Mention(_) if next < adjunct_end => {}
            Kind::Preposition(word) if items[next].clitics.pronoun.is_some() => args.pronominal.push(crate::clause::without_pronoun(word).into()),
            Kind::Mention(mention) => match preposition_of(items, next) {
                Some(preposition) => args.complements.push((preposition, next)),
                None if Some(next) == args.object => {}
                // `قتل ثلاثة جنود بحسب شرطة المدينة`: whoever is said to say so.
                None if matches!(items[next - 1].kind, Kind::Report(_)) => {}
                // `استهدفت مرات عدة مواقع`: how often or how long is no object.
                None if mention.class == NounClass::Unit
                    && matches!(mention.sub.as_str(), "time" | "day" | "week" | "month" | "year" | "hour" | "minute" | "second") => {}
                // `قتل منهم 54`: right behind the verb it is whom the verb tells of.
                None if mention.sub == crate::nation::EVENT_NATION
                    || in_genitive(sentence, next)
                    || partitive(items, next) && !(next == at + 2 && bare.is_empty())
                    || described(items, next) => {}
                None if titled(items, next) => {}
                None if after_day(items, at, next) && bare.len() < 2 => bare.push(next),
                None if after_parenthesis(sentence, own, clause, next) && bare.len() < 2 => bare.push(next),
                None if after_date(sentence, own, clause, next) && bare.len() < 2 => bare.push(next),
                None if after_subject(sentence, at, next, bare) => bare.push(next),
                None if items[next].clitics.conjunction || after_comma(items, next) || items[next - 1].kind.is_conjunction() => {}
                None if mention.part && mention.place.is_some() && !bare.is_empty() => args.adverbial.push(next),
                None if clause == own => bare.push(next),
                None => {}
            },
            Kind::Number(_)
                if preposition_of(items, next).is_none()
                    && !items[next].clitics.conjunction
                    && !items[next - 1].kind.is_conjunction()
                    && clause == own =>
            {
                bare.push(next)
            }
            Kind::Number(_) if items[next].clitics.preposition == Some('ب') => args.by_number = Some(next),
            _ => {}
        }
    }
}

/// `بدعم من التحالف`, `بإسناد جوي من التحالف`: one past whoever lends the aid at `at`.
fn aid_end(items: &[Item], at: usize) -> Option<usize> {
    let from = |i: &usize| matches!(&items[*i].kind, Kind::Preposition(word) if &**word == "من");
    let aid = items[at].clitics.preposition == Some('ب') && !items[at].clitics.conjunction;
    let from = (at + 1..items.len().min(at + 4)).find(from).filter(|_| aid)?;
    let plain = items[at + 1..from].iter().all(|item| matches!(item.kind, Kind::Word | Kind::Conjunction));
    let who = items.get(from + 1).and_then(Item::mention).is_some_and(can_act);
    (plain && who).then(|| coordinated(items, from + 1).last().map_or(from + 2, |last| last + 1))
}

/// `اغتال مسلحون يستقلون سيارة ضابطا`: the object of the verb at `verb`, behind that of the verb that describes its indefinite subject.
fn behind_description(sentence: &Sentence<'_, '_>, verb: usize, subject: usize) -> Option<usize> {
    let items = sentence.items;
    let next = subject + 1;
    let Kind::Verb(_, inflection) = items.get(next)?.kind else { return None };
    let somebody = items[subject].mention().is_some_and(|m| !m.definite && (m.people.is_some() || m.class == NounClass::Force));
    let describes = inflection.tense == Tense::Imperfect && inflection.person == 3 && items[next].clitics == Clitics::default();
    if subject != verb + 1 || !somebody || !describes {
        return None;
    }
    let bare = |i: &usize| {
        let phrase = matches!(items[*i].kind, Kind::Number(_)) || items[*i].mention().is_some();
        phrase && preposition_of(items, *i).is_none() && !items[*i].clitics.conjunction && !in_genitive(sentence, *i)
    };
    let ends = |i: &usize| items[*i].is_verb() || matches!(items[*i].kind, Kind::Mark(_) | Kind::Event(..));
    let own: Vec<usize> = (next + 1..items.len()).take_while(|i| !ends(i)).filter(bare).collect();
    let object = own.get(1).copied()?;
    items[object].mention().is_none_or(|m| m.people.is_some() || can_act(m)).then_some(object)
}

/// `قتل فلان، التونسي الأصل، أربعة أشخاص`, `قتلت الحركة التي ظهرت حينها، مئة شخص`: counted people behind what commas set off or a relative clause.
fn behind_apposition(sentence: &Sentence<'_, '_>, own: usize, verb: usize, subject: usize) -> Option<usize> {
    let items = sentence.items;
    let counted = |i: usize| items[i].mention().is_some_and(|m| m.number.is_some() && m.people.is_some()) && items[i].clitics == Clitics::default();
    let apart = sentence.clauses.get(own + 1)?;
    let described = match apart.opener {
        Opener::Relative => true,
        Opener::Comma => items[apart.start].clitics.article && !items[apart.start..apart.end].iter().any(Item::is_verb),
        _ => false,
    };
    let next = sentence.clauses.get(own + 2).filter(|next| next.opener == Opener::Comma)?;
    let acts = items[subject].mention().is_none_or(|m| m.number.is_none() && m.people.is_none());
    (described && acts && subject > verb && counted(next.start) && preposition_of(items, next.start).is_none()).then_some(next.start)
}

/// `قتلت غارات إسرائيلية 10 أشخاص`: the object of a verb whose subject is the event noun at `event`, behind its adjectives.
fn harmed_behind(sentence: &Sentence<'_, '_>, verb: usize, event: usize) -> Option<usize> {
    let items = sentence.items;
    let nation = |item: &Item| item.mention().is_some_and(|m| m.sub == crate::nation::EVENT_NATION);
    let adjective = |i: &usize| (matches!(items[*i].kind, Kind::Word) || nation(&items[*i])) && !items[*i].clitics.article;
    let object = (event + 1..items.len()).find(|i| !adjective(i))?;
    let counted = items[object].mention().is_some_and(|m| m.people.is_some() && m.number.is_some()) && !items[object].clitics.conjunction;
    (items[verb].is_verb() && counted && preposition_of(items, object).is_none()).then_some(object)
}

/// `قبل ساعات من تدشين`, `بعد يومين من سقوط`: a stretch of time counted from another event.
pub fn lapse(items: &[Item], at: usize) -> bool {
    let word = |i: usize, words: &[&str]| match items.get(i).map(|item| &item.kind) {
        Some(Kind::Preposition(found) | Kind::Subordinator(found)) => words.contains(&&**found),
        _ => false,
    };
    let unit = items.get(at + 1).and_then(Item::mention).is_some_and(|mention| mention.class == NounClass::Unit);
    word(at, &["قبل", "بعد"]) && unit && word(at + 2, &["من"])
}

/// `حررت القوات، بإسناد من الطيران، مواقع`: an adverbial with an event of its own, behind which the object comes.
fn set_off(sentence: &Sentence<'_, '_>, own: usize, clause: usize, end: usize) -> bool {
    let event = |c: &crate::clause::Clause| sentence.items[c.start..c.end].iter().any(|item| matches!(item.kind, Kind::Event(..)));
    clause == own + 1
        && sentence.clauses[clause].opener == Opener::Comma
        && event(&sentence.clauses[clause])
        && sentence.clauses.get(clause + 1).is_some_and(|next| {
            let bare = sentence.items[next.start].mention().is_some() && preposition_of(sentence.items, next.start).is_none();
            next.start < end && bare && after_parenthesis(sentence, own, clause + 1, next.start)
        })
}

/// `انتزعت القوات، الثلاثاء، بإسناد من الطيران، مواقع`: the object may come after adverbials set off by commas.
fn after_parenthesis(sentence: &Sentence<'_, '_>, own: usize, clause: usize, at: usize) -> bool {
    let items = sentence.items;
    let adverbial = |c: &crate::clause::Clause| {
        items.get(c.start..c.end).unwrap_or_default().iter().enumerate().all(|(i, item)| match &item.kind {
            Kind::Mention(_) | Kind::Event(..) => {
                preposition_of(items, c.start + i).is_some() || i > 0 && matches!(items[c.start + i - 1].kind, Kind::Report(_))
            }
            Kind::Report(_) => true,
            Kind::Verb(..) | Kind::Number(_) => false,
            _ => true,
        })
    };
    clause > own + 1
        && sentence.clauses[clause].start == at
        && !items[at].clitics.conjunction
        && sentence.clauses[own + 1..clause].iter().all(adverbial)
}

/// `هاجمت القوات مساء اليوم الثلاثاء، مقرات`: a comma that only closes the date parts no object from its verb.
fn after_date(sentence: &Sentence<'_, '_>, own: usize, clause: usize, at: usize) -> bool {
    let items = sentence.items;
    let heads = clause == own + 1 && sentence.clauses[clause].start == at && sentence.clauses[clause].opener == Opener::Comma;
    let dated = at >= 2 && items[at - 1].is_mark(&['،', ',']) && matches!(items[at - 2].kind, Kind::When(_));
    heads && dated && !items[at].clitics.conjunction && !items[at].clitics.article
}

/// `حررت قوات الجيش، عددا من القرى`: a comma behind the subject alone parts no object that can do nothing itself from its verb.
fn after_subject(sentence: &Sentence<'_, '_>, verb: usize, at: usize, bare: &[usize]) -> bool {
    let items = sentence.items;
    let [subject] = bare[..] else { return false };
    let plain = |i: usize| {
        let governed = items[i].clitics.preposition.is_some() || preposition_of(items, i).is_some();
        matches!(items[i].kind, Kind::Mention(_) | Kind::Word | Kind::Adverb) && !governed
    };
    let alone = subject == verb + 1 && at >= verb + 3 && after_comma(items, at) && (verb + 1..at - 1).all(plain);
    let acts = items[subject].mention().is_some_and(can_act);
    let object = items[at]
        .mention()
        .is_some_and(|m| !can_act(m) && matches!(m.class, NounClass::Place | NounClass::PlaceClass | NounClass::Site | NounClass::Weapon));
    items[verb].is_verb() && alone && acts && object && !items[at].clitics.conjunction
}

/// Whether the event noun at `event` is an adjunct of the verb at `verb`.
fn adjunct(items: &[Item], verb: usize, event: usize) -> bool {
    let by = || {
        preposition_of(items, event).is_some_and(|p| {
            matches!(
                &*p,
                "جراء"
                    | "من جراء"
                    | "منذ"
                    | "في"
                    | "خلال"
                    | "اثر"
                    | "على اثر"
                    | "عقب"
                    | "بعد"
                    | "اثناء"
                    | "بسبب"
                    | "نتيجه"
                    | "بفعل"
            )
        })
    };
    let noun = || preposition_of(items, event).is_some_and(|p| matches!(&*p, "خلال" | "اثناء" | "بعد" | "عقب"));
    if items[verb].is_verb() { by() } else { noun() }
}

/// Past the genitive and the agent of an event noun.
fn genitive_end(items: &[Item], event: usize) -> usize {
    let mut next = event + 1;
    while items.get(next).is_some_and(|item| matches!(item.kind, Kind::Word) && !item.clitics.conjunction) {
        next += 1;
    }
    let hangs_on = items
        .get(next)
        .is_some_and(|item| item.mention().is_some() && !item.clitics.conjunction && item.mention().is_some_and(|m| m.number.is_none()));
    if hangs_on { next + 1 } else { next }
}

/// `بينهم امرأتان`, `منهم خمسة أطفال`: part of those told before, no argument of its own.
fn partitive(items: &[Item], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| &items[i]) else { return false };
    matches!(&before.kind, Kind::Preposition(word) if before.clitics.pronoun.is_some() && matches!(crate::clause::without_pronoun(word), "بين" | "من" | "ضمن" | "من بين" | "من ضمن"))
}

/// Whether the phrase at `at` only belongs to the one right before it: `برصاص الجيش`, `أشخاص آخرين`, `منطقة عفرين السورية`.
fn in_genitive(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let Some(before) = at.checked_sub(1).map(|i| &items[i]) else { return false };
    let Some(own) = items[at].mention() else { return false };
    if items[at].clitics.conjunction {
        return false;
    }
    let adjective = items[at].clitics.article
        && sentence.block.hits.get(items[at].start).is_some_and(|hits| {
            hits.iter().any(|hit| matches!(hit.sense, isnad_pack::Sense::Nationality(_)))
                && !hits.iter().any(|hit| matches!(hit.sense, isnad_pack::Sense::Country(_)) && !hit.clitics.article)
        });
    let single = items[at].end == items[at].start + 1;
    match &before.kind {
        Kind::Mention(_) | Kind::Word if adjective && single => true,
        Kind::Mention(head) if head.people.is_some() && own.people.is_some() && own.number.is_none() && own.class == NounClass::People => true,
        // `استهدفت معسكر اللواء`: whose site it is.
        Kind::Mention(head) if head.class == NounClass::Site && can_act(own) && own.definite => {
            !before.clitics.article && before.clitics.pronoun.is_none() && head.place.is_none() && !sentence.norm(at - 1).ends_with('ا')
        }
        Kind::Mention(head) => {
            preposition_of(items, at - 1).is_some()
                && !before.clitics.article
                && head.place.is_none()
                && matches!(head.class, NounClass::Weapon | NounClass::Site | NounClass::Unit | NounClass::Direction)
        }
        // `سرية حفظ النظام`: the object of a verbal noun.
        Kind::Word
            if own.definite
                && !before.clitics.article
                && before.clitics.pronoun.is_none()
                && sentence
                    .block
                    .hits
                    .get(before.start)
                    .is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, isnad_pack::Sense::Masdar(_)) && hit.clitics.weight() == 0)) =>
        {
            true
        }
        // `سيطرت على مبنى فرع الحزب`: a body at the end of a chain that a site opens.
        Kind::Word if own.class == NounClass::Body && !before.clitics.article && before.clitics.preposition.is_none() => {
            let site = |i: &usize| items[*i].mention().is_some_and(|m| m.class == NounClass::Site && m.place.is_none()) && !items[*i].clitics.article;
            !before.clitics.conjunction && at.checked_sub(2).filter(site).is_some_and(|head| preposition_of(items, head).is_some())
        }
        _ => false,
    }
}

pub(crate) fn after_comma(items: &[Item], at: usize) -> bool {
    at > 0 && items[at - 1].is_mark(&['،', ','])
}

/// `اعتقلت الشرطة، مساء الأحد، شابا`: behind a day between commas the clause goes on.
fn after_day(items: &[Item], verb: usize, at: usize) -> bool {
    if !after_comma(items, at) || items[at].clitics.conjunction {
        return false;
    }
    let comma = |i: usize| items[i].is_mark(&['،', ',']);
    let open = (verb + 1..at - 1).rev().find(|&i| comma(i));
    open.is_some_and(|open| open + 2 < at && items[open + 1..at - 1].iter().all(|item| matches!(item.kind, Kind::When(_) | Kind::Adverb)))
}

/// `التقى بفلان المدعي العام`: the office of a person right before it whom a preposition governs.
fn titled(items: &[Item], at: usize) -> bool {
    let office = items[at].mention().is_some_and(|m| matches!(m.class, NounClass::Official | NounClass::Body)) && items[at].clitics.article;
    let named =
        at.checked_sub(1).is_some_and(|i| items[i].mention().is_some_and(|m| m.class == NounClass::Person) && preposition_of(items, i).is_some());
    office && named && !items[at].clitics.conjunction
}

/// `مسلحون مجهولون`: people in general behind an indefinite plural describe it.
fn described(items: &[Item], at: usize) -> bool {
    let general = |item: &Item| item.mention().is_some_and(|m| m.sub == "general" && m.number.is_none() && !m.definite);
    let head = at.checked_sub(1).and_then(|i| items[i].mention()).is_some_and(|m| m.place.is_none() && !m.definite);
    general(&items[at]) && head && !items[at].clitics.conjunction && items[at].clitics.preposition.is_none()
}

/// The nearest noun phrase before `at` in its clause that no preposition governs; of a coordination, its head.
fn bare_before(items: &[Item], start: usize, at: usize) -> Option<usize> {
    let mut found = None;
    for i in (start..at).rev() {
        match &items[i].kind {
            // `مع تقدم الفصائل نحو حماة أغلق لبنان`: whose deed an adjunct tells is no subject of the verb.
            Kind::Mention(_) if i > start && matches!(items[i - 1].kind, Kind::Event(..)) && preposition_of(items, i - 1).is_some() => {}
            // `بعد الهجوم على مقر الحزب اتهم الوزير`: nor is whose site an adjunct names.
            Kind::Mention(_) if owns_adjunct(items, start, i) => {}
            Kind::Mention(_) | Kind::Number(_) => {
                if preposition_of(items, i).is_none() {
                    // `ألفا مدني أعزل قتلوا`: the number stands with the noun before.
                    let people =
                        |at: usize, numbered: bool| items[at].mention().is_some_and(|m| m.people.is_some() && m.number.is_some() == numbered);
                    let i = if i > start && people(i, false) && people(i - 1, true) && !items[i].clitics.conjunction { i - 1 } else { i };
                    // `سكان القرية خرجوا`: those of a place, not the place.
                    let i = if i > start && of_place(items, i) { i - 1 } else { i };
                    found = Some(i);
                    if !items[i].clitics.conjunction {
                        return found;
                    }
                }
            }
            Kind::Event(..) | Kind::Verb(..) => return found,
            _ => {}
        }
    }
    found
}

/// Whether the place at `at` is the genitive of the people right before it.
fn of_place(items: &[Item], at: usize) -> bool {
    let place = items[at].mention().is_some_and(|m| matches!(m.class, NounClass::Place | NounClass::PlaceClass) && !m.metonym);
    let plain = |i: usize| !items[i].clitics.conjunction && items[i].clitics.preposition.is_none();
    let people = items[at - 1].mention().is_some_and(|m| m.people.is_some() && m.place.is_none());
    place && people && plain(at) && !items[at - 1].clitics.article && preposition_of(items, at - 1).is_none()
}

/// Whether the phrase at `at` is the genitive of a site or an event, one behind another, that a preposition governs.
fn owns_adjunct(items: &[Item], start: usize, at: usize) -> bool {
    let construct = |i: usize| {
        let site = items[i].mention().is_some_and(|m| matches!(m.class, NounClass::Site | NounClass::PlaceClass) && m.place.is_none());
        (site || matches!(items[i].kind, Kind::Event(..)))
            && !items[i].clitics.article
            && !items[i].clitics.conjunction
            && items[i].clitics.pronoun.is_none()
    };
    let bare = !items[at].clitics.conjunction && items[at].clitics.preposition.is_none();
    let head = (start..at).rev().take_while(|&i| construct(i)).last();
    bare && head.is_some_and(|head| preposition_of(items, head).is_some())
}
