//! What a report tells: from which word to which its content runs. Who says it stands in [`crate::source`].

use crate::clause::{Opener, clause_of, preposition_of};
use crate::item::{Item, Kind};
use crate::relay;
use crate::report::{is_quote_item, reporting_class, unreal};
use crate::scope::{negating, noun_of_verb};
use crate::sentence::Sentence;
use crate::source;
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::Report;

/// Where the content of a reporting word starts and ends.
pub(crate) fn content_after(sentence: &Sentence<'_, '_>, at: usize, class: Report, nominal: bool) -> Option<(usize, usize)> {
    let items = sentence.items;
    let mut quote = None;
    let mut next = crate::stranger::past_name(sentence, at + 1);
    while next < items.len().min(at + 45) {
        match &items[next].kind {
            // `قال فلان "يؤكد الوزير أنه بخير"`: what is quoted is all said by the first.
            Kind::Complementizer(_) if quote.is_some_and(|quote| items[quote + 1..next].iter().any(Item::is_verb)) => {
                let start = quote? + 1;
                return Some((start, content_end(sentence, start)));
            }
            Kind::Complementizer(_) => {
                let end = content_end(sentence, next + 1);
                // `نفى أن تكون قواته قصفت المستشفى، متهما خصومه`
                let end = if class == Report::Deny { (next + 2..end).find(|&i| adds(sentence, i)).unwrap_or(end) } else { end };
                return Some((next + 1, guessed(sentence, at, next, class).unwrap_or(end)));
            }
            Kind::Mark(':') => return Some((next + 1, items.len())),
            // `نفى الجيش الذي قصف المدينة أنه استهدف المستشفى`: what a relative clause tells of the speaker is none of his words.
            Kind::Relative if quote.is_none() && next > at + 1 && items[next - 1].mention().is_some() => {
                if let Some(complementizer) = past_relative(sentence, next) {
                    next = complementizer;
                    continue;
                }
            }
            // `ونفت تركيا، التي تدخلت عام 2016، تورطها في القصف`: nor what one between commas tells.
            Kind::Relative if quote.is_none() && next > at + 2 && items[next - 1].is_mark(&['،', ',']) && items[next - 2].mention().is_some() => {
                if let Some(content) = nominal.then(|| past_aside(sentence, next, class)).flatten() {
                    return Some((content, nominal_end(sentence, content, class)));
                }
            }
            Kind::Mark(_) if is_quote_item(&items[next]) => match quote {
                None if closes(sentence, next) => {}
                None => quote = Some(next),
                Some(open) if next - open <= 5 && !speaks_inside(items, open, next) => quote = None,
                Some(_) => {}
            },
            Kind::Verb(..) if quote.is_none_or(|quote| next > quote + 1) => {
                if quote.is_some() {
                    break;
                }
                // `وقال المدير زرت المصنع`: words without a mark that open with his own deed.
                if next > at + 1 && class == Report::Say && in_first_person(sentence, next) && items[at + 1..next].iter().all(names) {
                    return Some((next, content_end(sentence, next)));
                }
                // `أعرب عن الأسف لعدم تمكن المجلس`: a verbal noun behind a negating noun.
                if nominal && noun_of_verb(sentence, next, true).is_some() && negating(sentence, next) {
                    return Some((next - 1, content_end(sentence, next - 1)));
                }
                // `نفت الوزارة في بيان لها قصف السوق`: behind whoever denies stands a noun, though its letters could be a perfect.
                // `نفى الجيش، الذي قصف المدينة، أنه`: nor behind a relative pronoun.
                // `ونفت الدولتان، كلتاهما، شن غارات`: behind what stands between commas it does.
                let apart = items[next - 1].is_mark(&['،', ',', '.']) && !(next == at + 1 || closed_aside(sentence, at, next));
                let plain = !items[next].clitics.conjunction && !apart && !matches!(items[next - 1].kind, Kind::Relative);
                let told = items[at + 1..next].iter().any(|item| item.mention().is_some() || matches!(item.kind, Kind::Report(_)));
                if class == Report::Deny && plain && told && noun_of_verb(sentence, next, true).is_some() {
                    return Some((next, content_end(sentence, next)));
                }
                match past_parenthesis(sentence, at, next) {
                    Some(after) => {
                        next = after;
                        continue;
                    }
                    None => break,
                }
            }
            // `أشار مسؤول إلى أن`: preposition and complementizer in one.
            Kind::Subordinator(word)
                if quote.is_none()
                    && word.ends_with(" ان")
                    && matches!(word.split(' ').next(), Some("الى" | "الي" | "على" | "علي" | "من" | "عن")) =>
            {
                return Some((next + 1, content_end(sentence, next + 1)));
            }
            Kind::Subordinator(_) if next > at + 1 => break,
            // `روى نازحون أن`, `كشفت تحقيقات النيابة أن`: who speaks.
            Kind::Event(..) if next == at + 1 && (sentence.norm(next).ends_with("ون") || says_itself(sentence, next)) => {}
            Kind::Event(..) if nominal && quote.is_none() && introduces(sentence, at, next) => {
                return Some((next, nominal_end(sentence, next, class)));
            }
            // `يتهم التحالف إيران بتهريب الأسلحة`: behind ب, whether a table knows the verb of it or not.
            Kind::Word
                if nominal
                    && quote.is_none()
                    && (unreal(class) || class == Report::Accuse)
                    && (noun_of_verb(sentence, next, true).is_some() || class == Report::Accuse && items[next].clitics.preposition == Some('ب'))
                    && introduces(sentence, at, next) =>
            {
                return Some((next, nominal_end(sentence, next, class)));
            }
            // `كشفت مصادر عن استعدادات ضخمة`: any noun behind the preposition of the verb.
            Kind::Word if quote.is_none() && about(sentence, at, next, class) => return Some((next, content_end(sentence, next))),
            _ => {}
        }
        next += 1;
    }
    // A quotation that holds words, not a name in quotation marks; `بدأ السكان "مسيرة"`: of a verb that takes one.
    let quote = quote.filter(|_| !only_seems(sentence, at))?;
    let close = items.iter().enumerate().skip(quote + 1).find(|(_, item)| is_quote_item(item)).map(|(close, _)| close);
    let words = close.unwrap_or(items.len()) - quote;
    // `أعلن الرئيس "حالة نزاع" ونشر الجيش`: words without a deed of their own are all that is quoted.
    let whole = |close: usize| described_outside(items, close) || !speaks_inside(items, quote, close);
    let end = close.filter(|&close| whole(close)).unwrap_or_else(|| content_end(sentence, quote + 1));
    (words > 4 || speaks_inside(items, quote, close.unwrap_or(items.len()))).then_some((quote + 1, end))
}

/// `بدأ السكان "مسيرة"`: a verb that tells how things look, `بدا`, where the hamza shows that it is another.
fn only_seems(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let pack = sentence.context.pack;
    let own = |id: &u32| pack.reporting[*id as usize].takes.iter().any(|take| take == "own");
    let hamza = || sentence.span(at, at + 1).is_some_and(|span| span.slice(&sentence.context.article.text).contains('أ'));
    matches!(sentence.items[at].kind, Kind::Verb(verb, _) if pack.verbs[verb as usize].reporting.iter().any(own)) && hamza()
}

/// Two commas right before `next`, with a word or two between them that tell nothing: a name, a day, `كلتاهما`.
fn closed_aside(sentence: &Sentence<'_, '_>, at: usize, next: usize) -> bool {
    let items = sentence.items;
    let comma = |i: usize| items[i].is_mark(&['،', ',']);
    let open = (at + 1..next.saturating_sub(1)).rev().find(|&i| comma(i));
    let quiet =
        |item: &Item| !item.is_verb() && !matches!(item.kind, Kind::Event(..) | Kind::Relative | Kind::Complementizer(_) | Kind::Subordinator(_));
    comma(next - 1) && open.is_some_and(|open| open + 5 > next && items[open + 1..next - 1].iter().all(quiet))
}

fn names(item: &Item) -> bool {
    matches!(item.kind, Kind::Mention(_) | Kind::Word) && !item.clitics.conjunction && item.clitics.preposition.is_none()
}

/// A verb that is in the first person however its letters are read.
fn in_first_person(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let plain = !sentence.items[at].clitics.conjunction;
    let other = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Verb(_, read) if read.person != 1);
    let first = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Verb(_, read) if read.person == 1);
    let hits = &sentence.block.hits[sentence.items[at].start];
    plain && hits.iter().any(first) && !hits.iter().any(other)
}

/// Whether the noun right behind a verb of saying, with all that belongs to it, has what is said right behind it.
pub(crate) fn says_itself(sentence: &Sentence<'_, '_>, noun: usize) -> bool {
    let items = sentence.items;
    let belongs = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Mention(_)) && items[*i].clitics.preposition.is_none();
    let end = (noun + 1..items.len().min(noun + 5)).find(|i| !belongs(i));
    let plain = items[noun].clitics.preposition.is_none() && !items[noun].clitics.conjunction;
    plain && end.is_some_and(|end| matches!(items[end].kind, Kind::Complementizer(_)) && !items[end].clitics.conjunction)
}

/// The complementizer behind a relative clause of which no verb says anything.
fn past_relative(sentence: &Sentence<'_, '_>, relative: usize) -> Option<usize> {
    let items = sentence.items;
    let reach = relative + 1..items.len().min(relative + 16);
    let complementizer = reach.take_while(|&i| !items[i].is_mark(&['.', ':', '"'])).find(|&i| matches!(items[i].kind, Kind::Complementizer(_)))?;
    let says = |item: &Item| matches!(item.kind, Kind::Verb(verb, _) if reporting_class(sentence, verb).is_some());
    let told = &items[relative + 1..complementizer];
    (told.iter().any(Item::is_verb) && !told.iter().any(says)).then_some(complementizer)
}

/// The verbal noun right behind a relative clause between commas of which no verb says anything, unless a denial waits for it.
fn past_aside(sentence: &Sentence<'_, '_>, relative: usize, class: Report) -> Option<usize> {
    let items = sentence.items;
    let says = |item: &Item| matches!(item.kind, Kind::Verb(verb, _) if reporting_class(sentence, verb).is_some());
    let content = |i: usize| {
        let item = items.get(i)?;
        // Behind whoever denies stands a noun, though its letters could be a perfect, and whether a table knows it or not.
        let denied = class == Report::Deny && matches!(item.kind, Kind::Word | Kind::Demonstrative);
        let word = matches!(item.kind, Kind::Word) || class == Report::Deny && item.is_verb();
        let noun = matches!(item.kind, Kind::Event(..)) || denied || word && noun_of_verb(sentence, i, true).is_some();
        (noun && !item.clitics.conjunction).then_some(i)
    };
    let reach = relative + 1..items.len().min(relative + 16);
    let inside = |i: usize| !items[i].is_mark(&['.', ':', '"']) && (class == Report::Deny || !says(&items[i]));
    let close = reach.take_while(|&i| inside(i)).find(|&i| items[i].is_mark(&['،', ',']))?;
    content(close + 1).filter(|_| items[relative + 1..close].iter().any(Item::is_verb))
}

/// Whether the noun at `next` is what a verb of saying speaks of: it stands behind عن or إلى where the verb takes them.
fn about(sentence: &Sentence<'_, '_>, at: usize, next: usize, class: Report) -> bool {
    let items = sentence.items;
    let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Show | Report::Admit);
    let Kind::Verb(verb, _) = items[at].kind else { return false };
    let pack = sentence.context.pack;
    let takes = |word: &str| pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|take| take == word));
    let addressed = items[next].mention().is_some_and(|mention| mention.media || source::speaks(mention.class));
    says && !addressed
        && matches!(&items[next - 1].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "الى") && takes(word))
        && introduces(sentence, at, next)
}

/// `طائرات يعتقد أنها إسرائيلية قصفت`: what is only guessed of the noun before is the adjective behind the pronoun.
fn guessed(sentence: &Sentence<'_, '_>, at: usize, complementizer: usize, class: Report) -> Option<usize> {
    let items = sentence.items;
    let pronoun =
        ["ها", "ه", "هم", "هما"].iter().any(|ending| sentence.norm(complementizer).strip_suffix(ending).is_some_and(|stem| stem.ends_with("ان")));
    let noun = at.checked_sub(1).is_some_and(|i| matches!(items[i].kind, Kind::Mention(_) | Kind::Word) && !items[at].clitics.conjunction);
    let adjective = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mention(_)) && item.clitics.preposition.is_none() && !item.clitics.article;
    let first = items.get(complementizer + 1).is_some_and(adjective);
    if class != Report::Believe || !pronoun || !noun || !first || complementizer != at + 1 {
        return None;
    }
    Some(complementizer + 2)
}

/// `قال فلان "…"، المدينة التي شهدت أمس هجوما`: what describes the last name behind the quotation is the outlet's.
fn described_outside(items: &[Item], close: usize) -> bool {
    let noun = |item: &Item| matches!(item.kind, Kind::Mention(_) | Kind::Word) && !item.clitics.conjunction && item.clitics.preposition.is_none();
    items.get(close + 1).is_some_and(|item| item.is_mark(&['،', ',']))
        && items.get(close + 2).is_some_and(noun)
        && items.iter().skip(close + 3).take(2).any(|item| matches!(item.kind, Kind::Relative))
}

/// `نفى الجيش أي مسؤولية له في الانفجار`: what is denied is whatever phrase follows the subject.
pub(crate) fn denied_phrase(sentence: &Sentence<'_, '_>, at: usize, class: Report) -> Option<(usize, usize)> {
    let items = sentence.items;
    let speaker = (at + 1..items.len().min(at + 6))
        .find(|&i| items[i].mention().is_some_and(|m| source::speaks(m.class)) && preposition_of(items, i).is_none())?;
    // `نفى الناطق خبر قصف البلدة`: denied is what the news is of.
    let news = items.get(speaker + 1).and_then(Item::mention).filter(|m| m.sub == "reports");
    let about = |i: &usize| matches!(&items[*i].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "حول" | "بشان"));
    let subject = match news {
        // `نفت الوزارة الأنباء عن قصف البلدة`, `الأنباء التي ترددت عن قصف البلدة`.
        Some(mention) if mention.definite => (speaker + 2..items.len().min(speaker + 8)).find(about).filter(|_| class == Report::Deny)?,
        Some(_) => speaker + 1,
        None if items.get(speaker + 1).is_some_and(|item| matches!(item.kind, Kind::Report(_))) => speaker + 1,
        None => speaker,
    };
    // `نفى الكرملين، الأربعاء، أي دور`, `نفت الحركة، التي تحكم القطاع، تورطها`: past what stands between commas.
    let closed = set_off(items, subject);
    let subject = closed.unwrap_or(subject);
    let next = items.get(subject + 1)?;
    // `نفى الجيش، وهو الأكبر في المنطقة، قصف المدينة`: a verbal noun in the letters of a verb.
    let noun = || closed.is_some() && noun_of_verb(sentence, subject + 1, true).is_some();
    let phrase = (matches!(next.kind, Kind::Word | Kind::Demonstrative | Kind::Event(..)) || noun()) && !next.clitics.conjunction;
    let clean = items[at + 1..speaker].iter().all(|item| matches!(item.kind, Kind::When(_) | Kind::Adverb));
    (class == Report::Deny && phrase && clean).then(|| (subject + 1, nominal_end(sentence, subject + 1, class)))
}

/// The comma that closes a day, a relative clause or an apposition which another opened right behind `speaker`.
fn set_off(items: &[Item], speaker: usize) -> Option<usize> {
    let comma = |i: &usize| items.get(*i).is_some_and(|item| item.is_mark(&['،', ',']));
    let first = items.get(speaker + 2).filter(|_| comma(&(speaker + 1)))?;
    let close = (speaker + 3..items.len().min(speaker + 16)).find(comma)?;
    let relative = matches!(first.kind, Kind::Relative);
    (relative || items[speaker + 2..close].iter().all(|item| !item.is_verb())).then_some(close)
}

fn speaks_inside(items: &[Item], open: usize, close: usize) -> bool {
    items[open..close].iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..)))
}

/// Past what stands between a speaker and his words: an apposition between commas, a relative clause, the medium that carried a statement.
fn past_parenthesis(sentence: &Sentence<'_, '_>, at: usize, verb: usize) -> Option<usize> {
    let items = sentence.items;
    let comma = |item: &Item| item.is_mark(&['،', ',']);
    let commas = items[at + 1..verb].iter().filter(|item| comma(item)).count();
    if commas % 2 == 1 {
        // `قال فلان، الناطق باسم مستشفى كذا في كذا إن`: an apposition that nobody closed ends where the words begin.
        let open = |i: &usize| comma(&items[*i]) || matches!(items[*i].kind, Kind::Complementizer(_));
        let close = (verb + 1..items.len().min(verb + 18)).find(open)?;
        return Some(if comma(&items[close]) { close + 1 } else { close });
    }
    let clause = &sentence.clauses[clause_of(&sentence.clauses, verb)];
    let relative = clause.opener == Opener::Relative
        // `، الذي وصل`: behind a comma too.
        || matches!(items[clause.start].kind, Kind::Relative)
        || items[verb].clitics.pronoun.is_some() && relay::passes_on(sentence, verb);
    let words = |i: &usize| matches!(items[*i].kind, Kind::Word | Kind::Verb(..)) && !items[*i].clitics.conjunction;
    let named = (verb..items.len().min(verb + 5)).find(|i| !words(i));
    if let Some(end) = named.filter(|&end| {
        matches!(items[end].kind, Kind::Complementizer(_) | Kind::Mark(':')) && items[at + 1..verb].iter().any(|item| item.mention().is_some())
    }) {
        return Some(end);
    }
    let phrase = (at + 1..verb).rev().find(|i| !words(i));
    // `في بيان أصدره مكتبها`, `في تقرير صدر الخميس`: behind the venue too.
    let venue = |i: usize| matches!(items[i].kind, Kind::Report(_)) && (items[verb].clitics.pronoun.is_some() || i + 1 == verb);
    let described =
        verb > at + 1 && !items[verb].clitics.conjunction && phrase.is_some_and(|i| venue(i) || items[i].mention().is_some_and(|m| !m.definite));
    // `تضمن بيان نشرته الوكالة "تعليق الرحلات إلى كذا"`: what is quoted at length.
    let quoted = |i: usize| is_quote_item(&items[i]) && items.len() > i + 5 && !items[i + 1..i + 5].iter().any(is_quote_item);
    let content = (verb + 1..items.len().min(verb + 16)).find(|&i| matches!(items[i].kind, Kind::Complementizer(_) | Kind::Mark(':')) || quoted(i));
    // `أشار المرصد الذي يجمع معلوماته من ناشطين إلى تواجد عناصر`: the content stands behind the preposition of the first verb.
    let own = |i: &usize| {
        let Kind::Verb(main, _) = items[at].kind else { return false };
        let pack = sentence.context.pack;
        let takes = |word: &str| pack.verbs[main as usize].reporting.iter().any(|id| pack.reporting[*id as usize].takes.iter().any(|t| t == word));
        matches!(items[*i].kind, Kind::Event(..)) && preposition_of(items, *i).is_some_and(|p| takes(&p))
    };
    let nominal = || (verb + 1..items.len().min(verb + 16)).find(own);
    (relative || described).then(|| content.or_else(nominal)).flatten()
}

/// `حركة "كذا"`: the second of two straight marks closes what a name opened.
fn closes(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let straight = |token: &isnad_text::token::Token| &*token.norm == "\"";
    let start = sentence.items[at].start;
    let tokens = &sentence.block.tokens;
    let inside = start
        .checked_sub(1)
        .and_then(|i| sentence.items.get(at.checked_sub(1)?).map(|item| (i, item)))
        .is_some_and(|(last, item)| item.end == last + 1 && tokens[item.start..item.end].iter().filter(|token| straight(token)).count() % 2 == 1);
    inside && tokens.get(start).is_some_and(straight)
}

/// An event noun is the content when it is an object or stands after the preposition of the verb, before any other clause.
fn introduces(sentence: &Sentence<'_, '_>, at: usize, event: usize) -> bool {
    let items = sentence.items;
    let comma = |item: &Item| item.is_mark(&['،', ',']);
    let mut commas = items[at + 1..event].iter().filter(|item| comma(item)).count();
    // `أعلن المبعوث، فلان، السبت، انتهاء`: the day between two commas shares one with the name.
    if commas == 3 && items[at + 1..event].windows(3).any(|three| comma(&three[0]) && matches!(three[1].kind, Kind::When(_)) && comma(&three[2])) {
        commas = 2;
    }
    let locative = preposition_of(items, event).is_some_and(|p| matches!(&*p, "في" | "خلال" | "بعد" | "قبل" | "منذ" | "اثر" | "عقب" | "حول" | "بشان"));
    // `تعهد الرئيس، باستعادة البلدة`: a lone comma before the verb's own preposition parts nothing.
    let own = items[event - 1].mention().is_none() && matches!(&items[event - 1].kind, Kind::Preposition(word) if &**word == "عن");
    let resumed = commas == 1 && (items[event].clitics.preposition == Some('ب') || own && items.get(event - 2).is_some_and(comma));
    // `أوضح في بيان، سقوط قتلى`: nor one behind the venue, right before the content.
    let bare = |i: usize| match items[i].kind {
        Kind::Mention(_) | Kind::When(_) | Kind::Report(_) | Kind::Preposition(_) | Kind::Adverb | Kind::Mark(_) | Kind::Pronoun => true,
        // A name that no table has.
        Kind::Word => crate::stranger::is_free(sentence, i) && !items[i].clitics.conjunction && preposition_of(items, i).is_none(),
        _ => false,
    };
    // `أعلن الناطق الخميس، ارتفاع حصيلة القتلى`: nouns of the content itself may stand between.
    let head = (at + 1..event).rev().find(|&i| comma(&items[i])).map_or(event, |last| last + 1);
    let noun = |i: usize| {
        let item = &items[i];
        matches!(item.kind, Kind::Word | Kind::Mention(_))
            && !item.clitics.conjunction
            && item.clitics.preposition.is_none()
            && !sentence.norm(i).ends_with('ا')
    };
    let venue = commas == 1 && preposition_of(items, head).is_none() && (head..event).all(noun) && (at + 1..head).all(bare);
    (commas % 2 == 0 || resumed || venue) && !locative
}

/// The content runs to the end of the sentence, or to a turn of the outlet's own voice (`فيما`, `بينما`) outside quotation marks.
pub(crate) fn content_end(sentence: &Sentence<'_, '_>, start: usize) -> usize {
    let mut quoted = false;
    let told = matches!(start.checked_sub(1).map(|i| &sentence.items[i].kind), Some(Kind::Complementizer(_) | Kind::Subordinator(_)));
    for (at, item) in sentence.items.iter().enumerate().skip(start) {
        if is_quote_item(item) {
            quoted = !quoted;
        }
        // `علما بأن`: the outlet's own, whatever the content hangs on.
        let added = matches!(&item.kind, Kind::Subordinator(word) if matches!(&**word, "علما ان" | "علما بان"));
        // `فيما قال مسؤول إن`: with a speaker of its own it goes on with what he said, not with what the first said.
        let words =
            || (at + 2..sentence.items.len().min(at + 14)).any(|i| matches!(sentence.items[i].kind, Kind::Complementizer(_) | Kind::Mark(':')));
        let speaks = || {
            // `فيما نشرت السلطات مئات الشرطيين` says nothing.
            sentence.items.get(at + 1).is_some_and(|item| match item.kind {
                Kind::Verb(verb, _) => reporting_class(sentence, verb).is_some_and(|(class, _)| class != Report::Relay || words()),
                _ => false,
            })
        };
        if !quoted && at > start && (added || comes_with(sentence, at) || turns(sentence, at) && (!told || speaks())) {
            return at;
        }
    }
    sentence.items.len()
}

/// `، وجاء التصريح وسط اتهامات`, `، ويأتي ذلك بعد يوم من`: when something was said is the outlet's own, whatever it stands behind.
fn comes_with(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let items = sentence.items;
    let Kind::Verb(verb, inflection) = items[at].kind else { return false };
    let comes = items[at].clitics.conjunction && inflection.person == 3 && &*sentence.context.pack.verbs[verb as usize].lemma == "جاء"
        || &*sentence.context.pack.verbs[verb as usize].lemma == "أتى" && items[at].clitics.conjunction;
    let what = items.get(at + 1).is_some_and(|next| match &next.kind {
        Kind::Demonstrative => true,
        Kind::Mention(mention) => source::is_statement(mention) && mention.definite && next.clitics.preposition.is_none(),
        Kind::Word | Kind::Event(..) => {
            crate::report::noun_class(sentence, at + 1).is_some() && next.clitics.article && next.clitics.preposition.is_none()
        }
        _ => false,
    });
    comes && what && items[at - 1].is_mark(&['،', ',', '"', '»', '”'])
}

/// What is denied, demanded or threatened in a noun phrase ends where the story goes on with a verb of its own.
fn nominal_end(sentence: &Sentence<'_, '_>, start: usize, class: Report) -> usize {
    let end = content_end(sentence, start);
    // `أعلن الرئيس الأحكام العرفية، فاحتشد المحتجون`: what followed upon it.
    let followed = |i: usize| {
        matches!(sentence.items[i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
            && sentence.items[i].clitics.conjunction
            && sentence.norm(i).starts_with('ف')
            && sentence.items[i - 1].is_mark(&['،', ','])
            && !sentence.quoted(i, false)
    };
    let end = (start + 1..end).find(|&i| followed(i)).unwrap_or(end);
    if !unreal(class) {
        return end;
    }
    let goes_on = |i: usize| {
        matches!(sentence.items[i].kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Perfect)
            && sentence.items[i].clitics.conjunction
            && noun_of_verb(sentence, i, true).is_none()
    };
    // `تعهد بسحب القوات، وهو المطلب الذي`: the outlet's own remark on it.
    let remarks = |i: usize| {
        sentence.items[i - 1].is_mark(&['،', ','])
            && (matches!(sentence.items[i].kind, Kind::Pronoun) && sentence.items[i].clitics.conjunction
                || sentence.items[i].clitics.article && matches!(sentence.items.get(i + 1).map(|item| &item.kind), Some(Kind::Relative)))
    };
    (start + 1..end).find(|&i| goes_on(i) || adds(sentence, i) || remarks(i)).unwrap_or(end)
}

/// `نفى شن غارات، متهما الفصيل بمهاجمة القاعدة`: an adverbial participle behind a comma tells what else he said.
fn adds(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(sentence.items[at].kind, Kind::Participle(_, false))
        && sentence.items[at - 1].is_mark(&['،', ','])
        && sentence.norm(at).ends_with(['ا', 'ه'])
}

/// Subordinators that set another happening beside the one reported.
pub(crate) fn turns(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    matches!(&sentence.items[at].kind, Kind::Subordinator(word) if matches!(&**word, "فيما" | "بينما" | "في حين" | "في وقت" | "في الوقت الذي" | "الا ان" | "لكن" | "ولكن" | "غير ان" | "بيد ان"))
}
