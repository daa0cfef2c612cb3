#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The command line as a newcomer meets it: what is said, and where, and how
it ends."""
import fcntl
import os
import pty
import re
import resource
import signal
import struct
import subprocess
import sys
import termios

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *


def says(code, *args, **kw):
    """The one line that chapbook complains by."""
    done = run(*args, code=code, **kw)
    lines = done.stderr.decode().splitlines()
    assert lines and lines[-1].startswith("chapbook: "), (args, lines)
    equal(done.stdout, b"", args)
    return lines[-1][len("chapbook: "):]


def test_help():
    commands = ("build", "show", "list", "cache", "doctor")
    for args in (["--help"], ["-h"], ["help"]):
        out = run(*args).stdout.decode()
        for name in commands:
            assert "\n  %s " % name in out, out
    for name in commands:
        out = run(name, "--help").stdout
        assert out.startswith(b"usage: chapbook " + name.encode()), out
        equal(run("help", name).stdout, out)
        equal(run(name, SAMPLES, "-h").stdout, out)
        for line in out.decode().splitlines():
            assert len(line) <= 80, line
    for args in (["--version"], ["-V"], ["version"]):
        assert run(*args).stdout.startswith(b"chapbook "), args
    done = run(code=2)
    assert done.stderr.startswith(b"usage: chapbook COMMAND"), done.stderr
    equal(done.stdout, b"")


def test_wrong_commands():
    equal(says(2, "lst", SAMPLES), "no command 'lst'; did you mean 'list'?")
    assert says(2, "help", "nonsense").startswith("no command 'nonsense'")
    assert "comes first" in says(2, "--tag", "x", "build")
    for name in ("build", "list", "show"):
        assert "--help" in says(2, name)
    assert says(2, "show", "a.md", "b.md").startswith("show needs one file")


def test_wrong_options():
    for typed, meant in (("--ouput", "--output"), ("--sectoin", "--section"),
                         ("--sor", "--sort"), ("--since-date", "--since"),
                         ("--no-image", "--no-images")):
        equal(says(2, "build", typed, "x", SAMPLES),
              "unknown option '%s'; did you mean '%s'?" % (typed, meant))
    assert "did you mean" not in says(2, "build", "--qwertz", SAMPLES)
    assert "'-Z'" in says(2, "build", "-Z", SAMPLES)
    equal(says(2, "build", SAMPLES, "-o"), "--output needs a value (FILE)")
    assert says(2, "list", SAMPLES, "--sort").startswith("--sort needs one of: date, ")
    assert "'size' is none of: date, " in says(2, "list", SAMPLES, "--sort", "size")
    assert "from 1 to 256" in says(2, "list", SAMPLES, "--jobs", "0")
    assert "from 1 to 256" in says(2, "list", SAMPLES, "--jobs", "two")
    equal(says(2, "list", SAMPLES, "--undated=yes"), "--undated takes no value")
    # What a script says whose variable is not set is no default.
    equal(says(2, "build", SAMPLES, "-o", ""), "--output needs a value (FILE)")
    equal(says(2, "list", SAMPLES, "--tag="), "--tag needs a value (TAG)")


def test_wrong_values():
    for option, value in (("--since", "yesterday"), ("--until", "2023-02-30"),
                          ("--week", "2023-54"), ("--month", "2023-13"),
                          ("--lang", "!"), ("--tz", "Mars/Olympus"),
                          ("--tz", "../../../etc/passwd"), ("--tz", "/etc/hosts")):
        assert says(2, "list", SAMPLES, option, value).startswith(
            "%s '%s' is no" % (option, value))
    assert "is no date from 1900 to 2199 (" in says(2, "list", SAMPLES, "--since", "1899")
    for args, since, until in ((["--since", "2023-08", "--until", "2023-07"], "2023-08-01", "2023-07-31"),
                               (["--week", "2020-W53", "--month", "2021-02"], "2021-02-01", "2021-01-03")):
        equal(says(2, "list", SAMPLES, *args),
              "no day is both from %s on and until %s" % (since, until))
    book = os.path.join(WORK, "never.epub")
    assert "is no language tag" in says(2, "build", SAMPLES, "-o", book, "--language", "!")
    css = write(os.path.join(WORK, "bad.css"), "p { background: url(x.png) }")
    equal(says(2, "build", SAMPLES, "-o", book, "--css", css), "--css '%s': line 1: what may load "
          "or run something at 'url(x.png) }'" % css)
    css = write(css, "p { color: red }\nq { color: red;; }")
    equal(says(2, "build", SAMPLES, "-o", book, "--css", css),
          "--css '%s': line 2: no property at '; }'" % css)
    assert not os.path.exists(book)
    salt = os.path.join(SAMPLES, "nature", "salt.md")
    for url in ("x", "/a/b", "javascript:x", "mailto:a@example.org", "http://"):
        done = run("show", salt, "--url", url)
        equal(done.stdout, run("show", salt).stdout, url)
        assert b"--url '%s' is no http(s) URL" % url.encode() in done.stderr, done.stderr
    for zone in ("UTC", "CST-8", "CET-1CEST,M3.5.0,M10.5.0/3", "<+0330>-3:30"):
        run("list", SAMPLES, "--tz", zone)
    for args in (["--exclude"], ["--css"], ["--site-rules"], ["--template-dir"]):
        text = says(None, "build", SAMPLES, "-o", os.path.join(WORK, "never.epub"), *args, "nowhere")
        assert "nowhere" in text and "No such file" in text, text
    for option in ("--exclude", "--css", "--cover"):
        equal(says(1, "build", SAMPLES, option, "nowhere"),
              '%s: cannot open "nowhere": No such file or directory' % option)


def test_wrong_places():
    folder = fresh("cli-places")
    book = os.path.join(folder, "b.epub")
    os.makedirs(os.path.join(folder, "empty"))
    nowhere = os.path.join(folder, "nowhere")
    for command in (["build", "-o", book], ["list"], ["show"]):
        text = says(1, *command, nowhere)
        assert nowhere in text and "No such file" in text, text
        assert text.count(nowhere) == 1, text
    assert says(2, "show", folder).startswith("is a folder")
    assert "no Markdown or HTML file" in says(3, "build", os.path.join(folder, "empty"), "-o", book)
    equal(says(3, "list", SAMPLES, "--include-path", "none/*", "--exclude-path", "letters"),
          "no Markdown or HTML file in the sources has such a path")
    for args, lines in ((["--exclude-path", "craft/*"], 1), (["--include-path", "nature/*"], 1),
                        (["--include-path", "craft/*"], 2)):
        equal(len(run("list", SAMPLES, *args).stderr.splitlines()), lines, args)
    write(os.path.join(folder, "index", "README.md"), "# Read me\n")
    assert "no article among 1 file" in says(3, "list", os.path.join(folder, "index"))
    for output in (os.path.join(nowhere, "b.epub"), folder, folder + "/", "/dev/null"):
        text = says(None, "build", SAMPLES, "-o", output)
        assert output in text, text
    os.symlink("/etc/hosts", os.path.join(folder, "index", "head.xhtml"))
    text = says(1, "build", SAMPLES, "-o", book, "--template-dir", os.path.join(folder, "index"))
    assert "head.xhtml: symbolic link is not followed" in text, text
    if os.getuid():
        os.chmod(os.path.join(folder, "empty"), 0o500)
        text = says(1, "build", SAMPLES, "-o", os.path.join(folder, "empty", "b.epub"))
        assert "b.epub" in text and "Permission denied" in text, text
    for start, what in ((b"BZh91AY", "a bzip2 archive"), (b"\xfd7zXZ\0", "an xz archive"),
                        (b"%PDF-1.4", "a PDF"), (b"\x89PNG\r\n\x1a\n\0", "no text")):
        file = write(os.path.join(folder, "in", "file"), start + b" more of it")
        equal(says(1, "list", file), "source '%s': %s; folders, documents, .zip, .tar and "
              ".tar.gz are read" % (file, what))
    for text in ("# A\n\nWords of it.\n", "<html><title>A</title><p>Words of it.</p>"):
        for encoding in ("utf-8", "utf-16"):
            write(file, text.encode(encoding))
            equal([a["title"] for a in listing(file)], ["A"], (text, encoding))
    shutil.rmtree(os.path.join(folder, "in"))
    for command in (["list"], ["show"]):
        text = says(2, *command, "https://example.org/a")
        assert "'https://example.org/a' is an address" in text, text
    equal(sorted(os.listdir(folder)), ["empty", "index"])


def test_sections_of_one_file():
    """show calls them as list does, where no index page has another name."""
    tree = fresh("cli-sections")
    for path, section in (("blog/_posts/a.md", "blog"), ("news/2023/07/19/b.md", "news"),
                          ("essays/one/index.md", "essays"), ("plain/c.md", "plain")):
        file = write(os.path.join(tree, path), "# Of %s\n\nWords of it.\n" % section)
        equal(show(file)["sections"], [section], path)
    equal(sorted(s for a in listing(tree) for s in a["sections"]),
          ["blog", "essays", "news", "plain"])


def test_links_that_are_named():
    """A link within a tree is not followed, but one that the user names is
    what it leads to, with the pictures that lie there."""
    folder = fresh("cli-links")
    write(os.path.join(folder, "real", "2023-07-19-a.md"), "# A\n\nWords.\n\n![x](swifts.jpg)\n")
    shutil.copy(os.path.join(SAMPLES, "img", "swifts.jpg"), os.path.join(folder, "real"))
    os.makedirs(os.path.join(folder, "links"))
    for name, to in (("a.md", "../real/2023-07-19-a.md"), ("again.md", "a.md"), ("folder", "../real")):
        os.symlink(to, os.path.join(folder, "links", name))
    for name in ("a.md", "again.md", "folder"):
        source = os.path.join(folder, "links", name)
        rows = listing(source)
        equal([(r["title"], r["date"], r["source"]) for r in rows],
              [("A", "2023-07-19", "2023-07-19-a.md")], name)
        book = os.path.join(folder, "b.epub")
        assert b"1 article, 1 picture," in run("build", source, "-o", book).stderr, name
    write(os.path.join(folder, "links", "b.md"), "# B\n\nOther words.\n")
    equal([r["title"] for r in listing(os.path.join(folder, "links"))], ["B"])
    os.symlink("nowhere", os.path.join(folder, "links", "gone.md"))
    assert "No such file" in says(1, "list", os.path.join(folder, "links", "gone.md"))


def test_many_sources():
    """More than there can be open files: what `chapbook list *.md` names."""
    folder = fresh("cli-many")
    files = [write(os.path.join(folder, "%d.md" % i), "# T%d\n\nWords of %d.\n\n![x](%d.png)\n" % (i, i, i))
             for i in range(200)]

    def few():
        resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    done = subprocess.run([CHAPBOOK, "build", "--offline", "-o", os.path.join(folder, "b.epub"),
                           *files], stderr=subprocess.PIPE, preexec_fn=few)
    assert b"200 articles, 0 pictures" in done.stderr, done.stderr


def test_what_books_are_called():
    folder = fresh("cli-names")
    write(os.path.join(folder, "A walk, twice.md"), "# A walk\n\nWords of the walk.\n")
    write(os.path.join(folder, "in", "b.html"), "<h1>Another</h1><p>Words of another.</p>")
    for args, name in ((["A walk, twice.md"], "a-walk-twice"), (["in/"], "in"), (["."], "book"),
                       (["in", "--title", "Grüße & more"], "gr-e-more"), (["in/b.html"], "b")):
        equal(run("build", "-q", *args, cwd=folder).returncode, 0)
        assert os.path.exists(os.path.join(folder, name + ".epub")), (name, os.listdir(folder))
    with zipfile.ZipFile(os.path.join(folder, "a-walk-twice.epub")) as z:
        assert b"<dc:title>A walk</dc:title>" in z.read("e/package.opf")


def test_what_books_say_they_are():
    """Whatever is asked for, title, identifier and language are valid."""
    book = os.path.join(fresh("cli-says"), "b.epub")

    def package(*args):
        run("build", "-q", SAMPLES, "-o", book, *args)
        with zipfile.ZipFile(book) as z:
            return z.read("e/package.opf").decode()

    for blank in (" ", "\t\n", "\u3000"):
        equal(says(2, "build", SAMPLES, "--title", blank), "--title needs a value (TEXT)")
    assert "<dc:title>a b c</dc:title>" in package("--title", " a\nb\t c ")
    assert "<dc:title>Untitled</dc:title>" in package("--title", "\x01\x02")
    assert "<dc:title>\ufffd&lt;</dc:title>" in package("--title", os.fsdecode(b"\xff<"))
    assert "<dc:language>zh-Hans</dc:language>" in package("--language", "zh_CN")
    assert "<dc:language>en-US</dc:language>" in package("--language", "EN-us")
    assert ">urn:isbn:1<" in package("--identifier", "urn:isbn:1")
    assert ">urn:uuid:0a8a5141-116f-8323-ABFA-0e8c834bd72f<" in package(
        "--identifier", "urn:uuid:0a8a5141-116f-8323-ABFA-0e8c834bd72f")
    for wrong in ("a b", "a\nb", "\x01", "x\u3000y", os.fsdecode(b"a\xff"), "urn:uuid:1", "x" * 1001,
                  "URN:UUID:0a8a5141-116f-8323-abfa-0e8c834bd72g"):
        assert "is no identifier" in says(2, "build", SAMPLES, "-o", book, "--identifier", wrong)


def test_own_style():
    """What is accepted stands behind our own style sheet, for the checkers
    to see too."""
    css = os.path.join(fresh("cli-css"), "own.css")
    text = """@charset "utf-8";
/* direction */
p > em + strong ~ a:hover, li:nth-child(2n+1)::before, *.x[lang|="zh"]:not(#y) {
    margin: -.5em 1px 50% calc((1px + 2px) * 3); font: 1em/1.2 "It's", serif;
    --own: x(a, 'b') ; color: #000 ! important; flex-direction: row
}
@media screen and (min-width: 300px), print { p { color: #300 } }
@supports (display: grid) { p { color: #300 } }
@page :first { margin: 1cm }
@keyframes fade { from { opacity: 0 } 50%, to { opacity: 1 } }
"""
    book = os.path.join(BOOKS, "own-style.epub")
    for mark in ("", "\ufeff"):
        write(css, mark + text)
        run("build", "-q", SAMPLES, "-o", book, "--css", css)
        assert entries(book)["e/book.css"].decode().endswith("}\n" + text)


def test_own_templates():
    """One that makes no XML makes no book, and the message names it."""
    folder = fresh("cli-templates")
    book = os.path.join(folder, "b.epub")
    for name, old, new, message in (
            ("package.opf", "</dc:title>", "</dc:titel>", "element 'dc:title': line 5: misplaced end tag 'dc:titel'"),
            ("package.opf", " xmlns:dc=", " xmlns:dd=", "line 4: no namespace for 'dc:identifier'"),
            ("toc.ncx", "</ncx>", "", "line 32: unclosed element 'ncx'"),
            ("package.opf", ">{{identifier}}<", "><", "line 4: nothing in 'dc:identifier'"),
            ("package.opf", 'identifier id="id"', 'identifier id="x"',
             "no dc:identifier that is the unique identifier"),
            ("package.opf", "<dc:title>{{title}}</dc:title>\n", "", "no dc:title"),
            ("package.opf", "dcterms:modified", "dcterms:created", "no date of modification"),
            ("package.opf", 'version="3.0"', 'version="2.0"',
             "line 2: another version than 3.0: '2.0'"),
            ("package.opf", "2007/opf", "2007/ops", "line 2: wrong namespace 'http://www.idpf.org/2007/ops'"),
            ("package.opf", "<manifest>", '<manifest id="id">', "duplicate id 'id'"),
            ("package.opf", 'media-type="{{media}}"', 'media-type="text/plain"',
             "line 26: another media type than that of 'cover.xhtml'"),
            ("package.opf", '<itemref idref="{{id}}"/>\n', "", "not in the spine: 'cover.xhtml'"),
            ("package.opf", "</manifest>", '<item id="x" href="../a" media-type="a/b"/></manifest>',
             "no file of the book: '../a'"),
            ("package.opf", "</manifest>", '<item id="x" href="https://example.org/a.css" '
             'media-type="text/css"/></manifest>', "no file of the book: 'https://example.org/a.css'"),
            ("package.opf", "</metadata>", '<link rel="record" href="https://example.org/"/></metadata>',
             "unknown or misplaced element 'link'"),
            ("package.opf", 'href="{{start}}"', 'href="//example.org/"',
             "no file of the book: '//example.org/'"),
            ("package.opf", ' toc="ncx"', ' toc="x"', "no file of the book: 'x'"),
            ("package.opf", None, '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"/>',
             "no dc:identifier that is the unique identifier"),
            ("package.opf", None, "<a/>", "line 1: unknown or misplaced element 'a'"),
            ("package.opf", None, "", "line 1: no root element ''"),
            ("toc.ncx", 'src="{{href}}"', 'src="../{{href}}"', "no file of the book: '../"),
            ("toc.ncx", 'src="{{href}}"', 'src="https://example.org/"',
             "no file of the book: 'https://example.org/'"),
            ("toc.ncx", 'id="n{{order}}"', 'id="n"', "duplicate id 'n'"),
            ("toc.ncx", "<docTitle><text>{{title}}</text></docTitle>", "", "no docTitle"),
            ("toc.ncx", None, '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"/>', "no navPoint"),
            ("title.xhtml", "<h1>", "<h1><script/>", "line 11: unknown element 'script'")):
        with open(os.path.join(ROOT, "templates", name)) as f:
            text = f.read()
        assert old is None or old in text, (name, old)
        own = fresh("cli-templates-own")
        write(os.path.join(own, name), new if old is None else text.replace(old, new))
        said = says(1, "build", SAMPLES, "-o", book, "--template-dir", own)
        assert said.startswith('cannot make "%s": %s: ' % (book, name)), said
        assert message in said, (said, message)
    equal(os.listdir(folder), [])
    # What a package may hold, too.
    own = fresh("cli-templates-own")
    with open(os.path.join(ROOT, "templates", "package.opf")) as f:
        text = f.read()
    for old, new in (("</metadata>", "<dc:publisher>The ferry house</dc:publisher>\n"
                      "<dc:rights xml:lang=\"en\">Free</dc:rights></metadata>"),
                     ("<guide>\n", "<guide>\n<reference type=\"loi\" title=\"x\" href=\"nav.xhtml#a\"/>")):
        assert old in text
        text = text.replace(old, new)
    text = re.sub("<guide>.*</guide>\n", "", text, flags=re.S)
    write(os.path.join(own, "package.opf"), text)
    run("build", SAMPLES, "-q", "-o", os.path.join(BOOKS, "own-package.epub"), "--template-dir", own)


def test_standard_output():
    """The report may go there; a book, which is whole or not there, may not."""
    folder = fresh("cli-stdout")
    book = os.path.join(folder, "b.epub")
    equal(says(2, "build", SAMPLES, "-o", "-", cwd=folder), "a book cannot go to standard "
          "output: --output needs a file (./- for one of that name)")
    done = run("build", SAMPLES, "-o", book, "--report", "-")
    report = json.loads(done.stdout)
    equal((report["book"], report["sha256"]), ("b.epub", sha256(book)))
    equal(len(done.stderr.splitlines()), 1)
    equal(os.listdir(folder), ["b.epub"])
    os.remove(book)
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            done = subprocess.run([CHAPBOOK, "build", "--offline", SAMPLES, "-o", book,
                                   "--report", "-"], stdout=full, stderr=subprocess.PIPE)
        equal(done.returncode, 1)
        assert b"the report: cannot write: No space left" in done.stderr, done.stderr
        equal(os.listdir(folder), [])
    equal(says(2, "build", SAMPLES, "-o", book, "--dry-run", "--report", "r.json"),
          "--dry-run writes nothing, so that there is nothing to report")


def test_dry_run():
    """It tells what list tells, and why it ends as it does."""
    folder = fresh("cli-dry")
    write(os.path.join(folder, "t", "a.md"), "# A\n\nWords of the article.\n")
    shutil.copytree(os.path.join(folder, "t"), os.path.join(folder, "u"))
    write(os.path.join(folder, "u", "b.md"), "# B\n\nOther words of it.\n")
    os.symlink("b.md", os.path.join(folder, "u", "c.md"))
    for args, code in (([], 0), (["--strict"], 4)):
        done = run("build", "--dry-run", "t", "u", *args, cwd=folder, code=code)
        equal(done.stdout.decode().split(), ["A", "B"])
        equal(done.stderr.decode().splitlines(),
              ["2 of 2 articles (1 found again); 1 file could not be read",
               "source-unreadable: c.md: symbolic link is not followed"])
        equal(done.stderr, run("list", "t", "u", cwd=folder).stderr)
    equal(says(3, "build", "--dry-run", "t", "u", "--tag", "x", cwd=folder),
          "nothing selected of 2 articles; no tag 'x'")
    equal(sorted(os.listdir(folder)), ["t", "u"])


def test_report_is_no_book():
    folder = fresh("cli-report")
    os.symlink(folder, os.path.join(folder, "link"))
    write(os.path.join(folder, "b.epub"), epub_head())
    for report in ("b.epub", "./b.epub", "link/b.epub", os.path.join(folder, "b.epub")):
        text = says(2, "build", SAMPLES, "-o", "b.epub", "--report", report, cwd=folder)
        equal(text, 'the report would replace the book "%s"' % report)
    with open(os.path.join(folder, "b.epub"), "rb") as f:
        equal(f.read(), epub_head())


def test_causes_once():
    """A fault names its subject once, and the cause."""
    tree = fresh("cli-causes")
    write(os.path.join(tree, "a.md"), "# A\n\nWords of the article.\n\n![none](img/none.png)\n")
    write(os.path.join(tree, "img", "dir.png", "x"), "")
    write(os.path.join(tree, "b.md"), "# B\n\nOther words of it.\n\n![folder](img/dir.png)\n")
    os.symlink("a.md", os.path.join(tree, "c.md"))
    report = os.path.join(tree, "r.json")
    run("build", tree, "-q", "-o", os.path.join(tree, "b.epub"), "--report", report)
    with open(report) as f:
        causes = {x["where"]: x["cause"] for x in json.load(f)["faults"]}
    equal(causes, {"a.md": "picture 'img/none.png': cannot open: No such file or directory",
                   "b.md": "picture 'img/dir.png': not a regular file",
                   "c.md": "symbolic link is not followed"})


def test_names_that_are_no_text():
    """What is no UTF-8 in a name is told byte by byte, the same in all JSON."""
    tree = os.fsencode(fresh("cli-bytes"))
    with open(os.path.join(tree, b"\xe7\x8c\xab\xff\x1b.md"), "wb") as f:
        f.write(b"# A\n\nWords of the article.\n\n![x](none.png)\n")
    name = "\u732b\\xff\x1b.md"
    tree = os.fsdecode(tree)
    equal([a["source"] for a in listing(tree)], [name])
    equal(show(os.path.join(tree, os.listdir(tree)[0]))["source"], os.path.join(tree, name))
    report = json.loads(run("build", tree, "-q", "-o", os.path.join(WORK, "bytes.epub"),
                            "--report", "-").stdout)
    equal([f["where"] for f in report["faults"]], [name])
    assert b"\x1b" not in run("build", tree, "-v", "-o", os.path.join(WORK, "bytes.epub")).stderr


def test_folders_of_any_name():
    """What stands in a folder or a file's name costs no article, and its
    pictures are found there."""
    names = ["u\x85", "nl\nx", "c1\x01", "esc\x1b[31m", "rtl\u202e", "nonchar\ufffe", "plain",
             "zwsp\u200b", "del\x7f", "日本\x9b", "ملف\u200f"]
    raw = [n.encode() for n in names] + [b"raw\xff", b"cut\xe4\xb8"]
    tree = os.fsencode(fresh("cli-folders"))
    with open(os.path.join(SAMPLES, "img", "plan.png"), "rb") as f:
        picture = f.read()
    for i, name in enumerate(raw):
        place = os.path.join(tree, name)
        os.makedirs(place)
        escaped = b"".join(b"%%%02x" % c for c in name)
        with open(os.path.join(place, b"a.md"), "wb") as f:
            f.write(b"# Title %d\n\nArticle number %d has two pictures, and words.\n\n"
                    b"![p](a.png) [next](../%s.md)\n\n![q](%s.png)\n" % (i, i, escaped, escaped))
        with open(os.path.join(tree, name + b".md"), "wb") as f:
            f.write(b"# File %d\n\nFile number %d has a picture, and words.\n\n"
                    b"![p](%s/a.png)\n" % (i, i, escaped))
        for file in (b"a", name):
            with open(os.path.join(place, file + b".png"), "wb") as f:
                f.write(picture)
    book = os.path.join(BOOKS, "folders.epub")
    report = json.loads(run("build", os.fsdecode(tree), "-q", "-o", book, "--report", "-").stdout)
    equal(report["faults"], [])
    equal((report["included"], report["pictures"]["included"]), (2 * len(raw), 3 * len(raw)))
    pages = [v.decode() for k, v in entries(book).items() if "/t/a" in k]
    equal(sum("next</a>" in page for page in pages), len(raw))


def test_printed_controls():
    """Nothing that is printed turns round what stands around it."""
    folder = fresh("cli-controls")
    write(os.path.join(folder, "t", "a\x9b.md"),
          "# A \u202eeltit\u202c b\n\nWords \u202etxet\u202c, \u2067isolated\u2069, and more of "
          "them.\n\n![x](none\u202e.png)\n")
    tree = os.path.join(folder, "t")
    book = os.path.join(folder, "b.epub")
    printed = [run("build", tree, "-q", "-o", book, "--report", "-").stdout,
               run("build", tree, "-v", "-o", book).stderr, run("list", tree).stdout,
               run("list", "--json", "--undated", tree).stdout]
    printed += [run("show", *args, os.path.join(tree, "a\x9b.md")).stdout
                for args in (["--format", "json"], ["--format", "xhtml"], ["--format", "text"],
                             ["--explain"])]
    for out in printed:
        for control in "\x7f\x9b\u202d\u202e":
            assert control not in out.decode(), (control, out)
    # The value is the same, however it is written.
    equal(json.loads(printed[0])["faults"][0]["where"], "a\x9b.md")
    equal(json.loads(printed[4])["title"], "A \u202eeltit\u202c b")
    assert b"Words &#x202e;txet" in printed[5], printed[5]
    assert b"Words \\u202etxet" in printed[6], printed[6]
    assert "\u2067isolated\u2069" in printed[6].decode()


def test_reader_that_leaves():
    """`chapbook list | head` says nothing of it."""
    tree = fresh("cli-pipe")
    for i in range(40):
        write(os.path.join(tree, "%02d.md" % i), "# Title %d\n\nWords of %d.\n" % (i, i))
    for args in (["list", tree], ["list", "--json", tree], ["show", os.path.join(tree, "01.md")],
                 ["build", "--help"]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([CHAPBOOK, *args], stdout=writer, stderr=subprocess.PIPE)
        os.close(writer)
        assert done.returncode in (0, -signal.SIGPIPE), (args, done.returncode)
        assert b"chapbook:" not in done.stderr, done.stderr
    if os.path.exists("/dev/full"):
        with open("/dev/full", "w") as full:
            for args in (["list", tree], ["--help"]):
                done = subprocess.run([CHAPBOOK, *args], stdout=full, stderr=subprocess.PIPE)
                equal(done.returncode, 1)
                assert b"cannot write to standard output: No space" in done.stderr


def test_narrow_terminals():
    """A line of the list takes one line, as long as that has room for a date."""
    tree = fresh("cli-narrow")
    write(os.path.join(tree, "section", "2023-07-19-a.md"),
          "# A long title that goes on\n\nWords of the article.\n")
    write(os.path.join(tree, "section", "2023-07-20-b.md"), "# 一个很长的标题在这里继续\n\n文章的话。\n")

    def listed(columns):
        master, slave = pty.openpty()
        fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        subprocess.run([CHAPBOOK, "list", "-q", tree], stdout=slave, check=True)
        os.close(slave)
        sent = b""
        while sent.count(b"\n") < 2:
            sent += os.read(master, 65536)
        os.close(master)
        return sent.decode().split("\r\n")[:-1]

    equal(listed(80), ["2023-07-19  section           A long title that goes on",
                       "2023-07-20  section           一个很长的标题在这里继续"])
    equal(listed(51), ["2023-07-19  section           A long title that goe",
                       "2023-07-20  section           一个很长的标题在这里"])
    equal(listed(49), ["2023-07-19  A long title that goes on",
                       "2023-07-20  一个很长的标题在这里继续"])
    equal(listed(23), ["2023-07-19  A long titl", "2023-07-20  一个很长的"])
    equal(listed(1), ["2023-07-19  A long t", "2023-07-20  一个很长"])


def test_closed_descriptors():
    """Nothing but the book goes into the book."""
    folder = fresh("cli-closed")
    book, plain = os.path.join(folder, "b.epub"), os.path.join(folder, "p.epub")
    run("build", SAMPLES, "--title", "x", "-q", "-o", plain)
    for closed in ([0], [1], [2], [0, 1, 2]):
        def close():
            for fd in closed:
                os.close(fd)
        done = subprocess.run([CHAPBOOK, "build", "--offline", SAMPLES, "--title", "x", "-o", book],
                              preexec_fn=close)
        equal(done.returncode, 0, closed)
        equal(sha256(book), sha256(plain), closed)
    done = subprocess.run([CHAPBOOK, "list", SAMPLES], preexec_fn=lambda: os.close(1),
                          stderr=subprocess.PIPE)
    equal(done.returncode, 1)
    assert b"cannot write to standard output" in done.stderr


def test_long_values():
    """Whatever ends up in a book or goes to servers has a limit."""
    folder = fresh("long-values")
    book = os.path.join(folder, "b.epub")
    run("build", SAMPLES, "-o", book, "--no-images", "--title", "t" * 1000)
    assert b"t" * 1000 in entries(book)["e/package.opf"]
    said = run("build", SAMPLES, "-o", book, "--title", "t" * 1001, code=2).stderr
    assert b"--title has more than 1000 bytes" in said and b"tttt" not in said, said
    said = run("build", SAMPLES, "-o", book, "--user-agent", "a" * 1001, code=2).stderr
    assert b"user agent: more than 1000 bytes" in said, said


def peak_mb(*args):
    """Of the program itself."""
    with subprocess.Popen([CHAPBOOK, *args], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as p:
        _, status, used = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
    equal(p.returncode, 0)
    return used.ru_maxrss / 1000


def test_many_excluded():
    """What a list of URLs costs grows with it, by no more than a few times its size."""
    if SANITIZED:
        skip("memory of another kind")
    file = os.path.join(fresh("many-excluded"), "urls")
    with open(file, "w") as f:      # our own peak counts as the child's until it begins
        for i in range(600000):
            f.write("http://a.b/%d\n" % i)
    none, size = peak_mb("list", SAMPLES), os.path.getsize(file) / 1e6
    many = peak_mb("list", SAMPLES, "--exclude", file)
    assert many - none < 7 * size, (none, many, size)


main(globals())
