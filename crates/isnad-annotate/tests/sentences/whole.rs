//! By what words a doer is told, and which noun phrase is the doer at all.

use crate::claims;
use isnad_model::EventType;

/// Who does it, as written, of every claim of that type.
fn written(text: &str, kind: EventType) -> Vec<Vec<String>> {
    let told = claims(text);
    told.iter().filter(|c| c.parts.event_type == kind).map(|c| c.parts.actors.iter().map(|a| a.surface.to_string()).collect()).collect()
}

fn check(text: &str, kind: EventType, wanted: &[&str]) {
    assert_eq!(written(text, kind), [wanted], "{text}");
}

#[test]
fn people_are_called_by_their_adjectives_and_by_whose_family_they_are() {
    check("اتهم دبلوماسيون آسيويون طهران بعرقلة المفاوضات.", EventType::Accuse, &["دبلوماسيون آسيويون"]);
    check("طالب محامون بارزون بفتح المعابر.", EventType::Call, &["محامون بارزون"]);
    check("دعت عائلة الصحفي إلى فتح تحقيق.", EventType::Call, &["عائلة الصحفي"]);
    check("ودعا المشتركون في الندوة إلى وقف الحرب.", EventType::Call, &["المشتركون في الندوة"]);
    // Not by what stands behind them in another case, nor by what else they do.
    check("اتهم محامون مسؤولين بعرقلة التحقيق.", EventType::Accuse, &["محامون"]);
    check("ندد محامون بالهجوم.", EventType::Condemn, &["محامون"]);
    check("دعا المراقبون إلى وقف الحرب.", EventType::Call, &["المراقبون"]);
}

#[test]
fn a_plural_adjective_is_not_that_of_one() {
    check("نصح التقرير الفرنسيين بتجنب السفر.", EventType::Call, &["التقرير"]);
    check("دعا المجلس اللبنانيين إلى الهدوء.", EventType::Call, &["المجلس"]);
    check("دعا المجلس اللبناني إلى الهدوء.", EventType::Call, &["المجلس اللبناني"]);
}

#[test]
fn men_in_the_accusative_do_nothing() {
    check("قال الاتحاد المصري إن الوضع سيئ. ودعا المشتركين إلى الحذر.", EventType::Call, &["الاتحاد المصري"]);
    check("أعلن الجيش اللبناني أنه قتل إرهابيا في عرسال.", EventType::Killed, &["الجيش اللبناني"]);
    check("أعلنت الشرطة المصرية أنها قتلت مسلحا في سيناء.", EventType::Killed, &["الشرطة المصرية"]);
    check("أعلن الجيش اللبناني أنه قتل في القصف خمسة أشخاص.", EventType::Killed, &[]);
    check("دعا المشتركون إلى الحذر.", EventType::Call, &["المشتركون"]);
}

#[test]
fn a_subject_goes_before_often_and_behind_what_is_set_off() {
    check("أنقرة عادة ما تتهم سوريا بدعم المسلحين.", EventType::Accuse, &["أنقرة"]);
    check("بغداد غالبا ما تتهم تركيا بقصف مواقع.", EventType::Accuse, &["بغداد"]);
    check("غالبا ما تتهم تركيا سوريا بدعم المسلحين.", EventType::Accuse, &["تركيا"]);
    check("وكان وزير المالية، وهو المرشح الوحيد للمنصب، قد طالب النواب بالتخلي عن القرار.", EventType::Call, &["وزير المالية"]);
    check("وكانت الوزيرة، وهي أول امرأة في المنصب، قد انتقدت الأحزاب بشدة.", EventType::Condemn, &["الوزيرة"]);
    check("كان الرئيس قد اتهم المعارضة بالتحريض.", EventType::Accuse, &["الرئيس"]);
    // The verb is in another gender than the subject of `كان`.
    check("وكان الوضع، كما قيل، صعبا. وقد انتقدت الوزيرة الأحزاب.", EventType::Condemn, &["الوزيرة"]);
}

#[test]
fn foreign_names_are_read_whole() {
    check("دعا مايك وولتز، المبعوث الأمريكي، إلى إجراء محادثات عمل.", EventType::Call, &["مايك وولتز"]);
    check("دعا هانز بليكس إلى وقف الحرب.", EventType::Call, &["هانز بليكس"]);
    check("دعا وليام بيلوز إلى وقف الحرب.", EventType::Call, &["وليام بيلوز"]);
}

#[test]
fn a_place_behind_a_verb_of_visiting_is_visited() {
    check("زار دمشق أمس الوزير الإيراني.", EventType::Meet, &["الوزير الإيراني"]);
    check("زارت بيروت وزيرة الخارجية الفرنسية كاترين كولونا.", EventType::Meet, &["وزيرة الخارجية الفرنسية"]);
    check("زار الوزير الإيراني دمشق.", EventType::Meet, &["الوزير الإيراني"]);
}

#[test]
fn an_adjective_of_a_side_tells_whose_deed_it_is() {
    check("أصيب ثلاثة في هجوم حوثي على مأرب.", EventType::Offensive, &["حوثي"]);
    check("نددت الوزارة بإطلاق الصواريخ الحوثية على الرياض.", EventType::Shelling, &["الحوثية"]);
    check("قتل ثلاثة في القصف الجوي الحكومي المكثف على حلب السورية.", EventType::Airstrike, &["حكومي"]);
    check("توالت دعوات أممية إلى وقف القتال في السودان.", EventType::Call, &["أممية"]);
    check("رحب الوزير بتنديد عربي وأممي بالهجوم.", EventType::Condemn, &["عربي", "أممي"]);
    // Not whose fire it was, nor of another noun.
    check("قتل ثلاثة في غارات دولية على الرقة.", EventType::Airstrike, &[]);
    check("قتل ثلاثة في هجوم على مبنى حكومي في كابل.", EventType::Offensive, &[]);
}

/// Who does it, by the name of tables, of every claim of that type.
fn known(text: &str, kind: EventType, wanted: &[&str]) {
    let told = claims(text);
    let names = told.iter().filter(|c| c.parts.event_type == kind).map(|c| c.parts.actors.iter().map(|a| a.name_ar.to_string()).collect());
    assert_eq!(names.collect::<Vec<Vec<String>>>(), [wanted], "{text}");
}

#[test]
fn arms_and_forces_are_of_the_nation_that_is_told_of() {
    known("أعلن وزير الدفاع التركي أن قوات بلاده قصفت مواقع في سوريا.", EventType::Shelling, &["الجيش التركي"]);
    known("قال وزير الدفاع الأميركي إن جنود بلاده سينسحبون من سوريا.", EventType::Withdraw, &["الجيش الأميركي"]);
    known("قصفت المدفعية مواقع في إدلب السورية.", EventType::Shelling, &["الجيش السوري"]);
    known("أعلن الجيش الفليبيني أنه قصف مواقع للمسلحين.", EventType::Shelling, &["الجيش الفلبيني"]);
}

#[test]
fn who_does_it_stands_behind_the_adjective_of_a_definite_deed() {
    known("أسفر القصف العنيف للجيش السوري عن مقتل طفل.", EventType::Shelling, &["الجيش السوري"]);
    known("أدان المجلس الغارات الأخيرة للجيش التركي على دهوك.", EventType::Airstrike, &["الجيش التركي"]);
    known("أسفر القصف الروسي العنيف للجيش السوري الحر عن مقتل خمسة.", EventType::Shelling, &["الجيش الروسي"]);
}

#[test]
fn a_namesake_of_a_known_person_is_somebody_else() {
    known("اعترف الوزير بأن خمسة قتلوا.", EventType::Killed, &[]);
    known("قالت ميلانيا ترامب إنها تدعم النساء.", EventType::Support, &["ميلانيا ترامب"]);
    known("انتقدت هيلاري كلينتون ترامب.", EventType::Condemn, &["هيلاري كلينتون"]);
    known("قال ترامب إنه يدعم الاتفاق.", EventType::Support, &["دونالد ترامب"]);
    known("واتهم رئيس هذه اللجنة باولو سانتوس المصرف بالتقصير.", EventType::Accuse, &["باولو سانتوس"]);
}
