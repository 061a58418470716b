//! One article to claims: an ordered list of passes, each a pure function of the article and the packs.
//!
//! look-up (`lookup`) → items (`parse`, `mention`, `place`, `number`, `when`) → clauses (`clause`) → attribution scopes (`report`)
//! → frames (`args`, `frames`) → status (`scope`) → claims (`claims`, `quantity`), with a memory over sentences (`memory`).

mod acquitted;
mod adjective;
mod agent;
mod agreement;
mod ahead;
mod aims;
mod apposition;
pub mod args;
mod body;
mod called;
mod charge;
pub mod choice;
pub mod claims;
pub mod clause;
mod cleft;
pub mod clitics;
mod company;
mod content;
pub mod context;
pub mod cue;
mod dating;
pub mod denial;
mod doer;
mod doubt;
mod dual;
pub mod event;
mod expression;
mod figure;
pub mod frames;
mod genitive;
pub mod hearsay;
mod homeland;
mod implicative;
mod inherit;
pub mod item;
mod joint;
mod keep;
pub mod kind;
pub mod labels;
mod lasting;
mod listed;
mod locate;
pub mod lookup;
pub mod memory;
pub mod mention;
mod name;
mod nation;
pub mod nominal;
pub mod number;
mod official;
mod pair;
pub mod parse;
mod party;
pub mod place;
mod placing;
mod pointing;
mod position;
mod power;
pub mod quantity;
mod relay;
pub mod report;
mod resolve;
mod resume;
pub mod same_event;
pub mod scope;
pub mod sentence;
mod shared;
mod side;
pub mod source;
pub mod speech;
mod stands;
mod stranger;
mod subject;
mod taken_up;
mod telling;
mod told;
pub mod trace;
mod unlisted;
mod unreal;
mod vector;
pub mod voice;
pub mod when;
mod whole;
mod words;

use isnad_model::{Annotation, Article, Position};
use isnad_pack::Pack;

/// Reads one article. Never fails: what cannot be read makes no claim.
pub fn annotate(article: &Article, pack: &Pack) -> Annotation {
    read(article, pack, None, &mut |_, _| {}).0
}

/// Reads one article and tells what every pass saw in it, in the order of the text.
pub fn annotate_traced(article: &Article, pack: &Pack) -> (Annotation, Vec<trace::Mark>) {
    let mut marks = Vec::new();
    let (annotation, _) = read(article, pack, None, &mut |sentence, scopes| marks.extend(trace::marks(sentence, scopes)));
    (annotation, marks)
}

/// Reads one article and tells every learned choice with its candidates.
pub fn annotate_observed(article: &Article, pack: &Pack, all: bool) -> (Annotation, Vec<choice::Decision>) {
    read(article, pack, Some(all), &mut |_, _| {})
}

/// The stems of an article's words, sentence by sentence, with nothing in the places of names: what vectors of words are learned from.
pub fn stems(article: &Article, pack: &Pack) -> Vec<Vec<Option<String>>> {
    let blocks = context::read_blocks(pack, article);
    let of = |block: &context::BlockText, range: &std::ops::Range<usize>| {
        words::stems(pack, block, range.clone()).map(|stem| stem.map(str::to_owned)).collect::<Vec<_>>()
    };
    blocks.iter().flat_map(|block| block.sentences.iter().map(move |range| of(block, range))).collect()
}

/// A heading inside the text repeats the body. What the body tells nothing of is the headline of another story, set between its paragraphs.
fn keep_repeated(claims: &mut Vec<isnad_model::Claim>) {
    let told: std::collections::BTreeSet<_> =
        claims.iter().filter(|claim| claim.parts.position == Position::Body).map(|claim| (claim.parts.event_type, claim.parts.polarity)).collect();
    claims.retain(|claim| claim.parts.position != Position::Heading || told.contains(&(claim.parts.event_type, claim.parts.polarity)));
}

/// Who looks on while sentences are read.
type Onlooker<'o> = &'o mut dyn FnMut(&sentence::Sentence<'_, '_>, &[report::Scope]);

fn read(article: &Article, pack: &Pack, observed: Option<bool>, onlooker: Onlooker<'_>) -> (Annotation, Vec<choice::Decision>) {
    let mut out = Annotation::default();
    if article.language != "ar" {
        return (out, Vec::new());
    }
    let blocks = context::read_blocks(pack, article);
    let mut context = context::Context::new(pack, article, &blocks);
    context.find_main_place(&blocks);
    context.decisions = std::cell::RefCell::new(observed.map(|_| Vec::new()));
    context.keep_all = observed == Some(true);
    let mut memory = memory::Memory::default();
    for block in &blocks {
        let Some(position) = Position::of(article.blocks[block.block].kind) else { continue };
        if position == Position::Caption {
            continue;
        }
        let body = position == Position::Body;
        // Headings repeat the body: nothing in it refers back to them, and it goes on behind them.
        let before = (!body).then(|| std::mem::take(&mut memory.carry));
        context.today = context.day_of(block.block);
        let acted = memory.actor.clone();
        memory.enter_block(block.block, block.tokens.first().is_some_and(|token| isnad_text::sentence::is_quote(&token.norm)));
        for range in &block.sentences {
            let mut items = parse::parse(&context, block, range.clone());
            homeland::topic(&mut items);
            homeland::venue(&context, block, &mut items);
            homeland::seats(&context, block, &mut items);
            shared::name(&context, block, &mut items);
            homeland::name(
                &context,
                block,
                &mut items,
                memory.carry.speaker.as_ref().and_then(|chain| chain.sources.first()),
                memory.actor.as_deref(),
            );
            let sentence = sentence::Sentence::new(&context, block, range.clone(), &items);
            let scopes = report::scopes(&sentence, &memory.carry);
            let open = memory.carry.open_quote.is_some();
            out.labels.extend(labels::labels(&sentence, open, |at| scopes.iter().any(|scope| scope.start <= at && at < scope.end)));
            onlooker(&sentence, &scopes);
            claims::read_sentence(&sentence, position, &mut memory);
        }
        if let Some(carry) = before {
            memory.actor = acted;
            memory.carry = report::Carry { open_quote: None, attributed: false, ..carry };
        }
    }
    out.claims = memory.claims;
    keep_repeated(&mut out.claims);
    out.claims.sort_by(|a, b| (a.evidence, &a.id).cmp(&(b.evidence, &b.id)));
    out.claims.dedup_by(|a, b| a.id == b.id);
    (out, context.decisions.into_inner().unwrap_or_default())
}
