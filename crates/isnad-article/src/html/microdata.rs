//! Items of microdata: what kind each says it is, its headline and its address.

use super::linked_data::Page;
use super::tag::Tag;
use super::tree::Tree;
use rustc_hash::FxHashMap;

/// Items, names and addresses of them that are kept.
const MOST: usize = 20_000;

/// Bytes of the name of a publisher.
const NAME: usize = 200;

/// The items of a page.
#[derive(Debug, Default)]
pub struct Items {
    /// The kind by the element of each item.
    kinds: FxHashMap<usize, String>,
    /// Elements that name an item, with the block that holds the name.
    names: Vec<(usize, usize)>,
    addresses: Vec<(usize, String)>,
    /// The elements of publishers.
    publishers: Vec<usize>,
    /// Names that only machines see.
    told: Vec<(usize, String)>,
}

impl Items {
    /// An item starts.
    pub fn open(&mut self, node: usize, kind: &str) {
        if self.kinds.len() < MOST {
            self.kinds.insert(node, kind.trim_end_matches('/').rsplit('/').next().unwrap_or(kind).to_owned());
        }
    }

    /// The publisher of something starts.
    pub fn publisher(&mut self, node: usize) {
        if self.publishers.len() < MOST {
            self.publishers.push(node);
        }
    }

    /// Takes the name of the item around `node`, as machines see it.
    pub fn told(&mut self, node: usize, name: &str) {
        if self.told.len() < MOST && !name.trim().is_empty() {
            self.told.push((node, name.trim().to_owned()));
        }
    }

    /// What the publisher of the page's article is called: the one name that those have who stand in none of the items `others`.
    pub fn publisher_name(&self, tree: &Tree, others: &[usize]) -> Option<String> {
        let is_own = |node: usize| {
            let outer = self.around(tree, tree.nodes[node].parent);
            outer.is_none_or(|item| others.binary_search(&item).is_err())
        };
        let mut own = self.publishers.iter().filter(|&&node| is_own(node)).filter_map(|&node| self.name_of(tree, node));
        let first = own.next()?;
        own.all(|other| other == first).then_some(first)
    }

    fn name_of(&self, tree: &Tree, item: usize) -> Option<String> {
        let is_of = |node: usize| self.around(tree, node) == Some(item) || node == item;
        let told = self.told.iter().find(|(node, _)| is_of(*node)).map(|(_, name)| name.clone());
        let shown = || {
            self.names.iter().find(|(node, _)| is_of(*node)).and_then(|(_, block)| tree.blocks.get(*block)).map(|block| tree.slice(block).to_owned())
        };
        told.or_else(shown).filter(|name| name.len() <= NAME)
    }

    /// Takes an element whose words, in `block`, name its item.
    pub fn name(&mut self, node: usize, block: usize) {
        if self.names.len() < MOST {
            self.names.push((node, block));
        }
    }

    /// Takes an address of the item around `node`.
    pub fn address(&mut self, node: usize, address: &str) {
        if self.addresses.len() < MOST && !address.is_empty() {
            self.addresses.push((node, address.to_owned()));
        }
    }

    /// The items that are no article, or another one than the page's; with them in hand [`Items::is_in`] tells of an element.
    pub fn others(&self, tree: &Tree, page: &Page<'_>) -> Vec<usize> {
        let mut headlines: FxHashMap<usize, &str> = FxHashMap::default();
        for (node, block) in &self.names {
            if let Some((item, block)) = self.around(tree, *node).zip(tree.blocks.get(*block)) {
                headlines.entry(item).or_insert_with(|| tree.slice(block));
            }
        }
        let mut addresses: FxHashMap<usize, Vec<&str>> = FxHashMap::default();
        for (node, address) in &self.addresses {
            if let Some(item) = self.around(tree, *node) {
                addresses.entry(item).or_default().push(address);
            }
        }
        let holds_title = |item: usize| {
            tree.blocks[tree.nodes[item].blocks.clone()].iter().any(|block| tree.around(block.node).take(3).any(|at| tree.nodes[at].tag == Tag::H1))
        };
        let is_other = |(item, kind): (&usize, &String)| {
            let of_another = || page.is_other_item(headlines.get(item).copied(), addresses.get(item).map_or(&[], Vec::as_slice));
            !is_article(kind) || of_another() && !holds_title(*item)
        };
        let mut others: Vec<usize> = self.kinds.iter().filter(|item| is_other(*item)).map(|(item, _)| *item).collect();
        others.sort_unstable();
        others
    }

    /// Whether the innermost item around `node` is one of `items`, which are in order.
    pub fn is_in(&self, tree: &Tree, node: usize, items: &[usize]) -> bool {
        self.around(tree, node).is_some_and(|item| items.binary_search(&item).is_ok())
    }

    fn around(&self, tree: &Tree, node: usize) -> Option<usize> {
        if self.kinds.is_empty() {
            return None;
        }
        tree.around(node).find(|at| self.kinds.contains_key(at))
    }
}

/// Whether an item of this kind may be the article of a page.
fn is_article(kind: &str) -> bool {
    let ends = ["Article", "Posting", "Report", "Page", "CreativeWork", "Blog", "WebSite"];
    kind.is_empty() || ends.iter().any(|end| kind.ends_with(end))
}
