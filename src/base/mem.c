/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define POOL_BLOCK_BYTES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define POOL_BLOCK_BYTES 0
#endif
#endif
#ifndef POOL_BLOCK_BYTES
/* From 64 KB on, each free() would tidy up all small pieces there are. */
#define POOL_BLOCK_BYTES ((size_t)60 << 10)
#endif

#define SECRET_BLOCK_BYTES (((size_t)64 << 10) - sizeof(struct pool_block))

#define POOL_ALIGN _Alignof(max_align_t)

struct pool_block {
	struct pool_block *next;
	size_t used, size;
	_Alignas(max_align_t) unsigned char data[];
};

struct pool {
	struct pool_block *head;
	bool secret;
};

static _Noreturn void
out_of_memory(void)
{
	static const char msg[] = "chapbook: out of memory\n";
	ssize_t n = write(STDERR_FILENO, msg, sizeof(msg) - 1);

	(void)n;
	_exit(MEM_EXIT);
}

void *
mem_alloc(size_t bytes)
{
	void *p = malloc(bytes ? bytes : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
mem_zalloc(size_t bytes)
{
	void *p = calloc(1, bytes ? bytes : 1);

	if (!p)
		out_of_memory();
	return p;
}

void *
mem_resize(void *p, size_t bytes)
{
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		out_of_memory();
	return p;
}

char *
mem_strdup(const char *s)
{
	return mem_strndup(s, strlen(s));
}

char *
mem_strndup(const char *s, size_t len)
{
	char *p = mem_alloc(mem_add(len, 1));

	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

size_t
mem_mul(size_t a, size_t b)
{
	size_t r;

	if (__builtin_mul_overflow(a, b, &r))
		out_of_memory();
	return r;
}

size_t
mem_add(size_t a, size_t b)
{
	size_t r;

	if (__builtin_add_overflow(a, b, &r))
		out_of_memory();
	return r;
}

void *
mem_grow(void *p, size_t *cap, size_t need, size_t size)
{
	size_t want;

	if (need <= *cap)
		return p;
	want = mem_add(*cap, *cap / 2);
	if (want < need)
		want = need;
	if (want < 8)
		want = 8;
	p = mem_resize(p, mem_mul(want, size));
	*cap = want;
	return p;
}

void
mem_keep(void)
{
	/*
	 * With what a document needs, most of which is small; without, each
	 * gave back and took again some hundred pages, 4 % of all CPU time.
	 */
	mallopt(M_TRIM_THRESHOLD, 32 << 20);
	mallopt(M_MMAP_THRESHOLD, 4 << 20);
}

void
mem_trim(void)
{
	malloc_trim(0);
}

void
mem_return_large(void)
{
	/* A threshold that is set does not move up by itself. */
	mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

struct pool *
pool_new(void)
{
	return mem_zalloc(sizeof(struct pool));
}

struct pool *
pool_new_secret(void)
{
	struct pool *pool = pool_new();

	pool->secret = true;
	return pool;
}

/* A secret has whole pages in any case. */
static size_t
least_block(const struct pool *pool)
{
	return pool->secret ? SECRET_BLOCK_BYTES : POOL_BLOCK_BYTES;
}

/* Pages of its own, which a child does not get. */
static struct pool_block *
map_block(size_t bytes)
{
	void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (p == MAP_FAILED)
		out_of_memory();
	/* Kernels before 4.14 lack the first: then children see it. */
	(void)madvise(p, bytes, MADV_WIPEONFORK);
	(void)madvise(p, bytes, MADV_DONTDUMP);
	return p;
}

static void
free_blocks(const struct pool *pool, struct pool_block *block)
{
	while (block) {
		struct pool_block *next = block->next;

		if (pool->secret) {
			explicit_bzero(block->data, block->used);
			munmap(block, mem_add(sizeof(*block), block->size));
		} else {
			free(block);
		}
		block = next;
	}
}

void
pool_free(struct pool *pool)
{
	if (!pool)
		return;
	free_blocks(pool, pool->head);
	free(pool);
}

void
pool_clear(struct pool *pool)
{
	struct pool_block *head = pool->head;

	if (!head)
		return;
	free_blocks(pool, head->next);
	head->next = NULL;
	if (head->size > least_block(pool)) {
		free_blocks(pool, head);
		pool->head = NULL;
		return;
	}
	memset(head->data, 0, head->used);
	head->used = 0;
}

static size_t
round_up(size_t bytes)
{
	return (bytes + POOL_ALIGN - 1) & ~(POOL_ALIGN - 1);
}

static void *
take(struct pool *pool, size_t bytes)
{
	struct pool_block *head = pool->head;
	const size_t least = least_block(pool);
	size_t size;
	void *p;

	if (!head || head->size - head->used < bytes) {
		size = bytes > least ? bytes : least;
		head = pool->secret ? map_block(mem_add(sizeof(*head), size))
		    : mem_zalloc(mem_add(sizeof(*head), size));
		head->size = size;
		head->next = pool->head;
		pool->head = head;
	}
	p = head->data + head->used;
	head->used += bytes;
	return p;
}

void *
pool_alloc(struct pool *pool, size_t bytes)
{
	struct pool_block *head = pool->head;

	/* Strings are packed: what was taken last may have been one. */
	if (head) {
		head->used = round_up(head->used);
		if (head->used > head->size)
			head->used = head->size;
	}
	(void)mem_add(bytes, POOL_ALIGN);	/* ends where it overflows */
	return take(pool, round_up(bytes));
}

char *
pool_strndup(struct pool *pool, const char *s, size_t len)
{
	char *p = take(pool, mem_add(len, 1));

	if (len)
		memcpy(p, s, len);
	return p;
}

struct str
pool_str(struct pool *pool, struct str s)
{
	return (struct str){ pool_strndup(pool, s.p, s.len), s.len };
}
