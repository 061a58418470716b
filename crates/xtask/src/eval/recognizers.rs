//! Numbers and dates against the Arabic cases of Recognizers-Text (MIT) in the evaluation folder: a case holds when every span is exact.
//! Cases of families that news does not have, or that are read otherwise on purpose, are counted and left out.

use crate::{Outcome, workspace};
use isnad_annotate::lookup::look_up;
use isnad_annotate::number::amount_at;
use isnad_annotate::when::when_at;
use isnad_engine::Engine;
use isnad_pack::{Pack, Sense};
use isnad_text::token::{Token, TokenKind, tokens};
use serde_json::Value;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Shares of cases that must hold.
const FLOORS: [(&str, f64); 2] = [("numbers", 0.92), ("dates", 0.80)];

/// A sentence with the stretches that are to be found in it, in characters.
struct Case {
    input: String,
    spans: Vec<Range<usize>>,
    texts: Vec<String>,
}

/// Runs both and prints what held; falls below the floors are given back.
///
/// # Errors
/// When a file cannot be read.
pub fn run(shared: &Path, arguments: &[String]) -> Outcome<Vec<String>> {
    let folder = shared.join("recognizers-ar");
    if !folder.exists() {
        println!("recognizers: no recognizers-ar in the evaluation folder: nothing to score");
        return Ok(Vec::new());
    }
    let (engine, _) = Engine::new(Some(&workspace::root().join("packs")));
    let shown: usize = workspace::option(arguments, "--errors").and_then(|count| count.parse().ok()).unwrap_or(0);
    let mut falls = Vec::new();
    for (what, floor) in FLOORS {
        let files: &[&str] = if what == "numbers" {
            &["number/NumberModel", "number/PercentModel"]
        } else {
            &["datetime/DateExtractor", "datetime/DatePeriodExtractor", "datetime/DateParser"]
        };
        let (mut left_out, mut all, mut held) = (BTreeMap::<&str, usize>::new(), 0, 0);
        let mut misses = Vec::new();
        let mut seen = std::collections::BTreeSet::new();
        for file in files {
            for case in cases(&folder.join(format!("{file}.json")))?.into_iter().filter(|case| seen.insert(case.input.clone())) {
                let family = if what == "numbers" { number_family(&case) } else { date_family(&case) };
                if let Some(family) = family {
                    *left_out.entry(family).or_default() += 1;
                    continue;
                }
                let found = if what == "numbers" { numbers(engine.pack(), &case.input) } else { dates(engine.pack(), &case.input) };
                let plain = |span: &Range<usize>| if what == "numbers" { span.clone() } else { bare(&case.input, span.clone()) };
                let expect: Vec<Range<usize>> = case.spans.iter().map(plain).collect();
                all += 1;
                if found == expect {
                    held += 1;
                } else {
                    let words = |spans: &[Range<usize>]| spans.iter().map(|span| slice(&case.input, span)).collect::<Vec<_>>().join(" | ");
                    misses.push(format!("  {}\n    expected {}\n    found    {}", case.input, words(&expect), words(&found)));
                }
            }
        }
        let share = f64::from(held) / f64::from(all.max(1));
        println!("recognizers {what}: {held} of {all} cases exact ({share:.3}, floor {floor})");
        let list: Vec<String> = left_out.iter().map(|(family, count)| format!("{family} ({count})")).collect();
        println!("  left out {}: {}", left_out.values().sum::<usize>(), list.join("; "));
        misses.iter().take(shown).for_each(|miss| println!("{miss}"));
        if share < floor {
            falls.push(format!("recognizers {what} {share:.3} < {floor}"));
        }
    }
    Ok(falls)
}

fn cases(path: &Path) -> Outcome<Vec<Case>> {
    let text = workspace::read(path)?;
    let list: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| format!("{}: {error}", path.display()))?;
    let case = |one: &Value| {
        let input = one["Input"].as_str()?.to_owned();
        let results = one["Results"].as_array()?;
        let span = |result: &Value| {
            let start = usize::try_from(result["Start"].as_i64()?).ok()?;
            let length = result["Length"].as_u64().or_else(|| Some(result["End"].as_u64()? + 1 - start as u64))?;
            let text = result["Text"].as_str()?;
            let span = start..start + length as usize;
            // A place that does not hold the text is an error of the case.
            (slice(&input, &span) == text).then(|| (span, text.to_owned()))
        };
        let found: Option<Vec<(Range<usize>, String)>> = results.iter().map(span).collect();
        let (spans, texts) = found?.into_iter().unzip();
        Some(Case { input, spans, texts })
    };
    Ok(list.as_array().into_iter().flatten().filter_map(case).collect())
}

fn slice(text: &str, span: &Range<usize>) -> String {
    text.chars().skip(span.start).take(span.len()).collect()
}

/// What of the number cases is not told in news, or is no number of things.
fn number_family(case: &Case) -> Option<&'static str> {
    let any = |words: &[&str]| words.iter().any(|word| case.input.contains(word) || case.texts.iter().any(|text| text.contains(word)));
    let word =
        |words: &[&str]| case.input.split(|c: char| !c.is_alphabetic()).any(|own| words.iter().any(|word| own.trim_start_matches('و') == *word));
    let text = |of: &dyn Fn(&str) -> bool| case.texts.iter().any(|text| of(text));
    Some(match () {
        () if any(&["^", "e1", "e+", "e-", "e١", "e+١", "http"]) => "powers, formulas, addresses",
        () if any(&["سالب", "ناقص"]) || text(&|text| text.contains('-')) => "negative numbers and subtraction",
        () if text(&|text| text.contains('/')) => "fractions with a bar",
        () if text(&|text| [" على ", " من ", " في واحد", "جزء", "اجزاء", "أجزاء", "فاصلة"].iter().any(|part| text.contains(part))) => {
            "one in so many, decimals in words"
        }
        () if word(&[
            "خمس",
            "اخماس",
            "أخماس",
            "وخمس",
            "ثمن",
            "اثمان",
            "أثمان",
            "ثلث",
            "ثلثان",
            "ثلثين",
            "ربع",
            "ارباع",
            "أرباع",
            "نصف",
            "وخُمسَين",
            "خُمسَين",
        ]) && text(&|text| {
            ["خمس", "اخماس", "أخماس", "ثمن", "أثمان", "اثمان", "ثلث", "ربع", "رباع", "نصف", "خُمسَين", "خمسين"].iter().any(|part| text.contains(part))
        }) =>
        {
            "bare fractions"
        }
        () if any(&["دزين", "دست"]) => "dozens",
        () if any(&["نسبة", "بالمائة 1", "بالمائة 2"]) => "percentages without their sign, or before the number",
        () if any(&["192.", "١٩٢.", "222-"]) => "addresses and telephone numbers",
        () if glued(&case.input) => "figures glued to letters",
        () if any(&["\u{202a}", "\u{202f}"]) || spaced(case) => "groups of three parted by blanks",
        () if any(&[".٢٥", ",٢٥", ".25", ".08", ".23"]) && !case.input.contains("0.") => "decimals without a nought",
        () if any(&["صفحة ال", "رقمان"]) => "puzzles of the case's own",
        () => return None,
    })
}

/// `180مل`: a figure that letters touch.
fn glued(input: &str) -> bool {
    let chars: Vec<char> = input.chars().collect();
    chars.windows(2).any(|pair| pair[0].is_numeric() && pair[1].is_alphabetic() || pair[0].is_alphabetic() && pair[1].is_numeric())
}

fn spaced(case: &Case) -> bool {
    let figures = |text: &str| text.split_whitespace().filter(|part| part.chars().all(char::is_numeric)).count();
    case.texts.iter().any(|text| figures(text) >= 2) || case.input.contains("0000") && figures(&case.input) >= 2
}

/// What of the date cases is English in Arabic words, is not told in news, or is read otherwise on purpose.
fn date_family(case: &Case) -> Option<&'static str> {
    let any = |words: &[&str]| case.texts.iter().any(|text| words.iter().any(|word| text.contains(word)));
    let months = [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
        "كانون",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين",
    ];
    let has_month = any(&months);
    let figures = |text: &str| text.split(|c: char| !c.is_numeric()).filter(|part| !part.is_empty()).map(str::len).collect::<Vec<_>>();
    let whole_date = case.texts.iter().any(|text| figures(text).len() >= 3 && figures(text).contains(&4));
    let weekdays = ["السبت", "الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "جمعة"];
    let ordinals = ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السابع", "عشر", "والعشرين", "للثلاثين", "العاشر", "الحادي"];
    let month_first = case.texts.iter().any(|text| {
        let words: Vec<&str> =
            text.split([' ', '-', '.', '،', ',']).filter(|word| !word.is_empty() && !matches!(*word, "شهر" | "هذا" | "من")).collect();
        let at = words.iter().position(|word| months.iter().any(|month| word.contains(month)));
        at.is_some_and(|at| {
            let next = at + if words[at] == "كانون" || words[at] == "تشرين" { 2 } else { 1 };
            let before = at.checked_sub(1).and_then(|before| words.get(before)).is_some_and(|word| figures(word).first() == Some(&4));
            before
                || words.get(next).is_some_and(|word| {
                    figures(word).first().is_some_and(|length| *length <= 2) || ordinals.iter().any(|own| word.starts_with(own)) || *word == "بين"
                })
        })
    });
    Some(match () {
        () if case.texts.is_empty() => return None,
        () if any(&["محرم", "صفر", "ربيع الأول", "ربيع الثاني", "جمادى", "رجب", "شعبان", "رمضان", "شوال", "القعدة", "الحجة"]) => {
            "Islamic months without a day or year of theirs (names of people)"
        }
        () if month_first => "the month before the day, as in English",
        () if any(&["ألف", "تسعة عشر", "مائتين", "عينيات", "عشرين", "الألفين", "العشرينيات", "السبعينيات", "2. ", "2- ", "2/ ", "نوفمبر.", "28-"])
            && (!has_month || any(&["ألف", "تسعة عشر", "2. ", "2- ", "2/ ", "نوفمبر.", "28-"])) =>
        {
            "years in words, decades, dots and dashes between day and month"
        }
        () if any(&["الربع", "الأسبوع الثالث", "الأسبوع الأخير", "الأسبوع الأول", "أسبوع 1", "أسبوع 3", "الأسبوع  في"]) => {
            "quarters and weeks by number"
        }
        () if any(&["بقية", "باقي", "بعد القادم", "من الآن", "في المستقبل"]) => {
            "the rest of a period, counted from now in words"
        }
        () if any(&["صيف", "ربيع", "العقد", "خريف"]) => "seasons and decades",
        () if any(&weekdays) && any(&["أسبوع", "حتى", "إلى", " في ", "هذا يوم"]) => {
            "a weekday within a week, from one weekday to another"
        }
        () if any(&weekdays) && (any(&["27", "21", "22", "23", "15"]) || any(&ordinals) || any(&["أول يوم"])) && !has_month => {
            "a weekday with the number of its day, or of itself"
        }
        () if !has_month && !whole_date && case.texts.iter().all(|text| !figures(text).is_empty() && !text.contains(char::is_whitespace)) => {
            "two figures or one alone (15, 4/22, 3-2015)"
        }
        () if !has_month
            && any(&["إلى 2", "يوم 2", "للثان", "للحادي", "إلى الحادي", "للثلاثين", "الشهر", "شهر"])
            && any(&["20 ", "31", "العشرين", "الحادي", "27", "21", "22", "4 ", "للث", "للح"]) =>
        {
            "a day without its month"
        }
        () if !has_month && any(&["الثاني"]) => "a day without its month",
        () if any(&["بعد 3", "بعد 4", "بعد يومين", "بعد أسبوعين", "في 3", "آخر 3", "الأشهر 3"]) => {
            "so long after what is told: not counted from the article's day"
        }
        () if any(&[
            "آخر يوم",
            "اليوم  الأخير",
            "اليوم الآتي",
            "يومي",
            "اليوم الماضي",
            "العديدة",
            "القليلة",
            "بضعة",
            "حتى الغد",
            "اليوم حتى",
            "حتى بعد",
        ]) =>
        {
            "days that the text alone explains"
        }
        () if any(&[", 1", "/12", "عام 247", "1391", ",16"]) || any(&["- 2016"]) => "two figures for a year, years before 1900",
        () => return None,
    })
}

/// Numbers of a text, with the sign of percentage that follows; positions in characters.
fn numbers(pack: &Pack, text: &str) -> Vec<Range<usize>> {
    walk(pack, text, |tokens, hits, at| {
        let (_, end) = amount_at(pack, tokens, hits, at)?;
        let percent = |hit: &isnad_annotate::lookup::Hit| match hit.sense {
            Sense::Number(id) if (pack.numbers[id as usize].value - 0.01).abs() < 1e-9 => Some(hit.len),
            _ => None,
        };
        let sign = tokens.get(end).filter(|token| token.is("%") || token.is("٪")).map(|_| 1);
        Some(end + sign.or_else(|| hits.get(end)?.iter().find_map(percent)).unwrap_or(0))
    })
}

/// Dates of a text; the article is of the day that the cases have.
fn dates(pack: &Pack, text: &str) -> Vec<Range<usize>> {
    let today = jiff::civil::Date::constant(2016, 11, 7);
    let found = walk(pack, text, |tokens, hits, at| when_at(pack, tokens, hits, at, Some(today)).map(|(_, end)| end));
    found.into_iter().map(|span| bare(text, span)).collect()
}

fn walk(pack: &Pack, text: &str, find: impl Fn(&[Token], &[isnad_annotate::lookup::Hits], usize) -> Option<usize>) -> Vec<Range<usize>> {
    let tokens = tokens(text, 0);
    let hits = look_up(&pack.lexicon, &tokens);
    let character = |byte: usize| text[..byte].chars().count();
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let found = if tokens[at].kind == TokenKind::Mark { None } else { find(&tokens, &hits, at).filter(|end| *end > at && *end <= tokens.len()) };
        match found {
            Some(end) => {
                out.push(character(tokens[at].span.start)..character(tokens[end - 1].span.end));
                at = end;
            }
            None => at += 1,
        }
    }
    out
}

/// The stretch without the words that only lead to it: the two conventions differ in whether `يوم` and `في` belong to a date.
fn bare(text: &str, span: Range<usize>) -> Range<usize> {
    let words = slice(text, &span);
    let mut rest = words.as_str();
    let leads = ["يوم ", "في ", "من ", "ما ", "شهر ", "هذا ", "بال", "ال", "ل"];
    while let Some(shorter) = leads.iter().find_map(|lead| rest.strip_prefix(lead)) {
        rest = shorter.trim_start();
    }
    span.end - rest.chars().count()..span.end
}
