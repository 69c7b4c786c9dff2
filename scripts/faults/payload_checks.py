"""What must not be in outputs, looked at with the programs that people read them with."""

import csv
import glob
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
import urllib.parse
import xml.etree.ElementTree
from html.parser import HTMLParser

# C0 but for the line's end, DEL, C1, and what turns the direction of text around or hides in it.
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
LINKS = {"href", "src", "action", "formaction", "srcset", "poster", "data", "xlink:href", "background"}


class Structure(HTMLParser):
    """The elements, attributes, links, scripts and styles of a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.kinds, self.links, self.code, self.inside, self.comments = set(), set(), set(), [], 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.kinds.add((tag, ""))
        for name, value in attributes:
            self.kinds.add((tag, name))
            if name in LINKS and not (value or "").startswith(("data:image/", "#")):
                self.links.add((tag, name, value))
            if name == "style" or name.startswith("on"):
                self.code.add((tag, name, value))
        if tag in ("script", "style"):
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag in self.inside:
            self.inside.remove(tag)

    def handle_data(self, text):
        if self.inside:
            self.code.add((self.inside[-1], "", text.strip()))

    def handle_comment(self, text):
        self.comments += 1


def structure_of(text):
    return Structure(text)


class Ground:
    """What the same kind of output is made of when nothing hostile is in the data."""

    def __init__(self):
        self.kinds, self.links, self.code = set(), set(), set()

    def add(self, text):
        found = structure_of(text)
        self.kinds |= found.kinds
        self.links |= found.links
        self.code |= found.code

    def problems(self, text, path):
        """What the text has that the ground has not; links to files beside the text may be there."""
        found = structure_of(text)
        new = [f"<{tag} {name}>" for tag, name in sorted(found.kinds - self.kinds)]
        new += [
            f"{tag} {name}={value!r}"
            for tag, name, value in sorted(found.links - self.links, key=repr)
            if not is_beside(value, path)
        ]
        # Numbers in styles are widths; words are not to come from data.
        code = {re.sub(r"[\d.]+", "0", item[2]) for item in self.code if item[2]}
        new += [
            f"code in {tag} {name}: {text[:60]!r}"
            for tag, name, text in found.code
            if text and re.sub(r"[\d.]+", "0", text) not in code
        ]
        return new


def is_beside(link, path):
    """Whether a link is one to a file beside the text that it stands in."""
    if not link or ":" in link.split("/")[0] or link.startswith("/"):
        return False
    target = urllib.parse.unquote(link.split("#")[0])
    return os.path.exists(os.path.join(os.path.dirname(path), target))


def control_characters(data):
    """Control characters in what went to a terminal."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        return [f"no UTF-8: {error}"]
    return sorted({f"U+{ord(c):04X}" for c in CONTROL.findall(text)})


def formula_cells(paths, folder):
    """The number of cells, and those that LibreOffice takes for formulas, of CSV files."""
    os.makedirs(folder)
    for number, path in enumerate(paths):
        shutil.copy(path, os.path.join(folder, f"{number}.csv"))
    profile = "file://" + os.path.join(folder, "profile")
    for start in range(0, len(paths), 200):
        names = [os.path.join(folder, f"{n}.csv") for n in range(start, min(start + 200, len(paths)))]
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "fods",
             "--infilter=CSV:44,34,76,1", "--outdir", folder, *names],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=900, check=False,
        )
    formulas, converted = {}, 0
    for number, path in enumerate(paths):
        result = os.path.join(folder, f"{number}.fods")
        if not os.path.exists(result):
            continue
        converted += 1
        with open(result, encoding="utf-8", errors="replace") as file:
            found = re.findall(r'table:formula="([^"]*)"', file.read())
        if found:
            formulas[path] = found
    return converted, formulas


def csv_cells(path):
    """Cells that a spreadsheet may take for formulas, by the rule of the OWASP."""
    with open(path, newline="", encoding="utf-8") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    bad = []
    for cell in cells:
        if cell[:1] in "=+-@\t\r" and cell and not re.fullmatch(r"-?\d[\d.]*(e[-+]?\d+)?|-?inf", cell):
            bad.append(cell)
    return bad


class Listener:
    """Listens where pages would call, and remembers who did."""

    def __init__(self):
        listener = self
        self.calls = []

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                listener.calls.append(self.path)
                self.send_error(404)

            do_POST = do_CONNECT = do_HEAD = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.port = self.server.server_address[1]


def browser():
    return shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")


def dom(path, profile, listener):
    """The page as a browser understands it; every request goes to the listener."""
    run = subprocess.run(
        [browser(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-default-apps", "--disable-extensions", "--virtual-time-budget=2000",
         f"--user-data-dir={profile}", f"--proxy-server=http://127.0.0.1:{listener.port}",
         "--proxy-bypass-list=<-loopback>", "--dump-dom", "file://" + path],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, check=False,
    )
    return run.stdout.decode(errors="replace")


def rendered(markdown):
    """Markdown as a forge would show it."""
    return subprocess.run(
        ["cmark-gfm", "--unsafe", "-e", "table", "-e", "strikethrough", "-e", "tasklist"],
        input=markdown.encode(), stdout=subprocess.PIPE, check=True,
    ).stdout.decode()


def is_whole(path):
    """Whether JSON and XML can be parsed."""
    try:
        if path.endswith(".json"):
            with open(path, encoding="utf-8") as file:
                json.load(file)
        elif path.endswith((".xml", ".svg")):
            xml.etree.ElementTree.parse(path)
    except (ValueError, xml.etree.ElementTree.ParseError) as error:
        return str(error)
    return ""


def outputs(folder, ending):
    return sorted(glob.glob(os.path.join(glob.escape(folder), "**", "*" + ending), recursive=True))
