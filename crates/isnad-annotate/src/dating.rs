//! When a claim happened: the nearest day told of it, and of nothing else in its sentence.

use crate::claims::Writer;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::frames::Draft;
use crate::item::{Item, Kind, When};
use crate::memory::Memory;
use crate::report::Scope;
use crate::scope::Status;
use isnad_model::{DAY_OF_TELLING, EventType, Family, Modality, PlaceRef, REPEATED, TimePrecision, TimeRef};
use isnad_pack::grammar::{CueClass, NounClass, Report};

/// How many items farther a stretch of days counts than a day.
const VAGUE: usize = 5;

/// How many items away a day of another clause may stand.
const FAR: usize = 24;

/// How many items before an event what governs it is looked for.
const CHAIN: usize = 3;

/// How many items before a day a `منذ` is looked for.
const SINCE: usize = 6;

impl Writer<'_, '_, '_> {
    /// When a draft happened: the day told of it, the day on which it was told, or the day of the deed that it takes up.
    pub(crate) fn day_of(&self, draft: &Draft, kind: EventType, state: &mut Status, places: &[PlaceRef], memory: &Memory) -> Option<TimeRef> {
        let actual = state.modality == Modality::Actual;
        if let Some(since) = self.since(draft).filter(|_| actual && !kind.counts_people()) {
            let taken = matches!(kind, EventType::Capture | EventType::Withdraw);
            if since.is_none() && !taken {
                state.rules.push(REPEATED.into());
            }
            // Who holds a place since a day took it on that day.
            return since.map(|since| since.of(taken));
        }
        if state.rules.iter().any(|rule| rule == REPEATED) {
            return self.day_told(draft, actual, 0).map(|time| crate::lasting::from_then(time, self.sentence.context.today));
        }
        if let Some(time) = self.time(draft, actual) {
            let coming = matches!(state.modality, Modality::Future | Modality::Intended);
            return Some(if coming { crate::when::ahead(time, self.sentence.context.today) } else { time });
        }
        let (time, rule) = match self.told_day(draft, kind).filter(|_| actual) {
            Some(time) => (time, DAY_OF_TELLING),
            None => (self.resumed_day(draft, kind, state, places, memory)?, crate::taken_up::DAY_OF_THE_DEED),
        };
        state.rules.push(rule.into());
        Some(time)
    }

    /// The day told of a draft; of what happened no day to come.
    pub(crate) fn time(&self, draft: &Draft, actual: bool) -> Option<TimeRef> {
        self.day_told(draft, actual, FAR)
    }

    /// The day told of a draft in its clause, or in another one not so many items away.
    fn day_told(&self, draft: &Draft, actual: bool, far: usize) -> Option<TimeRef> {
        let items = self.sentence.items;
        let today = self.sentence.context.today;
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, draft.at)];
        let fits = |when: &When| {
            let ahead = when.ahead || when.time.start.zip(today).is_some_and(|(start, today)| start > today);
            !(when.since || actual && ahead)
        };
        let nearest = |range: std::ops::Range<usize>, reach: usize| {
            let days = range.filter(|&i| !self.dates_another(draft, i)).filter_map(|i| match &items[i].kind {
                Kind::When(when) if fits(when) && i.abs_diff(draft.at) < reach => Some((i, &when.time)),
                _ => None,
            });
            // `خلال الساعات الأولى من صباح السبت`: a day says more than some days.
            days.min_by_key(|(i, time)| i.abs_diff(draft.at) + if time.precision == TimePrecision::Day { 0 } else { VAGUE })
        };
        // `والخميس قال إن الجيش انسحب`: whatever stands before what is said dates the saying.
        let spoken = draft.event_type.is_speech_act();
        let inside = |scope: &Scope| !spoken && scope.start <= draft.at && draft.at < scope.end;
        let said = |i: usize| self.scopes.iter().any(|scope| !scope.backward && i < scope.start && (scope.at < i || inside(scope)));
        let own = nearest(clause.start..clause.end, usize::MAX)
            .filter(|_| !(clause.start..clause.end).any(said))
            .or_else(|| nearest(draft.at..draft.end.min(items.len()), usize::MAX));
        // The nearest day of the sentence that does not date the saying itself.
        let (at, time) = match own {
            Some(found) => found,
            None => (0..items.len()).filter(|&i| !said(i)).filter_map(|i| nearest(i..i + 1, far)).min_by_key(|(i, _)| i.abs_diff(draft.at))?,
        };
        Some(crate::when::shifted(time.clone(), self.days_apart(draft, at)))
    }

    /// `غداة سيطرتها`: the day told in the sentence is that of the day after, `عشية` of the day before. A day right behind the event is its own.
    fn days_apart(&self, draft: &Draft, day: usize) -> i64 {
        let items = self.sentence.items;
        let apart = |item: &Item| item.is_verb() || matches!(item.kind, Kind::Mark(_) | Kind::Relative | Kind::Complementizer(_));
        let first = draft.at.saturating_sub(CHAIN);
        let governors = (first..=draft.at).rev().take_while(|&i| i == draft.at || !apart(&items[i]));
        let shift = governors.filter_map(|i| preposition_of(items, i)).find_map(|word| match &*word {
            "غداه" => Some(-1),
            "عشيه" => Some(1),
            _ => None,
        });
        let behind = day > draft.at && !items[draft.at..day].iter().any(|item| matches!(item.kind, Kind::Mark(_)));
        shift.filter(|_| !behind).unwrap_or(0)
    }

    /// The day on which somebody told it: news is told on its day, where no other day is named (`أعلنت الوزارة، السبت، إغلاق المعبر`).
    fn told_day(&self, draft: &Draft, kind: EventType) -> Option<TimeRef> {
        let scope = self.scope_at(draft.at).filter(|scope| self.is_the_news(draft, kind, scope))?;
        let today = self.sentence.context.today;
        let mut days = self.sentence.items.iter().enumerate().filter_map(|(at, item)| match &item.kind {
            Kind::When(when) => Some((at, when)),
            _ => None,
        });
        // It stands with the words that tell, and is past.
        let with = |at: usize| if scope.backward { at >= scope.at } else { at < scope.start };
        let past = |when: &When| !when.since && !when.ahead && when.time.start.zip(today).is_none_or(|(start, today)| start <= today);
        let (_, day) = days.next().filter(|(at, day)| with(*at) && past(day) && days.next().is_none())?;
        (day.time.precision == TimePrecision::Day).then(|| day.time.clone())
    }

    /// What the report is of: the first deed of its content or one joined to that, no state that lasts, no cause and nothing told in passing.
    fn is_the_news(&self, draft: &Draft, kind: EventType, scope: &Scope) -> bool {
        let items = self.sentence.items;
        let head = draft.carrier.map_or(draft.at, |carrier| carrier.min(draft.at));
        let first = if scope.backward { 0 } else { scope.start };
        let told = first.min(head)..head;
        // What somebody condemns, denies or expects was known before; so was what he says something of (`إن الهجوم هو خطأ`).
        let tells = matches!(scope.class, Report::Say | Report::Claim | Report::Confirm | Report::Relay | Report::Show | Report::Admit);
        let clause = &self.sentence.clauses[clause_of(&self.sentence.clauses, head)];
        let that = head.checked_sub(1).is_some_and(|before| matches!(items[before].kind, Kind::Complementizer(_)));
        let judged = that && (head..scope.end.min(items.len())).take_while(|&i| !items[i].is_verb()).any(|i| matches!(items[i].kind, Kind::Pronoun));
        let lasts = matches!(kind, EventType::Siege | EventType::Hold | EventType::Support);
        let passing = clause.opener == Opener::Relative;
        let caused = told.clone().chain([head]).any(|i| crate::scope::aside(items, i));
        // `إن حصيلة القتلى بلغت`: a count that grew.
        let deeds = told.filter(|&i| items[i].is_verb() || matches!(items[i].kind, Kind::Event(..))).count();
        // `ارتفاع عدد الضحايا إلى 61`: a count of all until that day.
        let counted = |i: usize| matches!(items[i].kind, Kind::Number(_)) || items[i].mention().is_some_and(|m| m.number.is_some());
        let reached = |i: usize| preposition_of(items, i).is_some_and(|word| &*word == "الى");
        let toll = kind.counts_people() && (draft.at..draft.end.min(items.len())).any(|i| counted(i) && reached(i));
        tells && !judged && !lasts && !passing && !caused && !toll && (deeds == 0 || items[head].clitics.conjunction)
    }

    /// A day of something else.
    fn dates_another(&self, draft: &Draft, at: usize) -> bool {
        self.dates_aside(draft, at)
            || self.dates_since(draft, at)
            || self.dates_telling(draft, at)
            || self.dates_answer(draft, at)
            || self.dates_end(draft, at)
            || self.dates_before_or_after(draft, at)
            || self.dates_content(draft, at)
            || self.dates_main(draft, at)
    }

    /// Of what is made of the event later: `فتح الخميس تحقيق في الغارة`, `تظاهروا الجمعة ردا على القصف`, `شيعوا الاثنين ضحايا القصف`.
    fn dates_answer(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        if at > draft.at || draft.at == 0 || draft.carrier.is_some() || !matches!(items[draft.at].kind, Kind::Event(..)) {
            return false;
        }
        let later = [CueClass::Fact, CueClass::Answer].iter().any(|class| crate::cue::ends_cue(self.sentence, draft.at, at, *class));
        let of_victims = || {
            let before = draft.at - 1;
            let toll = matches!(items[before].kind, Kind::Event(..)) && crate::frames::names_people(self.sentence, before);
            let people = toll || items[before].mention().is_some_and(|m| m.class == NounClass::People && m.number.is_none());
            let own = draft.victims.contains(&(draft.at - 1)) || draft.actors.contains(&(draft.at - 1));
            people && !own && items[draft.at].clitics.article && preposition_of(items, draft.at).is_none()
        };
        later || of_victims()
    }

    /// `غادر بعد زيارة استمرت حتى الأحد`, `صعدت بعدما سيطروا`: what came before or after something has another day than that.
    fn dates_before_or_after(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let tells = |i: usize| items[i].is_verb() || matches!(items[i].kind, Kind::Event(..));
        let parts = |i: usize| match &items[i].kind {
            Kind::Mark('،' | ',') => !crate::clause::set_off_date(items, i),
            Kind::Mark('.' | '؛' | ';' | ':') | Kind::Complementizer(_) => true,
            _ => false,
        };
        let (first, last) = (draft.at.min(at), draft.at.max(at));
        let Some(turn) = (first + 1..last).rev().find(|&i| apart(&items[i].kind)) else { return false };
        if (turn..last).any(parts) {
            return false;
        }
        // A day right behind the word counts from it (`بعد يومين`); one battle follows another on its day.
        let battle = |other: &Draft| matches!(other.event_type.family(), Family::Violence | Family::Casualties | Family::Territory);
        if at > draft.at {
            return (turn + 1..at).any(tells);
        }
        !self.drafts.iter().any(|other| other.at < turn && battle(other))
    }

    /// Who demands, accuses or threatens does so on the day told with the verb; days behind its content are of that.
    fn dates_content(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let long = matches!(&items[at].kind, Kind::When(when) if matches!(when.time.precision, TimePrecision::Year | TimePrecision::Month));
        let set_off = at > 0 && items[at - 1].is_mark(&['،', ',']);
        let content = |i: usize| match items[i].kind {
            Kind::Event(..) => !set_off,
            Kind::Verb(..) | Kind::Complementizer(_) | Kind::Relative => true,
            _ => false,
        };
        // `تلقى طلبا الاثنين`, `أطلق دعوة السبت`: the noun of the act itself.
        let act = |i: usize| matches!(items[i].kind, Kind::Event(..) | Kind::Word);
        let from = draft.parts_end.max(draft.at + 1);
        let from = if items.get(from).is_some() && act(from) { from + 1 } else { from };
        let spoken = draft.event_type.is_speech_act() && draft.event_type != EventType::Support;
        spoken && at > draft.at && (long || (from..at).any(content))
    }

    /// A relative clause about somebody is not dated by the main clause: `حكم عليه عام 2004 بجرائم قتل فيها`, `أسس الحزب الذي هاجم`.
    fn dates_main(&self, draft: &Draft, at: usize) -> bool {
        let clauses = &self.sentence.clauses;
        let own = &clauses[clause_of(clauses, draft.at)];
        // `ما أدى إلى مقتل اثنين`: what the main clause led to.
        let result = self.sentence.norm(own.start).ends_with("ما");
        let head = own.start.checked_sub(1).filter(|_| own.opener == Opener::Relative && at < own.start && !result);
        head.is_some_and(|head| self.sentence.items[head].mention().is_some() && !draft.also.iter().any(|also| *also < own.start))
    }

    /// In a relative clause that tells of another noun: `الاتفاق الذي أبرم عام 2015`.
    fn dates_aside(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let clauses = &self.sentence.clauses;
        let (own, other) = (clause_of(clauses, draft.at), clause_of(clauses, at));
        if own == other || clauses[other].opener != Opener::Relative || at < draft.at {
            return false;
        }
        let event = |item: &Item| matches!(item.kind, Kind::Event(..));
        let between = items.get(draft.at + 1..clauses[other].start).unwrap_or_default();
        // `الغارات على المدينة التي وقعت الخميس`, `الضحايا الذين قضوا الجمعة`: what the relative clause tells of is the event itself.
        let itself = event(&items[draft.at]) && !between.iter().any(|item| event(item) || item.is_verb());
        let spoken = draft.event_type.is_speech_act() || draft.event_type.family() == Family::Talks;
        let head = (draft.at..clauses[other].start).rev().find(|&i| event(&items[i]) || items[i].mention().is_some());
        let of_event = itself || head.is_some_and(|i| i == draft.at || draft.victims.contains(&i) || event(&items[i]) && !spoken);
        !of_event && !draft.also.iter().any(|also| clause_of(clauses, *also) == other)
    }

    /// Until when something lasts or is counted: `تستمر حتى السبت`, `قتل مئة إلى حد الآن`; fighting until a day is of that day too.
    fn dates_end(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        let violent = matches!(draft.event_type.family(), Family::Violence | Family::Territory);
        at.checked_sub(1).is_some_and(|i| match &items[i].kind {
            Kind::Preposition(word) | Kind::Subordinator(word) => !violent && matches!(&**word, "حتى" | "حتي" | "لغايه" | "الى غايه"),
            _ => matches!(self.sentence.norm(i), "حد" | "لحد"),
        })
    }

    /// Since when something lasts or is compared: `الأكبر منذ حرب عام 2014`.
    fn dates_since(&self, draft: &Draft, at: usize) -> bool {
        let items = self.sentence.items;
        (at.saturating_sub(SINCE)..at)
            .rev()
            .take_while(|&i| i != draft.at && !items[i].is_mark(&['،', ',', '.']) && !matches!(items[i].kind, Kind::When(_)))
            .any(|i| matches!(&items[i].kind, Kind::Preposition(word) | Kind::Subordinator(word) if &**word == "منذ"))
    }

    /// When whoever is named behind told it: `بحسب ما ذكر موقع، الاثنين`.
    fn dates_telling(&self, draft: &Draft, at: usize) -> bool {
        self.scopes.iter().any(|scope| scope.backward && draft.at < scope.at && scope.at < at)
    }
}

/// Words between two deeds of which the one was over when the other began.
fn apart(kind: &Kind) -> bool {
    match kind {
        Kind::Preposition(word) | Kind::Subordinator(word) => {
            matches!(&**word, "بعد" | "قبل" | "عقب" | "قبيل" | "بعدما" | "بعد ان" | "قبل ان" | "عقب ان" | "بعد ما")
        }
        _ => false,
    }
}
