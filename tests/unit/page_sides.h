/* SPDX-License-Identifier: MIT */
/*
 * Pages on either side of a constant, and what each becomes:
 *
 *	"is article", "is index", "is none"	what kind of page it is
 *	"has X", "lacks X"			text of the body
 *	"title X", "url X", "date X", "tags X|Y", "sections X|Y",
 *	"authors X|Y", "site X", "lang X", "image X", "images N"
 *						fields of the record
 *	"not title X" and so on
 *
 * Paths, too, are filled in like sides.h says, and so is X, which may be
 * empty.
 */
#ifndef CHAPBOOK_PAGE_SIDES_H
#define CHAPBOOK_PAGE_SIDES_H

#include <stdlib.h>

#include "result.h"
#include "sides.h"

struct page_sides {
	const char *name;	/* of the constant */
	const char *path, *page;
	size_t low, high;
	const char *below, *above;	/* what the page becomes */
};

static const char *const sides_kinds[] = {
	[RECORD_NONE] = "none", [RECORD_ARTICLE] = "article",
	[RECORD_INDEX] = "index"
};

static inline void
sides_field(const struct result *r, struct str name, struct buf *out)
{
	const struct record *rec = &r->rec;
	struct str_list lists[] = { rec->tags, rec->authors, rec->sections };
	static const char *const names[] = { "tags", "authors", "sections" };

	if (str_eq(name, STR("title")))
		buf_addstr(out, rec->title);
	else if (str_eq(name, STR("site")))
		buf_addstr(out, rec->site);
	else if (str_eq(name, STR("url")))
		buf_addstr(out, rec->url);
	else if (str_eq(name, STR("lang")))
		buf_addstr(out, rec->lang);
	else if (str_eq(name, STR("date")) && date_valid(rec->date))
		date_format(rec->date, out);
	else if (str_eq(name, STR("images")))
		buf_addf(out, "%zu", rec->image_count);
	else if (str_eq(name, STR("image")) && rec->image_count)
		buf_addstr(out, rec->images[0].ref);
	for (size_t i = 0; i < 3; i++)
		for (size_t k = 0; str_eq(name, str_of(names[i]))
		    && k < lists[i].count; k++) {
			buf_adds(out, k ? "|" : "");
			buf_addstr(out, lists[i].items[k]);
		}
}

static inline bool
sides_become(const struct result *r, struct str want)
{
	struct buf got = BUF_INIT;
	struct str name = str_sub(want, 0, str_chr(want, ' '));
	struct str value = str_sub(want, name.len + 1, want.len);
	bool is;

	if (str_eq(name, STR("not")))
		return !sides_become(r, value);
	if (str_eq(name, STR("is")))
		return str_eq(value, str_of(sides_kinds[r->rec.kind]));
	if (str_eq(name, STR("has")) || str_eq(name, STR("lacks")))
		return (str_find(buf_str(&r->text), value) == STR_NONE)
			== str_eq(name, STR("lacks"));
	sides_field(r, name, &got);
	is = str_eq(buf_str(&got), value);
	buf_release(&got);
	return is;
}

static inline bool
page_sides_try(const struct page_sides *s, size_t n, const char *want)
{
	struct buf page = BUF_INIT, path = BUF_INIT, wanted = BUF_INIT;
	struct result r;
	bool is;

	sides_fill(str_of(s->page), n, &page);
	sides_fill(str_of(s->path), n, &path);
	sides_fill(str_of(want), n, &wanted);
	begin(&r, path.data, "", buf_str(&page));
	is = sides_become(&r, buf_str(&wanted));
	if (!is)
		fprintf(stderr, "%s: not '%s' with %zu\n", s->name, want, n);
	end(&r);
	buf_release(&page);
	buf_release(&path);
	buf_release(&wanted);
	return is;
}

static inline void
page_sides_check(const struct page_sides *sides, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct page_sides *s = &sides[i];

		test_faults += !page_sides_try(s, s->low, s->below);
		test_faults += !page_sides_try(s, s->high, s->above);
	}
}

#define CHECK_PAGES(sides) \
	page_sides_check((sides), sizeof(sides) / sizeof(*(sides)))

#endif
