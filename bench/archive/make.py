#!/usr/bin/env python3
"""Write a web archive (WARC.gz, one gzip member a record) of distinct invented pages to standard output.

usage: make.py MEGABYTES > FILE      (compressed megabytes, at most 4000; same size, same bytes)

The forms are those of ../arabic-pages, the texts its sentences in another order with other numbers. Around them stands what surrounds a
text on real sites: style sheets, state for scripts, menus and walls of cards, different on every page. A page weighs about 125 kB, 31 kB
packed, as pages of news sites do. Requests, pictures and pages that moved stand between them.
"""
import gzip
import pathlib
import random
import re
import sys

HERE = pathlib.Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "arabic-pages"))
sys.dont_write_bytecode = True
import make as forms  # noqa: E402
from articles import ARTICLES, HEADLINES  # noqa: E402

LARGEST = 4000
PARAGRAPHS = [p for _, _, paragraphs in ARTICLES for p in paragraphs if not p.startswith("## ")]
WORDS = sorted({word for p in PARAGRAPHS for word in re.findall(r"[\u0621-\u064a]{3,}", p)})


def numbers(random_, text):
    return re.sub(r"\d+", lambda found: str(random_.randrange(2, 10 ** len(found[0]) + 2)), text)


class Stock:
    """Markup by the megabyte, of which every page takes other stretches."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.cards = [self.card(i) for i in range(6000)]
        self.state = [self.entry(i) for i in range(12000)]
        self.rules = [self.rule(i) for i in range(4000)]

    def words(self, least, most):
        return " ".join(self.random.choices(WORDS, k=self.random.randint(least, most)))

    def hex(self, digits):
        return f"{self.random.getrandbits(4 * digits):0{digits}x}"

    def card(self, i):
        title, key = self.words(6, 12), self.hex(10)
        return (f'<div class="card card--{self.random.choice("abcdef")} col-md-4" data-id="{key}"><a class="card__link" href="/news/{i}/{key}"><picture>'
                f'<source srcset="/media/{key}_320.webp 320w, /media/{key}_640.webp 640w" type="image/webp"><img loading="lazy" src="/media/{key}.jpg" alt="{title}" width="320" height="180"></picture></a>'
                f'<div class="card__body"><span class="card__section">{self.words(1, 2)}</span><h3 class="card__title"><a href="/news/{i}/{key}">{title}</a></h3><span class="card__time">منذ {i % 23 + 1} ساعة</span></div></div>\n')

    def entry(self, i):
        return f'{{"id":"{self.hex(16)}","slug":"/news/{i}/{self.hex(8)}","title":"{self.words(5, 9)}","score":{self.random.random():.5f},"image":{{"w":{self.random.randint(100, 900)},"u":"{self.hex(20)}"}},"flags":[{i % 7},{i % 3}]}}'

    def rule(self, i):
        return f'.c-{self.hex(5)}{{margin:{i % 9}px {i % 14}px;padding:{i % 5}rem;color:#{self.hex(6)};grid-area:{i % 6}/{i % 11}}}'

    def take(self, random_, pieces, count, joint=""):
        start = random_.randrange(len(pieces) - count)
        return joint.join(pieces[start:start + count])

    def dress(self, random_, html):
        """The page with all that stands around its text."""
        css = f"<style>{self.take(random_, self.rules, 220)}</style>"
        state = f'<script>window.__STATE__={{"items":[{self.take(random_, self.state, 260, ",")}]}}</script>'
        wall = f'<section class="more-stories related"><h2>المزيد</h2><div class="row">{self.take(random_, self.cards, 70)}</div></section>'
        html = html.replace("</head>", css + "</head>", 1)
        return html.replace("</body>", f"{wall}{state}</body>", 1)


def page(stock, index):
    """Address and bytes of page `index`."""
    name, options, build = forms.PAGES[index % len(forms.PAGES)]
    a = forms.A(index)
    random_ = random.Random(index)
    a.paragraphs = [numbers(random_, p) for p in random_.sample(PARAGRAPHS, random_.randint(6, 18))]
    a.title = numbers(random_, random_.choice(HEADLINES)) + " " + random_.choice(WORDS)
    a.path = f"/news/{a.iso}/{index}"
    html, _ = build(a)
    return a.url(), stock.dress(random_, html).encode(options.get("encoding", "utf-8"), "xmlcharrefreplace")


def record(kind, url, payload, index):
    day = f"2024-{1 + index % 12:02}-{1 + index % 28:02}T{index % 24:02}:{index % 60:02}:{index * 7 % 60:02}Z"
    head = (f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: {day}\r\nWARC-Record-ID: <urn:x:{index}:{kind}>\r\n"
            f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(payload)}\r\n\r\n")
    return gzip.compress(head.encode() + payload + b"\r\n\r\n", 6, mtime=0)


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit() or not 1 <= int(sys.argv[1]) <= LARGEST:
        sys.exit(f"usage: make.py MEGABYTES > FILE      (1 to {LARGEST})")
    left = int(sys.argv[1]) * 1_000_000
    stock, out, index = Stock(1), sys.stdout.buffer, 0
    while left > 0:
        url, data = page(stock, index)
        parts = [record("request", url, f"GET {url} HTTP/1.1\r\n\r\n".encode(), index),
                 record("response", url, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + data, index)]
        if index % 10 == 0:
            picture = random.Random(index).randbytes(3000)
            parts.append(record("response", url + ".jpg", b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + picture, index))
            parts.append(record("response", url + "/", b"HTTP/1.1 301 Moved Permanently\r\nLocation: /\r\n\r\n", index))
        for part in parts:
            out.write(part)
            left -= len(part)
        index += 1
    print(f"{index} pages", file=sys.stderr)


if __name__ == "__main__":
    main()
