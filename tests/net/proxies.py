# SPDX-License-Identifier: MIT
"""Proxies that log what they are asked for and lead everywhere to one port.

serve functions for Server.listen(): whatever host a client names, known to
DNS or not, is the server's own port; so the tests have an Internet.
"""
import asyncio
import struct


class Proxy:
    """log has (host, port, user) of connections asked for."""

    def __init__(self, port, limit=None):
        self.port, self.limit, self.log = port, limit, []
        self.open = set()
        self.faults = {}        # host -> SOCKS reply code

    async def pipe(self, reader, writer):
        try:
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            writer.close()

    async def join(self, reader, writer, before=b""):
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        far_writer.write(before)
        both = asyncio.gather(self.pipe(reader, far_writer),
                              self.pipe(far_reader, writer))
        self.open.add(both)
        try:
            await both
        except asyncio.CancelledError:
            writer.transport.abort()
            far_writer.transport.abort()
        self.open.discard(both)

    def spent(self):
        """After limit connections it hangs up on all, and takes no more."""
        if self.limit is None or len(self.log) < self.limit:
            return False
        for both in list(self.open):
            both.cancel()
        return True

    async def socks(self, reader, writer):
        try:
            version, count = await reader.readexactly(2)
            methods = await reader.readexactly(count)
            if version != 5 or self.spent():
                return writer.transport.abort()
            user = b""
            writer.write(b"\5\2" if 2 in methods else b"\5\0")
            if 2 in methods:
                _, n = await reader.readexactly(2)
                user = await reader.readexactly(n)
                await reader.readexactly((await reader.readexactly(1))[0])
                writer.write(b"\1\0")
            _, command, _, kind = await reader.readexactly(4)
            if kind == 3:
                host = await reader.readexactly((await reader.readexactly(1))[0])
            else:
                host = b"address " + await reader.readexactly(4 if kind == 1 else 16)
            port, = struct.unpack(">H", await reader.readexactly(2))
            host = host.decode("latin-1")
            self.log.append((host, port, user.decode("latin-1")))
            code = self.faults.get(host, 0)
            writer.write(b"\5" + bytes([code]) + b"\0\1\0\0\0\0\0\0")
            if not code:
                await self.join(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def http(self, reader, writer):
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            method, target, version = head.split(b"\r\n")[0].decode().split(" ")
            if self.spent():
                return writer.transport.abort()
            self.log.append((target, method, head.decode("latin-1")))
            if method == "CONNECT":
                if target.startswith("forbidden"):
                    writer.write(b"HTTP/1.1 403 No\r\n\r\n")
                    return None
                writer.write(b"HTTP/1.1 200 Yes\r\n\r\n")
                await self.join(reader, writer)
            else:
                path = "/" + target.split("/", 3)[3]
                await self.join(reader, writer, head.replace(
                    target.encode(), path.encode(), 1))
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()
