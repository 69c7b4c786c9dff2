"""Lets a public face finder, attack detector and face matcher judge synthetic datasets.

    judge.py MODELS SET [SET ...]

MODELS holds facenox/, yunet/ and mobilefacenet/ with the published ONNX files. Prints Markdown; ends
with status 1 when a bound is missed. The models never saw the pictures and took no part in making
the generator; bounds are per set, none is averaged away.
"""
import csv
import os
import sys

import cv2
import numpy as np
import onnxruntime

BOUNDS = {"found": 0.98, "print": 0.95, "replay": 0.90, "eer": 0.05}
# Where eyes, nose and corners of the mouth lie in the matcher's 112 x 112 crop.
TEMPLATE = np.float32(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)


class Models:
    def __init__(self, folder):
        self.finder = self.session(folder, "yunet/yunet_n_320_320.onnx")
        self.detector = self.session(folder, "facenox/minifasnet_v2_se_128.onnx")
        self.matcher = self.session(folder, "mobilefacenet/MobileFaceNet.onnx")

    @staticmethod
    def session(folder, name):
        return onnxruntime.InferenceSession(os.path.join(folder, name), providers=["CPUExecutionProvider"])

    def find(self, image):
        """The best face: score, box, five landmarks (the rule of OpenCV's FaceDetectorYN)."""
        height, width = image.shape[:2]
        scale = 320 / max(height, width)
        small = cv2.resize(image, (int(width * scale), int(height * scale)), interpolation=cv2.INTER_AREA)
        canvas = np.zeros((320, 320, 3), np.float32)
        canvas[: small.shape[0], : small.shape[1]] = small
        names = [output.name for output in self.finder.get_outputs()]
        values = self.finder.run(None, {self.finder.get_inputs()[0].name: canvas.transpose(2, 0, 1)[None]})
        out = dict(zip(names, values))
        best = None
        for stride in (8, 16, 32):
            classes = np.clip(out[f"cls_{stride}"].ravel(), 0, 1)
            scores = np.sqrt(classes * np.clip(out[f"obj_{stride}"].ravel(), 0, 1))
            i = int(scores.argmax())
            if best is not None and scores[i] <= best[0]:
                continue
            row, column = divmod(i, 320 // stride)
            dx, dy, dw, dh = out[f"bbox_{stride}"].reshape(-1, 4)[i]
            w, h = np.exp(dw) * stride, np.exp(dh) * stride
            box = np.array([(column + dx) * stride - w / 2, (row + dy) * stride - h / 2, w, h]) / scale
            points = out[f"kps_{stride}"].reshape(-1, 10)[i].reshape(5, 2)
            best = (float(scores[i]), box, (points + [column, row]) * stride / scale)
        return best

    def liveness(self, image, box):
        """P(bona fide) of the square of 1.5 times the box's longer side."""
        x, y, w, h = box
        side = max(w, h) * 1.5
        left, top, side = int(x + w / 2 - side / 2), int(y + h / 2 - side / 2), int(side)
        pad = max(0, -left, -top, left + side - image.shape[1], top + side - image.shape[0])
        framed = cv2.copyMakeBorder(image, pad, pad, pad, pad, cv2.BORDER_REFLECT_101)
        crop = framed[top + pad : top + pad + side, left + pad : left + pad + side]
        pixels = cv2.cvtColor(cv2.resize(crop, (128, 128)), cv2.COLOR_BGR2RGB).astype(np.float32) / 255
        name = self.detector.get_inputs()[0].name
        logits = self.detector.run(None, {name: pixels.transpose(2, 0, 1)[None]})[0][0]
        powers = np.exp(logits - logits.max())
        return float(powers[0] / powers.sum())

    def embedding(self, image, landmarks):
        transform, _ = cv2.estimateAffinePartial2D(np.float32(landmarks), TEMPLATE, method=cv2.LMEDS)
        crop = cv2.cvtColor(cv2.warpAffine(image, transform, (112, 112)), cv2.COLOR_BGR2RGB)
        pixels = (crop.astype(np.float32) / 255 - [0.485, 0.456, 0.406]) / [0.229, 0.224, 0.225]
        name = self.matcher.get_inputs()[0].name
        vector = self.matcher.run(None, {name: pixels.transpose(2, 0, 1)[None].astype(np.float32)})[0][0]
        return vector / np.linalg.norm(vector)


def area(positive, negative):
    """Probability that a positive outranks a negative, ties half."""
    p, n = np.array(positive)[:, None], np.array(negative)[None]
    return float((p > n).mean() + 0.5 * (p == n).mean())


def equal_error_rate(mated, other):
    """The smallest mean of both rates where they are closest."""
    best = None
    for threshold in np.unique(np.concatenate([mated, other])):
        misses, hits = float((mated < threshold).mean()), float((other >= threshold).mean())
        if best is None or abs(misses - hits) < best[0]:
            best = (abs(misses - hits), (misses + hits) / 2)
    return best[1]


def judge(models, folder):
    found, scores, faces = [], {"bona fide": [], "print": [], "replay": []}, []
    with open(os.path.join(folder, "manifest.csv"), newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            image = cv2.imread(os.path.join(folder, row["media"]))
            kind = row["pai_species"].split("/")[0] or "bona fide"
            score, box, landmarks = models.find(image)
            if kind == "bona fide":
                found.append(score >= 0.5)
            if score < 0.5:
                continue
            scores[kind].append(models.liveness(image, box))
            if kind == "bona fide":
                faces.append((row["subject_id"], models.embedding(image, landmarks)))
    mated, other = [], []
    for i, (subject, vector) in enumerate(faces):
        for name, earlier in faces[:i]:
            (mated if name == subject else other).append(float(vector @ earlier))
    return {
        "counts": {name: len(values) for name, values in scores.items()},
        "comparisons": (len(mated), len(other)),
        "found": sum(found) / len(found),
        "print": area(scores["bona fide"], scores["print"]),
        "replay": area(scores["bona fide"], scores["replay"]),
        "eer": equal_error_rate(np.array(mated), np.array(other)),
    }


def main():
    models = Models(sys.argv[1])
    print("# Synthetic faces before public models\n")
    print("Twenty identities per seed, pictures of 480 × 640, seeds that were never used while the")
    print("generator was made. YuNet looks for the faces (score ≥ 0.5), facenox' MiniFASNetV2-SE judges")
    print("liveness, MobileFaceNet compares all pairs of bona fide pictures. No model had a part in the")
    print("generator. This says that the pictures carry what such models look for, and nothing about")
    print("error rates on people. Made by `scripts/judge-synthesis`.\n")
    print("| seed | bona fide / print / replay | faces found | AUC print | AUC replay | mated / other pairs | EER |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    missed = []
    for folder in sys.argv[2:]:
        seed = os.path.basename(folder.rstrip("/")).removeprefix("seed-")
        result = judge(models, folder)
        counts = " / ".join(str(count) for count in result["counts"].values())
        pairs = " / ".join(str(count) for count in result["comparisons"])
        print(
            f"| {seed} | {counts} | {result['found']:.1%} | {result['print']:.3f} | {result['replay']:.3f} "
            f"| {pairs} | {result['eer']:.1%} |"
        )
        for name, bound in BOUNDS.items():
            if result[name] > bound if name == "eer" else result[name] < bound:
                missed.append(f"seed {seed}: {name} {result[name]:.3f}, bound {bound}")
    print(f"| **wanted** | | ≥ {BOUNDS['found']:.0%} | ≥ {BOUNDS['print']} | ≥ {BOUNDS['replay']} | | ≤ {BOUNDS['eer']:.0%} |")
    if missed:
        print("\nMissed: " + "; ".join(missed) + ".")
    sys.exit(1 if missed else 0)


main()
