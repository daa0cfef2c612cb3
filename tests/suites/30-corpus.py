#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Real input against the truth about it: the corpus, where it is there."""
import datetime
import html
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

NAVIGATION = ["首页", "翻墙", "禁闻", "禁书", "评论", "专题", "手机上长按", "二维码",
              "一键", "Web代理", "九评", "原文链接", "原文地址", "gfw-breaker", "神州正道",
              "网门安卓版", "begood0513", "解体党文化》", "共产主义的终极目的》"]


def test_seed():
    tree = need_corpus("seed")
    page = show(os.path.join(tree, "pages/nf1412576/n14037762.md"))
    equal(page["title"], "克里见韩正 美中在气候合作上存分歧")
    equal(page["date"], "2023-07-19")
    equal(page["tags"], ["克里", "韩正", "气候问题"])
    equal(page["url"], "https://www.epochtimes.com/gb/23/7/19/n14037762.htm")
    equal(page["lang"], "zh-Hans")
    equal(page["xhtml"].count("<p>") + page["xhtml"].count("<p "), 24)
    equal(page["xhtml"].count("<h2>"), 3)
    assert "周三，克里告诉韩正，气候变化是一个" in page["text"]
    assert "周三，克里告诉韩正，气候变化是一个" in page["text"].replace("\n", "|")
    assert page["images"][0]["lead"]
    assert "000_33PC3XE-600x400.jpg" in page["images"][0]["src"]
    assert "(Ng Han Guan/POOL/AFP)" in page["xhtml"].split("</figure>")[0]
    for phrase in NAVIGATION:
        assert phrase not in page["text"], phrase


def test_posts():
    tree = need_corpus("posts")
    rows = {r["file"]: r for r in table("posts.tsv")}
    found = {a["source"]: a for a in listing(tree)}
    equal(sorted(found), sorted(rows))
    for file, row in rows.items():
        a = found[file]
        got = (a["title"], a["date"], "|".join(a["tags"]), "|".join(a["authors"]))
        equal(got, (words(row["title"]), row["date"], row["tags"], row["author"]), file)


def words(title):
    """The table has titles as the files write them: entities, double spaces."""
    return re.sub("[ \t]+", " ", html.unescape(title)).strip()


def mirror():
    need_corpus("mirror")
    return table("mirror.tsv")


def test_mirror_table():
    tree = need_corpus("mirror")
    rows = mirror()
    urls = {}
    for row in rows:
        urls.setdefault(row["url"], []).append(row)
    found = {a["url"]: a for a in listing(tree)}
    equal(len(found), len(urls), "articles")
    for url, same in urls.items():
        a = found[url]
        equal(a["title"], words(same[0]["title"]), url)
        equal(a["date"], same[0]["date"], url)
        equal("|".join(a["tags"]), same[0]["tags"], url)
        equal(sorted(a["sections"]), sorted({r["section"] for r in same}), url)


def test_mirror_no_navigation():
    tree = need_corpus("mirror")
    folder = fresh("mirror-text")
    book = os.path.join(folder, "mirror.epub")
    run("build", "--no-images", "-o", book, tree)
    phrases = ["手机上长按", "二维码分享", "禁闻聚合", "手把手翻墙", "网门安卓版", "一键翻墙软件",
               "Web代理", "《九评共产党》</a>", "原文地址（", "原文链接（", "gfw-breaker",
               "begood0513", "神州正道安卓版", ".md.png"]
    pages = {n: b.decode() for n, b in entries(book).items() if "/t/a" in n}
    assert len(pages) >= 642
    for phrase in phrases:
        hits = [n for n, text in pages.items() if phrase in text]
        equal(hits, [], phrase)


def test_mirror_selection():
    tree = need_corpus("mirror")
    rows = mirror()
    articles = {}
    for r in rows:
        a = articles.setdefault(r["url"], dict(r, sections=set()))
        a["sections"].add(r["section"])

    def chosen(*args):
        return sorted(a["url"] for a in listing(*args, tree))

    def want(test):
        return sorted(u for u, a in articles.items() if test(a))

    # All of them take minutes: a sample, unless CHAPBOOK_FULL is set.
    full = bool(os.environ.get("CHAPBOOK_FULL"))

    def some(values, step):
        return sorted(values)[::1 if full else step]

    tagged = {u: set(filter(None, a["tags"].split("|"))) for u, a in articles.items()}
    for tag in some({t for tags in tagged.values() for t in tags}, 12):
        equal(chosen("--tag", tag), want(lambda a: tag in tagged[a["url"]]), tag)
    pairs = {(x, y) for tags in tagged.values() for x in tags for y in tags if x < y}
    for x, y in some(pairs, 40)[:50]:
        equal(chosen("--all-tags", "--tag", x, "--tag", y),
              want(lambda a: {x, y} <= tagged[a["url"]]), (x, y))
    for section in some({r["section"] for r in rows}, 6):
        equal(chosen("--section", section), want(lambda a: section in a["sections"]), section)
    for month in some({r["date"][:7] for r in rows}, 20):
        equal(chosen("--month", month), want(lambda a: a["date"].startswith(month)), month)
    for monday in some(["2020-03-02", "2020-07-20", "2021-01-04", "2019-12-30", "2017-05-08"], 3):
        first = datetime.date.fromisoformat(monday)
        last = first + datetime.timedelta(6)
        year, week, _ = first.isocalendar()
        equal(chosen("--week", "%d-W%02d" % (year, week)),
              want(lambda a: monday <= a["date"] <= last.isoformat()), monday)
    equal(chosen("--since", "2020-12", "--until", "2021-01-15"),
          want(lambda a: "2020-12-01" <= a["date"] <= "2021-01-15"), "range")
    equal(len(listing("--limit", "7", tree)), 7)


def test_posts_pictures():
    tree = need_corpus("posts")
    folder = fresh("posts")
    book, report = os.path.join(folder, "posts.epub"), os.path.join(folder, "posts.json")
    run("build", "-o", book, "--report", report, tree)
    with open(report) as f:
        rep = json.load(f)
    equal(rep["included"], 79)
    for fault in rep["faults"]:
        if fault["code"] == "picture-missing" or fault["code"] == "picture-broken":
            name = fault["cause"].split("'")[1]
            have = os.path.exists(os.path.join(tree, name))
            assert not have or not name.endswith((".png", ".jpg", ".jpeg")) \
                or "not supported" in fault["cause"], fault
    assert rep["pictures"]["included"] >= 70, rep["pictures"]


main(globals())
