/* SPDX-License-Identifier: MIT */
#include "source/sections.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "source/tree.h"

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
	bool sorted;
	struct str folder, title;	/* the last one asked for */
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
	free(s->links);
	free(s->pages);
	free(s);
}

static int
compare_folders(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
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
		&& is_number(path_name(year), 1900, 2199)
		? path_folder(year) : folder;
}

struct str
sections_folder(struct str path)
{
	struct str folder = path_folder(path);
	bool bundle = str_istarts(path_name(path), STR("index."))
		|| (str_ends(folder, STR("/_posts"))
		&& !str_ends(folder, STR("source/_posts")));

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
	qsort(folders, n, sizeof(*folders), compare_folders);
	/* A majority, if any, holds the middle of the sorted folders. */
	if (n) {
		size_t same = 0;

		for (size_t i = 0; i < n; i++)
			same += str_eq(folders[i], folders[n / 2]);
		found = same * 2 > n;
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
	s->sorted = false;
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

/* What the _index page of the folder says. */
static struct str
own_title(const struct sections *s, struct str folder)
{
	for (size_t i = 0; i < s->page_count; i++)
		if (s->pages[i].title.len
		    && str_eq(path_folder(s->pages[i].path), folder))
			return s->pages[i].title;
	return (struct str){ NULL, 0 };
}

/* Links from the folder itself to its first page say "Home" or the like. */
static bool
is_inside(struct str path, struct str folder)
{
	return str_starts(path, folder) && path.len > folder.len
		&& path.p[folder.len] == '/';
}

/* The text of the first link to the folder or to a page that lists it. */
static struct str
linked_title(const struct sections *s, struct str folder)
{
	struct str title = { NULL, 0 };
	const struct str **lists;
	size_t count = 0;

	lists = mem_alloc(mem_mul(s->page_count, sizeof(*lists)));
	for (size_t i = 0; i < s->page_count; i++)
		if (s->pages[i].lists && str_eq(s->pages[i].folder, folder))
			lists[count++] = &s->pages[i].path;
	for (size_t i = 0; i < s->link_count && !title.len; i++) {
		struct str target = s->links[i].target;
		bool hit = str_eq(without_index(target), folder)
			&& !is_inside(s->links[i].from, folder);

		for (size_t k = 0; k < count && !hit; k++)
			hit = str_eq(*lists[k], target);
		if (hit)
			title = s->links[i].text;
	}
	free(lists);
	return title;
}

struct str
sections_title(struct sections *s, struct str folder)
{
	struct str name = path_name(folder);

	if (!folder.len)
		return folder;
	if (!s->sorted && s->link_count) {
		qsort(s->links, s->link_count, sizeof(*s->links),
		    compare_links);
		s->sorted = true;
	}
	if (!str_eq(folder, s->folder)) {
		s->folder = pool_str(s->pool, folder);
		s->title = linked_title(s, folder);
		if (!s->title.len)
			s->title = own_title(s, folder);
	}
	if (s->title.len)
		return s->title;
	/* Generators keep their posts in folders like "_posts". */
	return name.len > 1 && name.p[0] == '_' ? str_sub(name, 1, name.len)
	                                        : name;
}
