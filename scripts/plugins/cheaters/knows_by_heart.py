#!/usr/bin/env python3
"""Has a score for every file of a published set, by its content: it has learned nothing."""

from padbench_plugin import serve

import zlib


def judge(frames):
    return zlib.crc32(frames[0].data) / 2**32


serve(judge, name="knows-by-heart", version="1", range=(0, 1))
