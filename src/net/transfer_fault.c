/* SPDX-License-Identifier: MIT */
/*
 * What went wrong with a transfer, in words of our own: libcurl's differ by
 * version, and a server's are not to be trusted.
 */
#include <string.h>

#include "base/limits.h"
#include "base/mem.h"
#include "net/transfer_parts.h"

/* CURLE_TOO_LARGE, which libcurl has since 8.6. */
#define CODE_TOO_LARGE 100

struct known {
	CURLcode code;
	enum err_kind kind;
	bool again;
	const char *text;
};

static const struct known known[] = {
	{ CURLE_COULDNT_RESOLVE_PROXY, ERR_NETWORK, true,
	    "the proxy's name was not found" },
	{ CURLE_COULDNT_RESOLVE_HOST, ERR_NETWORK, true,
	    "the host was not found" },
	{ CURLE_GOT_NOTHING, ERR_NETWORK, true,
	    "the connection was closed without an answer" },
	{ CURLE_RECV_ERROR, ERR_NETWORK, true, "the connection broke" },
	{ CURLE_SEND_ERROR, ERR_NETWORK, true, "the connection broke" },
	{ CURLE_PARTIAL_FILE, ERR_NETWORK, true,
	    "the answer ended too early" },
	{ CURLE_HTTP2, ERR_NETWORK, true, "the HTTP/2 connection broke" },
	{ CURLE_HTTP2_STREAM, ERR_NETWORK, true,
	    "the HTTP/2 connection broke" },
	{ CURLE_SSL_CONNECT_ERROR, ERR_NETWORK, true,
	    "no TLS connection could be made" },
	{ CURLE_WEIRD_SERVER_REPLY, ERR_FORMAT, false,
	    "the answer is not HTTP" },
	{ CURLE_UNSUPPORTED_PROTOCOL, ERR_FORMAT, false,
	    "the answer is not HTTP" },
	/* Of a trailer without a colon. */
	{ CURLE_BAD_FUNCTION_ARGUMENT, ERR_FORMAT, false,
	    "the answer is not HTTP" },
	{ CURLE_BAD_CONTENT_ENCODING, ERR_FORMAT, false,
	    "the answer is compressed in a way that was not asked for" },
	{ CURLE_SSL_CACERT_BADFILE, ERR_SYSTEM, false,
	    "the file of certificates cannot be read" }
};

/* What a SOCKS proxy says (RFC 1928, section 6), and what it fails at. */
static const struct {
	CURLproxycode code;
	const char *text;
} known_socks[] = {
	{ CURLPX_REPLY_HOST_UNREACHABLE, "cannot reach the host" },
	{ CURLPX_REPLY_NETWORK_UNREACHABLE,
	    "cannot reach the host's network" },
	{ CURLPX_REPLY_CONNECTION_REFUSED,
	    "was refused a connection" },
	{ CURLPX_REPLY_TTL_EXPIRED, "got no answer in time" },
	{ CURLPX_REPLY_NOT_ALLOWED, "does not allow it" },
	{ CURLPX_REPLY_GENERAL_SERVER_FAILURE, "failed" },
	{ CURLPX_USER_REJECTED, "rejects the password" },
	{ CURLPX_NO_AUTH, "wants another kind of password" },
	{ CURLPX_CLOSED, "closed the connection" },
	{ CURLPX_RECV_CONNECT, "closed the connection" },
	{ CURLPX_RECV_AUTH, "closed the connection" },
	{ CURLPX_SEND_CONNECT, "closed the connection" },
	{ CURLPX_BAD_VERSION, "speaks no SOCKS 5" }
};

static void
set_fault(struct transfer_result *result, enum err_kind kind, bool again,
    const char *text)
{
	err_set(&result->err, kind, "%s", text);
	result->again = again;
}

static void
fault_of_stop(enum stop stop, const struct transfer *t,
    struct transfer_result *result)
{
	switch (stop) {
	case STOP_HEADERS:
		err_set(&result->err, ERR_LIMIT,
		    "headers of more than %zu bytes", LIMIT_HEADERS_BYTES);
		break;
	case STOP_BODY:
		err_set(&result->err, ERR_LIMIT, "more than %zu bytes",
		    t->request.max_bytes);
		break;
	case STOP_BUDGET:
		err_set(&result->err, ERR_LIMIT, "more than the %llu bytes "
		    "that this run may fetch",
		    (unsigned long long)t->owner->options.budget_bytes);
		break;
	case STOP_RANGE:
		set_fault(result, ERR_NETWORK, true,
		    "the server sent another part than asked for");
		break;
	case STOP_CODING:
		err_set(&result->err, ERR_FORMAT, "the answer is compressed "
		    "in a way that was not asked for");
		break;
	case STOP_SKIPPED:
	case STOP_NONE:
		break;
	}
}

static void
fault_of_time(const struct transfer *t, struct transfer_result *result)
{
	const struct transfers_options *o = &t->owner->options;
	curl_off_t ready = transfer_number(t, CURLINFO_PRETRANSFER_TIME_T);
	curl_off_t total = transfer_number(t, CURLINFO_TOTAL_TIME_T);

	result->again = true;
	if (total / 1000 + 10 >= t->request.timeout_ms)
		err_set(&result->err, ERR_NETWORK, "not done after %u s",
		    o->timeout_s);
	else if (!ready)
		err_set(&result->err, ERR_NETWORK,
		    "no connection could be made in time");
	else {
		result->silent = true;
		err_set(&result->err, ERR_NETWORK, "nothing came for %u s",
		    transfer_stall_s(o));
	}
}

static void
fault_of_socks(const struct transfer *t, struct transfer_result *result)
{
	long code = transfer_long(t, CURLINFO_PROXY_ERROR);

	result->again = true;
	for (size_t i = 0; i < ARRAY_COUNT(known_socks);
	     i++)
		if ((long)known_socks[i].code == code) {
			err_set(&result->err, ERR_NETWORK, "the proxy %s",
			    known_socks[i].text);
			return;
		}
	err_set(&result->err, ERR_NETWORK, "the proxy failed");
}

static void
fault_of_connecting(const struct transfer *t, struct transfer_result *result)
{
	const char *to = t->owner->options.proxy->kind != PROXY_NONE
	    ? "the proxy" : "the host";
	long number;

	if (t->refused.len) {
		err_set(&result->err, ERR_REFUSED,
		    "'%.*s' leads to %s, which is not a public address",
		    STR_ARG(t->origin.host), t->refused.data);
		return;
	}
	number = transfer_long(t, CURLINFO_OS_ERRNO);
	result->again = true;
	if (number)
		err_set(&result->err, ERR_NETWORK, "no connection to %s: %s",
		    to, strerror((int)number));
	else
		err_set(&result->err, ERR_NETWORK, "no connection to %s", to);
}

/* X509_V_ERR_* of OpenSSL, the numbers of which are part of its interface. */
static const char *
certificate_fault(long number, bool of_proxy)
{
	const char *of_another = of_proxy ? "is of another host"
	    : "is not the host's";

	switch (number) {
	case 0:		/* the chain is good, or was not looked at: */
	case 1:		/* so it is the name */
		return of_another;
	case 9:
		return "is not valid yet";
	case 10:
		return "has expired";
	case 18:
	case 19:
		return "is signed by nobody known";
	case 20:
	case 21:
		return "is of an unknown issuer";
	case 23:
		return "was revoked";
	case 62:
	case 64:
		return of_another;
	default:
		return "cannot be trusted";
	}
}

static void
fault_of_certificate(const struct transfer *t,
    struct transfer_result *result)
{
	/* Before there is a tunnel, there is nobody else. */
	bool of_proxy = t->owner->options.proxy->kind == PROXY_HTTPS
	    && !transfer_long(t, CURLINFO_HTTP_CONNECTCODE);
	long number = transfer_long(t, of_proxy
	    ? CURLINFO_PROXY_SSL_VERIFYRESULT : CURLINFO_SSL_VERIFYRESULT);

	result->no_proxy = of_proxy;
	err_set(&result->err, ERR_REFUSED, "the %scertificate %s",
	    of_proxy ? "proxy's " : "",
	    certificate_fault(number, of_proxy));
}

/* An HTTP proxy that refuses to connect answers with a status. */
static bool
fault_of_tunnel(const struct transfer *t, struct transfer_result *result)
{
	long status = transfer_long(t, CURLINFO_HTTP_CONNECTCODE);

	if (status < 300)
		return false;
	err_set(&result->err, ERR_NETWORK, "the proxy answered %ld", status);
	result->again = status >= 500;
	return true;
}

static void
fault_of_code(const struct transfer *t, struct transfer_result *result)
{
	for (size_t i = 0; i < ARRAY_COUNT(known); i++)
		if (known[i].code == t->code) {
			set_fault(result, known[i].kind, known[i].again,
			    known[i].text);
			return;
		}
	err_set(&result->err, ERR_LIBRARY, "libcurl: %s",
	    t->owner->curl->curl_easy_strerror(t->code));
}

/* It may have begun with what another answer left in the connection. */
static bool
is_rubbish_of_another(const struct transfer *t)
{
	return !transfer_long(t, CURLINFO_NUM_CONNECTS)
	    && (t->code == CURLE_WEIRD_SERVER_REPLY
	    || t->code == CURLE_UNSUPPORTED_PROTOCOL);
}

void
transfer_fault(const struct transfer *t, struct transfer_result *result)
{
	const CURLcode code = t->code;

	if (t->stop != STOP_NONE) {
		fault_of_stop(t->stop, t, result);
		return;
	}
	switch ((int)code) {
	case CURLE_OUT_OF_MEMORY:
	case CODE_TOO_LARGE:
		/* What it says of a header line that is too long for it. */
		fault_of_stop(STOP_HEADERS, t, result);
		break;
	case CURLE_OPERATION_TIMEDOUT:
		fault_of_time(t, result);
		break;
	case CURLE_PROXY:
		fault_of_socks(t, result);
		break;
	case CURLE_COULDNT_CONNECT:
		fault_of_connecting(t, result);
		break;
	case CURLE_PEER_FAILED_VERIFICATION:
		fault_of_certificate(t, result);
		break;
	default:
		if (!fault_of_tunnel(t, result))
			fault_of_code(t, result);
		break;
	}
	if (is_rubbish_of_another(t))
		result->again = true;
	result->silent |= result->again && !t->response.status;
	result->no_proxy |= code == CURLE_COULDNT_RESOLVE_PROXY
	    || (code == CURLE_COULDNT_CONNECT
	    && t->owner->options.proxy->kind != PROXY_NONE);
}
