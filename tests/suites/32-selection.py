#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `list` selects, counts and suggests, on a small tree of its own."""
import datetime
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

# path, title, date, tags, author, lang, URL, text. Some names are composed,
# some decomposed, and their cases differ.
ARTICLES = [
    ("news/a.md", "Ärger im Café", "2023-07-19", ["Café", "straße", "Energy"], "José Núñez", "de",
     "https://example.org/a", "Die Leute sagten nichts dazu, und das Wetter blieb schön."),
    ("news/b.md", "Plain tea", "2023-07-20", ["Cafe\u0301", "ENERGY"], "Jose\u0301 Nu\u0301n\u0303ez",
     "en", "https://example.org/b", "The people of the village drank their tea and said nothing."),
    ("news/c.md", "Straße und Weg", "2023-06-30", ["STRASSE", "energy"], "", "de", "",
     "Der Weg war lang und die Leute waren müde von der Reise."),
    ("Culture/d.md", "Ελλάς", "2022-12-31", ["ΕΛΛΆΔΑ"], "", "el", "http://EXAMPLE.org:80/d?utm_source=x",
     "Οι άνθρωποι του χωριού έπιναν τσάι και δεν έλεγαν τίποτα."),
    ("Culture/e.md", "No date here", "", ["energy", "climate change"], "", "en", "",
     "An article of which nobody knows when it was written, nor why."),
    ("culture/f.md", "氣候會議", "2024-01-01", ["氣候", "climate"], "", "zh-Hant", "",
     "各國代表今天在會議上討論了氣候變化的問題，與會者認為這個問題非常重要。"),
    ("g.md", "At the root", "2024-01-07", ["ﬁne"], "O’Neil", "en-GB", "",
     "This one has no section, since it lies in the root of the folder."),
]


def make_tree():
    tree = os.path.join(WORK, "selection")
    if os.path.exists(tree):
        return tree
    for path, title, date, tags, author, lang, url, text in ARTICLES:
        head = ["title: " + title, "lang: " + lang, "tags: [%s]" % ", ".join(tags)]
        head += ["%s: %s" % (k, v) for k, v in
                 (("date", date), ("author", author), ("canonical_url", url)) if v]
        write(os.path.join(tree, path), "---\n%s\n---\n\n%s\n" % ("\n".join(head), text))
    return tree


def chosen(*args):
    """The files selected, by their letters, in the order printed."""
    return "".join(os.path.basename(a["source"])[0] for a in listing(*args, make_tree()))


def hint(*args):
    done = run("list", *args, make_tree(), code=3)
    equal(done.stdout, b"")
    return done.stderr.decode().splitlines()[-1]


KINDS = {"--tags": "tag", "--sections": "section", "--dates": "month", "--languages": "language"}


def counts(kind):
    out = run("list", kind, make_tree()).stdout.decode()
    plain = [tuple(line.split(None, 1)) for line in out.splitlines()]
    rows = [json.loads(x) for x in run("list", "--json", kind, make_tree()).stdout.splitlines()]
    equal([(str(r["count"]), r["name"]) for r in rows], plain)
    equal({r["kind"] for r in rows}, {KINDS[kind]})
    return dict((name, int(n)) for n, name in plain)


def test_counts():
    equal(counts("--tags"), {"energy": 4, "Café": 2, "straße": 2, "climate": 1, "climate change": 1,
                             "ΕΛΛΆΔΑ": 1, "氣候": 1, "ﬁne": 1})
    equal(counts("--sections"), {"Culture": 3, "news": 3})
    equal(counts("--dates"), {"2022-12": 1, "2023-06": 1, "2023-07": 2, "2024-01": 2})
    equal(counts("--languages"), {"de": 2, "en": 2, "el": 1, "en-GB": 1, "zh-Hant": 1})


def test_several_counts():
    """They can be told apart."""
    out = run("list", "--dates", "--sections", make_tree()).stdout.decode()
    equal(out, "Sections:\n     3  Culture\n     3  news\n\nMonths:\n     1  2022-12\n"
          "     1  2023-06\n     2  2023-07\n     2  2024-01\n")
    rows = [json.loads(x) for x in run("list", "--json", *KINDS, make_tree()).stdout.splitlines()]
    equal([r["kind"] for r in rows], ["tag"] * 8 + ["section"] * 2 + ["month"] * 4
          + ["language"] * 5)
    equal(hint("--tags", "--dates", "--since", "2025").split(";")[0],
          "chapbook: nothing selected of 7 articles")


def test_names_are_folded():
    for tag in ("café", "CAFÉ", "Cafe\u0301", "CAFE\u0301"):
        equal(chosen("--tag", tag), "ab", tag)
    for tag in ("strasse", "Straße", "STRASSE"):
        equal(chosen("--tag", tag), "ca", tag)
    equal(chosen("--tag", "ελλάδα"), "d")
    equal(chosen("--tag", "fine"), "g")
    equal(chosen("--section", "CULTURE"), "dfe")
    equal(chosen("--author", "josé nu\u0301ñez"), "ab")
    equal(chosen("--match", "LEUTE sagten"), "a")
    equal(chosen("--match", "STRASSE"), "c")
    equal(chosen("--match", "氣候變化"), "f")


def test_names():
    equal(chosen("--tag", "energy", "--tag", "climate"), "cabfe")
    equal(chosen("--tag", "energy", "--tag", "café", "--all-tags"), "ab")
    equal(chosen("--not-tag", "energy"), "dfg")
    equal(chosen("--tag", "energy", "--not-tag", "café"), "ce")
    equal(chosen("--section", "news", "--section", "culture"), "dcabfe")
    equal(chosen("--not-section", "news"), "dfge")
    equal(chosen("--lang", "en"), "bge")
    equal(chosen("--lang", "EN-gb"), "g")
    equal(chosen("--lang", "zh"), "f")
    equal(chosen("--lang", "zh-TW"), "f")
    equal(chosen("--lang", "zh-Hans"), "")
    equal(chosen("--lang", "de", "--lang", "el"), "dca")


def test_dates():
    for args, want in (("--since 2023", "cabfg"), ("--until 2022", "d"), ("--since 2023-07", "abfg"),
                       ("--until 2023-07", "dcab"), ("--since 2023-07 --until 2023-07", "ab"),
                       ("--since 2023-07-20 --until 2023-07-20", "b"), ("--month 2023-07", "ab"),
                       ("--month 2023-07 --since 2023-07-20", "b"), ("--week 2023-W29", "ab"),
                       ("--week 2024-W01", "fg"), ("--week 2022-W52", "d"),
                       ("--since 2023 --undated", "cabfge"), ("--undated", "dcabfge")):
        equal(chosen(*args.split()), want, args)
    done = run("list", "--since", "2023", make_tree())
    assert b"1 without a date left out" in done.stderr, done.stderr
    assert "no day is both" in run("list", "--since", "2024", "--until", "2023", make_tree(),
                                       code=2).stderr.decode()


def test_dates_from_today():
    tree = fresh("selection-today")
    today = datetime.datetime.now(datetime.timezone.utc).date()
    for days in (0, 6, 7, 27, 28, 29):
        write(os.path.join(tree, "%d.md" % days), "---\ntitle: Of %d\ndate: %s\n---\n\nWords of %d.\n"
              % (days, today - datetime.timedelta(days), days))
    if datetime.datetime.now(datetime.timezone.utc).date() != today:
        skip("it has just struck twelve")

    def since(*args):
        return [int(a["source"][:-3]) for a in listing(*args, "--tz", "UTC", "--sort", "-date", tree)]

    equal(since("--since", "today"), [0])
    equal(since("--since", "7d"), [0, 6, 7])
    equal(since("--since", "4w"), [0, 6, 7, 27, 28])
    equal(since("--until", "28d"), [28, 29])


def test_order_and_number():
    equal(chosen("--sort", "date"), "dcabfge")
    equal(chosen("--sort", "-date"), "gfbacde")
    equal(chosen("--sort", "title"), "gebcadf")
    equal(chosen("--sort", "section"), "dfecabg")
    equal(chosen("--sort", "input"), "defgabc")
    equal(chosen("--limit", "2"), "dc")
    equal(chosen("--limit", "2", "--sort", "-date"), "gf")
    equal(chosen("-n", "3", "--tag", "energy", "--sort", "-date"), "bac")


def test_exclude():
    tree = make_tree()
    file = write(os.path.join(WORK, "exclude"), "# what is known\n\nhttp://example.org/d\r\n"
                 "  https://EXAMPLE.org:443/b?utm_source=feed#top\nhttps://example.org/none\n")
    equal(chosen("--exclude", file), "cafge")
    one = write(os.path.join(WORK, "exclude-too"), "https://example.org/a")
    equal(chosen("--exclude", file, "--exclude", one), "cfge")
    write(one, "not a URL")
    assert b"'not a URL' is no http(s) URL" in run("list", "--exclude", one, tree, code=2).stderr

# What is one article and what two: files of a tree, and the pairs of places
# that the report names as found again.
TEXT = "The monthly issue is out now and can be read on our pages; we hope that you like it.\n"
AGAIN = [
    ("another title, date or picture", {
        "1.md": "---\ntitle: Issue 1\ndate: 2024-01-01\n---\n" + TEXT,
        "2.md": "---\ntitle: Issue 2\ndate: 2024-01-01\n---\n" + TEXT,
        "3.md": "---\ntitle: Issue 1\ndate: 2024-02-01\n---\n" + TEXT,
        "4.md": "---\ntitle: Issue 1\n---\n" + TEXT,
        "5.md": "---\ntitle: Issue 1\n---\n" + TEXT + "\n![p](p.jpg)\n"}, []),
    ("two sections", {
        "a/1.md": "# The quay\n\n" + TEXT, "b/1.md": "# The quay\n\n" + TEXT},
     [("b/1.md", "title, date and text", "a/1.md")]),
    ("Markdown and HTML", {
        "1.md": "# The quay\n\n" + TEXT,
        "2.html": "<title>The quay</title><h1>The quay</h1><p>%s</p>" % TEXT},
     [("2.html", "title, date and text", "1.md")]),
    ("one URL, however it is written", {
        "1.md": "---\ntitle: A\nurl: https://example.org/a?utm_source=x\n---\n" + TEXT,
        "2.md": "---\ntitle: B\nurl: https://EXAMPLE.org:443/a#top\n---\n" + TEXT * 2},
     [("2.md", "URL", "1.md")]),
    ("another URL of the same text", {
        "1.md": "---\ntitle: A\nurl: https://example.org/a\n---\n" + TEXT,
        "2.md": "---\ntitle: A\nurl: https://example.net/a\n---\n" + TEXT},
     [("2.md", "title, date and text", "1.md")]),
    ("one text in other scripts", {
        "1.md": "---\ntitle: 第一期\n---\n本期内容已经发布，欢迎阅读，希望大家喜欢我们的文章。\n",
        "2.md": "---\ntitle: 第二期\n---\n本期内容已经发布，欢迎阅读，希望大家喜欢我们的文章。\n",
        "3.md": "---\ntitle: العدد الأول\n---\nصدر العدد الآن ويمكن قراءته على صفحاتنا.\n",
        "4.md": "---\ntitle: العدد الثاني\n---\nصدر العدد الآن ويمكن قراءته على صفحاتنا.\n"}, []),
]


def test_found_again():
    for what, files, again in AGAIN:
        tree = fresh("selection-again")
        for name, text in files.items():
            write(os.path.join(tree, "t", name), text)
        equal(len(listing("--undated", os.path.join(tree, "t"))), len(files) - len(again), what)
        report = json.loads(run("build", "-q", "t", "-o", "b.epub", "--report", "-", cwd=tree).stdout)
        told = [(f["where"], f["cause"]) for f in report["faults"] if f["code"] == "found-again"]
        equal(told, [(place, 'found again: it has the %s of "%s"' % (key, first))
                     for place, key, first in again], what)
        assert b"found-again" not in run("build", "t", "-o", "b.epub", cwd=tree).stderr
    # Of several sources both are named; nothing of it is a loss.
    report = json.loads(run("build", "-q", "--strict", "t", "t/../t", "-o", "b.epub", "--report", "-",
                            cwd=tree).stdout)
    told = [f["cause"] for f in report["faults"] if f["code"] == "found-again"]
    equal(len(told), 4)
    assert told[0].endswith('"1.md" in \'t\''), told


def test_did_you_mean():
    assert hint("--tag", "energie").endswith("; no tag 'energie', did you mean energy?")
    assert hint("--tag", "climate chang").endswith("did you mean climate change, climate?")
    assert hint("--section", "cultur").endswith("; no section 'cultur', did you mean Culture?")
    assert hint("--author", "O'Neil").endswith("; no author 'O'Neil', did you mean O’Neil?")
    assert hint("--tag", "xylophone").endswith("of 7 articles; no tag 'xylophone'")
    assert hint("--since", "2025").endswith("of 7 articles; they are of 2022-12 to 2024-01")
    assert hint("--lang", "fr").endswith("; they are in de, en, el, en-GB, zh-Hant")
    # Where others are there, it may still be a slip; also in what is left out.
    for args, warning in ((["--tag", "energy", "--tag", "energie"],
                           "no tag 'energie', did you mean energy?"),
                          (["--tag", "energy", "--tag", "xylophone"], "no tag 'xylophone'"),
                          (["--not-tag", "energie", "--not-section", "cultur"],
                           "no tag 'energie', did you mean energy?; "
                           "no section 'cultur', did you mean Culture?")):
        for command in (["list"], ["build", "-o", os.path.join(WORK, "slip.epub")]):
            lines = run(*command, *args, make_tree()).stderr.decode().splitlines()
            equal(lines[0], "warning: " + warning)
            equal(run(*command, "-q", *args, make_tree()).stderr, b"")
    assert b"warning" not in run("list", "--tag", "energy", "--not-tag", "climate",
                                 make_tree()).stderr
    # So is the folder of a section that is called otherwise no mistake.
    done = run("list", SAMPLES, "--section", "City")
    equal(len(done.stdout.splitlines()), 3)
    assert b"no section" not in done.stderr, done.stderr
    done = run("list", SAMPLES, "--section", "city", "--tag", "birds", code=3)
    assert b"no section" not in done.stderr, done.stderr
    # A name that exists is no mistake, even if nothing is left.
    assert hint("--tag", "climate", "--section", "news").endswith("of 7 articles")


main(globals())
