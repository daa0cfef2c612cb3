#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""EPUBCheck, epubcheck-ts, the Nu checker and Ace on the books the other
suites made, and on books of the corpus. None may find anything."""
import glob
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

TOOLS = os.path.join(ROOT, "build", "checkers")
MODULES = os.path.join(TOOLS, "node_modules")
EPUBCHECK = "/usr/share/java/epubcheck.jar"
NU_FILTER = ".*Attribute .(type|prefix). not allowed.*"


def install():
    """The checkers that npm has, in exactly these versions."""
    wanted = os.path.join(ROOT, "tests", "checkers.json")
    mark = os.path.join(TOOLS, "installed")
    if os.path.exists(mark) and open(mark).read() == open(wanted).read():
        return
    if not shutil.which("npm"):
        skip("no npm to install checkers with")
    os.makedirs(TOOLS, exist_ok=True)
    shutil.copyfile(wanted, os.path.join(TOOLS, "package.json"))
    for attempt in range(3):
        done = subprocess.run(["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund",
                               "--no-package-lock"], cwd=TOOLS, capture_output=True, timeout=600)
        if done.returncode == 0:
            shutil.copyfile(wanted, mark)
            return
    raise AssertionError(done.stderr.decode()[-2000:])


def books():
    found = sorted(glob.glob(os.path.join(BOOKS, "*.epub")))
    assert found, "no books were made"
    return found


def test_corpus_books():
    """Seed, posts and a hundred articles of the mirror join the books."""
    need_corpus("mirror")
    for name, extra in (("seed", []), ("posts", []),
                        ("mirror", ["--limit", "100", "--sort", "input"])):
        run("build", "-q", "-o", os.path.join(BOOKS, "corpus-%s.epub" % name),
            *extra, os.path.join(CORPUS, name))


def test_demo_book():
    run("build", "-q", "-o", os.path.join(BOOKS, "demo.epub"), "--title",
        "The Harbour Paper, July 2023", "--language", "en", SAMPLES)


def test_epubcheck():
    if not os.path.exists(EPUBCHECK):
        skip("no epubcheck")
    for book in books():
        done = subprocess.run(["java", "-jar", EPUBCHECK, "--failonwarnings", "-q", book],
                              capture_output=True, timeout=600)
        equal(done.returncode, 0, book + "\n" + (done.stdout + done.stderr).decode()[:3000])


def test_epubcheck_ts():
    install()
    for book in books():
        done = subprocess.run([os.path.join(MODULES, ".bin", "epubcheck-ts"), book, "-q",
                               "--fail-on-warnings"], capture_output=True, timeout=600)
        equal(done.returncode, 0, book + "\n" + (done.stdout + done.stderr).decode()[:3000])


def test_nu():
    install()
    jar = os.path.join(MODULES, "vnu-jar", "build", "dist", "vnu.jar")
    if not os.path.exists(jar):
        skip("no Nu checker")
    folder = fresh("nu")
    for book in books():
        with zipfile.ZipFile(book) as z:
            z.extractall(os.path.join(folder, os.path.basename(book)))
    pages = glob.glob(os.path.join(folder, "**", "*.xhtml"), recursive=True)
    for at in range(0, len(pages), 500):
        done = subprocess.run(["java", "-Xss64m", "-jar", jar, "--skip-non-html",
                               "--filterpattern", NU_FILTER] + pages[at:at + 500],
                              capture_output=True, timeout=900)
        equal(done.stderr.decode()[:3000], "")
        equal(done.returncode, 0)


def test_ace():
    install()
    chromium = shutil.which("chromium")
    if not chromium:
        skip("no chromium for Ace")
    env = dict(os.environ, PUPPETEER_EXECUTABLE_PATH=chromium, ACE_TIMEOUT_INITIAL="60000")
    for book in books():
        # One page takes Ace a second: large books are checked by the others.
        if len([n for n in entries(book) if n.endswith(".xhtml")]) > 60:
            continue
        out = fresh("ace")
        done = subprocess.run([os.path.join(MODULES, ".bin", "ace-cli"), "-s", "-E", "-f",
                               "-o", out, book], capture_output=True, timeout=900, env=env)
        equal(done.returncode, 0, book + "\n" + (done.stdout + done.stderr).decode()[-3000:])


main(globals())
