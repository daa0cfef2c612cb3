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
    done = subprocess.run([alone, "doctor", "--json"], capture_output=True, timeout=60, check=True)
    drawings = json.loads(done.stdout)["drawings"]
    equal(drawings["value"], False)
    equal(drawings["health"], "lacking")
    assert "chapbook-paint" in drawings["text"], drawings
    if os.path.exists(os.path.join(os.path.dirname(CHAPBOOK), "chapbook-paint")):
        equal(json.loads(doctor("--json"))["drawings"]["value"], True)


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
