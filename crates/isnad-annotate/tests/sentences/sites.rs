//! Where something happened: what a place is called, what a class word points back to, what only locates another place.

use crate::claims;
use isnad_model::{Article, Block, BlockKind, Outlet};
use isnad_text::Span;
use std::sync::Arc;

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

#[test]
fn what_only_locates_another_place_is_not_where_it_happened() {
    check("انتهت عملية إجلاء سكان بلدتي مضايا والزبداني في ريف دمشق.", &[&["مضايا", "الزبداني"]]);
    check("نزح سكان قرى جبل الزاوية في محافظة إدلب.", &[&["جبل الزاوية"]]);
    check("قتل ثلاثة من سكان حمص في بيروت.", &[&["بيروت"]]);
    check("قصفت المقاتلات مواقع في أطراف مديرية عبس بالساحل الغربي.", &[&["عبس"]]);
    check("التقت أطراف النزاع في جنيف.", &[&["جنيف"]]);
}

#[test]
fn a_relative_clause_takes_up_the_place_before_it() {
    check("دخل الجنود مدينة الفاشر التي انسحب منها المقاتلون في غرب السودان.", &[&["الفاشر"], &["الفاشر"]]);
    check("وصل الوفد إلى بلدة عرسال التي سيطر عليها المسلحون في شرق لبنان.", &[&["عرسال"]]);
}

#[test]
fn duals_and_lists_are_pointed_back_to() {
    check("خرج المسلحون من بلدتي الفوعة وكفريا. وقال مصدر إن المقاتلين دخلوا إلى البلدتين.", &[&["الفوعة", "كفريا"], &["الفوعة", "كفريا"]]);
    check("قصف الجيش قرى الحمرية والزكاة وحصرايا. وقتل ثلاثة في تلك القرى.", &[&["الحمرية", "الزكاة", "حصرايا"], &["الحمرية", "الزكاة", "حصرايا"]]);
    check("قصفت الطائرات مدينة حلب. وقتل ثلاثة في المدينة.", &[&["حلب"], &["حلب"]]);
}

#[test]
fn another_place_is_none_of_those_named() {
    check("قتل جنديان في بلدة الزبداني السورية. وقتل ثالث في منطقة أخرى.", &[&["الزبداني"], &[]]);
    check("أصيب مدنيان في قرية مجاورة بعد قصف مدينة خان يونس.", &[&[], &["خان يونس"]]);
    check("قتل ثلاثة في منطقة أخرى من ريف إدلب.", &[&["ريف إدلب"]]);
    check("قصف الطيران مواقع خارج إيران.", &[&[]]);
}

#[test]
fn a_port_and_a_capital_are_those_of_what_was_told() {
    check("دخلت القوات مدينة الحديدة في اليمن. وسيطرت بعد ساعات على الميناء.", &[&["الحديدة"], &["ميناء الحديدة"]]);
    check("قال الجيش السوري إن مسلحين قصفوا بلدة دوما. وسقطت ثلاث قذائف على العاصمة.", &[&["دوما"], &["دمشق"]]);
    check("أعلنت السلطات العراقية إغلاق مطار أربيل. وانفجرت سيارة مفخخة في العاصمة.", &[&["مطار أربيل الدولي"], &["بغداد"]]);
}

#[test]
fn fire_against_a_state_falls_on_it() {
    check("أطلق الحوثيون صواريخ باليستية ضد السعودية.", &[&["السعودية"]]);
    check("تظاهر المئات ضد إسرائيل في عمان.", &[&["عمان"]]);
}

#[test]
fn words_of_the_tables_with_letters_about_them_are_no_names() {
    check("قتل ثلاثة أشخاص في حادثتي سير.", &[&[]]);
    check("التقى الوزير أعضاء كتلة الإصلاح.", &[&[]]);
    check("قصفت الطائرات ممرا لتهريب السلاح.", &[&[]]);
    check("قتل ثلاثة في مديرية ذباب الساحلية في اليمن.", &[&["ذباب"]]);
}

#[test]
fn parts_stand_at_what_they_are_a_part_of() {
    check("المعارك مستمرة في منطقة جنوب غرب سوريا.", &[&["جنوب غرب سوريا"]]);
    check("سيطر الجيش على مركز مديرية عبس في اليمن.", &[&["عبس"]]);
    check("وصل الجيش إلى مدينة الحديدة. واشتبك الجيش مع المسلحين جنوبي المدينة المطلة على البحر الأحمر.", &[&["الحديدة"], &["الحديدة"]]);
    check("اتهمت سوريا إسرائيل بشن غارات على أراضيها.", &[&[], &["سوريا"]]);
}

#[test]
fn districts_and_ends_of_roads() {
    check("سيطرت القوات على قضاء سنجار في العراق.", &[&["سنجار"]]);
    check("قتل أربعون شخصا في اشتباكات بمحلية كتم بولاية شمال دارفور.", &[&["كتم"], &["كتم"]]);
    check("أمر القضاء العراقي باعتقال ثلاثة مسؤولين.", &[&[], &[]]);
    check("قطعت قبائل الطريق بين صنعاء ومأرب احتجاجا على الغلاء.", &[&[]]);
    check("اجتاحت الفيضانات مدينتي درنة والبيضاء شرقي ليبيا وخلفت آلاف القتلى.", &[&["درنة", "البيضاء"]]);
}

/// The places of the first claim of a paragraph behind a dateline.
fn told_from(dateline: &str, paragraph: &str) -> Vec<String> {
    let text: Arc<str> = format!("{dateline}{paragraph}").into();
    let mut article = Article::new("test".into(), Outlet::default(), None, text.clone());
    let block = |kind, from, to| Block { kind, span: Span::new(from, to), reason: String::new() };
    article.blocks.push(block(BlockKind::Dateline, 0, dateline.len()));
    article.blocks.push(block(BlockKind::Paragraph, dateline.len(), text.len()));
    let first = isnad_annotate::annotate(&article, crate::pack()).claims.into_iter().next().unwrap();
    first.parts.places.iter().map(|place| place.name_ar.to_string()).collect()
}

#[test]
fn the_capital_is_that_of_the_country_an_article_is_told_from() {
    assert_eq!(told_from("كييف (رويترز) - ", "قصفت القوات الروسية العاصمة ليل الثلاثاء."), ["كييف"]);
    assert_eq!(told_from("دبي (رويترز) - ", "شن مسلحون سوريون هجوما على العاصمة، وقالت سوريا إن سوريين قتلوا في بلدات سورية."), ["دمشق"]);
}

#[test]
fn who_strikes_from_a_country_has_no_seat_there() {
    check("استهدف حزب الله من لبنان مركزا للشرطة في نهاريا.", &[&["نهاريا"]]);
    check("قالت المنظمة التي تتخذ من لندن مقرا لها إن ثلاثة صحافيين اعتقلوا.", &[&[]]);
}
