/* SPDX-License-Identifier: MIT */
#include "worker/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "worker/child.h"

#define START_MS 30000

static _Noreturn void
become_helper(const struct helper_task *task, pid_t parent, int fd)
{
	const struct sandbox_limits limits = {
		.memory_bytes = task->memory_bytes,
		.cpu_s = task->cpu_s,
	};

	child_begin(fd, parent);
	child_seclude();
	sandbox_prepare();
	if (task->prepare)
		task->prepare();
	child_lock(task->sandbox, &limits, CHILD_FD);
	child_start_cpu_clock(task->cpu_s);
	task->run(task->arg, CHILD_FD);
	_exit(EXIT_SUCCESS);
}

static int
greet(const struct helper *h, enum sandbox_mode mode, struct err *err)
{
	struct sandbox_state state = { true, true, true };
	struct pollfd readable = { .fd = h->fd, .events = POLLIN };
	struct frame hello;
	int n;

	do
		n = poll(&readable, 1, START_MS);
	while (n < 0 && errno == EINTR);
	if (n == 0)
		return err_set(err, ERR_SYSTEM, "took too long to start");
	/* Whole: a pipe does not divide what is so short. */
	if (read(h->fd, &hello, sizeof(hello)) != sizeof(hello)
	    || hello.word != SERVE_HELLO)
		return err_set(err, ERR_FORMAT, "malformed greeting");
	return child_layers(hello.length, mode, &state, err);
}

int
helper_start(struct helper *h, const struct helper_task *task,
    struct err *err)
{
	const pid_t parent = getpid();
	struct err verdict = ERR_INIT;
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_errno(err, "cannot make a pipe");
	h->pid = fork();
	if (h->pid == 0)
		become_helper(task, parent, ends[1]);
	close(ends[1]);
	h->fd = ends[0];
	h->cpu_s = task->cpu_s;
	if (h->pid < 0) {
		err_errno(err, "cannot fork");
		close(h->fd);
		return -1;
	}
	if (greet(h, task->sandbox, err) == 0)
		return 0;
	if (helper_end(h, &verdict) != 0 && err->kind == ERR_FORMAT)
		*err = verdict;
	return -1;
}

int
helper_end(struct helper *h, struct err *err)
{
	int status = 0;
	pid_t pid;

	/* What has begun to end keeps the status that it ends with. */
	kill(h->pid, SIGKILL);
	close(h->fd);
	do
		pid = waitpid(h->pid, &status, 0);
	while (pid < 0 && errno == EINTR);
	if (pid < 0)
		return err_errno(err, "cannot wait for a process");
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
		return 0;
	child_verdict(status, h->cpu_s, err);
	return -1;
}
