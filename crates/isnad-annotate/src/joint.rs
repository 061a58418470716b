//! Several who did one thing: the party that a preposition names together with each who can be the other one, two who fought, a doer and whoever
//! stood beside him.

use crate::args::coordinated;
use crate::choice::{Candidate, Candidates};
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::Item;
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
        self.across(out);
        let bases = self.bases(draft, out);
        let other = self.other_party(draft, talks || kind == EventType::Clash);
        let Some((governor, others)) = other else {
            if talks || kind == EventType::Clash {
                two(form, talks, bases, out);
            }
            return;
        };
        let apart = |base: &Base| base.1.iter().all(|one| others.iter().all(|other| other.id != one.id));
        for (name, base) in bases.into_iter().filter(apart).take(MOST) {
            let both = base.into_iter().chain(others.iter().cloned()).collect();
            add(out, both, &[&["joint", name], &["joint", name, form], &["joint", name, governor], &["joint", "with", governor]]);
        }
    }

    /// `اشتباكات بين فصائل تدعمها الدولة والجماعة`: the last of a list may be the other one of whoever stands between, and the rest without it the doer.
    fn across(&self, out: &mut Candidates<EntityRef>) {
        let items = self.sentence.items;
        let between = |candidate: &&Candidate<EntityRef>| {
            let first = candidate.items.first().filter(|_| candidate.things.len() == 1);
            first.is_some_and(|at| preposition_of(items, *at).as_deref() == Some("بين"))
        };
        let Some((from, one)) = out.all.iter().find(between).map(|candidate| (candidate.items[0], candidate.things.clone())) else { return };
        let verb = |at: usize| items[from + 1..at].iter().filter(|item| item.is_verb()).count() == 1;
        let list =
            |candidate: &&Candidate<EntityRef>| candidate.things.len() > 1 && candidate.items.first().is_some_and(|at| *at > from && verb(*at));
        // `بين رئيس الاتحاد في البلاد فلان ونظيره`: a locator cuts the list.
        let joined = |candidate: &&Candidate<EntityRef>| {
            let at = candidate.items.last().copied().filter(|at| *at > from && *at < from + NEAR);
            at.is_some_and(|at| items[at].clitics.conjunction && !items[from..at].iter().any(Item::is_verb))
        };
        if let Some(second) = out.all.iter().find(joined).and_then(|candidate| candidate.things.last().cloned()) {
            add(out, [one.clone(), vec![second]].concat(), &[&["joint", "across", "cut"]]);
        }
        let Some(things) = out.all.iter().find(list).map(|candidate| candidate.things.clone()) else { return };
        if let Some((last, rest)) = things.split_last() {
            add(out, rest.to_vec(), &[&["joint", "across", "inner"]]);
            add(out, [one, vec![last.clone()]].concat(), &[&["joint", "across", "outer"]]);
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

/// Two who can fight or talk with one another, where the words name no other side: `وسط اشتباكات عنيفة`, `القمة المرتقبة`.
fn two(form: &'static str, talks: bool, bases: Vec<Base>, out: &mut Candidates<EntityRef>) {
    use EntityKind::{Body, Force, Group, Person, State};
    let fits = |one: &EntityRef| matches!(one.kind, Force | Group) || talks && matches!(one.kind, State | Person | Body);
    let sides: Vec<Base> = bases.into_iter().filter(|(_, base)| base.len() == 1 && base.iter().all(fits)).take(4).collect();
    for (at, (name, one)) in sides.iter().enumerate() {
        let another = |other: &&Base| other.1[0].id != one[0].id && (other.1[0].kind == Person) == (one[0].kind == Person);
        for (other_name, other) in sides[at + 1..].iter().filter(another) {
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
