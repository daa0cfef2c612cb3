#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What hosts answer, and how often they are asked."""
import gzip
import os
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from growth import check_growth, instructions
from harness import *
from probe import *
from scripted import scripted


def test_pauses_end():
    """A host that puts off everybody is not asked for all there is, each time anew."""
    server = Server()
    base = "http://127.0.0.1:%d" % server.listen()
    urls = [base + "/busy?status=503&times=9&after=1&%d" % i for i in range(60)]
    replies, stats = fetch("--allow", base[7:], "--retries", 1, *urls)
    assert stats["requests"] <= 30, stats
    left = [r for r in replies.values() if r["error"].startswith("not asked for: ")]
    assert len(left) >= 40, replies


def test_host_that_falls_silent():
    """In the midst of answers too: each costs all our patience."""
    server = Server()
    port = server.listen()
    urls = ["http://127.0.0.1:%d/slow-body?%d" % (port, i) for i in range(40)]
    replies, stats = fetch("--allow", "127.0.0.1:%d" % port, "--retries", 0,
                           "--timeout", 3, *urls)
    left = [r for r in replies.values() if r["error"].startswith(
        "not asked for: '127.0.0.1:%d' has failed " % port)]
    equal(len(left), 40 - stats["requests"])
    assert stats["requests"] <= 12, stats


def test_many_hosts():
    """Each costs as much as the first."""
    def urls(n):
        return "\n".join("http://h%d.example.org/x" % i for i in range(n)).encode()

    equal(len(fetch("--offline", "-", stdin=urls(40000))[0]), 40000)
    check_growth(lambda n: instructions([PROBE, "--offline", "-"], input=urls(n)), 2000)


def test_resumed_without_a_cache():
    """A large beginning is not thrown away before the next attempt."""
    body, asked = bytes(range(256)) * 4000, []

    async def serve(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append([line for line in head.split("\r\n") if "ange: " in line])
        first = int(asked[-1][0].split("=")[1][:-1]) if asked[-1] else 0
        writer.write(b'HTTP/1.1 %d Fine\r\nETag: "whole"\r\nContent-Length: %d\r\n'
                     b"Content-Range: bytes %d-%d/%d\r\n\r\n" % (
                         206 if first else 200, len(body) - first, first,
                         len(body) - 1, len(body)))
        writer.write(body[first:len(body) - (not first) * 1000])
        writer.close()

    target = "http://127.0.0.1:%d/" % scripted(serve)
    reply = fetch("--allow", target[7:-1], target)[0][target]
    good(reply, body)
    equal(asked, [[], ["Range: bytes=%d-" % (len(body) - 1000), 'If-Range: "whole"']])


def test_codings():
    """What was not asked for is not tried."""
    said = "the answer is compressed in a way that was not asked for"
    packed = gzip.compress(PICTURE)
    raw = zlib.compressobj(wbits=-15)
    cases = [(b"Content-Encoding: br", b"?", said),
             (b"Content-Encoding: gzip, gzip", gzip.compress(packed), said),
             (b"Transfer-Encoding: gzip, chunked", b"%x\r\n%s\r\n0\r\n\r\n" % (
                 len(packed), packed), said),
             (b"Content-Encoding: x-gzip", packed + b"junk", None),
             (b"Content-Encoding: deflate", zlib.compress(PICTURE), None),
             (b"Content-Encoding: deflate", raw.compress(PICTURE) + raw.flush(), None),
             (b"Content-Encoding: identity", PICTURE, None),
             (b"Content-Encoding: gzip", packed[:-9], "the answer's compression is broken")]

    async def serve(reader, writer):
        target = (await reader.readuntil(b"\r\n\r\n")).decode().split(" ")[1]
        field, body, _ = cases[int(target[1:])]
        writer.write(b"HTTP/1.1 200 Fine\r\n" + field + b"\r\n\r\n" + body)
        writer.close()

    base = "http://127.0.0.1:%d/" % scripted(serve)
    replies, _ = fetch("--allow", base[7:-1], *(base + str(i) for i in range(len(cases))))
    for i, (field, _, error) in enumerate(cases):
        reply = replies[base + str(i)]
        bad(reply, error, "format") if error else good(reply)


def test_trailer_that_is_none():
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\n\r\n"
                     b"1\r\nx\r\n0\r\nno colon here\r\n\r\n")
        writer.close()

    target = "http://127.0.0.1:%d/" % scripted(serve)
    reply = fetch("--allow", target[7:-1], "--retries", 0, target)[0][target]
    bad(reply, "the answer is not HTTP", "format")


if __name__ == "__main__":
    main(globals())
