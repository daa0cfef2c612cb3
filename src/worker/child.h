/* SPDX-License-Identifier: MIT */
/*
 * What every process that is forked here does first: zygote, workers and
 * helpers. Whatever cannot be done ends the process.
 */
#ifndef CHAPBOOK_CHILD_H
#define CHAPBOOK_CHILD_H

#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

#include "worker/sandbox.h"
#include "worker/serve.h"

/* Where its one connection goes; all above is closed. */
#define CHILD_FD (STDERR_FILENO + 1)

/*
 * A child of parent, which has just forked it: signals as at the start, its
 * end when the parent ends, nothing open but fd, as CHILD_FD, and standard
 * error.
 */
void child_begin(int fd, pid_t parent);
void child_die_with(pid_t parent);
/* Leaves open the standard streams and fd, which becomes CHILD_FD. */
void child_keep_only(int fd);
/*
 * Nothing is left of the environment and the arguments, which the kernel has
 * put above the stack: clearenv() forgets only where they are. The time zone
 * is UTC, so that no file is looked for.
 */
void child_forget(void);
/* No standard error, and nothing of what child_forget() takes. */
void child_seclude(void);

/* Locks the process as mode wants it and says hello, see worker/serve.h. */
void child_lock(enum sandbox_mode mode, const struct sandbox_limits *limits,
    int fd);
/* From now on so much CPU time, then SIGPROF. */
void child_start_cpu_clock(unsigned cpu_s);

/* A struct frame and its body; ends the process if nobody listens. */
void child_write(int fd, uint32_t word, struct str body);

/*
 * On the parent's side. The layers of a hello: takes from state what is not
 * in force; ERR_REFUSED if mode wants all and one is missing.
 */
int child_layers(uint32_t layers, enum sandbox_mode mode,
    struct sandbox_state *state, struct err *err);
/* In words, how a process ended; status as from waitpid(). */
void child_verdict(int status, unsigned cpu_s, struct err *err);

#endif
