#!/usr/bin/env python3
"""Answers otherwise when it is shown the same picture again, as if a second try were another."""

from padbench_plugin import serve

import zlib

seen = set()


def judge(frames):
    content = zlib.crc32(frames[0].data)
    if content in seen:
        return 0.9
    seen.add(content)
    return sum(frames[0].data) / len(frames[0].data) / 255


serve(judge, name="retry-detector", version="1", range=(0, 1))
