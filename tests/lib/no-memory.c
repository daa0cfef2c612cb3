/* SPDX-License-Identifier: MIT */
/*
 * Preloaded, it lets the call for memory number FAIL_AT fail, or all from
 * FAIL_FROM on, in the process that was started, not in its children.
 * COUNT_FILE is where it writes how many there were.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t), *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static long at, from, count;
static pid_t self;

__attribute__((constructor)) static void
start(void)
{
	const char *one = getenv("FAIL_AT"), *all = getenv("FAIL_FROM");

	at = one ? atol(one) : 0;
	from = all ? atol(all) : 0;
	count = 0;
	self = getpid();
}

__attribute__((destructor)) static void
stop(void)
{
	const char *name = getenv("COUNT_FILE");
	long total = count;
	FILE *f = name && getpid() == self ? fopen(name, "w") : NULL;

	if (f) {
		fprintf(f, "%ld", total);
		fclose(f);
	}
}

static int
fails(void)
{
	if (!self || getpid() != self)
		return 0;
	count++;
	if (count != at && (!from || count < from))
		return 0;
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t bytes)
{
	return fails() ? NULL : __libc_malloc(bytes);
}

void *
calloc(size_t n, size_t bytes)
{
	return fails() ? NULL : __libc_calloc(n, bytes);
}

void *
realloc(void *p, size_t bytes)
{
	return fails() ? NULL : __libc_realloc(p, bytes);
}
