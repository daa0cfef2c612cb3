/* SPDX-License-Identifier: MIT */
/*
 * What every run of a command needs: site rules, workers, a progress line on
 * a terminal, and a way to stop on SIGINT or SIGTERM that leaves nothing half
 * made.
 */
#ifndef CHAPBOOK_RUNNER_H
#define CHAPBOOK_RUNNER_H

#include "base/template.h"
#include "cli/settings.h"
#include "pipeline/observer.h"

struct runner;

/*
 * templates may be NULL; they must outlive the runner. pictures: some may be
 * made. Reads the site rules too: ERR_ARGUMENT if anything is wrong with them.
 */
struct runner *runner_new(const struct run_settings *settings,
    const struct templates *templates, bool pictures, struct err *err);
/*
 * From now on a signal stops the run; to be called when all is read that may
 * never come, as from a pipe. What the options say in full is read after
 * runner_new() and before this, so that workers know nothing of it.
 */
void runner_watch(struct runner *s);
void runner_free(struct runner *s);	/* NULL allowed */
/* code, or that of the signal which stopped the run; s may be NULL. */
int runner_code(const struct runner *s, int code);

struct workers *runner_workers(struct runner *s);
const struct observer *runner_observer(struct runner *s);
/* Takes the progress line off the terminal. */
void runner_clear_line(struct runner *s);
/* A line to standard error, unless --quiet; untrusted text escaped. */
void runner_say(struct runner *s, struct str text);

#endif
