"""Compares the folder of a run with reference folders of the same run.

  run_folder.py equal FOLDER REFERENCE            every file is there and the same
  run_folder.py partial FOLDER REFERENCE...       every file is whole: the same as in one of the
                                                  references, or not there; a folder that says it
                                                  is finished has all files of one reference
  run_folder.py journal FOLDER                    the journal is sound, and one file

What two equal runs may differ in is left out: timing.csv, the marked section of the reports, and
the seconds in the journal. Prints what is wrong and exits 1, or exits 0.
"""

import csv
import os
import re
import sqlite3
import sys

JOURNAL = "outcomes.sqlite"
BESIDE = (JOURNAL + "-wal", JOURNAL + "-shm", JOURNAL + "-journal")
MARK = "run.json"
TIMING = "timing.csv"
SECTION = re.compile(rb"<!-- timing: begin -->.*?<!-- timing: end -->", re.DOTALL)
TIMES = {"presentation": {"preparation_seconds"}, "outcome": {"seconds"}}


def files(folder):
    """The paths of all files below a folder, relative to it."""
    found = []
    for place, _, names in os.walk(folder):
        found += [os.path.relpath(os.path.join(place, name), folder) for name in names]
    return sorted(found)


def content(folder, name):
    """What must be equal of a file."""
    with open(os.path.join(folder, name), "rb") as file:
        data = file.read()
    if name == TIMING:
        # Its lines are the same; what was measured is in the fifth column.
        return [row[:4] + row[5:] for row in csv.reader(data.decode().splitlines())]
    if name in ("report.md", "report.html"):
        return SECTION.sub(b"", data)
    return data


def rows(folder):
    """What must be equal of a journal, table by table."""
    database = sqlite3.connect(f"file:{os.path.join(folder, JOURNAL)}?mode=ro", uri=True)
    try:
        problem = database.execute("PRAGMA integrity_check").fetchone()[0]
        if problem != "ok":
            raise sqlite3.DatabaseError(problem)
        tables = {}
        for table, times in {"run": set(), **TIMES}.items():
            names = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(name for name in names if name not in times)
            where = "WHERE name NOT IN ('wall_seconds', 'jobs')" if table == "run" else ""
            tables[table] = database.execute(f"SELECT {kept} FROM {table} {where}").fetchall()
            tables[table].sort(key=repr)
        return tables
    finally:
        database.close()


def is_hidden(name):
    """Whether a file is one that a run works with, and not one of the run."""
    return os.path.basename(name).startswith(".")


def journal_problems(folder):
    if not os.path.exists(os.path.join(folder, JOURNAL)):
        return [f"{JOURNAL} is missing"]
    problems = [f"{name} is still there" for name in BESIDE if name in os.listdir(folder)]
    try:
        rows(folder)
    except sqlite3.Error as error:
        problems.append(f"{JOURNAL}: {error}")
    return problems


def differences(folder, reference):
    problems = journal_problems(folder)
    if not os.path.isdir(folder):
        return problems
    there, wanted = files(folder), files(reference)
    problems += [f"{name} is missing" for name in wanted if name not in there]
    problems += [f"{name} is too many" for name in there if name not in wanted]
    for name in wanted:
        if name in there and name != JOURNAL and content(folder, name) != content(reference, name):
            problems.append(f"{name} differs")
    if not problems and rows(folder) != rows(reference):
        problems.append(f"{JOURNAL} has other rows")
    return problems


def partial(folder, references):
    if not os.path.isdir(folder):
        return []
    problems = []
    there = [name for name in files(folder) if not is_hidden(name)]
    for name in there:
        if name == JOURNAL or name in BESIDE:
            continue
        same = [r for r in references if os.path.exists(os.path.join(r, name))]
        if not any(content(folder, name) == content(r, name) for r in same):
            problems.append(f"{name} is partial or unknown")
    if MARK in there:
        whole = [
            all(
                name in there and (name == JOURNAL or content(folder, name) == content(r, name))
                for name in files(r)
            )
            for r in references
        ]
        if not any(whole):
            problems.append(f"{MARK} is there, and not everything else")
    return problems


def main():
    command, folder, *references = sys.argv[1:]
    if command == "equal":
        problems = differences(folder, references[0])
    elif command == "partial":
        problems = partial(folder, references)
    else:
        problems = journal_problems(folder)
    print("; ".join(problems), end="")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
