#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Names of files as other systems write them: pictures and pages are found."""
import os
import sys
import unicodedata

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

# Folder and file, in scripts whose letters can be composed in two ways.
NAMES = [("Photos é", "café"), ("Übung", "schöne Grüße"), ("Việt", "tiếng Việt"),
         ("한글", "사진"), ("日本が", "ガラス"), ("Ελλάδα", "καλημέρα"), ("Й", "йод"),
         ("Ąż", "źródło"), ("हिन्दी", "ज़मीन"), ("ع", "آب"), ("plain", "ascii")]


def picture():
    with open(os.path.join(SAMPLES, "img", "plan.png"), "rb") as f:
        return f.read()


def build(folder, source):
    book = os.path.join(folder, "b.epub")
    report = json.loads(run("build", "-q", source, "-o", book, "--report", "-").stdout)
    return report, entries(book)


def test_composed_otherwise():
    """The name of a Mac in a text of elsewhere, and the other way round; in
    a folder and in an archive. A name that is there exactly comes first."""
    for there, asked in (("NFD", "NFC"), ("NFC", "NFD")):
        folder = fresh("names-" + there)
        tree = os.path.join(folder, "t")
        for i, (place, name) in enumerate(NAMES):
            path = unicodedata.normalize(there, "%s/%s" % (place, name))
            ref = unicodedata.normalize(asked, "%s/%s" % (place, name))
            write(os.path.join(tree, path + ".png"), picture())
            write(os.path.join(tree, path + ".md"),
                  "# Page %d\n\nThe words of page number %d, and no more.\n" % (i, i))
            write(os.path.join(tree, "%d.md" % i), "# Title %d\n\nWords of article %d, which has a "
                  "picture.\n\n![p](<%s.png>) [there](<%s.md>)\n" % (i, i, ref, ref))
        with zipfile.ZipFile(os.path.join(folder, "t.zip"), "w") as z:
            for place, _, names in os.walk(tree):
                for name in names:
                    path = os.path.join(place, name)
                    z.write(path, os.path.relpath(path, tree))
        for source in (tree, os.path.join(folder, "t.zip")):
            report, book = build(folder, source)
            equal(report["faults"], [], source)
            equal((report["included"], report["pictures"]["included"]),
                  (2 * len(NAMES), len(NAMES)), source)
            pages = [v for k, v in book.items() if "/t/a" in k]
            equal(sum(b"there</a>" in p for p in pages), len(NAMES), source)
    folder = fresh("names-both")
    write(os.path.join(folder, "t", "a.md"), "# A\n\nWords of an article, which has a picture.\n\n"
          "![p](%s.png)\n" % unicodedata.normalize("NFC", "é"))
    write(os.path.join(folder, "t", unicodedata.normalize("NFC", "é") + ".png"), b"no picture")
    write(os.path.join(folder, "t", unicodedata.normalize("NFD", "é") + ".png"), picture())
    equal([f["code"] for f in build(folder, os.path.join(folder, "t"))[0]["faults"]],
          ["picture-broken"])


def test_backslashes():
    """What Windows writes into a page; but an escaped one is a letter."""
    folder = fresh("names-backslash")
    tree = os.path.join(folder, "t")
    write(os.path.join(tree, "sub dir", "x.png"), picture())
    write(os.path.join(tree, "pages", "y.png"), picture())
    write(os.path.join(tree, "pages", "two.html"), "<h1>Two</h1><p>The second page has words, too.</p>")
    for i, ref in enumerate(["..\\sub dir\\x.png", ".\\y.png", "\\sub%20dir\\x.png", "..\\pages/y.png"]):
        write(os.path.join(tree, "pages", "%d.html" % i), "<h1>Page %d</h1><p>Words of page number "
              "%d, with <a href=\"..\\pages\\two.html\">a link</a>.</p><img src=\"%s\">" % (i, i, ref))
    report, book = build(folder, tree)
    equal(report["faults"], [])
    equal(report["pictures"]["included"], 4)
    equal(sum(b"a link</a>" in v for k, v in book.items() if "/t/a" in k), 4)
    for ref in ("sub%20dir%5Cx.png", "\\\\host\\x.png", "..\\..\\..\\x.png"):
        write(os.path.join(tree, "pages", "0.html"),
              "<h1>Page</h1><p>Words of the page with a picture.</p><img src=\"%s\">" % ref)
        equal(build(folder, tree)[0]["pictures"]["included"], 3, ref)


# The name of a file without a title, and the title.
TITLES = [("0 - intro", "0 - intro"), ("Jean-Luc - a life", "Jean-Luc - a life"),
          ("first-steps", "first steps"), ("first_steps_again", "first steps again"),
          ("2024-01-05 Notes of a well-known day", "Notes of a well-known day"),
          ("2024-01-05-notes-of-a-day", "notes of a day"), ("中文-笔记", "中文 笔记"),
          ("会议 - 纪要", "会议 - 纪要"), ("会议\u3000纪要-二", "会议\u3000纪要-二"), ("Заметки - одна", "Заметки - одна"),
          ("snake_case in C", "snake_case in C"), ("ملاحظات-قصيرة", "ملاحظات قصيرة")]


def test_titles_of_names():
    tree = fresh("names-titles")
    for i, (name, _) in enumerate(TITLES):
        write(os.path.join(tree, name + ".md"),
              "Words that are enough for an article in themselves, number %d.\n" % i)
    found = {a["source"]: a["title"] for a in listing("--undated", tree)}
    equal(found, {name + ".md": title for name, title in TITLES})


# Front matter, and the tags, sections and authors that it declares.
OBJECTS = [
    ("---\ntags:\n  - name: Climate\n    slug: climate\n  - {name: Sea, slug: sea}\n"
     "categories:\n  - name: News\nauthor: By Ann Lee\n---\n", ["Climate", "Sea"], ["News"], ["Ann Lee"]),
    ("---\ntags: [{title: 气候}, {title: 海洋}]\nauthor: by Bo Li\n---\n", ["气候", "海洋"], [], ["Bo Li"]),
    ("---\ntags:\n  - plain\n  - label: Object\n---\n", ["plain", "Object"], [], []),
    ("---\ntags: {name: Only, slug: only}\n---\n", ["Only"], [], []),
    ("---\nkeywords:\n  - text: Климат\n    value: climate\n---\n", ["Климат"], [], []),
    ('{"title": "x", "tags": [{"name": "Climate", "id": 7}], "categories": [{"title": "News"}]}\n\n',
     ["Climate"], ["News"], []),
    ("+++\ntags = [{name = \"Sea\"}, {name = \"Wind\"}]\n+++\n", ["Sea", "Wind"], [], []),
    # Plain ones stay as they are, and what is no name is none.
    ("---\ntags: [Climate, Sea]\nauthor: Byron Lee\n---\n", ["Climate", "Sea"], [], ["Byron Lee"]),
    ("---\ntags: Climate, Sea\n---\n", ["Climate", "Sea"], [], []),
    ("---\ntags:\n  - slug: climate\n    url: /t/1\n---\n", [], [], []),
]


def test_tags_as_objects():
    tree = fresh("names-objects")
    for i, (head, tags, sections, authors) in enumerate(OBJECTS):
        path = write(os.path.join(tree, "%d.md" % i), head +
                     "# Title\n\nThese are words enough for an article in itself, as it is read.\n")
        found = listing("--undated", path)[0]
        equal((found["tags"], found["sections"], found["authors"]), (tags, sections, authors), head)


def test_show_and_list_agree():
    """Names that mean something at the top of a tree alone."""
    words = ("---\ntitle: How to help\n---\n\nHi there! We would like your help with this. There are "
             "many ways to do so.\n\n- [Install](https://example.org/i) it.\n- Read the "
             "[issues](https://example.org/j).\n\nThen write us a letter about it.\n")
    tree = fresh("names-tree")
    for name in ("a.md", "docs/a.md", "contributing.md", "docs/contributing.md", "docs/CHANGES.md",
                 "docs/guide/security.md", "SECURITY.md", "docs/README.md", "README.md",
                 "pages/en/contributing.md"):
        write(os.path.join(tree, name), words.replace("help with", name + " with"))
    write(os.path.join(tree, "LICENSE"), "Free.\n")
    listed = {a["source"] for a in listing("--undated", tree)}
    assert "docs/contributing.md" in listed and "contributing.md" not in listed, listed
    for place, _, names in os.walk(tree):
        for name in names:
            path = os.path.join(place, name)
            if name.endswith(".md"):
                shown = run("show", path, code=None).returncode == 0
                equal(shown, os.path.relpath(path, tree) in listed, path)
                equal(run("show", name, code=None, cwd=place).returncode == 0, shown, path)


main(globals())
