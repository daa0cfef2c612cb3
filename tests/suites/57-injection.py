#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whatever call fails, and whenever it ends: the old book or the new one."""
import errno
import os
import random
import re
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

OLD = epub_head() + b" an older book"
FULL = bool(os.environ.get("CHAPBOOK_FULL"))
# The calls that make an output what it is, and how each may fail.
CALLS = {"openat": "ENOSPC EIO", "flock": "ENOLCK", "write": "ENOSPC EIO",
         "writev": "ENOSPC", "pwrite64": "ENOSPC EIO", "pwritev": "EIO",
         "pread64": "EIO", "ftruncate": "EIO", "fallocate": "ENOSPC",
         "fsync": "EIO", "fdatasync": "EIO", "rename": "EIO",
         "renameat": "ENOSPC EIO", "renameat2": "EIO",
         "copy_file_range": "EIO", "sendfile": "EIO", "unlinkat": "EIO",
         "close": "EIO"}
PARTS = [".b.epub.part", ".r.json.part"]


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
        self.report = os.path.join(self.out, "r.json")
        os.makedirs(self.out)
        self.command = [CHAPBOOK, "build", "--offline", tree, "-q", "-o", self.book,
                        "--report", self.report]
        subprocess.run(self.command, check=True, timeout=600)
        with open(self.book, "rb") as f:
            self.new = f.read()
        self.sha256 = sha256(self.book)

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
        assert code != 0 or "r.json" in left, (what, "success without a report")
        if "r.json" in left:
            with open(self.report) as f:
                equal(json.load(f)["sha256"], self.sha256, what)
        assert left - {"r.json"} <= set(litter), (what, code, left)
        return now == self.new


def need_strace():
    if not shutil.which("strace") or SANITIZED:
        skip("no strace")


def calls_of(place):
    """Of each call that the parent makes of those above: name, its number
    among them, line of the trace."""
    place.reset()
    trace = os.path.join(place.folder, "trace")
    subprocess.run(["strace", "-qq", "-y", "-o", trace, "-e", "trace=" + ",".join(
        "?" + c for c in CALLS)] + place.command, check=True, timeout=600)
    made, counts = [], {}
    with open(trace, errors="replace") as f:
        for line in f:
            found = re.match(r"(\w+)\((.*)", line)
            if found:
                name = found.group(1)
                counts[name] = counts.get(name, 0) + 1
                made.append((name, counts[name], found.group(2)))
    return made


def on_output(line):
    """Whether a call is on an output, its folder or the spool."""
    return "/out" in line or ".part" in line or "O_TMPFILE" in line \
        or "deleted" in line.split(",")[0]


def inject(place, call, number, what):
    place.reset()
    return subprocess.run(["strace", "-qq", "-o", "/dev/null", "-e",
        "inject=%s:%s:when=%d" % (call, what, number)] + place.command,
        capture_output=True, timeout=600)


def test_failing_calls():
    """Each call in turn: the message names the output and the cause."""
    need_strace()
    place = Place("injection-calls")
    refused = 0
    for call, number, line in calls_of(place):
        if not FULL and not on_output(line):
            continue
        for error in CALLS[call].split():
            what = "%s %d %s: %s" % (call, number, error, line[:80])
            done = inject(place, call, number, "error=" + error)
            said = done.stderr.decode()
            assert done.returncode >= 0, (what, done.returncode)
            place.check(what, done.returncode)
            if not done.returncode or not on_output(line):
                continue
            refused += 1
            assert said.startswith("chapbook: ") and said.count("\n") == 1, (what, said)
            assert place.book in said or place.report in said, (what, said)
            assert os.strerror(getattr(errno, error)) in said, (what, said)
            assert "deleted" not in line.split(",")[0] or call != "write" \
                or "temporary file" in said, (what, said)
    assert refused > 25, refused
    place.reset()
    subprocess.run(place.command, check=True)
    place.check("at last", 0)


def test_killed_in_call():
    """Killed at the very calls that make the book what it is."""
    need_strace()
    place = Place("injection-kills")
    whole = set()
    for call, number, line in calls_of(place):
        if not FULL and not on_output(line):
            continue
        inject(place, call, number, "signal=KILL")
        whole.add(place.check((call, number, line[:80]), -9, PARTS))
        if number % 4 == 0:     # the next run takes what is left for its own
            subprocess.run(place.command, check=True)
            place.check("after a kill", 0)
    equal(whole, {False, True})
    subprocess.run(place.command, check=True)
    place.check("at last", 0)


def test_no_memory():
    place = Place("injection-memory")
    count = os.path.join(place.folder, "count")
    if SANITIZED:
        skip("memory that is watched already")
    preload = {"LD_PRELOAD": build_preload(place.folder, "no-memory.c")}
    place.reset()
    subprocess.run(place.command, check=True, timeout=600,
                   env=dict(os.environ, COUNT_FILE=count, **preload))
    place.check("with the library", 0)
    with open(count) as f:
        total = int(f.read())
    assert total > 100, total
    rng = random.Random(total)
    one = [1, 2, 3, total // 2, total] + [rng.randrange(4, total) for _ in range(30)]
    on = [rng.randrange(1, total) for _ in range(8)]
    if FULL:
        one = on = range(1, total + 1)
    tries = [("FAIL_AT", n) for n in one] + [("FAIL_FROM", n) for n in on]
    for name, n in tries:
        what = "%s=%d of %d" % (name, n, total)
        place.reset()
        done = subprocess.run(place.command, capture_output=True, timeout=600,
                              env=dict(os.environ, **{name: str(n)}, **preload))
        assert 0 <= done.returncode < 128, (what, done.returncode, done.stderr)
        place.check(what, done.returncode, PARTS)
        assert done.returncode == 0 or done.stderr, what
    for args in (["list", place.folder], ["list", "--json", "--tags", place.folder],
                 ["show", "--format", "json", os.path.join(place.folder, "tree", "one.md")]):
        for n in [rng.randrange(1, total // 2) for _ in range(3)]:
            done = subprocess.run([CHAPBOOK, *args], capture_output=True, timeout=600,
                                  env=dict(os.environ, FAIL_AT=str(n), **preload))
            assert 0 <= done.returncode < 128, (args, n, done.returncode, done.stderr)


def test_file_size_limit():
    """F3: every file may be only so large; SIGXFSZ is no reason to die."""
    import resource
    place = Place("injection-limit")
    for size in range(0, len(place.new), 512 if FULL else 2048):
        place.reset()
        done = subprocess.run(place.command, capture_output=True, timeout=600, preexec_fn=lambda:
                              resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
        equal(done.returncode, 1, (size, done.stderr))
        place.check(size, 1)
        assert b"File too large" in done.stderr and b"b.epub" in done.stderr, done.stderr


# Arguments: KB, place, old book, program and what it is to do.
SMALL_DISK = """
set -u; size=$1 place=$2 old=$3; shift 3
mount -t tmpfs -o size=${size}k none "$place" || exit 99
cp "$old" "$place/b.epub" || exit 98
"$@"
echo "code $?"
cmp -s "$old" "$place/b.epub" && echo old || cp "$place/b.epub" "$old.made"
ls -A "$place"
"""


def test_full_disk():
    """F2: disks that are too small for the book, or for the spool."""
    folder = fresh("injection-disk")
    disk, old = os.path.join(folder, "disk"), os.path.join(folder, "old.epub")
    os.makedirs(disk)
    new, book = os.path.join(folder, "new.epub"), os.path.join(disk, "b.epub")
    run("build", SAMPLES, "--title", "x", "-q", "-o", new)
    write(old, epub_head() + b"old " * 6000)
    namespace = ["unshare", "-rm"]
    if not shutil.which("unshare") or subprocess.run(
            namespace + ["mount", "-t", "tmpfs", "none", disk], capture_output=True).returncode:
        skip("no name spaces to mount a small disk in")
    need = os.path.getsize(new) // 1024 + 40
    refused = made = 0
    for size in range(32, 2 * need, 8 if FULL else 24):
        for spool in (None, disk):
            env = dict(os.environ, TMPDIR=spool) if spool else None
            done = subprocess.run(namespace + ["sh", "-c", SMALL_DISK, "sh", str(size), disk, old,
                CHAPBOOK, "build", "--offline", SAMPLES, "--title", "x", "-q", "-o", book],
                capture_output=True, timeout=600, env=env)
            said = done.stdout.decode().split("\n")
            what = (size, spool, said, done.stderr)
            if "code 0" in said:
                equal(sha256(old + ".made"), sha256(new), what)
                made += 1
            else:
                equal(said, ["code 1", "old", "b.epub", ""], what)
                assert b"No space left on device" in done.stderr, what
                assert os.fsencode(book) in done.stderr, what
                refused += 1
    assert refused > 4 and made > 2, (refused, made)


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
        whole += place.check("kill %d" % i, code, PARTS)
    subprocess.run(place.command, check=True)
    place.check("%d whole" % whole, 0)


def test_two_at_once():
    """Two runs want one output: one is told so, or it comes second."""
    place = Place("injection-two")
    for i in range(6):
        place.reset()
        both = [subprocess.Popen(place.command, stderr=subprocess.PIPE)
                for _ in range(2)]
        said = [p.communicate(timeout=600)[1] for p in both]
        codes = sorted(p.returncode for p in both)
        assert codes in ([0, 0], [0, 75]), (codes, said)
        place.check(codes, 0)
        assert codes[1] == 0 or b"another run" in b"".join(said), said


def test_report_cannot_be():
    """A report that cannot be written costs the new book, not the old one."""
    place = Place("injection-report")
    place.reset()
    nowhere = os.path.join(place.folder, "no", "r.json")
    done = run(*place.command[1:], "--report", nowhere, code=1)
    place.check("no folder", 1)
    assert os.fsencode(nowhere) in done.stderr, done.stderr


main(globals())
