/* SPDX-License-Identifier: MIT */
#include "book/lint_values.h"

#include <string.h>

#include "base/url.h"

bool
lint_is_any(struct str s)
{
	(void)s;
	return true;
}

bool
lint_is_filled(struct str s)
{
	return str_trim(s).len != 0;
}

static bool
only_of(struct str s, const char *others, bool upper)
{
	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (ascii_digit(c) || (c >= 'a' && c <= 'z')
		    || (upper && ascii_alpha(c)) || ascii_in(c, others))
			continue;
		return false;
	}
	return s.len != 0;
}

bool
lint_is_words(struct str s)
{
	return only_of(s, " -_", false);
}

/* Also what code is written in: "language-C++", "language-f#". */
bool
lint_is_classes(struct str s)
{
	return only_of(s, " -_+#.", true);
}

bool
lint_is_word(struct str s)
{
	return only_of(s, "-", false);
}

bool
lint_is_id(struct str s)
{
	return s.len && ascii_alpha((unsigned char)s.p[0])
		&& only_of(s, "-_", true);
}

bool
lint_is_ids(struct str s)
{
	struct str rest = s, id;

	while (str_next(&rest, ' ', &id))
		if (!lint_is_id(id))
			return false;
	return s.len != 0;
}

bool
lint_is_number(struct str s)
{
	unsigned long n;

	return str_number(s, 100000000, &n);
}

bool
lint_is_integer(struct str s)
{
	return lint_is_number(str_starts(s, STR("-"))
	    ? str_sub(s, 1, s.len) : s);
}

static bool
is_one_of(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_eq(s, str_of(*words)))
			return true;
	return false;
}

bool
lint_is_dir(struct str s)
{
	static const char *const words[] = { "ltr", "rtl", "auto", NULL };

	return is_one_of(s, words);
}

/* A date, time of day, or both in ISO 8601; not every digit is checked. */
bool
lint_is_time(struct str s)
{
	return s.len && ascii_digit((unsigned char)s.p[0])
		&& s.len <= 40 && only_of(s, "-:.+TZ", false);
}

bool
lint_is_scope(struct str s)
{
	static const char *const words[] = { "row", "col", "rowgroup",
		"colgroup", NULL };

	return is_one_of(s, words);
}

bool
lint_is_ol_type(struct str s)
{
	return s.len == 1 && ascii_in(s.p[0], "1aAiI");
}

bool
lint_is_css(struct str s)
{
	return str_eq(s, STR("text/css"));
}

bool
lint_is_utf8_label(struct str s)
{
	return str_ieq(s, STR("utf-8"));
}

bool
lint_is_viewport(struct str s)
{
	return str_eq(s, STR("viewport"));
}

bool
lint_is_truth(struct str s)
{
	static const char *const words[] = { "hidden", "open", "reversed",
		NULL };

	return is_one_of(s, words);
}

bool
lint_is_aria_truth(struct str s)
{
	static const char *const words[] = { "true", "false", NULL };

	return is_one_of(s, words);
}

bool
lint_is_xhtml_namespace(struct str s)
{
	return str_eq(s, STR("http://www.w3.org/1999/xhtml"));
}

bool
lint_is_epub_namespace(struct str s)
{
	return str_eq(s, STR("http://www.idpf.org/2007/ops"));
}

/* BCP 47 in shape: a primary subtag of letters, then others. */
bool
lint_is_lang(struct str s)
{
	struct str rest = s, subtag;
	bool first = true;

	while (str_next(&rest, '-', &subtag)) {
		if (subtag.len > 8 || !only_of(subtag, "", true))
			return false;
		if (first && (subtag.len < 2
		    || ascii_digit((unsigned char)subtag.p[0])))
			return false;
		first = false;
	}
	return !first;
}

static bool
is_hex(int c)
{
	return ascii_digit(c) || (c >= 'a' && c <= 'f')
		|| (c >= 'A' && c <= 'F');
}

/* What RFC 3986 allows, & as an entity, one fragment. */
static bool
is_url_text(struct str s)
{
	size_t fragments = 0;

	for (size_t i = 0; i < s.len; i++) {
		unsigned char c = (unsigned char)s.p[i];
		struct str rest = str_sub(s, i, s.len);

		if (c <= ' ' || c >= 0x7f || strchr("\"<>[\\]^`{|}", c))
			return false;
		if (c == '&' && !str_starts(rest, STR("&amp;")))
			return false;
		if (c == '#' && ++fragments > 1)
			return false;
		if (c == '%' && url_escape_at(s, i) < 0)
			return false;
	}
	return s.len != 0;
}

/* A file of the book: one "../" at most, at the start, then plain names. */
bool
lint_is_resource(struct str s)
{
	struct str rest = s, name;

	if (str_starts(rest, STR("../")))
		rest = str_sub(rest, 3, rest.len);
	if (!rest.len)
		return false;
	while (str_next(&rest, '/', &name))
		if (!only_of(name, "._-", false) || name.p[0] == '.')
			return false;
	return true;
}

/* What follows "http://": a host, maybe an IPv6 address in brackets. */
static bool
is_web_url(struct str s)
{
	size_t i = 1;

	if (!s.len || ascii_in(s.p[0], "/?#:"))
		return false;
	if (s.p[0] != '[')
		return is_url_text(s);
	while (i < s.len && (is_hex((unsigned char)s.p[i])
	    || s.p[i] == ':' || s.p[i] == '.'))
		i++;
	if (i == 1 || i == s.len || s.p[i] != ']')
		return false;
	return i + 1 == s.len || is_url_text(str_sub(s, i + 1, s.len));
}

bool
lint_is_href(struct str s)
{
	size_t hash = str_chr(s, '#');

	if (str_starts(s, STR("http://")))
		return is_web_url(str_sub(s, 7, s.len));
	if (str_starts(s, STR("https://")))
		return is_web_url(str_sub(s, 8, s.len));
	if (str_starts(s, STR("mailto:")))
		return is_url_text(str_sub(s, 7, s.len));
	if (hash == STR_NONE)
		return lint_is_resource(s);
	return lint_is_id(str_sub(s, hash + 1, s.len))
		&& (!hash || lint_is_resource(str_sub(s, 0, hash)));
}
