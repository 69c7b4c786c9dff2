"""Tables of scripts/detector-evidence: error rates per species and detector over all runs.

usage: table.py RUN...    RUN: a folder of `padbench evaluate`, one per set
"""
import csv
import math
import sys
from pathlib import Path

BONA_FIDE = "bona fide"


def scores(run, detector, partitions=("dev", "test")):
    """Lists of scores per species; those that were not given are left out and counted."""
    found, missing = {}, {}
    for partition in partitions:
        file = Path(run, "scores", detector, partition + ".csv")
        if not file.exists():
            continue
        for row in csv.DictReader(file.open(newline="")):
            kind = BONA_FIDE if row["is_bonafide"] == "True" else row["attack_type"]
            try:
                value = float(row["score"])
            except ValueError:
                value = math.nan
            if math.isnan(value):
                missing[kind] = missing.get(kind, 0) + 1
            else:
                found.setdefault(kind, []).append(value)
    return found, missing


def equal_error_rate(bona_fide, attacks):
    """The mean of both error rates at the threshold where they differ least."""
    best = (2.0, 0.0)
    for threshold in sorted(set(bona_fide + attacks)):
        apcer = sum(value >= threshold for value in attacks) / len(attacks)
        bpcer = sum(value < threshold for value in bona_fide) / len(bona_fide)
        best = min(best, (abs(apcer - bpcer), (apcer + bpcer) / 2))
    return best[1]


def apcer_at_bpcer(bona_fide, attacks, bpcer):
    """APCER at the highest threshold that turns away no more than this share of bona fide."""
    threshold = sorted(bona_fide)[math.floor(bpcer * len(bona_fide))]
    return sum(value >= threshold for value in attacks) / len(attacks)


def percent(value):
    return f"{100 * value:.1f}"


def mean(values):
    return sum(values) / len(values)


def main():
    runs = [Path(name) for name in sys.argv[1:]]
    detectors = sorted(folder.name for folder in (runs[0] / "scores").iterdir())
    everything = {name: [scores(run, name)[0] for run in runs] for name in detectors}
    kinds = sorted({kind for sets in everything.values() for found in sets for kind in found})
    kinds.remove(BONA_FIDE)
    counts = {
        kind: max(sum(len(found.get(kind, [])) for found in sets) for sets in everything.values())
        for kind in [BONA_FIDE] + kinds
    }

    def figures(name, kind, measure):
        values = []
        for found in everything[name]:
            bona_fide = found.get(BONA_FIDE, [])
            attacks = found.get(kind, [])
            if bona_fide and attacks:
                values.append(measure(bona_fide, attacks))
        return values

    head = " | ".join(detectors)
    line = " | ".join("---:" for _ in detectors)
    for title, measure in [
        ("Equal error rate in per cent", equal_error_rate),
        ("APCER at a BPCER of 5 % in per cent", lambda b, a: apcer_at_bpcer(b, a, 0.05)),
    ]:
        print(f"## {title}\n\nMean over the sets (worst set).\n")
        print(f"| species | n | {head} |\n| :--- | ---: | {line} |")
        worst = {name: 0.0 for name in detectors}
        for kind in kinds:
            cells = []
            for name in detectors:
                values = figures(name, kind, measure)
                if values:
                    worst[name] = max(worst[name], mean(values))
                cells.append(
                    f"{percent(mean(values))} ({percent(max(values))})" if values else "none")
            print(f"| {kind} | {counts[kind]} | {' | '.join(cells)} |")
        print(f"| **worst species** | | {' | '.join(percent(worst[name]) for name in detectors)} |\n")
    print(f"Bona fide presentations: {counts[BONA_FIDE]}; sets: {len(runs)}.\n")


main()
