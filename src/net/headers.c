/* SPDX-License-Identifier: MIT */
#include "net/headers.h"

#include <string.h>

#include "base/mem.h"

#define LINE_BYTES 8192

/* What the fetcher itself or libcurl must be sure of. */
static const char *const ours[] = {
	"Host", "Connection", "Content-Length", "Transfer-Encoding", "TE",
	"Trailer", "Upgrade", "Expect", "Keep-Alive", "Proxy-Connection",
	"Proxy-Authorization", "Accept-Encoding", "Range", "If-Range",
	"If-Match", "If-None-Match", "If-Modified-Since",
	"If-Unmodified-Since"
};

/* Parts of names of headers by which somebody is known to a server. */
static const char *const secret[] = {
	"authoriz", "authent", "x-auth", "cookie", "token", "secret", "passw",
	"api-key", "apikey", "access-key", "credential", "session"
};

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

static bool
is_secret(struct str name)
{
	for (size_t i = 0; i < ARRAY_COUNT(secret); i++)
		if (str_ifind(name, str_of(secret[i])) != STR_NONE)
			return true;
	return false;
}

/*
 * What was meant for one host, but would be a header for all: "HOST:80=NAME: ",
 * "HOST:NAME: " and "ftp://HOST=NAME: ".
 */
static bool
looks_like_host(struct str name, struct str value)
{
	size_t digits = 0, colon = str_chr(value, ':');

	while (digits < value.len
	    && ascii_digit((unsigned char)value.p[digits]))
		digits++;
	return str_chr(name, '.') != STR_NONE
	    || str_starts(value, STR("//")) || (digits
	    && digits < value.len && value.p[digits] == '='
	    && colon != STR_NONE && is_token(str_sub(value, digits + 1,
	    colon)));
}

/*
 * Takes the origin off *rest, if there is one: a name has no '=', so that one
 * before the colon ends a host.
 */
static int
take_origin(struct str *rest, struct pool *pool, struct header *out)
{
	const bool by_url = str_istarts(*rest, STR("http://"))
	    || str_istarts(*rest, STR("https://"));
	size_t equals = str_chr(*rest, '=');
	struct buf url = BUF_INIT;
	struct str place = str_sub(*rest, 0, equals);
	int rc = -1;

	if (!by_url && (equals == STR_NONE || (rest->p[0] != '['
	    && equals > str_chr(*rest, ':')))) {
		out->for_all = true;
		return 0;
	}
	if (equals == STR_NONE || (!by_url && str_chr(place, ':') != STR_NONE
	    && !str_ends(place, STR("]"))))
		return -1;
	if (by_url ? origin_parse_url(place, &url, &out->origin)
	    : origin_parse(place, &url, &out->origin)) {
		if (!by_url)
			out->origin = (struct origin){ true,
				out->origin.host, 443 };
		out->origin.host = pool_str(pool, out->origin.host);
		*rest = str_sub(*rest, equals + 1, rest->len);
		rc = 0;
	}
	buf_release(&url);
	return rc;
}

static int
take_line(struct str text, struct pool *pool, struct header *out)
{
	size_t colon = str_chr(text, ':');
	struct str value = colon == STR_NONE ? STR("")
	    : str_trim(str_sub(text, colon + 1, text.len));
	char *line;

	if (colon == STR_NONE || !is_token(str_sub(text, 0, colon))
	    || !is_printable(value))
		return -1;
	/* Nowhere else: what is written to a buffer stays in memory. */
	line = pool_alloc(pool, mem_add(text.len, 2));
	memcpy(line, text.p, colon);
	memcpy(line + colon, ": ", 2);
	memcpy(line + colon + 2, value.p, value.len);
	out->line = (struct str){ line, colon + 2 + value.len };
	out->name = str_sub(out->line, 0, colon);
	return 0;
}

int
header_parse(struct str text, struct pool *pool, struct header *out,
    struct err *err)
{
	struct str rest = text;

	*out = (struct header){ .for_all = false };
	if (text.len > LINE_BYTES || take_origin(&rest, pool, out) != 0
	    || take_line(rest, pool, out) != 0)
		return err_set(err, ERR_ARGUMENT,
		    "not [ORIGIN=]NAME: VALUE (not shown: it may be secret)");
	if (is_among(out->name, ours, ARRAY_COUNT(ours)))
		return err_set(err, ERR_ARGUMENT, "'%.*s' cannot be set",
		    STR_ARG(out->name));
	if (out->for_all && is_secret(out->name))
		return err_set(err, ERR_ARGUMENT, "'%.*s' would be told to "
		    "every host; say HOST=%.*s: ...", STR_ARG(out->name),
		    STR_ARG(out->name));
	if (out->for_all && looks_like_host(out->name, str_sub(out->line,
	    out->name.len + 2, out->line.len)))
		return err_set(err, ERR_ARGUMENT, "a host where the name "
		    "belongs; say HOST=NAME: VALUE or "
		    "https://HOST:PORT=NAME: VALUE");
	return 0;
}

bool
header_is_for(const struct header *header, const struct origin *origin)
{
	return header->for_all || origin_eq(&header->origin, origin);
}

bool
header_is_set(const struct header *headers, size_t count,
    const struct origin *origin, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (header_is_for(&headers[i], origin)
		    && str_ieq(headers[i].name, name))
			return true;
	return false;
}
