/* SPDX-License-Identifier: MIT */
#include "article/html/html_parts.h"

#include "base/text.h"
#include "tables/entities.h"

/* What the numbers 128 to 159 stand for (13.2.5.80); 0: a control. */
static const unsigned short windows_1252[32] = {
	0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178,
};

static uint32_t
numeric_value(uint32_t n)
{
	if (n == 0 || n > 0x10ffff || (n >= 0xd800 && n <= 0xdfff))
		return 0xfffd;
	if (n >= 0x80 && n <= 0x9f)
		return windows_1252[n - 0x80];
	if (n == '\r' || n == '\f')
		return '\n';
	if ((n < 0x20 && n != '\n' && n != '\t') || n == 0x7f)
		return 0;
	return n;
}

static int
digit_value(int c, unsigned base)
{
	c = ascii_lower(c);
	if (ascii_digit(c))
		return c - '0';
	if (base == 16 && c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return -1;
}

/* s.p[at] is the '#'. Returns the offset behind the reference, or 0. */
static size_t
read_number(struct str s, size_t at, uint32_t *code_point)
{
	unsigned base = 10;
	uint32_t n = 0;
	size_t first;
	int digit;

	at++;
	if (at < s.len && ascii_lower(s.p[at]) == 'x') {
		base = 16;
		at++;
	}
	first = at;
	while (at < s.len && (digit = digit_value(s.p[at], base)) >= 0) {
		if (n <= 0x10ffff)
			n = n * base + (uint32_t)digit;
		at++;
	}
	if (at == first)
		return 0;
	*code_point = numeric_value(n);
	return at < s.len && s.p[at] == ';' ? at + 1 : at;
}

size_t
html_reference(struct str s, size_t at, bool in_attribute,
    uint32_t characters[2])
{
	size_t end = at + 1, entity, from = 0;
	struct str name = str_sub(s, end, s.len), text;

	characters[1] = 0;
	if (end < s.len && s.p[end] == '#') {
		end = read_number(s, end, &characters[0]);
		return end ? end - at : 0;
	}
	entity = words_find_start(&WORDS_ENTITIES, name);
	if (entity == WORDS_NONE)
		return 0;
	end += words_key(&WORDS_ENTITIES, entity).len;
	/* "?a=1&copy=2" is a query, not a sign (13.2.5.73). */
	if (in_attribute && s.p[end - 1] != ';' && end < s.len &&
	    (s.p[end] == '=' || ascii_alpha(s.p[end]) ||
	    ascii_digit(s.p[end])))
		return 0;
	text = words_text(&WORDS_ENTITIES, WORDS_ENTITIES_CHARACTERS, entity);
	characters[0] = text_next(text, &from);
	if (from < text.len)
		characters[1] = text_next(text, &from);
	return end - at;
}
