/* SPDX-License-Identifier: MIT */
#include "cli/runner.h"

#include <jansson.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include "article/shared.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/meter.h"
#include "config/sites.h"
#include "pipeline/jobs.h"

struct runner {
	const struct run_settings *settings;
	struct rules *rules;
	struct job_shared shared;
	struct workers *workers;
	struct observer observer;
	int signals;		/* a signalfd, or -1 */
	struct meter meter;
	int stopped_by;		/* a signal; or 0 */
};

void
runner_clear_line(struct runner *s)
{
	meter_clear(&s->meter);
}

void
runner_say(struct runner *s, struct str text)
{
	struct buf safe = BUF_INIT;

	if (s->settings->quiet)
		return;
	runner_clear_line(s);
	text_escape(text, &safe);
	fprintf(stderr, "%s\n", safe.data);
	buf_release(&safe);
}

static void
show_progress(void *arg, const struct progress *progress)
{
	struct runner *s = arg;

	if (!s->settings->quiet)
		meter_show(&s->meter, progress);
}

static void
show_step(void *arg, const char *verb, struct str what)
{
	struct runner *s = arg;
	struct buf line = BUF_INIT;

	buf_addf(&line, "%s %.*s", verb, STR_ARG(what));
	runner_say(s, buf_str(&line));
	buf_release(&line);
}

static void
show_warning(void *arg, struct str text)
{
	struct buf line = BUF_INIT;

	buf_addf(&line, "warning: %.*s", STR_ARG(text));
	runner_say(arg, buf_str(&line));
	buf_release(&line);
}

static bool
is_stopped(void *arg)
{
	struct runner *s = arg;
	struct signalfd_siginfo info;

	if (!s->stopped_by && s->signals >= 0
	    && read(s->signals, &info, sizeof(info)) == sizeof(info))
		s->stopped_by = (int)info.ssi_signo;
	return s->stopped_by != 0;
}

/*
 * Blocked and read from a descriptor between jobs, so that no handler has to
 * run anywhere in particular. One that is ignored, as by nohup, stays so: were
 * it blocked, it would be read.
 */
static int
watch_signals(void)
{
	static const int watched[] = { SIGINT, SIGTERM, SIGHUP };
	struct sigaction now;
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_COUNT(watched); i++)
		if (sigaction(watched[i], NULL, &now) == 0
		    && now.sa_handler != SIG_IGN)
			sigaddset(&set, watched[i]);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

static void
warn_about_sandbox(struct runner *s)
{
	struct sandbox_state state;

	if (s->settings->sandbox == SANDBOX_OFF)
		return;
	workers_sandbox(s->workers, &state);
	if (!state.landlock || !state.seccomp || !state.rlimits)
		runner_say(s, STR("warning: this system cannot lock workers "
		    "in completely; --sandbox require refuses to run so"));
}

struct runner *
runner_new(const struct run_settings *settings,
    const struct templates *templates, bool pictures, struct err *err)
{
	struct runner *s = mem_zalloc(sizeof(*s));
	struct workers_options options = {
		.jobs = (unsigned)settings->jobs,
		.sandbox = (enum sandbox_mode)settings->sandbox,
		.shared = &s->shared,
	};

	s->settings = settings;
	s->rules = sites_load(&settings->site_rules, err);
	if (!s->rules) {
		free(s);
		return NULL;
	}
	s->shared = (struct job_shared){ templates, s->rules, pictures };
	meter_init(&s->meter, stderr);
	/* Files too large are an error to report, not a reason to die. */
	signal(SIGXFSZ, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	s->workers = workers_start(&all_jobs, &options, err);
	if (!s->workers) {
		rules_free(s->rules);
		free(s);
		return NULL;
	}
	/* Half a report is worse than none; in workers, half of JSON is not. */
	json_set_alloc_funcs(mem_alloc, free);
	s->signals = -1;
	s->observer = (struct observer){ .arg = s,
		.progress = show_progress, .warn = show_warning,
		.tick_ms = meter_tick_ms(&s->meter),
		.stopped = is_stopped,
		.stop_fd = s->signals > 0 ? s->signals : 0 };
	if (settings->verbose)
		s->observer.step = show_step;
	warn_about_sandbox(s);
	return s;
}

void
runner_watch(struct runner *s)
{
	s->signals = watch_signals();
}

void
runner_free(struct runner *s)
{
	if (!s)
		return;
	runner_clear_line(s);
	workers_stop(s->workers);
	rules_free(s->rules);
	if (s->signals >= 0)
		close(s->signals);
	free(s);
}

int
runner_code(const struct runner *s, int code)
{
	return s && s->stopped_by && code != EXIT_DONE
	    ? EXIT_SIGNALLED + s->stopped_by : code;
}

struct workers *
runner_workers(struct runner *s)
{
	return s->workers;
}

const struct observer *
runner_observer(struct runner *s)
{
	return &s->observer;
}
