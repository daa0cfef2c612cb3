/* SPDX-License-Identifier: MIT */
/* One transfer's options, and the callbacks that watch over it. */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "base/hash.h"
#include "base/limits.h"
#include "base/mem.h"
#include "net/transfer_parts.h"
#include "net/weights.h"

/* Browsers begin so, and it says no more. */
#define NEUTRAL_AGENT "Mozilla/5.0"

struct fixed {
	CURLoption option;
	long value;
};

/* Also where libcurl has the same default: it is relied on. */
static const struct fixed fixed[] = {
	{ CURLOPT_FOLLOWLOCATION, 0 },	/* see net/fetch_outcome.c */
	{ CURLOPT_MAXREDIRS, 0 },
	{ CURLOPT_DISALLOW_USERNAME_IN_URL, 1 },
	{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
	{ CURLOPT_HTTP09_ALLOWED, 0 },
	{ CURLOPT_HTTP_CONTENT_DECODING, 0 },	/* see net/transfer.c */
	{ CURLOPT_HSTS_CTRL, 0 },
	{ CURLOPT_SSL_VERIFYPEER, 1 },
	{ CURLOPT_SSL_VERIFYHOST, 2 },
	{ CURLOPT_PROXY_SSL_VERIFYPEER, 1 },
	{ CURLOPT_PROXY_SSL_VERIFYHOST, 2 },
	{ CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
	{ CURLOPT_PROXY_SSLVERSION, CURL_SSLVERSION_TLSv1_2 },
	{ CURLOPT_SOCKS5_AUTH, CURLAUTH_BASIC },
	{ CURLOPT_HEADEROPT, CURLHEADER_SEPARATE },
	{ CURLOPT_NOSIGNAL, 1 },
	{ CURLOPT_QUICK_EXIT, 1 },	/* no waiting for resolver threads */
	{ CURLOPT_NOPROGRESS, 0 },
	{ CURLOPT_BUFFERSIZE, RECEIVE_BYTES },
	{ CURLOPT_LOW_SPEED_LIMIT, STALL_BYTES_PER_S }
};

unsigned
transfer_stall_s(const struct transfers_options *options)
{
	unsigned part = options->timeout_s / SILENCE_PART;

	return part < 1 ? 1 : part > SILENCE_S ? SILENCE_S : part;
}

static bool
set_text(const struct transfer *t, CURLoption option, struct str text)
{
	char *copy = mem_strndup(text.p ? text.p : "", text.len);
	bool good = transfer_set_pointer(t, option, copy);

	free(copy);
	return good;
}

static curl_socket_t
open_socket(void *arg, curlsocktype purpose, struct curl_sockaddr *to)
{
	struct transfer *t = arg;
	const struct transfers_options *options = &t->owner->options;
	struct address address;
	uint16_t port;
	bool good;

	if (purpose != CURLSOCKTYPE_IPCXN
	    || !address_of(&to->addr, &address, &port))
		return CURL_SOCKET_BAD;
	good = options->proxy->kind != PROXY_NONE
	    ? proxy_is_at(options->proxy, &address, port)
	    : policy_allows(options->policy, &t->origin, t->request.granted,
	    &address);
	if (!good) {
		buf_clear(&t->refused);
		address_put(&address, &t->refused);
		return CURL_SOCKET_BAD;
	}
	return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

void
transfer_settle(struct transfer *t)
{
	const struct response *r = &t->response;

	if (t->settled)
		return;
	t->settled = true;
	if (r->status == 200) {
		t->wanted = true;
		t->from = 0;
		buf_clear(t->request.body);
	} else if (t->from && response_continues(r, t->request.part,
	    t->from)) {
		t->wanted = true;
	} else if (r->status == 206 && t->from) {
		t->stop = STOP_RANGE;
	}
	if (t->wanted && r->coding == CODING_OTHER)
		t->stop = STOP_CODING;
	else if (t->wanted && r->length != RESPONSE_UNKNOWN
	    && r->length > t->request.max_bytes - t->from)
		t->stop = STOP_BODY;
	else if (t->wanted && r->length != RESPONSE_UNKNOWN)
		/* Grown step by step, it would be in memory twice. */
		buf_reserve(t->request.body, (size_t)r->length);
}

/* Returning less than all that came ends the transfer. */
static size_t
take_header(char *p, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t bytes = mem_mul(size, count);

	/* Trailers are headers too; those nobody asked for. */
	if (!t->settled)
		response_line(&t->response, (struct str){ p, bytes });
	else
		t->response.header_bytes += bytes;
	if (t->response.header_bytes <= LIMIT_HEADERS_BYTES)
		return bytes;
	t->stop = STOP_HEADERS;
	return 0;
}

static size_t
take_body(char *p, size_t size, size_t count, void *arg)
{
	struct transfer *t = arg;
	size_t bytes = mem_mul(size, count);
	struct buf *body = t->request.body;

	transfer_settle(t);
	if (t->stop != STOP_NONE)
		return 0;
	if (!t->wanted) {
		t->skipped = mem_add(t->skipped, bytes);
		if (t->skipped <= LIMIT_SKIPPED_BYTES)
			return bytes;
		t->stop = STOP_SKIPPED;
		return 0;
	}
	if (t->from && bytes > t->response.range_last + 1 - body->len) {
		t->stop = STOP_RANGE;
		return 0;
	}
	if (bytes > t->request.max_bytes - body->len) {
		t->stop = STOP_BODY;
		return 0;
	}
	if (!transfer_has_room(t, bytes)) {
		t->paused = true;
		return CURL_WRITEFUNC_PAUSE;
	}
	buf_add(body, p, bytes);
	return bytes;
}

void
transfer_count(struct transfer *t, curl_off_t wire_bytes)
{
	if (wire_bytes < 0 || (uint64_t)wire_bytes <= t->wire_bytes)
		return;
	t->owner->bytes += (uint64_t)wire_bytes - t->wire_bytes;
	t->wire_bytes = (uint64_t)wire_bytes;
}

/* Counts what came over the wire. */
static int
watch(void *arg, curl_off_t down_total, curl_off_t down, curl_off_t up_total,
    curl_off_t up)
{
	struct transfer *t = arg;

	(void)down_total;
	(void)up_total;
	(void)up;
	transfer_count(t, down);
	if (transfers_spent(t->owner))
		t->stop = STOP_BUDGET;
	else if (t->wire_bytes > t->request.max_bytes + LIMIT_SKIPPED_BYTES)
		t->stop = STOP_BODY;
	return t->stop == STOP_BUDGET || t->stop == STOP_BODY;
}

/*
 * A proxy that keeps users apart (Tor) leads each origin another way, so
 * that what is read at one cannot be told at another.
 */
static void
make_user(struct transfer *t)
{
	struct buf text = BUF_INIT, hex = BUF_INIT;
	struct hash hash;

	buf_add(&text, t->owner->secret, sizeof(t->owner->secret));
	origin_put(&t->origin, &text);
	hash = hash_of(buf_str(&text));
	hash_hex(&hash, &hex);
	memcpy(t->user, hex.data, sizeof(t->user) - 1);
	buf_release(&text);
	buf_release(&hex);
}

static bool
set_proxy(struct transfer *t)
{
	const struct proxy *proxy = t->owner->options.proxy;
	struct buf url = BUF_INIT;
	struct str user = proxy->user, password = proxy->password;
	bool good;

	proxy_put(proxy, &url);
	if (proxy->kind == PROXY_SOCKS5H && !user.p) {
		make_user(t);
		user = str_of(t->user);
		password = STR("x");
	}
	/* An empty proxy means none, whatever the environment says. */
	good = set_text(t, CURLOPT_PROXY, buf_str(&url))
	    && set_text(t, CURLOPT_NOPROXY, STR(""))
	    && (!user.p || (set_text(t, CURLOPT_PROXYUSERNAME, user)
	    && set_text(t, CURLOPT_PROXYPASSWORD, password)));
	buf_release(&url);
	return good;
}

/* False, and the header would be missing, only for want of memory. */
static bool
add_line(struct transfer *t, const char *name, struct str value)
{
	struct buf line = BUF_INIT;
	struct curl_slist *longer = t->lines;

	if (value.len) {
		buf_addf(&line, "%s%.*s", name, STR_ARG(value));
		longer = t->owner->curl->curl_slist_append(t->lines,
		    line.data);
	}
	buf_release(&line);
	if (longer)
		t->lines = longer;
	return longer || !value.len;
}

/* What of a body is wanted, and how. */
static bool
add_conditions(struct transfer *t)
{
	const struct transfer_request *r = &t->request;
	struct buf range = BUF_INIT;
	bool good;

	if (!t->from)
		return add_line(t, "Accept-Encoding: ", STR("gzip, deflate"))
		    && add_line(t, "If-None-Match: ", r->etag)
		    && add_line(t, "If-Modified-Since: ", r->last_modified);
	/* The rest of a body is only any use as it is. */
	buf_addf(&range, "%zu-", t->from);
	good = add_line(t, "Range: bytes=", buf_str(&range))
	    && add_line(t, "If-Range: ", part_validator(r->part));
	buf_release(&range);
	return good;
}

static bool
set_headers(struct transfer *t)
{
	const struct transfers_options *o = &t->owner->options;
	const struct origin *to = &t->origin;
	struct str agent = o->user_agent.len ? o->user_agent
	    : STR(NEUTRAL_AGENT);

	for (size_t i = 0; i < o->header_count; i++)
		if (header_is_for(&o->headers[i], to)
		    && !add_line(t, "", o->headers[i].line))
			return false;
	return (header_is_set(o->headers, o->header_count, to,
	    STR("User-Agent")) || add_line(t, "User-Agent: ", agent))
	    && (header_is_set(o->headers, o->header_count, to,
	    STR("Referer")) || add_line(t, "Referer: ", t->request.referer))
	    && add_conditions(t)
	    && transfer_set_pointer(t, CURLOPT_HTTPHEADER, t->lines);
}

static bool
set_times(struct transfer *t)
{
	const struct transfers_options *o = &t->owner->options;
	long connect_s = o->timeout_s < SILENCE_S ? (long)o->timeout_s
	    : SILENCE_S;

	return transfer_set_long(t, CURLOPT_TIMEOUT_MS, t->request.timeout_ms)
	    && transfer_set_long(t, CURLOPT_FRESH_CONNECT, t->request.fresh)
	    && transfer_set_long(t, CURLOPT_CONNECTTIMEOUT, connect_s)
	    && transfer_set_long(t, CURLOPT_LOW_SPEED_TIME,
	        (long)transfer_stall_s(o));
}

static bool
set_callbacks(struct transfer *t)
{
	const struct libcurl *curl = t->owner->curl;
	const curl_opensocket_callback opens = open_socket;
	const curl_write_callback header = take_header, body = take_body;
	const curl_xferinfo_callback watches = watch;
	CURL *easy = t->easy;

	return transfer_set_pointer(t, CURLOPT_PRIVATE, t)
	    && transfer_set_pointer(t, CURLOPT_OPENSOCKETDATA, t)
	    && transfer_set_pointer(t, CURLOPT_HEADERDATA, t)
	    && transfer_set_pointer(t, CURLOPT_WRITEDATA, t)
	    && transfer_set_pointer(t, CURLOPT_XFERINFODATA, t)
	    && !curl->curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION,
	        opens)
	    && !curl->curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header)
	    && !curl->curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body)
	    && !curl->curl_easy_setopt(easy, CURLOPT_XFERINFOFUNCTION,
	        watches);
}

static bool
set_protocols(struct transfer *t)
{
	struct str only = t->origin.https ? STR("https") : STR("http");
	bool http2 = t->origin.https && !t->request.http1;

	/*
	 * Without TLS there is no HTTP/2 to be found, and nothing to wait
	 * for before the next connection.
	 */
	return set_text(t, CURLOPT_PROTOCOLS_STR, only)
	    && set_text(t, CURLOPT_REDIR_PROTOCOLS_STR, STR("https"))
	    && transfer_set_long(t, CURLOPT_HTTP_VERSION, http2
	        ? CURL_HTTP_VERSION_2TLS : CURL_HTTP_VERSION_1_1)
	    && transfer_set_long(t, CURLOPT_PIPEWAIT, http2);
}

/* What was read once is what is trusted, whatever becomes of the file. */
static bool
set_certificates(struct transfer *t)
{
	const struct transfers_options *o = &t->owner->options;
	struct curl_blob pem = {
		.data = (void *)(uintptr_t)o->certificates.p,
		.len = o->certificates.len, .flags = CURL_BLOB_NOCOPY,
	};

	return !pem.len || ((transfer_set_pointer(t, CURLOPT_CAINFO_BLOB, &pem)
	    || set_text(t, CURLOPT_CAINFO, o->ca_file))
	    && (transfer_set_pointer(t, CURLOPT_PROXY_CAINFO_BLOB, &pem)
	    || set_text(t, CURLOPT_PROXY_CAINFO, o->ca_file)));
}

bool
transfer_setup(struct transfer *t)
{
	for (size_t i = 0; i < ARRAY_COUNT(fixed); i++)
		if (!transfer_set_long(t, fixed[i].option, fixed[i].value))
			return false;
	return set_text(t, CURLOPT_URL, buf_str(&t->url))
	    && set_certificates(t) && set_protocols(t) && set_proxy(t)
	    && set_headers(t) && set_times(t) && set_callbacks(t);
}
