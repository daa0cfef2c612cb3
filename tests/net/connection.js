// SPDX-License-Identifier: MIT
// A connection to read from and write to in order, byte for byte. Whatever
// ends it, on either side, is thrown as a Hangup.
'use strict';

class Hangup extends Error {}

// What one line or one head may have, so that nobody's memory is filled.
const LONGEST = 65536;

class Connection {
	constructor(socket) {
		this.socket = socket;
		this.port = socket.localPort;
		this.held = Buffer.alloc(0);
		this.ended = false;
		this.wake = () => {};
		socket.on('readable', () => this.wake());
		for (const end of ['end', 'close'])
			socket.on(end, () => {
				this.ended = true;
				this.wake();
			});
		// It is told to whoever reads or writes.
		socket.on('error', () => {});
	}

	// What has come and was not taken; at least a byte.
	async some() {
		if (!this.held.length)
			await this.more();
		return this.take(this.held.length);
	}

	async exactly(count) {
		while (this.held.length < count)
			await this.more();
		return this.take(count);
	}

	// All up to the mark, and the mark.
	async until(mark) {
		let at;
		while ((at = this.held.indexOf(mark)) < 0) {
			if (this.held.length > LONGEST)
				throw new Hangup();
			await this.more();
		}
		return this.take(at + mark.length);
	}

	async more() {
		let part;
		while ((part = this.socket.read()) === null) {
			if (this.ended)
				throw new Hangup();
			await new Promise((resolve) => this.wake = resolve);
		}
		this.held = Buffer.concat([this.held, part]);
	}

	take(count) {
		const taken = this.held.subarray(0, count);
		this.held = this.held.subarray(count);
		return taken;
	}

	// Done when the system has taken the bytes; all parts go in one write.
	send(...parts) {
		this.socket.cork();
		const sent = parts.map((part) => this.write(part));
		this.socket.uncork();
		return Promise.all(sent);
	}

	write(part) {
		return new Promise((resolve, reject) => {
			this.socket.write(part, (error) => {
				if (error)
					reject(new Hangup());
				else
					resolve();
			});
		});
	}

	// Ends it when all is sent.
	close() {
		this.socket.destroySoon();
	}

	// Ends it now, whatever is still to be sent.
	abort() {
		this.socket.destroy();
	}

	// Ends it with an RST instead of a FIN.
	reset() {
		this.socket.resetAndDestroy();
	}
}

module.exports = { Connection, Hangup };
