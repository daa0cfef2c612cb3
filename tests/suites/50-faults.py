#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What goes wrong costs only itself, and outputs are whole or not there."""
import os
import random
import re
import signal
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def descendants(pid):
    found, todo = [], [pid]
    while todo:
        try:
            with open("/proc/%d/task/%d/children" % (todo[0], todo[0])) as f:
                kids = [int(x) for x in f.read().split()]
        except OSError:
            kids = []
        todo = todo[1:] + kids
        found += kids
    return found


def cpu_s(pid):
    """What a process has had of the processors; None: it is no more."""
    try:
        with open("/proc/%d/stat" % pid) as f:
            fields = f.read().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def sleeps(pid):
    with open("/proc/%d/status" % pid) as f:
        return re.search(r"State:\s*S", f.read())


def wait_until(event):
    """Waits for what must come; a test that is stuck ends after ten minutes."""
    for _ in range(60000):
        if event():
            return
        time.sleep(0.01)
    raise AssertionError("it did not come")


def litter(folder):
    return sorted(f for f in os.listdir(folder) if f.startswith("."))


def test_samples_report():
    folder = fresh("faults-samples")
    book, report = os.path.join(folder, "b.epub"), os.path.join(folder, "r.json")
    done = run("build", SAMPLES, "-o", book, "--report", report)
    line = done.stderr.decode().strip().splitlines()
    equal(len(line), 1, "one closing line")
    assert "left out" in line[0], line
    with open(report) as f:
        rep = json.load(f)
    codes = {(f["code"], f["where"]) for f in rep["faults"]}
    assert ("source-unreadable", "craft/letters.md") in codes, codes
    assert ("picture-missing", "craft/nestbox.md") in codes, codes
    equal(rep["included"], 7)
    equal(rep["sha256"], sha256(book))
    notes = entries(book)["e/notes.xhtml"].decode()
    assert "letters.md" in notes and "lost-negative.jpg" in notes
    equal(litter(folder), [])


def test_strict():
    folder = fresh("faults-strict")
    run("build", SAMPLES, "--strict", "-o", os.path.join(folder, "b.epub"), code=4)
    assert os.path.exists(os.path.join(folder, "b.epub"))


def test_exit_codes():
    folder = fresh("faults-codes")
    book = os.path.join(folder, "b.epub")
    run("build", SAMPLES, "--no-such", "-o", book, code=2)
    run("build", code=2)
    run("nonsense", code=2)
    run("build", SAMPLES, "--since", "yesterdayish", "-o", book, code=2)
    done = run("build", SAMPLES, "--tag", "bird", "-o", book, code=3)
    assert b"birds" in done.stderr, done.stderr
    run("build", os.path.join(folder, "nowhere"), "-o", book, code=1)
    run("build", SAMPLES, "-o", os.path.join(folder, "no", "b.epub"), code=1)
    equal(os.listdir(folder), [])
    run("list", SAMPLES, "--help")
    run("--help")


def test_old_book_stays():
    folder = fresh("faults-old")
    book = write(os.path.join(folder, "b.epub"), epub_head() + b" an older book")
    run("build", SAMPLES, "--tag", "nothing has this", "-o", book, code=3)
    assert open(book, "rb").read().endswith(b" an older book")
    run("build", SAMPLES, "-q", "-o", book)
    assert open(book, "rb").read(2) == b"PK"
    equal(litter(folder), [])


def test_lock():
    import fcntl
    folder = fresh("faults-lock")
    book = os.path.join(folder, "b.epub")
    part = os.path.join(folder, ".b.epub.part")
    with open(part, "w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        run("build", SAMPLES, "-o", book, code=75)
    assert not os.path.exists(book)


def test_stale_part():
    folder = fresh("faults-stale")
    write(os.path.join(folder, ".b.epub.part"), "x" * 1000000)
    run("build", SAMPLES, "-q", "-o", os.path.join(folder, "b.epub"))
    equal(os.listdir(folder), ["b.epub"])


def limit_file_size(n):
    import resource
    return lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (n, n))


def test_full_disk():
    folder = fresh("faults-full")
    book = write(os.path.join(folder, "b.epub"), epub_head() + b" an older book")
    for size in (0, 100, 4096, 20000, 60000):
        done = run("build", SAMPLES, "-o", book, code=1, preexec_fn=limit_file_size(size))
        assert b"File too large" in done.stderr, done.stderr
        assert open(book, "rb").read().endswith(b" an older book")
        equal(litter(folder), [])


def is_child(pid, parent):
    """The zygote and its spare are the program's; workers are the zygote's."""
    try:
        with open("/proc/%d/stat" % pid) as f:
            return int(f.read().rsplit(")", 1)[1].split()[1]) == parent
    except OSError:
        return True


def test_killed_workers():
    """A worker that is killed costs nothing but time."""
    folder = fresh("faults-killed")
    tree = os.path.join(folder, "tree")
    shutil.copytree(SAMPLES, tree, symlinks=True)
    for i in range(2000):
        write(os.path.join(tree, "more", "%d.md" % i),
              "# Title %d\n\n%s\n" % (i, "Words of %d. " % i * 1000))
    plain, book = os.path.join(folder, "plain.epub"), os.path.join(folder, "b.epub")
    run("build", tree, "--title", "x", "-q", "-o", plain)
    process = subprocess.Popen([CHAPBOOK, "build", "--offline", tree, "--title", "x", "-q", "-o", book,
                                "--report", book + ".json"])
    rng, kills, seen = random.Random(5), 0, {}
    while process.poll() is None:
        time.sleep(0.01)
        workers = [pid for pid in descendants(process.pid) if not is_child(pid, process.pid)]
        # No job is hit twice: each worker has done some since the last kill.
        if kills == 40 or not workers or any(
                (cpu_s(pid) or 0) < seen.get(pid, 0) + 0.03 for pid in workers):
            continue
        try:
            os.kill(rng.choice(workers), signal.SIGKILL)
            kills += 1
        except ProcessLookupError:
            pass
        seen = {pid: cpu_s(pid) or 0 for pid in workers}
    equal(process.returncode, 0)
    assert kills > 3, kills
    equal(sha256(book), sha256(plain), "%d kills" % kills)


def test_covers():
    folder = fresh("faults-covers")
    book = os.path.join(folder, "b.epub")
    photo = os.path.join(SAMPLES, "img", "swifts.jpg")
    for cover, marked in ((photo, True), ("auto", True), ("none", False)):
        run("build", SAMPLES, "--cover", cover, "-o", book)
        inside = entries(book)
        equal(b"cover-image" in inside["e/package.opf"], marked, cover)
        equal(b"<img" in inside["e/cover.xhtml"], marked, cover)
        if marked:
            shutil.copy(book, os.path.join(BOOKS, "cover.epub"))
    done = run("build", SAMPLES, "--cover", "README", "-o", book, code=1)
    assert b"README" in done.stderr, done.stderr
    wrong = write(os.path.join(folder, "cover.jpg"), "no picture")
    done = run("build", SAMPLES, "--cover", wrong, "-o", book, code=1)
    assert wrong.encode() in done.stderr and b"a text, not a picture" in done.stderr, done.stderr
    # A file that is not there costs no run.
    for args in (["-v"], ["--dry-run"]):
        done = run("build", SAMPLES, *args, "--cover", "nowhere.jpg", "-o", book, code=1)
        equal(done.stderr, b'chapbook: --cover: cannot open "nowhere.jpg": '
              b"No such file or directory\n")
    equal(b"<img" in entries(book)["e/cover.xhtml"], False, "the older book stays")


def photo(width, height, turn):
    """A PPM of so many colours that it becomes a JPEG."""
    return b"P6 %d %d 255\n" % (width, height) + bytes(
        (x * 7 + y * (11 + turn) + (x * y) % 13 * k) % 256
        for y in range(height) for x in range(width) for k in (1, 2, 3))


def test_cover_of_an_article():
    """The first photograph that will do, with the title; small, narrow, repeated ones will not."""
    tree = fresh("faults-cover-auto")
    for i, (width, height) in enumerate(((500, 500), (1072, 500), (600, 600), (700, 350))):
        write("%s/%d.ppm" % (tree, i), photo(width, height, i))
    for day, name in enumerate((0, 1, 2, 2, 3), 1):
        write("%s/d%d.md" % (tree, day), "---\ntitle: Tide\ndate: 2023-07-0%d\n---\n\n![](%d.ppm)\n\n"
              "The tide of day %d was higher than that of the day before it.\n" % (day, name, day))
    book = os.path.join(tree, "b.epub")
    for days, shape in ((2, None), (3, "square"), (4, None), (5, "wide")):
        run("build", tree, "--cover", "auto", "-o", book, "--title", "Tides", "--until",
            "2023-07-0%d" % days)
        inside = entries(book)
        page = inside["e/cover.xhtml"].decode()
        assert "Tides</p>" in page, page
        found = re.search('<img class="(.*?)" src="(.*?)" alt=""/>', page)
        equal(b'properties="cover-image"' in inside["e/package.opf"], shape is not None)
        equal(found and found.group(1), shape)
        if found:
            article = inside["e/t/a%05d.xhtml" % days].decode()
            equal(found.group(2), re.search('src="../(i/.*?)"', article).group(1))


def test_interrupted():
    """Nothing is left, and the exit code tells which signal it was."""
    folder, tree = fresh("faults-interrupt"), fresh("faults-interrupt-tree")
    for i in range(300):
        write(os.path.join(tree, "%03d.md" % i), "# Title %d\n\n%s\n" % (i, "Words of %d. " % i * 3000))
    book = os.path.join(folder, "b.epub")
    for number, code in ((signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)):
        for command in (["build", "--offline", tree, "-q", "-o", book], ["list", tree]):
            process = subprocess.Popen([CHAPBOOK, *command], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE)
            while process.poll() is None and len(descendants(process.pid)) < 3:
                time.sleep(0.01)
            time.sleep(0.05)
            kids = descendants(process.pid)
            process.send_signal(number)
            message = process.communicate(timeout=600)[1]
            if process.returncode != 0:     # else it was done before
                equal(process.returncode, code, message)
                assert b"interrupted" in message, message
                assert b"b.epub" in message or command[0] == "list", message
                equal(os.listdir(folder), [])
            wait_until(lambda: not any(cpu_s(k) is not None for k in kids))
            for name in os.listdir(folder):
                os.unlink(os.path.join(folder, name))


def test_ignored_signals():
    """What nohup, or a shell for what runs in its background, has told it to
    ignore does not stop it."""
    tree, book = fresh("faults-nohup"), os.path.join(fresh("faults-nohup-book"), "b.epub")
    for i in range(300):
        write(os.path.join(tree, "%03d.md" % i), "# Title %d\n\n%s\n" % (i, "Words of %d. " % i * 500))
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

    def ignore():
        for number in signals:
            signal.signal(number, signal.SIG_IGN)
    process = subprocess.Popen([CHAPBOOK, "build", "--offline", tree, "-o", book],
                               preexec_fn=ignore, stderr=subprocess.PIPE)
    while process.poll() is None:
        for number in signals:
            process.send_signal(number)
        time.sleep(0.02)
    message = process.stderr.read()
    equal(process.returncode, 0, message)
    assert b"300 articles" in message, message


def test_waiting_for_input():
    """Who waits for a pipe that says nothing can be stopped."""
    folder = fresh("faults-wait")
    pipe = os.path.join(folder, "pipe")
    os.mkfifo(pipe)
    book = os.path.join(folder, "b.epub")
    for args in (["show", pipe], ["show", "-"], ["list", SAMPLES, "--exclude", pipe],
                 ["build", SAMPLES, "-o", book, "--css", pipe],
                 ["build", SAMPLES, "-o", book, "--cover", pipe],
                 ["build", SAMPLES, "-o", book, "--site-rules", pipe]):
        process = subprocess.Popen([CHAPBOOK, *args], stdin=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        # Once it waits for the pipe, or for what it reads it from.
        wait_until(lambda: sleeps(process.pid))
        time.sleep(0.1)
        process.terminate()
        try:
            process.wait(timeout=600)
        except subprocess.TimeoutExpired:
            process.kill()
            raise AssertionError("%s cannot be stopped" % args)
        assert process.returncode != 0, args
        process.communicate()
        equal(os.listdir(folder), ["pipe"], args)


def test_hostile_tree():
    """Nothing outside the tree is opened, whatever it refers to."""
    folder = fresh("faults-hostile")
    tree = os.path.join(folder, "tree")
    secret = write(os.path.join(folder, "secret.png"), b"\x89PNG\r\n\x1a\nsecret")
    refs = ["../secret.png", "%2e%2e/secret.png", "..%2fsecret.png", "/../secret.png",
            secret, "file://" + secret, "link.png", "sub/../../secret.png", "fifo.png",
            "/proc/self/environ", "linkdir/secret.png", "..\\secret.png", "FILE:" + secret]
    write(os.path.join(tree, "a.md"), "# Hostile\n\nSome words of an article.\n\n" +
          "\n\n".join("![p%d](<%s>)" % (i, r) for i, r in enumerate(refs)))
    write(os.path.join(tree, "evil \x1b[31m\u202e name.md"), "# Other\n\nWords enough for an article here.")
    os.symlink(secret, os.path.join(tree, "link.png"))
    os.symlink(folder, os.path.join(tree, "linkdir"))
    os.mkfifo(os.path.join(tree, "fifo.png"))
    os.mkfifo(os.path.join(tree, "fifo.md"))
    os.symlink("/etc/passwd", os.path.join(tree, "passwd.md"))
    book, trace = os.path.join(folder, "b.epub"), os.path.join(folder, "trace")
    args = [CHAPBOOK, "build", "--offline", tree, "-v", "-o", book, "--report", book + ".json"]
    if shutil.which("strace") and not SANITIZED:
        args = ["strace", "-f", "-e", "trace=open,openat,openat2", "-o", trace] + args
    done = subprocess.run(args, capture_output=True, timeout=600)
    equal(done.returncode, 0, done.stderr)
    assert b"\x1b[31m" not in done.stderr and "\u202e".encode() not in done.stderr
    for name, content in entries(book).items():
        assert b"secret\x00" not in content and b"root:x" not in content
        assert not name.startswith("e/i/"), name
    if os.path.exists(trace):
        for line in open(trace, errors="replace"):
            opened = line.split(" = ")
            if ("secret" in line or "passwd" in line or "environ" in line) \
                    and len(opened) > 1 and not opened[-1].startswith("-1"):
                raise AssertionError("opened: " + line)


def test_private():
    """Nothing is written but the output, not even temporary files."""
    if not shutil.which("strace") or SANITIZED:
        skip("no strace to watch with")
    folder = fresh("faults-private")
    book, trace = os.path.join(folder, "b.epub"), os.path.join(folder, "trace")
    subprocess.run(["strace", "-f", "-e", "trace=open,openat,openat2,mkdir", "-o", trace, CHAPBOOK,
                    "build", "--offline", SAMPLES, "--private", "-q", "-o", book], check=True)
    written = [line for line in open(trace)
               if "O_CREAT" in line or "O_TMPFILE" in line or "mkdir" in line]
    equal([line for line in written if ".b.epub.part" not in line], [])
    assert written


def test_folder_that_breaks_off():
    """What is named is the folder, and nothing that is not there."""
    if not shutil.which("strace") or SANITIZED:
        skip("needs strace, and no sanitizer")
    tree = os.path.join(fresh("faults-folder"), "tree")
    write(os.path.join(tree, "a.md"), "# First\n\nA tide, and the harbour after it.\n")
    # More names than the kernel gives at once.
    for i in range(300):
        write(os.path.join(tree, "deep", "%s%d.md" % ("n" * 180, i)), "# Deep\n\nA tide.\n")
    done = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e",
                           "inject=getdents64:error=EIO:when=4", CHAPBOOK, "list", tree],
                          capture_output=True, text=True)
    assert "deep: cannot list: Input/output error" in done.stderr, done.stderr
    assert "nnn" not in done.stderr and "1 of 1 article" in done.stderr, done.stderr


def test_sandbox_required():
    folder = fresh("faults-sandbox")
    book = os.path.join(folder, "b.epub")
    if SANITIZED:
        run("build", SAMPLES, "--sandbox", "require", "-o", book, code=69)
        return
    run("build", SAMPLES, "--sandbox", "require", "-q", "-o", book)
    if not shutil.which("strace"):
        skip("no strace to take system calls away with")
    for call in ("landlock_create_ruleset", "seccomp"):
        inject = ["strace", "-f", "-qq", "-o", "/dev/null", "-e",
                  "inject=%s:error=ENOSYS" % call, CHAPBOOK, "build", "--offline", SAMPLES, "-o", book]
        done = subprocess.run(inject + ["--sandbox", "require"], capture_output=True)
        equal(done.returncode, 69, (call, done.stderr))
        done = subprocess.run(inject, capture_output=True)
        equal(done.returncode, 0, (call, done.stderr))
        assert b"warning" in done.stderr, done.stderr


main(globals())
