/* SPDX-License-Identifier: MIT */
/* The zygote's own process, from its fork to its end. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "worker/child.h"
#include "worker/sandbox.h"
#include "worker/serve.h"
#include "worker/zygote.h"

struct child {
	pid_t pid;
	uint32_t id;
};

struct nursery {
	struct serve serve;
	struct child children[ZYGOTE_WORKERS_MAX];
	size_t count;
	int signals;	/* readable when a child has ended */
};

static void
prepare(struct nursery *nursery, const struct job_table *table,
    const struct workers_options *options)
{
	void **prepared = mem_zalloc(mem_mul(table->count, sizeof(*prepared)));

	sandbox_prepare();
	for (size_t i = 0; i < table->count; i++)
		if (table->jobs[i]->prepare)
			prepared[i] = table->jobs[i]->prepare(options->shared);
	nursery->serve = (struct serve){
		.table = table,
		.prepared = prepared,
		.sandbox = options->sandbox,
		.memory_bytes = options->memory_bytes,
	};
}

static void
prepare_more(const struct nursery *nursery)
{
	const struct serve *serve = &nursery->serve;

	for (size_t i = 0; i < serve->table->count; i++)
		if (serve->table->jobs[i]->prepare_more)
			serve->table->jobs[i]->prepare_more(
			    serve->prepared[i]);
}

static _Noreturn void
become_worker(const struct nursery *nursery, pid_t zygote, int fd)
{
	sigset_t none;

	child_die_with(zygote);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	child_keep_only(fd);
	child_seclude();
	serve_jobs(&nursery->serve, CHILD_FD);
}

static bool
tell(struct zygote_event event)
{
	return send(CHILD_FD, &event, sizeof(event), MSG_NOSIGNAL)
	    == (ssize_t)sizeof(event);
}

/* Takes fd, -1 if there came none. */
static bool
spawn(struct nursery *nursery, uint32_t id, int fd)
{
	const pid_t zygote = getpid();
	pid_t pid = -1;
	int error = EAGAIN;

	if (fd >= 0 && nursery->count < ZYGOTE_WORKERS_MAX) {
		pid = fork();
		error = errno;
	}
	if (pid == 0)
		become_worker(nursery, zygote, fd);
	if (fd >= 0)
		close(fd);
	if (pid < 0)
		return tell((struct zygote_event){ id, error, 0 });
	nursery->children[nursery->count++] = (struct child){ pid, id };
	return true;
}

static void
kill_child(const struct nursery *nursery, uint32_t id)
{
	for (size_t i = 0; i < nursery->count; i++)
		if (nursery->children[i].id == id)
			kill(nursery->children[i].pid, SIGKILL);
}

/* False when there is nobody left to ask. */
static bool
obey(struct nursery *nursery)
{
	struct zygote_request request;
	struct iovec iov = { &request, sizeof(request) };
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control.bytes,
		.msg_controllen = sizeof(control.bytes),
	};
	struct cmsghdr *cmsg;
	int fd = -1;
	ssize_t n;

	n = recvmsg(CHILD_FD, &msg, MSG_CMSG_CLOEXEC);
	if (n < 0 && errno == EINTR)
		return true;
	if (n != (ssize_t)sizeof(request))
		return false;
	cmsg = CMSG_FIRSTHDR(&msg);
	if (cmsg && cmsg->cmsg_type == SCM_RIGHTS)
		memcpy(&fd, CMSG_DATA(cmsg), sizeof(fd));
	if (request.verb == ZYGOTE_SPAWN)
		return spawn(nursery, request.id, fd);
	if (request.verb == ZYGOTE_PREPARE)
		prepare_more(nursery);
	else
		kill_child(nursery, request.id);
	return true;
}

static bool
reap(struct nursery *nursery)
{
	struct child *const children = nursery->children;
	struct signalfd_siginfo info;
	bool heard = true;
	int status;
	pid_t pid;
	size_t i;

	(void)!read(nursery->signals, &info, sizeof(info));
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
		for (i = 0; i < nursery->count && children[i].pid != pid; i++)
			continue;
		if (i == nursery->count)
			continue;
		heard = tell((struct zygote_event){
		    children[i].id, 0, status }) && heard;
		children[i] = children[--nursery->count];
	}
	return heard;
}

static int
watch_children(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static _Noreturn void
end(const struct nursery *nursery)
{
	for (size_t i = 0; i < nursery->count; i++)
		kill(nursery->children[i].pid, SIGKILL);
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		continue;
	_exit(EXIT_SUCCESS);
}

static void
wait_to_be_asked(void)
{
	struct pollfd asked = { .fd = CHILD_FD, .events = POLLIN };

	while (poll(&asked, 1, -1) < 0)
		continue;
}

_Noreturn void
zygote_main(int fd, pid_t parent, bool spare, const struct job_table *table,
    const struct workers_options *options)
{
	struct nursery nursery = { .count = 0 };
	struct pollfd fds[2];

	child_begin(fd, parent);
	child_forget();
	if (spare)
		wait_to_be_asked();
	prepare(&nursery, table, options);
	nursery.signals = watch_children();
	if (nursery.signals < 0)
		_exit(EXIT_FAILURE);
	fds[0] = (struct pollfd){ .fd = CHILD_FD, .events = POLLIN };
	fds[1] = (struct pollfd){ .fd = nursery.signals, .events = POLLIN };
	for (;;) {
		if (poll(fds, 2, -1) < 0)
			continue;
		if (fds[1].revents && !reap(&nursery))
			end(&nursery);
		if (fds[0].revents && !obey(&nursery))
			end(&nursery);
	}
}
