"""Rates in one form, whoever computed them: what comparisons hold against each other.

A result is a dict: `eer`, `auc` (numbers), `threshold` (of the criterion), `apcer` (species to
counts), `bpcer`, `bpcer10` … (counts); counts are dicts with `errors` and `trials`. What a program
does not say is absent.
"""

import json
import re


def of_peer(path):
    """What the peers' scripts here print."""
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def of_padbench(path):
    """What `padbench metrics --format json` prints of one detector on the set it was judged on."""
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    detector = document["detectors"][0]
    rows = detector["metrics"]
    partition = "test" if any(row["partition"] == "test" for row in rows) else "dev"
    result = {"apcer": {}}
    for row in rows:
        if row["partition"] != partition:
            continue
        metric, species = row["metric"], row["species"]
        if metric == "apcer":
            result["apcer"][species] = counts(row)
        elif not species and metric in ("eer", "auc"):
            result[metric] = row["value"]
        elif not species and re.fullmatch(r"bpcer\d*|apcer\d+", metric):
            result[metric] = counts(row)
    point = detector["operating_point"]
    if point is not None:
        result["threshold"] = float(point["threshold"])
    return result


def of_bob(path):
    """What `bob pad metrics -c eer --decimal 10` writes: rates of a file at its EER threshold.

    Bob's AUC is an approximation through 2,000 points of the ROC, so it is left out.
    """
    with open(path, encoding="utf-8") as file:
        text = file.read()
    result = {"apcer": {}}
    for name, percent in re.findall(r"^APCER \((.+)\)\s+([\d.]+)%", text, re.MULTILINE):
        result["apcer"][name] = {"rate": float(percent) / 100}
    for errors, trials in re.findall(r"^FNR\s.*\((\d+)/(\d+)\)", text, re.MULTILINE):
        result["bpcer"] = {"errors": int(errors), "trials": int(trials)}
    for percent in re.findall(r"^HTER\s+([\d.]+)%", text, re.MULTILINE):
        result["eer"] = float(percent) / 100
    return result


def counts(row):
    return {"errors": row["count"], "trials": row["trials"]}


def differences(one, other):
    """Every figure that both have and that differs, as text; and how many were compared.

    Counts must be equal; EER and AUC within 1e-9. A rate without counts is held within 1e-9 too.
    """
    found, compared = [], 0

    def compare(name, a, b):
        nonlocal compared
        compared += 1
        if isinstance(a, dict):
            if "errors" in a and "errors" in b:
                same = (a["errors"], a["trials"]) == (b["errors"], b["trials"])
            else:
                same = abs(fraction(a) - fraction(b)) <= 1e-9
        else:
            same = abs(a - b) <= 1e-9
        if not same:
            found.append(f"{name}: {brief(a)} against {brief(b)}")

    for name in sorted(one.keys() & other.keys()):
        if name == "apcer":
            for species in sorted(one[name].keys() | other[name].keys()):
                a, b = one[name].get(species), other[name].get(species)
                if a is None or b is None:
                    compared += 1
                    found.append(f"APCER of {species}: only one has it")
                else:
                    compare(f"APCER of {species}", a, b)
        elif name != "threshold":
            compare(name.upper(), one[name], other[name])
    return found, compared


def fraction(value):
    return value["errors"] / value["trials"] if "errors" in value else value["rate"]


def brief(value):
    if not isinstance(value, dict):
        return repr(value)
    return f"{value['errors']}/{value['trials']}" if "errors" in value else repr(value["rate"])
