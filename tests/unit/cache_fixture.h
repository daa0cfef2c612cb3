/* SPDX-License-Identifier: MIT */
/* A cache in a folder of its own, with a clock that the test winds. */
#ifndef CHAPBOOK_CACHE_FIXTURE_H
#define CHAPBOOK_CACHE_FIXTURE_H

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "net/cache.h"
#include "net/cache_files.h"
#include "test.h"

#define NOON 1700000000

struct fixture {
	char base[32];		/* the temporary folder */
	char dir[48];		/* the cache in it */
	int64_t now;
	struct cache *cache;
	struct pool *pool;
	struct cache_meta meta;
	struct buf body;
	struct err err;
};

static inline int64_t
fixture_now(void *arg)
{
	return ((struct fixture *)arg)->now;
}

static inline void
reopen(struct fixture *f, uint64_t max_bytes, const char *realm)
{
	const struct cache_options options = { .dir = f->dir,
		.max_bytes = max_bytes,
		.now = fixture_now, .now_arg = f };

	cache_close(f->cache);
	f->err = (struct err)ERR_INIT;
	f->cache = cache_open(&options, &f->err);
	if (!f->cache) {
		fprintf(stderr, "%s\n", f->err.message);
		abort();
	}
	cache_set_realm(f->cache, str_of(realm));
}

static inline void
begin(struct fixture *f)
{
	*f = (struct fixture){ .base = "/tmp/test_cache.XXXXXX",
		.now = NOON, .body = BUF_INIT };
	if (!mkdtemp(f->base))
		abort();
	snprintf(f->dir, sizeof(f->dir), "%s/in/cache", f->base);
	f->pool = pool_new();
	reopen(f, 0, "");
}

static inline void
end(struct fixture *f)
{
	char command[64];

	cache_close(f->cache);
	buf_release(&f->body);
	pool_free(f->pool);
	snprintf(command, sizeof(command), "rm -rf %s", f->base);
	if (system(command) != 0)
		abort();
}

/* As cache_find(), into the fixture. */
static inline int
find(struct fixture *f, const char *url)
{
	f->err = (struct err)ERR_INIT;
	return cache_find(f->cache, str_of(url), f->pool, &f->meta, &f->body,
	    &f->err);
}

static inline int
store(struct fixture *f, const char *url, const char *body)
{
	const struct cache_meta meta = {
		.etag = STR("\"v1\""),
		.last_modified = STR("Wed, 19 Jul 2023 10:00:00 GMT"),
		.content_type = STR("image/png"),
		.final_url = STR("https://b.example/final.png"),
		.fresh_until = f->now + 60,
	};

	f->err = (struct err)ERR_INIT;
	return cache_store(f->cache, str_of(url), &meta, str_of(body),
	    &f->err);
}

static inline struct cache_stats
stats_of(struct fixture *f)
{
	struct cache_stats stats;

	if (cache_stat(f->cache, &stats, &f->err) != 0)
		test_fail(__FILE__, __LINE__, f->err.message);
	return stats;
}

/* The path of the file of that kind for a key, or for a body. */
static inline const char *
path_of(const struct fixture *f, enum cache_kind kind, const char *key)
{
	const struct hash h = hash_of(str_of(key));
	const struct cache_name name = cache_name_of(kind, &h);
	struct buf path = BUF_INIT;
	const char *kept;

	buf_addf(&path, "%s/%s/%s", f->dir, name.folder, name.file);
	kept = pool_strndup(f->pool, path.data, path.len);
	buf_release(&path);
	return kept;
}

static inline void
put_file(const char *path, struct str bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	struct err err = ERR_INIT;

	CHECK(fd >= 0 && fd_write_all(fd, bytes, &err) == 0);
	if (fd >= 0)
		close(fd);
}

static inline void
get_file(const char *path, struct buf *out)
{
	struct err err = ERR_INIT;

	if (file_read(path, (size_t)1 << 20, out, &err) != 0)
		test_fail(__FILE__, __LINE__, err.message);
}

static inline size_t
names_in(const char *path)
{
	DIR *dir = opendir(path);
	size_t count = 0;

	while (dir && readdir(dir))
		count++;
	if (dir)
		closedir(dir);
	return count ? count - 2 : 0;
}

#endif
