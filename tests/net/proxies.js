// SPDX-License-Identifier: MIT
// Proxies that log what they are asked for and lead everywhere to one port:
// whatever host a client names, known to DNS or not, is the server's own port;
// so the tests have an Internet.
'use strict';
const net = require('node:net');
const { Connection, Hangup } = require('./connection');

async function pipe(from, to) {
	try {
		for (;;)
			await to.send(await from.some());
	} finally {
		to.close();
	}
}

function connect(port) {
	return new Promise((resolve, reject) => {
		const socket = net.connect({ port, host: '127.0.0.1',
			noDelay: true, allowHalfOpen: true });
		socket.once('connect', () => resolve(new Connection(socket)));
		socket.once('error', () => reject(new Hangup()));
	});
}

// After limit connections it hangs up on all, and takes no more.
class Relay {
	constructor(server, { to, limit = Infinity, faults = {} }) {
		this.log = server.log;
		this.to = to;
		this.limit = limit;
		this.faults = new Map(Object.entries(faults));
		this.open = new Set();
	}

	spent() {
		if (this.log.length < this.limit)
			return false;
		for (const connection of this.open)
			connection.abort();
		return true;
	}

	async join(near, before = '') {
		const far = await connect(this.to);
		const both = [near, far];
		both.forEach((connection) => this.open.add(connection));
		await far.send(before);
		await Promise.allSettled([pipe(near, far), pipe(far, near)]);
		both.forEach((connection) => this.open.delete(connection));
	}
}

// RFC 1928 and 1929; log has [host, port, user], faults reply codes by host.
class Socks extends Relay {
	async serve(c) {
		const [version, count] = await c.exactly(2);
		const methods = await c.exactly(count);
		if (version !== 5 || this.spent())
			return c.abort();
		const user = methods.includes(2) ? await this.login(c) : '';
		if (!methods.includes(2))
			await c.send(Buffer.from([5, 0]));
		const [, , , kind] = await c.exactly(4);
		const host = await this.host(c, kind);
		const port = (await c.exactly(2)).readUInt16BE();
		this.log.push([host, port, user]);
		const code = this.faults.get(host) ?? 0;
		await c.send(Buffer.from([5, code, 0, 1, 0, 0, 0, 0, 0, 0]));
		if (!code)
			await this.join(c);
	}

	async login(c) {
		await c.send(Buffer.from([5, 2]));
		await c.exactly(1);
		const user = await this.counted(c);
		await this.counted(c);
		await c.send(Buffer.from([1, 0]));
		return user;
	}

	async host(c, kind) {
		if (kind === 3)
			return this.counted(c);
		const address = await c.exactly(kind === 1 ? 4 : 16);
		return 'address ' + address.toString('latin1');
	}

	async counted(c) {
		const [count] = await c.exactly(1);
		return (await c.exactly(count)).toString('latin1');
	}
}

// log has [target, method, head]; tunnels to "forbidden..." are refused.
class Http extends Relay {
	async serve(c) {
		const head = (await c.until('\r\n\r\n')).toString('latin1');
		const [method, target] = head.split('\r\n')[0].split(' ');
		if (this.spent())
			return c.abort();
		this.log.push([target, method, head]);
		if (method !== 'CONNECT') {
			const path = '/' + target.split('/').slice(3).join('/');
			const before = head.replace(target, () => path);
			return this.join(c, Buffer.from(before, 'latin1'));
		}
		if (target.startsWith('forbidden'))
			return c.send('HTTP/1.1 403 No\r\n\r\n');
		await c.send('HTTP/1.1 200 Yes\r\n\r\n');
		return this.join(c);
	}
}

module.exports = { Socks, Http };
