# SPDX-License-Identifier: MIT
"""A server whose answers depend on what a test knows: a coroutine of the test's own
for each connection. What needs no more than a path is a route of tests/net."""
import asyncio
import functools
import threading


@functools.cache
def loop():
    made = asyncio.new_event_loop()
    threading.Thread(target=made.run_forever, daemon=True).start()
    return made


def scripted(serve):
    """Calls serve(reader, writer) for whoever connects; returns the port."""
    start = asyncio.start_server(serve, "127.0.0.1", 0, backlog=200)
    server = asyncio.run_coroutine_threadsafe(start, loop()).result(10)
    return server.sockets[0].getsockname()[1]
