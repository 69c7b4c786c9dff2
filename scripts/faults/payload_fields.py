"""Datasets, cards, policies and file names with a hostile text in one field each."""

import csv
import json
import os
import shutil

# A list of its own, in the manner of the OWASP pages on CSV injection and cross-site scripting.
OWN = {
    "formula": [
        "=1+1", "+1+1", "-1+1", "@SUM(1+1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1",
        "=cmd|' /C calc'!A0", '=HYPERLINK("http://127.0.0.1/?x="&A1,"click")',
        '=WEBSERVICE("http://127.0.0.1/"&A1)', "\uff1d1+1", "=\u0338 1+1", "\u200b=1+1",
        "\ufeff=1+1", '"=1+1"', ";=1+1", ",=1+1", "|calc", "=1+1;",
    ],
    "html": [
        "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onmouseover='alert(1)",
        "</title><script>alert(1)</script>", "</style><svg onload=alert(1)>", "<!--", "-->", "]]>",
        "&lt;b&gt;", "{{7*7}}", "<a href=//127.0.0.1>x",
        "<iframe srcdoc='<script>alert(1)</script>'>",
    ],
    "markdown": [
        "a|b", "| --- |", "`code`", "```\nfence", "![x](http://127.0.0.1/beacon.png)",
        "[x](javascript:alert(1))", "# heading", "<details open ontoggle=alert(1)>", "a\nb", "\\|",
        "*_~", "<http://127.0.0.1>", "[^1]", "\u202egnp.exe",
    ],
    "terminal": [
        "\x1b[2J\x1b[H", "\x1b]0;pwn\x07", "\x1b]8;;http://127.0.0.1\x07x\x1b]8;;\x07",
        "\x9b31m", "\x08\x08\x08PASS", "\rPASS", "\x07",
    ],
}

ROW_FIELDS = [
    "presentation_id", "media", "pai_species", "pai_series", "pai_id", "subject_id", "target_id",
    "session", "capture_device", "lighting",
]
DATASET_FIELDS = [
    "name", "version", "licence", "consent_basis", "retention", "provenance", "purposes",
    "description", "species",
]
POLICY_FIELDS = [
    "title", "version", "source", "note", "not_judged", "reason", "dataset name", "slice", "golden",
]
CARD_FIELDS = ["name", "version", "about", "licence", "source"]


def payloads():
    """All texts, from the folder of test data or the list above."""
    folder = os.environ.get("PADBENCH_TEST_DATA", "")
    path = os.path.join(folder, "text/generated/payloads.json")
    if folder and os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            kinds = json.load(file)
    else:
        kinds = OWN
    return [text for kind in kinds.values() for text in kind]


def quoted(text):
    """The text as YAML's double-quoted scalar, which JSON's strings are."""
    return json.dumps(text)


def read_rows(folder):
    with open(os.path.join(folder, "manifest.csv"), newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def write_rows(folder, rows, columns):
    path = os.path.join(folder, "manifest.csv")
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def row_dataset(base, folder, field, texts):
    """One presentation per text, with the text in one of its fields; returns their rows."""
    shutil.copytree(base, folder)
    rows = read_rows(base)
    columns = list(rows[0])
    bona_fide = next(row for row in rows if row["label"] == "bona_fide" and row["partition"] == "test")
    attack = next(row for row in rows if row["pai_species"] == "print" and row["partition"] == "test")
    broken = rows[-1]
    lines = {}
    for number, text in enumerate(texts):
        attacks_only = field in ("pai_species", "pai_series", "pai_id", "target_id")
        kind = attack if attacks_only or number % 2 else bona_fide
        row = dict(kind)
        # Every fifth cannot be decoded, so that it is listed among those without a score.
        if number % 5 == 0:
            row["media"] = broken["media"]
        row["presentation_id"] = f"payload-{number}"
        # A picture belongs to one presentation.
        name = f"media/{text if field == 'media' else f'payload-{number}'}.jpg"
        try:
            os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
            shutil.copy(os.path.join(base, row["media"]), os.path.join(folder, name))
        except (OSError, ValueError):
            pass
        row["media"] = name
        if field != "media":
            row[field] = text
        lines[number] = row
    # Species that a text names are not in the table of species.
    with open(os.path.join(folder, "dataset.yaml"), encoding="utf-8") as file:
        head = file.read().split("species:")[0]
    with open(os.path.join(folder, "dataset.yaml"), "w", encoding="utf-8") as file:
        file.write(head)
    return rows, columns, lines


def score_rows(source, path, text):
    """A score file with the text as an id and as a species."""
    with open(source, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ids = [name for name in rows[0] if name == "test_label"]
    rows[0][ids[0]] = text
    for row in rows:
        for name, value in row.items():
            if value == "print":
                row[name] = text
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def dataset_yaml(field, text):
    """A dataset.yaml with the text in one field."""
    values = {
        "name": "payloads", "version": "1", "licence": "none", "consent_basis": "none",
        "retention": "none", "provenance": "made",
    }
    if field in values:
        values[field] = text
    lines = [f"{name}: {quoted(value)}" for name, value in values.items()]
    lines.append("synthetic: true")
    lines.append(f"purposes: [{quoted(text if field == 'purposes' else 'testing')}]")
    description = quoted(text if field == "description" else "a species")
    lines.append("species:")
    for name in ["print", "replay/phone"] + ([text] if field == "species" else []):
        lines.append(f"  {quoted(name)}:")
        lines.append("    attack_potential: basic")
        lines.append(f"    description: {description}")
    return "\n".join(lines) + "\n"


def policy_yaml(field, text):
    """A policy with the text in one field."""

    def value(name, otherwise):
        return quoted(text if field == name else otherwise)

    lines = [
        "id: payloads", f"version: {value('version', '1')}", f"title: {value('title', 'texts')}",
        f"source: {value('source', 'this script')}", "non_response: conservative",
        "minimum_trials: 1", "minimum_clusters: 1",
        "dataset:", "  synthetic: allowed",
    ]
    if field == "dataset name":
        lines.append(f"  name: {quoted(text)}")
    lines += [
        "rules:", "  - id: apcer", "    metric: apcer", "    at_most: 0.5",
        f"    note: {value('note', 'none')}",
        "  - {id: apnrr, metric: apnrr, at_most: 0.5}",
        "  - {id: bpnrr, metric: bpnrr, at_most: 0.5}",
    ]
    if field == "slice":
        lines.append(
            "  - {id: sliced, metric: apcer, at_most: 0.5, "
            f"slice: {{attribute: {quoted(text)}, value: {quoted(text)}}}}}"
        )
    if field == "golden":
        lines.append(f"golden: {{never_pass: [{quoted(text)}]}}")
    lines += [
        "waivers:",
        f"  - {{rule: apcer, reason: {value('reason', 'we know')}, expires: 2999-12-31}}",
        f"not_judged: [{value('not_judged', 'weather')}]",
    ]
    return "\n".join(lines) + "\n"


def detector_card(base, field, text):
    """A card of an ONNX model with the text in one field."""
    lines = []
    for line in base.splitlines():
        key = line.split(":")[0]
        lines.append(f"{key}: {quoted(text)}" if key == field else line)
    return "\n".join(lines) + "\n"
