/* SPDX-License-Identifier: MIT */
#include "check/markup.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"

int
markup_fail(const struct markup *m, const char *what, struct str subject)
{
	const unsigned char *p = m->start;
	size_t line = 1;

	while ((p = memchr(p, '\n', (size_t)(m->p - p)))) {
		line++;
		p++;
	}
	if (subject.len > 80)
		subject.len = 80;
	return err_set(m->err, ERR_FORMAT, "line %zu: %s '%.*s'", line, what,
	    STR_ARG(subject));
}

static struct str
rest_of(const struct markup *m)
{
	return (struct str){ (const char *)m->p, (size_t)(m->end - m->p) };
}

static struct str
between(const unsigned char *from, const unsigned char *to)
{
	return (struct str){ (const char *)from, (size_t)(to - from) };
}

int
markup_fail_here(const struct markup *m, const char *what)
{
	return markup_fail(m, what, str_sub(rest_of(m), 0, 10));
}

bool
markup_take(struct markup *m, struct str what)
{
	if (!str_starts(rest_of(m), what))
		return false;
	m->p += what.len;
	return true;
}

void
markup_skip_space(struct markup *m)
{
	while (m->p < m->end && (*m->p == ' ' || *m->p == '\n'
	    || *m->p == '\t' || *m->p == '\r'))
		m->p++;
}

/* XML 1.0 section 2.2, without C1 controls and non-characters. */
static bool
is_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	if (c < 0x80)
		return true;
	return c >= 0xa0 && (c < 0xd800 || c > 0xdfff)
		&& (c < 0xfdd0 || c > 0xfdef) && (c & 0xfffe) != 0xfffe
		&& c <= 0x10ffff;
}

/* A character of two bytes or more, in its shortest form. */
static int
take_wide(struct markup *m)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = m->p;
	size_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;
	uint32_t c;

	if (*p < 0xc2 || *p > 0xf4 || (size_t)(m->end - p) < n)
		return markup_fail(m, "malformed UTF-8", between(p, p + 1));
	c = *p & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return markup_fail(m, "malformed UTF-8",
			    between(p, p + i));
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || !is_char(c))
		return markup_fail(m, "no character of XML",
		    between(p, p + n));
	m->p += n;
	return 0;
}

/* The digits of &#...; up to the semicolon. */
static bool
is_reference(struct str digits)
{
	uint32_t c = 0, base = 10;
	size_t i = 0;

	if (str_starts(digits, STR("x"))) {
		base = 16;
		i = 1;
	}
	if (i == digits.len || digits.len > 9)
		return false;
	for (; i < digits.len; i++) {
		int d = ascii_lower((unsigned char)digits.p[i]);

		if (ascii_digit(d))
			c = c * base + (uint32_t)(d - '0');
		else if (base == 16 && d >= 'a' && d <= 'f')
			c = c * base + (uint32_t)(d - 'a' + 10);
		else
			return false;
		if (c > 0x10ffff)
			return false;
	}
	return is_char(c);
}

static int
take_entity(struct markup *m)
{
	static const struct str names[] = { STR("amp"), STR("lt"),
		STR("gt"), STR("quot"), STR("apos") };
	struct str rest = str_sub(rest_of(m), 1, 12);
	size_t len = str_chr(rest, ';');
	struct str name = str_sub(rest, 0, len);
	bool known = false;

	if (len == STR_NONE)
		return markup_fail(m, "unfinished entity", name);
	if (str_starts(name, STR("#")))
		known = is_reference(str_sub(name, 1, name.len));
	else
		for (size_t i = 0; i < ARRAY_COUNT(names); i++)
			known = known || str_eq(name, names[i]);
	if (!known)
		return markup_fail(m, "unknown entity", name);
	m->p += len + 2;
	return 0;
}

/* Bytes that need a second look: & < > controls, and what is not ASCII. */
static bool
is_special(unsigned char c)
{
	return c < 0x20 || c >= 0x80 || c == '&' || c == '<' || c == '>';
}

/*
 * Skips the common case, so that Han text costs no more than ASCII: plain
 * bytes, and three-byte characters outside the rows that hold surrogates,
 * non-characters or longer forms of shorter ones.
 */
static void
skip_plain(struct markup *m, unsigned char stop)
{
	const struct str rest = { (const char *)m->p,
		(size_t)(m->end - m->p) };
	size_t at = 0;

	while (at < rest.len) {
		const unsigned char c = (unsigned char)rest.p[at];

		if (text_is_common(rest, at))
			at += 3;
		else if (!is_special(c) && c != stop)
			at++;
		else
			break;
	}
	m->p += at;
}

/* One that skip_plain() left. */
static int
take_special(struct markup *m, bool in_text)
{
	unsigned char c = *m->p;
	char code[8];

	if (c >= 0x80)
		return take_wide(m);
	if (c == '&')
		return take_entity(m);
	if (c == '<' || !is_char(c)) {
		snprintf(code, sizeof(code), "U+%04X", c);
		return markup_fail(m, "no such character here", str_of(code));
	}
	if (c == '>' && in_text && m->p - m->start >= 2
	    && !memcmp(m->p - 2, "]]", 2))
		return markup_fail(m, "stray end of CDATA section", STR("]]>"));
	m->p++;
	return 0;
}

static int
take_text(struct markup *m, unsigned char stop)
{
	for (;;) {
		skip_plain(m, stop);
		if (m->p == m->end || *m->p == stop)
			return 0;
		if (take_special(m, stop == '<'))
			return -1;
	}
}

static struct str
take_name(struct markup *m)
{
	const unsigned char *from = m->p;

	while (m->p < m->end && (ascii_alpha(*m->p) || ascii_digit(*m->p)
	    || *m->p == ':' || *m->p == '-' || *m->p == '_'))
		m->p++;
	return between(from, m->p);
}

/* name="value"; white space before it is gone. */
static int
take_attribute(struct markup *m, struct markup_tag *tag)
{
	const unsigned char *from;
	struct str name = take_name(m);
	unsigned char quote;

	if (!name.len)
		return markup_fail(m, "malformed tag", tag->name);
	for (size_t i = 0; i < tag->count; i++)
		if (str_eq(tag->attributes[i].name, name))
			return markup_fail(m, "duplicate attribute", name);
	if (tag->count == MARKUP_ATTRIBUTES_MAX)
		return markup_fail(m, "too many attributes", tag->name);
	if (m->end - m->p < 2 || m->p[0] != '=' || (m->p[1] != '"'
	    && m->p[1] != '\''))
		return markup_fail(m, "no quoted value for attribute", name);
	quote = m->p[1];
	m->p += 2;
	from = m->p;
	if (take_text(m, quote))
		return -1;
	if (m->p == m->end)
		return markup_fail(m, "unfinished attribute", name);
	tag->attributes[tag->count++] = (struct markup_attribute){ name,
		between(from, m->p++) };
	return 0;
}

static void
open_element(struct markup *m, struct str name)
{
	m->open = mem_grow(m->open, &m->cap, m->depth + 1, sizeof(*m->open));
	m->open[m->depth++] = name;
}

static enum markup_event
take_start_tag(struct markup *m, struct markup_tag *tag)
{
	tag->name = take_name(m);
	tag->count = 0;
	if (!tag->name.len)
		return markup_fail_here(m, "neither element nor text");
	for (;;) {
		const unsigned char *before = m->p;

		markup_skip_space(m);
		if (m->p == m->end)
			return markup_fail(m, "unfinished tag", tag->name);
		if (*m->p == '>' || *m->p == '/')
			break;
		if (m->p == before)
			return markup_fail(m, "malformed tag", tag->name);
		if (take_attribute(m, tag))
			return MARKUP_FAILED;
	}
	tag->closed = markup_take(m, STR("/"));
	if (!markup_take(m, STR(">")))
		return markup_fail(m, "malformed tag", tag->name);
	if (!tag->closed)
		open_element(m, tag->name);
	return MARKUP_START;
}

static enum markup_event
take_end_tag(struct markup *m)
{
	struct str name = take_name(m), open = STR("");

	if (m->depth)
		open = m->open[m->depth - 1];
	markup_skip_space(m);
	if (!markup_take(m, STR(">")))
		return markup_fail(m, "unfinished end tag", name);
	if (!m->depth)
		return markup_fail(m, "misplaced end tag", name);
	if (!str_eq(name, open)) {
		markup_fail(m, "misplaced end tag", name);
		return err_context(m->err, "element '%.*s'", STR_ARG(open));
	}
	m->depth--;
	return MARKUP_END;
}

enum markup_event
markup_next(struct markup *m, struct markup_tag *tag)
{
	if (m->p == m->end && m->depth)
		return markup_fail(m, "unclosed element",
		    m->open[m->depth - 1]);
	if (m->p == m->end)
		return MARKUP_DONE;
	if (*m->p != '<')
		return take_text(m, '<') ? MARKUP_FAILED : MARKUP_TEXT;
	m->p++;
	return markup_take(m, STR("/")) ? take_end_tag(m)
		: take_start_tag(m, tag);
}

void
markup_init(struct markup *m, struct str text, struct err *err)
{
	*m = (struct markup){ .err = err };
	m->start = m->p = (const unsigned char *)(text.p ? text.p : "");
	m->end = m->start + text.len;
}

void
markup_release(struct markup *m)
{
	free(m->open);
}
