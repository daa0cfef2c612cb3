# SPDX-License-Identifier: MIT
"""Pictures for the suites: small writers, what ImageMagick and others make,
and the pixels that chapbook sees in a file before it encodes them."""
import os
import struct
import subprocess
import zlib

from harness import ROOT

SHOW = os.path.join(ROOT, os.environ.get("BUILD", "build"), "unit", "show_picture")


class Pixels:
    def __init__(self, width, height, channels, data):
        self.width, self.height, self.channels = width, height, channels
        self.data = bytes(data)

    def at(self, x, y):
        i = (y * self.width + x) * self.channels
        p = self.data[i:i + self.channels]
        return p if self.channels == 3 else p * 3

    def map(self, width, height, where):
        """The pixel at x, y is the old one at where(x, y)."""
        return Pixels(width, height, 3, b"".join(
            self.at(*where(x, y)) for y in range(height) for x in range(width)))


def read_pnm(path):
    with open(path, "rb") as f:
        data = f.read()
    kind, width, height = data.split(maxsplit=3)[:3]
    head = b"%s\n%s %s\n255\n" % (kind, width, height)
    assert data.startswith(head), data[:20]
    return Pixels(int(width), int(height), 1 if kind == b"P5" else 3,
                  data[len(head):])


def decode(paths, width=2000, height=2000, gray=False):
    """For each file (pixels, note), or (None, why)."""
    out = subprocess.run([SHOW, str(width), str(height), str(int(gray)), *paths],
                         capture_output=True, check=True).stdout.decode()
    result = []
    for path, line in zip(paths, out.splitlines()):
        word, _, rest = line.partition(" ")
        result.append((read_pnm(path + ".pnm"), rest) if word == "ok"
                      else (None, line))
    return result


def distance(a, b):
    """Mean and maximum of the differences of samples."""
    assert (a.width, a.height) == (b.width, b.height), (a.width, a.height,
                                                        b.width, b.height)
    if a.channels != b.channels:
        a, b = (p.map(p.width, p.height, lambda x, y: (x, y)) for p in (a, b))
    off = [abs(x - y) for x, y in zip(a.data, b.data)]
    return sum(off) / len(off), max(off)


def magick(*args):
    subprocess.run(["convert", *map(str, args)], check=True, capture_output=True)


def reference(path, *args):
    """What ImageMagick sees, on white."""
    magick(path + "[0]", *args, "-background", "white", "-alpha", "remove",
           "-depth", "8", "-type", "TrueColor", "ppm:" + path + ".ref")
    return read_pnm(path + ".ref")


def tool(*args):
    subprocess.run(list(map(str, args)), check=True, capture_output=True)


def slopes(width, height):
    """Each corner is different; survives coding well."""
    return Pixels(width, height, 3, bytes(
        v for y in range(height) for x in range(width)
        for v in (40 + 160 * x // width, 40 + 160 * y // height,
                  200 - 160 * x // width)))


def turned(made, orientation):
    """Upright, from what is stored (EXIF 2.32, 4.6.4 A)."""
    w, h = made.width - 1, made.height - 1
    where = {1: lambda x, y: (x, y), 2: lambda x, y: (w - x, y),
             3: lambda x, y: (w - x, h - y), 4: lambda x, y: (x, h - y),
             5: lambda x, y: (y, x), 6: lambda x, y: (y, h - x),
             7: lambda x, y: (w - y, h - x), 8: lambda x, y: (w - y, x)}
    size = (w + 1, h + 1) if orientation < 5 else (h + 1, w + 1)
    return made.map(*size, where[orientation])


def png_chunk(kind, data):
    return (struct.pack(">I", len(data)) + kind + data
            + struct.pack(">I", zlib.crc32(kind + data)))


def png(width, height, samples, colour=2, depth=8, before=b""):
    """samples: rows without filter bytes; before: chunks before IDAT."""
    row = len(samples) // height
    lines = b"".join(b"\0" + samples[y * row:y * row + row]
                     for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + before
            + png_chunk(b"IDAT", zlib.compress(lines)) + png_chunk(b"IEND", b""))


def exif(orientation, extra=b""):
    return (b"II*\0\x08\0\0\0" + struct.pack("<HHHIHHI", 1, 0x112, 3, 1,
                                             orientation, 0, 0) + extra)


def jpeg_segment(marker, data):
    return struct.pack(">BBH", 0xff, marker, len(data) + 2) + data


def in_jpeg(jpeg, *segments):
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def icc_segments(profile):
    size = 60000
    parts = [profile[i:i + size] for i in range(0, len(profile), size)]
    return [jpeg_segment(0xe2, b"ICC_PROFILE\0" + bytes([i + 1, len(parts)]) + p)
            for i, p in enumerate(parts)]


def fixed(*values):
    return b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def icc(space, kind, tags):
    """An ICC profile, version 2.4 (ICC.1:2001-04)."""
    tags = [(b"desc", b"desc\0\0\0\0" + struct.pack(">I", 5) + b"test\0" + bytes(79)),
            (b"cprt", b"text\0\0\0\0none\0"),
            (b"wtpt", b"XYZ \0\0\0\0" + fixed(.9642, 1, .8249))] + tags
    table, data, at = b"", b"", 128 + 4 + 12 * len(tags)
    for name, body in tags:
        body += bytes(-len(body) % 4)
        table += name + struct.pack(">II", at + len(data), len(body))
        data += body
    head = struct.pack(">I4sI4s4s4s12s4s", at + len(data), b"test", 0x02400000,
                       kind, space, b"Lab " if space == b"CMYK" else b"XYZ ",
                       bytes(12), b"acsp")
    head += bytes(68 - len(head)) + fixed(.9642, 1, .8249)
    head += bytes(128 - len(head))
    return head + struct.pack(">I", len(tags)) + table + data


def gamma_curve(gamma):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def icc_rgb(columns, gamma):
    """columns: XYZ of red, green and blue, adapted to D50."""
    tags = [(b"rgb"[i:i + 1] + b"XYZ", b"XYZ \0\0\0\0" + fixed(*columns[i]))
            for i in range(3)]
    tags += [(b"rgb"[i:i + 1] + b"TRC", gamma_curve(gamma)) for i in range(3)]
    return icc(b"RGB ", b"mntr", tags)


def icc_gray(gamma):
    return icc(b"GRAY", b"mntr", [(b"kTRC", gamma_curve(gamma))])


def icc_cmyk():
    """Inks on paper, of 2 steps each: corners of Lab by a simple model."""
    corners = []
    for i in range(16):
        c, m, y, k = (i >> 3 & 1, i >> 2 & 1, i >> 1 & 1, i & 1)
        light = (1 - .45 * c) * (1 - .5 * m) * (1 - .1 * y) * (1 - .9 * k)
        keep = 1 - .9 * k
        corners += [round(light * 255),
                    round(128 + keep * (-36 * c + 72 * m - 4 * y)),
                    round(128 + keep * (-48 * c - 4 * m + 90 * y))]
    corners = [max(0, min(255, v)) for v in corners]
    line = bytes(range(256))
    lut = (b"mft1\0\0\0\0" + bytes([4, 3, 2, 0]) + fixed(1, 0, 0, 0, 1, 0, 0, 0, 1)
           + line * 4 + bytes(corners) + line * 3)
    return icc(b"CMYK", b"prtr", [(b"A2B0", lut)])


# XYZ of the primaries, adapted to D50, as such profiles have them.
ADOBE_RGB = ((.60974, .31111, .01947), (.20528, .62567, .06087),
             (.14919, .06322, .74457))
DISPLAY_P3 = ((.51512, .24120, -.00105), (.29198, .69225, .04189),
              (.15710, .06657, .78407))
SRGB = ((.43607, .22249, .01392), (.38515, .71687, .09708),
        (.14307, .06061, .71410))
SMPTE_170M = ((.41629, .22168, .01365), (.39320, .70328, .09133),
              (.15471, .07504, .71993))
