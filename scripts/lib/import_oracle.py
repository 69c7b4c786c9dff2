"""Compares padbench's importers with the annotations of gradgpad 2.1.0.

What a sample should be is worked out here by other hands than the layouts: class and kind of attack
from the annotations, subject and partition by cutting the path apart.
"""

import argparse
import collections
import csv
import json
import os
import random
import re
import shutil
import subprocess
import sys

# Per dataset of the annotations: the layout, and whose face and which partition a path says.
TRAIN_DEV_TEST = {"train": "train", "devel": "dev", "test": "test"}
MSU_TRAIN = {2, 3, 5, 6, 7, 8, 9, 11, 12, 21, 22, 34, 53, 54, 55}


def client_of(path):
    return path.split("client")[1][:3]


def replay(path):
    return client_of(path), TRAIN_DEV_TEST[path.split("/")[0]]


def casia(path):
    folder, number, _ = path.split("/")
    if folder == "train_release":
        return number, "train"
    return str(int(number) + 20), "test"


def msu(path):
    client = client_of(path)
    return client[-2:], "train" if int(client) in MSU_TRAIN else "test"


def oulu(path):
    folder, name = path.split("/")
    return name.split("_")[2], folder.split("_")[0].lower()


def siw(path):
    parts = path.split("/")
    return parts[2], parts[0].lower()


def threedmad(path):
    client = path.split("/")[1][:2]
    number = int(client)
    return client, "train" if number <= 7 else "dev" if number <= 12 else "test"


def hkbu(path):
    return path.split("/")[1][:2], ""


def hkbu2(path):
    return path.split("/")[1], ""


def csmad(path):
    """Who stands there and whose face a mask shows differ here, so both are given."""
    parts = path.split("/")
    name = parts[-1].split("_")
    if parts[0] == "bonafide":
        return (name[0], ""), ""
    target = name[2][0]
    return ("" if parts[1] == "STAND" else name[0], target), ""


def siwm(path):
    parts = path.split("/")
    return "", parts[1].lower() if parts[0] == "Live" else ""


def rose(path):
    return path.split("/")[0], ""


def nobody(path):
    return "", ""


SETS = {
    "replay-attack": ("replay-attack", replay),
    "replay-mobile": ("replay-mobile", replay),
    "casia-fasd": ("casia-fasd", casia),
    "msu-mfsd": ("msu-mfsd", msu),
    "oulu-npu": ("oulu-npu", oulu),
    "siw": ("siw", siw),
    "threedmad": ("3dmad", threedmad),
    "hkbu": ("hkbu-mars", hkbu),
    "hkbuv2": ("hkbu-mars-v2", hkbu2),
    "csmad": ("csmad", csmad),
    "siw-m": ("siw-m", siwm),
    "rose-youtu": ("rose-youtu", rose),
    "uvad": ("uvad", nobody),
}

# The fine kinds of gradgpad (foundations/annotations/correspondences.py) and the beginnings of the
# species that mean the same.
KINDS = {
    1: ["print"], 2: ["print"], 3: ["print"],
    4: ["replay"], 5: ["replay"], 6: ["replay"],
    7: ["mask-3d/paper", "mask-2d/paper"],
    8: ["mask-3d/rigid", "mask-3d/half", "mask-3d/mannequin", "mask-3d/transparent"],
    9: ["mask-3d/silicone"],
    10: ["makeup/cosmetic"], 11: ["makeup/impersonation"], 12: ["makeup/obfuscation"],
    13: ["partial/funny-eye-glasses"], 14: ["partial/paper-cut-eyes"],
    15: ["partial/paper-glasses"], 16: [], 17: ["partial/paper-cut-mouth"],
}

# Where both name the same thing otherwise, and why.
OTHERWISE = {
    ("casia-fasd", 7): (["print/cut"], "a photograph with the eyes cut out: a print to CASIA-FASD"),
    ("rose-youtu", 16): (["mask-2d/paper-upper"], "the upper half of a paper mask"),
}


def is_same_kind(dataset, fine, species):
    allowed = OTHERWISE[(dataset, fine)][0] if (dataset, fine) in OTHERWISE else KINDS[fine]
    return any(species == word or species.startswith((word + "/", word + "-")) for word in allowed)


# Sets whose names follow no rule that a layout could hold: there only the counts tell of a loss.
UNNAMED = {"rose-youtu"}


def stem(path):
    """A path as an id or a list has it: without its ending, and SiW's odd one."""
    name, dot, ending = path.rpartition(".")
    return name.removesuffix(".m") if dot and ending.lower() in ("avi", "mov", "mp4") else path


class Oracle:
    def __init__(self, options):
        self.options = options
        self.differences = []
        with open(options.annotations) as file:
            samples = json.load(file)["annotations"]
        self.samples = collections.defaultdict(list)
        for sample in samples:
            self.samples[sample["dataset"]].append(sample)

    def path(self, *parts):
        return os.path.join(self.options.scratch, *parts)

    def make(self, name, paths):
        root = self.path(name)
        shutil.rmtree(root, ignore_errors=True)
        for path in paths:
            whole = os.path.join(root, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            open(whole, "w").close()
        return root

    def write(self, root, lists):
        for path, lines in lists.items():
            whole = os.path.join(root, path)
            os.makedirs(os.path.dirname(whole), exist_ok=True)
            with open(whole, "w") as file:
                file.write("".join(line + "\n" for line in lines))

    def run(self, layout, root):
        output = self.path("dataset")
        shutil.rmtree(output, ignore_errors=True)
        result = subprocess.run(
            [self.options.padbench, "dataset", "import",
             os.path.join(self.options.layouts, layout + ".yaml"), root, "-o", output],
            capture_output=True, text=True)
        if result.returncode != 0:
            raise SystemExit(f"import of {layout} failed ({result.returncode}): {result.stderr}")
        with open(os.path.join(output, "manifest.csv"), newline="") as file:
            rows = list(csv.DictReader(file))
        with open(os.path.join(output, "import-report.csv"), newline="") as file:
            findings = list(csv.DictReader(file))
        return rows, findings, result.stdout

    def differ(self, dataset, path, what):
        self.differences.append(f"{dataset}: {path}: {what}")

    def compare(self, dataset):
        layout, truth = SETS[dataset]
        samples = {sample["media"]: sample for sample in self.samples[dataset]}
        rows, findings, output = self.run(layout, self.make("tree", samples))
        found = {row["media"].split(":", 1)[1]: row for row in rows}
        right = collections.Counter()
        for path, sample in samples.items():
            row = found.pop(path, None)
            if row is None:
                self.differ(dataset, path, "not imported")
                continue
            right["imported"] += 1
            is_attack = sample["categorization"]["pas_type"] != 0
            fine = sample["categorization"]["fine_grained_pai"]
            person, partition = truth(path)
            if not isinstance(person, tuple):
                person = ("", person) if is_attack else (person, "")
            checks = {
                "class": (row["label"] == "attack") == is_attack,
                "species": is_same_kind(dataset, fine, row["pai_species"]) if is_attack
                else row["pai_species"] == "",
                "subject": (row["subject_id"], row["target_id"]) == person,
                "partition": row["partition"] == partition,
            }
            for check, holds in checks.items():
                right[check] += holds
                if not holds:
                    self.differ(dataset, path, f"{check} is not as annotated")
        for path in found:
            self.differ(dataset, path, "nobody put it there")
        for finding in findings:
            self.differ(dataset, finding["file"], finding["finding"] + " " + finding["detail"])
        published = [line.strip() for line in output.splitlines()
                     if line.startswith("  ") and line.endswith(")") and " of " in line]
        off = [line for line in published if "as published" not in line
               and not line.startswith("enrolment")]
        for line in off:
            self.differ(dataset, "", "count: " + line)
        return [layout, len(samples)] + [
            right[key] for key in ("imported", "class", "species", "subject", "partition")
        ] + [f"{len(published) - len(off)} of {len(published)}"]

    def lists_of(self, dataset, paths):
        """The original's list files for these paths."""
        lists = collections.defaultdict(list)
        if dataset == "replay-attack":
            for path in sorted(paths):
                group = path.split("/")[0]
                if "/real/" in path:
                    lists[f"protocols/real-{group}.txt"].append(path)
                else:
                    lists[f"protocols/attack-grandtest-allsupports-{group}.txt"].append(path)
                    device = path.rsplit("/", 1)[1].split("_")[1]
                    lists[f"protocols/attack-{device}-allsupports-{group}.txt"].append(path)
        elif dataset == "replay-mobile":
            for path in sorted(paths):
                group = path.removeprefix("database/").split("/")[0]
                name = ("real-alldevices" if "/real/" in path
                        else "attack-grandtest-allsupports-alldevices")
                lists[f"protocols/alldevices/{name}-{group}.txt"].append(path)
        elif dataset == "oulu-npu":
            for path in sorted(paths):
                folder, name = path.split("/")
                phone, session, _, kind = name[:-4].split("_")
                line = ("+1," if kind == "1" else "-1,") + name[:-4]
                group = folder.split("_")[0]
                is_test = group == "Test"
                if (session == "3") == is_test:
                    lists[f"Protocols/Protocol_1/{group}.txt"].append(line)
                kinds = "135" if is_test else "124"
                if kind in kinds:
                    lists[f"Protocols/Protocol_2/{group}.txt"].append(line)
                for fold in range(1, 7):
                    if (phone == str(fold)) != is_test:
                        continue
                    lists[f"Protocols/Protocol_3/{group}_{fold}.txt"].append(line)
                    if (session == "3") == is_test and kind in kinds:
                        lists[f"Protocols/Protocol_4/{group}_{fold}.txt"].append(line)
        return dict(lists)

    def mutate(self, dataset, seed):
        """Takes 17 files away, puts 2 unknown ones there, swaps two list lines where there are
        lists; everything that is reported must be that, and all of it."""
        layout, _ = SETS[dataset]
        generator = random.Random(f"{dataset} {seed}")
        paths = sorted(sample["media"] for sample in self.samples[dataset])
        lists = self.lists_of(dataset, paths)
        gone = set(generator.sample(paths, 17))
        strange = [f"x{generator.randrange(10**6)}.mov",
                   os.path.dirname(generator.choice(paths)) + f"/y{generator.randrange(10**6)}.mov"]
        root = self.make("tree", [path for path in paths if path not in gone] + strange)
        swapped = []
        if lists:
            swapped = self.swap(dataset, lists, gone, generator)
            self.write(root, lists)
        _, findings, output = self.run(layout, root)
        there = [path for path in paths if path not in gone]
        wanted = {
            "missing": [] if dataset in UNNAMED else [(stem(path), "") for path in gone],
            "unknown name": [(path, "") for path in strange],
            "line without file": [
                (file, str(number)) for file, entries in lists.items()
                for number, line in enumerate(entries, 1)
                if self.file_of(dataset, file, line) in gone],
            "contradiction": swapped,
            "repeated line": self.repeated(dataset, lists, swapped),
            "unlisted": [(stem(path), "") for path in self.unlisted(dataset, lists, paths, there)],
        }
        seen = collections.defaultdict(list)
        for finding in findings:
            kind = finding["finding"]
            is_file = kind in ("missing", "unlisted")
            seen[kind].append((stem(finding["file"]) if is_file else finding["file"],
                               finding["line"]))
        # One line may contradict its file, its partition and the published rule at once, and say
        # again in several protocols what another list says.
        for kind in ("contradiction", "repeated line"):
            seen[kind] = sorted(set(seen[kind]))
        for kind in sorted(set(wanted) | set(seen)):
            first, second = (collections.Counter(words) for words in
                             (wanted.get(kind, []), seen[kind]))
            if first != second:
                self.differ(dataset, f"seed {seed}",
                            f"{kind}: not reported {sorted((first - second).elements())[:5]}, "
                            f"wrongly reported {sorted((second - first).elements())[:5]}")
        found, published = map(int, re.search(
            r"^  (?:videos): (\d+) of (\d+)", output.replace(",", ""), re.MULTILINE).groups())
        if (found, published) != (len(there), len(paths)):
            self.differ(dataset, f"seed {seed}", f"{found} of {published} videos")
        return [layout, seed, f"{found} of {published}"] + [len(seen[kind]) for kind in wanted]

    def repeated(self, dataset, lists, swapped):
        """Lines of REPLAY-ATTACK's real lists, which count for every protocol, that name an attack
        whose own list, of a single device, puts it into the same set."""
        if dataset != "replay-attack":
            return []
        return [(name, number) for name, number in swapped
                if "/real-" in name and "/attack/" in lists[name][int(number) - 1]
                and lists[name][int(number) - 1].split("/")[0] in name]

    def unlisted(self, dataset, lists, paths, there):
        """What no list names that should: by class, or for OULU-NPU by protocol and fold."""
        if dataset != "oulu-npu":
            listed = {kind: {line for name, lines in lists.items() if kind in name
                             for line in lines} for kind in ("real", "attack")}
            return [path for path in there if lists
                    and path not in listed["real" if "/real/" in path else "attack"]]

        def by_protocol(lists):
            names = collections.defaultdict(set)
            for name, lines in lists.items():
                protocol, file = name.split("/")[1:]
                key = (protocol, file.removesuffix(".txt").partition("_")[2])
                names[key] |= {self.file_of(dataset, name, line) for line in lines}
            return names

        whole, now = by_protocol(self.lists_of(dataset, paths)), by_protocol(lists)
        return [path for key in whole for path in sorted(whole[key] - now[key]) if path in there]

    def file_of(self, dataset, file, line):
        if dataset == "oulu-npu":
            group = os.path.basename(file).split(".")[0].split("_")[0]
            return f"{group}_files/{line.split(',')[1]}.avi"
        return line

    def swap(self, dataset, lists, gone, generator):
        """Swaps one line of a list with one of another; returns what must be contradicted."""
        if dataset in ("replay-attack", "replay-mobile"):
            first, second = generator.sample(sorted(
                name for name in lists if "grandtest" in name or "real" in name), 2)
        else:
            return self.swap_protocol_lines(dataset, lists, gone, generator)
        places = []
        for name in (first, second):
            places.append((name, generator.choice([
                number for number, line in enumerate(lists[name]) if line not in gone])))
        (one, i), (two, j) = places
        lists[one][i], lists[two][j] = lists[two][j], lists[one][i]
        return [(one, str(i + 1)), (two, str(j + 1))]

    def swap_protocol_lines(self, dataset, lists, gone, generator):
        """Turns the sign of a line round, so that its class is wrong, or swaps the lines of two
        protocols, so that the published rule knows neither."""
        def there(name):
            return [line for line in lists[name] if self.file_of(dataset, name, line) not in gone]

        if generator.random() < 0.5:
            name = generator.choice(sorted(lists))
            line = generator.choice(there(name))
            number = lists[name].index(line)
            lists[name][number] = ("-1," if line.startswith("+") else "+1,") + line[3:]
            return [(name, str(number + 1))]
        one, two = "Protocols/Protocol_1/Train.txt", "Protocols/Protocol_2/Train.txt"
        first = generator.choice([line for line in there(one) if line not in lists[two]])
        second = generator.choice([line for line in there(two) if line not in lists[one]])
        i, j = lists[one].index(first), lists[two].index(second)
        lists[one][i], lists[two][j] = second, first
        return [(one, str(i + 1)), (two, str(j + 1))]


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    for name in ("annotations", "padbench", "layouts", "scratch", "report"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    oracle = Oracle(options)
    compared = [oracle.compare(dataset) for dataset in SETS]
    total = ["all"] + [sum(row[column] for row in compared) for column in range(1, 7)] + [""]
    mutated = [oracle.mutate(dataset, options.seed + step) for dataset in SETS for step in range(3)]
    words = [
        "# Importers compared with the annotations of gradgpad 2.1.0", "",
        "Made by `scripts/import-oracle`. Empty files lie at the relative paths of the annotations "
        "(29,567 samples of 13 sets); each set is imported by its layout and compared sample by "
        "sample. Class and species come from the annotations, subject and partition from the paths, "
        "cut apart by other code than the layouts. The last column counts the published numbers "
        "that were met; enrolment videos are not among the annotations.", "",
        table(["layout", "samples", "imported", "class", "species", "subject and target",
               "partition", "published counts"], compared + [total]), "",
        "Both name the same instruments otherwise in:", "",
    ]
    words += [f"* {dataset}, fine kind {fine}: {', '.join(names)}: {why}"
              for (dataset, fine), (names, why) in OTHERWISE.items()]
    words += [
        "", "## Damaged trees", "",
        "By seed, 17 files are taken away, 2 unknown ones put there and, where the set comes with "
        "lists, two lines of different lists are swapped or the class of one is turned round. The "
        "report must name exactly these files and lines, each of them and nothing else; what must "
        "be in it is worked out from the damage, not from the layout. A swapped line may also say "
        "again what another list says, and leave a file out of the lists that should name it (last "
        "two columns). The names of ROSE-Youtu follow no rule: there a missing file shows in the "
        "counts only.", "",
        table(["layout", "seed", "videos", "missing", "unknown names", "list lines without file",
               "contradicted lines", "repeated lines", "unlisted"], mutated), "",
        f"Differences: {len(oracle.differences) or 'none'}", "",
    ]
    words += ["* " + line for line in oracle.differences[:100]]
    with open(options.report, "w") as file:
        file.write("\n".join(words).rstrip() + "\n")
    print(f"{len(oracle.differences)} differences; the comparison is in {options.report}")
    for line in oracle.differences[:20]:
        print(line)
    sys.exit(1 if oracle.differences else 0)


if __name__ == "__main__":
    main()
