#!/usr/bin/env python3
"""Write pages/ and gold.jsonl: invented articles in the forms that Arabic sites give them.

usage: make.py            (rewrites pages/ and gold.jsonl beside itself; same input, same bytes)
"""
import json
import pathlib
import random

from articles import ARTICLES, COMMENTS, HEADLINES, TEASERS
from today import TODAY

HERE = pathlib.Path(__file__).parent
MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
SYRIAC = ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"]
DAYS = "الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

PAGES = []


def page(name, **options):
    """Registers a builder under the page's name."""
    def register(builder):
        PAGES.append((name, options, builder))
        return builder
    return register


class A:
    """One article on one site on one day."""

    def __init__(self, index):
        self.title, self.deck, self.paragraphs = ARTICLES[index % len(ARTICLES)]
        self.y, self.m, self.d = 2019 + index % 6, 1 + (index * 5) % 12, 1 + (index * 7) % 28
        self.hour, self.minute = 6 + index % 15, (index * 13) % 60
        self.iso = f"{self.y}-{self.m:02}-{self.d:02}"
        self.time = f"{self.hour:02}:{self.minute:02}"
        self.random = random.Random(index)
        self.site = ["بريد السهول", "صحيفة المرفأ", "موقع الضفتين", "وكالة التلال للأنباء", "نبض الوادي"][index % 5]
        self.host = ["sohoul.example", "marfaa.example", "daffatayn.example", "tilal.example", "nabd.example"][index % 5]
        self.path = f"/news/{9000 + index}"
        self.weekday = DAYS[__import__("datetime").date(self.y, self.m, self.d).weekday()]
        self.absent = []

    def url(self):
        return f"https://{self.host}{self.path}"

    def heads(self, count):
        """Headlines of other articles: none may come into the body."""
        chosen = self.random.sample(HEADLINES, count)
        self.absent += chosen
        return chosen

    def teasers(self, count):
        chosen = self.random.sample(TEASERS, count)
        self.absent += chosen
        return chosen

    def ps(self, tag="p", heading="h2"):
        return "\n".join(f"<{heading}>{p[3:]}</{heading}>" if p.startswith("## ") else f"<{tag}>{p}</{tag}>" for p in self.paragraphs)

    def body(self):
        return "\n".join(p.removeprefix("## ") for p in self.paragraphs)


def links(heads, start=100, tag="li"):
    return "\n".join(f'<{tag}><a href="/news/{start + i}">{h}</a></{tag}>' for i, h in enumerate(heads))


def head(a, extra="", title=None, meta=True):
    og = f'<meta property="og:title" content="{a.title}"><meta property="og:site_name" content="{a.site}">' if meta else ""
    return (f'<!DOCTYPE html>\n<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title or a.title} | {a.site}</title>\n'
            f'<link rel="canonical" href="{a.url()}">{og}{extra}</head>\n')


NAV = '<nav class="main-nav"><ul><li><a href="/">الرئيسية</a></li><li><a href="/p">سياسة</a></li><li><a href="/e">اقتصاد</a></li><li><a href="/s">رياضة</a></li><li><a href="/c">ثقافة</a></li></ul></nav>\n'
FOOT = '<footer><p>جميع الحقوق محفوظة © 2024</p><ul><li><a href="/about">من نحن</a></li><li><a href="/contact">اتصل بنا</a></li><li><a href="/privacy">سياسة الخصوصية</a></li></ul></footer>\n'
SHARE = '<div class="share-buttons"><a href="#">فيسبوك</a> <a href="#">تويتر</a> <a href="#">واتساب</a> <a href="#">نسخ الرابط</a></div>\n'


def ld(a, **more):
    fields = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": a.title, "datePublished": f"{a.iso}T{a.time}:00+03:00",
              "mainEntityOfPage": a.url(), "publisher": {"@type": "Organization", "name": a.site}}
    fields.update(more)
    return f'<script type="application/ld+json">{json.dumps(fields, ensure_ascii=False)}</script>'


def published(a):
    return {"published": a.iso}


@page("wordpress")
def _(a):
    return (head(a, f'<meta property="article:published_time" content="{a.iso}T{a.time}:00+00:00">') +
            f'<body class="post-template-default single single-post has-sidebar comments-open">{NAV}<div id="page"><div class="content-area"><main>'
            f'<article class="post-12 post type-post status-publish hentry tag-news tag-sidebar category-ads">'
            f'<header class="entry-header"><h1 class="entry-title">{a.title}</h1><div class="entry-meta"><span class="posted-on"><time datetime="{a.iso}T{a.time}:00+00:00">{a.d} {MONTHS[a.m-1]}، {a.y}</time></span> <span class="byline">بقلم <a href="/author/x">هيئة التحرير</a></span></div></header>'
            f'<div class="entry-content">{a.ps()}{SHARE}<div id="jp-relatedposts" class="jp-relatedposts"><h3>ذات صلة</h3><ul>{links(a.heads(3))}</ul></div></div>'
            f'<footer class="entry-footer"><span class="tags-links">وسوم <a href="/t/1">محليات</a>، <a href="/t/2">خدمات</a></span></footer></article>'
            f'<div id="comments" class="comments-area"><h2>3 تعليقات</h2><ol class="comment-list">' +
            "".join(f'<li class="comment"><p>{c}</p></li>' for c in COMMENTS[:3]) +
            f'</ol></div></main></div><aside id="secondary" class="widget-area"><section class="widget"><h2>أحدث المقالات</h2><ul>{links(a.heads(5), 200)}</ul></section></aside></div>{FOOT}</body></html>'), published(a)


@page("drupal")
def _(a):
    return (head(a, f'<meta name="dcterms.created" content="{a.iso}">') + f'<body>{NAV}<div class="region-content"><div class="node node--article"><h1><span>{a.title}</span></h1>'
            f'<div class="field-name-field-deck"><p>{a.deck}</p></div><div class="field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even">{a.ps()}</div></div></div>'
            f'<div class="field-name-field-related"><div class="field-label">مواضيع ذات صلة</div><div class="field-items">{links(a.heads(4), tag="div")}</div></div></div></div>{FOOT}</body></html>'), published(a)


@page("aspnet-1256", encoding="cp1256")
def _(a):
    text = "<br><br>".join(p.removeprefix("## ") for p in a.paragraphs)
    return (f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256"><title>{a.title}</title></head>'
            f'<body bgcolor="#ffffff"><form name="aspnetForm"><input type="hidden" name="__VIEWSTATE" value="/wEPDwUKMTY1NDU2MQ=="><table width="980" align="center"><tr><td colspan="2">'
            f'<marquee direction="right">{" *** ".join(a.heads(4))}</marquee></td></tr><tr><td width="180" valign="top">' +
            "".join(f'<table><tr><td><a href="Cat.aspx?id={i}"><font size="2">{n}</font></a></td></tr></table>' for i, n in enumerate(["الصفحة الأولى", "أخبار محلية", "رياضة", "منوعات"])) +
            f'</td><td valign="top"><font color="#990000" size="5"><b>{a.title}</b></font><br><font size="2">{a.d}/{a.m}/{a.y}</font><br><br><font size="4" face="Simplified Arabic">{text}</font><br><br>'
            f'<a href="print.aspx">طباعة</a> | <a href="send.aspx">أرسل إلى صديق</a><br><b>اقرأ أيضا:</b><br>' + "<br>".join(f'<a href="n.aspx?id={i}">{h}</a>' for i, h in enumerate(a.heads(3))) +
            '</td></tr></table></form></body></html>'), published(a)


@page("amp")
def _(a):
    return (f'<!doctype html><html ⚡ lang="ar" dir="rtl"><head><meta charset="utf-8"><link rel="canonical" href="{a.url()}"><title>{a.title}</title>{ld(a)}<style amp-custom>body{{direction:rtl}}</style></head>'
            f'<body><amp-sidebar id="sidebar" layout="nodisplay"><ul><li><a href="/">الرئيسية</a></li><li><a href="/v">فيديو</a></li></ul></amp-sidebar><header><a href="/">{a.site}</a></header><main><article><h1>{a.title}</h1>'
            f'<amp-social-share type="facebook"></amp-social-share><amp-img src="a.jpg" width="16" height="9" alt="صورة"></amp-img>{a.ps()}<amp-list><template type="amp-mustache"><p>{{{{title}}}}</p></template></amp-list>'
            f'<section class="amp-related"><h3>اقرأ أيضاً</h3><ul>{links(a.heads(4))}</ul></section></article></main></body></html>'), published(a)


@page("live-blog")
def _(a):
    times = [f"{a.hour + 3 - i:02}:{(a.minute + 7 * i) % 60:02}" for i in range(len(a.paragraphs))]
    entries = "".join(f'<div class="live-blog-entry" id="e{i}"><time class="entry-time" datetime="{a.iso}T{times[i]}:00+03:00">{times[i]}</time><div class="entry-text"><p>{p.removeprefix("## ")}</p></div></div>'
                      for i, p in enumerate(a.paragraphs))
    return (head(a, ld(a, **{"@type": "LiveBlogPosting", "coverageStartTime": f"{a.iso}T{a.time}:00+03:00", "dateModified": f"{a.iso}T{times[0]}:00+03:00"})) +
            f'<body>{NAV}<div class="liveblog"><h1>{a.title}</h1><div class="live-blog-entries">{entries}</div></div><div class="most-read"><h3>الأكثر قراءة</h3><ol>{links(a.heads(5))}</ol></div>{FOOT}</body></html>'), dict(published(a), updated=a.iso)


@page("gallery")
def _(a):
    shots = "".join(f'<figure class="slide"><img src="{i}.jpg" alt=""><figcaption>{c}<span class="credit">تصوير: لؤي حداد</span></figcaption></figure>'
                    for i, c in enumerate(["جانب من الموقع عند الصباح", "عمال خلال استراحة قصيرة", "منظر عام من الجهة الشرقية"]))
    a.absent += ["عمال خلال استراحة قصيرة", "منظر عام من الجهة الشرقية"]
    return (head(a, ld(a)) + f'<body>{NAV}<article><h1>{a.title}</h1><div class="gallery">{shots}</div><div class="article-text">{a.ps()}</div></article>'
            f'<section class="latest"><h2>أحدث الصور</h2>{links(a.heads(4), tag="div")}</section>{FOOT}</body></html>'), published(a)


@page("infinite-scroll")
def _(a):
    others = [ARTICLES[(i + 3 + a.d) % len(ARTICLES)] for i in range(2)]
    others = [o for o in others if o[0] != a.title]
    a.absent += [o[2][1] for o in others]
    tail = "".join(f'<article class="article" data-url="/news/{i}"><h1>{o[0]}</h1><time datetime="2018-01-0{i + 1}T10:00:00Z">0{i + 1}/01/2018</time><div class="article-body">' + "".join(f"<p>{p.removeprefix('## ')}</p>" for p in o[2]) + "</div></article>"
                   for i, o in enumerate(others))
    return (head(a) + f'<body>{NAV}<div id="scroll"><article class="article"><h1>{a.title}</h1><time datetime="{a.iso}T{a.time}:00Z">{a.d:02}/{a.m:02}/{a.y}</time><div class="article-body">{a.ps()}</div></article>{tail}</div></body></html>'), published(a)


@page("insets-by-class")
def _(a):
    parts = [f"<p>{p.removeprefix('## ')}</p>" for p in a.paragraphs]
    for i, h in enumerate(a.heads(2)):
        parts.insert(2 + 2 * i, f'<div class="related-inset"><span>اقرأ أيضاً</span><a href="/n/{i}">{h}</a></div>')
    return head(a, ld(a)) + f'<body>{NAV}<div class="container"><h1>{a.title}</h1><div class="article-body">{"".join(parts)}</div></div>{FOOT}</body></html>', published(a)


@page("insets-without-class")
def _(a):
    parts = [f"<p>{p.removeprefix('## ')}</p>" for p in a.paragraphs]
    one, two, three = a.heads(3)
    parts.insert(1, f'<p><strong>اقرأ أيضاً: <a href="/n/1">{one}</a></strong></p>')
    parts.insert(3, f'<p><b>شاهد أيضا..</b> <a href="/n/2">{two}</a></p>')
    parts.insert(5, f'<p><strong><a href="/n/3">{three}</a></strong></p>')
    return head(a, ld(a)) + f'<body>{NAV}<div class="wrap"><h1>{a.title}</h1>{"".join(parts)}</div>{FOOT}</body></html>', published(a)


@page("ticker-and-breaking-bar")
def _(a):
    return (head(a, f'<meta itemprop="datePublished" content="{a.iso}T{a.time}:00+03:00">') + f'<body><div class="breaking-news"><span>عاجل</span> <a href="/b">{a.heads(1)[0]}</a></div><div id="news-ticker"><ul>' + "".join(f"<li>{h}</li>" for h in a.heads(6)) + f'</ul></div>{NAV}'
            f'<div class="details"><h1>{a.title}</h1><div class="details-text">{a.ps()}</div></div><div class="more"><h4>المزيد من الأخبار</h4>{links(a.heads(4), tag="p")}</div></body></html>'), published(a)


@page("broken-markup")
def _(a):
    text = "".join(f"<p>{p.removeprefix('## ')}" if i % 2 else f"<p><b>{p.removeprefix('## ')[:20]}<i>{p.removeprefix('## ')[20:40]}</b></i>{p.removeprefix('## ')[40:]}</span></p></div></p>" for i, p in enumerate(a.paragraphs))
    return (f'<html dir=rtl><title>{a.title}</title><meta charset=utf-8><meta name="pubdate" content="{a.iso} {a.time}"><body><div class=nav><a href=/>الرئيسية<a href=/s>رياضة<a href=/e>اقتصاد</a></div>'
            f'<div class=page><h1>{a.title}<div class=story-body><div>{text}<div class=related><ul>{links(a.heads(3))}<li><a href=/x>المزيد</ul></div><!-- <p>تعليق لا يظهر -->'), published(a)


@page("tables-8859-6", encoding="iso8859_6")
def _(a):
    clean = [p.removeprefix("## ") for p in a.paragraphs]
    return (f'<html><head><meta http-equiv="content-type" content="text/html; charset=iso-8859-6"><title>{a.title}</title></head><body><table border=0><tr><td><a href="1.htm">الأولى</a></td><td><a href="2.htm">العرب والعالم</a></td><td><a href="3.htm">الاقتصاد</a></td></tr></table>'
            f'<table><tr><td><h2>{a.title}</h2><p>{a.weekday} {a.d} {MONTHS[a.m-1]} {a.y}</p>' + "".join(f"<p>{p}</p>" for p in clean) + f'</td><td width=150>{links(a.heads(5), tag="p")}</td></tr></table></body></html>'), published(a)


@page("yoast-graph")
def _(a):
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "WebSite", "name": a.site, "url": f"https://{a.host}/"},
        {"@type": "WebPage", "@id": a.url(), "url": a.url(), "name": a.title, "datePublished": f"{a.iso}T{a.time}:00+03:00"},
        {"@type": ["Article", "NewsArticle"], "@id": a.url() + "#article", "headline": a.title, "datePublished": f"{a.iso}T{a.time}:00+03:00", "dateModified": f"{a.iso}T23:10:00+03:00",
         "author": {"@id": "#a"}, "mainEntityOfPage": {"@id": a.url()}},
        {"@type": "Person", "@id": "#a", "name": "ريم السالم"}]}
    return (head(a, f'<script type="application/ld+json" class="yoast-schema-graph">{json.dumps(graph, ensure_ascii=False)}</script>') +
            f'<body>{NAV}<div class="td-post-content tagdiv-type">{a.ps()}</div><div class="td_block_related_posts"><h4>مقالات ذات صلة</h4>' + links(a.heads(6), tag="h3") + f'</div>{FOOT}</body></html>'), dict(published(a), updated=a.iso)


@page("broken-json-ld")
def _(a):
    broken = f'''<script type="application/ld+json">
{{ "@context": "https://schema.org",
  "@type": "NewsArticle",
  "headline": "{a.title}",
  "description": "{a.deck}
سطر ثان",
  "datePublished": "{a.iso}T{a.time}:00+03:00",
  "image": ["a.jpg",],
}}
</script>'''
    return head(a, broken) + f'<body>{NAV}<main><h1>{a.title}</h1><p class="lead">{a.deck}</p><div class="post-body">{a.ps()}</div><h5>أخبار متعلقة</h5><ul>{links(a.heads(4))}</ul></main>{FOOT}</body></html>', published(a)


@page("no-date")
def _(a):
    rest = "".join(f'<li><a href="/n/{i}">{h}</a><span class="date">{i + 2} مارس 2017</span></li>' for i, h in enumerate(a.heads(4)))
    return head(a) + f'<body>{NAV}<div class="content"><h1>{a.title}</h1><div class="text">{a.ps()}</div></div><div class="sidebar"><h3>آخر الأخبار</h3><ul>{rest}</ul></div>{FOOT}</body></html>', {"published": None}


@page("visible-dateline-two-names")
def _(a):
    line = f"{a.weekday} {a.d} {MONTHS[a.m-1]}/{SYRIAC[a.m-1]} {a.y} الساعة {a.time}".translate(EASTERN)
    return head(a) + f'<body>{NAV}<div class="story"><h1>{a.title}</h1><div class="info">تاريخ النشر: {line}</div>{a.ps()}</div><div class="box"><h3>اخترنا لكم</h3>{links(a.heads(4), tag="div")}</div></body></html>', published(a)


@page("date-in-address")
def _(a):
    a.path = f"/{a.y}/{a.m:02}/{a.d:02}/{a.path.rsplit('/', 1)[1]}"
    return head(a) + f'<body>{NAV}<section><h1>{a.title}</h1><div class="richtext">{a.ps()}</div></section><section><h3>في القسم نفسه</h3><ul>{links(a.heads(5))}</ul></section></body></html>', published(a)


@page("microdata")
def _(a):
    return (head(a, meta=False) + f'<body><div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{a.title}</h1><meta itemprop="dateModified" content="{a.iso}T22:00:00+02:00">'
            f'<time itemprop="datePublished" datetime="{a.iso}T{a.time}:00+02:00">{a.iso}</time><span itemprop="author">سمر خليل</span><div itemprop="articleBody">{a.ps()}</div></div>'
            f'<div class="carousel"><a href="/1"><h3>{a.heads(1)[0]}</h3></a></div>{FOOT}</body></html>'), dict(published(a), updated=a.iso)


@page("hashed-classes")
def _(a):
    return (head(a, ld(a)) + f'<body><div id="__next"><div class="css-1x2y3z">{NAV}</div><div class="css-9ab"><div class="css-k3"><h1 class="css-t1">{a.title}</h1><p class="css-s2">{a.deck}</p>' +
            "".join(f'<div class="css-p{i}" data-component="text-block"><p class="css-g5">{p.removeprefix("## ")}</p></div>' for i, p in enumerate(a.paragraphs)) +
            f'<div class="css-z9"><div><h2>قد يهمك أيضا</h2></div>{links(a.heads(4), tag="div")}</div></div></div></div><script>window.__DATA__={{"title":"{HEADLINES[0]}"}}</script></body></html>'), published(a)


@page("bare-lines")
def _(a):
    return head(a, ld(a)) + f'<body>{NAV}<div id="main"><h1>{a.title}</h1>{SHARE}<div id="txt">' + "<br>\n<br>\n".join(p.removeprefix("## ") for p in a.paragraphs) + f'</div><div id="more"><b>المزيد حول</b><br>' + "<br>".join(f'<a href="/{i}">{h}</a>' for i, h in enumerate(a.heads(4))) + f'</div></div>{FOOT}</body></html>', published(a)


@page("spans-in-divs")
def _(a):
    return head(a, ld(a)) + f'<body>{NAV}<div class="art"><h1>{a.title}</h1>' + "".join(f'<div><span style="font-size:18px"><span dir="rtl">{p.removeprefix("## ")}</span></span></div><div>&nbsp;</div>' for p in a.paragraphs) + f'</div><div class="nxt"><a href="/1">{a.heads(1)[0]}</a></div>{FOOT}</body></html>', published(a)


@page("comments-longer-than-text")
def _(a):
    comments = "".join(f'<div class="user-comment"><b>قارئ {i}</b><p>{COMMENTS[i % 4]}</p></div>' for i in range(14))
    a.absent += COMMENTS
    return head(a, ld(a)) + f'<body>{NAV}<div class="l"><h1>{a.title}</h1><div class="nbody">{a.ps()}</div><div class="user-comments"><h3>التعليقات (14)</h3>{comments}</div></div>{FOOT}</body></html>', published(a)


@page("sidebar-of-summaries")
def _(a):
    side = "".join(f'<div class="item"><h4><a href="/{i}">{h}</a></h4><p>{t}</p></div>' for i, (h, t) in enumerate(zip(a.heads(4), a.teasers(4))))
    return head(a, ld(a)) + f'<body>{NAV}<div class="row"><div class="col-8"><h1>{a.title}</h1>{a.ps()}</div><div class="col-4">{side}</div></div>{FOOT}</body></html>', published(a)


@page("relative-time-only")
def _(a):
    return head(a) + f'<body>{NAV}<div class="article"><h1>{a.title}</h1><span class="since">نُشر منذ 3 ساعات</span><div class="article-content">{a.ps()}</div></div><div class="trending"><h3>الأكثر تداولا</h3><ul>{links(a.heads(5))}</ul></div></body></html>', {"published": None}


@page("published-and-updated")
def _(a):
    day = a.d + 1 if a.d < 28 else a.d
    return head(a) + f'<body>{NAV}<div><h1>{a.title}</h1><div class="times"><p>نشر في: {a.d:02}-{a.m:02}-{a.y} | {a.time}</p><p>آخر تحديث: {day:02}-{a.m:02}-{a.y} | 22:40</p></div><div class="body-content">{a.ps()}</div></div>{FOOT}</body></html>', dict(published(a), updated=f"{a.y}-{a.m:02}-{day:02}")


@page("embedded-posts")
def _(a):
    parts = a.ps().split("\n")
    text = a.body()
    a.body = lambda: f"{text}\nفرق العمل باشرت مهامها منذ ساعات الصباح الأولى."
    parts.insert(2, '<blockquote class="twitter-tweet"><p lang="ar" dir="rtl">فرق العمل باشرت مهامها منذ ساعات الصباح الأولى.</p>&mdash; حساب رسمي (@example) <a href="https://t.example/1">1 ديسمبر</a></blockquote><script async src="w.js"></script>')
    return head(a, ld(a)) + f'<body>{NAV}<article><h1>{a.title}</h1><div class="content-body">{"".join(parts)}</div></article>{FOOT}</body></html>', published(a)


@page("list-and-table")
def _(a):
    items = ["تسجيل المتضررين في مبنى البلدية.", "توزيع القسائم على دفعتين خلال الشهر.", "نشر كشف بالمبالغ المصروفة كل أسبوع."]
    rows = [("المنطقة", "عدد المنازل"), ("الحي الشرقي", "112"), ("الحي الغربي", "87"), ("ضفة النهر", "39")]
    html = "<p>وتشمل الخطوات المعلنة ما يلي:</p><ul>" + "".join(f"<li>{i}</li>" for i in items) + "</ul><table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in rows) + "</table>"
    a.body = lambda: "\n".join([p.removeprefix("## ") for p in a.paragraphs] + ["وتشمل الخطوات المعلنة ما يلي:"] + items + [" ".join(r) for r in rows])
    return head(a, ld(a)) + f'<body>{NAV}<main id="content"><h1>{a.title}</h1><div class="article__text">{a.ps()}{html}</div><div class="read-more-block"><ul>{links(a.heads(3))}</ul></div></main>{FOOT}</body></html>', published(a)


@page("subheads-and-related-list")
def _(a):
    parts = a.ps(heading="h3").split("\n")
    parts.insert(3, f'<h3>مواضيع قد تهمك</h3><ul>{links(a.heads(3))}</ul>')
    return head(a, ld(a)) + f'<body>{NAV}<div class="single"><h1>{a.title}</h1><div class="single-content">{"".join(parts)}</div></div>{FOOT}</body></html>', published(a)


@page("factbox")
def _(a):
    box = '<aside class="factbox"><h4>حقائق سريعة</h4><p>هذه معلومات أساسية أعدها قسم الأرشيف ولا تدخل في نص الخبر.</p></aside>'
    a.absent.append("أعدها قسم الأرشيف")
    parts = a.ps().split("\n")
    parts.insert(2, box)
    return head(a, ld(a)) + f'<body>{NAV}<article><h1>{a.title}</h1><div class="story-content">{"".join(parts)}</div></article>{FOOT}</body></html>', published(a)


@page("agency-dateline-and-signature")
def _(a):
    text = [p.removeprefix("## ") for p in a.paragraphs]
    shown = [f"بيروت (رويترز) - {text[0]}"] + text[1:-1] + [f"{text[-1]} (أ ف ب)"]
    a.body = lambda: "\n".join(text)
    return head(a, ld(a)) + f'<body>{NAV}<div class="post"><h1>{a.title}</h1><div class="post-text">' + "".join(f"<p>{p}</p>" for p in shown) + f'<p>المصدر: وكالات</p></div></div>{FOOT}</body></html>', dict(published(a), credits=["رويترز", "أ ف ب", "وكالات"])


@page("hijri-and-gregorian")
def _(a):
    return head(a) + f'<body>{NAV}<div class="news-detail"><h2 class="news-title">{a.title}</h2><p class="news-date">{a.weekday} 12 رجب 1445 ه&#1600; - {a.d} {MONTHS[a.m-1]} {a.y} م</p><div class="news-text">{a.ps()}</div></div><div class="other"><h3>أخبار أخرى</h3><ul>{links(a.heads(5))}</ul></div></body></html>', published(a)


@page("newsletter-and-app-boxes")
def _(a):
    parts = a.ps().split("\n")
    parts.insert(2, '<div class="newsletter-box"><p>اشترك في نشرتنا البريدية لتصلك أهم الأخبار كل صباح. يمكنك إلغاء الاشتراك في أي وقت تشاء.</p><input type="email"><button>اشترك</button></div>')
    parts.insert(4, '<p>حمل تطبيقنا الآن لمتابعة آخر الأخبار</p>')
    a.absent += ["اشترك في نشرتنا البريدية", "حمل تطبيقنا الآن"]
    return head(a, ld(a)) + f'<body>{NAV}<div class="article-page"><h1>{a.title}</h1><div class="article-page__body">{"".join(parts)}</div></div>{FOOT}</body></html>', published(a)


@page("captions-and-credits")
def _(a):
    parts = a.ps().split("\n")
    parts.insert(0, '<figure><img src="a.jpg" alt="صورة من المكان"><figcaption>مشهد عام التقط قبل أيام (الأرشيف)</figcaption></figure>')
    parts.insert(3, '<div class="wp-caption"><img src="b.jpg"><p class="wp-caption-text">سكان ينتظرون قرب المدخل الرئيسي - رويترز</p></div>')
    a.absent += ["مشهد عام التقط قبل أيام", "سكان ينتظرون قرب المدخل"]
    return head(a, ld(a)) + f'<body>{NAV}<article><h1>{a.title}</h1>{"".join(parts)}</article>{FOOT}</body></html>', published(a)


@page("body-in-a-cell")
def _(a):
    return (head(a, f'<meta name="publish-date" content="{a.iso}">') + f'<body><table><tr><td>{NAV}</td></tr><tr><td><table><tr><td class="title"><h1>{a.title}</h1></td></tr><tr><td class="news">{a.ps()}</td></tr>'
            f'<tr><td class="rel">' + "".join(f'<p>• <a href="/{i}">{h}</a></p>' for i, h in enumerate(a.heads(4))) + '</td></tr></table></td></tr></table></body></html>'), published(a)


@page("share-bar-in-text")
def _(a):
    parts = a.ps().split("\n")
    bar = '<p>شارك</p><p>فيسبوك تويتر واتساب تيليغرام</p><p>تكبير الخط تصغير الخط طباعة</p>'
    return head(a, ld(a)) + f'<body>{NAV}<div id="newsText"><h1>{a.title}</h1>{bar}{"".join(parts)}<p>تابعونا على فيسبوك</p><p>شارك الخبر</p></div>{FOOT}</body></html>', published(a)


@page("tags-and-keywords")
def _(a):
    tags = '<div class="kw">كلمات مفتاحية: <a href="/t1">بلديات</a> <a href="/t2">خدمات عامة</a> <a href="/t3">محليات</a></div><p>#محليات #خدمات #أخبار</p>'
    return head(a, ld(a)) + f'<body>{NAV}<div class="the-article"><h1>{a.title}</h1><div class="the-text">{a.ps()}{tags}</div></div>{FOOT}</body></html>', published(a)


@page("cookie-banner")
def _(a):
    a.absent.append("نستخدم ملفات تعريف الارتباط")
    banner = '<div id="cookie-consent"><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع، ولتحليل الزيارات، ولعرض إعلانات تناسبك. بمتابعة التصفح فإنك توافق على سياسة الخصوصية وشروط الاستخدام المعمول بها لدينا.</p><button>موافق</button></div>'
    return head(a, ld(a)) + f'<body>{banner}{NAV}<div class="content-wrap"><h1>{a.title}</h1><div class="c">{a.ps()}</div></div>{FOOT}</body></html>', published(a)


@page("hidden-copy")
def _(a):
    a.absent.append("نسخة مخفية لمحركات البحث")
    return head(a, ld(a)) + f'<body>{NAV}<article><h1>{a.title}</h1><div style="display: none">نسخة مخفية لمحركات البحث من النص، لا يراها أحد من القراء على الإطلاق.</div><div class="txt">{a.ps()}</div></article>{FOOT}</body></html>', published(a)


@page("damaged-utf8", damage=True)
def _(a):
    return head(a, ld(a)) + f'<body>{NAV}<div class="x"><h1>{a.title}</h1>{a.ps()}</div>{FOOT}</body></html>', published(a)


@page("undeclared-1256", encoding="cp1256")
def _(a):
    return f'<html><head><title>{a.title}</title></head><body><div id="menu"><a href="/">الرئيسية</a> <a href="/a">أرشيف</a></div><h1>{a.title}</h1><p>{a.iso}</p>{a.ps()}<hr><p>مواضيع ذات صلة</p><ul>{links(a.heads(3))}</ul></body></html>', published(a)


@page("character-references")
def _(a):
    refs = lambda text: "".join(f"&#{ord(c)};" if "\u0620" <= c <= "\u064a" else c for c in text)
    parts = "".join(f"<p>{refs(p.removeprefix('## '))}</p>" for p in a.paragraphs)
    return f'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="ar"><head><title>{refs(a.title)}</title><meta name="date" content="{a.iso}" /></head><body><div class="menu"><a href="/">الرئيسية</a></div><h1>{refs(a.title)}</h1><div>{parts}</div></body></html>', published(a)


@page("one-paragraph")
def _(a):
    a.paragraphs = a.paragraphs[:1]
    return head(a, ld(a)) + f'<body>{NAV}<div class="urgent-news"><h1>{a.title}</h1><p>{a.paragraphs[0]}</p></div><div class="rel"><h3>اقرأ المزيد</h3><ul>{links(a.heads(8))}</ul></div>{FOOT}</body></html>', published(a)


@page("video-page")
def _(a):
    a.paragraphs = [p for p in a.paragraphs if not p.startswith("## ")][:2]
    return head(a, ld(a, **{"@type": "NewsArticle"})) + f'<body>{NAV}<div class="video-page"><div class="video-player"><video controls></video></div><h1>{a.title}</h1><div class="video-description">{a.ps()}</div><div class="playlist"><h3>فيديوهات أخرى</h3>{links(a.heads(8), tag="div")}</div></div>{FOOT}</body></html>', published(a)


@page("most-read-with-numbers")
def _(a):
    most = "".join(f'<div class="mr"><span>{i + 1}</span><h4><a href="/{i}">{h}</a></h4></div>' for i, h in enumerate(a.heads(6)))
    return head(a, ld(a)) + f'<body>{NAV}<div class="g"><div class="r"><h3>الأكثر قراءة</h3>{most}</div><div class="m"><h1>{a.title}</h1><h2>{a.deck}</h2>{a.ps()}</div></div>{FOOT}</body></html>', published(a)


@page("official-site")
def _(a):
    return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>الموقع الرسمي</title></head><body><div class="top">الجمهورية - الموقع الرسمي للوزارة</div><div class="c"><h3>{a.title}</h3><p>{a.d}-{a.m}-{a.y}</p>{a.ps()}</div><div class="b">الخط الساخن: 1234 - البريد: info@site.example</div></body></html>', published(a)


def main():
    folder = HERE / "pages"
    folder.mkdir(exist_ok=True)
    gold = []
    for index, (name, options, build) in enumerate(PAGES):
        a = A(index)
        html, more = build(a)
        data = html.encode(options.get("encoding", "utf-8"), "xmlcharrefreplace")
        if options.get("damage"):
            data = data.replace("الحقوق".encode(), b"\xd8\xa7\xff\xfe\xd9")
        file = f"{index + 1:02}-{name}.html"
        (folder / file).write_bytes(data)
        gold.append({"file": f"pages/{file}", "title": a.title, "published": None, "updated": None, "credits": [], "body": a.body(), "absent": sorted(set(a.absent)), **more})
    for index, (name, encoding, build) in enumerate(TODAY, len(PAGES) + 1):
        html, truth = build()
        file = f"{index:02}-{name}.html"
        (folder / file).write_bytes(html.encode(encoding, "xmlcharrefreplace"))
        gold.append({"file": f"pages/{file}", **truth})
    (HERE / "gold.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold), encoding="utf-8")
    print(f"{len(gold)} pages")


if __name__ == "__main__":
    main()
