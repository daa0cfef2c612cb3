/* SPDX-License-Identifier: MIT */
/*
 * Memory that cannot fail. When the system has none left the process says so
 * on standard error and ends with MEM_EXIT, here and nowhere else; a worker
 * that ends so costs its one job (see worker/pool.h).
 *
 * A pool is memory that lives and dies together: what is allocated from it
 * is never freed singly. Builds with AddressSanitizer allocate every piece on
 * its own, so that an overrun inside a pool is still seen.
 */
#ifndef CHAPBOOK_MEM_H
#define CHAPBOOK_MEM_H

#include <stddef.h>

#include "base/str.h"

/* Of an array, not of a pointer to one. */
#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

#define MEM_EXIT 71	/* EX_OSERR of sysexits.h */

/* All of these return memory the caller frees with free(), never NULL. */
void *mem_alloc(size_t bytes);
void *mem_zalloc(size_t bytes);
void *mem_resize(void *p, size_t bytes);
char *mem_strdup(const char *s);
char *mem_strndup(const char *s, size_t len);

/*
 * Makes room in a growing array: returns p, moved if need be, with space for
 * at least need elements of size bytes; *cap is the capacity in elements.
 */
void *mem_grow(void *p, size_t *cap, size_t need, size_t size);

/* a * b and a + b; a result that does not fit ends like exhausted memory. */
size_t mem_mul(size_t a, size_t b);
size_t mem_add(size_t a, size_t b);

struct pool;

/*
 * For the whole process, and those forked from it: what is freed is kept for
 * the next document, which else would have the same pages made anew.
 */
void mem_keep(void);
/* What lies free goes back to the system now, as after a large stage. */
void mem_trim(void);
/* What is as large as a picture goes back to the system when freed. */
void mem_return_large(void);

struct pool *pool_new(void);
/*
 * As pool_new(), for what no other process is to know: in a child, there are
 * zeros in its place, and none of it is in a core file. What is freed is gone.
 */
struct pool *pool_new_secret(void);
void pool_free(struct pool *pool);	/* NULL is allowed */
void *pool_alloc(struct pool *pool, size_t bytes);	/* aligned, zeroed */
char *pool_strndup(struct pool *pool, const char *s, size_t len);
struct str pool_str(struct pool *pool, struct str s);	/* a copy */
/* Gives back all pieces but keeps the memory for the next use. */
void pool_clear(struct pool *pool);

#endif
