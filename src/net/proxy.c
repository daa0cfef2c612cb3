/* SPDX-License-Identifier: MIT */
#include "net/proxy.h"

#include <string.h>

#include "base/mem.h"
#include "base/url.h"
#include "net/policy.h"

#define CREDENTIAL_BYTES 255	/* RFC 1929, section 2 */

static const struct scheme {
	const char *name;
	enum proxy_kind kind;
	uint16_t port;		/* where none is given */
} schemes[] = {
	{ "http", PROXY_HTTP, 80 },
	{ "https", PROXY_HTTPS, 443 },
	{ "socks5h", PROXY_SOCKS5H, 1080 }
};

static const struct scheme *
find_scheme(struct str name)
{
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		if (str_ieq(name, str_of(schemes[i].name)))
			return &schemes[i];
	return NULL;
}

/* Of what cannot be read, nothing is shown: it may be a password. */
static int
refuse_scheme(struct str name, struct err *err)
{
	if (str_ieq(name, STR("socks5")) || str_ieq(name, STR("socks")))
		return err_set(err, ERR_ARGUMENT, "proxy: %.*s resolves names "
		    "outside the proxy; say socks5h", STR_ARG(name));
	if (str_ieq(name, STR("socks4")) || str_ieq(name, STR("socks4a")))
		return err_set(err, ERR_ARGUMENT,
		    "proxy: %.*s cannot be used; say socks5h", STR_ARG(name));
	return err_set(err, ERR_ARGUMENT, "proxy: not http://HOST:PORT, "
	    "https://HOST:PORT or socks5h://HOST:PORT");
}

/* s with its escapes undone. -1 if a proxy could not be told of it. */
static int
decode_credential(struct str s, struct pool *pool, struct str *out)
{
	struct buf text = BUF_INIT;
	int rc = -1;

	/* Grown, it would leave copies behind. */
	buf_reserve(&text, s.len + 1);
	url_decode(s, &text);
	if (text.len <= CREDENTIAL_BYTES
	    && !memchr(text.data, '\0', text.len)) {
		*out = pool_str(pool, buf_str(&text));
		rc = 0;
	}
	buf_wipe(&text);
	return rc;
}

static int
parse_user(struct str info, struct pool *pool, struct proxy *out)
{
	size_t colon = str_chr(info, ':');

	if (decode_credential(str_sub(info, 0, colon), pool, &out->user))
		return -1;
	if (colon == STR_NONE)
		return 0;
	return decode_credential(str_sub(info, colon + 1, info.len), pool,
	    &out->password);
}

/* Host and port, by the rules for those of URLs. */
static int
parse_place(struct str place, struct pool *pool, struct proxy *out)
{
	struct buf url = BUF_INIT;
	struct origin origin;
	int rc = -1;

	if (origin_parse(place, &url, &origin) && origin.port) {
		out->host = pool_str(pool, origin.host);
		out->port = origin.port;
		out->is_address = address_parse(out->host, &out->address);
		rc = 0;
	}
	buf_release(&url);
	return rc;
}

/* Whether a port is written out, be it the scheme's own. */
static bool
has_port(struct str place)
{
	size_t colon = str_rchr(place, ':');

	return colon != STR_NONE && colon + 1 < place.len
		&& str_chr(str_sub(place, colon, place.len), ']') == STR_NONE;
}

int
proxy_parse(struct str text, struct pool *pool, struct proxy *out,
    struct err *err)
{
	size_t mark = str_find(text, STR("://")), at;
	const struct scheme *scheme;
	struct str rest;

	*out = (struct proxy){ .kind = PROXY_NONE };
	if (!text.len)
		return 0;
	if (mark == STR_NONE)
		return refuse_scheme(STR(""), err);
	scheme = find_scheme(str_sub(text, 0, mark));
	if (!scheme)
		return refuse_scheme(str_sub(text, 0, mark), err);
	rest = str_sub(text, mark + 3, text.len);
	if (str_ends(rest, STR("/")))
		rest.len--;
	at = str_rchr(rest, '@');
	if (at != STR_NONE) {
		if (parse_user(str_sub(rest, 0, at), pool, out) != 0)
			return err_set(err, ERR_ARGUMENT,
			    "proxy: no usable user and password");
		rest = str_sub(rest, at + 1, rest.len);
	}
	if (parse_place(rest, pool, out) != 0)
		return err_set(err, ERR_ARGUMENT, "proxy: no usable "
		    "HOST:PORT after %s://", scheme->name);
	out->kind = scheme->kind;
	if (!has_port(rest))
		out->port = scheme->port;
	return 0;
}

void
proxy_put(const struct proxy *proxy, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		if (schemes[i].kind == proxy->kind)
			buf_addf(out, "%s://%.*s:%u", schemes[i].name,
			    STR_ARG(proxy->host), proxy->port);
}

bool
proxy_is_at(const struct proxy *proxy, const struct address *address,
    uint16_t port)
{
	return port == proxy->port && (!proxy->is_address
	    || address_eq(&proxy->address, address));
}
