/* SPDX-License-Identifier: MIT */
#include "net/cache.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "net/cache_parts.h"

static int64_t
clock_now(void *arg)
{
	(void)arg;
	return time(NULL);
}

struct cache *
cache_open(const struct cache_options *options, struct err *err)
{
	struct cache *cache;
	char *path = options->dir ? mem_strdup(options->dir)
	    : cache_folder_default(err);
	int folder = path ? cache_folder_open(path, !options->existing, err)
	    : -1;

	if (folder < 0) {
		free(path);
		return NULL;
	}
	cache = mem_zalloc(sizeof(*cache));
	cache->path = path;
	cache->folder = folder;
	cache->max_bytes = options->max_bytes ? options->max_bytes
	    : LIMIT_CACHE_BYTES;
	cache->now = options->now ? options->now : clock_now;
	cache->now_arg = options->now_arg;
	buf_init(&cache->scratch);
	buf_init(&cache->realm);
	return cache;
}

void
cache_close(struct cache *cache)
{
	if (!cache)
		return;
	close(cache->folder);
	buf_release(&cache->scratch);
	buf_release(&cache->realm);
	explicit_bzero(cache->key, sizeof(cache->key));
	free(cache->path);
	free(cache);
}

const char *
cache_folder(const struct cache *cache)
{
	return cache->path;
}

int64_t
cache_now(const struct cache *cache)
{
	return cache->now(cache->now_arg);
}

int
cache_fail(struct cache *cache, struct err *err)
{
	cache->failed = true;
	return err_context(err, "cache \"%s\"", cache->path);
}

/* A key and the name that it gives a file. */
struct place {
	enum cache_kind kind;
	struct buf key;
	struct cache_name name;
};

static struct place
place_of(const struct cache *cache, enum cache_kind kind, struct str key)
{
	struct place p = { kind, BUF_INIT, { "", "" } };
	struct hash h;

	if (kind != CACHE_MADE)
		buf_addstr(&p.key, buf_str(&cache->realm));
	buf_addstr(&p.key, key);
	h = hash_of(buf_str(&p.key));
	p.name = cache_name_of(kind, &h);
	return p;
}

static int
remove_file(struct cache *cache, const struct cache_name *name,
    struct err *err)
{
	if (cache->failed
	    || cache_file_remove(cache->folder, name, err) == 0)
		return 0;
	return cache_fail(cache, err);
}

/* Removes what proved damaged: 0 with the damage in err, or -1. */
static int
remove_damaged(struct cache *cache, const struct cache_name *name,
    struct err *err)
{
	struct err cause = ERR_INIT;

	if (remove_file(cache, name, &cause) != 0) {
		*err = cause;
		return -1;
	}
	err_context(err, "a file of the cache was damaged and is removed");
	return 0;
}

/* 1 with slices of cache->scratch in entry; else as cache_find(). */
static int
read_entry(struct cache *cache, const struct place *p,
    struct cache_entry *entry, struct err *err)
{
	int result = cache_file_read(cache->folder, &p->name,
	    cache_now(cache), &cache->scratch, err);

	if (result == 0
	    || (result > 0 && cache_entry_is_old(buf_str(&cache->scratch))))
		return 0;
	if (result > 0 && cache_entry_decode(buf_str(&cache->scratch),
	    p->kind, buf_str(&p->key), entry, err) == 0)
		return 1;
	return remove_damaged(cache, &p->name, err);
}

static int
store_file(struct cache *cache, const struct cache_name *name,
    struct str bytes, struct err *err)
{
	const uint64_t disk = cache_disk_bytes(bytes.len);

	/* It would push out most of the rest. */
	if (cache->failed || bytes.len > LIMIT_CACHE_FILE_BYTES
	    || disk > cache->max_bytes / 2)
		return 0;
	if (cache_file_write(cache->folder, name, bytes, cache_now(cache),
	    err) != 0)
		return cache_fail(cache, err);
	return cache_grew(cache, disk, err);
}

static int
store_entry(struct cache *cache, const struct place *p,
    struct cache_entry *entry, struct err *err)
{
	struct buf file = BUF_INIT;
	int result;

	entry->kind = p->kind;
	entry->key = buf_str(&p->key);
	cache_entry_encode(entry, &file);
	result = store_file(cache, &p->name, buf_str(&file), err);
	buf_release(&file);
	return result;
}

static int
drop(struct cache *cache, enum cache_kind kind, struct str key,
    struct err *err)
{
	struct place p = place_of(cache, kind, key);
	int result = remove_file(cache, &p.name, err);

	buf_release(&p.key);
	return result;
}

/* The body that a URL's entry names. */
static int
read_original(struct cache *cache, const struct cache_entry *entry,
    struct buf *body, struct err *err)
{
	const struct cache_name name = cache_name_of(CACHE_ORIGINAL,
	    &entry->hash);
	struct hash h;
	int result = cache_file_read(cache->folder, &name, cache_now(cache),
	    body, err);

	if (result == 0)
		return 0;
	if (result > 0) {
		h = hash_of(buf_str(body));
		if (body->len == entry->bytes
		    && hash_cmp(&h, &entry->hash) == 0)
			return 1;
		err_set(err, ERR_FORMAT, "its checksum is wrong");
	}
	buf_clear(body);
	return remove_damaged(cache, &name, err);
}

int
cache_find(struct cache *cache, struct str url, struct pool *pool,
    struct cache_meta *meta, struct buf *body, struct err *err)
{
	struct place p = place_of(cache, CACHE_URL, url);
	struct err ignored = ERR_INIT;
	struct cache_entry e;
	int result;

	if (body)
		buf_clear(body);
	result = read_entry(cache, &p, &e, err);
	if (result > 0 && body) {
		result = read_original(cache, &e, body, err);
		/* An answer without its body is of no use. */
		if (result == 0)
			remove_file(cache, &p.name, &ignored);
	}
	if (result > 0)
		*meta = (struct cache_meta){
			.etag = pool_str(pool, e.etag),
			.last_modified = pool_str(pool, e.last_modified),
			.content_type = pool_str(pool, e.content_type),
			.final_url = pool_str(pool, e.final_url),
			.via = pool_str(pool, e.via),
			.stored_at = e.stored_at,
			.fresh_until = e.fresh_until,
			.hash = e.hash,
		};
	buf_release(&p.key);
	return result;
}

int
cache_store(struct cache *cache, struct str url,
    const struct cache_meta *meta, struct str body, struct err *err)
{
	struct place p = place_of(cache, CACHE_URL, url);
	struct cache_entry e = {
		.etag = meta->etag,
		.last_modified = meta->last_modified,
		.content_type = meta->content_type,
		.final_url = meta->final_url,
		.via = meta->via,
		.stored_at = cache_now(cache),
		.fresh_until = meta->fresh_until,
		.bytes = body.len,
		.hash = hash_of(body),
	};
	const struct cache_name original = cache_name_of(CACHE_ORIGINAL,
	    &e.hash);
	int result = store_file(cache, &original, body, err);

	if (result == 0)
		result = store_entry(cache, &p, &e, err);
	if (result == 0)
		result = drop(cache, CACHE_PARTIAL, url, err);
	buf_release(&p.key);
	return result;
}

int
cache_touch(struct cache *cache, struct str url, int64_t fresh_until,
    struct err *err)
{
	struct place p = place_of(cache, CACHE_URL, url);
	struct err damage = ERR_INIT;
	struct cache_entry e;
	int result = 0;

	if (cache->failed)
		goto out;
	result = read_entry(cache, &p, &e, &damage);
	if (result < 0)
		*err = damage;
	if (result > 0) {
		e.fresh_until = fresh_until;
		result = store_entry(cache, &p, &e, err);
	}
out:
	buf_release(&p.key);
	return result;
}

int
cache_drop(struct cache *cache, struct str url, struct err *err)
{
	if (drop(cache, CACHE_URL, url, err) != 0)
		return -1;
	return drop(cache, CACHE_PARTIAL, url, err);
}

/* A large file would stay in memory as long as the cache is open. */
static void
release_large(struct cache *cache)
{
	if (cache->scratch.cap > LIMIT_SMALL_BODY_BYTES)
		buf_release(&cache->scratch);
}

/* What a partial body and a made value have in common. */
static int
find_body(struct cache *cache, const struct place *p,
    struct cache_entry *entry, struct buf *body, struct err *err)
{
	int result;

	buf_clear(body);
	result = read_entry(cache, p, entry, err);
	if (result > 0)
		buf_addstr(body, entry->body);
	return result;
}

int
cache_find_partial(struct cache *cache, struct str url, struct pool *pool,
    struct cache_part *part, struct buf *body, struct err *err)
{
	struct place p = place_of(cache, CACHE_PARTIAL, url);
	struct cache_entry e;
	int result = find_body(cache, &p, &e, body, err);

	if (result > 0)
		*part = (struct cache_part){
			.etag = pool_str(pool, e.etag),
			.last_modified = pool_str(pool, e.last_modified),
			.content_type = pool_str(pool, e.content_type),
			.bytes = e.bytes,
		};
	release_large(cache);
	buf_release(&p.key);
	return result;
}

int
cache_store_partial(struct cache *cache, struct str url,
    const struct cache_part *part, struct str body, struct err *err)
{
	struct place p = place_of(cache, CACHE_PARTIAL, url);
	struct cache_entry e = {
		.etag = part->etag,
		.last_modified = part->last_modified,
		.content_type = part->content_type,
		.bytes = part->bytes,
		.body = body,
		.stored_at = cache_now(cache),
	};
	int result = store_entry(cache, &p, &e, err);

	buf_release(&p.key);
	return result;
}

int
cache_drop_partial(struct cache *cache, struct str url, struct err *err)
{
	return drop(cache, CACHE_PARTIAL, url, err);
}

int
cache_find_made(struct cache *cache, struct str key, struct buf *value,
    struct err *err)
{
	struct place p = place_of(cache, CACHE_MADE, key);
	struct cache_entry e;
	int result = find_body(cache, &p, &e, value, err);

	release_large(cache);
	buf_release(&p.key);
	return result;
}

int
cache_store_made(struct cache *cache, struct str key, struct str value,
    struct err *err)
{
	struct place p = place_of(cache, CACHE_MADE, key);
	struct cache_entry e = { .body = value,
		.stored_at = cache_now(cache) };
	int result = store_entry(cache, &p, &e, err);

	buf_release(&p.key);
	return result;
}

int
cache_drop_made(struct cache *cache, struct str key, struct err *err)
{
	return drop(cache, CACHE_MADE, key, err);
}
