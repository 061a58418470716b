#!/usr/bin/env python3
"""compare.py FOLDER WORK XTASK ROUNDS: the three tools in turn on one core, so many rounds; bodies scored, speed as the median of the rounds.

Each tool loads its pages first and counts the processor's time of its own thread from the first page to the last. WORK holds the peers, as
`run` installs them.
"""
import os
import pathlib
import re
import statistics
import subprocess
import sys

from score import score


def tools(folder, work, xtask):
    """Name, the command, and where it leaves the bodies; each prints its pages a second last."""
    here = pathlib.Path(__file__).parent
    out = {name: work / f"{name}.json" for name in ("isnad", "trafilatura", "dom_smoothie")}
    return [
        ("isnad", [xtask, "pages", "--aeb", folder, "--write", out["isnad"]], out["isnad"]),
        ("trafilatura", [work / "python/bin/python", here / "peers.py", "bodies", folder, work], out["trafilatura"]),
        ("dom_smoothie", [work / "target/release/peer", folder, out["dom_smoothie"]], out["dom_smoothie"]),
    ]


def main(folder, work, xtask, rounds):
    core = min(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    every = tools(folder, pathlib.Path(work), xtask)
    speeds = {name: [] for name, _, _ in every}
    for turn in range(int(rounds)):
        # Another one goes first each time.
        for name, command, _ in every[turn % 3:] + every[:turn % 3]:
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=pathlib.Path(__file__).parents[2]).stdout
            speeds[name].append(float(re.findall(r"([\d.]+)(?: pages/s.*)?$", said.strip())[-1]))
    print(f"== bodies of {folder}")
    print(f"{rounds} rounds in turn on core {core}, load before {load}; pages a second of its processor's time, median (all rounds)")
    for name, _, out in every:
        p, r, f1 = score(f"{folder}/ground-truth.json", out)
        all_rounds = " ".join(f"{one:.0f}" for one in speeds[name])
        print(f"{name:13} P {p:.4f}  R {r:.4f}  F1 {f1:.4f}  {statistics.median(speeds[name]):6.0f} pages/s  ({all_rounds})")
    ours = statistics.median(speeds["isnad"])
    for peer in ("trafilatura", "dom_smoothie"):
        ratios = [a / b for a, b in zip(speeds["isnad"], speeds[peer])]
        print(f"isnad reads {ours / statistics.median(speeds[peer]):.2f} times as many pages a second as {peer} (rounds: {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main(*sys.argv[1:5])
