//! Union-find over small ranges of numbers.

/// Disjoint sets; the representative of a set is its smallest member, whatever the order of unions.
pub struct Sets {
    parent: Vec<u32>,
}

impl Sets {
    /// `count` sets of one.
    pub fn new(count: usize) -> Self {
        Sets { parent: (0..count as u32).collect() }
    }

    /// The smallest member of the set of `item`.
    pub fn find(&mut self, item: usize) -> usize {
        let mut at = item as u32;
        while self.parent[at as usize] != at {
            self.parent[at as usize] = self.parent[self.parent[at as usize] as usize];
            at = self.parent[at as usize];
        }
        at as usize
    }

    /// Joins the sets of `a` and `b`.
    pub fn union(&mut self, a: usize, b: usize) {
        let (x, y) = (self.find(a), self.find(b));
        self.parent[x.max(y)] = x.min(y) as u32;
    }
}
