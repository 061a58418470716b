//! Speakers that no table knows whole: what they are called, and who is none.

use crate::claims;

/// The origin of the first claim that has one, as it is called.
fn origin(text: &str) -> String {
    let claims = claims(text);
    assert!(!claims.is_empty(), "nothing read in {text}");
    claims.iter().find_map(|claim| claim.parts.attribution.first()).map_or("-", |first| &first.source.name_ar).to_owned()
}

fn check(cases: &[(&str, &str)]) {
    for (text, wanted) in cases {
        assert_eq!(origin(text), *wanted, "{text}");
    }
}

#[test]
fn a_body_is_called_by_the_whole_of_its_phrase() {
    check(&[
        ("قتل ثلاثة أشخاص في الحريق، بحسب مجلس صيادلة كاريندا.", "مجلس صيادلة كاريندا"),
        ("قالت لجنة رصد الانتهاكات الميدانية إن ثلاثة أشخاص قتلوا.", "لجنة رصد الانتهاكات الميدانية"),
        ("أفاد المركز الليبي للتوثيق والمساءلة بأن ثلاثة أشخاص قتلوا.", "المركز الليبي للتوثيق والمساءلة"),
        ("ذكر موقع مركز بحوث الهجرة، الخميس، أن ثلاثة أشخاص قتلوا.", "موقع مركز بحوث الهجرة"),
        ("قال مكتب حاكم ولاية كاريندا إن ثلاثة أشخاص قتلوا.", "مكتب حاكم ولاية كاريندا"),
    ]);
}

#[test]
fn a_title_without_a_name_is_called_with_what_it_is_a_title_of() {
    check(&[
        ("أعلن محافظ سوهاج مقتل ثلاثة أشخاص.", "محافظ سوهاج"),
        ("قال نقيب صيادلة السودان إن ثلاثة أشخاص قتلوا.", "نقيب صيادلة السودان"),
        ("قال مسؤول في المسجد إن ثلاثة أشخاص قتلوا.", "مسؤول في المسجد"),
        ("أكد مسؤول كبير بالأمم المتحدة أن ثلاثة مدنيين قتلوا.", "الأمم المتحدة"),
    ]);
}

#[test]
fn a_name_behind_a_title_is_the_speaker() {
    check(&[
        ("قال حاكم ولاية كاريندا موريس كوفالان إن ثلاثة أشخاص قتلوا.", "موريس كوفالان"),
        ("قال محافظ سوهاج، رأفت عبدالجليل، إن ثلاثة أشخاص قتلوا.", "رأفت عبدالجليل"),
        ("أفاد قائد عمليات محافظة نينوى الفريق الركن سالم العزي بمقتل ثلاثة مسلحين.", "سالم العزي"),
        ("كتب الناشط سالم الورفلي أن الجيش دخل البلدة.", "سالم الورفلي"),
    ]);
}

#[test]
fn a_medium_in_brackets_or_in_foreign_letters_keeps_its_name() {
    check(&[
        ("قتل ثلاثة أشخاص في غارة، حسب ما أفادت وكالة (صدانا) المحلية.", "صدانا"),
        ("صحيفة لاكورنيو ديمارش قالت إن ثلاثة أشخاص قتلوا.", "لاكورنيو ديمارش"),
        ("ذكر صحافي من \"فرانس برس\" أن ثلاثة أشخاص قتلوا.", "وكالة فرانس برس"),
        ("أفاد مراسل فرانس 24 بمقتل ثلاثة أشخاص.", "فرانس 24"),
    ]);
}

#[test]
fn whom_a_verb_does_not_agree_with_is_not_its_subject() {
    for text in ["وحثت الجيش على تجنب الهجوم على المدينة.", "إلا أن النادي رفض الأمر وقتل ثلاثة من مشجعيه."]
    {
        let spoken = claims(text).iter().any(|claim| claim.parts.attribution.iter().any(|a| matches!(&*a.source.name_ar, "الجيش" | "الأمر")));
        assert!(!spoken, "{text}");
    }
}

#[test]
fn an_antecedent_is_the_subject_of_its_relative_clause() {
    check(&[("قال قائد في التحالف الذي يدعم الرئيس بشار الأسد إن ثلاثة أشخاص قتلوا.", "التحالف")]);
}

#[test]
fn a_body_known_by_its_noun_is_another_behind_an_adjective() {
    check(&[("قال المرصد الوطني لحقوق المهاجرين إن ثلاثة أشخاص قتلوا.", "المرصد الوطني")]);
}

#[test]
fn what_describes_a_name_behind_a_quotation_is_the_outlets_own() {
    let claims = claims("قال المتحدث \"أؤكد وقوع هجوم على البنك في قندوز\"، المدينة التي شهدت الأحد تفجيرا أوقع 12 قتيلا.");
    let own: Vec<bool> = claims.iter().map(|claim| claim.parts.attribution.is_empty()).collect();
    assert_eq!(own, [false, true, true]);
}

#[test]
fn the_accused_is_no_source() {
    for text in ["كرر الوزير اتهام إيران بقصف أربيل.", "تواجه إسرائيل اتهامات بقتل صحفيين.", "جاء اتهام روسيا بقصف المستشفى بعد مقتل خمسة."]
    {
        let by_accused = claims(text)
            .iter()
            .filter(|claim| !claim.parts.event_type.is_speech_act())
            .any(|claim| claim.parts.attribution.iter().any(|a| matches!(&*a.source.id, "iran" | "israel" | "russia")));
        assert!(!by_accused, "{text}");
    }
}

#[test]
fn a_relative_clause_with_a_pronoun_on_its_object_has_its_subject_behind_the_verb() {
    for text in ["الجماعة التي قصف الجيش مواقعها في سرت هددت بالرد.", "الحزب الذي قصفت إسرائيل مقاره هدد بالرد."]
    {
        let swapped = claims(text).iter().any(|claim| {
            claim.parts.event_type == isnad_model::EventType::Shelling
                && claim.parts.actors.iter().any(|actor| matches!(&*actor.name_ar, "الجماعة" | "الحزب"))
        });
        assert!(!swapped, "{text}");
    }
}

#[test]
fn rescuers_are_no_ministry() {
    check(&[("قال المتحدث باسم الدفاع المدني اللبناني إن خمسة أشخاص قتلوا في قصف على صور.", "الدفاع المدني اللبناني")]);
}

#[test]
fn a_relative_clause_between_commas_parts_nobody_from_his_words() {
    check(&[("وقال الرئيس الكوبي، ميغيل دياز كانيل، الذي زار موقع الحريق بعد إخماده، إن خمسة أشخاص قتلوا.", "ميغيل دياز كانيل")]);
}

#[test]
fn authorities_inside_a_country_are_not_its_government() {
    check(&[
        ("وقالت السلطات في مقاطعة غادسدن إن ثلاثة أشخاص قتلوا.", "السلطات في مقاطعة غادسدن"),
        ("وحسب المدير محمد فيصل شلوف فان خمسة أشخاص قتلوا.", "محمد فيصل شلوف"),
    ]);
}

#[test]
fn what_is_thought_by_nobody_named_is_nobodys() {
    let claims = claims("قال مسؤول تركي إن جنديا قتل. ويعتقد أن أكثر من 40 جنديا قتلوا في عفرين.");
    assert_eq!(claims.iter().map(|claim| claim.parts.attribution.len()).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn a_second_speaker_ends_what_the_first_said() {
    let claims = claims("وقال نتانياهو إن إسرائيل قصفت غزة، فيما ذكر مسؤول في سلاح الجو الإسرائيلي أن خمسة قتلوا في رفح.");
    assert_eq!(claims.iter().map(|claim| claim.parts.attribution.len()).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn who_speaks_for_an_office_does_not_hold_it() {
    let claims = claims("قال المتحدث باسم الرئيس المصري بسام راضي إن الجيش قصف القرية.");
    assert_eq!(&*claims[0].parts.attribution[0].source.id, "egypt_presidency");
}

#[test]
fn a_name_behind_a_title_a_profession_or_a_seat_is_who_speaks() {
    check(&[
        ("قال توني بلينكن إن الجيش قصف المدينة.", "توني بلينكن"),
        ("وقال السفير روبرت وود إن النظام قتل مدنيين.", "روبرت وود"),
        ("وقال المحامي لورانس لوستبرغ إن الشرطة اعتقلت خمسة متظاهرين.", "لورانس لوستبرغ"),
        ("قال السفير البريطاني لدى اليمن مايكل آرون إن الحوثيين قصفوا مأرب.", "مايكل آرون"),
        ("قال السفير الروسي السابق في اليمن سيرغي كوزلوف إن واشنطن دعمت المتمردين.", "سيرغي كوزلوف"),
    ]);
}

#[test]
fn one_of_many_is_called_by_its_place_or_its_number() {
    check(&[
        ("وأعلن مستشفى السلام في تعز مقتل ثلاثة مدنيين في القصف.", "مستشفى السلام"),
        ("قال مدير مستشفى الخليل إن ثلاثة أشخاص قتلوا.", "مستشفى الخليل"),
        ("قال قائد اللواء 35، العميد خالد الصبري، إن قواته سيطرت على التلة.", "اللواء 35"),
        ("وقال المركز الإعلامي لمقاومة الضالع إن الحوثيين قصفوا القرية.", "المركز الإعلامي لمقاومة الضالع"),
    ]);
}

#[test]
fn what_a_pronoun_takes_up_is_told_by_whoever_stands_behind_the_verb() {
    check(&[
        ("خرج المقاتلون بموجب اتفاق إجلاء أكده المرصد السوري لحقوق الإنسان.", "المرصد السوري لحقوق الإنسان"),
        ("أعلن المتحدث باسم الحكومة اليابانية تارو ساتو الخميس، ارتفاع حصيلة قتلى الفيضانات إلى 50 شخصا.", "الحكومة اليابانية"),
    ]);
}

#[test]
fn whoever_is_supported_tells_nothing() {
    check(&[("تمكنت القوات التركية مدعومة بفصائل موالية لها من التوغل في مدينة عفرين، وفق ما أعلن المرصد الأحد.", "المرصد السوري لحقوق الإنسان")]);
}

#[test]
fn what_describes_a_statement_parts_nobody_from_what_it_says() {
    check(&[
        ("ويشير تقرير أوسع إلى أن الميليشيا قتلت 840 شخصا في تعز.", "تقرير"),
        ("وأكدت الحكومة اليمنية في بيان أصدره مكتبها الإعلامي أن الجيش قصف الحديدة.", "الحكومة اليمنية"),
        ("وخلص تقرير أعدته لجنة التحقيق الدولية إلى أن الجيش قصف السوق.", "لجنة التحقيق الدولية"),
        ("وأشار التقرير، الصادر عن منظمة العفو الدولية، إلى مقتل خمسة مدنيين.", "منظمة العفو الدولية"),
        ("أشار المرصد السوري لحقوق الإنسان الذي يجمع معلوماته من ناشطين إلى تواجد عناصر من حزب الله في حمص.", "المرصد السوري لحقوق الإنسان"),
        ("قال سالم حمصي، المتحدث باسم مستشفى السلام في الغوطة الشرقية إن الجيش قصف القرية.", "سالم حمصي"),
        ("وقال عبد المعين حمصي إن الجيش قصف القرية.", "عبد المعين حمصي"),
    ]);
}

#[test]
fn a_medium_passes_on_what_it_has_from_others() {
    check(&[
        ("ذكر موقع أكسيوس، نقلا عن ثلاثة مصادر مطلعة، أن إسرائيل قصفت بيروت.", "مصادر مطلعة"),
        ("استأنف المطار رحلاته بعد غارات على دمشق، وفق ما نقلت سانا عن وزارة النقل السورية.", "وزارة النقل السورية"),
    ]);
}

#[test]
fn a_joined_verb_has_the_subject_of_the_one_before() {
    check(&[
        ("زار وزير الخارجية الفرنسي جان إيف لودريان بيروت، وقال إن الجيش قصف المدينة.", "جان إيف لودريان"),
        ("قال مسؤول إن باريس أبلغت بيروت أن إسرائيل قصفت الجنوب.", "فرنسا"),
    ]);
}

#[test]
fn the_president_of_another_country_is_not_the_one_told_of_before() {
    let claims = claims("قال الرئيس الروسي فلاديمير بوتين إن الجيش قصف حلب. وذكر الرئيس التركي رجب طيب أردوغان أن الجيش قصف عفرين.");
    let speakers: Vec<&str> = claims.iter().map(|claim| &*claim.parts.attribution[0].source.id).collect();
    assert_eq!(speakers, ["vladimir_putin", "recep_tayyip_erdogan"]);
}

#[test]
fn whoever_owns_up_to_an_attack_tells_of_it() {
    check(&[("تبنى تنظيم داعش الهجوم على مقر المخابرات في كابول.", "تنظيم الدولة الإسلامية")]);
}

#[test]
fn numbers_and_adjectives_tell_nothing() {
    for text in ["أوقفت الشرطة شابين، أحدهما يبلغ 19 عاما، في فيينا.", "تظاهر المئات أمام السفارة في مانيلا تنديدا بالضربات على إيران."]
    {
        let claims = claims(text);
        assert!(claims.iter().all(|claim| claim.parts.attribution.is_empty()), "{text}");
    }
}

#[test]
fn of_several_speakers_the_first_is_the_origin_and_a_statement_is_its_owners() {
    check(&[
        ("وكان سكان وناشطون قد ذكروا أن مقاتلين سيطروا على الحاجز في درعا.", "سكان"),
        ("قتل 12 شخصا وأصيب خمسة، وفق بيان محافظ المنيا.", "محافظ المنيا"),
        ("خلف الهجوم على بارسالوغو نحو مئتي قتيل، كما أوردت رويترز نقلا عن الصليب الأحمر.", "اللجنة الدولية للصليب الأحمر"),
    ]);
}

#[test]
fn whose_site_an_adjunct_names_and_who_is_accused_in_the_dual_is_no_speaker() {
    check(&[("وعقب الهجوم على ثكنة الجيش حمل محافظ حمص مسلحين المسؤولية.", "محافظ حمص"), ("اتهم الحزبان الجيش بقصف القرية.", "الحزبان")]);
}

#[test]
fn a_country_at_the_head_of_a_headline_tells_where_and_says_nothing() {
    let read = claims("سوريا: أكثر من 40 قتيلا في قصف على عفرين.");
    assert!(!read.is_empty() && read.iter().all(|claim| claim.parts.attribution.is_empty() && claim.parts.actors.is_empty()));
    // Of itself it speaks.
    let read = claims("روسيا: لن ننسحب من سوريا.");
    assert_eq!(read[0].parts.attribution.first().map(|one| &*one.source.id), Some("russia"));
}
