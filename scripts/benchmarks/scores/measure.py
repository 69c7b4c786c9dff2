"""Runs a program and says what it took: wall time, processor time, peak memory."""

import os
import statistics
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """What one run took; seconds and bytes. With the processes it waited for; memory is that
    of the largest."""

    wall: float
    processor: float
    memory: int


def run(command, output=None):
    """Runs a command with its standard output in a file (or nowhere); fails when it fails.

    The process is waited for with wait4, so that its own numbers are read and nobody else's. What
    Linux reports as peak memory is at least that of the process that started it, so this module
    imports nothing big.
    """
    target = os.open(
        output or os.devnull, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    start = time.perf_counter()
    process = os.posix_spawn(
        command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, target, 1)])
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - start
    os.close(target)
    code = os.waitstatus_to_exitcode(status)
    if code != 0:
        raise RuntimeError(f"{' '.join(command[:3])} … ended with {code}")
    unit = 1 if os.uname().sysname == "Darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)


def median(costs):
    """Medians of each number of several runs."""
    return Cost(
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.processor for cost in costs),
        int(statistics.median(cost.memory for cost in costs)))


def seconds(value):
    """Seconds with three significant digits."""
    return f"{value:.3g} s" if value < 100 else f"{value:.0f} s"


def megabytes(value):
    """Bytes as whole megabytes (10^6)."""
    return f"{value / 1e6:.0f} MB"


def times(value):
    """A ratio."""
    return f"{value:.2g} ×" if value < 10 else f"{value:.0f} ×"


def table(header, rows, left=1):
    """A Markdown table; the first `left` columns are text."""
    lines = ["| " + " | ".join(header) + " |"]
    lines.append("|" + "|".join([" --- "] * left + [" ---: "] * (len(header) - left)) + "|")
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
