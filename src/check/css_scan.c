/* SPDX-License-Identifier: MIT */
#include "check/css_scan.h"

#include <string.h>

#define SHOWN_BYTES 20

int
css_fail(const struct css_scan *s, const char *what)
{
	struct str rest = { s->p, (size_t)(s->end - s->p) };
	const char *p = s->start;
	size_t line = 1, shown = str_chr(rest, '\n');

	while ((p = memchr(p, '\n', (size_t)(s->p - p)))) {
		line++;
		p++;
	}
	if (!rest.len)
		return err_set(s->err, ERR_ARGUMENT, "line %zu: %s at the end",
		    line, what);
	if (shown > SHOWN_BYTES)
		shown = SHOWN_BYTES;
	return err_set(s->err, ERR_ARGUMENT, "line %zu: %s at '%.*s'",
	    line, what, STR_ARG(str_sub(rest, 0, shown)));
}

bool
css_at_end(const struct css_scan *s)
{
	return s->p == s->end;
}

char
css_peek(const struct css_scan *s)
{
	return css_at_end(s) ? '\0' : *s->p;
}

bool
css_take(struct css_scan *s, char c)
{
	if (css_at_end(s) || *s->p != c)
		return false;
	s->p++;
	return true;
}

static struct str
rest_of(const struct css_scan *s)
{
	return (struct str){ s->p, (size_t)(s->end - s->p) };
}

int
css_skip(struct css_scan *s)
{
	size_t at;

	for (;;) {
		if (!css_at_end(s) && ascii_space(*s->p)) {
			s->p++;
			continue;
		}
		if (!str_starts(rest_of(s), STR("/*")))
			return 0;
		at = str_find(str_sub(rest_of(s), 2, STR_NONE), STR("*/"));
		if (at == STR_NONE)
			return css_fail(s, "a comment without end");
		s->p += at + 4;
	}
}

int
css_skip_spaced(struct css_scan *s)
{
	return css_peek(s) == '/' ? css_fail(s, "no space") : css_skip(s);
}

static bool
is_name_byte(char c)
{
	return ascii_alpha(c) || ascii_digit(c) || c == '-' || c == '_'
		|| (unsigned char)c >= 0x80;
}

bool
css_take_name(struct css_scan *s)
{
	const char *from = s->p;

	while (!css_at_end(s) && is_name_byte(*s->p))
		s->p++;
	return s->p > from;
}

bool
css_take_ident(struct css_scan *s, struct str *ident)
{
	const char *from = s->p, *letter = from;

	while (letter < s->end && letter - from < 2 && *letter == '-')
		letter++;
	if (letter == s->end || !is_name_byte(*letter) || *letter == '-'
	    || ascii_digit(*letter))
		return false;
	css_take_name(s);
	*ident = (struct str){ from, (size_t)(s->p - from) };
	return true;
}

static size_t
take_digits(struct css_scan *s)
{
	const char *from = s->p;

	while (!css_at_end(s) && ascii_digit(*s->p))
		s->p++;
	return (size_t)(s->p - from);
}

bool
css_take_number(struct css_scan *s)
{
	const char *from = s->p;
	struct str unit;
	size_t digits;

	if (!css_take(s, '-'))
		css_take(s, '+');
	digits = take_digits(s);
	if (css_peek(s) == '.') {
		s->p++;
		digits = take_digits(s);
	}
	if (!digits) {
		s->p = from;
		return false;
	}
	if (!css_take(s, '%'))
		css_take_ident(s, &unit);
	return true;
}

int
css_take_string(struct css_scan *s)
{
	const char *p = s->p + 1, quote = *s->p;

	while (p < s->end && *p != quote && *p != '\n')
		p++;
	if (p == s->end || *p == '\n')
		return css_fail(s, "a string without end");
	s->p = p + 1;
	return 0;
}

struct str
css_without_vendor(struct str name)
{
	size_t at;

	if (!str_starts(name, STR("-")) || str_starts(name, STR("--")))
		return name;
	at = str_chr(str_sub(name, 1, name.len), '-');
	return at == STR_NONE ? name : str_sub(name, at + 2, name.len);
}
