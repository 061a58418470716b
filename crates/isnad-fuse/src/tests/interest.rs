//! What a root has at stake in what it tells.

use super::*;
use crate::interest::{Stake, interest};

const ALLIES: [(&str, &str); 2] = [("gov", "bear"), ("rebels", "wolf")];

fn world() -> Knowledge {
    let mut knowledge = knowledge();
    for (a, b) in ALLIES {
        let mut allied = std::mem::take(&mut knowledge.allied);
        knowledge.relate(&mut allied, a, b, Period::default());
        knowledge.allied = allied;
    }
    knowledge
}

fn stake(actors: &str, targets: &str) -> Stake {
    let list = |ids: &str| ids.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect();
    Stake { actors: list(actors), targets: list(targets), ..Stake::default() }
}

/// The stake of both sides alike: the names are exchanged, the answer stays.
fn of(root: &str, kind: &str, polarity: Polarity, stake: Stake) -> Interest {
    let mirror = |id: &String| -> String {
        let other = match id.as_str() {
            "gov" => "rebels",
            "rebels" => "gov",
            "bear" => "wolf",
            "wolf" => "bear",
            id => id,
        };
        other.to_owned()
    };
    let all = |list: &[String]| list.iter().map(mirror).collect();
    let mirrored = Stake { actors: all(&stake.actors), targets: all(&stake.targets), held: all(&stake.held), ..stake.clone() };
    let (world, kind) = (world(), EventType::parse(kind).unwrap());
    let found = interest(root, kind, polarity, &stake, &world);
    assert_eq!(found, interest(&mirror(&root.to_owned()), kind, polarity, &mirrored, &world), "{root} {kind:?}: two sides, one answer");
    found
}

#[test]
fn an_enemys_word_of_a_place_accuses_and_admits_only_what_was_lost() {
    use Interest::*;
    use Polarity::*;
    for kind in ["hold", "siege", "deploy", "capture", "advance"] {
        assert_eq!(of("gov", kind, Asserted, stake("rebels", "")), EnemyClaim, "{kind}");
        assert_eq!(of("gov", kind, Asserted, stake("gov", "")), SelfServing, "{kind}");
    }
    assert_eq!(of("gov", "capture", Asserted, Stake { held: vec!["gov".into()], ..stake("rebels", "") }), Admission);
    assert_eq!(of("gov", "capture", Asserted, stake("rebels", "gov")), Admission);
    assert_eq!(of("gov", "siege", Asserted, stake("rebels", "gov")), EnemyClaim);
    assert_eq!(of("gov", "withdraw", Asserted, stake("gov", "")), Admission);
    // An ally's loss is not his own.
    assert_eq!(of("bear", "withdraw", Asserted, stake("gov", "")), Unknown);
}

#[test]
fn who_denies_what_his_side_did_serves_himself() {
    use Interest::*;
    use Polarity::*;
    for kind in ["advance", "withdraw", "airstrike", "killed", "clash", "agree", "meet"] {
        assert_eq!(of("gov", kind, Denied, stake("gov", "")), SelfServing, "{kind}");
        assert_eq!(of("bear", kind, Denied, stake("gov", "")), SelfServing, "{kind}, by an ally");
        assert_eq!(of("observatory", kind, Denied, stake("gov", "")), ThirdParty, "{kind}");
    }
    assert_eq!(of("gov", "withdraw", Denied, stake("rebels", "")), Admission, "who denies an enemy's loss gains nothing");
}

#[test]
fn own_dead_are_admitted_where_they_bore_arms() {
    use Interest::*;
    use Polarity::*;
    let armed = |stake: Stake| Stake { armed: true, ..stake };
    assert_eq!(of("gov", "killed", Asserted, armed(stake("rebels", "gov"))), Admission);
    assert_eq!(of("gov", "killed", Asserted, stake("rebels", "gov")), EnemyClaim);
    assert_eq!(of("gov", "airstrike", Asserted, armed(stake("rebels", "gov"))), EnemyClaim);
    assert_eq!(of("gov", "killed", Asserted, Stake { civilians: true, ..stake("gov", "") }), Admission);
    assert_eq!(of("gov", "killed", Asserted, stake("gov", "rebels")), SelfServing);
}
