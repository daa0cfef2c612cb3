/* SPDX-License-Identifier: MIT */
#include "source/site.h"

#include <stdlib.h>
#include <unistd.h>

#include "article/dialect/dialect.h"
#include "base/strindex.h"
#include "source/tree.h"

/* What was found in one folder. */
struct found {
	struct str folder;
	uint64_t names;		/* site_name_bits() */
};

struct site_map {
	char *root;		/* or NULL */
	struct pool *pool;
	struct found *found;
	size_t count, cap;
	struct buf last;	/* the folder of the path added last */
	bool any;
	struct strindex sites;	/* folder to generators */
};

struct site_map *
site_map_new(const char *folder)
{
	struct site_map *map = mem_zalloc(sizeof(*map));

	map->root = folder ? mem_strdup(folder) : NULL;
	map->pool = pool_new();
	buf_init(&map->last);
	return map;
}

void
site_map_free(struct site_map *map)
{
	if (!map)
		return;
	free(map->root);
	pool_free(map->pool);
	free(map->found);
	buf_release(&map->last);
	strindex_release(&map->sites);
	free(map);
}

static void
note(struct site_map *map, struct str folder, uint64_t names)
{
	if (!names)
		return;
	map->found = mem_grow(map->found, &map->cap, map->count + 1,
	    sizeof(*map->found));
	map->found[map->count++] = (struct found){
		pool_str(map->pool, folder), names
	};
}

/* Those names that are in the folder, or only the hidden ones. */
static uint64_t
look(struct str folder, bool hidden)
{
	struct buf path = BUF_INIT;
	uint64_t names = 0;

	buf_addstr(&path, folder);
	buf_addc(&path, '/');
	for (size_t i = 0; i < site_name_count(); i++) {
		struct str name = site_name(i);
		size_t start = path.len;

		if (!name.len || (hidden && name.p[0] != '.'))
			continue;
		buf_addstr(&path, name);
		if (access(path.data, F_OK) == 0)
			names |= site_name_bits(name);
		buf_truncate(&path, start);
	}
	buf_release(&path);
	return names;
}

/* A folder that a walk comes into, "" or "a/b". */
static void
enter(struct site_map *map, struct str folder)
{
	struct str above = path_folder(folder);
	struct str name = str_sub(folder, above.len ? above.len + 1 : 0,
	    folder.len);
	struct buf text = BUF_INIT;

	buf_addf(&text, "%.*s/", STR_ARG(name));
	if (name.len)
		note(map, above, site_name_bits(buf_str(&text)));
	buf_clear(&text);
	if (map->root) {
		buf_addf(&text, "%s/%.*s", map->root, STR_ARG(folder));
		note(map, folder, look(buf_str(&text), true));
	}
	buf_release(&text);
}

void
site_map_add(struct site_map *map, struct str path)
{
	struct str folder = path_folder(path), last = buf_str(&map->last);

	note(map, folder, site_name_bits(path_name(path)));
	if (!map->any)
		enter(map, STR(""));
	map->any = true;
	if (str_eq(folder, last))
		return;
	for (size_t i = 1; i <= folder.len; i++)
		if ((i == folder.len || folder.p[i] == '/')
		    && !(str_starts(last, str_sub(folder, 0, i))
		    && (last.len == i || last.p[i] == '/')))
			enter(map, str_sub(folder, 0, i));
	buf_clear(&map->last);
	buf_addstr(&map->last, folder);
}

static int
by_folder(const void *a, const void *b)
{
	return str_cmp(((const struct found *)a)->folder,
	    ((const struct found *)b)->folder);
}

void
site_map_settle(struct site_map *map)
{
	size_t i = 0;

	if (map->count)
		qsort(map->found, map->count, sizeof(*map->found), by_folder);
	while (i < map->count) {
		struct str folder = map->found[i].folder;
		uint64_t names = 0;

		for (; i < map->count && str_eq(map->found[i].folder, folder);
		    i++)
			names |= map->found[i].names;
		if (site_of_names(names))
			strindex_add(&map->sites, folder,
			    site_of_names(names));
	}
	strindex_sort(&map->sites);
}

uint32_t
site_map_find(const struct site_map *map, struct str path)
{
	uint32_t site = 0;
	size_t value;

	for (int i = 0; map->sites.count && path.len && i < SITE_LEVELS; i++) {
		path = path_folder(path);
		if (strindex_find(&map->sites, path, &value))
			site |= (uint32_t)value;
	}
	return site;
}

uint32_t
site_above(const char *file)
{
	char *real = realpath(file, NULL);
	struct str path = str_of(real);
	uint32_t site = 0;

	for (int i = 0; path.len && i < SITE_LEVELS; i++) {
		struct buf repository = BUF_INIT;
		bool ends;

		path = path_folder(path);
		site |= site_of_names(look(path, false));
		buf_addf(&repository, "%.*s/.git", STR_ARG(path));
		ends = access(repository.data, F_OK) == 0;
		buf_release(&repository);
		if (ends)
			break;
	}
	free(real);
	return site;
}
