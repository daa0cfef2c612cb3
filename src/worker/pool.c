/* SPDX-License-Identifier: MIT */
#include "worker/pool.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <stdlib.h>

#include "base/mem.h"
#include "worker/crew.h"

#define MEMORY_BYTES ((size_t)512 << 20)
/* Half of what may be alive: the others may still be ending. */
#define JOBS_MAX (ZYGOTE_WORKERS_MAX / 2)
_Static_assert(WORKERS_POLLFDS_MAX == ZYGOTE_WORKERS_MAX + 1,
    "one for each worker, one for the zygote");
/* What may wait for each worker, twice what it is given at a time. */
#define WAITING_JOBS ((size_t)2 * LINK_DEPTH)
#define WAITING_BYTES ((size_t)2 << 20)
#define HELD_BYTES ((size_t)24 << 20)	/* waiting or given to workers */
/* What counts of a time in which nobody listened, */
#define ABSENCE_MS 1000
/* which a longer wait than this cannot tell: we may have been stopped. */
#define LISTEN_MS 5000

static unsigned
cores(void)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof(set), &set) != 0)
		return 1;
	return (unsigned)CPU_COUNT(&set);
}

static int
fail(const struct workers *w, struct err *err)
{
	if (err)
		*err = w->fatal;
	return -1;
}

struct workers *
workers_start(const struct job_table *table,
    const struct workers_options *options, struct err *err)
{
	struct workers_options own = *options;
	struct workers *w = mem_zalloc(sizeof(*w));

	if (!own.memory_bytes)
		own.memory_bytes = MEMORY_BYTES;
	if (!own.jobs)
		own.jobs = cores();
	w->table = table;
	w->sandbox = own.sandbox;
	w->jobs = own.jobs < JOBS_MAX ? own.jobs : JOBS_MAX;
	if (zygote_start(&w->zygote, table, &own, err) != 0) {
		free(w);
		return NULL;
	}
	/* The first to say hello tells what is in force. */
	while (!w->known || w->fatal.kind != ERR_NONE) {
		if (workers_pump(w, -1, err) != 0) {
			workers_stop(w);
			return NULL;
		}
	}
	return w;
}

void
workers_stop(struct workers *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->count; i++)
		link_free(w->links[i]);
	zygote_stop(&w->zygote);
	tasks_release(&w->waiting);
	tasks_release(&w->suspects);
	free(w->links);
	free(w->fds);
	free(w);
}

void
workers_sandbox(const struct workers *w, struct sandbox_state *state)
{
	*state = w->state;
}

enum sandbox_mode
workers_sandbox_mode(const struct workers *w)
{
	return w->sandbox;
}

unsigned
workers_count(const struct workers *w)
{
	return w->jobs;
}

void
workers_submit(struct workers *w, size_t job, struct buf *take_in,
    job_done *done, void *arg)
{
	assert(job < w->table->count);
	/* Overflows, and so ends the process, where a frame cannot say it. */
	(void)mem_add(take_in->len, SIZE_MAX - UINT32_MAX);
	tasks_append(&w->waiting, task_new(job, take_in, done, arg));
	w->pending++;
	/* Who is idle need not be so until the next turn. */
	if (w->fatal.kind == ERR_NONE)
		crew_dispatch(w);
}

size_t
workers_pending(const struct workers *w)
{
	return w->pending;
}

bool
workers_full(const struct workers *w)
{
	size_t bytes = w->waiting.bytes;

	if (w->waiting.count >= WAITING_JOBS * w->jobs
	    || bytes >= WAITING_BYTES * w->jobs)
		return true;
	for (size_t i = 0; i < w->count; i++)
		bytes += w->links[i]->flying_bytes;
	return bytes >= HELD_BYTES;
}

static struct pollfd
watch(const struct workers *w, size_t index)
{
	const struct link *link;

	if (index == 0)
		return (struct pollfd){ w->zygote.fd, POLLIN, 0 };
	link = w->links[index - 1];
	return (struct pollfd){ link->fd,
	    (short)(POLLIN | (link_unsent(link) ? POLLOUT : 0)), 0 };
}

/* Lowers the limit of a wait, -1 for none, to when something is due. */
static int
until_due(const struct workers *w, int timeout_ms)
{
	const int64_t next = crew_next_ms(w);
	int64_t left = next > w->clock.ms ? next - w->clock.ms : 0;

	if (next == LINK_NEVER)
		return timeout_ms;
	if (left > LISTEN_MS)
		left = LISTEN_MS;
	return timeout_ms < 0 || left < timeout_ms ? (int)left : timeout_ms;
}

size_t
workers_pollfds(struct workers *w, struct pollfd *fds, size_t max,
    int *timeout_ms)
{
	size_t n = 0;

	for (size_t i = 0; i <= w->count && n < max; i++) {
		fds[n] = watch(w, i);
		n += fds[n].fd >= 0;
	}
	*timeout_ms = until_due(w, *timeout_ms);
	w->listening_ms = *timeout_ms > 0 ? *timeout_ms : 0;
	return n;
}

/* Polls; all workers, also those without a socket, so that indices agree. */
static int
wait_for_news(struct workers *w, struct pollfd *extra, size_t extra_count,
    int timeout_ms)
{
	const size_t own = w->count + 1, n = mem_add(own, extra_count);
	int r;

	if (!w->pending && w->known && !extra_count)
		timeout_ms = 0;
	timeout_ms = until_due(w, timeout_ms);
	w->fds = mem_grow(w->fds, &w->fds_cap, n, sizeof(*w->fds));
	for (size_t i = 0; i < own; i++)
		w->fds[i] = watch(w, i);
	for (size_t i = 0; i < extra_count; i++)
		w->fds[own + i] = extra[i];
	r = poll(w->fds, (nfds_t)n, timeout_ms);
	for (size_t i = 0; i < extra_count; i++)
		extra[i].revents = r > 0 ? w->fds[own + i].revents : 0;
	/* Also a process that was stopped and goes on did not listen. */
	clock_turn(&w->clock, r == 0 ? timeout_ms : 0,
	    (timeout_ms > 0 ? timeout_ms : 0) + ABSENCE_MS);
	return r;
}

int
workers_turn(struct workers *w, struct pollfd *extra, size_t extra_count,
    int timeout_ms, struct err *err)
{
	size_t heard;
	int r;

	if (w->fatal.kind != ERR_NONE)
		return fail(w, err);
	clock_turn(&w->clock, 0, w->listening_ms + ABSENCE_MS);
	w->listening_ms = 0;
	crew_dispatch(w);
	heard = w->count;
	r = wait_for_news(w, extra, extra_count, timeout_ms);
	if (r < 0 && errno == EINTR)
		return 0;
	if (r < 0)
		return err_errno(err, "cannot wait for workers");
	if (w->fds[0].revents)
		crew_take_events(w);
	for (size_t i = 0; i < heard; i++) {
		if (w->fds[i + 1].revents & ~POLLOUT)
			crew_hear(w, w->links[i]);
	}
	crew_judge(w);
	/* The caller may be away for a while. */
	crew_dispatch(w);
	return w->fatal.kind == ERR_NONE ? 0 : fail(w, err);
}

int
workers_pump(struct workers *w, int timeout_ms, struct err *err)
{
	return workers_turn(w, NULL, 0, timeout_ms, err);
}

int
workers_wait(struct workers *w, struct err *err)
{
	while (w->pending)
		if (workers_pump(w, -1, err) != 0)
			return -1;
	return 0;
}
