/* SPDX-License-Identifier: MIT */
#include "net/mirror.h"

#include <string.h>

#include "base/limits.h"
#include "base/url.h"

/* So often is a path decoded; one that is coded more often is refused. */
#define DECODE_MOST 8

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

const struct mirror *
mirror_of(const struct mirror *mirrors, size_t count, struct str url)
{
	struct origin origin;

	if (!origin_of(url, &origin))
		return NULL;
	for (size_t i = 0; i < count; i++)
		if (str_eq(mirrors[i].host, origin.host)
		    && (!mirrors[i].port || mirrors[i].port == origin.port))
			return &mirrors[i];
	return NULL;
}

static int
hex_digits(struct str s, size_t from, size_t count)
{
	int value = 0;

	if (s.len < from + count)
		return -1;
	for (size_t i = from; i < from + count; i++) {
		int c = ascii_lower((unsigned char)s.p[i]);

		if (!ascii_digit(c) && (c < 'a' || c > 'f'))
			return -1;
		value = value * 16 + (c <= '9' ? c - '0' : c - 'a' + 10);
	}
	return value;
}

/* One round of it, "%u002e" too, as some servers do; true if it changed s. */
static bool
decode(struct str s, struct buf *out)
{
	bool changed = false;

	buf_clear(out);
	for (size_t i = 0; i < s.len; i++) {
		int byte = -1, wide = -1;

		if (s.p[i] == '%') {
			byte = hex_digits(s, i + 1, 2);
			if (i + 1 < s.len && ascii_lower(s.p[i + 1]) == 'u')
				wide = hex_digits(s, i + 2, 4);
		}
		if (wide >= 0 && wide < 0x80) {
			buf_addc(out, (char)wide);
			i += 5;
		} else if (byte >= 0) {
			buf_addc(out, (char)byte);
			i += 2;
		} else {
			buf_addc(out, s.p[i]);
			continue;
		}
		changed = true;
	}
	return changed;
}

/* UTF-8 of more bytes than are needed, which some take for ASCII. */
static bool
has_overlong(struct str s)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		unsigned char next = i + 1 < s.len
		    ? (unsigned char)s.p[i + 1] : 0;

		if (c == 0xc0 || c == 0xc1 || (c == 0xe0 && next < 0xa0)
		    || (c == 0xf0 && next < 0x90))
			return true;
	}
	return false;
}

/* A ".." between slashes of either kind, with whatever servers drop of it. */
static bool
has_parent(struct str path)
{
	size_t start = 0;

	for (size_t i = 0; i <= path.len; i++) {
		struct str name;
		size_t end;

		if (i < path.len && path.p[i] != '/' && path.p[i] != '\\')
			continue;
		name = str_sub(path, start, i);
		for (end = 0; end < name.len && name.p[end]
		     && !strchr(";?#", name.p[end]); end++)
			continue;
		if (str_eq(str_trim(str_sub(name, 0, end)), STR("..")))
			return true;
		start = i + 1;
	}
	return false;
}

static bool
leads_out(struct str path)
{
	struct buf text = BUF_INIT, plain = BUF_INIT;
	bool out = false, changed = true;

	buf_addstr(&text, path);
	for (int round = 0; !out && changed; round++) {
		out = has_parent(buf_str(&text))
		    || has_overlong(buf_str(&text)) || round == DECODE_MOST;
		changed = decode(buf_str(&text), &plain);
		buf_clear(&text);
		buf_addstr(&text, buf_str(&plain));
	}
	buf_release(&text);
	buf_release(&plain);
	return out;
}

int
mirror_map(const struct mirror *mirror, struct str url, struct buf *out,
    struct err *err)
{
	struct str path = url_path(url);
	struct str rest = str_sub(url, (size_t)(path.p - url.p) + 1, url.len);

	buf_clear(out);
	if (leads_out(path))
		return err_set(err, ERR_REFUSED,
		    "its path leads out of the mirror");
	if (mirror->base.len + rest.len > LIMIT_URL_BYTES)
		return err_set(err, ERR_LIMIT,
		    "at the mirror, its URL has more than %zu bytes",
		    LIMIT_URL_BYTES);
	buf_addstr(out, mirror->base);
	buf_addstr(out, rest);
	return 0;
}

bool
mirror_holds(const struct mirror *mirror, struct str url)
{
	struct str path = url_path(url);
	size_t end = (size_t)(path.p - url.p) + path.len;

	return str_starts(url, mirror->base)
		&& !leads_out(str_sub(url, mirror->base.len, end));
}
