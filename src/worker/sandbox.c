/* SPDX-License-Identifier: MIT */
#include "worker/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/mem.h"

#define STACK_BYTES ((rlim_t)8 << 20)

static int
compare_ints(const void *a, const void *b)
{
	const int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

void
sandbox_prepare(void)
{
	int values[1024] = { 1 };

	/* The first that needs memory asks how much the machine has. */
	qsort(values, ARRAY_COUNT(values), sizeof(values[0]),
	    compare_ints);
	/* A second arena, tried for when memory is short, needs mprotect(). */
	mallopt(M_ARENA_MAX, 1);
}

/* struct landlock_ruleset_attr as of ABI 6; system headers may be older. */
struct ruleset {
	uint64_t handled_access_fs;
	uint64_t handled_access_net;
	uint64_t scoped;
};

#define NET_BIND_AND_CONNECT_TCP 3u
#define SCOPE_ABSTRACT_SOCKET_AND_SIGNAL 3u

/* All rights on files that the ABI knows: each version appends some. */
static uint64_t
file_rights(long abi)
{
	static const uint64_t rights[] = {
		0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff,
	};
	const long known = (long)(ARRAY_COUNT(rights));

	return rights[(abi < known ? abi : known) - 1];
}

/* Reading files and folders beneath path; what is not there needs no right. */
static int
grant_reading(long ruleset, const char *path)
{
	struct landlock_path_beneath_attr rule = {
		.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE
		    | LANDLOCK_ACCESS_FS_READ_DIR,
	};
	long r;

	rule.parent_fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (rule.parent_fd < 0)
		return 0;
	r = syscall(SYS_landlock_add_rule, (int)ruleset,
	    LANDLOCK_RULE_PATH_BENEATH, &rule, 0u);
	close(rule.parent_fd);
	return r == 0 ? 0 : -1;
}

/* Handles every right; grants none but reading in folders (NULL: none). */
static int
lock_landlock(const char *const *folders)
{
	struct ruleset attr = { 0, 0, 0 };
	long abi, fd, r = 0;

	abi = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0,
	    LANDLOCK_CREATE_RULESET_VERSION);
	if (abi < 1)
		return -1;
	attr.handled_access_fs = file_rights(abi);
	if (abi >= 4)
		attr.handled_access_net = NET_BIND_AND_CONNECT_TCP;
	if (abi >= 6)
		attr.scoped = SCOPE_ABSTRACT_SOCKET_AND_SIGNAL;
	fd = syscall(SYS_landlock_create_ruleset, &attr, sizeof(attr), 0u);
	if (fd < 0)
		return -1;
	for (; folders && *folders && r == 0; folders++)
		r = grant_reading(fd, *folders);
	if (r == 0)
		r = syscall(SYS_landlock_restrict_self, (int)fd, 0u);
	close((int)fd);
	return r == 0 ? 0 : -1;
}

/* Both limits; a lower one that is in force already is kept. */
static int
limit(unsigned resource, rlim_t value)
{
	struct rlimit r;

	if (getrlimit(resource, &r) != 0)
		return -1;
	if (value > r.rlim_max)
		value = r.rlim_max;
	r.rlim_cur = r.rlim_max = value;
	return setrlimit(resource, &r);
}

bool
sandbox_limit(const struct sandbox_limits *limits, size_t file_bytes)
{
	int r = 0;

	if (SANDBOX_SANITIZED)
		return false;
	r |= limit(RLIMIT_CORE, 0);
	r |= limit(RLIMIT_FSIZE, (rlim_t)file_bytes);
	r |= limit(RLIMIT_STACK, STACK_BYTES);
	r |= limit(RLIMIT_AS, (rlim_t)limits->memory_bytes);
	if (limits->cpu_s)
		r |= limit(RLIMIT_CPU, (rlim_t)limits->cpu_s);
	return r == 0;
}

/* Landlock and seccomp need it; it also makes execve() gain nothing. */
static bool
give_up_privileges(void)
{
	bool private = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;

	return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && private;
}

void
sandbox_lock(const struct sandbox_limits *limits, struct sandbox_state *state)
{
	bool private = give_up_privileges();

	state->rlimits = sandbox_limit(limits, 0)
	    && limit(RLIMIT_NPROC, 0) == 0;
	state->landlock = private && lock_landlock(NULL) == 0;
	/* Last of the limits, because landlock needs a descriptor. */
	if (!SANDBOX_SANITIZED && limit(RLIMIT_NOFILE, 0) != 0)
		state->rlimits = false;
	state->seccomp = private && !SANDBOX_SANITIZED
	    && sandbox_filter() == 0;
}

void
sandbox_lock_seeing(const struct sandbox_limits *limits,
    const struct sandbox_sight *sight, struct sandbox_state *state)
{
	bool private = give_up_privileges();

	state->rlimits = sandbox_limit(limits, sight->file_bytes);
	state->landlock = private && lock_landlock(sight->folders) == 0;
	state->seccomp = private && !SANDBOX_SANITIZED
	    && sandbox_filter_seeing() == 0;
}
