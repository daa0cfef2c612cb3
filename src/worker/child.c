/* SPDX-License-Identifier: MIT */
#include "worker/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>

#include "base/mem.h"
#include "worker/sandbox.h"

#define OPEN_MAX_GUESS 65536
/* The kernel allows arguments and environment no more than this. */
#define START_BYTES_MOST ((size_t)6 << 20)

static void
close_above(int last)
{
	if (syscall(SYS_close_range, (unsigned)last + 1, ~0u, 0u) == 0)
		return;
	for (int fd = last + 1; fd < OPEN_MAX_GUESS; fd++)
		close(fd);
}

void
child_keep_only(int fd)
{
	/* Out of the way first: the parent may have had no standard streams. */
	int high = fcntl(fd, F_DUPFD_CLOEXEC, CHILD_FD + 1);

	if (high < 0 || dup3(high, CHILD_FD, O_CLOEXEC) < 0)
		_exit(EXIT_FAILURE);
	close_above(CHILD_FD);
}

static void
silence(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0 || dup2(null, STDIN_FILENO) < 0
	    || dup2(null, STDOUT_FILENO) < 0)
		_exit(EXIT_FAILURE);
	if (fcntl(STDERR_FILENO, F_GETFD) < 0)
		dup2(null, STDERR_FILENO);
	if (null > STDERR_FILENO)
		close(null);
}

/*
 * The parent decides what a signal to the whole group means; its end is
 * ours. A sanitizer's own handlers stay.
 */
static void
reset_signals(void)
{
	static const int ignored[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT };
	static const int kept[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL };
	sigset_t none;
	bool keep;

	for (int sig = 1; sig < NSIG; sig++) {
		keep = false;
		for (size_t i = 0; i < ARRAY_COUNT(kept); i++)
			keep |= SANDBOX_SANITIZED && sig == kept[i];
		if (!keep)
			signal(sig, SIG_DFL);
	}
	for (size_t i = 0; i < ARRAY_COUNT(ignored); i++)
		signal(ignored[i], SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

void
child_die_with(pid_t parent)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0
	    || getppid() != parent)
		_exit(EXIT_FAILURE);
}

void
child_begin(int fd, pid_t parent)
{
	reset_signals();
	child_die_with(parent);
	child_keep_only(fd);
	silence();
}

/* For those who list processes. */
static void
set_title(char *place, size_t bytes)
{
	static const char title[] = "chapbook worker";

	if (bytes >= sizeof(title))
		memcpy(place, title, sizeof(title));
}

void
child_forget(void)
{
	/* The arguments, the environment and the program's path, in a row. */
	char *first = program_invocation_name;
	char *last = (char *)(uintptr_t)getauxval(AT_EXECFN);

	/* Wherever these are instead. */
	for (char **variable = environ; variable && *variable; variable++)
		explicit_bzero(*variable, strlen(*variable));
	clearenv();
	/* Libraries ask what time it is, and then where the machine is. */
	setenv("TZ", "UTC0", 1);
	tzset();
	if (!first || !last || last < first
	    || (size_t)(last - first) > START_BYTES_MOST)
		return;
	explicit_bzero(first, (size_t)(last - first) + strlen(last));
	set_title(first, (size_t)(last - first));
}

void
child_seclude(void)
{
	if (!SANDBOX_SANITIZED)
		dup2(STDIN_FILENO, STDERR_FILENO);
	child_forget();
}

void
child_lock(enum sandbox_mode mode, const struct sandbox_limits *limits,
    int fd)
{
	struct sandbox_state state = { false, false, false };
	struct frame hello = { SERVE_HELLO, 0 };

	if (mode != SANDBOX_OFF)
		sandbox_lock(limits, &state);
	hello.length = (state.rlimits ? SERVE_RLIMITS : 0)
	    | (state.landlock ? SERVE_LANDLOCK : 0)
	    | (state.seccomp ? SERVE_SECCOMP : 0);
	if (write(fd, &hello, sizeof(hello)) != sizeof(hello))
		_exit(EXIT_FAILURE);
}

int
child_layers(uint32_t layers, enum sandbox_mode mode,
    struct sandbox_state *state, struct err *err)
{
	state->rlimits = state->rlimits && (layers & SERVE_RLIMITS);
	state->landlock = state->landlock && (layers & SERVE_LANDLOCK);
	state->seccomp = state->seccomp && (layers & SERVE_SECCOMP);
	if (mode != SANDBOX_REQUIRE
	    || (state->rlimits && state->landlock && state->seccomp))
		return 0;
	return err_set(err, ERR_REFUSED,
	    "sandbox cannot be had: missing%s%s%s",
	    state->rlimits ? "" : " rlimits",
	    state->landlock ? "" : " landlock",
	    state->seccomp ? "" : " seccomp");
}

/*
 * The limit is set here and not by the parent, which would have to name a
 * process that may be gone; what a subverted process gains by moving it ends
 * at the parent's limit by the clock.
 */
void
child_start_cpu_clock(unsigned cpu_s)
{
	struct itimerval timer;

	memset(&timer, 0, sizeof(timer));
	timer.it_value.tv_sec = (time_t)cpu_s;
	setitimer(ITIMER_PROF, &timer, NULL);
}

void
child_write(int fd, uint32_t word, struct str body)
{
	struct frame frame = { word, (uint32_t)body.len };
	struct iovec iov[2] = {
		{ &frame, sizeof(frame) },
		{ (void *)(uintptr_t)body.p, body.len },
	};
	struct iovec *next = iov;
	size_t done;
	ssize_t n;

	while (next < iov + 2) {
		if (!next->iov_len) {
			next++;
			continue;
		}
		n = writev(fd, next, (int)(iov + 2 - next));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			_exit(EXIT_FAILURE);
		for (done = (size_t)n; done;) {
			size_t part = done < next->iov_len
			    ? done : next->iov_len;

			next->iov_base = (char *)next->iov_base + part;
			next->iov_len -= part;
			done -= part;
			if (!next->iov_len)
				next++;
		}
	}
}
