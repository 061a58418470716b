//! Names: places of several words and in quotation marks, sides by country, titles, nationalities, parties.

use crate::claims;
use isnad_model::Claim;

/// The first claim's type, actors and places, and its origin.
fn check(text: &str, expected: &str) {
    let all: Vec<String> = claims(text).iter().map(words).collect();
    assert!(all.iter().any(|claim| claim == expected), "{text}\n  wanted {expected}\n  found {all:#?}");
}

fn words(claim: &Claim) -> String {
    let parts = &claim.parts;
    let actors: Vec<&str> = parts.actors.iter().map(|actor| &*actor.name_ar).collect();
    let places: Vec<&str> = parts.places.iter().map(|place| &*place.name_ar).collect();
    let origin = parts.attribution.first().map_or("-", |attribution| &*attribution.source.name_ar);
    format!("{} [{}] @[{}] <{origin}>", parts.event_type.name(), actors.join(", "), places.join(", "))
}

#[test]
fn places() {
    check("حاصر الجيش اليمني معسكر \"واحة النخيل\" في اليمن.", "siege [الجيش اليمني] @[واحة النخيل] <->");
    check("سيطر الجيش اليمني على موقع \"الزغيفر\" بعد معارك في اليمن.", "capture [الجيش اليمني] @[الزغيفر] <->");
    check("سيطر الجيش السوري على قرية أبو زعرور في سوريا.", "capture [الجيش السوري] @[أبو زعرور] <->");
    check("قصف الجيش السوري بلدات في ريفي حماة وإدلب في سوريا.", "shelling [الجيش السوري] @[ريف حماة, ريف إدلب] <->");
    check("قتل ستة أشخاص في انفجار في وسط بلجيكا.", "killed [] @[وسط بلجيكا] <->");
}

#[test]
fn sides() {
    check("سيطر المتمردون على بلدة في محافظة تعز باليمن، وقال الجيش اليمني إن المتمردين انسحبوا منها.", "capture [الحوثيون] @[محافظة تعز] <->");
    check("قصف التحالف مواقع في محافظة صعدة باليمن.", "shelling [التحالف العربي] @[محافظة صعدة] <->");
    check("سيطرت المقاومة الشعبية على مدينة تعز في اليمن.", "capture [المقاومة الشعبية اليمنية] @[تعز] <->");
}

#[test]
fn nationalities() {
    check("شن الطيران السوري والروسي غارات على مدينة إدلب.", "airstrike [سلاح الجو السوري, سلاح الجو الروسي] @[إدلب] <->");
    check("حث الاتحاد الأوروبي روسيا على وقف القصف.", "call [الاتحاد الأوروبي] @[] <الاتحاد الأوروبي>");
    check("أدان الجانب التركي الهجوم.", "condemn [تركيا] @[] <تركيا>");
}

#[test]
fn people_and_bodies() {
    check("اتهم الشيخ سلطان بن غانم المحتجين بالتخريب.", "accuse [سلطان بن غانم] @[] <سلطان بن غانم>");
    check("طلب بنك \"الواحة\" من عملائه تقديم وثائق.", "call [الواحة] @[] <الواحة>");
}

#[test]
fn places_of_no_table_and_of_a_country() {
    check("قصف الجيش اليمني منطقة كزبوب في اليمن.", "shelling [الجيش اليمني] @[كزبوب] <->");
    check("سيطر الجيش اليمني على قرى جديدة في مديريتي حيران وعبس في اليمن.", "capture [الجيش اليمني] @[حيران, عبس] <->");
    check("قصف الطيران العراقي مواقع داخل الأراضي السورية.", "airstrike [سلاح الجو العراقي] @[سوريا] <->");
    check("دخل الجيش السوري سراقب.", "advance [الجيش السوري] @[سراقب] <->");
    check("حررت قوات الجيش اليمني، بدعم من التحالف العربي، مدينة صعدة في اليمن.", "capture [الجيش اليمني] @[صعدة] <->");
}

#[test]
fn a_surname_means_whom_the_article_named_last_by_it() {
    check("قال رئيس الهيئة، أحمد الحريري، إن الاتفاق قريب. وأدان الحريري القصف على دمشق.", "condemn [أحمد الحريري] @[] <أحمد الحريري>");
    check("وصل نصر الحريري إلى الرياض. وأدان الحريري القصف على دمشق.", "condemn [نصر الحريري] @[] <نصر الحريري>");
    check("التقى بهاء الحريري وفدا في بيروت. وقال سعد الحريري إنه باق. وأدان الحريري القصف على دمشق.", "condemn [سعد الحريري] @[] <سعد الحريري>");
    check("أدان الحريري القصف على دمشق.", "condemn [سعد الحريري] @[] <سعد الحريري>");
    check("وصل محمد بن سلمان إلى باريس. وقال سلمان العودة إنه باق. وأدان الجيش اليمني القصف.", "condemn [الجيش اليمني] @[] <الجيش اليمني>");
}

#[test]
fn short_names_of_formations() {
    check("شنت ألوية العمالقة هجوما على زبيد. وقصف مقاتلو الألوية المدينة.", "shelling [ألوية العمالقة] @[زبيد] <->");
    check("هاجمت سرايا السلام سامراء. وقالت السرايا إنها انسحبت من سامراء.", "withdraw [سرايا السلام] @[سامراء] <سرايا السلام>");
}

#[test]
fn the_first_word_of_a_name_in_the_genitive_has_no_article() {
    check("واصل الجيش الدفاع عن مدينة الفاشر في السودان. وقصف الجيش مواقع في نيالا.", "shelling [الجيش السوداني] @[نيالا] <->");
    check("قصف جيش الدفاع الإسرائيلي مواقع في غزة.", "shelling [الجيش الإسرائيلي] @[غزة] <->");
}
