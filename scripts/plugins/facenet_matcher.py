#!/usr/bin/env python3
"""A FaceNet-style network in PyTorch as a matcher: put your model file and its preprocessing where
the marks are.

Needs `pip install torch numpy` and facenet.pt beside this file: the whole model as TorchScript
(`torch.jit.script(model).save("facenet.pt")`), so that its Python classes are not needed.
"""

from padbench_plugin import NoScore, serve_matcher  # before libraries that print

import os

import numpy
import torch

FOLDER = os.path.dirname(os.path.abspath(__file__))

# 1. Your model file, the side of its input, and how much of the picture around the face it was
#    trained on. The wrong values still give templates, and much worse ones.
MODEL = os.path.join(FOLDER, "facenet.pt")
SIDE = 160
CROP_SCALE = 1.2
# 2. How many numbers it gives.
DIMENSIONS = 512

# Equal input must give equal templates, whatever else the machine does.
torch.set_num_threads(1)
torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.jit.load(MODEL, map_location="cpu").eval()


def model_input(frame):
    """The square around the face, black beyond the edges, at the model's size: 3 x SIDE x SIDE."""
    face, pixels = frame.face, frame.pixels
    size = max(int(round(max(face.width, face.height) * CROP_SCALE)), 1)
    left = int(round(face.x + face.width / 2 - size / 2))
    top = int(round(face.y + face.height / 2 - size / 2))
    square = numpy.zeros((size, size, 3), numpy.uint8)
    x0, y0 = max(left, 0), max(top, 0)
    x1, y1 = min(left + size, frame.width), min(top + size, frame.height)
    if x0 >= x1 or y0 >= y1:
        raise NoScore("refused", "the face lies outside the picture")
    square[y0 - top:y1 - top, x0 - left:x1 - left] = pixels[y0:y1, x0:x1]
    planes = torch.from_numpy(square).permute(2, 0, 1).float()
    planes = torch.nn.functional.interpolate(
        planes[None], size=(SIDE, SIDE), mode="bilinear", align_corners=False, antialias=True)[0]
    # 3. Its normalisation: FaceNet takes values around -1 to 1.
    return (planes - 127.5) / 128


def embed(frames):
    inputs = [model_input(frame) for frame in frames if frame.face is not None]
    if not inputs:
        return NoScore("no-face")
    with torch.inference_mode():
        # One by one, so that a frame's vector does not depend on its neighbours in a batch.
        vectors = [torch.nn.functional.normalize(model(each[None])[0], dim=0) for each in inputs]
    return torch.stack(vectors).mean(0)


serve_matcher(embed, name="facenet-matcher", version="1", dimensions=DIMENSIONS)
