//! Whether what a trigger tells is a claim or only a mention of something told elsewhere: a learned choice between the two.

use crate::choice::Candidates;
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::memory::Memory;
use crate::report::Scope;
use crate::scope::Status;
use crate::telling::Telling;
use crate::vector::Passage;
use crate::words::{FEWEST, NEAR};
use isnad_model::{EntityRef, EventType, Family, Modality, Polarity};
use isnad_pack::grammar::{Cue, CueClass, Report};

/// Where no words speak for it, what the grammar keeps is kept a little more readily: words mostly speak against.
const HEADLINE: i64 = 300;

/// A page of a line or two says what it is there to say.
const BRIEF: i64 = 900;

/// What is only supposed is kept a little more readily: it changes no record, and missed it may read as fact.
const SUPPOSED: i64 = 450;

/// Violence right behind a word of fear, possibility or condition is what that word is there for; another's deed is told for itself.
const FEARED: i64 = 900;

impl Writer<'_, '_, '_> {
    /// Whether a word of charging governs the event.
    fn charged(&self, draft: &Draft) -> bool {
        let pack = self.sentence.context.pack;
        let items = self.sentence.items;
        let apart =
            |item: &Item| item.is_verb() || matches!(item.kind, Kind::Mark(_) | Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_));
        self.sentence.cues.iter().filter(|cue| pack.cues[cue.id as usize].class == CueClass::Charge).any(|cue| {
            let at = self.sentence.item_at(cue.end);
            // `تهمة قتل طفلين`: a verbal noun in the letters of a verb.
            let named = draft.at == at && crate::scope::noun_of_verb(self.sentence, at, true).is_some();
            named || at <= draft.at && draft.at < at + 7 && !items[at..=draft.at].iter().any(apart)
        })
    }

    /// Whether `draft` is told; `ruled` is what the rules of grammar say.
    pub(crate) fn choose_keep(&self, draft: &Draft, kind: EventType, ruled: bool, state: &Status, telling: &Telling<'_>, memory: &Memory) -> bool {
        if self.denied.get() {
            return true;
        }
        let context = self.sentence.context;
        let observed = context.decisions.borrow().is_some();
        let weights = &context.pack.choices.keep;
        // `هجوم الفريق`, `احتل المركز الثاني`: on a page about sport the words of war are of the game.
        let of_the_game = matches!(kind.family(), Family::Territory | Family::Violence) || matches!(kind, EventType::Injured | EventType::Missing);
        if context.about_sport && of_the_game && kind != EventType::AttackCivilians {
            return false;
        }
        // On a page about illness `أصيبوا` are ill, unless it tells of violence too.
        let violent = |claim: &isnad_model::Claim| matches!(claim.parts.event_type.family(), Family::Violence);
        if context.about_illness && kind == EventType::Injured && !memory.claims.iter().any(violent) {
            return false;
        }
        // `لم ترد أنباء عن سقوط ضحايا` tells nothing.
        let silence =
            self.scope_at(draft.at).filter(|scope| scope.negated && scope.chain.sources.first().is_some_and(|s| &*s.id == "unnamed:reports"));
        let parts = |item: &Item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction | Kind::Subordinator(_));
        if silence.is_some_and(|scope| !self.sentence.items.get(scope.start..draft.at).unwrap_or_default().iter().any(parts)) {
            return false;
        }
        // `دون وقوع إصابات` tells nothing.
        let token = self.sentence.items[draft.at].end.saturating_sub(1);
        if !ruled && self.sentence.idle.iter().any(|idle| idle.contains(&token)) {
            return false;
        }
        // `أوقفت رجلا بتهمة تفجير المتجر`: what somebody is charged with is told as a charge.
        // `إثر اتهامه بشن هجوم`: what somebody is accused of by nobody named is told by nobody.
        let nobody = |scope: &Scope| scope.class == Report::Accuse && scope.chain.sources.is_empty() && scope.chain.own.is_none();
        // A finite verb is of it only behind `بأن`: `تبادلا الاتهامات، إذ اتهمت …` goes on with a clause of its own.
        let items = self.sentence.items;
        let of_it = |scope: &Scope| {
            !items[draft.at].is_verb() || matches!(items.get(scope.start.wrapping_sub(1)).map(|item| &item.kind), Some(Kind::Complementizer(_)))
        };
        let accused = self.scope_at(draft.at).is_some_and(|scope| nobody(scope) && of_it(scope));
        if accused || state.polarity == Polarity::Asserted && self.charged(draft) {
            return context.keep_all;
        }
        // Who holds which place rests on what the grammar finds; learning may only leave such claims out.
        if !ruled && kind.family() == Family::Territory {
            return context.keep_all;
        }
        // What the grammar would drop is not kept as a fact in a sentence that tells of what is only possible.
        let supposed = memory.claims[memory.sentence_start..].iter().any(|claim| claim.parts.modality != Modality::Actual);
        if !ruled && state.modality == Modality::Actual && supposed {
            return context.keep_all;
        }
        // `دعت إلى وقف القتال`: what is called for is told by the call, where the grammar finds nothing of its own in it.
        let trigger = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        let covers = |claim: &isnad_model::Claim| claim.evidence.start < trigger && trigger < claim.evidence.end;
        let called_for = |claim: &isnad_model::Claim| claim.parts.event_type == EventType::Call && covers(claim);
        let called_for = state.modality == Modality::Intended && memory.claims[memory.sentence_start..].iter().any(called_for);
        if !ruled && called_for {
            return context.keep_all;
        }
        // A denial that the grammar finds is never dropped: dropped, it would be missed beside the fact.
        if ruled && state.polarity == Polarity::Denied {
            return true;
        }
        // `لقاء الوزيرين لبحث`: what a meeting is for is no other meeting.
        if kind == EventType::Meet && telling.is_again() && preposition_of(items, draft.at).as_deref() == Some("ل") {
            return context.keep_all;
        }
        let mut out: Candidates<EntityRef> = Candidates::new(kind, observed);
        out.add(Vec::new(), Vec::new(), &[]);
        let keep = EntityRef {
            id: "keep".into(),
            name_ar: "".into(),
            name_en: None,
            surface: "".into(),
            kind: isnad_model::EntityKind::Unnamed,
            span: None,
        };
        out.add(vec![keep], Vec::new(), &[]);
        telling.describe(&mut out, 1);
        let mut words: Vec<&str> = crate::words::around(self.sentence, draft.at, NEAR).collect();
        words.sort_unstable();
        words.dedup();
        if words.len() >= FEWEST {
            words.iter().for_each(|word| out.describe(1, &["word", word]));
            if let Some(page) = context.page {
                let near = Passage::new("near", &context.pack.vectors, words.iter().copied());
                out.all[1].passages.extend(near.into_iter().chain([page]));
            }
        }
        let short = match (context.brief, ruled) {
            (true, true) => BRIEF,
            (true, false) => HEADLINE,
            (false, true) if words.len() < FEWEST => HEADLINE,
            (false, _) => 0,
        };
        if telling.is_apart() {
            out.all[1].lean = FEARED;
        } else if ruled && state.modality != Modality::Actual && !called_for {
            // `خشية من هجوم`, `في حال اندلاع معارك`: a word that only fears, allows for or sets a condition has nothing else to tell.
            let only = |row: &Cue| matches!(row.class, CueClass::Possible | CueClass::Fear | CueClass::Conditional);
            let violent = matches!(kind.family(), Family::Violence | Family::Displacement) && matches!(items[draft.at].kind, Kind::Event(..));
            let first = draft.carrier.unwrap_or(draft.at).min(draft.at);
            // `ستستمر المظاهرات`
            let goes_on = items[first].clitics.future && first < draft.at && (kind.family() == Family::Violence || kind == EventType::Protest);
            // `ما لم توافق الجماعة`
            let condition = |row: &Cue| row.class == CueClass::Conditional && !row.cue.contains("سواء");
            let bargain = kind.family() == Family::Talks && items[draft.at].is_verb() && crate::unreal::governed(self.sentence, first, condition);
            let told = violent && crate::unreal::governed(self.sentence, first, only);
            out.all[1].lean = if told || goes_on || bargain { FEARED } else { SUPPOSED };
        }
        out.all[1].lean += short;
        let (taken, _) = out.choose("keep", weights, trigger, usize::from(ruled), &context.decisions);
        context.keep_all || !taken.is_empty()
    }
}
