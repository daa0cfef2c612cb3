#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Memory does not grow with the number of pictures: 250 of them, with
CHAPBOOK_FULL 5,000, from a tree and from a server."""
import functools
import http.server
import os
import re
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *
from pictures import png

COUNT = 5000 if os.environ.get("CHAPBOOK_FULL") else 250
EACH = 50       # of one article


def picture(number):
    """One that is kept, one that is reduced, a photograph."""
    if number % 50 == 0:
        return b"P6 1300 1000 255\n" + os.urandom(3 * 1300 * 1000)
    if number % 5 == 0:
        with open(os.path.join(SAMPLES, "img", "swifts.jpg"), "rb") as f:
            return f.read() + b"%d" % number
    return png(300, 200, os.urandom(300 * 20 * 3) * 10)


def articles(folder, where):
    for first in range(0, COUNT, EACH):
        write("%s/%05d.md" % (folder, first), "---\ntitle: Gallery %d\ndate: 2023-07-19\n---\n\n" % first
              + "".join("What was to be seen at %d.\n\n![](%s%d)\n\n" % (n, where, n)
                        for n in range(first, first + EACH)))


def descendants(pid):
    found, todo = [], [pid]
    while todo:
        try:
            with open("/proc/%d/task/%d/children" % (todo[0], todo[0])) as f:
                kids = [int(x) for x in f.read().split()]
        except OSError:
            kids = []
        todo = todo[1:] + kids
        found += kids
    return found


def peak_mb(pid):
    try:
        with open("/proc/%d/status" % pid) as f:
            found = re.search(r"VmHWM:\s+(\d+)", f.read())
    except OSError:
        return 0
    return int(found.group(1)) >> 10 if found else 0


def check(tree, *args):
    report = tree + ".json"
    process = subprocess.Popen([CHAPBOOK, "build", "--no-cache", "-q", *args, "--report", report,
                                "-o", tree + ".epub", tree], stderr=subprocess.DEVNULL)
    own = worker = 0
    while process.poll() is None:
        own = max(own, peak_mb(process.pid))
        worker = max([worker, *map(peak_mb, descendants(process.pid))])
        time.sleep(.01)
    equal(process.returncode, 0)
    with open(report) as f:
        equal(json.load(f)["pictures"], {"wanted": COUNT, "included": COUNT})
    assert 0 < own < 64 and 0 < worker < 128, (own, worker)
    print("%d pictures: %d MB, a worker %d MB" % (COUNT, own, worker))


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


def test_many():
    if SANITIZED:
        skip("not with sanitizers")
    tree, pages = fresh("many-pictures"), fresh("many-pages")
    for number in range(COUNT):
        write("%s/img/%d" % (tree, number), picture(number))
    articles(tree, "img/")
    check(tree, "--offline")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(
        Handler, directory=tree + "/img"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = "127.0.0.1:%d" % server.server_port
    articles(pages, "http://%s/" % site)
    check(pages, "--allow", site)
    server.shutdown()
    shutil.rmtree(tree)


main(globals())
