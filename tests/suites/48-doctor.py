#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""doctor tells what works here, and changes nothing."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def doctor(*args, code=0, **env):
    home = fresh("doctor")
    env = dict({"HOME": home, "XDG_CACHE_HOME": os.path.join(home, "cache")}, **env)
    out = run("doctor", *args, code=code, env=env).stdout
    equal(os.listdir(home), [], "doctor wrote something")
    return out


def test_text():
    lines = doctor().decode().splitlines()
    assert lines[0].startswith("chapbook "), lines
    names = [line.split()[0] for line in lines[2:] if not line.startswith(" ")]
    equal(names, list(json.loads(doctor("--json")))[1:])
    for line in lines:
        assert len(line) < 200 and line.isprintable(), line


def test_json():
    found = json.loads(doctor("--json"))
    for name, finding in found.items():
        if name != "program":
            equal(sorted(finding), ["health", "text", "value"], name)
            assert finding["health"] in ("good", "lacking", "bad"), finding
    equal(found["machine"]["value"]["page_bytes"], os.sysconf("SC_PAGESIZE"))
    equal(found["machine"]["value"]["cores"], os.sysconf("SC_NPROCESSORS_ONLN"))
    assert found["workers"]["value"] >= 1
    sandbox = found["sandbox"]
    equal(sorted(sandbox["value"]), ["landlock", "rlimits", "seccomp"])
    equal(sandbox["health"], "good" if all(sandbox["value"].values()) else "lacking")
    for name in ("JPEG", "PNG", "WebP", "GIF"):
        assert found["pictures"]["value"][name] is True, name
    assert found["libraries"]["value"]["libxml-2.0"]
    equal(found["cache"]["value"]["bytes"], 0)


def test_sandbox_is_what_require_needs():
    whole = json.loads(doctor("--json"))["sandbox"]["health"] == "good"
    run("list", "--sandbox", "require", SAMPLES, code=0 if whole else 69)


def test_drawings():
    """Without chapbook-paint beside it, a copy of the program says so."""
    folder = fresh("doctor-alone")
    alone = os.path.join(folder, "chapbook")
    shutil.copy(CHAPBOOK, alone)
    done = subprocess.run([alone, "doctor", "--json"], capture_output=True, timeout=600, check=True)
    drawings = json.loads(done.stdout)["drawings"]
    equal(drawings["value"], False)
    equal(drawings["health"], "lacking")
    assert "chapbook-paint" in drawings["text"], drawings
    if os.path.exists(os.path.join(os.path.dirname(CHAPBOOK), "chapbook-paint")):
        equal(json.loads(doctor("--json"))["drawings"]["value"], True)


def test_libraries_that_are_gone():
    """Those that are loaded when needed are broken; the rest goes on."""
    folder = fresh("doctor-libraries")
    for name in ("libavif", "libheif", "libcurl", "libarchive"):
        for version in range(1, 64):
            write(os.path.join(folder, "%s.so.%d" % (name, version)), b"")
    found = json.loads(doctor("--json", LD_LIBRARY_PATH=folder))
    pictures = found["pictures"]
    for name, library in ("fetching", "libcurl"), ("archives", "libarchive"):
        equal([found[name]["health"], found[name]["value"]], ["lacking", False])
        assert library in found[name]["text"], found[name]
    packed = os.path.join(folder, "packed.zip")
    with zipfile.ZipFile(packed, "w") as z:
        z.writestr("a.md", "# One\n\nWords.\n")
    said = run("list", packed, env={"LD_LIBRARY_PATH": folder}, code=1).stderr
    assert b"libarchive" in said and b"cannot be loaded" in said, said
    equal(pictures["health"], "lacking")
    for name in ("AVIF", "HEIF"):
        equal(pictures["value"][name], False)
        assert "no %s: " % name in pictures["text"], pictures
    equal(pictures["value"]["WebP"], True)
    # A signature is enough, as no decoder comes to see more.
    source = os.path.join(folder, "in")
    for end, brand in (("avif", b"avif"), ("heic", b"heic")):
        write(os.path.join(source, "a." + end), b"\0\0\0\x18ftyp" + brand + bytes(4) + brand + b"mif1")
    write(os.path.join(source, "a.md"), b"# Two\n\nWords.\n\n![a](a.avif)\n\n![b](a.heic)\n\n"
          b"![c](http://127.0.0.1:9/c.png)\n")
    report = os.path.join(folder, "report.json")
    run("build", "--allow-private", "--no-cache", "--report", report, "-o",
        os.path.join(folder, "a.epub"), source, env={"LD_LIBRARY_PATH": folder}, network=True)
    with open(report, encoding="utf-8") as f:
        causes = sorted(fault["cause"] for fault in json.load(f)["faults"])
    for cause, name in zip(causes, ("an AVIF", "a HEIF", "libcurl"), strict=True):
        assert name in cause and " cannot be loaded" in cause, causes
        assert folder not in cause, causes


def test_libraries_cost_only_who_wants_them():
    """LD_DEBUG tells of every one that is loaded."""
    folder = fresh("doctor-loads")
    write(os.path.join(folder, "in", "a.md"), b"# One\n\nWords.\n")
    book = os.path.join(folder, "a.epub")
    source = os.path.join(folder, "in")
    for args in (["--version"], ["list", source], ["show", os.path.join(source, "a.md")],
                 ["build", "--no-images", "-o", book, source],
                 ["build", "--dry-run", source]):
        said = run(*args, env={"LD_DEBUG": "files"}).stderr
        for name in (b"libavif", b"libheif", b"libcurl", b"libarchive"):
            assert name not in said, (args, name)
    pictures = json.loads(doctor("--json"))["pictures"]["value"]
    said = run("build", "-o", book, source, env={"LD_DEBUG": "files"}).stderr
    assert b"libcurl" not in said and b"libarchive" not in said, said
    equal({"AVIF": b"libavif" in said, "HEIF": b"libheif" in said},
          {name: pictures[name] for name in ("AVIF", "HEIF")})


def test_cache():
    home = fresh("doctor-cache")
    folder = os.path.join(home, "chapbook")
    os.makedirs(folder, 0o700)
    name = hashlib.sha256(b"x").hexdigest()
    write(os.path.join(folder, name[:2], name[2:] + ".o"), b"x" * 4097)

    def look():
        return json.loads(run("doctor", "--json", env={"XDG_CACHE_HOME": home}).stdout)["cache"]
    equal(look()["value"], {"folder": folder, "bytes": 8192, "limit": 1 << 30})
    os.chmod(folder, 0o777)
    equal(look()["health"], "lacking")
    assert "can be written by others" in look()["text"]
    cache = json.loads(doctor("--json", XDG_CACHE_HOME="", HOME=""))["cache"]
    assert "neither XDG_CACHE_HOME nor HOME" in cache["text"], cache


def test_hostile_environment():
    out = doctor(XDG_CACHE_HOME="/tmp/\x1b[31m\nred")
    assert b"\x1b" not in out, out
    json.loads(doctor("--json", XDG_CACHE_HOME="/tmp/\x1b[31m\nred"))


def test_profiles():
    with open(os.path.join(ROOT, "assets", "profiles.txt"), encoding="utf-8") as f:
        rows = [line.split(None, 6) for line in f if line.strip() and line[0] != "#"]
    listed = json.loads(doctor("--profiles", "--json"))
    equal([p["name"] for p in listed], [row[0] for row in rows])
    for profile, row in zip(listed, rows):
        equal(profile["devices"], row[6].strip())
        equal(profile["gray"], row[2] == "gray")
        equal(profile["keep_originals"], row[1] == "any")
        if row[1] != "any":
            equal("%(width)dx%(height)d" % profile, row[1])
    lines = doctor("--profiles").decode().splitlines()
    equal([line.split()[0] for line in lines], [row[0] for row in rows])
    run("build", "--profile", rows[-1][0], "--dry-run", SAMPLES)


def test_usage():
    run("doctor", "what", code=2)
    run("doctor", "--profile", code=2)
    assert b"--profiles" in run("doctor", "--help").stdout


main(globals())
