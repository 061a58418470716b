use super::*;
use isnad_model::BlockKind;
use isnad_pack::PackFile;
use proptest::prelude::*;
use std::sync::LazyLock;

/// The real cue words, and small tables of months, places and agencies.
static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let file = |path: &str, text: &'static str| PackFile { path: path.into(), text: text.into() };
    let times = "forms\tkind\tvalue\nديسمبر|كانون الأول|دجنبر\tmonth\t12\nنوفمبر|تشرين الثاني|نونبر\tmonth\t11\nأيلول|سبتمبر\tmonth\t9\nالجمعة\tweekday\tfriday\nالخميس\tweekday\tthursday\nربيع الآخر\thijri_month\t4\n";
    let places = "id\tname_ar\tname_en\tkind\tcountry\tadmin1\tlat\tlon\tpop\taliases\tgate\ng:1\tبيروت\tBeirut\tcity\t-\t-\t-\t-\t-\t-\t-\ng:2\tدمشق\tDamascus\tcity\t-\t-\t-\t-\t-\t-\t-\n";
    let agencies = "id\tname_ar\tname_en\taliases\nafp\tوكالة فرانس برس\tAFP\tأ ف ب|فرانس برس\nreuters\tرويترز\tReuters\tReuters\n";
    let outlets = "id\tname_ar\tname_en\thosts\taliases\nmarsad\tصحيفة الميناء\tAl-Mina\tmina.example\tالميناء\n";
    let (pack, diagnostics) = Pack::load(&[
        file("source/arabic-press/page-cues.tsv", include_str!("../../../packs/source/arabic-press/page-cues.tsv")),
        file("lang/ar/time.tsv", times),
        file("know/t/places.tsv", places),
        file("source/t/agencies.tsv", agencies),
        file("source/t/outlets.tsv", outlets),
    ]);
    assert_eq!(diagnostics, []);
    pack
});

fn read(text: &str) -> Article {
    read_text(TextInput { source: "page.txt".into(), text: text.into(), ..TextInput::default() }, &PACK)
}

/// The parts of a page, each with its first words.
fn parts(article: &Article) -> Vec<(BlockKind, String)> {
    let first = |block: &isnad_model::Block| block.span.slice(&article.text).split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    article.blocks.iter().map(|block| (block.kind, first(block))).collect()
}

fn check(text: &str, expect: &[(BlockKind, &str)]) {
    let article = read(text);
    let expect: Vec<(BlockKind, String)> = expect.iter().map(|(kind, words)| (*kind, (*words).to_owned())).collect();
    assert_eq!(parts(&article), expect, "{:#?}", article.blocks);
}

use BlockKind::*;

#[test]
fn a_page_with_head_inserts_and_foot() {
    check(
        "صحيفة الميناء logo\n\nسكان البلدة يعودون بعد عام من النزوح\n\nطابور سيارات عند الجسر (أرشيف)\nشارك الخبر\nFacebookTwitterEmail\n\n\
         عاد مئات السكان إلى بلدتهم صباح الاثنين، وفق المجلس المحلي.\n\nاقرأ أيضاً: افتتاح سوق السمك الجديد\n\nبيوت بلا سقوف\n\n\
         وقال رئيس المجلس إن نصف البيوت يحتاج إلى ترميم.\n\nالعودة إلى الأعلى\n",
        &[
            (Boilerplate, "صحيفة الميناء"),
            (Title, "سكان البلدة"),
            (Caption, "طابور سيارات"),
            (Boilerplate, "شارك الخبر"),
            (Boilerplate, "FacebookTwitterEmail"),
            (Paragraph, "عاد مئات"),
            (Boilerplate, "اقرأ أيضاً:"),
            (Heading, "بيوت بلا"),
            (Paragraph, "وقال رئيس"),
            (Boilerplate, "العودة إلى"),
        ],
    );
}

const TICKER: &str = "أمطار غزيرة على الساحل    ارتفاع أسعار الحبوب    افتتاح معرض الكتاب    المنتخب يفوز على ضيفه    وفاة شاعر معروف";

#[test]
fn a_ticker_glued_before_or_after_prose_is_cut_off() {
    let prose = "قالت البلدية إن الطريق أغلق مساء الأحد. وأضافت أن العمل يستمر أسبوعاً.";
    check(&format!("{TICKER}    {prose}"), &[(Boilerplate, "أمطار غزيرة"), (Paragraph, "قالت البلدية")]);
    check(&format!("{prose}    {TICKER}"), &[(Paragraph, "قالت البلدية"), (Boilerplate, "أمطار غزيرة")]);
    check(&format!("{}\n\n{prose}", TICKER.replace("    ", " | ")), &[(Boilerplate, "أمطار غزيرة"), (Paragraph, "قالت البلدية")]);
}

#[test]
fn prose_with_wide_gaps_stays_prose() {
    let text = "قالت البلدية إن الطريق أغلق.    وأضافت أن العمل يستمر.    وختمت بالاعتذار من السكان.    وشكرت المتطوعين.";
    check(text, &[(Paragraph, "قالت البلدية")]);
}

#[test]
fn every_spelling_of_a_link_cue_is_one() {
    for cue in ["شاهد أيضاً", "شاهد ايضا", "إقرأ أيضاً", "اقرأ ايضاً", "أقرأ أيضا", "قد يهمك أيضًا", "طالع أيضا", "مواضيع ذات صلة"]
    {
        let text = format!("فتح المعبر صباح اليوم بحسب إدارته.\n\n{cue}: عنوان خبر من مكان بعيد\n\nوعبرت أولى الشاحنات ظهراً.");
        check(
            &text,
            &[
                (Paragraph, "فتح المعبر"),
                (Boilerplate, &text.lines().nth(2).unwrap().split(' ').take(2).collect::<Vec<_>>().join(" ")),
                (Paragraph, "وعبرت أولى"),
            ],
        );
    }
}

#[test]
fn a_link_glued_to_a_sentence_is_cut_off() {
    check(
        "فتح المعبر صباح اليوم. اقرأ أيضاً: مقتل عشرة في حادث بعيد\nوعبرت أولى الشاحنات ظهراً.",
        &[(Paragraph, "فتح المعبر"), (Boilerplate, "اقرأ أيضاً:"), (Paragraph, "وعبرت أولى")],
    );
}

#[test]
fn words_that_are_cues_elsewhere_stay_in_prose() {
    check("المزيد من القوات وصل إلى المدينة مساء أمس، وفق شهود.", &[(Paragraph, "المزيد من")]);
    check("شارك آلاف في المسيرة التي دعت إليها النقابة.", &[(Paragraph, "شارك آلاف")]);
    check("نشر الجيش تعزيزات في المدينة يوم 6 ديسمبر 2024.", &[(Paragraph, "نشر الجيش")]);
}

#[test]
fn cards_after_a_link_heading_run_to_the_end() {
    check(
        "أعلنت الإدارة فتح الجسر أمام السيارات.\n\nوقالت إن الشاحنات تمر ليلاً فقط.\n\nأخبار ذات صلة\nLoading...\nصورة لرجل أمام متجر.\n\n\
         انفجار يودي بثلاثة في مدينة أخرى\n\nفي حادث مؤلم، قتل ثلاثة أشخاص أمس. تابعوا التفاصيل.\nحوادث\nLoading...\nعنوان آخر هنا",
        &[
            (Paragraph, "أعلنت الإدارة"),
            (Paragraph, "وقالت إن"),
            (Boilerplate, "أخبار ذات"),
            (Boilerplate, "Loading..."),
            (Boilerplate, "صورة لرجل"),
            (Boilerplate, "انفجار يودي"),
            (Boilerplate, "في حادث"),
            (Boilerplate, "حوادث"),
            (Boilerplate, "Loading..."),
            (Boilerplate, "عنوان آخر"),
        ],
    );
}

#[test]
fn a_list_of_links_inside_the_text_ends_where_prose_resumes() {
    check(
        "قال الوزير إن الطريق آمن.\n\nمواضيع ذات صلة\nعنوان أول عن شيء آخر\nعنوان ثان عن شيء آخر\n\nوأضاف أن الدوريات مستمرة.\n\nوختم بأن الحركة عادية.",
        &[
            (Paragraph, "قال الوزير"),
            (Boilerplate, "مواضيع ذات"),
            (Boilerplate, "عنوان أول"),
            (Boilerplate, "عنوان ثان"),
            (Paragraph, "وأضاف أن"),
            (Paragraph, "وختم بأن"),
        ],
    );
}

#[test]
fn bullets_are_teasers_without_and_list_items_with_sentences() {
    check(
        "ينص الاتفاق على ما يلي:\n- تنسحب القوات خلال أسبوع.\n- يعود السكان بعد ذلك.\n\nووقع عليه الطرفان.\n* ماذا نعرف عن الاتفاق؟\n* خريطة المواقع",
        &[
            (Paragraph, "ينص الاتفاق"),
            (List, "- تنسحب"),
            (List, "- يعود"),
            (Paragraph, "ووقع عليه"),
            (Boilerplate, "* ماذا"),
            (Boilerplate, "* خريطة"),
        ],
    );
}

#[test]
fn menus_credits_tags_and_copyright() {
    check(
        "الرئيسيةأخبارسياسةرياضة\n\nوصول قافلة مساعدات إلى المخيم الشرقي\n\nوصلت قافلة مساعدات إلى المخيم، بحسب المنظمة.\n\nGetty Images\nوقال متطوع إن التوزيع بدأ.\n\n\
         وسوم: #مساعدات\n© صحيفة الميناء 2024",
        &[
            (Boilerplate, "الرئيسيةأخبارسياسةرياضة"),
            (Title, "وصول قافلة"),
            (Paragraph, "وصلت قافلة"),
            (Credit, "Getty Images"),
            (Paragraph, "وقال متطوع"),
            (Boilerplate, "وسوم: #مساعدات"),
            (Boilerplate, "© صحيفة"),
        ],
    );
}

#[test]
fn a_dateline_and_a_signature_are_set_apart_and_credited() {
    let article = read("بيروت (رويترز) - قال مسؤول إن المحادثات بدأت صباح اليوم.\n\nوأضاف أنها تستمر يومين. (أ ف ب)");
    assert_eq!(
        parts(&article),
        [(Dateline, "بيروت (رويترز)".into()), (Paragraph, "قال مسؤول".into()), (Paragraph, "وأضاف أنها".into()), (Credit, "(أ ف".into())]
    );
    assert_eq!(article.credits, ["رويترز", "أ ف ب"]);
    assert_eq!(read("فتحت المدارس أبوابها اليوم.\n\nالمصدر: رويترز + وكالات").credits, ["رويترز", "وكالات"]);
}

fn check_dates(line: &str, published: Option<&str>, updated: Option<&str>) {
    let article =
        read(&format!("عودة الكهرباء إلى أحياء المدينة القديمة\n\n{line}\n\nعادت الكهرباء إلى المدينة مساء أمس.\n\nوقالت الشركة إن الإصلاح تم."));
    let shown = |stamp: Option<Stamp>| stamp.map(|stamp| stamp.to_string());
    assert_eq!((shown(article.published_at).as_deref(), shown(article.updated_at).as_deref()), (published, updated), "{line}");
    assert_eq!(article.title.as_deref(), Some("عودة الكهرباء إلى أحياء المدينة القديمة"), "{line}");
}

#[test]
fn dates_in_the_forms_that_pages_use() {
    check_dates("نشر في 06-12-2024 | 21:52", Some("2024-12-06T21:52:00"), None);
    check_dates("نشر في الميناء يوم 07 - 12 - 2024", Some("2024-12-07"), None);
    check_dates("آخر تحديث: 7 ديسمبر/كانون الأول 2024 الساعة 10:15 (توقيت غرينتش)", None, Some("2024-12-07T10:15:00+00:00"));
    check_dates("2024-12-06T21:52:00+03:00", Some("2024-12-06T21:52:00+03:00"), None);
    check_dates("الجمعة، 06 كانون الأول 2024 21:05", Some("2024-12-06T21:05:00"), None);
    check_dates("الجمعة ٦ كانون الأول/ديسمبر ٢٠٢٤ - الساعة ٠٦:٤٥", Some("2024-12-06T06:45:00"), None);
    check_dates("06/12/2024 08:10 م", Some("2024-12-06T20:10:00"), None);
    check_dates("06.12.2024", Some("2024-12-06"), None);
    check_dates("5 دجنبر 2024 – 18:15", Some("2024-12-05T18:15:00"), None);
    check_dates("تاريخ النشر: 24 أيلول 2024 12:05 ص", Some("2024-09-24T00:05:00"), None);
    check_dates("December 6, 2024 14:00 GMT+2", Some("2024-12-06T14:00:00+02:00"), None);
    check_dates("نشر في 06-12-2024 | 21:52 آخر تحديث 07-12-2024 | 22:40", Some("2024-12-06T21:52:00"), Some("2024-12-07T22:40:00"));
    check_dates("الجمعة 5 جمادى الآخرة 1446 - 6 ديسمبر 2024", Some("2024-12-06"), None);
    check_dates("الجمعة 28 ربيع الآخر 1446 هـ الموافق 6 ديسمبر 2024 م", Some("2024-12-06"), None);
    check_dates("كتب: قسم التحرير | 6 ديسمبر 2024", Some("2024-12-06"), None);
    check_dates("آخر تحديث:\n07-12-2024 10:00", None, Some("2024-12-07T10:00:00"));
}

#[test]
fn what_is_not_said_is_not_guessed() {
    check_dates("نشر منذ 3 ساعات", None, None);
    check_dates("الجمعة 6 ديسمبر", None, None);
    check_dates("نشر في 06/12/24", None, None);
    check_dates("31-13-2024", None, None);
}

#[test]
fn the_record_says_more_than_the_page() {
    let input = TextInput {
        source: "r1".into(),
        url: Some("https://www.mina.example/a".into()),
        title: Some("عنوان".into()),
        published_at: Some("2024-12-06T20:00:00+02:00".into()),
        text: "نشر في 01-01-2020\nسطر أول من النص لا نقطة في آخره وهو طويل بما يكفي ليكون فقرة\nوقال إن ذلك صحيح.".into(),
        ..TextInput::default()
    };
    let article = read_text(input, &PACK);
    assert_eq!(article.outlet.id, "marsad");
    assert_eq!(article.title.as_deref(), Some("عنوان"));
    assert_eq!(article.published_at.unwrap().to_string(), "2024-12-06T20:00:00+02:00");
    assert_eq!(article.body().count(), 2, "{:?}", article.blocks);
}

#[test]
fn outlets_by_logo_date_line_class_word_and_file() {
    let page = |head: &str| read(&format!("{head}\n\nعودة الكهرباء إلى أحياء المدينة القديمة\n\nعادت الكهرباء مساء أمس.")).outlet.id;
    assert_eq!(page("الميناء logo"), "marsad");
    assert_eq!(page("بريد السهول logo"), "بريد السهول");
    assert_eq!(page("وكالة السهول للأنباء"), "وكالة السهول للأنباء");
    assert_eq!(page("بيروت"), "");
    let named = TextInput { source: "mina.example_17.txt".into(), text: "عادت الكهرباء مساء أمس.".into(), ..TextInput::default() };
    assert_eq!(read_text(named, &PACK).outlet.id, "marsad");
}

#[test]
fn a_word_of_a_file_name_names_no_outlet() {
    let of = |source: &str| {
        let named = TextInput { source: source.into(), text: "عادت الكهرباء مساء أمس.".into(), ..TextInput::default() };
        read_text(named, &PACK).outlet.id
    };
    ["mina.example", "day/mina.example.txt", "mina.example-2.html", "marsad.txt"].iter().for_each(|name| assert_eq!(of(name), "marsad", "{name}"));
    ["1-marsad-x.txt", "marsad-2.txt", "photo_marsad.txt", "old-mina.example.txt"].iter().for_each(|name| assert_eq!(of(name), "", "{name}"));
}

#[test]
fn a_weekday_proves_the_order_of_day_and_month() {
    check_dates("الخميس 05/06/2025", Some("2025-06-05"), None);
    check_dates("نشر في الخميس، 06/05/2025", Some("2025-06-05"), None);
    check_dates("Thu, 06-05-2025 10:30", Some("2025-06-05T10:30:00"), None);
    check_dates("06.05.2025 - الخميس", Some("2025-06-05"), None);
    // The weekday is that of neither order.
    check_dates("نشر في الجمعة 10/06/2025", None, None);
    check_dates("نشر في 06/05/2025", Some("2025-05-06"), None);
}

#[test]
fn a_page_of_one_line_is_read() {
    check("الجيش ينسحب من البلدة الحدودية", &[(Paragraph, "الجيش ينسحب")]);
    check("", &[]);
    check("***", &[(Boilerplate, "***")]);
}

/// Lines that pages are made of, and noise.
fn page() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("اقرأ أيضاً: عنوان آخر".to_owned()),
        Just("شارك".to_owned()),
        Just("Loading...".to_owned()),
        Just("نشر في 06-12-2024 | 21:52".to_owned()),
        Just(TICKER.to_owned()),
        Just("بيروت (رويترز) - قال مسؤول إن المحادثات بدأت صباح اليوم.".to_owned()),
        Just("وقال: \"انسحب الجيش\". وأضاف شيئاً (أ ف ب)".to_owned()),
        "[ا-ي ًَُِّْ.،:()|0-9٠-٩/\"«»*-]{0,60}",
        "\\PC{0,40}",
        "[\\x00-\\x7f]{0,20}",
    ];
    let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just(" \u{a0}\n"), Just("    ")];
    prop::collection::vec((line, end), 0..14).prop_map(|lines| lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect())
}

/// Blocks stand in order, do not overlap, start and end on letters or marks, and leave nothing but white space out.
fn covers(article: &Article) -> Result<(), TestCaseError> {
    let text = &*article.text;
    let mut at = 0;
    for block in &article.blocks {
        prop_assert!(block.span.start >= at, "{:?}", article.blocks);
        prop_assert!(text.get(at..block.span.start).is_some_and(|gap| gap.trim().is_empty()), "{:?}", article.blocks);
        let slice = block.span.slice(text);
        prop_assert!(!slice.is_empty() && slice == slice.trim(), "{slice:?}");
        prop_assert!(!block.reason.is_empty());
        at = block.span.end;
    }
    prop_assert!(text[at..].trim().is_empty(), "{:?}", article.blocks);
    Ok(())
}

proptest! {
    #[test]
    fn blocks_cover_every_page_in_order(text in page(), titled in any::<bool>()) {
        let title = titled.then(|| "عنوان".to_owned());
        covers(&read_text(TextInput { source: "s".into(), title, text, ..TextInput::default() }, &PACK))?;
    }

    #[test]
    fn blocks_cover_any_text_in_order(text in any::<String>()) {
        covers(&read(&text))?;
    }
}
