//! Who takes part in a sentence and is not where it happens: states that act, speak or quarrel, clubs, birthplaces.

use crate::args::coordinated;
use crate::claims::Writer;
use crate::clause::preposition_of;
use crate::frames::{Draft, locative};
use crate::item::{Item, Kind};
use isnad_model::{Family, PlaceKind};
use isnad_pack::Pack;
use isnad_pack::grammar::{NounClass, Role, Trait};
use isnad_text::token::Token;

impl Writer<'_, '_, '_> {
    /// Whether the place at `at` is named for what is done there by nobody: `ارتكبتها إسرائيل`, `بقيادة فرنسا`, `الخلاف بين الرياض والدوحة`.
    pub(crate) fn takes_part(&self, draft: &Draft, at: usize, state: bool) -> bool {
        let items = self.sentence.items;
        let governor = preposition_of(items, at);
        let governed = |test: fn(&str) -> bool| governor.as_deref().is_some_and(test);
        if self.of_the_game(at, governor.as_deref()) || self.home_of(at) || self.reckons_from(at) {
            return true;
        }
        let first = (0..at).rev().take(8).find(|&i| coordinated(items, i).contains(&at)).unwrap_or(at);
        state && (governed(by_whom) || self.quarrels(first) || self.does(first) || self.spoken_to(draft, at))
    }

    /// Right behind a verb whose subject acts or speaks: `وجهت فرنسا ضربات`, `ارتكبتها إسرائيل`; but not `شهدها العراق`, `إعصار ضرب هايتي`.
    fn does(&self, at: usize) -> bool {
        let items = self.sentence.items;
        if preposition_of(items, at).is_some() || self.object_of(at) {
            return false;
        }
        let aside = |item: &Item| matches!(item.kind, Kind::When(_) | Kind::Adverb) || item.mention().is_none() && matches!(item.kind, Kind::Word);
        let Some(before) = items[..at].iter().rposition(|item| !aside(item)) else { return false };
        let Kind::Verb(id, inflection) = &items[before].kind else { return false };
        let pack = self.sentence.context.pack;
        let verb = &pack.verbs[*id as usize];
        let light = |role: Role| verb.lights.iter().any(|id| pack.lights[*id as usize].subject == role);
        let deed = |id: &u32| pack.verb_frames[*id as usize].subject == Some(Role::Actor) && pack.verb_frames[*id as usize].object.is_some();
        // A verb behind its subject has its object behind it.
        let opens = |item: &Item| !matches!(item.kind, Kind::Mention(_) | Kind::Word | Kind::Event(..) | Kind::Number(_));
        let own = &items[before].clitics;
        let first = own.pronoun.is_some() || own.conjunction || before == 0 || opens(&items[before - 1]);
        let acts = !verb.reporting.is_empty() || light(Role::Actor) || verb.frames.iter().any(deed);
        !inflection.passive && first && acts && !light(Role::Place)
    }

    /// `طهران تتواصل مع الحكومة`: a capital that acts for its state is not where; but whoever hosts a meeting has it there.
    pub(crate) fn acts_for_state(&self, draft: &Draft, at: usize) -> bool {
        let acts = draft.subject == Some(at) && draft.actors.contains(&at) && !draft.places.contains(&at);
        acts && !self.hosts(draft, at) && self.mention(at).is_some_and(|m| m.metonym) && preposition_of(self.sentence.items, at).is_none()
    }

    /// `تستضيف برلين قمة`: the subject of such a verb has the meeting at home.
    pub(crate) fn hosts(&self, draft: &Draft, at: usize) -> bool {
        let venue = self.sentence.context.pack.traits.get(&draft.rule).is_some_and(|traits| traits.contains(&Trait::Venue));
        venue && draft.subject == Some(at) && self.sentence.items[draft.at].is_verb()
    }

    /// `الهجمات التي استهدفت سوريا`: what the verb does it to.
    fn object_of(&self, at: usize) -> bool {
        self.drafts.iter().any(|draft| draft.targets.contains(&at) || draft.places.contains(&at))
    }

    /// `شاب أصيل منطقة تالة`: where somebody comes from.
    pub(crate) fn home_of(&self, at: usize) -> bool {
        preposition_of(self.sentence.items, at).is_some_and(|p| native(&p))
            || seat_at(self.sentence.context.pack, &self.sentence.block.tokens, self.sentence.items[at].start)
    }

    /// `قرية الزهور القريبة من دوما`, `بلدة النعيم، التابعة لمديرية خدير`: what the adjective of a place that is named needs to locate it.
    fn locates(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let attached = matches!(items[at].clitics.preposition, Some('ل' | 'ب'));
        let apart = !attached && at > 0 && matches!(items[at - 1].kind, Kind::Preposition(_)) && items[at - 1].clitics.pronoun.is_none();
        let Some(head) = at.checked_sub(1 + usize::from(apart)).filter(|_| attached || apart) else { return false };
        let Some(words) = self.sentence.context.pack.classes.get("locating") else { return false };
        let norm = self.sentence.norm(head);
        let stem = norm.strip_prefix('و').filter(|_| items[head].clitics.conjunction).unwrap_or(norm);
        let adjective = items[head].mention().is_none() && words.contains(stem.strip_prefix("ال").unwrap_or(stem));
        let aside = |item: &Item| matches!(item.kind, Kind::Word | Kind::Mark('،' | ',' | '"' | '»')) && !item.clitics.conjunction;
        let described = items[..head].iter().rev().take(4).find(|item| !aside(item)).and_then(Item::mention);
        adjective && described.is_some_and(|m| m.place.is_some() && !m.metonym)
    }

    /// `إلى الشرق من ميدي`: what only tells where something lies from there.
    pub(crate) fn reckons_from(&self, at: usize) -> bool {
        if self.locates(at) {
            return true;
        }
        let items = self.sentence.items;
        let lexicon = &self.sentence.context.pack.lexicon;
        let compass = |word: &str| {
            let senses = lexicon.step(lexicon.root(), word).map(|node| lexicon.senses(node)).unwrap_or_default();
            senses.iter().any(|sense| matches!(sense, isnad_pack::Sense::Noun(id) if self.partial_direction(*id)))
        };
        let from = at.checked_sub(2).filter(|&i| matches!(&items[i + 1].kind, Kind::Preposition(word) if &**word == "من"));
        let to = |i: &usize| preposition_of(items, *i).is_some_and(|p| &*p == "الى");
        from.filter(to)
            .and_then(|i| self.sentence.block.tokens.get(items[i].end - 1))
            .and_then(|token| token.norm.strip_prefix("ال"))
            .is_some_and(compass)
    }

    /// One of two between whom something is; but what lies between two lies there.
    fn quarrels(&self, at: usize) -> bool {
        let items = self.sentence.items;
        let between = preposition_of(items, at).is_some_and(|p| &*p == "بين");
        let land = |item: &Item| item.mention().is_some_and(|m| matches!(m.class, NounClass::PlaceClass | NounClass::Site | NounClass::Place));
        between && !items[at.saturating_sub(5)..at].iter().any(land)
    }

    /// A state that talks, or is talked to, is not thereby where the violence is.
    fn spoken_to(&self, draft: &Draft, at: usize) -> bool {
        let violent = matches!(draft.event_type.family(), Family::Violence | Family::Casualties | Family::Territory);
        violent && matches!(self.bound(draft, at), Some(("target" | "doer" | "subject", Family::Talks | Family::Calls)))
    }

    /// On a page about sport a city that no preposition of place governs is its club.
    fn of_the_game(&self, at: usize, governor: Option<&str>) -> bool {
        let city = self.mention(at).and_then(|m| m.place.as_ref()).is_some_and(|place| matches!(place.kind, PlaceKind::City | PlaceKind::Capital));
        self.sentence.context.about_sport && city && !governor.is_some_and(locative)
    }
}

/// `ومقرها لندن`, `من مقره في جنيف`, `تتخذ من باريس مقرا`, `المولود في دكار`: the word at `start` is where a body that is named has its seat, or
/// somebody was born.
pub(crate) fn seat_at(pack: &Pack, tokens: &[Token], start: usize) -> bool {
    let word = |back: usize| start.checked_sub(back).and_then(|i| tokens.get(i)).map_or("", |token| &*token.norm);
    let of = |class: &str, word: &str| pack.classes.get(class).is_some_and(|words| words.contains(word));
    let place = if matches!(word(1), "مدينه" | "العاصمه") { 2 } else { 1 };
    let place = if matches!(word(place), "في" | "ب") { place + 1 } else { place };
    let head = if matches!(word(place), "الرييسي" | "الاساسي" | "العام" | "الاقليمي" | "الحالي") {
        place + 1
    } else {
        place
    };
    let own = ["ه", "ها", "هم"].iter().find_map(|ending| word(head).strip_suffix(ending));
    let joined = own.and_then(|stem| stem.strip_prefix('و')).filter(|stem| of("seat", stem));
    // `قصف مقره في بغداد` tells where.
    let aside = matches!(word(head + 1), "،" | "," | "(" | "-" | "–" | "من" | "الذي" | "التي");
    let behind = |ahead: usize| tokens.get(start + ahead).map_or("", |token| &*token.norm);
    let taken = word(1) == "من" && (1..4).any(|ahead| behind(ahead).strip_suffix('ا').is_some_and(|stem| of("seat", stem)));
    let born = of("born", word(1)) || word(1) == "في" && of("born", word(2));
    joined.is_some() || aside && own.is_some_and(|stem| of("seat", stem)) || taken || born
}

/// Behind such a preposition stands who does it.
fn by_whom(preposition: &str) -> bool {
    matches!(
        preposition,
        "بقياده"
            | "برياسه"
            | "لاشراف"
            | "باشراف"
            | "تحت اشراف"
            | "بمساعده"
            | "بمشاركه"
            | "من قبل"
            | "من جانب"
            | "على يد"
            | "باسم"
            | "نيابه عن"
            | "بالتعاون مع"
            | "بالتنسيق مع"
    )
}

/// Behind such a word stands where somebody comes from.
fn native(preposition: &str) -> bool {
    matches!(preposition, "اصيل" | "اصيله" | "اصيلي" | "من مواليد" | "من ابناء")
}
