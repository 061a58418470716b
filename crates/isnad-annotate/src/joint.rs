//! Several who did one thing: the party that a preposition names together with each who can be the other one, two who fought, a doer and whoever
//! stood beside him.

use crate::args::coordinated;
use crate::choice::{Candidate, Candidates};
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::memory::Memory;
use isnad_model::{EntityKind, EntityRef, EventType};

/// Most candidates of two parties that one claim gets.
const MOST: usize = 8;

/// How far behind the deed its other party may stand.
const NEAR: usize = 12;

/// Who can be the one party, and how it is known.
type Base = (&'static str, Vec<EntityRef>);

impl Writer<'_, '_, '_> {
    /// `التقى الرئيس … خلال لقائه بالوزير`, `حققت القوات تقدما إثر معارك مع الجماعة`: adds who did it together.
    pub(crate) fn joint(&self, draft: &Draft, kind: EventType, form: &'static str, memory: &Memory, out: &mut Candidates<EntityRef>) {
        let talks = matches!(kind, EventType::Meet | EventType::Agree);
        if let Some(both) = crate::pair::last_talks(memory).filter(|_| talks) {
            add(out, both, &[&["joint", "talks-before"], &["joint", "talks-before", form]]);
        }
        let fought = crate::inherit::sides(memory);
        if kind == EventType::Clash && fought.len() > 1 {
            add(out, fought, &[&["joint", "fought-before"], &["joint", "fought-before", form]]);
        }
        let bases = self.bases(draft, out);
        let other = self.other_party(draft, talks || kind == EventType::Clash);
        let Some((governor, others)) = other else {
            if kind == EventType::Clash {
                opponents(form, bases, out);
            }
            return;
        };
        let apart = |base: &Base| base.1.iter().all(|one| others.iter().all(|other| other.id != one.id));
        for (name, base) in bases.into_iter().filter(apart).take(MOST) {
            let both = base.into_iter().chain(others.iter().cloned()).collect();
            add(out, both, &[&["joint", name], &["joint", name, form], &["joint", name, governor], &["joint", "with", governor]]);
        }
    }

    /// The party that the words name behind the deed: `مع الوزير`, `لقائه الوزير`, `ضد الجماعة`; or whoever stood beside its doer: `بالتعاون مع الشرطة`.
    fn other_party(&self, draft: &Draft, sided: bool) -> Option<(&'static str, Vec<EntityRef>)> {
        let items = self.sentence.items;
        let governed = |at: usize| match preposition_of(items, at).as_deref() {
            None if sided => Some("bare"),
            Some("مع") if sided => Some("with"),
            Some("ب") if sided => Some("by"),
            Some("ضد") if sided => Some("against"),
            Some("بالتعاون مع" | "بالتنسيق مع" | "الى جانب" | "بمشاركه" | "بمساعده" | "برفقه") if !sided => {
                Some("beside")
            }
            _ => None,
        };
        let named = |at: usize| self.mention(at).is_some_and(|m| m.entity.is_some() && crate::args::can_act(m));
        let told = draft.targets.iter().chain(&draft.actors).copied().filter(|at| *at > draft.at && sided);
        let from = if sided { draft.at + 1 } else { draft.at.saturating_sub(NEAR) };
        let near = (from..items.len().min(draft.at + NEAR)).filter(|at| matches!(governed(*at), Some("with" | "beside")));
        let at = told.chain(near).find(|at| named(*at) && governed(*at).is_some())?;
        let others = self.entities(&coordinated(items, at));
        Some((governed(at)?, others)).filter(|(_, others)| !others.is_empty())
    }

    /// Who can have met, fought or helped it: who is told before in the sentence, who spoke or acted before, each by where it is known from.
    fn bases(&self, draft: &Draft, out: &Candidates<EntityRef>) -> Vec<Base> {
        let items = self.sentence.items;
        let party = |one: &EntityRef| !matches!(one.kind, EntityKind::Unnamed | EntityKind::Agency | EntityKind::Media);
        let plain = |one: &EntityRef| EntityRef { span: None, ..one.clone() };
        let mut behind = false;
        let mut bases: Vec<Base> = Vec::new();
        let mut here: Vec<&Candidate<EntityRef>> = out.all.iter().filter(|candidate| !candidate.items.is_empty()).collect();
        here.sort_by_key(|candidate| candidate.items[0].abs_diff(draft.at));
        let before = out.all.iter().filter(|candidate| candidate.items.is_empty());
        for candidate in here.into_iter().chain(before) {
            let name = match candidate.items.first() {
                Some(at) if *at > draft.at => "after",
                Some(at) if preposition_of(items, *at).is_some() => "governed",
                Some(_) if behind => "further",
                Some(_) => {
                    behind = true;
                    "near"
                }
                None => "told",
            };
            let who: Vec<EntityRef> = candidate.things.iter().filter(|one| party(one)).map(plain).collect();
            if !who.is_empty() {
                bases.push((name, who));
            }
        }
        bases
    }
}

/// Two of those who can fight, where the words name no other side: `وسط اشتباكات عنيفة`.
fn opponents(form: &'static str, bases: Vec<Base>, out: &mut Candidates<EntityRef>) {
    let fights = |one: &EntityRef| matches!(one.kind, EntityKind::Force | EntityKind::Group);
    let sides: Vec<Base> = bases.into_iter().filter(|(_, base)| base.len() == 1 && base.iter().all(fights)).take(4).collect();
    for (at, (name, one)) in sides.iter().enumerate() {
        for (other_name, other) in sides[at + 1..].iter().filter(|(_, other)| other[0].id != one[0].id) {
            add(out, [one.clone(), other.clone()].concat(), &[&["joint", "two"], &["joint", "two", name, other_name], &["joint", "two", form]]);
        }
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
