"""How alike two matchers of one run find each two pictures: pairs.py RUN FIRST SECOND.

For a run in which every picture is both enrolled and shown. Prints the rows of a Markdown table, a
pair in each, the most alike by the first matcher at the top; ends with code 1 when there is none.
"""

import csv
import glob
import os
import sys


def scores(run, matcher):
    rows = []
    for path in glob.glob(os.path.join(run, "comparisons", matcher, "*.csv")):
        with open(path, newline="") as file:
            rows += csv.DictReader(line for line in file if not line.startswith("#"))
    # Subjects have pseudonyms, presentations their names.
    name = {row["probe_subject_id"]: row["presentation_id"] for row in rows}
    return {
        tuple(sorted((name[row["bio_ref_subject_id"]], row["presentation_id"]))):
            float(row["score"] or "nan")
        for row in rows if row["bio_ref_subject_id"] != row["probe_subject_id"]}


def main(run, first, second):
    one, other = scores(run, first), scores(run, second)
    for pair in sorted(one, key=lambda each: (-one[each], each)):
        cells = [pair[0], pair[1], "%.3f" % one[pair], "%.3f" % other.get(pair, float("nan"))]
        print("| %s |" % " | ".join(cells))
    sys.exit(0 if one else 1)


main(*sys.argv[1:4])
