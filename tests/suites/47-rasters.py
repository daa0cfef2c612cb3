#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""BMP, TGA and PSD in all their forms, exactly."""
import os
import struct
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *
from pictures import *


def bmp(size, depth, rows, palette=b"", packing=0, masks=b"", top=False, gap=0, colours=0):
    """Rows from above; masks stand in a header of more than 40 bytes, else behind it."""
    if packing not in (1, 2):
        rows = b"".join(r + bytes(-len(r) % 4) for r in (rows if top else rows[::-1]))
    if size == 12:
        head = struct.pack("<IHHHH", size, 40, 30, 1, depth)
    else:
        head = struct.pack("<IIiHHIIIIII", size, 40, -30 if top else 30, 1, depth, packing,
                           0, 0, 0, colours, 0)
        if size > 40:
            head, masks = (head + masks + bytes(124))[:size], b""
        head = head[:size]
    at = 14 + len(head) + len(masks) + len(palette) + gap
    return (b"BM" + struct.pack("<III", at + len(rows), 0, at) + head + masks + palette
            + b"\xee" * gap + rows)


def bits_of(values, depth):
    """One row of a palette's indices, from the highest bit on."""
    line = "".join(format(v, "0%db" % depth) for v in values)
    return bytes(int(line[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(line), 8))


def runs_of(rows, depth):
    """Run lengths of both kinds, from the lowest row on."""
    out = b""
    for values in rows[::-1]:
        out += bytes([3, values[0] if depth == 8 else values[0] * 17])
        rest = values[3:]
        out += bytes([0, len(rest)]) + (bytes(rest) if depth == 8 else bits_of(rest, 4))
        out += bytes(-(len(rest) if depth == 8 else (len(rest) + 1) // 2) % 2) + b"\0\0"
    return out + b"\0\1"


def test_bmp():
    """Every header and depth there is, and what is told in masks or run lengths."""
    folder = fresh("pictures-bmp")
    cases = {}
    for depth in (1, 2, 4, 8):
        colours = [(37 * i % 256, 91 * i % 256, 151 * i % 256) for i in range(1 << depth)]
        values = [[0] * 3 + [(x * y + x) % len(colours) for x in range(37)] for y in range(30)]
        seen = Pixels(40, 30, 3, bytes(v for r in values for i in r for v in colours[i]))
        rows = [bits_of(r, depth) for r in values]
        for size in (12, 16, 40, 52, 56, 64, 108, 124):
            table = b"".join(bytes(c[::-1]) + b"\0" * (size > 12) for c in colours)
            cases["i%d-%d" % (depth, size)] = bmp(size, depth, rows, table, gap=size % 5), seen
        cases["top%d" % depth] = bmp(40, depth, rows, table, top=True), seen
        if depth > 2:
            cases["runs%d" % depth] = bmp(40, depth, runs_of(values, depth), table,
                                          {8: 1, 4: 2}[depth]), seen
    made = slopes(40, 30)
    lines = [[made.at(x, y) for x in range(40)] for y in range(30)]
    bgr = [b"".join(c[::-1] for c in r) for r in lines]
    for size in (12, 40, 124):
        cases["rgb-%d" % size] = bmp(size, 24, bgr, gap=2), made
    cases["spare"] = bmp(40, 32, [b"".join(c[::-1] + b"\x33" for c in r) for r in lines]), made
    cases["few"] = bmp(40, 8, [bytes(40)] * 30, b"\1\2\3\0", colours=1), Pixels(
        40, 30, 3, bytes([3, 2, 1]) * 1200)
    for size in (40, 52, 56, 108, 124):
        rows = [b"".join(struct.pack("<I", r << 4 | g << 20 | (b >> 4) << 28)
                         for r, g, b in row) for row in lines]
        masks = struct.pack("<4I", 0xff << 4, 0xff << 20, 0xf << 28, 0)
        cases["masks-%d" % size] = bmp(size, 32, rows, packing=3, masks=masks[:12 if size == 40
                                       else 16]), Pixels(40, 30, 3, bytes(
            v for row in lines for r, g, b in row for v in (r, g, (b >> 4) * 17)))
        rows = [b"".join(struct.pack("<H", 0x8000 * (x > 9) | 0x7c00) for x in range(40))] * 30
        masks = struct.pack("<4I", 0x7c00, 0x3e0, 0x1f, 0x8000)
        if size == 52:      # more masks than it has room for
            cases["short-%d" % size] = bmp(size, 16, rows, packing=6, masks=masks), Pixels(
                40, 30, 3, b"\xff\0\0" * 1200)
        if size > 52:
            cases["alpha-%d" % size] = bmp(size, 16, rows, packing=3, masks=masks), Pixels(
                40, 30, 3, (b"\xff" * 30 + b"\xff\0\0" * 30) * 30)
    files = [write("%s/%s.bmp" % (folder, n), data) for n, (data, _) in cases.items()]
    for (name, (_, want)), (pixels, note) in zip(cases.items(), decode(files)):
        assert pixels, (name, note)
        assert note in ("", "as stored"), (name, note)
        equal(pixels.data, want.data, name)


def test_bmp_cut():
    """Its first row is the lowest: what is missing is above, and white."""
    folder = fresh("pictures-bmp-cut")
    rows = [[y % 3 + 1] * 40 for y in range(30)]
    table = b"\0\0\0\0\1\1\1\0\2\2\2\0\3\3\3\0"
    for name, data in (("plain", bmp(40, 8, [bytes(r) for r in rows], table)),
                       ("runs", bmp(40, 8, runs_of(rows, 8), table, 1))):
        size = len(data) - 14 - 40 - len(table)
        path = write("%s/%s.bmp" % (folder, name), data[:-size // 2])
        pixels, note = decode([path])[0]
        equal(note, "truncated")
        equal(pixels.at(5, 0), b"\xff\xff\xff", name)
        equal(pixels.at(5, 29), b"\3\3\3", name)
        pixels, note = decode([write(path, data[:80])])[0]
        equal(note, "format a BMP without any pixels")


def test_tga_from_every_corner():
    """Rows go up or down, to the right or to the left; opacity may mean nothing."""
    folder = fresh("pictures-tga")
    made = slopes(40, 30)
    files = []
    for corner in (0, 0x10, 0x20, 0x30):
        for opacity in (b"", b"\0", b"\xff"):
            pixels = b"".join(
                made.at(39 - x if corner & 0x10 else x, y if corner & 0x20 else 29 - y)[::-1]
                + opacity for y in range(30) for x in range(40))
            files.append(write("%s/%d-%d.tga" % (folder, corner, len(files)), bytes(
                [0, 0, 2] + [0] * 9) + struct.pack("<HHBB", 40, 30, 24 + 8 * len(opacity),
                                                   corner) + pixels))
    for path, (pixels, note) in zip(files, decode(files)):
        equal(pixels.data, made.data, path)


def psd(depth, packing, channels, mode=3):
    """channels: 8-bit planes; one row after the other."""
    body = b""
    if packing:
        for plane in channels:
            body += struct.pack(">%dH" % 30, *[(41 * depth // 8) for _ in range(30)])
        for plane in channels:
            for y in range(30):
                row = b"".join(bytes([v]) * (depth // 8) for v in plane[y * 40:y * 40 + 40])
                body += bytes([len(row) - 1]) + row if depth == 8 else b"".join(
                    bytes([39]) + row[i:i + 40] for i in (0, 40))
    else:
        body = b"".join(bytes([v]) * (depth // 8) for plane in channels for v in plane)
    return (b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", len(channels), 30, 40, depth, mode)
            + bytes(12) + struct.pack(">H", packing) + body)


def test_psd_channels():
    """Opacity is laid on white already; what comes after it is not shown."""
    folder = fresh("pictures-psd")
    made = slopes(40, 30)
    planes = [made.data[i::3] for i in range(3)]
    opacity = bytes(x * 6 for _ in range(30) for x in range(40))
    files = [write("%s/%d-%d-%d.psd" % (folder, depth, packing, more), psd(
        depth, packing, planes + [opacity] * more))
        for depth in (8, 16) for packing in (0, 1) for more in (0, 1, 2)]
    for path, (pixels, note) in zip(files, decode(files)):
        if "/16-1" in path:     # stb_image would show something else
            assert "16 bits in run lengths" in note, (path, note)
        else:
            equal((pixels.data, note), (made.data, "as stored"), path)


main(globals())
