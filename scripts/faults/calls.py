"""Reads what strace recorded (-f -y -o TRACE) of a command that works in a folder.

  calls.py places TRACE FOLDER CALL STEP   how many calls of the kind touch the folder, and the
                                           numbers n at which strace's `when=n` meets one of them
  calls.py hit TRACE FOLDER                the call that a fault was injected into; exits 1 when
                                           none was, 2 when it did not touch the folder
  calls.py order TRACE FOLDER              every file of the folder that appeared by a rename was
                                           written, synced, renamed, and its folder synced, in that
                                           order; prints their number, or what was wrong
  calls.py resynced TRACE FOLDER           files of which a sync was tried again after it failed,
                                           though nothing was written once more

strace counts calls per thread, so the number n meets whichever thread comes to its n-th call first.
"""

import re
import sys

CALL = re.compile(r"^(\d+)\s+(\w+)\((.*)$")
RESUMED = re.compile(r"^(\d+)\s+<\.\.\. (\w+) resumed>(.*)$")


def lines(trace):
    with open(trace, errors="replace") as file:
        return file.read().splitlines()


def calls(trace):
    """Thread, name and text of every call, in the order in which the calls began."""
    found, open_calls = [], {}
    for line in lines(trace):
        begun = CALL.match(line)
        if begun:
            found.append([begun[1], begun[2], begun[3]])
            if line.endswith("<unfinished ...>"):
                open_calls[begun[1]] = found[-1]
            continue
        rest = RESUMED.match(line)
        if rest and rest[1] in open_calls:
            entry = open_calls.pop(rest[1])
            entry[2] = entry[2].replace("<unfinished ...>", "") + rest[3]
    return found


def places(trace, folder, kind, step):
    counts, numbers, total = {}, {}, 0
    for thread, name, text in calls(trace):
        if name != kind:
            continue
        counts[thread] = counts.get(thread, 0) + 1
        matters = folder in text and (name != "openat" or "O_CREAT" in text)
        total += matters
        numbers.setdefault(counts[thread], matters)
    print(total, *[number for number, matters in sorted(numbers.items()) if matters][:: int(step)])


def hit(trace, folder):
    for _, name, text in calls(trace):
        if "(INJECTED)" in text:
            print(name + "(" + text)
            sys.exit(0 if folder in text else 2)
    sys.exit(1)


def descriptor(text):
    """The path of the descriptor that a call is given."""
    found = re.match(r"\d+<([^>]*)>", text)
    return found[1] if found else ""


def order(trace, folder):
    """Walks through the calls with what was done to each path so far."""
    written, synced, waiting = set(), set(), {}
    appeared, problems = [], []
    for _, name, text in calls(trace):
        failed = re.search(r"\) += -1 ", text)
        if failed:
            continue
        path = descriptor(text)
        if name in ("write", "pwrite64"):
            written.add(path)
            synced.discard(path)
        elif name in ("fsync", "fdatasync"):
            synced.add(path)
            for target in [t for t, place in waiting.items() if place == path]:
                del waiting[target]
        elif name in ("rename", "renameat", "renameat2"):
            names = re.findall(r'"([^"]*)"', text)
            if len(names) < 2 or not names[1].startswith(folder):
                continue
            source, target = names[0], names[1]
            appeared.append(target)
            if source not in synced:
                problems.append(f"{target} was renamed before it was synced")
            # A journal is written by the database, and closed before it is taken over.
            elif source not in written and not target.endswith(".sqlite"):
                problems.append(f"{target} was renamed before it was written")
            waiting[target] = target.rsplit("/", 1)[0]
    problems += [f"the folder of {target} was not synced" for target in waiting]
    print("; ".join(problems) if problems else len(appeared))
    sys.exit(1 if problems or not appeared else 0)


def resynced(trace, folder):
    failed, again = set(), set()
    for _, name, text in calls(trace):
        path = descriptor(text)
        if name in ("write", "pwrite64"):
            # What is written once more may be synced once more.
            failed.discard(path)
        if name not in ("fsync", "fdatasync") or folder not in text:
            continue
        # The database gives a change up whose sync failed; what it syncs later is what was there
        # before, which it had synced, or has taken back.
        if "/outcomes.sqlite" in path or "/.padbench-journal" in path:
            continue
        if path in failed:
            again.add(path)
        if "(INJECTED)" in text:
            failed.add(path)
    print(*sorted(again), end="")
    sys.exit(1 if again else 0)


def main():
    command, *arguments = sys.argv[1:]
    {"places": places, "hit": hit, "order": order, "resynced": resynced}[command](*arguments)


if __name__ == "__main__":
    main()
