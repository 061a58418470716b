//! Agreement of a verb with the noun phrase behind it.

use crate::item::Kind;
use crate::mention::Reader;
use crate::sentence::Sentence;
use isnad_pack::conjugate::Number;
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
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let start = items[subject].start;
    let Some((id, hit)) = reader.noun(start).filter(|(_, hit)| hit.len == 1) else { return false };
    let row = &sentence.context.pack.nouns[id as usize];
    let singular = isnad_text::fold::fold(&row.lemma) == reader.stem(start, hit);
    let word = reader.stem(start, hit);
    let marked = word.ends_with('ه') || word.ends_with("ات");
    match row.class {
        NounClass::Body if !inflection.feminine => marked || !singular,
        NounClass::Force if !inflection.feminine => marked,
        NounClass::Body | NounClass::Force => singular && !marked && !word.ends_with(['ى', 'ا', 'ء']),
        _ => false,
    }
}

/// Whether a verb in the feminine cannot go on with the masculine noun that an earlier clause was about: `قال الباحث …، لكنها باتت تبقى`.
pub(crate) fn goes_on_with_another(sentence: &Sentence<'_, '_>, verb: usize, subject: usize) -> bool {
    let Kind::Verb(_, inflection) = sentence.items[verb].kind else { return false };
    let reader = Reader { context: sentence.context, block: sentence.block, end: sentence.range.end };
    let start = sentence.items[subject].start;
    let Some((id, hit)) = reader.noun(start).filter(|(_, hit)| hit.len == 1 && hit.clitics.article) else { return false };
    let row = &sentence.context.pack.nouns[id as usize];
    let word = reader.stem(start, hit);
    let masculine = isnad_text::fold::fold(&row.lemma) == word && !word.ends_with(['ه', 'ى', 'ا', 'ء']);
    inflection.feminine && inflection.person == 3 && masculine && matches!(row.class, NounClass::Official | NounClass::Body | NounClass::Force)
}
