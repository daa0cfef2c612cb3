#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Ways to the network: TLS, HTTP/2, proxies, mirrors, the cache; and that
there are no others."""
import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "lib"))
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "net"))
from harness import *
from probe import *
from scripted import scripted
from server import Proxy, certificates

NET = os.path.join(ROOT, "tests", "net")
MADE = {}


def tls():
    """The certificates, and the ports of servers that have them."""
    if not MADE:
        if not shutil.which("openssl"):
            skip("needs openssl")
        MADE.update(certificates(fresh("net-tls")))
        for name in ("good", "name", "self"):
            MADE[name + " port"] = web().listen(tls=MADE[name])
    return MADE


def secure(name, path="/ok/x", *args):
    base = "https://127.0.0.1:%d" % tls()[name + " port"]
    return fetch("--allow", base[8:], *args, base + path)[0][base + path]


def test_certificates():
    ca = ["--ca-file", tls()["ca"]]
    assert secure("good", "/ok/x", *ca)["ok"]
    bad(secure("good"), "the certificate is of an unknown issuer", "refused")
    bad(secure("self", "/ok/x", *ca), "the certificate is signed by nobody known",
        "refused")
    bad(secure("name", "/ok/x", *ca), "the certificate is not the host's", "refused")
    broken = write(os.path.join(WORK, "broken.pem"), "-----BEGIN CERTIFICATE-----\nx\n")
    bad(secure("good", "/ok/x", "--ca-file", broken),
        "the file of certificates cannot be read", "system")


def test_no_way_back_from_https():
    ca = ["--ca-file", tls()["ca"], "--allow", "127.0.0.1:%d" % Place.port]
    target = url("/ok/downgrade")
    bad(secure("good", "/redirect?to=" + target, *ca),
        "redirects from https to '%s'" % target, "refused")
    # Also where http came before https.
    up = "https://127.0.0.1:%d/redirect?to=%s" % (tls()["good port"], target)
    first = url("/redirect?to=" + up.replace("?", "%3F"))
    reply = fetch(*ca, "--allow", up[8:].split("/")[0], first)[0][first]
    bad(reply, "redirects from https to '%s'" % target, "refused")
    equal(web().asked("/ok/downgrade"), [])


def test_no_key_log():
    """SSLKEYLOGFILE would have libcurl write down the keys of all sessions."""
    log = os.path.join(fresh("net-keylog"), "keys")
    base = "https://127.0.0.1:%d/ok/x" % tls()["good port"]
    replies, _ = fetch("--allow", base[8:].split("/")[0], "--ca-file", tls()["ca"], base,
                       env={"SSLKEYLOGFILE": log})
    assert replies[base]["ok"] and not os.path.exists(log)


def test_plain_text_where_tls_is_wanted():
    target = "https://127.0.0.1:%d/" % web().listen(serve="plain")
    reply = fetch("--retries", 0, "--allow", target[8:-1], target)[0][target]
    bad(reply, "no TLS connection could be made")


def test_http2():
    """Taken where it is offered: one connection for many transfers."""
    server = Server()
    port = server.listen(tls=tls()["good"], serve="http2")
    base = "https://127.0.0.1:%d" % port
    urls = ["%s/%d" % (base, i) for i in range(20)]
    args = ["--allow", base[8:], "--ca-file", tls()["ca"]]
    replies, _ = fetch(*args, *urls)
    for i, asked in enumerate(urls):
        good(replies[asked], b"body of /%d" % i)
    cut = fetch(*args, "--retries", 0, base + "/cut")[0][base + "/cut"]
    bad(cut, "the HTTP/2 connection broke")
    # Then it is asked for without.
    good(fetch(*args, "--retries", 1, base + "/cut")[0][base + "/cut"], b"body of /cut")
    by_http2 = [":path" in headers for _, _, headers in server.log]
    equal(by_http2, [True] * 22 + [False])
    assert server.connections[port] <= 4, server.connections


def test_environment():
    """Proxies in environment variables are not ours."""
    dead = "http://127.0.0.1:9"
    names = ("http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    good(get("/large", env={name: dead for name in names}), BIG)


def test_http_proxy():
    proxy = Proxy("http", web() and Place.port)
    urls = ["http://pictures.example/large", "http://forbidden.example:81/ok/x"]
    replies, _ = fetch("--proxy", "http://me:s%%40cret@127.0.0.1:%d" % proxy.port, *urls,
                       env={"NO_PROXY": "*", "no_proxy": "pictures.example"})
    good(replies[urls[0]], BIG)
    assert replies[urls[1]]["ok"]
    equal(sorted(host for host, _, _ in proxy.log), sorted(urls))
    assert all("Proxy-Authorization: Basic bWU6c0BjcmV0" in head
               for _, _, head in proxy.log)
    refused = "https://forbidden.example/"
    reply = fetch("--proxy", "http://127.0.0.1:%d" % proxy.port, refused)[0][refused]
    bad(reply, "the proxy answered 403")
    equal(proxy.log[-1][:2], ("forbidden.example:443", "CONNECT"))
    assert "User-Agent" not in proxy.log[-1][2]
    equal(reply["status"], 0, "no word of the server's own")


def test_https_proxy():
    """Whose certificate it is that is wrong."""
    target = "http://pictures.example/large"
    for name, error in (
            ("good", None), ("self", "the proxy's certificate is signed by nobody known"),
            ("name", "the proxy's certificate is of another host")):
        proxy = Proxy("http", web() and Place.port, tls=tls()[name])
        reply = fetch("--proxy", "https://127.0.0.1:%d" % proxy.port, "--ca-file", tls()["ca"],
                      target)[0][target]
        bad(reply, error, "refused") if error else good(reply, BIG)


def test_behind_the_tunnel():
    """What an HTTP proxy says to CONNECT is not the server's word: the host is left alone."""
    async def serve(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 Yes\r\n\r\n")
        writer.close()

    port = scripted(serve)
    urls = ["https://a.example/%d" % i for i in range(30)]
    replies, stats = fetch("--proxy", "http://127.0.0.1:%d" % port, "--retries", 0, *urls)
    bad(replies[urls[0]], "no TLS connection could be made")
    equal({r["status"] for r in replies.values()}, {0})
    assert stats["requests"] <= 12, stats


def test_socks_proxy():
    """Names go to it as they are, each origin by a user of its own."""
    proxy = Proxy("socks", web() and Place.port,
                  faults={"down.example": 4, "shut.example": 2})
    hosts = ["a.example", "b.example", "x.onion", "y.i2p", "93.184.216.34"]
    urls = ["http://%s/ok/%d" % (host, i) for host in hosts for i in range(3)]
    args = ["--proxy", "socks5h://127.0.0.1:%d" % proxy.port, "--retries", 0]
    replies, _ = fetch(*args, *urls, "http://down.example/", "http://shut.example/")
    assert all(replies[u]["ok"] for u in urls), replies
    bad(replies["http://down.example/"], "the proxy cannot reach the host")
    bad(replies["http://shut.example/"], "the proxy does not allow it")
    users = {}
    for host, _, user in proxy.log:
        users.setdefault(host, set()).add(user)
    assert all(len(u) == 1 for u in users.values()), users
    equal(len(set.union(*users.values())), len(users), "no user of two origins")
    again = Proxy("socks", Place.port)
    fetch("--proxy", "socks5h://127.0.0.1:%d" % again.port, urls[0])
    assert again.log[0][2] not in users["a.example"], "the same in two runs"
    fetch("--proxy", "socks5h://me:x@127.0.0.1:%d" % again.port, urls[0])
    equal(again.log[1], ("a.example", 80, "me"))


def test_private_by_proxy():
    """A proxy is not asked for addresses and names of private networks."""
    proxy = Proxy("socks", web() and Place.port)
    hosts = ["127.0.0.1", "localhost", "2130706433", "[::1]", "10.1.1.1", "router",
             "169.254.169.254", "[::ffff:10.0.0.1]"]
    urls = ["http://%s/" % host for host in hosts]
    urls += ["http://a.example/redirect?to=" + u for u in urls]
    replies, _ = fetch("--proxy", "socks5h://127.0.0.1:%d" % proxy.port, *urls)
    assert all(r["kind"] == "refused" for r in replies.values()), replies
    equal({host for host, _, _ in proxy.log}, {"a.example"})


def isolated(kind, *args, env=None):
    """What isolated.py says."""
    if not shutil.which("strace") or SANITIZED:
        skip("needs strace, and no sanitizer")
    for how in ("-n", "-rn"):
        if subprocess.run(["unshare", how, "true"], capture_output=True).returncode == 0:
            break
    else:
        skip("network namespaces cannot be made here")
    done = subprocess.run(["unshare", how, sys.executable, os.path.join(NET, "isolated.py"),
                           kind, fresh("net-isolated"), *args], capture_output=True,
                          text=True, timeout=600,
                          env=dict(os.environ, PROBE_ENV=json.dumps(env or {})))
    assert done.returncode == 0 and done.stdout, done.stderr
    return json.loads(done.stdout)


NAMES = ["http://%s.example/ok/%d" % (host, i) for host in "abcd" for i in range(4)]


def only_to_proxy(said):
    ports = {port for _, port, _ in said["contacts"]}
    assert ports <= {said["proxy_port"]}, said["contacts"]


def test_nothing_beside_the_proxy():
    said = isolated("socks", "--proxy", "socks5h://PROXY", *NAMES, "http://x.onion/ok/1",
                    "https://a.example/ok/1", "--retries", "0", "--timeout", "5",
                    env={"NO_PROXY": "*"})
    only_to_proxy(said)
    assert len(said["contacts"]) >= 4
    equal(sum(line["ok"] for line in said["lines"][:-1]), len(NAMES) + 1, said["lines"])
    said = isolated("http", "--proxy", "http://PROXY", *NAMES, env={"no_proxy": "*"})
    only_to_proxy(said)
    assert all(line["ok"] for line in said["lines"]), said["lines"]


def test_proxy_dies():
    """Then transfers fail; nothing goes another way."""
    said = isolated("dying", "--proxy", "socks5h://PROXY", "--retries", "1", *NAMES,
                    *["http://host%d.example/ok/1" % i for i in range(20)],
                    "http://slow.example/slow-body")
    only_to_proxy(said)
    failed = [line for line in said["lines"] if not line["ok"]]
    assert len(failed) >= 15, said["lines"]
    assert 5 <= len(said["proxy"]) < 5 + 8, said["proxy"]
    said = isolated("dead", "--proxy", "socks5h://PROXY", "--retries", "1", *NAMES)
    only_to_proxy(said)
    errors = {line.get("error") for line in said["lines"][:-1]}
    assert errors <= {"no connection to the proxy: Connection refused",
                      "not asked for: the proxy cannot be reached"}, errors


def test_hidden_names_unproxied():
    """.onion and .i2p are not told to any resolver."""
    said = isolated("none", "http://abc.onion/x", "http://abc.i2p/", "http://x.Onion./")
    equal(said["contacts"], [])
    for line in said["lines"][:-1]:
        assert line["error"].endswith("' can only be asked through a proxy"), line


def test_names_that_lead_inside():
    """What a name resolves to is judged, each time, each address."""
    if not shutil.which("cc"):
        skip("needs a compiler")
    folder = fresh("net-preload")
    library = os.path.join(folder, "getaddrinfo.so")
    subprocess.run(["cc", "-D_GNU_SOURCE", "-shared", "-fPIC", "-o", library,
                    os.path.join(NET, "preload", "getaddrinfo.c"), "-ldl"], check=True)
    urls = ["http://%s.example.org:SERVER_PORT/ok/x" % host
            for host in ("private", "mixed", "turns", "turns")]
    inside = "'%s.example.org' leads to 127.0.0.1, which is not a public address"
    said = isolated("none", "--retries", "1", *[u.replace(":SERVER_PORT", "")
                                               for u in urls], env={"PRELOAD": library})
    errors = {line["asked"][7:].split(".")[0]: line["error"]
              for line in said["lines"][:-1]}
    equal(errors["private"], inside % "private")
    equal(errors["mixed"], inside % "mixed")
    assert not any("127.0.0.1" in line and "SOCK" not in line
                   for _, _, line in said["contacts"]), said["contacts"]
    equal(said["connections"], {})


def test_mirrors():
    web()
    base = url("/hops")
    asked = "https://i.example.org/a/../0?x"
    replies, _ = fetch("--mirror", "i.example.org=" + base, asked)
    equal(replies[asked]["url"], base + "/0?x")
    good(replies[asked])
    # A redirect to a mirrored host goes to the mirror.
    asked = url("/redirect?to=http://i.example.org/3")
    replies, _ = fetch(*Place.allow, "--mirror", "i.example.org=" + base, asked)
    equal(replies[asked]["url"], base + "/0")
    # The mirror's host and port, no other port of it.
    asked = "http://i.example.org/x"
    elsewhere = "http://127.0.0.1:%d/ok/x" % Place.elsewhere
    replies, _ = fetch("--mirror", "i.example.org=" + url("/redirect?to=" + elsewhere)
                       .split("?")[0], asked + "?to=" + elsewhere)
    assert not any(r["ok"] for r in replies.values()), replies


def cached(folder, *args, path="/etag", **kw):
    return get(path, "--cache", folder, *args, **kw)


def test_cache():
    """Fresh: no request. Stale: asked if still so. Gone: the old copy."""
    folder = os.path.join(fresh("net-cache"), "c")
    week = 8 * 86400
    assert not cached(folder, "--now", 1000000000)["cached"]
    assert cached(folder, "--now", 1000000000 + 86400)["cached"]
    equal(len(web().asked("/etag")), 1)
    assert cached(folder, "--now", 1000000000 + week)["cached"]
    equal(web().asked("/etag")[1]["if-none-match"], '"kept"')
    assert cached(folder, "--now", 1000000000 + week + 86400)["cached"]
    equal(len(web().asked("/etag")), 2, "touched by the 304")
    good(cached(folder, "--offline", "--now", 1000000000 + 90 * week))
    equal(len(web().asked("/etag")), 2)
    bad(cached(folder, "--offline", path="/ok/never"), "not in the cache (offline)",
        "empty")
    # A server in trouble does not take away what we have; one that says
    # that it is gone does.
    for path, there in (("/once", True), ("/once?status=404", False)):
        assert not cached(folder, "--now", 1000000000, path=path)["cached"]
        reply = cached(folder, "--now", 1000000000 + week, "--retries", 0, path=path)
        equal(reply["ok"], there, path)


def test_page_is_not_kept_as_picture():
    folder = os.path.join(fresh("net-cache-page"), "c")
    for i in range(2):
        assert not cached(folder, "--now", 1000000000 + i, path="/page/y.jpg")["cached"]


def test_resumed_in_another_run():
    folder = os.path.join(fresh("net-cache-part"), "c")
    bad(cached(folder, "--retries", 0, path="/resume-thrice?times=1&run=1"),
        "the answer ended too early")
    good(cached(folder, "--retries", 0, path="/resume-thrice?times=1&run=1"), BIG)
    equal([h.get("range") for h in web().asked("/resume-thrice?times=1&run=1")],
          [None, "bytes=%d-" % (len(BIG) // 2)])
    good(cached(folder, "--offline", path="/resume-thrice?times=1&run=1"), BIG)


def test_realms():
    """What was seen without a proxy is not shown through one."""
    folder = os.path.join(fresh("net-cache-realm"), "c")
    proxy = Proxy("socks", web() and Place.port)
    through = ["--proxy", "socks5h://127.0.0.1:%d" % proxy.port, "--now", 2000000000]
    assert not cached(folder, "--now", 1000000000)["cached"]
    assert not cached(folder, *through)["cached"]
    assert "if-none-match" not in web().asked("/etag")[-1]


if __name__ == "__main__":
    main(globals())
