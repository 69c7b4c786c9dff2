#!/usr/bin/env python3
"""MiniFASNetV2-SE, trained on CelebA-Spoof, in Python's ONNX Runtime.

The same model as scripts/cards/facenox.card.yaml, which padbench runs by itself: here to show that
a plugin gives the same scores, and to start from when your model needs its own preprocessing.
Needs `pip install onnxruntime numpy`, and minifasnet_v2_se_128.onnx beside this file, from
https://github.com/johnraivenolazo/face-antispoof-onnx (Apache-2.0).
"""

from padbench_plugin import NoScore, serve  # before libraries that print

import math
import os

import numpy
import onnxruntime

SIDE = 128
CROP_SCALE = 1.5
MODEL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "minifasnet_v2_se_128.onnx")


def round_half_away(value):
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def crop(pixels, face):
    """The square of the face's longer side times CROP_SCALE, mirrored beyond the edges."""
    side = max(face.width, face.height) * CROP_SCALE
    left = round_half_away(face.x + face.width / 2 - side / 2)
    top = round_half_away(face.y + face.height / 2 - side / 2)
    size = max(round_half_away(side), 1)

    def places(start, count):
        if count == 1:
            return numpy.zeros(size, int)
        period = 2 * (count - 1)
        phase = numpy.arange(start, start + size) % period
        return numpy.where(phase < count, phase, period - phase)

    height, width = pixels.shape[:2]
    return pixels[places(top, height)][:, places(left, width)]


def area_weights(old):
    """How many parts of each old pixel go into each new one; every row adds up to the same."""
    divisor = math.gcd(old, SIDE)
    long, short = old // divisor, SIDE // divisor
    new_start = numpy.arange(SIDE)[:, None] * long
    old_start = numpy.arange(old)[None, :] * short
    overlap = numpy.minimum(new_start + long, old_start + short) - numpy.maximum(
        new_start, old_start)
    return numpy.maximum(overlap, 0), long


def shrink(square):
    """Means of the covered areas, rounded half up (OpenCV's INTER_AREA); square is old x old."""
    old = square.shape[0]
    weights, total = area_weights(old)
    # Whole numbers below 2^53 are exact in float64, whose products are fast.
    weights = weights.astype(numpy.float64)
    rows = weights @ square.reshape(old, old * 3).astype(numpy.float64)
    sums = numpy.matmul(weights, rows.reshape(SIDE, old, 3)).astype(numpy.int64)
    return (sums + total * total // 2) // (total * total)


def grow(square):
    """Blends in the fixed point of OpenCV's INTER_LINEAR for pictures of bytes."""
    old = square.shape[0]
    scale = 1 / (SIDE / old)
    centre = ((numpy.arange(SIDE) + 0.5) * scale - 0.5).astype(numpy.float32)
    floor = numpy.floor(centre).astype(int)
    part = centre - floor.astype(numpy.float32)
    first, second = numpy.clip(floor, 0, old - 1), numpy.clip(floor + 1, 0, old - 1)
    across = numpy.where((floor >= 0) & (floor < old - 1), part, numpy.float32(0))

    def weights(fraction):
        one = numpy.float32(1)
        return [numpy.rint(each * numpy.float32(2048)).astype(numpy.int64)
                for each in (one - fraction, fraction)]

    picture = square.astype(numpy.int64)
    left, right = (weight[None, :, None] for weight in weights(across))
    lines = picture[:, first] * left + picture[:, second] * right
    upper, lower = (weight[:, None, None] for weight in weights(part))
    blend = ((lines[first] >> 4) * upper >> 16) + ((lines[second] >> 4) * lower >> 16)
    return (blend + 2) >> 2


def model_input(frame):
    square = crop(frame.pixels, frame.face)
    size = square.shape[0]
    if size != SIDE:
        square = shrink(square) if size > SIDE else grow(square)
    unit = square.astype(numpy.float32) / numpy.float32(255)
    return numpy.ascontiguousarray(unit.transpose(2, 0, 1)[None])


def load():
    options = onnxruntime.SessionOptions()
    # One thread, so that scores do not depend on how busy the machine is.
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        MODEL, sess_options=options, providers=["CPUExecutionProvider"])


SESSION = load()
INPUT = SESSION.get_inputs()[0].name


def judge(frames):
    scores = []
    for frame in frames:
        if frame.face is None:
            continue
        if frame.face.width <= 0 or frame.face.height <= 0:
            return NoScore("refused", "the face box is no box")
        logits = SESSION.run(None, {INPUT: model_input(frame)})[0][0].astype(numpy.float64)
        shares = numpy.exp(logits - logits.max())
        scores.append(shares[0] / shares.sum())
    if not scores:
        return NoScore("no-face")
    return sum(scores) / len(scores)


serve(judge, name="facenox-plugin", version="2-se-128", range=(0, 1))
