#!/usr/bin/env python3
"""Plants faults in synthetic datasets and counts what `padbench dataset audit` finds; prints Markdown.

Started by audit-planted. The sets hold prints and screens ("instruments"), or masks as well ("all
species"): masks of resin and silicone are drawn to look like faces.
"""

import argparse
import csv
import io
import os
import random
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

from PIL import Image


class Planted:
    """A copy of a synthetic set that can be spoilt."""

    def __init__(self, base, folder, species):
        self.folder = folder
        with open(f"{base}/manifest.csv", encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.rows = [row for row in rows if species(row["pai_species"])]
        os.makedirs(f"{folder}/media")
        shutil.copy(f"{base}/dataset.yaml", folder)
        for row in self.rows:
            os.link(f"{base}/{row['media']}", f"{folder}/{row['media']}")

    def picture(self, row):
        return Image.open(f"{self.folder}/{row['media']}").convert("RGB")

    def save(self, picture, media, quality):
        path = f"{self.folder}/{media}"
        if os.path.exists(path):
            os.remove(path)  # a link to the base set, which must stay as it is
        picture.save(path, "JPEG", quality=quality)

    def audit(self, padbench):
        with open(f"{self.folder}/manifest.csv", "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, self.rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(self.rows)
        output = f"{self.folder}/audit"
        subprocess.run(
            [padbench, "dataset", "audit", self.folder, "-o", output, "-q", "--reveal-ids"],
            check=True, stdout=subprocess.DEVNULL)
        with open(f"{output}/audit.csv", encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


def pairs(found):
    """The pairs of presentations that are said to show the same picture."""
    kinds = {"duplicate", "picture in several partitions", "contradictory labels",
             "contradictory persons"}
    return {tuple(sorted(row["presentations"].split(" "))) for row in found
            if row["record"] == "finding" and row["kind"] in kinds}


def people(row):
    """Everybody whose face may be in a presentation."""
    return {row["subject_id"], row["target_id"]} - {""}


def swap_label(row):
    if row["label"] == "attack":
        row.update(label="bona_fide", pai_species="", pai_series="", pai_id="",
                   subject_id=row["subject_id"] or row["target_id"], target_id="")
    else:
        row.update(label="attack", pai_species="print", target_id=row["subject_id"], subject_id="")


def copy_of(picture, kind, draw):
    width, height = picture.size
    if kind == "resized":
        factor = draw.uniform(0.5, 1.5)
        return picture.resize((round(width * factor), round(height * factor)), Image.BICUBIC)
    if kind == "cropped":
        left, right, top, bottom = (draw.uniform(0, 0.05) for _ in range(4))
        return picture.crop((round(left * width), round(top * height),
                             round(width - right * width), round(height - bottom * height)))
    return picture


def measure(base, scratch, species, seed, padbench):
    """What the audit finds in one set, as figures by name."""
    draw = random.Random(seed)
    number = iter(range(100))

    def fresh():
        return Planted(base, f"{scratch}/{next(number)}", species)

    result = {}
    clean = fresh()
    found = clean.audit(padbench)
    count = len(clean.rows)
    result["flagged on the clean set"] = (
        sum(row["kind"] == "label suspect" for row in found), count)
    result["shortcuts on the clean set"] = (
        sum(row["kind"] == "shortcut" and row["severity"] == "warning" for row in found), 1)
    result["false pairs on the clean set"] = (len(pairs(found)), count * (count - 1) // 2)

    swapped = fresh()
    chosen = draw.sample(range(count), round(0.02 * count))
    for index in chosen:
        swap_label(swapped.rows[index])
    ranked = {row["presentations"] for row in swapped.audit(padbench) if row["record"] == "suspect"}
    names = [swapped.rows[index]["presentation_id"] for index in chosen]
    result["swapped labels in the first 5 %"] = (sum(name in ranked for name in names), len(names))

    leaked = fresh()
    persons = sorted({row["subject_id"] for row in leaked.rows if row["subject_id"]})
    victims = set(draw.sample(persons, 6))
    # Rows without victims, so that no planted leak takes another one back.
    free = [row for row in leaked.rows if row["label"] == "attack" and not victims & people(row)]
    for place, person in enumerate(sorted(victims)):
        own = [row for row in leaked.rows if person in people(row)]
        row = draw.choice([row for row in free if row["partition"] != own[0]["partition"]])
        if place % 3 == 0:  # as they are, in another partition
            draw.choice(own)["partition"] = row["partition"]
        elif place % 3 == 1:  # as the target of an attack in another partition
            row["target_id"] = person
        else:  # before the camera in an attack on somebody else
            row["subject_id"] = person
        free = [other for other in free if other is not row]
    # Whoever stood before the camera when a victim was attacked may leak as well.
    seen = {}
    for row in leaked.rows:
        for person in people(row):
            seen.setdefault(person, set()).add(row["partition"])
    true = {person for person, partitions in seen.items() if len(partitions) > 1}
    assert victims <= true
    leaks = [row for row in leaked.audit(padbench) if row["kind"] == "person in several partitions"]
    named = {row["what"].split(" ")[0] for row in leaks}
    result["leaked persons"] = (len(true & named), len(true))
    result["persons named wrongly"] = (len(named - true), len(persons))

    copied = fresh()
    planted = {}
    originals = draw.sample(copied.rows, 90)
    for place, row in enumerate(originals):
        kind = ["re-encoded", "resized", "cropped"][place % 3]
        twin = dict(row, presentation_id=f"copy-{place}", media=f"media/copy-{place}.jpg")
        copied.save(copy_of(copied.picture(row), kind, draw), twin["media"], draw.randint(40, 95))
        copied.rows.append(twin)
        planted[tuple(sorted((row["presentation_id"], twin["presentation_id"])))] = kind
    found = pairs(copied.audit(padbench))
    for kind in ("re-encoded", "resized", "cropped"):
        mine = [pair for pair, name in planted.items() if name == kind]
        result[f"{kind} copies"] = (sum(pair in found for pair in mine), len(mine))
    count = len(copied.rows)
    result["false pairs among the copies"] = (
        len(found - set(planted)), count * (count - 1) // 2 - len(planted))

    shortcut = fresh()
    for row in shortcut.rows:
        if row["label"] == "attack":
            shortcut.save(shortcut.picture(row), row["media"], 75)
    found = [row for row in shortcut.audit(padbench)
             if row["kind"] == "shortcut" and row["severity"] == "warning"]
    result["attacks saved at quality 75 found"] = (
        sum(row["what"].startswith("JPEG tables") for row in found), 1)
    return result


INTRODUCTION = """
# What `padbench dataset audit` finds

An audit is worth what it finds, and what it leaves alone. Here faults are planted in synthetic
datasets of 60 invented persons (20 each for train, dev and test), each fault in a fresh copy of the
set, and what `padbench dataset audit` says is counted. Synthetic: this proves that the checks work,
not how real sets fare.

What is planted, and what counts as found:

- **Nothing** (the clean set): named label suspects, warnings about shortcuts, and pairs of pictures
  called the same are all wrong.
- **Swapped labels**: 2 % of the presentations get the other label (a bona fide one becomes a
  `print`). Found: it is among the 5 % that the audit ranks as most suspicious.
- **Leaked persons**: six persons also appear in another partition: one of their presentations is
  moved, or they become the target of, or stand before the camera in, an attack there. Found: named.
- **Copies**: 90 pictures are added once more, saved again at JPEG quality 40 to 95, a third of them
  resized by 0.5 to 1.5, a third with up to 5 % cut off at each side. Found: the pair is named. Any
  other pair is a false one.
- **A shortcut**: all attacks are saved at JPEG quality 75 (bona fide ones keep 82 to 95). Found: a
  warning about JPEG tables, that is, the whole 95 % interval of the AUC is above 0.7.

To repeat: `SEEDS="{seeds}" scripts/audit-planted` (it needs Pillow from PyPI, and draws the sets
itself). The same seeds give the same numbers
with the same generator.
"""

# What is aimed at, by the beginning of a line's name: the lowest and the highest share, as written.
BOUNDS = {
    "flagged": (0, 0.01, "≤ 1 %"), "shortcuts": (0, 0, "0"), "false pairs": (0, 1e-4, "≤ 1.0e-04"),
    "swapped": (0.8, 1, "≥ 80 %"), "leaked": (1, 1, "100 %"), "persons": (0, 0, "0"),
    "re-encoded": (0.95, 1, "≥ 95 %"), "resized": (0.95, 1, "≥ 95 %"),
    "cropped": (0.95, 1, "≥ 95 %"), "attacks": (1, 1, "100 %"),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--padbench", required=True)
    parser.add_argument("--sets", required=True)
    parser.add_argument("--scratch", required=True)
    parser.add_argument("--workers", type=int, default=1, help="sets measured at once")
    parser.add_argument("seeds", type=int, nargs="+")
    arguments = parser.parse_args()
    print(INTRODUCTION.strip().replace("{seeds}", " ".join(map(str, arguments.seeds))))
    missed = []
    families = [
        ("Prints and screens", lambda name: not name.startswith("mask")),
        ("All species", lambda name: True),
    ]
    pool = ThreadPoolExecutor(arguments.workers)  # waits for padbench, mostly
    measured = {
        (title, seed): pool.submit(
            measure, f"{arguments.sets}/seed-{seed}", f"{arguments.scratch}/{seed}-{len(title)}",
            species, seed, arguments.padbench)
        for title, species in families for seed in arguments.seeds}
    for title, _ in families:
        columns = [measured[title, seed].result() for seed in arguments.seeds]
        print(f"\n## {title}\n")
        print("| what | aim | " + " | ".join(f"seed {seed}" for seed in arguments.seeds)
              + " | together |")
        print("| :--- |" + " ---: |" * (len(columns) + 2))
        for name in columns[0]:
            cells = [column[name] for column in columns]
            total = (sum(part for part, _ in cells), sum(whole for _, whole in cells))
            share = total[0] / total[1]
            shown = f"{share:.1%}" if share == 0 or share > 0.001 else f"{share:.1e}"
            low, high, aim = next(
                bound for start, bound in BOUNDS.items() if name.startswith(start))
            if not low <= share <= high:
                missed.append(f"- {title}, {name}: {total[0]}/{total[1]} = {shown}, aimed at {aim}")
            print(f"| {name} | {aim} | " + " | ".join(f"{part}/{whole}" for part, whole in cells)
                  + f" | {total[0]}/{total[1]} = {shown} |")
    print("\n## Aims that were missed\n")
    print("\n".join(missed) or "None.")


if __name__ == "__main__":
    main()
