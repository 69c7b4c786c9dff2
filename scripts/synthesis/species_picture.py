"""A picture of everything the generator makes: a column per species, a row per person.

usage: species_picture.py DATASET PICTURE
"""
import csv
import sys
from pathlib import Path

import cv2
import numpy

COLUMNS = [
    "", "print", "replay/phone", "replay/tablet", "replay/video", "replay/deepfake",
    "mask-3d/paper", "mask-3d/paper-closed", "mask-3d/resin", "mask-3d/resin-closed",
    "mask-3d/silicone", "mask-3d/silicone-closed",
]
ROWS = 4
WIDTH, HEIGHT = 132, 178


def main():
    dataset, picture = Path(sys.argv[1]), sys.argv[2]
    stills = {}
    with (dataset / "manifest.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            # An attack shows its target; a bona fide presentation has none.
            person = row["target_id"] or row["subject_id"]
            if row["form"] == "still":
                stills.setdefault((person, row["pai_species"]), dataset / row["media"])
    people = sorted({person for person, _ in stills})
    # Evenly through the set, so that looks differ.
    people = people[:: max(1, len(people) // ROWS)][:ROWS]
    lines = []
    for person in people:
        cells = [cv2.imread(str(stills[person, species])) for species in COLUMNS]
        cells = [cv2.resize(cell, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA) for cell in cells]
        lines.append(numpy.hstack(cells))
    cv2.imwrite(picture, numpy.vstack(lines), [cv2.IMWRITE_JPEG_QUALITY, 88])


main()
