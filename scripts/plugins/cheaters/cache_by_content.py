#!/usr/bin/env python3
"""Measures once and then remembers: always the same score, and times that are too good."""

from padbench_plugin import serve

known = {}


def measure(data):
    total = 0
    for _ in range(60):
        for value in data:
            total += value
    return total / (60 * 255 * len(data))


def judge(frames):
    data = bytes(frames[0].data)
    if data not in known:
        known[data] = measure(data)
    return known[data]


serve(judge, name="cache-by-content", version="1", range=(0, 1))
