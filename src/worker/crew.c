/* SPDX-License-Identifier: MIT */
#include "worker/crew.h"

#include <signal.h>
#include <stdio.h>

#include "base/mem.h"
#include "worker/child.h"

#define START_MS 30000	/* from the request to the hello */
#define DYING_MS 2000	/* between a worker's last word and its end */
#define RETRY_MS 50	/* after the first failure to start one */
#define FAILURES_MAX 6
#define CHARGED_MAX 2
#define INTERRUPTED_MAX 50

int64_t
crew_next_ms(const struct workers *w)
{
	int64_t next = LINK_NEVER;

	for (size_t i = 0; i < w->count; i++)
		if (w->links[i]->deadline_ms < next)
			next = w->links[i]->deadline_ms;
	if ((w->pending || !w->known) && w->hire_after_ms > w->clock.ms
	    && w->hire_after_ms < next)
		next = w->hire_after_ms;
	return next;
}

static void
set_deadline(struct workers *w, struct link *link)
{
	unsigned wall_s = 0;

	if (!link_alive(link))
		return;
	if (link->flying)
		wall_s = w->table->jobs[link->flight[0]->job]->wall_s;
	link->deadline_ms = LINK_NEVER;
	if (wall_s)
		link->deadline_ms = w->clock.ms + (int64_t)wall_s * 1000;
}

/* Counts a worker that never began, and waits longer each time. */
static void
note_failure(struct workers *w, const struct err *why)
{
	w->failures++;
	w->hire_after_ms = w->clock.ms + (int64_t)RETRY_MS * w->failures;
	if (w->failures < FAILURES_MAX)
		return;
	for (size_t i = 0; i < w->count; i++)
		if (w->links[i]->ready && link_alive(w->links[i]))
			return;
	w->fatal = *why;
	err_context(&w->fatal, "cannot start a worker");
}

static bool
hire(struct workers *w, bool solo)
{
	struct err err = ERR_INIT;
	struct link *link;
	int fd;

	if (w->clock.ms < w->hire_after_ms
	    || w->count >= ZYGOTE_WORKERS_MAX)
		return false;
	fd = zygote_spawn(&w->zygote, w->next_id, &err);
	if (fd < 0) {
		note_failure(w, &err);
		return false;
	}
	link = link_new(w->next_id++, fd);
	link->solo = solo;
	link->prepared = w->prepared;
	link->deadline_ms = w->clock.ms + START_MS;
	w->links = mem_grow(w->links, &w->cap, w->count + 1,
	    sizeof(*w->links));
	w->links[w->count++] = link;
	return true;
}

/*
 * Hires as many as have something to do, up to what was asked for, and one
 * at the start, that tells what is in force.
 */
static void
hire_needed(struct workers *w)
{
	const size_t wanted = w->waiting.count + !w->known;
	size_t active = 0, idle = 0, solos = 0;

	for (size_t i = 0; i < w->count; i++) {
		const struct link *link = w->links[i];

		if (!link_alive(link) || link->retired)
			continue;
		active++;
		if (link->solo)
			solos += !link->flying;
		else
			idle += !link->flying;
	}
	while (solos < w->suspects.count && hire(w, true)) {
		solos++;
		active++;
	}
	while (active < w->jobs && idle < wanted && hire(w, false)) {
		idle++;
		active++;
	}
}

static struct link *
least_busy(const struct workers *w, bool solo)
{
	struct link *best = NULL;

	for (size_t i = 0; i < w->count; i++) {
		struct link *link = w->links[i];

		if (link->solo == solo && link_takes(link)
		    && (!best || link->flying < best->flying))
			best = link;
	}
	return best;
}

static void
hand_out(struct workers *w, struct task_queue *queue, bool solo)
{
	struct link *link;

	while (queue->count && (link = least_busy(w, solo))) {
		link_give(link, tasks_take(queue));
		if (link->flying == 1)
			set_deadline(w, link);
	}
}

void
crew_dispatch(struct workers *w)
{
	hire_needed(w);
	hand_out(w, &w->suspects, true);
	hand_out(w, &w->waiting, false);
	/* Who was retired by its last job needs a successor. */
	hire_needed(w);
	for (size_t i = 0; i < w->count; i++)
		if (link_unsent(w->links[i]))
			link_send(w->links[i]);
}

static void
condemn(struct workers *w, struct link *link, enum err_kind kind,
    const char *why)
{
	link->killed = true;
	err_set(&link->verdict, kind, "%s", why);
	link->deadline_ms = LINK_NEVER;
	link_close(link);
	zygote_kill(&w->zygote, link->id);
}

static void
answer(struct workers *w, struct task *take_task,
    const struct job_reply *reply)
{
	w->pending--;
	take_task->done(take_task->arg, reply);
	task_free(take_task);
}

static void
greet(struct workers *w, struct link *link)
{
	uint32_t layers;
	const int r = link_hello(link, &layers);

	if (r == 0)
		return;
	if (r < 0) {
		condemn(w, link, ERR_FORMAT, "malformed greeting");
		return;
	}
	if (!w->known)
		w->state = (struct sandbox_state){ true, true, true };
	w->known = true;
	if (child_layers(layers, w->sandbox, &w->state, &w->fatal) != 0)
		return;
	link->ready = true;
	w->failures = 0;
	set_deadline(w, link);
}

/* Its oldest job waits for a successor; who is like it gets no more. */
static void
succeed(struct workers *w, struct link *link)
{
	tasks_prepend(&w->waiting, link_shift(link));
	set_deadline(w, link);
	if (!w->prepared)
		zygote_prepare(&w->zygote);
	w->prepared = true;
	for (size_t i = 0; i < w->count; i++) {
		if (w->links[i]->prepared || w->links[i]->retired)
			continue;
		w->links[i]->retired = true;
		link_send(w->links[i]);
	}
}

void
crew_hear(struct workers *w, struct link *link)
{
	struct job_reply reply;
	struct task *task;
	enum err_kind kind;
	struct str body;
	int r;

	link_read(link);
	if (!link->ready)
		greet(w, link);
	while (link->ready && !link->killed
	    && (r = link_reply(link, &kind, &body)) != 0) {
		if (r < 0) {
			condemn(w, link, ERR_FORMAT, "malformed reply");
			return;
		}
		if (r == 2) {
			succeed(w, link);
			continue;
		}
		task = link_shift(link);
		link->solo = false;
		set_deadline(w, link);
		reply = (struct job_reply){ .ok = kind == ERR_NONE };
		if (reply.ok)
			reply.body = body;
		else
			err_set(&reply.err, kind, "%.*s", STR_ARG(body));
		answer(w, task, &reply);
	}
	if (link->fd < 0)
		link->deadline_ms = w->clock.ms + DYING_MS;
}

static struct link *
find(const struct workers *w, uint32_t id)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->links[i]->id == id)
			return w->links[i];
	return NULL;
}

/*
 * Its workers end with it, killed from outside: what they had to do is done
 * again.
 */
static void
take_spare(struct workers *w)
{
	if (zygote_replace(&w->zygote) != 0) {
		err_set(&w->fatal, ERR_SYSTEM,
		    "the process that starts workers is gone");
		return;
	}
	for (size_t i = 0; i < w->count; i++) {
		struct link *link = w->links[i];

		if (link->reaped)
			continue;
		link->reaped = true;
		link->status = SIGKILL;	/* as from waitpid() */
		link->deadline_ms = w->clock.ms + DYING_MS;
	}
}

void
crew_take_events(struct workers *w)
{
	struct zygote_event event;
	struct link *link;
	int r;

	while ((r = zygote_event(&w->zygote, &event)) > 0) {
		link = find(w, event.id);
		if (!link)
			continue;
		link->reaped = true;
		link->status = event.status;
		link->error = event.error;
		link->deadline_ms = w->clock.ms + DYING_MS;
	}
	if (r < 0 && w->fatal.kind == ERR_NONE)
		take_spare(w);
}

/* The oldest job is the suspect; the others merely waited behind it. */
static void
blame(struct workers *w, struct link *link, const struct err *why,
    bool interrupted)
{
	struct job_reply reply = { .ok = false, .err = *why };
	struct task *task = link_shift(link);

	while (link->flying) {
		struct task *last = link->flight[--link->flying];

		tasks_prepend(&w->waiting, last);
	}
	if (interrupted)
		task->interrupted++;
	else
		task->charged++;
	if (task->charged >= CHARGED_MAX
	    || task->interrupted > INTERRUPTED_MAX)
		answer(w, task, &reply);
	else
		tasks_append(&w->suspects, task);
}

static void
bury(struct workers *w, struct link *link)
{
	struct err why = ERR_INIT;
	const bool interrupted = crew_verdict(w, link, &why);

	if (!link->ready)
		note_failure(w, &why);
	else if (link->flying)
		blame(w, link, &why, interrupted);
	link_free(link);
}

static void
overstay(struct workers *w, struct link *link)
{
	char why[64];

	if (link->reaped) {
		/* Somebody else holds its socket; no reply is due from it. */
		link_close(link);
	} else if (!link->ready) {
		condemn(w, link, ERR_SYSTEM, "took too long to start");
	} else if (link->fd < 0) {
		condemn(w, link, ERR_SYSTEM, "closed its socket");
	} else {
		snprintf(why, sizeof(why), "stuck for more than %u s",
		    w->table->jobs[link->flight[0]->job]->wall_s);
		condemn(w, link, ERR_LIMIT, why);
	}
}

void
crew_judge(struct workers *w)
{
	size_t i;

	for (i = 0; i < w->count; i++)
		if (w->links[i]->deadline_ms <= w->clock.ms)
			overstay(w, w->links[i]);
	for (i = 0; i < w->count;) {
		struct link *link = w->links[i];

		if (link->fd >= 0 || !link->reaped) {
			i++;
			continue;
		}
		/* Its place is filled first: a callback may look at us. */
		w->links[i] = w->links[--w->count];
		bury(w, link);
	}
}
