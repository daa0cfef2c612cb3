/* SPDX-License-Identifier: MIT */
#include "cache_fixture.h"

#define URL "https://a.example/picture.png?secret=1"

static void
test_store_and_find(void)
{
	struct fixture f;

	begin(&f);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(f.err.kind, ERR_NONE);
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	f.now += 10;
	CHECK_NUM(find(&f, URL), 1);
	CHECK_STR(buf_str(&f.body), "bytes");
	CHECK_STR(f.meta.etag, "\"v1\"");
	CHECK_STR(f.meta.last_modified, "Wed, 19 Jul 2023 10:00:00 GMT");
	CHECK_STR(f.meta.content_type, "image/png");
	CHECK_STR(f.meta.final_url, "https://b.example/final.png");
	CHECK_NUM(f.meta.stored_at, NOON);
	CHECK_NUM(f.meta.fresh_until, NOON + 60);
	CHECK_NUM(find(&f, URL "0"), 0);
	/* By another run. */
	reopen(&f, 0, "");
	CHECK_NUM(find(&f, URL), 1);
	/* What was said, without the body. */
	f.meta.etag = STR("");
	CHECK_NUM(cache_find(f.cache, STR(URL), f.pool, &f.meta, NULL,
	    &f.err), 1);
	CHECK_STR(f.meta.etag, "\"v1\"");
	end(&f);
}

static void
test_names_tell_nothing(void)
{
	struct fixture f;
	struct stat st;
	char command[128];

	begin(&f);
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	snprintf(command, sizeof(command), "find %s | grep -qE "
	    "'example|picture|secret'", f.dir);
	CHECK(system(command) != 0);
	CHECK(stat(f.dir, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(stat(path_of(&f, CACHE_URL, URL), &st) == 0
	    && (st.st_mode & 0777) == 0600);
	CHECK(stat(path_of(&f, CACHE_ORIGINAL, "bytes"), &st) == 0
	    && (st.st_mode & 0777) == 0600 && st.st_size == 5);
	end(&f);
}

static void
test_one_original(void)
{
	struct fixture f;
	struct cache_stats stats;

	begin(&f);
	CHECK_NUM(store(&f, "https://a.example/1", "same"), 0);
	CHECK_NUM(store(&f, "https://a.example/2", "same"), 0);
	stats = stats_of(&f);
	CHECK_NUM(stats.urls.files, 2);
	CHECK_NUM(stats.originals.files, 1);
	CHECK_NUM(stats.bytes, 3 * 4096);
	/* When the body is evicted, neither URL has one. */
	CHECK(unlink(path_of(&f, CACHE_ORIGINAL, "same")) == 0);
	CHECK_NUM(find(&f, "https://a.example/1"), 0);
	CHECK_NUM(f.err.kind, ERR_NONE);
	CHECK_NUM(stats_of(&f).urls.files, 1);
	end(&f);
}

static void
test_touch_and_drop(void)
{
	struct fixture f;

	begin(&f);
	CHECK_NUM(cache_touch(f.cache, STR(URL), 5, &f.err), 0);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	CHECK_NUM(cache_touch(f.cache, STR(URL), NOON + 99, &f.err), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_NUM(f.meta.fresh_until, NOON + 99);
	CHECK_STR(f.meta.etag, "\"v1\"");
	CHECK_NUM(cache_drop(f.cache, STR(URL), &f.err), 0);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(cache_drop(f.cache, STR(URL), &f.err), 0);
	end(&f);
}

static void
test_partial(void)
{
	struct fixture f;
	const struct cache_part part = { STR("\"v1\""), STR("then"),
		STR("image/png"), 22 };
	struct cache_part got;

	begin(&f);
	CHECK_NUM(cache_find_partial(f.cache, STR(URL), f.pool, &got,
	    &f.body, &f.err), 0);
	CHECK_NUM(cache_store_partial(f.cache, STR(URL), &part,
	    STR("the first"), &f.err), 0);
	CHECK_NUM(cache_find_partial(f.cache, STR(URL), f.pool, &got,
	    &f.body, &f.err), 1);
	CHECK_STR(got.etag, "\"v1\"");
	CHECK_STR(got.last_modified, "then");
	CHECK_STR(got.content_type, "image/png");
	CHECK_NUM(got.bytes, 22);
	CHECK_STR(buf_str(&f.body), "the first");
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(store(&f, URL, "the first and the rest"), 0);
	CHECK_NUM(cache_find_partial(f.cache, STR(URL), f.pool, &got,
	    &f.body, &f.err), 0);
	CHECK_NUM(stats_of(&f).partials.files, 0);
	CHECK_NUM(cache_store_partial(f.cache, STR(URL), &part,
	    STR("the first"), &f.err), 0);
	CHECK_NUM(cache_drop_partial(f.cache, STR(URL), &f.err), 0);
	CHECK_NUM(cache_find_partial(f.cache, STR(URL), f.pool, &got,
	    &f.body, &f.err), 0);
	CHECK_NUM(find(&f, URL), 1);
	end(&f);
}

static void
test_made(void)
{
	struct fixture f;
	struct str value = { "a\0b", 3 };

	begin(&f);
	CHECK_NUM(cache_find_made(f.cache, STR("k"), &f.body, &f.err), 0);
	CHECK_NUM(cache_store_made(f.cache, STR("k"), value, &f.err), 0);
	CHECK_NUM(cache_find_made(f.cache, STR("k"), &f.body, &f.err), 1);
	CHECK(str_eq(buf_str(&f.body), value));
	CHECK_NUM(cache_find_made(f.cache, STR("K"), &f.body, &f.err), 0);
	CHECK_NUM(cache_drop_made(f.cache, STR("k"), &f.err), 0);
	CHECK_NUM(cache_find_made(f.cache, STR("k"), &f.body, &f.err), 0);
	end(&f);
}

/* What one way into the network has learnt is not used on another. */
static void
test_realms(void)
{
	struct fixture f;
	char command[128];

	begin(&f);
	CHECK_NUM(store(&f, URL, "directly"), 0);
	reopen(&f, 0, "socks5h://me:pass@127.0.0.1:9050");
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(store(&f, URL, "by proxy"), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_STR(buf_str(&f.body), "by proxy");
	snprintf(command, sizeof(command), "grep -rq me:pass %s", f.dir);
	CHECK(system(command) != 0);
	reopen(&f, 0, "");
	CHECK_NUM(find(&f, URL), 1);
	CHECK_STR(buf_str(&f.body), "directly");
	end(&f);
}

/* What was written in the format before this one is as if it were not there. */
static void
test_old_format(void)
{
	struct fixture f;
	struct buf file = BUF_INIT;
	const char *path;

	begin(&f);
	CHECK_NUM(store(&f, URL, "body"), 0);
	path = path_of(&f, CACHE_URL, URL);
	get_file(path, &file);
	file.data[str_find(buf_str(&file), STR("2\n"))] = '1';
	put_file(path, buf_str(&file));
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(f.err.kind, ERR_NONE);
	CHECK(access(path, F_OK) == 0);
	CHECK_NUM(cache_touch(f.cache, STR(URL), 5, &f.err), 0);
	CHECK_NUM(store(&f, URL, "newer"), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_STR(buf_str(&f.body), "newer");
	buf_release(&file);
	end(&f);
}

/* Of each cache its own, the same as long as the cache is there. */
static void
test_hashes_of_secrets(void)
{
	struct fixture f, other;
	struct hash h, again;
	char path[64];

	begin(&f);
	begin(&other);
	snprintf(path, sizeof(path), "%s/key", f.dir);
	CHECK(access(path, F_OK) != 0);
	h = cache_hash_secret(f.cache, STR("secret"));
	again = cache_hash_secret(other.cache, STR("secret"));
	CHECK(hash_cmp(&h, &again) != 0);
	again = cache_hash_secret(f.cache, STR("secret "));
	CHECK(hash_cmp(&h, &again) != 0);
	reopen(&f, 0, "");
	again = cache_hash_secret(f.cache, STR("secret"));
	CHECK(hash_cmp(&h, &again) == 0);
	/* What is no key is replaced by one. */
	put_file(path, STR("short"));
	reopen(&f, 0, "");
	h = cache_hash_secret(f.cache, STR("secret"));
	CHECK(hash_cmp(&h, &again) != 0);
	reopen(&f, 0, "");
	again = cache_hash_secret(f.cache, STR("secret"));
	CHECK(hash_cmp(&h, &again) == 0);
	CHECK(unlink(path) == 0 && symlink("/dev/zero", path) == 0);
	reopen(&f, 0, "");
	again = cache_hash_secret(f.cache, STR("secret"));
	CHECK(hash_cmp(&h, &again) != 0);
	CHECK_NUM(stats_of(&f).strays.files, 0);
	CHECK_NUM(cache_clear(f.cache, &f.err), 0);
	CHECK(access(f.dir, F_OK) != 0);
	end(&f);
	end(&other);
}

/* Validators are sent to servers: nothing in them may start a new header. */
static void
test_headers(void)
{
	struct fixture f;
	struct cache_meta meta = { .etag = STR("\"a\"\r\nX: y"),
		.last_modified = STR("\n"), .content_type = STR("a\x7f"),
		.final_url = STR("https://b.example/\r\n") };

	begin(&f);
	CHECK_NUM(cache_store(f.cache, STR(URL), &meta, STR("b"), &f.err), 0);
	CHECK_NUM(find(&f, URL), 1);
	CHECK_STR(f.meta.etag, "");
	CHECK_STR(f.meta.last_modified, "");
	CHECK_STR(f.meta.content_type, "");
	CHECK_STR(f.meta.final_url, "");
	end(&f);
}

static struct cache *
open_at(const char *dir, bool existing, struct err *err)
{
	const struct cache_options options = { .dir = dir,
		.existing = existing };

	*err = (struct err)ERR_INIT;
	return cache_open(&options, err);
}

static void
test_folder(void)
{
	struct fixture f;
	struct stat st;

	begin(&f);
	cache_close(f.cache);
	f.cache = NULL;
	CHECK(chmod(f.dir, 0755) == 0);
	reopen(&f, 0, "");
	CHECK(stat(f.dir, &st) == 0 && (st.st_mode & 0777) == 0700);
	CHECK(chmod(f.dir, 0720) == 0);
	CHECK(!open_at(f.dir, false, &f.err));
	CHECK_NUM(f.err.kind, ERR_ARGUMENT);
	CHECK(strstr(f.err.message, "can be written by others"));
	CHECK(chmod(f.dir, 0702) == 0);
	CHECK(!open_at(f.dir, false, &f.err));
	CHECK_NUM(f.err.kind, ERR_ARGUMENT);
	CHECK(chmod(f.dir, 0700) == 0);
	CHECK(!open_at("/tmp/none/at/all", true, &f.err));
	CHECK_NUM(f.err.kind, ERR_EMPTY);
	CHECK(!open_at("/proc/none", false, &f.err));
	if (chown(f.dir, 1, 1) == 0 && geteuid() == 0) {
		CHECK(!open_at(f.dir, false, &f.err));
		CHECK_NUM(f.err.kind, ERR_ARGUMENT);
		CHECK(strstr(f.err.message, "another user"));
	}
	end(&f);
}

static void
check_default(const char *xdg, const char *home, const char *want)
{
	struct err err = ERR_INIT;
	char *path;

	if (xdg)
		setenv("XDG_CACHE_HOME", xdg, 1);
	else
		unsetenv("XDG_CACHE_HOME");
	if (home)
		setenv("HOME", home, 1);
	else
		unsetenv("HOME");
	path = cache_folder_default(&err);
	CHECK_STR(str_of(path), want ? want : "");
	CHECK_NUM(err.kind, want ? ERR_NONE : ERR_ARGUMENT);
	free(path);
}

static void
test_default_folder(void)
{
	check_default("/x", "/h", "/x/chapbook");
	check_default("x", "/h", "/h/.cache/chapbook");
	check_default("", "/h", "/h/.cache/chapbook");
	check_default(NULL, "/h", "/h/.cache/chapbook");
	check_default(NULL, "h", NULL);
	check_default(NULL, NULL, NULL);
}

static void
store_numbered(struct fixture *f, int i)
{
	char url[32], body[32];

	snprintf(url, sizeof(url), "https://a.example/%d", i);
	snprintf(body, sizeof(body), "body %d", i);
	CHECK_NUM(store(f, url, body), 0);
}

static int
find_numbered(struct fixture *f, int i)
{
	char url[32];

	snprintf(url, sizeof(url), "https://a.example/%d", i);
	return find(f, url);
}

/* Each takes two files of 4 KiB; what was used last stays. */
static void
test_eviction(void)
{
	struct fixture f;
	uint64_t max = 16 * 4096;

	begin(&f);
	reopen(&f, max, "");
	for (int i = 0; i < 8; i++) {
		store_numbered(&f, i);
		f.now += 10;
	}
	CHECK_NUM(stats_of(&f).bytes, max);
	CHECK_NUM(find_numbered(&f, 0), 1);
	f.now += 10;
	store_numbered(&f, 8);
	CHECK(stats_of(&f).bytes <= max);
	CHECK_NUM(find_numbered(&f, 0), 1);
	CHECK_NUM(find_numbered(&f, 8), 1);
	CHECK_NUM(find_numbered(&f, 7), 1);
	CHECK_NUM(find_numbered(&f, 1), 0);
	for (int i = 9; i < 100; i++) {
		f.now += 10;
		store_numbered(&f, i);
		CHECK(stats_of(&f).bytes <= max);
		CHECK_NUM(find_numbered(&f, i), 1);
	}
	CHECK_NUM(cache_trim(f.cache, 4 * 4096, &f.err), 0);
	CHECK(stats_of(&f).bytes <= 4 * 4096);
	CHECK_NUM(find_numbered(&f, 99), 1);
	end(&f);
}

/* A clock that once ran ahead must not keep its entries for ever. */
/* A full cache loses an eighth: of 72 entries 63 are left, and a new one. */
static void
test_room(void)
{
	size_t before = 0, after = 0;
	struct fixture f;

	begin(&f);
	reopen(&f, (uint64_t)72 * 2 * 4096, "");
	for (int i = 0; i < 90 && after >= before; i++) {
		before = after;
		store_numbered(&f, i);
		f.now += 10;
		after = stats_of(&f).urls.files;
	}
	CHECK_NUM(after, 64);
	end(&f);
}

static void
test_times_to_come(void)
{
	struct fixture f;

	begin(&f);
	reopen(&f, 8 * 4096, "");
	f.now = NOON * (int64_t)2;
	store_numbered(&f, 1);
	f.now = NOON;
	for (int i = 2; i < 6; i++) {
		store_numbered(&f, i);
		f.now += 10;
	}
	CHECK_NUM(find_numbered(&f, 1), 0);
	CHECK_NUM(find_numbered(&f, 5), 1);
	end(&f);
}

static void
test_too_large(void)
{
	struct fixture f;
	char body[9000];

	begin(&f);
	reopen(&f, 16000, "");
	memset(body, 'x', sizeof(body) - 1);
	body[sizeof(body) - 1] = '\0';
	CHECK_NUM(store(&f, URL, body), 0);
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(stats_of(&f).originals.files, 0);
	end(&f);
}

static void
test_strays(void)
{
	struct fixture f;
	struct stat st;
	char path[96];

	begin(&f);
	f.now = time(NULL);
	snprintf(path, sizeof(path), "%s/tmp-0123456789abcdef", f.dir);
	put_file(path, STR("torn"));
	CHECK_NUM(stats_of(&f).strays.files, 1);
	CHECK_NUM(cache_trim(f.cache, 1 << 20, &f.err), 0);
	CHECK(access(path, F_OK) == 0);
	/* It may be written for an hour. */
	CHECK(stat(path, &st) == 0);
	f.now = st.st_mtime + 3600;
	CHECK_NUM(cache_trim(f.cache, 1 << 20, &f.err), 0);
	CHECK(access(path, F_OK) == 0);
	f.now = st.st_mtime + 3601;
	/* The first entry that a run stores is reason to look. */
	reopen(&f, 0, "");
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	CHECK(access(path, F_OK) != 0);
	CHECK_NUM(find(&f, URL), 1);
	end(&f);
}

static void
test_clear(void)
{
	struct fixture f;
	char path[96];

	begin(&f);
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	CHECK_NUM(cache_store_made(f.cache, STR("k"), STR("v"), &f.err), 0);
	snprintf(path, sizeof(path), "%s/tmp-0123456789abcdef", f.dir);
	put_file(path, STR("torn"));
	snprintf(path, sizeof(path), "%s/notes.txt", f.dir);
	put_file(path, STR("mine"));
	CHECK_NUM(cache_clear(f.cache, &f.err), 0);
	CHECK_NUM(names_in(f.dir), 1);
	CHECK(access(path, F_OK) == 0);
	CHECK_NUM(store(&f, URL, "bytes"), 0);
	CHECK_NUM(names_in(f.dir), 1);
	CHECK(unlink(path) == 0);
	reopen(&f, 0, "");
	CHECK_NUM(find(&f, URL), 0);
	CHECK_NUM(cache_clear(f.cache, &f.err), 0);
	CHECK(access(f.dir, F_OK) != 0);
	end(&f);
}

int
main(void)
{
	RUN(test_store_and_find);
	RUN(test_names_tell_nothing);
	RUN(test_one_original);
	RUN(test_touch_and_drop);
	RUN(test_partial);
	RUN(test_made);
	RUN(test_realms);
	RUN(test_old_format);
	RUN(test_hashes_of_secrets);
	RUN(test_headers);
	RUN(test_folder);
	RUN(test_default_folder);
	RUN(test_eviction);
	RUN(test_room);
	RUN(test_times_to_come);
	RUN(test_too_large);
	RUN(test_strays);
	RUN(test_clear);
	return test_end();
}
