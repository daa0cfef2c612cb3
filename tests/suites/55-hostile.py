#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Pages made to do harm: bounded memory, text kept, book clean. What they may
cost is a matter of tests/unit, where instructions are counted."""
import os
import re
import resource
import sys
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

STUCK_S = 1800
MEGABYTES = 512
NAME = re.compile(r"^(mimetype|META-INF/container\.xml|[a-z0-9./_-]+)$")
PARSED = (".xhtml", ".opf", ".ncx", ".xml")
ACTIVE = {"script", "iframe", "object", "embed", "applet", "video", "audio",
          "source", "track", "base", "form", "input", "button", "frame",
          "style", "template", "canvas", "portal", "math"}
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f"
                      "\u202a-\u202e\u2066-\u2069\ufeff]")


def local(tag):
    return tag.rsplit("}", 1)[-1]


def check_attribute(where, element, name, value):
    lower = value.strip().lower()
    assert not name.startswith("on"), (where, element, name)
    assert name not in ("style", "srcset", "poster", "background", "action",
                        "srcdoc", "ping"), (where, element, name)
    if element == "a" and name == "href":
        assert not re.match(r"(javascript|data|file|vbscript|blob):", lower), \
            (where, value)
    elif name in ("src", "href", "data", "cite"):
        assert not re.match(r"([a-z][a-z0-9+.-]*:|//)", lower), \
            (where, element, value)


def check_book(book):
    """The text of a book, which is clean by this suite's own rules."""
    text = []
    for name, content in entries(book).items():
        assert NAME.match(name) and ".." not in name, name
        if name.endswith(".css"):
            assert b"url(" not in content and b"@import" not in content
        if not name.endswith(PARSED):
            continue
        root = ElementTree.fromstring(content)
        for e in root.iter():
            assert isinstance(e.tag, str), (name, "comment or instruction")
            tag = local(e.tag)
            assert tag not in ACTIVE or name.endswith((".opf", ".ncx")), \
                (name, tag)
            if tag == "meta" and name.endswith(".xhtml"):
                assert "http-equiv" not in e.attrib, name
            for key, value in e.attrib.items():
                if name.endswith(".xhtml"):
                    check_attribute(name, tag, local(key), value)
        whole = "".join(root.itertext())
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", whole)
        text.append(whole)
    return "\n".join(text)


def check_talk(*streams):
    """What is printed has no byte that a terminal obeys."""
    for stream in streams:
        bad = CONTROLS.search(stream.decode("utf-8").replace("\n", ""))
        assert not bad, (bad.group(), stream[:2000])


def page(name, html):
    """An article around it, with a word at its end that must be kept."""
    head = ("<!DOCTYPE html><html><head><title>%s of harm</title></head>"
            "<body><article><h1>%s of harm</h1><p>Words that come first, and "
            "some more of them, so that this is an article of %s.</p>"
            % (name, name, name)).encode()
    tail = ("<p>Words that come last: %s</p></article></body></html>"
            % marker(name)).encode()
    return head + (html.encode() if isinstance(html, str) else html) + tail


def note(name, text):
    return ("# %s of harm\n\nWords that come first, and some more of them, "
            "so that this is an article of %s.\n\n%s\n\nWords that come last: "
            "%s\n" % (name, name, text, marker(name)))


def marker(name):
    return "End" + re.sub("[^a-z0-9]", "", name.lower()) + "Mark"


def bind(folder, files, *args, markers=None, code=0):
    """Binds files, within bounds of memory; returns text, report and what was said."""
    tree, book = os.path.join(folder, "tree"), os.path.join(folder, "b.epub")
    for name, content in files.items():
        write(os.path.join(tree, name), content)
    done = run("build", tree, "-v", "-o", book, "--report", book + ".json",
               *args, code=code, timeout=STUCK_S)
    if not SANITIZED:
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
        assert used < MEGABYTES, "took %d MB" % used
    check_talk(done.stdout, done.stderr)
    if code:
        return "", {}, done
    text = check_book(book)
    with open(book + ".json") as f:
        report = json.load(f)
    missing = [n for n in markers or [] if marker(n) not in text]
    equal(missing, [], "text lost; faults: %r" % report["faults"][:10])
    return text, report, done


def bind_pages(folder, bodies, make=page, suffix=".html"):
    files = {name + suffix: make(name, body) for name, body in bodies.items()}
    return bind(fresh(folder), files, markers=bodies)


NESTS = {"div": ("<div>", "</div>"), "p": ("<p>", "</p>"),
         "b": ("<b>", "</b>"), "list": ("<ul><li>", "</li></ul>"),
         "table": ("<table><tr><td>", "</td></tr></table>"),
         "quote": ("<blockquote>", "</blockquote>"),
         "font": ("<a href=x><font>", "</font></a>")}


def nests(depth):
    pages = {}
    for name, (start, end) in NESTS.items():
        n = depth // start.count("<")
        pages["closed-" + name] = start * n + "deep words" + end * n
        pages["open-" + name] = start * n + "deep words"
    return pages


def test_nested_600():
    text = bind_pages("hostile-nested-600", nests(600))[0]
    equal(text.count("deep words"), 2 * len(NESTS))


def test_nested_200000():
    text = bind_pages("hostile-nested-200000", nests(200000))[0]
    equal(text.count("deep words"), 2 * len(NESTS))


def test_quadratic_html():
    many = "".join(" a%d=%d" % (i, i) for i in range(80000))
    tags = "".join("<x%d>" % i for i in range(65000))
    ends = "".join("</y%d>" % i for i in range(65000))
    bind_pages("hostile-quadratic", {
        "attributes": "<p%s>words in it</p>" % many,
        "endtags": tags + ends,
        "wrongend": "<b>" * 40000 + "</i>" * 40000,
        "formats": "<b><i><u><a href=y>" * 20000,
        "misnested": "<a href=x><b></a></b>" * 40000,
        "tabletext": "<table>" + "x<b>" * 50000,
        "quotes": "<p title=\"" + "&lt;" * 250000 + "\">words</p>",
        "entities": "&amp;&nosuch;&#0;&#x110000;&#xd800;" * 30000,
        "comments": "<!-- a --" * 100000 + "-->",
        "lessthan": "<p>" + "< " * 500000,
        "selects": "<select><option>x</select>" * 40000,
        "openselects": "<select>" * 40000,
        "oddselects": "<select>" * 40001,
    })


def test_large_text():
    words = b"Words of a long page. " * (12 * 1024 * 1024 // 22)
    text = bind_pages("hostile-large", {
        "node": b"<p>" + words + b"</p>",
        "word": b"<p>" + b"x" * 1000000 + b"</p>",
        "nul": b"<p>words \0 with \0 NUL\0 bytes</p>\0\0\0" + b"\0" * 1000000,
        "controls": b"<p>words " + bytes(range(32)) * 1000 + b"\x7f</p>",
    })[0]
    assert text.count("page.") >= 12 * 1024 * 1024 // 22


# What starts without an end takes the rest of the file with it.
SWALLOWED = {
    "comment": "<!--" * 250000, "cdata": "<![CDATA[" * 110000,
    "instruction": "<?" * 500000, "declaration": "<!A" * 330000,
}

# Markdown that grows without measure: such a file is its source's text.
GROWING = {
    "quotes": "> " * 500000,
    "references": "[r]: <http://example.org/" + "x" * 20000 + ">\n\n"
                  + "[r] " * 2000,
}

MARKDOWN = {
    "brackets": "[" * 1000000, "pictures": "![" * 500000,
    "stars": "*a **a " * 150000, "mails": "a@" * 500000,
    "links": "[a](b" * 200000,
    "ticks": "".join("e" + "`" * i for i in range(1400)),
    "underscores": "_" * 1000000, "tildes": "~~a " * 250000,
    "angles": "<a" * 500000, "footnotes": "[^a]" * 250000,
    "spaces": "x" + " " * 1000000 + "x", "urls": "http://" * 140000,
    "lists": "\n".join("%s- x" % ("  " * i) for i in range(1000)),
    "listline": "- " * 200000,
    "table": "|".join(["a"] * 2000) + "\n" + "|".join(["-"] * 2000) + "\n"
             + ("|".join(["x"] * 2000) + "\n") * 50,
    "tablerows": "\n".join(["a|b", "-|-"] + ["x"] * 100000),
    "definitions": "\n".join("[r%d]: u%d" % (i, i) for i in range(40000)),
    "htmlblocks": "<div>\n\n" * 100000,
}


def test_markdown():
    bind_pages("hostile-markdown", MARKDOWN, note, ".md")


def test_markdown_swallowed():
    text = bind(fresh("hostile-swallowed"), {
        name + ".md": note(name, body) for name, body in SWALLOWED.items()})[0]
    for name in SWALLOWED:
        assert "an article of %s." % name in text, name


def test_markdown_growing():
    text, report, _ = bind_pages("hostile-growing", GROWING, note, ".md")
    named = [(f["code"], f["where"]) for f in report["faults"]]
    equal(named, [("loss", name + ".md") for name in sorted(GROWING)])


def xhtml(doctype, body):
    return ('<?xml version="1.0"?>%s<html xmlns="http://www.w3.org/1999/xhtml">'
            '<head><title>Bomb</title></head><body><h1>Bomb of harm</h1>'
            '<p>Words that come first, enough of them for an article.</p>'
            '<p>%s</p></body></html>' % (doctype, body))


def test_entities():
    """Nothing declared is expanded, nothing named is opened."""
    folder = fresh("hostile-entities")
    secret = write(os.path.join(folder, "canary.txt"), "SECRETCANARY")
    lol = '<!ENTITY a0 "lol">' + "".join(
        '<!ENTITY a%d "%s">' % (i, ("&a%d;" % (i - 1)) * 10)
        for i in range(1, 10))
    files = {
        "lol.xhtml": "<!DOCTYPE html [%s]>" % lol, "quad.xhtml":
        '<!DOCTYPE html [<!ENTITY a0 "%s">]>' % ("x" * 100000),
        "xxe.xhtml": '<!DOCTYPE html [<!ENTITY a0 SYSTEM "file://%s">]>' % secret,
        "parameter.xhtml": '<!DOCTYPE html [<!ENTITY %% p SYSTEM "file://%s">'
                           '%%p;]>' % secret,
        "dtd.xhtml": '<!DOCTYPE html SYSTEM "%s">' % secret,
        "catalog.xhtml": '<?oasis-xml-catalog catalog="%s"?>'
                         '<!DOCTYPE html SYSTEM "x.dtd">' % secret,
        "xinclude.xhtml": "",
    }
    bodies = {"lol.xhtml": "&a9;" * 10, "quad.xhtml": "&a0;" * 50000,
              "xinclude.xhtml": '<xi:include parse="text" href="%s" xmlns:xi='
                                '"http://www.w3.org/2001/XInclude"/>' % secret}
    trace = os.path.join(folder, "trace")
    made = {name: xhtml(d, bodies.get(name, "&a0;") + " " + marker(name))
            for name, d in files.items()}
    text = bind(folder, made, markers=files)[0]
    assert "SECRETCANARY" not in text and "lollol" not in text
    assert "xxxxx" not in text
    if not shutil.which("strace") or SANITIZED:
        return
    subprocess.run(["strace", "-f", "-qq", "-e", "trace=%file", "-o", trace,
                    CHAPBOOK, "build", "--offline", os.path.join(folder, "tree"), "-q",
                    "-o", os.path.join(folder, "c.epub")], check=True)
    with open(trace, errors="replace") as f:
        opened = [line for line in f if "canary" in line or "x.dtd" in line]
    equal(opened, [])


ACTIVE_HTML = """
<script>bad()</script><SCRIPT SRC=//evil.test/a.js></SCRIPT>
<style>@import url(//evil.test/a.css); p { background: url(//evil.test/b) }</style>
<link rel=stylesheet href=http://evil.test/c.css><link rel=prefetch href=//evil.test/d>
<meta http-equiv=refresh content="300;url=http://evil.test/"><base href=http://evil.test/>
<p onclick=bad() OnMouseOver="bad()" style="background:url(//evil.test/e)">Pressed</p>
<a href="javascript:bad()">j1</a> <a href="JaVaScRiPt:bad()">j2</a>
<a href=" java&#10;script:bad()">j3</a> <a href="&#1;javascript:bad()">j4</a>
<a href="&#x6A;avascript:bad()">j5</a> <a href="java&Tab;script:bad()">j6</a>
<a href="DATA:text/html,<script>bad()</script>">d1</a> <a href="data:,x">d2</a>
<a href="FiLe:///etc/passwd">f1</a> <a href=file:/etc/passwd>f2</a>
<a href="vbscript:bad">v</a> <a href="blob:http://evil.test/x">bl</a>
<img src=http://evil.test/1.png srcset="//evil.test/2.png 2x" alt=tracker>
<img src=//evil.test/3.gif width=1 height=1><img src="FILE:///etc/passwd">
<img src="data:text/html,<script>bad()</script>"><img src=x onerror=bad()>
<img src="DATA:image/svg+xml,<svg onload='bad()' xmlns='http://www.w3.org/2000/svg'/>">
<svg onload=bad()><use href="http://evil.test/s.svg#x"/><image href="//evil.test/t.png"/>
<script>bad()</script><foreignObject><iframe src=//evil.test></iframe></foreignObject></svg>
<math><mtext><script>bad()</script></mtext><a xlink:href="javascript:bad()">m</a></math>
<iframe src=http://evil.test/ srcdoc="<script>bad()</script>"></iframe>
<video src=//evil.test/v.mp4 poster=//evil.test/p.jpg><source src=//evil.test/v.webm></video>
<audio src=//evil.test/a.mp3 autoplay></audio><object data=//evil.test/o.swf></object>
<embed src=//evil.test/e.swf><applet code=//evil.test/x.class></applet>
<table background=//evil.test/bg.png><tr><td background=//evil.test/td.png>Cell words</td></tr></table>
<body background=//evil.test/body.png><input type=image src=//evil.test/i.png>
<form action=//evil.test/f><button formaction=javascript:bad()>Go</button></form>
<blockquote cite=http://evil.test/q>Quoted words</blockquote><q cite=javascript:bad()>q</q>
<noscript><p title="</noscript><img src=x onerror=bad()>">n</p></noscript>
<textarea></textarea><img src=x onerror=bad()></textarea><xmp><script>bad()</script></xmp>
<template><script>bad()</script></template><a href=http://fine.test/ ping=//evil.test/ping>fine</a>
<![CDATA[<script>bad()</script>]]><!--><script>bad()</script>-->
<ok href=javascript:bad()>ok</ok><a href="http://fine.test/\"onclick=bad() x=">quote</a>
"""


def test_active():
    """No script, no style and no remote resource, only a@href."""
    bodies = {"html": ACTIVE_HTML, "twice": ACTIVE_HTML.upper()}
    files = {n + ".html": page(n, b) for n, b in bodies.items()}
    files["both.md"] = note("both", ACTIVE_HTML)
    files["links.md"] = note("links", (
        "[a](javascript:bad) ![b](http://evil.test/x.png) <javascript:bad()>\n"
        "[c](JAVASCRIPT:bad) ![d](//evil.test/y.png) [e](<data:text/html,x>)\n"
        "[f](file:///etc/passwd) ![g](file:///etc/passwd) [h]\n\n"
        "[h]: javascript:bad\n"))
    folder = fresh("hostile-active")
    bind(folder, files, markers=list(bodies) + ["both", "links"])
    for name, content in entries(os.path.join(folder, "b.epub")).items():
        if name.endswith(PARSED) and b"evil.test" in content:
            left = re.sub(rb'<a [^>]*href="https?://evil\.test[^"]*"', b"", content)
            assert not re.search(rb'="[^"]*evil\.test', left), (name, left)


def test_names():
    """Names and titles of files never reach a path, nor a terminal as is."""
    folder, tree = fresh("hostile-names"), b"hostile-names/tree"
    names = [b"a\x1b[31mred.md", b"b\xe2\x80\xae rtl.md", b"c\xff\xfe.md",
             b"d\nnewline.md", b"e" * 240 + b".md", b"CON.md", b"f\xc2\x9bc1.md",
             b" .md", b"-o.md", b"%2e%2e%2fg.md", b"h..md", b"i\\..\\..\\j.md",
             "k\u200bzero\ufeff.md".encode(), b"l'\"<&>.md", b"{{title}}.md",
             b"s\x1b]0;x\x07/in \r it.md"]
    for i, name in enumerate(names):
        write(os.path.join(os.fsencode(WORK), tree, name), note(
            "n%d" % i, "Enough words for one more article here."))
    titles = ["../../../etc/cron.d/x", "\x1b]0;owned\x07\x1b[2J", "\u202egpj.exe",
              "x" * 100000, "\u009b31m", "a\u2028b", "{{{body}}}", "<b>&amp;\"'",
              "\ufdd0\U0001ffff", "   ", "\u0300" * 5000, "]]>", "-->", "\0\0"]
    for i, title in enumerate(titles):
        name = "t%d" % i
        write(os.path.join(folder, "tree", name + ".md"),
              "---\ntitle: %s\ntags: [%s]\nauthor: %s\n---\n\n%s" % (
                  (json.dumps(title),) * 3 + (note(name, "Words."),)))
        write(os.path.join(folder, "tree", name + ".html"),
              page(name + "h", "").replace(b"<h1>", b"<h1>" + title.encode(
                  "utf-8", "replace")))
    every = ["n%d" % i for i in range(len(names))] \
        + ["t%d" % i for i in range(len(titles))]
    text, report, done = bind(folder, {}, markers=every)
    args = [os.path.join(folder, "tree"), "-v"]
    for more in ([], ["--tags"], ["--sections"]):
        done = run("list", *args, *more)
        check_talk(done.stdout, done.stderr)
    for line in run("list", "--json", *args).stdout.splitlines():
        json.loads(line)
    done = run("list", *args, "--tag", "\x1b[31m\u202e", code=3)
    check_talk(done.stdout, done.stderr)


FRONT = {
    "alias.md": "---\na: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        "%s: &%s [%s]\n" % (c, c, ",".join(["*" + p] * 9))
        for p, c in zip("abcdefgh", "bcdefghi")) + "title: *i\n---\n\n",
    "self.md": "---\ntitle: &a [*a, *a]\ntags: *a\n---\n\n",
    "large.md": "---\ntitle: Large\ntags:\n" + "- t\n" * 2600000 + "---\n\n",
    "deepyaml.md": "---\ntitle: " + "[" * 100000 + "\n---\n\n",
    "deepmap.md": "---\n" + "".join(" " * i + "a:\n" for i in range(600)) + "---\n\n",
    "tag.md": "---\ntitle: !!python/object/apply:os.system [id]\n---\n\n",
    "merge.md": "---\n<<: *nothing\ntitle: x\n---\n\n",
    "open.md": "---\ntitle: never closed\n\n",
    "deepjson.md": '{"title": "J", "a": ' + "[" * 100000 + "]" * 100000 + "}\n\n",
    "json.md": '{"title": "\\ud800", "tags": [' + "null," * 50000 + "0]}\n\n",
    "duplicate.md": "---\n" + "title: again\n" * 20000 + "---\n\n",
    "toml.md": "+++\ntitle = \"\"\"never\n= = [[[\n\x00 date = 9999-99-99\n+++\n\n",
    "deeptoml.md": "+++\ntags = " + "[" * 100000 + "\n+++\n\n",
    "tomlkeys.md": "+++\n" + "".join("k%d = {a = %d}\n" % (i, i)
                                     for i in range(9000)) + "+++\n\n",
    "dates.md": "---\ntitle: Dates\ndate: 99999999999999-99-99\n---\n\n",
    "bytes.md": b"---\ntitle: \xff\xfe\x80\ntags: [\xc3\x28]\n---\n\n",
}


def test_front_matter():
    made = {}
    for name, front in FRONT.items():
        body = note(name, "Enough words for an article.").encode()
        made[name] = (front if isinstance(front, bytes) else front.encode()) + body
    bind(fresh("hostile-front"), made, markers=FRONT)


def test_encodings():
    """Wrong, mixed and undeclared encodings: readable where that can be."""
    def html(charset, text):
        return ("<html><head><meta charset='%s'><title>T</title></head><body>"
                "<h1>Of %s</h1><p>%s</p></body></html>" % (charset, text[:4], text))

    han = "周三上午，代表们在北京会面，讨论气候变化的问题。" * 12
    korean = "수요일 아침에 대표들이 서울에서 만나 기후 변화를 논의했습니다. " * 12
    kana = "水曜日の朝、代表者たちは東京で会い、気候変動について話し合いました。" * 12
    latin = "Élèves et façades déjà vues à l'été, où l'on s'égare. " * 12
    readable = {
        "utf16le.html": (html("utf-16", han + "1").encode("utf-16"), han),
        "utf16be.html": (b"\xfe\xff" + html("x", kana + "2").encode("utf-16-be"), kana),
        "gb2312.html": (html("gb2312", han + "\u9555 3").encode("gbk"), han + "\u9555"),
        "euckr.html": (html("euc-kr", korean).encode("euc-kr"), korean),
        "sjis.html": (html("Shift_JIS", kana).encode("shift-jis"), kana),
        "latin.html": (html("iso-8859-1", latin).encode("latin-1"), latin),
        "big5.html": (html("big5", "氣候變化的問題" * 40).encode("big5"), "氣候變化的問題"),
        "bom.md": (b"\xef\xbb\xbf" + ("# Bom\n\n" + han + "4").encode(), han),
    }
    rest = {
        "nobom.html": html("utf-8", han + "5").encode("utf-16-le"),
        "utf7.html": html("utf-7", "+ADw-script+AD4-bad()+ADw-/script+AD4- " * 20).encode(),
        "mixed.html": html("utf-8", "héé ").encode("latin-1") + han.encode(),
        "lies.html": html("utf-16", latin).encode(), "none.html": html(
            "no-such-thing", latin + "6").encode(),
        "odd.html": b"\xff\xfe" + html("x", han).encode("utf-16-le")[:-1],
        "overlong.html": html("utf-8", "words ").encode() + b"\xc0\xbcscript\xc0\xbe",
        "cut.md": ("# Cut\n\n" + han).encode()[:-1], "zero.md": b"", "zero.html": b"",
        "noise.html": bytes((i * 7919 + i // 251) & 255 for i in range(300000)),
        "nuls.md": b"\0" * 100000, "bomonly.html": b"\xff\xfe",
    }
    made = {n: c[0] for n, c in readable.items()}
    text = bind(fresh("hostile-encodings"), dict(made, **rest))[0]
    solid = re.sub(r"\s", "", text)
    for name, (_, want) in readable.items():
        assert re.sub(r"\s", "", want) in solid, name


def test_reloading_page():
    """Found here: what loads itself again is no redirection, but a page."""
    reload = '<meta http-equiv="refresh" content="%s">'
    text, report, _ = bind(fresh("hostile-reload"), {
        "again.html": page("again", reload % "600"),
        "later.html": page("later", reload % "1800; url=/a.html"),
        "moved.html": page("moved", reload % "0; url=/b.html"),
    }, markers=["again", "later"])
    equal(report["included"], 2)


def test_too_large():
    """A file over the limit is named, and costs only itself."""
    folder = fresh("hostile-too-large")
    large = write(os.path.join(folder, "tree", "large.html"), page("large", ""))
    os.truncate(large, 40 << 20)
    report = bind(folder, {"small.md": note("small", "Words.")},
                  markers=["small"])[1]
    faults = [(f["code"], f["where"]) for f in report["faults"]]
    equal(faults, [("source-unreadable", "large.html")])
    assert "larger than" in report["faults"][0]["cause"], report["faults"]
    done = run("build", large, "-o", os.path.join(folder, "c.epub"), code=None)
    equal(done.returncode, 1, done.stderr)
    assert b"large.html" in done.stderr and b"larger than" in done.stderr, done.stderr
    equal(sorted(os.listdir(folder)), ["b.epub", "b.epub.json", "tree"])


main(globals())
