/* SPDX-License-Identifier: MIT */
/* Selectors (CSS 2.1, chapter 5; Selectors Level 3). */
#include "check/css_parts.h"

/* [name], [name=value], [name~="value"], behind the bracket. */
static int
take_attribute(struct css_scan *s)
{
	struct str name;

	if (css_skip(s))
		return -1;
	if (!css_take_ident(s, &name))
		return css_fail(s, "no attribute");
	if (css_skip(s))
		return -1;
	if (css_take(s, ']'))
		return 0;
	if (!css_at_end(s) && str_chr(STR("~|^$*"), *s->p) != STR_NONE)
		s->p++;
	if (!css_take(s, '='))
		return css_fail(s, "no comparison");
	if (css_skip(s))
		return -1;
	if (css_peek(s) == '"' || css_peek(s) == '\'') {
		if (css_take_string(s))
			return -1;
	} else if (!css_take_ident(s, &name)) {
		return css_fail(s, "no value");
	}
	if (css_skip(s))
		return -1;
	return css_take(s, ']') ? 0 : css_fail(s, "no bracket");
}

/* #id, .class, [attribute]. *taken: whether there was one. */
static int
take_simple(struct css_scan *s, bool *taken)
{
	struct str name;

	*taken = true;
	if (css_take(s, '#'))
		return css_take_name(s) ? 0 : css_fail(s, "no id");
	if (css_take(s, '.'))
		return css_take_ident(s, &name) ? 0 : css_fail(s, "no class");
	if (css_take(s, '['))
		return take_attribute(s);
	*taken = css_take(s, '*') || css_take_ident(s, &name);
	return 0;
}

/* "2n+1", "odd" */
static bool
take_nth(struct css_scan *s)
{
	const char *from = s->p;

	while (!css_at_end(s) && (ascii_alpha(*s->p) || ascii_digit(*s->p)
	    || *s->p == '+' || *s->p == '-'))
		s->p++;
	return s->p > from;
}

/* What stands in the parentheses of :name(...). */
static int
take_argument(struct css_scan *s, struct str name)
{
	struct str word;
	bool taken;

	if (css_skip(s))
		return -1;
	if (str_ieq(name, STR("not"))) {
		if (take_simple(s, &taken))
			return -1;
	} else if (str_istarts(name, STR("nth-"))) {
		taken = take_nth(s);
	} else {
		taken = css_take_ident(s, &word);
	}
	if (!taken)
		return css_fail(s, "no argument");
	if (css_skip(s))
		return -1;
	return css_take(s, ')') ? 0 : css_fail(s, "no parenthesis");
}

/* :name, ::name, :name(...), behind the first colon. */
static int
take_pseudo(struct css_scan *s)
{
	struct str name;

	css_take(s, ':');
	if (!css_take_ident(s, &name))
		return css_fail(s, "no name");
	return css_take(s, '(') ? take_argument(s, name) : 0;
}

/* What may stand together: p.x[y]:z. */
static int
take_compound(struct css_scan *s)
{
	struct str name;
	bool any = css_take(s, '*') || css_take_ident(s, &name), taken = true;

	while (taken) {
		char next = css_peek(s);

		taken = false;
		if (css_take(s, ':')) {
			taken = true;
			if (take_pseudo(s))
				return -1;
		} else if (next == '#' || next == '.' || next == '[') {
			if (take_simple(s, &taken))
				return -1;
		}
		any |= taken;
	}
	return any ? 0 : css_fail(s, "no selector");
}

int
css_take_selectors(struct css_scan *s)
{
	const char *end;

	for (;;) {
		if (take_compound(s))
			return -1;
		end = s->p;
		if (css_skip_spaced(s))
			return -1;
		if (css_peek(s) == '{')
			return 0;
		if (css_at_end(s))
			return css_fail(s, "no brace");
		if (!css_take(s, ',') && !css_take(s, '>')
		    && !css_take(s, '+') && !css_take(s, '~') && s->p == end)
			return css_fail(s, "no selector");
		if (css_skip(s))
			return -1;
	}
}
