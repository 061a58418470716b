//! Whether words can be an act of speech, and not a description, a name or a mention of something told elsewhere.

use crate::args::can_act;
use crate::clause::{Opener, clause_of, preposition_of};
use crate::item::{Item, Kind};
use crate::memory::Memory;
use crate::report::Scope;
use crate::scope::status;
use crate::speech::{Row, Speech, row};
use isnad_model::{EventType, Family, Modality, Polarity};
use isnad_pack::conjugate::{Inflection, Number, Tense};
use isnad_pack::grammar::{NounClass, Report, Role};

impl Speech<'_, '_, '_, '_> {
    /// Whether the words can be the act, and not a description, a name or a mention of something told elsewhere.
    pub(crate) fn stands(&self, scope: Option<&Scope>, memory: &Memory) -> bool {
        let Some(item) = self.item() else { return false };
        match &item.kind {
            Kind::Verb(_, inflection) => {
                !inflection.passive && (!self.owned || !self.bygone() && (scope.is_some() || self.writer.speaks_on(self.draft.at, memory)))
            }
            Kind::Participle(_, passive) => self.participle_stands(*passive, scope),
            Kind::Event(..) => self.noun_stands(item, scope, memory),
            Kind::Preposition(_) => self.owned && scope.is_some(),
            _ => false,
        }
    }

    /// An adverbial or predicate participle acts (`…، محذرا من`, `واشنطن ملتزمة`); one that follows an indefinite noun describes it.
    fn participle_stands(&self, passive: bool, scope: Option<&Scope>) -> bool {
        if passive {
            return matches!(self.kind, EventType::Reject | EventType::Condemn) && scope.is_some();
        }
        if self.kind.family() == Family::Talks {
            return false;
        }
        let Some(before) = self.draft.at.checked_sub(1) else { return true };
        let Some(item) = self.item() else { return false };
        match self.sentence.items.get(before).map(|item| &item.kind) {
            Some(Kind::Mark(_) | Kind::Auxiliary | Kind::Conjunction | Kind::Verb(..) | Kind::When(_)) => true,
            // `خرج المئات في مسيرات داعين إلى`: a plural of people agrees with no thing before it.
            Some(Kind::Mention(mention)) if self.sentence.norm(self.draft.at).ends_with("ين") && mention.people.is_none() && !can_act(mention) => {
                true
            }
            Some(Kind::Mention(mention)) => item.clitics.conjunction || mention.definite && (can_act(mention) || self.accusative()),
            _ => item.clitics.conjunction,
        }
    }

    /// `كان يجب أن`: what should have been is no call.
    fn bygone(&self) -> bool {
        self.draft.at.checked_sub(1).and_then(|at| self.sentence.items.get(at)).is_some_and(|item| matches!(item.kind, Kind::Auxiliary))
            || self.draft.at > 0 && matches!(self.sentence.norm(self.draft.at - 1).trim_start_matches(['و', 'ف']), "كان" | "كانت")
    }

    /// Whether the words are nobody's act, whatever speaks for keeping them.
    pub(crate) fn nobodys(&self, scope: Option<&Scope>) -> bool {
        let Some(Kind::Verb(_, inflection)) = self.item().map(|item| &item.kind) else { return false };
        // `العصابات التي ترتكب الجرائم`: who they are.
        let described = self.kind == EventType::Accuse && inflection.tense == Tense::Imperfect && self.relative();
        // `وأدين الرجل`: nobody speaks for himself outside of quotation marks.
        self.owned && (described || self.embedded()) || scope.is_none() && self.alone(*inflection)
    }

    fn relative(&self) -> bool {
        let clauses = &self.sentence.clauses;
        clauses.get(clause_of(clauses, self.draft.at)).is_some_and(|clause| clause.opener == Opener::Relative)
    }

    /// Whether the verb is of the first person singular outside of quotation marks.
    fn alone(&self, inflection: Inflection) -> bool {
        let quoted = self.sentence.quoted(self.draft.at, self.writer.open_quote);
        inflection.person == 1 && inflection.number == Number::Singular && !quoted
    }

    /// `بما يتوجب عليها`, `ما إذا كان يجب`: what somebody knows or asks is no call.
    fn embedded(&self) -> bool {
        let before = self.draft.at.checked_sub(1).map(|at| self.sentence.norm(at)).unwrap_or_default();
        let asked = |cue: &crate::sentence::CueHit| {
            let start = self.sentence.item_at(cue.start);
            start <= self.draft.at && self.draft.at < start + 5 && self.sentence.context.pack.cues[cue.id as usize].cue.contains("ما إذا")
        };
        matches!(before, "بما" | "مما" | "فيما" | "لما") || self.sentence.cues.iter().any(asked)
    }

    /// `مطالبا`: an adverbial participle in the accusative.
    pub(crate) fn accusative(&self) -> bool {
        self.sentence.norm(self.draft.at).ends_with('ا')
    }

    /// `حركة للمطالبة بالتغيير`, `يواجه اتهامات بالقتل`: a noun that says what is demanded, condemned or charged is the act, whoever's it is.
    pub(crate) fn spelt_out(&self) -> bool {
        let (items, at) = (self.sentence.items, self.draft.at);
        let definite = self.item().is_some_and(|item| item.clitics.article);
        let adjective = |i: &usize| {
            let clitics = &items[*i].clitics;
            let bare = clitics.preposition.is_none() && !clitics.conjunction && clitics.article == definite;
            bare && matches!(items[*i].kind, Kind::Word | Kind::Participle(..))
        };
        let behind = (at + 1..items.len().min(at + 4)).find(|i| !adjective(i));
        let Some(row) = row(self.sentence, self.draft).filter(|_| self.draft.parts_end == at) else { return false };
        let prepositions = match row {
            Row::Verb(row) => &row.prepositions,
            Row::Noun(row) => &row.prepositions,
        };
        let says = |(word, role): &(String, Role)| match role {
            Role::Content => true,
            Role::Target => word == "ب" && self.kind == EventType::Condemn,
            _ => false,
        };
        let governed = |word: &str| {
            let governor = behind.and_then(|i| preposition_of(items, i + usize::from(matches!(items[i].kind, Kind::Preposition(_)))));
            governor.is_some_and(|found| *found == *word)
        };
        let noun = matches!(self.item().map(|item| &item.kind), Some(Kind::Event(..)));
        // `وصل الوزير للتنديد`, `اجتمعوا للمطالبة`: what somebody goes or meets for is yet to be said.
        let aim = self.item().is_some_and(|item| item.clitics.preposition == Some('ل')) && self.rally().is_none();
        let official = || at.checked_sub(1).and_then(|i| self.mention(i)).is_some_and(|m| m.class == NounClass::Official);
        let met = || self.writer.drafts.iter().any(|other| other.event_type == EventType::Meet && other.at < at);
        if aim && (official() || met()) {
            return false;
        }
        // `رفضت الحكومة دعوات إلى الحوار`: told by whoever turns it down.
        let refused = || self.writer.scope_at(at).is_some_and(|scope| matches!(scope.class, Report::Reject | Report::Deny));
        let kind = self.kind == EventType::Accuse || matches!(self.kind, EventType::Call | EventType::Condemn) && !refused();
        noun && kind && prepositions.iter().any(|row| says(row) && governed(&row.0))
    }

    fn noun_stands(&self, item: &Item, scope: Option<&Scope>, memory: &Memory) -> bool {
        let draft = self.draft;
        if self.owned {
            let adverb = item.clitics.article && item.clitics.preposition == Some('ب');
            // `المسلحون المتورطون في الهجوم` are called so, `هي الملامة` is said of somebody.
            let described = item.clitics.article && self.kind == EventType::Accuse && !self.behind_pronoun();
            // `عدم انتهاك القانون`: a verbal noun that names nobody accuses nobody.
            let accuses = matches!(row(self.sentence, draft), Some(Row::Verb(row)) if row.subject == Some(Role::Target));
            let nobody = self.kind == EventType::Accuse && accuses && !draft.targets.iter().any(|at| *at > draft.at);
            return !adverb && !described && !nobody && (scope.is_some() || self.writer.speaks_on(draft.at, memory));
        }
        let governor = preposition_of(self.sentence.items, draft.at);
        // `لدعم الجيش`: what for, not that it happened.
        let purpose = governor.as_deref() == Some("ل") && item.clitics.preposition == Some('ل') && !item.clitics.article;
        // A bare noun tells something when it tells that it is denied or only supposed.
        let supposed = || {
            let state = status(self.sentence, draft.at, draft.carrier, scope);
            let aimed = matches!(item.kind, Kind::Event(_, Some(_)))
                && governor.as_deref().is_some_and(|p| matches!(p, "ل" | "الى" | "على" | "ب" | "من" | "عن"));
            let called = scope.is_some_and(|scope| scope.class == Report::Call);
            let failed = crate::cue::failed(self.sentence, draft.at);
            !called && (!item.clitics.article || aimed || failed) && (state.polarity == Polarity::Denied || state.modality != Modality::Actual)
        };
        match self.kind {
            _ if self.announced(scope) || self.rally().is_some() || self.spelt_out() => true,
            EventType::Agree | EventType::Meet if supposed() => true,
            EventType::Agree => draft.carrier.is_some() || draft.rule.starts_with("frame:") || !draft.actors.is_empty() && !self.definite(item),
            EventType::Meet => draft.carrier.is_some() || !draft.actors.is_empty() || !draft.places.is_empty() || item.clitics.pronoun.is_some(),
            EventType::Support if crate::doer::pledged(self) => true,
            EventType::Support if self.deed && self.backed_genitive(governor.as_deref(), scope) => false,
            EventType::Support | EventType::Monitor => !purpose && (!draft.actors.is_empty() || item.clitics.pronoun.is_some()),
            // `موقفنا هو رفض التهجير`: what a speaker says of his own stand.
            _ => !draft.actors.is_empty() || item.clitics.pronoun.is_some() || scope.is_some() && self.behind_pronoun(),
        }
    }
}
