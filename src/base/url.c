/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include <string.h>

#include "base/mem.h"
#include "base/url_parts.h"

/* White space and invisible characters beyond ASCII, to be trimmed. */
static const char *const blanks[] = {
	"\u00a0", "\u3000", "\u200b", "\ufeff"
};

static size_t
blank_before(struct str s)
{
	if (!s.len || (unsigned char)s.p[0] < 0x80)
		return s.len && (unsigned char)s.p[0] <= ' ';
	for (size_t i = 0; i < ARRAY_COUNT(blanks); i++)
		if (str_starts(s, str_of(blanks[i])))
			return strlen(blanks[i]);
	return 0;
}

static size_t
blank_behind(struct str s)
{
	if (!s.len || (unsigned char)s.p[s.len - 1] < 0x80)
		return s.len && (unsigned char)s.p[s.len - 1] <= ' ';
	for (size_t i = 0; i < ARRAY_COUNT(blanks); i++)
		if (str_ends(s, str_of(blanks[i])))
			return strlen(blanks[i]);
	return 0;
}

struct str
url_trim(struct str s)
{
	size_t n;

	while ((n = blank_before(s)))
		s = str_sub(s, n, s.len);
	while ((n = blank_behind(s)))
		s.len -= n;
	return s;
}

static enum url_scheme
scheme_named(struct str name)
{
	if (str_eq(name, STR("http")))
		return URL_HTTP;
	if (str_eq(name, STR("https")))
		return URL_HTTPS;
	if (str_eq(name, STR("mailto")))
		return URL_MAILTO;
	return str_eq(name, STR("data")) ? URL_DATA : URL_OTHER;
}

enum url_scheme
url_scheme(struct str url)
{
	char name[8];	/* longer ones are URL_OTHER whatever they are */
	size_t len = 0;

	url = url_trim(url);
	for (size_t i = 0; i < url.len; i++) {
		unsigned char c = (unsigned char)url.p[i];

		if (c == '\t' || c == '\n' || c == '\r')
			continue;
		if (c == ':' && len)
			return scheme_named((struct str){ name,
			    len < sizeof(name) ? len : sizeof(name) });
		if (!ascii_alpha(c) && (!len || (!ascii_digit(c) && c != '+'
		    && c != '-' && c != '.')))
			return URL_RELATIVE;
		if (len < sizeof(name))
			name[len] = (char)ascii_lower(c);
		len++;
	}
	return URL_RELATIVE;
}

/* Behind "http://" or "https://", or an empty slice. */
static struct str
behind_scheme(struct str url)
{
	if (str_starts(url, STR("http://")))
		return str_sub(url, 7, url.len);
	if (str_starts(url, STR("https://")))
		return str_sub(url, 8, url.len);
	return (struct str){ NULL, 0 };
}

/* Offset of the first of the bytes in set, or s.len. */
static size_t
first_of(struct str s, const char *set)
{
	size_t i = 0;

	while (i < s.len && !(s.p[i] && strchr(set, s.p[i])))
		i++;
	return i;
}

struct str
url_host(struct str url)
{
	struct str s = behind_scheme(url);

	if (s.len && *s.p == '[')
		return str_sub(s, 0, first_of(s, "]/?#") + 1);
	return str_sub(s, 0, first_of(s, ":/?#"));
}

struct str
url_site(struct str url)
{
	struct str host = url_host(url), www = STR("www.");
	struct str rest = str_sub(host, www.len, host.len);

	return str_starts(host, www) && str_chr(rest, '.') != STR_NONE ? rest
		: host;
}

struct str
url_path(struct str url)
{
	struct str s = behind_scheme(url);

	s = str_sub(s, first_of(s, "/?#"), s.len);
	return str_sub(s, 0, first_of(s, "?#"));
}

struct str
url_fragment(struct str ref)
{
	return str_sub(ref, first_of(ref, "#") + 1, ref.len);
}

static int
hex_value(char c)
{
	if (ascii_digit((unsigned char)c))
		return c - '0';
	c = (char)ascii_lower((unsigned char)c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int
url_escape_at(struct str s, size_t i)
{
	int high, low;

	if (s.len - i < 3 || s.p[i] != '%')
		return -1;
	high = hex_value(s.p[i + 1]);
	low = hex_value(s.p[i + 2]);
	return high < 0 || low < 0 ? -1 : high << 4 | low;
}

void
url_decode(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len;) {
		struct str rest = str_sub(s, i, s.len);
		size_t plain = str_chr(rest, '%');
		int byte;

		if (plain == STR_NONE)
			plain = rest.len;
		buf_addstr(out, str_sub(rest, 0, plain));
		i += plain;
		if (i == s.len)
			return;
		byte = url_escape_at(s, i);
		buf_addc(out, byte < 0 ? '%' : (char)byte);
		i += byte < 0 ? 1 : 3;
	}
}

/* Adds the segments of path to the ones in out; -1 above the root. */
static int
walk(struct str path, struct buf *out)
{
	struct str rest = path, segment;

	while (str_next(&rest, '/', &segment)) {
		if (!segment.len || str_eq(segment, STR(".")))
			continue;
		if (!str_eq(segment, STR(".."))) {
			if (out->len)
				buf_addc(out, '/');
			buf_addstr(out, segment);
			continue;
		}
		if (!out->len)
			return -1;
		segment = buf_str(out);
		buf_truncate(out, str_chr(segment, '/') == STR_NONE ? 0
		    : str_rchr(segment, '/'));
	}
	return 0;
}

static bool
is_slash(char c)
{
	return c == '/' || c == '\\';
}

/* Decoded; a backslash that is not escaped is a slash, as in browsers. */
static void
put_path(struct str ref, struct buf *out)
{
	struct buf slashed = BUF_INIT;

	buf_addstr(&slashed, ref);
	for (size_t i = 0; i < slashed.len; i++)
		if (slashed.data[i] == '\\')
			slashed.data[i] = '/';
	url_decode(buf_str(&slashed), out);
	buf_release(&slashed);
}

int
url_tree_path(struct str from, struct str ref, struct buf *out)
{
	struct buf path = BUF_INIT;
	size_t folder = str_rchr(from, '/');
	int rc = -1;

	buf_clear(out);
	ref = url_trim(ref);
	if (url_scheme(ref) != URL_RELATIVE || (ref.len > 1
	    && is_slash(ref.p[0]) && is_slash(ref.p[1])))
		return -1;
	ref = str_sub(ref, 0, first_of(ref, "?#"));
	if (!ref.len)
		return -1;
	put_path(ref, &path);
	if (path.data[0] != '/' && folder != STR_NONE
	    && walk(str_sub(from, 0, folder), out))
		goto out;
	if (!walk(buf_str(&path), out) && out->len
	    && !memchr(out->data, '\0', out->len)
	    && !memchr(out->data, '\\', out->len))
		rc = 0;
out:
	if (rc)
		buf_clear(out);
	buf_release(&path);
	return rc;
}
