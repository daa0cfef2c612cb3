#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who is told what, and who may be asked: headers of the user's, secrets in
messages, mirrors, allowed addresses, and what the cache keeps of them."""
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from probe import *
from server import Proxy, Server, certificates

SECRET = "S3CRET"


def told(*args, path="/echo"):
    """Whether the secret was told to the first server, by http."""
    assert get(path, *args)["ok"]
    return SECRET in json.dumps(web().log[-1][2])


def test_header_goes_to_its_origin():
    """A host alone is https on 443: not plain http, not another port."""
    web()
    here = "127.0.0.1:%d" % Place.port
    for header, want in (
            ("127.0.0.1=Cookie: %s", False), ("https://127.0.0.1=Cookie: %s", False),
            ("http://127.0.0.1=Cookie: %s", False), ("https://%s=Cookie: %%s" % here, False),
            ("http://127.0.0.1:%d=Cookie: %%s" % Place.elsewhere, False),
            ("http://localhost:%d=Cookie: %%s" % Place.port, False),
            ("http://%s=Cookie: %%s" % here, True), ("X-One: %s", True)):
        equal(told("--header", header % SECRET), want, header)


def test_header_over_https():
    ca = certificates(fresh("trust-tls"))
    server = Server()
    port = server.listen(tls=ca["good"])
    base = "https://127.0.0.1:%d" % port
    for header, want in (("127.0.0.1=Cookie: %s", False), ("http://127.0.0.1=Cookie: %s", False),
                         ("http://127.0.0.1:%d=Cookie: %%s" % port, False),
                         (base + "=Cookie: %s", True)):
        fetch("--allow", base[8:], "--ca-file", ca["ca"], "--header", header % SECRET,
              base + "/echo")
        equal(SECRET in json.dumps(server.log[-1][2]), want, header)


def test_header_does_not_follow():
    """A redirect leads the request elsewhere, not the header: other ports, hosts, schemes."""
    web()
    here = "http://127.0.0.1:%d" % Place.port
    there = "http://127.0.0.1:%d" % Place.elsewhere
    named = "http://localhost:%d" % Place.port
    allow = [*Place.allow, "--allow", there[7:], "--allow", named[7:]]
    header = ["--header", "%s=Cookie: %s" % (here, SECRET)]
    for status in (301, 302, 303, 307, 308):
        for to, want in ((there, False), (named, False), (here, True)):
            target = "%s/redirect?status=%d&to=%s/echo" % (here, status, to)
            replies, _ = fetch(*allow, *header, target)
            assert replies[target]["ok"], replies
            first, last = web().log[-2:]
            assert SECRET in first[2]["cookie"], first
            equal("cookie" in last[2], want, to)
    # There and back again: each hop is judged by itself.
    target = "%s/redirect?to=%s/redirect%%3Fto=%s/echo" % (here, there, here)
    assert fetch(*allow, *header, target)[0][target]["ok"]
    equal(["cookie" in headers for _, _, headers in web().log[-3:]], [True, False, True])


def test_header_and_mirror():
    """Who has the mirror is not told what HOST is, unless it is meant itself."""
    asked = "https://paper.example/"
    mirror = ["--mirror", "paper.example=" + url("/echo")]
    for origin, want in (("paper.example", False), ("https://paper.example", False),
                         ("http://127.0.0.1:%d" % Place.port, True)):
        assert fetch(*mirror, "--header", "%s=Cookie: %s" % (origin, SECRET),
                     asked)[0][asked]["ok"]
        equal("cookie" in web().log[-1][2], want, origin)


def test_secrets_from_files():
    folder = fresh("trust-files")
    here = "http://127.0.0.1:%d" % (web() and Place.port)
    file = write(os.path.join(folder, "headers"), "\ufeff# for the tests\r\n\r\n"
                 "%s=Cookie: %s\r\n  X-Two: 2  \nexample.org=Cookie: no\n" % (here, SECRET))
    assert get("/echo", "--header", "@" + file, "--header", "X-Three: 3")["ok"]
    sent = web().log[-1][2]
    equal([sent.get(name) for name in ("cookie", "x-two", "x-three")], [SECRET, "2", "3"])
    proxy = Proxy("http", Place.port)
    file = write(os.path.join(folder, "proxy"), "http://me:%s@127.0.0.1:%d\n" % (
        SECRET, proxy.port))
    target = "http://pictures.example/large"
    good(fetch("--proxy", "@" + file, target)[0][target], BIG)
    assert "Proxy-Authorization: Basic bWU6UzNDUkVU" in proxy.log[-1][2], proxy.log
    # By a pipe: nothing of it is on a disk, nor among the arguments.
    read, out = os.pipe()
    os.write(out, ("%s=Cookie: %s\n" % (here, SECRET)).encode())
    os.close(out)
    done = subprocess.run([PROBE, *Place.allow, "--header", "@/dev/fd/%d" % read,
                           here + "/echo"], pass_fds=[read], capture_output=True, timeout=30)
    os.close(read)
    equal(done.returncode, 0, done.stderr)
    equal(web().log[-1][2]["cookie"], SECRET)


def test_no_message_shows_a_secret():
    """Whatever is wrong with an option, and whatever goes wrong later."""
    folder = fresh("trust-messages")
    tree = os.path.join(folder, "tree")
    write(os.path.join(tree, "a.md"), "# One\n\nText ![x](http://paper.example/x.png) and more.\n")
    file = write(os.path.join(folder, "bad"), "x.org=Cookie: a\nx.org=Cookie %s\n" % SECRET)
    many = write(os.path.join(folder, "many"), "http://me:%s@x:1\nhttp://x:2\n" % SECRET)
    none = write(os.path.join(folder, "none"), "# %s\n" % SECRET)
    large = write(os.path.join(folder, "large"), SECRET * 20000)
    wrong = [("--header", "x.org=Cookie " + SECRET), ("--header", "Cookie: " + SECRET),
             ("--header", "x.org:81=Cookie: " + SECRET), ("--header", "X: %s\n" % SECRET + "\u00e4"),
             ("--header", "@" + file), ("--header", "@" + none), ("--header", "@" + large),
             ("--header", "@%s/gone" % folder), ("--header", "@" + folder), ("--header", "@"),
             ("--mirror", "x.org=http://me:%s@m/" % SECRET), ("--mirror", "http://me:%s@m/" % SECRET),
             ("--proxy", "http://me:" + SECRET), ("--proxy", "me:%s@x:1" % SECRET),
             ("--proxy", "http://me:%s@x:0" % SECRET), ("--proxy", "socks5://me:%s@x" % SECRET),
             ("--proxy", "@" + many), ("--proxy", "@" + none), ("--proxy", "@%s/gone" % folder)]
    for args in wrong:
        done = run("build", "-v", tree, "-o", os.path.join(folder, "b.epub"), *args,
                   network=True, code=2)
        assert SECRET.encode() not in done.stderr + done.stdout, (args, done.stderr)
        assert done.stderr, args
    for args in (("--proxy=http://me:%s@x" % SECRET, "build"), ("--header=x: " + SECRET,)):
        assert SECRET.encode() not in run(*args, code=2).stderr
    report = os.path.join(folder, "report.json")
    done = run("build", "-v", tree, "-o", os.path.join(folder, "b.epub"), "--report", report,
               "--retries", "0", "--proxy", "http://me:%s@127.0.0.1:9" % SECRET, "--header",
               "paper.example=Cookie: " + SECRET, network=True)
    with open(report) as f:
        said = f.read()
    assert "no connection to the proxy" in said, said
    assert SECRET not in said and SECRET.encode() not in done.stderr + done.stdout
    assert SECRET.encode() not in b"".join(entries(os.path.join(folder, "b.epub")).values())


if __name__ == "__main__":
    main(globals())
