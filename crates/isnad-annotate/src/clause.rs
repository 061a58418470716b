//! Clauses: where one proposition ends and the next begins.

use crate::item::{Item, Kind};
use isnad_pack::conjugate::Number;

/// How a clause opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opener {
    /// First of its sentence.
    Start,
    /// After a comma, semicolon or dash.
    Comma,
    /// After a colon.
    Colon,
    /// In parentheses.
    Parenthesis,
    /// After a closing parenthesis.
    Resumed,
    /// A subordinating word, folded.
    Subordinate(Box<str>),
    /// أن، إن.
    Complement,
    /// A relative pronoun.
    Relative,
    /// A finite verb joined to what goes before.
    Coordinate,
}

/// A stretch of items with at most one finite main verb.
#[derive(Clone, Debug)]
pub struct Clause {
    /// First item.
    pub start: usize,
    /// One past the last item.
    pub end: usize,
    /// How it opens.
    pub opener: Opener,
}

/// The clauses of a sentence, in order, covering every item but the marks between them.
pub fn clauses(items: &[Item]) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut current = Clause { start: 0, end: 0, opener: Opener::Start };
    let mut has_verb = false;
    for (at, item) in items.iter().enumerate() {
        let opener = match &item.kind {
            Kind::Mark('،' | ',') if set_off_date(items, at) => None,
            Kind::Mark(mark) => match mark {
                '،' | ',' | '؛' | ';' | '–' | '—' | '-' => Some((Opener::Comma, at + 1)),
                ':' => Some((Opener::Colon, at + 1)),
                '(' | '[' => Some((Opener::Parenthesis, at + 1)),
                ')' | ']' => Some((Opener::Resumed, at + 1)),
                _ => None,
            },
            Kind::Subordinator(word) if at > current.start => Some((Opener::Subordinate(word.clone()), at)),
            // `لا تسيطر إلا على العاصمة`: an exception opens no clause.
            Kind::Complementizer(word) if &**word == "الا" && items.get(at + 1).is_some_and(|next| !next.is_verb()) => None,
            Kind::Complementizer(_) if at > current.start => Some((Opener::Complement, at)),
            // `وهو ما نفته الوزارة` speaks of all that went before.
            Kind::Pronoun
                if at > current.start && item.clitics.conjunction && matches!(items.get(at + 1).map(|next| &next.kind), Some(Kind::Relative)) =>
            {
                Some((Opener::Coordinate, at))
            }
            Kind::Relative if at > current.start => Some((Opener::Relative, at)),
            Kind::Verb(..) if at > current.start && has_verb && qualifies(items, current.start, at).is_some() => {
                qualifies(items, current.start, at).map(|start| (Opener::Relative, start))
            }
            Kind::Verb(..) if at > current.start && (joined(items, at) || has_verb) => {
                Some((Opener::Coordinate, own_subject(items, current.start, at).unwrap_or(at)))
            }
            _ => None,
        };
        if let Some((opener, start)) = opener {
            current.end = at.min(start);
            if current.end > current.start {
                out.push(current);
            }
            current = Clause { start, end: start, opener };
            has_verb = false;
        }
        has_verb |= item.is_verb();
    }
    current.end = items.len();
    if current.end > current.start {
        out.push(current);
    }
    out
}

/// `شنت القوات، الاثنين، هجوما`: commas around a date part nothing.
pub fn set_off_date(items: &[Item], at: usize) -> bool {
    let comma = |i: usize| items.get(i).is_some_and(|item| item.is_mark(&['،', ',']));
    let dates = |from: usize, to: usize| from < to && items[from..to].iter().all(|item| matches!(item.kind, Kind::When(_)));
    let opens = (at + 2..=at + 3).any(|close| comma(close) && dates(at + 1, close));
    let closes = (2..=3).any(|back| at >= back && comma(at - back) && dates(at + 1 - back, at));
    opens || closes
}

/// `قتلوا و1200 أصيبوا`, `قصفت إيران حيفا وإسرائيل ترد`: a definite phrase joined by و right before a second verb is its subject.
fn own_subject(items: &[Item], start: usize, verb: usize) -> Option<usize> {
    if joined(items, verb) {
        return None;
    }
    let between = |i: usize| match &items[i].kind {
        Kind::Word | Kind::When(_) | Kind::Adverb | Kind::Particle(_) | Kind::Negation => !items[i].clitics.conjunction,
        _ => false,
    };
    let subject = (start + 1..verb).rev().find(|&i| !between(i))?;
    let alone = items[subject - 1].kind.is_conjunction();
    // `ومسلحون قتلوا جنديا`
    let many = matches!(items[verb].kind, Kind::Verb(_, inflection) if inflection.number == Number::Plural);
    let people = |mention: &crate::item::Mention| mention.people.is_some() || mention.class == isnad_pack::grammar::NounClass::Force;
    let nominal = match &items[subject].kind {
        Kind::Number(_) => true,
        Kind::Mention(mention) => (mention.definite || mention.number.is_some() || many && people(mention)) && !mention.locator,
        _ => false,
    };
    let told = items[start..subject].iter().any(Item::is_verb);
    // `اتفاق بين الحكومة والفصائل يقضي`: the second of two parties.
    let between = |i: usize| preposition_of(items, i).is_some_and(|p| &*p == "بين");
    let party = (start..subject).rev().take(4).find(|&i| items[i].mention().is_some()).is_some_and(between);
    let told = told && !party;
    let opens = (items[subject].clitics.conjunction || alone) && items[subject].clitics.preposition.is_none();
    (nominal && opens && told).then_some(if alone { subject - 1 } else { subject })
}

/// `سفينة كانت تنقل أسلحة`, `سفن لا ترتبط بإسرائيل`: a verb right behind an indefinite noun qualifies it; where its clause starts.
fn qualifies(items: &[Item], start: usize, verb: usize) -> Option<usize> {
    let led = |i: &usize| matches!(items[*i].kind, Kind::Negation | Kind::Auxiliary | Kind::Particle(_));
    let from = (start..verb).rev().take_while(led).last().unwrap_or(verb);
    let before = (start..from).rev().find(|&i| !matches!(items[i].kind, Kind::Word) || items[i].clitics.article)?;
    let indefinite = items[before].mention().is_some_and(|m| !m.definite && m.place.is_none() && m.number.is_none() && unnamed(m));
    // `اعتداء انتحاري استهدف`: behind an event noun the verb speaks of the event.
    let of_event = before > start && matches!(items[before - 1].kind, Kind::Event(..));
    (indefinite && !of_event && !joined(items, from) && !items[before].clitics.conjunction).then_some(from)
}

/// A common noun, no name.
fn unnamed(mention: &crate::item::Mention) -> bool {
    use isnad_pack::grammar::NounClass;
    matches!(mention.class, NounClass::Weapon | NounClass::Site)
        && mention.entity.as_ref().is_none_or(|entity| entity.id.starts_with("people:") || entity.id.starts_with("generic:"))
}

fn joined(items: &[Item], at: usize) -> bool {
    items[at].clitics.conjunction || at > 0 && matches!(items[at - 1].kind, Kind::Conjunction)
}

/// A phrase that opens a clause with its own subject is in no list with what stands before it.
pub fn opens_clause(items: &[Item], at: usize) -> bool {
    let between = |item: &&Item| matches!(item.kind, Kind::Word | Kind::When(_) | Kind::Adverb) && !item.clitics.conjunction;
    let verb = at + 1 + items.iter().skip(at + 1).take_while(between).count();
    let start = items[..at].iter().rposition(|item| matches!(item.kind, Kind::Complementizer(_) | Kind::Relative)).map_or(0, |i| i + 1);
    items.get(verb).is_some_and(Item::is_verb) && own_subject(items, start, verb) == Some(at)
}

/// The clause that holds item `at`.
pub fn clause_of(clauses: &[Clause], at: usize) -> usize {
    clauses.partition_point(|clause| clause.start <= at).saturating_sub(1)
}

/// How the clause of item `at` stands to clause `own`, as features name it.
pub fn relation(clauses: &[Clause], at: usize, own: usize) -> &'static str {
    let clause = clause_of(clauses, at);
    match clause.cmp(&own) {
        std::cmp::Ordering::Equal => "same",
        std::cmp::Ordering::Less => "earlier",
        std::cmp::Ordering::Greater => match clauses[clause].opener {
            Opener::Relative => "later-relative",
            Opener::Subordinate(_) => "later-subordinate",
            Opener::Coordinate => "later-coordinate",
            Opener::Complement => "later-complement",
            _ => "later-comma",
        },
    }
}

/// The preposition that governs item `at`: the item before it, or a letter glued to it. A number before a casualty noun stands between.
pub fn preposition_of(items: &[Item], at: usize) -> Option<Box<str>> {
    // Two prepositions do not stand together: a first letter that looks like one belongs to the word (`عن بيان`).
    let before_it =
        at.checked_sub(1).map(|i| &items[i]).is_some_and(|item| matches!(item.kind, Kind::Preposition(_)) && item.clitics.pronoun.is_none());
    if let Some(letter) = items.get(at)?.clitics.preposition.filter(|_| !before_it) {
        return Some(letter.to_string().into());
    }
    let mut before = at.checked_sub(1)?;
    while before > 0 && matches!(items[before].kind, Kind::Mark('"' | '“' | '”' | '«' | '»' | '‘' | '’') | Kind::Adverb | Kind::Demonstrative)
    {
        // `بأي ضربة`, `بهذه المدينة`: the letter on the determiner governs the noun.
        if let Some(letter) = items[before].clitics.preposition.filter(|_| matches!(items[before].kind, Kind::Demonstrative)) {
            return Some(letter.to_string().into());
        }
        before -= 1;
    }
    match &items[before].kind {
        // `فيها`, `عليهم`: a preposition with its own pronoun governs nothing after it.
        Kind::Preposition(_) if items[before].clitics.pronoun.is_some() => None,
        Kind::Number(_) if matches!(items[at].kind, Kind::Event(..)) => preposition_of(items, before),
        // `من شرق المدينة`, `إلى داخل الحي`: the first of two governs.
        Kind::Preposition(word) => match before.checked_sub(1).map(|i| &items[i].kind) {
            Some(Kind::Preposition(outer)) if items[before - 1].clitics.pronoun.is_none() => Some(outer.clone()),
            _ => Some(word.clone()),
        },
        Kind::Subordinator(word) if matches!(&**word, "بعد" | "قبل" | "عقب" | "اثر" | "منذ" | "خلال" | "بسبب" | "جراء") => {
            Some(word.clone())
        }
        _ => None,
    }
}

/// A preposition without the pronoun that it carries: `عليها` is على.
pub fn without_pronoun(word: &str) -> &str {
    let stem = ["هما", "هم", "هن", "ها", "ه"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    match stem {
        "علي" => "على",
        "الي" => "الى",
        "لدي" => "لدى",
        stem => stem,
    }
}
