//! What stands before and after each stretch, so that looking at all of them takes one pass.

use super::Page;

/// Prose and lines of a page, summed over the stretches before each.
pub struct Sums {
    prose_lines: Vec<usize>,
    prose_words: Vec<usize>,
    lines: Vec<usize>,
    /// The first stretch of prose from each on.
    next_prose: Vec<Option<usize>>,
}

impl Sums {
    pub fn of(page: &Page<'_>) -> Sums {
        let sum = |value: &dyn Fn(usize) -> usize| {
            let mut out = vec![0];
            (0..page.len()).for_each(|at| out.push(out[at] + value(at)));
            out
        };
        let mut next_prose = vec![None; page.len() + 1];
        for at in (0..page.len()).rev() {
            next_prose[at] = if page.is_prose(at) { Some(at) } else { next_prose[at + 1] };
        }
        Sums {
            prose_lines: sum(&|at| usize::from(page.is_prose(at))),
            prose_words: sum(&|at| if page.is_prose(at) { page.segments[at].words } else { 0 }),
            lines: sum(&|at| usize::from(page.is_line(at))),
            next_prose,
        }
    }

    /// The first stretch of prose from `from` on.
    pub fn next_prose(&self, from: usize) -> Option<usize> {
        self.next_prose.get(from).copied().flatten()
    }

    /// The sum from `at` on.
    fn after(sums: &[usize], at: usize) -> usize {
        sums.last().map_or(0, |all| all - sums[at.min(sums.len() - 1)])
    }

    /// Whether the stretch at `at` may belong to the head: hardly any prose stands before it, most after it.
    pub fn may_be_head(&self, at: usize) -> bool {
        let (before, after) = (self.prose_lines[at], Sums::after(&self.prose_lines, at + 1));
        before == 0 || before <= 3 && after >= before * 3
    }

    /// Whether what follows a link heading alternates headlines and teasers to the end of the page, rather than being body again; lines
    /// before `done` are links already.
    pub fn is_foot_of_teasers(&self, at: usize, done: usize) -> bool {
        let lines = Sums::after(&self.lines, done.max(at + 1));
        let prose = Sums::after(&self.prose_lines, at + 1);
        lines >= 2 && lines * 5 >= prose * 3 && Sums::after(&self.prose_words, at + 1) < self.prose_words[at]
    }
}
