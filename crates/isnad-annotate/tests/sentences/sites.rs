//! Where something happened: what a place is called, what a class word points back to, what only locates another place.

use crate::claims;

/// The places of every claim, in order of the text.
fn check(text: &str, wanted: &[&[&str]]) {
    let claims = claims(text);
    let found: Vec<Vec<&str>> = claims.iter().map(|claim| claim.parts.places.iter().map(|place| &*place.name_ar).collect()).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn a_definite_word_behind_a_quarter_or_a_mountain_is_its_name() {
    check("اعتقلت الشرطة ثلاثة في حي السلام بمدينة بنغازي شرقي ليبيا.", &[&["السلام"]]);
    check("سيطرت القوات على جبل القرن الاستراتيجي ووادي الرمان.", &[&["جبل القرن", "وادي الرمان"]]);
    check("قتل ثلاثة في حي سكني.", &[&[]]);
    check("دخلت الفصائل ضواحي مدينة حمص الرئيسية.", &[&["حمص"]]);
}

#[test]
fn a_road_called_after_both_its_ends_is_neither() {
    check("عثرت القوات على ست جثث قرب طريق بغداد كركوك.", &[&["طريق بغداد كركوك"]]);
    check("قتل جندي على طريق صنعاء - الحديدة.", &[&["طريق صنعاء - الحديدة"]]);
}

#[test]
fn names_of_no_table_go_on_in_lists() {
    check("أعلن الجيش السيطرة على قرى الزلاقة وأم ناب في كردفان.", &[&["الزلاقة", "أم ناب"]]);
    check("قصف الطيران مواقع في السحمول، وأملوح، وثبيرة غرب صعدة.", &[&["السحمول", "أملوح", "ثبيرة"]]);
    check("نفذت القوات مداهمات في المنازل والمقاهي.", &[&[]]);
}

#[test]
fn floods_are_no_capital() {
    check("قتل عشرون شخصا في السيول.", &[&[]]);
    check("لقي ستة أشخاص مصرعهم في سيول جارفة.", &[&[]]);
    check("وصل الوزير إلى سيول حيث التقى نظيره الكوري الجنوبي.", &[&["سيول"], &["سيول"]]);
}
