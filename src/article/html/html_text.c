/* SPDX-License-Identifier: MIT */
/* Text and values of attributes: their references, and their white space. */
#include "article/html/html_parts.h"
#include "base/mem.h"
#include "base/text.h"
#include "tables/elements.h"

#include <string.h>

#include "article/html/weights.h"

static inline bool
is_plain(unsigned char c)
{
	return c > 0x7f || (c > ' ' && c != '<' && c != '&' && c != 0x7f);
}

static inline bool
is_space(int c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static void
put_ascii(struct buf *out, unsigned char c)
{
	if ((c >= ' ' && c != 0x7f) || c == '\n' || c == '\t')
		buf_addc(out, (char)c);
}

static void
add_character(struct buf *out, uint32_t c)
{
	if (c < 0x80)
		put_ascii(out, (unsigned char)c);
	else if (text_is_xml_char(c))
		text_put(out, c);
}

static bool
is_word(struct str s, size_t at, bool ascii_only)
{
	return at < s.len && (ascii_alpha(s.p[at]) || ascii_digit(s.p[at]) ||
	    (!ascii_only && (unsigned char)s.p[at] > 0x7f));
}

/* What stands in the middle of prose and seldom is what prose is about. */
static bool
is_of_prose(uint32_t c, bool is_number)
{
	static const uint32_t usual[] = {
		'"', '&', '\'', 0xa0, 0x2013, 0x2014, 0x2018, 0x2019, 0x201c,
		0x201d, 0x2026
	};
	size_t i;

	for (i = 0; i < ARRAY_COUNT(usual); i++)
		if (c == usual[i])
			return true;
	return is_number && c > 0x7f;
}

/*
 * The length of the reference at s.p[at] that was escaped twice, or 0. PHP
 * writes "&#039;", of which some programs lose the semicolon. Where a text
 * is about references, these stand between blanks or quotes; in an attribute
 * none is meant.
 */
static size_t
twice_escaped(struct str s, size_t at, bool in_attribute, uint32_t c[2])
{
	struct str rest = str_sub(s, at, s.len);
	bool is_number = str_starts(rest, STR("&amp;#"));
	size_t used;

	if (!str_starts(rest, STR("&amp;")))
		return 0;
	if (str_starts(rest, STR("&amp;#039")) &&
	    !str_starts(rest, STR("&amp;#039;"))) {
		c[0] = '\'';
		c[1] = 0;
		used = strlen("#039");
	} else {
		used = html_reference(rest, strlen("&amp"), false, c);
		if (used < 2 || rest.p[strlen("&amp") + used - 1] != ';' ||
		    !is_of_prose(c[0], is_number))
			return 0;
		used--;
	}
	used += strlen("&amp;");
	if (in_attribute || is_word(s, at + used, !is_number) ||
	    (at && is_word(s, at - 1, !is_number)))
		return used;
	return 0;
}

/* Adds the reference at s.p[at], or an ampersand; returns what is behind. */
static size_t
add_reference(struct buf *out, struct str s, size_t at, bool in_attribute,
    bool once)
{
	uint32_t c[2];
	size_t used = once ? 0 : twice_escaped(s, at, in_attribute, c);

	if (!used)
		used = html_reference(s, at, in_attribute, c);
	if (!used) {
		buf_addc(out, '&');
		return at + 1;
	}
	add_character(out, c[0]);
	add_character(out, c[1]);
	return at + used;
}

/* Adds the run of white space at s.p[at]; returns what is behind. */
static size_t
add_space(struct buf *out, struct str s, size_t at)
{
	char space = ' ';

	for (; at < s.len && is_space(s.p[at]); at++)
		if (s.p[at] == '\n' || s.p[at] == '\r')
			space = '\n';
	buf_addc(out, space);
	return at;
}

/* A line's end is "\n", whatever it was. */
static size_t
keep_space(struct buf *out, struct str s, size_t at)
{
	if (s.p[at] == '\r' && at + 1 < s.len && s.p[at + 1] == '\n')
		at++;
	buf_addc(out, s.p[at] == '\r' || s.p[at] == '\f' ? '\n' : s.p[at]);
	return at + 1;
}

static void
add_text(struct buf *out, struct str s, unsigned how, bool references)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;

		while (at < s.len && is_plain((unsigned char)s.p[at]))
			at++;
		buf_add(out, s.p + from, at - from);
		if (at == s.len)
			break;
		if (is_space(s.p[at]))
			at = how & HTML_KEEP_SPACE ? keep_space(out, s, at) :
			    add_space(out, s, at);
		else if (s.p[at] == '&' && references)
			at = add_reference(out, s, at, false,
			    how & HTML_AS_CODE);
		else
			put_ascii(out, (unsigned char)s.p[at++]);
	}
}

void
html_add_text(struct buf *out, struct str text, unsigned how)
{
	add_text(out, text, how, true);
}

void
html_add_raw(struct buf *out, struct str text)
{
	add_text(out, text, HTML_KEEP_SPACE, false);
}

bool
html_name_is_plain(struct str name)
{
	size_t i;

	if (!name.len || name.len > HTML_NAME_BYTES || !(ascii_alpha(name.p[0]) ||
	    name.p[0] == '_'))
		return false;
	for (i = 1; i < name.len; i++)
		if (!ascii_alpha(name.p[i]) && !ascii_digit(name.p[i]) &&
		    name.p[i] != '-' && name.p[i] != '_' &&
		    name.p[i] != '.' && name.p[i] != ':')
			return false;
	return true;
}

static void
add_value(struct buf *out, struct str s, bool once)
{
	size_t at = 0;

	while (at < s.len) {
		size_t from = at;

		while (at < s.len && s.p[at] != '"' &&
		    (is_plain((unsigned char)s.p[at]) || s.p[at] == ' '))
			at++;
		buf_add(out, s.p + from, at - from);
		if (at == s.len)
			break;
		if (s.p[at] == '&')
			at = add_reference(out, s, at, true, once);
		else
			put_ascii(out, (unsigned char)s.p[at++]);
	}
}

static bool
value_fits(const struct html_attribute *a)
{
	bool is_url = str_ieq(a->name, STR("src")) ||
	    str_ieq(a->name, STR("href"));

	return a->value.len <= (is_url ? LIMIT_DATA_URI_BYTES : ATTRIBUTE_BYTES);
}

/* Text for people. */
static bool
is_prose(struct str name)
{
	return str_ieq(name, STR("alt")) || str_ieq(name, STR("title")) ||
	    str_ieq(name, STR("content"));
}

bool
html_add_value(struct buf *out, const struct html_attribute *a, unsigned how)
{
	bool once = (how & HTML_AS_CODE) || !is_prose(a->name);

	if (!value_fits(a))
		return false;
	add_value(out, a->value, once);
	return true;
}

static bool
has_end_tag(struct str s, struct str name)
{
	struct buf tag = BUF_INIT;
	bool has;

	buf_addf(&tag, "</%.*s>", STR_ARG(name));
	has = str_ifind(s, buf_str(&tag)) != STR_NONE;
	buf_release(&tag);
	return has;
}

/* The length of the tag at s.p[at] if it is one that a line may have, or 0. */
static size_t
line_tag(struct str s, size_t at, struct str *name)
{
	struct str rest = str_sub(s, at + 1, s.len);
	bool ends = str_starts(rest, STR("/"));
	size_t close = str_chr(rest, '>'), len = ends;

	while (len < rest.len && ascii_alpha((unsigned char)rest.p[len]))
		len++;
	*name = str_sub(rest, ends, len);
	if (close == STR_NONE || (ends && len < close)
	    || (rest.p[len] != '>' && rest.p[len] != ' '
	    && rest.p[len] != '/'))
		return 0;
	return str_ieq(*name, STR("br")) || (words_has(&WORDS_TITLE_ELEMENTS,
	    *name) && (ends || has_end_tag(s, *name))) ? close + 2 : 0;
}

void
html_plain(struct str line, struct buf *out)
{
	size_t at = 0, used;
	struct str tag;

	while (at < line.len) {
		if (line.p[at] == '&') {
			at = add_reference(out, line, at, false, true);
		} else if (line.p[at] == '<'
		    && (used = line_tag(line, at, &tag))) {
			if (str_ieq(tag, STR("br")))
				buf_addc(out, ' ');
			at += used;
		} else {
			buf_addc(out, line.p[at++]);
		}
	}
}
