/* SPDX-License-Identifier: MIT */
#include "article/extract/headline.h"

#include <stdint.h>

#include "article/extract/navigation.h"
#include "article/extract/weights.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/mem.h"
#include "base/url.h"

static bool
is_bold(const struct unit *unit)
{
	struct node_counts c;
	xmlNode *bold = unit_find(unit, "strong");

	if (!bold)
		bold = unit_find(unit, "b");
	if (!bold)
		return false;
	node_count(bold, &c);
	return c.letters == unit->counts.letters;
}

static bool
ends_sentence(struct str line)
{
	static const struct str ends[] = {
		STR("."), STR(","), STR(":"), STR(";"), STR("。"),
		STR("，"), STR("："), STR("；"), STR("、"), STR("۔"),
		STR("।")
	};

	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (str_ends(line, ends[i]))
			return true;
	return false;
}

/* A date, maybe with the names of a paper or a day. */
static bool
is_dateline(struct str line)
{
	struct date date;
	size_t at;

	return str_starts(line, STR("【"))
		|| (date_find(line, line.len, &date, &at, NULL)
		&& at < line.len / HEADLINE_DATE_PART);
}

/* The first unit that is no menu, if it may be a title; else NULL. */
static struct unit *
find_line(struct units *units, const xmlNode *container, struct buf *text)
{
	for (size_t i = 0; i < units->count; i++) {
		struct unit *unit = &units->items[i];

		if (container && unit_holds(unit, container))
			return NULL;
		if (unit->rule || !unit->counts.letters
		    || navigation_is(unit, STR(""), true))
			continue;
		unit_text(unit, HEADLINE_BYTES_MAX + 1, text);
		return text->len <= HEADLINE_BYTES_MAX && !unit->counts.images
			&& !is_dateline(buf_str(text)) ? unit : NULL;
	}
	return NULL;
}

/* A name that is more than a number must be what the line says. */
static bool
is_title(const struct reading *r, struct str url, const struct unit *unit,
    struct str line)
{
	struct str own = title_slug(r->doc->path, r->pool);
	struct str slug = title_slug_of(r->doc, url, r->pool);
	struct node_counts all;

	if (slug.len && names_is_slug(slug, line))
		return true;
	if (own.len || r->title.doubtful)
		return false;
	if (is_bold(unit))
		return true;
	node_count(r->root, &all);
	return !slug.len && !ends_sentence(line)
		&& all.letters / HEADLINE_TEXT_TIMES >= unit->counts.letters;
}

static bool
take_from(struct reading *r, xmlNode *parent, struct record *rec)
{
	struct buf text = BUF_INIT;
	struct units units;
	struct unit *unit;
	bool taken;

	units_read(units_unwrap(parent), SIZE_MAX, &units);
	unit = find_line(&units, r->container.node, &text);
	taken = unit && is_title(r, rec->url, unit, buf_str(&text));
	if (taken) {
		rec->title = pool_text(r->pool, buf_str(&text),
		    LIMIT_TITLE_BYTES);
		r->title = (struct title){ .text = rec->title };
		unit_remove(unit);
	}
	buf_release(&text);
	units_release(&units);
	return taken;
}

void
headline_take(struct reading *r, struct record *rec)
{
	if (!r->container.node || !take_from(r, r->body, rec))
		take_from(r, r->root, rec);
}

/* Looks no further into the content than it must: mostly it is not there. */
void
headline_strip(const struct reading *r)
{
	struct str title = r->title.text;
	xmlNode *parent = units_unwrap(r->root);
	struct unit unit;

	for (int depth = 0; depth < HEADLINE_DEPTH_MAX
	    && units_first(parent, &unit); depth++) {
		struct buf text = BUF_INIT;
		bool same;

		unit_text(&unit, 2 * title.len + HEADLINE_BYTES_MAX, &text);
		same = text.len <= title.len + HEADLINE_MARKS_BYTES
			&& names_alike(buf_str(&text), title);
		buf_release(&text);
		if (same) {
			unit_count(&unit);
			if (!unit.counts.images && unit.counts.letters
			    == node_letters(title))
				unit_remove(&unit);
		}
		if (same || !units_is_wrapper(unit.first))
			break;
		parent = unit.first;
	}
}
