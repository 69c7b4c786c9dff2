#!/usr/bin/env python3
"""Speaks the plugin protocol to every example that can run here, in good and bad faith.

    python3 scripts/plugins/test.py

Needs nothing but Python 3.8. Examples whose language or compiler is missing are skipped, and said
to be. PADBENCH=path/to/padbench also tries the C example in its host.
"""

import base64
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import textwrap
import unittest

HERE = os.path.dirname(os.path.abspath(__file__))
PADBENCH = os.environ.get("PADBENCH")
SECONDS = 20
# Without the folder that numpy lies in, which takes longer to look into than a test takes; those
# that are about numpy ask for it.
PYTHON = [sys.executable, "-S", "-B"]
PYTHON_WITH_PACKAGES = [sys.executable, "-B"]
FACE = [4, 4, 24, 24]


def json_line(**message):
    return json.dumps(message, separators=(",", ":")).encode() + b"\n"


HELLO = json_line(type="hello", protocol=1, role="detector", delivery="pixels", threads=1)


def pixels(value, side=32):
    return bytes([value, value, value]) * (side * side)


def frame(id, data, side=32, **more):
    return json_line(type="frame", id=id, width=side, height=side, bytes=len(data),
                     **dict({"index": 0}, **more)) + data


def presentation(id, *frames):
    return json_line(type="begin", id=id) + b"".join(frames) + json_line(type="finish", id=id)


def still(id, value=128, **more):
    return presentation(id, frame(id, pixels(value), **more))


def strict(line):
    """Reads an answer as padbench does: one object, no name twice, no NaN."""
    def members(pairs):
        names = [name for name, _ in pairs]
        assert len(set(names)) == len(names), "a name twice"
        return dict(pairs)

    def refuse(word):
        raise ValueError(word + " is no JSON")

    return json.loads(line.decode("utf-8"), object_pairs_hook=members, parse_constant=refuse)


def talk(command, requests, folder=HERE):
    """What a program answers until its input ends: status, answers, standard error."""
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, input=requests, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
        env=environment, timeout=SECONDS)
    lines = done.stdout.split(b"\n")
    assert lines.pop() == b"", "the last answer has no line end"
    return done.returncode, [strict(line) for line in lines], done.stderr.decode("utf-8", "replace")


class Example:
    """What every example must do; the classes below say how it is started and what it answers."""

    command = None
    name = None
    needs_face = True

    def ask(self, *requests):
        status, answers, errors = talk(self.command, HELLO + b"".join(requests))
        self.assertEqual(status, 0, errors)
        hello = answers.pop(0)
        self.assertLessEqual(
            set(hello), {"type", "protocol", "name", "version", "role", "high_means", "range"})
        self.assertEqual((hello["type"], hello["protocol"]), ("hello", 1))
        self.assertEqual(hello["name"], self.name)
        return answers

    def check(self, answer, id):
        self.assertEqual(answer["id"], id)
        allowed = {"id", "score", "cues"} if "score" in answer else {"id", "no_score", "message"}
        self.assertLessEqual(set(answer), allowed)

    def test_says_who_it_is_and_ends_with_its_input(self):
        self.assertEqual(self.ask(), [])

    def test_is_who_its_card_says(self):
        with open(os.path.join(HERE, self.card)) as card:
            self.assertIn("\nname: %s\n" % self.name, card.read())

    def test_scores_a_still_in_its_range(self):
        answer, = self.ask(still(7, face=FACE))
        self.check(answer, 7)
        self.assertTrue(0 <= answer["score"] <= 1, answer)

    def test_gives_equal_presentations_equal_scores(self):
        stills = [still(id, value, face=FACE) for id, value in ((1, 60), (2, 200), (3, 60))]
        answers = self.ask(*stills)
        self.assertEqual([answer["id"] for answer in answers], [1, 2, 3])
        self.assertEqual(answers[0]["score"], answers[2]["score"])

    def test_says_when_there_is_no_face(self):
        answer, = self.ask(still(1))
        self.check(answer, 1)
        if self.needs_face:
            self.assertEqual(answer["no_score"], "no-face")

    def test_passes_over_depth_infrared_and_unknown_members(self):
        plane = struct.pack("<6H", *range(6))
        data = pixels(90) + plane + plane
        size = {"width": 3, "height": 2}
        more = dict(face=FACE, landmarks=[[10, 10], [20, 10]], time=0.5, depth=size, infrared=size,
                    novelty={"a": [1]})
        answers = self.ask(presentation(1, frame(1, data, **more)), still(2, 90, face=FACE))
        self.assertEqual(answers[0]["score"], answers[1]["score"])

    def test_takes_bytes_that_look_like_lines(self):
        data = (json_line(type="finish", id=1) * 100)[:32 * 32 * 3]
        data += b"\n" * (32 * 32 * 3 - len(data))
        answer, = self.ask(presentation(1, frame(1, data, face=FACE)))
        self.assertIn("score", answer)

    def test_judges_a_sequence_once(self):
        frames = [frame(5, pixels(40 * n), index=n, time=n / 25, face=FACE) for n in range(5)]
        answer, = self.ask(presentation(5, *frames))
        self.check(answer, 5)

    def test_refuses_what_it_does_not_know(self):
        answers = self.ask(
            json_line(type="weigh", id=4), json_line(type="note"), still(5, face=FACE))
        self.assertEqual(answers[0], {"id": 4, "no_score": "refused"})
        self.assertEqual([answer["id"] for answer in answers], [4, 5])

    def test_never_answers_what_is_no_request(self):
        hostile = {
            "no JSON": b"hello?\n", "a list": b"[1]\n", "not UTF-8": b'{"type":"\xff"}\n',
            "NUL": b"\0\n", "nothing": b"\n", "cut line": b'{"type":"frame"',
            "deep": b"[" * 100000 + b"\n", "cut picture": json_line(type="begin", id=1)
            + json_line(type="frame", id=1, index=0, width=32, height=32, bytes=3072) + b"abc",
        }
        for what, bytes_ in hostile.items():
            with self.subTest(what):
                status, answers, errors = talk(self.command, HELLO + bytes_)
                self.assertNotEqual(status, 0)
                self.assertEqual(len(answers), 1)
                self.assertGreater(len(errors), 0)


class Null(Example, unittest.TestCase):
    command, name, card = PYTHON + ["null.py"], "null-plugin", "null.card.yaml"
    needs_face = False


class Texture(Example, unittest.TestCase):
    command = PYTHON + ["texture.py"]
    name, card = "texture-plugin", "texture.card.yaml"

    def test_scores_alike_with_and_without_numpy(self):
        noise = bytes((i * i * 31 + i // 7) % 251 for i in range(32 * 32 * 3))
        request = HELLO + presentation(1, frame(1, noise, face=[2, 2, 28, 28]))
        bare = talk(self.command, request)[1]
        self.assertEqual(talk(PYTHON_WITH_PACKAGES + ["texture.py"], request)[1], bare)
        self.assertGreater(bare[1]["score"], 0)


class Thumbnail(unittest.TestCase):
    """The matcher that needs nothing."""

    def ask(self, *requests):
        status, answers, errors = talk(
            PYTHON + ["thumbnail_matcher.py"], HELLO + b"".join(requests))
        self.assertEqual(status, 0, errors)
        self.assertEqual(answers.pop(0), {
            "type": "hello", "protocol": 1, "name": "thumbnail-matcher", "version": "1",
            "role": "matcher", "dimensions": 64})
        return answers

    def ramp(self, across):
        return b"".join(
            bytes([8 * (x if across else y)] * 3) for y in range(32) for x in range(32))

    def test_gives_the_means_of_the_cells_without_their_mean(self):
        answers = self.ask(*[
            presentation(id, frame(id, self.ramp(across), face=[0, 0, 32, 32]))
            for id, across in ((1, True), (2, False), (3, True))])
        # Cells of four pixels, 32 apart, symmetric about 0.
        row = [-112, -80, -48, -16, 16, 48, 80, 112]
        self.assertEqual(answers[0], {"id": 1, "template": row * 8})
        self.assertEqual(answers[1]["template"], [each for each in row for _ in range(8)])
        self.assertEqual(answers[2]["template"], answers[0]["template"])

    def test_says_when_there_is_nothing_to_keep(self):
        answers = self.ask(still(1), still(2, face=FACE), still(3, face=[30, 30, 10, 10]))
        self.assertEqual(
            [answer["no_score"] for answer in answers], ["no-face", "refused", "refused"])

    def test_refuses_to_compare_what_padbench_compares(self):
        answer, = self.ask(json_line(type="compare", id=1, probe="AA==", references=["AA=="]))
        self.assertEqual(answer, {"id": 1, "no_score": "refused"})

    def test_is_who_its_card_says(self):
        with open(os.path.join(HERE, "thumbnail-matcher.card.yaml")) as card:
            self.assertIn("\nname: thumbnail-matcher\n", card.read())


class Brightness(Example):
    """The same sum in two languages: the mean of the face's pixels."""

    def test_is_the_mean_of_the_face(self):
        for value in (0, 51, 255):
            answer, = self.ask(still(1, value, face=FACE))
            self.assertAlmostEqual(answer["score"], value / 255, places=12)

    def test_takes_a_box_that_reaches_over_the_edge(self):
        inside, outside = self.ask(
            still(1, 51, face=[-10, -10, 100, 100]), still(2, 51, face=[40, 40, 10, 10]))
        self.assertAlmostEqual(inside["score"], 0.2, places=12)
        self.assertEqual(outside["no_score"], "no-face")


@unittest.skipUnless(shutil.which("perl"), "there is no perl")
class Perl(Brightness, unittest.TestCase):
    command, name, card = ["perl", "brightness.pl"], "brightness-perl", "brightness-perl.card.yaml"


@unittest.skipUnless(shutil.which("cc"), "there is no C compiler")
class CLibrary(unittest.TestCase):
    def test_compiles_without_a_warning(self):
        with tempfile.TemporaryDirectory() as folder:
            for language in ([], ["-x", "c++"]):
                flags = ["-Wall", "-Wextra", "-Werror", "-shared", "-fPIC", "-O2"]
                if language and not shutil.which("c++"):
                    continue
                subprocess.run(
                    (["cc"] if not language else ["c++"] + language) + flags
                    + ["-o", os.path.join(folder, "lib.so"), os.path.join(HERE, "brightness.c")],
                    check=True, timeout=SECONDS)


@unittest.skipUnless(shutil.which("cc") and PADBENCH, "PADBENCH names no padbench, or no cc")
class CInItsHost(Brightness, unittest.TestCase):
    name, card = "brightness-c", "brightness-c.card.yaml"

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.command = cls.host("brightness", '#include "brightness.c"\n')

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def host(cls, name, source):
        library = os.path.join(cls.folder.name, "lib%s.so" % name)
        subprocess.run(
            ["cc", "-shared", "-fPIC", "-O2", "-I", HERE, "-o", library, "-x", "c", "-"],
            input=source.encode(), check=True, timeout=SECONDS)
        return [os.path.abspath(PADBENCH), "plugin-host", library]

    def test_keeps_what_the_library_prints_away_from_the_answers(self):
        command = self.host("noisy", """
            #include <stdio.h>
            #define padbench_plugin_judge quiet_judge
            #include "brightness.c"
            #undef padbench_plugin_judge
            __attribute__((constructor)) static void greet(void) { puts("licensed to all"); }
            void padbench_plugin_judge(const padbench_frame *f, uint32_t n, padbench_verdict *v) {
              char byte;
              printf("judging, %d\\n", (int)fread(&byte, 1, 1, stdin));
              quiet_judge(f, n, v);
            }""")
        status, answers, errors = talk(command, HELLO + still(1, 51, face=FACE))
        self.assertEqual((status, len(answers)), (0, 2))
        self.assertAlmostEqual(answers[1]["score"], 0.2, places=12)
        self.assertIn("licensed to all", errors)
        self.assertIn("judging, 0", errors)

    def test_falls_with_its_library_and_answers_nothing(self):
        command = self.host("falling", """
            #define padbench_plugin_judge quiet_judge
            #include "brightness.c"
            #undef padbench_plugin_judge
            void padbench_plugin_judge(const padbench_frame *f, uint32_t n, padbench_verdict *v) {
              *(volatile int *)0 = (int)n;
              (void)f, (void)v;
            }""")
        status, answers, _ = talk(command, HELLO + still(1, face=FACE))
        self.assertNotEqual(status, 0)
        self.assertEqual(len(answers), 1)


class SDK(unittest.TestCase):
    """What padbench_plugin.py makes of detectors that misbehave."""

    def answers(self, program, *requests, status=0, python=PYTHON):
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(HERE, "padbench_plugin.py"), folder)
            path = os.path.join(folder, "detector.py")
            with open(path, "w") as file:
                file.write("from padbench_plugin import *\n" + textwrap.dedent(program))
            got, answers, errors = talk(python + [path], HELLO + b"".join(requests))
            self.assertEqual(got, status, errors)
            return answers[1:], errors

    def answer(self, judge, **options):
        program = "def judge(frames):\n%s\nserve(judge, name='t', version='1', **%r)\n" % (
            textwrap.indent(textwrap.dedent(judge), "    "), options)
        answers, errors = self.answers(program, still(1, face=FACE), still(2, face=FACE))
        self.assertEqual([answer["id"] for answer in answers], [1, 2])
        return answers[0], errors

    def test_keeps_what_is_printed_away_from_the_answers(self):
        answer, errors = self.answer("""
            import os, subprocess, sys
            print("from Python")
            os.write(1, b"from C\\n")
            subprocess.run(["echo", "from a child"])
            return 0.5""")
        self.assertEqual(answer, {"id": 1, "score": 0.5})
        for text in ("from Python", "from C", "from a child"):
            self.assertIn(text, errors)

    def test_lets_nobody_else_read_the_requests(self):
        answer, _ = self.answer("import os; return len(os.read(0, 10))")
        self.assertEqual(answer["score"], 0)

    def test_makes_an_exception_a_missing_score(self):
        answer, errors = self.answer("raise KeyError('eyes')")
        self.assertEqual(answer["no_score"], "failed")
        self.assertIn("KeyError", answer["message"])
        self.assertIn("Traceback", errors)

    def reasons(self, expressions):
        """Why there is no score for each of the values that a detector returns."""
        program = "def judge(frames): return [%s][frames[0].index]()\n" % ", ".join(
            "lambda: " + each for each in expressions)
        stills = [still(n + 1, index=n) for n in range(len(expressions))]
        answers, _ = self.answers(program + "serve(judge, name='t', version='1')", *stills)
        return [answer.get("no_score") for answer in answers]

    def test_takes_numbers_only(self):
        values = ["None", "True", "'0.5'", "float('nan')", "float('inf')", "[1]", "10**400", "1"]
        self.assertEqual(self.reasons(values), ["failed"] * 7 + [None])

    def test_holds_the_score_to_the_range(self):
        self.assertEqual(self.answer("return 2", range=(0, 1))[0]["no_score"], "failed")
        self.assertEqual(self.answer("return 1", range=(0, 1))[0]["score"], 1)

    def test_gives_reasons_returned_and_raised(self):
        expected = {"id": 1, "no_score": "too-short", "message": "2 s"}
        for word in ("return", "raise"):
            self.assertEqual(self.answer(word + " NoScore('too-short', '2 s')")[0], expected)

    def test_refuses_reasons_that_are_none_or_padbenchs_own(self):
        values = ["NoScore(%r)" % each for each in ("No Face", "", "x" * 33, "timeout", "x" * 32)]
        self.assertEqual(self.reasons(values), ["failed"] * 4 + ["x" * 32])

    def test_cuts_messages_and_writes_no_half_surrogate(self):
        answer, _ = self.answer("return NoScore('failed', '\\ud800' + 'x' * 100000)")
        self.assertLess(len(answer["message"]), 4096)
        self.assertNotIn("\ud800", answer["message"])

    def test_gives_cues(self):
        answer, _ = self.answer("return Score(0.5, cues={'moire': -1.5})")
        self.assertEqual(answer, {"id": 1, "score": 0.5, "cues": {"moire": -1.5}})
        self.assertEqual(
            self.answer("return Score(0.5, {'Moire!': 1})")[0]["no_score"], "failed")

    def test_shows_frames_as_they_were_sent(self):
        size = {"width": 2, "height": 1}
        request = presentation(1, frame(
            1, pixels(7, 2) + struct.pack("<2H", 258, 65535), side=2, index=3, time=0.25,
            face=[1, 2, 3, 4], landmarks=[[1, 1], [2, 2]], depth=size))
        program = """
            def judge(frames):
                f, = frames
                assert (f.index, f.time, f.width, f.height) == (3, 0.25, 2, 2)
                assert f.face == (1, 2, 3, 4) and f.face.width == 3
                assert f.landmarks == [(1, 1), (2, 2)] and f.infrared is None
                assert bytes(f.data) == bytes([7] * 12) and f.depth.width == 2
                values = f.depth.values
                if hasattr(values, "shape"):
                    assert f.pixels.shape == (2, 2, 3) and values.shape == (1, 2)
                    values = values[0]
                else:
                    assert f.pixels == bytes([7] * 12)
                assert list(values) == [258, 65535]
                return 1
            serve(judge, name="t", version="1")"""
        for python in (PYTHON, PYTHON_WITH_PACKAGES):
            answers, errors = self.answers(program, request, python=python)
            self.assertEqual(answers, [{"id": 1, "score": 1.0}], errors)

    def test_outlives_a_file_that_cannot_be_read(self):
        lost = dict(type="frame", id=1, index=0, width=4, height=4, file="/nowhere/0001.png")
        depth = {"width": 4, "height": 4, "file": "/nowhere/0002.png"}
        for line in (json_line(**lost), json_line(depth=depth, **lost)):
            answers, _ = self.answers(
                "serve(lambda frames: frames[0].data[0], name='t', version='1')",
                presentation(1, line), still(2, 9))
            self.assertEqual(answers[0]["no_score"], "failed")
            self.assertEqual(answers[1], {"id": 2, "score": 9.0})

    def test_reads_on_behind_a_frame_that_failed(self):
        answers, _ = self.answers("""
            class Weak:
                def begin(self): pass
                def observe(self, frame): assert frame.index != 0
                def finish(self): return 1
            serve(Weak(), name="t", version="1")""",
            presentation(1, *[frame(1, pixels(10), index=n) for n in range(3)]),
            presentation(2, frame(2, pixels(10), index=1)))
        self.assertEqual(answers[0]["no_score"], "failed")
        self.assertEqual(answers[1], {"id": 2, "score": 1.0})

    def test_lets_an_object_watch_a_sequence_without_keeping_it(self):
        answers, _ = self.answers("""
            class Counter:
                def begin(self): self.count = 0
                def observe(self, frame): self.count += 1
                def finish(self): return self.count
            serve(Counter(), name="t", version="1")""",
            presentation(1, *[frame(1, pixels(n), index=n) for n in range(3)]),
            presentation(2, frame(2, pixels(1))), presentation(3))
        self.assertEqual([answer.get("score") for answer in answers], [3, 1, None])
        self.assertEqual(answers[2]["no_score"], "missing-input")

    def test_finds_faces(self):
        program = """
            def find(frame):
                if frame.width < 8: return []
                return [Face((1, 2, 3, 4), 0.9, [(1, 1), (2, 2)]), Face((5, 6, 7, 8), 0.5)]
            serve_faces(find, name="t", version="1")"""
        def find(id, side, index=0):
            return json_line(type="find", id=id, width=side, height=side, index=index,
                             bytes=side * side * 3) + pixels(9, side)
        answers, _ = self.answers(program, find(1, 32), find(2, 4))
        self.assertEqual(answers[0]["faces"][0]["landmarks"], [[1, 1], [2, 2]])
        self.assertNotIn("landmarks", answers[0]["faces"][1])
        self.assertEqual(answers[1], {"id": 2, "faces": []})
        broken = [
            "Face((1, 2, 0, 4), 1)", "Face((1, 2, 3, 4), 2)", "Face((1, 2, 3, 4), 1, [(1, 1)])"]
        answers, _ = self.answers(
            "serve_faces(lambda f: [[%s][f.index]], name='t', version='1')" % ", ".join(broken),
            *[find(n + 1, 32, n) for n in range(3)])
        self.assertEqual([answer["no_score"] for answer in answers], ["failed"] * 3)

    def vectors(self, expressions, dimensions):
        """The answers of a matcher that returns each of these values."""
        program = "def embed(frames): return [%s][frames[0].index]()\n" % ", ".join(
            "lambda: " + each for each in expressions)
        stills = [still(n + 1, index=n) for n in range(len(expressions))]
        return self.answers(
            program + "serve_matcher(embed, name='t', version='1', dimensions=%d)" % dimensions,
            *stills)[0]

    def test_keeps_vectors_of_the_stated_length(self):
        answers = self.vectors(
            ["[1, 2.5]", "(1, 2)", "[1]", "[1, 2, 3]", "[1, None]", "[1, float('nan')]",
             "[1, 1e39]", "0.5", "NoScore('no-face')"], 2)
        self.assertEqual([each.get("template") for each in answers[:2]], [[1, 2.5], [1, 2]])
        self.assertEqual(
            [each["no_score"] for each in answers[2:]], ["failed"] * 6 + ["no-face"])

    def test_compares_what_only_it_understands(self):
        def text(*values):
            return base64.b64encode(bytes(values)).decode()
        answers, errors = self.answers("""
            def embed(frames): return bytes(frames[0].data[:2])
            def compare(probe, reference):
                if reference == b"?": return None
                return 1 / (1 + abs(probe[0] - reference[1]))
            serve_matcher(embed, name="t", version="1", compare=compare)""",
            still(1, 7),
            json_line(type="compare", id=2, probe=text(7, 7),
                      references=[text(9, 7), text(9, 8), text(63), text(5), text(1, 7)]),
            json_line(type="compare", id=3, probe=text(7, 7), references=[]),
            still(4, 8))
        self.assertEqual(answers, [
            {"id": 1, "template": text(7, 7)}, {"id": 2, "scores": [1, 0.5, None, None, 1]},
            {"id": 3, "scores": []}, {"id": 4, "template": text(8, 8)}])
        self.assertIn("IndexError", errors)

    def test_keeps_templates_of_bytes_within_their_size(self):
        answers, _ = self.answers("""
            values = [b"", bytes(262144), bytes(262145), "text", bytearray(b"x")]
            def embed(frames): return values[frames[0].index]
            serve_matcher(embed, name="t", version="1", compare=lambda a, b: 0)""",
            *[still(n + 1, index=n) for n in range(5)])
        self.assertEqual(
            ["template" in each for each in answers], [False, True, False, False, True])

    def test_stops_at_a_comparison_that_is_none(self):
        program = "serve_matcher(lambda f: b'x', name='t', version='1', compare=lambda a, b: 0)"
        for more in ({}, {"probe": "AA=="}, {"probe": "A", "references": []},
                     {"probe": "AA==", "references": [1]}, {"probe": "A?==", "references": []},
                     {"probe": None, "references": []}):
            with self.subTest(more):
                answers, errors = self.answers(
                    program, json_line(type="compare", id=1, **more), status=2)
                self.assertEqual(answers, [])
                self.assertIn("cannot go on", errors)

    def test_is_a_matcher_of_one_kind(self):
        for more in ("", ", dimensions=3, compare=max", ", dimensions=0", ", dimensions=16385"):
            with self.subTest(more), tempfile.TemporaryDirectory() as folder:
                shutil.copy(os.path.join(HERE, "padbench_plugin.py"), folder)
                program = "from padbench_plugin import *\nserve_matcher(len, 't', '1'%s)" % more
                done = subprocess.run(
                    PYTHON + ["-c", program], cwd=folder, input=HELLO, stderr=subprocess.PIPE,
                    stdout=subprocess.PIPE, timeout=SECONDS)
                self.assertIn(b"ValueError", done.stderr)
                self.assertEqual(done.stdout, b"")

    def test_stops_at_a_frame_that_does_not_add_up(self):
        program = "serve(lambda frames: 1, name='t', version='1')"
        for line in (
            json_line(type="frame", id=1, index=0, width=2, height=2, bytes=11),
            json_line(type="frame", id=2, index=0, width=1, height=1, bytes=3),
            json_line(type="frame", id=1, index=0, width=-1, height=-3, bytes=9),
            json_line(type="frame", id=1, index=0, width="1", height=1, bytes=3),
            json_line(type="frame", id=1, index=0, width=1 << 20, height=1 << 20, bytes=3 << 40),
        ):
            with self.subTest(line):
                answers, errors = self.answers(
                    program, json_line(type="begin", id=1), line, b"\0" * 64, status=2)
                self.assertEqual(answers, [])
                self.assertIn("cannot go on", errors)

    def test_ends_at_a_line_without_end(self):
        self.answers("serve(lambda frames: 1, name='t', version='1')", b"x" * (3 << 20), status=2)

    def test_tests_itself_and_says_what_is_wrong(self):
        good = subprocess.run(
            PYTHON + ["null.py", "--self-test"], cwd=HERE, stdout=subprocess.PIPE,
            timeout=SECONDS)
        self.assertEqual(good.returncode, 0)
        self.assertIn(b"self-test: passed", good.stdout)
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(os.path.join(HERE, "padbench_plugin.py"), folder)
            path = os.path.join(folder, "drifting.py")
            with open(path, "w") as file:
                file.write(textwrap.dedent("""
                    from padbench_plugin import serve
                    seen = []
                    def judge(frames):
                        seen.append(1)
                        return len(seen)
                    serve(judge, name="drifting", version="1")"""))
            bad = subprocess.run(
                PYTHON + [path, "--self-test"], stdout=subprocess.PIPE, timeout=SECONDS)
        self.assertEqual(bad.returncode, 1)
        self.assertIn(b"two answers", bad.stdout)


if __name__ == "__main__":
    unittest.main()
