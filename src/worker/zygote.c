/* SPDX-License-Identifier: MIT */
#include "worker/zygote.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long it may take to end by itself. */
#define STOP_MS 5000

static int
start(pid_t *pid, int *fd, bool spare, const struct job_table *table,
    const struct workers_options *options, struct err *err)
{
	const pid_t parent = getpid();
	int pair[2];

	*fd = -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
		return err_errno(err, "cannot make a socket pair");
	*pid = fork();
	if (*pid == 0)
		zygote_main(pair[1], parent, spare, table, options);
	close(pair[1]);
	if (*pid < 0) {
		err_errno(err, "cannot fork");
		close(pair[0]);
		return -1;
	}
	*fd = pair[0];
	return 0;
}

int
zygote_start(struct zygote *zygote, const struct job_table *table,
    const struct workers_options *options, struct err *err)
{
	struct err no_spare = ERR_INIT;

	if (start(&zygote->pid, &zygote->fd, false, table, options, err) != 0)
		return -1;
	/* It is seldom needed: without one all works as well. */
	(void)start(&zygote->spare_pid, &zygote->spare_fd, true, table,
	    options, &no_spare);
	return 0;
}

static void
stop(pid_t pid, int fd)
{
	struct pollfd hangup = { .fd = fd, .events = 0 };
	int n;

	shutdown(fd, SHUT_WR);
	do
		n = poll(&hangup, 1, STOP_MS);
	while (n < 0 && errno == EINTR);
	if (n <= 0)
		kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	close(fd);
}

void
zygote_stop(struct zygote *zygote)
{
	stop(zygote->pid, zygote->fd);
	if (zygote->spare_fd >= 0)
		stop(zygote->spare_pid, zygote->spare_fd);
}

int
zygote_replace(struct zygote *zygote)
{
	if (zygote->spare_fd < 0)
		return -1;
	stop(zygote->pid, zygote->fd);
	zygote->pid = zygote->spare_pid;
	zygote->fd = zygote->spare_fd;
	zygote->spare_fd = -1;
	return 0;
}

static int
request(const struct zygote *zygote, enum zygote_verb verb, uint32_t id,
    const int *fd)
{
	struct zygote_request body = { verb, id };
	struct iovec iov = { &body, sizeof(body) };
	union {
		char bytes[CMSG_SPACE(sizeof(int))];
		struct cmsghdr align;
	} control;
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct cmsghdr *cmsg;
	ssize_t n;

	memset(&control, 0, sizeof(control));
	if (fd) {
		msg.msg_control = control.bytes;
		msg.msg_controllen = sizeof(control.bytes);
		cmsg = CMSG_FIRSTHDR(&msg);
		cmsg->cmsg_level = SOL_SOCKET;
		cmsg->cmsg_type = SCM_RIGHTS;
		cmsg->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(cmsg), fd, sizeof(int));
	}
	do
		n = sendmsg(zygote->fd, &msg, MSG_NOSIGNAL);
	while (n < 0 && errno == EINTR);
	return n < 0 ? -1 : 0;
}

int
zygote_spawn(const struct zygote *zygote, uint32_t id, struct err *err)
{
	int pair[2], r;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
		return err_errno(err, "cannot make a socket pair");
	r = fcntl(pair[0], F_SETFL, O_NONBLOCK);
	if (r == 0)
		r = request(zygote, ZYGOTE_SPAWN, id, &pair[1]);
	if (r != 0)
		err_errno(err, "cannot ask for a worker");
	close(pair[1]);
	if (r == 0)
		return pair[0];
	close(pair[0]);
	return -1;
}

void
zygote_kill(const struct zygote *zygote, uint32_t id)
{
	/* It fails only if the zygote is gone, and with it all workers. */
	(void)request(zygote, ZYGOTE_KILL, id, NULL);
}

void
zygote_prepare(const struct zygote *zygote)
{
	(void)request(zygote, ZYGOTE_PREPARE, 0, NULL);
}

int
zygote_event(const struct zygote *zygote, struct zygote_event *event)
{
	ssize_t n;

	do
		n = recv(zygote->fd, event, sizeof(*event), MSG_DONTWAIT);
	while (n < 0 && errno == EINTR);
	if (n < 0 && errno == EAGAIN)
		return 0;
	return n == (ssize_t)sizeof(*event) ? 1 : -1;
}
