"""Writes what a run of the incident set shows, beside what was aimed at, as Markdown.

evidence.py DEPLOYMENTS.CSV DETECTOR DEPTH: the file of a run, the name of the trained detector and
that of the detector of depth.
"""

import csv
import sys


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def pooled(found, deployment, detector, kind):
    """Attacks of all species of a kind together: count and trials."""
    chosen = [
        row
        for row in found
        if row["deployment"] == deployment
        and row["detector"] == detector
        and row["metric"] == "iapar"
        and row["species"].split("/")[0] == kind
    ]
    return sum(int(r["count"]) for r in chosen), sum(int(r["trials"]) for r in chosen)


def worst(found, deployment, detector):
    chosen = [
        row
        for row in found
        if row["deployment"] == deployment
        and row["detector"] == detector
        and row["metric"] == "iapar"
    ]
    return max(chosen, key=lambda row: float(row["value"])) if chosen else None


def share(count, trials):
    return f"{count}/{trials} = {100 * count / trials:.1f} %" if trials else "not tested"


def interval(row):
    if row is None:
        return "not known"
    ends = f"[{100 * float(row['lower']):.1f}–{100 * float(row['upper']):.1f} %]"
    return f"{row['species']} {share(int(row['count']), int(row['trials']))} {ends}"


def main():
    path, detector, depth = sys.argv[1:]
    found = rows(path)
    lines = []

    def line(what, aim, reached, is_met):
        lines.append(f"| {what} | {aim} | {reached} | {'yes' if is_met else '**no**'} |")

    fmr = next(row for row in found if row["metric"] == "fmr")
    value = float(fmr["value"])
    line(
        "strangers who match (FMR on the same presentations)",
        "≤ 1 %",
        share(int(fmr["count"]), int(fmr["trials"])),
        value <= 0.01,
    )
    everywhere = "payment-terminal"
    for kind, words, aim in (("print", "printed", 0.9), ("mask-3d", "masked", 0.5)):
        count, trials = pooled(found, everywhere, "", kind)
        line(
            f"{words} attacks that the matcher alone lets in",
            f"≥ {100 * aim:.0f} %",
            share(count, trials),
            trials > 0 and count / trials >= aim,
        )
    alone = worst(found, everywhere, "")
    behind = worst(found, everywhere, detector)
    line(
        f"worst species, with `{detector}` in front",
        f"below {interval(alone)}",
        interval(behind),
        behind is not None and float(behind["upper"]) < float(alone["lower"]),
    )
    for deployment, name, words, aim in (
        ("phone-unlock-flat", "", "prints that open the flat phone, matcher alone", "most"),
        ("phone-unlock-depth", depth, f"prints that open the phone with `{depth}`", "few"),
    ):
        count, trials = pooled(found, deployment, name, "print")
        rate = count / trials if trials else 0
        line(words, aim, share(count, trials), trials > 0 and (rate > 0.5) == (aim == "most"))
    masks = pooled(found, "phone-unlock-depth", depth, "mask-3d")
    prints = pooled(found, "phone-unlock-depth", depth, "print")
    line(
        f"masks that open the phone with `{depth}`",
        "more than prints",
        share(*masks),
        masks[1] > 0 and masks[0] * prints[1] > prints[0] * masks[1],
    )
    print("| what | aimed at | reached | met |\n| :--- | ---: | ---: | :--- |")
    print("\n".join(lines))


main()
