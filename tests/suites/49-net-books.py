#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Books of articles whose pictures are elsewhere: on servers that behave well
and badly, in the cache, behind a mirror. Loopback only."""
import asyncio
import gzip
import os
import random
import re
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from pictures import png_chunk
from scripted import scripted
from server import Server, pictures


# Path -> None if the picture is to be had, else its code and cause.
BAD = {
    "/ok/a.png": None, "/large": None, "/gzipped": None, "/chunked": None, "/interim": None,
    "/hostile-headers": None, "/length-short": None, "/hops/5": None, "/resume": None,
    "/resume-changed": None, "/resume-weak": None, "/busy?status=503&times=1": None,
    "/page/x.jpg": ("broken", "an HTML page, not a picture"),
    "/echo": ("broken", "not a picture"),
    "/hops/6": ("remote", "more than 5 redirects"),
    "/loop": ("remote", "more than 5 redirects"),
    "/silent": ("remote", "nothing came for"),
    "/slow-headers": ("remote", "nothing came for"),
    "/slow-body": ("remote", "nothing came for"),
    "/endless-body": ("remote", "more than 20971520 bytes"),
    "/endless-headers": ("remote", "headers of more than"),
    "/endless-interim": ("remote", "headers of more than"),
    "/endless-trailers": ("remote", "headers of more than"),
    "/length-long": ("remote", "the answer ended too early"),
    "/length-huge": ("remote", "more than 20971520 bytes"),
    "/bomb": ("remote", "more than 20971520 bytes"),
    "/gzip-broken": ("remote", "the answer's compression is broken"),
    "/chunked-junk": ("remote", "the connection broke"),
    "/chunked-cut": ("remote", "the answer ended too early"),
    "/nothing": ("remote", "the connection was closed without an answer"),
    "/reset-body": ("remote", "the connection broke"),
    "/status/403": ("remote", "answered 403 (forbidden)"),
    "/status/404": ("remote", "answered 404 (not found)"),
    "/status/500": ("remote", "answered 500 (internal server error)"),
    "/status/204": ("remote", "answered 204 (no content)"),
    "/head-only/206": ("remote", "answered 206"),
    "/busy?status=503&times=9": ("remote", "answered 503"),
    "/empty": ("remote", "an empty answer"),
    "/reason": ("remote", "answered 404 (not found)"),
    "/not-http": ("remote", "the answer is not HTTP"),
    "/redirect?to=http://127.0.0.1:ELSEWHERE/ok/x.png": ("remote", "redirects to"),
    "/redirect?to=http://0x7f000001:ELSEWHERE/ok/x.png": ("remote", "redirects to"),
    "/redirect?to=http://2130706433:ELSEWHERE/ok/x.png": ("remote", "redirects to"),
    "/redirect?to=http://[::ffff:127.0.0.1]:ELSEWHERE/ok/x.png": ("remote", "redirects to"),
    "/redirect?to=http://169.254.169.254/latest": ("remote", "redirects to"),
    "/redirect?to=file:///etc/passwd": ("remote", "redirects to"),
}


class Site:
    def __init__(self, name):
        self.folder = fresh(name)
        self.server = Server()
        self.port = self.server.listen()
        self.elsewhere = self.server.listen()
        self.base = "http://127.0.0.1:%d" % self.port
        self.book = os.path.join(self.folder, "b.epub")
        self.env = {"XDG_CACHE_HOME": os.path.join(self.folder, "cache")}

    def article(self, name, body):
        write(os.path.join(self.folder, "tree", name + ".md"),
              "---\ntitle: %s\ndate: 2023-07-19\n---\n\nThe tide came in before the "
              "pictures of it did, and %s left before they were gone.\n\n%s\n" % (name, name, body))

    def build(self, *args, allow=True, code=0):
        """The report, and what was said."""
        report = os.path.join(self.folder, "report.json")
        allowed = ["--allow", "127.0.0.1:%d" % self.port] if allow else []
        done = run("build", os.path.join(self.folder, "tree"), "-o", self.book, "--title",
                   "Far away", "--report", report, *allowed, *args, network=True,
                   env=self.env, code=code)
        with open(report) as f:
            return json.load(f), done.stderr

    def page(self, number=1):
        return entries(self.book)["e/t/a%05d.xhtml" % number].decode()


def test_every_way_at_once():
    """A whole book, and a line for everything that is missing."""
    site = Site("net-every-way")
    for i, path in enumerate(BAD):
        path = path.replace("ELSEWHERE", str(site.elsewhere))
        site.article("Picture %02d" % i, '<img src="%s%s" alt="tide">' % (site.base, path))
    report, _ = site.build("--connections", "60", "--per-host", "60", "--timeout", "9",
                           "--retries", "1")
    faults = {f["article"]: f for f in report["faults"]}
    for i, (path, want) in enumerate(BAD.items()):
        fault = faults.pop("Picture %02d" % i, None)
        if want is None:
            assert not fault, fault
            continue
        code, cause = want
        assert fault, path
        equal(fault["code"], "picture-" + code, fault)
        assert cause in fault["cause"], (path, fault)
        assert fault["cause"].startswith("picture '" + site.base), fault
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202e]", fault["cause"]), fault
    equal(faults, {})
    good = sum(want is None for want in BAD.values())
    equal(report["pictures"], {"wanted": len(BAD), "included": good})
    equal(report["included"], len(BAD))
    equal(site.server.connections.get(site.elsewhere, 0), 0, "the other port was asked")
    shutil.copy(site.book, os.path.join(BOOKS, "net-every-way.epub"))


def test_dead_picture_leaves_its_words():
    site = Site("net-dead")
    site.article("Dead", '<figure><img src="%s/status/404" alt="Low tide"/><figcaption>The '
                 "harbour, empty</figcaption></figure>" % site.base)
    site.build()
    page = site.page()
    assert "Low tide" in page and "The harbour, empty" in page, page
    assert 'href="%s/status/404"' % site.base in page and "<img" not in page, page


def test_second_build_asks_for_nothing():
    site = Site("net-cached")
    for i in range(5):
        site.article("Wave %d" % i, "![wave](%s/ok/%d.png)" % (site.base, i))
    first, _ = site.build()
    book, asked = sha256(site.book), len(site.server.log)
    equal((first["pictures"]["included"], asked), (5, 5))
    again, _ = site.build("--jobs", "1")
    equal(sha256(site.book), book)
    equal(len(site.server.log), asked, "nothing is asked for again")
    equal(again["fetched"], {"bytes": 0, "requests": 0, "retries": 0, "from-cache": 5})
    site.build("--offline")
    equal(sha256(site.book), book)
    site.build("--offline", "--sandbox", "off")
    equal(sha256(site.book), book)
    report, _ = site.build("--offline", "--no-cache")
    equal(report["pictures"]["included"], 0)
    assert "offline" in report["faults"][0]["cause"], report["faults"]
    site.build("--no-cache")
    equal(sha256(site.book), book)
    equal(len(site.server.log), asked + 5)


def test_private_keeps_nothing():
    site = Site("net-private")
    site.article("Wave", "![wave](%s/ok/1.png)" % site.base)
    report, _ = site.build("--private")
    equal(report["pictures"]["included"], 1)
    assert not os.path.exists(site.env["XDG_CACHE_HOME"])
    book = sha256(site.book)
    site.build()
    equal(sha256(site.book), book, "with and without a cache")


def test_one_content_once():
    site = Site("net-once")
    for i in range(3):
        site.article("Twice %d" % i, "![a](%s/large?%d) ![b](%s/large?%d) ![c](%s/gzipped)"
                     % (site.base, i, site.base, i, site.base))
    report, _ = site.build()
    equal(report["pictures"]["included"], 9)
    equal(len([n for n in entries(site.book) if n.startswith("e/i/")]), 2)
    equal(report["fetched"]["requests"], 4, "an address is asked once")


def test_candidates():
    """The best that can be had, and no more of them than that."""
    site = Site("net-candidates")
    site.article("Srcset", '<img src="{0}/ok/small.png" srcset="{0}/status/404 1200w, '
                 '{0}/ok/middle.png 600w, {0}/ok/small.png 300w" alt="x">'.format(site.base))
    report, _ = site.build()
    equal(report["pictures"]["included"], 1)
    equal([target for _, target, _ in site.server.log], ["/status/404", "/ok/middle.png"])
    equal(report["faults"], [], "what was had in the end is no fault")


def test_mirror():
    site = Site("net-mirror")
    site.article("Mirrored", "![tide](http://pictures.harbour-paper.example/ok/tide.png)")
    report, _ = site.build("--mirror", "pictures.harbour-paper.example=%s/" % site.base,
                           allow=False)
    equal(report["pictures"]["included"], 1, report["faults"])
    equal([target for _, target, _ in site.server.log], ["/ok/tide.png"])


def test_private_addresses():
    site = Site("net-addresses")
    spellings = ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0", "[::1]",
                 "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "localhost"]
    for i, host in enumerate(spellings):
        site.article("At %02d" % i, "<img src='http://%s:%d/ok/x.png'>" % (host, site.port))
    report, _ = site.build("--retries", "0", allow=False)
    equal(report["pictures"]["included"], 0)
    equal(len(report["faults"]), len(spellings))
    equal(site.server.connections, {})


def test_wrong_options():
    site = Site("net-options")
    site.article("One", "Text.")
    tree = os.path.join(site.folder, "tree")
    for args, cause in ((["--proxy", "socks5://127.0.0.1:1"], b"socks5h"),
                        (["--mirror", "x"], b"HOST=URL"), (["--retries", "99"], b"--retries"),
                        (["--header", "no colon"], b"NAME: VALUE")):
        done = run("build", tree, "-o", site.book, *args, network=True, env=site.env, code=2)
        assert cause in done.stderr, done.stderr
        assert not os.path.exists(site.book)


def peak_mb(site, *args):
    """Of the parent alone, while it runs."""
    peak = 0
    args = [CHAPBOOK, "build", os.path.join(site.folder, "tree"), "-o", site.book, "--jobs", "2",
            "--allow", "127.0.0.1:%d" % site.port, *args]
    with subprocess.Popen(args, env=dict(os.environ, **site.env), stderr=subprocess.DEVNULL) as p:
        while p.poll() is None:
            with open("/proc/%d/status" % p.pid) as f:
                found = re.search(r"VmHWM:\s*(\d+)", f.read())
            peak = max(peak, int(found.group(1)) // 1024) if found else peak
            time.sleep(0.02)
    equal(p.returncode, 0)
    return peak


def test_huge_pictures_do_not_pile_up():
    if SANITIZED:
        skip("memory of another kind")
    for route in "huge", "huge-cut":
        site = Site("net-" + route)
        for i in range(16):
            site.article("Tide %d" % i, "![tide](%s/%s?%d)" % (site.base, route, i))
        peak = peak_mb(site, "--retries", "1", "--no-cache")
        assert peak < 110, (route, peak)


def filled(bytes_):
    """A picture of a few pixels and so many bytes that are none."""
    picture = pictures()["PICTURE"]
    return picture[:33] + png_chunk(b"teSt", bytes_) + picture[33:]


class Moody:
    """A server that gives one body to all, and then does what mood says: break it off before
    its end, resume it, say that it is unchanged, or that it is in trouble."""

    def __init__(self, site, body, fields=""):
        self.body, self.fields, self.mood, self.asked = body, fields, "", []
        self.rests_at = len(body)
        site.port = scripted(self.serve)
        site.base = "http://127.0.0.1:%d" % site.port

    def answer(self, head):
        fields = 'ETag: "moody"\r\n' + self.fields
        first = re.search(r"\nRange: bytes=(\d+)-", head)
        if "If-None-Match" in head:
            status = {"304": "304 Same", "500": "500 Trouble"}[self.mood]
            return "HTTP/1.1 %s\r\n%sContent-Length: 0\r\n\r\n" % (status, fields), b""
        if first:
            body = self.body[int(first[1]):]
            fields += "Content-Range: bytes %s-%d/%d\r\n" % (
                first[1], len(self.body) - 1, len(self.body))
            return "HTTP/1.1 206 Rest\r\n%sContent-Length: %d\r\n\r\n" % (
                fields, len(body)), body
        cut = len(self.body) - 100000 * (self.mood == "cut")
        return "HTTP/1.1 200 Fine\r\n%sContent-Length: %d\r\n\r\n" % (
            fields, len(self.body)), self.body[:cut]

    async def serve(self, reader, writer):
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).decode()
                self.asked.append(head.split(" ")[1])
                head, body = self.answer(head)
                writer.write(head.encode() + body[:self.rests_at])
                await writer.drain()
                if self.rests_at < len(body):
                    await asyncio.sleep(0.7)
                    writer.write(body[self.rests_at:])
                if self.mood == "cut":
                    break
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()


def moody_site(name, count, body, fields=""):
    site = Site(name)
    server = Moody(site, body, fields)
    for i in range(0, count, 100):
        words = " ".join("word%d" % (i * 1000 + n) for n in range(100))
        site.article("Tide %d" % i, words + "\n\n" + "\n\n".join(
            "![tide](%s/%d)" % (site.base, n) for n in range(i, min(i + 100, count))))
    return site, server


# What calls itself text is stale at once, whatever it is.
STALE = "Content-Type: text/plain\r\n"


def test_cached_pictures_do_not_pile_up():
    """Neither fresh, nor while they are revalidated or resumed."""
    if SANITIZED:
        skip("memory of another kind")
    site, server = moody_site("net-fresh-huge", 8, filled(bytes(19 << 20)))
    first = peak_mb(site), len(server.asked)
    again = peak_mb(site, "--gray"), len(server.asked)
    assert first[0] < 110 and again[0] < 110 and again[1] == first[1] == 8, (first, again)
    site, server = moody_site("net-stale-huge", 8, filled(bytes(19 << 20)), STALE)
    peak_mb(site)
    server.mood = "304"
    peak = peak_mb(site, "--gray")
    assert peak < 110 and len(server.asked) == 16, (peak, len(server.asked))
    site, server = moody_site("net-part-huge", 8, filled(bytes(19 << 20)))
    server.mood = "cut"
    peak_mb(site, "--retries", "0")
    server.mood = ""
    peak = peak_mb(site, "--retries", "0")
    assert peak < 110 and len(server.asked) == 16, (peak, len(server.asked))


def test_waiting_for_a_server_in_trouble():
    """Stale copies, of which each is asked for again after a pause, stay on the disk."""
    if SANITIZED:
        skip("memory of another kind")
    site, server = moody_site("net-stale-many", 300, filled(bytes(300000)), STALE)
    peak_mb(site)
    server.mood = "500"
    peak = peak_mb(site, "--retries", "1")
    assert peak < 60 and len(server.asked) == 900, (peak, len(server.asked))
    report, _ = site.build("--offline")
    equal(report["pictures"], {"wanted": 300, "included": 300})


def test_compressed_pictures_do_not_pile_up():
    """What unpacks to more than there is room for waits packed, or is given up."""
    if SANITIZED:
        skip("memory of another kind")
    noise = random.Random(1).randbytes(3 << 20)
    for size, included in (60 << 20, 0), (15 << 20, 8):
        packed = gzip.compress(filled(noise + bytes(size)), 6)
        site, server = moody_site("net-packed", 8, packed, "Content-Encoding: gzip\r\n")
        # When all of them have much, all of them get more.
        server.rests_at = len(noise)
        peak = peak_mb(site, "--no-cache", "--per-host", "8", "--report",
                       os.path.join(site.folder, "report.json"))
        with open(os.path.join(site.folder, "report.json")) as f:
            equal(json.load(f)["pictures"]["included"], included)
        assert peak < 110, (size, peak)


def test_copy_that_was_damaged():
    """It is unchanged, says the server; but it is of no use, so it is fetched."""
    site, server = moody_site("net-damaged-copy", 1, filled(bytes(1000)), STALE)
    site.build()
    book = sha256(site.book)
    server.mood = "304"
    for folder, _, names in os.walk(site.env["XDG_CACHE_HOME"]):
        for name in names:
            if name.endswith((".o", ".m")):
                with open(os.path.join(folder, name), "r+b") as f:
                    f.seek(20)
                    f.write(b"?")
    site.build()
    equal(sha256(site.book), book)
    equal(len(server.asked), 3)


main(globals())
