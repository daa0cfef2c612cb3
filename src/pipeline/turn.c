/* SPDX-License-Identifier: MIT */
#include "pipeline/turn.h"

#include <poll.h>

#define WATCHED_MAX (WORKERS_POLLFDS_MAX + 2)
/* How often is asked what no descriptor tells. */
#define ASK_MS 200

static void
at_most(int *timeout_ms, int limit_ms)
{
	if (*timeout_ms < 0 || *timeout_ms > limit_ms)
		*timeout_ms = limit_ms;
}

static bool
is_stopped(const struct observer *o)
{
	return o->stopped && o->stopped(o->arg);
}

/* What is waited for besides workers and transfers. */
static size_t
watch_others(const struct turning *t, struct pollfd *fds, int *timeout_ms)
{
	const struct observer *o = t->observer;
	size_t count = 0;

	if (o->stop_fd)
		fds[count++] = (struct pollfd){ o->stop_fd, POLLIN, 0 };
	else if (o->stopped)
		at_most(timeout_ms, ASK_MS);
	if (t->painter)
		count += painter_pollfd(t->painter, &fds[count], timeout_ms);
	return count;
}

/* A picture's bytes would only wait in memory where the next stage is full. */
static int
turn_fetcher(const struct turning *t, struct pollfd *fds, size_t count,
    int timeout_ms, struct err *err)
{
	if (t->observer->tick_ms)
		at_most(&timeout_ms, t->observer->tick_ms);
	count += workers_pollfds(t->workers, &fds[count],
	    WATCHED_MAX - count, &timeout_ms);
	fetcher_hold(t->fetcher, workers_full(t->workers)
	    || (t->painter && painter_full(t->painter)));
	return fetcher_pump(t->fetcher, fds, count, timeout_ms, err);
}

int
turn(const struct turning *t, bool more, struct err *err)
{
	const bool fetching = t->fetcher && fetcher_pending(t->fetcher);
	struct pollfd fds[WATCHED_MAX];
	int timeout_ms = more ? 0 : -1;
	size_t count = watch_others(t, fds, &timeout_ms);

	if (!fetching && !workers_pending(t->workers)
	    && !(t->painter && painter_pending(t->painter)))
		timeout_ms = 0;
	if (fetching) {
		if (turn_fetcher(t, fds, count, timeout_ms, err) != 0)
			return -1;
		timeout_ms = 0;
	}
	if (workers_turn(t->workers, fds, count, timeout_ms, err) != 0)
		return -1;
	if (t->painter)
		painter_pump(t->painter);
	/* A read for each turn, were it asked without being told. */
	if ((!t->observer->stop_fd || fds[0].revents) && is_stopped(t->observer))
		return err_set(err, ERR_SYSTEM, "interrupted");
	return 0;
}

int
turn_workers(const struct observer *o, struct workers *workers, bool all,
    struct err *err)
{
	const struct turning t = { .observer = o, .workers = workers };

	while (all ? workers_pending(workers) > 0 : workers_full(workers))
		if (turn(&t, false, err) != 0)
			return -1;
	return 0;
}
