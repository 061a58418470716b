//! Every place a claim could have happened at, with what speaks for each: the candidates of a learned choice.

use crate::args::coordinated;
use crate::choice::{Candidates, distance};
use crate::claims::Writer;
use crate::clause::{Opener, clause_of, preposition_of, relation};
use crate::frames::{Draft, locative};
use crate::item::{FrameRef, Item, Kind};
use crate::memory::Memory;
use isnad_model::{Claim, EntityRef, EventType, Family, PlaceKind, PlaceRef};
use isnad_pack::grammar::NounClass;

/// Weight that the trigger's own place has before what was learned, in thousandths.
const OWN_PLACE: i64 = 900;

/// How many items away from the trigger a place may stand.
const REACH: usize = 40;

pub(crate) fn kind_name(kind: PlaceKind) -> &'static str {
    match kind {
        PlaceKind::Country => "country",
        PlaceKind::Governorate | PlaceKind::District | PlaceKind::Countryside => "area",
        PlaceKind::Region => "region",
        PlaceKind::Capital => "capital",
        PlaceKind::Sea | PlaceKind::River => "water",
        PlaceKind::City | PlaceKind::Town | PlaceKind::Village | PlaceKind::Camp | PlaceKind::Quarter => "settlement",
        _ => "site",
    }
}

/// How an earlier claim is like one of type `kind`.
fn alike(claim: &Claim, kind: EventType) -> &'static str {
    if claim.parts.event_type == kind {
        "same-type"
    } else if claim.parts.event_type.family() == kind.family() {
        "same-family"
    } else {
        "other-family"
    }
}

impl Writer<'_, '_, '_> {
    /// Of all candidates the one that weighs most.
    pub(crate) fn choose_place(
        &self,
        draft: &Draft,
        kind: EventType,
        ruled: (Vec<PlaceRef>, Vec<usize>),
        memory: &Memory,
    ) -> (Vec<PlaceRef>, Vec<usize>) {
        let context = self.sentence.context;
        let observed = context.decisions.borrow().is_some();
        let weights = &context.pack.choices.place;
        // `حررت آخر قرية على تخوم حمص`: what the grammar leaves without a place is taken nowhere in particular.
        let nowhere = kind.family() == Family::Territory && ruled.0.is_empty();
        if weights.is_empty() && !observed || nowhere {
            return ruled;
        }
        let mut candidates = self.place_candidates(draft, kind, &ruled, memory, observed);
        // A place that the grammar gives to the trigger itself gives way to none told before, and not lightly to another of the sentence.
        let own = ruled.1.iter().any(|at| draft.places.contains(at));
        if own {
            candidates.all.retain(|c| c.things.is_empty() || !c.items.is_empty());
        }
        // Nor is a place told before taken for another by likelihood alone where it is about who holds it.
        if kind.family() == Family::Territory {
            let as_ruled = |things: &[PlaceRef]| things.iter().map(|p| &p.id).eq(ruled.0.iter().map(|p| &p.id));
            candidates.all.retain(|c| c.things.is_empty() || !c.items.is_empty() || as_ruled(&c.things));
        }
        let by_rule = candidates.position(&ruled.0).unwrap_or(0);
        if own && by_rule < candidates.all.len() {
            candidates.all[by_rule].lean = OWN_PLACE;
        }
        let trigger = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        let (places, items) = candidates.choose("place", weights, trigger, by_rule, &context.decisions);
        // A toll since some beginning is not laid on a town that only an earlier sentence names, nor nowhere.
        let town = items.is_empty() && places.iter().all(|place| matches!(kind_name(place.kind), "settlement" | "site"));
        match self.main_country_place().filter(|_| town && self.counts_since(draft)) {
            Some(country) => (vec![country], Vec::new()),
            None => (places, items),
        }
    }

    /// Every candidate for the place of `draft`; `ruled` is what the rules of grammar would take.
    pub(crate) fn place_candidates(
        &self,
        draft: &Draft,
        kind: EventType,
        ruled: &(Vec<PlaceRef>, Vec<usize>),
        memory: &Memory,
        named: bool,
    ) -> Candidates<PlaceRef> {
        let mut out = Candidates::new(kind, named);
        let verbal = if self.sentence.items[draft.at].is_verb() { "verb" } else { "noun" };
        let near = self.here(draft, kind, memory, &mut out);
        let state = match near {
            0 => "no-place-here",
            1 => "one-place-here",
            _ => "places-here",
        };
        let own = if draft.places.is_empty() { "no-own" } else { "own" };
        let lead = if memory.claims.is_empty() { "first-claim" } else { "later-claim" };
        let item = &self.sentence.items[draft.at];
        let definite = if item.clitics.article { "definite" } else { "indefinite" };
        let scoped = if self.scope_at(draft.at).is_some() { "reported" } else { "own-voice" };
        let bare = if memory.places.is_empty() { "nothing-named" } else { "named-before" };
        out.add(
            Vec::new(),
            Vec::new(),
            &[
                &["none"],
                &["none", verbal],
                &["none", verbal, definite],
                &["none", state],
                &["none", own],
                &["none", lead],
                &["none", scoped],
                &["none", bare],
                &["none", state, scoped],
            ],
        );
        let how = if ruled.0.is_empty() {
            "none"
        } else if ruled.1.is_empty() {
            "inherited"
        } else {
            "here"
        };
        out.add(ruled.0.clone(), ruled.1.clone(), &[&["ruled"], &["ruled", how], &["ruled", how, state]]);
        self.before(draft, kind, state, memory, &mut out);
        self.common(draft, memory, &mut out);
        self.circumstances(draft, kind, memory, &mut out);
        out
    }

    /// Places named in the sentence; returns how many groups stand in the clause of the trigger.
    fn here(&self, draft: &Draft, kind: EventType, memory: &Memory, out: &mut Candidates<PlaceRef>) -> usize {
        let items = self.sentence.items;
        let clauses = &self.sentence.clauses;
        let own_clause = clause_of(clauses, draft.at);
        let own = self.own_places(draft);
        let in_clause = self.place_in_clause(draft, memory).map(|(_, at)| at);
        let heading = self.place_heading(draft, memory).map(|(_, at)| at);
        let mut near = 0;
        let mut seen: Vec<usize> = Vec::new();
        let low = draft.at.saturating_sub(REACH);
        for at in low..items.len().min(draft.at + REACH) {
            if seen.contains(&at) {
                continue;
            }
            let Some((first, state)) = self.place_at(at, memory) else { continue };
            // `في أنقرة وإزمير`: a capital in a list of places speaks for nobody.
            let members = coordinated(items, at);
            let among_places = members.iter().any(|&i| self.place_at(i, memory).is_some_and(|(_, state)| !state));
            // `في مالي والنيجر`
            let lands = first.kind == PlaceKind::Country && preposition_of(items, at).is_some_and(|p| matches!(&*p, "في" | "ب"));
            let named = |i: usize| self.mention(i).is_some_and(|m| m.metonym || lands && m.class == NounClass::State);
            let stands_for_state = |i: usize, state: bool| state && !(among_places && named(i));
            let state = stands_for_state(at, state);
            // `مقتل رجل قفصة : إصابة طفل`: what the next headline is about.
            let titled = |i: usize| items.get(i + 1).is_some_and(|next| next.is_mark(&[':']));
            if (draft.at + 1..=at).any(|i| titled(i) && self.mention(i).is_some_and(|m| m.place.is_some())) {
                continue;
            }
            if self.takes_part(draft, at, state) {
                near += usize::from(clause_of(clauses, at) == own_clause);
                continue;
            }
            // `قتل ثلاثة من سكان حمص في بيروت`, `اغتيل محافظ عدن في القاهرة`: where somebody lives or serves gives way to where it is told to be.
            let homely = self.mention(at).is_some_and(|m| matches!(m.class, NounClass::Official | NounClass::Body))
                || at > 0
                    && self.mention(at - 1).is_some_and(|m| m.people.is_some())
                    && preposition_of(items, at).is_none()
                    && !items[at].clitics.conjunction;
            if homely && in_clause.is_some_and(|other| other != at) && kind != EventType::Displaced {
                continue;
            }
            // `أطراف مديرية ميدي بالساحل الغربي`: a locator is not the place.
            let told_there = !matches!(kind.family(), Family::Talks | Family::Calls);
            if told_there && !own.contains(&at) && self.located_by(at).is_some() {
                continue;
            }
            // `إسرائيل وجهت ضربة إلى الحركة`, `قالت واشنطن إن روسيا قصفت`: a state that strikes or speaks is not where it strikes.
            let speaks = |entity: &EntityRef| self.scopes.iter().any(|scope| scope.chain.sources.iter().any(|source| source.id == entity.id));
            let strikes = draft.actors.contains(&at) && first.kind == PlaceKind::Country;
            let speaker = self.mention(at).and_then(|m| m.entity.as_ref()).is_some_and(speaks)
                && preposition_of(items, at).is_none()
                && first.kind != PlaceKind::Country;
            if state && (strikes || speaker) && kind.family() == Family::Violence {
                seen.extend(members.iter().copied().filter(|member| draft.actors.contains(member)));
                continue;
            }
            if self.acts_for_state(draft, at) {
                continue;
            }
            let mut places = if state { vec![first] } else { self.places_of(at, memory) };
            let mut group = vec![at];
            for other in members.into_iter().skip(1) {
                if let Some((place, _)) = self.place_at(other, memory).filter(|(_, of_state)| stands_for_state(other, *of_state) == state) {
                    if !places.iter().any(|known| known.id == place.id) {
                        places.push(place);
                    }
                    group.push(other);
                }
            }
            seen.extend(&group);
            // `احتل الضفة وقطاع غزة والقدس الشرقية`: what is listed as taken is taken whole.
            if group.len() < 3 || !own.contains(&at) {
                self.narrow(&mut places);
            }
            let (Some(mention), Some(what)) = (self.mention(at), places.first().map(|place| kind_name(place.kind))) else { continue };
            let side = if at < draft.at { "before" } else { "after" };
            let far = distance(at.abs_diff(draft.at.max(draft.parts_end.min(at))));
            let relation = relation(clauses, at, own_clause);
            if relation == "same" {
                near += 1;
            }
            let governor = preposition_of(items, at);
            let governor: &str = match governor.as_deref() {
                None => "bare",
                Some(word) if matches!(word, "في" | "ب" | "على" | "من" | "الى" | "نحو" | "ل" | "بين" | "عن" | "مع" | "ضد") => {
                    match word {
                        "ب" => "في",
                        word => word,
                    }
                }
                Some(word) if locative(word) => "locative",
                Some(_) => "other",
            };
            let between = items.get(at.min(draft.at) + 1..at.max(draft.at)).unwrap_or_default();
            let verbs = if between.iter().any(Item::is_verb) { "verb-between" } else { "no-verb-between" };
            let events = if between.iter().any(|item| matches!(item.kind, Kind::Event(..))) { "event-between" } else { "no-event-between" };
            let states = if between.iter().any(|item| item.mention().is_some_and(|m| m.place.is_some() && !m.metonym)) {
                "place-between"
            } else {
                "no-place-between"
            };
            let said = if self.reports_between(at.min(draft.at), at.max(draft.at)) { "said-between" } else { "not-said" };
            let role = if group.iter().any(|i| own.contains(i)) {
                "own"
            } else if draft.places.contains(&at) {
                "own-inner"
            } else if draft.targets.contains(&at) {
                "target"
            } else if draft.losers.contains(&at) {
                "loser"
            } else if draft.actors.contains(&at) {
                "actor"
            } else if draft.victims.contains(&at) {
                "victim"
            } else if in_clause == Some(at) {
                "in-clause"
            } else if heading == Some(at) {
                "heading"
            } else {
                "free"
            };
            // `الطريق الرابط بين صنعاء ومأرب`: neither end of a road is the place.
            let road = |i: usize| self.mention(i).is_some_and(|m| m.sub == "road");
            if preposition_of(items, at).is_some_and(|p| &*p == "بين") && (at.saturating_sub(4)..at).any(road) {
                seen.extend(coordinated(items, at));
                continue;
            }
            // `المدينة المطلة على البحر`: what only describes another place.
            let describes = at > 2
                && preposition_of(items, at).is_some_and(|p| &*p == "على")
                && matches!(items[at - 2].kind, Kind::Word | Kind::Participle(..))
                && self.sentence.norm(at - 2).starts_with("ال")
                && self.mention(at - 3).is_some_and(|m| m.place.is_some() || m.class == NounClass::PlaceClass);
            if describes && !own.contains(&at) {
                continue;
            }
            // `تعزيزات كانت باتجاه حمص`, `فروا نحو حمص`: where somebody only goes to.
            let bound = matches!(kind, EventType::Withdraw | EventType::Destroy | EventType::Clash) || kind.family() == Family::Displacement;
            if bound && !own.contains(&at) && preposition_of(items, at).is_some_and(|p| matches!(&*p, "باتجاه" | "نحو" | "صوب" | "في اتجاه"))
            {
                continue;
            }
            // `باستثناء المصنع`: what is left out.
            if at > 0 && matches!(self.sentence.norm(at - 1), "باستثناء" | "عدا" | "سوى" | "خلا") {
                continue;
            }
            // `المعابر مع سوريا`, `الحرب ضد إيران`: a state beside which or against which something is done is not where.
            // But what is fired against a state falls on it.
            let fired = matches!(kind, EventType::Airstrike | EventType::Shelling);
            if state && preposition_of(items, at).is_some_and(|p| &*p == "مع" || &*p == "ضد" && !fired) {
                continue;
            }
            // `إيران تطلق صواريخ وإسرائيل تقصف طهران`, `أي سفن لا ترتبط بإسرائيل`: what another clause with its own subject, or the qualifier
            // of a noun, names.
            if !own.contains(&at) && self.apart(draft, at, state) {
                continue;
            }
            if kind == EventType::Meet && self.talked_about(draft.at, at) || self.fired_from(kind, at) {
                continue;
            }
            // Who is called upon is not what the call is about.
            if kind == EventType::Call && role == "target" {
                continue;
            }
            let nested = at > 0 && self.inside_another(at);
            let nested = if nested { "nested" } else { "outer" };
            let class = if state {
                "state"
            } else if mention.metonym {
                "metonym"
            } else if mention.place.is_some() {
                "name"
            } else {
                "class-word"
            };
            let shape = if mention.locator {
                "locator"
            } else if mention.part {
                "part"
            } else {
                "whole"
            };
            let size = if group.len() > 1 { "several" } else { "single" };
            out.add(
                places,
                group,
                &[
                    &["here", side, relation],
                    &["here", role],
                    &["here", role, governor],
                    &["here", relation, governor],
                    &["here", side, far],
                    &["here", side, verbs, events],
                    &["here", side, states],
                    &["here", said],
                    &["here", nested],
                    &["here", class],
                    &["here", class, governor],
                    &["here", shape],
                    &["here", what],
                    &["here", what, relation],
                    &["here", size],
                ],
            );
        }
        near
    }

    /// Whether the item at `at` belongs to a later clause that tells something of its own.
    fn apart(&self, draft: &Draft, at: usize, state: bool) -> bool {
        let clauses = &self.sentence.clauses;
        let (own, there) = (clause_of(clauses, draft.at), clause_of(clauses, at));
        let items = self.sentence.items;
        if (draft.at + 1..at).any(|i| crate::args::lapse(items, i)) {
            return true;
        }
        (own + 1..=there).any(|index| {
            let clause = &clauses[index];
            match clause.opener {
                Opener::Coordinate => !items[clause.start].is_verb() && items[clause.start..clause.end].iter().any(Item::is_verb),
                Opener::Comma => matches!(items[clause.start].kind, Kind::Participle(_, false)),
                Opener::Relative => state && index == there,
                _ => false,
            }
        })
    }

    /// `إطلاق صواريخ من غزة`: what من names behind a shot is where it came from, for those it hit as well.
    fn fired_from(&self, kind: EventType, at: usize) -> bool {
        let pack = self.sentence.context.pack;
        let shot = |kind: EventType| matches!(kind, EventType::Airstrike | EventType::Shelling);
        let fires = |item: &Item| match &item.kind {
            Kind::Event(frames, _) => frames.iter().any(|frame| match frame {
                FrameRef::Verb(id) => shot(pack.verb_frames[*id as usize].event_type),
                FrameRef::Noun(id) => shot(pack.noun_frames[*id as usize].event_type),
            }),
            _ => false,
        };
        let from = preposition_of(self.sentence.items, at).is_some_and(|p| p.starts_with("من"));
        from && (shot(kind) || kind.family() == Family::Casualties && self.sentence.items[at.saturating_sub(5)..at].iter().any(fires))
    }

    /// `اتصال بشأن سوريا`, `اجتماع لبحث الوضع في غزة`: what a meeting talks about is not where it is; but in `قمة حول سوريا في إسطنبول` it is in the second.
    pub(crate) fn talked_about(&self, meeting: usize, at: usize) -> bool {
        let items = self.sentence.items;
        let topic = |item: &Item| match &item.kind {
            Kind::Preposition(word) => matches!(&**word, "بشان" | "حول" | "بخصوص" | "ازاء"),
            Kind::Event(..) => item.clitics.preposition == Some('ل'),
            _ => false,
        };
        let Some(about) = (meeting + 1..at).find(|&i| topic(&items[i])) else { return false };
        let whole = |i: usize| self.mention(i).is_some_and(|m| m.place.is_some() || m.class == NounClass::State);
        let venue = preposition_of(items, at).is_some_and(|p| matches!(&*p, "في" | "ب"));
        !(venue && at > about + 1 && matches!(items[about].kind, Kind::Preposition(_)) && whole(about + 1))
    }

    /// The place an item stands for; true for a state named as an actor.
    fn place_at(&self, at: usize, memory: &Memory) -> Option<(PlaceRef, bool)> {
        let mention = self.mention(at)?;
        if matches!(mention.class, NounClass::Place | NounClass::PlaceClass | NounClass::Site) || mention.place.is_some() {
            let state = mention.class == NounClass::State || mention.metonym;
            return self.place_of(at, memory).map(|place| (place, state));
        }
        let state = mention.class == NounClass::State && mention.sub != crate::nation::EVENT_NATION;
        state.then(|| self.country_place(&mention.entity.as_ref()?.id))?.map(|place| (place, true))
    }

    /// `حي الوعر في حمص`: the second only locates the first.
    fn inside_another(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let back =
            (at.saturating_sub(3)..at).rev().find(|&i| !matches!(items[i].kind, Kind::Preposition(_) | Kind::Word | Kind::Mark('(' | '"' | '،')));
        back.is_some_and(|i| items[i].mention().is_some_and(|m| m.place.is_some() && !m.metonym || m.class == NounClass::PlaceClass))
            && preposition_of(items, at).is_some_and(|p| locative(&p) || &*p == "من")
            && !items[at].clitics.conjunction
    }

    /// Places told before: by the claims of this sentence, of the sentences before, by the article as a whole.
    fn before(&self, draft: &Draft, kind: EventType, here: &str, memory: &Memory, out: &mut Candidates<PlaceRef>) {
        let plain = |place: &PlaceRef| PlaceRef { surface: "".into(), span: None, ..place.clone() };
        let at = self.sentence.span(draft.at, draft.at + 1).map_or(0, |span| span.start);
        let usable = |claim: &&Claim| claim.parts.position == self.position && !claim.parts.places.is_empty();
        for (index, claim) in memory.claims[memory.sentence_start..].iter().rev().filter(usable).take(3).enumerate() {
            let rank = ["first", "second", "third"][index.min(2)];
            let family = claim.parts.event_type.family().name();
            out.add(
                claim.parts.places.iter().map(plain).collect(),
                Vec::new(),
                &[&["claim-here", rank], &["claim-here", rank, here], &["claim-here", "of", family], &["claim-here", alike(claim, kind)]],
            );
        }
        let silent = memory.sentence_start > 0 && memory.claims[..memory.sentence_start].last().is_some_and(|claim| claim.parts.places.is_empty());
        let silent = if silent { "last-had-none" } else { "last-had-place" };
        let mut rank = 0;
        let mut known: Vec<&Claim> = Vec::new();
        for claim in memory.claims[..memory.sentence_start].iter().rev().filter(usable) {
            if known.iter().any(|other| other.parts.places.iter().map(|p| &p.id).eq(claim.parts.places.iter().map(|p| &p.id))) {
                continue;
            }
            known.push(claim);
            // A building is left behind once something was told of another place.
            if rank > 0 && kind_name(claim.parts.places[0].kind) == "site" {
                continue;
            }
            let order = ["first", "second", "third"][rank];
            let family = claim.parts.event_type.family().name();
            let reach = match at.saturating_sub(claim.evidence.end) {
                0..=150 => "150",
                151..=300 => "300",
                301..=600 => "600",
                601..=1200 => "1200",
                _ => "more",
            };
            out.add(
                claim.parts.places.iter().map(plain).collect(),
                Vec::new(),
                &[
                    &["claim-before", order],
                    &["claim-before", order, here],
                    &["claim-before", order, reach],
                    &["claim-before", order, silent],
                    &["claim-before", "of", family],
                    &["claim-before", kind_name(claim.parts.places[0].kind)],
                    &["claim-before", order, alike(claim, kind)],
                ],
            );
            rank += 1;
            if rank == 3 {
                break;
            }
        }
        if let Some(place) = memory.places.last() {
            out.add(vec![plain(place)], Vec::new(), &[&["last-place", kind_name(place.kind)], &["last-place", here]]);
        }
        if let Some(place) = memory.places.iter().rev().find(|place| place.kind != PlaceKind::Country) {
            out.add(vec![plain(place)], Vec::new(), &[&["last-place-below-country", here]]);
        }
        let since = if self.counts_since(draft) { "since" } else { "not-since" };
        if let Some(place) = &self.sentence.context.main_place {
            out.add(vec![plain(place)], Vec::new(), &[&["main-place"], &["main-place", here], &["main-place", since]]);
        }
        // `أغلقت السلطات المعابر مع الجارة`, `قطعوا الطريق بين مدينتين`: a way without a name is told by where it leads, not by the country.
        let way = matches!(kind, EventType::Close | EventType::Open) && self.way_between(draft.at);
        if let Some(place) = self.main_country_place().filter(|_| !way) {
            out.add(vec![place], Vec::new(), &[&["main-country"], &["main-country", here], &["main-country", since]]);
        }
    }

    /// `المعابر البرية مع سوريا`, `الطريق بين صنعاء ومأرب`: unnamed crossings or roads behind the word at `at`, told by where they lead.
    fn way_between(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let way = |i: &usize| self.mention(*i).is_some_and(|m| matches!(&*m.sub, "crossing" | "road") && m.place.is_none());
        let with = |i: usize| matches!(preposition_of(items, i).as_deref(), Some("مع" | "بين"));
        (at + 1..items.len().min(at + 6)).find(way).is_some_and(|i| (i + 1..items.len().min(i + 4)).any(with))
    }

    /// What holds of a place wherever it was named: how often the article names it, its country, whether it is the nearest.
    fn common(&self, draft: &Draft, memory: &Memory, out: &mut Candidates<PlaceRef>) {
        let main = self.sentence.context.main_country().cloned();
        let main_place = self.sentence.context.main_place.as_ref().map(|place| place.id.clone());
        let named = |place: &PlaceRef| memory.places.iter().filter(|known| known.id == place.id).count();
        let nearest = |after: bool| {
            out.all
                .iter()
                .filter_map(|c| c.items.iter().copied().filter(|&at| (at > draft.at) == after).min_by_key(|at| at.abs_diff(draft.at)))
                .min_by_key(|at| at.abs_diff(draft.at))
        };
        let (after, before) = (nearest(true), nearest(false));
        for index in 0..out.all.len() {
            let Some(place) = out.all[index].things.first() else { continue };
            let place_kind = kind_name(place.kind);
            let home = if place.country.is_some() && place.country == main { "main-country" } else { "elsewhere" };
            let often = match named(place) {
                0 => "new",
                1 => "once",
                2 | 3 => "twice",
                _ => "often",
            };
            let known = if Some(&place.id) == main_place.as_ref() { "is-main" } else { "not-main" };
            let unknown = if place.id.starts_with("x:") { "unlisted" } else { "listed" };
            let items = &out.all[index].items;
            let near = if items.is_empty() {
                "not-here"
            } else if after.is_some_and(|at| items.contains(&at)) {
                "nearest-after"
            } else if before.is_some_and(|at| items.contains(&at)) {
                "nearest-before"
            } else {
                "not-nearest"
            };
            for row in [
                &["any", place_kind][..],
                &["any", home, place_kind],
                &["any", often],
                &["any", known],
                &["any", unknown],
                &["any", near],
                &["any", near, place_kind],
            ] {
                out.describe(index, row);
            }
        }
    }
}
