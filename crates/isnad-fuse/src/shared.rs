//! Lists whose rows two records may hold in common.

use std::ops::Index;
use std::sync::Arc;

/// A list of rows that reads like a slice; a record and the one made after it share the rows that have not changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Rows<T>(Vec<Arc<T>>);

/// The rows of a list in their order.
pub type Iter<'r, T> = std::iter::Map<std::slice::Iter<'r, Arc<T>>, fn(&'r Arc<T>) -> &'r T>;

impl<T> Rows<T> {
    /// Its rows in their order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(|row| row)
    }

    /// Its rows as they are shared.
    pub fn shared(&self) -> impl Iterator<Item = &Arc<T>> {
        self.0.iter()
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The row at a place.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(|row| &**row)
    }

    /// Where the first row stands for which `before` no longer holds, in a list that is ordered by it.
    pub fn partition_point(&self, mut before: impl FnMut(&T) -> bool) -> usize {
        self.0.partition_point(|row| before(row))
    }

    /// Keeps the rows that `keep` names.
    pub fn retain(&mut self, mut keep: impl FnMut(&T) -> bool) {
        self.0.retain(|row| keep(row));
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows(Vec::new())
    }
}

impl<T> Index<usize> for Rows<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}

impl<'r, T> IntoIterator for &'r Rows<T> {
    type Item = &'r T;
    type IntoIter = Iter<'r, T>;

    fn into_iter(self) -> Iter<'r, T> {
        self.iter()
    }
}

impl<T> From<Vec<Arc<T>>> for Rows<T> {
    fn from(rows: Vec<Arc<T>>) -> Self {
        Rows(rows)
    }
}

impl<T> FromIterator<T> for Rows<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Rows(rows.into_iter().map(Arc::new).collect())
    }
}
