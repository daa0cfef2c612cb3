#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real documents through what tests/fuzz/fuzz_page.c and fuzz_clean.c hold:
every page is one that the parent accepts, a page's body cleaned and bound
again gives the same page, and cutting it loses no text. One document in four,
or all of them with CHAPBOOK_FULL.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

TARGETS = os.path.join(ROOT, os.environ.get("BUILD", "build"), "fuzz")
MARKDOWN, HTML, NO_PICTURES_IN_CHINESE = 0, 2, 12


def documents():
    found = []
    for name in ("mirror", "posts", "readable"):
        for folder, _, files in sorted(os.walk(need_corpus(name))):
            found += [os.path.join(folder, f) for f in sorted(files)
                      if f.endswith((".md", ".html", ".htm"))]
    return found if os.environ.get("CHAPBOOK_FULL") else found[::4]


def replay(target, folder, count):
    done = subprocess.run([os.path.join(TARGETS, target), folder], timeout=600,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    last = done.stdout.decode(errors="replace")
    assert done.returncode == 0, last + done.stderr.decode(errors="replace")[-2000:]
    equal(last, "%d passed, 0 failed, 0 skipped\n" % count)


def test_pages():
    folder, count = fresh("pages"), 0
    for i, path in enumerate(documents()):
        kind = MARKDOWN if path.endswith(".md") else HTML
        if i % 5 == 0:
            kind |= NO_PICTURES_IN_CHINESE
        with open(path, "rb") as f:
            write(os.path.join(folder, "%05d" % i), bytes([kind]) + f.read())
        count += 1
    replay("fuzz_page", folder, count)


def test_bodies():
    folder, count = fresh("bodies"), 0
    for i, path in enumerate(documents()):
        with open(path, "rb") as f:
            write(os.path.join(folder, "%05d" % i), f.read())
        count += 1
    replay("fuzz_clean", folder, count)


main(globals())
