//! The Arabic pages of the benchmark, against the floors that they must hold.

use xtask::pages::arabic;

#[test]
fn arabic_pages_are_read_clean() {
    let score = arabic::score().unwrap();
    assert!(score.pages >= 60);
    assert_eq!(score.leaks, [], "words of links, tickers and notices in a body");
    assert!(score.bodies.f1() >= 0.99, "F1 {:.4}: {:?}", score.bodies.f1(), score.short);
    assert_eq!(score.wrong_days(), 0, "{:?}", score.days);
    assert!(score.days.len() * 100 <= score.pages * 3, "{:?}", score.days);
    assert!(score.titles.is_empty(), "{:?}", score.titles);
    assert!(score.credits.is_empty(), "{:?}", score.credits);
}
