"""Measures `padbench plan --dataset`, which loads a dataset and counts it, beside Python's csv."""

import argparse
import os
import random
import sys

import measure

READ = """
import csv, sys
ids, media, persons = set(), set(), set()
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file):
        ids.add(row["presentation_id"])
        media.add(row["media"].lower())
        persons.update((row["subject_id"], row["target_id"]))
        box = [float(row[name]) for name in ("face_x", "face_y", "face_w", "face_h")]
print(len(ids), len(media), len(persons))
"""


def generate(folder, rows):
    """A dataset of `rows` presentations in no order of persons, which is the hard case."""
    os.makedirs(folder)
    with open(f"{folder}/dataset.yaml", "w", encoding="utf-8") as file:
        file.write('name: large\nversion: "1"\nsynthetic: true\n')
    draw = random.Random(1)
    species = ["print", "replay/phone", "replay/tablet", "mask-3d/resin"]
    with open(f"{folder}/manifest.csv", "w", encoding="utf-8") as file:
        file.write("presentation_id,media,label,pai_species,pai_series,pai_id,subject_id,target_id,"
                   "role,partition,session,capture_device,face_x,face_y,face_w,face_h,sex,"
                   "age_group\n")
        for row in range(rows):
            person = f"subject-{draw.randrange(20_000):05d}"
            part = draw.choice(["train", "dev", "test"])
            box = ",".join(f"{low + draw.randrange(1000) / 10}" for low in (0, 0, 80, 100))
            kind = draw.choice(species)
            who = (f"attack,{kind},{kind}/{person},pai-{row // 8},,{person}" if row % 2
                   else f"bona_fide,,,,{person},")
            file.write(
                f"{person}-{row:07d},media/{part}/{person}/{row:07d}.jpg,{who},probe,{part},"
                f"s{row % 3},camera-{row % 4},{box},{draw.choice(['female', 'male'])},"
                f"{draw.choice(['young', 'middle', 'senior'])}\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--padbench", required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--rows", type=int, required=True)
    arguments = parser.parse_args()
    folder = f"{arguments.scratch}/large"
    generate(folder, arguments.rows)
    size = os.path.getsize(f"{folder}/manifest.csv")
    ours, theirs = [], []
    for _ in range(arguments.rounds):
        theirs.append(measure.run([sys.executable, "-c", READ, f"{folder}/manifest.csv"]))
        ours.append(
            measure.run([arguments.padbench, "plan", "--dataset", folder, "--limit", "0.05"]))
    print(f"# Loading a manifest\n\n{arguments.rows:,} rows, 18 columns, "
          f"{measure.megabytes(size)}, persons in no order; {os.cpu_count()} cores, medians of "
          f"{arguments.rounds} rounds. Python reads the rows with `csv.DictReader` and remembers "
          "ids, paths and persons; padbench checks every field, finds doubled ids and paths "
          "(also in other capitals), hashes the file and counts what the set can show.\n")
    rows = []
    for name, costs in (("Python", theirs), ("padbench", ours)):
        cost = measure.median(costs)
        rows.append([name, measure.seconds(cost.wall), measure.seconds(cost.processor),
                     measure.megabytes(cost.memory)])
    print(measure.table(["program", "wall", "processor", "peak memory"], rows))
    ratios = sorted(b.processor / a.processor for a, b in zip(ours, theirs))
    print(f"\nProcessor time of Python over padbench's, within each round: "
          f"{measure.times(ratios[len(ratios) // 2])} ({ratios[0]:.1f} to {ratios[-1]:.1f}).")


if __name__ == "__main__":
    main()
