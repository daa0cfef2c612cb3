/* SPDX-License-Identifier: MIT */
/* Parsing and resolving: WHATWG URL Standard, section 4.4. */
#include <string.h>

#include "base/limits.h"
#include "base/url_parts.h"

bool
url_is_unreserved(int c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '-' || c == '.'
		|| c == '_' || c == '~';
}

static void
put_escape(unsigned char c, struct buf *out)
{
	static const char digits[] = "0123456789ABCDEF";

	buf_addc(out, '%');
	buf_addc(out, digits[c >> 4]);
	buf_addc(out, digits[c & 15]);
}

static bool
stays(unsigned char c, const char *more)
{
	return url_is_unreserved(c) || (c && (strchr("!$&'()*+,;=:@", c)
	    || strchr(more, c)));
}

void
url_encode(struct str s, const char *more, struct buf *out)
{
	size_t i = 0, start;
	int escape;

	buf_reserve(out, s.len);
	while (i < s.len) {
		start = i;
		while (i < s.len && stays((unsigned char)s.p[i], more))
			i++;
		buf_addstr(out, str_sub(s, start, i));
		if (i == s.len)
			return;
		escape = url_escape_at(s, i);
		put_escape((unsigned char)(escape < 0 ? s.p[i] : escape),
		    out);
		i += escape < 0 ? 1 : 3;
	}
}

/* Tabs and line breaks go wherever they stand. */
static struct str
without_breaks(struct str s, struct buf *scratch)
{
	if (str_chr(s, '\n') == STR_NONE && str_chr(s, '\t') == STR_NONE
	    && str_chr(s, '\r') == STR_NONE)
		return s;
	for (size_t i = 0; i < s.len; i++)
		if (s.p[i] != '\n' && s.p[i] != '\t' && s.p[i] != '\r')
			buf_addc(scratch, s.p[i]);
	return buf_str(scratch);
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Offset of the first slash, '?' or '#', or s.len. */
static size_t
authority_end(struct str s)
{
	size_t i = 0;

	while (i < s.len && !is_slash(s.p[i]) && s.p[i] != '?'
	    && s.p[i] != '#')
		i++;
	return i;
}

/* 1 or 2 for "." and ".." in any spelling, otherwise 0. */
static int
dots_of(struct str segment)
{
	int dots = 0;

	for (size_t i = 0; i < segment.len; i++) {
		if (url_escape_at(segment, i) == '.')
			i += 2;
		else if (segment.p[i] != '.')
			return 0;
		if (++dots > 2)
			return 0;
	}
	return dots;
}

/*
 * Adds path behind the slash that out ends with; what is before root cannot
 * be climbed out of. out.data[root] is the first slash of its path.
 */
static void
add_path(struct buf *out, size_t root, struct str path)
{
	size_t i = 0;

	while (i <= path.len) {
		size_t start = i;
		struct str segment;
		int dots;

		while (i < path.len && !is_slash(path.p[i]))
			i++;
		segment = str_sub(path, start, i);
		dots = dots_of(segment);
		if (dots == 2 && out->len > root + 1) {
			buf_truncate(out, out->len - 1);
			buf_truncate(out, str_rchr(buf_str(out), '/') + 1);
		}
		if (!dots) {
			url_encode(segment, "", out);
			if (i < path.len)
				buf_addc(out, '/');
		}
		i++;
	}
}

/* Path (without its first slash), query and fragment of s. */
static void
add_tail(struct buf *out, size_t root, struct str s)
{
	size_t hash = str_chr(s, '#'), mark;
	struct str fragment = { NULL, 0 };

	if (hash != STR_NONE) {
		fragment = str_sub(s, hash, s.len);
		s = str_sub(s, 0, hash);
	}
	mark = str_chr(s, '?');
	add_path(out, root, str_sub(s, 0, mark));
	if (mark != STR_NONE) {
		buf_addc(out, '?');
		url_encode(str_sub(s, mark + 1, s.len), "/?", out);
	}
	if (fragment.len) {
		buf_addc(out, '#');
		url_encode(str_sub(fragment, 1, fragment.len), "/?", out);
	}
}

static int
add_port(struct str digits, bool https, struct buf *out)
{
	unsigned long port;

	if (!digits.len)
		return 0;
	if (!str_number(digits, 65535, &port))
		return -1;
	if (port != (https ? 443 : 80))
		buf_addf(out, ":%lu", port);
	return 0;
}

/* s begins behind the scheme's colon, or with a relative URL's "//". */
static int
put_absolute(bool https, struct str s, struct buf *out)
{
	size_t end, at, colon;
	struct str authority, host;

	while (s.len && is_slash(s.p[0]))
		s = str_sub(s, 1, s.len);
	end = authority_end(s);
	authority = str_sub(s, 0, end);
	s = str_sub(s, end, s.len);
	at = str_rchr(authority, '@');
	if (at != STR_NONE)
		authority = str_sub(authority, at + 1, authority.len);
	colon = str_rchr(authority, ':');
	if (colon != STR_NONE
	    && str_chr(str_sub(authority, colon, authority.len), ']')
	    != STR_NONE)
		colon = STR_NONE;
	host = str_sub(authority, 0, colon);
	buf_adds(out, https ? "https://" : "http://");
	if (url_host_put(host, out))
		return -1;
	if (colon != STR_NONE && add_port(str_sub(authority, colon + 1,
	    authority.len), https, out))
		return -1;
	buf_addc(out, '/');
	if (s.len && is_slash(s.p[0]))
		s = str_sub(s, 1, s.len);
	add_tail(out, out->len - 1, s);
	return 0;
}

/* A field that would begin a line of its own in the mail's head. */
static bool
has_line_end(struct str field)
{
	return str_ifind(field, STR("%0a")) != STR_NONE
	    || str_ifind(field, STR("%0d")) != STR_NONE;
}

/*
 * The subject alone: other fields (RFC 6068) send copies elsewhere, or write
 * for the reader what is then sent in the reader's name.
 */
static void
put_subject(struct str fields, struct buf *out)
{
	struct str field;

	while (str_next(&fields, '&', &field)) {
		if (!str_istarts(field, STR("subject="))
		    || has_line_end(field))
			continue;
		buf_addc(out, '?');
		url_encode(field, "/?", out);
		return;
	}
}

static int
put_mailto(struct str s, struct buf *out)
{
	size_t mark;

	/* "mailto://" would have an authority, with user info. */
	while (s.len && is_slash(s.p[0]))
		s = str_sub(s, 1, s.len);
	s = str_sub(s, 0, str_chr(s, '#'));
	mark = str_chr(s, '?');
	if (!s.len || mark == 0)
		return -1;
	buf_adds(out, "mailto:");
	url_encode(str_sub(s, 0, mark), "/", out);
	if (mark != STR_NONE)
		put_subject(str_sub(s, mark + 1, s.len), out);
	return 0;
}

/* out holds the base, normalised; ref takes it from there. */
static int
put_relative(struct str ref, struct buf *out)
{
	bool https = out->data[4] == 's';
	size_t root = https ? 8 : 7, end;

	buf_truncate(out, str_chr(buf_str(out), '#'));
	if (!ref.len)
		return 0;
	if (ref.len > 1 && is_slash(ref.p[0]) && is_slash(ref.p[1])) {
		buf_clear(out);
		return put_absolute(https, ref, out);
	}
	while (out->data[root] != '/')
		root++;
	if (*ref.p == '#') {
		buf_addc(out, '#');
		url_encode(str_sub(ref, 1, ref.len), "/?", out);
		return 0;
	}
	buf_truncate(out, str_chr(buf_str(out), '?'));
	if (*ref.p == '?') {
		size_t hash = str_chr(ref, '#');

		buf_addc(out, '?');
		url_encode(str_sub(ref, 1, hash), "/?", out);
		if (hash != STR_NONE) {
			buf_addc(out, '#');
			url_encode(str_sub(ref, hash + 1, ref.len), "/?", out);
		}
		return 0;
	}
	end = is_slash(*ref.p) ? root : str_rchr(buf_str(out), '/');
	buf_truncate(out, end + 1);
	add_tail(out, root, str_sub(ref, is_slash(*ref.p), ref.len));
	return 0;
}

static int
resolve_scheme(struct str base, struct str ref, struct buf *out)
{
	enum url_scheme scheme = url_scheme(ref);
	struct str behind = str_sub(ref, str_chr(ref, ':') + 1, ref.len);

	switch (scheme) {
	case URL_HTTP:
	case URL_HTTPS:
		return put_absolute(scheme == URL_HTTPS, behind, out);
	case URL_MAILTO:
		return put_mailto(behind, out);
	case URL_RELATIVE:
		if (url_resolve((struct str){ NULL, 0 }, base, out)
		    || url_scheme(buf_str(out)) == URL_MAILTO)
			return -1;
		return put_relative(ref, out);
	default:
		return -1;
	}
}

int
url_resolve(struct str base, struct str ref, struct buf *out)
{
	struct buf scratch = BUF_INIT;
	int rc = -1;

	buf_clear(out);
	ref = url_trim(ref);
	/* No base: also where a base refers to itself, to end there. */
	if (ref.len > LIMIT_URL_BYTES
	    || (!base.len && url_scheme(ref) == URL_RELATIVE))
		return -1;
	ref = without_breaks(ref, &scratch);
	rc = resolve_scheme(base, ref, out);
	if (out->len > LIMIT_URL_BYTES)
		rc = -1;
	if (rc)
		buf_clear(out);
	buf_release(&scratch);
	return rc;
}
