/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <string.h>

#include "base/text.h"

/* Where the help texts start. */
#define HELP_COLUMN 28
/* More of a name is not compared. */
#define NAME_MAX_BYTES 32

void
str_list_add(struct str_list *list, struct str s, struct pool *pool)
{
	/* Grown when the count is a power of two: pools do not resize. */
	if ((list->count & (list->count - 1)) == 0) {
		size_t cap = list->count ? list->count * 2 : 1;
		struct str *items = pool_alloc(pool,
		    mem_mul(cap, sizeof(*items)));

		if (list->count)
			memcpy(items, list->items,
			    list->count * sizeof(*items));
		list->items = items;
	}
	list->items[list->count++] = s;
}

static const struct option *
find_option(const struct option_group *const *groups, struct str name,
    char letter)
{
	for (; *groups; groups++)
		for (const struct option *o = (*groups)->options; o->name; o++)
			if (letter ? o->letter == letter
			           : str_eq(str_of(o->name), name))
				return o;
	return NULL;
}

static size_t
widen(struct str s, uint32_t *points)
{
	size_t n = s.len < NAME_MAX_BYTES ? s.len : NAME_MAX_BYTES;

	for (size_t i = 0; i < n; i++)
		points[i] = (unsigned char)s.p[i];
	return n;
}

bool
option_close(struct str typed, struct str name, size_t *cost)
{
	uint32_t a[NAME_MAX_BYTES] = { 0 }, b[NAME_MAX_BYTES] = { 0 };
	size_t a_count = widen(typed, a), b_count = widen(name, b);
	size_t edits = text_edits(a, a_count, b, b_count);

	/* What was cut short or run on is closer than any slip. */
	if (typed.len > 2 && (str_starts(name, typed)
	    || str_starts(typed, name)))
		edits = 0;
	if (edits > 1 + typed.len / 4 || edits >= *cost)
		return false;
	*cost = edits;
	return true;
}

static const struct option *
closest(const struct option_group *const *groups, struct str name)
{
	const struct option *best = NULL;
	size_t cost = SIZE_MAX;

	for (; *groups; groups++)
		for (const struct option *o = (*groups)->options; o->name; o++)
			if (option_close(name, str_of(o->name), &cost))
				best = o;
	return best;
}

static int
no_value(const struct option *o, struct err *err)
{
	struct buf all = BUF_INIT;

	if (!o->choices)
		return err_set(err, ERR_ARGUMENT, "--%s needs a value (%s)",
		    o->name, o->argument);
	for (int i = 0; o->choices[i]; i++)
		buf_addf(&all, "%s%s", i ? ", " : "", o->choices[i]);
	err_set(err, ERR_ARGUMENT, "--%s needs one of: %s", o->name,
	    all.data);
	buf_release(&all);
	return -1;
}

static int
store_choice(const struct option *o, struct str value, int *place,
    struct err *err)
{
	struct buf all = BUF_INIT;

	for (int i = 0; o->choices[i]; i++) {
		if (str_eq(str_of(o->choices[i]), value)) {
			*place = i;
			buf_release(&all);
			return 0;
		}
		buf_addf(&all, "%s%s", i ? ", " : "", o->choices[i]);
	}
	err_set(err, ERR_ARGUMENT, "--%s '%.*s' is none of: %s", o->name,
	    STR_ARG(value), all.data);
	buf_release(&all);
	return -1;
}

/* Decimal units, as sizes are printed: "500K", "25M", "25MB", "2G". */
static bool
parse_size(struct str s, unsigned long max, unsigned long *bytes)
{
	unsigned long factor = 1;
	size_t power;

	if (str_iends(s, STR("b")))
		s.len--;
	power = s.len ? str_chr(STR("kmg"),
	    (char)ascii_lower((unsigned char)s.p[s.len - 1])) : STR_NONE;
	if (power != STR_NONE) {
		s.len--;
		for (size_t i = 0; i <= power; i++)
			factor *= 1000;
	}
	if (!str_number(s, max / factor, bytes))
		return false;
	*bytes *= factor;
	return true;
}

static int
store(const struct option *o, struct str value, void *settings,
    struct pool *pool, struct err *err)
{
	void *place = (char *)settings + o->offset;

	/* Rather than a default, when a script's variable was not set. */
	if (o->kind != OPTION_FLAG && text_is_blank(value))
		return no_value(o, err);
	switch (o->kind) {
	case OPTION_FLAG:
		*(bool *)place = true;
		return 0;
	case OPTION_TEXT:
		*(struct str *)place = value;
		return 0;
	case OPTION_LIST:
		str_list_add(place, value, pool);
		return 0;
	case OPTION_NUMBER:
		if (str_number(value, o->max, place)
		    && *(unsigned long *)place >= o->min)
			return 0;
		return err_set(err, ERR_ARGUMENT,
		    "--%s '%.*s' is no number from %lu to %lu", o->name,
		    STR_ARG(value), o->min, o->max);
	case OPTION_SIZE:
		if (parse_size(value, o->max, place)
		    && *(unsigned long *)place >= o->min)
			return 0;
		return err_set(err, ERR_ARGUMENT,
		    "--%s '%.*s' is no size from %lu bytes on (500K, 25M, "
		    "2G)", o->name, STR_ARG(value), o->min);
	case OPTION_CHOICE:
		return store_choice(o, value, place, err);
	}
	return 0;
}

static int
unknown(const struct option_group *const *groups, struct str name,
    struct err *err)
{
	const struct option *o = closest(groups, name);

	if (o)
		return err_set(err, ERR_ARGUMENT,
		    "unknown option '--%.*s'; did you mean '--%s'?",
		    STR_ARG(name), o->name);
	return err_set(err, ERR_ARGUMENT, "unknown option '--%.*s' (--help "
	    "tells which there are)", STR_ARG(name));
}

struct parsing {
	const struct option_group *const *groups;
	char **args;
	void *settings;
	struct pool *pool;
};

/* The value of an option: what is attached, or the next argument. */
static int
take_value(struct parsing *p, const struct option *o, struct str attached,
    struct err *err)
{
	struct str value = attached;

	if (o->kind == OPTION_FLAG) {
		if (attached.p)
			return err_set(err, ERR_ARGUMENT,
			    "--%s takes no value", o->name);
	} else if (!attached.p) {
		if (*++p->args)
			value = str_of(*p->args);
		else
			return no_value(o, err);
	}
	return store(o, value, p->settings, p->pool, err);
}

static int
parse_long(struct parsing *p, struct str arg, struct err *err)
{
	size_t equals = str_chr(arg, '=');
	struct str name = str_sub(arg, 0, equals);
	struct str attached = { NULL, 0 };
	const struct option *o = find_option(p->groups, name, 0);

	if (!o)
		return unknown(p->groups, name, err);
	if (equals != STR_NONE)
		attached = str_sub(arg, equals + 1, arg.len);
	return take_value(p, o, attached, err);
}

static int
parse_short(struct parsing *p, struct str letters, struct err *err)
{
	for (size_t i = 0; i < letters.len; i++) {
		const struct option *o = find_option(p->groups, letters,
		    letters.p[i]);
		struct str attached = { NULL, 0 };

		if (!o)
			return err_set(err, ERR_ARGUMENT, "unknown option "
			    "'-%c' (--help tells which there are)",
			    letters.p[i]);
		if (o->kind != OPTION_FLAG) {
			if (i + 1 < letters.len)
				attached = str_sub(letters, i + 1,
				    letters.len);
			return take_value(p, o, attached, err);
		}
		if (take_value(p, o, attached, err) != 0)
			return -1;
	}
	return 0;
}

int
options_parse(const struct option_group *const *groups, char **args,
    void *settings, struct str_list *operands, struct pool *pool,
    struct err *err)
{
	struct parsing p = { groups, args, settings, pool };
	bool options = true;

	for (; *p.args; p.args++) {
		struct str arg = str_of(*p.args);
		int result = 0;

		if (options && str_eq(arg, STR("--")))
			options = false;
		else if (options && str_starts(arg, STR("--")))
			result = parse_long(&p, str_sub(arg, 2, arg.len), err);
		else if (options && arg.len > 1 && arg.p[0] == '-')
			result = parse_short(&p, str_sub(arg, 1, arg.len),
			    err);
		else
			str_list_add(operands, arg, pool);
		if (result != 0)
			return -1;
	}
	return 0;
}

static void
help_line(const struct option *o, struct buf *out)
{
	struct buf left = BUF_INIT;

	if (o->letter)
		buf_addf(&left, "  -%c, --%s", o->letter, o->name);
	else
		buf_addf(&left, "      --%s", o->name);
	if (o->choices) {
		buf_addc(&left, ' ');
		for (int i = 0; o->choices[i]; i++)
			buf_addf(&left, "%s%s", i ? "|" : "", o->choices[i]);
	} else if (o->argument) {
		buf_addf(&left, " %s", o->argument);
	}
	if (left.len + 2 > HELP_COLUMN)
		buf_addf(out, "%s\n%*s", left.data, HELP_COLUMN, "");
	else
		buf_addf(out, "%-*s", HELP_COLUMN, left.data);
	buf_addf(out, "%s\n", o->help);
	buf_release(&left);
}

void
options_help(const struct option_group *const *groups, struct buf *out)
{
	for (; *groups; groups++) {
		buf_addf(out, "\n%s:\n", (*groups)->title);
		for (const struct option *o = (*groups)->options; o->name; o++)
			help_line(o, out);
	}
}
