# SPDX-License-Identifier: MIT
"""What the suites drive the web server of the tests with, which is a program
of its own (server.js): one process for all the Servers of a suite. It ends when
the suite does."""
import base64
import functools
import itertools
import json
import os
import select
import subprocess

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.js")
PATIENCE_SECONDS = 10


@functools.cache
def child():
    return subprocess.Popen(["node", PROGRAM], text=True, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE)


def ask(command, **how):
    pipes = child()
    pipes.stdin.write(json.dumps({"command": command, **how}) + "\n")
    pipes.stdin.flush()
    assert select.select([pipes.stdout], [], [], PATIENCE_SECONDS)[0], command
    return json.loads(pipes.stdout.readline())


def pictures():
    """The ones that routes.js sends, by their names there."""
    return {name: base64.b64decode(text) for name, text in ask("pictures").items()}


class Server:
    """log has (port, target, headers) of requests, connections the number of them
    by port, most how many requests there were at once."""
    numbers = itertools.count()

    def __init__(self, latency=0):
        self.number, self.latency, self.seen = next(self.numbers), latency, []

    def ask(self, command, **how):
        return ask(command, server=self.number, **how)

    def listen(self, host="127.0.0.1", port=0, tls=None, serve="web", **how):
        """Listens in one more place; returns the port. tls: the files of a key
        and a certificate. serve: "web", "http2", a proxy (see Proxy), or "plain",
        which answers 400 whatever comes."""
        files = {"tls": dict(zip(("key", "cert"), tls))} if tls else {}
        return self.ask("listen", host=host, port=port, serve=serve,
                        latency_ms=self.latency * 1000, **files, **how)

    def close(self):
        """Takes no more connections."""
        self.ask("close")

    @property
    def log(self):
        self.seen += map(tuple, self.ask("log", **{"from": len(self.seen)}))
        return self.seen

    @property
    def connections(self):
        return {int(port): count for port, count in self.ask("connections").items()}

    @property
    def most(self):
        return self.ask("most")

    def asked(self, target):
        """The headers of the requests for target, in order."""
        return [h for _, t, h in self.log if t == target]


class Proxy(Server):
    """Leads everywhere to one port. Of a "socks" proxy log has (host, port, user),
    of an "http" one (target, method, head). After limit connections it takes no
    more; faults: host -> SOCKS reply code."""

    def __init__(self, kind, to, **how):
        super().__init__()
        self.port = self.listen(serve=kind, to=to, **how)


def certificates(folder):
    """A CA and what it signed, made anew: name -> (key file, certificate file),
    "ca" -> file."""
    def openssl(*args):
        subprocess.run(["openssl", *args], cwd=folder, check=True, capture_output=True)

    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl("req", "-x509", *key, "-keyout", "ca.key", "-out", "ca.pem", "-days", "2",
            "-subj", "/CN=Test CA")
    made = {"ca": os.path.join(folder, "ca.pem")}
    for name, alt in (("good", "DNS:localhost,IP:127.0.0.1"), ("name", "DNS:example.org"),
                      ("self", "IP:127.0.0.1")):
        cert = name + ".pem"
        with open(os.path.join(folder, name + ".ext"), "w") as f:
            f.write("subjectAltName=%s\n" % alt)
        if name == "self":
            openssl("req", "-x509", *key, "-keyout", name + ".key", "-out", cert,
                    "-days", "2", "-subj", "/CN=x", "-addext", "subjectAltName=" + alt)
        else:
            openssl("req", *key, "-keyout", name + ".key", "-out", name + ".csr",
                    "-subj", "/CN=x")
            openssl("x509", "-req", "-in", name + ".csr", "-CA", "ca.pem", "-CAkey",
                    "ca.key", "-CAcreateserial", "-days", "2", "-extfile", name + ".ext",
                    "-out", cert)
        made[name] = tuple(os.path.join(folder, file) for file in (name + ".key", cert))
    return made
