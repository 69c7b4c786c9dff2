"""Starts a command, sends it signals at given moments, and says how it ended.

  signal_run.py ERRORS SIGNAL@SECONDS[,SIGNAL@SECONDS...] COMMAND...

Standard error goes to the file ERRORS. Prints the exit code as a shell would see it, whether the
command ended by itself (`exit`) or by the signal (`signal`), the seconds from the last signal to
its end (0 when it ended before), how many processes of its group were left, and the time of the
last signal in seconds since 1970.
"""

import os
import signal
import subprocess
import sys
import time


def main():
    errors, plan, *command = sys.argv[1:]
    steps = []
    for step in plan.split(","):
        name, _, seconds = step.partition("@")
        steps.append((float(seconds), getattr(signal, "SIG" + name)))
    # A shell script's background jobs ignore SIGINT; this one starts as from a terminal.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    with open(errors, "wb") as file:
        child = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=file, start_new_session=True
        )
    start = last = time.monotonic()
    sent = time.time()
    for seconds, number in steps:
        try:
            child.wait(max(0, start + seconds - time.monotonic()))
            break
        except subprocess.TimeoutExpired:
            child.send_signal(number)
            last, sent = time.monotonic(), time.time()
    try:
        code = child.wait(60)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        code = child.wait()
    took = time.monotonic() - last if last > start else 0
    try:
        os.killpg(child.pid, 0)
        left = 1
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        left = 0
    way = "signal" if code < 0 else "exit"
    print(128 - code if code < 0 else code, way, f"{took:.2f}", left, f"{sent:.3f}")


if __name__ == "__main__":
    main()
