//! The language of a text: by its script, then by letters that only one language of that script uses; languages in other letters by the
//! frequency of their letters in threes, or by what the page says.

use whatlang::{Detector, Lang};

/// Characters that are looked at.
const LOOKED_AT: usize = 20_000;

/// Letters of a text from which on it tells its language better than the page that it stands in.
const TOLD: usize = 100;

/// Characters whose threes are counted.
const COUNTED: usize = 1000;

/// Languages in other letters that are told apart; the more there are, the less a short text tells.
const OTHERS: [(Lang, &str); 16] = [
    (Lang::Eng, "en"),
    (Lang::Fra, "fr"),
    (Lang::Tur, "tr"),
    (Lang::Spa, "es"),
    (Lang::Deu, "de"),
    (Lang::Ita, "it"),
    (Lang::Por, "pt"),
    (Lang::Nld, "nl"),
    (Lang::Swe, "sv"),
    (Lang::Ind, "id"),
    (Lang::Rus, "ru"),
    (Lang::Ukr, "uk"),
    (Lang::Ell, "el"),
    (Lang::Cmn, "zh"),
    (Lang::Jpn, "ja"),
    (Lang::Kor, "ko"),
];

/// ISO 639 code; `und` when nothing tells. `said` is what the page calls itself: it never makes a text Arabic or keeps it from being so.
pub fn language(text: &str, said: Option<&str>) -> String {
    let mut seen = Seen::default();
    text.chars().take(LOOKED_AT).for_each(|c| seen.add(c));
    let Seen { arabic, latin, cyrillic, hebrew, other, .. } = seen;
    let most = arabic.max(latin).max(cyrillic).max(hebrew).max(other);
    match () {
        () if most < 3 => "und".into(),
        () if most == arabic => seen.of_arabic_script().into(),
        () if most == hebrew => "he".into(),
        () => of_another_script(text, most, said),
    }
}

/// Letters by script, and those of the Arabic script that tell a language.
#[derive(Default)]
struct Seen {
    arabic: usize,
    latin: usize,
    cyrillic: usize,
    hebrew: usize,
    other: usize,
    persian: usize,
    urdu: usize,
    kurdish: usize,
    pashto: usize,
}

impl Seen {
    fn add(&mut self, c: char) {
        match c {
            '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D5}' => self.arabic += 1,
            c if c.is_ascii_alphabetic() => self.latin += 1,
            '\u{00C0}'..='\u{024F}' => self.latin += 1,
            '\u{0400}'..='\u{04FF}' => self.cyrillic += 1,
            '\u{0590}'..='\u{05FF}' => self.hebrew += 1,
            c if c.is_alphabetic() => self.other += 1,
            _ => {}
        }
        match c {
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => self.persian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے' | 'ہ' => self.urdu += 1,
            'ە' | 'ێ' | 'ۆ' | 'ڕ' | 'ڵ' => self.kurdish += 1,
            'ټ' | 'ډ' | 'ړ' | 'ښ' | 'ځ' | 'څ' | 'ې' | 'ۍ' => self.pashto += 1,
            _ => {}
        }
    }

    /// One letter in twenty is more than names in another language bring into Arabic.
    fn of_arabic_script(&self) -> &'static str {
        let own = [(self.urdu, "ur"), (self.kurdish, "ckb"), (self.pashto, "ps")];
        let (most, code) = own.into_iter().max().unwrap_or_default();
        match () {
            () if most * 20 > self.arabic => code,
            () if (self.persian + most) * 20 > self.arabic => "fa",
            () => "ar",
        }
    }
}

/// What a text of so many letters tells, or the page's own word where it is a plain code of a language that is not written in Arabic or Hebrew
/// letters.
fn of_another_script(text: &str, letters: usize, said: Option<&str>) -> String {
    let code = said.and_then(|said| said.trim().split(['-', '_']).next()).unwrap_or("").to_ascii_lowercase();
    let is_code = matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase());
    let said = (is_code && !matches!(&*code, "ar" | "fa" | "ur" | "ckb" | "ps" | "he" | "und")).then_some(code);
    let start: String = text.chars().take(COUNTED).collect();
    let found = Detector::with_allowlist(OTHERS.iter().map(|(language, _)| *language).collect()).detect(&start);
    let told = found.and_then(|found| Some((OTHERS.iter().find(|(language, _)| *language == found.lang())?.1, found.is_reliable())));
    let plainly = told.filter(|(_, is_reliable)| *is_reliable && letters >= TOLD).map(|(code, _)| code.to_owned());
    // A page's own word stands where it names a language that is not among those that are told apart.
    let known = |code: &String| OTHERS.iter().any(|(_, other)| other == code);
    said.clone().filter(|code| !known(code)).or(plainly).or(said).or(told.map(|(code, _)| code.to_owned())).unwrap_or_else(|| "und".into())
}

#[cfg(test)]
mod tests {
    use super::language;

    #[test]
    fn script_then_letters_then_what_the_page_says() {
        for (text, said, expect) in [
            ("أعلنت البلدية فتح الطريق الساحلي صباح اليوم", None, "ar"),
            ("أعلنت البلدية فتح الطريق الساحلي صباح اليوم", Some("en"), "ar"),
            ("أعلن بيل غيتس وشركة مایکروسوفت فتح مركز جديد في مدينة پاريس الفرنسية على ضفاف نهر السين", None, "ar"),
            ("شهرداری اعلام کرد که پل ساحلی امروز صبح باز شد", Some("ar"), "fa"),
            ("بلدیہ نے اعلان کیا کہ ساحلی سڑک آج صبح کھول دی گئی ہے", None, "ur"),
            ("شارەوانی ڕایگەیاند کە ڕێگای کەنار دەریا ئەمڕۆ کرایەوە", None, "ckb"),
            ("ښاروالۍ اعلان وکړ چې د ساحل سړک نن سهار پرانیستل شو", None, "ps"),
            ("The council opened the coastal road", Some("ar"), "en"),
            ("La mairie a rouvert la route côtière", Some("fr-FR"), "fr"),
            ("Belediye sahil yolunu açtı", Some("\" onload"), "tr"),
            (
                "Le toit du marché couvert s'est effondré jeudi, blessant onze personnes, selon la protection civile. Le marché restera fermé.",
                None,
                "fr",
            ),
            (
                "Le toit du marché couvert s'est effondré jeudi, blessant onze personnes, selon la protection civile. Le marché restera fermé.",
                Some("en"),
                "fr",
            ),
            ("Serokatiya bajêr îro sibehê rêya peravê vekir", Some("ku"), "ku"),
            ("העירייה פתחה את כביש החוף", Some("ar"), "he"),
            ("Власти открыли прибрежную дорогу", Some("ru"), "ru"),
            ("Власти открыли прибрежную дорогу", None, "ru"),
            ("ጠቅላይ ሚኒስትሩ መንገዱን ከፈቱ", None, "und"),
            ("12 - 5", Some("fr"), "und"),
        ] {
            assert_eq!(language(text, said), expect, "{text}");
        }
    }
}
