/* SPDX-License-Identifier: MIT */
/*
 * Whether work grows with its size and not with its square, by counting
 * instructions under valgrind's callgrind: the same number on every machine,
 * however busy it is. Where that cannot be (no valgrind, a sanitizer), the
 * work is done and nothing is counted.
 *
 *	static void
 *	many(const void *arg, size_t n)
 *	{
 *		...n things...
 *	}
 *	static const struct growth growths[] = { { "many", many, NULL, 1000 } };
 *
 *	static void
 *	test_growth(void)
 *	{
 *		CHECK_GROWTH(growths);
 *	}
 *	int
 *	main(int argc, char **argv)
 *	{
 *		GROWTH_MAIN(argc, argv, growths);
 *		RUN(test_growth);
 *		return test_end();
 *	}
 */
#ifndef CHAPBOOK_TEST_GROWTH_H
#define CHAPBOOK_TEST_GROWTH_H

#include <stdint.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "test.h"
#include "worker/sandbox.h"

#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define GROWTH_COUNTED (!SANDBOX_SANITIZED)
#else
#define GROWTH_COUNTED 0
#define CALLGRIND_ZERO_STATS
#define CALLGRIND_DUMP_STATS
#endif

struct growth {
	const char *name;
	void (*work)(const void *arg, size_t n);
	const void *arg;
	size_t n;
};

/* Linear is 200, n log n a little more, the square 400. */
#define GROWTH_PERCENT_MAX 270

/* In the process that callgrind watches: n, then 2n, of each. */
static inline void
growth_work(const struct growth *growths, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const struct growth *g = &growths[i];

		/* What is made once is no part of it. */
		g->work(g->arg, 1);
		for (size_t k = 1; k <= 2; k++) {
			CALLGRIND_ZERO_STATS;
			g->work(g->arg, k * g->n);
			CALLGRIND_DUMP_STATS;
		}
	}
}

static inline int
growth_run(const char *file)
{
	char out[300], self[300] = "";
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		snprintf(out, sizeof(out), "--callgrind-out-file=%s", file);
		if (readlink("/proc/self/exe", self, sizeof(self) - 1) > 0)
			execlp("valgrind", "valgrind", "-q", "--tool=callgrind",
			    "--combine-dumps=yes", out, self, "--growth",
			    (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The next sum that callgrind wrote, or 0. */
static inline uint64_t
growth_next(FILE *f)
{
	unsigned long long sum = 0;
	char line[4096];

	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "totals: %llu", &sum) == 1)
			break;
	return sum;
}

static inline void
growth_compare(const char *file, int line, const struct growth *g, FILE *f)
{
	uint64_t once = growth_next(f), twice = growth_next(f);
	char said[300];

	if (once && twice && twice <= once / 100 * GROWTH_PERCENT_MAX)
		return;
	snprintf(said, sizeof(said), "%s: %llu instructions for %zu, "
	    "%llu for twice as many", g->name, (unsigned long long)once,
	    g->n, (unsigned long long)twice);
	test_fail(file, line, said);
}

static inline void
growth_check(const char *file, int line, const struct growth *growths,
    size_t count)
{
	char folder[] = "/tmp/chapbook-growth-XXXXXX", name[64];
	FILE *f = NULL;
	int status = 127;

	if (!mkdtemp(folder)) {
		test_fail(file, line, "no folder to count in");
		return;
	}
	snprintf(name, sizeof(name), "%s/out", folder);
	if (GROWTH_COUNTED)
		status = growth_run(name);
	if (status == 127)
		growth_work(growths, count);
	else if (status != 0 || !(f = fopen(name, "r")))
		test_fail(file, line, "the work failed under valgrind");
	for (size_t i = 0; f && i < count; i++)
		growth_compare(file, line, &growths[i], f);
	if (f)
		fclose(f);
	unlink(name);
	rmdir(folder);
}

#define CHECK_GROWTH(growths) growth_check(__FILE__, __LINE__, (growths), \
	sizeof(growths) / sizeof(*(growths)))

/* First of all in main(). */
#define GROWTH_MAIN(argc, argv, growths) do { \
	if ((argc) > 1 && strcmp((argv)[1], "--growth") == 0) { \
		growth_work((growths), sizeof(growths) / sizeof(*(growths))); \
		return test_faults > 0; \
	} \
} while (0)

#endif
