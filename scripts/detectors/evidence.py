"""The tables of scripts/detector-evidence, as Markdown.

usage: evidence.py tables TITLE RUN...           error rates per species and detector
       evidence.py cues NAME=RUN...              what is left of each detector without a cue
       evidence.py aims STILLS... -- SEQUENCES... what was aimed at, and what was reached
       evidence.py scores RUN                     every score of a few presentations

RUN: a folder of `padbench evaluate`, one per set. All rates are means over the sets.
"""
import csv
import math
import sys
from pathlib import Path

BONA_FIDE = "bona fide"
FLAT = ["print", "replay/phone", "replay/tablet", "replay/video", "replay/deepfake"]
OPEN_MASKS = ["mask-3d/paper", "mask-3d/resin", "mask-3d/silicone"]
CLOSED_MASKS = [name + "-closed" for name in OPEN_MASKS]


class Run:
    """The scores of one run: per detector and species, those that were given."""

    def __init__(self, folder):
        self.scores = {}
        for file in sorted(Path(folder, "scores").glob("*/*.csv")):
            species = self.scores.setdefault(file.parent.name, {})
            for row in csv.DictReader(file.open(newline="")):
                kind = BONA_FIDE if row["is_bonafide"] == "True" else row["attack_type"]
                value = float(row["score"] or "nan")
                if math.isnan(value):
                    continue
                species.setdefault(kind, []).append(value)
                # What is held by hand moves otherwise than what stands.
                if row.get("support") == "hand":
                    species.setdefault(kind + ", by hand", []).append(value)

    def bona_fide(self, detector):
        return self.scores.get(detector, {}).get(BONA_FIDE, [])

    def attacks(self, detector, kinds):
        found = self.scores.get(detector, {})
        return [value for kind in kinds for value in found.get(kind, [])]


def equal_error_rate(bona_fide, attacks):
    """The mean of both error rates at the threshold where they differ least."""
    best = (2.0, 0.0)
    for threshold in sorted(set(bona_fide + attacks)) + [math.inf]:
        apcer = sum(value >= threshold for value in attacks) / len(attacks)
        bpcer = sum(value < threshold for value in bona_fide) / len(bona_fide)
        best = min(best, (abs(apcer - bpcer), (apcer + bpcer) / 2))
    return best[1]


def apcer_at_5(bona_fide, attacks):
    """APCER at the highest threshold that turns away no more than 5 % of the bona fide."""
    threshold = sorted(bona_fide)[math.floor(0.05 * len(bona_fide))]
    return sum(value >= threshold for value in attacks) / len(attacks)


def mean(values):
    return sum(values) / len(values) if values else math.nan


def rates(runs, detector, kinds, measure):
    """The rate of each set that has both classes."""
    found = []
    for run in runs:
        bona_fide, attacks = run.bona_fide(detector), run.attacks(detector, kinds)
        if bona_fide and attacks:
            found.append(measure(bona_fide, attacks))
    return found


def percent(value):
    return "none" if math.isnan(value) else f"{100 * value:.1f}"


def shown(name):
    """A detector as people call it: models are named after what they train."""
    return name.removesuffix("-trained")


def names(runs):
    return sorted({name for run in runs for name in run.scores})


def species(runs):
    kinds = {kind for run in runs for found in run.scores.values() for kind in found}
    return sorted(kind for kind in kinds if kind != BONA_FIDE and not kind.endswith(", by hand"))


def worst(runs, detector, measure):
    return max(mean(rates(runs, detector, [kind], measure)) for kind in species(runs))


def tables(title, runs):
    detectors, kinds = names(runs), species(runs)
    for measure, what in [
        (equal_error_rate, "equal error rate in per cent"),
        (apcer_at_5, "APCER at a BPCER of 5 %, in per cent"),
    ]:
        print(f"## {title}: {what}\n\nMean over the sets (worst set).\n")
        print(f"| species | n | {' | '.join(map(shown, detectors))} |")
        print("| :--- | ---: |" + " ---: |" * len(detectors))
        for kind in kinds:
            count = max(
                sum(len(run.attacks(name, [kind])) for run in runs) for name in detectors)
            cells = []
            for name in detectors:
                found = rates(runs, name, [kind], measure)
                cells.append(f"{percent(mean(found))} ({percent(max(found))})" if found else "none")
            print(f"| {kind} | {count} | {' | '.join(cells)} |")
        last = [percent(worst(runs, name, measure)) for name in detectors]
        print(f"| **worst species** | | {' | '.join(last)} |\n")
    count = max(sum(len(run.bona_fide(name)) for run in runs) for name in detectors)
    print(f"Bona fide presentations: {count}; sets: {len(runs)}.\n")


def cues(named):
    detectors = names(run for _, run in named)
    print(f"| taken away | {' | '.join(map(shown, detectors))} |")
    print("| :--- |" + " ---: |" * len(detectors))
    for title, run in named:
        cells = []
        for name in detectors:
            found = [mean(rates([run], name, [kind], equal_error_rate)) for kind in species([run])]
            cells.append(percent(mean(found)))
        print(f"| {title} | {' | '.join(cells)} |")
    print()


def aims(stills, sequences):
    texture, fusion = "texture-trained", "fusion-trained"
    rows = []

    def aim(text, value, is_met, bound):
        rows.append(f"| {text} | {bound} | {percent(value)} | {'yes' if is_met else '**no**'} |")

    def at_most(text, runs, detector, kinds, measure, bound):
        value = mean(rates(runs, detector, kinds, measure))
        aim(text, value, value <= bound / 100, f"≤ {bound}")

    def at_least(text, runs, detector, kinds, measure, bound):
        value = mean(rates(runs, detector, kinds, measure))
        aim(text, value, value >= bound / 100, f"≥ {bound}")

    eer, apcer = equal_error_rate, apcer_at_5
    at_most("`texture` on prints: EER", stills, texture, ["print"], eer, 5)
    at_most(
        "`texture` on stills on a screen: EER", stills, texture, ["replay/phone", "replay/tablet"],
        eer, 5)
    at_most("`depth` on all that is flat: APCER", sequences, "depth", FLAT, apcer, 1)
    at_least(
        "`depth` fails on masks: APCER", sequences, "depth", OPEN_MASKS + CLOSED_MASKS, apcer, 50)
    at_most("`pulse` on masks: EER", sequences, "pulse", OPEN_MASKS + CLOSED_MASKS, eer, 10)
    at_most("`pulse` on prints: EER", sequences, "pulse", ["print"], eer, 10)
    at_least("`pulse` is weaker on replayed video: EER", sequences, "pulse", ["replay/video"], eer, 10)
    at_most("`blink` on prints: EER", sequences, "blink", ["print"], eer, 10)
    at_most("`blink` on masks without holes: EER", sequences, "blink", CLOSED_MASKS, eer, 10)
    at_least(
        "`blink` fails on masks with holes: APCER", sequences, "blink", OPEN_MASKS, apcer, 30)
    at_least(
        "`blink` fails on replayed video: APCER", sequences, "blink", ["replay/video"], apcer, 30)
    at_most(
        "`motion` on prints and stills on a screen held by hand: EER", sequences, "motion",
        [kind + ", by hand" for kind in ("print", "replay/phone", "replay/tablet")], eer, 10)
    for title, runs in [("stills", stills), ("sequences", sequences)]:
        parts = [name for name in names(runs) if name != fusion]
        excess, where = max(
            (
                mean(rates(runs, fusion, [kind], eer))
                - min(mean(rates(runs, part, [kind], eer)) for part in parts
                      if rates(runs, part, [kind], eer)),
                kind,
            )
            for kind in species(runs))
        aim(
            f"`fusion`, {title}: EER over that of its best part, most on {where}", excess,
            excess <= 0, "≤ 0")
        own = worst(runs, fusion, apcer)
        best, part = min((worst(runs, part, apcer), part) for part in parts)
        aim(
            f"`fusion`, {title}: worst species' APCER", own, own < best,
            f"< {percent(best)} ({shown(part)})")
    print("| what | aimed at, % | reached, % | met |\n| :--- | ---: | ---: | :--- |")
    print("\n".join(rows) + "\n")


def scores(folder):
    detectors, labels, found = [], {}, {}
    for file in sorted(Path(folder, "scores").glob("*/*.csv")):
        if file.parent.name not in detectors:
            detectors.append(file.parent.name)
        for row in csv.DictReader(file.open(newline="")):
            name = row["test_label"]
            labels[name] = BONA_FIDE if row["is_bonafide"] == "True" else row["attack_type"]
            score = float(row["score"] or "nan")
            text = row["reason"] or "none" if math.isnan(score) else f"{score:.3f}"
            found[name, file.parent.name] = text
    print(f"| photograph | {' | '.join(detectors)} |")
    print("| :--- |" + " ---: |" * len(detectors))
    for place, name in enumerate(sorted(labels, key=lambda name: (labels[name], name)), start=1):
        cells = [found.get((name, detector), "none") for detector in detectors]
        print(f"| {place}, {labels[name]} | {' | '.join(cells)} |")
    print()


def main():
    command, *words = sys.argv[1:]
    if command == "tables":
        tables(words[0], [Run(folder) for folder in words[1:]])
    elif command == "cues":
        named = [word.split("=", 1) for word in words]
        cues([(name, Run(folder)) for name, folder in named])
    elif command == "scores":
        scores(words[0])
    elif command == "aims":
        cut = words.index("--")
        aims([Run(folder) for folder in words[:cut]], [Run(folder) for folder in words[cut + 1:]])
    else:
        sys.exit(__doc__)


main()
