#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whatever call fails, and whenever it ends: the old book or the new one."""
import os
import random
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

OLD = b"PK an older book"
CALLS = {"write": "ENOSPC EIO", "pwrite64": "ENOSPC", "ftruncate": "EIO",
         "fallocate": "ENOSPC", "fsync": "EIO", "fdatasync": "EIO",
         "rename": "EIO", "renameat": "EIO", "renameat2": "EIO",
         "copy_file_range": "EIO", "sendfile": "EIO", "close": "EIO"}
EACH = 4        # so many of each call, spread over the run

# Fails one call for memory of the process that was started, or all from it.
PRELOAD = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
static long at, from, count;
static pid_t self;

__attribute__((constructor)) static void
start(void)
{
	const char *one = getenv("FAIL_AT"), *all = getenv("FAIL_FROM");

	at = one ? atol(one) : 0;
	from = all ? atol(all) : 0;
	count = 0;
	self = getpid();
}

__attribute__((destructor)) static void
stop(void)
{
	const char *name = getenv("COUNT_FILE");
	long total = count;
	FILE *f = name && getpid() == self ? fopen(name, "w") : NULL;

	if (f) {
		fprintf(f, "%ld", total);
		fclose(f);
	}
}

static int
fails(void)
{
	if (!self || getpid() != self)
		return 0;
	count++;
	if (count != at && (!from || count < from))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *malloc(size_t n) { return fails() ? NULL : __libc_malloc(n); }
void *calloc(size_t n, size_t m) { return fails() ? NULL : __libc_calloc(n, m); }
void *realloc(void *p, size_t n) { return fails() ? NULL : __libc_realloc(p, n); }
"""


def small_tree(folder):
    tree = os.path.join(folder, "tree")
    for name in ("one", "two"):
        write(os.path.join(tree, name + ".md"), "---\ntitle: The %s\n---\n\n"
              "Some words of article %s, which has a picture.\n\n"
              "![of a plan](plan.png)\n" % (name, name))
    shutil.copy(os.path.join(SAMPLES, "img", "plan.png"), tree)
    return tree


class Place:
    """A folder with a tree, an old book, and what the new one will be."""

    def __init__(self, name):
        self.folder = fresh(name)
        tree = small_tree(self.folder)
        self.out = os.path.join(self.folder, "out")
        self.book = os.path.join(self.out, "b.epub")
        os.makedirs(self.out)
        self.command = [CHAPBOOK, "build", tree, "-q", "-o", self.book]
        subprocess.run(self.command, check=True, timeout=60)
        with open(self.book, "rb") as f:
            self.new = f.read()

    def reset(self):
        for name in os.listdir(self.out):
            os.unlink(os.path.join(self.out, name))
        write(self.book, OLD)

    def check(self, what, code, litter=()):
        """Old or new, whole; new if the run said that it was well."""
        with open(self.book, "rb") as f:
            now = f.read()
        assert now in (OLD, self.new), (what, code, len(now), now[:100])
        assert code != 0 or now == self.new, (what, "success without a book")
        left = set(os.listdir(self.out)) - {"b.epub"}
        assert left <= set(litter), (what, code, left)
        return now == self.new


def need_strace():
    if not shutil.which("strace") or SANITIZED:
        skip("no strace")


def calls_of(place, trace):
    """Call -> of each one that the parent makes, the line of the trace."""
    place.reset()
    subprocess.run(["strace", "-qq", "-y", "-o", trace, "-e", "trace=" + ",".join(
        "?" + c for c in CALLS)] + place.command, check=True, timeout=60)
    made = {}
    with open(trace, errors="replace") as f:
        for line in f:
            found = re.match(r"(\w+)\((.*)", line)
            if found:
                made.setdefault(found.group(1), []).append(found.group(2))
    return made


def spread(numbers, n):
    if len(numbers) <= n:
        return numbers
    return [numbers[i * (len(numbers) - 1) // (n - 1)] for i in range(n)]


def moments(lines):
    """Which calls to fail: on the output above all, then any."""
    output = [i for i, l in enumerate(lines, 1) if "/out" in l.split(",")[0]
              or ".part" in l or "deleted" in l.split(",")[0]]
    rest = [i for i in range(1, len(lines) + 1) if i not in output]
    return spread(output, EACH) + spread(rest, 2)


def test_failing_calls():
    need_strace()
    place = Place("injection-calls")
    trace = os.path.join(place.folder, "trace")
    refused = 0
    for call, lines in calls_of(place, trace).items():
        for error in CALLS.get(call, "").split():
            for n in moments(lines):
                what = "%s %d %s: %s" % (call, n, error, lines[n - 1][:80])
                place.reset()
                done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e",
                    "inject=%s:error=%s:when=%d" % (call, error, n)]
                    + place.command, capture_output=True, timeout=60)
                assert done.returncode >= 0, (what, done.returncode)
                place.check(what, done.returncode, [".b.epub.part"])
                refused += done.returncode != 0
                if done.returncode:
                    assert b"chapbook: " in done.stderr, (what, done.stderr)
                if done.returncode and call != "close" and (
                        ".part" in lines[n - 1] or "/out" in lines[n - 1]):
                    assert b"b.epub" in done.stderr, (what, done.stderr)
                    assert call != "fsync" or b"sync" in done.stderr, what
    assert refused > 4, refused
    place.reset()
    subprocess.run(place.command, check=True)
    place.check("at last", 0)


def test_killed_in_call():
    """Killed at the very calls that make the book what it is."""
    need_strace()
    place = Place("injection-kills")
    made = calls_of(place, os.path.join(place.folder, "trace"))
    for call in ("fsync", "renameat", "rename", "renameat2", "write", "pwrite64"):
        for n in moments(made.get(call, []))[:EACH]:
            place.reset()
            subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e",
                "inject=%s:signal=KILL:when=%d" % (call, n)] + place.command,
                capture_output=True, timeout=60)
            place.check((call, n), -9, [".b.epub.part"])
    subprocess.run(place.command, check=True)
    place.check("at last", 0)


def build_preload(folder):
    compiler = next((c for c in ("cc", "gcc", "clang") if shutil.which(c)), None)
    if not compiler or SANITIZED:
        skip("no compiler, or memory that is watched already")
    source = write(os.path.join(folder, "preload.c"), PRELOAD)
    library = os.path.join(folder, "preload.so")
    done = subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-fno-builtin",
                           "-o", library, source], capture_output=True)
    if done.returncode:
        skip("no library to preload can be made here")
    return library


def test_no_memory():
    place = Place("injection-memory")
    count = os.path.join(place.folder, "count")
    preload = {"LD_PRELOAD": build_preload(place.folder)}
    place.reset()
    subprocess.run(place.command, check=True, timeout=60,
                   env=dict(os.environ, COUNT_FILE=count, **preload))
    place.check("with the library", 0)
    with open(count) as f:
        total = int(f.read())
    assert total > 100, total
    rng = random.Random(total)
    tries = [("FAIL_AT", n) for n in (1, 2, 3, total // 2, total)] \
        + [("FAIL_AT", rng.randrange(4, total)) for _ in range(30)] \
        + [("FAIL_FROM", rng.randrange(1, total)) for _ in range(8)]
    for name, n in tries:
        what = "%s=%d of %d" % (name, n, total)
        place.reset()
        done = subprocess.run(place.command, capture_output=True, timeout=60,
                              env=dict(os.environ, **{name: str(n)}, **preload))
        assert 0 <= done.returncode < 128, (what, done.returncode, done.stderr)
        place.check(what, done.returncode, [".b.epub.part"])
        assert done.returncode == 0 or done.stderr, what


def test_killed_run():
    """kill -9 at random moments."""
    place, rng = Place("injection-kill9"), random.Random(9)
    start = time.time()
    subprocess.run(place.command, check=True)
    span = (time.time() - start) * 1.2
    whole = 0
    for i in range(50):
        place.reset()
        process = subprocess.Popen(place.command)
        time.sleep(rng.random() * span)
        process.kill()
        code = process.wait()
        whole += place.check("kill %d" % i, code, [".b.epub.part"])
    subprocess.run(place.command, check=True)
    place.check("%d whole" % whole, 0)


def test_two_at_once():
    """Two runs want one output: one is told so, or it comes second."""
    place = Place("injection-two")
    for i in range(6):
        place.reset()
        both = [subprocess.Popen(place.command, stderr=subprocess.PIPE)
                for _ in range(2)]
        said = [p.communicate(timeout=60)[1] for p in both]
        codes = sorted(p.returncode for p in both)
        assert codes in ([0, 0], [0, 75]), (codes, said)
        place.check(codes, 0)
        assert codes[1] == 0 or b"another run" in b"".join(said), said


def test_report_and_book():
    """Found here: a report must not replace the book, nor come too late."""
    place = Place("injection-report")
    place.reset()
    for report, code in ((place.book, 2),
                         (os.path.join(place.folder, "no", "r.json"), 1)):
        done = run(*place.command[1:], "--report", report, code=code)
        equal(open(place.book, "rb").read(), OLD)
        place.check(report, code)
        assert os.fsencode(report) in done.stderr, done.stderr
    done = run("build", place.folder, "--group-by", code=2)
    assert b"section" in done.stderr and b"null" not in done.stderr


main(globals())
