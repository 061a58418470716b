//! Who calls and who is called upon, two told as two, and of which country or office somebody is.

use crate::{claims, pack};
use isnad_model::{Article, Block, BlockKind, EventType, Outlet, Stamp};
use isnad_text::Span;
use std::sync::Arc;

/// The doers of the claims of a type, one list for each.
fn doers(text: &str, event_type: EventType) -> Vec<Vec<String>> {
    let of = |claim: &isnad_model::Claim| claim.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect();
    claims(text).iter().filter(|claim| claim.parts.event_type == event_type).map(of).collect()
}

/// The last claim of its type has these doers.
fn by(text: &str, event_type: EventType, expected: &[&str]) {
    let found = doers(text, event_type);
    assert_eq!(found.last().unwrap_or_else(|| panic!("nothing told: {text}")), expected, "{text}");
}

/// The doers of the last claim of a type in what an outlet printed in June 2024.
fn printed(outlet: &str, text: &str, event_type: EventType) -> Vec<String> {
    let text: Arc<str> = text.into();
    let outlet = Outlet { id: outlet.into(), ..Outlet::default() };
    let mut article = Article::new("test".into(), outlet, None, text.clone());
    article.published_at = Stamp::parse("2024-06-12T10:00:00+00:00");
    article.blocks.push(Block { kind: BlockKind::Paragraph, span: Span::new(0, text.len()), reason: String::new() });
    let claims = isnad_annotate::annotate(&article, pack()).claims;
    let last = claims.iter().rfind(|claim| claim.parts.event_type == event_type).unwrap();
    last.parts.actors.iter().map(|actor| actor.name_ar.to_string()).collect()
}

#[test]
fn whoever_is_called_upon_does_not_call() {
    by("قال الوزير عادل الجبير إن الخطر زال. وطالب المجتمع الدولي بموقف قوي من الهجمات.", EventType::Call, &["عادل الجبير"]);
    by("قال الوزير عادل الجبير إن الخطر زال. ودعا كل دول العالم إلى مساعدة النازحين.", EventType::Call, &["عادل الجبير"]);
    by("أعلنت كوريا الشمالية وقف التجارب، ودعت خبراء أميركيين للتحقق من ذلك.", EventType::Call, &["كوريا الشمالية"]);
    by("ألقت إسرائيل منشورات دعت فيها سكان القطاع إلى الابتعاد عن السياج.", EventType::Call, &["إسرائيل"]);
    by("طالب المجلس الهيئة بالإسراع في نقل الاختصاصات.", EventType::Call, &["المجلس"]);
}

#[test]
fn who_stands_behind_the_verb_alone_may_well_call() {
    by("دعا المجتمع الدولي إلى وقف القتال في السودان.", EventType::Call, &["المجتمع الدولي"]);
    by("قال الوزير إن الخطر زال. وطالب سكان القرية بفتح الطريق.", EventType::Call, &["سكان"]);
    by("قال الوزير إن الخطر زال. ودعت منظمات حقوقية إلى وقف القتال.", EventType::Call, &["منظمات حقوقية"]);
}

#[test]
fn a_common_noun_before_the_accused_accuses() {
    by("قال الوزير إن الخطر زال. ويتهم البحث الحكومة البرازيلية بأنها لا تحمي السكان.", EventType::Accuse, &["البحث"]);
    by("قال الوزير إن الخطر زال. واتهم الادعاء الثلاثة بتسريب وثائق.", EventType::Accuse, &["الادعاء"]);
    by("قال السفير إن الخطر زال. ويتهم الغرب مرارا روسيا بالكذب.", EventType::Accuse, &["الغرب"]);
    by("قال السفير إن الخطر زال. ويحث الاقتصاديون الحكومة على خفض الضرائب.", EventType::Call, &["الاقتصاديون"]);
    by("ترى الصحف أن غوغل متهمة بمطالبة الشركات بتثبيت متصفحها.", EventType::Accuse, &[]);
    by("قال الوزير عادل الجبير إن الخطر زال، متهما إيران بدعم الميليشيات.", EventType::Accuse, &["عادل الجبير"]);
}

#[test]
fn two_told_as_two_are_those_who_met() {
    let met = "اجتمع الرئيس الأميركي دونالد ترامب والرئيس الروسي فلاديمير بوتين في هلسنكي.";
    let both = ["دونالد ترامب", "فلاديمير بوتين"];
    by(&format!("{met} واتفق الجانبان على خفض التوتر."), EventType::Agree, &both);
    by(&format!("{met} وكان اجتماعهما قد تأجل مرات."), EventType::Meet, &both);
    by(&format!("{met} ووصف الخبراء محادثات هلسنكي بأنها جيدة."), EventType::Meet, &both);
    by(&format!("{met} واجتمعت روسيا مع فرنسا في اليوم التالي."), EventType::Meet, &["روسيا", "فرنسا"]);
}

#[test]
fn a_verb_in_the_dual_has_its_object_behind_it() {
    let text = "قالت أنقرة إن هاكان فيدان وسيرغي لافروف اجتمعا في بغداد، حيث التقيا خلالها زعماء الكتل السنية.";
    by(text, EventType::Meet, &["هاكان فيدان", "سيرغي لافروف", "الكتل السنية"]);
    by("اجتمع هاكان فيدان في بغداد حيث التقى زعماء الكتل السنية.", EventType::Meet, &["الكتل السنية", "هاكان فيدان"]);
}

#[test]
fn a_capital_behind_talks_is_where_they_are_held() {
    by("تناولت قمة جنيف الأزمة.", EventType::Meet, &[]);
    by("بدأت محادثات روسيا وتركيا.", EventType::Meet, &["روسيا", "تركيا"]);
    by("لكن محادثات غريفيث في صنعاء مع ميليشيات الحوثي لم تفض إلى تقدم.", EventType::Meet, &["مارتن غريفيث", "الحوثيون"]);
}

#[test]
fn several_go_on_with_several() {
    let text = "قال مبعوث الأمم المتحدة مارتن غريفيث إنه التقى المقاتلين، حيث رفضوا الانسحاب من الميناء. وطالبوا بمزيد من الوقت.";
    by(text, EventType::Call, &["المقاتلين"]);
    let reported = "أفادت الأنباء بأن مباحثات غريفيث مع قيادات الميليشيات لم تحقق نتائج، حيث رفضوا الانسحاب من الميناء، وطالبوا بمزيد من الوقت.";
    by(&reported.replace("الميليشيات", "حركة حماس"), EventType::Reject, &["حماس"]);
    by("قال المبعوث مارتن غريفيث إن الوضع خطير. وطالب بمزيد من الوقت.", EventType::Call, &["مارتن غريفيث"]);
}

#[test]
fn who_held_an_office_once_does_not_hold_it_now() {
    let of = |text| printed("bbc", text, EventType::Meet);
    assert_eq!(of("زار رئيس الوزراء الإسرائيلي السابق إيهود باراك القاهرة."), ["إيهود باراك"]);
    assert_eq!(of("زار رئيس الوزراء الإسرائيلي القاهرة."), ["بنيامين نتنياهو"]);
    assert_eq!(of("استقبل الزعيم الكوري الشمالي الرئيس الصيني في المطار."), ["كيم جونغ أون", "شي جين بينغ"]);
}

#[test]
fn whose_name_stands_between_commas_holds_the_office() {
    let text = "قتل خمسة في سوريا وسوريا تنفي. وكان وزير الخارجية، جون كيري، طالب روسيا بوقف القصف.";
    assert_eq!(printed("bbc", text, EventType::Call), ["جون كيري"]);
    let quoted = "افتتحت قطر ميناء. ويقول وزير الخارجية القطري إن الدوحة بخير. ويقول وزير الخارجية \"إيران جارتنا، ويجب أن نتعاون معها\".";
    assert_ne!(printed("bbc", quoted, EventType::Call), ["وزارة الخارجية الإيرانية"]);
}

#[test]
fn what_a_local_outlet_calls_by_no_country_is_of_its_own() {
    let text = "تمكنت الوحدات الأمنية من القبض على شخص متهم بالسطو على منزل، وبدأت مجريات التحقيق.";
    assert_eq!(printed("jawhara_fm", text, EventType::Detained), ["قوات الأمن التونسية"]);
    assert_eq!(printed("jawhara_fm", "قالت مصر إنها قلقة. واعتقلت الشرطة المصرية في القاهرة شابا.", EventType::Detained), ["الشرطة المصرية"]);
    assert_ne!(printed("bbc", text, EventType::Detained), ["قوات الأمن البريطانية"]);
}

#[test]
fn behind_a_verb_with_its_object_stands_the_doer() {
    by("المعبد الذي دمره الرومان في العام 70.", EventType::Destroy, &["الرومان"]);
    by("قالت سلمى إن الفتاة ضربها والدها ضربا مبرحا.", EventType::AttackCivilians, &["والدها"]);
    by("المدرسة قصفها المسلحون أمس.", EventType::Shelling, &["المسلحون"]);
    by("دمره بالكامل القصف. وقال إن الجسر دمره بالأمس.", EventType::Destroy, &[]);
    by("المدرسة قصفها أمس.", EventType::Shelling, &[]);
    by("انسحب المقاتلون وعائلاتهم من الحي.", EventType::Withdraw, &["المقاتلون"]);
}

#[test]
fn parties_told_by_with_are_two() {
    by("اتفقت روسيا مع فرنسا على خفض التوتر.", EventType::Agree, &["روسيا", "فرنسا"]);
    by("وقعت الجزائر، الاثنين، اتفاقيات مع الشركات الكورية لبناء محطات.", EventType::Agree, &["الجزائر", "الشركات الكورية"]);
    by("اتفقت روسيا على خفض التوتر في الشرق.", EventType::Agree, &["روسيا"]);
}

#[test]
fn who_confesses_a_killing_did_it() {
    by("اعترف الشاب بقتل خمسة طلاب في مدرسته.", EventType::Killed, &["الشاب"]);
    by("اعترف الجيش الإسرائيلي بمقتل جنديين في غزة.", EventType::Killed, &[]);
}

#[test]
fn under_whose_supervision_a_place_is() {
    by("تخضع القنيطرة لإشراف الأمم المتحدة.", EventType::Hold, &["الأمم المتحدة"]);
    by("يخضع معبر رفح لإدارة السلطة الفلسطينية، فيما تراقب إسرائيل.", EventType::Hold, &["السلطة الفلسطينية"]);
    by("تخضع القنيطرة لسيطرة الجيش السوري.", EventType::Hold, &["الجيش السوري"]);
}

#[test]
fn these_forces_are_those_who_acted_last() {
    by("تقدمت ألوية العمالقة في جبهة الساحل. وحققت هذه القوات تقدما سريعا نحو المدينة.", EventType::Advance, &["ألوية العمالقة"]);
    by("تقدم الجيش السوري في إدلب. وقصفت قوات روسية حلب.", EventType::Shelling, &["الجيش الروسي"]);
}

#[test]
fn what_is_agreed_upon_is_no_party() {
    by("تم الاتفاق على إنشاء شركة للاستثمار الزراعي برأسمال كبير.", EventType::Agree, &[]);
    by("وافق المجلس على إنشاء شركة للاستثمار الزراعي.", EventType::Agree, &["المجلس"]);
    by("تم الاتفاق على وقف النار بين روسيا وتركيا.", EventType::Agree, &["روسيا", "تركيا"]);
}

#[test]
fn a_capital_before_its_relative_clause_speaks() {
    by("وهافانا التي تتهم الولايات المتحدة بعرقلة تحقيقاتها نفت ذلك.", EventType::Accuse, &["كوبا"]);
    by("واشنطن، التي انتقدت نظام فنزويلا، قالت إنها ستفرض عقوبات.", EventType::Condemn, &["الولايات المتحدة"]);
    by("كوبا التي تتهمها الولايات المتحدة بالتجسس نفت ذلك.", EventType::Accuse, &["الولايات المتحدة"]);
}

#[test]
fn the_genitive_of_an_accusation_is_accused() {
    by("بلغت التصريحات حد اتهام الأمين العام بتعاطي المخدرات.", EventType::Accuse, &[]);
    by("طالب مجلس الشورى المؤسسة العامة للنقل بتزويد القطارات بالمعدات.", EventType::Call, &["مجلس الشورى"]);
    let text = "ذكر ناطق باسم الداخلية أن وحدات الشرطة تمكنت من ايقاف أكثر من 300 عنصر مشتبه فيه.";
    by(text, EventType::Detained, &["الشرطة"]);
    by("تمكن الجيش من إيقاف 12 مسلحا.", EventType::Detained, &["الجيش"]);
}

#[test]
fn a_rank_alone_is_whoever_was_told_with_it() {
    let told = "قال العقيد الركن صادق الزبيري إن القوات تقدمت.";
    by(&format!("{told} ودعا العقيد الركن أبناء الساحل إلى الانتفاض."), EventType::Call, &["صادق الزبيري"]);
    by(&format!("{told} ودعا العقيد الركن ناصر العولقي السكان إلى المغادرة."), EventType::Call, &["ناصر العولقي"]);
}

#[test]
fn whoever_announces_the_dead_of_an_attack_did_not_make_it() {
    for teller in ["وزارة الصحة", "العراق", "وزارة الداخلية"] {
        let text = format!("أعلن {teller} مقتل ثلاثة مدنيين في هجوم على بغداد.").replace("أعلن وزارة", "أعلنت وزارة");
        assert!(doers(&text, EventType::Offensive).iter().all(Vec::is_empty), "{text}");
        by(&text, EventType::Killed, &[]);
    }
    by("أعلنت وزارة الصحة وقوع هجوم على بغداد ومقتل ثلاثة مدنيين.", EventType::Offensive, &[]);
    by("أعلنت روسيا بدء عملية عسكرية في إدلب.", EventType::Offensive, &["روسيا"]);
}

#[test]
fn whoever_admits_what_a_strike_did_to_his_own_did_not_do_it() {
    by("اعترف الحوثيون بقتل قيادي في غارة أميركية على صعدة.", EventType::Killed, &["الجيش الأميركي"]);
    by("أقر الجيش الإسرائيلي بإصابة خمسة جنود.", EventType::Injured, &[]);
}

#[test]
fn whoever_tells_of_a_loss_did_not_take_the_place() {
    by("الجيش السوداني يعترف بخسارة أم روابة.", EventType::Capture, &[]);
    by("أقر الحوثيون بخسارة مدينة المخا.", EventType::Capture, &[]);
    by("نفى الجيش السوداني سقوط مدينة بارا.", EventType::Capture, &[]);
    by("أعلن الجيش السوداني خسارته مدينة الفاشر لصالح قوات الدعم السريع.", EventType::Capture, &["قوات الدعم السريع"]);
    by("أعلن الجيش السوداني تحرير مدينة بارا.", EventType::Capture, &["الجيش السوداني"]);
}
