# SPDX-License-Identifier: 0BSD (this file alone: what copies it stays under its own licence)
"""Makes a padbench plugin of a Python function: copy this one file beside your program.

    from padbench_plugin import NoScore, serve      # first of all imports, see below

    def judge(frames):
        frame = frames[0]
        if frame.face is None:
            return NoScore("no-face")
        return my_model(frame.pixels)               # higher: more bona fide

    serve(judge, name="my-detector", version="1")

Try it without padbench: python3 my_detector.py --self-test

Needs Python 3.8 and nothing else; with numpy, `pixels` is an array. Importing this file takes
standard input and output for the talk with padbench: from then on, what anything prints (C
libraries too) goes to standard error. So import it before libraries that greet on loading.
"""

import array
import base64
import binascii
import collections
import json
import math
import os
import re
import sys

__all__ = [
    "Depth", "Face", "FaceBox", "Frame", "NoScore", "Score", "serve", "serve_faces",
    "serve_matcher"]

PROTOCOL = 1
LONGEST_LINE = 1 << 20
MOST_BYTES = 1 << 30
LONGEST_MESSAGE = 1000
MOST_CUES = 64
MOST_DIMENSIONS = 16384
MOST_TEMPLATE_BYTES = 256 << 10
LARGEST_FLOAT32 = 3.4028234663852886e38
HIGH_MEANS = ("bona_fide", "attack")
# What padbench finds out by itself; a plugin may not say it.
RESERVED = {
    "crash", "timeout", "protocol", "oom", "decode", "tampered", "too-big", "unreadable",
    "unstated", "not-finite"}


# What a detector sees ---------------------------------------------------------------------------

FaceBox = collections.namedtuple("FaceBox", "x y width height")
FaceBox.__doc__ = "Where a face is, in pixels from the upper left corner; may reach over the edge."

Depth = collections.namedtuple("Depth", "width height values")
Depth.__doc__ = "Numbers of 16 bits, row by row: an array of height x width, or without numpy flat."


class Frame:
    """One picture of a presentation, upright."""

    def __init__(self, line, data, depth=None, infrared=None):
        self.index = line.get("index", 0)
        """Position in the sequence, from 0."""
        self.time = line.get("time")
        """Seconds since the first frame; None when unknown."""
        self.width = line["width"]
        self.height = line["height"]
        self.file = line.get("file")
        """Path of a PNG, where the card says `delivery: file`; gone after the answer."""
        face = line.get("face")
        self.face = FaceBox(*face) if face is not None else None
        """The face's box, or None when unknown."""
        self.landmarks = [tuple(point) for point in line.get("landmarks") or []]
        """(x, y) of right eye, left eye, nose, right and left mouth corner, or the eyes alone."""
        self.depth = depth
        """A Depth, or None."""
        self.infrared = infrared
        """A Depth, or None."""
        self._data = data

    @property
    def data(self):
        """The pixels as bytes, row by row: red, green, blue."""
        if self._data is None:
            from PIL import Image  # only files need it

            with Image.open(self.file) as picture:
                self._data = picture.convert("RGB").tobytes()
        return self._data

    @property
    def pixels(self):
        """The pixels as a numpy array, height x width x 3 of uint8; bytes without numpy."""
        numpy = _numpy()
        if numpy is None:
            return bytes(self.data)
        return numpy.frombuffer(self.data, numpy.uint8).reshape(self.height, self.width, 3)


# What a detector says ---------------------------------------------------------------------------


class NoScore(Exception):
    """Why there is no score; may be returned or raised.

    `reason` is a short word such as no-face, missing-input, refused; `message` is for people.
    """

    def __init__(self, reason, message=""):
        super().__init__(reason, message)
        if not re.fullmatch(r"[a-z0-9-]{1,32}", reason):
            raise ValueError("a reason has lower-case letters, digits and hyphens: %r" % (reason,))
        if reason in RESERVED:
            raise ValueError("only padbench finds %r; say 'failed' or 'refused'" % (reason,))
        self.reason = reason
        self.message = message


class Score:
    """A score with what spoke for bona fide (above 0) or for an attack (below 0).

    `cues` is a dict of at most 64 names (lower-case letters, digits, hyphens) and numbers; they
    explain the score and do not change it.
    """

    def __init__(self, value, cues=None):
        self.value = value
        self.cues = cues or {}


class Face:
    """A face that was found: box (x, y, width, height), confidence 0...1, and two or five
    landmarks (x, y), or none."""

    def __init__(self, box, confidence, landmarks=()):
        self.box = box
        self.confidence = confidence
        self.landmarks = landmarks


# Serving ----------------------------------------------------------------------------------------


def serve(judge, name, version, high_means="bona_fide", range=None):
    """Answers padbench until it closes standard input; does not return before.

    `judge` is a function that takes the list of a presentation's frames and gives a number, a
    Score or a NoScore. For long sequences it may be an object instead, so that no frame has to be
    kept: `begin()`, `observe(frame)` for each, `finish()` gives the answer. An exception costs
    that presentation its score, not the run.

    `high_means` is what the card says in `output: high_means`; `range` is (lowest, highest), or
    None when any finite number is a score. Load models before calling this.
    """
    if high_means not in HIGH_MEANS:
        raise ValueError("high_means is 'bona_fide' or 'attack', not %r" % (high_means,))
    hello = {"role": "detector", "high_means": high_means}
    if range is not None:
        hello["range"] = [float(range[0]), float(range[1])]
    _run(name, version, hello, _Presentations(judge, lambda result: _score(result, range)))


def serve_faces(find, name, version):
    """Like `serve`, for a face finder: `find` takes a Frame and gives a list of Face, the best
    first."""
    _run(name, version, {"role": "face-finder"}, _Finder(find))


def serve_matcher(embed, name, version, dimensions=None, compare=None):
    """Like `serve`, for a face matcher: `embed` takes the list of a presentation's frames (or is an
    object with `begin`, `observe`, `finish`) and gives a template of the face, or a NoScore.

    With `dimensions` a template is so many numbers, and padbench compares them by the card's
    measure. With `compare` it is bytes, at most 256 KiB, and `compare(probe, reference)` says how
    alike two of them are: a number, higher for more alike, or None when that cannot be said. What
    else is compared must not change a pair's number.
    """
    if (dimensions is None) == (compare is None):
        raise ValueError("a matcher has either dimensions or a function that compares")
    hello = {"role": "matcher"}
    if compare is None:
        if not 1 <= dimensions <= MOST_DIMENSIONS:
            raise ValueError("dimensions are 1 to %d, not %r" % (MOST_DIMENSIONS, dimensions))
        hello["dimensions"] = dimensions
        _run(name, version, hello, _Presentations(embed, lambda it: _vector(it, dimensions)))
    else:
        hello["compares"] = True
        _run(name, version, hello, _Matcher(embed, compare))


class _Broken(Exception):
    """What was read cannot be a request, so that nobody knows where the next one begins."""


def _run(name, version, hello, subsystem):
    if "--self-test" in sys.argv[1:]:
        sys.exit(_SelfTest().run())
    hello = dict(
        {"type": "hello", "protocol": PROTOCOL, "name": name, "version": str(version)}, **hello)
    try:
        while True:
            line = _input.readline(LONGEST_LINE + 1)
            if not line:
                return
            request = _request(line)
            if request.get("type") == "hello":
                _write(hello)
            elif not subsystem.take(request):
                # A later padbench may ask for more than this file knows.
                kind = ascii(request.get("type"))[:200]
                sys.stderr.write("refused a request of type %s\n" % kind)
                _bytes(_whole(request, "bytes", 0))
                if "id" in request:
                    _write({"id": _whole(request, "id"), "no_score": "refused"})
    except BrokenPipeError:
        os._exit(1)  # padbench went away, and nobody is left to be told
    except _Broken as fault:
        sys.stderr.write("%s: cannot go on: %s\n" % (name, fault))
        sys.exit(2)


class _Collector:
    """Keeps a presentation's frames for a function that wants all of them at once."""

    def __init__(self, judge):
        self._judge = judge
        self._frames = []

    def begin(self):
        self._frames = []

    def observe(self, frame):
        self._frames.append(frame)

    def finish(self):
        frames, self._frames = self._frames, []
        return self._judge(frames)


class _Presentations:
    """Answers what padbench asks about presentations; `answer` makes it of what the program gives."""

    def __init__(self, judge, answer):
        self._observer = judge if hasattr(judge, "observe") else _Collector(judge)
        self._answer = answer
        self._id = None
        self._frames = 0
        self._failure = None

    def take(self, request):
        kind = request.get("type")
        if kind not in ("begin", "frame", "finish"):
            return False
        id = _whole(request, "id")
        if kind == "begin":
            self._id, self._frames, self._failure = id, 0, None
            self._guard(self._observer.begin)
            return True
        if id != self._id:
            raise _Broken("a %s of presentation %d, which was not begun" % (kind, id))
        if kind == "frame":
            self._frames += 1
            # Its bytes are read even when the presentation has failed: the next request is behind.
            frame, failure = _guarded(lambda: _frame(request))
            self._failure = self._failure or failure
            self._guard(lambda: self._observer.observe(frame))
        else:
            _write(dict({"id": id}, **self._finish()))
            self._id = None
        return True

    def _finish(self):
        if not self._frames:
            return _no_score(NoScore("missing-input", "there was no frame"))
        answer = self._guard(lambda: self._answer(self._observer.finish()))
        return self._failure or answer

    def _guard(self, call):
        """Calls the program; what it raises becomes this presentation's answer."""
        if self._failure is None:
            answer, self._failure = _guarded(call)
            return answer
        return None


class _Matcher(_Presentations):
    """Answers what padbench asks of a matcher that compares its templates itself."""

    def __init__(self, embed, compare):
        super().__init__(embed, _opaque)
        self._compare = compare

    def take(self, request):
        if request.get("type") != "compare":
            return super().take(request)
        id = _whole(request, "id")
        try:
            probe, *references = (
                base64.b64decode(text, validate=True)
                for text in [request["probe"]] + request["references"])
        except (KeyError, TypeError, binascii.Error) as error:
            raise _Broken("a comparison without templates: %r" % error)
        _write({"id": id, "scores": [self._pair(probe, reference) for reference in references]})
        return True

    def _pair(self, probe, reference):
        """How alike they are, or None; what one pair raises costs no other."""
        def compared():
            score = self._compare(probe, reference)
            return None if score is None else _finite(score)

        return _guarded(compared)[0]


class _Finder:
    """Answers what padbench asks of a face finder."""

    def __init__(self, find):
        self._find = find

    def take(self, request):
        if request.get("type") != "find":
            return False
        id = _whole(request, "id")
        answer, failure = _guarded(lambda: _faces(self._find(_frame(request))))
        _write(dict({"id": id}, **(failure or answer)))
        return True


def _guarded(call):
    """What a call gives, and the answer in its place when it raises."""
    try:
        return call(), None
    except _Broken:
        raise
    except NoScore as reason:
        return None, _no_score(reason)
    except Exception as error:
        import traceback  # not for those that never fail: starting is part of what is measured

        traceback.print_exc()
        return None, _no_score(NoScore("failed", "%s: %s" % (type(error).__name__, error)))


# Answers ----------------------------------------------------------------------------------------


def _score(result, range):
    if isinstance(result, NoScore):
        return _no_score(result)
    score = result if isinstance(result, Score) else Score(result)
    value = _finite(score.value)
    if range is not None and not range[0] <= value <= range[1]:
        raise ValueError("the score %r is not within %r" % (value, tuple(range)))
    answer = {"score": value}
    if score.cues:
        answer["cues"] = {_word(name): _finite(each) for name, each in score.cues.items()}
        if len(answer["cues"]) > MOST_CUES:
            raise ValueError("%d cues, and %d are possible" % (len(score.cues), MOST_CUES))
    return answer


def _vector(result, dimensions):
    if isinstance(result, NoScore):
        return _no_score(result)
    values = result.tolist() if hasattr(result, "tolist") else list(result)
    if len(values) != dimensions:
        raise ValueError("a template of %d numbers, and not of %d" % (len(values), dimensions))
    numbers = [_finite(each) for each in values]
    if max(map(abs, numbers)) > LARGEST_FLOAT32:
        raise ValueError("a template has a number that 32 bits cannot hold")
    return {"template": numbers}


def _opaque(result):
    if isinstance(result, NoScore):
        return _no_score(result)
    data = bytes(memoryview(result))
    if not 1 <= len(data) <= MOST_TEMPLATE_BYTES:
        raise ValueError("a template of %d bytes, and 1 to %d are possible" % (
            len(data), MOST_TEMPLATE_BYTES))
    return {"template": base64.b64encode(data).decode("ascii")}


def _faces(result):
    if isinstance(result, NoScore):
        return _no_score(result)
    return {"faces": [_face(face) for face in result]}


def _face(face):
    box = [_finite(each) for each in face.box]
    answer = {"box": box, "confidence": _finite(face.confidence)}
    if len(box) != 4 or min(box[2:]) <= 0 or not 0 <= answer["confidence"] <= 1:
        raise ValueError("no box with a confidence: %r" % (answer,))
    points = [[_finite(each) for each in point] for point in face.landmarks]
    if points:
        if len(points) not in (2, 5):
            raise ValueError("%d landmarks, and two or five are possible" % len(points))
        answer["landmarks"] = points
    return answer


def _no_score(reason):
    answer = {"no_score": reason.reason}
    if reason.message:
        # No half surrogates, which strict readers refuse.
        text = str(reason.message)[:LONGEST_MESSAGE]
        answer["message"] = text.encode("utf-8", "replace").decode("utf-8")
    return answer


def _finite(value):
    """A number of Python, numpy or a framework; truth values and texts are none."""
    if value is None or isinstance(value, (str, bytes)) or "bool" in type(value).__name__:
        raise TypeError("%r is no number" % (value,))
    value = float(value)
    if not math.isfinite(value):
        raise ValueError("%r is not finite" % value)
    return value


def _word(name):
    if not re.fullmatch(r"[a-z0-9-]{1,64}", name):
        raise ValueError("a cue's name has lower-case letters, digits and hyphens: %r" % (name,))
    return name


# Requests ---------------------------------------------------------------------------------------


def _request(line):
    if not line.endswith(b"\n"):
        raise _Broken("a line of over %d bytes, or one without its end" % LONGEST_LINE)
    try:
        request = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _Broken("a line is not JSON: %s" % error)
    if not isinstance(request, dict):
        raise _Broken("a line is no JSON object")
    return request


def _whole(line, name, fallback=None):
    value = line.get(name, fallback)
    if type(value) is not int or not 0 <= value <= 1 << 53:
        raise _Broken("'%s' is no whole number: %s" % (name, ascii(value)[:200]))
    return value


def _frame(line):
    """A picture with the depth and infrared that follow it, or lie in files."""
    width, height = _whole(line, "width"), _whole(line, "height")
    maps = [line.get(name) for name in ("depth", "infrared")]
    if not all(each is None or isinstance(each, dict) for each in maps):
        raise _Broken("a depth or infrared that is no object")
    sizes = [each and (_whole(each, "width"), _whole(each, "height")) for each in maps]
    data = None
    if "file" not in line:
        stated = _whole(line, "bytes")
        counted = width * height * 3 + sum(2 * size[0] * size[1] for size in sizes if size)
        if stated != counted:
            raise _Broken("%d bytes stated, and the sizes make %d" % (stated, counted))
        data = _bytes(width * height * 3)
    planes = [size and _plane(size, each) for size, each in zip(sizes, maps)]
    try:
        return Frame(line, data, *planes)
    except TypeError as error:
        raise _Broken("a frame's face or landmarks are none: %s" % error)


def _plane(size, line):
    width, height = size
    if "file" in line:
        from PIL import Image  # only files need it

        with Image.open(line["file"]) as picture:
            data = array.array("H", picture.getdata()).tobytes()
        order = "=u2"
    else:
        data, order = _bytes(width * height * 2), "<u2"
    numpy = _numpy()
    if numpy is not None:
        return Depth(width, height, numpy.frombuffer(data, order).reshape(height, width))
    values = array.array("H", bytes(data))
    if order == "<u2" and sys.byteorder == "big":
        values.byteswap()
    return Depth(width, height, values)


def _bytes(size):
    if size > MOST_BYTES:
        raise _Broken("%d bytes at once" % size)
    data = bytearray(size)
    view, done = memoryview(data), 0
    while done < size:
        count = _input.readinto(view[done:])
        if not count:
            raise _Broken("standard input ended within a picture")
        done += count
    return data


def _write(message):
    _output.write(_json(message))
    _output.flush()


def _json(message):
    return json.dumps(message, allow_nan=False).encode("ascii") + b"\n"


def _numpy():
    """numpy, or None; imported when first asked for, because that takes a while."""
    if "numpy" not in _modules:
        try:
            import numpy
        except ImportError:
            numpy = None
        _modules["numpy"] = numpy
    return _modules["numpy"]


_modules = {}


def _take_pipes():
    """Keeps the pipes to padbench for messages alone: a print goes to standard error, also one of
    a C library or of a program that is started, and nobody else reads from standard input."""
    requests = os.fdopen(os.dup(0), "rb", 1 << 16)
    answers = os.fdopen(os.dup(1), "wb")
    sys.stdout.flush()
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return requests, answers


_input, _output = _take_pipes()


# The self-test ----------------------------------------------------------------------------------


class _SelfTest:
    """Plays padbench to a second copy of this program and prints the talk."""

    SECONDS = 120
    FACE = {"face": [16, 12, 32, 40], "landmarks": [[24, 26], [40, 26]]}

    def run(self):
        """0 when all went well, else 1."""
        import subprocess
        import threading

        command = [sys.executable, sys.argv[0]]
        command += [each for each in sys.argv[1:] if each != "--self-test"]
        self.faults = []
        self.plugin = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        alarm = threading.Timer(self.SECONDS, self.plugin.kill)
        alarm.start()
        try:
            self._talk()
        finally:
            alarm.cancel()
            self.plugin.kill()
            self.plugin.wait()
        for fault in self.faults:
            self._say("WRONG: " + fault)
        self._say("self-test: %s" % ("failed" if self.faults else "passed"))
        return 1 if self.faults else 0

    def _talk(self):
        self._say("hello")
        hello = self._ask([_json({
            "type": "hello", "protocol": PROTOCOL, "role": "detector", "delivery": "pixels",
            "threads": 1})], None)
        depth = {"width": 8, "height": 8}
        stills = [
            ("a still with a face", [self._picture(1, 64, self.FACE)]),
            ("a still without a face", [self._picture(2, 64)]),
            ("a picture of one pixel", [self._picture(3, 1)]),
            ("three frames with depth", [
                self._picture(4, 64, dict(self.FACE, index=n, time=n / 25, depth=depth))
                for n in range(3)]),
            ("the first again", [self._picture(1, 64, self.FACE)]),
        ]
        answers = []
        for id, (what, pictures) in enumerate(stills, 1):
            if self.faults:
                return
            self._say(what)
            if hello.get("role") == "face-finder":
                parts = [part for line, data in pictures[:1]
                         for part in (_json(dict(line, type="find", id=id)), data)]
            else:
                parts = [_json({"type": "begin", "id": id})]
                parts += [part for line, data in pictures
                          for part in (_json(dict(line, type="frame", id=id)), data)]
                parts.append(_json({"type": "finish", "id": id}))
            answer = self._ask(parts, id)
            answer.pop("id", None)
            answers.append(answer)
            if answer.get("no_score") == "failed":
                self.faults.append("it failed at: " + what)
        if answers[-1] != answers[0]:
            self.faults.append("the same picture has two answers")
        if hello.get("compares") and "template" in answers[0]:
            self._say("the first with itself")
            template = answers[0]["template"]
            answer = self._ask([_json({
                "type": "compare", "id": 6, "probe": template, "references": [template]})], 6)
            if None in answer.get("scores", [None]):
                self.faults.append("it does not compare what it made")
        if not any({"score", "faces", "template"} & set(each) for each in answers):
            self._say("note: nothing here had a score; these are no photographs, so that may be")
        self._end()

    def _end(self):
        self.plugin.stdin.close()
        rest = self.plugin.stdout.read()
        if rest:
            self.faults.append("it wrote %d bytes that nobody asked for" % len(rest))

    def _ask(self, parts, id):
        try:
            for part in parts:
                self.plugin.stdin.write(part)
            self.plugin.stdin.flush()
        except BrokenPipeError:
            pass  # what it answered, or not, says more
        raw = self.plugin.stdout.readline()
        self._say("  plugin: %s" % (raw.decode("utf-8", "replace").rstrip() or "(nothing)"))
        try:
            answer = json.loads(raw.decode("utf-8"))
        except ValueError:
            answer = None
        if isinstance(answer, dict) and answer.get("id") == id:
            return answer
        self.faults.append("this is no answer to %s" % (id or "hello"))
        return {}

    def _picture(self, seed, side, more=None):
        """A frame's line without type and id, and its bytes: stripes, spots and a ramp of depth."""
        data = bytes((x * 3 + y * 5 + c * 40 + seed * 17 + (x * y * 7 + seed) % 31) % 256
                     for y in range(side) for x in range(side) for c in range(3))
        line = dict({"index": 0, "width": side, "height": side}, **(more or {}))
        if "depth" in line:
            count = line["depth"]["width"] * line["depth"]["height"]
            data += b"".join(n.to_bytes(2, "little") for n in range(800, 800 + count))
        line["bytes"] = len(data)
        return line, data

    def _say(self, text):
        _output.write((text + "\n").encode("utf-8", "replace"))
        _output.flush()
