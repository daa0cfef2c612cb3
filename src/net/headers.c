/* SPDX-License-Identifier: MIT */
#include "net/headers.h"

#include <string.h>

#include "net/policy.h"

#define LINE_BYTES 8192

/* What the fetcher itself or libcurl must be sure of. */
static const char *const ours[] = {
	"Host", "Connection", "Content-Length", "Transfer-Encoding", "TE",
	"Trailer", "Upgrade", "Expect", "Keep-Alive", "Proxy-Connection",
	"Proxy-Authorization", "Accept-Encoding", "Range", "If-Range",
	"If-Match", "If-None-Match", "If-Modified-Since",
	"If-Unmodified-Since"
};

static const char *const secret[] = { "Authorization", "Cookie" };

static bool
is_among(struct str name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ieq(name, str_of(names[i])))
			return true;
	return false;
}

/* RFC 9110, section 5.6.2. */
static bool
is_token(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		int c = (unsigned char)s.p[i];

		if (!ascii_alpha(c) && !ascii_digit(c)
		    && !ascii_in(c, "!#$%&'*+-.^_`|~"))
			return false;
	}
	return s.len > 0;
}

static bool
is_printable(struct str s)
{
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return s.len > 0;
}

static int
parse_host(struct str text, struct pool *pool, struct header *out)
{
	struct buf url = BUF_INIT;
	struct origin origin;
	int rc = -1;

	/* It is for all ports. */
	if (origin_parse(text, &url, &origin) && origin.port == 80) {
		out->host = pool_str(pool, origin.host);
		rc = 0;
	}
	buf_release(&url);
	return rc;
}

int
header_parse(struct str text, struct pool *pool, struct header *out,
    struct err *err)
{
	size_t colon, equals = str_chr(text, '=');
	struct str rest = text, value;
	struct buf line = BUF_INIT;

	*out = (struct header){ { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };
	/* A token has no '=', so that one before the colon ends a host. */
	if (equals != STR_NONE && (text.p[0] == '['
	    || equals < str_chr(text, ':'))
	    && parse_host(str_sub(text, 0, equals), pool, out) == 0)
		rest = str_sub(text, equals + 1, text.len);
	colon = str_chr(rest, ':');
	value = colon == STR_NONE ? STR("")
	    : str_trim(str_sub(rest, colon + 1, rest.len));
	if (colon == STR_NONE || !is_token(str_sub(rest, 0, colon))
	    || !is_printable(value) || text.len > LINE_BYTES)
		return err_set(err, ERR_ARGUMENT,
		    "header: '%.*s' is no NAME: VALUE", STR_ARG(text));
	buf_addf(&line, "%.*s: %.*s", (int)colon, rest.p, STR_ARG(value));
	out->line = pool_str(pool, buf_str(&line));
	out->name = str_sub(out->line, 0, colon);
	buf_release(&line);
	if (is_among(out->name, ours, sizeof(ours) / sizeof(ours[0])))
		return err_set(err, ERR_ARGUMENT,
		    "header: '%.*s' cannot be set", STR_ARG(out->name));
	if (!out->host.len && is_among(out->name, secret,
	    sizeof(secret) / sizeof(secret[0])))
		return err_set(err, ERR_ARGUMENT, "header: '%.*s' would be "
		    "told to every host; say HOST=%.*s: ...",
		    STR_ARG(out->name), STR_ARG(out->name));
	return 0;
}

bool
header_is_for(const struct header *header, struct str host)
{
	return !header->host.len || str_eq(header->host, host);
}

bool
header_is_set(const struct header *headers, size_t count, struct str host,
    struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (header_is_for(&headers[i], host)
		    && str_ieq(headers[i].name, name))
			return true;
	return false;
}
