#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rows of words: what the tables made of them say, and what is refused."""
import sys
import os

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
from harness import *

PROGRAM = os.path.join(ROOT, "src", "base", "tables.awk")
WORDS = os.path.join(ROOT, "assets", "words")
AWKS = [a for a in ("awk", "mawk", "gawk", "original-awk") if shutil.which(a)]


def languages():
    names = sorted(n for n in os.listdir(WORDS) if n != "tables.txt")
    return [os.path.join(WORDS, n) for n in ["tables.txt", *names]]


def tables(*files, awk="awk", settings=()):
    """Files are paths, or the contents of a.txt, b.txt, ..."""
    folder = fresh("tables")
    paths = []
    for i, file in enumerate(files):
        if not file or isinstance(file, bytes) or "\n" in file:
            file = write(os.path.join(folder, "abcdef"[i] + ".txt"), file)
        paths.append(os.path.relpath(file, folder))
    return subprocess.run([awk, "-f", PROGRAM, *settings, *paths], cwd=folder,
                          env=dict(os.environ, LC_ALL="C"), capture_output=True)


def made(*files, **kw):
    done = tables(*files, **kw)
    equal((done.returncode, done.stderr), (0, b""))
    return done.stdout.decode()


def refused(want, *files):
    """want: 'FILE:LINE: why', of all that is said the first line."""
    done = tables(*files)
    equal((done.returncode, done.stderr.decode().splitlines()[:1]), (1, [want]))


def test_rows():
    out = made('# no row\n\n@table t exact\nb\n  a  \n"#"\n" c "\nx|y\n')
    assert '\t" c "\n\t"#"\n\t"a"\n\t"b"\n\t"x|y";\n' in out, out
    assert "const struct words WORDS_T = {" in out
    out = made("@table t nocase\nÉ Big\nBig\n[t]\nbigger\n")
    assert '\t"big"\n\t"bigger"\n\t"É big";\n' in out, out
    assert "t_shorter[] = {\n\t0, 1, 0\n" in out, out
    assert "WORDS_T = {" in made("@table t exact\n")
    out = made("@table t listed\nb\na\n")
    assert '\t"b"\n\t"a";' in out and "0x00000000, " * 7 in out, out


def test_columns():
    out = made("@include \"a/b.h\"\n@table t lower sign:points kind:A_ n:number say:text\n"
               'x | U+2260 U+338 | b-c, d | -7 | " say\\ "\n"|" | U+A | - | 0 |\n')
    assert '#include "a/b.h"' in out
    assert '"≠̸"\n\t"\\012";' in out, out
    assert "A_B_C | A_D, 0\n" in out and "-7, 0\n" in out, out
    assert '\t" say\\134 "\n\t"";' in out, out
    assert "#define WORDS_T_KIND 1" in made(
        "@table t lower sign:points kind:A_\n", settings=["-v", "header=1"])


def test_languages_share_words():
    shared = "@table t nocase\n", "[t]\nOriginal\n", "[t]\noriginal\nthe other\n"
    assert '\t"original"\n\t"the other";' in made(*shared)
    refused("b.txt:3: 'original' is in b.txt:2 already",
            "@table t nocase\n", "[t]\noriginal\nOriginal\n")
    refused("b.txt:2: 'may' is in a.txt:2 as something else",
            "@table t nocase n:number\nmay | 5\n", "[t]\nMay | 6\n")


def test_files():
    """Which languages have a word, as bits."""
    out = made("@table t exact langs:files\n@files all\n", "[t]\nla\n|\n", "[t]\nle\nla\n")
    assert '\t"la"\n\t"le"\n\t"|";' in out and "t_langs[] = {\n\t3, 2, 1\n" in out, out
    assert 'all_text[] =\n\t"b"\n\t"c";' in out, out
    refused("c.txt:3: 'la' is in c.txt:2 already",
            "@table t exact langs:files\n@files all\n", "[t]\nla\n", "[t]\nla\nla\n")


def test_refused():
    t = "@table t lower\n"
    refused("a.txt:3: not UTF-8, or a control character", t + "a\n\tb\n")
    for bad in (b"\xff", b"\xc3", b"\xc0\x80", b"\xe0\x80\x80", b"\xed\xa0\x80",
                b"\xf4\x90\x80\x80", b"\x80", b"a\r", b"\x7f"):
        refused("a.txt:2: not UTF-8, or a control character", t.encode() + bad + b"\n")
    refused("a.txt:2: 'Big' has capital letters", t + "Big\n")
    refused("a.txt:2: an empty key", t + '""\n')
    refused("a.txt:1: a row before any [table]", "a\n" + t)
    refused("b.txt:1: a row before any [table]", t, "a\n")
    refused("a.txt:2: no table 'u'", t + "[u]\na\nb\n")
    refused("a.txt:2: table 't' is declared already", t + t)
    refused("a.txt:1: unknown '@tables'", "@tables t lower\n")
    refused("a.txt:1: not '@table name exact|nocase|lower|listed'", "@table T lower\n")
    refused("a.txt:1: not '@table name exact|nocase|lower|listed'", "@table t\n")
    refused("a.txt:1: unknown comparison 'folded'",
            "@table t folded\n")
    for column in ("kind", "kind:word", "kind:Kind_", "a:b:text"):
        refused("a.txt:1: unknown column '%s'" % column, "@table t exact %s\n" % column)


def test_refused_cells():
    t = "@table t exact n:number\n"
    refused("a.txt:2: 1 cells, but 't' has 2", t + "a\n")
    refused("a.txt:2: 3 cells, but 't' has 2", t + "a | 1 | 2\n")
    refused("a.txt:2: '1x' is not a number", t + "a | 1x\n")
    refused("a.txt:2: 'b+c' is not a name", "@table t exact k:K_\na | b+c\n")
    for bad in ("2260", "U+", "U+D800", "U+110000", "U+1234567", "x"):
        refused("a.txt:2: '%s' is not a character like U+2260" % bad,
                "@table t exact k:points\na | %s\n" % bad)
    refused("a.txt:200: table 't' has more than 65,535 bytes",
            "@table t exact\n" + "".join("%d%s\n" % (i, "x" * 400) for i in range(199)))


def test_awks_agree():
    """Also on what is in the program."""
    assert AWKS
    trees = [languages()] + [[os.path.join(ROOT, "assets", "tables", n)]
                             for n in sorted(os.listdir(os.path.join(ROOT, "assets", "tables")))]
    for files in trees:
        equal(len({made(*files, awk=a) for a in AWKS}), 1, files)


def test_a_line_adds_a_word():
    """A language that is not there yet needs nothing but a file."""
    new = "# Esperanto\n[related]\nLegu ankaŭ\n"
    before = made(*languages())
    after = made(*languages(), write(os.path.join(fresh("language"), "eo.txt"), new))
    assert '"legu ankaŭ"' in after and '"legu ankaŭ"' not in before
    names = lambda out: [l for l in out.splitlines() if l.startswith("const struct words ")]
    equal(names(before), names(after))


main(globals())
