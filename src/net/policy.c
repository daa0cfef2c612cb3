/* SPDX-License-Identifier: MIT */
#include "net/policy.h"

#include <string.h>

#include "base/mem.h"
#include "base/url.h"

/* Names that never mean a public host (RFC 6761, 6762, 8375, ICANN). */
static const struct str local_names[] = {
	STR("localhost"), STR("local"), STR("internal"),
	STR("home.arpa"), STR("lan"), STR("intranet"), STR("corp"),
	STR("home"), STR("localdomain")
};

/* Names that only a proxy can resolve; others must not hear of them. */
static const struct str hidden_names[] = {
	STR("onion"), STR("i2p")
};

bool
origin_of(struct str url, struct origin *out)
{
	struct str host = url_host(url), behind;
	unsigned long port;

	if (!host.len)
		return false;
	*out = (struct origin){ url_scheme(url) == URL_HTTPS, host, 0 };
	behind = str_sub(url, (size_t)(host.p - url.p) + host.len, url.len);
	out->port = out->https ? 443 : 80;
	if (!str_starts(behind, STR(":")))
		return true;
	behind = str_sub(behind, 1, str_chr(behind, '/'));
	if (!str_number(behind, 65535, &port))
		return false;
	out->port = (uint16_t)port;
	return true;
}

static bool
parse_place(const char *scheme, struct str text, struct buf *url,
    struct origin *out)
{
	struct buf whole = BUF_INIT;
	bool good = text.len > 0;

	/* What would end a host, or stand before it. */
	for (size_t i = 0; i < text.len; i++)
		good = good && !(text.p[i] && strchr("/\\?#@", text.p[i]));
	buf_addf(&whole, "%s%.*s/", scheme, STR_ARG(text));
	good = good && !url_resolve(STR(""), buf_str(&whole), url)
	    && origin_of(buf_str(url), out);
	buf_release(&whole);
	return good;
}

bool
origin_parse(struct str text, struct buf *url, struct origin *out)
{
	return parse_place("http://", text, url, out);
}

bool
origin_parse_url(struct str text, struct buf *url, struct origin *out)
{
	static const char *const schemes[] = { "http://", "https://" };

	for (size_t i = 0; i < 2; i++)
		if (str_istarts(text, str_of(schemes[i])))
			return parse_place(schemes[i], str_sub(text,
			    strlen(schemes[i]), text.len), url, out);
	return false;
}

bool
origin_eq(const struct origin *a, const struct origin *b)
{
	return a->https == b->https && a->port == b->port
		&& str_eq(a->host, b->host);
}

void
origin_put(const struct origin *o, struct buf *out)
{
	buf_addf(out, "http%s://%.*s", o->https ? "s" : "", STR_ARG(o->host));
	if (o->port != (o->https ? 443 : 80))
		buf_addf(out, ":%u", o->port);
}

static bool
is_below(struct str host, struct str name)
{
	return str_ends(host, name) && (host.len == name.len
	    || host.p[host.len - name.len - 1] == '.');
}

static bool
is_below_any(struct str host, const struct str *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_below(host, names[i]))
			return true;
	return false;
}

int
allowed_parse(struct str text, struct pool *pool, struct allowed *out,
    struct err *err)
{
	struct buf url = BUF_INIT;
	struct origin origin;
	size_t colon = str_rchr(text, ':');
	unsigned long port;
	bool good = colon != STR_NONE && str_number(str_sub(text, colon + 1,
	    text.len), 65535, &port) && port
	    && origin_parse(text, &url, &origin) && origin.port == port;

	if (good) {
		out->host = pool_str(pool, origin.host);
		out->port = origin.port;
	}
	buf_release(&url);
	return good ? 0 : err_set(err, ERR_ARGUMENT,
	    "'%.*s' is no HOST:PORT", STR_ARG(text));
}

bool
policy_is_allowed(const struct policy *policy, const struct origin *origin)
{
	for (size_t i = 0; i < policy->allowed_count; i++)
		if (policy->allowed[i].port == origin->port
		    && str_eq(policy->allowed[i].host, origin->host))
			return true;
	return false;
}

int
policy_check_url(const struct policy *policy, struct str url,
    bool granted, struct err *err)
{
	struct origin origin;
	struct address address;

	if (!origin_of(url, &origin))
		return err_set(err, ERR_UNSUPPORTED, "no http(s) URL");
	if (!policy->proxied && is_below_any(origin.host, hidden_names,
	    ARRAY_COUNT(hidden_names)))
		return err_set(err, ERR_REFUSED,
		    "'%.*s' can only be asked through a proxy",
		    STR_ARG(origin.host));
	if (granted || policy->allow_private
	    || policy_is_allowed(policy, &origin))
		return 0;
	if (address_parse(origin.host, &address)) {
		if (address_is_public(&address))
			return 0;
		return err_set(err, ERR_REFUSED,
		    "'%.*s' is not a public address", STR_ARG(origin.host));
	}
	if (str_chr(origin.host, '.') == STR_NONE
	    || is_below_any(origin.host, local_names,
	    ARRAY_COUNT(local_names)))
		return err_set(err, ERR_REFUSED,
		    "'%.*s' is a name of private networks",
		    STR_ARG(origin.host));
	return 0;
}

bool
policy_allows(const struct policy *policy, const struct origin *origin,
    bool granted, const struct address *address)
{
	return granted || policy->allow_private || address_is_public(address)
		|| policy_is_allowed(policy, origin);
}
