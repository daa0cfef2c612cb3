/* SPDX-License-Identifier: MIT */
/* What of a URL is about its reader. */
#include "base/url_parts.h"
#include "base/weights.h"
#include "tables/parameters.h"
#include "tables/trackers.h"

static bool
is_http(struct str url)
{
	enum url_scheme scheme = url_scheme(url);

	return scheme == URL_HTTP || scheme == URL_HTTPS;
}

/* Without the first label: "e.org" of "www.e.org"; false at the last one. */
static bool
next_domain(struct str *host)
{
	size_t dot = str_chr(*host, '.');

	if (dot == STR_NONE)
		return false;
	*host = str_sub(*host, dot + 1, host->len);
	return true;
}

/* The row of host, or of what it is beneath, with rest after it. */
static size_t
find_at(const struct words *words, struct str host, struct str rest,
    bool starts)
{
	struct buf key = BUF_INIT;
	size_t at = WORDS_NONE;

	do {
		struct str s;

		buf_clear(&key);
		buf_addstr(&key, host);
		buf_addstr(&key, rest);
		s = buf_str(&key);
		at = starts ? words_find_start(words, s)
			: words_find(words, s);
		if (at != WORDS_NONE && starts
		    && !str_ends(words_key(words, at), STR("/"))
		    && words_key(words, at).len != s.len)
			at = WORDS_NONE;
	} while (at == WORDS_NONE && next_domain(&host));
	buf_release(&key);
	return at;
}

static bool
is_session(struct str name, struct str value)
{
	bool digit = false, letter = false;

	if (value.len < URL_SESSION_BYTES_MIN
	    || value.len > URL_SESSION_BYTES_MAX
	    || !words_has(&WORDS_SESSIONS, name))
		return false;
	for (size_t i = 0; i < value.len; i++) {
		if (!ascii_digit(value.p[i]) && !ascii_alpha(value.p[i]))
			return false;
		digit |= ascii_digit(value.p[i]);
		letter |= ascii_alpha(value.p[i]);
	}
	return digit && letter;
}

/* field: "name=value" as it stands; escaped once too often, "amp;name". */
static bool
is_tracking(struct str host, struct str field)
{
	struct buf plain = BUF_INIT, name = BUF_INIT;
	struct str s, key;
	bool is;

	url_decode(field, &plain);
	s = buf_str(&plain);
	while (str_istarts(s, STR("amp;")))
		s = str_sub(s, 4, s.len);
	key = str_sub(s, 0, str_chr(s, '='));
	buf_addc(&name, '?');
	buf_addstr(&name, key);
	is = words_start(&WORDS_TRACKING_STARTS, s).len
		|| words_has(&WORDS_TRACKING, key)
		|| words_has(&WORDS_TRACKING, s)
		|| (key.len < s.len && is_session(key,
		    str_sub(s, key.len + 1, s.len)))
		|| find_at(&WORDS_TRACKING_AT, host, buf_str(&name), false)
		!= WORDS_NONE;
	buf_release(&plain);
	buf_release(&name);
	return is;
}

/*
 * Appends mark and those fields that stay. In a fragment only what has a
 * value is a field; all else is the name of a place.
 */
static void
put_fields(struct str host, char mark, struct str fields, struct buf *out)
{
	struct str rest = fields, field;
	size_t start = out->len;
	bool all = true;

	while (str_next(&rest, '&', &field)) {
		if (field.len && (mark == '?'
		    || str_chr(field, '=') != STR_NONE)
		    && is_tracking(host, field)) {
			all = false;
			continue;
		}
		buf_addc(out, out->len == start ? mark : '&');
		buf_addstr(out, field);
	}
	if (all) {
		buf_truncate(out, start);
		buf_addc(out, mark);
		buf_addstr(out, fields);
	}
}

/* "/a.jsp;jsessionid=1A2B" without the session. */
static void
put_before_query(struct str s, struct buf *out)
{
	static const struct str session = STR(";jsessionid=");

	size_t at;

	while ((at = str_ifind(s, session)) != STR_NONE) {
		buf_addstr(out, str_sub(s, 0, at));
		for (at++; at < s.len && s.p[at] != '/' && s.p[at] != ';';)
			at++;
		s = str_sub(s, at, s.len);
	}
	buf_addstr(out, s);
}

static void
put_clean(struct str url, struct buf *out)
{
	size_t hash = str_chr(url, '#'), mark;
	struct str host = url_host(url), s = str_sub(url, 0, hash);

	buf_clear(out);
	mark = str_chr(s, '?');
	put_before_query(str_sub(s, 0, mark), out);
	if (mark != STR_NONE)
		put_fields(host, '?', str_sub(s, mark + 1, s.len), out);
	if (hash != STR_NONE)
		put_fields(host, '#', str_sub(url, hash + 1, url.len), out);
}

/* The value of a parameter, decoded; "-" is all of the query as it stands. */
static bool
read_parameter(struct str url, struct str name, struct buf *value)
{
	struct str rest = str_sub(url, 0, str_chr(url, '#')), field;
	size_t mark = str_chr(rest, '?');

	buf_clear(value);
	if (mark == STR_NONE)
		return false;
	if (str_eq(name, STR("-"))) {
		buf_addstr(value, str_sub(url, mark + 1, url.len));
		return true;
	}
	rest = str_sub(rest, mark + 1, rest.len);
	while (str_next(&rest, '&', &field)) {
		size_t equals = str_chr(field, '=');

		while (str_istarts(field, STR("amp;")) && equals > 4) {
			field = str_sub(field, 4, field.len);
			equals -= equals == STR_NONE ? 0 : 4;
		}
		if (equals == STR_NONE
		    || !str_ieq(str_sub(field, 0, equals), name))
			continue;
		url_decode(str_sub(field, equals + 1, field.len), value);
		return true;
	}
	return false;
}

/* Makes *value the absolute URL that it is, maybe escaped once more. */
static bool
is_target(struct buf *value, struct buf *target)
{
	static const struct str none = { NULL, 0 };

	if (str_istarts(buf_str(value), STR("http%3A"))
	    || str_istarts(buf_str(value), STR("https%3A"))) {
		buf_clear(target);
		url_decode(buf_str(value), target);
		buf_clear(value);
		buf_addstr(value, buf_str(target));
	}
	return (str_istarts(buf_str(value), STR("http://"))
		|| str_istarts(buf_str(value), STR("https://")))
		&& !url_resolve(none, buf_str(value), target);
}

/* Where a redirector leads, into target; false if url is none. */
static bool
find_target(struct str url, struct buf *target)
{
	struct buf path = BUF_INIT, value = BUF_INIT;
	struct str names, name;
	size_t at;
	bool found = false;

	if (!is_http(url))
		return false;
	url_decode(url_path(url), &path);
	at = find_at(&WORDS_REDIRECTORS, url_host(url), buf_str(&path), false);
	if (at == WORDS_NONE && path.len) {
		if (path.data[path.len - 1] == '/')
			buf_truncate(&path, path.len - 1);
		else
			buf_addc(&path, '/');
		at = find_at(&WORDS_REDIRECTORS, url_host(url),
		    buf_str(&path), false);
	}
	if (at != WORDS_NONE) {
		names = words_text(&WORDS_REDIRECTORS,
		    WORDS_REDIRECTORS_PARAMETERS, at);
		while (!found && str_next(&names, ' ', &name))
			found = read_parameter(url, name, &value)
				&& is_target(&value, target);
	}
	buf_release(&path);
	buf_release(&value);
	return found;
}

void
url_untracked(struct str url, struct buf *out)
{
	struct buf target = BUF_INIT, clean = BUF_INIT;
	int steps = 0;

	buf_clear(out);
	/* All that can go stands after one of these. */
	if (!is_http(url) || (str_chr(url, '?') == STR_NONE
	    && str_chr(url, '#') == STR_NONE
	    && str_chr(url, ';') == STR_NONE)) {
		buf_addstr(out, url);
		return;
	}
	put_clean(url, &clean);
	while (steps <= URL_REDIRECTORS
	    && find_target(buf_str(&clean), &target)) {
		put_clean(buf_str(&target), &clean);
		steps++;
	}
	if (steps > URL_REDIRECTORS)
		put_clean(url, &clean);
	buf_addstr(out, buf_str(&clean));
	buf_release(&target);
	buf_release(&clean);
}

bool
url_is_tracker(struct str url)
{
	return is_http(url) && find_at(&WORDS_TRACKERS, url_host(url),
	    url_path(url), true) != WORDS_NONE;
}
