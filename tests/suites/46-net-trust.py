#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Who is told what, and who may be asked: headers of the user's, secrets in
messages, mirrors, allowed addresses, and what the cache keeps of them."""
import os
import shutil
import subprocess
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


def resolver():
    """The environment in which names that begin with "private" are loopback."""
    if not shutil.which("cc") or SANITIZED:
        skip("needs a compiler, and no sanitizer")
    library = os.path.join(fresh("trust-preload"), "getaddrinfo.so")
    subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", library, os.path.join(
        ROOT, "tests", "net", "preload", "getaddrinfo.c"), "-ldl"], check=True)
    return {"LD_PRELOAD": library}


def refused(replies, *urls):
    for asked in urls:
        equal((replies[asked]["ok"], replies[asked]["kind"]), (False, "refused"), replies[asked])


def test_mirror_is_for_its_host():
    """Pages cannot ask the mirror's place themselves: not for what is beside its base, not for
    what is beneath it, in no spelling, by no redirect."""
    server = Server()
    port = server.listen()
    mirror = ["--mirror", "paper.example=http://127.0.0.1:%d/ok/i" % port]
    asked = "https://paper.example/x.png"
    direct = ["http://%s:%d%s" % (host, port, path)
              for host in ("127.0.0.1", "0x7f.1", "2130706433", "[::ffff:127.0.0.1]", "localhost",
                           "me:pass@127.0.0.1")
              for path in ("/ok/admin/secret.png", "/ok/i/x.png", "/")]
    away = [url("/redirect?to=" + to) for to in direct]
    replies, _ = fetch(*Place.allow, *mirror, asked, *direct, *away)
    assert replies[asked]["ok"], replies[asked]
    refused(replies, *direct, *away)
    equal([target for _, target, _ in server.log], ["/ok/i/x.png"])


def test_mirror_leads_on_beneath_its_base():
    """And to other mirrored hosts, and to what anybody may ask; not beside it."""
    server, other = Server(), Server()
    port, far = server.listen(), other.listen()
    args = ["--mirror", "paper.example=http://127.0.0.1:%d/redirect" % port, "--mirror",
            "other.example=http://127.0.0.1:%d/ok/" % far]
    base = "http://127.0.0.1:%d" % port
    for to, want in (("http://other.example/b.png", "/ok/b.png"),
                     (base + "/redirect?to=http://other.example/c", "/ok/c"),
                     ("redirect?to=http://other.example/d", "/ok/d"),
                     (base + "/ok/admin.png", None), ("/ok/admin.png", None), (base + "/", None),
                     ("/redirect/..%252Fok/x.png", None), ("/redirect/%252e%252e/ok/x", None),
                     (base + "/redirects", None), ("http://127.0.0.1:%d/ok/x" % far, None),
                     ("http://localhost:%d/redirect/" % port, None)):
        asked = "http://paper.example/?to=" + to.replace("redirect?", "redirect/%3F")
        replies, _ = fetch(*args, "--retries", 0, asked)
        seen = [target for _, target, _ in server.log
                if not target.startswith("/redirect/") or "/redirect/." in target.split("?")[0]]
        equal(seen, [], to)
        if want:
            assert replies[asked]["ok"], (to, replies)
            equal(other.log[-1][1], want)
        else:
            refused(replies, asked)
    equal(len(other.log), 3)


def test_nothing_of_a_grant_is_left():
    """A chain that went through a mirror once is judged anew when it is tried again."""
    server = Server()
    base = "http://127.0.0.1:%d" % server.listen()
    mirror = ["--mirror", "paper.example=%s/status/" % base]
    asked = [base + "/status/500", url("/redirect?to=http://paper.example/500")]
    replies, _ = fetch(*Place.allow, *mirror, "--retries", 2, *asked)
    refused(replies, asked[0])
    bad(replies[asked[1]], "answered 500 (internal server error)")
    equal([target for _, target, _ in server.log], ["/status/500"] * 3)


def test_paths_that_lead_out_of_a_mirror():
    """They are not passed on, also where no server of ours would decode them."""
    server = Server()
    mirror = ["--mirror", "paper.example=http://127.0.0.1:%d/ok/i/" % server.listen()]
    paths = ["..%2F..%2Fadmin/secret.png", "%2e%2e%2fadmin", "..%5c..%5cx", "a/..%252F..%252Fx",
             "..;/x", "%c0%ae%c0%ae/x", "%u002e%u002e/x", "..%00/x"]
    asked = ["https://paper.example/" + path for path in paths]
    away = [url("/redirect?to=" + a.replace("%", "%25")) for a in asked]
    replies, stats = fetch(*Place.allow, *mirror, *asked, *away)
    refused(replies, *asked, *away)
    equal((server.log, stats["requests"]), ([], len(away)))
    # What is normal is what it always was.
    good = ["https://paper.example/a/../b.png", "https://paper.example/%E4%B8%AD%2Fa..b.png"]
    replies, _ = fetch(*mirror, *good)
    assert all(r["ok"] for r in replies.values()), replies
    equal(sorted(t for _, t, _ in server.log), ["/ok/i/%E4%B8%AD%2Fa..b.png", "/ok/i/b.png"])


def test_too_long_for_the_mirror():
    """Then it is not asked of the host itself, either."""
    asked = "http://private.paper.example/" + "a" * 4060
    replies, stats = fetch("--mirror", "private.paper.example=" + url("/ok/mirror/of/it"), asked)
    equal((replies[asked]["kind"], stats["requests"]), ("limit", 0))


def test_names_that_lead_to_a_mirror():
    """What a mirror may be asked, and what --allow names, is so by that name alone."""
    env = resolver()
    server = Server()
    port = server.listen()
    # By the same connection that the mirror's request has made, too.
    args = ["--mirror", "paper.example=http://127.0.0.1:%d/ok/i" % port, "--mirror",
            "other.example=http://private-m.example:%d/ok/j" % port, "--allow",
            "private-a.example:%d" % port, "--connections", 1]
    good = ["http://paper.example/1", "http://other.example/1",
            "http://private-a.example:%d/ok/a" % port]
    evil = ["http://%s.example:%d/ok/admin" % (name, port)
            for name in ("private", "private-m", "private-a.x", "private-a.example")]
    mixed = [asked for pair in zip(good * 2, evil * 2) for asked in pair]
    replies, _ = fetch(*args, *good, *mixed, *evil, env=env)
    refused(replies, *evil)
    assert all(replies[asked]["ok"] for asked in good), replies
    equal({target for _, target, _ in server.log}, {"/ok/i/1", "/ok/j/1", "/ok/a"})
    allow = ["--allow", "127.0.0.1:%d" % port]
    replies, _ = fetch(*allow, *evil, "http://127.0.0.1:%d/ok/x" % port, env=env)
    refused(replies, *evil)
    assert replies["http://127.0.0.1:%d/ok/x" % port]["ok"]


class Kept:
    """Runs that share a cache."""

    def __init__(self, name, target):
        self.folder, self.target = os.path.join(fresh("trust-cache-" + name), "c"), target

    def run(self, *args, **kw):
        replies, _ = fetch("--cache", self.folder, "--now", 1000000000, *args, self.target, **kw)
        return replies[self.target]

    def has(self, *args, **kw):
        """Whether such a run would use what is there."""
        reply = self.run("--offline", *args, **kw)
        assert reply["ok"] or reply["kind"] in ("empty", "refused"), reply
        return reply["ok"]

    def differ(self, ways):
        """Each of them is a way of its own."""
        for name, args in ways.items():
            assert not self.has(*args), name + " is there before it was fetched"
            reply = self.run(*args)
            assert reply["ok"] and not reply["cached"], (name, reply)
        for name, args in ways.items():
            assert self.has(*args), name + " is there no more"


def test_cache_by_header():
    """With a header, without it, with another value of it, and for other places."""
    target = url("/ok/private.png")
    here, there = ("http://127.0.0.1:%d=" % port for port in (Place.port, Place.elsewhere))
    kept = Kept("header", target)
    kept.differ({
        "nothing": Place.allow, "a header for it": Place.allow + ["--header", here + "Cookie: a"],
        "another value": Place.allow + ["--header", here + "Cookie: b"],
        "another name": Place.allow + ["--header", here + "X-Cookie: a"],
        "two": Place.allow + ["--header", here + "Cookie: a", "--header", here + "X-Cookie: a"],
        "one for all": Place.allow + ["--header", "X-One: a"],
        "another for all": Place.allow + ["--header", "X-One: b"]})
    for header in (there + "Cookie: a", "127.0.0.1=Cookie: a", "example.org=Cookie: a"):
        assert kept.has(*Place.allow, "--header", header), header
    equal([h.get("if-none-match") for h in web().asked("/ok/private.png")], [None] * 7)


def test_cache_by_mirror():
    asked = "http://paper.example/x.png"
    kept = Kept("mirror", asked)
    kept.differ({
        "one": ["--mirror", "paper.example=" + url("/ok/one")],
        "another": ["--mirror", "paper.example=" + url("/ok/another")],
        "one with a header": ["--mirror", "paper.example=" + url("/ok/one"), "--header",
                              "http://127.0.0.1:%d=Cookie: a" % Place.port]})
    assert not kept.has()
    assert not kept.has("--mirror", "paper.example:81=" + url("/ok/one"))
    assert kept.has("--mirror", "paper.example=" + url("/ok/one"), "--mirror",
                    "other.example=" + url("/ok/two"))


def test_cache_by_certificates():
    """It is what the file holds that counts."""
    folder = fresh("trust-cache-pem")
    made = certificates(folder)
    server = Server()
    base = "https://127.0.0.1:%d" % server.listen(tls=made["good"])
    with open(made["ca"]) as f:
        pem = f.read()
    same = write(os.path.join(folder, "same.pem"), pem)
    more = write(os.path.join(folder, "more.pem"), pem + "\n" + open(made["self"][1]).read())
    kept = Kept("ca", base + "/ok/x.png")
    allow = ["--allow", base[8:]]
    kept.differ({"one": [*allow, "--ca-file", made["ca"]], "more": [*allow, "--ca-file", more]})
    assert kept.has(*allow, "--ca-file", same) and not kept.has(*allow)
    # By a pipe, it is read once.
    read, out = os.pipe()
    os.write(out, pem.encode())
    os.close(out)
    done = subprocess.run([PROBE, *allow, "--ca-file", "/dev/fd/%d" % read, base + "/ok/1",
                           base + "/ok/2"], pass_fds=[read], capture_output=True, timeout=30)
    os.close(read)
    assert done.returncode == 0 and b'"ok":false' not in done.stdout, done


def test_cache_by_address():
    env = resolver()
    kept = Kept("address", "http://private.example:%d/ok/x.png" % (web() and Place.port))
    allow = ["--allow", "private.example:%d" % Place.port]
    assert kept.run(*allow, env=env)["ok"]
    assert kept.has(*allow) and not kept.has("--allow-private") and not kept.has()
    assert not kept.has("--allow", "private.example:%d" % Place.elsewhere)
    assert kept.run("--allow-private", env=env)["ok"]
    assert kept.has("--allow-private") and not kept.has()


def test_cache_by_proxy():
    proxies = [Proxy("http", web() and Place.port) for _ in range(2)]
    kept = Kept("proxy", "http://pictures.example/ok/x.png")
    kept.differ({"one": ["--proxy", "http://127.0.0.1:%d" % proxies[0].port],
                 "another": ["--proxy", "http://127.0.0.1:%d" % proxies[1].port],
                 "a user": ["--proxy", "http://me@127.0.0.1:%d" % proxies[0].port],
                 "a password": ["--proxy", "http://me:a@127.0.0.1:%d" % proxies[0].port],
                 "another password": ["--proxy", "http://me:b@127.0.0.1:%d" % proxies[0].port]})
    assert not kept.has()


def test_cache_by_way():
    """Where redirects lead on, what is trusted of those counts too."""
    there = "http://127.0.0.1:%d" % (web() and Place.elsewhere)
    args = [*Place.allow, "--allow", there[7:]]
    secret = ["--header", there + "=Cookie: a"]
    for name, target in (("one", url("/redirect?to=%s/ok/way.png" % there)),
                         ("two", url("/redirect?to=%s/redirect%%3Fto=%s" % (there, url("/ok/w"))))):
        kept = Kept("way-" + name, target)
        assert kept.run(*args, *secret)["ok"]
        assert kept.has(*args, *secret)
        assert not kept.has(*args) and not kept.has(*args, "--header", there + "=Cookie: b")
        assert kept.run(*args)["ok"]
        assert kept.has(*args) and not kept.has(*args, *secret)
        assert not kept.has(*Place.allow), "a host on the way is not allowed"
    mirror = ["--mirror", "paper.example=" + there + "/ok"]
    kept = Kept("way-mirror", url("/redirect?to=http://paper.example/x.png"))
    assert kept.run(*args, *mirror)["ok"] and kept.has(*args, *mirror)
    assert not kept.has(*args)


def test_beginnings_by_header():
    """The first part of a body is not joined to what others are told."""
    kept = Kept("part", url("/resume-thrice?times=1&trust"))
    bad(kept.run(*Place.allow, "--retries", 0), "the answer ended too early")
    good(kept.run(*Place.allow, "--header", "http://127.0.0.1:%d=Cookie: a" % Place.port), BIG)
    equal([h.get("range") for h in web().asked("/resume-thrice?times=1&trust")], [None, None])


def test_cache_tells_no_secret():
    """Nor anything that a guess could be tried at without the key, which is its own."""
    folders = []
    for name in ("one", "two"):
        kept = Kept("secret-" + name, url("/redirect?to=/ok/x"))
        assert kept.run(*Place.allow, "--header", "http://127.0.0.1:%d=Cookie: %s" % (
            Place.port, SECRET), "--header", "X-Two: " + SECRET)["ok"]
        files = {os.path.join(at, file) for at, _, names in os.walk(kept.folder) for file in names}
        assert not any(SECRET.encode() in open(file, "rb").read() for file in files)
        key = os.path.join(kept.folder, "key")
        equal((os.stat(key).st_mode & 0o777, os.stat(key).st_size), (0o600, 32))
        folders.append({os.path.basename(file) for file in files if file.endswith(".u")})
    assert folders[0] and not folders[0] & folders[1], folders
    # Without its key, a cache is empty.
    os.remove(key)
    assert not kept.has(*Place.allow, "--header", "http://127.0.0.1:%d=Cookie: %s" % (
        Place.port, SECRET), "--header", "X-Two: " + SECRET)


def test_certificates_that_are_none():
    """Wrong usage, said before anything is fetched or written."""
    folder = fresh("trust-ca")
    write(os.path.join(folder, "tree", "a.md"), "# One\n\nText of an article.\n")
    for file in (folder + "/gone.pem", folder, write(folder + "/empty.pem", ""),
                 write(folder + "/text.pem", "no certificate"), "/dev/null"):
        done = run("build", os.path.join(folder, "tree"), "-o", os.path.join(folder, "b.epub"),
                   "--ca-file", file, code=2)
        assert file.encode() in done.stderr and b"--ca-file" in done.stderr, done.stderr
        assert not os.path.exists(os.path.join(folder, "b.epub"))


if __name__ == "__main__":
    main(globals())
