/* SPDX-License-Identifier: MIT */
#include "check/css.h"

#include "base/text.h"
#include "check/css_parts.h"

/* from, to, 50%, with commas between, and the block. */
static int
take_keyframe(struct css_scan *s)
{
	struct str word;

	do {
		if (css_skip(s))
			return -1;
		if (!css_take_number(s) && !css_take_ident(s, &word))
			return css_fail(s, "no moment");
		if (css_skip_spaced(s))
			return -1;
	} while (css_take(s, ','));
	return css_take_block(s);
}

static int
take_rule(struct css_scan *s)
{
	if (css_take_selectors(s))
		return -1;
	return css_take_block(s);
}

/* Rules of one kind in braces. */
static int
take_rules(struct css_scan *s, int (*take)(struct css_scan *s))
{
	if (!css_take(s, '{'))
		return css_fail(s, "no brace");
	for (;;) {
		if (css_skip(s))
			return -1;
		if (css_take(s, '}'))
			return 0;
		if (take(s))
			return -1;
	}
}

static int
take_charset(struct css_scan *s)
{
	if (css_skip(s))
		return -1;
	if (css_peek(s) != '"' || css_take_string(s))
		return css_fail(s, "no character set");
	return css_take(s, ';') ? 0 : css_fail(s, "no semicolon");
}

/* media, supports and keyframes, with what stands before their braces. */
static int
take_conditional(struct css_scan *s, int (*take)(struct css_scan *s))
{
	size_t count;

	if (css_take_components(s, STR("{};"), &count))
		return -1;
	return count ? take_rules(s, take) : css_fail(s, "no condition");
}

/* Behind "@page": a name, a :pseudo, or nothing. */
static int
take_page(struct css_scan *s)
{
	struct str name;

	if (css_skip(s))
		return -1;
	css_take_ident(s, &name);
	if (css_take(s, ':') && !css_take_ident(s, &name))
		return css_fail(s, "no page");
	return css_take_block(s);
}

static int
take_at_rule(struct css_scan *s)
{
	struct str name;

	if (!css_take_ident(s, &name))
		return css_fail(s, "no at-rule");
	if (str_ieq(name, STR("charset")))
		return take_charset(s);
	if (str_ieq(name, STR("page")))
		return take_page(s);
	if (str_ieq(name, STR("media")) || str_ieq(name, STR("supports")))
		return take_conditional(s, take_rule);
	if (str_ieq(css_without_vendor(name), STR("keyframes")))
		return take_conditional(s, take_keyframe);
	s->p = name.p;
	return css_fail(s, "an at-rule that has no place here");
}

/* Bytes that no style sheet of ours has: controls, escapes. */
static int
check_bytes(struct css_scan *s, struct str css)
{
	if (!text_is_utf8(css))
		return err_set(s->err, ERR_ARGUMENT, "not UTF-8");
	for (; !css_at_end(s); s->p++) {
		if (*s->p == '\\')
			return css_fail(s, "an escape");
		if (((unsigned char)*s->p < ' ' && !ascii_space(*s->p))
		    || *s->p == 0x7f)
			return css_fail(s, "a control character");
	}
	s->p = s->start;
	return 0;
}

int
css_check(struct str css, struct err *err)
{
	const char *p = css.p ? css.p : "";
	struct css_scan s = { p, p, p + css.len, err };

	if (check_bytes(&s, css))
		return -1;
	for (;;) {
		if (css_skip(&s))
			return -1;
		if (css_at_end(&s))
			return 0;
		if (css_take(&s, '@') ? take_at_rule(&s) : take_rule(&s))
			return -1;
	}
}
