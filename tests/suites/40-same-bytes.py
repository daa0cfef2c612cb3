#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same book, byte for byte, however, wherever and whenever it is made."""
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def shuffled_copy(tree, name):
    """The tree with other mtimes and another order of directory entries."""
    target = os.path.join(fresh(name), "other place")
    files = [os.path.relpath(os.path.join(d, f), tree)
             for d, _, fs in os.walk(tree) for f in fs]
    random.Random(7).shuffle(files)
    for file in files:
        to = os.path.join(target, file)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copyfile(os.path.join(tree, file), to, follow_symlinks=False)
        os.utime(to, (1e9, 1e9), follow_symlinks=False)
    return target


def same(tree, name):
    folder = fresh(name)
    title = ["--title", "Same", "--report"]
    home = os.path.join(folder, "home")
    os.makedirs(home)

    def make(n, *args, **kw):
        book = os.path.join(folder, "%s.epub" % n)
        run("build", *title, book + ".json", "-o", book, *args, **kw)
        return sha256(book)

    first = make("first", tree)
    equal(make("jobs1", "--jobs", "1", tree), first, "--jobs 1")
    equal(make("jobs2", "--jobs", "2", tree), first, "--jobs 2")
    equal(make("off", "--sandbox", "off", tree), first, "--sandbox off")
    equal(make("zone", tree, env={"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8",
                                  "HOME": home, "USER": "somebody"}), first, "TZ, LANG, HOME, USER")
    equal(make("zone2", tree, env={"TZ": "America/New_York"}), first, "TZ")
    copy = shuffled_copy(tree, name + "-copy")
    equal(make("copy", ".", cwd=copy), first, "copied tree, other folder")
    if shutil.which("faketime") and not SANITIZED:
        book = os.path.join(folder, "clock.epub")
        subprocess.run(["faketime", "2040-02-29 12:00:00", CHAPBOOK, "build", "--title",
                        "Same", "-q", "-o", book, tree], check=True)
        equal(sha256(book), first, "another clock")
    return os.path.join(folder, "first.epub")


def test_samples():
    book = same(SAMPLES, "samples")
    words = [os.uname().nodename, ROOT, os.path.expanduser("~")]
    for name, content in entries(book).items():
        for word in words:
            if len(word) > 5:
                assert word.encode() not in content, (name, word)


def test_posts():
    same(need_corpus("posts"), "posts-same")


def test_mirror():
    tree = need_corpus("mirror")
    if SANITIZED:
        skip("too slow under sanitizers; the samples were built")
    same(tree, "mirror-same")


main(globals())
