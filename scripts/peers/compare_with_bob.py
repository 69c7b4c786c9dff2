#!/usr/bin/env python3
"""Holds padbench's and Bob's rates on random tied scores against the definition; prints Markdown.

Started by compare-with-bob. The definition is a search through every distinct score and "above all"
in whole numbers. Bob's side is the functions behind `bob pad metrics`, on the same files.
"""

import argparse
import csv
import logging
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
from bob.measure import roc_auc_score
from bob.pad.base.error_utils import calc_threshold, split_csv_pad_per_pai

import rates

CRITERIA = ("eer", "min-hter", "far=0.1", "bpcer5", "bpcer20", "apcer5", "apcer20")
FIXED = ("bpcer10", "bpcer20", "bpcer100")


class Scores:
    """Scores of one file: bona fide, and attacks by species, as sorted arrays."""

    def __init__(self, bona_fide, species):
        self.bona_fide = np.sort(bona_fide)
        self.species = {name: np.sort(of) for name, of in sorted(species.items())}
        self.attacks = np.sort(np.concatenate(list(self.species.values())))

    @staticmethod
    def random(generator):
        """A small set; most have few levels, so that ties are long and cross the classes."""
        decimals = int(generator.choice([0, 1, 1, 2, 12]))

        def draw(mean, size):
            return np.round(generator.normal(mean, 1.0, size), decimals) + 0.0

        species = {
            name: draw(generator.uniform(-2, 1), int(generator.integers(2, 60)))
            for name in ("mask", "print", "replay")[: int(generator.integers(1, 4))]}
        return Scores(draw(1.0, int(generator.integers(2, 60))), species)

    def write(self, path):
        with open(path, "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["claimed_id", "test_label", "is_bonafide", "attack_type", "score"])
            for name, of in [("", self.bona_fide), *self.species.items()]:
                for number, score in enumerate(of):
                    kind = name or "live"
                    out.writerow([
                        f"s{number}", f"{kind}/{number}", not name, name, repr(float(score))])

    def counts(self, threshold):
        """Accepted attacks by species, and rejected bona fide."""
        accepted = tuple(int((of >= threshold).sum()) for of in self.species.values())
        return accepted, int((self.bona_fide < threshold).sum())

    def candidates(self):
        """Every threshold that makes a difference, ascending."""
        every = np.unique(np.concatenate([self.bona_fide, self.attacks]))
        return [*every, np.nextafter(every[-1], np.inf)]

    def cost(self, criterion, counts):
        """What `eer` and `min-hter` minimise, exactly."""
        far = Fraction(sum(counts[0]), len(self.attacks))
        frr = Fraction(counts[1], len(self.bona_fide))
        return abs(far - frr) if criterion == "eer" else far + frr

    def held(self, criterion, counts):
        """The rate that a limit is about, and the limit; `None` where nothing is limited."""
        if criterion.startswith("far="):
            return Fraction(sum(counts[0]), len(self.attacks)), Fraction(criterion[4:])
        if criterion.startswith("bpcer"):
            sizes = [len(of) for of in self.species.values()]
            return max(map(Fraction, counts[0], sizes)), Fraction(1, int(criterion[5:]))
        if criterion.startswith("apcer"):
            return Fraction(counts[1], len(self.bona_fide)), Fraction(1, int(criterion[5:]))
        return None

    def defined(self, criterion):
        """The counts at the threshold that the definition asks for."""
        every = [self.counts(threshold) for threshold in self.candidates()]
        if criterion in ("eer", "min-hter"):
            least = min(self.cost(criterion, counts) for counts in every)
            return [counts for counts in every if self.cost(criterion, counts) == least][-1]
        holding = []
        for counts in every:
            rate, limit = self.held(criterion, counts)
            if rate <= limit:
                holding.append(counts)
        return holding[-1] if criterion.startswith("apcer") else holding[0]

    def area(self):
        """The area under the ROC, exactly."""
        below = np.searchsorted(self.attacks, self.bona_fide, "left").sum()
        not_above = np.searchsorted(self.attacks, self.bona_fide, "right").sum()
        return Fraction(int(below + not_above), 2 * len(self.bona_fide) * len(self.attacks))


def bob_counts(scores, path, criterion):
    """What `bob pad metrics -c CRITERION` counts: its reading, its threshold, its rates."""
    positives, negatives = split_csv_pad_per_pai(path)
    positives = np.sort(positives)
    negatives = {name: np.sort(of) for name, of in negatives.items()}
    everything = np.sort(np.concatenate(list(negatives.values())))
    name, _, value = criterion.partition("=")
    threshold = calc_threshold(
        name, positives, list(negatives.values()), everything,
        far_value=float(value) if value else None, is_sorted=True)
    return scores.counts(threshold), roc_auc_score(everything, positives)


class Tally:
    """What happened to one criterion over all sets."""

    def __init__(self):
        self.padbench_wrong = []
        self.same = self.equal = self.careful = 0
        self.wrong = []

    def bob(self, scores, criterion, counts, defined):
        if counts == defined:
            self.same += 1
        elif criterion in ("eer", "min-hter"):
            excess = scores.cost(criterion, counts) - scores.cost(criterion, defined)
            if excess == 0:
                self.equal += 1
            else:
                self.wrong.append(
                    (excess, f"{float(scores.cost(criterion, counts)):.4f} instead of "
                     f"{float(scores.cost(criterion, defined)):.4f}"))
        else:
            rate, limit = scores.held(criterion, counts)
            if rate > limit:
                self.wrong.append(
                    (rate - limit, f"at most {float(limit):g} asked, {float(rate):.3f} held"))
            else:
                self.careful += 1

    def row(self, name, sets, padbench):
        worst = max(self.wrong)[1] if self.wrong else ""
        ours = f"{sets - len(self.padbench_wrong)}" if padbench else "not run"
        return [
            f"`{name}`", ours, f"{self.same}", f"{self.equal}", f"{self.careful}",
            f"{len(self.wrong)}", worst]


def padbench_rates(program, path, criterion):
    output = str(path) + ".json"
    with open(output, "wb") as file:
        subprocess.run(
            [program, "metrics", str(path), "--oracle", "--criterion", criterion, "--format",
             "json"], stdout=file, check=True)
    return rates.of_padbench(output)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scratch", required=True, help="folder for the files")
    parser.add_argument("--padbench", default="", help="the program; empty: Bob alone")
    parser.add_argument("--sets", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    logging.disable(logging.WARNING)
    generator = np.random.default_rng(options.seed)
    tallies = {criterion: Tally() for criterion in CRITERIA}
    fixed_wrong, auc_wrong, bob_auc = [], 0, 0.0
    for number in range(options.sets):
        scores = Scores.random(generator)
        path = Path(options.scratch) / f"set-{number}.csv"
        scores.write(path)
        area = float(scores.area())
        for criterion in CRITERIA:
            tally = tallies[criterion]
            defined = scores.defined(criterion)
            counts, approximate = bob_counts(scores, str(path), criterion)
            tally.bob(scores, criterion, counts, defined)
            bob_auc = max(bob_auc, abs(approximate - area))
            if not options.padbench:
                continue
            ours = padbench_rates(options.padbench, path, criterion)
            seen = (
                tuple(ours["apcer"][name]["errors"] for name in scores.species),
                ours["bpcer"]["errors"])
            if seen != defined:
                tally.padbench_wrong.append(f"set {number}, {criterion}: {seen}, not {defined}")
            if criterion == CRITERIA[0]:
                auc_wrong += abs(ours["auc"] - area) > 1e-12
                fixed_wrong += [
                    f"set {number}, {name}: {ours[name]['errors']}" for name in FIXED
                    if ours[name]["errors"] != scores.defined(name)[1]]

    print("# padbench and Bob on tied scores\n")
    print(
        f"{options.sets} random sets of 2 to 59 scores a class, one to three species, most of them "
        "full of ties. A set counts as the same when the accepted attacks of every species and the "
        "rejected bona fide are those at the threshold that the definition gives.\n")
    header = [
        "criterion", "padbench: same", "Bob: same", "Bob: other, equally good",
        "Bob: holds, but stricter than asked", "Bob: wrong", "Bob's worst"]
    print("| " + " | ".join(header) + " |")
    print("| --- |" + " ---: |" * 5 + " --- |")
    for criterion, tally in tallies.items():
        print("| " + " | ".join(tally.row(criterion, options.sets, options.padbench)) + " |")
    print(f"""
Why Bob differs:

- `eer`, `min-hter`: its rates are running sums of 1/N, not counts, so that rounding decides between
  points that are exactly equally good; and the points past the end of one class's scores must be
  strictly better to be taken, while elsewhere the higher of two equal ones is.
- `far`, `bpcerK` (`far_threshold`): the threshold is always an attack's score that may still be
  accepted within the limit, or just above the highest one. A lower threshold between two attack
  scores, which holds the limit too and rejects fewer bona fide, is never taken.
- `apcerK` (`frr_threshold`): a block of tied bona fide scores is counted to its last place although
  a threshold at the block accepts all of it, so that too low a threshold is taken; and where the
  lowest block alone is that long, the threshold lies just above it and rejects it, whatever limit
  was asked for.
- Area under the ROC: Bob's goes through 2,000 points; the largest difference here is
  {bob_auc:.1e}.""")
    if options.padbench:
        print(
            f"\npadbench beside the definition: AUC differs in {auc_wrong} sets (by more than "
            f"1e-12), {', '.join(name.upper() for name in FIXED)} in {len(fixed_wrong)}.")
        wrong = fixed_wrong + [text for tally in tallies.values() for text in tally.padbench_wrong]
        if wrong or auc_wrong:
            print("\n".join(wrong[:20]), file=sys.stderr)
            sys.exit("padbench does not compute what the definition says")


if __name__ == "__main__":
    main()
