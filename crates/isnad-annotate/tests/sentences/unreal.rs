//! Deeds that are named and not told: instead of others, in stories and drills, asked about, denied by clefts and by those said to have done them.

use crate::claims;
use isnad_model::Modality::{self, Actual, Conditional, Future, Intended, Possible};
use isnad_model::Polarity::{self, Asserted, Denied};

/// Polarity and modality of every claim of a type.
fn stances(text: &str, kind: &str) -> Vec<(Polarity, Modality)> {
    let claims = claims(text);
    claims.iter().filter(|claim| claim.parts.event_type.name() == kind).map(|claim| (claim.parts.polarity, claim.parts.modality)).collect()
}

#[track_caller]
fn one(text: &str, kind: &str, polarity: Polarity, modality: Modality) {
    assert_eq!(stances(text, kind), [(polarity, modality)], "{text}");
}

/// Nothing of a type is told at all.
#[track_caller]
fn nothing(text: &str, kind: &str) {
    assert_eq!(stances(text, kind), [], "{text}");
}

#[test]
fn a_denied_cleft_denies_the_deed() {
    one("ليس الجيش هو من قصف السوق، قال المتحدث باسمه.", "shelling", Denied, Actual);
    one("لسنا نحن من قتل الصحفي، أكد زعيم الحركة.", "killed", Denied, Actual);
    one("قال المتحدث إن قواته ليست من قصف الميناء.", "shelling", Denied, Actual);
    one("الجيش هو من قصف السوق، قال شهود عيان.", "shelling", Asserted, Actual);
    one("الحركة هي التي قتلت الصحفي، أكد شقيقه.", "killed", Asserted, Actual);
    one("قال المتحدث إن القوات الأوكرانية هي من قصف الميناء.", "shelling", Asserted, Actual);
}

#[test]
fn what_is_said_of_every_such_deed_is_no_deed() {
    one("قالت المنظمة إن قصف المستشفيات جريمة حرب لا تسقط بالتقادم.", "shelling", Asserted, Conditional);
    one("اعتقال الصحفيين لا يخدم الديمقراطية في أي بلد.", "detained", Asserted, Conditional);
    one("قالت المنظمة إن قصف مستشفى الشفاء في غزة أمس جريمة حرب.", "shelling", Asserted, Actual);
    one("اعتقال ثلاثة صحفيين في تونس يثير موجة غضب.", "detained", Asserted, Actual);
}

#[test]
fn what_was_left_undone_for_something_else_is_denied() {
    one("بدلا من قصف المدينة فضل الجيش محاصرتها.", "shelling", Denied, Actual);
    one("انسحب المهاجمون قبل أن يتمكنوا من السيطرة على البلدة.", "capture", Denied, Actual);
    one("بعد قصف المدينة فضل الجيش محاصرتها.", "shelling", Asserted, Actual);
}

#[test]
fn stories_and_drills_tell_no_deeds() {
    one("يروي الفيلم قصة جندي يقتل أربعة من رفاقه في الصحراء.", "killed", Asserted, Possible);
    one("شمل التدريب قصف مواقع للمسلحين قرب المطار.", "shelling", Asserted, Intended);
    one("قتل جندي أربعة من رفاقه في قاعدة عسكرية بالصحراء.", "killed", Asserted, Actual);
    one("تمكنت الشرطة من تحرير رهائن من طائرة مخطوفة في مطار بورتسودان.", "freed", Asserted, Actual);
}

#[test]
fn what_is_asked_is_only_possible() {
    one("لم يتضح ما إذا كانت السلطات قد اعتقلت المهاجم.", "detained", Asserted, Possible);
    one("تساءل النواب عما إذا كان الجيش قد قتل المتظاهرين.", "killed", Asserted, Possible);
    one("اتضح أن السلطات قد اعتقلت المهاجم.", "detained", Asserted, Actual);
}

#[test]
fn then_and_or_join_verbs_as_and_does() {
    one("سيدخل المراقبون المدينة ثم ينسحب المسلحون منها.", "withdraw", Asserted, Future);
    one("سيدخل المراقبون المدينة، ثم ينسحب المسلحون منها.", "withdraw", Asserted, Future);
    one("عاد الطيارون سالمين من دون أن يصاب أو يقتل أحد منهم.", "killed", Denied, Actual);
    one("دخل المراقبون المدينة ثم انسحب المسلحون منها.", "withdraw", Asserted, Actual);
}

#[test]
fn conditions_stand_behind_their_deed_as_well() {
    one("تفتح المعابر شريطة تسليم الجثامين.", "open", Asserted, Conditional);
    one("كلما قصف حزب الله الجليل ردت إسرائيل.", "shelling", Asserted, Conditional);
    one("فتحت المعابر عقب تسليم الجثامين.", "open", Asserted, Actual);
}

#[test]
fn what_an_agreement_provides_is_to_come() {
    one("بموجب المرحلة الأولى تطلق حماس سراح 33 رهينة.", "freed", Asserted, Future);
    one("بموجب التفاهم فتح معبر نصيب أمام الشاحنات صباح اليوم.", "open", Asserted, Actual);
    one("تبحث واشنطن سحب نصف قواتها من ألمانيا.", "withdraw", Asserted, Intended);
}

#[test]
fn whoever_denies_a_part_in_it_denies_having_done_it() {
    let text = "أصيب ثلاثة مدنيين في قصف على حلب. وتنفي موسكو مسؤوليتها عنه.";
    assert_eq!(stances(text, "shelling"), [(Asserted, Actual), (Denied, Actual)]);
    let denied = claims(text).into_iter().find(|claim| claim.parts.polarity == Denied);
    assert_eq!(denied.map(|claim| claim.parts.actors[0].id.to_string()), Some("russia".into()));
    assert_eq!(stances("استهدف انفجار ناقلة نفط قرب الفجيرة. ونفت طهران علمها به.", "bombing"), [(Asserted, Actual)]);
    one("تنفي رواندا دعم متمردي حركة 23 مارس.", "support", Denied, Actual);
}

#[test]
fn to_hesitate_and_to_regret_take_the_deed_as_done() {
    one("لم تتردد البحرية في قصف السفينة.", "shelling", Asserted, Actual);
    one("أعرب المبعوث عن ارتياحه لإطلاق سراح الرهائن.", "freed", Asserted, Actual);
    one("أعرب المبعوث عن أمله في إطلاق سراح الرهائن قريبا.", "freed", Asserted, Intended);
    one("وذكرت مصادر من المعارضة أن قصفا حكوميا على بلدة تفتناز قد أسفر عن إصابة تسعة أشخاص.", "shelling", Asserted, Actual);
}

#[test]
fn not_every_lam_tells_a_purpose() {
    one("ندد البيان بقمع الجيش لمظاهرات في نابلس.", "protest", Asserted, Actual);
    one("أحيا السكان الذكرى الثالثة لقصف المستشفى في حلب.", "shelling", Asserted, Actual);
    one("أدت عودة الوزير إلى جوبا لاندلاع القتال بين الطرفين.", "clash", Asserted, Actual);
    one("تعرض الصحفي للضرب والاعتقال في بغداد.", "detained", Asserted, Actual);
    one("وصل الوفد إلى موسكو لمحادثات مع لافروف.", "meet", Asserted, Intended);
    one("هجوم واسع لتحرير المدينة من المسلحين.", "capture", Asserted, Intended);
    one("وضع التنظيم خططا لتفجيرات في باريس.", "bombing", Asserted, Intended);
}

#[test]
fn what_one_gets_ready_for_and_what_will_take_place_is_future() {
    one("تستعد الفرقة لإطلاق عملية واسعة نحو مدينة الرطبة.", "offensive", Asserted, Future);
    one("قالت المصادر إن اجتماعا موسعا سيعقد بعد يومين بين الجانبين.", "meet", Asserted, Future);
    nothing("قال الوزير إن سقوط المدينة سيكون كارثة.", "capture");
}

#[test]
fn what_is_waited_for_drafted_or_stopped_is_no_fact() {
    one("ينتظر أهالي المخطوفين الإفراج عن ذويهم.", "freed", Asserted, Possible);
    one("تبادل الطرفان مسودات اتفاق سلام دون إحراز تقدم.", "agree", Asserted, Intended);
    one("علقت ألمانيا إرسال السلاح إلى إسرائيل.", "deploy", Denied, Actual);
    one("أوقفت الشرطة ثلاثة مشتبه بهم في باريس.", "detained", Asserted, Actual);
    one("علق الوزير على قصف المستشفى.", "shelling", Asserted, Actual);
}

#[test]
fn what_one_dreams_of_or_delays_has_not_happened() {
    nothing("يحلم القائد باحتلال قطاع غزة.", "capture");
    one("لقاء بين لافروف وروبيو الأسبوع القادم.", "meet", Asserted, Future);
    one("تتلكأ إسرائيل في الانسحاب من الجنوب اللبناني.", "withdraw", Asserted, Intended);
    one("تحرير الفاشر بات مسألة وقت، قال القائد.", "capture", Asserted, Future);
    one("أيام قليلة تفصلنا عن تحرير الرقة، قالت المتحدثة.", "capture", Asserted, Future);
}

#[test]
fn what_is_needed_neared_or_made_possible_is_to_come() {
    // The call was made, the summit is only offered: an occasion between commas parts neither.
    let text = "عرض الرئيس الفرنسي على نظيره الروسي، خلال اتصال هاتفي الاثنين، عقد قمة في باريس.";
    assert_eq!(stances(text, "meet"), [(Asserted, Actual), (Asserted, Intended)]);
    one("قال الوزير إن أمن البلاد يتطلب السيطرة على مساحات واسعة من الحدود.", "capture", Asserted, Intended);
    one("سيطرت القوات على مساحات واسعة من الحدود.", "capture", Asserted, Actual);
    one("أعلنت القوات اقترابها من السيطرة على المدينة.", "capture", Asserted, Future);
    one("أكد القائد أن قواته يمكنها \"اقتحام\" البلدة في أي وقت.", "offensive", Asserted, Possible);
    one("قال المحلل إن السلام سيفتح الطريق أمام استعادة الميناء.", "capture", Asserted, Possible);
}

#[test]
fn what_there_is_nothing_in_is_denied_however_strongly() {
    one("قال الوزير إنه لا صحة على الإطلاق للأنباء التي يتم تداولها حول قصف بلدات على الحدود.", "shelling", Denied, Actual);
    one("قال الوزير إنه لا يمكن سحب القوات من البلدة.", "withdraw", Denied, Possible);
}

#[test]
fn an_occasion_is_called_off_behind_its_name_too() {
    for text in ["قال مسؤول إن المحادثات ألغيت.", "أعلن الرئيس أن اللقاء ألغي."] {
        assert!(!stances(text, "meet").contains(&(Asserted, Actual)), "{text}");
    }
    one("قال مسؤول إن المحادثات بدأت.", "meet", Asserted, Actual);
    // What comes before a cancellation, or brings it about, did happen.
    one("بعد القصف على المدينة ألغيت القمة.", "shelling", Asserted, Actual);
}

#[test]
fn what_one_tells_himself_is_not_what_he_calls_a_lie() {
    one("قال الجيش السوداني إن قواته سيطرت على الأبيض، مؤكدا أن ما تروجه المليشيا \"محض أكاذيب\".", "capture", Asserted, Actual);
    one("قال المتحدث إن الحكومة سحبت قواتها من سرت، مضيفا أن ما يشاع كاذب.", "withdraw", Asserted, Actual);
    one("قال المتحدث إن الأنباء عن انسحاب القوات من سرت كاذبة.", "withdraw", Denied, Actual);
}
