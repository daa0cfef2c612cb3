// SPDX-License-Identifier: MIT
// A web server with HTTP/2, which also takes HTTP/1.1. Every path has a body
// that names it; by HTTP/2, "/cut" breaks its stream off.
'use strict';
const http2 = require('node:http2');

module.exports = function createServer(server, { key, cert }) {
	const options = { key, cert, allowHTTP1: true };
	return http2.createSecureServer(options, (request, response) => {
		const { url, headers, socket, httpVersion } = request;
		server.log.push([socket.localPort, url, headers]);
		if (url !== '/cut' || httpVersion !== '2.0') {
			setTimeout(() => response.end('body of ' + url), 20);
			return;
		}
		response.writeHead(200, { 'content-length': 1000 });
		response.write('x'.repeat(100));
		setTimeout(() => response.stream.close(
			http2.constants.NGHTTP2_INTERNAL_ERROR), 50);
	});
};
