//! Denials that point at what was told before: `الأمر الذي نفته الوزارة`, `نفت ذلك`, `هذه التقارير كاذبة`, `نفى مسؤوليته عن الهجوم`.

use crate::args::can_act;
use crate::claims::Writer;
use crate::clause::{clause_of, preposition_of};
use crate::frames::Draft;
use crate::item::{FrameRef, Item, Kind};
use crate::memory::Memory;
use crate::report::Chain;
use crate::scope::Status;
use crate::sentence::Sentence;
use isnad_model::{Attribution, Basis, Claim, ClaimParts, EntityKind, EventType, Family, Modality, Polarity};
use isnad_pack::grammar::{CueClass, NounClass, Report};
use isnad_text::Span;

/// How many bytes before it a denial of one's own part looks for the deed.
const NEAR: usize = 200;

impl Writer<'_, '_, '_> {
    /// "الأمر الذي نفته الوزارة", "نفت ذلك", "هذه التقارير كاذبة": the denied claim is the one before.
    pub(crate) fn pointing_denials(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        for at in 0..items.len() {
            let Some((chain, from, to)) = self.pointing_at(at, memory) else { continue };
            let here = self.sentence.span(from, to);
            let Some(evidence) = here else { continue };
            // `أنكر جميع التهم`: what somebody said of him.
            let charges = (from..to).any(|i| is_accusation(self.sentence.norm(i)));
            let of_charge: Vec<_> =
                memory.claims.iter().filter(|claim| charges && charged_with(memory, claim)).map(|claim| claim.id.clone()).collect();
            let deniable = |claim: &&Claim| {
                claim.evidence.end <= evidence.start
                    && claim.parts.polarity == Polarity::Asserted
                    && claim.parts.modality == Modality::Actual
                    && (!charges || claim.parts.basis == Basis::Attributed && of_charge.contains(&claim.id))
                    && claim.parts.attribution.first().map(|a| &a.source.id) != chain.sources.first().map(|s| &s.id)
            };
            let mut accused = self.accused_of(from, memory);
            // Who denies it is who was said to have done it, if he is the one accused.
            let told = &memory.claims[memory.sentence_start..];
            let charged = |id: &str| told.iter().any(|c| c.parts.event_type == EventType::Accuse && c.parts.targets.iter().any(|t| &*t.id == id));
            if let Some(denier) = chain.sources.first().filter(|source| source.kind != EntityKind::Unnamed && charged(&source.id)) {
                for claim in &mut accused {
                    *claim = Claim::new(claim.article.clone(), claim.evidence, ClaimParts { actors: vec![denier.clone()], ..(*claim.parts).clone() });
                }
            }
            // Who denies a part in it is who was said to have done it.
            let own = part_in_it(self.sentence, at, to);
            let deed = |claim: &Claim| {
                let close = claim.evidence.end + NEAR > evidence.start;
                close && claim.parts.event_type.family() == Family::Violence && !claim.parts.event_type.counts_people()
            };
            let deniable = |claim: &&Claim| deniable(claim) && (!own || deed(claim));
            let denied = if accused.is_empty() { self.pointed_at(from, deniable, memory) } else { accused };
            if denied.is_empty() && charges {
                self.deny_charges(memory, evidence, &chain);
            }
            for mut denied in denied {
                if let Some(denier) = chain.sources.first().filter(|_| own) {
                    denied =
                        Claim::new(denied.article.clone(), denied.evidence, ClaimParts { actors: vec![denier.clone()], ..(*denied.parts).clone() });
                }
                self.deny(memory, denied, evidence, &chain);
            }
        }
        self.definite_denials(memory);
    }

    /// `اتهمت كييف موسكو بدعم الانفصاليين، وهو ما تنفيه`: what somebody is accused of before item `from`, where it is no claim by itself.
    fn accused_of(&self, from: usize, memory: &mut Memory) -> Vec<Claim> {
        let start = memory.claims.len();
        let told = |draft: &Draft| {
            let at = self.sentence.span(draft.at, draft.at + 1);
            memory.claims[memory.sentence_start..]
                .iter()
                .any(|claim| claim.parts.event_type == draft.event_type && at.is_some_and(|at| claim.evidence.contains(at)))
        };
        let content = |draft: &&Draft| {
            let act = draft.event_type.is_speech_act() && draft.event_type != EventType::Support;
            draft.at < from && !act && self.scope_at(draft.at).is_some_and(|scope| scope.class == Report::Accuse) && !told(draft)
        };
        let first = self.drafts.iter().find(content).cloned();
        self.denied.set(true);
        if let Some(draft) = first {
            self.write(&draft, memory);
        }
        self.denied.set(false);
        memory.claims.drain(start..).collect()
    }

    /// What a denial points at: everything its own sentence told before it, else the last thing told.
    fn pointed_at(&self, from: usize, deniable: impl Fn(&&Claim) -> bool, memory: &Memory) -> Vec<Claim> {
        let act = |claim: &Claim| claim.parts.event_type.is_speech_act();
        let told = &memory.claims[memory.sentence_start..];
        let mut here: Vec<Claim> = told.iter().filter(&deniable).filter(|claim| !act(claim)).cloned().collect();
        if here.is_empty() {
            here = told.iter().filter(&deniable).filter(|claim| claim.parts.event_type == EventType::Support).cloned().collect();
        }
        if !here.is_empty() && from > 0 {
            return here;
        }
        let deniable = |claim: &&Claim| deniable(claim) && !act(claim);
        let recent = memory.claims.len().saturating_sub(8);
        memory.claims[recent..]
            .iter()
            .rev()
            .filter(&deniable)
            .max_by_key(|claim| (claim.parts.basis == Basis::Attributed, claim.evidence.start))
            .cloned()
            .into_iter()
            .collect()
    }

    fn deny(&self, memory: &mut Memory, denied: Claim, evidence: Span, chain: &Chain) {
        let parts = ClaimParts {
            polarity: Polarity::Denied,
            points_back: true,
            attribution: chain.sources.iter().map(|source| Attribution { source: source.clone(), cue: Some(evidence) }).collect(),
            co_origins: chain.co_origins.clone(),
            basis: Basis::Attributed,
            position: self.position,
            rules: vec!["denial:pointing".into()],
            quotation: None,
            ..(*denied.parts).clone()
        };
        self.push(memory, evidence, parts);
    }

    /// `ينفي التهم الموجهة إليه`: that there is anything to accuse him of, where nothing told says what.
    fn deny_charges(&self, memory: &mut Memory, evidence: Span, chain: &Chain) {
        let parts = ClaimParts {
            event_type: EventType::Accuse,
            position: self.position,
            actors: Vec::new(),
            targets: chain.sources.clone(),
            places: Vec::new(),
            time: None,
            quantity: None,
            attribution: chain.sources.iter().map(|source| Attribution { source: source.clone(), cue: Some(evidence) }).collect(),
            co_origins: chain.co_origins.clone(),
            basis: Basis::Attributed,
            polarity: Polarity::Denied,
            modality: Modality::Actual,
            quotation: None,
            partial: false,
            points_back: true,
            rules: vec!["denial:charges".into()],
        };
        self.push(memory, evidence, parts);
    }

    /// `نفى مسؤوليته عن الهجوم`: the definite noun stands for what was told before.
    fn definite_denials(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        let pack = self.sentence.context.pack;
        for scope in self.scopes.iter().filter(|scope| scope.class == Report::Deny && !scope.negated && !scope.chain.sources.is_empty()) {
            let nominal = !matches!(items.get(scope.start.wrapping_sub(1)).map(|item| &item.kind), Some(Kind::Complementizer(_)));
            let verb = (scope.start..scope.end).find(|&i| items[i].is_verb()).unwrap_or(scope.end);
            let Some(at) = (scope.start..verb).find(|&i| matches!(items[i].kind, Kind::Event(..)) && items[i].clitics.article).filter(|_| nominal)
            else {
                continue;
            };
            let Kind::Event(frames, _) = &items[at].kind else { continue };
            let family = |kind: EventType| {
                frames.iter().any(|frame| match frame {
                    FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type.family() == kind.family(),
                    FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type.family() == kind.family(),
                })
            };
            let origin = scope.chain.sources.first().map(|source| source.id.clone());
            let told = |claim: &&Claim| {
                claim.parts.polarity == Polarity::Asserted
                    && claim.parts.modality == Modality::Actual
                    && claim.parts.quantity.is_none()
                    && !claim.parts.event_type.is_speech_act()
                    && family(claim.parts.event_type)
                    && claim.parts.attribution.first().map(|a| a.source.id.clone()) != origin
            };
            let Some(evidence) = self.sentence.span(scope.at, at + 1) else { continue };
            if let Some(denied) = memory.claims[..memory.sentence_start].iter().rev().find(told).cloned() {
                self.deny(memory, denied, evidence, &scope.chain);
            }
        }
    }

    fn pointing_at(&self, at: usize, memory: &Memory) -> Option<(Chain, usize, usize)> {
        let items = self.sentence.items;
        let pack = self.sentence.context.pack;
        let (Kind::Verb(verb, _) | Kind::Participle(verb, _)) = items[at].kind else {
            return self.false_reports(at, memory);
        };
        let denies = pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].class == Report::Deny);
        if !denies || at > 0 && matches!(items[at - 1].kind, Kind::Negation) {
            return None;
        }
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        let end = clause.end;
        let by_pronoun = items[at].clitics.pronoun.is_some();
        let by_that = (at + 1..end.min(at + 6)).any(|i| {
            is_accusation(self.sentence.norm(i))
                || matches!(self.sentence.norm(i), "ذلك" | "هذا" | "الامر" | "الخبر" | "الانباء" | "هذه" | "الشائعات" | "التقارير")
        });
        let event = |i: usize| matches!(items[i].kind, Kind::Event(..)) && !is_accusation(self.sentence.norm(i));
        let content = (at + 1..end).any(event);
        let own_content = self.scope_of(at).is_some_and(|scope| (scope.start..scope.end.min(end)).any(|i| event(i) || items[i].is_verb()));
        // `نفت صحة ما أعلنه الجيش`
        let truth = self.sentence.norm(at + 1) == "صحه" || self.sentence.norm(at + 2) == "صحه";
        // `نفت مسؤوليتها عنه`, `نفى تورطه فيه`
        // `اتهمته النيابة بالرشوة في الصفقة، ونفى تورطه فيها`: of what the sentence itself tells.
        let charged = self.drafts.iter().any(|draft| draft.event_type == EventType::Accuse && draft.at < at);
        let part = !charged && part_in_it(self.sentence, at, end);
        if !(by_pronoun || by_that || truth || part) || content && !part || own_content && !truth && !part {
            return None;
        }
        let subject = (at + 1..end).find_map(|i| self.mention(i).filter(|m| can_act(m)).and_then(|m| m.entity.clone()));
        let before =
            || (clause.start.saturating_sub(3)..at).rev().find_map(|i| self.mention(i).filter(|m| can_act(m)).and_then(|m| m.entity.clone()));
        // `اتهم المحامون القوات بالقتل، وهو ما نفته الأخيرة`: the party that the sentence names last.
        let party = |item: &Item| {
            let entity = item.mention().filter(|m| can_act(m) && m.place.is_none())?.entity.clone()?;
            matches!(entity.kind, EntityKind::Body | EntityKind::Force | EntityKind::Group | EntityKind::Ngo | EntityKind::Person).then_some(entity)
        };
        let latter = || {
            let told = at + 1 < items.len() && matches!(self.sentence.norm(at + 1), "الاخير" | "الاخيره");
            items[..at].iter().rev().filter(|_| told).find_map(party)
        };
        let chain = subject
            .or_else(before)
            .or_else(latter)
            .map(|entity| Chain { sources: vec![entity], ..Chain::default() })
            .or_else(|| memory.carry.speaker.clone())?;
        Some((chain, clause.start, end))
    }

    /// `إن هذه التقارير كاذبة`, `لا صحة لهذه الأنباء`.
    fn false_reports(&self, at: usize, memory: &Memory) -> Option<(Chain, usize, usize)> {
        let pack = self.sentence.context.pack;
        let item = &self.sentence.items[at];
        self.sentence
            .cues
            .iter()
            .find(|cue| cue.start >= item.start && cue.start < item.end && pack.cues[cue.id as usize].class == CueClass::Denial)?;
        if item.is_verb() {
            return None;
        }
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        let reports = (clause.start..clause.end).any(|i| {
            self.mention(i).is_some_and(|m| m.class == NounClass::Source)
                || matches!(self.sentence.norm(i), "الانباء" | "التقارير" | "المعلومات" | "الاخبار" | "لهذه" | "هذه" | "ذلك" | "لذلك" | "لهذا")
        });
        // What the cue denies may stand in front of it in its own clause: `ما يشاع عن انسحاب الجيش عار عن الصحة`.
        let event = (clause.start..clause.end).any(|i| matches!(self.sentence.items[i].kind, Kind::Event(..)));
        if !reports || event {
            return None;
        }
        let scope = self.scope_at(at);
        let chain = scope.map(|scope| scope.chain.clone()).or_else(|| memory.carry.speaker.clone())?;
        let from = scope.map_or(clause.start, |scope| scope.at.min(clause.start));
        Some((chain, from, clause.end))
    }
}

/// The rule by which what denied reports are about is denied.
pub(crate) const REPORTS: &str = "denial:reports";

/// `نفى مسؤولون أنباء عن عقد محادثات`, `نفى النادي ما تداولته الصحف بشأن توصله إلى اتفاق`: what reports are about that somebody denies.
pub(crate) fn of_reports(sentence: &Sentence<'_, '_>, at: usize, out: &mut Status) {
    let items = sentence.items;
    if !matches!(items[at].kind, Kind::Event(..)) || !preposition_of(items, at).is_some_and(|p| matches!(&*p, "عن" | "حول" | "بشان" | "بخصوص"))
    {
        return;
    }
    let ends = |i: &usize| items[*i].is_mark(&['.', '؛', ':']) || matches!(items[*i].kind, Kind::Complementizer(_));
    let report = |i: &usize| {
        let word = sentence.norm(*i).trim_start_matches(['ل', 'ب']).trim_start_matches("ال");
        matches!(word, "انباء" | "اخبار" | "تقارير" | "معلومات" | "شائعات" | "اشاعات" | "مزاعم")
            || word == "ما" && items.get(i + 1).is_some_and(Item::is_verb)
            || word == "ما" && matches!(sentence.norm(i + 1), "تم" | "يتم" | "نشر" | "ينشر" | "يشاع" | "يتردد" | "اشيع")
    };
    let Some(report) = (at.saturating_sub(16)..at).rev().take_while(|i| !ends(i)).find(report) else { return };
    let pack = sentence.context.pack;
    let denies = |i: &usize| match items[*i].kind {
        Kind::Verb(verb, _) | Kind::Participle(verb, _) => {
            pack.verbs[verb as usize].reporting.iter().any(|id| pack.reporting[*id as usize].class == Report::Deny)
        }
        _ => false,
    };
    let of_whom = |i: usize| i > 0 && matches!(items[i - 1].kind, Kind::Relative);
    let before = (report.saturating_sub(16)..report).rev().take_while(|i| !ends(i));
    let verb = { before }.find(|&i| denies(&i) || items[i].is_verb() && !of_whom(i));
    let negated = |verb: usize| verb > 0 && matches!(items[verb - 1].kind, Kind::Negation);
    // `لا صحة للأنباء، التي نشرتها صحيفة، عن انسحاب الجيش`
    let untrue = crate::cue::ends_cue(sentence, report, 0, CueClass::Denial);
    if untrue || verb.is_some_and(|verb| denies(&verb) && !negated(verb)) {
        out.polarity = Polarity::Denied;
        out.rules.push(REPORTS.into());
    }
}

/// `نفت مسؤوليتها عنه`, `نفى أي صلة له بها`: a part of his own in what a pronoun takes up.
fn part_in_it(sentence: &Sentence<'_, '_>, at: usize, end: usize) -> bool {
    let part = |i: &usize| crate::cue::starts_cue(sentence, *i, CueClass::Part);
    let it = |i: usize| {
        let word = sentence.norm(i);
        ["عن", "في", "ب", "وراء"].iter().any(|with| word.strip_prefix(with).is_some_and(|rest| matches!(rest, "ه" | "ها" | "هما" | "هم")))
    };
    (at + 1..end.min(at + 6)).find(part).is_some_and(|i| (i + 1..end.min(i + 4)).any(it))
}

/// Words for what somebody says of another, folded.
fn is_accusation(norm: &str) -> bool {
    matches!(norm, "الاتهامات" | "الاتهام" | "الادعاءات" | "المزاعم" | "التهم" | "التهمه")
}

/// How many bytes behind an accusation what somebody is accused of begins.
const CHARGED: usize = 300;

/// Whether a claim is what somebody is accused of: told by whoever accuses, right behind it.
fn charged_with(memory: &Memory, claim: &Claim) -> bool {
    let origin = |claim: &Claim| claim.parts.attribution.first().map(|a| a.source.id.clone());
    memory.claims.iter().any(|other| {
        other.parts.event_type == EventType::Accuse
            && origin(other) == origin(claim)
            && (other.evidence.start..other.evidence.start + CHARGED).contains(&claim.evidence.start)
    })
}
