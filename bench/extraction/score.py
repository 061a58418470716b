#!/usr/bin/env python3
"""score.py TRUTH.json PREDICTED.json: overlap of runs of four words; precision and recall averaged over pages, F1 of the two."""
import json
import sys

from peers_grams import grams


def main(truth, predicted):
    truth, predicted = json.load(open(truth, encoding="utf-8")), json.load(open(predicted, encoding="utf-8"))
    precisions, recalls = [], []
    for key, row in truth.items():
        want, got = grams(row.get("articleBody")), grams(predicted.get(key, {}).get("articleBody"))
        both = sum((want & got).values())
        if got:
            precisions.append(both / sum(got.values()))
        if want:
            recalls.append(both / sum(want.values()))
    p, r = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    print(f"P {p:.4f}  R {r:.4f}  F1 {2 * p * r / (p + r) if p + r else 0:.4f}")


if __name__ == "__main__":
    main(*sys.argv[1:3])
