#!/usr/bin/env python3
"""Writes a score file with Bob's columns: seeded, five species, ties among them.

    generate.py ROWS FILE [--seed N]

Scores are overlapping normals in full precision (shortest digits that read back); every twentieth
row or so is rounded to two decimals, as detectors with few levels do, so that there are ties within
and across the classes. Each subject shifts all of its scores, so that subjects are real clusters.
Classes are mixed row by row, which helps nobody's sorting.
"""

import argparse

import numpy as np
import polars as pl

SPECIES = ["", "mask-3d/paper", "mask-3d/resin", "print", "replay/deepfake", "replay/phone"]
SHARES = [0.40, 0.06, 0.04, 0.20, 0.12, 0.18]
MEANS = np.array([2.2, 0.0, 0.6, -1.0, 0.3, -0.4])
CHUNK = 1_000_000
ROWS_PER_SUBJECT = 500


def chunk(generator, first, rows, shifts):
    """Rows `first ..< first + rows` of the file."""
    kind = generator.choice(len(SPECIES), size=rows, p=SHARES).astype(np.uint32)
    subject = generator.integers(0, len(shifts), size=rows)
    score = MEANS[kind] + shifts[subject] + generator.standard_normal(rows)
    score = np.where(generator.random(rows) < 0.05, np.round(score, 2), score)
    names = pl.Series(SPECIES)
    frame = pl.DataFrame({"kind": kind, "subject": subject, "score": score}).with_columns(
        claimed_id=pl.format("s{}", pl.col("subject").cast(pl.String).str.zfill(5)),
        attack_type=names.gather(pl.Series(kind)),
        is_bonafide=pl.when(pl.col("kind") == 0).then(pl.lit("True")).otherwise(pl.lit("False")),
        row=pl.int_range(first, first + rows, eager=True).cast(pl.String).str.zfill(8))
    return frame.select(
        "claimed_id",
        pl.format(
            "{}/{}/{}.jpg",
            pl.when(pl.col("kind") == 0).then(pl.lit("live")).otherwise(pl.col("attack_type")),
            "claimed_id", "row").alias("test_label"),
        "is_bonafide", "attack_type", "score")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("file")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    generator = np.random.default_rng(options.seed)
    shifts = 0.4 * generator.standard_normal(max(20, options.rows // ROWS_PER_SUBJECT))
    with open(options.file, "wb") as file:
        for first in range(0, options.rows, CHUNK):
            rows = min(CHUNK, options.rows - first)
            chunk(generator, first, rows, shifts).write_csv(
                file, include_header=first == 0, quote_style="never")


if __name__ == "__main__":
    main()
