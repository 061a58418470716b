//! Fixed expressions of a verb and its nouns: whether they stand there, and nouns that make a verb tell no event.

use crate::args::Args;
use crate::clause::preposition_of;
use crate::item::Kind;
use crate::sentence::Sentence;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::NounClass;

/// Whether a word, as written, is `part` of a fixed expression: in any case, with its letters and pronoun.
fn is_part(norm: &str, clitics: crate::clitics::Clitics, part: &str) -> bool {
    let bare = crate::mention::without_proclitics(norm, clitics);
    let bare = bare.strip_prefix("ال").unwrap_or(bare);
    let stem = bare.strip_suffix("هم").or_else(|| bare.strip_suffix("ها")).or_else(|| bare.strip_suffix('ه')).unwrap_or(bare);
    let stem = stem.strip_suffix('ا').filter(|s| s.chars().count() > 2).unwrap_or(stem);
    // `وجوده` is no `و` and `جوده`.
    let whole = norm.strip_suffix("هم").or_else(|| norm.strip_suffix("ها")).or_else(|| norm.strip_suffix('ه')).unwrap_or(norm);
    let cut = norm.strip_prefix(['ب', 'ل', 'ك', 'و', 'ف']).unwrap_or(norm);
    let for_the = norm.strip_prefix('و').unwrap_or(norm).strip_prefix("لل");
    // `استيائه`: the hamza of a noun before its pronoun, on its seat.
    let seated = stem.strip_suffix(['ي', 'و']).is_some_and(|base| part.strip_suffix('ء') == Some(base));
    // `دفع+بقوات`: only behind its preposition, with the article or without.
    let governed = part.strip_prefix('ب').filter(|_| clitics.preposition == Some('ب'));
    cut == part
        || governed.is_some_and(|noun| [bare, stem].contains(&noun))
        || for_the == Some(part)
        || seated
        || [norm, bare, stem, whole].contains(&part)
        || stem.strip_suffix('ت').is_some_and(|s| part.strip_suffix('ه') == Some(s))
        || ["ين", "ان", "ات"].iter().any(|ending| stem.strip_suffix(ending) == Some(part))
}

/// Nouns of a fixed expression that must follow the verb: where the last of them stands.
pub(crate) fn parts_end(sentence: &Sentence<'_, '_>, at: usize, parts: &[String]) -> Option<usize> {
    let mut end = at;
    let item = &sentence.items[at];
    if item.is_verb() && item.clitics.pronoun.is_some() && !parts.is_empty() {
        return None;
    }
    let mut last = item.end;
    for part in parts {
        // `الغاز المسيل` can be one item; `وصف القصف بأنه جريمة` says what it was like behind its complementizer.
        let first = if end > at { end } else { end + 1 };
        let aside = set_off_clause(sentence, at);
        let stops = |i: usize| match sentence.items[i].kind {
            _ if aside.contains(&i) => false,
            Kind::Complementizer(_) => !described(sentence, i),
            Kind::Relative | Kind::Mark('.' | ':' | '؛') => true,
            _ => false,
        };
        let reach = (first..(end + 12 + aside.len()).min(sentence.items.len())).take_while(|&i| !stops(i)).filter(|i| !aside.contains(i));
        let found = { reach }.find_map(|i| {
            let item = &sentence.items[i];
            // `إثر` is no `أثر`.
            if item.is_verb() || matches!(&item.kind, Kind::Preposition(word) if &**word == "اثر") {
                return None;
            }
            // `انسحب المقاتلون بموجب اتفاق`: what only tells of the circumstances is no part of the expression.
            if preposition_of(sentence.items, i).is_some_and(|p| {
                matches!(
                    &*p,
                    "بموجب"
                        | "وفق"
                        | "وفقا ل"
                        | "بناء على"
                        | "ضمن"
                        | "في اطار"
                        | "بعد"
                        | "قبل"
                        | "عقب"
                        | "منذ"
                        | "بسبب"
                        | "رغم"
                )
            }) {
                return None;
            }
            // A counted noun (`4 براميل`, `عشرات الصواريخ`) stands behind its number, inside the same item.
            // A name is one word, whatever words it is made of: `أعلنت قوات الدعم السريع` declares no support.
            let named = item.mention().is_some_and(|m| {
                // `شوارع العاصمة`: a site is called by its own noun.
                m.number.is_none()
                    && m.class != NounClass::Site
                    && (m.place.is_some() || m.entity.as_ref().is_some_and(|e| !e.id.starts_with("people:") && !e.id.starts_with("generic:")))
            });
            // `سفيرها لدى النيجر`: a title is called by its own noun too.
            let titled = item.mention().is_some_and(|m| m.class == NounClass::Official);
            let inner = match (named, titled) {
                (true, true) => item.start..item.start + 1,
                (true, false) => item.end.saturating_sub(1).max(item.start)..item.end,
                _ => item.start..item.end,
            };
            let told = |token: &usize| {
                let clitics = if *token == item.start { item.clitics } else { Default::default() };
                sentence.block.tokens.get(*token).is_some_and(|token| is_part(&token.norm, clitics, part))
            };
            inner.into_iter().filter(|token| *token >= last).find(told).map(|token| (i, token + 1))
        });
        (end, last) = found?;
        if (at + 1..end).any(|i| sentence.items[i].is_verb() && !aside.contains(&i) && !describes(sentence, at, i)) {
            return None;
        }
    }
    Some(end)
}

/// `لقي شخص يبلغ الأربعين حتفه`, `حمل في كلمة بثها التلفزيون الجيش المسؤولية`: a verb that only describes the indefinite noun before it.
fn describes(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[verb].kind else { return false };
    let adjective = |i: &usize| matches!(items[*i].kind, Kind::Word) && !items[*i].clitics.article && items[*i].clitics.preposition.is_none();
    let noun = (at + 1..verb).rev().find(|i| !adjective(i)).or_else(|| (at + 1 < verb).then_some(at + 1));
    let indefinite = noun.is_some_and(|i| {
        let known = items[i].mention().is_some_and(|m| m.definite || m.place.is_some());
        !known && !items[i].clitics.article && items[i].clitics.pronoun.is_none() && matches!(items[i].kind, Kind::Mention(_) | Kind::Word)
    });
    // Without a pronoun only where the noun is the subject right behind the verb: `أحياء تسيطر عليها المعارضة` is another clause.
    let own = noun == Some(at + 1) && items[verb].clitics == crate::clitics::Clitics::default() && inflection.tense == Tense::Imperfect;
    let taken_up = items[verb].clitics.pronoun.is_some() && !items[verb].clitics.conjunction;
    indefinite && inflection.person == 3 && (own || taken_up)
}

/// `يحمل الجيش الحركة، التي تسيطر على القطاع، مسؤولية الهجوم`: the first relative clause between commas behind a verb.
fn set_off_clause(sentence: &Sentence<'_, '_>, at: usize) -> std::ops::Range<usize> {
    let items = sentence.items;
    let comma = |i: usize| items[i].is_mark(&['،', ',']);
    let opens = |i: &usize| matches!(items[*i].kind, Kind::Relative) && comma(i - 1);
    let open = (at + 2..items.len().min(at + 9)).take_while(|&i| !items[i].is_verb()).find(opens);
    let close = open.and_then(|open| (open + 1..items.len().min(open + 14)).find(|&i| comma(i)));
    open.zip(close).map_or(0..0, |(open, close)| open..close + 1)
}

/// `بأنه`, `بأنها`: behind it stands what something is, not a clause of its own.
fn described(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.norm(at).strip_prefix("بان").is_some_and(|pronoun| matches!(pronoun, "ه" | "ها" | "هم" | "هما"))
}

/// `أقدم على الانتحار`: whether the noun at `at` stands in an expression that tells no event.
pub(crate) fn idle_noun(sentence: &Sentence<'_, '_>, at: usize, idle: &[String]) -> bool {
    let token = sentence.items.get(at).and_then(|item| sentence.block.tokens.get(item.start).map(|token| (token, item.clitics)));
    token.is_some_and(|(token, clitics)| idle.iter().any(|part| is_part(&token.norm, clitics, part)))
}

/// `أوقفت القوات هجومها`, `طهرت الفرق الطريق من الألغام`: with this object or complement the verb tells no event.
pub(crate) fn idles(sentence: &Sentence<'_, '_>, at: usize, idle: &[String], args: &Args) -> bool {
    let word = |at: usize, part: &String| idle_noun(sentence, at, std::slice::from_ref(part));
    let next = if sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Demonstrative)) { at + 2 } else { at + 1 };
    let plain = (next < sentence.items.len() && matches!(sentence.items[next].kind, Kind::Word)).then_some(next);
    let object = args.object.or(args.subject.filter(|subject| *subject > at)).or(plain);
    let items = sentence.items;
    let from = |i: &usize| preposition_of(items, *i).is_some_and(|word| matches!(&*word, "من" | "في"));
    // `الزلزال الذي ضرب الجزيرة`
    let antecedent = (at > 1 && matches!(items[at - 1].kind, Kind::Relative)).then(|| at - 2);
    // `أوقفت الشرطة خمسة أشخاص في عمليات متزامنة`: with somebody as its object it tells of him.
    let somebody = args.object.is_some_and(|i| items[i].mention().is_some_and(|m| m.people.is_some()) || matches!(items[i].kind, Kind::Number(_)));
    let reach = if somebody { at + 1 } else { items.len().min(at + 9) };
    let governed = || (at + 1..reach).take_while(|&i| !items[i].is_verb()).filter(from);
    // `يبحث عن حلول`: nor with this preposition.
    let preposition =
        |part: &String| items.iter().take(args.end).skip(at + 1).any(|item| matches!(&item.kind, Kind::Preposition(word) if **word == **part));
    idle.iter().any(|part| object.into_iter().chain(antecedent).chain(governed()).any(|at| word(at, part)) || preposition(part))
}
