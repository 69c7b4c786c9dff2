"""Lets dlib_matcher.py look at photographs: matcher.py PLUGIN PHOTOS, with a Python that has dlib.

Prints a Markdown table of how alike each two of them are, with the boxes of dlib's own face finder.
Pictures without a face are left out, also those that lie on their side.
"""

import json
import math
import os
import subprocess
import sys

import dlib


def largest_face(pixels):
    boxes = dlib.get_frontal_face_detector()(pixels, 1)
    if not boxes:
        return None
    box = max(boxes, key=lambda each: each.width())
    # As other finders draw it: from the hair to the chin, and not as wide.
    return [box.left() + 0.08 * box.width(), box.top() - 0.15 * box.height(),
            0.84 * box.width(), 1.15 * box.height()]


def templates(plugin, photos):
    names = [name for name in sorted(os.listdir(photos)) if name.endswith((".jpg", ".png"))]
    process = subprocess.Popen(
        [sys.executable, plugin], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def send(data=b"", **message):
        process.stdin.write(json.dumps(message).encode() + b"\n" + data)

    def answer():
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    send(type="hello", protocol=1, role="matcher", delivery="pixels", threads=1)
    hello = answer()
    found = {}
    for id, name in enumerate(names, 1):
        pixels = dlib.load_rgb_image(os.path.join(photos, name))
        face = largest_face(pixels)
        if face is None:
            continue
        height, width = pixels.shape[:2]
        send(type="begin", id=id)
        send(pixels.tobytes(), type="frame", id=id, index=0, width=width, height=height,
             bytes=pixels.size, face=face)
        send(type="finish", id=id)
        found[name] = answer()["template"]
    process.stdin.close()
    process.wait()
    return "%s %s" % (hello["name"], hello["version"]), found


def main(plugin, photos):
    who, found = templates(plugin, photos)
    names = sorted(found)
    print("`%s`, scores (minus the distance; its maker counts -0.6 and above as one person):\n" % who)
    print("| | %s |" % " | ".join(names))
    print("| --- |%s" % (" ---: |" * len(names)))
    for row in names:
        cells = ["%.2f" % (0.0 - math.dist(found[row], found[column])) for column in names]
        print("| %s | %s |" % (row, " | ".join(cells)))


main(*sys.argv[1:3])
