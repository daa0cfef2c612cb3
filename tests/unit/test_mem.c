/* SPDX-License-Identifier: MIT */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"

static void
test_alloc(void)
{
	char *p = mem_zalloc(16);
	char *s = mem_strndup("a\0b", 3), *t = mem_strdup("");

	for (int i = 0; i < 16; i++)
		CHECK(p[i] == 0);
	p = mem_resize(p, 0);
	CHECK(p != NULL);
	CHECK(!memcmp(s, "a\0b", 4));
	CHECK(t[0] == '\0');
	free(p);
	free(s);
	free(t);
	p = mem_alloc(0);
	CHECK(p != NULL);
	free(p);
	s = mem_strndup(NULL, 0);
	CHECK(s[0] == '\0');
	free(s);
}

static void
test_grow(void)
{
	size_t cap = 0, moved = 0;
	int *array = NULL;

	for (size_t i = 0; i < 10000; i++) {
		size_t before = cap;

		array = mem_grow(array, &cap, i + 1, sizeof(*array));
		moved += cap != before;
		array[i] = (int)i;
	}
	CHECK(cap >= 10000);
	/* By halves, not one by one. */
	CHECK(moved < 30);
	for (size_t i = 0; i < 10000; i++)
		CHECK(array[i] == (int)i);
	free(array);
}

static void
multiply_too_large(void)
{
	mem_mul(SIZE_MAX / 2, 3);
}

static void
add_too_large(void)
{
	mem_add(SIZE_MAX, 1);
}

static void
grow_too_large(void)
{
	size_t cap = 0;

	free(mem_grow(NULL, &cap, SIZE_MAX / 8, 16));
}

/* The exit status of a child that calls what, with its message swallowed. */
static int
status_of(void (*what)(void))
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		close(STDERR_FILENO);
		what();
		_exit(0);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status))
		return -1;
	return WEXITSTATUS(status);
}

static void
test_exhausted(void)
{
	CHECK_NUM(mem_mul(6, 7), 42);
	CHECK_NUM(mem_add(40, 2), 42);
	CHECK_NUM(status_of(multiply_too_large), MEM_EXIT);
	CHECK_NUM(status_of(add_too_large), MEM_EXIT);
	CHECK_NUM(status_of(grow_too_large), MEM_EXIT);
}

static void
test_pool(void)
{
	struct pool *pool = pool_new();
	size_t sizes[] = { 0, 1, 7, 100, 65536, 200000, 3 };
	char *name;

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
			unsigned char *p = pool_alloc(pool, sizes[i]);

			CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
			for (size_t k = 0; k < sizes[i]; k++)
				if (p[k])
					test_fail(__FILE__, __LINE__,
					    "a piece is not zeroed");
			memset(p, 0xa5, sizes[i]);
		}
		pool_clear(pool);
	}
	name = pool_strndup(pool, "spine", 3);
	CHECK_STR(str_of(name), "spi");
	CHECK_STR(str_of(pool_strndup(pool, NULL, 0)), "");
	pool_free(pool);
	pool_free(NULL);
}

/* Whether all of these bytes are c, in a child of this process. */
static bool
child_sees(const char *p, size_t bytes, char c)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		for (size_t i = 0; i < bytes; i++)
			if (p[i] != c)
				_exit(1);
		_exit(0);
	}
	CHECK(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void
test_secret_pool(void)
{
	static const size_t sizes[] = { 1, 100, 5000, 65520, 65536, 300000 };
	struct pool *pool = pool_new_secret();

	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
			char *p = pool_alloc(pool, sizes[i]);

			CHECK((uintptr_t)p % _Alignof(max_align_t) == 0);
			for (size_t k = 0; k < sizes[i]; k++)
				CHECK(p[k] == 0);
			memset(p, 's', sizes[i]);
			CHECK(child_sees(p, sizes[i], '\0'));
			CHECK(p[0] == 's' && p[sizes[i] - 1] == 's');
		}
		pool_clear(pool);
	}
	for (int i = 0; i < 100000; i++)
		CHECK_STR(pool_str(pool, STR("word")), "word");
	pool_free(pool);
}

int
main(void)
{
	RUN(test_alloc);
	RUN(test_grow);
	RUN(test_exhausted);
	RUN(test_pool);
	RUN(test_secret_pool);
	return test_end();
}
