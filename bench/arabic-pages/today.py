"""Whole pages as today's content systems send them, each with a text of its own and the clutter that stands around it there.

Every builder returns the page and its gold; make.py writes both. What is invented: names, places, sites, events.
"""
import json

TODAY = []


def page(name, encoding="utf-8"):
    """Registers a builder under the page's name."""
    def register(builder):
        TODAY.append((name, encoding, builder))
        return builder
    return register


def gold(title, published, body, absent, updated=None, credits=()):
    return {"title": title, "published": published, "updated": updated, "credits": list(credits), "body": "\n".join(body), "absent": sorted(absent)}


def ld(value):
    return f'<script type="application/ld+json">{json.dumps(value, ensure_ascii=False)}</script>'


def ps(paragraphs, open="<p>", close="</p>"):
    return "\n".join(f"{open}{p}{close}" for p in paragraphs)


@page("newspaper-theme")
def _():
    title = "انزلاق صخري يقطع الطريق بين وادي النحل والساحل ويعزل أربع قرى"
    body = ["قطع انزلاق صخري كبير فجر اليوم الخميس الطريق الجبلي الذي يصل وادي النحل بالساحل، ما أدى إلى عزل أربع قرى يسكنها نحو ستة آلاف شخص، وفق ما أفاد مراسلنا.",
            "وقال رئيس مصلحة الطرق في المحافظة نبيه الأشقر إن كتلة تقدر بثلاثمئة متر مكعب سقطت عند المنعطف المعروف بكوع الصنوبر، من دون أن تقع إصابات لأن الطريق كان خاليا من السيارات.",
            "الطحين يكفي يومين",
            "وأفاد مختار بلدة عين الرمان بأن مخزون الطحين في الفرن الوحيد يكفي يومين، وأن حالتي ولادة نقلتا مشيا إلى نقطة طبية متنقلة.",
            "في المقابل، نفى مكتب المحافظ وجود نقص في المواد الغذائية، مؤكدا أن شاحنتي مساعدات وصلتا من الجهة الشرقية قبل الظهر.",
            "ومن المتوقع أن تستمر أعمال الإزالة حتى مساء الجمعة إذا سمحت الأحوال الجوية بذلك."]
    inner = ps(body[:2]) + ('<div class="td-a-rec td-a-rec-id-content_inline  tdi_2 td_block_template_1"><ins class="adsbygoogle" style="display:block"></ins><script>(adsbygoogle = window.adsbygoogle || []).push({});</script></div>'
        f'<h2><strong>{body[2]}</strong></h2>{ps(body[3:4])}<p><strong>اقرأ أيضا: <a href="https://jabal.example/2024/11/19/storm/">العاصفة «ندى» تقترب والمدارس تغلق أبوابها</a></strong></p>'
        '<figure class="wp-block-image size-large"><img loading="lazy" src="https://jabal.example/wp-content/uploads/2024/11/r.jpg" alt="الطريق بعد الانزلاق"><figcaption class="wp-element-caption">جرافة تعمل على إزالة الصخور عند كوع الصنوبر</figcaption></figure>') + ps(body[4:])
    cards = "".join(f'<div class="td_module_related_posts td-animation-stack td_mod_related_posts"><div class="td-module-image"><div class="td-module-thumb"><a href="https://jabal.example/{i}/" rel="bookmark" class="td-image-wrap" title="{t}"><img class="entry-thumb" src="t{i}.jpg" alt=""></a></div><a href="/category/news/" class="td-post-category">محليات</a></div><div class="item-details"><h3 class="entry-title td-module-title"><a href="https://jabal.example/{i}/" rel="bookmark" title="{t}">{t}</a></h3></div></div>'
                    for i, t in enumerate(["بلدية الصنوبر تفتتح مكتبة عامة", "حملة تلقيح للأطفال في القرى النائية", "سوق المزارعين يعود كل سبت"]))
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": "https://jabal.example/2024/11/21/rockfall/#article", "isPartOf": {"@id": "https://jabal.example/2024/11/21/rockfall/"}, "headline": title, "datePublished": "2024-11-21T09:12:44+00:00", "dateModified": "2024-11-21T15:40:02+00:00", "author": {"name": "سهى البيطار", "@id": "https://jabal.example/#/schema/person/1"}, "publisher": {"@id": "https://jabal.example/#organization"}, "articleSection": ["محليات"], "inLanguage": "ar"},
        {"@type": "WebPage", "@id": "https://jabal.example/2024/11/21/rockfall/", "url": "https://jabal.example/2024/11/21/rockfall/", "name": f"{title} - صوت الجبل", "datePublished": "2024-11-21T09:12:44+00:00", "breadcrumb": {"@id": "#b"}},
        {"@type": "BreadcrumbList", "@id": "#b", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "الرئيسية"}]},
        {"@type": "WebSite", "@id": "https://jabal.example/#website", "name": "صوت الجبل", "description": "أخبار الجبل والساحل"},
        {"@type": "Organization", "@id": "https://jabal.example/#organization", "name": "صوت الجبل"}]}
    html = f'''<!doctype html >
<!--[if IE 8]>    <html class="ie8" lang="ar"> <![endif]-->
<!--[if gt IE 8]><!--> <html dir="rtl" lang="ar"> <!--<![endif]-->
<head>
<title>{title} - صوت الجبل</title>
<meta charset="UTF-8" />
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="canonical" href="https://jabal.example/2024/11/21/rockfall/" />
<meta property="og:locale" content="ar_AR" /><meta property="og:type" content="article" />
<meta property="og:title" content="{title} - صوت الجبل" />
<meta property="og:description" content="قطع انزلاق صخري كبير فجر اليوم الخميس الطريق الجبلي الذي يصل وادي النحل بالساحل، ما أدى إلى عزل أربع قرى [&hellip;]" />
<meta property="article:published_time" content="2024-11-21T09:12:44+00:00" /><meta property="article:modified_time" content="2024-11-21T15:40:02+00:00" />
{ld(graph)}
<style id="wp-block-library-inline-css">.wp-block-image{{margin:0 0 1em}}</style>
</head>
<body class="rtl post-template-default single single-post postid-48121 single-format-standard global-block-template-1 td-animation-stack-type0 td-full-layout" itemscope="itemscope" itemtype="https://schema.org/WebPage">
<div class="td-menu-background"></div>
<div id="td-mobile-nav"><div class="td-mobile-container"><ul class="td-mobile-main-menu"><li><a href="/">الرئيسية</a></li><li><a href="/c/l">محليات</a></li><li><a href="/c/w">العالم</a></li></ul></div></div>
<div id="td-outer-wrap">
<div class="td-header-top-menu-full"><div class="top-bar-style-1"><div class="td_data_time">الجمعة, نوفمبر 22, 2024</div></div></div>
<div class="td_block_wrap td_block_trending_now"><div class="td-trending-now-wrapper"><div class="td-trending-now-title">عاجل</div><div class="td-trending-now-display-area"><div class="td_module_trending_now td-trending-now-post-0"><h3 class="entry-title td-module-title"><a href="/a1">المصرف المركزي يثبت سعر الفائدة في اجتماعه الأخير لهذا العام</a></h3></div><div class="td_module_trending_now td-trending-now-post-1"><h3 class="entry-title td-module-title"><a href="/a2">فوز النجمة على الكوكب بهدفين نظيفين في افتتاح الجولة</a></h3></div></div></div></div>
<div class="td-main-content-wrap td-container-wrap"><div class="td-container"><div class="td-crumb-container"><div class="entry-crumbs"><span><a class="entry-crumb" href="/">الرئيسية</a></span> <i></i> <span><a class="entry-crumb" href="/l">محليات</a></span> <i></i> <span class="td-bred-no-url-last">{title[:40]}...</span></div></div>
<div class="td-pb-row"><div class="td-pb-span8 td-main-content" role="main"><div class="td-ss-main-content">
<article id="post-48121" class="post-48121 post type-post status-publish format-standard has-post-thumbnail hentry category-news" itemscope itemtype="https://schema.org/Article">
<div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/l">محليات</a></li></ul>
<header class="td-post-title"><h1 class="entry-title">{title}</h1>
<div class="td-module-meta-info"><div class="td-post-author-name"><div class="td-author-by">بواسطة</div> <a href="/author/suha/">سهى البيطار</a><div class="td-author-line"> - </div> </div> <span class="td-post-date"><time class="entry-date updated td-module-date" datetime="2024-11-21T12:12:44+03:00" >نوفمبر 21, 2024</time></span> <div class="td-post-comments"><a href="#respond"><i class="td-icon-comments"></i>2</a></div><div class="td-post-views"><i class="td-icon-views"></i><span class="td-nr-views-48121">1843</span></div></div></header></div>
<div class="td-post-sharing-top"><div class="td-post-sharing-visible"><a class="td-social-sharing-button td-social-facebook" href="#"><div class="td-social-but-text">Facebook</div></a><a class="td-social-sharing-button" href="#"><div class="td-social-but-text">Twitter</div></a><a href="#"><div class="td-social-but-text">WhatsApp</div></a></div></div>
<div class="td-post-content tagdiv-type"><div class="td-post-featured-image"><figure><a href="r.jpg"><img class="entry-thumb" src="r.jpg" alt=""></a><figcaption class="wp-caption-text">صورة متداولة للطريق المقطوع صباح الخميس</figcaption></figure></div>
{inner}
<p>لمتابعة أخبارنا أولا بأول انضموا إلى <a href="https://chat.example/x">قناتنا على واتساب</a></p>
</div>
<footer><div class="td-post-source-tags"><ul class="td-tags td-post-small-box clearfix"><li><span>الوسوم</span></li><li><a href="/tag/1">وادي النحل</a></li><li><a href="/tag/2">طرق</a></li></ul></div>
<div class="td-block-row td-post-next-prev"><div class="td-block-span6 td-post-prev-post"><div class="td-post-next-prev-content"><span>المقال السابق</span><a href="/p">وفاة عازف العود مرسي الهاشم عن ثمانين عاما</a></div></div><div class="td-block-span6 td-post-next-post"><div class="td-post-next-prev-content"><span>المقال التالي</span><a href="/n">أسعار المحروقات ترتفع للأسبوع الثالث</a></div></div></div>
<div class="author-box-wrap"><a href="/author/suha"><img src="s.jpg" alt=""></a><div class="desc"><div class="td-author-name vcard author"><span class="fn"><a href="/author/suha/">سهى البيطار</a></span></div><div class="td-author-description">صحافية تعمل في صوت الجبل منذ عام 2015 وتغطي شؤون القرى والبيئة والطرق.</div></div></div></footer>
</article>
<div class="td_block_wrap td_block_related_posts"><h4 class="td-related-title td-block-title"><a class="td-related-left td-cur-simple-item">مقالات ذات صلة</a><a class="td-related-right">المزيد عن المؤلف</a></h4><div class="td_block_inner"><div class="td-related-row">{cards}</div></div></div>
<div class="comments" id="comments"><div class="td-comments-title-wrap"><h4 class="td-comments-title block-title"><span>تعليقان</span></h4></div><ol class="comment-list"><li class="comment"><article><footer><cite>أبو فادي</cite> <a class="comment-link" href="#c1"><time pubdate="1732224000">نوفمبر 21, 2024 الساعة 11:20 م</time></a></footer><div class="comment-content"><p>منذ خمس سنوات ونحن نطالب بجدار استنادي عند هذا الكوع ولا أحد يسمع، الله يستر من الشتاء القادم على أولادنا.</p></div></article></li></ol><div id="respond" class="comment-respond"><h3 id="reply-title" class="comment-reply-title">ترك الرد <small><a rel="nofollow" id="cancel-comment-reply-link" href="#">إلغاء الرد</a></small></h3><form><p class="comment-form-cookies-consent"><label>احفظ اسمي والبريد الإلكتروني والموقع في هذا المتصفح للمرة القادمة التي سأعلق فيها.</label></p></form></div></div>
</div></div>
<div class="td-pb-span4 td-main-sidebar" role="complementary"><div class="td-ss-main-sidebar"><div class="td_block_wrap td_block_15"><div class="td-block-title-wrap"><h4 class="td-block-title"><span>الأكثر شعبية</span></h4></div><div class="td_block_inner"><div class="td_module_mx4"><h3 class="entry-title"><a href="/b1">خبير زلازل يحذر من مبان قديمة في مركز المدينة</a></h3><time class="entry-date" datetime="2024-11-18T10:00:00+03:00">نوفمبر 18, 2024</time></div><div class="td_module_mx4"><div class="td-excerpt">دعا اتحاد النقل البري أعضاءه إلى وقف العمل يوم الاثنين المقبل احتجاجا على رسوم جديدة قال إنها فرضت من دون تشاور مع النقابات المعنية...</div></div></div></div></div></div>
</div></div></div>
<div class="td-footer-wrapper"><div class="td-footer-info"><div class="footer-text-wrap">صوت الجبل موقع إخباري مستقل ينقل أخبار القرى والمدن الجبلية ويهتم بقضايا الناس اليومية بعيدا عن الاصطفاف السياسي.<div class="footer-email-wrap">اتصل بنا: <a href="mailto:x@jabal.example">x@jabal.example</a></div></div></div><div class="td-sub-footer-copy">&copy; 2024 صوت الجبل</div></div>
</div></body></html>
'''
    return html, gold(title, "2024-11-21", body, ["العاصفة «ندى»", "جرافة تعمل على", "صورة متداولة للطريق", "المصرف المركزي يثبت", "فوز النجمة على", "بلدية الصنوبر تفتتح", "حملة تلقيح للأطفال", "سوق المزارعين يعود", "لمتابعة أخبارنا", "عازف العود مرسي", "أسعار المحروقات ترتفع", "صحافية تعمل في", "نطالب بجدار استنادي", "احفظ اسمي والبريد", "خبير زلازل يحذر", "دعا اتحاد النقل", "موقع إخباري مستقل"], updated="2024-11-21")


@page("arc")
def _():
    title = "اتفاق على فتح معبر التل الأبيض أمام الشاحنات ثلاثة أيام في الأسبوع"
    deck = "الجانبان يختبران الترتيبات لمدة شهر قبل توسيعها"
    body = ["توصلت سلطات الجمارك في جانبي الحدود، الأربعاء، إلى اتفاق يعيد فتح معبر التل الأبيض أمام شاحنات البضائع ثلاثة أيام في الأسبوع، بعد إغلاق استمر أحد عشر شهرا.",
            "وقالت وزارة النقل في بيان إن أولى القوافل ستعبر يوم الأحد المقبل، وإن عددها لن يتجاوز أربعين شاحنة في اليوم خلال المرحلة التجريبية.",
            "وكان المعبر قد أغلق في يناير الماضي إثر تبادل لإطلاق النار قتل فيه سائق وأصيب اثنان، وتبادل الطرفان حينها الاتهامات بالمسؤولية عن الحادث.",
            "«ننتظر منذ أشهر، وكل يوم انتظار يكلفنا ثمن الحمولة»، قال غسان المرعي، وهو سائق شاحنة تبريد كان بين عشرات اصطفوا قرب البوابة.",
            "وأوضح مصدر في غرفة التجارة، طلب عدم ذكر اسمه، أن الاتفاق لا يشمل المسافرين ولا السيارات الخاصة.",
            "ولم يصدر تعليق فوري عن إدارة الجمارك في الجانب الآخر، لكن مسؤولا محليا قال عبر الهاتف إن التفاهم «شفهي حتى الآن ولم يوقع شيء».",
            "وتقدر الغرفة خسائر الإغلاق بنحو 60 مليون دولار."]
    related = ["طوابير الوقود تعود إلى العاصمة الاقتصادية", "كيف غير الإغلاق أسعار الخضار؟", "نقابة السائقين: مستعدون للعمل فورا"]
    content = {"_id": "QX7", "type": "story", "headlines": {"basic": title}, "display_date": "2024-12-11T14:05:10.331Z", "first_publish_date": "2024-12-11T14:05:10Z", "last_updated_date": "2024-12-12T06:21:55Z", "content_elements": [{"type": "text", "content": p} for p in body], "related_content": {"basic": [{"headlines": {"basic": r}, "display_date": "2024-10-02T08:00:00Z"} for r in related]}}
    text = (ps(body[:2], '<p class="c-paragraph paragraph-spacing">') + '<div class="b-ads-block ad-wrapper"><div class="c-ad" data-label="إعلان"><p class="ad-label">إعلان</p></div></div>' + ps(body[2:3], '<p class="c-paragraph paragraph-spacing">') +
            f'<div class="b-related-content__inline c-stack" data-style-direction="vertical"><h2 class="c-heading">اقرأ المزيد</h2><ul class="c-list">' + "".join(f'<li><article class="b-card"><a class="c-link" href="/{i}"><h2 class="c-heading b-card__title">{r}</h2></a><p class="b-card__desc">{r}: تفاصيل وشهادات من المكان يرويها مراسلو الصحيفة في هذا التقرير المصور</p></article></li>' for i, r in enumerate(related)) + '</ul></div>' +
            ps(body[3:5], '<p class="c-paragraph paragraph-spacing">') + '<blockquote class="b-pullquote"><p>كل يوم انتظار يكلفنا ثمن الحمولة</p><cite>غسان المرعي، سائق</cite></blockquote>' + ps(body[5:], '<p class="c-paragraph paragraph-spacing">'))
    html = f'''<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/><title>{title} | المنارة اليوم</title><meta name="description" content="{deck}"/><meta property="og:type" content="article"/><meta property="og:title" content="{title}"/><meta property="og:site_name" content="المنارة اليوم"/><link rel="canonical" href="https://manara.example/economy/2024/12/11/crossing-QX7/"/><script id="fusion-metadata" type="application/javascript">window.Fusion=window.Fusion||{{}};Fusion.globalContent={json.dumps(content, ensure_ascii=False)};Fusion.globalContentConfig={{"source":"content-api"}};Fusion.lastModified=1733984515000;</script>
{ld({"@context": "https://schema.org", "@type": "NewsArticle", "mainEntityOfPage": {"@type": "WebPage", "@id": "https://manara.example/economy/2024/12/11/crossing-QX7/"}, "headline": title, "description": deck, "datePublished": "2024-12-11T14:05:10.331Z", "dateModified": "2024-12-12T06:21:55.120Z", "author": [{"@type": "Person", "name": "رنا الخطيب"}], "publisher": {"@type": "Organization", "name": "المنارة اليوم"}, "isAccessibleForFree": True})}
</head><body><noscript><iframe src="https://tm.example/ns.html" height="0" width="0" style="display:none"></iframe></noscript><div id="fusion-app" class="layout-section"><a class="skip" href="#main">تخطي إلى المحتوى الرئيسي</a>
<header class="page-header"><nav id="main-nav" class="b-header-nav-chain" aria-label="الأقسام"><ul><li><a href="/politics/">سياسة</a></li><li><a href="/economy/">اقتصاد</a></li><li><a href="/culture/">ثقافة</a></li><li><a href="/sport/">رياضة</a></li></ul></nav><div class="b-alert-bar c-stack"><p><b>خبر عاجل</b> <a href="/x">الحكومة تقر موازنة العام المقبل بعجز يبلغ أربعة في المئة</a></p></div></header>
<section class="c-stack b-right-rail__main-wrapper" id="main"><div class="b-right-rail__main"><div class="c-overline"><a href="/economy/">اقتصاد</a></div><h1 class="b-headline">{title}</h1><h2 class="b-subheadline">{deck}</h2><p class="b-byline"><span class="b-byline__by">كتبت</span> <a class="b-byline__name" href="/author/rana/">رنا الخطيب</a> <span class="b-byline__dot">•</span> <time as="time" class="c-date b-date" dateTime="2024-12-11T14:05:10.331Z">11 ديسمبر 2024 الساعة 5:05 م</time></p><div class="b-share-bar"><button>مشاركة</button><button>نسخ</button></div>
<figure class="c-media-item b-lead-art"><img src="x.jpg" alt="شاحنات أمام المعبر"/><figcaption class="c-media-item__fig-caption"><span class="c-media-item__caption">شاحنات متوقفة أمام معبر التل الأبيض الأربعاء.</span> <span class="c-media-item__credit">(المنارة)</span></figcaption></figure>
<article class="b-article-body">{text}</article>
<div class="b-author-bio"><h2><a href="/author/rana">رنا الخطيب</a></h2><p>محررة شؤون اقتصادية، تكتب عن التجارة والنقل وأسواق الغذاء.</p></div>
<div class="b-taboola"><div id="taboola-below-article"></div></div></div>
<aside class="c-stack b-right-rail__rail-container"><div class="b-results-list"><h3>أحدث الأخبار</h3><article class="b-card"><time dateTime="2024-12-12T09:00:00Z">منذ ساعة</time><a href="/9"><h2>افتتاح معرض الطيران بمشاركة ثلاثين دولة</h2></a></article><article class="b-card"><a href="/8"><h2>سبعة جرحى في تصادم حافلتين قرب الجامعة</h2></a><p>أصيب سبعة أشخاص بجروح متفاوتة في تصادم بين حافلتين صغيرتين عند مدخل الجامعة، وحضرت فرق الإسعاف ونقلت الجميع إلى المستشفى الحكومي للعلاج.</p></article></div></aside></section>
<footer class="b-footer"><p class="c-paragraph">المنارة اليوم صحيفة يومية تصدر منذ عام 1978 وتصل إلى قرائها في ثلاثين بلدا، وجميع حقوق النشر محفوظة للمؤسسة.</p></footer></div><script type="application/javascript" defer src="/pf/dist/engine/react.js"></script></body></html>'''
    return html, gold(title, "2024-12-11", body, related + ["تفاصيل وشهادات من المكان", "الحكومة تقر موازنة", "شاحنات متوقفة أمام", "محررة شؤون اقتصادية", "افتتاح معرض الطيران", "أصيب سبعة أشخاص", "صحيفة يومية تصدر", "غسان المرعي، سائق"], updated="2024-12-12")


@page("drupal-paragraphs")
def _():
    title = "الأمم المتحدة: مئتا ألف شخص في إقليم النيل الأخضر بلا مياه صالحة للشرب"
    body = ["حذر مكتب تنسيق الشؤون الإنسانية يوم الاثنين من أن نحو مئتي ألف شخص في إقليم النيل الأخضر لا يحصلون على مياه صالحة للشرب منذ توقف محطة الضخ الرئيسية في السابع والعشرين من يناير.",
            "وقالت منسقة المكتب كلير ندوي للصحافيين إن المحطة توقفت بعد إصابة خط الكهرباء الذي يغذيها بقذيفة، ولا تعرف الجهة التي أطلقتها.",
            "ما الذي حدث للمحطة؟",
            "بحسب هيئة المياه المحلية، تضرر محولان من أصل ثلاثة، ويحتاج إصلاحهما إلى قطع غير متوفرة في البلاد.",
            "وتتبادل القوات الحكومية وحركة الإصلاح المسلحة الاتهام بقصف الخط، إذ قال متحدث عسكري إن «المتمردين استهدفوه عمدا»، بينما قالت الحركة إن القذيفة جاءت من مواقع الجيش.",
            "الكوليرا مصدر القلق",
            "وسجلت المراكز الصحية 312 إصابة مشتبها بها بالكوليرا خلال أسبوع، توفي منهم تسعة، معظمهم أطفال دون الخامسة."]
    text = "".join(f'<div class="field__item"><div class="paragraph paragraph--type--text paragraph--view-mode--default"><div class="clearfix text-formatted field field--name-field-text field--type-text-long field--label-hidden field__item">{t}</div></div></div>' if t.startswith("<p") or t.startswith("<h") else f'<div class="field__item">{t}</div>' for t in [
        ps(body[:2]), '<div class="paragraph paragraph--type--image"><div class="media media--type-image"><div class="field field--name-field-media-image"><img src="w.jpg" alt=""></div><div class="field field--name-field-caption field--type-string"><div class="field__item">أطفال يملؤون أوعية من خزان متنقل في مخيم النخيل</div></div><div class="field field--name-field-credit"><div class="field__item">© منظمة نهر</div></div></div></div>',
        f"<h2>{body[2]}</h2>" + ps(body[3:5]), '<div class="paragraph paragraph--type--related"><div class="field field--name-field-title">لمزيد من المعلومات</div><div class="views-row"><a href="/ar/node/77">خريطة: انتشار النازحين في الإقليم</a></div><div class="views-row"><a href="/ar/node/78">أسئلة وأجوبة عن الكوليرا</a></div></div>',
        f"<h2>{body[5]}</h2>" + ps(body[6:])])
    rows = "".join(f'<div class="views-row"><article data-history-node-id="{i}" role="article" class="node node--type-article node--view-mode-teaser"><h2><a href="/ar/news/{i}" rel="bookmark"><span class="field field--name-title">{t}</span></a></h2><div class="node__meta"><time datetime="2025-02-0{i}T06:00:00Z" class="datetime">0{i}/02/2025</time></div><div class="field field--name-body"><p>{x}</p></div></article></div>' for i, (t, x) in enumerate([
        ("نداء لتمويل عاجل بقيمة تسعين مليون دولار", "أطلقت وكالات الإغاثة نداء عاجلا لجمع تسعين مليون دولار من أجل توفير الغذاء والمأوى للنازحين خلال الأشهر الستة المقبلة."),
        ("عودة جزئية للاتصالات في ثلاث مدن", "قال مشغل الهاتف المحمول إن خدماته عادت جزئيا إلى ثلاث مدن في الشمال بعد إصلاح برجين كانا قد خرجا عن العمل.")], 4))
    html = f'''<!DOCTYPE html>
<html lang="ar" dir="rtl" prefix="og: https://ogp.me/ns#">
  <head><meta charset="utf-8" /><meta name="Generator" content="Drupal 10 (https://www.drupal.org)" /><meta name="description" content="حذر مكتب تنسيق الشؤون الإنسانية من أن نحو مئتي ألف شخص لا يحصلون على مياه صالحة للشرب" />
  <link rel="canonical" href="https://nahr.example/ar/news/water-green-nile" /><link rel="alternate" hreflang="en" href="https://nahr.example/en/news/water-green-nile" />
  <title>{title} | شبكة نهر الإنسانية</title></head>
<body class="path-node page-node-type-news">
<a href="#main-content" class="visually-hidden focusable">تجاوز إلى المحتوى الرئيسي</a>
<div class="dialog-off-canvas-main-canvas" data-off-canvas-main-canvas>
<header role="banner"><div class="region region-header"><div id="block-site-branding"><a href="/ar" rel="home">شبكة نهر الإنسانية</a></div><nav role="navigation" aria-labelledby="block-main-menu"><h2 class="visually-hidden" id="block-main-menu">Main navigation</h2><ul class="menu"><li><a href="/ar/a">من نحن</a></li><li><a href="/ar/b">أين نعمل</a></li><li><a href="/ar/c">الأخبار</a></li></ul></nav><div class="language-switcher-language-url"><ul class="links"><li><a href="/en/news/water-green-nile" hreflang="en">English</a></li><li><a href="/fr" hreflang="fr">Français</a></li></ul></div></div></header>
<div class="region region-highlighted"><div data-drupal-messages-fallback class="hidden"></div></div>
<main role="main"><a id="main-content" tabindex="-1"></a><div class="layout-content"><div class="region region-content"><div id="block-page-title"><h1 class="title page-title"><span class="field field--name-title field--type-string">{title}</span></h1></div>
<div class="block block-system-main-block"><article data-history-node-id="5120" role="article" class="node node--type-news node--view-mode-full"><div class="node__content"><div class="layout layout--onecol"><div class="layout__region"><div class="block block-layout-builder"><div class="field field--name-field-date field--type-datetime field--label-hidden field__item"><time datetime="2025-02-03T12:00:00Z" class="datetime">الاثنين، 3 شباط/فبراير 2025</time></div></div>
<div class="field field--name-field-content field--type-entity-reference-revisions field__items">{text}</div>
<div class="field field--name-field-topics"><div class="field__label">المواضيع</div><div class="field__items"><div class="field__item"><a href="/t/1">المياه</a></div><div class="field__item"><a href="/t/2">الكوليرا</a></div></div></div></div></div></div></article></div>
<div class="views-element-container block"><h2>آخر الأخبار</h2><div class="view view-latest">{rows}</div></div></div></div></main>
<footer role="contentinfo"><div class="region region-footer"><div class="text-formatted field--name-body"><p>شبكة نهر منظمة إنسانية محايدة تقدم المساعدة إلى المحتاجين من دون تمييز على أساس العرق أو الدين أو الرأي السياسي، وتمول من تبرعات الأفراد.</p></div></div></footer></div>
<script type="application/json" data-drupal-selector="drupal-settings-json">{{"path":{{"baseUrl":"\\/","currentPath":"node\\/5120","currentLanguage":"ar"}},"user":{{"uid":0}}}}</script></body></html>'''
    return html, gold(title, "2025-02-03", body, ["أطفال يملؤون أوعية", "منظمة نهر", "خريطة: انتشار النازحين", "أسئلة وأجوبة عن", "نداء لتمويل عاجل", "أطلقت وكالات الإغاثة", "عودة جزئية للاتصالات", "قال مشغل الهاتف", "منظمة إنسانية محايدة"])


@page("telegram-preview")
def _():
    title = "مرصد الضفة الشرقية"
    messages = [("2024-12-06T19:48:02+00:00", "🔴 عاجل | اشتباكات عنيفة بالأسلحة الرشاشة بين الفصائل المحلية وقوات الحرس عند مدخل بلدة تل القمح", "", "21.4K"),
                ("2024-12-06T21:30:45+00:00", "قال المرصد إن ثلاثة عناصر من الحرس قتلوا وأصيب خمسة مدنيين جراء الاشتباكات في تل القمح<br/><br/>ولا تزال الحركة متوقفة على الطريق الدولي حتى لحظة نشر الخبر.", '<div class="tgme_widget_message_forwarded_from accent_color">تمت إعادة التوجيه من&nbsp;<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/talqamh"><span dir="auto">تنسيقية تل القمح</span></a></div>', "18.9K"),
                ("2024-12-07T05:02:11+00:00", "مصدر عسكري ينفي ما تتداوله صفحات عن انسحاب الحرس من تل القمح، ويؤكد أن الوضع «تحت السيطرة»", '<a class="tgme_widget_message_reply user-color-7" href="https://t.me/dafa/9011"><div class="tgme_widget_message_author accent_color"><span class="tgme_widget_message_author_name" dir="auto">مرصد الضفة الشرقية</span></div><div class="tgme_widget_message_metatext js-message_reply_text" dir="auto">🔴 عاجل | اشتباكات عنيفة بالأسلحة الرشاشة بين الفصائل المحلية وقوات الحرس</div></a>', "30.2K"),
                ("2024-12-07T08:15:00+00:00", "بالصور.. عودة الحركة إلى سوق تل القمح صباح اليوم بعد ليلة من الاشتباكات، وعمال البلدية يرفعون السواتر الترابية", "", "9.7K")]
    preview = '<a class="tgme_widget_message_link_preview" href="https://dafa.example/n/77"><div class="link_preview_site_name accent_color" dir="auto">موقع الضفة</div><div class="link_preview_title" dir="auto">تقرير شامل: خريطة السيطرة في الريف الشرقي</div><div class="link_preview_description" dir="auto">تعرف على توزع القوى في الريف الشرقي بعد أسبوع من المعارك المتقطعة بين الأطراف.</div></a>'
    blocks = "".join(f'''<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="dafa/{9011 + i}" data-view="eyJj"><div class="tgme_widget_message_user"><a href="https://t.me/dafa"><i class="tgme_widget_message_user_photo bgcolor3"><img src="p.jpg"></i></a></div><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/dafa"><span dir="auto">{title}</span></a></div>{extra}
<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>{preview if i == 3 else ""}
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">{views}</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/dafa/{9011 + i}"><time datetime="{stamp}" class="time">{stamp[11:16]}</time></a></span></div></div></div></div></div>
''' for i, (stamp, text, extra, views) in enumerate(messages))
    html = f'''<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>{title} – Telegram</title><meta name="viewport" content="width=device-width, initial-scale=1.0" /><meta property="og:title" content="{title}"><meta property="og:image" content="https://cdn.example/f.jpg"><meta property="og:site_name" content="Telegram"><meta property="og:description" content="القناة الرسمية للمرصد. أخبار الريف الشرقي على مدار الساعة. للتواصل @dafa_bot"><link rel="canonical" href="/s/dafa?before=9015"></head>
  <body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow tgme_webpreview_mode">
<header class="tgme_header search_collapsed"><div class="tgme_container"><div class="tgme_header_search"><form class="tgme_header_search_form" action="/s/dafa"><input name="q" placeholder="Search"></form></div><div class="tgme_header_right_column"><section class="tgme_right_column"><div class="tgme_channel_info"><div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title_wrap"><div class="tgme_channel_info_header_title"><span dir="auto">{title}</span></div></div><div class="tgme_channel_info_header_username"><a href="https://t.me/dafa">@dafa</a></div></div><div class="tgme_channel_info_counters"><div class="tgme_channel_info_counter"><span class="counter_value">148K</span> <span class="counter_type">subscribers</span></div></div><div class="tgme_channel_info_description">القناة الرسمية للمرصد. أخبار الريف الشرقي على مدار الساعة. للتواصل @dafa_bot</div><a class="tgme_channel_download_telegram" href="//telegram.org/dl">Download Telegram</a></div></section></div></div></header>
<main class="tgme_main" data-url="/dafa"><div class="tgme_container"><section class="tgme_channel_history js-message_history">
<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/dafa?before=9011" class="tme_messages_more js-messages_more" data-before="9011"></a></div></div>
{blocks}</section></div></main></body></html>'''
    body = [text.replace("<br/><br/>", "\n") for _, text, _, _ in messages]
    return html, gold(title, None, body, ["تمت إعادة التوجيه", "تقرير شامل: خريطة", "تعرف على توزع", "أخبار الريف الشرقي على", "subscribers"])


@page("next")
def _():
    title = "محكمة الجنايات تبدأ محاكمة متهمين بتفجير محطة القطارات في الزاهرة"
    body = ["بدأت محكمة الجنايات في مدينة الزاهرة، اليوم السبت، محاكمة سبعة متهمين بالضلوع في تفجير محطة القطارات الذي أودى بحياة 23 شخصا قبل عامين.",
            "وتلا المدعي العام عاصم القيسي لائحة الاتهام التي تقع في مئتي صفحة، وطلب إنزال أقصى العقوبات بالمتهمين الثلاثة الرئيسيين.",
            "ودفع محامو الدفاع ببطلان الاعترافات، وقالوا إنها «انتزعت تحت الضغط»، وهو ما نفته النيابة.",
            "وحضر الجلسة عشرات من ذوي الضحايا رافعين صورهم، فيما فرضت الشرطة طوقا حول مبنى المحكمة.",
            "وقررت المحكمة تأجيل النظر في القضية إلى الثامن من يناير المقبل لسماع الشهود."]
    others = [("التحقيق في سقوط رافعة بميناء الرمل", "أمرت النيابة بفتح تحقيق عاجل في سقوط رافعة حاويات بميناء الرمل أثناء تفريغ سفينة شحن."), ("إضراب المعلمين يدخل أسبوعه الثاني", "دخل إضراب المعلمين أسبوعه الثاني من دون مؤشرات إلى اتفاق قريب مع الوزارة على سلم الرواتب الجديد.")]
    data = {"props": {"pageProps": {"article": {"id": 55, "title": title, "publishedAt": "2024-12-14T10:40:00.000Z", "body": "".join(f"<p>{p}</p>" for p in body)}, "related": [{"title": t, "summary": s, "publishedAt": "2024-12-13T08:00:00.000Z"} for t, s in others], "menu": ["سياسة", "قضاء"]}, "__N_SSP": True}, "page": "/news/[slug]", "query": {"slug": "trial"}, "buildId": "kX9"}
    text = "".join(f'<div class="rich-text_block__Qm3d1"><p dir="rtl">{p}</p></div>' + ('<div class="inread_slot__9dks"><div data-ad="true"></div></div>' if i == 1 else "") + (f'<a class="inline-card_card__p0Ssa" href="/news/crane"><div class="inline-card_label__aa1">قد يعجبك</div><div class="inline-card_title__z1">{others[0][0]}</div><div class="inline-card_text__z2">{others[0][1]}</div></a>' if i == 2 else "") for i, p in enumerate(body))
    grid = "".join(f'<div class="grid_item__x1"><a href="/news/{i}"><img alt="{t}" src="g{i}.webp"/><h3 class="grid_title__b2">{t}</h3></a><p class="grid_text__c3">{s}</p><span class="grid_time__d4">13 ديسمبر 2024</span></div>' for i, (t, s) in enumerate(others))
    html = f'''<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/><title>{title} - أفق ميديا</title><meta name="description" content="{body[0][:90]}"/><meta property="og:title" content="{title}"/><meta property="og:image" content="https://ofoq.example/o.webp"/><meta name="next-head-count" content="7"/><link rel="preload" href="/_next/static/css/9a.css" as="style"/><script defer="" nomodule="" src="/_next/static/chunks/polyfills.js"></script></head><body><div id="__next"><div class="layout_root__u1"><header class="header_header__k2"><a href="/"><svg></svg></a><div class="header_menu__v7"><a href="/p">سياسة</a><a href="/j">قضاء</a><a href="/s">رياضة</a></div><button class="header_subscribe__q">سجل الدخول</button></header>
<div class="ticker_wrap__t9"><span class="ticker_label__t0">أهم الأخبار</span><div class="ticker_list__t1"><a href="/q1">وصول أولى شحنات القمح إلى صوامع الميناء</a><a href="/q2">تأجيل مباراة القمة بسبب الضباب الكثيف</a></div></div>
<main class="article_main__w3"><div class="article_grid__w4"><div class="article_col__w5"><nav class="crumbs_crumbs__1"><a href="/">الرئيسية</a><span>/</span><a href="/j">قضاء</a></nav><h1 class="article_title__w6">{title}</h1><div class="article_meta__w7"><span class="article_author__w8">أفق ميديا - الزاهرة</span><span>نُشر: 12:40 - 14 ديسمبر 2024</span><span>آخر تحديث: 09:15 - 15 ديسمبر 2024</span><span class="article_read__w9">مدة القراءة: دقيقتان</span></div><div class="share_share__s1"><button aria-label="فيسبوك"></button><button aria-label="إكس"></button><span>مشاركة الخبر</span></div>
<div class="media_wrap__m1"><img alt="مبنى المحكمة" src="m.webp"/><div class="media_caption__m2">رجال شرطة أمام مبنى محكمة الجنايات (أفق)</div></div>
<div class="rich-text_root__Qm3d0">{text}</div>
<div class="tags_tags__g1"><a href="/t/a">محكمة الجنايات</a><a href="/t/b">الزاهرة</a></div></div><aside class="rail_rail__r1"><h2>الأكثر مشاهدة</h2><a href="/m1"><span>1</span>عروس تؤجل زفافها لتقديم امتحان الدكتوراه</a><a href="/m2"><span>2</span>درجات الحرارة تهبط إلى ما دون الصفر</a></aside></div><section class="grid_grid__x0"><h2>مواضيع متعلقة</h2>{grid}</section></main>
<footer class="footer_footer__f1"><p>أفق ميديا مؤسسة إعلامية تأسست عام 2011 وتبث من ثلاث عواصم</p></footer></div></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(data, ensure_ascii=False)}</script></body></html>'''
    return html, gold(title, "2024-12-14", body, [others[0][0], others[0][1][:30], others[1][0], others[1][1][:30], "وصول أولى شحنات القمح", "تأجيل مباراة القمة", "رجال شرطة أمام", "عروس تؤجل زفافها", "درجات الحرارة تهبط", "مؤسسة إعلامية تأسست", "مدة القراءة"], updated="2024-12-15")


@page("amp-today")
def _():
    title = "غارة بطائرة مسيرة تستهدف مستودع وقود غرب مدينة السنديان"
    body = ["استهدفت طائرة مسيرة مجهولة، مساء الثلاثاء، مستودعا للوقود غرب مدينة السنديان، ما أدى إلى اندلاع حريق كبير شوهدت ألسنته من أحياء المدينة.",
            "ونقلت وكالة محلية عن الدفاع المدني قوله إن 14 سيارة إطفاء تشارك في إخماد النيران، وإن عاملين نقلا إلى المستشفى مصابين بحروق.",
            "ولم تعلن أي جهة مسؤوليتها عن الهجوم حتى الآن، غير أن مسؤولا أمنيا رجح أن تكون المسيرة أطلقت من داخل البلاد.",
            "وهذه هي المرة الثالثة التي يستهدف فيها المستودع منذ مطلع العام، إذ أصيب في مارس وفي أغسطس بأضرار محدودة."]
    html = f'''<!doctype html>
<html ⚡ lang="ar" dir="rtl"><head><meta charset="utf-8"><script async src="https://cdn.ampproject.org/v0.js"></script><title>{title} | أخبار | قناة الرابية</title><link rel="canonical" href="https://rabia.example/news/2025/1/28/غارة-بطائرة-مسيرة"><meta name="viewport" content="width=device-width,minimum-scale=1"><meta property="og:title" content="{title}">
{ld([{"@context": "http://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "item": {"@id": "https://rabia.example", "name": "الرئيسية"}}]}, {"@context": "http://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": "2025-01-28T20:17:31Z", "dateModified": "2025-01-28T20:17:31Z", "author": {"@type": "Organization", "name": "قناة الرابية"}}])}
<style amp-boilerplate>body{{-webkit-animation:-amp-start 8s steps(1,end) 0s 1 normal both}}</style><style amp-custom>.a{{color:red}}</style></head>
<body><amp-analytics type="gtag" data-credentials="include"><script type="application/json">{{"vars":{{"gtag_id":"G-1"}}}}</script></amp-analytics><amp-sidebar id="sidebar" layout="nodisplay" side="right"><ul><li><a href="/">الرئيسية</a></li><li><a href="/live">بث مباشر</a></li><li><a href="/prog">برامج</a></li></ul></amp-sidebar>
<header class="hd"><button on="tap:sidebar.toggle">☰</button><a href="/"><amp-img src="l.png" width="90" height="30" alt="الرابية"></amp-img></a></header>
<div class="urg"><amp-carousel type="slides" autoplay delay="3000"><div class="u"><a href="/u1">الرئيس يستقبل وفدا من رجال الأعمال في القصر</a></div><div class="u"><a href="/u2">هزة أرضية خفيفة شعر بها سكان الجزيرة</a></div></amp-carousel></div>
<article class="cnt"><p class="sec"><a href="/news">أخبار</a></p><h1>{title}</h1><div class="dt"><span>28/1/2025</span><span class="sep">|</span><span>آخر تحديث: 28/1/2025 11:17 م (توقيت مكة)</span></div>
<amp-img class="main" src="f.jpg" width="770" height="513" layout="responsive" alt="النيران تتصاعد"></amp-img><p class="cap">النيران تتصاعد من مستودع الوقود (ناشطون)</p>
<amp-social-share type="twitter"></amp-social-share><amp-social-share type="facebook" data-param-app_id="1"></amp-social-share>
<div class="bd"><p>{body[0]}</p><amp-ad width="300" height="250" type="doubleclick" data-slot="/1/a"><div placeholder>إعلان</div></amp-ad><p>{body[1]}</p>
<div class="more"><span>اقرأ أيضا</span><amp-list width="auto" height="100" layout="fixed-height" src="/rel.json"><template type="amp-mustache"><a href="{{{{url}}}}">{{{{title}}}}</a></template></amp-list><ul><li class="l1 of4"><a href="/r1">list 1 of 2 تعرف على أكبر مستودعات الوقود في المنطقة</a></li><li class="l2"><a href="/r2">list 2 of 2 هجمات المسيرات.. سلاح رخيص بكلفة باهظة</a></li></ul><span>end of list</span></div>
<p>{body[2]}</p><p>{body[3]}</p><p class="src">المصدر : <span>قناة الرابية + وكالات</span></p></div></article>
<section class="rl"><h3>المزيد من أخبار</h3><div class="rli"><a href="/x1"><amp-img src="1.jpg" width="1" height="1"></amp-img><h4>انتخاب عميد جديد لكلية الطب بالإجماع</h4></a><p>انتخب مجلس كلية الطب عميدا جديدا بالإجماع خلفا للعميد الذي بلغ سن التقاعد قبل شهر من نهاية العام الدراسي.</p></div></section>
<amp-consent id="c" layout="nodisplay"><div id="ui">نستخدم ملفات تعريف الارتباط لتحسين تجربتك، وباستمرارك في التصفح فإنك توافق على سياسة الخصوصية الخاصة بنا.</div></amp-consent>
<footer>جميع الحقوق محفوظة © قناة الرابية 2025</footer></body></html>'''
    return html, gold(title, "2025-01-28", body, ["الرئيس يستقبل وفدا", "هزة أرضية خفيفة", "النيران تتصاعد من", "تعرف على أكبر", "هجمات المسيرات", "end of list", "انتخاب عميد جديد", "انتخب مجلس كلية", "نستخدم ملفات تعريف", "قناة الرابية + وكالات"], updated="2025-01-28", credits=["وكالات"])


@page("blogger")
def _():
    title = "شهادات من مخيم الزعتر بعد ليلة القصف"
    body = ["وصلت إلى المخيم قرابة السابعة صباحا، وكانت رائحة الدخان لا تزال عالقة في الأزقة الضيقة.",
            "قالت لي أم خليل، وهي نازحة من قرية الدوير، إن القذيفة الأولى سقطت قرب خزان المياه عند الواحدة ليلا، ثم تبعتها أربع قذائف خلال عشر دقائق.",
            "بحسب مسؤول النقطة الطبية في المخيم فإن الحصيلة بلغت ستة قتلى و19 جريحا، بينهم ثمانية أطفال.",
            "أما إدارة المخيم فتحدثت في بيان مقتضب عن \"أضرار مادية\" ولم تذكر أي قتلى.",
            "لم ألتق أحدا رأى من أين جاءت القذائف. بعضهم قال من التلة الشمالية، وبعضهم قال إنه لا يعرف ولا يريد أن يعرف."]
    popular = "".join(f"<li><div class='item-content'><div class='item-thumbnail'><a href='https://zaatar.example/{i}.html' target='_blank'><img alt='' border='0' src='{i}.jpg'/></a></div><div class='item-title'><a href='https://zaatar.example/{i}.html'>{t}</a></div><div class='item-snippet'>{s}</div></div><div style='clear: both;'></div></li>" for i, (t, s) in enumerate([
        ("رحلة إلى أعالي الوادي", "لم أكن أعرف أن الطريق إلى أعالي الوادي يمر من كل هذه الحواجز، ولا أن السائق سيحدثني طوال ساعتين عن ابنه البعيد..."),
        ("كيف تصنع المؤونة في الحصار", "جمعت في هذه التدوينة وصفات جداتنا لتجفيف الخضار وحفظها من دون كهرباء، وأضفت إليها ما تعلمته في السنوات الأخيرة...")]))
    html = f'''<!DOCTYPE html>
<html b:version='2' class='v2' dir='rtl' expr:dir='data:blog.languageDirection' xmlns='http://www.w3.org/1999/xhtml' xmlns:b='http://www.google.com/2005/gml/b'>
<head><meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/><meta content='blogger' name='generator'/><link href='https://zaatar.example/2024/11/blog-post_30.html' rel='canonical'/>
<meta content='https://zaatar.example/2024/11/blog-post_30.html' property='og:url'/><meta content='{title}' property='og:title'/><title>دفتر الزعتر: {title}</title></head>
<body class='loading'><div class='body-fauxcolumns'></div><div class='content'><div class='content-outer'><header><div class='header section' id='header'><div class='widget Header' data-version='1' id='Header1'><div class='titlewrapper'><h1 class='title'><a href='https://zaatar.example/'>دفتر الزعتر</a></h1></div><div class='descriptionwrapper'><p class='description'><span>يوميات ومشاهدات من الطريق، أكتبها كما رأيتها لا كما قيلت لي.</span></p></div></div></div></header>
<div class='main-outer'><div class='columns-inner'><div class='column-center-outer'><div class='main section' id='main'><div class='widget Blog' data-version='1' id='Blog1'><div class='blog-posts hfeed'><div class="date-outer"><h2 class='date-header'><span>السبت، 30 نوفمبر 2024</span></h2><div class="date-posts"><div class='post-outer'><div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'>
<meta content='778' itemprop='blogId'/><a name='441'></a><h3 class='post-title entry-title' itemprop='name'>
{title}
</h3><div class='post-header'><div class='post-header-line-1'></div></div>
<div class='post-body entry-content' id='post-body-441' itemprop='description articleBody'><div dir="rtl" style="text-align: right;" trbidi="on"><div class="separator" style="clear: both; text-align: center;"><a href="1.jpg" imageanchor="1"><img border="0" src="1.jpg" width="320" /></a></div><br /><span style="font-family: arial; font-size: large;">{body[0]}<br /><br />{body[1]}</span><br /><br /><span style="font-size: large;">{body[2]}&nbsp;</span><br /><div><span style="font-size: large;"><br /></span></div><div><span style="font-size: large;">{body[3]}</span></div><div><br /></div><div style="text-align: right;"><span style="font-size: large;">{body[4]}</span></div></div>
<div style='clear: both;'></div></div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'><span class='post-author vcard'>مرسلة بواسطة <span class='fn' itemprop='author'><span itemprop='name'>نادر الحموي</span></span></span> <span class='post-timestamp'>في <a class='timestamp-link' href='https://zaatar.example/2024/11/blog-post_30.html' rel='bookmark' title='permanent link'><abbr class='published' itemprop='datePublished' title='2024-11-30T14:22:00+02:00'>2:22 م</abbr></a></span><div class='post-share-buttons goog-inline-block'><a class='goog-inline-block share-button sb-email' href='#' title='إرسال بالبريد الإلكتروني'><span class='share-button-link-text'>إرسال بالبريد الإلكتروني</span></a><a href='#'><span class='share-button-link-text'>كتابة مدونة حول هذه المشاركة</span></a></div></div><div class='post-footer-line post-footer-line-2'><span class='post-labels'>التسميات: <a href='/search/label/a' rel='tag'>شهادات</a>, <a href='/search/label/b' rel='tag'>نزوح</a></span></div></div></div>
<div class='comments' id='comments'><a name='comments'></a><h4>هناك تعليق واحد:</h4><div id='Blog1_comments-block-wrapper'><dl class='avatar-comment-indent' id='comments-block'><dt class='comment-author'>غير معرف <span>يقول...</span></dt><dd class='comment-body'><p>كنت هناك تلك الليلة وأؤكد كل كلمة كتبتها، حسبنا الله ونعم الوكيل في من تاجر بنا وبأطفالنا.</p></dd><dd class='comment-footer'><span class='comment-timestamp'><a href='#'>1 ديسمبر 2024 في 8:05 ص</a></span></dd></dl></div><p class='comment-footer'><a href='#'>إرسال تعليق</a></p></div></div></div></div></div>
<div class='blog-pager' id='blog-pager'><span id='blog-pager-newer-link'><a class='blog-pager-newer-link' href='#'>رسالة أحدث</a></span><span id='blog-pager-older-link'><a href='#'>رسالة أقدم</a></span><a class='home-link' href='/'>الصفحة الرئيسية</a></div></div></div></div>
<div class='column-right-outer'><aside><div class='sidebar section'><div class='widget PopularPosts' data-version='1'><h2>المشاركات الشائعة</h2><div class='widget-content popular-posts'><ul>{popular}</ul></div></div><div class='widget BlogArchive'><h2>أرشيف المدونة الإلكترونية</h2><ul class='hierarchy'><li class='archivedate expanded'><a href='/2024/'>2024</a> (12)<ul><li><a href='/2024/11/'>نوفمبر</a> (2)</li></ul></li></ul></div><div class='widget Profile'><h2>من أنا</h2><dl class='profile-datablock'><dd class='profile-textblock'>مدون ومصور مستقل، أعيش بين مدينتين وأكتب حين تسمح الكهرباء والإنترنت بذلك.</dd></dl></div></div></aside></div></div></div></div></div></body></html>'''
    return html, gold(title, "2024-11-30", body, ["رحلة إلى أعالي", "لم أكن أعرف أن الطريق", "كيف تصنع المؤونة", "جمعت في هذه التدوينة", "كنت هناك تلك الليلة", "مدون ومصور مستقل", "يوميات ومشاهدات من", "كتابة مدونة حول"])


@page("live-today")
def _():
    title = "مباشر.. المعارك تقترب من مركز الإقليم والحكومة تعلن حظر التجول"
    entries = [("2024-12-07T01:20:00+03:00", "01:20", "الداخلية تعلن حظر التجول", ["أعلنت وزارة الداخلية حظر التجول في مدينة السهب من منتصف الليل حتى السادسة صباحا اعتبارا من اليوم السبت."]),
               ("2024-12-07T00:35:00+03:00", "00:35", "الجيش ينفي سقوط المطار", ["نفى متحدث باسم الجيش سيطرة المسلحين على مطار السهب العسكري، وقال إن القوات «صدت محاولة تسلل وكبدت المهاجمين خسائر».", "وكانت غرفة عمليات الفتح قد بثت مقطعا قالت إنه من داخل حظائر الطائرات."]),
               ("2024-12-06T23:10:00+03:00", "23:10", "نزوح مئات العائلات", ["قال الهلال الأحمر المحلي إن أكثر من ثمانمئة عائلة غادرت الأحياء الجنوبية خلال ست ساعات."]),
               ("2024-12-06T21:45:00+03:00", "21:45", "مقتل قائد ميداني", ["أفادت مصادر محلية بمقتل القائد الميداني أبو سيف الجردي في غارة على أطراف بلدة الحصن."])]
    key = ["حظر تجول ليلي في مدينة السهب", "تضارب بشأن مصير المطار العسكري", "نزوح أكثر من ثمانمئة عائلة"]
    blocks = "".join(f'''<div class="liveblog-post" id="post-{i}" data-id="{i}"><div class="liveblog-post__meta"><span class="liveblog-post__ago">منذ {i + 2} ساعات</span><time class="screen-reader-text" datetime="{stamp}">{stamp[:10]} {clock}</time></div><h2 class="liveblog-post__title">{head}</h2><div class="wysiwyg wysiwyg--all-content">{ps(text)}</div><div class="liveblog-post__share"><button>شارك</button><span class="tooltip">انقر هنا للمشاركة على وسائل التواصل</span></div></div>''' + ('<div class="liveblog-promo"><span>شاهد أيضا</span><a href="/v1">فيديو: لحظة انهيار جسر النهر تحت الشاحنات</a></div>' if i == 1 else "")
                     for i, (stamp, clock, head, text) in enumerate(entries))
    posting = {"@context": "https://schema.org", "@type": "LiveBlogPosting", "headline": title, "coverageStartTime": "2024-12-06T21:30:00+03:00", "coverageEndTime": "2024-12-07T21:30:00+03:00", "datePublished": "2024-12-06T18:32:00Z", "dateModified": "2024-12-06T22:24:00Z",
               "liveBlogUpdate": [{"@type": "BlogPosting", "headline": head, "datePublished": stamp, "articleBody": " ".join(text)} for stamp, _, head, text in entries]}
    html = f'''<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"/><title data-rh="true">{title} | تغطية حية | شبكة الأثير</title><link data-rh="true" rel="canonical" href="https://atheer.example/news/liveblog/2024/12/6/battle"/><meta data-rh="true" property="og:title" content="{title}"/><meta name="publishedDate" content="2024-12-06T18:32:00"/>{ld(posting)}</head>
<body><div id="root"><div class="container--ads-leaderboard-atf"><div class="container__inner">إعلان</div></div><div class="site-header"><ul class="menu"><li><a href="/">الرئيسية</a></li><li><a href="/live">البث الحي</a></li></ul></div>
<div class="container container--live-blog-layout"><main id="main-content-area"><h1>{title}</h1><div class="liveblog-summary"><h3>أبرز التطورات</h3><ul>{"".join(f"<li>{k}</li>" for k in key)}</ul></div><div class="liveblog-timeline"><div class="liveblog-timeline__update-btn"><button>تحديثات جديدة</button></div>{blocks}<button class="show-more-button">عرض المزيد</button></div></main>
<aside class="l-col--sidebar"><div class="trending-articles"><h2>الأكثر قراءة</h2><ol><li><a href="/1">ثلاث مدن تغرق في الظلام بعد عطل في محطة الربط</a></li><li><a href="/2">لماذا عاد السفير على عجل؟</a></li></ol></div></aside></div><div class="site-footer"><p>تابع شبكة الأثير على المنصات كافة ليصلك الخبر أينما كنت وفي أي وقت تشاء.</p></div></div></body></html>'''
    body = key + [x for _, _, head, text in entries for x in [head, *text]]
    return html, gold(title, "2024-12-06", body, ["فيديو: لحظة انهيار", "انقر هنا للمشاركة", "ثلاث مدن تغرق", "لماذا عاد السفير", "تابع شبكة الأثير"], updated="2024-12-07")


@page("agency-wire")
def _():
    title = "العثور على مقبرة جماعية قرب بلدة الخور"
    body = ["أعلنت هيئة المفقودين، الأربعاء، العثور على مقبرة جماعية في محيط بلدة الخور تضم رفات 37 شخصا على الأقل.",
            "وقال رئيس الهيئة مازن الدباغ، لوكالة الشراع، إن الفرق المختصة بدأت انتشال الرفات وأخذ عينات الحمض النووي.",
            "وأضاف أن \"المعاينة الأولية تشير إلى أن الدفن تم قبل ما بين ثماني وعشر سنوات\".",
            "ودعا الدباغ الأهالي إلى عدم الاقتراب من الموقع حفاظا على الأدلة.",
            "وتقول منظمات حقوقية إن مصير أكثر من أربعة آلاف شخص من أبناء المنطقة ما زال مجهولا.",
            "وفي سبتمبر الماضي، عثر على رفات 11 شخصا في موقع يبعد كيلومترين عن المقبرة الجديدة."]
    items = "".join(f'<div class="col-md-4 konu"><a href="/ar/{i}"><img src="{i}.jpg"><span class="konu-baslik">{t}</span></a></div>' for i, t in enumerate(["الرئاسة: القمة الثلاثية ستعقد في موعدها", "رفع حالة التأهب في مطار العاصمة", "البورصة تغلق على انخفاض طفيف"]))
    html = f'''<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8" /><title>{title}</title><meta name="description" content="- رئيس هيئة المفقودين: المقبرة تضم رفات 37 شخصا على الأقل" /><meta property="og:title" content="{title}" /><meta property="og:description" content="- رئيس هيئة المفقودين: المقبرة تضم رفات 37 شخصا على الأقل" /><meta property="og:url" content="https://shiraa.example/ar/العالم/mass-grave/3412" /></head>
<body class="rtl"><div class="ust-bar"><div class="container"><span class="tarih">05 ديسمبر 2024</span> <a href="/en">English</a> <a href="/tr">Türkçe</a> <a href="/ru">Русский</a></div></div>
<div class="sondakika"><div class="baslik">آخر الأخبار</div><div class="marquee"><a href="/s1">وزير الري يبحث مع نظيره تقاسم مياه النهر المشترك</a> <a href="/s2">إصابة ثلاثة صيادين في انقلاب قارب</a></div></div>
<div class="container detay"><div class="row"><div class="col-md-8"><div class="detay-bg"><span class="kategori"><a href="/ar/w">العالم, أخبار</a></span><h1>{title}</h1><h4 class="detay-spot-text">- رئيس هيئة المفقودين: المقبرة تضم رفات 37 شخصا على الأقل</h4><div class="flex"><span class="detay-muhabir">Selim Kaya, Nour Haddad</span> | <span class="tarih">04.12.2024 - محدث : 05.12.2024</span></div>
<div class="detay-foto"><img src="k.jpg" alt="{title}"><div class="detay-foto-editor">أرشيفية</div></div><div class="social"><a href="#">فيسبوك</a><a href="#">تويتر</a></div>
<div class="detay-icerik"><div><p><strong>الخور / نور حداد / الشراع</strong></p>{ps(body[:3])}<p>&nbsp;</p>{ps(body[3:])}</div>
<div class="detay-paylas-alt"><span class="alt-bilgi">الأخبار المنشورة على الصفحة الرسمية لوكالة الشراع هي اختصار لجزء من الأخبار التي تعرض للمشتركين عبر نظام تدفق الأخبار. من أجل الاشتراك لدى الوكالة يرجى الاتصال بالرابط التالي.</span></div><div class="etiketler">الموضوعات ذات الصلة <a href="/e1">هيئة المفقودين</a> <a href="/e2">مقبرة جماعية</a></div></div></div></div>
<div class="col-md-4 sag"><h4>الأكثر قراءة</h4><div class="row">{items}</div></div></div></div>
<div class="alt"><p>وكالة الشراع للأنباء تأسست عام 1990، وتقدم خدماتها بثماني لغات لأكثر من ألفي مشترك في أنحاء العالم.</p></div></body></html>'''
    return html, gold(title, "2024-12-04", body, ["وزير الري يبحث", "إصابة ثلاثة صيادين", "القمة الثلاثية ستعقد", "رفع حالة التأهب", "البورصة تغلق على", "هي اختصار لجزء", "تأسست عام 1990", "نور حداد"], updated="2024-12-05")


@page("page-two-of-three")
def _():
    title = "سنة على سقوط القلعة: من يحكم المدينة القديمة اليوم؟"
    body = ["في الطابق الأرضي من مبنى البلدية السابق، يجلس خمسة موظفين حول مدفأة واحدة ويسجلون عقود الإيجار بأقلام الرصاص. يقول أحدهم إن الحبر شح منذ أيلول.",
            "مجلس بلا صلاحيات",
            "يضم المجلس المحلي اثني عشر عضوا انتخبوا في نيسان الماضي، لكن قرارات المياه والكهرباء والمعابر بقيت في يد اللجنة الأمنية، وفق ثلاثة من أعضائه تحدثوا إلينا كل على حدة.",
            "وتنفي اللجنة ذلك. ويقول الناطق باسمها فراس العلي إن «المجلس هو صاحب القرار المدني الوحيد، ودور اللجنة يقتصر على حماية المؤسسات».",
            "غير أن وثيقة اطلعنا عليها، مؤرخة في الثالث من تموز، تظهر أن اللجنة ألغت عقد محطة التحلية بعد أسبوع من توقيعه.",
            "ضرائب على الطريق",
            "ويدفع التجار رسما قدره خمسون ألفا عن كل شاحنة عند حاجز الجسر، ورسما ثانيا عند مدخل السوق، من دون إيصالات."]
    box = '<div class="story-series"><span>من هذه السلسلة</span><a href="/s/1">القلعة قبل السقوط: حكاية ثلاثة حراس</a><a href="/s/2">الذين غادروا ولم يعودوا</a></div>'
    html = f'''<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - الصفحة 2 من 3 - مجلة المدى</title><link rel="canonical" href="https://mada.example/reports/castle?page=2"><link rel="prev" href="https://mada.example/reports/castle"><link rel="next" href="https://mada.example/reports/castle?page=3"><meta property="article:published_time" content="2024-10-30T07:00:00+02:00"><meta property="og:title" content="{title}"><meta name="author" content="ليان مراد"></head><body>
<div id="hdr"><a class="logo" href="/">مجلة المدى</a><ul class="nav nav-pills"><li><a href="/r">تقارير</a></li><li><a href="/o">آراء</a></li><li><a href="/p">صور</a></li></ul><form role="search"><input placeholder="ابحث في الموقع"></form></div>
<div class="wrap"><div class="story"><h1 class="story-head">{title}</h1><div class="story-by">ليان مراد <span class="dot">·</span> 30 تشرين الأول 2024</div>
<div class="story-pages">صفحات التقرير: <a href="/reports/castle">1</a> <b>2</b> <a href="/reports/castle?page=3">3</a></div>
<div class="story-text">{ps(body[:1])}<h3>{body[1]}</h3>{ps(body[2:4])}{box}{ps(body[4:5])}<h3>{body[5]}</h3>{ps(body[6:])}</div>
<div class="story-next"><a href="/reports/castle?page=3">التالي في الصفحة 3: الجامعة التي صارت ثكنة</a></div><div class="story-note"><small>أنجز هذا التقرير بدعم من صندوق الصحافة الاستقصائية المستقلة، ولا يعبر بالضرورة عن رأي الصندوق.</small></div></div>
<div class="side"><h4>تقارير أخرى</h4><dl><dt><a href="/o1">حقول الألغام المنسية في الشمال</a></dt><dd>أكثر من ستين قرية لا تزال محاطة بالألغام بعد عقد كامل على توقف القتال، ولا خرائط لدى أحد ممن زرعوها.</dd><dt><a href="/o2">سوق العملة السوداء</a></dt><dd>من داخل محل صرافة صغير في شارع البريد نروي كيف يتحدد السعر كل صباح بمكالمة هاتفية واحدة.</dd></dl></div></div>
<div id="ftr">مجلة المدى تصدر شهريا منذ 2009</div></body></html>'''
    return html, gold(title, "2024-10-30", body, ["القلعة قبل السقوط", "الذين غادروا ولم", "الجامعة التي صارت", "أنجز هذا التقرير", "حقول الألغام المنسية", "أكثر من ستين قرية", "سوق العملة السوداء", "من داخل محل صرافة", "صفحات التقرير"])


@page("gallery-swiper")
def _():
    title = "بالصور: السيول تجرف الجسر الحجري في وادي الغزال"
    body = ["جرفت السيول التي ضربت وادي الغزال ليل الأحد الجسر الحجري الذي بني قبل أكثر من مئة وعشرين عاما، وحاصرت عشرات السيارات على ضفتيه.",
            "وقال الدفاع المدني إنه أجلى 46 شخصا، ولم يبلغ عن وفيات حتى صباح الاثنين."]
    shots = ["رجل يحمل ابنته على كتفيه وسط المياه التي غمرت الشارع الرئيسي في البلدة صباح الاثنين 16 كانون الأول 2024.", "سيارات عالقة في الطين على الضفة الجنوبية بعد انحسار المياه عنها في ساعات الفجر الأولى.", "ما بقي من الجسر الحجري الذي كان يصل حارتي البلدة ويعبره التلاميذ كل صباح إلى مدرستهم.", "متطوعون يوزعون الخبز والبطانيات على العائلات التي باتت ليلتها في صالة المدرسة."]
    slides = "".join(f'<div class="swiper-slide" data-hash="slide{i}"><div class="gallery-photo"><img data-src="{i}.jpg" class="swiper-lazy"><div class="gallery-photo__count">{i}/{len(shots)}</div></div><div class="gallery-photo__text"><p>{s}</p><span class="gallery-photo__by">عدسة: ياسر الكيلاني</span></div></div>' for i, s in enumerate(shots, 1))
    html = f'''<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title><meta property="og:type" content="article"><meta property="og:title" content="{title}"><meta property="og:site_name" content="نافذة الجنوب">{ld({"@context": "https://schema.org", "@type": "ImageGallery", "name": title, "datePublished": "2024-12-16T11:05:00+02:00", "publisher": {"@type": "Organization", "name": "نافذة الجنوب"}})}</head>
<body class="page page--gallery"><header class="page__header"><a href="/">نافذة الجنوب</a><nav><a href="/n">أخبار</a><a href="/g">صور</a><a href="/v">فيديو</a></nav></header><section class="gallery"><h1 class="gallery__title">{title}</h1><div class="gallery__date">الإثنين 16 كانون الأول 2024 | 11:05</div><div class="gallery__intro">{ps(body)}</div><div class="swiper"><div class="swiper-wrapper">{slides}</div><div class="swiper-pagination"></div><div class="swiper-button-next">التالي</div></div></section>
<section class="more-galleries"><h2>ألبومات أخرى</h2><div class="more-galleries__item"><a href="/g1">موسم قطاف الحمضيات في السهل</a><p>تنطلق كل عام في مثل هذه الأيام ورش القطاف في بساتين السهل، ويشارك فيها آلاف العمال الموسميين من قرى الجبل.</p></div></section><footer>جميع الحقوق محفوظة</footer></body></html>'''
    return html, gold(title, "2024-12-16", body, ["رجل يحمل ابنته", "سيارات عالقة في", "ما بقي من الجسر", "متطوعون يوزعون", "عدسة: ياسر", "موسم قطاف الحمضيات", "تنطلق كل عام"])


@page("ministry-tables")
def _():
    title = "بيان وزارة الصحة حول حصيلة الزلزال حتى مساء الأحد"
    text = ["أصدرت وزارة الصحة مساء اليوم الأحد الحصيلة المحدثة لضحايا الزلزال الذي ضرب المحافظات الشرقية يوم الجمعة الماضي.",
            "وفي ما يلي أعداد الوفيات والمصابين بحسب المحافظة كما وردت من مديريات الصحة حتى الساعة السادسة مساء:"]
    rows = [("المحافظة", "عدد الوفيات", "عدد المصابين", "المباني المنهارة"), ("محافظة الرافدين الشرقي", "118", "1340", "92"), ("محافظة وادي السدر", "47", "611", "35"), ("محافظة جبل النور", "9", "88", "12"), ("المجموع العام للضحايا", "174", "2039", "139")]
    after = ["وتنوه الوزارة إلى أن هذه الأرقام أولية وقابلة للزيادة مع استمرار أعمال رفع الأنقاض.",
             "كما تهيب بالمواطنين عدم تناقل أي أرقام لا تصدر عنها، وتنفي ما نشر عن وفاة ثلاثمئة شخص في وادي السدر."]
    table = '<table class="ms-rteTable-0" cellspacing="0" style="width:100%"><tbody>' + "".join("<tr class=\"ms-rteTableOddRow-0\">" + "".join(f'<td class="ms-rteTableEvenCol-0" style="width:25%"><p style="text-align:center">&#8203;{c}</p></td>' for c in r) + "</tr>" for r in rows) + "</tbody></table>"
    html = f'''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml" lang="ar-sa" dir="rtl"><head><meta http-equiv="X-UA-Compatible" content="IE=10" /><meta name="GENERATOR" content="Microsoft SharePoint" /><meta http-equiv="Content-Type" content="text/html; charset=utf-8" /><title>
	{title}
</title></head><body><form method="post" action="./default.aspx" id="aspnetForm"><div class="aspNetHidden"><input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUBMA9kFgJm{"QUJDREVG" * 60}" /></div>
<div id="s4-workspace"><div id="s4-bodyContainer"><div class="moh-top"><a href="/ar">الرئيسية</a> <a href="/ar/Ministry">عن الوزارة</a> <a href="/ar/eServices">الخدمات الإلكترونية</a> <a href="/ar/OpenData">البيانات المفتوحة</a><div class="moh-date">الخميس 20/02/2025</div></div>
<table width="100%" cellpadding="0" cellspacing="0" class="layout"><tr><td class="menu" valign="top" width="180"><table><tr><td><a href="/ar/m1">كلمة الوزير</a></td></tr><tr><td><a href="/ar/m2">الهيكل التنظيمي</a></td></tr><tr><td><a href="/ar/m3">المناقصات والمشتريات</a></td></tr><tr><td><a href="/ar/m4">اتصل بالوزارة</a></td></tr></table></td>
<td class="main" valign="top"><div class="ms-breadcrumb"><span><a href="/ar">وزارة الصحة</a></span><span> &gt; </span><span><a href="/ar/news">المركز الإعلامي</a></span><span> &gt; </span><span>الأخبار</span></div>
<div class="newsTitle">{title}</div><div class="newsDate">تاريخ النشر: 16/02/2025 م الموافق 17/08/1446 ه&#1600;</div><div class="newsViews">عدد القراءات: 5,412</div>
<div id="ctl00_PlaceHolderMain_ctl01__ControlWrapper_RichHtmlField" class="ms-rtestate-field" style="display:inline" aria-labelledby="ctl00_label"><div class="ExternalClass7F1A">{ps(text, '<p style="text-align:justify">&#8203;')}{table}{ps(after, '<p style="text-align:justify">&#8203;')}<p>&#8203;</p></div></div>
<div class="rating"><span>هل كانت هذه الصفحة مفيدة؟</span> <a href="#">نعم</a> <a href="#">لا</a><div>آخر تعديل للصفحة: 19/02/2025</div></div></td></tr></table>
<div class="moh-footer"><p>وزارة الصحة - الإدارة العامة لتقنية المعلومات - جميع الحقوق محفوظة - أفضل عرض للموقع بدقة 1024 في 768</p></div></div></div></form></body></html>'''
    return html, gold(title, "2025-02-16", text + [" ".join(r) for r in rows] + after, ["المناقصات والمشتريات", "هل كانت هذه الصفحة", "أفضل عرض للموقع", "عدد القراءات"], updated="2025-02-19")


@page("forum-1256", encoding="windows-1256")
def _():
    title = "آخر المستجدات من جبهة الكروم حتى ظهر اليوم"
    body = ["السلام عليكم ورحمة الله، هذا ما وصلني من مصادر أهلية في الكروم حتى ظهر اليوم الخميس.",
            "تقدمت كتائب الوادي صباحا نحو مفرق الزيتونة وسيطرت على ثلاثة حواجز كانت للشرطة العسكرية، وانسحب عناصرها باتجاه المعمل.",
            "القصف لم يتوقف على الحي الغربي منذ السادسة، وتأكد استشهاد رجل وزوجته وجرح عدد لم يعرف بعد.",
            "أما ما تناقلته بعض المواقع عن سقوط المعمل فغير صحيح حتى ساعة كتابة هذه السطور."]
    replies = [("فارس الصحراء", "19-12-2024, 02:15 PM", "جزاك الله خيرا أخي على النقل، هل من أخبار عن طريق المعمل هل هو سالك للمدنيين أم لا؟"),
               ("بنت الكروم", "20-12-2024, 09:40 AM", "أهلي خرجوا ليلا عن طريق البساتين والحمد لله وصلوا بخير، ويقولون إن الحواجز كلها فارغة ولا أحد يسأل أحدا.")]
    posts = "".join(f'''<table id="post{i}" class="tborder" cellpadding="6" cellspacing="1" border="0" width="100%" align="center"><tr><td class="thead"><div class="normal" style="float:right">#<a href="showpost.php?p={i}"><b>{i - 8000}</b></a></div><div class="normal"><img src="old.gif" alt="قديم" /> {when}</div></td></tr><tr><td class="alt2"><div class="bigusername">{who}</div><div class="smallfont">عضو فعال</div><div class="smallfont">تاريخ التسجيل: Mar 2011<br />المشاركات: 1,204</div></td></tr><tr><td class="alt1" id="td_post_{i}">{quote}<div id="post_message_{i}">{text}</div><div>__________________<br />اللهم احفظ البلاد والعباد من كل سوء ومكروه</div></td></tr></table>'''
                    for i, who, when, quote, text in [(8001, "أبو العز", "19-12-2024, 12:32 PM", f'<div class="smallfont"><strong>{title}</strong></div><hr size="1" />', "<br />\r\n<br />\r\n".join(body)),
                                                      (8002, *replies[0][:2], "", replies[0][2]), (8003, *replies[1][:2], '<div style="margin:20px"><div class="smallfont">اقتباس:</div><table><tr><td class="alt2">المشاركة الأصلية كتبت بواسطة <strong>فارس الصحراء</strong><div style="font-style:italic">هل من أخبار عن طريق المعمل هل هو سالك</div></td></tr></table></div>', replies[1][2])])
    html = f'''<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="ar"><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1256" /><meta name="generator" content="vBulletin 3.8.7" /><meta name="description" content="{title} المنتدى الإخباري" /><title> {title} - منتديات الكروم</title></head>
<body><table class="tborder" width="100%"><tr><td><a href="index.php">منتديات الكروم</a> &gt; <a href="f12">المنتدى الإخباري</a><br />{title}</td><td class="alt2">اسم العضو <input name="u" /> كلمة المرور <input type="password" /> <label>حفظ البيانات؟</label></td></tr></table>
<div class="vbmenu">التسجيل | التعليمات | قائمة الأعضاء | التقويم | مشاركات اليوم | البحث</div>
<table class="tborder"><tr><td class="alt1"><div class="smallfont">إضافة رد</div></td><td>أدوات الموضوع</td><td>انواع عرض الموضوع</td></tr></table>
<div id="posts">{posts}</div>
<table class="tborder"><tr><td class="thead">المواضيع المتشابهه</td></tr><tr><td class="alt1"><a href="t1">صور من سوق الكروم القديم قبل الحرب</a></td><td class="alt2">ابن الحارة</td><td>03-11-2024 07:12 PM</td></tr></table>
<div class="smallfont" align="center">الساعة الآن 04:50 PM. جميع المشاركات تعبر عن وجهة نظر كاتبها فقط، وإدارة المنتدى غير مسؤولة عنها.<br />Powered by vBulletin® Version 3.8.7</div></body></html>'''
    return html, gold(title, "2024-12-19", body, ["هل من أخبار عن طريق", "أهلي خرجوا ليلا", "اللهم احفظ البلاد", "صور من سوق", "جميع المشاركات تعبر", "تاريخ التسجيل"])


@page("paywall-stub")
def _():
    title = "كواليس المفاوضات السرية بين القبائل والحكومة في واحة السرو"
    body = ["على مدى ثلاثة أسابيع، التقى وفدان صغيران في بيت طيني عند طرف واحة السرو، بعيدا عن الصحافة وعن ضباط الارتباط. لم تلتقط صور، ولم تدون محاضر.",
            "وبحسب شخصين حضرا اثنين من تلك اللقاءات، عرضت الحكومة إطلاق 140 موقوفا مقابل إعادة فتح طريق القوافل، فيما طلبت القبائل ضمانة مكتوبة من طرف ثالث."]
    cut = "لكن الخلاف الذي كاد ينهي كل شيء لم يكن على السجناء ولا على الطريق، بل على"
    plans = "".join(f'<div class="plan"><h4>{n}</h4><p>{t}</p><a class="btn" href="/subscribe">اشترك</a></div>' for n, t in [("الاشتراك الرقمي", "وصول كامل إلى جميع المقالات والتحليلات والنشرات الخاصة بالمشتركين على كل أجهزتك مقابل خمسة دولارات شهريا."), ("الاشتراك السنوي", "وفر ثلاثين في المئة عند الدفع لسنة كاملة، مع إمكانية إلغاء الاشتراك في أي وقت من صفحة حسابك.")])
    html = f'''<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | المجهر</title><meta property="og:title" content="{title}"><meta property="og:description" content="ثلاثة أسابيع من اللقاءات في بيت طيني"><link rel="canonical" href="https://mijhar.example/premium/oasis-talks">{ld({"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "datePublished": "2025-03-02T05:30:00+03:00", "isAccessibleForFree": False, "hasPart": {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".premium-body"}})}</head>
<body class="is-anonymous"><header class="masthead"><a href="/">المجهر</a><a class="login" href="/login">تسجيل الدخول</a><a href="/subscribe">اشترك الآن</a></header><main><article class="story story--premium"><span class="premium-badge">للمشتركين</span><h1>{title}</h1><p class="story__standfirst">شخصان حضرا اللقاءات يرويان ما دار فيها</p><div class="story__info"><a href="/w/9">هشام الرفاعي</a><time datetime="2025-03-02T05:30:00+03:00">الأحد 2 مارس 2025</time></div>
<div class="premium-body">{ps(body)}<p>{cut}<span class="fade">…</span></p></div>
<div class="paywall" role="dialog"><h3>هذا المقال متاح للمشتركين فقط</h3><p>يمكنك قراءة بقية المقال عند الاشتراك في المجهر أو تسجيل الدخول إن كنت مشتركا. ندعم بذلك صحافة مستقلة لا تعيش على الإعلانات.</p>{plans}<p class="paywall__login">مشترك بالفعل؟ <a href="/login">سجل دخولك</a></p></div></article>
<section class="free"><h2>مقالات مجانية</h2><article><h3><a href="/f1">عشرة كتب صدرت هذا الشهر</a></h3><p>اختارت هيئة التحرير عشرة عناوين صدرت عن دور عربية في الرواية والتاريخ والفكر، ننصح بقراءتها في عطلة الربيع.</p></article></section></main><footer><p>المجهر - صحافة متأنية</p></footer></body></html>'''
    return html, gold(title, "2025-03-02", body + [cut + "…"], ["هذا المقال متاح", "يمكنك قراءة بقية", "وصول كامل إلى", "وفر ثلاثين في", "مشترك بالفعل", "عشرة كتب صدرت", "اختارت هيئة التحرير"])


@page("video-two-lines")
def _():
    title = "شاهد.. انتشال طفلة حية من تحت أنقاض مبنى بعد 60 ساعة"
    body = ["أظهر مقطع مصور بثه الدفاع المدني لحظة انتشال طفلة في السابعة حية من تحت أنقاض مبنى انهار في مدينة الرافدين.",
            "وقال المسعفون إن حالة الطفلة مستقرة، في حين لا يزال البحث جاريا عن والدتها."]
    videos = [("مظاهرة حاشدة أمام مبنى البرلمان", "تجمع آلاف المحتجين أمام مبنى البرلمان للمطالبة بإسقاط قانون الضرائب الجديد الذي أقره النواب قبل أسبوع وسط انقسام حاد بين الكتل."), ("لقاء خاص مع وزير التعليم العالي", "يتحدث وزير التعليم العالي في هذا اللقاء عن خطة الوزارة لإصلاح المناهج الجامعية وعن أسباب تراجع ترتيب الجامعات في التصنيفات الدولية."),
              ("جولة في أقدم حمام شعبي", "نزور في هذه الحلقة أقدم حمام شعبي في المدينة القديمة ونستمع إلى حكايات صاحبه الذي ورثه عن أبيه وجده قبل خمسين عاما."), ("النشرة الجوية: منخفض جديد", "يتأثر شرق المتوسط اعتبارا من مساء الغد بمنخفض جوي مصحوب بكتلة هوائية باردة ورطبة وتتساقط الثلوج على المرتفعات.")]
    cards = "".join(f'<div class="vcard"><a href="/video/{i}"><img src="v{i}.jpg" alt="{t}"><span class="dur">02:1{i}</span></a><div class="vcard-in"><a class="vt" href="/video/{i}">{t}</a><div class="vd">{d}</div><span class="when">1{i} فبراير 2025</span></div></div>' for i, (t, d) in enumerate(videos))
    html = f'''<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} - تلفزيون المشرق</title><meta property="og:type" content="video.other"><meta property="og:title" content="{title}"><meta property="og:video" content="https://mashriq.example/e/1">{ld({"@context": "http://schema.org", "@type": "VideoObject", "name": title, "description": body[0], "uploadDate": "2025-02-17T16:44:00+03:00", "duration": "PT1M12S", "thumbnailUrl": ["https://mashriq.example/t.jpg"]})}</head>
<body><div class="top"><a href="/">تلفزيون المشرق</a><a href="/live">البث المباشر</a><a href="/programs">البرامج</a></div><div class="breaking"><b>عاجل</b><marquee>مجلس الأمن يعقد جلسة طارئة مساء اليوم لبحث التطورات الأخيرة</marquee></div>
<div class="vpage"><div class="vleft"><div class="player" data-id="1"><video poster="p.jpg"></video><div class="player-err">متصفحك لا يدعم تشغيل الفيديو، يرجى تحديثه أو استخدام متصفح آخر لمشاهدة المحتوى.</div></div><h1>{title}</h1><div class="vinfo"><span>17 فبراير 2025</span> <span>| مشاهدات 12,044</span></div><div class="vdesc">{body[0]}<br>{body[1]}</div><div class="vtags"><a href="/t/1">#زلزال</a> <a href="/t/2">#الدفاع_المدني</a></div></div>
<div class="vright"><div class="vhead">التالي</div>{cards}</div></div><div class="bottom">تلفزيون المشرق © 2025</div></body></html>'''
    return html, gold(title, "2025-02-17", body, [t for t, _ in videos] + [d[:30] for _, d in videos] + ["مجلس الأمن يعقد", "متصفحك لا يدعم"])
