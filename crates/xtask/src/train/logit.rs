//! A conditional logit: of the candidates of one choice, each weighs the sum of its features. Learned by L-BFGS (Liu and Nocedal 1989).

use super::examples::Example;

const ITERATIONS: usize = 120;
/// How many steps back the curvature is estimated from.
const MEMORY: usize = 8;
/// The gradient's largest entry at which learning stops.
const FLAT: f64 = 1e-3;

/// Weights that make the right candidates of `examples` likeliest. Those of the features that are `free` are learned, held down by `penalty`;
/// the others stay as they stand in `weights`.
pub fn learn(examples: &[&Example], mut weights: Vec<f64>, free: &[bool], penalty: f64) -> Vec<f64> {
    let telling: Vec<&Example> = examples.iter().copied().filter(|e| e.right.contains(&true) && e.right.contains(&false)).collect();
    let loss = |weights: &[f64]| loss(&telling, weights, free, penalty);
    let (mut last, mut gradient) = loss(&weights);
    let mut steps: Vec<(Vec<f64>, Vec<f64>)> = Vec::new();
    for _ in 0..ITERATIONS {
        if gradient.iter().all(|g| g.abs() < FLAT) {
            break;
        }
        let direction = direction(&gradient, &steps);
        let slope = dot(&direction, &gradient);
        let mut size = if steps.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
        let (next, next_loss, next_gradient) = loop {
            let next: Vec<f64> = weights.iter().zip(&direction).map(|(w, d)| w + size * d).collect();
            let (next_loss, next_gradient) = loss(&next);
            if next_loss <= last + 1e-4 * size * slope || size < 1e-10 {
                break (next, next_loss, next_gradient);
            }
            size *= 0.5;
        };
        let moved: Vec<f64> = next.iter().zip(&weights).map(|(a, b)| a - b).collect();
        let turned: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(a, b)| a - b).collect();
        if dot(&moved, &turned) > 1e-12 {
            steps.push((moved, turned));
            if steps.len() > MEMORY {
                steps.remove(0);
            }
        }
        (weights, last, gradient) = (next, next_loss, next_gradient);
    }
    weights
}

/// The candidate that weighs most; what the rules of grammar take gives way to one that weighs more by `margin`, which may be negative.
pub fn best(example: &Example, weights: &[f64], margin: f64) -> usize {
    let mut best = (example.ruled, weigh(&example.candidates[example.ruled], weights) + margin);
    for (at, candidate) in example.candidates.iter().enumerate().filter(|(at, _)| *at != example.ruled) {
        let weight = weigh(candidate, weights);
        if weight > best.1 {
            best = (at, weight);
        }
    }
    best.0
}

fn weigh(candidate: &[(u32, f64)], weights: &[f64]) -> f64 {
    candidate.iter().map(|(feature, share)| share * weights[*feature as usize]).sum()
}

/// Negative log likelihood of the right candidates with its gradient, both with the penalty.
fn loss(examples: &[&Example], weights: &[f64], free: &[bool], penalty: f64) -> (f64, Vec<f64>) {
    let held: Vec<f64> = weights.iter().zip(free).map(|(w, free)| if *free { *w } else { 0.0 }).collect();
    let mut loss = penalty * dot(&held, &held) / 2.0;
    let mut gradient: Vec<f64> = held.iter().map(|w| penalty * w).collect();
    for example in examples {
        let weighed: Vec<f64> = example.candidates.iter().map(|candidate| weigh(candidate, weights)).collect();
        let most = weighed.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let likely: Vec<f64> = weighed.iter().map(|w| (w - most).exp()).collect();
        let all: f64 = likely.iter().sum();
        let right: f64 = likely.iter().zip(&example.right).filter(|(_, right)| **right).map(|(l, _)| l).sum::<f64>().max(1e-300);
        loss -= example.weight * (right.ln() - all.ln());
        for ((candidate, likely), is_right) in example.candidates.iter().zip(&likely).zip(&example.right) {
            let pull = example.weight * (likely / all - if *is_right { likely / right } else { 0.0 });
            candidate.iter().for_each(|(feature, share)| gradient[*feature as usize] += share * pull);
        }
    }
    gradient.iter_mut().zip(free).filter(|(_, free)| !**free).for_each(|(g, _)| *g = 0.0);
    (loss, gradient)
}

/// Where to go: down the gradient, bent by the curvature of the last steps.
fn direction(gradient: &[f64], steps: &[(Vec<f64>, Vec<f64>)]) -> Vec<f64> {
    let mut out: Vec<f64> = gradient.iter().map(|g| -g).collect();
    let mut shares = Vec::new();
    for (moved, turned) in steps.iter().rev() {
        let share = dot(moved, &out) / dot(moved, turned);
        out.iter_mut().zip(turned).for_each(|(o, t)| *o -= share * t);
        shares.push(share);
    }
    if let Some((moved, turned)) = steps.last() {
        let scale = dot(moved, turned) / dot(turned, turned);
        out.iter_mut().for_each(|o| *o *= scale);
    }
    for ((moved, turned), share) in steps.iter().zip(shares.into_iter().rev()) {
        let back = dot(turned, &out) / dot(moved, turned);
        out.iter_mut().zip(moved).for_each(|(o, m)| *o += (share - back) * m);
    }
    out
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_right_candidates_share_weighs_most() {
        // Feature 0 stands on the right candidate three times of four, feature 1 on the wrong one.
        let example = |right: usize| Example {
            article: 0,
            blind: false,
            of_words: false,
            weight: 1.0,
            candidates: vec![vec![(0, 1.0), (2, 1.0)], vec![(1, 1.0), (2, 1.0)]],
            right: vec![right == 0, right == 1],
            ruled: 0,
        };
        let all = [example(0), example(0), example(0), example(1)];
        let weights = learn(&all.iter().collect::<Vec<_>>(), vec![0.0; 3], &[true; 3], 0.01);
        assert!(weights[0] > 0.4 && weights[1] < -0.4, "{weights:?}");
        assert!((weights[0] - weights[1] - 3.0_f64.ln()).abs() < 0.1, "odds of three to one: {weights:?}");
        assert!(weights[2].abs() < 1e-6, "what all candidates share tells nothing");
        assert_eq!(best(&all[0], &weights, 0.0), 0);
        let weights = learn(&all.iter().collect::<Vec<_>>(), vec![0.5, 0.0, 0.0], &[false, true, true], 0.01);
        assert!((weights[0] - 0.5).abs() < 1e-12 && weights[1] < -0.4, "the first was to stay: {weights:?}");
    }
}
