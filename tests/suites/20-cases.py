#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cases: tests/cases/NAME/{args,in/,want/,stderr,exit}.

args holds the arguments, one a line; {in} is the case's in/ and {out} a
fresh folder. want/ is what must be there afterwards: a book unzipped under
its name, standard output as "stdout", other files as they are. Each case
runs twice and must give the same bytes. UPDATE=1 rewrites want/, stderr and
exit; read the difference before you commit it.
"""
import sys
import os

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

CASES = os.path.join(ROOT, "tests", "cases")
UPDATE = bool(os.environ.get("UPDATE"))


def outcome(case, name):
    """(exit, stderr, files): files is path -> bytes."""
    out = fresh(os.path.join("cases", name))
    with open(os.path.join(case, "args"), encoding="utf-8") as f:
        args = [a.replace("{out}", out) for a in f.read().splitlines()]
    args = [a.replace("{in}", "in") for a in args]
    done = run(*args, code=None, cwd=case, env={"TZ": "UTC"})
    files = {}
    if done.stdout:
        files["stdout"] = done.stdout
    for folder, _, names in os.walk(out):
        for n in names:
            path = os.path.join(folder, n)
            key = os.path.relpath(path, out)
            if n.endswith(".epub"):
                shutil.copyfile(path, os.path.join(BOOKS, name.split("/")[0] + "-" + n))
                for inner, content in entries(path).items():
                    files[key + "/" + inner] = content
            else:
                files[key] = open(path, "rb").read()
    stderr = done.stderr.decode("utf-8", "replace").replace(out, "{out}")
    return done.returncode, stderr, files


def read_tree(folder):
    files = {}
    for d, _, names in os.walk(folder):
        for n in names:
            path = os.path.join(d, n)
            files[os.path.relpath(path, folder)] = open(path, "rb").read()
    return files


def update(case, code, stderr, files):
    want = os.path.join(case, "want")
    shutil.rmtree(want, ignore_errors=True)
    for key, content in files.items():
        write(os.path.join(want, key), content)
    for name, text in (("stderr", stderr), ("exit", "%d\n" % code if code else "")):
        path = os.path.join(case, name)
        if text:
            write(path, text)
        elif os.path.exists(path):
            os.remove(path)


def optional(path):
    return open(path, encoding="utf-8").read() if os.path.exists(path) else ""


def check(name):
    case = os.path.join(CASES, name)
    code, stderr, files = outcome(case, name)
    equal(outcome(case, name + "/again")[2] == files, True, "a second run differs")
    if UPDATE:
        update(case, code, stderr, files)
        return
    equal(code, int(optional(os.path.join(case, "exit")) or 0), "exit\n" + stderr)
    want = read_tree(os.path.join(case, "want"))
    equal(sorted(files), sorted(want), "files")
    for key in sorted(want):
        got, expected = files[key], want[key]
        if got != expected:
            import difflib
            diff = difflib.unified_diff(
                expected.decode("utf-8", "replace").splitlines(),
                got.decode("utf-8", "replace").splitlines(), "want", "got", lineterm="")
            raise AssertionError(key + "\n" + "\n".join(list(diff)[:60]))
    equal(stderr, optional(os.path.join(case, "stderr")), "stderr")


for case_name in sorted(os.listdir(CASES)) if os.path.isdir(CASES) else []:
    if os.path.exists(os.path.join(CASES, case_name, "args")):
        globals()["test_" + case_name.replace("-", "_")] = \
            lambda case_name=case_name: check(case_name)

main(globals())
