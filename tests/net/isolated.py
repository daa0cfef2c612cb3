#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the probe under strace in a network namespace of its own, where there
is nothing but loopback; started by "unshare -n" or "unshare -rn".

Arguments: a kind of proxy (socks, dying, http, dead, none), a folder for the
trace, then what the probe gets; PROXY in it is the proxy's address. Prints
JSON: the probe's lines, what the proxy was asked for, the places that were
connected or sent to.
"""
import fcntl
import json
import os
import re
import socket
import struct
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from probe import ENV, PROBE
from server import Proxy, Server

CONNECT = re.compile(r"(connect|sendto|sendmsg|sendmmsg)\((\d+).*?"
                     r"(AF_INET6?).*?htons\((\d+)\)(.*)")


def bring_up_loopback():
    """Namespaces begin with everything down."""
    with socket.socket() as s:
        request = struct.pack("16sh14x", b"lo", 0x1 | 0x40)    # IFF_UP | IFF_RUNNING
        fcntl.ioctl(s, 0x8914, request)                        # SIOCSIFFLAGS


def contacts(trace):
    """(call, port, the rest) of what went to an address."""
    found = []
    with open(trace, errors="replace") as f:
        for line in f:
            match = CONNECT.search(line)
            if match:
                found.append((match[1], int(match[4]), line.strip()))
    return found


def main():
    kind, folder, args = sys.argv[1], sys.argv[2], sys.argv[3:]
    bring_up_loopback()
    server = Server()
    port = server.listen()
    proxy = Proxy("http" if kind == "http" else "socks", port,
                  **({"limit": 5} if kind == "dying" else {}))
    if kind == "dead":
        proxy.close()
    trace = os.path.join(folder, "trace")
    env = dict(ENV, **json.loads(os.environ.get("PROBE_ENV", "{}")))
    args = [a.replace("PROXY", "127.0.0.1:%d" % proxy.port).replace(
        "SERVER", "127.0.0.1:%d" % port) for a in args]
    preload = ["-E", "LD_PRELOAD=" + env.pop("PRELOAD")] if "PRELOAD" in env else []
    done = subprocess.run(["strace", "-f", "-qq", *preload, "-e",
                           "trace=connect,sendto,sendmsg,sendmmsg", "-o", trace,
                           PROBE, *args], capture_output=True, text=True, env=env,
                          timeout=600)
    print(json.dumps({
        "lines": [json.loads(line) for line in done.stdout.splitlines()],
        "stderr": done.stderr, "proxy": proxy.log, "proxy_port": proxy.port,
        "server_port": port, "contacts": contacts(trace),
        "connections": server.connections}))


main()
