//! What is told of as told: hearsay (`ما تردد عن`), its denial, and what a pronoun takes up (`اتفاق أكده المرصد`).

use crate::content::content_end;
use crate::item::{Item, Kind};
use crate::report::{Carry, Chain, Scope};
use crate::sentence::Sentence;
use crate::source;
use isnad_model::{EntityKind, EntityRef};
use isnad_pack::grammar::{Report, ReportKind};

/// `اتفاق أكده المرصد`, `الغارة التي أعلنها التحالف`: what the pronoun takes up is told by whoever stands behind the verb.
pub(crate) fn attested(sentence: &Sentence<'_, '_>, at: usize, class: Report, carry: &Carry) -> Option<Scope> {
    let items = sentence.items;
    let Kind::Verb(_, inflection) = items[at].kind else { return None };
    let subject = at + if taken_up(items, at + 1) { 2 } else { 1 };
    let pronoun = (items[at].clitics.pronoun.is_some() || subject > at + 1) && !items[at].clitics.conjunction && !inflection.passive;
    let says = matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Show | Report::Admit);
    if !pronoun || !says || !items.get(subject).is_some_and(|item| item.mention().is_some() && item.clitics.preposition.is_none()) {
        return None;
    }
    let apart = |item: &Item| item.is_verb() || matches!(item.kind, Kind::Mark(_) | Kind::Complementizer(_)) && !crate::report::is_quote_item(item);
    let told = (at.saturating_sub(7)..at).rev().take_while(|&i| !apart(&items[i]));
    let start = told.filter(|&i| matches!(items[i].kind, Kind::Event(..)) && items[i].clitics.pronoun.is_none()).last()?;
    let chain = source::after(sentence, at, items.len(), carry)?;
    Some(Scope { start, end: at, chain, class, cue: sentence.span(at, at + 1), at, backward: true, negated: false })
}

/// `أعلنت عنه دمشق`: a pronoun behind the preposition of the verb.
pub(crate) fn taken_up(items: &[Item], at: usize) -> bool {
    items.get(at).is_some_and(|item| matches!(&item.kind, Kind::Preposition(word) if word.starts_with("عن")) && item.clitics.pronoun.is_some())
}

/// `نفى الجيش ما تردد عن انسحابه`, `فندت ما نشرته الصحيفة من أن`: denied is what others tell.
pub(crate) fn denied_hearsay(sentence: &Sentence<'_, '_>, at: usize, class: Report) -> Option<(usize, usize)> {
    if class != Report::Deny {
        return None;
    }
    let items = sentence.items;
    // `نفى مصدر عسكري صحة الأنباء التي تحدثت عن انسحاب وحداته`
    let truth = (at + 1..items.len().min(at + 6)).find(|&i| {
        let bare = matches!(items[i].kind, Kind::Word) && !items[i].clitics.article && items[i].clitics.preposition.is_none();
        let reports = items.get(i + 1).and_then(Item::mention).is_some_and(|m| m.sub == "reports" && m.definite);
        // `صحة الأنباء عن مقتل القائد`: read as one expression of hearsay.
        let hearsay = matches!(items.get(i + 1).map(|item| &item.kind), Some(Kind::Report(id)) if sentence.context.pack.reporting[*id as usize].kind == ReportKind::Impersonal);
        bare && (reports || hearsay && truthful(sentence, i))
    });
    // `نفى الجيش التقارير التي تفيد بانسحابه`
    let impersonal = |i: &usize| matches!(&items[*i].kind, Kind::Report(id) if sentence.context.pack.reporting[*id as usize].kind == ReportKind::Impersonal && items[*i].clitics == Default::default());
    let plain = |i: &usize| matches!(items[*i].kind, Kind::Mention(_) | Kind::Word | Kind::When(_) | Kind::Adverb | Kind::Report(_));
    let object = || (at + 1..items.len().min(at + 7)).take_while(plain).find(impersonal);
    let told = truth.filter(|&truth| matches!(items[truth + 1].kind, Kind::Report(_))).map(|truth| truth + 1).or_else(object);
    if let Some(told) = told.filter(|&told| told + 1 < items.len()) {
        return Some((told + 1, content_end(sentence, told + 1)));
    }
    if let Some(reports) = truth.map(|truth| truth + 1).or_else(|| reports_denied(sentence, at)) {
        let about = |i: &usize| matches!(&items[*i].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "حول" | "بشان"));
        // `صحة الأنباء التي تتداولها صفحات على مواقع التواصل حول`: over who passes them on.
        let told = |i: usize| items[i].is_verb() && items[i].clitics.conjunction;
        let mut behind = (reports + 1..items.len().min(reports + 14)).take_while(|&i| !items[i].is_mark(&['.', ':', '؛']) && !told(i));
        // `التقارير التي تفيد بانسحابه`, `التي تقول إن`: the verb of the reports has its content right behind it.
        let says = |i: usize| matches!(items[i].kind, Kind::Verb(verb, _) if crate::report::reporting_class(sentence, verb).is_some());
        let content = |i: &usize| says(i - 1) && (items[*i].clitics.preposition == Some('ب') || matches!(items[*i].kind, Kind::Complementizer(_)));
        return behind
            .find(|i| about(i) || content(i))
            .map(|i| if content(&i) && !matches!(items[i].kind, Kind::Complementizer(_)) { i } else { i + 1 })
            .map(|start| (start, content_end(sentence, start)));
    }
    // Between the verb and what it denies stand its subject, a day between commas, and how it denies (`صحة`, `جملة وتفصيلا`).
    let day = |i: usize| matches!(items.get(i).map(|item| &item.kind), Some(Kind::When(_)));
    let plain = |i: &usize| match items[*i].kind {
        Kind::Mention(_) | Kind::Word | Kind::When(_) | Kind::Adverb => true,
        Kind::Mark('،' | ',') => day(i + 1) || day(i.wrapping_sub(1)),
        _ => false,
    };
    let relative = (at + 1..items.len()).find(|i| !plain(i))?;
    (relative + 1..items.len().min(relative + 4)).find_map(|verb| hearsay_from(sentence, verb))
}

/// `نفى الجيش التقارير التي تفيد بانسحابه`, `الأرقام التي تحدثت عن مقتل العشرات`: what reports, as the object of the denial.
fn reports_denied(sentence: &Sentence<'_, '_>, at: usize) -> Option<usize> {
    let items = sentence.items;
    let plain = |i: &usize| matches!(items[*i].kind, Kind::Mention(_) | Kind::Word | Kind::When(_) | Kind::Adverb);
    let reports = |i: &usize| items[*i].mention().is_some_and(|m| m.sub == "reports" && m.definite) && items[*i].clitics == Default::default();
    let says = |i: usize| matches!(items.get(i).map(|item| &item.kind), Some(Kind::Verb(verb, _)) if crate::report::reporting_class(sentence, *verb).is_some_and(|(class, _)| class == Report::Say));
    // `نفى المكتب نبأ يتحدث عن مقتل القائد`
    let some = |i: &usize| items[*i].mention().is_some_and(|m| m.sub == "reports" && !m.definite) && items[*i].clitics == Default::default();
    let object = |i: &usize| match items.get(i + 1).map(|next| &next.kind) {
        Some(Kind::Verb(..)) => some(i) && says(i + 1),
        Some(Kind::Relative) => reports(i) || items[*i].clitics.article && items[*i].clitics.preposition.is_none() && says(i + 2),
        Some(Kind::Preposition(_)) => reports(i),
        _ => false,
    };
    (at + 1..items.len().min(at + 8)).take_while(plain).find(object)
}

/// `صحة`: the truth of something, which a denial denies.
fn truthful(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    sentence.norm(at) == "صحه"
}

/// What a verb in a relative clause without a head tells of (`ما تردد عن`, `ما أعلنته الفصائل من`): its start and end.
pub(crate) fn hearsay_from(sentence: &Sentence<'_, '_>, at: usize) -> Option<(usize, usize)> {
    let items = sentence.items;
    if !items.get(at)?.is_verb() {
        return None;
    }
    let headless = (at.saturating_sub(2)..at).rev().find(|&i| matches!(items[i].kind, Kind::Relative))?;
    if !matches!(sentence.norm(headless), "ما" | "وما" | "لما" | "عما" | "بما")
        || items[headless + 1..at].iter().any(|item| !matches!(item.kind, Kind::Verb(..)))
    {
        return None;
    }
    let about = |i: &usize| matches!(&items[*i].kind, Kind::Preposition(word) if matches!(&**word, "عن" | "حول" | "بشان" | "من" | "بخصوص"));
    let told = |i: &usize| matches!(items[*i].kind, Kind::Event(..) | Kind::Complementizer(_) | Kind::Word | Kind::Mention(_));
    let apart = |i: &usize| items[*i].is_verb() || items[*i].is_mark(&[':', '؛', '.']) || matches!(items[*i].kind, Kind::Complementizer(_));
    let about = (at + 1..items.len().min(at + 10)).take_while(|i| !apart(i)).find(about)?;
    let start = Some(about + 1).filter(|i| *i < items.len() && told(i))?;
    let start = if matches!(items[start].kind, Kind::Complementizer(_)) { start + 1 } else { start };
    Some((start, content_end(sentence, start)))
}

/// Hearsay speaks for whoever is said to tell it; without a teller it is reports.
pub(crate) fn hearsay_scope(sentence: &Sentence<'_, '_>, at: usize, (start, end): (usize, usize), carry: &Carry) -> Option<Scope> {
    let items = sentence.items;
    let cue = sentence.span(at, at + 1);
    let teller = items[at].clitics.pronoun.is_some().then(|| source::of_verb(sentence, at, start, carry, &[])).flatten();
    let words: std::sync::Arc<str> = cue?.slice(&sentence.context.article.text).into();
    let reports = || EntityRef {
        id: "unnamed:reports".into(),
        name_ar: words.clone(),
        name_en: Some("reports".into()),
        surface: words.clone(),
        kind: EntityKind::Unnamed,
        span: cue,
    };
    let chain = teller.unwrap_or_else(|| Chain { sources: vec![reports()], ..Chain::default() });
    Some(Scope { start, end, chain, class: Report::Relay, cue, at, backward: false, negated: false })
}
