/* SPDX-License-Identifier: MIT */
/*
 * What every run of a command needs: site rules, workers, a progress line on
 * a terminal, and a way to stop on SIGINT or SIGTERM that leaves nothing half
 * made.
 */
#ifndef CHAPBOOK_SESSION_H
#define CHAPBOOK_SESSION_H

#include "base/template.h"
#include "cli/settings.h"
#include "pipeline/observer.h"

struct session;

/*
 * templates may be NULL; they must outlive the session. Reads the site rules
 * too: ERR_ARGUMENT if anything is wrong with them.
 */
struct session *session_new(const struct run_settings *settings,
    const struct templates *templates, struct err *err);
void session_free(struct session *s);	/* NULL allowed */

struct workers *session_workers(struct session *s);
const struct observer *session_observer(struct session *s);
/* Takes the progress line off the terminal. */
void session_clear_line(struct session *s);
/* A line to standard error, unless --quiet; untrusted text escaped. */
void session_say(struct session *s, struct str text);

#endif
