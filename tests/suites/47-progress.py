#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The progress line: on a terminal one, elsewhere none."""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

DRAWN = re.compile(rb"\r\x1b\[[KJ]([^\r\n\x1b]*)")
MEANT = re.compile(r"(reading|pictures|binding) \d+(/\d+)?(  [\d.]+ [KMG]B  [\d.]+ [KMG]B/s)?$")


def tree():
    """Enough to do for some progress."""
    path = os.path.join(WORK, "progress-tree")
    if not os.path.isdir(path):
        for n in range(150):
            write(os.path.join(path, "a%03d.md" % n), "# Article %d\n\n%s" % (
                n, "".join("Sentence %d with words. " % (n * 1000 + i) for i in range(400))))
    return path


def on_terminal(*args, columns=80, env=None, narrow_to=None):
    """What a terminal of so many columns is sent, and the seconds it took."""
    master, slave = pty.openpty()
    set_columns(master, columns)
    base = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    full = dict(dict(base, TERM="xterm"), **(env or {}))
    full = {k: v for k, v in full.items() if v is not None}
    start = time.monotonic()
    child = subprocess.Popen([CHAPBOOK, *args], stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL, stderr=slave, env=full,
                             preexec_fn=os.setsid)
    os.close(slave)
    sent = b""
    while True:
        ready, _, _ = select.select([master], [], [], 600)
        assert ready, "nothing for ten minutes"
        try:
            piece = os.read(master, 65536)
        except OSError:     # the other end has been closed
            break
        if not piece:
            break
        sent += piece
        if narrow_to and DRAWN.search(sent):
            set_columns(master, narrow_to)
    equal(child.wait(timeout=600), 0, sent[-2000:])
    os.close(master)
    return sent, time.monotonic() - start


def set_columns(fd, columns):
    fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def build(*args, **kw):
    book = os.path.join(fresh("progress"), "b.epub")
    return on_terminal("build", "--jobs", "1", "-o", book, *args, tree(), **kw)


def test_line():
    sent, seconds = build()
    lines = [line.decode() for line in DRAWN.findall(sent)]
    shown = [line for line in lines if line]
    assert shown, sent[-500:]
    for line in shown:
        # The summary stands where the line was erased for the last time.
        assert MEANT.match(line) or ".epub: 150 articles" in line, line
    assert len(shown) - 1 <= seconds * 10 + 2, (len(shown), seconds)
    assert sent.endswith(b"\r\n"), sent[-200:]
    assert b"\x1b[" not in sent[sent.rindex(b".epub:"):]


def test_no_colour():
    for env in ({"NO_COLOR": "1"}, {}):
        sent, _ = build(env=env)
        assert not re.search(rb"\x1b\[[0-9;]*m", sent), sent[:500]


def test_width():
    for columns in (1, 2, 9, 12):
        sent, _ = build(columns=columns)
        for line in DRAWN.findall(sent):
            if b".epub" not in line:
                assert len(line) < max(columns, 1), (columns, line)


def test_resized():
    again = [tree()] * 12       # read again and again, for time to be resized in
    sent, _ = build(*again, columns=80, narrow_to=8)
    lines = [line for line in DRAWN.findall(sent) if line and b".epub" not in line]
    assert len(lines[0]) > 8 and len(lines[-1]) < 8, lines
    assert b"\r\x1b[J" in sent


def test_silent():
    for args, env in ((("-q",), {}), ((), {"TERM": "dumb"}), ((), {"TERM": None})):
        sent, _ = build(*args, env=env)
        assert b"\x1b" not in sent, sent[:500]
    sent, _ = build("-q")
    equal(sent, b"")


def test_not_a_terminal():
    book = os.path.join(fresh("progress"), "b.epub")
    said = run("build", "-o", book, tree()).stderr
    assert b"\r" not in said and b"\x1b" not in said, said
    equal(said.count(b"\n"), 1, said)


def test_steps_and_line():
    """What -v says is not mixed with the line."""
    sent, _ = build("-v")
    for line in sent.split(b"\r\n"):
        last = line.split(b"\r\x1b[K")[-1].decode()
        assert not MEANT.match(last) or not last, line


main(globals())
