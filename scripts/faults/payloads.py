"""Runs padbench on data with hostile texts in it and looks at everything that comes out.

  payloads.py PROGRAM DATASET FOLDER [--quick]

Prints lines `group|WORDS|CASES`, `failed|WORDS`, `note|WORDS` and `skipped|WORDS` for payloads.sh.
"""

import os
import re
import shutil
import subprocess
import sys

import payload_checks as checks
import payload_fields as fields

# A browser takes a second for a page: of the pages of one kind, this many are opened in it.
MOST_PAGES = 60


class Tester:
    def __init__(self, program, base, folder, quick):
        self.program, self.base, self.folder = program, base, folder
        self.texts = fields.payloads()
        if quick:
            self.texts = self.texts[::25]
        self.quick = quick
        self.terminal = []  # (what, bytes)
        self.files = []  # paths of outputs
        self.runs = 0
        self.pushed = {}  # kind of field -> [accepted, refused]
        self.traps = []

    def run(self, *arguments, keep=None):
        """Runs the program; what it says is kept for the check of terminals, or as a file."""
        self.runs += 1
        done = subprocess.run(
            [self.program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120,
            cwd=self.folder, check=False,
        )
        if done.returncode not in (0, 1, 2, 64, 65, 74):
            self.traps.append(f"{arguments[:3]} ended with {done.returncode}: {done.stderr[-200:]}")
        name = " ".join(map(ascii, arguments))[:120]
        self.terminal.append((name, done.stderr))
        if keep and done.stdout:
            path = os.path.join(self.folder, "outputs", keep)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(done.stdout)
            self.files.append(path)
        else:
            self.terminal.append((name, done.stdout))
        return done

    def count(self, kind, accepted):
        self.pushed.setdefault(kind, [0, 0])[0 if accepted else 1] += 1

    def evaluate(self, dataset, run, *more):
        return self.run(
            "evaluate", dataset, "-o", run, "--detector", "frequency", "--no-pictures",
            "--bootstrap", "0", "--reveal-ids", *more,
        )

    def collect(self, run):
        for ending in (".csv", ".md", ".html", ".json", ".svg"):
            self.files += checks.outputs(run, ending)

    def look_at_run(self, run, name):
        """Everything that other commands make of a run."""
        self.collect(run)
        self.run("runs", "show", run)
        self.run("runs", "list", run)
        self.run("runs", "list", run, "--format", "json", keep=f"{name}/list.json")
        for kind, ending in (("text", None), ("markdown", "md"), ("csv", "csv"), ("json", "json")):
            keep = ending and f"{name}/compare.{ending}"
            self.run("compare", run, run, "--bootstrap", "10", "--format", kind, keep=keep)
        self.gate(run, os.path.join(self.folder, "plain-policy.yaml"), name)
        for kind, ending in (("text", None), ("markdown", "md"), ("html", "html"), ("csv", "csv"),
                             ("json", "json")):
            keep = ending and f"{name}/report.{ending}"
            self.run("report", run, "--format", kind, keep=keep)

    def gate(self, run, policy, name, *more):
        out = os.path.join(self.folder, "outputs", name)
        os.makedirs(out, exist_ok=True)
        written = {"junit": "xml", "json": "json", "markdown": "md"}
        options = [f"--write={kind}={out}/gate.{ending}" for kind, ending in written.items()]
        done = self.run("gate", run, "--policy", policy, "--bootstrap", "10", *options, *more)
        for kind in ("github", "generic"):
            self.run("gate", run, "--policy", policy, "--bootstrap", "10", "--format", kind, *more)
        self.files += [f"{out}/gate.{e}" for e in written.values() if os.path.exists(f"{out}/gate.{e}")]
        return done

    # --- fields -----------------------------------------------------------------------------------

    def rows(self):
        for field in fields.ROW_FIELDS:
            folder = os.path.join(self.folder, f"row-{field}")
            rows, columns, lines = fields.row_dataset(self.base, folder, field, self.texts)
            wanted, run = dict(lines), f"{folder}-run"
            # What is refused is taken out, by the lines that the messages name.
            for _ in range(6):
                order = list(wanted)
                fields.write_rows(folder, rows + [wanted[number] for number in order], columns)
                starts = record_lines(os.path.join(folder, "manifest.csv"))
                more = () if field != "pai_species" else ("--force",)
                done = self.evaluate(folder, run, *more)
                if done.returncode == 0:
                    break
                named = {int(n) for n in re.findall(rb"manifest\.csv:(\d+)", done.stderr)}
                refused = [
                    number for place, number in enumerate(order)
                    if any(starts[len(rows) + 1 + place] <= line < starts[len(rows) + 2 + place]
                           for line in named)
                ]
                if not refused:
                    self.traps.append(f"{field}: refused without a line: {done.stderr[-300:]}")
                    break
                for number in refused:
                    del wanted[number]
            for number in lines:
                self.count(f"manifest: {field}", number in wanted)
            self.look_at_run(run, f"row-{field}")
            if field in ("pai_species", "presentation_id") and shutil.which("gnuplot"):
                self.run("report", run, "--quiet")
                self.collect(run)

    def columns(self):
        for number, text in enumerate(self.texts):
            folder = os.path.join(self.folder, f"column-{number}")
            shutil.copytree(self.base, folder)
            rows = fields.read_rows(self.base)
            for row in rows:
                row[text] = text
            fields.write_rows(folder, rows, list(rows[0]))
            self.one(folder, "manifest: name of a column", number)

    def datasets(self):
        for field in fields.DATASET_FIELDS:
            for number, text in enumerate(self.texts):
                folder = os.path.join(self.folder, f"{field}-{number}")
                shutil.copytree(self.base, folder)
                with open(os.path.join(folder, "dataset.yaml"), "w", encoding="utf-8") as file:
                    file.write(fields.dataset_yaml(field, text))
                self.one(folder, f"dataset.yaml: {field}", number, field in ("name", "version"))

    def one(self, folder, kind, number, whole=True):
        """Evaluates a dataset with one text in it."""
        run = f"{folder}-run"
        done = self.evaluate(folder, run)
        self.count(kind, done.returncode == 0)
        if done.returncode == 0:
            if whole and number % 4 == 0:
                self.look_at_run(run, os.path.basename(folder))
            else:
                self.collect(run)
                self.run("runs", "show", run)
        shutil.rmtree(os.path.join(folder, "media"))

    def policies(self):
        run = os.path.join(self.folder, "plain-run")
        for field in fields.POLICY_FIELDS:
            for number, text in enumerate(self.texts):
                path = os.path.join(self.folder, f"policy-{number}.yaml")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(fields.policy_yaml(field, text))
                name = f"policy-{field.replace(' ', '-')}-{number}"
                done = self.gate(run, path, name)
                refused = done.returncode in (64, 65, 74) and b"policy-" in done.stderr
                self.count(f"policy: {field}", not refused)

    def scores(self):
        """Names of score files, legends, rows of score files, threshold cards, run folders."""
        plain = os.path.join(self.folder, "plain-run")
        source = f"{plain}/scores/frequency/test.csv"
        with open(f"{plain}/thresholds/frequency.threshold.yaml", encoding="utf-8") as file:
            card = file.read()
        place = os.path.join(self.folder, "scores")
        os.makedirs(place)
        for number, text in enumerate(self.texts):
            name = f"scores-{number}"
            path = os.path.join(place, text + ".csv")
            try:
                shutil.copy(source, path)
            except (OSError, ValueError):
                self.count("name of a score file", False)
            else:
                done = self.run("metrics", path, "--eval", path, "--bootstrap", "0")
                self.count("name of a score file", done.returncode == 0)
                for kind, ending in (("markdown", "md"), ("csv", "csv"), ("json", "json")):
                    self.run("metrics", path, "--eval", path, "--bootstrap", "0", "--format", kind,
                             keep=f"{name}/metrics.{ending}")
                self.run("compare", f"{path}@0.5", f"{path}@0.5", "--bootstrap", "10")
                self.run("compare", f"{path}@0.5", f"{path}@0.5", "--bootstrap", "10",
                         "--format", "markdown", keep=f"{name}/compare.md")
            if "\0" not in text:
                done = self.run("compare", f"{plain}@frequency", f"{plain}@frequency", "--legend",
                                "a", f"--legend={text}", "--bootstrap", "10")
                self.count("a legend", done.returncode == 0)
                for kind, ending in (("markdown", "md"), ("csv", "csv"), ("json", "json")):
                    self.run("compare", f"{plain}@frequency", f"{plain}@frequency", "--legend", "a",
                             f"--legend={text}", "--bootstrap", "10", "--format", kind,
                             keep=f"{name}/legend.{ending}")
            rows = os.path.join(place, f"rows-{number}.csv")
            fields.score_rows(source, rows, text)
            done = self.run("metrics", rows, "--eval", rows, "--bootstrap", "0")
            self.count("rows of a score file", done.returncode == 0)
            self.run("scores", "lint", rows)
            for kind, ending in (("markdown", "md"), ("csv", "csv"), ("json", "json")):
                self.run("metrics", rows, "--eval", rows, "--bootstrap", "0", "--format", kind,
                         keep=f"{name}/rows.{ending}")
            path = os.path.join(place, f"card-{number}.yaml")
            with open(path, "w", encoding="utf-8") as file:
                file.write(card.replace('"frequency"', fields.quoted(text), 1))
            done = self.run("metrics", source, "--eval", source, "--threshold-card", path,
                            "--bootstrap", "0")
            self.count("threshold card: subsystem", done.returncode == 0)
            if "\0" not in text:
                run = os.path.join(place, "runs", text)
                done = self.run("evaluate", self.base, f"--output={run}", "--detector", "quality",
                                "--no-pictures", "--bootstrap", "0")
                self.count("name of a run's folder", done.returncode == 0)
        self.run("runs", "list", os.path.join(place, "runs"))
        self.run("runs", "list", os.path.join(place, "runs"), "--format", "json",
                 keep="runs/list.json")
        self.run("report", os.path.join(place, "runs"), "--index", "--quiet")
        for name in ("index.md", "index.html"):
            path = os.path.join(place, "runs", name)
            if os.path.exists(path):
                self.files.append(path)

    def cards(self):
        models = os.path.join(os.environ.get("PADBENCH_TEST_DATA", ""), "models/facenox")
        if not os.path.exists(os.path.join(models, "minifasnet_v2_se_128.onnx")):
            print("note|no model in PADBENCH_TEST_DATA: detector cards are not looked at")
            return
        here = os.path.dirname(os.path.abspath(__file__))
        with open(os.path.join(here, "../cards/facenox.card.yaml"), encoding="utf-8") as file:
            base = file.read()
        place = os.path.join(self.folder, "cards")
        os.makedirs(place)
        shutil.copy(os.path.join(models, "minifasnet_v2_se_128.onnx"), place)
        with open(os.path.join(place, "plain.card.yaml"), "w", encoding="utf-8") as file:
            file.write(base)
        done = self.run("evaluate", self.base, "-o", f"{place}-plain", "--detector",
                        os.path.join(place, "plain.card.yaml"), "--no-pictures", "--bootstrap", "0")
        if done.returncode != 0:
            print("note|detector cards are not looked at: " + done.stderr.decode()[:100].strip())
            return
        self.plain += checks.outputs(f"{place}-plain", ".html")
        self.plain += checks.outputs(f"{place}-plain", ".md")
        for field in fields.CARD_FIELDS:
            for number, text in enumerate(self.texts):
                card, run = os.path.join(place, f"{number}.card.yaml"), f"{place}-{field}-{number}"
                with open(card, "w", encoding="utf-8") as file:
                    file.write(fields.detector_card(base, field, text))
                done = self.run("evaluate", self.base, "-o", run, "--detector", card,
                                "--no-pictures", "--bootstrap", "0")
                self.count(f"detector card: {field}", done.returncode == 0)
                self.collect(run)

    # --- checks -----------------------------------------------------------------------------------

    def check_terminal(self):
        print(f"group|terminal outputs without control characters|{len(self.terminal)}")
        for name, data in self.terminal:
            # A progress meter writes lines; anything else is data's.
            found = checks.control_characters(data)
            if found:
                print(f"failed|{name.replace('|', '!')}: {', '.join(found)}")

    def check_csv(self):
        tables = [path for path in self.files if path.endswith(".csv")]
        # Score files are written for programs, which must read back what was in the dataset; they
        # are no tables for people, and the only place where a cell stays as it was.
        scores = [path for path in tables if "/scores/" in path]
        tables = [path for path in tables if path not in set(scores)]
        raw_cells = sum(1 for path in scores if checks.csv_cells(path))
        print(f"note|{raw_cells} of {len(scores)} score files have a cell that begins like a formula")
        bad = {path: cells for path in tables if (cells := checks.csv_cells(path))}
        print(f"group|CSV files without cells that begin like a formula|{len(tables)}")
        for path, cells in list(bad.items())[:20]:
            print(f"failed|{os.path.relpath(path, self.folder)}: {ascii(cells[:3])}".replace("\n", " "))
        print(f"group|CSV files without formula cells in LibreOffice|{len(tables)}")
        if not shutil.which("soffice"):
            print("skipped|needs soffice: apt-get install libreoffice-calc")
            return
        raw = os.path.join(self.folder, "raw.csv")
        with open(raw, "w", newline="", encoding="utf-8") as file:
            file.write("".join('"' + t.replace('"', '""') + '"\n' for t in fields.payloads()))
        _, formulas = checks.formula_cells([raw], os.path.join(self.folder, "office-raw"))
        if not formulas:
            print("failed|LibreOffice finds no formula in the raw texts: the check is blind")
        else:
            print(f"note|LibreOffice: the raw texts make {len(formulas[raw])} formula cells")
        converted, formulas = checks.formula_cells(tables, os.path.join(self.folder, "office"))
        if converted != len(tables):
            print(f"failed|LibreOffice converted {converted} of {len(tables)}")
        for path, cells in list(formulas.items())[:20]:
            print(f"failed|{os.path.relpath(path, self.folder)}: {cells[:3]}".replace("\n", " "))

    def check_pages(self):
        pages = [path for path in self.files if path.endswith(".html")]
        ground = checks.Ground()
        for path in self.plain_files(".html"):
            ground.add(read(path))
        print(f"group|pages without elements, attributes, links or code from data|{len(pages)}")
        for path in pages:
            for problem in ground.problems(read(path), path)[:3]:
                print(f"failed|{os.path.relpath(path, self.folder)}: {ascii(problem)}")
        if not checks.browser():
            print("group|pages in a browser|0")
            print("skipped|needs chromium: apt-get install chromium")
            return
        most = 6 if self.quick else MOST_PAGES
        chosen = pages[:: max(1, len(pages) // most)]
        print(f"group|pages in a browser: nothing from data, no request|{len(chosen)}")
        listener = checks.Listener()
        profile = os.path.join(self.folder, "browser")
        ground = checks.Ground()
        for path in self.plain_files(".html"):
            ground.add(checks.dom(path, profile, listener))
        if not ground.kinds:
            print("failed|the browser shows no element: the check is blind")
        bait = os.path.join(self.folder, "bait.html")
        with open(bait, "w", encoding="utf-8") as file:
            file.write("<img src=http://127.0.0.1/bait.png>")
        checks.dom(bait, profile, listener)
        if not any("bait" in call for call in listener.calls):
            print("failed|a picture from elsewhere was not asked for: the check is blind")
        listener.calls.clear()
        for path in chosen:
            for problem in ground.problems(checks.dom(path, profile, listener), path)[:3]:
                print(f"failed|{os.path.relpath(path, self.folder)}: {ascii(problem)}")
        for call in sorted(set(listener.calls))[:10]:
            if not re.search(r"google|gstatic|gvt1", call):
                print(f"failed|a page asked for {call}")

    def check_markdown(self):
        texts = [path for path in self.files if path.endswith(".md")]
        print(f"group|Markdown that renders to no element, link or picture from data|{len(texts)}")
        if not shutil.which("cmark-gfm"):
            print("skipped|needs cmark-gfm: apt-get install cmark-gfm")
            return
        ground = checks.Ground()
        for path in self.plain_files(".md"):
            ground.add(checks.rendered(read(path)))
        # What a table or a list may always be made of.
        ground.kinds |= {("td", "align"), ("th", "align"), ("td", ""), ("th", ""), ("code", "")}
        for path in texts:
            for problem in ground.problems(checks.rendered(read(path)), path)[:3]:
                print(f"failed|{os.path.relpath(path, self.folder)}: {ascii(problem)}")
            found = checks.control_characters(read(path).encode())
            if found:
                print(f"failed|{os.path.relpath(path, self.folder)}: {', '.join(found)}")

    def check_data(self):
        files = [path for path in self.files if path.endswith((".json", ".xml", ".svg"))]
        print(f"group|JSON, JUnit and SVG that parse|{len(files)}")
        for path in files:
            problem = checks.is_whole(path)
            if problem:
                print(f"failed|{os.path.relpath(path, self.folder)}: {problem}")

    def plain_files(self, ending):
        """Outputs of data without anything hostile."""
        return [path for path in self.plain if path.endswith(ending)]

    def main(self):
        with open(os.path.join(self.folder, "plain-policy.yaml"), "w", encoding="utf-8") as file:
            file.write(fields.policy_yaml("", ""))
        run = os.path.join(self.folder, "plain-run")
        self.evaluate(self.base, run)
        self.look_at_run(run, "plain")
        source = f"{run}/scores/frequency/test.csv"
        for kind, ending in (("markdown", "md"), ("csv", "csv"), ("json", "json")):
            self.run("metrics", source, "--eval", source, "--bootstrap", "0", "--format", kind,
                     keep=f"plain/metrics.{ending}")
            self.run("compare", f"{source}@0.5", f"{source}@0.5", "--bootstrap", "10", "--format",
                     kind, keep=f"plain/scores.{ending}")
        os.makedirs(os.path.join(self.folder, "plain-runs"))
        shutil.copytree(run, os.path.join(self.folder, "plain-runs/run"))
        self.run("report", os.path.join(self.folder, "plain-runs"), "--index", "--quiet")
        if shutil.which("gnuplot"):
            self.run("report", os.path.join(self.folder, "plain-runs/run"), "--quiet")
        self.collect(os.path.join(self.folder, "plain-runs"))
        self.plain, self.files = self.files, []
        self.rows()
        self.columns()
        self.datasets()
        self.policies()
        self.scores()
        self.cards()
        accepted = sum(pair[0] for pair in self.pushed.values())
        refused = sum(pair[1] for pair in self.pushed.values())
        print(f"group|{len(self.pushed)} fields x {len(self.texts)} texts: {accepted} went through, "
              f"{refused} were refused with a message|{accepted + refused}")
        for kind, (through, back) in self.pushed.items():
            print(f"note|{kind}: {through} went through, {back} were refused")
        for trap in self.traps[:20]:
            print("failed|" + ascii(trap))
        self.check_terminal()
        self.check_csv()
        self.check_markdown()
        self.check_pages()
        self.check_data()


def read(path):
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def record_lines(path):
    """The line at which each record of a CSV file begins, as the program counts lines."""
    starts, line, inside = [1], 1, False
    with open(path, "rb") as file:
        data = file.read()
    for place, byte in enumerate(data):
        if byte == 0x22:
            inside = not inside
        if byte == 0x0A or (byte == 0x0D and data[place + 1 : place + 2] != b"\n"):
            line += 1
            if not inside and byte == 0x0A:
                starts.append(line)
    return starts + [line + 1]


if __name__ == "__main__":
    Tester(*sys.argv[1:4], quick="--quick" in sys.argv).main()
