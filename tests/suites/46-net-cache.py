#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Copies in the cache that are old, wrong or gone."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from probe import *
from scripted import scripted


def cached(folder, *args, path="/etag", **kw):
    return get(path, "--cache", folder, *args, **kw)


def test_clock_that_was_ahead():
    """What was stored in years to come is not fresh until then."""
    folder = os.path.join(fresh("net-cache-clock"), "c")
    before = len(web().asked("/etag?clock"))
    for now in (4000000000, 1700000000, 1700000001, 1000000000):
        good(cached(folder, "--now", now, path="/etag?clock"))
    equal(["if-none-match" in h for h in web().asked("/etag?clock")[before:]],
          [False, True, True])


def test_unchanged_page_stays_a_page():
    """A 304 does not repeat the type, by which it is told from a picture."""
    async def serve(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        asked.append("if-none-match" in head)
        writer.write(b'HTTP/1.1 304 Same\r\nETag: "x"\r\n\r\n' if asked[-1] else
                     b'HTTP/1.1 200 Fine\r\nETag: "x"\r\nContent-Type: text/plain\r\n'
                     b"Content-Length: 5\r\n\r\nsorry")
        writer.close()

    asked = []
    target = "http://127.0.0.1:%d/" % scripted(serve)
    folder = os.path.join(fresh("net-cache-304"), "c")
    for i in range(4):
        good(fetch("--allow", target[7:-1], "--cache", folder, "--now", 1000000000 + i,
                   target)[0][target], b"sorry")
    equal(asked, [False, True, True, True])


def test_old_copy_when_nothing_may_be_fetched():
    folder = os.path.join(fresh("net-cache-budget"), "c")
    stale = url("/etag?budget")
    args = [*Place.allow, "--cache", folder, "--connections", 1]
    good(fetch(*args, "--now", 1000000000, stale)[0][stale])
    large = [url("/large?budget%d" % i) for i in range(10)]
    replies, _ = fetch(*args, "--now", 1100000000, "--max-download", 1, *large, stale)
    bad(replies[large[-1]], "more than the 1000000 bytes that this run may fetch", "limit")
    assert good(replies[stale])["cached"]


def test_damaged_copy_that_stays():
    """In a cache that cannot be written to, it is found again and again."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode:
        skip("no mount namespaces here")
    folder = os.path.join(fresh("net-cache-stays"), "c")
    path = "/etag?stays"
    good(cached(folder, "--now", 1000000000, path=path))
    for inner, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".o"):
                with open(os.path.join(inner, name), "r+b") as f:
                    f.write(b"?")
    script = "mount --bind %s %s && mount -o remount,ro,bind %s && exec \"$@\"" % (
        folder, folder, folder)
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script, "sh", PROBE, *Place.allow,
                           "--cache", folder, "--now", "1100000000", url(path)],
                          capture_output=True, text=True, timeout=600, env=ENV)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert "Read-only file system" in lines[0]["warning"], lines
    good(lines[1])
    equal(len(web().asked(path)), 3)


if __name__ == "__main__":
    main(globals())
