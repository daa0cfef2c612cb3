/* SPDX-License-Identifier: MIT */
#include "worker/task.h"

#include <stdlib.h>

#include "base/mem.h"

struct task *
task_new(size_t job, struct buf *take_in, job_done *done, void *arg)
{
	struct task *task = mem_zalloc(sizeof(*task));

	task->job = job;
	task->in = *take_in;
	buf_init(take_in);
	task->done = done;
	task->arg = arg;
	return task;
}

void
task_free(struct task *task)
{
	buf_release(&task->in);
	free(task);
}

void
tasks_append(struct task_queue *queue, struct task *take_task)
{
	take_task->next = NULL;
	if (queue->tail)
		queue->tail->next = take_task;
	else
		queue->head = take_task;
	queue->tail = take_task;
	queue->count++;
	queue->bytes += take_task->in.len;
}

void
tasks_prepend(struct task_queue *queue, struct task *take_task)
{
	take_task->next = queue->head;
	queue->head = take_task;
	if (!queue->tail)
		queue->tail = take_task;
	queue->count++;
	queue->bytes += take_task->in.len;
}

struct task *
tasks_take(struct task_queue *queue)
{
	struct task *task = queue->head;

	if (!task)
		return NULL;
	queue->head = task->next;
	if (!queue->head)
		queue->tail = NULL;
	queue->count--;
	queue->bytes -= task->in.len;
	task->next = NULL;
	return task;
}

void
tasks_release(struct task_queue *queue)
{
	struct task *task;

	while ((task = tasks_take(queue)))
		task_free(task);
}
