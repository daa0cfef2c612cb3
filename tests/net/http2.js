// SPDX-License-Identifier: MIT
// A web server with HTTP/2, which also takes HTTP/1.1. Every path has a body
// that names it; by HTTP/2, "/cut" breaks its stream off.
'use strict';
const http2 = require('node:http2');

module.exports = function createServer(server, { key, cert }) {
	const listener = http2.createSecureServer({ key, cert, allowHTTP1: true });
	listener.on('request', (request, response) => {
		server.log.push([request.socket.localPort, request.url,
			request.headers]);
		if (request.url !== '/cut' || request.httpVersion !== '2.0') {
			setTimeout(() => response.end('body of ' + request.url), 20);
			return;
		}
		response.writeHead(200, { 'content-length': 1000 });
		response.write('x'.repeat(100));
		const { NGHTTP2_INTERNAL_ERROR } = http2.constants;
		setTimeout(() => response.stream.close(NGHTTP2_INTERNAL_ERROR), 50);
	});
	return listener;
};
