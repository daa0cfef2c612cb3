#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A build of a small tree under valgrind, all its processes: no error, no
leak. The sandbox is off, since valgrind needs system calls of its own."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def clean(tree, name):
    if SANITIZED or not shutil.which("valgrind"):
        skip("no valgrind, or a build with sanitizers")
    folder = fresh(name)
    log = os.path.join(folder, "log")
    run_args = ["valgrind", "-q", "--leak-check=full", "--trace-children=yes",
                "--suppressions=" + os.path.join(ROOT, "tests", "valgrind.supp"),
                "--log-file=" + log, CHAPBOOK, "build", "--offline", "--sandbox", "off", "-q",
                "-o", os.path.join(folder, "b.epub"), tree]
    done = subprocess.run(run_args, capture_output=True, timeout=600)
    equal(done.returncode, 0, done.stderr)
    # "--PID--" lines are valgrind's own: it does not know openat2.
    found = [line for line in open(log) if line.startswith("==")]
    equal("".join(found[:60]), "")


def test_samples():
    clean(SAMPLES, "valgrind-samples")


def test_seed():
    clean(need_corpus("seed"), "valgrind-seed")


main(globals())
