# SPDX-License-Identifier: MIT
"""Whether work grows with its size and not with its square: instructions, counted
by valgrind, are the same on every machine, however busy it is. For programs of one
process; tests/unit/growth.h is for functions."""
import re
import shutil
import subprocess

from harness import SANITIZED, skip

# Linear is 2, n log n a little more, the square 4.
TIMES_MAX = 2.7


def instructions(args, **kw):
    if SANITIZED or not shutil.which("valgrind"):
        skip("no valgrind, or a build with sanitizers")
    done = subprocess.run(
        ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
         *map(str, args)], capture_output=True, timeout=1800, **kw)
    count = re.search(rb"I +refs: +([0-9,]+)", done.stderr)
    assert count and not done.returncode, done.stderr[-2000:]
    return int(count.group(1).replace(b",", b""))


def check_growth(cost, n):
    """cost(n) is what n take; what a start costs is none of it."""
    start, once, twice = cost(1), cost(n), cost(2 * n)
    assert twice - start <= TIMES_MAX * (once - start), (start, once, twice)
