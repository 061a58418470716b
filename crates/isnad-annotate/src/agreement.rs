//! Agreement of a verb with the noun phrase behind it.

use crate::clitics::Pronoun;
use crate::item::{Item, Kind};
use crate::mention::Reader;
use crate::sentence::Sentence;
use isnad_pack::Sense;
use isnad_pack::conjugate::{Inflection, Number};
use isnad_pack::grammar::NounClass;

/// Whether the phrase at `subject`, right behind the verb, cannot be its subject: `حثت الجيش على` is no saying of the army's, `دعا الأطراف إلى` none of the
/// parties'. A title may stand in the masculine behind a feminine verb, people in the plural behind a masculine one.
pub(crate) fn disagrees(sentence: &Sentence<'_, '_>, verb: usize, subject: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[verb].kind else { return false };
    let close = items.get(verb + 1..subject).is_some_and(|between| between.iter().all(|item| matches!(item.kind, Kind::Adverb)));
    if !close || inflection.person != 3 || inflection.number != Number::Singular || inflection.passive {
        return false;
    }
    // `تقدم الجيش`: where the form is a verb of the other gender too.
    let other = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Verb(_, read) if read.person == 3 && read.number == Number::Singular && read.feminine != inflection.feminine);
    if sentence.block.hits.get(items[verb].start).is_some_and(|hits| hits.iter().any(other)) {
        return false;
    }
    let Some(head) = head(sentence, subject) else { return false };
    match head.class {
        NounClass::Body if !inflection.feminine => head.marked || !head.singular && !head.dual,
        NounClass::Force if !inflection.feminine => head.marked,
        NounClass::Body | NounClass::Force => head.masculine,
        _ => false,
    }
}

/// Whether a verb in the feminine cannot go on with the masculine noun that an earlier clause was about: `قال المدير إن …، لكنها بقيت`.
pub(crate) fn goes_on_with_another(sentence: &Sentence<'_, '_>, verb: usize, subject: usize) -> bool {
    let Kind::Verb(_, inflection) = sentence.items[verb].kind else { return false };
    inflection.feminine
        && inflection.person == 3
        && head(sentence, subject)
            .is_some_and(|head| head.definite && head.masculine && matches!(head.class, NounClass::Official | NounClass::Body | NounClass::Force))
}

/// Whether the counted people right behind the verb can only be its object: `وأصاب عشرة` (the passive is written `أصيب`), `قتلت 16 شخصا` (the passive of
/// men is `قتل`).
pub(crate) fn only_active(sentence: &Sentence<'_, '_>, verb: usize, object: usize) -> bool {
    let Kind::Verb(id, inflection) = sentence.items[verb].kind else { return false };
    let lemma = sentence.context.pack.verbs.get(id as usize).map_or("", |row| &*row.lemma);
    let hollow = lemma.chars().rev().nth(1) == Some('ا') && lemma.chars().count() > 3;
    let item = &sentence.items[object];
    let counted = match &item.kind {
        Kind::Number(_) => true,
        Kind::Mention(m) => m.number.is_some() && m.people.is_some(),
        _ => false,
    };
    let last = sentence.block.tokens.get(item.end.saturating_sub(1)).map_or("", |token| &*token.norm);
    // `16 فلسطينيا`, `خمسة مدنيين`
    let men = matches!(item.kind, Kind::Mention(_)) && (last.ends_with("ين") || last.ends_with("يا") || last.ends_with("نا"));
    let third = inflection.person == 3 && inflection.number == Number::Singular && !inflection.passive;
    third && counted && (hollow || inflection.feminine && men)
}

/// `أسقط طائرة`: one feminine thing right behind a verb in the masculine is its object.
pub(crate) fn feminine_object(sentence: &Sentence<'_, '_>, verb: usize, object: usize) -> bool {
    let Kind::Verb(_, inflection) = sentence.items[verb].kind else { return false };
    let masculine = inflection.person == 3 && inflection.number == Number::Singular && !inflection.feminine && !inflection.passive;
    let item = &sentence.items[object];
    let thing = item.mention().is_some_and(|m| m.number.is_none() && matches!(m.class, NounClass::Weapon | NounClass::Site));
    let one = sentence.block.tokens.get(item.start).is_some_and(|token| token.marbuta);
    masculine && thing && one && object == verb + 1 && item.clitics == crate::clitics::Clitics::default()
}

/// Whether the noun at `at` stands in another number than its row begins with: `التقارير`, `الأنباء`.
pub(crate) fn plural(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    head(sentence, at).is_some_and(|head| !head.singular)
}

/// Whom the pronoun of a verbal noun stands for: the subject told last, unless only another before the noun agrees with it
/// (`أقر الزعيم بتقدم القوات بعد سيطرتها`).
pub(crate) fn antecedent(sentence: &Sentence<'_, '_>, at: usize, last: Option<usize>) -> Option<usize> {
    let items = sentence.items;
    let she = match items[at].clitics.pronoun {
        Some(Pronoun::She) => true,
        Some(Pronoun::He) => false,
        _ => return last,
    };
    // What a noun cannot be: `ها` stands for no one man, `ه` for nothing that is marked as feminine or plural.
    let unlike = |i: usize| {
        let person = items[i].mention().is_some_and(|m| m.class == NounClass::Person);
        head(sentence, i).map_or(person && she, |head| if she { head.masculine && head.class != NounClass::State } else { head.marked })
    };
    let agrees = |i: &usize| items[*i].mention().is_some_and(crate::args::can_act) && items[*i].clitics.pronoun.is_none() && alike(sentence, *i, she);
    let Some(known) = last.filter(|i| unlike(*i)) else { return last };
    (known + 1..at).rev().find(agrees).or(last)
}

/// Whether the phrase shows itself to be what `ها`, or else `ه`, stands for.
fn alike(sentence: &Sentence<'_, '_>, at: usize, she: bool) -> bool {
    let class = sentence.items[at].mention().map(|m| m.class);
    let armed = matches!(class, Some(NounClass::Force | NounClass::Group | NounClass::Body | NounClass::State));
    head(sentence, at).is_some_and(|head| armed && if she { head.marked || !head.singular && !head.dual } else { head.masculine })
}

/// Whether the phrase at `at` begins with a noun for one who speaks for others.
pub(crate) fn spokesman(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let speaks = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Noun(id) if sentence.context.pack.nouns[id as usize].sub == "spokesman");
    sentence.block.hits[sentence.items[at].start].iter().any(speaks)
}

/// Whether the phrase at `at` begins with a noun for men in the plural: `سكان`, `خبراء`, `المواطنين`.
pub(crate) fn men(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    head(sentence, at).is_some_and(|head| !head.singular && !head.marked)
}

/// Whether the people in the plural at `at` can be no subject of the verb in the feminine at `verb`.
pub(crate) fn addressed_men(sentence: &Sentence<'_, '_>, verb: usize, at: usize) -> bool {
    let feminine = matches!(sentence.items[verb].kind, Kind::Verb(_, inflection) if inflection.feminine && inflection.number == Number::Singular);
    let group = |people: &crate::item::People| people.singular || matches!(&*people.subgroup, "family" | "women" | "crowd" | "figures");
    feminine && sentence.items[at].mention().is_some_and(|m| m.number.is_none() && m.people.as_ref().is_some_and(|people| !group(people)))
}

/// What the noun of one word that heads a phrase shows of its gender and number.
struct Head {
    class: NounClass,
    definite: bool,
    singular: bool,
    /// A masculine dual that can be a subject: `الطرفان`.
    dual: bool,
    /// With an ending of the feminine: ة or ات.
    marked: bool,
    /// In the singular, without an ending that could be feminine.
    masculine: bool,
}

fn head(sentence: &Sentence<'_, '_>, at: usize) -> Option<Head> {
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let start = sentence.items[at].start;
    let (id, hit) = reader.noun(start).filter(|(_, hit)| hit.len == 1)?;
    let row = &sentence.context.pack.nouns[id as usize];
    let word = reader.stem(start, hit);
    let singular = isnad_text::fold::fold(&row.lemma) == word;
    let marked = word.ends_with('ه') || word.ends_with("ات");
    let masculine = singular && !marked && !word.ends_with(['ى', 'ا', 'ء']);
    let dual = word.ends_with("ان") && !word.ends_with("تان") && !singular;
    Some(Head { class: row.class, definite: hit.clitics.article, singular, dual, marked, masculine })
}

/// A joined verb in the form of the verb before it, in the active as far as the script shows.
pub(crate) fn goes_on(items: &[Item], at: usize) -> bool {
    let Kind::Verb(_, own) = items[at].kind else { return false };
    let before = items[..at].iter().rev().find_map(|item| if let Kind::Verb(_, inflection) = item.kind { Some(inflection) } else { None });
    let alike = |other: Inflection| {
        (other.person, other.number, other.feminine, other.tense, other.passive) == (own.person, own.number, own.feminine, own.tense, own.passive)
    };
    items[at].clitics.conjunction && !own.passive && own.feminine && before.is_some_and(alike)
}

/// `الحوثيين`, `المتظاهرين`: a sound plural in the oblique case is no subject.
pub(crate) fn oblique(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let lexicon = &sentence.context.pack.lexicon;
    let Some(token) = sentence.block.tokens.get(item.start) else { return false };
    let norm = crate::mention::without_proclitics(&token.norm, item.clitics);
    let norm = norm.strip_prefix("ال").unwrap_or(norm);
    let known = |word: &str| lexicon.step(lexicon.root(), word).is_some_and(|node| !lexicon.senses(node).is_empty());
    let stem = norm.strip_suffix("ين").filter(|stem| stem.chars().count() > 2);
    // `المشجعين`: a participle that no table knows in either case.
    let participle = |stem: &str| stem.starts_with('م') && stem.chars().count() > 3 && known(stem);
    let men = stem.is_some_and(|stem| known(&format!("{stem}ون")) || participle(stem));
    men && item.mention().map_or(matches!(item.kind, Kind::Word), |m| m.number.is_none())
}

/// `قتل مسلحا`, `اعتقل ضابطا`: one man in the accusative right behind a verb is no subject of it.
pub(crate) fn accusative(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let item = &sentence.items[at];
    let one = item.mention().is_some_and(|m| m.people.as_ref().is_some_and(|people| people.singular) || m.class == NounClass::Force && !m.definite);
    one && item.clitics == crate::clitics::Clitics::default() && reader.is_accusative(item.start)
}

/// Whether the adjective in the plural at `at` cannot belong to the noun right before it: `التقرير السعوديين`.
pub(crate) fn of_another(reader: &Reader<'_, '_>, at: usize) -> bool {
    let Some(head) = at.checked_sub(1) else { return false };
    let norm = &reader.block.tokens[at].norm;
    let men = ["ون", "ين"].iter().any(|ending| norm.strip_suffix(ending).is_some_and(|stem| stem.ends_with('ي') && stem.chars().count() > 4));
    let singular = |(id, hit): (u32, crate::lookup::Hit)| {
        hit.len == 1 && isnad_text::fold::fold(&reader.context.pack.nouns[id as usize].lemma) == reader.stem(head, hit)
    };
    men && reader.noun(head).is_some_and(singular)
}

/// `زار دمشق أمس الوزير`: a place right behind a verb of visiting, with somebody behind it, is what is visited.
fn visited(sentence: &Sentence<'_, '_>, verb: usize, at: usize) -> bool {
    let Kind::Verb(id, _) = sentence.items[verb].kind else { return false };
    let pack = sentence.context.pack;
    let visits = |id: &u32| {
        let row = &pack.verb_frames[*id as usize];
        row.event_type == isnad_model::EventType::Meet && row.object == Some(isnad_pack::grammar::Role::Place)
    };
    let place = sentence.items[at].mention().is_some_and(|m| m.place.is_some());
    let who = sentence.items[at + 1..].iter().find_map(|item| item.mention());
    let somebody = who.is_some_and(|m| m.place.is_none() && m.class != NounClass::State);
    place && somebody && pack.verbs[id as usize].frames.iter().any(visits)
}

/// `زار الوزير البلد والتقى الرئيس`, `وصل المبعوث حيث التقى الرئيس`: a joined verb of meeting goes on with the subject of the verb before it; behind it stands whom he met.
pub(crate) fn met(sentence: &Sentence<'_, '_>, verb: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(id, own) = items[verb].kind else { return false };
    let pack = sentence.context.pack;
    let meets = pack.verbs[id as usize]
        .frames
        .iter()
        .map(|id| &pack.verb_frames[*id as usize])
        .any(|row| row.event_type == isnad_model::EventType::Meet && row.object == Some(isnad_pack::grammar::Role::Target));
    let alike = |item: &Item| match item.kind {
        Kind::Verb(_, other) => (other.person, other.feminine, other.number, other.tense) == (own.person, own.feminine, own.number, own.tense),
        _ => false,
    };
    let goes_on = items[verb].clitics.conjunction || verb > 0 && matches!(&items[verb - 1].kind, Kind::Subordinator(word) if &**word == "حيث");
    goes_on && items[verb].clitics.pronoun.is_none() && meets && items[..verb].iter().any(alike)
}

/// Whether the phrase at `at` is whom somebody met.
pub(crate) fn met_at(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let verb = (at.saturating_sub(2)..at).rev().find(|i| sentence.items[*i].is_verb());
    verb.is_some_and(|verb| met(sentence, verb))
}

/// Whether the phrase right behind the verb is its object, by case, gender or what it is.
pub(crate) fn no_subject(sentence: &Sentence<'_, '_>, verb: usize, at: usize) -> bool {
    oblique(sentence, at)
        || accusative(sentence, at)
        || disagrees(sentence, verb, at)
        || feminine_object(sentence, verb, at)
        || visited(sentence, verb, at)
}
