#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What an output may replace: an older book or report of its name, nothing
of the user's."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def tree_of(folder):
    """Articles, a picture, notes and a link of the user's own."""
    write(os.path.join(folder, "a.md"), "# The quay\n\nThe quay was mended before the winter.\n")
    write(os.path.join(folder, "b.md"), "# The mill\n\nThe mill turns again since the spring.\n")
    write(os.path.join(folder, "img", "p.png"), b"\x89PNG\r\n\x1a\n")
    write(os.path.join(folder, "data.json"), '{"mine": true}\n')
    write(os.path.join(folder, "notes.txt"), "my notes\n")
    os.symlink("a.md", os.path.join(folder, "soft.epub"))
    os.link(os.path.join(folder, "a.md"), os.path.join(folder, "hard.epub"))
    return folder


def sight(folder):
    """Everything in a folder: names, where links lead, bytes."""
    seen = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            seen[path] = os.readlink(path) if os.path.islink(path) else open(path, "rb").read()
    return seen


def refused(folder, *args, says):
    before = sight(folder)
    done = run("build", *args, code=2, cwd=folder)
    assert says in done.stderr.decode(), done.stderr
    equal(sight(folder), before, args)


def test_what_is_no_book_stays():
    folder = tree_of(fresh("outputs-book"))
    # What a shell makes of: build -o *.md
    refused(folder, "-o", "a.md", "b.md", says='"a.md" is there, is not an EPUB')
    refused(folder, "b.md", "-o", "a.md", says="not an EPUB")
    for target in ("a.md", "./a.md", "img/../a.md", "data.json", "notes.txt", "img/p.png",
                   "soft.epub", "hard.epub", os.path.join(folder, "b.md")):
        refused(folder, ".", "-o", target, says="is not an EPUB")
    for start in (b"PK", b"PK\3\4", epub_head()[:-1], epub_head().replace(b"epub", b"e-pub"),
                  b" " + epub_head()):
        write(os.path.join(folder, "x.epub"), start)
        refused(folder, ".", "-o", "x.epub", says="is not an EPUB")


def test_what_is_no_report_stays():
    folder = tree_of(fresh("outputs-report"))
    for target in ("a.md", "data.json", "notes.txt", "soft.epub", "hard.epub"):
        refused(folder, ".", "-o", "b.epub", "--report", target, says="is not a report")
    write(os.path.join(folder, "old.epub"), epub_head())
    refused(folder, ".", "-o", "b.epub", "--report", "old.epub", says="is not a report")


def test_a_source_that_is_a_book_stays():
    """An EPUB is an archive, and so may be a source."""
    folder = tree_of(fresh("outputs-source"))
    run("build", ".", "-o", "one.epub", cwd=folder)
    os.symlink("one.epub", os.path.join(folder, "link.epub"))
    os.link(os.path.join(folder, "one.epub"), os.path.join(folder, "same.epub"))
    for source, target in (("one.epub", "one.epub"), ("link.epub", "one.epub"),
                           ("one.epub", "link.epub"), ("same.epub", "one.epub"),
                           ("one.epub", "same.epub")):
        refused(folder, "a.md", source, "-o", target, says="would replace the source")


def test_books_are_replaced():
    """Also in the source tree and its folders, by links, and empty files."""
    folder = tree_of(fresh("outputs-again"))
    for target in ("b.epub", "img/b.epub", "b", "b.md.epub"):
        for _ in range(2):
            run("build", ".", "-o", target, "--report", "r.json", cwd=folder)
        equal(entries(os.path.join(folder, target))["mimetype"], b"application/epub+zip")
    write(os.path.join(folder, "empty.epub"), b"")
    write(os.path.join(folder, "empty.json"), b"")
    run("build", ".", "-o", "empty.epub", "--report", "empty.json", cwd=folder)
    equal(json.load(open(os.path.join(folder, "empty.json")))["book"], "empty.epub")
    os.symlink("b.epub", os.path.join(folder, "to-book.epub"))
    before = open(os.path.join(folder, "b.epub"), "rb").read()
    run("build", "a.md", "-o", "to-book.epub", cwd=folder)
    equal(open(os.path.join(folder, "b.epub"), "rb").read(), before)
    equal(open(os.path.join(folder, "a.md")).read(),
          "# The quay\n\nThe quay was mended before the winter.\n")


main(globals())
