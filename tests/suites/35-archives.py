#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""An archive of a tree is as good as the tree, and no worse than it."""
import io
import os
import re
import signal
import struct
import sys
import tarfile
import time
import zlib

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

PAGE = """---
title: Page %s
date: 2023-07-19
---

Words about the %s thing, enough of them that this is an article.
"""


def page(name):
    return (PAGE % (name, name)).encode()


def files_of(tree):
    return sorted(os.path.relpath(os.path.join(d, f), tree)
                  for d, _, fs in os.walk(tree) for f in fs)


def write_zip(path, tree, top=""):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name in files_of(tree):
            file, inside = os.path.join(tree, name), os.path.join(top, name)
            if os.path.islink(file):
                info = zipfile.ZipInfo(inside)
                info.create_system, info.external_attr = 3, 0o120777 << 16
                z.writestr(info, os.readlink(file))
            else:
                z.write(file, inside)
    return path


def write_tar(path, tree, top, mode="w:gz", **kw):
    with tarfile.open(path, mode, **kw) as t:
        t.add(tree, top)
    return path


def pack(folder, tree):
    """The ways people pack a folder."""
    name = os.path.basename(tree)
    return [write_zip(os.path.join(folder, "top.zip"), tree, name),
            write_zip(os.path.join(folder, "flat.zip"), tree),
            write_tar(os.path.join(folder, "top.tar.gz"), tree, name),
            write_tar(os.path.join(folder, "dot.tgz"), tree, "."),
            write_tar(os.path.join(folder, "plain.tar"), tree, name, "w")]


def same(tree, archives, folder):
    book = os.path.join(folder, "b.epub")
    make = ["build", "--offline", "--title", "Same", "-q", "-o", book]
    run(*make, tree)
    want, articles = sha256(book), listing(tree)
    for archive in archives:
        run(*make, archive)
        equal(sha256(book), want, archive)
        equal(listing(archive), articles, archive)
    for mode in ("off",) if SANITIZED else ("off", "require"):
        run(*make, archives[0], "--jobs", "1", "--sandbox", mode)
        equal(sha256(book), want, "--sandbox " + mode)


def test_samples():
    folder = fresh("archive-samples")
    same(SAMPLES, pack(folder, SAMPLES), folder)


def test_posts():
    tree, folder = need_corpus("posts"), fresh("archive-posts")
    same(tree, [write_tar(os.path.join(folder, "t.tgz"), tree, "p")], folder)


def test_mirror():
    tree, folder = need_corpus("mirror"), fresh("archive-mirror")
    if SANITIZED:
        skip("too slow under sanitizers; the samples were built")
    same(tree, pack(folder, tree), folder)


def test_forms_of_tar():
    """Names and contents survive what each kind of .tar does with them."""
    folder = fresh("archive-forms")
    tree = os.path.join(folder, "tree")
    long = "a-rather-long-name-" * 7
    write(os.path.join(tree, "folder", "文章", long, "page.md"), page("deep"))
    write(os.path.join(tree, "folder", "page.md"), page("near"))
    want = listing(tree)
    equal(len(want), 2)
    for form in tarfile.GNU_FORMAT, tarfile.PAX_FORMAT:
        path = write_tar(os.path.join(folder, "t.tgz"), tree, "tree", format=form)
        equal(listing(path), want)
    equal(listing(write_zip(os.path.join(folder, "t.zip"), tree, "tree")), want)


def test_faults_like_the_folder():
    """Links, missing and unreadable things: the book says the same of them."""
    folder = fresh("archive-faults")
    tree = os.path.join(folder, "tree")
    write(os.path.join(tree, "a", "page.md"), page("one") + b"""
![a](nothing.png) ![b](../link/x.png) ![c](../a) ![d](page.md/x.png) ![e](l.png)
![f](/b/big.png)
""")
    write(os.path.join(tree, "b", "big.md"), b"words " * (6 << 20))
    write(os.path.join(tree, "b", "big.png"), bytes(21 << 20))
    write(os.path.join(tree, "b", ".hidden.md"), page("hidden"))
    os.link(os.path.join(tree, "a", "page.md"), os.path.join(tree, "b", "same.md"))
    os.symlink("/etc", os.path.join(tree, "link"))
    os.symlink("/etc/passwd", os.path.join(tree, "a", "l.png"))
    os.mkfifo(os.path.join(tree, "fifo.md"))
    book = os.path.join(folder, "b.epub")
    run("build", tree, "--title", "x", "-q", "-o", book)
    want = entries(book)
    run("build", write_tar(os.path.join(folder, "t.tgz"), tree, "tree"), "--title", "x",
        "-q", "-o", book)
    got = entries(book)
    equal(got["e/notes.xhtml"].decode(), want["e/notes.xhtml"].decode())
    equal(got, want)


def titles(path):
    done = run("list", "--json", path)
    return [json.loads(line)["title"] for line in done.stdout.decode().splitlines()], \
        done.stderr.decode()


def test_bomb():
    folder = fresh("archive-bomb")
    path = os.path.join(folder, "bomb.zip")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("a.md", page("first"))
        z.writestr("bomb.md", bytes(200 << 20))
        z.writestr("z.md", page("last"))
    got, said = titles(path)
    equal(got, ["Page first", "Page last"])
    assert "bomb.md: larger than" in said, said
    with tarfile.open(path + ".tgz", "w:gz", compresslevel=1) as t:
        for n in range(20):
            info = tarfile.TarInfo("%d.bin" % n)
            info.size = 31 << 20
            t.addfile(info, io.BytesIO(bytes(info.size)))
            info = tarfile.TarInfo("%02d.md" % n)
            info.size = len(page(n))
            t.addfile(info, io.BytesIO(page(n)))
    got, said = titles(path + ".tgz")
    assert 5 <= len(got) < 20, got
    assert "bomb.zip.tgz: unpacks to too much" in said, said


def test_cut_off():
    folder = fresh("archive-cut")
    tree = os.path.join(folder, "tree")
    for n in range(40):
        write(os.path.join(tree, "%02d.md" % n), page(n) + os.urandom(2000).hex().encode())
    for whole in (write_zip(os.path.join(folder, "t.zip"), tree, "t"),
                  write_tar(os.path.join(folder, "t.tgz"), tree, "t")):
        with open(whole, "rb") as f:
            data = f.read()
        cut = write(whole.replace("t.", "cut."), data[:len(data) // 2])
        got, said = titles(cut)
        assert 15 <= len(got) <= 21, got
        assert "source-unreadable: %s: " % os.path.basename(cut) in said, said
        run("build", cut, "--strict", "-q", "-o", os.path.join(folder, "b.epub"), code=4)
        write(cut, data[:20])
        done = run("list", cut, code=1)
        assert os.path.basename(cut).encode() in done.stderr, done.stderr
    done = run("list", write(os.path.join(folder, "g.zip"), b"PK\3\4" + os.urandom(5000)), code=1)
    assert b"g.zip" in done.stderr, done.stderr


def hostile_tar(path):
    with tarfile.open(path, "w:gz") as t:
        def add(name, kind=tarfile.REGTYPE, link="", data=b""):
            info = tarfile.TarInfo(name)
            info.type, info.linkname, info.size = kind, link, len(data)
            t.addfile(info, io.BytesIO(data))
        add("t/good.md", data=page("good") + b"\n![x](../../../etc/hostname) ![y](sym.png)\n")
        add("../../up.md", data=page("up"))
        add("/tmp/abs.md", data=page("abs"))
        add("t/../../../up.md", data=page("up again"))
        add("t/sym.png", tarfile.SYMTYPE, "/etc/hostname")
        add("t/dir", tarfile.SYMTYPE, "/etc")
        add("t/dir/hostname.md", data=page("through a link"))
        add("t/hard.md", tarfile.LNKTYPE, "/etc/passwd")
        add("t/hard2.md", tarfile.LNKTYPE, "../../etc/passwd")
        add("t/zero.md", tarfile.CHRTYPE)
        add("t/esc\x1b[31m.md", data=page("escape"))
        add("t/good.md", data=page("second"))
    return path


def test_hostile_names():
    folder = fresh("archive-hostile")
    path = hostile_tar(os.path.join(folder, "t.tgz"))
    got, said = titles(path)
    equal(sorted(got), ["Page good", "Page through a link"])
    for word in ("../../up.md", "/tmp/abs.md", "sym.png", "hard.md", "zero.md", "another entry"):
        assert word in said, (word, said)
    assert "\x1b" not in said
    if not shutil.which("strace") or SANITIZED:
        skip("no strace here; the names were refused")
    trace = os.path.join(folder, "trace")
    subprocess.run(["strace", "-f", "-qq", "-e", "trace=%file,seccomp", "-o", trace, CHAPBOOK,
                    "build", "--offline", path, "-q", "-o", os.path.join(folder, "b.epub")], check=True)
    locked = set()
    with open(trace, errors="replace") as f:
        for line in f:
            pid = line.split()[0]
            assert pid not in locked or "+++ " in line, line    # its end is no call
            if "seccomp(SECCOMP_SET_MODE_FILTER" in line and line.rstrip().endswith("= 0"):
                locked.add(pid)
            for word in ("hostname", "passwd", "up.md", "abs.md", "O_CREAT"):
                assert word not in line or "b.epub" in line, line
    assert len(locked) >= 2, locked


def zip_of(path, files, made=0x14):
    """A .zip whose names are the bytes given, and not said to be UTF-8."""
    body, directory = b"", b""
    for name, data in files:
        head = struct.pack("<HHHHIIIHH", 0, 0, 0, 0x5821, zlib.crc32(data), len(data), len(data),
                           len(name), 0)
        directory += (struct.pack("<IHH", 0x02014b50, made, 20) + head +
                      struct.pack("<HHHII", 0, 0, 0, 0x20, len(body)) + name)
        body += struct.pack("<IH", 0x04034b50, 20) + head + name + data
    end = struct.pack("<IHHHHIIH", 0x06054b50, 0, 0, len(files), len(files), len(directory),
                      len(body), 0)
    return write(path, body + directory + end)


def tar_of(path, files):
    with tarfile.open(path, "w:gz", format=tarfile.GNU_FORMAT, encoding="latin-1") as t:
        for name, data in files:
            info = tarfile.TarInfo(name.decode("latin-1"))
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return path


# Encoding, folder, article, picture.
OLD_NAMES = [
    ("cp932", "新しいフォルダ", "予定表ソ", "表示"), ("big5", "陰謀", "許功蓋", "功"),
    ("gbk", "文章", "新闻", "蝴蝶"), ("cp949", "새 폴더", "여행 이야기", "바다"),
    ("euc_jp", "日本の旅", "京都の秋", "紅葉"), ("cp866", "Новости", "Статья", "Фото"),
    ("cp1251", "Рассказы", "Зимний вечер", "Мост"), ("koi8_r", "письма", "первое письмо", "дом"),
    ("cp437", "Café", "Über", "Mañana"), ("cp850", "Øya", "Kjærlighet på øya", "Brød"),
    ("cp852", "Příběhy", "Žluťoučký kůň", "Kůň"), ("cp1250", "Opowiadania", "Święta łąka", "Źródło"),
    ("cp737", "Ειδήσεις", "Το χωριό", "Σπίτι"), ("cp1256", "أخبار", "قصة القرية", "صورة"),
    ("cp862", "חדשות", "הכפר שלנו", "תמונה"), ("utf-8", "文章", "새 폴더", "Über"),
]


def test_old_names():
    """Names that are not said to be UTF-8, of which all together tell."""
    folder = fresh("archive-names")
    with open(os.path.join(SAMPLES, "img", "plan.png"), "rb") as f:
        picture = f.read()
    for encoding, top, name, image in OLD_NAMES:
        text = page("old") + ("\n![p](%s/%s.png)\n" % (image, image)).encode()
        files = [(("%s/%s.md" % (top, name)).encode(encoding), text),
                 (("%s/%s/%s.png" % (top, image, image)).encode(encoding), picture)]
        for path in (zip_of(os.path.join(folder, encoding + ".zip"), files),
                     tar_of(os.path.join(folder, encoding + ".tgz"), files)):
            equal([a["source"] for a in listing(path)], [name + ".md"], path)
            report = json.loads(run("build", "-q", path, "-o", os.path.join(folder, "b.epub"),
                                    "--report", "-").stdout)
            equal((report["included"], report["pictures"]["included"], report["faults"]),
                  (1, 1, []), path)


def test_backslashes_in_names():
    """Old systems' separator, also where another letter's byte is one."""
    folder = fresh("archive-backslash")
    for encoding, top, name in (("ascii", "blog", "post"), ("gbk", "文章", "新闻"),
                                ("cp932", "新しい表", "ソ"), ("utf-8", "Café", "é")):
        path = zip_of(os.path.join(folder, encoding + ".zip"),
                      [(("%s\\2024\\%s.md" % (top, name)).encode(encoding), page("one")),
                       (("%s\\2023\\%s.md" % (top, name)).encode(encoding), page("two"))])
        equal(sorted(a["source"] for a in listing(path)), ["2023/%s.md" % name, "2024/%s.md" % name],
              path)
    # What would lead out of the tree is refused in any encoding, and named.
    path = zip_of(os.path.join(folder, "out.zip"),
                  [("..\\文章\\新闻.md".encode("gbk"), page("up")), ("新闻.md".encode("gbk"), page("in"))])
    got, said = titles(path)
    equal(got, ["Page in"])
    assert "../文章/新闻.md: path that may leave" in said, said


def test_encrypted():
    folder = fresh("archive-encrypted")
    path = os.path.join(folder, "t.zip")
    with zipfile.ZipFile(path, "w") as z:
        z.writestr("secret.md", page("secret"))
        z.writestr("open.md", page("open"))
    with open(path, "rb") as f:
        data = bytearray(f.read())
    data[data.find(b"PK\3\4") + 6] |= 1
    data[data.find(b"PK\1\2") + 8] |= 1
    got, said = titles(write(path, bytes(data)))
    equal(got, ["Page open"])
    assert "secret.md: encrypted" in said, said


def slow(folder):
    """An archive that takes a while: an article, then a lot of nothing."""
    path = os.path.join(folder, "t.tgz")
    with tarfile.open(path, "w:gz", compresslevel=1) as t:
        info = tarfile.TarInfo("a.md")
        info.size = len(page("first"))
        t.addfile(info, io.BytesIO(page("first")))
        for n in range(12):
            info = tarfile.TarInfo("%d.bin" % n)
            info.size = 30 << 20
            t.addfile(info, io.BytesIO(os.urandom(1 << 20) + bytes(info.size - (1 << 20))))
    return path


def children(pid):
    with open("/proc/%d/task/%d/children" % (pid, pid)) as f:
        return [int(x) for x in f.read().split()]


def has_read(pid):
    """Bytes, by the process that unpacks: the first page is behind it after some."""
    try:
        with open("/proc/%d/io" % pid) as f:
            return int(re.search(r"rchar: (\d+)", f.read()).group(1))
    except OSError:
        return 0


def test_interrupted():
    folder = fresh("archive-interrupted")
    book = os.path.join(folder, "b.epub")
    process = subprocess.Popen([CHAPBOOK, "build", "--offline", slow(folder), "-q", "-o", book],
                               stderr=subprocess.PIPE)
    # Who starts workers, a spare of it, and who unpacks.
    while process.poll() is None and len(children(process.pid)) < 3:
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    message = process.communicate(timeout=600)[1]
    if process.returncode != 0:     # else it was done before
        equal(process.returncode, 143)
        assert b"interrupted" in message, message
        equal(os.listdir(folder), ["t.tgz"])


def test_killed():
    """What the process that unpacks has sent before its end is there."""
    folder = fresh("archive-killed")
    process = subprocess.Popen([CHAPBOOK, "list", slow(folder)], stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    while process.poll() is None:
        kids = children(process.pid)
        if len(kids) == 2 and has_read(kids[1]) > 3 << 20:   # the first makes workers
            os.kill(kids[1], signal.SIGKILL)
            break
        time.sleep(0.01)
    out, said = process.communicate(timeout=600)
    equal(process.returncode, 0, said)
    assert b"Page first" in out, out
    if b"read" in said:
        assert b"t.tgz: killed from outside" in said, said


main(globals())
