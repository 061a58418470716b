//! Talks and speech acts: who speaks, to whom, about what place, and whether it is the act itself or only spoken of.
//!
//! The speaker of a speech act is its actor and its origin. A verb whose subject is left out goes on with whoever spoke last;
//! a verb that can only have an object left (`اتهم فرنسا` after a masculine subject) takes its subject from before.

use crate::args::coordinated;
use crate::claims::Writer;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::doer::{Doer, doer};
use crate::frames::{Draft, locative};
use crate::item::{FrameRef, Item, Kind, Mention};
use crate::memory::Memory;
use crate::report::Scope;
use crate::scope::{Status, status};
use crate::sentence::Sentence;
use isnad_model::{ClaimParts, EntityKind, EntityRef, EventType, Family, Modality, PlaceRef, Polarity, TimeRef};
use isnad_pack::Sense;
use isnad_pack::conjugate::Tense;
use isnad_pack::grammar::{CueClass, Direction, NounClass, NounFrame, Report, Role, Trait, Unreal, VerbFrame};
use isnad_text::Span;

/// Longest evidence, in bytes.
const LONGEST: usize = 640;

/// Whether this module writes claims of that type.
pub fn is_talk(kind: EventType) -> bool {
    matches!(kind.family(), Family::Talks | Family::Calls)
}

/// Writes the claim of one draft of talks or of a speech act, if it is one.
pub(crate) fn write(writer: &Writer<'_, '_, '_>, draft: &Draft, memory: &mut Memory) {
    // Talks that come to nothing are an agreement that was not reached.
    let failed = draft.event_type == EventType::Meet && crate::cue::failed(writer.sentence, draft.at);
    let kind = if failed { EventType::Agree } else { draft.event_type };
    let scope = writer.scope_at(draft.at);
    let speech = Speech {
        writer,
        sentence: writer.sentence,
        draft,
        kind,
        owned: draft.rule == crate::nominal::OBLIGATION || owned_by_speaker(writer.sentence, draft),
        ready: crate::kind::has(writer.sentence, draft, Trait::Ready),
        deed: kind == EventType::Support && addresses(writer.sentence, draft) && !avowed(writer.sentence, draft),
    };
    if speech.nobodys(scope) {
        return;
    }
    let state = status(writer.sentence, draft.at, draft.carrier, scope);
    if !speech.announced(scope) {
        let stands = speech.stands(scope, memory);
        let telling = writer.telling(draft, kind, stands, &state, 0, memory);
        if !writer.choose_keep(draft, kind, stands, &state, &telling, memory) {
            return;
        }
    }
    // `نسبت الإذاعة إلى مصادر قولها إن`: who passes words on accuses nobody.
    let passed_on = |scope: &&Scope| scope.class == Report::Relay && scope.at == draft.at && !scope.backward;
    if kind == EventType::Accuse && writer.scopes.iter().find(passed_on).is_some_and(|scope| scope.start > draft.at + 1) {
        return;
    }
    // `قال إن الجيش غير متورط`, `ضرورة تحمل المسؤولية`: who clears somebody, or only demands, accuses nobody.
    let said = state.polarity == Polarity::Asserted && state.modality == Modality::Actual;
    if kind == EventType::Accuse && speech.owned && !said {
        return;
    }
    let doer = doer(&speech, memory);
    let mut actors = match &doer {
        Doer::Known(actors) => actors.clone(),
        Doer::Nobody | Doer::Unknown => Vec::new(),
    };
    // `اتهامات للجيش بالقصف`: somebody is accused, whoever it was that did.
    let expressed = kind == EventType::Condemn && draft.parts_end > draft.at && speech.owned;
    let accused = !draft.targets.is_empty() && (expressed || kind == EventType::Accuse && speech.item().is_some_and(|item| !item.is_verb()));
    let rally = speech.rally();
    if let Some(crowd) = rally.filter(|_| actors.is_empty()) {
        actors = writer.entities(&crowd.actors);
    }
    if actors.is_empty() && kind.is_speech_act() && (rally.is_some() || !matches!(doer, Doer::Nobody)) && !accused && !speech.spelt_out() {
        return;
    }
    let hosted = crate::pair::hosted(&speech);
    if hosted && actors.is_empty() {
        actors = crate::pair::last_talks(memory).unwrap_or_default();
    }
    let mut targets = speech.targets(&doer, memory);
    if kind.family() == Family::Talks {
        for target in std::mem::take(&mut targets) {
            if !actors.iter().any(|actor| actor.id == target.id) {
                actors.push(target);
            }
        }
    }
    // `نفت طهران إجراء اتصالات مع واشنطن`: who denies talks with somebody is the other party.
    let parties = [&draft.actors[..], &draft.targets[..]].concat();
    let with = parties.len() == 1 && preposition_of(writer.sentence.items, parties[0]).as_deref() == Some("مع");
    if kind.family() == Family::Talks && actors.len() == 1 && with {
        let denier = scope.filter(|scope| scope.class == Report::Deny && !scope.backward).and_then(|scope| scope.chain.sources.first());
        let teller =
            denier.or_else(|| scope.filter(|scope| tells_of_himself(writer.sentence, draft, scope)).and_then(|scope| scope.chain.sources.first()));
        actors.extend(teller.filter(|entity| entity.kind != EntityKind::Unnamed && actors.iter().all(|known| known.id != entity.id)).cloned());
    }
    // Who accuses and who is accused is settled by the grammar, and so is a subject right behind its verb that no table knows.
    let settled = speech.item().is_some_and(Item::is_verb)
        && actors.len() == 1
        && actors[0].id.starts_with("x:")
        && (actors[0].span == writer.sentence.span(draft.at + 1, draft.at + 2)
            || draft.at.checked_sub(1).is_some_and(|before| actors[0].span == writer.sentence.span(before, draft.at)));
    let two = actors.len() == 2 && (crate::pair::of_two(&speech) || crate::pair::one_of_two(&speech, draft.at + 1));
    // `احتشد السكان للمطالبة برحيل الوزير`, `تظاهر المئات تنديدا بالقصف`: the crowd says it, whether it has a name or none.
    let crowd = rally.is_some() && (actors.is_empty() || matches!(doer, Doer::Unknown));
    let settled = settled || crowd || speech.draft.actors.iter().any(|at| speech.again(*at, &actors, memory));
    if kind != EventType::Accuse && !settled && !hosted && !two {
        let chosen = writer.choose_actor(draft, kind, actors.clone(), scope, memory);
        // Whom the grammar says is addressed does not address himself (`دعا دمشق إلى الحوار`, not `طلب من بريطانيا`).
        let bare = |at: &usize| preposition_of(writer.sentence.items, *at).is_none();
        let objects = writer.entities(&parties.iter().copied().filter(bare).collect::<Vec<_>>());
        let addressed = |id: &str| objects.iter().any(|one| *one.id == *id) && targets.iter().any(|target| *target.id == *id);
        if !chosen.iter().any(|one| addressed(&one.id)) {
            actors = chosen;
        }
    }
    speech.finish(actors, targets, scope, memory);
}

/// `أعلنت الحركة التوصل إلى اتفاق مع الحكومة`: who tells with the verbal noun alone of talks with somebody held them.
fn tells_of_himself(sentence: &Sentence<'_, '_>, draft: &Draft, scope: &Scope) -> bool {
    let says = matches!(scope.class, Report::Say | Report::Confirm) && !scope.backward && scope.at < draft.at;
    let between = sentence.items.get(scope.start..draft.at).unwrap_or_default();
    let nominal = !between.iter().any(|item| item.is_verb() || matches!(item.kind, Kind::Mention(_) | Kind::Complementizer(_) | Kind::Mark(_)));
    let party = |source: &EntityRef| {
        use EntityKind::{Body, Force, Group, Person, State};
        matches!(source.kind, Body | Force | Group | Person | State)
    };
    let verb = matches!(sentence.items[scope.at].kind, Kind::Verb(..));
    says && verb && nominal && draft.at < scope.start + 4 && scope.chain.sources.first().is_some_and(party)
}

/// A draft under examination.
pub(crate) struct Speech<'w, 'a, 's, 'c> {
    pub(crate) writer: &'w Writer<'a, 's, 'c>,
    pub(crate) sentence: &'a Sentence<'s, 'c>,
    pub(crate) draft: &'w Draft,
    pub(crate) kind: EventType,
    /// The frame names no actor: the act is the speaker's own (`يجب أن`, `ضرورة`).
    pub(crate) owned: bool,
    /// Backing by arms or money: a deed that others report, not a word of the backer.
    pub(crate) deed: bool,
    /// Readiness to agree: a possible agreement, told by who is ready.
    ready: bool,
}

/// Whether the frame of a speech act leaves its actor to the speaker.
fn owned_by_speaker(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let found = match row(sentence, draft) {
        Some(Row::Verb(row)) => row.subject != Some(Role::Actor),
        Some(Row::Noun(row)) => row.genitive.is_none() && row.prepositions.is_empty(),
        None => false,
    };
    draft.event_type.is_speech_act() && found
}

/// Whether the frame names somebody it is done to, and not only what is said.
fn addresses(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let target = |prepositions: &[(String, Role)]| prepositions.iter().any(|(_, role)| *role == Role::Target);
    match row(sentence, draft) {
        Some(Row::Verb(row)) => row.object == Some(Role::Target) || row.object.is_none() && target(&row.prepositions),
        Some(Row::Noun(row)) => target(&row.prepositions),
        None => false,
    }
}

/// `أكدت الدولة تضامنها مع جارتها`: whoever avows his backing with a verb of saying says so, whatever he does.
fn avowed(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let Some(Kind::Verb(verb, _) | Kind::Participle(verb, _)) = sentence.items.get(draft.at).map(|item| &item.kind) else { return false };
    draft.rule.contains('+') && crate::report::reporting_class(sentence, *verb).is_some()
}

pub(crate) enum Row<'p> {
    Verb(&'p VerbFrame),
    Noun(&'p NounFrame),
}

/// Whether the frame gives nobody the part of the doer: `وفاة`, `تحطم`.
pub(crate) fn happens(sentence: &Sentence<'_, '_>, draft: &Draft) -> bool {
    let actor = |prepositions: &[(String, Role)]| prepositions.iter().any(|(_, role)| *role == Role::Actor);
    match row(sentence, draft) {
        Some(Row::Verb(row)) => matches!(row.subject, Some(Role::Victim | Role::Target)) && row.object.is_none(),
        Some(Row::Noun(row)) => {
            draft.carrier.is_none() && (row.genitive == Some(Role::Victim) || draft.event_type == EventType::Destroy) && !actor(&row.prepositions)
        }
        None => false,
    }
}

/// The frame that made the draft.
pub(crate) fn row<'p>(sentence: &'p Sentence<'_, '_>, draft: &Draft) -> Option<Row<'p>> {
    let pack = sentence.context.pack;
    let verb_row = |id: u32| pack.verb_frames.get(id as usize).filter(|row| row.rule == draft.rule).map(Row::Verb);
    match sentence.items.get(draft.at).map(|item| &item.kind)? {
        Kind::Verb(verb, _) | Kind::Participle(verb, _) => pack.verbs.get(*verb as usize)?.frames.iter().find_map(|id| verb_row(*id)),
        Kind::Event(frames, _) => frames.iter().find_map(|frame| match frame {
            FrameRef::Verb(id) => verb_row(*id),
            FrameRef::Noun(id) => pack.noun_frames.get(*id as usize).filter(|row| row.rule == draft.rule).map(Row::Noun),
        }),
        _ => None,
    }
}

impl Speech<'_, '_, '_, '_> {
    pub(crate) fn item(&self) -> Option<&Item> {
        self.sentence.items.get(self.draft.at)
    }

    pub(crate) fn mention(&self, at: usize) -> Option<&Mention> {
        self.sentence.items.get(at).and_then(Item::mention)
    }

    /// `أعلن الوزير الموافقة على المقترح`: what somebody says of himself with the verbal noun alone.
    pub(crate) fn announced(&self, scope: Option<&Scope>) -> bool {
        let says = |scope: &&Scope| matches!(scope.class, Report::Say | Report::Confirm | Report::Promise) && !scope.backward;
        let nominal = |scope: &Scope| scope.start == self.draft.at && scope.at + 5 > self.draft.at && self.sentence.items[scope.at].is_verb();
        let verbal = matches!(self.item().map(|item| &item.kind), Some(Kind::Event(_, Some(_)))) || self.draft.rule.starts_with("noun:");
        let own = matches!(self.kind, EventType::Agree | EventType::Reject | EventType::Support | EventType::Condemn);
        let introduced = matches!(self.sentence.items.get(self.draft.at.wrapping_sub(1)).map(|item| &item.kind), Some(Kind::Complementizer(_)));
        own && verbal && self.draft.actors.is_empty() && !introduced && scope.filter(says).is_some_and(nominal)
    }

    /// `احتشد السكان للمطالبة بفتح الطريق`, `مسيرة تنديدا بالقصف`: the protest that says so.
    pub(crate) fn rally(&self) -> Option<&Draft> {
        let at = self.draft.at;
        let items = self.sentence.items;
        let purpose = items[at].clitics.preposition == Some('ل') || self.accusative() || items[at].clitics.conjunction;
        let says = matches!(self.kind, EventType::Call | EventType::Condemn) && matches!(items[at].kind, Kind::Event(..)) && purpose;
        let crowd = self.writer.drafts.iter().rfind(|other| says && other.event_type == EventType::Protest && other.at < at)?;
        let from = crowd.carrier.unwrap_or(crowd.at).max(crowd.at) + 1;
        let apart = |item: &Item| {
            item.is_verb() || matches!(item.kind, Kind::Relative | Kind::Complementizer(_) | Kind::Subordinator(_) | Kind::Mark('.' | '؛' | ':'))
        };
        (at < from + 16 && !items[from.min(at)..at].iter().any(apart)).then_some(crowd)
    }

    pub(crate) fn behind_pronoun(&self) -> bool {
        self.draft.at.checked_sub(1).and_then(|at| self.sentence.items.get(at)).is_some_and(|item| matches!(item.kind, Kind::Pronoun))
    }

    /// `دعم الفصائل` is more often backing for them than by them; only `بدعم الدولة` names who backs, and not among what somebody is accused of.
    pub(crate) fn backed_genitive(&self, governor: Option<&str>, scope: Option<&Scope>) -> bool {
        let bare = |at: &usize| {
            preposition_of(self.sentence.items, *at).is_none() && self.mention(*at).is_some_and(|mention| mention.sub != crate::nation::EVENT_NATION)
        };
        let genitive = self.draft.targets.is_empty() && self.draft.actors.first().is_some_and(|at| *at == self.draft.at + 1 && bare(at));
        genitive && (governor != Some("ب") || scope.is_some_and(|scope| scope.class == Report::Accuse))
    }

    /// Definite by article, or by a definite adjective behind it.
    pub(crate) fn definite(&self, item: &Item) -> bool {
        item.clitics.article
            || item.clitics.pronoun.is_some()
            || self.sentence.items.get(self.draft.at + 1).is_some_and(|next| matches!(next.kind, Kind::Word) && next.clitics.article)
    }

    /// `ودعت اللجنة إلى`: the doer under another name.
    fn again(&self, at: usize, actors: &[EntityRef], memory: &Memory) -> bool {
        let again = |entity: &EntityRef| crate::resolve::told_again(self.sentence, entity, at, &memory.carry)?.sources.into_iter().next();
        self.mention(at).and_then(|m| m.entity.as_ref()).and_then(again).is_some_and(|again| actors.iter().any(|actor| actor.id == again.id))
    }

    /// Those addressed. A single noun phrase that cannot be the subject is the object.
    fn targets(&self, doer: &Doer, memory: &Memory) -> Vec<EntityRef> {
        let mut targets = self.writer.entities(&self.draft.targets);
        if let Doer::Known(actors) = doer {
            let other = |at: &usize| *at > self.draft.at && !crate::pair::one_of_two(self, *at) && !self.again(*at, actors, memory);
            let behind: Vec<usize> = self.draft.actors.iter().copied().filter(other).collect();
            let mistaken = self.writer.entities(&behind).into_iter().filter(|entity| !actors.iter().any(|actor| actor.id == entity.id));
            targets.extend(mistaken.filter(|_| self.item().is_some_and(|item| !matches!(item.kind, Kind::Event(..)))));
            targets.retain(|target| !actors.iter().any(|actor| actor.id == target.id));
        } else if matches!(doer, Doer::Nobody) {
            targets.extend(self.writer.entities(&self.draft.actors));
        }
        targets
    }

    fn finish(&self, actors: Vec<EntityRef>, targets: Vec<EntityRef>, scope: Option<&Scope>, memory: &mut Memory) {
        let (writer, draft) = (self.writer, self.draft);
        let (places, place_items) = self.places(memory);
        let mut state = status(self.sentence, draft.at, draft.carrier, scope);
        self.settle(&mut state, writer.time(draft, false).as_ref());
        let time = writer.day_of(draft, self.kind, &mut state, &places, memory);
        let telling = writer.telling(draft, self.kind, true, &state, 0, memory);
        writer.doubt(draft, self.kind, &mut state, &telling);
        let Some(evidence) = self.evidence(&place_items) else { return };
        // `قال إن الجماعة لا ترفض السلام`: that somebody did not speak is told by another.
        // `قالت الوزيرة إن باريس ستدعم أثينا`: who is yet to speak said nothing so far, whoever foretells it did.
        let foretold = state.modality != Modality::Actual && !writer.chain_at(draft.at, memory).0.sources.is_empty();
        // `قال مصدر إن الجيش يراقب الحدود`: whoever keeps watch says nothing, where another tells of it.
        let watches = self.kind == EventType::Monitor && scope.is_some_and(|scope| !scope.chain.sources.is_empty() && scope.at != draft.at);
        let spoken = state.polarity == Polarity::Asserted && self.kind.is_speech_act() && !self.deed && !watches && !foretold || self.ready;
        let (attribution, co_origins, basis) = writer.attribution(draft, spoken, &actors, memory);
        state.rules.insert(0, draft.rule.clone());
        let parts = ClaimParts {
            event_type: self.kind,
            position: writer.position,
            actors,
            targets,
            places,
            partial: false,
            time,
            quantity: None,
            attribution,
            co_origins,
            basis,
            polarity: state.polarity,
            modality: state.modality,
            quotation: writer.quotation(draft.at),
            points_back: false,
            rules: state.rules,
        };
        writer.push(memory, evidence, parts);
    }

    /// What a speaker says of his own act is the act: it happened, unless the verb itself looks ahead or stands under a condition.
    fn settle(&self, state: &mut Status, time: Option<&TimeRef>) {
        let Some(item) = self.item() else { return };
        let conditional = state.modality == Modality::Conditional;
        // `لن نفرض عقوبات`: a row of what is only to come says nothing of what is told not to come.
        let not_to_come = state.polarity == Polarity::Denied
            && state.rules.iter().any(|rule| rule == "neg:لن")
            && matches!(row(self.sentence, self.draft), Some(Row::Verb(row)) if row.needs.iter().any(|need| need.unreal() == Some(Unreal::Supposed)));
        if self.kind.is_speech_act() && !conditional && !not_to_come {
            let looks = |rule: &str| {
                matches!(rule, crate::scope::PLANNED | crate::cleft::NO_TEXT)
                    || matches!(rule, "form:س" | "form:سوف" | "form:قد" | "neg:لن" | "form:أن+imperfect" | "form:ل")
            };
            // `سئل عما إذا كان يدين القصف`
            let asked = |rule: &str| rule.strip_prefix("cue:").is_some_and(|cue| cue.ends_with("ما إذا") || cue.starts_with("ما إن كان"));
            let asked = state.rules.iter().any(|rule| asked(rule) || rule == crate::cleft::LISTED) || self.maybe();
            let ahead = asked || state.rules.iter().any(|rule| looks(rule));
            let act = match item.kind {
                Kind::Verb(..) => !ahead || self.owned && !asked,
                Kind::Event(..) => !asked && (self.owned || self.presupposed() || self.rally().is_some()),
                _ => true,
            };
            if act {
                state.modality = Modality::Actual;
            }
            // `لم يحظ بدعم` is no backing, `لم نتلق أي طلب` no call; `لا بد من` is one.
            if self.owned && self.kind != EventType::Support && !state.rules.iter().any(|rule| rule == "neg:لم") {
                state.polarity = Polarity::Asserted;
            }
        }
        if self.kind.is_speech_act() && state.polarity == Polarity::Denied && !self.denied_itself(state) {
            state.polarity = Polarity::Asserted;
        }
        if state.polarity == Polarity::Asserted
            && self
                .governing_verb()
                .is_some_and(|verb| verb > 0 && self.sentence.items.get(verb - 1).is_some_and(|before| matches!(before.kind, Kind::Negation)))
        {
            state.polarity = Polarity::Denied;
            state.rules.push("neg:governing-verb".into());
        }
        if self.kind.family() == Family::Talks {
            self.settle_talks(item, state, time);
        }
    }

    /// `ربما تعارض الدولة ذلك`, `وكأنهم يؤيدونه`: a word of possibility right before the verb. Who may strike threatens.
    fn maybe(&self) -> bool {
        let pack = self.sentence.context.pack;
        let at = self.draft.carrier.filter(|&carrier| carrier < self.draft.at).unwrap_or(self.draft.at);
        let verb = self.sentence.items.get(at).is_some_and(Item::is_verb);
        verb && self.kind != EventType::Threaten
            && self.sentence.cues.iter().any(|cue| {
                let row = &pack.cues[cue.id as usize];
                row.class == CueClass::Possible && row.direction == Direction::Forward && self.sentence.item_at(cue.end) == at
            })
    }

    /// `دعت إلى تجاهل المعلومات الكاذبة`: false is what is spoken of, not that it was said, where only a word behind the act says so.
    fn denied_itself(&self, state: &Status) -> bool {
        let pack = self.sentence.context.pack;
        // `نفى الجيش اتهامات الناشطين بالقصف`: of what they accuse him, not that they do.
        let accused = self.kind == EventType::Accuse && !self.draft.actors.is_empty();
        let by_form =
            |rule: &str| rule.starts_with("neg:") || rule.starts_with("implies:") || rule == "report:deny" && !accused || rule == "coordinated";
        let before = |rule: &str| {
            let denies = |cue: &&crate::sentence::CueHit| {
                let row = &pack.cues[cue.id as usize];
                let class = matches!(row.class, CueClass::Negation | CueClass::NegationNoun | CueClass::Failure | CueClass::Denial);
                class && rule.strip_prefix("cue:") == Some(row.cue.as_str())
            };
            self.sentence.cues.iter().filter(denies).any(|cue| self.sentence.item_at(cue.start) <= self.draft.at)
        };
        state.rules.iter().any(|rule| by_form(rule) || before(rule))
    }

    fn settle_talks(&self, item: &Item, state: &mut Status, time: Option<&TimeRef>) {
        let perfect = matches!(self.sentence.items.get(self.draft.carrier.unwrap_or(self.draft.at)).map(|item| &item.kind), Some(Kind::Verb(_, inflection)) if inflection.tense == Tense::Perfect);
        // `تلقى` may be the perfect of the row's verb though its letters are an imperfect of another.
        let perfect = perfect || self.row_is_perfect(item);
        let imperfect = !perfect && matches!(item.kind, Kind::Verb(_, inflection) if inflection.tense == Tense::Imperfect);
        let only_qad = state.rules.iter().all(|rule| rule.ends_with(":قد"));
        let beside = crate::ahead::still_to_come(self.sentence, self.draft.at, state);
        if state.modality != Modality::Conditional && !beside && (self.presupposed() || perfect && only_qad) {
            state.modality = Modality::Actual;
        }
        let time = time.filter(|_| !item.is_verb() || self.dates_talks());
        // `يعقد المجلس الجمعة جلسة`: a weekday with an imperfect is the next one, unless it was yesterday.
        let today = self.sentence.context.today;
        let yesterday = time.and_then(|time| time.end).zip(today).is_some_and(|(end, today)| end.tomorrow().is_ok_and(|next| next == today));
        let next = imperfect && !yesterday && crate::ahead::on_day(self.sentence, self.draft.at);
        let ahead = time.and_then(|time| time.start).zip(self.sentence.context.today).is_some_and(|(start, today)| start > today);
        let dated = time.is_some_and(|time| time.start.is_none_or(|start| self.sentence.context.today.is_none_or(|today| start >= today)));
        if state.modality == Modality::Actual && self.kind == EventType::Meet && (ahead && !perfect || imperfect && dated || next) {
            state.modality = Modality::Future;
            state.rules.push("form:dated-ahead".into());
        }
        if state.modality == Modality::Actual && self.purpose() {
            state.modality = Modality::Intended;
            state.rules.push("form:purpose".into());
        }
        if self.ready && state.modality == Modality::Actual {
            state.modality = Modality::Possible;
            state.rules.push("frame:readiness".into());
        }
        if state.polarity == Polarity::Asserted && self.not_reached().is_some() {
            state.polarity = Polarity::Denied;
            state.modality = Modality::Actual;
            state.rules.push("neg:not-reached".into());
        }
    }

    /// `يبحثان خطة، وأن القرار ينتظر في قمة الشهر المقبل`: the day of a clause that tells something else sets no talks ahead.
    fn dates_talks(&self) -> bool {
        let clauses = &self.sentence.clauses;
        let own = clause_of(clauses, self.draft.at);
        let apart = |at: usize| {
            let other = clause_of(clauses, at);
            clauses[own.min(other) + 1..=own.max(other)]
                .iter()
                .any(|clause| matches!(clause.opener, Opener::Complement | Opener::Coordinate | Opener::Relative))
        };
        let days = self.sentence.items.iter().enumerate().filter(|(_, item)| matches!(item.kind, Kind::When(_)));
        let mut days = days.map(|(at, _)| at).peekable();
        days.peek().is_none() || days.any(|at| !apart(at))
    }

    /// Whether the trigger is a perfect of the verb whose row made the draft, and that verb is not the one it was read as.
    fn row_is_perfect(&self, item: &Item) -> bool {
        let pack = self.sentence.context.pack;
        let Kind::Verb(read, _) = item.kind else { return false };
        let lemma = self.draft.rule.split([':', '+']).nth(1).unwrap_or_default();
        let other = pack.verbs.get(read as usize).is_some_and(|verb| verb.lemma != lemma);
        let hits = self.sentence.block.hits.get(item.start);
        other
            && hits.is_some_and(|hits| {
                hits.iter().any(|hit| {
                    matches!(hit.sense, Sense::Verb(id, inflection) if pack.verbs[id as usize].lemma == lemma && inflection.tense == Tense::Perfect)
                })
            })
    }

    /// The carrying verb, unless a comma cuts the noun off from it.
    fn carrier(&self) -> Option<usize> {
        let cut = |carrier: &usize| self.sentence.items.get(*carrier..self.draft.at).unwrap_or_default().iter().any(|item| item.is_mark(&['،', ',']));
        self.draft.carrier.filter(|carrier| !cut(carrier) || self.item().is_some_and(|item| !item.clitics.conjunction))
    }

    /// A verbal noun told as what for (`لمناقشة`), or joined to one (`للتحقق مما حدث، ومناقشة`).
    fn purpose(&self) -> bool {
        let items = self.sentence.items;
        let what_for =
            |at: usize| items.get(at).is_some_and(|item| matches!(item.kind, Kind::Event(..) | Kind::Word) && item.clitics.preposition == Some('ل'));
        let joined = || {
            let clause = self.sentence.clauses.get(clause_of(&self.sentence.clauses, self.draft.at));
            let from = clause.map_or(0, |clause| clause.start.saturating_sub(6));
            (from..self.draft.at).rev().any(what_for)
        };
        let Some(item) = self.item() else { return false };
        let verbal = matches!(item.kind, Kind::Event(_, Some(_))) && self.carrier().is_none();
        verbal && (what_for(self.draft.at) || item.clitics.conjunction && joined())
    }

    /// After `بعد`, `عقب`, `منذ`, `رغم` an event is taken as given.
    fn presupposed(&self) -> bool {
        let governor = preposition_of(
            self.sentence.items,
            self.draft.carrier.filter(|at| !self.sentence.items.get(*at).is_some_and(Item::is_verb)).unwrap_or(self.draft.at),
        );
        governor.is_some_and(|word| {
            matches!(&*word, "بعد" | "عقب" | "اثر" | "منذ" | "خلال" | "رغم" | "على الرغم من" | "بسبب" | "بموجب" | "في اعقاب" | "اثناء")
        }) && self.item().is_some_and(|item| matches!(item.kind, Kind::Event(..)))
    }

    /// `عدم تمكن المجلس من التوصل إلى اتفاق`: a negating noun reaches over verbs of achieving and their subject.
    fn not_reached(&self) -> Option<usize> {
        let items = self.sentence.items;
        let pack = self.sentence.context.pack;
        let from = self.draft.at.saturating_sub(12);
        // `بلا رحمة، وذلك خلال اجتماع`, `غير متزوجين، التقيا`: another clause.
        let comma = |i: usize| items[i].is_mark(&['،', ',']);
        let apart = |at: usize| (at + 1..self.draft.at).any(|i| comma(i) && (items[i + 1].clitics.conjunction || items[i + 1].is_verb()));
        let nouns = self
            .sentence
            .cues
            .iter()
            .filter(|cue| pack.cues.get(cue.id as usize).is_some_and(|row| matches!(row.class, CueClass::NegationNoun | CueClass::Failure)));
        // `وهما غير متزوجين، التقيا`: what negates an adjective reaches no further.
        let adjective = |at: usize| match items.get(at + 1).map(|item| &item.kind) {
            Some(Kind::Participle(..)) => true,
            Some(Kind::Word) => self.sentence.norm(at) == "غير" && crate::scope::noun_of_verb(self.sentence, at + 1, true).is_none(),
            _ => false,
        };
        let nouns = nouns.map(|cue| self.sentence.item_at(cue.start));
        nouns.filter(|&at| at >= from && at < self.draft.at && !adjective(at)).find(|&at| {
            items.get(at + 1..self.draft.at).unwrap_or_default().iter().all(|item| match &item.kind {
                Kind::Verb(verb, _) => pack.verbs.get(*verb as usize).is_some_and(|verb| !verb.lights.is_empty()),
                Kind::Event(frames, _) => frames.iter().all(
                    |frame| matches!(frame, FrameRef::Verb(id) if pack.verb_frames.get(*id as usize).is_some_and(|row| row.event_type == self.kind)),
                ),
                Kind::Complementizer(_) | Kind::Relative | Kind::Subordinator(_) => false,
                _ => true,
            }) && !apart(at)
        })
    }

    /// The verb, no reporting one, whose object the event noun is (`لم ينقل رسائل تهديد`).
    fn governing_verb(&self) -> Option<usize> {
        let (items, at) = (self.sentence.items, self.draft.at);
        if !matches!(self.item()?.kind, Kind::Event(..)) || preposition_of(items, at).is_some() {
            return None;
        }
        let plain = |i: &usize| {
            !matches!(
                items.get(*i).map(|item| &item.kind),
                None | Some(
                    Kind::Verb(..)
                        | Kind::Event(..)
                        | Kind::Preposition(_)
                        | Kind::Mark(_)
                        | Kind::Relative
                        | Kind::Complementizer(_)
                        | Kind::Subordinator(_)
                )
            ) && items.get(*i).is_some_and(|item| item.clitics.preposition.is_none())
        };
        let verb = at.checked_sub(1 + (at.saturating_sub(4)..at).rev().take_while(plain).count())?;
        if !items.get(verb)?.is_verb() {
            return None;
        }
        self.writer.scopes.iter().all(|scope| scope.at != verb).then_some(verb)
    }

    /// From the trigger (or its subject right before it) over the content to its end.
    fn evidence(&self, places: &[usize]) -> Option<Span> {
        let (sentence, draft) = (self.sentence, self.draft);
        let mut first = self.carrier().filter(|carrier| *carrier < draft.at && draft.at - *carrier < 8).unwrap_or(draft.at);
        if let Some(verb) = self.governing_verb() {
            let negated = verb > 0 && sentence.items.get(verb - 1).is_some_and(|item| matches!(item.kind, Kind::Negation));
            first = first.min(if negated { verb - 1 } else { verb });
        }
        // `عدم تمكن المجلس من التوصل إلى اتفاق`
        let talks = self.kind.family() == Family::Talks;
        first = first.min(self.not_reached().filter(|_| talks).unwrap_or(first));
        if let Some(subject) = draft.subject.filter(|subject| !draft.carried && *subject < first && first - *subject < 4) {
            if !self.writer.reports_between(subject, first) {
                first = subject;
            }
        }
        let mut last = self.content_end().max(draft.at + 1);
        for &at in draft.targets.iter().chain(&draft.actors).chain(places).filter(|at| **at > draft.at) {
            last = last.max((at + 1).min(draft.end.max(draft.at + 1)));
        }
        while last > draft.at + 1 && sentence.items.get(last - 1).is_some_and(|item| matches!(item.kind, Kind::Mark(_) | Kind::Conjunction)) {
            last -= 1;
        }
        let mut span = sentence.span(first, last)?;
        while span.len() > LONGEST && last > draft.at + 1 {
            last -= 1;
            span = sentence.span(first, last)?;
        }
        if span.len() > LONGEST { sentence.span(draft.at, draft.at + 1) } else { Some(span) }
    }

    /// One past the last item of what the act is about: to the next coordinate, adverbial or reported clause.
    pub(crate) fn content_end(&self) -> usize {
        let (sentence, at) = (self.sentence, self.draft.at);
        let index = clause_of(&sentence.clauses, at);
        let mut end = sentence.clauses.get(index).map_or(at + 1, |clause| clause.end);
        for clause in sentence.clauses.get(index + 1..).unwrap_or_default() {
            let items = sentence.items.get(clause.start..clause.end).unwrap_or_default();
            let verb = items.iter().any(Item::is_verb);
            let participle = items.first().is_some_and(|item| matches!(item.kind, Kind::Participle(..)));
            let aside = items.first().is_some_and(|item| matches!(item.kind, Kind::Demonstrative));
            let goes_on = !aside
                && match &clause.opener {
                    Opener::Complement => self.kind.family() == Family::Calls || self.ready,
                    Opener::Comma | Opener::Parenthesis | Opener::Resumed | Opener::Colon => !verb && !participle,
                    Opener::Relative => clause.start < at + 12,
                    Opener::Subordinate(_) | Opener::Coordinate | Opener::Start => false,
                };
            if !goes_on || clause.start > at + 40 {
                break;
            }
            end = clause.end;
        }
        end
    }

    fn places(&self, memory: &Memory) -> (Vec<PlaceRef>, Vec<usize>) {
        let ruled = match self.kind {
            EventType::Call => self.subject_matter(memory).map_or((Vec::new(), Vec::new()), |(place, at)| (vec![place], vec![at])),
            _ if self.kind.is_speech_act() => (Vec::new(), Vec::new()),
            _ => return self.writer.places(self.draft, self.kind, memory),
        };
        self.writer.choose_place(self.draft, self.kind, ruled, memory)
    }

    /// The place or country a call is about: where its content happens, else the first place or country its content names;
    /// neither who is addressed nor a destination.
    fn subject_matter(&self, memory: &Memory) -> Option<(PlaceRef, usize)> {
        let items = self.sentence.items;
        let from = if self.owned { self.draft.at + 1 } else { self.content_start() };
        let end = self.content_end().min(items.len());
        let named = |at: &usize| {
            let Some(mention) = self.mention(*at) else { return false };
            let positioned = mention.place.is_some() || matches!(mention.class, NounClass::PlaceClass | NounClass::Site | NounClass::State);
            positioned
                && !mention.metonym
                && !self.draft.targets.contains(at)
                && !self.draft.actors.contains(at)
                && mention.sub != crate::nation::EVENT_NATION
        };
        let governor = |at: usize| preposition_of(items, at);
        let country = |at: usize| {
            self.mention(at)
                .filter(|mention| mention.class == NounClass::State)
                .and_then(|mention| self.writer.country_place(&mention.entity.as_ref()?.id))
        };
        let resolve = |at: usize| self.writer.place_of(at, memory).or_else(|| country(at)).map(|place| (place, at));
        let inside = (from..end).filter(named).filter(|at| governor(*at).is_some_and(|word| locative(&word))).find_map(resolve);
        let about = || {
            (from..end)
                .filter(named)
                .filter(|at| governor(*at).is_none_or(|word| !matches!(&*word, "الى" | "نحو" | "لدى" | "باتجاه")))
                .find_map(resolve)
        };
        inside.or_else(about)
    }

    /// Where the content begins: past the subject and those addressed.
    fn content_start(&self) -> usize {
        let items = self.sentence.items;
        let at = self.draft.at;
        let opens = |i: &usize| match items.get(*i).map(|item| &item.kind) {
            Some(Kind::Complementizer(_) | Kind::Event(..)) => true,
            Some(Kind::Preposition(word)) => matches!(&**word, "الى" | "على") && self.kind == EventType::Call,
            _ => items.get(*i).is_some_and(|item| item.clitics.preposition == Some('ب')),
        };
        let past = self
            .draft
            .actors
            .iter()
            .chain(self.draft.subject.iter())
            .filter(|i| **i > at)
            .map(|i| coordinated(items, *i).last().copied().unwrap_or(*i) + 1)
            .max()
            .unwrap_or(at + 1);
        (at + 1..items.len().min(at + 30)).find(opens).map_or(past, |opening| opening.max(at + 1))
    }
}
