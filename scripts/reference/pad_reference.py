#!/usr/bin/env python3
"""An independent implementation of what padbench does with an ONNX detector, to compare with.

It shares no code with padbench: pictures are decoded by Pillow, resampled by matrices in numpy,
and run by the onnxruntime package. Written for the cards in ../cards:

    pip install -r requirements.txt
    pad_reference.py --model minifasnet_v2_se_128.onnx --finder yunet_n_320_320.onnx PICTURE...
    pad_reference.py --model minifasnet_v2_se_128.onnx --boxes boxes.csv

Faces come from YuNet (--finder) or from a table with the columns picture,x,y,width,height, in
pixels of the upright picture (--boxes; pictures relative to the table). It prints a CSV with the
columns picture,x,y,width,height,confidence,score; score is P(live), empty where no face was found.
"""

import argparse
import csv
import os
import sys

import numpy as np
import onnxruntime
from PIL import Image, ImageOps


def upright(path):
    """The picture as RGB bytes, turned as its EXIF orientation says."""
    with Image.open(path) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))


def weights(source, target):
    """Rows of weights that take `source` pixels to `target`: covered area when shrinking, linear
    interpolation between pixel centres when growing, edge pixels repeated."""
    matrix = np.zeros((target, source))
    step = source / target
    for place in range(target):
        if step > 1:
            start, end = place * step, (place + 1) * step
            for pixel in range(int(start), min(source, int(np.ceil(end)))):
                matrix[place, pixel] = max(0.0, min(end, pixel + 1) - max(start, pixel)) / step
        else:
            centre = min(max((place + 0.5) * step - 0.5, 0.0), source - 1.0)
            low = int(centre)
            matrix[place, low] += 1 - (centre - low)
            matrix[place, min(low + 1, source - 1)] += centre - low
    return matrix


def resized(pixels, width, height):
    """The picture at another size, in 8 bits."""
    across = weights(pixels.shape[1], width)
    down = weights(pixels.shape[0], height)
    mixed = np.einsum("hy,yxc,wx->hwc", down, pixels.astype(np.float64), across, optimize=True)
    return np.clip(np.floor(mixed + 0.5), 0, 255).astype(np.uint8)


def reflected(first, count, size):
    """Indices of `count` pixels from `first` on, mirrored at the edges without repeating them."""
    if size == 1:
        return np.zeros(count, int)
    places = np.arange(first, first + count) % (2 * size - 2)
    return np.where(places < size, places, 2 * size - 2 - places)


def rounded(value):
    """The nearest whole number, halves away from zero."""
    return int(np.copysign(np.floor(abs(value) + 0.5), value))


def face_crop(pixels, box, factor):
    """The square of the box's longer side times `factor`, on whole pixels."""
    x, y, width, height = box
    side = max(width, height) * factor
    left = rounded(x + width / 2 - side / 2)
    top = rounded(y + height / 2 - side / 2)
    length = max(1, rounded(side))
    rows = reflected(top, length, pixels.shape[0])
    columns = reflected(left, length, pixels.shape[1])
    return pixels[rows][:, columns]


def softmax(logits):
    """Probabilities of a vector of logits."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


class Detector:
    """MiniFASNet as the card facenox describes it: RGB, 0…1, box × 1.5, index 0 is live."""

    def __init__(self, path):
        self.session = session(path)
        self.size = self.session.get_inputs()[0].shape[2]
        self.name = self.session.get_inputs()[0].name

    def score(self, pixels, box):
        small = resized(face_crop(pixels, box, 1.5), self.size, self.size)
        tensor = (small.astype(np.float32) / np.float32(255)).transpose(2, 0, 1)[None]
        logits = self.session.run(None, {self.name: tensor})[0][0].astype(np.float64)
        return float(softmax(logits)[0])


class Finder:
    """YuNet as the card yunet describes it: letterbox, BGR, 0…255."""

    def __init__(self, path, threshold=0.5, overlap=0.3):
        self.session = session(path)
        _, _, self.height, self.width = self.session.get_inputs()[0].shape
        self.name = self.session.get_inputs()[0].name
        self.threshold, self.overlap = threshold, overlap

    def best(self, pixels):
        """The best face as ((x, y, width, height), confidence), or None."""
        faces = self.faces(pixels)
        return faces[0] if faces else None

    def faces(self, pixels):
        high, wide = pixels.shape[:2]
        scale = min(self.width / wide, self.height / high)
        width = min(self.width, max(1, rounded(wide * scale)))
        height = min(self.height, max(1, rounded(high * scale)))
        canvas = np.zeros((self.height, self.width, 3), np.float32)
        canvas[:height, :width] = resized(pixels, width, height)
        tensor = np.ascontiguousarray(canvas[:, :, ::-1].transpose(2, 0, 1)[None])
        names = [output.name for output in self.session.get_outputs()]
        output = dict(zip(names, self.session.run(None, {self.name: tensor})))
        found = []
        for stride in (8, 16, 32):
            columns = self.width // stride
            scores = np.sqrt(
                np.clip(output[f"cls_{stride}"].ravel().astype(np.float64), 0, 1)
                * np.clip(output[f"obj_{stride}"].ravel().astype(np.float64), 0, 1))
            boxes = output[f"bbox_{stride}"].reshape(-1, 4).astype(np.float64)
            for cell in np.flatnonzero(scores >= self.threshold):
                dx, dy, dw, dh = boxes[cell]
                w, h = np.exp(dw) * stride, np.exp(dh) * stride
                x = (cell % columns + dx) * stride - w / 2
                y = (cell // columns + dy) * stride - h / 2
                found.append(((x, y, w, h), float(scores[cell])))
        found.sort(key=lambda face: -face[1])
        kept = []
        for face in found:
            if all(overlap(face[0], other[0]) <= self.overlap for other in kept):
                kept.append(face)
        back_x, back_y = wide / width, high / height
        return [
            ((x * back_x, y * back_y, w * back_x, h * back_y), confidence)
            for (x, y, w, h), confidence in kept]


def overlap(one, two):
    """Intersection over union of two boxes."""
    across = min(one[0] + one[2], two[0] + two[2]) - max(one[0], two[0])
    down = min(one[1] + one[3], two[1] + two[3]) - max(one[1], two[1])
    if across <= 0 or down <= 0:
        return 0.0
    return across * down / (one[2] * one[3] + two[2] * two[3] - across * down)


def session(path):
    """A session on one thread, as padbench runs it."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def boxed_pictures(table):
    """Picture paths and boxes of a table."""
    folder = os.path.dirname(os.path.abspath(table))
    with open(table, newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            box = tuple(float(row[key]) for key in ("x", "y", "width", "height"))
            yield os.path.join(folder, row["picture"]), row["picture"], box


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="the detector's ONNX file")
    faces = parser.add_mutually_exclusive_group(required=True)
    faces.add_argument("--finder", help="YuNet's ONNX file")
    faces.add_argument("--boxes", help="table with picture,x,y,width,height")
    parser.add_argument("pictures", nargs="*")
    options = parser.parse_args()
    if bool(options.boxes) == bool(options.pictures):
        parser.error("give pictures with --finder, and none with --boxes")

    detector = Detector(options.model)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["picture", "x", "y", "width", "height", "confidence", "score"])
    if options.boxes:
        for path, name, box in boxed_pictures(options.boxes):
            out.writerow([name, *box, "", detector.score(upright(path), box)])
        return
    finder = Finder(options.finder)
    for path in options.pictures:
        pixels = upright(path)
        best = finder.best(pixels)
        if best is None:
            out.writerow([path, "", "", "", "", "", ""])
        else:
            box, confidence = best
            box = tuple(float(value) for value in box)
            out.writerow([path, *box, confidence, detector.score(pixels, box)])


if __name__ == "__main__":
    main()
