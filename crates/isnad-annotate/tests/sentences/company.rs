//! Words of an event whose company gives them another sense, and the same words beside others.

use super::claims;

/// The types told in `text`, in their order.
fn types(text: &str) -> Vec<&'static str> {
    claims(text).iter().map(|claim| claim.parts.event_type.name()).collect()
}

fn none(texts: &[&str]) {
    for text in texts {
        assert!(types(text).is_empty(), "{text}: {:?}", types(text));
    }
}

fn told(kind: &str, texts: &[&str]) {
    for text in texts {
        assert!(types(text).contains(&kind), "{text}: {:?}", types(text));
    }
}

#[test]
fn courts_convict_and_uphold() {
    none(&[
        "أدانت محكمة في باريس الوزير السابق بالاختلاس.",
        "كان ذلك بعد إدانة الحزب الليبرالي في فضيحة رشاوى.",
        "يواجه النائب السجن في حال إدانته.",
        "أيدت محكمة الاستئناف الحكم على المدير.",
    ]);
    told("condemn", &["أدانت فرنسا قصف المستشفى.", "أعربت الحكومة عن إدانتها للهجوم.", "رحب المجلس بإدانة ألمانيا للهجوم."]);
    told("support", &["أيدت فرنسا قرار المجلس.", "أيد الحزب خطة الحكومة."]);
}

#[test]
fn illness_and_the_game_injure_nobody() {
    none(&[
        "قال الطبيب إن إصابة المدير بالسكري قديمة.",
        "تصيب الملاريا ملايين الأطفال كل عام.",
        "أصيب الجمهور بالذهول بعد العرض.",
        "تعرض اللاعب لإصابة في الركبة.",
    ]);
    told("injured", &["أصيب خمسة جنود في انفجار لغم قرب حلب.", "أدى القصف إلى إصابة ثلاثة أطفال.", "أصيب شرطي برصاص المسلحين."]);
}

#[test]
fn talks_have_parties() {
    none(&[
        "يبحث المحققون في أسباب الحريق.",
        "عقد المكتب مؤتمرا صحفيا يوم الثلاثاء.",
        "قالت الممثلة إنها زارت عائلتها.",
        "تزور الطيور البحيرة كل عام.",
    ]);
    told("meet", &["بحث الوزير مع نظيره الفرنسي خطة السلام.", "عقد الرئيسان اجتماعا في فيينا.", "زار وزير الخارجية الفرنسي بيروت."]);
}

#[test]
fn no_agreement_and_no_call() {
    none(&[
        "تتفق معظم الدراسات على أن النوم مفيد.",
        "جرى توقيع المرسوم في القصر.",
        "قال المدير إن الوضع يدعو للتفاؤل.",
        "قال الطبيب إنه يجب على المريض أن يستريح.",
        "لم تكن على علم بما يتوجب عليها القيام به.",
        "دوت صفارات الإنذار في المدينة.",
    ]);
    told("agree", &["اتفق الوزير مع نظيره على وقف القتال.", "وقع الرئيسان اتفاقا في جنيف."]);
    told("call", &["دعا الوزير إلى وقف القتال.", "قال الوزير إنه يجب على الدول وقف الحرب.", "وجه الجيش إنذارا إلى المسلحين."]);
}

#[test]
fn no_comment_is_no_rejection() {
    none(&["رفض المتحدث التعليق على الأمر.", "رفضت الشركة الإدلاء بأي تفاصيل.", "رفض الناطق تقديم أي تعليق."]);
    told("reject", &["رفضت الحكومة خطة المبعوث.", "رفض الوفد مقترح الهدنة."]);
}

#[test]
fn what_is_endangered_measured_or_ranked() {
    none(&[
        "قال الخبير إن هذه الأعمال تهدد سلامة الملاحة.",
        "استهدفت العقوبات خمس شركات.",
        "احتل الفريق المركز الثاني.",
        "ثار جدل حول القرار.",
        "انفجر شاحن هاتف في حافلة.",
    ]);
    told("threaten", &["هدد الزعيم جيرانه بالحرب.", "هددت الجماعة بقصف المطار."]);
    told("shelling", &["استهدفت المدفعية قرية قرب حلب."]);
    told("capture", &["احتل الجيش مدينة حلب."]);
    told("bombing", &["انفجرت سيارة مفخخة في حلب."]);
}

#[test]
fn what_is_taken_away_or_drawn_up() {
    none(&[
        "تمكن الخبراء من تفكيك عبوة ناسفة.",
        "قامت الفرق الهندسية بتمشيط الموقع.",
        "تم تحرير ثمانية محاضر.",
        "تعتزم الشركة تسريح مئات الموظفين.",
        "فقدان الأمل أصعب ما في الأمر.",
    ]);
    told("bombing", &["انفجرت عبوة ناسفة في حلب.", "أدى انفجار عبوة ناسفة في حلب إلى مقتل جندي."]);
    told("offensive", &["شن الجيش حملة تمشيط في ريف حلب."]);
    told("missing", &["أعلنت الشرطة فقدان ثلاثة صيادين قبالة الساحل."]);
}

#[test]
fn protests_and_shows() {
    none(&["تنطلق التظاهرة بعرض مسرحي للأطفال.", "احتج المدرب على حكم المباراة."]);
    assert!(!types("قالت إن زوجها كان يضربها.").contains(&"protest"));
    told("protest", &["احتج العمال على خفض الأجور أمام البرلمان.", "شهدت المدينة تظاهرة ضد الغلاء.", "يضرب العمال عن العمل في الميناء."]);
}

#[test]
fn whoever_speaks_is_in_no_toll() {
    assert!(!types("قال أحد الضحايا إنه لم يتلق أي مساعدة.").contains(&"killed"));
    assert!(!types("وقالت ضحية أخرى للشرطة إنها هربت.").contains(&"killed"));
    told("killed", &["أكدت الشرطة سقوط ثلاثة ضحايا.", "قال المسعف إن ثلاثة قتلى سقطوا في حلب."]);
}

#[test]
fn what_else_is_told() {
    told("offensive", &["داهمت الشرطة مكتب الوزير في العاصمة.", "المداهمة التي نفذتها قوات الأمن ضد الخلية أسفرت عن مقتل ثلاثة."]);
    told("agree", &["وقعت قبرص ومصر، الأحد، صفقة لتصدير الغاز.", "تعاقدت الحكومة مع شركة أجنبية لبناء المحطة."]);
    told("support", &["منح البرلمان ثقته للحكومة الجديدة."]);
    told("reject", &["صوت البرلمان لحجب الثقة عن الحكومة."]);
    told("close", &["أبقت السلطات الميناء مغلقا منذ الأحد.", "أعلنت الشركة تعليق جميع شحنات القمح عبر المضيق."]);
    told("freed", &["الاتفاق يتضمن تسليم جميع المختطفين المدنيين."]);
    told("withdraw", &["سحبت لندن نصف طاقمها الدبلوماسي من كابل."]);
    told("meet", &["خلال جلسة عمل انعقدت الجمعة في تونس بحضور الوزير."]);
    let held = claims("قال الوزير إن ثلاثة أشخاص قيد الاحتجاز.");
    assert_eq!(held[0].parts.event_type.name(), "detained");
    assert!(held[0].parts.actors.is_empty(), "{:?}", held[0].parts.actors);
}

#[test]
fn what_a_blow_is_by_its_adjective_gas_or_verb() {
    told("shelling", &["وجهت فرنسا ضربة صاروخية إلى مواقع الجيش."]);
    told("attack_civilians", &["نفذ المسلحون هجوما بغاز السارين في طوكيو."]);
    assert_eq!(types("الغارات التي شنها التحالف استهدفت مركبات عسكرية."), ["airstrike"]);
    assert!(types("الضربات التي نفذتها فرنسا ودمرت ثلاثة مواقع في حلب.").contains(&"destroy"));
}

#[test]
fn a_negating_noun_in_a_clause_of_its_own() {
    let polarity = |text: &str| claims(text).iter().find(|claim| claim.parts.event_type.name() == "meet").unwrap().parts.polarity;
    assert_eq!(polarity("قال الملك إن بلاده ستقاتل بلا رحمة، وذلك خلال اجتماعه مع الوزراء في عمان."), isnad_model::Polarity::Asserted);
    let failed = claims("أسف الأمين لعدم تمكن مجلس الأمن، حتى الآن، من التوصل إلى اتفاق.");
    assert!(failed.iter().any(|claim| claim.parts.polarity == isnad_model::Polarity::Denied));
}

#[test]
fn what_is_nobodys_word() {
    none(&["وأدين المدير لاحقا في تسع وقائع للتحرش.", "تحدث عن العصابات التي ترتكب الجرائم في المدن."]);
    none(&["صواريخ قادرة على تدمير الدبابات.", "يحرص الجيش على حماية السكان من تهديدات الجار.", "أعلنت الدولة انسحابها من ميثاق الهجرة."]);
    told("accuse", &["قال الوزير إن الجماعة ترتكب جرائم بحق المدنيين."]);
    told("threaten", &["قال الوزير إن تهديدات روسيا بالحرب لن تخيفه."]);
    told("withdraw", &["أعلن الجيش انسحابه من مدينة حلب."]);
}

#[test]
fn deaths_that_are_no_toll_and_blows_taken_up() {
    none(&["توفي الكاتب عن عمر يناهز الثمانين.", "شيع الآلاف جثمان الزعيم الراحل.", "سبب الحادث أضرارا نفسية للركاب."]);
    told("killed", &["توفي خمسة مصابين في المستشفى.", "عثر على تسع جثث في البئر."]);
    assert_eq!(types("أطلقت الجماعة عشرين صاروخا على حلب. وقال الإعلام إن الضربات أصابت أهدافا في المدينة."), ["shelling", "shelling"]);
    let laid = claims("قالت المصادر إن ألغاما زرعتها الميليشيا في الحي انفجرت.");
    assert!(laid.iter().any(|claim| claim.parts.event_type.name() == "deploy" && !claim.parts.actors.is_empty()));
}

#[test]
fn verbs_whose_passive_is_another_word() {
    for text in ["دعا المتظاهرون إلى سحب المشروع.", "طالب العمال بإسقاط الحكومة."] {
        let calls = claims(text);
        assert_eq!(calls[0].parts.event_type.name(), "call", "{text}");
        assert_eq!(calls[0].parts.actors.len(), 1, "{text}");
    }
    let called = claims("ألقت الطائرات منشورات تدعو السكان إلى المغادرة.");
    assert!(called.iter().all(|claim| claim.parts.actors.iter().all(|actor| &*actor.name_ar != "السكان")));
}
