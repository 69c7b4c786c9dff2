#!/usr/bin/env python3
"""The face as 8 x 8 grey means: the smallest matcher, and a floor to compare others with.

Needs nothing but padbench_plugin.py. Gives vectors, which padbench compares by the card's measure.
"""

from padbench_plugin import NoScore, serve_matcher

SIDE = 8


def means(frame):
    """Mean brightness of the cells of the face's box, which is cut at the picture's edges."""
    face, data = frame.face, frame.data
    left, top = max(int(face.x), 0), max(int(face.y), 0)
    right = min(int(face.x + face.width), frame.width)
    bottom = min(int(face.y + face.height), frame.height)
    if right - left < SIDE or bottom - top < SIDE:
        raise NoScore("refused", "the face has fewer than %d x %d pixels" % (SIDE, SIDE))
    cells = []
    for row in range(SIDE):
        y0 = top + row * (bottom - top) // SIDE
        y1 = top + (row + 1) * (bottom - top) // SIDE
        for column in range(SIDE):
            x0 = left + column * (right - left) // SIDE
            x1 = left + (column + 1) * (right - left) // SIDE
            total = sum(
                sum(data[(y * frame.width + x0) * 3:(y * frame.width + x1) * 3])
                for y in range(y0, y1))
            cells.append(total / (3 * (x1 - x0) * (y1 - y0)))
    return cells


def embed(frames):
    faces = [means(frame) for frame in frames if frame.face is not None]
    if not faces:
        return NoScore("no-face")
    cells = [sum(values) / len(faces) for values in zip(*faces)]
    # Without the mean, so that the light of the room does not make faces alike.
    mean = sum(cells) / len(cells)
    template = [cell - mean for cell in cells]
    if max(template) - min(template) < 1:
        return NoScore("refused", "the face has no contrast")
    return template


serve_matcher(embed, name="thumbnail-matcher", version="1", dimensions=SIDE * SIDE)
