// SPDX-License-Identifier: MIT
// A web server with HTTP/2; what it cuts off there, it gives by HTTP/1.1.
// Arguments: key file, certificate file. Prints its port; then, when standard
// input ends, "SESSIONS STREAMS VERSIONS".
'use strict';
const fs = require('fs');
const http2 = require('http2');
const [key, cert] = process.argv.slice(2).map((f) => fs.readFileSync(f));
let sessions = 0;
let streams = 0;
const versions = new Set();
const server = http2.createSecureServer({ key, cert, allowHTTP1: true });
server.on('session', () => sessions++);
server.on('request', (request, response) => {
  streams++;
  versions.add(request.httpVersion);
  if (request.url === '/cut' && request.httpVersion === '2.0') {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('x'.repeat(100));
    setTimeout(() => response.stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR), 50);
    return;
  }
  setTimeout(() => response.end('body of ' + request.url), 20);
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume();
process.stdin.on('end', () => {
  console.log(sessions, streams, [...versions].join('+'));
  process.exit(0);
});
