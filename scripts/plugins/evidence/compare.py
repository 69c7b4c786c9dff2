"""Two detectors' scores of one run, presentation by presentation: compare.py RUN FIRST SECOND.

Prints a row of a Markdown table and ends with code 1 when a score differs by more than 1e-5, when
only one of them has a score, or when nothing was compared.
"""

import csv
import glob
import math
import os
import sys

LIMIT = 1e-5


def scores(run, name):
    found = {}
    for path in sorted(glob.glob(os.path.join(run, "scores", name, "*.csv"))):
        with open(path, newline="") as file:
            lines = [line for line in file if not line.startswith("#")]
        for row in csv.DictReader(lines):
            key = (os.path.basename(path), row["test_label"])
            number = float(row["score"] or "nan")
            found[key] = number if math.isfinite(number) else None
    return found


def main(run, first, second):
    one, other = scores(run, first), scores(run, second)
    both = [key for key in one if one[key] is not None and other.get(key) is not None]
    apart = [key for key in set(one) | set(other)
             if (one.get(key) is None) != (other.get(key) is None)]
    distances = [abs(one[key] - other[key]) for key in both]
    most = max(distances, default=float("nan"))
    different = len({one[key] for key in both})
    equal = sum(each == 0 for each in distances)
    print("| %s | %d | %d | %d | %d | %.1e |" % (
        os.path.basename(run), len(one), len(both), different, equal, most))
    if apart:
        print("one of the two has no score: %s" % sorted(apart)[:5], file=sys.stderr)
    sys.exit(0 if both and not apart and most <= LIMIT else 1)


main(*sys.argv[1:4])
