//! Every expression of every pack in one trie over words; matching is one pass over the tokens.

use crate::conjugate::Inflection;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// What an expression means: an index into a table of the [`crate::Pack`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A finite form of verb `.0`.
    Verb(u32, Inflection),
    /// A verbal noun of verb `.0`.
    Masdar(u32),
    /// A participle of verb `.0`; the flag tells the passive one.
    Participle(u32, bool),
    /// A row of `frames/nouns.tsv`.
    EventNoun(u32),
    /// A common word of no other table: no name.
    Common,
    /// An expression that looks like an event and is none (`ضربة جزاء`).
    NoEvent,
    /// Looks like a perfect and is a noun (`وقت`).
    Nominal,
    /// A bare noun that a genitive follows, never a relative clause (`عدم`).
    Head,
    /// A row of `lexicon/nouns.tsv`.
    Noun(u32),
    /// A named entity.
    Entity(u32),
    /// A place.
    Place(u32),
    /// A country's name, as state or place.
    Country(u32),
    /// A country's adjective or its people's name.
    Nationality(u32),
    /// A capital standing for its government.
    Capital(u32),
    /// The head of a body that every country has.
    BodyHead(u32),
    /// A closed-class word.
    Function(crate::grammar::FunctionClass),
    /// A cue row.
    Cue(u32),
    /// A row of `reporting.tsv` that is no verb.
    Reporting(u32),
    /// A number word.
    Number(u32),
    /// A time word.
    Time(u32),
    /// A label of a side.
    Label(u32),
}

/// Words to trie nodes to senses.
#[derive(Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, u32>,
    /// (node, word) → node; node 0 is the root.
    steps: FxHashMap<(u32, u32), u32>,
    senses: Vec<SmallVec<[Sense; 2]>>,
    deep: Vec<bool>,
}

/// A node of the trie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node(u32);

/// Words and nodes of the embedded packs, roughly: room is made once.
const EXPECTED: usize = 150_000;

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Self {
        let mut lexicon = Lexicon { senses: vec![SmallVec::new()], deep: vec![false], ..Self::default() };
        lexicon.words.reserve(EXPECTED);
        lexicon.steps.reserve(EXPECTED);
        lexicon.senses.reserve(EXPECTED);
        lexicon.deep.reserve(EXPECTED);
        lexicon
    }

    /// Adds an expression; its words are given folded, separated by single spaces.
    pub fn add(&mut self, folded: &str, sense: Sense) {
        let mut node = 0;
        for word in folded.split_whitespace() {
            let id = match self.words.get(word) {
                Some(&id) => id,
                None => {
                    let id = self.words.len() as u32;
                    self.words.insert(word.into(), id);
                    id
                }
            };
            let fresh = self.senses.len() as u32;
            let next = *self.steps.entry((node, id)).or_insert(fresh);
            if next == fresh {
                self.senses.push(SmallVec::new());
                self.deep.push(false);
                self.deep[node as usize] = true;
            }
            node = next;
        }
        if node != 0 && !self.senses[node as usize].contains(&sense) {
            self.senses[node as usize].push(sense);
        }
    }

    /// The root of the trie.
    pub fn root(&self) -> Node {
        Node(0)
    }

    /// One step along `word` (folded).
    pub fn step(&self, node: Node, word: &str) -> Option<Node> {
        let id = self.words.get(word)?;
        self.steps.get(&(node.0, *id)).copied().map(Node)
    }

    /// Senses of the expression that ends at `node`.
    pub fn senses(&self, node: Node) -> &[Sense] {
        &self.senses[node.0 as usize]
    }

    /// Whether longer expressions go on from `node`.
    pub fn continues(&self, node: Node) -> bool {
        self.deep[node.0 as usize]
    }

    /// Number of distinct words.
    pub fn word_count(&self) -> usize {
        self.words.len()
    }
}
