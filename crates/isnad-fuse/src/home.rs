//! The dated cluster that a claim without an exact day means, if its words, its page, its story or the quiet before leave no doubt.

use crate::bucket::{Key, changes_holder, is_state};
use crate::days::{Day, Days};
use crate::given::Changes;
use crate::loose::{is_loose, is_of_its_page, tells_too_little};
use crate::merge::{Cluster, SOON, is_telling, is_vague, is_wide, may_grow, one_story, stands_still, total, twins};
use crate::record::Why;
use crate::undated::{FEW_DAYS, FRONT, MONTH, goes_on, is_fire, is_front, is_somewhere, needs_story, tells_of_a_campaign, told_before};
use crate::world::World;
use isnad_model::{EntityKind, EventType, Family};
use std::collections::BTreeMap;

/// When the passage of each claim was first told in its story: a copy, however late it is printed, tells what its original told.
pub(crate) struct FirstTold(BTreeMap<(u64, usize), Days>);

impl FirstTold {
    pub fn of(world: &World, claims: &[usize]) -> Self {
        let mut first = BTreeMap::new();
        for &claim in claims {
            if let (Some(passage), Some(published)) = (passage(world, claim), world.published(claim)) {
                let days = first.entry(passage).or_insert(published);
                *days = published.min(*days);
            }
        }
        FirstTold(first)
    }

    fn on(&self, world: &World, claim: usize) -> Option<Days> {
        passage(world, claim).and_then(|passage| self.0.get(&passage).copied()).or_else(|| world.published(claim))
    }
}

/// The passage and the story in which a claim tells its deed.
fn passage(world: &World, claim: usize) -> Option<(u64, usize)> {
    let facts = &world.claims[claim];
    world.articles[facts.article].story.map(|story| (facts.derivation, story))
}

/// What a claim may be at home in: the dated clusters of its bucket and side, and the claims of which these are made.
#[derive(Clone, Copy)]
pub(crate) struct Homes<'c> {
    pub made: &'c [Cluster],
    pub claims: &'c [usize],
    pub first: &'c FirstTold,
}

/// The dated cluster that a claim without an exact day belongs to.
pub(crate) fn home(world: &World, key: &Key, changes: &Changes, homes: Homes<'_>, claim: usize) -> Option<(usize, Why)> {
    let (loose, of_its_page) = (is_loose(world, key, claim), is_of_its_page(world, key, claim));
    let published = homes.first.on(world, claim);
    let open = Open { world, key, changes, made: homes.made, claims: homes.claims, claim, published, loose, of_its_page };
    let days = world.claims[claim].days;
    if let Some(found) = days.and_then(|days| open.of_its_stretch(days)) {
        return Some(found);
    }
    if days.is_some_and(|days| days.width() <= 6) {
        return None;
    }
    if let Some(at) = open.twin() {
        return Some((at, Why::UndatedTwin));
    }
    // What went on for long is no deed of a day, unless it is whose the place is.
    if days.is_some() && !changes_holder(key.event_type) && !stands_still(key.event_type) && key.event_type.family() != Family::Casualties {
        return None;
    }
    if tells_too_little(world, key, claim) || tells_of_a_campaign(world, key, claim) {
        return None;
    }
    let found = open.by_its_time(days);
    // Of dead and wounded that nobody counts a place under fire has others every day.
    let uncounted = key.event_type.family() == Family::Casualties && world.claims[claim].claim.parts.quantity.as_ref().is_none_or(is_vague);
    found.filter(|(at, _)| !uncounted || open.quiet(*at, WEEK))
}

/// A claim without an exact day, and the dated clusters of its bucket and side.
struct Open<'c, 'w> {
    world: &'c World<'w>,
    key: &'c Key,
    changes: &'c Changes,
    made: &'c [Cluster],
    claims: &'c [usize],
    claim: usize,
    published: Option<Days>,
    /// Whether it tells neither its day nor its place, and if so, of a type that a place sees many of.
    loose: bool,
    of_its_page: bool,
}

impl Open<'_, '_> {
    /// The cluster that its page and the days before it leave as the only one that can be meant.
    fn by_its_time(&self, days: Option<Days>) -> Option<(usize, Why)> {
        if let Some(at) = self.told_twice().filter(|_| days.is_none()) {
            return Some((at, Why::ToldTwice));
        }
        if let Some(at) = self.just_before_publication() {
            return Some((at, Why::UndatedBeforePublication));
        }
        self.only_one_lately().filter(|_| days.is_none()).map(|at| (at, Why::OnlyOneThen))
    }

    fn in_story(&self, cluster: &Cluster) -> bool {
        cluster.core.iter().any(|&(other, _)| one_story(self.world, self.claim, other))
    }

    /// Whether a cluster is of the claim's story, where type and place alone tell too little.
    fn akin(&self, cluster: &Cluster) -> bool {
        !needs_story(self.world, self.key) || self.in_story(cluster) || self.is_same_visit(cluster)
    }

    /// Whether one person alone is told to have come to the place: his visit is spoken of for days, whatever the story.
    fn is_same_visit(&self, cluster: &Cluster) -> bool {
        let visitor = |claim: usize| {
            let parts = &self.world.claims[claim].claim.parts;
            let one = parts.actors.first().filter(|actor| parts.actors.len() == 1 && parts.targets.is_empty() && actor.kind == EntityKind::Person);
            one.map(|actor| &actor.id)
        };
        let visits = self.key.event_type == EventType::Meet && !self.key.place.is_empty() && !self.loose;
        let own = visitor(self.claim).filter(|_| visits);
        own.is_some() && cluster.core.iter().all(|&(other, _)| visitor(other) == own)
    }

    /// What tells neither place nor day is no other story's deed; the dead of a town are.
    fn may_be(&self, cluster: &Cluster) -> bool {
        if self.is_news_beside(cluster) {
            return false;
        }
        !self.loose || self.key.event_type.family() == Family::Casualties || self.in_story(cluster) && (!self.of_its_page || self.is_todays(cluster))
    }

    /// Whether the claim is the news of its page, which goes on to tell of a cluster as of an earlier day: the strike of today is not the
    /// one of yesterday that it answers or repeats.
    fn is_news_beside(&self, cluster: &Cluster) -> bool {
        let violent = self.key.event_type.family() == Family::Violence && !is_state(self.key.event_type);
        let earlier = cluster.days.zip(self.published).is_some_and(|(span, published)| span.end < published.start);
        let own = &self.world.claims[self.claim];
        let mut here = cluster.core.iter().map(|(other, _)| &self.world.claims[*other]).filter(|facts| facts.article == own.article).peekable();
        violent && earlier && here.peek().is_some() && here.all(|facts| own.claim.evidence.start < facts.claim.evidence.start)
    }

    /// Whether the claim's story told of a cluster on the day of the claim's page.
    fn is_todays(&self, cluster: &Cluster) -> bool {
        let today = |other: usize| one_story(self.world, self.claim, other) && self.world.published(other) == self.published;
        cluster.core.iter().any(|&(other, _)| today(other))
    }

    /// Whether the place changed hands the other way between a cluster and the claim's page, which then tells of a later change.
    fn was_undone(&self, cluster: &Cluster) -> bool {
        let Some((span, published)) = cluster.days.zip(self.published) else { return false };
        self.changes.between(self.world, self.key, &cluster.side, span.end, published.start + 1)
    }

    /// Whether nothing such was told of the place in the days before a cluster.
    fn quiet(&self, at: usize, days: Day) -> bool {
        self.made[at].days.is_some_and(|span| !told_before(self.world, self.claims, span.start, days))
    }

    /// Days from a cluster to the claim's publication.
    fn since(&self, at: usize) -> Option<Day> {
        Some(self.published?.start - self.made[at].days?.end)
    }

    /// The cluster within the stretch of days that the claim tells: on it, or the only one in it.
    fn of_its_stretch(&self, days: Days) -> Option<(usize, Why)> {
        let several = self.key.event_type.family() == Family::Violence && days.width() > 1;
        let meets =
            |cluster: &Cluster| cluster.days.is_some_and(|span| span.meet(days).is_some()) && (days.width() <= 6 && !several || self.akin(cluster));
        let mut meeting = (0..self.made.len()).rev().filter(|&at| meets(&self.made[at]));
        // What went on for days is none of the single deeds of those days, if there were several.
        let long = days.width() > FORTNIGHT && !changes_holder(self.key.event_type) && !stands_still(self.key.event_type);
        let own = &self.world.claims[self.claim].claim.parts;
        // Of dead that nobody counts, those of several days are not those of one.
        let uncounted = self.key.event_type.family() == Family::Casualties && own.quantity.is_none() && days.width() > 1;
        let long = long || uncounted;
        let on_it = meeting.next().filter(|&at| !several || self.quiet(at, LULL) && meeting.next().is_none()).filter(|_| !long);
        if on_it.is_some() || days.width() <= 6 {
            return on_it.map(|at| (at, Why::DayWithin));
        }
        // A number that few deeds share tells which of a year is meant.
        let counted = |cluster: &Cluster| {
            let own = self.world.claims[self.claim].claim.parts.quantity.as_ref().filter(|quantity| is_telling(quantity));
            own.is_some()
                && cluster
                    .core
                    .iter()
                    .any(|&(other, _)| total(self.world, other).is_some() && total(self.world, other) == total(self.world, self.claim))
        };
        let within = |cluster: &Cluster| cluster.days.is_some_and(|span| span.meet(days).is_some()) && counted(cluster);
        let mut alike = (0..self.made.len()).filter(|&at| within(&self.made[at]));
        if let (Some(at), None) = (alike.next(), alike.next()) {
            return Some((at, Why::OnlyOneThen));
        }
        let counts = self.world.claims[self.claim].claim.parts.quantity.is_some();
        let short = !is_wide(self.world, self.key) && (days.width() <= FORTNIGHT || days.width() <= MONTH && !counts);
        self.only_one(days).filter(|&at| short && self.quiet(at, LULL)).map(|at| (at, Why::OnlyOneThen))
    }

    fn twin(&self) -> Option<usize> {
        let is_twin = |other: usize| self.world.claims[other].short_days().is_some() && twins(self.world, self.claim, other);
        self.made.iter().position(|cluster| cluster.core.iter().any(|&(other, _)| is_twin(other)))
    }

    /// The deed that the same article tells with its day, if it tells of one only and no number is against it.
    fn told_twice(&self) -> Option<usize> {
        let article = self.world.claims[self.claim].article;
        let here = |cluster: &Cluster| cluster.core.iter().any(|&(other, _)| self.world.claims[other].article == article);
        let mut found = (0..self.made.len()).filter(|&at| here(&self.made[at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        let uncounted = self.key.event_type.family() == Family::Casualties && self.world.claims[self.claim].claim.parts.quantity.is_none();
        let lately = self.since(at).is_none_or(|days| days <= if uncounted { 1 } else { SOON });
        let which = !goes_on(self.key.event_type)
            && !self.is_busy()
            && (!self.loose || self.quiet(at, LULL))
            && (!self.of_its_page || self.may_be(&self.made[at]))
            && !self.is_news_beside(&self.made[at]);
        (lately && which && numbers_agree(self.world, &self.made[at], self.claim)).then_some(at)
    }

    /// Whether such a deed is told of most days of the last week, so that an undated one may be any of them.
    fn is_busy(&self) -> bool {
        let Some(published) = self.published.filter(|_| !stands_still(self.key.event_type)) else { return false };
        let lately = |cluster: &&Cluster| cluster.days.is_some_and(|span| (published.start - 7..=published.end).contains(&span.start));
        self.made.iter().filter(lately).count() >= FRONT
    }

    /// The last cluster that is of the days just before the page.
    fn just_before_publication(&self) -> Option<usize> {
        let (world, key) = (self.world, self.key);
        let near = |cluster: &Cluster| match (cluster.days, self.published) {
            (Some(span), Some(published)) => span.start <= published.end && published.start - span.end <= self.reach(cluster),
            (Some(_), None) => changes_holder(key.event_type),
            _ => false,
        };
        let upto = world.claims[self.claim].days.map(|days| days.end);
        let told = |cluster: &Cluster| upto.is_none_or(|upto| cluster.days.is_some_and(|span| span.start <= upto));
        let counts = key.event_type.family() == Family::Casualties && total(world, self.claim).is_some();
        let counted = |cluster: &Cluster| !counts || numbers_agree(world, cluster, self.claim);
        let violent = key.event_type.family() == Family::Violence && !is_state(key.event_type);
        // Where it was told of on the days before as well, what is told today is today's.
        let fresh = |at: usize| !violent || self.since(at).is_none_or(|days| days < 1) || self.quiet(at, LULL);
        let meant = |cluster: &Cluster| {
            near(cluster) && !self.was_undone(cluster) && self.akin(cluster) && self.may_be(cluster) && told(cluster) && counted(cluster)
        };
        (0..self.made.len()).rev().find(|&at| meant(&self.made[at]) && fresh(at))
    }

    /// Days after a cluster within which a page still means it.
    fn reach(&self, cluster: &Cluster) -> Day {
        let (event_type, in_story) = (self.key.event_type, self.in_story(cluster));
        match () {
            _ if changes_holder(event_type) && self.key.partial => Day::from(in_story),
            _ if changes_holder(event_type) && !needs_story(self.world, self.key) => 45,
            _ if stands_still(event_type) || self.is_same_visit(cluster) => FEW_DAYS,
            // Where nobody had advanced for days, those who did are spoken of the day after.
            _ if event_type == EventType::Advance => {
                Day::from(in_story && cluster.days.is_some_and(|span| !told_before(self.world, self.claims, span.start, WEEK)))
            }
            // What goes on for days is told by its own story; of another one, only what is of the same days is known to be the same.
            _ if (changes_holder(event_type) || is_state(event_type)) && in_story => FEW_DAYS,
            _ if is_front(self.world, self.key, self.claims, self.published) => 0,
            // What is news is of yesterday or today.
            _ => 1,
        }
    }

    /// The only deed of yesterday or today, or of some days where nothing such was told for weeks.
    fn only_one_lately(&self) -> Option<usize> {
        let published = self.published?;
        let within = |days: Day| self.only_one(Days { start: published.start - days, end: published.start });
        let violent = self.key.event_type.family() == Family::Violence;
        let fresh = |at: &usize| !violent || self.quiet(*at, LULL);
        // Of the dead, one is soon taken for another; of another story's deed, one is after some days.
        let soon = |at: usize| self.in_story(&self.made[at]) || self.since(at).is_some_and(|days| days <= REMEMBERED);
        let memorable = |at: &usize| violent && !is_wide(self.world, self.key) && self.quiet(*at, QUIET) && soon(*at);
        // A region at war is under fire every day.
        let fire = is_fire(self.key.event_type) && is_wide(self.world, self.key);
        within(1).filter(fresh).filter(|_| !fire).or_else(|| within(SOON).filter(memorable)).filter(|&at| self.may_be(&self.made[at]))
    }

    /// The one deed of war, or toll, that a place saw in a stretch of days, if the numbers do not contradict: of two, nobody could tell which.
    fn only_one(&self, days: Days) -> Option<usize> {
        let deed = matches!(self.key.event_type.family(), Family::Violence | Family::Casualties) && !is_state(self.key.event_type);
        if !deed || !is_somewhere(self.world, self.key) {
            return None;
        }
        let within = |cluster: &Cluster| cluster.days.is_some_and(|span| days.start <= span.end && span.end <= days.end);
        let mut found = (0..self.made.len()).filter(|&at| within(&self.made[at]));
        let at = found.next().filter(|_| found.next().is_none())?;
        numbers_agree(self.world, &self.made[at], self.claim).then_some(at)
    }
}

/// Days within which another story still speaks of a deed that broke the quiet without saying when it was.
const REMEMBERED: Day = 5;

/// Days without any dead before those who are told of without their number and day.
const WEEK: Day = 7;

/// Days without the like before a deed of yesterday or today, so that another story's telling can only mean that deed: a front is
/// shelled every day.
const LULL: Day = 3;

/// The widest stretch of days that may mean the one incident in it; of a town, and where no number may be a sum, it is a month.
const FORTNIGHT: Day = 14;

/// Days in which nothing of the kind was told of a place, so that the deed that ended them may be spoken of without its day.
const QUIET: Day = 45;

/// Whether no total of a cluster contradicts that of a claim; `مئات` may be the sum of many.
fn numbers_agree(world: &World, cluster: &Cluster, claim: usize) -> bool {
    let Some(own) = total(world, claim) else { return !world.claims[claim].claim.parts.quantity.as_ref().is_some_and(is_vague) };
    let mut totals = cluster.core.iter().filter_map(|&(other, _)| total(world, other)).peekable();
    totals.peek().is_none() || totals.any(|other| other == own || may_grow(own, other))
}
