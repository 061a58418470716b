//! Deeds that somebody is accused of, called upon to do, or threatens to do.

use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::sentence::Sentence;
use isnad_model::EventType;

/// `اتهم الوزير الجماعة باغتيال النائب`, `دعت القيادة المحتجين إلى الانسحاب`: what somebody is accused of or called upon to do is his deed;
/// `هددت الدولة الجماعة بقصف مواقعها`: what somebody threatens is his own.
pub(crate) fn charged(sentence: &Sentence<'_, '_>, drafts: &mut [Draft]) {
    let items = sentence.items;
    let speeches: Vec<(EventType, usize, Vec<usize>)> = drafts.iter().filter(|draft| items[draft.at].is_verb()).filter_map(speech).collect();
    for (kind, from, doers) in speeches {
        let stops = |item: &Item| {
            item.is_verb() || matches!(item.kind, Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) | Kind::Mark('.' | '؛' | ':'))
        };
        let end = (from + 1..items.len()).find(|i| stops(&items[*i]) || crate::scope::aside(items, *i)).unwrap_or(items.len());
        let opens = |i: usize| {
            let noun = matches!(items[i].kind, Kind::Event(..) | Kind::Word);
            noun && match kind {
                EventType::Call => preposition_of(items, i).is_some_and(|p| matches!(&*p, "ب" | "الى" | "على")),
                _ => items[i].clitics.preposition == Some('ب'),
            }
        };
        // The deed itself, or the light verb that carries it; `بالصمت على قصف المدينة` and `إلى التحقيق في قصفها` are of somebody else's.
        let hangs = |draft: &Draft| {
            let head = draft.carrier.map_or(draft.at, |carrier| carrier.min(draft.at));
            let joined = |i: usize| items[i].clitics.conjunction && (from + 1..i).any(|i| opens(i) && matches!(items[i].kind, Kind::Event(..)));
            let genitive = |i: usize| i > from + 1 && preposition_of(items, i).is_none() && !items[i].clitics.conjunction && opens(i - 1);
            // `بالوقوف وراء قصف المدينة`
            let behind = |i: usize| preposition_of(items, i).as_deref() == Some("وراء") && (from + 1..i).any(opens);
            opens(head) || joined(head) || genitive(head) || behind(head)
        };
        for draft in drafts.iter_mut().filter(|draft| from < draft.at && draft.at < end && matches!(items[draft.at].kind, Kind::Event(..))) {
            let crowd = draft.event_type == EventType::Protest && kind != EventType::Call;
            let talk = crowd || matches!(draft.event_type, EventType::Meet | EventType::Agree);
            let harm = draft.event_type.counts_people() && kind == EventType::Call;
            let deed = !draft.event_type.is_speech_act() && !talk && !harm && draft.actors.is_empty() && hangs(draft);
            if deed && !draft.victims.iter().any(|at| doers.contains(at)) {
                draft.actors.clone_from(&doers);
            }
        }
    }
}

/// The kind of an act of speech, behind which item what it is about may stand, and whose deed that is.
fn speech(draft: &Draft) -> Option<(EventType, usize, Vec<usize>)> {
    // With one of the two unsaid it is not sure which the other is.
    if draft.event_type != EventType::Accuse && (draft.targets.is_empty() || draft.actors.is_empty()) {
        return None;
    }
    let last = draft.targets.iter().chain(&draft.actors).copied().max().unwrap_or(draft.at).max(draft.at);
    let (from, doers) = match draft.event_type {
        EventType::Accuse | EventType::Call => (draft.targets.iter().copied().fold(draft.at, usize::max), &draft.targets),
        EventType::Threaten => (last, &draft.actors),
        _ => return None,
    };
    (!doers.is_empty()).then(|| (draft.event_type, from, doers.clone()))
}
