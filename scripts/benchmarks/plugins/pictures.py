"""Writes a dataset of so many different pictures of noise: pictures.py FOLDER COUNT WIDTH HEIGHT.

For measuring what happens around a picture; nothing is on them.
"""

import os
import random
import struct
import sys
import zlib


def chunk(kind, data):
    checked = kind + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def png(width, height, noise):
    # Rows of one noise, moved on from row to row: quick to make and to decode.
    row = noise.randbytes(width * 3)
    moved = (row[3 * y % len(row):] + row[:3 * y % len(row)] for y in range(height))
    lines = b"".join(b"\0" + each for each in moved)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(lines, 1)) + chunk(b"IEND", b""))


def main(folder, count, width, height):
    noise = random.Random(1)
    os.makedirs(os.path.join(folder, "media"))
    with open(os.path.join(folder, "dataset.yaml"), "w") as file:
        file.write("name: noise\nversion: \"1\"\nsynthetic: true\nlicence: CC0-1.0\n"
                   "purposes: [test]\n")
    with open(os.path.join(folder, "manifest.csv"), "w") as manifest:
        manifest.write("presentation_id,media,label,pai_species,subject_id,partition\n")
        for number in range(count):
            name = "media/%05d.png" % number
            with open(os.path.join(folder, name), "wb") as file:
                file.write(png(width, height, noise))
            label = ("bona_fide,", "attack,print")[number % 2]
            partition = ("dev", "test")[number // 2 % 2]
            manifest.write(
                "p%05d,%s,%s,s%d,%s\n" % (number, name, label, number % 50, partition))


main(sys.argv[1], *map(int, sys.argv[2:5]))
