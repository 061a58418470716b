//! Doers left unsaid: a verbal noun without a subject, a verb whose subject is understood. The sentence is searched first, then what acted last.

use crate::args::can_act;
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::{FrameRef, Item, Kind, Mention};
use crate::memory::Memory;
use crate::report::Scope;
use crate::sentence::Sentence;
use isnad_model::{Claim, EntityKind, EntityRef, EventType, Family, Modality, Polarity};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;

/// Rule of harm that the speaker tells of his own people: he did not do it.
pub(crate) const OWN_LOSS: &str = "form:own-loss";

/// Rule of what an act answers: who answers did not do it.
pub(crate) const ANSWERED: &str = "form:answered";

/// Rule of what came to nothing: who foiled it did not do it.
pub(crate) const FOILED: &str = "form:foiled";

/// How many acts of force back the two sides are looked for.
const LAST: usize = 12;

/// How many items back a doer is looked for.
const REACH: usize = 26;

/// Who did it, where the draft names nobody: the nearest armed body, movement or state before the trigger that is nobody's victim,
/// target or loser here and not the side that the article tells of as attacked, else the doer of the last claim that is none of these.
pub fn doer(sentence: &Sentence<'_, '_>, draft: &Draft, others: &[Draft], speaker: Option<&EntityRef>, memory: &Memory) -> Vec<EntityRef> {
    // `أطلقت قذائف على البلدة`: a passive says nobody.
    if !inherits(draft.event_type) || draft.fired {
        return Vec::new();
    }
    let taken = |at: usize| {
        accused(others, at)
            || fell(others, at)
            || draft.targets.contains(&at)
            || draft.victims.contains(&at)
            || draft.losers.contains(&at)
            || draft.places.contains(&at)
    };
    // Whoever condemns, accuses or demands in this sentence did not do what he speaks of.
    let judges = |entity: &EntityRef| {
        memory.claims[memory.sentence_start..].iter().any(|claim| {
            claim.parts.event_type.is_speech_act()
                && claim.parts.event_type != EventType::Support
                && claim.parts.actors.iter().any(|actor| actor.id == entity.id)
        })
    };
    let named = |at: &usize, entity: &EntityRef| {
        sentence.items.get(*at).and_then(Item::mention).and_then(|m| m.entity.as_ref()).is_some_and(|e| e.id == entity.id)
    };
    let loses = |entity: &EntityRef| others.iter().any(|other| other.losers.iter().any(|at| named(at, entity)));
    let holds = |entity: &EntityRef| {
        // `مواقع تسيطر عليها الجماعة`
        let resumed =
            |at: usize| sentence.items.get(at + 1).is_some_and(|item| matches!(item.kind, Kind::Preposition(_)) && item.clitics.pronoun.is_some());
        let holder = |other: &&Draft| {
            other.at > draft.at && other.event_type == draft.event_type && resumed(other.at) && other.actors.iter().any(|at| named(at, entity))
        };
        // `البلدة التي تسيطر عليها الجماعة قصفتها الطائرات`
        let struck = |other: &&Draft| {
            matches!(other.event_type, EventType::Capture | EventType::Hold) && resumed(other.at) && other.actors.iter().any(|at| named(at, entity))
        };
        let strikes = matches!(draft.event_type, EventType::Airstrike | EventType::Shelling | EventType::Offensive);
        draft.event_type == EventType::Capture && !sentence.items[draft.at].is_verb() && others.iter().any(|other| holder(&other))
            || strikes && others.iter().any(|other| struck(&other))
    };
    // Whoever announces it may well have been attacked before.
    let announces = |entity: &EntityRef| speaker.is_some_and(|speaker| speaker.id == entity.id);
    let other_side = |entity: &EntityRef| {
        let taking = draft.event_type == EventType::Capture && !announces(entity);
        taking && attacked(memory, entity) || !announces(entity) && holds(entity) || (taking || draft.event_type == EventType::Siege) && loses(entity)
    };
    // `قال المتحدث العقيد فلان إن تحرير المدينة قريب`: nor does a man who only speaks; `أعلنت الوزارة مقتل ثلاثة بعد هجوم`: nor an office.
    let only_tells = |entity: &EntityRef| {
        let office = entity.kind == EntityKind::Body && matches!(draft.event_type.family(), Family::Violence | Family::Casualties);
        let man = entity.kind == EntityKind::Person && draft.event_type.family() == Family::Territory;
        (office || man) && announces(entity) && !sentence.items[draft.at].is_verb()
    };
    let near = (draft.at.saturating_sub(REACH)..draft.at)
        .rev()
        .filter(|&at| !taken(at) && !others.iter().any(|other| lends_aid(sentence, other, at)))
        .find_map(|at| {
            acting(sentence, at).filter(|entity| {
                draft.event_type.is_speech_act() || !judges(entity) && !other_side(entity) && !wards_off(sentence, others, draft, entity)
            })
        });
    // A body of civil servants, a crowd or whoever only speaks takes and holds nothing.
    let armed = |entity: &EntityRef| {
        draft.event_type.family() != Family::Territory
            || !matches!(
                entity.kind,
                EntityKind::Unnamed | EntityKind::People | EntityKind::Agency | EntityKind::Media | EntityKind::Ngo | EntityKind::Un
            )
    };
    let fitting = |actors: &Vec<EntityRef>| {
        !actors.iter().any(|actor| other_side(actor) || wards_off(sentence, others, draft, actor))
            && actors.iter().all(|actor| armed(actor) && !only_tells(actor))
    };
    let before = || {
        let acts = memory.claims.iter().rev().filter(|claim| fights(claim) && !claim.parts.actors.is_empty()).take(LAST);
        acts.map(|claim| claim.parts.actors.clone()).find(fitting)
    };
    if near.as_ref().is_some_and(only_tells) {
        return Vec::new();
    }
    near.map(|entity| vec![entity]).or_else(|| memory.actor.clone().filter(fitting)).or_else(before).unwrap_or_default()
}

/// `بإسناد التحالف`, `مدعومة من الطيران`: who helps is not the one who does.
fn lends_aid(sentence: &Sentence<'_, '_>, other: &Draft, at: usize) -> bool {
    other.event_type == EventType::Support && !sentence.items[other.at].is_verb() && other.actors.contains(&at)
}

/// `صد الجيش محاولة تسلل`, `التصدي لهجوم`: who wards off an attack does not make it.
pub(crate) fn wards_off(sentence: &Sentence<'_, '_>, others: &[Draft], draft: &Draft, entity: &EntityRef) -> bool {
    let is = |at: &usize| sentence.items[*at].mention().and_then(|m| m.entity.as_ref()).is_some_and(|known| known.id == entity.id);
    let attack = draft.event_type == EventType::Offensive && draft.actors.is_empty();
    attack && others.iter().any(|other| repels(sentence, other, draft.at) && other.actors.iter().any(is))
}

/// A defence whose object is the attack at `attack`.
fn repels(sentence: &Sentence<'_, '_>, other: &Draft, attack: usize) -> bool {
    let between = sentence.items.get(other.at + 1..attack).unwrap_or_default();
    other.event_type == EventType::Clash
        && other.parts_end == other.at
        && other.at < attack
        && attack < other.at + 6
        && !between.iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Event(..) | Kind::Mark(_)))
}

impl Writer<'_, '_, '_> {
    /// `مقتل خمسة من الجماعة في اشتباكات مع الجيش`: of those who fight, whoever is on the other side than the fallen.
    pub(crate) fn adversary(&self, draft: &Draft, memory: &Memory) -> Vec<EntityRef> {
        let items = self.sentence.items;
        if !matches!(draft.event_type, EventType::Killed | EventType::Injured) {
            return Vec::new();
        }
        let fallen = self.entities(&[&draft.victims[..], &draft.targets[..]].concat());
        let fighters = |at: &usize| self.mention(*at).is_some_and(|m| m.class == NounClass::Force);
        if !fallen.iter().any(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group)) && !draft.victims.iter().any(fighters) {
            return Vec::new();
        }
        let verbless = |from: usize, to: usize| !items.get(from + 1..to).unwrap_or_default().iter().any(Item::is_verb);
        let within = |at: usize| preposition_of(items, at).is_some_and(|p| matches!(&*p, "في" | "خلال" | "اثناء" | "اثر" | "جراء"));
        let clash = self.drafts.iter().filter(|other| other.event_type == EventType::Clash).find(|other| {
            draft.at < other.at && other.at < draft.at + REACH && within(other.at) && verbless(draft.at, other.at)
                || other.at < draft.at && draft.subject == Some(other.at)
        });
        let Some(clash) = clash else { return Vec::new() };
        let named = self.entities(&[&clash.actors[..], &clash.targets[..]].concat());
        let beside = named.len() == 1 && clash.targets.iter().any(|at| preposition_of(items, *at).as_deref() == Some("مع"));
        let sides = if named.is_empty() && items[clash.at].clitics.article { sides(memory) } else { named };
        let ours = |side: &EntityRef| fallen.iter().any(|e| e.id == side.id);
        if beside && !sides.iter().any(ours) || sides.len() == 2 && sides.iter().any(ours) {
            return sides.into_iter().filter(|side| !ours(side)).collect();
        }
        Vec::new()
    }
}

impl Writer<'_, '_, '_> {
    /// `هددت الدولة بقصف المدينة`, `تعهد الجيش باستعادة البلدة`: what somebody threatens or promises by its noun alone, he is to do.
    pub(crate) fn undertaken(&self, draft: &Draft, kind: EventType, scope: Option<&Scope>) -> Option<EntityRef> {
        use isnad_pack::grammar::Report;
        let items = self.sentence.items;
        let vows = |class: Report| matches!(class, Report::Threaten | Report::Promise);
        let scope = scope.filter(|scope| (vows(scope.class) || scope.class == Report::Admit) && !scope.backward && scope.at < draft.at)?;
        // `اعترف الشاب بقتل خمسة`: killing is one's own deed, `مقتل` is what befell others.
        // Whoever admits the wounding of some may have suffered it.
        let owned = draft.rule.starts_with("frame:") && (kind.family() == Family::Violence || kind == EventType::Killed);
        let vowed = matches!(kind.family(), Family::Violence | Family::Territory) || matches!(kind, EventType::Deploy | EventType::Siege);
        let deed = if scope.class == Report::Admit { owned } else { vowed };
        // `اعترفت الجماعة بقتل قائدها في غارة`: the strike behind it killed him.
        let struck = |other: &Draft| other.at > draft.at && other.event_type.family() == Family::Violence;
        if scope.class == Report::Admit && self.drafts.iter().any(struck) {
            return None;
        }
        let noun = matches!(items[draft.at].kind, Kind::Event(..)) && draft.actors.is_empty() && items[draft.at].clitics.pronoun.is_none();
        let head = draft.carrier.unwrap_or(draft.at).min(draft.at);
        let governed = preposition_of(items, head).as_deref() == Some("ب");
        // What carries the deed may stand before the threat itself.
        let parts = |item: &Item| item.is_verb() || matches!(item.kind, Kind::Complementizer(_) | Kind::Mark(_) | Kind::Relative | Kind::Event(..));
        let plain = items.get(scope.at + 1..head).is_some_and(|between| !between.iter().any(parts));
        let acts = |source: &&EntityRef| {
            use EntityKind::{Body, Force, Group, People, Person, State};
            matches!(source.kind, Force | Group | State | Person | Body) || scope.class == Report::Admit && source.kind == People
        };
        scope
            .chain
            .sources
            .first()
            .filter(acts)
            .filter(|_| deed && noun && governed && plain)
            .map(|source| EntityRef { span: None, ..source.clone() })
    }

    /// The side of a clash that only its sentence tells: whose fighters fell in it, whoever lost his own, whoever the clause is about.
    /// `مقتل خمسة من الجماعة في اشتباكات`, `أعلن الجيش مقتل جنديين من قواته في معارك`, `استعادت القوات التل بعد مواجهات مع الجماعة`.
    pub(crate) fn own_side(&self, draft: &Draft, known: &[EntityRef], scope: Option<&Scope>) -> Option<EntityRef> {
        let items = self.sentence.items;
        let alone = match known {
            [] => true,
            [_] => draft.actors.is_empty() && draft.targets.iter().any(|at| preposition_of(items, *at).as_deref() == Some("مع")),
            _ => false,
        };
        let governed = preposition_of(items, draft.at).is_some_and(|p| matches!(&*p, "في" | "خلال" | "اثناء" | "اثر" | "جراء" | "بعد" | "عقب"));
        if !alone || !governed || draft.carrier.is_some_and(|carrier| carrier > draft.at) {
            return None;
        }
        let verbless = |other: &&Draft| {
            other.at < draft.at && !items[other.at + 1..draft.at].iter().any(|item| item.is_verb() || item.is_mark(&['.', '؛', ':', '،']))
        };
        let mut near = self.drafts.iter().rev().filter(verbless);
        let fell = |other: &&Draft| matches!(other.event_type, EventType::Killed | EventType::Injured);
        let fighter = |entity: &EntityRef| matches!(entity.kind, EntityKind::Force | EntityKind::Group) && !entity.id.starts_with("generic:");
        let side = match near.clone().find(fell) {
            Some(other) if self.own_loss(other) => scope.and_then(|scope| scope.chain.sources.first()).cloned(),
            Some(other) => self.entities(&other.victims).into_iter().next(),
            None => near
                // Whoever comes after a clash was no party to it: `انتشر الجيش عقب اشتباكات`.
                .find(|other| !matches!(other.event_type, EventType::Deploy | EventType::Advance))
                .filter(|other| !other.carried && other.subject.is_some_and(|at| other.actors == [at]))
                .and_then(|other| self.entities(&other.actors).into_iter().next()),
        };
        side.filter(|side| fighter(side) && !known.iter().any(|other| other.id == side.id)).map(|side| EntityRef { span: None, ..side })
    }

    /// `دمرت الغارات مستودعا`, `أسفر القصف عن مقتل ثلاثة`: a deed that was told before with its doer, named again by its noun alone.
    pub(crate) fn doer_of_cause(&self, draft: &Draft, memory: &Memory) -> Vec<EntityRef> {
        let harm = matches!(draft.event_type, EventType::Killed | EventType::Injured | EventType::Destroy | EventType::Displaced);
        let verb = draft.carrier.or(self.sentence.items[draft.at].is_verb().then_some(draft.at)).filter(|_| harm);
        let cause = verb.and_then(|verb| crate::args::of_verb(self.sentence, verb, None).subject).filter(|at| *at != draft.at);
        let Some((at, item)) = cause.map(|at| (at, &self.sentence.items[at])).filter(|(_, item)| item.clitics.article) else { return Vec::new() };
        let apart = verb.is_none_or(|verb| self.sentence.items[at.min(verb)..at.max(verb)].iter().any(|item| matches!(item.kind, Kind::Mark(_))));
        if apart || preposition_of(self.sentence.items, at).is_some() {
            return Vec::new();
        }
        let Kind::Event(frames, _) = &item.kind else { return Vec::new() };
        let pack = self.sentence.context.pack;
        let tells = |event_type: EventType| {
            frames.iter().any(|frame| match frame {
                FrameRef::Verb(id) => pack.verb_frames[*id as usize].event_type == event_type,
                FrameRef::Noun(id) => pack.noun_frames[*id as usize].event_type == event_type,
            })
        };
        let own = self.drafts.iter().find(|other| other.at == at && !other.actors.is_empty() && other.event_type != EventType::Clash);
        let strikes = |claim: &&Claim| claim.parts.event_type != EventType::Clash && fights(claim) && tells(claim.parts.event_type);
        own.map(|other| self.entities(&other.actors))
            .or_else(|| memory.claims.iter().rev().take(LAST).find(strikes).map(|claim| claim.parts.actors.clone()))
            .unwrap_or_default()
    }
}

/// `المواجهات`, `المعارك`: the two sides that were last told of as fighting.
pub(crate) fn sides(memory: &Memory) -> Vec<EntityRef> {
    let both = |claim: &Claim| {
        let mut out: Vec<EntityRef> = Vec::new();
        for side in claim.parts.actors.iter().chain(&claim.parts.targets) {
            let fighter = matches!(side.kind, EntityKind::Force | EntityKind::Group | EntityKind::State | EntityKind::Body | EntityKind::Unnamed);
            if fighter && !out.iter().any(|known| known.id == side.id) {
                out.push(EntityRef { span: None, ..side.clone() });
            }
        }
        out
    };
    memory.claims.iter().rev().filter(|claim| fights(claim)).take(LAST).map(both).find(|sides| sides.len() > 1).unwrap_or_default()
}

/// Whom a verb of the sentence accuses: what he is accused of is his by the grammar, and nothing else.
pub(crate) fn accused(drafts: &[Draft], at: usize) -> bool {
    drafts.iter().any(|other| other.event_type == EventType::Accuse && other.targets.contains(&at))
}

/// `مقتل ثلاثة جنود في هجوم على المدينة`: the fallen did not make the attack.
pub(crate) fn fell(drafts: &[Draft], at: usize) -> bool {
    let harms = |other: &Draft| matches!(other.event_type, EventType::Killed | EventType::Injured);
    drafts.iter().any(|other| harms(other) && other.victims.contains(&at))
}

/// An act of force that is told as having happened.
fn fights(claim: &Claim) -> bool {
    let happened = claim.parts.modality == Modality::Actual && claim.parts.polarity == Polarity::Asserted;
    happened && matches!(claim.parts.event_type.family(), Family::Territory | Family::Violence)
}

/// The side that was last told of as attacked, and not as attacking.
fn attacked(memory: &Memory, entity: &EntityRef) -> bool {
    let among = |list: &[EntityRef]| list.iter().any(|known| known.id == entity.id);
    let told =
        memory.claims.iter().rev().filter(|claim| fights(claim)).take(LAST).find(|claim| among(&claim.parts.actors) || among(&claim.parts.targets));
    // Who flees or gives way is not the one who takes.
    told.is_some_and(|claim| !among(&claim.parts.actors) || claim.parts.event_type == EventType::Withdraw)
}

/// Types that somebody does, whose doer readers expect to know.
fn inherits(event_type: EventType) -> bool {
    use EventType::*;
    event_type.family() == Family::Territory || matches!(event_type, Offensive | Airstrike | Shelling)
}

fn acting(sentence: &Sentence<'_, '_>, at: usize) -> Option<EntityRef> {
    let mention: &Mention = sentence.items.get(at).and_then(Item::mention)?;
    let armed = matches!(mention.class, NounClass::Force | NounClass::Group | NounClass::State) && can_act(mention) && !mention.metonym;
    let governed = preposition_of(sentence.items, at).is_some_and(|p| !matches!(&*p, "ل" | "من قبل" | "بين" | "بقياده" | "من جانب"));
    let named = mention.entity.as_ref().filter(|e| matches!(e.kind, EntityKind::Force | EntityKind::Group | EntityKind::State))?;
    (armed && !governed && !owns(sentence, at) && mention.number.is_none()).then(|| named.clone())
}

/// `دفاعات الجماعة`, `معقل للجماعة`: named only as whose something is. `استعدادات الجيش` are his doing.
fn owns(sentence: &Sentence<'_, '_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let own = &sentence.items[at].clitics;
    let head = &sentence.items[before];
    let deed = |i: usize| {
        let verbal = |hit: &crate::lookup::Hit| matches!(hit.sense, Sense::Masdar(_) | Sense::Cue(_));
        matches!(sentence.items[i].kind, Kind::Event(..))
            || sentence.block.hits.get(sentence.items[i].start).is_some_and(|hits| hits.iter().any(verbal))
    };
    if own.conjunction {
        return false;
    }
    match &head.kind {
        Kind::Word if own.preposition == Some('ل') => !(before.saturating_sub(2)..=before).any(deed),
        // `تحطيم دفاعات الجماعة`: whose it is to whom a deed is done.
        Kind::Word if deed(before) => {
            let done_to = before.checked_sub(1).is_some_and(|i| deed(i) && !sentence.items[i].clitics.article);
            own.preposition.is_none() && !head.clitics.article && !head.clitics.conjunction && done_to
        }
        Kind::Word => own.preposition.is_none() && !head.clitics.article,
        Kind::Mention(head) => {
            own.preposition.is_none() && !sentence.items[before].clitics.article && matches!(head.class, NounClass::Site | NounClass::PlaceClass)
        }
        _ => false,
    }
}

/// People harmed in a sentence that tells by whose strike or attack: `قتل ثلاثة في غارة إسرائيلية`. Only where one act of violence is told there,
/// in the same mode.
pub fn doers_of_harm(claims: &mut [Claim], told: &[(Vec<EntityRef>, Modality, Polarity)]) {
    // A clash names those who fight, not who killed.
    let violent = |claim: &&Claim| {
        claim.parts.event_type.family() == Family::Violence && claim.parts.event_type != EventType::Clash && !claim.parts.actors.is_empty()
    };
    let claimed = claims.iter().filter(violent).map(|claim| (claim.parts.actors.clone(), claim.parts.modality, claim.parts.polarity));
    let acts: Vec<(Vec<EntityRef>, Modality, Polarity)> = claimed.chain(told.iter().cloned()).collect();
    let Some((actors, modality, polarity)) = acts.first().cloned() else { return };
    let same = |other: &[EntityRef]| other.iter().map(|actor| &actor.id).eq(actors.iter().map(|actor| &actor.id));
    if acts.iter().any(|(other, ..)| !same(other)) {
        return;
    }
    for claim in claims.iter_mut() {
        let harm = matches!(claim.parts.event_type, EventType::Killed | EventType::Injured);
        let told = |wanted: &str| claim.parts.rules.iter().any(|rule| rule == wanted);
        let speaker = claim.parts.attribution.first().map(|attribution| &attribution.source.id);
        let by_speaker = || actors.iter().any(|actor| Some(&actor.id) == speaker);
        let not_theirs = told(ANSWERED) || told(FOILED) || told(OWN_LOSS) && by_speaker();
        if harm && !not_theirs && claim.parts.actors.is_empty() && claim.parts.modality == modality && claim.parts.polarity == polarity {
            let mut parts = (*claim.parts).clone();
            parts.actors.clone_from(&actors);
            parts.rules.push("inherit:doer-of-the-act".into());
            *claim = Claim::new(claim.article.clone(), claim.evidence, parts);
        }
    }
}
