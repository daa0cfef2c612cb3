/* SPDX-License-Identifier: MIT */
#include "worker/serve.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/mem.h"
#include "worker/child.h"

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
run_job(const struct serve *serve, int fd, uint32_t number, struct str in,
    struct buf *out)
{
	const struct job *job = serve->table->jobs[number];
	struct err err = ERR_INIT;
	int status;

	child_start_cpu_clock(job->cpu_s);
	status = job->run(serve->prepared[number], in, out, &err);
	if (status == JOB_UNPREPARED) {
		child_write(fd, SERVE_UNPREPARED, (struct str){ NULL, 0 });
		return;
	}
	if (status != 0) {
		if (err.kind == ERR_NONE)
			err_set(&err, ERR_LIBRARY, "failed without a reason");
	} else if (out->len > LIMIT_REPLY_BYTES) {
		err_set(&err, ERR_LIMIT, "result of more than %zu bytes",
		    LIMIT_REPLY_BYTES);
	} else {
		child_write(fd, ERR_NONE, buf_str(out));
		return;
	}
	child_write(fd, (uint32_t)err.kind, str_of(err.message));
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

_Noreturn void
serve_jobs(const struct serve *serve, int fd)
{
	const struct sandbox_limits limits = {
		.memory_bytes = serve->memory_bytes,
		.cpu_s = life_cpu_s(serve->table),
	};
	struct buf in = BUF_INIT, out = BUF_INIT;
	struct frame frame;

	child_lock(serve->sandbox, &limits, fd);
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
