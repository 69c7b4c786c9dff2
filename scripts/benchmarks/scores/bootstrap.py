#!/usr/bin/env python3
"""Times padbench's cluster bootstrap beside one in numpy; prints Markdown.

Started by ../bootstrap.sh. Each round runs `padbench metrics` without and with --bootstrap and the
numpy script with few replicates, whose time is scaled to as many as padbench made.
"""

import argparse
import json
import os
import platform
import statistics
import sys
from pathlib import Path

import measure

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "peers"))
import rates  # noqa: E402  (found only through the line above)

HERE = Path(__file__).resolve().parent
PEERS = HERE.parents[1] / "peers"
FIGURES = ("eer", "bpcer20", "auc")


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def spread(document):
    """Half the width of padbench's bootstrap intervals, in standard errors of a normal."""
    found = {}
    for row in document["detectors"][0]["metrics"]:
        if row["metric"] in FIGURES and not row["species"] and "bootstrap" in row["clustered_method"]:
            width = row["clustered_upper"] - row["clustered_lower"]
            found[row["metric"]] = (
                width / 2 / statistics.NormalDist().inv_cdf((1 + row["level"]) / 2))
    return found


def milliseconds(seconds):
    return f"{max(0.0, seconds) * 1e3:.3g} ms"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scratch", required=True, help="folder for the files")
    parser.add_argument("--peers", required=True, help="python3 with polars and numpy")
    parser.add_argument("--padbench", default="", help="the program; empty: left out")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--replicates", type=int, default=1000)
    parser.add_argument("--numpy-replicates", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    scratch = Path(options.scratch)
    path = scratch / f"scores-{options.rows}.csv"
    if not path.exists():
        measure.run([options.peers, str(HERE / "generate.py"), str(options.rows), str(path)])

    load = os.getloadavg()[0]
    job = [
        options.padbench, "metrics", str(path), "--oracle", "--criterion", "eer", "--format",
        "json", "--seed", "1", "--bootstrap"]
    plain = job + ["0"]
    resampled = job + [str(options.replicates)]
    numpy = [
        options.peers, str(PEERS / "bootstrap_with_numpy.py"), str(path), "--replicates",
        str(options.numpy_replicates)]
    ours, without, theirs, scaled = [], [], [], []
    missing = "" if options.padbench else "no program was given"
    for number in range(options.rounds):
        print(f"round {number + 1}", file=sys.stderr, flush=True)
        if not missing:
            try:
                without.append(measure.run(plain, str(scratch / "plain.json")))
                ours.append(measure.run(resampled, str(scratch / "padbench.json")))
            except RuntimeError as error:
                missing = str(error)
        theirs.append(measure.run(numpy, str(scratch / "numpy.json")))
        answer = read(scratch / "numpy.json")
        seconds = answer["replicate_seconds"]
        scaled.append((
            seconds / options.numpy_replicates,
            answer["replicate_processor_seconds"] / options.numpy_replicates,
            theirs[-1].wall + seconds * (options.replicates / options.numpy_replicates - 1)))

    peer = read(scratch / "numpy.json")
    cost = measure.median(theirs)
    each, processor, whole = (statistics.median(values) for values in zip(*scaled))
    rows = []
    if not missing:
        mine, base = measure.median(ours), measure.median(without)
        rows.append([
            "padbench", f"{options.replicates}", measure.seconds(mine.wall),
            milliseconds((mine.wall - base.wall) / options.replicates),
            milliseconds((mine.processor - base.processor) / options.replicates),
            measure.megabytes(mine.memory), "1 ×"])
    rows.append([
        "polars + numpy", f"{options.numpy_replicates}, time scaled to {options.replicates}",
        measure.seconds(whole), milliseconds(each), milliseconds(processor),
        measure.megabytes(cost.memory),
        measure.times(whole / mine.wall) if not missing else ""])

    together = "together" if peer["shares_clusters"] else "apart"
    print("# Cluster bootstrap\n")
    print(
        f"{options.replicates:,} replicates of EER, BPCER20 and AUC on {options.rows:,} scores, "
        f"{peer['clusters']:,} clusters, drawn {together} for bona fide and attacks; "
        f"{options.rounds} rounds, medians; {platform.machine()}, "
        f"{os.cpu_count()} cores, load {load:.1f} at the start. Whole time includes start-up and "
        "reading the file. A replicate of padbench is its run with them less its run without. "
        "numpy sorts once; per replicate, `bincount` of the drawn clusters and running sums, on one "
        "core.\n")
    if missing:
        print(f"padbench was **not measured**: {missing}.\n")
    print(measure.table(
        ["program", "replicates", "whole time", "per replicate", "processor per replicate",
         "peak memory", "whole time, × padbench"],
        rows, left=2))
    if missing:
        return
    answers = rates.of_padbench(scratch / "padbench.json")
    answers["bpcer20"] = rates.fraction(answers["bpcer20"])
    spreads = spread(read(scratch / "padbench.json"))
    lines, failed = [], False
    for name in FIGURES:
        same = abs(answers[name] - peer["figures"][name]) <= 1e-9
        ratio = spreads[name] / peer["standard_errors"][name] if name in spreads else None
        # Twenty replicates know a standard error to about a sixth.
        plausible = ratio is not None and 0.5 < ratio < 2
        failed = failed or not (same and plausible)
        lines.append([
            name.upper(), f"{answers[name]:.9f}", f"{peer['figures'][name]:.9f}",
            "yes" if same else "**no**",
            f"{spreads[name]:.2e}" if ratio else "none",
            f"{peer['standard_errors'][name]:.2e}", "yes" if plausible else "**no**"])
    print("\nDo they do the same? (figures within 1e-9; half the interval's width, in normal "
          "standard errors, within a factor of 2: the random numbers are not the same)\n")
    print(measure.table(
        ["figure", "padbench", "numpy", "same", "padbench's error", "numpy's error",
         "comparable"], lines))
    if failed:
        sys.exit("the programs do not agree: the times above compare different answers")


if __name__ == "__main__":
    main()
