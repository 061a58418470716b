//! Who did not do a deed, whatever its sentence names: whoever only tells of it, lost by it, answered it or foiled it.

use crate::claims::{Writer, carries_news};
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::inherit::{ANSWERED, FOILED, OWN_LOSS};
use crate::item::{FrameRef, Item, Kind};
use crate::report::Scope;
use crate::scope::Status;
use crate::sentence::CueHit;
use isnad_model::{EntityKind, EntityRef, EventType, Family, Modality, Polarity};
use isnad_pack::conjugate::Number;
use isnad_pack::grammar::{CueClass, NounClass, Report, Role};

impl Writer<'_, '_, '_> {
    /// Takes those out of `actors` who did not do what `draft` tells, and says by which rule.
    pub(crate) fn acquit(&self, draft: &Draft, kind: EventType, scope: Option<&Scope>, state: &mut Status, actors: &mut Vec<EntityRef>) {
        // Who loses a place, is held or is harmed does not do it to himself.
        if kind != EventType::Clash {
            // A pronoun on the trigger may be the doer: `انسحابهم`.
            let told = if self.sentence.items[draft.at].clitics.pronoun.is_none() { &draft.victims[..] } else { &[] };
            let suffers = self.entities(&[&draft.losers[..], told].concat());
            actors.retain(|actor| suffers.iter().all(|other| other.id != actor.id));
        }
        // `اعترف الجيش بخسارة المدينة`, `نفى الجيش سقوط البلدة`: nor did who tells of what was lost or fell take it.
        let owned =
            scope.is_some_and(|scope| matches!(scope.class, Report::Admit | Report::Deny)) || self.sentence.items[draft.at].clitics.pronoun.is_some();
        if draft.actors.is_empty() && owned && self.is_loss(draft) {
            let source = scope.and_then(|scope| scope.chain.sources.first());
            actors.retain(|actor| source.is_none_or(|source| source.id != actor.id));
        }
        // `أعلن الحرس مقتل قائده في غارة`: whose own people are lost did not kill them.
        let denied = scope.is_some_and(|scope| scope.class == Report::Deny);
        let harms = matches!(kind.family(), Family::Violence | Family::Casualties) || denied && kind == EventType::Destroy;
        if harms && draft.actors.is_empty() && self.drafts.iter().any(|other| self.own_loss(other)) {
            let source = scope.and_then(|scope| scope.chain.sources.first());
            actors.retain(|actor| source.is_none_or(|source| source.id != actor.id) && !self.mourns(draft, actor));
            state.rules.push(OWN_LOSS.into());
        }
        // `تعهد الرئيس بمنع هجوم`: nor is it the deed of who tells that he keeps it from happening.
        if draft.actors.is_empty() && state.polarity == Polarity::Denied && state.rules.iter().any(|rule| rule.starts_with("implies:")) {
            let source = scope.and_then(|scope| scope.chain.sources.first());
            actors.retain(|actor| source.is_none_or(|source| source.id != actor.id));
        }
        // `استهدفت غارة إسرائيلية مواقع ردا على إطلاق قذائف`: who answers did not do what he answers.
        if draft.actors.is_empty() && crate::cue::ends_cue(self.sentence, draft.at, 0, CueClass::Answer) {
            actors.clear();
            state.rules.push(ANSWERED.into());
        }
        // `أحبط الجيش محاولة لاستهداف المطار`: whoever foils a deed is not its doer.
        let foiled = |state: &Status, cue: &CueHit| {
            let row = &self.sentence.context.pack.cues[cue.id as usize];
            row.class == CueClass::Foiled && state.rules.iter().any(|rule| rule.strip_prefix("cue:") == Some(&row.cue))
        };
        // `أحبط الجيش هجوما إرهابيا`: nor of what his verb is read with.
        let verb = draft.carrier.unwrap_or(draft.at);
        let carried = kind == EventType::AttackCivilians && crate::cue::starts_cue(self.sentence, verb, CueClass::Foiled);
        if carried || self.sentence.cues.iter().any(|cue| foiled(state, cue)) {
            if carried {
                crate::scope::weaken(state, Modality::Intended, "form:carried".into());
            }
            actors.clear();
            state.rules.push(FOILED.into());
        }
    }

    /// Who only tells of it did not do it: media, unnamed sources, and whoever announces what has no doer (`أعلن الجيش تحطم مروحية`).
    pub(crate) fn can_have_done(&self, draft: &Draft, scope: Option<&Scope>, actor: &EntityRef) -> bool {
        let carries = carries_news(actor.kind) || actor.kind == EntityKind::Unnamed;
        // `أفاد مصدر بأنهم سيطروا`: a source is told by name what it does, never by what an earlier clause was about.
        let named = self.entities(&draft.actors).iter().any(|known| known.id == actor.id) && !(carries && draft.carried);
        let tells = || scope.and_then(|scope| scope.chain.sources.first()).is_some_and(|source| source.id == actor.id);
        // An observatory that counts the dead struck nobody, wherever the sentence names it.
        let harms = matches!(draft.event_type.family(), Family::Violence | Family::Casualties);
        if actor.kind == EntityKind::Ngo && harms && tells() {
            return false;
        }
        // `حذرت المنظمة من هجوم على المدينة`: whoever warns of it is not who will do it.
        let warns = scope.is_some_and(|scope| matches!(scope.class, Report::Warn | Report::Expect));
        if !named && harms && warns && tells() {
            return false;
        }
        // `قال الجيش إن هجوما على المطار أوقع قتلى`: who opens his report with some attack made another's known.
        let item = &self.sentence.items[draft.at];
        let some = matches!(item.kind, Kind::Event(..)) && item.clitics == Default::default();
        let opens = draft.at.checked_sub(1).is_some_and(|before| matches!(self.sentence.items[before].kind, Kind::Complementizer(_)));
        if !named && harms && some && opens && tells() {
            return false;
        }
        // `أعلنت الوزارة مقتل ثلاثة في هجوم`, `أعلنت الدولة مقتل خمسة بعد هجوم`: nor did an office, a state or a man that tells of the dead.
        let civil = matches!(actor.kind, EntityKind::Body | EntityKind::State | EntityKind::Person | EntityKind::Un);
        let announces = scope.is_some_and(|scope| matches!(scope.class, Report::Say | Report::Confirm | Report::Relay));
        if !named && harms && civil && announces && self.of_the_dead(draft) && tells() {
            return false;
        }
        named || !(carries || tells() && (draft.fired || self.of_two(draft) || crate::speech::happens(self.sentence, draft)))
    }

    /// Whether the trigger says of a place that it was lost or fell, and of nobody that he took it.
    fn is_loss(&self, draft: &Draft) -> bool {
        let pack = self.sentence.context.pack;
        let Kind::Event(frames, _) = &self.sentence.items[draft.at].kind else { return false };
        let (kind, passive) = (EventType::Capture, Some(Role::Place));
        draft.event_type == kind
            && frames.iter().any(|frame| match frame {
                FrameRef::Verb(id) => {
                    let frame = &pack.verb_frames[*id as usize];
                    frame.event_type == kind && (frame.subject == Some(Role::Loser) || frame.subject == passive)
                }
                FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type == kind && pack.noun_frames[*id as usize].genitive == passive,
            })
    }

    /// The attack in or after which some died, told by a noun, and their death.
    fn of_the_dead(&self, draft: &Draft) -> bool {
        let dead = |other: &Draft| other.at < draft.at && other.event_type.family() == Family::Casualties && other.rule.starts_with("noun:");
        let attack = draft.event_type.family() == Family::Violence && preposition_of(self.sentence.items, draft.at).is_some();
        draft.rule.starts_with("noun:") && attack && self.drafts.iter().any(dead)
    }

    /// `أسقطتا`, `شنا`: a verb of two, whom no one speaker is.
    fn of_two(&self, draft: &Draft) -> bool {
        let head = &self.sentence.items[draft.carrier.unwrap_or(draft.at)].kind;
        matches!(head, Kind::Verb(_, inflection) if inflection.number == Number::Dual)
    }

    /// `نعت الكتائب سبعة من مقاتليها`: the subject right behind another verb, whose own people are lost.
    fn mourns(&self, draft: &Draft, actor: &EntityRef) -> bool {
        let items = self.sentence.items;
        (1..items.len()).any(|i| {
            let named = self.mention(i).and_then(|m| m.entity.as_ref()).is_some_and(|entity| entity.id == actor.id);
            named && items[i - 1].is_verb() && i - 1 != draft.at && preposition_of(items, i).is_none()
        })
    }

    /// Somebody harmed who is told with a pronoun: his own.
    pub(crate) fn own_loss(&self, draft: &Draft) -> bool {
        let owned = |&at: &usize| {
            let item = &self.sentence.items[at];
            // `سبعة من مقاتليها`
            let part = |next: &Item| next.clitics.pronoun.is_some() && (next.mention().is_some() || matches!(next.kind, Kind::Word));
            let of = self.sentence.items.get(at + 1).is_some_and(|next| matches!(&next.kind, Kind::Preposition(word) if &**word == "من"));
            if of && self.sentence.items.get(at + 2).is_some_and(part) {
                return true;
            }
            let token = |i: usize| self.sentence.block.hits.get(i).is_some_and(|hits| hits.iter().any(|hit| hit.clitics.pronoun.is_some()));
            // `خمسة من جنوده`, counted as one phrase.
            let counted =
                item.mention().is_some_and(|m| m.number.is_some() || m.people.is_some()) && item.end > item.start + 1 && token(item.end - 1);
            counted
                || item.clitics.pronoun.is_some()
                || item.mention().is_some_and(|m| m.class == NounClass::Official) && (item.start..item.end).any(token)
        };
        // `إسقاط طائرة لها`
        let theirs =
            |&at: &usize| (at + 1..at + 3).any(|next| next < self.sentence.items.len() && crate::clitics::is_for_whom(self.sentence.norm(next)));
        match draft.event_type {
            EventType::Killed | EventType::Injured | EventType::Missing => draft.victims.iter().chain(&draft.subject).any(owned),
            EventType::Destroy => draft.targets.iter().any(|at| owned(at) || theirs(at)),
            _ => false,
        }
    }
}
