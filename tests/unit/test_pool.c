/* SPDX-License-Identifier: MIT */
/* What the pool does when all is well. */
#include "test.h"

#include <poll.h>
#include <sys/wait.h>

#include "deny.h"
#include "pool_jobs.h"

static void
test_answers(void)
{
	struct workers *w = start(2);
	struct answer *a = answers_new(4);

	CHECK_NUM(workers_count(w), 2);
	CHECK_NUM(workers_pending(w), 0);
	submit(w, ECHO, "hello", &a[0]);
	submit(w, FAIL, "input", &a[1]);
	submit(w, ECHO, "", &a[2]);
	submit(w, PREPARED, "", &a[3]);
	CHECK_NUM(workers_pending(w), 4);
	check_wait(w);
	for (size_t i = 0; i < 4; i++)
		CHECK_NUM(a[i].calls, 1);
	CHECK(a[0].ok);
	CHECK_STR(buf_str(&a[0].text), "hello");
	CHECK(!a[1].ok);
	CHECK_NUM(a[1].kind, ERR_FORMAT);
	CHECK_STR(buf_str(&a[1].text), "bad \"input\"");
	CHECK(a[2].ok);
	CHECK_STR(buf_str(&a[2].text), "");
	CHECK_STR(buf_str(&a[3].text), "shared");
	answers_free(a, 4);
	workers_stop(w);
	workers_stop(NULL);
}

/* Megabytes in both directions, more than any socket holds. */
static void
test_large(void)
{
	enum { MANY = 12, BYTES = 3 << 20 };
	struct workers *w = start(2);
	struct answer *a = answers_new(MANY);
	struct buf in;

	for (size_t i = 0; i < MANY; i++) {
		buf_init(&in);
		buf_reserve(&in, BYTES + i);
		memset(in.data, 'a' + (int)i, BYTES + i);
		in.len = BYTES + i;
		workers_submit(w, ECHO, &in, note, &a[i]);
	}
	check_wait(w);
	for (size_t i = 0; i < MANY; i++) {
		CHECK(a[i].ok);
		CHECK_NUM(a[i].text.len, BYTES + i);
		CHECK_NUM(a[i].text.data[BYTES - 1], 'a' + (int)i);
	}
	answers_free(a, MANY);
	workers_stop(w);
}

static void
test_reply_limit(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(2);
	char text[32];

	snprintf(text, sizeof(text), "%zu", LIMIT_REPLY_BYTES);
	submit(w, GROW, text, &a[0]);
	snprintf(text, sizeof(text), "%zu", LIMIT_REPLY_BYTES + 1);
	submit(w, GROW, text, &a[1]);
	check_wait(w);
	CHECK(a[0].ok);
	CHECK_NUM(a[0].text.len, LIMIT_REPLY_BYTES);
	CHECK(!a[1].ok);
	CHECK_NUM(a[1].kind, ERR_LIMIT);
	answers_free(a, 2);
	workers_stop(w);
}

static void
count_reply(void *arg, const struct job_reply *reply)
{
	*(size_t *)arg += reply->ok && reply->body.len == 4;
}

/* No more turns than jobs: each hears of something. */
static void
test_many(void)
{
	enum { MANY = 10000 };
	struct workers *w = start(2);
	struct err err = ERR_INIT;
	struct buf in = BUF_INIT;
	size_t done = 0, most = 0, turns = 0;

	for (size_t i = 0; i < MANY; i++) {
		for (; workers_full(w); turns++)
			if (workers_pump(w, -1, &err) != 0)
				break;
		buf_adds(&in, "tiny");
		workers_submit(w, ECHO, &in, count_reply, &done);
		if (workers_pending(w) > most)
			most = workers_pending(w);
	}
	check_wait(w);
	CHECK_NUM(done, MANY);
	CHECK(most < 100);
	CHECK(turns > 0 && turns <= 2 * MANY);
	workers_stop(w);
}

static void
test_full_by_bytes(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(100);
	size_t n = 0;

	while (n < 100 && !workers_full(w)) {
		struct buf in = BUF_INIT;

		buf_reserve(&in, 1 << 20);
		memset(in.data, 'x', 1 << 20);
		in.len = 1 << 20;
		workers_submit(w, ECHO, &in, note, &a[n++]);
	}
	CHECK(n >= 1 && n <= 8);
	check_wait(w);
	CHECK(!workers_full(w));
	answers_free(a, 100);
	workers_stop(w);
}

static void
test_batches(void)
{
	enum { MANY = 3 * SERVE_BATCH_JOBS };
	struct workers *w = start(2);
	struct answer *a = answers_new(MANY);
	unsigned long most = 0, ones = 0;

	for (size_t i = 0; i < MANY; i++)
		submit(w, COUNT, "", &a[i]);
	check_wait(w);
	for (size_t i = 0; i < MANY; i++) {
		struct str n = buf_str(&a[i].text);
		unsigned long count = 0;

		n = str_sub(n, str_chr(n, ' ') + 1, n.len);
		CHECK(str_number(n, 1000, &count));
		most = count > most ? count : most;
		ones += count == 1;
	}
	CHECK_NUM(most, SERVE_BATCH_JOBS);
	CHECK(ones >= MANY / SERVE_BATCH_JOBS);
	answers_free(a, MANY);
	workers_stop(w);
}

struct chain {
	struct workers *w;
	unsigned left;
};

static void
submit_next(void *arg, const struct job_reply *reply)
{
	struct chain *chain = arg;
	struct buf in = BUF_INIT;

	CHECK(reply->ok);
	if (chain->left-- == 0)
		return;
	buf_addstr(&in, reply->body);
	buf_addc(&in, '.');
	workers_submit(chain->w, ECHO, &in, submit_next, chain);
}

static void
test_submit_from_callback(void)
{
	struct chain chain = { start(2), 200 };
	struct buf in = BUF_INIT;

	workers_submit(chain.w, ECHO, &in, submit_next, &chain);
	check_wait(chain.w);
	CHECK_NUM(chain.left, UINT32_MAX);
	workers_stop(chain.w);
}

/* How workers_start() ends where the kernel lacks a call. */
static int
start_without(unsigned call, enum sandbox_mode mode)
{
	const struct workers_options options = {
		.jobs = 1, .sandbox = mode, .shared = "",
	};
	struct sandbox_state state;
	struct err err = ERR_INIT;
	struct workers *w;
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		if (deny_call(call) != 0)
			_exit(100);
		w = workers_start(&table, &options, &err);
		if (!w)
			_exit((int)err.kind);
		workers_sandbox(w, &state);
		workers_stop(w);
		_exit(50 + state.rlimits * 4 + state.landlock * 2
		    + state.seccomp);
	}
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void
test_sandbox_modes(void)
{
	if (without_sandbox())
		SKIP("no sandbox");
	CHECK_NUM(start_without(SYS_landlock_create_ruleset, SANDBOX_REQUIRE),
	    ERR_REFUSED);
	CHECK_NUM(start_without(SYS_landlock_restrict_self, SANDBOX_REQUIRE),
	    ERR_REFUSED);
	CHECK_NUM(start_without(SYS_seccomp, SANDBOX_REQUIRE),
	    ERR_REFUSED);
	CHECK_NUM(start_without(SYS_landlock_create_ruleset, SANDBOX_AUTO),
	    50 + 5);
	CHECK_NUM(start_without(SYS_seccomp, SANDBOX_AUTO), 50 + 6);
	CHECK_NUM(start_without(SYS_seccomp, SANDBOX_OFF), 50);
	/* Neither is needed where the other way works as well. */
	CHECK_NUM(start_without(SYS_close_range, SANDBOX_REQUIRE), 50 + 7);
}

static void
test_poll_loop(void)
{
	struct workers *w = start(2);
	struct answer *a = answers_new(20);
	struct pollfd fds[8];
	struct err err = ERR_INIT;
	int timeout_ms = 50;

	for (size_t i = 0; i < 20; i++)
		submit(w, ECHO, "polled", &a[i]);
	CHECK_NUM(workers_pollfds(w, fds, 1, &timeout_ms), 1);
	CHECK_NUM(timeout_ms, 50);
	while (workers_pending(w)) {
		size_t n;

		timeout_ms = -1;
		n = workers_pollfds(w, fds, 8, &timeout_ms);
		CHECK(n >= 1);
		/* Until one is stuck. */
		CHECK(timeout_ms > 0);
		CHECK(poll(fds, (nfds_t)n, timeout_ms) > 0);
		if (workers_pump(w, 0, &err) != 0)
			break;
	}
	for (size_t i = 0; i < 20; i++)
		CHECK(a[i].ok && a[i].calls == 1);
	answers_free(a, 20);
	workers_stop(w);
}

/* What few inputs need is prepared once, and not before one needs it. */
static void
test_prepared_later(void)
{
	enum { MANY = 400 };
	struct workers *w = start(2);
	struct answer *a = answers_new(MANY + 1);
	unsigned before = 0;

	submit(w, RARE, "usual", &a[0]);
	check_wait(w);
	CHECK_STR(buf_str(&a[0].text), "0");
	for (size_t i = 0; i < MANY; i++)
		submit(w, RARE, i % 40 == 39 ? "rare" : "usual", &a[i]);
	submit(w, RARE, "never", &a[MANY]);
	check_wait(w);
	for (size_t i = 0; i < MANY; i++) {
		CHECK(a[i].ok);
		before += str_eq(buf_str(&a[i].text), STR("0"));
		if (i % 40 == 39)
			CHECK_STR(buf_str(&a[i].text), "1");
	}
	CHECK(before < MANY / 2);
	CHECK_NUM(a[MANY].calls, 1);
	CHECK(!a[MANY].ok);
	CHECK_STR(buf_str(&a[MANY].text), "malformed reply");
	answers_free(a, MANY + 1);
	workers_stop(w);
}

/* Who has room is sent its job when it is submitted, not a turn later. */
static void
test_sent_at_once(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(1);
	struct pollfd fds[8];
	struct err err = ERR_INIT;
	int timeout_ms = -1;
	size_t n;

	submit(w, ECHO, "at once", &a[0]);
	n = workers_pollfds(w, fds, 8, &timeout_ms);
	/* The answer comes, or the worker is stuck. */
	CHECK(poll(fds, (nfds_t)n, timeout_ms) > 0);
	CHECK(workers_pump(w, 0, &err) == 0);
	CHECK(a[0].ok);
	answers_free(a, 1);
	workers_stop(w);
}

/* What else is watched ends a wait too. */
static void
test_others_watched(void)
{
	struct workers *w = start(1);
	struct pollfd other = { .events = POLLIN };
	struct err err = ERR_INIT;
	int ends[2];

	CHECK(pipe(ends) == 0);
	other.fd = ends[0];
	CHECK(workers_turn(w, &other, 1, 0, &err) == 0);
	CHECK_NUM(other.revents, 0);
	CHECK(write(ends[1], "x", 1) == 1);
	CHECK(workers_turn(w, &other, 1, -1, &err) == 0);
	CHECK_NUM(other.revents, POLLIN);
	close(ends[0]);
	close(ends[1]);
	workers_stop(w);
}

/* Time in which the caller does other things is not the worker's fault. */
static void
test_absent_caller(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(3);
	struct err err = ERR_INIT;

	for (size_t i = 0; i < 3; i++)
		submit(w, GROW, "3000000", &a[i]);
	CHECK(workers_pump(w, 0, &err) == 0);
	sleep(1);
	check_wait(w);
	for (size_t i = 0; i < 3; i++)
		CHECK(a[i].ok && a[i].text.len == 3000000);
	answers_free(a, 3);
	workers_stop(w);
}

static void
test_without_standard_streams(void)
{
	int status = -1;
	pid_t pid = fork();

	if (pid == 0) {
		struct answer *a = answers_new(1);
		struct workers *w;

		for (int fd = 0; fd < 20; fd++)
			close(fd);
		w = start(1);
		submit(w, ECHO, "dark", &a[0]);
		if (workers_wait(w, NULL) != 0 || !a[0].ok)
			_exit(2);
		workers_stop(w);
		_exit(0);
	}
	waitpid(pid, &status, 0);
	CHECK_NUM(status, 0);
}

int
main(void)
{
	RUN(test_answers);
	RUN(test_large);
	RUN(test_reply_limit);
	RUN(test_many);
	RUN(test_full_by_bytes);
	RUN(test_batches);
	RUN(test_submit_from_callback);
	RUN(test_sandbox_modes);
	RUN(test_poll_loop);
	RUN(test_prepared_later);
	RUN(test_sent_at_once);
	RUN(test_others_watched);
	RUN(test_absent_caller);
	RUN(test_without_standard_streams);
	return test_end();
}
