//! Which part of a page holds its article: by where the prose stands, what elements say of themselves, and links.

mod points;
mod several;

use super::marks::Marks;
use super::tag::Tag;
use super::tree::{Node, TextBlock, Tree};

/// What the shape of a block's words tells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shape {
    /// Words and numbers.
    pub words: usize,
    /// Whether they are sentences.
    pub prose: bool,
    /// Whether the block equals the headline.
    pub headline: bool,
    /// Whether the page's JSON-LD repeats it in its body.
    pub repeated: bool,
    /// Whether it is the heading of links to other articles, and whether it says nothing else.
    pub heads_links: bool,
    pub heads_alone: bool,
    /// Whether it is a time like "two hours ago".
    pub relative: bool,
    /// Whether it stands under a heading of readers' comments.
    pub comment: bool,
    /// Whether it stands under a heading of links and is none.
    pub teaser: bool,
    /// Whether it is a line of a date.
    pub dated: bool,
}

/// The place of the article in a page.
pub struct Content {
    /// The element around the body.
    pub container: usize,
    /// Further elements beside the container that hold body.
    pub beside: Vec<usize>,
    /// The block that another article begins with in the midst of them.
    pub end: Option<usize>,
    /// Marks in force for each element: its own and those of what it stands in, where they hold.
    pub marks: Vec<Marks>,
    /// Letters of prose in front of each block.
    prose: Vec<usize>,
    /// The block with the headline, and its kind of heading.
    headline: Option<(usize, Tag)>,
    teasers: Teasers,
}

/// Sentences of a teaser in a row.
const IN_A_ROW: usize = 2;

/// What tells teasers from an article, summed over the blocks before each: lines that are links, and lines that teasers do not have (the
/// headline, words of the JSON-LD, a third sentence in a row).
struct Teasers {
    links: Vec<usize>,
    own: Vec<usize>,
}

impl Teasers {
    fn of(tree: &Tree, shapes: &[Shape]) -> Self {
        let is_link = |at: usize| linked(&tree.blocks[at]) >= LINKED;
        let mut row = 0;
        let in_a_row = (0..tree.blocks.len()).map(|at| {
            row = if is_link(at) { 0 } else { row + usize::from(shapes[at].prose) };
            row
        });
        let in_a_row: Vec<usize> = in_a_row.collect();
        Teasers {
            links: sums(tree, |at| usize::from(shapes[at].words >= 2 && is_link(at))),
            own: sums(tree, |at| usize::from(shapes[at].headline || shapes[at].repeated || in_a_row[at] > IN_A_ROW)),
        }
    }

    /// Whether an element holds lines that are links, and no line that teasers do not have.
    fn are(&self, tree: &Tree, node: usize) -> bool {
        let inside = &tree.nodes[node].blocks;
        let count = |sums: &[usize]| sums[inside.end] - sums[inside.start];
        count(&self.links) >= 2 && count(&self.own) == 0
    }

    /// Whether an element is teasers from the headline that is a link to the link that says to read more.
    fn frame(&self, tree: &Tree, shapes: &[Shape], node: usize) -> bool {
        let inside = &tree.nodes[node].blocks;
        let is_link = |at: usize| linked(&tree.blocks[at]) >= LINKED;
        inside.len() >= 3 && is_link(inside.start) && is_link(inside.end - 1) && shapes[inside.end - 1].heads_links && self.are(tree, node)
    }
}

/// Letters of prose that make a text.
const TEXT: usize = 120;

/// Letters of prose in a notice that asks for consent.
const NOTICE: usize = 1000;

/// Share of its letters in links from which a block is a link.
pub const LINKED: f64 = 0.5;

/// Share of a block's letters that are in links.
pub fn linked(block: &TextBlock) -> f64 {
    if block.letters == 0 { 0.0 } else { block.link_letters as f64 / block.letters as f64 }
}

impl Content {
    /// Finds the article of `tree`.
    pub fn of(tree: &Tree, shapes: &[Shape]) -> Content {
        let raw_prose = sums(tree, |at| prose_letters(&tree.blocks[at], shapes[at]));
        let teasers = Teasers::of(tree, shapes);
        let marks = marks_in_force(tree, shapes, &raw_prose, &teasers);
        let prose = sums(tree, |at| {
            let block = &tree.blocks[at];
            if marks[block.node].has(Marks::FOREIGN) { 0 } else { prose_letters(block, shapes[at]) }
        });
        let headline = (0..tree.blocks.len()).filter(|&at| shapes[at].headline && !marks[tree.blocks[at].node].has(Marks::FOREIGN));
        let headline = headline.filter_map(|at| Some((at, heading(tree, at)?))).next();
        let headline = headline.or_else(|| several::first_headline(tree, shapes, &marks, &prose));
        let mut content = Content { container: 0, beside: Vec::new(), end: None, marks, prose, headline, teasers };
        let scores = content.closest(tree, shapes);
        content.container = content.named_body(tree, 0).unwrap_or(scores.best);
        if let Some(own) = content.own_article(tree, shapes) {
            content.container = content.named_body(tree, own).unwrap_or_else(|| scores.best_in(tree, own));
        }
        if let Some((short, beside)) = content.short_text(tree) {
            (content.container, content.beside) = (short, beside);
            return content;
        }
        content.container = content.wider(tree, shapes);
        content.container = content.around_entries(tree);
        content.beside = content.neighbours(tree, shapes, &scores);
        content.end = content.next_headline(tree, shapes);
        content
    }

    /// Letters of prose in `node`.
    pub fn prose_in(&self, tree: &Tree, node: usize) -> usize {
        let range = &tree.nodes[node].blocks;
        self.prose[range.end] - self.prose[range.start]
    }

    /// Where teasers in prose win over a short text: what stands between the headline and them, or the one element that calls itself the
    /// body; with further elements beside it.
    fn short_text(&self, tree: &Tree) -> Option<(usize, Vec<usize>)> {
        if !self.teasers.are(tree, self.container) {
            return None;
        }
        let holds_text = |at: usize| self.prose_in(tree, at) > 0 && !self.marks[at].has(Marks::FOREIGN) && !self.teasers.are(tree, at);
        let is_body = |at: &usize| tree.nodes[*at].marks.has(Marks::BODY) && holds_text(*at);
        let apart = |at: usize| !tree.is_inside(at, self.container) && !tree.is_inside(self.container, at);
        let mut bodies = (1..tree.nodes.len()).filter(is_body).filter(|&at| !tree.around(tree.nodes[at].parent).any(|outer| is_body(&outer)));
        if let (Some(only), None) = (bodies.next(), bodies.next())
            && apart(only)
        {
            return Some((only, Vec::new()));
        }
        let (headline, _) = self.headline?;
        let own = tree.blocks[headline].node;
        let around = tree.around(own).find(|&node| tree.is_inside(self.container, node))?;
        let branch = |of: usize| tree.around(of).take_while(|&node| node != around).last();
        let (mine, other) = (branch(own)?, branch(self.container)?);
        let between = (mine..other).filter(|&at| tree.nodes[at].parent == around && holds_text(at));
        let mut found: Vec<usize> = between.collect();
        (!found.is_empty()).then(|| (found.remove(0), found))
    }

    /// The element inside `within` that calls itself the body of an article, if it holds enough of the prose there.
    fn named_body(&self, tree: &Tree, within: usize) -> Option<usize> {
        let total = self.prose_in(tree, within);
        let is_body = |at: &usize| tree.nodes[*at].marks.has(Marks::BODY) && !self.marks[*at].has(Marks::FOREIGN);
        let bodies = (1..tree.nodes.len()).filter(is_body).filter(|&at| within == 0 || tree.is_inside(at, within));
        let best = bodies.clone().max_by_key(|&at| (self.prose_in(tree, at), std::cmp::Reverse(at)))?;
        let held = self.prose_in(tree, best);
        if held < 140 || held * 5 < total * 2 {
            return None;
        }
        let inner = bodies.filter(|&at| tree.is_inside(at, best) && self.prose_in(tree, at) * 100 >= held * 85);
        inner.max_by_key(|&at| tree.nodes[at].depth)
    }

    /// The element that most of the prose stands in closely: every paragraph speaks for its parent, less for what is further out.
    fn closest(&self, tree: &Tree, shapes: &[Shape]) -> Scores {
        let mut scores = Scores { of: vec![0.0; tree.nodes.len()], best: 0 };
        for (block, shape) in tree.blocks.iter().zip(shapes) {
            let letters = prose_letters(block, *shape);
            if letters < 25 || self.marks[block.node].has(Marks::FOREIGN.or(Marks::CAPTION)) {
                continue;
            }
            let text = tree.slice(block);
            let commas = text.chars().filter(|c| matches!(c, ',' | '،' | '、' | '，' | '؛')).count();
            let weight = (1.0 + commas.min(10) as f64 + (letters as f64 / 100.0).min(3.0)) * if shape.repeated { 3.0 } else { 1.0 };
            let first = if is_paragraph(tree.nodes[block.node].tag) { tree.nodes[block.node].parent } else { block.node };
            for (level, node) in tree.around(first).take(6).enumerate() {
                scores.of[node] += match level {
                    0 => weight,
                    1 => weight / 2.0,
                    level => weight / (level as f64 * 3.0),
                };
            }
        }
        for (at, node) in tree.nodes.iter().enumerate() {
            let blocks = &tree.blocks[node.blocks.clone()];
            let (letters, links) = blocks.iter().fold((0, 0), |sum, block| (sum.0 + block.letters, sum.1 + block.link_letters));
            let own = if node.marks.has(Marks::BODY) {
                1.5
            } else if node.marks.has(Marks::ARTICLE) {
                1.1
            } else {
                1.0
            };
            let inner = if matches!(node.tag, Tag::Ul | Tag::Ol | Tag::Dl) { 0.7 } else { 1.0 };
            scores.of[at] *= (1.0 - links as f64 / letters.max(1) as f64) * own * inner;
        }
        scores.best = (0..scores.of.len()).rev().max_by(|a, b| scores.of[*a].total_cmp(&scores.of[*b])).unwrap_or(0);
        scores
    }

    /// What stands around the container, where it holds much more prose, hardly anything else, and no other headline: the entries of
    /// a live blog, the sections of a long text.
    fn wider(&self, tree: &Tree, shapes: &[Shape]) -> usize {
        let mut chosen = self.container;
        for node in tree.around(self.container).skip(1).take(WIDER) {
            if self.holds_another(tree, shapes, node) {
                break;
            }
            let more = self.prose_in(tree, node) * 2 >= self.prose_in(tree, chosen) * 3;
            let inside = &tree.nodes[node].blocks;
            let headlines = inside.clone().filter(|&at| heading(tree, at) == Some(Tag::H1)).count();
            let teasers = inside.clone().filter(|&at| heading(tree, at).is_some() && linked(&tree.blocks[at]) >= LINKED).count();
            if more && self.purity(tree, node) >= 0.75 && headlines <= 1 && teasers == 0 && node != 0 {
                chosen = node;
            }
        }
        chosen
    }

    /// What stands around all entries of a live blog or channel, where the container is one of them or a part of one, or where they
    /// hold most of the page's prose.
    fn around_entries(&self, tree: &Tree) -> usize {
        let mut entries = vec![0usize; tree.nodes.len()];
        let is_entry = |node: &&Node| node.marks.has(Marks::LIVE) && !node.blocks.is_empty();
        tree.nodes.iter().skip(1).filter(is_entry).for_each(|node| entries[node.parent] += 1);
        let of_container = |node: usize| tree.is_inside(self.container, node) && node != self.container;
        let holds = |node: usize| of_container(node) || self.prose_in(tree, node) * 3 >= self.prose_in(tree, 0) * 2;
        let several = (1..tree.nodes.len()).filter(|&node| entries[node] >= 2 && holds(node));
        several.min_by_key(|&node| tree.nodes[node].depth).unwrap_or(self.container)
    }

    /// Elements beside the container, and beside what it stands in, that read like it.
    fn neighbours(&self, tree: &Tree, shapes: &[Shape], scores: &Scores) -> Vec<usize> {
        let least = (scores.of[self.container] * 0.2).max(10.0);
        let around: Vec<usize> = tree.around(self.container).take(LEVELS + 1).collect();
        let beside = |at: usize| {
            let parent = tree.nodes[at].parent;
            let level = around[1..].iter().position(|&node| node == parent)?;
            (!around.contains(&at)).then_some(level)
        };
        let reads_alike = |at: usize, level: usize| {
            let opens = level == 0 && self.headline.is_some_and(|(headline, _)| tree.nodes[at].blocks.contains(&headline));
            let reads =
                scores.of[at] >= least * (1.0 + level as f64) || opens && self.prose_in(tree, at) >= TEXT || self.leads(tree, at, around[level]);
            let good = reads && self.purity(tree, at) >= 0.7;
            let line = level == 0 || tree.nodes[at].tag == Tag::P;
            !self.marks[at].has(Marks::FOREIGN) && (good || line && self.is_prose_only(tree, at))
        };
        // What a heading of links opens or stands right above.
        let of_links = |at: usize| {
            let first = tree.nodes[at].blocks.start;
            shapes.get(first).is_some_and(|shape| shape.heads_links) || first > 0 && shapes[first - 1].heads_links
        };
        let is_of_others = |at: usize| of_links(at) || self.has_own_headline(tree, shapes, at) || self.teasers.are(tree, at);
        let reads_alike = |at: usize, level: usize| reads_alike(at, level) && !is_of_others(at);
        let points = |at: usize| self.headline.is_some_and(|(headline, _)| points::are(tree, at, headline, &tree.nodes[self.container].blocks));
        let holds = |at: usize, level: usize| reads_alike(at, level) || level == 0 && !self.marks[at].has(Marks::FOREIGN) && points(at);
        (1..tree.nodes.len()).filter(|&at| beside(at).is_some_and(|level| holds(at, level))).collect()
    }

    /// Share of the letters of an element that are prose.
    fn purity(&self, tree: &Tree, node: usize) -> f64 {
        let letters: usize = tree.blocks[tree.nodes[node].blocks.clone()].iter().map(|block| block.letters).sum();
        self.prose_in(tree, node) as f64 / letters.max(1) as f64
    }

    /// Whether an element between the headline and what goes on with the text is nothing but sentences: right above it, or beside the container.
    fn leads(&self, tree: &Tree, node: usize, below: usize) -> bool {
        let inside = &tree.nodes[node].blocks;
        let next = tree.nodes[below].blocks.start;
        let is_above = inside.end == next || below == self.container && inside.end < next;
        let is_below_headline = self.headline.is_some_and(|(headline, _)| inside.start > headline);
        is_above && is_below_headline && self.purity(tree, node) > 0.9 && self.prose_in(tree, node) > 50
    }

    fn is_prose_only(&self, tree: &Tree, node: usize) -> bool {
        is_paragraph(tree.nodes[node].tag) && self.prose_in(tree, node) > 50 && self.purity(tree, node) >= 0.75
    }
}

/// How far out elements beside the container are looked for.
const LEVELS: usize = 3;
/// How far out a wider container is looked for.
const WIDER: usize = 4;

/// How closely prose stands in each element, and the element where it does most.
struct Scores {
    of: Vec<f64>,
    best: usize,
}

impl Scores {
    /// The element inside `within` where prose stands closest.
    fn best_in(&self, tree: &Tree, within: usize) -> usize {
        let inside = (within..self.of.len()).rev().filter(|&at| tree.is_inside(at, within));
        inside.max_by(|a, b| self.of[*a].total_cmp(&self.of[*b])).unwrap_or(within)
    }
}

/// The heading that a block is.
fn heading(tree: &Tree, at: usize) -> Option<Tag> {
    tree.around(tree.blocks[at].node).take(2).map(|node| tree.nodes[node].tag).find(|tag| tag.is_heading())
}

/// Elements that hold the lines of one paragraph.
fn is_paragraph(tag: Tag) -> bool {
    tag.is_heading() || tag.is_inline() || matches!(tag, Tag::P | Tag::Pre | Tag::Li | Tag::Blockquote | Tag::Td | Tag::Dd)
}

fn prose_letters(block: &TextBlock, shape: Shape) -> usize {
    if (shape.prose || shape.repeated) && linked(block) < LINKED { block.letters - block.link_letters } else { 0 }
}

/// Sums of `value` over the blocks before each.
pub fn sums(tree: &Tree, value: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut out = Vec::with_capacity(tree.blocks.len() + 1);
    let mut sum = 0;
    out.push(0);
    for at in 0..tree.blocks.len() {
        sum += value(at);
        out.push(sum);
    }
    out
}

/// Whether an element opens with the heading of links, a link follows it, and no more sentences stand in it than links.
fn is_list_of_teasers(tree: &Tree, shapes: &[Shape], node: usize) -> bool {
    let range = tree.nodes[node].blocks.clone();
    if range.len() < 2 || !shapes[range.start].heads_links {
        return false;
    }
    let is_link = |at: &usize| linked(&tree.blocks[*at]) >= LINKED;
    let links = range.clone().filter(is_link).count();
    let sentences = range.clone().filter(|at| shapes[*at].prose && !is_link(at)).count();
    is_link(&(range.start + 1)) && sentences <= links
}

/// Whether a sentence of the text stands outside an element, below the headline in an element with it.
fn has_text_elsewhere(tree: &Tree, shapes: &[Shape], node: usize) -> bool {
    let Some(headline) = (0..tree.blocks.len()).find(|&at| shapes[at].headline && heading(tree, at).is_some()) else { return false };
    let own = tree.around(tree.blocks[headline].node).take_while(|&outer| !tree.is_inside(node, outer)).last();
    let is_text = |at: usize| shapes[at].prose && linked(&tree.blocks[at]) < LINKED;
    own.is_some_and(|own| (headline + 1..tree.nodes[own].blocks.end).any(is_text))
}

/// For each element the foreign marks of itself and of what it stands in. A mark does not hold on an element that the article must
/// be in: one with the headline and prose, with a named body, or with most of the page's prose.
fn marks_in_force(tree: &Tree, shapes: &[Shape], prose: &[usize], teasers: &Teasers) -> Vec<Marks> {
    let total = prose[tree.blocks.len()];
    let held = |node: usize| prose[tree.nodes[node].blocks.end] - prose[tree.nodes[node].blocks.start];
    let headlines =
        sums(tree, |at| usize::from(shapes[at].headline && tree.around(tree.blocks[at].node).any(|node| tree.nodes[node].tag.is_heading())));
    let repeated = sums(tree, |at| if shapes[at].repeated { tree.blocks[at].letters } else { 0 });
    let in_json = |node: usize| repeated[tree.nodes[node].blocks.end] - repeated[tree.nodes[node].blocks.start];
    let letters = sums(tree, |at| tree.blocks[at].letters);
    let letters_in = |node: usize| letters[tree.nodes[node].blocks.end] - letters[tree.nodes[node].blocks.start];
    let mut has_body = vec![false; tree.nodes.len()];
    for at in (1..tree.nodes.len()).rev() {
        let own = tree.nodes[at].marks.has(Marks::BODY) && held(at) * 5 > total;
        if own || has_body[at] {
            has_body[tree.nodes[at].parent] = true;
        }
    }
    let mut marks = Vec::with_capacity(tree.nodes.len());
    for (at, node) in tree.nodes.iter().enumerate() {
        let inherited = if at == 0 { Marks::default() } else { marks[node.parent] };
        let mut own = node.marks;
        if is_list_of_teasers(tree, shapes, at) || teasers.frame(tree, shapes, at) {
            own = own.or(Marks::RELATED);
        }
        let has_headline = headlines[node.blocks.end] > headlines[node.blocks.start];
        let is_page = matches!(node.tag, Tag::Html | Tag::Body | Tag::Main | Tag::Root);
        // What calls itself comments, and is all that the article says: sentences in a row, without the names of those who comment.
        let is_all = || {
            let in_article = || {
                tree.around(at).any(|outer| {
                    tree.nodes[outer].tag == Tag::Article && headlines[tree.nodes[outer].blocks.end] > headlines[tree.nodes[outer].blocks.start]
                })
            };
            node.blocks.len() >= 3 && held(at) * 10 > total * 9 && held(at) > 250 && held(at) * 20 >= letters_in(at) * 19 && in_article()
        };
        // What asks for consent is longer than many a text; a whole page may stand in an element that says it was given.
        let asks = own.has(Marks::CONSENT) && held(at) <= NOTICE;
        // Teasers in prose beside a short text are longer than it.
        let is_beside = node.tag == Tag::Aside && held(at) * 4 > total && !has_headline && has_text_elsewhere(tree, shapes, at);
        let most = held(at) * 2 > total && !own.has(Marks::COMMENTS) && !asks && !is_beside;
        let holds = is_page
            || has_body[at]
            || most
            || own.has(Marks::COMMENTS) && is_all()
            || has_headline && held(at) * 4 > total
            || in_json(at) * 2 > repeated[tree.blocks.len()] && in_json(at) > 0;
        let long = held(at) * 4 > total && held(at) > 400 && !is_beside && !node.marks.has(Marks::COMMENTS.or(Marks::RELATED));
        if long {
            own = Marks(own.0 & !Marks::WEAK.0);
        }
        if own.has(Marks::LINKY) && held(at) > 250 && held(at) * 10 > letters_in(at) * 6 {
            own = Marks(own.0 & !Marks::LINKY.0);
        }
        if holds {
            own = Marks(own.0 & !(Marks::FOREIGN.0 | Marks::APART.0));
        }
        marks.push(Marks(inherited.0 | own.0));
    }
    marks
}
