#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Books of pictures that want too much, hide something, or are none."""
import os
import resource
import shutil
import struct
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *
from pictures import *

CANARY = b"CANARY-7f3a9c-hidden"
RAM_KB = 512 << 10


def build(folder, pictures, *args, out="b.epub"):
    """A book of these files; cause by name of what is not well, and the book."""
    tree = os.path.join(folder, "tree")
    text = "# Pictures\n\n"
    for name, data in pictures.items():
        write(os.path.join(tree, name), data)
        text += "What %s shows.\n\n![](%s)\n\n" % (name.replace(".", " "), name)
    write(tree + "/a.md", text)
    book = os.path.join(folder, out)
    run("build", "--sandbox", "auto" if SANITIZED else "require", *args,
        "--report", book + ".json", "-o", book, tree)
    with open(book + ".json") as f:
        faults = json.load(f)["faults"]
    causes = {}
    for fault in faults:
        name, _, cause = fault["cause"].partition("': ")
        causes[name.partition("'")[2]] = cause
    return causes, book


def sample(folder, name, *args):
    """What ImageMagick makes of a small picture."""
    made = slopes(60, 40)
    path = write(os.path.join(folder, "source.png"), png(60, 40, made.data))
    magick(path, *args, os.path.join(folder, name))
    with open(os.path.join(folder, name), "rb") as f:
        return f.read()


def zeros(megabytes):
    """So many of zeros, by repeating one block of a zlib stream."""
    packer = zlib.compressobj(9)
    head = packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return head + block * megabytes


def square_png(size, before, pixels):
    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + before
            + png_chunk(b"IDAT", pixels) + png_chunk(b"IEND", b""))


def scan_bomb(jpeg):
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * 1000 + b"\xff\xd9"


def test_bombs():
    if not shutil.which("convert"):
        skip("no convert")
    folder = fresh("picture-bombs")
    psd = sample(folder, "a.psd")
    jpeg = sample(folder, "a.jpg")
    frame = jpeg.index(b"\xff\xc0") + 5
    bomb = zeros(1024)
    wide = 0xffff.to_bytes(2, "little") * 2
    pictures = {
        "a.gif": b"GIF89a" + wide + b"\x80\0\0" + bytes(6) + b"\x2c" + bytes(4)
                 + wide + b"\0\2\2L\1\0;",
        "b.gif": b"GIF89a\1\0\1\0\x80\0\0" + bytes(6) + b"\x2c" + bytes(4)
                 + wide + b"\0\2\2L\1\0;",
        "a.png": square_png(16, png_chunk(b"iCCP", b"x\0\0" + bomb), bomb),
        "b.png": square_png(16, png_chunk(b"zTXt", b"x\0\0" + bomb), bomb),
        "c.png": square_png(6000, b"", zeros(104)),
        "d.png": square_png(30000, b"", bomb),
        "a.jpg": scan_bomb(sample(folder, "p.jpg", "-interlace", "JPEG")),
        "b.jpg": jpeg[:frame] + b"\xff\xff\xff\xff" + jpeg[frame + 4:],
        "a.bmp": b"BM" + bytes(8) + struct.pack("<IIiiHHII", 54, 40, 2 ** 31 - 1,
                                                -2 ** 31, 1, 24, 0, 0) + bytes(20),
        "a.tga": bytes([0, 0, 2] + [0] * 9) + wide + b"\x20\0" + bytes(9),
        "a.psd": psd[:14] + struct.pack(">II", 30000, 30000) + psd[22:],
        "b.psd": psd[:26] + b"\xff\xff\xff\xff" + psd[30:],
        "a.ppm": b"P6 65535 65535 255\n" + bytes(9),
        "b.ppm": b"P3 999999999999 1 255\n1 1 1",
        "a.webp": b"RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f\xff\xff\xff\x0f" + bytes(5),
    }
    causes, book = build(folder, pictures)
    said = "a picture may have 36 million|a side may have 16384"
    for name in pictures:
        cause = causes.get(name, "")
        if name in ("a.png", "b.png", "c.png"):
            assert "MB of memory" not in cause and name not in causes or (
                cause.startswith("its colour")), (name, cause)
        elif name == "a.jpg":
            equal(cause, "a JPEG of more than 100 scans")
        elif name in ("b.psd", "b.ppm"):
            assert cause, name
        else:
            assert any(s in cause for s in said.split("|")), (name, cause)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert SANITIZED or used < RAM_KB, used


def test_largest_picture():
    """36 million pixels, kept at their size, in every way of storing them."""
    if not shutil.which("convert"):
        skip("no convert")
    folder = fresh("picture-large")
    path = folder + "/a.jpg"
    magick("-size", "6000x6000", "gradient:navy-gold", "-quality", "60", path)
    magick(path, "-interlace", "JPEG", folder + "/b.jpg")
    pictures = {}
    for name in ("a.jpg", "b.jpg"):
        with open(os.path.join(folder, name), "rb") as f:
            pictures[name] = f.read()
    causes, book = build(folder, pictures, "--profile", "none")
    equal(causes, {})
    equal(sum(name.startswith("e/i/") for name in entries(book)) > 0, True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert SANITIZED or used < RAM_KB, used


def test_what_is_no_picture():
    want = {
        "icon.jpg": (b"\0\0\1\0\1\0\x10\x10" + bytes(40),
                     "an icon file, which is not supported"),
        "tiff.jpg": (b"II*\0\x08\0\0\0" + bytes(40),
                     "a TIFF picture, which is not supported"),
        "xl.jpg": (b"\xff\x0a\x7a\x01" + bytes(40),
                   "a JPEG XL picture, which is not supported"),
        "film.jpg": (b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(40),
                     "a film, not a picture"),
        "web.jpg": (b"\x1a\x45\xdf\xa3\1\0\0\0" + bytes(40), "a film, not a picture"),
        "page.jpg": (b"<!DOCTYPE html><title>403</title>",
                     "an HTML page, not a picture"),
        "none.jpg": (b"", "an empty file"),
        "jpeg.bmp": (b"BM" + bytes(8) + struct.pack("<IIiiHHII", 54, 40, 4, 4, 1, 0,
                                                    4, 0) + bytes(60),
                     "a kind of BMP picture that is not supported"),
    }
    causes, _ = build(fresh("picture-none"), {n: d for n, (d, _) in want.items()})
    equal(causes, {name: cause for name, (_, cause) in want.items()})


def hide(folder):
    """The canary in every place that a format has for it."""
    profile = icc_rgb(ADOBE_RGB, 2.2).replace(b"none", CANARY[:4]) + CANARY
    profile = struct.pack(">I", len(profile)) + profile[4:]
    tag = exif(6, CANARY)
    xmp = b"<x:xmpmeta>" + CANARY + b"</x:xmpmeta>"
    jpeg = sample(folder, "plain.jpg", "-quality", "95")
    iptc = b"Photoshop 3.0\0" + b"8BIM\4\4\0\0" + struct.pack(
        ">I", 5 + len(CANARY)) + b"\x1c\2\x78\0" + bytes([len(CANARY)]) + CANARY
    loud = in_jpeg(jpeg, jpeg_segment(0xe1, b"Exif\0\0" + tag + jpeg[:400]),
                   jpeg_segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0" + xmp),
                   *icc_segments(profile), jpeg_segment(0xed, iptc),
                   jpeg_segment(0xfe, CANARY), jpeg_segment(0xef, CANARY)) + CANARY
    made = slopes(60, 40)
    chunks = (png_chunk(b"eXIf", tag)
              + png_chunk(b"iCCP", b"x\0\0" + zlib.compress(profile))
              + png_chunk(b"tEXt", b"Comment\0" + CANARY)
              + png_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(CANARY))
              + png_chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp)
              + png_chunk(b"prVt", CANARY))
    files = {
        "loud.jpg": loud, "small.jpg": in_jpeg(jpeg, jpeg_segment(0xfe, CANARY)),
        "loud.png": png(60, 40, made.data, before=chunks) + CANARY,
        "flat.png": png(60, 40, bytes(60 * 40 * 3), before=png_chunk(
            b"tEXt", b"Comment\0" + CANARY)) + CANARY,
        "loud.ppm": b"P6\n# " + CANARY + b"\n60 40\n255\n" + made.data + CANARY,
        "loud.bmp": sample(folder, "a.bmp") + CANARY,
        "loud.tga": sample(folder, "a.tga") + CANARY,
        "loud.psd": sample(folder, "a.psd", "-set", "comment", CANARY.decode()),
    }
    gif = sample(folder, "a.gif")
    files["loud.gif"] = (b"GIF89a" + gif[6:13 + 3 * (2 << (gif[10] & 7))] + b"\x21\xfe"
                         + bytes([len(CANARY)]) + CANARY + b"\0"
                         + gif[13 + 3 * (2 << (gif[10] & 7)):] + CANARY)
    if shutil.which("webpmux"):
        for end, data in (("exif", tag), ("xmp", xmp), ("icc", profile)):
            write(folder + "/c." + end, data)
        sample(folder, "a.webp")
        path = folder + "/a.webp"
        for end in ("exif", "xmp", "icc"):
            tool("webpmux", "-set", end, folder + "/c." + end, path, "-o",
                 path + "." + end)
            path += "." + end
        with open(path, "rb") as f:
            files["loud.webp"] = f.read() + CANARY
    if shutil.which("avifenc"):
        path = folder + "/c.avif"
        tool("avifenc", "--speed", "9", "--exif", folder + "/c.exif", "--xmp",
             folder + "/c.xmp", "--icc", folder + "/c.icc", folder + "/source.png",
             path)
        with open(path, "rb") as f:
            files["loud.avif"] = f.read() + CANARY
    return files


def test_canaries():
    """In EXIF, XMP, IPTC, profiles, comments, thumbnails and behind the end."""
    if not shutil.which("convert"):
        skip("no convert")
    folder = fresh("picture-canaries")
    files = hide(folder)
    for name, data in files.items():
        assert CANARY in data or name == "loud.psd", name
    for profile in (), ("--profile", "none"), ("--gray",):
        causes, book = build(folder, files, *profile)
        if "cannot read" not in causes.get("loud.avif", "cannot read"):
            equal(causes, {})
        inside = entries(book)
        assert sum(n.startswith("e/i/") for n in inside) >= 5, list(inside)
        for name, data in inside.items():
            for canary in (CANARY, b"CANARY", b"Exif\0", b"xmpmeta", b"8BIM",
                           b"ICC_PROFILE", b"iCCP", b"eXIf", b"tEXt"):
                assert canary not in data or not name.startswith("e/i/"), (
                    name, canary)
            assert CANARY not in data, name
            if not name.startswith("e/i/") or not shutil.which("exiftool"):
                continue
            path = write(folder + "/seen/" + os.path.basename(name), data)
            told = subprocess.run(["exiftool", "-a", "-G1", "-s", path],
                                  capture_output=True).stdout.decode()
            groups = {line.split("]")[0].strip("[") for line in told.splitlines()}
            assert groups <= {"ExifTool", "System", "File", "JFIF", "PNG",
                              "Composite"}, told
            assert "CANARY" not in told, told


def palette_png(depth, laced, seed):
    """Rows of each filter, and a canary where no pixel has its colour."""
    count, width, height = 1 << depth, 45, 37
    used = [i for i in range(count) if i % 3 == 0]
    pixels = [[used[(x * x + y * seed + x * y) % len(used)] for x in range(width)]
              for y in range(height)]
    spare = (CANARY * 40)[:3 * count]
    table = b"".join(bytes([i * 5 % 256, i * 11 % 256, 255 - i]) if i in used
                     else spare[3 * i:3 * i + 3] for i in range(count))
    data = b""
    passes = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4),
              (1, 2, 0, 2), (0, 1, 1, 2)) if laced else ((0, 1, 0, 1),)
    for left, by_x, top, by_y in passes:
        above = None
        for n, y in enumerate(range(top, height, by_y)):
            bits = "".join(format(v, "0%db" % depth) for v in pixels[y][left::by_x])
            row = [int(bits[i:i + 8].ljust(8, "0"), 2) for i in range(0, len(bits), 8)]
            above = above or [0] * len(row)
            data += bytes([n % 5])
            for i, v in enumerate(row):
                a, b, c = row[i - 1] if i else 0, above[i], above[i - 1] if i else 0
                near = min((abs(b - c), 0, a), (abs(a - c), 1, b), (abs(a + b - 2 * c), 2, c))[2]
                data += bytes([(v - (0, a, b, (a + b) // 2, near)[n % 5]) % 256])
            above = row
    head = struct.pack(">IIBBBBB", width, height, depth, 3, 0, 0, laced)
    opacity = bytes(255 - i % 2 * 99 for i in range(count))
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", head) + png_chunk(b"PLTE", table)
            + png_chunk(b"tRNS", opacity) + png_chunk(b"IDAT", zlib.compress(data))
            + png_chunk(b"IEND", b""))


def test_spare_colours():
    """Of a palette, what no pixel uses could be anything."""
    folder = fresh("picture-spare")
    files = {"%d%s.png" % (depth, "ab"[laced]): palette_png(depth, laced, depth + laced)
             for depth in (2, 4, 8) for laced in (0, 1)}
    # One chunk too many is no reason to lose a picture.
    whole = files["8a.png"]
    assert b"CANARY" in whole
    at = whole.index(b"\0\0\1\0tRNS")
    files["twice.png"] = whole[:at] + png_chunk(b"tRNS", b"\xff" * 9) + whole[at:]
    causes, book = build(folder, files, "--profile", "none")
    equal(causes, {})
    made = [data for name, data in entries(book).items() if name.startswith("e/i/")]
    equal(len(made), 7)
    seen = sorted(pixels.data for pixels, _ in decode(
        [write("%s/made/%d.png" % (folder, i), data) for i, data in enumerate(made)]))
    want = sorted(pixels.data for pixels, _ in decode(
        [write("%s/given/%s" % (folder, name), data) for name, data in files.items()]))
    assert seen == want
    for data in made:
        assert b"CANARY" not in data and b"hidden" not in data


def test_same_bytes():
    """With the sandbox and without, and with any number of workers."""
    if not shutil.which("convert"):
        skip("no convert")
    folder = fresh("picture-same")
    files = hide(folder)
    books = [sha256(build(folder, files, *args, out="b%d.epub" % i)[1])
             for i, args in enumerate([("--jobs", "1"), ("--jobs", "2"),
                                       ("--sandbox", "off")])]
    equal(len(set(books)), 1, str(books))


main(globals())
