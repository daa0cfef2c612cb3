# SPDX-License-Identifier: MIT
"""What the suites share: running chapbook, counting tests, reading books.

A suite defines functions named test_...; main(globals()) runs them in order
and prints the line that tests/run adds up. A test fails by an exception and
is skipped by skip(reason).
"""
import hashlib
import json
import os
import shutil
import subprocess
import sys
import traceback
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CHAPBOOK = os.environ.get("CHAPBOOK", os.path.join(ROOT, "chapbook"))
CORPUS = os.environ.get("CHAPBOOK_CORPUS", "")
WORK = os.environ.get("WORK", os.path.join(ROOT, "build", "tests"))
BOOKS = os.path.join(WORK, "books")     # what the checkers look at
SAMPLES = os.path.join(ROOT, "tests", "samples")
# A cache of the tests' own.
os.environ["XDG_CACHE_HOME"] = os.path.join(WORK, "xdg-cache")
SANITIZED = "asan" in os.environ.get("BUILD", "")


class Skipped(Exception):
    pass


def skip(reason):
    raise Skipped(reason)


def need_corpus(name):
    path = os.path.join(CORPUS, name)
    if not CORPUS or not os.path.exists(path):
        skip("no corpus/" + name)
    return path


def equal(got, want, what=""):
    if got != want:
        raise AssertionError("%s\n got: %.2000r\nwant: %.2000r" % (what, got, want))


def run(*args, code=0, env=None, cwd=None, timeout=600, network=False, **kw):
    """Runs chapbook with args; code is the exit code it must have."""
    full = dict(os.environ, **(env or {}))
    if args and args[0] == "build" and not network:
        args = ("build", "--offline", *args[1:])
    done = subprocess.run([CHAPBOOK, *map(str, args)], capture_output=True,
                          timeout=timeout, env=full, cwd=cwd, **kw)
    if SANITIZED:       # such workers cannot be locked in: see worker/sandbox.h
        done.stderr = b"".join(line for line in done.stderr.splitlines(True)
                               if b"cannot lock workers in" not in line)
    if code is not None and done.returncode != code:
        raise AssertionError("chapbook %s: exit %d, not %d\n%s" % (
            " ".join(map(str, args)), done.returncode, code,
            done.stderr.decode("utf-8", "replace")[-3000:]))
    return done


def build_preload(folder, name):
    """A library to preload, of the file in tests/lib."""
    compiler = next((c for c in ("cc", "gcc", "clang") if shutil.which(c)), None)
    library = os.path.join(folder, "preload.so")
    if not compiler or subprocess.run(
            [compiler, "-shared", "-fPIC", "-O1", "-fno-builtin", "-o", library,
             os.path.join(ROOT, "tests", "lib", name)], capture_output=True).returncode:
        skip("no library to preload can be made here")
    return library


def show(path, *args):
    return json.loads(run("show", "--format", "json", *args, path).stdout)


def listing(*args):
    out = run("list", "--json", *args, code=None).stdout.decode()
    return [json.loads(line) for line in out.splitlines()]


def sha256(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def entries(book):
    """Name -> bytes of a book, in its order."""
    with zipfile.ZipFile(book) as z:
        return {i.filename: z.read(i) for i in z.infolist()}


def epub_head():
    """What every EPUB begins with (OCF): enough for one to be replaced."""
    return (b"PK\3\4\n\0\0\0\0\0" + bytes(16) + b"\x08\0\0\0" +
            b"mimetypeapplication/epub+zip")


def fresh(name):
    """An empty folder of the suite's own."""
    path = os.path.join(WORK, name)
    shutil.rmtree(path, ignore_errors=True)
    os.makedirs(path)
    return path


def write(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(content if isinstance(content, bytes) else content.encode())
    return path


def table(name):
    """The rows of a truth table of the corpus, as dicts."""
    with open(need_corpus(name), encoding="utf-8") as f:
        head = f.readline().rstrip("\n").split("\t")
        return [dict(zip(head, line.rstrip("\n").split("\t"))) for line in f]


def main(scope):
    os.makedirs(BOOKS, exist_ok=True)
    counts = dict(passed=0, failed=0, skipped=0)
    chosen = sys.argv[1:]
    for name, test in list(scope.items()):
        if not name.startswith("test_") or (chosen and name not in chosen):
            continue
        try:
            test()
            counts["passed"] += 1
        except Skipped as reason:
            counts["skipped"] += 1
            print("skipped %s: %s" % (name, reason))
        except Exception:
            counts["failed"] += 1
            print("FAILED %s" % name)
            traceback.print_exc(file=sys.stdout)
    print("%(passed)d passed, %(failed)d failed, %(skipped)d skipped" % counts)
    sys.exit(1 if counts["failed"] else 0)
