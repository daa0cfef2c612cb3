/* SPDX-License-Identifier: MIT */
/* A job that was submitted and is not answered yet; queues of them. */
#ifndef CHAPBOOK_TASK_H
#define CHAPBOOK_TASK_H

#include "worker/pool.h"

struct task {
	struct task *next;
	size_t job;
	struct buf in;
	job_done *done;
	void *arg;
	unsigned charged;	/* workers that died of it, as far as we know */
	unsigned interrupted;	/* workers that were killed under it */
};

struct task_queue {
	struct task *head, *tail;
	size_t count, bytes;
};

struct task *task_new(size_t job, struct buf *take_in, job_done *done,
    void *arg);
void task_free(struct task *task);

/* A queue owns the tasks in it. */
void tasks_append(struct task_queue *queue, struct task *take_task);
void tasks_prepend(struct task_queue *queue, struct task *take_task);
struct task *tasks_take(struct task_queue *queue);	/* NULL if empty */
void tasks_release(struct task_queue *queue);

#endif
