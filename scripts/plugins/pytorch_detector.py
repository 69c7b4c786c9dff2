#!/usr/bin/env python3
"""A PyTorch model as a detector: put your model file and its preprocessing where the marks are.

Needs `pip install torch numpy` and model.pt beside this file: the whole model as TorchScript
(`torch.jit.script(model).save("model.pt")`), so that its Python classes are not needed.
"""

from padbench_plugin import NoScore, serve  # before libraries that print

import os

import numpy
import torch

FOLDER = os.path.dirname(os.path.abspath(__file__))

# 1. Your model file, input size and normalisation. Get these right: the wrong colour order or
#    value range still gives scores, and much worse ones.
MODEL = os.path.join(FOLDER, "model.pt")
SIDE = 224
CROP_SCALE = 1.3
MEAN = [0.485, 0.456, 0.406]
DEVIATION = [0.229, 0.224, 0.225]
# 2. Which of the model's outputs is "live".
LIVE = 1

# Equal input must give equal scores, whatever else the machine does.
torch.set_num_threads(1)
torch.manual_seed(0)
torch.use_deterministic_algorithms(True)
model = torch.jit.load(MODEL, map_location="cpu").eval()
mean = torch.tensor(MEAN)[:, None, None]
deviation = torch.tensor(DEVIATION)[:, None, None]


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
    planes = torch.from_numpy(square).permute(2, 0, 1).float() / 255
    planes = torch.nn.functional.interpolate(
        planes[None], size=(SIDE, SIDE), mode="bilinear", align_corners=False, antialias=True)[0]
    return (planes - mean) / deviation


def judge(frames):
    inputs = [model_input(frame) for frame in frames if frame.face is not None]
    if not inputs:
        return NoScore("no-face")
    with torch.inference_mode():
        # One by one, so that a frame's score does not depend on its neighbours in a batch.
        scores = [torch.softmax(model(each[None])[0], 0)[LIVE].item() for each in inputs]
    return sum(scores) / len(scores)


serve(judge, name="pytorch-detector", version="1", range=(0, 1))
