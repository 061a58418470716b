//! Officials and persons: `رئيس الوزراء`, `المتحدث باسم الجيش`, titles with names behind them.

use crate::clitics::Clitics;
use crate::item::Mention;
use crate::lookup::Hit;
use crate::mention::{Reader, bare};
use isnad_model::{EntityKind, EntityRef, EventType};
use isnad_pack::Sense;
use isnad_pack::grammar::NounClass;
use isnad_text::token::TokenKind;

/// Whether those who bear the title are sent by others.
fn is_envoy(sub: &str) -> bool {
    matches!(sub, "ambassador" | "envoy" | "representative")
}

/// How many words before a counterpart the title that he shares is looked for.
const COUNTERPART: usize = 25;

impl<'a> Reader<'a, '_> {
    /// A single unknown word that was introduced as somebody's name.
    pub(crate) fn surname(&self, at: usize) -> Option<(Mention, usize)> {
        let known = self.block.hits[at].iter().any(|hit| !matches!(hit.sense, Sense::Place(_) | Sense::Participle(..)) || hit.len > 1);
        let norm = &*self.token(at)?.norm;
        if known {
            // `وأكد قروش أن`: the subject of a verb of saying may be a name that is a common word too.
            // A title (`الرئيس الأمريكي` behind `الرئيس الروسي`) is none.
            let title = self.best(at, |sense| matches!(sense, Sense::BodyHead(_)).then_some(())).is_some()
                || self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official);
            let named = |entity: &EntityRef| entity.kind == EntityKind::Person && self.behind_saying(at) && !title;
            let entity = self.context.introduced(norm).filter(named)?;
            return Some((self.again(entity, at, at + 1), at + 1));
        }
        let bare = norm.strip_prefix(['و', 'ف', 'ل', 'ب']).unwrap_or(norm);
        let entity = self.context.introduced(norm).or_else(|| self.context.introduced(bare))?;
        Some((self.again(entity, at, at + 1), at + 1))
    }

    /// Whether a title of one country and a known person of another cannot be one: `وزير الدفاع الإسرائيلي حسن نصر الله`.
    pub(crate) fn foreign(&self, title: &EntityRef, person: &EntityRef) -> bool {
        let pack = self.context.pack;
        let known = pack.entity_by_id.get(&*person.id).map(|id| &pack.entities[*id as usize].country).filter(|country| !country.is_empty());
        self.country_of(title).zip(known).is_some_and(|(title, person)| title != *person)
    }

    /// The country of an entity of the tables, or of a body or title called by its country.
    pub(crate) fn country_of(&self, entity: &EntityRef) -> Option<std::sync::Arc<str>> {
        let pack = self.context.pack;
        if let Some(id) = pack.entity_by_id.get(&*entity.id) {
            return Some(pack.entities[*id as usize].country.clone()).filter(|country| !country.is_empty());
        }
        let of = |country: &&std::sync::Arc<str>| {
            entity.id.strip_prefix(&***country).is_some_and(|rest| rest.starts_with('_')) || entity.id.ends_with(&format!(":{country}"))
        };
        pack.countries.iter().map(|row| &row.id).find(of).cloned()
    }

    /// Whether right before `at` stands a verb of saying.
    pub(crate) fn behind_saying(&self, at: usize) -> bool {
        let says = |hit: &Hit| matches!(hit.sense, Sense::Verb(id, _) if !self.context.pack.verbs[id as usize].reporting.is_empty());
        at.checked_sub(1).and_then(|before| self.block.hits.get(before)).is_some_and(|hits| hits.iter().any(says))
    }

    /// `اجتمع الوزراء في القاهرة`: where those who meet stand behind their verb, the place is that of the meeting.
    pub(crate) fn behind_meeting(&self, at: usize) -> bool {
        let pack = self.context.pack;
        let meets = |hit: &Hit| matches!(hit.sense, Sense::Verb(id, _) | Sense::Masdar(id) if pack.verbs[id as usize].frames.iter().any(|id| pack.verb_frames[*id as usize].event_type == EventType::Meet));
        at.checked_sub(1).and_then(|before| self.block.hits.get(before)).is_some_and(|hits| hits.iter().any(meets))
    }

    /// A person's name after a title: the person where known, else the body the title speaks for.
    pub(crate) fn with_person(&self, mut mention: Mention, at: usize, end: usize) -> (Mention, usize) {
        // `دخل الجيش سراقب`, `بلدية المدينة فلان`: what stands behind armed men or an institution is no name of theirs.
        let head = self.noun(at).map(|(id, _)| self.context.pack.nouns[id as usize].class);
        let title = !matches!(head, Some(NounClass::Body | NounClass::Force));
        // `زعيم المعارضة فلان`: who has a title is named behind it, though by it he would be his party.
        let office = head == Some(NounClass::Official);
        if matches!(mention.class, NounClass::Force | NounClass::Group | NounClass::State) && !office || !title {
            return (mention, end);
        }
        let person = self.best(end, |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        });
        let stranger = |id: u32| mention.entity.as_ref().is_some_and(|title| self.foreign(title, &self.entity(id, "".into(), end, end + 1)));
        if let Some((id, hit)) = person.filter(|(id, hit)| !hit.clitics.conjunction && hit.clitics.preposition.is_none() && !stranger(*id)) {
            let title = mention.entity.as_ref().map(|entity| entity.surface.clone()).unwrap_or_default();
            let next = end + hit.len;
            // A spokesman speaks for the body, named or not.
            let speaks = self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].sub == "spokesman");
            if let Some(entity) = mention.entity.as_mut().filter(|entity| speaks && !matches!(entity.kind, EntityKind::Unnamed | EntityKind::Person))
            {
                entity.span = self.span(at, next);
                self.context.introduce(&self.block.tokens[next - 1].norm, entity);
                return (mention, next);
            }
            let person = self.entity(id, "".into(), at, next);
            self.introduce_surname(&person, end, hit.len);
            mention.entity = Some(EntityRef { surface: title, ..person });
            mention.class = NounClass::Person;
            return (mention, next);
        }
        let next = self.name_after_title(end);
        if next > end {
            let speaks = self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].sub == "spokesman");
            if let Some(entity) = &mut mention.entity {
                entity.span = self.span(at, next);
                let surname = self.block.tokens[next - 1].norm.clone();
                // Who is named by more than one word speaks as himself, a spokesman for the body.
                // `وزير الدفاع فلان الفلاني`: nor as whom the tables have in that office, if the name is another's.
                let another = entity.kind == EntityKind::Person && self.another(entity, end, next);
                // `سفير الدولة فلان الفلاني`: nor does an envoy by his embassy.
                let envoy = self.noun(at).is_some_and(|(id, _)| is_envoy(&self.context.pack.nouns[id as usize].sub));
                if next > end + 1 && !speaks && (mention.class == NounClass::Official || another || envoy) {
                    let person = self.unknown(&self.surface(end, next, Clitics::default()), "person", EntityKind::Person, at, next);
                    *entity = EntityRef { surface: entity.surface.clone(), ..person };
                }
                self.context.introduce(&surname, entity);
            }
        }
        (mention, next)
    }

    pub(crate) fn official(&self, at: usize, hit: Hit, sub: &str, depth: usize) -> Option<(Mention, usize)> {
        // `رئيس هذه اللجنة`
        let pointed = !hit.clitics.article && self.token(at + hit.len).is_some_and(|t| matches!(&*t.norm, "هذا" | "هذه" | "ذلك" | "تلك"));
        let mut next = at + hit.len + usize::from(pointed);
        // `المتحدث باسم الدفاع المدني اللبناني`: of that body, not of the country's whole state.
        let of_body = self.block.tokens.get(next - 1).is_some_and(|t| t.is("باسم") || t.is("بلسان"))
            && self.best(next, |sense| matches!(sense, Sense::BodyHead(_)).then_some(())).is_some();
        // `نظيره المصري`: with his pronoun he is definite, and holds there the office that was named last.
        let counterpart = sub == "counterpart" && !hit.clitics.article;
        if let Some((country, end)) = self.nation_after(next, hit.clitics.article || counterpart).filter(|_| !of_body) {
            let end = if is_envoy(sub) { self.past_post(end, depth) } else { end };
            if counterpart {
                return Some(self.counterpart(at, end, hit, country));
            }
            if let Some((body, head)) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None }) {
                if head.len == hit.len {
                    return Some(self.holder_named(at, end, hit, country).unwrap_or_else(|| self.composed(at, body, country, end, head)));
                }
            }
            return Some(self.official_of_state(at, end, hit, sub, country));
        }
        if let Some(found) = self.side(at, Hit { len: hit.len + 1, ..hit }) {
            return Some(self.with_person(found.0, at, found.1));
        }
        while self.token(next).is_some_and(|t| t.norm.starts_with("ال"))
            && self.block.hits[next]
                .iter()
                .all(|h| !matches!(h.sense, Sense::Entity(_) | Sense::BodyHead(_) | Sense::Country(_) | Sense::Function(_) | Sense::Verb(..) | Sense::Time(_) | Sense::EventNoun(_) | Sense::Masdar(_)))
            // `أقر الرئيس الاتفاقية`: an adjective agrees with its title.
            && (hit.clitics.weight() > 0 || self.token(next).is_some_and(|t| !t.norm.ends_with('ه')) || self.token(at + hit.len - 1).is_some_and(|t| t.norm.ends_with('ه') || t.norm.ends_with("ات")))
            && self.noun(next).is_none_or(|(id, _)| self.context.pack.nouns[id as usize].class == NounClass::Official)
            && next < at + hit.len + 3
        {
            next += 1;
        }
        // `ودعا العقيد الركن السكان`: his rank, with the name told before.
        let staff = hit.len == 1 && next == at + 2 && self.token(at + 1).is_some_and(|t| t.is("الركن"));
        if let Some((mention, _)) = Some(()).filter(|()| staff && self.name_after_title(next) == next).and_then(|()| self.short_name(at, hit)) {
            return Some((mention, next));
        }
        if let Some(found) = self.follower(at, hit, sub, next, depth) {
            return Some(found);
        }
        next = self.bare_adjectives(next, hit);
        // `استقبل وزير الدفاع نظيره`: behind a definite genitive no other follows.
        let closed = hit.len > 1 && self.token(at + hit.len - 1).is_some_and(|t| t.norm.starts_with("ال"));
        let in_name = hit.len > 1 && self.block.tokens.get(next - 1).is_some_and(|t| t.is("باسم") || t.is("بلسان"));
        let link = self
            .token(next)
            .is_some_and(|t| matches!(&*t.norm, "باسم" | "في" | "لدي" | "لدى" | "من" | "بلسان") && !(t.is("في") && self.behind_meeting(at)));
        let inner = self.past_quotes(if link { next + 1 } else { next });
        // `أبلغ قائد ميداني الوكالة`: an adjective has no genitive.
        let relational = |at: usize| self.token(at).is_some_and(|t| self.is_relational(t));
        let described = relational(inner) || hit.len > 1 && relational(at + hit.len - 1);
        let genitive = link
            || in_name
            || (!hit.clitics.article && !closed && self.is_idafa(inner) && !described)
            || self.block.hits.get(inner).is_some_and(|hits| hits.iter().any(|h| matches!(h.clitics.preposition, Some('ل' | 'ب'))));
        let mut genitive_place = None;
        let mut seat = None;
        if let Some((mention, end)) = self.phrase(inner, depth + 1).filter(|_| genitive && !self.is_told(inner)) {
            // `المتحدث باسم حاكم الولاية`: called by the whole of it.
            if in_name && mention.class == NounClass::Official && mention.entity.as_ref().is_some_and(|e| e.kind == EntityKind::Unnamed) {
                let mut outer = bare(NounClass::Official);
                outer.sub = sub.to_owned();
                outer.definite = true;
                outer.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "official", EntityKind::Unnamed, at, end));
                return Some(self.with_person(outer, at, end));
            }
            // `نائب محافظ أربيل فلان`: the name belongs to the whole title.
            let person = mention.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person && mention.class == NounClass::Official);
            if let Some(entity) = person.filter(|_| !link) {
                let mut outer = bare(NounClass::Official);
                outer.sub = sub.to_owned();
                outer.definite = true;
                outer.entity = Some(EntityRef { span: self.span(at, end), ..entity.clone() });
                return Some((outer, end));
            }
            seat = mention.place.clone().filter(|place| place.kind != isnad_model::PlaceKind::Country);
            // `عمدة باريس`: of the city, not of the state that it stands for elsewhere.
            let of_city = mention.metonym && matches!(sub, "governor" | "mayor");
            let place = mention.place.is_some() && mention.class == NounClass::Place || of_city;
            genitive_place = (!link && place && !hit.clitics.article).then_some(end);
            if let Some(entity) =
                mention.entity.filter(|e| !of_city && !matches!(e.kind, EntityKind::Person | EntityKind::People | EntityKind::Unnamed))
            {
                let mut outer = bare(NounClass::Official);
                outer.sub = sub.to_owned();
                outer.definite = true;
                outer.media = mention.media;
                let surface = self.surface(at, end, hit.clitics);
                outer.entity = Some(EntityRef { surface, span: self.span(at, end), ..entity });
                return Some(self.with_person(outer, at, end));
            }
        }
        let (mention, end) = self.titled_person(at, hit, sub, next, genitive_place, depth)?;
        Some((Mention { place: mention.place.clone().or(seat), ..mention }, end))
    }

    /// `سفير الدولة لدى الأمم المتحدة فلان`: past where an envoy is sent to, if he is named behind it.
    fn past_post(&self, at: usize, depth: usize) -> usize {
        let link = self.token(at).is_some_and(|t| matches!(&*t.norm, "لدي" | "لدى" | "الي" | "الى" | "في"));
        let attached = self.block.hits.get(at).is_some_and(|hits| hits.iter().any(|hit| matches!(hit.clitics.preposition, Some('ب' | 'ل'))));
        let from = if link { at + 1 } else { at };
        let Some((_, end)) =
            self.phrase(from, depth + 1).filter(|(mention, _)| (link || attached) && (mention.place.is_some() || mention.entity.is_some()))
        else {
            return at;
        };
        let named = self.known_between_commas(end).is_some() || self.between_commas(end).is_some() || self.name_after_title(end) > end + 1;
        if named || self.is_person(end) { end } else { at }
    }

    /// `قائد عسكري موال للرئيس`, `مسؤول مقرب من الحزب`: whom somebody is loyal or close to he is not, nor does he speak for them.
    fn follower(&self, at: usize, hit: Hit, sub: &str, from: usize, depth: usize) -> Option<(Mention, usize)> {
        let sides = self.context.pack.classes.get("siding")?;
        let word = |i: usize| self.token(i).filter(|t| t.kind == TokenKind::Word).map(|t| t.norm.strip_prefix("ال").unwrap_or(&t.norm));
        let siding = |i: usize| word(i).is_some_and(|word| sides.contains(word));
        // `قادة مجموعات موالية`: not over a noun that it describes.
        let describes =
            |i: usize| word(i).is_some_and(|word| word.ends_with('ي') || self.noun(i).is_none()) && !crate::mention::is_function(self.block, i);
        let link = (from..from + 3).find(|&i| siding(i) || !describes(i)).filter(|&i| siding(i))?;
        let end = self.backer(link + 1, depth, false)?;
        let mut outer = bare(NounClass::Official);
        outer.sub = sub.to_owned();
        outer.definite = hit.clitics.article;
        outer.entity = Some(self.unknown(&self.surface(at, end, hit.clitics), "official", EntityKind::Unnamed, at, end));
        Some((outer, end))
    }

    /// `الوزير الأميركي`: who was named with that title before, if he is of that country.
    fn holder_named(&self, at: usize, end: usize, hit: Hit, country: u32) -> Option<(Mention, usize)> {
        let (mention, _) = self.short_name(at, hit)?;
        let entity = mention.entity.as_ref().filter(|entity| entity.kind == EntityKind::Person)?;
        let home = self.country_of(entity)?;
        let here = &self.context.pack.countries[country as usize].id;
        (**here == *home && self.noun(at).is_some_and(|(id, _)| self.context.pack.nouns[id as usize].sub != "spokesman")).then(|| {
            let entity = EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..entity.clone() };
            (Mention { entity: Some(entity), ..mention.clone() }, end)
        })
    }

    /// `نظيره الفرنسي`: himself where he is named, else who holds there the office that was named last, else his state.
    fn counterpart(&self, at: usize, end: usize, hit: Hit, country: u32) -> (Mention, usize) {
        let (mut named, past) = self.official_of_state(at, end, hit, "counterpart", country);
        if named.entity.as_ref().is_some_and(|entity| entity.kind == EntityKind::Person) {
            return (named, past);
        }
        let apposed = self.token(end).is_some_and(|t| t.is("،") || t.is(","));
        let person =
            |sense| matches!(sense, Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person).then_some(sense);
        if let Some((Sense::Entity(id), name)) = self.best(end + 1, person).filter(|(_, name)| apposed && name.clitics == Clitics::default()) {
            named.entity = Some(self.entity(id, self.surface(at, end, hit.clitics), at, end + 1 + name.len));
            named.class = NounClass::Person;
            let close = self.token(end + 1 + name.len).is_some_and(|t| t.is("،") || t.is(","));
            return (named, end + 1 + name.len + usize::from(close));
        }
        if let Some((from, to)) = self.between_commas(end) {
            let person = self.unknown(&self.surface(from, to, Clitics::default()), "person", EntityKind::Person, at, to);
            self.context.introduce(&self.block.tokens[to - 1].norm, &person);
            named.entity = Some(EntityRef { surface: self.surface(at, end, hit.clitics), ..person });
            return (named, to + 1);
        }
        let Some((body, head)) = self.title_before(at) else {
            named.entity = Some(EntityRef { surface: self.surface(at, end, hit.clitics), ..self.state(country, at, hit) });
            return (named, end);
        };
        let (office, past) = self.composed(at, body, country, end, Hit { clitics: hit.clitics, ..head });
        let class = if office.class == NounClass::Person { NounClass::Person } else { NounClass::Official };
        (Mention { class, ..office }, past)
    }

    /// The title of an office named last before `at`, in the same sentence.
    fn title_before(&self, at: usize) -> Option<(u32, Hit)> {
        let office = |i: usize| {
            let title = self.noun(i).is_some_and(|(id, _)| {
                let row = &self.context.pack.nouns[id as usize];
                row.class == NounClass::Official && row.sub != "spokesman"
            });
            self.best(i, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None }).filter(|_| title)
        };
        let last = (at.saturating_sub(COUNTERPART)..at)
            .rev()
            .take_while(|&i| self.token(i).is_some_and(|t| !t.is(".") && !t.is("؛")))
            .find(|&i| office(i).is_some())?;
        // `رئيس الوزراء` is no minister.
        let around = |from: usize| office(from).filter(|(_, hit)| from + hit.len > last);
        (last.saturating_sub(2)..=last).find_map(around)
    }

    /// `المتحدث العسكري باسم الجماعة فلان`: whom the title, whose own words end before `body`, speaks for.
    pub(crate) fn spokesman_of(&self, at: usize, hit: Hit, body: usize, depth: usize) -> Option<(Mention, usize)> {
        let (inner, end) = self.phrase(body, depth + 1)?;
        let entity = inner.entity.filter(|entity| !matches!(entity.kind, EntityKind::Person | EntityKind::People | EntityKind::Unnamed))?;
        let mut mention = bare(NounClass::Official);
        mention.sub = "spokesman".to_owned();
        mention.definite = true;
        mention.entity = Some(EntityRef { surface: self.surface(at, end, hit.clitics), span: self.span(at, end), ..entity });
        Some(self.with_person(mention, at, end))
    }

    /// `مسؤول كبير في الوزارة`, `رئيس تنسيق الطوارئ في البرنامج`: past what stands between a bare title and what links it to its body.
    fn bare_adjectives(&self, at: usize, hit: Hit) -> usize {
        let linked = |i: usize| {
            self.token(i).is_some_and(|t| matches!(&*t.norm, "في" | "لدي" | "لدى" | "من"))
                || self.block.hits.get(i).is_some_and(|hits| hits.iter().any(|h| h.clitics.preposition == Some('ب') && h.clitics.article))
        };
        let bare = |i: usize| {
            self.token(i).is_some_and(|t| t.kind == TokenKind::Word && (i > at || !t.norm.starts_with("ال")))
                && self.block.hits[i]
                    .iter()
                    .any(|h| h.clitics.weight() == 0 && matches!(h.sense, Sense::Common | Sense::Participle(..) | Sense::Nationality(_)))
        };
        let end = (at..at + 3).find(|&i| !bare(i)).unwrap_or(at);
        if !hit.clitics.article && end > at && linked(end) { end } else { at }
    }

    /// A title without an institution: with a name, alone, or of a place (`حاكم ولاية كذا فلان`), past which `seat` stands.
    pub(crate) fn titled_person(&self, at: usize, hit: Hit, sub: &str, next: usize, seat: Option<usize>, depth: usize) -> Option<(Mention, usize)> {
        let name = self.name_after_title(next);
        if name == next && next == at + hit.len {
            if let Some(found) = self.short_name(at, hit).or_else(|| self.office(at, hit)) {
                return Some(found);
            }
        }
        // `محافظ سوهاج فلان`: the name of a place is none of the person's.
        let (next, name) = match seat.filter(|end| name <= *end || next == at + hit.len) {
            Some(end) => (end, self.name_after_title(end)),
            None if name == next => {
                let end = if self.is_object(at, next, hit) { next } else { self.rest_of_phrase(next, hit, false) };
                let end = self.seat_of(end, depth).unwrap_or(end);
                (end, self.name_after_title(end))
            }
            None => (next, name),
        };
        let person = self.best(next, |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        });
        // `رئيس الهيئة، فلان الفلاني، أكد`: a known name between commas.
        if let Some((_, known)) = self.known_between_commas(next).filter(|_| person.is_none()) {
            let mut outer = bare(NounClass::Official);
            sub.clone_into(&mut outer.sub);
            outer.definite = true;
            outer.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "official", EntityKind::Person, at, next));
            let (mention, end) = self.with_person(outer, at, next + 1);
            return Some((mention, if end > next + known.len { end + 1 } else { next }));
        }
        // `مدير مكتب رئيس وزراء كذا فلان`: who holds the inner office is not who has the title.
        let person = match person {
            Some((id, hit)) if self.holds_inner(at + 1, next, id) => {
                let mut outer = bare(NounClass::Official);
                outer.sub = sub.to_owned();
                outer.definite = true;
                outer.entity =
                    Some(self.unknown(&self.surface(at, next + hit.len, hit.clitics), "official", EntityKind::Unnamed, at, next + hit.len));
                return Some((outer, next + hit.len));
            }
            other => other,
        };
        let mut outer = bare(NounClass::Official);
        if person.is_some_and(|(_, h)| !h.clitics.conjunction) {
            outer.entity = Some(self.unknown(&self.surface(at, next, hit.clitics), "official", EntityKind::Person, at, next));
            return Some(self.with_person(outer, at, next));
        }
        outer.sub = sub.to_owned();
        outer.definite = hit.clitics.article || name > next;
        let (from, name, end) = match self.between_commas(name).filter(|_| name == next) {
            Some((from, to)) => (from, to, to + 1),
            None => (next, name, name.max(next)),
        };
        let entity = if name >= from + 2 || (name > from && hit.clitics.article) {
            let full = self.surface(from, name, Clitics::default());
            let mut entity = self.unknown(&full, "person", EntityKind::Person, at, name);
            entity.surface = self.surface(at, next, hit.clitics);
            let surname = self.block.tokens[name - 1].norm.clone();
            self.context.introduce(&surname, &entity);
            self.introduce(&entity, at, hit);
            entity
        } else {
            self.unknown(&self.surface(at, next, hit.clitics), "official", EntityKind::Unnamed, at, next)
        };
        outer.entity = Some(entity);
        Some((outer, end))
    }

    /// `ناقش الوزير القضية`: a feminine behind a title of one man is no adjective of his.
    fn is_object(&self, at: usize, next: usize, hit: Hit) -> bool {
        let feminine = self.token(next).is_some_and(|t| t.marbuta && t.norm.starts_with("ال"));
        let one = self.noun(at).is_some_and(|(id, _)| isnad_text::fold::fold(&self.context.pack.nouns[id as usize].lemma) == self.stem(at, hit));
        let man = self.token(at).is_some_and(|t| !t.norm.ends_with('ه'));
        hit.clitics.article && hit.len == 1 && next == at + 1 && feminine && one && man
    }

    /// Whether `person` holds an office that the words `from..to` name.
    fn holds_inner(&self, from: usize, to: usize, person: u32) -> bool {
        let pack = self.context.pack;
        let date = self.context.today.map(|day| day.to_string()).unwrap_or_default();
        (from..to).any(|i| {
            let head = self.best(i, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None });
            let found = head.and_then(|(body, hit)| Some((body, self.nation_after(i + hit.len, false)?.0)));
            found.is_some_and(|(body, country)| {
                pack.office_holder(&pack.countries[country as usize].id, &pack.bodies[body as usize].id, &date) == Some(person)
            })
        })
    }

    /// `محافظ كذا، فلان الفلاني، أكد`: the name between commas behind a title.
    fn between_commas(&self, at: usize) -> Option<(usize, usize)> {
        let comma = |i: usize| self.token(i).is_some_and(|t| t.kind == TokenKind::Mark && matches!(&*t.norm, "،" | ","));
        let end = self.name_after_title(at + 1);
        (comma(at) && end >= at + 3 && comma(end)).then_some((at + 1, end))
    }

    /// Whether no word of the name in `from..to` stands in the name of the person, in whatever spelling.
    fn another(&self, person: &EntityRef, from: usize, to: usize) -> bool {
        let name = isnad_text::fold::fold(&person.name_ar);
        let begins = |word: &str| word.strip_prefix("ال").unwrap_or(word).chars().take(3).collect::<String>();
        let known: Vec<String> = name.split([' ', '-']).map(begins).collect();
        person.id.starts_with("x:") || (from..to).all(|i| self.token(i).is_some_and(|t| !known.contains(&begins(&t.norm))))
    }

    /// `وزير الدفاع، فلان الفلاني، قال`: who is named between commas, where the tables have another in the office.
    pub(crate) fn named_apart(&self, at: usize, end: usize, holder: &EntityRef) -> Option<(Mention, usize)> {
        let (from, to) = self.between_commas(end)?;
        let person = self.unknown(&self.surface(from, to, Clitics::default()), "person", EntityKind::Person, at, to);
        self.another(holder, from, to).then(|| {
            self.context.introduce(&self.block.tokens[to - 1].norm, &person);
            let mut mention = bare(NounClass::Person);
            mention.definite = true;
            mention.entity = Some(EntityRef { surface: holder.surface.clone(), ..person });
            (mention, to + 1)
        })
    }

    /// `وزير الدفاع، فلان الفلاني، قال`: whom the tables know by the name between commas holds the office, unless its nation is told and is another than his.
    pub(crate) fn holder_apposed(&self, at: usize, end: usize, hit: Hit, title: &EntityRef) -> Option<(Mention, usize)> {
        let office = self.noun(at).is_some_and(|(id, _)| {
            let row = &self.context.pack.nouns[id as usize];
            row.class == NounClass::Official && row.sub != "spokesman"
        });
        // `قائد الجيش، المشير فلان الفلاني،`: over a rank before the name.
        let rank = self.noun(end + 1).is_some_and(|(id, rank)| rank.len == 1 && self.context.pack.nouns[id as usize].class == NounClass::Official);
        let from = if rank { end + 1 } else { end };
        let (known, name) = self.known_behind(end, from).filter(|_| office)?;
        let next = from + 1 + name.len;
        let person = self.entity(known, self.surface(at, end, hit.clitics), at, next);
        if end > at + hit.len && self.foreign(title, &person) {
            return None;
        }
        self.introduce_surname(&person, from + 1, name.len);
        let mut mention = bare(NounClass::Person);
        mention.definite = true;
        mention.entity = Some(person);
        Some((mention, next + 1))
    }

    /// As [`Self::between_commas`], of a person of the tables who is called by more than one word.
    fn known_between_commas(&self, at: usize) -> Option<(u32, Hit)> {
        self.known_behind(at, at)
    }

    /// The same, of a name behind `before`, where the comma stands at `at`.
    fn known_behind(&self, at: usize, before: usize) -> Option<(u32, Hit)> {
        let comma = |i: usize| self.token(i).is_some_and(|t| t.kind == TokenKind::Mark && matches!(&*t.norm, "،" | ","));
        let person = self.best(before + 1, |sense| match sense {
            Sense::Entity(id) if self.context.pack.entities[id as usize].kind == EntityKind::Person => Some(id),
            _ => None,
        });
        person.filter(|(_, hit)| comma(at) && hit.len > 1 && hit.clitics == Clitics::default() && comma(before + 1 + hit.len))
    }

    /// `رئيس الوزراء`, `النائب العام` without a country: of the one the article is about.
    pub(crate) fn office(&self, at: usize, hit: Hit) -> Option<(Mention, usize)> {
        let (body, head) = self.best(at, |sense| if let Sense::BodyHead(id) = sense { Some(id) } else { None })?;
        let definite = self.token(at + head.len - 1).is_some_and(|t| t.norm.starts_with("ال"));
        if head.len != hit.len || head.len < 2 || !definite || head.clitics.pronoun.is_some() {
            return None;
        }
        Some(self.composed(at, body, self.main_country()?, at + head.len, head))
    }

    /// Who holds an office of a country, named by part of a phrase about several.
    pub(crate) fn holder(&self, at: usize, end: usize, hit: Hit, body: u32, country: u32) -> Mention {
        let pack = self.context.pack;
        let (row, nation) = (&pack.bodies[body as usize], &pack.countries[country as usize]);
        let surface = self.surface(at, end, hit.clitics);
        let known = self.office_holder(at, body, country).or_else(|| pack.entity_by_id.get(&*format!("{}_{}", nation.id, row.id)).copied());
        let entity = match known {
            Some(known) => self.entity(known, surface, at, end),
            None => {
                let (ar, en) = pack.composed_names(nation, row);
                let id = format!("{}_{}", nation.id, row.id).into();
                EntityRef { id, name_ar: ar.into(), name_en: Some(en.into()), surface, kind: row.kind, span: self.span(at, end) }
            }
        };
        let mut mention = bare(NounClass::Official);
        mention.definite = true;
        mention.entity = Some(entity);
        mention
    }

    pub(crate) fn official_of_state(&self, at: usize, end: usize, hit: Hit, sub: &str, country: u32) -> (Mention, usize) {
        let nation = &self.context.pack.countries[country as usize];
        let surface = self.surface(at, end, hit.clitics);
        let mut mention = bare(NounClass::Official);
        mention.sub = sub.to_owned();
        mention.definite = hit.clitics.article;
        mention.entity = Some(EntityRef {
            id: format!("unnamed:{}:{}", if sub.is_empty() { "official" } else { sub }, nation.id).into(),
            name_ar: surface.clone(),
            name_en: Some(format!("{} {}", nation.adjective_en, if sub.is_empty() { "officials".to_owned() } else { sub.replace('_', " ") }).into()),
            surface,
            kind: EntityKind::Unnamed,
            span: self.span(at, end),
        });
        self.with_person(mention, at, end)
    }
}

/// The English name of sources that only their kind names.
pub(crate) fn english_source(sub: &str) -> String {
    match sub {
        "" | "sources" => "unnamed sources".into(),
        "footage" => "footage on social media".into(),
        "reports" | "statement" | "witnesses" | "activists" => sub.to_owned(),
        sub => format!("{} sources", sub.replace('_', " ")),
    }
}
