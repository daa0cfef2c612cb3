/* SPDX-License-Identifier: MIT */
#include "book/lint_scan.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

int
lint_fail(const struct lint_scan *s, const char *what, struct str subject)
{
	const unsigned char *p = s->start;
	size_t line = 1;

	while ((p = memchr(p, '\n', (size_t)(s->p - p)))) {
		line++;
		p++;
	}
	if (subject.len > 80)
		subject.len = 80;
	return err_set(s->err, ERR_FORMAT, "line %zu: %s '%.*s'", line, what,
	    STR_ARG(subject));
}

struct str
lint_rest(const struct lint_scan *s)
{
	return (struct str){ (const char *)s->p, (size_t)(s->end - s->p) };
}

struct str
lint_between(const unsigned char *from, const unsigned char *to)
{
	return (struct str){ (const char *)from, (size_t)(to - from) };
}

bool
lint_take(struct lint_scan *s, struct str what)
{
	if (!str_starts(lint_rest(s), what))
		return false;
	s->p += what.len;
	return true;
}

void
lint_skip_space(struct lint_scan *s)
{
	while (s->p < s->end && (*s->p == ' ' || *s->p == '\n'
	    || *s->p == '\t' || *s->p == '\r'))
		s->p++;
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
take_wide(struct lint_scan *s)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *p = s->p;
	size_t n = *p >= 0xf0 ? 4 : *p >= 0xe0 ? 3 : 2;
	uint32_t c;

	if (*p < 0xc2 || *p > 0xf4 || (size_t)(s->end - p) < n)
		return lint_fail(s, "malformed UTF-8", lint_between(p, p + 1));
	c = *p & (0xffu >> (n + 1));
	for (size_t i = 1; i < n; i++) {
		if ((p[i] & 0xc0) != 0x80)
			return lint_fail(s, "malformed UTF-8",
			    lint_between(p, p + i));
		c = c << 6 | (p[i] & 0x3f);
	}
	if (c < least[n] || !is_char(c))
		return lint_fail(s, "no character of XML",
		    lint_between(p, p + n));
	s->p += n;
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
take_entity(struct lint_scan *s)
{
	static const struct str names[] = { STR("amp"), STR("lt"),
		STR("gt"), STR("quot"), STR("apos") };
	struct str rest = str_sub(lint_rest(s), 1, 12);
	size_t len = str_chr(rest, ';');
	struct str name = str_sub(rest, 0, len);
	bool known = false;

	if (len == STR_NONE)
		return lint_fail(s, "unfinished entity", name);
	if (str_starts(name, STR("#")))
		known = is_reference(str_sub(name, 1, name.len));
	else
		for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
			known = known || str_eq(name, names[i]);
	if (!known)
		return lint_fail(s, "unknown entity", name);
	s->p += len + 2;
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
skip_plain(struct lint_scan *s, unsigned char stop)
{
	const unsigned char *p = s->p, *end = s->end;

	while (p < end) {
		if (!is_special(*p) && *p != stop)
			p++;
		else if (end - p >= 3 && *p > 0xe0 && *p < 0xef && *p != 0xed
		    && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
			p += 3;
		else
			break;
	}
	s->p = p;
}

/* One that skip_plain() left. */
static int
take_special(struct lint_scan *s, bool in_text)
{
	unsigned char c = *s->p;
	char code[8];

	if (c >= 0x80)
		return take_wide(s);
	if (c == '&')
		return take_entity(s);
	if (c == '<' || !is_char(c)) {
		snprintf(code, sizeof(code), "U+%04X", c);
		return lint_fail(s, "no such character here", str_of(code));
	}
	if (c == '>' && in_text && s->p - s->start >= 2
	    && !memcmp(s->p - 2, "]]", 2))
		return lint_fail(s, "stray end of CDATA section", STR("]]>"));
	s->p++;
	return 0;
}

int
lint_take_text(struct lint_scan *s, unsigned char stop)
{
	for (;;) {
		skip_plain(s, stop);
		if (s->p == s->end || *s->p == stop)
			return 0;
		if (take_special(s, stop == '<'))
			return -1;
	}
}

struct str
lint_take_name(struct lint_scan *s)
{
	const unsigned char *from = s->p;

	while (s->p < s->end && (ascii_alpha(*s->p) || ascii_digit(*s->p)
	    || *s->p == ':' || *s->p == '-' || *s->p == '_'))
		s->p++;
	return lint_between(from, s->p);
}
