"""Copies a dataset and leaves the face boxes of its manifest out, so that a face finder is asked.

without_boxes.py FROM TO
"""

import csv
import shutil
import sys
from pathlib import Path

BOXES = {"face_x", "face_y", "face_w", "face_h"}


def main():
    source, target = map(Path, sys.argv[1:])
    # The copy is another dataset: neither lock nor log is its own.
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("dataset.lock", "changes.log"))
    manifest = target / "manifest.csv"
    with manifest.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    kept = [place for place, name in enumerate(rows[0]) if name not in BOXES]
    with manifest.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([row[place] for place in kept] for row in rows)


main()
