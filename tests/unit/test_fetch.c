/* SPDX-License-Identifier: MIT */
/* The fetcher in an event loop; what servers do to it is tests/suites. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "net/fetch.h"
#include "test.h"

#define DELAY_MS 30
#define REPLY "HTTP/1.1 200 Fine\r\nContent-Length: 4\r\n" \
	"Connection: close\r\n\r\nbody"

struct server {
	pid_t pid;
	struct buf allowed, url;
};

static void
serve(int listener)
{
	for (;;) {
		int fd = accept(listener, NULL, NULL);
		char bytes[4096];

		if (fd < 0)
			_exit(0);
		if (read(fd, bytes, sizeof(bytes)) > 0) {
			usleep(DELAY_MS * 1000);
			(void)!write(fd, REPLY, strlen(REPLY));
		}
		close(fd);
	}
}

static struct server
server_start(void)
{
	struct server s = { 0, BUF_INIT, BUF_INIT };
	struct sockaddr_in in = { .sin_family = AF_INET };
	socklen_t size = sizeof(in);
	int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	CHECK(bind(listener, (struct sockaddr *)&in, sizeof(in)) == 0);
	CHECK(listen(listener, 50) == 0);
	CHECK(getsockname(listener, (struct sockaddr *)&in, &size) == 0);
	buf_addf(&s.allowed, "127.0.0.1:%u", ntohs(in.sin_port));
	buf_addf(&s.url, "http://%s/", s.allowed.data);
	s.pid = fork();
	if (s.pid == 0)
		serve(listener);
	close(listener);
	return s;
}

static void
server_stop(struct server *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	buf_release(&s->allowed);
	buf_release(&s->url);
}

static struct fetcher *
start(const struct server *s, unsigned connections)
{
	struct err err = ERR_INIT;
	struct str allowed = buf_str(&s->allowed);
	struct fetch_options options = { .connections = connections,
		.allowed = &allowed, .allowed_count = 1 };
	struct fetcher *f = fetcher_new(&options, NULL, &err);

	CHECK_STR(str_of(err.message), "");
	return f;
}

struct caller {
	struct fetcher *f;
	struct str url;
	unsigned calls, good, more;
};

static void
called(void *arg, const struct fetch_reply *reply)
{
	struct caller *c = arg;

	c->calls++;
	c->good += reply->ok && str_eq(reply->body, STR("body"));
	if (c->more) {
		c->more--;
		fetcher_submit(c->f, c->url, STR(""), 100, called, c);
	}
}

static void
test_submit_from_callback(void)
{
	struct server s = server_start();
	struct fetcher *f = start(&s, 3);
	struct caller c = { f, buf_str(&s.url), 0, 0, 7 };
	struct err err = ERR_INIT;

	for (int i = 0; i < 3; i++)
		fetcher_submit(f, c.url, STR(""), 100, called, &c);
	CHECK_NUM(fetcher_pending(f), 3);
	CHECK_NUM(c.calls, 0);
	while (fetcher_pending(f))
		CHECK(fetcher_pump(f, NULL, 0, -1, &err) == 0);
	CHECK_NUM(c.calls, 10);
	CHECK_NUM(c.good, 10);
	CHECK_NUM(fetcher_stats(f).requests, 10);
	CHECK_NUM(fetcher_stats(f).bytes, 40);
	fetcher_free(f);
	server_stop(&s);
}

/* What cannot go out is answered too, but not within fetcher_submit(). */
static void
test_refusals(void)
{
	struct server s = server_start();
	struct fetcher *f = start(&s, 1);
	struct caller c = { f, buf_str(&s.url), 0, 0, 0 };
	struct err err = ERR_INIT;

	for (int i = 0; i < 100; i++)
		fetcher_submit(f, STR("ftp://example.org/"), STR(""), 100,
		    called, &c);
	CHECK_NUM(c.calls, 0);
	while (fetcher_pending(f))
		CHECK(fetcher_pump(f, NULL, 0, -1, &err) == 0);
	CHECK_NUM(c.calls, 100);
	CHECK_NUM(c.good, 0);
	fetcher_free(f);
	server_stop(&s);
}

static void
test_other_descriptors(void)
{
	struct server s = server_start();
	struct fetcher *f = start(&s, 1);
	struct err err = ERR_INIT;
	struct pollfd fds[2];
	long before;
	int a[2], b[2];

	CHECK(pipe(a) == 0 && pipe(b) == 0);
	fds[0] = (struct pollfd){ a[0], POLLIN, 0x7fff };
	fds[1] = (struct pollfd){ b[1], POLLOUT, 0 };
	CHECK(fetcher_pump(f, fds, 2, -1, &err) == 0);
	CHECK_NUM(fds[0].revents, 0);
	CHECK_NUM(fds[1].revents, POLLOUT);
	before = clock_ms();
	CHECK(fetcher_pump(f, fds, 1, 50, &err) == 0);
	CHECK(clock_ms() - before >= 45);
	CHECK_NUM(fds[0].revents, 0);
	CHECK(write(a[1], "x", 1) == 1);
	CHECK(fetcher_pump(f, fds, 1, -1, &err) == 0);
	CHECK_NUM(fds[0].revents, POLLIN);
	close(a[1]);
	CHECK(fetcher_pump(f, fds, 1, -1, &err) == 0);
	CHECK_NUM(fds[0].revents, POLLIN | POLLHUP);
	close(b[0]);
	CHECK(fetcher_pump(f, fds, 2, -1, &err) == 0);
	CHECK(fds[1].revents & POLLERR);
	close(a[0]);
	close(b[1]);
	fetcher_free(f);
	server_stop(&s);
}

static void
test_hold(void)
{
	struct server s = server_start();
	struct fetcher *f = start(&s, 1);
	struct caller c = { f, buf_str(&s.url), 0, 0, 0 };
	struct err err = ERR_INIT;

	fetcher_submit(f, c.url, STR(""), 100, called, &c);
	fetcher_submit(f, c.url, STR(""), 100, called, &c);
	CHECK(fetcher_pump(f, NULL, 0, 0, &err) == 0);
	fetcher_hold(f, true);
	for (int i = 0; i < 10; i++)
		CHECK(fetcher_pump(f, NULL, 0, 20, &err) == 0);
	CHECK_NUM(c.calls, 1);
	CHECK_NUM(fetcher_stats(f).requests, 1);
	fetcher_hold(f, false);
	while (fetcher_pending(f))
		CHECK(fetcher_pump(f, NULL, 0, -1, &err) == 0);
	CHECK_NUM(c.good, 2);
	fetcher_free(f);
	server_stop(&s);
}

static void
test_free_while_busy(void)
{
	struct server s = server_start();
	struct fetcher *f = start(&s, 2);
	struct caller c = { f, buf_str(&s.url), 0, 0, 0 };
	struct err err = ERR_INIT;

	for (int i = 0; i < 20; i++)
		fetcher_submit(f, c.url, STR(""), 100, called, &c);
	CHECK(!fetcher_full(f));
	CHECK(fetcher_pump(f, NULL, 0, 5, &err) == 0);
	fetcher_free(f);
	CHECK(c.calls < 20);
	fetcher_free(NULL);
	server_stop(&s);
}

int
main(void)
{
	signal(SIGPIPE, SIG_IGN);
	RUN(test_submit_from_callback);
	RUN(test_refusals);
	RUN(test_other_descriptors);
	RUN(test_hold);
	RUN(test_free_while_busy);
	return test_end();
}
