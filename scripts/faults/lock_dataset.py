"""Writes the dataset.lock of a small dataset whose manifest is plain commas.

  lock_dataset.py FOLDER

The same as `padbench dataset lock`, made by other hands: so that the scripts need no more of the
program than what they put under stress.
"""

import csv
import hashlib
import os
import sys


def main():
    folder = sys.argv[1]
    with open(os.path.join(folder, "manifest.csv"), newline="") as file:
        rows = list(csv.DictReader(file))
    labels = hashlib.sha256()
    for row in sorted(rows, key=lambda row: row["presentation_id"].encode()):
        parts = (row["presentation_id"], row["label"], row["pai_species"])
        labels.update(("\0".join(parts) + "\n").encode())
    names = {"dataset.yaml", "manifest.csv"} | {row["media"] for row in rows}
    lines = []
    for name in sorted(names, key=os.fsencode):
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        lines.append(f"{hashlib.sha256(data).hexdigest()} {len(data)} {name}\n")
    signature = "padbench dataset lock 1\n"
    head = f"labels {labels.hexdigest()}\n"
    root = hashlib.sha256((signature + head + "".join(lines)).encode()).hexdigest()
    with open(os.path.join(folder, "dataset.lock"), "w") as file:
        file.write(f"{signature}root {root}\n{head}files {len(lines)}\n{''.join(lines)}")


if __name__ == "__main__":
    main()
