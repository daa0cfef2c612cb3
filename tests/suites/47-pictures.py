#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pictures of every format, turned, coloured and cut: the pixels that are
encoded, against those that other programs see."""
import os
import shutil
import struct
import sys
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *
from pictures import *

WIDTH, HEIGHT = 90, 70


def need(*tools):
    for name in tools:
        if not shutil.which(name):
            skip("no " + name)


def source(folder, name="source.png"):
    """A picture in colour, as PNG and as pixels."""
    made = slopes(WIDTH, HEIGHT)
    path = write(os.path.join(folder, name), png(WIDTH, HEIGHT, made.data))
    return path, made


def check(paths, mean, worst, ref=reference):
    for path, (pixels, note) in zip(paths, decode(paths)):
        assert pixels, "%s: %s" % (path, note)
        got = distance(pixels, ref(path))
        assert got[0] <= mean and got[1] <= worst, (path, got)
        assert note in ("", "as stored"), (path, note)


def make(folder, recipes):
    """Files that ImageMagick makes of the source: name -> arguments."""
    path, _ = source(folder)
    return [magick(path, *args, os.path.join(folder, name))
            or os.path.join(folder, name) for name, args in recipes.items()]


def test_formats_without_loss():
    need("convert")
    plain = ("-compress", "none")
    gray = ("-colorspace", "Gray")
    top = ("-orient", "TopLeft")    # else the file says the opposite
    alpha = ("-alpha", "set", "-channel", "A", "-fx", "i/w", "+channel")
    files = make(fresh("pictures-exact"), {
        "rgb.png": (), "gray.png": gray, "rgba.png": alpha,
        "palette.png": ("-colors", 40, "-type", "Palette"),
        "wide.png": ("-define", "png:bit-depth=16"),
        "laced.png": ("-interlace", "PNG", *alpha),
        "two.png": (*gray, "-colors", 4, "-depth", 2),
        "rgb.ppm": (), "gray.pgm": gray, "bits.pbm": ("-monochrome",),
        "plain.ppm": plain, "plain.pgm": (*gray, *plain),
        "plain.pbm": ("-monochrome", *plain), "wide.ppm": ("-depth", 16),
        "wide.pgm": (*gray, "-depth", 16, *plain),
        "rgb.bmp": ("-type", "TrueColor"),
        "palette.bmp": ("-colors", 40, "-type", "Palette", *plain),
        "alpha.bmp": alpha, "bits.bmp": ("-monochrome", *plain),
        "rgb.tga": (*top, *plain), "packed.tga": (*top, "-compress", "RLE"),
        "gray.tga": (*top, *gray), "rgba.tga": (*top, *alpha),
        "rgb.psd": plain, "packed.psd": ("-compress", "RLE"),
        "palette.gif": ("-colors", 60), "laced.gif": ("-interlace", "GIF"),
        "clear.gif": ("-fill", "red", "-draw", "rectangle 9,9 50,40",
                      "-transparent", "red"),
        "lossless.webp": ("-define", "webp:lossless=true"),
        "clear.webp": ("-define", "webp:lossless=true", *alpha),
    })
    check(files, .6, 2)


def test_formats_with_loss():
    need("convert", "cwebp")
    files = make(fresh("pictures-lossy"), {
        "444.jpg": ("-quality", 95, "-sampling-factor", "4:4:4"),
        "422.jpg": ("-quality", 95, "-sampling-factor", "4:2:2"),
        "420.jpg": ("-quality", 95, "-sampling-factor", "4:2:0"),
        "440.jpg": ("-quality", 95, "-sampling-factor", "1x2,1x1,1x1"),
        "progressive.jpg": ("-quality", 95, "-interlace", "JPEG"),
        "gray.jpg": ("-quality", 95, "-colorspace", "Gray"),
        "lossy.webp": ("-quality", 95),
        "clear.webp": ("-quality", 95, "-alpha", "set", "-channel", "A",
                       "-evaluate", "set", "50%", "+channel"),
    })
    # The source is compared with, as each decoder blurs colours in its way.
    check(files[:-1], 2.5, 16, lambda path: read_pnm_of(path))
    check(files[-1:], 2, 8)
    if shutil.which("jpegtran"):
        folder = os.path.dirname(files[0])
        path = os.path.join(folder, "arithmetic.jpg")
        tool("jpegtran", "-arithmetic", "-outfile", path, files[2])
        check([path], 2.5, 16, lambda p: read_pnm_of(files[2]))


def read_pnm_of(path):
    """Of a lossy file, the source itself."""
    name = os.path.basename(path)
    whole = slopes(WIDTH, HEIGHT)
    return reference(path) if name.startswith("gray") else whole


def plain_files(folder):
    """A picture without metadata: its path and pixels, as JPEG, and a WebP's path."""
    path, made = source(folder)
    jpeg, webp = (os.path.join(folder, n) for n in ("plain.jpg", "plain.webp"))
    magick(path, "-quality", 98, "-sampling-factor", "4:4:4", jpeg)
    tool("cwebp", "-quiet", "-lossless", path, "-o", webp)
    with open(jpeg, "rb") as f:
        return path, made, f.read(), webp


def test_orientations():
    need("convert", "cwebp", "webpmux")
    folder = fresh("pictures-turned")
    path, made, stored, webp = plain_files(folder)
    files = []
    for o in range(1, 9):
        name = os.path.join(folder, str(o))
        tag = exif(o)
        write(name + ".jpg", in_jpeg(stored, jpeg_segment(0xe1, b"Exif\0\0" + tag)))
        write(name + ".png", png(WIDTH, HEIGHT, made.data,
                                 before=png_chunk(b"eXIf", tag)))
        write(name + ".exif", tag)
        tool("webpmux", "-set", "exif", name + ".exif", webp, "-o", name + ".webp")
        files += [name + end for end in (".jpg", ".png", ".webp")]
    for path, (pixels, note) in zip(files, decode(files)):
        o = int(os.path.basename(path)[0])
        got = distance(pixels, turned(made, o))
        assert got[1] <= (12 if path.endswith("jpg") else 0), (path, got)
        equal(note, "as stored" if o == 1 else "", path)


def test_boxes():
    """AVIF and HEIF, whose own boxes turn them; their Exif does not."""
    folder = fresh("pictures-boxes")
    path, made = source(folder)
    files = []
    if shutil.which("avifenc"):
        turns = {1: "", 2: "imir 1", 3: "irot 2", 4: "imir 0", 5: "irot 1 imir 0",
                 6: "irot 3", 7: "irot 3 imir 0", 8: "irot 1"}
        for o, turn in turns.items():
            args = [("--" + w if w.startswith("i") else w) for w in turn.split()]
            # It makes boxes of what Exif says, too, and keeps that.
            for end, how in (("", args), ("-exif", ("--exif", write(
                    folder + "/exif", exif(o))))):
                files.append(os.path.join(folder, "%d%s.avif" % (o, end)))
                tool("avifenc", "--speed", "9", "--min", "0", "--max", "8", "-y",
                     "444", *how, path, files[-1])
        crop = ("--crop", "10,20,50,40")
        for name, args in {"1-deep": ("-d", "10"), "1-420": ("-y", "420"), "1-crop": crop,
                           "8-crop": (*crop, "--irot", "1"), "1-gray": ("-y", "400")}.items():
            files.append(os.path.join(folder, name + ".avif"))
            tool("avifenc", "--speed", "9", "--min", "0", "--max", "8", *args, path,
                 files[-1])
    if shutil.which("heif-enc"):
        # Turned by what its JPEG said, which becomes a box.
        jpeg = os.path.join(folder, "1.jpg")
        magick(path, "-quality", 98, "-sampling-factor", "4:4:4", jpeg)
        files.append(os.path.join(folder, "1.heic"))
        tool("heif-enc", "-q", "90", jpeg, "-o", files[-1])
    if not files:
        skip("no avifenc, no heif-enc")
    if "built without" in decode(files[:1])[0][1]:
        skip("built without libavif or libheif")
    for path, (pixels, note) in zip(files, decode(files)):
        assert pixels, (path, note)
        seen = (made.map(50, 40, lambda x, y: (x + 10, y + 20)) if "crop" in path
                else made)
        want = turned(seen, int(os.path.basename(path)[0]))
        if "gray" in path:
            want = Pixels(WIDTH, HEIGHT, 3, bytes(
                v for y in range(HEIGHT) for x in range(WIDTH)
                for v in [round(.2126 * made.at(x, y)[0] + .7152 * made.at(x, y)[1]
                                + .0722 * made.at(x, y)[2])] * 3))
        got = distance(pixels, want)
        assert got[0] <= (6 if "gray" in path else 3) and got[1] <= 24, (path, got)


def test_gray_levels_are_exact():
    folder = fresh("pictures-levels")
    levels = bytes(range(256)) * 3
    files = [write(folder + "/a.png", png(256, 3, levels, colour=0)),
             write(folder + "/b.pgm", b"P5\n256 3\n255\n" + levels),
             write(folder + "/c.png", png(256, 3, bytes(
                 v for v in levels for _ in range(3))))]
    for path, (pixels, _) in zip(files * 2, decode(files) + decode(
            files, gray=True)):
        equal(bytes(pixels.at(x, 1)[0] for x in range(256)), bytes(range(256)),
              path)


def srgb_byte(v):
    v = min(1, max(0, v))
    v = 12.92 * v if v <= .0031308 else 1.055 * v ** (1 / 2.4) - .055
    return round(255 * v)


def inverse(m):
    (a, b, c), (d, e, f), (g, h, i) = m
    det = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
    return [[(e * i - f * h) / det, (c * h - b * i) / det, (b * f - c * e) / det],
            [(f * g - d * i) / det, (a * i - c * g) / det, (c * d - a * f) / det],
            [(d * h - e * g) / det, (b * g - a * h) / det, (a * e - b * d) / det]]


def converted(made, columns, gamma):
    """By arithmetic: to light, to XYZ, to the light of sRGB, to bytes."""
    out = bytearray()
    back = inverse(list(zip(*SRGB)))
    for i in range(0, len(made.data), 3):
        light = [(v / 255) ** gamma for v in made.data[i:i + 3]]
        xyz = [sum(columns[k][j] * light[k] for k in range(3)) for j in range(3)]
        out += bytes(srgb_byte(sum(back[k][j] * xyz[j] for j in range(3)))
                     for k in range(3))
    return Pixels(made.width, made.height, 3, out)


def test_profiles():
    need("convert", "webpmux", "cwebp")
    folder = fresh("pictures-colour")
    path, made, stored, webp = plain_files(folder)
    for name, columns, gamma in (("adobe", ADOBE_RGB, 563 / 256),
                                 ("p3", DISPLAY_P3, 2.2), ("old", SRGB, 1.8)):
        profile = icc_rgb(columns, gamma)
        want = converted(made, columns, gamma)
        base = os.path.join(folder, name)
        write(base + ".icc", profile)
        chunk = png_chunk(b"iCCP", b"x\0\0" + zlib.compress(profile))
        files = [write(base + ".png", png(WIDTH, HEIGHT, made.data, before=chunk)),
                 write(base + ".jpg", in_jpeg(stored, *icc_segments(profile))),
                 base + ".webp"]
        tool("webpmux", "-set", "icc", base + ".icc", webp, "-o", files[2])
        for file, (pixels, note) in zip(files, decode(files)):
            equal(note, "", file)
            got = distance(pixels, want)
            assert got[0] <= (2 if "jpg" in file else .5) and got[1] <= (
                40 if "jpg" in file else 2), (file, got)


def test_png_colour_chunks():
    """Which of them counts (PNG 3rd edition, table 7)."""
    folder = fresh("pictures-chunks")
    _, made = source(folder)
    cicp = png_chunk(b"cICP", bytes([1, 8, 0, 1]))        # linear
    iccp = png_chunk(b"iCCP", b"x\0\0" + zlib.compress(icc_rgb(SRGB, 1.8)))
    srgb = png_chunk(b"sRGB", b"\0")
    gama = png_chunk(b"gAMA", struct.pack(">I", 40000))   # 2.5
    usual = png_chunk(b"gAMA", struct.pack(">I", 45455))
    wide = png_chunk(b"cHRM", struct.pack(
        ">8I", 31270, 32900, 64000, 33000, 21000, 71000, 15000, 6000))
    hdr = png_chunk(b"cICP", bytes([9, 16, 0, 1]))
    film = png_chunk(b"cICP", bytes([6, 4, 0, 1]))        # 2.2
    refused = "its colour profile cannot be used"
    cases = {
        "film": (film, converted(made, SMPTE_170M, 2.2), ""),
        "cicp": (cicp + iccp + srgb + gama, converted(made, SRGB, 1), ""),
        "iccp": (iccp + srgb + gama, converted(made, SRGB, 1.8), ""),
        "srgb": (srgb + gama + wide, made, "as stored"),
        "gama": (gama, converted(made, SRGB, 2.5), ""),
        "usual": (usual, made, "as stored"),
        "wide": (wide + gama, converted(made, ADOBE_RGB, 2.5), ""),
        "alone": (wide, made, "as stored"),
        "hdr": (hdr, made, refused),
        "broken": (png_chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(300))), made,
                   refused),
        "cut": (png_chunk(b"iCCP", b"x\0\0" + zlib.compress(icc_rgb(SRGB, 2))[:40]),
                made, refused),
        "gray": (png_chunk(b"iCCP", b"x\0\0" + zlib.compress(icc_gray(2))), made,
                 refused),
    }
    files = [write("%s/%s.png" % (folder, name), png(WIDTH, HEIGHT, made.data,
                                                     before=chunks))
             for name, (chunks, _, _) in cases.items()]
    for (name, (_, want, says)), (pixels, note) in zip(cases.items(),
                                                       decode(files)):
        equal(note, says, name)
        got = distance(pixels, want)
        assert got[1] <= (3 if name == "cicp" else 2), (name, got)


def test_gray_profile():
    folder = fresh("pictures-gray")
    levels = bytes(range(256)) * 2
    path = write(folder + "/g.png", png(256, 2, levels, colour=0, before=png_chunk(
        b"iCCP", b"x\0\0" + zlib.compress(icc_gray(1.4)))))
    pixels, _ = decode([path])[0]
    for x in range(256):
        assert abs(pixels.at(x, 0)[0] - srgb_byte((x / 255) ** 1.4)) <= 2, x


def test_inks():
    need("convert")
    folder = fresh("pictures-inks")
    path, _ = source(folder)
    profile, srgb = folder + "/inks.icc", folder + "/srgb.icc"
    write(profile, icc_cmyk())
    write(srgb, icc_rgb(SRGB, 2.2))
    jpeg = os.path.join(folder, "inks.jpg")
    magick(path, "-colorspace", "CMYK", "-quality", 98, jpeg)
    with open(jpeg, "rb") as f:
        stored = f.read()
    named = write(folder + "/named.jpg", in_jpeg(stored, *icc_segments(icc_cmyk())))
    magick(jpeg, "-profile", profile, "-profile", srgb, "-depth", "8",
           "ppm:" + named + ".ref")
    plain, by_profile = (pixels for pixels, _ in decode([jpeg, named]))
    assert distance(plain, slopes(WIDTH, HEIGHT))[0] < 4
    got = distance(by_profile, read_pnm(named + ".ref"))
    assert got[0] < 4, got
    assert distance(plain, by_profile)[0] > 8
    # Another kind of profile than the file needs.
    wrong = write(folder + "/wrong.jpg", in_jpeg(stored, *icc_segments(
        icc_rgb(SRGB, 1.8))))
    pixels, note = decode([wrong])[0]
    equal(note, "its colour profile cannot be used")
    equal(pixels.data, plain.data)


def test_light_on_nothing():
    """White lettering that is made for dark pages gets a dark ground."""
    folder = fresh("pictures-light")
    clear, white = b"\xff\xff\xff\0", b"\xff\xff\xff\xff"
    dark, faint = b"\0\0\0\xff", b"\xf0\xf0\xf0\xff"

    def rgba(name, first, second):
        return write(folder + "/" + name, png(40, 20, (first * 20 + second * 20) * 20,
                                              colour=6))

    files = [rgba("white.png", clear, white), rgba("faint.png", clear, faint),
             rgba("dark.png", clear, dark), rgba("full.png", white, faint),
             rgba("none.png", clear, clear)]
    grounds = [pixels.at(2, 2)[0] for pixels, _ in decode(files)]
    equal(grounds, [0x44, 0x44, 255, 255, 255])
    equal(decode(files)[0][0].at(35, 2), b"\xff\xff\xff")


def test_cut():
    """What is there is shown, what is missing is white and is said."""
    need("convert", "cwebp")
    folder = fresh("pictures-cut")
    files = make(folder, {
        "a.jpg": (), "b.jpg": ("-interlace", "JPEG"), "a.png": (), "a.gif": (),
        "b.png": ("-interlace", "PNG"), "a.bmp": (), "a.tga": ("-compress", "none"),
        "a.psd": ("-compress", "none"), "a.ppm": (), "b.ppm": ("-compress", "none"),
        "a.webp": (), "b.webp": ("-define", "webp:lossless=true"),
    })
    cut, whole = [], {}
    for path, (pixels, _) in zip(files, decode(files)):
        with open(path, "rb") as f:
            data = f.read()
        for percent in (3, 40, 75, 97):
            base, end = os.path.splitext(path)
            cut.append(write("%s-%d%s" % (base, percent, end),
                             data[:len(data) * percent // 100]))
            whole[cut[-1]] = pixels
    shown = set()
    for path, (pixels, note) in zip(cut, decode(cut)):
        if pixels:
            assert (pixels.width, pixels.height) == (WIDTH, HEIGHT), path
            if not note.startswith("truncated"):
                # What follows the pixels is nobody's loss.
                equal(pixels.data, whole[path].data, path + ": " + note)
            shown.add(os.path.basename(path).split("-")[0]
                      + os.path.splitext(path)[1])
        else:
            assert note.startswith(("format ", "unsupported ")), (path, note)
    # Not every libwebp shows something of a lossless one so small that is not whole.
    equal(shown | {"b.webp"}, {os.path.basename(path) for path in files})
    noise = folder + "/noise.webp"
    magick("-seed", "1", "-size", "200x200", "plasma:", "-define",
           "webp:lossless=true", noise)
    with open(noise, "rb") as f:
        data = f.read()
    pixels, note = decode([write(noise, data[:len(data) // 2])])[0]
    assert pixels and note == "truncated", note


def test_shrunk():
    """Every format through the scaler, and decoders that shrink themselves."""
    need("convert", "cwebp")
    folder = fresh("pictures-shrunk")
    made = slopes(800, 600)
    path = write(folder + "/a.png", png(800, 600, made.data))
    files = [path]
    for name in ("a.jpg", "a.webp", "a.gif", "a.bmp", "a.tga", "a.psd", "a.ppm"):
        files.append(os.path.join(folder, name))
        magick(path, "-orient", "TopLeft", "-quality", 95, files[-1])
    magick(path, "-resize", "100x75!", "ppm:" + folder + "/ref")
    want = read_pnm(folder + "/ref")
    for path, (pixels, _) in zip(files, decode(files, width=100)):
        got = distance(pixels, want)
        assert got[0] <= (4 if path.endswith("gif") else 1.6) and got[1] <= 20, (
            path, got)


main(globals())
