// SPDX-License-Identifier: MIT
// Pictures of noise for the server to send.
'use strict';
const zlib = require('node:zlib');

const CRCS = Uint32Array.from({ length: 256 }, (_, n) => {
	for (let bit = 0; bit < 8; bit++)
		n = n & 1 ? 0xedb88320 ^ n >>> 1 : n >>> 1;
	return n;
});

// zlib.crc32() is in no node before 20.15.
function crc32(data) {
	let crc = -1;
	for (let i = 0; i < data.length; i++)
		crc = CRCS[(crc ^ data[i]) & 255] ^ crc >>> 8;
	return ~crc >>> 0;
}

function chunk(name, data) {
	const bytes = Buffer.alloc(data.length + 12);
	bytes.writeUInt32BE(data.length, 0);
	bytes.write(name, 4, 'latin1');
	data.copy(bytes, 8);
	bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), data.length + 8);
	return bytes;
}

// A picture that differs for each seed; its size is about 3 * width * height.
function png(seed, width, height) {
	let state = Math.imul(seed, 2654435761) + 12345 >>> 0;
	const row = 1 + width * 3;
	const rows = Buffer.alloc(row * height);
	for (let i = 0; i < rows.length; i++) {
		if (i % row === 0)
			continue;
		state = Math.imul(state, 1103515245) + 12345 & 0x7fffffff;
		rows[i] = state >> 16;
	}
	const head = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	return Buffer.concat([
		Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
		chunk('IHDR', head),
		chunk('IDAT', zlib.deflateSync(rows, { level: 1 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

const PICTURE = png(1, 40, 40);
const BIG = png(2, 200, 200);
const OTHER = png(3, 200, 200);

module.exports = { PICTURE, BIG, OTHER, chunk, crc32, png };
