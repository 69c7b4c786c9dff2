"""Watches padbench while a plugin dies at every presentation: restarts.py SECONDS COMMAND…

Prints how many of its descendants were zombies at most, its memory and open files at the beginning
and at the end, and what it left behind; ends with code 1 when that is not nothing or not flat.
"""

import json
import os
import subprocess
import sys
import time

# padbench keeps the outcome of each presentation, so that memory grows a little with a run.
MOST_GROWTH_KIB = 16 << 10
MOST_MORE_FILES = 16


def field(process, name):
    try:
        with open("/proc/%s/status" % process) as file:
            for line in file:
                if line.startswith(name + ":"):
                    return line.split(":", 1)[1].split()[0]
    except OSError:
        pass
    return None


def processes():
    return [each for each in os.listdir("/proc") if each.isdigit()]


def named(word):
    """Processes that run the plugin, by their command lines; this one's holds the word as well."""
    found = []
    for process in processes():
        if process == str(os.getpid()):
            continue
        try:
            with open("/proc/%s/cmdline" % process, "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            continue
        if any(os.path.basename(each) == word.encode() for each in words):
            found.append(process)
    return found


def zombies(of):
    """Processes below this one that ended and were not collected."""
    parents, states = {}, {}
    for process in processes():
        parents[process], states[process] = field(process, "PPid"), field(process, "State")
    count = 0
    for process, state in states.items():
        above = parents.get(process)
        while above not in (None, "0", of):
            above = parents.get(above)
        count += state == "Z" and above == of
    return count


def main(seconds, word, command):
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    own = str(run.pid)
    start = time.monotonic()
    samples = []
    while run.poll() is None and time.monotonic() - start < seconds:
        files = None
        try:
            files = len(os.listdir("/proc/%s/fd" % own))
        except OSError:
            pass
        memory = field(own, "VmRSS")
        if memory is not None and files is not None:
            samples.append((int(memory), files, zombies(own)))
        time.sleep(0.5)
    if run.poll() is None:
        run.kill()
        sys.exit("it did not end in %d seconds" % seconds)
    took = time.monotonic() - start
    # The last launcher sees the end of padbench a moment after it.
    time.sleep(2)
    left = named(word)
    # The beginning is over when caches are filled: a tenth of the way.
    if not samples:
        sys.exit("it ended before anybody looked")
    early, late = samples[len(samples) // 10], samples[-1]
    # One may be met on its way from its end to being collected; a second look finds it gone.
    lasting = sum(
        first[2] > 0 and second[2] > 0 and third[2] > 0
        for first, second, third in zip(samples, samples[1:], samples[2:]))
    print(json.dumps({
        "code": run.returncode, "seconds": round(took, 1), "samples": len(samples),
        "memory_early_kib": early[0], "memory_late_kib": late[0],
        "memory_most_kib": max(each[0] for each in samples),
        "files_early": early[1], "files_late": late[1],
        "zombies_most": max(each[2] for each in samples), "zombies_lasting": lasting,
        "left_behind": len(left)}))
    good = (late[0] - early[0] <= MOST_GROWTH_KIB and late[1] - early[1] <= MOST_MORE_FILES
            and lasting == 0 and not left)
    sys.exit(0 if good else 1)


main(float(sys.argv[1]), sys.argv[2], sys.argv[3:])
