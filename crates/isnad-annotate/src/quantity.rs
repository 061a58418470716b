//! Numbers of people in claims: totals, subgroups, scopes.

use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::{Item, Kind, Mention, NumberValue};
use crate::sentence::Sentence;
use isnad_model::{Bound, EventType, Quantity, Scope};

/// A number and the item that carries it.
pub struct Counted {
    /// The quantity.
    pub quantity: Quantity,
    /// Its item.
    pub at: usize,
}

/// The quantities of a draft: one for each number, subgroups after their total.
pub fn quantities(sentence: &Sentence<'_, '_>, draft: &Draft) -> Vec<Counted> {
    let mut out = Vec::new();
    if let Some(noun) = draft.counter {
        out.extend(counter(sentence, draft.event_type, noun));
    }
    for &victim in &draft.victims {
        let unsaid = sentence.items[victim].mention().is_some_and(|m| m.number.is_none()) && !is_dual(sentence, victim);
        if unsaid && victim > 0 && out.iter().any(|known: &Counted| known.at < victim && known.quantity.value > 10) {
            // `370 ألف رجل وامرأة وطفل`: one number counts them all.
            continue;
        }
        let own = counted(sentence, draft.event_type, victim);
        // `جثة صحفي`: one, told by what he was.
        if draft.counter.is_some_and(|noun| noun + 1 == victim) {
            out.retain(|known: &Counted| own.iter().all(|one| one.quantity.value != known.quantity.value));
        }
        out.extend(own);
    }
    // `ارتفع إلى مئة عدد الفلسطينيين الذين قتلوا`
    let told = draft.victims.iter().find(|&&victim| out.is_empty() && victim > 0 && tally(sentence.norm(victim - 1)));
    out.extend(told.and_then(|&victim| counter(sentence, draft.event_type, victim)));
    // `وأصيب آخر`, `قتل ناشط ثالث`: one more.
    let more = |i: usize| {
        let bare = sentence.items.get(i).is_some_and(|item| !item.clitics.article && !item.clitics.conjunction && item.clitics.preposition.is_none());
        let ordinal = || {
            let tokens = &sentence.block.tokens;
            crate::number::ordinal_at(sentence.context.pack, tokens, &sentence.block.hits, sentence.items[i].start).is_some_and(|(nth, _)| nth > 1)
        };
        bare && (matches!(sentence.norm(i), "اخر" | "اخري" | "اخرى") || ordinal())
    };
    if draft.victims.iter().all(|&victim| victim < draft.at) && more(draft.at + 1) && draft.event_type.counts_people() {
        out.clear();
        out.extend(quantity(draft.event_type, one(), "").map(|quantity| Counted { quantity, at: draft.at + 1 }));
    }
    // `مدنيين قتلا`: the verb agrees with two.
    let pair = matches!(sentence.items[draft.at].kind, Kind::Verb(_, inflection) if inflection.number == isnad_pack::conjugate::Number::Dual);
    let pair = pair && draft.victims.iter().any(|&victim| victim + 1 == draft.at && sentence.items[victim].mention().is_some_and(|m| !m.definite));
    if out.is_empty() && (pair || sentence.norm(draft.at).ends_with("هما")) {
        out.extend(quantity(draft.event_type, two(), "").map(|quantity| Counted { quantity, at: draft.at }));
    }
    let earlier = out.first().and_then(|latest| risen_from(sentence, draft.event_type, latest.at));
    if let Some(earlier) = earlier {
        out.insert(0, earlier);
    }
    let carrier = draft.carrier.filter(|carrier| *carrier > draft.at && *carrier < draft.at + 4).unwrap_or(0);
    let from = out.last().map(|c: &Counted| c.at.max(draft.counter.unwrap_or(0)).max(carrier)).or(draft.victims.last().copied()).unwrap_or(draft.at);
    if !out.is_empty() || draft.counter.is_some() || !draft.victims.is_empty() {
        out.extend(subgroups(sentence, draft.event_type, from));
    }
    out.retain(|counted| !is_rate(sentence, counted.at));
    let scope = scope(sentence, draft.at);
    for counted in &mut out {
        counted.quantity.scope.clone_from(&scope);
        let exact = counted.quantity.bound == Bound::Exact;
        match passed(sentence, counted.at).or_else(|| at_least(sentence, counted.at).then_some(Bound::Min)).filter(|_| exact) {
            Some(Bound::Max) => {
                counted.quantity.bound = Bound::Max;
                counted.quantity.low = None;
            }
            Some(bound) => {
                counted.quantity.bound = bound;
                counted.quantity.high = None;
            }
            None => {}
        }
    }
    out
}

/// `تظاهر آلاف العمال`, `شارك 12 ألف شخص في مظاهرة`: how many protest.
pub(crate) fn crowd(sentence: &Sentence<'_, '_>, draft: &Draft) -> Option<Quantity> {
    let number = |at: usize| match &sentence.items[at].kind {
        Kind::Mention(mention) => mention.number.or_else(|| match at.checked_sub(1).map(|i| &sentence.items[i].kind) {
            Some(Kind::Number(number)) if mention.people.is_some() || is_armed(mention) => Some(*number),
            _ => None,
        }),
        Kind::Number(number) => Some(*number),
        _ => None,
    };
    let told = draft.actors.iter().copied().chain(draft.subject).find_map(number)?;
    let mut quantity = quantity(draft.event_type, told, "")?;
    quantity.metric = "protesters".into();
    Some(quantity)
}

/// `55 قتيلا لكل مئة ألف نسمة`, `واحد من كل عشرة`: neither figure counts anybody.
fn is_rate(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let word = |i: Option<usize>| i.and_then(|i| sentence.block.tokens.get(i)).map_or("", |token| &*token.norm);
    let number = |i: usize| crate::number::amount_at(sentence.context.pack, &sentence.block.tokens, &sentence.block.hits, i).is_some();
    let per = word(item.start.checked_sub(1));
    let of_each = per == "كل" && matches!(word(item.start.checked_sub(2)), "من" | "بين");
    let behind = || (item.end..item.end + 3).find(|&i| word(Some(i)) == "لكل").is_some_and(|i| number(i + 1));
    per == "لكل" || of_each || behind()
}

/// `20 قتيلا على الأقل`: the bound stands behind what is counted.
fn at_least(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let end = sentence.items[at].end;
    let joined = |i: usize| {
        let verb = |hit: &crate::lookup::Hit| matches!(hit.sense, isnad_pack::Sense::Verb(..)) || hit.clitics.conjunction;
        sentence.block.hits.get(i).is_some_and(|hits| hits.iter().any(verb))
    };
    (end..end + 2).any(|first| {
        let word = |i: usize| sentence.block.tokens.get(i).filter(|_| i < sentence.range.end).map(|token| &*token.norm);
        let plain = (end..first).all(|i| sentence.block.tokens.get(i).is_some_and(|token| token.kind == isnad_text::token::TokenKind::Word));
        plain && !(end..first).any(joined) && word(first) == Some("على") && word(first + 1) == Some("الاقل")
    })
}

/// `تجاوزت حصيلة القتلى 11 ألفا`: the verb before the tally is a lower bound.
fn passed(sentence: &Sentence<'_, '_>, at: usize) -> Option<Bound> {
    use isnad_pack::grammar::NumberKind;
    let items = sentence.items;
    let numbers = &sentence.context.pack.numbers;
    let near = (at.saturating_sub(8)..at).rev().take_while(|&i| !matches!(items[i].kind, Kind::Mark(_) | Kind::Number(_)));
    let lower = |hit: &crate::lookup::Hit| match hit.sense {
        isnad_pack::Sense::Number(id) => numbers.get(id as usize).is_some_and(|row| row.kind == NumberKind::Bound(Bound::Min)),
        _ => false,
    };
    let verb = near
        .filter(|&i| tally_from(sentence, i, i))
        .filter_map(|i| i.checked_sub(1))
        .find(|&verb| sentence.block.hits.get(items[verb].start).is_some_and(|hits| hits.iter().any(lower)))?;
    // `لم تتجاوز الحصيلة 20`
    let negated = verb > 0 && matches!(items[verb - 1].kind, Kind::Negation);
    Some(if negated { Bound::Max } else { Bound::Min })
}

/// `ارتفع من 48 ألفا إلى 280 ألفا`: the number that the count rose from was claimed too.
fn risen_from(sentence: &Sentence<'_, '_>, event_type: EventType, latest: usize) -> Option<Counted> {
    let items = sentence.items;
    let preposition = |i: usize, word: &str| matches!(&items[i].kind, Kind::Preposition(found) if **found == *word);
    let to = latest.checked_sub(1).filter(|&i| preposition(i, "الى"))?;
    let at = to.checked_sub(1).filter(|&i| i > 0 && preposition(i - 1, "من"))?;
    let number = match &items[at].kind {
        Kind::Number(number) => *number,
        Kind::Mention(mention) => mention.number?,
        _ => return None,
    };
    quantity(event_type, number, "").map(|quantity| Counted { quantity, at })
}

fn quantity(event_type: EventType, number: NumberValue, subgroup: &str) -> Option<Quantity> {
    let value = number.value.round();
    // `بقوة 5,9 درجات`: people are counted whole.
    if (value - number.value).abs() > f64::EPSILON {
        return None;
    }
    if !(1.0..=1e12).contains(&value) {
        return None;
    }
    let mut quantity = Quantity::new(event_type.name(), value as u64, number.bound);
    if number.vague {
        quantity.high = None;
        quantity.low = Some(value as u64);
        quantity.bound = Bound::Min;
    }
    if let Some(high) = number.high {
        quantity.low = Some(value as u64);
        quantity.high = Some(high.round() as u64);
    }
    let known = ["civilians", "combatants", "children", "women", "family", "families", "police", "journalists", "medics"];
    quantity.subgroup = known.contains(&subgroup).then(|| subgroup.to_owned());
    Some(quantity)
}

fn one() -> NumberValue {
    NumberValue { value: 1.0, high: None, bound: Bound::Exact, vague: false }
}

fn two() -> NumberValue {
    NumberValue { value: 2.0, ..one() }
}

/// The number of people in a noun phrase: written, dual, or one indefinite person.
pub fn number_of(sentence: &Sentence<'_, '_>, at: usize, mention: &Mention) -> Option<NumberValue> {
    if mention.number.is_some() {
        return mention.number;
    }
    if is_dual(sentence, at) {
        return Some(two());
    }
    // A number too large to be believed is still one.
    let before = sentence.items.get(at).and_then(|item| sentence.block.tokens.get(item.start.checked_sub(1)?));
    if before.is_some_and(|token| token.kind == isnad_text::token::TokenKind::Number) {
        return None;
    }
    let singular = mention.people.as_ref().map_or_else(|| is_singular(sentence, at), |people| people.singular);
    (singular && !mention.definite && counts_persons(mention)).then(one)
}

fn is_armed(mention: &Mention) -> bool {
    use isnad_pack::grammar::NounClass;
    matches!(mention.class, NounClass::Force | NounClass::Group)
}

/// Phrases that name persons, not bodies of them.
fn counts_persons(mention: &Mention) -> bool {
    mention.people.is_some()
        || mention.class == isnad_pack::grammar::NounClass::Official
        || matches!(mention.sub.as_str(), "troops" | "fighters" | "gunmen" | "elements" | "police" | "officer" | "commander")
}

/// A noun in the form that its row lists first.
fn is_singular(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let Some(token) = sentence.block.tokens.get(item.start).filter(|_| !item.clitics.article) else { return false };
    let norm = crate::mention::without_proclitics(&token.norm, item.clitics);
    let bare = norm.strip_suffix('ا').unwrap_or(norm);
    sentence.block.hits.get(item.start).into_iter().flatten().any(|hit| match hit.sense {
        isnad_pack::Sense::Noun(id) => {
            let lemma = sentence.context.pack.nouns.get(id as usize).map(|row| isnad_text::fold::fold(&row.lemma)).unwrap_or_default();
            // `رجل أمن`
            let rest = sentence.block.tokens.get(item.start + 1..item.start + hit.len).unwrap_or_default();
            let whole = || rest.iter().fold(norm.to_owned(), |whole, token| format!("{whole} {}", token.norm));
            [norm, bare].contains(&lemma.as_str()) || hit.len > 1 && whole() == lemma
        }
        _ => false,
    })
}

/// `شخصان`, `قتيلين`: a dual by its ending, where the plural would not end the same.
fn is_dual(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    is_dual_at(sentence, item.start, item.clitics)
}

/// The same of one word, of which the last of an expression tells: `سقوط قتيلين`.
fn is_dual_at(sentence: &Sentence<'_, '_>, at: usize, clitics: crate::clitics::Clitics) -> bool {
    let Some(token) = sentence.block.tokens.get(at) else { return false };
    let norm = crate::mention::without_proclitics(&token.norm, clitics);
    let norm = norm.strip_prefix("ال").unwrap_or(norm);
    let Some(stem) = norm.strip_suffix("ان").or_else(|| norm.strip_suffix("ين")).filter(|stem| stem.chars().count() >= 3) else { return false };
    let lexicon = &sentence.context.pack.lexicon;
    let known = |word: &str| lexicon.step(lexicon.root(), word).is_some_and(|node| !lexicon.senses(node).is_empty());
    let singular = known(stem) || stem.strip_suffix('ت').is_some_and(|base| known(&format!("{base}ه")));
    // `قتيلين`: what the row of the noun lists beside it, before any participle.
    let nouns = |word: &str| {
        let senses = lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
        senses.iter().filter(|sense| matches!(sense, isnad_pack::Sense::Noun(_))).copied().collect::<Vec<_>>()
    };
    let own = nouns(norm);
    let plural = format!("{stem}ون");
    let sound_plural = if own.is_empty() { known(&plural) } else { nouns(&plural).iter().any(|sense| own.contains(sense)) };
    singular && (norm.ends_with("ان") || !sound_plural)
}

fn counted(sentence: &Sentence<'_, '_>, event_type: EventType, at: usize) -> Option<Counted> {
    match &sentence.items[at].kind {
        Kind::Mention(mention) => {
            // `عشرات الحوثيين`: a number before a name stands by itself.
            // `60 "عنصرا إرهابيا" قتلوا`: over the mark that quotes what is counted.
            let quoted = at > 1 && crate::report::is_quote_item(&sentence.items[at - 1]);
            let before = at.checked_sub(1 + usize::from(quoted)).map(|i| &sentence.items[i].kind);
            let counted = match before {
                Some(Kind::Number(number)) if quoted && mention.number.is_none() && mention.people.is_some() => Some(*number),
                Some(Kind::Number(number)) if mention.number.is_none() && is_armed(mention) => Some(*number),
                _ => number_of(sentence, at, mention).or_else(|| numeral_behind(sentence, at)),
            };
            let number = counted?;
            let subgroup = mention.people.as_ref().map_or("", |people| people.subgroup.as_str());
            // `نزحت 300 ألف أسرة`: families are counted, not people of one.
            let subgroup = if subgroup == "family" && event_type == EventType::Displaced { "families" } else { subgroup };
            quantity(event_type, number, subgroup).map(|quantity| Counted { quantity, at })
        }
        Kind::Number(number) => quantity(event_type, *number, "").map(|quantity| Counted { quantity, at }),
        _ => None,
    }
}

/// `رجال ثلاثة`, `إرهابيين اثنين`: a numeral behind what it counts.
fn numeral_behind(sentence: &Sentence<'_, '_>, at: usize) -> Option<NumberValue> {
    let next = sentence.items.get(at + 1).filter(|item| !item.clitics.conjunction && item.clitics.preposition.is_none())?;
    let spelled = sentence.block.tokens.get(next.start).is_some_and(|token| token.norm.chars().all(char::is_alphabetic));
    let counts = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mention(_) | Kind::Event(..));
    let ends = sentence.items.get(at + 2).is_none_or(|item| !counts(item) || item.clitics.conjunction || item.clitics.preposition.is_some());
    match next.kind {
        // `اليمنيين الخمسة`: both have the article, or neither.
        Kind::Number(number)
            if sentence.items[at].clitics.article == next.clitics.article && (2.0..=10.0).contains(&number.value) && spelled && ends =>
        {
            Some(number)
        }
        _ => None,
    }
}

/// `826 قتيلا`, `عدد القتلى إلى 826`, `ارتفع إلى 7 عدد القتلى`, `قتيلين`.
fn counter(sentence: &Sentence<'_, '_>, event_type: EventType, noun: usize) -> Option<Counted> {
    let items = sentence.items;
    if let Some(part) = among(sentence, event_type, noun) {
        return Some(part);
    }
    let figure = |i: usize| match &items[i].kind {
        Kind::Number(number) => Some((*number, i)),
        Kind::Mention(mention) => mention.number.map(|number| (number, i)),
        _ => None,
    };
    let counts = |i: &usize| {
        matches!(items[*i].kind, Kind::Number(_))
            || items[*i].mention().is_some_and(|m| m.people.is_some() && m.number.is_some())
                && !items[noun].clitics.article
                && !items[noun].clitics.conjunction
    };
    // `18 حالة وفاة`
    let case = noun.checked_sub(2).filter(|&i| matches!(items[i + 1].kind, Kind::Word) && matches!(items[i].kind, Kind::Number(_)));
    let before = noun.checked_sub(1).filter(counts).or(case).and_then(figure);
    let tallied = || (noun.saturating_sub(4)..=noun).any(|i| tally(sentence.norm(i)));
    let rises = || {
        let apart =
            |i: usize| matches!(items[i].kind, Kind::Complementizer(_) | Kind::Subordinator(_)) || items[i].is_verb() && items[i].clitics.conjunction;
        let after = (noun + 1..items.len().min(noun + 18)).take_while(|&i| !apart(i));
        let earlier = (noun.saturating_sub(4)..noun).rev();
        // `تجاوز عدد القتلى في غزة 45 ألفا`: the bare number of the verb that the tally is the subject of.
        let bare = (noun + 1..items.len().min(noun + 10))
            .take_while(|&i| !items[i].is_verb() && !matches!(items[i].kind, Kind::Mark(_) | Kind::Complementizer(_) | Kind::Event(..)))
            // `ارتفع عدد القتلى إلى 41 بينهم 3 أطفال`: a part is not the count.
            .take_while(|&i| !partitive(sentence, i))
            .find(|&i| {
                let people = || items[i].mention().is_some_and(|m| m.people.is_some() && m.number.is_some());
                (matches!(items[i].kind, Kind::Number(_)) || people()) && preposition_of(items, i).is_none()
            });
        let verb = (noun.saturating_sub(3)..noun).any(|i| items[i].is_verb() && items.get(i + 1).is_some() && tally_from(sentence, i + 1, noun));
        let ends =
            bare.filter(|&i| verb && items.get(i + 1).is_none_or(|next| matches!(next.kind, Kind::Mark(_) | Kind::Preposition(_) | Kind::When(_))));
        ends.and_then(figure).or_else(|| after.chain(earlier).find_map(|i| figure(i).filter(|_| reaches(sentence, i))))
    };
    let (number, at) = before
        .or_else(|| if tallied() { rises() } else { None })
        .or_else(|| (is_dual(sentence, noun) || is_dual_at(sentence, items[noun].end - 1, Default::default())).then_some((two(), noun)))
        .or_else(|| (one_person(sentence, noun) && !of_both(sentence, noun)).then_some((one(), noun)))?;
    quantity(event_type, number, "").map(|quantity| Counted { quantity, at })
}

/// `من بين القتلى في الغارة 12 طفلا`: how many of them were of a kind.
fn among(sentence: &Sentence<'_, '_>, event_type: EventType, noun: usize) -> Option<Counted> {
    let items = sentence.items;
    let between = items[noun].clitics.article && preposition_of(items, noun).is_some_and(|word| matches!(&*word, "بين" | "من بين"));
    let apart = |item: &Item| item.is_verb() || matches!(item.kind, Kind::Mark(_) | Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_));
    let people = |i: &usize| {
        let free = preposition_of(items, *i).is_none() && !items[*i].clitics.conjunction && !items[*i].clitics.article;
        free && items[*i].mention().is_some_and(|m| m.people.is_some() && m.number.is_some())
    };
    let part = (noun + 1..items.len().min(noun + 14)).take_while(|&i| !apart(&items[i])).find(people).filter(|_| between)?;
    let mut told = counted(sentence, event_type, part)?;
    told.quantity.part_of_total = true;
    Some(told)
}

/// `سقوط قتيل`, `قتيل في انفجار`: one person by the singular.
fn one_person(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item = &sentence.items[at];
    let last = item.end.saturating_sub(1);
    let Some(token) = sentence.block.tokens.get(last).filter(|_| !item.clitics.article) else { return false };
    sentence.block.hits.get(last).into_iter().flatten().any(|hit| match hit.sense {
        isnad_pack::Sense::Noun(id) if hit.clitics.pronoun.is_none() && !hit.clitics.article => {
            let row = &sentence.context.pack.nouns[id as usize];
            row.class == isnad_pack::grammar::NounClass::People && isnad_text::fold::fold(&row.lemma) == *token.norm
        }
        _ => false,
    })
}

/// `العشرات بين قتيل وجريح`: of whom nobody says how many are which.
fn of_both(sentence: &Sentence<'_, '_>, noun: usize) -> bool {
    preposition_of(sentence.items, noun).is_some_and(|word| &*word == "بين")
        && sentence.items.get(noun + 1).is_some_and(|next| next.clitics.conjunction || next.kind.is_conjunction())
}

/// A word that makes a casualty noun a tally.
pub(crate) fn tally(norm: &str) -> bool {
    let bare = norm.strip_prefix(['و', 'ف']).unwrap_or(norm);
    matches!(bare.strip_prefix("ال").unwrap_or(bare), "عدد" | "حصيله" | "اعداد" | "محصله" | "اجمالي")
}

/// Whether a tally begins at `from` and reaches to the casualty noun.
fn tally_from(sentence: &Sentence<'_, '_>, from: usize, noun: usize) -> bool {
    (from..=noun).any(|i| {
        let item = &sentence.items[i];
        (item.start..item.end).filter_map(|token| sentence.block.tokens.get(token)).any(|token| tally(&token.norm))
    })
}

/// A number that a count rises to.
fn reaches(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    at > 0
        && (matches!(&sentence.items[at - 1].kind, Kind::Preposition(word) if matches!(&**word, "الى" | "الي" | "عند" | "ل"))
            || sentence.items[at - 1].is_verb()
            // `تجاوز 2700`: the verb that bounds it is part of the number.
            || sentence.block.hits.get(sentence.items[at].start).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.sense, isnad_pack::Sense::Verb(..))))
            || matches!(sentence.norm(at - 1), "بلغ" | "هو"))
}

/// `بينهم خمسة أطفال`, `من بينهم 111 مدنيا`, `نصفهم من النساء`: parts of the number before.
fn subgroups(sentence: &Sentence<'_, '_>, event_type: EventType, from: usize) -> Vec<Counted> {
    let items = sentence.items;
    let mut out = Vec::new();
    let mut inside = false;
    for at in from + 1..items.len() {
        match &items[at].kind {
            Kind::Verb(..) | Kind::Event(..) => {
                if !inside || out.is_empty() {
                    // A new predicate before any part: nothing is counted here.
                    if !partitive(sentence, at) {
                        break;
                    }
                } else {
                    break;
                }
            }
            Kind::Subordinator(_) | Kind::Complementizer(_) => break,
            Kind::Mention(mention) if inside => {
                let Some(number) = number_of(sentence, at, mention) else { continue };
                let subgroup = match &mention.people {
                    Some(people) => people.subgroup.as_str(),
                    None if counts_persons(mention) => "",
                    None => continue,
                };
                if let Some(mut quantity) = quantity(event_type, number, subgroup) {
                    quantity.part_of_total = true;
                    out.push(Counted { quantity, at });
                }
            }
            // `بينهم 155 في منطقة كذا`
            Kind::Number(number)
                if inside && matches!(items.get(at + 1).map(|item| &item.kind), Some(Kind::Preposition(word)) if &**word == "في") =>
            {
                if let Some(mut quantity) = quantity(event_type, *number, "") {
                    quantity.part_of_total = true;
                    out.push(Counted { quantity, at });
                }
            }
            _ => inside |= partitive(sentence, at),
        }
        inside |= partitive(sentence, at);
    }
    out
}

fn partitive(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let item: &Item = &sentence.items[at];
    (item.start..item.end).filter_map(|i| sentence.block.tokens.get(i)).any(|token| {
        let norm = token.norm.strip_prefix('و').unwrap_or(&token.norm);
        matches!(
            norm,
            "بينهم"
                | "بينهن"
                | "بينها"
                | "منهم"
                | "منهن"
                | "ضمنهم"
                | "معظمهم"
                | "غالبيتهم"
                | "نصفهم"
                | "اغلبهم"
                | "بينهما"
        )
    })
}

fn numbered(item: &Item) -> bool {
    matches!(item.kind, Kind::Number(_)) || item.mention().is_some_and(|mention| mention.number.is_some())
}

/// `خلال 24 ساعة`, `خلال الساعات ال48 الماضية`, `في آخر 72 ساعة`: so many hours up to now.
fn within_hours(sentence: &Sentence<'_, '_>, at: usize) -> Option<u32> {
    let tokens = &sentence.block.tokens;
    let near = sentence.items[at].start;
    let hour = |i: usize| {
        sentence.block.hits.get(i).into_iter().flatten().any(|hit| match hit.sense {
            isnad_pack::Sense::Noun(id) => sentence.context.pack.nouns[id as usize].sub == "hour",
            _ => false,
        })
    };
    let number = |i: usize| {
        let token = tokens.get(i).filter(|token| token.kind == isnad_text::token::TokenKind::Number && sentence.range.contains(&i))?;
        isnad_text::token::number_value(&token.norm).filter(|hours| (12.0..=240.0).contains(hours))
    };
    let opens = |i: usize| tokens.get(i).is_some_and(|token| matches!(&*token.norm, "خلال" | "غضون" | "اخر"));
    let range = near.saturating_sub(30).max(sentence.range.start)..sentence.range.end.min(near + 30);
    range.filter(|&i| hour(i)).find_map(|i| {
        let hours = i.checked_sub(1).and_then(number).or_else(|| (i + 1..i + 3).find_map(number))?;
        (i.saturating_sub(4)..i).any(opens).then_some(hours as u32)
    })
}

/// Since when, or over what time, a sentence counts.
fn scope(sentence: &Sentence<'_, '_>, at: usize) -> Option<Scope> {
    let items = sentence.items;
    if let Some(hours) = within_hours(sentence, at) {
        return Some(Scope { within_hours: Some(hours), ..Scope::default() });
    }
    for (i, item) in items.iter().enumerate() {
        if i.abs_diff(at) > 24 {
            continue;
        }
        match &item.kind {
            // `منذ أشهر`: no day that anybody knows.
            Kind::When(when) if when.since && when.time.precision == isnad_model::TimePrecision::Range => {
                let words = sentence.span(i, i + 1)?.slice(&sentence.context.article.text).to_owned();
                return Some(Scope { since_event: Some(words), ..Scope::default() });
            }
            Kind::When(when) if when.since => {
                let year = when.time.start.filter(|_| when.time.precision == isnad_model::TimePrecision::Year).map(|date| date.year());
                return Some(Scope { since: if year.is_some() { None } else { when.time.start }, since_year: year, ..Scope::default() });
            }
            Kind::Subordinator(word) | Kind::Preposition(word) if &**word == "منذ" => {
                let next = items.get(i + 1)?;
                if let Kind::When(when) = &next.kind {
                    let year = when.time.start.filter(|_| when.time.precision == isnad_model::TimePrecision::Year).map(|date| date.year());
                    return Some(Scope { since: if year.is_some() { None } else { when.time.start }, since_year: year, ..Scope::default() });
                }
                let plain = |j: &usize| !items[*j].is_mark(&['.', '،', ',']) && !numbered(&items[*j]);
                // `منذ بدأ الهجوم في 27 نوفمبر`: the day on which it began.
                let began = |j: &usize| plain(j) && (*j == i + 1 || !items[*j].is_verb());
                let day = (i + 1..items.len().min(i + 8)).take_while(began).find_map(|j| match &items[j].kind {
                    Kind::When(when) if when.time.precision == isnad_model::TimePrecision::Day => when.time.start,
                    _ => None,
                });
                if day.is_some() {
                    return Some(Scope { since: day, ..Scope::default() });
                }
                let end = (i + 1..items.len().min(i + 6)).take_while(began).last()? + 1;
                let words = sentence.span(i + 1, end)?.slice(&sentence.context.article.text).to_owned();
                return Some(Scope { since_event: Some(words), ..Scope::default() });
            }
            _ => {}
        }
    }
    None
}
