#!/usr/bin/env python3
"""An independent implementation of what padbench does with an ONNX face matcher, to compare with.

It shares no code with padbench: pictures are decoded by Pillow, faces found as pad_reference.py
does, aligned by Umeyama's solution with numpy's singular value decomposition, and run by the
onnxruntime package. Written for the cards in ../cards:

    pip install -r requirements.txt
    matcher_reference.py --model MobileFaceNet.onnx --finder yunet_n_320_320.onnx PICTURE...
    matcher_reference.py --model MobileFaceNet.onnx --aligned FACE.png...

It prints a CSV: for each picture the five points that were found and the first four numbers of the
embedding, of length 1; then the cosine of every pair. With --aligned, pictures are taken as faces of
112 x 112 that were aligned before.
"""

import argparse
import csv
import itertools
import sys

import numpy as np

from pad_reference import Finder, rounded, resized, session, upright

# Right eye, left eye, nose, right and left mouth corner in 112 x 112 (ArcFace).
TEMPLATE = np.array([
    (38.2946, 51.6963), (73.5318, 51.5014), (56.0252, 71.7366), (41.5493, 92.3655),
    (70.7299, 92.2041)])
MEAN = np.array([0.485, 0.456, 0.406], np.float32)
DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


def similarity(points, targets):
    """Matrix and shift that bring points nearest to targets (Umeyama 1991)."""
    centre, goal = points.mean(0), targets.mean(0)
    one, two = points - centre, targets - goal
    left, values, right = np.linalg.svd(two.T @ one / len(points))
    signs = np.ones(2)
    if np.linalg.det(two.T @ one) < 0:
        signs[1] = -1
    matrix = (values @ signs) / one.var(0).sum() * left @ np.diag(signs) @ right
    return matrix, goal - matrix @ centre


def aligned(pixels, points):
    """The face in 112 x 112, blended linearly, mirrored beyond the picture's edges."""
    matrix, shift = similarity(points, TEMPLATE)
    back = np.linalg.inv(matrix)
    rows, columns = np.mgrid[0:112, 0:112].astype(float)
    x, y = np.einsum("ij,jyx->iyx", back, np.stack([columns - shift[0], rows - shift[1]]))
    left, top = np.floor(x), np.floor(y)
    across, down = (x - left)[..., None], (y - top)[..., None]

    def at(rows, columns):
        return pixels[mirrored(rows, len(pixels)), mirrored(columns, pixels.shape[1])].astype(float)

    above = at(top, left) * (1 - across) + at(top, left + 1) * across
    below = at(top + 1, left) * (1 - across) + at(top + 1, left + 1) * across
    return np.floor(above * (1 - down) + below * down + 0.5).astype(np.uint8)


def mirrored(places, size):
    """Places in a picture of this size, mirrored at its edges without repeating them."""
    places = places.astype(int) % (2 * size - 2)
    return np.where(places < size, places, 2 * size - 2 - places)


class PointFinder(Finder):
    """YuNet with the five points of its best face."""

    def points(self, pixels):
        box, _ = self.best(pixels)
        high, wide = pixels.shape[:2]
        scale = min(self.width / wide, self.height / high)
        width, height = rounded(wide * scale), rounded(high * scale)
        canvas = np.zeros((self.height, self.width, 3), np.float32)
        canvas[:height, :width] = resized(pixels, width, height)
        tensor = np.ascontiguousarray(canvas[:, :, ::-1].transpose(2, 0, 1)[None])
        names = [output.name for output in self.session.get_outputs()]
        output = dict(zip(names, self.session.run(None, {self.name: tensor})))
        best = None
        for stride in (8, 16, 32):
            columns = self.width // stride
            scores = np.sqrt(
                np.clip(output[f"cls_{stride}"].ravel().astype(np.float64), 0, 1)
                * np.clip(output[f"obj_{stride}"].ravel().astype(np.float64), 0, 1))
            cell = int(scores.argmax())
            if best is None or scores[cell] > best[0]:
                offsets = output[f"kps_{stride}"].reshape(-1, 5, 2)[cell].astype(np.float64)
                corner = np.array([cell % columns, cell // columns])
                best = scores[cell], (offsets + corner) * stride
        return best[1] * np.array([wide / width, high / height])


class Matcher:
    """MobileFaceNet as the card mobilefacenet describes it."""

    def __init__(self, path):
        self.session = session(path)
        self.name = self.session.get_inputs()[0].name

    def embedding(self, face):
        tensor = (face.astype(np.float32) / np.float32(255) - MEAN) / DEVIATION
        raw = self.session.run(None, {self.name: tensor.transpose(2, 0, 1)[None]})[0][0]
        raw = raw.astype(np.float64)
        return raw / np.linalg.norm(raw)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="the matcher's ONNX file")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--finder", help="YuNet's ONNX file")
    how.add_argument("--aligned", action="store_true", help="pictures are aligned faces")
    parser.add_argument("pictures", nargs="+")
    options = parser.parse_args()

    matcher = Matcher(options.model)
    finder = PointFinder(options.finder) if options.finder else None
    out = csv.writer(sys.stdout, lineterminator="\n")
    embeddings = []
    for path in options.pictures:
        pixels = upright(path)
        points = finder.points(pixels) if finder else TEMPLATE
        face = aligned(pixels, points) if finder else pixels
        embeddings.append(matcher.embedding(face))
        first = [f"{value:.6f}" for value in embeddings[-1][:4]]
        out.writerow([path, *(f"{value:.3f}" for value in points.ravel()), *first])
    for (one, a), (two, b) in itertools.combinations(zip(options.pictures, embeddings), 2):
        out.writerow([one, two, f"{float(a @ b):.6f}"])


if __name__ == "__main__":
    main()
