"""Kills a run of padbench with SIGKILL at random moments until it went through, and counts the loss.

  random_kills.py SEED KILLS LIMIT FOLDER DATASET COMMAND...

The kernel tells when a picture of the dataset is opened (inotify). What was opened by a run, was
not in the journal before and is not in the journal after the kill was judged for nothing: it will
be judged again. The time from the first such opening to the kill is what the kill has cost. After
each kill a copy of the folder's journal is checked. Prints counts; exits 1 when a journal was not
sound, when outcomes that were there are gone, or when a kill cost more than LIMIT seconds.
"""

import ctypes
import os
import random
import select
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time

IN_OPEN = 0x20
JOURNAL = "outcomes.sqlite"


class Openings:
    """The moments at which files of a folder were opened."""

    def __init__(self, folder):
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_NONBLOCK)
        if libc.inotify_add_watch(self.descriptor, os.fsencode(folder), IN_OPEN) < 0:
            sys.exit("inotify is missing here")

    def read(self):
        """The names opened since the last call, or an empty list after a hundredth of a second."""
        ready, _, _ = select.select([self.descriptor], [], [], 0.01)
        if not ready:
            return []
        data, names, at = os.read(self.descriptor, 1 << 18), [], 0
        while at < len(data):
            _, mask, _, length = struct.unpack_from("iIII", data, at)
            if mask & 0x4000:
                sys.exit("the kernel's queue of openings overflowed")
            names.append(data[at + 16 : at + 16 + length].rstrip(b"\0").decode())
            at += 16 + length
        return names


def kept(folder):
    """The ids of a journal with their digests, from a copy: looking at it must not mend it."""
    with tempfile.TemporaryDirectory() as copy:
        for suffix in ("", "-wal"):
            if os.path.exists(os.path.join(folder, JOURNAL + suffix)):
                shutil.copy(os.path.join(folder, JOURNAL + suffix), copy)
        if not os.path.exists(os.path.join(copy, JOURNAL)):
            return {}
        database = sqlite3.connect(os.path.join(copy, JOURNAL))
        problem = database.execute("PRAGMA integrity_check").fetchone()[0]
        if problem != "ok":
            sys.exit(f"the journal is damaged: {problem}")
        rows = dict(database.execute("SELECT id, input_digest FROM presentation"))
        if database.execute("SELECT count(*) FROM outcome").fetchone()[0] != 2 * len(rows):
            sys.exit("the journal has half a presentation")
        database.close()
        return rows


def main():
    seed, kills, limit, folder, dataset, *command = sys.argv[1:]
    chance = random.Random(int(seed))
    killed = finished = again = 0
    costs = []
    before = {}
    while killed < int(kills):
        openings = Openings(os.path.join(dataset, "media"))
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        end = time.monotonic() + chance.uniform(0.02, 4)
        opened = {}
        while time.monotonic() < end and child.poll() is None:
            for name in openings.read():
                opened.setdefault(os.path.splitext(name)[0], time.monotonic())
        ran_through = child.poll() is not None
        child.send_signal(signal.SIGKILL)
        moment = time.monotonic()
        errors = child.communicate()[1].decode()
        while names := openings.read():
            for name in names:
                opened.setdefault(os.path.splitext(name)[0], moment)
        os.close(openings.descriptor)
        if ran_through:
            if child.returncode != 0:
                sys.exit(f"went on with exit code {child.returncode}: {errors}")
            # The next kills are those of a run from the beginning.
            finished += 1
            shutil.rmtree(folder)
            before = {}
            continue
        killed += 1
        after = kept(folder)
        if any(after.get(name) != digest for name, digest in before.items()):
            sys.exit("outcomes that were in the journal are gone or changed")
        lost = [at for name, at in opened.items() if name not in after]
        again += len(lost)
        costs.append(moment - min(lost) if lost else 0)
        before = after
    costs.sort()
    print(
        f"{killed} kills, {finished} runs went through between them, {again} presentations judged "
        f"for nothing; a kill cost {costs[len(costs) // 2]:.2f} s in the median, "
        f"{costs[-1]:.2f} s at most"
    )
    sys.exit(1 if costs[-1] > float(limit) else 0)


if __name__ == "__main__":
    main()
