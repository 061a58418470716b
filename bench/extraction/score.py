#!/usr/bin/env python3
"""score.py TRUTH.json PREDICTED.json: overlap of runs of four words; precision and recall averaged over pages, F1 of the two."""
import json
import sys

from peers_grams import grams


def score(truth, predicted):
    with open(truth, encoding="utf-8") as file:
        truth = json.load(file)
    with open(predicted, encoding="utf-8") as file:
        predicted = json.load(file)
    precisions, recalls = [], []
    for key, row in truth.items():
        want, got = grams(row.get("articleBody")), grams(predicted.get(key, {}).get("articleBody"))
        both = sum((want & got).values())
        if got:
            precisions.append(both / sum(got.values()))
        if want:
            recalls.append(both / sum(want.values()))
    p, r = sum(precisions) / max(1, len(precisions)), sum(recalls) / max(1, len(recalls))
    return p, r, 2 * p * r / (p + r) if p + r else 0


if __name__ == "__main__":
    print("P {:.4f}  R {:.4f}  F1 {:.4f}".format(*score(*sys.argv[1:3])))
