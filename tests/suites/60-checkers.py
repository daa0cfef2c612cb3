#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""EPUBCheck, epubcheck-ts, the Nu checker and Ace on the books the other
suites made, and on books of the corpus. None may find anything."""
import concurrent.futures
import glob
import os
import re
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


def each_book(command, wanted=lambda book: True, **kw):
    """Runs command(book) for the books, as many at once as there are cores."""
    def check(book):
        done = subprocess.run(command(book), capture_output=True, timeout=900, **kw)
        if done.returncode == 0:
            return ""
        return "%s\n%s\n" % (book, (done.stdout + done.stderr).decode()[:3000])

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        equal("".join(pool.map(check, filter(wanted, books()))), "")


def test_corpus_books():
    """Seed, posts and a hundred articles of the mirror join the books; the
    whole mirror too if CHAPBOOK_FULL is set (a minute more)."""
    need_corpus("mirror")
    kinds = [("seed", "seed", []), ("posts", "posts", []),
             ("hundred", "mirror", ["--limit", "100", "--sort", "input"]),
             ("latest", "mirror", ["--limit", "30", "--sort", "-date"])]
    if os.environ.get("CHAPBOOK_FULL"):
        kinds.append(("mirror", "mirror", []))
    for name, tree, extra in kinds:
        run("build", "-q", "-o", os.path.join(BOOKS, "corpus-%s.epub" % name),
            *extra, os.path.join(CORPUS, tree))


def test_verdict_pages():
    """Bodies that checkers refuse, each as an article's: one book of all."""
    pages = os.path.join(CORPUS, "..", "epub-verdicts", "pages")
    if not CORPUS or not os.path.isdir(pages):
        skip("no epub-verdicts")
    tree = fresh("verdict-pages")
    for name in sorted(os.listdir(pages)):
        page = open(os.path.join(pages, name), encoding="utf-8", errors="replace").read()
        body = re.search("<body[^>]*>(.*)</body>", page, re.S)
        write(os.path.join(tree, name.replace(".xhtml", ".html")),
              "<html><head><title>%s</title></head><body><article><h1>%s</h1><p>A page with "
              "some words of its own, called %s, and what follows.</p>%s</article></body></html>"
              % (name, name, name, body.group(1) if body else page))
    book = os.path.join(BOOKS, "verdict-pages.epub")
    run("build", "-q", "-o", book, "--language", "en", tree, "--report", tree + ".json")
    with open(tree + ".json") as f:
        equal(json.load(f)["included"], len(os.listdir(pages)))


def test_demo_book():
    run("build", "-q", "-o", os.path.join(BOOKS, "demo.epub"), "--title",
        "The Harbour Paper, July 2023", "--language", "en", SAMPLES)


def test_epubcheck():
    if not os.path.exists(EPUBCHECK):
        skip("no epubcheck")
    each_book(lambda book: ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar",
                            EPUBCHECK, "--failonwarnings", "-q", book])


def test_epubcheck_ts():
    install()
    each_book(lambda book: [os.path.join(MODULES, ".bin", "epubcheck-ts"), book, "-q",
                            "--fail-on-warnings"])


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
    # A page takes Ace a second: large books are for the others.
    each_book(lambda book: [os.path.join(MODULES, ".bin", "ace-cli"), "-s", "-E", "-f", "-o",
                            fresh("ace-" + os.path.basename(book)), book],
              lambda book: sum(n.endswith(".xhtml") for n in entries(book)) <= 50, env=env)


if SANITIZED:
    print("skipped all: the same books as from the other build\n0 passed, 0 failed, 1 skipped")
    sys.exit(0)
main(globals())
