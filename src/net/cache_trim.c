/* SPDX-License-Identifier: MIT */
/* How much there is, and what goes when it is too much. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "net/cache_parts.h"
#include "net/weights.h"

struct listing {
	struct cache_found *items;
	size_t count, cap;
	uint64_t bytes;
};

static void
list_found(void *arg, const struct cache_found *found)
{
	struct listing *l = arg;

	l->items = mem_grow(l->items, &l->cap, l->count + 1,
	    sizeof(*l->items));
	l->items[l->count++] = *found;
	l->bytes += found->bytes;
}

static struct cache_count *
count_for(struct cache_stats *stats, enum cache_kind kind)
{
	switch (kind) {
	case CACHE_URL:
		return &stats->urls;
	case CACHE_ORIGINAL:
		return &stats->originals;
	case CACHE_PARTIAL:
		return &stats->partials;
	case CACHE_MADE:
		return &stats->made;
	default:
		return &stats->strays;
	}
}

int
cache_stat(struct cache *cache, struct cache_stats *out, struct err *err)
{
	struct listing l = { NULL, 0, 0, 0 };

	*out = (struct cache_stats){ .max_bytes = cache->max_bytes };
	if (cache_files_walk(cache->folder, list_found, &l, err) != 0) {
		free(l.items);
		return err_context(err, "cache \"%s\"", cache->path);
	}
	for (size_t i = 0; i < l.count; i++) {
		struct cache_count *c = count_for(out, l.items[i].kind);

		c->files++;
		c->bytes += l.items[i].bytes;
	}
	out->bytes = l.bytes;
	free(l.items);
	return 0;
}

/* Used longest ago first; the name decides between equals. */
static int
compare_use(const void *a, const void *b)
{
	const struct cache_found *x = a, *y = b;
	int c = (x->used_at > y->used_at) - (x->used_at < y->used_at);

	if (!c)
		c = strcmp(x->name.folder, y->name.folder);
	return c ? c : strcmp(x->name.file, y->name.file);
}

static int
remove_found(struct cache *cache, const struct cache_found *found,
    struct err *err)
{
	return found->kind
	    ? cache_file_remove(cache->folder, &found->name, err)
	    : cache_stray_remove(cache->folder, found, err);
}

/*
 * Removes until max_bytes are left; l->bytes becomes what is. A time that is
 * yet to come is a clock's error, and tells nothing of the last use: it counts
 * as oldest.
 */
static int
cut(struct cache *cache, struct listing *l, uint64_t max_bytes,
    struct err *err)
{
	const int64_t now = cache_now(cache);

	for (size_t i = 0; i < l->count; i++)
		if (l->items[i].used_at > now + CACHE_STRAY_S)
			l->items[i].used_at = 0;
	if (l->count)
		qsort(l->items, l->count, sizeof(*l->items), compare_use);
	for (size_t i = 0; i < l->count; i++) {
		const struct cache_found *found = &l->items[i];
		const bool old = found->used_at < now - CACHE_STRAY_S;

		/* A young temporary file is still being written. */
		if (found->kind ? l->bytes <= max_bytes : !old)
			continue;
		if (remove_found(cache, found, err) != 0)
			return -1;
		l->bytes -= found->bytes;
	}
	return 0;
}

/* Counts, and trims down to room_bytes if there are more than max_bytes. */
static int
count_and_trim(struct cache *cache, uint64_t max_bytes, uint64_t room_bytes,
    struct err *err)
{
	struct listing l = { NULL, 0, 0, 0 };
	int result = 0;

	/* Another run that trims will do; nobody waits for it. */
	if (flock(cache->folder, LOCK_EX | LOCK_NB) != 0
	    && errno == EWOULDBLOCK)
		return 0;
	result = cache_files_walk(cache->folder, list_found, &l, err);
	if (result == 0)
		result = cut(cache, &l,
		    l.bytes > max_bytes ? room_bytes : max_bytes, err);
	flock(cache->folder, LOCK_UN);
	cache->counted = true;
	cache->counted_bytes = l.bytes;
	cache->stored_bytes = 0;
	free(l.items);
	return result == 0 ? 0 : cache_fail(cache, err);
}

int
cache_trim(struct cache *cache, uint64_t max_bytes, struct err *err)
{
	if (cache->failed)
		return 0;
	return count_and_trim(cache, max_bytes, max_bytes, err);
}

int
cache_grew(struct cache *cache, uint64_t bytes, struct err *err)
{
	const uint64_t max = cache->max_bytes;

	cache->stored_bytes += bytes;
	if (cache->counted && cache->stored_bytes <= max / CACHE_COUNT_PART
	    && cache->counted_bytes + cache->stored_bytes <= max)
		return 0;
	return count_and_trim(cache, max, max - max / CACHE_ROOM_PART, err);
}

int
cache_clear(struct cache *cache, struct err *err)
{
	struct listing l = { NULL, 0, 0, 0 };
	int result = cache_files_walk(cache->folder, list_found, &l, err);

	for (size_t i = 0; i < l.count && result == 0; i++)
		result = remove_found(cache, &l.items[i], err);
	free(l.items);
	if (result != 0)
		return cache_fail(cache, err);
	cache_folders_remove(cache->folder);
	/* Refused where something else lies in it, which stays. */
	rmdir(cache->path);
	cache->failed = true;
	return 0;
}
