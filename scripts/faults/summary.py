"""Prints the results of the fault scripts as Markdown.

  summary.py RESULTS       lines of `SCRIPT|GROUP|FAULTS|FAILED|WHY-SKIPPED`, as lib.sh writes them
"""

import platform
import sys

ABOUT = {
    "kill-at-every-call": "SIGKILL before the n-th call of each kind that touches the run's folder, "
    "for every n. After each kill no file may be visible in part; the same command given again must "
    "end with the bytes of a run that nobody disturbed.",
    "random-kills": "SIGKILL at random moments of a longer run, going on after each.",
    "failing-disk": "The n-th call fails as on a full or broken disk, for every n: exit code 74 and "
    "a path in the message, no file in part, no mark of a finished run; the same command ends with "
    "the right bytes once the disk works.",
    "interrupt": "Signals at random moments, programs that hang, closed standard streams.",
    "odd-circumstances": "Languages, time zones, clocks, permissions, links, two runs at once, "
    "damaged journals, changed pictures.",
    "payloads": "Texts that try to become formulas, elements, links or terminal commands, through "
    "every field that an output shows.",
}


def main():
    with open(sys.argv[1]) as file:
        rows = [line.rstrip("\n").split("|") for line in file if line.strip()]
    total = sum(int(row[2]) for row in rows)
    failed = sum(int(row[3]) for row in rows)
    print("# Faults\n")
    print("What `scripts/faults/all` injected, and what came of it. "
          f"{platform.system()}, {platform.machine()}.\n")
    print(f"**{total} faults and cases, {failed} failed.**")
    for script, about in ABOUT.items():
        groups = [row for row in rows if row[0] == script]
        if not groups:
            continue
        print(f"\n## {script}\n\n{about}\n")
        print("| faults | number | failed |\n| :--- | ---: | ---: |")
        for _, group, count, wrong, skipped in groups:
            print(f"| {group}{f' (skipped: {skipped})' if skipped else ''} | {count} | {wrong} |")


if __name__ == "__main__":
    main()
