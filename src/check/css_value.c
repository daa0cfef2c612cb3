/* SPDX-License-Identifier: MIT */
/* Values, declarations and blocks of them. */
#include "check/css_parts.h"

/* Of parentheses in a value. */
#define NESTING_MAX 16

static bool
is_one_of(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_ieq(s, str_of(*words)))
			return true;
	return false;
}

/* A name before a parenthesis: some load what they are given. */
static int
check_function(struct css_scan *s, struct str name)
{
	static const char *const loading[] = { "url", "src", "image",
		"image-set", "cross-fade", "element", "expression", NULL };

	if (css_peek(s) != '(' || !is_one_of(css_without_vendor(name), loading))
		return 0;
	s->p = name.p;
	return css_fail(s, "what may load or run something");
}

/* One component of a value but for parentheses. */
static int
take_component(struct css_scan *s, size_t depth)
{
	struct str name;

	switch (css_peek(s)) {
	case '"':
	case '\'':
		return css_take_string(s);
	case '#':
		s->p++;
		return css_take_name(s) ? 0 : css_fail(s, "no colour");
	case ',':
	case '/':
		s->p++;
		return 0;
	default:
		break;
	}
	if (css_take_number(s))
		return 0;
	if (css_take_ident(s, &name))
		return check_function(s, name);
	/* Sums and products of calc(), features of media. */
	if (depth && (css_take(s, '+') || css_take(s, '-')
	    || css_take(s, '*') || css_take(s, ':')))
		return 0;
	return css_fail(s, "something unexpected");
}

int
css_take_components(struct css_scan *s, struct str stops, size_t *count)
{
	size_t depth = 0;

	for (*count = 0;; ++*count) {
		if (css_skip(s))
			return -1;
		if (css_at_end(s))
			return css_fail(s, "something is missing");
		if (!depth && str_chr(stops, css_peek(s)) != STR_NONE)
			return 0;
		if (css_peek(s) == '(') {
			if (++depth > NESTING_MAX)
				return css_fail(s, "too many parentheses");
			s->p++;
		} else if (depth && css_peek(s) == ')') {
			depth--;
			s->p++;
		} else if (take_component(s, depth)) {
			return -1;
		}
	}
}

/* Behind a value: "!important". */
static int
take_priority(struct css_scan *s)
{
	struct str word;

	if (!css_take(s, '!'))
		return 0;
	if (css_skip(s))
		return -1;
	if (!css_take_ident(s, &word) || !str_ieq(word, STR("important")))
		return css_fail(s, "no \"important\"");
	return css_skip(s);
}

static int
take_declaration(struct css_scan *s)
{
	static const char *const forbidden[] = { "direction", "unicode-bidi",
		NULL };
	struct str name;
	size_t count;

	if (!css_take_ident(s, &name))
		return css_fail(s, "no property");
	if (is_one_of(css_without_vendor(name), forbidden)) {
		s->p = name.p;
		return css_fail(s, "a property that EPUB forbids");
	}
	if (css_skip(s))
		return -1;
	if (!css_take(s, ':'))
		return css_fail(s, "no colon");
	if (css_take_components(s, STR(";}!"), &count))
		return -1;
	return count ? take_priority(s) : css_fail(s, "no value");
}

/* Behind the opening brace, up to and with the closing one. */
static int
take_declarations(struct css_scan *s)
{
	for (;;) {
		if (css_skip(s))
			return -1;
		if (css_take(s, '}'))
			return 0;
		if (take_declaration(s))
			return -1;
		if (!css_take(s, ';') && css_peek(s) != '}')
			return css_fail(s, "no semicolon or brace");
	}
}

int
css_take_block(struct css_scan *s)
{
	if (css_skip(s))
		return -1;
	return css_take(s, '{') ? take_declarations(s)
		: css_fail(s, "no brace");
}
