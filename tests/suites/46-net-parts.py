#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Bodies that come in parts: what is the rest of what (RFC 9110, 14.4 and
15.3.7.3), in one run and by way of the cache. No body is ever mixed of two."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from probe import *
from scripted import scripted

SIZE = min(len(BIG), len(OTHER)) & ~1
ONE, TWO, HALF = BIG[:SIZE], OTHER[:SIZE], SIZE // 2
EARLY, LATE = "Sat, 01 Jul 2023 10:00:00 GMT", "Sat, 01 Jul 2023 10:00:01 GMT"
NOW = "Mon, 02 Dec 2024 09:10:11 GMT"
PNG = {"Content-Type": "image/png"}
TAG = {"ETag": '"one"', **PNG}
DATED = {"Last-Modified": EARLY, "Date": NOW, **PNG}
BOTH = {**TAG, **DATED}
RANGE = "bytes %d-%d/%d" % (HALF, SIZE - 1, SIZE)

# What the first answer says, what the second (None: the header is not there);
# the validator asked with, or None if the rest is not asked for; whether the
# second is the rest of the first.
CASES = {
    "same tag": (TAG, {}, '"one"', True),
    "same tag and date": (BOTH, {}, '"one"', True),
    "date need not be said again": (BOTH, {"Last-Modified": None, "Content-Type": None}, '"one"', True),
    "type need not be said again": (TAG, {"Content-Type": None}, '"one"', True),
    "type in other letters": (TAG, {"Content-Type": "IMAGE/PNG"}, '"one"', True),
    "no total": (TAG, {"Content-Range": RANGE.split("/")[0] + "/*"}, '"one"', True),
    "no length": (TAG, {"Content-Length": None}, '"one"', True),
    "date alone": (DATED, {}, EARLY, True),
    "date alone, not said again": (DATED, {"Last-Modified": None}, EARLY, True),
    "no type at all": ({"ETag": '"one"'}, {}, '"one"', True),
    "another tag": (TAG, {"ETag": '"two"'}, '"one"', False),
    "tag that is weak by now": (TAG, {"ETag": 'W/"one"'}, '"one"', False),
    "tag in other letters": (TAG, {"ETag": '"ONE"'}, '"one"', False),
    "tag without its quotes": (TAG, {"ETag": "one"}, '"one"', False),
    "no tag any more": (TAG, {"ETag": None}, '"one"', False),
    "a tag where there was none": (DATED, {"ETag": '"one"'}, EARLY, False),
    "another date": (BOTH, {"Last-Modified": LATE}, '"one"', False),
    "another date alone": (DATED, {"Last-Modified": LATE}, EARLY, False),
    "a date where there was none": (TAG, {"Last-Modified": EARLY}, '"one"', False),
    "another type": (TAG, {"Content-Type": "image/jpeg"}, '"one"', False),
    "a type where there was none": ({"ETag": '"one"'}, PNG, '"one"', False),
    "parts of several ranges": (TAG, {"Content-Type": "multipart/byteranges; boundary=x",
                                      "Content-Range": None}, '"one"', False),
    "larger total": (TAG, {"Content-Range": RANGE.split("/")[0] + "/%d" % (SIZE + 1)}, '"one"', False),
    "smaller total": (TAG, {"Content-Range": RANGE.split("/")[0] + "/%d" % (SIZE - 1)}, '"one"', False),
    "an earlier range": (TAG, {"Content-Range": "bytes %d-%d/%d" % (HALF - 1, SIZE - 2, SIZE)},
                         '"one"', False),
    "a range past the end": (TAG, {"Content-Range": "bytes %d-%d/*" % (HALF, SIZE)}, '"one"', False),
    "a range that ends before it begins": (
        TAG, {"Content-Range": "bytes %d-%d/%d" % (HALF, HALF - 1, SIZE)}, '"one"', False),
    "a range of something else": (TAG, {"Content-Range": RANGE.replace("bytes", "lines")}, '"one"', False),
    "no range": (TAG, {"Content-Range": None}, '"one"', False),
    "two ranges": (TAG, {"Content-Range": RANGE + "\r\nContent-Range: " + RANGE}, '"one"', False),
    "a length that is not the range's": (
        TAG, {"Content-Range": "bytes %d-%d/%d" % (HALF, SIZE - 2, SIZE)}, '"one"', False),
    "more than the range has": (
        TAG, {"Content-Length": None, "Content-Range": "bytes %d-%d/%d" % (HALF, HALF + 9, SIZE)},
        '"one"', False),
    "compressed": (TAG, {"Content-Encoding": "gzip"}, '"one"', False),
    # A weak validator is none, and keeps a date from being one.
    "weak tag": ({**BOTH, "ETag": 'W/"one"'}, None, None, False),
    "tag that is none": ({**BOTH, "ETag": "one"}, None, None, False),
    "tag that is cut off": ({**BOTH, "ETag": '"one'}, None, None, False),
    "date without a Date": ({**DATED, "Date": None}, None, None, False),
    "date of this second": ({**DATED, "Date": EARLY}, None, None, False),
    "date of years to come": ({**DATED, "Last-Modified": NOW, "Date": LATE}, None, None, False),
    "date in another form": ({**DATED, "Last-Modified": "2023-07-01 10:00:00 GMT"}, None, None, False),
    "date that is none": ({**DATED, "Last-Modified": "Sat, 01 Foo 2023 10:00:00 GMT"}, None, None, False),
    "nothing": (PNG, None, None, False),
}


def head(status, fields):
    return ("HTTP/1.1 %d Fine\r\n" % status + "".join(
        "%s: %s\r\n" % field for field in fields.items() if field[1] is not None)
        + "\r\n").encode()


class Changing:
    """Breaks off at the half; then has the rest, or is of something else."""

    def __init__(self, first, second, same):
        self.first, self.second, self.same, self.asked = first, second, same, []
        self.url = "http://127.0.0.1:%d/" % scripted(self.serve)

    async def serve(self, reader, writer):
        text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        said = dict(line.lower().split(": ", 1) for line in text.split("\r\n")[1:-2])
        self.asked.append((said.get("range"), said.get("if-range")))
        if len(self.asked) == 1:
            writer.write(head(200, {"Content-Length": SIZE, **self.first}) + ONE[:HALF])
        elif "range" in said:
            body = (ONE if self.same else TWO)[HALF:]
            writer.write(head(206, {**self.first, "Content-Range": RANGE,
                                    "Content-Length": len(body), **self.second}) + body)
        else:
            writer.write(head(200, {"Content-Length": SIZE, **PNG, "ETag": '"two"'}) + TWO)
        writer.close()

    def fetch(self, *args):
        return fetch("--allow", self.url[7:-1], *args, self.url)[0][self.url]


def case(name, in_two_runs):
    first, second, validator, same = CASES[name]

    def test():
        server = Changing(first, second or {}, same)
        cache = ["--cache", os.path.join(fresh("parts-" + name.replace(" ", "-")), "c")]
        if in_two_runs:
            bad(server.fetch("--retries", 0, *cache), "the answer ended too early")
        reply = good(server.fetch("--retries", 0 if in_two_runs else 1, *cache), ONE if same else TWO)
        equal(reply["type"].lower(), first.get("Content-Type", "") if same else "image/png")
        wanted = [(None, None)]
        if validator:
            wanted.append(("bytes=%d-" % HALF, validator.lower()))
        if not same:
            wanted.append((None, None))
        equal(server.asked, wanted)
        kept = good(server.fetch("--offline", *cache), ONE if same else TWO)
        equal(kept["type"], reply["type"])
    return test


for name in CASES:
    for in_two_runs in (False, True):
        globals()["test_%s%s" % (name.replace(" ", "_").replace(",", "").replace("'", ""),
                                 "_in_two_runs" * in_two_runs)] = case(name, in_two_runs)


def test_part_of_what_was_redirected():
    """The rest is asked of the URL that the beginning came from, or not at all."""
    asked = []

    async def serve(reader, writer):
        text = (await reader.readuntil(b"\r\n\r\n")).decode()
        target, ranged = text.split(" ")[1], "\r\nRange: " in text
        asked.append((target, ranged))
        if target == "/":
            to = "/a" if asked.count(("/", False)) == 1 else "/b"
            writer.write(head(302, {"Location": to, "Content-Length": 0}))
        elif target == "/a":
            writer.write(head(200, {"Content-Length": SIZE, **TAG}) + ONE[:HALF])
        else:
            writer.write(head(200, {"Content-Length": SIZE, **TAG}) + TWO)
        writer.close()

    target = "http://127.0.0.1:%d/" % scripted(serve)
    good(fetch("--allow", target[7:-1], target)[0][target], TWO)
    equal(asked, [("/", False), ("/a", False), ("/", False), ("/b", False)])


if __name__ == "__main__":
    main(globals())
