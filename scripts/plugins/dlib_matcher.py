#!/usr/bin/env python3
"""dlib's face recognition network (ResNet-29, 128 numbers) as a matcher.

Needs `pip install dlib-bin face-recognition-models numpy`: the library, and its weights by Davis
King (public domain). Two faces count as one person's below a distance of about 0.6, which is a
score of -0.6 here.
"""

from padbench_plugin import NoScore, serve_matcher  # before libraries that print

import importlib.util
import os

import dlib
import numpy


def weights(name):
    # The package itself imports what newer Pythons no longer bring, so that only its folder is used.
    package = importlib.util.find_spec("face_recognition_models")
    if package is None:
        raise SystemExit("there is no package face-recognition-models")
    return os.path.join(package.submodule_search_locations[0], "models", name)


landmarks = dlib.shape_predictor(weights("shape_predictor_5_face_landmarks.dat"))
network = dlib.face_recognition_model_v1(
    weights("dlib_face_recognition_resnet_model_v1.dat"))


def descriptor(frame):
    face, pixels = frame.face, numpy.ascontiguousarray(frame.pixels)
    # The landmarks were learned on squares from the brows to the chin.
    side = 0.9 * max(face.width, face.height)
    x, y = face.x + face.width / 2, face.y + 0.55 * face.height
    box = dlib.rectangle(
        round(x - side / 2), round(y - side / 2), round(x + side / 2), round(y + side / 2))
    return numpy.array(network.compute_face_descriptor(pixels, landmarks(pixels, box)))


def embed(frames):
    faces = [descriptor(frame) for frame in frames if frame.face is not None]
    if not faces:
        return NoScore("no-face")
    return numpy.mean(faces, axis=0)


serve_matcher(embed, name="dlib-matcher", version=dlib.__version__, dimensions=128)
