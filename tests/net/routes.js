// SPDX-License-Identifier: MIT
// What the web server of the tests does, well and badly: a function a path.
'use strict';
const assert = require('node:assert');
const { setImmediate, setTimeout: sleep } = require('node:timers/promises');
const { promisify } = require('node:util');
const zlib = require('node:zlib');
const { PICTURE, BIG, OTHER, chunk, crc32, png } = require('./pictures');

const PAGE = Buffer.from(
	'<!DOCTYPE html><html><title>No</title><p>This is a page.</p></html>');
const FILLER = 'X-Filler: ' + 'y'.repeat(1000) + '\r\n';
const HOSTILE = '\x1b[2J\x1b]0;owned\x07\x9b31m\xe2\x80\xae \x08\x7f';

const html = (status, more) => ({ status, type: 'text/html', ...more });

// What takes a while is made once, when it is first asked for.
function lazily(make) {
	let made;
	return () => made ??= make();
}

const huge = lazily(() => Buffer.concat([PICTURE.subarray(0, 33),
	chunk('teSt', Buffer.alloc(19 << 20)), PICTURE.subarray(33)]));
const bomb = lazily(() => promisify(zlib.gzip)(Buffer.alloc(32 << 20)));

// Without end, but others have their turn.
async function repeat(r, bytes) {
	for (;;) {
		await r.send(bytes);
		await setImmediate();
	}
}

async function missing(r) {
	await r.reply(PAGE, html(404));
}

async function drip(r, bytes) {
	for (let i = 0; i < bytes.length; i++) {
		await r.send(bytes.subarray(i, i + 1));
		await sleep(200);
	}
}

// Where a request for the rest begins; without one, 0.
function first(r) {
	if (!('range' in r.headers))
		return 0;
	const [, from] = /^bytes=(\d+)-$/.exec(r.headers.range);
	return Number(from);
}

function range(from, some, body) {
	return `bytes ${from}-${from + some.length - 1}/${body.length}`;
}

// Breaks off at the half; then gives the rest to who asks well.
async function part(r, how = {}) {
	const { tag = '"one"', rangeTag = '"one"', body = BIG, offset = 0,
		times = 1 } = how;
	const fields = { 'ETag': tag, 'Content-Type': 'image/png',
		'Accept-Ranges': 'bytes' };
	if (r.count <= times) {
		await r.head(200, { ...fields, 'Content-Length': BIG.length });
		await r.send(BIG.subarray(0, BIG.length >> 1));
		await sleep(50);
		r.close();
	}
	if (!r.headers.range || r.headers['if-range'] !== rangeTag)
		return r.reply(body, { fields: { 'ETag': rangeTag } });
	const from = first(r) + offset;
	const rest = body.subarray(from);
	await r.head(206, { ...fields, 'Content-Length': rest.length,
		'Content-Range': range(from, rest, body) });
	return r.send(rest);
}

const ROUTES = {
	__proto__: null,

	async 'ok'(r) {
		const body = png(crc32(Buffer.from(r.name)), 16, 16);
		const tag = crc32(body).toString(16).padStart(8, '0');
		await r.reply(body, { fields: { 'ETag': `"${tag}"` } });
	},

	'large': (r) => r.reply(BIG),

	// Nearly all that one picture may have, most of it no pixels.
	'huge': (r) => r.reply(huge()),

	async 'huge-cut'(r) {
		await r.head(200, { 'Content-Length': 19 << 20,
			'ETag': '"huge"', 'Content-Type': 'image/png' });
		await r.send(Buffer.alloc(18 << 20));
		r.close();
	},

	async 'redirect'(r) {
		await r.reply(PAGE, html(r.query.get('status') ?? 302,
			{ fields: { 'Location': r.query.get('to') } }));
	},

	async 'hops'(r) {
		const left = Number(r.name);
		if (left)
			await r.reply(PAGE, html(301,
				{ fields: { 'Location': left - 1 } }));
		else
			await r.reply();
	},

	async 'loop'(r) {
		await r.reply(PAGE, html(302,
			{ fields: { 'Location': r.path } }));
	},

	'silent': () => sleep(30000),

	async 'slow-headers'(r) {
		await drip(r, Buffer.from(
			'HTTP/1.1 200 Fine\r\nContent-Type: image/png\r\n' +
			'X: y\r\n'.repeat(100)));
	},

	async 'slow-body'(r) {
		await r.head(200, { 'Content-Length': 100000 });
		await drip(r, PICTURE);
	},

	async 'endless-body'(r) {
		await r.head(200, { 'Content-Type': 'image/png' });
		await repeat(r, 'x'.repeat(65536));
	},

	async 'endless-headers'(r) {
		await r.send('HTTP/1.1 200 Fine\r\n');
		await repeat(r, FILLER);
	},

	async 'endless-line'(r) {
		await r.send('HTTP/1.1 200 Fine\r\nX-Filler: ');
		await repeat(r, 'y'.repeat(10000));
	},

	async 'endless-interim'(r) {
		await repeat(r, ('HTTP/1.1 103 Early Hints\r\n' +
			'Link: </x>\r\n\r\n').repeat(100));
	},

	async 'interim'(r) {
		await r.send('HTTP/1.1 103 Early Hints\r\nETag: "no"\r\n\r\n');
		await r.reply();
	},

	async 'endless-trailers'(r) {
		await r.head(200, { 'Transfer-Encoding': 'chunked' });
		await r.send('1\r\nx\r\n0\r\n');
		await repeat(r, FILLER);
	},

	async 'length-short'(r) {
		const junk = Buffer.from('trailing junk, which is no picture');
		await r.reply(Buffer.concat([PICTURE, junk]),
			{ fields: { 'Content-Length': PICTURE.length } });
		r.close();
	},

	// A whole answer, and later, when the connection is idle, rubbish.
	async 'leftover'(r) {
		await r.head(200, { 'Content-Length': PICTURE.length,
			'Content-Type': 'image/png' });
		await r.send(PICTURE);
		await sleep(1000 * (r.query.get('after') ?? 0));
		await r.send('rubbish behind the answer\r\n'.repeat(3));
	},

	async 'length-long'(r) {
		await r.head(200, { 'Content-Length': PICTURE.length + 100 });
		await r.send(PICTURE);
		r.close();
	},

	async 'length-junk'(r) {
		await r.head(200,
			{ 'Content-Length': '99999999999999999999999' });
		await r.send(PICTURE);
		r.close();
	},

	async 'length-huge'(r) {
		await r.head(200, { 'Content-Length': 2 ** 40 });
		await r.send(PICTURE);
		await sleep(30000);
	},

	async 'gzipped'(r) {
		assert((r.headers['accept-encoding'] ?? '').includes('gzip'));
		await r.reply(zlib.gzipSync(PICTURE),
			{ fields: { 'Content-Encoding': 'gzip' } });
	},

	// 32 MB in 32 KB, again and again.
	async 'bomb'(r) {
		await r.head(200, { 'Content-Encoding': 'gzip',
			'Content-Type': 'image/png' });
		await repeat(r, await bomb());
	},

	async 'gzip-broken'(r) {
		const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
		await r.reply(Buffer.concat([head, Buffer.alloc(500, 0xff)]),
			{ fields: { 'Content-Encoding': 'gzip' } });
	},

	async 'chunked'(r) {
		await r.head(200, { 'Transfer-Encoding': 'chunked' });
		for (let i = 0; i < PICTURE.length; i += 100) {
			const some = PICTURE.subarray(i, i + 100);
			const size = some.length.toString(16);
			await r.send(size + ';ext=1\r\n', some, '\r\n');
		}
		await r.send('0\r\nX-Trailer: HTTP/1.1 500 no\r\n\r\n');
	},

	async 'chunked-junk'(r) {
		await r.head(200, { 'Transfer-Encoding': 'chunked' });
		await r.send('zzz\r\n', PICTURE);
		r.close();
	},

	async 'chunked-cut'(r) {
		await r.head(200, { 'Transfer-Encoding': 'chunked' });
		await r.send('ffff\r\n', PICTURE);
		r.close();
	},

	'nothing': (r) => r.close(),

	'reset': (r) => r.reset(),

	async 'reset-body'(r) {
		await r.head(200, { 'Content-Length': BIG.length });
		await r.send(BIG.subarray(0, 1000));
		await sleep(100);
		r.reset();
	},

	'resume': (r) => part(r),

	'resume-thrice': (r) => part(r,
		{ times: Number(r.query.get('times') ?? 4) }),

	// No ETag; the validator is a date.
	async 'resume-date'(r) {
		const date = 'Sat, 01 Jul 2023 10:00:00 GMT';
		if (r.count === 1) {
			await r.head(200, { 'Last-Modified': date,
				'Date': 'Sun, 02 Jul 2023 10:00:00 GMT',
				'Content-Length': BIG.length });
			await r.send(BIG.subarray(0, 5000));
			r.close();
		}
		assert.equal(r.headers['if-range'], date);
		assert.equal(r.headers.range, 'bytes=5000-');
		await r.head(206, {
			'Content-Range': `bytes 5000-${BIG.length - 1}/*`,
			'Content-Length': BIG.length - 5000 });
		await r.send(BIG.subarray(5000));
	},

	'resume-changed': (r) => part(r, { rangeTag: '"two"', body: OTHER }),

	'resume-wrong': (r) => part(r, { offset: -7 }),

	async 'resume-weak'(r) {
		assert(!('range' in r.headers));
		await part(r, { tag: 'W/"one"' });
	},

	async 'resume-416'(r) {
		if ('range' in r.headers)
			await r.reply(PAGE, html(416));
		else
			await part(r);
	},

	// Gives a little of the rest each time.
	async 'resume-small'(r) {
		const from = first(r);
		if (!from)
			return part(r);
		const some = BIG.subarray(from, from + 40000);
		await r.head(206, { 'ETag': '"one"',
			'Content-Length': some.length,
			'Content-Range': range(from, some, BIG) });
		return r.send(some);
	},

	'status': (r) => r.reply(PAGE, html(r.name)),

	async 'status-large'(r) {
		await r.head(404, { 'Content-Type': 'text/html' });
		await repeat(r, '<p>no'.repeat(10000));
	},

	// 429 or 503, so many times, with Retry-After; then fine.
	async 'busy'(r) {
		const after = r.query.get('after');
		if (r.count > Number(r.query.get('times')))
			await r.reply();
		else
			await r.reply(PAGE, html(r.query.get('status'),
				after && { fields: { 'Retry-After': after } }));
	},

	'page': (r) => r.reply(PAGE, html(200)),

	'empty': (r) => r.reply(Buffer.alloc(0)),

	async 'etag'(r) {
		const fields = { 'ETag': '"kept"',
			'Cache-Control': 'max-age=0' };
		if (r.headers['if-none-match'] === '"kept"')
			await r.head(304, fields);
		else
			await r.reply(PICTURE, { fields });
	},

	// Fine the first time, then broken.
	async 'once'(r) {
		if (r.count === 1)
			await r.reply(PICTURE,
				{ fields: { 'ETag': '"once"' } });
		else
			await r.reply(PAGE,
				html(r.query.get('status') ?? 500));
	},

	async 'head-only'(r) {
		await r.head(r.name);
		if (r.name === '206')
			await r.send(PICTURE);
		r.close();
	},

	'reason': (r) => r.reply(PAGE, html(404, { reason: 'No' + HOSTILE })),

	async 'hostile-headers'(r) {
		await r.head(200, {
			'Content-Type': 'image/png' + HOSTILE,
			'ETag': `"${HOSTILE}"`,
			'Set-Cookie': 'a=b',
			'Strict-Transport-Security': 'max-age=9',
			'Alt-Svc': 'h3=":443"',
			'X': '\xff',
			'Content-Length': PICTURE.length,
		}, HOSTILE);
		await r.send(PICTURE);
	},

	async 'no-colon'(r) {
		await r.send('HTTP/1.1 200 Fine\r\nno colon here\r\n\r\n',
			PICTURE);
		r.close();
	},

	async 'not-http'(r) {
		await r.send('SSH-2.0-OpenSSH_9.2p1\r\n'.repeat(3));
		r.close();
	},

	async 'http09'(r) {
		await r.send(PICTURE);
		r.close();
	},

	// The request's headers, in order, as JSON.
	async 'echo'(r) {
		const { target, headers } = r;
		const json = JSON.stringify({ target, headers });
		await r.reply(Buffer.from(json), { type: 'application/json',
			fields: { 'Set-Cookie': 'a=b' } });
	},
};

module.exports = { ROUTES, missing };
