#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Sites as their generators and people keep them: tests/sites/NAME/ holds
the files, NAME.txt what is read from them, in the order of the list: a line
of metadata for each article, then its text. UPDATE=1 rewrites NAME.txt; read
the difference before you commit it.
"""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

SITES = os.path.join(ROOT, "tests", "sites")


def account(tree):
    parts = []
    for a in listing(tree):
        page = show(os.path.join(tree, a["source"]))
        head = [a["source"], a["title"], "%s %s" % (a["date"], a["date_source"]),
                "tags: " + "; ".join(a["tags"]), "in: " + "; ".join(a["sections"]),
                "by: " + "; ".join(a["authors"]), a["lang"], a["url"] or "no link"]
        parts.append("### %s\n\n%s\n" % (" | ".join(head), (page["text"] or "").strip()))
        pictures = ["picture: %s (%s)" % (i["src"], i["alt"]) for i in page["images"]]
        if pictures:
            parts.append("\n".join(pictures) + "\n")
    return "\n".join(parts)


def check(name):
    got = account(os.path.join(SITES, name))
    path = os.path.join(SITES, name + ".txt")
    if os.environ.get("UPDATE"):
        write(path, got)
    with open(path, encoding="utf-8") as f:
        want = f.read()
    if got != want:
        import difflib
        raise AssertionError("\n".join(list(difflib.unified_diff(
            want.splitlines(), got.splitlines(), "want", "got", lineterm=""))[:60]))


for site in sorted(os.listdir(SITES)):
    if os.path.isdir(os.path.join(SITES, site)):
        globals()["test_" + site] = lambda site=site: check(site)

main(globals())
