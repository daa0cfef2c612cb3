/* SPDX-License-Identifier: MIT */
/*
 * What a worker may still do after its lock: compute, in bounded memory, and
 * read and write the descriptors that it has. Three layers, so that one that
 * a kernel lacks is not missed at once:
 *
 *	rlimits		no new descriptor, no file growth, no process, no
 *			core, bounded address space and CPU time
 *	landlock	no file to open, no port, no signal to others
 *	seccomp		a list of system calls; any other ends the process
 *			with SIGSYS
 *
 * Whatever opens files or asks the kernel questions must be done before:
 * iconv_open() by the jobs' prepare(), the time zone by child_forget(), what
 * is known of the C library by sandbox_prepare().
 */
#ifndef CHAPBOOK_SANDBOX_H
#define CHAPBOOK_SANDBOX_H

#include "worker/pool.h"

/* AddressSanitizer needs system calls and address space that we take away. */
#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SANDBOX_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_SANITIZED
#define SANDBOX_SANITIZED 0
#endif

/* Once, before the lock or in a parent of the process that locks itself. */
void sandbox_prepare(void);

struct sandbox_limits {
	size_t memory_bytes;	/* address space */
	unsigned long cpu_s;	/* of the whole process; 0: no limit */
};

/*
 * Locks the calling process for good and tells what is in force; a layer
 * that cannot be had is left out. A sanitized build gets no seccomp and not
 * all of the rlimits, and says so.
 */
void sandbox_lock(const struct sandbox_limits *limits,
    struct sandbox_state *state);

/*
 * The same for a program that needs libraries which read files and start
 * threads: it may read what is in the folders (NULL ends them; those that
 * are not there do not matter) and write file_bytes to what it has open, but
 * reach no network, start no program and touch no other process.
 */
struct sandbox_sight {
	const char *const *folders;
	size_t file_bytes;
};

void sandbox_lock_seeing(const struct sandbox_limits *limits,
    const struct sandbox_sight *sight, struct sandbox_state *state);

/* The first layer alone, for such a program that is not to be locked in. */
bool sandbox_limit(const struct sandbox_limits *limits, size_t file_bytes);

/* The third layer alone: 0, or -1 where the kernel does not have it. */
int sandbox_filter(void);
int sandbox_filter_seeing(void);

#endif
