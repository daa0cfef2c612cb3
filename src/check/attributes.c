/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/url.h"
#include "base/mem.h"
#include "check/names.h"

static bool
is_any(struct str s, const char *unused)
{
	(void)s;
	(void)unused;
	return true;
}

static bool
is_filled(struct str s, const char *unused)
{
	(void)unused;
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

static bool
is_made_of(struct str s, const char *others)
{
	return only_of(s, others, false);
}

/* Also what code is written in: "language-C++", "language-f#". */
static bool
is_made_of_any(struct str s, const char *others)
{
	return only_of(s, others, true);
}

static bool
is_id(struct str s, const char *unused)
{
	(void)unused;
	return s.len && ascii_alpha((unsigned char)s.p[0])
		&& only_of(s, "-_", true);
}

static bool
is_ids(struct str s, const char *unused)
{
	struct str rest = s, id;

	while (str_next(&rest, ' ', &id))
		if (!is_id(id, unused))
			return false;
	return s.len != 0;
}

static bool
is_number(struct str s, const char *unused)
{
	unsigned long n;

	(void)unused;
	return str_number(s, 100000000, &n);
}

static bool
is_integer(struct str s, const char *unused)
{
	return is_number(str_starts(s, STR("-")) ? str_sub(s, 1, s.len) : s,
	    unused);
}

/* One of the words between spaces. */
static bool
is_one_of(struct str s, const char *words)
{
	struct str rest = str_of(words), word;

	while (str_next(&rest, ' ', &word))
		if (str_eq(s, word))
			return true;
	return false;
}

/* A date, time of day, or both in ISO 8601; not every digit is checked. */
static bool
is_time(struct str s, const char *unused)
{
	(void)unused;
	return s.len && ascii_digit((unsigned char)s.p[0])
		&& s.len <= 40 && only_of(s, "-:.+TZ", false);
}

/* BCP 47 in shape: a primary subtag of letters, then others. */
static bool
is_lang(struct str s, const char *unused)
{
	struct str rest = s, subtag;
	bool first = true;

	(void)unused;
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
static bool
is_resource(struct str s, const char *unused)
{
	struct str rest = s, name;

	(void)unused;
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

/* A web or mail address, a page of the book, "#id", or a page and "#id". */
static bool
is_href(struct str s, const char *unused)
{
	size_t hash = str_chr(s, '#');

	if (str_starts(s, STR("http://")))
		return is_web_url(str_sub(s, 7, s.len));
	if (str_starts(s, STR("https://")))
		return is_web_url(str_sub(s, 8, s.len));
	if (str_starts(s, STR("mailto:")))
		return is_url_text(str_sub(s, 7, s.len));
	if (hash == STR_NONE)
		return is_resource(s, unused);
	return is_id(str_sub(s, hash + 1, s.len), unused)
		&& (!hash || is_resource(str_sub(s, 0, hash), unused));
}

/* A name has one row for each kind of value. */
static const struct check_attribute attributes[] = {
	{ "abbr", CHECK_CELL, CHECK_OTHER, is_filled, NULL },
	{ "alt", CHECK_IMG, CHECK_ALT, is_any, NULL },
	{ "aria-describedby", CHECK_ANY, CHECK_IDREFS, is_ids, NULL },
	{ "aria-hidden", CHECK_ANY, CHECK_OTHER, is_one_of, "true false" },
	{ "aria-label", CHECK_ANY, CHECK_OTHER, is_filled, NULL },
	{ "aria-labelledby", CHECK_ANY, CHECK_IDREFS, is_ids, NULL },
	{ "charset", CHECK_META, CHECK_OTHER, is_one_of, "utf-8 UTF-8" },
	{ "class", CHECK_ANY, CHECK_OTHER, is_made_of_any, " -_+#." },
	{ "colspan", CHECK_CELL, CHECK_OTHER, is_number, NULL },
	{ "content", CHECK_META, CHECK_OTHER, is_filled, NULL },
	{ "datetime", CHECK_TIME, CHECK_OTHER, is_time, NULL },
	{ "dir", CHECK_ANY, CHECK_OTHER, is_one_of, "ltr rtl auto" },
	{ "epub:type", CHECK_ANY, CHECK_EPUB_TYPE, is_made_of, " -_" },
	{ "height", CHECK_IMG, CHECK_OTHER, is_number, NULL },
	{ "hidden", CHECK_ANY, CHECK_OTHER, is_one_of, "hidden" },
	{ "href", CHECK_A, CHECK_HREF, is_href, NULL },
	{ "href", CHECK_LINK, CHECK_OTHER, is_resource, NULL },
	{ "id", CHECK_ANY, CHECK_ID, is_id, NULL },
	{ "lang", CHECK_ANY, CHECK_LANG, is_lang, NULL },
	{ "name", CHECK_META, CHECK_OTHER, is_one_of, "viewport" },
	{ "open", CHECK_DETAILS, CHECK_OTHER, is_one_of, "open" },
	{ "rel", CHECK_A | CHECK_LINK, CHECK_OTHER, is_made_of, " -_" },
	{ "reversed", CHECK_OL, CHECK_OTHER, is_one_of, "reversed" },
	{ "role", CHECK_ANY, CHECK_OTHER, is_made_of, "-" },
	{ "rowspan", CHECK_CELL, CHECK_OTHER, is_number, NULL },
	{ "scope", CHECK_CELL, CHECK_OTHER,
	    is_one_of, "row col rowgroup colgroup" },
	{ "span", CHECK_COL, CHECK_OTHER, is_number, NULL },
	{ "src", CHECK_IMG, CHECK_SRC, is_resource, NULL },
	{ "start", CHECK_OL, CHECK_OTHER, is_integer, NULL },
	{ "title", CHECK_ANY, CHECK_OTHER, is_filled, NULL },
	{ "type", CHECK_LINK, CHECK_OTHER, is_one_of, "text/css" },
	{ "type", CHECK_OL, CHECK_OTHER, is_one_of, "1 a A i I" },
	{ "value", CHECK_LI, CHECK_OTHER, is_integer, NULL },
	{ "width", CHECK_IMG, CHECK_OTHER, is_number, NULL },
	{ "xml:lang", CHECK_ANY, CHECK_XML_LANG, is_lang, NULL },
	{ "xmlns", CHECK_HTML, CHECK_XMLNS,
	    is_one_of, "http://www.w3.org/1999/xhtml" },
	{ "xmlns:epub", CHECK_HTML, CHECK_XMLNS_EPUB,
	    is_one_of, "http://www.idpf.org/2007/ops" },
};

const struct check_attribute *
check_find_attribute(struct str name, unsigned group)
{
	for (size_t i = 0; i < ARRAY_COUNT(attributes); i++) {
		const struct check_attribute *a = &attributes[i];

		if (a->name[0] == name.p[0] && (a->groups & group)
		    && str_eq(str_of(a->name), name))
			return a;
	}
	return NULL;
}

bool
check_value(const struct check_attribute *a, struct str value)
{
	return a->valid(value, a->of);
}
