#!/usr/bin/env python3
"""Local binary patterns of the face: an example that learns nothing and needs no library.

Each pixel is compared with its eight neighbours (Ojala, Pietikainen, Maenpaa 2002). A pattern with
at most two changes around the circle is an edge, a corner or a spot; more changes are noise. What
was printed or shown on a screen has other shares of these than skin has. The score is the share of
noisy patterns, which is a number to start from and no good detector.
"""

from padbench_plugin import NoScore, serve

try:
    import numpy
except ImportError:
    numpy = None

SIDE = 64
NEIGHBOURS = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]


def grey_face(frame):
    """SIDE x SIDE values of the face, the nearest pixel to each point; rows of whole numbers."""
    face, data = frame.face, frame.data

    def places(start, length, limit):
        steps = ((start + (2 * i + 1) * length / (2 * SIDE)) for i in range(SIDE))
        return [min(max(int(step), 0), limit - 1) for step in steps]

    columns = places(face.x, face.width, frame.width)
    rows = []
    for y in places(face.y, face.height, frame.height):
        start = y * frame.width
        rows.append([sum(data[(start + x) * 3:(start + x + 1) * 3]) for x in columns])
    return rows


def histogram(rows):
    """How often each of the 256 patterns occurs, edges left out."""
    inside = range(1, SIDE - 1)
    if numpy is not None:
        grey = numpy.array(rows)
        centre = grey[1:-1, 1:-1]
        codes = numpy.zeros(centre.shape, int)
        for bit, (dy, dx) in enumerate(NEIGHBOURS):
            near = grey[1 + dy:SIDE - 1 + dy, 1 + dx:SIDE - 1 + dx]
            codes |= (near >= centre).astype(int) << bit
        return numpy.bincount(codes.ravel(), minlength=256).tolist()
    counts = [0] * 256
    for y in inside:
        for x in inside:
            centre = rows[y][x]
            code = 0
            for bit, (dy, dx) in enumerate(NEIGHBOURS):
                code |= (rows[y + dy][x + dx] >= centre) << bit
            counts[code] += 1
    return counts


def is_noise(code):
    turned = (code >> 1) | ((code & 1) << 7)
    return bin(code ^ turned).count("1") > 2


NOISE = [code for code in range(256) if is_noise(code)]


def judge(frames):
    shares = []
    for frame in frames:
        if frame.face is None:
            continue
        if min(frame.face.width, frame.face.height) < 16:
            raise NoScore("too-small", "the face has less than 16 pixels")
        counts = histogram(grey_face(frame))
        shares.append(sum(counts[code] for code in NOISE) / sum(counts))
    if not shares:
        return NoScore("no-face")
    return sum(shares) / len(shares)


serve(judge, name="texture-plugin", version="1", range=(0, 1))
