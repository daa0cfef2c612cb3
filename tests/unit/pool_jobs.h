/* SPDX-License-Identifier: MIT */
/*
 * For the tests of the pool: jobs that do on purpose what a broken or
 * taken-over one might do, and what collects their answers.
 *
 * CHAPBOOK_TEST_SANDBOX=off runs them without a sandbox (for valgrind, which
 * needs system calls of its own).
 */
#ifndef CHAPBOOK_TEST_POOL_JOBS_H
#define CHAPBOOK_TEST_POOL_JOBS_H

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "worker/pool.h"
#include "worker/sandbox.h"
#include "worker/serve.h"

#define WORKER_FD 3	/* a worker's socket */

static inline int
run_echo(void *prepared, struct str in, struct buf *out, struct err *err)
{
	(void)prepared;
	(void)err;
	buf_addstr(out, in);
	return 0;
}

static inline int
run_fail(void *prepared, struct str in, struct buf *out, struct err *err)
{
	(void)prepared;
	buf_adds(out, "not to be seen");
	return err_set(err, ERR_FORMAT, "bad \"%.*s\"", STR_ARG(in));
}

/* "N" gives N bytes. */
static inline int
run_grow(void *prepared, struct str in, struct buf *out, struct err *err)
{
	unsigned long n = 0;

	(void)prepared;
	(void)err;
	str_number(in, ULONG_MAX, &n);
	buf_reserve(out, n);
	memset(out->data, 'g', n);
	out->len = n;
	out->data[n] = '\0';
	return 0;
}

static inline void *
prepare_text(const void *shared)
{
	return mem_strdup(shared);
}

static inline int
run_prepared(void *prepared, struct str in, struct buf *out, struct err *err)
{
	(void)in;
	(void)err;
	buf_adds(out, prepared);
	buf_adds(out, getenv("HOME") ? " and a home" : "");
	return 0;
}

/* How many jobs this process has had, and its number. */
static inline int
run_count(void *prepared, struct str in, struct buf *out, struct err *err)
{
	unsigned *count = prepared;

	(void)in;
	(void)err;
	buf_addf(out, "%d %u", (int)getpid(), ++*count);
	return 0;
}

static inline void *
prepare_count(const void *shared)
{
	(void)shared;
	return mem_zalloc(sizeof(unsigned));
}

static inline void
prepare_rare(void *prepared)
{
	++*(unsigned *)prepared;
}

/* "rare" needs more than is prepared at first, "never" is never content. */
static inline int
run_rare(void *prepared, struct str in, struct buf *out, struct err *err)
{
	const unsigned *times = prepared;

	(void)err;
	if (str_eq(in, STR("never")) || (str_eq(in, STR("rare")) && !*times))
		return JOB_UNPREPARED;
	buf_addf(out, "%u", *times);
	return 0;
}

static inline void
recurse(volatile char *above)
{
	volatile char here[4096];

	here[0] = *above;
	if (!here[0])
		recurse(here);
	*above = here[0];
}

static inline void
write_raw(const void *p, size_t bytes)
{
	(void)!write(WORKER_FD, p, bytes);
}

static inline void
reply_raw(uint32_t word, uint32_t length)
{
	const struct frame frame = { word, length };

	write_raw(&frame, sizeof(frame));
}

static inline void
exhaust(void)
{
	for (size_t i = 0; i < 4096; i++)
		memset(mem_alloc(1 << 20), 1, 1 << 20);
}

static inline void
flood(void)
{
	static char block[1 << 16];

	reply_raw(0, LIMIT_REPLY_BYTES);
	for (;;)
		write_raw(block, sizeof(block));
}

static inline int
run_evil(void *prepared, struct str in, struct buf *out, struct err *err)
{
	volatile char start = 0;

	(void)prepared;
	(void)err;
	switch (in.len ? in.p[0] : 0) {
	case 's': *(volatile char *)(uintptr_t)start = 1; break;
	case 'c': for (;;) start = (char)!start;
	case 'm': exhaust(); break;
	case 'r': recurse(&start); break;
	case 'a': abort();
	case 'x': exit(7);
	case 'o': open("/etc/passwd", O_RDONLY); break;
	case 'n': socket(AF_INET, SOCK_STREAM, 0); break;
	case 'f': (void)!fork(); break;
	case 'e': execl("/bin/true", "true", (char *)NULL); break;
	case 'k': kill(getppid(), SIGKILL); break;
	case 'p': ptrace(PTRACE_TRACEME, 0, NULL, NULL); break;
	case 'w': mmap(NULL, 4096, PROT_READ | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); break;
	case 'L': reply_raw(0, UINT32_MAX); break;
	case 'S': reply_raw(1000, 0); break;
	case 'M': reply_raw(ERR_FORMAT, ERR_MESSAGE_BYTES); break;
	case 'T': reply_raw(0, 0); reply_raw(0, 0); break;
	case 'F': flood(); break;
	case 'P': reply_raw(0, 100); exit(0);
	case 'U': reply_raw(SERVE_UNPREPARED, 1); break;
	default: break;
	}
	buf_adds(out, "survived");
	return 0;
}

/* Reads its own socket until it is killed: never answers. */
static inline int
run_stuck(void *prepared, struct str in, struct buf *out, struct err *err)
{
	char c;

	(void)prepared;
	(void)in;
	(void)out;
	(void)err;
	while (read(WORKER_FD, &c, 1) >= 0)
		continue;
	return 0;
}

/* What a machine that is busy for the time it takes looks like. */
static inline int
run_slow(void *prepared, struct str in, struct buf *out, struct err *err)
{
	struct timespec a, b;

	(void)prepared;
	(void)in;
	(void)out;
	(void)err;
	clock_gettime(CLOCK_MONOTONIC, &a);
	do
		clock_gettime(CLOCK_MONOTONIC, &b);
	while ((b.tv_sec - a.tv_sec) * 1000
	    + (b.tv_nsec - a.tv_nsec) / 1000000 < 20);
	return 0;
}

enum { ECHO, FAIL, GROW, PREPARED, COUNT, EVIL, BUSY, STUCK, WAITING, SLOW,
	RARE };

/*
 * Limits that no job of a test reaches on a machine however busy; those that
 * are to reach one have one that nothing else can come before.
 */
#define AMPLE_S 600

static const struct job_table table = {
	(const struct job *const[]){
		[ECHO] = &(const struct job){ .name = "echo",
		    .run = run_echo,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[FAIL] = &(const struct job){ .name = "fail",
		    .run = run_fail,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[GROW] = &(const struct job){ .name = "grow",
		    .run = run_grow,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[PREPARED] = &(const struct job){ .name = "prepared",
		    .prepare = prepare_text,
		    .run = run_prepared,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[COUNT] = &(const struct job){ .name = "count",
		    .prepare = prepare_count,
		    .run = run_count,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[EVIL] = &(const struct job){ .name = "evil",
		    .run = run_evil,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[BUSY] = &(const struct job){ .name = "busy",
		    .run = run_evil,
		    .cpu_s = 1, .wall_s = AMPLE_S },
		[STUCK] = &(const struct job){ .name = "stuck",
		    .run = run_stuck,
		    .cpu_s = AMPLE_S, .wall_s = 1 },
		[WAITING] = &(const struct job){ .name = "waiting",
		    .run = run_stuck,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[SLOW] = &(const struct job){ .name = "slow",
		    .run = run_slow,
		    .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
		[RARE] = &(const struct job){ .name = "rare",
		    .prepare = prepare_count, .prepare_more = prepare_rare,
		    .run = run_rare, .cpu_s = AMPLE_S, .wall_s = AMPLE_S },
	}, RARE + 1,
};

static inline bool
without_sandbox(void)
{
	const char *mode = getenv("CHAPBOOK_TEST_SANDBOX");

	return SANDBOX_SANITIZED || (mode && strcmp(mode, "off") == 0);
}

static inline struct workers *
start(unsigned jobs)
{
	const struct workers_options options = {
		.jobs = jobs,
		.sandbox = without_sandbox() ? SANDBOX_OFF : SANDBOX_REQUIRE,
		.shared = "shared",
	};
	struct err err = ERR_INIT;
	struct workers *w = workers_start(&table, &options, &err);

	if (!w) {
		fprintf(stderr, "%s\n", err.message);
		exit(1);
	}
	return w;
}

struct answer {
	unsigned calls;
	bool ok;
	struct buf text;
	enum err_kind kind;
};

static inline void
note(void *arg, const struct job_reply *reply)
{
	struct answer *a = arg;

	a->calls++;
	a->ok = reply->ok;
	a->kind = reply->err.kind;
	buf_clear(&a->text);
	if (reply->ok)
		buf_addstr(&a->text, reply->body);
	else
		buf_adds(&a->text, reply->err.message);
}

static inline struct answer *
answers_new(size_t count)
{
	struct answer *a = mem_zalloc(mem_mul(count, sizeof(*a)));

	for (size_t i = 0; i < count; i++)
		buf_init(&a[i].text);
	return a;
}

static inline void
answers_free(struct answer *a, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_release(&a[i].text);
	free(a);
}

static inline void
submit(struct workers *w, size_t job, const char *text, struct answer *a)
{
	struct buf in = BUF_INIT;

	buf_adds(&in, text);
	workers_submit(w, job, &in, note, a);
	CHECK_NUM(in.len, 0);
}

static inline void
check_wait(struct workers *w)
{
	struct err err = ERR_INIT;

	if (workers_wait(w, &err) != 0)
		test_fail(__FILE__, __LINE__, err.message);
	CHECK_NUM(workers_pending(w), 0);
}

#endif
