//! Where it happened: what only locates another place, who acts there, what stands between a verb and its noun.

use crate::claims;

/// A claim of that type is told at these places, in this order.
fn at(text: &str, kind: &str, expected: &[&str]) {
    let all = claims(text);
    let told = all.iter().filter(|claim| claim.parts.event_type.name() == kind);
    let found: Vec<Vec<&str>> = told.map(|claim| claim.parts.places.iter().map(|place| &*place.name_ar).collect()).collect();
    assert!(found.iter().any(|places| places == expected), "{text}\n  wanted {kind} at {expected:?}\n  found {found:?}");
}

#[test]
fn adjectives_that_locate_a_named_place() {
    at("اندلعت المواجهات في مستوطنة شيلو، القريبة من نابلس، التي شهدت مقتل مستوطن.", "killed", &["شيلو"]);
    at("وصل المقاتلون إلى بلدة النعيم المطلة على البحر الأحمر وقصفوها.", "shelling", &["النعيم"]);
    // Nothing else is named.
    at("قتل شخصان في منطقة قريبة من حماة.", "killed", &["حماة"]);
    at("قصف الجيش مناطق تابعة لمدينة زبيد.", "shelling", &["زبيد"]);
}

#[test]
fn states_that_strike_are_not_struck() {
    let told = claims("وقصفت فرنسا والولايات المتحدة وبريطانيا مواقع للحكومة السورية.");
    assert!(told[0].parts.places.iter().all(|place| !["الولايات المتحدة", "بريطانيا"].contains(&&*place.name_ar)), "{:?}", told[0].parts.places);
    at("قصفت إسرائيل مواقع في لبنان.", "shelling", &["لبنان"]);
}

#[test]
fn between_a_verb_and_its_noun() {
    at("وصل الرئيس الفرنسي الأحد إلى تونس في زيارة تستغرق يومين.", "meet", &["تونس"]);
    at("وصل الوزير إلى عدن في زيارة رسمية.", "meet", &["عدن"]);
}

#[test]
fn buildings_and_the_bodies_called_after_them() {
    at("عقد لقاء في البنتاغون بين الوزير الأميركي ونظيره الياباني.", "meet", &["البنتاغون"]);
    at("تظاهر المئات أمام البيت الأبيض.", "protest", &["البيت الأبيض"]);
    at("قال مسؤول في البيت الأبيض إن الجيش قصف مواقع في سوريا.", "shelling", &["سوريا"]);
    at("طالب البيت الأبيض بالإفراج عن الصحفي.", "call", &[]);
    let told = claims("قال مسؤول في البيت الأبيض إن الجيش قصف مواقع في سوريا.");
    assert_eq!(told[0].parts.attribution[0].source.name_en.as_deref(), Some("White House"));
}

#[test]
fn whoever_hosts_has_it_at_home() {
    at("تستضيف برلين السبت قمة بشأن ليبيا.", "meet", &["برلين"]);
    at("ناقشت برلين وباريس الملف في قمة طارئة.", "meet", &[]);
}

#[test]
fn words_that_only_look_like_names() {
    at("طالب النائب بتقديم دعم مالي للأسر.", "call", &[]);
    at("قتل جنود في وسط مالي.", "killed", &["مالي"]);
    at("قال حاكم ولاية هلمند إن سبعة قتلوا في معركة بعاصمة الولاية.", "clash", &["ولاية هلمند"]);
    at("قتل الناس بسبب الصخور وكتل الطين التي سقطت من التلال في منطقة بونياري.", "killed", &["بونياري"]);
    at("احتجز مسلح رهائن في سوبرماركت في ليون.", "detained", &["ليون"]);
}

#[test]
fn words_that_only_look_like_deeds() {
    at("نشرت تركيا قواتها في أنحاء ليبيا.", "deploy", &["ليبيا"]);
    at("أرسل الجيش 30 جنديا إلى مقاطعة كمبريا غربي إنجلترا.", "deploy", &["كمبريا"]);
    at("دعا الحزب إلى مقاطعة الانتخابات.", "call", &[]);
    at("سيطر الجيش على مواقع في محيط مدينة إدلب.", "capture", &["إدلب"]);
}

#[test]
fn names_that_hyphens_join() {
    at("قتل سبعة في هجوم بمقاطعة \"خوشت-إي-بالا\" في أفغانستان.", "killed", &["خوشت-إي-بالا"]);
    at("قتل ثلاثة في بلدة سان-جيرمان-أون-لي قرب باريس.", "killed", &["سان-جيرمان-أون-لي"]);
    at("قتل ثلاثة في بلدة دوما - ريف دمشق.", "killed", &["دوما"]);
}

#[test]
fn sites_that_are_bodies_too() {
    at("استهدف القصف مستشفى مديرية الخوخة في محافظة الحديدة.", "shelling", &["الخوخة"]);
    at("قصف الجيش مستشفى مدينة درعا.", "shelling", &["درعا"]);
}

#[test]
fn where_somebody_only_goes_to() {
    at("فر المسلحون نحو زبيد وبيت الفقيه.", "withdraw", &[]);
    at("دمرت الغارات تعزيزات كانت باتجاه الحديدة.", "destroy", &[]);
    at("انسحب المقاتلون من تدمر باتجاه الرقة.", "withdraw", &["تدمر"]);
    at("أطلقت الفصائل صواريخ باتجاه عسقلان.", "shelling", &["عسقلان"]);
}

#[test]
fn its_port_is_a_place_of_its_own() {
    at("تقع الحديدة على البحر الأحمر. تتقدم القوات لدخول المدينة والسيطرة على مينائها.", "capture", &["ميناء الحديدة"]);
    at("سيطرت الفصائل على مدينة حماة. وأكد القائد السيطرة على مطارها.", "capture", &["مطار حماة"]);
    // None that tables know.
    at("سيطرت الفصائل على مدينة نوى. وأكد القائد السيطرة على مطارها.", "capture", &["نوى"]);
}
