//! Names of places that no table knows.

use crate::claims;
use isnad_model::EventType;

fn check(text: &str, wanted: &[&str]) {
    let claims = claims(text);
    let found: Vec<&str> = claims.iter().flat_map(|claim| claim.parts.places.iter().map(|place| &*place.name_ar)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn a_foreign_name_is_read_over_its_particles_and_in_lists() {
    check("دمر الزلزال منازل في مدن كارتو دي فينا وموراسكان وتولفيرا.", &["كارتو دي فينا", "موراسكان", "تولفيرا"]);
}

#[test]
fn a_word_in_feminine_form_behind_a_class_word_is_a_name() {
    check("قصفت الطائرات مواقع في منطقة فضحة.", &["فضحة"]);
}

#[test]
fn terrain_is_called_with_its_class_word_and_a_longer_name_by_both_words() {
    check("سيطر الجيش على وادي كرشوم.", &["وادي كرشوم"]);
    check("سقط صاروخ فوق منطقة دير العشائر.", &["دير العشائر"]);
}

#[test]
fn a_front_is_at_the_place_it_is_called_after() {
    check("اندلعت مواجهات في جبهة القرموشة.", &["القرموشة"]);
}

#[test]
fn what_is_told_of_the_whole_world_happened_at_no_place() {
    let claims = claims("قتل 5 أشخاص في بريطانيا. وبلغ عدد الوفيات عالميا 10 ملايين. وتوفي 3 آلاف شخص حول العالم.");
    let places: Vec<usize> = claims.iter().map(|claim| claim.parts.places.len()).collect();
    assert_eq!(places, [1, 0, 0]);
}

#[test]
fn a_part_of_a_place_is_of_the_place_told_before() {
    for (text, place) in [
        ("دخلت القوات التركية مدينة عفرين شمال سوريا وسيطرت على أجزاء منها.", "عفرين"),
        ("قصف الجيش أطراف مدينة الباب.", "الباب"),
        ("تواصل القوات عملية عسكرية في محافظة صعدة لتحرير كامل المحافظة.", "محافظة صعدة"),
        ("قصفت الطائرات مواقع للحوثيين جنوبي التحيتا في اليمن.", "التحيتاء"),
    ] {
        let last = claims(text).pop().unwrap();
        assert_eq!(last.parts.places.iter().map(|place| &*place.name_ar).collect::<Vec<_>>(), [place], "{text}");
    }
}

#[test]
fn a_state_that_strikes_is_not_where_it_strikes() {
    let claims = claims("قصفت إسرائيل قطاع غزة. وقال نتانياهو إن إسرائيل وجهت ضربة إلى حركة حماس.");
    assert!(claims.iter().all(|claim| claim.parts.places.iter().all(|place| &*place.name_ar != "إسرائيل")));
}

#[test]
fn the_city_is_the_one_told_of_right_before() {
    for (text, place) in [
        ("وقعت معارك في مدينة حمص. وانسحبت القوات من دير الزور. وقالت قوات سوريا الديمقراطية إنها سيطرت على المدينة.", "دير الزور"),
        ("انسحبت القوات من دير الزور باتجاه مدينة حمص. وقالت الفصائل إنها سيطرت على المدينة.", "حمص"),
    ] {
        let last = claims(text).pop().unwrap();
        assert_eq!(last.parts.places.iter().map(|place| &*place.name_ar).collect::<Vec<_>>(), [place], "{text}");
    }
}

/// The ids of the first claim's places.
fn ids(text: &str) -> Vec<String> {
    claims(text).first().map(|claim| claim.parts.places.iter().map(|place| place.id.to_string()).collect()).unwrap_or_default()
}

#[test]
fn a_day_behind_a_town_is_none_of_its_name() {
    assert_eq!(ids("انسحب الجيش من مدينة حمص اليوم الجمعة."), ["geonames:169577"]);
}

#[test]
fn a_homonym_is_the_one_of_the_articles_country() {
    assert_eq!(ids("قال الجيش اللبناني إن جنديين قتلا في طرابلس."), ["geonames:266826"]);
    assert_eq!(ids("قال الجيش الليبي إن جنديين قتلا في طرابلس."), ["geonames:2210247"]);
    assert_eq!(ids("قالت الشبكة السورية لحقوق الإنسان إن خمسة مدنيين قتلوا في أريحا."), ["geonames:172994"]);
    assert_eq!(ids("قالت السلطة الفلسطينية إن خمسة مدنيين قتلوا في أريحا."), ["geonames:284899"]);
}

#[test]
fn half_of_a_town_is_a_part_of_it() {
    let claims = claims("سيطرت هيئة تحرير الشام على نصف مدينة حماة.");
    assert!(claims[0].parts.partial);
}

#[test]
fn letters_of_a_name_are_not_cut_where_nothing_can_be_cut() {
    check("توفيت امرأة في وجدة.", &["وجدة"]);
    check("جرفت السيول منازل في درنة.", &["درنة"]);
    check("هاجم مسلحون مطارا في العاصمة المالية.", &[]);
}

#[test]
fn residents_officials_and_bodies_keep_the_place_they_are_named_by() {
    check("نزح الآلاف من سكان الفاشر إلى مخيمات في الشرق.", &["الفاشر"]);
    check("انتهت عملية إجلاء سكان بلدتي الفوعة وكفريا.", &["الفوعة", "كفريا"]);
    check("قتل خمسة أشخاص في هجوم، بحسب محافظ حمص.", &["حمص"]);
    check("أعدمت السلطات 8 أشخاص في سجن غاردهشت.", &["سجن غاردهشت"]);
}

#[test]
fn a_front_or_a_point_of_the_compass_is_of_the_place_behind_it() {
    check("اندلعت اشتباكات في جنوب سرينابور بين الجيش ومسلحين.", &["سرينابور"]);
    check("وقعت معارك في جبهة البقع بمحافظة صعدة اليمنية.", &["البقع"]);
    check("سحبت الحكومة من الشوارع \"قوات مكافحة الشغب\".", &[]);
}

#[test]
fn whoever_is_said_to_say_so_is_not_whom_the_dead_killed() {
    for text in ["قتل ثلاثة جنود بحسب شرطة بيشاور.", "قتل، وفق المصادر، ثلاثة جنود في حلب.", "المخفر الذي قتل فيه ثلاثة جنود."]
    {
        let found = claims(text);
        let told: Vec<_> = found.iter().map(|c| (c.parts.actors.len(), c.parts.quantity.as_ref().map(|q| q.value))).collect();
        assert_eq!(told, [(0, Some(3))], "{text}");
    }
}

#[test]
fn where_somebody_lives_or_serves_gives_way_to_where_it_is_told_to_be() {
    check("قتل ثلاثة من سكان حمص في بيروت.", &["بيروت"]);
    check("اغتيل محافظ عدن في القاهرة.", &["القاهرة"]);
}

#[test]
fn what_is_taken_of_a_place_is_not_the_place() {
    let partial = |text: &str| claims(text).iter().any(|claim| claim.parts.event_type == EventType::Capture && claim.parts.partial);
    assert!(partial("سيطرت القوات على أحياء من مدينة حلب."));
    assert!(partial("سيطر الجيش على بلدات في ريف حماة."));
    assert!(partial("تمكن الجيش من طرد المسلحين من بعض المواقع في حماة."));
    assert!(partial("سيطر الجيش على محيط مطار حلب."));
    assert!(!partial("سيطر الجيش على مدينة حلب."));
    assert!(!partial("سيطر الجيش على جميع القرى في ريف حماة."));
}
