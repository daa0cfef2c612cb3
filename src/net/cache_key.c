/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "net/cache_parts.h"

#define NAME "key"
#define NEW_NAME "tmp-0000000000000000"	/* removed like other strays */
#define TRIES 4

/* 1 if there is one; 0 if there is none, or what was there is gone now. */
static int
read_key(int folder, unsigned char *key)
{
	int fd = openat(folder, NAME, O_RDONLY | O_NOFOLLOW | O_NONBLOCK
	    | O_NOCTTY | O_CLOEXEC);
	struct err ignored = ERR_INIT;
	struct stat st;
	int result = 0;

	if (fd < 0 && errno == ENOENT)
		return 0;
	if (fd >= 0 && fstat(fd, &st) == 0 && S_ISREG(st.st_mode)
	    && st.st_size == CACHE_KEY_BYTES
	    && fd_pread_all(fd, key, CACHE_KEY_BYTES, 0, &ignored) == 0)
		result = 1;
	if (fd >= 0)
		close(fd);
	if (!result)
		unlinkat(folder, NAME, 0);
	return result;
}

/* Appears whole, and never in the place of another run's. */
static void
write_key(int folder, const unsigned char *key)
{
	const struct str bytes = { (const char *)key, CACHE_KEY_BYTES };
	struct err ignored = ERR_INIT;
	int fd = openat(folder, NEW_NAME, O_WRONLY | O_CREAT | O_EXCL
	    | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	if (fd_write_all(fd, bytes, &ignored) == 0)
		(void)!linkat(folder, NEW_NAME, folder, NAME, 0);
	close(fd);
	unlinkat(folder, NEW_NAME, 0);
}

/* False where there are no random bytes. */
static bool
load_key(int folder, unsigned char *key)
{
	for (int i = 0; i < TRIES; i++) {
		if (read_key(folder, key))
			return true;
		if (getrandom(key, CACHE_KEY_BYTES, 0) != CACHE_KEY_BYTES)
			return false;
		write_key(folder, key);
	}
	/* For this run alone: what it stores, no other one finds. */
	return true;
}

struct hash
cache_hash_secret(struct cache *cache, struct str secret)
{
	struct buf text = BUF_INIT;
	struct hash h;

	/* Without a key, there is nothing to be stored by. */
	if (!cache->has_key && !load_key(cache->folder, cache->key))
		cache->failed = true;
	cache->has_key = true;
	buf_reserve(&text, CACHE_KEY_BYTES + secret.len);
	buf_add(&text, cache->key, CACHE_KEY_BYTES);
	buf_addstr(&text, secret);
	h = hash_of(buf_str(&text));
	/* Of a hash, so that nothing can be put behind the secret. */
	buf_truncate(&text, CACHE_KEY_BYTES);
	buf_add(&text, h.bytes, HASH_BYTES);
	h = hash_of(buf_str(&text));
	buf_wipe(&text);
	return h;
}

void
cache_set_realm(struct cache *cache, struct str realm)
{
	struct hash h;

	buf_clear(&cache->realm);
	if (!realm.len)
		return;
	h = cache_hash_secret(cache, realm);
	hash_hex(&h, &cache->realm);
	buf_addc(&cache->realm, ' ');
}

void
cache_key_remove(int folder)
{
	unlinkat(folder, NAME, 0);
}
