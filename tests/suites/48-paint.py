#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""SVG drawings: drawn by chapbook-paint, which sees nothing but fonts."""
import os
import re
import resource
import shutil
import struct
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

PAINT = os.path.join(os.path.dirname(CHAPBOOK), "chapbook-paint")
MODE = "auto" if SANITIZED else "require"
SECRET = "canary-7f3a"
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def need_paint():
    if not os.path.exists(PAINT):
        skip("built without librsvg")


def paint(svg, width=400, height=300, code=0, **kw):
    need_paint()
    done = subprocess.run([PAINT, str(width), str(height), MODE], input=svg.encode(),
                          capture_output=True, timeout=600, **kw)
    equal(done.returncode, code, done.stdout[:300] + done.stderr[:300])
    return done.stdout


def size(png):
    equal(png[:8], b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", png[16:24])


def pixel(png, x, y):
    """Through libpng by way of a PPM; the drawing is tiny."""
    import zlib
    width, _ = size(png)
    data, at = b"", 8
    while at < len(png):
        n, kind = struct.unpack(">I4s", png[at:at + 8])
        if kind == b"IDAT":
            data += png[at + 8:at + 8 + n]
        at += 12 + n
    raw, stride, above = zlib.decompress(data), width * 3, bytes(width * 3)
    for row in range(y + 1):
        line = raw[row * (stride + 1):(row + 1) * (stride + 1)]
        out = bytearray(line[1:])
        for i in range(stride):
            a = out[i - 3] if i >= 3 else 0
            b = above[i]
            c = above[i - 3] if i >= 3 else 0
            p = a + b - c
            best = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            out[i] = (out[i] + (0, a, b, (a + b) // 2, best)[line[0]]) & 255
        above = bytes(out)
    return tuple(above[x * 3:x * 3 + 3])


def test_drawn():
    png = paint(HEAD + 'width="20" height="10"><rect width="10" height="10" fill="#ff0000"/></svg>')
    equal(size(png), (20, 10))
    equal(pixel(png, 2, 5), (255, 0, 0))
    equal(pixel(png, 15, 5), (255, 255, 255), "what is transparent is white")


def test_sizes():
    equal(size(paint(HEAD + 'width="800" height="400"/>')), (400, 200), "fits the box")
    equal(size(paint(HEAD + 'viewBox="0 0 20 10"/>')), (400, 200), "no size of its own")
    equal(size(paint(HEAD + 'width="1in" height="48"/>')), (96, 48), "CSS pixels")
    equal(size(paint(HEAD + 'width="1e9" height="1"/>')), (400, 1))
    width, height = size(paint(HEAD + 'viewBox="0 0 20 10"/>', 16384, 16384))
    assert abs(width - 2 * height) <= 1 and width * height <= 36e6, (width, height)


def test_broken():
    for svg in ("", "no drawing", HEAD + "><g></svg>", "<svg>", HEAD + 'width="-5" height="0"'):
        cause = paint(svg, code=1)
        assert cause and len(cause) < 400 and b"\x89PNG" not in cause, cause


def test_sees_nothing_else():
    """Files, the network and entities: named in a drawing, never opened."""
    need_paint()
    if not shutil.which("strace"):
        skip("no strace")
    folder = fresh("paint-secrets")
    secret = write(os.path.join(folder, "secret.svg"), HEAD
                   + 'width="9" height="9"><text>%s</text></svg>' % SECRET)
    log = os.path.join(folder, "calls")
    links = ('<image xlink:href="file://%s" width="9" height="9"/>'
             '<image href="%s" width="9" height="9"/><image href="secret.svg" width="9" height="9"/>'
             '<image href="http://127.0.0.1:9/x.png" width="9" height="9"/>'
             '<use href="file://%s#a"/><style>@import url("file://%s");'
             '@font-face { font-family: x; src: url("http://127.0.0.1:9/f") }</style>'
             '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://%s"/>'
             '<script>1</script><text font-family="x" y="9">x</text></svg>' % ((secret,) * 5))
    entity = '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e SYSTEM "file://%s">]>' % secret
    size = 'width="40" height="40">'
    mode = "auto" if SANITIZED else "off"       # no lock: it must not even try
    for svg, code in ((HEAD + size + links, 0), (entity + HEAD + size + "<text>&e;</text></svg>", 1)):
        done = subprocess.run(["strace", "-f", "-o", log, "-e",
                               "trace=open,openat,openat2,connect,socket", PAINT, "40", "40", mode],
                              input=svg.encode(), capture_output=True, timeout=600, cwd=folder)
        equal(done.returncode, code, done.stdout[:200])     # the links are no mistake
        calls = open(log).read()
        assert "secret.svg" not in calls and "AF_INET" not in calls, calls[-2000:]


def test_locked():
    """After the lock a hostile library could not do it either."""
    need_paint()
    if SANITIZED or not shutil.which("strace"):
        skip("not with sanitizers" if SANITIZED else "no strace")
    folder = fresh("paint-locked")
    log = os.path.join(folder, "calls")
    subprocess.run(["strace", "-f", "-o", log, PAINT, "40", "40", "require"],
                   input=(HEAD + 'width="9" height="9"/>').encode(), capture_output=True,
                   timeout=600)
    calls = open(log).read()
    assert re.search(r"landlock_restrict_self\(.*= 0", calls)
    assert re.search(r"seccomp\(.*= 0", calls)


def test_bombs():
    entities = "".join('<!ENTITY l%d "%s">' % (i, "&l%d;" % (i - 1) * 10) for i in range(1, 12))
    bombs = {
        "entities": '<!DOCTYPE svg [<!ENTITY l0 "lol">%s]>%swidth="9" height="9"><text>&l11;</text></svg>'
                    % (entities, HEAD),
        "uses": HEAD + 'width="9" height="9"><g id="a0"><rect width="1" height="1"/></g>'
                + "".join('<g id="a%d">%s</g>' % (i, '<use href="#a%d"/>' % (i - 1) * 10)
                          for i in range(1, 14)) + "</svg>",
        "nesting": HEAD + 'width="9" height="9">' + "<g>" * 100000 + "</g>" * 100000 + "</svg>",
        "filter": HEAD + 'width="100000" height="100000"><filter id="f"><feGaussianBlur '
                  'stdDeviation="5000"/></filter><rect width="100000" height="100000" '
                  'filter="url(#f)"/></svg>',
    }
    need_paint()
    for name, svg in bombs.items():
        # It stops by limits of its own, whatever the clock says.
        done = subprocess.run([PAINT, "400", "300", MODE], input=svg.encode(),
                              capture_output=True, timeout=1800)
        assert done.returncode in (0, 1) or done.returncode < 0, (name, done.returncode)


def test_limits_stay():
    """Also without the sandbox, and whatever number of processors there is."""
    need_paint()
    if SANITIZED or not shutil.which("strace"):
        skip("not with sanitizers" if SANITIZED else "no strace")
    log = os.path.join(fresh("paint-limits"), "calls")
    blur = (HEAD + 'width="90" height="90"><filter id="f"><feGaussianBlur stdDeviation="5"/>'
            '</filter><rect width="60" height="60" filter="url(#f)"/></svg>')
    for mode in ("off", "require"):
        subprocess.run(["strace", "-f", "-o", log, PAINT, "90", "90", mode], input=blur.encode(),
                       capture_output=True, timeout=600, check=True)
        calls = open(log).read()
        for limit in ("AS, ", "CPU, ", "FSIZE, ", "CORE, "):
            assert re.search(r"prlimit64\(0, RLIMIT_%s\{rlim_cur=\d" % limit, calls), (mode, limit)
        # Itself, the reader of fonts, and one that filters.
        threads = set(re.findall(r"^(\d+) ", calls, re.M))
        assert len(threads) <= 3, threads
    hog = "<!DOCTYPE svg [<!ENTITY l '%s'>]>%swidth='9' height='9'><text>%s</text></svg>" % (
        "a" * 100000, HEAD, "&l;" * 2000)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    done = subprocess.run([PAINT, "90", "90", "off"], input=hog.encode(), capture_output=True,
                          timeout=600)
    assert done.returncode != 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert after <= max(before, 1 << 20), (before, after)


def test_too_large_as_png():
    """What no worker would take is not handed on."""
    cause = paint(HEAD + 'width="3600" height="3600"><filter id="f" x="0" y="0" width="1" height="1">'
                  '<feTurbulence baseFrequency=".9"/></filter><rect width="3600" height="3600" '
                  'filter="url(#f)"/></svg>', 3600, 3600, code=1)
    assert re.fullmatch(rb"takes 2\d MB as PNG; a picture may have 20", cause), cause


def tree(name):
    folder = fresh(name)
    write(os.path.join(folder, "a.md"), "---\ntitle: Two drawings\ndate: 2023-07-19\n---\n\n"
          "A tide gauge is easier drawn than told, so here it is.\n\n![A gauge](gauge.svg)\n\n"
          "The next one was never finished.\n\n![Half a gauge](half.svg)\n\n"
          '<img alt="inline" src="data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20'
          'width=%2230%22%20height=%2230%22%3E%3Crect%20width=%2230%22%20height=%2230%22/%3E%3C/svg%3E">\n'
          '\n<img alt="plain" src="data:image/svg+xml;utf8,' + HEAD.replace('"', "'")
          + "width='31' height='30'><rect width='3' height='30'/></svg>\">\n")
    write(os.path.join(folder, "gauge.svg"), "\ufeff<?xml version='1.0'?>\n<!-- tide -->\n" + HEAD
          + 'width="60" height="90"><rect x="20" width="20" height="90" fill="#000080"/></svg>')
    write(os.path.join(folder, "half.svg"), HEAD + "><g>")
    return folder


def test_in_a_book():
    need_paint()
    folder = tree("paint-tree")
    book = os.path.join(folder, "b.epub")
    report = os.path.join(folder, "b.json")
    run("build", folder, "-o", book, "--report", report, "--private")
    pictures = [n for n in entries(book) if n.startswith("e/i/")]
    equal(len(pictures), 3, pictures)
    page = entries(book)["e/t/a00001.xhtml"].decode()
    assert 'width="60" height="90"' in page, page
    faults = json.load(open(report))["faults"]
    equal([f["code"] for f in faults], ["picture-broken"])
    assert "half.svg" in faults[0]["cause"] and "SVG" in faults[0]["cause"], faults
    first = sha256(book)
    run("build", folder, "-o", book, "--private", "--jobs", "1")
    equal(sha256(book), first)


def test_without_the_program():
    folder = tree("paint-missing")
    alone = shutil.copy(CHAPBOOK, os.path.join(fresh("paint-alone"), "chapbook"))
    book = os.path.join(folder, "b.epub")
    done = subprocess.run([alone, "build", "--offline", folder, "-o", book, "-v", "--private"],
                          capture_output=True, timeout=600)
    equal(done.returncode, 0)
    assert b"'gauge.svg': an SVG drawing, and chapbook-paint is not installed" in done.stderr, \
        done.stderr
    assert b"1 article, 0 pictures" in done.stderr, done.stderr


def test_stuck_drawings():
    """Each that is ended took all the time that it may have: there are not to be many."""
    tree = fresh("paint-stuck")
    program = os.path.join(tree, "bin", "chapbook")
    write(os.path.join(tree, "bin", "chapbook-paint"), "#!/bin/sh\nkill -9 $$\n")
    os.chmod(os.path.join(tree, "bin", "chapbook-paint"), 0o755)
    shutil.copy(CHAPBOOK, program)
    for i in range(12):
        write(os.path.join(tree, "in", "d%d.svg" % i), HEAD + 'width="40" height="%d"/>' % (i + 20))
    write(os.path.join(tree, "in", "a.md"), "---\ntitle: Stuck\n---\n\nA dozen drawings of the same "
          "harbour, none of which was ever done.\n\n" + "".join("![](d%d.svg)\n\n" % i for i in range(12)))
    report = os.path.join(tree, "report.json")
    subprocess.run([program, "build", os.path.join(tree, "in"), "-o", os.path.join(tree, "b.epub"),
                    "--offline", "--no-cache", "--report", report], check=True, timeout=600)
    with open(report) as f:
        causes = [fault["cause"] for fault in json.load(f)["faults"]]
    equal(sum("Killed" in cause for cause in causes), 8, causes)
    equal(sum("not drawn" in cause for cause in causes), 4, causes)


def test_left_behind():
    """What a painter has left running cannot shorten what we look at."""
    tree = fresh("paint-left")
    program, marker = os.path.join(tree, "bin", "chapbook"), os.path.join(tree, "marker")
    write(os.path.join(tree, "bin", "chapbook-paint"), "#!/bin/sh\nprintf 'not a picture'\n"
          "(sleep 1; true > /proc/self/fd/1 && echo shorter > %s || echo refused > %s) 2> /dev/null &\n"
          % (marker, marker))
    os.chmod(os.path.join(tree, "bin", "chapbook-paint"), 0o755)
    shutil.copy(CHAPBOOK, program)
    write(os.path.join(tree, "in", "d.svg"), HEAD + 'width="40" height="40"/>')
    write(os.path.join(tree, "in", "a.md"), "---\ntitle: Left\n---\n\nA drawing of the harbour is all "
          "that was left of it.\n\n![](d.svg)\n")
    subprocess.run([program, "build", os.path.join(tree, "in"), "-o", os.path.join(tree, "b.epub"),
                    "--offline", "--no-cache"], check=True, timeout=600, capture_output=True)
    for _ in range(100):
        if os.path.exists(marker) and os.path.getsize(marker):
            break
        time.sleep(.1)
    equal(open(marker).read(), "refused\n")


def test_many_drawings():
    """More than there may be open files: none waits with a descriptor of its own."""
    need_paint()
    tree = fresh("paint-many")
    for i in range(60):
        write(os.path.join(tree, "d%d.svg" % i), HEAD + 'width="40" height="%d"/>' % (i + 20))
    pictures = "".join("![drawing %d](d%d.svg)\n\n" % (i, i) for i in range(60))
    write(os.path.join(tree, "a.md"), "---\ntitle: Tides\n---\n\nThe tide was drawn sixty times, "
          "each a little higher than before.\n\n" + pictures)
    # All that fall back on a drawing do so at the same time.
    pictures = "".join('<img srcset="gone.png 800w, d%d.svg 100w">\n\n' % i for i in range(60))
    write(os.path.join(tree, "b.md"), "---\ntitle: Ebb\n---\n\nThe ebb was drawn just as often, and "
          "nobody can tell which is which.\n\n" + pictures)
    report = os.path.join(tree, "report.json")
    run("build", tree, "-o", os.path.join(tree, "b.epub"), "--title", "Tides", "--report", report,
        "--no-cache", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    with open(report) as f:
        equal(json.load(f)["pictures"], {"wanted": 120, "included": 120})


main(globals())
