"""Makes folders of frames of 3DMAD's HDF5 files.

  extract_hdf5.py ORIGINAL OUTPUT

Color_Data is N x 3 x H x W in 8 bits, Depth_Data N x 1 x H x W in 16 bits, Eye_Pos N x 4: right eye
x, y, left eye x, y. A file that is done already (its eyes.csv is written last) is left alone; one
that cannot be read is named, and the others go on.
"""

import csv
import os
import sys

import h5py
import numpy
from PIL import Image


def extract(path, target):
    with h5py.File(path, "r") as file:
        colour, depth = file["Color_Data"], file.get("Depth_Data")
        eyes = file.get("Eye_Pos")
        if colour.ndim != 4 or colour.shape[1] != 3 or colour.dtype != numpy.uint8:
            raise ValueError(f"Color_Data is {colour.dtype} {colour.shape}, not N x 3 x H x W in 8 bits")
        if depth is not None and depth.dtype != numpy.uint16:
            if depth[:].min() < 0 or depth[:].max() > 65535:
                raise ValueError("Depth_Data does not fit into 16 bits")
        os.makedirs(os.path.join(target, "color"), exist_ok=True)
        if depth is not None:
            os.makedirs(os.path.join(target, "depth"), exist_ok=True)
        for number in range(colour.shape[0]):
            name = f"{number:06d}.png"
            frame = numpy.moveaxis(colour[number], 0, 2)
            Image.fromarray(frame).save(os.path.join(target, "color", name))
            if depth is not None:
                plane = depth[number, 0].astype(numpy.uint16)
                Image.fromarray(plane).save(os.path.join(target, "depth", name))
        temporary = os.path.join(target, "eyes.csv.tmp")
        with open(temporary, "w", newline="") as out:
            rows = csv.writer(out, lineterminator="\n")
            rows.writerow(["frame", "right_eye_x", "right_eye_y", "left_eye_x", "left_eye_y"])
            for number in range(0 if eyes is None else eyes.shape[0]):
                rows.writerow([number] + [float(value) for value in eyes[number][:4]])
        os.replace(temporary, os.path.join(target, "eyes.csv"))
        return colour.shape[0]


def main():
    original, output = sys.argv[1:3]
    data = os.path.join(original, "Data")
    failed = 0
    for name in sorted(os.listdir(data)):
        stem, extension = os.path.splitext(name)
        if extension not in (".hdf5", ".h5"):
            continue
        target = os.path.join(output, "Data", stem)
        if os.path.exists(os.path.join(target, "eyes.csv")):
            continue
        try:
            print(f"{name}: {extract(os.path.join(data, name), target)} frames")
        except (OSError, KeyError, ValueError) as error:
            failed += 1
            print(f"{name}: {error}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
