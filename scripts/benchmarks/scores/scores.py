#!/usr/bin/env python3
"""Times `padbench metrics` beside pandas + scikit-learn, polars + numpy, and Bob; prints Markdown.

Started by ../scores.sh. Every round runs each program once, one after the other, on the same file;
then the answers are held against each other. Without --padbench the others are measured alone.
"""

import argparse
import os
import platform
import sys
from pathlib import Path

import measure

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "peers"))
import rates  # noqa: E402  (found only through the line above)

HERE = Path(__file__).resolve().parent
PEERS = HERE.parents[1] / "peers"

PADBENCH, PANDAS, POLARS, BOB = (
    "padbench metrics", "pandas + scikit-learn", "polars + numpy", "bob pad metrics")

WORK = """\
All of them: start, read the file from the page cache, EER with its threshold, APCER of each species
and BPCER there, AUC. Beyond that:

| program | and also |
| --- | --- |
| padbench metrics | checks every cell of every row; BPCER10/20/100 overall and per species; EER \
and AUC of each species; worst-species EER; averages; exact intervals of the rates, DeLong's of \
the AUC |
| pandas + scikit-learn | `read_csv` of all columns; BPCER10/20/100; Clopper-Pearson intervals of \
these rates |
| polars + numpy | parses three columns only, on all cores; BPCER10/20/100; no intervals |
| bob pad metrics | compiles its functions at every start (numba); two areas under \
the ROC through 2,000 points; precision, recall, F1; no BPCER10/20/100 (one criterion per call), no \
intervals |"""


class Bench:
    """The programs, the scratch folder and the log of what was found different."""

    def __init__(self, options):
        self.options = options
        self.scratch = Path(options.scratch)
        self.disagreements = 0

    def file(self, rows):
        """A score file of so many rows, made once and read once so that it is in memory."""
        path = self.scratch / f"scores-{rows}.csv"
        if not path.exists():
            say(f"making {rows:,} rows")
            measure.run([
                self.options.peers, str(HERE / "generate.py"), str(rows), str(path),
                "--seed", str(self.options.seed)])
        with open(path, "rb") as file:
            while file.read(1 << 22):
                pass
        return path

    def command(self, name, path, output):
        """The command line of a program; Bob writes `output` itself, the others print."""
        if name == PADBENCH:
            return [
                self.options.padbench, "metrics", str(path), "--oracle", "--criterion", "eer",
                "--format", "json", "--bootstrap", "0"]
        if name == PANDAS:
            return [self.options.peers, str(PEERS / "with_pandas.py"), str(path)]
        if name == POLARS:
            return [self.options.peers, str(PEERS / "with_polars.py"), str(path)]
        bob = Path(self.options.bob).with_name("bob")
        return [str(bob), "pad", "metrics", "-c", "eer", "-d", "10", "-l", str(output), str(path)]

    def output(self, name):
        return self.scratch / (name.split()[0] + ".out")

    def once(self, name, path):
        """One run of a program."""
        output = self.output(name)
        command = self.command(name, path, output)
        cost = measure.run(command, None if name == BOB else str(output))
        say(f"  {name}: {cost.wall:.2f} s, {cost.memory / 1e6:.0f} MB")
        return cost

    def result(self, name):
        """The answers of a program's last run."""
        reader = {PADBENCH: rates.of_padbench, BOB: rates.of_bob}.get(name, rates.of_peer)
        return reader(self.output(name))

    def compare(self, rows, names, rounds):
        """Costs and answers of programs on one file; `rounds` by name."""
        path = self.file(rows)
        costs = {name: [] for name in names}
        for number in range(max(rounds[name] for name in names)):
            say(f"{rows:,} rows, round {number + 1}")
            for name in names:
                if number < rounds[name]:
                    costs[name].append(self.once(name, path))
        return (
            {name: measure.median(costs[name]) for name in names},
            {name: self.result(name) for name in names})

    def starts(self, names, rounds):
        """Wall time of each program on a thousand rows: what it costs to start it."""
        path = self.file(1000)
        found = {}
        for name in names:
            runs = [self.once(name, path) for _ in range(min(3, rounds[name]))]
            found[name] = measure.median(runs).wall
        return found

    def section(self, rows, names, rounds, starts):
        """A table of costs and the check of the answers."""
        costs, results = self.compare(rows, names, rounds)
        first = names[0]
        print(f"\n## {rows:,} rows\n")
        print(measure.table(
            ["program", "rounds", "wall", "of it start-up", "processor", "peak memory",
             f"wall, × {first}", f"memory, × {first}"],
            [[
                name, str(rounds[name]), measure.seconds(cost.wall),
                measure.seconds(starts[name]), measure.seconds(cost.processor),
                measure.megabytes(cost.memory),
                measure.times(cost.wall / costs[first].wall),
                measure.times(cost.memory / costs[first].memory),
            ] for name, cost in costs.items()]))
        print("\nDo the answers agree? (counts equal; EER and AUC within 1e-9)\n")
        for name in names[1:]:
            found, compared = rates.differences(results[first], results[name])
            if found or compared == 0:
                self.disagreements += 1
            verdict = (
                "**differ**: " + "; ".join(found) if found
                else f"all {compared} figures agree" if compared else "**nothing to compare**")
            print(f"- {first} and {name}: {verdict}")
        return costs

    def duplicate_check(self, rows, rounds):
        """What looking for presentations that are there twice costs."""
        path = self.file(rows)
        with_check = self.command(PADBENCH, path, self.output(PADBENCH))
        costs = {True: [], False: []}
        for _ in range(rounds):
            for checks in costs:
                command = with_check + ([] if checks else ["--allow-duplicates"])
                costs[checks].append(measure.run(command, str(self.output(PADBENCH))))
        print(f"\n## Cost of the check for duplicate ids, {rows:,} rows\n")
        print(measure.table(
            ["", "wall", "processor", "peak memory"],
            [[
                name, measure.seconds(cost.wall), measure.seconds(cost.processor),
                measure.megabytes(cost.memory),
            ] for name, cost in (
                ("with it (the default)", measure.median(costs[True])),
                ("--allow-duplicates", measure.median(costs[False])))]))

    def growth(self, sizes, rounds, known):
        """How the first program's costs grow with the file."""
        print("\n## Growth of padbench\n")
        rows = []
        for size in sizes:
            cost = known.get(size) or measure.median(
                [self.once(PADBENCH, self.file(size)) for _ in range(rounds)])
            length = os.path.getsize(self.file(size))
            rows.append([
                f"{size:,}", f"{length / 1e6:.1f} MB", measure.seconds(cost.wall),
                f"{cost.wall / size * 1e9:.0f} ns", f"{length / cost.wall / 1e6:.0f} MB/s",
                measure.megabytes(cost.memory), f"{cost.memory / size:.0f} bytes"])
        print(measure.table(
            ["rows", "file", "wall", "per row", "read", "peak memory", "per row"], rows, left=0))


def say(text):
    print(text, file=sys.stderr, flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scratch", required=True, help="folder for the files")
    parser.add_argument("--peers", required=True, help="python3 with pandas, scikit-learn, polars")
    parser.add_argument("--bob", default="", help="python3 with bob.pad.base; empty: left out")
    parser.add_argument("--padbench", default="", help="the program; empty: left out")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--large", type=int, default=10_000_000, help="0: left out")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rounds-large", type=int, default=3)
    parser.add_argument("--rounds-bob", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    # Bob's libraries warn about each other at every start.
    os.environ["PYTHONWARNINGS"] = "ignore"
    bench = Bench(options)
    ours = [PADBENCH] if options.padbench else []
    names = ours + [PANDAS, POLARS]
    load = os.getloadavg()[0]
    print("# Rates from a score file\n")
    print(
        f"{platform.machine()}, {os.cpu_count()} cores, load {load:.1f} at the start; medians, "
        "start-up included (and shown: the wall time on 1,000 rows). Scores of five species in "
        "Bob's columns, 67 bytes a row, full precision, one in twenty of them rounded; rounds "
        "take the programs in turn.\n")
    if not ours:
        print("padbench was **not measured**: no program was given.\n")
    if not options.bob:
        print("Bob was **not measured**: its packages could not be installed here.\n")
    print(WORK)

    every = names + ([BOB] if options.bob else [])
    rounds = dict.fromkeys(names, options.rounds) | {BOB: options.rounds_bob}
    starts = bench.starts(every, rounds)
    costs = bench.section(options.rows, every, rounds, starts)
    known = {options.rows: costs.get(PADBENCH)}
    sizes = [options.rows // 10, options.rows]
    if options.large:
        rounds = dict.fromkeys(names, options.rounds_large)
        costs = bench.section(options.large, names, rounds, starts)
        known[options.large] = costs.get(PADBENCH)
        sizes.append(options.large)
    if ours:
        bench.duplicate_check(sizes[-1], options.rounds_large)
        bench.growth(sizes, options.rounds, known)
    if bench.disagreements:
        sys.exit("the programs do not agree: the times above compare different answers")


if __name__ == "__main__":
    main()
