//! Those who meet, agree or fight are several: the party that a preposition names together with each who can be the other one.

use crate::args::coordinated;
use crate::choice::{Candidate, Candidates};
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::memory::Memory;
use crate::report::Scope;
use isnad_model::{EntityKind, EntityRef, EventType};

/// Most candidates of two parties that one claim gets.
const MOST: usize = 8;

/// Who can be the one party, and how it is known.
type Base = (&'static str, Vec<EntityRef>);

impl Writer<'_, '_, '_> {
    /// `التقى الرئيس … خلال لقائه بالوزير`, `حققت القوات تقدما إثر معارك مع الجماعة`: adds who did it together.
    pub(crate) fn joint(
        &self,
        draft: &Draft,
        kind: EventType,
        scope: Option<&Scope>,
        form: &'static str,
        memory: &Memory,
        out: &mut Candidates<EntityRef>,
    ) {
        if !matches!(kind, EventType::Meet | EventType::Agree | EventType::Clash) {
            return;
        }
        if let Some(both) = crate::pair::last_talks(memory).filter(|_| kind != EventType::Clash) {
            add(out, both, &[&["joint", "talks-before"], &["joint", "talks-before", form]]);
        }
        let fought = crate::inherit::sides(memory);
        if kind == EventType::Clash && fought.len() > 1 {
            add(out, fought, &[&["joint", "fought-before"], &["joint", "fought-before", form]]);
        }
        let Some((governor, others)) = self.other_party(draft) else { return };
        let mut made = 0;
        for (name, base) in self.bases(draft, scope, memory, out) {
            let alone = base.iter().all(|one| others.iter().all(|other| other.id != one.id));
            if made < MOST && alone && !base.is_empty() {
                made += 1;
                let both = base.into_iter().chain(others.iter().cloned()).collect();
                add(out, both, &[&["joint", name], &["joint", name, form], &["joint", name, governor], &["joint", "with", governor]]);
            }
        }
    }

    /// The party that the words name behind the deed: `مع الوزير`, `لقائه الوزير`, `ضد الجماعة`.
    fn other_party(&self, draft: &Draft) -> Option<(&'static str, Vec<EntityRef>)> {
        let items = self.sentence.items;
        let governed = |at: usize| match preposition_of(items, at).as_deref() {
            None => Some("bare"),
            Some("مع") => Some("with"),
            Some("ب") => Some("by"),
            Some("ضد") => Some("against"),
            _ => None,
        };
        let named = |at: usize| self.mention(at).is_some_and(|m| m.entity.is_some() && crate::args::can_act(m));
        let told = draft.targets.iter().chain(&draft.actors).copied().filter(|at| *at > draft.at);
        let near = (draft.at + 1..draft.end.min(items.len())).filter(|at| governed(*at) == Some("with"));
        let at = told.chain(near).find(|at| named(*at) && governed(*at).is_some())?;
        let others = self.entities(&coordinated(items, at));
        Some((governed(at)?, others)).filter(|(_, others)| !others.is_empty())
    }

    /// Who can have met or fought it: who is told before in the sentence, who speaks, who acted last.
    fn bases(&self, draft: &Draft, scope: Option<&Scope>, memory: &Memory, out: &Candidates<EntityRef>) -> Vec<Base> {
        let items = self.sentence.items;
        let before = |candidate: &&Candidate<EntityRef>| candidate.items.first().is_some_and(|at| *at < draft.at);
        let free = |candidate: &&Candidate<EntityRef>| candidate.items.first().is_some_and(|at| preposition_of(items, *at).is_none());
        let things = |candidate: &Candidate<EntityRef>| candidate.things.clone();
        let here = || out.all.iter().filter(before);
        let mut bases: Vec<Base> = Vec::new();
        bases.extend(here().filter(free).next_back().map(|candidate| ("near", things(candidate))));
        bases.extend(here().find(free).map(|candidate| ("first", things(candidate))));
        bases.extend(here().next_back().map(|candidate| ("nearest", things(candidate))));
        let speaker = scope.and_then(|scope| scope.chain.sources.first());
        let carried = memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first());
        bases.extend(speaker.map(|source| ("speaker", vec![source.clone()])));
        bases.extend(carried.map(|source| ("carried-speaker", vec![source.clone()])));
        bases.extend(memory.actor.clone().map(|actors| ("last-actor", actors)));
        let party = |one: &EntityRef| !matches!(one.kind, EntityKind::Unnamed | EntityKind::Agency | EntityKind::Media);
        let plain = |one: EntityRef| EntityRef { span: None, ..one };
        bases.into_iter().map(|(name, base)| (name, base.into_iter().filter(party).map(plain).collect())).collect()
    }
}

/// Adds features to the candidate of these parties in whatever order it has them.
fn add(out: &mut Candidates<EntityRef>, both: Vec<EntityRef>, rows: &[&[&str]]) {
    let same = |candidate: &&Candidate<EntityRef>| {
        candidate.things.len() == both.len() && both.iter().all(|one| candidate.things.iter().any(|known| known.id == one.id))
    };
    let things = out.all.iter().find(same).map(|candidate| candidate.things.clone());
    out.add(things.unwrap_or(both), Vec::new(), rows);
}
