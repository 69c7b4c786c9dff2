#!/usr/bin/env python3
"""Gives every presentation 0.5: the smallest plugin, and a floor to compare with."""

from padbench_plugin import serve


def judge(frames):
    return 0.5


serve(judge, name="null-plugin", version="1", range=(0, 1))
