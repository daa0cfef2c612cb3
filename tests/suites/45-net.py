#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fetching, by a probe (tests/net/fetch_probe.c), from servers on loopback
that behave well and in every bad way. Nothing leaves this machine."""
import concurrent.futures
import os
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from probe import *


# Path -> body, or (error, kind). All are fetched at once by one probe.
CASES = {
    "/large": BIG, "/ok/plain": None, "/gzipped": PICTURE, "/chunked": PICTURE,
    "/interim": PICTURE, "/hostile-headers": PICTURE, "/length-short": PICTURE,
    "/length-junk": PICTURE, "/hops/5": PICTURE,
    "/page/x.jpg": b"<!DOCTYPE html><html><title>No</title><p>This is a page.</p></html>",
    "/hops/6": ("more than 5 redirects", "limit"),
    "/loop": ("more than 5 redirects", "limit"),
    "/silent": ("nothing came for 1 s", "network"),
    "/slow-headers": ("nothing came for 1 s", "network"),
    "/slow-body": ("nothing came for 1 s", "network"),
    "/endless-body": ("more than 1000000 bytes", "limit"),
    "/endless-headers": ("headers of more than 65536 bytes", "limit"),
    "/endless-line": ("headers of more than 65536 bytes", "limit"),
    "/endless-interim": ("headers of more than 65536 bytes", "limit"),
    "/endless-trailers": ("headers of more than 65536 bytes", "limit"),
    "/length-long": ("the answer ended too early", "network"),
    "/length-huge": ("more than 1000000 bytes", "limit"),
    "/bomb": ("more than 1000000 bytes", "limit"),
    "/gzip-broken": ("the answer's compression is broken", "format"),
    "/chunked-junk": ("the connection broke", "network"),
    "/chunked-cut": ("the answer ended too early", "network"),
    "/nothing": ("the connection was closed without an answer", "network"),
    "/reset": ("the connection broke", "network"),
    "/reset-body": ("the connection broke", "network"),
    "/resume": BIG, "/resume-date": BIG, "/resume-weak": BIG, "/resume-416": BIG,
    "/resume-wrong": BIG, "/resume-small": BIG, "/resume-changed": OTHER,
    "/resume-thrice?times=2": BIG,
    "/resume-thrice?times=9": ("the answer ended too early", "network"),
    "/status/201": ("answered 201 (created)", "network"),
    "/status/204": ("answered 204 (no content)", "network"),
    "/status/403": ("answered 403 (forbidden)", "network"),
    "/status/404": ("answered 404 (not found)", "network"),
    "/status/410": ("answered 410 (gone)", "network"),
    "/status/500": ("answered 500 (internal server error)", "network"),
    "/status/999": ("answered 999", "network"),
    "/status/300": ("answered 300 (multiple choices)", "network"),
    "/status/302": ("answered 302 without saying where", "format"),
    "/status-large": ("answered 404 (not found)", "network"),
    "/head-only/206": ("answered 206 (partial content)", "network"),
    "/head-only/304": ("answered 304 (not modified)", "network"),
    "/busy?status=503&times=2": PICTURE,
    "/busy?status=429&times=1&after=1": PICTURE,
    "/busy?status=503&times=1&after=0": PICTURE,
    "/busy?status=503&times=1&after=-5": PICTURE,
    "/busy?status=503&times=1&after=Thu,+01+Jan+1970+00:00:01+GMT": PICTURE,
    "/busy?status=503&times=9": ("answered 503 (service unavailable)", "network"),
    "/busy?status=429&times=9&after=1": ("answered 429 (too many requests)",
                                         "network"),
    "/empty": ("an empty answer", "empty"),
    "/reason": ("answered 404 (not found)", "network"),
    "/not-http": ("the answer is not HTTP", "format"),
    "/no-colon": ("the answer is not HTTP", "format"),
    "/http09": ("the answer is not HTTP", "format"),
    "/no-such-route": ("answered 404 (not found)", "network"),
}
RESULTS = {}


# Those that wait for the end of our patience, which is shorter for them.
STALLED = [path for path, want in CASES.items() if want == ("nothing came for 1 s",
                                                            "network")]


def results():
    """All of them at once, the stalled ones by a probe of their own."""
    if not RESULTS:
        web()
        common = [*Place.allow, "--connections", 60, "--per-host", 60,
                  "--max-bytes", 1000000]
        with concurrent.futures.ThreadPoolExecutor() as pool:
            stalled = pool.submit(fetch, *common, "--timeout", 3, *map(url, STALLED))
            others = fetch(*common, "--timeout", 45, *(
                url(path) for path in CASES if path not in STALLED))
        for replies, _ in (stalled.result(), others):
            RESULTS.update(replies)
    return RESULTS


def case(path, want):
    def test():
        reply = results()[url(path)]
        if isinstance(want, tuple):
            bad(reply, *want)
        elif want:
            good(reply, want)
        else:
            assert reply["ok"] and reply["status"] == 200, reply
    return test


for path, want in CASES.items():
    globals()["test_case_" + path.strip("/").replace("/", "_")] = case(path, want)


def test_attempts():
    """Two retries of what may pass, none of what will not."""
    results()
    for path, want in CASES.items():
        target, asked = path, 1
        if isinstance(want, tuple) and want[1] == "network":
            asked = 3
        if path.startswith(("/status/2", "/status/3", "/status/4", "/status/9",
                            "/status-", "/head-only", "/reason", "/no-such")):
            asked = 1
        if path.startswith(("/resume", "/busy", "/hops", "/loop")):
            continue
        if path == "/nothing":      # libcurl tries once more on each open connection
            assert 3 <= len(web().asked(target)) <= 8
            continue
        equal(len(web().asked(target)), asked, path)
    equal(len(web().asked("/busy?status=429&times=9&after=1")), 3)
    equal(len(web().asked("/busy?status=503&times=2")), 3)
    equal(len(web().asked("/loop")), 6)


def test_ranges_asked_for():
    results()
    ranges = {path: [h.get("range") for h in web().asked(path)]
              for path in CASES if path.startswith("/resume")}
    half = "bytes=%d-" % (len(BIG) // 2)
    equal(ranges["/resume"], [None, half])
    equal(ranges["/resume-weak"], [None, None])
    equal(ranges["/resume-wrong"], [None, half, None])
    equal(ranges["/resume-416"], [None, half, None])
    equal(ranges["/resume-changed"], [None, half])
    for path in ranges:
        for headers in web().asked(path):
            equal("range" in headers, "if-range" in headers, path)
            assert "range" not in headers or "accept-encoding" not in headers
    equal(web().asked("/resume")[1]["if-range"], '"one"')


def test_pause_is_for_the_host():
    """Retry-After holds back other requests to that host too."""
    server = Server()
    base = "http://127.0.0.1:%d" % server.listen()
    start = time.time()
    urls = [base + "/busy?status=503&times=1&after=1"] + [
        base + "/ok/%d" % i for i in range(3)]
    replies, _ = fetch("--allow", base[7:], "--per-host", 1, *urls)
    assert all(r["ok"] for r in replies.values()), replies
    assert time.time() - start > 0.9
    equal([t for _, t, _ in server.log][1:],
          [urls[0][len(base):], "/ok/0", "/ok/1", "/ok/2"], "in order, after the pause")


PRIVATE = ["127.0.0.1", "127.1", "0x7f000001", "2130706433", "0177.0.0.1", "0",
           "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::7f00:1]",
           "[2002:7f00:1::]", "localhost", "LOCALHOST.", "x.localhost", "10.0.0.1",
           "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0",
           "[fe80::1]", "[fc00::1]", "100.64.0.1", "printer", "nas.local",
           "%31%32%37.0.0.1", "\uff11\uff12\uff17.0.0.1", "a:b@127.0.0.1"]


def test_private_addresses():
    """Asked for, or redirected to, in every spelling: connects to nothing."""
    web()
    before = web().connections.get(Place.elsewhere, 0)
    direct = ["http://%s:%d/ok/x" % (host, Place.elsewhere) for host in PRIVATE]
    away = [url("/redirect?to=%s" % quote(to)) for to in direct]
    replies, stats = fetch(*Place.allow, *direct, *away)
    for asked in direct + away:
        reply = replies[asked]
        assert not reply["ok"] and reply["kind"] == "refused", reply
        assert "is not a public address" in reply["error"] \
            or "is a name of private networks" in reply["error"], reply
        equal(reply["error"].startswith("redirects to 'http"), asked in away)
    equal(web().connections.get(Place.elsewhere, 0), before)
    equal(stats["requests"], len(away))


def quote(s):
    return __import__("urllib.parse").parse.quote(s, safe="")


def test_redirects_elsewhere():
    """To other schemes: refused, opened or asked for by nobody."""
    wants = {}
    for to in ("file:///etc/passwd", "FILE:/etc/passwd", "ftp://127.0.0.1/x",
               "gopher://127.0.0.1:25/x", "data:image/png;base64,AAAA",
               "javascript:alert(1)", "http://", "mailto:x@example.org",
               "\x01http://[::1", "dict://127.0.0.1:11211/stat"):
        wants[url("/redirect?to=%s" % quote(to))] = to
    replies, stats = fetch(*Place.allow, *wants)
    for asked, to in wants.items():
        reply = replies[asked]
        assert not reply["ok"], reply
        assert "no http(s) URL" in reply["error"] or reply["error"] == \
            "answered 302 without saying where", reply
    equal(stats["requests"], len(wants))


def test_redirects_followed():
    for status in (301, 302, 303, 307, 308):
        for to in ("/ok/x", "../ok/x", url("/ok/x")[5:], url("/ok/x#fragment")):
            reply = get("/redirect?status=%d&to=%s" % (status, quote(to)))
            assert reply["ok"] and reply["url"] == url("/ok/x"), reply
    assert all("#" not in target for _, target, _ in web().log)


def test_schemes():
    replies, stats = fetch("file:///etc/passwd", "ftp://example.org/", "data:,x",
                           "//example.org/x", "x.png", "", "javascript:x")
    for reply in replies.values():
        bad(reply, "no http(s) URL", "unsupported")
    equal(stats["requests"], 0)


def test_unreachable():
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    port = closed.getsockname()[1]
    replies, _ = fetch("--allow", "127.0.0.1:%d" % port, "--retries", 1,
                       "http://127.0.0.1:%d/" % port, "http://no-such.invalid/")
    bad(replies["http://127.0.0.1:%d/" % port],
        "no connection to the host: Connection refused")
    bad(replies["http://no-such.invalid/"], "the host was not found")


def test_host_left_alone():
    """A host that fails again and again is not asked any more."""
    server = Server()
    port = server.listen()
    urls = ["http://127.0.0.1:%d/nothing?%d" % (port, i) for i in range(40)]
    replies, stats = fetch("--allow", "127.0.0.1:%d" % port, "--retries", 0, *urls)
    left = [r for r in replies.values() if r["error"].startswith(
        "not asked for: '127.0.0.1:%d' has failed " % port)]
    assert len(left) >= 20 and stats["requests"] <= 20, stats


def test_leftovers():
    """What one answer leaves in a connection is not the next one's fault."""
    for turn in range(5):
        urls = [url("/leftover?after=%s&%d" % (i / 500, turn)) for i in range(20)]
        replies, _ = fetch(*Place.allow, "--connections", 2, "--per-host", 2, *urls)
        for reply in replies.values():
            good(reply)


def test_budget():
    urls = [url("/large?%d" % i) for i in range(20)]
    replies, stats = fetch(*Place.allow, "--max-download", 1, "--connections", 2, *urls)
    left = [r for r in replies.values() if not r["ok"]]
    assert len(left) >= 10 and stats["bytes"] < 1500000, stats
    for reply in left:
        bad(reply, "more than the 1000000 bytes that this run may fetch", "limit")
    assert stats["requests"] < 14


def test_too_large():
    reply = get("/large", "--max-bytes", len(BIG) - 1)
    bad(reply, "more than %d bytes" % (len(BIG) - 1), "limit")
    good(get("/large", "--max-bytes", len(BIG)), BIG)


def test_connections():
    """No more at once than asked for, in all and to one host; reused."""
    for args, most in ((("--connections", 8, "--per-host", 3), 3),
                       (("--connections", 2, "--per-host", 5), 2), ((), 4)):
        server = Server(latency=0.02)
        port = server.listen()
        urls = ["http://127.0.0.1:%d/ok/%d" % (port, i) for i in range(40)]
        replies, _ = fetch("--allow", "127.0.0.1:%d" % port, *args, *urls)
        assert len(replies) == 40 and all(r["ok"] for r in replies.values())
        equal(server.most, most)
        assert server.connections[port] <= most, server.connections


def headers_sent(*args, path="/echo", env=None):
    reply = get(path, *args, env=env)
    assert reply["ok"], reply
    return web().log[-1][2]


def test_headers():
    """Neutral ones, and no more of them than needed."""
    host = "127.0.0.1:%d" % (web() and Place.port)
    plain = {"host": host, "accept": "*/*", "user-agent": "Mozilla/5.0",
             "accept-encoding": "gzip, deflate"}
    equal(headers_sent(), plain)
    page = "https://example.org/secret/path?q"
    equal(headers_sent("--referrer-url", page), plain)
    equal(headers_sent("--referrer", "origin", "--referrer-url", page), plain,
          "nothing of https is told to http")
    page = "http://example.org:81/secret/path?q"
    equal(headers_sent("--referrer", "origin", "--referrer-url", page),
          dict(plain, referer="http://example.org:81/"))
    equal(headers_sent("--header", "X-One: 1", "--header", "Accept: image/png",
                       "--user-agent", "me"),
          dict(plain, **{"x-one": "1", "accept": "image/png", "user-agent": "me"}))
    equal(headers_sent("--header", "http://%s=Cookie: a=b" % host, "--header",
                       "example.org=Authorization: no"), dict(plain, cookie="a=b"))
    # What a header is for does not follow a redirect to another host.
    equal(headers_sent("--header", "example.org=Cookie: a=b", "--mirror",
                       "example.org=" + url("/"), path="/echo"), plain)


def test_no_cookies():
    get("/redirect?to=/echo")
    fetch(*Place.allow, url("/hostile-headers?a"), url("/echo?b"), "--connections", 1)
    for _, _, headers in web().log:
        assert "cookie" not in headers or headers["cookie"] == "a=b" \
            and headers["user-agent"] == "Mozilla/5.0"
    assert "cookie" not in web().asked("/echo?b")[-1]


def test_wrong_options():
    secret = "http://user:hidden@[x/"
    mirror = "mirror 1: not HOST=URL with an http(s) URL that has no password and no query"
    header = "header 1: not [ORIGIN=]NAME: VALUE (not shown: it may be secret)"
    for args, error in (
            (("--proxy", "socks5://127.0.0.1:9"), "proxy: socks5 resolves names "
             "outside the proxy; say socks5h"),
            (("--proxy", "socks4a://127.0.0.1:9"),
             "proxy: socks4a cannot be used; say socks5h"),
            (("--proxy", "127.0.0.1:9"), "proxy: not http://HOST:PORT, "
             "https://HOST:PORT or socks5h://HOST:PORT"),
            (("--proxy", secret), "proxy: no usable HOST:PORT after http://"),
            (("--proxy", "ftp://x:9"), "proxy: not http://HOST:PORT, "
             "https://HOST:PORT or socks5h://HOST:PORT"),
            (("--mirror", "example.org"), mirror),
            (("--mirror", "example.org=file:///x"), mirror),
            (("--allow", "127.0.0.1"), "'127.0.0.1' is no HOST:PORT"),
            (("--header", "Cookie: a=b"), "header 1: 'Cookie' would be told to every "
             "host; say HOST=Cookie: ..."),
            (("--header", "Host: x"), "header 1: 'Host' cannot be set"),
            (("--header", "x"), header),
            (("--header", "A: b\r\nC: d"), header),
            (("--header", "x.org:81=A: b"), "header 1: a host where the name belongs; say "
             "HOST=NAME: VALUE or https://HOST:PORT=NAME: VALUE"),
            (("--user-agent", "a\nb"), "user agent: not printable ASCII"),
            (("--retries", "many"), "--retries 'many' is no number from 0 to 10")):
        said = fetch(*args, "http://example.org/", code=1)[1]["failed"]
        equal(said, error)
        assert "hidden" not in said


if __name__ == "__main__":
    main(globals())
