//! Attribution of one claim: which report holds it, what is carried from sentence to sentence.

use crate::claims::Writer;
use crate::clause::clause_of;
use crate::clause::preposition_of;
use crate::frames::Draft;
use crate::item::{Item, Kind};
use crate::memory::Memory;
use crate::report::{Chain, OwnVoice, Scope, leaves_quote_open};
use crate::sentence::Sentence;
use isnad_model::{Attribution, Basis, Claim, EntityKind, EntityRef};
use isnad_pack::grammar::{Report, ReportKind};
use isnad_text::Span;

/// What a relative clause adds to something denied, demanded, expected, condemned or owned up to is the outlet's own background.
fn told_aside(class: Report) -> bool {
    matches!(
        class,
        Report::Deny
            | Report::Call
            | Report::Threaten
            | Report::Promise
            | Report::Expect
            | Report::Warn
            | Report::Reject
            | Report::Condemn
            | Report::Admit
            | Report::Support
    )
}

/// `قصفت طائرات البلدة. بحسب شهود.`: a source that stands alone, cut off by a full stop, vouches for the sentence before it.
pub(crate) fn told_behind(sentence: &Sentence<'_, '_>, scopes: &[Scope], claims: &mut [Claim]) {
    let items = sentence.items;
    let [scope] = scopes else { return };
    let pack = sentence.context.pack;
    let prepositional = matches!(items[scope.at].kind, Kind::Report(id) if pack.reporting[id as usize].kind == ReportKind::Preposition);
    let says = |i: usize| matches!(items[i].kind, Kind::Verb(verb, _) if crate::report::reporting_class(sentence, verb).is_some());
    let alone = (0..items.len()).all(|i| !matches!(items[i].kind, Kind::Event(..)) && (!items[i].is_verb() || says(i)));
    if !prepositional || scope.at > 1 || !alone || items.len() > scope.at + 14 || scope.chain.sources.is_empty() {
        return;
    }
    let here = sentence.block.tokens.first().map_or(0, |token| token.span.start);
    for claim in claims.iter_mut() {
        let parts = &claim.parts;
        if parts.attribution.is_empty() && parts.basis == Basis::Unattributed && claim.evidence.start >= here {
            let mut parts = (**parts).clone();
            parts.attribution = scope.chain.sources.iter().map(|source| Attribution { source: source.clone(), cue: scope.cue }).collect();
            parts.co_origins.clone_from(&scope.chain.co_origins);
            parts.basis = Basis::Attributed;
            *claim = Claim::new(claim.article.clone(), claim.evidence, parts);
        }
    }
}

impl Writer<'_, '_, '_> {
    pub(crate) fn chain_at(&self, at: usize, memory: &Memory) -> (Chain, Option<Span>) {
        if let Some(scope) = self.scope_at(at) {
            let mut chain = scope.chain.clone();
            self.outer(scope, at, &mut chain);
            if !chain.sources.is_empty() || chain.own.is_some() {
                return (chain, scope.cue);
            }
        }
        if let Some(chain) = memory.carry.open_quote.as_ref().filter(|_| self.inside_carried_quote(at)) {
            return (chain.clone(), None);
        }
        if self.starts_quoted() && memory.carry.attributed {
            if let Some(chain) = &memory.carry.speaker {
                return (chain.clone(), None);
            }
        }
        // `وأدت المعارك إلى "مقتل تسعة جنود"`: words in quotation marks are those of whoever spoke just before.
        let items = self.sentence.items;
        let phrase = |range: std::ops::Range<usize>| range.end < items.len() && items[range.end].start > items[range.start].start + 2;
        if memory.carry.attributed && self.scope_at(at).is_none() && self.sentence.quotation(at, self.open_quote).is_some_and(phrase) {
            if let Some(chain) = &memory.carry.speaker {
                return (chain.clone(), None);
            }
        }
        (Chain::default(), None)
    }

    /// `رفع المرصد حصيلة القتلى إلى 910`: who raises, puts or brings out a toll tells it.
    fn teller_of_toll(&self, draft: &Draft) -> Option<EntityRef> {
        let items = self.sentence.items;
        let toll = draft.counter.filter(|&at| (at.saturating_sub(1)..=at).any(|i| crate::quantity::tally(self.sentence.norm(i))))?;
        let speaker = toll.checked_sub(1).filter(|&i| i > 0 && items[i - 1].is_verb())?;
        let told = items[speaker].mention().filter(|_| items[speaker].clitics.preposition.is_none())?.entity.clone()?;
        matches!(told.kind, EntityKind::Ngo | EntityKind::Body | EntityKind::Un | EntityKind::Agency | EntityKind::Media | EntityKind::State)
            .then_some(told)
    }

    pub(crate) fn inside_carried_quote(&self, at: usize) -> bool {
        self.open_quote && self.sentence.quoted(at, true)
    }

    pub(crate) fn starts_quoted(&self) -> bool {
        self.sentence.items.first().is_some_and(crate::report::is_quote_item)
    }

    /// Sources further out: a report inside a report, or `بحسب` around it.
    pub(crate) fn outer(&self, scope: &Scope, at: usize, chain: &mut Chain) {
        // `قتل اثنان حيث يطالب معارضون بالتغيير، وفق الشرطة`: who is told of at the end is no part of what the opponents say.
        // `بينما تقول إسرائيل كذا، يقول سكان إن`, `قال الجيش كذا، لكن سكانا قالوا إن`: set beside it, not inside it.
        let beside = |other: &Scope| {
            let turns = |i: usize| crate::content::turns(self.sentence, i);
            let opened = other.at.checked_sub(1).is_some_and(turns)
                && self.sentence.items.get(other.start..scope.at).unwrap_or_default().iter().any(|item| item.is_mark(&['،', ',']));
            !other.backward && !scope.backward && (opened || (other.start..scope.at).any(turns)) && !self.sentence.quoted(scope.at, self.open_quote)
        };
        let remark = self.remark(at);
        let turned = |other: &Scope| {
            remark.is_some_and(|from| other.at < from)
                || beside(other)
                || scope.backward && !other.backward && (other.start..at).any(|i| crate::content::turns(self.sentence, i))
        };
        // `قال سكان إن كذا، وهو ما أكدته الشرطة`: who confirms it did not pass it on.
        let confirms =
            |other: &Scope| other.backward && self.sentence.items[other.at].is_verb() && other.at > 0 && self.sentence.norm(other.at - 1) == "ما";
        let holds = |other: &Scope| {
            !turned(other) && !confirms(other) && other.start <= scope.at && scope.at < other.end && (!scope.backward || other.start <= at)
        };
        for other in self.scopes.iter().filter(|other| other.at != scope.at && holds(other)) {
            let coordinated = self.sentence.items[scope.at].clitics.conjunction && !other.backward;
            // `مضيفا أن كذا، بحسب الوكالة`: who closes the sentence passed on all of it.
            let participle = matches!(self.sentence.items[scope.at].kind, Kind::Participle(..)) && !other.backward;
            if coordinated || participle {
                continue;
            }
            // `أعلنت الوزارة كذا، وفقا لبيان نشرته`: a statement of nobody else.
            let own = |source: &&EntityRef| scope.chain.sources.is_empty() || &*source.id != "unnamed:statement";
            for source in other.chain.sources.iter().filter(own) {
                if !chain.sources.iter().any(|known| known.id == source.id) {
                    chain.sources.push(source.clone());
                }
            }
        }
    }

    /// `البيان`, `التقرير` in a later sentence speak for whoever gave the one named here.
    pub(crate) fn remember_statement(&self, memory: &mut Memory) {
        let owned = self.sentence.items.iter().filter_map(Item::mention).filter(|m| crate::source::is_statement(m));
        let owner = owned.filter_map(|m| m.entity.clone()).find(|entity| entity.kind != EntityKind::Unnamed);
        let pack = self.sentence.context.pack;
        let named = self.sentence.items.iter().any(|item| {
            item.mention().is_some_and(crate::source::is_statement)
                || matches!(item.kind, Kind::Report(id) if pack.reporting[id as usize].takes.iter().any(|t| t == "venue"))
        });
        let speaker =
            self.scopes.iter().rev().map(|scope| &scope.chain).find(|chain| chain.sources.first().is_some_and(|s| s.kind != EntityKind::Unnamed));
        match owner {
            Some(entity) => memory.carry.statement = Some(Chain { sources: vec![entity], ..Chain::default() }),
            None if named => memory.carry.statement = speaker.cloned().or_else(|| memory.carry.statement.take()),
            None => {}
        }
    }

    /// Who was named: a surname alone means one of them.
    fn remember_persons(&self, memory: &mut Memory) {
        let persons = self
            .sentence
            .items
            .iter()
            .filter_map(|item| item.mention()?.entity.clone())
            .chain(self.scopes.iter().flat_map(|scope| scope.chain.sources.iter().cloned()))
            .filter(|entity| entity.kind == EntityKind::Person);
        for person in persons {
            if memory.carry.persons.len() < 48 && !memory.carry.persons.iter().any(|known| known.id == person.id) {
                memory.carry.persons.push(person);
            }
        }
    }

    /// States and persons that are no mere places, latest last.
    fn remember_named(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        let acts = |at: &usize| !preposition_of(items, *at).is_some_and(|word| crate::frames::locative(&word) && &*word != "ب");
        let entity = |at: usize| items[at].mention().and_then(|m| m.entity.clone());
        for entity in (0..items.len()).filter(acts).filter_map(entity).filter(|e| matches!(e.kind, EntityKind::State | EntityKind::Person)) {
            memory.named.retain(|known| known.id != entity.id);
            memory.named.push(entity);
        }
    }

    /// Which agency, which paper or station told something last; one that is told to, or of, stands behind a preposition.
    fn remember_media(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        let known = |entity: &&EntityRef| self.sentence.context.pack.entity_by_id.contains_key(&*entity.id);
        let named = (0..items.len()).filter(|&at| preposition_of(items, at).is_none());
        let named = named.filter_map(|at| items[at].mention()?.entity.as_ref()).filter(known);
        for entity in named.chain(self.scopes.iter().filter_map(|scope| scope.chain.sources.last())) {
            match entity.kind {
                EntityKind::Agency => memory.carry.agency = Some(EntityRef { span: None, ..entity.clone() }),
                EntityKind::Media => memory.carry.medium = Some(EntityRef { span: None, ..entity.clone() }),
                _ => {}
            }
        }
    }

    /// Hands on to the next sentence: places, the last doer, the speaker, an open quotation.
    pub(crate) fn remember(&self, memory: &mut Memory) {
        let items = self.sentence.items;
        // `تقول أنقرة إن`: a capital that speaks is no place that is gone back to.
        let told = |at: usize| items[at].mention().filter(|m| !m.metonym || preposition_of(items, at).is_some()).and_then(|m| m.place.clone());
        memory.places.extend(self.in_order(0..items.len(), told));
        if let Some(claim) = memory.claims[memory.sentence_start..]
            .iter()
            .rev()
            .find(|claim| !claim.parts.actors.is_empty() && !claim.parts.event_type.is_speech_act())
        {
            memory.actor = Some(claim.parts.actors.clone());
        }
        self.remember_persons(memory);
        self.remember_named(memory);
        self.remember_media(memory);
        let unnamed = |chain: &&Chain| {
            // What was reported or shown is no source that is gone back to.
            let told = |id: &str| [crate::source::BARE_SOURCE, "unnamed:reports", "unnamed:statement", "unnamed:footage"].contains(&id);
            // `مصدر مقرب من الملف`: told by more than that he is a source.
            let described = |source: &EntityRef| &*source.id == crate::source::BARE_SOURCE && source.name_ar.contains(' ');
            chain.sources.first().is_some_and(|source| source.kind == EntityKind::Unnamed && (!told(&source.id) || described(source)))
        };
        if let Some(chain) = self.scopes.iter().rev().map(|scope| &scope.chain).find(unnamed) {
            memory.carry.unnamed = Some(chain.clone());
        }
        for chain in self.scopes.iter().map(|scope| &scope.chain).filter(|chain| !chain.sources.is_empty()) {
            memory.carry.told.retain(|known| known.sources.first().map(|source| &source.id) != chain.sources.first().map(|source| &source.id));
            memory.carry.told.push(chain.clone());
        }
        let spokesman = (0..self.sentence.items.len()).rev().find_map(|at| crate::resolve::told_spokesman(self.sentence, at));
        if let Some(body) = spokesman {
            memory.carry.spokesman = Some(Chain { sources: vec![body], ..Chain::default() });
        }
        let last = self.scopes.last();
        // Who goes on speaking is whoever spoke in the sentence itself, not whom he quoted.
        let nested = |scope: &Scope| {
            self.scopes.iter().any(|other| {
                other.at != scope.at
                    && !other.backward
                    && other.start <= scope.at
                    && scope.at < other.end
                    && !self.sentence.items[scope.at].clitics.conjunction
            })
        };
        let outer = self.scopes.iter().rev().find(|scope| (!scope.chain.sources.is_empty() || scope.chain.own.is_some()) && !nested(scope));
        let goes_on = memory.carry.open_quote.is_some() && self.scopes.iter().all(|scope| self.sentence.quoted(scope.at, true));
        // `اعتبرت الحكومة الهجوم جريمة، حسب بيان نشرته الوكالة`: who spoke is not who passed it on at the end.
        let passed_on = outer.is_none_or(|scope| scope.backward && self.is_relay(scope));
        let subject = if passed_on && !goes_on { self.spoke(&memory.carry) } else { None };
        if let Some(chain) = subject.or_else(|| outer.filter(|_| !goes_on).map(|scope| scope.chain.clone())) {
            memory.carry.speaker = Some(chain);
        }
        self.remember_statement(memory);
        let open = leaves_quote_open(self.sentence.items, memory.carry.open_quote.is_some());
        let runs_to_end = last.is_some_and(|scope| scope.backward || scope.end + 1 >= self.sentence.items.len());
        memory.carry.attributed = runs_to_end || memory.carry.open_quote.is_some() || memory.carry.attributed && self.starts_quoted();
        memory.carry.open_quote = if open { last.map(|scope| scope.chain.clone()).or_else(|| memory.carry.open_quote.clone()) } else { None };
    }

    /// `أشار الرئيس إلى أربع قضايا`: the named subject of a verb of saying, whatever it is that he speaks of.
    fn spoke(&self, carry: &crate::report::Carry) -> Option<Chain> {
        let sentence = self.sentence;
        let says = |&at: &usize| {
            let Kind::Verb(verb, inflection) = sentence.items[at].kind else { return false };
            let class = crate::report::reporting_class(sentence, verb).map(|(class, _)| class);
            let pack = sentence.context.pack;
            // `اختتم زيارته` says nothing: only with words of his own.
            let mut takes = pack.verbs[verb as usize].reporting.iter().flat_map(|id| &pack.reporting[*id as usize].takes);
            let says_what = takes.any(|take| take != "quote");
            let main = !matches!(
                sentence.clauses[clause_of(&sentence.clauses, at)].opener,
                crate::clause::Opener::Relative | crate::clause::Opener::Complement
            );
            main && says_what
                && !inflection.passive
                && sentence.items[at].clitics.pronoun.is_none()
                && !sentence.quoted(at, self.open_quote)
                && class.is_some_and(|class| matches!(class, Report::Say | Report::Confirm | Report::Claim | Report::Believe))
        };
        let at = (0..sentence.items.len()).find(says)?;
        let chain = crate::source::after(sentence, at, sentence.items.len(), carry)?;
        let named = |source: &EntityRef| !matches!(source.kind, EntityKind::Unnamed | EntityKind::People) && !source.id.starts_with("x:");
        chain.sources.first().is_some_and(named).then_some(chain)
    }

    /// `، وذلك عقب لقاء الوزيرين،`: the outlet's own remark inside a report.
    pub(crate) fn beside(&self, at: usize) -> bool {
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, at)];
        let first = &self.sentence.items[clause.start];
        clause.start > 0
            && matches!(first.kind, Kind::Demonstrative)
            && first.clitics.conjunction
            && self.sentence.norm(clause.start).ends_with("ذلك")
            && !self.sentence.quoted(at, self.open_quote)
            && !self.circumstance(clause.start + 1)
    }

    /// Where the outlet's own remark around item `at` begins.
    fn remark(&self, at: usize) -> Option<usize> {
        self.beside(at).then(|| self.sentence.clauses[clause_of(&self.sentence.clauses, at)].start)
    }

    /// `، وذلك خلال مواجهات`, `، وذلك في غارات`: in what the thing itself came about is part of the report, what it comments on is not.
    fn circumstance(&self, at: usize) -> bool {
        let inside = |item: &Item| match &item.kind {
            Kind::Preposition(word) => matches!(&**word, "خلال" | "في" | "على" | "ضمن" | "اثر" | "جراء" | "نتيجه" | "بسبب"),
            _ => item.clitics.preposition.is_some(),
        };
        let items = self.sentence.items;
        let said = || at + 1 < items.len() && crate::report::noun_class(self.sentence, at + 1).is_some();
        items.get(at).is_some_and(inside) && !said()
    }

    pub(crate) fn is_relay(&self, scope: &Scope) -> bool {
        scope.chain.sources.first().is_some_and(|source| matches!(source.kind, EntityKind::Agency | EntityKind::Media))
    }

    /// The innermost scope around the trigger: the latest reporting word before it whose content holds it, else one told after it.
    pub(crate) fn scope_at(&self, at: usize) -> Option<&Scope> {
        let own = |scope: &&Scope| scope.at != at;
        // `وذلك بعد إعلان الجيش السيطرة`: in the remark itself somebody may be quoted.
        let remark = self.remark(at);
        let own = |scope: &&Scope| own(scope) && remark.is_none_or(|from| scope.at >= from && !scope.backward);
        let aside = |scope: &&Scope| !(told_aside(scope.class) && crate::scope::told(self.sentence, scope, at));
        let forward = self.scopes.iter().filter(own).filter(aside).rfind(|scope| !scope.backward && scope.start <= at && at < scope.end);
        let backward = self.scopes.iter().filter(own).find(|scope| scope.backward && scope.start <= at && at < scope.end);
        // `قالت المعارضة إن كذا، فيما دارت اشتباكات، حسب ما أعلنه الجيش`: behind a turn the nearer source vouches.
        let turned = |forward: &Scope, to: usize| (forward.start..to).any(|i| crate::content::turns(self.sentence, i));
        match (forward, backward) {
            (Some(forward), Some(backward))
                if backward.at > at && turned(forward, at) && !(at..backward.at).any(|i| crate::content::turns(self.sentence, i)) =>
            {
                Some(backward)
            }
            (Some(forward), Some(backward)) if backward.at > forward.at && self.is_relay(forward) && !self.is_relay(backward) => Some(backward),
            (forward, backward) => forward.or(backward),
        }
    }

    pub(crate) fn scope_of(&self, at: usize) -> Option<&Scope> {
        self.scopes.iter().find(|scope| scope.at == at)
    }

    /// Whether the words at `at` are somebody's, carried on from before this sentence.
    pub(crate) fn speaks_on(&self, at: usize, memory: &Memory) -> bool {
        memory.carry.open_quote.is_some() && self.inside_carried_quote(at) || self.starts_quoted() && memory.carry.attributed
    }

    pub(crate) fn attribution(
        &self,
        draft: &Draft,
        spoken: bool,
        actors: &[EntityRef],
        memory: &Memory,
    ) -> (Vec<Attribution>, Vec<EntityRef>, Basis) {
        let (mut chain, cue) = self.chain_at(draft.at, memory);
        if spoken {
            if let Some(actor) = actors.first() {
                chain.sources.retain(|source| source.id != actor.id);
                chain.sources.insert(0, actor.clone());
                chain.co_origins = actors[1..].to_vec();
            }
        }
        if chain.sources.is_empty() && chain.own.is_none() && draft.event_type.counts_people() {
            chain.sources.extend(self.teller_of_toll(draft));
        }
        chain.sources.retain(|source| !self.sentence.is_outlet(source));
        let own = chain.own;
        let basis = match (chain.sources.is_empty(), own) {
            (false, _) => Basis::Attributed,
            (true, Some(OwnVoice::Correspondent)) => Basis::Correspondent,
            (true, Some(OwnVoice::Outlet) | None) => Basis::Unattributed,
        };
        // `والد الفتاة`: people without a name speak by all that is told of them.
        for source in chain.sources.iter_mut().filter(|source| source.id.starts_with("people:") && source.surface.contains(' ')) {
            source.name_ar = source.surface.clone();
        }
        let attribution = chain.sources.into_iter().enumerate().map(|(i, source)| Attribution { source, cue: cue.filter(|_| i == 0) }).collect();
        (attribution, chain.co_origins, basis)
    }
}
