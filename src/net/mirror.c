/* SPDX-License-Identifier: MIT */
#include "net/mirror.h"

#include "base/limits.h"
#include "base/url.h"

static int
parse_host(struct str text, struct pool *pool, struct mirror *out)
{
	struct buf url = BUF_INIT;
	struct origin origin;
	int rc = -1;

	if (origin_parse(text, &url, &origin)) {
		out->host = pool_str(pool, origin.host);
		out->port = origin.port == 80 ? 0 : origin.port;
		rc = 0;
	}
	buf_release(&url);
	return rc;
}

static int
parse_base(struct str text, struct pool *pool, struct mirror *out)
{
	struct buf url = BUF_INIT;
	struct origin origin;
	int rc = -1;

	if (str_chr(text, '?') == STR_NONE && str_chr(text, '#') == STR_NONE
	    && str_chr(text, '@') == STR_NONE
	    && !url_resolve(STR(""), text, &url)
	    && origin_of(buf_str(&url), &origin)) {
		if (url.data[url.len - 1] != '/')
			buf_addc(&url, '/');
		out->base = pool_str(pool, buf_str(&url));
		rc = 0;
	}
	buf_release(&url);
	return rc;
}

int
mirror_parse(struct str text, struct pool *pool, struct mirror *out,
    struct err *err)
{
	size_t equals = str_chr(text, '=');

	*out = (struct mirror){ .port = 0 };
	if (equals == STR_NONE
	    || parse_host(str_sub(text, 0, equals), pool, out) != 0
	    || parse_base(str_sub(text, equals + 1, text.len), pool, out)
	    != 0)
		return err_set(err, ERR_ARGUMENT, "not HOST=URL with an "
		    "http(s) URL that has no password and no query");
	return 0;
}

bool
mirror_apply(const struct mirror *mirrors, size_t count, struct str url,
    struct buf *out)
{
	struct origin origin;
	struct str path;

	buf_clear(out);
	buf_addstr(out, url);
	if (!origin_of(url, &origin))
		return false;
	path = url_path(url);
	path = str_sub(url, (size_t)(path.p - url.p) + 1, url.len);
	for (size_t i = 0; i < count; i++) {
		const struct mirror *m = &mirrors[i];

		if (!str_eq(m->host, origin.host)
		    || (m->port && m->port != origin.port)
		    || m->base.len + path.len > LIMIT_URL_BYTES)
			continue;
		buf_clear(out);
		buf_addstr(out, m->base);
		buf_addstr(out, path);
		return true;
	}
	return false;
}
