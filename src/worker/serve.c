/* SPDX-License-Identifier: MIT */
#include "worker/serve.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "worker/sandbox.h"

/* What a buffer may keep between two jobs. */
#define KEEP_BYTES ((size_t)4 << 20)

/* True if all was read; false at the end of the stream. */
static bool
read_all(int fd, void *p, size_t bytes)
{
	char *to = p;
	ssize_t n;

	while (bytes) {
		n = read(fd, to, bytes);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		to += n;
		bytes -= (size_t)n;
	}
	return true;
}

static void
write_frame(int fd, uint32_t word, struct str body)
{
	struct frame frame = { word, (uint32_t)body.len };
	struct iovec iov[2] = {
		{ &frame, sizeof(frame) },
		{ (void *)(uintptr_t)body.p, body.len },
	};
	struct iovec *next = iov;
	size_t done;
	ssize_t n;

	while (next < iov + 2) {
		if (!next->iov_len) {
			next++;
			continue;
		}
		n = writev(fd, next, (int)(iov + 2 - next));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXIT_FAILURE);
		for (done = (size_t)n; done;) {
			size_t part = done < next->iov_len
			    ? done : next->iov_len;

			next->iov_base = (char *)next->iov_base + part;
			next->iov_len -= part;
			done -= part;
			if (!next->iov_len)
				next++;
		}
	}
}

/*
 * The limit on one job's CPU time. It is set here and not by the parent,
 * which would have to name a process that may be gone; what a subverted
 * worker gains by moving it ends at the parent's limit by the clock.
 */
static void
start_cpu_clock(unsigned cpu_s)
{
	struct itimerval timer;

	memset(&timer, 0, sizeof(timer));
	timer.it_value.tv_sec = (time_t)cpu_s;
	setitimer(ITIMER_PROF, &timer, NULL);
}

static void
run_job(const struct serve *serve, int fd, uint32_t number, struct str in,
    struct buf *out)
{
	const struct job *job = serve->table->jobs[number];
	struct err err = ERR_INIT;

	start_cpu_clock(job->cpu_s);
	if (job->run(serve->prepared[number], in, out, &err) != 0) {
		if (err.kind == ERR_NONE)
			err_set(&err, ERR_LIBRARY, "failed without a reason");
	} else if (out->len > LIMIT_REPLY_BYTES) {
		err_set(&err, ERR_LIMIT, "result of more than %zu bytes",
		    LIMIT_REPLY_BYTES);
	} else {
		write_frame(fd, ERR_NONE, buf_str(out));
		return;
	}
	write_frame(fd, (uint32_t)err.kind, str_of(err.message));
}

static void
reuse(struct buf *b)
{
	if (b->cap > KEEP_BYTES)
		buf_release(b);
	buf_clear(b);
}

static unsigned long
life_cpu_s(const struct job_table *table)
{
	unsigned long most = 0;

	for (size_t i = 0; i < table->count; i++) {
		if (!table->jobs[i]->cpu_s)
			return 0;
		if (table->jobs[i]->cpu_s > most)
			most = table->jobs[i]->cpu_s;
	}
	return most * SERVE_BATCH_JOBS;
}

static void
lock_and_report(const struct serve *serve, int fd)
{
	struct sandbox_limits limits = {
		.memory_bytes = serve->memory_bytes,
		.cpu_s = life_cpu_s(serve->table),
	};
	struct sandbox_state state = { false, false, false };
	struct frame hello = { SERVE_HELLO, 0 };

	if (serve->sandbox != SANDBOX_OFF)
		sandbox_lock(&limits, &state);
	hello.length = (state.rlimits ? SERVE_RLIMITS : 0)
	    | (state.landlock ? SERVE_LANDLOCK : 0)
	    | (state.seccomp ? SERVE_SECCOMP : 0);
	if (write(fd, &hello, sizeof(hello)) != sizeof(hello))
		_exit(EXIT_FAILURE);
}

_Noreturn void
serve_jobs(const struct serve *serve, int fd)
{
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct frame frame;

	lock_and_report(serve, fd);
	while (read_all(fd, &frame, sizeof(frame))) {
		if (frame.word >= serve->table->count)
			_exit(EXIT_FAILURE);
		buf_reserve(&in, frame.length);
		if (!read_all(fd, in.data, frame.length))
			break;
		in.len = frame.length;
		in.data[in.len] = '\0';
		run_job(serve, fd, frame.word, buf_str(&in), &out);
		reuse(&in);
		reuse(&out);
	}
	_exit(EXIT_SUCCESS);
}
