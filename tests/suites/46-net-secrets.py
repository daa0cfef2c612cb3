#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a worker knows: all of its memory is read while it lives, and holds
nothing of the environment, the arguments and the secrets of the run."""
import os
import signal
import subprocess
import sys
import tarfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from scripted import scripted


def canary(name):
    """What stands nowhere else; put together here, so that no source has it whole."""
    return "-".join(("canary", name, "x".join("5417"), "end"))


def children(pid):
    """Pid -> parent, of all that descend from it."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % name) as f:
                parents[int(name)] = int(f.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            pass
    found = {}
    while True:
        more = {p: parent for p, parent in parents.items()
                if p not in found and (parent == pid or parent in found)}
        if not more:
            return found
        found.update(more)


def memory(pid):
    """Its readable mappings: what each is, and its bytes."""
    with open("/proc/%d/maps" % pid) as f:
        maps = [line.split(None, 5) for line in f]
    with open("/proc/%d/mem" % pid, "rb", 0) as f:
        for line in maps:
            start, end = (int(part, 16) for part in line[0].split("-"))
            name = line[5].strip() if len(line) > 5 else ""
            if "r" not in line[1] or name in ("[vvar]", "[vsyscall]"):
                continue
            try:
                f.seek(start)
                yield name, f.read(end - start)
            except (OSError, OverflowError):
                pass


def known(pid, names):
    """The canaries in a process's memory, and where; it has been read if marks are in it."""
    found, size = set(), 0
    for place, content in memory(pid):
        size += len(content)
        found |= {(name, place) for name in names if canary(name).encode() in content}
    assert size > 1000000, size
    return found


def need_memory():
    if SANITIZED:
        skip("a sanitizer keeps the environment and the arguments")
    if os.geteuid() != 0:
        skip("only root can read a worker's memory")


class Held:
    """A server whose one answer is held back, and with it the run, at the right time."""

    def __init__(self):
        self.come, self.go = threading.Event(), threading.Event()
        self.port = scripted(self.serve)

    async def serve(self, reader, writer):
        import asyncio
        await reader.readuntil(b"\r\n\r\n")
        self.come.set()
        while not self.go.is_set():
            await asyncio.sleep(0.02)
        writer.write(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")
        writer.close()


ARGUMENTS = ("title", "output", "agent", "header", "file", "all", "match", "exclude", "source",
             "mirror", "author", "rulefile", "ca")


def command(folder, port, *args):
    def named(name, text=""):
        return write(os.path.join(folder, canary(name)), text or canary(name))

    base = "http://127.0.0.1:%d" % port
    headers = named("file-name", "%s=Cookie: %s\n" % (base, canary("file")))
    write(os.path.join(folder, canary("source"), "a.md"), "# A harbour\n\nThe boats came in at "
          "noon ![x](%s/x.png), and went out again.\n" % base)
    write(os.path.join(folder, canary("source"), "b.md"), "# A hill\n\nNothing was to be seen.\n")
    return [CHAPBOOK, "build", os.path.join(folder, canary("source")), "-o",
            os.path.join(folder, canary("output") + ".epub"), "--title", canary("title"),
            "--allow", base[7:], "--user-agent", canary("agent"), "--header",
            "%s=X-One: %s" % (base, canary("header")), "--header", "@" + headers, "--header",
            "X-All: " + canary("all"), "--not-tag", canary("match"), "--exclude",
            named("exclude", "https://paper.example/%s\n" % canary("exclude")), "--mirror",
            "paper.example=%s/%s" % (base, canary("mirror")), "--identifier", canary("author"),
            "--cover", "none", "--report", os.path.join(folder, canary("rulefile")), *args]


def environment():
    return dict(os.environ, CHAPBOOK_TEST_TOKEN=canary("environment"),
                http_proxy="http://me:%s@127.0.0.1:9" % canary("environment"))


def test_worker_knows_nothing():
    need_memory()
    held = Held()
    folder = fresh("secrets-worker")
    names = (*ARGUMENTS, "file-name", "environment")
    p = subprocess.Popen(command(folder, held.port, "--jobs", "2"), env=environment(),
                         stderr=subprocess.PIPE)
    try:
        assert held.come.wait(600)
        # What this test looks for is there to be found.
        own = {name for name, _ in known(p.pid, names)}
        assert {"header", "file", "environment", "title"} <= own, own
        workers = children(p.pid)
        assert len(workers) >= 3, workers
        for pid in workers:
            equal(known(pid, names), set(), "in process %d of %s" % (pid, workers))
            with open("/proc/%d/cmdline" % pid, "rb") as f:
                assert b"canary" not in f.read()
            with open("/proc/%d/environ" % pid, "rb") as f:
                assert b"canary" not in f.read()
    finally:
        held.go.set()
        p.communicate(timeout=600)
    equal(p.returncode, 0)


def test_worker_knows_no_proxy():
    """By an argument and by a file."""
    need_memory()
    for how in ("argument", "file"):
        held = Held()
        folder = fresh("secrets-proxy-" + how)
        proxy = "http://%s:%s@127.0.0.1:%d" % (canary("user"), canary("password"), held.port)
        if how == "file":
            proxy = "@" + write(os.path.join(folder, "proxy"), proxy + "\n")
        write(os.path.join(folder, "tree", "a.md"), "# A harbour\n\nThe boats came in at noon "
              "![x](http://pictures.example/x.png), and went out.\n")
        p = subprocess.Popen([CHAPBOOK, "build", os.path.join(folder, "tree"), "-o",
                              os.path.join(folder, "b.epub"), "--proxy", proxy],
                             env=environment(), stderr=subprocess.PIPE)
        try:
            assert held.come.wait(600)
            assert "password" in {name for name, _ in known(p.pid, ("user", "password"))}
            for pid in children(p.pid):
                equal(known(pid, ("user", "password", "environment")), set(), how)
        finally:
            held.go.set()
            p.communicate(timeout=600)
        equal(p.returncode, 0)


def stopped_helper(p):
    """The process that unpacks the archive, stopped in the midst of it."""
    while p.poll() is None:
        direct = sorted(pid for pid, parent in children(p.pid).items() if parent == p.pid)
        # The first prepares workers.
        for pid in direct[1:]:
            with open("/proc/%d/status" % pid) as f:
                locked = "Seccomp:\t2" in f.read()
            if locked:
                os.kill(pid, signal.SIGSTOP)
                return pid
    raise AssertionError("no process unpacks it")


def packed(folder, source):
    """An archive that takes a moment to unpack."""
    archive = source + ".tar.gz"
    large = write(os.path.join(folder, "large.md"), "# Large\n\n" + "All of it is text. " * 500000)
    with tarfile.open(archive, "w:gz", compresslevel=1) as tar:
        for i in range(4):
            tar.add(large, "l%d.md" % i)
        tar.add(source, "tree")
    return archive


def test_unpacking_knows_nothing():
    """Nor do workers then, of any command."""
    need_memory()
    held = Held()
    held.go.set()
    folder = fresh("secrets-unpacking")
    build = command(folder, held.port)
    build[2] = packed(folder, build[2])
    select = build.index("--not-tag")
    # But for the archive's own name, which is beside what it is given.
    names = [name for name in (*ARGUMENTS, "file-name", "environment") if name != "source"]
    for args in (build, [CHAPBOOK, "list", build[2], "--match", canary("title"),
                         *build[select:select + 4]]):
        p = subprocess.Popen(args, env=environment(), stdout=subprocess.DEVNULL,
                             stderr=subprocess.PIPE)
        pid = stopped_helper(p)
        try:
            for child in children(p.pid):
                equal(known(child, names), set(), (child, pid, args[1]))
                with open("/proc/%d/environ" % child, "rb") as f:
                    assert b"canary" not in f.read()
        finally:
            os.kill(pid, signal.SIGCONT)
            p.communicate(timeout=600)
        assert p.returncode in (0, 3), p.returncode


if __name__ == "__main__":
    main(globals())
