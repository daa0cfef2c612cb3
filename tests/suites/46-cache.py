#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The cache: shown and cleared, and never worth more than the book."""
import os
import stat
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

BROKEN = b"cache \""


class Cache:
    """A home of its own, so that nobody's cache is touched."""

    def __init__(self, name):
        self.base = fresh(name)
        self.folder = os.path.join(self.base, "cache", "chapbook")
        self.env = {"XDG_CACHE_HOME": os.path.join(self.base, "cache"),
                    "HOME": os.path.join(self.base, "home")}

    def run(self, *args, **kw):
        return run(*args, env=self.env, **kw)

    def shown(self):
        return json.loads(self.run("cache", "--json").stdout)

    def plant(self, kind="o", content=b"x", number=0):
        name = hashlib.sha256(b"%d" % number).hexdigest()
        return write(os.path.join(self.folder, name[:2], name[2:] + "." + kind), content)

    def files(self):
        return sorted(os.path.join(d, f) for d, _, fs in os.walk(self.base) for f in fs)

    def build(self, name, *args, **kw):
        book = os.path.join(self.base, name + ".epub")
        done = self.run("build", "-o", book, "--title", "Cached", *args, SAMPLES, **kw)
        return sha256(book), done.stderr


def need_build():
    if b"--no-cache" not in run("build", "--help").stdout:
        skip("build has no cache")


def test_show():
    c = Cache("cache-show")
    equal(c.shown()["originals"], {"files": 0, "bytes": 0})
    assert not os.path.exists(c.folder), "showing a cache makes none"
    os.makedirs(c.folder, 0o700)
    c.plant("o", b"x" * 5000, 1)
    c.plant("o", b"x", 2)
    c.plant("u", b"x", 3)
    c.plant("m", b"", 4)
    write(os.path.join(c.folder, "tmp-0123456789abcdef"), "torn")
    shown = c.shown()
    equal(shown["folder"], c.folder)
    equal(shown["originals"], {"files": 2, "bytes": 3 * 4096})
    equal(shown["answers"], {"files": 1, "bytes": 4096})
    equal(shown["finished"], {"files": 1, "bytes": 0})
    equal(shown["partial"], {"files": 0, "bytes": 0})
    equal(shown["strays"], {"files": 1, "bytes": 4096})
    equal(shown["bytes"], 5 * 4096)
    text = c.run("cache").stdout.decode()
    assert text.startswith(c.folder + "\n") and "       2      12 KB  originals\n" in text, text


def test_clear():
    c = Cache("cache-clear")
    os.makedirs(c.folder, 0o700)
    for n in range(20):
        c.plant("uopm"[n % 4], b"x", n)
    write(os.path.join(c.folder, "tmp-0123456789abcdef"), "torn")
    equal(c.run("cache", "--clear").stderr, b"removed 21 files, 86 KB\n")
    assert not os.path.exists(c.folder)
    equal(c.run("cache", "--clear").stderr, b"removed 0 files, 0 KB\n")


def test_clear_takes_only_its_own():
    c = Cache("cache-own")
    os.makedirs(c.folder, 0o700)
    outside = write(os.path.join(c.base, "outside", "0" * 62 + ".o"), "not ours")
    os.symlink(os.path.dirname(outside), os.path.join(c.folder, "00"))
    link = c.plant("o", number=1)
    os.unlink(link)
    os.symlink(outside, link)
    fifo = c.plant("u", number=2)
    os.unlink(fifo)
    os.mkfifo(fifo)
    kept = [write(os.path.join(c.folder, name), "mine")
            for name in ("notes.txt", "ab/other", "ab/" + "g" * 62 + ".o", "tmp-1")]
    c.run("cache", "--clear", timeout=600)
    for path in kept + [outside]:
        assert os.path.exists(path), path
    assert not os.path.lexists(link) and not os.path.lexists(fifo)


def test_folder_of_others():
    c = Cache("cache-others")
    os.makedirs(c.folder)
    os.chmod(c.folder, 0o777)
    planted = c.plant()
    for args in ((), ("--clear",), ("--json",)):
        said = c.run("cache", *args, code=1).stderr
        assert b"can be written by others" in said, said
    assert os.path.exists(planted)
    os.chmod(c.folder, 0o755)
    c.run("cache")
    equal(stat.S_IMODE(os.stat(c.folder).st_mode), 0o700)
    if os.geteuid() == 0:
        os.chown(c.folder, 1, 1)
        said = c.run("cache", "--clear", code=1).stderr
        assert b"another user" in said, said
        assert os.path.exists(planted)


def test_no_folder_at_all():
    done = run("cache", code=1, env={"XDG_CACHE_HOME": "relative", "HOME": ""})
    assert b"neither XDG_CACHE_HOME nor HOME" in done.stderr, done.stderr


def test_usage():
    run("cache", "what", code=2)
    run("cache", "--clean", code=2)
    assert b"--clear" in run("cache", "--help").stdout


def test_finished_pictures():
    need_build()
    c = Cache("cache-finished")
    first, said = c.build("first")
    count = c.shown()["finished"]["files"]
    assert count > 0, said
    equal(stat.S_IMODE(os.stat(c.folder).st_mode), 0o700)
    equal(c.build("second")[0], first, "from the cache")
    equal(c.shown()["finished"]["files"], count)
    equal(c.build("none", "--no-cache")[0], first, "without the cache")
    assert c.build("gray", "--gray")[0] != first
    assert c.shown()["finished"]["files"] > count


def test_nothing_written():
    need_build()
    for option in ("--no-cache", "--private"):
        c = Cache("cache-nothing")
        c.build("book", option)
        equal([os.path.basename(f) for f in c.files()], ["book.epub"], option)


def test_damaged():
    need_build()
    c = Cache("cache-damaged")
    first, _ = c.build("first")
    for path in c.files():
        if not path.startswith(c.folder + "/") or path.endswith("TAG"):
            continue
        with open(path, "r+b") as f:
            f.seek(os.path.getsize(path) // 2)
            byte = f.read(1)
            f.seek(-1, os.SEEK_CUR)
            f.write(bytes([byte[0] ^ 1]))
    again, said = c.build("again")
    equal(again, first)
    assert b"warning" not in said, said
    count = c.shown()["finished"]["files"]
    equal(c.build("third")[0], first)
    equal(c.shown()["finished"]["files"], count)


def test_unusable():
    """The book is made, and one line says why without a cache."""
    need_build()
    c = Cache("cache-unusable")
    want, _ = c.build("want", "--no-cache")
    write(os.path.join(c.base, "cache", "chapbook"), "a file")
    got, said = c.build("file")
    equal(got, want)
    equal(said.count(BROKEN), 1, said)
    os.unlink(c.folder)
    os.makedirs(c.folder)
    os.chmod(c.folder, 0o777)
    got, said = c.build("open")
    equal(got, want)
    equal(said.count(b"can be written by others"), 1, said)


def test_full_disk():
    """The book is made as without a cache, one line says why, and nothing half is left."""
    need_build()
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        skip("no mount namespaces here")
    c = Cache("cache-full")
    want, _ = c.build("want", "--no-cache")
    os.makedirs(os.path.join(c.base, "cache"))
    book = os.path.join(c.base, "book.epub")
    script = ("mount -t tmpfs -o $0 none %s/cache && \"$@\" && cd %s/cache && "
              "find . -name 'tmp-*' && find . -type f | wc -l" % (c.base, c.base))
    counts = []
    for limit in ("size=4k", "size=12k", "size=24k", "size=32k", "size=50m",
                  "nr_inodes=2", "nr_inodes=3", "nr_inodes=5", "nr_inodes=9"):
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script, limit, CHAPBOOK, "build",
                               "--offline", "-o", book, "--title", "Cached", SAMPLES],
                              capture_output=True, text=True, env=dict(os.environ, **c.env))
        equal(done.returncode, 0, (limit, done.stderr))
        equal(sha256(book), want, limit)
        full = limit != "size=50m"
        equal(done.stderr.count("No space left on device"), full, (limit, done.stderr))
        counts.append(int(done.stdout))         # and no name before it
    equal(counts[4], 5, "the tag and four pictures")
    assert max(counts[:4] + counts[5:]) < 5, counts


def test_size():
    need_build()
    c = Cache("cache-size")
    for wrong in ("x", "", "10", "5M", "-1", "1T"):
        c.run("build", "--cache-size", wrong, SAMPLES, code=2)
    c.build("book", "--cache-size", "10M")
    assert c.shown()["bytes"] <= 10_000_000


def test_at_once():
    need_build()
    c = Cache("cache-at-once")
    want, _ = c.build("want", "--no-cache")
    books = [os.path.join(c.base, "%d.epub" % n) for n in range(4)]
    runs = [subprocess.Popen([CHAPBOOK, "build", "--offline", "-q", "--jobs", "1", "--title", "Cached", "-o",
                              book, SAMPLES], env=dict(os.environ, **c.env)) for book in books]
    for made in runs:
        equal(made.wait(timeout=600), 0)
    for book in books:
        equal(sha256(book), want)
    equal(c.shown()["strays"]["files"], 0)


main(globals())
