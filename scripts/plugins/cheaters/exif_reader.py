#!/usr/bin/env python3
"""Goes by what a camera writes beside the picture: a maker's name, a time, a text."""

from padbench_plugin import serve


def judge(frames):
    with open(frames[0].file, "rb") as file:
        data = file.read()
    marks = [b"eXIf", b"Exif", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"iCCP"]
    return sum(mark in data for mark in marks) / len(marks)


serve(judge, name="exif-reader", version="1", range=(0, 1))
