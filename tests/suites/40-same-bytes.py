#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same book, byte for byte, however, wherever and whenever it is made."""
import os
import random
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


FULL = bool(os.environ.get("CHAPBOOK_FULL"))


def ordered_copy(tree, target, order):
    """The tree with other mtimes, its files made in another order."""
    files = order([os.path.relpath(os.path.join(d, f), tree)
                   for d, _, fs in os.walk(tree) for f in fs])
    for file in files:
        to = os.path.join(target, file)
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copyfile(os.path.join(tree, file), to, follow_symlinks=False)
        os.utime(to, (1e9, 1e9), follow_symlinks=False)
    return target


def shuffled(files):
    return random.Random(7).sample(files, len(files))


def backwards(files):
    return sorted(files, reverse=True)


def directory_order(tree):
    """As readdir() has it, which chapbook must not depend on."""
    return {os.path.relpath(d, tree): [e.name for e in os.scandir(d)]
            for d, _, _ in os.walk(tree)}


def in_memory(name):
    """A folder that all may use, on another file system, where there is one."""
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else WORK
    place = tempfile.mkdtemp(prefix=name, dir=place)
    os.chmod(place, 0o777)
    return place


def prefix_works(prefix):
    return shutil.which(prefix[0]) and subprocess.run(
        prefix + [CHAPBOOK, "--version"], capture_output=True).returncode == 0


def others():
    """Other users, hosts and clocks: name -> what to put before chapbook."""
    found = {
        "another user": ["setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"],
        "a user without a name": ["unshare", "-U"],
        "another host": ["unshare", "-ru", "sh", "-c", 'hostname elsewhere; exec "$@"', "sh"],
    }
    if not SANITIZED:
        for when in ("1970-01-02 00:00:00", "2040-02-29 12:00:00"):
            found["in " + when] = ["faketime", when]
    return {name: p for name, p in found.items() if prefix_works(p)}


class Maker:
    """Builds one tree again and again; the book must be the first one."""

    def __init__(self, tree, name):
        self.tree, self.count, self.first = tree, 0, None
        self.folder = fresh(name)
        self.same("first")

    def same(self, what, *args, tree=None, prefix=(), env=None, folder=None, cached=False, **kw):
        book = os.path.join(folder or self.folder, "%d.epub" % self.count)
        self.count += 1
        report = [] if prefix else ["--report", book + ".json"]
        cache = [] if cached else ["--no-cache"]
        done = subprocess.run(
            [*prefix, CHAPBOOK, "build", "--offline", *cache, "--title", "Same", "-q", "-o", book,
             *report, *args, tree or self.tree], capture_output=True, timeout=600,
            env=dict(os.environ, **(env or {})), **kw)
        equal(done.returncode, 0, (what, done.stderr))
        self.first = self.first or sha256(book)
        equal(sha256(book), self.first, what)
        if self.count > 1:
            os.unlink(book)


def same_in_all_ways(tree, name):
    """Each way by itself."""
    make = Maker(tree, name)
    home = os.path.join(make.folder, "home")
    os.makedirs(home)
    make.same("--jobs 1", "--jobs", "1")
    make.same("--jobs 2", "--jobs", "2")
    make.same("--sandbox off", "--sandbox", "off")
    make.same("--private", "--private")
    make.same("fills the cache", cached=True)
    make.same("from the cache", cached=True)
    for zone in ("Asia/Shanghai", "America/New_York", "Pacific/Apia", "<-12>12"):
        make.same(zone, env={"TZ": zone})
    for locale in ("C", "POSIX", "C.UTF-8", "tr_TR.UTF-8", "xx_YY"):
        make.same(locale, env={"LC_ALL": locale, "LANG": locale, "LANGUAGE": locale})
    make.same("HOME, USER, TMPDIR", env={"HOME": home, "USER": "somebody", "LOGNAME": "somebody",
                                         "TMPDIR": home, "XDG_CACHE_HOME": home})
    make.same("in the folder", tree=".", cwd=tree)
    make.same("from the root", tree=os.path.relpath(tree, "/"), cwd="/")
    for mask in (0o077, 0o000):
        make.same("umask", preexec_fn=lambda: os.umask(mask))
    copies = in_memory("chapbook-same")
    try:
        tree = ordered_copy(tree, os.path.join(copies, "copy"), sorted)
        for what, prefix in others().items():
            make.same(what, tree=tree, prefix=prefix, folder=copies)
        orders = [directory_order(tree)]
        for place in (copies, make.folder):
            for order in (sorted, backwards, shuffled):
                copy = ordered_copy(tree, os.path.join(place, order.__name__, "copy"), order)
                orders.append(directory_order(copy))
                make.same("%s copy in %s" % (order.__name__, place), tree=copy)
        assert any(order != orders[0] for order in orders), "the order was always the same"
    finally:
        shutil.rmtree(copies)


def same_in_few_ways(tree, name):
    """All at once, for trees that take long."""
    make = Maker(tree, name)
    copies = in_memory("chapbook-same")
    try:
        copy = ordered_copy(tree, os.path.join(copies, "copy"), backwards)
        make.same("another place", "--jobs", "1", "--sandbox", "off", tree=".", cwd=copy,
                  env={"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "USER": "somebody",
                       "HOME": copies, "TMPDIR": copies}, preexec_fn=lambda: os.umask(0o077))
    finally:
        shutil.rmtree(copies)
    clocks = [p for what, p in others().items() if what.startswith("in ")]
    make.same("another clock", "--jobs", "2", prefix=clocks[-1] if clocks else (),
              env={"TZ": "America/New_York", "LC_ALL": "xx_YY"})


def test_samples():
    same_in_all_ways(SAMPLES, "samples")
    left = {"another user", "another host", "in 2040-02-29 12:00:00"} - set(others())
    if left and not SANITIZED:
        skip("not here: " + ", ".join(sorted(left)))


def test_posts():
    tree = need_corpus("posts")
    (same_in_all_ways if FULL else same_in_few_ways)(tree, "posts-same")


def test_mirror():
    tree = need_corpus("mirror")
    if SANITIZED:
        skip("too slow under sanitizers; the samples were built")
    (same_in_all_ways if FULL else same_in_few_ways)(tree, "mirror-same")


def test_canaries():
    """Nothing of who made it, where and when is in the book."""
    folder = in_memory("chapbook-canary-place")
    try:
        home = os.path.join(folder, "canary-home")
        tree = ordered_copy(SAMPLES, os.path.join(home, "canary-tree"), sorted)
        for d, _, names in os.walk(tree):
            for file in names:
                os.utime(os.path.join(d, file), (2271234567, 2271234567), follow_symlinks=False)
        book = os.path.join(home, "canary-book.epub")
        args = [CHAPBOOK, "build", "--offline", "--title", "Same", "-q", "-o", book, tree]
        prefix = others().get("another host")
        if prefix:
            prefix = [p.replace("elsewhere", "canary-host") for p in prefix]
        clock = "in 2040-02-29 12:00:00" in others()
        if clock:
            prefix = (prefix or []) + ["faketime", "2041-11-23 04:56:07"]
        subprocess.run((prefix or []) + args, check=True, cwd=home, env=dict(
            os.environ, HOME=home, USER="canary-user", LOGNAME="canary-user", TMPDIR=home,
            HOSTNAME="canary-host", EMAIL="canary@canary.example", TZ="Asia/Kathmandu",
            HTTP_PROXY="http://canary:canary@127.0.0.1:9/", LC_ALL="C.UTF-8"))
        with open(book, "rb") as f:
            raw = f.read()
        with zipfile.ZipFile(book) as z:
            for info in z.infolist():
                equal((info.extra, info.comment), (b"", b""), info.filename)
                assert info.date_time[0] not in (2041, 2042), info
            equal(z.comment, b"")
        words = ["canary", home, folder, ROOT, os.path.expanduser("~") + "/", "Kathmandu",
                 "C.UTF-8", "2041", "20411123", "04:56", "2268788", "2271234567", "2041-12",
                 "elsewhere"]
        if len(os.uname().nodename) > 5:
            words.append(os.uname().nodename)
        for name, content in [("the container", raw), *entries(book).items()]:
            for word in words:
                # Of four digits a compressed stream may hold any.
                if len(word) > 4 or name.endswith(("html", "opf", "ncx", "css", "xml")):
                    assert word.encode() not in content, (name, word)
    finally:
        shutil.rmtree(folder)


def test_program_does_not_tell_where_it_was_made():
    for program in ("chapbook", "chapbook-paint"):
        path = os.path.join(os.path.dirname(CHAPBOOK), program)
        if os.path.exists(path):
            with open(path, "rb") as f:
                assert ROOT.encode() not in f.read(), program


main(globals())
