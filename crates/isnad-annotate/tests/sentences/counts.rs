//! Figures that count people, and figures that do not.

use crate::claims;
use isnad_model::EventType;

fn check(text: &str, kind: EventType, wanted: &[Option<u64>]) {
    let told = claims(text);
    let found: Vec<Option<u64>> =
        told.iter().filter(|c| c.parts.event_type == kind).map(|c| c.parts.quantity.as_ref().map(|quantity| quantity.value)).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn a_rate_counts_nobody() {
    check("سجلت المدينة 40 قتيلا لكل مليون نسمة.", EventType::Killed, &[None]);
    check("قتل 3 أشخاص من كل 10 في البلدة.", EventType::Killed, &[None]);
    check("سجلت المدينة 40 قتيلا.", EventType::Killed, &[Some(40)]);
}

#[test]
fn a_fraction_is_no_number_of_people() {
    check("قتل خمسة أشخاص في انفجار على بعد 3,5 كيلومترات من البلدة.", EventType::Killed, &[Some(5)]);
    check("نزح 1,5 مليون شخص من المدينة.", EventType::Displaced, &[Some(1_500_000)]);
}

#[test]
fn one_told_by_his_nation_and_those_who_suffer_harm_are_counted() {
    check("أسفر الحادث عن وفاة تونسي وإصابة اثنين.", EventType::Killed, &[Some(1)]);
    check("تعرض 36 آخرين لإصابات.", EventType::Injured, &[Some(36)]);
}

#[test]
fn a_year_counts_nobody() {
    check("قال مصدر طبي إن المقاتل قتل في حلب نهاية 2016.", EventType::Killed, &[None]);
    check("أفاد المحققون بأن الرجل اعتقل في عام 1402 في مدينة مشهد.", EventType::Detained, &[None]);
    check("قتل 2016 شخصا في حلب.", EventType::Killed, &[Some(2016)]);
}

#[test]
fn two_by_the_ending_of_the_last_word() {
    check("أفاد مسعف بسقوط قتيلين في مرسيليا.", EventType::Killed, &[Some(2)]);
    check("أفاد مسعف بسقوط شهيدين في غزة.", EventType::Killed, &[Some(2)]);
    check("أفاد مسعف بسقوط قتيل في مرسيليا.", EventType::Killed, &[Some(1)]);
    // A sound plural is none.
    check("أسفر الانفجار عن سقوط مصابين في البصرة.", EventType::Injured, &[None]);
}

#[test]
fn who_fell_dead_and_whose_lives_are_lost_are_counted() {
    check("المئات من المسلحين سقطوا قتلى في معارك قرب درعا.", EventType::Killed, &[Some(100)]);
    check("أودى الزلزال بأرواح تسعة أشخاص في ولاية قابس.", EventType::Killed, &[Some(9)]);
    check("أصيب خمسة رجال شرطة في البصرة.", EventType::Injured, &[Some(5)]);
    check("ذكرت الوزارة أن إجمالي الوفيات بلغ نحو 300 في درعا.", EventType::Killed, &[Some(300)]);
    // Nobody says how many are which.
    check("أدى القصف إلى سقوط العشرات في صفوفهم بين قتيل وجريح في تعز.", EventType::Killed, &[None]);
}

#[test]
fn counted_in_quotation_marks_and_by_the_verb() {
    check("أعلن الجيش أن 60 \"عنصرا إرهابيا\" قتلوا في سيناء.", EventType::Killed, &[Some(60)]);
    check("قال المتحدث إن مدنيين قتلا في الهجوم.", EventType::Killed, &[Some(2)]);
    check("قال المتحدث إن مدنيين قتلوا في الهجوم.", EventType::Killed, &[None]);
}
