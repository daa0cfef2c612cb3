/* SPDX-License-Identifier: MIT */
#include "article/html/style.h"

#include "article/html/node.h"
#include "article/html/weights.h"
#include "tables/elements.h"

/* Takes "name: value" off the rest; what has no colon is left out. */
static bool
next_property(struct str *rest, struct str *name, struct str *value)
{
	struct str one;

	while (str_next(rest, ';', &one)) {
		size_t colon = str_chr(one, ':');

		if (colon == STR_NONE)
			continue;
		*name = str_trim(str_sub(one, 0, colon));
		*value = str_trim(str_sub(one, colon + 1, one.len));
		return true;
	}
	return false;
}

bool
style_hides(struct str style)
{
	struct str name, value;

	while (next_property(&style, &name, &value))
		if ((str_ieq(name, STR("display"))
		    && str_istarts(value, STR("none")))
		    || (str_ieq(name, STR("visibility"))
		    && str_istarts(value, STR("hidden"))))
			return true;
	return false;
}

/* "0", "1px", "1px !important" */
static bool
is_speck(struct str length)
{
	length = str_trim(str_sub(length, 0, str_chr(length, '!')));
	if (str_iends(length, STR("px")))
		length = str_trim(str_sub(length, 0, length.len - 2));
	return str_eq(length, STR("0")) || str_eq(length, STR("1"));
}

bool
style_is_speck(const xmlNode *node)
{
	bool narrow = is_speck(str_trim(node_attr(node, "width")));
	bool low = is_speck(str_trim(node_attr(node, "height")));
	struct str style = node_attr(node, "style"), name, value;

	while (next_property(&style, &name, &value)) {
		if (str_ieq(name, STR("width")))
			narrow = is_speck(value);
		else if (str_ieq(name, STR("height")))
			low = is_speck(value);
	}
	return narrow && low;
}

/* What the properties of one element do to its text. */
struct effects {
	bool no_size, transparent, indented, clipped;
	bool far, placed;	/* counts together */
	bool moving;		/* a script or a transition changes it */
};

static struct str
without_importance(struct str value)
{
	return str_trim(str_sub(value, 0, str_chr(value, '!')));
}

/* "0", "0px", ".0em", "0%": without any digit that is not 0. */
static bool
is_zero(struct str length)
{
	size_t i = 0, zeros = 0;

	for (; i < length.len && (length.p[i] == '0' || length.p[i] == '.');
	    i++)
		zeros += length.p[i] == '0';
	for (; i < length.len; i++)
		if (!ascii_alpha(length.p[i]) && length.p[i] != '%')
			return false;
	return zeros > 0;
}

/* "-9999px", "-999em" */
static bool
is_far(struct str length)
{
	unsigned long n;
	size_t end = 1;

	if (!length.len || length.p[0] != '-')
		return false;
	while (end < length.len && ascii_digit(length.p[end]))
		end++;
	if (!str_number(str_sub(length, 1, end), 99999999, &n))
		return end > 9;
	return n * (str_iends(length, STR("em")) ? STYLE_EM_PX : 1)
		>= STYLE_FAR_PX;
}

/* "rect(0 0 0 0)", "rect(1px, 1px, 1px, 1px)": without any area. */
static bool
is_empty_rectangle(struct str value)
{
	struct str side;

	if (!str_istarts(value, STR("rect(")) || !str_ends(value, STR(")")))
		return false;
	value = str_sub(value, 5, value.len - 1);
	while (value.len) {
		size_t end = 0;

		while (end < value.len && value.p[end] != ','
		    && !ascii_space(value.p[end]))
			end++;
		side = str_sub(value, 0, end);
		if (side.len && !is_zero(side) && !str_ieq(side, STR("1px")))
			return false;
		value = str_sub(value, end + 1, value.len);
	}
	return true;
}

/* "0/0 a" */
static bool
is_font_without_size(struct str value)
{
	return is_zero(str_sub(value, 0, str_chr(value, '/')));
}

static void
note_effect(struct str name, struct str value, struct effects *e)
{
	if (str_ieq(name, STR("font-size")))
		e->no_size = is_zero(value);
	else if (str_ieq(name, STR("font")))
		e->no_size = is_font_without_size(value);
	else if (str_ieq(name, STR("opacity")))
		e->transparent = is_zero(value);
	else if (str_ieq(name, STR("text-indent")))
		e->indented = is_far(value);
	else if (str_ieq(name, STR("position")))
		e->placed = str_ieq(value, STR("absolute"))
			|| str_ieq(value, STR("fixed"));
	else if (str_ieq(name, STR("left")) || str_ieq(name, STR("top"))
	    || str_ieq(name, STR("right")) || str_ieq(name, STR("bottom")))
		e->far |= is_far(value);
	else if (str_ieq(name, STR("clip")))
		e->clipped = is_empty_rectangle(value);
	else
		e->moving |= str_istarts(name, STR("transition"))
			|| str_istarts(name, STR("animation"))
			|| str_ieq(name, STR("transform"))
			|| str_ieq(name, STR("will-change"));
}

/* Whether the style of node says anything of a property. */
static bool
says(const xmlNode *node, struct str property)
{
	struct str style = node_attr(node, "style"), name, value;

	while (next_property(&style, &name, &value))
		if (str_ieq(name, property))
			return true;
	return false;
}

/*
 * Something in node is seen all the same: a picture, what has its own size or
 * indent, or, where a style sheet may well give one, what has a class or
 * stands on lines of its own.
 */
static bool
is_seen_within(xmlNode *node, const struct effects *e, bool fragile)
{
	xmlNode *at = node;

	for (unsigned n = 0; at; at = node_next_element(at, node), n++) {
		if (n == STYLE_CONCEALED_ELEMENTS || words_has(&WORDS_SEEN_ELEMENTS,
		    str_of((const char *)at->name)))
			return true;
		if (at == node)
			continue;
		if ((e->no_size && (says(at, STR("font-size"))
		    || says(at, STR("font"))))
		    || (e->indented && says(at, STR("text-indent"))))
			return true;
		if (fragile && (node_is_block(at)
		    || node_attr(at, "class").len))
			return true;
	}
	return false;
}

bool
style_conceals(xmlNode *node)
{
	struct effects e = { 0 };
	struct str style = node_attr(node, "style"), name, value;
	bool away, fragile;

	while (next_property(&style, &name, &value))
		note_effect(name, without_importance(value), &e);
	away = e.indented || (e.placed && (e.far || e.clipped));
	/* In the flow of a page it would be a hole; so it comes to be seen. */
	if (e.moving || (node_is_block(node) && !e.placed))
		e.transparent = false;
	fragile = !away;
	return (away || e.no_size || e.transparent)
		&& !is_seen_within(node, &e, fragile);
}
