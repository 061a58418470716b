//! Which type a draft is: what its row says, corrected by tense, weapon and aim.

use crate::args::is_class;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::frames::Draft;
use crate::item::{Item, Kind, Mention};
use crate::sentence::Sentence;
use isnad_model::EventType;
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{NounClass, Trait};

/// The type of a draft; `None` when the clause only describes.
pub fn event_type(sentence: &Sentence<'_, '_>, draft: &Draft) -> Option<EventType> {
    match draft.event_type {
        EventType::Capture => control(sentence, draft),
        EventType::Clash | EventType::Hold | EventType::Airstrike | EventType::Shelling | EventType::Offensive if describes(sentence, draft) => None,
        EventType::Airstrike | EventType::Shelling | EventType::Offensive | EventType::Clash => Some(violence(sentence, draft)),
        kind => Some(kind),
    }
}

/// What the row of the draft says besides its type.
pub(crate) fn has(sentence: &Sentence<'_, '_>, draft: &Draft, wanted: Trait) -> bool {
    sentence.context.pack.traits.get(&draft.rule).is_some_and(|traits| traits.contains(&wanted))
}

/// `سيطر على` in the imperfect says who holds a place now; in a relative clause it only describes.
fn control(sentence: &Sentence<'_, '_>, draft: &Draft) -> Option<EventType> {
    let item = &sentence.items[draft.at];
    let imperfect = matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect)
        && !item.clitics.future
        && item.clitics.preposition.is_none();
    let unreal = draft.at > 0
        && matches!(&sentence.items[draft.at - 1].kind, Kind::Negation | Kind::Particle(_) | Kind::Complementizer(_))
        && !excepted(sentence, draft);
    let stative = has(sentence, draft, Trait::Lasting);
    let relative = sentence.clauses[clause_of(&sentence.clauses, draft.at)].opener == Opener::Relative;
    match (imperfect && !unreal, stative) {
        (false, _) => Some(EventType::Capture),
        (true, _) if relative => None,
        (true, stative) => Some(if stative { EventType::Hold } else { EventType::Capture }),
    }
}

/// `الجماعات التي تقاتل في البلاد`, `الفصائل المتواجدة في المدينة`: who they are, not what happened.
fn describes(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let item = &sentence.items[draft.at];
    let relative = sentence.clauses[clause_of(&sentence.clauses, draft.at)].opener == Opener::Relative;
    let forms = || sentence.block.hits.get(item.start).into_iter().flatten();
    // `تقاتل` may be either tense; after a relative pronoun a state is likelier.
    let imperfect = item.is_verb()
        && forms().any(|hit| matches!(hit.sense, Sense::Verb(_, inflection) if inflection.tense == Tense::Imperfect && inflection.person == 3));
    imperfect && relative
        || draft.event_type == EventType::Hold && item.clitics.article && matches!(item.kind, Kind::Event(..)) && draft.rule.starts_with("noun:")
}

/// `لا تسيطر إلا على ثلث البلاد`: a negation with an exception asserts.
fn excepted(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    (draft.at + 1..sentence.items.len().min(draft.at + 5)).any(|i| matches!(sentence.norm(i), "الا" | "سوى"))
}

/// `لا تسيطر الحكومة إلا على العاصمة`, `لم يقتل سوى جنديين`: so much is asserted; not where the exception is a condition (`إلا بعد اتفاق`).
pub(crate) fn asserts_but(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let items = sentence.items;
    let exception = (draft.at + 1..items.len().min(draft.at + 5)).find(|&i| matches!(sentence.norm(i), "الا" | "سوى"));
    let exception = exception.filter(|&i| !matches!(items[i].kind, Kind::Subordinator(_)));
    let excepts = |i: usize| match items.get(i + 1).map(|item| &item.kind) {
        Some(Kind::Preposition(word)) => matches!(&**word, "على" | "من" | "في"),
        Some(Kind::Number(_) | Kind::Mention(_)) => preposition_of(items, i + 1).is_none_or(|word| matches!(&*word, "على" | "من" | "في" | "سوى")),
        _ => false,
    };
    items[draft.at].is_verb() && exception.is_some_and(excepts)
}

/// Weapons named in or with an event.
#[derive(Clone, Copy, Default)]
struct Weapons {
    air: bool,
    /// By whoever did it, not only among the means.
    flown: bool,
    ground: bool,
    chemical: bool,
    heavy: bool,
}

fn violence(sentence: &Sentence<'_, '_>, draft: &Draft) -> EventType {
    let weapons = weapons(sentence, draft);
    let (attack, fire) = (has(sentence, draft, Trait::Attack), has(sentence, draft, Trait::Fire));
    // `هجوم بالصواريخ`, `شن هجوما بالمسيرات`: a noun tells by what means, and so does an expression right in front of them.
    let behind = sentence.items.get(draft.parts_end + 1).is_some_and(|item| item.clitics.preposition == Some('ب'));
    let told = draft.rule.starts_with("noun:") || draft.parts_end > draft.at && behind;
    match draft.event_type {
        EventType::Shelling if weapons.air => EventType::Airstrike,
        EventType::Airstrike if (weapons.ground || weapons.heavy) && !weapons.air && draft.rule.starts_with("frame:") => EventType::Shelling,
        EventType::Offensive if weapons.chemical => EventType::AttackCivilians,
        // `هجوم للحركة بصواريخ كروز`, `شنت طائرات هجوما`
        EventType::Offensive if attack && (told || weapons.flown) && weapons.air => EventType::Airstrike,
        EventType::Offensive if attack && told && weapons.ground => EventType::Shelling,
        // `دبابة أطلقت النار على الموقع`
        EventType::Clash if fire && weapons.heavy => EventType::Shelling,
        EventType::Offensive if draft.rule.starts_with("noun:") && at_civilians(sentence, draft) => EventType::AttackCivilians,
        EventType::Clash if fire && (at_civilians(sentence, draft) || at_civil_site(sentence, draft)) => EventType::AttackCivilians,
        // To storm a building is an offensive, whoever is inside.
        EventType::Offensive if attack && at_civil_site(sentence, draft) => EventType::AttackCivilians,
        EventType::Shelling if has(sentence, draft, Trait::Aimed) && !weapons.ground && at_civilians(sentence, draft) => EventType::AttackCivilians,
        kind => kind,
    }
}

fn at_civilians(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    // Force against a crowd of protesters is a clash.
    let civil = |m: &Mention| m.people.as_ref().is_some_and(|people| people.subgroup != "protesters") && matches!(m.class, NounClass::People);
    !draft.targets.is_empty() && draft.targets.iter().all(|&i| sentence.items[i].mention().is_some_and(civil))
}

/// `هجوم على مسجد`, `فتح النار في مدرسة`: where only civilians are.
fn at_civil_site(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let civil = |at: &usize| {
        let place = sentence.items[*at].mention();
        place.is_some_and(|m| {
            matches!(m.sub.as_str(), "church" | "hospital" | "market" | "media_site" | "mosque" | "school" | "shrine" | "university")
        })
    };
    let armed = |at: &usize| sentence.items[*at].mention().is_some_and(|m| is_class(m, NounClass::Force));
    draft.places.iter().chain(&draft.targets).any(civil) && !draft.targets.iter().any(armed)
}

/// Weapons among the doers, and among the means named after the trigger (`بالمدفعية`, `جوا`).
fn weapons(sentence: &Sentence<'_, '_>, draft: &Draft) -> Weapons {
    let mut out = Weapons::default();
    for &at in draft.actors.iter().chain(&draft.subject) {
        read(sentence, at, &mut out);
    }
    out.flown = out.air;
    let last = draft.parts_end.max(draft.at);
    // `وجهت ضربة صاروخية`: told by its adjective.
    let adjective =
        |token: usize| sentence.block.tokens.get(token).is_some_and(|token| matches!(&*token.norm, "صاروخيه" | "مدفعيه" | "صاروخي" | "مدفعي"));
    let next = sentence.items.get(last + 1).map_or(0, |item| usize::from(matches!(item.kind, Kind::Word | Kind::Adverb)));
    out.ground = (sentence.items[last].start..sentence.items[last].end + next).any(adjective);
    let end = sentence.items.len().min(draft.end.max(last + 4)).min(last + 14);
    for at in last + 1..end {
        let item = &sentence.items[at];
        let other = item.is_verb() || matches!(item.kind, Kind::Event(..)) && !draft.also.contains(&at) && item.clitics.preposition != Some('ب');
        if other || matches!(item.kind, Kind::Relative | Kind::Complementizer(_)) {
            break;
        }
        let means = preposition_of(sentence.items, at).is_some_and(|p| matches!(&*p, "ب" | "بواسطه" | "باستخدام"));
        let adjective = matches!(item.kind, Kind::Word | Kind::Adverb);
        if means || adjective && at < last + 4 {
            read(sentence, at, &mut out);
        }
        out.air |= adjective && matches!(sentence.norm(at), "جوا" | "جويه" | "جوي" | "الجويه" | "الجوي");
        out.chemical |= adjective && is_chemical(sentence.norm(at));
    }
    out
}

/// Adjectives of chemical arms in their two spellings.
fn is_chemical(norm: &str) -> bool {
    let bare = norm.strip_prefix("ال").unwrap_or(norm);
    bare.starts_with("كيميائي") || bare.starts_with("كيماوي") || bare.starts_with("كيمياوي")
}

/// What the nouns inside an item say of weapons.
fn read(sentence: &Sentence<'_, '_>, at: usize, out: &mut Weapons) {
    let item: &Item = &sentence.items[at];
    for token in item.start..item.end {
        for hit in sentence.block.hits.get(token).into_iter().flatten() {
            let Sense::Noun(id) = hit.sense else { continue };
            let row = &sentence.context.pack.nouns[id as usize];
            match row.sub.as_str() {
                "air" | "drone" | "airforce" => out.air = true,
                "artillery" | "rocket" => out.ground = true,
                "vehicle" => out.heavy = true,
                "chemical" => out.chemical = true,
                _ => {}
            }
        }
    }
}
