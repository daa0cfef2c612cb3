# SPDX-License-Identifier: MIT
"""What the suites of the network share: the probe and the first server."""
import hashlib
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import ROOT, equal
from server import Server, pictures

PROBE = os.path.join(ROOT, os.environ.get("BUILD", "build"), "net", "fetch_probe")
PICTURE, BIG, OTHER = map(pictures().get, ("PICTURE", "BIG", "OTHER"))
ENV = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}


def digest(body):
    return hashlib.sha256(body).hexdigest()


def fetch(*args, env=None, code=0, stdin=None):
    """Runs the probe: replies by URL asked for; what it says of the run."""
    done = subprocess.run([PROBE, *map(str, args)], capture_output=True, timeout=600,
                          env=dict(ENV, **(env or {})), input=stdin)
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert done.stdout.isascii() and not done.stderr, done.stderr[-2000:]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    replies = {line["asked"].encode("latin-1").decode(): line
               for line in lines if "asked" in line}
    last = lines[-1] if code else lines[-1]["stats"]
    return replies, last


class Place:
    """The servers, made when first wanted and shared by the tests."""
    web = None


def web():
    if not Place.web:
        Place.web = Server()
        Place.port = Place.web.listen()
        Place.elsewhere = Place.web.listen()
        Place.base = "http://127.0.0.1:%d" % Place.port
        Place.allow = ["--allow", "127.0.0.1:%d" % Place.port]
    return Place.web


def url(path):
    web()
    return Place.base + path


def get(path, *args, **kw):
    """One path from the server: its reply."""
    web()
    return fetch(*Place.allow, *args, url(path), **kw)[0][url(path)]


def good(reply, body=PICTURE):
    assert reply["ok"], reply
    equal(reply["sha256"], digest(body))
    return reply


def bad(reply, error, kind="network"):
    assert not reply["ok"], reply
    equal((reply["error"], reply["kind"]), (error, kind))
    return reply
