#!/usr/bin/env python3
"""Bodies and days by Python's extractors.

usage: peers.py bodies FOLDER OUT_DIR     FOLDER/html/ID.html.gz -> OUT_DIR/trafilatura.json; prints pages a second of the processor
       peers.py arabic FOLDER             FOLDER/gold.jsonl: F1, leaks and days of trafilatura and htmldate
"""
import gzip
import json
import pathlib
import sys
import time

import htmldate
import trafilatura

from peers_grams import grams


def extract(html):
    return trafilatura.extract(html, include_comments=False, include_tables=True) or ""


def bodies(folder, out):
    pages = {p.name.removesuffix(".html.gz"): gzip.open(p).read().decode("utf-8", "replace") for p in pathlib.Path(folder, "html").glob("*.gz")}
    start = time.thread_time()
    found = {name: {"articleBody": extract(html)} for name, html in pages.items()}
    print(f"{len(pages) / (time.thread_time() - start):.0f}")
    pathlib.Path(out, "trafilatura.json").write_text(json.dumps(found), encoding="utf-8")


def arabic(folder):
    rows = [json.loads(line) for line in open(pathlib.Path(folder, "gold.jsonl"), encoding="utf-8")]
    precisions, recalls, leaks, exact, wrong = [], [], 0, 0, 0
    for row in rows:
        data = pathlib.Path(folder, row["file"]).read_bytes()
        body = extract(data)
        want, got = grams(row["body"]), grams(body)
        both = sum((want & got).values())
        recalls.append(both / sum(want.values()))
        if got:
            precisions.append(both / sum(got.values()))
        leaks += sum(absent in body for absent in row["absent"])
        try:
            day = htmldate.find_date(data, original_date=True, outputformat="%Y-%m-%d")
        except Exception:  # a page that it cannot read at all
            day = None
        exact += day == row["published"]
        wrong += day is not None and day != row["published"]
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    print(f"trafilatura: pages {len(rows)}  P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.3f}  leaks {leaks}")
    print(f"htmldate: published day right {exact} of {len(rows)}, wrong {wrong}")


if __name__ == "__main__":
    {"bodies": bodies, "arabic": arabic}[sys.argv[1]](*sys.argv[2:])
