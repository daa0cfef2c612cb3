# SPDX-License-Identifier: MIT
"""What the web server of the tests does, well and badly: a function a path."""
import asyncio
import gzip
import json
import struct
import zlib

PAGE = b"<!DOCTYPE html><html><title>No</title><p>This is a page.</p></html>"


def chunk(name, data):
    return (struct.pack(">I", len(data)) + name + data
            + struct.pack(">I", zlib.crc32(name + data)))


def png(seed=0, width=8, height=8):
    """A picture that differs for each seed; its size is about 3 * w * h."""
    state, rows = seed * 2654435761 + 12345 & 0xffffffff, bytearray()
    for _ in range(height):
        rows.append(0)
        for _ in range(width * 3):
            state = state * 1103515245 + 12345 & 0x7fffffff
            rows.append(state >> 16 & 255)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(bytes(rows), 1)) + chunk(b"IEND", b""))


PICTURE = png(1, 40, 40)
BIG = png(2, 200, 200)
OTHER = png(3, 200, 200)


async def ok(r):
    name = r.path.rsplit("/", 1)[-1]
    body = png(zlib.crc32(name.encode()), 16, 16)
    await r.reply(body, fields=[("ETag", '"%08x"' % zlib.crc32(body))])


async def large(r):
    await r.reply(BIG)


async def huge(r):
    """Nearly all that one picture may have, most of it no pixels."""
    await r.reply(PICTURE[:33] + chunk(b"teSt", bytes(19 << 20)) + PICTURE[33:])


async def huge_cut(r):
    await r.head(200, [("Content-Length", 19 << 20), ("ETag", '"huge"'),
                       ("Content-Type", "image/png")])
    await r.send(bytes(18 << 20))
    r.close()


async def redirect(r):
    await r.reply(PAGE, int(r.query.get("status", 302)), "text/html",
                  [("Location", r.query["to"])])


async def hops(r):
    left = int(r.path.rsplit("/", 1)[-1])
    if left:
        await r.reply(PAGE, 301, "text/html", [("Location", "%d" % (left - 1))])
    else:
        await r.reply()


async def loop(r):
    await r.reply(PAGE, 302, "text/html", [("Location", r.path)])


async def silent(r):
    await asyncio.sleep(30)


async def drip(r, data):
    for i in range(len(data)):
        await r.send(data[i:i + 1])
        await asyncio.sleep(0.2)


async def slow_headers(r):
    await drip(r, b"HTTP/1.1 200 Fine\r\nContent-Type: image/png\r\n" + b"X: y\r\n" * 100)


async def slow_body(r):
    await r.head(200, [("Content-Length", "100000")])
    await drip(r, PICTURE)


async def endless_body(r):
    await r.head(200, [("Content-Type", "image/png")])
    while True:
        await r.send(b"x" * 65536)


async def endless_headers(r):
    await r.send(b"HTTP/1.1 200 Fine\r\n")
    while True:
        await r.send(b"X-Filler: " + b"y" * 1000 + b"\r\n")


async def endless_line(r):
    await r.send(b"HTTP/1.1 200 Fine\r\nX-Filler: ")
    while True:
        await r.send(b"y" * 10000)


async def endless_interim(r):
    while True:
        await r.send(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 100)


async def interim(r):
    await r.send(b"HTTP/1.1 103 Early Hints\r\nETag: \"no\"\r\n\r\n")
    await r.reply()


async def endless_trailers(r):
    await r.head(200, [("Transfer-Encoding", "chunked")])
    await r.send(b"1\r\nx\r\n0\r\n")
    while True:
        await r.send(b"X-Filler: " + b"y" * 1000 + b"\r\n")


async def length_short(r):
    await r.head(200, [("Content-Length", len(PICTURE)), ("Content-Type", "image/png")])
    await r.send(PICTURE + b"trailing junk, which is no picture")
    r.close()


async def leftover(r):
    """A whole answer, and later, when the connection is idle, rubbish."""
    await r.head(200, [("Content-Length", len(PICTURE)), ("Content-Type", "image/png")])
    await r.send(PICTURE)
    await asyncio.sleep(float(r.query.get("after", 0)))
    await r.send(b"rubbish behind the answer\r\n" * 3)


async def length_long(r):
    await r.head(200, [("Content-Length", len(PICTURE) + 100)])
    await r.send(PICTURE)
    r.close()


async def length_junk(r):
    await r.head(200, [("Content-Length", "99999999999999999999999")])
    await r.send(PICTURE)
    r.close()


async def length_huge(r):
    await r.head(200, [("Content-Length", 1 << 40)])
    await r.send(PICTURE)
    await asyncio.sleep(30)


async def gzipped(r):
    assert "gzip" in r.headers.get("accept-encoding", "")
    await r.reply(gzip.compress(PICTURE), fields=[("Content-Encoding", "gzip")])


async def bomb(r):
    """32 MB in 32 KB, again and again."""
    part = gzip.compress(bytes(32 << 20), 6)
    await r.head(200, [("Content-Encoding", "gzip"), ("Content-Type", "image/png")])
    while True:
        await r.send(part)


async def gzip_broken(r):
    await r.reply(b"\x1f\x8b\x08\0\0\0\0\0\0\3" + b"\xff" * 500,
                  fields=[("Content-Encoding", "gzip")])


async def chunked(r):
    await r.head(200, [("Transfer-Encoding", "chunked")])
    for i in range(0, len(PICTURE), 100):
        part = PICTURE[i:i + 100]
        await r.send(b"%x;ext=1\r\n%s\r\n" % (len(part), part))
    await r.send(b"0\r\nX-Trailer: HTTP/1.1 500 no\r\n\r\n")


async def chunked_junk(r):
    await r.head(200, [("Transfer-Encoding", "chunked")])
    await r.send(b"zzz\r\n" + PICTURE)
    r.close()


async def chunked_cut(r):
    await r.head(200, [("Transfer-Encoding", "chunked")])
    await r.send(b"ffff\r\n" + PICTURE)
    r.close()


async def nothing(r):
    r.close()


async def reset(r):
    r.reset()


async def reset_body(r):
    await r.head(200, [("Content-Length", len(BIG))])
    await r.send(BIG[:1000])
    await asyncio.sleep(0.1)
    r.reset()


async def part(r, tag='"one"', range_tag='"one"', body=BIG, offset=0, total=None,
               times=1):
    """Breaks off at the half; then gives the rest to who asks well."""
    fields = [("ETag", tag), ("Content-Type", "image/png"), ("Accept-Ranges", "bytes")]
    if r.count <= times:
        await r.head(200, [*fields, ("Content-Length", len(BIG))])
        await r.send(BIG[:len(BIG) // 2])
        await asyncio.sleep(0.05)
        r.close()
    asked = r.headers.get("range", "")
    if asked and r.headers.get("if-range") == range_tag:
        first = int(asked[6:].rstrip("-")) + offset
        rest = body[first:]
        await r.head(206, [*fields, ("Content-Length", len(rest)), (
            "Content-Range", "bytes %d-%d/%d" % (first, len(body) - 1,
                                                 total or len(body)))])
        await r.send(rest)
    else:
        await r.reply(body, fields=[("ETag", range_tag)])


async def resume(r):
    await part(r)


async def resume_thrice(r):
    await part(r, times=int(r.query.get("times", 4)))


async def resume_date(r):
    """No ETag; the validator is a date."""
    date = "Sat, 01 Jul 2023 10:00:00 GMT"
    if r.count == 1:
        await r.head(200, [("Last-Modified", date), ("Content-Length", len(BIG))])
        await r.send(BIG[:5000])
        r.close()
    assert r.headers["if-range"] == date and r.headers["range"] == "bytes=5000-"
    await r.head(206, [("Content-Range", "bytes 5000-%d/*" % (len(BIG) - 1)),
                       ("Content-Length", len(BIG) - 5000)])
    await r.send(BIG[5000:])


async def resume_changed(r):
    await part(r, '"one"', '"two"', OTHER)


async def resume_wrong(r):
    await part(r, offset=-7)


async def resume_weak(r):
    assert "range" not in r.headers
    await part(r, 'W/"one"')


async def resume_416(r):
    if "range" in r.headers:
        await r.reply(PAGE, 416, "text/html")
    else:
        await part(r)


async def resume_small(r):
    """Gives a little of the rest each time."""
    first = int(r.headers["range"][6:].rstrip("-")) if "range" in r.headers else 0
    if not first:
        await part(r)
        return
    some = BIG[first:first + 40000]
    await r.head(206, [("ETag", '"one"'), ("Content-Length", len(some)),
                       ("Content-Range", "bytes %d-%d/%d" % (
                           first, first + len(some) - 1, len(BIG)))])
    await r.send(some)


async def status(r):
    await r.reply(PAGE, int(r.path.rsplit("/", 1)[-1]), "text/html")


async def status_large(r):
    await r.head(404, [("Content-Type", "text/html")])
    while True:
        await r.send(b"<p>no" * 10000)


async def busy(r):
    """429 or 503, so many times, with Retry-After; then fine."""
    fields = [("Retry-After", r.query["after"])] if "after" in r.query else []
    if r.count <= int(r.query["times"]):
        await r.reply(PAGE, int(r.query["status"]), "text/html", fields)
    else:
        await r.reply()


async def page(r):
    await r.reply(PAGE, type="text/html")


async def empty(r):
    await r.reply(b"")


async def etag(r):
    fields = [("ETag", '"kept"'), ("Cache-Control", "max-age=0")]
    if r.headers.get("if-none-match") == '"kept"':
        await r.head(304, fields)
    else:
        await r.reply(fields=fields)


async def once(r):
    """Fine the first time, then broken."""
    if r.count == 1:
        await r.reply(fields=[("ETag", '"once"')])
    else:
        await r.reply(PAGE, int(r.query.get("status", 500)), "text/html")


async def head_only(r):
    await r.head(int(r.path.rsplit("/", 1)[-1]))
    if r.path.endswith("206"):
        await r.send(PICTURE)
    r.close()


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u00e2\u0080\u00ae \x08\x7f"


async def reason(r):
    await r.reply(PAGE, 404, "text/html", reason="No" + HOSTILE)


async def hostile_headers(r):
    await r.send(("HTTP/1.1 200 %s\r\nContent-Type: image/png%s\r\nETag: \"%s\"\r\n"
                  "Set-Cookie: a=b\r\nStrict-Transport-Security: max-age=9\r\n"
                  "Alt-Svc: h3=\":443\"\r\nX: \xff\r\n"
                  "Content-Length: %d\r\n\r\n" % (HOSTILE, HOSTILE, HOSTILE,
                                                   len(PICTURE))).encode("latin-1"))
    await r.send(PICTURE)


async def no_colon(r):
    await r.send(b"HTTP/1.1 200 Fine\r\nno colon here\r\n\r\n" + PICTURE)
    r.close()


async def not_http(r):
    await r.send(b"SSH-2.0-OpenSSH_9.2p1\r\n" * 3)
    r.close()


async def http09(r):
    await r.send(PICTURE)
    r.close()


async def echo(r):
    """The request's headers, in order, as JSON."""
    await r.reply(json.dumps({"target": r.target, "headers": r.headers}).encode(),
                  type="application/json", fields=[("Set-Cookie", "a=b")])


ROUTES = {name.replace("_", "-"): route for name, route in list(globals().items())
          if asyncio.iscoroutinefunction(route) and name not in ("drip", "part")}
