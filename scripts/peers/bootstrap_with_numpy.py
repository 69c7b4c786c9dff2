#!/usr/bin/env python3
"""A cluster bootstrap of EER, BPCER20 and AUC of a score file by polars and numpy.

    bootstrap_with_numpy.py FILE --replicates N --seed S        prints JSON

Scores are sorted once. A replicate draws as many clusters as there are, with replacement (a cluster
is what shares a claimed_id; classes that share clusters are drawn together, others apart), counts
how often each was drawn (`bincount`), gathers these multiplicities along the sorted scores and reads all three
figures from running sums. What comes out: the figures of the file, their standard errors and
percentile intervals, and the seconds that set-up and replicates took.
"""

import argparse
import json
import sys
import time

import numpy as np
import polars as pl


class SortedScores:
    """Both classes sorted by score, and all places that replicates look up, found once."""

    def __init__(self, path):
        frame = pl.read_csv(
            path, columns=["claimed_id", "is_bonafide", "attack_type", "score"],
            schema_overrides={
                "claimed_id": pl.Categorical, "is_bonafide": pl.String,
                "attack_type": pl.Categorical, "score": pl.Float64})
        is_live = (frame["is_bonafide"].str.to_lowercase() == "true").to_numpy()
        values = frame["score"].to_numpy()
        clusters = frame["claimed_id"].to_physical().to_numpy()
        kinds = frame["attack_type"].to_physical().fill_null(0).to_numpy()
        # Clusters are numbered over both classes, so that one draw can serve both.
        names, clusters = np.unique(clusters, return_inverse=True)
        self.clusters = len(names)
        self.live = ClassScores(values[is_live], clusters[is_live])
        self.fake = ClassScores(values[~is_live], clusters[~is_live])
        self.shares_clusters = np.intersect1d(self.live.present, self.fake.present).size > 0
        thresholds = np.unique(values)
        # At each threshold, and above all of them: how many rows of a class are below.
        self.live_below = np.append(
            np.searchsorted(self.live.scores, thresholds), len(self.live.scores))
        self.fake_below = np.append(
            np.searchsorted(self.fake.scores, thresholds), len(self.fake.scores))
        # For each bona fide row: how many attacks are below it, and how many not above it.
        self.lower = np.searchsorted(self.fake.scores, self.live.scores, "left")
        self.upper = np.searchsorted(self.fake.scores, self.live.scores, "right")
        kinds = kinds[~is_live][self.fake.order]
        self.species = [np.flatnonzero(kinds == code) for code in np.unique(kinds)]

    def draw(self, generator):
        """How often each cluster comes in one resample, for bona fide and for attacks."""

        def counts(present):
            picks = present[generator.integers(0, len(present), len(present))]
            return np.bincount(picks, minlength=self.clusters)

        if self.shares_clusters:
            both = counts(np.union1d(self.live.present, self.fake.present))
            return both, both
        return counts(self.live.present), counts(self.fake.present)

    def figures(self, live_counts, fake_counts):
        """EER, BPCER20 and AUC when cluster i of a class counts so many times."""
        live, rejected = self.live.weigh(live_counts)
        fake, stopped = self.fake.weigh(fake_counts)
        positives, negatives = int(rejected[-1]), int(stopped[-1])
        eer = self.equal_error(rejected, stopped, positives, negatives)
        wins = int(np.dot(live, stopped[self.lower] + stopped[self.upper]))
        limit = max(self.limit(fake, places) for places in self.species)
        bpcer = rejected[np.searchsorted(self.live.scores, limit, "right")] / positives
        return eer, bpcer, wins / (2 * positives * negatives)

    def equal_error(self, rejected, stopped, positives, negatives):
        """(FAR + FRR) / 2 where they are closest; FAR - FRR only falls, so by bisection."""

        def counts(place):
            return (
                negatives - int(stopped[self.fake_below[place]]),
                int(rejected[self.live_below[place]]))

        def excess(place):
            accepted, refused = counts(place)
            return accepted * positives - refused * negatives

        low, high = 0, len(self.live_below) - 1
        while low < high:
            middle = (low + high) // 2
            if excess(middle) <= 0:
                high = middle
            else:
                low = middle + 1
        if low > 0 and abs(excess(low - 1)) < abs(excess(low)):
            low -= 1
        accepted, refused = counts(low)
        return (accepted / negatives + refused / positives) / 2

    def limit(self, fake, places):
        """The score of a species that must not be accepted if at most 1 in 20 of it may be."""
        running = np.cumsum(fake[places])
        total = int(running[-1])
        place = int(np.searchsorted(running, total - total // 20))
        return self.fake.scores[places[place]]


class ClassScores:
    """One class in the order of its scores, with the cluster of each row."""

    def __init__(self, scores, clusters):
        self.order = np.argsort(scores, kind="stable")
        self.scores = scores[self.order]
        self.cluster = clusters[self.order].astype(np.int32)
        self.present = np.unique(clusters)
        self.running = np.zeros(len(scores) + 1, np.int64)

    def weigh(self, counts):
        """The weight of each row, and the running weight before each row and after all."""
        weights = counts[self.cluster]
        np.cumsum(weights, out=self.running[1:])
        return weights, self.running


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("file")
    parser.add_argument("--replicates", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    scores = SortedScores(options.file)
    once = np.ones(scores.clusters, np.int64)
    figures = scores.figures(once, once)
    ready, busy = time.perf_counter(), time.process_time()
    generator = np.random.default_rng(options.seed)
    replicates = np.array([
        scores.figures(*scores.draw(generator))
        for _ in range(options.replicates)])
    done, finished = time.perf_counter(), time.process_time()
    names = ("eer", "bpcer20", "auc")
    json.dump({
        "figures": dict(zip(names, map(float, figures))),
        "standard_errors": dict(zip(names, replicates.std(axis=0, ddof=1))),
        "lower": dict(zip(names, np.quantile(replicates, 0.025, axis=0))),
        "upper": dict(zip(names, np.quantile(replicates, 0.975, axis=0))),
        "clusters": scores.clusters, "shares_clusters": bool(scores.shares_clusters),
        "replicates": options.replicates,
        "set_up_seconds": ready - start, "replicate_seconds": done - ready,
        "replicate_processor_seconds": finished - busy}, sys.stdout)


if __name__ == "__main__":
    main()
