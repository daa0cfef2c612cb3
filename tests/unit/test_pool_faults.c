/* SPDX-License-Identifier: MIT */
/* What the pool does when jobs misbehave and processes die. */
#include "test.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <sys/wait.h>

#include "pool_jobs.h"

struct attempt {
	const char *input;
	const char *message;
	enum err_kind kind;
};

/* Each among ten others, which all must be answered. */
static void
check_attempts(const struct attempt *attempts, size_t count)
{
	enum { AROUND = 10 };
	const size_t all = count * (AROUND + 1);
	struct workers *w = start(2);
	struct answer *a = answers_new(all);

	for (size_t i = 0; i < count; i++) {
		submit(w, attempts[i].input[0] == 'c' ? BUSY : EVIL,
		    attempts[i].input, &a[i]);
		for (size_t j = 0; j < AROUND; j++)
			submit(w, ECHO, "around",
			    &a[count + i * AROUND + j]);
	}
	check_wait(w);
	for (size_t i = 0; i < all; i++) {
		CHECK_NUM(a[i].calls, 1);
		CHECK_NUM(a[i].ok, i >= count);
		CHECK_STR(buf_str(&a[i].text),
		    i < count ? attempts[i].message : "around");
		if (i < count)
			CHECK_NUM(a[i].kind, attempts[i].kind);
	}
	answers_free(a, all);
	workers_stop(w);
}

static void
test_hostile_replies(void)
{
	static const struct attempt attempts[] = {
		{ "Length", "malformed reply", ERR_FORMAT },
		{ "Status", "malformed reply", ERR_FORMAT },
		{ "Message", "malformed reply", ERR_FORMAT },
		{ "Partial", "ended with status 0", ERR_SYSTEM },
		{ "x", "ended with status 7", ERR_SYSTEM },
	};

	check_attempts(attempts, sizeof(attempts) / sizeof(attempts[0]));
}

/* The first frame answers the job; what follows was not asked for. */
static void
test_unasked_replies(void)
{
	struct workers *w = start(2);
	struct answer *a = answers_new(30);

	for (size_t i = 0; i < 30; i++)
		submit(w, i % 10 ? ECHO : EVIL, i == 10 ? "Flood" : "Twice",
		    &a[i]);
	check_wait(w);
	for (size_t i = 0; i < 30; i++)
		CHECK_NUM(a[i].calls, 1);
	answers_free(a, 30);
	workers_stop(w);
}

static void
test_crashes(void)
{
	static const struct attempt attempts[] = {
		{ "segv", "crashed (segmentation fault)", ERR_SYSTEM },
		{ "recurse", "crashed (segmentation fault)", ERR_SYSTEM },
		{ "abort", "crashed (Aborted)", ERR_SYSTEM },
		{ "cpu", "took more than 1 seconds of CPU", ERR_LIMIT },
		{ "memory", "out of memory", ERR_LIMIT },
	};

	if (without_sandbox())
		SKIP("needs a process without a sanitizer");
	check_attempts(attempts, sizeof(attempts) / sizeof(attempts[0]));
}

static void
test_forbidden(void)
{
	static const char *const inputs[] = {
		"open", "network", "fork", "exec", "kill", "ptrace",
		"write+exec",
	};
	enum { COUNT_OF = sizeof(inputs) / sizeof(inputs[0]) };
	struct attempt attempts[COUNT_OF];

	if (without_sandbox())
		SKIP("no sandbox");
	for (size_t i = 0; i < COUNT_OF; i++)
		attempts[i] = (struct attempt){ inputs[i],
			"forbidden system call", ERR_SYSTEM };
	check_attempts(attempts, COUNT_OF);
}

static void
test_stuck(void)
{
	struct workers *w = start(2);
	struct answer *a = answers_new(21);

	submit(w, STUCK, "", &a[0]);
	for (size_t i = 1; i < 21; i++)
		submit(w, ECHO, "other", &a[i]);
	check_wait(w);
	CHECK(!a[0].ok);
	CHECK_NUM(a[0].kind, ERR_LIMIT);
	CHECK_STR(buf_str(&a[0].text), "stuck for more than 1 s");
	for (size_t i = 0; i < 21; i++)
		CHECK_NUM(a[i].calls, 1);
	for (size_t i = 1; i < 21; i++)
		CHECK(a[i].ok);
	answers_free(a, 21);
	workers_stop(w);
}

/* The processes whose parent is one of ours; at most max of them. */
static size_t
children_of(pid_t parent, pid_t *pids, size_t max)
{
	DIR *dir = opendir("/proc");
	struct dirent *d;
	size_t n = 0;

	while (dir && (d = readdir(dir)) && n < max) {
		char name[300], line[400] = "";
		const char *behind;
		int of = 0;
		FILE *f;

		if (!ascii_digit(d->d_name[0]))
			continue;
		snprintf(name, sizeof(name), "/proc/%s/stat", d->d_name);
		f = fopen(name, "r");
		if (!f)
			continue;
		behind = fgets(line, sizeof(line), f)
		    ? strrchr(line, ')') : NULL;
		fclose(f);
		if (behind && sscanf(behind, ") %*c %d", &of) == 1
		    && of == (int)parent)
			pids[n++] = (pid_t)atol(d->d_name);
	}
	if (dir)
		closedir(dir);
	return n;
}

/* One zygote has them all; its spare has none. */
static size_t
worker_pids(pid_t *pids, size_t max)
{
	pid_t zygotes[2];
	size_t count = children_of(getpid(), zygotes, 2), n = 0;

	for (size_t i = 0; i < count; i++)
		n += children_of(zygotes[i], pids + n, max - n);
	return n;
}

/* One worker is killed while the jobs are worked at: no job is hit twice. */
static bool
kill_one(struct workers *w, struct answer *a, size_t count, unsigned seed)
{
	struct err err = ERR_INIT;
	bool killed = false;
	pid_t pids[16];
	size_t n;

	for (size_t i = 0; i < count; i++)
		submit(w, i % 6 ? ECHO : SLOW, "steady", &a[i]);
	for (unsigned turns = seed % 16; turns > 0 && workers_pending(w);
	     turns--)
		CHECK(workers_pump(w, 50, &err) == 0);
	n = worker_pids(pids, 16);
	if (n && workers_pending(w))
		killed = kill(pids[seed % n], SIGKILL) == 0;
	check_wait(w);
	return killed;
}

static void
test_killed_from_outside(void)
{
	enum { WAVES = 20, JOBS = 40 };
	struct workers *w = start(2);
	struct answer *a = answers_new(WAVES * JOBS);
	unsigned seed = 1, kills = 0;

	for (size_t i = 0; i < WAVES; i++) {
		seed = seed * 1103515245u + 12345u;
		kills += kill_one(w, a + i * JOBS, JOBS, seed >> 16);
	}
	CHECK(kills >= 5);
	for (size_t i = 0; i < WAVES * JOBS; i++) {
		CHECK_NUM(a[i].calls, 1);
		CHECK(a[i].ok);
	}
	answers_free(a, WAVES * JOBS);
	workers_stop(w);
}

static void
test_killed_again_and_again(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(1);
	struct err err = ERR_INIT;
	pid_t pids[16];

	submit(w, WAITING, "", &a[0]);
	for (int i = 0; i < 600 && workers_pending(w); i++) {
		/* The end of one is heard, then the greeting of the next. */
		CHECK(workers_pump(w, 20 + i, &err) == 0);
		if (workers_pending(w))
			CHECK(workers_pump(w, 20 + i, &err) == 0);
		for (size_t n = worker_pids(pids, 16); n > 0; n--)
			kill(pids[n - 1], SIGKILL);
	}
	CHECK_NUM(a[0].calls, 1);
	CHECK_STR(buf_str(&a[0].text), "killed from outside");
	answers_free(a, 1);
	workers_stop(w);
}

/* The child that has children. */
static pid_t
busy_zygote(void)
{
	pid_t zygotes[4], pids[1];
	size_t count = children_of(getpid(), zygotes, 4);

	for (size_t i = 0; i < count; i++)
		if (children_of(zygotes[i], pids, 1))
			return zygotes[i];
	return -1;
}

/* The spare takes its place, and nothing is lost; then all is. */
static void
test_zygote_killed(void)
{
	enum { MANY = 40 };
	struct workers *w = start(2);
	struct answer *a = answers_new(MANY + 1);
	struct err err = ERR_INIT;
	pid_t pids[16];

	CHECK_NUM(children_of(getpid(), pids, 16), 2);
	for (size_t i = 0; i < MANY; i++)
		submit(w, i % 2 ? ECHO : SLOW, "x", &a[i]);
	CHECK(workers_pump(w, 20, &err) == 0);
	CHECK(kill(busy_zygote(), SIGKILL) == 0);
	CHECK(workers_wait(w, &err) == 0);
	CHECK_STR(str_of(err.message), "");
	for (size_t i = 0; i < MANY; i++)
		CHECK(a[i].calls == 1 && a[i].ok);
	CHECK_NUM(children_of(getpid(), pids, 16), 1);
	submit(w, WAITING, "", &a[MANY]);
	CHECK(workers_pump(w, 20, &err) == 0);
	CHECK(kill(busy_zygote(), SIGKILL) == 0);
	CHECK(workers_wait(w, &err) == -1);
	CHECK_NUM(err.kind, ERR_SYSTEM);
	CHECK(workers_pump(w, 0, &err) == -1);
	workers_stop(w);
	CHECK_NUM(children_of(getpid(), pids, 16), 0);
	CHECK_NUM(a[MANY].calls, 0);
	answers_free(a, MANY + 1);
}

/* A spare that is killed first is not missed until it is needed. */
static void
test_spare_killed(void)
{
	struct workers *w = start(1);
	struct answer *a = answers_new(3);
	struct err err = ERR_INIT;
	pid_t pids[4], zygote;

	submit(w, ECHO, "x", &a[0]);
	CHECK(workers_wait(w, &err) == 0);
	zygote = busy_zygote();
	CHECK_NUM(children_of(getpid(), pids, 4), 2);
	CHECK(kill(pids[0] == zygote ? pids[1] : pids[0], SIGKILL) == 0);
	submit(w, ECHO, "x", &a[1]);
	CHECK(workers_wait(w, &err) == 0);
	CHECK(a[1].ok);
	submit(w, WAITING, "", &a[2]);
	CHECK(workers_pump(w, 20, &err) == 0);
	CHECK(kill(zygote, SIGKILL) == 0);
	CHECK(workers_wait(w, &err) == -1);
	CHECK_NUM(err.kind, ERR_SYSTEM);
	workers_stop(w);
	CHECK_NUM(children_of(getpid(), pids, 4), 0);
	answers_free(a, 3);
}

static void
test_stop_while_busy(void)
{
	struct workers *w = start(2);
	struct answer *a = answers_new(100);
	struct err err = ERR_INIT;
	pid_t pids[16];
	size_t n;

	for (size_t i = 0; i < 100; i++)
		submit(w, i < 2 ? WAITING : ECHO, "x", &a[i]);
	for (int i = 0; i < 5; i++)
		CHECK(workers_pump(w, 20, &err) == 0);
	n = worker_pids(pids, 16);
	CHECK(n >= 2);
	workers_stop(w);
	while (n > 0)
		CHECK(kill(pids[--n], 0) == -1 && errno == ESRCH);
	CHECK_NUM(children_of(getpid(), pids, 16), 0);
	CHECK_NUM(waitpid(-1, NULL, WNOHANG), -1);
	for (size_t i = 0; i < 100; i++)
		CHECK(a[i].calls <= 1);
	answers_free(a, 100);
}

/* When this process dies without a word, so do all the others. */
static void
test_no_orphans(void)
{
	pid_t pids[16], child;
	struct pollfd ended;
	int tell[2];
	char c;

	CHECK(pipe(tell) == 0);
	child = fork();
	if (child == 0) {
		struct answer *a = answers_new(1);
		struct workers *w = start(1);

		submit(w, WAITING, "", &a[0]);
		workers_pump(w, 20, NULL);
		/* All of them have the pipe's end, until they close it. */
		(void)!write(tell[1], "r", 1);
		pause();
	}
	close(tell[1]);
	CHECK(read(tell[0], &c, 1) == 1);
	CHECK_NUM(children_of(child, pids, 16), 2);
	CHECK(children_of(pids[0], pids + 1, 15) >= 1
	    || children_of(pids[1], pids + 1, 15) >= 1);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	ended = (struct pollfd){ tell[0], POLLIN, 0 };
	CHECK_NUM(poll(&ended, 1, 300000), 1);
	for (int i = 0; i < 15000 && kill(pids[1], 0) == 0; i++) {
		char name[64], line[200] = "";
		FILE *f;

		/* Whoever adopts it may be slow to bury it. */
		snprintf(name, sizeof(name), "/proc/%d/stat", (int)pids[1]);
		f = fopen(name, "r");
		if (!f || !fgets(line, sizeof(line), f)
		    || strstr(line, ") Z ")) {
			pids[1] = 0;
			if (f)
				fclose(f);
			break;
		}
		fclose(f);
		usleep(20000);
	}
	CHECK(pids[1] == 0 || kill(pids[1], 0) != 0);
	close(tell[0]);
}

int
main(void)
{
	RUN(test_hostile_replies);
	RUN(test_unasked_replies);
	RUN(test_crashes);
	RUN(test_forbidden);
	RUN(test_stuck);
	RUN(test_killed_from_outside);
	RUN(test_killed_again_and_again);
	RUN(test_zygote_killed);
	RUN(test_spare_killed);
	RUN(test_stop_while_busy);
	RUN(test_no_orphans);
	return test_end();
}
