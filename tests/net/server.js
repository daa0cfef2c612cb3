// SPDX-License-Identifier: MIT
// A web server on loopback that behaves well and badly on request.
//
// What it does depends on the path alone: see routes.js. The suites drive it
// through server.py, by lines of JSON: each that comes is a command, each that
// goes its answer; it ends with its standard input. By hand:
// node server.js PORT [LATENCY_MS].
'use strict';
const fs = require('node:fs');
const net = require('node:net');
const readline = require('node:readline');
const tls = require('node:tls');
const { setTimeout: sleep } = require('node:timers/promises');
const { Connection, Hangup } = require('./connection');
const createHttp2Server = require('./http2');
const { PICTURE, BIG, OTHER } = require('./pictures');
const proxies = require('./proxies');
const { ROUTES, missing } = require('./routes');

// More than any run of the tests takes.
const LIFE_MS = 4 * 3600 * 1000;

const TARGET = /^(?:\w+:\/\/[^/?#]*)?([^?#]*)\??([^#]*)/;

function head(status = 200, fields = {}, reason = 'Fine') {
	const lines = ['HTTP/1.1 ' + status + ' ' + reason];
	for (const [name, value] of Object.entries(fields))
		lines.push(name + ': ' + value);
	const text = lines.join('\r\n') + '\r\n\r\n';
	return Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : 'latin1');
}

class Request {
	constructor(server, connection, text) {
		const [line, ...lines] = text.toString('latin1').split('\r\n');
		[, this.target] = /^\S+ (\S+) /.exec(line);
		const [, path, query] = TARGET.exec(this.target);
		this.path = path;
		this.query = new URLSearchParams(query);
		this.headers = Object.create(null);
		for (const field of lines.filter(Boolean)) {
			const [, name, value] = /^([^:]*):(.*)$/.exec(field);
			this.headers[name.trim().toLowerCase()] = value.trim();
		}
		this.connection = connection;
		const key = this.target + (this.headers['x-key'] ?? '');
		this.count = (server.counts.get(key) ?? 0) + 1;
		server.counts.set(key, this.count);
	}

	// The first part of the path and the last.
	get route() {
		return this.path.replace(/^\/+/, '').split('/')[0];
	}

	get name() {
		return this.path.split('/').pop();
	}

	send(...parts) {
		return this.connection.send(...parts);
	}

	head(...args) {
		return this.send(head(...args));
	}

	// Head and body go together: what comes behind an answer that has none
	// (a 204's) is then seen with it, and not on an idle connection.
	reply(body = PICTURE, how = {}) {
		return this.send(head(how.status, {
			'Content-Type': how.type ?? 'image/png',
			'Content-Length': body.length,
			...how.fields,
		}, how.reason), body);
	}

	close() {
		throw new Hangup();
	}

	reset() {
		this.connection.reset();
		throw new Hangup();
	}
}

class Web {
	constructor(server, { latency_ms }) {
		this.server = server;
		this.latency_ms = latency_ms;
	}

	async serve(connection) {
		for (;;)
			await this.answer(connection);
	}

	async answer(connection) {
		const { server } = this;
		const r = new Request(server, connection,
			await connection.until('\r\n\r\n'));
		server.log.push([connection.port, r.target, r.headers]);
		server.running++;
		server.most = Math.max(server.most, server.running);
		try {
			if (this.latency_ms)
				await sleep(this.latency_ms);
			await (ROUTES[r.route] ?? missing)(r);
		} finally {
			server.running--;
		}
	}
}

// Answers in plain text before anybody has asked.
class Plain {
	serve(connection) {
		return connection.send('HTTP/1.1 400 What?\r\n\r\n');
	}
}

const KINDS = { web: Web, plain: Plain, socks: proxies.Socks,
	http: proxies.Http };

// log has [port, target, headers] of requests, connections the number of them
// by port.
class Server {
	constructor() {
		this.log = [];
		this.counts = new Map();
		this.connections = {};
		this.listeners = [];
		this.running = 0;
		this.most = 0;
	}

	// Listens in one more place; the port.
	listen({ host, port, tls: files, serve = 'web', ...how }) {
		const options = { noDelay: true, allowHalfOpen: true };
		if (files) {
			options.key = fs.readFileSync(files.key);
			options.cert = fs.readFileSync(files.cert);
		}
		const ready = files ? 'secureConnection' : 'connection';
		let listener;
		if (serve === 'http2') {
			listener = createHttp2Server(this, options);
		} else {
			listener = (files ? tls : net).createServer(options);
			const kind = new KINDS[serve](this, how);
			listener.on(ready, this.serve.bind(this, kind));
		}
		listener.on(ready, ({ localPort: at }) => {
			this.connections[at] = (this.connections[at] ?? 0) + 1;
		});
		this.listeners.push(listener);
		return new Promise((resolve, reject) => {
			listener.on('error', reject);
			listener.listen({ host, port, backlog: 200 },
				() => resolve(listener.address().port));
		});
	}

	// Takes no more connections.
	close() {
		this.listeners.forEach((listener) => listener.close());
	}

	async serve(kind, socket) {
		const connection = new Connection(socket);
		try {
			await kind.serve(connection);
		} catch (error) {
			if (!(error instanceof Hangup))
				console.error(error);
		} finally {
			connection.close();
		}
	}
}

const COMMANDS = {
	listen: (server, how) => server.listen(how),
	close: (server) => server.close(),
	log: (server, { from }) => server.log.slice(from),
	connections: (server) => server.connections,
	most: (server) => server.most,
	pictures: () => ({
		PICTURE: PICTURE.toString('base64'),
		BIG: BIG.toString('base64'),
		OTHER: OTHER.toString('base64'),
	}),
};

async function obey(lines) {
	const servers = new Map();
	for await (const line of lines) {
		const { command, server: number, ...how } = JSON.parse(line);
		if (!servers.has(number))
			servers.set(number, new Server());
		const said = await COMMANDS[command](servers.get(number), how);
		console.log(JSON.stringify(said ?? null));
	}
	process.exit(0);
}

const [port, latency_ms] = process.argv.slice(2).map(Number);
if (port === undefined) {
	setTimeout(() => process.exit(1), LIFE_MS);
	obey(readline.createInterface(process.stdin));
} else {
	new Server().listen({ host: '127.0.0.1', port, latency_ms })
		.then(console.log);
}
