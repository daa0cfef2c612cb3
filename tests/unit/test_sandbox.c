/* SPDX-License-Identifier: MIT */
/* Each attempt is made in a process of its own, that has locked itself. */
#include "test.h"

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>

#include "deny.h"
#include "worker/sandbox.h"

#define SURVIVED 42
#define MEMORY_BYTES ((size_t)512 << 20)
#define X32_BIT 0x40000000L
#define PAGE_BYTES 4096L

static _Alignas(4096) char page[PAGE_BYTES];

/*
 * How a process ends that locks itself and then runs attempt; EXIT_FAILURE
 * if it did not get want of the layers.
 */
static int
outcome(void (*attempt)(const void *), const void *arg,
    struct sandbox_state want)
{
	const struct sandbox_limits limits = { MEMORY_BYTES, 100 };
	struct sandbox_state state;
	pid_t pid = fork();
	int status = -1;

	if (pid == 0) {
		if (!want.landlock)
			deny_call(SYS_landlock_create_ruleset);
		if (!want.seccomp)
			deny_call(SYS_seccomp);
		sandbox_lock(&limits, &state);
		if (state.rlimits != want.rlimits
		    || state.landlock != want.landlock
		    || state.seccomp != want.seccomp)
			_exit(EXIT_FAILURE);
		attempt(arg);
		_exit(SURVIVED);
	}
	waitpid(pid, &status, 0);
	return status;
}

static const struct sandbox_state all = { true, true, true };

struct call {
	const char *name;
	long number;
	long args[4];
};

/* Pointers are null: a call that is looked at at all fails and returns. */
static const struct call forbidden[] = {
	{ "openat", SYS_openat, { AT_FDCWD } },
	{ "openat2", SYS_openat2, { AT_FDCWD } },
	{ "newfstatat", SYS_newfstatat, { AT_FDCWD } },
	{ "statx", SYS_statx, { AT_FDCWD } },
	{ "fstat", SYS_fstat, { 0 } },
	{ "lseek", SYS_lseek, { 0 } },
	{ "pread64", SYS_pread64, { 0 } },
	{ "getcwd", SYS_getcwd, { 0 } },
	{ "unlinkat", SYS_unlinkat, { AT_FDCWD } },
	{ "renameat2", SYS_renameat2, { AT_FDCWD } },
	{ "memfd_create", SYS_memfd_create, { 0 } },
	{ "dup", SYS_dup, { 0 } },
	{ "close", SYS_close, { 99 } },
	{ "pipe2", SYS_pipe2, { 0 } },
	{ "fcntl", SYS_fcntl, { 0 } },
	{ "ioctl", SYS_ioctl, { 0 } },
	{ "socket", SYS_socket, { AF_INET, SOCK_STREAM } },
	{ "socketpair", SYS_socketpair, { AF_UNIX, SOCK_STREAM } },
	{ "connect", SYS_connect, { 0 } },
	{ "sendto", SYS_sendto, { 0 } },
	{ "recvmsg", SYS_recvmsg, { 0 } },
	{ "clone", SYS_clone, { SIGCHLD } },
	{ "clone3", SYS_clone3, { 0 } },
	{ "execve", SYS_execve, { 0 } },
	{ "execveat", SYS_execveat, { AT_FDCWD } },
	{ "kill", SYS_kill, { 0, 0 } },
	{ "tgkill of another", SYS_tgkill, { 1, 1, SIGABRT } },
	{ "pidfd_open", SYS_pidfd_open, { 1 } },
	{ "ptrace", SYS_ptrace, { 0 } },
	{ "process_vm_readv", SYS_process_vm_readv, { 1 } },
	{ "prctl", SYS_prctl, { 4, 1 } },
	{ "prlimit64", SYS_prlimit64, { 0 } },
	{ "seccomp", SYS_seccomp, { 0 } },
	{ "bpf", SYS_bpf, { 0 } },
	{ "unshare", SYS_unshare, { CLONE_NEWUSER } },
	{ "setuid", SYS_setuid, { 0 } },
	{ "rt_sigaction", SYS_rt_sigaction, { SIGPROF } },
	{ "blocking signals", SYS_rt_sigprocmask, { SIG_BLOCK } },
	{ "setting signals", SYS_rt_sigprocmask, { SIG_SETMASK } },
	{ "nanosleep", SYS_nanosleep, { 0 } },
	{ "ppoll", SYS_ppoll, { 0 } },
	{ "timer of real time", SYS_setitimer, { ITIMER_REAL } },
	{ "perf_event_open", SYS_perf_event_open, { 0 } },
	{ "io_uring_setup", 425, { 1 } },
	{ "userfaultfd", SYS_userfaultfd, { 0 } },
	{ "shmget", SYS_shmget, { 0 } },
	{ "keyctl", SYS_keyctl, { 0 } },
	{ "mmap to run", SYS_mmap,
	    { 0, PAGE_BYTES, PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS } },
	{ "mmap to run and write", SYS_mmap,
	    { 0, PAGE_BYTES, PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS } },
	{ "mmap of a file", SYS_mmap, { 0, PAGE_BYTES, PROT_READ,
	    MAP_PRIVATE } },
	{ "mprotect", SYS_mprotect, { 0, PAGE_BYTES, PROT_EXEC } },
	{ "pkey_mprotect", SYS_pkey_mprotect, { 0 } },
	{ "madvise to poison", SYS_madvise, { 0, PAGE_BYTES, 100 } },
	{ "futex with priorities", SYS_futex, { 0, 6 } },
	{ "futex to requeue", SYS_futex, { 0, 3 | 128 } },
	{ "no such call", 0x3fffffff, { 0 } },
	{ "negative call", -1, { 0 } },
#if defined(__x86_64__)
	{ "open", SYS_open, { 0 } },
	{ "fork", SYS_fork, { 0 } },
	{ "vfork", SYS_vfork, { 0 } },
	{ "x32 getpid", X32_BIT | SYS_getpid, { 0 } },
	{ "x32 read", X32_BIT | SYS_read, { 0 } },
#endif
};

static void
do_call(const void *arg)
{
	const struct call *c = arg;

	syscall(c->number, c->args[0], c->args[1], c->args[2], c->args[3],
	    0L, 0L);
}

static void
test_forbidden(void)
{
	if (SANDBOX_SANITIZED)
		SKIP("no seccomp under a sanitizer");
	for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++) {
		int status = outcome(do_call, &forbidden[i], all);

		if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGSYS) {
			fprintf(stderr, "%s: status %x\n", forbidden[i].name,
			    (unsigned)status);
			test_fail(__FILE__, __LINE__, "not killed");
		}
	}
}

static void
do_kill_self(const void *arg)
{
	(void)arg;
	syscall(SYS_tgkill, getpid(), syscall(SYS_gettid), SIGTERM);
}

#if defined(__x86_64__)
/* open() as the interface for 32-bit programs numbers it: fstat() here. */
static void
do_int80(const void *arg)
{
	long r;

	(void)arg;
	__asm__ volatile("int $0x80" : "=a"(r)
	    : "a"(5), "b"(0), "c"(0), "d"(0) : "memory");
}
#endif

static void
test_forbidden_by_other_means(void)
{
	if (SANDBOX_SANITIZED)
		SKIP("no seccomp under a sanitizer");
	CHECK_NUM(WTERMSIG(outcome(do_kill_self, NULL, all)), SIGSYS);
#if defined(__x86_64__)
	/* SIGSEGV where the kernel has no such interface. */
	CHECK(WIFSIGNALED(outcome(do_int80, NULL, all)));
#endif
}

static int
compare_bytes(const void *a, const void *b)
{
	return *(const unsigned char *)a - *(const unsigned char *)b;
}

static void
do_nothing(void)
{
}

/* What jobs do: memory of all sizes, sorting, clocks. */
static void
do_work(const void *arg)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	static void *blocks[2000];
	struct timespec t;
	size_t bytes = 1;

	(void)arg;
	for (int round = 0; round < 3; round++) {
		for (size_t i = 0; i < 2000; i++) {
			bytes = (bytes * 31 + i) % 100000 + 1;
			blocks[i] = malloc(bytes);
			if (blocks[i])
				memset(blocks[i], 1, bytes);
		}
		for (size_t i = 0; i < 2000; i++)
			free(blocks[i]);
	}
	for (bytes = 1 << 20; bytes < MEMORY_BYTES / 2; bytes *= 2) {
		blocks[0] = realloc(malloc(bytes / 2), bytes);
		if (!blocks[0])
			_exit(EXIT_FAILURE);
		memset(blocks[0], 2, bytes);
		free(blocks[0]);
	}
	clock_gettime(CLOCK_MONOTONIC, &t);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	qsort(page, sizeof(page), 1, compare_bytes);
	pthread_once(&once, do_nothing);
}

/* malloc() must say no, and must not ask the kernel in forbidden ways. */
static void
do_exhaust(const void *arg)
{
	static void *list;
	size_t got = 0;

	(void)arg;
	for (size_t bytes = 16 << 20; bytes >= 64; bytes /= 2) {
		void **p;

		while ((p = malloc(bytes))) {
			*p = list;
			list = p;
			got += bytes;
		}
	}
	if (got > MEMORY_BYTES || got < MEMORY_BYTES / 2)
		_exit(EXIT_FAILURE);
}

static void
test_work_is_allowed(void)
{
	if (SANDBOX_SANITIZED)
		SKIP("no seccomp under a sanitizer");
	CHECK_NUM(outcome(do_work, NULL, all), SURVIVED << 8);
	CHECK_NUM(outcome(do_exhaust, NULL, all), SURVIVED << 8);
}

static void
do_abort(const void *arg)
{
	(void)arg;
	abort();
}

static void
do_fault(const void *arg)
{
	*(volatile char *)(uintptr_t)arg = 1;
}

static void
test_crash_has_its_signal(void)
{
	if (SANDBOX_SANITIZED)
		SKIP("a sanitizer reports crashes itself");
	CHECK_NUM(WTERMSIG(outcome(do_abort, NULL, all)), SIGABRT);
	CHECK_NUM(WTERMSIG(outcome(do_fault, NULL, all)), SIGSEGV);
}

/* Without the filter, the layers beneath it refuse. */
static void
do_common(const void *arg)
{
	(void)arg;
	if (open("/etc/passwd", O_RDONLY) >= 0
	    || open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0
	    || socket(AF_INET, SOCK_STREAM, 0) >= 0
	    || dup(STDIN_FILENO) >= 0)
		_exit(EXIT_FAILURE);
	if (getuid() != 0 && fork() >= 0)
		_exit(EXIT_FAILURE);
	if (mmap(NULL, MEMORY_BYTES, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
	    -1, 0) != MAP_FAILED)
		_exit(EXIT_FAILURE);
}

static void
test_layers_alone(void)
{
	const struct sandbox_state no_filter = { true, true, false };
	const struct sandbox_state limits_alone = { true, false, false };
	const struct sandbox_state no_landlock = { true, false, true };

	if (SANDBOX_SANITIZED)
		SKIP("not all limits under a sanitizer");
	CHECK_NUM(outcome(do_common, NULL, no_filter), SURVIVED << 8);
	CHECK_NUM(outcome(do_common, NULL, limits_alone), SURVIVED << 8);
	CHECK_NUM(WTERMSIG(outcome(do_common, NULL, no_landlock)), SIGSYS);
}

static void
do_unlink(const void *arg)
{
	if (unlink(arg) == 0 || errno != EACCES)
		_exit(EXIT_FAILURE);
}

static void
test_landlock(void)
{
	const struct sandbox_state no_filter = { true, true, false };
	char name[] = "/tmp/test_sandbox.XXXXXX";
	int fd;

	if (SANDBOX_SANITIZED)
		SKIP("not all limits under a sanitizer");
	fd = mkstemp(name);
	CHECK(fd >= 0);
	CHECK_NUM(outcome(do_unlink, name, no_filter), SURVIVED << 8);
	CHECK(unlink(name) == 0);
	close(fd);
}

int
main(void)
{
	sandbox_prepare();
	RUN(test_forbidden);
	RUN(test_forbidden_by_other_means);
	RUN(test_work_is_allowed);
	RUN(test_crash_has_its_signal);
	RUN(test_layers_alone);
	RUN(test_landlock);
	return test_end();
}
