//! Who holds what.

use super::*;

#[test]
fn control_is_held_claimed_contested_or_unknown() {
    let took = || claim("capture", "league", "town").on(6).by("league");
    let left = |by: &str| claim("withdraw", "army", "town").on(6).by(by);
    let fight = || claim("clash", "league,army", "town").on(7).by("observatory");
    let state = |pages: &[Page]| {
        let record = check(pages);
        let one = record.control.iter().find(|one| one.place.name.id == "town").unwrap().clone();
        (one.status, one.holder.as_ref().map(|holder| holder.id.clone()), one.claimant.as_ref().map(|claimant| claimant.id.clone()))
    };
    let of = |drafts: &[Draft]| vec![drafts.iter().cloned().fold(page("a", "2024-12-07"), Page::says)];
    let named = |id: &str| Some(id.to_owned());
    assert_eq!(state(&of(&[took(), left("observatory")])), (ControlStatus::Held, named("league"), None));
    assert_eq!(state(&of(&[took()])), (ControlStatus::Claimed, None, named("league")));
    assert_eq!(state(&of(&[left("observatory"), fight()])), (ControlStatus::Contested, named("army"), None));
    assert_eq!(state(&of(&[left("observatory"), left("council")])), (ControlStatus::Unknown, None, None));
    let hoped = check(&of(&[took().modal(Modality::Conditional)]));
    assert!(hoped.control.is_empty());
    assert_eq!(event(&hoped, "capture").status, Status::Hypothetical);
}

#[test]
fn a_city_is_not_its_governorate_and_facing_facilities_are_a_pair() {
    let record = check(&[page("a", "2024-12-07")
        .says(claim("capture", "rebels", "town").on(6).by("rebels"))
        .says(claim("capture", "rebels", "town_gov").on(6).by("rebels"))
        .says(claim("close", "neighbour", "door").on(6).by("neighbour"))
        .says(claim("capture", "rebels", "gate").on(6).by("rebels"))]);
    let kinds = |id: &str| -> Vec<&str> {
        let of = record.events.iter().find(|event| event.places[0].name.id == id && !event.linked.is_empty()).unwrap();
        of.linked.iter().map(|link| link.kind).collect()
    };
    assert_eq!((record.events.len(), kinds("town"), kinds("door")), (4, vec!["part_of"], vec!["pair"]));
}

#[test]
fn who_only_tells_of_a_place_does_not_hold_it() {
    let mut taken = claim("capture", "observatory", "town").on(6).by("agency");
    taken.0.actors[0].kind = EntityKind::Ngo;
    assert!(check(&[page("a", "2024-12-06").says(taken)]).control.is_empty());
}

#[test]
fn an_advance_and_a_fight_of_enemies_contest_a_town_that_nobody_was_told_to_hold() {
    let mut fight = claim("clash", "rebels,army", "town").on(6).by("observatory");
    let record = check(&[page("a", "2024-12-06").says(claim("advance", "rebels", "town").on(6).by("observatory")).says(fight.clone())]);
    assert_eq!((record.control[0].status, &record.control[0].holder), (ControlStatus::Contested, &None));
    fight.0.attribution.clear();
    fight.0.basis = Basis::Unattributed;
    assert!(check(&[page("a", "2024-12-06").says(fight)]).control.is_empty());
}
