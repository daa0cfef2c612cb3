/* SPDX-License-Identifier: MIT */
#include "source/sections.h"

#include <stdlib.h>
#include <string.h>

#include "base/weights.h"
#include "source/weights.h"
#include "base/mem.h"
#include "base/strindex.h"
#include "source/tree.h"
#include "tables/dialects.h"

/* A link on an index page, and the folder whose articles that page lists. */
struct index_link {
	struct str from;	/* the page it stands on */
	size_t order;
	struct str target, text;
};

struct index_page {
	struct str path;
	struct str title;	/* of an _index page, or empty */
	struct str folder;	/* of most of its targets; may be empty */
	bool lists;		/* folder is meaningful */
};

struct sections {
	struct pool *pool;
	struct index_link *links;
	size_t link_count, link_cap;
	struct index_page *pages;
	size_t page_count, page_cap;
	/* Made when the first title is asked for, of folders: */
	bool indexed;
	struct strindex linked;	/* the first link that names it */
	struct strindex own;	/* its _index page with a title */
};

struct sections *
sections_new(void)
{
	struct sections *s = mem_zalloc(sizeof(*s));

	s->pool = pool_new();
	return s;
}

void
sections_free(struct sections *s)
{
	if (!s)
		return;
	pool_free(s->pool);
	strindex_release(&s->linked);
	strindex_release(&s->own);
	free(s->links);
	free(s->pages);
	free(s);
}

static bool
is_number(struct str s, unsigned long least, unsigned long most)
{
	unsigned long number;

	return str_number(s, most, &number) && number >= least;
}

/* "news/2023/07/19" is the folder of a day in "news", and "07" no section. */
static struct str
without_day(struct str folder)
{
	struct str month = folder, year;

	if (is_number(path_name(month), 1, 31)
	    && is_number(path_name(path_folder(month)), 1, 12))
		month = path_folder(month);
	year = path_folder(month);
	return is_number(path_name(month), 1, 12)
		&& is_number(path_name(year), DATE_YEAR_MIN,
		    DATE_YEAR_MAX)
		? path_folder(year) : folder;
}

struct str
sections_folder(struct str path)
{
	struct str folder = path_folder(path);
	struct str above = path_folder(folder);
	/* Hexo has all its posts in "source/_posts". */
	bool bundle = str_istarts(path_name(path), STR("index."))
		|| (above.len && !str_ends(above, STR("source"))
		&& words_has(&WORDS_DIALECT_FOLDERS, path_name(folder)));

	folder = bundle ? path_folder(folder) : folder;
	return without_day(folder);
}

/* The folder that more than half of the links go into, if there is one. */
static bool
listed_folder(const struct link *links, size_t count, struct str *out)
{
	struct str *folders = mem_alloc(mem_mul(count, sizeof(*folders)));
	size_t n = 0;
	bool found = false;

	for (size_t i = 0; i < count; i++)
		if (links[i].kind == TARGET_PATH
		    && media_of_name(links[i].ref) != MEDIA_UNKNOWN)
			folders[n++] = sections_folder(links[i].ref);
	qsort(folders, n, sizeof(*folders), str_compare);
	/* A majority, if any, holds the middle of the sorted folders. */
	if (n) {
		size_t same = 0;

		for (size_t i = 0; i < n; i++)
			same += str_eq(folders[i], folders[n / 2]);
		found = same * SECTION_LINKS_PART > n;
		*out = folders[n / 2];
	}
	free(folders);
	return found;
}

void
sections_add_index(struct sections *s, struct str path, struct str title,
    const struct link *links, size_t count)
{
	struct index_page *page;
	struct str from = pool_str(s->pool, path), folder;

	s->pages = mem_grow(s->pages, &s->page_cap, s->page_count + 1,
	    sizeof(*s->pages));
	page = &s->pages[s->page_count++];
	*page = (struct index_page){ .path = from };
	if (str_starts(path_name(path), STR("_index.")))
		page->title = pool_str(s->pool, title);
	if (listed_folder(links, count, &folder)) {
		page->folder = pool_str(s->pool, folder);
		page->lists = true;
	}
	for (size_t i = 0; i < count; i++) {
		if (links[i].kind != TARGET_PATH || !links[i].text.len)
			continue;
		s->links = mem_grow(s->links, &s->link_cap, s->link_count + 1,
		    sizeof(*s->links));
		s->links[s->link_count] = (struct index_link){ from,
			s->link_count, pool_str(s->pool, links[i].ref),
			pool_str(s->pool, links[i].text) };
		s->link_count++;
	}
}

static size_t
depth(struct str path)
{
	size_t n = 0;

	for (size_t i = 0; i < path.len; i++)
		n += path.p[i] == '/';
	return n;
}

/* Pages nearer to the root speak first, then in byte order. */
static int
compare_links(const void *a, const void *b)
{
	const struct index_link *x = a, *y = b;
	size_t dx = depth(x->from), dy = depth(y->from);

	if (dx != dy)
		return dx < dy ? -1 : 1;
	if (!str_eq(x->from, y->from))
		return str_cmp(x->from, y->from);
	return (x->order > y->order) - (x->order < y->order);
}

static struct str
without_index(struct str path)
{
	struct str name = path_name(path);

	if (str_istarts(name, STR("index.")) || str_istarts(name, STR("_index."))
	    || str_istarts(name, STR("readme.")))
		return path_folder(path);
	if (str_ends(path, STR("/")))
		return str_sub(path, 0, path.len - 1);
	return path;
}

/* "a/7.html" or "a/7" where the site shows what is "a/7.md" in its tree. */
static struct str
without_ending(struct str path)
{
	return media_of_name(path) == MEDIA_UNKNOWN ? path
		: str_sub(path, 0, str_rchr(path, '.'));
}

/* Links from the folder itself to its first page say "Home" or the like. */
static bool
is_inside(struct str path, struct str folder)
{
	return str_starts(path, folder) && path.len > folder.len
		&& path.p[folder.len] == '/';
}

/* A folder is named by links to itself and to pages that list it. */
static void
index_links(struct sections *s)
{
	struct strindex lists = STRINDEX_INIT;	/* pages -> their folders */
	size_t page;

	for (size_t i = 0; i < s->page_count; i++)
		if (s->pages[i].lists)
			strindex_add(&lists,
			    without_ending(s->pages[i].path), i);
	strindex_sort(&lists);
	for (size_t i = 0; i < s->link_count; i++) {
		const struct index_link *link = &s->links[i];
		struct str folder = without_index(link->target);

		if (!is_inside(link->from, folder))
			strindex_add(&s->linked, folder, i);
		if (strindex_find(&lists, without_ending(link->target),
		    &page))
			strindex_add(&s->linked, s->pages[page].folder, i);
	}
	strindex_sort(&s->linked);
	strindex_release(&lists);
}

static int
compare_pages(const void *a, const void *b)
{
	const struct index_page *x = a, *y = b;

	return str_cmp(x->path, y->path);
}

/* In an order that does not depend on that of the calls. */
static void
index_all(struct sections *s)
{
	if (s->page_count)
		qsort(s->pages, s->page_count, sizeof(*s->pages),
		    compare_pages);
	if (s->link_count)
		qsort(s->links, s->link_count, sizeof(*s->links),
		    compare_links);
	index_links(s);
	for (size_t i = 0; i < s->page_count; i++)
		if (s->pages[i].title.len)
			strindex_add(&s->own,
			    path_folder(s->pages[i].path), i);
	strindex_sort(&s->own);
	s->indexed = true;
}

struct str
sections_title(struct sections *s, struct str folder)
{
	struct str name = path_name(folder);
	size_t at;

	if (!folder.len)
		return folder;
	if (!s->indexed)
		index_all(s);
	if (strindex_find(&s->linked, folder, &at))
		return s->links[at].text;
	if (strindex_find(&s->own, folder, &at))
		return s->pages[at].title;
	/* Generators keep their posts in folders like "_posts". */
	return name.len > 1 && name.p[0] == '_' ? str_sub(name, 1, name.len)
	                                        : name;
}
