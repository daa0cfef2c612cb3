#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A web server on loopback that behaves well and badly on request.

What it does depends on the path alone: see routes.py. Used by suites as a
Server; by hand: server.py [PORT [LATENCY_MS]].
"""
import asyncio
import os
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from routes import PAGE, PICTURE, ROUTES


class Request:
    def __init__(self, server, line, headers, reader, writer):
        self.server, self.headers = server, headers
        self.reader, self.writer = reader, writer
        self.method, target = line.split(" ")[:2]
        self.target = target
        url = urllib.parse.urlsplit(target)
        self.path = url.path
        self.query = dict(urllib.parse.parse_qsl(url.query))
        key = target + headers.get("x-key", "")
        self.count = server.counts[key] = server.counts.get(key, 0) + 1

    async def send(self, data):
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, status=200, fields=(), reason="Fine", version="1.1"):
        lines = ["HTTP/%s %d %s" % (version, status, reason)]
        lines += ["%s: %s" % pair for pair in fields]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode(
            "latin-1" if max(map(max, lines)) < "\u0100" else "utf-8"))

    async def reply(self, body=PICTURE, status=200, type="image/png", fields=(),
                    reason="Fine"):
        await self.head(status, [("Content-Type", type),
                                 ("Content-Length", len(body)), *fields], reason)
        await self.send(body)

    def close(self):
        raise ConnectionAbortedError

    def reset(self):
        sock = self.writer.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()
        raise ConnectionAbortedError


class Server:
    """Runs in a thread of its own; log has (port, target, headers) of requests,
    connections the number of them by port."""

    def __init__(self, latency=0):
        self.log, self.counts, self.connections = [], {}, {}
        self.latency, self.most, self.running = latency, 0, 0
        self.loop = asyncio.new_event_loop()
        self.servers, self.tasks = [], set()
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    def listen(self, host="127.0.0.1", port=0, tls=None, serve=None):
        """Listens in one more place; returns the port."""
        server = self.call(asyncio.start_server(serve or self.serve, host, port,
                                                ssl=tls, backlog=200))
        self.servers.append(server)
        return server.sockets[0].getsockname()[1]

    def close(self):
        for server in self.servers:
            self.loop.call_soon_threadsafe(server.close)
        for task in list(self.tasks):
            self.loop.call_soon_threadsafe(task.cancel)

    async def serve(self, reader, writer):
        port = writer.get_extra_info("sockname")[1]
        self.connections[port] = self.connections.get(port, 0) + 1
        self.tasks.add(asyncio.current_task())
        try:
            while await self.answer(port, reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError,
                asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            self.tasks.discard(asyncio.current_task())
            writer.close()

    async def answer(self, port, reader, writer):
        lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:]:
            if line:
                name, value = line.split(":", 1)
                headers[name.strip().lower()] = value.strip()
        r = Request(self, lines[0], headers, reader, writer)
        self.log.append((port, r.target, headers))
        self.running += 1
        self.most = max(self.most, self.running)
        try:
            if self.latency:
                await asyncio.sleep(self.latency)
            route = ROUTES.get(r.path.lstrip("/").split("/")[0])
            if route:
                await route(r)
            else:
                await r.reply(PAGE, 404, "text/html")
        finally:
            self.running -= 1
        return True

    def asked(self, target):
        """The headers of the requests for target, in order."""
        return [h for _, t, h in self.log if t == target]


def certificates(folder):
    """A CA and what it signed, made anew: name -> ssl context, "ca" -> file."""
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
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(os.path.join(folder, cert),
                                os.path.join(folder, name + ".key"))
        made[name] = context
    return made


if __name__ == "__main__":
    server = Server(int(sys.argv[2]) / 1000 if len(sys.argv) > 2 else 0)
    print(server.listen(port=int(sys.argv[1]) if len(sys.argv) > 1 else 0), flush=True)
    while True:
        time.sleep(3600)
