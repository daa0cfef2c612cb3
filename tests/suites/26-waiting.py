#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""No wait ends by its time limit: whatever a run waits for wakes it up."""
import json
import os
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from server import Server

FOLDER = fresh("waiting")


def waits(*args, **kw):
    """How many waits there were, and how many of them were in vain."""
    count = os.path.join(FOLDER, "count")
    run(*args, env={"LD_PRELOAD": build_preload(FOLDER, "idle-polls.c"), "COUNT_FILE": count},
        **kw)
    with open(count) as f:
        every, idle = map(int, f.read().split())
    assert every > 0, "poll() was not counted"
    return idle


def sources():
    """A folder, and the same as an archive: articles, pictures, drawings."""
    tree = os.path.join(FOLDER, "tree")
    shutil.copytree(SAMPLES, tree, ignore_dangling_symlinks=True)
    for i in range(150):
        write(os.path.join(tree, "many", "%03d.md" % i),
              "# Buoy %d\n\nIt was number %d of those that were painted that spring.\n" % (i, i))
    shutil.make_archive(os.path.join(FOLDER, "packed"), "zip", tree)
    return tree, os.path.join(FOLDER, "packed.zip")


def test_no_wait_in_vain():
    if SANITIZED:
        skip("preloading comes after the sanitizer")
    book = os.path.join(FOLDER, "b.epub")
    cover = os.path.join(SAMPLES, "img", sorted(
        n for n in os.listdir(os.path.join(SAMPLES, "img")) if n.endswith(".jpg"))[0])
    for source in sources():
        for jobs in "1", "2", "64":
            equal(waits("build", "--no-cache", "--jobs", jobs, "--cover", cover, source,
                        "-o", book), 0, (source, jobs))
    equal(waits("list", SAMPLES), 0)
    equal(waits("show", os.path.join(SAMPLES, "index.md"), code=None), 0)


def test_clock_that_stands_still():
    """A retry comes after its pause, also where no time passes."""
    if SANITIZED or not shutil.which("faketime"):
        skip("no faketime beside the sanitizer" if SANITIZED else "no faketime")
    server = Server()
    port = server.listen()
    write(os.path.join(FOLDER, "late", "a.md"), "# Late\n\nThe picture comes at the second "
          "attempt.\n\n![a](http://127.0.0.1:%d/busy?status=503&times=1)\n" % port)
    report = os.path.join(FOLDER, "late.json")
    done = subprocess.run(["faketime", "-f", "2023-07-19 12:00:00", CHAPBOOK, "build",
                           os.path.join(FOLDER, "late"), "-o", os.path.join(FOLDER, "l.epub"),
                           "--no-cache", "--allow", "127.0.0.1:%d" % port, "--report", report],
                          capture_output=True, timeout=600)
    equal(done.returncode, 0, done.stderr)
    with open(report) as f:
        said = json.load(f)
    equal(said["pictures"], {"wanted": 1, "included": 1})
    equal(said["fetched"]["retries"], 1)


main(globals())
