/* SPDX-License-Identifier: MIT */
#include "book/strings.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/asset.h"
#include "base/mem.h"

#define STRINGS_FOLDER "assets/strings/"
#define STRINGS_ENDING ".txt"

static const char *const label_keys[LABEL_COUNT] = {
	[LABEL_CONTENTS] = "contents", [LABEL_COVER] = "cover",
	[LABEL_LANDMARKS] = "landmarks", [LABEL_TEXT] = "text",
	[LABEL_TITLE_PAGE] = "title-page", [LABEL_INDEX] = "index",
	[LABEL_SOURCES] = "sources",
	[LABEL_SOURCES_NOTE] = "sources-note", [LABEL_MISSING] = "missing",
	[LABEL_MISSING_NOTE] = "missing-note",
	[LABEL_LOST_PAGE] = "lost-page",
	[LABEL_ORIGINAL] = "original", [LABEL_PICTURE] = "picture",
	[LABEL_PICTURE_COLON] = "picture-colon",
	[LABEL_PAGES] = "pages", [LABEL_PREVIOUS] = "previous",
	[LABEL_NEXT] = "next", [LABEL_CREDIT] = "credit",
	[LABEL_UNTITLED] = "untitled", [LABEL_SEPARATOR] = "separator",
	[LABEL_PART_TITLE] = "part-title",
	[LABEL_ARTICLE_ONE] = "article-one", [LABEL_ARTICLES] = "articles",
	[LABEL_PICTURE_ONE] = "picture-one", [LABEL_PICTURES] = "pictures",
	[LABEL_OTHERS] = "others", [LABEL_MORE] = "more",
	[LABEL_DESCRIPTION] = "description",
	[LABEL_SUMMARY] = "summary",
	[LABEL_SUMMARY_PICTURES] = "summary-pictures",
	[LABEL_THOUSANDS] = "thousands", [LABEL_MONTH_1] = "month-1",
	[LABEL_MONTH_1 + 1] = "month-2", [LABEL_MONTH_1 + 2] = "month-3",
	[LABEL_MONTH_1 + 3] = "month-4", [LABEL_MONTH_1 + 4] = "month-5",
	[LABEL_MONTH_1 + 5] = "month-6", [LABEL_MONTH_1 + 6] = "month-7",
	[LABEL_MONTH_1 + 7] = "month-8", [LABEL_MONTH_1 + 8] = "month-9",
	[LABEL_MONTH_1 + 9] = "month-10", [LABEL_MONTH_1 + 10] = "month-11",
	[LABEL_MONTH_12] = "month-12", [LABEL_DATE] = "date",
	[LABEL_DATE_SHORT] = "date-short", [LABEL_MONTH] = "month",
	[LABEL_WEEK] = "week", [LABEL_NO_GROUP] = "no-group",
	[LABEL_PERIOD_MONTH] = "period-month",
	[LABEL_PERIOD_YEAR] = "period-year", [LABEL_PERIOD] = "period",
};

struct strings {
	struct str language;
	struct str text[LABEL_COUNT];	/* p NULL: the file lacks it */
	const char *fault;
};

struct languages {
	struct strings *items;
	size_t count, cap;
	struct pool *pool;
};

/* A "_" at the end stands for a space, which editors would cut. */
static struct str
value_text(struct pool *pool, struct str value)
{
	char *p;

	if (!str_ends(value, STR("_")))
		return (struct str){ value.p ? value.p : "", value.len };
	p = pool_strndup(pool, value.p, value.len);
	p[value.len - 1] = ' ';
	return (struct str){ p, value.len };
}

static void
strings_line(struct strings *s, struct pool *pool, struct str line)
{
	size_t at = str_chr(line, '=');
	struct str key = str_trim(str_sub(line, 0, at));

	if (!str_trim(line).len || line.p[0] == '#')
		return;
	for (size_t i = 0; at != STR_NONE && i < LABEL_COUNT; i++)
		if (str_eq(key, str_of(label_keys[i])) && !s->text[i].p) {
			s->text[i] = value_text(pool,
			    str_trim(str_sub(line, at + 1, line.len)));
			return;
		}
	s->fault = pool_strndup(pool, key.p, key.len);
}

static void
strings_parse(struct strings *s, struct pool *pool, struct str file)
{
	struct str line;

	while (str_next(&file, '\n', &line))
		strings_line(s, pool, line);
	for (size_t i = 0; i < LABEL_COUNT; i++)
		if (!s->text[i].p)
			s->fault = label_keys[i];
}

struct languages *
languages_load(void)
{
	struct languages *all = mem_zalloc(sizeof(*all));
	struct str folder = STR(STRINGS_FOLDER), ending = STR(STRINGS_ENDING);

	all->pool = pool_new();
	for (size_t i = 0; i < asset_count; i++) {
		struct str name = asset_name(i);
		struct strings *s;

		if (!str_starts(name, folder) || !str_ends(name, ending))
			continue;
		all->items = mem_grow(all->items, &all->cap, all->count + 1,
		    sizeof(*all->items));
		s = &all->items[all->count++];
		*s = (struct strings){ .language =
			str_sub(name, folder.len, name.len - ending.len) };
		strings_parse(s, all->pool, asset_bytes(i));
	}
	return all;
}

void
languages_free(struct languages *all)
{
	if (!all)
		return;
	free(all->items);
	pool_free(all->pool);
	free(all);
}

size_t
languages_count(const struct languages *all)
{
	return all->count;
}

const struct strings *
languages_at(const struct languages *all, size_t index)
{
	return &all->items[index];
}

static const struct strings *
find_exactly(const struct languages *all, struct str language)
{
	for (size_t i = 0; i < all->count; i++)
		if (str_ieq(all->items[i].language, language))
			return &all->items[i];
	return NULL;
}

static bool
is_traditional(struct str language)
{
	static const char *const marks[] = { "-hant", "-tw", "-hk", "-mo" };

	for (size_t i = 0; i < ARRAY_COUNT(marks); i++)
		if (str_ifind(language, str_of(marks[i])) != STR_NONE)
			return true;
	return false;
}

const struct strings *
languages_find(const struct languages *all, struct str language)
{
	struct str first = str_sub(language, 0, str_chr(language, '-'));
	const struct strings *s = find_exactly(all, language);

	if (!s && str_ieq(first, STR("zh")))
		s = find_exactly(all, is_traditional(language)
		    ? STR("zh-Hant") : STR("zh-Hans"));
	if (!s)
		s = find_exactly(all, first);
	return s ? s : find_exactly(all, STR("en"));
}

struct str
strings_language(const struct strings *s)
{
	return s->language;
}

struct str
strings_get(const struct strings *s, enum label label)
{
	return s->text[label].p ? s->text[label]
		: str_of(label_keys[label]);
}

const char *
strings_fault(const struct strings *s)
{
	return s->fault;
}

static const struct strings_value *
find_value(const struct strings_value *values, size_t count, struct str name)
{
	for (size_t i = 0; i < count; i++)
		if (str_eq(str_of(values[i].name), name))
			return &values[i];
	return NULL;
}

void
strings_fill(const struct strings *s, enum label label,
    const struct strings_value *values, size_t count, struct buf *out)
{
	struct str rest = strings_get(s, label);

	while (rest.len) {
		size_t open = str_chr(rest, '{'), close;
		const struct strings_value *value = NULL;

		buf_addstr(out, str_sub(rest, 0, open));
		rest = str_sub(rest, open, rest.len);
		close = str_chr(rest, '}');
		if (close == STR_NONE) {
			buf_addstr(out, rest);
			return;
		}
		value = find_value(values, count, str_sub(rest, 1, close));
		buf_addstr(out, value ? value->text
		    : str_sub(rest, 0, close + 1));
		rest = str_sub(rest, close + 1, rest.len);
	}
}

void
strings_number(const struct strings *s, size_t n, struct buf *out)
{
	struct str mark = strings_get(s, LABEL_THOUSANDS);
	char digits[32];
	size_t len = (size_t)snprintf(digits, sizeof(digits), "%zu", n);

	for (size_t i = 0; i < len; i++) {
		if (i && (len - i) % 3 == 0)
			buf_addstr(out, mark);
		buf_addc(out, digits[i]);
	}
}

void
strings_count(const struct strings *s, enum label one, enum label many,
    size_t n, struct buf *out)
{
	struct buf number = BUF_INIT;
	struct strings_value value = { "n", { NULL, 0 } };

	strings_number(s, n, &number);
	value.text = buf_str(&number);
	strings_fill(s, n == 1 ? one : many, &value, 1, out);
	buf_release(&number);
}

static void
fill_dates(const struct strings *s, enum label label, struct date first,
    struct date last, struct buf *out)
{
	char number[6][12];
	const int values[6] = { first.year, first.month, first.day,
		last.year, last.month, last.day };

	for (size_t i = 0; i < 6; i++)
		snprintf(number[i], sizeof(number[i]), "%d", values[i]);
	strings_fill(s, label, (const struct strings_value[]){
		{ "y1", str_of(number[0]) }, { "m1", str_of(number[1]) },
		{ "d1", str_of(number[2]) }, { "y2", str_of(number[3]) },
		{ "m2", str_of(number[4]) }, { "d2", str_of(number[5]) },
		{ "month1", strings_get(s, (enum label)
		    (LABEL_MONTH_1 + first.month - 1)) },
		{ "month2", strings_get(s, (enum label)
		    (LABEL_MONTH_1 + last.month - 1)) },
	}, 8, out);
}

static bool
has_month(struct date d)
{
	return d.year && d.month >= 1 && d.month <= 12;
}

void
strings_date(const struct strings *s, enum label label, struct date d,
    struct buf *out)
{
	if (has_month(d))
		fill_dates(s, label, d, d, out);
}

void
strings_period(const struct strings *s, struct date first, struct date last,
    struct buf *out)
{
	enum label label = LABEL_PERIOD;

	if (!has_month(first) || !has_month(last))
		return;
	if (first.year == last.year)
		label = LABEL_PERIOD_YEAR;
	if (label == LABEL_PERIOD_YEAR && first.month == last.month)
		label = first.day == last.day ? LABEL_DATE
			: LABEL_PERIOD_MONTH;
	fill_dates(s, label, first, last, out);
}

static bool
group_week(const struct strings *s, struct str title, struct buf *out)
{
	struct str mark = STR("-W");
	size_t at = str_find(title, mark);
	struct date_range days;
	struct str week;

	if (at == STR_NONE || !date_week_parse(title, &days))
		return false;
	week = str_sub(title, at + mark.len, title.len);
	if (str_starts(week, STR("0")))
		week = str_sub(week, 1, week.len);
	strings_fill(s, LABEL_WEEK, (const struct strings_value[]){
		{ "year", str_sub(title, 0, at) }, { "week", week },
	}, 2, out);
	return true;
}

void
strings_group(const struct strings *s, struct str title, struct buf *out)
{
	struct date_range month;
	struct date day;

	if (!title.len)
		buf_addstr(out, strings_get(s, LABEL_NO_GROUP));
	else if (title.len == sizeof("2023-07") - 1
	    && date_month_parse(title, &month))
		fill_dates(s, LABEL_MONTH, month.first, month.last, out);
	else if (title.len == sizeof("2023-07-19") - 1
	    && date_parse(title, &day))
		strings_date(s, LABEL_DATE, day, out);
	else if (!group_week(s, title, out))
		buf_addstr(out, title);
}
