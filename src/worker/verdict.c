/* SPDX-License-Identifier: MIT */
/* What the end of a process means, and that of a worker for its job. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "base/mem.h"
#include "worker/child.h"
#include "worker/crew.h"

static void
of_signal(int sig, unsigned cpu_s, struct err *err)
{
	switch (sig) {
	case SIGSEGV:
	case SIGBUS:
		err_set(err, ERR_SYSTEM, "crashed (segmentation fault)");
		break;
	case SIGSYS:
		err_set(err, ERR_SYSTEM, "forbidden system call");
		break;
	case SIGPROF:
	case SIGXCPU:
		err_set(err, ERR_LIMIT, "took more than %u seconds of CPU",
		    cpu_s);
		break;
	case SIGKILL:
		err_set(err, ERR_SYSTEM, "killed from outside");
		break;
	default:
		err_set(err, ERR_SYSTEM, "crashed (%s)", strsignal(sig));
	}
}

void
child_verdict(int status, unsigned cpu_s, struct err *err)
{
	if (WIFSIGNALED(status))
		of_signal(WTERMSIG(status), cpu_s, err);
	else if (WEXITSTATUS(status) == MEM_EXIT)
		err_set(err, ERR_LIMIT, "out of memory");
	else
		err_set(err, ERR_SYSTEM, "ended with status %d",
		    WEXITSTATUS(status));
}

bool
crew_verdict(const struct workers *w, const struct link *link,
    struct err *err)
{
	const unsigned cpu_s = link->flying
	    ? w->table->jobs[link->flight[0]->job]->cpu_s : 0;

	if (link->killed) {
		*err = link->verdict;
		return false;
	}
	if (link->error)
		err_set(err, ERR_SYSTEM, "cannot fork: %s",
		    strerror(link->error));
	else
		child_verdict(link->status, cpu_s, err);
	return WIFSIGNALED(link->status)
	    && WTERMSIG(link->status) == SIGKILL;
}
